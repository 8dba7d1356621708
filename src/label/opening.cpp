#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/text.h"
#include "label/marking.h"
#include "label/near.h"
#include "label/scan.h"

namespace entente::label {
namespace {

constexpr std::size_t kReadBytes = 2 * limits::kMarkingBytes + 256;  // ornament, then the mark
constexpr std::size_t kTagBytes = 256;                               // one HTML tag before a mark
constexpr std::size_t kEntityBytes = 32;                             // one HTML character reference
constexpr std::size_t kCaselessCharacters = 16;  // longer parenthetic remarks in scripts without case are text
constexpr std::size_t kNumberBytes = 5;          // one part of a paragraph number
constexpr std::size_t kOrnamentsTried = 16;      // paragraph numbers and brackets before a mark
constexpr std::size_t kNamedLevelBytes = 5;      // from this size a level in square brackets counts in any case

bool has_lower_case(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// `//` other than that of a web address.
bool has_segments(std::string_view text) {
  for (auto at = text.find("//"); at != std::string_view::npos; at = text.find("//", at + 2)) {
    const auto before = text.substr(0, at);
    const bool address = before.ends_with("http:") || before.ends_with("https:") || before.ends_with("ftp:");
    if (!address) return true;
  }
  return false;
}

// A lone kana or Hangul letter or Chinese numeral numbers a paragraph, like "(a)" does.
bool numbers_a_paragraph(char32_t c) {
  constexpr std::u32string_view kNumerals = U"〇一二三四五六七八九十";
  return (c >= 0x3041 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3) || kNumerals.find(c) != std::u32string_view::npos;
}

// A point, parenthesis, comma or wide space that ends a paragraph number: its size, or 0.
std::size_t number_end(std::string_view text, std::size_t at) {
  constexpr std::u32string_view kEnds = U".):\uFF0E\uFF09\uFF1A\u3001\u3002\u3000";
  if (at >= text.size()) return 0;
  const auto point = code_point_at(text, at);
  return kEnds.find(point.value) != std::u32string_view::npos && point.valid ? point.size : 0;
}

// No lower-case letter, at least one letter, nothing but letters, digits, spaces and `/,.-`: "(NATO)", "(部外秘)".
bool is_capitals(std::string_view text) {
  constexpr std::string_view kAllowed = " /,.-";
  std::size_t beyond_ascii = 0;
  bool capital = false;
  char32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    last = point.value;
    if (last >= 0x80) {
      if (is_ornament(last)) return false;
      ++beyond_ascii;
    } else if (last >= U'A' && last <= U'Z') {
      capital = true;
    } else if (!(last >= U'0' && last <= U'9') && kAllowed.find(static_cast<char>(last)) == std::string_view::npos) {
      return false;
    }
    at += point.size;
  }
  if (capital) return true;
  if (beyond_ascii == 1 && numbers_a_paragraph(last)) return false;
  return beyond_ascii != 0 && beyond_ascii <= kCaselessCharacters;
}

// Would a reader take this, in parentheses at the opening of a line, for a portion mark?
bool is_attempt(std::string_view content, const PolicyBook& book) {
  const auto seen = visible(content);
  if (has_segments(seen)) return true;
  const auto text = without_ornament(seen);
  if (text.empty()) return false;
  return begins_with_level(text, book) || is_capitals(text) || is_all_marks(text, book) || begins_near_level(text, book);
}

// In other brackets, and behind a first mark, only what is plainly a marking: "[S//NF]", "【極秘】".
bool is_plain_attempt(std::string_view content, const PolicyBook& book) {
  const auto seen = visible(content);
  const auto text = trimmed(seen);
  if (!begins_with_level(text, book) || (has_lower_case(text) && text.size() < kNamedLevelBytes)) return false;
  return has_segments(text) || is_all_marks(text, book);
}

bool is_number_part(std::string_view part) {
  if (part.empty() || part.size() > kNumberBytes) return false;
  const auto only = [&](std::string_view set) { return part.find_first_not_of(set) == std::string_view::npos; };
  return only("0123456789") || only("ivxlcIVXLC") || (part.size() == 1 && is_ascii_alnum(static_cast<unsigned char>(part[0])));
}

// "2.1", "1.", "a)", "IV." at the start of `text`: its size, or 0. One part alone needs its point or parenthesis, and
// several need a digit among them ("e.g." numbers nothing).
std::size_t paragraph_number(std::string_view text) {
  std::size_t at = 0;
  std::size_t parts = 0;
  bool closed = false;
  while (at < text.size() && (parts == 0 || closed)) {
    std::size_t end = at;
    while (end < text.size() && is_ascii_alnum(static_cast<unsigned char>(text[end]))) ++end;
    if (end == at) break;
    if (!is_number_part(text.substr(at, end - at))) return 0;
    ++parts;
    const auto closing = number_end(text, end);
    closed = closing != 0;
    at = end + closing;
  }
  const bool digits = text.substr(0, at).find_first_of("0123456789") != std::string_view::npos;
  const bool whole = parts == 1 ? closed : digits;
  return whole && (at == text.size() || !is_ascii_alnum(static_cast<unsigned char>(text[at]))) ? at : 0;
}

// "(1)", "（ア）": what numbers a paragraph rather than marks it.
bool is_paragraph_number(std::string_view content) {
  const auto seen = visible(content);
  const auto text = trimmed(seen);
  if (text.empty()) return false;
  const auto point = code_point_at(text, 0);
  return is_number_part(text) || (point.size == text.size() && numbers_a_paragraph(point.value));
}

std::size_t html_tag(std::string_view text) {
  if (text.size() < 3) return 0;
  const char next = text[1];
  const bool named = is_ascii_alnum(static_cast<unsigned char>(next)) || next == '/' || next == '!';
  const auto end = text.substr(0, kTagBytes).find('>');
  return named && end != std::string_view::npos ? end + 1 : 0;
}

std::size_t character_reference(std::string_view text) {
  const auto end = text.substr(0, kEntityBytes).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const auto name = text.substr(1, end - 1);
  const bool fits =
      std::all_of(name.begin(), name.end(), [](char c) { return is_ascii_alnum(static_cast<unsigned char>(c)) || c == '#'; });
  return fits ? end + 1 : 0;
}

bool refers_to_parenthesis(std::string_view reference, std::string_view name, std::string_view decimal, std::string_view hex) {
  auto body = reference.substr(1, reference.size() - 2);
  if (body == name) return true;
  if (!body.starts_with('#')) return false;
  body.remove_prefix(1);
  const bool is_hex = body.starts_with('x') || body.starts_with('X');
  if (is_hex) body.remove_prefix(1);
  while (body.starts_with('0')) body.remove_prefix(1);
  return body == (is_hex ? hex : decimal);
}

// One look at the opening of one line.
class Opener {
 public:
  Opener(std::string_view line, const PolicyBook& book) : line_(line.substr(0, kReadBytes)), book_(book) {
    line_ = line_.substr(0, line_.find_first_of("\r\n"));
  }

