#include "world/item_words.h"

namespace entente::world {

std::set<std::string> known_items(const World& world) {
  std::set<std::string> out;
  const auto know = [&](const std::vector<std::string>& words) { out.insert(words.begin(), words.end()); };
  for (const auto& item : world.items) out.insert(item.word);
  for (const auto& instrument : world.instruments) {
    know(instrument.items);
    for (const auto& clause : instrument.clauses) know(clause.items);
  }
  for (const auto& usual : world.templates) {
    for (const auto& clause : usual.clauses) know(clause.items);
  }
  for (const auto& waiver : world.waivers) know(waiver.items);
  for (const auto& licence : world.licences) know(licence.items);
  for (const auto& approval : world.approvals) know(approval.items);
  for (const auto& capability : world.capabilities) out.insert(capability.area);
  return out;
}

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
