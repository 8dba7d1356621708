#include "analysis/remedy_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/remedy_facts.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

using decision::Aspect;
using decision::Helps;
using decision::Lack;
using world::RemedyFact;

std::string list_of(const std::vector<PartyId>& parties, std::string_view last = " and ") {
  std::vector<std::string> names;
  for (const auto& each : parties) names.push_back(each.value);
  if (names.size() < 2) return join(names, "");
  const std::string end = names.back();
  names.pop_back();
  return join(names, ", ") + std::string(last) + end;
}

std::string levels_of(const std::vector<LevelName>& levels) {
  std::vector<std::string> names;
  for (const auto& each : levels) names.push_back(each.value);
  return join(names, ", ");
}

class Words {
 public:
  Words(const Telling& telling, const Lack& lack) : telling_(telling), lack_(lack) {}

  // The parties of the instrument that have to do with the request; all of them, if none has.
  [[nodiscard]] std::vector<PartyId> parties() const {
    if (is_of_programme()) return of_programme();
    std::vector<PartyId> all{lack_.by};
    const auto* instrument = lack_.instrument.empty() ? nullptr : telling_.world.instrument(lack_.instrument);
    if (!lack_.to.empty() && lack_.to != lack_.by) all.push_back(lack_.to);
    if (instrument == nullptr || !between_all()) return all;
    all.clear();
    std::vector<PartyId> near;
    for (const auto& each : instrument->parties) {
      if (std::find(all.begin(), all.end(), each.party) != all.end()) continue;
      all.push_back(each.party);
      if (telling_.involved.count(each.party) != 0) near.push_back(each.party);
    }
    auto& chosen = near.size() > 1 ? near : all;
    std::sort(chosen.begin(), chosen.end());
    return chosen;
  }

  [[nodiscard]] std::vector<PartyId> actors() const {
    switch (lack_.fact) {
      case RemedyFact::membership:
        return {lack_.to, lack_.by};
      case RemedyFact::delegation:
      case RemedyFact::consent:
      case RemedyFact::approval:
      case RemedyFact::licence:
      case RemedyFact::waiver:
        return {lack_.by};
      case RemedyFact::invitation:
      case RemedyFact::participation:
      case RemedyFact::settlement:
      case RemedyFact::evidence:
      case RemedyFact::need_to_know:
      case RemedyFact::community:
      case RemedyFact::post:
      case RemedyFact::category_read_in:
      case RemedyFact::clearance:
      case RemedyFact::accreditation:
      case RemedyFact::row:
      case RemedyFact::assurance:
      case RemedyFact::instrument_in_force:
      case RemedyFact::accession:
      case RemedyFact::amendment:
      case RemedyFact::new_instrument:
        break;
    }
    return parties();
  }

  [[nodiscard]] std::string text() const {
    return lack_.weak ? fmt::format("verify the record of {}", recorded(lack_)) : added();
  }

 private:
  [[nodiscard]] bool is_of_programme() const {
    return lack_.fact == RemedyFact::invitation || lack_.fact == RemedyFact::participation ||
           lack_.fact == RemedyFact::settlement;
  }

  // The members, who is to take part, and whom a term is about.
  [[nodiscard]] std::vector<PartyId> of_programme() const {
    const std::string& reference = lack_.id;
    const auto colon = reference.find(':');
    const std::string id = reference.substr(colon + 1, reference.find('#') - colon - 1);
    std::set<PartyId> out;
    if (!lack_.by.empty()) out.insert(lack_.by);
    for (const auto& programme : telling_.world.programmes) {
      if (programme.id != id) continue;
      for (const auto& each : programme.participants) {
        if (each.role == world::Role::member) out.insert(each.party);
      }
      for (const auto& term : programme.terms) {
        const bool is_it = lack_.fact == RemedyFact::settlement && reference == "programme:" + id + "#" + term.id;
        if (is_it) out.insert(term.parties.begin(), term.parties.end());
      }
    }
    return {out.begin(), out.end()};
  }

  // A fact of the instrument, and not of one party of it or of a pair.
  [[nodiscard]] bool between_all() const {
    return lack_.fact == RemedyFact::instrument_in_force || lack_.fact == RemedyFact::amendment;
  }

