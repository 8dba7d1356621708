#include "label/us_slips.h"

#include <algorithm>
#include <string>

namespace entente::label {
namespace {

constexpr std::size_t kTwoMayDiffer = 8;  // characters
constexpr std::size_t kOneMayDiffer = 5;
constexpr std::size_t kLeast = 3;

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

}  // namespace entente::label
