#include "label/written.h"

#include <algorithm>

#include "label/draft.h"
#include "label/marks.h"

namespace entente::label {
namespace {

// A control that a token kept by name says already need not be said by the first token of its meaning.
bool said_by_name(const Label& label, const Policy& policy, Meaning meaning) {
  return std::any_of(policy.tokens.begin(), policy.tokens.end(),
                     [&](const Token& token) { return token.meaning == meaning && holds_category(label, policy, token); });
}

bool names_list_of(const Label& label, const Token& token) {
  auto parties = token.parties;
  put_in_published_order(parties);
  return label.controls.eyes_only && !parties.empty() && *label.controls.eyes_only == parties;
}

bool is_set(const Label& label, const Token& token) {
  switch (token.meaning) {
    case Meaning::no_foreign:
      return label.controls.no_foreign;
    case Meaning::originator_control:
      return label.controls.originator_control;
    case Meaning::release_by_official:
      return label.controls.release_by_official;
    case Meaning::eyes_only:
      return names_list_of(label, token);
    case Meaning::restrictive:
    case Meaning::permissive:
    case Meaning::informative:
    case Meaning::release_to:
    case Meaning::display_only:
    case Meaning::foreign_information:
    case Meaning::joint:
      return false;
  }
  return false;
}

}  // namespace

std::vector<PartyId> led_by(const PartyId& first, std::vector<PartyId> parties) {
  const auto found = std::find(parties.begin(), parties.end(), first);
  if (found != parties.end()) std::rotate(parties.begin(), found, found + 1);
  return parties;
}

bool holds_category(const Label& label, const Policy& policy, const Token& token) {
  return std::any_of(label.categories.begin(), label.categories.end(),
                     [&](const Category& category) { return category.policy == policy.id && category.name == token.name; });
}

std::string written_alone(const Label& label, const Policy& policy, const Token& token, MarkForm form) {
  if (holds_category(label, policy, token)) return text_of(token, form);
  if (!is_set(label, token) || !is_first_of_meaning(policy, token)) return {};
  return said_by_name(label, policy, token.meaning) ? std::string{} : text_of(token, form);
}

WithLevel with_level(const Label& label, const Policy& owner, const Level& level, MarkForm form, char joint) {
  for (const auto& each : owner.wording.composites) {
    const auto* token = owner.token(each.token);
    if (each.written && each.level == level.name && token != nullptr && holds_category(label, owner, *token))
      return {token, each.mark};
  }
  const auto& text = text_of(level, form);
  for (const auto& token : owner.tokens) {
    if (!holds_category(label, owner, token)) continue;
    for (const auto& head : token.inside) {
      if (!text.starts_with(head)) continue;
      const auto rest = text.substr(head.size());
      auto out = head;
      if (rest.starts_with(' ')) out += joint;
      return {&token, out + text_of(token, form) + rest};
    }
  }
  return {};
}

const Token* activity_by_code(const Policy& policy, std::string_view code) {
  const auto found = std::find_if(policy.tokens.begin(), policy.tokens.end(),
                                  [&](const Token& token) { return !token.inside.empty() && token.portion == code; });
  return found == policy.tokens.end() ? nullptr : &*found;
}

std::vector<const Token*> activities_of(const Label& label, const Origin& source, const PolicyBook& book) {
  std::vector<const Token*> out;
  const auto* policy = source.party ? book.policy_of(*source.party) : nullptr;
  if (policy == nullptr || label.policy == policy->id) return out;
  for (const auto& token : policy->tokens) {
    if (!token.inside.empty() && holds_category(label, *policy, token)) out.push_back(&token);
  }
  return out;
}

bool is_restricted_abroad(const Label& label, const Policy& system, const PolicyBook& book) {
  if (label.policy != system.id || system.level_by_mark(kRestrictedAbroad) != nullptr) return false;
  bool restricted = false;
  for (const auto& owner : label.owners) {
    if (owner.party == system.party) return false;
    if (!owner.level) continue;
    const auto* policy = owner.policy ? book.find(*owner.policy) : nullptr;
    const auto* level = policy == nullptr ? nullptr : policy->level_abroad(kRestrictedAbroad);
    restricted = restricted || (owner.policy ? level != nullptr && level->name == *owner.level
                                             : owner.level->str() == kRestrictedAbroad);
  }
  return restricted;
}

bool names_eyes_only(const Label& label, const Policy& policy) {
  return std::any_of(policy.tokens.begin(), policy.tokens.end(), [&](const Token& token) {
    return token.meaning == Meaning::eyes_only && !token.parties.empty() && names_list_of(label, token);
  });
}

}  // namespace entente::label
