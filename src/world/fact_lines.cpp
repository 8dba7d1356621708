#include "world/fact_lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "world/duration.h"

namespace entente::world {
namespace {

std::vector<PartyId> together(std::vector<PartyId> parties, const std::vector<PartyId>& more = {}) {
  parties.insert(parties.end(), more.begin(), more.end());
  std::erase_if(parties, [](const PartyId& party) { return party.empty(); });
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  return parties;
}

std::string listed(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& party : parties) names.push_back(party.value);
  return join(names, ", ");
}

class Lines {
 public:
  explicit Lines(const World& world) : world_(world) {}

  std::vector<FactLine> all() {
    for (const auto& party : world_.parties) add_party(party);
    for (const auto& instrument : world_.instruments) add_instrument(instrument);
    for (const auto& usual : world_.templates) {
      for (const auto& clause : usual.clauses) add_clause(fmt::format("template {}", to_string(usual.kind)), clause, {});
    }
    add_permissions();
    add_people();
    for (const auto& programme : world_.programmes) add_programme(programme);
    add_paths();
    add_events();
    return std::move(lines_);
  }

 private:
  void grant(std::string_view kind, std::string of, std::string text, std::vector<PartyId> parties, const Period& period,
             const Provenance& provenance) {
    lines_.push_back({kind, std::move(of), std::move(text), std::move(parties), period, Polarity::grants, &provenance});
  }
  void restriction(std::string_view kind, std::string of, std::string text, std::vector<PartyId> parties, const Period& period,
                   const Provenance& provenance) {
    lines_.push_back({kind, std::move(of), std::move(text), std::move(parties), period, Polarity::restricts, &provenance});
  }

  void add_party(const Party& party) {
    grant("party", party.id.value, party.name, {party.id}, {}, party.provenance);
    for (const auto& each : party.members) {
      grant("membership", party.id.value, each.member.value + " is a member", together({party.id, each.member}), each.period,
            each.provenance);
    }
    for (const auto& each : party.authority) {
      restriction("authority", party.id.value, "disclosure needs a delegation", {party.id}, each.period, each.provenance);
    }
  }

  void add_instrument(const Instrument& instrument) {
    const auto& id = instrument.id.value;
    std::vector<PartyId> parties;
    for (const auto& each : instrument.parties) parties.push_back(each.party);
    parties = together(std::move(parties));
    grant("instrument", id, instrument.title, parties, {}, instrument.provenance);
    for (const auto& each : instrument.statuses) {
      const bool grants = each.value == StatusValue::in_force;
      lines_.push_back({"status",
                        id,
                        std::string(to_string(each.value)),
                        parties,
                        {each.from, std::nullopt},
                        grants ? Polarity::grants : Polarity::restricts,
                        &each.provenance});
    }
    if (instrument.duration) add_duration(instrument, parties);
    for (const auto& each : instrument.notices) {
      restriction("notice", id, each.what, parties, {each.on, std::nullopt}, each.provenance);
    }
    for (const auto& each : instrument.parties) {
      grant("accession", id, each.party.value + " is a party", {each.party}, each.period, each.provenance);
    }
    for (const auto& each : instrument.withdrawals) {
      restriction("withdrawal", id, each.party.value + " has withdrawn its assurance", parties, each.period, each.provenance);
    }
    for (const auto& row : instrument.rows) add_row(id, row);
    for (const auto& each : instrument.clauses) {
      if (!each.from_template) add_clause(id, each, parties);
    }
  }

  // One that ends by itself ends with the last entry into force, if that is known to the day.
  void add_duration(const Instrument& instrument, const std::vector<PartyId>& parties) {
    const auto& duration = *instrument.duration;
    Period period;
    if (ends_by_itself(duration)) {
      period.until = duration.until;
      for (const auto& each : instrument.statuses) {
        if (each.value != StatusValue::in_force || duration.until) continue;
        const auto end = each.from.years_later(static_cast<int>(*duration.years));
        if (!period.until || *period.until < end) period.until = end;
      }
    }
    grant("duration", instrument.id.value, "in force " + in_words(duration), parties, period, duration.provenance);
  }

  void add_clause(const std::string& of, const Clause& clause, const std::vector<PartyId>& parties) {
    const auto what = clause.text.empty() ? clause.obligation : clause.text;
    restriction("clause", of + "#" + clause.id, fmt::format("{}: {}", to_string(clause.effect), what), parties, clause.period,
                clause.provenance);
  }

  void add_row(const std::string& id, const EquivalenceRow& row) {
    std::vector<std::string> levels;
    for (const auto& level : row.to_levels) levels.push_back(level.value);
    const auto target = row.choice ? row.choice->value : join(levels, " or ");
    grant("row", id, fmt::format("{} {} → {} {}", row.from.value, row.from_level.value, row.to.value, target),
          together({row.from, row.to}), row.period, row.provenance);
  }

