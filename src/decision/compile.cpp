// Compiles a world into the tables of one instant. Dates become grades here; see docs/semantics.md 1.

#include <algorithm>

#include <fmt/format.h>

#include "decision/compile_acts.h"
#include "decision/compile_instrument.h"
#include "decision/pairs.h"

namespace entente::decision {
namespace {

class Compiler {
 public:
  Compiler(const world::World& world, const CompileOptions& options) : world_(world), items_(world), grader_(options) {
    tables_->options = options;
    tables_->policies = world.policies;
  }

  Result<std::shared_ptr<const Snapshot::Tables>> run() {
    TRY_DO(index_parties());
    TRY_DO(index_levels());
    TRY_DO(add_memberships());
    TRY_DO(add_instruments());
    TRY_DO(add_other_clauses());
    TRY_DO(add_acts(*tables_, world_, grader_, items_));
    TRY_DO(add_permissions());
    TRY_DO(add_subjects());
    add_assertions();
    name_levels();
    add_pairs(*tables_, {sources_, speaking_, prohibited_by_, world_.assurances}, grader_);
    tables_->interval = grader_.boundaries.interval;
    return std::shared_ptr<const Snapshot::Tables>(tables_);
  }

 private:
  // --- names ---
  Result<void> index_parties() {
    if (world_.parties.size() > limits::kParties) {
      return fail(Fault::over_limit,
                  fmt::format("the world has {} parties; the limit is {}", world_.parties.size(), limits::kParties));
    }
    std::vector<const world::Party*> sorted;
    for (const auto& party : world_.parties) sorted.push_back(&party);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    for (const auto& [id, policy] : tables_->policies.policies()) {
      if (tables_->policy_ids.size() >= kNoPolicy) {
        return fail(Fault::over_limit, fmt::format("the world has more than {} policies", kNoPolicy - 1));
      }
      tables_->policy_index.add(id.value, static_cast<std::uint32_t>(tables_->policy_ids.size()));
      tables_->policy_ids.push_back(id);
      tables_->policy_infos.push_back({&policy, {}});
    }
    for (const auto* party : sorted) {
      PartyInfo info;
      info.id = party->id;
      info.name = party->name;
      info.kind = party->kind;
      info.decomposable = party->decomposable;
      if (party->policy) info.policy = tables_->policy(*party->policy);
      if (!tables_->party_index.add(party->id.value, static_cast<std::uint32_t>(tables_->parties.size())).is_new) {
        return fail(Fault::broken_world, fmt::format("party {} is recorded twice", party->id.value));
      }
      if (party->kind != world::PartyKind::nation) tables_->sets.add(tables_->parties.size());
      tables_->parties.push_back(std::move(info));
    }
    return {};
  }

  Result<void> index_levels() {
    for (std::size_t policy = 0; policy < tables_->policy_infos.size(); ++policy) {
      PolicyInfo& info = tables_->policy_infos[policy];
      for (const auto& level : info.policy->levels) {
        if (tables_->levels.size() >= limits::kLevels) {
          return fail(Fault::over_limit, fmt::format("the world has more than {} levels", limits::kLevels));
        }
        info.levels.add(level.name.value, static_cast<std::uint32_t>(tables_->levels.size()));
        LevelInfo entry;
        entry.policy = static_cast<std::uint16_t>(policy);
        entry.hierarchy = level.hierarchy;
        entry.comparable = level.comparable;
        entry.free = level.free;
        entry.asks_clearance = level.clearance;
        entry.name = level.name;
        tables_->levels.push_back(std::move(entry));
      }
    }
    for (const auto& term : world_.level_terms) {
      const LevelIndex level = tables_->level(term.policy, term.level);
      if (level != kNoLevel) tables_->levels[level].terms.push_back(term.period);
    }
    return {};
  }

  // What facts call a level and what it is about, once all names are known.
  void name_levels() {
    for (auto& level : tables_->levels) {
      level.as_name = tables_->name(level.name.value);
      const auto* stated = tables_->policy_infos[level.policy].policy->level(level.name);
      if (stated->domain) level.domain = tables_->name(*stated->domain);
    }
  }

