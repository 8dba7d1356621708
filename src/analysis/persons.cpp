#include "analysis/persons.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace entente::analysis {

using world::World;

namespace {

const world::Provenance kSupposed{world::Evidence::verified, "supposed", std::nullopt, {}, {}};
constexpr std::string_view kRole = "supposed";

// What may be required of a nation's persons is a level of its own policy, or of an organisation's in which it is.
std::set<PolicyId> policies_of(const world::Party& nation, const World& world) {
  std::set<PolicyId> out;
  const auto add = [&](const PartyId& party) {
    if (const auto* policy = world.policies.policy_of(party)) out.insert(policy->id);
  };
  add(nation.id);
  for (const auto& party : world.parties) {
    const auto is = [&](const auto& each) { return each.member == nation.id; };
    if (party.kind == world::PartyKind::organisation && std::any_of(party.members.begin(), party.members.end(), is)) add(party.id);
  }
  return out;
}

constexpr std::string_view kIdPrefix = "supposed/";
constexpr std::string_view kReadIn = "read-in";
constexpr std::string_view kNotReadIn = "not-read-in";
constexpr std::string_view kNeeds = "needs-to-know";
constexpr std::string_view kNoNeed = "no-need-to-know";

std::string clearance_text(const PolicyId& policy, const LevelName& level) { return policy.value + ":" + level.value; }

void add_new(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

world::Person person_of(const PartyId& nation, const PersonKind& kind, const std::vector<std::string>& categories) {
  world::Person out{Persons::id(nation, kind), std::string(kRole), nation, {nation}, {}, {}, {}, kSupposed};
  world::Clearance clearance{{}, {}, {}, nation, {}, kSupposed};  // being read in is asked of any, even one of no level
  if (kind.clearance != kNoClearance) {
    const auto colon = kind.clearance.find(':');
    clearance.policy = PolicyId(kind.clearance.substr(0, colon));
    clearance.level = LevelName(kind.clearance.substr(colon + 1));
  }
  if (kind.read_in) clearance.categories = categories;
  if (kind.clearance != kNoClearance || kind.read_in) out.clearances.push_back(std::move(clearance));
  if (kind.needs_to_know) out.belongs.push_back({Persons::community(), {}, kSupposed});
  return out;
}

}  // namespace

bool is_nation(const World& world, const PartyId& id) {
  const auto* party = world.party(id);
  return party != nullptr && party->kind == world::PartyKind::nation;
}

decision::Request request_of(const ClassSpace& space, std::size_t at, const Recipient& recipient, const World& world, Instant time,
                             std::size_t number, std::size_t way) {
  const bool alone = recipient.nation.empty() ? is_nation(world, recipient.party) : recipient.nation[number];
  auto request = space.request(at, world, time, {&recipient.party, alone, way});
  request.subject = recipient.subject;
  if (recipient.kind) request.object.communities.push_back(Persons::community());
  return request;
}

Persons::Persons(std::span<const World* const> worlds, std::span<const ClassSpace> spaces) {
  std::set<std::string> asked;
  for (const auto& space : spaces) asked.insert(space.categories().begin(), space.categories().end());
  const std::vector<std::string> categories(asked.begin(), asked.end());
  std::map<PartyId, std::vector<std::string>> nations;
  for (const auto* world : worlds) {
    for (const auto& party : world->parties) {
      if (party.kind != world::PartyKind::nation) continue;
      auto& list = nations[party.id];
      for (const auto& policy : policies_of(party, *world)) {
        for (const auto& level : world->policies.find(policy)->levels) {
          if (!level.free) add_new(list, clearance_text(policy, level.name));
        }
      }
    }
  }
  for (auto& [id, list] : nations) {
    ranks_ = std::max(ranks_, list.size() + 1);
    nations_.push_back({id, std::move(list)});
  }
  for (const auto* world : worlds) {
    worlds_.push_back(*world);
    for (const auto& nation : nations_) {
      if (world->party(nation.id) == nullptr) continue;
      for (std::size_t rank = 0; rank <= nation.clearances.size(); ++rank) {
        for (const bool read_in : {false, true}) {
          for (const bool needs : {false, true})
            worlds_.back().people.push_back(person_of(nation.id, {*clearance(nation.id, rank), read_in, needs}, categories));
        }
      }
    }
  }
}

std::optional<std::string> Persons::clearance(const PartyId& nation, std::size_t rank) const {
  const auto found = std::find_if(nations_.begin(), nations_.end(), [&](const Nation& each) { return each.id == nation; });
  if (found == nations_.end() || rank > found->clearances.size()) return std::nullopt;
  return rank == 0 ? std::string(kNoClearance) : found->clearances[rank - 1];
}

std::string Persons::id(const PartyId& nation, const PersonKind& kind) {
  return fmt::format("{}{}/{}/{}/{}", kIdPrefix, nation.value, kind.clearance, kind.read_in ? kReadIn : kNotReadIn,
                     kind.needs_to_know ? kNeeds : kNoNeed);
}

// A level's name may have a slash in it.
std::optional<std::pair<PartyId, PersonKind>> supposed_by(std::string_view id) {
  if (!id.starts_with(kIdPrefix)) return std::nullopt;
  id.remove_prefix(kIdPrefix.size());
  const auto last = [&] {
    const auto slash = std::min(id.rfind('/'), id.size());
    const auto word = id.substr(std::min(slash + 1, id.size()));
    id = id.substr(0, slash);
    return word;
  };
  const auto needs = last();
  const auto read_in = last();
  const auto slash = id.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return std::pair(PartyId(std::string(id.substr(0, slash))), PersonKind{std::string(id.substr(slash + 1)), read_in == kReadIn, needs == kNeeds});
}

const std::string& Persons::community() {
  static const std::string kCommunity = "supposed";
  return kCommunity;
}

std::vector<std::string> Persons::clearances() const {
  std::vector<std::string> out{std::string(kNoClearance)};
  for (const auto& nation : nations_) {
    for (const auto& each : nation.clearances) add_new(out, each);
  }
  return out;
}

}  // namespace entente::analysis
