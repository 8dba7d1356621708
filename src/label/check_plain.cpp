// Checks of markings in systems without segments: level, then categories and lists.
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "label/check_parts.h"
#include "label/marks.h"
#include "label/plain_marking.h"

namespace entente::label {
namespace {

std::vector<std::string_view> words_of(const Policy& policy) {
  std::vector<std::string_view> words;
  for (const auto& level : policy.levels) {
    words.insert(words.end(), level.marks.begin(), level.marks.end());
    if (!level.portion.empty()) words.emplace_back(level.portion);
  }
  for (const auto& token : policy.tokens) {
    words.insert(words.end(), token.marks.begin(), token.marks.end());
    if (!token.portion.empty()) words.emplace_back(token.portion);
  }
  return words;
}

// Where the strict reading stops: behind the level and the tokens that can be read.
Span unread(std::string_view text, const Policy& system) {
  const auto level = longest_level_at(system, text);
  auto at = level.size;
  while (at < text.size()) {
    auto next = at;
    while (next < text.size() && std::string_view(" /,-").find(text[next]) != std::string_view::npos) ++next;
    const auto token = longest_token_at(system, text.substr(next));
    if (next == text.size() || token.token == nullptr || takes_list(*token.token)) {
      at = next;
      break;
    }
    at = next + token.size;
  }
  return {at, text.size()};
}

}  // namespace

void check_plain_marking(const CheckedText& checked, Findings& findings, MarkingCheck& check) {
  const auto text = checked.text;
  auto label = parse_marking(text, checked.system, checked.book, checked.banner);
  if (label) {
    check.label = std::move(*label);
    return;
  }
  const auto place = unread(text, checked.system);
  const auto rest = text.substr(place.begin_bytes, place.end_bytes - place.begin_bytes);
  auto& finding = findings.error(place.begin_bytes == 0 ? "MARK-level" : "MARK-unknown", place, label.error().message);
  const auto near = nearest_of(rest, words_of(checked.system));
  if (!near) return;
  const std::string repaired = std::string(text.substr(0, place.begin_bytes)) + near->name;
  auto meant = parse_marking(repaired, checked.system, checked.book, checked.banner);
  if (!meant) return;
  const bool only_case = case_folded(near->name) == case_folded(rest);
  finding.correction = Correction{near->name, only_case || (near->alone && near->distance == 1 && rest.size() >= 5)};
  check.label = std::move(*meant);
  check.corrected = Correction{repaired, finding.correction->certain};
}

}  // namespace entente::label
