// Parties, their members and policies: do names exist, do memberships make sense.

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

constexpr std::size_t kNesting = 16;  // groups in groups; deeper expands to nobody (docs/semantics.md 1.6)

// Groups inside groups, followed once each. The number of parties bounds the recursion.
class Nesting {
 public:
  explicit Nesting(Checking& checking) : checking_(checking) {}

  void check() {
    for (const auto& party : checking_.world().parties) depth_of(party);
  }

 private:
  std::size_t depth_of(const Party& party) {
    if (const auto known = depth_.find(&party); known != depth_.end()) return known->second;
    path_.push_back(&party);
    std::size_t depth = 0;
    for (const auto& membership : party.members) {
      const auto* member = checking_.party(membership.member);
      if (member == nullptr || (closes_a_circle(membership, *member))) continue;
      depth = std::max(depth, depth_of(*member) + 1);
    }
    path_.pop_back();
    depth_.emplace(&party, depth);
    if (depth == kNesting + 1) {
      checking_.error({party.provenance.place, "party.member"},
                      fmt::format("members of {} are nested {} deep, limit {}", party.id.value, depth, kNesting));
    }
    return depth;
  }

  bool closes_a_circle(const Membership& membership, const Party& member) {
    const auto begin = std::find(path_.begin(), path_.end(), &member);
    if (begin == path_.end()) return false;
    std::string circle;
    for (auto at = begin; at != path_.end(); ++at) circle += (*at)->id.value + " → ";
    checking_.error({membership.provenance.place, "party.member.id"}, "contains itself: " + circle + member.id.value);
    return true;
  }

  Checking& checking_;
  std::vector<const Party*> path_;
  std::unordered_map<const Party*, std::size_t> depth_;
};

void check_overlaps(Checking& checking, const Party& party) {
  std::map<PartyId, std::vector<const Membership*>> by_member;
  for (const auto& membership : party.members) by_member[membership.member].push_back(&membership);
  for (auto& [member, periods] : by_member) {
    std::sort(periods.begin(), periods.end(), [](const Membership* a, const Membership* b) {
      return std::pair(as_grant(a->period).from, a) < std::pair(as_grant(b->period).from, b);
    });
    Instant covered = kBeginningOfTime;
    bool first = true;
    for (const auto* membership : periods) {
      const auto interval = as_grant(membership->period);
      if (interval.empty()) continue;
      if (!first && interval.from < covered) {
        checking.error({membership->provenance.place, "party.member.from"},
                       fmt::format("membership of {} in {} overlaps an earlier one", member.value, party.id.value));
      }
      covered = std::max(covered, interval.until);
      first = false;
    }
  }
}

void check_members(Checking& checking, const Party& party) {
  if (party.kind == PartyKind::nation && !party.members.empty()) {
    checking.error({party.members.front().provenance.place, "party.member"},
                   fmt::format("{} is a nation and has no members", party.id.value));
  }
  for (const auto& membership : party.members) {
    const auto& place = membership.provenance.place;
    checking.known_party({place, "party.member.id"}, membership.member);
    if (const auto* member = checking.party(membership.member); member != nullptr && !member->decomposable) {
      checking.error({place, "party.member.id"},
                     fmt::format("{} is not decomposable, and a list that names {} would reach its members", member->id.value,
                                 party.id.value));
    }
    checking.grant_period({place, "party.member.until"}, membership.period);
    checking.sourced(membership.provenance, "party.member");
  }
  check_overlaps(checking, party);
}

void check_security_agreement(Checking& checking, const Party& party) {
  if (!party.security_agreement) return;
  const Spot spot{party.provenance.place, "party.security_agreement"};
  if (party.kind != PartyKind::organisation) {
    checking.error(spot, fmt::format("{} is a {}; only an organisation has one", party.id.value, to_string(party.kind)));
    return;
  }
  const auto* instrument = checking.known_instrument(spot, *party.security_agreement);
  if (instrument == nullptr) return;
  if (instrument->kind != Kind::information_security) {
    checking.error(spot, fmt::format("{} is of kind {}; expected information-security", quoted(instrument->id.value),
                                     to_string(instrument->kind)));
  }
  const auto& parties = instrument->parties;
  if (std::none_of(parties.begin(), parties.end(), [&](const Accession& each) { return each.party == party.id; })) {
    checking.error(spot, fmt::format("{} is not a party to {}", party.id.value, quoted(instrument->id.value)));
  }
}

void check_policy_of(Checking& checking, const Party& party) {
  if (!party.policy) return;
  const Spot spot{party.provenance.place, "party.policy"};
  if (party.kind == PartyKind::group) {
    checking.error(spot, fmt::format("{} is a group, which marks nothing", party.id.value));
  }
  checking.known_policy(spot, *party.policy);
}

void check_duplicates(Checking& checking) {
  std::set<PartyId> seen;
  for (const auto& party : checking.world().parties) {
    if (seen.insert(party.id).second) continue;
    const auto& first = checking.party(party.id)->provenance.place;
    checking.error({party.provenance.place, "party.id"},
                   fmt::format("{} exists already ({})", quoted(party.id.value), to_string(first)));
  }
}

void check_levels_and_tokens(Checking& checking, const label::Policy& policy, const std::string& path) {
  const Place nowhere;
  for (const auto& token : policy.tokens) {
    for (const auto& party : token.parties) checking.known_party({nowhere, path + ".token.parties"}, party);
  }
  for (const auto& each : policy.wording.parties) {
    if (checking.world().policies.knows(each.party)) continue;  // a code of a register is enough to be named
    checking.known_party({nowhere, path + ".party_mark.party"}, each.party);
  }
  for (const auto& row : policy.corresponds) {
    const auto* other = checking.known_policy({nowhere, path + ".corresponds.policy"}, row.policy);
    if (other != nullptr) checking.known_level({nowhere, path + ".corresponds.level"}, *other, row.level);
    checking.known_level({nowhere, path + ".corresponds.counts_as"}, policy, row.counts_as);
  }
}

}  // namespace

void check_parties(Checking& checking) {
  const auto& parties = checking.world().parties;
  if (parties.size() > limits::kParties) {
    checking.error({parties[limits::kParties].provenance.place, "party"},
                   fmt::format("the world has {} parties, limit {}", parties.size(), limits::kParties));
  } else {
    Nesting(checking).check();
  }
  check_duplicates(checking);
  for (const auto& party : parties) {
    check_members(checking, party);
    check_security_agreement(checking, party);
    check_policy_of(checking, party);
    for (const auto& rule : party.authority) {
      checking.restriction_period({rule.provenance.place, "party.authority.until"}, rule.period);
    }
  }
}

// A policy does not know where it is written: `format` puts the place in for keys that begin with "policies.ID.".
void check_policies(Checking& checking) {
  std::size_t levels = 0;
  for (const auto& [id, policy] : checking.world().policies.policies()) {
    const auto path = "policies." + id.value;
    const Place nowhere;
    checking.known_actor({nowhere, path + ".party"}, policy.party);
    check_levels_and_tokens(checking, policy, path);
    levels += policy.levels.size();
  }
  for (const auto& term : checking.world().level_terms) checking.grant_period({term.place, "level.until"}, term.period);
  if (levels > limits::kLevels) {
    checking.error({Place(), "policies"}, fmt::format("the policies have {} levels, limit {}", levels, limits::kLevels));
  }
}

}  // namespace entente::world
