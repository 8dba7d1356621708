// What is told to change on a date changes on that date, and nothing else does: the calendar, and matrices over time.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "analysis/act_asked.h"
#include "analysis/act_changes.h"
#include "analysis/act_matrix.h"
#include "analysis/calendar.h"
#include "analysis/matrix.h"
#include "decision/decide.h"
#include "property/act_scene.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::ClassSpace;

constexpr std::size_t kFollowed = 80;         // decisions of a scene that are followed through time
constexpr std::size_t kMostClasses = 60'000;  // of all owners
constexpr std::int64_t kMonths = 60;
constexpr std::int64_t kYears = 12;
constexpr int kProbes = 6;

analysis::View view_of(const Scene& scene, Instant at, bool granted = false) {
  return {&scene.world, {.at = at, .known_as_of = scene.options.known_as_of, .require = scene.options.require, .granted = granted}};
}

// Answers at any instant, from a snapshot made for it.
class Through {
 public:
  Through(const Scene& scene, bool granted) : scene_(scene), granted_(granted) {}

  decision::Verdict of(decision::Request request, Instant at) {
    request.time = at;
    auto& snapshot = snapshots_[at];
    if (!snapshot) {
      auto made = decision::Snapshot::compile(scene_.world, view_of(scene_, at, granted_).options);
      demand(made.has_value(), "the world was refused");
      snapshot = std::move(*made);
    }
    return decision::judge(*snapshot, decision::BoundRequest::bind(*snapshot, request));
  }

 private:
  const Scene& scene_;
  bool granted_;
  std::map<Instant, std::optional<decision::Snapshot>> snapshots_;
};

// A decision is followed from each instant at which it may change to the next (`decision_is_constant_until_horizon`).
void demand_told(const analysis::Calendar& calendar, const decision::Request& request, Through& through, bool& any) {
  auto is = through.of(request, calendar.from);
  for (Instant at = is.valid_until; at < calendar.until; at = is.valid_until) {
    const auto next = through.of(request, at);
    const bool changed = next.permit != is.permit;
    is = next;
    if (!changed) continue;
    any = true;
    const auto day = std::find_if(calendar.days.begin(), calendar.days.end(), [&](const auto& each) { return each.at == at; });
    const auto denied = next.permit ? through.of(request, {at.seconds - 1}).rule : next.rule;
    demand(day != calendar.days.end(), "a decision changes on " + to_string(at) + " by " + std::string(to_string(denied)) +
                                           ", which the calendar does not tell");
    const bool told = std::any_of(day->changes.answered.begin(), day->changes.answered.end(), [&](const auto& each) {
      return each.question.action == request.action && !each.question.persons && (next.permit ? each.permitted : each.denied) != 0;
    });
    demand(told, "on " + to_string(at) + " a decision changes and none is told to");
  }
}

// No diff asks for it then: itself, or a set of which it may be a member.
bool in_it_at_some_time(const Scene& scene, const PartyId& party, const PartyId& holder) {
  std::set<PartyId> above{holder};
  if (holder != scene.owner) {
    for (std::size_t depth = 0; depth < scene.world.parties.size(); ++depth) {
      for (const auto& set : scene.world.parties) {
        for (const auto& member : set.members) {
          if (above.count(member.member) != 0) above.insert(set.id);
        }
      }
    }
  }
  return above.count(party) != 0;
}

// The numbers of a diff of two views, which laws of their own are about.
void demand_counts(const analysis::Hanging& told, const std::vector<analysis::Question>& questions, const analysis::View& before, const analysis::View& after) {
  demand(told.unasked.empty(), "a question is not asked");
  for (const auto& question : questions) {
    const auto found = question.action == "disclose" ? analysis::changes(before, after, {}) : analysis::act_changes(before, after, question.action, {});
    demand(found.has_value(), "refused");
    const auto is = std::find_if(told.answered.begin(), told.answered.end(), [&](const auto& each) { return each.question.action == question.action; });
    const auto permitted = is == told.answered.end() ? 0 : is->permitted;
    const auto denied = is == told.answered.end() ? 0 : is->denied;
    demand(permitted == found->permitted && denied == found->denied,
           "told " + std::to_string(permitted) + " and " + std::to_string(denied) + ", a diff " + std::to_string(found->permitted) + " and " + std::to_string(found->denied));
  }
}

