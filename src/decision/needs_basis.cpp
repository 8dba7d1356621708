// In which ways an instrument could come to carry a leg (docs/semantics.md 3.3): for each candidate what it lacks.

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "decision/act_ways.h"

namespace entente::decision {
namespace {

using world::RemedyFact;

class LegWays {
 public:
  LegWays(const Asking& asking, const Leg& leg) : asking_(asking), tables_(asking.tables), leg_(leg), one_(leg.one) {}

  Need find() {
    const Trial best = best_trial(tables_, leg_);
    begin(best);
    if (!one_.internal && best.prohibition != kNoClause) {
      const ClauseInfo& clause = tables_.prohibitions[best.prohibition];
      const bool may_be = leg_.origin.level == kNoLevel && !clause.levels.empty();
      need_.helps = may_be ? Helps::new_mark : Helps::end_of_restriction;
      need_.clause = clause.id;
      need_.why = prohibited_by(clause);
      return std::move(need_);
    }
    for (const Candidate& candidate : tables_.candidates_of(leg_.from, one_.recipient)) try_candidate(candidate);
    try_as_member();
    if (std::all_of(need_.ways.begin(), need_.ways.end(), asks_for_membership) && !one_.by_one) try_new();
    state_what_is_open();
    const bool another = one_.by_one && need_.helps == Helps::record && need_.why.empty();  // nothing of that instrument is in the way
    if (need_.ways.empty() && (!need_.open.empty() || need_.by_statement || another)) need_.helps = Helps::statement;
    return std::move(need_);
  }

  // Through a clause that admits the nationality besides, of an instrument that is, or could come to be, a basis of the leg.
  [[nodiscard]] std::vector<Way> admitting(PartyIndex nation, bool& cut) const {
    std::vector<Way> ways;
    const auto look_in = [&](const InstrumentInfo& instrument, const Cover& cover) {
      for (const ClauseInfo& duty : instrument.duties) {
        if (!duty.grants.exists() || !admits(duty, leg_, nation)) continue;
        cut = cut || cover.cut;
        if (!cover.possible || !cover.unstated.empty()) continue;  // of what is not stated nobody can say what else is missing
        Way way = cover.way;
        if (!duty.grants.counts()) way.insert(clause_lack(instrument, duty));
        append(ways, crossed({way}, cover.conditions, cut), cut);
      }
    };
    for (const Candidate& candidate : tables_.candidates_of(leg_.from, one_.recipient)) {
      if (may_carry(one_, candidate.instrument)) look_in(tables_.instruments[candidate.instrument], as_party(candidate));
    }
    if (const auto* agreement = security_agreement(); agreement != nullptr) look_in(*agreement, as_member(*agreement));
    return ways;
  }

  [[nodiscard]] std::vector<Way> behind(InstrumentIndex wanted) const {
    std::vector<Way> out;
    const auto* agreement = security_agreement();
    if (agreement != nullptr && wanted != kNoInstrument && agreement == &tables_.instruments[wanted]) {
      Cover cover = to_hold_as_member(*agreement);
      if (cover.possible) out.push_back(std::move(cover.way));
    }
    for (const Candidate& candidate : tables_.candidates_of(leg_.from, one_.recipient)) {
      if (candidate.instrument != wanted) continue;
      Cover cover = as_party(candidate);
      if (!cover.possible) continue;
      Way way = std::move(cover.way);
      const Rows rows = leg_.of_origin && leg_.origin.level != kNoLevel ? rows_of(candidate) : Rows{};
      if (rows.any && rows.agree) {
        if (!rows.grade.counts()) way.insert(row_lack(&tables_.instruments[wanted], rows.grade));
        add_all(to_hold(rows.target, &tables_.instruments[wanted]), way);
      }
      out.push_back(std::move(way));
    }
    return out;
  }

