// Most lines of running text, told apart at little cost: whatever the system, they hold no mark and nothing that is nearly one.
//
// Quiet is what begins with a small letter, or as a sentence does, with no word that any mark begins with so ("Protected") nor a
// number ("Section 2"), and has none of the characters that open a mark behind words, part fields or announce a banner; so is a
// blank line. All others are looked at. Pure, thread-safe; linear in the line.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "label/policy.h"

namespace entente::document {

class QuietLines {
 public:
  explicit QuietLines(const label::Policy& system);
  explicit QuietLines(const label::PolicyBook& book);

  // `content`: a line without white space at its ends. The first and the last line of a text are to be looked at anyway, as what
  // is nearly a banner counts there.
  [[nodiscard]] bool is_quiet(std::string_view content) const;

  // False where such a line, if not the first nor the last, is no banner, though a mark may stand in it.
  [[nodiscard]] bool may_be_banner(std::string_view content) const;

 private:
  void add(const label::Policy& system);
  void add_word_of(std::string_view mark);
  void sort_words();
  [[nodiscard]] bool begins_with_word(std::string_view content) const;

  static constexpr std::size_t kHeads = 1024;

  std::vector<std::string> words_;  // that marks begin with and sentences might; ascending
  std::bitset<kHeads> heads_;       // of their first two characters, five bits of each
};

}  // namespace entente::document
