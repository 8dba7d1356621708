// The layout of world files: what it writes means the same, keeps every comment, and is laid out already.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "codec/toml.h"
#include "codec/toml_tokens.h"
#include "format/layout.h"

namespace {

namespace codec = entente::codec;
namespace format = entente::format;

std::vector<std::string_view> comments_of(std::string_view text) {
  std::vector<std::string_view> found;
  const auto tokens = codec::tokenize_toml(text);
  CHECK(tokens.has_value());
  for (const auto& token : *tokens) {
    if (token.piece == codec::TomlPiece::comment) found.push_back(token.text);
  }
  std::sort(found.begin(), found.end());
  return found;
}

// The tokens and the white space between them are the whole text.
void check_whole(std::string_view text) {
  const auto tokens = codec::tokenize_toml(text);
  if (!tokens) return;
  std::size_t end = 0;
  for (const auto& token : *tokens) {
    CHECK(!token.text.empty());
    CHECK(token.offset >= end);
    CHECK(text.substr(end, token.offset - end).find_first_not_of(" \t\r") == std::string_view::npos);
    CHECK(text.substr(token.offset, token.text.size()) == token.text);
    end = token.offset + token.text.size();
  }
  CHECK(text.substr(end).find_first_not_of(" \t\r") == std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  check_whole(text);
  const auto once = format::lay_out(text);
  if (!once) {
    CHECK(once.error().code != entente::Code(format::LayoutFault::changed));
    CHECK(entente::first_invalid_utf8(once.error().message) == std::string_view::npos);
    return 0;
  }
  CHECK(format::same_up_to_key_order(*codec::parse_toml(text), *codec::parse_toml(*once)));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CHECK(comments_of(text) == comments_of(*once));
  const auto twice = format::lay_out(*once);
  CHECK(twice.has_value());
  CHECK(*twice == *once);
  return 0;
}
