// `entente label check FILE`: all marks of a document against the rules of their system, and the copy with certain corrections.
//
// Reads one document of at most limits::kDocumentBytes of UTF-8. Of a file that is refused nothing is written. The copy appears
// whole or not at all, and the document itself is never changed. One call at a time per output file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "document/check_document.h"
#include "service/desk.h"

namespace entente::service {

struct CheckMarksOptions {
  std::filesystem::path file;
  std::optional<PolicyId> policy;                  // absent: told from the document
  Instant as_of;                                   // whose members a group has, for what the portions say together
  std::optional<std::filesystem::path> corrected;  // where to write the copy, if anything is to correct
  bool force = false;
  std::vector<std::string> declassify;  // what each source has on its `Declassify On` line
};

struct CheckMarksReport {
  std::string text;
  PolicyId policy;  // empty: none was stated, and no mark of any stands in the text
  document::DocumentCheck check;
  bool written = false;
};

[[nodiscard]] Result<CheckMarksReport> check_marks(const Desk& desk, const CheckMarksOptions& options);

}  // namespace entente::service
