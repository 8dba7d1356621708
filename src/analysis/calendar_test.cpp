#include "analysis/calendar.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/analysis_limits.h"
#include "decision/tiny_world.h"

namespace entente::analysis {
namespace {

using decision::testing::date;
using decision::testing::instant;
using decision::testing::period;
using decision::testing::sourced;
using decision::testing::TinyWorld;

Result<Calendar> asked(const TinyWorld& tiny, std::int64_t months) {
  return calendar({&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}}, months, questions_about({}));
}

Calendar calendar_in(const TinyWorld& tiny, std::int64_t months = 12) {
  auto found = asked(tiny, months);
  CHECK(found.has_value());
  return std::move(*found);
}

const CalendarDay* on(const Calendar& calendar, const std::string& day) {
  const auto found = std::find_if(calendar.days.begin(), calendar.days.end(),
                                  [&](const CalendarDay& each) { return each.at == instant(day.c_str()); });
  return found == calendar.days.end() ? nullptr : &*found;
}

std::uint64_t newly_permitted(const Hanging& hanging) {
  std::uint64_t out = 0;
  for (const auto& answered : hanging.answered) out += answered.permitted;
  return out;
}

std::uint64_t newly_denied(const Hanging& hanging) {
  std::uint64_t out = 0;
  for (const auto& answered : hanging.answered) out += answered.denied;
  return out;
}

TinyWorld two(const char* from) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB");
  tiny.agreement("ab", "AAA", "BBB", from);
  return tiny;
}

world::Duration renewed_each_year() {
  world::Duration out;
  out.years = 5;
  out.renewal = world::Renewal::automatic;
  out.renewal_years = 1;
  out.notice_days = 90;
  out.provenance = sourced();
  return out;
}

// Goal: what entered into force in some month ends so many years after that month's last day, when decisions change; the day is told.
TEST(Calendar, what_began_in_a_month_ends_after_its_last_day) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").agreement("ab", "AAA", "BBB", "2018-06");
  auto& duration = tiny.last().duration.emplace();
  duration.years = 2;
  duration.provenance = sourced();
  const auto calendar = calendar_in(tiny);
  EXPECT_EQ(on(calendar, "2020-06-01"), nullptr);
  const auto* day = on(calendar, "2020-06-30");
  ASSERT_NE(day, nullptr);
  EXPECT_EQ(day->entries.front().happening, Happening::ends);
  EXPECT_TRUE(day->changes.any());
}

// Goal: an agreement that is terminated ends, as one whose time is over.
TEST(Calendar, a_termination_is_an_end) {
  TinyWorld tiny;
  tiny.nation("AAA").nation("BBB").agreement("ab", "AAA", "BBB", "2018-06-01");
  tiny.last().statuses.push_back({world::StatusValue::terminated, date("2020-03-01"), sourced()});
  const auto calendar = calendar_in(tiny);
  const auto* day = on(calendar, "2020-03-01");
  ASSERT_NE(day, nullptr);
  EXPECT_EQ(day->entries.front().happening, Happening::ends);
}

// Goal: what is signed and does not enter into force in the span stands in a list of its own; what does stands on its date.
TEST(Calendar, lists_what_is_on_its_way) {
  auto tiny = two("2020-06-01");
  tiny.agreement("signed", "AAA", "BBB", "2019-05-01")
      .agreement("talks", "AAA", "BBB", "2018-01-01")
      .agreement("stands", "AAA", "BBB", "2017-01-01")
      .agreement("later", "AAA", "BBB", "2016-01-01");
  auto& list = tiny.world.instruments;
  auto& later = list[4].statuses;
  later.push_back(later.front());
  later.front().value = world::StatusValue::signed_;
  later.back().from = date("2030-01-01");
  list[1].statuses.front().value = world::StatusValue::signed_;
  list[2].statuses.front().value = world::StatusValue::negotiating;
  const auto calendar = calendar_in(tiny);
  ASSERT_EQ(calendar.pending.size(), 3U);
  EXPECT_EQ(calendar.pending[0].id, "later");
  ASSERT_TRUE(calendar.pending[0].in_force_from);
  EXPECT_EQ(calendar.pending[0].in_force_from->text(), "2030-01-01");
  EXPECT_EQ(calendar.pending[1].id, "signed");
  EXPECT_EQ(calendar.pending[1].since.text(), "2019-05-01");
  EXPECT_FALSE(calendar.pending[1].in_force_from);
  EXPECT_EQ(calendar.pending[2].id, "talks");
  ASSERT_NE(on(calendar, "2020-06-01"), nullptr);
}

