// One recipient put to a catalogue: one answer a part, and of each object the conjunction of those of its parts.
#include <algorithm>
#include <optional>

#include "decision/classes.h"
#include "decision/columns.h"

namespace entente::decision {

struct Receivable::State {
  enum class Answer : std::uint8_t { no = 0, yes = 1, unknown = 2 };
  using Answers = std::vector<Answer>;  // by part

  Catalogue catalogue;
  Subject subject;
  const SubjectInfo* who = nullptr;  // none: a party
  Cohort cohort;
  PartySet nationalities;  // besides the recipient's own
  bool nobody = false;     // it may have nothing, of what is not judged
  Answers basis;
  Answers release;
  Answers categories;
  Answers needs;

  [[nodiscard]] const Catalogue::Classes& classes() const { return catalogue.classes(); }
  [[nodiscard]] const Factors& factors() const { return classes().factors; }

  void prepare() {
    const Snapshot::Tables& tables = factors().tables();
    nobody = subject.type == SubjectType::party ? !is_party(tables) : !is_recorded(tables);
    basis.assign(classes().basis.size(), Answer::unknown);
    basis[kNobody] = Answer::no;
    release.assign(classes().release.size(), Answer::unknown);
    categories.assign(classes().categories.size(), Answer::unknown);
    needs.assign(classes().needs.size(), Answer::unknown);
  }

  bool is_party(const Snapshot::Tables& tables) {
    const PartyIndex party = tables.party(PartyId(subject.id));
    PartySet reached;
    if (party == kNoParty || !all_who_may_be_in(tables, party, factors().at(), reached)) return false;
    for (std::size_t each = 0; each < tables.parties.size(); ++each) {
      if (reached.has(each) && tables.parties[each].kind == world::PartyKind::nation) cohort.parties.add(each);
    }
    return !cohort.parties.empty();
  }

  bool is_recorded(const Snapshot::Tables& tables) {
    who = tables.subject(subject);
    if (who == nullptr || !stands_for_itself(tables, who->party)) return false;
    if (!grade_at(tables, who->period, who->evidence, factors().at()).counts()) return false;
    if (who->type == SubjectType::person) {
      if (who->nationalities.empty()) return false;
      for (const auto nation : who->nationalities) {
        if (nation != who->party) nationalities.add(nation);
      }
    }
    cohort.party = who->party;
    cohort.parties.add(who->party);
    cohort.who = std::make_shared<const SubjectCase>(factors().cleared(*who));
    return true;
  }

  bool holds(const BasisPart& part) const { return cohort.holds(factors(), part); }
  bool holds(const ReleasePart& part) const { return cohort.may(part) && nationalities.within(part.admitted); }
  bool holds(const CategoryPart& part) const { return who == nullptr || factors().holds(part, *who); }
  bool holds(const NeedPart& part) const { return who == nullptr || factors().holds(part, *who); }

  template <class Part>
  bool ask(Answers& answers, const std::vector<Part>& parts, std::uint32_t number) const {
    if (answers[number] == Answer::unknown) answers[number] = holds(parts[number]) ? Answer::yes : Answer::no;
    return answers[number] == Answer::yes;
  }

  // Cheap parts first: the basis is asked for where nothing else stands in the way.
  bool may(std::size_t place) {
    const auto& all = classes();
    if (all.basis_of[place] == kNobody) return is_judged(place) && judged(place);
    return !nobody && ask(release, all.release, all.release_of[place]) && ask(needs, all.needs, all.need_of[place]) &&
           ask(categories, all.categories, all.categories_of[place]) && ask(basis, all.basis, all.basis_of[place]);
  }

  [[nodiscard]] bool is_judged(std::size_t place) const {
    return std::binary_search(classes().judged.begin(), classes().judged.end(), place);
  }

  [[nodiscard]] bool judged(std::size_t place) const {
    const auto at = std::lower_bound(classes().judged.begin(), classes().judged.end(), place) - classes().judged.begin();
    Request request = classes().requests[static_cast<std::size_t>(at)];
    request.subject = subject;
    return judge(factors().snapshot(), request).permit;
  }

  // One byte a part, so that an object costs four loads.
  std::vector<std::uint64_t> all() {
    const auto& every = classes();
    const auto settle = [&](Answers& answers, const auto& parts) {
      for (std::uint32_t number = 0; number < parts.size(); ++number) static_cast<void>(ask(answers, parts, number));
    };
    if (!nobody) {
      settle(release, every.release);
      settle(needs, every.needs);
      settle(categories, every.categories);
      settle(basis, every.basis);
    }
    std::vector<std::uint64_t> bits((catalogue.size() + 63) / 64);
    for (std::size_t place = 0; !nobody && place < catalogue.size(); ++place) {
      const auto may =
          static_cast<unsigned>(basis[every.basis_of[place]]) & static_cast<unsigned>(release[every.release_of[place]]) &
          static_cast<unsigned>(categories[every.categories_of[place]]) & static_cast<unsigned>(needs[every.need_of[place]]);
      bits[place / 64] |= std::uint64_t{may} << (place % 64);
    }
    for (const auto place : every.judged) {
      if (judged(place)) bits[place / 64] |= std::uint64_t{1} << (place % 64);
    }
    return bits;
  }
};

Receivable::Receivable(const Catalogue& catalogue, const Subject& subject)
    : state_(std::make_unique<State>(State{catalogue, subject, nullptr, {}, {}, false, {}, {}, {}, {}})) {
  state_->prepare();
}
Receivable::Receivable(Receivable&&) noexcept = default;
Receivable::~Receivable() = default;

std::size_t Receivable::next(std::size_t from) {
  std::size_t place = from;
  while (place < state_->catalogue.size() && !state_->may(place)) ++place;
  return place;
}

std::vector<std::uint64_t> Receivable::all() { return state_->all(); }

}  // namespace entente::decision
