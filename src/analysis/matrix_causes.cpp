#include "analysis/matrix_causes.h"

#include <algorithm>
#include <span>

#include "world/duration.h"
#include "world/fact_lines.h"

namespace entente::analysis {
namespace {

using Kinds = std::span<const std::string_view>;

// What is dated and changes no answer of the matrix.
constexpr std::string_view kNoCause[] = {
    "notice",   "candidacy", "profile",    "requirement", "assessment", "capability", "interoperability", "risk",
    "obstacle", "event",     "commitment", "aim",         "claim",      "person",     "clearance",        "area"};
constexpr std::string_view kNoCauseOfActs[] = {
    "notice",    "row",        "profile",       "requirement", "assessment",   "capability", "interoperability", "risk",
    "obstacle",  "event",      "commitment",    "aim",         "claim",        "person",     "clearance",        "area",
    "belonging", "delegation", "accreditation", "assurance",   "need-to-know", "authority"};
// What grants in one way and restricts in another, so it has two dates where they are partial: what goes to a set goes to
// everybody who may be in it, who takes part may give, what a clause asks may carry.
constexpr std::string_view kTwofold[] = {"membership"};
constexpr std::string_view kTwofoldOfActs[] = {"membership", "participant", "project", "candidacy", "clause"};

bool among(Kinds kinds, std::string_view kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

bool has(const std::vector<PartyId>& list, const PartyId& party) {
  return std::find(list.begin(), list.end(), party) != list.end();
}

bool concerns(const DatedCause& dated, const std::set<PartyId>& some) {
  return std::any_of(dated.parties.begin(), dated.parties.end(), [&](const auto& each) { return some.count(each) != 0; });
}

void add_members(const world::World& world, const PartyId& set, std::set<PartyId>& out) {
  const auto* party = world.party(set);
  if (party == nullptr) return;
  for (const auto& each : party->members) {
    if (out.insert(each.member).second) add_members(world, each.member, out);
  }
}

// With every set that any of them may be in.
std::set<PartyId> standing_for(const world::World& world, std::set<PartyId> parties) {
  for (bool more = true; more;) {
    more = false;
    for (const auto& party : world.parties) {
      const bool may_be = std::any_of(party.members.begin(), party.members.end(),
                                      [&](const auto& each) { return parties.count(each.member) != 0; });
      if (may_be && parties.insert(party.id).second) more = true;
    }
  }
  return parties;
}

// The same wherever the world lies.
world::Place named(const world::Place& place) { return {place.file.substr(place.file.rfind('/') + 1), place.line}; }

void add(CausesByDay& days, const Interval& is, DatedCause dated) {
  if (is.empty()) return;
  if (is.until != kEndOfTime) {
    dated.cause.begins = false;
    days[is.until].push_back(dated);
  }
  dated.cause.begins = true;
  if (is.from != kBeginningOfTime) days[is.from].push_back(std::move(dated));
}

// Of each entry into force, to the day, where a line gives it as precisely as the entry is dated.
void add_ends(CausesByDay& days, const world::Instrument& instrument, DatedCause dated) {
  std::set<Instant> ends;
  for (const auto& each : instrument.statuses) {
    if (each.value == world::StatusValue::in_force) ends.insert(world::end_of(instrument, each));
  }
  ends.erase(kEndOfTime);
  dated.cause.begins = false;
  for (const auto end : ends) days[end].push_back(dated);
}

// As decisions take it (docs/semantics.md 1.3): what restricts counts unless it is stated to have become known later.
bool is_known(const world::FactLine& line, world::Polarity as, const std::optional<Instant>& by) {
  const auto& stated = line.provenance->known;
  if (!by) return true;
  if (as == world::Polarity::restricts) return !stated || stated->earliest() <= *by;
  const auto& date = stated ? stated : line.period.from;
  return !date || date->latest() <= *by;
}

CausesByDay causes_of(const View& view, Kinds none, Kinds twofold) {
  CausesByDay out;
  for (const auto& line : world::fact_lines(*view.world)) {
    if (among(none, line.kind)) continue;
    const DatedCause dated{{true, std::string(line.kind), line.of, line.text, named(line.provenance->place)}, line.parties, {}};
    if (line.kind == "duration") {
      add_ends(out, *view.world->instrument(InstrumentId(line.of)), dated);
      continue;
    }
    std::set<std::pair<Instant, Instant>> seen;
    for (const auto as : {world::Polarity::grants, world::Polarity::restricts}) {
      if (as != line.polarity && !among(twofold, line.kind)) continue;
      const auto is = as == world::Polarity::grants ? as_grant(line.period) : as_restriction(line.period);
      if (is_known(line, as, view.options.known_as_of) && seen.emplace(is.from, is.until).second) add(out, is, dated);
    }
  }
  return out;
}

// On one day the later status holds.
bool outdone(const DatedCause& dated, const std::vector<DatedCause>& day) {
  if (dated.cause.kind != "status") return false;
  return std::any_of(day.begin(), day.end(), [&](const DatedCause& other) {
    return other.cause.kind == "status" && other.cause.of == dated.cause.of &&
           world::parse_status(other.cause.text) > world::parse_status(dated.cause.text);
  });
}

// Those of the day that are cited, else those that concern the two.
template <class Change, class Cited, class Concerns>
void tell_of(const CausesByDay& days, Change& change, const Cited& cited, const Concerns& concerns) {
  const auto day = days.find(change.at);
  if (day == days.end()) return;
  for (const auto& each : day->second) {
    if (cited(each) && !outdone(each, day->second)) change.causes.push_back(each.cause);
  }
  change.cited = !change.causes.empty();
  if (change.cited) return;
  for (const auto& each : day->second) {
    if (concerns(each)) change.causes.push_back(each.cause);
  }
}

}  // namespace

MatrixCauses::MatrixCauses(const View& view) : world_(*view.world), days_(causes_of(view, kNoCause, kTwofold)) {
  for (const auto& term : world_.level_terms) {
    std::vector<PartyId> of;
    for (const auto& party : world_.parties) {
      if (party.policy == term.policy) of.push_back(party.id);
    }
    add(days_, as_grant(term.period),
        {{true, "level", term.policy.value, term.level.value + " may stand in a mark", named(term.place)}, of, term.level.value});
  }
}

bool MatrixCauses::cited(const DatedCause& dated, const MatrixChange& change, const std::set<PartyId>& sets) {
  bool level = false;
  bool instrument = false;
  for (const auto* cell : {&change.before, &change.after}) {
    const auto look = [&](const Passage& passage) {
      level = level || passage.level.value == dated.level;
      instrument =
          instrument || (!passage.instrument.empty() && dated.cause.of.substr(0, dated.cause.of.find('#')) == passage.instrument);
    };
    if (cell->highest) look(*cell->highest);
    for (const auto& passage : cell->beside) look(passage);
    if (!cell->in_vain.empty()) look({{}, cell->in_vain, world::Evidence::assumed, kEndOfTime, {}});
  }
  if (dated.cause.kind == "level") return level && has(dated.parties, change.owner);
  if (dated.cause.kind == "membership") return concerns(dated, sets);
  if (dated.cause.kind == "authority" || dated.cause.kind == "delegation") return has(dated.parties, change.owner);
  if (dated.cause.kind == "row") return instrument && dated.cause.text.starts_with(change.owner.value + " ");
  return instrument;
}

void MatrixCauses::tell(MatrixChange& change) const {
  std::set<PartyId> parties{change.owner, change.recipient};
  add_members(world_, change.recipient, parties);  // what goes to a set goes to them
  const auto sets = standing_for(world_, parties);
  tell_of(
      days_, change, [&](const DatedCause& each) { return cited(each, change, sets); },
      [&](const DatedCause& each) { return concerns(each, parties); });
}

// --- acts ---
NamesByDay names_by_day(const View& view) {
  NamesByDay out;
  for (const auto& [day, all] : causes_of(view, kNoCauseOfActs, kTwofoldOfActs)) {
    for (const auto& each : all) out[day].insert(each.cause.of);
  }
  return out;
}

ActCauses::ActCauses(const View& view) : world_(*view.world), days_(causes_of(view, kNoCauseOfActs, kTwofoldOfActs)) {
  find_asked_sets();
}

void ActCauses::find_asked_sets() {
  const auto add = [&](const std::vector<PartyId>& list) { asked_sets_.insert(list.begin(), list.end()); };
  const auto take_part = [&](const std::vector<world::Participation>& list) {
    for (const auto& each : list) asked_sets_.insert(each.party);
  };
  for (const auto& each : world_.consents) add(each.to);
  for (const auto& each : world_.waivers) add(each.to);
  for (const auto& each : world_.licences) add(each.to);
  for (const auto& each : world_.approvals) add(each.to);
  for (const auto& instrument : world_.instruments) {
    for (const auto& clause : instrument.clauses) {
      if (clause.action == "disclose") continue;
      add(clause.to);
      add(clause.from);
    }
  }
  for (const auto& programme : world_.programmes) {
    take_part(programme.participants);
    for (const auto& project : programme.projects) take_part(project.participants);
    for (const auto& term : programme.terms) add(term.parties);
  }
  for (bool more = true; more;) {  // a set in a set
    more = false;
    for (const auto& party : world_.parties) {
      if (asked_sets_.count(party.id) == 0) continue;
      for (const auto& each : party.members) more = asked_sets_.insert(each.member).second || more;
    }
  }
}

ActCauses::Pair ActCauses::pair_of(const ActMatrixChange& change) const {
  Pair out;
  out.recipient = standing_for(world_, {change.recipient});
  std::set<PartyId> givers;
  const auto stated = world::parse_reference(change.owner);
  if (!stated || (stated->kind != world::FactKind::programme && stated->kind != world::FactKind::project)) {
    givers.emplace(change.owner);
  } else {
    out.programme = stated->id;
    for (const auto& programme : world_.programmes) {
      if (programme.id != stated->id) continue;
      for (const auto& each : programme.participants) givers.insert(each.party);
      for (const auto& project : programme.projects) {
        for (const auto& each : project.participants) givers.insert(each.party);
      }
      if (programme.under) out.instruments.insert(programme.under->value);
    }
    for (const auto& each : std::set<PartyId>(givers)) add_members(world_, each, givers);
  }
  out.givers = standing_for(world_, std::move(givers));
  for (const auto* cell : {&change.before, &change.after}) {
    for (const auto& way : cell->ways) out.instruments.insert(way.instrument);
    out.instruments.insert(cell->nearest.instrument);
    for (const auto& each : cell->nearest.lacks) out.instruments.insert(each.substr(0, each.find('/')));
  }
  std::set<std::string> above;
  for (const auto& each : world_.instruments) {
    if (each.under && out.instruments.count(each.id.value) != 0) above.insert(each.under->value);
  }
  out.instruments.merge(above);
  return out;
}

// Whichever instrument carries an act.
bool ActCauses::binds(const std::string& instrument, const Pair& pair) const {
  const auto* it = world_.instrument(InstrumentId(instrument));
  if (it == nullptr) return false;
  const auto lists = [&](const std::set<PartyId>& some) {
    return std::any_of(it->parties.begin(), it->parties.end(), [&](const auto& each) { return some.count(each.party) != 0; });
  };
  if (it->kind == world::Kind::national_law) return lists(pair.givers) || lists(pair.recipient);
  return lists(pair.givers) && lists(pair.recipient);
}

bool ActCauses::cited(const DatedCause& dated, const Pair& pair) const {
  const bool of_givers = concerns(dated, pair.givers);
  const bool of_recipient = concerns(dated, pair.recipient);
  const auto& kind = dated.cause.kind;
  const auto of = dated.cause.of.substr(0, dated.cause.of.find('#'));
  if (kind == "participant" || kind == "project")
    return pair.programme.empty() ? of_givers || of_recipient : of == pair.programme;
  if (kind == "candidacy") {
    return std::any_of(world_.candidacies.begin(), world_.candidacies.end(), [&](const auto& each) {
      return each.id == of && each.of.id == pair.programme && pair.recipient.count(each.party) != 0;
    });
  }
  if (kind == "membership" && asked_sets_.count(PartyId(of)) == 0) return false;
  const bool of_instrument =
      kind == "status" || kind == "duration" || kind == "accession" || kind == "withdrawal" || kind == "clause";
  if (!of_instrument) return of_givers || of_recipient;
  const auto* it = world_.instrument(InstrumentId(of));
  const bool of_territory = it != nullptr && it->kind == world::Kind::export_exemption;  // is that of any party to it
  if (kind == "accession" && !of_givers && !of_recipient && !of_territory) return false;
  return pair.instruments.count(of) != 0 || binds(of, pair);
}

void ActCauses::tell(ActMatrixChange& change) const {
  const Pair pair = pair_of(change);
  tell_of(
      days_, change, [&](const DatedCause& each) { return cited(each, pair); },
      [&](const DatedCause& each) { return concerns(each, pair.givers) || concerns(each, pair.recipient); });
}

}  // namespace entente::analysis
