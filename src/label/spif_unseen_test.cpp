#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "label/spif_label.h"

namespace entente::label {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Instant kNow{1'732'060'800};  // 2024-11-20

SpifCategory category(std::string name, std::string lacv, std::vector<SpifPhrase> phrases = {}) {
  SpifCategory out;
  out.name = std::move(name);
  out.lacv = std::move(lacv);
  out.marks.phrases = std::move(phrases);
  return out;
}

SpifPhrase hidden(std::string language = "") { return {std::nullopt, std::move(language), {MarkingCode::no_marking_display}}; }
SpifPhrase in_place_of_name(std::string text) {
  return {std::move(text), "", {MarkingCode::no_name_display, MarkingCode::replace_policy}};
}

// One level; a tag of the given type with the given categories, and a permissive one with JPN and KOR.
SpifPolicy policy(TagType type, std::vector<SpifCategory> categories) {
  SpifPolicy out;
  out.name = "P";
  out.id = "1";
  SpifClassification level;
  level.name = "HIGH";
  level.lacv = "1";
  out.classifications = {level};
  SpifTag tag;
  tag.name = "Context";
  tag.type = type;
  tag.categories = std::move(categories);
  SpifTag release;
  release.name = "Release";
  release.type = TagType::permissive;
  release.categories = {category("JPN", "392"), category("KOR", "410")};
  out.tag_sets = {{"Context", "1.1", {tag}, {}}, {"Release", "1.2", {release}, {}}};
  return out;
}

SpifLabel read(const SpifPolicy& given, const std::string& text) {
  const auto reading = read_spif_marking(given, text);
  EXPECT_THAT(reading.findings, IsEmpty()) << text;
  return reading.label;
}

std::vector<std::string> unseen(const SpifPolicy& given, const std::string& text) {
  std::vector<std::string> out;
  for (const auto& value : unseen_beside(given, read(given, text))) out.push_back(given.find(value).category->name);
  return out;
}

TEST(SpifUnseen, what_markings_do_not_show) {
  const auto of = [](TagType type, std::vector<SpifCategory> categories, const std::string& text) {
    return unseen(policy(type, std::move(categories)), text);
  };
  const auto restrictive = TagType::restrictive;
  EXPECT_THAT(of(restrictive, {category("A", "1")}, "P HIGH"), IsEmpty());
  EXPECT_THAT(of(restrictive, {category("A", "1", {hidden()}), category("B", "2")}, "P HIGH"), ElementsAre("A"));
  EXPECT_THAT(of(restrictive, {category("A", "1", {hidden()}), category("B", "2")}, "P HIGH B"), ElementsAre("A"));
  EXPECT_THAT(of(restrictive, {category("A", "1", {hidden("fr")})}, "P HIGH"), ElementsAre("A"));
  EXPECT_THAT(of(restrictive, {category("A", "1", {{"", "", {}}})}, "P HIGH"), ElementsAre("A"));
  EXPECT_THAT(of(TagType::informative, {category("A", "1", {hidden()})}, "P HIGH"), IsEmpty());
  EXPECT_THAT(of(TagType::permissive, {category("A", "1", {hidden()}), category("B", "2")}, "P HIGH"), ElementsAre("A"));
  // Of a tag of which one is seen, others only widen.
  EXPECT_THAT(of(TagType::permissive, {category("A", "1", {hidden()}), category("B", "2")}, "P HIGH B"), IsEmpty());
}

TEST(SpifUnseen, what_stands_in_place_of_the_name_shows_alone) {
  const auto given = [](TagType type, std::vector<SpifCategory> more = {}) {
    more.insert(more.begin(), {category("A", "1", {in_place_of_name("P/A")}), category("B", "2", {in_place_of_name("P/B")})});
    return policy(type, std::move(more));
  };
  EXPECT_THAT(unseen(given(TagType::restrictive), "P HIGH"), IsEmpty());
  EXPECT_THAT(unseen(given(TagType::restrictive), "P/A HIGH"), ElementsAre("B"));
  EXPECT_THAT(unseen(given(TagType::permissive), "P/A HIGH"), IsEmpty());
  // C puts the name itself there, so it is never seen, and A behind it is not.
  EXPECT_THAT(unseen(given(TagType::restrictive, {category("C", "3", {in_place_of_name("P")})}), "P HIGH"),
              ElementsAre("A", "B", "C"));
  auto whole = given(TagType::restrictive);
  whole.marks.phrases = {{"", "", {MarkingCode::replace_policy}}};
  EXPECT_THAT(unseen(whole, "HIGH"), ElementsAre("A", "B"));
}

// Goal: no clearance opens a text that does not open every label so marked. Method: each label with hidden categories.
TEST(SpifUnseen, a_text_opens_no_more_than_its_labels) {
  for (const auto type : {TagType::restrictive, TagType::permissive}) {
    const auto given = policy(type, {category("A", "1", {hidden()}), category("B", "2", {hidden()}), category("C", "3")});
    const auto value = [&](const char* lacv) { return SpifValue{"1.1", type, lacv, ""}; };
    const SpifValue japan{"1.2", TagType::permissive, "392", ""};
    for (int held = 0; held < 16; ++held) {
      SpifClearance clearance{"1", {"1"}, {}};
      for (int bit = 0; bit < 3; ++bit) {
        if ((held >> bit & 1) != 0) clearance.categories.push_back(value(std::to_string(bit + 1).c_str()));
      }
      if ((held >> 3 & 1) != 0) clearance.categories.push_back(japan);
      std::map<std::string, bool> every;
      for (int has = 0; has < 16; ++has) {
        SpifLabel label{"1", "1", {}, "", std::nullopt};
        for (int bit = 0; bit < 3; ++bit) {
          if ((has >> bit & 1) != 0) label.categories.push_back(value(std::to_string(bit + 1).c_str()));
        }
        if ((has >> 3 & 1) != 0) label.categories.push_back(japan);
        settle(label.categories);
        const auto text = spif_marking(given, label).value();
        const auto first = every.emplace(text, true).first;
        first->second = first->second && decide_access(given, label, clearance, kNow).allowed;
      }
      for (const auto& [text, allowed] : every) {
        EXPECT_EQ(decide_access_on_text(given, read(given, text), clearance, kNow).allowed, allowed) << text << " " << held;
      }
    }
  }
}

TEST(SpifUnseen, says_what_the_text_may_hide) {
  const auto given = policy(TagType::permissive, {category("A", "1", {hidden()}), category("B", "2", {hidden()})});
  const auto access =
      decide_access_on_text(given, read(given, "P HIGH"), {"1", {"1"}, {{"1.1", TagType::permissive, "2", ""}}}, kNow);
  EXPECT_FALSE(access.allowed);
  ASSERT_EQ(access.reasons.size(), 1U);
  EXPECT_EQ(access.reasons[0].rule, "SPIF-ACCESS-TEXT");
  EXPECT_THAT(access.reasons[0].message, HasSubstr("do not show `A` of `Context`, which the label may have"));
}

TEST(SpifMarkingReading, what_two_languages_read_differently_is_no_reading) {
  auto given = policy(TagType::restrictive, {category("A", "1", {{"WORD", "de", {}}}), category("B", "2", {{"WORD", "fr", {}}})});
  EXPECT_THAT(read_spif_marking(given, "P HIGH WORD").findings.at(0).message, HasSubstr("in one language"));
  EXPECT_THAT(read_spif_marking(given, "P HIGH A").findings, IsEmpty());
}

}  // namespace
}  // namespace entente::label
