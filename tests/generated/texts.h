// The policies of generated worlds: three levels, one restrictive category. Thread-safety: functions of their arguments.
#pragma once

#include <string>

namespace entente::generated {

[[nodiscard]] std::string sidecar_text(const std::string& party);
[[nodiscard]] std::string spif_text(const std::string& party);

}  // namespace entente::generated
