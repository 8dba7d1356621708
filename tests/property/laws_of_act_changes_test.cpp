// What analyses of acts tell is what deciding one by one tells, no more and no less.
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "analysis/act_changes.h"
#include "analysis/act_prove.h"
#include "decision/decide.h"
#include "property/act_edits.h"
#include "property/act_scene.h"
#include "property/determining.h"
#include "property/generators.h"
#include "property/told.h"

namespace entente::property {
namespace {

using analysis::ActAxis;
using analysis::ActSpace;

constexpr std::size_t kMostClasses = 1'500;
constexpr std::size_t kExplained = 40;  // of a group, decisions of which the reasons are read

using Decisions = std::set<std::tuple<std::string, std::string, std::size_t, bool>>;  // giver, recipient, class, newly permitted

bool single(const decision::Snapshot& snapshot, const decision::Request& request) {
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request)).permit;
}

// Every decision that a condition means.
void expand(const analysis::Condition& condition, const analysis::ActSpaces& spaces, bool permitted, Decisions& out) {
  std::vector<std::string> owners;
  std::vector<std::string> recipients;
  for (const auto& part : condition.parts) {
    if (part.axis == "owner") owners = part.values;
    if (part.axis == "recipient") recipients = part.values;
  }
  std::size_t count = 0;
  for (const auto& space : spaces.list) {
    const auto among = [](const auto& list, const std::string& name) {
      return std::find(list.begin(), list.end(), name) != list.end();
    };
    if (!among(owners, space.pair().giver) || !among(recipients, space.pair().recipient.value)) continue;
    std::vector<std::size_t> classes{0};
    for (std::size_t axis = 0; axis < analysis::kActAxes; ++axis) {
      const auto which = static_cast<ActAxis>(axis);
      const auto part = std::find_if(condition.parts.begin(), condition.parts.end(),
                                     [&](const auto& each) { return each.axis == analysis::to_string(which); });
      std::vector<std::size_t> next;
      for (std::size_t value = 0; value < space.size(which); ++value) {
        if (part != condition.parts.end() && !among(part->values, space.values(which)[value].text)) continue;
        for (const auto each : classes) next.push_back(each * space.size(which) + value);
      }
      classes = std::move(next);
    }
    count += classes.size();
    for (const auto at : classes) out.emplace(space.pair().giver, space.pair().recipient.value, at, permitted);
  }
  demand(count == condition.decisions, "a condition counts other than it says");
}

void demand_shares(const analysis::DecisionGroup& group, const Decisions& of_group) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> shares;
  for (const auto& [from, to, at, permitted] : of_group) ++shares[{from, to}];
  demand(group.shares.size() == shares.size(), "a group has shares of others");
  for (const auto& share : group.shares) demand(shares[{share.owner, share.recipient.value}] == share.decisions, "a share is another");
}

