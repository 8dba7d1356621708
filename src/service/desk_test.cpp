// A desk that takes a patch answers as one that was opened with it.
#include "service/desk.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/answer.h"

namespace entente::service {
namespace {

const DeskOptions kShipped{"data/worlds/indo-pacific", {}, {}, std::nullopt, world::Evidence::unverified};
constexpr const char* kKoreaEnds = "data/samples/what-if-korea-ends.toml";

std::string text_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

// A party with marks of another's system, in a group, with an agreement of its own: all that a patch can bring besides ends.
constexpr std::string_view kNewMember = R"(format = 1
[[parties.party]]
id = "XNW"
name = "A new member"
kind = "nation"
policy = "GBR"
source = "invented"
evidence = "verified"
[[amend]]
party = "FVEY"
[[amend.member]]
id = "XNW"
from = "2020-01-01"
[[instruments]]
id = "isa-xnw-usa"
kind = "information-security"
title = "An agreement that is supposed"
parties = [{ id = "USA", from = "2020-01-01" }, { id = "XNW", from = "2020-01-01" }]
source = "invented"
evidence = "verified"
[[instruments.status]]
value = "in-force"
from = "2020-01-01"
[[instruments.equivalence]]
from = { party = "USA", level = "SECRET" }
to = { party = "XNW", level = "SECRET" }
)";

std::vector<std::string> answers(Desk& desk) {
  constexpr const char* kOfNewMember[] = {
      R"({"subject":{"type":"party","id":"XNW"},"action":{"name":"disclose"},"resource":{"type":"information","id":"o","properties":{"label":"SECRET//REL TO USA, FVEY","policy":"USA"}}})",
      R"({"subject":{"type":"party","id":"XNW"},"action":{"name":"disclose"},"resource":{"type":"information","id":"o","properties":{"label":"SECRET//REL TO USA, XNW","policy":"USA"}}})",
      R"({"subject":{"type":"party","id":"USA"},"action":{"name":"disclose"},"resource":{"type":"information","id":"o","properties":{"label":"OFFICIAL","policy":"GBR","owner":"XNW"}}})"};
  std::istringstream lines(text_of("data/samples/questions.ndjson") + text_of("data/samples/acts.ndjson"));
  std::vector<std::string> asked(std::begin(kOfNewMember), std::end(kOfNewMember));
  for (std::string line; std::getline(lines, line);) asked.push_back(line);
  Answerer answerer;
  std::vector<std::string> out;
  for (const auto* now : {"2026-01-01", "2026-11-01"}) {
    for (const auto& line : asked) answerer.answer(desk, line, {*parse_instant(now), true}, out.emplace_back());
  }
  return out;
}

std::vector<std::string> findings(const Desk& desk) {
  std::vector<std::string> out;
  for (const auto& each : desk.warnings()) out.push_back(world::to_string(each));
  return out;
}

// Of its kind's template: it ends for this instrument alone.
constexpr std::string_view kClauseEnds = "format = 1\n[[end]]\nclause = \"acsa-jpn-usa-2017/order-and-receipt\"\non = \"2025-01-01\"\n";

struct Patch {
  const char* name;
  std::string text;
};

class Amended : public testing::TestWithParam<Patch> {};

TEST_P(Amended, answers_as_one_that_was_opened_with_the_patch) {
  const std::string file = testing::TempDir() + GetParam().name + ".toml";
  std::ofstream(file) << GetParam().text;
  auto with_patch = kShipped;
  with_patch.patches = {file};
  auto opened = Desk::open(with_patch);
  ASSERT_TRUE(opened.has_value()) << opened.error().message;
  auto plain = Desk::open(kShipped);
  ASSERT_TRUE(plain.has_value());
  const auto before = plain->revision();
  auto amended = plain->amended(file, text_of(file));
  ASSERT_TRUE(amended.has_value()) << amended.error().message;
  EXPECT_EQ(amended->revision(), opened->revision());
  EXPECT_NE(amended->revision(), before);
  EXPECT_EQ(plain->revision(), before);
  EXPECT_EQ(findings(*amended), findings(*opened));
  const auto after = answers(*amended);
  EXPECT_EQ(after, answers(*opened));
  EXPECT_NE(after, answers(*plain));
}

INSTANTIATE_TEST_SUITE_P(Patches, Amended,
                         testing::Values(Patch{"korea_ends", text_of(kKoreaEnds)}, Patch{"new_member", std::string(kNewMember)},
                                         Patch{"clause_ends", std::string(kClauseEnds)}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Desk, a_clause_of_a_template_ends_for_one_instrument) {
  const auto plain = Desk::open(kShipped);
  ASSERT_TRUE(plain.has_value());
  const auto amended = plain->amended("patch", kClauseEnds);
  ASSERT_TRUE(amended.has_value()) << amended.error().message;
  const auto ended = [](const Desk& desk) {
    std::vector<std::string> out;
    for (const auto& instrument : desk.world().instruments) {
      for (const auto& clause : instrument.clauses) {
        if (clause.id == "order-and-receipt" && clause.period.until) out.push_back(instrument.id.value + (clause.from_template ? " (usual)" : ""));
      }
    }
    return out;
  };
  EXPECT_THAT(ended(*plain), testing::IsEmpty());
  EXPECT_THAT(ended(*amended), testing::ElementsAre("acsa-jpn-usa-2017"));
  EXPECT_FALSE(amended->amended("again", kClauseEnds).has_value());
  const auto unknown = plain->amended("patch", "format = 1\n[[end]]\nclause = \"isa-jpn-kor/order-and-receipt\"\non = \"2025-01-01\"\n");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_THAT(unknown.error().message, testing::HasSubstr("is no clause of an instrument"));
}

TEST(Desk, patches_follow_each_other_and_one_that_does_not_fit_changes_nothing) {
  const auto plain = Desk::open(kShipped);
  ASSERT_TRUE(plain.has_value());
  const auto once = plain->amended("first", kNewMember);
  ASSERT_TRUE(once.has_value()) << once.error().message;
  const auto twice = once->amended("second", text_of(kKoreaEnds));
  ASSERT_TRUE(twice.has_value());
  const auto again = twice->amended("third", text_of(kKoreaEnds));
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, Code(Fault::world_unusable));
  EXPECT_THAT(again.error().message, testing::AllOf(testing::StartsWith("the world is not amended\nthird:"), testing::HasSubstr("isa-jpn-kor")));
  const auto other_way = plain->amended("second", text_of(kKoreaEnds))->amended("first", kNewMember);
  ASSERT_TRUE(other_way.has_value());
  EXPECT_EQ(other_way->revision(), twice->revision());
}

// Each patch is one by itself, also where all have the same name.
TEST(Desk, a_later_patch_says_something_else_of_a_term) {
  const auto training = Desk::open({"data/worlds/training", {}, {}, std::nullopt, world::Evidence::unverified});
  ASSERT_TRUE(training.has_value());
  const auto says = [](const char* state) { return std::string("format = 1\n[[amend]]\nprogramme = \"skylark\"\n[[amend.term]]\nid = \"results\"\nstate = \"") + state + "\"\n"; };
  const auto open = training->amended("patch", says("unsettled"));
  ASSERT_TRUE(open.has_value()) << open.error().message;
  const auto settled = open->amended("patch", says("settled"));
  EXPECT_TRUE(settled.has_value()) << settled.error().message;
}

}  // namespace
}  // namespace entente::service
