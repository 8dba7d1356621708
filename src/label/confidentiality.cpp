#include "label/confidentiality.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "label/near.h"
#include "label/spif_phrases.h"

namespace entente::label {
namespace {

constexpr std::size_t kBits = 4096;  // of one bit string

// The one item of that name, exactly or whatever the case; nullptr: none or several.
template <class List>
auto named(const List& list, std::string_view name) -> decltype(list.data()) {
  for (const auto& each : list) {
    if (each.name == name) return &each;
  }
  decltype(list.data()) found = nullptr;
  for (const auto& each : list) {
    if (!equal_ignoring_case(each.name, name)) continue;
    if (found != nullptr) return nullptr;
    found = &each;
  }
  return found;
}

// `what`: whose policy it is, "label" or "clearance".
Result<void> check_policy(const SpifPolicy& policy, const std::string& name, const std::string& uri, std::string_view what) {
  const bool by_id = uri == std::string(kOidUri) + policy.id;
  const bool by_name = equal_ignoring_case(name, policy.name) || name == policy.id || name == std::string(kOidUri) + policy.id;
  if (by_name && (by_id || uri.empty())) return {};
  if (by_id || (by_name && !uri.empty())) {
    return fail(Fault::contradiction,
                fmt::format("policy {} has the id {}; {} is {}", quoted(name), quoted(uri), quoted(policy.name), policy.id));
  }
  return fail(Fault::unknown_policy,
              fmt::format("the {} is of policy {}, not of {} ({})", what, quoted(name), quoted(policy.name), policy.id));
}

// What a classification is also called: with what stands for the policy in markings before it (`NATO`, `COSMIC`), or without.
const SpifClassification* prefixed(const SpifPolicy& policy, std::string_view name) {
  const SpifClassification* found = nullptr;
  for (const auto& level : policy.classifications) {
    const auto replaced = replaced_policy(level.marks, policy.name, {});
    const auto prefix = std::string(replaced && !replaced->empty() ? *replaced : std::string_view(policy.name)) + " ";
    if (!equal_ignoring_case(prefix + level.name, name) && !equal_ignoring_case(level.name, prefix + std::string(name))) continue;
    if (found != nullptr) return nullptr;
    found = &level;
  }
  return found;
}

Result<std::string> classification_of(const SpifPolicy& policy, const std::string& name) {
  const auto* level = named(policy.classifications, name);
  if (level == nullptr) level = prefixed(policy, name);
  if (level != nullptr) return level->lacv;
  std::vector<std::string> known;
  for (const auto& each : policy.classifications) known.push_back(each.name);
  return fail(Fault::unknown_level,
              fmt::format("{} has no classification {}; there are {}", quoted(policy.name), quoted(name), join(known, ", ")));
}

//= ADatP-4774.1 table 10: TagName is the tag set's name, GenericValue the category's, URI the tag set's id.
Result<const SpifTagSet*> tag_set_of(const SpifPolicy& policy, const NamedCategory& category) {
  const auto* set = named(policy.tag_sets, category.tag_name);
  if (set == nullptr) {
    return fail(Fault::unknown_token, fmt::format("{} has no tag set {}", quoted(policy.name), quoted(category.tag_name)));
  }
  if (category.uri.empty() || category.uri == std::string(kOidUri) + set->id) return set;
  return fail(Fault::contradiction, fmt::format("tag set {} has the id {}; that of {} is {}", quoted(category.tag_name),
                                                quoted(category.uri), quoted(policy.name), set->id));
}

struct Match {
  const SpifTag* tag = nullptr;
  const SpifCategory* category = nullptr;
  std::string input;
};

// Categories of a kind that `matches` takes, as many as there are.
template <class Matches>
std::vector<Match> matching(const SpifTagSet& set, CategoryKind kind, Matches matches) {
  std::vector<Match> out;
  for (const auto& tag : set.tags) {
    if (kind_of(tag.type) != kind) continue;
    for (const auto& category : tag.categories) {
      if (matches(category)) out.push_back({&tag, &category, ""});
    }
  }
  return out;
}

std::vector<Match> by_name(const SpifTagSet& set, CategoryKind kind, std::string_view name) {
  auto out = matching(set, kind, [&](const SpifCategory& category) { return category.name == name; });
  if (out.empty())
    out = matching(set, kind, [&](const SpifCategory& category) { return equal_ignoring_case(category.name, name); });
  if (!out.empty()) return out;
  // A category that a person adds text to: its name, a space, the text.
  std::size_t longest = 0;
  for (auto& match : matching(set, kind, [](const SpifCategory& category) { return category.input != UserInput::none; })) {
    const auto& known = match.category->name;
    if (name.size() <= known.size() + 1 || name[known.size()] != ' ' || !name.starts_with(known) || known.size() < longest)
      continue;
    if (known.size() > longest) out.clear();
    longest = known.size();
    match.input = name.substr(known.size() + 1);
    out.push_back(std::move(match));
  }
  return out;
}

Result<void> add(std::vector<SpifValue>& values, const SpifTagSet& set, const std::vector<Match>& found,
                 const std::string& name) {
  if (found.empty()) return fail(Fault::unknown_token, fmt::format("{} has no such category {}", quoted(set.name), quoted(name)));
  if (found.size() > 1) {
    return fail(Fault::unknown_token,
                fmt::format("{} could be {} categories of {}", quoted(name), found.size(), quoted(set.name)));
  }
  values.push_back({set.id, found.front().tag->type, found.front().category->lacv, found.front().input});
  return {};
}

Result<void> add(std::vector<SpifValue>& values, const SpifTagSet& set, CategoryKind kind, const NamedValue& value) {
  const auto by_lacv = [&](const std::string& lacv) {
    return matching(set, kind, [&](const SpifCategory& category) { return category.lacv == lacv; });
  };
  switch (value.form) {
    case ValueForm::generic:
      return add(values, set, by_name(set, kind, value.text), value.text);
    case ValueForm::integer:
      return add(values, set, by_lacv(plain_lacv(value.text)), value.text);
    case ValueForm::bit_string:
      if (value.text.size() > kBits)
        return fail(Fault::over_limit, fmt::format("{} bits; the limit is {}", value.text.size(), kBits));
      for (std::size_t bit = 0; bit < value.text.size(); ++bit) {
        if (value.text[bit] == '1') TRY_DO(add(values, set, by_lacv(std::to_string(bit)), fmt::format("bit {}", bit)));
      }
      return {};
  }
  return fail(Fault::malformed, "a value of no known form");
}

Result<std::vector<SpifValue>> values_of(const SpifPolicy& policy, const std::vector<NamedCategory>& categories) {
  std::vector<SpifValue> out;
  for (const auto& category : categories) {
    TRY(const auto* set, tag_set_of(policy, category));
    for (const auto& value : category.values) {
      TRY_DO(add(out, *set, category.type, value));
      if (out.size() > limits::kLabelValues) {
        return fail(Fault::over_limit, fmt::format("more than {} categories (kLabelValues)", limits::kLabelValues));
      }
    }
  }
  settle(out);
  return out;
}

Result<std::vector<NamedCategory>> names_of(const SpifPolicy& policy, const std::vector<SpifValue>& values) {
  std::vector<std::pair<SpifPolicy::Found, std::string>> found;
  for (const auto& value : values) {
    const auto at = policy.find(value);
    if (!at) {
      return fail(Fault::unknown_token, fmt::format("{} has no {} category {} of {}", quoted(policy.name), to_string(value.type),
                                                    quoted(value.lacv), quoted(value.tag_set_id)));
    }
    found.emplace_back(at, value.input.empty() ? at.category->name : at.category->name + " " + value.input);
    const auto back = by_name(*at.set, kind_of(at.tag->type), found.back().second);
    if (back.size() == 1 && back.front().category == at.category && back.front().input == value.input) continue;
    return fail(Fault::not_expressible,
                fmt::format("{} names more than one category of {}", quoted(found.back().second), quoted(at.set->name)));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first.order < b.first.order; });
  std::vector<NamedCategory> out;
  const SpifTagSet* set = nullptr;
  for (const auto& [at, name] : found) {
    const auto kind = kind_of(at.tag->type);
    if (set != at.set || out.back().type != kind) out.push_back({at.set->name, kind, std::string(kOidUri) + at.set->id, {}});
    set = at.set;
    out.back().values.push_back({ValueForm::generic, name});
  }
  return out;
}

}  // namespace

