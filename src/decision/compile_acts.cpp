#include "decision/compile_acts.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "decision/compile_instrument.h"

namespace entente::decision {
namespace {

constexpr Interval kNever{kEndOfTime, kEndOfTime};

bool about_acts(const world::Clause& clause) { return is_act(action_of(clause.action)); }

class ActCompiler {
 public:
  ActCompiler(Snapshot::Tables& tables, const world::World& world, Grader& grader, const world::ItemWords& items)
      : tables_(tables), acts_(*tables.acts), world_(world), grader_(grader), items_(items), intern_(tables) {}

  Result<void> run() {
    acts_.parties.resize(tables_.parties.size());
    TRY_DO(add_instruments());
    TRY_DO(add_permissions());
    acts_.recorded = {!world_.consents.empty(), !world_.licences.empty(), !world_.approvals.empty(), !world_.waivers.empty(),
                      false};
    acts_.recorded.limited_waivers = std::any_of(world_.waivers.begin(), world_.waivers.end(),
                                                 [](const auto& each) { return !each.items.empty() || !each.purposes.empty(); });
    TRY_DO(add_programmes());
    return {};
  }

 private:
  // --- instruments ---
  // Those that decide disclosures only are in the other table.
  [[nodiscard]] std::vector<const world::Instrument*> of_acts() {
    for (const auto& each : world_.instruments) {
      if (each.under) above_.insert(*each.under);
    }
    for (const auto& each : world_.programmes) {
      if (each.under) above_.insert(*each.under);
    }
    std::vector<const world::Instrument*> out;
    for (const auto& each : world_.instruments) {
      const bool speaks = std::any_of(each.clauses.begin(), each.clauses.end(), about_acts);
      if (each.kind != world::Kind::information_security || speaks || each.under || above_.count(each.id) != 0) out.push_back(&each);
    }
    std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    return out;
  }

  // A law binds by its clauses, whatever its status; what is made under it does not.
  [[nodiscard]] Instant next_of(const world::Instrument& source) const {
    if (source.kind != world::Kind::national_law || above_.count(source.id) != 0) return next_change(tables_, source, world_.assurances, grader_, about_acts);
    return next_of_clauses(tables_, source, grader_, about_acts);
  }

  Result<void> add_instruments() {
    const auto sources = of_acts();
    if (sources.size() >= kNoAct) {
      return fail(Fault::over_limit, fmt::format("the world has more than {} instruments about other actions", kNoAct - 1));
    }
    const auto index_of = [&](const InstrumentId& id) {
      const auto found = std::lower_bound(sources.begin(), sources.end(), id,
                                          [](const auto* each, const InstrumentId& key) { return each->id < key; });
      return found == sources.end() || (*found)->id != id ? kNoAct : static_cast<ActIndex>(found - sources.begin());
    };
    acts_.instruments.reserve(sources.size());
    for (const auto* source : sources) {
      ActInstrument entry;
      TRY(entry.info, compile_instrument(tables_, *source, world_.assurances, grader_, items_, about_acts));
      entry.kind = source->kind;
      entry.info.next = next_of(*source);
      TRY(entry.items, intern_.names(items_.widened(source->items)));
      entry.is_under = source->under.has_value();
      if (source->under) entry.under = index_of(*source->under);
      entry.limited = !source->forms.empty() || source->subject;
      entry.of_domains = !source->domains.empty();
      const auto index = static_cast<ActIndex>(acts_.instruments.size());
      const bool exempts = entry.kind == world::Kind::export_exemption;
      entry.info.listed.each([&](std::size_t party) {
        acts_.parties[party].listed_in.push_back(index);
        if (exempts) acts_.parties[party].exempted_by.push_back(index);
      });
      if (exempts) acts_.exemptions.push_back(index);
      for (std::uint32_t clause = 0; !exempts && clause < entry.info.acts.size(); ++clause) {
        const ClauseInfo& each = entry.info.acts[clause];
        if (each.effect == world::Effect::prohibit && each.action == Action::transfer) acts_.forbidden.push_back({index, clause});
      }
      acts_.instruments.push_back(std::move(entry));
    }
    for (const auto& source : world_.programmes) {
      ProgrammeInfo entry;
      entry.reference = "programme:" + source.id;
      entry.is_under = source.under.has_value();
      if (source.under) entry.under = index_of(*source.under);
      acts_.programmes.push_back(std::move(entry));
    }
    return {};
  }

  // --- permissions ---
  // False for one that was not known yet.
  template <class Fact>
  Result<bool> fill(const Fact& fact, const std::vector<PartyId>& to, Permission& out) {
    out.period = as_grant(fact.period);
    out.evidence = fact.provenance.evidence;
    out.id = fact.id;
    TRY(out.to, intern_.parties(to));
    return grader_.grant_known(fact.provenance, out.period.from);
  }

  template <class Entry>
  static void put(std::vector<Entry>& list, Entry entry) {
    const auto at = std::upper_bound(list.begin(), list.end(), entry, [](const Entry& a, const Entry& b) { return a.id < b.id; });
    list.insert(at, std::move(entry));
  }

