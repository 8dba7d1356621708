// Adds the facts that only acts, export control and conditions ask for: permissions, and parts in programmes. Private to this
// room; what each is: docs/formats/remedies.md.
#pragma once

#include <optional>

#include "decision/needs.h"
#include "decision/request.h"
#include "world/facts.h"

namespace entente::analysis {

// What every fact of a remedy has, and which recorded ones hold (docs/semantics.md 1.1 and 1.3).
struct Fresh {
  const decision::Request& request;
  std::optional<Instant> known_as_of;
  world::Provenance provenance;
  Period period;

  template <class Fact>
  [[nodiscard]] bool holds(const Fact& fact) const {
    const Interval interval = as_grant(fact.period);
    const auto& known = fact.provenance.known;
    return interval.contains(request.time) && (!known_as_of || (known ? known->latest() : interval.from) <= *known_as_of);
  }

  // Verifies those that hold and fit.
  template <class Facts, class Fits>
  void verify_all(Facts& facts, const Fits& fits) const {
    for (auto& each : facts) {
      if (holds(each) && fits(each)) each.provenance.evidence = world::Evidence::verified;
    }
  }
};

void add_permission(const decision::Lack& lack, const Fresh& fresh, world::World& world);

}  // namespace entente::analysis
