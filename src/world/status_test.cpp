#include "world/status.h"

#include <gtest/gtest.h>

namespace entente::world {
namespace {

Instrument with(std::vector<std::pair<StatusValue, const char*>> history) {
  Instrument out;
  for (const auto& [value, from] : history)
    out.statuses.push_back({.value = value, .from = *PartialDate::parse(from), .provenance = {}});
  return out;
}

std::string at(const Instrument& instrument, const char* date) {
  const auto* status = status_at(instrument, *parse_instant(date));
  return status != nullptr ? std::string(to_string(status->value)) : "nothing";
}

TEST(StatusAt, holds_from_the_first_day_on) {
  const auto instrument = with({{StatusValue::in_force, "2016-11-23"}, {StatusValue::signed_, "2016-11-01"}});
  EXPECT_EQ(at(instrument, "2016-10-31"), "nothing");
  EXPECT_EQ(at(instrument, "2016-11-22"), "signed");
  EXPECT_EQ(at(instrument, "2016-11-23"), "in-force");
}

// A grant of an uncertain day starts on the last one, a restriction on the first.
TEST(StatusAt, partial_dates_start_late_for_in_force_and_early_for_the_rest) {
  const auto instrument = with({{StatusValue::in_force, "2007-08"}, {StatusValue::suspended, "2010"}});
  EXPECT_EQ(at(instrument, "2007-08-30"), "nothing");
  EXPECT_EQ(at(instrument, "2007-08-31"), "in-force");
  EXPECT_EQ(at(instrument, "2009-12-31"), "in-force");
  EXPECT_EQ(at(instrument, "2010-01-01"), "suspended");
}

TEST(StatusAt, of_one_day_the_later_in_order_holds) {
  EXPECT_EQ(at(with({{StatusValue::in_force, "2016-11-23"}, {StatusValue::signed_, "2016-11-23"}}), "2016-11-23"), "in-force");
  EXPECT_EQ(at(with({{StatusValue::terminated, "2020-01-01"}, {StatusValue::in_force, "2020-01-01"}}), "2020-01-01"),
            "terminated");
}

}  // namespace
}  // namespace entente::world