  [[nodiscard]] std::string instrument() const {
    return lack_.instrument.empty() || is_new(lack_.instrument.value)
               ? fmt::format("the new instrument of {}", list_of({std::min(lack_.by, lack_.to), std::max(lack_.by, lack_.to)}))
               : lack_.instrument.value;
  }
  [[nodiscard]] std::string clause() const {
    return is_new(lack_.value) ? fmt::format("{} of {}", lack_.value.substr(lack_.value.find('/') + 1), instrument()) : lack_.value;
  }
  [[nodiscard]] std::string row() const {
    return fmt::format("{} from {} {} to {}", instrument(), lack_.by.value, lack_.level.value, lack_.to.value);
  }
  [[nodiscard]] std::string level() const { return level_to_hold(lack_); }
  [[nodiscard]] std::string object() const {
    const auto& object = telling_.request.object;
    return object.id.empty() ? "this object" : quoted(object.id);
  }
  [[nodiscard]] std::string purpose() const {
    return telling_.request.purpose.empty() ? "" : fmt::format(" for the purpose {}", quoted(telling_.request.purpose));
  }
  [[nodiscard]] bool is_system() const { return lack_.subject.starts_with("system:"); }

  [[nodiscard]] std::string added() const {
    switch (lack_.fact) {
      case RemedyFact::evidence:
        return "";
      case RemedyFact::need_to_know:
        return fmt::format("an officer of {} with authority asserts that {} needs {}", lack_.by.value, lack_.subject, object());
      case RemedyFact::community:
        return fmt::format("{} is admitted to {}", lack_.subject, lack_.id);
      case RemedyFact::post:
        return fmt::format("{} confirms that {} is in this post", lack_.by.value, lack_.subject);
      case RemedyFact::category_read_in:
        return fmt::format("{} reads {} in for {}", lack_.by.value, lack_.subject, lack_.category);
      case RemedyFact::clearance:
        return is_system() ? fmt::format("{} accredits {} for {}", lack_.by.value, lack_.subject, level())
                           : fmt::format("{} clears {} for {}", lack_.by.value, lack_.subject, level());
      case RemedyFact::delegation:
        return fmt::format("{} delegates the authority to disclose this to {}", lack_.by.value, lack_.to.value);
      case RemedyFact::consent:
        return fmt::format("{} consents to {}{} {} {}{}", lack_.by.value, is_act() ? "" : "the release of ", object(),
                           is_act() ? "for" : "to", lack_.to.value, purpose());
      case RemedyFact::accreditation:
        return fmt::format("{} accredits {} for {}", lack_.by.value, quoted(lack_.channel), lack_.level.value);
      case RemedyFact::row:
        return fmt::format("a row of {}: as {}", row(),
                           lack_.targets.size() == 1 ? lack_.targets.front().value
                                                     : fmt::format("one of {} (the parties' choice)", levels_of(lack_.targets)));
      case RemedyFact::assurance:
        return fmt::format("{} gives its assurance of protection under {} anew", lack_.by.value, instrument());
      case RemedyFact::instrument_in_force:
        return fmt::format("{} bring {} into force{}", list_of(parties()), instrument(), lack_.by.empty() || !lack_.to.empty() ? "" : ", with " + lack_.by.value + " as a party");
      case RemedyFact::accession:
        return fmt::format("{} accedes to {}", lack_.by.value, instrument());
      case RemedyFact::amendment:
        return amendment();
      case RemedyFact::new_instrument:
        return fmt::format("{} conclude {} instrument that covers this, and bring it into force", list_of({lack_.by, lack_.to}),
                           with_article(lack_.value.empty() ? "information-security" : lack_.value));
      case RemedyFact::approval:
        return approval();
      case RemedyFact::licence:
        return fmt::format("{} licenses the export of {} ({}) to {}{}", lack_.by.value, object(), join(act().items, ", "),
                           lack_.to.value, purpose());
      case RemedyFact::waiver:
        return fmt::format("{} waives {} for {}", lack_.by.value, clause(), lack_.to.value);
      case RemedyFact::settlement:
        return fmt::format("{} {} {}", list_of(parties()), parties().size() == 1 ? "settles" : "settle", lack_.id);
      case RemedyFact::invitation:
        return fmt::format("the members of {} invite {}", lack_.id, lack_.by.value);
      case RemedyFact::participation:
        return fmt::format("{} takes part in {} as a {}{}{}", lack_.by.value, lack_.id, lack_.value,
                           act().area.empty() ? "" : ", in the area " + act().area,
                           act().tier ? fmt::format(", at tier {}", *act().tier) : "");
      case RemedyFact::membership:
        return fmt::format("{} becomes a member of {}", lack_.by.value, lack_.to.value);
    }
    return "";
  }

  [[nodiscard]] bool is_act() const { return decision::is_act_name(telling_.request.action); }
  [[nodiscard]] const decision::Act& act() const { return telling_.request.object.act; }

  static std::string with_article(const std::string& word) {
    return (std::string_view("aeiou").find(word.front()) == std::string_view::npos ? "a " : "an ") + word;
  }

