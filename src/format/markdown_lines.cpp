#include "format/markdown_lines.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "format/markdown.h"

namespace entente::format {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where the longest end of the line begins that consists of white space and one of `-*_`; its end if there is none.
std::size_t rule_begin(std::string_view line) {
  auto at = line.size();
  char mark = 0;
  for (; at > 0; --at) {
    const char c = line[at - 1];
    if (c == ' ' || c == '\t') continue;
    if (c != '-' && c != '*' && c != '_') break;
    if (mark == 0) mark = c;
    if (c != mark) break;
  }
  return at;
}

// Three or more of one mark and white space: a thematic break, never list markers. `line` is such an end.
bool has_three_marks(std::string_view line) {
  std::size_t marks = 0;
  for (std::size_t i = 0; i < line.size() && marks < 3; ++i) marks += line[i] == ' ' || line[i] == '\t' ? 0 : 1;
  return marks == 3;
}

bool is_rule(std::string_view line) { return rule_begin(line) == 0 && has_three_marks(line); }

// Bytes of a list marker at the start of `rest` (without the white space after it); 0: none.
std::size_t list_marker(std::string_view rest) {
  std::size_t size = 0;
  if (rest.starts_with('-') || rest.starts_with('+') || rest.starts_with('*')) {
    size = 1;
  } else {
    while (size < rest.size() && size < 9 && is_digit(rest[size])) ++size;
    if (size == 0 || size >= rest.size() || (rest[size] != '.' && rest[size] != ')')) return 0;
    ++size;
  }
  return size == rest.size() || is_space(rest[size]) ? size : 0;
}

// Calls `seen(kind, column)` for each `>` and list marker at the beginning of the line, as long as it says true; returns where
// they end.
template <class Seen>
std::size_t walk_markers(std::string_view text, std::size_t begin, std::size_t end, Seen seen) {
  std::size_t at = begin;
  if (begin == 0 && text.substr(0, end).starts_with(kByteOrderMark)) at += kByteOrderMark.size();
  auto rule = text.size();  // where a thematic break may begin; looked up when the first list marker is met
  for (bool looked_up = false; at < end;) {
    if (is_space(text[at])) {
      ++at;
    } else if (text[at] == '>') {
      if (!seen('>', at - begin)) break;
      ++at;
    } else {
      const auto rest = text.substr(at, end - at);
      const auto size = list_marker(rest);
      if (size == 0) break;
      if (!looked_up) rule = at + rule_begin(rest);
      looked_up = true;
      if (at >= rule && has_three_marks(rest)) break;
      if (!seen('-', at - begin)) break;
      at += size;
    }
  }
  return at;
}

// How deep lists and quotes may be nested, from above: an item lies in those whose text begins at or left of its marker.
class NestingBound {
 public:
  void next_line() { resumed_ = 0; }
  void marker(char kind, std::size_t column) {
    if (kind == '>') {  // a quote that goes on keeps what lies in it
      for (std::size_t i = resumed_; i < open_.size(); ++i) {
        if (open_[i].quote && open_[i].column == column) {
          resumed_ = i + 1;
          return;
        }
      }
    }
    while (open_.size() > resumed_ && open_.back().column >= column) open_.pop_back();
    open_.push_back({column, kind == '>'});
    deepest_ = std::max(deepest_, open_.size());
  }
  [[nodiscard]] std::size_t deepest() const { return deepest_; }

 private:
  struct Open {
    std::size_t column = 0;
    bool quote = false;
  };
  std::vector<Open> open_;
  std::size_t resumed_ = 0;
  std::size_t deepest_ = 0;
};

Result<void> check_is_text(std::string_view text) {
  if (text.size() > limits::kDocumentBytes) {
    return fail(MarkdownFault::over_limit,
                fmt::format("the document has {} bytes; the limit is {}", text.size(), limits::kDocumentBytes));
  }
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && (byte < '\t' || byte > '\r')) || byte == 0x7F;
  });
  const auto line_of = [text](std::size_t at) { return 1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'); };
  if (control != text.end()) {
    const auto at = static_cast<std::size_t>(control - text.begin());
    return fail(MarkdownFault::not_text, fmt::format("line {}: control character 0x{:02x}; the document is not text", line_of(at),
                                                     static_cast<unsigned>(static_cast<unsigned char>(*control))));
  }
  if (const auto at = first_invalid_utf8(text); at != std::string_view::npos) {
    return fail(MarkdownFault::not_text, fmt::format("line {}: byte {} of the document is not UTF-8", line_of(at), at));
  }
  return {};
}

