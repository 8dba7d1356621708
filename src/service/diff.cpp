#include "service/diff.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "analysis/act_changes.h"
#include "base/nearest.h"
#include "base/text.h"
#include "format/world_folder.h"
#include "world/actions.h"
#include "world/duration.h"
#include "world/fact_lines.h"
#include "world/status.h"

namespace entente::service {
namespace {

// One of the two: a world that was opened for it, or the one that both share.
struct OneSide {
  std::optional<Desk> own;
  Instant at;
  std::string patched = {};  // " with FILE"
};

Result<OneSide> side_of(const DiffAsked& asked, const char* option, const std::string& text) {
  if (text.empty()) return OneSide{std::nullopt, asked.as_of};
  std::error_code unknown;
  if (std::filesystem::is_directory(text, unknown)) {
    if (!std::filesystem::exists(std::filesystem::path(text) / "world.toml", unknown))
      return fail(Fault::bad_request, fmt::format("{}: {} has no world.toml, so it is no world; name the folder that has one, a date as "
                                                  "`2024-11-20` or the file of a patch", option, quoted(text)));
    DeskOptions options = asked.world;
    options.world = text;
    TRY(auto desk, Desk::open(options));
    return OneSide{std::move(desk), asked.as_of};
  }
  if (std::filesystem::is_regular_file(text, unknown)) {
    DeskOptions options = asked.world;
    options.patches = {text};
    TRY(auto desk, Desk::open(options));
    return OneSide{std::move(desk), asked.as_of, " with " + std::filesystem::path(text).filename().string()};
  }
  const auto instant = parse_instant(text);
  if (instant) return OneSide{std::nullopt, *instant};
  if (instant.error().code == Code(TimeFault::out_of_range)) return fail(Fault::bad_request, fmt::format("{}: {}", option, instant.error().message));
  return fail(Fault::bad_request, fmt::format("{}: {} is neither a date as `2024-11-20`, nor the folder of a world, nor a patch",
                                              option, quoted(text)));
}

// The first date after the instant of facts that only one of the worlds has, in these words and with these dates. `already`: one of them
// may hold then.
struct Later {
  std::optional<Instant> first;
  bool already = false;
};
Later first_later(const world::World& a, const world::World& b, Instant at) {
  using Dates = std::pair<std::optional<PartialDate>, std::optional<PartialDate>>;
  std::map<std::tuple<std::string, std::string, std::string>, std::multiset<Dates>> facts[2];
  for (const auto* world : {&a, &b}) {
    for (const auto& line : world::fact_lines(*world))
      facts[world == &b ? 1 : 0][{std::string(line.kind), line.of, line.text}].emplace(line.period.from, line.period.until);
  }
  Later out;
  const auto hold = [&](const std::multiset<Dates>& dates) {
    return std::any_of(dates.begin(), dates.end(),
                       [&](const Dates& each) { return as_restriction({each.first, each.second}).contains(at); });
  };
  const auto see = [&](const auto& mine, const auto& others) {
    for (const auto& [fact, dates] : mine) {
      const auto found = others.find(fact);
      if (found != others.end() && found->second == dates) continue;
      out.already = out.already || hold(dates) != (found != others.end() && hold(found->second));
      for (const auto& each : dates) {
        if (found != others.end() && found->second.count(each) == dates.count(each)) continue;
        for (const auto& date : {each.first, each.second}) {
          if (date && date->earliest() > at && (!out.first || date->earliest() < *out.first)) out.first = date->earliest();
        }
      }
    }
  };
  see(facts[0], facts[1]);
  see(facts[1], facts[0]);
  return out;
}

bool same_policies(const world::World& a, const world::World& b) {
  if (a.policies.shares_with(b.policies)) return true;
  const auto text = [](const world::World& of) {
    world::World only;
    only.policies = of.policies;
    return format::canonical_text(only);
  };
  return text(a) == text(b);
}

// Beside disclosures what changes of each other action; what cannot be asked is told and the rest is asked all the same.
Result<void> add_acts(format::ChangesReport& report, const analysis::Compiled& before, const analysis::Compiled& after,
                      const analysis::Narrowing& narrowing, const analysis::Progress& progress) {
  report.every_action = true;
  const std::array both{before.view.world, after.view.world};
  const analysis::ActReading reading(std::span(both.data(), before.view.world == after.view.world ? 1 : 2));
  for (const auto action : world::kActions) {
    if (action == world::kDisclose) continue;
    const bool joins = action == "participate";
    if (joins && !narrowing.owners.empty()) {
      report.unasked.push_back({std::string(action), "its owners are programmes and projects; --action participate asks"});
      continue;
    }
    auto changes = analysis::act_changes(before, after, reading, std::string(action), narrowing, analysis::Tally::everything, progress);
    if (!changes && changes.error().code == Code(analysis::Fault::stopped)) return tl::unexpected<Error>(changes.error());
    if (!changes) {
      report.unasked.push_back({std::string(action), changes.error().message});
      report.limited = true;
      continue;
    }
    format::ChangesReport one{report.from, report.to, std::move(*changes), std::string(action), report.policies};
    report.acts.push_back(std::move(one));
  }
  return {};
}

// What a group of decisions rests on or is denied by, as an instrument's id.
void add_causes(std::set<std::string>& out, const format::ChangesReport& report) {
  for (const auto& group : report.changes.groups) {
    out.insert(group.cause.instrument);
    out.insert(group.cause.clause.substr(0, group.cause.clause.find('/')));
  }
  for (const auto& each : report.acts) add_causes(out, each);
}

// As it was known.
std::set<InstrumentId> in_force(const analysis::View& view) {
  std::optional<world::World> known;
  if (view.options.known_as_of) known = world::known_by(*view.world, *view.options.known_as_of);
  std::set<InstrumentId> out;
  for (const auto& instrument : (known ? *known : *view.world).instruments) {
    const auto* status = world::status_at(instrument, view.options.at);
    if (status != nullptr && status->value == world::StatusValue::in_force && !world::ended(instrument, view.options.at)) out.insert(instrument.id);
  }
  return out;
}

// Of the instruments that concern the parties asked about.
std::vector<format::QuietInstrument> quiet_of(const format::ChangesReport& report, const analysis::View& before, const analysis::View& after,
                                              const analysis::Narrowing& narrowing) {
  std::set<std::string> causes;
  add_causes(causes, report);
  for (const auto* world : {before.world, after.world}) {
    for (const auto& each : world->instruments) {
      if (each.under && causes.contains(each.id.value)) causes.insert(each.under->value);  // it may have changed by that
    }
  }
  const auto concerns = [](const world::Instrument& instrument, const std::vector<PartyId>& asked) {
    return asked.empty() || std::any_of(instrument.parties.begin(), instrument.parties.end(), [&](const world::Accession& each) {
             return std::find(asked.begin(), asked.end(), each.party) != asked.end();
           });
  };
  const auto then = in_force(before);
  const auto now = in_force(after);
  std::vector<format::QuietInstrument> out;
  const auto add = [&](const analysis::View& view, const std::set<InstrumentId>& here, const std::set<InstrumentId>& there, bool began) {
    for (const auto& instrument : view.world->instruments) {
      if (!here.contains(instrument.id) || there.contains(instrument.id) || causes.contains(instrument.id.value)) continue;
      if (concerns(instrument, narrowing.owners) && concerns(instrument, narrowing.recipients)) out.push_back({instrument.id.value, began});
    }
  };
  add(after, now, then, true);
  add(before, then, now, false);
  return out;
}

}  // namespace

Result<void> known_parties(const world::World& world, const analysis::Narrowing& narrowing) {
  for (const auto* list : {&narrowing.owners, &narrowing.recipients}) {
    for (const auto& party : *list) {
      if (world.party(party) != nullptr) continue;
      std::vector<std::string_view> known;
      for (const auto& each : world.parties) known.emplace_back(each.id.value);
      return fail(Fault::unknown_name,
                  fmt::format("{}: {} is not a party of this world{}", list == &narrowing.owners ? "--owner" : "--recipient",
                              quoted(party.value), did_you_mean(party.value, known)));
    }
  }
  return {};
}

Result<format::ChangesReport> diff(const DiffAsked& asked, const analysis::Progress& progress) {
  const bool every = asked.action.empty() && !asked.narrowing.persons;
  const std::string action = asked.action.empty() ? "disclose" : asked.action;
  const bool acts = action != "disclose";
  if (acts && asked.narrowing.persons)
    return fail(Fault::bad_request, "--persons: only of disclosures; an act is done by parties");
  TRY(const auto from, side_of(asked, "--from", asked.from));
  TRY(const auto to, side_of(asked, "--to", asked.to));
  std::optional<Desk> shared;
  if (!from.own || !to.own) {
    TRY(auto desk, Desk::open(asked.world));
    shared = std::move(desk);
  }
  const Desk& before = from.own ? *from.own : *shared;
  const Desk& after = to.own ? *to.own : *shared;
  if (!from.own && !to.own && !acts) TRY_DO(known_parties(shared->world(), asked.narrowing));
  TRY_DO(before.covers(from.at));
  TRY_DO(after.covers(to.at));
  const auto view = [&](const Desk& desk, Instant at) {
    return analysis::View{&desk.world(), {at, asked.world.known_as_of, asked.world.require, asked.world.granted}};
  };
  const auto began = asked.seconds ? asked.seconds() : 0;
  TRY(const auto old_world, analysis::compiled(view(before, from.at)));
  TRY(const auto new_world, analysis::compiled(view(after, to.at)));
  const std::array both{old_world.view.world, new_world.view.world};
  const auto compared = [&] {
    const analysis::ActReading reading(std::span(both.data(), both[0] == both[1] ? 1 : 2));
    return analysis::act_changes(old_world, new_world, reading, action, asked.narrowing, analysis::Tally::everything, progress);
  };
  auto found = acts ? compared() : analysis::changes(old_world, new_world, asked.narrowing, analysis::Tally::everything, progress);
  std::string unasked;  // disclosures may be too many where acts are not
  if (every && !found && found.error().code == Code(analysis::Fault::over_limit)) {
    unasked = found.error().message;
    found = analysis::Changes{};
  }
  TRY(auto changes, std::move(found));
  if (!acts && unasked.empty() && changes.decisions == 0)
    return fail(analysis::Fault::unusable,
                "no decision is asked: these owners have no policy, or the recipients are the owners, who have their own information; "
                "--action asks about acts");
  format::ChangesReport report{{before.world().name + from.patched, from.at, before.revision()},
                               {after.world().name + to.patched, to.at, after.revision()},
                               std::move(changes),
                               action,
                               after.world().policies,
                               {asked.world.known_as_of, asked.world.require, asked.world.granted},
                               asked.seconds ? asked.seconds() - began : 0};
  report.policies_differ = !same_policies(before.world(), after.world());
  report.limited = !unasked.empty();
  if (report.limited) report.unasked.push_back({action, std::move(unasked)});
  if (every) TRY_DO(add_acts(report, old_world, new_world, asked.narrowing, progress));
  if (every && !report.limited) report.quiet = quiet_of(report, old_world.view, new_world.view, asked.narrowing);
  if (from.at == to.at) {
    const auto later = first_later(before.world(), after.world(), to.at);
    if (format::changes_any(report) || !later.already) report.later = later.first;
  }
  return report;
}

}  // namespace entente::service
