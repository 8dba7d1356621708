#include "format/programme_words.h"

#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::format {
namespace {

using analysis::Participant;
using analysis::Settlement;

std::string names_of(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& each : parties) names.push_back(each.value);
  return join(names, ", ");
}

}  // namespace

std::string_view sign(Settlement is) {
  switch (is) {
    case Settlement::unsettled:
      return "✘";
    case Settlement::unknown:
      return "?";
    case Settlement::settled:
      return "✔";
  }
  return "";
}

std::string role_to_text(const Participant& participant) {
  if (participant.parts.empty()) return participant.may_take_part ? "none: invited" : "none: a term names it";
  const auto& first = participant.parts.front();
  return std::string(to_string(first.participation->role)) + (first.project == nullptr ? "" : " of " + first.project->id);
}

std::string since_to_text(const Participant& participant) {
  const bool stated = !participant.parts.empty() && participant.parts.front().participation->period.from;
  return stated ? participant.parts.front().participation->period.from->text() : std::string();
}

EngineWords by_the_engine(const analysis::ProgrammeStanding& standing, const Participant& participant) {
  if (participant.may_take_part) return {"✔", "may take part"};
  if (participant.denied_by == std::vector{decision::Rule::legal_basis}) {
    if (!standing.programme->under) return {"?", "not told: under no recorded instrument"};
    if (participant.basis_unknown) return {"?", "not told: what it is under is limited, and an act does not say in what"};
  }
  std::vector<std::string> rules;
  for (const auto rule : participant.denied_by) rules.emplace_back(decision::to_string(rule));
  return {"✘", "not permitted: " + join(rules, ", ")};
}

std::string clause_to_text(const world::Clause& clause) {
  std::vector<std::string> about;
  if (!clause.from.empty()) about.push_back("of " + names_of(clause.from));
  if (!clause.to.empty()) about.push_back("to " + names_of(clause.to));
  for (const auto* words : {&clause.items, &clause.activities}) {
    if (!words->empty()) about.push_back(join(*words, "/"));
  }
  std::vector<std::string> needs;
  for (const auto need : clause.needs) needs.emplace_back(world::to_string(need));
  const auto does = clause.effect == world::Effect::prohibit ? std::string("prohibits")
                    : needs.empty()                          ? std::string(world::to_string(clause.effect)) + "s"
                                                             : "asks for " + join(needs, ", ");
  return does + (about.empty() ? "" : " (" + join(about, "; ") + ")");
}

std::string exemption_to_text(const world::Instrument& instrument) {
  std::vector<PartyId> parties;
  for (const auto& each : instrument.parties) parties.push_back(each.party);
  return "exempts from export licences what is stated to be controlled, between its parties: " + names_of(parties);
}

}  // namespace entente::format
