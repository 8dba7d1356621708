#include "codec/toml_tokens.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "codec/fault_matchers.h"

namespace entente::codec {
namespace {

std::vector<std::string> pieces(std::string_view text) {
  const auto tokens = tokenize_toml(text);
  std::vector<std::string> out;
  if (!tokens) return {tokens.error().message};
  for (const auto& token : *tokens) {
    const auto shown = token.piece == TomlPiece::line_end ? std::string("end") : std::string(token.text);
    out.push_back(std::to_string(static_cast<int>(token.piece)) + " " + shown);
  }
  return out;
}

using List = std::vector<std::string>;

TEST(TomlTokens, a_line_falls_into_word_mark_string_and_comment) {
  EXPECT_EQ(pieces("id = \"a # b\"  # why  \r\n"), (List{"3 id", "4 =", "2 \"a # b\"", "1 # why", "0 end"}));
}

TEST(TomlTokens, dots_belong_to_words_and_numbers_stay_whole) {
  EXPECT_EQ(pieces("a.b=-1.5e+3"), (List{"3 a.b", "4 =", "3 -1.5e+3"}));
  EXPECT_EQ(pieces("[ a . b ]"), (List{"4 [", "3 a", "3 .", "3 b", "4 ]"}));
}

TEST(TomlTokens, strings_are_kept_as_written) {
  EXPECT_EQ(pieces(R"("\" # \\" 'c:\')"), (List{R"(2 "\" # \\")", R"(2 'c:\')"}));
  EXPECT_EQ(pieces("\"\"\"\n # no comment \"\" \"\"\"\"\" # one"), (List{"2 \"\"\"\n # no comment \"\" \"\"\"\"\"", "1 # one"}));
  EXPECT_EQ(pieces("''''a'''''"), (List{"2 ''''a'''''"}));
  EXPECT_EQ(pieces("\"\""), (List{"2 \"\""}));
}

TEST(TomlTokens, what_is_not_known_is_refused_with_its_place) {
  EXPECT_THAT(tokenize_toml("a = 1\nb = \"open\n"), fails_with(CodecFault::forbidden, "2:5: a text that is not closed"));
  EXPECT_THAT(tokenize_toml("a = '''open"), fails_with(CodecFault::forbidden, "1:5: a text that is not closed"));
  EXPECT_THAT(tokenize_toml("\n極 = 1"), fails_with(CodecFault::forbidden, "2:1: "));
  EXPECT_THAT(tokenize_toml("a = \"\\"), fails_with(CodecFault::forbidden, "1:5: "));
  EXPECT_THAT(tokenize_toml("d = 12:30"), fails_with(CodecFault::forbidden, "1:7: `:` is not understood"));
}

}  // namespace
}  // namespace entente::codec
