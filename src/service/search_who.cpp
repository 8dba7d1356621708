// Who may have an object.
#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/population.h"
#include "format/ism_json.h"
#include "service/ask.h"
#include "service/search_parts.h"

namespace entente::service {
namespace {

using decision::SubjectType;

// A word on each subject, for people.
class Words {
 public:
  explicit Words(const world::World& world) : world_(world) {}

  std::string about(const decision::Subject& subject) {
    const auto of = [](const std::string& what, const PartyId& party) { return fmt::format("{} ({})", what, party.value); };
    switch (subject.type) {
      case SubjectType::party:
        if (const auto* party = world_.party(PartyId(subject.id))) return party->name;
        break;
      case SubjectType::person:
        if (const auto* person = find(world_.people, people_, subject.id)) return of(person->role, person->employer);
        break;
      case SubjectType::system:
        if (const auto* system = find(world_.systems, systems_, subject.id)) return of(system->name, system->operated_by);
        break;
      case SubjectType::facility:
        if (const auto* facility = find(world_.facilities, facilities_, subject.id)) return of(facility->name, facility->in);
        break;
      case SubjectType::other:
        break;
    }
    return {};
  }

 private:
  using Index = std::unordered_map<std::string_view, std::size_t>;

  template <class Fact>
  static const Fact* find(const std::vector<Fact>& facts, Index& index, const std::string& id) {
    for (std::size_t at = index.size(); at < facts.size(); ++at) index.emplace(facts[at].id, at);
    const auto found = index.find(id);
    return found == index.end() ? nullptr : &facts[found->second];
  }

  const world::World& world_;
  Index people_;
  Index systems_;
  Index facilities_;
};

// The object put to everybody. To the party that is stated to hold it, and to whom that vouches for, it is another question than
// to the rest (docs/semantics.md 3.1), so there are two; and one more for each set that the holder is in.
class Question {
 public:
  Question(Desk& desk, const decision::Population& population, format::AskedRequest asked, Instant at) : population_(population) {
    asked.subject = {SubjectType::other, {}};
    rest_ = *request_of(desk, asked, at);  // `who` has had it understood
    if (rest_.holder && !decision::is_act_name(asked.action)) ask_sets_with(*rest_.holder, desk, asked, at);
    holder_ = asked_apart(desk, asked);
    if (holder_) {
      asked.subject = {SubjectType::party, holder_->value};
      holders_ = *request_of(desk, asked, at);
      of_holder_.emplace(population, holders_);
    }
    of_rest_.emplace(population, rest_);
  }

  // The first place from `from` on of one that may have it, else the size of the population. `from` may only grow.
  std::size_t next(std::size_t from) {
    if (!rest_at_ || *rest_at_ < from) rest_at_ = next_of(*of_rest_, from, false);
    std::size_t found = *rest_at_;
    if (of_holder_) {
      if (!holders_at_ || *holders_at_ < from) holders_at_ = next_of(*of_holder_, from, true);
      found = std::min(found, *holders_at_);
    }
    const auto set = std::find_if(sets_.lower_bound(from), sets_.end(), [](const auto& each) { return each.second.permitted; });
    return set == sets_.end() ? found : std::min(found, set->first);
  }

  [[nodiscard]] decision::Request request(std::size_t place) const {
    if (const auto set = sets_.find(place); set != sets_.end()) return set->second.request;
    decision::Request request = is_holders(place) ? holders_ : rest_;
    request.subject = population_.subject(place);
    return request;
  }

 private:
  // The holder, or the party whose mark a received copy bears.
  static std::optional<PartyId> asked_apart(const Desk& desk, const format::AskedRequest& asked) {
    if (asked.holder) return asked.holder;
    const auto* policy = desk.world().policies.find(PolicyId(asked.object.policy));
    return policy == nullptr ? std::nullopt : std::optional<PartyId>(policy->party);
  }

  void ask_sets_with(const PartyId& holder, Desk& desk, format::AskedRequest asked, Instant at) {
    const auto [first, last] = population_.places(SubjectType::party);
    for (std::size_t place = first; place < last; ++place) {
      const PartyId set = population_.party(place);
      if (set == holder || !desk.is_asked_as_of(set, holder, rest_.time, asked.known_as_of)) continue;
      asked.subject = population_.subject(place);
      Set with{*request_of(desk, asked, at), false};
      const auto verdict = desk.judge(with.request, asked.known_as_of);
      with.permitted = verdict && verdict->permit;
      sets_.emplace(place, std::move(with));
    }
  }

