// Checks one marking as a careful security officer would: every rule it breaks, where, why, and what to write instead.
//
// parse_marking is lenient about order and form, since nothing is decided by them; a check is not. A marking without findings
// parses; one with errors may parse too. The content of US markings is checked by the published rules (ism_rules.h) and
// sections of the manual. Limits: as for parse_marking. Pure and thread-safe. Docs: docs/formats/label-check.md.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "label/finding.h"
#include "label/label.h"
#include "label/marking.h"
#include "label/policy.h"
#include "label/roll_up.h"

namespace entente::label {

struct CheckOptions {
  std::optional<MarkForm> form;     // absent: told from parentheses, else from the level
  const Label* banner = nullptr;    // of the document: its lists complete "REL" and "JOINT S" in a portion
  const Expand* members = nullptr;  // of groups at the date in question; without it a group stands for itself alone
  std::optional<Instant> as_of{};   // at which what has been withdrawn is warned of; without it nothing is
};

struct MarkingCheck {
  MarkForm form = MarkForm::banner;
  std::vector<Finding> findings;        // by place
  std::optional<Correction> corrected;  // the whole text as it should stand; only if there are findings and it can be told
  std::optional<Label> label;           // of the text, or of its correction
};

[[nodiscard]] MarkingCheck check_marking(std::string_view text, const Policy& system, const PolicyBook& book,
                                         const CheckOptions& options = {});

}  // namespace entente::label
