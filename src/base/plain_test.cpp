#include "base/plain.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace entente {
namespace {

using namespace std::string_view_literals;

TEST(Plain, what_a_reader_sees_is_what_is_written) {
  for (const auto text : {"weapons"sv, "coastal radar"sv, "燃料"sv, "munitions classées"sv, "£5"sv}) EXPECT_TRUE(is_plain(text)) << text;
}

TEST(Plain, what_cannot_be_seen_or_has_a_plainer_form_is_not) {
  for (const auto text : {""sv, "\0weapons"sv, "\tweapons"sv, "weapons\n"sv, "wea\x1b[2Jpons"sv, "\x7fweapons"sv, "\xC2\x85weapons"sv,
                          "\xE2\x80\x8Bweapons"sv, "weapons\xE2\x80\xAE"sv, "\xEF\xBB\xBFweapons"sv, "ｗｅａｐｏｎｓ"sv, "\xC2\xA0weapons"sv,
                          "weapons\xFF"sv, "\xC2"sv})
    EXPECT_FALSE(is_plain(text)) << testing::PrintToString(std::string(text));
}

}  // namespace
}  // namespace entente
