#include <limits>

#include "base/text.h"
#include "codec/fault_matchers.h"
#include "codec/json.h"

namespace entente::codec {
namespace {

TEST(JsonWriter, writes_members_in_the_order_given) {
  JsonWriter writer;
  writer.begin_object().member("zeta", 1).member("alpha", "text").key("list").begin_array();
  writer.value(true).null().value(1.5).value(std::string("s")).value(std::string_view("v")).begin_object().end_object();
  writer.end_array().key("node").value(Node::array({Node::integer(1)})).end_object();
  EXPECT_EQ(writer.finish(), R"({"zeta":1,"alpha":"text","list":[true,null,1.5,"s","v",{}],"node":[1]})");
  EXPECT_EQ(writer.value("reusable").finish(), "\"reusable\"");
}

TEST(JsonWriter, indents_for_people) {
  JsonWriter writer(JsonLayout::indented);
  writer.begin_object().member("a", 1).key("b").begin_array().value(1).value(2).end_array();
  writer.key("empty").begin_array().end_array().key("none").begin_object().end_object().end_object();
  EXPECT_EQ(writer.finish(), "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ],\n  \"empty\": [],\n  \"none\": {}\n}\n");
}

TEST(JsonWriter, every_byte_sequence_becomes_valid_json) {
  struct Row {
    std::string_view description;
    std::string text;
    std::string_view written;
  };
  const Row table[] = {
      {.description = "control characters",
       .text = std::string("\0\x01\x1F\b\t\n\f\r", 8),
       .written = R"("\u0000\u0001\u001f\b\t\n\f\r")"},
      {.description = "quotes and backslash", .text = "\"\\/", .written = R"("\"\\/")"},
      {.description = "DEL and other scripts stay", .text = "\x7F機密性é", .written = "\"\x7F機密性é\""},
      {.description = "invalid bytes",
       .text = "a\xFF\xFE"
               "b",
       .written = "\"a\uFFFD\uFFFDb\""},
      {.description = "cut character at the end", .text = "x\xE2\x82", .written = "\"x\uFFFD\uFFFD\""},
      {.description = "encoded surrogate", .text = "\xED\xA0\x80\n", .written = "\"\uFFFD\uFFFD\uFFFD\\n\""},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_EQ(JsonWriter().value(row.text).finish(), row.written);
    EXPECT_EQ(JsonWriter().begin_object().member(row.text, 1).end_object().finish(), "{" + std::string(row.written) + ":1}");
    EXPECT_THAT(parse_json(JsonWriter().value(row.text).finish()), succeeds());
  }
  // Wherever it stands in a text that is longer than what is looked at at once.
  for (int odd = 0; odd < 256; ++odd) {
    for (std::size_t at = 0; at < 19; ++at) {
      std::string text(19, 'x');
      text[at] = static_cast<char>(odd);
      const auto read = parse_json(JsonWriter().value(text).finish());
      ASSERT_THAT(read, succeeds()) << odd << " at " << at;
      if (odd < 0x80) {
        ASSERT_EQ(*read->as_string(), text);
      } else {
        ASSERT_EQ(*read->as_string(), text.substr(0, at) + "\uFFFD" + text.substr(at + 1));
      }
    }
  }
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second)};
      const auto read = parse_json(JsonWriter().value(text).finish());
      ASSERT_THAT(read, succeeds()) << first << " " << second;
      if (first_invalid_utf8(text) == std::string::npos) {
        ASSERT_EQ(*read->as_string(), text);
      }
    }
  }
}

TEST(JsonWriter, numbers_read_back_the_same_and_as_numbers) {
  using Limits = std::numeric_limits<double>;
  for (const double value :
       {0.0, -0.0, 1.0, -1.0, 0.1, 1e21, 1e22, 123456789.0, 1e-7, Limits::max(), Limits::min(), Limits::denorm_min(), 2.0 / 3}) {
    const auto text = JsonWriter().value(value).finish();
    EXPECT_EQ(parse_json(text).value().as_number(), value) << text;
  }
  EXPECT_EQ(JsonWriter().value(std::numeric_limits<std::int64_t>::min()).finish(), "-9223372036854775808");
  EXPECT_EQ(JsonWriter().value(std::uint8_t{200}).finish(), "200");
}

// Misuse is a bug of ours and stops the program.
TEST(JsonWriterDeathTest, misuse_stops_the_program) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(JsonWriter().begin_object().value(1), "bug");
  EXPECT_DEATH(JsonWriter().begin_array().key("a"), "bug");
  EXPECT_DEATH(JsonWriter().begin_object().key("a").end_object(), "bug");
  EXPECT_DEATH(JsonWriter().begin_object().end_array(), "bug");
  EXPECT_DEATH((void)JsonWriter().begin_array().finish(), "bug");
  EXPECT_DEATH((void)JsonWriter().finish(), "bug");
  EXPECT_DEATH(JsonWriter().value(1).value(2), "bug");
  EXPECT_DEATH(JsonWriter().value(std::numeric_limits<double>::quiet_NaN()), "bug");
  EXPECT_DEATH(JsonWriter().value(std::numeric_limits<std::uint64_t>::max()), "bug");
}

TEST(JsonWriter, into_a_sink_the_bytes_are_the_same_and_come_in_pieces) {
  const auto fill = [](JsonWriter out) {
    out.begin_array();
    for (int i = 0; i < 50'000; ++i) out.value("some text");
    return out.end_array().finish();
  };
  std::string all;
  std::size_t pieces = 0;
  const auto rest = fill(JsonWriter([&](std::string_view piece) {
    EXPECT_LT(piece.size(), 2 * kPieceBytes);
    all += piece;
    ++pieces;
  }));
  EXPECT_EQ(rest, "");
  EXPECT_EQ(all, fill(JsonWriter()));
  EXPECT_GT(pieces, 5U);
}

}  // namespace
}  // namespace entente::codec
