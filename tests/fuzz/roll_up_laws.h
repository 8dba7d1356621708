// What must hold of a whole and each of its parts, computed from the labels alone and not as the roll-up does it: no part loses a
// restriction but by a published precedence, and nobody is in the list of the whole whom a list of a part leaves out.
#pragma once

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "label/roll_up.h"
#include "label/test_policies.h"

namespace entente::fuzz {

class RollUpLaws {
 public:
  RollUpLaws(const std::vector<label::Label>& parts, const label::Label& whole, const label::Policy& system)
      : parts_(parts), whole_(whole), system_(system) {}

  // The first law that does not hold; empty: all do.
  [[nodiscard]] std::string_view broken() const {
    for (const auto& part : parts_) {
      if (!is_as_high(part)) return "the level is below that of a part";
      if (!keeps_categories(part)) return "a restrictive category of a part is lost";
      if (!keeps_controls(part)) return "a control of a part is lost";
      if (!releases_no_more(part)) return "somebody has the whole whom a part does not name";
      if (!shows_no_more(part)) return "somebody is shown the whole whom a part does not name";
      if (!keeps_closed(part)) return "a closed list of a part is lost";
    }
    return {};
  }

 private:
  using Parties = std::set<PartyId>;
  using Meaning = label::Meaning;

  static Parties members(const std::vector<PartyId>& list) {
    Parties out;
    for (const auto& party : list) {
      out.insert(party);
      for (const auto& member : label::test::members(party)) out.insert(member);
    }
    return out;
  }

  // Nations of a list that may be a group, which has its members in it.
  static bool within(const std::vector<PartyId>& inner, const Parties& outer) {
    return std::all_of(inner.begin(), inner.end(), [&](const PartyId& party) {
      if (outer.contains(party)) return true;
      const auto all = label::test::members(party);
      return !all.empty() && all.front() != party &&
             std::all_of(all.begin(), all.end(), [&](const PartyId& member) { return outer.contains(member); });
    });
  }

  [[nodiscard]] const label::Level* level_of(const label::Label& part) const {
    const auto* own = part.policy == system_.id ? system_.level(part.level) : nullptr;
    return own != nullptr ? own : system_.corresponding(part.policy, part.level);
  }

  [[nodiscard]] bool is_as_high(const label::Label& part) const {
    const auto* level = level_of(part);
    const auto* high = system_.level(whole_.level);
    if (level == nullptr || high == nullptr) return false;
    if (level->free != high->free) return level->free;
    return level->name == high->name || (level->hierarchy <= high->hierarchy && label::ranks_beside(*level, *high));
  }

  [[nodiscard]] bool whole_has(const CategoryName& name) const {
    const auto& own = whole_.categories;
    return std::any_of(own.begin(), own.end(), [&](const label::Category& each) {
      return each.policy == system_.id && (each.name == name || each.name.str().starts_with(name.str() + " ") ||
                                           each.name.str().starts_with(name.str() + "-"));
    });
  }

  // The token that the category is or is below.
  [[nodiscard]] const label::Token* token_of(const label::Category& category) const {
    const label::Token* best = nullptr;
    for (const auto& token : system_.tokens) {
      const auto& head = token.name.str();
      const auto& name = category.name.str();
      const bool fits = category.policy == system_.id && name.starts_with(head) &&
                        (name.size() == head.size() || name[head.size()] == ' ' || name[head.size()] == '-');
      if (fits && (best == nullptr || head.size() > best->name.str().size())) best = &token;
    }
    return best;
  }

  [[nodiscard]] bool is_excluded(const label::Token& token) const {
    const auto& levels = token.excluded_levels;
    return std::find(levels.begin(), levels.end(), whole_.level) != levels.end();
  }

  // The control says it all, or another marking of the whole does, or the published rules keep it out of such a whole.
  [[nodiscard]] bool gives_way(const label::Category& category) const {
    const auto* token = token_of(category);
    if (token == nullptr) return false;
    if (token->meaning == Meaning::originator_control) return whole_.controls.originator_control;
    if (token->meaning == Meaning::no_foreign) return whole_.controls.no_foreign;
    const bool yields = std::any_of(token->yields_to.begin(), token->yields_to.end(),
                                    [&](const CategoryName& name) { return whole_has(name) || part_has(name); });
    return is_excluded(*token) || yields;
  }

  [[nodiscard]] bool part_has(const CategoryName& name) const {
    return std::any_of(parts_.begin(), parts_.end(), [&](const label::Label& part) {
      return std::any_of(part.categories.begin(), part.categories.end(),
                         [&](const label::Category& each) { return each.policy == system_.id && each.name == name; });
    });
  }

  [[nodiscard]] bool keeps_categories(const label::Label& part) const {
    return std::all_of(part.categories.begin(), part.categories.end(), [&](const label::Category& category) {
      if (category.kind != label::CategoryKind::restrictive) return true;
      const auto& own = whole_.categories;
      return std::find(own.begin(), own.end(), category) != own.end() || gives_way(category);
    });
  }

  [[nodiscard]] bool keeps_controls(const label::Label& part) const {
    return (!part.controls.no_foreign || whole_.controls.no_foreign) &&
           (!part.controls.originator_control || whole_.controls.originator_control);
  }

  // Whom the part lets have it, as far as a list of its own says; the system's party has the whole anyway.
  [[nodiscard]] bool releases_no_more(const label::Label& part) const {
    if (whole_.releasable.kind == label::ReleaseKind::everyone) return part.releasable.kind == label::ReleaseKind::everyone;
    if (part.releasable.kind != label::ReleaseKind::listed || whole_.releasable.kind != label::ReleaseKind::listed) return true;
    auto allowed = members(part.releasable.parties);
    allowed.insert(system_.party);
    for (const auto& owner : part.owners) {
      if (owner.party) allowed.insert(*owner.party);
    }
    return within(whole_.releasable.parties, allowed);
  }

  // Whoever may have a part may be shown it.
  [[nodiscard]] bool shows_no_more(const label::Label& part) const {
    if (part.releasable.kind != label::ReleaseKind::listed && part.display_only.empty()) return true;
    auto allowed = members(part.releasable.parties);
    allowed.merge(members(part.display_only));
    allowed.insert(system_.party);
    for (const auto& owner : part.owners) {
      if (owner.party) allowed.insert(*owner.party);
    }
    return part.releasable.kind == label::ReleaseKind::everyone || within(whole_.display_only, allowed);
  }

  // As a closed list, or as lists of release and display that name nobody else.
  [[nodiscard]] bool keeps_closed(const label::Label& part) const {
    if (!part.controls.eyes_only || whole_.controls.no_foreign) return true;
    const auto allowed = members(*part.controls.eyes_only);
    if (whole_.controls.eyes_only) return within(*whole_.controls.eyes_only, allowed);
    auto listed = allowed;
    listed.insert(system_.party);
    const bool stated = whole_.releasable.kind == label::ReleaseKind::listed || !whole_.display_only.empty();
    return stated && whole_.releasable.kind != label::ReleaseKind::everyone && within(whole_.releasable.parties, listed) &&
           within(whole_.display_only, listed);
  }

  const std::vector<label::Label>& parts_;
  const label::Label& whole_;
  const label::Policy& system_;
};

}  // namespace entente::fuzz
