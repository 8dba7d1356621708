#include "property/describe.h"

namespace entente::property {
namespace {

void put_permissions(std::ostream& out, const world::World& world) {
  for (const auto& each : world.waivers) {
    out << "waiver " << each.id << " of " << to_string(each.of) << " by " << each.by.str() << listed("to", each.to)
        << stated("project", each.project) << listed("items", each.items) << listed("purposes", each.purposes) << dated(each);
  }
  for (const auto& each : world.licences) {
    out << "licence " << each.id << " by " << each.by.str() << listed("to", each.to) << listed("items", each.items)
        << listed("purposes", each.purposes) << stated("territory", each.territory) << dated(each);
  }
  for (const auto& each : world.approvals) {
    out << "approval " << each.id << " by " << each.by.str() << " " << each.organ << " of " << to_string(each.of)
        << listed("to", each.to) << listed("items", each.items) << dated(each);
  }
}

void put_participants(std::ostream& out, const char* margin, const std::vector<world::Participation>& participants) {
  for (const auto& each : participants) {
    out << margin << to_string(each.role) << " " << each.party.str() << stated("tier", each.tier) << listed("areas", each.areas)
        << dated(each);
  }
}

}  // namespace

void put_facts_of_acts(std::ostream& out, const world::World& world) {
  put_permissions(out, world);
  for (const auto& each : world.items) out << "item " << each.word << listed("is", each.is) << "\n";
  for (const auto& each : world.programmes) {
    out << "programme " << each.id << stated("under", each.under) << "\n";
    put_participants(out, "  ", each.participants);
    for (const auto& project : each.projects) {
      out << "  project " << project.id << dated(project);
      put_participants(out, "    ", project.participants);
    }
    for (const auto& term : each.terms) {
      out << "  term " << term.id << " " << to_string(term.state) << listed("parties", term.parties)
          << dated({}, term.provenance);
    }
  }
  for (const auto& each : world.candidacies) {
    out << "candidacy of " << each.party.str() << " for " << to_string(each.of) << "\n";
    for (const auto& state : each.states) out << "  " << to_string(state.value) << dated({state.from, {}}, state.provenance);
  }
}

}  // namespace entente::property
