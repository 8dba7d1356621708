#include "format/decision_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::format {
namespace {

using decision::Decision;
using decision::Outcome;
using decision::Reason;
using decision::Rule;
using ::testing::HasSubstr;
using ::testing::Not;

Reason about(const char* recipient, Rule rule, Outcome outcome, std::string text) {
  Reason reason;
  reason.rule = rule;
  reason.outcome = outcome;
  reason.owner = PartyId("USA");
  reason.recipient = PartyId(recipient);
  reason.text = std::move(text);
  return reason;
}

Decision denied_to_five() {
  Decision decision;
  for (const char* each : {"AUS", "CAN", "NZL"}) {
    decision.reasons.push_back(
        about(each, Rule::release_marking, Outcome::fail, std::string("releases it to JPN, not to ") + each));
  }
  decision.reasons.push_back(about("GBR", Rule::release_marking, Outcome::fail, "the eyes-only list does not name GBR"));
  decision.reasons.push_back(about("AUS", Rule::legal_basis, Outcome::fail, "gsa-usa-aus does not cover USA to AUS"));
  decision.reasons.push_back(about("NZL", Rule::legal_basis, Outcome::fail, "gsa-usa-nzl does not cover USA to NZL"));
  return decision;
}

TEST(DecisionToText, says_once_what_is_alike_for_several_members) {
  EXPECT_EQ(decision_to_text(denied_to_five(), {"SECRET to FVEY", "FVEY"}, Explained::full),
            "✘ DENY  SECRET to FVEY\n"
            "  release-marking     fails    FVEY (AUS, CAN, NZL): releases it to JPN, not to any of them\n"
            "  release-marking     fails    GBR: the eyes-only list does not name GBR\n"
            "  legal-basis         fails    AUS: gsa-usa-aus does not cover USA to AUS\n"
            "  legal-basis         fails    NZL: gsa-usa-nzl does not cover USA to NZL\n");
}

TEST(DecisionToText, keeps_apart_what_differs_in_evidence_owner_or_outcome) {
  Decision decision;
  decision.permit = true;
  decision.evidence = world::Evidence::partial;
  decision.reasons = {about("AUS", Rule::release_marking, Outcome::pass, "names AUS"),
                      about("CAN", Rule::release_marking, Outcome::pass, "names CAN"),
                      about("GBR", Rule::release_marking, Outcome::pass, "names GBR"),
                      about("NZL", Rule::release_marking, Outcome::pass, "names NZL")};
  decision.reasons[1].evidence = world::Evidence::partial;
  decision.reasons[2].owner = PartyId("JPN");
  const auto text = decision_to_text(decision, {"SECRET to FVEY", "FVEY"}, Explained::full);
  EXPECT_THAT(text, HasSubstr("FVEY (AUS, NZL): names each of them\n"));
  EXPECT_THAT(text, HasSubstr("CAN: names CAN (partial)\n"));
  EXPECT_THAT(text, HasSubstr("of JPN: GBR: names GBR\n"));  // whose it is, where there are several
}

// Names within longer words are not the recipient's.
TEST(DecisionToText, puts_no_word_for_a_part_of_another) {
  Decision decision;
  decision.reasons = {about("AUS", Rule::release_marking, Outcome::fail, "AUSTEO keeps it from AUS"),
                      about("NZL", Rule::release_marking, Outcome::fail, "AUSTEO keeps it from NZL")};
  EXPECT_THAT(decision_to_text(decision, {"q", "IP4"}, Explained::full),
              HasSubstr("IP4 (AUS, NZL): AUSTEO keeps it from any of them\n"));
}

TEST(DecisionToJson, names_the_recipient_of_every_reason) {
  const auto json = decision_to_json(denied_to_five(), "r", Explained::full);
  for (const char* each : {"AUS", "CAN", "NZL"})
    EXPECT_THAT(json, HasSubstr(std::string("releases it to JPN, not to ") + each + "\""));
  EXPECT_THAT(json, Not(HasSubstr("any of them")));
}

}  // namespace
}  // namespace entente::format
