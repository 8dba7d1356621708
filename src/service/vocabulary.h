// The words in which facts of a world speak of what is done and what goes, to catch one that was meant and misspelt.
//
// A clause applies where one of its activities or items is stated, so a misspelt one would drop a restriction in silence. What
// may be done is a closed vocabulary: every activity that some clause names. What goes has names of its own, which no fact need
// know; so an item is refused only where it comes close to a word of the facts: the same but for case, hyphens or a plural, or
// within kMissedCharacters of one that a clause forbids or limits.
// Made once of a world that does not change. Pure, thread-safe once made. Errors: Fault::bad_request, with what may be meant.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::service {

inline constexpr std::size_t kMissedCharacters = 2;

class Vocabulary {
 public:
  explicit Vocabulary(const world::World& world);

  // Whether every word stated of an act, or of controlled data, may be taken as it is written.
  [[nodiscard]] Result<void> check(const decision::Act& act) const;

 private:
  [[nodiscard]] Result<void> check_activity(const std::string& stated) const;
  [[nodiscard]] Result<void> check_item(const std::string& stated) const;

  std::unordered_set<std::string> activities_;
  std::unordered_set<std::string> items_;
  std::unordered_map<std::string, std::string> alike_;  // an item by its letters alone
  std::unordered_set<std::string> limited_;             // items of clauses that forbid or limit
};

}  // namespace entente::service
