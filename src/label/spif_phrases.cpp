#include "label/spif_phrases.h"

#include <algorithm>

namespace entente::label {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

// 0: another language.
int rank(std::string_view language, std::string_view wanted) {
  if (language.empty()) return 1;
  if (same_letters(language, wanted)) return 3;
  const bool is_region = wanted.size() > language.size() && wanted[language.size()] == '-';
  return is_region && same_letters(language, wanted.substr(0, language.size())) ? 2 : 0;
}

bool is_place(MarkingCode code) { return code < MarkingCode::no_name_display; }

bool covers(MarkingCode code, MarkingCode place) {
  if (code == place) return true;
  const bool on_page = place == MarkingCode::page_top || place == MarkingCode::page_bottom;
  return on_page && code == MarkingCode::page_top_bottom;
}

bool holds_at(const SpifPhrase& phrase, MarkingCode place) {
  return std::none_of(phrase.codes.begin(), phrase.codes.end(), is_place) ||
         std::any_of(phrase.codes.begin(), phrase.codes.end(), [&](MarkingCode code) { return covers(code, place); });
}

bool has_code(const SpifPhrase& phrase, MarkingCode code) {
  return std::find(phrase.codes.begin(), phrase.codes.end(), code) != phrase.codes.end();
}

template <class Wanted>
const SpifPhrase* best(const SpifMarks& marks, const MarkingStyle& style, Wanted wanted) {
  const SpifPhrase* found = nullptr;
  int found_rank = 0;
  for (const auto& phrase : marks.phrases) {
    const int here = rank(phrase.language, style.language);
    if (here <= found_rank || !holds_at(phrase, style.place) || !wanted(phrase)) continue;
    found = &phrase;
    found_rank = here;
  }
  return found;
}

void add_language(std::set<std::string>& languages, const SpifMarks& marks) {
  for (const auto& phrase : marks.phrases) languages.insert(phrase.language);
  for (const auto& qualifier : marks.qualifiers) languages.insert(qualifier.language);
}

}  // namespace

std::string_view phrase_of(const SpifMarks& marks, std::string_view name, const MarkingStyle& style) {
  const auto* phrase =
      best(marks, style, [](const SpifPhrase& each) { return each.text && !has_code(each, MarkingCode::replace_policy); });
  return phrase == nullptr ? name : std::string_view(*phrase->text);
}

bool has_effect(const SpifMarks& marks, MarkingCode effect, const MarkingStyle& style) {
  return best(marks, style, [&](const SpifPhrase& each) { return has_code(each, effect); }) != nullptr;
}

bool is_hidden(const SpifMarks& marks, const MarkingStyle& style) {
  return has_effect(marks, MarkingCode::no_name_display, style) || has_effect(marks, MarkingCode::no_marking_display, style);
}

//= ADatP-4774.1 3.5, table 6: replacePolicy puts the phrase in place of the policy's name.
std::optional<std::string_view> replaced_policy(const SpifMarks& marks, std::string_view name, const MarkingStyle& style) {
  const auto* phrase = best(marks, style, [](const SpifPhrase& each) { return has_code(each, MarkingCode::replace_policy); });
  if (phrase == nullptr) return std::nullopt;
  return phrase->text ? std::string_view(*phrase->text) : name;
}

std::string_view qualifier_of(const SpifMarks& marks, QualifierCode code, std::string_view otherwise, const MarkingStyle& style) {
  const SpifQualifier* found = nullptr;
  int found_rank = 0;
  for (const auto& qualifier : marks.qualifiers) {
    const int here = rank(qualifier.language, style.language);
    if (qualifier.code != code || here <= found_rank || (qualifier.place && !covers(*qualifier.place, style.place))) continue;
    found = &qualifier;
    found_rank = here;
  }
  return found == nullptr ? otherwise : std::string_view(found->text);
}

std::string shown(const SpifMarks& marks, std::string_view name, const MarkingStyle& style) {
  const auto phrase = phrase_of(marks, name, style);
  if (phrase.empty() || is_hidden(marks, style)) return "";
  std::string out(qualifier_of(marks, QualifierCode::prefix, "", style));
  out.append(phrase).append(qualifier_of(marks, QualifierCode::suffix, "", style));
  return out;
}

bool is_hidden_category(const SpifPolicy::Found& found, const MarkingStyle& style) {
  return is_hidden(found.category->marks, style) || is_hidden(found.tag->marks, style);
}

std::set<std::string> languages_of(const SpifPolicy& policy) {
  std::set<std::string> out{""};
  add_language(out, policy.marks);
  add_language(out, policy.name_marks);
  add_language(out, policy.classification_marks);
  for (const auto& level : policy.classifications) add_language(out, level.marks);
  for (const auto& set : policy.tag_sets) {
    for (const auto& tag : set.tags) {
      add_language(out, tag.marks);
      for (const auto& category : tag.categories) add_language(out, category.marks);
    }
  }
  return out;
}

}  // namespace entente::label
