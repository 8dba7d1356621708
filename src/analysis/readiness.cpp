#include "analysis/readiness.h"

#include <algorithm>

#include "world/claim_outcomes.h"

namespace entente::analysis {
namespace {

world::FactRef reference_to(const world::Profile& profile, const world::Requirement& requirement) {
  return {world::FactKind::requirement, profile.id, requirement.id};
}

// Of several places at one time the closest, of those the oldest.
std::optional<Belonging> belonging(const Conditions& conditions, const world::FactRef& of, const PartyId& party, Instant at) {
  std::optional<Belonging> out;
  const auto begun = [](const Belonging& each) { return each.since ? each.since->latest() : kBeginningOfTime; };
  const auto consider = [&](const PartyId& id, world::Role role, const Period& period, const world::Provenance& provenance) {
    if (id != party || role < world::Role::partner || provenance.evidence < conditions.require()) return;
    if (!as_grant(period).contains(at)) return;
    const Belonging found{role, period.from, &provenance};
    if (!out || role > out->role || (role == out->role && begun(found) < begun(*out))) out = found;
  };
  if (const auto* programme = conditions.facts().as<world::Programme>(of)) {
    for (const auto& each : programme->participants) consider(each.party, each.role, each.period, each.provenance);
  }
  if (const auto* group = conditions.facts().as<world::Party>(of)) {
    for (const auto& each : group->members) consider(each.member, world::Role::member, each.period, each.provenance);
  }
  return out;
}

std::optional<world::Evidence> weakest(const std::vector<RequirementStanding>& standings) {
  std::optional<world::Evidence> out;
  for (const auto& each : standings) {
    if (each.together.standing != Standing::met) continue;
    for (const auto& judged : each.together.judged) {
      for (const auto& ground : judged.grounds) {
        if (ground.says == Standing::met) out = std::min(out.value_or(world::Evidence::verified), ground.evidence);
      }
    }
  }
  return out;
}

// What is recorded of it, fact by fact, as far as a reader is told.
std::vector<std::pair<std::string, std::string_view>> told_of(const Together& together) {
  std::vector<std::pair<std::string, std::string_view>> out;
  for (const auto& judged : together.judged) {
    for (const auto& ground : judged.grounds) out.emplace_back((ground.with ? ground.with->value + " " : "") + ground.id, ground.state);
  }
  return out;
}

// Of another requirement, that nothing is recorded is nothing, either.
bool is_on_record(const Together& together) {
  const auto tells = [](const Ground& each) { return each.kind != "requirement" || each.from; };
  return std::any_of(together.judged.begin(), together.judged.end(), [&](const Judged& judged) {
    return std::any_of(judged.grounds.begin(), judged.grounds.end(), tells);
  });
}

// Whether unmet from then on is what the first record of it says.
bool is_first_record(Conditions& conditions, const world::FactRef& reference, const PartyId& party, Instant at) {
  const auto was = [&](Instant when) { return is_on_record(conditions.judge(reference, party, when)); };
  if (was(kBeginningOfTime)) return false;
  for (const auto when : conditions.instants({party, std::nullopt})) {
    if (when >= at) break;
    if (was(when)) return false;
  }
  return true;
}

// What met it on that day, but for what it rests on now.
std::vector<Ground> reached_by(Together then, const Together& now) {
  std::vector<Ground> out;
  for (auto& judged : then.judged) {
    for (auto& ground : judged.grounds) {
      if (ground.says == Standing::met && !rests_on(now, ground)) out.push_back(std::move(ground));
    }
  }
  return out;
}

// Whether it speaks of the requirement: it is about it, or the requirement names it.
bool speaks_of(const world::Claim& claim, const world::FactRef& reference, const world::Requirement& requirement) {
  if (std::find(claim.about.begin(), claim.about.end(), reference) != claim.about.end()) return true;
  return !claim.id.empty() &&
         std::find(requirement.claims.begin(), requirement.claims.end(), claim.id) != requirement.claims.end();
}

}  // namespace

std::string since_in_words(const RequirementStanding& standing) {
  if (!standing.since || standing.together.standing == Standing::unknown) return {};
  return (standing.first_recorded ? " recorded since " : " since ") + to_short_string(*standing.since);
}

std::vector<std::string_view> areas(const Readiness& readiness) {
  std::vector<std::string_view> out;
  for (const auto& each : readiness.requirements) {
    if (std::find(out.begin(), out.end(), each.requirement->area) == out.end()) out.emplace_back(each.requirement->area);
  }
  return out;
}

Readiness readiness(Conditions& conditions, const world::Profile& profile, const PartyId& party, Instant at) {
  Readiness out{.profile = &profile, .party = party, .requirements = {}, .evidence = {}, .belongs = {}};
  out.belongs = belonging(conditions, profile.of, party, at);
  const auto& instants = conditions.instants({party, std::nullopt});
  for (const auto& each : profile.requirements) {
    const auto reference = reference_to(profile, each);
    RequirementStanding standing{&each, conditions.judge(reference, party, at), {}, false, {}};
    standing.closes = closings(conditions, standing.together, {party, std::nullopt}, at, &each);
    standing.since = lasting_since(instants, at, [&](Instant when) { return conditions.judge(reference, party, when).standing; });
    standing.first_recorded = standing.since && standing.together.standing == Standing::unmet &&
                              is_first_record(conditions, reference, party, *standing.since);
    if (standing.since && standing.together.standing == Standing::met)
      standing.reached_by = reached_by(conditions.judge(reference, party, *standing.since), standing.together);
    out.met += standing.together.standing == Standing::met ? 1U : 0U;
    out.unmet += standing.together.standing == Standing::unmet ? 1U : 0U;
    out.unknown += standing.together.standing == Standing::unknown ? 1U : 0U;
    out.requirements.push_back(std::move(standing));
  }
  out.evidence = weakest(out.requirements);
  return out;
}

ReadinessTimeline readiness_over(Conditions& conditions, const world::Profile& profile, const PartyId& party,
                                 const Between& between) {
  ReadinessTimeline out;
  const auto& instants = conditions.instants({party, std::nullopt});
  for (const auto& each : profile.requirements) {
    const auto reference = reference_to(profile, each);
    auto before = conditions.judge(reference, party, between.from);
    for (const auto at : instants) {
      if (at <= between.from || at >= between.until) continue;
      auto after = conditions.judge(reference, party, at);
      const bool same = after.standing == before.standing;
      if (same && (after.standing != Standing::unmet || told_of(after) == told_of(before))) continue;
      const bool first = before.standing == Standing::unknown && after.standing == Standing::unmet &&
                         is_first_record(conditions, reference, party, at);
      out.changes.push_back({at, &each, before.standing, first, after, closings(conditions, after, {party, std::nullopt}, at, &each)});
      before = std::move(after);
    }
    for (const auto& claim : conditions.world().claims) {
      if (!speaks_of(claim, reference, each)) continue;
      const auto said = world::said_on(conditions.world(), claim);
      if (!said || said->latest() < between.from || said->latest() >= between.until) continue;
      out.claims.push_back({&claim, &each, said->latest(), conditions.judge(reference, party, said->latest()).standing});
    }
  }
  const auto by_date = [](const auto& a, const auto& b) { return a.at < b.at; };
  std::stable_sort(out.changes.begin(), out.changes.end(), by_date);
  std::stable_sort(out.claims.begin(), out.claims.end(), [](const auto& a, const auto& b) { return a.said < b.said; });
  return out;
}

}  // namespace entente::analysis
