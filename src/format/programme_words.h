// What is said of a programme's participants and clauses, alike in text and in a picture. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "analysis/programme_check.h"

namespace entente::format {

[[nodiscard]] std::string_view sign(analysis::Settlement is);  // "✔", "✘", "?"
[[nodiscard]] std::string role_to_text(
    const analysis::Participant& participant);  // "candidate", "observer of ghost-shark", "none: invited"
[[nodiscard]] std::string since_to_text(
    const analysis::Participant& participant);  // of that role: "2024-09-17"; empty: not recorded

// What the engine answers to `participate`: "may take part", "may take part, with GBR in nothing classified", "not permitted: conditions"; where what a programme is under does
// not tell, "not told: …".
struct EngineWords {
  std::string_view sign;
  std::string text;
};
[[nodiscard]] EngineWords by_the_engine(const analysis::ProgrammeStanding& standing, const analysis::Participant& participant);
// Of what is classified, of whom up to which level: "of AUS, GBR up to TOP SECRET; of JPN nothing".
[[nodiscard]] std::string levels_to_text(const analysis::Participant& participant);
// Of one, with what that rests on: "✔ of USA up to TOP SECRET (isa-aus-usa)", "✘ with GBR in nothing; …".
[[nodiscard]] std::string classified_to_text(const analysis::ClassifiedOf& of);

// "asks for national-approval (of JPN; third-country-export)"; "exempts from export licences …, between its parties: AUS, GBR".
[[nodiscard]] std::string clause_to_text(const world::Clause& clause);
[[nodiscard]] std::string exemption_to_text(const world::Instrument& instrument);

}  // namespace entente::format
