#include "format/markdown.h"

#include <algorithm>
#include <memory>
#include <optional>

#include <cmark-gfm.h>
#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "format/markdown_lines.h"
#include "format/markdown_table.h"

namespace entente::format {
namespace {

using document::Segment;
using document::SegmentKind;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::uint32_t kNone = 0xFFFFFFFF;

// A block that holds lines, as the parser saw it. Lines count from 0 here.
struct Leaf {
  SegmentKind kind = SegmentKind::other;
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  std::size_t first_column = 0;  // bytes before its text on the first line
  std::size_t quotes = 0;        // block quotes around it
  std::uint32_t above = kNone;   // the leaf it may be a segment of
  std::uint32_t within = kNone;  // the leaf that is marked differently if this one is: of any block in a list item
  std::size_t fence = 0;         // code: length of its fence; 0: indented
  bool fence_says_nothing = false;
};

struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, NodeFree>;

Tree parse(const std::string& masked) {
  const std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser(cmark_parser_new(CMARK_OPT_DEFAULT),
                                                                           cmark_parser_free);
  CHECK(parser != nullptr);
  cmark_parser_feed(parser.get(), masked.data(), masked.size());
  return Tree(cmark_parser_finish(parser.get()));
}

bool is_container(cmark_node_type type) {
  return type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
}

std::optional<SegmentKind> leaf_kind(cmark_node_type type) {
  if (type == CMARK_NODE_PARAGRAPH) return SegmentKind::paragraph;
  if (type == CMARK_NODE_HEADING) return SegmentKind::heading;
  if (type == CMARK_NODE_CODE_BLOCK) return SegmentKind::code;
  if (type == CMARK_NODE_HTML_BLOCK) return SegmentKind::html;
  if (type == CMARK_NODE_THEMATIC_BREAK) return SegmentKind::rule;
  return std::nullopt;
}

// Collects the leaves in the order of the text, without recursion.
class Leaves {
 public:
  explicit Leaves(std::size_t lines) : lines_(lines) {}

  Result<std::vector<Leaf>> collect(cmark_node* root) {
    for (auto* node = root; node != nullptr;) {
      const auto type = cmark_node_get_type(node);
      if (is_container(type)) {
        TRY_DO(enter(node, type));
        if (auto* child = cmark_node_first_child(node); child != nullptr) {
          node = child;
          continue;
        }
      } else if (const auto kind = leaf_kind(type)) {
        add(node, *kind);
      }
      node = after(node, root);
    }
    return std::move(leaves_);
  }

 private:
  struct Open {
    cmark_node_type type = CMARK_NODE_DOCUMENT;
    std::uint32_t last_paragraph = kNone;  // the child before, if it is a paragraph
    std::uint32_t above = kNone;           // lists and items: what an unmarked item of it may belong to
    std::uint32_t within = kNone;          // what any block of it is within, see Leaf
    bool filled = false;                   // has a child already
  };

  Result<void> enter(cmark_node*, cmark_node_type type) {
    if (open_.size() > limits::kDocumentNesting * 2 + 1) {  // a list and its item are one level of nesting
      return fail(MarkdownFault::over_limit,
                  fmt::format("lists and quotes are nested more than {} deep", limits::kDocumentNesting));
    }
    Open opened{.type = type};
    if (type == CMARK_NODE_LIST) opened.above = above_of_list();
    if (type == CMARK_NODE_ITEM) opened.above = open_.back().above;
    if (type == CMARK_NODE_BLOCK_QUOTE) ++quotes_;
    if (!open_.empty()) opened.within = type == CMARK_NODE_LIST && opened.above != kNone ? opened.above : open_.back().within;
    if (!open_.empty()) {
      open_.back().filled = true;
      open_.back().last_paragraph = kNone;
    }
    open_.push_back(opened);
    return {};
  }

  // A list directly after a paragraph; or first in an item, whose segment it then is.
  [[nodiscard]] std::uint32_t above_of_list() const {
    const auto& around = open_.back();
    if (around.last_paragraph != kNone) return around.last_paragraph;
    return around.type == CMARK_NODE_ITEM && !around.filled ? around.above : kNone;
  }

