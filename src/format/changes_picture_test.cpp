#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/act_changes.h"
#include "base/picture_limits.h"
#include "decision/tiny_world.h"
#include "format/changes_report.h"
#include "format/test_picture.h"

namespace entente::format {
namespace {

using analysis::Cause;
using analysis::Changes;
using analysis::DecisionGroup;
using analysis::Share;
using decision::testing::instant;
using decision::testing::TinyWorld;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

ChangesReport report_of(Changes changes, const std::string& action) {
  for (auto& each : changes.groups) {
    for (const auto& share : each.shares) each.decisions += share.decisions;
    (each.cause.permitted ? changes.permitted : changes.denied) += each.decisions;
  }
  return {{"world", instant("2020-01-01"), "sha256:0123456789abcdef"},
          {"world", instant("2021-01-01"), "sha256:0123456789abcdef"},
          std::move(changes),
          action,
          {}};
}

ShownPicture drawn(Changes changes, const std::string& action = "disclose") {
  return shown_in(changes_to_svg(report_of(std::move(changes), action)));
}

DecisionGroup group(bool permitted, const std::string& instrument, std::vector<Share> shares) {
  DecisionGroup out;
  out.cause = Cause{permitted, instrument, decision::Rule::legal_basis, ""};
  out.shares = std::move(shares);
  return out;
}

Share share(const std::string& owner, const std::string& recipient, std::uint64_t decisions) {
  return {owner, PartyId(recipient), decisions};
}

Changes of(std::vector<DecisionGroup> groups) {
  Changes out;
  out.groups = std::move(groups);
  return out;
}

// Goal: what the analysis finds of an agreement that enters into force stands in the cells of its two parties, and nowhere else.
TEST(ChangesPicture, cells_are_what_the_analysis_counts) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").nation("CCC").agreement("ab", "AAA", "BBB", "2020-06-01");
  const auto view = [&](const char* at) {
    return analysis::View{&tiny.world, {instant(at), std::nullopt, world::Evidence::unverified}};
  };
  auto found = analysis::changes(view("2020-05-01"), view("2020-07-01"), {});
  ASSERT_TRUE(found.has_value());
  ASSERT_GT(found->permitted, 0U);
  std::uint64_t sum = 0;
  for (const auto& each : found->groups) {
    std::uint64_t of_group = 0;
    for (const auto& part : each.shares) of_group += part.decisions;
    EXPECT_EQ(of_group, each.decisions);
    sum += of_group;
  }
  EXPECT_EQ(sum, found->permitted);
  const auto half = grouped_digits(found->permitted / 2);  // the agreement is the same both ways
  const ChangesReport report{
      {"w", instant("2020-05-01"), "sha256:a"}, {"w", instant("2020-07-01"), "sha256:a"}, std::move(*found), "disclose", {}};
  const auto picture = shown_in(changes_to_svg(report));
  EXPECT_EQ(picture.title, fmt::format("What changes: {} newly permitted, 0 newly denied", grouped_digits(sum)));
  EXPECT_THAT(picture.titles, SizeIs(2));
  EXPECT_THAT(picture.titles,
              AllOf(Contains("AAA to BBB: " + half + " newly permitted"), Contains("BBB to AAA: " + half + " newly permitted")));
  EXPECT_EQ(std::count(picture.texts.begin(), picture.texts.end(), "▲ " + half), 2);
  EXPECT_THAT(picture.texts,
              AllOf(Contains("from 2020-05-01 to 2020-07-01"),
                    Contains(HasSubstr("newly permitted: ab (before: legal-basis denied")), Not(Contains(HasSubstr("CCC")))));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: both directions of a cell stand in it, summed over the groups; large numbers are rounded there and exact under the
// pointer.
TEST(ChangesPicture, sums_what_the_groups_share) {
  const auto picture = drawn(
      of({group(true, "x", {share("AAA", "BBB", 40), share("AAA", "CCC", 1'234'567)}), group(true, "y", {share("AAA", "BBB", 2)}),
          group(false, "z", {share("AAA", "BBB", 1'500), share("BBB", "CCC", 7)})}));
  EXPECT_THAT(picture.titles, AllOf(Contains("AAA to BBB: 42 newly permitted, 1,500 newly denied"),
                                    Contains("AAA to CCC: 1,234,567 newly permitted"), Contains("BBB to CCC: 7 newly denied")));
  EXPECT_THAT(picture.texts, AllOf(Contains("▲ 42"), Contains("▼ 1,500"), Contains("▲ 1.2M"), Contains("▼ 7")));
  EXPECT_EQ(
      picture.description,
      "AAA to BBB: 42 newly permitted, 1,500 newly denied; AAA to CCC: 1,234,567 newly permitted; BBB to CCC: 7 newly denied.");
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: recipients of whom the same is told share a column, and every name is told.
TEST(ChangesPicture, recipients_that_are_alike_share_a_column) {
  std::vector<Share> shares{share("AAA", "ZZZ", 5)};
  for (int each = 0; each < 30; ++each) shares.push_back(share("AAA", fmt::format("N{:02}", each), 3));
  const auto picture = drawn(of({group(true, "x", shares)}));
  EXPECT_THAT(picture.titles, AllOf(SizeIs(2), Contains(HasSubstr("AAA to each of N00 N01"))));
  EXPECT_THAT(picture.texts, AllOf(Contains("30 alike (1)"), Contains(HasSubstr("N00 N01")), Contains("ZZZ")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: givers of whom the same is told share a row: few by their names, many by their number and names below. None is lost, and a
// figure is that of each.
TEST(ChangesPicture, givers_that_are_alike_share_a_row) {
  std::vector<Share> shares{share("ZZZ", "JPN", 5), share("ZZZ", "KOR", 5)};
  for (const auto* giver : {"AUS", "GBR", "USA"}) shares.push_back(share(giver, "JPN", 7));
  for (int each = 0; each < 40; ++each) shares.push_back(share(fmt::format("project:p{:02}#{}", each, std::string(30, 'x')), "KOR", 3));
  const auto picture = drawn(of({group(true, "x", shares), group(false, "y", {share("AUS", "KOR", 2), share("GBR", "KOR", 2)})}));
  EXPECT_THAT(picture.titles, AllOf(SizeIs(6), Contains("each of AUS GBR to JPN: 7 newly permitted"), Contains("each of AUS GBR to KOR: 2 newly denied"),
                                    Contains("USA to JPN: 7 newly permitted"), Contains("ZZZ to KOR: 5 newly permitted"),
                                    Contains(HasSubstr("project:p39#xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx to KOR: 3 newly permitted"))));
  EXPECT_THAT(picture.texts, AllOf(Contains("AUS GBR"), Contains("USA"), Contains("40 alike (a)"), Contains(HasSubstr("(a) 40 alike: project:p00#"))));
  EXPECT_THAT(picture.description, HasSubstr("each of AUS GBR to JPN: 7 newly permitted; each of AUS GBR to KOR: 2 newly denied; "));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: rows and columns beyond those of a picture are counted, and the largest are drawn. Method: one more of each than fit, and many.
TEST(ChangesPicture, draws_the_largest_and_counts_the_rest) {
  const auto rows = [&](std::size_t number, std::size_t recipients) {
    std::vector<Share> shares;
    for (std::size_t owner = 0; owner < number; ++owner) {
      shares.push_back(share(fmt::format("project:{:03}", owner), "R000", 10'000'000 + owner));
    }
    for (std::size_t each = 1; each < recipients; ++each)
      shares.push_back(share(fmt::format("project:{:03}", number - 1), fmt::format("Q{:03}", each), 999'000 + each));
    return drawn(of({group(true, "x", shares)}), "participate");
  };
  constexpr auto kMost = limits::kPictureChanges;
  const auto full = rows(kMost, kMost);
  EXPECT_THAT(full.texts, Not(Contains(HasSubstr("has no room"))));
  EXPECT_THAT(full.titled("project:"), SizeIs(2 * kMost - 1));
  const auto one_more = rows(kMost + 1, kMost + 1);
  EXPECT_THAT(one_more.texts, Contains(HasSubstr("for which a picture has no room: 1 row, 1 recipient; ")));
  EXPECT_THAT(one_more.description, HasSubstr("no room: 1 row, 1 recipient"));
  EXPECT_THAT(one_more.titles, Not(Contains(AnyOf(HasSubstr("project:000 to"), HasSubstr("to Q001:")))));
  EXPECT_EQ(one_more.titled("project:").size(), full.titled("project:").size());
  const auto many = rows(200, 256);
  EXPECT_EQ(many.width, full.width);
  EXPECT_EQ(many.height, full.height);
}

// Goal: the first groups of the report are named, those that permit beside those that deny, the rest counted; a group's long
// name is cut, not run over the edge or into the other list.
TEST(ChangesPicture, names_the_first_of_what_decides) {
  std::vector<DecisionGroup> groups;
  for (std::uint64_t each = 1; each <= 9; ++each)
    groups.push_back(group(each % 3 != 0, fmt::format("i{}-{}", each, std::string(200, 'i')), {share("AAA", "BBB", each)}));
  const auto picture = drawn(of(std::move(groups)));
  EXPECT_THAT(picture.texts, AllOf(Contains("✔ 8 newly permitted:"), Contains(HasSubstr("i8-iii"))));
  EXPECT_THAT(picture.texts, AllOf(Contains("✘ 9 newly denied: legal-basis denies (before:"), Contains(HasSubstr("i9-iii"))));
  EXPECT_THAT(picture.texts, Not(Contains(HasSubstr("further groups"))));
  EXPECT_THAT(picture.collisions(), IsEmpty());
  // The six largest, one of them without an instrument, and six of those that instruments decide.
  std::vector<DecisionGroup> many;
  for (std::uint64_t each = 1; each <= 15; ++each)
    many.push_back(group(true, each == 15 || each < 3 ? std::string() : fmt::format("i{}", each), {share("AAA", "BBB", each)}));
  EXPECT_THAT(drawn(of(std::move(many))).texts,
              AllOf(Contains("further groups of what decides: 3; the text lists them"), Contains(HasSubstr("15 newly permitted: on no instrument")),
                    Contains(HasSubstr("4 newly permitted: i4")), Not(Contains(HasSubstr("✔ 3 newly permitted"))), Not(Contains(HasSubstr("✔ 2 newly permitted")))));
}

// Goal: what rests on an instrument is drawn, and what needs none, of which there is far more, is told in a line beside it.
TEST(ChangesPicture, counts_what_agreements_carry) {
  const auto picture = drawn(of({group(true, "isa", {share("AAA", "BBB", 7)}), group(true, "", {share("AAA", "BBB", 90'000), share("CCC", "DDD", 20'000)}),
                                 group(false, "", {share("AAA", "BBB", 30)})}));
  EXPECT_EQ(picture.title, "What changes on an instrument: 7 newly permitted, 0 newly denied");
  EXPECT_THAT(picture.texts, AllOf(Contains("▲ 7"), Contains(HasSubstr("besides, on no instrument: 110,000 newly permitted, 30 newly denied")), Not(Contains("DDD"))));
  EXPECT_THAT(picture.collisions(), IsEmpty());
  const auto free = drawn(of({group(true, "", {share("CCC", "DDD", 20'000)})}));
  EXPECT_EQ(free.title, "What changes: 20,000 newly permitted, 0 newly denied");
  EXPECT_THAT(free.texts, AllOf(Contains("▲ 20,000"), Not(Contains(HasSubstr("besides")))));
}

// Goal: a clause that does not fit beside the other column is written in two lines, and is not cut.
TEST(ChangesPicture, writes_out_what_decides) {
  std::vector<DecisionGroup> groups{group(true, "isa", {share("AAA", "BBB", 7)})};
  groups.push_back(group(false, "an-agreement-with-a-long-name-of-1965-and-2010", {share("AAA", "BBB", 5)}));
  groups.back().cause.clause = "the-law-of-one-of-the-two-that-says-so/article-17-paragraph-3";
  const auto picture = drawn(of(std::move(groups)));
  EXPECT_THAT(picture.texts, AllOf(Contains(HasSubstr("article-17-paragraph-3")), Contains(HasSubstr("an-agreement-with-a-long-name-of-1965-and-2010)"))));
  EXPECT_THAT(picture.collisions(), IsEmpty());
}

// Goal: of every action what changes, one below the other without overlap; what does not change or was not asked is named.
TEST(ChangesPicture, draws_each_action_that_changes) {
  auto report = report_of(of({group(true, "isa", {share("AAA", "BBB", 7)})}), "disclose");
  report.every_action = true;
  report.acts.push_back(report_of({}, "transfer"));
  report.acts.push_back(report_of(of({group(false, "acsa", {share("CCC", "DDD", 5)})}), "supply"));
  report.unasked.push_back({"participate", "too many"});
  const auto picture = shown_in(changes_to_svg(report));
  EXPECT_THAT(picture.texts,
              AllOf(Contains("What changes: 7 newly permitted, 0 newly denied"),
                    Contains("What changes (supply): 0 newly permitted, 5 newly denied"), Contains("nothing changes of transfer"),
                    Contains("not asked: participate: too many"), Contains("CCC"), Contains("DDD")));
  EXPECT_THAT(picture.collisions(), IsEmpty());
  EXPECT_THAT(picture.titled("AAA to BBB"), SizeIs(1));
  EXPECT_THAT(picture.titled("CCC to DDD"), SizeIs(1));
  // Where only an act changes, nothing is drawn of disclosures.
  report.changes = {};
  const auto acts = shown_in(changes_to_svg(report));
  EXPECT_THAT(acts.texts, AllOf(Contains("nothing changes of disclose, transfer"), Not(Contains(HasSubstr("What changes:")))));
  EXPECT_LT(acts.height, picture.height);
}

// Goal: a picture is never taller than is read; what has no room is named.
TEST(ChangesPicture, names_actions_that_have_no_room) {
  std::vector<Share> shares;
  for (std::size_t owner = 0; owner < limits::kPictureChanges; ++owner)
    shares.push_back(share(fmt::format("P{:03}", owner), "R000", 1 + owner));
  auto report = report_of(of({group(true, "x", shares)}), "disclose");
  for (const auto* action : {"transfer", "supply", "visit", "grant"})
    report.acts.push_back(report_of(of({group(true, "x", shares)}), action));
  const auto picture = shown_in(changes_to_svg(report));
  EXPECT_LE(picture.height, limits::kPictureChangesHeight);
  EXPECT_THAT(picture.texts, Contains("changes too, for which a picture has no room (--action): supply (136), visit (136), grant (136)"));
  // Whatever is left of the room, what is said below has some.
  for (std::size_t rows = 1; rows < limits::kPictureChanges; ++rows) {
    auto tight = report;
    tight.every_action = true;
    tight.acts.resize(2);
    tight.acts.push_back(
        report_of(of({group(true, "x", {shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(rows)})}), "visit"));
    tight.acts.push_back(report_of({}, "consult"));
    EXPECT_LE(shown_in(changes_to_svg(tight)).height, limits::kPictureChangesHeight);
  }
}

TEST(ChangesPicture, says_that_nothing_changes) { EXPECT_THAT(drawn({}).texts, Contains("nothing that is asked changes")); }

// Goal: names are text, whatever they hold.
TEST(ChangesPicture, names_cannot_leave_their_element) {
  const auto picture = drawn(of({group(true, "</text><script>", {share("\"<&>", "]]>", 1)})}));
  EXPECT_THAT(picture.texts,
              AllOf(Contains("\"<&>"), Contains("]]>"), Contains(HasSubstr("newly permitted: </text><script> (before"))));
}

}  // namespace
}  // namespace entente::format