TextLine read_line(std::string_view text, std::size_t begin) {
  const auto stop = text.find_first_of("\r\n", begin);
  TextLine line{.begin = begin, .text_end = std::min(stop, text.size())};
  line.end = line.text_end;
  if (stop != std::string_view::npos) line.end += text.substr(stop).starts_with("\r\n") ? 2 : 1;
  line.content_end = line.text_end;
  while (line.content_end > begin && is_space(text[line.content_end - 1])) --line.content_end;
  return line;
}

bool matters_inside_a_line(char c) { return std::string_view("*_`[]!&\\<").find(c) != std::string_view::npos; }

// What the block parser must still see of a line's text: the start of raw HTML, a code fence, a thematic break; and, since
// raw HTML ends anywhere in a line, `</` and `]]>`. Returns how many characters are left that it may spend memory on.
std::size_t mask_text(std::string& line, std::size_t from) {
  const auto rest = std::string_view(line).substr(from);
  if (is_rule(rest)) return 0;
  if (rest.starts_with('<')) return static_cast<std::size_t>(std::count_if(rest.begin(), rest.end(), matters_inside_a_line));
  const auto ticks = std::min(rest.find_first_not_of('`'), rest.size());
  if (ticks >= 3 && rest.find('`', ticks) == std::string_view::npos) from += ticks;
  std::size_t left = 0;
  for (std::size_t i = from; i < line.size(); ++i) {
    if (!matters_inside_a_line(line[i])) continue;
    const auto next = std::string_view(line).substr(i);
    const bool ends_html = next.starts_with("</") || next.starts_with("]]>") || (i > 0 && line[i - 1] == ']' && next.starts_with("]>"));
    if (!ends_html) line[i] = 'x';
    left += ends_html ? 1 : 0;
  }
  return left;
}

}  // namespace

Result<std::vector<TextLine>> scan_lines(std::string_view text) {
  TRY_DO(check_is_text(text));
  std::vector<TextLine> lines;
  NestingBound nesting;
  std::size_t blocks = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    if (lines.size() == limits::kDocumentLines) {
      return fail(MarkdownFault::over_limit, fmt::format("the document has more than {} lines", limits::kDocumentLines));
    }
    auto line = read_line(text, begin);
    nesting.next_line();
    line.marker_end = walk_markers(text, begin, line.text_end, [&](char kind, std::size_t column) {
      ++blocks;
      nesting.marker(kind, column);
      return nesting.deepest() <= limits::kDocumentNesting;
    });
    line.content_end = std::max(line.content_end, line.marker_end);
    if (line.content_end > line.marker_end) ++blocks;
    lines.push_back(line);
    if (nesting.deepest() > limits::kDocumentNesting) {
      return fail(MarkdownFault::over_limit, fmt::format("line {}: lists and quotes are nested more than {} deep", lines.size(),
                                                         limits::kDocumentNesting));
    }
    if (blocks > limits::kDocumentBlocks) {
      return fail(MarkdownFault::over_limit, fmt::format("line {}: more than {} lines with text and list markers", lines.size(),
                                                         limits::kDocumentBlocks));
    }
    begin = line.end;
  }
  return lines;
}

Result<std::string> mask_inlines(std::string_view text, const std::vector<TextLine>& lines) {
  std::string masked;
  masked.reserve(text.size());
  std::size_t left = 0;
  for (const auto& line : lines) {
    std::string own(text.substr(line.begin, line.text_end - line.begin));
    left += mask_text(own, line.marker_end - line.begin);
    masked += own;
    masked += text.substr(line.text_end, line.end - line.text_end);
  }
  if (left > limits::kDocumentInlineMarks) {
    return fail(MarkdownFault::over_limit, fmt::format("the document has {} characters that may begin raw HTML; the limit is {}", left,
                                                       limits::kDocumentInlineMarks));
  }
  return masked;
}

}  // namespace entente::format
