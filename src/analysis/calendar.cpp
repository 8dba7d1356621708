#include "analysis/calendar.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

#include <fmt/format.h>

#include "analysis/act_changes.h"
#include "base/analysis_limits.h"
#include "decision/differences.h"
#include "world/actions.h"
#include "world/duration.h"
#include "world/fact_lines.h"
#include "world/status.h"

namespace entente::analysis {
namespace {

constexpr std::int64_t kDay = 86'400;

// Of world::FactLine: what is dated and decides nothing by itself, and durations, of which there is more to say.
constexpr std::array<std::string_view, 14> kLeftOut{
    "notice",           "duration", "candidacy", "profile", "requirement", "assessment", "capability",
    "interoperability", "risk",     "obstacle",  "event",   "commitment",  "aim",        "claim"};

// Those about one person, system or facility.
constexpr std::array<std::string_view, 6> kOfSubjects{"person", "system", "facility", "clearance", "belonging", "need-to-know"};

// The kinds that are looked at as a grant and as what may be: a clause also allows what it names.
constexpr std::string_view kMembership = "membership";
constexpr std::string_view kClause = "clause";
constexpr std::string_view kStatus = "status";

class Maker {
 public:
  Maker(const View& view, Instant until, std::vector<Question> questions)
      : view_(view), from_(view.options.at), until_(until), questions_(std::move(questions)), known_(*view.world) {
    if (view.options.known_as_of) known_ = world::known_by(std::move(known_), *view.options.known_as_of);
  }

  void collect() {
    for (const auto& line : world::fact_lines(known_)) {
      if (std::find(kLeftOut.begin(), kLeftOut.end(), line.kind) != kLeftOut.end()) continue;
      const Interval is = line.polarity == world::Polarity::grants ? as_grant(line.period) : as_restriction(line.period);
      const auto evidence = line.provenance == nullptr ? world::Evidence::assumed : line.provenance->evidence;
      if (line.kind == kMembership) add_besides(line, is, as_restriction(line.period), ", possibly", evidence);
      if (line.kind == kClause) add_besides(line, is, as_grant(line.period), ", as what it allows", evidence);
      if (is.empty()) continue;
      CalendarEntry entry{Happening::begins, std::string(line.kind), line.of, line.text, evidence, false, {}};
      entry.of_subject = is_of_subject(line);
      if (line.kind == kStatus && (line.text == to_string(world::StatusValue::terminated) || line.text == to_string(world::StatusValue::suspended)))
        entry.happening = Happening::ends;
      add(is.from, entry);
      entry.happening = Happening::lapses;
      add(is.until, entry);
    }
    for (const auto& term : known_.level_terms) {
      const Interval is = as_grant(term.period);
      const auto text = fmt::format("{} may stand in a mark", term.level.value);
      add(is.from, {Happening::begins, "level", term.policy.value, text, world::Evidence::verified, false, {}});
      add(is.until, {Happening::lapses, "level", term.policy.value, text, world::Evidence::verified, false, {}});
    }
    for (const auto& instrument : known_.instruments) {
      if (instrument.duration) add_terms(instrument);
    }
  }

  Result<Calendar> compared(const Progress& progress) {
    std::size_t total = days_.size();
    for (const auto& [at, entries] : days_) total += undecided(entries);
    if (total > limits::kCalendarDates)
      return fail(Fault::over_limit, fmt::format("{} dates and renewals to compare; the limit is {}: ask for fewer months", total,
                                                 limits::kCalendarDates));
    progress_ = progress;
    total_ = total * questions_.size();
    Calendar out{from_, until_, questions_, {}, pending(), without_term()};
    for (auto& [at, entries] : days_) {
      CalendarDay day{at, std::move(entries), {}};
      TRY(const auto before, seen_at({at.seconds - 1}));
      TRY(const auto after, seen_at(at));
      TRY(day.changes, hanging(before, after));
      for (auto& entry : day.entries) {
        if (!entry.undecided) continue;
        TRY(entry.if_ended, if_ended(entry.of, after));
      }
      std::stable_sort(day.entries.begin(), day.entries.end(), [](const CalendarEntry& a, const CalendarEntry& b) {
        return std::tuple(a.happening, a.kind, a.of) < std::tuple(b.happening, b.kind, b.of);
      });
      out.days.push_back(std::move(day));
    }
    return out;
  }

