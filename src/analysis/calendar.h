// What lapses, renews or enters into force in the months to come, and which decisions hang on it: `entente calendar`.
//
// Every fact of the world that begins or ends by itself on a date; of agreements with a term also their ends, their renewals and
// the last days for a notice that prevents one (world/duration.h). For each date the decisions that are answered differently than
// just before (changes.h, act_changes.h: disclosures to parties and to persons, and acts); for a renewal those that would be if
// the agreement ended there instead. Persons are asked by kinds, so what hangs on facts about one is not counted. What decides
// nothing by itself (meetings, assessments, capabilities, commitments, candidacies) is left out. Costs a comparison of each
// question a date on which what decides differs, and a renewal; limits::kCalendarDates bounds the dates. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/changes.h"

namespace entente::analysis {

enum class Happening : std::uint8_t {
  begins = 0,  // holds from that date on
  lapses,      // holds no longer
  ends,        // an agreement, by its own text or a notice
  renews,      // by itself
  notice,      // the last day for a notice that prevents a renewal
};
[[nodiscard]] std::string_view to_string(Happening happening);

// What is compared on each date, as `entente diff` compares it.
struct Question {
  std::string action = "disclose";
  bool persons = false;  // disclosures: to persons of nations, instead of to parties
};
// Every action, disclosures to parties and to persons; those of one action, where it is not empty; none of a word that is no action.
[[nodiscard]] std::vector<Question> questions_about(std::string_view action);

// Decisions about one question that are answered differently: some.
struct Answered {
  Question question;
  std::uint64_t permitted = 0;  // newly
  std::uint64_t denied = 0;
  // The largest newly permitted and the largest newly denied, each with its largest condition.
  std::vector<DecisionGroup> largest;
};

// One that has more classes than can be asked, and why.
struct Unasked {
  Question question;
  std::string why;
};

// Numbers of different questions are of different things, and are never added up.
struct Hanging {
  std::vector<Answered> answered;  // in the order of the questions
  std::vector<Unasked> unasked;
  [[nodiscard]] bool any() const { return !answered.empty(); }
};

struct CalendarEntry {
  Happening happening = Happening::begins;
  std::string kind;  // "status", "consent"
  std::string of;    // "isa-jpn-kor"
  std::string text;  // "in force"
  world::Evidence evidence = world::Evidence::assumed;
  bool undecided = false;           // a renewal, or an end by notice that no status records: by itself it changes no answer
  std::optional<Hanging> if_ended;  // of such: if the agreement ended there
  std::optional<PartialDate> notice_passed =
      {};                   // of a renewal: the last day for a notice that prevents it lies before the calendar
  bool of_subject = false;  // about one person, system or facility: decisions about that one are not counted
  // By itself it changes no answer.
  [[nodiscard]] bool only_told() const { return undecided || of_subject || happening == Happening::notice; }
};

struct CalendarDay {
  Instant at;
  std::vector<CalendarEntry> entries;
  Hanging changes;  // from just before
};

// An instrument that is on its way on the first day, and is not recorded to enter into force in the span.
struct PendingInstrument {
  std::string id;
  world::StatusValue status = world::StatusValue::signed_;  // negotiating, signed or provisional
  PartialDate since;
  world::Evidence evidence = world::Evidence::assumed;
  std::optional<PartialDate> in_force_from;  // none: nobody has recorded a date
};

struct Calendar {
  Instant from;
  Instant until;  // the first instant that is not looked at any more
  std::vector<Question> questions;
  std::vector<CalendarDay> days;
  std::vector<PendingInstrument> pending;  // what is signed first, then since when
  std::vector<std::string> without_term;   // agreements in force of which no duration is recorded, by id
};

// From `view.options.at` on. Fails with Fault (classes.h) and with Fault::over_limit for `months` that are none or too many.
[[nodiscard]] Result<Calendar> calendar(const View& view, std::int64_t months, std::vector<Question> questions,
                                        const Progress& progress = {});

}  // namespace entente::analysis
