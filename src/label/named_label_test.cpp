#include "label/named_label.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "label/marking.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

using ::testing::HasSubstr;

ConfidentialityLabel named(std::string policy, std::string classification, std::vector<NamedCategory> categories = {}) {
  ConfidentialityLabel out;
  out.body.information.policy = std::move(policy);
  out.body.information.classification = std::move(classification);
  out.body.information.categories = std::move(categories);
  return out;
}

NamedCategory of(std::string tag, CategoryKind kind, const std::vector<const char*>& values) {
  NamedCategory out{std::move(tag), kind, "", {}};
  for (const auto* value : values) out.values.push_back({ValueForm::generic, value});
  return out;
}

const NamedCategory kToJapan = of("Releasable To", CategoryKind::permissive, {"jpn"});

// Goal: a label by names and the marking that says the same are one label. Method: both are read; what decides must be equal.
TEST(NamedLabel, says_what_the_marking_says) {
  struct Case {
    ConfidentialityLabel named;
    const char* policy;
    const char* marking;
  };
  const auto book = test::book();
  const std::vector<Case> cases{
      {named("NATO", "SECRET"), "NATO", "NATO SECRET"},
      {named("nato", "Top Secret"), "NATO", "COSMIC TOP SECRET"},
      {named("NATO", "RESTRICTED",
             {of("Context", CategoryKind::permissive, {"NATO", "Releasable"}),
              of("Releasable To", CategoryKind::permissive, {"NATO", "JPN", "AUS"}),
              of("Administrative", CategoryKind::informative, {"STAFF"})}),
       "NATO", "NATO RESTRICTED RELEASABLE TO AUS, JPN"},
      {named("NATO", "SECRET", {of("Additional Sensitivity", CategoryKind::restrictive, {"ATOMAL"})}), "NATO",
       "NATO SECRET ATOMAL"},
      {named("USA", "SECRET", {of("Releasable To", CategoryKind::permissive, {"usa", "jpn"})}), "USA", "SECRET//REL TO USA, JPN"},
      {named("USA", "TOP SECRET", {of("SCI", CategoryKind::restrictive, {"SI", "NOFORN"})}), "USA", "TOP SECRET//SI//NOFORN"},
  };
  for (const auto& each : cases) {
    const auto label = from_names(each.named, book);
    ASSERT_TRUE(label) << each.marking << ": " << label.error().message;
    EXPECT_EQ(*label, parse_marking(each.marking, *book.find(PolicyId(each.policy)), book).value()) << each.marking;
    const auto back = to_names(*label, book);
    ASSERT_TRUE(back) << each.marking << ": " << back.error().message;
    EXPECT_EQ(from_names(*back, book).value(), *label) << each.marking;
  }
}

// Goal: the names are those of the marking's own tokens, none that merely means the same, and yield the label again.
TEST(NamedLabel, names_what_the_marking_shows_and_nothing_else) {
  const auto book = test::book();
  const auto& usa = *book.find(PolicyId("USA"));
  const std::vector<std::pair<const char*, std::vector<std::string>>> cases{
      {"SECRET//NOFORN", {"NOFORN"}},
      {"SECRET//ORCON", {"ORCON"}},
      {"SECRET//ORCON-USGOV", {"ORCON-USGOV"}},
      {"SECRET//RELIDO", {"RELIDO"}},
      {"UNCLASSIFIED//SBU NOFORN", {"SBU NOFORN"}},
      {"TOP SECRET//SI-G ABCD//ORCON/NOFORN", {"SI", "SI-G", "SI-G ABCD", "ORCON", "NOFORN"}},
      {"SECRET//SAR-BP//NOFORN", {"SAR-BP", "NOFORN"}},
  };
  for (const auto& [marking, values] : cases) {
    const auto label = parse_marking(marking, usa, book);
    ASSERT_TRUE(label) << marking << ": " << label.error().message;
    const auto names = to_names(*label, book);
    ASSERT_TRUE(names) << marking << ": " << names.error().message;
    std::vector<std::string> found;
    for (const auto& category : names->body.information.categories) {
      for (const auto& value : category.values) found.push_back(value.text);
    }
    EXPECT_EQ(found, values) << marking;
    EXPECT_EQ(from_names(*names, book).value(), *label) << marking;
  }
}

