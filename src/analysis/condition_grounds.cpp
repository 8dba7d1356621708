// What each kind of fact says of a condition.

#include <algorithm>
#include <tuple>

#include "analysis/condition_dealings.h"
#include "world/duration.h"
#include "world/status.h"

namespace entente::analysis {
namespace {

using world::StatusValue;

template <class T>
bool allows(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

template <class T>
bool share(const std::vector<T>& a, const std::vector<T>& b) {
  return std::any_of(a.begin(), a.end(), [&](const T& each) { return std::find(b.begin(), b.end(), each) != b.end(); });
}

// What meets the condition is a grant and has to be evidenced; what does not always counts.
void weigh(Ground& ground, bool meets, world::Evidence evidence, world::Evidence require) {
  ground.evidence = evidence;
  ground.weak = meets && evidence < require;
  if (ground.weak) {
    ground.says = Standing::unknown;
  } else {
    ground.says = meets ? Standing::met : Standing::unmet;
  }
}

// The entry of a history that holds at an instant: what meets a condition starts late, what does not early. `order` tells which
// of two that begin together holds; of equals the best evidenced does.
template <class Entries, class Meets, class Order>
auto entry_at(const Entries& entries, Instant at, const Meets& meets, const Order& order) {
  const typename Entries::value_type* found = nullptr;
  const auto key = [&](const auto& entry) {
    return std::tuple(meets(entry) ? entry.from.latest() : entry.from.earliest(), order(entry), entry.provenance.evidence);
  };
  for (const auto& entry : entries) {
    if (std::get<0>(key(entry)) > at) continue;
    if (found == nullptr || key(entry) > key(*found)) found = &entry;
  }
  return found;
}

bool wanted(const world::Condition& condition, StatusValue value) {
  if (condition.statuses.empty()) return value == StatusValue::in_force;
  return allows(condition.statuses, value);
}

bool is_meant(const world::Condition& condition, const world::Instrument& instrument) {
  if (condition.of && condition.of->id != instrument.id.value) return false;
  if (!allows(condition.kinds, instrument.kind)) return false;
  if (!condition.topics.empty() && !share(condition.topics, instrument.topics)) return false;
  return !condition.clause || std::any_of(instrument.clauses.begin(), instrument.clauses.end(),
                                          [&](const world::Clause& each) { return each.id == *condition.clause; });
}

// The weakest of what binds those who are asked about; nothing where somebody is not bound at that instant.
std::optional<world::Evidence> bound(const world::Instrument& instrument, const Facing& facing) {
  auto weakest = world::Evidence::verified;
  const auto binds = [&](const PartyId& id) {
    std::optional<world::Evidence> best;
    for (const auto& each : instrument.parties) {
      if (each.party == id && as_grant(each.period).contains(facing.at))
        best = std::max(best.value_or(world::Evidence::assumed), each.provenance.evidence);
    }
    if (best) weakest = std::min(weakest, *best);
    return best.has_value();
  };
  if (!binds(facing.dealings.asked.party)) return std::nullopt;
  if (facing.dealings.asked.partner && !binds(*facing.dealings.asked.partner)) return std::nullopt;
  return weakest;
}

std::string_view word_of(const world::Event& event) { return event.level ? to_string(*event.level) : to_string(event.kind); }

// The areas somebody takes part in: those of the part, else those of the project. In a programme as such, all of them.
bool areas_fit(const Facing& facing, const Part& in, const world::Participation& part) {
  const auto& wanted_areas = facing.condition.areas;
  if (wanted_areas.empty() || share(wanted_areas, part.areas)) return true;
  if (!part.areas.empty()) return false;
  return in.project == nullptr || share(wanted_areas, in.project->areas);
}

bool role_fits(const Facing& facing, const Part& in, const world::Participation& part) {
  if (!facing.condition.role || part.role < *facing.condition.role) return false;
  if (facing.condition.tier && (!part.tier || *part.tier > *facing.condition.tier)) return false;
  return areas_fit(facing, in, part);
}

bool holds_at(const world::Participation& part, Instant at) {
  const auto interval = part.role == world::Role::excluded ? as_restriction(part.period) : as_grant(part.period);
  return interval.contains(at);
}

// Of several parts at one time the best evidenced that fits, else the last stated.
const world::Participation* part_at(const Facing& facing, const Part& in, const std::vector<const world::Participation*>& parts) {
  const world::Participation* found = nullptr;
  for (const auto* each : parts) {
    if (!holds_at(*each, facing.at)) continue;
    const bool kept = found != nullptr && role_fits(facing, in, *found);
    if (!kept || (role_fits(facing, in, *each) && each->provenance.evidence > found->provenance.evidence)) found = each;
  }
  return found;
}

bool is_meant(const Facing& facing, const Part& part) {
  const auto& condition = facing.condition;
  const bool project_wanted =
      condition.test == world::Test::project || (condition.of && condition.of->kind == world::FactKind::project);
  if (!condition.of && condition.test == world::Test::participation) return true;
  if (project_wanted != (part.project != nullptr)) return false;
  if (!condition.of) return true;
  return condition.of->id == part.programme->id && (condition.of->part.empty() || condition.of->part == part.project->id);
}

}  // namespace

namespace {

// How surely what an instrument is under is in force, as of an act (docs/semantics.md 4.1).
std::optional<world::Evidence> in_force(const world::Instrument* above, Instant at) {
  const auto* status = above == nullptr ? nullptr : world::status_at(*above, at);
  if (status == nullptr || status->value != StatusValue::in_force || world::ended(*above, at)) return std::nullopt;
  return status->provenance.evidence;
}

}  // namespace

std::vector<Ground> instrument_grounds(const Facing& facing) {
  std::vector<Ground> out;
  for (std::size_t place = 0; place < facing.dealings.instruments.size(); ++place) {
    const auto* each = facing.dealings.instruments[place];
    if (!is_meant(facing.condition, *each)) continue;
    const auto* status = entry_at(
        each->statuses, facing.at, [&](const world::Status& entry) { return wanted(facing.condition, entry.value); },
        [](const world::Status& entry) { return entry.value; });
    if (status == nullptr) continue;
    Ground ground{.kind = "instrument",
                  .id = each->id.value,
                  .state = to_string(status->value),
                  .text = each->title,
                  .from = status->from,
                  .provenance = &status->provenance,
                  .is_under = each->under.has_value()};
    bool meets = wanted(facing.condition, status->value);
    auto evidence = status->provenance.evidence;
    if (meets && status->value == StatusValue::in_force) {
      const auto parties = bound(*each, facing);
      meets = parties && facing.at < world::end_of(*each, *status);
      if (!meets) ground.state = parties ? "ended" : "not binding";
      if (meets && each->under) {
        const auto above = in_force(facing.dealings.above[place], facing.at);
        meets = above.has_value();
        if (!meets) ground.state = "without what it is under";
        if (above) evidence = std::min(evidence, *above);
      }
      if (parties) evidence = std::min(evidence, *parties);
    }
    weigh(ground, meets, evidence, facing.require);
    out.push_back(std::move(ground));
  }
  return out;
}

std::vector<Ground> event_grounds(const Facing& facing) {
  std::vector<Ground> out;
  const auto& condition = facing.condition;
  for (const auto* each : facing.dealings.events) {
    if (each->state != world::EventState::held || !each->period.from || each->period.from->latest() > facing.at) continue;
    if (!allows(condition.events, each->kind)) continue;
    if (!condition.levels.empty() && !(each->level && allows(condition.levels, *each->level))) continue;
    if (condition.since && each->period.from->earliest() < condition.since->earliest()) continue;
    if (condition.within_years &&
        facing.at >= each->period.from->years_later(static_cast<int>(*condition.within_years)).earliest())
      continue;
    Ground ground{.kind = "event",
                  .id = each->id,
                  .state = word_of(*each),
                  .text = each->title,
                  .from = each->period.from,
                  .provenance = &each->provenance};
    weigh(ground, true, each->provenance.evidence, facing.require);
    out.push_back(std::move(ground));
  }
  return out;
}

std::vector<Ground> part_grounds(const Facing& facing) {
  std::vector<Ground> out;
  for (const auto& each : facing.dealings.parts) {
    if (!is_meant(facing, each)) continue;
    const auto* own = part_at(facing, each, each.own);
    const auto* other = part_at(facing, each, each.other);
    if (own == nullptr || (facing.dealings.asked.partner && other == nullptr)) continue;
    // A part in other areas says nothing of these.
    if (!areas_fit(facing, each, *own) || (other != nullptr && !areas_fit(facing, each, *other))) continue;
    Ground ground{.kind = each.project == nullptr ? "programme" : "project",
                  .id = each.programme->id,
                  .state = to_string(own->role),
                  .text = each.project == nullptr ? each.programme->title : each.project->title,
                  .from = own->period.from,
                  .provenance = &own->provenance};
    if (each.project != nullptr) ground.id += "#" + each.project->id;
    bool meets = role_fits(facing, each, *own);
    auto evidence = own->provenance.evidence;
    if (other != nullptr) {
      meets = meets && role_fits(facing, each, *other);
      evidence = std::min(evidence, other->provenance.evidence);
      if (other->period.from && (!ground.from || other->period.from->latest() > ground.from->latest()))
        ground.from = other->period.from;
    }
    weigh(ground, meets, evidence, facing.require);
    out.push_back(std::move(ground));
  }
  return out;
}

std::vector<Ground> candidacy_grounds(const Facing& facing) {
  std::vector<Ground> out;
  const auto& condition = facing.condition;
  for (const auto* each : facing.dealings.candidacies) {
    if (!condition.of || each->of != *condition.of || !condition.state) continue;
    const auto meets = [&](const auto& entry) { return entry.value >= *condition.state; };
    const auto* state = entry_at(each->states, facing.at, meets, [](const auto& entry) { return entry.value; });
    if (state == nullptr) continue;
    Ground ground{.kind = "candidacy",
                  .id = each->id,
                  .state = to_string(state->value),
                  .from = state->from,
                  .provenance = &state->provenance};
    weigh(ground, meets(*state), state->provenance.evidence, facing.require);
    out.push_back(std::move(ground));
  }
  return out;
}

std::vector<Ground> interoperability_grounds(const Facing& facing) {
  std::vector<Ground> out;
  using State = world::InteroperabilityState;
  for (const auto* each : facing.dealings.interoperability) {
    if (!facing.condition.standard.empty() && each->standard != facing.condition.standard) continue;
    Ground ground{.kind = "interoperability",
                  .id = each->id,
                  .state = to_string(each->state),
                  .text = each->standard,
                  .from = each->on,
                  .provenance = &each->provenance};
    ground.evidence = each->provenance.evidence;
    if (each->state == State::tested) {
      if (!each->on || each->on->latest() > facing.at) continue;
      weigh(ground, true, each->provenance.evidence, facing.require);
    } else if (each->state == State::failed) {
      if (each->on && each->on->earliest() > facing.at) continue;
      weigh(ground, false, each->provenance.evidence, facing.require);
    }
    out.push_back(std::move(ground));
  }
  return out;
}

std::vector<Ground> capability_grounds(const Facing& facing) {
  std::vector<Ground> out;
  const auto& condition = facing.condition;
  for (const auto* each : facing.dealings.capabilities) {
    if (!allows(condition.capabilities, each->kind) || !allows(condition.areas, each->area)) continue;
    if (condition.of && each->programme != condition.of) continue;
    if (!as_grant(each->period).contains(facing.at)) continue;
    Ground ground{.kind = "capability",
                  .id = each->id,
                  .state = to_string(each->kind),
                  .text = each->title,
                  .from = each->period.from,
                  .provenance = &each->provenance};
    weigh(ground, true, each->provenance.evidence, facing.require);
    out.push_back(std::move(ground));
  }
  return out;
}

// The latest one. Of several from one day the best evidenced counts; where these disagree, nothing does.
std::vector<Ground> assessment_grounds(const Facing& facing) {
  std::vector<const world::Assessment*> latest;
  const auto meets = [](const world::Assessment& each) { return each.state == world::AssessmentState::met; };
  const auto key = [&](const world::Assessment& each) {
    return std::pair(meets(each) ? each.from.latest() : each.from.earliest(), each.provenance.evidence);
  };
  for (const auto* each : facing.dealings.assessments) {
    if (!facing.condition.of || each->requirement != *facing.condition.of || key(*each).first > facing.at) continue;
    if (!latest.empty() && key(*each) < key(*latest.front())) continue;
    if (!latest.empty() && key(*each) > key(*latest.front())) latest.clear();
    latest.push_back(each);
  }
  const bool agree =
      std::all_of(latest.begin(), latest.end(), [&](const auto* each) { return each->state == latest.front()->state; });
  std::vector<Ground> out;
  for (const auto* each : latest) {
    Ground ground{.kind = "assessment",
                  .id = each->id,
                  .state = to_string(each->state),
                  .text = each->text,
                  .by = each->assessor,
                  .from = each->from,
                  .evidence = each->provenance.evidence,
                  .provenance = &each->provenance};
    if (agree) weigh(ground, meets(*each), each->provenance.evidence, facing.require);
    out.push_back(std::move(ground));
  }
  return out;
}

std::vector<Ground> membership_grounds(const world::World& world, const Facing& facing) {
  if (!facing.condition.of) return {};
  const auto* group = world.party(PartyId(facing.condition.of->id));
  if (group == nullptr) return {};
  std::vector<Ground> out;
  bool anybody = false;
  for (const auto& each : group->members) {
    if (!as_grant(each.period).contains(facing.at)) continue;
    anybody = true;
    if (each.member != facing.dealings.asked.party) continue;
    Ground ground{
        .kind = "membership", .id = group->id.value, .state = "member", .from = each.period.from, .provenance = &each.provenance};
    weigh(ground, true, each.provenance.evidence, facing.require);
    out.push_back(std::move(ground));
  }
  if (out.empty() && anybody) {
    Ground ground{.kind = "membership", .id = group->id.value, .state = "not a member", .provenance = &group->provenance};
    weigh(ground, false, group->provenance.evidence, facing.require);
    out.push_back(std::move(ground));
  }
  return out;
}

}  // namespace entente::analysis
