#include "format/release_report.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/decision.h"

namespace entente::format {
namespace {

using decision::Outcome;
using decision::Reason;
using decision::Rule;

constexpr std::size_t kMarkColumns = 44;
constexpr std::size_t kClausesNamed = 3;
constexpr std::size_t kLabelColumns = 9;
constexpr std::size_t kHeadlineColumns = 58;

bool is_obstacle(const Reason& reason) { return reason.outcome == Outcome::fail || reason.outcome == Outcome::unknown; }

// As it is if nothing in it could disturb a line of text, else escaped and in backticks.
std::string shown(std::string_view text) {
  auto safe = quoted(text);
  return safe.size() == text.size() + 2 && std::string_view(safe).substr(1, text.size()) == text ? std::string(text) : safe;
}

// A path is shown whole, so only its odd characters are escaped.
std::string shown_path(std::string_view path) {
  std::string out;
  constexpr std::size_t kPieceBytes = 40;
  while (!path.empty()) {
    auto size = std::min(path.size(), kPieceBytes);
    while (size < path.size() && (static_cast<unsigned char>(path[size]) & 0xC0U) == 0x80U) ++size;
    const auto piece = quoted(path.substr(0, size));
    out += piece.substr(1, piece.size() - 2);
    path.remove_prefix(size);
  }
  return out;
}

std::string marking_of(const ReportedPortion& portion) {
  std::string_view text = portion.marking;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
  auto out = text.empty() ? std::string("(no mark)") : shown(text) + (portion.inherited ? " ↑" : "");
  return portion.beside.empty() ? out : out + " + " + shown(portion.beside);
}

std::vector<std::string> distinct(const std::vector<Reason>& reasons, bool (*wanted)(const Reason&), std::string (*text)(const Reason&)) {
  std::vector<std::string> out;
  for (const auto& reason : reasons) {
    if (!wanted(reason)) continue;
    auto found = text(reason);
    if (!found.empty() && std::find(out.begin(), out.end(), found) == out.end()) out.push_back(std::move(found));
  }
  return out;
}

// The first obstacle of a withheld portion; the clauses and the recipient's level of a released one.
std::string because(const ReleaseAnswer& answer) {
  if (!answer.released) {
    const auto first = std::find_if(answer.reasons.begin(), answer.reasons.end(), is_obstacle);
    return first == answer.reasons.end() ? "not decided" : first->text;
  }
  const auto clauses = distinct(answer.reasons, [](const Reason& reason) { return reason.rule == Rule::legal_basis && reason.outcome == Outcome::pass; },
                                [](const Reason& reason) { return reason.clause; });
  if (clauses.empty()) {
    const auto named = std::find_if(answer.reasons.begin(), answer.reasons.end(), [](const Reason& reason) { return reason.rule == Rule::release_marking; });
    return named == answer.reasons.end() ? "nothing stands against it" : named->text;
  }
  std::vector<std::string> levels;
  for (const auto& duty : answer.obligations) {
    const auto level = duty.properties.find("level");
    if (duty.id != "mark-as" || level == duty.properties.end()) continue;
    if (std::find(levels.begin(), levels.end(), level->second) == levels.end()) levels.push_back(level->second);
  }
  return join(clauses, ", ") + (levels.empty() ? "" : " → mark " + join(levels, ", "));
}

std::string until(const ReleaseAnswer& answer) {
  return answer.released && answer.valid_until != kEndOfTime ? "until " + to_short_string(answer.valid_until) : "";
}

std::string padded(std::string text, std::size_t columns) {
  const auto width = display_width(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

// What the release rests on that is no better than its evidence.
std::string weakest_facts(const ReleaseReport& report) {
  std::vector<std::string> names;
  for (const auto& answer : report.answers) {
    if (!answer.released) continue;
    for (const auto& reason : answer.reasons) {
      if (reason.outcome != Outcome::pass || !reason.evidence || *reason.evidence != report.evidence || reason.clause.empty()) continue;
      auto name = (reason.rule == Rule::equivalence ? "row of " : "") + reason.clause;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
  }
  if (names.empty()) return "";
  const auto more = names.size() > kClausesNamed ? names.size() - kClausesNamed : 0;
  names.resize(names.size() - more);
  return " (" + join(names, ", ") + (more == 0 ? "" : fmt::format(" and {} more", more)) + ")";
}

std::string recipients(const ReleaseReport& report) {
  std::vector<std::string> names;
  for (const auto& party : report.to) {
    names.push_back(party.name.empty() ? party.id.value : fmt::format("{} ({})", party.name, party.id.value));
  }
  return join(names, ", ");
}

std::string headline(const ReleaseReport& report) {
  const auto all = report.portions.size();
  if (!report.decision()) return fmt::format("✘ NO RELEASE to {}: none of {} portions may go", recipients(report), all);
  auto line = report.complete() ? fmt::format("✔ RELEASE to {}: all {} portions", recipients(report), all)
                                : fmt::format("✔ RELEASE IN PART to {}: {} of {} portions", recipients(report), report.released, all);
  return padded(std::move(line), kHeadlineColumns) + fmt::format("  evidence: {}{}", world::to_string(report.evidence),
                                                                 report.evidence == world::Evidence::verified ? "" : weakest_facts(report));
}

std::string duty_words(const decision::Obligation& duty) {
  if (duty.id == "release-authority") return "a disclosure official must approve";
  if (duty.id == "use-only-for") return "use only for the stated purpose";
  if (duty.id == "public-release-review") return "review before any publication";
  if (duty.id == "clearance-and-need-to-know") return "only to cleared persons who need to know";
  if (duty.id == "approved-channel") return "only over an accredited channel";
  auto words = duty.id;
  std::replace(words.begin(), words.end(), '-', ' ');
  const auto of = duty.properties.find("originator");
  return of == duty.properties.end() ? words : words + " " + of->second;
}

std::vector<std::string> duties(const ReleaseReport& report) {
  std::vector<std::string> out;
  for (const auto& answer : report.answers) {
    if (!answer.released) continue;
    for (const auto& duty : answer.obligations) {
      auto words = duty_words(duty);
      if (duty.id != "mark-as" && std::find(out.begin(), out.end(), words) == out.end()) out.push_back(std::move(words));
    }
  }
  return out;
}

std::string coloured(std::string_view text, bool good, Colour colour) {
  if (colour == Colour::never) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", good ? 32 : 31, text);
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
  auto why = because(answer);
  if (!answer.released && report.to.size() > 1) {
    std::vector<std::string> blockers;
    for (const auto& party : answer.blocked_by) blockers.push_back(party.value);
    if (blockers.size() < report.to.size()) why = join(blockers, ", ") + " may not: " + why;
  }
  return {std::to_string(index + 1), std::to_string(portion.line), marking_of(portion), answer.released, why, until(answer)};
}

std::size_t widest(const std::vector<Row>& rows, std::string Row::*column, std::size_t at_least) {
  for (const auto& row : rows) at_least = std::max(at_least, display_width(row.*column));
  return at_least;
}

std::string table(const ReleaseReport& report, Colour colour) {
  std::vector<Row> all;
  for (std::size_t i = 0; i < std::min(kRowsOnScreen, report.portions.size()); ++i) all.push_back(row_of(report, i));
  const auto number = widest(all, &Row::number, 1);
  const auto line = widest(all, &Row::line, 4);
  const auto marking = std::min(widest(all, &Row::marking, 7), kMarkColumns);
  const auto why = widest(all, &Row::because, 7);
  const auto right = [](const std::string& text, std::size_t columns) { return std::string(columns - std::min(columns, text.size()), ' ') + text; };
  auto out = fmt::format("  {}  {}  {}  decision  because\n", right("#", number), right("line", line), padded("marking", marking));
  for (const auto& row : all) {
    auto text = fmt::format("  {}  {}  {}  {}         {}", right(row.number, number), right(row.line, line), padded(row.marking, marking),
                            coloured(row.released ? "✔" : "✘", row.released, colour), row.until.empty() ? row.because : padded(row.because, why));
    if (!row.until.empty()) text += "  " + row.until;
    out += text + "\n";
  }
  return out;
}

// The portions that the table leaves out, counted by what decided them.
std::string summary(const ReleaseReport& report) {
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
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  auto out = fmt::format("  … {} more portions, all in the report:\n", report.portions.size() - kRowsOnScreen);
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (i == kRowsOnScreen) return out + fmt::format("  {:>6} further reasons\n", ordered.size() - i);
    out += fmt::format("  {:>6}  {}\n", ordered[i].first, ordered[i].second);
  }
  return out;
}

std::string labelled(std::string_view label, std::string_view text) {
  return "  " + padded(std::string(label), kLabelColumns) + std::string(text) + "\n";
}

std::string marks_line(const ReleaseReport& report) {
  std::vector<std::string> marks;
  for (const auto& mark : report.recipient_marks) {
    if (!mark.text.empty()) marks.push_back((report.recipient_marks.size() > 1 ? mark.recipient.value + ": " : "") + mark.text);
  }
  return join(marks, " · ");
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string markdown_answer(const ReleaseReport& report, std::size_t index, const std::vector<std::string>& portions_of) {
  const auto& answer = report.answers[index];
  auto out = fmt::format("\n## Answer {}: {}\n\nPortions: {}\n", index + 1, answer.released ? "✔ released" : "✘ withheld", portions_of[index]);
  if (!answer.blocked_by.empty()) {
    std::vector<std::string> names;
    for (const auto& party : answer.blocked_by) names.push_back(party.value);
    out += "\nBlocked by: " + join(names, ", ") + "\n";
  }
  out += "\n| rule | outcome | owner | recipient | clause | evidence | why |\n|---|---|---|---|---|---|---|\n";
  for (const auto& reason : answer.reasons) {
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", decision::to_string(reason.rule), decision::to_string(reason.outcome),
                       reason.owner ? reason.owner->value : "", reason.recipient ? reason.recipient->value : "", cell(reason.clause),
                       reason.evidence ? world::to_string(*reason.evidence) : "", cell(reason.text));
  }
  if (!answer.obligations.empty()) out += "\nDuties:\n\n";
  for (const auto& duty : answer.obligations) {
    std::vector<std::string> properties;
    for (const auto& [name, value] : duty.properties) properties.push_back(name + ": " + value);
    out += fmt::format("- {}{}: {}\n", duty.id, duty.clause.empty() ? "" : " (" + duty.clause + ")", join(properties, "; "));
  }
  return out;
}

}  // namespace

std::string_view without_parentheses(std::string_view marking) {
  const bool single = marking.size() > 2 && marking.front() == '(' && marking.find(')') == marking.size() - 1;
  return single ? marking.substr(1, marking.size() - 2) : marking;
}

std::string release_to_text(const ReleaseReport& report, Colour colour) {
  const auto first = headline(report);
  constexpr std::size_t kSignBytes = 3;  // ✔ and ✘
  auto out = coloured(first.substr(0, kSignBytes), report.decision(), colour) + first.substr(kSignBytes) + "\n\n";
  out += table(report, colour) + summary(report);
  for (const auto& warning : report.warnings) out += labelled("warning", warning);
  if (report.decision()) {
    out += labelled("banner", report.released_banner);
    if (const auto marks = marks_line(report); !marks.empty()) out += labelled("mark as", marks);
    if (const auto all = duties(report); !all.empty()) out += labelled("duties", join(all, " · "));
    if (report.valid_until != kEndOfTime) out += labelled("until", to_short_string(report.valid_until) + ": ask again then");
  }
  out += labelled("copy", report.copy_path.empty() ? "none: nothing may be released" : shown_path(report.copy_path));
  out += labelled("report", shown_path(report.report_path));
  return out;
}

std::string release_to_markdown(const ReleaseReport& report) {
  auto out = fmt::format("# Internal report: not for release\n\n{}\n\n", headline(report));
  const auto fact = [&](std::string_view name, const std::string& text) { out += fmt::format("- {}: {}\n", name, text.empty() ? "none" : text); };
  fact("document", shown_path(report.document));
  fact("as of", to_short_string(report.as_of));
  fact("marking system", report.system);
  fact("original banner", report.original_banner.empty() ? "" : shown(report.original_banner));
  fact("banner of the copy", report.released_banner);
  fact("recipients' marks", marks_line(report));
  fact("duties", join(duties(report), " · "));
  fact("valid until", report.decision() && report.valid_until != kEndOfTime ? to_short_string(report.valid_until) : "no recorded change");
  fact("copy", shown_path(report.copy_path));
  fact("world", report.revision);
  for (const auto& warning : report.warnings) fact("warning", warning);
  out += "\n| # | line | marking | decision | because | until | answer |\n|---|---|---|---|---|---|---|\n";
  std::vector<std::string> portions_of(report.answers.size());
  for (std::size_t i = 0; i < report.portions.size(); ++i) {
    const auto answer = report.portions[i].answer;
    const auto row = row_of(report, i);
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", row.number, row.line, cell(row.marking), row.released ? "✔" : "✘",
                       cell(row.because), row.until, answer + 1);
    auto& list = portions_of[answer];
    list += (list.empty() ? "" : ", ") + row.number;
  }
  for (std::size_t i = 0; i < report.answers.size(); ++i) out += markdown_answer(report, i, portions_of);
  return out;
}

}  // namespace entente::format
