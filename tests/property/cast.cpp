#include "property/cast.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "property/scene.h"

namespace entente::property {
namespace {

using world::Evidence;
using world::Instrument;
using world::Party;
using world::PartyKind;
using world::StatusValue;

std::string date_text(Dice& dice, std::size_t first_year, std::size_t years) {
  const std::string year = std::to_string(first_year + dice.below(years));
  const char* rest = dice.one_of({"-01-01", "-06-15", "", "-06", "-06-30", "-12-31"});
  return year + rest;
}

Period period(Dice& dice) {
  Period result;
  if (dice.chance(35)) result.from = day(date_text(dice, 2010, dice.chance(20) ? 10 : 5));
  if (dice.chance(12)) result.until = day(date_text(dice, dice.chance(30) ? 2012 : 2015, 5));
  return result;
}

world::Provenance provenance(Dice& dice) {
  const std::size_t grade = dice.below(100);
  auto result = read_as(grade < 72   ? Evidence::verified
                        : grade < 84 ? Evidence::partial
                        : grade < 95 ? Evidence::unverified
                                     : Evidence::assumed);
  if (dice.chance(10)) result.known = day(date_text(dice, 2010, 9));
  return result;
}

label::Policy make_policy(const PartyId& party, std::size_t number, Dice& dice) {
  constexpr std::array<std::array<const char*, 4>, 2> kNames{{{"OPEN", "LOW", "HIGH", "PEAK"}, {"FREE", "LOW", "DEEP", "PEAK"}}};
  label::Policy policy;
  policy.id = PolicyId(party.str());
  policy.party = party;
  policy.grammar = number == 0 ? label::Grammar::us_style : label::Grammar::plain;
  const std::size_t count = 2 + dice.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    label::Level level;
    level.name = LevelName(kNames[number % 2][i]);
    level.hierarchy = static_cast<int>(i);
    level.free = i == 0;
    level.marks = {level.name.str()};
    level.portion = level.name.str();
    if (i > 0 && dice.chance(15)) level.comparable = false;
    if (!level.comparable && dice.chance(50)) level.axis = "old";
    if (i == 1 && dice.chance(15)) level.clearance = false;
    if (i > 1 && dice.chance(5)) level.hierarchy = 1;  // two levels of one height
    if (dice.chance(25)) level.domain = dice.one_of(kDomains);
    policy.levels.insert(policy.levels.begin(), level);
  }
  for (const char* name : {"SI", "TK"}) {
    label::Token token;
    token.name = CategoryName(name);
    token.marks = {name};
    token.portion = name;
    if (dice.chance(25)) token.excluded_levels.push_back(dice.one_of(policy.levels).name);
    policy.tokens.push_back(token);
  }
  constexpr std::array<std::pair<const char*, label::Meaning>, 5> kControls{{{"NF", label::Meaning::no_foreign},
                                                                             {"OC", label::Meaning::originator_control},
                                                                             {"EYES", label::Meaning::eyes_only},
                                                                             {"REL", label::Meaning::release_to},
                                                                             {"SHOW", label::Meaning::display_only}}};
  for (const auto& [name, meaning] : kControls) {
    if (dice.chance(20)) continue;
    label::Token token;
    token.name = CategoryName(name);
    token.meaning = meaning;
    token.marks = {name};
    token.portion = name;
    policy.tokens.push_back(std::move(token));
  }
  if (dice.chance(10)) policy.export_controlled = {CategoryName(dice.one_of({"SI", "TK"}))};
  if (dice.chance(15)) policy.no_read_in = {CategoryName(dice.one_of({"SI", "TK"}))};
  policy.marking_is_onward_consent = dice.chance(30);
  policy.expand_groups_at_marking = dice.chance(30);
  policy.release_outside_marking = dice.chance(30);
  return policy;
}

// 2 to 4 nations, perhaps an organisation, a group, and a group that holds one of these; each but groups may have a policy.
void populate(world::World& world, Dice& dice) {
  constexpr std::array<const char*, 4> kNations{"AUS", "JPN", "KOR", "USA"};
  const auto add = [&](const char* id, PartyKind kind) -> Party& {
    Party party;
    party.id = PartyId(id);
    party.kind = kind;
    party.name = id;
    party.provenance = read_as(Evidence::verified);
    return world.parties.emplace_back(party);
  };
  const std::size_t nations = 2 + dice.below(3);
  for (std::size_t i = 0; i < nations; ++i) add(kNations[i], PartyKind::nation);
  const auto fill = [&](Party& party) {
    for (std::size_t i = 0; i < nations; ++i) {
      if (dice.chance(65)) party.members.push_back({PartyId(kNations[i]), period(dice), provenance(dice)});
    }
    if (dice.chance(15)) party.members.push_back({PartyId(dice.one_of(kNations)), period(dice), provenance(dice)});
    std::erase_if(party.members, [&](const auto& each) { return world.party(each.member) == nullptr; });
  };
  if (dice.chance(60)) fill(add("NATO", PartyKind::organisation));
  if (dice.chance(60)) fill(add("FVEY", PartyKind::group));
  if (dice.chance(30)) {
    const PartyId inner = world.parties.back().id;
    Party& outer = add("QUAD", dice.chance(20) ? PartyKind::organisation : PartyKind::group);
    if (dice.chance(60)) fill(outer);
    outer.members.push_back({inner, period(dice), provenance(dice)});
  }
  std::size_t policies = 0;
  for (Party& party : world.parties) {
    Dice own = dice.section(56);
    const bool marks = party.kind != PartyKind::group && (policies < 2 || (policies < 4 && own.chance(80)));
    if (marks) world.policies.add(make_policy(party.id, policies++, own));
    if (marks) party.policy = PolicyId(party.id.str());
    if (!marks && party.kind != PartyKind::group && own.chance(50)) party.policy = world.policies.policies().begin()->first;
    world.policies.add_party(party.id, party.policy);
    if (own.chance(9)) party.authority.push_back({period(own), provenance(own)});
    if (marks && own.chance(15)) world.level_terms.push_back(make_level_term(world, *party.policy, own));
  }
}

std::vector<PartyId> who(const Cast& cast, Dice& dice, const PartyId& favourite) {
  std::vector<PartyId> list{dice.chance(40) ? dice.one_of(cast.world.parties).id : favourite};
  if (dice.chance(20)) list.push_back(dice.one_of(cast.world.parties).id);
  return list;
}

std::vector<std::string> categories(const Cast& cast, Dice& dice, std::size_t percent) {
  std::vector<std::string> list;
  for (const auto& [id, policy] : cast.world.policies.policies()) {
    for (const char* name : {":SI", ":TK"}) {
      if (dice.chance(percent)) list.push_back(id.str() + name);
    }
  }
  return list;
}

std::optional<LevelName> level_of(const Cast& cast, const PartyId& party, Dice& dice) {
  const label::Policy* policy = cast.world.policies.policy_of(party);
  if (policy == nullptr) return std::nullopt;
  return policy->levels[dice.below(policy->levels.size())].name;
}

void add_rows(Instrument& instrument, const Cast& cast, Dice& dice) {
  const auto add = [&](const PartyId& giver, const PartyId& taker) {
    const label::Policy* policy = cast.world.policies.policy_of(giver);
    if (policy == nullptr || giver == taker) return;
    for (const label::Level& level : policy->levels) {
      if (!level.free && dice.chance(92)) instrument.rows.push_back(make_row(cast, giver, level.name, taker, dice));
      if (dice.chance(6)) instrument.rows.push_back(make_row(cast, giver, level.name, taker, dice));
    }
  };
  if (dice.chance(95)) add(cast.owner, cast.recipient);
  for (const auto& giver : instrument.parties) {
    for (const auto& taker : instrument.parties) {
      const bool done = giver.party == cast.owner && taker.party == cast.recipient;
      if (!done && dice.chance(50)) add(giver.party, taker.party);
    }
  }
}

void limit_scope(Instrument& instrument, const Cast& cast, Dice& dice) {
  instrument.categories = categories(cast, dice, 60);
  if (dice.chance(15)) instrument.domains.emplace_back(dice.one_of(kDomains));
  if (dice.chance(10)) instrument.forms.emplace_back("document");
  if (dice.chance(5)) instrument.subject = "missiles";
  for (std::size_t legs = dice.chance(10) ? 1 + dice.below(3) : 0; legs > 0; --legs) {
    world::Leg leg{dice.chance(50) ? cast.holder : cast.owner, cast.recipient, std::nullopt};
    if (dice.chance(20)) leg.from = dice.one_of(instrument.parties).party;
    if (dice.chance(20)) leg.to = dice.one_of(instrument.parties).party;
    if (dice.chance(40)) leg.via = dice.chance(70) ? cast.holder : dice.one_of(instrument.parties).party;
    instrument.legs.push_back(leg);
  }
}

// Of every renewal, recorded or not; also with an end that lies before the entry into force.
world::Duration duration(Dice& dice) {
  using world::Renewal;
  world::Duration out;
  if (dice.chance(40)) {
    out.until = day(date_text(dice, 2010, 9));
  } else {
    out.years = static_cast<std::int64_t>(1 + dice.below(8));
  }
  if (dice.chance(70)) out.renewal = dice.one_of({Renewal::none, Renewal::by_consent, Renewal::automatic, Renewal::indefinite});
  out.provenance = provenance(dice);
  return out;
}

Instrument make_instrument(const Cast& cast, std::size_t number, Dice& dice) {
  Instrument instrument;
  const char letter = static_cast<char>('a' + static_cast<char>((number * 5 + dice.below(3)) % 17));
  instrument.id = InstrumentId("agreement-" + std::string(1, letter) + std::to_string(number));
  const auto other = dice.one_of({world::Kind::alliance, world::Kind::national_law});
  instrument.kind = dice.chance(9) ? other : world::Kind::information_security;
  instrument.title = "an agreement";
  instrument.provenance = read_as(Evidence::verified);
  for (const Party& party : cast.world.parties) {
    const bool main = party.id == cast.owner || party.id == cast.recipient || party.id == cast.holder;
    if (party.kind == PartyKind::group || !dice.chance(main ? (number == 0 ? 97 : 80) : 50)) continue;
    instrument.parties.push_back({party.id, period(dice), provenance(dice)});
    if (dice.chance(6)) instrument.parties.push_back({party.id, period(dice), provenance(dice)});
  }
  if (instrument.parties.empty()) instrument.parties.push_back({cast.owner, {}, read_as(Evidence::verified)});
  if (dice.chance(93)) instrument.statuses.push_back({StatusValue::in_force, day(date_text(dice, 2010, 3)), provenance(dice)});
  for (std::size_t more = dice.below(100); more >= 75; more = dice.below(100)) {
    const auto value = dice.one_of({StatusValue::in_force, StatusValue::signed_, StatusValue::suspended, StatusValue::provisional,
                                    StatusValue::terminated, StatusValue::considered, StatusValue::negotiating});
    instrument.statuses.push_back({value, day(date_text(dice, 2010, 9)), provenance(dice)});
  }
  if (dice.chance(15)) instrument.duration = duration(dice);
  if (number > 0 || dice.chance(50)) limit_scope(instrument, cast, dice);
  for (std::size_t more = dice.below(100); more >= 75; more = dice.below(100)) {
    instrument.clauses.push_back(make_clause(cast, "art-" + std::to_string(instrument.clauses.size() + 1), dice));
  }
  if (dice.chance(40)) {  // firms are provided for
    instrument.clauses.push_back(make_clause(cast, "contractors", dice));
    auto& clause = instrument.clauses.back();
    clause.effect = world::Effect::oblige;
    clause.obligation = "contractor-clearance";
    if (dice.chance(60)) clause.to.clear();
    if (dice.chance(60)) clause.categories.clear();
  }
  if (dice.chance(6)) instrument.withdrawals.push_back({dice.one_of(instrument.parties).party, period(dice), provenance(dice)});
  add_rows(instrument, cast, dice);
  return instrument;
}

void add_permissions(Cast& cast, Dice& dice) {
  auto& world = cast.world;
  for (std::size_t i = 0, count = dice.below(4); i < count; ++i) {
    Dice own = dice.section(48);
    world.consents.push_back(make_consent(cast, "consent-" + std::to_string(i), own));
  }
  for (std::size_t i = 0, count = dice.below(3); i < count; ++i) {
    Dice own = dice.section(48);
    world.delegations.push_back(make_delegation(cast, "delegation-" + std::to_string(i), own));
  }
  for (std::size_t i = 0, count = dice.below(6); i < count; ++i) {
    Dice own = dice.section(24);
    const auto accreditation = make_accreditation(cast, own);
    if (accreditation) world.accreditations.push_back(*accreditation);
  }
}

}  // namespace

