#include "document/found_marks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "document/edge_banner.h"
#include "document/lines.h"
#include "document/quiet_lines.h"
#include "label/marking.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/scan.h"

namespace entente::document {
namespace {

using label::Policy;
using label::PolicyBook;

constexpr std::string_view kWideBar = "｜";

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// Most lines of a document begin with a small letter and hold neither mark nor banner.
bool may_hold_mark(std::string_view line) { return !line.empty() && !is_small(line.front()); }

// "SECRET/NOFORN": capitals that begin with a level and a slash; meant for a banner, though none can read it.
bool is_meant_for_banner(std::string_view text, const PolicyBook& book) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || text.size() > limits::kMarkingBytes) return false;
  return std::none_of(text.begin(), text.end(), is_small) && label::begins_with_level(trimmed(text.substr(0, slash)), book);
}

std::string_view whole_line_banner(std::string_view line, const Policy& system, const PolicyBook& book) {
  const auto text = label::without_emphasis(line);
  if (label::is_banner_line(line, system, book) || is_meant_for_banner(text, book)) return text;
  const auto behind = label::behind_banner_label(line);
  return !behind.empty() && label::is_labelled_banner(behind, system, book) ? behind : std::string_view();
}

std::string_view without_quote_markers(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(" \t\v\f>"), line.size()));
}

// "- page 2", "1. page 2": no page line, but text.
bool is_list_item(std::string_view content) {
  const auto number = content.find_first_not_of("0123456789");
  if (number == std::string_view::npos || number + 1 >= content.size() || content[number + 1] != ' ') return false;
  return std::string_view(number == 0 ? "-+*" : ".)").find(content[number]) != std::string_view::npos;
}

// Without what opens a block: quote and list markers.
std::string_view without_block_markers(std::string_view content) {
  for (;;) {
    content = content.substr(std::min(content.find_first_not_of(" \t>"), content.size()));
    if (!is_list_item(content)) return content;
    content = content.substr(content.find(' ') + 1);
  }
}

// What announces the title of a text.
constexpr std::array<std::string_view, 12> kTitleLabels{"SUBJECT", "SUBJ", "TITLE", "RE",   "OBJET", "BETREFF",
                                                        "件名",    "題名", "標題",  "主題", "제목",  "题目"};

// The title on a line, behind `#` or a label; empty if it is none.
std::string_view title_on(std::string_view line) {
  auto text = trimmed(line);
  if (text.starts_with('#')) return trimmed(text.substr(std::min(text.find_first_not_of('#'), text.size())));
  text = label::without_emphasis(text);
  for (const auto name : kTitleLabels) {
    if (!label::equal_ignoring_case(text.substr(0, name.size()), name)) continue;
    const auto rest = text.substr(name.size());
    for (const std::string_view colon : {":", "：", ".:"}) {
      const auto at = rest.find(colon);
      if (at != std::string_view::npos && label::without_emphasis(rest.substr(0, at)).empty())
        return rest.substr(at + colon.size());
    }
  }
  return {};
}

// Where code stands between fences (CommonMark 0.31, 4.5). One that nothing closes makes no code here: what follows is text.
class Fences {
 public:
  explicit Fences(std::string_view text) : text_(text) {}

  // From the line, if it opens a fence, to the end of the line that closes it.
  std::optional<label::Span> code_from(std::string_view line, std::size_t begin) {
    const auto open = fence_of(line);
    if (open.length == 0 || open.length >= unclosed_[open.tilde ? 1 : 0] ||
        (!open.tilde && open.info.find('`') != std::string_view::npos))
      return std::nullopt;
    std::optional<label::Span> code;
    const auto first = begin + line.size();
    for_each_line(text_.substr(first), [&](std::string_view next, std::size_t at, std::uint32_t) {
      const auto close = fence_of(next);
      if (close.length < open.length || close.tilde != open.tilde || !trimmed(close.info).empty()) return true;
      code = label::Span{begin, first + at + next.size()};
      return false;
    });
    if (!code) unclosed_[open.tilde ? 1 : 0] = open.length;
    return code;
  }

 private:
  static constexpr std::size_t kLongest = 16;  // a longer one opens nothing here, so that few looks go to the end of the text

  struct Fence {
    std::size_t length = 0;  // 0: none
    bool tilde = false;
    std::string_view info;
  };

  static Fence fence_of(std::string_view line) {
    constexpr std::size_t kIndent = 3;
    const auto at = line.find_first_not_of(' ');
    if (at == std::string_view::npos || at > kIndent || (line[at] != '`' && line[at] != '~')) return {};
    const auto end = std::min(line.find_first_not_of(line[at], at), line.size());
    if (end - at < 3) return {};
    return {end - at, line[at] == '~', line.substr(end)};
  }

