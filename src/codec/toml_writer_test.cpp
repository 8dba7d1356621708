#include "codec/toml_writer.h"

#include <gtest/gtest.h>

#include "codec/toml.h"

namespace entente::codec {
namespace {

TEST(TomlWriter, every_text_comes_back) {
  std::string every;
  for (int c = 0; c < 128; ++c) every += static_cast<char>(c);
  for (const std::string& text : {std::string(), every, std::string("\"\n[[clause]]\nid = 'x'\n#"), std::string("\\"),
                                  std::string("\\u0041"), std::string("極秘\u202E"), std::string("'''\"\"\"")}) {
    const auto node = parse_toml("a = " + toml_string(text) + "\n");
    ASSERT_TRUE(node) << node.error().message;
    ASSERT_EQ(node->as_table()->size(), 1U);
    EXPECT_EQ(*node->find("a")->as_string(), text);
    EXPECT_EQ(toml_string(text).find('\n'), std::string::npos);
  }
}

TEST(TomlWriter, lists) {
  EXPECT_EQ(toml_strings({}), "[]");
  EXPECT_EQ(toml_strings({"a", "b\"c"}), "[\"a\", \"b\\\"c\"]");
}

}  // namespace
}  // namespace entente::codec
