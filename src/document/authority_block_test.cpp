#include "document/authority_block.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "document/check_document.h"
#include "label/marking.h"
#include "label/test_policies.h"

namespace entente::document {
namespace {

// "date rule message-or-correction", each if there is one; errors with a star.
std::string read(std::string_view value, const std::vector<label::Label>& labels = {}) {
  const auto found = read_declassification(value, labels);
  std::string out = found.on ? to_short_string(*found.on) : "-";
  if (found.finding) out += " " + found.finding->rule + (found.finding->severity == label::Severity::error ? "*" : "");
  if (found.finding && found.finding->correction) out += " " + found.finding->correction->text;
  return out;
}

//= US manual (2016) E.1, E.3, E.6.
TEST(Declassification, reads_what_the_manual_lists) {
  EXPECT_EQ(read("20391231"), "2039-12-31");
  EXPECT_EQ(read("20391301"), "- US-E.1*");
  EXPECT_EQ(read("20390229"), "- US-E.1*");
  EXPECT_EQ(read("2039-12-31"), "2039-12-31 US-E.1* 20391231");
  EXPECT_EQ(read("31/12/2039"), "- US-E.1*");
  EXPECT_EQ(read("completion of the exercise"), "-");
  EXPECT_EQ(read("50X1-HUM"), "-");
  EXPECT_EQ(read("50X2-WMD"), "-");
  EXPECT_EQ(read("25X1, 20641231"), "2064-12-31");
  EXPECT_EQ(read("25X1, 20641331"), "- US-E.1*");
  EXPECT_EQ(read("25X1, EO 12951"), "-");
  EXPECT_EQ(read("75X9, end of the treaty"), "-");
  EXPECT_EQ(read("25X1"), "- US-E.6");
  EXPECT_EQ(read("25X0, 20641231"), "- US-E.1*");
  EXPECT_EQ(read("30X1, 20641231"), "- US-E.1*");
  EXPECT_EQ(read("25X1-human"), "- US-E.6 50X1-HUM");
  EXPECT_EQ(read("25X1, 2064-12-31"), "2064-12-31 US-E.1* 25X1, 20641231");
  EXPECT_EQ(read("25X1 20641231"), "- US-E.1*");
  EXPECT_EQ(read("50X1-HUM, 20641231"), "- US-E.1*");
  EXPECT_EQ(read("25X1, 25X2, 20641231"), "- US-E.1*");
  for (const auto* retired : {"OADR", "X1", "X8", "MR", "Manual Review", "DNI Only", "Source Marked OADR, 19980101",
                              "Subject to treaty or international agreement"}) {
    EXPECT_EQ(read(retired), "- US-E.6") << retired;
  }
  EXPECT_EQ(read("N/A to RD portions. See source list for NSI portions."), "-");
  EXPECT_EQ(read("N/A to NATO portions"), "- US-E.4");
  EXPECT_EQ(read(""), "- US-E.1");
}

TEST(Declassification, has_no_date_beside_atomic_energy_or_nato_information) {
  const auto book = label::test::book();
  const auto labels = [&](std::string_view mark) {
    return std::vector{*label::parse_marking(mark, *book.find(PolicyId("USA")), book)};
  };
  EXPECT_EQ(read("20391231", labels("(S//RD//NF)")), "- US-E.4*");
  EXPECT_EQ(read("20391231", labels("(//NS)")), "- US-E.5*");
  EXPECT_EQ(read("N/A to RD portions. See source list for NSI portions.", labels("(S//RD//NF)")), "-");
  EXPECT_EQ(read("20391231", labels("(S//NF)")), "2039-12-31");
}

// "rule latest-day", an error with a star.
std::string late(std::string_view value, std::string_view date = "", std::string_view today = "2024-02-29") {
  const auto found = too_late(value, date, today.empty() ? std::nullopt : std::optional(parse_instant(today).value()));
  if (!found) return "-";
  return found->rule + (found->severity == label::Severity::error ? "*" : "") +
         (found->correction ? " " + found->correction->text : "");
}

//= US manual (2016) E.1; E.O. 13526 1.5(b), 3.3(h).
TEST(Declassification, has_a_last_day) {
  EXPECT_EQ(late("20490301"), "-");
  EXPECT_EQ(late("20490302"), "US-E.1");
  EXPECT_EQ(late("20491231"), "US-E.1");
  EXPECT_EQ(late("20500101"), "US-E.1*");
  EXPECT_EQ(late("20500101", "", ""), "-");
  EXPECT_EQ(late("20450105", "20200105"), "-");
  EXPECT_EQ(late("20460101", "20200105"), "US-E.1* 20450105");
  EXPECT_EQ(late("20460101", "2020-01-05"), "US-E.1* 20450105");
  EXPECT_EQ(late("20460101", "5 January 2020"), "-");  // not read: the day of the check counts
  EXPECT_EQ(late("25X1, 20741231"), "-");
  EXPECT_EQ(late("25X1, 20750101"), "US-E.1*");
  EXPECT_EQ(late("25X1, 20750101", "20200105"), "US-E.1* 25X1, 20701231");
  EXPECT_EQ(late("50X3, 20991231"), "-");
  EXPECT_EQ(late("50X3, 21000101"), "US-E.1*");
  for (const auto* value : {"75X1, 21501231", "50X1-HUM", "25X1, EO 12951", "end of the exercise", "25X1", "20501301"})
    EXPECT_EQ(late(value), "-") << value;
}

class AuthorityOfDocument : public testing::Test {
 protected:
  std::string told(std::string_view text) {
    const auto found = check_document(text, *book_.find(PolicyId("USA")), book_, label::test::members, {},
                                      std::optional(parse_instant("2026-01-01").value()));
    EXPECT_TRUE(found);
    if (!found) return {};
    std::string out;
    for (const auto& line : found->lines) {
      out += std::to_string(line.line) + ":" + std::to_string(line.column) + " " + line.finding.rule + " ";
      const auto& span = line.finding.span;
      out += std::string(text.substr(span.begin_bytes, span.end_bytes - span.begin_bytes)) + "; ";
    }
    if (found->roll_up && found->roll_up->declassify_on) out += to_short_string(*found->roll_up->declassify_on);
    return out;
  }

