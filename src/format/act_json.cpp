#include "format/act_json.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/request_json.h"

namespace entente::format {
namespace {

using codec::Node;
using codec::NodeKind;

// One word under `one`, several under `several`.
Result<std::vector<std::string>> words(const Node& properties, std::string_view one, std::string_view several) {
  std::vector<std::string> out;
  if (!one.empty()) {
    TRY(const Node* single, properties.allow(one, NodeKind::string));
    if (single != nullptr) out.push_back(*single->as_string());
  }
  TRY(const Node* list, properties.allow(several, NodeKind::array));
  if (list != nullptr) {
    for (const Node& each : *list->as_array()) {
      if (each.as_string() == nullptr) {
        return fail(RequestFault::malformed, fmt::format("{}: expected strings, found {}", several, codec::name_of(each.kind())));
      }
      out.push_back(*each.as_string());
    }
  }
  if (std::find(out.begin(), out.end(), std::string()) != out.end()) {
    return fail(RequestFault::malformed, fmt::format("{}: an empty word", several));
  }
  return out;
}

Result<std::string> word(const Node& properties, std::string_view key) {
  TRY(const Node* node, properties.allow(key, NodeKind::string));
  return node == nullptr ? std::string() : *node->as_string();
}

Result<std::optional<decision::Amount>> amount(const Node& properties, std::string_view key, std::string_view unit) {
  TRY(const Node* node, properties.allow(key, NodeKind::table));
  if (node == nullptr) return std::optional<decision::Amount>();
  TRY_DO(node->only_keys({"amount", unit}));
  decision::Amount out;
  TRY(const Node* number, node->require("amount", NodeKind::integer));
  out.number = *number->as_integer();
  if (out.number < 0) return fail(RequestFault::malformed, fmt::format("{}.amount: {} is negative", key, out.number));
  TRY(const Node* of, node->require(unit, NodeKind::string));
  out.unit = *of->as_string();
  if (out.unit.empty()) return fail(RequestFault::malformed, fmt::format("{}.{}: an empty word", key, unit));
  return std::optional(std::move(out));
}

Result<std::optional<Instant>> date(const Node& dates, std::string_view key) {
  TRY(const Node* node, dates.allow(key, NodeKind::string));
  if (node == nullptr) return std::optional<Instant>();
  TRY(const Instant instant, parse_instant(*node->as_string()));
  return std::optional(instant);
}

Result<void> read_dates(const Node& properties, decision::Act& out) {
  TRY(const Node* dates, properties.allow("dates", NodeKind::table));
  if (dates == nullptr) return {};
  TRY_DO(dates->only_keys({"from", "until"}));
  TRY(out.begins, date(*dates, "from"));
  TRY(out.ends, date(*dates, "until"));
  if (out.begins && out.ends && *out.ends < *out.begins)
    return fail(RequestFault::malformed, "dates: they end before they begin");
  return {};
}

}  // namespace

Result<decision::Act> read_act(const Node& properties) {
  decision::Act out;
  TRY(out.items, words(properties, "item", "items"));
  TRY(out.activities, words(properties, "", "activities"));
  TRY(const std::string origin, word(properties, "origin"));
  if (!origin.empty()) out.origin = PartyId(origin);
  TRY(out.project, word(properties, "project"));
  TRY(out.area, word(properties, "area"));
  TRY(const Node* tier, properties.allow("tier", NodeKind::integer));
  if (tier != nullptr) out.tier = *tier->as_integer();
  if (out.tier && *out.tier < 1)
    return fail(RequestFault::malformed, fmt::format("tier: expected 1 or more, found {}", *out.tier));
  TRY(out.place, word(properties, "place"));
  TRY_DO(read_dates(properties, out));
  TRY(out.quantity, amount(properties, "quantity", "unit"));
  TRY(out.value, amount(properties, "value", "currency"));
  return out;
}

}  // namespace entente::format
