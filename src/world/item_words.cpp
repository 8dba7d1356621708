#include "world/item_words.h"

#include <set>

namespace entente::world {

ItemWords::ItemWords(const World& world) {
  for (const auto& item : world.items) {
    for (const auto& broader : item.is) narrower_[broader].push_back(item.word);
  }
}

std::vector<std::string> ItemWords::widened(const std::vector<std::string>& list) const {
  if (narrower_.empty()) return list;
  std::set<std::string> added;
  const std::set<std::string> named(list.begin(), list.end());
  std::vector<std::string> open = list;
  while (!open.empty()) {
    const auto found = narrower_.find(open.back());
    open.pop_back();
    if (found == narrower_.end()) continue;
    for (const auto& word : found->second) {
      if (named.count(word) == 0 && added.insert(word).second) open.push_back(word);
    }
  }
  std::vector<std::string> out = list;
  out.insert(out.end(), added.begin(), added.end());
  return out;
}

}  // namespace entente::world
