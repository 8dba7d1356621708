// How facts are written for a person who looks at a counterexample. See scene.h, `describe`.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "world/facts.h"

namespace entente::property {

inline const std::string& text_of(const std::string& value) { return value; }
template <class Tag>
const std::string& text_of(const Name<Tag>& value) {
  return value.str();
}
inline std::string text_of(const world::FactRef& value) { return to_string(value); }
inline std::string text_of(world::Needed value) { return std::string(to_string(value)); }
inline std::string text_of(const Instant& value) { return to_string(value); }
inline std::string text_of(std::int64_t value) { return std::to_string(value); }

template <class List>
std::string listed(const char* name, const List& list) {
  if (list.empty()) return "";
  std::string text = std::string(" ") + name + "=[";
  for (const auto& each : list) text += (text.back() == '[' ? "" : ",") + text_of(each);
  return text + "]";
}

template <class Value>
std::string stated(const char* name, const std::optional<Value>& value) {
  return value ? std::string(" ") + name + "=" + text_of(*value) : "";
}

inline std::string dated(const Period& period, const world::Provenance& provenance) {
  std::string text;
  if (period.from) text += " from=" + period.from->text();
  if (period.until) text += " until=" + period.until->text();
  text += " " + std::string(to_string(provenance.evidence));
  if (provenance.known) text += " known=" + provenance.known->text();
  return text + "\n";
}

template <class Fact>
std::string dated(const Fact& fact) {
  return dated(fact.period, fact.provenance);
}

// Waivers, licences, approvals; programmes and candidacies; what is stated of an act.
void put_facts_of_acts(std::ostream& out, const world::World& world);

}  // namespace entente::property
