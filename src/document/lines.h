// What stands where on the lines of a document: marks that open them, and banners. Private to the room.
//
// Says nothing about validity: a mark is a text, numbered from 1 in the order of first appearance. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "document/segment.h"
#include "label/policy.h"

namespace entente::document {

// The different mark texts of a document.
class MarkTexts {
 public:
  struct Text {
    std::string text;
    bool cut = false;  // begins and does not end on its line
    std::size_t occurrences = 0;
  };
  [[nodiscard]] std::uint32_t number(std::string_view text, bool cut);     // counts an occurrence
  [[nodiscard]] const std::vector<Text>& texts() const { return texts_; }  // mark n stands at n - 1

 private:
  std::vector<Text> texts_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Openings {
  std::vector<std::uint32_t> own;                            // per segment: the mark that opens it; 0: none
  std::map<std::size_t, std::vector<std::uint32_t>> beside;  // by segment: marks that count without opening a portion
};

// A mark that stands in quotes, code, a link or a tag, or behind a line break inside the line, counts `beside` only: what it
// opens is decided under it and under what it would stand under without it.
[[nodiscard]] Openings find_openings(std::string_view text, const std::vector<Segment>& segments, const label::PolicyBook& book,
                                     MarkTexts& marks);

// True if the line or cell begins with a marking without parentheses ("**TOP SECRET//NOFORN** The text", "1.1 S//NF The text"),
// also behind a number or a label. So does a banner.
[[nodiscard]] bool leads_like_banner(std::string_view content, const label::PolicyBook& book);

// True if a first line without a banner was meant for one: a level with segments ("SECRET//NOFORN (draft)"), or a mark alone.
[[nodiscard]] bool is_near_banner(std::string_view text, const Segment& segment, const label::PolicyBook& book);

// Where a banner may stand: a line of its own that is no list item and no table line. Without emphasis; may be empty.
[[nodiscard]] std::string_view banner_place(std::string_view text, const Segment& segment);

// The banner of `systems` at the beginning or the end of a line such as "page 2      SECRET", set off by white space; or empty.
// `line` is what stands in a place for banners.
[[nodiscard]] std::string_view banner_in_page_line(std::string_view line, const std::vector<const label::Policy*>& systems,
                                                   const label::PolicyBook& book);

}  // namespace entente::document
