// In which ways an act could come to pass its rules (docs/semantics.md 4, 6). The basis is tried for each candidate by itself,
// as the rules try it: what one of them lacks may be another thing than what the next one does.

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "decision/act_ways.h"

namespace entente::decision {
namespace {

using world::RemedyFact;

// One thing that a candidate must have, and the ways to it.
struct Part {
  Rule rule = Rule::legal_basis;
  std::string clause;
  std::vector<Way> ways;
  Helps helps = Helps::record;
  bool by_statement = false;
  std::string why;
  Unsaid unsaid = Unsaid::nothing;

  [[nodiscard]] bool met() const { return std::find(ways.begin(), ways.end(), Way{}) != ways.end(); }
  [[nodiscard]] bool same_as(const Part& other) const {
    return rule == other.rule && clause == other.clause && ways == other.ways;
  }
};

struct Option {
  std::vector<Part> parts;
  [[nodiscard]] std::ptrdiff_t blocked() const {
    return std::count_if(parts.begin(), parts.end(), [](const Part& part) { return part.ways.empty(); });
  }
};

world::Kind kind_about(Action action) {
  switch (action) {
    case Action::transfer:
      return world::Kind::equipment_transfer;
    case Action::supply:
      return world::Kind::cross_servicing;
    case Action::visit:
      return world::Kind::reciprocal_access;
    case Action::grant:
      return world::Kind::security_assistance;
    case Action::consult:
      return world::Kind::consultation;
    case Action::unknown:
    case Action::disclose:
    case Action::participate:
      break;
  }
  return world::Kind::programme;
}

class ActNeeds {
 public:
  ActNeeds(const Snapshot::Tables& tables, const Request& request, Action action, const ActCase& one, std::vector<Need>& out)
      : inquiry_{tables, request},
        tables_(tables),
        one_(one),
        question_(act_question(tables, request, action, one.recipient, tables.subject(request.subject))),
        basis_(act_basis(question_)),
        ways_(inquiry_, question_),
        out_(out) {}

  void find() {
    bool based = true;
    for (const ActFinding& finding : one_.findings) {
      if (!finding.is.bad()) continue;
      if (finding.rule == Rule::originator_control) {
        meet_origin();
      } else if (finding.rule == Rule::export_control) {
        meet_export();
      } else if (finding.rule == Rule::participation) {
        meet_participation(finding);
      } else {
        based = false;
      }
    }
    if (!based) meet_basis();
  }

  // In which ways what one finding is about could hold, the basis as it was found.
  [[nodiscard]] std::vector<Way> behind(const ActFinding& finding) {
    if (finding.rule == Rule::originator_control) {
      return question_.origin == kNoParty ? std::vector<Way>{} : ways_.consent_of(question_.origin);
    }
    if (finding.rule == Rule::export_control) return behind_export();
    if (finding.rule == Rule::participation) {
      return finding.term != nullptr ? ways_.settled(*finding.term)
                                     : ways_.either(ways_.takes_part(question_.recipient), ways_.invited());
    }
    const auto& all = one_.findings;
    const auto basis =
        std::find_if(all.begin(), all.end(), [](const ActFinding& each) { return each.rule == Rule::legal_basis; });
    std::vector<Way> out;
    if (basis == all.end() || basis->instrument == nullptr) return out;
    for (const Part& part : option_of(basis->instrument).parts) {
      if (part.rule != finding.rule || (finding.clause != nullptr && part.clause != finding.clause->id)) continue;
      out.insert(out.end(), part.ways.begin(), part.ways.end());
    }
    return out;
  }

 private:
  [[nodiscard]] const Act& act() const { return inquiry_.request.object.act; }
  [[nodiscard]] bool joining() const { return question_.action == Action::participate; }

  void add(Part part, std::vector<PartyIndex> actors, std::optional<PartyId> owner = std::nullopt) {
    Need need;
    need.rule = part.rule;
    need.owner = std::move(owner);
    if (one_.expanded) need.recipient = inquiry_.id(one_.recipient);
    need.ways = std::move(part.ways);
    need.cut = std::exchange(ways_.cut, false);
    need.helps = part.helps;
    need.clause = std::move(part.clause);
    need.by_statement = part.by_statement;
    need.unsaid = part.unsaid;
    need.why = std::move(part.why);
    for (const auto each : actors) need.actors.push_back(inquiry_.id(each));
    out_.push_back(std::move(need));
  }

