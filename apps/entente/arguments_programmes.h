// The options of the commands about capabilities, programmes and what sources claim, and the command they make.
#pragma once

#include <string>

#include "arguments_parts.h"
#include "commands.h"

namespace entente::app {

class ProgrammeArguments {
 public:
  explicit ProgrammeArguments(Raw& raw) : raw_(raw) {}

  void add(CLI::App& app, CLI::App& world);
  [[nodiscard]] bool parsed() const;  // one of them was given
  [[nodiscard]] Result<Command> command(const Settings& settings) const;

 private:
  void add_claims(CLI::App& world);
  [[nodiscard]] Result<Command> capabilities_command(const Settings& settings) const;
  [[nodiscard]] Result<Command> claims_command(const Settings& settings) const;

  Raw& raw_;
  CLI::App* capabilities_ = nullptr;
  CLI::App* check_ = nullptr;
  CLI::App* claims_ = nullptr;
  std::string party_;
  std::string programme_;
  std::string source_;
  std::string outcome_;
  std::string from_;
  std::string to_;
  bool explain_ = false;
};

}  // namespace entente::app
