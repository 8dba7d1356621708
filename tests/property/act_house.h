// Hand-written worlds of acts: a few parties, one pact of each kind, built up fact by fact. Every fact verified and without dates
// unless a test says otherwise.
#pragma once

#include <gtest/gtest.h>

#include "property/engine.h"

namespace entente::property {

struct ActHouse {
  world::World world;
  reference::Options options;
  decision::Request request;

  // Japan asks Australia for fuel under their pact on supplies; and would for other things under others.
  ActHouse() {
    for (const char* id : {"AUS", "GBR", "JPN", "USA"}) party(id, world::PartyKind::nation);
    party("NATO", world::PartyKind::organisation);
    party("FVEY", world::PartyKind::group).members = {member("AUS"), member("GBR"), member("USA")};
    pact("acsa", world::Kind::cross_servicing).items = {"fuel", "food"};
    pact("det", world::Kind::equipment_transfer);
    pact("raa", world::Kind::reciprocal_access);
    pact("osa", world::Kind::security_assistance);
    pact("talks", world::Kind::consultation);
    ask("supply");
  }

  world::Party& party(const char* id, world::PartyKind kind) {
    world::Party made;
    made.id = PartyId(id);
    made.kind = kind;
    made.provenance = read_as(world::Evidence::verified);
    if (kind == world::PartyKind::nation) {
      label::Policy policy;
      policy.id = PolicyId(id);
      policy.party = made.id;
      policy.grammar = label::Grammar::plain;
      policy.levels.resize(2);
      policy.levels[0].name = LevelName("SECRET");
      policy.levels[0].hierarchy = 1;
      policy.levels[1].name = LevelName("OPEN");
      policy.levels[1].free = true;
      for (auto& each : policy.levels) each.marks = {each.name.str()};
      world.policies.add(policy);
      made.policy = policy.id;
    }
    world.policies.add_party(made.id, made.policy);
    return world.parties.emplace_back(made);
  }
  static world::Membership member(const char* id) { return {PartyId(id), {}, read_as(world::Evidence::verified)}; }

  // Of Australia and Japan, in force since 2013-01-31.
  world::Instrument& pact(const char* id, world::Kind kind) {
    world::Instrument made;
    made.id = InstrumentId(id);
    made.kind = kind;
    made.provenance = read_as(world::Evidence::verified);
    for (const char* each : {"AUS", "JPN"}) accede(made, each);
    made.statuses = {{world::StatusValue::in_force, day("2013-01-31"), read_as(world::Evidence::verified)}};
    return world.instruments.emplace_back(made);
  }
  static void accede(world::Instrument& instrument, const char* id) {
    instrument.parties.push_back({PartyId(id), {}, read_as(world::Evidence::verified)});
  }
  world::Instrument& law(const char* id, const char* of) {
    auto& made = pact(id, world::Kind::national_law);
    made.parties.clear();
    accede(made, of);
    made.statuses.clear();
    return made;
  }
  world::Instrument& named(const char* id) {
    for (auto& each : world.instruments) {
      if (each.id == InstrumentId(id)) return each;
    }
    CHECK(false);
    return world.instruments.front();
  }
  world::Clause& clause(const char* instrument, world::Effect effect, std::vector<world::Needed> needs = {}) {
    world::Clause made;
    made.id = "art-" + std::to_string(named(instrument).clauses.size() + 1);
    made.effect = effect;
    made.action = request.action;
    made.needs = std::move(needs);
    made.provenance = read_as(world::Evidence::verified);
    if (effect == world::Effect::oblige) made.obligation = "settle-by";
    return named(instrument).clauses.emplace_back(made);
  }
  void needs(const char* instrument, world::Needed need) { (void)clause(instrument, world::Effect::condition, {need}); }

