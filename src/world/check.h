// Do the facts of a world fit together? Every finding names file, line, key and what was expected.
//
// An error means the world must not be used; a warning does not. Checks references (party, policy, level, category, any other
// fact), duplicate ids, empty or overlapping intervals (of levels too), histories, circles, rows whose levels do not exist,
// templates. Two clearances of one holder may overlap: the higher holds. Claims must say something in the vocabulary about facts
// that exist; whether it is true depends on a date, and is said by compare_claims (claim_warnings.h). Pure and thread-safe;
// findings come in file and line order.
#pragma once

#include <string>
#include <vector>

#include "world/facts.h"

namespace entente::world {

enum class Severity : std::uint8_t { error = 0, warning };

struct Finding {
  Severity severity = Severity::error;
  Place place;
  std::string key;      // "equivalence.to.level"
  std::string message;  // "`極密` is not a level of JPN (did you mean `極秘`?); expected one of 機密, …"
};

[[nodiscard]] std::vector<Finding> check(const World& world);

// "file:12: equivalence.to.level: …"
[[nodiscard]] std::string to_string(const Finding& finding);

}  // namespace entente::world
