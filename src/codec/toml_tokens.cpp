#include "codec/toml_tokens.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/fault.h"
#include "codec/node.h"
#include "codec/toml_scan.h"

namespace entente::codec {
namespace {

constexpr std::string_view kMarks = "[]{},=";
constexpr std::string_view kBare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+.";

std::string_view without_end_space(std::string_view comment) {
  const auto last = comment.find_last_not_of(" \t\r");
  return comment.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Past the closing quotes of the string that begins at `at`; nothing when it is not closed.
std::optional<std::size_t> end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool many_lines = text.substr(at, 3) == three;
  at += many_lines ? 3 : 1;
  while (at < text.size()) {
    if (quote == '"' && text[at] == '\\') {
      at += 2;
    } else if (!many_lines && (text[at] == quote || text[at] == '\n')) {
      return text[at] == quote ? std::optional(at + 1) : std::nullopt;
    } else if (many_lines && text.substr(at, 3) == three) {
      at += 3;
      for (int extra = 0; extra < 2 && at < text.size() && text[at] == quote; ++extra) ++at;
      return at;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

tl::unexpected<Error> refuse(std::string_view text, std::size_t at, std::string_view what) {
  return fail(CodecFault::forbidden, fmt::format("{}: {}", to_string(toml_position(text, at)), what));
}

}  // namespace

Result<std::vector<TomlToken>> tokenize_toml(std::string_view text) {
  std::vector<TomlToken> tokens;
  std::size_t at = 0;
  const auto take = [&](TomlPiece piece, std::size_t length) {
    tokens.push_back({.piece = piece, .text = text.substr(at, length), .offset = at});
    at += length;
  };
  while (at < text.size()) {
    const char c = text[at];
    if (c == ' ' || c == '\t') {
      ++at;
    } else if (c == '\n' || text.substr(at, 2) == "\r\n") {
      take(TomlPiece::line_end, c == '\n' ? 1 : 2);
    } else if (c == '#') {
      const auto line = text.substr(at, text.find('\n', at) - at);
      take(TomlPiece::comment, without_end_space(line).size());
      while (at < text.size() && text[at] == '\r' && text.substr(at, 2) != "\r\n") ++at;
    } else if (c == '"' || c == '\'') {
      const auto end = end_of_string(text, at);
      if (!end) return refuse(text, at, "a text that is not closed");
      take(TomlPiece::string, *end - at);
    } else if (kMarks.find(c) != std::string_view::npos) {
      take(TomlPiece::mark, 1);
    } else if (const auto end = text.find_first_not_of(kBare, at); end != at) {
      take(TomlPiece::word, (end == std::string_view::npos ? text.size() : end) - at);
    } else {
      return refuse(text, at, fmt::format("{} is not understood outside quotes", quoted(text.substr(at, 1))));
    }
  }
  return tokens;
}

}  // namespace entente::codec
