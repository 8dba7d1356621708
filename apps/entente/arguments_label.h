// The command line of `entente label`: its subcommands, read. Seen by arguments.cpp only; the other file that knows CLI11.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "commands.h"

namespace CLI {
class App;
}

namespace entente::app {

class LabelArguments {
 public:
  // Adds the subcommands below `label`; `common` adds the options that every command has.
  void add(CLI::App& label, const std::function<void(CLI::App&)>& common);

  // Empty if none of them was given.
  [[nodiscard]] std::optional<Result<Command>> command(const Settings& settings) const;

 private:
  [[nodiscard]] Result<Command> check_command(const Settings& settings) const;

  CLI::App* parse_ = nullptr;
  CLI::App* check_ = nullptr;
  CLI::App* convert_ = nullptr;
  std::string what_;  // a marking or a file
  std::string policy_;
  std::string spif_;
  std::string to_spif_;
  std::string clearance_;
  std::string language_;
  std::string from_ = "file";
  std::string to_;
};

}  // namespace entente::app
