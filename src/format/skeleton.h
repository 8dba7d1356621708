// Commented skeletons of world files: what `entente world new` writes (docs/formats/world.md has every key in full).
//
// A skeleton is laid out already (layout.h) and is read without an error in a world that has the parties it names; its values are
// placeholders, graded `assumed`, and grant nothing. Every key of the kind of file stands in it once with one line that says what
// it is, those that are optional behind `# `. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.h"
#include "base/result.h"
#include "world/facts.h"

namespace entente::format {

enum class SkeletonOf : std::uint8_t {
  instrument = 0,
  party,
  person,
  event,
  programme,
  profile,
  claim,
  consent,
  template_,
  world
};

[[nodiscard]] std::string_view to_string(SkeletonOf what);  // "template"
[[nodiscard]] std::optional<SkeletonOf> parse_skeleton_of(std::string_view text);

enum class SkeletonFault { bad_id = 1, bad_party };
constexpr std::string_view room_of(SkeletonFault) { return "format"; }

struct SkeletonRequest {
  SkeletonOf what = SkeletonOf::instrument;
  world::Kind kind = world::Kind::information_security;  // instruments and templates
  std::string id;                                        // empty: made from the kind and the parties
  std::vector<PartyId> parties;                          // fewer than two: codes that ISO 3166 leaves to users, XAA and XBB
  // Instruments: the world's template of that kind, as TOML; its clauses are then listed. Empty: none.
  std::string template_text;
};

// The file's text. Fails with bad_id or bad_party, or with what lay_out says of `template_text`.
[[nodiscard]] Result<std::string> write_skeleton(const SkeletonRequest& request);

// The id a skeleton gets when none is stated: "isa-jpn-kor".
[[nodiscard]] std::string usual_id(const SkeletonRequest& request);

}  // namespace entente::format
