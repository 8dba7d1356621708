#include "service/release_within.h"

#include <algorithm>
#include <array>
#include <set>

#include "label/policy.h"
#include "service/desk.h"

namespace entente::service {
namespace {

using world::Evidence;

class Asking {
 public:
  Asking(const Desk& desk, const ReleaseWithin& question) : desk_(desk), question_(question), at_(question.time) {
    const auto* policy = desk.world().policies.find(question.label.policy);
    const auto& created = question.label.created;
    if (policy != nullptr && policy->expand_groups_at_marking && created) at_ = *created;
  }

  [[nodiscard]] bool all_are_written() const {
    return std::all_of(question_.stated.begin(), question_.stated.end(), [&](const PartyId& party) { return is_written(party); });
  }

  // The first that is no part of it where memberships of at least this grade count.
  [[nodiscard]] std::optional<PartyId> beyond(Evidence grade) const {
    const auto known_as_of = question_.known_as_of ? question_.known_as_of : desk_.options().known_as_of;
    const auto expand = desk_.listed_at(at_, known_as_of, grade);
    std::set<PartyId> allowed;
    for (const auto& party : question_.label.releasable.parties) {
      for (auto& member : expand(party)) allowed.insert(std::move(member));
    }
    const auto within = [&](const PartyId& party) {
      const auto members = expand(party);
      return !members.empty() && std::all_of(members.begin(), members.end(), [&](const PartyId& each) { return allowed.contains(each); });
    };
    const auto& stated = question_.stated;
    const auto found = std::find_if(stated.begin(), stated.end(), [&](const PartyId& party) { return !is_written(party) && !within(party); });
    return found == stated.end() ? std::nullopt : std::optional(*found);
  }

 private:
  [[nodiscard]] bool is_written(const PartyId& party) const {
    const auto& own = question_.label.releasable.parties;
    return std::find(own.begin(), own.end(), party) != own.end();
  }

  const Desk& desk_;
  const ReleaseWithin& question_;
  Instant at_;
};

}  // namespace

WithinOrNot release_within(const Desk& desk, const ReleaseWithin& question) {
  WithinOrNot out;
  out.looked_at = question.label.releasable.parties;
  out.looked_at.insert(out.looked_at.end(), question.stated.begin(), question.stated.end());
  const Asking asking(desk, question);
  if (asking.all_are_written()) return out;
  const Evidence require = desk.options().require;
  out.beyond = asking.beyond(require);
  constexpr std::array kStrongestFirst{Evidence::verified, Evidence::partial, Evidence::unverified, Evidence::assumed};
  for (const Evidence grade : kStrongestFirst) {
    const bool asked = !out.beyond ? grade >= require : grade < require;
    if (!asked || asking.beyond(grade)) continue;
    out.unsettled = out.beyond.has_value();
    if (!out.unsettled) out.evidence = grade;
    return out;
  }
  return out;
}

}  // namespace entente::service
