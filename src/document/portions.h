// A portion-marked document: its banner lines, and the portions its text falls into, each with the marks it stands under.
//
// Rules (docs/formats/release.md, "Portions"): a mark that opens a physical line, list item, table cell or heading opens a
// portion, also behind emphasis, a bullet or a paragraph number; a mark inside a line is text. The lines below belong to it as
// long as Markdown's block goes on. A list item without a mark belongs to the paragraph or item it hangs below only if
// the system says so (`segments_inherit`) and no item there is marked differently. All other text is an unmarked portion
// per block. Every byte of text belongs to exactly one portion, or to a banner line, or shows nothing.
// Limits: limits::kDocumentPortions. Pure and thread-safe; keeps pointers into the book.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/segment.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::document {

enum class Fault { unknown_policy = 1, over_limit };
constexpr std::string_view room_of(Fault) { return "document"; }

// One mark text as it stands in the document, read under each of its systems.
struct Mark {
  std::string text;
  std::vector<label::Label> labels;  // one per system of the document; empty if any of them cannot read it
  std::string error;                 // why, naming the token
};

// Value 0 is withheld unless all of the document may go.
enum class PortionKind : std::uint8_t { unmarked = 0, invalid, marked };

struct Portion {
  PortionKind kind = PortionKind::unmarked;
  bool has_own = false;              // the first of `marks` is its own; the others stand beside it (in quotes, behind a <br>)
  bool inherited = false;            // its own mark stands at the portion above
  std::uint32_t line = 0;            // where it begins, from 1
  std::vector<std::uint32_t> marks;  // into Document::marks; the portion is decided under all of them
};

struct BannerLine {
  std::uint32_t line = 0;
  std::uint32_t mark = 0;
};

struct Document {
  // Whose marks these are. None: no mark can be read. Several: the text fits them equally, so a portion must be permitted
  // under each.
  std::vector<const label::Policy*> systems;
  bool banner_recognised = false;  // the first line with text is a banner, perhaps behind a label, or near to one (unreadable)
  std::vector<Mark> marks;
  std::vector<BannerLine> banners;  // in the order of the text; the first is the document's if banner_recognised
  std::vector<Portion> portions;
  std::vector<std::uint32_t> portion_of;  // per segment: portion number from 1, 0 for none
  std::vector<std::string> warnings;
};

// `system` states whose marks these are; without it the banner and the marks must tell.
[[nodiscard]] Result<Document> split(std::string_view text, const std::vector<Segment>& segments,
                                     const std::optional<PolicyId>& system, const label::PolicyBook& book);

}  // namespace entente::document
