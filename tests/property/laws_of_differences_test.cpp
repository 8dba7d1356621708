// Where two worlds answer differently, what differs between them is found to touch it (decision/differences.h): analyses of what
// changes leave everybody else out.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "decision/decide.h"
#include "decision/differences.h"
#include "property/act_edits.h"
#include "property/act_scene.h"
#include "property/generators.h"
#include "property/told.h"

namespace entente::property {
namespace {

// One fact more or less, of whatever kind.
void edit(Scene& other, bool of_acts) {
  Dice& dice = other.dice;
  std::vector<world::Instrument*> of_recipient;
  for (auto& each : other.world.instruments) {
    const auto is_it = [&](const world::Accession& party) { return party.party == other.recipient; };
    if (std::any_of(each.parties.begin(), each.parties.end(), is_it)) of_recipient.push_back(&each);
  }
  if (dice.chance(60) && !of_recipient.empty()) {
    auto& one = *dice.one_of(of_recipient);
    const auto what = dice.below(3);
    if (what == 0 || one.rows.empty()) return one.statuses.clear();  // it never came about
    return what == 1 ? one.parties.pop_back() : one.rows.pop_back();
  }
  if (dice.chance(40)) {
    const auto grants = grants_of(other.world);
    if (!grants.empty()) return any_of(grants, dice).remove(other.world);
  }
  const bool grant = dice.chance(50);
  if (of_acts) {
    (void)(grant ? add_act_grant(other) : add_act_restriction(other));
  } else {
    (void)(grant ? add_grant(other) : add_restriction(other));
  }
}

// Two worlds, or two days of one, and what is found of them.
class Two {
 public:
  Two(const Scene& scene, const world::World& other, Instant later) : at_{scene.request.time, later} {
    const std::array worlds{&scene.world, &other};
    for (std::size_t each = 0; each < 2; ++each) {
      auto made = decision::Snapshot::compile(*worlds[each], options_of(scene, at_[each]));
      demand(made.has_value(), "a world was refused");
      snapshots_.push_back(std::move(*made));
    }
    found_.emplace(snapshots_[0], at_[0], snapshots_[1], at_[1]);
  }

  [[nodiscard]] const decision::Differences& found() const { return *found_; }

  [[nodiscard]] bool differs(decision::Request request) const {
    std::array<bool, 2> permits{};
    for (std::size_t each = 0; each < 2; ++each) {
      request.time = at_[each];
      permits[each] = decision::judge(snapshots_[each], decision::BoundRequest::bind(snapshots_[each], request)).permit;
    }
    return permits[0] != permits[1];
  }

