#include "world/checking.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/text.h"

namespace entente::world {
namespace {

std::vector<std::string_view> names_of(const std::vector<label::Level>& levels) {
  std::vector<std::string_view> names;
  for (const auto& level : levels) {
    names.push_back(level.name.value);
    names.insert(names.end(), level.marks.begin(), level.marks.end());
  }
  return names;
}

constexpr std::size_t kNamesListed = 12;  // of what was expected, in one message

// "; expected one of 機密, 極秘, 秘".
template <class Named>
std::string expected_of(const std::vector<Named>& all) {
  if (all.empty()) return {};
  std::vector<std::string> names;
  for (const auto& each : all) {
    if (names.size() < kNamesListed) names.push_back(each.name.value);
  }
  const auto more = all.size() - names.size();
  return fmt::format("; expected one of {}{}", join(names, ", "), more > 0 ? fmt::format(" and {} more", more) : "");
}

// "SI-G ABCD" lies below "SI".
bool is_compartment_of(const label::Token& token, std::string_view name) {
  const std::string_view above = token.name.value;
  if (!token.compartments || name.size() <= above.size() + 1 || !name.starts_with(above)) return false;
  if (name[above.size()] != '-' && name[above.size()] != ' ') return false;
  return token.below.empty() || label::is_below(token, name.substr(above.size() + 1));
}

const label::Token* token_for(const label::Policy& policy, std::string_view name) {
  if (const auto* token = policy.token(name); token != nullptr) return token;
  const auto found = std::find_if(policy.tokens.begin(), policy.tokens.end(),
                                  [&](const label::Token& token) { return is_compartment_of(token, name); });
  return found == policy.tokens.end() ? nullptr : &*found;
}

}  // namespace

Checking::Checking(const World& world) : world_(world), facts_(world) {
  for (const auto& party : world.parties) {
    parties_.emplace(party.id, &party);
    if (party.security_agreement) security_agreements_.emplace(*party.security_agreement, &party);
  }
  for (const auto& instrument : world.instruments) instruments_.emplace(instrument.id, &instrument);
}

const Party* Checking::party(const PartyId& id) const {
  const auto found = parties_.find(id);
  return found == parties_.end() ? nullptr : found->second;
}

const Instrument* Checking::instrument(const InstrumentId& id) const {
  const auto found = instruments_.find(id);
  return found == instruments_.end() ? nullptr : found->second;
}

bool Checking::is_security_agreement(const InstrumentId& id) const { return security_agreements_.contains(id); }

void Checking::error(const Spot& spot, std::string message) {
  findings_.push_back(
      {.severity = Severity::error, .place = spot.place, .key = std::string(spot.key), .message = std::move(message)});
}

void Checking::warning(const Spot& spot, std::string message) {
  findings_.push_back(
      {.severity = Severity::warning, .place = spot.place, .key = std::string(spot.key), .message = std::move(message)});
}

// A suggestion costs a comparison with every name; there are enough after some.
std::string Checking::suggestion(std::string_view wanted, const std::vector<std::string_view>& known) const {
  return findings_.size() < limits::kSuggestions ? did_you_mean(wanted, known) : std::string();
}

const Party* Checking::known_party(const Spot& spot, const PartyId& id) {
  if (const auto* found = party(id); found != nullptr || id.empty()) return found;
  std::vector<std::string_view> names;
  for (const auto& each : world_.parties) names.push_back(each.id.value);
  error(spot, fmt::format("{} is not a party{}", quoted(id.value), suggestion(id.value, names)));
  return nullptr;
}

const Party* Checking::known_actor(const Spot& spot, const PartyId& id) {
  const auto* found = known_party(spot, id);
  if (found == nullptr || found->kind != PartyKind::group) return found;
  error(spot, fmt::format("{} is a group; expected a nation or an organisation", quoted(id.value)));
  return nullptr;
}

const label::Policy* Checking::known_policy(const Spot& spot, const PolicyId& id) {
  if (const auto* found = world_.policies.find(id); found != nullptr || id.empty()) return found;
  std::vector<std::string_view> names;
  for (const auto& [name, policy] : world_.policies.policies()) names.push_back(name.value);
  error(spot, fmt::format("{} is not a policy{}", quoted(id.value), suggestion(id.value, names)));
  return nullptr;
}

const Instrument* Checking::known_instrument(const Spot& spot, const InstrumentId& id) {
  if (const auto* found = instrument(id); found != nullptr || id.empty()) return found;
  std::vector<std::string_view> names;
  for (const auto& each : world_.instruments) names.push_back(each.id.value);
  error(spot, fmt::format("{} is not an instrument{}", quoted(id.value), suggestion(id.value, names)));
  return nullptr;
}

const label::Level* Checking::known_level(const Spot& spot, const PartyId& owner, const LevelName& level) {
  const auto* of = party(owner);
  if (of == nullptr) return nullptr;
  if (!of->policy) {
    error(spot, fmt::format("{} is not a level of {}, which has no policy", quoted(level.value), owner.value));
    return nullptr;
  }
  const auto* policy = world_.policies.find(*of->policy);
  return policy == nullptr ? nullptr : level_among(spot, *policy, level, owner.value);
}

const label::Level* Checking::known_level(const Spot& spot, const label::Policy& policy, const LevelName& level) {
  return level_among(spot, policy, level, "policy " + policy.id.value);
}

const label::Level* Checking::level_among(const Spot& spot, const label::Policy& policy, const LevelName& level,
                                          std::string_view whose) {
  const auto* found = policy.level(level);
  if (found != nullptr || level.empty()) return found;
  const auto* by_mark = policy.level_by_mark(level.value);
  const auto hint = by_mark != nullptr ? fmt::format(" (did you mean {}?)", quoted(by_mark->name.value))
                                       : suggestion(level.value, names_of(policy.levels));
  error(spot, fmt::format("{} is not a level of {}{}{}", quoted(level.value), whose, hint, expected_of(policy.levels)));
  return nullptr;
}

bool Checking::known_fact(const Spot& spot, const FactRef& reference) {
  if (reference.id.empty() || facts_.find(reference)) return true;
  const auto& wanted = reference.part.empty() ? reference.id : reference.part;
  error(spot, fmt::format("{} does not exist{}", quoted(to_string(reference)), suggestion(wanted, facts_.names_like(reference))));
  return false;
}

bool Checking::known_community(const Spot& spot, const std::string& community) {
  if (community.empty() || community.starts_with("coi:")) return true;
  const auto reference = parse_reference(community);
  if (reference) return known_fact(spot, *reference);
  error(spot, reference.error().message);
  return false;
}

void Checking::known_parties(const Spot& spot, const std::vector<PartyId>& ids) {
  for (const auto& id : ids) known_party(spot, id);
}

void Checking::known_token(const Spot& spot, const label::Policy& policy, std::string_view name) {
  const auto* token = token_for(policy, name);
  if (token == nullptr) {
    std::vector<std::string_view> names;
    for (const auto& each : policy.tokens) names.push_back(each.name.value);
    error(spot, fmt::format("{} is not a category of policy {}{}{}", quoted(name), policy.id.value, suggestion(name, names),
                            expected_of(policy.tokens)));
    return;
  }
  if (token->meaning != label::Meaning::restrictive) {
    warning(spot, fmt::format("{} is not a restrictive category of policy {}, so listing it changes nothing", quoted(name),
                              policy.id.value));
  }
}

void Checking::known_categories(const Spot& spot, const std::vector<std::string>& categories) {
  for (const auto& category : categories) {
    const auto colon = category.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == category.size()) {
      error(spot, fmt::format("{} is not a category; expected `POLICY:NAME`", quoted(category)));
      continue;
    }
    const auto* policy = known_policy(spot, PolicyId(category.substr(0, colon)));
    if (policy != nullptr) known_token(spot, *policy, std::string_view(category).substr(colon + 1));
  }
}

