// The calendar as a picture: a row for each instrument, set or other fact that something happens to, with a sign on each date,
// what happens in words, and how many decisions hang on it.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/picture_limits.h"
#include "base/text.h"
#include "format/calendar_report.h"
#include "format/picture_parts.h"

namespace entente::format {
namespace {

using analysis::CalendarDay;
using analysis::CalendarEntry;
using analysis::Hanging;
using analysis::Happening;

constexpr double kWidth = 1200;
constexpr double kMargin = 20;
constexpr double kLeft = 290;   // of the time axis; before it whom it happens to
constexpr double kRight = 870;  // and its end; behind it what hangs on it
constexpr double kHanging = 890;
constexpr double kTop = 146;
constexpr double kName = 11;
constexpr double kSmall = 10;
constexpr double kLine = 13;  // of small words
constexpr double kLineOfTime = 18;
constexpr double kWords = 42;  // where they begin below the top of a row
constexpr double kSignApart = 14;
constexpr double kWider = 1.1;  // than svg_text_width says, and bold letters more
constexpr double kBold = 1.15;
constexpr std::size_t kEventsTold = 3;  // of a row
constexpr std::size_t kLinesOfWords = 2;
constexpr std::size_t kLinesOfNumbers = 16;  // two for each question
constexpr std::array kHappenings{Happening::begins, Happening::lapses, Happening::ends, Happening::renews, Happening::notice};

std::string_view sign(Happening happening) {
  constexpr std::array<std::string_view, 5> kSigns{"▲", "▼", "✘", "↻", "◇"};
  return kSigns[static_cast<std::size_t>(happening)];
}

std::string_view ink(Happening happening) {
  constexpr std::array<std::string_view, 5> kInks{"#0b3f78", "#8a1c1c", "#8a1c1c", "#1a1a1a", "#b35900"};
  return kInks[static_cast<std::size_t>(happening)];
}

// "to persons", "visit": there is little room.
std::string short_words(const analysis::Question& question) {
  if (question.action != "disclose") return question.action;
  return question.persons ? "to persons" : "to parties";
}

// "to parties 48 newly permitted, 120 newly denied; visit 2 newly denied"; empty: nothing is answered differently.
std::string counts(const Hanging& hanging) {
  std::vector<std::string> out;
  for (const auto& answered : hanging.answered)
    out.push_back(short_words(answered.question) + " " + newly_to_text(answered.permitted, answered.denied));
  if (!hanging.unasked.empty()) out.push_back(fmt::format("{} not asked: see the text", hanging.unasked.size()));
  return join(out, "; ");
}

// What happens to one thing on one date in one way.
struct Event {
  const CalendarDay* day = nullptr;
  Happening happening = Happening::begins;
  std::vector<const CalendarEntry*> entries;
  bool told_above = false;  // what its day changes
};

struct Row {
  std::string of;
  std::vector<Event> events;  // by date
};

std::vector<Row> rows_of(const analysis::Calendar& calendar) {
  std::vector<Row> out;
  std::map<std::string_view, std::size_t> places;
  for (const auto& day : calendar.days) {
    for (const auto& entry : day.entries) {
      const auto [found, added] = places.try_emplace(entry.of, out.size());
      if (added) out.push_back({entry.of, {}});
      auto& events = out[found->second].events;
      const bool same = !events.empty() && events.back().day == &day && events.back().happening == entry.happening;
      if (!same) events.push_back({&day, entry.happening, {}});
      events.back().entries.push_back(&entry);
    }
  }
  return out;
}

// Whether it comes to pass by itself: what the day changes is told of such.
bool is_expected(const CalendarEntry* entry) { return !entry->only_told(); }

// What a day changes is of all that happens on it, and is told once.
void tell_days_once(std::vector<Row>& rows) {
  std::set<const CalendarDay*> told;
  for (Row& row : rows) {
    for (std::size_t each = 0; each < std::min(row.events.size(), kEventsTold); ++each) {
      Event& event = row.events[each];
      if (std::any_of(event.entries.begin(), event.entries.end(), is_expected)) event.told_above = !told.insert(event.day).second;
    }
  }
}

// The states of an agreement before its parties, the last state first.
std::string words_of(const Event& event) {
  auto entries = event.entries;
  const auto states =
      std::stable_partition(entries.begin(), entries.end(), [](const CalendarEntry* each) { return each->kind == "status"; });
  std::reverse(entries.begin(), states);
  const auto& first = *entries.front();
  auto out = fmt::format("{} {} {}: {}{}", to_short_string(event.day->at), sign(event.happening), to_string(event.happening),
                         first.kind == "duration" ? "" : first.kind + " ", first.text);
  if (first.notice_passed) out += fmt::format("; the last day for it, {}, has passed", first.notice_passed->text());
  if (entries.size() > 1) out += fmt::format(" and {} more", entries.size() - 1);
  const auto weakest = [](const CalendarEntry* a, const CalendarEntry* b) { return a->evidence < b->evidence; };
  const auto evidence = (*std::min_element(entries.begin(), entries.end(), weakest))->evidence;
  return evidence == world::Evidence::verified ? out : fmt::format("{} ({})", out, world::to_string(evidence));
}

std::string hanging_of(const Event& event) {
  std::vector<std::string> out;
  for (const auto* entry : event.entries) {
    if (!entry->if_ended) continue;
    const auto changed = counts(*entry->if_ended);
    out.push_back("if it ended then: " + (changed.empty() ? "no answer changes" : changed));
  }
  const bool told_here = std::any_of(event.entries.begin(), event.entries.end(), is_expected);
  const bool told_elsewhere =
      std::any_of(event.day->entries.begin(), event.day->entries.end(), [](const auto& entry) { return is_expected(&entry); });
  const bool of_subject = std::any_of(event.entries.begin(), event.entries.end(), [](const auto* each) { return each->of_subject; });
  if (of_subject) out.emplace_back("what hangs on one person, system or facility is not counted");
  const auto changed = counts(event.day->changes);
  if (event.told_above) {
    out.emplace_back("what that day changes stands above");
    return join(out, "; ");
  }
  if (!changed.empty() && (told_here || !told_elsewhere)) out.push_back("on that day: " + changed);
  if (changed.empty() && told_here) out.emplace_back("on that day: no answer changes");
  return join(out, "; ");
}

class Picture {
 public:
  explicit Picture(const CalendarReport& report)
      : report_(report),
        calendar_(report.calendar),
        rows_(rows_of(report.calendar)),
        axis_(report.calendar.from, report.calendar.until, kLeft, kRight) {
    things_ = rows_.size();
    if (things_ > limits::kPictureRows) rows_.resize(limits::kPictureRows);
    tell_days_once(rows_);
    bottom_ = kTop;
    for (const auto& row : rows_) {
      tops_.push_back(bottom_);
      bottom_ += height(row);
    }
    if (rows_.empty()) bottom_ += 40;
  }

