// How far the partnership of two parties has come, by the stages of a model, and between one party and all others.
//
// A stage is reached when its conditions hold and every stage before it is reached; what holds out of turn is said, and reaches
// nothing. The model is somebody's attributed reading (world::Model). Pure; points into the world and into `conditions`, which
// must stay; it is one of the world's. One thread at a time.
#pragma once

#include <optional>
#include <vector>

#include "analysis/closing.h"
#include "analysis/condition.h"

namespace entente::analysis {

struct StageStanding {
  const world::Stage* stage = nullptr;
  Together together;
  bool reached = false;
  std::optional<Instant> since;  // reached: since when, without a break
  // By which it was reached on that day, where now it rests on others: meetings and exercises count for a time, and a later fact
  // may be better evidenced or last.
  std::vector<Ground> reached_by;
  std::vector<Closing> closes;
};

struct Partnership {
  PartyId party;
  PartyId partner;
  std::vector<StageStanding> stages;        // every one of the model, in order
  std::size_t reached = 0;                  // how many
  std::optional<Instant> since;             // of the last one reached
  std::optional<world::Evidence> evidence;  // the best grade of facts that alone bring it as far, since then

  [[nodiscard]] const StageStanding* current() const { return reached == 0 ? nullptr : &stages[reached - 1]; }
  [[nodiscard]] const StageStanding* next() const { return reached == stages.size() ? nullptr : &stages[reached]; }
};

[[nodiscard]] Partnership partnership(Conditions& conditions, const world::Model& model, const Asked& pair, Instant at);
// With everybody with whom anything is recorded: the furthest first, then by since when, then by name.
[[nodiscard]] std::vector<Partnership> partnerships(Conditions& conditions, const world::Model& model, const PartyId& party,
                                                    Instant at);

// The agreements in force between two at an instant, one of each kind, by kind: the edges of a map.
[[nodiscard]] std::vector<Ground> bonds(Conditions& conditions, const Asked& pair, Instant at);

}  // namespace entente::analysis
