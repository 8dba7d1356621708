#include "label/us_slips.h"

#include <algorithm>
#include <string>

namespace entente::label {
namespace {

constexpr std::size_t kTwoMayDiffer = 8;  // characters
constexpr std::size_t kOneMayDiffer = 5;
constexpr std::size_t kLeast = 3;

constexpr std::size_t kWordsOfControl = 3;
constexpr std::size_t kControlCharacters = 5;  // of the mark: shorter ones are near to all

// The marks of tokens that narrow.
std::vector<std::string_view> narrowing_marks(const Policy& policy) {
  std::vector<std::string_view> marks;
  for (const auto& token : policy.tokens) {
    if (!narrows(token)) continue;
    for (const std::string_view mark : token.marks) {
      if (mark.size() >= kControlCharacters) marks.push_back(mark);
    }
  }
  return marks;
}

bool has_letters_of(std::string_view a, std::string_view b) {
  std::string first(a);
  std::string second(b);
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  return first == second;
}

}  // namespace

std::optional<Near> slip_of(std::string_view written, const std::vector<std::string_view>& known) {
  auto near = nearest_of(written, known);
  if (!near || written.size() < kLeast) return std::nullopt;
  if (near->distance == 0) return near;
  if (written.size() >= kOneMayDiffer) {
    const std::size_t most = written.size() >= kTwoMayDiffer ? 2 : 1;
    return near->distance <= most ? near : std::nullopt;
  }
  const bool swapped = near->alone && has_letters_of(written, near->name);
  const bool one = near->alone && near->distance == 1 && written.size() > kLeast && near->name.size() > kLeast;
  return swapped || one ? near : std::nullopt;
}

std::optional<Near> code_slip_of(std::string_view written, const std::vector<std::string_view>& known) {
  auto near = nearest_of(written, known);
  const bool fits = near && written.size() >= kLeast && near->distance <= 1 && near->name.size() >= kLeast &&
                    (near->alone || has_letters_of(written, near->name));
  return fits ? near : std::nullopt;
}

bool is_no_slip(const Policy& policy, std::string_view written) {
  return std::any_of(policy.slips.begin(), policy.slips.end(),
                     [&](const Slip& slip) { return slip.written == written && slip.meant.empty(); });
}

TokenAt near_control_at(const Policy& policy, std::string_view text) {
  const auto marks = narrowing_marks(policy);
  TokenAt found;
  std::string spaced;
  std::string together;
  for (std::size_t words = 0, begin = 0; words < kWordsOfControl && begin < text.size(); ++words) {
    const auto end = std::min(text.find_first_of(" -", begin), text.size());
    spaced += (words == 0 ? "" : " ") + std::string(text.substr(begin, end - begin));
    together += text.substr(begin, end - begin);
    auto meant = std::string(policy.meant_by(spaced));
    // The same letters, in another order or with a space too many; one letter more or less may be a name of its own ("ORION").
    const auto same =
        std::find_if(marks.begin(), marks.end(), [&](std::string_view mark) { return has_letters_of(together, mark); });
    if (meant.empty() && same != marks.end()) meant = *same;
    const auto* token = token_by_mark(policy, meant);
    if (token != nullptr && narrows(*token)) found = {token, end};
    begin = std::min(text.find_first_not_of(" -", end), text.size());
  }
  return found;
}

}  // namespace entente::label
