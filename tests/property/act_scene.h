// Random acts: a scene whose request asks for one of the other actions, leaning towards a permit. Otherwise as scene.h.
#pragma once

#include "property/act_cast.h"
#include "property/scene.h"

namespace entente::property {

// The scene refers to the tape, which must outlive it.
[[nodiscard]] Scene make_act_scene(const Tape& tape);

// Whom and what the request of a scene is about.
[[nodiscard]] Leaning leaning_of(const Scene& scene);

// Of a disclosure: licences, exemptions, needs of its agreements, nationalities that a clause admits.
void add_controls(Scene& scene, Dice& dice);

}  // namespace entente::property
