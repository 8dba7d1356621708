#include "label/spif_label.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "label/confidentiality.h"

namespace entente::label {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Instant kNow{1'732'060'800};  // 2024-11-20
const SpifValue kAlpha{"1.1", TagType::restrictive, "1", ""};
const SpifValue kBravo{"1.1", TagType::restrictive, "2", ""};
const SpifValue kJapan{"1.2", TagType::permissive, "392", ""};
const SpifValue kKorea{"1.2", TagType::permissive, "410", ""};
const SpifValue kStaff{"1.3", TagType::informative, "1", ""};
const SpifValue kUntil{"1.3", TagType::informative, "2", "2030-01-01"};

SpifCategory category(std::string name, std::string lacv) {
  SpifCategory out;
  out.name = std::move(name);
  out.lacv = std::move(lacv);
  return out;
}

SpifTag tag(std::string name, TagType type, std::vector<SpifCategory> categories) {
  SpifTag out;
  out.name = std::move(name);
  out.type = type;
  out.categories = std::move(categories);
  return out;
}

SpifQualifier qualifier(QualifierCode code, std::string text, std::string language = "") {
  return {code, std::move(text), std::move(language), std::nullopt};
}

// OPEN, LOW, HIGH; restrictive ALPHA and BRAVO; releasable to Japan and Korea; STAFF and a date.
SpifPolicy policy() {
  SpifPolicy out;
  out.name = "P";
  out.id = "1";
  for (const auto* name : {"OPEN", "LOW", "HIGH"}) {
    SpifClassification level;
    level.name = name;
    level.lacv = std::to_string(out.classifications.size());
    level.hierarchy = static_cast<int>(out.classifications.size());
    out.classifications.push_back(std::move(level));
  }
  out.classifications[2].marks.phrases = {{"HAUT", "fr", {}}, {"H", "", {MarkingCode::portion}}};
  auto words = tag("Words", TagType::restrictive, {category("ALPHA", "1"), category("BRAVO", "2")});
  words.categories[0].excluded_classes = {"OPEN"};
  words.categories[1].required = {{Operation::all, {{"Words", TagType::restrictive, "1"}}}};
  auto release = tag("Release", TagType::permissive, {category("JPN", "392"), category("KOR", "410")});
  release.marks.qualifiers = {qualifier(QualifierCode::prefix, "Releasable to "),
                              qualifier(QualifierCode::prefix, "Communicable à ", "fr"),
                              qualifier(QualifierCode::separator, ", ")};
  release.categories[0].marks.phrases = {{"Japan", "", {}}, {"Japon", "fr", {}}};
  auto other = tag("Other", TagType::informative, {category("STAFF", "1"), category("UNTIL", "2")});
  other.categories[1].input = UserInput::date;
  out.tag_sets = {{"Words", "1.1", {words}, {}}, {"Release", "1.2", {release}, {}}, {"Other", "1.3", {other}, {}}};
  return out;
}

SpifLabel label(std::string classification, std::vector<SpifValue> values = {}) {
  settle(values);
  return {"1", std::move(classification), std::move(values), "", std::nullopt};
}

std::vector<std::string> rules(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const auto& finding : findings) out.push_back(finding.rule);
  return out;
}

std::vector<std::string> broken(const SpifPolicy& of, const SpifLabel& given) { return rules(validity(of, given, kNow)); }

TEST(SpifValidity, every_rule_has_a_label_that_breaks_it) {
  const auto plain = policy();
  EXPECT_THAT(broken(plain, label("2", {kAlpha, kBravo, kJapan, kStaff, kUntil})), IsEmpty());
  EXPECT_THAT(broken(plain, {"2", "2", {}, "", {}}), ElementsAre("SPIF-POLICY"));
  EXPECT_THAT(broken(plain, label("9")), ElementsAre("SPIF-CLASSIFICATION"));
  EXPECT_THAT(broken(plain, label("2", {{"1.1", TagType::permissive, "1", ""}})), ElementsAre("SPIF-CATEGORY"));
  EXPECT_THAT(broken(plain, label("2", {{"9", TagType::restrictive, "1", ""}})), ElementsAre("SPIF-CATEGORY"));
  EXPECT_THAT(broken(plain, label("0", {kAlpha})), ElementsAre("SPIF-EXCLUDED-CLASS"));
  EXPECT_THAT(broken(plain, label("2", {kBravo})), ElementsAre("SPIF-REQUIRED-CATEGORY"));
  EXPECT_THAT(broken(plain, label("2", {{"1.3", TagType::informative, "2", "soon"}})), ElementsAre("SPIF-USER-INPUT"));
  EXPECT_THAT(broken(plain, label("2", {{"1.3", TagType::informative, "1", "note"}})), ElementsAre("SPIF-USER-INPUT"));

  auto bounded = policy();
  auto& words = bounded.tag_sets[0].tags[0];
  words.categories[0].required_class = "HIGH";
  words.categories[0].excluded = {{"Release", TagType::permissive, std::nullopt}};
  words.categories[0].obsolete = true;
  words.categories[1].required = {};
  words.categories[1].period.not_after = Instant{0};
  EXPECT_THAT(broken(bounded, label("1", {kAlpha})), ElementsAre("SPIF-OBSOLETE", "SPIF-REQUIRED-CLASS"));
  EXPECT_THAT(broken(bounded, label("2", {kAlpha, kJapan})), ElementsAre("SPIF-OBSOLETE", "SPIF-EXCLUDED-CATEGORY"));
  EXPECT_THAT(broken(bounded, label("2", {kBravo})), ElementsAre("SPIF-CATEGORY-PERIOD"));
  EXPECT_FALSE(has_errors(validity(bounded, label("2", {kAlpha}), kNow)));

  bounded.period.not_before = Instant{kNow.seconds + 1};
  bounded.privacy_marks = {{"PERSONAL", false, {}}};
  bounded.tag_sets[1].tags[0].most = 1;
  bounded.tag_sets[2].tags[0].least = 1;
  auto marked = label("2", {kJapan, kKorea});
  marked.privacy_mark = "PRIVATE";
  EXPECT_THAT(broken(bounded, marked),
              ElementsAre("SPIF-POLICY-PERIOD", "SPIF-PRIVACY-MARK", "SPIF-SELECTION", "SPIF-SELECTION"));
  marked.created = Instant{kNow.seconds + 1};
  EXPECT_THAT(broken(bounded, marked), ElementsAre("SPIF-PRIVACY-MARK", "SPIF-SELECTION", "SPIF-SELECTION"));
}

TEST(SpifValidity, required_categories_by_operation) {
  struct Case {
    Operation operation;
    std::vector<SpifValue> values;
    bool met;
  };
  const std::vector<Case> cases{
      {Operation::all, {kJapan, kKorea}, true}, {Operation::all, {kJapan}, false},
      {Operation::one_or_more, {kKorea}, true}, {Operation::one_or_more, {kStaff}, false},
      {Operation::only_one, {kKorea}, true},    {Operation::only_one, {kJapan, kKorea}, false},
      {Operation::only_one, {}, false},
  };
  for (const auto& each : cases) {
    auto given = policy();
    given.classifications[2].required = {
        {each.operation, {{"Release", TagType::permissive, "392"}, {"Release", TagType::permissive, "410"}}}};
    EXPECT_EQ(broken(given, label("2", each.values)).empty(), each.met)
        << static_cast<int>(each.operation) << " " << each.values.size();
  }
}

TEST(SpifAccess, needs_the_classification_every_restrictive_and_one_permissive_category) {
  const auto given = policy();
  const auto secret = label("2", {kAlpha, kJapan, kKorea, kStaff});
  const auto denied = [&](const SpifClearance& clearance) {
    const auto access = decide_access(given, secret, clearance, kNow);
    EXPECT_EQ(access.allowed, access.reasons.empty());
    return rules(access.reasons);
  };
  EXPECT_THAT(denied({"1", {"2"}, {kAlpha, kKorea}}), IsEmpty());
  EXPECT_THAT(denied({"1", {"0", "1"}, {kAlpha, kKorea}}), ElementsAre("SPIF-ACCESS-CLASSIFICATION"));
  EXPECT_THAT(denied({"1", {"2"}, {kKorea}}), ElementsAre("SPIF-ACCESS-RESTRICTIVE"));
  EXPECT_THAT(denied({"1", {"2"}, {kAlpha}}), ElementsAre("SPIF-ACCESS-PERMISSIVE"));
  EXPECT_THAT(denied({"2", {"2"}, {kAlpha, kKorea}}), ElementsAre("SPIF-ACCESS-POLICY"));
  EXPECT_THAT(denied({"1", {"2", "9"}, {kAlpha, kKorea, {"9", TagType::restrictive, "1", ""}}}),
              ElementsAre("SPIF-ACCESS-CLEARANCE", "SPIF-ACCESS-CLEARANCE"));
  EXPECT_THAT(rules(decide_access(given, label("0", {kAlpha}), {"1", {"0"}, {kAlpha}}, kNow).reasons),
              ElementsAre("SPIF-ACCESS-LABEL"));
}

TEST(SpifMarking, follows_language_and_place) {
  const auto given = policy();
  const auto high = label("2", {kAlpha, kBravo, kKorea, kJapan, kStaff, kUntil});
  EXPECT_EQ(spif_marking(given, high).value(), "P HIGH ALPHA/BRAVO Releasable to Japan, KOR STAFF/UNTIL 2030-01-01");
  EXPECT_EQ(spif_marking(given, label("2", {kJapan}), {"fr-CA", MarkingCode::page_top}).value(), "P HAUT Communicable à Japon");
  EXPECT_EQ(spif_marking(given, label("2", {kJapan}), {"de", MarkingCode::page_top}).value(), "P HIGH Releasable to Japan");
  EXPECT_EQ(spif_marking(given, label("2"), {"", MarkingCode::portion}).value(), "P H");
  EXPECT_EQ(clearance_marking(given, {"1", {"2", "0"}, {kJapan}}).value(), "{OPEN|HIGH} Releasable to Japan");
  EXPECT_EQ(spif_marking(given, label("9")).error().code, Code(Fault::unknown_level));
  EXPECT_EQ(spif_marking(given, label("2", {{"9", TagType::restrictive, "1", ""}})).error().code, Code(Fault::unknown_token));
  EXPECT_EQ(spif_marking(given, {"2", "2", {}, "", {}}).error().code, Code(Fault::unknown_policy));
}

TEST(SpifMarking, effects_of_codes) {
  auto given = policy();
  given.classifications[2].marks.phrases = {{"COSMIC", "", {MarkingCode::replace_policy}}};
  auto& words = given.tag_sets[0].tags[0].categories;
  words[0].marks.phrases = {{"P/ALPHA", "", {MarkingCode::no_name_display, MarkingCode::replace_policy}}};
  words[1].marks.phrases = {{"BRAVO ONLY", "", {MarkingCode::suppress_class_name}}};
  EXPECT_EQ(spif_marking(given, label("2")).value(), "COSMIC HIGH");
  EXPECT_EQ(spif_marking(given, label("1", {kAlpha})).value(), "P/ALPHA LOW");
  EXPECT_EQ(spif_marking(given, label("1", {kAlpha, kBravo})).value(), "P/ALPHA BRAVO ONLY");
  given.marks.phrases = {{"", "", {MarkingCode::replace_policy}}};
  given.marks.qualifiers = {qualifier(QualifierCode::prefix, "["), qualifier(QualifierCode::suffix, "]"),
                            qualifier(QualifierCode::separator, "-")};
  EXPECT_EQ(spif_marking(given, label("2", {kStaff})).value(), "[HIGH-STAFF]");
}

TEST(SpifMarkingReading, reads_what_is_written) {
  const auto given = policy();
  for (const auto& each :
       {label("0"), label("2", {kAlpha, kBravo}), label("1", {kJapan, kKorea, kStaff}), label("2", {kAlpha, kKorea})}) {
    for (const auto* language : {"", "fr"}) {
      const auto text = spif_marking(given, each, {language, MarkingCode::page_top}).value();
      const auto read = read_spif_marking(given, text);
      EXPECT_THAT(read.findings, IsEmpty()) << text;
      EXPECT_EQ(read.label, each) << text;
    }
  }
}

TEST(SpifMarkingReading, says_where_it_is_wrong) {
  struct Case {
    const char* text;
    Span span;
    const char* message;
  };
  const std::vector<Case> cases{
      {"Q HIGH", {0, 6}, "begins with neither `P`"},
      {"P SERCET", {2, 8}, "`SERCET` begins with no classification or category of `P`"},
      {"P HIGH CHARLIE", {7, 14}, "`CHARLIE` begins with no category of `P`"},
      {"P HIGH ALPHA/CHARLIE", {12, 20}, "`/CHARLIE` is no part of a marking"},
      {"P HIGH STAFF ALPHA", {0, 18}, "read back it is `P HIGH ALPHA STAFF`"},
      {"P", {1, 1}, "no classification of `P` stands here"},
      {"", {0, 0}, "begins with neither"},
  };
  for (const auto& each : cases) {
    const auto read = read_spif_marking(policy(), each.text);
    ASSERT_EQ(read.findings.size(), 1U) << each.text;
    EXPECT_EQ(read.findings[0].rule, "SPIF-MARKING");
    EXPECT_THAT(read.findings[0].message, HasSubstr(each.message));
    EXPECT_EQ(read.findings[0].span, each.span) << each.text;
  }
  EXPECT_EQ(read_spif_marking(policy(), std::string(5000, 'x')).findings.size(), 1U);
}

TEST(SpifMarkingReading, spans_of_what_breaks_a_rule) {
  const auto read = read_spif_marking(policy(), "P OPEN ALPHA");
  const auto findings = validity(policy(), read.label, kNow, read.spans);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "SPIF-EXCLUDED-CLASS");
  EXPECT_EQ(findings[0].span, (Span{7, 12}));
}