  OpeningMark find() {
    while (at_ < line_.size()) {
      if (at_ > limits::kMarkingBytes) return found(Opening::cut, at_);
      const auto step = look();
      if (done_) return result_;
      at_ += step;
    }
    return {};
  }

 private:
  // Decides, or returns how many bytes of ornament to skip.
  std::size_t look() {
    const auto point = code_point_at(line_, at_);
    if (!point.valid) return invisible(point.size);
    const char32_t c = point.value;
    if (opens_parenthesis(c)) return parenthesis(point.size);
    if (closing_bracket(c) != 0) return bracket(closing_bracket(c), point.size);
    if (c == U'<') return std::max<std::size_t>(html_tag(line_.substr(at_)), 1);
    if (c == U'&') return reference();
    if (c >= 0x80) return beyond_ascii(c, point.size);
    if (!is_ascii_alnum(c)) return point.size;
    const auto number = paragraph_number(line_.substr(at_));
    return number != 0 && try_another() ? number : text();
  }

  std::size_t beyond_ascii(char32_t c, std::size_t size) {
    const bool combining = (c >= 0x300 && c <= 0x36F) || (c >= 0x20D0 && c <= 0x20FF);
    const auto seen = skeleton(line_.substr(at_, size));
    if (combining || seen.empty()) return invisible(size);
    if (seen.front() == '(' && seen.size() > 2) {  // one character that shows a letter in parentheses
      const auto inner = std::string_view(seen).substr(1, seen.size() - 2);
      return is_attempt(inner, book_) ? mark(at_ + size) : size;
    }
    if (is_ornament(c)) return size;
    const bool digits = seen.find_first_not_of("0123456789.") == std::string::npos;
    const bool numbers = digits || ((is_number_part(seen) || numbers_a_paragraph(c)) && ornament_at(at_ + size));
    return numbers && try_another() ? size : text();
  }

