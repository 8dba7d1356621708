// XML SPIF (namespace http://www.xmlspif.org/spif, schema 1.0 to 2.1) in and out; docs/formats/spif.md.
//
// All of the schema is read. An element of the namespace that is not known is an error, since ignoring it would accept labels
// that the policy refuses; elements of other namespaces, `extensions`, `updateInfo` and unknown attributes are passed over. What
// the file refers to inside itself must exist; what it says of other policies is checked when a label is translated
// (label/spif_label.h). Does NOT say what a category means to decisions: that is the sidecar (policy.h). Bounded by the XML
// reader; pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "label/spif_policy.h"

namespace entente::format {

enum class SpifFault { malformed = 1, invalid };
constexpr std::string_view room_of(SpifFault) { return "format.spif"; }

struct SpifMistake {
  std::size_t line = 0;
  std::string message;
};

struct SpifReading {
  label::SpifPolicy policy;
  std::vector<SpifMistake> mistakes;  // at most limits::kErrorsReported; not empty: `policy` must not be used
};

// All mistakes of the file; one, if it is not XML at all.
[[nodiscard]] SpifReading read_spif(std::string_view bytes);

// The same with the first mistake only, "line 12: …". Fails with malformed or invalid.
[[nodiscard]] Result<label::SpifPolicy> parse_spif(std::string_view bytes);

// parse_spif of it yields the policy again.
[[nodiscard]] std::string print_spif(const label::SpifPolicy& policy);

}  // namespace entente::format