// P sends LOW and HIGH to Q as its only level, where HIGH also needs WORD.
SpifPolicy sending() {
  auto out = policy();
  out.equivalent_policies = {{"Q", "2", {}}};
  out.classifications[1].equivalents = {{"Q", "7", Applied::both, {}}};
  out.classifications[2].equivalents = {{"Q", "7", Applied::encrypt, {{Operation::all, {{"Set", TagType::restrictive, "1"}}}}}};
  auto& release = out.tag_sets[1].tags[0].categories;
  release[0].equivalents = {{"Q", "2.2", TagType::permissive, "1", Applied::both, false}};
  release[1].equivalents = {{"Q", "2.2", TagType::permissive, "", Applied::encrypt, true}};
  return out;
}

SpifPolicy receiving() {
  SpifPolicy out;
  out.name = "Q";
  out.id = "2";
  out.classifications = {SpifClassification{}};
  out.classifications[0].name = "SEVEN";
  out.classifications[0].lacv = "7";
  auto words = tag("W", TagType::restrictive, {category("WORD", "1")});
  auto release = tag("R", TagType::permissive, {category("J", "1")});
  out.tag_sets = {{"Set", "2.1", {words}, {}}, {"Release", "2.2", {release}, {}}};
  return out;
}

TEST(SpifTranslation, sends_as_the_policy_says) {
  const auto from = sending();
  const auto to = receiving();
  const SpifValue word{"2.1", TagType::restrictive, "1", ""};
  const SpifValue j{"2.2", TagType::permissive, "1", ""};
  EXPECT_EQ(translate(label("1", {kJapan, kKorea}), from, to, kNow).value(), (SpifLabel{"2", "7", {j}, "", {}}));
  EXPECT_EQ(translate(label("2"), from, to, kNow).value(), (SpifLabel{"2", "7", {word}, "", {}}));
  EXPECT_EQ(translate(label("1"), from, from, kNow).value(), label("1"));
}

