// What a diff tells of one owner, as single decisions; and what it should know of who is in what, found out by other means.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/changes.h"
#include "property/scene.h"

namespace entente::property {

using Decisions = std::set<std::tuple<std::size_t, std::string, bool>>;  // class, recipient, newly permitted

[[nodiscard]] decision::CompileOptions options_of(const Scene& scene, Instant at);

// One fact more or less, or another day.
[[nodiscard]] world::World changed(const Scene& scene, Instant& at, Dice& dice);

// Every decision that a condition means. An axis that is left out means every value that its recipients can be asked about.
void expand(const analysis::Condition& condition, const analysis::ClassSpace& space, bool permitted, Decisions& out);
// All that is told, whose counts and shares are looked at as well.
[[nodiscard]] Decisions told_by(const analysis::Changes& changes, const analysis::ClassSpace& space);

[[nodiscard]] std::set<PartyId> asked_parties(const analysis::View& before, const analysis::View& after);
// Who is asked where a set is the recipient.
[[nodiscard]] std::vector<PartyId> members_of(const analysis::View& view, const PartyId& set);
// As a diff makes it, of which it tells nothing but the sets: from what every party stands for in either world. Every list that
// turns for a set is here, of which a diff needs some.
[[nodiscard]] analysis::Turnover turnover_of(const analysis::View& before, const analysis::View& after);

}  // namespace entente::property