  cmark_node* after(cmark_node* node, const cmark_node* root) {
    while (node != nullptr) {
      if (is_container(cmark_node_get_type(node))) {
        if (open_.back().type == CMARK_NODE_BLOCK_QUOTE) --quotes_;
        open_.pop_back();
      }
      if (node == root) return nullptr;
      if (auto* next = cmark_node_next(node); next != nullptr) return next;
      node = cmark_node_parent(node);
    }
    return nullptr;
  }

  void add(cmark_node* node, SegmentKind kind) {
    const auto line = [this](int given) {
      return std::clamp<std::size_t>(given > 0 ? static_cast<std::size_t>(given) : 1, 1, lines_) - 1;
    };
    Leaf leaf{.kind = kind, .first_line = line(cmark_node_get_start_line(node)), .quotes = quotes_};
    leaf.last_line = std::max(leaf.first_line, line(cmark_node_get_end_line(node)));
    leaf.first_column = static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 1) - 1);
    auto& around = open_.back();
    if (kind == SegmentKind::paragraph && around.type == CMARK_NODE_ITEM && !around.filled) leaf.above = around.above;
    leaf.within = around.within;
    if (kind == SegmentKind::code) read_fence(node, leaf);
    const auto number = static_cast<std::uint32_t>(leaves_.size());
    if (around.type == CMARK_NODE_ITEM && !around.filled) around.within = number;
    around.filled = true;
    around.last_paragraph = kind == SegmentKind::paragraph ? number : kNone;
    leaves_.push_back(leaf);
  }

  static void read_fence(cmark_node* node, Leaf& leaf) {
    int length = 0;
    int offset = 0;
    char character = 0;
    if (cmark_node_get_fenced(node, &length, &offset, &character) == 0) return;
    leaf.fence = static_cast<std::size_t>(std::max(length, 3));
    const char* says = cmark_node_get_fence_info(node);
    leaf.fence_says_nothing = says == nullptr || *says == '\0';
  }

  std::size_t lines_;
  std::vector<Open> open_;
  std::size_t quotes_ = 0;
  std::vector<Leaf> leaves_;
};

// White space and invisible characters show nothing, also where the parser took them for text.
bool shows_nothing(std::string_view text) {
  constexpr std::size_t kPieceBytes = 64;
  while (!text.empty()) {
    auto size = std::min(text.size(), kPieceBytes);
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
    const auto piece = text.substr(0, size);
    if (std::any_of(piece.begin(), piece.end(), [](char c) { return c > ' ' && c < '\x7F'; })) return false;
    if (!trimmed(skeleton(piece)).empty()) return false;
    text.remove_prefix(size);
  }
  return true;
}