world::Clause make_clause(const Cast& cast, const std::string& id, Dice& dice) {
  world::Clause clause;
  clause.id = id;
  clause.effect = dice.one_of({world::Effect::oblige, world::Effect::condition, world::Effect::prohibit});
  if (dice.chance(5)) clause.action = "transfer";
  if (dice.chance(25)) clause.from = who(cast, dice, cast.owner);
  if (dice.chance(25)) clause.to = who(cast, dice, cast.recipient);
  if (dice.chance(20)) clause.levels.push_back(level_of(cast, cast.owner, dice).value_or(LevelName("LOW")));
  if (dice.chance(30)) clause.categories = categories(cast, dice, 40);
  if (dice.chance(20)) clause.domains.emplace_back(dice.one_of(kDomains));
  if (dice.chance(20)) clause.forms.emplace_back(dice.one_of({"document", "oral"}));
  if (dice.chance(75)) clause.purposes.emplace_back("defence");
  if (dice.chance(20)) clause.purposes.emplace_back("training");
  if (clause.effect == world::Effect::oblige)
    clause.obligation = dice.one_of({"use-only-for", "register", "contractor-clearance"});
  clause.period = period(dice);
  clause.provenance = provenance(dice);
  return clause;
}

world::Consent make_consent(const Cast& cast, const std::string& id, Dice& dice) {
  world::Consent consent;
  consent.id = id;
  consent.by = dice.chance(25) ? dice.one_of(cast.world.parties).id : cast.owner;
  consent.to = who(cast, dice, cast.recipient);
  consent.period = period(dice);
  consent.provenance = provenance(dice);
  if (dice.chance(40)) consent.objects = {dice.one_of({"doc", "doc", "doc#2", "other", "sha256:1"})};
  if (!consent.objects.empty() && dice.chance(20)) consent.objects.emplace_back(dice.one_of({"sha256:1", "sha256:2"}));
  if (!dice.chance(15)) consent.up_to = level_of(cast, consent.by, dice);
  consent.categories = categories(cast, dice, 60);
  if (dice.chance(20)) consent.purposes = {dice.one_of({"defence", "training"})};
  return consent;
}

