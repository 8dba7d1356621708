#include "format/release_report.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "format/release_words.h"

namespace entente::format {
namespace {

constexpr std::size_t kNarrow = 110;  // a terminal of fewer columns
constexpr std::size_t kMarkColumns = 44;
constexpr std::size_t kMarkColumnsNarrow = 22;
constexpr std::size_t kLabelColumns = 9;
constexpr std::size_t kDecisionColumns = 10;  // a sign under the word "decision", and the space behind it
constexpr std::size_t kLeastColumns = 30;     // narrower than this nothing is wrapped

std::string coloured(std::string_view text, bool good, Colour colour) {
  if (colour == Colour::never) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", good ? 32 : 31, text);
}

// Parts in lines of at most `columns`, the first behind `indent` columns that stand already, the others indented by them.
std::string wrapped(const std::vector<std::string>& parts, std::string_view separator, std::size_t indent, std::size_t columns) {
  const auto room = columns < indent + kLeastColumns ? std::string_view::npos : columns - indent;
  std::string out;
  std::size_t used = 0;
  const auto between = display_width(separator);
  const auto sign = separator.substr(0, separator.find_last_not_of(' ') + 1);  // stays at the end of a line
  for (const auto& part : parts) {
    const auto width = display_width(part);
    const auto behind = &part == &parts.back() ? 0 : display_width(sign);
    if (used != 0 && used + between + width + behind > room) {
      out.erase(out.find_last_not_of(' ') + 1);
      out += sign;
      out += "\n" + std::string(indent, ' ');
      used = 0;
    } else if (used != 0) {
      out += separator;
      used += between;
    }
    out += part;
    used += width;
  }
  return out;
}

std::string wrapped_words(std::string_view text, std::size_t indent, std::size_t columns) {
  std::vector<std::string> parts;
  for (const auto part : split(text, " ")) parts.emplace_back(part);
  return wrapped(parts, " ", indent, columns);
}

struct Row {
  std::string number;
  std::string line;
  std::string marking;
  bool released = false;
  std::string because;
  std::string until;
};

Row row_of(const ReleaseReport& report, std::size_t index) {
  const auto& portion = report.portions[index];
  const auto& answer = report.answer(portion);
  return {std::to_string(index + 1), std::to_string(portion.line), marking_words(answer, portion.inherited),
          answer.released,           who_and_why(report, answer),  until_words(answer)};
}

std::size_t widest(const std::vector<Row>& rows, std::string Row::* column, std::size_t at_least) {
  for (const auto& row : rows) at_least = std::max(at_least, display_width(row.*column));
  return at_least;
}

struct Indents {
  std::size_t beside = 0;
  std::size_t below = 0;
};

// Behind the sign, or, where there is too little room for that, below the mark.
std::string reason_beside(std::string_view words, Indents indents, std::size_t columns) {
  const bool fits = columns == 0 || indents.beside + display_width(words) <= columns || indents.beside + kLeastColumns <= columns;
  if (fits) return wrapped_words(words, indents.beside, columns);
  return "\n" + std::string(indents.below, ' ') + wrapped_words(words, indents.below, columns);
}

std::string table(const ReleaseReport& report, TextStyle style) {
  std::vector<Row> all;
  for (std::size_t i = 0; i < std::min(kRowsOnScreen, report.portions.size()); ++i) all.push_back(row_of(report, i));
  const bool narrow = style.columns != 0 && style.columns < kNarrow;
  const auto number = widest(all, &Row::number, 1);
  const auto line = widest(all, &Row::line, 4);
  const auto marking = std::min(widest(all, &Row::marking, 7), narrow ? kMarkColumnsNarrow : kMarkColumns);
  const auto before = 2 + number + 2 + line + 2 + marking + 2 + kDecisionColumns;
  const auto after = 2 + widest(all, &Row::until, 0);
  const auto room = style.columns > before + after ? style.columns - before - after : 0;
  const auto why = std::min(widest(all, &Row::because, 7), style.columns == 0 ? std::string::npos : room);
  const auto right = [](const std::string& text, std::size_t columns) {
    return std::string(columns - std::min(columns, text.size()), ' ') + text;
  };
  auto out =
      fmt::format("  {}  {}  {}  decision  because\n", right("#", number), right("line", line), padded("marking", marking));
  for (const auto& row : all) {
    const auto indent = before - marking + std::max(marking, display_width(row.marking));
    const auto words = row.until.empty() ? row.because : padded(row.because, why) + "  " + row.until;
    const auto reason = reason_beside(words, {.beside = indent, .below = before - marking - kDecisionColumns - 2}, style.columns);
    out += fmt::format("  {}  {}  {}  {}{}{}\n", right(row.number, number), right(row.line, line), padded(row.marking, marking),
                       coloured(row.released ? "✔" : "✘", row.released, style.colour),
                       reason.starts_with('\n') ? "" : "         ", reason);
  }
  return out;
}

// The portions that the table leaves out, counted by what decided them.
std::string summary(const ReleaseReport& report, TextStyle style) {
  if (report.portions.size() <= kRowsOnScreen) return "";
  std::map<std::uint32_t, std::size_t> counts;
  for (auto i = kRowsOnScreen; i < report.portions.size(); ++i) ++counts[report.portions[i].answer];
  std::map<std::string, std::size_t> by_words;
  for (const auto& [answer, count] : counts) {
    const auto& given = report.answers[answer];
    by_words[(given.released ? "✔ " : "✘ ") + because(given)] += count;
  }
  std::vector<std::pair<std::size_t, std::string>> ordered;
  for (const auto& [words, count] : by_words) ordered.emplace_back(count, words);
  std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  auto out = fmt::format("  … {} more portions, all in the report:\n", report.portions.size() - kRowsOnScreen);
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (i == kRowsOnScreen) return out + fmt::format("  {:>6} further reasons\n", ordered.size() - i);
    constexpr std::size_t kIndent = 12;
    out += fmt::format("  {:>6}  {}\n", ordered[i].first, wrapped_words(ordered[i].second, kIndent, style.columns));
  }
  return out;
}

std::string labelled(std::string_view label, std::string_view text) {
  return "  " + padded(std::string(label), kLabelColumns) + std::string(text) + "\n";
}

// The evidence goes to a line of its own where the first has no room for it.
std::string first_line(const ReleaseReport& report, TextStyle style) {
  auto line = headline(report);
  const auto evidence = line.find("  evidence: ");
  if (style.columns == 0 || display_width(line) <= style.columns || evidence == std::string::npos) return line;
  const auto left = std::string(trimmed(std::string_view(line).substr(0, evidence)));
  return wrapped_words(left, 2, style.columns) + "\n  " +
         wrapped_words(trimmed(std::string_view(line).substr(evidence)), 2, style.columns);
}

}  // namespace

