#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/spif_label.h"
#include "label/spif_match.h"

namespace entente::label {
namespace {

// One label on its way into another policy.
class Translation {
 public:
  Translation(const SpifLabel& label, const SpifPolicy& from, const SpifPolicy& to) : label_(label), from_(from), to_(to) {
    out_.policy_id = to.id;
    out_.created = label.created;
  }

  //= ADatP-4774.1 3.6, tables 7 to 9: applied "encrypt" at origination, "decrypt" at reception; action "discard".
  Result<SpifLabel> send(const EquivalentPolicy& other) {
    const auto* level = from_.classification(label_.classification);
    const auto equivalent = std::find_if(
        level->equivalents.begin(), level->equivalents.end(),
        [&](const EquivalentClassification& each) { return each.policy == other.name && each.applied != Applied::decrypt; });
    if (equivalent == level->equivalents.end()) return no_equivalent(level->name);
    out_.classification = equivalent->lacv;
    TRY_DO(add(equivalent->required, level->name));
    for (const auto& value : label_.categories) {
      const auto found = from_.find(value);
      std::vector<const EquivalentCategory*> equivalents;
      for (const auto& each : found.category->equivalents) {
        if (each.policy == other.name && each.applied != Applied::decrypt) equivalents.push_back(&each);
      }
      if (equivalents.empty()) TRY_DO(send_by_set(value, found, other.name));
      for (const auto* each : equivalents) replace(value, *each, {each->tag_set_id, each->type, each->lacv, value.input});
    }
    TRY_DO(add_for_sets(other.name));
    TRY_DO(add(other.required, other.name));
    return finish();
  }

  Result<SpifLabel> receive(const EquivalentPolicy& other) {
    const auto* level = from_.classification(label_.classification);
    const SpifClassification* match = nullptr;
    for (const auto& each : to_.classifications) {
      const bool matches =
          std::any_of(each.equivalents.begin(), each.equivalents.end(), [&](const EquivalentClassification& equivalent) {
            return equivalent.policy == other.name && equivalent.lacv == level->lacv && equivalent.applied != Applied::encrypt;
          });
      if (!matches) continue;
      if (match != nullptr) return ambiguous(level->name, match->name, each.name);
      match = &each;
    }
    if (match == nullptr) return no_equivalent(level->name);
    out_.classification = match->lacv;
    for (const auto& value : label_.categories) TRY_DO(receive_value(value, other.name));
    return finish();
  }

 private:
  tl::unexpected<Error> no_equivalent(const std::string& name) const {
    return fail(Fault::not_expressible, fmt::format("{} of {} has no equivalent in {}, and is not to be discarded", quoted(name),
                                                    quoted(from_.name), quoted(to_.name)));
  }
  tl::unexpected<Error> ambiguous(const std::string& name, const std::string& one, const std::string& other) const {
    return fail(Fault::not_expressible, fmt::format("{} of {} could be {} or {} of {}", quoted(name), quoted(from_.name),
                                                    quoted(one), quoted(other), quoted(to_.name)));
  }

  Result<void> receive_value(const SpifValue& value, const std::string& policy) {
    const auto found = from_.find(value);
    const SpifCategory* match = nullptr;
    for (const auto& set : to_.tag_sets) {
      for (const auto& tag : set.tags) {
        for (const auto& category : tag.categories) {
          for (const auto& each : category.equivalents) {
            if (each.policy != policy || each.applied == Applied::encrypt || each.tag_set_id != value.tag_set_id ||
                each.type != value.type || each.lacv != value.lacv) {
              continue;
            }
            // Several would widen a permissive list, so the policy has to say which.
            if (match != nullptr && match != &category) return ambiguous(found.category->name, match->name, category.name);
            match = &category;
            replace(value, each, {set.id, tag.type, category.lacv, value.input});
          }
        }
      }
    }
    return match == nullptr ? receive_by_set(value, found, policy) : Result<void>();
  }

  //= Open XML SPIF 2.0: tag sets may be marked as equivalent ("REL TO", "EYES ONLY").
  // Which categories of theirs are is told by their names and kinds alone, and a permissive one must not become anything else.
  [[nodiscard]] static std::vector<SpifValue> namesakes(const SpifTagSet& set, const SpifPolicy::Found& found,
                                                        const std::string& input) {
    std::vector<SpifValue> values;
    for (const auto& tag : set.tags) {
      for (const auto& category : tag.categories) {
        const bool same = category.name == found.category->name && kind_of(tag.type) == kind_of(found.tag->type);
        if (same) values.push_back({set.id, tag.type, category.lacv, input});
      }
    }
    return values;
  }

  static bool says_itself(const SpifCategory& category, const std::string& policy) {
    return std::any_of(category.equivalents.begin(), category.equivalents.end(),
                       [&](const EquivalentCategory& each) { return each.policy == policy; });
  }

  static bool is_set(const EquivalentTagSet& each, const SpifTagSet& set) {
    return each.id.empty() ? !each.name.empty() && each.name == set.name : each.id == set.id;
  }

  Result<void> send_by_set(const SpifValue& value, const SpifPolicy::Found& found, const std::string& policy) {
    std::vector<SpifValue> values;
    if (says_itself(*found.category, policy)) return no_equivalent(found.category->name);  // only for the way back
    for (const auto& each : found.set->equivalents) {
      for (const auto& set : to_.tag_sets) {
        if (each.policy != policy || !is_set(each, set)) continue;
        for (auto& same : namesakes(set, found, value.input)) values.push_back(std::move(same));
      }
    }
    return replace_by_one(value, found, std::move(values));
  }

