// What the register says of names below control systems: which are named, and how long the others are. Private to the room.
//
// A check asks it, reading does not: an unpublished name still restricts. Pure. Source: the register of US markings (2016),
// Table 4, section 4, and H.4, which is the narrower where they differ (SI-G, RSV); of HCS-X, KLM and BUR the vocabulary of ISM
// (2022-12).
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace entente::label {

struct NameForm {
  std::string_view above;  // "SI": its compartments; "SI-G": what is below that compartment
  std::size_t least = 1;   // characters
  std::size_t most = 0;
  bool letters = false;  // and no numbers
  std::string_view words;
};

inline constexpr std::array kNameForms{NameForm{"HCS-O", 1, 0, false, "none"},
                                       NameForm{"RSV", 3, 3, false, "3 characters"},
                                       NameForm{"SI", 2, 3, true, "2 or 3 letters"},
                                       NameForm{"SI-G", 4, 4, true, "4 letters"},
                                       NameForm{"HCS-P", 1, 6, false, "up to 6 characters"},
                                       NameForm{"TK-BLFH", 1, 6, false, "up to 6 characters"},
                                       NameForm{"TK-IDIT", 1, 6, false, "up to 6 characters"},
                                       NameForm{"TK-KAND", 1, 6, false, "up to 6 characters"}};

// Compartments that are published and are no tokens of the policy.
inline constexpr std::array<std::string_view, 7> kNamedCompartments{"HCS-O",   "HCS-P",   "HCS-X",  "KLM-R",
                                                                    "BUR-BLG", "BUR-DTP", "BUR-WRG"};

// Titles that are read, and that the register does not have as a form of banner lines: the title of SI is "SI" (H.4).
inline constexpr std::array<std::string_view, 1> kUnwrittenTitles{"SPECIAL INTELLIGENCE"};

// `mark` is one of these, or begins with one.
[[nodiscard]] constexpr bool is_unwritten_title(std::string_view mark) {
  return std::any_of(kUnwrittenTitles.begin(), kUnwrittenTitles.end(), [&](std::string_view title) {
    return mark.starts_with(title) && (mark.size() == title.size() || mark[title.size()] == '-');
  });
}

// What names below a control system are spelt like in full: published compartments that are no tokens of the policy.
struct NameInFull {
  std::string_view path;
  std::string_view name;
};
inline constexpr std::array kNamesInFull{NameInFull{"HCS-PRODUCT", "P"}, NameInFull{"HCS-OPERATIONS", "O"}};

[[nodiscard]] constexpr std::string_view short_name_of(std::string_view path) {
  for (const auto& each : kNamesInFull) {
    if (each.path == path) return each.name;
  }
  return {};
}

[[nodiscard]] constexpr const NameForm* form_below(std::string_view above) {
  for (const auto& form : kNameForms) {
    if (form.above == above) return &form;
  }
  return nullptr;
}

[[nodiscard]] constexpr bool fits(const NameForm& form, std::string_view name) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return name.size() >= form.least && name.size() <= form.most &&
         (!form.letters || std::all_of(name.begin(), name.end(), letter));
}

// `path`: "HCS-P".
[[nodiscard]] constexpr bool is_named_compartment(std::string_view path) {
  return std::find(kNamedCompartments.begin(), kNamedCompartments.end(), path) != kNamedCompartments.end();
}

}  // namespace entente::label