  [[nodiscard]] std::vector<PartyIndex> both_sides() const {
    std::vector<PartyIndex> out = question_.givers;
    out.push_back(question_.recipient);
    return out;
  }

  // Ways that were just asked for: what was left unsaid may stand in the way, and does where there are none.
  void finish(Part& part, ActWays& from) {
    ways_.cut = ways_.cut || from.cut;
    const Unsaid unsaid = std::exchange(from.unsaid, Unsaid::nothing);
    if (part.met() || unsaid == Unsaid::nothing) return;
    part.unsaid = unsaid;
    if (!part.ways.empty()) return;
    part.helps = Helps::statement;
    part.why = why(unsaid);
  }

  // --- originator-control, export-control, participation ---
  void meet_origin() {
    Part part{Rule::originator_control, {}, {}, Helps::record, false, {}, {}};
    if (question_.foreign_origin) return add(std::move(part), {}, act().origin);
    part.ways = ways_.consent_of(question_.origin);
    if (part.ways.empty()) part.helps = Helps::statement;
    add(std::move(part), {question_.origin}, inquiry_.id(question_.origin));
  }

  // Each has to be licensed or exempt.
  [[nodiscard]] std::vector<ActQuestion> exports() const {
    std::vector<ActQuestion> out;
    for (const ActQuestion& by : exports_of(question_)) {
      for (const PartyIndex nation : exported_to(by)) out.push_back(exported_to(by, nation));
    }
    return out;
  }

  void meet_export() {
    for (const ActQuestion& exported : exports()) {
      Instant ignored = kEndOfTime;
      if (const auto forbidden = forbidden_export(exported, ignored); forbidden != kNoClause) {
        const ClauseInfo& clause = tables_.acts->clause(tables_.acts->forbidden[forbidden]);
        add({Rule::export_control, clause.id, {}, Helps::end_of_restriction, false, prohibited_by(clause), {}}, both_sides());
        continue;
      }
      ActWays ways(inquiry_, exported);
      Part part{Rule::export_control, {}, ways.export_control(), Helps::record, false, {}, {}};
      finish(part, ways);
      if (!part.met()) add(std::move(part), both_sides());
    }
  }

  [[nodiscard]] std::vector<Way> behind_export() {
    std::vector<Way> out{Way{}};
    for (const ActQuestion& exported : exports()) {
      out = ways_.both(out, ActWays(inquiry_, exported).export_control());
    }
    return out;
  }

  void meet_participation(const ActFinding& finding) {
    Part part{Rule::participation, {}, {}, Helps::record, false, {}, {}};
    if (finding.term != nullptr) {
      part.clause = finding.term->reference;
      part.ways = ways_.settled(*finding.term);
    } else if (finding.detail == ActDetail::excluded) {
      part.helps = Helps::end_of_restriction;
    } else if (finding.detail == ActDetail::other_area) {
      part.helps = Helps::statement;
    } else {
      part.ways = ways_.either(ways_.takes_part(question_.recipient), ways_.invited());
      finish(part, ways_);
    }
    add(std::move(part), both_sides());
  }

  // --- the basis ---
  void meet_basis() {
    for (const auto* clause : basis_.prohibitions)
      add({Rule::legal_basis, clause->id, {}, Helps::end_of_restriction, false, prohibited_by(*clause), {}}, both_sides());
    std::vector<Option> options;
    for (const ActInstrument* each : basis_.candidates) options.push_back(option_of(each));
    const auto possible = [](const Option& option) { return option.blocked() == 0; };
    if (!joining() && std::none_of(options.begin(), options.end(), possible)) options.push_back(option_of(nullptr));
    if (joining() && options.empty()) return add_no_instrument();
    if (std::any_of(options.begin(), options.end(), possible)) {
      std::erase_if(options, [&](const Option& option) { return !possible(option); });
    } else {
      const auto fewest = [](const Option& a, const Option& b) { return a.blocked() < b.blocked(); };
      options = {*std::min_element(options.begin(), options.end(), fewest)};
    }
    take_what_all_lack(options);
    add_alternatives(options);
  }

  void add_no_instrument() {
    const std::string why = fmt::format("{} is under no recorded instrument that could carry it", act().project);
    add({Rule::legal_basis, {}, {}, Helps::record, false, why, {}}, question_.givers);
  }

