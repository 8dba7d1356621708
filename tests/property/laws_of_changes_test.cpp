// What a diff tells is what deciding one by one in both worlds tells, no more and no less.
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/changes.h"
#include "decision/decide.h"
#include "decision/sets.h"
#include "decision/sides.h"
#include "property/determining.h"
#include "property/edits.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::Axis;
using analysis::ClassSpace;

constexpr std::size_t kMostClasses = 30'000;    // of a space each of whose classes is decided
constexpr std::size_t kExplained = 40;           // of a group, decisions of which the reasons are read
constexpr std::size_t kMostOfOne = 200'000;  // of one of which a single class is

using Decisions = std::set<std::tuple<std::size_t, std::string, bool>>;  // class, recipient, newly permitted

decision::CompileOptions options_of(const Scene& scene, Instant at) {
  return {.at = at, .known_as_of = scene.options.known_as_of, .require = scene.options.require};
}

bool single(const analysis::View& view, const decision::Snapshot& snapshot, const ClassSpace& space, std::size_t at, const PartyId& party,
            std::size_t way) {
  if (view.world->party(party) == nullptr) return false;
  const analysis::Recipient recipient{{decision::SubjectType::party, party.value}, party, std::nullopt};
  const auto request = analysis::request_of(space, at, recipient, *view.world, view.options.at, 0, way);
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request)).permit;
}

// By each of the marks that a set may be asked by; where they name all its members they are alike.
bool by_all(const analysis::View& view, const decision::Snapshot& snapshot, const ClassSpace& space, std::size_t at, const PartyId& party,
            bool named) {
  std::size_t permits = 0;
  const std::size_t ways = space.ways(at, party);
  for (std::size_t way = 0; way < ways; ++way) permits += single(view, snapshot, space, at, party, way) ? 1U : 0U;
  demand(!named || permits == 0 || permits == ways, "marks that name everybody differ");
  return permits == ways;
}

Decisions one_by_one(const analysis::View& before, const analysis::View& after, const ClassSpace& space) {
  const auto old_world = decision::Snapshot::compile(*before.world, before.options);
  const auto new_world = decision::Snapshot::compile(*after.world, after.options);
  demand(old_world && new_world, "a world was refused");
  Decisions out;
  for (std::size_t at = 0; at < space.size(); ++at) {
    for (const auto& party : after.world->parties) {
      if (party.id == space.owner() || party.id == space.holder(space.value(at, Axis::holder))) continue;  // has it
      if (!space.asks(at, party.id)) continue;
      const bool joins = ClassSpace::unnamed_in(space.turn(at)) == 0;
      const bool had = by_all(before, *old_world, space, at, party.id, !joins);
      const bool has = by_all(after, *new_world, space, at, party.id, joins);
      if (had != has) out.emplace(at, party.id.value, has);
    }
  }
  return out;
}

// Every decision that a condition means. An axis that is left out means every value that its recipients can be asked about.
void expand(const analysis::Condition& condition, const ClassSpace& space, bool permitted, Decisions& out) {
  std::vector<std::string> recipients;
  for (const auto& part : condition.parts) {
    if (part.axis == "recipient") recipients = part.values;
    if (part.axis == "owner") demand(part.values == std::vector<std::string>{space.owner().value}, "another owner");
  }
  std::uint64_t decisions = 0;
  for (const auto& recipient : recipients) {
    std::vector<std::size_t> classes{0};
    for (std::size_t axis = 0; axis < analysis::kAxes; ++axis) {
      const auto which = static_cast<Axis>(axis);
      const analysis::Condition::Part* stated = nullptr;
      for (const auto& part : condition.parts) {
        if (part.axis == to_string(which)) stated = &part;
      }
      std::vector<std::size_t> next;
      for (std::size_t value = 0; value < space.size(which); ++value) {
        const auto text = space.text(which, value);
        const bool meant = stated != nullptr ? std::find(stated->values.begin(), stated->values.end(), text) != stated->values.end()
                                             : (which != Axis::holder || value == 0) && space.asks(which, value, PartyId(recipient));
        if (!meant) continue;
        for (const auto each : classes) next.push_back(each * space.size(which) + value);
      }
      classes = std::move(next);
    }
    decisions += classes.size();
    for (const auto at : classes) out.emplace(at, recipient, permitted);
  }
  demand(decisions == condition.decisions, "a condition counts other than it says");
}

