// The words that the text and the Markdown form of a release report share. Used by release_*.cpp only.
//
// Everything that comes from a document or a file name is escaped where it could disturb a terminal. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "format/release_report.h"

namespace entente::format {

[[nodiscard]] std::string padded(std::string text, std::size_t columns);

// As it is if nothing in it could disturb a line of text, else escaped and in backticks.
[[nodiscard]] std::string shown(std::string_view text);
// A path is shown whole, so only its odd characters are escaped.
[[nodiscard]] std::string shown_path(std::string_view path);

// "✔ RELEASE IN PART to Japan (JPN): 4 of 7 portions   evidence: …"
[[nodiscard]] std::string headline(const ReleaseReport& report);

[[nodiscard]] std::string marking_words(const ReleaseAnswer& answer, bool inherited);
// The first obstacle of a withheld portion; the clauses and the recipient's level of a released one.
[[nodiscard]] std::string because(const ReleaseAnswer& answer);
// The same, and who may not where only some of the recipients may not.
[[nodiscard]] std::string who_and_why(const ReleaseReport& report, const ReleaseAnswer& answer);
[[nodiscard]] std::string until_words(const ReleaseAnswer& answer);  // empty: no recorded change

[[nodiscard]] std::vector<std::string> duties(const ReleaseReport& report);  // of all that is released, each once
[[nodiscard]] std::vector<std::string> recipient_marks(
    const ReleaseReport& report);  // what each is to write; with several, behind its code

}  // namespace entente::format