  void add_permissions() {
    for (const auto& each : world_.consents) {
      grant("consent", each.id, fmt::format("{} consents for {}", each.by.value, listed(each.to)), together({each.by}, each.to),
            each.period, each.provenance);
    }
    for (const auto& each : world_.delegations) {
      grant("delegation", each.id, fmt::format("{} delegates disclosure to {}", each.by.value, listed(each.to)),
            together({each.by}, each.to), each.period, each.provenance);
    }
    for (const auto& each : world_.accreditations) {
      grant("accreditation", each.channel, fmt::format("{} accredits it up to {}", each.by.value, each.up_to.value), {each.by},
            each.period, each.provenance);
    }
    for (const auto& each : world_.waivers) {
      grant("waiver", each.id, fmt::format("{} waives {} for {}", each.by.value, to_string(each.of), listed(each.to)),
            together({each.by}, each.to), each.period, each.provenance);
    }
    for (const auto& each : world_.licences) {
      grant("licence", each.id, fmt::format("{} licenses {} to {}", each.by.value, join(each.items, ", "), listed(each.to)),
            together({each.by}, each.to), each.period, each.provenance);
    }
    for (const auto& each : world_.approvals) {
      grant("approval", each.id, fmt::format("{} of {} approves {}", each.organ, each.by.value, to_string(each.of)),
            together({each.by}, each.to), each.period, each.provenance);
    }
    for (const auto& each : world_.assurances) {
      grant("assurance", each.id, fmt::format("{} assures protection under {}", each.by.value, each.under.value), {each.by},
            each.period, each.provenance);
    }
  }

  void add_clearances(std::string_view kind, const std::string& id, const PartyId& party, const std::vector<Clearance>& list) {
    for (const auto& each : list) {
      grant(kind, id, fmt::format("{} {}, by {}", each.policy.value, each.level.value, each.granted_by.value),
            together({party, each.granted_by}), each.period, each.provenance);
    }
  }

  void add_belonging(const std::string& id, const PartyId& party, const std::vector<Belonging>& list) {
    for (const auto& each : list) grant("belonging", id, "in " + each.to, {party}, each.period, each.provenance);
  }

  void add_people() {
    for (const auto& each : world_.people) {
      grant("person", each.id, each.role, together({each.employer}, each.nationalities), each.period, each.provenance);
      add_clearances("clearance", each.id, each.employer, each.clearances);
      add_belonging(each.id, each.employer, each.belongs);
    }
    for (const auto& each : world_.systems) {
      grant("system", each.id, each.name, {each.operated_by}, {}, each.provenance);
      add_clearances("accreditation", each.id, each.operated_by, each.accreditations);
      add_belonging(each.id, each.operated_by, each.belongs);
    }
    for (const auto& each : world_.facilities) {
      grant("facility", each.id, each.name, {each.in}, {}, each.provenance);
      add_clearances("clearance", each.id, each.in, each.clearances);
    }
    for (const auto& each : world_.needs_to_know) {
      auto what = each.objects;
      what.insert(what.end(), each.communities.begin(), each.communities.end());
      grant("need-to-know", each.id, fmt::format("{} needs {}", each.who, join(what, ", ")), {}, each.period, each.provenance);
    }
  }

  void add_participants(const std::string& of, const std::vector<Participation>& list) {
    for (const auto& each : list) {
      const auto tier = each.tier ? fmt::format(", tier {}", *each.tier) : std::string();
      lines_.push_back({"participant",
                        of,
                        fmt::format("{} is {}{}", each.party.value, to_string(each.role), tier),
                        {each.party},
                        each.period,
                        each.role == Role::excluded ? Polarity::restricts : Polarity::grants,
                        &each.provenance});
    }
  }

  void add_programme(const Programme& programme) {
    const auto& id = programme.id;
    std::vector<PartyId> parties;
    for (const auto& each : programme.participants) parties.push_back(each.party);
    parties = together(std::move(parties));
    grant("programme", id, programme.title, parties, {}, programme.provenance);
    for (const auto& each : programme.areas) grant("area", id, each.title, parties, {}, each.provenance);
    add_participants(id, programme.participants);
    for (const auto& each : programme.projects) {
      std::vector<PartyId> own;
      for (const auto& one : each.participants) own.push_back(one.party);
      grant("project", id + "#" + each.id, each.title, own.empty() ? parties : together(std::move(own)), each.period,
            each.provenance);
      add_participants(id + "#" + each.id, each.participants);
    }
    for (const auto& each : programme.terms) {
      restriction("term", id, fmt::format("{}, {}: {}", each.subject, to_string(each.state), each.text),
                  each.parties.empty() ? parties : together(each.parties), {}, each.provenance);
    }
  }

  static std::vector<PartyId> parties_among(const std::vector<FactRef>& refs) {
    std::vector<PartyId> out;
    for (const auto& ref : refs) {
      if (ref.kind == FactKind::party) out.emplace_back(ref.id);
    }
    return together(std::move(out));
  }

