// A number with its noun, in the singular where it is one: "1 error", "2 errors".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

[[nodiscard]] inline std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace entente
