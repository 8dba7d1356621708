// Generated worlds for benchmarks: 200 parties and so many instruments. What goes wrong stops the program.
#pragma once

#include "shipped.h"

namespace entente::bench {

service::Desk open_generated(std::size_t instruments);

// That the allocator has handed out.
std::size_t bytes_in_use();

// The same world with kSubjects persons, systems and facilities.
inline constexpr std::size_t kSubjects = 100'000;
world::World populated_world(std::size_t instruments);

}  // namespace entente::bench