world::Delegation make_delegation(const Cast& cast, const std::string& id, Dice& dice) {
  const PartyId by = dice.chance(20) ? dice.one_of(cast.world.parties).id : cast.holder;
  return {id,
          by,
          who(cast, dice, cast.recipient),
          level_of(cast, by, dice),
          categories(cast, dice, 60),
          period(dice),
          provenance(dice)};
}

std::optional<world::Accreditation> make_accreditation(const Cast& cast, Dice& dice) {
  const PartyId by = dice.one_of({cast.holder, cast.recipient, dice.one_of(cast.world.parties).id});
  const auto level = level_of(cast, by, dice);
  if (!level) return std::nullopt;
  return world::Accreditation{dice.one_of({"link", "link", "post"}), by, *level, period(dice), provenance(dice)};
}

world::EquivalenceRow make_row(const Cast& cast, const PartyId& from, const LevelName& level, const PartyId& to, Dice& dice) {
  world::EquivalenceRow row{from, level, to, {}, {}, period(dice), provenance(dice)};
  const auto target = level_of(cast, to, dice);
  if (target) row.to_levels.push_back(*target);
  const auto second = dice.chance(20) ? level_of(cast, to, dice) : std::nullopt;
  if (second && second != target) row.to_levels.push_back(*second);
  if (!row.to_levels.empty() && dice.chance(30)) row.choice = row.to_levels.back();
  if (dice.chance(2)) row.to_levels = {LevelName("NO SUCH LEVEL")};
  return row;
}

