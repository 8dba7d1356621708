// What the rules of a check are about, in one sentence each, for reports that list rules. The page is
// docs/formats/label-check.md.
#pragma once

#include <string>
#include <string_view>

namespace entente::format {

// "Separators, order and repetition of categories and markings." Of a rule that is not listed, where it comes from.
[[nodiscard]] std::string words_of_rule(std::string_view rule);

// Where more is said about it: a path below the project's root.
[[nodiscard]] std::string_view page_of_rule(std::string_view rule);

}  // namespace entente::format
