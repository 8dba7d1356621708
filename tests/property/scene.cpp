#include "property/scene.h"

#include <algorithm>
#include <array>

#include "property/act_scene.h"

namespace entente::property {
namespace {

using label::Label;
using label::Origin;
using label::ReleaseKind;
using world::Evidence;

std::optional<LevelName> any_level(const Cast& cast, const PartyId& party, Dice& dice) {
  const label::Policy* policy = cast.world.policies.policy_of(party);
  if (policy == nullptr) return std::nullopt;
  return policy->levels[dice.below(policy->levels.size() - (dice.chance(70) ? 1 : 0))].name;
}

Origin origin_of(const Cast& cast, const PartyId& party, Dice& dice) {
  Origin origin{party, std::nullopt, std::nullopt};
  const label::Policy* policy = cast.world.policies.policy_of(party);
  if (policy == nullptr) return origin;
  origin.policy = policy->id;
  const std::size_t kind = dice.below(100);
  if (kind < 95) origin.level = any_level(cast, party, dice);
  if (kind == 99) origin.level = LevelName("NO SUCH LEVEL");
  return origin;
}

// A list of parties, usually with the recipient in it, by name or through a group.
std::vector<PartyId> audience(const Cast& cast, Dice& dice, std::size_t with_recipient) {
  std::vector<PartyId> list;
  if (!dice.chance(100 - with_recipient)) list.push_back(cast.recipient);
  for (std::size_t more = dice.below(3); more > 0; --more) {
    const PartyId party = dice.one_of(cast.world.parties).id;
    if (std::find(list.begin(), list.end(), party) == list.end()) list.push_back(party);
  }
  if (dice.chance(1)) list.push_back(kNobody);
  return list;
}

void mark_release(Label& label, const Cast& cast, Dice& dice) {
  const std::size_t kind = dice.below(100);
  if (kind >= 20) label.releasable.kind = kind >= 92 ? ReleaseKind::everyone : ReleaseKind::listed;
  if (kind >= 20 && kind < 88) label.releasable.parties = audience(cast, dice, 92);
  if (dice.chance(12)) label.display_only = audience(cast, dice, 80);
  label.controls.no_foreign = dice.chance(3);
  label.controls.originator_control = dice.chance(7);
  label.controls.release_by_official = dice.chance(10);
  if (dice.chance(8)) label.controls.eyes_only = audience(cast, dice, 85);
}

void mark_categories(Label& label, const Cast& cast, Dice& dice) {
  for (const auto& [id, policy] : cast.world.policies.policies()) {
    for (const char* name : {"SI", "TK"}) {
      if (!dice.chance(6)) continue;
      const auto kind = dice.chance(25) ? label::CategoryKind::informative : label::CategoryKind::restrictive;
      label.categories.push_back({id, CategoryName(name), dice.chance(15) ? label::CategoryKind::permissive : kind});
    }
  }
}

Label make_label(const Cast& cast, Dice& dice) {
  Label label;
  Origin first = origin_of(cast, cast.owner, dice);
  const auto& policies = cast.world.policies;
  const bool foreign_system = dice.chance(15);  // marked under the holder's policy
  const label::Policy* policy = policies.policy_of(foreign_system ? cast.holder : cast.owner);
  if (policy == nullptr) policy = &policies.policies().begin()->second;
  label.policy = policy->id;
  label.level = policy->levels[dice.below(policy->levels.size() - (dice.chance(70) ? 1 : 0))].name;  // seldom the free level
  if (first.policy == label.policy && !dice.chance(10) && first.level) label.level = *first.level;
  label.owners.push_back(first);
  std::vector<PartyId> others;
  for (const auto& party : cast.world.parties) {
    if (party.id != cast.owner && party.kind != world::PartyKind::group) others.push_back(party.id);
  }
  for (std::size_t more = dice.below(100); more >= 85 && !others.empty(); more = dice.below(100)) {
    const std::size_t at = dice.below(others.size());
    label.owners.push_back(origin_of(cast, others[at], dice));
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
  }
  for (std::size_t more = dice.below(100); more >= 85 && !others.empty(); more = dice.below(100)) {
    const std::size_t at = dice.below(others.size());
    label.sources.push_back(origin_of(cast, others[at], dice));
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
  }
  if (dice.chance(4)) label.sources.push_back(label.owners.front());
  if (dice.chance(4)) label.sources.push_back(Origin{});
  if (dice.chance(3)) {
    Origin& concealed = dice.one_of(label.owners);
    concealed.party.reset();
    if (label.owners.size() > 1) concealed = Origin{};  // or the holder would depend on which policy it has
  }
  if (dice.chance(1)) label.owners.front().party = kNobody;
  if (dice.chance(1)) label.owners.clear();
  mark_release(label, cast, dice);
  mark_categories(label, cast, dice);
  if (dice.chance(15)) label.domain = dice.one_of(kDomains);
  if (dice.chance(35)) label.created = instant_near_a_date(dice);
  if (label.created > cast.time && !dice.chance(10)) label.created = Instant{cast.time.seconds - 86'400 * 40};
  if (dice.chance(20)) label.declassify_on = instant_near_a_date(dice);
  if (dice.chance(1)) label.level = LevelName("NO SUCH LEVEL");
  return label;
}

decision::Request make_request(const Cast& cast, Dice& dice) {
  decision::Request request;
  request.subject = {decision::SubjectType::party, cast.recipient.str()};
  request.action = dice.chance(2) ? "exchange" : "disclose";
  request.time = cast.time;
  const std::size_t strange = dice.below(100);
  if (strange == 98) request.subject.type = dice.one_of({decision::SubjectType::person, decision::SubjectType::other});
  if (strange == 99) request.subject.id = kNobody.str();
  if (dice.chance(35) && strange < 98) {
    const auto type = dice.one_of({decision::SubjectType::person, decision::SubjectType::person, decision::SubjectType::system,
                                   decision::SubjectType::facility});
    const bool second = dice.chance(25);
    request.subject = {type, type == decision::SubjectType::person   ? (second ? "p1" : "p0")
                             : type == decision::SubjectType::system ? "s0"
                                                                     : "f0"};
  }
  if (dice.chance(75)) request.object.communities.emplace_back(dice.one_of({"alpha", "alpha", "programme:p", "coi:beta"}));
  request.object.id = dice.one_of({"doc", "doc#2", "other"});
  request.object.digest = dice.one_of({"", "sha256:1", "sha256:2"});
  request.object.form = dice.one_of({"", "document", "document", "oral"});
  request.object.subject = dice.one_of({"", "", "missiles"});
  if (dice.chance(2)) {
    request.object.label_error = "unreadable";
  } else {
    request.object.label = make_label(cast, dice);
  }
  const std::size_t holder = dice.below(100);
  if (holder >= 50) request.holder = cast.holder;
  if (holder == 99) request.holder = kNobody;
  request.purpose = dice.one_of({"", "defence", "defence", "training"});
  if (dice.chance(20)) request.channel = dice.one_of({"link", "post"});
  if (dice.chance(6)) request.under = InstrumentId(dice.one_of({"agreement-a0", "agreement-b1", "pact-0"}));
  const std::size_t mode = dice.below(100);
  if (mode >= 80) request.mode = mode >= 95 ? decision::Mode::oral : decision::Mode::display;
  return request;
}

}  // namespace

void give_assurances_anew(world::World& world, Dice& dice) {
  Dice own = dice.section(48);
  for (const auto& instrument : world.instruments) {
    for (const auto& each : instrument.withdrawals) {
      if (!own.chance(60)) continue;
      const Period period = own.chance(50) ? Period{each.period.from, {}} : make_period(own);
      const auto provenance = make_provenance(own);
      world.assurances.push_back(
          {"anew-" + std::to_string(world.assurances.size()), each.party, instrument.id, {}, period, provenance});
    }
  }
}

Scene make_scene(const Tape& tape) {
  Dice dice{tape};
  Dice spare = dice.section(128);
  Dice options = dice.section(16);
  Dice asked = dice.section(224);
  Dice people = dice.section(400);
  Cast cast = make_cast(dice);
  add_people(cast, people);
  Scene scene;
  scene.request = make_request(cast, asked);
  static_cast<Cast&>(scene) = std::move(cast);
  scene.dice = spare;
  if (options.chance(40)) add_controls(scene, dice);
  scene.options.require = options.one_of({Evidence::unverified, Evidence::unverified, Evidence::unverified, Evidence::assumed,
                                          Evidence::partial, Evidence::verified});
  if (options.chance(15)) scene.options.known_as_of = instant_near_a_date(options);
  give_assurances_anew(scene.world, dice);
  return scene;
}

bool asks_for_somebody(Scene& scene) {
  using decision::SubjectType;
  std::vector<decision::Subject> somebody;
  for (const auto& each : scene.world.people) somebody.push_back({SubjectType::person, each.id});
  for (const auto& each : scene.world.systems) somebody.push_back({SubjectType::system, each.id});
  for (const auto& each : scene.world.facilities) somebody.push_back({SubjectType::facility, each.id});
  auto& subject = scene.request.subject;
  const auto same = [&](const auto& each) { return each.type == subject.type && each.id == subject.id; };
  if (!somebody.empty() && std::none_of(somebody.begin(), somebody.end(), same)) subject = scene.dice.one_of(somebody);
  return !somebody.empty();
}

bool asks_for_somebody_in_post(Scene& scene) {
  if (!asks_for_somebody(scene)) return false;
  const auto trust = [&](auto& somebody) { somebody.provenance = read_as(Evidence::verified); };
  const auto let_in = [&](auto& somebody) { somebody.belongs.push_back({"coi:alpha", {}, read_as(Evidence::verified)}); };
  for (auto& each : scene.world.people) {
    trust(each);
    let_in(each);
    each.period = {};
  }
  for (auto& each : scene.world.systems) {
    trust(each);
    let_in(each);
  }
  for (auto& each : scene.world.facilities) trust(each);
  scene.request.object.communities.emplace_back("alpha");
  return true;
}

PartialDate day(std::string_view text) {
  auto date = PartialDate::parse(text);
  CHECK(date.has_value());
  return *date;
}

Instant at(std::string_view text) {
  auto instant = parse_instant(text);
  CHECK(instant.has_value());
  return *instant;
}

world::Provenance read_as(world::Evidence evidence) {
  world::Provenance provenance;
  provenance.evidence = evidence;
  provenance.source = "a test";
  return provenance;
}

}  // namespace entente::property
