// A world compiled for one instant: names interned, sets as bits, candidate instruments per pair of parties in a flat table.
//
// Valid for decisions at every instant of `interval()`: between two dates on which a fact about instruments, memberships,
// accreditations, delegations or authority changes. Consents are many and short, so their dates are compared when deciding.
// Refuses worlds over the limits of base/limits.h. Immutable after `compile`, so thread-safe; does not refer to the World.
#pragma once

#include <memory>
#include <optional>

#include "base/instant.h"
#include "base/result.h"
#include "world/facts.h"

namespace entente::decision {

enum class Fault { over_limit = 1, broken_world };
constexpr std::string_view room_of(Fault) { return "decision"; }

struct CompileOptions {
  Instant at;
  std::optional<Instant> known_as_of;                           // absent: everything recorded counts
  world::Evidence require = world::Evidence::unverified;        // grants weaker than this are unknown
  bool granted = false;  // what conditions have the two sides give each other counts as given (docs/semantics.md 7.5): for analyses
};

class Snapshot {
 public:
  struct Tables;

  [[nodiscard]] static Result<Snapshot> compile(const world::World& world, const CompileOptions& options);

  [[nodiscard]] Interval interval() const;
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  explicit Snapshot(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

}  // namespace entente::decision
