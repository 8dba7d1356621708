// Changes to a world that the laws are about: taking out or ending one granting fact, adding one restricting fact, reordering.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "property/scene.h"

namespace entente::property {

enum class GrantKind : std::uint8_t {
  accession = 0,
  in_force,
  row,
  membership,
  consent,
  delegation,
  accreditation,
  assurance,
  record,
  clearance,
  belonging,
  need_to_know,
  admission,
  waiver,
  licence,
  approval,
  participation,
  candidacy,
  term
};

// One granting fact of a world. The functions work on that world or a copy of it.
struct Grant {
  GrantKind kind = GrantKind::accession;
  std::string what;  // for messages
  Period period;
  std::function<void(world::World&)> remove;  // an accession stays listed, and is put off to a distant date
  std::function<void(world::World&, const PartialDate& until)> end;  // empty for what has no end of its own
  std::function<void(world::World&)> unlist;                         // accessions only: as if it had never been listed
  std::optional<PartyId> gives;                                      // a participation as member: to others a giver
  bool contradicted = false;                                         // a row beside another of the same level and parties
};

template <class List>
void erase_at(List& list, std::size_t index) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
}

// The fact at `index` of the list that `list_of` finds in a world.
template <class ListOf>
Grant grant_in(GrantKind kind, std::string what, const world::World& world, ListOf list_of, std::size_t index) {
  Grant grant;
  grant.kind = kind;
  grant.what = std::move(what);
  grant.period = list_of(world)[index].period;
  grant.remove = [=](world::World& it) { erase_at(list_of(it), index); };
  grant.end = [=](world::World& it, const PartialDate& until) { list_of(it)[index].period = Period{std::nullopt, until}; };
  return grant;
}

[[nodiscard]] std::vector<Grant> grants_of(const world::World& world);
// One of them, every kind as likely as every other. The list must not be empty.
[[nodiscard]] const Grant& any_of(const std::vector<Grant>& grants, Dice& dice);

// Adds one granting fact, unless it would be one that may restrict as well: a second row for the same level and parties, an
// accession to an instrument with prohibitions. Returns what it is, or nothing.
[[nodiscard]] std::string add_grant(Scene& scene);

// Takes out every granting fact but memberships, which also say who is in a group of recipients.
void strip_grants(world::World& world);

// As a request of some class of disclosures states an act (docs/semantics.md 7.1).
inline void leave_activities_only(decision::Act& act) {
  decision::Act out;
  out.activities = std::move(act.activities);
  act = std::move(out);
}

// Every way to take out one restricting fact: a world without it, and what it was.
[[nodiscard]] std::vector<std::pair<std::string, world::World>> without_a_restriction(const world::World& world);

// Adds one restricting fact that may or may not matter to the request. Returns what it is.
[[nodiscard]] std::string add_restriction(Scene& scene);

// The same facts in another order, lists within facts included.
[[nodiscard]] world::World shuffled(const world::World& world, Dice& dice);

// Every instant at which some fact or the label may begin, end or become known. Sorted, unique.
[[nodiscard]] std::vector<Instant> boundaries(const Scene& scene);

}  // namespace entente::property
