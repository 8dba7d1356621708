#include "document/unmarked.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "label/marking.h"
#include "label/near.h"
#include "label/scan.h"

namespace entente::document {
namespace {

// What begins a line of the classification authority block.
constexpr std::array<std::string_view, 5> kAuthority{"classified by", "derived from", "declassify on", "downgrade to",
                                                     "source marked"};

//= US manual (2016) H.6: the warnings on RD and FRD; DoDM 5200.01 vol. 2: notices and distribution statements.
constexpr std::array<std::string_view, 6> kNotices{"this document contains ",    "this material contains ",
                                                   "distribution statement ",    "unclassified when ",
                                                   "unclassified upon removal ", "warning:"};

// The words that titles and names have in small letters.
constexpr std::array<std::string_view, 22> kLinking{"a",  "an", "and", "as", "at",  "but", "by", "de",  "en",  "for", "from",
                                                    "in", "of", "on",  "or", "per", "the", "to", "und", "via", "von", "with"};

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

template <class Words>
bool begins_with_any(std::string_view text, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view each) { return label::equal_ignoring_case(text.substr(0, each.size()), each); });
}

// A line of the block: more is text behind such a word.
bool is_authority(std::string_view content) {
  constexpr std::size_t kLongest = 80;
  if (content.size() > 2 * kLongest) return false;
  content = content.substr(std::min(content.find_first_not_of("| *_"), content.size()));
  return content.size() <= kLongest && begins_with_any(content, kAuthority);
}

// "page 2", "Page 3 of 4".
bool is_page_line(std::string_view content) {
  constexpr std::string_view kPage = "page";
  if (!label::equal_ignoring_case(content.substr(0, kPage.size()), kPage)) return false;
  const auto rest = content.substr(kPage.size());
  const auto is_figure = [](char c) {
    return (c >= '0' && c <= '9') || std::string_view(" -/.of").find(c) != std::string_view::npos;
  };
  return std::all_of(rest.begin(), rest.end(), is_figure);
}

std::string without_tags(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const auto open = std::min(line.find('<', at), line.size());
    out += line.substr(at, open - at);
    const auto close = line.find('>', open);
    if (open == line.size() || close == std::string_view::npos) return out += line.substr(open);
    out += ' ';
    at = close + 1;
  }
  return out;
}

// "cc:", "Reply to:": what announces a value.
std::string_view without_label(std::string_view line) {
  constexpr std::size_t kLongest = 24;
  const auto colon = line.find(':');
  const bool label = colon != std::string_view::npos && colon <= kLongest && colon + 1 < line.size() &&
                     std::string_view(" *_").find(line[colon + 1]) != std::string_view::npos &&
                     std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), ' ') <= 2;
  return label ? line.substr(colon + 1) : line;
}

// A word in small letters that no name and no title has so; letters beyond ASCII are words.
bool has_words_of_text(std::string_view line) {
  line = without_label(line);
  for (std::size_t at = 0; at < line.size();) {
    const auto begin = line.find_first_not_of(" \t.,;:!?\"'*_()|", at);
    if (begin == std::string_view::npos) return false;
    const auto end = std::min(line.find_first_of(" \t|", begin), line.size());
    auto word = line.substr(begin, end - begin);
    word = word.substr(0, word.find_last_not_of(".,;:!?\"'*_()") + 1);
    const bool small = word.size() > 1 && std::all_of(word.begin(), word.end(), is_small);
    const bool wide = std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (wide || (small && std::find(kLinking.begin(), kLinking.end(), word) == kLinking.end())) return true;
    at = end;
  }
  return false;
}

bool has_letters(std::string_view content) {
  return std::any_of(content.begin(), content.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || label::is_ascii_alnum(byte);
  });
}

// "- text", "1. text", "(a) text": an item of a list.
bool is_item(std::string_view content) {
  constexpr std::size_t kNumber = 4;
  if (std::string_view("-+*").find(content.front()) != std::string_view::npos) return content.size() > 1 && content[1] == ' ';
  const auto open = content.front() == '(' ? std::size_t{1} : std::size_t{0};
  const auto end = content.substr(0, open + kNumber + 1).find_first_of(".)", open);
  if (end == std::string_view::npos || end == open) return false;
  return std::all_of(content.begin() + static_cast<std::ptrdiff_t>(open), content.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char c) { return label::is_ascii_alnum(static_cast<unsigned char>(c)); }) &&
         end + 1 < content.size() && content[end + 1] == ' ';
}

class LineWalk {
 public:
  LineWalk(std::string_view text, const FoundMarks& found, const label::Policy& system)
      : text_(text), found_(found), inherit_(system.segments_inherit) {}

  Unmarked run() {
    for_each_line(text_, [&](std::string_view line, std::size_t begin, std::uint32_t number) {
      take(line, begin, number);
      return true;
    });
    return out_;
  }

 private:
  void take(std::string_view line, std::size_t begin, std::uint32_t number) {
    bool opened = false;
    bool banner = false;
    for (; next_ < found_.marks.size() && found_.marks[next_].line <= number; ++next_) {
      opened = opened || found_.marks[next_].place == MarkPlace::opening;
      banner = banner || found_.marks[next_].place == MarkPlace::banner;
    }
    while (code_ < found_.code.size() && found_.code[code_].end_bytes <= begin) ++code_;
    const auto content = trimmed(line);
    if (content.empty() || banner) {
      begins_ = true;
      blank_ = true;
      return;
    }
    const bool code = code_ < found_.code.size() && found_.code[code_].begin_bytes <= begin;
    const auto indent = static_cast<std::size_t>(content.data() - line.data());
    if (starts(content, code)) start(content, indent, code);
    begins_ = content.front() == '#';
    blank_ = false;
    if (opened) {
      state_ = State::marked;
      indent_ = indent;
    } else if (state_ == State::open && is_text(content)) {
      state_ = State::counted;
      if (out_.paragraphs++ != 0) return;
      out_.first_line = number;
      out_.first = {begin, begin + content.size()};
    }
  }

  // Most lines go on with a paragraph. All code is one, and goes on behind its blank lines.
  bool starts(std::string_view content, bool code) {
    const bool within = std::exchange(in_code_, code) && code;
    return !within && (begins_ || content.front() == '#' || (is_item(content) && !inherit_));
  }

  void start(std::string_view content, std::size_t indent, bool code) {
    const bool below = code || is_item(content) || content.front() == '|' || (blank_ && indent > indent_);
    if (inherit_ && below && state_ == State::marked) return;
    const bool no_text = is_authority(content) || is_page_line(content) || begins_with_any(content, kNotices);
    state_ = no_text ? State::no_text : State::open;
  }

  [[nodiscard]] static bool is_text(std::string_view content) {
    if (content.front() == '#') return has_letters(content);
    if (is_authority(content)) return false;
    return has_words_of_text(content.find('<') == std::string_view::npos ? content : std::string_view(without_tags(content)));
  }

  enum class State : std::uint8_t { open = 0, marked, counted, no_text };  // of the paragraph in hand

  std::string_view text_;
  const FoundMarks& found_;
  bool inherit_;
  Unmarked out_;
  std::size_t next_ = 0;
  std::size_t code_ = 0;
  std::size_t indent_ = 0;  // of the line with the last mark
  State state_ = State::open;
  bool begins_ = true;  // a paragraph may begin with the next line
  bool blank_ = true;   // nothing stands between it and what is above
  bool in_code_ = false;
};

}  // namespace

Unmarked find_unmarked(std::string_view text, const FoundMarks& found, const label::Policy& system) {
  return LineWalk(text, found, system).run();
}

}  // namespace entente::document
