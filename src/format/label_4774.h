// Confidentiality labels and clearances of STANAG 4774 (ADatP-4774 edition A) as XML; docs/formats/labels.md.
//
// Reading is strict where something could be lost that restricts: unknown elements of the namespace and any foreign element
// inside the confidentiality information are errors, as are values without content, hidden characters and times without a zone.
// Foreign elements beside the information and unknown attributes are passed over and named in `not_kept`. What the standard asks
// for but peers leave out (CreationDateTime, ReviewDateTime) may be missing. Pure and thread-safe; bounded by limits::kLabelFileBytes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "codec/xml.h"
#include "label/confidentiality.h"

namespace entente::format {

enum class LabelFault { malformed = 1, unsupported };
constexpr std::string_view room_of(LabelFault) { return "format.label"; }

inline constexpr std::string_view k4774Label = "urn:nato:stanag:4774:confidentialitymetadatalabel:1:0";
inline constexpr std::string_view k4774Clearance = "urn:nato:stanag:4774:confidentialityclearance:1:0";

// Fails with malformed, "line 3: …". The root is one of the three labels, or `ConfidentialityLabel`, which reads as the
// originator's.
[[nodiscard]] Result<label::ConfidentialityLabel> parse_4774(std::string_view bytes);
[[nodiscard]] Result<label::ConfidentialityLabel> read_4774(const codec::XmlElement& root);

// parse_4774 of it yields the label again, but for what is not kept.
[[nodiscard]] std::string print_4774(const label::ConfidentialityLabel& label);

[[nodiscard]] Result<label::NamedClearance> read_4774_clearance(const codec::XmlElement& root);
[[nodiscard]] std::string print_4774_clearance(const label::NamedClearance& clearance);

// XML within the limits of labels.
[[nodiscard]] Result<codec::XmlElement> parse_label_xml(std::string_view bytes);

// The first fault of what a label file says, at its line.
[[nodiscard]] tl::unexpected<Error> label_fault(const codec::XmlElement& at, const std::string& message);

}  // namespace entente::format
