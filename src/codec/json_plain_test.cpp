#include "codec/json_plain.h"

#include <gtest/gtest.h>

namespace entente::codec {
namespace {

// Hears what a reader tells, as one text.
class Heard final : public JsonListener {
 public:
  void begin(NodeKind kind, std::size_t at) override { add(at, kind == NodeKind::table ? "{" : "["); }
  void end() override { text += "end "; }
  void key(std::string_view key, std::size_t at) override { add(at, std::string(key) + ":"); }
  void scalar(const JsonScalar& value, std::size_t at) override {
    if (value.kind == NodeKind::string) return add(at, "'" + std::string(value.text) + "'");
    add(at, value.kind == NodeKind::null ? "null" : value.boolean ? "true" : "false");
  }
  std::string text;

 private:
  void add(std::size_t at, const std::string& what) { text += std::to_string(at) + what + " "; }
};

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

// What is plain is told as JsonReader tells it.
TEST(PlainJson, tells_what_the_other_reader_tells) {
  const std::string texts[] = {
      "{}", "[]", "true", "null", "\"a\"", " \r\n\t[ ] ", R"({"a":[],"b":{},"c":[[],{}]})",
      R"({ "a" : "x" , "b" : [ true , false , null , "極秘" ] } )", R"({"":"","x":{"x":{"x":"//"}}})", "\"\x7F\"", "[\"군사Ⅱ급비밀\"]",
      R"([{"a":"1"},{"a":"1"}])", repeated("[", 32) + repeated("]", 32),
      R"({"subject":{"type":"party","id":"JPN"},"action":{"name":"disclose"},"context":{"time":"2024-11-20"}})"};
  PlainJsonReader plain;
  JsonReader reader;
  for (const auto& text : texts) {
    Heard heard;
    Heard expected;
    EXPECT_TRUE(plain.read(text, heard)) << text;
    EXPECT_TRUE(reader.read(text, expected)) << text;
    EXPECT_EQ(heard.text, expected.text) << text;
  }
}

TEST(PlainJson, leaves_the_rest_to_the_other_reader) {
  const std::string texts[] = {"", " ", "1", "-1", "[1.5]", R"("\n")", R"({"\u0061":1})", R"({"a":"x","a":"x"})", R"({"":"","":""})",
                               R"({"a":{"b":"x","c":"y","b":"z"}})", "[true,]", "[,true]", R"({"a":"x",})", R"({"a"})", R"({"a":})", R"({a:"x"})",
                               "[true false]", "{} {}", "{}x", "[", "{", R"({"a")", R"({"a":)", R"({"a":"x")", "\"", "\"a", "[true", "tru", "True",
                               "truefalse", "[}", "{]", "]", "//", "\xEF\xBB\xBF{}", "\"\x80\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"a\nb\"",
                               std::string("\"\0\"", 3), std::string("{}\0", 3), repeated("[", 33) + repeated("]", 33)};
  PlainJsonReader plain;
  for (const auto& text : texts) {
    Heard heard;
    EXPECT_FALSE(plain.read(text, heard)) << text;
  }
}

TEST(PlainJson, finds_what_ends_a_string_wherever_it_stands) {
  PlainJsonReader plain;
  for (std::size_t length = 0; length < 40; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      for (const char other : {'\\', '"', '\n', '\x1f', '\0', '\x80', ' ', '!', '#', '[', '\x7f', '~'}) {
        std::string inside(length, 'a');
        inside[place] = other;
        const std::string text = "[\"" + inside + "\"]";
        Heard heard;
        Heard expected;
        JsonReader reader;
        const bool right = reader.read(text, expected).has_value();
        EXPECT_EQ(plain.read(text, heard), right) << length << " " << place << " " << static_cast<int>(other);
        if (right) EXPECT_EQ(heard.text, expected.text);
      }
    }
  }
}

TEST(PlainJson, keeps_to_the_limits) {
  PlainJsonReader small({.bytes = 16, .depth = 2, .nodes = 3});
  Heard heard;
  EXPECT_TRUE(small.read("[true,true]", heard));
  EXPECT_FALSE(small.read("[true,true,true]", heard));
  EXPECT_TRUE(small.read("[[true]]", heard));
  EXPECT_FALSE(small.read("[[[]]]", heard));
  EXPECT_TRUE(small.read("              {}", heard));
  EXPECT_FALSE(small.read("               {}", heard));
}

}  // namespace
}  // namespace entente::codec
