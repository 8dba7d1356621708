// What the check of a document's marks found, for people, programs, and editors (SARIF).
//
// Lists at most limits::kErrorsReported findings and counts the others; the counts are always of all. JSON:
// docs/formats/label-check.md. Columns count characters. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/names.h"
#include "codec/json.h"
#include "document/check_document.h"
#include "format/sarif.h"

namespace entente::format {

struct CheckReport {
  std::string file;  // as the caller named it
  PolicyId policy;
  std::string_view text;  // of the document
  const document::DocumentCheck& check;
  std::string corrected_file;  // empty: none was written
};

struct CheckCounts {
  std::size_t marks = 0;  // that mark something
  std::size_t different = 0;
  std::size_t examples = 0;  // inside text
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t corrected = 0;  // marks whose correction is certain
};

[[nodiscard]] CheckCounts count(const document::DocumentCheck& check);

[[nodiscard]] std::string check_to_text(const CheckReport& report);
void write_check(codec::JsonWriter& json, const CheckReport& report);
void add_check(SarifLog& log, const CheckReport& report);

}  // namespace entente::format
