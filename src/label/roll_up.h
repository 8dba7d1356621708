// The marking of a whole from the markings of its parts, and whether one marking is stricter than another.
//
// Source: the published US manual (2016), section D.2 and Table 3 (precedence for banner roll-up), H.3, H.7; other systems
// take the union of restrictions and the intersection of releasability. Membership of groups at the date is passed in.
// Never used to decide a release across systems: see `Policy::corresponds`. Pure and thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

// Members of a group or organisation at the date in question; a nation yields itself, as does a published code of which nothing
// is recorded; what cannot be decomposed, nothing.
using Expand = std::function<std::vector<PartyId>(const PartyId&)>;

// The label of a document in `system` that holds exactly `parts`: highest level (other systems' levels by
// `system.corresponds`; none → error), union of restrictive categories, controls and sources (owners other than the
// system's party become sources), intersection of releasability over the parts above the free level, no-foreign first.
// No parts: the system's lowest level. The result is owned by the system's party; by the joint owners where all parts have
// the same ones.
// A category that the policy excludes at the whole's level and not at that of its part (FOUO in a SECRET document) is left
// out: published banners do not bear it. The part is decided by its own mark; a document whose own mark bears what was left
// out is stricter than the roll-up.
//
// Release, in detail (docs/formats/markings.md, "Roll-up"): a part at the free level counts only if it says something about
// release itself; in US-style systems, beside parts that speak of release, one with a dissemination control that the whole
// bears too counts as RELIDO. Without a list, a part of others alone states no release. Lists that are all equal stay as written;
// others become the codes common to all where these say all that is common, else nations. In US-style systems Table 3 decides:
// where some parts state a release and others none, or nothing is common to all, the whole is no-foreign. In other systems it
// then states none (absent), or an empty list. An eyes-only list by itself states no release; in US-style systems, beside a part
// without one, it counts as a list. Permissive categories: those common to all parts that have any of that policy; none common →
// contradiction.
[[nodiscard]] Result<Label> roll_up(const std::vector<Label>& parts, const Policy& system, const PolicyBook& book,
                                    const Expand& expand);

// A regime of its own for what is protected and not classified, by its axis ("unclassified"): in marks it lies below all levels
// that compare, but for the free one (取扱注意 beside 極秘, LIMITE beside RESTREINT UE/EU RESTRICTED).
inline constexpr std::string_view kBelowClassified = "unclassified";
[[nodiscard]] bool is_below_classified(const Level& level);

// The level that a part counts as in banners of `system`: its own, or what `system.corresponds` says. Null: it has no rank there.
[[nodiscard]] const Level* counted_level(const Label& part, const Policy& system);

// True if the label is no-foreign in the system's own word for it, and not only by a token that implies it (FED ONLY): a reader
// who does not know such a token must find the word where a part has it.
[[nodiscard]] bool says_no_foreign(const Label& label, const Policy& system);

// True if `document` restricts anything that `rolled_up` does not: level, category, control, source or owner, release.
// Both in `system`; a document in other terms counts as stricter, and so do incomparable levels.
[[nodiscard]] bool is_stricter(const Label& document, const Label& rolled_up, const Policy& system, const Expand& expand);

}  // namespace entente::label