// One fact more or less, or another day.
world::World changed(const Scene& scene, Instant& at, Dice& dice) {
  world::World world = scene.world;
  switch (dice.below(5)) {
    case 0:
      at = instant_near_a_date(dice);
      break;
    case 1:
      if (!world.instruments.empty()) dice.one_of(world.instruments).statuses.clear();
      break;
    case 2:
      world.consents.push_back(make_consent(scene, "consent-more", dice));
      break;
    case 3:
      if (!world.instruments.empty()) dice.one_of(world.instruments).clauses.push_back(make_clause(scene, "clause-more", dice));
      break;
    default:
      for (auto& party : world.parties) {
        if (!party.members.empty() && dice.chance(50)) party.members.pop_back();
      }
  }
  return world;
}

Decisions told_by(const analysis::Changes& changes, const ClassSpace& space) {
  Decisions told;
  for (const auto& group : changes.groups) {
    Decisions of_group;
    for (const auto& condition : group.conditions) expand(condition, space, group.cause.permitted, of_group);
    demand(of_group.size() == group.decisions && group.beyond == 0, "a group counts other than its conditions");
    std::map<std::string, std::uint64_t> shares;
    for (const auto& decision : of_group) ++shares[std::get<1>(decision)];
    demand(group.shares.size() == shares.size(), "a group has shares of others");
    for (const auto& share : group.shares) demand(share.owner == space.owner().value && shares[share.recipient.value] == share.decisions, "a share is another");
    told.insert(of_group.begin(), of_group.end());
  }
  return told;
}

// Of each group what it rests on, and what denies in the other world, for some of its decisions.
void demand_causes(const analysis::Changes& changes, const ClassSpace& space, const std::array<analysis::View, 2>& views, Dice& dice) {
  const std::array snapshots{decision::Snapshot::compile(*views[0].world, views[0].options), decision::Snapshot::compile(*views[1].world, views[1].options)};
  for (const auto& group : changes.groups) {
    const std::size_t permitting = group.cause.permitted ? 1 : 0;
    Decisions of_group;
    for (const auto& condition : group.conditions) expand(condition, space, group.cause.permitted, of_group);
    const std::size_t step = 1 + of_group.size() / kExplained;
    std::size_t each = dice.below(static_cast<std::uint32_t>(step));
    for (const auto& [at, party, permitted] : of_group) {
      if (each++ % step != 0) continue;
      const analysis::Recipient recipient{{decision::SubjectType::party, party}, PartyId(party), std::nullopt};
      const auto request = [&](std::size_t world, std::size_t way) {
        return analysis::request_of(space, at, recipient, *views[world].world, views[world].options.at, 0, way);
      };
      demand_basis(group.cause, *snapshots[permitting], request(permitting, 0));
      std::string fault;  // by no mark of the class is it denied so
      for (std::size_t way = 0; way < space.ways(at, recipient.party); ++way) {
        fault = fault_of_denial(group.cause, *snapshots[1 - permitting], request(1 - permitting, way));
        if (fault.empty()) break;
      }
      demand(fault.empty(), fault);
    }
  }
}

std::set<PartyId> asked_parties(const analysis::View& before, const analysis::View& after) {
  std::set<PartyId> out;
  for (const auto* world : {before.world, after.world}) {
    for (const auto& party : world->parties) out.insert(party.id);
  }
  return out;
}

bool has(const std::vector<PartyId>& list, const PartyId& party) { return std::find(list.begin(), list.end(), party) != list.end(); }

// Who is asked where a set is the recipient.
std::vector<PartyId> members_of(const analysis::View& view, const PartyId& set) {
  const auto snapshot = decision::Snapshot::compile(*view.world, view.options);
  demand(snapshot.has_value(), "a world was refused");
  const decision::Sides sides(*snapshot, view.options.at);
  std::vector<PartyId> out;
  for (const auto& each : sides.sets()) {
    if (sides.party(each.bit) == set) each.members.each([&](std::size_t bit) { out.push_back(sides.party(bit)); });
  }
  return out;
}

