#include <algorithm>

#include <gtest/gtest.h>

#include "analysis/act_matrix.h"
#include "analysis/matrix.h"
#include "analysis/matrix_causes.h"
#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::testing::date;
using decision::testing::instant;
using decision::testing::TinyWorld;

std::vector<MatrixChange> changes_of(const TinyWorld& tiny) {
  const View view{&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}};
  auto found = matrix_changes(view, {}, instant("2020-01-01"), instant("2021-01-01"));
  CHECK(found.has_value());
  return std::move(*found);
}

TinyWorld two(const char* from) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  tiny.agreement("ab", "AAA", "BBB", from);
  return tiny;
}

TEST(MatrixCauses, entry_into_force_is_the_cause_and_without_it_nothing_changes) {
  auto tiny = two("2020-06-01");
  const auto changes = changes_of(tiny);
  ASSERT_FALSE(changes.empty());
  for (const auto& change : changes) {
    EXPECT_TRUE(change.cited);
    ASSERT_EQ(change.causes.size(), 1U);
    EXPECT_TRUE(change.causes.front().begins);
    EXPECT_EQ(change.causes.front().kind, "status");
    EXPECT_EQ(change.causes.front().of, "ab");
  }
  tiny.world.instruments.front().statuses.clear();
  EXPECT_TRUE(changes_of(tiny).empty());
}

// Goal: of a day it is told whose facts begin or end there, of facts that are known.
TEST(MatrixCauses, a_day_has_the_names_of_its_facts) {
  auto tiny = two("2020-06-01");
  tiny.agreement("ba", "AAA", "BBB", "2020-06-01").agreement("late", "AAA", "BBB", "2030-01-01");
  const auto names = [&](std::optional<Instant> known) {
    return names_by_day({&tiny.world, {instant("2020-01-01"), known, world::Evidence::unverified}});
  };
  EXPECT_EQ(names({}).at(instant("2020-06-01")), (std::set<std::string>{"ab", "ba"}));
  EXPECT_EQ(names({}).at(instant("2030-01-01")), std::set<std::string>{"late"});
  EXPECT_FALSE(names(instant("2025-01-01")).contains(instant("2030-01-01")));
}

// Goal: an agreement in force without rows is told by its cells; its entry into force changes nothing that may go.
TEST(MatrixCauses, an_agreement_without_rows_is_in_vain) {
  auto tiny = two("2020-06-01");
  tiny.world.instruments.front().rows.clear();
  const View view{&tiny.world, {instant("2020-12-01"), std::nullopt, world::Evidence::unverified}};
  const auto found = matrix(view, {});
  ASSERT_TRUE(found);
  std::size_t in_vain = 0;
  for (const auto& cell : found->cells) {
    if (cell.in_vain.empty()) continue;
    ++in_vain;
    EXPECT_FALSE(cell.highest);
    EXPECT_EQ(cell.denied_by, decision::Rule::equivalence);
    EXPECT_EQ(cell.in_vain, "ab");
  }
  EXPECT_EQ(in_vain, 2U);
  EXPECT_TRUE(changes_of(tiny).empty());
  auto with_rows = two("2020-06-01");
  EXPECT_FALSE(changes_of(with_rows).empty());
}

// Goal: likewise of one that carries only what states its domain; where nothing is between the two, a statement finds nothing.
TEST(MatrixCauses, an_agreement_of_a_domain_without_rows_is_in_vain) {
  auto tiny = two("2020-06-01");
  tiny.nation("CCC");
  tiny.world.instruments.front().domains = {"military"};
  const View view{&tiny.world, {instant("2020-12-01"), std::nullopt, world::Evidence::unverified}};
  const auto with_rows = matrix(view, {});
  ASSERT_TRUE(with_rows);
  for (const auto& cell : with_rows->cells) EXPECT_TRUE(cell.in_vain.empty());
  tiny.world.instruments.front().rows.clear();
  const auto found = matrix(view, {});
  ASSERT_TRUE(found);
  std::size_t in_vain = 0;
  for (std::size_t owner = 0; owner < found->owners.size(); ++owner) {
    for (std::size_t recipient = 0; recipient < found->recipients.size(); ++recipient) {
      if (found->owners[owner] == found->recipients[recipient]) continue;
      const auto& cell = found->cell(owner, recipient);
      const bool with_ccc = found->owners[owner].value == "CCC" || found->recipients[recipient].value == "CCC";
      EXPECT_EQ(cell.in_vain, with_ccc ? "" : "ab");
      EXPECT_EQ(cell.denied_by, with_ccc ? decision::Rule::legal_basis : decision::Rule::equivalence);
      if (!cell.in_vain.empty()) ++in_vain;
    }
  }
  EXPECT_EQ(in_vain, 2U);
}

