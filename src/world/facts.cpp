#include "world/facts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace entente::world {
namespace {

template <class E, std::size_t N>
using Names = std::array<std::pair<E, std::string_view>, N>;

constexpr Names<Evidence, 4> kEvidence{{{Evidence::assumed, "assumed"},
                                        {Evidence::unverified, "unverified"},
                                        {Evidence::partial, "partial"},
                                        {Evidence::verified, "verified"}}};
constexpr Names<PartyKind, 3> kPartyKinds{
    {{PartyKind::group, "group"}, {PartyKind::organisation, "organisation"}, {PartyKind::nation, "nation"}}};
constexpr Names<Kind, 10> kKinds{{{Kind::information_security, "information-security"},
                                  {Kind::cross_servicing, "cross-servicing"},
                                  {Kind::reciprocal_access, "reciprocal-access"},
                                  {Kind::equipment_transfer, "equipment-transfer"},
                                  {Kind::security_assistance, "security-assistance"},
                                  {Kind::export_exemption, "export-exemption"},
                                  {Kind::consultation, "consultation"},
                                  {Kind::programme, "programme"},
                                  {Kind::alliance, "alliance"},
                                  {Kind::national_law, "national-law"}}};
constexpr Names<StatusValue, 7> kStatuses{{{StatusValue::considered, "considered"},
                                           {StatusValue::negotiating, "negotiating"},
                                           {StatusValue::signed_, "signed"},
                                           {StatusValue::provisional, "provisional"},
                                           {StatusValue::in_force, "in-force"},
                                           {StatusValue::suspended, "suspended"},
                                           {StatusValue::terminated, "terminated"}}};
constexpr Names<Effect, 3> kEffects{{{Effect::prohibit, "prohibit"}, {Effect::condition, "condition"}, {Effect::oblige, "oblige"}}};

template <class E, std::size_t N>
std::string_view text_of(const Names<E, N>& names, E value) {
  for (const auto& [key, text] : names) {
    if (key == value) return text;
  }
  return "unknown";
}

template <class E, std::size_t N>
std::optional<E> value_of(const Names<E, N>& names, std::string_view wanted) {
  for (const auto& [key, text] : names) {
    if (text == wanted) return key;
  }
  return std::nullopt;
}

}  // namespace

const Party* World::party(const PartyId& id) const {
  const auto found = std::find_if(parties.begin(), parties.end(), [&](const Party& party) { return party.id == id; });
  return found == parties.end() ? nullptr : &*found;
}

const Instrument* World::instrument(const InstrumentId& id) const {
  const auto found = std::find_if(instruments.begin(), instruments.end(), [&](const Instrument& each) { return each.id == id; });
  return found == instruments.end() ? nullptr : &*found;
}

namespace {
constexpr std::string_view kDigestKind = "sha256:";
constexpr std::size_t kDigestDigits = 64;
}  // namespace

bool is_digest(std::string_view object) { return object.starts_with(kDigestKind); }

bool is_whole_digest(std::string_view object) {
  return is_digest(object) && object.size() == kDigestKind.size() + kDigestDigits &&
         object.find_first_not_of("0123456789abcdef", kDigestKind.size()) == std::string_view::npos;
}

std::string_view to_string(Evidence evidence) { return text_of(kEvidence, evidence); }
std::string_view to_string(PartyKind kind) { return text_of(kPartyKinds, kind); }
std::string_view to_string(Kind kind) { return text_of(kKinds, kind); }
std::string_view to_string(StatusValue value) { return text_of(kStatuses, value); }
std::string_view to_string(Effect effect) { return text_of(kEffects, effect); }
std::optional<Evidence> parse_evidence(std::string_view text) { return value_of(kEvidence, text); }
std::optional<PartyKind> parse_party_kind(std::string_view text) { return value_of(kPartyKinds, text); }
std::optional<Kind> parse_kind(std::string_view text) { return value_of(kKinds, text); }
std::optional<StatusValue> parse_status(std::string_view text) { return value_of(kStatuses, text); }
std::optional<Effect> parse_effect(std::string_view text) { return value_of(kEffects, text); }

}  // namespace entente::world
