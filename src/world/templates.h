// Clause templates: what every instrument of a kind has unless its own file says otherwise.
//
// docs/formats/world.md, "templates/KIND.toml". Errors (two templates of a kind, `without` naming nothing) are `check`'s work;
// of two templates of a kind the first counts here. Thread-safe (no state).
#pragma once

#include "world/facts.h"

namespace entente::world {

// Adds to every instrument the clauses of its kind's template, marked `from_template`, but those whose id one of its own clauses
// has, whose duty one of its own clauses states, or which it names in `without`. Clauses that came from a template before are
// replaced, so that expanding twice changes nothing.
void expand_templates(World& world);
// The same where these instruments have had theirs: what the world shares with them is as it should be.
void expand_templates(World& world, const SharedList<Instrument>& expanded);
void expand(Instrument& instrument, const Template& usual);  // the same of one of that kind

// Whether a clause of an instrument stands for one of its template: it has its id, or states the duty that it states.
[[nodiscard]] bool replaces(const Clause& own, const Clause& usual);

// The template of a kind; nullptr when there is none.
[[nodiscard]] const Template* template_of(const World& world, Kind kind);

}  // namespace entente::world
