#include <fmt/format.h>

#include "base/text.h"
#include "label/marks.h"
#include "label/plain_marking.h"
#include "label/written.h"

namespace entente::label {
namespace {

// The lists and controls of the label that this token says.
std::string piece_of(const Label& label, const Policy& policy, const Token& token, MarkForm form) {
  const bool first = is_first_of_meaning(policy, token);
  const auto& text = text_of(token, form);
  if (token.meaning == Meaning::release_to && first && label.releasable.kind == ReleaseKind::listed) {
    return text + " " + joined(label.releasable.parties, ", ");
  }
  if (token.meaning == Meaning::display_only && first && !label.display_only.empty()) {
    return text + " " + joined(label.display_only, ", ");
  }
  if (token.meaning == Meaning::eyes_only && token.parties.empty()) {
    const bool spelled = first && label.controls.eyes_only && !names_eyes_only(label, policy);
    return spelled ? joined(*label.controls.eyes_only, "/") + " " + text : std::string{};
  }
  return written_alone(label, policy, token, form);
}

bool is_category(const Token& token) {
  return token.meaning == Meaning::restrictive || token.meaning == Meaning::permissive || token.meaning == Meaning::informative;
}

}  // namespace

Result<std::string> write_plain_marking(const Label& label, const Policy& policy, MarkForm form) {
  const auto* level = label.policy == policy.id ? policy.level(label.level) : nullptr;
  if (level == nullptr) {
    return fail(Fault::not_expressible, fmt::format("{} of {} has no mark of {}", quoted(label.level.str()),
                                                    quoted(label.policy.str()), quoted(policy.id.str())));
  }
  std::string categories;
  std::string controls;
  for (const auto& token : policy.tokens) {
    const auto piece = piece_of(label, policy, token, form);
    if (!piece.empty()) (is_category(token) ? categories += " " : controls += "//") += piece;
  }
  return text_of(*level, form) + categories + controls;
}

}  // namespace entente::label
