#include "analysis/condition_dealings.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "world/duration.h"

namespace entente::analysis {
namespace {

constexpr std::size_t kGroupDepth = 16;  // groups in groups, as everywhere (docs/limits.md)

bool has(const std::vector<PartyId>& ids, const PartyId& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

bool acceded(const world::Instrument& instrument, const PartyId& id) {
  return std::any_of(instrument.parties.begin(), instrument.parties.end(), [&](const auto& each) { return each.party == id; });
}

// Whose part it is; somebody may have had several, one after another.
std::vector<const world::Participation*> parts_of(const std::vector<world::Participation>& all, const PartyId& id) {
  std::vector<const world::Participation*> out;
  for (const auto& each : all) {
    if (each.party == id) out.push_back(&each);
  }
  return out;
}

class Gathering {
 public:
  Gathering(const world::World& world, world::Evidence require, const Asked& asked, const Dealings* alone)
      : world_(world), require_(require), members_(world, require), alone_(alone) {
    out_.asked = asked;
    for (const auto& profile : world.profiles) {
      for (const auto& each : profile.requirements) collect_terms(each.needs);
    }
    for (const auto& model : world.models) {
      for (const auto& stage : model.stages) {
        collect_terms(stage.needs);
        for (const auto& each : stage.needs)
          asks_alone_ = asks_alone_ || is_asked_alone(each.test) || each.test == world::Test::requirement;
      }
    }
  }

  Dealings gather() {
    instruments();
    events();
    for (const auto& programme : world_.programmes) {
      part(programme, nullptr, programme.participants);
      for (const auto& project : programme.projects) part(programme, &project, project.participants);
    }
    own();
    memberships();
    auto& instants = out_.instants;
    if (out_.asked.partner && asks_alone_) {
      const auto alone = alone_ != nullptr ? alone_->instants : dealings_of(world_, require_, {out_.asked.party, std::nullopt}).instants;
      instants.insert(instants.end(), alone.begin(), alone.end());
    }
    std::erase_if(instants, [](Instant t) { return t == kBeginningOfTime || t == kEndOfTime; });
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    return std::move(out_);
  }

 private:
  // Both ends of a date: whether it grants is not looked at here.
  void note(const std::optional<PartialDate>& date) {
    if (!date) return;
    out_.instants.push_back(date->earliest());
    if (!date->is_whole()) out_.instants.push_back(date->latest());
  }
  void note(const Period& period) {
    note(period.from);
    note(period.until);
  }

  [[nodiscard]] bool both(const std::vector<PartyId>& ids) const {
    return has(ids, out_.asked.party) && (!out_.asked.partner || has(ids, *out_.asked.partner));
  }

  void instruments() {
    for (const auto& each : world_.instruments) {
      if (out_.asked.partner && each.kind == world::Kind::national_law) continue;  // binds each alone, and is nothing between two
      if (!acceded(each, out_.asked.party) || (out_.asked.partner && !acceded(each, *out_.asked.partner))) continue;
      out_.instruments.push_back(&each);
      out_.above.push_back(each.under ? world_.instrument(*each.under) : nullptr);
      for (const auto* dated : {&each, out_.above.back()}) {
        if (dated != nullptr) note_statuses(*dated);
      }
      for (const auto& accession : each.parties) note(accession.period);
    }
  }

  void note_statuses(const world::Instrument& instrument) {
    for (const auto& status : instrument.statuses) {
      note(status.from);
      if (status.value == world::StatusValue::in_force) out_.instants.push_back(world::end_of(instrument, status));
    }
  }

  [[nodiscard]] bool took_part(const world::Event& event, const PartyId& id, Instant at) const {
    return event.host == id || members_.among(event.participants, id, at);
  }

  void events() {
    for (const auto& each : world_.events) {
      const auto at = each.period.from ? each.period.from->latest() : kBeginningOfTime;
      if (!took_part(each, out_.asked.party, at) || (out_.asked.partner && !took_part(each, *out_.asked.partner, at))) continue;
      out_.events.push_back(&each);
      note(each.period);
      for (const auto years : terms_) {
        if (each.period.from) out_.instants.push_back(each.period.from->years_later(years).earliest());
      }
    }
  }

  // After how many years conditions forget events.
  void collect_terms(const std::vector<world::Condition>& conditions) {
    for (const auto& each : conditions) {
      if (each.within_years) terms_.insert(static_cast<int>(*each.within_years));
    }
  }

  void part(const world::Programme& programme, const world::Project* project, const std::vector<world::Participation>& all) {
    Part part{&programme, project, parts_of(all, out_.asked.party), {}};
    if (out_.asked.partner) part.other = parts_of(all, *out_.asked.partner);
    if (part.own.empty() || (out_.asked.partner && part.other.empty())) return;
    for (const auto& each : all) note(each.period);
    out_.parts.push_back(std::move(part));
  }

  void own() {
    const auto& party = out_.asked.party;
    for (const auto& each : world_.interoperability) {
      if (both(each.parties)) note(out_.interoperability.emplace_back(&each)->on);
    }
    if (out_.asked.partner) return;
    for (const auto& each : world_.candidacies) {
      if (each.party != party) continue;
      out_.candidacies.push_back(&each);
      for (const auto& state : each.states) note(state.from);
    }
    for (const auto& each : world_.capabilities) {
      if (each.party == party) note(out_.capabilities.emplace_back(&each)->period);
    }
    for (const auto& each : world_.assessments) {
      if (each.party == party) note(out_.assessments.emplace_back(&each)->from);
    }
  }

  // Of groups, which conditions may name; of organisations only the party's own membership.
  void memberships() {
    if (out_.asked.partner) return;
    for (const auto& each : world_.parties) {
      for (const auto& member : each.members) {
        if (each.kind == world::PartyKind::group || member.member == out_.asked.party) note(member.period);
      }
    }
  }

  const world::World& world_;
  world::Evidence require_;
  Members members_;
  const Dealings* alone_;  // of the first party, where they are known
  std::set<int> terms_;
  bool asks_alone_ = false;  // a stage does, of the first party
  Dealings out_;
};

}  // namespace

bool is_asked_alone(world::Test test) {
  return test == world::Test::assessment || test == world::Test::candidacy || test == world::Test::membership ||
         test == world::Test::capability;
}

Members::Members(const world::World& world, world::Evidence require) : require_(require) {
  for (const auto& each : world.parties) {
    if (each.kind == world::PartyKind::group) groups_.push_back(&each);
  }
}

const world::Party* Members::group(const PartyId& id) const {
  const auto found = std::find_if(groups_.begin(), groups_.end(), [&](const world::Party* each) { return each->id == id; });
  return found == groups_.end() ? nullptr : *found;
}

void Members::collect(const PartyId& id, Instant at, std::size_t depth, std::vector<PartyId>& out) const {
  const auto* party = group(id);
  if (party == nullptr) {
    out.push_back(id);
    return;
  }
  if (depth == 0) return;
  for (const auto& each : party->members) {
    if (each.provenance.evidence >= require_ && as_grant(each.period).contains(at)) collect(each.member, at, depth - 1, out);
  }
}

std::vector<PartyId> Members::of(const PartyId& id, Instant at) const {
  std::vector<PartyId> out;
  collect(id, at, kGroupDepth, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool Members::among(const std::vector<PartyId>& ids, const PartyId& party, Instant at) const {
  if (has(ids, party)) return true;
  return std::any_of(ids.begin(), ids.end(), [&](const PartyId& id) {
    return group(id) != nullptr && has(of(id, at), party);
  });
}

Dealings dealings_of(const world::World& world, world::Evidence require, const Asked& asked, const Dealings* alone) {
  return Gathering(world, require, asked, alone).gather();
}

}  // namespace entente::analysis