 private:
  // Accreditations are of a system, or of a channel by a party.
  [[nodiscard]] bool is_of_subject(const world::FactLine& line) const {
    const auto& systems = known_.systems;
    if (line.kind == "accreditation")
      return std::any_of(systems.begin(), systems.end(), [&](const auto& each) { return each.id == line.of; });
    return std::find(kOfSubjects.begin(), kOfSubjects.end(), line.kind) != kOfSubjects.end();
  }

  static std::size_t undecided(const std::vector<CalendarEntry>& entries) {
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [](const auto& each) { return each.undecided; }));
  }

  [[nodiscard]] std::vector<PendingInstrument> pending() const {
    std::vector<PendingInstrument> out;
    for (const auto& instrument : known_.instruments) {
      const auto* status = world::status_at(instrument, from_);
      if (status == nullptr || status->value < world::StatusValue::negotiating || status->value > world::StatusValue::provisional)
        continue;
      const world::Status* entry = nullptr;  // the first into force
      for (const auto& each : instrument.statuses) {
        const bool comes = each.value == world::StatusValue::in_force && world::start_of(each) > from_;
        if (comes && (entry == nullptr || world::start_of(each) < world::start_of(*entry))) entry = &each;
      }
      if (entry != nullptr && world::start_of(*entry) < until_) continue;  // on a day of the calendar
      out.push_back({instrument.id.value, status->value, status->from, status->provenance.evidence,
                     entry == nullptr ? std::nullopt : std::optional(entry->from)});
    }
    std::stable_sort(out.begin(), out.end(), [](const PendingInstrument& a, const PendingInstrument& b) {
      return a.status != b.status ? a.status > b.status : a.since.earliest() < b.since.earliest();
    });
    return out;
  }