  [[nodiscard]] std::string approval() const {
    const auto& by = lack_.by.value;
    const auto& to = lack_.to.value;
    const std::string under = " under " + instrument();
    if (lack_.value == "notification") return fmt::format("{} notifies {} of {}{}", by, to, object(), under);
    if (lack_.value == "orders") return fmt::format("{} gives orders for {}{}", by, object(), under);
    if (lack_.value == "joint-committee")
      return fmt::format("{} records that the joint committee{} approves {}", by, under, object());
    if (lack_.value == "end-use-check") return fmt::format("{} checks the end use of {}{}", by, object(), under);
    if (lack_.value == "registration") return fmt::format("{} registers {} for {}{}", by, object(), to, under);
    if (lack_.value == "project") return fmt::format("{} agrees on {} with {}", by, act().project, to);
    if (lack_.value == "authorised-user")
      return fmt::format("{} lists {} as an authorised user of {}{}", by, quoted(telling_.request.subject.id), object(), under);
    return fmt::format("{} approves {} for {}{}", by, object(), to, under);
  }

  [[nodiscard]] std::string amendment() const {
    const std::string who = fmt::format("{} amend {}", list_of(parties()), instrument());
    switch (lack_.aspect) {
      case Aspect::none:
        return who;
      case Aspect::category:
        return fmt::format("{} to list {}", who, lack_.category);
      case Aspect::domain:
        return fmt::format("{} to cover the domain {}", who, quoted(lack_.value));
      case Aspect::form:
        return fmt::format("{} to cover the form {}", who, quoted(lack_.value));
      case Aspect::leg:
        return fmt::format("{} to cover what goes from {} to {}", who, lack_.by.value, lack_.to.value);
      case Aspect::item:
        return fmt::format("{} to list {}", who, quoted(lack_.value));
      case Aspect::clause:
        return fmt::format("{}, the clause {}", who, clause());
      case Aspect::contractors:
        return fmt::format("{} to provide for contractors", who);
      case Aspect::nationality:
        return fmt::format("{} to admit the nationality", who);
    }
    return who;
  }

  const Telling& telling_;
  const Lack& lack_;
};

// What the decision says of it.
std::string reason_of(const decision::Need& need, const decision::Decision& decision) {
  const decision::Reason* best = nullptr;
  for (const auto& reason : decision.reasons) {
    const bool stands = reason.outcome == decision::Outcome::fail || reason.outcome == decision::Outcome::unknown;
    if (!stands || reason.rule != need.rule || (need.recipient && reason.recipient != need.recipient)) continue;
    if (best == nullptr || (reason.owner == need.owner && best->owner != need.owner)) best = &reason;
  }
  return best == nullptr ? std::string("the rule cannot be met") : best->text;
}

std::string_view lead_of(Helps helps) {
  switch (helps) {
    case Helps::not_decided:
      return "this version does not decide it";
    case Helps::record:
      return "it must be recorded first";
    case Helps::statement:
      return "the request must say more";
    case Helps::end_of_restriction:
      return "only the end of what restricts helps";
    case Helps::new_mark:
      return "only a new mark of the originator helps";
  }
  return "";
}

}  // namespace

RemedyStep step_of(const Telling& telling, const Lack& fact) {
  const Words words(telling, fact);
  RemedyStep step;
  step.fact = fact;
  step.cost = telling.world.remedy_costs[fact.weak ? RemedyFact::evidence : fact.fact];
  step.parties = words.parties();
  step.actors = words.actors();
  step.text = words.text();
  const auto is = [&](RemedyFact kind) { return !fact.weak && fact.fact == kind; };
  const bool for_purpose = is(RemedyFact::consent) || is(RemedyFact::licence);
  if (for_purpose || is(RemedyFact::need_to_know) || is(RemedyFact::approval)) step.object = telling.request.object.id;
  if (for_purpose) step.purpose = telling.request.purpose;
  return step;
}

std::string either_text(const RemedyStep& step, const RemedyStep& other) {
  const auto rest = [](const RemedyStep& each) {
    const std::string& by = each.fact.by.value;
    return each.text.starts_with(by + " ") ? each.text.substr(by.size()) : each.text;
  };
  if (rest(step) != rest(other)) return fmt::format("{}, or {}", step.text, other.text);
  return fmt::format("{} or {}{}", step.fact.by.value, other.fact.by.value, rest(step));
}

namespace {

// "the usual clause `ammunition` of the new instrument of GBR, KOR", which is nowhere recorded.
std::string usual_clause(const Telling& telling, const std::string& clause) {
  const auto slash = clause.find('/');
  const auto* instrument = telling.world.instrument(InstrumentId(clause.substr(0, slash)));
  std::vector<PartyId> parties;
  if (instrument != nullptr) {
    for (const auto& each : instrument->parties) parties.push_back(each.party);
  }
  std::sort(parties.begin(), parties.end());
  return fmt::format("the usual clause {} of the new instrument of {}", quoted(clause.substr(slash + 1)), list_of(parties));
}

}  // namespace