// Turns lines and leaves into segments, in the order of the text.
class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<TextLine>& lines, const std::vector<Leaf>& leaves)
      : text_(text), lines_(lines), leaves_(leaves), block_of_leaf_(leaves.size(), 0), first_of_leaf_(leaves.size(), 0) {
    segments_.reserve(lines.size());
  }

  Result<std::vector<Segment>> cut() {
    std::size_t line = 0;
    for (std::uint32_t i = 0; i < leaves_.size(); ++i) {
      auto leaf = leaves_[i];
      if (i + 1 < leaves_.size())
        leaf.last_line = std::min(leaf.last_line, std::max(leaves_[i + 1].first_line, leaf.first_line + 1) - 1);
      trim(leaf);
      while (line < leaf.first_line) cut_uncovered(line++, i);
      first_of_leaf_[i] = leaf.within == kNone ? 0 : first_of_leaf_[leaf.within];
      if (leaf.last_line < line) continue;
      if (leaf.first_line < line)
        leaf = {.kind = leaf.kind, .first_line = line, .last_line = leaf.last_line, .within = leaf.within};
      TRY_DO(cut_leaf(leaf, i));
      line = leaf.last_line + 1;
    }
    while (line < lines_.size()) cut_uncovered(line++, kNone);
    if (cells_ > limits::kDocumentCells) {
      return fail(MarkdownFault::over_limit, fmt::format("the document has more than {} table cells", limits::kDocumentCells));
    }
    return std::move(segments_);
  }

 private:
  [[nodiscard]] std::string_view shown(std::size_t from, std::size_t to) const { return text_.substr(from, to - from); }

  // Blank lines at the end of a block stand between blocks. (A fence that its quote or list cuts off is said to end a line late.)
  void trim(Leaf& leaf) const {
    while (leaf.last_line > leaf.first_line && lines_[leaf.last_line].marker_end == lines_[leaf.last_line].content_end)
      --leaf.last_line;
  }

  [[nodiscard]] Segment whole_line(std::size_t number) const {
    const auto& line = lines_[number];
    return {.begin = line.begin,
            .marker_end = line.marker_end,
            .content_begin = line.marker_end,
            .content_end = line.content_end,
            .end = line.end,
            .line = static_cast<std::uint32_t>(number + 1)};
  }

  // No leaf holds this line: it is blank, or the last line of raw HTML, which the parser leaves out.
  void cut_uncovered(std::size_t number, std::uint32_t next_leaf) {
    auto segment = whole_line(number);
    const auto before = next_leaf == kNone ? leaves_.size() : next_leaf;
    if (shows_nothing(segment.content(text_))) {
      segment.kind = SegmentKind::blank;
    } else if (before > 0 && leaves_[before - 1].kind == SegmentKind::html && !segments_.empty() && segments_.back().block != 0) {
      segment.kind = SegmentKind::html;
      segment.block = segments_.back().block;
    } else {
      segment.block = ++blocks_;
      segment.starts_block = true;
      segment.within = within_;
    }
    segments_.push_back(segment);
  }

  Result<void> cut_leaf(const Leaf& leaf, std::uint32_t index) {
    within_ = first_of_leaf_[index];
    if (leaf.kind == SegmentKind::rule) {
      segments_.push_back(whole_line(leaf.first_line));
      segments_.back().kind = SegmentKind::rule;
      return {};
    }
    const bool goes_on = leaf.first_line == table_goes_on_ && may_hold_table(leaf);
    const auto table = goes_on ? leaf.first_line : table_line(leaf);
    const auto first_block = blocks_ + 1;
    bool starts = true;
    for (auto number = leaf.first_line; number <= leaf.last_line; ++number) {
      if (number >= table) {
        if (number == table && !goes_on) ++tables_;
        TRY_DO(cut_row(leaf, number, !goes_on && number == table + 1));
        continue;
      }
      auto segment = line_of(leaf, number);
      if (segment.kind == SegmentKind::blank) {  // a reader sees an empty line: what follows stands for itself
        starts = true;
      } else {
        if (starts) ++blocks_;
        segment.block = blocks_;
        segment.starts_block = starts;
        if (starts) segment.within = within_;
        if (starts && number == leaf.first_line && leaf.above != kNone) segment.above = block_of_leaf_[leaf.above];
        starts = false;
      }
      segments_.push_back(segment);
    }
    if (blocks_ >= first_block) first_of_leaf_[index] = first_block;
    if (blocks_ == first_block && table == kNoTable) block_of_leaf_[index] = first_block;
    // Below a table `===` is a row, not the end of a heading; what follows it belongs to the table still.
    const bool false_heading =
        leaf.kind == SegmentKind::heading && table != kNoTable && row_text(leaf, leaf.last_line).starts_with('=');
    table_goes_on_ = false_heading ? leaf.last_line + 1 : kNoTable;
    return {};
  }

  static bool may_hold_table(const Leaf& leaf) {
    return leaf.kind == SegmentKind::paragraph || leaf.kind == SegmentKind::heading;
  }

  [[nodiscard]] Segment line_of(const Leaf& leaf, std::size_t number) const {
    auto segment = whole_line(number);
    segment.marker_end = text_begin(leaf, number);
    segment.content_begin = segment.marker_end;
    segment.content_end = std::max(segment.content_end, segment.content_begin);
    segment.kind = leaf.kind;
    const bool is_fence = leaf.fence != 0 && ((number == leaf.first_line && leaf.fence_says_nothing) || closes(leaf, number));
    if (is_fence) segment.content_end = segment.content_begin;
    // Text indented like code may be no code for its reader: there a blank line ends a block, as it does in text.
    const bool holds_blank_lines = leaf.fence != 0;
    if (!holds_blank_lines && shows_nothing(segment.content(text_))) segment.kind = SegmentKind::blank;
    return segment;
  }

  [[nodiscard]] bool closes(const Leaf& leaf, std::size_t number) const {
    if (number != leaf.last_line || number == leaf.first_line) return false;
    const auto rest = shown(text_begin(leaf, number), lines_[number].content_end);
    return rest.size() >= leaf.fence && (rest[0] == '`' || rest[0] == '~') &&
           rest.find_first_not_of(rest[0]) == std::string_view::npos;
  }

  // Where a leaf's text begins on a line: behind white space and the `>` of the quotes around it.
  [[nodiscard]] std::size_t text_begin(const Leaf& leaf, std::size_t number) const {
    const auto& line = lines_[number];
    auto at = line.begin;
    if (number == leaf.first_line) at = std::min(line.begin + leaf.first_column, line.text_end);
    if (at == 0 && text_.starts_with(kByteOrderMark)) at = kByteOrderMark.size();
    for (std::size_t quotes = number == leaf.first_line ? 0 : leaf.quotes; at < line.text_end; ++at) {
      if (text_[at] == '>' && quotes > 0) {
        --quotes;
      } else if (text_[at] != ' ' && text_[at] != '\t' && text_[at] != '\v' && text_[at] != '\f') {
        break;
      }
    }
    return at;
  }

  static constexpr std::size_t kNoTable = 0xFFFFFFFF;

  // The line with the header of the table in this leaf. A heading of several lines is one that `---` or `===` ends.
  [[nodiscard]] std::size_t table_line(const Leaf& leaf) const {
    if (!may_hold_table(leaf)) return kNoTable;
    for (auto number = leaf.first_line; number < leaf.last_line; ++number) {
      const auto columns = delimiter_columns(row_text(leaf, number + 1));
      if (columns != 0 && table_cells(row_text(leaf, number)).size() == columns) return number;
    }
    return kNoTable;
  }

  [[nodiscard]] std::string_view row_text(const Leaf& leaf, std::size_t number) const {
    const auto begin = text_begin(leaf, number);
    return shown(begin, std::max(begin, lines_[number].content_end));
  }

  Result<void> cut_row(const Leaf& leaf, std::size_t number, bool is_delimiter) {
    auto base = whole_line(number);
    base.marker_end = text_begin(leaf, number);
    base.table = tables_;
    const auto cells = is_delimiter ? std::vector<CellRange>{} : table_cells(row_text(leaf, number));
    if (cells.empty()) {  // the line of dashes, or a row of white space
      base.kind = is_delimiter ? SegmentKind::delimiter : SegmentKind::blank;
      base.content_begin = base.content_end = std::max(base.content_end, base.marker_end);
      segments_.push_back(base);
      return {};
    }
    for (const auto& cell : cells) {
      auto segment = base;
      segment.kind = SegmentKind::cell;
      segment.begin = &cell == &cells.front() ? base.begin : segments_.back().end;
      segment.marker_end = std::max(segment.marker_end, segment.begin);
      segment.content_begin = base.marker_end + cell.content_begin;
      segment.content_end = base.marker_end + cell.content_end;
      segment.ends_line = &cell == &cells.back();
      segment.end = segment.ends_line ? base.end : base.marker_end + cell.end;
      segment.block = ++blocks_;
      segment.starts_block = true;
      segment.within = within_;
      if (++cells_ > limits::kDocumentCells) {
        return fail(MarkdownFault::over_limit, fmt::format("the document has more than {} table cells", limits::kDocumentCells));
      }
      segments_.push_back(segment);
    }
    return {};
  }

  std::string_view text_;
  const std::vector<TextLine>& lines_;
  const std::vector<Leaf>& leaves_;
  std::vector<std::uint32_t> block_of_leaf_;  // only of leaves that are one block, which a list item may belong to
  std::vector<std::uint32_t> first_of_leaf_;  // its first block, or what it is within if it shows nothing
  std::uint32_t within_ = 0;                  // the block that the leaf at hand is within
  std::vector<Segment> segments_;
  std::uint32_t blocks_ = 0;
  std::uint32_t tables_ = 0;
  std::size_t table_goes_on_ = kNoTable;  // line
  std::size_t cells_ = 0;
};

}  // namespace

Result<std::vector<Segment>> read_markdown(std::string_view text) {
  TRY(const auto lines, scan_lines(text));
  if (lines.empty()) return std::vector<Segment>{};
  std::vector<Leaf> leaves;
  {
    TRY(const auto masked, mask_inlines(text, lines));
    const auto tree = parse(masked);
    CHECK(tree != nullptr);
    TRY(leaves, Leaves(lines.size()).collect(tree.get()));
  }
  return Cutter(text, lines, leaves).cut();
}

}  // namespace entente::format
