// Answers as JSON and as text for people (docs/formats/decision.md). Pure and thread-safe; the same decision gives the same
// bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/remedies.h"
#include "base/result.h"
#include "codec/json.h"
#include "decision/decision.h"
#include "label/label.h"

namespace entente::format {

enum class Explained { verdict_only = 0, full };

// {"decision":false} or, explained, with its context. One line, without line end.
// Remedies, if given, stand in the context too, and remarks on the request, if there are any and it is explained.
[[nodiscard]] std::string decision_to_json(const decision::Decision& decision, std::string_view revision, Explained explained,
                                           const analysis::Remedies* remedies = nullptr,
                                           const std::vector<std::string>& remarks = {});

// The same as decision_to_json of such a decision with nothing explained.
[[nodiscard]] constexpr std::string_view verdict_to_json(bool permit) {
  return permit ? R"({"decision":true})" : R"({"decision":false})";
}

// What is answered in place of a request that could not be read. `line` is that of the input; 0: it is not one of lines.
[[nodiscard]] std::string unreadable_to_json(const Error& error, std::uint64_t line = 0);

// The value of `error` in such an answer, and in that of a search.
void write_error(codec::JsonWriter& out, const Error& error, std::uint64_t line);

// Writes one reason or obligation as a value; shared by every report.
void write_reason(codec::JsonWriter& out, const decision::Reason& reason);
void write_obligation(codec::JsonWriter& out, const decision::Obligation& obligation);

void write_label(codec::JsonWriter& out, const label::Label& label);

// Names what these reasons rest on that is no better than `evidence`: "row of isa-jpn-usa", "isa-jpn-usa", or the rule where no
// instrument carries it. Adds each name once.
void add_weakest(const std::vector<decision::Reason>& reasons, world::Evidence evidence, std::vector<std::string>& names);
// " (row of isa-jpn-usa, isa-jpn-aus and 2 more)"; empty for no names.
[[nodiscard]] std::string in_brackets(std::vector<std::string> names);

// What was asked, in a few words ("CAN SECRET to JPN, as of 2024-11-20"), of whom ("FVEY"), and what is to be remarked on it.
struct Asked {
  std::string question;
  std::string recipient;
  std::vector<std::string> remarks = {};
};

// Several lines: the verdict first, then each rule that stands in the way (or, with a permit, that carried it), then duties.
// What is said alike of several members of a group is said once: "FVEY (AUS, CAN): … not to any of them".
[[nodiscard]] std::string decision_to_text(const decision::Decision& decision, const Asked& asked, Explained explained,
                                           const analysis::Remedies* remedies = nullptr);

}  // namespace entente::format
