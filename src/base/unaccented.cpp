#include "base/unaccented.h"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace entente {

std::string unaccented(std::string_view text) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                           UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  utf8proc_uint8_t* memory = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &memory, kOptions);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(memory, &std::free);
  return length < 0 ? std::string() : std::string(reinterpret_cast<const char*>(memory), static_cast<std::size_t>(length));
}

}  // namespace entente