TEST(SpifTranslation, what_has_no_equivalent_is_an_error_that_names_it) {
  const auto from = sending();
  const auto to = receiving();
  const auto error = [&](const SpifLabel& given) { return translate(given, from, to, kNow).error().message; };
  EXPECT_EQ(error(label("0")), "`OPEN` of `P` has no equivalent in `Q`, and is not to be discarded");
  EXPECT_EQ(error(label("1", {kAlpha})), "`ALPHA` of `P` has no equivalent in `Q`, and is not to be discarded");
  EXPECT_EQ(error(label("1", {kKorea})),
            "nothing would be left of `Release` of `P` in `Q`: discarding it would open the label to everyone");
  EXPECT_THAT(error(label("0", {kAlpha})), HasSubstr("the label is invalid under `P`"));
  auto narrow = to;
  narrow.classifications[0].required = {{Operation::all, {{"Set", TagType::restrictive, "1"}}}};
  EXPECT_THAT(translate(label("1"), from, narrow, kNow).error().message, HasSubstr("the label is invalid under `Q`"));
  EXPECT_THAT(translate(label("1"), policy(), to, kNow).error().message, HasSubstr("neither `P` nor `Q`"));
}

TEST(SpifTranslation, receives_only_what_stands_for_one_thing) {
  const auto ours = sending();
  const SpifLabel theirs{"2", "7", {{"2.2", TagType::permissive, "1", ""}}, "", {}};
  EXPECT_EQ(translate(theirs, receiving(), ours, kNow).value(), label("1", {kJapan}));  // HIGH is only for sending
  auto several = ours;
  several.classifications[0].equivalents = {{"Q", "7", Applied::decrypt, {}}};
  EXPECT_EQ(translate(theirs, receiving(), several, kNow).error().message, "`SEVEN` of `Q` could be `OPEN` or `LOW` of `P`");
  const SpifLabel worded{"2", "7", {{"2.1", TagType::restrictive, "1", ""}}, "", {}};
  EXPECT_THAT(translate(worded, receiving(), ours, kNow).error().message, HasSubstr("`WORD` of `Q` has no equivalent"));
}

