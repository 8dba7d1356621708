// A label: what a marking says about an object, in one policy's terms, with the parties it binds.
//
// A Label is only as true as its marking; it decides nothing. Party names are as written (groups unexpanded) and known to
// the world, levels and categories canonical in their policy: `parse_marking` (marking.h) refuses anything else, and it is
// the way labels come to be. Docs: docs/semantics.md 2. Thread-safety: plain values.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/names.h"

namespace entente::label {

enum class Fault {
  unknown_policy = 1,
  unknown_level,
  unknown_token,
  unknown_party,
  malformed,
  look_alike,
  over_limit,
  contradiction,
  not_expressible
};
constexpr std::string_view room_of(Fault) { return "label"; }

// Value 0 is the one that denies most.
enum class CategoryKind { restrictive = 0, permissive, informative };

struct Category {
  PolicyId policy;
  CategoryName name;  // a sub-compartment names its whole path, "SI-G ABCD", and comes with its parents "SI-G" and "SI"
  CategoryKind kind = CategoryKind::restrictive;
  friend auto operator<=>(const Category&, const Category&) = default;
};

// An owner or a source. Whatever is not set is unknown (concealed), and every rule that needs it is unknown.
struct Origin {
  std::optional<PartyId> party;
  std::optional<PolicyId> policy;
  std::optional<LevelName> level;  // in that policy; without one: a text that is kept, RESTRICTED of a concealed owner
  friend auto operator<=>(const Origin&, const Origin&) = default;
};

// absent: the originator has not decided. listed with no parties: nobody. everyone: public.
enum class ReleaseKind { absent = 0, listed, everyone };

struct Releasability {
  ReleaseKind kind = ReleaseKind::absent;
  std::vector<PartyId> parties;  // as written, groups unexpanded
  friend bool operator==(const Releasability&, const Releasability&) = default;
};

struct Controls {
  bool no_foreign = false;
  bool originator_control = false;
  bool release_by_official = false;               // RELIDO: grants nothing, bounds nothing; kept for the text
  std::optional<std::vector<PartyId>> eyes_only;  // closed list
  friend bool operator==(const Controls&, const Controls&) = default;
};

// Of a label: what it is about is told in several ways, so it counts as nothing that is stated.
inline constexpr const char* kDomainNotKnown = "";

struct Label {
  PolicyId policy;
  LevelName level;
  std::vector<Category> categories;  // sorted, unique
  std::vector<Origin> owners;        // at least one; several mean JOINT
  std::vector<Origin> sources;       // foreign information inside, not owners
  Releasability releasable;
  std::vector<PartyId> display_only;
  Controls controls;
  std::optional<std::string> domain;  // absent: the policy's default for the level; kDomainNotKnown: not even that
  std::optional<Instant> created;
  std::optional<Instant> declassify_on;
  friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace entente::label
