#include "format/patch.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"
#include "world/checking.h"
#include "world/status.h"
#include "world/templates.h"

namespace entente::format {
namespace {

constexpr std::int64_t kFormat = 1;

// The first day on which it no longer holds.
void end(Period& period, const PartialDate& on, EntryReader& entry) {
  if (period.until && period.until->latest() <= on.earliest()) return entry.error("on", fmt::format("it has ended on {} already", period.until->text()));
  if (period.from && on.earliest() <= period.from->earliest()) return entry.error("on", fmt::format("it begins on {} only", period.from->text()));
  period.until = on;
}

std::optional<PartialDate> came_into_force(const world::Instrument& instrument) {
  std::optional<PartialDate> out;
  for (const auto& each : instrument.statuses) {
    const bool counts = each.value == world::StatusValue::in_force || each.value == world::StatusValue::provisional;
    if (counts && (!out || each.from.earliest() < out->earliest())) out = each.from;
  }
  return out;
}

// A status that is supposed must not contradict those recorded or supposed before it.
void check_status(EntryReader& entry, const std::vector<world::Status>& all, std::size_t at) {
  const auto& added = all[at];
  for (std::size_t each = 0; each < all.size(); ++each) {
    const auto& other = all[each];
    const bool together = other.from.earliest() == added.from.earliest();
    if (each < at && together && other.value != added.value)
      return entry.error("status", fmt::format("`{}` and `{}` from {} on: it is one of the two", to_string(other.value), to_string(added.value), added.from.text()));
    if (other.value == world::StatusValue::in_force && added.value < world::StatusValue::in_force && other.from.earliest() <= added.from.earliest())
      return entry.error("status", fmt::format("`{}` from {}, and it is in force from {}", to_string(added.value), added.from.text(), other.from.text()));
  }
  if (added.value != world::StatusValue::terminated) return;
  world::Instrument instrument;
  instrument.statuses = all;
  const auto began = came_into_force(instrument);
  if (began && added.from.earliest() < began->earliest())
    entry.error("status", fmt::format("`terminated` from {}, and it begins on {} only", added.from.text(), began->text()));
}

// What an amendment adds to a recorded instrument must not contradict what is there, or itself.
class Amendment {
 public:
  Amendment(EntryReader& entry, const world::World& world) : entry_(entry), id_(entry.text("instrument", Need::required)) {
    if (const auto* found = find_in(world)) before_ = *found;
    for (const auto& instrument : world.instruments) add_domains(instrument);
    for (const auto& [name, policy] : world.policies.policies()) {
      for (const auto& level : policy.levels) known_.push_back(level.domain.value_or(std::string()));
    }
    std::sort(known_.begin(), known_.end());
    known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
  }

  void check(const world::World& world) {
    const auto* after = find_in(world);
    if (after == nullptr) return;
    constexpr std::array kAmended{"domains", "forms", "categories", "items", "subject", "parties", "duration", "leg", "status", "equivalence", "clause", "assurance", "notice"};
    if (std::none_of(kAmended.begin(), kAmended.end(), [&](const char* key) { return entry_.has(key); }))
      return entry_.error("instrument", fmt::format("nothing is said of {}", quoted(id_)));
    for (std::size_t each = before_.statuses.size(); each < after->statuses.size(); ++each) check_status(entry_, after->statuses, each);
    for (std::size_t each = before_.parties.size(); each < after->parties.size(); ++each) check_accession(after->parties[each]);
    // Left out they are as they were; of nothing, the limit would be gone.
    if (entry_.has("domains") && after->domains.empty()) return entry_.error("domains", "names none, and that would lift the limit");
    if (entry_.has("forms") && after->forms.empty()) return entry_.error("forms", "names none, and that would lift the limit");
    check_domains(*after);
  }