// On each day; and of an agreement that may end or go on, what would change if it ended there.
void demand_counted(const analysis::Calendar& calendar, const Scene& scene, bool granted) {
  for (const auto& day : calendar.days) {
    demand_counts(day.changes, calendar.questions, view_of(scene, {day.at.seconds - 1}, granted), view_of(scene, day.at, granted));
    for (const auto& entry : day.entries) {
      demand(entry.undecided == entry.if_ended.has_value(), "an end that is decided is supposed, or one that is not is not");
      if (!entry.if_ended) continue;
      Scene ended = scene;
      for (auto& instrument : ended.world.instruments) {
        if (instrument.id.value == entry.of)
          instrument.statuses.push_back({world::StatusValue::terminated, PartialDate::parse(to_string(day.at).substr(0, 10)).value(), read_as(world::Evidence::verified)});
      }
      demand_counts(*entry.if_ended, calendar.questions, view_of(scene, day.at, granted), view_of(ended, day.at, granted));
    }
  }
}

void demand_true(const analysis::Calendar& calendar, Through& through) {
  for (const auto& day : calendar.days) {
    for (const auto& answered : day.changes.answered) {
      demand(!answered.largest.empty(), "what changes has no example");
      for (const auto& group : answered.largest) {
        const auto& sample = group.conditions.front().sample;
        const bool had = through.of(sample, {day.at.seconds - 1}).permit;
        const bool has = through.of(sample, day.at).permit;
        demand(had != has && has == group.cause.permitted, "on " + to_string(day.at) + " what is told to change does not");
      }
    }
  }
}

TEST(Law, calendar_tells_every_change) {
  const Law law = [](Scene& scene) {
    const std::array worlds{static_cast<const world::World*>(&scene.world)};
    std::size_t classes = 0;
    std::optional<ClassSpace> asked;
    for (const auto& party : scene.world.parties) {
      if (party.kind == world::PartyKind::group || scene.world.policies.policy_of(party.id) == nullptr) continue;
      auto space = ClassSpace::of(worlds, party.id, false);
      if (!space) return false;
      classes += space->size();
      if (party.id == scene.owner) asked = std::move(*space);
    }
    if (!asked || classes > kMostClasses) return false;
    const bool granted = scene.dice.chance(30);
    const auto view = view_of(scene, scene.request.time, granted);
    const auto calendar = analysis::calendar(view, kMonths, {{"disclose", false}});
    demand(calendar.has_value(), "refused");
    Through through(scene, granted);
    bool any = false;
    for (std::size_t each = 0; each < kFollowed; ++each) {
      const auto& party = scene.dice.chance(60) ? scene.recipient : scene.dice.one_of(scene.world.parties).id;
      std::size_t at = scene.dice.below(asked->size());
      for (const auto axis :
           {analysis::Axis::holder, analysis::Axis::control, analysis::Axis::categories, analysis::Axis::channel}) {
        if (scene.dice.chance(60)) at -= asked->value(at, axis) * asked->stride(axis);
      }
      const auto& holder = asked->holder(asked->value(at, analysis::Axis::holder));
      if (in_it_at_some_time(scene, party, holder) || party == scene.owner || !asked->asks(at, party)) continue;
      const analysis::Recipient recipient{{decision::SubjectType::party, party.value}, party, std::nullopt};
      demand_told(*calendar, analysis::request_of(*asked, at, recipient, scene.world, calendar->from), through, any);
    }
    demand_true(*calendar, through);
    demand_counted(*calendar, scene, granted);
    return any;
  };
  law_holds(law, 1, 0.04);
}

TEST(Law, calendar_tells_every_act_that_changes) {
  const Law law = [](Scene& scene) {
    const bool granted = scene.dice.chance(30);
    const auto view = view_of(scene, scene.request.time, granted);
    const std::array views{view};
    const auto spaces = analysis::act_spaces_asked(views, scene.request.action, {}, analysis::ActPairs::carried);
    if (!spaces || spaces->classes > kMostClasses || spaces->list.empty()) return false;
    const auto calendar = analysis::calendar(view, kMonths, {{scene.request.action, false}});
    demand(calendar.has_value(), "refused");
    Through through(scene, granted);
    bool any = false;
    for (std::size_t each = 0; each < kFollowed; ++each) {
      const auto& space = scene.dice.one_of(spaces->list);
      demand_told(*calendar, space.request(scene.dice.below(space.size()), calendar->from), through, any);
    }
    demand_true(*calendar, through);
    demand_counted(*calendar, scene, granted);
    return any;
  };
  law_holds(law, 1, 0.04, make_act_scene);
}

using Seen = std::vector<std::pair<LevelName, std::string>>;

Seen seen(const analysis::MatrixCell& cell) {
  Seen out;
  if (cell.highest) out.emplace_back(cell.highest->level, cell.highest->instrument);
  for (const auto& each : cell.beside) out.emplace_back(each.level, each.instrument);
  return out;
}

