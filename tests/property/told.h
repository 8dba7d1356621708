// What a diff tells of one owner, as single decisions; and what it should know of who is in what, found out by other means.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/changes.h"
#include "property/generators.h"
#include "property/scene.h"

namespace entente::property {

using Decisions = std::set<std::tuple<std::size_t, std::string, bool>>;  // class, recipient, newly permitted

[[nodiscard]] decision::CompileOptions options_of(const Scene& scene, Instant at);

// One fact more or less, or another day.
[[nodiscard]] world::World changed(const Scene& scene, Instant& at, Dice& dice);

// Every decision that a condition means. An axis that is left out means every value that its recipients can be asked about.
void expand(const analysis::Condition& condition, const analysis::ClassSpace& space, bool permitted, Decisions& out);
// None of these could be left out: each has something that no other has.
template <class Set>
void demand_none_to_spare(const std::vector<Set>& parts) {
  std::map<typename Set::value_type, std::size_t> times;
  for (const auto& part : parts) {
    for (const auto& each : part) ++times[each];
  }
  for (const auto& part : parts) {
    demand(std::any_of(part.begin(), part.end(), [&](const auto& each) { return times[each] == 1; }), "a condition says nothing that others do not");
  }
}
// All that is told, whose counts and shares are looked at as well.
[[nodiscard]] Decisions told_by(const analysis::Changes& changes, const analysis::ClassSpace& space);

[[nodiscard]] std::set<PartyId> asked_parties(const analysis::View& before, const analysis::View& after);
// Who is asked where a set is the recipient.
[[nodiscard]] std::vector<PartyId> members_of(const analysis::View& view, const PartyId& set);
// Who is not asked: the owner, the holder, and sets in which a holder is that is not the owner, in one of the views.
[[nodiscard]] std::set<PartyId> who_has(std::span<const analysis::View> views, const PartyId& owner, const PartyId& holder);
[[nodiscard]] std::vector<std::set<PartyId>> who_has(std::span<const analysis::View> views, const analysis::ClassSpace& space);  // by holder
// As a diff makes it, of which it tells nothing but the sets: from what every party stands for in either world. Every list that
// turns for a set is here, of which a diff needs some.
[[nodiscard]] analysis::Turnover turnover_of(const analysis::View& before, const analysis::View& after);

}  // namespace entente::property
