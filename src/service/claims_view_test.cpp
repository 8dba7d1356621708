#include "service/claims_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/test_world.h"
#include "world/test_claims.h"

namespace entente::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using world::Outcome;
using world::StatusValue;
using world::testing::ClaimWorld;
using world::testing::instant;

ClaimWorld papers() {
  ClaimWorld built;
  built.nations({"JPN", "CAN", "ITA"})
      .pact("isa", world::Kind::information_security, "CAN",
            {{StatusValue::negotiating, "2022-10-11"}, {StatusValue::signed_, "2025-07-08"}}, "https://mofa.example")
      .pact("acsa", world::Kind::cross_servicing, "ITA", {{StatusValue::signed_, "2024-11-25"}});
  built.source("000", "2024-11-20").source("極秘", "2024-07");
  built.world.sources[0].title = "A meeting";
  built.world.sources[0].publisher = "A paper";
  built.claim("A-14", "000", "instrument:isa", {{"status", {"negotiating"}}})
      .claim("B-12", "極秘", "instrument:isa", {{"status", {"signed"}}})
      .claim("B-13", "極秘", "instrument:isa", {{"status", {"signed"}}, {"hedge", {"or to be signed"}}})
      .claim("B-24", "極秘", "party:JPN", {{"count", {"0"}}, {"of", {"cross-servicing"}}, {"status", {"signed"}}})
      .claim("B-38", "極秘", "party:JPN", {{"opinion", {"true"}}});
  built.world.claims[1].text = "The agreement with\nCanada is signed.";
  return built;
}

std::string view(const char* as_of, ClaimsRequest request = {}) {
  const auto built = papers();
  request.as_of = instant(as_of);
  const auto text = view_claims(built.world, request);
  return text ? *text : "error: " + text.error().message;
}

ClaimsRequest request(std::optional<std::string> source, std::optional<Outcome> outcome,
                      ClaimDetail detail = ClaimDetail::summary, ViewForm form = ViewForm::text) {
  return {.as_of = {}, .source = std::move(source), .outcome = outcome, .detail = detail, .form = form, .known_as_of = {}};
}

TEST(ViewClaims, contradicted_first_with_both_sides) {
  EXPECT_EQ(view("2024-11-25"),
            "5 claims of 2 sources: 1 confirmed · 2 open · 1 superseded · 1 contradicted, as of 2024-11-25\n"
            "\ncontradicted\n"
            "✘ B-12  極秘  2024-07     The agreement with Canada is signed.\n"
            "    000 says otherwise: A-14, 2024-11-20\n"
            "    the record: negotiating since 2022-10-11\n"
            "    [https://mofa.example]\n"
            "\nsuperseded\n"
            "– B-24  極秘  2024-07     party:JPN: count 0, of cross-servicing, status signed\n"
            "    0 claimed; true when said; no longer since 2024-11-25; the record: 1 signed (ITA)\n"
            "    [record]\n"
            "\nopen\n"
            "? B-13  極秘  2024-07     instrument:isa: hedge or to be signed, status signed\n"
            "    not yet; the record: negotiating since 2022-10-11\n"
            "    [https://mofa.example]\n"
            "? 1 opinion, never compared\n"
            "\nconfirmed\n"
            "✔ 000   1 of 1  A paper: A meeting\n"
            "\nevery claim: --all\n");
}

TEST(ViewClaims, all_lists_confirmed_ones_and_opinions) {
  const auto text = view("2025-07-08", request({}, {}, ClaimDetail::all));
  EXPECT_THAT(text, HasSubstr("5 claims of 2 sources: 1 confirmed · 1 open · 2 superseded · 1 contradicted, as of 2025-07-08\n"));
  EXPECT_THAT(text, HasSubstr("– A-14  000   2024-11-20  instrument:isa: status negotiating\n"));
  EXPECT_THAT(text,
              HasSubstr("    true when said; no longer since 2025-07-08; the record: negotiating since 2022-10-11, then signed "
                        "2025-07-08\n"));
  EXPECT_THAT(text, HasSubstr("✔ B-13  極秘  2024-07     instrument:isa"));
  EXPECT_THAT(text, HasSubstr("    an opinion, which is not compared\n"));
  EXPECT_THAT(text, Not(HasSubstr("--all")));
  for (const auto line : split(text, "\n")) EXPECT_FALSE(line.ends_with(' ')) << line;
}

