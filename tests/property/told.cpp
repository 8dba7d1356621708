#include "property/told.h"

#include <algorithm>
#include <map>

#include "decision/sets.h"
#include "decision/sides.h"
#include "property/generators.h"

namespace entente::property {

using analysis::Axis;
using analysis::ClassSpace;

namespace {

bool has(const std::vector<PartyId>& list, const PartyId& party) {
  return std::find(list.begin(), list.end(), party) != list.end();
}

}  // namespace

decision::CompileOptions options_of(const Scene& scene, Instant at) {
  return {.at = at, .known_as_of = scene.options.known_as_of, .require = scene.options.require};
}

void expand(const analysis::Condition& condition, const ClassSpace& space, bool permitted, Decisions& out) {
  std::vector<std::string> recipients;
  for (const auto& part : condition.parts) {
    if (part.axis == "recipient") recipients = part.values;
    if (part.axis == "owner") demand(part.values == std::vector<std::string>{space.owner().value}, "another owner");
  }
  std::uint64_t decisions = 0;
  for (const auto& recipient : recipients) {
    std::vector<std::size_t> classes{0};
    for (std::size_t axis = 0; axis < analysis::kAxes; ++axis) {
      const auto which = static_cast<Axis>(axis);
      const analysis::Condition::Part* stated = nullptr;
      for (const auto& part : condition.parts) {
        if (part.axis == to_string(which)) stated = &part;
      }
      std::vector<std::size_t> next;
      for (std::size_t value = 0; value < space.size(which); ++value) {
        const auto text = space.text(which, value);
        const bool meant = stated != nullptr
                               ? std::find(stated->values.begin(), stated->values.end(), text) != stated->values.end()
                               : (which != Axis::holder || value == 0) && space.asks(which, value, PartyId(recipient));
        if (!meant) continue;
        for (const auto each : classes) next.push_back(each * space.size(which) + value);
      }
      classes = std::move(next);
    }
    decisions += classes.size();
    for (const auto at : classes) out.emplace(at, recipient, permitted);
  }
  demand(decisions == condition.decisions, "a condition counts other than it says");
}

world::World changed(const Scene& scene, Instant& at, Dice& dice) {
  world::World world = scene.world;
  switch (dice.below(6)) {
    case 0:
      at = instant_near_a_date(dice);
      break;
    case 1:
      if (!world.instruments.empty()) dice.one_of(world.instruments).statuses.clear();
      break;
    case 2:
      world.consents.push_back(make_consent(scene, "consent-more", dice));
      break;
    case 3:
      if (!world.instruments.empty()) dice.one_of(world.instruments).clauses.push_back(make_clause(scene, "clause-more", dice));
      break;
    case 4:
      world.level_terms.push_back(make_level_term(world, world.policies.policies().begin()->first, dice));
      break;
    default:
      for (auto& party : world.parties) {
        if (!party.members.empty() && dice.chance(50)) party.members.pop_back();
      }
  }
  return world;
}

Decisions told_by(const analysis::Changes& changes, const ClassSpace& space) {
  Decisions told;
  for (const auto& group : changes.groups) {
    Decisions of_group;
    std::vector<Decisions> parts;
    for (const auto& condition : group.conditions) {
      expand(condition, space, group.cause.permitted, parts.emplace_back());
      of_group.insert(parts.back().begin(), parts.back().end());
    }
    demand_none_to_spare(parts);
    demand(of_group.size() == group.decisions && group.beyond == 0, "a group counts other than its conditions");
    std::map<std::string, std::uint64_t> shares;
    for (const auto& decision : of_group) ++shares[std::get<1>(decision)];
    demand(group.shares.size() == shares.size(), "a group has shares of others");
    for (const auto& share : group.shares)
      demand(share.owner == space.owner().value && shares[share.recipient.value] == share.decisions, "a share is another");
    told.insert(of_group.begin(), of_group.end());
  }
  return told;
}

std::set<PartyId> who_has(std::span<const analysis::View> views, const PartyId& owner, const PartyId& holder) {
  std::set<PartyId> out{owner, holder};
  if (holder == owner) return out;
  for (const auto& view : views) {
    for (const auto& party : view.world->parties) {
      if (party.kind != world::PartyKind::nation && has(members_of(view, party.id), holder)) out.insert(party.id);
    }
  }
  return out;
}

std::vector<std::set<PartyId>> who_has(std::span<const analysis::View> views, const ClassSpace& space) {
  std::vector<std::set<PartyId>> out;
  for (std::size_t holder = 0; holder < space.size(Axis::holder); ++holder) out.push_back(who_has(views, space.owner(), space.holder(holder)));
  return out;
}

std::set<PartyId> asked_parties(const analysis::View& before, const analysis::View& after) {
  std::set<PartyId> out;
  for (const auto* world : {before.world, after.world}) {
    for (const auto& party : world->parties) out.insert(party.id);
  }
  return out;
}

std::vector<PartyId> members_of(const analysis::View& view, const PartyId& set) {
  const auto snapshot = decision::Snapshot::compile(*view.world, view.options);
  demand(snapshot.has_value(), "a world was refused");
  const decision::Sides sides(*snapshot, view.options.at);
  std::vector<PartyId> out;
  for (const auto& each : sides.sets()) {
    if (sides.party(each.bit) == set) each.members.each([&](std::size_t bit) { out.push_back(sides.party(bit)); });
  }
  return out;
}

analysis::Turnover turnover_of(const analysis::View& before, const analysis::View& after) {
  const std::array expansions{decision::expansion_in_marks(*before.world, before.options),
                              decision::expansion_in_marks(*after.world, after.options)};
  analysis::Turnover out;
  out.marked_only = true;
  std::vector<PartyId> sets;
  for (const auto& set : before.world->parties) {
    const auto* same = after.world->party(set.id);
    if (set.kind == world::PartyKind::nation || same == nullptr || same->kind == world::PartyKind::nation) continue;
    sets.push_back(set.id);
    const auto had = expansions[0](set.id);
    const auto has_it = expansions[1](set.id);
    for (const auto& party : asked_parties(before, after)) {
      if (has(had, party) && !has(has_it, party)) out.left.try_emplace(party, std::vector{analysis::TurningList{{set.id}}});
      if (has(has_it, party) && !has(had, party)) out.joined.try_emplace(party, std::vector{analysis::TurningList{{set.id}}});
    }
  }
  for (const auto* view : {&before, &after}) {
    for (const auto& party : view->world->parties) {
      if (party.kind == world::PartyKind::nation) continue;
      const auto members = members_of(*view, party.id);
      if (members.size() == 1) out.alone.insert(members.front());
    }
  }
  for (const auto& set : sets) {
    const std::array members{members_of(before, set), members_of(after, set)};
    for (const std::size_t in : {std::size_t{0}, std::size_t{1}}) {
      std::vector<std::vector<PartyId>> lists{members[in]};
      for (const auto& named : sets) {
        std::vector<PartyId> list{named};
        for (const auto& member : members[in]) {
          if (!has(expansions[in](named), member)) list.push_back(member);
        }
        lists.push_back(std::move(list));
      }
      for (auto& list : lists) {
        analysis::TurningList turning{list};
        for (const auto& member : members[1 - in]) {
          const bool is_named = std::any_of(list.begin(), list.end(), [&](const PartyId& entry) {
            return entry == member || has(expansions[1 - in](entry), member);
          });
          if (!is_named) turning.unnamed.push_back(member);
        }
        if (!turning.unnamed.empty()) (in == 1 ? out.joined : out.left)[set].push_back(std::move(turning));
      }
    }
  }
  return out;
}

}  // namespace entente::property
