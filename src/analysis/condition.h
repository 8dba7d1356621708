// Whether what has to be recorded of a party, or between two, is recorded at an instant: the one evaluator behind `readiness` and
// `stage`. docs/formats/world.md, "Conditions", is the contract.
//
// Fails closed: where nothing recorded tells, the answer is `unknown`, and unknown is never met. What meets a condition is a
// grant: it starts late, ends early, and is left out when its evidence is weaker than required; what speaks against one always
// counts (docs/semantics.md 1.1, 1.2). Whoever asks what was known earlier passes such a world (world::known_by). Pure but for
// what it remembers: reads no clock. Points into the world, which must stay and not change. One thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "world/fact_index.h"
#include "world/facts.h"

namespace entente::analysis {

enum class Standing : std::uint8_t { unknown = 0, unmet, met };
[[nodiscard]] std::string_view to_string(Standing standing);

// A fact on which an answer rests.
struct Ground {
  Standing says = Standing::unknown;
  bool weak = false;         // would meet the condition, with better evidence
  std::string_view kind{};   // "instrument"
  std::string id{};          // "isa-jpn-can", "aukus-pillar-2#maritime-autonomous-systems"
  std::string_view state{};  // "in-force", "in-progress"; of an event its kind
  std::string_view text{};   // of an assessment what it says, of an event its title
  std::string_view by{};     // who assessed
  std::optional<PartialDate> from{};
  world::Evidence evidence = world::Evidence::assumed;
  const world::Provenance* provenance = nullptr;
  bool is_under = false;          // of an instrument: made under another
  std::optional<PartyId> with{};  // whom it is about, where the condition names others
};

// One condition: a ground for each of those named that has any, the strongest.
struct Judged {
  const world::Condition* condition = nullptr;
  Standing standing = Standing::unknown;
  std::vector<Ground> grounds;
  std::vector<PartyId> lacking;  // of those named, whoever has no ground that meets it
};

// Several, by their ways: met if one way is. `judged` are those of the way that is met, else of the one nearest to it.
struct Together {
  Standing standing = Standing::unknown;
  std::string_view way;
  std::vector<Judged> judged;
};

// Who is asked about, and who the other is (stages).
struct Asked {
  PartyId party;
  std::optional<PartyId> partner;
};

// The facts that concern somebody, or two: made once, looked at for many instants. Used by condition*.cpp only.
struct Dealings;

class Conditions {
 public:
  Conditions(const world::World& world, world::Evidence require);
  ~Conditions();
  Conditions(const Conditions&) = delete;
  Conditions& operator=(const Conditions&) = delete;

  [[nodiscard]] Together judge(const std::vector<world::Condition>& conditions, const Asked& asked, Instant at);
  // A requirement without conditions is decided by its assessments.
  [[nodiscard]] Together judge(const world::FactRef& requirement, const PartyId& party, Instant at);

  // Every instant at which an answer about them could change, sorted; some change nothing.
  [[nodiscard]] const std::vector<Instant>& instants(const Asked& asked);
  // Nations and organisations with which something is recorded of a party, sorted; without its members, and what it is one of.
  [[nodiscard]] std::vector<PartyId> partners(const PartyId& party) const;

  // The same of facts of that grade or better; kept.
  [[nodiscard]] Conditions& requiring(world::Evidence grade);
  [[nodiscard]] world::Evidence require() const { return require_; }
  [[nodiscard]] const world::World& world() const { return world_; }
  [[nodiscard]] const world::FactIndex& facts() const { return facts_; }

 private:
  [[nodiscard]] const Dealings& dealings(const Asked& asked);
  [[nodiscard]] Judged judge_one(const world::Condition& condition, const Asked& asked, Instant at);
  [[nodiscard]] std::vector<Ground> grounds_of(const world::Condition& condition, const Asked& asked, Instant at);
  [[nodiscard]] std::vector<PartyId> named(const world::Condition& condition, const PartyId& party, Instant at) const;
  [[nodiscard]] std::vector<Ground> requirement_grounds(const world::Condition& condition, const PartyId& party, Instant at);
  // Of a requirement, with what is left out filled in.
  [[nodiscard]] const std::vector<world::Condition>& conditions_of(const world::FactRef& requirement);

  const world::World& world_;
  world::Evidence require_;
  world::FactIndex facts_;
  std::size_t depth_ = 0;
  std::map<std::pair<PartyId, std::optional<PartyId>>, std::unique_ptr<Dealings>> dealings_;
  std::map<world::FactRef, std::vector<world::Condition>> conditions_;
  std::map<world::Evidence, std::unique_ptr<Conditions>> stricter_;
};

// Of one fact another state is another: negotiations that end in an agreement.
[[nodiscard]] bool is_same(const Ground& a, const Ground& b);
[[nodiscard]] bool rests_on(const Together& together, const Ground& ground);

// Since when a standing has lasted: the first of `instants` up to `at` from which on `standing_at` says the same all the time;
// nothing when it has always been so.
template <class StandingAt>
[[nodiscard]] std::optional<Instant> lasting_since(const std::vector<Instant>& instants, Instant at,
                                                   const StandingAt& standing_at) {
  const auto now = standing_at(at);
  std::optional<Instant> since;
  for (auto it = instants.rbegin(); it != instants.rend(); ++it) {
    if (*it > at) continue;
    if (standing_at(*it) != now) return since;
    since = *it;
  }
  return standing_at(kBeginningOfTime) == now ? std::nullopt : since;
}

}  // namespace entente::analysis