// As a diff makes it, of which it tells nothing but the sets: from what every party stands for in either world. Every list that
// turns for a set is here, of which a diff needs some.
analysis::Turnover turnover_of(const analysis::View& before, const analysis::View& after) {
  const std::array expansions{decision::expansion_in_marks(*before.world, before.options), decision::expansion_in_marks(*after.world, after.options)};
  analysis::Turnover out;
  std::vector<PartyId> sets;
  for (const auto& set : before.world->parties) {
    const auto* same = after.world->party(set.id);
    if (set.kind == world::PartyKind::nation || same == nullptr || same->kind == world::PartyKind::nation) continue;
    sets.push_back(set.id);
    const auto had = expansions[0](set.id);
    const auto has_it = expansions[1](set.id);
    for (const auto& party : asked_parties(before, after)) {
      if (has(had, party) && !has(has_it, party)) out.left.try_emplace(party, std::vector{analysis::TurningList{{set.id}}});
      if (has(has_it, party) && !has(had, party)) out.joined.try_emplace(party, std::vector{analysis::TurningList{{set.id}}});
    }
  }
  for (const auto& set : sets) {
    const std::array members{members_of(before, set), members_of(after, set)};
    for (const std::size_t in : {std::size_t{0}, std::size_t{1}}) {
      std::vector<std::vector<PartyId>> lists{members[in]};
      for (const auto& named : sets) {
        std::vector<PartyId> list{named};
        for (const auto& member : members[in]) {
          if (!has(expansions[in](named), member)) list.push_back(member);
        }
        lists.push_back(std::move(list));
      }
      for (auto& list : lists) {
        analysis::TurningList turning{list};
        for (const auto& member : members[1 - in]) {
          const bool is_named = std::any_of(list.begin(), list.end(), [&](const PartyId& entry) { return entry == member || has(expansions[1 - in](entry), member); });
          if (!is_named) turning.unnamed.push_back(member);
        }
        if (!turning.unnamed.empty()) (in == 1 ? out.joined : out.left)[set].push_back(std::move(turning));
      }
    }
  }
  return out;
}

TEST(Law, changes_are_what_decide_tells) {
  const Law law = [](Scene& scene) {
    Instant at = scene.request.time;
    const world::World other = changed(scene, at, scene.dice);
    const analysis::View before{&scene.world, options_of(scene, scene.request.time)};
    const analysis::View after{&other, options_of(scene, at)};
    const std::array worlds{before.world, after.world};
    const auto space = ClassSpace::of(worlds, scene.owner, false, turnover_of(before, after));
    if (!space || space->size() > kMostClasses) return false;
    const auto found = analysis::changes(before, after, {{scene.owner}, {}});
    demand(found.has_value(), "refused");
    const auto expected = one_by_one(before, after, *space);
    const Decisions told = told_by(*found, *space);
    demand(told == expected, "told: " + std::to_string(told.size()) + ", one by one: " + std::to_string(expected.size()));
    demand_causes(*found, *space, {before, after}, scene.dice);
    std::size_t compared = 0;
    for (std::size_t each = 0; each < space->size(); ++each) {
      for (const auto& party : asked_parties(before, after)) {
        const bool has = party == space->owner() || party == space->holder(space->value(each, Axis::holder));
        if (!has && space->asks(each, party)) ++compared;
      }
    }
    demand(found->decisions == compared, "decisions: " + std::to_string(found->decisions) + ", compared: " + std::to_string(compared));
    demand(found->permitted + found->denied == expected.size() && found->classes == space->size(), "the counts are others");
    return !expected.empty();
  };
  law_holds(law, 1, 0.05);
}

// Some members come and go, beside what else changes.
world::World regrouped(const Scene& scene, Instant& at, Dice& dice) {
  world::World world = dice.chance(30) ? changed(scene, at, dice) : scene.world;
  std::vector<PartyId> nations;
  for (const auto& party : world.parties) {
    if (party.kind == world::PartyKind::nation) nations.push_back(party.id);
  }
  for (auto& party : world.parties) {
    if (party.kind == world::PartyKind::nation) continue;
    if (!party.members.empty() && dice.chance(60)) party.members.pop_back();
    if (dice.chance(60)) party.members.push_back({dice.one_of(nations), {}, read_as(world::Evidence::verified)});
  }
  return world;
}

// Lists that name nations, groups and organisations.
void list_sets(Scene& scene) {
  auto& label = *scene.request.object.label;
  const auto some = [&] {
    std::vector<PartyId> out;
    for (const auto& party : scene.world.parties) {
      if (scene.dice.chance(party.kind == world::PartyKind::nation ? 15 : 35)) out.push_back(party.id);
    }
    return out;
  };
  label.releasable.kind = scene.dice.one_of({label::ReleaseKind::listed, label::ReleaseKind::listed, label::ReleaseKind::absent});
  label.releasable.parties.clear();
  if (label.releasable.kind == label::ReleaseKind::listed) label.releasable.parties = some();
  label.display_only = scene.dice.chance(40) ? some() : std::vector<PartyId>{};
  scene.request.mode = scene.dice.chance(50) ? decision::Mode::display : decision::Mode::copy;
  label.controls.eyes_only.reset();
  if (scene.dice.chance(40)) label.controls.eyes_only = some();
  // And otherwise little that stands in the way of a permit.
  label.controls.no_foreign = false;
  if (scene.dice.chance(70)) label.created.reset();
  if (scene.dice.chance(70)) label.categories.clear();
  if (scene.dice.chance(70)) scene.request.holder.reset();
  const auto* policy = scene.world.policies.find(label.policy);
  if (policy == nullptr || scene.dice.chance(30)) return;
  for (const auto& level : policy->levels) {
    if (!level.free) continue;
    label.level = level.name;
    label.owners.front().level = level.name;
  }
}

