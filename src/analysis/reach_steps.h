// The single steps that `reach` and `downgrade` are made of: information of one owner goes from somebody to everybody at once.
//
// What is asked is what people would ask to get it there: the marking names the recipient, there is no category and no control. What
// facts tell apart otherwise (classes.h) is tried: of the information the object, the subject and the domain, which stay the same all
// the way; of a step its form, purpose and activity. Every step is a request that `decide` permits. Disclosures to parties only.
// One thread at a time; refers to what it is made of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/asked.h"
#include "decision/decide.h"

namespace entente::analysis {

enum class StepKind : std::uint8_t { original = 0, relay, derived };  // by its owner; a copy by another; in the holder's own document
[[nodiscard]] std::string_view to_string(StepKind kind);

struct Step {
  StepKind kind = StepKind::original;
  PartyId from;
  PartyId to;
  LevelName marked;                  // in the policy of whose document it is
  std::optional<LevelName> held_as;  // in the recipient's policy; none: it keeps the mark, or needs none
  std::string instrument;            // empty: none is needed
  std::string consent;               // id; empty: none
  world::Evidence evidence = world::Evidence::assumed;
  Instant until = kEndOfTime;
  bool derived_too = false;          // of a relay: the holder's own document with it may go there as well
  std::vector<std::string> stated;   // "domain military": what had to be
  friend bool operator==(const Step&, const Step&) = default;
};

// Why a step is not permitted: the first rule that does not pass.
struct Denial {
  decision::Rule rule = decision::Rule::label_valid;
  std::string clause;
  std::string text;
  std::optional<PartyId> member = {};  // whom it is about, where the recipient is a set: what goes to it goes to each of its members
  friend bool operator==(const Denial&, const Denial&) = default;
};

class Steps {
 public:
  Steps(const ClassSpace& space, const Compiled& world);

  struct Level {
    std::size_t value = 0;  // of Axis::level
    const label::Level* level = nullptr;
  };
  [[nodiscard]] const std::vector<Level>& levels() const { return levels_; }  // the highest first; of equals in the order of the policy
  // What may be said of the information, what says least first; and of a step.
  [[nodiscard]] const std::vector<std::size_t>& informations() const { return informations_; }
  [[nodiscard]] const std::vector<std::size_t>& manners() const { return manners_; }
  // Whether anybody but the owner may pass it on at all.
  [[nodiscard]] bool relays(const PartyId& holder) const;

  // Classes of a level, an information and a manner.
  [[nodiscard]] std::size_t at(const Level& level, std::size_t information, std::size_t manner) const { return released_ + level.value + information + manner; }
  // Bits of the sides: whoever may have it from that holder; sets of parties count where all their members may.
  [[nodiscard]] PartySet allowed(std::size_t at, const PartyId& holder) const;
  [[nodiscard]] PartySet bits(const std::vector<PartyId>& parties) const;

  // Must be allowed (CHECKed).
  [[nodiscard]] Step step(std::size_t at, const PartyId& holder, const PartyId& recipient) const;
  // A document of the holder, who holds it as `level` of its own policy; none where it is not permitted.
  [[nodiscard]] std::optional<Step> derived(std::size_t at, const PartyId& holder, const LevelName& level, const PartyId& recipient) const;
  // None: it is permitted.
  [[nodiscard]] std::optional<Denial> denial(std::size_t at, const PartyId& holder, const PartyId& recipient) const;

 private:
  [[nodiscard]] decision::Request request(std::size_t at, const PartyId& holder, const PartyId& recipient) const;
  [[nodiscard]] bool permits(std::size_t at, const PartyId& holder, const PartyId& recipient) const;
  [[nodiscard]] Step described(const decision::Request& request, const decision::Decision& decision, std::size_t at) const;
  [[nodiscard]] std::vector<std::size_t> combinations(const std::vector<Axis>& axes) const;

  const ClassSpace& space_;
  const Compiled& world_;
  std::size_t released_ = 0;
  std::vector<Level> levels_;
  std::vector<std::size_t> informations_;
  std::vector<std::size_t> manners_;
};

}  // namespace entente::analysis