// From the first matrix and the changes the matrix of any later instant follows.
TEST(Law, matrix_changes_are_what_the_matrix_tells) {
  const Law law = [](Scene& scene) {
    const Instant from = scene.request.time;
    const Instant to{from.seconds + kYears * 366 * 86'400};
    const analysis::Narrowing narrowing{{scene.owner}, {}};
    const auto at = [&](Instant time) {
      auto made = analysis::matrix(view_of(scene, time), narrowing);
      demand(made.has_value(), "the matrix was refused");
      return *made;
    };
    if (scene.world.policies.policy_of(scene.owner) == nullptr) return false;
    const auto first = at(from);
    if (first.owners.empty()) return false;
    const auto changes = analysis::matrix_changes(view_of(scene, from), narrowing, from, to);
    demand(changes.has_value(), "refused");
    std::vector<Instant> probes;
    for (int each = 0; each < kProbes; ++each) {
      probes.push_back(instant_near_a_date(scene.dice));
      probes.push_back(
          {from.seconds + static_cast<std::int64_t>(scene.dice.below(static_cast<std::size_t>(kYears) * 366)) * 86'400});
    }
    for (const auto& each : *changes) {
      demand(seen(each.before) != seen(each.after), "a change changes nothing");
      if (!scene.dice.chance(40)) continue;
      probes.push_back(each.at);
      probes.push_back({each.at.seconds - 1});
    }
    for (const auto& probe : probes) {
      if (probe < from || probe > to) continue;
      const auto is = at(probe);
      for (std::size_t column = 0; column < first.recipients.size(); ++column) {
        Seen told = seen(first.cell(0, column));
        for (const auto& each : *changes) {
          if (each.recipient != first.recipients[column] || each.at > probe) continue;
          demand(seen(each.before) == told, "a change begins with another cell than the one before it ended with");
          told = seen(each.after);
        }
        demand(told == seen(is.cell(0, column)),
               "of " + first.recipients[column].value + " another cell is told of " + to_string(probe));
      }
    }
    return !changes->empty();
  };
  law_holds(law, 1, 0.05);
}

using Ways = std::map<std::string, std::uint64_t>;  // how much under which instruments

Ways ways_of(const analysis::ActCell& cell) {
  Ways out;
  for (const auto& way : cell.ways) out[way.instrument] += way.classes;
  return out;
}

TEST(Law, act_matrix_changes_are_what_the_matrix_tells) {
  const Law law = [](Scene& scene) {
    const bool joins = scene.request.action == "participate";
    const auto giver = joins ? PartyId(scene.request.object.act.project) : scene.request.holder.value_or(PartyId());
    const bool known =
        joins ? giver.value == "programme:p" || giver.value == "project:p#wings" : scene.world.party(giver) != nullptr;
    if (!known) return false;
    const Instant from = scene.request.time;
    const Instant to{from.seconds + kYears * 366 * 86'400};
    analysis::Narrowing narrowing{{giver}, {scene.recipient}};
    const std::array views{view_of(scene, from)};
    const auto spaces = analysis::act_spaces_asked(views, scene.request.action, narrowing, analysis::ActPairs::carried);
    if (!spaces || spaces->classes > kMostClasses || spaces->list.empty()) return false;
    const auto first = analysis::act_matrix(views.front(), scene.request.action, narrowing);
    const auto changes = analysis::act_matrix_changes(views.front(), scene.request.action, narrowing, from, to);
    demand(first && changes, "refused");
    narrowing.recipients = first->recipients;  // a set stands for others at another instant
    std::vector<Instant> probes;
    for (int each = 0; each < kProbes; ++each) probes.push_back(instant_near_a_date(scene.dice));
    for (const auto& each : *changes) probes.push_back({each.at.seconds - 1});
    for (const auto& probe : probes) {
      if (probe < from || probe > to) continue;
      const auto is = analysis::act_matrix(view_of(scene, probe), scene.request.action, narrowing);
      demand(is.has_value() && is->cells.size() == first->cells.size(), "the matrix of another instant is of others");
      for (std::size_t cell = 0; cell < first->cells.size(); ++cell) {
        const auto width = first->recipients.size();
        Ways told = ways_of(first->cells[cell]);
        for (const auto& each : *changes) {
          if (each.owner != first->owners[cell / width] || each.recipient != first->recipients[cell % width] || each.at > probe)
            continue;
          demand(ways_of(each.before) == told, "a change begins with another cell than the one before it ended with");
          told = ways_of(each.after);
        }
        demand(told == ways_of(is->cells[cell]), "another cell is told of " + to_string(probe));
      }
    }
    return !changes->empty();
  };
  law_holds(law, 1, 0.05, make_act_scene);
}

}  // namespace
}  // namespace entente::property
