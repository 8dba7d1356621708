// What a marking does not show of its label, and what follows for a decision on the marking.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "label/spif_label.h"
#include "label/spif_phrases.h"

namespace entente::label {
namespace {

using Shelf = std::vector<SpifPolicy::Found>;  // every category of a policy, in its order

Shelf all_categories(const SpifPolicy& policy) {
  Shelf out;
  for (const auto& set : policy.tag_sets) {
    for (const auto& tag : set.tags) {
      for (const auto& category : tag.categories) out.push_back({&set, &tag, &category, out.size()});
    }
  }
  return out;
}

SpifValue value_of(const SpifPolicy::Found& found) { return {found.set->id, found.tag->type, found.category->lacv, ""}; }

bool has_no_text(const SpifPolicy::Found& found, const MarkingStyle& style) {
  return is_hidden_category(found, style) || shown(found.category->marks, found.category->name, style).empty();
}

std::optional<std::string_view> replaced_by(const SpifPolicy::Found& found, const MarkingStyle& style) {
  return replaced_policy(found.category->marks, found.category->name, style);
}

// Whether a category that shows only by what it puts in the place of the policy's name may be hidden behind what stands there
// already, or shows as nothing else does: the first that replaces the name is the only one to be seen.
bool name_may_hide(const SpifPolicy& policy, const SpifLabel& read, const Shelf& shelf, const MarkingStyle& style) {
  const auto* level = policy.classification(read.classification);
  if (replaced_policy(policy.marks, policy.name, style)) return true;
  if (level != nullptr && replaced_policy(level->marks, level->name, style)) return true;
  const auto replaces = [&](const SpifValue& value) {
    const auto found = policy.find(value);
    return found && replaced_by(found, style);
  };
  if (std::any_of(read.categories.begin(), read.categories.end(), replaces)) return true;
  const auto name = phrase_of(policy.name_marks, policy.name, style);
  return std::any_of(shelf.begin(), shelf.end(), [&](const SpifPolicy::Found& each) { return replaced_by(each, style) == name; });
}

}  // namespace

std::vector<SpifValue> unseen_beside(const SpifPolicy& policy, const SpifLabel& read) {
  std::vector<SpifValue> out;
  const auto shelf = all_categories(policy);
  for (const auto& language : languages_of(policy)) {
    const MarkingStyle style{language, MarkingCode::page_top};
    const bool any_name = name_may_hide(policy, read, shelf, style);
    for (const auto& each : shelf) {
      const auto kind = kind_of(each.tag->type);
      if (kind == CategoryKind::informative || !has_no_text(each, style)) continue;
      if (!any_name && replaced_by(each, style)) continue;
      const bool is_read = std::any_of(read.categories.begin(), read.categories.end(), [&](const SpifValue& value) {
        const auto found = policy.find(value);
        return found.category == each.category || (kind == CategoryKind::permissive && found.tag == each.tag);
      });
      if (!is_read) out.push_back(value_of(each));
    }
  }
  settle(out);
  return out;
}

Access decide_access_on_text(const SpifPolicy& policy, const SpifLabel& read, const SpifClearance& clearance, Instant at) {
  auto out = decide_access(policy, read, clearance, at);
  std::map<std::size_t, std::string> lacking;  // by the order of the policy
  for (const auto& value : unseen_beside(policy, read)) {
    const bool held = std::any_of(clearance.categories.begin(), clearance.categories.end(), [&](const SpifValue& each) {
      return each.tag_set_id == value.tag_set_id && each.type == value.type && each.lacv == value.lacv;
    });
    if (held) continue;
    const auto found = policy.find(value);
    lacking.emplace(found.order, fmt::format("{} of {}", quoted(found.category->name), quoted(found.tag->name)));
  }
  if (lacking.empty()) return out;
  std::vector<std::string> names;
  for (const auto& [order, name] : lacking) names.push_back(name);
  out.reasons.push_back({"SPIF-ACCESS-TEXT",
                         Severity::error,
                         {},
                         fmt::format("markings of {} do not show {}, which the label may have and the clearance lacks: "
                                     "give the label, not its text",
                                     quoted(policy.name), join(names, ", ")),
                         std::nullopt});
  out.allowed = false;
  return out;
}

}  // namespace entente::label