  std::string_view text_;
  std::array<std::size_t, 2> unclosed_{kLongest + 1, kLongest + 1};  // of each kind, the shortest that nothing closes
};

// A line that may hold a mark.
struct LoudLine {
  std::string_view line;
  std::size_t begin = 0;
  std::uint32_t number = 0;
  bool code = false;
  bool at_edge = false;        // the first or the last line with text
  bool first = false;          // the first
  std::optional<bool> begins;  // whether a block may begin here, by a quiet line before it
};

// Calls `take` with each until it says no; `code` is what has stood between fences so far.
void for_each_loud_line(std::string_view text, const QuietLines& quiet, std::vector<label::Span>& code,
                        const std::function<bool(const LoudLine&)>& take) {
  Fences fences(text);
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(kSpace, text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const auto last = text.find_last_not_of(kSpace);
  const auto is_in = [](std::size_t at, std::string_view line, std::size_t begin) {
    return begin <= at && at < begin + line.size();
  };
  std::optional<bool> begins;
  for_each_line(text, [&](std::string_view line, std::size_t begin, std::uint32_t number) {
    const bool is_first = is_in(first, line, begin);
    const bool at_edge = is_first || is_in(last, line, begin);
    const auto content = trimmed(line);
    if (!at_edge && quiet.is_quiet(content)) {
      begins = content.empty() || (!code.empty() && begin < code.back().end_bytes);
      return true;
    }
    if (begin >= (code.empty() ? 0 : code.back().end_bytes)) {
      if (const auto opened = fences.code_from(line, begin)) code.push_back(*opened);
    }
    const bool is_code = !code.empty() && begin < code.back().end_bytes;
    return take({line, begin, number, is_code, at_edge, is_first, std::exchange(begins, std::nullopt)});
  });
}

class LineReader {
 public:
  LineReader(const Policy& system, const PolicyBook& book, const QuietLines& quiet, FoundMarks& out)
      : system_(system), book_(book), quiet_(quiet), systems_{&system}, out_(out) {}

  void read(const LoudLine& loud) {
    line_ = loud.line;
    begin_ = loud.begin;
    number_ = loud.number;
    done_ = 0;
    separators_ = {};
    at_edge_ = loud.at_edge;
    first_ = loud.first;
    begins_ = loud.begins.value_or(begins_);
    const bool code = loud.code;
    const auto content = trimmed(line_);
    const bool begins = std::exchange(begins_, content.empty() || content.front() == '#' || code);
    if (content.empty()) return;
    if (!code && !take_first(content, begins || is_list_item(content) || content.front() == '#' || content.front() == '>')) {
      begins_ = true;
      return;
    }
    take_inside();
  }

 private:
  // What opens the line and its fields; false if the line is a banner.
  bool take_first(std::string_view content, bool begins) {
    const bool may_hold = may_hold_mark(content) || content.find("//") != std::string_view::npos;
    if (!may_hold || !take_opening(begins)) {
      const bool may_be_banner = at_edge_ || quiet_.may_be_banner(content);
      if (may_be_banner && (may_hold ? take_banner(banner_on_line(line_, system_, book_)) || take_listed_banner(content) ||
                                           take_near_banner(content, begins)
                                     : may_end_with_banner(content) && take_banner(banner_of_page_line(line_))))
        return false;
      if (const auto bare = without_block_markers(content); !bare.empty() && !begins_field(bare))
        look_for_oddity(bare, {}, begins);
    }
    take_fields();
    if (done_ == 0) take_title();
    return true;
  }

  [[nodiscard]] std::size_t offset(std::string_view part) const { return static_cast<std::size_t>(part.data() - line_.data()); }

  void add(std::string_view mark, MarkPlace place) {
    const auto at = begin_ + offset(mark);
    out_.marks.push_back({{at, at + mark.size()}, number_, begin_, place});
    done_ = offset(mark) + mark.size();
  }

  // Marks of code are examples. Behind the number of an item stands its mark.
  bool take_opening(bool begins) {
    auto item = letters_.take(line_, systems_);
    const auto behind = std::min(std::min(line_.find(')'), line_.size()) + 1, line_.size());
    if (item == Enumeration::Item::capital) drop_first_letter();
    if (letters_.has_begun() && item == Enumeration::Item::none &&
        label::opening_mark(line_.substr(behind), book_).kind != label::Opening::text)
      item = Enumeration::Item::capital;
    const auto content = line_.substr(item == Enumeration::Item::none ? 0 : behind);
    const auto opening = label::numbered_opening_mark(content, book_);
    if (opening.kind == label::Opening::text) return item != Enumeration::Item::none;
    const auto mark = content.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes);
    const bool code =
        opening.at_bytes > 0 && content[opening.at_bytes - 1] == '`' && content.substr(opening.size_bytes).starts_with('`');
    look_for_oddity(content, opening, begins);
    add(mark, code ? MarkPlace::inside : MarkPlace::opening);
    if (item != Enumeration::Item::none) return true;
    first_letter_.reset();
    if (letters_.has_begun() && mark.size() == 3) first_letter_ = out_.marks.size() - 1;
    if (!first_letter_) letters_.interrupt();
    return true;
  }

  // "(B)" shows that "(A)" was no mark.
  void drop_first_letter() {
    if (first_letter_) out_.marks.erase(out_.marks.begin() + static_cast<std::ptrdiff_t>(*first_letter_));
    first_letter_.reset();
  }

  void look_for_oddity(std::string_view content, const label::OpeningMark& opening, bool begins) {
    const auto odd = odd_opening(content, opening, begins, systems_, book_);
    if (odd.kind == Oddity::none) return;
    if (out_.oddities.size() == limits::kErrorsReported) {
      ++out_.more_oddities;
      return;
    }
    const auto at = begin_ + offset(odd.part);
    out_.oddities.push_back({odd.kind, {at, at + odd.part.size()}, number_, begin_});
  }

  bool take_banner(std::string_view banner) {
    if (!banner.empty()) add(banner, MarkPlace::banner);
    return !banner.empty();
  }

  // "- Banner line: SECRET//NOFORN": an item of a list is the banner of nothing, as in a release.
  bool take_listed_banner(std::string_view content) {
    const auto behind = is_list_item(content) ? label::behind_banner_label(content) : std::string_view();
    if (behind.empty() || !label::is_labelled_banner(behind, system_, book_)) return false;
    add(behind, MarkPlace::inside);
    return true;
  }

  bool take_near_banner(std::string_view content, bool begins) {
    const auto text = label::without_emphasis(content);
    const bool near =
        at_edge_ && (is_near_banner(text, system_, book_) ||
                     (begins && !is_list_item(content) && content.front() != '#' && is_level_with_names(text, system_)));
    // At the end of a document two letters are who signs it, unless it begins with them.
    if (first_ && is_two_letter_level(text, system_)) initials_ = text;
    const bool initials = at_edge_ && !initials_.empty() && text == initials_;
    return (near || initials) && take_banner(text);
  }

  [[nodiscard]] std::string_view banner_of_page_line(std::string_view line) const {
    const auto content = without_quote_markers(line);
    return is_list_item(content) ? std::string_view() : banner_in_page_line(content, {&system_}, book_);
  }

  // "page 2      SECRET": a footer may begin with a small letter, but no banner ends as a sentence does.
  [[nodiscard]] bool may_end_with_banner(std::string_view content) const {
    return content.back() != '.' && content.back() != ',';
  }

  // Table cells, also of tables that Markdown does not know as such: a mark that opens one counts, as it does in a release.
  void take_fields() {
    for (auto at = next_separator(done_); at != std::string_view::npos;) {
      at += line_.compare(at, kWideBar.size(), kWideBar) == 0 ? kWideBar.size() : 1;
      const auto next = next_separator(at);
      const auto field = line_.substr(at, next - at);
      const auto opening = label::opening_mark(field, book_);
      look_for_oddity(field, opening, false);
      if (opening.kind != label::Opening::text)
        add(field.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes), MarkPlace::opening);
      at = next;
    }
  }

  // Each kind is looked for again only once it is passed, so that a line of many fields costs no more than its length.
  [[nodiscard]] std::size_t next_separator(std::size_t from) {
    constexpr std::array<std::string_view, 3> kSeparators{"|", "\t", kWideBar};
    std::size_t first = std::string_view::npos;
    for (std::size_t kind = 0; kind < kSeparators.size(); ++kind) {
      auto& at = separators_[kind];
      if (!at || *at < from) at = line_.find(kSeparators[kind], from);
      first = std::min(first, *at);
    }
    return first;
  }

  //= US manual (2016) C: subjects and titles are portions. The mark stands before the words; many write it behind them.
  void take_title() {
    if (line_.find('(') == std::string_view::npos) return;
    const auto title = title_on(line_);
    if (title.empty()) return;
    if (const auto opening = label::opening_mark(title, book_); opening.kind != label::Opening::text)
      return add(title.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes), MarkPlace::opening);
    const auto text = label::without_emphasis(title);
    const auto open = text.rfind('(');
    if (!text.ends_with(')') || open == std::string_view::npos) return;
    const auto mark = text.substr(open);
    if (label::parse_marking(mark, system_, book_) || is_plainly_mark(mark, systems_, book_)) add(mark, MarkPlace::opening);
  }

  // "Two: TOP SECRET": behind a label that announces no banner it may be one or not.
  void take_named_level() {
    constexpr std::size_t kLabelBytes = 40;
    const auto colon = line_.substr(0, kLabelBytes).find(':');
    const auto text = colon == std::string_view::npos ? std::string_view() : label::without_emphasis(line_.substr(colon + 1));
    if (!text.empty() && std::none_of(text.begin(), text.end(), is_small) && label::is_banner_line(text, system_, book_))
      add(text, MarkPlace::inside);
  }

  // Marks in running text, "marked (S//NF) by mistake".
  void take_inside() {
    if (done_ == 0) take_named_level();
    const auto inside = marks_in_text(line_, 0, systems_, book_);
    if (inside.empty()) return;
    const auto end = out_.marks.size();
    auto first = end;  // of the marks that open the line and its fields
    while (first > 0 && out_.marks[first - 1].line == number_) --first;
    for (const auto mark : inside) {
      if (!is_taken(mark, first, end)) add(mark, MarkPlace::inside);
    }
    std::sort(mark_at(first), out_.marks.end(),
              [](const FoundMark& a, const FoundMark& b) { return a.span.begin_bytes < b.span.begin_bytes; });
  }

  [[nodiscard]] std::vector<FoundMark>::iterator mark_at(std::size_t index) {
    return out_.marks.begin() + static_cast<std::ptrdiff_t>(index);
  }

  // By one of the marks from `first` to `end`, which stand in order.
  [[nodiscard]] bool is_taken(std::string_view mark, std::size_t first, std::size_t end) {
    const auto at = begin_ + offset(mark);
    const auto found = std::lower_bound(mark_at(first), mark_at(end), at,
                                        [](const FoundMark& each, std::size_t from) { return each.span.end_bytes <= from; });
    return found != mark_at(end) && found->span.begin_bytes < at + mark.size();
  }

  const Policy& system_;
  const PolicyBook& book_;
  const QuietLines& quiet_;
  const Systems systems_;
  FoundMarks& out_;
  std::string_view line_;
  std::size_t begin_ = 0;
  std::uint32_t number_ = 0;
  std::size_t done_ = 0;                                  // bytes of the line behind the last mark found
  std::array<std::optional<std::size_t>, 3> separators_;  // of each kind, the next on the line
  std::string_view initials_;                             // the level in two letters that the first line has
  bool first_ = false;
  bool at_edge_ = false;
  bool begins_ = true;  // a block may begin with the next line
  Enumeration letters_;
  std::optional<std::size_t> first_letter_;  // the mark "(A)", if it was the last that opened a line
};

}  // namespace

