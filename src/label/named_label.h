// A confidentiality label (STANAG 4774, 5636) as a label of a world, and back, where both say exactly the same.
//
// The policy is found by its name. The classification is a level's text, with or without the policy's name before it, or how a
// US-style mark of others writes it. The tag set of the token for release lists (`Releasable To`) names parties by code; the
// other values name tokens of the policy, or compartments, programs and names below one; `Context` may repeat the policy's name
// or say `Releasable`; informative values that are no tokens decide nothing and are dropped. Anything else is an error, and so is
// a label that the policy's own markings could not say: it is written as a marking and read back. Ids (URI) are not looked at,
// since a world knows policies by name; nor are review, succession, privacy mark.
// Pure and thread-safe.
#pragma once

#include "base/result.h"
#include "label/confidentiality.h"
#include "label/policy.h"

namespace entente::label {

// Fails with unknown_policy, unknown_level, unknown_token, unknown_party, contradiction or not_expressible. Only the originator's
// label speaks for the object.
[[nodiscard]] Result<Label> from_names(const ConfidentialityLabel& named, const PolicyBook& book);

// from_names of it yields the label again. It names the tokens that the label's marking would show, each in the tag set and with
// the kind of tag that the policy's SPIF has it in, and nothing else. Fails with not_expressible for what names do not carry
// (display lists, eyes-only lists without a name, sources, several or other owners, a domain that is not the level's) and for a
// recipient that the SPIF does not list.
[[nodiscard]] Result<ConfidentialityLabel> to_names(const Label& label, const PolicyBook& book);

// The same label, each compartment, program or name that the SPIF of `policy` does not list replaced by the token it stands
// below: "SI-G ABCD" by "SI-G". What a SPIF says of the token then holds of it.
[[nodiscard]] ConfidentialityLabel with_parts_as_tokens(ConfidentialityLabel named, const Policy& policy);

// What information so labelled is about: the domain of the first token that has one (by policy, then in that policy's
// order), else of the level, else nothing. `system` need not be in the book.
[[nodiscard]] std::optional<std::string> domain_of(const Label& label, const Policy& system, const PolicyBook& book);

}  // namespace entente::label
