#include "label/long_form.h"

#include <algorithm>

#include "label/us_forms.h"

namespace entente::label {
namespace {

// "SI-" of "SI-G", where SI is a token too; empty for all others.
std::string head_of(const Token& token, const Policy& policy) {
  const auto& name = token.name.str();
  const auto dash = name.find('-');
  const bool is_part = dash != std::string::npos && policy.token(std::string_view(name).substr(0, dash)) != nullptr;
  return is_part ? name.substr(0, dash + 1) : std::string();
}

}  // namespace

Policy in_long_form(Policy policy) {
  std::vector<std::size_t> titles;
  for (const auto& token : policy.tokens) {
    const auto head = head_of(token, policy);
    std::size_t best = 0;
    for (std::size_t i = 0; i < token.marks.size(); ++i) {
      const auto& mark = token.marks[i];
      if (mark.starts_with(head) && !is_unwritten_title(mark) && mark.size() > token.marks[best].size()) best = i;
    }
    titles.push_back(best);
  }
  for (std::size_t i = 0; i < titles.size(); ++i) {
    auto& marks = policy.tokens[i].marks;
    if (titles[i] > 0)
      std::rotate(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(titles[i]),
                  marks.begin() + static_cast<std::ptrdiff_t>(titles[i]) + 1);
  }
  policy.index = MarkIndex(policy.tokens);
  return policy;
}

}  // namespace entente::label
