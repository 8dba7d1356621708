// Labels and clearances by label and certificate values alone, as the spiffing library writes them: `<label>` and `<clearance>`
// in namespace http://surevine.com/xmlns/spiffy; docs/formats/labels.md.
//
// The text inside elements is for people and not looked at. Whether a policy knows the values is for label::validity. Errors are
// those of label_4774.h. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "codec/xml.h"
#include "label/spif_label.h"

namespace entente::format {

inline constexpr std::string_view kLacvLabel = "http://surevine.com/xmlns/spiffy";

[[nodiscard]] Result<label::SpifLabel> read_lacv_label(const codec::XmlElement& root);
[[nodiscard]] Result<label::SpifClearance> read_lacv_clearance(const codec::XmlElement& root);

// read_lacv_… of it yields the same. Fails with unsupported for what this form cannot carry: user input, a privacy mark, a date.
[[nodiscard]] Result<std::string> print_lacv(const label::SpifLabel& label);
[[nodiscard]] Result<std::string> print_lacv(const label::SpifClearance& clearance);

}  // namespace entente::format
