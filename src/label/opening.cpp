#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "label/marking.h"
#include "label/near.h"
#include "label/numbering.h"
#include "label/scan.h"

namespace entente::label {
namespace {

constexpr std::size_t kReadBytes = 2 * limits::kMarkingBytes + 256;  // ornament, then the mark
constexpr std::size_t kTagBytes = 1024;                              // one HTML tag before a mark
constexpr std::size_t kEntityBytes = 32;                             // one HTML character reference
constexpr std::size_t kCaselessCharacters = 16;  // longer parenthetic remarks in scripts without case are text
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

// Behind words and numbers that may be running text: "(S)", "(SERCET)", "(NF)", "(//NS)", but neither "(NATO)" nor "(c)".
bool is_clear_attempt(std::string_view content, const PolicyBook& book) {
  const auto seen = visible(content);
  const auto text = without_ornament(seen);
  if (has_segments(seen) || is_plain_attempt(content, book)) return true;
  return !text.empty() && !has_lower_case(text) && (is_all_marks(text, book) || begins_near_level(text, book));
}

// The end of a tag, beyond `>` in quotes; of a comment or instruction, its own end.
std::size_t tag_end(std::string_view text) {
  for (const auto& [begin, end] :
       {std::pair<std::string_view, std::string_view>{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}}) {
    if (!text.starts_with(begin)) continue;
    const auto at = text.find(end, begin.size());
    return at == std::string_view::npos ? at : at + end.size() - 1;
  }
  char quote = 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at;
    }
  }
  return text.find('>');
}

std::size_t html_tag(std::string_view text) {
  if (text.size() < 3) return 0;
  const char next = text[1];
  const bool named = is_ascii_alnum(static_cast<unsigned char>(next)) || next == '/' || next == '!' || next == '?';
  const auto end = named ? tag_end(text.substr(0, kTagBytes)) : std::string_view::npos;
  return end == std::string_view::npos ? 0 : end + 1;
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
  enum class Numbers { of_paragraphs = 0, named_too };

  Opener(std::string_view line, const PolicyBook& book, Numbers numbers)
      : line_(line.substr(0, kReadBytes)), book_(book), numbers_(numbers) {
    line_ = line_.substr(0, line_.find_first_of("\r\n"));
  }

  // How much is skipped before the mark or the text.
  std::size_t ornament() {
    static_cast<void>(find());
    return std::min(at_, line_.size());
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
    return number != 0 && try_another() ? number : words();
  }

  // A number with a name to it, or the text begins.
  std::size_t words() {
    const auto size = numbers_ == Numbers::named_too ? named_number(line_.substr(at_)) : 0;
    if (size == 0 || !try_another()) return text();
    doubtful_ = true;
    return size;
  }

  [[nodiscard]] bool marks(std::string_view content) const {
    return doubtful_ ? is_clear_attempt(content, book_) : is_attempt(content, book_);
  }

  std::size_t beyond_ascii(char32_t c, std::size_t size) {
    const bool combining = (c >= 0x300 && c <= 0x36F) || (c >= 0x20D0 && c <= 0x20FF);
    const auto seen = skeleton(line_.substr(at_, size));
    if (combining || seen.empty()) return invisible(size);
    if (seen.front() == '(' && seen.size() > 2) {  // one character that shows a letter in parentheses
      const auto inner = std::string_view(seen).substr(1, seen.size() - 2);
      return marks(inner) ? mark(at_ + size) : size;
    }
    if (is_ornament(c)) return size;
    const bool digits = seen.find_first_not_of("0123456789.") == std::string::npos;
    const bool numbers = digits || ((is_number_part(seen) || numbers_a_paragraph(c)) && ornament_at(at_ + size));
    return numbers && try_another() ? size : words();
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
    if (!marks(line_.substr(begin, close.at - begin))) return text();
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
    if (marks(content)) return mark(end);
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

  // Two marks in a row, "(U) (S//NF)": a reader sees both, so they are one mark, and that is invalid. "(C) Copyright" is a sign.
  std::size_t mark(std::size_t end) {
    for (std::size_t marks = 1; marks < kOrnamentsTried; ++marks) {
      const auto next = std::min(line_.find_first_not_of(" \t", end), line_.size());
      const auto point = next < line_.size() ? code_point_at(line_, next) : CodePoint{};
      if (!point.valid || !opens_parenthesis(point.value)) break;
      const auto close = closing_at(next + point.size);
      if (close.size == 0 || is_copyright(line_.substr(next)) ||
          !is_plain_attempt(line_.substr(next + point.size, close.at - next - point.size), book_))
        break;
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
  Numbers numbers_;
  bool doubtful_ = false;  // words and numbers before this may be running text
  std::size_t at_ = 0;
  std::size_t tried_ = 0;
  std::size_t begin_ = std::string_view::npos;  // of the first invisible character, which spoils the mark
  OpeningMark result_;
  bool done_ = false;
};

}  // namespace

OpeningMark opening_mark(std::string_view line, const PolicyBook& book) {
  return Opener(line, book, Opener::Numbers::of_paragraphs).find();
}

OpeningMark numbered_opening_mark(std::string_view line, const PolicyBook& book) {
  return Opener(line, book, Opener::Numbers::named_too).find();
}

std::size_t opening_ornament(std::string_view line, const PolicyBook& book) {
  return Opener(line, book, Opener::Numbers::named_too).ornament();
}

}  // namespace entente::label
