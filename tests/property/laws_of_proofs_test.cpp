// What prove and the matrix tell is what deciding one by one tells.
#include <array>
#include <set>

#include <gtest/gtest.h>

#include "analysis/matrix.h"
#include "analysis/prove.h"
#include "decision/decide.h"
#include "property/determining.h"
#include "property/generators.h"
#include "property/told.h"

namespace entente::property {
namespace {

using analysis::Assertion;
using analysis::Axis;
using analysis::ClassSpace;
using analysis::Expected;

constexpr std::size_t kMostClasses = 30'000;

analysis::View view_of(const Scene& scene) {
  return {&scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

// Nobody marks what is not valid, so who should get it is not asked.
bool is_valid(const decision::Snapshot& snapshot, const decision::Request& request) {
  return decision::decide(snapshot, request).reasons.front().outcome == decision::Outcome::pass;
}

decision::Verdict single(const decision::Snapshot& snapshot, decision::Request request, const PartyId& party) {
  request.subject = {decision::SubjectType::party, party.value};
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request));
}

// An assertion about one owner that means some of the values of some axes.
Assertion some_assertion(const Scene& scene, const ClassSpace& space, Dice& dice) {
  Assertion out;
  out.id = "a";
  out.expect = dice.one_of({Expected::deny, Expected::permit});
  out.owners = {space.owner()};
  for (const auto axis : {Axis::holder, Axis::release, Axis::control, Axis::level, Axis::domain, Axis::categories, Axis::purpose, Axis::channel}) {
    if (dice.chance(50)) continue;
    auto& values = out.values[axis];
    for (std::size_t value = 0; value < space.size(axis); ++value) {
      if (values.empty() || dice.chance(30)) values.push_back(space.text(axis, value));
    }
  }
  if (dice.chance(40)) out.recipients = {scene.recipient, dice.one_of(scene.world.parties).id};
  if (dice.chance(30)) out.classified = dice.chance(70);
  return out;
}

bool means(const Assertion& assertion, const Scene& scene, const ClassSpace& space, std::size_t at) {
  for (std::size_t axis = 0; axis < analysis::kAxes; ++axis) {
    const auto which = static_cast<Axis>(axis);
    const auto stated = assertion.values.find(which);
    const auto text = space.text(which, space.value(at, which));
    if (stated != assertion.values.end() && std::find(stated->second.begin(), stated->second.end(), text) == stated->second.end()) return false;
  }
  if (!assertion.classified) return true;
  const auto* level = scene.world.policies.policy_of(space.owner())->level(space.level(space.value(at, Axis::level)));
  return level->free != *assertion.classified;
}

std::set<PartyId> recipients_of(const Assertion& assertion, const Scene& scene) {
  std::set<PartyId> out;
  for (const auto& party : scene.world.parties) {
    if (assertion.recipients.empty() && party.kind == world::PartyKind::nation) out.insert(party.id);
  }
  for (const auto& party : assertion.recipients) out.insert(party);
  return out;
}

TEST(Law, prove_is_what_decide_tells) {
  const Law law = [](Scene& scene) {
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const auto space = ClassSpace::of(worlds, scene.owner, false);
    if (!space || space->size() > kMostClasses) return false;
    const Assertion assertion = some_assertion(scene, *space, scene.dice);
    for (const auto& party : assertion.recipients) {
      if (scene.world.party(party)->kind == world::PartyKind::group) return false;  // stands for its members, which another law expands
    }
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    demand(snapshot.has_value(), "the world was refused");
    std::uint64_t covered = 0;
    std::uint64_t wrong = 0;
    Decisions wrongly;
    const auto having = who_has(std::array{view_of(scene)}, *space);
    for (std::size_t at = 0; at < space->size(); ++at) {
      if (!means(assertion, scene, *space, at)) continue;
      const auto request = space->request(at, scene.world, scene.request.time);
      for (const auto& party : recipients_of(assertion, scene)) {
        if (having[space->value(at, Axis::holder)].count(party) != 0) continue;
        if (assertion.expect == Expected::permit && !is_valid(*snapshot, request)) continue;
        ++covered;
        const bool permitted = single(*snapshot, request, party).permit;
        if (permitted != (assertion.expect == Expected::deny)) continue;
        ++wrong;
        wrongly.emplace(at, party.value, permitted);
      }
    }
    const auto proof = analysis::prove(assertion, view_of(scene));
    demand(proof.has_value() == (covered != 0), "an assertion that covers nothing is told to hold, or one that covers something is refused");
    if (!proof) return false;
    demand(proof->covered == covered && proof->violations == wrong && proof->holds == (wrong == 0),
           "covered " + std::to_string(proof->covered) + " and not " + std::to_string(covered) + ", violated " +
               std::to_string(proof->violations) + " and not " + std::to_string(wrong));
    Decisions violating;
    for (const auto& group : proof->groups) {
      std::vector<Decisions> parts;
      for (const auto& condition : group.conditions) expand(condition, *space, group.cause.permitted, parts.emplace_back());
      demand_none_to_spare(parts);
      const auto before = violating.size();
      for (const auto& part : parts) violating.insert(part.begin(), part.end());
      demand(group.beyond == 0 && violating.size() - before == group.decisions, "a group counts other than its conditions");
      for (const auto& condition : group.conditions) {
        if (group.cause.permitted) demand_basis(group.cause, *snapshot, condition.sample);
        if (!group.cause.permitted) demand_denial(group.cause, *snapshot, condition.sample);
      }
    }
    demand(violating == wrongly, "what is told to violate it is other than what does");
    return wrong != 0;
  };
  law_holds(law, 1, 0.1);
}

bool is_plain(const ClassSpace& space, std::size_t at) {
  const auto plain = [&](Axis axis) { return space.value(at, axis) == 0; };
  return plain(Axis::holder) && plain(Axis::object) && plain(Axis::channel) && plain(Axis::activity) && plain(Axis::categories) &&
         plain(Axis::control) && space.text(Axis::release, space.value(at, Axis::release)) == "recipient";
}

// What the class states, as a passage says it.
std::vector<std::string> stated_of(const ClassSpace& space, std::size_t at) {
  std::vector<std::string> out;
  for (const auto axis : {Axis::purpose, Axis::about, Axis::form, Axis::domain}) {
    if (space.value(at, axis) != 0) out.push_back(std::string(to_string(axis)) + " " + space.text(axis, space.value(at, axis)));
  }
  return out;
}

std::size_t class_with(const ClassSpace& space, const LevelName& level, const std::vector<std::string>& stated) {
  for (std::size_t at = 0; at < space.size(); ++at) {
    if (is_plain(space, at) && space.text(Axis::level, space.value(at, Axis::level)) == level.value && stated_of(space, at) == stated) return at;
  }
  demand(false, "what must be stated of " + level.value + " is stated by no class");
  return 0;
}

// What a cell says of a level, or of why there is none.
void demand_cell(const analysis::MatrixCell& cell, const Scene& scene, const ClassSpace& space, const decision::Snapshot& snapshot, const PartyId& recipient) {
  const auto request = [&](std::size_t at) {
    const analysis::Recipient who{{decision::SubjectType::party, recipient.value}, recipient, std::nullopt};
    return analysis::request_of(space, at, who, scene.world, scene.request.time);
  };
  std::vector<analysis::Passage> passages = cell.beside;
  if (cell.highest) passages.push_back(*cell.highest);
  for (const auto& passage : passages) {
    const auto asked = request(class_with(space, passage.level, passage.stated));
    const auto is = decision::decide(snapshot, asked);
    demand(is.permit && is.evidence == passage.evidence && is.valid_until == passage.until,
           passage.level.value + " is permitted on other evidence, or for another time, than its cell says");
    analysis::Cause cause;
    cause.instrument = passage.instrument;
    demand_basis(cause, snapshot, asked);
  }
  if (cell.highest || !cell.beside.empty()) return;
  // The lowest that a mark can state, of those that can be compared.
  const auto& levels = scene.world.policies.policy_of(space.owner())->levels;
  std::vector<const label::Level*> classified;
  for (const auto& level : levels) {
    if (!level.free && level.comparable) classified.push_back(&level);
  }
  std::reverse(classified.begin(), classified.end());  // of two that are alike the last
  std::stable_sort(classified.begin(), classified.end(), [](const auto* a, const auto* b) { return a->hierarchy < b->hierarchy; });
  const auto denial = [&](std::size_t at) -> std::optional<decision::Reason> {
    const auto is = decision::decide(snapshot, request(at));
    const auto denies = std::find_if(is.reasons.begin(), is.reasons.end(), [](const auto& reason) {
      return reason.outcome == decision::Outcome::fail || reason.outcome == decision::Outcome::unknown;
    });
    return denies == is.reasons.end() ? std::nullopt : std::optional(*denies);
  };
  for (const auto* level : classified) {
    const auto plain = denial(class_with(space, level->name, {}));
    if (!plain || plain->rule == decision::Rule::label_valid) continue;
    if (scene.world.party(recipient)->kind != world::PartyKind::nation)
      return demand(cell.denied_by == plain->rule && cell.in_vain.empty(), "the cell of a set is denied by another rule than decide tells");
    // With something stated an instrument may be there that has no row for it.
    decision::Rule expected = plain->rule;
    std::set<std::string> in_vain;
    const bool prohibited = plain->clause.find('/') != std::string::npos;  // which is why, whatever could be stated
    const bool of_basis = expected == decision::Rule::equivalence || (expected == decision::Rule::legal_basis && !prohibited);
    for (std::size_t at = 0; of_basis && at < space.size(); ++at) {
      if (!is_plain(space, at) || space.text(Axis::level, space.value(at, Axis::level)) != level->name.value) continue;
      const auto denies = denial(at);
      if (!denies || denies->rule != decision::Rule::equivalence) continue;
      expected = decision::Rule::equivalence;
      in_vain.insert(denies->clause.substr(0, denies->clause.find('/')));
    }
    demand(cell.denied_by == expected, level->name.value + " to " + recipient.value + " is denied by " + std::string(to_string(expected)) +
                                           ", the cell says " + std::string(to_string(cell.denied_by)));
    return demand(in_vain.empty() ? cell.in_vain.empty() : in_vain.count(cell.in_vain) != 0, "the cell names another instrument: " + cell.in_vain);
  }
}

// Every level by itself, with everything that could be stated.
TEST(Law, matrix_is_what_decide_tells) {
  const Law law = [](Scene& scene) {
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    const auto space = ClassSpace::of(worlds, scene.owner, false);
    if (!space || space->size() > kMostClasses) return false;
    const auto matrix = analysis::matrix(view_of(scene), {{scene.owner}, {}});
    demand(matrix.has_value(), "the matrix was refused");
    if (matrix->owners.empty()) return false;
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    const auto* policy = scene.world.policies.policy_of(scene.owner);
    bool any = false;
    for (std::size_t column = 0; column < matrix->recipients.size(); ++column) {
      const auto& recipient = matrix->recipients[column];
      if (recipient == scene.owner) continue;
      std::set<LevelName> permitted;
      for (std::size_t at = 0; at < space->size(); ++at) {
        const bool asked = is_plain(*space, at);
        const auto level = space->level(space->value(at, Axis::level));
        if (!asked || policy->level(level)->free || space->text(Axis::level, space->value(at, Axis::level)) != level.value) continue;
        if (single(*snapshot, space->request(at, scene.world, scene.request.time), recipient).permit) permitted.insert(level);
      }
      const auto& cell = matrix->cell(0, column);
      std::set<LevelName> told;
      if (cell.highest) told.insert(cell.highest->level);
      for (const auto& each : cell.beside) told.insert(each.level);
      any = any || !told.empty();
      demand_cell(cell, scene, *space, *snapshot, recipient);
      for (const auto& level : told) demand(permitted.count(level) != 0, level.value + " is told and denied");
      std::set<std::string> regimes;
      demand(!cell.highest || policy->level(cell.highest->level)->comparable, "the highest cannot be compared");
      for (const auto& each : cell.beside) {
        const auto* is = policy->level(each.level);
        demand(!is->comparable && (is->axis.empty() || regimes.insert(is->axis).second), "a level beside that can be compared, or two of one regime");
      }
      for (const auto& level : permitted) {
        const auto* is = policy->level(level);
        const bool below = std::any_of(told.begin(), told.end(), [&](const LevelName& each) {
          const auto* other = policy->level(each);
          const bool alike = (is->comparable && other->comparable) || (!is->axis.empty() && is->axis == other->axis);
          return each != level && alike && other->hierarchy >= is->hierarchy;
        });
        demand(told.count(level) != 0 || below, level.value + " is permitted and not told");
      }
    }
    return any;
  };
  law_holds(law, 2, 0.05);
}

}  // namespace
}  // namespace entente::property