FoundMarks find_marks(std::string_view text, const Policy& system, const PolicyBook& book) {
  FoundMarks found;
  const QuietLines quiet(system);
  LineReader reader(system, book, quiet, found);
  for_each_loud_line(text, quiet, found.code, [&](const LoudLine& line) {
    reader.read(line);
    return true;
  });
  return found;
}

bool is_unmarked(std::string_view text, const PolicyBook& book) {
  std::vector<FoundMarks> found(book.policies().size());
  std::vector<LineReader> readers;
  const QuietLines quiet(book);
  for (const auto& [id, policy] : book.policies()) readers.emplace_back(policy, book, quiet, found[readers.size()]);
  std::vector<label::Span> code;
  for_each_loud_line(text, quiet, code, [&](const LoudLine& line) {
    for (auto& reader : readers) reader.read(line);
    // One mark may yet turn out to be the letter of an item, "(A)".
    return std::all_of(found.begin(), found.end(),
                       [](const FoundMarks& of) { return of.marks.size() < 2 && of.oddities.empty(); });
  });
  return std::all_of(found.begin(), found.end(), [](const FoundMarks& of) { return of.marks.empty() && of.oddities.empty(); });
}

std::string_view banner_on_line(std::string_view line, const Policy& system, const PolicyBook& book) {
  const auto content = without_quote_markers(line);
  if (is_list_item(content)) return {};
  const auto whole = whole_line_banner(content, system, book);
  return whole.empty() ? banner_in_page_line(content, {&system}, book) : whole;
}

void for_each_line(std::string_view text, const std::function<bool(std::string_view, std::size_t, std::uint32_t)>& take) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::uint32_t number = 1;
  std::size_t feed = 0;  // the next line feed
  for (std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; begin < text.size(); ++number) {
    if (feed < begin || begin == 0) feed = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, feed - begin);
    const auto end = begin + std::min(line.find('\r'), line.size());
    if (!take(text.substr(begin, end - begin), begin, number)) return;
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

}  // namespace entente::document
