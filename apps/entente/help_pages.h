// A help page, and the pages that stand in files of their own. Used by help*.cpp only.
#pragma once

#include <span>
#include <string_view>

namespace entente::app {

struct Page {
  std::string_view command;
  std::string_view summary;
  std::string_view synopsis;
  std::string_view description;
  std::string_view examples;
  std::string_view exit_codes;
  std::string_view files;
  std::string_view see_also;
};

inline constexpr std::string_view kWorldFiles =
    R"(  data/worlds/indo-pacific/   the shipped world; --world or ENTENTE_WORLD name another)";

[[nodiscard]] std::span<const Page> programme_pages();   // of capabilities, programmes and claims
[[nodiscard]] std::span<const Page> exhaustive_pages();  // of the commands that ask about everything
[[nodiscard]] std::span<const Page> flows_pages();       // of those that follow information

}  // namespace entente::app