// In a world at its instant, whether the expansion of a list has the party.
ClassSpace::Lists lists_of(const analysis::View& view, const PartyId& party) {
  return [expand = decision::expansion_in_marks(*view.world, view.options), party](const std::vector<PartyId>& list) {
    return std::any_of(list.begin(), list.end(), [&](const PartyId& entry) {
      const auto members = expand(entry);
      return entry == party || std::find(members.begin(), members.end(), party) != members.end();
    });
  };
}

// The same of a set as recipient: whether it has all members who are asked and lack the information.
ClassSpace::Lists lists_of_all(const analysis::View& view, const std::vector<PartyId>& lacking) {
  std::vector<ClassSpace::Lists> each;
  for (const auto& member : lacking) each.push_back(lists_of(view, member));
  return [each](const std::vector<PartyId>& list) {
    return std::all_of(each.begin(), each.end(), [&](const ClassSpace::Lists& has_member) { return has_member(list); });
  };
}

// Whether the mark releases to some of them and shows to others only: a bound (docs/semantics.md 7.1).
bool is_mixed(const label::Label& label, const analysis::View& view, const std::vector<PartyId>& lacking) {
  const auto some = [&](const std::vector<PartyId>& list, const std::vector<PartyId>& but) {
    return std::any_of(lacking.begin(), lacking.end(), [&](const PartyId& member) { return lists_of(view, member)(list) && !lists_of(view, member)(but); });
  };
  return some(label.releasable.parties, label.display_only) && some(label.display_only, label.releasable.parties);
}

// Whether one of its lists names some of them in a world, and in the other not all: a bound.
bool names_some_only(const label::Label& label, const std::array<analysis::View, 2>& views, const std::array<std::vector<PartyId>, 2>& lacking) {
  const std::array lists{label.releasable.parties, label.display_only, label.controls.eyes_only.value_or(std::vector<PartyId>{})};
  return std::any_of(lists.begin(), lists.end(), [&](const std::vector<PartyId>& list) {
    std::array<bool, 2> all{};
    std::array<bool, 2> some{};
    for (std::size_t world = 0; world < 2; ++world) {
      const auto named = std::count_if(lacking[world].begin(), lacking[world].end(),
                                       [&](const PartyId& member) { return lists_of(views[world], member)(list); });
      all[world] = static_cast<std::size_t>(named) == lacking[world].size();
      some[world] = named != 0 && !all[world];
    }
    return (some[0] && (!all[1] || lacking[1].empty())) || (some[1] && (!all[0] || lacking[0].empty()));
  });
}

// What stands for the recipient in each world: itself, or the members of a set who are asked and lack the information.
struct Recipients {
  std::array<std::vector<PartyId>, 2> lacking;
  bool mixed = false;
};

Recipients recipients_of(const Scene& scene, const std::array<analysis::View, 2>& views, const PartyId& party, const PartyId& holder) {
  Recipients out;
  for (std::size_t world = 0; world < 2; ++world) {
    const bool nation = scene.world.party(party)->kind == world::PartyKind::nation;
    for (const auto& member : nation ? std::vector<PartyId>{party} : members_of(views[world], party)) {
      if (nation || (member != scene.request.object.label->owners.front().party && member != holder)) out.lacking[world].push_back(member);
    }
    out.mixed = out.mixed || is_mixed(*scene.request.object.label, views[world], out.lacking[world]);
  }
  out.mixed = out.mixed || names_some_only(*scene.request.object.label, views, out.lacking);
  return out;
}

// Whether one of its lists names what was joined, and the other what was left.
bool is_crossed(const ClassSpace& space, std::size_t at) {
  const auto turns = [&](Axis axis) { return space.text(axis, space.value(at, axis)); };
  const auto ends = [](const std::string& text, const char* with) { return text.ends_with(with); };
  const auto release = turns(Axis::release);
  const auto control = turns(Axis::control);
  return (ends(release, "-joined") && ends(control, "-left")) || (ends(release, "-left") && ends(control, "-joined"));
}