  // A part that every option has alike is a need of its own; of one option all are.
  void take_what_all_lack(std::vector<Option>& options) {
    const Option first = options.front();
    for (const Part& part : first.parts) {
      const auto has = [&](const Option& option) {
        return std::any_of(option.parts.begin(), option.parts.end(), [&](const Part& each) { return each.same_as(part); });
      };
      if (!std::all_of(options.begin(), options.end(), has)) continue;
      if (!part.met()) add(part, both_sides());
      for (Option& option : options) std::erase_if(option.parts, [&](const Part& each) { return each.same_as(part); });
    }
  }

  // One of the options, with all its parts.
  void add_alternatives(const std::vector<Option>& options) {
    Part part;
    for (const Option& option : options) {
      std::vector<Way> ways = ActWays::passes();
      std::string clause;
      Unsaid unsaid = Unsaid::nothing;
      Rule rule = Rule::legal_basis;
      bool only_unsaid = true;
      for (const Part& each : option.parts) {
        ways = ways_.both(ways, each.ways);
        const bool may_say = each.by_statement || each.unsaid != Unsaid::nothing;
        only_unsaid = only_unsaid && (each.met() || may_say);
        if (!may_say || !clause.empty()) continue;
        clause = each.clause;
        unsaid = each.unsaid;
        rule = each.rule;
      }
      if (only_unsaid && !clause.empty()) {
        part.by_statement = unsaid == Unsaid::nothing;
        part.unsaid = unsaid;
        part.clause = clause;
        part.rule = rule;
      }
      part.ways = ways_.either(std::move(part.ways), ways);
    }
    if (!part.met()) add(std::move(part), both_sides());
  }

  // --- one candidate; none: an instrument that does not exist yet ---
  [[nodiscard]] Option option_of(const ActInstrument* it) {
    Option option;
    option.parts.push_back(it == nullptr ? made_anew() : carrying(*it));
    option.parts.push_back(scope_of(it));
    ActQuestion asked = question_;
    if (it != nullptr) asked.candidate = it->info.id;
    ActWays ways(inquiry_, asked);
    if (it != nullptr) add_conditions(*it, ways, option);
    for (const ActInstrument* each : basis_.binding) {
      if (is_asked_besides(*each) && each != it) add_conditions(*each, ways, option);
    }
    return option;
  }

  [[nodiscard]] Part made_anew() const {
    const auto [first, second] = std::minmax(question_.givers.front(), question_.recipient);
    Lack lack;
    lack.fact = RemedyFact::new_instrument;
    lack.by = inquiry_.id(first);
    lack.to = inquiry_.id(second);
    lack.value = world::to_string(kind_about(question_.action));
    return {Rule::legal_basis, {}, {{lack}}, Helps::record, false, {}, {}};
  }

  // What it rests on beside who has acceded.
  [[nodiscard]] std::vector<Way> grounds_of(const ActInstrument& it, const std::vector<PartyIndex>& sides) {
    Way way;
    add_assurances(inquiry_, it.info, sides, way);
    if (it.is_under && it.under == kNoAct) return {};
    if (it.is_under) {
      const InstrumentInfo& above = tables_.acts->instruments[it.under].info;
      add_instrument(inquiry_, RemedyFact::instrument_in_force, above.in_force, above, kNoParty, way);
    }
    if (joining() || is_about(it.kind, question_.action)) return {way};
    std::vector<Way> ways;
    for (const ClauseInfo& clause : it.info.acts) {
      if (!ways_.facts().speaks(clause) || !clause.grants.exists()) continue;
      Way through = way;
      if (!clause.grants.counts()) {
        Lack lack = Inquiry::lack(RemedyFact::amendment, clause.grants);
        lack.instrument = InstrumentId(it.info.id);
        lack.aspect = Aspect::clause;
        lack.value = clause.id;
        through.insert(std::move(lack));
      }
      append(ways, {std::move(through)}, ways_.cut);
    }
    return ways;
  }

