#include "format/import_words.h"

#include <algorithm>
#include <iterator>

namespace entente::format {
namespace {

using world::Evidence;
using world::Kind;
using world::StatusValue;

constexpr std::size_t kIdCharacters = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

template <class Meaning>
struct Word {
  std::string_view text;
  Meaning meaning;
};

template <class Meaning, std::size_t N>
std::optional<Meaning> find(const Word<Meaning> (&words)[N], std::string_view text) {
  const auto* const found =
      std::find_if(std::begin(words), std::end(words), [&](const Word<Meaning>& word) { return same(word.text, text); });
  return found == std::end(words) ? std::nullopt : std::optional(found->meaning);
}

constexpr Word<Kind> kKinds[] = {
    {"information-security agreement", Kind::information_security},
    {"ACSA", Kind::cross_servicing},
    {"RAA", Kind::reciprocal_access},
    {"defence equipment transfer", Kind::equipment_transfer},
    {"OSA grant", Kind::security_assistance},
    {"export-control tier", Kind::export_exemption},
    {"2+2", Kind::consultation},
    {"requirement", Kind::national_law},
    // Not reciprocal: one side's forces stay with the other under an alliance.
    {"status of forces", Kind::alliance},
};

constexpr Word<std::string_view> kOtherKinds[] = {
    {"membership", "a membership is a fact of a party; write it there as [[party.member]]"},
    {"candidate membership", "a candidacy is no instrument; write it under programmes/ (`entente world new programme`)"},
    {"event", "an event is no instrument; write it under events/ (`entente world new event`)"},
    {"summit", "an event is no instrument; write it under events/ (`entente world new event`)"},
    {"exercise", "an event is no instrument; write it under events/ (`entente world new event`)"},
    {"risk", "a risk is no instrument; write it under programmes/ (`entente world new programme`)"},
    {"obstacle", "an obstacle is no instrument; write it under programmes/ (`entente world new programme`)"},
    {"contribution", "a capability is no instrument; write it under programmes/ (`entente world new programme`)"},
};

constexpr Word<ImportedStatus> kStatuses[] = {
    {"in force", {.value = StatusValue::in_force}},
    {"provisional", {.value = StatusValue::provisional}},
    {"granted", {.value = StatusValue::in_force, .at_signature = true}},
    {"signed", {.value = StatusValue::signed_}},
    {"enacted", {.value = StatusValue::signed_}},
    {"under negotiation", {.value = StatusValue::negotiating}},
    {"negotiating", {.value = StatusValue::negotiating}},
    {"considered", {.value = StatusValue::considered}},
    {"planned", {.value = StatusValue::considered}},
    {"suspended", {.value = StatusValue::suspended}},
    {"terminated", {.value = StatusValue::terminated}},
    {"superseded", {.value = StatusValue::in_force, .superseded = true}},
};

constexpr Word<Evidence> kEvidence[] = {
    {"verified", Evidence::verified},     {"partly verified", Evidence::partial},
    {"partial", Evidence::partial},       {"from memory, unverified", Evidence::unverified},
    {"unverified", Evidence::unverified}, {"assumed", Evidence::assumed},
};

// Characters that `keep` wants; a run of others becomes one hyphen, none at the ends.
template <class Keep>
std::string reduced(std::string_view text, Keep keep) {
  std::string out;
  for (const char c : text) {
    if (keep(c)) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  out.resize(std::min(out.size(), kIdCharacters));
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

bool is_letter_or_digit(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::optional<Kind> imported_kind(std::string_view word) {
  std::string own(word);
  std::transform(own.begin(), own.end(), own.begin(), lower);
  const auto kind = find(kKinds, word);
  return kind ? kind : world::parse_kind(own);
}

std::string why_no_instrument(std::string_view word) {
  const auto known = find(kOtherKinds, word);
  if (known) return std::string(*known);
  std::string expected;
  for (const auto& kind : kKinds) expected.append(expected.empty() ? "" : ", ").append(kind.text);
  return "its kind is not one that becomes an instrument: " + expected + ", programme, alliance";
}

std::optional<ImportedStatus> imported_status(std::string_view word) {
  std::string own(word);
  std::replace(own.begin(), own.end(), '-', ' ');
  return find(kStatuses, own);
}

std::optional<ClaimedStatus> claimed_status(std::string_view word) {
  constexpr std::string_view kHedged = "signed or to be signed";
  if (same(word, kHedged)) return ClaimedStatus{.value = StatusValue::signed_, .hedge = "or to be signed"};
  const auto status = imported_status(word);
  // That something was superseded or granted says more than a status does.
  if (!status || status->superseded) return std::nullopt;
  return ClaimedStatus{.value = status->value, .hedge = ""};
}

std::optional<Evidence> imported_evidence(std::string_view word) { return find(kEvidence, word); }

std::string instrument_id_of(std::string_view text) {
  auto out = reduced(text, is_letter_or_digit);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string entry_id_of(std::string_view text) {
  return reduced(text, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

}  // namespace entente::format
