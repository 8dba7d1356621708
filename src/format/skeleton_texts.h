// The texts behind skeleton.h, one for each kind of file, in the layout's order.
//
// `@id@`, `@kind@`, `@a@`, `@b@` (parties) and `@accessions@` are replaced. A line that begins with `# ` and a key is optional;
// what stands behind two spaces and `#` says what the key is. Used by skeleton.cpp only.
#pragma once

#include <string_view>

#include "format/skeleton.h"

namespace entente::format {

[[nodiscard]] std::string_view skeleton_text(SkeletonOf what);
[[nodiscard]] std::string_view profile_skeleton_text();  // skeleton_profile.cpp: a part of it

}  // namespace entente::format
