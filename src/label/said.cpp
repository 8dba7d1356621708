#include "label/said.h"

#include <utility>

#include "label/marking.h"

namespace entente::label {

std::optional<Said> said_of(Label label, const PolicyBook& book) {
  const auto* system = book.find(label.policy);
  if (system == nullptr) return std::nullopt;
  label.domain.reset();
  label.created.reset();
  const auto same = [](const Label& read, const Label& meant) {
    return read.level == meant.level && read.owners == meant.owners && read.categories == meant.categories &&
           read.releasable == meant.releasable && read.display_only == meant.display_only && read.controls == meant.controls;
  };
  const auto marked = [&](const Label& as) -> std::optional<std::string> {
    const auto text = render_marking(as, *system, book, MarkForm::banner);
    const auto read = text ? parse_marking(*text, *system, book) : text.map([](const auto&) { return Label{}; });
    return read && same(*read, as) ? std::optional(*text) : std::nullopt;
  };
  if (auto text = marked(label)) return Said{std::move(*text), std::nullopt};
  if (label.releasable.kind != ReleaseKind::listed || !system->release_outside_marking) return std::nullopt;
  Said said{{}, std::move(label.releasable.parties)};
  label.releasable = {};
  auto text = marked(label);
  if (!text) return std::nullopt;
  said.mark = std::move(*text);
  return said;
}

}  // namespace entente::label
