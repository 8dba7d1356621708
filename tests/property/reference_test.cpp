// Hand-written worlds: what the product must say, asked of the naive evaluator and of the engine alike. The figures are those of
// the page docs/semantics.md; the agreements are those that everybody knows, cut down to what the question needs.
#include <gtest/gtest.h>

#include "property/engine.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;
using label::ReleaseKind;
using world::Effect;
using world::Evidence;
using world::Instrument;
using world::PartyKind;
using world::StatusValue;

constexpr Outcome kPass = Outcome::pass;
constexpr Outcome kFail = Outcome::fail;
constexpr Outcome kUnknown = Outcome::unknown;
constexpr Outcome kNotApplicable = Outcome::not_applicable;

label::Level level(const char* name, int hierarchy, bool free = false) {
  label::Level made;
  made.name = LevelName(name);
  made.hierarchy = hierarchy;
  made.free = free;
  made.marks = {name};
  made.portion = name;
  return made;
}

// Built up fact by fact; every fact verified and without dates unless a test says otherwise.
struct House {
  world::World world;
  reference::Options options;
  decision::Request request;

  world::Party& party(const char* id, PartyKind kind, const std::vector<label::Level>& levels) {
    world::Party made;
    made.id = PartyId(id);
    made.kind = kind;
    made.provenance = read_as(Evidence::verified);
    if (!levels.empty()) {
      label::Policy policy;
      policy.id = PolicyId(id);
      policy.party = made.id;
      policy.grammar = label::Grammar::plain;
      policy.levels = levels;
      world.policies.add(policy);
      made.policy = policy.id;
    }
    world.policies.add_party(made.id, made.policy);
    return world.parties.emplace_back(made);
  }
  Instrument& instrument(const char* id, const std::vector<const char*>& parties, const char* in_force) {
    Instrument made;
    made.id = InstrumentId(id);
    made.provenance = read_as(Evidence::verified);
    for (const char* each : parties) made.parties.push_back({PartyId(each), {}, read_as(Evidence::verified)});
    made.statuses.push_back({StatusValue::in_force, day(in_force), read_as(Evidence::verified)});
    return world.instruments.emplace_back(made);
  }
  void row(Instrument& instrument, const char* from, const char* high, const char* to, const char* low,
           Evidence evidence = Evidence::verified) {
    instrument.rows.push_back({PartyId(from), LevelName(high), PartyId(to), {LevelName(low)}, {}, {}, read_as(evidence)});
  }
  void member(const char* group, const char* id, const char* from) {
    for (auto& each : world.parties) {
      if (each.id == PartyId(group)) each.members.push_back({PartyId(id), {day(from), {}}, read_as(Evidence::verified)});
    }
  }
  void consent(const char* by, const char* to, const char* up_to) {
    world::Consent made;
    made.id = "consent";
    made.by = PartyId(by);
    made.to = {PartyId(to)};
    made.up_to = LevelName(up_to);
    made.provenance = read_as(Evidence::verified);
    world.consents.push_back(made);
  }
  // The label that `owner` puts on its own information, released to a list (absent: not decided).
  label::Label& ask(const char* owner, const char* marked, std::optional<std::vector<PartyId>> released, const char* to,
                    const char* when) {
    label::Label label;
    label.policy = PolicyId(owner);
    label.level = LevelName(marked);
    label.owners.push_back({PartyId(owner), PolicyId(owner), LevelName(marked)});
    if (released) label.releasable = {ReleaseKind::listed, *released};
    request = {};
    request.subject = {decision::SubjectType::party, to};
    request.action = "disclose";
    request.time = at(when);
    request.object.id = "report.md";
    request.object.label = label;
    return *request.object.label;
  }
  // The worst outcome of a rule; the engine must have the same outcomes throughout.
  Outcome outcome(Rule rule) const {
    const auto answer = reference::decide(world, options, request);
    const auto decision = decided(world, options, request);
    EXPECT_EQ(text_of(answer.outcomes), text_of(outcomes_of(decision)));
    EXPECT_EQ(answer.permit, decision.permit);
    Outcome worst = kPass;
    for (const auto& each : answer.outcomes) {
      if (each.rule == rule) worst = std::min(worst, each.outcome);
    }
    return worst;
  }
  bool permits() const {
    (void)outcome(Rule::label_valid);
    const auto answer = reference::decide(world, options, request);
    if (answer.permit) EXPECT_EQ(answer.evidence, decided(world, options, request).evidence);
    return answer.permit;
  }
};

const PartyId kJapan("JPN");
const PartyId kUsa("USA");
const PartyId kKorea("KOR");
const PartyId kNewZealand("NZL");

