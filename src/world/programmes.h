// Programmes and what leads to them: projects, participants with tiers, terms; candidacies; profiles of requirements with
// assessments; capabilities, interoperability, risks. Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/condition.h"
#include "world/provenance.h"

namespace entente::world {

// Order: the one that opens least first.
enum class Role : std::uint8_t { excluded = 0, observer, candidate, partner, member };

struct Participation {
  PartyId party;
  Role role = Role::excluded;
  std::optional<std::int64_t> tier;  // of access: 1, 2
  std::vector<std::string> areas;    // of the programme; empty: all
  Period period;                     // grant, except `excluded`
  Provenance provenance;
};

struct Area {
  std::string id;
  std::string title;
  Provenance provenance;
};

struct Project {
  std::string id;  // within its programme
  std::string title;
  std::vector<std::string> areas;
  std::vector<Participation> participants;
  Period period;
  Provenance provenance;
};

enum class TermState : std::uint8_t { unsettled = 0, settled };

// A condition of taking part, settled or not.
struct Term {
  std::string id;
  // "background-ip", "foreground-ip", "access", "co-production", "third-country-export", "consents", "financing", "procurement"
  std::string subject;
  std::vector<PartyId> parties;  // empty: everybody in it
  TermState state = TermState::unsettled;
  std::string text;
  Provenance provenance;
};

struct Programme {
  std::string id;
  std::string title;
  std::optional<InstrumentId> under;
  std::vector<Area> areas;
  std::vector<Participation> participants;
  std::vector<Project> projects;
  std::vector<Term> terms;
  Provenance provenance;
};

enum class CandidacyState : std::uint8_t { interest = 0, considered, consulting, invited, member };

struct Candidacy {
  std::string id;
  PartyId party;
  FactRef of;  // a party (group, organisation) or a programme
  std::vector<Since<CandidacyState>> states;
  Provenance provenance;
};

struct Requirement {
  std::string id;    // within its profile
  std::string area;  // "clearance", "cyber-defence"
  std::string text;
  std::optional<std::string> list;  // the list it stands in, where a source gives one: a claim that lists fewer omits it
  std::vector<std::string> claims;  // ids of claims that speak of it besides those that are about it
  std::vector<Condition> needs;     // empty: met when its latest assessment says so
  // Where an assessment decides: what would close it, in plain words, and who can act on that: kTheParty, kTheMembers, or parties.
  std::string closing;
  std::vector<std::string> closed_by;
  Provenance provenance;
};

// In `closed_by`: whoever is measured, and the members of what the profile is of. No party is called so.
inline constexpr std::string_view kTheParty = "party";
inline constexpr std::string_view kTheMembers = "members";

// What a candidate is measured against.
struct Profile {
  std::string id;  // "fvey", "aukus-pillar-2", "nato-interop"
  std::string title;
  FactRef of;  // a party or a programme
  std::vector<Requirement> requirements;
  Provenance provenance;
};

enum class AssessmentState : std::uint8_t { unmet = 0, in_progress, met };

struct Assessment {
  std::string id;
  FactRef requirement;
  PartyId party;
  AssessmentState state = AssessmentState::unmet;
  PartialDate from;
  std::string assessor;  // an office or a publication, never a person's name
  std::string text;
  Provenance provenance;
};

enum class CapabilityKind : std::uint8_t { need = 0, priority, offer, project };

struct Capability {
  std::string id;
  PartyId party;
  CapabilityKind kind = CapabilityKind::need;
  std::string area;  // what matches a priority with a project: "air-and-missile-defence"
  std::string title;
  std::optional<FactRef> programme;
  Period period;
  Provenance provenance;
};

enum class InteroperabilityState : std::uint8_t { unknown = 0, failed, tested };

struct Interoperability {
  std::string id;
  std::vector<PartyId> parties;
  std::vector<std::string> platforms;  // exactly two: platforms or systems
  std::string standard;                // "Link 16"
  InteroperabilityState state = InteroperabilityState::unknown;
  std::optional<PartialDate> on;
  Provenance provenance;
};

enum class RiskState : std::uint8_t { open = 0, closed };

// Something a source says may go wrong, or stands in the way (`obstacle`); attributed, never a fact about a party.
struct Risk {
  std::string id;
  std::string text;
  bool obstacle = false;
  std::vector<FactRef> about;
  std::vector<Since<RiskState>> states;
  Provenance provenance;
};

[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::string_view to_string(TermState state);
[[nodiscard]] std::string_view to_string(CandidacyState state);
[[nodiscard]] std::string_view to_string(AssessmentState state);
[[nodiscard]] std::string_view to_string(CapabilityKind kind);
[[nodiscard]] std::string_view to_string(InteroperabilityState state);
[[nodiscard]] std::string_view to_string(RiskState state);

}  // namespace entente::world
