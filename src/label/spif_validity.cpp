#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "label/spif_label.h"
#include "label/spif_match.h"

namespace entente::label {
namespace {

using Found = SpifPolicy::Found;

struct Seen {
  SpifValue value;
  Found found;
};

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class Check {
 public:
  Check(const SpifPolicy& policy, const SpifLabel& label, Instant at, const SpifSpans& spans)
      : policy_(policy), label_(label), at_(label.created.value_or(at)), spans_(spans) {}

  std::vector<Finding> run() {
    if (label_.policy_id != policy_.id) {
      error("SPIF-POLICY", spans_.whole,
            fmt::format("the label is of policy {}, not of {} ({})", quoted(label_.policy_id), quoted(policy_.name), policy_.id));
      return std::move(out_);
    }
    if (label_.categories.size() > limits::kLabelValues) {
      error("SPIF-CATEGORY", spans_.whole,
            fmt::format("{} categories; the limit is {} (kLabelValues)", label_.categories.size(), limits::kLabelValues));
      return std::move(out_);
    }
    check_period();
    check_classification();
    check_privacy_mark();
    find_categories();
    for (const auto& each : seen_) check_category(each);
    check_selections();
    return std::move(out_);
  }

 private:
  void error(std::string rule, Span span, std::string message) {
    if (out_.size() < limits::kErrorsReported)
      out_.push_back({std::move(rule), Severity::error, span, std::move(message), std::nullopt});
  }
  void warning(std::string rule, Span span, std::string message) {
    if (out_.size() < limits::kErrorsReported) {
      out_.push_back({std::move(rule), Severity::warning, span, std::move(message), std::nullopt});
    }
  }
  [[nodiscard]] Span span_of(const SpifValue& value) const {
    const auto at = spans_.values.find(value);
    return at == spans_.values.end() ? spans_.whole : at->second;
  }

  void check_period() {
    if (policy_.period.contains(at_)) return;
    error("SPIF-POLICY-PERIOD", spans_.whole, fmt::format("{} is not in use at {}", quoted(policy_.name), to_short_string(at_)));
  }

  void check_classification() {
    level_ = policy_.classification(label_.classification);
    if (level_ == nullptr) {
      error("SPIF-CLASSIFICATION", spans_.classification,
            fmt::format("{} has no classification {}", quoted(policy_.name), quoted(label_.classification)));
      return;
    }
    if (level_->obsolete) {
      warning("SPIF-OBSOLETE", spans_.classification,
              fmt::format("{} is obsolete: valid on labels that have it, not for new ones", quoted(level_->name)));
    }
    check_required(quoted(level_->name), level_->required, spans_.classification);
  }

  void check_privacy_mark() {
    if (label_.privacy_mark.empty() || policy_.privacy_marks.empty()) return;
    const auto known = [&](const SpifPrivacyMark& mark) { return mark.name == label_.privacy_mark; };
    if (std::any_of(policy_.privacy_marks.begin(), policy_.privacy_marks.end(), known)) return;
    error("SPIF-PRIVACY-MARK", spans_.whole,
          fmt::format("{} has no privacy mark {}", quoted(policy_.name), quoted(label_.privacy_mark)));
  }

  void find_categories() {
    for (const auto& value : label_.categories) {
      const auto found = policy_.find(value);
      if (found) {
        seen_.push_back({value, found});
        continue;
      }
      const auto* set = policy_.tag_set(value.tag_set_id);
      error("SPIF-CATEGORY", span_of(value),
            set == nullptr
                ? fmt::format("{} has no tag set {}", quoted(policy_.name), quoted(value.tag_set_id))
                : fmt::format("{} has no {} category {}", quoted(set->name), to_string(value.type), quoted(value.lacv)));
    }
    std::stable_sort(seen_.begin(), seen_.end(), [](const Seen& a, const Seen& b) { return a.found.order < b.found.order; });
  }

  void check_category(const Seen& seen) {
    const auto& category = *seen.found.category;
    const auto name = quoted(category.name);
    const auto span = span_of(seen.value);
    if (category.obsolete) {
      warning("SPIF-OBSOLETE", span, fmt::format("{} is obsolete: valid on labels that have it, not for new ones", name));
    }
    if (!category.period.contains(at_)) {
      error("SPIF-CATEGORY-PERIOD", span, fmt::format("{} is not in use at {}", name, to_short_string(at_)));
    }
    if (level_ != nullptr) check_class(category, span);
    for (const auto& group : category.excluded) {
      if (const auto* match = first_match(policy_, label_.categories, group, &seen.value)) {
        const auto other = policy_.find(*match);
        error("SPIF-EXCLUDED-CATEGORY", span,
              fmt::format("{} excludes {} on the same label", name, quoted(other ? other.category->name : match->lacv)));
      }
    }
    check_required(name, category.required, span);
    check_input(seen, span);
  }

  //= ADatP-4774.1 3.3.4, table 3: requiredClass must be used with the category, excludedClass must not.
  void check_class(const SpifCategory& category, Span span) {
    if (category.required_class && *category.required_class != level_->name) {
      error("SPIF-REQUIRED-CLASS", span,
            fmt::format("{} is only for {}, not for {}", quoted(category.name), quoted(*category.required_class),
                        quoted(level_->name)));
    }
    const auto& excluded = category.excluded_classes;
    if (std::find(excluded.begin(), excluded.end(), level_->name) == excluded.end()) return;
    error("SPIF-EXCLUDED-CLASS", span, fmt::format("{} is not for {}", quoted(category.name), quoted(level_->name)));
  }

  //= ADatP-4774.1 3.3.3: the categories that must stand beside a classification or category, by operation.
  void check_required(const std::string& name, const std::vector<RequiredCategory>& required, Span span) {
    for (const auto& each : required) {
      if (is_met(policy_, label_.categories, each)) continue;
      error("SPIF-REQUIRED-CATEGORY", span, fmt::format("{} requires {}", name, described(policy_, each)));
    }
  }

  void check_input(const Seen& seen, Span span) {
    const auto& category = *seen.found.category;
    const auto& input = seen.value.input;
    const auto wrong = [&](std::string_view what) {
      error("SPIF-USER-INPUT", span, fmt::format("{} {}", quoted(category.name), what));
    };
    switch (category.input) {
      case UserInput::none:
        if (!input.empty()) wrong("takes no further text");
        break;
      case UserInput::string:
        if (input.empty()) wrong("needs a text of its own");
        break;
      case UserInput::integer:
        if (!is_whole_number(input)) wrong("needs a whole number");
        break;
      case UserInput::date:
        if (!parse_instant(input)) wrong("needs a date: YYYY-MM-DD or an RFC 3339 instant");
        break;
    }
  }

  //= ADatP-4774.1 3.3.4: singleSelection, minSelection and maxSelection bound how many of a tag there are.
  void check_selections() {
    for (const auto& set : policy_.tag_sets) {
      for (const auto& tag : set.tags) {
        if (tag.least == 0 && !tag.most) continue;
        const auto count = static_cast<std::size_t>(
            std::count_if(seen_.begin(), seen_.end(), [&](const Seen& each) { return each.found.tag == &tag; }));
        if (count < tag.least) {
          error("SPIF-SELECTION", spans_.whole,
                fmt::format("{} asks for at least {}; there are {}", quoted(tag.name), tag.least, count));
        } else if (tag.most && count > *tag.most) {
          error("SPIF-SELECTION", spans_.whole,
                fmt::format("{} allows at most {}; there are {}", quoted(tag.name), *tag.most, count));
        }
      }
    }
  }

  const SpifPolicy& policy_;
  const SpifLabel& label_;
  Instant at_;
  const SpifSpans& spans_;
  const SpifClassification* level_ = nullptr;
  std::vector<Seen> seen_;
  std::vector<Finding> out_;
};

}  // namespace

void settle(std::vector<SpifValue>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<Finding> validity(const SpifPolicy& policy, const SpifLabel& label, Instant at, const SpifSpans& spans) {
  return Check(policy, label, at, spans).run();
}

}  // namespace entente::label
