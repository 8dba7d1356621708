// What recurs inside an XML SPIF: attributes, marks, groups of categories. Private to the room.
//
// Every mistake is kept with its line and what could not be used reads as absent, so that all mistakes of a file are found at
// once.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "codec/xml.h"
#include "format/spif.h"
#include "format/spif_words.h"

namespace entente::format {

using SpifNames = std::initializer_list<std::string_view>;

class SpifParts {
 public:
  void mistake(std::size_t line, std::string message);
  void mistake(const codec::XmlElement& at, std::string message) { mistake(at.line, std::move(message)); }
  [[nodiscard]] bool full() const;
  std::vector<SpifMistake> take() { return std::move(mistakes_); }

  // --- shapes ---
  void expect_children(const codec::XmlElement& element, SpifNames known);
  const codec::XmlElement* only_child(const codec::XmlElement& element, std::string_view name);   // reports its absence too
  const codec::XmlElement* maybe_child(const codec::XmlElement& element, std::string_view name);  // nullptr: not there

  // --- attributes ---
  std::string text_of(const codec::XmlElement& element, std::string_view attribute);        // reports its absence too
  std::string loose_text_of(const codec::XmlElement& element, std::string_view attribute);  // may be absent or empty
  bool flag_of(const codec::XmlElement& element, std::string_view attribute);
  std::string lacv_of(const codec::XmlElement& element);
  int hierarchy_of(const codec::XmlElement& element);
  std::optional<std::size_t> selection_of(const codec::XmlElement& element, std::string_view attribute);  // absent: unbounded
  label::SpifPeriod period_of(const codec::XmlElement& element);
  label::TagType type_of(const codec::XmlElement& element);
  template <class E, std::size_t N>
  std::optional<E> word_of(const codec::XmlElement& element, std::string_view attribute, const Words<E, N>& words) {
    const auto* value = element.attribute(attribute);
    if (value == nullptr) return std::nullopt;
    const auto meaning = meaning_in(words, *value);
    if (!meaning) unknown_word(element, attribute, *value, listed(words));
    return meaning;
  }

  // --- parts ---
  label::SpifMarks marks_of(const codec::XmlElement& element);
  label::CategoryGroup group_of(const codec::XmlElement& element);
  std::vector<label::RequiredCategory> required_of(const codec::XmlElement& element);

 private:
  template <class E, std::size_t N>
  static std::vector<std::string_view> listed(const Words<E, N>& words) {
    std::vector<std::string_view> names;
    for (const auto& [word, value] : words) names.push_back(word);
    return names;
  }
  void unknown_word(const codec::XmlElement& element, std::string_view attribute, const std::string& value,
                    const std::vector<std::string_view>& known);
  label::SpifPhrase phrase_of(const codec::XmlElement& element);
  void read_qualifiers(const codec::XmlElement& element, label::SpifMarks& out);

  std::vector<SpifMistake> mistakes_;
};

}  // namespace entente::format
