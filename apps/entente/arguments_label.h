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
  void add_check(CLI::App& label);
  void add_convert(CLI::App& label);
  [[nodiscard]] Result<Command> check_command(const Settings& settings) const;
  [[nodiscard]] Result<Command> files_command(const Settings& settings) const;
  [[nodiscard]] Result<Command> judge_command(const Settings& settings) const;
  [[nodiscard]] Result<Command> convert_command(const Settings& settings) const;

  Raw& raw_;
  CLI::App* parse_ = nullptr;
  CLI::App* render_ = nullptr;
  CLI::App* check_ = nullptr;
  CLI::App* convert_ = nullptr;
  std::string marking_;            // or a file
  std::vector<std::string> more_;  // files to check beside it
  std::string ism_;
  std::string form_;
  std::string corrected_;
  std::string spif_;
  std::string to_spif_;
  std::string clearance_;
  std::string language_;
  std::string from_ = "file";
  std::string to_;
  std::string authority_;
  bool fix_ = false;
  bool force_ = false;
  std::vector<std::string> declassify_;
  bool sarif_ = false;
  bool ism_file_ = false;
  bool lossy_ = false;
};

}  // namespace entente::app
