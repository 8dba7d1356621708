// The options of `entente label …`, and the command they make.
#pragma once

#include <string>

#include "arguments_parts.h"
#include "commands.h"

namespace entente::app {

class LabelArguments {
 public:
  explicit LabelArguments(Raw& raw) : raw_(raw) {}

  void add(CLI::App& app);
  [[nodiscard]] bool parsed() const;  // one of them was given
  [[nodiscard]] Result<Command> command(const Settings& settings) const;

 private:
  [[nodiscard]] Result<Command> check_command(const Settings& settings) const;

  Raw& raw_;
  CLI::App* parse_ = nullptr;
  CLI::App* render_ = nullptr;
  CLI::App* check_ = nullptr;
  std::string marking_;
  std::string ism_;
  std::string form_;
  std::string corrected_;
  bool fix_ = false;
  bool force_ = false;
  bool sarif_ = false;
};

}  // namespace entente::app