Obstruction obstruction_of(const Telling& telling, const decision::Need& need, const decision::Decision& decision) {
  Obstruction out{need.rule, need.owner, need.recipient, need.clause, need.helps, need.actors, {}};
  out.text = fmt::format("{}: {}", lead_of(need.helps), need.why.empty() ? reason_of(need, decision) : need.why);
  if (is_new(need.clause)) {
    out.clause.clear();
    out.text = fmt::format("{} keeps it from helping, unless its parties leave that out: {}", usual_clause(telling, need.clause),
                           need.why.empty() ? reason_of(need, decision) : need.why);
  }
  const auto* instrument = telling.world.instrument(InstrumentId(need.clause.substr(0, need.clause.find('/'))));
  if (need.helps == Helps::end_of_restriction && instrument != nullptr) {
    out.actors.clear();
    for (const auto& each : instrument->parties) {
      if (std::find(out.actors.begin(), out.actors.end(), each.party) == out.actors.end()) out.actors.push_back(each.party);
    }
    std::sort(out.actors.begin(), out.actors.end());
  }
  return out;
}

namespace {

// What an act left unsaid: at which places of the request it is said, and in words.
void tell_unsaid(decision::Unsaid unsaid, Statement& out) {
  std::string_view words;
  switch (unsaid) {
    case decision::Unsaid::nothing:
      break;
    case decision::Unsaid::project:
      out.fields = {"project"};
      words = "a project that is recorded";
      break;
    case decision::Unsaid::beginning:
      out.fields = {"dates.from"};
      words = "when it begins";
      break;
    case decision::Unsaid::later_beginning:
      out.fields = {"dates.from"};
      words = "a later beginning, which leaves time for the notice";
      break;
    case decision::Unsaid::items:
      out.fields = {"items"};
      words = "what it is about";
      break;
    case decision::Unsaid::area_and_tier:
      out.fields = {"area", "tier"};
      words = "the area and the tier asked for";
      break;
  }
  out.text = fmt::format("{}the request may state {}", out.clause.empty() ? "" : out.clause + ": ", words);
}

}  // namespace

namespace {

// "tisa-three is limited in domain (military, maritime) and form (document), which the request may state".
std::string limits_of(const world::Instrument& instrument, const std::vector<std::string>& fields) {
  std::vector<std::string> limited;
  for (const auto& field : fields) {
    const auto words = field == "domain" ? join(instrument.domains, ", ") : field == "form" ? join(instrument.forms, ", ") : instrument.subject.value_or("");
    limited.push_back(fmt::format("{} ({})", field, words));
  }
  return fmt::format("{} is limited in {}, which the request may state", instrument.id.value, join(limited, " and "));
}

Statement statement_of(const Telling& telling, const decision::Need& need) {
  Statement out{need.rule, need.owner, need.recipient, need.clause, {}, {}, {}};
  if (need.unsaid != decision::Unsaid::nothing) {
    if (is_new(need.clause)) out.clause = usual_clause(telling, need.clause);
    tell_unsaid(need.unsaid, out);
    if (is_new(need.clause)) out.clause.clear();
    return out;
  }
  const auto slash = need.clause.find('/');
  const auto* instrument =
      slash == std::string::npos ? nullptr : telling.world.instrument(InstrumentId(need.clause.substr(0, slash)));
  if (instrument != nullptr) {
    for (const auto& clause : instrument->clauses) {
      if (clause.id == need.clause.substr(slash + 1)) out.purposes = clause.purposes;
    }
  }
  const auto clause = is_new(need.clause) ? usual_clause(telling, need.clause) : need.clause;
  if (is_new(need.clause)) out.clause.clear();
  out.text = fmt::format("{} names its purposes: the request may state one of {}", clause, join(out.purposes, ", "));
  return out;
}

}  // namespace

std::vector<Statement> statements_of(const Telling& telling, const decision::Need& need) {
  std::vector<Statement> out;
  if (need.by_statement || need.unsaid != decision::Unsaid::nothing) out.push_back(statement_of(telling, need));
  for (const auto& open : need.open) {
    const auto* instrument = telling.world.instrument(InstrumentId(open.instrument));
    if (instrument == nullptr) continue;
    out.push_back({need.rule, need.owner, need.recipient, open.instrument, {}, open.fields, limits_of(*instrument, open.fields)});
  }
  return out;
}

}  // namespace entente::analysis
