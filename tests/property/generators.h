// Laws over random scenes: the only place that uses RapidCheck.
//
// Each law runs on `weight` times as many scenes as RapidCheck is set to (100, or max_success of RC_PARAMS). A scene that breaks
// it is shrunk and printed with the command that reproduces it.
#pragma once

#include <functional>
#include <string>

#include "property/scene.h"

namespace entente::property {

// Fails the law on this scene.
void demand(bool holds, const std::string& what);

// True if the scene put the law to the test (its premise was met). May change the scene.
using Law = std::function<bool(Scene&)>;

using MakeScene = Scene (*)(const Tape&);

// Runs the law on random scenes. It is also a failure if fewer than `least_share` of them (0 to 1) put the law to the test.
void law_holds(const Law& law, int weight, double least_share, MakeScene make = make_scene);

}  // namespace entente::property
