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

inline constexpr std::size_t kTapeSize = 5632;

struct Scene : Cast {
  reference::Options options;
  decision::Request request;
  Dice dice;  // further choices, for the law that looks at the scene; refers to the tape
};

// The scene refers to the tape, which must outlive it.
[[nodiscard]] Scene make_scene(const Tape& tape);

// Every fact and the request, for a person who looks at a counterexample.
[[nodiscard]] std::string describe(const Scene& scene);

// Exact parts, for hand-written worlds.
[[nodiscard]] PartialDate day(std::string_view text);
[[nodiscard]] Instant at(std::string_view text);
[[nodiscard]] world::Provenance read_as(world::Evidence evidence);

}  // namespace entente::property