// USA, JPN, KOR, NZL, NATO with FIN; JPN with USA (2007), KOR (2016) and NATO (2010); the rows of the first from memory.
House partners() {
  House house;
  house.party("USA", PartyKind::nation,
              {level("TOP SECRET", 3), level("SECRET", 2), level("CONFIDENTIAL", 1), level("UNCLASSIFIED", 0, true)});
  house.party("JPN", PartyKind::nation, {level("KIMITSU", 3), level("GOKUHI", 2), level("HI", 1), level("OPEN", 0, true)});
  house.party("KOR", PartyKind::nation, {level("II", 2), level("III", 1), level("OPEN", 0, true)});
  house.party("NZL", PartyKind::nation, {level("SECRET", 2), level("UNCLASSIFIED", 0, true)});
  house.party("FIN", PartyKind::nation, {level("II", 2), level("OPEN", 0, true)});
  house.party("NATO", PartyKind::organisation,
              {level("COSMIC TOP SECRET", 3), level("NATO SECRET", 2), level("NATO UNCLASSIFIED", 0, true)});
  house.party("FVEY", PartyKind::group, {});
  house.world.parties[5].security_agreement = InstrumentId("nato-security");
  house.member("NATO", "FIN", "2023-04-04");
  house.member("FVEY", "USA", "1946");
  house.member("FVEY", "NZL", "1956");
  auto& usa = house.instrument("usa-jpn", {"USA", "JPN"}, "2007-08-10");
  house.row(usa, "USA", "SECRET", "JPN", "GOKUHI", Evidence::unverified);
  auto& korea = house.instrument("jpn-kor", {"KOR", "JPN"}, "2016-11-23");
  house.row(korea, "KOR", "II", "JPN", "GOKUHI");
  auto& nato = house.instrument("jpn-nato", {"NATO", "JPN"}, "2010-06-25");
  house.row(nato, "NATO", "NATO SECRET", "JPN", "GOKUHI");
  house.instrument("nato-security", {"NATO"}, "1949");
  return house;
}

TEST(Reference, a_released_mark_needs_an_agreement_in_force_and_a_name_on_the_list) {
  House house = partners();
  house.ask("USA", "SECRET", {{kUsa, kJapan}}, "JPN", "2024-11-20");
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(reference::decide(house.world, house.options, house.request).evidence, Evidence::unverified);
  const auto mapped = reference::decide(house.world, house.options, house.request).mapped;
  EXPECT_EQ(mapped.at({kUsa, kJapan}), LevelName("GOKUHI"));
  house.request.time = at("2007-01-01");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.ask("USA", "SECRET", {{kUsa, kJapan}}, "NZL", "2024-11-20");
  EXPECT_EQ(house.outcome(Rule::release_marking), kFail);
}

TEST(Reference, a_negotiated_agreement_is_no_basis) {
  House house = partners();
  house.world.instruments[0].statuses.front().value = StatusValue::negotiating;
  house.ask("USA", "SECRET", {{kJapan}}, "JPN", "2024-11-20");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  EXPECT_EQ(house.outcome(Rule::equivalence), kPass);
}

TEST(Reference, what_an_organisation_owns) {
  House house = partners();
  house.ask("NATO", "NATO SECRET", {{kJapan}}, "JPN", "2024-11-20");
  EXPECT_TRUE(house.permits());
  house.ask("NATO", "COSMIC TOP SECRET", {{kJapan}}, "JPN", "2024-11-20");
  EXPECT_EQ(house.outcome(Rule::equivalence), kFail);
  house.ask("NATO", "NATO SECRET", std::nullopt, "FIN", "2023-04-03");
  EXPECT_FALSE(house.permits());
  house.request.time = at("2023-04-04");
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.outcome(Rule::equivalence), kNotApplicable);
}

TEST(Reference, a_partial_date_begins_a_grant_on_its_last_day_and_a_restriction_on_its_first) {
  House house = partners();
  house.world.instruments[1].statuses.front().from = day("2016-11");
  house.ask("KOR", "II", {{kJapan}}, "JPN", "2016-11-29");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.request.time = at("2016-11-30");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kPass);
  house.world.instruments[1].statuses.push_back({StatusValue::suspended, day("2019"), read_as(Evidence::assumed)});
  house.request.time = at("2018-12-31");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kPass);
  house.request.time = at("2019-01-01");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(Reference, what_may_have_begun_restricts_until_it_has_ended_for_certain) {
  House house = partners();
  house.ask("KOR", "II", {{kJapan}}, "JPN", "2018-12-31");
  auto& instrument = house.world.instruments[1];
  instrument.withdrawals.push_back({kJapan, {day("2019"), day("2020-06")}, read_as(Evidence::assumed)});
  EXPECT_TRUE(house.permits());
  house.request.time = at("2019-01-01");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.request.time = at("2020-06-29T23:59:59Z");
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.request.time = at("2020-06-30");
  EXPECT_TRUE(house.permits());
  house.world.parties[2].authority.push_back({{day("2020"), {}}, read_as(Evidence::assumed)});
  EXPECT_EQ(house.outcome(Rule::authority), kFail);
}