LabelTime label_time(Instant at) { return {at, to_string(at)}; }

Result<LabelTime> parse_label_time(std::string_view text) {
  TRY(const auto at, parse_instant(text));
  const bool has_time = text.find_first_of("Tt ") != std::string_view::npos;
  return has_time ? LabelTime{at, std::string(text)} : label_time(at);
}

Result<SpifLabel> resolve(const SpifPolicy& policy, const ConfidentialityLabel& label) {
  const auto& information = label.body.information;
  TRY_DO(check_policy(policy, information.policy, information.policy_uri, "label"));
  SpifLabel out;
  out.policy_id = policy.id;
  TRY(out.classification, classification_of(policy, information.classification));
  TRY(out.categories, values_of(policy, information.categories));
  out.privacy_mark = information.privacy_mark;
  if (label.body.created) out.created = label.body.created->at;
  return out;
}

Result<SpifClearance> resolve(const SpifPolicy& policy, const NamedClearance& clearance) {
  TRY_DO(check_policy(policy, clearance.policy, clearance.policy_uri, "clearance"));
  SpifClearance out;
  out.policy_id = policy.id;
  for (const auto& name : clearance.classifications) {
    TRY(auto lacv, classification_of(policy, name));
    out.classifications.push_back(std::move(lacv));
  }
  TRY(out.categories, values_of(policy, clearance.categories));
  return out;
}

