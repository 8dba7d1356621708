// Stages of partnerships against a naive reading of docs/formats/world.md, "Conditions": every fact is looked at for each day
// anew, and dates are compared as they are written.
#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "analysis/stage.h"
#include "property/act_scene.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using world::Condition;
using world::Test;

// --- dates as text ---
bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::string first_day(const std::string& text) {
  return text + std::string("-01-01").substr(text.size() == 4 ? 0 : text.size() == 7 ? 3 : 6);
}

std::string last_day(const std::string& text) {
  if (text.size() == 10) return text;
  if (text.size() == 4) return text + "-12-31";
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto month = static_cast<std::size_t>(std::stoi(text.substr(5)));
  return text + fmt::format("-{}", kDays[month - 1] + (month == 2 && is_leap(std::stoi(text)) ? 1 : 0));
}

std::string years_later(const std::string& day, std::int64_t years) {
  const int year = std::stoi(day) + static_cast<int>(years);
  const auto rest = day.substr(4);
  return fmt::format("{:04}{}", year, rest == "-02-29" && !is_leap(year) ? "-02-28" : rest);
}

// What grants starts on its last possible day and ends on its first.
bool holds(const Period& period, const std::string& day) {
  return (!period.from || last_day(period.from->text()) <= day) && (!period.until || day < first_day(period.until->text()));
}

// --- the reading ---
class Naive {
 public:
  Naive(const world::World& world, world::Evidence require) : world_(world), require_(require) {}

  std::size_t reached(const world::Model& model, const PartyId& a, const PartyId& b, const std::string& day) const {
    std::size_t count = 0;
    std::optional<std::string> after;
    for (;;) {
      const auto next =
          std::find_if(model.stages.begin(), model.stages.end(), [&](const auto& each) { return each.after == after; });
      if (next == model.stages.end() || !met(next->needs, a, b, day)) return count;
      ++count;
      after = next->id;
    }
  }

 private:
  // One way of which everything is met.
  bool met(const std::vector<Condition>& needs, const PartyId& a, const PartyId& b, const std::string& day) const {
    return std::any_of(needs.begin(), needs.end(), [&](const auto& way) {
      return std::all_of(needs.begin(), needs.end(), [&](const auto& each) {
        return each.way != way.way || count(each, a, b, day) >= std::max<std::int64_t>(each.at_least.value_or(1), 1);
      });
    });
  }

  std::int64_t count(const Condition& condition, const PartyId& a, const PartyId& b, const std::string& day) const {
    std::int64_t out = 0;
    const auto add = [&](bool meets) { out += meets ? 1 : 0; };
    if (condition.test == Test::instrument) {
      for (const auto& each : world_.instruments)
        add(each.kind != world::Kind::national_law && meets(condition, each, a, b, day));
    } else if (condition.test == Test::event) {
      for (const auto& each : world_.events) add(meets(condition, each, a, b, day));
    } else if (condition.test == Test::interoperability) {
      for (const auto& each : world_.interoperability) add(meets(condition, each, a, b, day));
    } else if (condition.test == Test::membership) {
      for (const auto& each : world_.party(PartyId(condition.of->id))->members)
        add(each.member == a && holds(each.period, day) && suffices(each));
    } else {
      for (const auto& programme : world_.programmes) {
        const bool any = condition.test == Test::participation && !condition.of;
        const bool of_it = !condition.of || condition.of->id == programme.id;
        const bool of_project = condition.of && condition.of->kind == world::FactKind::project;
        const bool projects = condition.test == Test::project || of_project;
        if (of_it && (any || !projects)) add(take_part(condition, programme.participants, nullptr, a, b, day));
        for (const auto& project : programme.projects) {
          const bool that = !condition.of || condition.of->part.empty() || condition.of->part == project.id;
          if (of_it && that && (any || projects)) add(take_part(condition, project.participants, &project, a, b, day));
        }
      }
    }
    return out;
  }

