// What the table of capabilities and the check of a programme say of acts and disclosures is what `decide` tells.
#include <algorithm>
#include <array>
#include <set>

#include <gtest/gtest.h>

#include "analysis/capabilities.h"
#include "analysis/programme_check.h"
#include "decision/decide.h"
#include "property/act_scene.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::Carriage;
using analysis::Deed;

analysis::View view_of(const Scene& scene) {
  return {&scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

bool denies(const decision::Reason& reason) {
  return reason.outcome == decision::Outcome::fail || reason.outcome == decision::Outcome::unknown;
}

// Taking part or a transfer, with nothing stated but what it is of; and each purpose that a clause enumerates.
std::vector<decision::Request> acts_of(const Scene& scene, const analysis::Carrying& carrying, const std::string& area,
                                       const std::string& project) {
  decision::Request request;
  request.subject = {decision::SubjectType::party, carrying.recipient.value};
  request.action = to_string(carrying.deed);
  request.time = scene.request.time;
  request.object.id = area;
  request.object.act.project = project;
  if (carrying.deed == Deed::participate) return {request};
  request.holder = carrying.giver;
  request.object.act.items = {area};
  request.object.export_controlled = scene.world.party(carrying.giver)->kind == world::PartyKind::nation;
  std::vector<decision::Request> out{request};
  std::set<std::string> purposes;
  for (const auto& instrument : scene.world.instruments) {
    for (const auto& clause : instrument.clauses) {
      if (clause.action == "transfer") purposes.insert(clause.purposes.begin(), clause.purposes.end());
    }
  }
  for (const auto& licence : scene.world.licences) purposes.insert(licence.purposes.begin(), licence.purposes.end());
  for (const auto& consent : scene.world.consents) purposes.insert(consent.purposes.begin(), consent.purposes.end());
  for (const auto& purpose : purposes) {
    out.push_back(request);
    out.back().purpose = purpose;
  }
  return out;
}

bool is_asked(const decision::Decision& is) {
  return std::any_of(is.reasons.begin(), is.reasons.end(),
                     [](const auto& each) { return each.rule == decision::Rule::legal_basis; });
}

void demand_act(const Scene& scene, const decision::Snapshot& snapshot, const analysis::Carrying& told, const std::string& area,
                const std::string& project, bool& any) {
  bool permitted = false;
  bool carried = false;
  for (const auto& request : acts_of(scene, told, area, project)) {
    const auto is = decision::decide(snapshot, request);
    permitted = permitted || is.permit;
    // One that is limited to what an act says nothing of is there.
    const auto stands_in_the_way = [](const auto& each) {
      const bool limited = each.outcome == decision::Outcome::unknown && !each.clause.empty();
      return each.rule == decision::Rule::legal_basis && denies(each) && !limited;
    };
    carried = carried || (is_asked(is) && std::none_of(is.reasons.begin(), is.reasons.end(), stands_in_the_way));
  }
  any = any || permitted;
  demand((told.is == Carriage::carried) == permitted, std::string(to_string(told.deed)) + " is told to be " +
                                                          std::string(to_string(told.is)) +
                                                          (permitted ? " and is permitted" : " and is denied"));
  if (!permitted)
    demand((told.is == Carriage::lacking) == carried, std::string(to_string(told.deed)) +
                                                          (carried ? " has an instrument" : " has none") + " and is told to be " +
                                                          std::string(to_string(told.is)));
}

// The levels that are classified and may go, with something or nothing stated.
std::set<std::string> levels_disclosed(const Scene& scene, const decision::Snapshot& snapshot, const PartyId& giver, const PartyId& recipient) {
  std::set<std::string> out;
  const std::array worlds{static_cast<const world::World*>(&scene.world)};
  const auto space = analysis::ClassSpace::of(worlds, giver, false);
  demand(space.has_value(), "no classes");
  const auto* policy = scene.world.policies.policy_of(giver);
  const analysis::Recipient who{{decision::SubjectType::party, recipient.value}, recipient, std::nullopt};
  for (std::size_t at = 0; at < space->size(); ++at) {
    using analysis::Axis;
    bool plain = true;
    for (const auto axis : {Axis::holder, Axis::object, Axis::channel, Axis::activity, Axis::categories, Axis::control})
      plain = plain && space->value(at, axis) == 0;
    if (!plain || space->text(Axis::release, space->value(at, Axis::release)) != "recipient") continue;
    const auto& level = space->level(space->value(at, Axis::level));
    if (policy->level(level)->free || out.contains(level.value)) continue;
    const auto request = analysis::request_of(*space, at, who, scene.world, scene.request.time);
    if (!request.object.label->created && decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request)).permit)
      out.insert(level.value);
  }
  return out;
}

