// The values of an axis of a ClassSpace (classes.h), of the words that facts name. Private to this room.
#pragma once

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "analysis/classes.h"

namespace entente::analysis {

// Not stated, each that a fact names, and another one where facts name any.
inline std::vector<std::string> open_values(const std::set<std::string>& named) {
  std::vector<std::string> out{std::string()};
  for (const auto& text : named) {
    if (!text.empty()) out.push_back(text);
  }
  if (out.size() > 1) out.emplace_back(kAnother);
  return out;
}

// None, each that a fact names by name or digest, and each two of these.
inline std::vector<NamedObject> objects_of(const std::set<std::string>& named) {
  std::vector<NamedObject> out{{}};
  for (const auto& text : named) {
    if (!text.empty()) out.push_back(world::is_digest(text) ? NamedObject{{}, text} : NamedObject{text, {}});
  }
  const std::size_t single = out.size();
  for (std::size_t name = 0; name < single; ++name) {
    for (std::size_t digest = 0; digest < single; ++digest) {
      if (!out[name].name.empty() && !out[digest].digest.empty()) out.push_back({out[name].name, out[digest].digest});
    }
  }
  return out;
}

// Nothing that a fact names, and each that one does.
inline std::vector<std::string> closed_values(const std::set<std::string>& named) {
  std::vector<std::string> out{std::string()};
  for (const auto& text : named) {
    if (!text.empty()) out.push_back(text);
  }
  return out;
}

// Activities that some clause of each world names, whatever it is about: a request with another is an error there.
inline std::set<std::string> known_to_all(std::set<std::string> activities, std::span<const world::World* const> worlds) {
  for (const auto* world : worlds) {
    std::set<std::string> known;
    for (const auto& instrument : world->instruments) {
      for (const auto& clause : instrument.clauses) known.insert(clause.activities.begin(), clause.activities.end());
    }
    std::erase_if(activities, [&](const std::string& each) { return !known.contains(each); });
  }
  return activities;
}

}  // namespace entente::analysis
