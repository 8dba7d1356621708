#include "format/calendar_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/counted.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/release_words.h"

namespace entente::format {
namespace {

using analysis::Answered;
using analysis::CalendarEntry;
using analysis::Hanging;
using codec::JsonWriter;

std::string hanging_text(const std::string& words, const Hanging& hanging, const TextLayout& layout) {
  std::string out;
  if (!hanging.any() && hanging.unasked.empty()) out = fmt::format("  {}nothing that is asked changes\n", words);
  for (const auto& each : hanging.unasked) out += fmt::format("  {}{}: not asked: {}\n", words, question_to_text(each.question), each.why);
  for (const auto& answered : hanging.answered) {
    out += fmt::format("  {}{}: {}\n", words, question_to_text(answered.question),
                       newly_to_text(answered.permitted, answered.denied));
    for (const auto& group : answered.largest) {
      const auto instrument = group.cause.instrument.empty() ? "no instrument" : group.cause.instrument;
      out += group.cause.permitted ? fmt::format("  ✔ most on {}\n", instrument)
                                   : fmt::format("  ✘ most by {}, before on {}\n", denial_to_text(group.cause), instrument);
      out += conditions_to_text(group, layout);
    }
  }
  return out;
}

void write_question(JsonWriter& out, const analysis::Question& question) {
  out.member("action", question.action);
  if (question.persons) out.member("subject", "person");
}

// Of one question; none: nothing of it changes.
void write_answered(JsonWriter& out, const Answered* answered, const label::PolicyBook& book) {
  const Answered none;
  const Answered& is = answered == nullptr ? none : *answered;
  out.member("newly_permitted", is.permitted).member("newly_denied", is.denied).key("largest").begin_array();
  for (const auto& group : is.largest) {
    out.begin_object().member("change", group.cause.permitted ? "permitted" : "denied").member("instrument", group.cause.instrument);
    write_denial(out, group.cause);
    out.member("decisions", group.decisions);
    write_conditions(out, group, book);
    out.end_object();
  }
  out.end_array();
}

// Disclosures to parties, which are asked wherever no action was chosen, stand above the list too.
void write_hanging(JsonWriter& out, std::string_view key, const Hanging& hanging, const label::PolicyBook& book) {
  const auto& all = hanging.answered;
  const auto to_parties = std::find_if(all.begin(), all.end(), [](const Answered& each) {
    return each.question.action == "disclose" && !each.question.persons;
  });
  out.key(key).begin_object();
  const bool asked = std::none_of(hanging.unasked.begin(), hanging.unasked.end(), [](const auto& each) { return each.question.action == "disclose" && !each.question.persons; });
  if (asked) write_answered(out, to_parties == all.end() ? nullptr : &*to_parties, book);
  out.key("answered").begin_array();
  for (const auto& answered : all) {
    out.begin_object();
    write_question(out, answered.question);
    write_answered(out, &answered, book);
    out.end_object();
  }
  out.end_array();
  if (!hanging.unasked.empty()) {
    out.key("not_asked").begin_array();
    for (const auto& each : hanging.unasked) {
      out.begin_object();
      write_question(out, each.question);
      out.member("why", each.why).end_object();
    }
    out.end_array();
  }
  out.end_object();
}

std::string text_of(const CalendarEntry& entry) {
  if (!entry.notice_passed) return entry.text;
  return fmt::format("{}; the last day for it, {}, has passed", entry.text, entry.notice_passed->text());
}

}  // namespace

std::string newly_to_text(std::uint64_t permitted, std::uint64_t denied) {
  std::vector<std::string> out;
  if (permitted != 0) out.push_back(grouped_digits(permitted) + " newly permitted");
  if (denied != 0) out.push_back(grouped_digits(denied) + " newly denied");
  return join(out, ", ");
}

std::string question_to_text(const analysis::Question& question) {
  if (question.action != "disclose") return question.action;
  return question.persons ? "disclosures to persons of every clearance" : "disclosures to parties";
}

std::string calendar_to_text(const CalendarReport& report, const TextLayout& layout) {
  const auto& calendar = report.calendar;
  std::size_t entries = 0;
  std::size_t width = 0;
  for (const auto& day : calendar.days) {
    entries += day.entries.size();
    for (const auto& entry : day.entries) width = std::max(width, display_width(entry.of));
  }
  std::string out = fmt::format("{} {} on {}, from {} to before {}, of {}\n", entries, entries == 1 ? "entry" : "entries", counted(calendar.days.size(), "date"),
                                to_short_string(calendar.from), to_short_string(calendar.until), report.world->name);
  out += counts_to_text(report.counts);
  std::vector<std::string> asked;
  for (const auto& question : calendar.questions) asked.push_back(question_to_text(question));
  out += wrapped("asked on each date: " + join(asked, ", "), 2, layout.columns) + "\n";
  for (const auto& day : calendar.days) {
    out += "\n" + to_short_string(day.at) + "\n";
    for (const CalendarEntry& entry : day.entries) {
      out += fmt::format("  {:<7} {:<13} {}  {}  {}\n", to_string(entry.happening), entry.kind, padded(entry.of, width), text_of(entry),
                         world::to_string(entry.evidence));
    }
    const auto any = [&](const auto& holds) { return std::any_of(day.entries.begin(), day.entries.end(), holds); };
    const bool decides = any([](const CalendarEntry& entry) { return !entry.only_told(); });
    if (decides || day.changes.any()) out += hanging_text("→ ", day.changes, layout);
    if (any([](const CalendarEntry& entry) { return entry.of_subject; }))
      out += "  → of one person, system or facility: not counted\n";
    for (const CalendarEntry& entry : day.entries) {
      if (entry.if_ended) out += hanging_text(fmt::format("→ if {} ended there: ", entry.of), *entry.if_ended, layout);
    }
  }
  if (!calendar.without_term.empty())
    out += "\n" + wrapped(fmt::format("in force, with no term recorded, so that nothing tells when they lapse or renew ({}): {}", calendar.without_term.size(),
                                      join(calendar.without_term, ", ")), 0, layout.columns) + "\n";
  if (calendar.pending.empty()) return out;
  out += "\non their way, with no date of entry into force in this time\n";
  width = 0;
  for (const auto& each : calendar.pending) width = std::max(width, display_width(each.id));
  for (const auto& each : calendar.pending)
    out += fmt::format("  {:<11} {}  since {}  {}{}\n", world::to_string(each.status), padded(each.id, width), each.since.text(),
                       world::to_string(each.evidence), each.in_force_from ? ", in force from " + each.in_force_from->text() : std::string());
  return out;
}

std::string calendar_to_json(const CalendarReport& report) {
  const auto& calendar = report.calendar;
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("world", report.world->name).member("revision", report.revision).member("from", to_string(calendar.from));
  write_counts(out, report.counts);
  out.member("until", to_string(calendar.until)).key("questions").begin_array();
  for (const auto& question : calendar.questions) {
    out.begin_object();
    write_question(out, question);
    out.end_object();
  }
  out.end_array().key("days").begin_array();
  for (const auto& day : calendar.days) {
    out.begin_object().member("at", to_string(day.at)).key("entries").begin_array();
    for (const CalendarEntry& entry : day.entries) {
      out.begin_object().member("happening", to_string(entry.happening)).member("kind", entry.kind).member("of", entry.of);
      out.member("text", entry.text).member("evidence", world::to_string(entry.evidence));
      if (entry.notice_passed) out.member("notice_passed", entry.notice_passed->text());
      if (entry.of_subject) out.member("counted", false);
      if (entry.if_ended) write_hanging(out, "if_ended", *entry.if_ended, report.world->policies);
      out.end_object();
    }
    out.end_array();
    write_hanging(out, "changes", day.changes, report.world->policies);
    out.end_object();
  }
  out.end_array().key("pending").begin_array();
  for (const auto& each : calendar.pending) {
    out.begin_object().member("instrument", each.id).member("status", world::to_string(each.status)).member("since", each.since.text());
    out.member("evidence", world::to_string(each.evidence));
    if (each.in_force_from) out.member("in_force_from", each.in_force_from->text());
    out.end_object();
  }
  out.end_array().key("without_term").begin_array();
  for (const auto& each : calendar.without_term) out.value(each);
  out.end_array().end_object();
  return out.finish();
}

}  // namespace entente::format
