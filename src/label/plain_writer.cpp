#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/marks.h"
#include "label/plain_marking.h"
#include "label/written.h"

namespace entente::label {
namespace {

// A list in the words of the policy: "UK/US".
std::string named(const std::vector<PartyId>& parties, std::string_view separator, const Policy& policy) {
  std::string out;
  for (const auto& party : parties) {
    const auto& names = policy.wording.parties;
    const auto own = std::find_if(names.begin(), names.end(),
                                  [&](const PartyMark& each) { return each.party == party && !each.mark.empty(); });
    if (!out.empty()) out += separator;
    out += own == names.end() ? party.str() : own->mark;
  }
  return out;
}

// "EXCLUSIVE FOR NAME", "NAME USE ONLY", for each name that the label holds.
std::string written_names(const Label& label, const Policy& policy, const Token& token, MarkForm form) {
  std::string out;
  const auto head = token.name.str() + " ";
  for (const auto& category : label.categories) {
    if (category.policy != policy.id || !category.name.str().starts_with(head)) continue;
    const auto name = category.name.str().substr(head.size());
    const auto behind = behind_name(token);
    if (!out.empty()) out += behind.empty() ? "//" : " ";
    out += behind.empty() ? text_of(token, form) + " " + name : name + std::string(behind);
  }
  return out;
}

// The lists and controls of the label that this token says.
std::string piece_of(const Label& label, const Policy& policy, const Token& token, MarkForm form) {
  const bool first = is_first_of_meaning(policy, token);
  const auto& text = text_of(token, form);
  const auto& joint = policy.wording.list_joined_by;
  const std::string_view between = joint.empty() ? std::string_view(", ") : std::string_view(joint);
  if (token.meaning == Meaning::release_to && first && label.releasable.kind == ReleaseKind::listed) {
    return text + " " + named(label.releasable.parties, between, policy);
  }
  if (token.meaning == Meaning::display_only && first && !label.display_only.empty()) {
    return text + " " + named(label.display_only, between, policy);
  }
  if (token.meaning == Meaning::eyes_only && token.parties.empty()) {
    const bool spelled = first && label.controls.eyes_only && !names_eyes_only(label, policy);
    return spelled ? named(*label.controls.eyes_only, "/", policy) + " " + text : std::string{};
  }
  if (token.compartments) return written_names(label, policy, token, form);
  return written_alone(label, policy, token, form);
}

bool is_category(const Token& token) {
  if (runs_on(token)) return false;
  return token.meaning == Meaning::restrictive || token.meaning == Meaning::permissive || token.meaning == Meaning::informative;
}

}  // namespace

Result<std::string> write_plain_marking(const Label& label, const Policy& policy, MarkForm form) {
  const auto* level = label.policy == policy.id ? policy.level(label.level) : nullptr;
  if (level == nullptr) {
    return fail(Fault::not_expressible, fmt::format("{} of {} has no mark of {}", quoted(label.level.str()),
                                                    quoted(label.policy.str()), quoted(policy.id.str())));
  }
  const auto& between = policy.wording.joined_by;
  const auto head = with_level(label, policy, *level, form, '/');
  std::string categories;
  std::string controls;
  for (const auto& token : policy.tokens) {
    const auto piece = &token == head.token ? std::string{} : piece_of(label, policy, token, form);
    if (piece.empty()) continue;
    auto& part = is_category(token) ? categories : controls;
    part += between.empty() ? (is_category(token) ? " " : "//") : between;
    part += piece;
  }
  return (head.token == nullptr ? text_of(*level, form) : head.text) + categories + controls;
}

}  // namespace entente::label