TEST(Reference, foreign_information_needs_its_originators_consent) {
  House house = partners();
  house.ask("KOR", "II", {{kJapan}}, "JPN", "2024-11-20");
  EXPECT_TRUE(house.permits());
  house.request.holder = kUsa;
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  auto& label = house.ask("USA", "SECRET", {{kUsa, kJapan, kKorea}}, "JPN", "2024-11-20");
  label.sources.push_back({kKorea, PolicyId("KOR"), LevelName("II")});
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  house.consent("KOR", "JPN", "III");  // not up to this level
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  house.consent("KOR", "JPN", "II");
  EXPECT_EQ(house.outcome(Rule::originator_control), decision::Outcome::not_applicable);  // passes for Korea, does not concern the holder
  label.sources.push_back({});  // concealed
  EXPECT_EQ(house.outcome(Rule::originator_control), kUnknown);
}

TEST(Reference, a_consent_to_a_digest_covers_that_text_only) {
  House house = partners();
  house.ask("KOR", "II", {{kJapan}}, "JPN", "2024-11-20");
  house.request.holder = kUsa;
  house.row(house.world.instruments[0], "KOR", "II", "JPN", "GOKUHI");
  house.consent("KOR", "JPN", "II");
  auto& objects = house.world.consents.front().objects;
  const std::string text = "sha256:" + std::string(64, 'a');
  objects = {text};
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);  // of what is asked for no digest is known
  house.request.object.digest = "sha256:" + std::string(64, 'b');
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  house.request.object.digest = text;
  EXPECT_TRUE(house.permits());
  house.request.object.id = "other name.md#4";
  EXPECT_TRUE(house.permits());
  objects = {"report.md", text};  // name and text
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  house.request.object.id = "report.md#4";
  EXPECT_TRUE(house.permits());
  house.request.object.digest.clear();
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
  house.request.object.id = text;  // a digest is no name
  objects = {text};
  EXPECT_EQ(house.outcome(Rule::originator_control), kFail);
}

TEST(Reference, silence_on_a_category_excludes) {
  House house = partners();
  house.row(house.world.instruments[0], "USA", "TOP SECRET", "JPN", "KIMITSU");
  auto& label = house.ask("USA", "TOP SECRET", {{kUsa, kJapan}}, "JPN", "2024-11-20");
  EXPECT_TRUE(house.permits());
  label.categories.push_back({PolicyId("USA"), CategoryName("SI"), label::CategoryKind::restrictive});
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  house.world.instruments[0].categories = {"USA:SI"};
  EXPECT_TRUE(house.permits());
}

TEST(Reference, the_free_level_needs_no_agreement_unless_something_restricts) {
  House house = partners();
  auto& label = house.ask("USA", "UNCLASSIFIED", std::nullopt, "NZL", "2024-11-20");
  EXPECT_TRUE(house.permits());
  label.categories.push_back({PolicyId("USA"), CategoryName("FOUO"), label::CategoryKind::restrictive});
  EXPECT_EQ(house.outcome(Rule::release_marking), kFail);
  EXPECT_EQ(house.outcome(Rule::legal_basis), kNotApplicable);
}

TEST(Reference, evidence_required_and_evidence_known) {
  House house = partners();
  house.ask("USA", "SECRET", {{kJapan}}, "JPN", "2024-11-20");
  house.options.require = Evidence::verified;
  EXPECT_EQ(house.outcome(Rule::equivalence), kUnknown);
  house.options = {};
  house.world.instruments[0].rows.front().provenance.known = day("2024");
  house.options.known_as_of = at("2024-12-30");
  EXPECT_EQ(house.outcome(Rule::equivalence), kFail);
  house.options.known_as_of = at("2024-12-31");
  EXPECT_EQ(house.outcome(Rule::equivalence), kPass);
}

TEST(Reference, no_foreign_denies_consent_or_not) {
  House house = partners();
  house.consent("USA", "JPN", "TOP SECRET");
  auto& label = house.ask("USA", "SECRET", std::nullopt, "JPN", "2024-11-20");
  EXPECT_TRUE(house.permits());
  label.controls.no_foreign = true;
  EXPECT_EQ(house.outcome(Rule::release_marking), kFail);
}

