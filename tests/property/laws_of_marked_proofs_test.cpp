// An assertion about a marking means the requests whose label has it, each read as `parse_marking` reads it.
#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/prove.h"
#include "decision/decide.h"
#include "decision/sets.h"
#include "label/marking.h"
#include "property/generators.h"
#include "property/told.h"

namespace entente::property {
namespace {

using analysis::Assertion;
using analysis::Axis;
using analysis::ClassSpace;
using analysis::Expected;
using label::Label;

constexpr std::size_t kMostClasses = 20'000;

analysis::View view_of(const Scene& scene) {
  return {&scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

// The owner's policy gets a marking of every meaning.
void add_markings(Scene& scene) {
  auto policy = *scene.world.policies.policy_of(scene.owner);
  policy.grammar = label::Grammar::plain;
  const auto add = [&](const char* name, label::Meaning meaning, std::vector<PartyId> parties = {}) {
    label::Token token;
    token.name = CategoryName(name);
    token.meaning = meaning;
    token.marks = {name};
    token.portion = name;
    token.parties = std::move(parties);
    policy.tokens.push_back(std::move(token));
  };
  add("NOBODY ELSE", label::Meaning::no_foreign);
  add("ASK FIRST", label::Meaning::originator_control);
  add("OUR EYES", label::Meaning::eyes_only, {scene.owner, scene.dice.one_of(scene.world.parties).id});
  add("GO TO", label::Meaning::release_to);
  add("SHOW TO", label::Meaning::display_only);
  scene.world.policies.add(std::move(policy));
}

std::string some_marking(Scene& scene) {
  const auto& tokens = scene.world.policies.policy_of(scene.owner)->tokens;
  const auto someone = [&] { return scene.dice.one_of(scene.world.parties).id.value; };
  std::vector<std::string> all{"NOBODY ELSE",
                               "ASK FIRST",
                               "OUR EYES",
                               "OUR EYES",
                               "GO TO " + someone(),
                               "GO TO " + someone() + ", " + someone(),
                               "SHOW TO " + someone(),
                               "OUR EYES//GO TO " + someone(),
                               "ASK FIRST//GO TO " + someone()};
  if (!tokens.front().name.empty()) all.push_back(tokens.front().marks.front());
  return scene.dice.one_of(all);
}

class Naive {
 public:
  Naive(const Scene& scene, const ClassSpace& space, const Assertion& assertion, const decision::Snapshot& snapshot)
      : scene_(scene),
        space_(space),
        assertion_(assertion),
        snapshot_(snapshot),
        expand_(decision::expansion_in_marks(scene.world, view_of(scene).options)),
        having_(who_has(std::array{view_of(scene)}, space)) {}

  std::uint64_t covered = 0;
  std::uint64_t wrong = 0;

  void ask(std::size_t at, const PartyId& party) {
    const auto marked = read(at);
    if (!marked || having_[space_.value(at, Axis::holder)].count(party) != 0) return;
    auto request = space_.request(at, scene_.world, scene_.request.time);
    if (!is_of_class(request, *marked, at, party)) return;
    request.subject = {decision::SubjectType::party, party.value};
    const auto answer = decision::decide(snapshot_, request);
    const bool permit_asked = assertion_.expect == Expected::permit;
    if (permit_asked && answer.reasons.front().outcome != decision::Outcome::pass) return;  // a label that is not valid
    ++covered;
    if (answer.permit != permit_asked) ++wrong;
  }

 private:
  std::optional<Label> read(std::size_t at) const {
    const auto* policy = scene_.world.policies.policy_of(space_.owner());
    const auto level = space_.level(space_.value(at, Axis::level));
    const bool dated = space_.text(Axis::level, space_.value(at, Axis::level)) != level.value;
    if (policy->expand_groups_at_marking && dated) return std::nullopt;  // left out by the caller
    auto label = label::parse_marking(level.value + "//" + assertion_.markings.front(), *policy, scene_.world.policies);
    return label ? std::optional(*label) : std::nullopt;
  }

  [[nodiscard]] bool lists(const std::vector<PartyId>& list, const PartyId& party) const {
    return std::any_of(list.begin(), list.end(), [&](const PartyId& each) {
      const auto members = expand_(each);
      return each == party || std::find(members.begin(), members.end(), party) != members.end();
    });
  }

  // Whether the class's label, once it says what the marking says, is still in the class; of a permit, whether the marking alone
  // is.
  bool is_of_class(decision::Request request, const Label& marked, std::size_t at, const PartyId& party) const {
    auto& label = *request.object.label;
    if (assertion_.expect == Expected::permit) {
      label.categories = marked.categories;
      label.controls = marked.controls;
      label.releasable = marked.releasable;
      label.display_only = marked.display_only;
      const bool shown = lists(marked.display_only, party) && !lists(marked.releasable.parties, party);
      request.mode = shown ? decision::Mode::display : decision::Mode::copy;
    } else {
      label.categories.insert(label.categories.end(), marked.categories.begin(), marked.categories.end());
      label.controls.no_foreign |= marked.controls.no_foreign;
      label.controls.originator_control |= marked.controls.originator_control;
      if (marked.controls.eyes_only) label.controls.eyes_only = marked.controls.eyes_only;
      if (marked.releasable.kind != label::ReleaseKind::absent) label.releasable = marked.releasable;
      if (!marked.display_only.empty()) label.display_only = marked.display_only;
    }
    return space_.class_of(request, [&](const std::vector<PartyId>& list) { return lists(list, party); }) == at;
  }

  const Scene& scene_;
  const ClassSpace& space_;
  const Assertion& assertion_;
  const decision::Snapshot& snapshot_;
  label::Expand expand_;
  std::vector<std::set<PartyId>> having_;  // by holder
};

TEST(Law, a_marking_is_meant_as_it_is_read) {
  const Law law = [](Scene& scene) {
    if (scene.world.policies.policy_of(scene.owner) == nullptr) return false;
    add_markings(scene);
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const auto space = ClassSpace::of(worlds, scene.owner, false);
    const auto* policy = scene.world.policies.policy_of(scene.owner);
    if (!space || space->size() > kMostClasses || policy->expand_groups_at_marking) return false;
    Assertion assertion;
    assertion.id = "a";
    assertion.expect = scene.dice.one_of({Expected::deny, Expected::permit});
    assertion.owners = {scene.owner};
    assertion.markings = {some_marking(scene)};
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    demand(snapshot.has_value(), "the world was refused");
    Naive naive(scene, *space, assertion, *snapshot);
    for (std::size_t at = 0; at < space->size(); ++at) {
      for (const auto& party : scene.world.parties) {
        if (party.kind == world::PartyKind::nation) naive.ask(at, party.id);
      }
    }
    const auto proof = analysis::prove(assertion, view_of(scene));
    demand(proof.has_value() == (naive.covered != 0), assertion.markings.front() + ": covered " + std::to_string(naive.covered) +
                                                          ", and told otherwise" + (proof ? "" : ": " + proof.error().message));
    if (!proof) return false;
    demand(proof->covered == naive.covered && proof->violations == naive.wrong,
           assertion.markings.front() + ": covered " + std::to_string(proof->covered) + " and not " +
               std::to_string(naive.covered) + ", violated " + std::to_string(proof->violations) + " and not " +
               std::to_string(naive.wrong));
    return naive.wrong != 0;
  };
  law_holds(law, 1, 0.02);
}

}  // namespace
}  // namespace entente::property