  // What takes the place of what was there can do so once: of two, the later would win unseen.
  void check_stated_once(std::set<std::pair<std::string, std::string_view>>& stated) {
    for (const std::string_view key : {"domains", "forms", "categories", "items", "subject", "duration"}) {
      if (!entry_.has(key) || stated.emplace(id_, key).second) continue;
      entry_.error(key, fmt::format("stands in an earlier `[[amend]]` of {} too, and one would take the place of the other; state it once", quoted(id_)));
    }
  }

  // Once every end is in: a row may take the place of one that ends.
  void check_rows(const world::World& world) {
    const auto* after = find_in(world);
    if (after == nullptr) return;
    const auto& rows = after->rows;
    for (std::size_t each = before_.rows.size(); each < rows.size(); ++each) {
      for (std::size_t other = 0; other < each; ++other) check_row(rows[each], rows[other]);
    }
  }

 private:
  void check_row(const world::EquivalenceRow& added, const world::EquivalenceRow& other) {
    const auto asked = [](const world::EquivalenceRow& row) { return std::tie(row.from, row.from_level, row.to); };
    const auto answer = [](const world::EquivalenceRow& row) { return std::tie(row.to_levels, row.choice); };
    const auto a = as_grant(added.period);
    const auto b = as_grant(other.period);
    if (asked(added) != asked(other) || answer(added) == answer(other) || a.until <= b.from || b.until <= a.from) return;
    entry_.error("equivalence", fmt::format("{} of {} has a row to {} already ({}), and {} says another level; end the first (`[[end]]` with `row`), or leave one out",
                                            quoted(added.from_level.value), added.from.value, added.to.value, to_string(other.provenance.place),
                                            to_string(added.provenance.place)));
  }

  [[nodiscard]] const world::Instrument* find_in(const world::World& world) const {
    const auto found = std::find_if(world.instruments.begin(), world.instruments.end(), [&](const auto& each) { return each.id.value == id_; });
    return found == world.instruments.end() ? nullptr : &*found;
  }

  void add_domains(const world::Instrument& instrument) {
    known_.insert(known_.end(), instrument.domains.begin(), instrument.domains.end());
    for (const auto& clause : instrument.clauses) known_.insert(known_.end(), clause.domains.begin(), clause.domains.end());
  }

  void check_accession(const world::Accession& added) {
    const auto& statuses = before_.statuses;
    const auto first = std::min_element(statuses.begin(), statuses.end(), [](const auto& a, const auto& b) { return a.from.earliest() < b.from.earliest(); });
    if (first != statuses.end() && added.period.from && added.period.from->latest() < first->from.earliest())
      entry_.error("parties", fmt::format("{} accedes on {}, and there is nothing of {} before {}", added.party.value, added.period.from->text(), quoted(id_), first->from.text()));
  }

  // A misspelt domain would be one that nothing else names.
  void check_domains(const world::Instrument& after) {
    auto named = after.domains;
    for (const auto& clause : after.clauses) named.insert(named.end(), clause.domains.begin(), clause.domains.end());
    for (const auto& each : named) {
      if (std::binary_search(known_.begin(), known_.end(), each)) continue;
      const auto near = did_you_mean(each, {known_.begin(), known_.end()});
      if (!near.empty()) return entry_.error("domains", fmt::format("{} is a domain that nothing of this world names{}", quoted(each), near));
    }
  }

  EntryReader& entry_;
  std::string id_;
  world::Instrument before_;
  std::vector<std::string> known_;  // domains; sorted
};

class Ending {
 public:
  // What each ending of the patch so far has ended, and where.
  using Ended = std::map<std::string, world::Place>;

  Ending(EntryReader& entry, const Inherited& around, const PartialDate& on, world::World& world, Ended& ended)
      : entry_(entry), around_(around), on_(on), world_(world), ended_(ended) {}

