#include "world/duration.h"

#include <gtest/gtest.h>

namespace entente::world {
namespace {

PartialDate day(const char* text) { return *PartialDate::parse(text); }
Instant at(const char* text) { return *parse_instant(text); }

Instrument in_force_from(const char* date, Duration duration) {
  Instrument out;
  out.statuses.push_back({StatusValue::in_force, day(date), {}});
  out.duration = std::move(duration);
  return out;
}

Duration years(std::int64_t count, std::optional<Renewal> renewal = std::nullopt) {
  Duration out;
  out.years = count;
  out.renewal = renewal;
  return out;
}

// Article 21 of isa-jpn-kor: a year, then year by year unless notice is given ninety days before.
Duration like_jpn_kor() {
  auto out = years(1, Renewal::automatic);
  out.renewal_years = 1;
  out.notice_days = 90;
  return out;
}

std::string shown(const std::optional<PartialDate>& date) { return date ? date->text() : ""; }

TEST(Duration, ends_on_the_day_its_years_are_over) {
  const auto instrument = in_force_from("2023-06-03", years(5));
  EXPECT_EQ(ended(instrument, at("2028-06-02T23:59:59Z")), std::nullopt);
  EXPECT_EQ(ended(instrument, at("2028-06-03")), at("2028-06-03"));
  EXPECT_EQ(shown(outlook(instrument, at("2028-06-02")).ends), "2028-06-03");
  EXPECT_EQ(shown(outlook(instrument, at("2028-06-03")).ends), "");
}

TEST(Duration, counts_a_leap_day_to_the_28th) {
  EXPECT_EQ(ended(in_force_from("2024-02-29", years(5)), at("2029-02-28")), at("2029-02-28"));
}

TEST(Duration, is_prolonged_by_a_later_entry_into_force) {
  auto instrument = in_force_from("2023-06-03", years(5));
  instrument.statuses.push_back({StatusValue::in_force, day("2028-06-03"), {}});
  EXPECT_EQ(ended(instrument, at("2030-01-01")), std::nullopt);
  EXPECT_EQ(ended(instrument, at("2033-06-03")), at("2033-06-03"));
}

TEST(Duration, with_an_automatic_or_indefinite_renewal_never_ends_by_itself) {
  for (const auto renewal : {Renewal::automatic, Renewal::indefinite}) {
    EXPECT_EQ(ended(in_force_from("1960-06-23", years(10, renewal)), at("2199-01-01")), std::nullopt);
  }
  EXPECT_TRUE(ended(in_force_from("1960-06-23", years(10, Renewal::by_consent)), at("2199-01-01")));
}

// The deadline that was reported in 2019 and 2020 was 24 August, for a renewal on 23 November.
TEST(Duration, leaves_the_whole_notice_before_the_renewal) {
  const auto instrument = in_force_from("2016-11-23", like_jpn_kor());
  const auto before = outlook(instrument, at("2019-08-24"));
  EXPECT_EQ(shown(before.renews), "2019-11-23");
  EXPECT_EQ(shown(before.last_notice), "2019-08-24");
  EXPECT_EQ(shown(before.notice_for), "2019-11-23");
  const auto after = outlook(instrument, at("2019-08-25"));
  EXPECT_EQ(shown(after.renews), "2019-11-23");
  EXPECT_EQ(shown(after.last_notice), "2020-08-24");
  EXPECT_EQ(shown(after.notice_for), "2020-11-23");
  EXPECT_EQ(shown(outlook(instrument, at("2016-11-22")).renews), "");  // not in force yet
}

TEST(Duration, counts_months_of_notice_by_the_calendar) {
  auto duration = years(10, Renewal::automatic);
  duration.renewal_years = 10;
  duration.notice_months = 6;
  const auto instrument = in_force_from("2017-08-31", duration);
  EXPECT_EQ(shown(outlook(instrument, at("2026-01-01")).last_notice), "2027-02-27");
}

TEST(Duration, is_as_precise_as_the_entry_into_force) {
  const auto next = outlook(in_force_from("2017", like_jpn_kor()), at("2026-08-01"));
  EXPECT_EQ(shown(next.renews), "2026");
  EXPECT_EQ(shown(next.last_notice), "");
}

TEST(Duration, says_in_words_what_it_is) {
  EXPECT_EQ(in_words(like_jpn_kor()), "1 year, then renewed for 1 year unless notice is given 90 days before");
  EXPECT_EQ(in_words(years(5)), "5 years; no renewal is recorded");
  EXPECT_EQ(in_words(years(5, Renewal::by_consent)), "5 years, prolonged by consent alone");
  Duration open;
  open.renewal = Renewal::indefinite;
  open.notice_months = 12;
  EXPECT_EQ(in_words(open), "until notice is given; 12 months of notice");
}

// The notice of 2019 against isa-jpn-kor, suspended on the day before it would have taken effect.
TEST(Duration, a_notice_in_time_is_shown_as_an_end_while_it_stands) {
  auto instrument = in_force_from("2016-11-23", like_jpn_kor());
  instrument.notices.push_back({NoticeKind::termination, "notice", day("2019-08-23"), {}});
  instrument.notices.push_back({NoticeKind::other, "a change of law", day("2019-09-01"), {}});
  EXPECT_EQ(shown(outlook(instrument, at("2019-08-22")).renews), "2019-11-23");
  const auto given = outlook(instrument, at("2019-10-01"));
  EXPECT_EQ(shown(given.ends), "2019-11-23");
  EXPECT_EQ(shown(given.notice_given), "2019-08-23");
  EXPECT_EQ(shown(given.renews), "");
  World world;
  world.instruments.push_back(instrument);
  EXPECT_EQ(ended_durations(world, at("2019-11-22")).size(), 0U);
  EXPECT_EQ(ended_durations(world, at("2019-12-01")).size(), 1U);
  instrument.notices.push_back({NoticeKind::suspension, "suspended", day("2019-11-22"), {}});
  EXPECT_EQ(shown(outlook(instrument, at("2019-10-01")).ends), "2019-11-23");
  EXPECT_EQ(shown(outlook(instrument, at("2019-11-22")).renews), "2019-11-23");
  world.instruments[0] = instrument;
  EXPECT_EQ(ended_durations(world, at("2019-12-01")).size(), 0U);
}

TEST(Duration, a_notice_after_the_last_day_is_for_the_next_renewal) {
  auto instrument = in_force_from("2016-11-23", like_jpn_kor());
  instrument.notices.push_back({NoticeKind::termination, "notice", day("2019-08-25"), {}});
  EXPECT_EQ(shown(outlook(instrument, at("2019-10-01")).renews), "2019-11-23");
  EXPECT_EQ(shown(outlook(instrument, at("2019-12-01")).ends), "2020-11-23");
}

}  // namespace
}  // namespace entente::world
