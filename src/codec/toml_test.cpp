#include "codec/toml.h"

#include "codec/fault_matchers.h"
#include "codec/json.h"

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
  std::string_view json;
};

TEST(ParseToml, reads_what_people_write) {
  const Accepted table[] = {
      {.description = "empty file", .text = "", .json = "{}"},
      {.description = "comments only", .text = "# [a]\n  # \"\n", .json = "{}"},
      {.description = "byte order mark",
       .text = "\xEF\xBB\xBF"
               "a = 1",
       .json = R"({"a":1})"},
      {.description = "windows line ends", .text = "a = 1\r\nb = 'x'\r\n", .json = R"({"a":1,"b":"x"})"},
      {.description = "keys keep their order",
       .text = "zeta = 1\nalpha = 2\n[mid]\n[early]\n",
       .json = R"({"zeta":1,"alpha":2,"mid":{},"early":{}})"},
      {.description = "numbers",
       .text = "a = 1_000\nb = 0xff\nc = -0.5\nd = 1e3\ne = 1.0",
       .json = R"({"a":1000,"b":255,"c":-0.5,"d":1000.0,"e":1.0})"},
      {.description = "largest integers",
       .text = "a = 9223372036854775807\nb = -9223372036854775808",
       .json = R"({"a":9223372036854775807,"b":-9223372036854775808})"},
      {.description = "strings",
       .text = "a = \"\\u00e9\\n\\\"\"\nb = 'c:\\d'\nc = \"\"\"\nx\"y\"\"\"\"\"\nd = '''a'b'''",
       .json = R"({"a":"é\n\"","b":"c:\\d","c":"x\"y\"\"","d":"a'b"})"},
      {.description = "dotted keys and headers",
       .text = "a.b.\"c d\" = 1\n[x . 'y.z']\nw = true",
       .json = R"({"a":{"b":{"c d":1}},"x":{"y.z":{"w":true}}})"},
      {.description = "array of tables",
       .text = "[[c]]\nn = 1\n[[c]]\nn = 2\n[c.sub]\nm = 3",
       .json = R"({"c":[{"n":1},{"n":2,"sub":{"m":3}}]})"},
      {.description = "inline values",
       .text = "a = [1, [2], {b = 'x', c = []},\n  # note\n]",
       .json = R"({"a":[1,[2],{"b":"x","c":[]}]})"},
      {.description = "signs inside strings",
       .text = "a = \"[[[{{{ = # . . .\"\nb = '# not a comment'",
       .json = R"({"a":"[[[{{{ = # . . .","b":"# not a comment"})"},
      {.description = "quoted dates",
       .text = "from = \"2016-11-23\"\nuntil = '2013-07'",
       .json = R"({"from":"2016-11-23","until":"2013-07"})"},
      {.description = "other scripts", .text = "\"군사Ⅱ급비밀\" = '極秘'", .json = R"({"군사Ⅱ급비밀":"極秘"})"},
      {.description = "a folded line goes on beyond ASCII",
       .text = "a = \"\"\"\\\n  écrit\"\"\"\nb = \"\"\"x\\\n \t\n\uFE80の極\"\"\"",
       .json = "{\"a\":\"écrit\",\"b\":\"x\uFE80の極\"}"},
      {.description = "NUL by escape", .text = R"(a = "x\u0000y")", .json = R"({"a":"x\u0000y"})"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    const auto node = parse_toml(row.text);
    ASSERT_THAT(node, succeeds());
    EXPECT_EQ(to_json(*node), row.json);
  }
}

struct Refused {
  std::string_view description;
  std::string text;
  CodecFault fault;
  std::string_view message;
};

TEST(ParseToml, refuses_with_line_and_column) {
  using enum CodecFault;
  const Refused table[] = {
      {.description = "no value", .text = "a = 1\nb =\n", .fault = malformed, .message = "2:"},
      {.description = "no key", .text = "= 1", .fault = malformed, .message = "1:1: not TOML"},
      {.description = "JSON", .text = "{\"a\": 1}", .fault = malformed, .message = "1:1"},
      {.description = "unclosed string", .text = "a = \"x\nb = 1", .fault = malformed, .message = "1:"},
      {.description = "unclosed long string", .text = "a = '''x\nb = 1", .fault = malformed, .message = "2:"},
      {.description = "unclosed header", .text = "[a\nb = 1", .fault = malformed, .message = "1:3"},
      {.description = "duplicate key", .text = "a = 1\na = 2", .fault = malformed, .message = "2:"},
      {.description = "duplicate key at depth", .text = "a = [{b = {c = 1, c = 2}}]", .fault = malformed, .message = "1:"},
      {.description = "duplicate table", .text = "[a]\n[b]\n[a]", .fault = malformed, .message = "3:"},
      {.description = "dotted key into a value", .text = "a = 1\na.b = 2", .fault = malformed, .message = "2:"},
      {.description = "a bare key beyond ASCII",
       .text = "a = 1\n極秘 = 2",
       .fault = malformed,
       .message = "2:1: not TOML: letters and spaces beyond ASCII"},
      {.description = "a value beyond ASCII", .text = "a = é", .fault = malformed, .message = "1:5: not TOML: letters"},
      {.description = "a no-break space",
       .text = "a =\u00A01",
       .fault = malformed,
       .message = "1:4: not TOML: letters and spaces"},
      {.description = "two byte order marks",
       .text = "\xEF\xBB\xBF\xEF\xBB\xBF"
               "a = 1",
       .fault = malformed,
       .message = "1:1"},
      {.description = "a header without a key", .text = "[=]", .fault = malformed, .message = "1:2"},
      {.description = "a header that begins with a dot", .text = "[ .a]", .fault = malformed, .message = "1:3"},
      {.description = "half a date and time", .text = "a = 2000-01-01 1 ", .fault = malformed, .message = "1:"},
      {.description = "bare NUL", .text = std::string("a = 1\0", 6), .fault = malformed, .message = "1:"},
      {.description = "NUL in a string", .text = std::string("a = \"\0\"", 7), .fault = malformed, .message = "1:6"},
      {.description = "invalid UTF-8", .text = "# 極秘\na = \"極\xFF\"", .fault = malformed, .message = "2:7: not UTF-8"},
      {.description = "invalid UTF-8 in a comment", .text = "# \xC0\x80", .fault = malformed, .message = "1:3: not UTF-8"},
      {.description = "encoded surrogate", .text = "a = '\xED\xA0\x80'", .fault = malformed, .message = "1:6: not UTF-8"},
      {.description = "surrogate by escape", .text = "a = \"\\ud800\"", .fault = malformed, .message = "1:"},
      {.description = "UTF-16",
       .text = std::string("\xFF\xFE"
                           "a\0=\0001\0",
                           8),
       .fault = malformed,
       .message = "1:1: not UTF-8"},
      {.description = "integer beyond 64 bits", .text = "a = 9223372036854775808", .fault = malformed, .message = "1:"},
      {.description = "not a number", .text = "a = 1\nb = nan", .fault = out_of_range, .message = "2:5: number is not finite"},
      {.description = "infinity", .text = "a = [1.0,\n -inf]", .fault = out_of_range, .message = "2:2"},
      {.description = "date", .text = "a = 1\nfrom = 2016-11-23", .fault = forbidden, .message = "2:8: quote every date"},
      {.description = "time", .text = "a = [07:32:00]", .fault = forbidden, .message = "1:6: quote every date"},
      {.description = "date and time",
       .text = "[x]\nb = {c = 1979-05-27T07:32:00Z}",
       .fault = forbidden,
       .message = "2:10: quote every date"},
      {.description = "impossible date", .text = "a = 2024-02-30", .fault = malformed, .message = "1:"},
      {.description = "control characters in a message",
       .text = "\"\\u001b[2J\" = 1\n\"\\u001b[2J\" = 2",
       .fault = malformed,
       .message = "2:"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    const auto read = parse_toml(row.text);
    EXPECT_THAT(read, fails_with(row.fault, row.message));
    EXPECT_TRUE(read.has_value() || read.error().message.find('\x1b') == std::string::npos);
  }
}

struct AtLimit {
  std::string_view description;
  std::string at_limit;
  std::string beyond;
  TomlLimits limits;
  CodecFault fault;
  std::string_view message;
};

const std::string kKey256(256, 'k');
const AtLimit kLimits[] = {
    {"bytes", "a = 123", "a = 1234", {.bytes = 7}, CodecFault::too_large, "has 8 bytes, limit 7"},
    {"default bytes",
     std::string(256 * 1024, '\n'),
     std::string(256 * 1024 + 1, '\n'),
     {},
     CodecFault::too_large,
     "limit 262144"},
    {"array depth",
     "a = " + repeated("[", 32) + repeated("]", 32),
     "a = " + repeated("[", 33) + repeated("]", 33),
     {},
     CodecFault::too_deep,
     "1:37: nested deeper than 32"},
    {"table depth", "a = {b = {c = {}}}", "a = {b = {c = {d = {}}}}", {.depth = 3}, CodecFault::too_deep, "nested deeper than 3"},
    {"depth through dots", "a.b = {c.d = 1}", "a.b = {c.d = []}", {.depth = 3}, CodecFault::too_deep, "deeper than 3"},
    {"depth through headers", "[a.b]\nc = 1", "[a.b]\nc = []", {.depth = 2}, CodecFault::too_deep, "2:5: nested deeper than 2"},
    {"depth through arrays of tables", "[[a]]\nc = 1", "[[a]]\nc = {}", {.depth = 2}, CodecFault::too_deep, "2:5"},
    {"values", "a = [1, 2]", "a = [1, 2, 3]", {.nodes = 4}, CodecFault::too_many, "1:12: more than 4 values"},
    {"key bytes",
     kKey256 + " = 1",
     kKey256 + "k = 1",
     {},
     CodecFault::too_large,
     "1:1: key or unquoted value has more than 256 bytes"},
    {"quoted key bytes",
     "\"" + kKey256.substr(2) + "\" = 1",
     "\n\"" + kKey256 + "\" = 1",
     {},
     CodecFault::too_large,
     "2:1: key has 258 bytes, limit 256"},
    {"header bytes", "[" + kKey256 + "]", "[" + kKey256 + "k]", {}, CodecFault::too_large, "limit 256 bytes"},
    {"quoted header bytes",
     "[['" + kKey256.substr(2) + "']]",
     "[['" + kKey256 + "']]",
     {},
     CodecFault::too_large,
     "1:3: key has 258 bytes"},
    {"inline key bytes",
     "a = {'" + kKey256.substr(2) + "' = 1}",
     "a = {'" + kKey256 + "' = 1}",
     {},
     CodecFault::too_large,
     "1:6: key has 258 bytes"},
    {"key dots",
     repeated("a.", 16) + "a = 1",
     repeated("a.", 17) + "a = 1",
     {},
     CodecFault::too_many,
     "1:1: key has more than 16 dots"},
    {"header dots", "[" + repeated("a . ", 16) + "a]", "[" + repeated("a . ", 17) + "a]", {}, CodecFault::too_many, "1:2"},
    {"quoted dots", repeated("'a'.", 16) + "a = 1", repeated("'a'.", 17) + "a = 1", {}, CodecFault::too_many, "16 dots"},
};

TEST(ParseToml, each_limit_is_inclusive_and_named) {
  for (const auto& row : kLimits) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(parse_toml(row.at_limit, row.limits), succeeds());
    if (row.description == "header bytes") continue;  // its message is the one of `key bytes`
    EXPECT_THAT(parse_toml(row.beyond, row.limits), fails_with(row.fault, row.message));
  }
}

// Goal: what is known to break the parser library never reaches it.
TEST(ParseToml, hostile_sizes_do_no_harm) {
  const TomlLimits wide{.bytes = 8 * 1024 * 1024};
  EXPECT_THAT(parse_toml(repeated("a.", 20'000) + "a = 1"), fails_with(CodecFault::too_many, "16 dots"));
  EXPECT_THAT(parse_toml("[" + repeated("a.", 20'000) + "a]"), fails_with(CodecFault::too_many, "16 dots"));
  EXPECT_THAT(parse_toml("x = {" + repeated("'a'.", 20'000) + "a = 1}"), fails_with(CodecFault::too_many, "16 dots"));
  EXPECT_THAT(parse_toml("x = [" + repeated("a.", 20'000)), fails_with(CodecFault::too_many, "16 dots"));
  EXPECT_THAT(parse_toml(repeated("a\t.\t", 20'000) + "a = 1"), fails_with(CodecFault::too_many, "16 dots"));
  EXPECT_THAT(parse_toml("a = " + repeated("[", 100'000)), fails_with(CodecFault::too_deep, "32"));
  EXPECT_THAT(parse_toml("a = " + repeated("{a=", 80'000)), fails_with(CodecFault::too_deep, "32"));
  EXPECT_THAT(parse_toml(repeated("[", 100'000)), fails_with(CodecFault::too_deep, "32"));
  EXPECT_THAT(parse_toml(std::string(1'000'000, 'k') + " = 1"), fails_with(CodecFault::too_large, "limit 262144"));
  EXPECT_THAT(parse_toml(std::string(1'000'000, 'k') + " = 1", wide), fails_with(CodecFault::too_large, "256 bytes"));
  EXPECT_THAT(parse_toml("'" + std::string(1'000'000, 'k') + "' = 1", wide), fails_with(CodecFault::too_large, "limit 256"));
  EXPECT_THAT(parse_toml("a = " + std::string(200'000, '9')), fails_with(CodecFault::too_large, "256 bytes"));
  EXPECT_THAT(parse_toml("a = '" + std::string(200'000, '9') + "'"), succeeds());
  EXPECT_THAT(parse_toml("a = [" + repeated("'.',", 50'000) + "]"), succeeds());
}

// Tables are nested most deeply when dots, headers and brackets work together.
TEST(ParseToml, dots_and_brackets_together_stay_below_the_depth_limit) {
  std::string text = "[" + repeated("h.", 16) + "h]\n";
  for (int i = 0; i < 32; ++i) text += repeated("a.", 16) + "a = {";
  text += repeated("}", 32);
  EXPECT_THAT(parse_toml(text), fails_with(CodecFault::too_deep, "nested deeper than 32 levels"));
}

TEST(ParseToml, every_value_and_key_knows_its_place) {
  const auto root = parse_toml("# note\n[a.b]\n  極秘 = 'x'\n'極秘' = [1,\n   {c = 2}]\n");
  EXPECT_THAT(root, fails_with(CodecFault::malformed, "3:"));  // a bare key has ASCII letters only
  const auto read = parse_toml("# note\n[a.b]\n  '極秘' = \"x\"\nk = [1,\n   {c = 2}]\n[[list]]\n[[list]]\n");
  ASSERT_THAT(read, succeeds());
  const auto& b = *read->find("a")->find("b");
  const auto& members = b.as_table()->members();
  EXPECT_EQ(members[0].position, (Position{3, 3}));
  EXPECT_EQ(members[0].value.position(), (Position{3, 10}));
  const auto& list = *members[1].value.as_array();
  EXPECT_EQ(list[0].position(), (Position{4, 6}));
  EXPECT_EQ(list[1].position(), (Position{5, 4}));
  EXPECT_EQ(list[1].find("c")->position(), (Position{5, 9}));
  EXPECT_EQ(b.position().line, 2U);
  EXPECT_EQ(read->as_table()->members()[0].position.line, 2U);
  const auto& tables = *read->find("list")->as_array();
  EXPECT_EQ(tables[0].position().line, 6U);
  EXPECT_EQ(tables[1].position().line, 7U);
}

}  // namespace
}  // namespace entente::codec
