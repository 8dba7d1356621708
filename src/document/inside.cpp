#include "document/inside.h"

#include <algorithm>
#include <array>
#include <string>

#include "label/marking.h"

namespace entente::document {
namespace {

constexpr std::size_t kTagNameBytes = 12;
constexpr std::size_t kTagBytes = 1024;  // a longer one is text

// Tags that stand inside a line of text. Every other one begins a line for the reader.
constexpr std::array<std::string_view, 30> kInlineTags{
    "a",   "abbr", "b",    "bdi",   "bdo",  "cite",   "code",   "data", "del", "dfn",  "em", "font", "i",   "img", "ins",
    "kbd", "mark", "q",    "s",     "samp", "small",  "span",   "strike", "strong", "sub", "sup", "time", "u", "var", "wbr"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Bytes of the tag at the start of `text` if a line begins behind it, else 0.
std::size_t breaking_tag(std::string_view text) {
  if (text.starts_with("<!--")) return 4;
  std::size_t at = text.size() > 1 && text[1] == '/' ? 2 : 1;
  std::string name;
  for (; at < text.size() && name.size() <= kTagNameBytes && (is_letter(text[at]) || (text[at] >= '1' && text[at] <= '6')); ++at) {
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
  if (text.starts_with("\xC2\x85")) return 2;                                               // next line
  if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9")) return 3;  // line and paragraph separator
  return 0;
}

}  // namespace

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
    at += size;
    if (++breaks > kBreaksPerLine) {
      found.push_back({line.substr(at, 0), true});
      break;
    }
    const auto rest = line.substr(at);
    const auto mark = label::opening_mark(rest, book);
    if (mark.kind == label::Opening::text) continue;
    found.push_back({rest.substr(mark.at_bytes, mark.size_bytes - mark.at_bytes), mark.kind == label::Opening::cut});
    at += mark.size_bytes;
  }
  return found;
}

}  // namespace entente::document