 private:
  void begin(const Trial& best) {
    const std::pair<Rule, Outcome> outcomes[] = {{Rule::legal_basis, best.legal},
                                                 {Rule::equivalence, best.equivalence},
                                                 {Rule::purpose, best.purpose.outcome()},
                                                 {Rule::channel, best.channel},
                                                 {Rule::clearance, best.cleared.outcome}};
    for (const auto& [rule, outcome] : outcomes) {
      need_.rule = rule;
      if ((!one_.internal || rule == Rule::clearance) && !lets_through(outcome)) break;
    }
    if (need_.rule == Rule::clearance && one_.who && one_.who->type == SubjectType::facility) need_.rule = Rule::facility;
    need_.owner = asking_.id(leg_.origin.party);
    need_.actors = {asking_.id(leg_.from), asking_.id(one_.recipient)};
    need_.helps = Helps::record;
  }

  // To become a member is no way to share one thing: an instrument is thought of beside it.
  static bool asks_for_membership(const Way& way) {
    return std::any_of(way.begin(), way.end(),
                       [](const Lack& lack) { return lack.fact == RemedyFact::membership && !lack.weak; });
  }

  // Only the leg from the origin needs a level, and with it a channel and clearances.
  [[nodiscard]] bool asks_for_level() const { return leg_.of_origin; }

  // What an instrument lacks to cover the leg, and whether facts can make it.
  struct Cover {
    Way way;
    bool possible = true;
    std::vector<std::string> unstated;   // it might cover this, if the request said more: "domain"
    std::vector<Way> conditions{Way{}};  // what its conditions ask for
    std::vector<Way> exceptions{Way{}};  // a waiver of each that enumerates purposes, and not this one:
    std::string clause;
    bool cut = false;
  };

  // --- what an instrument lacks as such ---
  void add_scope(const InstrumentInfo& instrument, Cover& cover) const {
    if (!instrument.legs.empty()) add_leg(instrument, cover.way);
    for (const auto& category : asking_.label.categories) {
      if (category.kind != label::CategoryKind::restrictive) continue;
      const std::string name = category.policy.value + ":" + category.name.value;
      const auto found = tables_.category_index.find(name);
      if (found == TextIndex::kNone || !instrument.categories.has(found)) amend(instrument, Aspect::category, name, cover.way);
    }
    const auto limited = [&](const std::vector<NameIndex>& list, NameIndex stated, Aspect aspect, const std::string& text) {
      if (list.empty() || std::find(list.begin(), list.end(), stated) != list.end()) return;
      if (stated == kNotStated) {
        cover.unstated.emplace_back(aspect == Aspect::domain ? "domain" : "form");
      } else {
        amend(instrument, aspect, text, cover.way);
      }
    };
    limited(instrument.domains, one_.domain, Aspect::domain, domain());
    limited(instrument.forms, one_.form, Aspect::form, asking_.request.object.form);
    if (instrument.subject == kNotStated || instrument.subject == one_.subject) return;
    if (one_.subject == kNotStated) cover.unstated.emplace_back("subject");
    cover.possible = cover.possible && one_.subject == kNotStated;
  }

  [[nodiscard]] std::string domain() const {
    if (asking_.label.domain) return *asking_.label.domain;
    const auto* policy = tables_.policies.find(asking_.label.policy);
    const auto* level = policy == nullptr ? nullptr : policy->level(asking_.label.level);
    return level == nullptr ? std::string() : level->domain.value_or(std::string());
  }

  void amend(const InstrumentInfo& instrument, Aspect aspect, const std::string& value, Way& way) const {
    Lack lack;
    lack.fact = RemedyFact::amendment;
    lack.instrument = InstrumentId(instrument.id);
    lack.aspect = aspect;
    (aspect == Aspect::category ? lack.category : lack.value) = value;
    way.insert(std::move(lack));
  }

  void add_leg(const InstrumentInfo& instrument, Way& way) const {
    const bool covered =
        std::any_of(instrument.legs.begin(), instrument.legs.end(), [&](const LegInfo& entry) { return covers(entry, leg_); });
    if (covered) return;
    Lack lack;
    lack.fact = RemedyFact::amendment;
    lack.instrument = InstrumentId(instrument.id);
    lack.aspect = Aspect::leg;
    lack.by = asking_.id(leg_.from);
    lack.to = asking_.id(one_.recipient);
    way.insert(std::move(lack));
  }

