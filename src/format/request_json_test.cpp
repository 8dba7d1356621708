#include "format/request_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/request_limits.h"

namespace entente::format {
namespace {

using ::testing::HasSubstr;

std::string asking_about(const std::string& properties) {
  return R"({"subject":{"type":"party","id":"JPN"},"action":{"name":"disclose"},"resource":{"type":"information","id":"r","properties":{)" +
         properties + "}}}";
}

TEST(ReadRequest, a_digest_is_read_whole_or_not_at_all) {
  const auto digits = std::string(64, 'a');
  const auto asked = read_request(asking_about("\"digest\":\"sha256:" + digits + "\""));
  ASSERT_TRUE(asked) << asked.error().message;
  EXPECT_EQ(asked->object.digest, "sha256:" + digits);
  EXPECT_EQ(read_request(asking_about(""))->object.digest, "");
  for (const std::string& wrong :
       {std::string(), digits, "sha256:" + digits.substr(1), "SHA256:" + digits, "sha256:" + std::string(64, 'A')}) {
    const auto refused = read_request(asking_about("\"digest\":\"" + wrong + "\""));
    ASSERT_FALSE(refused) << wrong;
    const auto* const says = wrong.empty() ? "`digest`: is empty" : "expected `sha256:` and 64 lower-case hexadecimal digits";
    EXPECT_THAT(refused.error().message, HasSubstr(says));
  }
}

// A list that drops every owner is no narrowing; of a release it says: nobody.
TEST(ReadRequest, owners_are_named_or_not_stated) {
  EXPECT_THAT(read_request(asking_about(R"("owners":["USA"])"))->object.owners, ::testing::ElementsAre(PartyId("USA")));
  const auto refused = read_request(asking_about(R"("owners":[])"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("`owners`: names nobody"));
  EXPECT_TRUE(read_request(asking_about(R"("releasable_to":[])"))->object.releasable_to->empty());
}

TEST(ReadRequest, communities_of_the_object_are_texts) {
  const auto asked = read_request(asking_about(R"("cois":["harbour-watch","programme:p"])"));
  ASSERT_TRUE(asked) << asked.error().message;
  EXPECT_EQ(asked->object.communities, (std::vector<std::string>{"harbour-watch", "programme:p"}));
  EXPECT_FALSE(read_request(asking_about(R"("cois":"harbour-watch")")));
  EXPECT_FALSE(read_request(asking_about(R"("cois":[7])")));
}

TEST(ReadRequest, too_many_communities_are_refused_by_the_name_of_the_limit) {
  const auto asking = [](std::size_t count) {
    std::string list = R"("cois":["c")";
    for (std::size_t number = 1; number < count; ++number) list += R"(,"c)" + std::to_string(number) + "\"";
    return read_request(asking_about(list + "]"));
  };
  EXPECT_TRUE(asking(limits::kRequestCommunities));
  const auto refused = asking(limits::kRequestCommunities + 1);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("cois: more than 1024 communities"));
}

// The fault of a line is its own, whatever stood where in the line before.
TEST(ReadRequest, an_error_does_not_rest_on_the_line_before) {
  std::string many = R"("cois":["c")";
  for (std::size_t number = 0; number < limits::kRequestCommunities; ++number) many += ",\"c\"";
  RequestReader reader;
  EXPECT_FALSE(reader.read(asking_about(many + "]")));
  const auto refused = reader.read(asking_about(R"("cois":"x")"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("`cois` must be an array"));
}

std::string with_context(const std::string& context) {
  const auto request = asking_about("");
  return request.substr(0, request.size() - 1) + ",\"context\":{" + context + "}}";
}

TEST(ReadRequest, remedies_are_asked_for_by_a_flag) {
  EXPECT_FALSE(read_request(asking_about(""))->remedies);
  EXPECT_TRUE(read_request(with_context(R"("remedies":true)"))->remedies);
  EXPECT_FALSE(read_request(with_context(R"("remedies":false)"))->remedies);
  for (const std::string& wrong :
       {R"("remedies":"true")", R"("remedies":1)", R"("remedies":null)", R"("remedies":[])", R"("remedy":true)"}) {
    EXPECT_FALSE(read_request(with_context(wrong))) << wrong;
  }
}

}  // namespace
}  // namespace entente::format
