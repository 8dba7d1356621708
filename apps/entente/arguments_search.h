// The options of `entente who` and `entente what`, and the command they make.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arguments_parts.h"
#include "commands.h"

namespace entente::app {

class SearchArguments {
 public:
  explicit SearchArguments(Raw& raw) : raw_(raw) {}

  void add(CLI::App& app);
  [[nodiscard]] bool parsed() const;  // one of them was given
  [[nodiscard]] Result<Command> command(const Settings& settings) const;

 private:
  void add_pages(CLI::App& command);

  Raw& raw_;
  CLI::App* who_ = nullptr;
  CLI::App* what_ = nullptr;
  std::string action_ = "disclose";
  std::string purpose_;
  std::string channel_;
  std::string mode_ = "copy";
  std::string cursor_;
  std::optional<std::size_t> limit_;
};

}  // namespace entente::app