  template <class Fact>
  bool suffices(const Fact& fact) const {
    return fact.provenance.evidence >= require_;
  }

  static bool among(const std::vector<std::string>& wanted, const std::vector<std::string>& has) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const auto& each) { return std::find(has.begin(), has.end(), each) != has.end(); });
  }

  bool meets(const Condition& condition, const world::Instrument& it, const PartyId& a, const PartyId& b,
             const std::string& day) const {
    const auto& kinds = condition.kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), it.kind) == kinds.end()) return false;
    const auto wanted = [&](world::StatusValue value) {
      const auto& list = condition.statuses;
      return list.empty() ? value == world::StatusValue::in_force : std::find(list.begin(), list.end(), value) != list.end();
    };
    const auto start = [&](const world::Status& each) {
      return wanted(each.value) ? last_day(each.from.text()) : first_day(each.from.text());
    };
    // The latest; of several of one day the later in their order, of equals the best evidenced.
    const world::Status* is = nullptr;
    const auto key = [&](const world::Status& each) { return std::tuple(start(each), each.value, each.provenance.evidence); };
    for (const auto& each : it.statuses) {
      if (start(each) <= day && (is == nullptr || key(each) > key(*is))) is = &each;
    }
    const auto listed = [&](const PartyId& party, bool binding) {
      return std::any_of(it.parties.begin(), it.parties.end(), [&](const auto& each) {
        return each.party == party && (!binding || (holds(each.period, day) && suffices(each)));
      });
    };
    if (is == nullptr || !wanted(is->value) || !suffices(*is)) return false;
    const bool in_force = is->value == world::StatusValue::in_force;
    return listed(a, in_force) && listed(b, in_force) && !(in_force && (is_over(it, *is, day) || !stands(it, day)));
  }

  // What it is under is in force too.
  bool stands(const world::Instrument& it, const std::string& day) const {
    if (!it.under) return true;
    const auto* above = world_.instrument(*it.under);
    const world::Status* is = nullptr;
    const auto key = [](const world::Status& each) {
      const bool grants = each.value == world::StatusValue::in_force;
      return std::tuple(grants ? last_day(each.from.text()) : first_day(each.from.text()), each.value, each.provenance.evidence);
    };
    if (above == nullptr) return false;
    for (const auto& each : above->statuses) {
      if (std::get<0>(key(each)) <= day && (is == nullptr || key(each) > key(*is))) is = &each;
    }
    return is != nullptr && is->value == world::StatusValue::in_force && suffices(*is) && !is_over(*above, *is, day);
  }

  static bool is_over(const world::Instrument& it, const world::Status& since, const std::string& day) {
    if (!it.duration || it.duration->renewal == world::Renewal::automatic || it.duration->renewal == world::Renewal::indefinite)
      return false;
    if (it.duration->until) return first_day(it.duration->until->text()) <= day;
    return it.duration->years && years_later(last_day(since.from.text()), *it.duration->years) <= day;
  }

  // Itself, or as somebody in a group.
  bool is_one_of(const std::vector<PartyId>& list, const PartyId& party, const std::string& day) const {
    return std::any_of(list.begin(), list.end(), [&](const PartyId& each) {
      if (each == party) return true;
      const auto* set = world_.party(each);
      if (set == nullptr || set->kind != world::PartyKind::group) return false;
      std::vector<PartyId> members;
      for (const auto& one : set->members) {
        if (holds(one.period, day) && suffices(one)) members.push_back(one.member);
      }
      return is_one_of(members, party, day);
    });
  }

  bool meets(const Condition& condition, const world::Event& it, const PartyId& a, const PartyId& b,
             const std::string& day) const {
    if (it.state != world::EventState::held || !it.period.from || !suffices(it)) return false;
    const auto on = last_day(it.period.from->text());
    const auto took_part = [&](const PartyId& party) { return it.host == party || is_one_of(it.participants, party, on); };
    const auto& kinds = condition.events;
    const auto& levels = condition.levels;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), it.kind) == kinds.end()) return false;
    if (!levels.empty() && (!it.level || std::find(levels.begin(), levels.end(), *it.level) == levels.end())) return false;
    const auto first = first_day(it.period.from->text());
    if (condition.since && first < first_day(condition.since->text())) return false;
    if (condition.within_years && years_later(first, *condition.within_years) <= day) return false;
    return on <= day && took_part(a) && took_part(b);
  }

  bool meets(const Condition& condition, const world::Interoperability& it, const PartyId& a, const PartyId& b,
             const std::string& day) const {
    const auto has = [&](const PartyId& party) {
      return std::find(it.parties.begin(), it.parties.end(), party) != it.parties.end();
    };
    return (condition.standard.empty() || condition.standard == it.standard) &&
           it.state == world::InteroperabilityState::tested && it.on && last_day(it.on->text()) <= day && has(a) && has(b) &&
           suffices(it);
  }

  bool take_part(const Condition& condition, const std::vector<world::Participation>& list, const world::Project* project,
                 const PartyId& a, const PartyId& b, const std::string& day) const {
    const auto takes_part = [&](const PartyId& party) {
      return std::any_of(list.begin(), list.end(), [&](const auto& each) {
        const bool tier = !condition.tier || (each.tier && *each.tier <= *condition.tier);
        const auto& areas = each.areas.empty() && project != nullptr ? project->areas : each.areas;
        const bool all_areas = each.areas.empty() && project == nullptr;
        const bool area = condition.areas.empty() || all_areas || among(condition.areas, areas);
        return each.party == party && each.role >= *condition.role && tier && area && holds(each.period, day) && suffices(each);
      });
    };
    return takes_part(a) && takes_part(b);
  }

  const world::World& world_;
  world::Evidence require_;
};

