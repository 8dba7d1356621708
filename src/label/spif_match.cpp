#include "label/spif_match.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::label {
namespace {

constexpr std::size_t kGroupsNamed = 8;

std::string described(const SpifPolicy& policy, const CategoryGroup& group) {
  if (!group.lacv) return fmt::format("any {} category of {}", to_string(group.type), quoted(group.tag_set));
  const auto* set = policy.tag_set_named(group.tag_set);
  if (set != nullptr) {
    if (const auto found = policy.find({set->id, group.type, *group.lacv, ""})) return quoted(found.category->name);
  }
  return fmt::format("{} category {} of {}", to_string(group.type), quoted(*group.lacv), quoted(group.tag_set));
}

}  // namespace

const SpifValue* first_match(const SpifPolicy& policy, const std::vector<SpifValue>& values, const CategoryGroup& group,
                             const SpifValue* not_this) {
  const auto* set = policy.tag_set_named(group.tag_set);
  if (set == nullptr) return nullptr;
  const auto at = std::find_if(values.begin(), values.end(), [&](const SpifValue& value) {
    return value.tag_set_id == set->id && value.type == group.type &&
           (group.lacv ? value.lacv == *group.lacv : not_this == nullptr || value != *not_this);
  });
  return at == values.end() ? nullptr : &*at;
}

bool is_met(const SpifPolicy& policy, const std::vector<SpifValue>& values, const RequiredCategory& required) {
  const auto met =
      static_cast<std::size_t>(std::count_if(required.groups.begin(), required.groups.end(), [&](const CategoryGroup& group) {
        return first_match(policy, values, group) != nullptr;
      }));
  switch (required.operation) {
    case Operation::all:
      return met == required.groups.size() && met > 0;
    case Operation::one_or_more:
      return met > 0;
    case Operation::only_one:
      return met == 1;
  }
  return false;
}

std::string described(const SpifPolicy& policy, const RequiredCategory& required) {
  std::vector<std::string> names;
  for (const auto& group : required.groups) {
    if (names.size() == kGroupsNamed) {
      names.emplace_back("…");
      break;
    }
    names.push_back(described(policy, group));
  }
  if (names.size() == 1) return names.front();
  const auto* how = required.operation == Operation::all           ? "all"
                    : required.operation == Operation::one_or_more ? "one or more"
                                                                   : "exactly one";
  return fmt::format("{} of {}", how, join(names, ", "));
}

}  // namespace entente::label
