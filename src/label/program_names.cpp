#include "label/program_names.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.h"
#include "label/marks.h"

namespace entente::label {
namespace {

constexpr std::size_t kShortest = 2;  // characters of an abbreviation
constexpr std::size_t kLongest = 3;

using Names = std::set<std::string>;

// Of the programs that stand behind the indicator; `prefix` is "SAR-".
class Programs {
 public:
  Programs(const Policy& policy, std::string prefix) : policy_(policy), prefix_(std::move(prefix)) {}

  // The program that a category is or belongs to; empty: none that the policy leaves open.
  [[nodiscard]] std::string program_of(const Category& category) const {
    const auto& name = category.name.str();
    if (category.policy != policy_.id || !name.starts_with(prefix_)) return {};
    auto program = name.substr(prefix_.size(), name.find('-', prefix_.size()) - prefix_.size());
    return policy_.token(prefix_ + program) == nullptr ? program : std::string();
  }

  [[nodiscard]] Names of(const Label& label) const {
    Names names;
    for (const auto& category : label.categories) {
      if (auto program = program_of(category); !program.empty()) names.insert(std::move(program));
    }
    return names;
  }

  void rename(Label& label, const std::map<std::string, std::string>& to) const {
    for (auto& category : label.categories) {
      const auto program = program_of(category);
      const auto found = to.find(program);
      if (found == to.end()) continue;
      category.name = CategoryName(prefix_ + found->second + category.name.str().substr(prefix_.size() + program.size()));
    }
    std::sort(label.categories.begin(), label.categories.end());
  }

 private:
  const Policy& policy_;
  std::string prefix_;
};

// "BP" of "BUTTER POPCORN".
std::string initials_of(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i == 0 || name[i - 1] == ' ') out += name[i];
  }
  return out;
}

bool stand_together(const std::vector<Names>& marks, const std::string& a, const std::string& b) {
  return std::any_of(marks.begin(), marks.end(), [&](const Names& mark) { return mark.contains(a) && mark.contains(b); });
}

// By name; initials are sure to be taken before what merely fits.
std::map<std::string, std::string> abbreviations(const std::vector<Names>& marks) {
  Names all;
  for (const auto& mark : marks) all.insert(mark.begin(), mark.end());
  std::map<std::string, std::string> found;
  if (all.size() > limits::kMarkingTokens) return found;
  Names taken;
  for (const bool by_initials : {true, false}) {
    for (const auto& name : all) {
      if (name.size() <= kLongest || found.contains(name)) continue;
      const auto abbreviation = std::find_if(all.begin(), all.end(), [&](const std::string& each) {
        const bool fits = may_abbreviate(each, name) && (!by_initials || initials_of(name) == each);
        return fits && !taken.contains(each) && !stand_together(marks, each, name);
      });
      if (abbreviation == all.end()) continue;
      found.emplace(name, *abbreviation);
      taken.insert(*abbreviation);
    }
  }
  return found;
}

}  // namespace

bool may_abbreviate(std::string_view abbreviation, std::string_view name) {
  if (abbreviation.size() < kShortest || abbreviation.size() > kLongest || name.size() <= kLongest) return false;
  if (abbreviation.front() != name.front()) return false;
  std::size_t at = 0;
  for (const char c : abbreviation) {
    at = name.find(c, at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

void abbreviate_programs(const std::vector<Label*>& labels, const Policy& policy) {
  for (const auto& token : policy.tokens) {
    if (token.segment != Segment::sar || &indicator_of(policy, token) != &token) continue;
    const Programs programs(policy, token.name.str() + "-");
    std::vector<Names> marks;
    for (const auto* label : labels) {
      if (auto names = programs.of(*label); !names.empty()) marks.push_back(std::move(names));
    }
    const auto to = abbreviations(marks);
    if (to.empty()) continue;
    for (auto* label : labels) programs.rename(*label, to);
  }
}

}  // namespace entente::label