std::string_view without_parentheses(std::string_view marking) {
  const bool single = marking.size() > 2 && marking.front() == '(' && marking.find(')') == marking.size() - 1;
  return single ? marking.substr(1, marking.size() - 2) : marking;
}

std::string release_to_text(const ReleaseReport& report, TextStyle style) {
  const auto first = first_line(report, style);
  constexpr std::size_t kSignBytes = 3;  // ✔ and ✘
  constexpr auto kIndent = kLabelColumns + 2;
  auto out = coloured(first.substr(0, kSignBytes), report.decision(), style.colour) + first.substr(kSignBytes) + "\n\n";
  out += table(report, style) + summary(report, style);
  for (const auto& warning : report.warnings) out += labelled("warning", wrapped_words(warning, kIndent, style.columns));
  if (report.decision()) {
    out += labelled("banner", wrapped_words(report.released_banner, kIndent, style.columns));
    if (const auto marks = recipient_marks(report); !marks.empty())
      out += labelled("mark as", wrapped(marks, " · ", kIndent, style.columns));
    if (const auto all = duties(report); !all.empty()) out += labelled("duties", wrapped(all, " · ", kIndent, style.columns));
    if (report.valid_until != kEndOfTime) out += labelled("until", to_short_string(report.valid_until) + ": ask again then");
  }
  out += labelled("copy", report.copy_path.empty() ? "none: nothing may be released" : shown_path(report.copy_path));
  out += labelled("report", shown_path(report.report_path));
  return out;
}

}  // namespace entente::format
