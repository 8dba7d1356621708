// The facts of a world by reference: "instrument:isa-jpn-kor", "requirement:fvey#clearance".
//
// Points into the world, which must stay and not change. Of two facts with one id the first is found; `check` reports the other.
// Thread-safe once built.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "world/facts.h"

namespace entente::world {

// The kinds that something else looks into; the rest are only known to exist.
using FactPointer =
    std::variant<std::monostate, const Party*, const Instrument*, const Event*, const Commitment*, const Programme*,
                 const Project*, const Candidacy*, const Requirement*, const Interoperability*, const Risk*>;

struct IndexedFact {
  FactPointer fact;
  std::optional<PartialDate> begins;  // its own beginning; absent: none is stated
  const Provenance* provenance = nullptr;
};

class FactIndex {
 public:
  explicit FactIndex(const World& world);

  [[nodiscard]] std::optional<IndexedFact> find(const FactRef& reference) const;
  template <class T>
  [[nodiscard]] const T* as(const FactRef& reference) const {
    const auto found = find(reference);
    const auto* pointer = found ? std::get_if<const T*>(&found->fact) : nullptr;
    return pointer == nullptr ? nullptr : *pointer;
  }
  // For suggestions: the ids of a kind, in no particular order; the parts of `reference.id` when the kind has parts.
  [[nodiscard]] std::vector<std::string_view> names_like(const FactRef& reference) const;

 private:
  using ById = std::unordered_map<std::string_view, IndexedFact>;

  template <class Facts>
  void add_all(FactKind kind, const Facts& facts);
  void add_dated(const World& world);
  ById& of(FactKind kind) { return facts_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] const ById& of(FactKind kind) const { return facts_[static_cast<std::size_t>(kind)]; }

  std::array<ById, static_cast<std::size_t>(FactKind::risk) + 1> facts_;
  std::unordered_map<std::string_view, const Profile*> profiles_;
};

}  // namespace entente::world
