// Remedies of a deny as JSON and as text for people (docs/formats/remedies.md). Pure and thread-safe; the same remedies give the
// same bytes.
#pragma once

#include <string>

#include "analysis/remedies.h"
#include "codec/json.h"

namespace entente::format {

// As one value.
void write_remedies(codec::JsonWriter& out, const analysis::Remedies& remedies);

// A line a remedy: "  remedies            40  CAN and JPN bring isa-can-jpn into force".
[[nodiscard]] std::string remedies_to_text(const analysis::Remedies& remedies);

}  // namespace entente::format
