// What the rules of ISM say of a file of attributes, for people and for programs.
//
// JSON: docs/formats/us-markings.md, "Checking a document". Lists at most limits::kErrorsReported findings and counts the others.
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/json.h"
#include "format/sarif.h"
#include "label/ism_rules.h"

namespace entente::format {

// A finding with its place in the file: the line of the element, from 1.
struct PlacedIsmFinding {
  std::size_t line = 0;
  label::IsmFinding finding;
};

struct IsmCheck {
  bool is_document = false;  // false: no element says that it is the whole, so each is judged alone
  std::size_t elements = 0;
  std::vector<PlacedIsmFinding> findings;
  [[nodiscard]] std::size_t count(label::Severity severity) const;
};

// Of an XML document, or of one JSON object. Errors: IsmFault of ism_json.h, codec::CodecFault.
[[nodiscard]] Result<IsmCheck> check_ism(std::string_view bytes);

[[nodiscard]] std::string ism_check_to_text(const IsmCheck& check, std::string_view file);
void write_ism_check(codec::JsonWriter& json, const IsmCheck& check, std::string_view file);
void add_ism_check(SarifLog& log, const IsmCheck& check, std::string_view file);

}  // namespace entente::format
