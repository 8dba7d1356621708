// What is only shown leaves no copy behind: docs/semantics.md 3.4.
#include <algorithm>

#include <gtest/gtest.h>

#include "decision/tiny_world.h"

namespace entente::decision::testing {
namespace {

bool has_duty(const Decision& decision) {
  EXPECT_TRUE(decision.permit);
  return std::any_of(decision.obligations.begin(), decision.obligations.end(),
                     [](const Obligation& each) { return each.id == "display-only"; });
}

TinyWorld two() {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").agreement("isa", "AAA", "BBB", "2010");
  return tiny;
}

TEST(DisplayDuty, comes_with_a_permit_to_show_and_with_no_other) {
  Question question = Question("AAA", "MID").to("BBB").released({"BBB"});
  EXPECT_FALSE(has_duty(decide_in(two(), question)));
  question.request.mode = Mode::display;
  EXPECT_TRUE(has_duty(decide_in(two(), question)));
}

TEST(DisplayDuty, holds_at_the_free_level_too) {
  Question question = Question("AAA", "FREE").to("BBB").released({"BBB"});
  question.request.mode = Mode::display;
  EXPECT_TRUE(has_duty(decide_in(two(), question)));
}

}  // namespace
}  // namespace entente::decision::testing