TEST(Reference, a_group_is_every_member) {
  House house = partners();
  house.ask("USA", "UNCLASSIFIED", {{kUsa}}, "FVEY", "2024-11-20");
  EXPECT_EQ(house.outcome(Rule::release_marking), kFail);  // NZL is not on the list
  house.ask("USA", "UNCLASSIFIED", {{PartyId("FVEY")}}, "FVEY", "2024-11-20");
  EXPECT_TRUE(house.permits());
  house.request.time = at("1950-01-01");  // USA alone, which holds it
  EXPECT_TRUE(house.permits());
  house.request.time = at("1940-01-01");  // nobody
  EXPECT_EQ(house.outcome(Rule::recipient_known), kFail);
}

TEST(Reference, an_unknown_group_or_level_is_an_invalid_label) {
  House house = partners();
  house.ask("USA", "SECRET", {{kJapan, PartyId("SIXEYES")}}, "JPN", "2024-11-20");
  EXPECT_EQ(house.outcome(Rule::label_valid), kFail);
  EXPECT_EQ(house.outcome(Rule::authority), kUnknown);
  house.ask("USA", "SERCET", {{kJapan}}, "JPN", "2024-11-20");
  EXPECT_EQ(house.outcome(Rule::label_valid), kFail);
}

TEST(Reference, a_prohibition_of_a_considered_instrument_binds_every_basis) {
  House house = partners();
  house.ask("KOR", "II", {{kJapan}}, "JPN", "2024-11-20");
  auto& other = house.instrument("other", {"JPN", "KOR"}, "2030");
  world::Clause clause;
  clause.id = "art-1";
  clause.provenance = read_as(Evidence::assumed);
  clause.levels = {LevelName("III")};
  other.clauses.push_back(clause);
  EXPECT_TRUE(house.permits());
  other.clauses.front().levels.clear();
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
}

TEST(Reference, a_prohibition_beside_a_condition_that_fails) {
  House house = partners();
  house.ask("KOR", "II", {{kJapan}}, "JPN", "2024-11-20");
  world::Clause clause;
  clause.provenance = read_as(Evidence::verified);
  clause.id = "art-1";
  clause.effect = Effect::condition;
  clause.purposes = {"defence"};
  house.world.instruments[1].clauses.push_back(clause);
  EXPECT_EQ(house.outcome(Rule::purpose), kFail);
  clause.id = "art-2";
  clause.effect = Effect::prohibit;
  clause.purposes.clear();
  house.world.instruments[1].clauses.push_back(clause);
  EXPECT_EQ(house.outcome(Rule::legal_basis), kFail);
  EXPECT_EQ(house.outcome(Rule::purpose), kFail);
}

// 3., channel: what comes home is received at its own level, and r must be accredited for that.
TEST(Reference, a_channel_is_accredited_on_both_sides_even_when_information_goes_home) {
  House house = partners();
  auto& label = house.ask("USA", "SECRET", {{kJapan}}, "JPN", "2024-11-20");
  label.owners = {{kJapan, PolicyId("JPN"), LevelName("GOKUHI")}};
  house.request.holder = kUsa;
  house.request.channel = "link";
  house.world.accreditations.push_back({"link", kUsa, LevelName("SECRET"), {}, read_as(Evidence::verified)});
  EXPECT_EQ(house.outcome(Rule::channel), kFail);
  auto& japanese = house.world.accreditations.emplace_back();
  japanese = {"link", kJapan, LevelName("HI"), {}, read_as(Evidence::verified)};
  EXPECT_EQ(house.outcome(Rule::channel), kFail);
  japanese.up_to = LevelName("GOKUHI");
  EXPECT_TRUE(house.permits());
  label.owners.front().level.reset();
  EXPECT_EQ(house.outcome(Rule::channel), kUnknown);
}