  // Of these nothing tells when they lapse or renew. What is no agreement has no term.
  [[nodiscard]] std::vector<std::string> without_term() const {
    std::vector<std::string> out;
    for (const auto& instrument : known_.instruments) {
      const auto* status = world::status_at(instrument, from_);
      const bool agreed = instrument.kind != world::Kind::national_law && instrument.kind != world::Kind::export_exemption;
      if (agreed && !instrument.duration && status != nullptr && status->value == world::StatusValue::in_force)
        out.push_back(instrument.id.value);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void add(Instant at, CalendarEntry entry) {
    if (at >= from_ && at < until_) days_[at].push_back(std::move(entry));
  }

  // A month or year as a date is its first day for one use of the fact and its last for the other: what goes to a set goes to
  // everybody who may be in it, and what a clause allows it allows later than it forbids.
  void add_besides(const world::FactLine& line, const Interval& is, const Interval& other, std::string_view how,
                   world::Evidence evidence) {
    const auto entry = [&](Happening happening) {
      return CalendarEntry{happening, std::string(line.kind), line.of, line.text + std::string(how), evidence, false, {}};
    };
    if (other.from != is.from || is.empty()) add(other.from, entry(Happening::begins));
    if (other.until != is.until || is.empty()) add(other.until, entry(Happening::lapses));
  }

  // From one date of its outlook to the next.
  void add_terms(const world::Instrument& instrument) {
    const auto& duration = *instrument.duration;
    const auto entry = [&](Happening happening, std::string text) {
      const bool undecided = happening == Happening::renews || (happening == Happening::ends && !world::ends_by_itself(duration));
      return CalendarEntry{happening, "duration", instrument.id.value, std::move(text), duration.provenance.evidence,
                           undecided, {}};
    };
    std::set<std::pair<Happening, Instant>> had;
    for (Instant at{from_.seconds - 1}; at < until_;) {
      const auto next = world::outlook(instrument, at);
      if (next.notice_given && !still_given(instrument, *next.ends)) {  // a later notice takes it back before
        at = std::max(Instant{at.seconds + kDay}, Instant{next.ends->earliest().seconds - 1});
        continue;
      }
      Instant following = kEndOfTime;
      const auto tell = [&](const std::optional<PartialDate>& date, Happening happening, const std::string& text) {
        if (!date) return;
        auto told = entry(happening, text);
        if (happening == Happening::ends && next.notice_given)
          told.evidence = std::min(told.evidence, evidence_of(instrument, *next.notice_given));
        if (happening == Happening::renews) told.notice_passed = passed(world::last_notice_before(duration, *date));
        const Instant when = happening == Happening::ends && world::ends_by_itself(duration) ? end_by_itself(instrument, at, *date) : date->earliest();
        if (had.emplace(happening, when).second) add(when, std::move(told));
        following = std::min(following, std::max(date->latest(), Instant{at.seconds + kDay}));
      };
      tell(next.ends, Happening::ends,
           next.notice_given ? fmt::format("notice was given on {}", next.notice_given->text()) : world::in_words(duration));
      tell(next.renews, Happening::renews, world::renewal_in_words(duration));
      tell(next.last_notice, Happening::notice,
           next.notice_for ? fmt::format("to prevent the renewal on {}", next.notice_for->text()) : std::string());
      if (following == kEndOfTime || next.ends) return;
      at = {following.seconds + kDay};
    }
  }

  // Of what entered into force in some month the last day counts, and so many years later it ends (docs/semantics.md 1.4).
  static Instant end_by_itself(const world::Instrument& instrument, Instant at, const PartialDate& date) {
    const auto* status = world::status_at(instrument, at);
    const bool in_force = status != nullptr && status->value == world::StatusValue::in_force;
    return in_force ? world::end_of(instrument, *status) : date.earliest();
  }

  // Whether the notice stands until the end that it brings.
  static bool still_given(const world::Instrument& instrument, const PartialDate& end) {
    return world::outlook(instrument, Instant{end.earliest().seconds - 1}).notice_given.has_value();
  }

  static world::Evidence evidence_of(const world::Instrument& instrument, const PartialDate& notice) {
    world::Evidence best = world::Evidence::assumed;
    for (const auto& each : instrument.notices) {
      if (each.kind == world::NoticeKind::termination && each.on == notice) best = std::max(best, each.provenance.evidence);
    }
    return best;
  }

  // That day, where it is over.
  [[nodiscard]] std::optional<PartialDate> passed(const std::optional<PartialDate>& day) const {
    return day && day->earliest().seconds + kDay <= from_.seconds ? day : std::nullopt;
  }

  [[nodiscard]] View seen(Instant at) const {
    View out = view_;
    out.options.at = at;
    return out;
  }

  // The world of the calendar is compiled once for each span between two dates on which something of it changes.
  Result<Compiled> seen_at(Instant at) {
    if (!last_ || !last_->snapshot.interval().contains(at)) {
      TRY(auto made, compiled(seen(at)));
      last_ = std::move(made);
    }
    return at_instant(*last_, at);
  }

  Result<Hanging> hanging(const Compiled& before, const Compiled& after) {
    Hanging out;
    // As on a day on which somebody may give notice.
    if (decision::Differences(before.snapshot, before.view.options.at, after.snapshot, after.view.options.at).none()) {
      done_ += questions_.size();
      if (progress_ && !progress_(done_, total_)) return fail(Fault::stopped, "stopped");
      return out;
    }
    const std::array both{before.view.world, after.view.world};
    const bool one = before.view.world == after.view.world;
    std::optional<ActReading> made;
    if (one && !reading_) reading_.emplace(std::span(both.data(), 1));
    if (!one) made.emplace(both);
    for (const auto& question : questions_) {
      auto changed = answered(question, before, after, one ? *reading_ : *made);
      if (progress_ && !progress_(++done_, total_)) return fail(Fault::stopped, "stopped");
      if (!changed && changed.error().code == Code(Fault::over_limit)) {
        out.unasked.push_back({question, changed.error().message});
        continue;
      }
      if (!changed) return tl::unexpected(std::move(changed.error()));
      if (changed->permitted + changed->denied != 0) out.answered.push_back(std::move(*changed));
    }
    return out;
  }

  // While one of the comparisons goes on, nothing more is done; it can be stopped all the same.
  [[nodiscard]] Result<Answered> answered(const Question& question, const Compiled& before, const Compiled& after,
                                          const ActReading& reading) const {
    const Progress inside = [this](std::size_t, std::size_t) { return !progress_ || progress_(done_, total_); };
    Narrowing everything;
    everything.persons = question.persons;
    TRY(auto all, question.action == world::kDisclose
                      ? changes(before, after, everything, Tally::changes, inside)
                      : act_changes(before, after, reading, question.action, everything, Tally::changes, inside));
    Answered out{question, all.permitted, all.denied, {}};
    for (const bool permitted : {true, false}) {
      for (auto& group : all.groups) {
        if (group.cause.permitted != permitted || group.conditions.empty()) continue;
        group.conditions.resize(1);
        group.beyond = 0;
        out.largest.push_back(std::move(group));
        break;  // of each, the largest comes first
      }
    }
    return out;
  }

  Result<Hanging> if_ended(const std::string& id, const Compiled& as_it_is) {
    const Instant at = as_it_is.view.options.at;
    world::World ended = *view_.world;
    for (auto& instrument : ended.instruments) {
      if (instrument.id.value != id) continue;
      auto& duration = *instrument.duration;
      TRY(duration.until, PartialDate::parse(to_string(at).substr(0, 10)));
      duration.years.reset();
      duration.renewal = world::Renewal::none;
    }
    View without = seen(at);
    without.world = &ended;
    TRY(const auto ended_world, compiled(without));
    return hanging(as_it_is, ended_world);
  }

  const View& view_;
  Instant from_;
  Instant until_;
  std::vector<Question> questions_;
  world::World known_;  // when it is asked about
  std::optional<Compiled> last_;
  std::optional<ActReading> reading_;  // of the world of the calendar
  Progress progress_;
  std::size_t done_ = 0;
  std::size_t total_ = 0;
  std::map<Instant, std::vector<CalendarEntry>> days_;
};

}  // namespace

std::string_view to_string(Happening happening) {
  constexpr std::array<std::string_view, 5> kNames{"begins", "lapses", "ends", "renews", "notice"};
  return kNames[static_cast<std::size_t>(happening)];
}

std::vector<Question> questions_about(std::string_view action) {
  std::vector<Question> out;
  for (const auto each : world::kActions) {
    if (!action.empty() && action != each) continue;
    out.push_back({std::string(each), false});
    if (each == world::kDisclose) out.push_back({std::string(each), true});
  }
  return out;
}

Result<Calendar> calendar(const View& view, std::int64_t months, std::vector<Question> questions, const Progress& progress) {
  if (months < 1 || months > static_cast<std::int64_t>(limits::kCalendarMonths))
    return fail(Fault::over_limit, fmt::format("{} months; from 1 to {} are looked at", months, limits::kCalendarMonths));
  if (questions.empty()) return fail(Fault::unusable, "nothing is asked: no such action");
  Maker maker(view, months_later(view.options.at, static_cast<int>(months)), std::move(questions));
  maker.collect();
  return maker.compared(progress);
}

}  // namespace entente::analysis
