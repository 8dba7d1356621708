#include "format/heat_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::format {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string heads(HeatColumns& columns, double left, double right) {
  columns.place(left, right, 72);
  SvgWriter svg({.width = 4000, .height = 100}, "heads", "heads");
  columns.draw_heads(svg, 50);
  return svg.finish();
}

// As many as a large world has: in 1,200 pixels one letter of each would be left.
TEST(HeatColumns, heads_of_many_are_whole_in_the_narrowest) {
  std::vector<PartyId> recipients;
  for (char last = 'A'; last <= 'Z'; ++last) {
    recipients.emplace_back(std::string("XA") + last);
    recipients.emplace_back(std::string("XB") + last);
  }
  recipients.emplace_back("NATO");
  HeatColumns columns(recipients);
  for (std::size_t each = 0; each < recipients.size(); ++each) columns.add(each, [](std::size_t, std::size_t) { return false; });
  EXPECT_THAT(heads(columns, 150, 1180), Not(HasSubstr(">XBC<")));
  const auto whole = heads(columns, 150, 150 + columns.narrowest() * static_cast<double>(recipients.size()));
  for (const auto& each : recipients) EXPECT_THAT(whole, HasSubstr(">" + each.value + "<"));
}

TEST(HeatColumns, a_long_name_makes_no_column_wider_than_four_letters_do) {
  const std::vector<PartyId> recipients{PartyId("AUSTRALIA_GROUP"), PartyId("JPN")};
  HeatColumns columns(recipients);
  for (std::size_t each = 0; each < 2; ++each) columns.add(each, [](std::size_t, std::size_t) { return false; });
  HeatColumns other(recipients);
  EXPECT_EQ(other.narrowest(), 0);
  EXPECT_LT(columns.narrowest(), 45);
  EXPECT_THAT(heads(columns, 0, 2 * columns.narrowest()), HasSubstr("AUS…"));
}

}  // namespace
}  // namespace entente::format
