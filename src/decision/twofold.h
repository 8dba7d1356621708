// An outcome on the grants that count, and what it would be if grants of every grade counted (docs/semantics.md 1.2): private to
// this room. Plain values.
#pragma once

#include <algorithm>
#include <string>

#include "decision/graded.h"

namespace entente::decision {

struct Twofold {
  Outcome counting = Outcome::fail;
  Outcome every = Outcome::fail;
  bool rests = false;  // on a grant, whose evidence this is:
  world::Evidence evidence = world::Evidence::verified;
  const std::string* by = nullptr;  // the id of the permission it rests on, where there is one

  [[nodiscard]] static Twofold always(Outcome outcome) { return {outcome, outcome, false, world::Evidence::verified, nullptr}; }
  [[nodiscard]] static Twofold of(Grade grade, const std::string* by = nullptr) {
    if (!grade.exists()) return always(Outcome::fail);
    return {grade.counts() ? Outcome::pass : Outcome::fail, Outcome::pass, true, grade.evidence, by};
  }

  [[nodiscard]] Outcome outcome() const {
    return !lets_through(counting) && every == Outcome::pass ? Outcome::unknown : counting;
  }
  // What is unknown does not pass.
  [[nodiscard]] Twofold definite() const {
    Twofold out = *this;
    if (out.counting == Outcome::unknown) out.counting = Outcome::fail;
    if (out.every == Outcome::unknown) out.every = Outcome::fail;
    return out;
  }
  [[nodiscard]] bool weak() const { return !lets_through(counting) && every == Outcome::pass; }
  [[nodiscard]] bool bad() const { return !lets_through(outcome()); }
};

// Both are needed; and the better of two ways.
[[nodiscard]] inline Twofold both(const Twofold& a, const Twofold& b) {
  return {std::min(a.counting, b.counting), std::min(a.every, b.every), a.rests || b.rests, std::min(a.evidence, b.evidence),
          a.by != nullptr ? a.by : b.by};
}

[[nodiscard]] inline Twofold either(const Twofold& a, const Twofold& b) {
  const auto better = [](const Twofold& x, const Twofold& y) {
    if (x.counting != y.counting) return x.counting > y.counting;
    return x.every != y.every ? x.every > y.every : x.evidence >= y.evidence;
  };
  Twofold best = better(a, b) ? a : b;
  best.every = std::max(a.every, b.every);
  return best;
}

}  // namespace entente::decision