  // --- what makes it a basis of the two ---
  // What its conditions ask for, or waivers by the origin (docs/semantics.md 4.6). To the purposes that one enumerates no fact
  // adds.
  void ask_for_conditions(const InstrumentInfo& instrument, Cover& cover) const {
    if (instrument.conditions.empty()) return;
    const SubjectInfo* who = one_.who ? tables_.subject(asking_.request.subject) : nullptr;
    const ActQuestion question{
        tables_, asking_.request, Action::disclose, one_.recipient, {leg_.origin.party}, {}, who, kNoParty, false, {}};
    const std::vector<Way> provided = consent_ways(asking_, one_, leg_.origin, cover.cut);
    ActWays ways(asking_, question, &provided);
    for (const auto& condition : instrument.conditions) {
      if (!applies(condition, leg_)) continue;
      if (!condition.needs.empty()) cover.conditions = crossed(cover.conditions, ways.met(condition, instrument), cover.cut);
      const auto& purposes = condition.purposes;
      if (purposes.empty() || std::find(purposes.begin(), purposes.end(), one_.purpose) != purposes.end()) continue;
      const std::vector<Way> waived = ways.waived(condition);
      if (std::find(waived.begin(), waived.end(), Way{}) == waived.end()) cover.clause = condition.id;
      cover.exceptions = crossed(cover.exceptions, waived, cover.cut);
    }
    cover.cut = cover.cut || ways.cut;
  }

  [[nodiscard]] const InstrumentInfo* security_agreement() const {
    const PartyInfo& from = tables_.parties[leg_.from];
    const bool has = from.kind == world::PartyKind::organisation && from.security_agreement != kNoInstrument &&
                     may_carry(one_, from.security_agreement);
    return has ? &tables_.instruments[from.security_agreement] : nullptr;
  }

  // As member of the organisation that it comes from; not what holding it asks for besides.
  [[nodiscard]] Cover as_member(const InstrumentInfo& agreement) const {
    Cover cover = covered_by(agreement, {{leg_.from, agreement.accessions[leg_.from]}});
    add_membership(asking_, one_.recipient, leg_.from, cover.way);
    return cover;
  }

  [[nodiscard]] Cover to_hold_as_member(const InstrumentInfo& agreement) const {
    Cover cover = as_member(agreement);
    if (asks_for_level() && one_.who && leg_.origin.level != kNoLevel) add_all(to_hold(leg_.origin.level, &agreement), cover.way);
    return cover;
  }

  [[nodiscard]] Cover as_party(const Candidate& candidate) const {
    return covered_by(tables_.instruments[candidate.instrument],
                      {{leg_.from, candidate.from_acceded}, {one_.recipient, candidate.to_acceded}});
  }

  // Inside a party only that it has been in force counts.
  [[nodiscard]] Cover covered_by(const InstrumentInfo& instrument, const std::vector<Acceding>& parties) const {
    Cover cover;
    if (one_.internal) {
      add_entry(asking_, instrument, instrument.was_in_force, {}, cover.way);
      return cover;
    }
    cover.possible = !instrument.over;
    if (instrument.over) return cover;
    add_entry(asking_, instrument, instrument.in_force, parties, cover.way);
    add_assurances(asking_, instrument, {leg_.from, one_.recipient}, cover.way);
    add_scope(instrument, cover);
    ask_for_conditions(instrument, cover);
    return cover;
  }

  // Ways that end in an instrument's own ways; or a statement, without which it does not show what else is missing.
  void take(const InstrumentInfo& instrument, const Cover& cover, const std::vector<Way>& levels) {
    need_.cut = need_.cut || cover.cut;
    if (!cover.possible) return;
    const auto ways = crossed(crossed({cover.way}, cover.conditions, need_.cut), levels, need_.cut);
    if (ways.empty()) return;  // whatever else it said
    if (!cover.unstated.empty()) return open_.push_back({&instrument, cover.unstated, ways});
    append(need_.ways, crossed(ways, cover.exceptions, need_.cut), need_.cut);
    const bool rest_holds = std::find(ways.begin(), ways.end(), Way{}) != ways.end();
    if (!rest_holds || cover.clause.empty()) return;
    need_.by_statement = true;
    need_.clause = cover.clause;
  }

