// Whatever the mark of a request names, a diff tells it if it is answered differently.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/changes.h"
#include "base/text.h"
#include "decision/decide.h"
#include "decision/sets.h"
#include "label/said.h"
#include "property/edits.h"
#include "property/generators.h"
#include "property/told.h"

namespace entente::property {
namespace {

using analysis::Axis;
using analysis::ClassSpace;

constexpr std::size_t kMostClasses = 200'000;  // of a space of which one class is looked at

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
    if (!dice.chance(40)) continue;  // nobody but who has it
    party.members.clear();
    for (const auto& member : {scene.owner, scene.holder}) {
      const auto* is = world.party(member);
      if (is != nullptr && is->kind == world::PartyKind::nation && dice.chance(75))
        party.members.push_back({member, {}, read_as(world::Evidence::verified)});
    }
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
  if (scene.dice.chance(50)) scene.request.holder.reset();
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
    return std::any_of(lacking.begin(), lacking.end(),
                       [&](const PartyId& member) { return lists_of(view, member)(list) && !lists_of(view, member)(but); });
  };
  return some(label.releasable.parties, label.display_only) && some(label.display_only, label.releasable.parties);
}

// Whether one of its lists names some of them in a world, and in the other not all: a bound.
bool names_some_only(const label::Label& label, const std::array<analysis::View, 2>& views,
                     const std::array<std::vector<PartyId>, 2>& lacking) {
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

Recipients recipients_of(const Scene& scene, const std::array<analysis::View, 2>& views, const PartyId& party,
                         const PartyId& holder) {
  Recipients out;
  for (std::size_t world = 0; world < 2; ++world) {
    const bool nation = scene.world.party(party)->kind == world::PartyKind::nation;
    for (const auto& member : nation ? std::vector<PartyId>{party} : members_of(views[world], party)) {
      if (nation || (member != scene.request.object.label->owners.front().party && member != holder))
        out.lacking[world].push_back(member);
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
  return space.text(Axis::release, space.value(*at, Axis::release)) + "/" +
         space.text(Axis::control, space.value(*at, Axis::control));
}

// Whether a mark can be read in a world: dated no later than it is asked, with lists of parties that there are. A bound.
bool is_readable(const label::Label& label, const analysis::View& view) {
  const auto known = [&](const std::vector<PartyId>& list) {
    return std::all_of(list.begin(), list.end(), [&](const PartyId& each) {
      return view.world->party(each) != nullptr || view.world->policies.knows(each);
    });
  };
  return known(label.releasable.parties) && known(label.display_only) &&
         known(label.controls.eyes_only.value_or(std::vector<PartyId>{})) &&
         label.created.value_or(view.options.at) <= view.options.at;
}

// Whether it is the kind of request that a diff is about (docs/semantics.md 7.1): of one owner, in its own policy, held
// by no group, and of an act at most one activity.
bool is_asked(const decision::Request& request, const PartyId& owner, const analysis::View& view) {
  const auto& label = *request.object.label;
  const auto* own = view.world->policies.policy_of(owner);
  const auto* holder = view.world->party(request.holder.value_or(owner));
  if (request.under || (holder != nullptr && holder->kind == world::PartyKind::group)) return false;
  const auto foreign = [&](const label::Category& each) {
    return each.kind == label::CategoryKind::restrictive && each.policy != label.policy;
  };
  // No class is told of a category that keeps nothing from anybody, so neither that it may not be marked at the level.
  const auto misplaced = [&](const label::Category& each) {
    const auto* policy = view.world->policies.find(each.policy);
    const auto* token = policy == nullptr ? nullptr : policy->token(each.name);
    return each.kind != label::CategoryKind::restrictive && token != nullptr &&
           std::find(token->excluded_levels.begin(), token->excluded_levels.end(), label.level) != token->excluded_levels.end();
  };
  return request.action == "disclose" && !request.object.export_controlled && request.object.act.activities.size() <= 1 &&
         own != nullptr && label.policy == own->id && label.owners.front() == label::Origin{owner, own->id, label.level} &&
         std::none_of(label.categories.begin(), label.categories.end(), foreign) &&
         std::none_of(label.categories.begin(), label.categories.end(), misplaced) &&
         !(own->expand_groups_at_marking && label.created);  // groups of the marking's date
}

// A request in the words of conditions, without a class: of each axis those that may say it, of which the first counts that there
// is.
using Words = std::map<std::string, std::vector<std::string>>;

std::string control_in_words(const label::Label& label, const ClassSpace::Lists& lists) {
  if (label.controls.no_foreign) return "no-foreign";
  if (label.controls.eyes_only && !lists(*label.controls.eyes_only)) return "eyes-only";
  return label.controls.originator_control ? "originator-control" : "none";
}

std::string release_in_words(const decision::Request& request, const ClassSpace::Lists& lists) {
  const auto& label = *request.object.label;
  const std::string shown = request.mode == decision::Mode::display && lists(label.display_only) ? "-displayed" : "";
  if (label.releasable.kind == label::ReleaseKind::everyone) return "everyone";
  if (label.releasable.kind == label::ReleaseKind::listed)
    return lists(label.releasable.parties) ? "recipient" : "nobody" + shown;
  const bool bare = label.display_only.empty() && !label.controls.eyes_only && !label.controls.release_by_official;
  return !shown.empty() || bare ? "undecided" + shown : "undecided-with-list";
}

// None where a mark says one thing in one world and another in the other, or bears a level that has dates: those need the
// classes.
std::optional<Words> words_of(const Scene& scene, const world::World& other, const std::string& party,
                              const ClassSpace::Lists& earlier, const ClassSpace::Lists& later) {
  const auto& request = scene.request;
  const auto& label = *request.object.label;
  const auto owner = label.owners.front().party->value;
  for (const auto* world : {&scene.world, &other}) {
    for (const auto& term : world->level_terms) {
      if (term.level == label.level && term.policy == label.policy) return std::nullopt;
    }
  }
  if (release_in_words(request, earlier) != release_in_words(request, later) ||
      control_in_words(label, earlier) != control_in_words(label, later))
    return std::nullopt;
  const auto open = [](const std::string& text) {
    return text.empty() ? std::vector<std::string>{"unstated"} : std::vector<std::string>{text, "another", "unstated"};
  };
  Words out{{"owner", {owner}}, {"recipient", {party}}, {"community", {"none"}}, {"level", {label.level.value}}};
  const auto holder = request.holder.value_or(PartyId(owner)).value;
  out["holder"] = {holder == owner ? "the owner" : holder};
  const auto& [id, digest] = std::pair(request.object.id, request.object.digest);
  const auto base = id.substr(0, id.find('#'));
  out["object"] = {id + " with " + digest, base + " with " + digest, id, base, digest, "another"};
  out["channel"] = open(request.channel);
  out["purpose"] = open(request.purpose);
  out["form"] = open(request.object.form);
  out["about"] = open(request.object.subject);
  out["activity"] = open(request.object.act.activities.empty() ? std::string() : request.object.act.activities.front());
  out["domain"] = open(label.domain.value_or(std::string()));
  std::vector<std::string> restrictive;
  for (const auto& each : label.categories) {
    if (each.kind == label::CategoryKind::restrictive) restrictive.push_back(each.policy.value + ":" + each.name.value);
  }
  out["categories"] = {join(restrictive, "+"), join({restrictive.rbegin(), restrictive.rend()}, "+")};
  if (restrictive.empty()) out["categories"] = {"none"};
  out["release"] = {release_in_words(request, earlier)};
  out["control"] = {control_in_words(label, earlier)};
  return out;
}

bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Whether a condition means it. None: it calls something by a word that is not among these (one category for all of its kind).
std::optional<bool> means(const analysis::Condition& condition, const Words& words) {
  bool all = true;
  bool says_holder = false;
  for (const auto& part : condition.parts) {
    says_holder = says_holder || part.axis == "holder";
    const auto& ours = words.at(part.axis);
    const auto known = std::find_if(ours.begin(), ours.end(),
                                    [&](const std::string& each) { return has(part.values, each) || has(part.others, each); });
    if (known == ours.end() && !part.others.empty()) return std::nullopt;
    all = all && known != ours.end() && has(part.values, *known);
  }
  return all && (says_holder || words.at("holder").front() == "the owner");
}

// Whether it is told that it is newly permitted, or denied.
std::optional<bool> is_read(const analysis::Changes& changes, const Words& words, bool permitted) {
  bool unknown = false;
  for (const auto& group : changes.groups) {
    for (const auto& condition : group.conditions) {
      if (group.cause.permitted != permitted) continue;
      const auto meant = means(condition, words);
      if (meant && *meant) return true;
      unknown = unknown || !meant;
    }
  }
  return unknown ? std::nullopt : std::optional(false);
}

// A request under two views, and what a diff tells of its owner.
class Held {
 public:
  Held(const Scene& scene, const std::array<analysis::View, 2>& views, const PartyId& owner, const ClassSpace& space,
       const analysis::Changes& changes)
      : scene_(scene),
        views_(views),
        owner_(owner),
        holder_(scene.request.holder.value_or(owner)),
        space_(space),
        changes_(changes),
        told_(told_by(changes, space)),
        having_(who_has(views, owner, holder_)) {}

  // Whether this recipient is answered differently.
  bool look(const PartyId& party, const std::array<bool, 2>& answer) const {
    const bool changes = answer[0] != answer[1];
    if (having_.count(party) != 0) return false;
    const auto asked = recipients_of(scene_, views_, party, holder_);
    if (asked.mixed) return false;
    auto earlier = lists_of_all(views_[0], asked.lacking[0]);
    auto later = lists_of_all(views_[1], asked.lacking[1]);
    if (asked.lacking[0].empty()) earlier = later;  // nobody whom a mark could name or not
    if (asked.lacking[1].empty()) later = earlier;
    const auto words = [&](const std::string& what) { return "to " + party.value + " " + what; };
    bool readable = true;
    for (const auto* each : {&earlier, &later}) {
      const auto of_one = space_.class_of(scene_.request, *each);
      readable = readable && of_one;
      if (!of_one || space_.is_marked(*of_one)) continue;
      const bool somebody = !asked.lacking[0].empty() || !asked.lacking[1].empty();  // else every list is as good as any
      const auto mark = somebody ? label::said_of(*scene_.request.object.label, views_[0].world->policies) : std::nullopt;
      if (mark) demand(false, words("it is not asked about, and can be marked: " + seen_as(space_, of_one) + ", " + mark->mark));
      return false;
    }
    if (const auto said = words_of(scene_, *views_[1].world, party.value, earlier, later); said && readable) {
      for (const bool permitted : {false, true}) {
        const auto read = is_read(changes_, *said, permitted);
        demand(!read || *read == (changes && answer[1] == permitted),
               words(std::string("is ") + (read.value_or(false) ? "" : "not ") + "read to be newly " + (permitted ? "permitted" : "denied") +
                     "; before " + (answer[0] ? "permitted" : "denied") + ", then " + (answer[1] ? "permitted" : "denied") +
                     "; " + said->at("release").front() + "/" + said->at("control").front() + "; lacking " +
                     std::to_string(asked.lacking[0].size()) + ", then " + std::to_string(asked.lacking[1].size()) + then_in_full(party)));
      }
    }
    if (!space_.class_of(scene_.request, earlier) || !space_.class_of(scene_.request, later)) {
      demand(!changes, words("it is of no class, and changes"));
      return false;
    }
    const auto of_class = space_.class_of(scene_.request, earlier, later);
    if (of_class && is_crossed(space_, *of_class) && !is_nation(party)) return false;  // a bound
    demand(of_class && space_.asks(*of_class, party), words("it is of a class in each world, and of none in both: " +
                                                            seen_as(space_, space_.class_of(scene_.request, earlier)) +
                                                            ", then " + seen_as(space_, space_.class_of(scene_.request, later))));
    const bool is_told = told_.count({*of_class, party.value, true}) + told_.count({*of_class, party.value, false}) != 0;
    const bool one_of_many = space_.ways(*of_class, party) > 1;  // of the marks of the class some may change nothing
    demand(
        (is_told == changes || (is_told && one_of_many)) && (!changes || told_.count({*of_class, party.value, answer[1]}) != 0),
        words(std::string(changes ? "it changes and is not told" : "it is told and does not change") + "; " +
              seen_as(space_, of_class) + "; before " + (answer[0] ? "permitted" : "denied") + "; lacking " +
              std::to_string(asked.lacking[0].size()) + ", then " + std::to_string(asked.lacking[1].size())));
    return changes;
  }

 private:
  // Of the second view: who is a member, and why it is answered so.
  [[nodiscard]] std::string then_in_full(const PartyId& party) const {
    std::string out = "\nmembers then:";
    for (const auto& each : views_[1].world->party(party)->members) out += " " + each.member.str();
    const auto snapshot = decision::Snapshot::compile(*views_[1].world, views_[1].options);
    auto request = scene_.request;
    request.time = views_[1].options.at;
    for (const auto& each : decision::decide(*snapshot, request).reasons) out += "\n  " + each.text;
    return out;
  }
  [[nodiscard]] bool is_nation(const PartyId& party) const { return scene_.world.party(party)->kind == world::PartyKind::nation; }

  const Scene& scene_;
  const std::array<analysis::View, 2>& views_;
  PartyId owner_;
  PartyId holder_;
  const ClassSpace& space_;
  const analysis::Changes& changes_;
  Decisions told_;
  std::set<PartyId> having_;
};

// Any request that both worlds can read, whatever its mark names, is answered differently iff its class is among what is told.
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
    const std::array views{analysis::View{&scene.world, options_of(scene, scene.request.time)},
                           analysis::View{&other, options_of(scene, at)}};
    for (const auto& view : views) {
      if (!is_asked(scene.request, owner, view) || !is_readable(label, view)) return false;
    }
    const std::array worlds{views[0].world, views[1].world};
    const auto space = ClassSpace::of(worlds, owner, false, turnover_of(views[0], views[1]));
    if (!space || space->size() > kMostClasses) return false;
    const auto found = analysis::changes(views[0], views[1], {{owner}, {}});
    demand(found.has_value(), "refused");
    const Held held(scene, views, owner, *space, *found);
    const std::array snapshots{decision::Snapshot::compile(*views[0].world, views[0].options),
                               decision::Snapshot::compile(*views[1].world, views[1].options)};
    bool otherwise = false;
    for (const auto& party : scene.world.parties) {
      const auto* same = other.party(party.id);
      if (same == nullptr || same->kind != party.kind) continue;
      scene.request.subject = {decision::SubjectType::party, party.id.value};
      std::array<bool, 2> answer{};
      for (std::size_t world = 0; world < 2; ++world) {
        scene.request.time = views[world].options.at;
        answer[world] = decision::judge(*snapshots[world], decision::BoundRequest::bind(*snapshots[world], scene.request)).permit;
      }
      otherwise = held.look(party.id, answer) || otherwise;
    }
    return otherwise;
  };
  law_holds(law, 6, 0.02);
}

}  // namespace
}  // namespace entente::property
