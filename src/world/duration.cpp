#include "world/duration.h"

#include <algorithm>

#include <fmt/format.h>

#include "world/status.h"

namespace entente::world {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string notice_in_words(const Duration& duration) {
  if (duration.notice_days) return counted(*duration.notice_days, "day");
  return duration.notice_months ? counted(*duration.notice_months, "month") : std::string();
}

std::optional<PartialDate> first_end(const Duration& duration, const PartialDate& entry) {
  if (duration.until) return duration.until;
  if (duration.years) return entry.years_later(static_cast<int>(*duration.years));
  return std::nullopt;
}

const Status* first_in_force(const Instrument& instrument) {
  const Status* first = nullptr;
  for (const auto& status : instrument.statuses) {
    if (status.value != StatusValue::in_force) continue;
    if (first == nullptr || start_of(status) < start_of(*first)) first = &status;
  }
  return first;
}

// The renewal after this one; nothing where nobody recorded how long a renewal lasts, or beyond the years of dates.
std::optional<PartialDate> renewal_after(const Duration& duration, const PartialDate& renewal) {
  if (!duration.renewal_years) return std::nullopt;
  const auto later = renewal.years_later(static_cast<int>(*duration.renewal_years));
  return PartialDate::parse(later.text()) ? std::optional(later) : std::nullopt;
}

// The latest notice of termination by `at` that no later one has suspended or withdrawn by then.
const Notice* standing_notice(const Instrument& instrument, Instant at) {
  std::vector<const Notice*> told;
  for (const auto& notice : instrument.notices) {
    if (notice.kind != NoticeKind::other && notice.on.earliest() <= at) told.push_back(&notice);
  }
  const auto last = std::max_element(told.begin(), told.end(), [](const Notice* a, const Notice* b) {
    return a->on.earliest() != b->on.earliest() ? a->on.earliest() < b->on.earliest() : a->kind < b->kind;
  });
  return last == told.end() || (*last)->kind != NoticeKind::termination ? nullptr : *last;
}

// Whether a notice is in time for that renewal; one of which this cannot be told is.
bool is_in_time(const Duration& duration, const Notice& notice, const PartialDate& renewal) {
  const auto last = last_notice_before(duration, renewal);
  return notice.on.earliest() < renewal.latest() && (!last || notice.on.earliest() <= last->earliest());
}

Outlook of_renewals(const Instrument& instrument, const PartialDate& entry, Instant at) {
  Outlook out;
  const auto& duration = *instrument.duration;
  const auto* given = standing_notice(instrument, at);
  for (auto renewal = first_end(duration, entry); renewal; renewal = renewal_after(duration, *renewal)) {
    if (renewal->latest() <= at) continue;
    if (given != nullptr && is_in_time(duration, *given, *renewal)) {
      out.ends = renewal;
      out.notice_given = given->on;
      return out;
    }
    if (!out.renews) out.renews = renewal;
    const auto notice = last_notice_before(duration, *renewal);
    if (notice && notice->earliest().seconds + kDay <= at.seconds) continue;
    if (notice) {
      out.last_notice = notice;
      out.notice_for = renewal;
    }
    break;
  }
  return out;
}

}  // namespace

// That day and the renewal's are not part of the time of notice.
std::optional<PartialDate> last_notice_before(const Duration& duration, const PartialDate& renewal) {
  if (!renewal.is_whole() || (!duration.notice_days && !duration.notice_months)) return std::nullopt;
  Instant day = renewal.earliest();
  if (duration.notice_months) day = months_later(day, -static_cast<int>(*duration.notice_months));
  day.seconds -= (duration.notice_days.value_or(0) + 1) * kDay;
  const auto date = PartialDate::parse(to_short_string(day));
  return date ? std::optional(*date) : std::nullopt;
}

bool ends_by_itself(const Duration& duration) {
  if (!duration.years && !duration.until) return false;
  return duration.renewal != Renewal::automatic && duration.renewal != Renewal::indefinite;
}

