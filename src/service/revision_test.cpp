#include "service/revision.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/world_folder.h"

namespace entente::service {
namespace {

world::World shipped() {
  auto loaded = format::load_world("data/worlds/indo-pacific");
  CHECK(loaded.has_value() && loaded->usable);
  return std::move(loaded->world);
}

TEST(Revision, is_of_the_facts_and_of_nothing_else) {
  const auto world = shipped();
  auto other = world;
  const auto first = Revision(world).text();
  EXPECT_THAT(first, testing::MatchesRegex("sha256:[0-9a-f]+"));
  other.name = "another";
  std::reverse(other.instruments.begin(), other.instruments.end());
  std::reverse(other.parties.begin(), other.parties.end());
  for (auto& each : other.instruments) {
    std::reverse(each.statuses.begin(), each.statuses.end());
    std::reverse(each.rows.begin(), each.rows.end());
    each.provenance.place = {"elsewhere.toml", 7};
  }
  EXPECT_EQ(Revision(other).text(), first);
  EXPECT_EQ(Revision(other, Revision(world)).text(), first);
}

// Each change by itself, made to a copy that shares all the rest: it must be seen, and told as by who hashes everything.
TEST(Revision, one_that_reuses_what_is_shared_is_that_of_the_whole) {
  const auto world = shipped();
  const Revision before(world);
  std::set<std::string> seen{before.text()};
  const auto expect_new = [&](world::World changed, const char* what) {
    const Revision quick(changed, before);
    EXPECT_EQ(quick.text(), Revision(changed).text()) << what;
    EXPECT_TRUE(seen.insert(quick.text()).second) << what;
  };
  const auto with = [&](const auto& change) {
    auto changed = world;
    change(changed);
    return changed;
  };
  expect_new(with([](auto& it) { it.instruments[3].statuses.front().value = world::StatusValue::terminated; }), "a status");
  expect_new(with([](auto& it) { it.instruments.back().title += "."; }), "a title");
  expect_new(with([](auto& it) { it.instruments.back().provenance.evidence = world::Evidence::assumed; }), "evidence");
  expect_new(with([](auto& it) { it.instruments.erase(it.instruments.begin() + 5); }), "one less");
  expect_new(with([](auto& it) { it.instruments.emplace_back(it.instruments.front()).id = InstrumentId("one-more"); }), "one more");
  expect_new(with([](auto& it) { std::swap(it.instruments[0].id, it.instruments[1].id); }), "two that change their names");
  expect_new(with([](auto& it) { it.parties.front().name += "."; }), "a party");
  expect_new(with([](auto& it) { it.events.pop_back(); }), "an event less");
}

}  // namespace
}  // namespace entente::service
