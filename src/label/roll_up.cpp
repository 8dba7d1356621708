#include "label/roll_up.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "label/draft.h"
#include "label/marks.h"
#include "label/named_label.h"
#include "label/precedence.h"
#include "label/release_of.h"
#include "label/written.h"

namespace entente::label {
namespace {

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

const Policy* find_policy(const PolicyId& id, const Policy& system, const PolicyBook& book) {
  return id == system.id ? &system : book.find(id);
}

Result<const Level*> ranked_level(const Label& part, const Policy& system) {
  const auto* level = counted_level(part, system);
  if (level != nullptr) return level;
  return fail(Fault::unknown_level, fmt::format("{} of {} has no rank in banners of {}", quoted(part.level.str()),
                                                quoted(part.policy.str()), quoted(system.id.str())));
}

// A regime of its own ranks above the free level and beside all others but those of its axis.
Result<const Level*> higher(const Level* a, const Level* b) {
  if (a == nullptr || a->name == b->name || a->free) return b;
  if (b->free) return a;
  if (ranks_beside(*a, *b)) return a->hierarchy < b->hierarchy ? b : a;
  return fail(Fault::contradiction,
              fmt::format("neither of {} and {} ranks above the other", quoted(a->name.str()), quoted(b->name.str())));
}

// What lies below all that is classified is taken last: two such regimes have no rank among themselves, and need none below it.
Result<const Level*> highest_level(const std::vector<Label>& parts, const Policy& system) {
  const Level* highest = nullptr;
  for (const bool below : {false, true}) {
    for (const auto& part : parts) {
      TRY(const auto* level, ranked_level(part, system));
      if (is_below_classified(*level) != below) continue;
      TRY(highest, higher(highest, level));
    }
  }
  if (highest != nullptr) return highest;
  for (const auto& level : system.levels) {
    if (level.comparable && (highest == nullptr || level.hierarchy < highest->hierarchy)) highest = &level;
  }
  if (highest == nullptr) return fail(Fault::unknown_policy, fmt::format("{} has no levels", quoted(system.id.str())));
  return highest;
}

// docs/semantics.md 2.2: free in the label's terms and in those of every origin that is known.
bool is_free(const Label& part, const Policy& system, const PolicyBook& book) {
  const auto free = [&](const PolicyId& id, const LevelName& name) {
    const auto* policy = find_policy(id, system, book);
    const auto* level = policy == nullptr ? nullptr : policy->level(name);
    return level != nullptr && level->free;
  };
  const auto allows = [&](const Origin& origin) {
    return !origin.policy || !origin.level || free(*origin.policy, *origin.level);
  };
  return free(part.policy, part.level) && std::all_of(part.owners.begin(), part.owners.end(), allows) &&
         std::all_of(part.sources.begin(), part.sources.end(), allows);
}

bool lacks(const std::vector<Origin>& origins, const Origin& origin) {
  return std::none_of(origins.begin(), origins.end(), [&](const Origin& other) { return other.party == origin.party; });
}

//= US manual (2016) H.3, example pages 1 to 3: what consists of portions of the same joint owners is theirs.
// Everything else is the system's party's. The levels are those of the highest part.
std::vector<Origin> owners_of_whole(const std::vector<Label>& parts, const Level& whole, const Policy& system) {
  std::vector<Origin> own{{system.party, system.id, whole.name}};
  if (parts.empty() || parts.front().owners.size() < 2) return own;
  const auto& first = parts.front().owners;
  const auto same_owners = [&](const Label& part) {
    return part.policy == system.id && part.owners.size() == first.size() &&
           std::none_of(part.owners.begin(), part.owners.end(), [&](const Origin& owner) { return lacks(first, owner); });
  };
  if (lacks(first, own.front()) || !std::all_of(parts.begin(), parts.end(), same_owners)) return own;
  const auto highest = std::find_if(parts.begin(), parts.end(), [&](const Label& part) { return part.level == whole.name; });
  return highest == parts.end() ? own : highest->owners;
}

// What is foreign in the parts: their sources and those of their owners that do not own the whole.
Result<std::vector<Origin>> all_sources(const std::vector<Label>& parts, const std::vector<Origin>& owners) {
  std::vector<Origin> sources;
  for (const auto& part : parts) {
    sources.insert(sources.end(), part.sources.begin(), part.sources.end());
    for (const auto& owner : part.owners) {
      if (lacks(owners, owner)) sources.push_back(owner);
    }
    sort_unique(sources);
    if (sources.size() > limits::kOrigins) {
      return fail(Fault::over_limit, fmt::format("more than {} sources in one document", limits::kOrigins));
    }
  }
  return sources;
}

std::vector<Category> permissive_of(const Label& part, const PolicyId& policy) {
  std::vector<Category> out;
  std::copy_if(part.categories.begin(), part.categories.end(), std::back_inserter(out),
               [&](const Category& category) { return category.kind == CategoryKind::permissive && category.policy == policy; });
  return out;
}

// One of a part's permissive categories suffices, so the whole may only offer what suffices for every part that has any.
Result<std::vector<Category>> common_permissive(const std::vector<Label>& parts, const PolicyId& policy) {
  std::optional<std::vector<Category>> common;
  for (const auto& part : parts) {
    const auto mine = permissive_of(part, policy);
    if (mine.empty()) continue;
    if (!common) common = mine;
    std::erase_if(*common, [&](const Category& category) { return std::find(mine.begin(), mine.end(), category) == mine.end(); });
  }
  if (!common || !common->empty()) return common.value_or(std::vector<Category>{});
  return fail(Fault::contradiction, fmt::format("the permissive categories of {} have nothing in common", quoted(policy.str())));
}

std::vector<PolicyId> policies_of_categories(const std::vector<Label>& parts) {
  std::vector<PolicyId> policies;
  for (const auto& part : parts) {
    for (const auto& category : part.categories) policies.push_back(category.policy);
  }
  sort_unique(policies);
  return policies;
}

//= US manual (2016) H.8: ORCON takes precedence over ORCON-USGOV, which is kept only where all that is controlled says it.
bool is_superseded(const Category& category, const std::vector<Label>& parts, const Policy& system, const PolicyBook& book) {
  const auto* policy = find_policy(category.policy, system, book);
  const auto* token = policy == nullptr ? nullptr : policy->token(category.name);
  if (token == nullptr || token->meaning != Meaning::originator_control) return false;
  return std::any_of(parts.begin(), parts.end(), [&](const Label& part) {
    const auto& own = part.categories;
    return part.controls.originator_control && std::find(own.begin(), own.end(), category) == own.end();
  });
}

bool excludes(const Policy& system, const Category& category, const LevelName& level) {
  const auto* token = system.token(category.name);
  return token != nullptr && is_excluded_at(*token, level);
}

//= US manual (2016) H.8, FOUO, and H.9, LIMDIS and SBU: not in the banner of a classified document.
// Only what is valid where it stands: an invalid portion must not become a valid whole.
bool is_left_out(const Category& category, const Label& part, const LevelName& whole, const Policy& system) {
  if (category.policy != system.id || part.policy != system.id) return false;
  return excludes(system, category, whole) && !excludes(system, category, part.level);
}

Result<std::vector<Category>> all_categories(const std::vector<Label>& parts, const LevelName& whole, const Policy& system,
                                             const PolicyBook& book) {
  std::vector<Category> categories;
  for (const auto& policy : policies_of_categories(parts)) {
    TRY(const auto common, common_permissive(parts, policy));
    categories.insert(categories.end(), common.begin(), common.end());
  }
  for (const auto& part : parts) {
    for (const auto& category : part.categories) {
      if (category.kind == CategoryKind::permissive || is_superseded(category, parts, system, book)) continue;
      if (is_left_out(category, part, whole, system)) continue;
      categories.push_back(category);
    }
    sort_unique(categories);
  }
  return categories;
}

bool is_atomic(const Label& part, const Policy& system) {
  if (system.grammar != Grammar::us_style) return false;
  return std::any_of(part.categories.begin(), part.categories.end(), [&](const Category& category) {
    const auto* token = category.policy == system.id ? system.token(category.name) : nullptr;
    return token != nullptr && token->segment == Segment::aea;
  });
}

//= US manual (2016) E.3, E.4: the whole ends with the last of its classified parts; with atomic energy information it has no end.
std::optional<Instant> last_end(const std::vector<Label>& parts, const Policy& system, const PolicyBook& book) {
  std::optional<Instant> last;
  for (const auto& part : parts) {
    if (is_free(part, system, book)) continue;
    if (!part.declassify_on || is_atomic(part, system)) return std::nullopt;
    last = last ? std::max(*last, *part.declassify_on) : *part.declassify_on;
  }
  return last;
}

// One that the whole bears too: FOUO in a classified document does not count.
bool has_dissemination_control(const Label& part, const LevelName& whole, const Policy& system) {
  return part.controls.originator_control ||
         std::any_of(part.categories.begin(), part.categories.end(), [&](const Category& category) {
           const auto* token = category.policy == system.id ? system.token(category.name) : nullptr;
           const bool controls = token != nullptr && (token->segment == Segment::dissemination || token->segment == Segment::cui);
           return controls && !is_left_out(category, part, whole, system);
         });
}

bool states_release(const ReleaseStatement& release) {
  return release.releasable.kind != ReleaseKind::absent || !release.display_only.empty() ||
         release.controls.release_by_official || release.controls.eyes_only;
}

//= US manual (2016) section H.1, UNCLASSIFIED, example page 3, and ISM-ID-00088: an unclassified portion with a dissemination
// control and no word on release counts as RELIDO beside portions that have one. Without such portions nothing is implied.
// The manual's Table 2 would have FOUO follow the banner; it counts only where the banner bears it.
std::vector<Label> implied_deferrals(const std::vector<Label>& parts, const LevelName& whole, const Policy& system,
                                     const PolicyBook& book) {
  std::vector<Label> implied;
  const auto speaks = [](const Label& part) { return states_release(part); };
  if (system.grammar != Grammar::us_style || std::none_of(parts.begin(), parts.end(), speaks)) return implied;
  for (const auto& part : parts) {
    if (!is_free(part, system, book) || states_release(part) || !has_dissemination_control(part, whole, system)) continue;
    implied.push_back(part);
    implied.back().controls.release_by_official = true;
  }
  return implied;
}

bool level_is_stricter(const Label& document, const Label& rolled_up, const Policy& system) {
  const auto* a = system.level(document.level);
  const auto* b = system.level(rolled_up.level);
  if (document.policy != system.id || rolled_up.policy != system.id || a == nullptr || b == nullptr) return true;
  if (a->name == b->name) return false;
  if (a->free != b->free) return b->free;  // a regime of its own ranks above the free level
  return !ranks_beside(*a, *b) || a->hierarchy > b->hierarchy;
}

bool origins_are_stricter(const Label& document, const Label& rolled_up, const Policy& system) {
  const auto adds = [&](const Origin& origin) {
    return origin.party != system.party && lacks(rolled_up.owners, origin) && lacks(rolled_up.sources, origin);
  };
  return std::any_of(document.owners.begin(), document.owners.end(), adds) ||
         std::any_of(document.sources.begin(), document.sources.end(), adds);
}

bool has_restriction(const Label& label) {
  return states_release(label) || label.controls.originator_control ||
         std::any_of(label.categories.begin(), label.categories.end(),
                     [](const Category& c) { return c.kind == CategoryKind::restrictive; });
}

// Whom the label lets have it, by what it says about release alone.
Audience allowed_by(const Label& label, const Policy& system, const Expand& expand) {
  if (label.controls.no_foreign) return {true, false, {system.party}, {system.party}};
  auto audience = audience_of(label, system, expand);
  const auto* level = system.level(label.level);
  if (level != nullptr && level->free && !has_restriction(label)) audience.everyone = true;
  return audience;
}

bool is_within(const Parties& inner, const Parties& outer) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

bool release_is_stricter(const Label& document, const Label& rolled_up, const Policy& system, const Expand& expand) {
  const auto mine = allowed_by(document, system, expand);
  const auto parts = allowed_by(rolled_up, system, expand);
  if (mine.everyone) return false;
  return parts.everyone || !is_within(parts.release, mine.release) || !is_within(parts.display, mine.display);
}

bool controls_are_stricter(const Label& document, const Label& rolled_up) {
  if (document.controls.originator_control && !rolled_up.controls.originator_control) return true;
  return document.controls.no_foreign && !rolled_up.controls.no_foreign;
}

bool eyes_are_stricter(const Label& document, const Label& rolled_up, const Expand& expand) {
  const auto& mine = document.controls.eyes_only;
  const auto& parts = rolled_up.controls.eyes_only;
  if (!mine || rolled_up.controls.no_foreign) return false;
  return !parts || !is_within(expanded(*parts, expand), expanded(*mine, expand));
}

bool categories_are_stricter(const Label& document, const Label& rolled_up) {
  const auto& known = rolled_up.categories;
  return std::any_of(document.categories.begin(), document.categories.end(), [&](const Category& category) {
    return category.kind != CategoryKind::informative && std::find(known.begin(), known.end(), category) == known.end();
  });
}

}  // namespace

const Level* counted_level(const Label& part, const Policy& system) {
  return part.policy == system.id ? system.level(part.level) : system.corresponding(part.policy, part.level);
}

Result<Label> roll_up(const std::vector<Label>& parts, const Policy& system, const PolicyBook& book, const Expand& expand) {
  TRY(const auto* level, highest_level(parts, system));
  Label label;
  label.policy = system.id;
  label.level = level->name;
  label.owners = owners_of_whole(parts, *level, system);
  TRY(auto categories, all_categories(parts, level->name, system, book));
  label.categories = after_precedence(std::move(categories), parts, *level, system);
  TRY(label.sources, all_sources(parts, label.owners));
  const auto implied = implied_deferrals(parts, level->name, system, book);
  std::vector<const Label*> counted;
  for (const auto& part : parts) {
    if (!is_free(part, system, book) || states_release(part)) counted.push_back(&part);
  }
  for (const auto& part : implied) counted.push_back(&part);
  auto release = common_release(counted, system, expand);
  //= US manual (2016) H.6, UCNI, and H.9, EXDIS and NODIS: beside them nothing is released to others.
  if (states_release(release) && bars_release(parts, system)) {
    release = {};
    release.controls.no_foreign = true;
  }
  label.releasable = std::move(release.releasable);
  label.display_only = std::move(release.display_only);
  label.controls = std::move(release.controls);
  label.controls.originator_control =
      std::any_of(parts.begin(), parts.end(), [](const Label& part) { return part.controls.originator_control; });
  label.domain = domain_of(label, system, book);
  label.declassify_on = last_end(parts, system, book);
  return label;
}

bool says_no_foreign(const Label& label, const Policy& system) {
  const auto* first = first_of_meaning(system, Meaning::no_foreign);
  return label.controls.no_foreign && first != nullptr && !written_alone(label, system, *first, MarkForm::banner).empty();
}

bool is_stricter(const Label& document, const Label& rolled_up, const Policy& system, const Expand& expand) {
  return level_is_stricter(document, rolled_up, system) || categories_are_stricter(document, rolled_up) ||
         controls_are_stricter(document, rolled_up) || eyes_are_stricter(document, rolled_up, expand) ||
         origins_are_stricter(document, rolled_up, system) || release_is_stricter(document, rolled_up, system, expand);
}

}  // namespace entente::label