void Checking::sourced(const Provenance& provenance, std::string_view path) {
  if (!provenance.source.empty()) return;
  const auto key = path.empty() ? std::string("source") : fmt::format("{}.source", path);
  error({provenance.place, key}, "missing; expected an address or a citation");
}

void Checking::same_day(const Spot& spot, std::pair<std::string_view, std::string_view> states, const PartialDate& day,
                        const Place& first) {
  const auto& [now, before] = states;
  error(spot, now == before
                  ? fmt::format("`{}` from {} stands already in {}", now, day.text(), to_string(first))
                  : fmt::format("`{}` from {}, and `{}` from the same day in {}", now, day.text(), before, to_string(first)));
}

void Checking::restriction_period(const Spot& spot, const Period& period) {
  if (!as_restriction(period).empty()) return;
  error(spot, fmt::format("{} is not after the beginning, {}", quoted(period.until->text()), quoted(period.from->text())));
}

void Checking::grant_period(const Spot& spot, const Period& period) {
  restriction_period(spot, period);
  if (as_restriction(period).empty() || !as_grant(period).empty()) return;
  warning(spot, fmt::format("no day is certain between {} and {}, so nothing is granted; state whole dates",
                            quoted(period.from->text()), quoted(period.until->text())));
}

void Ids::add(Checking& checking, const Spot& spot, const std::string& id) {
  const auto [first, is_new] = places_.emplace(id, &spot.place);
  if (!is_new) checking.error(spot, fmt::format("{} exists already ({})", quoted(id), to_string(*first->second)));
}

std::string to_string(const Place& place) {
  if (place.line == 0) return place.file;
  return fmt::format("{}:{}", place.file, place.line);
}

}  // namespace entente::world