// --- what is asked ---
void add_dealings(Scene& scene, Dice& dice) {
  auto& world = scene.world;
  for (std::size_t each = dice.below(5); each > 0; --each) {
    world::Event event;
    event.id = "event-" + std::to_string(each);
    event.kind = dice.one_of({world::EventKind::meeting, world::EventKind::exercise});
    if (dice.chance(60)) event.level = dice.one_of({world::EventLevel::officials, world::EventLevel::ministers});
    event.state = dice.chance(80) ? world::EventState::held : world::EventState::planned;
    if (dice.chance(30)) event.host = dice.one_of(world.parties).id;
    for (std::size_t guest = 1 + dice.below(3); guest > 0; --guest) event.participants.push_back(dice.one_of(world.parties).id);
    event.period = make_period(dice);
    if (!event.period.from) event.period.from = day("2012-06-15");
    event.provenance = make_provenance(dice);
    world.events.push_back(std::move(event));
  }
  // The same, from another source.
  const auto again = [&](auto& list) {
    if (list.empty() || !dice.chance(30)) return;
    auto other = dice.one_of(list);
    other.provenance = make_provenance(dice);
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(dice.below(list.size() + 1)), std::move(other));
  };
  for (auto& instrument : world.instruments) {
    again(instrument.statuses);
    again(instrument.parties);
  }
  for (auto& programme : world.programmes) {
    again(programme.participants);
    for (auto& project : programme.projects) again(project.participants);
  }
  for (std::size_t each = dice.below(4); each > 0; --each) {
    world::Interoperability pair;
    pair.id = "pair-" + std::to_string(each);
    pair.parties = {dice.one_of(world.parties).id, dice.one_of(world.parties).id};
    pair.standard = dice.one_of({"Link 16", "Link 22"});
    pair.state = dice.one_of({world::InteroperabilityState::tested, world::InteroperabilityState::failed});
    pair.on = make_period(dice).from;
    pair.provenance = make_provenance(dice);
    world.interoperability.push_back(std::move(pair));
  }
}

