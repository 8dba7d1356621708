// The command line, read. Only the files behind this header know CLI11.
#pragma once

#include <variant>

#include "commands.h"

namespace entente::app {

// Either what to do, or the exit code of a call that is finished (help, version) or wrong (usage, already reported).
[[nodiscard]] std::variant<Command, ExitCode> parse_arguments(int count, char** words, Instant now);

}  // namespace entente::app