TEST(Law, act_changes_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    Scene other = scene;
    const auto edit = scene.dice.below(4);
    if (edit == 0) (void)add_act_grant(other);
    if (edit == 1) (void)add_act_restriction(other);
    if (edit == 2) strip_act_grants(other.world);
    if (edit == 3)
      other.request.time = Instant{other.request.time.seconds + static_cast<std::int64_t>(scene.dice.below(2000)) * 86'400};
    const auto view = [&](const Scene& of) {
      return analysis::View{&of.world,
                            {.at = of.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
    };
    const std::array views{view(scene), view(other)};
    const bool joins = scene.request.action == "participate";
    const std::string giver = joins ? scene.request.object.act.project : scene.request.holder.value_or(PartyId()).value;
    const bool known =
        joins ? giver == "programme:p" || giver == "project:p#wings" : scene.world.party(PartyId(giver)) != nullptr;
    if (!known) return false;
    const analysis::Narrowing narrowing{{PartyId(giver)}, {}};
    const auto spaces = analysis::act_spaces_asked(views, scene.request.action, narrowing, analysis::ActPairs::carried);
    if (!spaces || spaces->classes > kMostClasses) return false;
    const auto before = decision::Snapshot::compile(scene.world, views[0].options);
    const auto after = decision::Snapshot::compile(other.world, views[1].options);
    demand(before && after, "a world was refused");
    Decisions expected;
    for (const auto& space : spaces->list) {
      for (std::size_t at = 0; at < space.size(); ++at) {
        const bool had = single(*before, space.request(at, views[0].options.at));
        const bool has = single(*after, space.request(at, views[1].options.at));
        if (had != has) expected.emplace(space.pair().giver, space.pair().recipient.value, at, has);
      }
    }
    const auto found = analysis::act_changes(views[0], views[1], scene.request.action, narrowing);
    demand(found.has_value(), "refused");
    Decisions told;
    for (const auto& group : found->groups) {
      Decisions of_group;
      std::vector<Decisions> parts;
      for (const auto& condition : group.conditions) {
        expand(condition, *spaces, group.cause.permitted, parts.emplace_back());
        of_group.insert(parts.back().begin(), parts.back().end());
        const auto& in = group.cause.permitted ? *after : *before;
        demand(single(in, condition.sample), "a sample is no sample");
      }
      demand_none_to_spare(parts);
      demand(of_group.size() == group.decisions && group.beyond == 0, "a group counts other than its conditions");
      demand_shares(group, of_group);
      const std::size_t step = 1 + of_group.size() / kExplained;
      std::size_t place = scene.dice.below(step);
      for (const auto& [from, to, at, permitted] : of_group) {
        if (place++ % step != 0) continue;
        const auto space =
            std::find_if(spaces->list.begin(), spaces->list.end(), [&, &giver = from, &recipient = to](const auto& each) {
              return each.pair().giver == giver && each.pair().recipient.value == recipient;
            });
        const auto old_request = space->request(at, views[0].options.at);
        const auto new_request = space->request(at, views[1].options.at);
        demand_basis(group.cause, permitted ? *after : *before, permitted ? new_request : old_request);
        demand_denial(group.cause, permitted ? *before : *after, permitted ? old_request : new_request);
      }
      told.insert(of_group.begin(), of_group.end());
    }
    demand(told == expected, "told: " + std::to_string(told.size()) + ", one by one: " + std::to_string(expected.size()));
    demand(found->permitted + found->denied == expected.size() && found->classes == spaces->classes, "the counts are others");
    return !expected.empty();
  };
  law_holds(law, 1, 0.05, make_act_scene);
}

TEST(Law, act_proofs_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    const analysis::View view{
        &scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
    if (scene.request.action == "participate" || !scene.request.holder || scene.world.party(*scene.request.holder) == nullptr)
      return false;
    analysis::Assertion assertion;
    assertion.action = scene.request.action;
    assertion.expect = scene.dice.one_of({analysis::Expected::deny, analysis::Expected::permit});
    assertion.owners = {*scene.request.holder};
    if (scene.dice.chance(50)) assertion.acts[ActAxis::purpose] = {"unstated"};
    if (scene.dice.chance(50)) assertion.acts[ActAxis::control] = {"none"};
    const auto spaces = analysis::act_spaces_asked({&view, 1}, assertion.action, {assertion.owners, {}}, analysis::ActPairs::all);
    if (!spaces || spaces->classes > kMostClasses) return false;
    const auto snapshot = decision::Snapshot::compile(scene.world, view.options);
    demand(snapshot.has_value(), "the world was refused");
    std::uint64_t covered = 0;
    Decisions wrong;
    for (const auto& space : spaces->list) {
      for (std::size_t at = 0; at < space.size(); ++at) {
        const auto request = space.request(at, view.options.at);
        if (space.carried() && assertion.acts.count(ActAxis::purpose) != 0 && !request.purpose.empty()) continue;
        if (space.carried() && assertion.acts.count(ActAxis::control) != 0 && request.object.export_controlled) continue;
        ++covered;
        const bool permitted = single(*snapshot, request);
        if (permitted == (assertion.expect == analysis::Expected::deny)) wrong.emplace(space.pair().giver, space.pair().recipient.value, at, permitted);
      }
    }
    const auto proof = analysis::act_prove(assertion, view);
    demand(proof.has_value() == (covered != 0),
           "an assertion that covers nothing is told to hold, or one that covers something is refused");
    if (!proof) return false;
    demand(proof->covered == covered && proof->violations == wrong.size() && proof->holds == wrong.empty(), "other counts than one by one");
    Decisions told;
    for (const auto& group : proof->groups) {
      std::vector<Decisions> parts;
      for (const auto& condition : group.conditions) expand(condition, *spaces, group.cause.permitted, parts.emplace_back());
      demand_none_to_spare(parts);
      const auto before = told.size();
      for (const auto& part : parts) told.insert(part.begin(), part.end());
      demand(group.beyond == 0 && told.size() - before == group.decisions, "a group counts other than its conditions");
      for (const auto& condition : group.conditions) {
        if (group.cause.permitted) demand_basis(group.cause, *snapshot, condition.sample);
        if (!group.cause.permitted) demand_denial(group.cause, *snapshot, condition.sample);
      }
    }
    demand(told == wrong, "what is told to violate it is other than what does");
    return !wrong.empty();
  };
  law_holds(law, 1, 0.1, make_act_scene);
}

}  // namespace
}  // namespace entente::property