  Result<void> add_permissions() {
    for (const auto& source : world_.waivers) {
      TRY(const auto by, intern_.party(source.by));
      WaiverEntry entry;
      TRY(const bool known, fill(source, source.to, entry));
      entry.of = source.of.kind == world::FactKind::clause ? source.of.id + "/" + source.of.part : std::string();
      if (source.project) entry.project = world::to_string(*source.project);
      entry.named = source.items;
      entry.items = items_.widened(source.items);
      entry.purposes = source.purposes;
      if (known) put(acts_.parties[by].waivers, std::move(entry));
    }
    for (const auto& source : world_.licences) {
      TRY(const auto by, intern_.party(source.by));
      LicenceEntry entry;
      TRY(const bool known, fill(source, source.to, entry));
      entry.items = items_.widened(source.items);
      entry.purposes = source.purposes;
      entry.territory = source.territory.value_or("");
      if (known) put(acts_.parties[by].licences, std::move(entry));
    }
    for (const auto& source : world_.approvals) {
      TRY(const auto by, intern_.party(source.by));
      ApprovalEntry entry;
      TRY(const bool known, fill(source, source.to, entry));
      entry.organ = source.organ;
      entry.of = world::to_string(source.of);
      entry.named = source.items;
      entry.items = items_.widened(source.items);
      if (known) put(acts_.parties[by].approvals, std::move(entry));
    }
    return {};
  }

  // --- programmes ---
  Result<std::vector<ParticipationEntry>> participants(const std::vector<world::Participation>& sources) {
    std::vector<ParticipationEntry> out;
    for (const auto& source : sources) {
      ParticipationEntry entry;
      entry.grants = as_grant(source.period);
      entry.restricts = as_restriction(source.period);
      entry.may_be = entry.restricts;
      if (!grader_.grant_known(source.provenance, entry.grants.from)) entry.grants = kNever;
      if (!grader_.restriction_known(source.provenance)) entry.restricts = kNever;
      entry.evidence = source.provenance.evidence;
      TRY(entry.party, intern_.party(source.party));
      entry.role = source.role;
      entry.tier = source.tier;
      entry.areas = source.areas;
      out.push_back(std::move(entry));
    }
    return out;
  }

  Result<void> add_terms(const world::Programme& source, ProgrammeInfo& out) {
    for (const auto& term : source.terms) {
      TermInfo entry;
      entry.reference = out.reference + "#" + term.id;
      entry.subject = term.subject;
      entry.text = term.text;
      TRY(entry.parties, intern_.parties(term.parties));
      entry.settled = term.state == world::TermState::settled;
      entry.known = grader_.grant_known(term.provenance, kBeginningOfTime);
      entry.evidence = term.provenance.evidence;
      out.terms.push_back(std::move(entry));
    }
    std::sort(out.terms.begin(), out.terms.end(), [](const auto& a, const auto& b) { return a.reference < b.reference; });
    return {};
  }

  Result<void> add_candidacies() {
    for (const auto& source : world_.candidacies) {
      if (source.of.kind != world::FactKind::programme) continue;
      const auto programme = std::find_if(acts_.programmes.begin(), acts_.programmes.end(), [&](const ProgrammeInfo& each) {
        return each.reference == world::to_string(source.of);
      });
      if (programme == acts_.programmes.end()) continue;
      TRY(const auto party, intern_.party(source.party));
      CandidacyEntry entry{party, {}};
      for (const auto& state : source.states) {
        const bool invites = state.value >= world::CandidacyState::invited;
        const Instant start = invites ? state.from.latest() : state.from.earliest();
        const bool known = invites ? grader_.grant_known(state.provenance, start) : grader_.restriction_known(state.provenance);
        if (known) entry.steps.push_back({start, state.value, state.provenance.evidence});
      }
      programme->candidacies.push_back(std::move(entry));
    }
    return {};
  }

  Result<void> add_programmes() {
    for (std::size_t index = 0; index < world_.programmes.size(); ++index) {
      const world::Programme& source = world_.programmes[index];
      ProgrammeInfo& out = acts_.programmes[index];
      for (const auto& area : source.areas) out.areas.push_back(area.id);
      TRY(out.participants, participants(source.participants));
      for (const auto& project : source.projects) {
        ProjectInfo entry;
        entry.reference = "project:" + source.id + "#" + project.id;
        entry.period = as_grant(project.period);
        if (!grader_.grant_known(project.provenance, entry.period.from)) entry.period = kNever;
        entry.evidence = project.provenance.evidence;
        entry.areas = project.areas;
        TRY(entry.participants, participants(project.participants));
        out.projects.push_back(std::move(entry));
      }
      TRY_DO(add_terms(source, out));
    }
    TRY_DO(add_candidacies());
    std::sort(acts_.programmes.begin(), acts_.programmes.end(),
              [](const auto& a, const auto& b) { return a.reference < b.reference; });
    return {};
  }

  Snapshot::Tables& tables_;
  ActTables& acts_;
  const world::World& world_;
  std::set<InstrumentId> above_;  // what an instrument or a programme is made under
  Grader& grader_;
  const world::ItemWords& items_;
  Interning intern_;
};

}  // namespace

Result<void> add_acts(Snapshot::Tables& tables, const world::World& world, Grader& grader, const world::ItemWords& items) {
  tables.acts = std::make_shared<ActTables>();
  for (const auto& item : world.items) {
    for (const auto& broader : item.is) tables.acts->kinds.try_emplace(broader, items.below(broader));
  }
  return ActCompiler(tables, world, grader, items).run();
}

}  // namespace entente::decision
