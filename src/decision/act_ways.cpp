#include "decision/act_ways.h"

#include <algorithm>

#include "decision/act_asks.h"

namespace entente::decision {

using world::RemedyFact;
using world::Role;

ActWays::ActWays(const Inquiry& inquiry, const ActQuestion& question, const Value* provided)
    : inquiry_(inquiry), tables_(inquiry.tables), question_(question), provided_(provided), facts_(question, horizon_) {}

ActWays::Value ActWays::unknown(Unsaid say) {
  if (unsaid == Unsaid::nothing) unsaid = say;
  return {};
}

ActWays::Value ActWays::either(Value a, const Value& b) {
  append(a, b, cut);
  if (std::find(a.begin(), a.end(), Way{}) != a.end()) return passes();
  return a;
}

ActWays::Value ActWays::met(const ClauseInfo& clause, const InstrumentInfo& asks) {
  Value all = passes();
  Asks<ActWays> ask(question_, clause, asks, *this);
  for (const auto need : clause.needs) all = both(all, ask.met(need));
  return either(std::move(all), waived(clause));
}

// --- permissions ---
// Those that are there and only too weak, or lead to the recipient by a membership; a new one where none is recorded.
template <class Entries, class Covers>
ActWays::Value ActWays::recorded(const Entries& entries, const Lack& wanted, PartyIndex to, bool to_anyone, const Covers& covers,
                                 bool possible) {
  Value ways;
  bool recorded = false;
  for (const auto& entry : entries) {
    const Grade held = grade_at(tables_, entry.period, entry.evidence, question_.request.time);
    if (!held.exists() || !covers(entry)) continue;
    Way way;
    if (!held.counts()) {
      Lack weak = Inquiry::lack(wanted.fact, held);
      weak.by = wanted.by;
      weak.id = entry.id;
      way.insert(std::move(weak));
    }
    const bool anyone = to_anyone && entry.to.empty();
    recorded = recorded || anyone || listed(tables_, entry.to, to, question_.request.time).exists();
    ways = either(std::move(ways), anyone ? Value{way} : to_list(inquiry_, entry.to, to, way, cut));
  }
  if (!recorded && possible) append(ways, {{wanted}}, cut);
  return ways;
}

namespace {

Lack permission(const Inquiry& inquiry, RemedyFact fact, PartyIndex by, PartyIndex to) {
  Lack lack;
  lack.fact = fact;
  lack.by = inquiry.id(by);
  lack.to = inquiry.id(to);
  return lack;
}

}  // namespace

bool ActWays::names_object() const {
  const Object& object = question_.request.object;
  return (!object.id.empty() && !world::is_digest(object.id)) || !object.digest.empty();
}

ActWays::Value ActWays::consent_of(PartyIndex giver) {
  const Lack wanted = permission(inquiry_, RemedyFact::consent, giver, question_.recipient);
  const auto covers = [&](const ConsentEntry& entry) { return facts_.covers(entry); };
  return recorded(tables_.parties[giver].consents, wanted, question_.recipient, false, covers, names_object());
}

ActWays::Value ActWays::approval(const ActFacts::ApprovalQuestion& ask) {
  Lack wanted = permission(inquiry_, RemedyFact::approval, ask.by, ask.other);
  wanted.value = ask.organ.empty() ? "national-approval" : std::string(ask.organ);
  if (!ask.of_project_only) wanted.instrument = InstrumentId(ask.asks);
  const Instant now = question_.request.time;
  const Instant midnight{now.seconds - (now.seconds % kDaySeconds + kDaySeconds) % kDaySeconds};
  const bool in_time = !ask.not_after || midnight <= *ask.not_after;
  const auto covers = [&](const ApprovalEntry& entry) { return facts_.covers(entry, ask); };
  Value ways = recorded(tables_.acts->parties[ask.by].approvals, wanted, ask.other, true, covers, in_time);
  if (ways.empty()) (void)unknown(Unsaid::later_beginning);
  return ways;
}

ActWays::Value ActWays::licence() {
  if (question_.foreign_origin) return {};
  if (facts_.items().empty()) return unknown(Unsaid::items);
  const auto covers = [&](const LicenceEntry& entry) { return facts_.covers(entry); };
  const auto by = [&](PartyIndex party) {
    const Lack wanted = permission(inquiry_, RemedyFact::licence, party, question_.recipient);
    return recorded(tables_.acts->parties[party].licences, wanted, question_.recipient, false, covers, true);
  };
  if (question_.origin != kNoParty) return by(question_.origin);
  Value ways;
  for (std::size_t giver = 0; giver < question_.givers.size(); ++giver)
    ways = either(std::move(ways), both(by(question_.givers[giver]), gives(giver)));
  return ways;
}

ActWays::Value ActWays::waived(const ClauseInfo& clause) {
  const auto covers = [&](const WaiverEntry& entry) { return facts_.covers(entry, clause); };
  const auto by = [&](PartyIndex party) {
    Lack wanted = permission(inquiry_, RemedyFact::waiver, party, question_.recipient);
    wanted.value = clause.id;
    return recorded(tables_.acts->parties[party].waivers, wanted, question_.recipient, false, covers, true);
  };
  const auto [all, any] = facts_.who_waives(clause);
  Value ways = any || all.empty() ? Value{} : passes();
  for (const PartyIndex party : all) ways = any ? either(std::move(ways), by(party)) : both(ways, by(party));
  return ways;
}

ActWays::Value ActWays::cleared() {
  const SubjectInfo& who = *question_.who;
  HeldLevel best;
  for (const ClearanceEntry& each : who.clearances) {
    if (!facts_.suffices(each)) continue;
    const Grade better = stronger(best.grade, grade_at(tables_, each.period, each.evidence, question_.request.time));
    if (better.kind != best.grade.kind || better.evidence != best.grade.evidence) best = {each.level, better};
  }
  if (best.grade.counts()) return passes();
  const auto policy = tables_.parties[question_.recipient].policy;
  for (std::size_t index = 0; policy != kNoPolicy && !best.grade.exists() && index < tables_.levels.size(); ++index) {
    const LevelInfo& level = tables_.levels[index];
    const bool lower = best.level == kNoLevel || level.hierarchy < tables_.levels[best.level].hierarchy;
    if (level.policy == policy && !level.free && lower) best.level = static_cast<LevelIndex>(index);
  }
  if (best.level == kNoLevel) return {};
  Lack lack = Inquiry::lack(RemedyFact::clearance, best.grade);
  lack.subject = subject_key(who.type, who.id);
  lack.by = inquiry_.id(question_.recipient);
  lack.policy = tables_.policy_ids[policy];
  lack.level = tables_.levels[best.level].name;
  return {{lack}};
}

// --- instruments ---
ActWays::Value ActWays::security_agreement(const ClauseInfo& clause, PartyIndex giver) {
  Value ways;
  const PartyIndex r = question_.recipient;
  for (const Candidate& each : tables_.candidates_of(giver, r)) {
    const InstrumentInfo& instrument = tables_.instruments[each.instrument];
    if (instrument.over || !ActFacts::is_agreement_for(clause, instrument, giver, r)) continue;
    Way way;
    add_entry(inquiry_, instrument, instrument.in_force, {{giver, each.from_acceded}, {r, each.to_acceded}}, way);
    add_assurances(inquiry_, instrument, {giver, r}, way);
    ways = either(std::move(ways), {way});
  }
  if (ways.empty()) {
    const auto [first, second] = std::minmax(giver, r);
    ways.push_back({permission(inquiry_, RemedyFact::new_instrument, first, second)});
  }
  return ways;
}

// Nobody becomes a party for one person's sake, but who is listed may come to be one.
ActWays::Value ActWays::accession(const InstrumentInfo& to, PartyIndex by) {
  if (by == kNoParty || !to.listed.has(by)) return {};
  Way way;
  add_instrument(inquiry_, RemedyFact::accession, to.accessions[by], to, by, way);
  add_assurances(inquiry_, to, {by}, way);
  return {way};
}

ActWays::Value ActWays::export_control() {
  if (forbidden_export(question_, horizon_) != kNoClause) return {};
  Value ways = licence();
  for (const ActInstrument& each : tables_.acts->instruments) {
    const bool exempts = each.kind == world::Kind::export_exemption && !question_.foreign_origin;
    if (exempts) ways = either(std::move(ways), exempted(each));
  }
  return ways;
}

// The exporter speaks for who gives.
ActWays::Value ActWays::exempted(const ActInstrument& by) {
  std::vector<PartyIndex> parties = question_.givers;
  parties.push_back(question_.recipient);
  if (question_.origin != kNoParty && !std::count(parties.begin(), parties.end(), question_.origin))
    parties.push_back(question_.origin);
  const auto& place = question_.request.object.act.place;
  const PartyIndex territory = place.empty() ? question_.recipient : tables_.party(PartyId(place));
  if (!std::count(parties.begin(), parties.end(), territory)) parties.push_back(territory);
  const bool lists_all = std::all_of(parties.begin(), parties.end(), [&](PartyIndex party) { return by.has(party); });
  if (question_.givers.empty() || by.is_limited(Action::transfer) || !by.info.legs.empty() || facts_.items().empty() || !lists_all) return {};
  if (tables_.acts->is_over(by) || (by.is_under && by.under == kNoAct)) return {};
  Way way;
  if (by.is_under) {
    const InstrumentInfo& above = tables_.acts->instruments[by.under].info;
    add_instrument(inquiry_, RemedyFact::instrument_in_force, above.in_force, above, kNoParty, way);
  }
  std::vector<Acceding> acceding;
  for (const PartyIndex party : parties) acceding.push_back({party, by.info.accessions[party]});
  add_entry(inquiry_, by.info, by.info.in_force, acceding, way);
  add_assurances(inquiry_, by.info, parties, way);
  if (!by.items.empty()) add_items(inquiry_, by, way);
  ActQuestion exported = question_;
  exported.action = Action::transfer;
  exported.candidate.clear();
  if (question_.origin != kNoParty) exported.givers = {question_.origin};
  if (question_.origin != kNoParty) exported.gives.clear();
  ActWays by_exporter(inquiry_, exported);
  Value ways{way};
  for (const ClauseInfo& clause : by.info.acts) {
    if (!by_exporter.facts().applies(clause)) continue;
    if (clause.effect == world::Effect::prohibit) return {};
    if (clause.effect != world::Effect::condition) continue;
    if (!clause.needs.empty()) ways = both(ways, by_exporter.met(clause, by.info));
    const auto& purposes = clause.purposes;
    const bool among = std::find(purposes.begin(), purposes.end(), facts_.purpose()) != purposes.end();
    if (!purposes.empty() && !among) ways = both(ways, by_exporter.waived(clause));
  }
  cut = cut || by_exporter.cut;
  return ways;
}

// --- programmes ---
// What the record lacks to make the party one that takes part; `holds` says whether it is there at all.
Way ActWays::partaking(const ParticipationEntry& entry, PartyIndex party, const std::string& in, bool& holds) const {
  const Grade held = grade_at(tables_, entry.grants, entry.evidence, question_.request.time);
  const Grade is_it = stands_for(tables_, entry.party, party, question_.request.time);
  holds = held.exists() && is_it.exists();
  Way way;
  if (!held.counts()) {
    Lack lack = Inquiry::lack(RemedyFact::participation, held);
    lack.by = inquiry_.id(entry.party);
    lack.id = in;
    lack.value = world::to_string(entry.role);
    way.insert(std::move(lack));
  }
  if (!is_it.counts()) {
    Lack lack = Inquiry::lack(RemedyFact::membership, is_it);
    lack.by = inquiry_.id(party);
    lack.to = inquiry_.id(entry.party);
    way.insert(std::move(lack));
  }
  return way;
}

ActWays::Value ActWays::gives(std::size_t giver) {
  if (question_.gives.empty() || question_.gives[giver].counting == Outcome::pass) return passes();
  Value ways;
  const ProgrammeInfo& programme = *facts_.programme();
  const ProjectInfo* project = facts_.project();
  for (const auto& entry : project == nullptr ? programme.participants : project->participants) {
    bool holds = false;
    Way way = partaking(entry, question_.givers[giver], project == nullptr ? programme.reference : project->reference, holds);
    if (holds && entry.role == Role::member) append(ways, {std::move(way)}, cut);
  }
  return ways;
}

Way ActWays::project_way(bool& holds) const {
  const ProjectInfo& project = *facts_.project();
  const Grade held = grade_at(tables_, project.period, project.evidence, question_.request.time);
  holds = held.exists();
  if (held.counts()) return {};
  Lack lack = Inquiry::lack(RemedyFact::participation, held);
  lack.id = project.reference;
  return {lack};
}

ActWays::Value ActWays::takes_part(PartyIndex party) {
  if (facts_.programme() == nullptr) return {};
  Value ways;
  const ProgrammeInfo& programme = *facts_.programme();
  const ProjectInfo* project = facts_.project();
  const auto look = [&](const std::vector<ParticipationEntry>& list, const std::string& in, Role least, const Way& besides) {
    for (const auto& entry : list) {
      bool holds = false;
      Way way = partaking(entry, party, in, holds);
      const bool counts = entry.role >= least;
      if (counts && holds && facts_.opens(entry) == Outcome::unknown) (void)unknown(Unsaid::area_and_tier);
      if (!counts || !holds || facts_.opens(entry) != Outcome::pass) continue;
      way.insert(besides.begin(), besides.end());
      ways = either(std::move(ways), {std::move(way)});
    }
  };
  bool stands = true;
  const Way besides = project == nullptr ? Way{} : project_way(stands);
  look(programme.participants, programme.reference, project == nullptr ? Role::partner : Role::member, {});
  if (project != nullptr && stands) look(project->participants, project->reference, Role::partner, besides);
  if (!ways.empty()) return ways;
  Lack lack;
  lack.fact = RemedyFact::participation;
  lack.by = inquiry_.id(party);
  lack.id = stands && project != nullptr ? project->reference : programme.reference;
  lack.value = world::to_string(stands ? Role::partner : Role::member);
  Way way = besides;
  if (!stands) way.clear();
  way.insert(std::move(lack));
  return {way};
}

ActWays::Value ActWays::invited() {
  const Twofold is = facts_.invited();
  if (is.counting == Outcome::pass) return passes();
  if (question_.request.object.act.tier) return {};  // which none opens
  Lack lack;
  lack.fact = RemedyFact::invitation;
  lack.weak = is.every == Outcome::pass;
  lack.by = inquiry_.id(question_.recipient);
  lack.id = facts_.programme()->reference;
  return {{lack}};
}

ActWays::Value ActWays::settled(const TermInfo& term) const {
  Lack lack;
  lack.fact = RemedyFact::settlement;
  lack.weak = term.settled && term.known;
  lack.id = term.reference;
  return {{lack}};
}

}  // namespace entente::decision
