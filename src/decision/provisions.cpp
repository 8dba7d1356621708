// What prohibitions forbid on a leg (docs/semantics.md 3.3), and what duties of an instrument allow: firms of the recipient's, and
// persons of other nationalities (4.6).

#include <algorithm>

#include "decision/evaluate.h"

namespace entente::decision {
namespace {

template <class Value>
bool contains(const std::vector<Value>& list, Value value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Limited to no items, of which a disclosure says nothing, and to no activity but a stated one.
bool speaks_of(const ClauseInfo& duty, const Case& one) {
  const auto stated = [&](NameIndex activity) { return contains(one.activities, activity); };
  return duty.items.empty() && (duty.activities.empty() || std::any_of(duty.activities.begin(), duty.activities.end(), stated));
}

// A contractor clause allows something, so it must hold as a grant and be known to fit; one that is limited to some
// recipients or categories does not count.
bool provides_for_contractors(const ClauseInfo& duty, const Leg& leg) {
  const auto fits = [](const auto& list, auto stated) { return list.empty() || contains(list, stated); };
  return duty.obligation == "contractor-clearance" && speaks_of(duty, leg.one) && duty.any_to && duty.any_category &&
         fits(duty.from, leg.from) && fits(duty.levels, leg.origin.level_name) && fits(duty.domains, leg.one.domain) &&
         fits(duty.forms, leg.one.form);
}

// False only where the clause does not apply.
bool may_apply(const Forbidding& forbidding, const Case& one) {
  if (forbidding.domain != kNotStated && one.domain != kNotStated && forbidding.domain != one.domain) return false;
  if (forbidding.of_activity && one.activities.empty()) return false;
  return !forbidding.of_category || !one.categories.empty();
}

bool forbids(const Snapshot::Tables& tables, const Forbidding& each, const Leg& leg) {
  return may_apply(each, leg.one) && (each.in_full || applies(tables.prohibitions[each.clause], leg));
}

}  // namespace

std::uint32_t prohibition_of(const Snapshot::Tables& tables, const Leg& leg) {
  for (const Forbidding& each : tables.pair(leg.from, leg.one.recipient).forbidding.in(tables.forbidding)) {
    if (forbids(tables, each, leg)) return each.clause;
  }
  return kNoClause;
}

std::vector<std::uint32_t> prohibitions_of(const Snapshot::Tables& tables, const Leg& leg) {
  std::vector<std::uint32_t> out;
  for (const Forbidding& each : tables.pair(leg.from, leg.one.recipient).forbidding.in(tables.forbidding)) {
    if (forbids(tables, each, leg)) out.push_back(each.clause);
  }
  return out;
}

Grade contractor_grade(const InstrumentInfo& instrument, const Leg& leg, Trial& trial) {
  Grade best;
  for (std::size_t index = 0; index < instrument.duties.size(); ++index) {
    const ClauseInfo& duty = instrument.duties[index];
    if (!provides_for_contractors(duty, leg)) continue;
    const Grade better = stronger(best, duty.grants);
    if (better.kind != best.kind || better.evidence != best.evidence) trial.contractor_clause = static_cast<std::uint32_t>(index);
    best = better;
  }
  return best;
}

bool admits(const ClauseInfo& duty, const Leg& leg, PartyIndex nation) {
  const auto fits = [](const auto& list, auto stated) { return list.empty() || contains(list, stated); };
  return duty.obligation == "admit-nationality" && duty.any_category && speaks_of(duty, leg.one) &&
         contains(duty.to_named, nation) && fits(duty.from, leg.from) && fits(duty.levels, leg.origin.level_name) &&
         fits(duty.domains, leg.one.domain) && fits(duty.forms, leg.one.form);
}

}  // namespace entente::decision
