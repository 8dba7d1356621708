// What the loaders of several kinds of file share. Used by world_entries_*.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/world_entries.h"
#include "world/facts.h"

namespace entente::format {

template <class T>
void append(std::vector<T>& to, std::optional<T> value) {
  if (value) to.push_back(std::move(*value));
}

// Adds a fact that can be referred to. False when it has no usable id: references to it would be reported in vain.
template <class Facts>
bool keep(Facts& facts, typename Facts::value_type fact) {
  if (fact.id.empty()) return false;
  facts.push_back(std::move(fact));
  return true;
}

[[nodiscard]] inline Period read_period(EntryReader& entry) { return {entry.date("from"), entry.date("until")}; }

// Whether two may hold at one time.
[[nodiscard]] inline bool meet(const Period& one, const Period& other) {
  const Interval a = as_restriction(one);
  const Interval b = as_restriction(other);
  return a.from < b.until && b.from < a.until;
}

// Reports that nothing of that id is, with the nearest of those that are.
void report_unrecorded(EntryReader& entry, std::string_view key, const std::string& id, const std::vector<std::string_view>& recorded);

// The fact of that id, which `key` names; none: that is an error, unless it names none.
template <class Facts, class IdOf>
[[nodiscard]] auto* recorded(Facts& facts, const std::string& id, EntryReader& entry, std::string_view key, const IdOf& id_of) {
  std::vector<std::string_view> known;
  for (std::size_t at = 0; at < facts.size(); ++at) {
    const auto& each = std::as_const(facts)[at];
    if (id_of(each) == id) return &facts[at];
    known.emplace_back(id_of(each));
  }
  if (!id.empty()) report_unrecorded(entry, key, id, known);
  return static_cast<typename Facts::value_type*>(nullptr);
}

[[nodiscard]] inline PartyId read_party_name(EntryReader& entry, std::string_view key) {
  return PartyId(entry.text(key, Need::required));
}

// [[fact.state]] with `value` and `from`. States from `first_grant` on grant and take over `known`; those before restrict.
template <class State>
[[nodiscard]] std::vector<world::Since<State>> read_history(EntryReader& fact, const Inherited& around, State first_grant) {
  static const auto kValues = choices_of<State>();
  std::vector<world::Since<State>> out;
  for (auto& entry : fact.tables("state")) {
    const auto value = entry.choice("value", kValues, Need::required);
    const auto from = entry.date("from", Need::required);
    const auto polarity = value && *value >= first_grant ? Polarity::grant : Polarity::restriction;
    auto provenance = read_provenance(entry, around, polarity);
    entry.finish();
    if (value && from) out.push_back({.value = *value, .from = *from, .provenance = std::move(provenance)});
  }
  return out;
}

[[nodiscard]] world::Clause read_clause(EntryReader& entry, world::Kind kind, const Inherited& around);

// [[….needs]]
[[nodiscard]] std::vector<world::Condition> read_conditions(EntryReader& around);

// One claim. In an instrument's file `about` is given, and the entry names more only to say that it speaks of these as well.
[[nodiscard]] world::Claim read_claim(EntryReader& entry, std::vector<world::FactRef> about);

}  // namespace entente::format
