// What a command has made goes to standard output, or to the file that was asked for.
#pragma once

#include <string>

#include "commands.h"

namespace entente::app {

// A file that exists is written over only where `to` says so. That standard output took it all is told at the end, in main.
[[nodiscard]] ExitCode deliver(const std::string& text, const PictureFile& to);

}  // namespace entente::app