bool may_disclose(const Scene& scene, const decision::Snapshot& snapshot, const PartyId& giver, const PartyId& recipient) {
  return !levels_disclosed(scene, snapshot, giver, recipient).empty();
}

// Whether an instrument is a basis of the lowest level that is classified, with nothing stated or what one is limited to.
bool has_basis(const Scene& scene, const decision::Snapshot& snapshot, const PartyId& giver, const PartyId& recipient) {
  const auto* policy = scene.world.policies.policy_of(giver);
  const label::Level* lowest = nullptr;
  for (const auto& each : policy->levels) {
    if (!each.free && each.comparable && (lowest == nullptr || each.hierarchy < lowest->hierarchy)) lowest = &each;
  }
  decision::Request request;
  request.subject = {decision::SubjectType::party, recipient.value};
  request.action = "disclose";
  request.time = scene.request.time;
  auto& label = request.object.label.emplace();
  label.policy = policy->id;
  label.level = lowest->name;
  label.owners = {label::Origin{giver, label.policy, label.level}};
  label.releasable = {label::ReleaseKind::listed, {recipient}};
  std::set<std::optional<std::string>> domains{std::nullopt};
  std::set<std::string> forms{""};
  std::set<std::string> subjects{""};
  for (const auto& instrument : scene.world.instruments) {
    domains.insert(instrument.domains.begin(), instrument.domains.end());
    forms.insert(instrument.forms.begin(), instrument.forms.end());
    subjects.insert(instrument.subject.value_or(""));
  }
  bool any = false;
  for (const auto& domain : domains) {
    label.domain = domain;
    for (const auto& form : forms) {
      request.object.form = form;
      for (const auto& subject : subjects) {
        request.object.subject = subject;
        const auto is = decision::decide(snapshot, request);
        any = any || (is_asked(is) && std::none_of(is.reasons.begin(), is.reasons.end(), [](const auto& each) {
          return each.rule == decision::Rule::legal_basis && denies(each);
        }));
      }
    }
  }
  return any;
}

void add_capabilities(Scene& scene) {
  for (std::size_t each = 0; each < 6; ++each) {
    world::Capability made;
    made.id = "capability-" + std::to_string(each);
    made.party = scene.dice.chance(50)   ? scene.owner
                 : scene.dice.chance(50) ? scene.recipient
                                         : scene.dice.one_of(scene.world.parties).id;
    made.kind = each == 0 ? world::CapabilityKind::need
                          : scene.dice.one_of({world::CapabilityKind::offer, world::CapabilityKind::need,
                                               world::CapabilityKind::project, world::CapabilityKind::priority});
    made.area = scene.dice.one_of({"fuel", "radar", "undersea"});
    if (made.kind == world::CapabilityKind::project) made.programme = world::FactRef{world::FactKind::programme, "p", {}};
    made.provenance = read_as(world::Evidence::verified);
    scene.world.capabilities.push_back(made);
  }
}

// Every capability has its row, whatever others have for it its match, and each match each deed.
void demand_all(const Scene& scene, const analysis::Capabilities& found) {
  using world::CapabilityKind;
  using Pairs = std::set<std::pair<std::string, std::string>>;
  const auto wants = [](const world::Capability& each) { return each.kind == CapabilityKind::priority || each.kind == CapabilityKind::need; };
  Pairs expected;
  Pairs told;
  for (const auto& mine : scene.world.capabilities) {
    for (const auto& theirs : scene.world.capabilities) {
      const bool projects = mine.kind == CapabilityKind::project && theirs.kind == CapabilityKind::project;  // all of one programme
      if (mine.party != theirs.party && mine.area == theirs.area && (projects || wants(mine) != wants(theirs))) expected.emplace(mine.id, theirs.id);
    }
  }
  std::set<std::string> rows;
  for (const auto& row : found.rows) {
    demand(rows.insert(row.capability->id).second, "a capability has two rows");
    for (const auto& match : row.matches) {
      if (match.theirs != nullptr) demand(told.emplace(row.capability->id, match.theirs->id).second, "a match is told twice");
      std::vector<Deed> deeds;
      for (const auto& each : match.carrying) deeds.push_back(each.deed);
      std::vector<Deed> all{Deed::participate, Deed::transfer, Deed::disclose};
      if (match.project.empty()) all.erase(all.begin());
      demand(deeds == all, "a match leaves out what it takes");
    }
  }
  demand(rows.size() == scene.world.capabilities.size() && told == expected, "other capabilities match");
}