world::LevelTerm make_level_term(const world::World& world, const PolicyId& policy, Dice& dice) {
  world::LevelTerm term{policy, dice.one_of(world.policies.find(policy)->levels).name, period(dice), {}};
  if (term.period == Period{}) term.period.until = day(date_text(dice, 2013, 7));
  return term;
}

Period make_period(Dice& dice) { return period(dice); }
world::Provenance make_provenance(Dice& dice) { return provenance(dice); }

Instant instant_near_a_date(Dice& dice) {
  const PartialDate date = day(date_text(dice, 2013, 7));
  const Instant boundary = dice.chance(50) ? date.latest() : date.earliest();
  return Instant{boundary.seconds + dice.one_of<std::int64_t>({0, -1, 1, 43'200, 86'400 * 20})};
}

Cast make_cast(Dice& dice) {
  Cast cast;
  cast.world.name = "random";
  cast.world.title = "a random world";
  Dice people = dice.section(560);
  populate(cast.world, people);
  Dice roles = dice.section(32);
  std::vector<PartyId> owners;
  for (const Party& party : cast.world.parties) {
    if (party.kind != PartyKind::group) owners.push_back(party.id);
  }
  cast.owner = roles.one_of(owners);
  for (const Party& party : cast.world.parties) {
    if (party.kind == PartyKind::organisation && roles.chance(25)) cast.owner = party.id;
  }
  cast.recipient = roles.chance(20) ? roles.one_of(cast.world.parties).id : cast.world.parties[roles.below(2)].id;
  if (cast.recipient == cast.owner && !roles.chance(10)) cast.recipient = roles.one_of(cast.world.parties).id;
  cast.holder = roles.chance(25) ? roles.one_of(cast.world.parties).id : cast.owner;
  cast.time = instant_near_a_date(roles);
  Dice permissions = dice.section(384);
  add_permissions(cast, permissions);
  std::vector<InstrumentId> ids;
  const std::size_t count = dice.chance(94) ? 1 + dice.below(6) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    Dice own = dice.section(640);
    cast.world.instruments.push_back(make_instrument(cast, i, own));
    const auto& made = cast.world.instruments.back();
    if (made.kind == world::Kind::information_security) ids.push_back(made.id);
  }
  for (Party& party : cast.world.parties) {
    if (party.kind == PartyKind::organisation && !ids.empty() && roles.chance(80)) party.security_agreement = roles.one_of(ids);
  }
  Party& last = cast.world.parties.back();  // no other set has it as a member
  last.decomposable = last.kind == PartyKind::nation || !roles.chance(15);
  return cast;
}

}  // namespace entente::property
