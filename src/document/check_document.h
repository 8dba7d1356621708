// Checks all marks of a document, each and together: for people who write marked documents, and for editors and CI.
//
// Every line is looked at by itself (found_marks.h). Unlike portions.h nothing is decided here, so blocks do not matter. The
// first banner lends its lists to "REL" and "JOINT S"; what the portions say together is compared with it, and so is every banner
// below. A mark within running text is an example: what is wrong with it is a warning, and it counts for nothing; one that stands
// apart counts. Linear in the text; each different mark is checked once.
// Limits: limits::kDocumentMarkings different marks. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "document/found_marks.h"
#include "label/check_marking.h"
#include "label/policy.h"
#include "label/roll_up.h"

namespace entente::document {

// A place may be named to a person as line:column; columns count characters of UTF-8.
struct CheckedMark {
  label::Span span;  // bytes of the document
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t check = 0;  // into DocumentCheck::checks
  MarkPlace place = MarkPlace::opening;
};

// About a line that bears no mark.
struct LineFinding {
  label::Finding finding;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct RollUp {
  std::string banner;                    // of the portions together; empty: no marking can say it
  std::optional<Instant> declassify_on;  // as the document's block states it, unless some of its information has no date
};

struct DocumentCheck {
  std::vector<label::MarkingCheck> checks;  // one for each different mark; spans count from the mark's beginning
  std::vector<CheckedMark> marks;           // in the order of the text
  std::vector<label::Finding> whole;        // of the marks together; spans are of the document
  std::vector<LineFinding> lines;           // likewise; of the classification authority block, in the order of the text
  std::optional<RollUp> roll_up;            // if banner and portions can be compared
  std::optional<std::string> declassify;  // what the line has to say, for the sources or by the lines together; if it can be told
};

// The one policy whose marks these are (whose_marks.h), by the first line that is a banner and the marks that open lines; the
// error says of which they may be, if several fit equally.
[[nodiscard]] Result<const label::Policy*> system_of(std::string_view text, const label::PolicyBook& book);

// `sources`: what each of the document's sources has on its `Declassify On` line. `today`: from when a limit of years counts at
// most, where the document has no date; absent: such a limit is not checked.
[[nodiscard]] Result<DocumentCheck> check_document(std::string_view text, const label::Policy& system,
                                                   const label::PolicyBook& book, const label::Expand& expand,
                                                   const std::vector<std::string>& sources = {},
                                                   const std::optional<Instant>& today = {});

// The text with every certain correction of a whole mark made; all else byte for byte.
[[nodiscard]] std::string corrected(std::string_view text, const DocumentCheck& check);

}  // namespace entente::document
