// An act in a small world, made in a few lines: for tests of this room only. P gives R fuel under "pact", and nothing stands in
// its way.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "decision/tiny_world.h"

namespace entente::decision::testing {

// Its world and its question: both may be changed before `decide`.
struct ActScene {
  TinyWorld tiny;
  Request request;

  ActScene(const std::string& action, world::Kind kind) {
    for (const char* id : {"P", "R", "Q"}) tiny.nation(id);
    instrument("pact", kind, {"P", "R"});
    request.subject = {SubjectType::party, "R"};
    request.action = action;
    request.time = instant("2020-01-01");
    request.holder = PartyId("P");
    request.object.id = "object-1";
    request.object.act.items = {"fuel"};
    pact().items = {"fuel"};
  }

  world::Instrument& instrument(const std::string& id, world::Kind kind, const std::vector<std::string>& parties) {
    world::Instrument made;
    made.id = InstrumentId(id);
    made.kind = kind;
    for (const auto& party : parties) made.parties.push_back({PartyId(party), {}, sourced()});
    made.statuses.push_back({world::StatusValue::in_force, date("2010-01-01"), sourced()});
    made.provenance = sourced();
    return tiny.world.instruments.emplace_back(std::move(made));
  }

  world::Instrument& pact() { return tiny.world.instruments.front(); }

  world::Clause& clause(world::Instrument& of, const std::string& id, world::Effect effect) {
    world::Clause made;
    made.id = id;
    made.effect = effect;
    made.action = request.action;
    made.provenance = sourced();
    return of.clauses.emplace_back(std::move(made));
  }
  world::Clause& clause(const std::string& id, world::Effect effect) { return clause(pact(), id, effect); }
  void condition(world::Needed need) { clause("asks", world::Effect::condition).needs = {need}; }

  world::Approval& approval(const std::string& by, const std::string& organ, const std::string& of = "instrument:pact") {
    world::Approval made;
    made.id = organ + "-of-" + by;
    made.by = PartyId(by);
    made.organ = organ;
    made.of = *world::parse_reference(of);
    if (organ == "notification" || organ == "orders") made.items = {request.object.id};
    made.provenance = sourced();
    return tiny.world.approvals.emplace_back(std::move(made));
  }

  world::Licence& licence() {
    world::Licence made{"licence-1", PartyId("P"), {PartyId("R")}, {"fuel"}, {}, std::nullopt, {}, sourced()};
    return tiny.world.licences.emplace_back(std::move(made));
  }

  world::Waiver& waiver(const std::string& of) {
    world::Waiver made{"waiver-1", *world::parse_reference(of), PartyId("P"), {PartyId("R")}, std::nullopt, {}, {}, {}, {}, sourced()};
    return tiny.world.waivers.emplace_back(std::move(made));
  }

  [[nodiscard]] Decision decide(world::Evidence require = world::Evidence::unverified) const {
    const auto snapshot = Snapshot::compile(tiny.world, {request.time, std::nullopt, require});
    CHECK(snapshot.has_value());
    const Decision out = decision::decide(*snapshot, request);
    CHECK(judge(*snapshot, BoundRequest::bind(*snapshot, request)).permit == out.permit);
    return out;
  }
  [[nodiscard]] Outcome outcome(Rule rule) const { return outcome_of(decide(), rule); }
};

inline ActScene supply() { return {"supply", world::Kind::cross_servicing}; }

}  // namespace entente::decision::testing
