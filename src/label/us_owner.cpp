#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/plain_marking.h"
#include "label/us_reader.h"

namespace entente::label {
namespace {

constexpr std::size_t kNationCodeSize = 3;

// The lowest level above the free one: as what a level counts that is lower than any of ours and yet not free.
const Level* lowest_protected(const Policy& system) {
  const Level* lowest = nullptr;
  for (const auto& level : system.levels) {
    if (level.free || !level.comparable) continue;
    if (lowest == nullptr || level.hierarchy < lowest->hierarchy) lowest = &level;
  }
  return lowest;
}

// True for its text, unless the system has such a level itself.
bool is_restricted_abroad(std::string_view text, const Policy& system) {
  return (text == kRestrictedAbroad || text == kRestrictedAbroadPortion) && system.level_by_mark(text) == nullptr;
}

std::string_view after_mark(std::string_view text, std::size_t size) { return trimmed(text.substr(size)); }

}  // namespace

// A level of the system, or CUI.
Result<void> UsReader::read_own(std::string_view text) {
  const auto* level = system_.level_by_mark(text);
  if (level == nullptr) {
    TRY(const bool done, read_cui_alone(text));
    if (done) return {};
    return set_system_level(text);  // says why not
  }
  set_level(*level);
  draft_.label.owners.emplace_back(system_.party, system_.id, level->name);  // the first one
  return {};
}

Result<void> UsReader::read_other_owner(std::string_view text) {
  const auto at = longest_token_at(system_, text);
  if (at.token != nullptr && at.token->meaning == Meaning::joint) return read_joint(after_mark(text, at.size));
  if (at.token != nullptr && at.token->meaning == Meaning::foreign_information) return read_concealed(after_mark(text, at.size));
  TRY(const bool done, read_organisation(text));
  if (done) return {};
  return read_foreign(text);
}

//= US manual (2016) H.3: JOINT, level, then the co-owners; "JOINT S" alone takes those of the banner.
Result<void> UsReader::read_joint(std::string_view text) {
  const auto at = longest_level_at(system_, text);
  if (at.level == nullptr) return fail(Fault::unknown_level, fmt::format("{} is not a level of JOINT marks", quoted(text)));
  const auto level_text = text.substr(0, at.size);
  const auto codes = after_mark(text, at.size);
  std::vector<PartyId> parties;
  if (!codes.empty()) {
    TRY(parties, read_codes(draft_, {codes, ' ', "JOINT"}));
  } else if (draft_.banner != nullptr) {
    for (const auto& owner : draft_.banner->owners) {
      if (owner.party) parties.push_back(*owner.party);
    }
  }
  if (parties.size() < 2) return fail(Fault::malformed, "`JOINT` does not name its owners");
  if (std::find(parties.begin(), parties.end(), system_.party) == parties.end()) {
    return fail(Fault::malformed, fmt::format("`JOINT` does not name {}", quoted(system_.party.str())));
  }
  TRY_DO(set_system_level(level_text));
  return add_owners(parties, level_text);
}

//= US manual (2016) H.7: `//FGI S`, the source concealed and apart from US information.
Result<void> UsReader::read_concealed(std::string_view text) {
  TRY_DO(set_level_abroad(text));
  any_foreign_ = true;
  Origin concealed;
  if (is_restricted_abroad(text, system_)) concealed.level = LevelName(std::string(kRestrictedAbroad));
  return add_owner(draft_, std::move(concealed));
}

// Marks that name their owner by themselves, "NATO SECRET": those of organisations (parties without a nation's code).
Result<bool> UsReader::read_organisation(std::string_view text) {
  const Policy* owner = nullptr;
  for (const auto& [id, policy] : draft_.book.policies()) {
    if (policy.party.str().size() == kNationCodeSize || policy.id == system_.id) continue;
    if (policy.grammar != Grammar::plain || !starts_plain_marking(text, policy)) continue;
    if (owner != nullptr) return fail(Fault::malformed, fmt::format("{} is a mark of more than one owner", quoted(text)));
    owner = &policy;
  }
  if (owner == nullptr) return false;
  TRY(draft_.label, read_plain_marking(text, *owner, draft_.book));
  know_policy_of(draft_.label.owners.front());
  return true;
}

//= US manual (2016) H.7: `//GBR S`, and `//CAN GBR S` for a portion of several foreign owners.
Result<void> UsReader::read_foreign(std::string_view text) {
  std::vector<PartyId> parties;
  auto rest = text;
  for (auto end = rest.find(' '); end != std::string_view::npos; end = rest.find(' ')) {
    PartyId party{std::string(rest.substr(0, end))};
    if (!draft_.book.knows(party)) break;
    TRY_DO(count_piece(draft_));
    if (party == system_.party) return fail(Fault::malformed, fmt::format("{} is not foreign here", quoted(party.str())));
    parties.push_back(std::move(party));
    rest = after_mark(rest, end);
  }
  if (parties.empty()) {
    const auto word = text.substr(0, text.find(' '));
    return fail(Fault::unknown_party, fmt::format("{} is not a known party", quoted(word)));
  }
  put_in_published_order(parties);
  if (parties.size() == 1) return set_foreign_owner(parties.front(), rest);
  TRY_DO(set_level_abroad(rest));
  return add_owners(parties, rest);
}

Result<void> UsReader::set_foreign_owner(const PartyId& party, std::string_view level_text) {
  if (draft_.book.policy_of(party) == nullptr) return set_owner_without_policy(party, level_text);
  auto origin = origin_of(party, level_text);
  const auto* policy = draft_.book.policy_of(party);
  for (const auto& each : policy->wording.composites) {  // "OFFICIAL-SENSITIVE"
    const auto* token = origin.level || each.mark != level_text ? nullptr : policy->token(each.token);
    if (token == nullptr) continue;
    origin.level = each.level;
    TRY_DO(apply_token(draft_, *policy, *token));
  }
  if (!origin.level) {
    return fail(Fault::unknown_level, fmt::format("{} is not a level of {}", quoted(level_text), quoted(party.str())));
  }
  draft_.label.policy = *origin.policy;
  draft_.label.level = *origin.level;
  know_policy_of(origin);
  return add_owner(draft_, std::move(origin));
}

//= US manual (2016) H.7: [LIST] [classification portion mark]. As of one of several owners: the label stands in the system's
//terms,
// and what the level is to its owner nobody here knows. So a free one is refused: it may not be free to its owner.
Result<void> UsReader::set_owner_without_policy(const PartyId& party, std::string_view level_text) {
  const auto* stranger = system_.level_abroad(level_text);
  const bool restricted = is_restricted_abroad(level_text, system_);
  if (party.str().size() != kNationCodeSize || (stranger != nullptr && stranger->free)) {
    return fail(Fault::unknown_policy, fmt::format("no policy of {} is loaded", quoted(party.str())));
  }
  if (stranger == nullptr && !restricted) {
    return fail(Fault::unknown_level, fmt::format("no policy of {} is loaded, and {} is not a level of {}", quoted(party.str()),
                                                  quoted(level_text), quoted(system_.id.str())));
  }
  TRY_DO(set_level_abroad(level_text));
  Origin origin{party, std::nullopt, std::nullopt};
  if (restricted) origin.level = LevelName(std::string(kRestrictedAbroad));  // as a concealed owner keeps it
  return add_owner(draft_, std::move(origin));
}

// Several owners: the label stands in the system's terms, each owner in its own where that is known.
Result<void> UsReader::add_owners(const std::vector<PartyId>& parties, std::string_view level_text) {
  for (const auto& party : parties) {
    auto origin = origin_of(party, level_text);
    know_policy_of(origin);
    TRY_DO(add_owner(draft_, std::move(origin)));
  }
  return {};
}

Origin UsReader::origin_of(const PartyId& party, std::string_view level_text) const {
  if (party == system_.party) return Origin{party, system_.id, draft_.label.level};
  const auto* policy = draft_.book.policy_of(party);
  if (policy == nullptr) return Origin{party, std::nullopt, std::nullopt};
  const auto* level = policy->level_abroad(level_text);
  if (level == nullptr) level = policy->level_by_mark(level_text);
  if (level == nullptr) return Origin{party, policy->id, std::nullopt};
  return Origin{party, policy->id, level->name};
}

Result<void> UsReader::set_system_level(std::string_view text) {
  const auto* level = system_.level_by_mark(text);
  if (level == nullptr) {
    return fail(Fault::unknown_level,
                fmt::format("{} is not a level of {}{}", quoted(text), quoted(system_.id.str()), suggestion(text, system_)));
  }
  set_level(*level);
  return {};
}

void UsReader::set_level(const Level& level) {
  draft_.label.policy = system_.id;
  draft_.label.level = level.name;
}

Result<void> UsReader::set_level_abroad(std::string_view text) {
  const auto* lowest = lowest_protected(system_);
  if (!is_restricted_abroad(text, system_) || lowest == nullptr) return set_system_level(text);
  set_level(*lowest);
  return {};
}

void UsReader::know_policy_of(const Origin& origin) {
  if (!origin.party) {
    any_foreign_ = true;
    return;
  }
  const auto* policy = draft_.book.policy_of(*origin.party);
  if (policy == nullptr || policy->id == system_.id) return;
  if (std::find(foreign_.begin(), foreign_.end(), policy) == foreign_.end()) foreign_.push_back(policy);
}

}  // namespace entente::label
