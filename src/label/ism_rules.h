// The published rules of ISM (2022-12) about markings, as data: which of them attributes break.
//
// An element alone is judged as a portion: by the rules about one element only; as a banner, also by those about the whole that
// ask of nothing else. A document is judged whole: each element, and what the resource owes to its portions and they to it. Rules
// apply as far as the document says it complies with them
// (`compliesWith`); where it says nothing, it counts as one of the US government, and never as one of the intelligence
// community or the department of defense. Portions with `excludeFromRollup` do not count for the whole. Rules about XML
// structure, need-to-know metadata and versions of other standards are not here; docs/formats/us-markings.md has the list and the
// reasons. Nothing here decides a release. Pure and thread-safe; linear in the attributes, times the number of rules.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "label/finding.h"
#include "label/ism.h"

namespace entente::label {

struct IsmFinding {
  std::string_view rule;  // "ISM-ID-00214"
  Severity severity = Severity::error;
  IsmName attribute = IsmName::classification;
  std::optional<std::string> value;               // the one that is wrong
  std::optional<std::size_t> portion;             // index; absent: the resource, or the only element
  std::string message;                            // what the rule asks
  std::optional<std::vector<std::string>> fixed;  // what the attribute would hold, where only one thing is possible
  friend bool operator==(const IsmFinding&, const IsmFinding&) = default;
};

// What an element without a document is taken for.
enum class IsmAlone { portion = 0, banner };

// By element (the resource first, or what is about the whole, then each portion), then by rule.
// Rules that ask about one of `untold`, of which an element without it says nothing, are left out.
[[nodiscard]] std::vector<IsmFinding> ism_findings(const IsmAttributes& element, std::span<const IsmName> untold = {},
                                                   IsmAlone as = IsmAlone::portion);
[[nodiscard]] std::vector<IsmFinding> ism_findings(const IsmDocument& document);

// Every rule that is checked, once, ascending: "ISM-ID-00002", …
[[nodiscard]] std::vector<std::string_view> ism_rules();

}  // namespace entente::label
