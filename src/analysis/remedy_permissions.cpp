#include "analysis/remedy_permissions.h"

#include <algorithm>

namespace entente::analysis {
namespace {

using decision::Lack;
using world::FactKind;
using world::RemedyFact;

// The programme of "programme:x", "project:x#y" or "programme:x#term".
world::Programme* programme_of(world::World& world, const std::string& reference) {
  const auto colon = reference.find(':');
  const std::string id = reference.substr(colon + 1, reference.find('#') - colon - 1);
  const auto found =
      std::find_if(world.programmes.begin(), world.programmes.end(), [&](const auto& each) { return each.id == id; });
  return found == world.programmes.end() ? nullptr : &*found;
}

std::string part_of(const std::string& reference) {
  const auto hash = reference.find('#');
  return hash == std::string::npos ? std::string() : reference.substr(hash + 1);
}

class Adding {
 public:
  Adding(const Lack& lack, const Fresh& fresh, world::World& world) : lack_(lack), fresh_(fresh), world_(world) {}

  void add() {
    if (lack_.fact == RemedyFact::approval) return add_approval();
    if (lack_.fact == RemedyFact::licence) return add_licence();
    if (lack_.fact == RemedyFact::waiver) return add_waiver();
    if (lack_.fact == RemedyFact::settlement) return settle();
    if (lack_.fact == RemedyFact::invitation) return invite();
    CHECK(lack_.fact == RemedyFact::participation);
    add_participation();
  }

 private:
  [[nodiscard]] const decision::Act& act() const { return fresh_.request.object.act; }

  // The record that is meant, by who gave it and its id.
  template <class Permissions>
  void verify(Permissions& permissions) const {
    fresh_.verify_all(permissions, [&](const auto& each) { return each.by == lack_.by && each.id == lack_.id; });
  }

  // About the instrument whose clause asks, of this object alone; an agreed project about the project.
  void add_approval() {
    if (lack_.weak) return verify(world_.approvals);
    const auto& request = fresh_.request;
    world::FactRef of{FactKind::instrument, lack_.instrument.value, {}};
    if (lack_.value == "project") {
      const auto project = world::parse_reference(act().project);
      if (!project) return;
      of = *project;
    }
    std::vector<std::string> items{request.object.id};
    if (lack_.value == "authorised-user") items.push_back(request.subject.id);
    world_.approvals.push_back({"new:approval", lack_.by, lack_.value, of, {lack_.to}, items, fresh_.period, fresh_.provenance});
  }

  void add_licence() {
    if (lack_.weak) return verify(world_.licences);
    std::vector<std::string> purposes;
    if (!fresh_.request.purpose.empty()) purposes.push_back(fresh_.request.purpose);
    world_.licences.push_back(
        {"new:licence", lack_.by, {lack_.to}, act().items, purposes, std::nullopt, fresh_.period, fresh_.provenance});
  }

  void add_waiver() {
    if (lack_.weak) return verify(world_.waivers);
    const auto slash = lack_.value.find('/');
    const world::FactRef clause{FactKind::clause, lack_.value.substr(0, slash), lack_.value.substr(slash + 1)};
    std::vector<std::string> purposes;
    if (!fresh_.request.purpose.empty()) purposes.push_back(fresh_.request.purpose);
    std::vector<std::string> items = act().items;
    if (items.empty() && !fresh_.request.object.id.empty()) items.push_back(fresh_.request.object.id);
    world_.waivers.push_back({"new:waiver",
                              clause,
                              lack_.by,
                              {lack_.to},
                              std::nullopt,
                              std::move(items),
                              std::move(purposes),
                              "",
                              fresh_.period,
                              fresh_.provenance});
  }

  void settle() {
    auto* programme = programme_of(world_, lack_.id);
    if (programme == nullptr) return;
    for (auto& term : programme->terms) {
      if (term.id != part_of(lack_.id)) continue;
      term.state = world::TermState::settled;
      term.provenance = fresh_.provenance;
    }
  }

  // Of a recorded invitation whichever of its states invites.
  void invite() {
    const auto programme = world::parse_reference(lack_.id);
    if (!programme || !fresh_.period.from) return;
    if (!lack_.weak) {
      world::Candidacy& made = world_.candidacies.emplace_back();
      made = {"new:candidacy", lack_.by, *programme, {}, fresh_.provenance};
      made.states.push_back({world::CandidacyState::invited, *fresh_.period.from, fresh_.provenance});
      return;
    }
    for (auto& candidacy : world_.candidacies) {
      if (candidacy.party != lack_.by || candidacy.of != *programme) continue;
      for (auto& state : candidacy.states) {
        const bool invites = state.value >= world::CandidacyState::invited && state.from.latest() <= fresh_.request.time;
        if (invites) state.provenance.evidence = world::Evidence::verified;
      }
    }
  }

  // In the area and at the tier that are stated. Without a party it is the project itself that is verified.
  void add_participation() {
    auto* programme = programme_of(world_, lack_.id);
    if (programme == nullptr) return;
    auto* participants = &programme->participants;
    for (auto& project : programme->projects) {
      if (project.id != part_of(lack_.id)) continue;
      participants = &project.participants;
      if (lack_.by.empty()) project.provenance.evidence = world::Evidence::verified;
    }
    if (lack_.weak) {
      return fresh_.verify_all(*participants,
                               [&](const auto& each) { return each.party == lack_.by && to_string(each.role) == lack_.value; });
    }
    world::Participation made{lack_.by, world::Role::partner, act().tier, {}, fresh_.period, fresh_.provenance};
    if (lack_.value == to_string(world::Role::member)) made.role = world::Role::member;
    if (!act().area.empty()) made.areas = {act().area};
    participants->push_back(std::move(made));
  }

  const Lack& lack_;
  const Fresh& fresh_;
  world::World& world_;
};

}  // namespace

void add_permission(const Lack& lack, const Fresh& fresh, world::World& world) { Adding(lack, fresh, world).add(); }

}  // namespace entente::analysis