// The end of the talks was signed later than they are asked about: until it is known, they go on.
TEST(ViewClaims, only_what_was_known_counts) {
  auto asked = request({}, {});
  asked.known_as_of = instant("2025-07-09");
  EXPECT_THAT(view("2025-07-10", asked), HasSubstr("2 superseded"));
  auto built = papers();
  built.world.instruments[0].statuses[1].provenance.known = world::testing::date("2025-08-01");
  asked.as_of = instant("2025-07-10");
  const auto text = view_claims(built.world, asked);
  ASSERT_TRUE(text);
  EXPECT_THAT(*text, HasSubstr("as of 2025-07-10, as known on 2025-07-09\n"));
  EXPECT_THAT(*text, HasSubstr("1 superseded"));
}

TEST(ViewClaims, of_one_source_or_outcome) {
  const auto one = view("2024-11-25", request("000", {}));
  EXPECT_THAT(one, HasSubstr("1 claim of 1 source: 1 confirmed"));
  const auto contradicted = view("2024-11-25", request({}, Outcome::contradicted));
  EXPECT_THAT(contradicted, HasSubstr("5 claims of 2 sources"));
  EXPECT_THAT(contradicted, Not(HasSubstr("\nopen\n")));
  EXPECT_THAT(view("2024-11-25", request({}, Outcome::confirmed)), HasSubstr("✔ A-14  000   2024-11-20"));
  EXPECT_EQ(view("2024-11-25", request("001", {})), "error: `001` says nothing in this world (did you mean `000`?)");
}

TEST(ViewClaims, json_says_the_same_and_is_stable) {
  const auto text = view("2024-11-25", request({}, {}, ClaimDetail::summary, ViewForm::json));
  EXPECT_EQ(text, view("2024-11-25", request({}, {}, ClaimDetail::all, ViewForm::json)));
  const auto json = codec::parse_json(text);
  ASSERT_TRUE(json);
  EXPECT_EQ(*json->find("as_of")->as_string(), "2024-11-25T00:00:00Z");
  EXPECT_EQ(json->find("claims")->as_array()->size(), 5U);
  const auto& claim = json->find("claims")->as_array()->at(1);
  EXPECT_EQ(*claim.find("id")->as_string(), "B-12");
  EXPECT_EQ(*claim.find("outcome")->as_string(), "contradicted");
  EXPECT_EQ(*claim.find("disagrees_with")->as_array()->at(0).as_string(), "A-14");
  EXPECT_EQ(*claim.find("record")->as_array()->at(0).find("source")->as_string(), "https://mofa.example");
  EXPECT_EQ(*claim.find("says")->find("status")->as_array()->at(0).as_string(), "signed");
}

TEST(CompareClaimsOf, adds_warnings_to_a_world_that_loads) {
  format::LoadedWorld loaded;
  loaded.world = papers().world;
  loaded.usable = true;
  compare_claims_of(loaded, instant("2024-11-25"));
  EXPECT_EQ(loaded.findings.size(), 4U);  // contradicted, disagreeing, superseded, not come about
  EXPECT_EQ(loaded.findings.front().severity, world::Severity::warning);
  EXPECT_EQ(loaded.warnings, 4U);
  // Many other warnings do not crowd them out; of many of their own all are counted.
  loaded.findings.assign(limits::kErrorsReported, loaded.findings.front());
  for (std::size_t i = 0; i < limits::kErrorsReported; ++i) loaded.world.claims.push_back(loaded.world.claims[1]);
  compare_claims_of(loaded, instant("2024-11-25"));
  EXPECT_EQ(loaded.findings.size(), 2 * limits::kErrorsReported);
  EXPECT_GT(loaded.warnings, 4U + limits::kErrorsReported);
  loaded.findings.clear();
  loaded.usable = false;
  compare_claims_of(loaded, instant("2024-11-25"));
  EXPECT_TRUE(loaded.findings.empty());
}

}  // namespace
}  // namespace entente::service
