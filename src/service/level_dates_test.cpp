#include "service/level_dates.h"

#include <string>

#include <gtest/gtest.h>

namespace entente::service {
namespace {

world::World world_with(const char* from, const char* until) {
  world::World world;
  world::LevelTerm term;
  term.policy = PolicyId("FRA");
  term.level = LevelName("SECRET DÉFENSE");
  if (from != nullptr) term.period.from = PartialDate::parse(from).value();
  if (until != nullptr) term.period.until = PartialDate::parse(until).value();
  world.level_terms.push_back(std::move(term));
  return world;
}

label::Label label_of(const char* level) {
  label::Label label;
  label.policy = PolicyId("FRA");
  label.level = LevelName(level);
  label.owners = {{PartyId("FRA"), label.policy, label.level}};
  return label;
}

std::string told(const world::World& world, const char* level, const char* as_of) {
  const auto findings = level_date_findings(world, label_of(level), {2, 9}, parse_instant(as_of).value());
  if (findings.empty()) return "";
  EXPECT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, label::Severity::warning);
  EXPECT_EQ(findings.front().span, (label::Span{2, 9}));
  return findings.front().rule + ": " + findings.front().message;
}

TEST(LevelDates, warn_of_a_level_that_ended_or_has_not_begun) {
  const auto ended = world_with(nullptr, "2021-07-01");
  EXPECT_EQ(told(ended, "SECRET DÉFENSE", "2020-01-01"), "");
  EXPECT_EQ(told(ended, "SECRET DÉFENSE", "2021-07-01"), "MARK-date: `SECRET DÉFENSE` ended in the policy of FRA on 2021-07-01");
  EXPECT_EQ(told(ended, "SECRET", "2026-01-01"), "");
  const auto begins = world_with("2014-04-02", nullptr);
  EXPECT_EQ(told(begins, "SECRET DÉFENSE", "2014-04-01"),
            "MARK-date: `SECRET DÉFENSE` begins in the policy of FRA on 2014-04-02");
  EXPECT_EQ(told(begins, "SECRET DÉFENSE", "2026-01-01"), "");
}

TEST(LevelDates, of_several_terms_one_that_holds_is_enough) {
  auto world = world_with(nullptr, "2010-01-01");
  world.level_terms.push_back(world.level_terms.front());
  world.level_terms.back().period = {PartialDate::parse("2020-01-01").value(), std::nullopt};
  EXPECT_EQ(told(world, "SECRET DÉFENSE", "2021-01-01"), "");
  EXPECT_NE(told(world, "SECRET DÉFENSE", "2015-01-01"), "");
}

TEST(LevelDates, of_owners_and_sources_count_too) {
  const auto world = world_with(nullptr, "2021-07-01");
  auto label = label_of("SECRET");
  label.sources = {{PartyId("FRA"), PolicyId("FRA"), LevelName("SECRET DÉFENSE")}};
  EXPECT_EQ(level_date_findings(world, label, {0, 1}, parse_instant("2024-01-01").value()).size(), 1U);
}

TEST(LevelDates, of_a_joint_mark_its_own_level_counts_alone) {
  const auto world = world_with(nullptr, "2021-07-01");
  auto label = label_of("SECRET");
  label.owners = {{PartyId("USA"), PolicyId("USA"), LevelName("SECRET")},
                  {PartyId("FRA"), PolicyId("FRA"), LevelName("SECRET DÉFENSE")}};
  EXPECT_TRUE(level_date_findings(world, label, {0, 1}, parse_instant("2024-01-01").value()).empty());
  label.level = LevelName("SECRET DÉFENSE");
  EXPECT_EQ(level_date_findings(world, label, {0, 1}, parse_instant("2024-01-01").value()).size(), 1U);
}

}  // namespace
}  // namespace entente::service
