// An act of one giver, or for one programme, and one nation, split into sides that many acts share: as sides.h for disclosures.
//
// A permit is a conjunction, and each of its sides looks at some of what is stated only. Analyses over all classes of acts
// (analysis/act_classes.h) ask each side once for what it looks at. Together they give the verdict of `judge`
// (`act_answers_are_what_decide_tells` holds this). Immutable, thread-safe.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/decide.h"

namespace entente::decision {

// What is stated of an act.
enum class ActAxis : std::uint8_t {
  object = 0,  // by name or digest
  origin,      // who had provided it
  control,     // stated to be under export control
  project,
  area,
  tier,
  place,
  begins,
  value,
  purpose,
  activities,
  items,
};
inline constexpr std::size_t kActAxes = 12;
using ActAxes = std::bitset<kActAxes>;

enum class ActSide : std::uint8_t { origin = 0, basis, export_control, participation };
inline constexpr std::size_t kActSides = 4;

// What a side answers, or several together.
struct ActAnswer {
  bool permit = true;
  Rule rule = Rule::legal_basis;                         // of a deny: the first that does not pass
  world::Evidence evidence = world::Evidence::verified;  // of a permit: the weakest grant it relies on
  Instant valid_until = kEndOfTime;
  std::uint32_t instrument = 0xFFFFFFFF;  // that carries it, as ActSides::instrument knows it; all ones: none
  std::string_view clause = {};           // of a deny: what the reason of that rule cites, in the snapshot; empty: nothing
  friend auto operator<=>(const ActAnswer&, const ActAnswer&) = default;
};
[[nodiscard]] ActAnswer both(const ActAnswer& a, const ActAnswer& b);

class ActSides {
 public:
  // Of acts to the same party, by the same giver, or in the same programme, as this one; and at its time, which must lie in the
  // snapshot's interval (CHECKed).
  ActSides(const Snapshot& snapshot, const Request& request);

  // Where no rule can be evaluated, whatever is stated besides. Sides are not asked then.
  [[nodiscard]] const std::optional<ActAnswer>& settled() const { return settled_; }
  // Requests that are alike on these axes, and pass the same tests, have the same answer of the side.
  [[nodiscard]] const ActAxes& reads(ActSide side) const;
  // A test is whether a clause applies to what is stated, or whether the items are all of an instrument's. One is passed if every
  // axis lets it be; they look at these axes.
  [[nodiscard]] const ActAxes& tests(ActSide side) const;
  // A bit for each test that the axis lets be passed, and of tests that are passed, those that lead to the same as one.
  [[nodiscard]] std::uint64_t lets(ActSide side, ActAxis axis, const Request& request) const;
  [[nodiscard]] std::uint64_t joined(ActSide side, std::uint64_t passed) const;
  [[nodiscard]] ActAnswer ask(ActSide side, const Request& request) const;
  // By its index in an answer; empty: none.
  [[nodiscard]] std::string instrument(std::uint32_t index) const;

 private:
  Snapshot snapshot_;
  std::optional<ActAnswer> settled_;
  struct Pair;
  std::shared_ptr<const Pair> pair_;  // none: it is settled
};

}  // namespace entente::decision
