// What is settled in a programme, for each who takes part, what is not, and what nothing recorded tells.
//
// The subjects are those a programme must settle (kTermSubjects), and whatever else its terms are recorded on. A term is about
// everybody or the parties it names (docs/semantics.md 4.4): unsettled holds on any evidence, settled like a grant; of several on
// one subject the unsettled wins. The tier is that of the participations. Nothing recorded is unknown, never settled. What the
// engine answers to `participate` is said beside, and of what is classified, as the matrix tells it, of whom and up to which level. Docs: docs/formats/programmes.md. Pure, thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/asked.h"
#include "analysis/matrix.h"
#include "base/result.h"
#include "decision/decision.h"
#include "world/facts.h"

namespace entente::analysis {

// In the order in which they are reported.
inline constexpr std::array<std::string_view, 8> kTermSubjects{
    "background-ip", "foreground-ip", "access", "co-production", "third-country-export", "consents", "financing", "procurement"};
inline constexpr std::string_view kTierSubject = "tier";

enum class Settlement : std::uint8_t { unsettled = 0, unknown, settled };

// How one subject stands for one participant.
struct Holding {
  std::string subject;
  Settlement is = Settlement::unknown;
  std::vector<const world::Term*> terms;                // that say so; of unknown: settled ones that do not count
  const world::Participation* participation = nullptr;  // of the tier
};

// One way of taking part that holds at the instant.
struct TakingPart {
  const world::Participation* participation = nullptr;
  const world::Project* project = nullptr;  // none: of the programme itself
};

// What is classified, of one who takes part to another.
struct ClassifiedOf {
  PartyId giver;
  bool may_take_part = false;    // with something classified, as far as this one goes
  bool has_levels = false;       // its policy is known; else nothing tells up to which
  std::optional<Passage> level;  // its highest that may be disclosed, and what must be stated for it; none: nothing
};

struct Participant {
  PartyId party;
  std::vector<TakingPart> parts;  // the closest first; empty: only a term names it, or it is invited
  bool excluded = false;          // then there are no holdings
  bool may_take_part = false;     // as the engine answers, where nothing else is stated
  bool basis_unknown = false;     // what carries it is limited to what an act says nothing of
  std::vector<decision::Rule> denied_by;
  std::vector<ClassifiedOf> classified;  // of who may take part: of each other who may, by code
  std::vector<Holding> holdings;  // in the order of the programme's subjects
};

struct ProgrammeStanding {
  const world::Programme* programme = nullptr;
  std::vector<std::string> subjects;
  std::vector<Participant> participants;  // the closest role first, then by code
  std::vector<PartyId> members;           // who can settle what is open, with whom it is about
  const world::Instrument* under = nullptr;
  std::vector<const world::Clause*> clauses;            // of that one, about taking part, that apply or may: none is a term
  std::vector<const world::Instrument*> exemptions;     // from export licences, in force between at least two who take part
  std::size_t unsettled = 0;
  std::size_t settled = 0;
  std::size_t unknown = 0;
  Instant holds_until = kEndOfTime;
  bool begun = false;  // somebody took part, or what it is under had a status; else no term counts
};

// `programme` is of the view's world. Fails as compiling does.
[[nodiscard]] Result<ProgrammeStanding> programme_standing(const View& view, const world::Programme& programme);

// When what it says was known, else when its source was published, where the world knows that source.
[[nodiscard]] std::optional<PartialDate> dated(const world::World& world, const world::Provenance& provenance);

[[nodiscard]] std::string_view to_string(Settlement settlement);  // "unsettled"

}  // namespace entente::analysis
