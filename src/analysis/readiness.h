// How far a party meets a profile at an instant, requirement by requirement, and what changed when.
//
// Met only where facts say so (condition.h); what nothing tells is unknown. Same inputs, same answer; pure. Points into the world
// and into `conditions`, which must stay. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/closing.h"
#include "analysis/condition.h"

namespace entente::analysis {

struct RequirementStanding {
  const world::Requirement* requirement = nullptr;
  Together together;
  std::optional<Instant> since;  // of this standing; nothing: as long as anything is recorded
  bool first_recorded = false;   // unmet since then, and nothing of it is on record from before: something is told, nothing lost
  std::vector<Closing> closes;
  std::vector<Ground> reached_by = {};  // met: what met it on the day `since` and is not what it rests on now
};

// The party's own place in what the profile is of: a member of the group, or in the programme a partner or closer.
struct Belonging {
  world::Role role = world::Role::member;
  std::optional<PartialDate> since;  // nothing: as long as anything is recorded
  const world::Provenance* provenance = nullptr;
};

struct Readiness {
  const world::Profile* profile = nullptr;
  PartyId party;
  std::vector<RequirementStanding> requirements;  // in the order of the profile
  std::size_t met = 0;
  std::size_t unmet = 0;
  std::size_t unknown = 0;
  std::optional<world::Evidence> evidence;  // the weakest of what is met; nothing where nothing is
  std::optional<Belonging> belongs;         // of facts that are well enough evidenced
};

// " since 2025-05-16"; " recorded since …" where unmet is what the first record says; empty where the day is not known, and where it is
// unknown how it stands.
[[nodiscard]] std::string since_in_words(const RequirementStanding& standing);
// Each once, in the order of the profile.
[[nodiscard]] std::vector<std::string_view> areas(const Readiness& readiness);

// One requirement that became another standing; or of one that is unmet what is recorded of it became other: a law that is
// considered is negotiated, an assessment speaks of progress.
struct ReadinessChange {
  Instant at;
  const world::Requirement* requirement = nullptr;
  Standing before = Standing::unknown;
  bool first_recorded = false;  // unmet, and nothing of it is on record from before: something is told, nothing lost
  Together after;
  std::vector<Closing> closes;
};

// What a source said of a requirement, within the time.
struct ReadinessClaim {
  const world::Claim* claim = nullptr;
  const world::Requirement* requirement = nullptr;
  Instant said;  // the last day it may mean
  Standing then = Standing::unknown;
};

struct ReadinessTimeline {
  std::vector<ReadinessChange> changes;  // by date, then in the order of the profile
  std::vector<ReadinessClaim> claims;    // likewise
};

// From the first instant on, before the second.
struct Between {
  Instant from;
  Instant until;
};

[[nodiscard]] Readiness readiness(Conditions& conditions, const world::Profile& profile, const PartyId& party, Instant at);
[[nodiscard]] ReadinessTimeline readiness_over(Conditions& conditions, const world::Profile& profile, const PartyId& party,
                                               const Between& between);

}  // namespace entente::analysis
