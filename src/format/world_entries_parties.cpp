#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

using world::PartyKind;

world::Membership read_member(EntryReader& entry, const Inherited& party) {
  world::Membership out;
  out.member = PartyId(entry.text("id", Need::required));
  out.period = {entry.date("from"), entry.date("until")};
  out.provenance = read_provenance(entry, party, Polarity::grant);
  entry.finish();
  return out;
}

world::AuthorityRule read_authority(EntryReader& entry, const Inherited& party) {
  world::AuthorityRule out;
  out.period = {entry.date("from"), entry.date("until")};
  out.provenance = read_provenance(entry, party, Polarity::restriction);
  entry.finish();
  return out;
}

bool is_nation_code(const std::string& id) {
  return id.size() == 3 && id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
}

// What others ask of a party: without it they are not looked at (world_folder.h).
bool is_told(const EntryReader& entry, const world::Party& party, bool kind) {
  return kind && !party.id.empty() && entry.has("policy") == party.policy.has_value() &&
         entry.has("security_agreement") == party.security_agreement.has_value();
}

bool read_party(EntryReader& entry, world::World& world) {
  static const auto kKinds = choices_of<PartyKind>();
  world::Party out;
  out.id = PartyId(entry.id("id", kPartyShape));
  const auto kind = entry.choice("kind", kKinds, Need::required);
  out.kind = kind.value_or(PartyKind::group);
  if (out.kind == PartyKind::nation && !out.id.empty() && !is_nation_code(out.id.value)) {
    entry.error("id", fmt::format("{} is not a code of ISO 3166-1 alpha-3, as a nation has", quoted(out.id.value)));
    out.id = PartyId();
  }
  out.name = entry.text("name", Need::required);
  out.policy = entry.optional_name<PolicyId>("policy");
  out.security_agreement = entry.optional_name<InstrumentId>("security_agreement");
  out.decomposable = entry.flag("decomposable", true);
  if (!out.decomposable && out.kind == PartyKind::nation) entry.error("decomposable", "a nation has no members to be reached");
  out.provenance = read_provenance(entry, {}, Polarity::grant, Need::optional);
  // A party that states no evidence says nothing about its members': they must state their own.
  auto inherited = inherited_from(out.provenance);
  if (!entry.has("evidence")) inherited.evidence.reset();
  for (auto& each : entry.tables("member")) {
    auto member = read_member(each, inherited);
    if (!member.member.empty()) out.members.push_back(std::move(member));
  }
  inherited.evidence = out.provenance.evidence;
  for (auto& rule : entry.tables("authority")) out.authority.push_back(read_authority(rule, inherited));
  entry.finish();
  const bool told = is_told(entry, out, kind.has_value());
  if (!out.id.empty()) world.parties.push_back(std::move(out));
  return told;
}

}  // namespace

void amend_party(EntryReader entry, const Inherited& around, world::World& world) {
  auto* set = recorded(world.parties, entry.text("party", Need::required), entry, "party", [](const auto& each) -> const std::string& { return each.id.value; });
  auto members = entry.tables("member");
  if (members.empty()) entry.error("party", "nothing is said of it: [[amend.member]] adds who is in it");
  if (set != nullptr && set->kind == PartyKind::nation) entry.error("party", "a nation has no members");
  for (auto& each : members) {
    auto member = read_member(each, around);
    if (set == nullptr || member.member.empty()) continue;
    const bool is_in = std::any_of(set->members.begin(), set->members.end(), [&](const world::Membership& other) {
      return other.member == member.member && meet(other.period, member.period);
    });
    if (is_in) each.error("id", fmt::format("{} is a member of {} at that time already", member.member.value, set->id.value));
    set->members.push_back(std::move(member));
  }
  entry.finish();
}

namespace {

// What remedies cost. It is no fact: it has no evidence, and the world's revision does not depend on it.
// What a table leaves out stays as it was, so that an overlay may change a few.
void read_costs(EntryReader& entry, world::RemedyCosts& out) {
  static const auto kFacts = choices_of<world::RemedyFact>();
  for (const auto& [name, fact] : kFacts) {
    const auto cost = entry.integer(name, Need::optional);
    if (!cost) continue;
    if (*cost < 1 || *cost > world::kRemedyCost) {
      entry.error(name, fmt::format("{} is not a cost; expected 1 to {}", *cost, world::kRemedyCost));
    } else {
      out.of[static_cast<std::size_t>(fact)] = *cost;
    }
  }
  static_cast<void>(entry.text("source", Need::optional));
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
}

}  // namespace

bool read_world_head(EntryReader head, world::World& world) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  constexpr IdShape kShape{.characters = kLetters, .least = 1, .most = 64, .shown = "[a-z0-9-]{1,64}"};
  const auto format = head.integer("format", Need::required);
  if (format && *format != kWorldFormat) {
    head.error("format", fmt::format("{} is not known; expected {}", *format, kWorldFormat));
    return false;
  }
  auto name = head.id("name", kShape);
  auto title = head.text("title", Need::optional);
  if (!head.has("title")) title = name;
  static_cast<void>(head.text("note", Need::optional, Prose::lines));
  if (auto costs = head.table("cost", Need::optional)) read_costs(*costs, world.remedy_costs);
  head.finish();
  if (world.name.empty()) {
    world.name = std::move(name);
    world.title = std::move(title);
  }
  return format.has_value();
}

bool read_parties(EntryReader top, world::World& world) {
  bool told = true;
  for (auto& entry : top.tables("party")) told = read_party(entry, world) && told;
  top.finish();
  return told;
}

}  // namespace entente::format
