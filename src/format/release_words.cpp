#include "format/release_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/decision_json.h"

namespace entente::format {

using decision::Outcome;
using decision::Reason;
using decision::Rule;

namespace {

constexpr std::size_t kNamesInFull = 2;  // recipients with their names in the first line; more are given by code
constexpr std::size_t kCodesNamed = 12;  // parties listed in one line; the rest is counted
constexpr std::size_t kHeadlineColumns = 58;

bool is_obstacle(const Reason& reason) { return reason.outcome == Outcome::fail || reason.outcome == Outcome::unknown; }

std::string codes(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& party : parties) {
    if (names.size() < kCodesNamed) names.push_back(party.value);
  }
  const auto more = parties.size() - names.size();
  return join(names, ", ") + (more == 0 ? "" : fmt::format(" and {} more", more));
}

std::vector<std::string> distinct(const std::vector<Reason>& reasons, bool (*wanted)(const Reason&),
                                  std::string (*text)(const Reason&)) {
  std::vector<std::string> out;
  for (const auto& reason : reasons) {
    if (!wanted(reason)) continue;
    auto found = text(reason);
    if (!found.empty() && std::find(out.begin(), out.end(), found) == out.end()) out.push_back(std::move(found));
  }
  return out;
}

// What the release rests on that is no better than its evidence.
std::string weakest_facts(const ReleaseReport& report) {
  std::vector<std::string> names;
  for (const auto& answer : report.answers) {
    if (answer.released) add_weakest(answer.reasons, report.evidence, names);
  }
  return in_brackets(std::move(names));
}

std::string recipients(const ReleaseReport& report) {
  std::vector<std::string> names;
  std::vector<PartyId> ids;
  for (const auto& party : report.to) {
    names.push_back(party.name.empty() ? party.id.value : fmt::format("{} ({})", party.name, party.id.value));
    ids.push_back(party.id);
  }
  return names.size() <= kNamesInFull ? join(names, ", ") : codes(ids);
}

std::string duty_words(const decision::Obligation& duty) {
  if (duty.id == "release-authority") return "a disclosure official must approve";
  if (duty.id == "use-only-for") return "use only for the stated purpose";
  if (duty.id == "public-release-review") return "review before any publication";
  if (duty.id == "clearance-and-need-to-know") return "only to cleared persons who need to know";
  if (duty.id == "national-law") return "what the law asks (" + duty.clause + ")";
  if (duty.id == "approved-channel") return "only over an accredited channel";
  auto words = duty.id;
  std::replace(words.begin(), words.end(), '-', ' ');
  const auto of = duty.properties.find("originator");
  return of == duty.properties.end() ? words : words + " " + of->second;
}

// What lets a portion through that needs no clause: of several recipients, what is said of one who does not hold it already.
const Reason* free_reason(const ReleaseAnswer& answer) {
  const Reason* first = nullptr;
  for (const auto& reason : answer.reasons) {
    if (reason.rule != Rule::release_marking) continue;
    if (reason.outcome == Outcome::pass) return &reason;
    if (first == nullptr) first = &reason;
  }
  return first;
}

}  // namespace

std::string padded(std::string text, std::size_t columns) {
  const auto width = display_width(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

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

std::string marking_words(const ReleaseAnswer& answer, bool inherited) {
  std::string_view text = answer.marking;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
  auto out = text.empty() ? std::string("(no mark)") : shown(text) + (inherited ? " ↑" : "");
  return answer.beside.empty() ? out : out + " + " + shown(answer.beside);
}

std::string because(const ReleaseAnswer& answer) {
  if (!answer.released) {
    const auto first = std::find_if(answer.reasons.begin(), answer.reasons.end(), is_obstacle);
    return first == answer.reasons.end() ? "not decided" : first->text;
  }
  const auto clauses = distinct(
      answer.reasons, [](const Reason& reason) { return reason.rule == Rule::legal_basis && reason.outcome == Outcome::pass; },
      [](const Reason& reason) { return reason.clause; });
  if (clauses.empty()) {
    const auto* reason = free_reason(answer);
    return reason == nullptr ? "nothing stands against it" : reason->text;
  }
  std::vector<std::string> levels;
  for (const auto& duty : answer.obligations) {
    const auto level = duty.properties.find("level");
    if (duty.id != "mark-as" || level == duty.properties.end()) continue;
    if (std::find(levels.begin(), levels.end(), level->second) == levels.end()) levels.push_back(level->second);
  }
  return join(clauses, ", ") + (levels.empty() ? "" : " → mark " + join(levels, ", "));
}

std::string who_and_why(const ReleaseReport& report, const ReleaseAnswer& answer) {
  const bool names_them = !answer.released && report.to.size() > 1 && answer.blocked_by.size() < report.to.size();
  return (names_them ? codes(answer.blocked_by) + " may not: " : "") + because(answer);
}

std::string until_words(const ReleaseAnswer& answer) {
  return answer.released && answer.valid_until != kEndOfTime ? "until " + to_short_string(answer.valid_until) : "";
}

std::string headline(const ReleaseReport& report) {
  const auto all = report.portions.size();
  if (!report.decision()) return fmt::format("✘ NO RELEASE to {}: none of {} portions may go", recipients(report), all);
  auto line = report.complete()
                  ? fmt::format("✔ RELEASE to {}: all {} portions", recipients(report), all)
                  : fmt::format("✔ RELEASE IN PART to {}: {} of {} portions", recipients(report), report.released, all);
  return padded(std::move(line), kHeadlineColumns) +
         fmt::format("  evidence: {}{}", world::to_string(report.evidence),
                     report.evidence == world::Evidence::verified ? "" : weakest_facts(report));
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

std::vector<std::string> recipient_marks(const ReleaseReport& report) {
  std::vector<std::string> marks;
  for (const auto& mark : report.recipient_marks) {
    if (!mark.text.empty()) marks.push_back((report.recipient_marks.size() > 1 ? mark.recipient.value + ": " : "") + mark.text);
  }
  return marks;
}

}  // namespace entente::format
