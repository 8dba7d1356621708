// Words for items: each once, of words that the facts know, and in no circle.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/plain.h"
#include "base/text.h"
#include "world/checking.h"
#include "world/item_words.h"

namespace entente::world {
namespace {

class ItemCheck {
 public:
  explicit ItemCheck(Checking& checking) : checking_(checking), known_(known_items(checking.world())) {
    for (const auto& item : checking.world().items) items_.emplace(item.word, &item);
  }

  void check(const Item& item) {
    const auto& place = item.provenance.place;
    checking_.sourced(item.provenance, "item");
    if (!is_plain(item.word))
      checking_.error({place, "item.word"},
                      fmt::format("{} holds characters that cannot be seen or have a plainer form", quoted(item.word)));
    if (const auto* first = items_.at(item.word); first != &item)
      checking_.error({place, "item.word"},
                      fmt::format("{} is there already ({})", quoted(item.word), to_string(first->provenance.place)));
    if (item.is.size() > limits::kItemBroader)
      checking_.error({place, "item.is"}, fmt::format("{} words; the limit is {}", item.is.size(), limits::kItemBroader));
    for (const auto& broader : item.is) {
      if (known_.count(broader) != 0) continue;
      // A misspelt one would take the word out of what speaks of the right one.
      const std::vector<std::string_view> names(known_.begin(), known_.end());
      checking_.error({place, "item.is"},
                      fmt::format("{} is neither an item nor named by a fact{}", quoted(broader), did_you_mean(broader, names)));
    }
    if (goes_round(item))
      checking_.error({place, "item.is"},
                      fmt::format("{} is what it is itself, by way of {}", quoted(item.word), join(item.is, ", ")));
  }

 private:
  [[nodiscard]] bool goes_round(const Item& item) const {
    std::set<std::string_view> seen;
    std::vector<const Item*> open{&item};
    while (!open.empty()) {
      const Item* each = open.back();
      open.pop_back();
      for (const auto& broader : each->is) {
        if (broader == item.word) return true;
        const auto found = items_.find(broader);
        if (found != items_.end() && seen.insert(broader).second) open.push_back(found->second);
      }
    }
    return false;
  }

  Checking& checking_;
  std::map<std::string_view, const Item*> items_;
  std::set<std::string> known_;
};

}  // namespace

void check_items(Checking& checking) {
  const auto& items = checking.world().items;
  if (items.size() > limits::kItems)
    return checking.error({items[limits::kItems].provenance.place, "item"},
                          fmt::format("{} items; the limit is {}", items.size(), limits::kItems));
  ItemCheck check(checking);
  for (const auto& item : items) check.check(item);
}

}  // namespace entente::world
