#include "generated/search_scale.h"

#include <array>

#include <fmt/format.h>

#include "generated/chance.h"

namespace entente::generated {
namespace {

constexpr std::array<std::string_view, 3> kLevels{"SECRET", "CONFIDENTIAL", "UNCLASSIFIED"};
constexpr std::array<std::string_view, 4> kDomains{"military", "national-security", "economic-security", ""};
constexpr std::size_t kCommunities = 1000;
constexpr std::size_t kLists = 64;  // ways to release the objects of one owner
constexpr std::size_t kControls = 4;
constexpr std::size_t kOfEach = 8;  // objects that differ in their community alone

world::Provenance read() {
  world::Provenance provenance;
  provenance.evidence = world::Evidence::verified;
  provenance.source = "made up";
  return provenance;
}

std::string community(std::size_t number) { return fmt::format("coi:c-{}", number % kCommunities); }

std::vector<PartyId> marking_nations(const world::World& world) {
  std::vector<PartyId> nations;
  for (const auto& party : world.parties) {
    if (party.kind == world::PartyKind::nation && party.policy) nations.push_back(party.id);
  }
  return nations;
}

}  // namespace

void add_subjects(world::World& world, std::size_t count, std::uint64_t seed) {
  Chance chance(seed);
  const auto nations = marking_nations(world);
  const auto clearance_of = [&](const PartyId& nation) {
    world::Clearance clearance{PolicyId(nation.value), LevelName(std::string(chance.one_of(kLevels))), {}, nation, {}, read()};
    if (chance.percent(20)) clearance.categories.push_back(nation.value + ":ALPHA");
    return clearance;
  };
  const auto belongings = [&] {
    std::vector<world::Belonging> belongs;
    for (auto more = 1 + chance.below(3); more > 0; --more)
      belongs.push_back({community(chance.below(kCommunities)), {}, read()});
    return belongs;
  };
  for (std::size_t index = 0; index < count; ++index) {
    const PartyId& nation = nations[chance.below(nations.size())];
    const auto id = fmt::format("subject-{:06}", index);
    std::vector<world::Clearance> clearances;
    if (chance.percent(90)) clearances.push_back(clearance_of(nation));
    if (index % 100 == 0) {
      world.facilities.push_back({id, "a site", nation, chance.percent(50), std::move(clearances), read()});
    } else if (index % 50 == 1) {
      world.systems.push_back({id, "a system", nation, std::move(clearances), belongings(), read()});
    } else {
      std::vector<PartyId> nationalities{nation};
      if (chance.percent(3)) nationalities.push_back(nations[chance.below(nations.size())]);
      world.people.push_back({id, "analyst", nation, std::move(nationalities), std::move(clearances), belongings(), {}, read()});
    }
  }
}

ObjectClasses::ObjectClasses(const world::World& world) : owners_(marking_nations(world)) {
  for (const auto& party : world.parties) parties_.push_back(party.id);
}

decision::Request ObjectClasses::at(std::size_t number, Instant time) const {
  const auto take = [&number](std::size_t bound) {
    const auto taken = number % bound;
    number /= bound;
    return taken;
  };
  constexpr std::size_t kStride = 7919;  // a prime: neighbours differ in much
  const std::size_t whole = number;
  number = number * kStride % (kOfEach * kControls * kLists * 2 * kDomains.size() * kLevels.size() * owners_.size());
  const auto of_each = take(kOfEach);
  const auto control = take(kControls);
  const auto list = take(kLists);
  const auto category = take(2);
  const auto domain = take(kDomains.size());
  const auto level = take(kLevels.size());
  const PartyId& owner = owners_[take(owners_.size())];
  decision::Request request;
  request.action = "disclose";
  request.time = time;
  request.object.id = fmt::format("object-{}", whole);
  request.object.form = "document";
  label::Label label;
  label.policy = PolicyId(owner.value);
  label.level = LevelName(std::string(kLevels[level]));
  label.owners = {label::Origin{owner, label.policy, label.level}};
  if (!kDomains[domain].empty()) label.domain = std::string(kDomains[domain]);
  if (category == 1) label.categories.push_back({label.policy, CategoryName("ALPHA"), label::CategoryKind::restrictive});
  Chance chance(list * 1000 + 17);
  label.releasable.kind = list == 0 ? label::ReleaseKind::everyone : label::ReleaseKind::listed;
  for (auto more = list == 0 ? 0 : 1 + chance.below(24); more > 0; --more)
    label.releasable.parties.push_back(parties_[chance.below(parties_.size())]);
  label.releasable.parties.push_back(owner);
  if (list == 0) label.releasable.parties.clear();
  label.controls.no_foreign = control == 1 && list % 8 == 1;
  label.controls.originator_control = control == 2;
  if (control != 0) label.display_only = {parties_[(list * 3 + control) % parties_.size()]};
  request.object.communities = {community((list * 31 + control * 7 + level) * kOfEach + of_each).substr(4)};
  request.object.label = std::move(label);
  return request;
}

}  // namespace entente::generated
