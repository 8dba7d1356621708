#include "format/layout.h"

#include <algorithm>
#include <vector>

#include "codec/toml.h"
#include "codec/toml_tokens.h"
#include "format/layout_tree.h"

namespace entente::format {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Result<std::vector<std::string_view>> comments_of(std::string_view text) {
  TRY(const auto tokens, codec::tokenize_toml(text));
  std::vector<std::string_view> found;
  for (const auto& token : tokens) {
    if (token.piece == codec::TomlPiece::comment) found.push_back(token.text);
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool same_tables(const codec::Table& a, const codec::Table& b) {
  if (a.size() != b.size()) return false;
  return std::all_of(a.members().begin(), a.members().end(), [&](const codec::Member& member) {
    const auto* other = b.find(member.key);
    return other != nullptr && same_up_to_key_order(member.value, other->value);
  });
}

bool same_arrays(const std::vector<codec::Node>& a, const std::vector<codec::Node>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_up_to_key_order);
}

// What makes a formatter safe to run over somebody's files.
Result<void> check_same(std::string_view before, const codec::Node& meant, std::string_view after) {
  TRY(const auto means, codec::parse_toml(after));
  TRY(const auto had, comments_of(before));
  TRY(const auto has, comments_of(after));
  if (same_up_to_key_order(meant, means) && had == has) return {};
  return fail(LayoutFault::changed, "laying out would change what the file says; nothing is written (a bug of this program)");
}

}  // namespace

bool same_up_to_key_order(const codec::Node& a, const codec::Node& b) {
  if (a.as_table() != nullptr && b.as_table() != nullptr) return same_tables(*a.as_table(), *b.as_table());
  if (a.as_array() != nullptr && b.as_array() != nullptr) return same_arrays(*a.as_array(), *b.as_array());
  return a == b;
}

Result<std::string> lay_out(std::string_view text) {
  TRY(const auto meant, codec::parse_toml(text));
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  TRY(const auto file, read_layout(text));
  std::string out = print_layout(file);
  TRY_DO(check_same(text, meant, out));
  return out;
}

}  // namespace entente::format
