// One label or clearance in any of the forms that are read: what the bytes are is seen from the bytes.
//
// XML by its root element, JSON by its first character. Labels in BER are refused by name. Errors are those of label_4774.h.
// Pure and thread-safe.
#pragma once

#include <string_view>
#include <variant>

#include "base/result.h"
#include "label/confidentiality.h"
#include "label/spif_label.h"

namespace entente::format {

using AnyLabel = std::variant<label::ConfidentialityLabel, label::SpifLabel>;
using AnyClearance = std::variant<label::NamedClearance, label::SpifClearance>;

enum class LabelBytes { nothing = 0, xml, json, other };
[[nodiscard]] LabelBytes label_bytes(std::string_view bytes);

[[nodiscard]] Result<AnyLabel> read_any_label(std::string_view bytes);
[[nodiscard]] Result<AnyClearance> read_any_clearance(std::string_view bytes);

// In the terms of a policy. A label by values may still name what the policy does not know: label::validity tells.
[[nodiscard]] Result<label::SpifLabel> in_terms_of(const label::SpifPolicy& policy, const AnyLabel& label);
[[nodiscard]] Result<label::SpifClearance> in_terms_of(const label::SpifPolicy& policy, const AnyClearance& clearance);

}  // namespace entente::format
