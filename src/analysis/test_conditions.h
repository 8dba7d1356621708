// A small world and conditions on it, for tests of this room.
#pragma once

#include <initializer_list>

#include "analysis/condition.h"
#include "world/test_claims.h"

namespace entente::analysis::testing {

inline world::testing::ClaimWorld nations() {
  using world::testing::period;
  world::testing::ClaimWorld out;
  out.nations({"JPN", "CAN", "USA", "GBR"});
  out.party("FVEY", world::PartyKind::group, {{"CAN", period("1955")}, {"USA", period("1946")}, {"GBR", period("1946")}});
  return out;
}

inline world::Condition pact_with(std::initializer_list<const char*> with, world::Kind kind = world::Kind::information_security) {
  world::Condition out;
  out.test = world::Test::instrument;
  out.kinds = {kind};
  for (const auto* id : with) out.with.emplace_back(id);
  return out;
}

inline world::Assessment assessed(const char* id, world::AssessmentState state, const char* from, world::Evidence evidence) {
  return {.id = id,
          .requirement = world::testing::reference("requirement:p#r"),
          .party = PartyId("JPN"),
          .state = state,
          .from = world::testing::date(from),
          .assessor = "an office",
          .text = "",
          .provenance = {.evidence = evidence, .source = "s", .known = {}, .note = {}, .place = {}}};
}

// A profile `p` of two requirements: `r`, which assessments decide, and `s`, which needs `r`.
inline world::testing::ClaimWorld with_profile() {
  auto made = nations();
  world::Requirement first;
  first.id = "r";
  first.area = "a";
  world::Requirement second = first;
  second.id = "s";
  world::Condition rests;
  rests.test = world::Test::requirement;
  rests.of = world::testing::reference("requirement:p#r");
  second.needs = {rests};
  made.world.profiles.push_back({"p", "a profile", world::testing::reference("party:FVEY"), {first, second}, made.sourced()});
  return made;
}

}  // namespace entente::analysis::testing
