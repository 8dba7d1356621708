#include "world/templates.h"

#include <algorithm>
#include <utility>

namespace entente::world {

bool replaces(const Clause& own, const Clause& usual) {
  if (own.id == usual.id) return true;
  return own.effect == Effect::oblige && usual.effect == Effect::oblige && !own.obligation.empty() &&
         own.obligation == usual.obligation;
}

void expand(Instrument& instrument, const Template& usual) {
  const auto own_end = std::remove_if(instrument.clauses.begin(), instrument.clauses.end(),
                                      [](const Clause& clause) { return clause.from_template; });
  instrument.clauses.erase(own_end, instrument.clauses.end());
  const auto own = instrument.clauses.size();
  const auto& without = instrument.without;
  for (const auto& clause : usual.clauses) {
    const auto first = instrument.clauses.begin();
    const bool replaced =
        std::any_of(first, first + static_cast<std::ptrdiff_t>(own), [&](const Clause& each) { return replaces(each, clause); });
    if (replaced || std::find(without.begin(), without.end(), clause.id) != without.end()) continue;
    instrument.clauses.push_back(clause);
    instrument.clauses.back().from_template = true;
  }
}

const Template* template_of(const World& world, Kind kind) {
  const auto found =
      std::find_if(world.templates.begin(), world.templates.end(), [&](const Template& each) { return each.kind == kind; });
  return found == world.templates.end() ? nullptr : &*found;
}

void expand_templates(World& world) { expand_templates(world, {}); }

void expand_templates(World& world, const SharedList<Instrument>& expanded) {
  for (std::size_t at = 0; at < world.instruments.size(); ++at) {
    const auto* usual = template_of(world, std::as_const(world.instruments)[at].kind);
    if (usual != nullptr && !world.instruments.shares(expanded, at)) expand(world.instruments[at], *usual);
  }
}

}  // namespace entente::world