  // --- memberships ---
  Result<void> add_memberships() {
    std::vector<Instant> own_next(tables_->parties.size(), kEndOfTime);
    for (const auto& source : world_.parties) {
      TRY(const auto index, intern_.party(source.id));
      PartyInfo& info = tables_->parties[index];
      Next next{grader_.at()};
      for (const auto& membership : source.members) {
        TRY(const auto member, intern_.party(membership.member));
        MemberEdge edge;
        edge.member = member;
        edge.grants = as_grant(membership.period);
        if (!grader_.grant_known(membership.provenance, edge.grants.from)) edge.grants = Interval{kEndOfTime, kEndOfTime};
        edge.restricts = as_restriction(membership.period);
        edge.evidence = membership.provenance.evidence;
        info.members.push_back(edge);
        grader_.boundaries.add(membership.period);
        next.see(membership.period);
      }
      own_next[index] = next.value;
      Next authority{grader_.at()};
      for (const auto& rule : source.authority) {
        if (grader_.restricts(rule.period, rule.provenance)) tables_->needing_authority.add(index);
        authority.see(rule.period);
      }
      info.next_authority = authority.value;
    }
    close_memberships(*tables_, own_next, grader_.at());
    return {};
  }

  // --- instruments ---
  static bool is_basis(const world::Instrument& instrument) { return instrument.kind == world::Kind::information_security; }

  void take_prohibitions(const world::Instrument& instrument, InstrumentInfo& info) {
    for (auto& clause : info.prohibitions) {
      tables_->prohibitions.push_back(std::move(clause));
      prohibited_by_.push_back(&instrument);
    }
    info.prohibitions = {};
  }

