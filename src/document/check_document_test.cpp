#include "document/check_document.h"

#include <gtest/gtest.h>

#include "label/test_policies.h"

namespace entente::document {
namespace {

class CheckDocument : public testing::Test {
 protected:
  DocumentCheck check(std::string_view text) {
    auto found =
        check_document(text, *book_.find(PolicyId("USA")), book_, [](const PartyId& party) { return std::vector{party}; });
    EXPECT_TRUE(found) << (found ? "" : found.error().message);
    return found ? *found : DocumentCheck{};
  }

  label::PolicyBook book_ = label::test::book();
};

TEST_F(CheckDocument, finds_every_mark_that_opens_a_line_and_every_banner_and_says_where) {
  const std::string text = "SECRET//NOFORN\n\n- (S//NF) a\n1. (U) b\nText (S) c.\n極 (S)\n\tSECRET//NOFORN\r\n";
  const auto found = check(text);
  std::string places;
  for (const auto& mark : found.marks) {
    places += std::to_string(mark.line) + ":" + std::to_string(mark.column) + "=" +
              text.substr(mark.span.begin_bytes, mark.span.end_bytes - mark.span.begin_bytes) + " ";
  }
  EXPECT_EQ(places, "1:1=SECRET//NOFORN 3:3=(S//NF) 4:4=(U) 7:2=SECRET//NOFORN ");
  EXPECT_EQ(found.checks.size(), 3U);
  EXPECT_TRUE(found.whole.empty());
}

TEST_F(CheckDocument, compares_the_banner_with_the_portions_together) {
  const auto weaker = check("SECRET\n\n(S//NF) a\n");
  ASSERT_EQ(weaker.whole.size(), 2U);
  EXPECT_EQ(weaker.whole[0].rule, "US-D.2");
  EXPECT_EQ(weaker.whole[1].rule, "ISM-ID-00070");
  EXPECT_EQ(weaker.whole[0].severity, label::Severity::error);
  EXPECT_EQ(weaker.whole[0].correction->text, "SECRET//NOFORN");
  EXPECT_FALSE(weaker.whole[0].correction->certain);
  const auto stricter = check("TOP SECRET//NOFORN\n\n(S//NF) a\n");
  ASSERT_EQ(stricter.whole.size(), 1U);
  EXPECT_EQ(stricter.whole[0].severity, label::Severity::warning);
  EXPECT_EQ(check("(S//NF) a\n").whole.size(), 1U);
  EXPECT_EQ(check("SECRET\n\n(S//XYZZY) a\n").whole.size(), 1U);
}

TEST_F(CheckDocument, corrects_what_is_certain_and_nothing_else) {
  const std::string text = "SECRET/NOFORN\n\n (s//nf) a\n(S//XYZZY) b\n(S//REL TO USA, JPM) c\n";
  EXPECT_EQ(corrected(text, check(text)), "SECRET//NOFORN\n\n (S//NF) a\n(S//XYZZY) b\n(S//REL TO USA, JPM) c\n");
}

TEST_F(CheckDocument, says_that_nothing_is_marked) {
  const auto found = check("The patrol left.\n");
  ASSERT_EQ(found.whole.size(), 1U);
  EXPECT_EQ(found.whole[0].severity, label::Severity::warning);
}

TEST_F(CheckDocument, tells_whose_marks_they_are) {
  const auto found = system_of("SECRET//NOFORN\n", book_);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ((*found)->id.value, "USA");
  EXPECT_FALSE(system_of("no marks\n", book_));
}

}  // namespace
}  // namespace entente::document
