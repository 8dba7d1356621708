// What a token contributes to the text of a label; shared by the two grammars. Private to the room.
//
// A first token of its meaning is written because a control or list is set, a further one because the label holds a
// category of its name. Nothing here checks that the text says all of the label: render_marking reads it back for that.
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "label/label.h"
#include "label/marking.h"
#include "label/policy.h"

namespace entente::label {

// The same codes, with that of `first` moved to the front if it is among them: "USA, GBR, JPN".
[[nodiscard]] std::vector<PartyId> led_by(const PartyId& first, std::vector<PartyId> parties);

[[nodiscard]] bool holds_category(const Label& label, const Policy& policy, const Token& token);

// The text for a token that stands without a list (controls, closed lists with a name, categories); empty if it says nothing.
[[nodiscard]] std::string written_alone(const Label& label, const Policy& policy, const Token& token, MarkForm form);

// The token of `owner` that is written together with its level, and the text of both: "OFFICIAL-SENSITIVE", "NKFORS",
// "NATO KFOR SECRET" with `joint` a space. No token: the level alone, its text empty.
struct WithLevel {
  const Token* token = nullptr;
  std::string text;
};
[[nodiscard]] WithLevel with_level(const Label& label, const Policy& owner, const Level& level, MarkForm form, char joint);

// The token of `policy` for an activity that has a code of its own, and so may stand beside its party among sources: "FGI ISAF
// NATO". None: null.
[[nodiscard]] const Token* activity_by_code(const Policy& policy, std::string_view code);

// The activities of a source that the label names: of its party's policy, where the source is named.
[[nodiscard]] std::vector<const Token*> activities_of(const Label& label, const Origin& source, const PolicyBook& book);

// True if the mark of foreign owners says RESTRICTED, which the system itself has not: a concealed one that keeps it, or several
// of which one has it in its own terms.
[[nodiscard]] bool is_restricted_abroad(const Label& label, const Policy& system, const PolicyBook& book);

// True if a token of `policy` names the label's closed list, so that the list need not be spelled out.
[[nodiscard]] bool names_eyes_only(const Label& label, const Policy& policy);

}  // namespace entente::label
