// From names in facts to the indices of a snapshot's tables: private to this room. New names are added, within named limits.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "decision/tables.h"

namespace entente::decision {

class Interning {
 public:
  explicit Interning(Snapshot::Tables& tables) : tables_(tables) {}

  // A party that is not recorded breaks the world.
  [[nodiscard]] Result<PartyIndex> party(const PartyId& id) const;
  [[nodiscard]] Result<std::vector<PartyIndex>> parties(const std::vector<PartyId>& ids) const;
  [[nodiscard]] Result<NameIndex> name(const std::string& text);
  [[nodiscard]] Result<CategorySet> categories(const std::vector<std::string>& texts);

  template <class Texts>
  [[nodiscard]] Result<std::vector<NameIndex>> names(const Texts& texts) {
    std::vector<NameIndex> out;
    out.reserve(texts.size());
    for (const auto& text : texts) {
      TRY(const auto index, name(text_of(text)));
      out.push_back(index);
    }
    return out;
  }

 private:
  static const std::string& text_of(const std::string& text) { return text; }
  static const std::string& text_of(const LevelName& level) { return level.value; }

  Snapshot::Tables& tables_;
};

}  // namespace entente::decision