TEST(Calendar, an_agreement_enters_into_force_and_permits) {
  const auto found = calendar_in(two("2020-06-01"));
  ASSERT_EQ(found.days.size(), 1U);
  const auto& day = found.days.front();
  EXPECT_EQ(day.at, instant("2020-06-01"));
  ASSERT_EQ(day.entries.size(), 1U);
  EXPECT_EQ(day.entries.front().happening, Happening::begins);
  EXPECT_EQ(day.entries.front().kind, "status");
  EXPECT_EQ(day.entries.front().of, "ab");
  EXPECT_GT(newly_permitted(day.changes), 0U);
  EXPECT_EQ(newly_denied(day.changes), 0U);
  ASSERT_FALSE(day.changes.answered.empty());
  const auto& to_parties = day.changes.answered.front();
  EXPECT_EQ(to_parties.question.action, "disclose");
  EXPECT_FALSE(to_parties.question.persons);
  ASSERT_EQ(to_parties.largest.size(), 1U);
  EXPECT_EQ(to_parties.largest.front().cause.instrument, "ab");
}

// Besides parties, persons are asked, and acts. A clearance that lapses changes what its person may have, which is not counted.
TEST(Calendar, asks_persons_and_acts) {
  TinyWorld tiny = two("2010-01-01");
  auto& person = tiny.person("analyst-1", "BBB");
  person.clearances = {decision::testing::clearance("BBB", "TOP")};
  person.clearances[0].period = period("2019-01-01", "2020-03-01");
  tiny.agreement("access", "AAA", "BBB", "2020-06-01");
  tiny.last().kind = world::Kind::reciprocal_access;
  const auto found = calendar_in(tiny);
  const auto* lapsed = on(found, "2020-03-01");
  ASSERT_NE(lapsed, nullptr);
  EXPECT_TRUE(lapsed->entries[0].of_subject);
  const auto* begun = on(found, "2020-06-01");
  ASSERT_NE(begun, nullptr);
  EXPECT_FALSE(begun->entries[0].of_subject);
  ASSERT_EQ(begun->changes.answered.size(), 1U);
  EXPECT_EQ(begun->changes.answered[0].question.action, "visit");
  EXPECT_GT(begun->changes.answered[0].permitted, 0U);
  const auto only =
      calendar({&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}}, 12, questions_about("supply"));
  ASSERT_TRUE(only.has_value());
  EXPECT_EQ(only->questions.size(), 1U);
  ASSERT_NE(on(*only, "2020-06-01"), nullptr);
  EXPECT_TRUE(on(*only, "2020-06-01")->changes.answered.empty());
}

TEST(Calendar, questions_are_about_what_is_asked) {
  EXPECT_EQ(questions_about({}).size(), 8U);
  ASSERT_EQ(questions_about("disclose").size(), 2U);
  EXPECT_TRUE(questions_about("disclose")[1].persons);
  EXPECT_TRUE(questions_about("disclse").empty());
  const auto tiny = two("2020-06-01");
  EXPECT_FALSE(calendar({&tiny.world, {instant("2020-01-01"), std::nullopt, world::Evidence::unverified}}, 12, {}).has_value());
}

// Goal: the day an agreement enters into force is asked about persons too, and tells what `diff --persons` tells of it.
TEST(Calendar, tells_of_persons_what_a_diff_of_persons_tells) {
  const auto tiny = two("2020-06-01");
  const auto found = calendar_in(tiny);
  const auto* begun = on(found, "2020-06-01");
  ASSERT_NE(begun, nullptr);
  const auto& all = begun->changes.answered;
  const auto to_persons = std::find_if(all.begin(), all.end(), [](const Answered& each) { return each.question.persons; });
  ASSERT_NE(to_persons, all.end());
  const auto view = [&](Instant at) { return View{&tiny.world, {at, std::nullopt, world::Evidence::unverified}}; };
  Narrowing persons;
  persons.persons = true;
  const auto changed = changes(view({begun->at.seconds - 1}), view(begun->at), persons);
  ASSERT_TRUE(changed.has_value());
  EXPECT_GT(changed->permitted, 0U);
  EXPECT_EQ(to_persons->permitted, changed->permitted);
  EXPECT_EQ(to_persons->denied, changed->denied);
}

