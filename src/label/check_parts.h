// What the checks of one marking share: where they write findings, and the grammars they are for. Private to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "label/check_marking.h"

namespace entente::label {

// Findings in bytes of the whole text, from checks that see it from `offset_bytes` on.
class Findings {
 public:
  explicit Findings(std::size_t offset_bytes) : offset_(offset_bytes) {}

  Finding& error(std::string rule, Span span, std::string message);
  Finding& warning(std::string rule, Span span, std::string message);

  [[nodiscard]] Finding* about(std::string_view rule);  // the first of that rule, or null; its span is of the whole text
  [[nodiscard]] Span in_whole(Span span) const { return {span.begin_bytes + offset_, span.end_bytes + offset_}; }
  void doubt_all();  // no correction found so far is certain

  [[nodiscard]] std::vector<Finding> take();  // sorted by place
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] bool any_error() const;
  [[nodiscard]] bool tells(std::string_view rule, Span span) const;
  [[nodiscard]] bool tells_around(std::string_view rule, Span span) const;  // about it and what is beside it
  [[nodiscard]] Finding* error_of(Span span);                               // about just this span, or null
  [[nodiscard]] bool tells_of(Span span) { return error_of(span) != nullptr; }
  [[nodiscard]] bool all_certain() const;  // every error has a certain correction

 private:
  std::size_t offset_ = 0;
  std::vector<Finding> found_;
};

struct CheckedText {
  std::string_view text;  // without parentheses and white space around
  const Policy& system;
  const PolicyBook& book;
  MarkForm form = MarkForm::banner;
  const Label* banner = nullptr;
  const Expand* members = nullptr;  // as in CheckOptions
  std::optional<Instant> as_of{};
};

// In place of a banner that is not at hand, so that "REL" and "JOINT S" can be read; what it yields is no label.
[[nodiscard]] Label stand_in_banner(const Policy& system, const PolicyBook& book);

// Each fills in `label` and `corrected` (without parentheses) of the check; findings go to `findings`.
void check_us_marking(const CheckedText& checked, Findings& findings, MarkingCheck& check);
void check_plain_marking(const CheckedText& checked, Findings& findings, MarkingCheck& check);

}  // namespace entente::label
