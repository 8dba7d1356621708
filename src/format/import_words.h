// The words of a table of agreements, in our vocabulary: kinds, statuses, grades (docs/formats/agreements.md).
//
// Words are compared without regard to ASCII case. What has no counterpart is nothing, never a guess. Used by the import only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/facts.h"

namespace entente::format {

// "ACSA" → cross_servicing; our own names too.
[[nodiscard]] std::optional<world::Kind> imported_kind(std::string_view word);
// Why rows of this kind become no instrument, and what to do: for words we know; else what is expected.
[[nodiscard]] std::string why_no_instrument(std::string_view word);

// What a status word says, and the dates on which its parts can rest.
struct ImportedStatus {
  world::StatusValue value = world::StatusValue::considered;
  bool superseded = false;    // was in force until another took its place
  bool at_signature = false;  // takes effect with the signature: a grant by exchange of notes
};
[[nodiscard]] std::optional<ImportedStatus> imported_status(std::string_view word);

// What a claim says with a status word: the value, and "or to be signed" apart.
struct ClaimedStatus {
  world::StatusValue value = world::StatusValue::considered;
  std::string hedge;
};
[[nodiscard]] std::optional<ClaimedStatus> claimed_status(std::string_view word);

// "partly verified" → partial.
[[nodiscard]] std::optional<world::Evidence> imported_evidence(std::string_view word);

// Lower case, what is no letter or digit becomes one hyphen; at most 64 characters; may be empty.
[[nodiscard]] std::string instrument_id_of(std::string_view text);
// What is not [A-Za-z0-9._-] becomes one hyphen.
[[nodiscard]] std::string entry_id_of(std::string_view text);

}  // namespace entente::format
