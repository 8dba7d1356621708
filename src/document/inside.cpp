#include "document/inside.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "label/marking.h"

namespace entente::document {
namespace {

constexpr std::size_t kTagNameBytes = 12;
constexpr std::size_t kTagBytes = 1024;  // a longer one is text

// Tags that stand inside a line of text. Every other one begins a line for the reader.
constexpr std::array<std::string_view, 30> kInlineTags{
    "a",   "abbr", "b", "bdi", "bdo",  "cite",  "code", "data",   "del",    "dfn", "em",  "font", "i", "img", "ins",
    "kbd", "mark", "q", "s",   "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Bytes of the tag at the start of `text` if a line begins behind it, else 0.
std::size_t breaking_tag(std::string_view text) {
  if (text.starts_with("<!--")) return 4;
  std::size_t at = text.size() > 1 && text[1] == '/' ? 2 : 1;
  std::string name;
  for (; at < text.size() && name.size() <= kTagNameBytes && (is_letter(text[at]) || (text[at] >= '1' && text[at] <= '6'));
       ++at) {
    name += static_cast<char>(text[at] >= 'A' && text[at] <= 'Z' ? text[at] - 'A' + 'a' : text[at]);
  }
  if (name.empty() || std::find(kInlineTags.begin(), kInlineTags.end(), name) != kInlineTags.end()) return 0;
  const auto end = text.substr(0, kTagBytes).find('>', at);
  return end == std::string_view::npos ? 0 : end + 1;
}

// Bytes of the line break at the start of `text`, or 0.
std::size_t break_at(std::string_view text) {
  if (text[0] == '\f' || text[0] == '\v') return 1;
  if (text[0] == '<') return breaking_tag(text);
  if (text.starts_with("\xC2\x85")) return 2;                                          // next line
  if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9")) return 3;  // line and paragraph separator
  return 0;
}

// A banner in place of a mark: "SECRET//NOFORN", and what only begins like one.
bool is_banner(std::string_view text, const label::PolicyBook& book) {
  const auto reads = [&](const auto& entry) { return label::is_banner_line(text, entry.second, book); };
  return std::any_of(book.policies().begin(), book.policies().end(), reads);
}

// Looks for what a mark or banner may begin with, at most kBreaksPerLine times.
class TagReader {
 public:
  TagReader(std::string_view ornament, const label::PolicyBook& book) : ornament_(ornament), book_(book) {}

  std::vector<InsideMark> read() {
    for (std::size_t at = 0; at < ornament_.size();) {
      const auto size = begins_word(at) ? banner_at(at) : may_open_mark(ornament_[at]) ? mark_at(at) : 0;
      if (looks_ > kBreaksPerLine) {
        found_.push_back({ornament_.substr(at, 0), true});
        break;
      }
      at += std::max<std::size_t>(size, 1);
    }
    return std::move(found_);
  }

 private:
  static bool may_open_mark(char c) {
    return std::string_view("([{&").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0xC2;
  }

  // Only what may begin a banner: a capital, a slash, another script, behind what ends a word.
  [[nodiscard]] bool begins_word(std::size_t at) const {
    const char c = ornament_[at];
    const bool fits = (c >= 'A' && c <= 'Z') || c == '/' || static_cast<unsigned char>(c) >= 0xC2;
    return fits && at > 0 && std::string_view("\"'= -?>\t").find(ornament_[at - 1]) != std::string_view::npos;
  }

  std::size_t banner_at(std::size_t at) {
    ++looks_;
    auto text = ornament_.substr(at);
    text = text.substr(0, std::min(text.find_first_of("\"'<>"), text.find("--")));
    text = label::without_emphasis(text.substr(0, text.find("?")));
    if (!is_banner(text, book_)) return may_open_mark(ornament_[at]) ? mark_at(at) : 0;
    found_.push_back({text, false});
    return text.size();
  }

  std::size_t mark_at(std::size_t at) {
    ++looks_;
    const auto mark = label::opening_mark(ornament_.substr(at), book_);
    if (mark.kind == label::Opening::text || mark.at_bytes != 0) return 0;
    found_.push_back({ornament_.substr(at, mark.size_bytes), mark.kind == label::Opening::cut});
    return mark.size_bytes;
  }

  std::string_view ornament_;
  const label::PolicyBook& book_;
  std::size_t looks_ = 0;
  std::vector<InsideMark> found_;
};

}  // namespace

std::vector<InsideMark> marks_in_tags(std::string_view ornament, const label::PolicyBook& book) {
  if (ornament.find('<') == std::string_view::npos) return {};
  return TagReader(ornament, book).read();
}

std::vector<InsideMark> marks_inside(std::string_view line, const label::PolicyBook& book) {
  constexpr std::string_view kTriggers = "\f\v<\xC2\xE2";
  std::vector<InsideMark> found;
  std::size_t breaks = 0;
  for (auto at = line.find_first_of(kTriggers); at != std::string_view::npos; at = line.find_first_of(kTriggers, at)) {
    const auto size = break_at(line.substr(at));
    if (size == 0) {
      ++at;
      continue;
    }
    const auto in_tag = marks_in_tags(line.substr(at, size), book);
    found.insert(found.end(), in_tag.begin(), in_tag.end());
    at += size;
    if (++breaks > kBreaksPerLine) {
      found.push_back({line.substr(at, 0), true});
      break;
    }
    const auto rest = line.substr(at);
    const auto before = marks_in_tags(rest.substr(0, label::opening_ornament(rest, book)), book);
    found.insert(found.end(), before.begin(), before.end());
    const auto mark = label::numbered_opening_mark(rest, book);
    if (mark.kind == label::Opening::text) continue;
    found.push_back({rest.substr(mark.at_bytes, mark.size_bytes - mark.at_bytes), mark.kind == label::Opening::cut});
    at += mark.size_bytes;
  }
  return found;
}

}  // namespace entente::document
