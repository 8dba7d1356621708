#include "label/policy.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text_index.h"
#include "label/label.h"
#include "label/roll_up.h"

namespace entente::label {
namespace {

// Most texts differ in length or in the first byte, so that few are compared. `text` is not empty.
bool is_same(const std::string& each, std::string_view text) {
  return each.size() == text.size() && each.front() == text.front() && each == text;
}

bool has(const std::vector<std::string>& texts, std::string_view text) {
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& each) { return is_same(each, text); });
}

}  // namespace

bool is_below(const Token& token, std::string_view name) {
  return std::binary_search(token.below.begin(), token.below.end(), name, std::less<>());
}

const Level* Policy::level(const LevelName& name) const {
  if (name.empty()) return nullptr;
  const auto found =
      std::find_if(levels.begin(), levels.end(), [&](const Level& level) { return is_same(level.name.str(), name.str()); });
  return found == levels.end() ? nullptr : &*found;
}

bool ranks_beside(const Level& a, const Level& b) {
  if ((a.comparable && b.comparable) || (!a.axis.empty() && a.axis == b.axis)) return true;
  return (is_below_classified(a) && b.comparable) || (is_below_classified(b) && a.comparable);
}

bool is_below_classified(const Level& level) { return !level.comparable && level.axis.starts_with(kBelowClassified); }

const Level* Policy::level_by_mark(std::string_view text) const {
  if (text.empty()) return nullptr;
  const auto reads = [&](const Level& level) { return is_same(level.portion, text) || has(level.marks, text); };
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

// What the names of policies and parties stand for is looked up for every word of every marking, so it has an index; policies are
// asked for by party more often than by id.
class PolicyBook::Shelf {
 public:
  Shelf() = default;
  Shelf(const Shelf& other) : policies_(other.policies_), parties_(other.parties_) { index(); }
  Shelf& operator=(const Shelf&) = delete;

  struct Name {
    const Policy* policy = nullptr;   // of this id
    const Policy* used_by = nullptr;  // by the party of this name
    bool party = false;
    bool known = false;  // a party, or a code of a policy
  };
  [[nodiscard]] const Name& name(std::string_view text) const {
    static const Name kNobody;
    const auto at = index_.find(text);
    return at == TextIndex::kNone ? kNobody : names_[at];
  }
  [[nodiscard]] const std::map<PolicyId, Policy>& policies() const { return policies_; }
  [[nodiscard]] const std::map<PartyId, std::optional<PolicyId>>& parties() const { return parties_; }

  void add(Policy policy) {
    const PolicyId id = policy.id;
    policies_.insert_or_assign(id, std::move(policy));
    index();
  }
  void add_party(PartyId party, std::optional<PolicyId> policy) {
    const auto& [added, uses] = *parties_.insert_or_assign(std::move(party), std::move(policy)).first;
    index_party(added, uses);
  }

 private:
  Name& entry(std::string_view text) {
    const auto [at, is_new] = index_.add(text, static_cast<std::uint32_t>(names_.size()));
    return is_new ? names_.emplace_back() : names_[at];
  }
  void index_party(const PartyId& party, const std::optional<PolicyId>& uses) {
    const auto policy = uses ? policies_.find(*uses) : policies_.end();
    auto& name = entry(party.str());
    name.used_by = policy == policies_.end() ? nullptr : &policy->second;
    name.party = name.known = true;
  }
  void index() {
    index_ = {};
    names_.clear();
    for (const auto& [id, policy] : policies_) {
      entry(id.str()).policy = &policy;
      for (const auto& code : policy.codes) entry(code.str()).known = true;
    }
    for (const auto& [party, uses] : parties_) index_party(party, uses);
  }

  std::map<PolicyId, Policy> policies_;
  std::map<PartyId, std::optional<PolicyId>> parties_;
  TextIndex index_;          // positions in `names_`
  std::vector<Name> names_;  // points into `policies_`
};

PolicyBook::Shelf& PolicyBook::own_shelf() {
  if (!shelf_) {
    shelf_ = std::make_shared<Shelf>();
  } else if (shelf_.use_count() > 1) {
    shelf_ = std::make_shared<Shelf>(*shelf_);
  }
  return *shelf_;
}

void PolicyBook::add(Policy policy) {
  policy.index = MarkIndex(policy.tokens);
  own_shelf().add(std::move(policy));
}

void PolicyBook::add_party(PartyId party, std::optional<PolicyId> policy) {
  if (shelf_) {
    const auto known = shelf_->parties().find(party);
    if (known != shelf_->parties().end() && known->second == policy) return;
  }
  own_shelf().add_party(std::move(party), std::move(policy));
}

const std::map<PolicyId, Policy>& PolicyBook::policies() const {
  static const std::map<PolicyId, Policy> kNone;
  return shelf_ ? shelf_->policies() : kNone;
}

const Policy* PolicyBook::find(const PolicyId& id) const { return shelf_ ? shelf_->name(id.str()).policy : nullptr; }

const Policy* PolicyBook::policy_of(const PartyId& party) const { return shelf_ ? shelf_->name(party.str()).used_by : nullptr; }

std::vector<std::string_view> PolicyBook::party_names() const {
  std::vector<std::string_view> names;
  if (!shelf_) return names;
  for (const auto& [party, policy] : shelf_->parties()) names.emplace_back(party.value);
  return names;
}

bool PolicyBook::has_party(const PartyId& party) const { return shelf_ && shelf_->name(party.str()).party; }

//= ISMCAT CVEnumISMCATRelTo: NATO:[a-zA-Z\-_]{1,256}, a special word of NATO.
bool PolicyBook::knows(const PartyId& party) const {
  if (!shelf_) return false;
  if (shelf_->name(party.str()).known) return true;
  constexpr std::string_view kSpecial = "NATO:";
  constexpr std::size_t kWordBytes = 256;
  if (!party.str().starts_with(kSpecial)) return false;
  const auto word = std::string_view(party.str()).substr(kSpecial.size());
  return !word.empty() && word.size() <= kWordBytes && shelf_->name("NATO").known &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
}

bool is_export_controlled(const Label& label, const PolicyBook& policies) {
  return std::any_of(label.categories.begin(), label.categories.end(), [&](const Category& category) {
    if (category.kind != CategoryKind::restrictive) return false;
    const auto* policy = policies.find(category.policy);
    const auto* words = policy == nullptr ? nullptr : &policy->export_controlled;
    return words != nullptr && std::binary_search(words->begin(), words->end(), category.name);
  });
}

bool is_or_below(std::string_view name, const CategoryName& above) {
  const auto size = above.value.size();
  return name == above.value || (name.size() > size && name.starts_with(above.value) && name[size] == '-');
}

bool is_read_in(const Category& category, const PolicyBook& policies) {
  if (category.kind == CategoryKind::informative) return false;
  const auto* policy = policies.find(category.policy);
  if (policy == nullptr) return true;
  return std::none_of(policy->no_read_in.begin(), policy->no_read_in.end(),
                      [&](const CategoryName& each) { return is_or_below(category.name.value, each); });
}

}  // namespace entente::label
