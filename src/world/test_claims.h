// For tests: a world of facts and claims, built in a sentence. Not part of the product.
//
// Everything is `verified` and read in "record" unless said otherwise; every fact and claim has a line of its own, counted up.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "world/facts.h"

namespace entente::world::testing {

inline PartialDate date(const std::string& text) {
  auto parsed = PartialDate::parse(text);
  CHECK(parsed.has_value());
  return *parsed;
}

inline Instant instant(const char* text) {
  auto parsed = parse_instant(text);
  CHECK(parsed.has_value());
  return *parsed;
}

inline Period period(const char* from, const char* until = nullptr) {
  Period out;
  if (from != nullptr) out.from = date(from);
  if (until != nullptr) out.until = date(until);
  return out;
}

inline FactRef reference(const std::string& text) {
  auto parsed = parse_reference(text);
  CHECK(parsed.has_value());
  return *parsed;
}

using Says = std::map<std::string, std::vector<std::string>>;
template <class State>
using States = std::vector<std::pair<State, const char*>>;

struct ClaimWorld {
  World world;
  std::size_t line = 0;

  Provenance sourced(const std::string& source = "record") {
    return {.evidence = Evidence::verified, .source = source, .known = {}, .note = {}, .place = {"f", ++line}};
  }

  ClaimWorld& nations(std::initializer_list<const char*> ids) {
    for (const auto* id : ids) party(id, PartyKind::nation, {});
    return *this;
  }
  ClaimWorld& party(const char* id, PartyKind kind, const std::vector<std::pair<const char*, Period>>& members) {
    Party out;
    out.id = PartyId(id);
    out.kind = kind;
    out.name = id;
    out.provenance = sourced();
    for (const auto& [member, when] : members) out.members.push_back({PartyId(member), when, sourced()});
    world.parties.push_back(out);
    return *this;
  }
  // Between JPN and another, of a kind, with its history.
  ClaimWorld& pact(const std::string& id, Kind kind, const char* partner, const States<StatusValue>& history,
                   const std::string& source = "record") {
    Instrument out;
    out.id = InstrumentId(id);
    out.kind = kind;
    out.provenance = sourced(source);
    out.parties = {{PartyId("JPN"), {}, out.provenance}, {PartyId(partner), {}, out.provenance}};
    for (const auto& [value, from] : history) out.statuses.push_back({value, date(from), sourced(source)});
    world.instruments.push_back(out);
    return *this;
  }
  ClaimWorld& event(const std::string& id, EventState state, Period when, std::initializer_list<const char*> participants = {},
                    const char* host = nullptr) {
    Event out;
    out.id = id;
    out.state = state;
    out.period = when;
    for (const auto* each : participants) out.participants.emplace_back(each);
    if (host != nullptr) out.host = PartyId(host);
    out.provenance = sourced();
    world.events.push_back(out);
    return *this;
  }
  template <class State>
  std::vector<Since<State>> history(const States<State>& states) {
    std::vector<Since<State>> out;
    for (const auto& [value, from] : states) out.push_back({value, date(from), sourced()});
    return out;
  }

  ClaimWorld& source(const char* id, const char* published) {
    Source out;
    out.id = id;
    if (published != nullptr) out.published = date(published);
    out.place = {"f", ++line};
    world.sources.push_back(out);
    return *this;
  }
  ClaimWorld& claim(const std::string& id, const char* source_id, const std::string& about, Says says,
                    const char* said = nullptr) {
    Claim out;
    out.id = id;
    out.source = source_id;
    if (said != nullptr) out.said = date(said);
    out.about = {reference(about)};
    out.says = std::move(says);
    out.place = {"f", ++line};
    world.claims.push_back(out);
    return *this;
  }
};

}  // namespace entente::world::testing
