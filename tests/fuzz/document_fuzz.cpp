// Documents: whatever is read falls into segments and portions without a gap, and a copy holds nothing of what is withheld.
//
// The first byte chooses the options, the second which portions go; the rest is the document.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "document/portions.h"
#include "document/redact.h"
#include "document/whole.h"
#include "format/markdown.h"
#include "label/test_policies.h"

namespace {

using entente::document::Document;
using entente::document::Segment;
using entente::document::SegmentKind;

constexpr std::string_view kHeading = "HEADING";
constexpr std::size_t kTellingBytes = 8;  // shorter text may stand anywhere by chance

void check_segments(std::string_view text, const std::vector<Segment>& segments) {
  std::size_t at = 0;
  for (const auto& segment : segments) {
    CHECK(segment.begin == at && segment.begin < segment.end);
    CHECK(segment.begin <= segment.marker_end && segment.marker_end <= segment.end);
    CHECK(segment.begin <= segment.content_begin && segment.content_begin <= segment.content_end &&
          segment.content_end <= segment.end);
    at = segment.end;
  }
  CHECK(at == text.size());
}

void check_document(const std::vector<Segment>& segments, const Document& document) {
  CHECK(document.portion_of.size() == segments.size());
  std::vector<bool> seen(document.portions.size(), false);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto portion = document.portion_of[i];
    CHECK(portion <= document.portions.size());
    if (portion != 0) seen[portion - 1] = true;
    const bool shows_nothing = segments[i].kind == SegmentKind::blank || segments[i].kind == SegmentKind::rule ||
                               segments[i].kind == SegmentKind::delimiter;
    CHECK(!shows_nothing || portion == 0);
  }
  for (const bool found : seen) CHECK(found);
  for (const auto& portion : document.portions) {
    CHECK(!portion.has_own || !portion.marks.empty());
    for (const auto mark : portion.marks) CHECK(mark < document.marks.size());
  }
  for (const auto& mark : document.marks) CHECK(mark.labels.size() == document.systems.size() || !mark.error.empty());
}

// What is withheld, or is a banner, stands in the copy only if it stands in something released too. A `|` may come from two
// cells.
void check_copy(std::string_view text, const std::vector<Segment>& segments, const Document& document,
                const entente::document::Redaction& redaction) {
  const auto copy = entente::document::redact(text, segments, document, redaction);
  CHECK(entente::first_invalid_utf8(copy) == std::string_view::npos);
  CHECK(copy.starts_with(kHeading));
  std::string released(kHeading);
  released.append("\n").append(entente::document::kNeutralLine).append("\n");
  const auto goes = [&](std::size_t i) { return document.portion_of[i] != 0 && redaction.released[document.portion_of[i] - 1]; };
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (goes(i) || segments[i].kind == SegmentKind::rule || segments[i].kind == SegmentKind::delimiter) {
      released.append(segments[i].bytes(text)).append("\n");
    }
  }
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto content = segments[i].content(text);
    if (goes(i) || content.size() < kTellingBytes || content.find('|') != std::string_view::npos) continue;
    if (released.find(content) == std::string::npos) CHECK(copy.find(content) == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2 || size > 4096) return 0;
  static const auto kBook = entente::label::test::book();
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const auto segments = entente::format::read_markdown(text);
  if (!segments) {
    CHECK(entente::first_invalid_utf8(segments.error().message) == std::string_view::npos);
    return 0;
  }
  check_segments(text, *segments);
  const auto system = (data[0] & 1U) != 0 ? std::optional<entente::PolicyId>("USA") : std::nullopt;
  const auto document = entente::document::split(text, *segments, system, kBook);
  if (!document) return 0;
  check_document(*segments, *document);
  (void)entente::document::weigh(*document, kBook, entente::label::test::members);
  entente::document::Redaction redaction{.released = {}, .withheld = {}, .heading = {std::string(kHeading)}};
  redaction.withheld = (data[0] & 2U) != 0 ? entente::document::Withheld::hide : entente::document::Withheld::neutral_line;
  for (std::size_t i = 0; i < document->portions.size(); ++i) redaction.released.push_back((data[1] >> (i % 8U) & 1U) != 0);
  check_copy(text, *segments, *document, redaction);
  return 0;
}