  [[nodiscard]] bool is_holders(std::size_t place) const { return holder_ && population_.party(place) == *holder_; }

  std::size_t next_of(decision::Receivers& receivers, std::size_t from, bool holders) const {
    std::size_t place = receivers.next(from);
    while (place < population_.size() && (is_holders(place) != holders || sets_.count(place) != 0)) place = receivers.next(place + 1);
    return place;
  }

  struct Set {
    decision::Request request;
    bool permitted;
  };

  const decision::Population& population_;
  std::map<std::size_t, Set> sets_;  // by place: those that the holder is in
  std::optional<PartyId> holder_;
  decision::Request rest_;
  decision::Request holders_;
  std::optional<decision::Receivers> of_rest_;
  std::optional<decision::Receivers> of_holder_;
  std::optional<std::size_t> rest_at_;  // the last answers
  std::optional<std::size_t> holders_at_;
};

// Of an act, which is done with the object and has no label.
std::string act_question_of(const format::SubjectSearch& search, Instant at) {
  const auto& asked = search.asked;
  const std::string by = asked.holder ? " by " + asked.holder->value : std::string();
  const auto type = search.every_type ? std::string() : fmt::format("{}: ", type_word(asked.subject.type));
  return fmt::format("{}with whom {} of {}{} is permitted, as of {}", type, quoted(asked.action), quoted(asked.object.id), by, to_short_string(at));
}

std::string question_of(const format::SubjectSearch& search, Instant at) {
  const auto& object = search.asked.object;
  if (decision::is_act_name(search.asked.action)) return act_question_of(search, at);
  const std::string what =
      object.ism ? format::ism_to_json(*object.ism) : object.label.value_or(object.named ? "a label" : "no label");
  const std::string by = search.asked.holder ? " held by " + search.asked.holder->value : std::string();
  const auto type = search.every_type ? std::string() : fmt::format("{}: ", type_word(search.asked.subject.type));
  return fmt::format("{}who may have {} ({}){}, as of {}", type, quoted(what), object.policy, by, to_short_string(at));
}

// Why its label is not valid; empty: it is, or that is not what is wrong.
std::string label_fault(Desk& desk, format::AskedRequest asked, Instant at) {
  asked.subject = {SubjectType::party, {}};
  if (decision::is_act_name(asked.action)) return {};  // it has none
  const auto decided = ask(desk, asked, at);
  const auto& first = decided->decision().reasons.front();
  return first.outcome == decision::Outcome::fail ? first.text : std::string();
}

}  // namespace

Result<format::Found> who(Desk& desk, const format::SubjectSearch& search, const SearchSettings& settings) {
  if (search.asked.action != "disclose" && !decision::is_act_name(search.asked.action))
    return fail(Fault::bad_request, fmt::format("action.name: {} is not one that is decided", quoted(search.asked.action)));
  const CursorSubject about{desk.revision(), with_settings(desk, search.question), {}};
  TRY(const Cursor start, start_of(settings, search.page, search.asked.time, about));
  TRY(const decision::Population population, desk.population_at(start.at, search.asked.known_as_of));
  auto first_asked = search.asked;
  first_asked.subject = {SubjectType::other, {}};
  TRY_DO(request_of(desk, first_asked, start.at));
  const auto [first, last] = search.every_type ? std::pair<std::size_t, std::size_t>(0, population.size())
                                               : population.places(search.asked.subject.type);
  format::Found found;
  found.question = question_of(search, start.at);
  found.as_of = start.at;
  found.revision = desk.revision();
  found.candidates = last - first;
  TRY_DO(begins_within(start, found.candidates));
  found.label_error = label_fault(desk, search.asked, start.at);
  found.holder_error = unknown_holder(desk, search.asked.action, search.asked.holder);
  PageFiller page(start, about, found);
  Question question(desk, population, search.asked, start.at);
  Words words(desk.world());
  for (std::size_t place = question.next(first + start.position); place < last; place = question.next(place + 1)) {
    // Nothing is listed that is not permitted by itself; an act may not be at its dates.
    const auto request = question.request(place);
    TRY(const auto verdict, desk.judge(request, search.asked.known_as_of));
    CHECK(verdict.permit || decision::is_act_name(request.action));
    if (!verdict.permit) continue;
    if (!page.has_room(place - first)) break;
    found.results.push_back({std::string(type_word(request.subject.type)), request.subject.id, words.about(request.subject),
                             verdict.evidence, verdict.valid_until});
  }
  return found;
}

}  // namespace entente::service
