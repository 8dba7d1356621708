#include "base/nearest.h"

#include <algorithm>

#include "base/text.h"

namespace entente {
namespace {

using Characters = std::vector<std::string_view>;

// UTF-8 sequences; broken ones are cut anywhere, which only makes a suggestion worse.
Characters characters_of(std::string_view text) {
  Characters out;
  for (std::size_t i = 0; i < text.size() && out.size() <= kNearestCharacters; ++i) {
    const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
    if (continues && !out.empty()) {
      out.back() = std::string_view(out.back().data(), out.back().size() + 1);
    } else {
      out.push_back(text.substr(i, 1));
    }
  }
  return out;
}

char folded(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return folded(x) == folded(y); });
}

// "UNCLASSIFIED" is no slip of "CLASSIFIED": it says the opposite.
bool is_opposite(std::string_view wanted, std::string_view name) {
  constexpr std::string_view kNot = "UN";
  if (name.size() != wanted.size() + kNot.size()) return false;
  for (std::size_t at = 0; at <= wanted.size(); ++at) {
    if (same(name.substr(at, kNot.size()), kNot) && same(name.substr(0, at), wanted.substr(0, at)) &&
        same(name.substr(at + kNot.size()), wanted.substr(at)))
      return true;
  }
  return false;
}

// Optimal string alignment: three rows of the usual table.
std::size_t distance(const Characters& a, const Characters& b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool equal = same(a[i - 1], b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (equal ? 0 : 1)});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<Near> nearest_of(std::string_view wanted, const std::vector<std::string_view>& known) {
  const auto letters = characters_of(wanted);
  if (letters.size() > kNearestCharacters) return std::nullopt;
  const std::size_t allowed = std::max<std::size_t>(1, letters.size() / 3);
  std::size_t best = allowed + 1;
  std::optional<std::string_view> found;
  bool alone = true;
  for (std::size_t i = 0; i < std::min(known.size(), kNearestNames); ++i) {
    const auto candidate = characters_of(known[i]);
    const auto longer = std::max(candidate.size(), letters.size());
    if (longer > kNearestCharacters || longer - std::min(candidate.size(), letters.size()) > allowed) continue;
    const auto apart = distance(letters, candidate);
    if (apart >= letters.size() || apart > best || apart > allowed || is_opposite(wanted, known[i])) continue;
    alone = apart < best || (alone && known[i] == *found);
    if (apart < best || known[i] < *found) found = known[i];
    best = apart;
  }
  return found ? std::optional(Near{std::string(*found), best, alone}) : std::nullopt;
}

std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string_view>& known) {
  auto found = nearest_of(wanted, known);
  return found ? std::optional(std::move(found->name)) : std::nullopt;
}

std::string did_you_mean(std::string_view wanted, const std::vector<std::string_view>& known) {
  const auto name = nearest(wanted, known);
  return name ? " (did you mean " + quoted(*name) + "?)" : std::string();
}

}  // namespace entente
