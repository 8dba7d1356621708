// The help pages: what each command is for, with examples, exit codes and files. Options are described where they are declared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::app {

struct OptionHelp {
  std::string name;  // "--out DIR"
  std::string text;
  bool common = false;  // known to every command
};

// The page of a command by its words ("", "release", "label parse"), as plain text of at most 100 columns.
[[nodiscard]] std::string help_page(std::string_view command, const std::vector<OptionHelp>& options);

}  // namespace entente::app
