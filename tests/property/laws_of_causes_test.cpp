// The causes that a matrix over time tells account for its changes.
#include <algorithm>
#include <array>
#include <map>

#include <gtest/gtest.h>

#include "analysis/act_matrix.h"
#include "analysis/matrix.h"
#include "property/act_scene.h"
#include "property/generators.h"
#include "world/fact_lines.h"

namespace entente::property {
namespace {

constexpr std::uint64_t kMostClasses = 20'000;
constexpr std::int64_t kYears = 12;
constexpr std::array<std::string_view, 5> kTwofold{"membership", "participant", "project", "candidacy", "clause"};

analysis::View view_of(const Scene& scene, const world::World& world, Instant at) {
  return {&world, {.at = at, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

const PartialDate kNever = *PartialDate::parse("2200-01-01");

// Facts of a world that may be put off, by where their lines point.
class Dates {
 public:
  explicit Dates(world::World& world) : world_(world) {
    for (auto& party : world.parties) {
      periods(party.members);
      periods(party.authority);
    }
    for (auto& each : world.instruments) {
      statuses(each.statuses);
      periods(each.parties);
      periods(each.withdrawals);
      periods(each.rows);
      periods(each.clauses);
    }
    periods(world.consents);
    periods(world.assurances);
    periods(world.waivers);
    periods(world.licences);
    periods(world.approvals);
    periods(world.delegations);
    periods(world.assurances);
    periods(world.accreditations);
    periods(world.needs_to_know);
    for (auto& each : world.people) periods(each.belongs);
    for (auto& each : world.systems) {
      periods(each.belongs);
      periods(each.accreditations);
    }
    for (auto& programme : world.programmes) {
      periods(programme.participants);
      periods(programme.projects);
      for (auto& project : programme.projects) periods(project.participants);
    }
    for (auto& each : world.candidacies) statuses(each.states);
  }

  // It does not begin, or not end, on that day. False: its first and last days of one date tell different things.
  bool take_back(const analysis::MatrixCause& cause, Instant at) {
    bool found = cause.kind == "level" && take_back_level(cause, at);
    for (auto& each : world_.instruments) {
      if (cause.kind != "duration" || each.id.value != cause.of) continue;
      each.duration.reset();
      found = true;
    }
    for (const auto& line : world::fact_lines(world_)) {
      if (line.kind != cause.kind || line.of != cause.of || line.text != cause.text) continue;
      const auto grant = as_grant(line.period);
      const auto restriction = as_restriction(line.period);
      const auto begins_then = [&](const Interval& is) { return (cause.begins ? is.from : is.until) == at; };
      if (!begins_then(grant) && !begins_then(restriction)) continue;
      if (grant != restriction && std::find(kTwofold.begin(), kTwofold.end(), line.kind) != kTwofold.end()) return false;
      found = true;
      if (const auto period = periods_.find(line.provenance); period != periods_.end()) {
        if (cause.begins) *period->second = {kNever, std::nullopt};
        if (!cause.begins) period->second->until.reset();
      } else if (const auto since = since_.find(line.provenance); since != since_.end()) {
        *since->second = kNever;
      } else {
        demand(false, "a cause is no fact that has dates: " + cause.kind + " " + cause.of);
      }
      if (line.kind == "status") put_off_statuses(line.of, at);
    }
    demand(found, "a cause is no fact of the world: " + cause.kind + " " + cause.of + ": " + cause.text);
    return true;
  }

 private:
  template <class Facts>
  void periods(Facts& facts) {
    for (auto& each : facts) periods_[&each.provenance] = &each.period;
  }
  template <class Facts>
  void statuses(Facts& facts) {
    for (auto& each : facts) since_[&each.provenance] = &each.from;
  }

  bool take_back_level(const analysis::MatrixCause& cause, Instant at) {
    bool found = false;
    for (auto& term : world_.level_terms) {
      const auto is = as_grant(term.period);
      if (term.policy.value != cause.of || term.level.value + " may stand in a mark" != cause.text) continue;
      if ((cause.begins ? is.from : is.until) != at) continue;
      found = true;
      if (cause.begins) term.period = {kNever, std::nullopt};
      if (!cause.begins) term.period.until.reset();
    }
    return found;
  }

  // Of several on one day the later is told.
  void put_off_statuses(const std::string& instrument, Instant at) {
    for (auto& each : world_.instruments) {
      if (each.id.value != instrument) continue;
      for (auto& status : each.statuses) {
        const Period since{status.from, std::nullopt};
        const bool grants = status.value == world::StatusValue::in_force;
        if ((grants ? as_grant(since) : as_restriction(since)).from == at) status.from = kNever;
      }
    }
  }

  world::World& world_;
  std::map<const world::Provenance*, Period*> periods_;
  std::map<const world::Provenance*, PartialDate*> since_;
};

std::string words(const std::vector<analysis::MatrixCause>& causes) {
  std::string out;
  for (const auto& each : causes)
    out += (out.empty() ? "" : "; ") + each.kind + " " + each.of + (each.begins ? " begins: " : " ends: ") + each.text;
  return out;
}

// What a person sees: matrix_changes tells where it changes.
std::string seen(const analysis::MatrixCell& cell) {
  std::string out;
  if (cell.highest) out = cell.highest->level.value + " " + cell.highest->instrument;
  for (const auto& each : cell.beside) out += " beside " + each.level.value + " " + each.instrument;
  if (!cell.in_vain.empty()) out += " in vain " + cell.in_vain;
  return out;
}

std::string seen(const analysis::ActCell& cell) {
  std::string out;
  for (const auto& way : cell.ways) {
    out += way.instrument + " " + std::to_string(way.classes);
    for (const auto& each : way.stated) {
      out += " " + each.axis;
      for (const auto& value : each.values) out += "," + value;
    }
    out += "; ";
  }
  return out;
}

enum class Without : std::uint8_t { another, as_before };

// Without any of its causes the cell is another, or as it was. `cell` is of a world, and of the change's parties and instant.
template <class Change, class Cell>
bool demand_accounted_for(const Scene& scene, const Change& change, const std::string& who, Without wanted, const Cell& cell) {
  demand(!change.causes.empty(), who + " changes on " + to_string(change.at) + " and no cause is told");
  auto without = scene.world;
  Dates dates(without);
  for (const auto& each : change.causes) {
    if (!dates.take_back(each, change.at)) return false;
  }
  const auto is = seen(cell(without));
  const bool holds = wanted == Without::another ? is != seen(change.after) : is == seen(change.before);
  demand(holds, who + " changes on " + to_string(change.at) + " from [" + seen(change.before) + "] to [" + seen(change.after) +
                    "] and without what is told (" + words(change.causes) + ") it is [" + is + "]");
  return true;
}

// Another fact of that day may have done it, too, on which neither answer rests: it is not told.
TEST(Law, causes_account_for_changes) {
  const Law law = [](Scene& scene) {
    const Instant from = scene.request.time;
    const Instant to{from.seconds + kYears * 366 * 86'400};
    if (scene.world.policies.policy_of(scene.owner) == nullptr) return false;
    const auto changes = analysis::matrix_changes(view_of(scene, scene.world, from), {{scene.owner}, {}}, from, to);
    demand(changes.has_value(), "refused");
    bool any = false;
    for (const auto& change : *changes) {
      any |= demand_accounted_for(
          scene, change, change.owner.value + " to " + change.recipient.value, Without::another, [&](const auto& without) {
            const auto made = analysis::matrix(view_of(scene, without, change.at), {{change.owner}, {change.recipient}});
            demand(made.has_value() && made->cells.size() == 1, "refused without the causes");
            return made->cells.front();
          });
    }
    return any;
  };
  law_holds(law, 1, 0.05);
}

// Whatever binds the two is told.
TEST(Law, causes_account_for_changes_of_acts) {
  const Law law = [](Scene& scene) {
    const bool joins = scene.request.action == "participate";
    const auto giver = joins ? PartyId(scene.request.object.act.project) : scene.request.holder.value_or(PartyId());
    const bool known =
        joins ? giver.value == "programme:p" || giver.value == "project:p#wings" : scene.world.party(giver) != nullptr;
    if (!known) return false;
    const Instant from = scene.request.time;
    const Instant to{from.seconds + kYears * 366 * 86'400};
    const analysis::Narrowing narrowing{{giver}, {scene.recipient}};
    const std::array views{view_of(scene, scene.world, from)};
    const auto spaces = analysis::act_spaces_asked(views, scene.request.action, narrowing, analysis::ActPairs::carried);
    if (!spaces || spaces->classes > kMostClasses) return false;
    const auto changes = analysis::act_matrix_changes(views.front(), scene.request.action, narrowing, from, to);
    demand(changes.has_value(), "refused");
    bool any = false;
    for (const auto& change : *changes) {
      any |= demand_accounted_for(
          scene, change, change.owner + " to " + change.recipient.value, Without::as_before, [&](const auto& without) {
            const auto made = analysis::act_matrix(view_of(scene, without, change.at), scene.request.action,
                                                   {{PartyId(change.owner)}, {change.recipient}});
            demand(made.has_value() && made->cells.size() == 1, "refused without the causes");
            return made->cells.front();
          });
    }
    return any;
  };
  law_holds(law, 1, 0.03, make_act_scene);
}

}  // namespace
}  // namespace entente::property
