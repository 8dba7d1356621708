// What words for items mean in a world: a list that names `firearms` speaks of `rifles` too (docs/semantics.md 4).
//
// Of a world that is well formed; where words go round in circles, which `check` refuses, each of them is all of them. Pure,
// thread-safe once made; does not refer to the World.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "world/facts.h"

namespace entente::world {

// Every word for an item that some fact names (an area of a capability is one) or an `[[item]]` explains.
[[nodiscard]] std::set<std::string> known_items(const World& world);

class ItemWords {
 public:
  explicit ItemWords(const World& world);

  // The list as it is, then every word that is one of it, in how many steps soever, in byte order.
  [[nodiscard]] std::vector<std::string> widened(const std::vector<std::string>& list) const;
  // Every other word that is one of it, in byte order.
  [[nodiscard]] const std::vector<std::string>& below(const std::string& word) const;

 private:
  std::map<std::string, std::vector<std::string>> below_;  // by a word
};

}  // namespace entente::world