// Without the first agreement this would be permitted; so it is with it.
TEST(Reference, a_candidate_that_maps_beyond_what_the_channel_carries_gives_way_to_another) {
  House house = partners();
  house.ask("USA", "SECRET", {{kJapan}}, "JPN", "2024-11-20");
  house.world.instruments[0].rows.front().provenance = read_as(Evidence::verified);
  auto& other = house.instrument("usa-jpn-low", {"USA", "JPN"}, "2020-01-01");
  house.row(other, "USA", "SECRET", "JPN", "HI", Evidence::unverified);
  house.request.channel = "link";
  house.world.accreditations.push_back({"link", kUsa, LevelName("SECRET"), {}, read_as(Evidence::verified)});
  house.world.accreditations.push_back({"link", kJapan, LevelName("HI"), {}, read_as(Evidence::verified)});
  EXPECT_TRUE(house.permits());
  const auto mapped = reference::decide(house.world, house.options, house.request).mapped;
  EXPECT_EQ(mapped.at({kUsa, kJapan}), LevelName("HI"));
  house.options.require = Evidence::verified;  // then only the first counts, which maps too high: the other, if weaker grants did
  EXPECT_EQ(house.outcome(Rule::channel), kUnknown);
  house.options = {};
  house.world.instruments.erase(house.world.instruments.begin());
  EXPECT_TRUE(house.permits());
}

TEST(Reference, of_two_candidates_alike_the_one_with_the_better_accreditation_is_relied_on) {
  House house = partners();
  house.ask("KOR", "II", {{kJapan}}, "JPN", "2024-11-20");
  auto& other = house.instrument("later", {"KOR", "JPN"}, "2020-01-01");
  house.row(other, "KOR", "II", "JPN", "HI");
  house.request.channel = "link";
  house.world.accreditations.push_back({"link", kKorea, LevelName("II"), {}, read_as(Evidence::verified)});
  house.world.accreditations.push_back({"link", kJapan, LevelName("GOKUHI"), {}, read_as(Evidence::partial)});
  house.world.accreditations.push_back({"link", kJapan, LevelName("HI"), {}, read_as(Evidence::verified)});
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(reference::decide(house.world, house.options, house.request).evidence, Evidence::verified);
}

// What a member is accredited for is a level of its own policy, and this level stays in the organisation's.
TEST(Reference, no_accreditation_of_a_member_covers_an_organisations_level) {
  House house = partners();
  house.ask("NATO", "NATO SECRET", std::nullopt, "FIN", "2024-11-20");
  house.request.channel = "link";
  house.world.accreditations.push_back({"link", PartyId("NATO"), LevelName("NATO SECRET"), {}, read_as(Evidence::verified)});
  house.world.accreditations.push_back({"link", PartyId("FIN"), LevelName("II"), {}, read_as(Evidence::verified)});
  EXPECT_EQ(house.outcome(Rule::channel), kUnknown);
}

// An analyst of JPN, cleared for GOKUHI and in the community of the object.
House with_an_analyst() {
  House house = partners();
  world::Person analyst;
  analyst.id = "jpn-analyst-1";
  analyst.employer = kJapan;
  analyst.nationalities = {kJapan};
  analyst.provenance = read_as(Evidence::verified);
  analyst.clearances = {{PolicyId("JPN"), LevelName("GOKUHI"), {}, kJapan, {}, read_as(Evidence::verified)}};
  analyst.belongs = {{"coi:harbour-watch", {}, read_as(Evidence::verified)}};
  house.world.people = {analyst};
  house.ask("USA", "SECRET", {{kUsa, kJapan}}, "JPN", "2024-11-20");
  house.request.subject = {decision::SubjectType::person, "jpn-analyst-1"};
  house.request.object.communities = {"harbour-watch"};
  return house;
}

TEST(Reference, a_person_is_cleared_for_the_mapped_level_and_needs_to_know) {
  House house = with_an_analyst();
  EXPECT_TRUE(house.permits());
  house.request.object.communities = {"harbour"};
  EXPECT_EQ(house.outcome(Rule::need_to_know), kFail);
  house = with_an_analyst();
  house.world.people.front().clearances.front().level = LevelName("HI");
  EXPECT_EQ(house.outcome(Rule::clearance), kFail);
  house = with_an_analyst();
  house.world.people.front().nationalities.push_back(kKorea);
  EXPECT_EQ(house.outcome(Rule::nationality), kFail);
  house.request.object.label->releasable.parties.push_back(kKorea);
  EXPECT_TRUE(house.permits());
}

TEST(Reference, inside_the_party_that_holds_it_the_person_is_asked_alone) {
  House house = with_an_analyst();
  house.request.holder = kJapan;
  house.request.object.label->controls.originator_control = true;
  EXPECT_TRUE(house.permits());
  EXPECT_EQ(house.outcome(Rule::legal_basis), kNotApplicable);
  house.world.instruments[0].statuses.push_back({StatusValue::terminated, day("2020"), read_as(Evidence::verified)});
  EXPECT_TRUE(house.permits());
  house.world.instruments[0].statuses.erase(house.world.instruments[0].statuses.begin());
  EXPECT_EQ(house.outcome(Rule::clearance), kUnknown);
}

}  // namespace
}  // namespace entente::property
