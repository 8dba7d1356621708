#include "document/lines.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/text.h"
#include "document/inside.h"
#include "label/marking.h"
#include "label/near.h"

namespace entente::document {
namespace {

// Ornament that shows or names a mark rather than marks with it.
bool quotes_a_mark(std::string_view ornament) {
  constexpr std::string_view kAscii = "\"'`<&\\[]!";
  constexpr std::array<std::string_view, 16> kQuotes{"‘", "’", "‚", "‛", "“",  "”",  "„",  "‟",
                                                     "«", "»", "‹", "›", "「", "」", "『", "』"};
  if (ornament.find_first_of(kAscii) != std::string_view::npos) return true;
  return std::any_of(kQuotes.begin(), kQuotes.end(),
                     [&](std::string_view quote) { return ornament.find(quote) != std::string_view::npos; });
}

std::string_view without_task_box(std::string_view content) {
  for (const std::string_view box : {"[ ] ", "[x] ", "[X] "}) {
    if (content.starts_with(box)) return content.substr(box.size());
  }
  return content;
}

bool is_banner_of(std::string_view line, const std::vector<const label::Policy*>& systems, const label::PolicyBook& book) {
  return std::any_of(systems.begin(), systems.end(),
                     [&](const auto* system) { return label::is_banner_line(line, *system, book); });
}

bool has_text(const Segment& segment) {
  return segment.kind != SegmentKind::blank && segment.kind != SegmentKind::rule && segment.kind != SegmentKind::delimiter &&
         segment.content_begin < segment.content_end;
}

// What is kept of a mark that does not end: its first word, so that no text of the portion comes along.
std::string_view beginning(std::string_view cut_mark) {
  constexpr std::size_t kBytes = 24;
  auto size = std::min({cut_mark.size(), cut_mark.find_first_of(" ,\t"), kBytes});
  while (size > 0 && size < cut_mark.size() && (static_cast<unsigned char>(cut_mark[size]) & 0xC0U) == 0x80U) --size;
  return cut_mark.substr(0, size);
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

namespace {

constexpr std::size_t kSkeletonBytes = 65'536;  // of a line, looked at for levels

// As a reader sees it: without look-alikes and invisible characters.
std::string seen_in(std::string_view text) {
  auto size = std::min(text.size(), kSkeletonBytes);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return skeleton(text.substr(0, size));
}

// A short form such as "s" is a level only as written; a longer one in any case.
bool is_level(std::string_view text, std::string_view mark) {
  return mark.size() > 1 ? label::equal_ignoring_case(text, mark) : text == mark;
}

template <class Holds>
bool any_level_mark(const label::PolicyBook& book, Holds holds) {
  for (const auto& [id, policy] : book.policies()) {
    for (const auto& level : policy.levels) {
      if (!level.portion.empty() && holds(level.portion)) return true;
      if (std::any_of(level.marks.begin(), level.marks.end(), holds)) return true;
    }
  }
  return false;
}

// "SECRET//", "**TS** // SI": a level, and the segments that follow it.
bool leads_with_level(std::string_view text, const label::PolicyBook& book) {
  const auto seen = seen_in(text);
  const std::string_view line = seen;
  const auto slashes = line.find("//");
  if (slashes == std::string_view::npos) return false;
  const auto first = label::without_emphasis(line.substr(0, slashes));
  return any_level_mark(book, [&](const std::string& mark) { return is_level(first, mark); });
}

// "//JPN 特定秘密//NF The text", "//NS text", "//XYZ text": but not "// a comment".
bool leads_with_owner(std::string_view text, const label::PolicyBook& book) {
  const auto seen = seen_in(text.substr(0, limits::kMarkingBytes));
  if (!seen.starts_with("//")) return false;
  const auto owner = trimmed(std::string_view(seen).substr(2));
  const auto word = owner.substr(0, owner.find_first_of(" /"));
  const bool adjacent = seen.size() > 2 && seen[2] >= 'A' && seen[2] <= 'Z';
  return adjacent || word == "JOINT" || book.knows(PartyId{std::string(word)}) || label::begins_with_level(owner, book);
}

// Two slashes, also such as only look like them: those stand behind a slash or begin with one of two bytes. At little cost for
// most lines.
bool may_have_slashes(std::string_view text) {
  if (text.find("//") != std::string_view::npos) return true;
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return !ascii && text.find_first_of("/\xE2\xEF") != std::string_view::npos && seen_in(text).find("//") != std::string::npos;
}

// A level with segments anywhere on the line: but not in a portion mark, "(S//NF)".
bool holds_level(std::string_view text, const label::PolicyBook& book) {
  constexpr std::size_t kPortionForm = 3;
  const auto seen = seen_in(text);
  const std::string_view line = seen;
  for (auto at = line.find("//"); at != std::string_view::npos; at = line.find("//", at + 2)) {
    const auto end = line.find_last_not_of(" *_~`", at == 0 ? 0 : at - 1);
    if (at == 0 || end == std::string_view::npos) continue;
    const auto before = line.substr(0, end + 1);
    const bool found = any_level_mark(book, [&](const std::string& mark) {
      if (before.size() < mark.size() || !is_level(before.substr(before.size() - mark.size()), mark)) return false;
      const auto left = before.substr(0, before.size() - mark.size());
      if (left.empty()) return true;
      const auto beside = static_cast<unsigned char>(left.back());
      const bool word_goes_on = (beside >= '0' && beside <= '9') || ((beside | 0x20U) >= 'a' && (beside | 0x20U) <= 'z');
      return !word_goes_on && !(mark.size() <= kPortionForm && (beside == '(' || beside == '['));
    });
    if (found) return true;
  }
  return false;
}

// Characters that reorder what a reader sees: a line that holds one cannot be trusted to open as it is stored.
bool reorders_text(std::string_view content) {
  constexpr std::array<std::string_view, 12> kControls{"\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C",
                                                       "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
  return std::any_of(kControls.begin(), kControls.end(),
                     [&](std::string_view control) { return content.find(control) != std::string_view::npos; });
}

// A number with a name to it may be running text: it opens a portion only where a block begins, and set off from its mark.
bool numbers_a_block(const Segment& segment, std::string_view number) {
  constexpr std::array<std::string_view, 11> kSetOff{" ", "\t", ".", ":", ")", "*", "_", "\u3001", "\u3002", "\u3000", "\uFF1A"};
  return segment.starts_block &&
         std::any_of(kSetOff.begin(), kSetOff.end(), [&](std::string_view end) { return number.ends_with(end); });
}

// Finds every mark of one segment and says where it belongs.
class SegmentMarks {
 public:
  SegmentMarks(std::string_view text, const label::PolicyBook& book, MarkTexts& marks, Openings& out)
      : text_(text), book_(book), marks_(marks), out_(out) {}

  void find(std::size_t index, const Segment& segment) {
    const auto content = without_task_box(segment.content(text_));
    if (reorders_text(content)) {
      out_.own[index] = marks_.number("(characters that reorder the line)", true);
    } else if (const auto opening = label::opening_mark(content, book_); opening.kind != label::Opening::text) {
      add_opening(index, content, opening, quotes_a_mark(content.substr(0, opening.at_bytes)));
    } else if (const auto numbered = label::numbered_opening_mark(content, book_); numbered.kind != label::Opening::text) {
      const auto number = content.substr(0, numbered.at_bytes);
      add_opening(index, content, numbered, quotes_a_mark(number) || !numbers_a_block(segment, number));
    }
    add_tags(index, content);
    if (segment.kind != SegmentKind::cell) add_fields(index, content);
    add_inside(index, marks_inside(content, book_));
  }

 private:
  void beside(std::size_t index, std::uint32_t mark) { out_.beside[index].push_back(mark); }

  [[nodiscard]] std::uint32_t number_of(std::string_view content, const label::OpeningMark& opening) {
    const auto mark = content.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes);
    const bool cut = opening.kind == label::Opening::cut;
    return marks_.number(cut ? beginning(mark) : mark, cut);
  }

  void add_inside(std::size_t index, const std::vector<InsideMark>& found) {
    for (const auto& inside : found) beside(index, marks_.number(inside.cut ? beginning(inside.text) : inside.text, inside.cut));
  }

  // Marks in the tags before the text, also behind a first mark.
  void add_tags(std::size_t index, std::string_view content) {
    if (content.find('<') == std::string_view::npos) return;
    add_inside(index, marks_in_tags(content.substr(0, label::opening_ornament(content, book_)), book_));
  }

  void add_opening(std::size_t index, std::string_view content, const label::OpeningMark& opening, bool beside_only) {
    const auto mark = number_of(content, opening);
    if (beside_only) {
      beside(index, mark);
    } else {
      out_.own[index] = mark;
    }
    add_tags(index, content.substr(opening.size_bytes));  // also behind the mark
  }

  // Columns that Markdown does not know as a table: a mark that opens one counts.
  void add_fields(std::size_t index, std::string_view content) {
    std::size_t found = 0;
    for (const std::string_view separator : {"|", "｜", "\t"}) {
      for (auto at = content.find(separator); at != std::string_view::npos; at = content.find(separator, at)) {
        at += separator.size();
        const auto field = content.substr(at, content.find(separator, at) - at);
        const auto opening = label::opening_mark(field, book_);
        if (opening.kind == label::Opening::text) continue;
        if (++found > kBreaksPerLine) return beside(index, marks_.number("(marks in too many columns)", true));
        beside(index, number_of(field, opening));
      }
    }
  }

  std::string_view text_;
  const label::PolicyBook& book_;
  MarkTexts& marks_;
  Openings& out_;
};

}  // namespace

Openings find_openings(std::string_view text, const std::vector<Segment>& segments, const label::PolicyBook& book,
                       MarkTexts& marks) {
  Openings openings{.own = std::vector<std::uint32_t>(segments.size(), 0), .beside = {}};
  SegmentMarks finder(text, book, marks, openings);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (has_text(segments[i])) finder.find(i, segments[i]);
  }
  return openings;
}

namespace {

std::string_view without_tags_before(std::string_view content) {
  while (content.starts_with('<')) {
    const auto end = content.find('>');
    if (end == std::string_view::npos) break;
    content = trimmed(content.substr(end + 1));
  }
  return content;
}

}  // namespace

bool leads_like_banner(std::string_view content, const label::PolicyBook& book) {
  if (!may_have_slashes(content)) return false;
  const auto leads = [&](std::string_view line) {
    const auto bare = label::without_emphasis(line);
    return leads_with_level(bare, book) || leads_with_owner(bare, book) ||
           std::any_of(book.policies().begin(), book.policies().end(),
                       [&](const auto& policy) { return label::is_banner_line(bare, policy.second, book); });
  };
  return leads(content) || leads(without_tags_before(content)) || leads(content.substr(label::opening_ornament(content, book))) ||
         leads(label::behind_banner_label(label::without_emphasis(content)));
}

bool is_near_banner(std::string_view text, const Segment& segment, const label::PolicyBook& book) {
  if (!has_text(segment)) return false;
  const auto content = segment.content(text);
  const auto opening = label::opening_mark(content, book);
  if (opening.kind != label::Opening::mark) return holds_level(content, book);
  return segment.kind != SegmentKind::cell && label::without_emphasis(content.substr(opening.size_bytes)).empty();
}

std::string_view banner_place(std::string_view text, const Segment& segment) {
  if (!has_text(segment) || segment.kind == SegmentKind::cell) return {};
  constexpr std::string_view kNoListMarker = " \t\v\f>\xEF\xBB\xBF";
  const auto markers = text.substr(segment.begin, segment.marker_end - segment.begin);
  if (markers.find_first_not_of(kNoListMarker) != std::string_view::npos) return {};
  return label::without_emphasis(segment.content(text));
}

std::string_view banner_in_page_line(std::string_view line, const std::vector<const label::Policy*>& systems,
                                     const label::PolicyBook& book) {
  line = label::without_emphasis(line);
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