std::string seen_as(const ClassSpace& space, std::optional<std::size_t> at) {
  if (!at) return "none";
  return space.text(Axis::release, space.value(*at, Axis::release)) + "/" + space.text(Axis::control, space.value(*at, Axis::control));
}

// Any request that both worlds understand, whatever its mark names, is answered differently iff its class is among what is told.
TEST(Law, changes_hold_every_request) {
  const Law law = [](Scene& scene) {
    if (!scene.request.object.label || scene.request.object.label->owners.empty()) return false;
    auto& label = *scene.request.object.label;
    label.sources.clear();
    label.owners.resize(1);
    if (!label.owners.front().party) return false;
    const PartyId owner = *label.owners.front().party;
    leave_activities_only(scene.request.object.act);
    list_sets(scene);
    Instant at = scene.request.time;
    const world::World other = regrouped(scene, at, scene.dice);
    const std::array views{analysis::View{&scene.world, options_of(scene, scene.request.time)}, analysis::View{&other, options_of(scene, at)}};
    for (const auto& view : views) {
      const auto* policy = view.world->policies.find(label.policy);
      if (policy == nullptr || (policy->expand_groups_at_marking && label.created)) return false;  // a bound: docs/semantics.md 7.1
    }
    const std::array worlds{views[0].world, views[1].world};
    const auto space = ClassSpace::of(worlds, owner, false, turnover_of(views[0], views[1]));
    if (!space || space->size() > kMostOfOne) return false;
    const auto found = analysis::changes(views[0], views[1], {{owner}, {}});
    demand(found.has_value(), "refused");
    const Decisions told = told_by(*found, *space);
    const std::array snapshots{decision::Snapshot::compile(*views[0].world, views[0].options),
                               decision::Snapshot::compile(*views[1].world, views[1].options)};
    std::map<PartyId, std::array<bool, 2>> answers;
    for (const auto& party : scene.world.parties) {
      scene.request.subject = {decision::SubjectType::party, party.id.value};
      for (std::size_t world = 0; world < 2; ++world) {
        scene.request.time = views[world].options.at;
        const auto verdict = decision::judge(*snapshots[world], decision::BoundRequest::bind(*snapshots[world], scene.request));
        if (!verdict.permit && verdict.rule == decision::Rule::label_valid) return false;
        answers[party.id][world] = verdict.permit;
      }
    }
    bool otherwise = false;
    for (const auto& [party, answer] : answers) {
      const auto* same = other.party(party);
      if (same == nullptr || same->kind != scene.world.party(party)->kind) continue;
      const auto asked = recipients_of(scene, views, party, scene.request.holder.value_or(owner));
      if (asked.mixed) continue;
      if (asked.lacking[0].empty() && asked.lacking[1].empty()) continue;  // whatever the mark says
      auto earlier = lists_of_all(views[0], asked.lacking[0]);
      auto later = lists_of_all(views[1], asked.lacking[1]);
      if (asked.lacking[0].empty()) earlier = later;  // nobody whom a mark could name or not
      if (asked.lacking[1].empty()) later = earlier;
      if (!space->class_of(scene.request, earlier)) return false;  // what no class states: of an act, or a dated level
      const auto of_class = space->class_of(scene.request, earlier, later);
      if (of_class && is_crossed(*space, *of_class) && scene.world.party(party)->kind != world::PartyKind::nation) continue;  // a bound
      demand(of_class && space->asks(*of_class, party), "to " + party.value + " it is of a class in each world, and of none in both: " + seen_as(*space, space->class_of(scene.request, earlier)) + ", then " + seen_as(*space, space->class_of(scene.request, later)));
      if (party == owner || party == space->holder(space->value(*of_class, Axis::holder))) continue;  // has it
      const bool changes = answer[0] != answer[1];
      otherwise = otherwise || changes;
      const bool is_told = told.count({*of_class, party.value, true}) + told.count({*of_class, party.value, false}) != 0;
      const bool one_of_many = space->ways(*of_class, party) > 1;  // of the marks of the class some may change nothing
      demand((is_told == changes || (is_told && one_of_many)) && (!changes || told.count({*of_class, party.value, answer[1]}) != 0),
             "to " + party.value + (changes ? " it changes and is not told" : " it is told and does not change") + "; " +
                 seen_as(*space, of_class) + "; before " + (answer[0] ? "permitted" : "denied") + "; lacking " +
                 std::to_string(asked.lacking[0].size()) + ", then " + std::to_string(asked.lacking[1].size()));
    }
    return otherwise;
  };
  law_holds(law, 6, 0.02);
}

}  // namespace
}  // namespace entente::property
