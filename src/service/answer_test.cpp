#include "service/answer.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "label/marking.h"

namespace entente::service {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kWorld = "data/worlds/indo-pacific";

Desk open_desk() {
  auto desk = Desk::open({kWorld, {}, {}, std::nullopt, world::Evidence::unverified});
  CHECK(desk.has_value());
  return std::move(*desk);
}

// The questions that the project comes with, and lines that cannot be read.
std::vector<std::string> lines() {
  std::vector<std::string> out{"", "{}", "not json", R"({"subject":{"type":"party","id":"JPN","id":"USA"}})"};
  for (const auto* name : {"questions", "acts", "training-persons"}) {
    std::ifstream file(fmt::format("data/samples/{}.ndjson", name));
    for (std::string line; std::getline(file, line);) out.push_back(line);
  }
  return out;
}

AnswerSettings at_2024() { return {parse_instant("2024-11-20").value()}; }

TEST(Answerer, no_answer_depends_on_the_request_before_it) {
  auto desk = open_desk();
  const auto asked = lines();
  ASSERT_GT(asked.size(), 20U);
  std::vector<std::string> alone(asked.size());
  for (std::size_t each = 0; each < asked.size(); ++each) {
    Answerer fresh;
    fresh.answer(desk, asked[each], {at_2024().now, true}, alone[each]);
  }
  Answerer used;
  for (const auto& before : asked) {
    for (std::size_t each = 0; each < asked.size(); ++each) {
      std::string out;
      used.answer(desk, before, {at_2024().now, true}, out);
      out.clear();
      used.answer(desk, asked[each], {at_2024().now, true}, out);
      EXPECT_EQ(out, alone[each]) << before << "\n" << asked[each];
    }
  }
}

TEST(Answerer, a_short_answer_says_what_the_long_one_says) {
  auto desk = open_desk();
  Answerer answerer;
  std::size_t permits = 0;
  for (const auto& line : lines()) {
    std::string text;
    std::string explained;
    const auto answered = answerer.answer(desk, line, at_2024(), text);
    EXPECT_EQ(answered, answerer.answer(desk, line, {at_2024().now, true}, explained));
    if (answered == Answered::unreadable) {
      EXPECT_EQ(text, explained);
      continue;
    }
    const bool permit = answered == Answered::permit;
    permits += permit ? 1U : 0U;
    EXPECT_THAT(explained, HasSubstr(permit ? R"({"decision":true,)" : R"({"decision":false,)"));
    decision::Decision same;
    same.permit = permit;
    if (line.find("remedies") == std::string::npos && line.find("explain") == std::string::npos)
      EXPECT_EQ(text, format::decision_to_json(same, desk.revision(), format::Explained::verdict_only));
  }
  EXPECT_GT(permits, 0U);
}

TEST(Answerer, a_remembered_mark_is_judged_at_the_time_of_each_request) {
  auto desk = open_desk();
  Answerer answerer;
  const auto ask = [&](std::string_view time) {
    std::string out;
    return answerer.answer(desk,
                           fmt::format(R"({{"subject":{{"type":"party","id":"FIN"}},"action":{{"name":"disclose"}},)"
                                       R"("resource":{{"type":"information","id":"r","properties":{{"label":"NATO SECRET",)"
                                       R"("policy":"NATO"}}}},"context":{{"time":"{}"}}}})",
                                       time),
                           at_2024(), out);
  };
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(ask("2023-04-03"), Answered::deny);
    EXPECT_EQ(ask("2023-04-04"), Answered::permit);
  }
}

TEST(MarkMemory, says_what_the_marking_says_and_stays_within_its_limit) {
  const auto desk = open_desk();
  const auto& book = desk.world().policies;
  const auto& usa = *book.find(PolicyId("USA"));
  const auto& gbr = *book.find(PolicyId("GBR"));
  MarkMemory memory;
  const std::string too_long = "SECRET//REL TO USA" + std::string(limits::kMarkRememberedBytes, ' ');
  for (int round = 0; round < 2; ++round) {
    for (const auto* policy : {&usa, &gbr}) {
      for (const auto& text : {std::string("SECRET"), std::string("SECRET//REL TO USA, JPN"), std::string("SERCET"), too_long}) {
        const auto& read = memory.read(text, *policy, book);
        const auto anew = label::parse_marking(text, *policy, book);
        ASSERT_EQ(read.has_value(), anew.has_value()) << text;
        if (read) EXPECT_EQ(*read, *anew);
        if (!read) EXPECT_EQ(read.error().message, anew.error().message);
      }
    }
  }
  EXPECT_EQ(memory.size(), 6U);  // what is too long is not kept
  for (std::size_t each = 0; each < limits::kMarksRemembered + 10; ++each) {
    EXPECT_FALSE(memory.read(fmt::format("NO MARK {}", each), usa, book));
    EXPECT_LE(memory.size(), limits::kMarksRemembered);
  }
}

}  // namespace
}  // namespace entente::service
