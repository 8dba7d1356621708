// Laws about sameness: order, time, several owners, and what is never derived.
#include <gtest/gtest.h>

#include "decision/decide.h"
#include "decision/snapshot.h"
#include "property/edits.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;
using world::Evidence;
using world::PartyKind;

std::string both(const decision::Decision& a, const decision::Decision& b) {
  return ":\n" + text_of(outcomes_of(a)) + "and:\n" + text_of(outcomes_of(b));
}

// Byte for byte: reasons with their texts, duties, evidence, horizon.
TEST(Law, order_of_facts_is_irrelevant) {
  const Law law = [](Scene& scene) {
    const auto a = decided(scene);
    const auto b = decided(shuffled(scene.world, scene.dice), scene.options, scene.request);
    for (std::size_t i = 0; i < std::min(a.reasons.size(), b.reasons.size()); ++i) {
      demand(a.reasons[i] == b.reasons[i],
             "other words after reordering: " + a.reasons[i].text + " / " + b.reasons[i].text + both(a, b));
    }
    demand(a == b, "another decision after reordering" + both(a, b));
    return scene.world.instruments.size() > 1;
  };
  law_holds(law, 4, 0.3);
}

// Until `valid_until` the same request gets the same decision from a world compiled anew; and within a snapshot's interval the
// snapshot does as well as a new one.
TEST(Law, decision_is_constant_until_horizon) {
  const Law law = [](Scene& scene) {
    const auto now = decided(scene);
    demand(now.valid_until > scene.request.time, "the horizon has passed already");
    std::vector<Instant> later{Instant{scene.request.time.seconds + 1}, Instant{now.valid_until.seconds - 1}};
    for (const Instant boundary : boundaries(scene)) later.insert(later.end(), {boundary, Instant{boundary.seconds - 1}});
    const auto outside = [&](Instant t) {
      return t <= scene.request.time || t >= now.valid_until || t == Instant{kEndOfTime.seconds - 1};
    };
    std::erase_if(later, outside);
    if (later.empty()) return false;
    const auto snapshot = decision::Snapshot::compile(
        scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require});
    demand(snapshot.has_value() && snapshot->interval().contains(scene.request.time),
           "the snapshot does not hold for its own time");
    for (int tries = 0; tries < 3; ++tries) {
      Scene then = scene;
      then.request.time = scene.dice.one_of(later);
      const auto decision = decided(then);
      demand(decision.permit == now.permit && outcomes_of(decision) == outcomes_of(now) && decision.evidence == now.evidence,
             "another decision at " + to_string(then.request.time) + " though valid until " + to_string(now.valid_until) +
                 both(now, decision));
      if (snapshot->interval().contains(then.request.time)) {
        demand(decision::decide(*snapshot, then.request) == decision, "the snapshot is stale at " + to_string(then.request.time));
      }
    }
    return now.permit || now.valid_until != kEndOfTime;
  };
  law_holds(law, 3, 0.3);
}

// What several owners share goes where each of them would let it go: the outcomes about one owner are those of the label that it
// alone owns, under originator control (as with several owners) and with the same holder and the release spelt out; and the
// permit is the conjunction.
TEST(Law, joint_is_conjunction) {
  const Law law = [](Scene& scene) {
    auto& request = scene.request;
    if (!request.object.label || request.object.label->owners.size() < 2) return false;
    auto& label = *request.object.label;
    if (label.releasable.kind == label::ReleaseKind::absent) label.releasable.kind = label::ReleaseKind::everyone;
    request.holder = request.holder ? *request.holder : label.owners.back().party.value_or(kNobody);
    label.sources.clear();
    const auto* policy = scene.world.policies.find(label.policy);
    if (policy == nullptr || policy->level(label.level) == nullptr || policy->level(label.level)->free) return false;
    for (const auto& owner : label.owners) {
      if (!owner.party) return false;
    }
    const auto joint = decided(scene);
    bool each_permits = true;
    for (const auto& owner : label.owners) {
      Scene alone = scene;
      alone.request.object.label->owners = {owner};
      alone.request.object.label->controls.originator_control = true;
      const auto single = decided(alone);
      each_permits = each_permits && single.permit;
      if (single.reasons.front().outcome != Outcome::pass || joint.reasons.front().outcome != Outcome::pass) continue;
      auto of_joint = outcomes_of(joint);
      auto of_single = outcomes_of(single);
      std::erase_if(of_joint, [&](const auto& each) { return each.owner != owner.party; });
      std::erase_if(of_single, [&](const auto& each) { return each.owner != owner.party; });
      demand(of_joint == of_single, "alone, " + owner.party->str() + " says otherwise" + both(joint, single));
    }
    demand(joint.permit == each_permits, "not the conjunction" + both(joint, joint));
    return each_permits || joint.reasons.size() > decision::kPartyRules;
  };
  law_holds(law, 8, 0.05);
}

// Rows B → A, A → C and C → B say nothing on A → B, in however many instruments.
TEST(Law, equivalence_never_derived) {
  const Law law = [](Scene& scene) {
    const auto& request = scene.request;
    if (!request.object.label || request.object.label->owners.empty() || !request.object.label->owners.front().level)
      return false;
    const auto& owner = request.object.label->owners.front();
    const PartyId recipient(request.subject.id);
    const auto* party = scene.world.party(recipient);
    if (party == nullptr || party->kind != PartyKind::nation || !owner.party || *owner.party == recipient) return false;
    world::Instrument all;
    all.id = InstrumentId("everything-else");
    all.statuses.push_back({world::StatusValue::in_force, day("2000"), read_as(Evidence::verified)});
    for (const auto& from : scene.world.parties) {
      const auto* policy = scene.world.policies.policy_of(from.id);
      if (from.kind == PartyKind::group) continue;
      all.parties.push_back({from.id, {}, read_as(Evidence::verified)});
      for (const auto& to : scene.world.parties) {
        const auto* target = scene.world.policies.policy_of(to.id);
        if (policy == nullptr || target == nullptr || to.id == from.id) continue;
        if (from.id == *owner.party && to.id == recipient) continue;
        for (const auto& level : policy->levels) {
          all.rows.push_back({from.id, level.name, to.id, {target->levels.front().name}, {}, {}, read_as(Evidence::verified)});
        }
      }
    }
    for (auto& instrument : scene.world.instruments) {
      std::erase_if(instrument.rows, [&](const auto& row) { return row.from == *owner.party && row.to == recipient; });
    }
    scene.world.instruments.push_back(all);
    bool asked = false;
    for (const auto& reason : decided(scene).reasons) {
      if (reason.rule != Rule::equivalence || reason.owner != owner.party) continue;
      demand(reason.outcome != Outcome::pass, "a level was derived: " + reason.text);
      asked = reason.outcome == Outcome::fail;
    }
    return asked;
  };
  law_holds(law, 3, 0.2);
}

}  // namespace
}  // namespace entente::property