Instant end_of(const Instrument& instrument, const Status& in_force) {
  const auto& duration = instrument.duration;
  if (!duration || !ends_by_itself(*duration)) return kEndOfTime;
  if (duration->until) return duration->until->earliest();
  return months_later(start_of(in_force), static_cast<int>(12 * *duration->years));
}

std::optional<Instant> ended(const Instrument& instrument, Instant at) {
  const auto* status = status_at(instrument, at);
  if (status == nullptr || status->value != StatusValue::in_force) return std::nullopt;
  const auto end = end_of(instrument, *status);
  return end <= at ? std::optional(end) : std::nullopt;
}

namespace {

// The end that a notice of termination would have brought by `at`, had nothing followed it.
std::optional<PartialDate> end_by_notice(const Instrument& instrument, Instant at) {
  const auto* given = standing_notice(instrument, at);
  const auto* status = status_at(instrument, at);
  if (given == nullptr || !instrument.duration || status == nullptr || status->value != StatusValue::in_force)
    return std::nullopt;
  const auto& duration = *instrument.duration;
  if (duration.renewal != Renewal::automatic || start_of(*status) > given->on.latest()) return std::nullopt;
  for (auto renewal = first_end(duration, first_in_force(instrument)->from); renewal;
       renewal = renewal_after(duration, *renewal)) {
    if (is_in_time(duration, *given, *renewal)) return renewal->latest() <= at ? renewal : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Finding> ended_durations(const World& world, Instant at) {
  std::vector<Finding> out;
  for (const auto& instrument : world.instruments) {
    if (const auto end = end_by_notice(instrument, at)) {
      out.push_back(
          {Severity::warning, instrument.duration->provenance.place, "notice",
           fmt::format("notice of termination was given in time for {}, and nothing followed; record the end as `terminated`, or "
                       "the notice's withdrawal",
                       end->text())});
    }
    const auto end = ended(instrument, at);
    if (!end) continue;
    out.push_back(
        {Severity::warning, instrument.duration->provenance.place, "duration",
         fmt::format("it ended on {} and grants nothing since, though `in-force` stands; record the prolongation {}, or the end as `terminated`",
                     to_short_string(*end), instrument.duration->until ? "as a later `until`" : "as a new `in-force`")});
  }
  return out;
}

Outlook outlook(const Instrument& instrument, Instant at) {
  const auto* status = status_at(instrument, at);
  if (!instrument.duration || status == nullptr || status->value != StatusValue::in_force || ended(instrument, at)) return {};
  const auto& duration = *instrument.duration;
  if (duration.renewal == Renewal::automatic) return of_renewals(instrument, first_in_force(instrument)->from, at);
  if (!ends_by_itself(duration)) return {};
  return {.ends = first_end(duration, status->from), .renews = {}, .notice_given = {}, .last_notice = {}, .notice_for = {}};
}

std::string renewal_in_words(const Duration& duration) {
  const auto each = duration.renewal_years ? fmt::format(" for {}", counted(*duration.renewal_years, "year")) : std::string();
  const auto notice = notice_in_words(duration);
  return fmt::format("renewed{} unless notice is given{}", each, notice.empty() ? notice : fmt::format(" {} before", notice));
}

std::string in_words(const Duration& duration) {
  const auto notice = notice_in_words(duration);
  const auto first = duration.until   ? fmt::format("until {}", duration.until->text())
                     : duration.years ? counted(*duration.years, "year")
                                      : std::string("without a term");
  if (duration.renewal == Renewal::automatic) {
    return fmt::format("{}, then {}", first, renewal_in_words(duration));
  }
  const auto any_time = notice.empty() ? std::string() : fmt::format("; {} of notice", notice);
  if (duration.renewal == Renewal::indefinite) {
    const bool at_once = !duration.years && !duration.until;
    return fmt::format("{}{}", at_once ? "until notice is given" : first + ", then until notice is given", any_time);
  }
  if (!duration.renewal) return fmt::format("{}; no renewal is recorded{}", first, any_time);
  return fmt::format("{}, {}{}", first, duration.renewal == Renewal::by_consent ? "prolonged by consent alone" : "not renewed",
                     any_time);
}

}  // namespace entente::world
