#include "world/provenance.h"

#include <fmt/format.h>

#include "base/text.h"

namespace entente::world {
namespace {

constexpr int kFactKinds = static_cast<int>(FactKind::risk) + 1;

bool has_part(FactKind kind) { return kind == FactKind::clause || kind == FactKind::project || kind == FactKind::requirement; }

}  // namespace

Result<FactRef> parse_reference(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos)
    return fail(RefFault::malformed, fmt::format("{} is no reference; expected `kind:id`", quoted(text)));
  const auto word = text.substr(0, colon);
  for (int value = 0; value < kFactKinds; ++value) {
    const auto kind = static_cast<FactKind>(value);
    if (to_string(kind) != word) continue;
    const auto rest = text.substr(colon + 1);
    const auto hash = rest.find('#');
    FactRef out{kind, std::string(rest.substr(0, hash)),
                hash == std::string_view::npos ? "" : std::string(rest.substr(hash + 1))};
    if (out.id.empty() || has_part(kind) == out.part.empty()) {
      return fail(RefFault::malformed, fmt::format("{}: expected `{}:id{}`", quoted(text), word, has_part(kind) ? "#part" : ""));
    }
    return out;
  }
  return fail(RefFault::unknown_kind, fmt::format("{}: {} is not a kind of fact", quoted(text), quoted(word)));
}

std::string to_string(const FactRef& reference) {
  auto text = fmt::format("{}:{}", to_string(reference.kind), reference.id);
  return reference.part.empty() ? text : text + "#" + reference.part;
}

}  // namespace entente::world
