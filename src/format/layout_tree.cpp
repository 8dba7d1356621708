#include "format/layout_tree.h"

#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/toml_scan.h"
#include "codec/toml_tokens.h"
#include "format/layout.h"

namespace entente::format {
namespace {

using codec::TomlPiece;
using codec::TomlToken;

enum class InsideInline { no = 0, yes };

class LayoutReader {
 public:
  LayoutReader(std::string_view text, std::vector<TomlToken> tokens) : text_(text), tokens_(std::move(tokens)) {}

  Result<LaidFile> read() {
    file_.tables.emplace_back();
    while (!at_end()) {
      if (is(TomlPiece::line_end)) {
        ++at_;
        blank_line();
      } else if (is(TomlPiece::comment)) {
        pending_.push_back(take());
        TRY_DO(line_end());
      } else if (is_mark("[")) {
        TRY_DO(read_header());
      } else {
        TRY_DO(read_key_line());
      }
    }
    finish();
    return std::move(file_);
  }

 private:
  // --- tokens ---
  [[nodiscard]] bool at_end() const { return at_ >= tokens_.size(); }
  [[nodiscard]] bool is(TomlPiece piece) const { return !at_end() && tokens_[at_].piece == piece; }
  [[nodiscard]] bool is_mark(std::string_view mark) const { return is(TomlPiece::mark) && tokens_[at_].text == mark; }
  std::string_view take() { return tokens_[at_++].text; }
  bool take_mark(std::string_view mark) {
    const bool found = is_mark(mark);
    if (found) ++at_;
    return found;
  }
  [[nodiscard]] tl::unexpected<Error> refuse(std::string_view what) const {
    const auto offset = at_end() ? text_.size() : tokens_[at_].offset;
    return fail(LayoutFault::not_understood, fmt::format("{}: {}", to_string(codec::toml_position(text_, offset)), what));
  }
  Result<void> expect(std::string_view mark) {
    if (take_mark(mark)) return {};
    return refuse(fmt::format("the layout expects `{}` here", mark));
  }
  // The end of a line, after which only white space may have come.
  Result<void> line_end() {
    if (at_end()) return {};
    if (!is(TomlPiece::line_end)) return refuse("the layout expects the end of the line here");
    ++at_;
    return {};
  }
  std::string_view trailing_comment() { return is(TomlPiece::comment) ? take() : std::string_view(); }

  // --- comments between lines ---
  [[nodiscard]] bool nothing_yet() const { return file_.tables.size() == 1 && file_.tables.front().pairs.empty(); }

  void blank_line() {
    if (pending_.empty()) {
      gap_before_ = true;
    } else if (!pending_.back().empty()) {
      pending_.emplace_back();
    }
  }

  Comments take_pending() {
    gap_before_ = false;
    return std::exchange(pending_, {});
  }

  // At the beginning of a file, comments with a blank line behind them are about the file.
  void split_off_head() {
    if (!nothing_yet() || !file_.head.empty()) return;
    for (auto count = pending_.size(); count > 0; --count) {
      if (!pending_[count - 1].empty()) continue;
      file_.head.assign(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count - 1));
      pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
      return;
    }
  }

  enum class Behind { header = 0, end_of_file };

  // Comments directly below a key, with a blank line or nothing behind them, stay with that key's table.
  void split_off_tail(Behind behind) {
    if (gap_before_ || nothing_yet()) return;
    std::size_t count = 0;
    while (count < pending_.size() && !pending_[count].empty()) ++count;
    if (count == pending_.size() && behind == Behind::header) return;
    auto& tail = file_.tables.back().tail;
    tail.assign(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(std::min(count + 1, pending_.size())));
  }

  void finish() {
    split_off_tail(Behind::end_of_file);
    while (!pending_.empty() && pending_.back().empty()) pending_.pop_back();
    file_.end = take_pending();
  }

  // --- tables and keys ---
  Result<void> read_header() {
    LaidTable table;
    split_off_head();
    split_off_tail(Behind::header);
    table.lead = take_pending();
    TRY_DO(expect("["));
    table.repeated = take_mark("[");
    TRY(table.path, read_key());
    TRY_DO(expect("]"));
    if (table.repeated) TRY_DO(expect("]"));
    table.trailing = trailing_comment();
    TRY_DO(line_end());
    file_.tables.push_back(std::move(table));
    return {};
  }

  Result<void> read_key_line() {
    split_off_head();
    LaidPair pair;
    pair.lead = take_pending();
    TRY_DO(read_pair(pair, InsideInline::no));
    pair.trailing = trailing_comment();
    TRY_DO(line_end());
    file_.tables.back().pairs.push_back(std::move(pair));
    return {};
  }

  Result<std::string> read_key() {
    std::string key;
    while (is(TomlPiece::word) || is(TomlPiece::string)) key += take();
    if (key.empty()) return refuse("the layout expects a key here");
    return key;
  }

  Result<void> read_pair(LaidPair& pair, InsideInline where) {
    TRY(pair.key, read_key());
    TRY_DO(expect("="));
    TRY(pair.value, read_value(where));
    return {};
  }

  // --- values ---
  Result<LaidValue> read_value(InsideInline where) {
    LaidValue out;
    if (take_mark("[")) {
      out.shape = LaidValue::Shape::array;
      TRY_DO(read_array(out, where));
    } else if (take_mark("{")) {
      out.shape = LaidValue::Shape::inline_table;
      TRY_DO(read_inline_table(out));
    } else if (is(TomlPiece::word) || is(TomlPiece::string)) {
      out.text = take();
    } else {
      return refuse("the layout expects a value here");
    }
    return out;
  }

  // White space, line ends and comments inside an array. A comment on the line of what stands before goes to `same_line`, if that
  // is free; all others to `lines`.
  Result<void> read_gap(std::string_view& same_line, Comments& lines, InsideInline where) {
    bool on_line = true;
    while (is(TomlPiece::line_end) || is(TomlPiece::comment)) {
      if (is(TomlPiece::line_end)) {
        ++at_;
        on_line = false;
        continue;
      }
      if (where == InsideInline::yes) return refuse("a comment inside `{ }`; write it above the key, then lay out again");
      if (on_line && same_line.empty()) {
        same_line = take();
      } else {
        lines.push_back(take());
      }
    }
    return {};
  }

  Result<void> read_array(LaidValue& array, InsideInline where) {
    Comments lines;
    TRY_DO(read_gap(array.opening, lines, where));
    while (!at_end() && !is_mark("]")) {
      LaidElement element;
      element.lead = std::exchange(lines, {});
      TRY(element.value, read_value(where));
      TRY_DO(read_gap(element.trailing, lines, where));
      const bool more = take_mark(",");
      if (more) TRY_DO(read_gap(element.trailing, lines, where));
      array.elements.push_back(std::move(element));
      if (!more) break;
    }
    array.tail = std::move(lines);
    return expect("]");
  }

  Result<void> read_inline_table(LaidValue& table) {
    while (!at_end() && !is_mark("}")) {
      LaidPair pair;
      TRY_DO(read_pair(pair, InsideInline::yes));
      table.pairs.push_back(std::move(pair));
      if (!take_mark(",")) break;
    }
    return expect("}");
  }

  std::string_view text_;
  std::vector<TomlToken> tokens_;
  std::size_t at_ = 0;
  LaidFile file_;
  Comments pending_;
  bool gap_before_ = false;
};

}  // namespace

Result<LaidFile> read_layout(std::string_view text) {
  TRY(auto tokens, codec::tokenize_toml(text));
  return LayoutReader(text, std::move(tokens)).read();
}

}  // namespace entente::format
