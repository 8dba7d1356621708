#include "label/policy.h"

#include <algorithm>
#include <functional>

namespace entente::label {
namespace {

bool has(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

bool is_below(const Token& token, std::string_view name) {
  return std::binary_search(token.below.begin(), token.below.end(), name, std::less<>());
}

const Level* Policy::level(const LevelName& name) const {
  const auto found = std::find_if(levels.begin(), levels.end(), [&](const Level& level) { return level.name == name; });
  return found == levels.end() ? nullptr : &*found;
}

bool ranks_beside(const Level& a, const Level& b) {
  return (a.comparable && b.comparable) || (!a.axis.empty() && a.axis == b.axis);
}

const Level* Policy::level_by_mark(std::string_view text) const {
  if (text.empty()) return nullptr;
  const auto reads = [&](const Level& level) { return level.portion == text || has(level.marks, text); };
  const auto found = std::find_if(levels.begin(), levels.end(), reads);
  return found == levels.end() ? nullptr : &*found;
}

const Level* Policy::level_abroad(std::string_view text) const {
  if (text.empty()) return nullptr;
  const auto found = std::find_if(levels.begin(), levels.end(), [&](const Level& level) { return has(level.abroad, text); });
  return found == levels.end() ? nullptr : &*found;
}

const Token* Policy::token(std::string_view name) const {
  const auto found = index.named(tokens, name);
  return found == MarkIndex::kNone ? nullptr : &tokens[found];
}

const Level* Policy::corresponding(const PolicyId& policy, const LevelName& of) const {
  for (const auto& row : corresponds) {
    if (row.policy == policy && row.level == of) return level(row.counts_as);
  }
  return nullptr;
}

std::string_view Policy::meant_by(std::string_view written) const {
  const auto found = std::find_if(slips.begin(), slips.end(), [&](const Slip& slip) { return slip.written == written; });
  return found == slips.end() ? std::string_view() : std::string_view(found->meant);
}

const PolicyBook::Shelf& PolicyBook::shelf() const {
  static const Shelf kEmpty;
  return shelf_ ? *shelf_ : kEmpty;
}

PolicyBook::Shelf& PolicyBook::own_shelf() {
  if (!shelf_ || shelf_.use_count() > 1) shelf_ = std::make_shared<Shelf>(shelf());
  return *shelf_;
}

void PolicyBook::add(Policy policy) {
  const PolicyId id = policy.id;
  policy.index = MarkIndex(policy.tokens);
  auto& [policies, parties, known] = own_shelf();
  policies.insert_or_assign(id, std::move(policy));
  known.clear();
  for (const auto& [party, policy_of_it] : parties) known.insert(party);
  for (const auto& [name, each] : policies) known.insert(each.codes.begin(), each.codes.end());
}

void PolicyBook::add_party(PartyId party, std::optional<PolicyId> policy) {
  Shelf& shelf = own_shelf();
  shelf.known.insert(party);
  shelf.parties.insert_or_assign(std::move(party), std::move(policy));
}

const Policy* PolicyBook::find(const PolicyId& id) const {
  const auto found = shelf().policies.find(id);
  return found == shelf().policies.end() ? nullptr : &found->second;
}

const Policy* PolicyBook::policy_of(const PartyId& party) const {
  const auto found = shelf().parties.find(party);
  if (found == shelf().parties.end() || !found->second) return nullptr;
  return find(*found->second);
}

std::vector<std::string_view> PolicyBook::party_names() const {
  std::vector<std::string_view> names;
  for (const auto& [party, policy] : shelf().parties) names.emplace_back(party.value);
  return names;
}

bool PolicyBook::has_party(const PartyId& party) const { return shelf().parties.contains(party); }

//= ISMCAT CVEnumISMCATRelTo: NATO:[a-zA-Z\-_]{1,256}, a special word of NATO.
bool PolicyBook::knows(const PartyId& party) const {
  const auto& known = shelf().known;
  if (known.contains(party)) return true;
  constexpr std::string_view kSpecial = "NATO:";
  constexpr std::size_t kWordBytes = 256;
  if (!party.str().starts_with(kSpecial)) return false;
  const auto word = std::string_view(party.str()).substr(kSpecial.size());
  return !word.empty() && word.size() <= kWordBytes && known.contains(PartyId("NATO")) &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
}

}  // namespace entente::label