  world::Approval& approval(const char* by, const char* organ, const char* of) {
    const auto what = world::parse_reference(of);
    CHECK(what.has_value());
    world::Approval made{"approval", PartyId(by), organ, *what, {}, {}, {}, read_as(world::Evidence::verified)};
    if (made.organ == "notification" || made.organ == "orders") made.items = {request.object.id};
    return world.approvals.emplace_back(std::move(made));
  }
  world::Waiver& waiver(const char* of, const char* by) {
    const auto what = world::parse_reference(of);
    CHECK(what.has_value());
    return world.waivers.emplace_back(
        world::Waiver{"waiver", *what, PartyId(by), {PartyId("JPN")}, {}, {}, {}, "", {}, read_as(world::Evidence::verified)});
  }
  world::Licence& licence(const char* by) {
    return world.licences.emplace_back(world::Licence{
        "licence", PartyId(by), {PartyId("JPN")}, request.object.act.items, {}, {}, {}, read_as(world::Evidence::verified)});
  }
  world::Consent& consent(const char* by) {
    world::Consent made;
    made.id = "consent";
    made.by = PartyId(by);
    made.to = {PartyId("JPN")};
    made.objects = {"order-1"};
    made.provenance = read_as(world::Evidence::verified);
    return world.consents.emplace_back(made);
  }

  static world::Participation takes(const char* id, world::Role role) {
    return {PartyId(id), role, {}, {}, {}, read_as(world::Evidence::verified)};
  }
  // Of Australia and Britain, under a pact of theirs, with the project `wings` of Australia alone; Japan is in neither.
  world::Programme& programme() {
    auto& under = pact("aukus", world::Kind::programme);
    under.parties.clear();
    accede(under, "AUS");
    accede(under, "GBR");
    world::Programme made;
    made.id = "skylark";
    made.under = InstrumentId("aukus");
    made.provenance = read_as(world::Evidence::verified);
    made.participants = {takes("AUS", world::Role::member), takes("GBR", world::Role::member)};
    made.projects = {{"wings", "", {}, {takes("AUS", world::Role::member)}, {}, read_as(world::Evidence::verified)}};
    return world.programmes.emplace_back(made);
  }
  world::Candidacy& candidacy(world::CandidacyState state, const char* from) {
    const auto what = world::parse_reference("programme:skylark");
    CHECK(what.has_value());
    return world.candidacies.emplace_back(world::Candidacy{"c",
                                                           PartyId("JPN"),
                                                           *what,
                                                           {{state, day(from), read_as(world::Evidence::verified)}},
                                                           read_as(world::Evidence::verified)});
  }

  // By Australia, of order-1, on 2024-11-20.
  void ask(const char* action, const char* to = "JPN") {
    request = {};
    request.subject = {decision::SubjectType::party, to};
    request.action = action;
    request.time = at("2024-11-20");
    request.holder = PartyId("AUS");
    request.object.id = "order-1";
    if (request.action == "supply") request.object.act.items = {"fuel"};
    if (request.action == "transfer" || request.action == "grant") request.object.act.items = {"radar"};
    if (request.action == "participate") request.object.act.project = "programme:skylark";
    if (request.action == "participate") request.holder.reset();
  }

  reference::Answer answer() const {
    const auto said = reference::decide(world, options, request);
    const auto decision = decided(world, options, request);
    EXPECT_EQ(text_of(sorted(said.outcomes)), text_of(sorted(outcomes_of(decision))));
    EXPECT_EQ(said.permit, decision.permit);
    if (said.permit) EXPECT_EQ(said.evidence, decision.evidence);
    return said;
  }
  bool permits() const { return answer().permit; }
  // The worst outcome of a rule; with a clause, of that clause.
  decision::Outcome outcome(decision::Rule rule, const std::string& clause = "") const {
    auto worst = decision::Outcome::pass;
    bool found = false;
    for (const auto& each : answer().outcomes) {
      if (each.rule != rule || (!clause.empty() && each.clause != clause)) continue;
      worst = std::min(worst, each.outcome);
      found = true;
    }
    EXPECT_TRUE(found) << "no outcome of " << to_string(rule) << " " << clause;
    return worst;
  }
};

}  // namespace entente::property
