// Generated worlds for benchmarks: 200 parties and so many instruments. What goes wrong stops the program.
#pragma once

#include "shipped.h"

namespace entente::bench {

service::Desk open_generated(std::size_t instruments);

}  // namespace entente::bench