// --- Goal: what schema 2.0 says of equivalent tag sets ("add REL TO NATO if a REL TO tag set is present"), out and back.
class SpifTagSets : public testing::Test {
 protected:
  // Q has the levels and the releases of P, under numbers of its own, and WORD.
  SpifTagSets() : to_(receiving()) {
    to_.tag_sets[1].tags[0].categories = {category("JPN", "1"), category("KOR", "2"), category("Q ITSELF", "3")};
    from_.equivalent_policies = {{"Q", "2", {}}};
    from_.classifications[1].equivalents = {{"Q", "7", Applied::both, {}}};
    from_.tag_sets[1].equivalents = {{"Q", "", "2.2", {}}};
  }
  [[nodiscard]] std::string told(const SpifLabel& given, bool back = false) const {
    const auto out = back ? translate(given, to_, from_, kNow) : translate(given, from_, to_, kNow);
    if (!out) return out.error().message;
    std::string text = out->classification;
    for (const auto& value : out->categories) text += " " + value.tag_set_id + "/" + value.lacv;
    return text;
  }
  SpifPolicy from_ = policy();
  SpifPolicy to_;
};

TEST_F(SpifTagSets, a_category_goes_to_that_of_its_name) {
  EXPECT_EQ(told(label("1", {kJapan, kKorea})), "7 2.2/1 2.2/2");
  EXPECT_EQ(told({"2", "7", {{"2.2", TagType::permissive, "2", ""}}, "", {}}, true), "1 1.2/410");
  from_.tag_sets[1].equivalents = {{"Q", "Release", "", {}}};
  EXPECT_EQ(told(label("1", {kJapan})), "7 2.2/1") << "by name, where there is no id";
  from_.tag_sets[1].equivalents = {{"Q", "", "", {}}};
  EXPECT_EQ(told(label("1", {kJapan})), "`JPN` of `P` has no equivalent in `Q`, and is not to be discarded");
}

