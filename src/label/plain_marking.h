// The plain grammar: a level, then tokens, then perhaps a list of parties. Private to the room; marking.h dispatches here.
//
// "NATO SECRET ATOMAL//Releasable to JPN, AUS", "SECRET UK EYES ONLY", "極秘". Between the parts stands white space, `/`,
// `//`, `,` or ` - `, and what else the policy's wording says. Level and tokens are those of one policy, exactly as its data
// writes them; the owner is its party.
// docs/formats/markings.md has the grammar. Pure, thread-safe, linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "label/label.h"
#include "label/marking.h"
#include "label/policy.h"

namespace entente::label {

// `text` is valid UTF-8 without control characters, within the limits, without parentheses, white space folded.
[[nodiscard]] Result<Label> read_plain_marking(std::string_view text, const Policy& policy, const PolicyBook& book);

// A token where it stands in a text, with its list or name.
struct PlainPiece {
  std::size_t begin = 0;
  std::size_t end = 0;
  const Token* token = nullptr;
  std::vector<PartyId> parties;  // as written
  std::string list{};            // of a list in front of its mark, "UK/US EYES ONLY": how it is joined; empty: as published
};

// Those behind the level, in the order of the text; `level_bytes`: where it ends. Nothing if the text does not read.
[[nodiscard]] std::vector<PlainPiece> pieces_of(std::string_view text, const Policy& policy, const PolicyBook& book,
                                                std::size_t& level_bytes);

// How many bytes of such a text could be read before the piece that is wrong; its size if nothing is.
[[nodiscard]] std::size_t readable_size(std::string_view text, const Policy& policy, const PolicyBook& book);

// True if a level of the policy opens the text, also with a token in it ("CTSA", "NATO/KFOR SECRET").
[[nodiscard]] bool starts_plain_marking(std::string_view text, const Policy& policy);

// True if what stands in brackets are tokens ("OFFICIAL-SENSITIVE [COMMERCIAL]") and not the marking of a received copy.
[[nodiscard]] bool has_bracketed_tokens(std::string_view text, const Policy& policy);

// Without parentheses. Writes what it can; the caller reads it back and refuses a text that lost something.
[[nodiscard]] Result<std::string> write_plain_marking(const Label& label, const Policy& policy, MarkForm form);

}  // namespace entente::label