  Result<void> receive_by_set(const SpifValue& value, const SpifPolicy::Found& found, const std::string& policy) {
    std::vector<SpifValue> values;
    for (const auto& set : to_.tag_sets) {
      const bool equivalent = std::any_of(set.equivalents.begin(), set.equivalents.end(), [&](const EquivalentTagSet& each) {
        return each.policy == policy && is_set(each, *found.set);
      });
      if (!equivalent) continue;
      for (auto& same : namesakes(set, found, value.input)) {
        if (!says_itself(*to_.find(same).category, policy)) values.push_back(std::move(same));
      }
    }
    return replace_by_one(value, found, std::move(values));
  }

  Result<void> replace_by_one(const SpifValue& value, const SpifPolicy::Found& found, std::vector<SpifValue> values) {
    if (values.empty()) return no_equivalent(found.category->name);
    if (values.size() > 1) {
      const auto name_of = [&](const SpifValue& each) { return to_.find(each).set->name; };
      return ambiguous(found.category->name, name_of(values[0]), name_of(values[1]));
    }
    keep(value, std::move(values.front()));
    return {};
  }

  //= Open XML SPIF 2.0: "add REL TO NATO if a REL TO tag set is present".
  Result<void> add_for_sets(const std::string& policy) {
    for (const auto& set : from_.tag_sets) {
      const bool present = std::any_of(label_.categories.begin(), label_.categories.end(),
                                       [&](const SpifValue& value) { return value.tag_set_id == set.id; });
      for (const auto& each : set.equivalents) {
        if (present && each.policy == policy) TRY_DO(add(each.required, set.name));
      }
    }
    return {};
  }

  void replace(const SpifValue& value, const EquivalentCategory& by, SpifValue with) {
    keep(value, by.discard ? std::nullopt : std::optional(std::move(with)));
  }

  void keep(const SpifValue& value, std::optional<SpifValue> with) {
    const auto* tag = from_.find(value).tag;
    auto kept = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& each) { return each.tag == tag; });
    if (kept == kept_.end()) kept = kept_.insert(kept_.end(), {tag, false});
    if (!with) return;
    kept->any = true;
    out_.categories.push_back(std::move(*with));
  }

  // A group of the other policy: what is named is added, what is left to choose must be there already.
  Result<void> add(const std::vector<RequiredCategory>& required, const std::string& of) {
    for (const auto& each : required) {
      const bool chooses = each.operation != Operation::all && each.groups.size() > 1;
      for (const auto& group : each.groups) {
        if (!group.lacv || chooses) continue;
        const auto* set = to_.tag_set_named(group.tag_set);
        if (set == nullptr) {
          return fail(Fault::not_expressible, fmt::format("{} of {} requires tag set {}, which {} has not", quoted(of),
                                                          quoted(from_.name), quoted(group.tag_set), quoted(to_.name)));
        }
        out_.categories.push_back({set->id, group.type, *group.lacv, ""});
      }
      owed_.push_back({each, of});
    }
    return {};
  }

  Result<SpifLabel> finish() {
    settle(out_.categories);
    for (const auto& [tag, any] : kept_) {
      if (any || kind_of(tag->type) != CategoryKind::permissive) continue;
      return fail(Fault::not_expressible,
                  fmt::format("nothing would be left of {} of {} in {}: discarding it would open the label to everyone",
                              quoted(tag->name), quoted(from_.name), quoted(to_.name)));
    }
    for (const auto& [required, of] : owed_) {
      if (is_met(to_, out_.categories, required)) continue;
      return fail(Fault::not_expressible,
                  fmt::format("{} of {} requires {} in {}, which nothing on the label stands for", quoted(of), quoted(from_.name),
                              described(to_, required), quoted(to_.name)));
    }
    return std::move(out_);
  }

  struct Kept {  // a tag of the label, and whether anything of it is left
    const SpifTag* tag = nullptr;
    bool any = false;
  };
  struct Owed {
    RequiredCategory required;
    std::string of;
  };

  const SpifLabel& label_;
  const SpifPolicy& from_;
  const SpifPolicy& to_;
  SpifLabel out_;
  std::vector<Kept> kept_;
  std::vector<Owed> owed_;
};

Result<void> check_valid(const SpifPolicy& policy, const SpifLabel& label, Instant at) {
  for (const auto& finding : validity(policy, label, at)) {
    if (finding.severity == Severity::error) {
      return fail(Fault::not_expressible,
                  fmt::format("the label is invalid under {}: {} ({})", quoted(policy.name), finding.message, finding.rule));
    }
  }
  return {};
}

}  // namespace

Result<SpifLabel> translate(const SpifLabel& label, const SpifPolicy& from, const SpifPolicy& to, Instant at) {
  if (label.policy_id != from.id) {
    return fail(Fault::unknown_policy,
                fmt::format("the label is of policy {}, not of {} ({})", quoted(label.policy_id), quoted(from.name), from.id));
  }
  if (from.id == to.id) return label;
  TRY_DO(check_valid(from, label, at));
  if (!label.privacy_mark.empty()) {
    return fail(Fault::not_expressible,
                fmt::format("the privacy mark {} has no equivalent in another policy", quoted(label.privacy_mark)));
  }
  Translation translation(label, from, to);
  const auto* sent = from.equivalent(to.id);
  const auto* received = to.equivalent(from.id);
  if (sent == nullptr && received == nullptr) {
    return fail(Fault::unknown_policy,
                fmt::format("neither {} nor {} says what is equivalent in the other", quoted(from.name), quoted(to.name)));
  }
  TRY(auto out, sent != nullptr ? translation.send(*sent) : translation.receive(*received));
  TRY_DO(check_valid(to, out, at));
  return out;
}

}  // namespace entente::label
