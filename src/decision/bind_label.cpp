// Whether a label is valid at the snapshot's instant, and if not, why: docs/semantics.md 3, label-valid.

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/bound.h"

namespace entente::decision {
namespace {

class LabelCheck {
 public:
  LabelCheck(const Snapshot::Tables& tables, const Request& request, const label::Label& label)
      : tables_(tables), request_(request), label_(label) {}

  [[nodiscard]] std::string label_fault() const {
    if (tables_.policy_index.count(label_.policy.value) == 0)
      return fmt::format("policy {} is not loaded", quoted(label_.policy.value));
    if (tables_.level(label_.policy, label_.level) == kNoLevel) {
      return fmt::format("{} is not a level of {}", quoted(label_.level.value), label_.policy.value);
    }
    if (label_.owners.empty()) return "the label has no owner";
    if (label_.owners.size() + label_.sources.size() > limits::kOrigins) {
      return fmt::format("the label has more than {} owners and sources", limits::kOrigins);
    }
    for (const auto* list : {&label_.owners, &label_.sources}) {
      for (const auto& origin : *list) {
        if (auto why = origin_fault(origin); !why.empty()) return why;
      }
    }
    if (auto why = term_fault(label_.policy, label_.level); !why.empty()) return why;
    if (auto why = category_fault(); !why.empty()) return why;
    return list_fault();
  }

 private:
  // A level that its policy did not have yet, or no longer, when it was marked.
  [[nodiscard]] std::string term_fault(const PolicyId& policy, const LevelName& name) const {
    const Instant marked = label_.created.value_or(request_.time);
    for (const auto& term : tables_.levels[tables_.level(policy, name)].terms) {
      const Interval available = as_grant(term);
      if (available.contains(marked)) continue;
      const bool ended = term.until && marked >= available.until;
      const std::string dated = label_.created ? "is dated " + to_short_string(marked)
                                : ended         ? "says no earlier date"
                                                : "says no later date";
      return fmt::format("{} {} in {}'s policy on {}; the label {}", quoted(name.value), ended ? "ended" : "began", policy.value,
                         (ended ? term.until : term.from)->text(), dated);
    }
    return {};
  }

  // A category that its policy excludes at this level, or that is part of one (docs/semantics.md 3, label-valid).
  [[nodiscard]] std::string category_fault() const {
    const auto* policy = tables_.policies.find(label_.policy);
    if (policy == nullptr) return {};
    for (const auto& category : label_.categories) {
      if (category.policy != policy->id) continue;
      const auto* token = policy->token(category.name);
      if (token == nullptr) continue;
      const auto& excluded = token->excluded_levels;
      if (std::find(excluded.begin(), excluded.end(), label_.level) != excluded.end()) {
        return fmt::format("{} may not be marked {}", quoted(category.name.value), label_.level.value);
      }
    }
    return {};
  }

  [[nodiscard]] std::string origin_fault(const label::Origin& origin) const {
    if (origin.party) {
      const PartyIndex index = tables_.party(*origin.party);
      if (index == kNoParty) return fmt::format("owner or source {} is not a party of this world", quoted(origin.party->value));
      if (tables_.parties[index].kind == world::PartyKind::group)
        return fmt::format("{} is a group and owns no information", origin.party->value);
    }
    if (origin.policy && origin.level && tables_.level(*origin.policy, *origin.level) == kNoLevel) {
      return fmt::format("{} is not a level of {}", quoted(origin.level->value), quoted(origin.policy->value));
    }
    return origin.policy && origin.level ? term_fault(*origin.policy, *origin.level) : std::string();
  }

  [[nodiscard]] std::string list_fault() const {
    std::vector<const std::vector<PartyId>*> lists{&label_.releasable.parties, &label_.display_only};
    if (label_.controls.eyes_only) lists.push_back(&*label_.controls.eyes_only);
    for (const auto* list : lists) {
      for (const auto& id : *list) {
        // A published code of which the world says nothing may stand in a list; it releases to nobody (`indices`).
        if (tables_.party(id) == kNoParty && !tables_.policies.knows(id))
          return fmt::format("{} is not a party of this world", quoted(id.value));
      }
    }
    return {};
  }

  const Snapshot::Tables& tables_;
  const Request& request_;
  const label::Label& label_;
};

}  // namespace

std::string label_fault(const Snapshot::Tables& tables, const Request& request, const label::Label& label) {
  return LabelCheck(tables, request, label).label_fault();
}

}  // namespace entente::decision