  // One of these says what ends.
  void run() {
    const std::array<std::pair<std::string_view, std::function<void(const std::string&)>>, 10> ways{{
        {"instrument", [this](const std::string& id) { instrument(id); }},
        {"clause", [this](const std::string& id) { clause(id); }},
        {"group", [this](const std::string& id) { membership(id); }},
        {"programme", [this](const std::string& id) { participation(id); }},
        {"consent", [this](const std::string& id) { permission(world_.consents, "consent", id); }},
        {"delegation", [this](const std::string& id) { permission(world_.delegations, "delegation", id); }},
        {"waiver", [this](const std::string& id) { permission(world_.waivers, "waiver", id); }},
        {"licence", [this](const std::string& id) { permission(world_.licences, "licence", id); }},
        {"approval", [this](const std::string& id) { permission(world_.approvals, "approval", id); }},
        {"person", [this](const std::string& id) { permission(world_.people, "person", id); }},
    }};
    std::size_t named = 0;
    for (const auto& [key, way] : ways) {
      if (!entry_.has(key)) continue;
      if (++named == 1) way(entry_.text(key, Need::required));
    }
    if (named != 1) entry_.error("", "expected one of instrument, clause, group, programme, consent, delegation, waiver, licence, approval and person");
  }

 private:
  // In whatever order the two stand, only one of them can be meant.
  [[nodiscard]] bool is_first(const std::string& what) {
    const auto [found, added] = ended_.emplace(what, entry_.place());
    if (!added) entry_.error("on", fmt::format("{} ends already ({})", what, to_string(found->second)));
    return added;
  }

  [[nodiscard]] bool holds_then(const Period& period) const {
    const bool before = !period.from || period.from->earliest() < on_.earliest();
    return before && (!period.until || on_.earliest() < period.until->latest());
  }
  static std::string since(const Period& period) { return period.from ? " from " + period.from->text() : std::string(); }

  // With a row: that row of it ends, and it goes on.
  void instrument(const std::string& id) {
    auto* found = recorded(world_.instruments, id, entry_, "instrument", [](const auto& each) -> const std::string& { return each.id.value; });
    auto row = entry_.table("row", Need::optional);
    if (found == nullptr) return;
    if (row) return end_row(*found, *row);
    if (!is_first("instrument " + id)) return;
    const auto* status = world::status_at(*found, on_.earliest());
    const auto began = came_into_force(*found);
    if (!began) return entry_.error("instrument", fmt::format("{} has not come into force, so it does not end", quoted(id)));
    if (on_.earliest() <= began->earliest()) return entry_.error("on", fmt::format("it begins on {} only", began->text()));
    const bool ended = status != nullptr && status->value == world::StatusValue::terminated;
    if (ended) return entry_.error("instrument", fmt::format("{} has ended already", quoted(id)));
    // On one day the termination would win unseen. From a later day on it is in force again, as a history of its own would say.
    for (const auto& each : found->statuses) {
      if (each.from.latest() < on_.earliest() || on_.latest() < each.from.earliest()) continue;
      return entry_.error("on", fmt::format("it ends on {}, and is `{}` from {} on ({}): it is one of the two", on_.text(), to_string(each.value),
                                            each.from.text(), to_string(each.provenance.place)));
    }
    world::Provenance provenance;
    provenance.evidence = *around_.evidence;
    provenance.source = around_.source;
    found->statuses.push_back({world::StatusValue::terminated, on_, std::move(provenance)});
  }

  void end_row(world::Instrument& instrument, EntryReader& row) {
    const PartyId from(row.text("from", Need::required));
    const LevelName level(row.text("level", Need::required));
    const PartyId to(row.text("to", Need::required));
    row.finish();
    std::vector<world::EquivalenceRow*> rows;
    for (auto& each : instrument.rows) {
      if (each.from == from && each.from_level == level && each.to == to) rows.push_back(&each);
    }
    const auto later = [&](const world::EquivalenceRow* each) { return each->period.from && on_.earliest() <= each->period.from->earliest(); };
    const bool all_later = std::all_of(rows.begin(), rows.end(), later);  // else such a row takes the place of those that end
    const auto then = [&](const world::EquivalenceRow* each) { return holds_then(each->period); };
    const bool any_then = std::any_of(rows.begin(), rows.end(), then);  // of several those that hold then
    for (auto* each : rows) {
      if (any_then ? !then(each) : !all_later && later(each)) continue;
      const auto what = fmt::format("the row of {} from {} {} to {}{}", instrument.id.value, from.value, level.value, to.value, since(each->period));
      if (is_first(what)) end(each->period, on_, entry_);
    }
    if (rows.empty()) row.error("", fmt::format("{} has no row of {} from {} to {}", quoted(instrument.id.value), quoted(level.value), from.value, to.value));
  }

