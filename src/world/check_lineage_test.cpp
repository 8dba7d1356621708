// What a superseded agreement forbade beside what its successor lists. The rest of lineage: format/world_kinds_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/check.h"

namespace entente::world {
namespace {

using ::testing::Contains;
using ::testing::Not;

Instrument supplies(const char* id) {
  Instrument out;
  out.id = InstrumentId(id);
  out.kind = Kind::cross_servicing;
  out.provenance = {.evidence = Evidence::verified, .source = "S", .known = {}, .note = {}, .place = {id, 1}};
  return out;
}

std::vector<std::string> warnings_of(const World& world) {
  std::vector<std::string> out;
  for (const auto& finding : check(world)) {
    if (finding.severity == Severity::warning) out.push_back(to_string(finding));
  }
  return out;
}

TEST(Check, what_the_successor_lists_is_not_forbidden_for_ever) {
  World world;
  Instrument first = supplies("acsa-2010");
  Clause forbids;
  forbids.id = "arms";
  forbids.action = "supply";
  forbids.items = {"weapons", "ammunition"};
  first.clauses = {forbids};
  Instrument successor = supplies("acsa-2017");
  successor.supersedes = first.id;
  successor.items = {"fuel", "ammunition"};
  world.instruments = {first, successor};
  const std::string warning =
      "acsa-2010:1: clause: clause `arms` has no `end` and still forbids `ammunition`, which acsa-2017 lists: state its `end` in "
      "the "
      "file of acsa-2010";
  EXPECT_THAT(warnings_of(world), Contains(warning));
  world.instruments[0].clauses[0].period.until = *PartialDate::parse("2017-09-06");
  EXPECT_THAT(warnings_of(world), Not(Contains(warning)));
}

}  // namespace
}  // namespace entente::world
