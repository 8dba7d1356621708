// The options of the commands that ask about everything, and the command they make.
#pragma once

#include <string>
#include <vector>

#include "arguments_parts.h"
#include "commands.h"

namespace entente::app {

class ExhaustiveArguments {
 public:
  explicit ExhaustiveArguments(Raw& raw) : raw_(raw) {}

  void add(CLI::App& app, CLI::App& world);
  [[nodiscard]] bool parsed() const;  // one of them was given
  [[nodiscard]] Result<Command> command(const Settings& settings) const;

 private:
  void add_narrowing(CLI::App& command);
  void add_matrix(CLI::App& world);
  [[nodiscard]] Result<Command> matrix_command(const Settings& settings, analysis::Narrowing narrowing) const;

  Raw& raw_;
  CLI::App* diff_ = nullptr;
  CLI::App* prove_ = nullptr;
  CLI::App* matrix_ = nullptr;
  std::string over_;
  std::string from_;
  std::string to_;
  std::string action_;
  std::vector<std::string> owners_;
  std::vector<std::string> recipients_;
  bool persons_ = false;
  bool granted_ = false;
  bool explain_ = false;
};

}  // namespace entente::app