  // To say more helps where an instrument that is limited in it would then take less than what there is without.
  void state_what_is_open() {
    const auto saves = [&](const Way& way) {
      return std::none_of(need_.ways.begin(), need_.ways.end(), [&](const Way& each) {
        return std::includes(way.begin(), way.end(), each.begin(), each.end());
      });
    };
    for (const Open& open : open_) {
      if (std::any_of(open.ways.begin(), open.ways.end(), saves)) need_.open.push_back({open.instrument->id, open.fields});
    }
  }

  void try_candidate(const Candidate& candidate) {
    if (!may_carry(one_, candidate.instrument)) return;
    const InstrumentInfo& instrument = tables_.instruments[candidate.instrument];
    take(instrument, as_party(candidate), asks_for_level() ? level_ways(&instrument, &candidate) : std::vector<Way>{Way{}});
  }

  void try_as_member() {
    const auto* agreement = security_agreement();
    if (agreement == nullptr) return;
    if (!one_.internal && !agreement->listed.has(leg_.from)) return;  // only a party that it lists accedes
    if (one_.channel != kNotStated && !one_.internal && asks_for_level()) return;
    if (asks_for_level() && one_.who && leg_.origin.level == kNoLevel) return;
    take(*agreement, to_hold_as_member(*agreement), {Way{}});
  }

  static void add_all(Way more, Way& way) { way.merge(more); }

  // --- the level as which the recipient holds it ---
  // What must hold besides, once the level is mapped to this one.
  [[nodiscard]] Way to_hold(LevelIndex level, const InstrumentInfo* instrument) const {
    Way way;
    if (one_.channel != kNotStated && !one_.internal) add_all(accreditation_way(asking_, one_.recipient, level), way);
    if (!one_.who) return way;
    add_all(clearance_way(asking_, level), way);
    if (one_.who->contractor && !one_.internal) add_contractors(instrument, way);
    return way;
  }

  void add_contractors(const InstrumentInfo* instrument, Way& way) const {
    Trial trial;
    const Grade held = instrument == nullptr ? Grade{} : contractor_grade(*instrument, leg_, trial);
    if (held.counts()) return;
    Lack lack = Asking::lack(RemedyFact::amendment, held);
    lack.aspect = Aspect::contractors;
    if (instrument == nullptr) {
      name_pair(lack);
    } else {
      lack.instrument = InstrumentId(instrument->id);
    }
    if (lack.weak) lack.value = instrument->duties[trial.contractor_clause].id;
    way.insert(std::move(lack));
  }

  // A clause that is recorded, on evidence that does not suffice.
  [[nodiscard]] static Lack clause_lack(const InstrumentInfo& instrument, const ClauseInfo& duty) {
    Lack lack = Asking::lack(RemedyFact::amendment, duty.grants);
    lack.aspect = Aspect::nationality;
    lack.instrument = InstrumentId(instrument.id);
    lack.value = duty.id;
    return lack;
  }

  // Of an instrument that does not exist yet: the two, in the order of their codes.
  void name_pair(Lack& lack) const {
    const auto [first, second] = std::minmax(leg_.from, one_.recipient);
    lack.by = asking_.id(first);
    lack.to = asking_.id(second);
  }

  struct Rows {
    bool any = false;
    bool agree = true;
    LevelIndex target = kNoLevel;
    Grade grade;
  };

  // What the strongest rows for the level say.
  [[nodiscard]] Rows rows_of(const Candidate& candidate) const {
    Rows rows;
    for (auto index = candidate.first_row; index < candidate.last_row; ++index) {
      const RowInfo& row = tables_.rows[index];
      if (row.from != leg_.origin.level || (rows.any && row.grade.evidence < rows.grade.evidence)) continue;
      const bool first = !rows.any || row.grade.evidence > rows.grade.evidence;
      rows.agree = (first || (rows.agree && row.target == rows.target)) && row.target != kNoLevel;
      rows.any = true;
      rows.target = row.target;
      rows.grade = row.grade;
    }
    return rows;
  }