  [[nodiscard]] Part carrying(const ActInstrument& it) {
    Part part{Rule::legal_basis, it.info.id, {}, Helps::record, false, {}, {}};
    if (it.is_limited(question_.action) || tables_.acts->is_over(it) || !it.runs(question_.givers, question_.recipient)) {
      part.helps = Helps::end_of_restriction;
      return part;
    }
    const auto entry = [&](std::vector<Acceding> parties) {
      Way way;
      add_entry(inquiry_, it.info, it.info.in_force, parties, way);
      return std::vector<Way>{std::move(way)};
    };
    const auto acceding = [&](PartyIndex party) { return Acceding{party, it.info.accessions[party]}; };
    std::vector<Way> bound;
    auto sides = both_sides();
    if (is_limited_to_territory(it.kind, question_.action) && !act().place.empty()) {
      const PartyIndex where = tables_.party(PartyId(act().place));
      if (where == kNoParty || !it.has(where)) {
        part.helps = Helps::statement;
        return part;
      }
      if (std::find(sides.begin(), sides.end(), where) == sides.end()) sides.push_back(where);
    }
    if (joining() && question_.givers.empty()) part.why = fmt::format("no member of {} is recorded as of {}, who could let anybody take part", act().project, to_short_string(inquiry_.request.time));
    std::vector<Acceding> parties;
    for (const PartyIndex side : sides) parties.push_back(acceding(side));
    if (!joining()) bound = entry(std::move(parties));
    for (std::size_t at = 0; joining() && at < question_.givers.size(); ++at) {
      const PartyIndex giver = question_.givers[at];
      if (it.has(giver)) bound = ways_.either(std::move(bound), ways_.both(entry({acceding(giver)}), ways_.gives(at)));
    }
    part.ways = ways_.both(bound, grounds_of(it, sides));
    return part;
  }

  [[nodiscard]] Part scope_of(const ActInstrument* it) const {
    Part part{Rule::scope, it == nullptr ? std::string() : it->info.id, {}, Helps::statement, false, {}, {}};
    if (act().items.empty() && moves_items(question_.action)) {
      part.clause.clear();
      part.unsaid = Unsaid::items;
      part.why = why(part.unsaid);
      return part;
    }
    Way way;
    const bool lists = it != nullptr && (!it->items.empty() || question_.action == Action::supply);
    if (lists) add_items(inquiry_, *it, way);
    part.ways = {std::move(way)};
    return part;
  }

  void add_conditions(const ActInstrument& of, ActWays& ways, Option& option) {
    const NameIndex purpose = ways.facts().purpose();
    for (const ClauseInfo& clause : of.info.acts) {
      if (clause.effect != world::Effect::condition || !ways.facts().applies(clause)) continue;
      if (!clause.needs.empty()) {
        Part part{Rule::conditions, clause.id, ways.met(clause, of.info), Helps::record, false, {}, {}};
        finish(part, ways);
        option.parts.push_back(std::move(part));
      }
      const auto& purposes = clause.purposes;
      if (purposes.empty() || std::find(purposes.begin(), purposes.end(), purpose) != purposes.end()) continue;
      Part part{Rule::purpose, clause.id, ways.waived(clause), Helps::statement, true, {}, {}};
      part.by_statement = !part.met();
      finish(part, ways);
      option.parts.push_back(std::move(part));
    }
  }

  const Inquiry inquiry_;
  const Snapshot::Tables& tables_;
  const ActCase& one_;
  const ActQuestion question_;
  const ActBasis basis_;
  ActWays ways_;
  std::vector<Need>& out_;
};

}  // namespace

std::vector<Need> needs_of_act(const Snapshot::Tables& tables, const Request& request, Action action, const ActCase& one) {
  std::vector<Need> out;
  ActNeeds(tables, request, action, one, out).find();
  return out;
}

std::vector<Way> behind_finding(const Snapshot::Tables& tables, const Request& request, Action action, const ActCase& one,
                                const ActFinding& finding) {
  std::vector<Need> none;
  return ActNeeds(tables, request, action, one, none).behind(finding);
}

void involve(const Snapshot::Tables& tables, const Request& request, Action action, const ActCase& one,
             std::set<PartyId>& involved) {
  const ActQuestion question = act_question(tables, request, action, one.recipient, tables.subject(request.subject));
  const auto add = [&](PartyIndex party) {
    if (party != kNoParty) involved.insert(tables.parties[party].id);
  };
  add(question.recipient);
  add(question.origin);
  for (const PartyIndex giver : question.givers) add(giver);
  for (const ActInstrument* law : act_basis(question).binding) {  // whose parties may waive
    if (law->kind != world::Kind::national_law) continue;
    law->info.listed.each([&](std::size_t party) { add(static_cast<PartyIndex>(party)); });
  }
}

}  // namespace entente::decision
