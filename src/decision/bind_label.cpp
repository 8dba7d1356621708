// Whether a label is valid at the snapshot's instant, and if not, why: docs/semantics.md 3, label-valid.

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/bound.h"

namespace entente::decision {
namespace {

class LabelCheck {
 public:
  LabelCheck(const Snapshot::Tables& tables, const Request& request, const LabelNames& names, Words words)
      : tables_(tables), request_(request), label_(*request.object.label), names_(names), words_(words) {}

  [[nodiscard]] std::string label_fault() const {
    if (names_.policy == kNoPolicy) return fmt::format("policy {} is not loaded", quoted(label_.policy.value));
    if (names_.level == kNoLevel) {
      return fmt::format("{} is not a level of {}", quoted(label_.level.value), label_.policy.value);
    }
    if (label_.owners.empty()) return "the label has no owner";
    if (label_.owners.size() + label_.sources.size() > limits::kOrigins) {
      return fmt::format("the label has more than {} owners and sources", limits::kOrigins);
    }
    if (label_.created && *label_.created > request_.time) {
      return fmt::format("the label is dated {}, after the time of the request, {}", to_short_string(*label_.created),
                         to_short_string(request_.time));
    }
    for (const auto& origin : names_.origins) {
      if (auto why = origin_fault(origin); !why.empty()) return why;
    }
    if (auto why = term_fault(names_.level); !why.empty()) return why;
    if (auto why = category_fault(); !why.empty()) return why;
    return list_fault();
  }

 private:
  // A level that its policy did not have yet, or no longer, when it was marked.
  [[nodiscard]] std::string term_fault(LevelIndex level) const {
    const LevelInfo& info = tables_.levels[level];
    const Instant marked = label_.created.value_or(request_.time);
    for (const auto& term : info.terms) {
      const Interval available = as_grant(term);
      if (available.contains(marked)) continue;
      if (words_ == Words::none) return "not a level then";
      const bool ended = term.until && marked >= available.until;
      const std::string dated = label_.created ? "is dated " + to_short_string(marked)
                                : ended        ? "says no earlier date"
                                               : "says no later date";
      return fmt::format("{} {} in {}'s policy on {}; the label {}", quoted(info.name.value), ended ? "ended" : "began",
                         tables_.policy_ids[info.policy].value, (ended ? term.until : term.from)->text(), dated);
    }
    return {};
  }

  // A category that its policy excludes at this level, or that is part of one (docs/semantics.md 3, label-valid).
  [[nodiscard]] std::string category_fault() const {
    const auto* policy = tables_.policy_infos[names_.policy].policy;
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

  [[nodiscard]] std::string origin_fault(const LabelNames::Origin& names) const {
    const label::Origin& origin = *names.origin;
    if (origin.party) {
      if (names.party == kNoParty)
        return fmt::format("owner or source {} is not a party of this world", quoted(origin.party->value));
      if (tables_.parties[names.party].kind == world::PartyKind::group)
        return fmt::format("{} is a group and owns no information", origin.party->value);
    }
    if (names.has_level && names.level == kNoLevel) {
      return fmt::format("{} is not a level of {}", quoted(origin.level->value), quoted(origin.policy->value));
    }
    return names.has_level ? term_fault(names.level) : std::string();
  }

  [[nodiscard]] std::string list_fault() const {
    // A published code of which the world says nothing may stand in a list; it releases to nobody.
    for (const auto* id : names_.strangers) {
      if (!tables_.policies.knows(*id)) return fmt::format("a list names {}, which is not a party of this world", quoted(id->value));
    }
    return {};
  }

  const Snapshot::Tables& tables_;
  const Request& request_;
  const label::Label& label_;
  const LabelNames& names_;
  const Words words_;
};

}  // namespace

void look_up(const Snapshot::Tables& tables, const label::Label& label, LabelNames& out) {
  out.policy = tables.policy(label.policy);
  out.level = tables.level(out.policy, label.level);
  out.origins.reserve(label.owners.size() + label.sources.size());
  for (const auto* list : {&label.owners, &label.sources}) {
    for (const auto& origin : *list) {
      LabelNames::Origin entry{&origin, kNoParty, kNoLevel, origin.policy && origin.level, list == &label.owners};
      if (origin.party) entry.party = tables.party(*origin.party);
      if (entry.has_level) {
        const bool same = *origin.policy == label.policy && *origin.level == label.level;
        entry.level = same ? out.level : tables.level(*origin.policy, *origin.level);
      }
      out.origins.push_back(entry);
    }
  }
  const auto add = [&](const std::vector<PartyId>& ids, PartyList& list) {
    for (const auto& id : ids) {
      const PartyIndex index = tables.party(id);
      if (index == kNoParty) {
        out.strangers.push_back(&id);
      } else if (tables.parties[index].decomposable) {
        list.push_back(index);
      }
    }
  };
  add(label.releasable.parties, out.releasable);
  add(label.display_only, out.display_only);
  if (label.controls.eyes_only) add(*label.controls.eyes_only, out.eyes_only);
}

std::string label_fault(const Snapshot::Tables& tables, const Request& request, const LabelNames& names, Words words) {
  return LabelCheck(tables, request, names, words).label_fault();
}

}  // namespace entente::decision