  void clause(const std::string& id) {
    if (!is_first("clause " + id)) return;
    for (std::size_t at = 0; at < world_.instruments.size(); ++at) {
      const auto& instrument = std::as_const(world_.instruments)[at];
      if (!id.starts_with(instrument.id.value + "/")) continue;
      if (auto* clause = own_clause(at, std::string_view(id).substr(instrument.id.value.size() + 1)); clause != nullptr) return end(clause->period, on_, entry_);
    }
    std::vector<std::string> known;
    for (const auto& instrument : std::as_const(world_.instruments)) {
      for (const auto& each : instrument.clauses) known.push_back(instrument.id.value + "/" + each.id);
    }
    const bool whole = id.find('/') != std::string::npos;
    entry_.error("clause", fmt::format("{} is no clause of an instrument{}{}", quoted(id), whole ? "" : "; write `INSTRUMENT/CLAUSE`",
                                       did_you_mean(id, {known.begin(), known.end()})));
  }

  // What its kind's template gives an instrument becomes its own, so that it can end for this one alone.
  [[nodiscard]] world::Clause* own_clause(std::size_t at, std::string_view id) {
    const auto& instrument = std::as_const(world_.instruments)[at];
    const auto named = [&](const world::Clause& each) { return each.id == id; };
    const auto own = std::find_if(instrument.clauses.begin(), instrument.clauses.end(), [&](const auto& each) { return named(each) && !each.from_template; });
    if (own != instrument.clauses.end()) return &world_.instruments[at].clauses[static_cast<std::size_t>(own - instrument.clauses.begin())];
    const auto* usual = world::template_of(world_, instrument.kind);
    if (usual == nullptr) return nullptr;
    auto with_usual = instrument;
    world::expand(with_usual, *usual);
    const auto found = std::find_if(with_usual.clauses.begin(), with_usual.clauses.end(), named);
    if (found == with_usual.clauses.end()) return nullptr;
    const auto ended = *found;
    auto& clauses = world_.instruments[at].clauses;
    for (auto& each : with_usual.clauses) {  // and what its own would stand for besides, which goes on
      if (!each.from_template || !world::replaces(ended, each)) continue;
      each.from_template = false;
      clauses.push_back(std::move(each));
    }
    return &*std::find_if(clauses.begin(), clauses.end(), [&](const auto& each) { return named(each) && !each.from_template; });
  }

  void membership(const std::string& id) {
    const PartyId member(entry_.text("member", Need::required));
    auto* found = recorded(world_.parties, id, entry_, "group", [](const auto& each) -> const std::string& { return each.id.value; });
    if (found == nullptr) return;
    const bool several = std::count_if(found->members.begin(), found->members.end(), [&](const auto& each) { return each.member == member; }) > 1;
    bool any = false;
    for (auto& each : found->members) {
      if (each.member != member || (several && !holds_then(each.period))) continue;  // of several the one that it is then
      any = true;
      if (is_first(fmt::format("the membership of {} in {}{}", member.value, id, since(each.period)))) end(each.period, on_, entry_);
    }
    if (!any) entry_.error("member", fmt::format("{} is not a member of {}{}", quoted(member.value), id, several ? " then" : ""));
  }

