// In which ways single facts could come to hold that several rules ask for: memberships, consents, what makes an instrument a
// basis.

#include <algorithm>

#include "decision/needs_parts.h"

namespace entente::decision {

using world::RemedyFact;

void add_membership(const Inquiry& asking, PartyIndex nation, PartyIndex set, Way& way) {
  const Grade held = listed(asking.tables, {&set, 1}, nation, asking.request.time);
  if (held.counts()) return;
  Lack lack = Inquiry::lack(RemedyFact::membership, held);
  lack.by = asking.id(nation);
  lack.to = asking.id(set);
  way.insert(std::move(lack));
}

std::vector<Way> to_list(const Inquiry& asking, const std::vector<PartyIndex>& list, PartyIndex recipient, const Way& way,
                         bool& cut) {
  if (listed(asking.tables, list, recipient, asking.request.time).counts()) return {way};
  std::vector<Way> ways;
  for (const auto set : list) {
    if (asking.tables.parties[set].kind == world::PartyKind::nation || set == recipient) continue;
    Way through = way;
    add_membership(asking, recipient, set, through);
    append(ways, {through}, cut);
  }
  return ways;
}

namespace {

bool consent_can_cover(const Asking& asking, const OriginCase& origin) {
  const Object& object = asking.request.object;
  if ((!object.id.empty() && !world::is_digest(object.id)) || !object.digest.empty()) return true;
  return origin.level != kNoLevel && asking.tables.levels[origin.level].policy == asking.tables.parties[origin.party].policy;
}

}  // namespace

std::vector<Way> consent_ways(const Asking& asking, const Case& asked, const OriginCase& origin, bool& cut) {
  if (origin.party == kNoParty) return {};
  if (origin.consent.counts()) return {Way{}};
  std::vector<Way> ways;
  for (const auto& entry : asking.tables.parties[origin.party].consents) {
    const Grade held = grade_at(asking.tables, entry.period, entry.evidence, asking.request.time);
    if (!held.exists() || !consent_covers(asking.tables, asking.request, asked, origin, entry)) continue;
    Lack lack = Inquiry::lack(RemedyFact::consent, held);
    lack.by = asking.id(origin.party);
    lack.id = entry.id;
    append(ways, to_list(asking, entry.to, asked.recipient, held.counts() ? Way{} : Way{lack}, cut), cut);
  }
  if (origin.consent.exists() || !consent_can_cover(asking, origin)) return ways;
  Lack lack;
  lack.fact = RemedyFact::consent;
  lack.by = asking.id(origin.party);
  lack.to = asking.id(asked.recipient);
  append(ways, {{lack}}, cut);
  return ways;
}

void add_instrument(const Inquiry& asking, RemedyFact fact, Grade held, const InstrumentInfo& instrument, PartyIndex party,
                    Way& way) {
  if (held.counts()) return;
  Lack lack = Inquiry::lack(fact, held);
  lack.instrument = InstrumentId(instrument.id);
  if (party != kNoParty) lack.by = asking.id(party);
  way.insert(std::move(lack));
}

// Two are bound by the entry itself; whoever else it takes accedes.
void add_entry(const Inquiry& asking, const InstrumentInfo& instrument, Grade in_force, const std::vector<Acceding>& parties,
               Way& way) {
  Lack entry = Inquiry::lack(RemedyFact::instrument_in_force, in_force);
  entry.instrument = InstrumentId(instrument.id);
  std::set<PartyId> with_it;
  for (const auto& [party, held] : parties) {
    if (in_force.exists() || held.exists() || with_it.size() > 1) {
      add_instrument(asking, RemedyFact::accession, held, instrument, party, way);
    } else {
      with_it.insert(asking.id(party));
    }
  }
  if (!with_it.empty()) entry.by = *with_it.begin();
  if (with_it.size() > 1) entry.to = *with_it.rbegin();
  if (!in_force.counts()) way.insert(std::move(entry));
}

void add_items(const Inquiry& asking, const ActInstrument& instrument, Way& way) {
  for (const auto& item : asking.request.object.act.items) {
    const auto& listed = instrument.items;
    if (std::find(listed.begin(), listed.end(), asking.tables.name(item)) != listed.end()) continue;
    Lack lack;
    lack.fact = RemedyFact::amendment;
    lack.instrument = InstrumentId(instrument.info.id);
    lack.aspect = Aspect::item;
    lack.value = item;
    way.insert(std::move(lack));
  }
}

void add_assurances(const Inquiry& asking, const InstrumentInfo& instrument, const std::vector<PartyIndex>& parties, Way& way) {
  for (const auto party : parties) {
    if (instrument.withdrawn.has(party)) add_instrument(asking, RemedyFact::assurance, Grade{}, instrument, party, way);
  }
}

}  // namespace entente::decision
