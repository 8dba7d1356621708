// Small worlds for tests, built in a sentence: parties with one policy each (TOP, MID, LOW, FREE; hierarchy 3 to 0).
//
// Not part of the product. Everything is `verified` and undated unless said otherwise.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "decision/decide.h"
#include "world/facts.h"

namespace entente::decision::testing {

inline PartialDate date(const char* text) {
  auto parsed = PartialDate::parse(text);
  CHECK(parsed.has_value());
  return *parsed;
}

inline Instant instant(const char* text) {
  auto parsed = parse_instant(text);
  CHECK(parsed.has_value());
  return *parsed;
}

inline world::Provenance sourced(world::Evidence evidence = world::Evidence::verified) {
  world::Provenance provenance;
  provenance.evidence = evidence;
  provenance.source = "test";
  return provenance;
}

inline Period period(const char* from, const char* until = nullptr) {
  Period out;
  if (from != nullptr) out.from = date(from);
  if (until != nullptr) out.until = date(until);
  return out;
}

inline world::Clearance clearance(const std::string& policy, const std::string& level, std::vector<std::string> categories = {}) {
  return {PolicyId(policy), LevelName(level), std::move(categories), PartyId(policy), {}, sourced()};
}

inline world::Belonging belonging(const std::string& community) { return {community, {}, sourced()}; }

// That `who` needs object-1.
inline world::NeedToKnow assertion(const std::string& who, const std::string& by) {
  return {"ntk-" + who, who, {"object-1"}, {}, by, {}, sourced()};
}

struct TinyWorld {
  world::World world;

  TinyWorld& nation(const std::string& id) {
    label::Policy policy;
    policy.id = PolicyId(id);
    policy.party = PartyId(id);
    policy.grammar = label::Grammar::plain;
    policy.release_outside_marking = true;
    int hierarchy = 3;
    for (const char* name : {"TOP", "MID", "LOW", "FREE"}) {
      label::Level level;
      level.name = LevelName(name);
      level.free = hierarchy == 0;
      level.hierarchy = hierarchy--;
      level.marks = {name};
      level.portion = name;
      policy.levels.push_back(level);
    }
    world.policies.add(policy);
    return add(id, world::PartyKind::nation, PolicyId(id));
  }

  TinyWorld& organisation(const std::string& id, const std::string& agreement) {
    nation(id);
    world.parties.back().kind = world::PartyKind::organisation;
    world.parties.back().security_agreement = InstrumentId(agreement);
    return *this;
  }

  TinyWorld& group(const std::string& id) { return add(id, world::PartyKind::group, std::nullopt); }

  TinyWorld& member(const std::string& set, const std::string& id, Period when = {}, world::Evidence evidence = world::Evidence::verified) {
    for (auto& party : world.parties) {
      if (party.id.value == set) party.members.push_back({PartyId(id), when, sourced(evidence)});
    }
    return *this;
  }

  // In force from `from`, with rows TOP→TOP, MID→MID, LOW→LOW both ways.
  TinyWorld& agreement(const std::string& id, const std::string& a, const std::string& b, const char* from) {
    world::Instrument instrument;
    instrument.id = InstrumentId(id);
    for (const auto& party : {a, b}) instrument.parties.push_back({PartyId(party), {}, sourced()});
    instrument.statuses.push_back({world::StatusValue::in_force, date(from), sourced()});
    for (const char* level : {"TOP", "MID", "LOW"}) {
      instrument.rows.push_back({PartyId(a), LevelName(level), PartyId(b), {LevelName(level)}, std::nullopt, {}, sourced()});
      instrument.rows.push_back({PartyId(b), LevelName(level), PartyId(a), {LevelName(level)}, std::nullopt, {}, sourced()});
    }
    instrument.provenance = sourced();
    world.instruments.push_back(std::move(instrument));
    return *this;
  }

  world::Instrument& last() { return world.instruments.back(); }

