#include "world/check.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/nearest.h"

namespace entente::world {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

PartialDate date(const char* text) { return *PartialDate::parse(text); }

Provenance at(std::size_t line) {
  return {.evidence = Evidence::verified, .source = "S", .known = {}, .note = {}, .place = {"f", line}};
}

Period from(const char* begin) { return {.from = date(begin), .until = {}}; }
Period between(const char* begin, const char* end) { return {.from = date(begin), .until = date(end)}; }

label::Policy policy(const char* id, std::vector<const char*> levels) {
  label::Policy out;
  out.id = PolicyId(id);
  out.party = PartyId(id);
  int rank = static_cast<int>(levels.size());
  for (const auto* name : levels) {
    label::Level level;
    level.name = LevelName(name);
    level.hierarchy = rank--;
    level.marks = {name};
    out.levels.push_back(level);
  }
  label::Token token;
  token.name = CategoryName("SI");
  token.compartments = true;
  out.tokens.push_back(token);
  label::Token control;
  control.name = CategoryName("NOFORN");
  control.meaning = label::Meaning::no_foreign;
  out.tokens.push_back(control);
  return out;
}

Party party(const char* id, PartyKind kind, std::size_t line) {
  Party out;
  out.id = PartyId(id);
  out.kind = kind;
  out.name = id;
  if (kind == PartyKind::nation) out.policy = PolicyId(id);
  out.provenance = at(line);
  return out;
}

EquivalenceRow row(const char* from_level, std::vector<LevelName> to, std::size_t line) {
  EquivalenceRow out;
  out.from = PartyId("KOR");
  out.from_level = LevelName(from_level);
  out.to = PartyId("JPN");
  out.to_levels = std::move(to);
  out.provenance = at(line);
  return out;
}

Membership member(const char* id, Period period, std::size_t line) {
  return {.member = PartyId(id), .period = period, .provenance = at(line)};
}

Status status(StatusValue value, const char* begin, std::size_t line) {
  return {.value = value, .from = date(begin), .provenance = at(line)};
}

// Two nations, an organisation and a group, one agreement in force with a row: nothing to find.
World small_world() {
  World world;
  world.policies.add(policy("JPN", {"機密", "極秘", "秘"}));
  world.policies.add(policy("KOR", {"I", "II", "III"}));
  world.parties = {party("JPN", PartyKind::nation, 1), party("KOR", PartyKind::nation, 2),
                   party("NATO", PartyKind::organisation, 3), party("PAIR", PartyKind::group, 4)};
  world.parties[3].members = {member("JPN", from("2000"), 5)};
  Instrument instrument;
  instrument.id = InstrumentId("isa");
  instrument.provenance = at(10);
  instrument.parties = {{PartyId("JPN"), from("2016-11-23"), at(11)}, {PartyId("KOR"), from("2016-11-23"), at(12)}};
  instrument.statuses = {status(StatusValue::signed_, "2016-11-01", 13), status(StatusValue::in_force, "2016-11-23", 14)};
  instrument.rows = {row("II", {LevelName("極秘")}, 15)};
  world.instruments = {instrument};
  world.templates = {{.kind = Kind::information_security, .clauses = {}, .provenance = at(90)}};
  return world;
}

Clause clause(Effect effect) {
  Clause out;
  out.id = "c";
  out.effect = effect;
  out.provenance = at(20);
  if (effect == Effect::condition) out.purposes = {"exercise"};
  if (effect == Effect::oblige) out.obligation = "register";
  return out;
}

Consent consent() {
  Consent out;
  out.id = "k";
  out.by = PartyId("KOR");
  out.to = {PartyId("JPN")};
  out.up_to = LevelName("II");
  out.provenance = at(30);
  return out;
}

std::vector<std::string> findings_of(const World& world) {
  std::vector<std::string> out;
  for (const auto& finding : check(world))
    out.push_back((finding.severity == Severity::error ? "E " : "W ") + to_string(finding));
  return out;
}

struct Case {
  const char* name;
  std::function<void(World&)> change;
  std::vector<std::string> findings;
};

void expect_all(const std::vector<Case>& cases) {
  for (const auto& each : cases) {
    auto world = small_world();
    each.change(world);
    EXPECT_THAT(findings_of(world), ElementsAreArray(each.findings)) << each.name;
  }
}

TEST(Check, finds_nothing_in_a_sound_world) { EXPECT_THAT(findings_of(small_world()), IsEmpty()); }

TEST(Check, of_parties) {
  expect_all({
      {"duplicate",
       [](World& w) { w.parties.push_back(party("KOR", PartyKind::nation, 9)); },
       {"E f:9: party.id: `KOR` exists already (f:2)"}},
      {"unknown policy",
       [](World& w) { w.parties[0].policy = PolicyId("JPM"); },
       {"E f:1: party.policy: `JPM` is not a policy (did you mean `JPN`?)"}},
      {"unknown member",
       [](World& w) { w.parties[3].members[0].member = PartyId("JPM"); },
       {"E f:5: party.member.id: `JPM` is not a party (did you mean `JPN`?)"}},
      {"nation with members",
       [](World& w) { w.parties[0].members = {member("KOR", {}, 6)}; },
       {"E f:6: party.member: JPN is a nation and has no members"}},
      {"empty interval",
       [](World& w) { w.parties[3].members[0].period = between("2004-01-02", "2004-01-02"); },
       {"E f:5: party.member.until: `2004-01-02` is not after the beginning, `2004-01-02`"}},
      {"no certain day",
       [](World& w) { w.parties[3].members[0].period = between("2004", "2004-06"); },
       {"W f:5: party.member.until: no day is certain between `2004` and `2004-06`, so nothing is granted; state whole dates"}},
      {"overlap",
       [](World& w) { w.parties[3].members = {member("JPN", between("2000", "2010"), 5), member("JPN", from("2009"), 6)}; },
       {"E f:6: party.member.from: membership of JPN in PAIR overlaps an earlier one"}},
      {"no overlap",
       [](World& w) { w.parties[3].members = {member("JPN", from("2010"), 6), member("JPN", between("2000", "2010"), 5)}; },
       {}},
      {"circle",
       [](World& w) {
         w.parties[2].members = {member("PAIR", {}, 6)};
         w.parties[3].members = {member("NATO", {}, 7)};
       },
       {"E f:7: party.member.id: contains itself: NATO → PAIR → NATO"}},
      {"itself",
       [](World& w) { w.parties[3].members = {member("PAIR", {}, 7)}; },
       {"E f:7: party.member.id: contains itself: PAIR → PAIR"}},
      {"group with a policy",
       [](World& w) { w.parties[3].policy = PolicyId("JPN"); },
       {"E f:4: party.policy: PAIR is a group, which marks nothing"}},
      {"security agreement of a nation",
       [](World& w) { w.parties[0].security_agreement = InstrumentId("isa"); },
       {"E f:1: party.security_agreement: JPN is a nation; only an organisation has one"}},
      {"unknown security agreement",
       [](World& w) { w.parties[2].security_agreement = InstrumentId("iza"); },
       {"E f:3: party.security_agreement: `iza` is not an instrument (did you mean `isa`?)"}},
      {"security agreement of others",
       [](World& w) { w.parties[2].security_agreement = InstrumentId("isa"); },
       {"E f:3: party.security_agreement: NATO is not a party to `isa`"}},
      {"no policy",
       [](World& w) { w.parties[0].policy.reset(); },
       {"W f:1: party.policy: JPN has none, though `isa` is in force; no level of it can be named",
        "E f:15: equivalence.to.level: `極秘` is not a level of JPN, which has no policy"}},
  });
}

TEST(Check, groups_nest_sixteen_deep_and_no_deeper) {
  for (const int groups : {16, 17}) {
    auto world = small_world();
    world.parties[3].members = {member("JPN", {}, 5)};
    std::string below = "PAIR";
    for (int i = 1; i < groups; ++i) {
      const auto id = "G" + std::to_string(i);
      world.parties.push_back(party(id.c_str(), PartyKind::group, 100));
      world.parties.back().members = {member(below.c_str(), {}, 101)};
      below = id;
    }
    if (groups == 16) EXPECT_THAT(findings_of(world), IsEmpty());
    if (groups == 17)
      EXPECT_THAT(findings_of(world), ElementsAre("E f:100: party.member: members of G16 are nested 17 deep, limit 16"));
  }
}

TEST(Check, more_parties_than_bits_are_refused) {
  auto world = small_world();
  while (world.parties.size() <= limits::kParties) {
    world.parties.push_back(party(("X" + std::to_string(world.parties.size())).c_str(), PartyKind::group, 50));
  }
  EXPECT_THAT(findings_of(world), ElementsAre("E f:50: party: the world has 257 parties, limit 256"));
}

TEST(Check, of_policies) {
  const auto with = [](const std::function<void(label::Policy&)>& change) {
    return [change](World& w) {
      auto changed = *w.policies.find(PolicyId("JPN"));
      change(changed);
      w.policies.add(std::move(changed));
    };
  };
  expect_all({
      {"nobody's",
       with([](label::Policy& p) { p.party = PartyId("JPM"); }),
       {"E policies.JPN.party: `JPM` is not a party (did you mean `JPN`?)"}},
      {"a group's",
       with([](label::Policy& p) { p.party = PartyId("PAIR"); }),
       {"E policies.JPN.party: `PAIR` is a group; expected a nation or an organisation"}},
      {"unknown list",
       with([](label::Policy& p) { p.tokens[1].parties = {PartyId("ZZZ")}; }),
       {"E policies.JPN.token.parties: `ZZZ` is not a party"}},
      {"correspondence",
       with([](label::Policy& p) { p.corresponds = {{PolicyId("KOR"), LevelName("IV"), LevelName("秘")}}; }),
       {"E policies.JPN.corresponds.level: `IV` is not a level of policy KOR (did you mean `I`?); expected one of I, II, III"}},
      {"correspondence to nothing",
       with([](label::Policy& p) { p.corresponds = {{PolicyId("KOR"), LevelName("I"), LevelName("X")}}; }),
       {"E policies.JPN.corresponds.counts_as: `X` is not a level of policy JPN; expected one of 機密, 極秘, 秘"}},
  });
}

TEST(Check, of_accessions_and_statuses) {
  expect_all({
      {"duplicate", [](World& w) { w.instruments.push_back(w.instruments[0]); }, {"E f:10: id: `isa` exists already (f:10)"}},
      {"one party",
       [](World& w) { w.instruments[0].parties.pop_back(); },
       {"E f:10: parties: 1 party; expected at least 2",
        "E f:15: equivalence.from.party: `KOR` is not a party to this instrument"}},
      {"a group accedes",
       [](World& w) { w.instruments[0].parties.push_back({PartyId("PAIR"), {}, at(16)}); },
       {"E f:16: parties.id: `PAIR` is a group; expected a nation or an organisation"}},
      {"twice a party",
       [](World& w) { w.instruments[0].parties.push_back({PartyId("KOR"), from("2020"), at(16)}); },
       {"E f:16: parties.from: `KOR` is a party already then"}},
      {"no status", [](World& w) { w.instruments[0].statuses.clear(); }, {"W f:10: status: no status, so it is never in force"}},
      {"same status twice",
       [](World& w) { w.instruments[0].statuses.push_back(status(StatusValue::signed_, "2016-11-01", 19)); },
       {"W f:19: status: `signed` from 2016-11-01 stands already in f:13"}},
      {"in force before signed",
       [](World& w) { w.instruments[0].statuses[0].from = date("2017"); },
       {"W f:14: status.from: in force 2016-11-23, before it is signed 2017"}},
      {"unclear end",
       [](World& w) {
         w.instruments[0].statuses = {status(StatusValue::in_force, "2016", 13), status(StatusValue::terminated, "2016-05", 14)};
       },
       {"E f:14: status.from: `terminated` from 2016-05 may be before or after `in-force` from 2016; state dates that tell"}},
      {"clear end",
       [](World& w) {
         w.instruments[0].statuses = {status(StatusValue::in_force, "2016", 13), status(StatusValue::terminated, "2017", 14)};
       },
       {}},
      {"no source",
       [](World& w) { w.instruments[0].provenance.source.clear(); },
       {"E f:10: source: missing; expected an address or a citation"}},
      {"row without source",
       [](World& w) { w.instruments[0].rows[0].provenance.source.clear(); },
       {"E f:15: equivalence.source: missing; expected an address or a citation"}},
      {"no rows",
       [](World& w) { w.instruments[0].rows.clear(); },
       {"W f:10: equivalence: in force without a row, so nothing above the free level passes under it"}},
      {"withdrawal by a stranger",
       [](World& w) { w.instruments[0].withdrawals = {{PartyId("NATO"), {}, at(18)}}; },
       {"E f:18: assurance.withdrawn_by: `NATO` is not a party to this instrument"}},
  });
}

Duration& five_years(World& w, const char* entry = "2016-11-23") {
  w.instruments[0].statuses[1].from = date(entry);
  auto& out = w.instruments[0].duration.emplace();
  out.years = 5;
  out.provenance = at(17);
  return out;
}

TEST(Check, of_durations) {
  expect_all({
      {"a fixed one of a whole day", [](World& w) { five_years(w); }, {}},
      {"both ends",
       [](World& w) { five_years(w).until = date("2021-11-23"); },
       {"E f:17: duration.until: both `years` and `until` are stated; state the one that the text does"}},
      {"both notices",
       [](World& w) {
         auto& duration = five_years(w);
         duration.notice_days = 90;
         duration.notice_months = 3;
       },
       {"E f:17: duration.notice_months: both days and months of notice are stated; state the one that the text does"}},
      {"a length without a renewal",
       [](World& w) { five_years(w).renewal_years = 5; },
       {"E f:17: duration.renewal_years: without `renewal = \"automatic\"`, no renewal has a length"}},
      {"no end",
       [](World& w) { five_years(w).years.reset(); },
       {"E f:17: duration: no end; state `years` or `until`, or `renewal = \"indefinite\"` where the text has none"}},
      {"it ends, counted from an unknown day",
       [](World& w) { five_years(w, "2016-12"); },
       {"E f:14: status.from: 2016-12 is no whole day, and the duration counts from it; state the day, or the duration's "
        "`until`"}},
      {"it is renewed, counted from an unknown day", [](World& w) { five_years(w, "2016-12").renewal = Renewal::automatic; }, {}},
      {"in force again after a suspension",
       [](World& w) {
         five_years(w);
         w.instruments[0].statuses.push_back(status(StatusValue::suspended, "2018-01-01", 15));
         w.instruments[0].statuses.push_back(status(StatusValue::in_force, "2019-01-01", 16));
       },
       {"E f:17: duration.years: whether they count anew after the suspension is not clear; state `until`"}},
  });
}

TEST(Check, of_rows) {
  expect_all({
      {"unknown level",
       [](World& w) { w.instruments[0].rows[0].to_levels = {LevelName("極密")}; },
       {"E f:15: equivalence.to.level: `極密` is not a level of JPN (did you mean `極秘`?); expected one of 機密, 極秘, 秘"}},
      {"level by its mark",
       [](World& w) {
         auto changed = *w.policies.find(PolicyId("KOR"));
         changed.levels[1].marks.push_back("SECRET");
         w.policies.add(std::move(changed));
         w.instruments[0].rows[0].from_level = LevelName("SECRET");
       },
       {"E f:15: equivalence.from.level: `SECRET` is not a level of KOR (did you mean `II`?); expected one of I, II, III"}},
      {"stranger",
       [](World& w) { w.instruments[0].rows[0].to = PartyId("NATO"); },
       {"E f:15: equivalence.to.party: `NATO` is not a party to this instrument"}},
      {"unknown party",
       [](World& w) { w.instruments[0].rows[0].to = PartyId("JPM"); },
       {"E f:15: equivalence.to.party: `JPM` is not a party (did you mean `JPN`?)"}},
      {"no choice",
       [](World& w) { w.instruments[0].rows[0].to_levels.emplace_back("機密"); },
       {"W f:15: equivalence.to.choice: missing, though there are several levels; the highest will be taken"}},
      {"wrong choice",
       [](World& w) { w.instruments[0].rows[0].choice = LevelName("秘"); },
       {"E f:15: equivalence.to.choice: `秘` is not among the levels"}},
      {"no level",
       [](World& w) { w.instruments[0].rows[0].to_levels.clear(); },
       {"E f:15: equivalence.to.level: no level; expected one or more"}},
      {"second row",
       [](World& w) { w.instruments[0].rows.push_back(row("II", {LevelName("秘")}, 16)); },
       {"W f:16: equivalence.from.level: `II` has a row already (f:15)"}},
      {"second row later",
       [](World& w) {
         w.instruments[0].rows[0].period = between("2016", "2020");
         w.instruments[0].rows.push_back(row("II", {LevelName("秘")}, 16));
         w.instruments[0].rows[1].period = from("2020");
       },
       {}},
      {"row to itself",
       [](World& w) {
         w.instruments[0].rows[0].to = PartyId("KOR");
         w.instruments[0].rows[0].to_levels = {LevelName("II")};
       },
       {"E f:15: equivalence.to.party: the same party as `from`"}},
  });
}

TEST(Check, of_legs_clauses_and_categories) {
  const auto with = [](Clause given) { return [given](World& w) { w.instruments[0].clauses = {given}; }; };
  auto no_purposes = clause(Effect::condition);
  no_purposes.purposes.clear();
  auto no_duty = clause(Effect::oblige);
  no_duty.obligation.clear();
  auto misspelt_duty = clause(Effect::oblige);
  misspelt_duty.obligation = "registre";
  auto misspelt_action = clause(Effect::prohibit);
  misspelt_action.action = "disclosed";
  auto idle_purposes = clause(Effect::prohibit);
  idle_purposes.purposes = {"exercise"};
  auto unknown_names = clause(Effect::prohibit);
  unknown_names.from = {PartyId("KOT")};
  unknown_names.categories = {"KOR:SJ", "SI", "KOR:SI-G ABCD"};
  auto unknown_level = clause(Effect::prohibit);
  unknown_level.levels = {LevelName("II"), LevelName("IV")};
  expect_all({
      {"condition", with(clause(Effect::condition)), {}},
      {"condition without purposes",
       with(no_purposes),
       {"E f:20: clause.purposes: missing, and `needs` too; a condition enumerates purposes or says what it needs"}},
      {"duty missing", with(no_duty), {"E f:20: clause.obligation: missing; `oblige` names a duty"}},
      {"duty misspelt",
       with(misspelt_duty),
       {"W f:20: clause.obligation: `registre` is not a duty we know (did you mean `register`?)"}},
      {"action",
       with(misspelt_action),
       {"E f:20: clause.action: `disclosed` is not an action; expected disclose, transfer, supply, visit, participate, grant, "
        "consult (did you mean `disclose`?)"}},
      {"purposes of a prohibition",
       with(idle_purposes),
       {"E f:20: clause.purposes: only a condition enumerates purposes, not `prohibit`"}},
      {"names",
       with(unknown_names),
       {"E f:20: clause.categories: `SI` is not a category; expected `POLICY:NAME`",
        "E f:20: clause.categories: `SJ` is not a category of policy KOR (did you mean `SI`?); expected one of SI, NOFORN",
        "E f:20: clause.from: `KOT` is not a party (did you mean `KOR`?)"}},
      {"level", with(unknown_level), {"E f:20: clause.levels: `IV` is a level of no party it may come from"}},
      {"twice",
       [](World& w) { w.instruments[0].clauses = {clause(Effect::oblige), clause(Effect::oblige)}; },
       {"E f:20: clause.id: `c` exists already (f:20)"}},
      {"category that restricts nothing",
       [](World& w) { w.instruments[0].categories = {"KOR:NOFORN"}; },
       {"W f:10: categories: `NOFORN` is not a restrictive category of policy KOR, so listing it changes nothing"}},
      {"leg of a stranger",
       [](World& w) { w.instruments[0].legs = {{PartyId("KOR"), PartyId("JPN"), PartyId("NATO")}}; },
       {"E f:10: leg.via: `NATO` is not a party to this instrument"}},
      {"leg to itself",
       [](World& w) { w.instruments[0].legs = {{PartyId("KOR"), PartyId("KOR"), {}}}; },
       {"E f:10: leg: `KOR` stands twice in one leg"}},
  });
}

TEST(Check, of_consents) {
  const auto with = [](const std::function<void(Consent&)>& change) {
    return [change](World& w) {
      w.consents = {consent()};
      change(w.consents[0]);
    };
  };
  expect_all({
      {"sound", with([](Consent&) {}), {}},
      {"twice", [](World& w) { w.consents = {consent(), consent()}; }, {"E f:30: consent.id: `k` exists already (f:30)"}},
      {"by a group",
       with([](Consent& c) { c.by = PartyId("PAIR"); }),
       {"E f:30: consent.by: `PAIR` is a group; expected a nation or an organisation"}},
      {"to nobody", with([](Consent& c) { c.to.clear(); }), {"E f:30: consent.to: nobody; expected at least one party"}},
      {"unknown level",
       with([](Consent& c) { c.up_to = LevelName("極秘"); }),
       {"E f:30: consent.up_to: `極秘` is not a level of KOR; expected one of I, II, III"}},
      {"covers nothing",
       with([](Consent& c) { c.up_to.reset(); }),
       {"E f:30: consent.objects: missing, and `up_to` too; expected one of them"}},
      {"objects and level",
       with([](Consent& c) { c.objects = {"a.md"}; }),
       {"E f:30: consent.up_to: stands beside `objects`, which it does not limit; expected one of them"}},
      {"digest cut short",
       with([](Consent& c) { c.objects = {"a.md", "sha256:12ab"}, c.up_to.reset(); }),
       {"E f:30: consent.objects: `sha256:12ab` is not a digest; expected `sha256:` and 64 lower-case hexadecimal digits"}},
      {"digest of another kind, which would be a name",
       with([](Consent& c) { c.objects = {"a.md", "md5:" + std::string(32, 'A'), "b: c.md"}, c.up_to.reset(); }),
       {"E f:30: consent.objects: `md5:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA` is not a digest; expected `sha256:` and 64 lower-case "
        "hexadecimal digits"}},
      {"delegation without level",
       [](World& w) {
         w.delegations = {{.id = "d",
                           .by = PartyId("JPN"),
                           .to = {PartyId("KOR")},
                           .up_to = {},
                           .categories = {},
                           .period = {},
                           .provenance = at(31)}};
       },
       {"E f:31: delegation.up_to: missing; without a level it covers nothing"}},
      {"accreditation",
       [](World& w) {
         w.accreditations = {
             {.channel = "link", .by = PartyId("JPN"), .up_to = LevelName("II"), .period = {}, .provenance = at(32)}};
       },
       {"E f:32: accreditation.up_to: `II` is not a level of JPN; expected one of 機密, 極秘, 秘"}},
  });
}

TEST(Check, an_organisation_needs_no_partner_for_its_security_agreement) {
  auto world = small_world();
  Instrument agreement = world.instruments[0];
  agreement.id = InstrumentId("nato-security");
  agreement.parties = {{PartyId("NATO"), {}, at(41)}};
  agreement.rows.clear();
  world.instruments.push_back(agreement);
  world.parties[2].security_agreement = agreement.id;
  EXPECT_THAT(findings_of(world), IsEmpty());
}

}  // namespace
}  // namespace entente::world
