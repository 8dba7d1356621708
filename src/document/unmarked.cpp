#include "document/unmarked.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/lines.h"
#include "label/marking.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/scan.h"

namespace entente::document {
namespace {

using label::Policy;

constexpr std::string_view kRuleForm = "MARK-portion";

// What begins a line of the classification authority block, and what dates a document: no text of it.
constexpr std::array<std::string_view, 11> kNoText{
    "classified by", "derived from",    "declassify on",     "reason:",      "classification reason", "date:",
    "dated:",        "date of origin:", "date of document:", "downgrade to", "source marked"};

bool begins(std::string_view text, std::string_view words) {
  return label::equal_ignoring_case(text.substr(0, words.size()), words);
}

bool is_no_text(std::string_view content) {
  constexpr std::size_t kLongest = 80;  // of a line of the block: more is text behind such a word
  if (content.size() > 2 * kLongest) return false;
  content = label::without_emphasis(content);
  return content.size() <= kLongest &&
         std::any_of(kNoText.begin(), kNoText.end(), [&](std::string_view words) { return begins(content, words); });
}

bool has_words(std::string_view content) {
  return std::any_of(content.begin(), content.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || label::is_ascii_alnum(byte);
  });
}

// "- text", "1. text", "(a) text": an item of a list.
bool is_item(std::string_view content) {
  if (std::string_view("-+*").find(content.front()) != std::string_view::npos) return content.size() > 1 && content[1] == ' ';
  const auto open = content.front() == '(' ? std::size_t{1} : std::size_t{0};
  const auto end = content.find_first_of(".)", open);
  if (end == std::string_view::npos || end == open || end > open + 4) return false;
  return std::all_of(content.begin() + static_cast<std::ptrdiff_t>(open), content.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char c) { return label::is_ascii_alnum(static_cast<unsigned char>(c)); }) &&
         end + 1 < content.size() && content[end + 1] == ' ';
}

class LineWalk {
 public:
  LineWalk(std::string_view text, const std::vector<FoundMark>& marks, const Policy& system, const label::PolicyBook& book)
      : text_(text), marks_(marks), system_(system), book_(book) {}

  Unmarked run() {
    for_each_line(text_, [&](std::string_view line, std::size_t begin, std::uint32_t number) {
      take(line, begin, number);
      return true;
    });
    return std::move(out_);
  }

 private:
  void take(std::string_view line, std::size_t begin, std::uint32_t number) {
    const FoundMark* opening = nullptr;
    bool banner = false;
    for (; next_ < marks_.size() && marks_[next_].line <= number; ++next_) {
      if (marks_[next_].place == MarkPlace::opening && opening == nullptr) opening = &marks_[next_];
      banner = banner || marks_[next_].place == MarkPlace::banner;
    }
    const auto content = trimmed(line);
    if (content.starts_with("```") || content.starts_with("~~~")) {
      fenced_ = !fenced_;
      return;
    }
    if (opening != nullptr) {
      look_behind(*opening, line, begin, number);
    } else if (!banner && !fenced_) {
      look_for_bare_mark(content, begin, number);
    }
    paragraph(content, begin, number, opening != nullptr, banner);
  }

  void paragraph(std::string_view content, std::size_t begin, std::uint32_t number, bool opened, bool banner) {
    if (content.empty() || banner) {
      begins_ = true;
      skipped_ = false;
      return;
    }
    const bool heading = content.front() == '#';
    if (!begins_ && !heading && system_.segments_inherit) {  // goes on with a paragraph, as most lines do
      marked_ = marked_ || opened;
      return;
    }
    const bool item = is_item(content);
    const bool starts = !fenced_ && (begins_ || heading || (item && !system_.segments_inherit));
    begins_ = heading;
    if (opened) {
      marked_ = true;
      return;
    }
    if (!starts || skipped_ || !has_words(content) || content.front() == '<') return;
    skipped_ = is_no_text(content) || is_page_line(content);
    if (skipped_ || (item && marked_ && system_.segments_inherit)) return;
    marked_ = false;
    if (out_.paragraphs++ != 0) return;
    out_.first_line = number;
    out_.first = {begin, begin + content.size()};
  }

  static bool is_page_line(std::string_view content) { return begins(content, "page ") && content.size() < 24; }