  [[nodiscard]] Lack row_lack(const InstrumentInfo* instrument, Grade held) const {
    Lack lack = Asking::lack(RemedyFact::row, held);
    if (instrument != nullptr) lack.instrument = InstrumentId(instrument->id);
    lack.by = asking_.id(leg_.from);
    lack.to = asking_.id(one_.recipient);
    lack.level = tables_.levels[leg_.origin.level].name;
    return lack;
  }

  // No instrument: one that does not exist yet. Without a candidate there are no rows.
  std::vector<Way> level_ways(const InstrumentInfo* instrument, const Candidate* candidate) {
    const LevelIndex level = leg_.origin.level;
    if (level == kNoLevel || tables_.levels[level].policy != tables_.parties[leg_.from].policy) {
      need_.rule = Rule::equivalence;
      need_.helps = Helps::new_mark;
      need_.actors = {asking_.id(leg_.origin.party)};
      need_.why = level == kNoLevel ? fmt::format("the level of {} is not known", asking_.id(leg_.origin.party).value)
                                    : fmt::format("its level is of a policy that is not that of {}", asking_.id(leg_.from).value);
      return {};
    }
    const Rows rows = candidate == nullptr ? Rows{} : rows_of(*candidate);
    if (rows.any && rows.agree) {
      Way way = to_hold(rows.target, instrument);
      if (!rows.grade.counts()) way.insert(row_lack(instrument, rows.grade));
      return {way};
    }
    if (rows.any && rows.grade.evidence == world::Evidence::verified) {
      need_.helps = Helps::end_of_restriction;
      need_.clause = instrument->id;
      return {};
    }
    return new_row_ways(instrument);
  }

  // Of the levels to which a new row may lead, those that ask for the fewest further facts. What is further is for the highest
  // of them; those that it reaches stand in the same row, for the parties to choose.
  std::vector<Way> new_row_ways(const InstrumentInfo* instrument) {
    using Asks = std::pair<std::size_t, std::ptrdiff_t>;  // how many, and how many of them are not even recorded
    std::optional<Asks> fewest;
    std::vector<std::pair<LevelIndex, Way>> best;
    for (const LevelIndex target : targets()) {
      Way further = to_hold(target, instrument);
      const Asks asks{further.size(), std::count_if(further.begin(), further.end(), [](const Lack& lack) { return !lack.weak; })};
      if (!fewest || asks < *fewest) best.clear();
      if (!fewest || asks <= *fewest) best.emplace_back(target, std::move(further));
      fewest = fewest ? std::min(*fewest, asks) : asks;
    }
    if (best.empty() && tables_.parties[one_.recipient].policy == kNoPolicy) {
      const auto& recipient = asking_.id(one_.recipient).value;
      need_.rule = Rule::equivalence;
      need_.why = fmt::format("no classification policy of {} is recorded, so no row can lead to a level of it", recipient);
      need_.actors = {asking_.id(one_.recipient)};
    }
    std::vector<Way> ways;
    while (!best.empty()) {
      auto [first, way] = best.front();
      Lack row = row_lack(instrument, Grade{});
      const bool any = way.empty();
      std::vector<std::pair<LevelIndex, Way>> rest;
      for (auto& each : best) {
        if (any || tables_.dominates(first, each.first)) {
          row.targets.push_back(tables_.levels[each.first].name);
        } else {
          rest.push_back(std::move(each));
        }
      }
      best = std::move(rest);
      way.insert(std::move(row));
      append(ways, {way}, need_.cut);
    }
    return ways;
  }

  // A regime of another kind than classification ("protected", "internal"): no row leads there where there is a level besides.
  [[nodiscard]] bool is_of_own_axis(LevelIndex level) const {
    const LevelInfo& info = tables_.levels[level];
    const auto* named = tables_.policy_infos[info.policy].policy->level(info.name);
    return named != nullptr && !named->axis.empty();
  }