// Goal: an exported label is one of the policy's SPIF: a recipient that it does not list is refused, and so is what would inform.
TEST(NamedLabel, keeps_to_what_the_spif_lists) {
  auto usa = *test::book().find(PolicyId("USA"));
  for (auto& token : usa.tokens) {
    token.tag_set = token.meaning == Meaning::release_to ? "Releasable To" : "Marks";
    token.tag_kind = token.meaning == Meaning::release_to ? CategoryKind::permissive : CategoryKind::restrictive;
    if (token.meaning == Meaning::release_to) token.recipients = {PartyId("JPN"), PartyId("USA")};
  }
  auto book = test::book();
  book.add(usa);
  const auto& policy = *book.find(PolicyId("USA"));
  const auto listed = to_names(parse_marking("SECRET//REL TO USA, JPN", policy, book).value(), book);
  ASSERT_TRUE(listed) << listed.error().message;
  const auto other = to_names(parse_marking("SECRET//REL TO USA, GBR", policy, book).value(), book);
  EXPECT_THAT(other.error().message, HasSubstr("the SPIF of USA has no category `GBR` in `Releasable To`"));
  const auto informing = named("USA", "SECRET", {of("Marks", CategoryKind::informative, {"SI-G ABCD"})});
  EXPECT_EQ(from_names(informing, book).error().code, Code(Fault::unknown_token));
  const auto parts = with_parts_as_tokens(
      named("USA", "SECRET", {of("Marks", CategoryKind::restrictive, {"SI-G ABCD", "SAR-BP", "NOFORN", "WHAT"})}), policy);
  EXPECT_EQ(parts, named("USA", "SECRET", {of("Marks", CategoryKind::restrictive, {"SI-G", "SAR", "NOFORN", "WHAT"})}));
}

TEST(NamedLabel, refuses_what_it_does_not_know) {
  const auto book = test::book();
  const auto fault = [&](const ConfidentialityLabel& given) { return from_names(given, book).error().code; };
  EXPECT_EQ(fault(named("FOOD", "SECRET")), Code(Fault::unknown_policy));
  EXPECT_EQ(fault(named("NATO", "SERCET")), Code(Fault::unknown_level));
  EXPECT_EQ(fault(named("NATO", "SECRET", {of("Context", CategoryKind::permissive, {"KFOR"})})), Code(Fault::unknown_token));
  EXPECT_EQ(fault(named("NATO", "SECRET", {of("Only", CategoryKind::permissive, {"JPN"})})), Code(Fault::unknown_token));
  EXPECT_EQ(fault(named("NATO", "SECRET", {of("Additional Sensitivity", CategoryKind::restrictive, {"CRYPTO"})})),
            Code(Fault::unknown_token));
  EXPECT_EQ(fault(named("USA", "SECRET", {of("Notice", CategoryKind::informative, {"NOFORN"})})), Code(Fault::unknown_token));
  EXPECT_EQ(fault(named("NATO", "SECRET", {of("Releasable To", CategoryKind::permissive, {"XQZ"})})), Code(Fault::unknown_party));
  EXPECT_FALSE(from_names(named("NATO", "SECRET", {of("Releasable To", CategoryKind::permissive, {"NATO"})}), book));
  auto alternative = named("NATO", "SECRET");
  alternative.role = LabelRole::alternative;
  EXPECT_EQ(fault(alternative), Code(Fault::not_expressible));
  auto numbered = named("NATO", "SECRET", {kToJapan});
  numbered.body.information.categories[0].values[0].form = ValueForm::integer;
  EXPECT_EQ(fault(numbered), Code(Fault::unknown_token));
}

TEST(NamedLabel, names_do_not_carry_everything) {
  const auto book = test::book();
  const auto display = parse_marking("SECRET//DISPLAY ONLY JPN", *book.find(PolicyId("USA")), book);
  ASSERT_TRUE(display);
  EXPECT_THAT(to_names(*display, book).error().message, HasSubstr("would not say the same"));
}

}  // namespace
}  // namespace entente::label
