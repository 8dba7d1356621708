// The options of `entente world readiness` and `entente world stage`, and the command they make.
#pragma once

#include <string>

#include "arguments_parts.h"
#include "commands.h"

namespace entente::app {

class AnalysisArguments {
 public:
  explicit AnalysisArguments(Raw& raw) : raw_(raw) {}

  void add(CLI::App& world);
  [[nodiscard]] bool parsed() const { return readiness_->parsed() || stage_->parsed(); }
  [[nodiscard]] Result<Command> command(const Settings& settings) const;

 private:
  void add_stage(CLI::App& world);
  [[nodiscard]] Result<Command> stage_command(const Settings& settings) const;

  Raw& raw_;
  CLI::App* readiness_ = nullptr;
  CLI::App* stage_ = nullptr;
  std::string party_;
  std::string profile_;
  std::string timeline_;
  bool explain_ = false;
  std::string partner_;
  std::string model_;
  std::string beside_;
};

}  // namespace entente::app