TEST(MatrixCauses, of_two_statuses_of_one_day_the_later_is_the_cause) {
  auto tiny = two("2020-06-01");
  auto& statuses = tiny.world.instruments.front().statuses;
  auto earlier = statuses.front();
  earlier.value = world::StatusValue::signed_;
  statuses.insert(statuses.begin(), earlier);
  const auto changes = changes_of(tiny);
  ASSERT_FALSE(changes.empty());
  for (const auto& change : changes) {
    ASSERT_EQ(change.causes.size(), 1U);
    EXPECT_EQ(change.causes.front().text, "in-force");
  }
}

TEST(MatrixCauses, the_end_of_rows_of_the_owner_is_the_cause_and_without_it_nothing_changes) {
  auto tiny = two("2019-06-01");
  const auto end_rows = [&](std::optional<PartialDate> until) {
    for (auto& row : tiny.world.instruments.front().rows) {
      if (row.from == PartyId("AAA")) row.period.until = until;
    }
  };
  end_rows(date("2020-06-01"));
  const auto changes = changes_of(tiny);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.front().owner, PartyId("AAA"));
  EXPECT_TRUE(changes.front().cited);
  ASSERT_FALSE(changes.front().causes.empty());
  for (const auto& cause : changes.front().causes) {
    EXPECT_FALSE(cause.begins);
    EXPECT_EQ(cause.kind, "row");
    EXPECT_TRUE(cause.text.starts_with("AAA "));
  }
  end_rows(std::nullopt);
  EXPECT_TRUE(changes_of(tiny).empty());
}

// AAA supplies BBB from a day on; both join a set on it, and of the two a third is none.
TinyWorld supplied() {
  TinyWorld tiny = two("2020-06-01");
  tiny.last().kind = world::Kind::cross_servicing;
  tiny.last().rows.clear();
  tiny.last().items = {"fuel"};
  tiny.nation("CCC").group("SET");
  for (const char* member : {"AAA", "BBB"}) tiny.member("SET", member, {date("2020-06-01"), std::nullopt});
  return tiny;
}

std::vector<ActMatrixChange> changes_of_supply(const TinyWorld& tiny) {
  const View view{&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}};
  auto found = act_matrix_changes(view, "supply", {}, instant("2020-01-01"), instant("2021-01-01"));
  CHECK(found.has_value());
  return std::move(*found);
}

std::vector<std::string> kinds_of(const ActMatrixChange& change) {
  std::vector<std::string> out;
  for (const auto& cause : change.causes) out.push_back(cause.kind + " " + cause.of + (cause.begins ? " begins" : " ends"));
  return out;
}

TEST(ActCauses, entry_into_force_is_the_cause_and_a_set_that_no_fact_names_is_none) {
  auto tiny = supplied();
  const auto changes = changes_of_supply(tiny);
  ASSERT_EQ(changes.size(), 2U);
  for (const auto& change : changes) {
    EXPECT_TRUE(change.cited);
    EXPECT_EQ(kinds_of(change), (std::vector<std::string>{"status ab begins"}));
  }
  tiny.world.instruments.front().statuses.clear();
  EXPECT_TRUE(changes_of_supply(tiny).empty());
}

TEST(ActCauses, the_end_of_an_approval_that_a_condition_asks_for_is_the_cause) {
  auto tiny = supplied();
  auto& pact = tiny.world.instruments.front();
  pact.statuses.front().from = date("2019-01-01");
  auto& clause = pact.clauses.emplace_back();
  clause.id = "art-1";
  clause.effect = world::Effect::condition;
  clause.action = "supply";
  clause.needs = {world::Needed::national_approval};
  clause.provenance = pact.provenance;
  auto& approval = tiny.world.approvals.emplace_back();
  approval.id = "of-aaa";
  approval.by = PartyId("AAA");
  approval.to = {PartyId("SET")};
  approval.organ = "cabinet";
  approval.of = *world::parse_reference("instrument:ab");
  approval.period.until = date("2020-09-01");
  approval.provenance = pact.provenance;
  const auto changes = changes_of_supply(tiny);
  ASSERT_EQ(changes.size(), 2U);  // it is to members of the set, from the day they join it
  EXPECT_EQ(changes.front().recipient, PartyId("BBB"));
  EXPECT_EQ(kinds_of(changes.front()), (std::vector<std::string>{"membership SET begins", "membership SET begins"}));
  EXPECT_EQ(kinds_of(changes.back()), (std::vector<std::string>{"approval of-aaa ends"}));
  EXPECT_TRUE(changes.back().cited);
}

}  // namespace
}  // namespace entente::analysis
