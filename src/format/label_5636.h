// Confidentiality labels as JSON, as sealed files carry them in their assertions; docs/formats/labels.md.
//
// Two forms are read: that of STANAG 5636 (`{"ocl":{"pol","cls","catl","dcr"},"context":{"@base":…}}`), and the structured one
// with the element names of STANAG 4774 (`{"Xmlns":…,"CreationTime":…,"ConfidentialityInformation":{…}}`); either also inside the
// statement of an assertion, as an object or as text. An unknown key is an error, since it could restrict. Both carry policy,
// classification, categories and date of creation, and nothing else that is published; what else a label has (ids, an
// originator …) is refused by name, or left out by
// `leave_out_for_json`. Errors are those of label_4774.h. Pure and thread-safe; bounded by limits::kLabelFileBytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/node.h"
#include "label/confidentiality.h"

namespace entente::format {

enum class JsonLabelForm { elements = 0, structured };

[[nodiscard]] Result<label::ConfidentialityLabel> parse_5636(std::string_view json);
[[nodiscard]] Result<label::ConfidentialityLabel> read_5636(const codec::Node& value);

// parse_5636 of it yields the label again. Fails with unsupported, naming what JSON does not carry.
[[nodiscard]] Result<std::string> print_5636(const label::ConfidentialityLabel& label,
                                             JsonLabelForm form = JsonLabelForm::elements);

// Takes out what JSON has no place for and no decision looks at, and says what: ids, an originator, a date of review …
[[nodiscard]] std::vector<std::string> leave_out_for_json(label::ConfidentialityLabel& label);

}  // namespace entente::format