TEST_F(SpifTagSets, of_another_name_or_kind_it_has_no_equivalent) {
  to_.tag_sets[1].tags[0].categories[0].name = "JAPAN";
  EXPECT_EQ(told(label("1", {kJapan})), "`JPN` of `P` has no equivalent in `Q`, and is not to be discarded");
  EXPECT_EQ(told({"2", "7", {{"2.2", TagType::permissive, "3", ""}}, "", {}}, true),
            "`Q ITSELF` of `Q` has no equivalent in `P`, and is not to be discarded");
  to_.tag_sets[1].tags[0].type = TagType::restrictive;
  EXPECT_EQ(told(label("1", {kKorea})), "`KOR` of `P` has no equivalent in `Q`, and is not to be discarded");
}

TEST_F(SpifTagSets, what_a_category_says_itself_goes_before) {
  from_.tag_sets[1].tags[0].categories[0].equivalents = {{"Q", "2.2", TagType::permissive, "2", Applied::both, false}};
  EXPECT_EQ(told(label("1", {kJapan})), "7 2.2/2");
  EXPECT_EQ(told({"2", "7", {{"2.2", TagType::permissive, "1", ""}}, "", {}}, true),
            "`JPN` of `Q` has no equivalent in `P`, and is not to be discarded");
  from_.tag_sets[1].tags[0].categories[0].equivalents[0].applied = Applied::decrypt;
  EXPECT_EQ(told(label("1", {kJapan})), "`JPN` of `P` has no equivalent in `Q`, and is not to be discarded");
}