// Goal: an accreditation of a channel by a party is asked about, one of a system is of that system alone.
TEST(Calendar, a_channel_is_counted_and_a_system_is_not) {
  TinyWorld tiny = two("2010-01-01");
  tiny.world.accreditations.push_back({"link", PartyId("AAA"), LevelName("TOP"), period("2019-01-01"), sourced()});
  tiny.world.accreditations.push_back({"link", PartyId("BBB"), LevelName("TOP"), period("2019-01-01", "2020-03-01"), sourced()});
  tiny.system("net", "BBB").accreditations = {decision::testing::clearance("BBB", "TOP")};
  tiny.world.systems.back().accreditations[0].period = period("2019-01-01", "2020-04-01");
  const auto found = calendar_in(tiny);
  const auto* channel = on(found, "2020-03-01");
  ASSERT_NE(channel, nullptr);
  EXPECT_FALSE(channel->entries.front().of_subject);
  EXPECT_GT(newly_denied(channel->changes), 0U);
  const auto* system = on(found, "2020-04-01");
  ASSERT_NE(system, nullptr);
  EXPECT_TRUE(system->entries.front().of_subject);
}

TEST(Calendar, the_first_day_counts_and_the_last_does_not) {
  EXPECT_EQ(calendar_in(two("2020-01-01"), 1).days.size(), 1U);
  EXPECT_TRUE(calendar_in(two("2020-02-01"), 1).days.empty());
  EXPECT_TRUE(calendar_in(two("2019-12-31"), 1).days.empty());
}

TEST(Calendar, a_partial_date_is_where_it_counts) {
  const auto found = calendar_in(two("2020-06"));
  ASSERT_EQ(found.days.size(), 1U);
  EXPECT_EQ(found.days.front().at, instant("2020-06-30"));
}

TEST(Calendar, a_consent_lapses_and_denies) {
  TinyWorld tiny = two("2010-01-01");
  tiny.nation("CCC").agreement("bc", "BBB", "CCC", "2010-01-01").agreement("ac", "AAA", "CCC", "2010-01-01");
  tiny.consent("AAA", "CCC", "object-1");
  tiny.world.consents.back().period = period("2019-01-01", "2020-03-01");
  const auto found = calendar_in(tiny);
  ASSERT_EQ(found.days.size(), 1U);
  EXPECT_EQ(found.days.front().at, instant("2020-03-01"));
  EXPECT_EQ(found.days.front().entries.front().happening, Happening::lapses);
  EXPECT_EQ(newly_permitted(found.days.front().changes), 0U);
  EXPECT_GT(newly_denied(found.days.front().changes), 0U);
}

TEST(Calendar, a_renewal_says_what_hangs_on_it) {
  TinyWorld tiny = two("2012-05-01");
  tiny.last().duration = renewed_each_year();
  const auto found = calendar_in(tiny);
  const auto* notice = on(found, "2020-01-31");
  ASSERT_NE(notice, nullptr);
  EXPECT_EQ(notice->entries.front().happening, Happening::notice);
  const auto* renewal = on(found, "2020-05-01");
  ASSERT_NE(renewal, nullptr);
  const auto& entry = renewal->entries.front();
  EXPECT_EQ(entry.happening, Happening::renews);
  EXPECT_EQ(newly_permitted(renewal->changes) + newly_denied(renewal->changes), 0U);
  ASSERT_TRUE(entry.if_ended.has_value());
  EXPECT_GT(newly_denied(*entry.if_ended), 0U);
  EXPECT_EQ(newly_permitted(*entry.if_ended), 0U);
  EXPECT_EQ(found.days.size(), 2U);
}