  // Levels of the recipient's policy to which a row may lead, the most protective first: not free, available, and not below what
  // any instrument of the two maps this level or lower ones to.
  [[nodiscard]] std::vector<LevelIndex> targets() const {
    std::vector<LevelIndex> out;
    const auto all = tables_.candidates_of(leg_.from, one_.recipient);
    const auto policy = tables_.parties[one_.recipient].policy;
    for (std::size_t index = 0; policy != kNoPolicy && index < tables_.levels.size(); ++index) {
      const LevelInfo& info = tables_.levels[index];
      const auto target = static_cast<LevelIndex>(index);
      const LevelInfo& own = tables_.levels[leg_.origin.level];
      if (info.policy != policy || (info.free && !own.free) || (own.asks_clearance && !info.asks_clearance)) continue;
      const bool available = std::all_of(info.terms.begin(), info.terms.end(),
                                         [&](const Period& term) { return as_grant(term).contains(asking_.request.time); });
      if (available && std::all_of(all.begin(), all.end(), [&](const Candidate& each) { return protects(target, each); })) out.push_back(target);
    }
    const auto beside = [&](LevelIndex each) { return is_of_own_axis(each); };
    if (!is_of_own_axis(leg_.origin.level) && !std::all_of(out.begin(), out.end(), beside)) std::erase_if(out, beside);
    std::stable_sort(out.begin(), out.end(),
                     [&](LevelIndex a, LevelIndex b) { return tables_.levels[a].hierarchy > tables_.levels[b].hierarchy; });
    return out;
  }

  // Not plainly less than what the instrument maps this level's information to, or that of one which does not protect more.
  [[nodiscard]] bool protects(LevelIndex target, const Candidate& candidate) const {
    for (auto index = candidate.first_row; index < candidate.last_row; ++index) {
      const RowInfo& row = tables_.rows[index];
      const bool below = tables_.dominates(row.target, target) && !tables_.dominates(target, row.target);
      const bool more = tables_.dominates(row.from, leg_.origin.level) && !tables_.dominates(leg_.origin.level, row.from);
      if (below && !more) return false;
    }
    return true;
  }

  // --- an instrument that does not exist yet ---
  void try_new() {
    if (tables_.parties[leg_.from].kind == world::PartyKind::group) return;
    Lack lack;
    lack.fact = RemedyFact::new_instrument;
    name_pair(lack);
    const std::vector<Way> levels = asks_for_level() ? level_ways(nullptr, nullptr) : std::vector<Way>{Way{}};
    append(need_.ways, crossed({Way{std::move(lack)}}, levels, need_.cut), need_.cut);
  }

  // An instrument that the request would have to say more for, and what it takes besides.
  struct Open {
    const InstrumentInfo* instrument;
    std::vector<std::string> fields;
    std::vector<Way> ways;
  };
  std::vector<Open> open_;

  const Asking& asking_;
  const Snapshot::Tables& tables_;
  const Leg& leg_;
  const Case& one_;
  Need need_;
};

}  // namespace

bool carries(const Trial& trial, const Leg& leg) {
  if (leg.one.internal) return lets_through(trial.cleared.outcome);
  const bool of_both = lets_through(trial.legal) && !trial.purpose.bad();
  return of_both && (!leg.of_origin ||
                     (lets_through(trial.equivalence) && lets_through(trial.channel) && lets_through(trial.cleared.outcome)));
}

std::vector<Way> admitting_ways(const Asking& asking, const Leg& leg, PartyIndex nation, bool& cut) {
  return LegWays(asking, leg).admitting(nation, cut);
}

Need basis_need(const Asking& asking, const Leg& leg) { return LegWays(asking, leg).find(); }

std::vector<Way> behind_instrument(const Asking& asking, const Leg& leg, InstrumentIndex instrument) {
  if (instrument == kNoInstrument) instrument = best_trial(asking.tables, leg).instrument;
  return LegWays(asking, leg).behind(instrument);
}

}  // namespace entente::decision
