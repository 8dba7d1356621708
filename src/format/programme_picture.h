// What is settled in a programme as a table: a row for each who takes part, a column for each subject, in a cell by pattern and
// sign whether it is settled, and last what the engine says; below, the clauses that decisions ask besides. Pure, thread-safe.
#pragma once

#include <string>

#include "format/programme_json.h"

namespace entente::format {

// For at most limits::kPictureRows participants; clauses beyond the first twenty are counted. Empty where it would be larger than
// a picture may be (svg.h): of very many subjects.
[[nodiscard]] std::string programme_picture(const ProgrammeReport& report);

}  // namespace entente::format