// Notice given in time ends it, unless a later one takes it back before; then it renews as ever. What ends rests on the notice
// too.
TEST(Calendar, a_notice_that_is_taken_back_ends_nothing) {
  auto tiny = two("2015-06-01");
  auto& notices = tiny.last().notices;
  tiny.last().duration = renewed_each_year();
  notices.push_back({world::NoticeKind::termination, "notice", date("2020-02-01"), sourced(world::Evidence::unverified)});
  const auto ended = calendar_in(tiny, 30);
  ASSERT_NE(on(ended, "2020-06-01"), nullptr);
  EXPECT_EQ(on(ended, "2020-06-01")->entries.front().happening, Happening::ends);
  EXPECT_EQ(on(ended, "2020-06-01")->entries.front().evidence, world::Evidence::unverified);
  EXPECT_EQ(on(ended, "2021-06-01"), nullptr);
  notices.push_back({world::NoticeKind::withdrawal, "taken back", date("2020-05-15"), sourced()});
  const auto goes_on = calendar_in(tiny, 30);
  for (const char* day : {"2020-06-01", "2021-06-01", "2022-06-01"}) {
    ASSERT_NE(on(goes_on, day), nullptr) << day;
    ASSERT_EQ(on(goes_on, day)->entries.size(), 1U) << day;
    EXPECT_EQ(on(goes_on, day)->entries.front().happening, Happening::renews) << day;
  }
}

// Goal: nobody takes silence for "nothing lapses". Method: one agreement with a term, one without, one signed, and a law.
TEST(Calendar, names_what_has_no_term) {
  auto tiny = two("2015-06-01");
  tiny.last().duration = renewed_each_year();
  tiny.agreement("open", "AAA", "BBB", "2016-01-01")
      .agreement("signed", "AAA", "BBB", "2016-01-01")
      .agreement("law", "AAA", "BBB", "2016-01-01");
  tiny.world.instruments[2].statuses.front().value = world::StatusValue::signed_;
  tiny.world.instruments[3].kind = world::Kind::national_law;
  EXPECT_EQ(calendar_in(tiny).without_term, std::vector<std::string>{"open"});
}

// The calendar begins on 1 January 2020; 90 days lie between the notice and the renewal.
TEST(Calendar, a_renewal_against_which_it_is_too_late_for_a_notice_says_so) {
  for (const auto& [renewal, passed] : {std::pair("2012-03-31", "2019-12-31"), std::pair("2012-04-01", "")}) {
    TinyWorld tiny = two(renewal);
    tiny.last().duration = renewed_each_year();
    const auto found = calendar_in(tiny, 16);
    const auto* day = on(found, std::string("2020") + (renewal + 4));
    ASSERT_NE(day, nullptr) << renewal;
    const auto& told = day->entries.front().notice_passed;
    EXPECT_EQ(told ? told->text() : std::string(), passed) << renewal;
    const auto* next = on(found, std::string("2021") + (renewal + 4));
    ASSERT_NE(next, nullptr) << renewal;
    EXPECT_FALSE(next->entries.front().notice_passed.has_value()) << renewal;
  }
}

TEST(Calendar, every_renewal_of_the_months_stands) {
  TinyWorld tiny = two("2012-05-01");
  tiny.last().duration = renewed_each_year();
  const auto found = calendar_in(tiny, 36);
  for (const char* day : {"2020-05-01", "2021-05-01", "2022-05-01", "2020-01-31", "2021-01-30", "2022-01-30"})
    EXPECT_NE(on(found, day), nullptr) << day;
  EXPECT_EQ(found.days.size(), 6U);
}

TEST(Calendar, an_agreement_that_ends_by_its_text_denies) {
  TinyWorld tiny = two("2015-05-01");
  tiny.last().duration = renewed_each_year();
  tiny.last().duration->renewal = world::Renewal::none;
  tiny.last().duration->renewal_years.reset();
  const auto found = calendar_in(tiny);
  const auto* end = on(found, "2020-05-01");
  ASSERT_NE(end, nullptr);
  EXPECT_EQ(end->entries.front().happening, Happening::ends);
  EXPECT_FALSE(end->entries.front().if_ended.has_value());
  EXPECT_GT(newly_denied(end->changes), 0U);
}

TEST(Calendar, months_out_of_bounds_are_refused) {
  const auto tiny = two("2010-01-01");
  EXPECT_FALSE(asked(tiny, 0).has_value());
  EXPECT_FALSE(asked(tiny, static_cast<std::int64_t>(limits::kCalendarMonths) + 1).has_value());
  EXPECT_TRUE(asked(tiny, static_cast<std::int64_t>(limits::kCalendarMonths)).has_value());
}

}  // namespace
}  // namespace entente::analysis
