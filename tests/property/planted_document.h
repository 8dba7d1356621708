// Marked documents made from a plan in which every line and cell bears a word of its own, and which of these words JPN may have.
//
// The answer comes from the plan alone, by a small rule written from docs/formats/release.md and docs/formats/markings.md:
// nothing here splits text, reads a mark or rolls one up. The vocabulary is small on purpose (thirteen marks, six banners, the US
// system). Thread-safety: pure.
#pragma once

#include <string>
#include <vector>

#include "property/dice.h"

namespace entente::property {

struct PlantedWord {
  std::string word;  // "w", a number, "e": no mark, no markup and no part of another word
  bool goes = false;
};

struct PlantedDocument {
  std::string text;
  std::string altered;  // the same, with other text of other length wherever a word may not go, and more blank lines beside it
  std::vector<PlantedWord> words;
};

[[nodiscard]] PlantedDocument plant(const Tape& plan, const Tape& alteration);

}  // namespace entente::property
