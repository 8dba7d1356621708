#include "codec/toml_scan.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente::codec {
namespace {

class TomlScanner {
 public:
  TomlScanner(std::string_view text, const TomlLimits& limits) : text_(text), limits_(limits) {}

  Result<void> scan() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        end_line();
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else if (c == ' ' || c == '\t' || c == '\r') {
        ++at_;
      } else {
        TRY_DO(take(c));
        ++at_;
      }
    }
    return {};
  }

 private:
  // Everything that is neither white space, comment nor string.
  Result<void> take(char c) {
    switch (c) {
      case '[':
      case '{':
        return open(c);
      case ']':
      case '}':
        return close();
      case '=':
        return end_key();
      case ',':
        start_run();
        return {};
      default:
        return extend_run(c);
    }
  }

  Result<void> open(char c) {
    if (c == '[' && at_line_start_ && depth_ == 0) {
      in_header_ = true;
      if (text_.substr(at_ + 1, 1) == "[") ++at_;
      start_run();
      return {};
    }
    start_run();
    if (++depth_ <= limits_.depth) return {};
    return refuse(at_, CodecFault::too_deep, fmt::format("nested deeper than {} levels", limits_.depth));
  }

  Result<void> close() {
    if (in_header_) {
      in_header_ = false;
      return end_key();
    }
    if (depth_ > 0) --depth_;
    start_run();
    return {};
  }

  Result<void> end_key() {
    const auto length = run_bytes_;
    const auto begin = run_begin_;
    start_run();
    if (length <= limits_.key_bytes) return {};
    return refuse(begin, CodecFault::too_large, fmt::format("key has {} bytes, limit {}", length, limits_.key_bytes));
  }

  Result<void> extend_run(char c) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      return refuse(at_, CodecFault::malformed, "not TOML: letters and spaces beyond ASCII stand only in quotes and comments");
    }
    grow_run(1);
    if (c == '.' && ++run_dots_ > kTomlKeyDots) {
      return refuse(run_begin_, CodecFault::too_many, fmt::format("key has more than {} dots", kTomlKeyDots));
    }
    if (++run_bare_bytes_ > limits_.key_bytes) {
      return refuse(run_begin_, CodecFault::too_large,
                    fmt::format("key or unquoted value has more than {} bytes", limits_.key_bytes));
    }
    return {};
  }

  // A string may be a key or part of one: it counts towards the run it stands in.
  void skip_string(char quote) {
    const auto begin = at_;
    const std::string delimiter(3, quote);
    const bool multi_line = text_.substr(at_, 3) == delimiter;
    at_ += multi_line ? 3 : 1;
    while (at_ < text_.size()) {
      if (quote == '"' && text_[at_] == '\\') {
        at_ += 2;
      } else if (multi_line && text_.substr(at_, 3) == delimiter) {
        at_ += 3;
        for (int extra = 0; extra < 2 && at_ < text_.size() && text_[at_] == quote; ++extra) ++at_;
        break;
      } else if (!multi_line && text_[at_] == quote) {
        ++at_;
        break;
      } else if (!multi_line && text_[at_] == '\n') {
        break;  // not closed: the parser stops here
      } else {
        ++at_;
      }
    }
    at_ = std::min(at_, text_.size());
    grow_run(at_ - begin, begin);
  }

  void end_line() {
    ++at_;
    start_run();
    at_line_start_ = true;
    in_header_ = false;
  }

  // A run is what stands between two of `[ ] { } , =` and line ends, white space not counted.
  void start_run() {
    run_bytes_ = 0;
    run_bare_bytes_ = 0;
    run_dots_ = 0;
    at_line_start_ = false;
  }
  void grow_run(std::size_t bytes) { grow_run(bytes, at_); }
  void grow_run(std::size_t bytes, std::size_t begin) {
    if (run_bytes_ == 0) run_begin_ = begin;
    run_bytes_ += bytes;
    at_line_start_ = false;
  }

  Result<void> refuse(std::size_t offset, CodecFault fault, std::string_view what) const {
    return fail(fault, fmt::format("{}: {}", to_string(toml_position(text_, offset)), what));
  }

  std::string_view text_;
  TomlLimits limits_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;  // of brackets, a table header's not counted
  std::size_t run_begin_ = 0;
  std::size_t run_bytes_ = 0;
  std::size_t run_bare_bytes_ = 0;
  std::size_t run_dots_ = 0;
  bool at_line_start_ = true;
  bool in_header_ = false;
};

}  // namespace

Result<void> scan_toml(std::string_view text, const TomlLimits& limits) { return TomlScanner(text, limits).scan(); }

Position toml_position(std::string_view text, std::size_t offset) {
  Position found{1, 1};
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++found.line;
      found.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++found.column;
    }
  }
  return found;
}

}  // namespace entente::codec
