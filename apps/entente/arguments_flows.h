// The options of the commands that follow information from step to step and through time, and the command they make.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "arguments_parts.h"
#include "commands.h"

namespace entente::app {

class FlowArguments {
 public:
  explicit FlowArguments(Raw& raw) : raw_(raw) {}

  void add(CLI::App& app);
  [[nodiscard]] bool parsed() const;  // one of them was given
  [[nodiscard]] Result<Command> command(const Settings& settings) const;

 private:
  void add_reach(CLI::App& app);
  void add_downgrade(CLI::App& app);
  void add_calendar(CLI::App& app);
  [[nodiscard]] Result<Command> reach_command(const Settings& settings) const;
  [[nodiscard]] Result<Command> calendar_command(const Settings& settings) const;

  Raw& raw_;
  CLI::App* reach_ = nullptr;
  CLI::App* downgrade_ = nullptr;
  CLI::App* calendar_ = nullptr;
  std::string owner_;
  std::string level_;
  std::vector<std::string> owners_;
  std::int64_t months_ = 12;
  bool recorded_ = false;
  std::string from_;
  std::string action_;
};

}  // namespace entente::app
