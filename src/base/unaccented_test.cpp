#include "base/unaccented.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Unaccented, has_neither_accents_nor_case) {
  EXPECT_EQ(unaccented("TRÈS SECRET"), unaccented("Tres secret"));
  EXPECT_EQ(unaccented("PROTE\u0301GE\u0301 B"), "protege b");
  EXPECT_EQ(unaccented("für"), "fur");
  EXPECT_NE(unaccented("군사II급비밀"), unaccented("군사III급비밀"));
  EXPECT_NE(unaccented("極秘"), unaccented("秘"));
  EXPECT_EQ(unaccented("\xff"), "");
}

}  // namespace
}  // namespace entente
