// The document as a whole: its own mark, that of its portions rolled up, and what follows for its portions.
//
// docs/semantics.md 2.6. Membership of groups at the date in question is passed in. Nothing here decides a release.
// Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/portions.h"
#include "label/roll_up.h"

namespace entente::document {

struct Whole {
  // The strictest that its banner lines say; absent if none is recognised or none can be read.
  std::optional<label::Label> own;
  // What text without a mark is decided under; absent: such text is withheld, `unmarked_why` says why.
  std::optional<label::Label> unmarked;
  std::string unmarked_why;
  // Not empty: a banner cannot be read, so the document may be marked more strictly than its portions together by any measure,
  // and none of them can be decided.
  std::string unreadable_why;
  // The document is marked more strictly than its portions together (or this cannot be ruled out): every portion is
  // decided under `own` too.
  bool compilation = false;
  std::vector<std::string> warnings;
};

[[nodiscard]] Whole weigh(const Document& document, const label::PolicyBook& book, const label::Expand& expand);

}  // namespace entente::document
