// Between the attributes of ISM and labels, and the texts that attributes stand for.
//
// The policy says which token has which value (docs/formats/world.md, `ism` of a token; otherwise its portion text). Attributes
// become a marking and that is read like any other, so nothing is believed here that a text would not be: an unknown value
// or party, a list that is missing or stands for nothing, an attribute that no mark can say is an error that names it. Whether
// the attributes keep the published rules is another matter: ism_rules.h. Docs: docs/formats/us-markings.md.
// Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "label/ism.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

// The label that `attributes` state: also what no mark carries, the day it was made, the day it ends, the level of NATO sources.
// Prose, notices and the block of authority are not read; they decide nothing. Errors: Fault of label.h.
[[nodiscard]] Result<Label> label_of_ism(const IsmAttributes& attributes, const Policy& system, const PolicyBook& book);

// The attributes of which a marking shows nothing, or not all: dates, the block of authority, notices, whose a program is.
[[nodiscard]] std::vector<IsmName> beyond_the_mark(const IsmAttributes& attributes);

// What attributes say and a label does not know: whose the special access programs are ("DOD"). Without it they are not
// expressible.
struct IsmWriting {
  std::string program_authority;
};

// The attributes of `label`, in the order of the policy. label_of_ism yields the label again, but for its domain, the time of day
// of its dates and the levels of sources other than NATO; what would lose more is not_expressible.
[[nodiscard]] Result<IsmAttributes> ism_of_label(const Label& label, const Policy& system, const PolicyBook& book,
                                                 const IsmWriting& writing = {});

// What attributes say of `label`, for rules about them: a control system that nobody published stands in `sciControls` by its
// name; of all else without a value there is nothing, and a level without one leaves no `classification`.
[[nodiscard]] IsmAttributes ism_as_far_as_said(const Label& label, const Policy& system, const PolicyBook& book,
                                               const IsmWriting& writing = {});

// Banner line, and portion mark without its parentheses.
struct IsmMarks {
  std::string banner;
  std::string portion;
  friend bool operator==(const IsmMarks&, const IsmMarks&) = default;
};
[[nodiscard]] Result<IsmMarks> marks_of_ism(const IsmAttributes& attributes, const Policy& system, const PolicyBook& book);

// What stands behind "NATO:" in codes for a token that NATO's levels have inside: "KFOR", "RESOLUTE_SUPPORT".
[[nodiscard]] std::string as_special_word(const Token& token);

// The value of a token in its attribute.
[[nodiscard]] const std::string& ism_of(const Token& token);

}  // namespace entente::label