  bool ornament_at(std::size_t at) const {
    const auto point = at < line_.size() ? code_point_at(line_, at) : CodePoint{};
    return point.valid && is_ornament(point.value);
  }

  bool try_another() { return ++tried_ <= kOrnamentsTried; }

  std::size_t reference() {
    const auto size = character_reference(line_.substr(at_));
    if (size == 0) return 1;
    return refers_to_parenthesis(line_.substr(at_, size), "lpar", "40", "28") ? parenthesis(size) : size;
  }

  std::size_t parenthesis(std::size_t opener) {
    const auto begin = at_ + opener;
    const auto close = closing_at(begin);
    if (close.size != 0) return parenthesized(line_.substr(begin, close.at - begin), close.at + close.size);
    if (!is_attempt(line_.substr(begin, close.at - begin), book_)) return text();
    return finish(found(Opening::cut, close.at));
  }

  struct Close {
    std::size_t at = 0;    // of the closing parenthesis, or where the search ended
    std::size_t size = 0;  // 0: there is none
  };

  Close closing_at(std::size_t begin) const {
    const auto limit = std::min(line_.size(), begin + limits::kMarkingBytes);
    std::size_t at = begin;
    while (at < limit) {
      const auto size = closing_size(at);
      if (size != 0) return {at, size};
      at += code_point_at(line_, at).size;
    }
    return {std::min(at, line_.size()), 0};
  }

  std::size_t closing_size(std::size_t at) const {
    const auto point = code_point_at(line_, at);
    if (point.valid && closes_parenthesis(point.value)) return point.size;
    if (point.value != U'&') return 0;
    const auto size = character_reference(line_.substr(at));
    return size != 0 && refers_to_parenthesis(line_.substr(at, size), "rpar", "41", "29") ? size : 0;
  }

  std::size_t parenthesized(std::string_view content, std::size_t end) {
    if (is_attempt(content, book_)) return mark(end);
    return is_paragraph_number(content) && try_another() ? end - at_ : text();
  }

  std::size_t bracket(char32_t closing, std::size_t opener) {
    if (!try_another()) return opener;
    const auto begin = at_ + opener;
    const auto limit = std::min(line_.size(), begin + limits::kMarkingBytes);
    for (auto at = begin; at < limit;) {
      const auto point = code_point_at(line_, at);
      if (point.valid && point.value == closing) {
        return is_plain_attempt(line_.substr(begin, at - begin), book_) ? mark(at + point.size) : opener;
      }
      at += point.size;
    }
    return opener;
  }

  std::size_t invisible(std::size_t size) {
    if (begin_ == std::string_view::npos) begin_ = at_;
    return size;
  }

  std::size_t text() { return finish({}); }

  // Two marks in a row, "(U) (S//NF)": a reader sees both, so they are one mark, and that is invalid.
  std::size_t mark(std::size_t end) {
    for (std::size_t marks = 1; marks < kOrnamentsTried; ++marks) {
      const auto next = std::min(line_.find_first_not_of(" \t", end), line_.size());
      const auto point = next < line_.size() ? code_point_at(line_, next) : CodePoint{};
      if (!point.valid || !opens_parenthesis(point.value)) break;
      const auto close = closing_at(next + point.size);
      if (close.size == 0 || !is_plain_attempt(line_.substr(next + point.size, close.at - next - point.size), book_)) break;
      end = close.at + close.size;
    }
    return finish(found(Opening::mark, end));
  }

  OpeningMark found(Opening kind, std::size_t end) const { return {kind, end, begin_ == std::string_view::npos ? at_ : begin_}; }

  std::size_t finish(const OpeningMark& result) {
    result_ = result;
    done_ = true;
    return 0;
  }

  std::string_view line_;
  const PolicyBook& book_;
  std::size_t at_ = 0;
  std::size_t tried_ = 0;
  std::size_t begin_ = std::string_view::npos;  // of the first invisible character, which spoils the mark
  OpeningMark result_;
  bool done_ = false;
};

}  // namespace

OpeningMark opening_mark(std::string_view line, const PolicyBook& book) { return Opener(line, book).find(); }

}  // namespace entente::label
