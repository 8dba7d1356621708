// A rule with what keeps it and what breaks it, and the shorthand in which elements are written.
//
// Words `attribute=value,value`; an element is SECRET of the USA unless it says something else, `c=-` removes that. `*1024` is a
// text of so many letters. A document is its resource, ` ! `, and its portions. Only for tests.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text.h"
#include "label/ism.h"

namespace entente::label::test {

struct IsmCase {
  std::string_view rule;
  std::string_view keeps;
  std::string_view breaks;
};

inline IsmName ism_attribute(std::string_view word) {
  static const std::map<std::string_view, std::string_view> kShort{
      {"c", "classification"}, {"o", "ownerProducer"}, {"d", "disseminationControls"}, {"r", "releasableTo"},
      {"w", "displayOnlyTo"},  {"s", "SCIcontrols"},   {"a", "atomicEnergyMarkings"},  {"n", "nonICmarkings"},
      {"f", "FGIsourceOpen"},  {"m", "nonUSControls"}, {"p", "FGIsourceProtected"},    {"x", "declassException"},
      {"k", "compliesWith"},   {"N", "noticeType"}};
  const auto found = kShort.find(word);
  const auto* name = ism_name(found == kShort.end() ? word : found->second);
  CHECK(name != nullptr);
  return *name;
}

inline IsmAttributes ism_element(std::string_view text) {
  IsmAttributes out;
  out.values[IsmName::classification] = {"S"};
  out.values[IsmName::owner_producer] = {"USA"};
  for (const auto word : split(text, " ")) {
    if (trimmed(word).empty()) continue;
    const auto equals = word.find('=');
    const auto name = ism_attribute(word.substr(0, equals));
    const auto value = word.substr(equals + 1);
    out.values.erase(name);
    if (value == "-") continue;
    if (value.starts_with('*')) {
      out.values[name] = {std::string(std::stoul(std::string(value.substr(1))), 'x')};
      continue;
    }
    for (const auto each : split(value, ",")) out.values[name].emplace_back(each);
  }
  return out;
}

inline IsmDocument ism_document(std::string_view text) {
  const auto parts = split(text, "!");
  IsmDocument out{ism_element(parts.front()), {}};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!trimmed(parts[i]).empty()) out.portions.push_back(ism_element(parts[i]));
  }
  return out;
}

}  // namespace entente::label::test