  Result<void> add_instruments() {
    std::vector<const world::Instrument*> sorted;
    for (const auto& instrument : world_.instruments) {
      if (is_basis(instrument)) sorted.push_back(&instrument);
    }
    if (sorted.size() >= kNoInstrument) {
      return fail(Fault::over_limit,
                  fmt::format("the world has more than {} information-security instruments", kNoInstrument - 1));
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    tables_->instruments.reserve(sorted.size());
    for (const auto* instrument : sorted) {
      TRY(auto info, compile_instrument(*tables_, *instrument, world_.assurances, grader_, items_, decides_disclosure));
      take_prohibitions(*instrument, info);
      tables_->instruments.push_back(std::move(info));
      sources_.push_back(instrument);
    }
    for (const auto& source : world_.parties) {
      if (!source.security_agreement) continue;
      const auto found =
          std::find_if(sorted.begin(), sorted.end(), [&](const auto* each) { return each->id == *source.security_agreement; });
      if (found == sorted.end()) {
        return fail(Fault::broken_world, fmt::format("{} names security agreement {}, which is not recorded", source.id.value,
                                                     source.security_agreement->value));
      }
      tables_->parties[tables_->party(source.id)].security_agreement = static_cast<InstrumentIndex>(found - sorted.begin());
    }
    return {};
  }

  // A prohibition binds whatever carries the disclosure, so of instruments of other kinds these clauses are read too; and of a
  // law what it asks besides, which is told as a duty.
  Result<void> add_other_clauses() {
    for (const auto& instrument : world_.instruments) {
      const auto& clauses = instrument.clauses;
      const auto wanted = said_of_disclosures(instrument);
      if (is_basis(instrument) || std::none_of(clauses.begin(), clauses.end(), wanted)) continue;
      TRY(auto info, compile_instrument(*tables_, instrument, world_.assurances, grader_, items_, wanted));
      take_prohibitions(instrument, info);
      take_law(info);
      speaking_.push_back(&instrument);
    }
    for (auto& party : tables_->parties) {
      std::sort(party.law.begin(), party.law.end(), [&](auto a, auto b) { return tables_->law[a].id < tables_->law[b].id; });
    }
    return {};
  }

  void take_law(InstrumentInfo& info) {
    for (auto* list : {&info.conditions, &info.duties}) {
      for (auto& clause : *list) {
        info.listed.each(
            [&](std::size_t party) { tables_->parties[party].law.push_back(static_cast<std::uint32_t>(tables_->law.size())); });
        tables_->law.push_back(std::move(clause));
      }
    }
  }

  // --- consents, delegations, accreditations ---
  Result<void> add_permissions() {
    for (const auto& consent : world_.consents) {
      TRY(const auto by, intern_.party(consent.by));
      ConsentEntry entry;
      entry.period = as_grant(consent.period);
      if (!grader_.grant_known(consent.provenance, entry.period.from)) continue;
      entry.evidence = consent.provenance.evidence;
      TRY(entry.to, intern_.parties(consent.to));
      entry.objects = consent.objects;
      if (consent.up_to) entry.up_to = level_of(*tables_, by, *consent.up_to);
      TRY(entry.categories, intern_.categories(consent.categories));
      TRY(entry.purposes, intern_.names(consent.purposes));
      entry.id = consent.id;
      tables_->parties[by].consents.push_back(std::move(entry));
    }
    for (auto& party : tables_->parties) {
      std::sort(party.consents.begin(), party.consents.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
      look_over_consents(party);
    }
    for (const auto& delegation : world_.delegations) {
      TRY(const auto by, intern_.party(delegation.by));
      Next next{grader_.at(), tables_->parties[by].next_authority};
      next.see(delegation.period);
      tables_->parties[by].next_authority = next.value;
      DelegationEntry entry;
      entry.grade = grader_.grant(delegation.period, delegation.provenance);
      TRY(entry.to, intern_.parties(delegation.to));
      if (delegation.up_to) entry.up_to = level_of(*tables_, by, *delegation.up_to);
      TRY(entry.categories, intern_.categories(delegation.categories));
      entry.id = delegation.id;
      if (entry.grade.exists()) tables_->parties[by].delegations.push_back(std::move(entry));
    }
    for (const auto& accreditation : world_.accreditations) {
      TRY(const auto by, intern_.party(accreditation.by));
      Next next{grader_.at(), tables_->parties[by].next_authority};
      next.see(accreditation.period);
      tables_->parties[by].next_authority = next.value;
      AccreditationEntry entry;
      entry.grade = grader_.grant(accreditation.period, accreditation.provenance);
      TRY(entry.channel, intern_.name(accreditation.channel));
      entry.up_to = level_of(*tables_, by, accreditation.up_to);
      if (entry.grade.exists()) tables_->parties[by].accreditations.push_back(entry);
    }
    return {};
  }

  // So that a request goes through the consents only where one may be to its recipient.
  void look_over_consents(PartyInfo& party) const {
    for (const auto& consent : party.consents) {
      for (const Instant date : {consent.period.from, consent.period.until}) party.consent_dates.push_back(date);
      for (const auto to : consent.to) {
        party.next_consented = std::min(party.next_consented, next_membership(*tables_, to));
        if (tables_->sets.has(to)) {
          for (std::size_t each = 0; each < tables_->parties.size(); ++each) party.consented_to.add(each);
        } else {
          party.consented_to.add(to);
        }
      }
    }
    std::sort(party.consent_dates.begin(), party.consent_dates.end());
  }

  // --- persons, systems, facilities ---
  // None for one that was not known yet.
  template <class Fact>
  Result<SubjectInfo*> add_subject(SubjectType type, const Fact& fact, const PartyId& vouches, const Period& period) {
    SubjectInfo info;
    info.type = type;
    info.id = fact.id;
    TRY(info.party, intern_.party(vouches));
    info.period = as_grant(period);
    info.evidence = fact.provenance.evidence;
    if (!grader_.grant_known(fact.provenance, info.period.from)) return nullptr;
    const auto index = static_cast<std::uint32_t>(tables_->subjects.size());
    if (!tables_->subject_index.add(subject_key(type, fact.id), index).is_new) {
      return fail(Fault::broken_world, fmt::format("{} is recorded twice", subject_key(type, fact.id)));
    }
    tables_->subjects.push_back(std::move(info));
    return &tables_->subjects.back();
  }

  Result<void> add_clearances(const std::vector<world::Clearance>& clearances, SubjectInfo& subject) {
    for (const auto& each : clearances) {
      ClearanceEntry entry;
      entry.period = as_grant(each.period);
      entry.evidence = each.provenance.evidence;
      entry.level = tables_->level(each.policy, each.level);
      TRY(entry.categories, intern_.categories(each.categories));
      if (grader_.grant_known(each.provenance, entry.period.from)) subject.clearances.push_back(std::move(entry));
    }
    return {};
  }

  void add_belongings(const std::vector<world::Belonging>& belongs, SubjectInfo& subject) {
    for (const auto& each : belongs) {
      const Interval period = as_grant(each.period);
      if (grader_.grant_known(each.provenance, period.from))
        subject.belongs.push_back({period, each.provenance.evidence, each.to});
    }
    std::sort(subject.belongs.begin(), subject.belongs.end(), [](const auto& a, const auto& b) { return a.to < b.to; });
  }

  Result<void> add_subjects() {
    for (const auto& person : world_.people) {
      TRY(auto* subject, add_subject(SubjectType::person, person, person.employer, person.period));
      if (subject == nullptr) continue;
      TRY(subject->nationalities, intern_.parties(person.nationalities));
      TRY_DO(add_clearances(person.clearances, *subject));
      add_belongings(person.belongs, *subject);
    }
    for (const auto& system : world_.systems) {
      TRY(auto* subject, add_subject(SubjectType::system, system, system.operated_by, Period{}));
      if (subject == nullptr) continue;
      TRY_DO(add_clearances(system.accreditations, *subject));
      add_belongings(system.belongs, *subject);
    }
    for (const auto& facility : world_.facilities) {
      TRY(auto* subject, add_subject(SubjectType::facility, facility, facility.in, Period{}));
      if (subject == nullptr) continue;
      subject->contractor = facility.contractor;
      TRY_DO(add_clearances(facility.clearances, *subject));
    }
    for (auto& subject : tables_->subjects) std::sort(subject.nationalities.begin(), subject.nationalities.end());
    return {};
  }

  // An assertion stands on the person who makes it, and nobody asserts what they need themselves.
  void add_assertions() {
    for (const auto& need : world_.needs_to_know) {
      const auto who = tables_->subject_index.find(need.who);
      const auto by = tables_->subject_index.find(need.asserted_by);
      const Interval period = as_grant(need.period);
      if (who == TextIndex::kNone || by == TextIndex::kNone || who == by) continue;
      if (tables_->subjects[by].type != SubjectType::person || !grader_.grant_known(need.provenance, period.from)) continue;
      tables_->subjects[who].assertions.push_back(
          {period, need.provenance.evidence, by, need.objects, need.communities, need.id});
    }
    for (auto& subject : tables_->subjects) {
      std::sort(subject.assertions.begin(), subject.assertions.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    }
  }

  const world::World& world_;
  const world::ItemWords items_;
  std::shared_ptr<Snapshot::Tables> tables_ = std::make_shared<Snapshot::Tables>();
  Interning intern_{*tables_};
  std::vector<const world::Instrument*> sources_;        // beside tables_->instruments
  std::vector<const world::Instrument*> speaking_;       // of disclosures, of other kinds
  std::vector<const world::Instrument*> prohibited_by_;  // beside tables_->prohibitions
  Grader grader_;
};

}  // namespace

Result<Snapshot> Snapshot::compile(const world::World& world, const CompileOptions& options) {
  TRY(auto tables, Compiler(world, options).run());
  return Snapshot(std::move(tables));
}

Interval Snapshot::interval() const { return tables_->interval; }

}  // namespace entente::decision