  // "(S//REL TO USA, GBR)//NF text", "(S)(NF) text", "(S): NF text": what a reader takes for the rest of the mark is none of it.
  void look_behind(const FoundMark& mark, std::string_view line, std::size_t begin, std::uint32_t number) {
    const auto end = mark.span.end_bytes - begin;
    const auto rest = line.substr(std::min(end, line.size()));
    const auto words = label::without_emphasis(rest);
    if (words.empty()) return;
    const auto place = [&](std::string_view part) { return begin + static_cast<std::size_t>(part.data() - line.data()); };
    const auto behind = words.substr(std::min(words.find_first_not_of(" :,;-"), words.size()));
    const auto token = token_at(behind);
    if (words.front() == '/' && goes_on(words)) {
      odd({place(words), begin + line.size()}, begin, number,
          "a portion mark ends with its parenthesis, and this goes on behind it");
    } else if ((words.front() == '(' || words.front() == '[') && !is_letter(words) &&
               label::opening_mark(rest, book_).kind != label::Opening::text) {
      odd({place(words), begin + line.size()}, begin, number,
          "a second mark stands behind the portion mark, and counts for nothing");
    } else if (token.token != nullptr && label::narrows(*token.token)) {
      odd({place(behind), place(behind) + token.size}, begin, number,
          fmt::format("{} stands behind the portion mark, and counts as text", quoted(behind.substr(0, token.size))),
          label::Severity::warning);
    }
  }

  // "(c) text": an item of a list.
  static bool is_letter(std::string_view words) {
    return words.size() > 2 && words[0] == '(' && words[1] >= 'a' && words[1] <= 'z' && words[2] == ')';
  }

  // Behind slashes stands a capital or a parenthesis: "//NF", "//(TS)", and not "/etc".
  static bool goes_on(std::string_view words) {
    const auto next = words.find_first_not_of("/ ");
    return next != std::string_view::npos && (words[next] == '(' || (words[next] >= 'A' && words[next] <= 'Z'));
  }

  // Also before what ends a word and no mark: "NF:", "NF)", "NF**".
  [[nodiscard]] label::TokenAt token_at(std::string_view text) const {
    if (text.empty()) return {};
    if (const auto found = label::longest_token_at(system_, text); found.token != nullptr) return found;
    const auto end =
        std::find_if(text.begin(), text.end(), [](char c) { return !label::is_ascii_alnum(static_cast<unsigned char>(c)); });
    const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    return {word.empty() ? nullptr : label::token_by_mark(system_, word), word.size()};
  }

  // "TS//SI//NF The text": a mark without parentheses, which marks nothing; a release withholds what begins so.
  void look_for_bare_mark(std::string_view content, std::size_t begin, std::uint32_t number) {
    if (content.find("//") == std::string_view::npos || content.find("://") != std::string_view::npos) return;
    const auto bare = label::without_emphasis(content);
    if ((bare.front() == '/' && !goes_on(bare)) || !begins_like_banner(bare, book_)) return;
    const auto at = static_cast<std::size_t>(bare.data() - text_.data());
    odd({at, at + bare.size()}, begin, number, "this begins like a mark and marks nothing: a portion mark stands in parentheses");
  }

  void odd(label::Span span, std::size_t line_begin, std::uint32_t number, std::string message,
           label::Severity severity = label::Severity::error) {
    if (out_.odd.size() < limits::kErrorsReported) {
      out_.odd.push_back({{std::string(kRuleForm), severity, span, std::move(message), std::nullopt}, number, line_begin});
    } else {
      ++more_;
      out_.odd.back().finding.severity = label::Severity::error;
      out_.odd.back().finding.message = fmt::format("{} more lines are like this one and those before", more_);
    }
  }

  std::string_view text_;
  const std::vector<FoundMark>& marks_;
  const Policy& system_;
  const label::PolicyBook& book_;
  Unmarked out_;
  std::size_t next_ = 0;
  std::size_t more_ = 0;  // odd lines beyond those listed
  bool begins_ = true;    // a paragraph may begin with the next line
  bool skipped_ = false;  // the paragraph in hand is no text
  bool marked_ = false;   // the last paragraph was
  bool fenced_ = false;
};

}  // namespace

Unmarked find_unmarked(std::string_view text, const std::vector<FoundMark>& marks, const label::Policy& system,
                       const label::PolicyBook& book) {
  return LineWalk(text, marks, system, book).run();
}

}  // namespace entente::document