  std::string draw() {
    const auto title = fmt::format("What begins, lapses, renews or ends, {} to before {}", to_short_string(calendar_.from),
                                   to_short_string(calendar_.until));
    SvgWriter svg({.width = static_cast<int>(kWidth), .height = static_cast<int>(bottom_) + 110}, title, described());
    svg.text({kMargin, 34}, title, {.size = 20, .bold = true});
    std::size_t entries = 0;
    for (const auto& day : calendar_.days) entries += day.entries.size();
    svg.text({kMargin, 58},
             fmt::format("dates: {}; entries: {}; rows by their first date: {}; asked: {}", calendar_.days.size(), entries, things_,
                         asked()),
             {.fill = kPictureGrey});
    legend(svg);
    axis_.draw(svg, kTop - 14, bottom_);
    svg.text({kHanging, kTop - 36}, "Decisions answered differently", {.size = kName, .bold = true});
    if (rows_.empty()) svg.text({kMargin, kTop + 24}, "nothing begins, ends or renews");
    for (std::size_t row = 0; row < rows_.size(); ++row) draw_row(svg, rows_[row], tops_[row]);
    if (things_ > rows_.size()) {
      svg.text({kMargin, bottom_ + 26},
               fmt::format("further things that something happens to, for which a picture has no rows: {}; ask for fewer months, "
                           "or see the text",
                           things_ - rows_.size()),
               {.bold = true});
    }
    std::vector<std::string> pending;
    for (const auto& each : calendar_.pending)
      pending.push_back(fmt::format("{} ({} {}{})", each.id, world::to_string(each.status), each.since.text(),
                                    each.in_force_from ? ", in force from " + each.in_force_from->text() : std::string()));
    if (!pending.empty()) {
      svg.open_group("on their way: " + join(pending, ", "));
      svg.text({kMargin, bottom_ + 46}, shortened("on their way, not into force in this time: ", pending), {.size = kName}).close_group();
    }
    if (!calendar_.without_term.empty()) {
      svg.open_group("in force, with no term recorded: " + join(calendar_.without_term, ", "));
      svg.text({kMargin, bottom_ + 66}, fmt::format("{} agreements in force have no term on record: nothing tells when they lapse or renew",
                                                    calendar_.without_term.size()), {.size = kName}).close_group();
    }
    svg.text({kMargin, bottom_ + 90}, source_to_text(*report_.world, report_.revision, report_.counts),
             {.size = 11, .fill = kPictureGrey});
    return svg.finish();
  }

