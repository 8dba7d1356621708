#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/spif_label.h"
#include "label/spif_phrases.h"

namespace entente::label {
namespace {

struct Shown {
  SpifPolicy::Found found;
  std::string input;
};

Result<std::vector<Shown>> in_order(const SpifPolicy& policy, const std::vector<SpifValue>& values) {
  std::vector<Shown> out;
  for (const auto& value : values) {
    const auto found = policy.find(value);
    if (!found) {
      return fail(Fault::unknown_token, fmt::format("{} has no {} category {} of {}", quoted(policy.name), to_string(value.type),
                                                    quoted(value.lacv), quoted(value.tag_set_id)));
    }
    out.push_back({found, value.input});
  }
  std::stable_sort(out.begin(), out.end(), [](const Shown& a, const Shown& b) { return a.found.order < b.found.order; });
  return out;
}

Result<const SpifClassification*> level_of(const SpifPolicy& policy, std::string_view lacv) {
  const auto* level = policy.classification(lacv);
  if (level != nullptr) return level;
  return fail(Fault::unknown_level, fmt::format("{} has no classification {}", quoted(policy.name), quoted(lacv)));
}

Result<void> check_policy(const SpifPolicy& policy, const std::string& id, std::string_view what) {
  if (id == policy.id) return {};
  return fail(Fault::unknown_policy,
              fmt::format("the {} is of policy {}, not of {} ({})", what, quoted(id), quoted(policy.name), policy.id));
}

// One marking, written front to back.
class Writer {
 public:
  Writer(const SpifPolicy& policy, const MarkingStyle& style)
      : policy_(policy), style_(style), separator_(qualifier_of(policy.marks, QualifierCode::separator, kPartSeparator, style)) {}

  void part(std::string_view text) {
    if (text.empty()) return;
    if (!out_.empty()) out_ += separator_;
    out_ += text;
  }

  void categories(const std::vector<Shown>& values) {
    const SpifTag* tag = nullptr;
    std::string group;
    for (const auto& value : values) {
      if (is_hidden_category(value.found, style_)) continue;
      auto text = shown(value.found.category->marks, value.found.category->name, style_);
      if (text.empty()) continue;
      if (!value.input.empty()) text += " " + value.input;
      if (tag != value.found.tag) {
        end_group(tag, group);
        tag = value.found.tag;
        group = qualifier_of(tag->marks, QualifierCode::prefix, "", style_);
      } else {
        group += qualifier_of(tag->marks, QualifierCode::separator, kCategorySeparator, style_);
      }
      group += text;
    }
    end_group(tag, group);
  }

  [[nodiscard]] std::string finish() const {
    return std::string(qualifier_of(policy_.marks, QualifierCode::prefix, "", style_))
        .append(out_)
        .append(qualifier_of(policy_.marks, QualifierCode::suffix, "", style_));
  }

 private:
  void end_group(const SpifTag* tag, std::string& group) {
    if (tag == nullptr) return;
    group += qualifier_of(tag->marks, QualifierCode::suffix, "", style_);
    part(group);
  }

  const SpifPolicy& policy_;
  const MarkingStyle& style_;
  std::string_view separator_;
  std::string out_;
};

std::string_view policy_text(const SpifPolicy& policy, const SpifClassification& level, const std::vector<Shown>& values,
                             const MarkingStyle& style) {
  if (const auto text = replaced_policy(policy.marks, policy.name, style)) return *text;
  if (const auto text = replaced_policy(level.marks, level.name, style)) return *text;
  for (const auto& value : values) {
    if (const auto text = replaced_policy(value.found.category->marks, value.found.category->name, style)) return *text;
  }
  return phrase_of(policy.name_marks, policy.name, style);
}

std::string level_text(const SpifPolicy& policy, const SpifClassification& level, const MarkingStyle& style) {
  const auto text = shown(level.marks, level.name, style);
  if (text.empty()) return "";
  const auto around = [&](QualifierCode code) { return qualifier_of(policy.classification_marks, code, "", style); };
  return std::string(around(QualifierCode::prefix)).append(text).append(around(QualifierCode::suffix));
}

}  // namespace

Result<std::string> spif_marking(const SpifPolicy& policy, const SpifLabel& label, const MarkingStyle& style) {
  TRY_DO(check_policy(policy, label.policy_id, "label"));
  TRY(const auto* level, level_of(policy, label.classification));
  TRY(const auto values, in_order(policy, label.categories));
  const bool suppressed = std::any_of(values.begin(), values.end(), [&](const Shown& value) {
    return has_effect(value.found.category->marks, MarkingCode::suppress_class_name, style);
  });
  Writer out(policy, style);
  out.part(policy_text(policy, *level, values, style));
  if (!suppressed) out.part(level_text(policy, *level, style));
  out.categories(values);
  return out.finish();
}

Result<std::string> clearance_marking(const SpifPolicy& policy, const SpifClearance& clearance, const MarkingStyle& style) {
  TRY_DO(check_policy(policy, clearance.policy_id, "clearance"));
  std::vector<const SpifClassification*> levels;
  for (const auto& lacv : clearance.classifications) {
    TRY(const auto* level, level_of(policy, lacv));
    if (std::find(levels.begin(), levels.end(), level) == levels.end()) levels.push_back(level);
  }
  std::stable_sort(levels.begin(), levels.end(),
                   [](const SpifClassification* a, const SpifClassification* b) { return a->hierarchy < b->hierarchy; });
  std::vector<std::string> names;
  for (const auto* level : levels) names.emplace_back(phrase_of(level->marks, level->name, style));
  TRY(const auto values, in_order(policy, clearance.categories));
  // The braces follow the prefix at once, and the name of the policy is left out.
  Writer out(policy, style);
  out.part("{" + join(names, "|") + "}");
  out.categories(values);
  return out.finish();
}

}  // namespace entente::label