Condition make_condition(const Scene& scene, Dice& dice) {
  Condition out;
  out.test = dice.one_of({Test::instrument, Test::instrument, Test::event, Test::interoperability, Test::participation,
                          Test::project, Test::membership});
  out.way = dice.one_of({"", "", "one", "other"});
  if (out.test == Test::membership) {
    const auto& party = dice.one_of(scene.world.parties);
    out.of = world::FactRef{world::FactKind::party, party.id.value, ""};
    return out;
  }
  if (dice.chance(15)) out.at_least = 2;
  if (dice.chance(50)) out.kinds = {dice.one_of(scene.world.instruments).kind};
  using world::StatusValue;
  if (dice.chance(40))
    out.statuses = {dice.one_of({StatusValue::signed_, StatusValue::terminated, StatusValue::provisional}),
                    StatusValue::in_force};
  if (dice.chance(40)) out.events = {dice.one_of({world::EventKind::meeting, world::EventKind::exercise})};
  if (dice.chance(30)) out.levels = {world::EventLevel::ministers};
  if (dice.chance(20)) out.since = make_period(dice).from;
  if (dice.chance(50)) out.within_years = static_cast<std::int64_t>(1 + dice.below(5));
  out.role = dice.one_of({world::Role::observer, world::Role::candidate, world::Role::partner, world::Role::member});
  if (dice.chance(30)) out.tier = static_cast<std::int64_t>(1 + dice.below(2));
  if (dice.chance(30)) out.areas = {"undersea"};
  if (dice.chance(30)) out.standard = "Link 16";
  if (dice.chance(30)) out.of = world::FactRef{world::FactKind::programme, "p", ""};
  if (out.of && out.test == Test::participation && dice.chance(50))
    out.of = world::FactRef{world::FactKind::project, "p", "wings"};
  if (out.test != Test::participation && out.test != Test::project) out.of.reset();
  return out;
}

TEST(Law, stages_are_as_a_naive_reading_has_them) {
  const Law law = [](Scene& scene) {
    auto& dice = scene.dice;
    add_dealings(scene, dice);
    world::Model model;
    model.id = "m";
    for (const char* id : {"a", "b", "c"}) {
      world::Stage stage;
      stage.id = id;
      if (!model.stages.empty()) stage.after = model.stages.back().id;
      for (std::size_t each = 1 + dice.below(3); each > 0; --each) stage.needs.push_back(make_condition(scene, dice));
      model.stages.push_back(std::move(stage));
    }
    scene.world.models = {model};
    std::string words;
    for (const auto& stage : model.stages) {
      for (const auto& each : stage.needs) words += fmt::format(" {}:{}/{}", stage.id, to_string(each.test), each.way);
    }
    analysis::Conditions conditions(scene.world, scene.options.require);
    const Naive naive(scene.world, scene.options.require);
    bool any = false;
    for (int probe = 0; probe < 4; ++probe) {
      const auto at = instant_near_a_date(dice);
      for (const auto& a : scene.world.parties) {
        for (const auto& b : scene.world.parties) {
          if (a.id == b.id || a.kind == world::PartyKind::group || b.kind == world::PartyKind::group) continue;
          const auto is = analysis::partnership(conditions, model, {a.id, b.id}, at);
          const auto told = [&](Instant when) { return naive.reached(model, a.id, b.id, to_string(when).substr(0, 10)); };
          any = any || is.reached != 0;
          const auto who = fmt::format("{} and {} on {} by{}: ", a.id.value, b.id.value, to_string(at), words);
          demand(is.reached == told(at), who + fmt::format("{} stages reached, {} by a naive reading", is.reached, told(at)));
          if (!is.since) continue;
          demand(told(*is.since) >= is.reached && told({is.since->seconds - 1}) < is.reached,
                 who + fmt::format("{} stages not since {}, when {} were, before {}", is.reached, to_string(*is.since),
                                   told(*is.since), told({is.since->seconds - 1})));
        }
      }
    }
    return any;
  };
  law_holds(law, 2, 0.2, make_act_scene);
}

}  // namespace
}  // namespace entente::property
