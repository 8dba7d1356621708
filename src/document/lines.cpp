#include "document/lines.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/inside.h"
#include "label/marking.h"

namespace entente::document {
namespace {

// Ornament that shows or names a mark rather than marks with it.
bool quotes_a_mark(std::string_view ornament) {
  constexpr std::string_view kAscii = "\"'`<&\\[]!";
  constexpr std::array<std::string_view, 16> kQuotes{"‘", "’", "‚", "‛", "“", "”", "„", "‟", "«", "»", "‹", "›", "「", "」", "『", "』"};
  if (ornament.find_first_of(kAscii) != std::string_view::npos) return true;
  return std::any_of(kQuotes.begin(), kQuotes.end(), [&](std::string_view quote) { return ornament.find(quote) != std::string_view::npos; });
}

std::string_view without_task_box(std::string_view content) {
  for (const std::string_view box : {"[ ] ", "[x] ", "[X] "}) {
    if (content.starts_with(box)) return content.substr(box.size());
  }
  return content;
}

bool is_banner_of(std::string_view line, const std::vector<const label::Policy*>& systems, const label::PolicyBook& book) {
  return std::any_of(systems.begin(), systems.end(), [&](const auto* system) { return label::is_banner_line(line, *system, book); });
}

bool has_text(const Segment& segment) {
  return segment.kind != SegmentKind::blank && segment.kind != SegmentKind::rule && segment.kind != SegmentKind::delimiter &&
         segment.content_begin < segment.content_end;
}

}  // namespace

std::uint32_t MarkTexts::number(std::string_view text, bool cut) {
  std::string key(text);
  if (cut) key += '\n';  // a mark that ends has no line end in it
  const auto [found, is_new] = numbers_.emplace(std::move(key), static_cast<std::uint32_t>(texts_.size() + 1));
  if (is_new) texts_.push_back({std::string(text), cut, 0});
  ++texts_[found->second - 1].occurrences;
  return found->second;
}

Openings find_openings(std::string_view text, const std::vector<Segment>& segments, const label::PolicyBook& book, MarkTexts& marks) {
  Openings openings{.own = std::vector<std::uint32_t>(segments.size(), 0), .beside = {}};
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!has_text(segments[i])) continue;
    const auto content = without_task_box(segments[i].content(text));
    const auto opening = label::opening_mark(content, book);
    if (opening.kind != label::Opening::text) {
      const auto mark = marks.number(content.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes),
                                     opening.kind == label::Opening::cut);
      if (quotes_a_mark(content.substr(0, opening.at_bytes))) {
        openings.beside[i].push_back(mark);
      } else {
        openings.own[i] = mark;
      }
    }
    for (const auto& inside : marks_inside(content, book)) openings.beside[i].push_back(marks.number(inside.text, inside.cut));
  }
  return openings;
}

std::string_view banner_place(std::string_view text, const Segment& segment) {
  if (!has_text(segment) || segment.kind == SegmentKind::cell) return {};
  constexpr std::string_view kNoListMarker = " \t\v\f>\xEF\xBB\xBF";
  const auto markers = text.substr(segment.begin, segment.marker_end - segment.begin);
  if (markers.find_first_not_of(kNoListMarker) != std::string_view::npos) return {};
  return label::without_emphasis(segment.content(text));
}

std::string_view banner_in_page_line(std::string_view text, const Segment& segment, const std::vector<const label::Policy*>& systems,
                                     const label::PolicyBook& book) {
  const auto line = banner_place(text, segment);
  const auto first_gap = std::min(line.find("  "), line.find('\t'));
  if (first_gap == std::string_view::npos) return {};
  const auto space = line.rfind("  ");
  const auto tab = line.rfind('\t');
  const auto last_gap = space == std::string_view::npos ? tab : tab == std::string_view::npos ? space : std::max(space, tab);
  for (const auto field : {label::without_emphasis(line.substr(last_gap)), label::without_emphasis(line.substr(0, first_gap))}) {
    if (is_banner_of(field, systems, book)) return field;
  }
  return {};
}

}  // namespace entente::document