  // In every role that it has then, of the programme or of its project.
  void participation(const std::string& id) {
    const auto id_of = [](const auto& each) -> const std::string& { return each.id; };
    const PartyId party(entry_.text("party", Need::required));
    auto* programme = recorded(world_.programmes, id, entry_, "programme", id_of);
    const auto of_project = entry_.optional_text("project");
    if (programme == nullptr) return;
    auto* project = of_project ? recorded(programme->projects, *of_project, entry_, "project", id_of) : nullptr;
    if (of_project && project == nullptr) return;
    bool any = false;
    for (auto& each : project == nullptr ? programme->participants : project->participants) {
      if (each.party != party || !holds_then(each.period)) continue;
      any = true;
      const auto what = fmt::format("the part of {} in {} as {}{}{}", party.value, of_project ? id + "#" + *of_project : id, to_string(each.role),
                                    each.areas.empty() ? "" : " in " + join(each.areas, ", "), since(each.period));
      if (is_first(what)) end(each.period, on_, entry_);
    }
    if (!any) entry_.error("party", fmt::format("{} takes no part in {} then", quoted(party.value), id));
  }

  template <class Fact>
  void permission(std::vector<Fact>& facts, std::string_view key, const std::string& id) {
    if (!is_first(fmt::format("{} {}", key, id))) return;
    if (auto* found = recorded(facts, id, entry_, key, [](const auto& each) -> const std::string& { return each.id; })) end(found->period, on_, entry_);
  }

  EntryReader& entry_;
  const Inherited& around_;
  const PartialDate& on_;
  world::World& world_;
  Ended& ended_;
};

void read_ending(EntryReader entry, const Inherited& around, world::World& world, Ending::Ended& ended) {
  const auto on = entry.date("on", Need::required);
  if (on) Ending(entry, around, *on, world, ended).run();
  if (on) entry.finish();
}

}  // namespace

bool apply_patch(EntryReader top, world::World& world) {
  const auto format = top.integer("format", Need::required);
  if (format && *format != kFormat) {
    top.error("format", fmt::format("{} is not a format that this program reads; it reads {}", *format, kFormat));
    return false;
  }
  static_cast<void>(top.optional_text("title"));
  constexpr std::array kSupposed{"instruments", "items", "parties", "people", "consents", "programmes", "amend", "end"};
  if (std::none_of(kSupposed.begin(), kSupposed.end(), [&](const char* key) { return top.has(key); })) top.error("", "it supposes nothing");
  Inherited around;
  around.evidence = world::Evidence::verified;  // it is supposed, so that it counts whatever grade is asked for
  around.source = "supposed";
  bool whole = true;
  for (auto& entry : top.tables("instruments")) {
    const std::size_t before = world.instruments.size();
    whole = read_instrument(entry, std::nullopt, world) && whole;
    if (world.instruments.size() == before) continue;
    const auto& statuses = std::as_const(world.instruments).back().statuses;
    for (std::size_t each = 0; each < statuses.size(); ++each) check_status(entry, statuses, each);
  }
  if (auto table = top.table("items", Need::optional)) whole = read_items(std::move(*table), world) && whole;
  if (auto table = top.table("parties", Need::optional)) whole = read_parties(std::move(*table), world) && whole;
  if (auto table = top.table("people", Need::optional)) whole = read_people(std::move(*table), world) && whole;
  if (auto table = top.table("consents", Need::optional)) whole = read_consents(std::move(*table), world) && whole;
  if (auto table = top.table("programmes", Need::optional)) whole = read_programmes(std::move(*table), world) && whole;
  auto amended = top.tables("amend");
  std::vector<Amendment> amendments;
  SaidOfTerms said_of_terms;
  std::set<std::pair<std::string, std::string_view>> stated;
  for (auto& entry : amended) {
    if (entry.has("party")) {
      amend_party(entry, around, world);
      continue;
    }
    if (entry.has("programme")) {
      amend_programme(entry, around, world, said_of_terms);
      continue;
    }
    amendments.emplace_back(entry, world);
    read_amendment(entry, around, world);
    amendments.back().check(world);
    amendments.back().check_stated_once(stated);
  }
  Ending::Ended ended;
  for (auto& entry : top.tables("end")) read_ending(std::move(entry), around, world, ended);
  for (auto& amendment : amendments) amendment.check_rows(world);
  top.finish();
  return whole;
}

}  // namespace entente::format
