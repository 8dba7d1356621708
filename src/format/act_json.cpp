#include "format/act_json.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/request_json.h"

namespace entente::format {
namespace {

using codec::NodeKind;

// One word at `one`, several at `several`.
Result<void> read_words(const RequestSlots& slots, Place one, Place several, std::vector<std::string>& out) {
  out.clear();
  if (one != Place::none) {
    TRY(const Slot* single, slots.allow(one, NodeKind::string));
    if (single != nullptr) out.emplace_back(single->scalar.text);
  }
  TRY(const Slot* list, slots.allow(several, NodeKind::array));
  if (list != nullptr) {
    if (list->odd) {
      return fail(RequestFault::malformed,
                  fmt::format("{}: expected strings, found {}", key_of(several), name_in_json(*list->odd)));
    }
    out.insert(out.end(), slots.texts(*list), slots.texts(*list) + list->texts);
  }
  if (std::find(out.begin(), out.end(), std::string()) != out.end()) {
    return fail(RequestFault::malformed, fmt::format("{}: an empty word", key_of(several)));
  }
  return {};
}

// By its form alone: which codes there are changes with the years.
bool is_currency(std::string_view text) {
  constexpr std::size_t kLetters = 3;
  return text.size() == kLetters && std::all_of(text.begin(), text.end(), [](char each) { return each >= 'A' && each <= 'Z'; });
}

// A programme or project as facts name it; another word would fit no waiver, approval or licence, and be misspelt.
Result<void> read_project(const RequestSlots& slots, std::string& out) {
  TRY_DO(slots.text(Place::project, out));
  if (out.empty() || out.starts_with("programme:") || out.starts_with("project:")) return {};
  return tl::unexpected<Error>(slots.wrong(
      Place::project, fmt::format("expected `programme:…` or `project:…#…`, found {}", quoted(out))));
}

struct AmountPlaces {
  Place whole;
  Part part;
  Place number;
  Place unit;
};
constexpr AmountPlaces kQuantity{Place::quantity, Part::quantity, Place::quantity_amount, Place::quantity_unit};
constexpr AmountPlaces kValue{Place::value, Part::value, Place::value_amount, Place::value_currency};

Result<void> read_amount(const RequestSlots& slots, const AmountPlaces& at, std::optional<decision::Amount>& out) {
  out.reset();
  TRY(const Slot* whole, slots.allow(at.whole, NodeKind::table));
  if (whole == nullptr) return {};
  const auto key = key_of(at.whole);
  TRY_DO(slots.only_keys(at.part));
  TRY(const Slot* number, slots.require(at.number, NodeKind::integer));
  if (number->scalar.integer < 0)
    return fail(RequestFault::malformed, fmt::format("{}.amount: {} is negative", key, number->scalar.integer));
  TRY(const Slot* unit, slots.require(at.unit, NodeKind::string));
  if (unit->scalar.text.empty()) return fail(RequestFault::malformed, fmt::format("{}.{}: an empty word", key, key_of(at.unit)));
  if (at.unit == Place::value_currency && !is_currency(unit->scalar.text))
    return tl::unexpected<Error>(slots.wrong(at.unit, fmt::format("expected a code of ISO 4217 such as USD, found {}", quoted(unit->scalar.text))));
  out = decision::Amount{number->scalar.integer, std::string(unit->scalar.text)};
  return {};
}

Result<void> read_dates(const RequestSlots& slots, decision::Act& out) {
  TRY(const Slot* dates, slots.allow(Place::dates, NodeKind::table));
  if (dates != nullptr) TRY_DO(slots.only_keys(Part::dates));
  TRY_DO(slots.instant(Place::begins, out.begins));
  TRY_DO(slots.instant(Place::ends, out.ends));
  if (out.begins && out.ends && *out.ends < *out.begins)
    return fail(RequestFault::malformed, "dates: they end before they begin");
  return {};
}

}  // namespace

Result<void> read_act(const RequestSlots& slots, decision::Act& act) {
  if (!slots.has_any(Place::item, Place::value)) {  // of most disclosures
    if (static const decision::Act nothing; !(act == nothing)) act = nothing;
    return {};
  }
  TRY_DO(read_words(slots, Place::item, Place::items, act.items));
  TRY_DO(read_words(slots, Place::none, Place::activities, act.activities));
  act.origin.reset();
  if (slots.has(Place::origin)) TRY_DO(slots.text(Place::origin, act.origin.emplace().value));
  TRY_DO(read_project(slots, act.project));
  TRY_DO(slots.text(Place::area, act.area));
  TRY(const Slot* tier, slots.allow(Place::tier, NodeKind::integer));
  act.tier.reset();
  if (tier != nullptr) act.tier = tier->scalar.integer;
  if (act.tier && *act.tier < 1)
    return fail(RequestFault::malformed, fmt::format("tier: expected 1 or more, found {}", *act.tier));
  TRY_DO(slots.text(Place::location, act.place));
  TRY_DO(read_dates(slots, act));
  TRY_DO(read_amount(slots, kQuantity, act.quantity));
  TRY_DO(read_amount(slots, kValue, act.value));
  return {};
}

}  // namespace entente::format