Result<ConfidentialityLabel> describe(const SpifPolicy& policy, const SpifLabel& label, LabelRole role) {
  if (label.policy_id != policy.id) {
    return fail(Fault::unknown_policy, fmt::format("the label is of policy {}, not of {} ({})", quoted(label.policy_id),
                                                   quoted(policy.name), policy.id));
  }
  const auto* level = policy.classification(label.classification);
  if (level == nullptr) {
    return fail(Fault::unknown_level,
                fmt::format("{} has no classification {}", quoted(policy.name), quoted(label.classification)));
  }
  ConfidentialityLabel out;
  out.role = role;
  auto& information = out.body.information;
  information.policy = policy.name;
  information.policy_uri = std::string(kOidUri) + policy.id;
  information.classification = level->name;
  information.privacy_mark = label.privacy_mark;
  TRY(information.categories, names_of(policy, label.categories));
  if (label.created) out.body.created = label_time(*label.created);
  return out;
}

Result<NamedClearance> describe(const SpifPolicy& policy, const SpifClearance& clearance) {
  if (clearance.policy_id != policy.id) {
    return fail(Fault::unknown_policy, fmt::format("the clearance is of policy {}, not of {} ({})", quoted(clearance.policy_id),
                                                   quoted(policy.name), policy.id));
  }
  NamedClearance out{
      .policy = policy.name, .policy_uri = std::string(kOidUri) + policy.id, .classifications = {}, .categories = {}};
  for (const auto& lacv : clearance.classifications) {
    const auto* level = policy.classification(lacv);
    if (level == nullptr)
      return fail(Fault::unknown_level, fmt::format("{} has no classification {}", quoted(policy.name), quoted(lacv)));
    out.classifications.push_back(level->name);
  }
  TRY(out.categories, names_of(policy, clearance.categories));
  return out;
}

}  // namespace entente::label
