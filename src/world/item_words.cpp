#include "world/item_words.h"

#include <string_view>
#include <utility>

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
  std::map<std::string, std::vector<std::string>> narrower;  // each one step
  for (const auto& item : world.items) {
    for (const auto& broader : item.is) narrower[broader].push_back(item.word);
  }
  for (const auto& [word, steps] : narrower) {
    std::set<std::string> below;
    for (std::vector<std::string> open = steps; !open.empty();) {
      const auto next = std::move(open.back());
      open.pop_back();
      const auto found = next != word && below.insert(next).second ? narrower.find(next) : narrower.end();
      if (found != narrower.end()) open.insert(open.end(), found->second.begin(), found->second.end());
    }
    below_.emplace(word, std::vector<std::string>(below.begin(), below.end()));
  }
}

const std::vector<std::string>& ItemWords::below(const std::string& word) const {
  static const std::vector<std::string> kNone;
  const auto found = below_.find(word);
  return found == below_.end() ? kNone : found->second;
}

std::vector<std::string> ItemWords::widened(const std::vector<std::string>& list) const {
  std::set<std::string_view> added;
  for (const auto& word : list) added.insert(below(word).begin(), below(word).end());
  for (const auto& word : list) added.erase(word);
  std::vector<std::string> out = list;
  out.insert(out.end(), added.begin(), added.end());
  return out;
}

}  // namespace entente::world
