#include "document/found_marks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/limits.h"
#include "base/text.h"
#include "document/lines.h"
#include "label/marking.h"
#include "label/near.h"

namespace entente::document {
namespace {

using label::Policy;
using label::PolicyBook;

constexpr std::string_view kWideBar = "｜";

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// Whether some level is written as a word of text is, "Protected A": then such a line may be a banner.
bool has_capitalised_level(const Policy& system) {
  const auto is_word = [](const std::string& mark) { return mark.size() > 1 && is_capital(mark[0]) && is_small(mark[1]); };
  return std::any_of(system.levels.begin(), system.levels.end(),
                     [&](const label::Level& level) { return std::any_of(level.marks.begin(), level.marks.end(), is_word); });
}

// What opens a mark behind words, announces a banner, or is no ASCII.
bool has_sign_of_mark(std::string_view line) {
  constexpr std::string_view kSigns = "([{<&/:";
  return std::any_of(line.begin(), line.end(),
                     [&](char c) { return static_cast<unsigned char>(c) >= 0x80 || kSigns.find(c) != std::string_view::npos; });
}

// Most lines of a document begin with a small letter, or as a sentence does, and hold neither mark nor banner.
bool may_hold_mark(std::string_view line, bool capitalised_levels) {
  if (line.empty() || is_small(line.front())) return false;
  const bool sentence = line.size() > 1 && is_capital(line[0]) && is_small(line[1]);
  return !sentence || capitalised_levels || has_sign_of_mark(line);
}

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

class LineReader {
 public:
  LineReader(const Policy& system, const PolicyBook& book, std::vector<FoundMark>& out)
      : system_(system), book_(book), capitalised_(has_capitalised_level(system)), out_(out) {}

  void read(std::string_view line, std::size_t begin, std::uint32_t number) {
    line_ = line;
    begin_ = begin;
    number_ = number;
    done_ = 0;
    separators_ = {};
    const auto content = trimmed(line);
    if (content.empty()) return;
    if (may_hold_mark(content, capitalised_)) {
      if (!take_opening() && (take_banner(banner_on_line(line, system_, book_)) || take_listed_banner(content))) return;
    } else if (may_end_with_banner(content)) {
      if (take_banner(banner_of_page_line(line))) return;
    }
    take_fields();
    if (done_ == 0) take_title();
    take_inside();
  }

 private:
  [[nodiscard]] std::size_t offset(std::string_view part) const { return static_cast<std::size_t>(part.data() - line_.data()); }

  void add(std::string_view mark, MarkPlace place) {
    const auto at = begin_ + offset(mark);
    out_.push_back({{at, at + mark.size()}, number_, begin_, place});
    done_ = offset(mark) + mark.size();
  }

  // "(c) text" where a line before began with "(b)", or where no level has that letter: an item of a list. Else it is a mark in
  // small letters.
  bool is_item_of_list() {
    const auto content = line_.substr(std::min(line_.find_first_not_of(" \t>*_+-.0123456789"), line_.size()));
    const bool item = content.size() > 2 && content[0] == '(' && is_small(content[1]) && content[2] == ')';
    if (!item) return false;
    const auto letter = static_cast<std::size_t>(content[1] - 'a');
    const char capital = static_cast<char>(content[1] - 'a' + 'A');
    items_[letter] = true;
    return (letter != 0 && items_[letter - 1]) || system_.level_by_mark(std::string_view(&capital, 1)) == nullptr;
  }

  bool take_opening() {
    if (is_item_of_list()) return false;
    const auto opening = label::numbered_opening_mark(line_, book_);
    if (opening.kind == label::Opening::text) return false;
    add(line_.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes), MarkPlace::opening);
    return true;
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

  [[nodiscard]] std::string_view banner_of_page_line(std::string_view line) const {
    const auto content = without_quote_markers(line);
    return is_list_item(content) ? std::string_view() : banner_in_page_line(content, {&system_}, book_);
  }

  // "page 2      SECRET": a footer may begin with a small letter, but no banner ends with one, or with the end of a sentence.
  [[nodiscard]] bool may_end_with_banner(std::string_view content) const {
    const char last = content.back();
    return (capitalised_ || !is_small(last)) && last != '.' && last != ',';
  }

  // Table cells, also of tables that Markdown does not know as such: a mark that opens one counts, as it does in a release.
  void take_fields() {
    for (auto at = next_separator(done_); at != std::string_view::npos;) {
      at += line_.compare(at, kWideBar.size(), kWideBar) == 0 ? kWideBar.size() : 1;
      const auto next = next_separator(at);
      const auto field = line_.substr(at, next - at);
      const auto opening = label::opening_mark(field, book_);
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
    if (label::parse_marking(mark, system_, book_) || is_plainly_mark(mark)) add(mark, MarkPlace::opening);
  }

  // Marks in running text, "marked (S//NF) by mistake".
  void take_inside() {
    for (auto at = line_.find("//", done_); at != std::string_view::npos; at = line_.find("//", at)) {
      const auto open = line_.rfind('(', at);
      const auto close = line_.find(')', at);
      at += 2;
      if (open == std::string_view::npos || open < done_ || close == std::string_view::npos) continue;
      const auto mark = line_.substr(open, close + 1 - open);
      if (!is_plainly_mark(mark)) continue;
      add(mark, MarkPlace::inside);
      at = done_;
    }
  }

  // In parentheses, a level or an owner in front and segments behind; and no template, "(S//REL TO [USA, LIST])".
  [[nodiscard]] bool is_plainly_mark(std::string_view mark) const {
    if (mark.size() > limits::kMarkingBytes || mark.size() < 3) return false;
    const auto inner = mark.substr(1, mark.size() - 2);
    const auto slashes = inner.find("//");
    if (slashes == std::string_view::npos || inner.find_first_of("()[]") != std::string_view::npos) return false;
    if (slashes != 0) return system_.level_by_mark(trimmed(inner.substr(0, slashes))) != nullptr;
    const auto owner = inner.substr(2, inner.find("//", 2) - 2);
    const auto word = owner.substr(0, owner.find(' '));
    if (word == "JOINT" || book_.knows(PartyId{std::string(word)})) return true;
    return std::any_of(book_.policies().begin(), book_.policies().end(),
                       [&](const auto& each) { return each.second.level_by_mark(trimmed(owner)) != nullptr; });
  }

  const Policy& system_;
  const PolicyBook& book_;
  bool capitalised_;
  std::vector<FoundMark>& out_;
  std::string_view line_;
  std::size_t begin_ = 0;
  std::uint32_t number_ = 0;
  std::size_t done_ = 0;                                  // bytes of the line behind the last mark found
  std::array<std::optional<std::size_t>, 3> separators_;  // of each kind, the next on the line
  std::array<bool, 26> items_{};                          // small letters in parentheses that a line before began with
};

}  // namespace

std::vector<FoundMark> find_marks(std::string_view text, const Policy& system, const PolicyBook& book) {
  std::vector<FoundMark> found;
  LineReader reader(system, book, found);
  for_each_line(text, [&](std::string_view line, std::size_t begin, std::uint32_t number) {
    reader.read(line, begin, number);
    return true;
  });
  return found;
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

bool may_open_mark(std::string_view line) { return may_hold_mark(trimmed(line), true); }

}  // namespace entente::document