TEST(Law, capabilities_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    add_capabilities(scene);
    const auto found = analysis::capabilities(view_of(scene), std::nullopt);
    demand(found.has_value(), "refused");
    demand_all(scene, *found);
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    bool any = false;
    for (const auto& row : found->rows) {
      for (const auto& match : row.matches) {
        for (const auto& told : match.carrying) {
          if (told.deed != Deed::disclose) {
            demand_act(scene, *snapshot, told, row.capability->area, match.project, any);
            continue;
          }
          const auto* giver = scene.world.party(told.giver);
          const auto* policy =
              giver == nullptr || giver->kind == world::PartyKind::group ? nullptr : scene.world.policies.policy_of(told.giver);
          const bool classified =
              policy != nullptr && std::any_of(policy->levels.begin(), policy->levels.end(),
                                               [](const auto& each) { return !each.free && each.comparable; });
          // Where all that is classified stands apart, levels beside the highest are what may go.
          demand((told.is == Carriage::unasked) == !classified || told.is == Carriage::carried,
                 "a disclosure by " + told.giver.value + " is told to be " + std::string(to_string(told.is)));
          if (!classified || told.giver == told.recipient) continue;
          const bool may = may_disclose(scene, *snapshot, told.giver, told.recipient);
          any = any || may;
          demand((told.is == Carriage::carried) == may, "a disclosure is told to be " + std::string(to_string(told.is)) +
                                                            (may ? " and is permitted" : " and is denied"));
          if (may) continue;
          const bool based = has_basis(scene, *snapshot, told.giver, told.recipient);
          demand((told.is == Carriage::lacking) == based, std::string("a disclosure ") + (based ? "has an instrument" : "has none") +
                                                              " and is told to be " + std::string(to_string(told.is)));
        }
      }
    }
    return any;
  };
  law_holds(law, 1, 0.05, make_act_scene);
}

// Up to which level what is classified of one who takes part may go to another: the highest, or one beside where none is comparable.
void demand_levels(const Scene& scene, const decision::Snapshot& snapshot, const analysis::Participant& to, bool& any) {
  for (const auto& of : to.classified) {
    const auto* policy = scene.world.policies.policy_of(of.giver);
    demand(of.has_levels == (policy != nullptr), "of " + of.giver.value + " it is told wrongly whether levels are known");
    if (policy == nullptr) continue;
    const auto may = levels_disclosed(scene, snapshot, of.giver, to.party);
    any = any || !may.empty();
    demand(of.level.has_value() == !may.empty(), "whether anything of " + of.giver.value + " may go to " + to.party.value + " is told wrongly");
    if (!of.level) continue;
    demand(may.contains(of.level->level.value), of.level->level.value + " of " + of.giver.value + " may not go to " + to.party.value);
    const auto* told = policy->level(of.level->level);
    for (const auto& each : may) {
      const auto* other = policy->level(LevelName(each));
      demand(!other->comparable || (told->comparable && other->hierarchy <= told->hierarchy), each + " of " + of.giver.value + " may go besides");
    }
  }
}

TEST(Law, programme_levels_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    if (scene.world.programmes.empty()) return false;
    const auto standing = analysis::programme_standing(view_of(scene), scene.world.programmes.front());
    demand(standing.has_value(), "refused");
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    bool any = false;
    for (const auto& each : standing->participants) demand_levels(scene, *snapshot, each, any);
    return any;
  };
  law_holds(law, 5, 0.02, make_act_scene);
}

TEST(Law, programme_standing_is_what_decide_tells) {
  const Law law = [](Scene& scene) {
    if (scene.world.programmes.empty()) return false;
    const auto& programme = scene.world.programmes.front();
    const auto standing = analysis::programme_standing(view_of(scene), programme);
    demand(standing.has_value(), "refused");
    const auto snapshot = decision::Snapshot::compile(scene.world, view_of(scene).options);
    decision::Request request;
    request.action = "participate";
    request.time = scene.request.time;
    request.object.id = programme.id;
    request.object.act.project = "programme:" + programme.id;
    bool any = false;
    for (const auto& each : standing->participants) {
      request.subject = {decision::SubjectType::party, each.party.value};
      const auto is = decision::decide(*snapshot, request);
      std::vector<decision::Rule> rules;
      for (const auto& reason : is.reasons) {
        if (denies(reason) && std::find(rules.begin(), rules.end(), reason.rule) == rules.end()) rules.push_back(reason.rule);
      }
      demand(each.may_take_part == is.permit && each.denied_by == rules && standing->holds_until <= is.valid_until && standing->holds_until > scene.request.time,
             "of " + each.party.value + " something else is told than decided");
      any = any || is.permit;
    }
    // No nation that may take part is left out.
    for (const auto& party : scene.world.parties) {
      if (party.kind != world::PartyKind::nation) continue;
      request.subject = {decision::SubjectType::party, party.id.value};
      const bool told = std::any_of(standing->participants.begin(), standing->participants.end(),
                                    [&](const auto& each) { return each.party == party.id; });
      demand(told || !decision::decide(*snapshot, request).permit, party.id.value + " may take part and is not told");
    }
    return any;
  };
  law_holds(law, 1, 0.05, make_act_scene);
}

}  // namespace
}  // namespace entente::property
