// What every fact carries: how well it is known, who says so, from when it was known, where it is written. And references
// from one fact to another. Thread-safety: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/names.h"
#include "base/result.h"

namespace entente::world {

// How well a fact is known; a page that states it was read, … , somebody supposes it. Order: `assumed` is the weakest.
enum class Evidence : std::uint8_t { assumed = 0, unverified, partial, verified };

struct Place {  // where a fact is written, for messages; not part of the fact
  std::string file;
  std::size_t line = 0;
};

struct Provenance {
  Evidence evidence = Evidence::assumed;
  std::string source;
  std::optional<PartialDate> known;  // from when it was known; a grant without it: from its own start
  std::string note;
  Place place;
};

// One entry of a history: from this date on the state holds, until the next entry's.
template <class State>
struct Since {
  State value{};
  PartialDate from;
  Provenance provenance;
};

// What a reference may point at. Written "kind:id", and "kind:id#part" for a part of it: "requirement:fvey#clearance".
enum class FactKind : std::uint8_t {
  party = 0,
  instrument,
  clause,
  person,
  system,
  facility,
  consent,
  waiver,
  licence,
  approval,
  assurance,
  event,
  commitment,
  programme,
  project,
  candidacy,
  profile,
  requirement,
  assessment,
  capability,
  interoperability,
  risk
};

struct FactRef {
  FactKind kind = FactKind::party;
  std::string id;
  std::string part;  // clause: of the instrument; project: of the programme; requirement: of the profile; else empty
  friend auto operator<=>(const FactRef&, const FactRef&) = default;
};

enum class RefFault { malformed = 1, unknown_kind };
constexpr std::string_view room_of(RefFault) { return "world.reference"; }

[[nodiscard]] Result<FactRef> parse_reference(std::string_view text);
[[nodiscard]] std::string to_string(const FactRef& reference);
[[nodiscard]] std::string_view to_string(FactKind kind);
[[nodiscard]] std::string_view to_string(Evidence evidence);
[[nodiscard]] std::optional<Evidence> parse_evidence(std::string_view text);

}  // namespace entente::world