TEST_F(SpifTagSets, where_one_is_present_what_it_requires_is_added) {
  from_.tag_sets[1].equivalents[0].required = {{Operation::all, {{"Release", TagType::permissive, "3"}}}};
  EXPECT_EQ(told(label("1", {kJapan})), "7 2.2/1 2.2/3");
  EXPECT_EQ(told(label("1")), "7") << "nothing of the set is on the label";
  from_.tag_sets[1].equivalents[0].policy = "R";
  EXPECT_EQ(told(label("1", {kJapan})), "`JPN` of `P` has no equivalent in `Q`, and is not to be discarded");
}

TEST_F(SpifTagSets, several_of_one_name_are_an_error) {
  to_.tag_sets[0].tags[0] = tag("W", TagType::permissive, {category("JPN", "1")});
  from_.tag_sets[1].equivalents.push_back({"Q", "", "2.1", {}});
  EXPECT_EQ(told(label("1", {kJapan})), "`JPN` of `P` could be `Release` or `Set` of `Q`");
}

TEST(Confidentiality, names_and_values_are_one_label) {
  const auto given = policy();
  auto full = label("2", {kAlpha, kBravo, kJapan, kKorea, kStaff, kUntil});
  full.created = kNow;
  full.privacy_mark = "PERSONAL";
  const auto described = describe(given, full);
  ASSERT_TRUE(described) << described.error().message;
  EXPECT_EQ(described->body.information.policy_uri, "urn:oid:1");
  ASSERT_EQ(described->body.information.categories.size(), 3U);
  EXPECT_EQ(described->body.information.categories[2].values[1].text, "UNTIL 2030-01-01");
  EXPECT_EQ(resolve(given, *described).value(), full);
  const SpifClearance clearance{"1", {"0", "2"}, {kAlpha, kJapan}};
  EXPECT_EQ(resolve(given, describe(given, clearance).value()).value(), clearance);
}

TEST(Confidentiality, resolves_without_regard_to_case_and_by_number) {
  ConfidentialityLabel given;
  given.body.information = {
      .policy = "p", .policy_uri = "", .classification = "high", .classification_uri = "", .privacy_mark = "", .categories = {}};
  auto& categories = given.body.information.categories;
  categories = {{"release", CategoryKind::permissive, "", {{ValueForm::generic, "jpn"}, {ValueForm::integer, "0410"}}},
                {"Words", CategoryKind::restrictive, "urn:oid:1.1", {{ValueForm::bit_string, "011"}}}};
  EXPECT_EQ(resolve(policy(), given).value(), label("2", {kAlpha, kBravo, kJapan, kKorea}));
  const auto fault = [&](auto change) {
    auto other = given;
    change(other.body.information);
    return resolve(policy(), other).error().code;
  };
  EXPECT_EQ(fault([](auto& each) { each.policy = "Q"; }), Code(Fault::unknown_policy));
  EXPECT_EQ(fault([](auto& each) { each.policy_uri = "urn:oid:9"; }), Code(Fault::contradiction));
  EXPECT_EQ(fault([](auto& each) { each.classification = "TOP"; }), Code(Fault::unknown_level));
  EXPECT_EQ(fault([](auto& each) { each.categories[0].tag_name = "Only"; }), Code(Fault::unknown_token));
  EXPECT_EQ(fault([](auto& each) { each.categories[0].type = CategoryKind::restrictive; }), Code(Fault::unknown_token));
  EXPECT_EQ(fault([](auto& each) { each.categories[1].uri = "urn:oid:9"; }), Code(Fault::contradiction));
  EXPECT_EQ(fault([](auto& each) { each.categories[1].values[0].text = "1"; }), Code(Fault::unknown_token));
}

}  // namespace
}  // namespace entente::label
