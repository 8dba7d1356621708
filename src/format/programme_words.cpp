#include "format/programme_words.h"

#include <algorithm>
#include <utility>
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

std::string level_to_text(const analysis::ClassifiedOf& of) {
  return of.level ? "up to " + of.level->level.value : of.has_levels ? "nothing" : "levels that no policy tells";
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
  if (participant.may_take_part) {
    std::vector<PartyId> barred;
    for (const auto& each : participant.classified) {
      if (!each.may_take_part) barred.push_back(each.giver);
    }
    return {"✔", barred.empty() ? "may take part" : fmt::format("may take part, with {} in nothing classified", names_of(barred))};
  }
  if (participant.denied_by == std::vector{decision::Rule::legal_basis}) {
    if (!standing.programme->under) return {"?", "not told: under no recorded instrument"};
    if (participant.basis_unknown) return {"?", "not told: what it is under is limited, and an act does not say in what"};
  }
  std::vector<std::string> rules;
  for (const auto rule : participant.denied_by) rules.emplace_back(decision::to_string(rule));
  return {"✘", "not permitted: " + join(rules, ", ")};
}

std::string levels_to_text(const Participant& participant) {
  std::vector<std::pair<std::string, std::vector<PartyId>>> levels;
  for (const auto& each : participant.classified) {
    if (!each.may_take_part) continue;
    const auto level = level_to_text(each);
    auto at = std::find_if(levels.begin(), levels.end(), [&](const auto& other) { return other.first == level; });
    if (at == levels.end()) at = levels.insert(levels.end(), {level, {}});
    at->second.push_back(each.giver);
  }
  std::vector<std::string> out;
  for (const auto& [level, givers] : levels) out.push_back(fmt::format("of {} {}", names_of(givers), level));
  return join(out, "; ");
}

std::string classified_to_text(const analysis::ClassifiedOf& of) {
  auto level = level_to_text(of);
  std::vector<std::string> on;
  if (of.level && !of.level->instrument.empty()) on.push_back(of.level->instrument);
  if (of.level) on.insert(on.end(), of.level->stated.begin(), of.level->stated.end());
  if (!on.empty()) level += fmt::format(" ({})", join(on, ", "));
  const auto giver = of.giver.value;
  if (of.may_take_part) return fmt::format("{} of {} {}", of.level ? "✔" : of.has_levels ? "✘" : "?", giver, level);
  return fmt::format("✘ with {} in nothing", giver) + (of.level ? "; information alone " + level : "");
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
  return does + (about.empty() ? "" : " (" + join(about, "; ") + ")") + (clause.from_template ? " (of every such instrument)" : "");
}

std::string exemption_to_text(const world::Instrument& instrument) {
  std::vector<PartyId> parties;
  for (const auto& each : instrument.parties) parties.push_back(each.party);
  return "exempts from export licences what is stated to be controlled, between its parties: " + names_of(parties);
}

}  // namespace entente::format
