#include "analysis/matrix_causes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "world/fact_lines.h"

namespace entente::analysis {
namespace {

// What is dated and changes no answer of the matrix.
constexpr std::array<std::string_view, 16> kNoCause{
    "notice",   "candidacy", "profile",    "requirement", "assessment", "capability", "interoperability", "risk",
    "obstacle", "event",     "commitment", "aim",         "claim",      "person",     "clearance",        "area"};

bool has(const std::vector<PartyId>& list, const PartyId& party) {
  return std::find(list.begin(), list.end(), party) != list.end();
}

// The same wherever the world lies.
world::Place named(const world::Place& place) { return {place.file.substr(place.file.rfind('/') + 1), place.line}; }

}  // namespace

MatrixCauses::MatrixCauses(const View& view) {
  auto known = *view.world;
  if (view.options.known_as_of) known = world::known_by(std::move(known), *view.options.known_as_of);
  const auto add = [this](const Interval& is, Dated dated) {
    if (is.empty()) return;
    if (is.until != kEndOfTime) {
      dated.cause.begins = false;
      dates_[is.until].push_back(dated);
    }
    dated.cause.begins = true;
    if (is.from != kBeginningOfTime) dates_[is.from].push_back(std::move(dated));
  };
  for (const auto& line : world::fact_lines(known)) {
    if (std::find(kNoCause.begin(), kNoCause.end(), line.kind) != kNoCause.end()) continue;
    const auto is = line.polarity == world::Polarity::grants ? as_grant(line.period) : as_restriction(line.period);
    const Dated dated{{true, std::string(line.kind), line.of, line.text, named(line.provenance->place)}, line.parties, {}};
    add(is, dated);
    // What goes to a set goes to everybody who may be in it.
    if (line.kind == "membership" && as_restriction(line.period) != is) add(as_restriction(line.period), dated);
  }
  for (const auto& term : known.level_terms) {
    std::vector<PartyId> of;
    for (const auto& party : known.parties) {
      if (party.policy == term.policy) of.push_back(party.id);
    }
    add(as_grant(term.period),
        {{true, "level", term.policy.value, term.level.value + " may stand in a mark", named(term.place)}, of, term.level.value});
  }
}

bool MatrixCauses::cited(const Dated& dated, const MatrixChange& change) {
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
  }
  if (dated.cause.kind == "level") return level && has(dated.parties, change.owner);
  if (dated.cause.kind == "membership") return has(dated.parties, change.recipient) || has(dated.parties, change.owner);
  if (dated.cause.kind == "row") return instrument && dated.cause.text.starts_with(change.owner.value + " ");
  return instrument;
}

// On one day the later status holds.
bool MatrixCauses::outdone(const Dated& dated, const std::vector<Dated>& day) {
  if (dated.cause.kind != "status") return false;
  return std::any_of(day.begin(), day.end(), [&](const Dated& other) {
    return other.cause.kind == "status" && other.cause.of == dated.cause.of &&
           world::parse_status(other.cause.text) > world::parse_status(dated.cause.text);
  });
}

void MatrixCauses::tell(MatrixChange& change) const {
  const auto day = dates_.find(change.at);
  if (day == dates_.end()) return;
  for (const auto& each : day->second) {
    if (cited(each, change) && !outdone(each, day->second)) change.causes.push_back(each.cause);
  }
  change.cited = !change.causes.empty();
  if (change.cited) return;
  for (const auto& each : day->second) {
    if (has(each.parties, change.owner) || has(each.parties, change.recipient)) change.causes.push_back(each.cause);
  }
}

}  // namespace entente::analysis