 private:
  std::array<Instant, 2> at_;
  std::vector<decision::Snapshot> snapshots_;
  std::optional<decision::Differences> found_;
};

std::vector<PartyId> nations_of(const world::World& world) {
  std::vector<PartyId> out;
  for (const auto& party : world.parties) {
    if (party.kind == world::PartyKind::nation) out.push_back(party.id);
  }
  return out;
}

// By whoever holds it, to every nation.
bool demand_disclosures(const Scene& scene, const Two& two) {
  const auto& owners = scene.request.object.label->owners;
  if (owners.size() != 1 || !owners.front().party || scene.world.party(*owners.front().party) == nullptr) return false;
  const auto& owner = owners.front().party;
  std::vector<PartyId> by_bit;
  for (const auto& party : scene.world.parties) by_bit.push_back(party.id);
  std::sort(by_bit.begin(), by_bit.end());
  bool any = false;
  for (const auto& holder : scene.world.parties) {
    if (holder.kind == world::PartyKind::group) continue;
    for (const auto& nation : nations_of(scene.world)) {
      decision::Request request = scene.request;
      request.holder = holder.id;
      request.subject = {decision::SubjectType::party, nation.value};
      if (!two.differs(request)) continue;
      const auto words = owner->value + "'s from " + holder.id.value + " to " + nation.value;
      demand(!two.found().none(), words + " is answered differently, and nothing differs");
      if (two.found().everywhere()) continue;
      const auto bit = std::lower_bound(by_bit.begin(), by_bit.end(), nation) - by_bit.begin();
      demand(two.found().recipients(*owner, holder.id).has(static_cast<std::size_t>(bit)), words + " is not among what differs");
      any = true;
    }
  }
  return any;
}

TEST(Law, differences_touch_every_disclosure_that_changes) {
  const Law law = [](Scene& scene) {
    if (!scene.request.object.label) return false;
    scene.request.object.label->created.reset();  // its own dates are not the worlds'
    scene.request.object.label->declassify_on.reset();
    scene.request.holds_until = kEndOfTime;
    scene.request.object.label->controls = {};  // and otherwise little stands in the way of a permit
    if (scene.dice.chance(70)) scene.request.object.label->categories.clear();
    if (scene.dice.chance(50)) scene.request.object.label->releasable = {label::ReleaseKind::everyone, {}};
    Scene other = scene;
    Instant later = scene.request.time;
    if (scene.dice.chance(25)) {
      other.world = changed(scene, later, scene.dice);
    } else {
      edit(other, false);
    }
    return demand_disclosures(scene, Two(scene, other.world, later));
  };
  law_holds(law, 20, 0.005);
}

// Every giver to every nation; of `participate` every nation.
TEST(Law, differences_touch_every_act_that_changes) {
  const Law law = [](Scene& scene) {
    Scene other = scene;
    Instant later = scene.request.time;
    if (scene.dice.chance(15)) {
      later = Instant{later.seconds + static_cast<std::int64_t>(scene.dice.below(2000)) * 86'400};
    } else {
      edit(other, scene.dice.chance(70));
    }
    const Two two(scene, other.world, later);
    const bool joins = scene.request.action == "participate";
    bool any = false;
    for (const auto& nation : nations_of(scene.world)) {
      for (const auto& giver : scene.world.parties) {
        if (giver.id == nation || giver.kind == world::PartyKind::group) continue;
        decision::Request request = scene.request;
        request.subject = {decision::SubjectType::party, nation.value};
        if (!joins) request.holder = giver.id;
        if (!two.differs(request)) continue;
        const auto words = request.action + " of " + giver.id.value + " to " + nation.value;
        demand(!two.found().none(), words + " is answered differently, and nothing differs");
        if (two.found().everywhere()) continue;
        demand(joins ? two.found().joins(nation) : two.found().acts(giver.id, nation), words + " is not among what differs");
        any = true;
        if (joins) break;
      }
    }
    return any;
  };
  law_holds(law, 12, 0.003, make_act_scene);
}

// Few parties are touched by one agreement, or the comparison would save nothing.
TEST(Law, differences_leave_out_whom_an_accession_does_not_concern) {
  const Law law = [](Scene& scene) {
    Scene other = scene;
    auto& instruments = other.world.instruments;
    if (instruments.empty()) return false;
    auto& one = instruments[scene.dice.below(instruments.size())];
    if (one.kind != world::Kind::information_security || one.statuses.empty()) return false;
    for (const auto& each : one.clauses) {  // what may not be transferred nobody brings to its parties
      if (each.effect == world::Effect::prohibit && each.action == "transfer") return false;
    }
    std::set<PartyId> listed;
    for (const auto& each : one.parties) listed.insert(each.party);
    for (const auto& party : scene.world.parties) {
      if (party.security_agreement == one.id) return false;  // it carries what goes to members that it does not name
    }
    for (const auto& each : instruments) {
      if (each.kind == world::Kind::export_exemption) return false;  // it may ask for the agreement of an exporter who is neither
    }
    one.statuses.clear();
    const Two two(scene, other.world, scene.request.time);
    if (two.found().everywhere()) return false;  // something is made under it
    bool left_out = false;
    for (const auto& from : scene.world.parties) {
      for (const auto& to : scene.world.parties) {
        if (listed.count(from.id) != 0 && listed.count(to.id) != 0) continue;
        demand(!two.found().acts(from.id, to.id), one.id.value + " touches " + from.id.value + " and " + to.id.value);
        left_out = true;
      }
    }
    return left_out;
  };
  law_holds(law, 2, 0.2);
}

}  // namespace
}  // namespace entente::property
