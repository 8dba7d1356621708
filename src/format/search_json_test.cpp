#include "format/search_json.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/search_limits.h"

namespace entente::format {
namespace {

const std::string kRest = R"("action":{"name":"disclose"},"resource":{"type":"information","id":"r"}})";

TEST(SubjectSearch, is_read_as_the_standard_shapes_it) {
  //= AuthZEN 1.0 8.4.1: the id of the subject, if there is one, is ignored
  const auto search = read_subject_search(R"({"subject":{"type":"person","id":"x"},"page":{"limit":2,"token":"t"},)" + kRest);
  ASSERT_TRUE(search) << search.error().message;
  EXPECT_EQ(search->asked.subject.type, decision::SubjectType::person);
  EXPECT_TRUE(search->asked.subject.id.empty());
  EXPECT_EQ(search->page.limit, 2U);
  EXPECT_EQ(search->page.token, "t");
  EXPECT_FALSE(search->every_type);
  const auto plain = read_subject_search(R"({"subject":{"type":"person"},)" + kRest);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->question, search->question) << "the page is no part of the question";
  const auto every = read_subject_search("{" + kRest);
  ASSERT_TRUE(every);
  EXPECT_TRUE(every->every_type);
  EXPECT_NE(every->question, plain->question);
}

// What is escaped lies in the reader's memory, which must be there as long as it is looked at.
TEST(SubjectSearch, escapes_say_the_same) {
  const auto asked = [](const char* label, const char* id) {
    return std::string(R"({"subject":{"type":"party"},"action":{"name":"disclose"},"resource":{"type":"information","id":")") + id +
           R"(","properties":{"label":")" + label + R"(","policy":"USA","releasable_to":["JPN"]}},"context":{"time":"2024-11-20","purpose":"defence"}})";
  };
  const auto plain = read_subject_search(asked("SECRET//REL TO USA, JPN and others", "an id of some length, and more"));
  const auto escaped = read_subject_search(asked(R"(SECRET\/\/REL TO USA, \u004aPN and others)", R"(an id of \u0073ome length, and more)"));
  ASSERT_TRUE(plain && escaped);
  EXPECT_EQ(escaped->asked.object.label, plain->asked.object.label);
  EXPECT_EQ(escaped->asked.object.label, "SECRET//REL TO USA, JPN and others");
  EXPECT_EQ(escaped->asked.object.id, plain->asked.object.id);
  EXPECT_EQ(escaped->asked.object.policy, "USA");
  EXPECT_EQ(escaped->asked.object.releasable_to, plain->asked.object.releasable_to);
}

TEST(SubjectSearch, what_cannot_be_read_is_refused) {
  for (const char* start : {R"({"subject":{},)", R"({"subject":"person",)", R"({"page":{"limit":-1},)",
                            R"({"page":{"limit":10001},)", R"({"page":{"limit":"2"},)", R"({"page":{"size":2},)",
                            R"({"page":[],)", R"({"pages":{},)", R"({"context":{"tiem":"2024"},)"}) {
    EXPECT_FALSE(read_subject_search(start + kRest)) << start;
  }
  for (const char* text : {"", "[]", "{}", R"({"action":{"name":"disclose"}})",
                           R"({"action":{"name":"disclose"},"resource":{"type":"information"}})"}) {
    EXPECT_FALSE(read_subject_search(text)) << text;
  }
  EXPECT_TRUE(read_subject_search(R"({"page":{"limit":10000},)" + kRest));
}

TEST(CatalogueObject, is_a_resource) {
  CatalogueObjectReader reader;
  StatedObject object;
  object.domain = "of the object before";
  const auto read = reader.read(R"({"type":"information","id":"r","properties":{"label":"SECRET","policy":"USA"}})", "disclose", object);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(object.type, "information");
  EXPECT_EQ(object.id, "r");
  EXPECT_EQ(object.domain, "");
  for (const char* text :
       {"", "7", R"({"id":"r"})", R"({"type":"information"})", R"({"type":"information","id":"r","label":"SECRET"})"}) {
    EXPECT_FALSE(reader.read(text, "disclose", object)) << text;
  }
}

TEST(Found, says_complete_or_more) {
  Found found;
  found.question = "who may have it";
  found.as_of = *parse_instant("2024-11-20");
  found.revision = "sha256:0";
  found.candidates = 3;
  found.results = {{"party", "JPN", "Japan", world::Evidence::unverified, kEndOfTime},
                   {"party", "a\tb", "", world::Evidence::verified, *parse_instant("2025-01-01")}};
  EXPECT_EQ(
      found_to_json(found),
      R"({"page":{"next_token":"","count":2},"context":{"complete":true,"as_of":"2024-11-20T00:00:00Z","revision":"sha256:0","candidates":3},)"
      R"("results":[{"type":"party","id":"JPN","properties":{"evidence":"unverified","valid_until":null}},)"
      R"({"type":"party","id":"a\tb","properties":{"evidence":"verified","valid_until":"2025-01-01T00:00:00Z"}}]})");
  EXPECT_TRUE(found_to_text(found).ends_with("\ncomplete: 2 on this page, of 3 asked\n")) << found_to_text(found);
  EXPECT_EQ(found_to_text(found).find('\t'), std::string::npos) << "nothing may disturb a terminal";
  found.next_token = "s1.x";
  EXPECT_NE(found_to_json(found).find(R"("complete":false)"), std::string::npos);
  EXPECT_TRUE(found_to_text(found).ends_with("\nmore: 2 on this page, others follow; for the next page add --cursor s1.x\n"));
}

TEST(Found, counts_every_line_and_lists_the_first) {
  Found found;
  auto& account = found.catalogue.emplace();
  account.lines = limits::kErrorsReported + 5;
  for (std::uint64_t line = 1; line <= account.lines; ++line) account.unreadable.add(line, "no");
  EXPECT_EQ(account.unreadable.lines.size(), limits::kErrorsReported);
  const auto text = found_to_text(found);
  EXPECT_NE(text.find("  and 5 more\n"), std::string::npos);
  EXPECT_NE(text.find("1005 of 1005 lines could not be read"), std::string::npos);
}

}  // namespace
}  // namespace entente::format
