#include "decision/sets.h"

#include <algorithm>

#include "decision/tables.h"

namespace entente::decision {
namespace {

constexpr int kNestingDepth = 16;
constexpr Grade kCertain{Grade::Kind::counts, world::Evidence::verified};

Grade graded(const Snapshot::Tables& tables, world::Evidence evidence) {
  return Grade{evidence >= tables.options.require ? Grade::Kind::counts : Grade::Kind::weak, evidence};
}

enum class Opened : std::uint8_t { groups = 0, every_set };

bool opens(const Snapshot::Tables& tables, PartyIndex set, Opened opened) {
  return opened == Opened::every_set || tables.parties[set].kind == world::PartyKind::group;
}

// Strength of the best chain of memberships from every party to `nation`, by rounds: one round for each level of nesting,
// so that the work is bounded by edges × depth whatever shape the groups have.
std::vector<Grade> chains_to(const Snapshot::Tables& tables, PartyIndex nation, Instant at, Opened opened) {
  std::vector<Grade> strength(tables.parties.size());
  strength[nation] = kCertain;
  bool changed = true;
  for (int round = 0; round < kNestingDepth && changed; ++round) {
    changed = false;
    std::vector<Grade> next = strength;
    for (std::size_t set = 0; set < tables.parties.size(); ++set) {
      if (!opens(tables, static_cast<PartyIndex>(set), opened)) continue;
      for (const auto& edge : tables.parties[set].members) {
        if (!strength[edge.member].exists() || !edge.grants.contains(at)) continue;
        const Grade better = stronger(next[set], both(graded(tables, edge.evidence), strength[edge.member]));
        changed = changed || better.kind != next[set].kind || better.evidence != next[set].evidence;
        next[set] = better;
      }
    }
    strength = std::move(next);
  }
  return strength;
}

// The same from every set to every party at once.
void add_chains(Snapshot::Tables& tables, Instant at) {
  auto& strength = tables.memberships;
  bool changed = true;
  for (int round = 0; round < kNestingDepth && changed; ++round) {
    changed = false;
    const auto before = strength;
    for (std::size_t set = 0; set < strength.size(); ++set) {
      for (const auto& edge : tables.parties[set].members) {
        if (!edge.grants.contains(at)) continue;
        const auto enter = [&](std::size_t party, Grade chain) {
          const Grade better = stronger(strength[set][party], both(graded(tables, edge.evidence), chain));
          changed = changed || better.kind != strength[set][party].kind || better.evidence != strength[set][party].evidence;
          strength[set][party] = better;
        };
        enter(edge.member, kCertain);
        for (std::size_t party = 0; party < before[edge.member].size(); ++party) {
          if (before[edge.member][party].exists()) enter(party, before[edge.member][party]);
        }
      }
    }
  }
}

// Every party reachable from `set` over edges that `follow` admits, level by level; false if the nesting goes too deep.
template <class Follow>
bool reachable(const Snapshot::Tables& tables, PartyIndex set, const Follow& follow, PartySet& out,
               Opened opened = Opened::every_set) {
  std::vector<PartyIndex> level{set};
  out.add(set);
  for (int depth = 0; !level.empty(); ++depth) {
    if (depth > kNestingDepth) return false;
    std::vector<PartyIndex> deeper;
    for (const auto party : level) {
      if (!opens(tables, party, opened)) continue;
      for (const auto& edge : tables.parties[party].members) {
        if (!follow(edge) || out.has(edge.member)) continue;
        out.add(edge.member);
        deeper.push_back(edge.member);
      }
    }
    level = std::move(deeper);
  }
  return true;
}

}  // namespace

Grade listed(const Snapshot::Tables& tables, std::span<const PartyIndex> list, PartyIndex nation, Instant at) {
  if (std::find(list.begin(), list.end(), nation) != list.end()) return kCertain;
  const bool has_set =
      std::any_of(list.begin(), list.end(), [&](PartyIndex entry) { return entry != kNoParty && tables.sets.has(entry); });
  Grade best;
  if (!has_set) return best;
  if (tables.interval.contains(at)) {
    for (const auto entry : list) {
      if (entry != kNoParty && !tables.memberships[entry].empty()) best = stronger(best, tables.memberships[entry][nation]);
    }
    return best;
  }
  const auto strength = chains_to(tables, nation, at, Opened::every_set);
  for (const auto entry : list) {
    if (entry != kNoParty) best = stronger(best, strength[entry]);
  }
  return best;
}

Grade stands_for(const Snapshot::Tables& tables, PartyIndex set, PartyIndex party, Instant at) {
  if (set == party) return kCertain;
  if (!opens(tables, set, Opened::groups)) return Grade{};  // what is no group stands for itself only
  return chains_to(tables, party, at, Opened::groups)[set];
}

bool all_for_whom_may_stand(const Snapshot::Tables& tables, PartyIndex set, Instant at, PartySet& out) {
  PartySet reached;
  const bool whole =
      reachable(tables, set, [&](const MemberEdge& edge) { return edge.restricts.contains(at); }, reached, Opened::groups);
  out |= reached;
  return whole;
}

bool all_who_may_be_in(const Snapshot::Tables& tables, PartyIndex set, Instant at, PartySet& out) {
  PartySet reached;
  const bool whole = reachable(tables, set, [&](const MemberEdge& edge) { return edge.restricts.contains(at); }, reached);
  out |= reached;
  return whole;
}

void close_memberships(Snapshot::Tables& tables, const std::vector<Instant>& own_next, Instant at) {
  tables.next_memberships = own_next;
  tables.memberships.resize(tables.parties.size());
  for (std::size_t party = 0; party < tables.parties.size(); ++party) {
    if (tables.parties[party].members.empty()) continue;
    PartySet reached;
    Instant& next = tables.next_memberships[party];
    // Too deep a nesting only shortens what is looked at below the depth at which members count for nobody.
    static_cast<void>(reachable(tables, static_cast<PartyIndex>(party), [](const MemberEdge&) { return true; }, reached));
    for (std::size_t each = 0; each < tables.parties.size(); ++each) {
      if (reached.has(each)) next = std::min(next, own_next[each]);
    }
    tables.memberships[party].resize(tables.parties.size());
    tables.memberships[party][party] = kCertain;
  }
  add_chains(tables, at);
}

label::Expand expansion(const world::World& world, const CompileOptions& options) {
  auto snapshot = Snapshot::compile(world, options);
  if (!snapshot) {
    return [](const PartyId&) { return std::vector<PartyId>(); };
  }
  return expansion(*snapshot, options.at);
}

namespace {

std::vector<PartyId> who_is_in(const Snapshot::Tables& tables, const PartyId& id, Instant at, bool organisations) {
  std::vector<PartyId> members;
  const PartyIndex set = tables.party(id);
  if (set == kNoParty) return tables.policies.knows(id) ? std::vector<PartyId>{id} : members;
  for (std::size_t index = 0; index < tables.parties.size(); ++index) {
    const auto kind = tables.parties[index].kind;
    if (kind != world::PartyKind::nation && !(organisations && kind == world::PartyKind::organisation)) continue;
    if (listed(tables, {&set, 1}, static_cast<PartyIndex>(index), at).counts()) members.push_back(tables.parties[index].id);
  }
  return members;
}

label::Expand in_marks(const Snapshot& snapshot, Instant at, bool organisations) {
  return [held = snapshot, at, organisations](const PartyId& id) {
    const PartyIndex set = held.tables().party(id);
    const bool nobody = set != kNoParty && !held.tables().parties[set].decomposable;
    return nobody ? std::vector<PartyId>() : who_is_in(held.tables(), id, at, organisations);
  };
}

}  // namespace

label::Expand expansion(const Snapshot& snapshot, Instant at) {
  return [held = snapshot, at](const PartyId& id) { return who_is_in(held.tables(), id, at, false); };
}

label::Expand expansion_in_marks(const world::World& world, const CompileOptions& options) {
  auto snapshot = Snapshot::compile(world, options);
  return snapshot ? expansion_in_marks(*snapshot, options.at) : expansion(world, options);
}

label::Expand expansion_in_marks(const Snapshot& snapshot, Instant at) {
  return in_marks(snapshot, at, false);
}

label::Expand listed_in_marks(const world::World& world, const CompileOptions& options) {
  auto snapshot = Snapshot::compile(world, options);
  return snapshot ? in_marks(*snapshot, options.at, true) : expansion(world, options);
}

bool is_asked_as_of(const Snapshot& snapshot, const PartyId& set, const PartyId& party, Instant at) {
  const Snapshot::Tables& tables = snapshot.tables();
  const PartyIndex who = tables.party(party);
  const PartyIndex asked = tables.party(set);
  if (who == kNoParty || asked == kNoParty || tables.sets.has(who)) return false;
  if (!tables.sets.has(asked)) return who == asked;
  PartySet reached;
  static_cast<void>(all_who_may_be_in(tables, asked, at, reached));  // nested too deep it is no recipient
  return reached.has(who);
}

NameIndex Snapshot::Tables::name(const std::string& text) const {
  if (text.empty()) return kNotStated;
  const auto found = name_index.find(text);
  return found == TextIndex::kNone ? kForeign : found;
}

InstrumentIndex Snapshot::Tables::instrument(const InstrumentId& id) const {
  const auto found = std::lower_bound(instruments.begin(), instruments.end(), id.value,
                                      [](const InstrumentInfo& each, const std::string& key) { return each.id < key; });
  return found == instruments.end() || found->id != id.value ? kNoInstrument : static_cast<InstrumentIndex>(found - instruments.begin());
}

bool Snapshot::Tables::dominates(LevelIndex high, LevelIndex low) const {
  if (high == kNoLevel || low == kNoLevel) return false;
  if (high == low) return true;
  const LevelInfo& above = levels[high];
  const LevelInfo& below = levels[low];
  return above.policy == below.policy && above.comparable && below.comparable && above.hierarchy >= below.hierarchy;
}

}  // namespace entente::decision
