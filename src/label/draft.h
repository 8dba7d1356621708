// The label under construction while one marking is read, and the steps both grammars share. Private to the room.
//
// A draft only ever gains restrictions: a list is set once (a second one is a contradiction), a control is never cleared.
// Limits: limits::kMarkingTokens pieces, limits::kOrigins owners and sources. Not thread-safe: one per marking.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::label {

struct Draft {
  const PolicyBook& book;
  const Label* banner = nullptr;
  Label label{};
  std::size_t pieces = 0;
  // Whose tokens said no-foreign: the first of that meaning, and a further one. Where both did, both are kept by name.
  const Policy* said_no_foreign = nullptr;
  const Policy* named_no_foreign = nullptr;
};

// A list as written: its codes, what separates them, and the mark it belongs to (for messages).
struct CodeList {
  std::string_view codes;
  char separator = ',';
  std::string_view mark;
};

// Counts one more piece (token, code, segment) against the limit.
[[nodiscard]] Result<void> too_many_pieces();
[[nodiscard]] inline Result<void> count_piece(Draft& draft) {
  return ++draft.pieces <= limits::kMarkingTokens ? Result<void>{} : too_many_pieces();
}

// Every code must name a known party; an empty list names nobody and is an error, as is an empty place in it.
// The result is in published order: three-letter codes first, then the others, each ascending; no code twice.
[[nodiscard]] Result<std::vector<PartyId>> read_codes(Draft& draft, const CodeList& list);
[[nodiscard]] Result<PartyId> read_code(Draft& draft, std::string_view code, std::string_view mark);
[[nodiscard]] Result<void> check_known(const Draft& draft, const PartyId& party, std::string_view mark);
void put_in_published_order(std::vector<PartyId>& parties);

[[nodiscard]] Result<void> set_release(Draft& draft, std::vector<PartyId> parties);
[[nodiscard]] Result<void> set_display(Draft& draft, std::vector<PartyId> parties);
[[nodiscard]] Result<void> set_eyes_only(Draft& draft, std::vector<PartyId> parties);
[[nodiscard]] Result<void> add_owner(Draft& draft, Origin&& origin);
[[nodiscard]] Result<void> add_source(Draft& draft, Origin&& origin);

void add_category(Draft& draft, Category&& category);

// The effect of a token that stands without a list. Tokens that need one are malformed here.
[[nodiscard]] Result<void> apply_token(Draft& draft, const Policy& policy, const Token& token);

// Sorts what is a set, fills in the domain, and hands the label out.
[[nodiscard]] Result<Label> finished(Draft&& draft, const Policy& system);

}  // namespace entente::label
