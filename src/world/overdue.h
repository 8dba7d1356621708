// Planned events whose day is long past: nothing tells whether they were held. Pure and thread-safe.
#pragma once

#include <vector>

#include "base/instant.h"
#include "world/check.h"
#include "world/facts.h"

namespace entente::world {

inline constexpr int kOverdueDays = 90;  // after the last day it may have ended on

// Warnings, in the order of the world.
[[nodiscard]] std::vector<Finding> overdue_events(const World& world, Instant as_of);

}  // namespace entente::world
