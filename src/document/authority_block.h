// The classification authority block of a US document: who classified it, by what authority, and until when.
//
// Source: the published US manual (2016), section E (E.O. 13526, 32 CFR 2001). Lines are told by what they begin with
// ("Declassify On:"); the first of each kind counts. What stands there is read as far as it says when protection ends: a date as
// YYYYMMDD, an exemption ("25X1, 20641231", "50X1-HUM"), "N/A to … portions", else an event in words. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "label/finding.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::document {

struct BlockLine {
  label::Span value;  // bytes of the text; may be empty
  std::uint32_t line = 0;
  std::size_t line_begin = 0;
};

struct AuthorityBlock {
  std::optional<BlockLine> classified_by;
  std::optional<BlockLine> reason;
  std::optional<BlockLine> derived_from;
  std::optional<BlockLine> declassify_on;
  std::vector<BlockLine> more_declassify;  // further lines of that kind
  std::optional<BlockLine> origin;         // "Date:", "Date of origin:": the day of the document
  bool has_source_list = false;            // a line begins with "Sources", "Source list" or "List of sources"
};

[[nodiscard]] AuthorityBlock find_authority_block(std::string_view text);

struct Declassification {
  std::optional<Instant> on;              // absent: by an event, never by date, or not to be told
  std::optional<label::Finding> finding;  // span is of `value`
};

// `labels`: of banner and portions; atomic and NATO information in them have no date.
[[nodiscard]] Declassification read_declassification(std::string_view value, const std::vector<label::Label>& labels);

// Whose information among the labels has no date: RD, FRD, TFNI, NATO.
[[nodiscard]] std::set<std::string> without_date(const std::vector<label::Label>& labels);

// Beyond the last day for information of the document's own date, or else of `today`: no information is of a later day.
[[nodiscard]] std::optional<label::Finding> too_late(std::string_view value, std::string_view date_of_origin,
                                                     const std::optional<Instant>& today);

// What a classified document lacks: a message; empty if nothing.
[[nodiscard]] std::string missing_lines(const AuthorityBlock& block);

}  // namespace entente::document