  // Candidacies, profiles and what is measured.
  void add_paths() {
    for (const auto& each : world_.candidacies) {
      for (const auto& state : each.states) {
        grant("candidacy", each.id, fmt::format("{} for {}: {}", each.party.value, to_string(each.of), to_string(state.value)),
              together({each.party}, parties_among({each.of})), {state.from, std::nullopt}, state.provenance);
      }
    }
    for (const auto& profile : world_.profiles) {
      grant("profile", profile.id, profile.title, parties_among({profile.of}), {}, profile.provenance);
      for (const auto& each : profile.requirements) {
        restriction("requirement", profile.id + "#" + each.id, each.text, parties_among({profile.of}), {}, each.provenance);
      }
    }
    for (const auto& each : world_.assessments) {
      grant("assessment", each.id, fmt::format("{} {}: {}", to_string(each.requirement), to_string(each.state), each.text),
            {each.party}, {each.from, std::nullopt}, each.provenance);
    }
    for (const auto& each : world_.capabilities) {
      grant("capability", each.id, fmt::format("{}: {}", to_string(each.kind), each.title), {each.party}, each.period,
            each.provenance);
    }
    for (const auto& each : world_.interoperability) {
      grant("interoperability", each.id,
            fmt::format("{}, {}: {}", join(each.platforms, " and "), each.standard, to_string(each.state)),
            together(each.parties), {each.on, std::nullopt}, each.provenance);
    }
    for (const auto& each : world_.risks) {
      for (const auto& state : each.states) {
        restriction(each.obstacle ? "obstacle" : "risk", each.id, fmt::format("{}: {}", to_string(state.value), each.text),
                    parties_among(each.about), {state.from, std::nullopt}, state.provenance);
      }
    }
  }

  void add_events() {
    for (const auto& each : world_.events) {
      auto parties = together(each.participants, each.observers);
      if (each.host) parties = together(std::move(parties), {*each.host});
      const auto watching = each.observers.empty() ? std::string() : fmt::format(" (observers: {})", listed(each.observers));
      grant("event", each.id, fmt::format("{}: {}{}", to_string(each.state), each.title, watching), std::move(parties),
            each.period, each.provenance);
    }
    for (const auto& each : world_.commitments) {
      for (const auto& state : each.states) {
        grant(each.aim ? "aim" : "commitment", each.id, fmt::format("{}: {}", to_string(state.value), each.text),
              together(each.owners), {state.from, std::nullopt}, state.provenance);
      }
    }
  }

  const World& world_;
  std::vector<FactLine> lines_;
};

// --- what was known ---

struct KnownFilter {
  Instant at;

  [[nodiscard]] bool grant(const Period& period, const Provenance& provenance) const {
    const auto& date = provenance.known ? provenance.known : period.from;
    return !date || date->latest() <= at;
  }
  [[nodiscard]] bool restriction(const Provenance& provenance) const {
    return !provenance.known || provenance.known->earliest() <= at;
  }

  template <class Facts>
  void grants(Facts& facts) const {
    std::erase_if(facts, [&](const auto& each) { return !grant(each.period, each.provenance); });
  }
  template <class Facts>
  void restrictions(Facts& facts) const {
    std::erase_if(facts, [&](const auto& each) { return !restriction(each.provenance); });
  }
  // What happened or was found on a day was not known before it.
  template <class Facts>
  void dated(Facts& facts) const {
    std::erase_if(facts, [&](const auto& each) { return !grant({each.from, std::nullopt}, each.provenance); });
  }

  void instrument(Instrument& it) const {
    grants(it.parties);
    grants(it.rows);
    restrictions(it.clauses);
    restrictions(it.withdrawals);
    dated(it.statuses);
    std::erase_if(it.notices, [&](const Notice& each) { return !grant({each.on, std::nullopt}, each.provenance); });
  }
};

}  // namespace

std::vector<FactLine> fact_lines(const World& world) { return Lines(world).all(); }

World known_by(World world, Instant known_as_of) {
  const KnownFilter filter{known_as_of};
  for (auto& party : world.parties) {
    filter.grants(party.members);
    filter.restrictions(party.authority);
  }
  for (auto& each : world.instruments) filter.instrument(each);
  world.instruments.erase_if([](const Instrument& each) { return each.statuses.empty() && each.parties.empty(); });
  filter.grants(world.consents);
  filter.grants(world.delegations);
  filter.grants(world.accreditations);
  filter.grants(world.waivers);
  filter.grants(world.licences);
  filter.grants(world.approvals);
  filter.grants(world.assurances);
  filter.grants(world.people);
  filter.grants(world.needs_to_know);
  for (auto& each : world.programmes) {
    filter.grants(each.participants);
    filter.grants(each.projects);
  }
  for (auto& each : world.candidacies) filter.dated(each.states);
  for (auto& each : world.commitments) filter.dated(each.states);
  for (auto& each : world.risks) filter.dated(each.states);
  filter.dated(world.assessments);
  filter.grants(world.capabilities);
  filter.grants(world.events);
  return world;
}

}  // namespace entente::world