 private:
  // As many as have room, and how many have none.
  static std::string shortened(std::string text, const std::vector<std::string>& list) {
    constexpr double kRoom = kWidth - 2 * kMargin;
    for (std::size_t each = 0; each < list.size(); ++each) {
      const auto rest = each + 1 == list.size() ? std::string() : fmt::format(" and {} more", list.size() - each - 1);
      const auto with = text + (each == 0 ? "" : ", ") + list[each];
      if (svg_text_width(with + rest, kName) > kRoom)
        return svg_fitted(fmt::format("{} and {} more", text, list.size() - each), kName, kRoom);
      text = with;
    }
    return text;
  }

  [[nodiscard]] std::string asked() const {
    std::vector<std::string> out;
    for (const auto& question : calendar_.questions) out.push_back(short_words(question));
    return join(out, ", ");
  }

  static std::vector<std::string> lines_of_words(const Event& event) {
    return svg_lines(words_of(event), kSmall, (kRight - kLeft) / kWider, kLinesOfWords);
  }
  static std::vector<std::string> lines_of_numbers(const std::string& hanging) {
    return svg_lines(hanging, kSmall, (kWidth - kMargin - kHanging) / kWider, kLinesOfNumbers);
  }
  static std::size_t lines_of(const Event& event) {
    return std::max({lines_of_words(event).size(), lines_of_numbers(hanging_of(event)).size(), std::size_t{1}});
  }

  [[nodiscard]] static double height(const Row& row) {
    std::size_t lines = row.events.size() > kEventsTold ? 1 : 0;
    for (std::size_t each = 0; each < std::min(row.events.size(), kEventsTold); ++each) lines += lines_of(row.events[each]);
    return std::max(kWords + kLine * static_cast<double>(lines) - 4, 64.0);
  }

  [[nodiscard]] std::string described() const {
    std::vector<std::string> out;
    for (const auto& row : rows_) {
      for (const auto& event : row.events) {
        const auto hanging = hanging_of(event);
        out.push_back(fmt::format("{}: {}{}", row.of, words_of(event), hanging.empty() ? "" : "; " + hanging));
      }
    }
    return out.empty() ? "Nothing begins, ends or renews." : join(out, ". ") + ".";
  }

  static void legend(SvgWriter& svg) {
    constexpr std::array<std::string_view, 5> kMeanings{"begins", "lapses", "ends: by its text, or by a notice",
                                                        "renews by itself", "last day for a notice against it"};
    double x = kMargin;
    for (const auto happening : kHappenings) {
      const auto meaning = kMeanings[static_cast<std::size_t>(happening)];
      svg.text({x, 90}, sign(happening), {.bold = true, .fill = ink(happening)}).text({x + 18, 90}, meaning, {.size = 12});
      x += 36 + svg_text_width(meaning, 12);
    }
    fill_box(svg, {x, 80, 28, 10}, Filling::lying);
    svg.text({x + 34, 90}, "too late for one", {.size = 12});
  }

  // What stands in the world under that name.
  [[nodiscard]] std::string title_of(const std::string& of) const {
    for (const auto& instrument : report_.world->instruments) {
      if (instrument.id.value == of) return instrument.title;
    }
    const auto* party = report_.world->party(PartyId(of));
    return party == nullptr ? std::string() : party->name;
  }