  label::PolicyBook book_ = label::test::book();
};

TEST_F(AuthorityOfDocument, is_found_and_judged) {
  const std::string start = "SECRET//NOFORN\n\n(S//NF) a\n\n";
  EXPECT_EQ(told(start + "Classified By: 1234\n**Derived From:** Guide 1\nDECLASSIFY ON: 20391231\n"), "2039-12-31");
  EXPECT_EQ(told(start), "1:1 US-E SECRET//NOFORN; ");
  EXPECT_EQ(told(start + "Classified By: 1234\nReason: 1.4(c)\nDeclassify On: 20391331\n"), "7:16 US-E.1 20391331; ");
  EXPECT_EQ(told(start + "Classified By: 1234\nDeclassify On: 20391231\n"), "1:1 US-E SECRET//NOFORN; 2039-12-31");
}

TEST_F(AuthorityOfDocument, ends_within_the_limit_of_its_date) {
  const std::string start = "SECRET//NOFORN\n\n(S//NF) a\n\nClassified By: 1234\nDerived From: Guide 1\nDeclassify On: ";
  EXPECT_EQ(told(start + "20501231\n"), "2050-12-31");
  EXPECT_EQ(told(start + "20991231\n"), "7:16 US-E.1 20991231; 2099-12-31");
  EXPECT_EQ(told("Date: 20200105\n" + start + "20501231\n"), "8:16 US-E.1 20501231; 2050-12-31");
  EXPECT_EQ(told("**Date of origin:** 2020-01-05\n" + start + "25X1, 20651231\n"), "2065-12-31");
}

TEST_F(AuthorityOfDocument, is_not_asked_of_others) {
  EXPECT_EQ(told("UNCLASSIFIED\n\n(U) a\n"), "");
  EXPECT_EQ(told("//GBR SECRET\n\n(//GBR S) a\n"), "");
  EXPECT_EQ(told("(S) a\n"), "");
}

}  // namespace
}  // namespace entente::document
