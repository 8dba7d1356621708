// What a party puts first, needs or offers, who has an offer or a project in the same area, and which instruments carry that.
//
// Capabilities and projects match by the word of their area. Of each match the engine is asked what it takes: taking part in the
// programme, the transfer of equipment of that area (controlled if a nation gives it; with a purpose that facts name where it
// takes one), and the disclosure of information as `entente world matrix` asks it (the highest level that may go). Of what is
// denied it is said whether an instrument carries it, which rules deny, and the cheapest facts that would cure each
// (decision/needs.h). A party without a policy has no level that could be asked about, and that is said. A match is a word, not a
// judgement that two things fit. Docs: docs/formats/programmes.md. Only facts that count under the view's options. Pure,
// thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "analysis/asked.h"
#include "base/result.h"
#include "decision/decision.h"
#include "world/facts.h"

namespace entente::analysis {

enum class Deed : std::uint8_t { participate = 0, transfer, disclose };
inline constexpr std::array kDeeds{Deed::participate, Deed::transfer, Deed::disclose};

enum class Carriage : std::uint8_t {
  unasked = 0,  // cannot be asked: no classified level of who gives is known
  blocked,      // no instrument carries it
  lacking,      // an instrument carries it, and something else is lacking
  carried       // permitted
};

// What a rule that denies asks for: the cheapest way, in words.
struct Wanting {
  decision::Rule rule = decision::Rule::label_valid;
  std::vector<std::string> facts;  // all of them together; empty: `why` says what stands in the way
  std::string why;
  std::vector<PartyId> actors;  // who can act
  friend bool operator==(const Wanting&, const Wanting&) = default;
};

struct Carrying {
  Deed deed = Deed::transfer;
  PartyId giver;  // of `participate`: empty
  PartyId recipient;
  Carriage is = Carriage::blocked;
  std::string level;                // disclose, carried: the highest
  std::vector<std::string> stated;  // what must be stated for it: "domain military", "purpose joint-development"
  std::string instrument;           // that carries it; empty: none, or none is needed
  std::string missing;  // blocked: the kind of instrument that would carry it, or one recorded that does not count yet
  world::Evidence evidence = world::Evidence::assumed;  // carried: of the weakest grant
  Instant until = kEndOfTime;                           // of the answer
  std::vector<Wanting> wanting;                         // blocked, lacking: one a rule, in rule order
  std::string why = {};                                 // unasked: "no policy of ITA"
};

// A capability of one party and what another has in that area.
struct CapabilityMatch {
  PartyId partner;
  const world::Capability* theirs = nullptr;  // an offer or a project; none: a project of a programme alone
  std::string project;                        // "programme:x", "project:x#y"; empty: none
  std::vector<Carrying> carrying;             // in the order of kDeeds; without `participate` where there is no project
};

struct CapabilityRow {
  const world::Capability* capability = nullptr;  // of the party: a priority, a need or an offer
  std::vector<CapabilityMatch> matches;           // by partner; none: nobody
};

// Two platforms against a standard.
struct PlatformPair {
  const world::Interoperability* record = nullptr;
  world::InteroperabilityState state = world::InteroperabilityState::unknown;  // a test that does not count tells nothing
  std::string set_aside = {};  // why a recorded test does not count: "tested later", "weak evidence"; empty: it does, or there is none
};

struct Capabilities {
  std::vector<CapabilityRow> rows;     // by party, kind (priorities first), then as recorded
  std::vector<PlatformPair> pairs;     // with the party, by id
  std::vector<PartyId> partners;       // of all rows, sorted
  std::vector<std::string> standards;  // of all pairs, sorted
  std::size_t left_out = 0;            // recorded capabilities that do not count: by date or evidence
  std::size_t unknown_pairs = 0;       // recorded pairs of the party that were not known yet (`known_as_of`), and are not among them
  Instant holds_until = kEndOfTime;
};

// Of one party, or of all. Pointers are into the view's world. Fails as `compiled` does.
[[nodiscard]] Result<Capabilities> capabilities(const View& view, const std::optional<PartyId>& party);

[[nodiscard]] std::string_view to_string(Deed deed);          // "participate"
[[nodiscard]] std::string_view to_string(Carriage carriage);  // "lacking"

}  // namespace entente::analysis
