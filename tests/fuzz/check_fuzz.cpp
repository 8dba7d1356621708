// Any bytes as a marking to be checked, under every policy of the test book or one of the shipped world, and as a marked
// document.
//
// Properties: every finding lies inside the text, is there once, is at no place only to put something in there, and offers
// something else than what stands there; where all errors of a text that does not read are put right for certain, so is the
// whole; a text without errors parses, unless its lists stand in a banner that is not at hand; a certain correction, of a finding
// or of the whole, reads as the same label, if the text reads; the whole has nothing more to correct then; what the writer writes
// has no error with a certain correction, unless its list lacks the system's own party; the marks of a document do not overlap,
// its findings lie inside it, its corrected copy differs in certain corrections only and has none left, and the banner suggested
// for it is right once it stands there; a line that is passed over as running text holds no mark, and a text is unmarked where
// each system by itself finds nothing in it.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "document/check_document.h"
#include "document/found_marks.h"
#include "document/quiet_lines.h"
#include "label/check_marking.h"
#include "label/marking.h"
#include "label/test_policies.h"
#include "tests/fuzz/policies_of_input.h"

namespace {

using namespace entente;
using namespace entente::label;

// Of the input in hand.
const PolicyBook*& current_book() {
  static const PolicyBook* current = nullptr;
  return current;
}
const PolicyBook& book() { return *current_book(); }

bool has_certain_errors(const MarkingCheck& check) {
  for (const auto& finding : check.findings) {
    if (finding.severity == Severity::error && finding.correction && finding.correction->certain) return true;
  }
  return false;
}

// A list without the system's own party can be read and written, and is an error.
bool leaves_own_party_out(const Label& label, const Policy& system) {
  const auto& list = label.releasable.parties;
  return label.releasable.kind == ReleaseKind::listed && std::find(list.begin(), list.end(), system.party) == list.end();
}

void check_certain(std::string_view text, const MarkingCheck& check, const Policy& system) {
  const auto label = parse_marking(text, system, book());
  for (const auto& finding : check.findings) {
    if (!label || !finding.correction || !finding.correction->certain) continue;
    std::string single(text);
    single.replace(finding.span.begin_bytes, finding.span.end_bytes - finding.span.begin_bytes, finding.correction->text);
    const auto after = parse_marking(single, system, book());
    CHECK(after && *after == *label);
  }
  if (!check.corrected || !check.corrected->certain) return;
  CHECK(std::any_of(check.findings.begin(), check.findings.end(),
                    [](const Finding& finding) { return finding.correction && finding.correction->certain; }));
  const auto again = check_marking(check.corrected->text, system, book(), {check.form, nullptr});
  CHECK(!has_errors(again.findings) && !has_certain_errors(again));
  if (!label) return;
  const auto after = parse_marking(check.corrected->text, system, book());
  CHECK(after && *after == *label);
}

bool is_all_certain(const MarkingCheck& check) {
  return std::all_of(check.findings.begin(), check.findings.end(), [](const Finding& finding) {
    return finding.severity == Severity::warning || (finding.correction && finding.correction->certain);
  });
}

void check_places(std::string_view text, const MarkingCheck& check) {
  for (auto finding = check.findings.begin(); finding != check.findings.end(); ++finding) {
    const bool nowhere = finding->span.begin_bytes == finding->span.end_bytes;
    CHECK(!nowhere || text.empty() || (finding->correction && !finding->correction->text.empty()));
    const auto written = text.substr(finding->span.begin_bytes, finding->span.end_bytes - finding->span.begin_bytes);
    CHECK(!finding->correction || finding->correction->text != written);
    CHECK(std::none_of(check.findings.begin(), finding, [&](const Finding& other) {
      return other.rule == finding->rule && other.span == finding->span && other.message == finding->message;
    }));
  }
}

void check_text(std::string_view text, const Policy& system) {
  const auto check = check_marking(text, system, book());
  for (const auto& finding : check.findings) {
    CHECK(finding.span.begin_bytes <= finding.span.end_bytes && finding.span.end_bytes <= text.size());
    CHECK(!finding.rule.empty() && !finding.message.empty());
  }
  check_places(text, check);
  check_certain(text, check, system);
  const auto label = parse_marking(text, system, book());
  if (!label && has_errors(check.findings) && is_all_certain(check)) CHECK(check.corrected.has_value());
  if (!label || leaves_own_party_out(*label, system)) return;
  for (const auto form : {MarkForm::banner, MarkForm::portion}) {
    const auto written = render_marking(*label, system, book(), form);
    if (written) CHECK(!has_certain_errors(check_marking(*written, system, book(), {form, nullptr})));
  }
}

bool lies_in(const Span& span, std::string_view text) {
  return span.begin_bytes <= span.end_bytes && span.end_bytes <= text.size();
}

// What is suggested in place of the first banner has, once it stands there, no finding of its own.
void check_suggestion(std::string_view text, const document::DocumentCheck& found, const Policy& system) {
  const auto suggested = std::find_if(found.whole.begin(), found.whole.end(), [](const Finding& finding) {
    return finding.correction && (finding.rule == "US-D.2" || finding.rule == "MARK-roll-up");
  });
  if (suggested == found.whole.end()) return;
  const auto begin = suggested->span.begin_bytes;
  const auto better =
      std::string(text.substr(0, begin)) + suggested->correction->text + std::string(text.substr(suggested->span.end_bytes));
  const auto again = document::check_document(better, system, book(), test::members);
  if (!again) return;
  CHECK(std::none_of(again->whole.begin(), again->whole.end(), [&](const Finding& finding) {
    return finding.span.begin_bytes == begin && finding.severity == Severity::error;
  }));
}

// The copy that --fix writes: the text between marks and every mark without a certain correction stand there byte for byte, and
// nothing certain is left to correct.
void check_fixed(std::string_view text, const document::DocumentCheck& found, const Policy& system) {
  const auto fixed = document::corrected(text, found);
  std::string_view rest = fixed;
  const auto expect_next = [&](std::string_view piece) {
    CHECK(rest.starts_with(piece));
    rest.remove_prefix(piece.size());
  };
  std::size_t done = 0;
  for (const auto& mark : found.marks) {
    expect_next(text.substr(done, mark.span.begin_bytes - done));
    const auto& right = found.checks[mark.check].corrected;
    const bool certain = right && right->certain && mark.place != document::MarkPlace::inside;
    expect_next(certain ? std::string_view(right->text)
                        : text.substr(mark.span.begin_bytes, mark.span.end_bytes - mark.span.begin_bytes));
    done = mark.span.end_bytes;
  }
  expect_next(text.substr(done));
  CHECK(rest.empty());
  const auto again = document::check_document(fixed, system, book(), test::members);
  CHECK(again && document::corrected(fixed, *again) == fixed);
}

void check_document_of(std::string_view text, const Policy& system) {
  const auto found = document::check_document(text, system, book(), test::members);
  if (!found) return;
  std::size_t at = 0;
  for (const auto& mark : found->marks) {
    CHECK(mark.span.begin_bytes >= at && lies_in(mark.span, text));
    at = mark.span.end_bytes;
  }
  for (const auto& finding : found->whole) CHECK(lies_in(finding.span, text));
  for (const auto& line : found->lines) CHECK(lies_in(line.finding.span, text) && line.line > 0 && line.column > 0);
  check_fixed(text, *found, system);
  check_suggestion(text, *found, system);
}

// What is passed over as running text holds nothing that is looked for, whatever the system.
void check_quiet_lines(std::string_view text) {
  const document::QuietLines quiet(book());
  document::for_each_line(text, [&](std::string_view line, std::size_t, std::uint32_t) {
    const auto content = trimmed(line);
    for (const auto& [id, policy] : book().policies())
      CHECK(quiet.may_be_banner(content) || document::banner_on_line(line, policy, book()).empty());
    if (content.empty() || !quiet.is_quiet(content)) return true;
    const auto opening = numbered_opening_mark(line, book());
    CHECK(opening.kind == Opening::text);
    for (const auto& [id, policy] : book().policies()) {
      CHECK(document::marks_in_text(line, 0, {&policy}, book()).empty());
      CHECK(document::odd_opening(content, opening, true, {&policy}, book()).kind == document::Oddity::none);
    }
    return true;
  });
}

void check_unmarked(std::string_view text) {
  bool unmarked = true;
  for (const auto& [id, policy] : book().policies()) {
    const auto found = document::find_marks(text, policy, book());
    unmarked = unmarked && found.marks.empty() && found.oddities.empty();
  }
  CHECK(document::is_unmarked(text, book()) == unmarked);
  static_cast<void>(document::system_of(text, book()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = entente::fuzz::input_of(data, size);
  current_book() = input.book;
  for (const auto* system : input.systems) {
    check_text(input.text, *system);
    const auto& id = system->id.str();
    if (input.shipped || id == "USA" || id == "NATO" || id == "GBR" || id == "JPN") check_document_of(input.text, *system);
  }
  check_quiet_lines(input.text);
  check_unmarked(input.text);
  return 0;
}