  void draw_row(SvgWriter& svg, const Row& row, double y) const {
    svg.line({kMargin, y}, {kWidth - kMargin, y}, {.stroke = "#dddddd"});
    const double room = kLeft - 2 * kMargin;
    const auto part = row.of.find('#');
    double line = y + 18;
    line = draw_lines(svg, {kMargin, line}, {svg_fitted(row.of.substr(0, part), kName, room / kBold)},
                      {.size = kName, .bold = true});
    if (part != std::string::npos)
      line =
          draw_lines(svg, {kMargin, line}, {svg_fitted(row.of.substr(part), kName, room / kBold)}, {.size = kName, .bold = true});
    draw_lines(svg, {kMargin, line}, svg_lines(title_of(row.of), 9, room / kWider, 2), {.size = 9, .fill = kPictureGrey});
    svg.line({kLeft, y + kLineOfTime}, {kRight, y + kLineOfTime}, {.stroke = "#999999"});
    too_late(svg, row, y);
    signs(svg, row, y);
    words(svg, row, y);
  }

  // From the last day for a notice to the renewal, or to an end of the picture.
  void too_late(SvgWriter& svg, const Row& row, double y) const {
    std::optional<Instant> since;
    const auto draw = [&](Instant from, Instant until) {
      const double x = axis_.x(from);
      fill_box(svg, {x, y + kLineOfTime - 5, axis_.x(until) - x, 10}, Filling::lying);
    };
    for (const auto& event : row.events) {
      if (event.happening == Happening::notice) since = event.day->at;
      if (event.happening != Happening::renews) continue;
      if (event.entries.front()->notice_passed) since = axis_.from();
      if (since) draw(*since, event.day->at);
      since.reset();
    }
    if (since) draw(*since, axis_.to());
  }

  void signs(SvgWriter& svg, const Row& row, double y) const {
    double signed_until = 0;
    for (const auto& event : row.events) {
      const double x = axis_.x(event.day->at);
      auto title = fmt::format("{}: {}", row.of, words_of(event));
      for (const auto* entry : event.entries)
        title += fmt::format("; {} {} ({})", entry->kind, entry->text, world::to_string(entry->evidence));
      const auto hanging = hanging_of(event);
      svg.open_group(hanging.empty() ? title : title + "; " + hanging);
      if (x < signed_until) {
        svg.line({x, y + kLineOfTime - 8}, {x, y + kLineOfTime + 8}, {.stroke = ink(event.happening), .stroke_width = 1.5});
      } else {
        svg.text({x, y + kLineOfTime + 5}, sign(event.happening),
                 {.size = 14, .anchor = SvgAnchor::middle, .bold = true, .halo = true, .fill = ink(event.happening)});
        signed_until = x + kSignApart;
      }
      svg.close_group();
    }
  }

  static void words(SvgWriter& svg, const Row& row, double y) {
    double line = y + kWords;
    for (std::size_t each = 0; each < std::min(row.events.size(), kEventsTold); ++each) {
      const auto& event = row.events[each];
      const auto draw = [&](const std::vector<std::string>& lines, double left, bool bold) {
        double at = line;
        for (const auto& part : lines) {
          svg.text({left, at}, part, {.size = kSmall, .bold = bold, .halo = true});
          at += kLine;
        }
      };
      draw(lines_of_words(event), kLeft, false);
      const auto hanging = hanging_of(event);
      draw(lines_of_numbers(hanging), kHanging, hanging.find("newly") != std::string::npos);
      line += kLine * static_cast<double>(lines_of(event));
    }
    if (row.events.size() > kEventsTold)
      svg.text({kLeft, line}, fmt::format("and {} more, under the pointer", row.events.size() - kEventsTold),
               {.size = kSmall, .halo = true, .fill = kPictureGrey});
  }

  const CalendarReport& report_;
  const analysis::Calendar& calendar_;
  std::vector<Row> rows_;
  std::size_t things_ = 0;  // with those that have no row
  TimeAxis axis_;
  std::vector<double> tops_;
  double bottom_ = 0;
};

}  // namespace

std::string calendar_to_svg(const CalendarReport& report) { return Picture(report).draw(); }

}  // namespace entente::format
