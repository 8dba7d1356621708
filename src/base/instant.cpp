#include "base/instant.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "base/text.h"

namespace entente {
namespace {

constexpr int kFirstYear = 1800;
constexpr int kLastYear = 2200;
constexpr std::int64_t kSecondsPerDay = 86400;

struct Cursor {
  std::string_view rest;

  std::optional<int> digits(std::size_t count) {
    if (rest.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest[i] < '0' || rest[i] > '9') return std::nullopt;
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
  bool take(char wanted) {
    if (rest.empty() || rest.front() != wanted) return false;
    rest.remove_prefix(1);
    return true;
  }
};

bool is_day(int year, int month, int day) {
  return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}}
      .ok();
}

std::int64_t day_number(int year, int month, int day) {
  const std::chrono::sys_days days{std::chrono::year{year} / month / day};
  return days.time_since_epoch().count();
}

int last_day_of(int year, int month) {
  const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

tl::unexpected<Error> not_a_date(std::string_view text) {
  return fail(TimeFault::not_a_date, fmt::format("{} is not a date; expected YYYY-MM-DD or an RFC 3339 instant", quoted(text)));
}

// "T12:34:56[.789](Z|+09:00)" → seconds after the day's first instant in UTC.
std::optional<std::int64_t> parse_time_of_day(Cursor& cursor) {
  if (!cursor.take('T') && !cursor.take('t')) return std::nullopt;
  const auto hour = cursor.digits(2);
  if (!hour || *hour > 23 || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.digits(2);
  if (!minute || *minute > 59 || !cursor.take(':')) return std::nullopt;
  const auto second = cursor.digits(2);
  if (!second || *second > 59) return std::nullopt;
  if (cursor.take('.')) {
    if (!cursor.digits(1)) return std::nullopt;
    while (cursor.digits(1)) {
    }
  }
  const std::int64_t local = *hour * 3600 + *minute * 60 + *second;
  if (cursor.take('Z') || cursor.take('z')) return local;
  const bool east = cursor.take('+');
  if (!east && !cursor.take('-')) return std::nullopt;
  const auto zone_hour = cursor.digits(2);
  if (!zone_hour || *zone_hour > 23 || !cursor.take(':')) return std::nullopt;
  const auto zone_minute = cursor.digits(2);
  if (!zone_minute || *zone_minute > 59) return std::nullopt;
  const std::int64_t offset = *zone_hour * 3600 + *zone_minute * 60;
  return east ? local - offset : local + offset;
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  Cursor cursor{text};
  const auto year = cursor.digits(4);
  if (!year || !cursor.take('-')) return not_a_date(text);
  const auto month = cursor.digits(2);
  if (!month || !cursor.take('-')) return not_a_date(text);
  const auto day = cursor.digits(2);
  if (!day || !is_day(*year, *month, *day)) return not_a_date(text);
  if (*year < kFirstYear || *year > kLastYear) {
    return fail(TimeFault::out_of_range, fmt::format("{} is outside the years {} to {}", quoted(text), kFirstYear, kLastYear));
  }
  std::int64_t seconds = day_number(*year, *month, *day) * kSecondsPerDay;
  if (!cursor.rest.empty()) {
    const auto time_of_day = parse_time_of_day(cursor);
    if (!time_of_day || !cursor.rest.empty()) return not_a_date(text);
    seconds += *time_of_day;
  }
  return Instant{seconds};
}

std::string to_string(Instant instant) {
  if (instant == kEndOfTime) return "forever";
  if (instant == kBeginningOfTime) return "always";
  std::int64_t days = instant.seconds / kSecondsPerDay;
  std::int64_t rest = instant.seconds % kSecondsPerDay;
  if (rest < 0) {
    rest += kSecondsPerDay;
    --days;
  }
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), rest / 3600, rest / 60 % 60, rest % 60);
}

std::string to_short_string(Instant instant) {
  std::string text = to_string(instant);
  constexpr std::string_view kMidnight = "T00:00:00Z";
  if (text.ends_with(kMidnight)) text.resize(text.size() - kMidnight.size());
  return text;
}

Result<PartialDate> PartialDate::parse(std::string_view text) {
  const auto bad = [&] {
    return fail(TimeFault::not_a_date, fmt::format("{} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD", quoted(text)));
  };
  Cursor cursor{text};
  PartialDate date;
  const auto year = cursor.digits(4);
  if (!year) return bad();
  if (*year < kFirstYear || *year > kLastYear) {
    return fail(TimeFault::out_of_range, fmt::format("{} is outside the years {} to {}", quoted(text), kFirstYear, kLastYear));
  }
  date.year_ = static_cast<std::int16_t>(*year);
  if (cursor.rest.empty()) return date;
  if (!cursor.take('-')) return bad();
  const auto month = cursor.digits(2);
  if (!month || *month < 1 || *month > 12) return bad();
  date.month_ = static_cast<std::int8_t>(*month);
  if (cursor.rest.empty()) return date;
  if (!cursor.take('-')) return bad();
  const auto day = cursor.digits(2);
  if (!day || !cursor.rest.empty() || !is_day(*year, *month, *day)) return bad();
  date.day_ = static_cast<std::int8_t>(*day);
  return date;
}

Instant PartialDate::earliest() const {
  return Instant{day_number(year_, month_ == 0 ? 1 : month_, day_ == 0 ? 1 : day_) * kSecondsPerDay};
}

Instant PartialDate::latest() const {
  const int month = month_ == 0 ? 12 : month_;
  return Instant{day_number(year_, month, day_ == 0 ? last_day_of(year_, month) : day_) * kSecondsPerDay};
}

std::string PartialDate::text() const {
  if (month_ == 0) return fmt::format("{:04}", year_);
  if (day_ == 0) return fmt::format("{:04}-{:02}", year_, month_);
  return fmt::format("{:04}-{:02}-{:02}", year_, month_, day_);
}

PartialDate PartialDate::years_later(int years) const {
  PartialDate out = *this;
  out.year_ = static_cast<std::int16_t>(year_ + years);
  if (day_ != 0) out.day_ = static_cast<std::int8_t>(std::min<int>(day_, last_day_of(out.year_, month_)));
  return out;
}

Instant months_later(Instant instant, int months) {
  using namespace std::chrono;
  const sys_seconds time{seconds{instant.seconds}};
  const auto midnight = floor<days>(time);
  const year_month_day date{midnight};
  const auto target = date.year() / date.month() + std::chrono::months{months};
  const int last = last_day_of(static_cast<int>(target.year()), static_cast<int>(static_cast<unsigned>(target.month())));
  const int day = std::min(static_cast<int>(static_cast<unsigned>(date.day())), last);
  const sys_days moved{target / std::chrono::day{static_cast<unsigned>(day)}};
  return Instant{(moved.time_since_epoch() + (time - midnight)).count()};
}

Interval as_grant(const Period& period) {
  return Interval{period.from ? period.from->latest() : kBeginningOfTime, period.until ? period.until->earliest() : kEndOfTime};
}

Interval as_restriction(const Period& period) {
  return Interval{period.from ? period.from->earliest() : kBeginningOfTime, period.until ? period.until->latest() : kEndOfTime};
}

}  // namespace entente