  // A person whose only nationality is that of the employer; without clearance or community.
  world::Person& person(const std::string& id, const std::string& employer) {
    world::Person person;
    person.id = id;
    person.role = "analyst";
    person.employer = PartyId(employer);
    person.nationalities = {PartyId(employer)};
    person.provenance = sourced();
    return world.people.emplace_back(std::move(person));
  }

  world::System& system(const std::string& id, const std::string& operated_by) {
    world::System system;
    system.id = id;
    system.operated_by = PartyId(operated_by);
    system.provenance = sourced();
    return world.systems.emplace_back(std::move(system));
  }

  world::Facility& facility(const std::string& id, const std::string& in) {
    world::Facility facility;
    facility.id = id;
    facility.in = PartyId(in);
    facility.provenance = sourced();
    return world.facilities.emplace_back(std::move(facility));
  }

  TinyWorld& consent(const std::string& by, const std::string& to, const std::string& object) {
    world::Consent consent;
    consent.id = "consent-" + by;
    consent.by = PartyId(by);
    consent.to = {PartyId(to)};
    consent.objects = {object};
    consent.provenance = sourced();
    world.consents.push_back(std::move(consent));
    return *this;
  }

 private:
  TinyWorld& add(const std::string& id, world::PartyKind kind, std::optional<PolicyId> policy) {
    world::Party party;
    party.id = PartyId(id);
    party.kind = kind;
    party.name = id;
    party.policy = policy;
    party.provenance = sourced();
    world.policies.add_party(party.id, policy);
    world.parties.push_back(std::move(party));
    return *this;
  }
};

// A question about information of `owner` at `level`, released by its marking to whoever asks unless said otherwise.
struct Question {
  Request request;

  Question(const std::string& owner, const std::string& level) {
    label::Label label;
    label.policy = PolicyId(owner);
    label.level = LevelName(level);
    label.owners = {label::Origin{PartyId(owner), PolicyId(owner), LevelName(level)}};
    request.object.label = label;
    request.object.id = "object-1";
    request.action = "disclose";
    request.subject.type = SubjectType::party;
    request.time = instant("2020-01-01");
  }
  label::Label& label() { return *request.object.label; }

  Question& to(const std::string& recipient) {
    request.subject.id = recipient;
    return *this;
  }
  Question& to(SubjectType type, const std::string& id) {
    request.subject = {type, id};
    return *this;
  }
  Question& of_community(const std::string& community) {
    request.object.communities.push_back(community);
    return *this;
  }
  Question& released(std::vector<std::string> parties) {
    label().releasable.kind = label::ReleaseKind::listed;
    for (auto& party : parties) label().releasable.parties.emplace_back(std::move(party));
    return *this;
  }
  Question& at(const char* when) {
    request.time = instant(when);
    return *this;
  }
  Question& held_by(const std::string& holder) {
    request.holder = PartyId(holder);
    return *this;
  }
  Question& category(const std::string& name) {
    label().categories.push_back({label().policy, CategoryName(name), label::CategoryKind::restrictive});
    return *this;
  }
  Question& source(const std::string& party) {
    label().sources.push_back(label::Origin{PartyId(party), PolicyId(party), std::nullopt});
    return *this;
  }
};

inline Decision decide_in(const TinyWorld& tiny, const Question& question, world::Evidence require = world::Evidence::unverified) {
  const auto snapshot = Snapshot::compile(tiny.world, {question.request.time, std::nullopt, require});
  CHECK(snapshot.has_value());
  const Decision decision = decide(*snapshot, question.request);
  CHECK(judge(*snapshot, BoundRequest::bind(*snapshot, question.request)).permit == decision.permit);
  return decision;
}

// Outcome of a rule, for one owner where it matters.
inline Outcome outcome_of(const Decision& decision, Rule rule, const std::string& owner = {}) {
  for (const auto& reason : decision.reasons) {
    if (reason.rule == rule && (owner.empty() || (reason.owner && reason.owner->value == owner))) return reason.outcome;
  }
  return Outcome::unknown;
}

}  // namespace entente::decision::testing
