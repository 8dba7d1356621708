// Random small worlds with a request against each: a handful of nations, an organisation, groups, a few policies, up to six
// instruments with every kind of fact. Dates are few, so that boundaries collide; requests lean towards a permit.
//
// Worlds are well formed: every name that a fact uses exists (except, rarely, the target level of a row). Requests are not
// always: parties, holders and levels may be unknown. A zero tape is the smallest world. Thread-safety: plain values.
#pragma once

#include <string>

#include "decision/request.h"
#include "property/cast.h"
#include "property/dice.h"
#include "reference/reference.h"
#include "world/facts.h"

namespace entente::property {

inline constexpr std::size_t kTapeSize = 8192;

// Some of the assurances that were withdrawn are given anew, sooner or later.
void give_assurances_anew(world::World& world, Dice& dice);

struct Scene : Cast {
  reference::Options options;
  decision::Request request;
  Dice dice;  // further choices, for the law that looks at the scene; refers to the tape
};

// The scene refers to the tape, which must outlive it.
[[nodiscard]] Scene make_scene(const Tape& tape);

// Turns the question to one of the persons, systems and facilities there are; false if there is none.
[[nodiscard]] bool asks_for_somebody(Scene& scene);
// Likewise, and their records, posts and need to know stand in no way of a permit.
[[nodiscard]] bool asks_for_somebody_in_post(Scene& scene);

// Every fact and the request, for a person who looks at a counterexample.
[[nodiscard]] std::string describe(const Scene& scene);

// Exact parts, for hand-written worlds.
[[nodiscard]] PartialDate day(std::string_view text);
[[nodiscard]] Instant at(std::string_view text);
[[nodiscard]] world::Provenance read_as(world::Evidence evidence);

}  // namespace entente::property
