#include "codec/json.h"

#include <cmath>

#include "codec/fault_matchers.h"

namespace entente::codec {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

struct Accepted {
  std::string_view description;
  std::string_view text;
  std::string_view canonical;
};

TEST(ParseJson, reads_and_prints_canonically) {
  using namespace std::string_view_literals;
  const Accepted table[] = {
      {.description = "words", .text = " [null , true,\tfalse]\r\n", .canonical = "[null,true,false]"},
      {.description = "integers", .text = "[0,-0,1,-1]", .canonical = "[0,0,1,-1]"},
      {.description = "largest integer", .text = "9223372036854775807", .canonical = "9223372036854775807"},
      {.description = "smallest integer", .text = "-9223372036854775808", .canonical = "-9223372036854775808"},
      {.description = "numbers stay numbers", .text = "[1.0,1e2,-0.0,1E-2]", .canonical = "[1.0,100.0,-0.0,0.01]"},
      {.description = "shortest form", .text = "[0.1000,0.30000000000000004]", .canonical = "[0.1,0.30000000000000004]"},
      {.description = "a large number",
       .text = "[1e300,123456789012345678901234567890.0]",
       .canonical = "[1e+300,1.2345678901234568e+29]"},
      {.description = "smallest denormal", .text = "4.9406564584124654e-324", .canonical = "5e-324"},
      {.description = "zero with any exponent", .text = "0e-400", .canonical = "0.0"},
      {.description = "escapes",
       .text = R"("\u0041\/\"\\\b\f\n\r\t\u001f\u007f")",
       .canonical = "\"A/\\\"\\\\\\b\\f\\n\\r\\t\\u001f\x7f\""},
      {.description = "NUL is data", .text = R"({"\u0000":"a\u0000b"})", .canonical = R"({"\u0000":"a\u0000b"})"},
      {.description = "surrogate pair", .text = R"("\ud83d\ude00")", .canonical = "\"\xF0\x9F\x98\x80\""},
      {.description = "other scripts", .text = "\"군사Ⅱ급비밀\"", .canonical = "\"군사Ⅱ급비밀\""},
      {.description = "key order is kept", .text = R"({"b":1,"a":{},"":[]})", .canonical = R"({"b":1,"a":{},"":[]})"},
      {.description = "same key in sister objects",
       .text = R"([{"a":1},{"a":{"a":2}}])",
       .canonical = R"([{"a":1},{"a":{"a":2}}])"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    const auto node = parse_json(row.text);
    ASSERT_THAT(node, succeeds());
    EXPECT_EQ(to_json(*node), row.canonical);
    EXPECT_EQ(parse_json(to_json(*node)), *node);
    EXPECT_EQ(parse_json(to_json(*node, JsonLayout::indented)), *node);
  }
}

struct Refused {
  std::string_view description;
  std::string text;
  CodecFault fault;
  std::string_view message;
};

TEST(ParseJson, refuses_what_two_readers_could_see_differently) {
  using enum CodecFault;
  const Refused table[] = {
      {.description = "empty", .text = "", .fault = malformed, .message = "byte 0 (column 1): not JSON: incomplete"},
      {.description = "white space only", .text = " \n", .fault = malformed, .message = "byte 2 (2:1)"},
      {.description = "unclosed", .text = "[1,", .fault = malformed, .message = "byte 3"},
      {.description = "trailing comma", .text = "[1,]", .fault = malformed, .message = "byte 3"},
      {.description = "trailing text", .text = "{} {}", .fault = malformed, .message = "byte 3 (column 4): text after the value"},
      {.description = "trailing NUL", .text = std::string("1\0", 2), .fault = malformed, .message = "byte 1"},
      {.description = "comment", .text = "[1]//", .fault = malformed, .message = "byte 3"},
      {.description = "byte order mark", .text = "\xEF\xBB\xBF{}", .fault = malformed, .message = "byte 0"},
      {.description = "bare NUL in a string", .text = std::string("\"\0\"", 3), .fault = malformed, .message = "byte 1"},
      {.description = "bare newline in a string", .text = "\"a\nb\"", .fault = malformed, .message = "byte 2"},
      {.description = "leading zero", .text = "01", .fault = malformed, .message = "byte 1"},
      {.description = "plus sign", .text = "+1", .fault = malformed, .message = "byte 0"},
      {.description = "no digits after the point", .text = "1.", .fault = malformed, .message = "byte 2"},
      {.description = "word in capitals", .text = "True", .fault = malformed, .message = "byte 0"},
      {.description = "not a number", .text = "NaN", .fault = malformed, .message = "byte 0"},
      {.description = "infinity", .text = "-Infinity", .fault = malformed, .message = "byte 1"},
      {.description = "single quotes", .text = "'a'", .fault = malformed, .message = "byte 0"},
      {.description = "unknown escape", .text = "\"\\x41\"", .fault = malformed, .message = "byte 2"},
      {.description = "lone high surrogate", .text = R"("\ud800")", .fault = malformed, .message = "byte 1 (column 2): not JSON: lone surrogate \\ud800"},
      {.description = "lone low surrogate", .text = R"("\udc00")", .fault = malformed, .message = "surrogate"},
      {.description = "surrogates the wrong way round", .text = R"("\udc00\ud800")", .fault = malformed, .message = "surrogate"},
      {.description = "high surrogate, then a letter", .text = R"("\ud800\u0041")", .fault = malformed, .message = "surrogate"},
      {.description = "lone surrogate in a key", .text = R"({"\ud800":1})", .fault = malformed, .message = "byte 2 (column 3): not JSON: lone surrogate \\ud800"},
      {.description = "stray continuation byte", .text = "\"\x80\"", .fault = malformed, .message = "byte 1"},
      {.description = "overlong NUL", .text = "\"\xC0\x80\"", .fault = malformed, .message = "byte 1"},
      {.description = "encoded surrogate", .text = "\"\xED\xA0\x80\"", .fault = malformed, .message = "byte"},
      {.description = "beyond Unicode", .text = "\"\xF4\x90\x80\x80\"", .fault = malformed, .message = "byte"},
      {.description = "cut character", .text = "\"\xE2\x82\"", .fault = malformed, .message = "byte"},
      {.description = "overflow",
       .text = "[1e999]",
       .fault = out_of_range,
       .message = "byte 1 (column 2): number `1e999` does not fit a double"},
      {.description = "underflow", .text = "1e-999", .fault = out_of_range, .message = "number `1e-999`"},
      {.description = "huge exponent", .text = "1e99999999999999999999", .fault = out_of_range, .message = "byte"},
      {.description = "one above int64", .text = "9223372036854775808", .fault = out_of_range, .message = "64 bits with sign"},
      {.description = "one below int64", .text = "-9223372036854775809", .fault = out_of_range, .message = "64 bits with sign"},
      {.description = "above uint64", .text = "[0, 18446744073709551616]", .fault = out_of_range, .message = "byte 4 (column 5)"},
      {.description = "a long integer", .text = std::string(100'000, '9'), .fault = out_of_range, .message = "…"},
      {.description = "duplicate key",
       .text = R"({"a":1,"b":2,"a":3})",
       .fault = duplicate_key,
       .message = "byte 13 (column 14): key `a` stands twice, at column 2 and column 14"},
      {.description = "duplicate through an escape",
       .text = R"({"a":1,"\u0061":2})",
       .fault = duplicate_key,
       .message = "byte 7"},
      {.description = "duplicate at depth",
       .text = "[{\"x\":\n [{\"k\":1,\n\"k\":1}]}]",
       .fault = duplicate_key,
       .message = "byte 17 (3:1): key `k` stands twice, at 2:4 and 3:1"},
      {.description = "two empty keys", .text = R"({"":1,"":1})", .fault = duplicate_key, .message = "key ``"},
      {.description = "duplicate in a closed object before a fault",
       .text = R"([{"a":1,"a":2},)",
       .fault = duplicate_key,
       .message = "byte 8"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(parse_json(row.text), fails_with(row.fault, row.message));
  }
}

// The whole message: what is wrong where it can be told, else what the grammar says.
TEST(ParseJson, says_why_a_text_is_no_json) {
  const struct {
    std::string text;
    std::string_view message;
  } table[] = {
      {"\xEF\xBB\xBF{}", "byte 0 (column 1): not JSON: it begins with a byte order mark"},
      {"{\"a\":\"b\x80\"}", "byte 7 (column 8): not JSON: not UTF-8: byte 0x80"},
      {"\"\xED\xA0\x80\"", "byte 1 (column 2): not JSON: not UTF-8: byte 0xed"},
      {"[1,\xFF]", "byte 3 (column 4): not JSON: not UTF-8: byte 0xff"},
      {std::string("\"a\0\"", 4), "byte 2 (column 3): not JSON: control character 0x00; in a text it is written \\u0000"},
      {"\"a\nb\"", "byte 2 (1:3): not JSON: control character 0x0a; in a text it is written \\u000a"},
      {"\"a\tb\"", "byte 2 (column 3): not JSON: control character 0x09; in a text it is written \\u0009"},
      {R"(["\\", "\ud83d\ude00", "\uDC00"])", "byte 24 (column 25): not JSON: lone surrogate \\uDC00"},
      {R"("\ud800\ud800\udc00")", "byte 1 (column 2): not JSON: lone surrogate \\ud800"},
      {R"({"a":NaN})", "byte 5 (column 6): not JSON: `NaN` is no number here"},
      {"nan", "byte 1 (column 2): not JSON: `nan` is no number here"},
      {"-Infinity", "byte 1 (column 2): not JSON: `Infinity` is no number here"},
      {"[True]", "byte 1 (column 2): not JSON: `True` is no word here; there are true, false and null"},
      {"[1, // one\n2]", "byte 4 (1:5): not JSON: comments are not allowed"},
      {"[1]/* */", "byte 3 (column 4): text after the value: comments are not allowed"},
      {"[1, ]", "byte 4 (column 5): not JSON: nothing follows the comma"},
      {R"({"a":1,})", "byte 7 (column 8): not JSON: nothing follows the comma"},
      {"{'a':1}", "byte 1 (column 2): not JSON: texts stand in double quotation marks"},
      {"007", "byte 1 (column 2): text after the value: number `007` begins with a zero"},
      {"+7", "byte 0 (column 1): not JSON: a number begins with a digit or a minus"},
      {"0x7", "byte 1 (column 2): text after the value: `0x7` is no number here; numbers are decimal"},
      {"[.7]", "byte 1 (column 2): not JSON: a number has digits on both sides of its point"},
      {"[7.]", "byte 3 (column 4): not JSON: a number has digits on both sides of its point"},
      {"{", "byte 1 (column 2): not JSON: incomplete JSON"},
      {R"({"a" 1})", "byte 5 (column 6): not JSON: syntax error"},
      {"{} {}", "byte 3 (column 4): text after the value"},
      {"{} \xFF", "byte 3 (column 4): text after the value: not UTF-8: byte 0xff"},
  };
  for (const auto& [text, message] : table) {
    const auto read = parse_json(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().message, message);
  }
}

TEST(ParseJson, a_duplicate_among_many_keys_is_found) {
  std::string text = "{";
  for (int i = 0; i < 20'000; ++i) text += "\"key" + std::to_string(i) + "\":0,";
  EXPECT_THAT(parse_json(text + "\"last\":0}"), succeeds());
  EXPECT_THAT(parse_json(text + "\"key7\":0}"), fails_with(CodecFault::duplicate_key, "`key7`"));
}

TEST(ParseJson, each_limit_is_inclusive_and_named) {
  struct Row {
    std::string_view description;
    std::string at_limit;
    std::string beyond;
    JsonLimits limits;
    CodecFault fault;
    std::string_view message;
  };
  const Row table[] = {
      {"bytes", "\"123\"", "\"1234\"", {.bytes = 5}, CodecFault::too_large, "has 6 bytes, limit 5"},
      {"default depth",
       repeated("[", 32) + repeated("]", 32),
       repeated("[", 33) + repeated("]", 33),
       {},
       CodecFault::too_deep,
       "byte 32 (column 33): nested deeper than 32 levels"},
      {"depth of objects", R"({"a":{}})", R"({"a":{"b":{}}})", {.depth = 2}, CodecFault::too_deep, "byte 10"},
      {"depth zero", "1", "[]", {.depth = 0}, CodecFault::too_deep, "deeper than 0"},
      {"values", "[1,2]", "[1,2,3]", {.nodes = 3}, CodecFault::too_many, "byte 5 (column 6): more than 3 values"},
      {"values in objects",
       R"({"a":{"b":1}})",
       R"({"a":{"b":1,"c":[]}})",
       {.nodes = 3},
       CodecFault::too_many,
       "more than 3 values"},
      {"default values",
       "[" + repeated("0,", 199'998) + "0]",
       "[" + repeated("0,", 199'999) + "0]",
       {},
       CodecFault::too_many,
       "200000"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(parse_json(row.at_limit, row.limits), succeeds());
    EXPECT_THAT(parse_json(row.beyond, row.limits), fails_with(row.fault, row.message));
  }
}

TEST(ParseJson, hostile_sizes_do_no_harm) {
  EXPECT_THAT(parse_json(repeated("[", 100'000)), fails_with(CodecFault::too_deep, "32"));
  EXPECT_THAT(parse_json(repeated("{\"a\":", 100'000)), fails_with(CodecFault::too_deep, "32"));
  EXPECT_THAT(parse_json("{\"" + std::string(1'000'000, 'k') + "\":1}"), succeeds());
  EXPECT_THAT(parse_json("\"" + std::string(1'000'000, 'k')), fails_with(CodecFault::malformed, "byte 1000001"));
  EXPECT_THAT(parse_json("{\"" + repeated("\\u0061", 100'000) + "\":1}"), succeeds());
  const auto long_key = "\"" + std::string(400'000, 'k') + "\":1";
  const auto twice = parse_json("{" + long_key + "," + long_key + "}");
  EXPECT_THAT(twice, fails_with(CodecFault::duplicate_key, "…"));
  EXPECT_LT(twice.error().message.size(), 300U);
}

TEST(ParseJson, every_value_and_key_knows_its_place) {
  const auto root = parse_json("{ \"a\" : [1,\n  \"x\\\"]\", {}],\r\n\"b\\u0020\":null , \"c\":-1.5e3}");
  ASSERT_THAT(root, succeeds());
  EXPECT_EQ(root->position(), (Position{1, 1}));
  const auto& members = root->as_table()->members();
  ASSERT_EQ(members.size(), 3U);
  EXPECT_EQ(members[0].position, (Position{1, 3}));
  EXPECT_EQ(members[0].value.position(), (Position{1, 9}));
  const auto& elements = *members[0].value.as_array();
  EXPECT_EQ(elements[0].position(), (Position{1, 10}));
  EXPECT_EQ(elements[1].position(), (Position{2, 3}));
  EXPECT_EQ(elements[2].position(), (Position{2, 11}));
  EXPECT_EQ(members[1].key, "b ");
  EXPECT_EQ(members[1].position, (Position{3, 1}));
  EXPECT_EQ(members[1].value.position(), (Position{3, 11}));
  EXPECT_EQ(members[2].position, (Position{3, 18}));
  EXPECT_EQ(members[2].value.position(), (Position{3, 22}));
}

// Goal: numbers are correctly rounded, also where a fast path would be off by one unit in the last place.
TEST(ParseJson, numbers_are_correctly_rounded) {
  struct Row {
    std::string_view text;
    double value;
  };
  const Row table[] = {{"1.7976931348623157e308", 1.7976931348623157e308},
                       {"2.2250738585072011e-308", 2.2250738585072011e-308},
                       {"9007199254740993.0", 9007199254740992.0},
                       {"0.1e1", 1.0},
                       {"7.2057594037927933e16", 72057594037927936.0},
                       {"1.00000000000000011102230246251565404236316680908203125", 1.0},
                       {"1.00000000000000011102230246251565404236316680908203124", 1.0}};
  for (const auto& row : table) EXPECT_EQ(parse_json(row.text).value().as_number(), row.value) << row.text;
  EXPECT_TRUE(std::signbit(*parse_json("-0.0").value().as_number()));
}

}  // namespace
}  // namespace entente::codec
