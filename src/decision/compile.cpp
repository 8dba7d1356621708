// Compiles a world into the tables of one instant. Dates become grades here; see docs/semantics.md 1.

#include <algorithm>

#include <fmt/format.h>

#include "decision/pairs.h"
#include "world/duration.h"

namespace entente::decision {
namespace {

class Compiler {
 public:
  Compiler(const world::World& world, const CompileOptions& options) : world_(world), grader_(options) {
    tables_->options = options;
    tables_->policies = world.policies;
  }

  Result<std::shared_ptr<const Snapshot::Tables>> run() {
    TRY_DO(index_parties());
    TRY_DO(index_levels());
    TRY_DO(add_memberships());
    TRY_DO(add_instruments());
    TRY_DO(add_permissions());
    TRY_DO(add_subjects());
    add_assertions();
    add_pairs(*tables_, {sources_, prohibitions_}, grader_);
    close_interval();
    return std::shared_ptr<const Snapshot::Tables>(tables_);
  }

 private:
  // --- names ---
  Result<void> index_parties() {
    if (world_.parties.size() > limits::kParties) {
      return fail(Fault::over_limit, fmt::format("the world has {} parties; the limit is {}", world_.parties.size(), limits::kParties));
    }
    std::vector<const world::Party*> sorted;
    for (const auto& party : world_.parties) sorted.push_back(&party);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    for (const auto& [id, policy] : world_.policies.policies()) {
      tables_->policy_index.emplace(id.value, static_cast<std::uint16_t>(tables_->policy_ids.size()));
      tables_->policy_ids.push_back(id);
    }
    for (const auto* party : sorted) {
      PartyInfo info;
      info.id = party->id;
      info.name = party->name;
      info.kind = party->kind;
      if (party->policy) {
        const auto found = tables_->policy_index.find(party->policy->value);
        if (found != tables_->policy_index.end()) info.policy = found->second;
      }
      if (!tables_->party_index.emplace(party->id.value, static_cast<PartyIndex>(tables_->parties.size())).second) {
        return fail(Fault::broken_world, fmt::format("party {} is recorded twice", party->id.value));
      }
      tables_->parties.push_back(std::move(info));
    }
    return {};
  }

  Result<void> index_levels() {
    for (const auto& [id, policy] : world_.policies.policies()) {
      for (const auto& level : policy.levels) {
        if (tables_->levels.size() >= limits::kLevels) {
          return fail(Fault::over_limit, fmt::format("the world has more than {} levels", limits::kLevels));
        }
        tables_->level_index.emplace(id.value + "\n" + level.name.value, static_cast<LevelIndex>(tables_->levels.size()));
        tables_->levels.push_back(
            LevelInfo{tables_->policy_index.at(id.value), level.hierarchy, level.comparable, level.free, level.name, {}});
      }
    }
    for (const auto& term : world_.level_terms) {
      const LevelIndex level = tables_->level(term.policy, term.level);
      if (level != kNoLevel) tables_->levels[level].terms.push_back(term.period);
    }
    return {};
  }

  Result<PartyIndex> party(const PartyId& id) {
    const PartyIndex index = tables_->party(id);
    if (index == kNoParty) return fail(Fault::broken_world, fmt::format("a fact names party {}, which is not recorded", id.value));
    return index;
  }

  Result<NameIndex> name(const std::string& text) {
    const auto [entry, added] = tables_->name_index.emplace(text, static_cast<NameIndex>(tables_->name_index.size()));
    if (added && tables_->name_index.size() > limits::kNames) {
      return fail(Fault::over_limit, fmt::format("the facts use more than {} names", limits::kNames));
    }
    return entry->second;
  }

  template <class Texts>
  Result<std::vector<NameIndex>> names(const Texts& texts) {
    std::vector<NameIndex> out;
    for (const auto& text : texts) {
      TRY(const auto index, name(text_of(text)));
      out.push_back(index);
    }
    return out;
  }
  static const std::string& text_of(const std::string& text) { return text; }
  static const std::string& text_of(const LevelName& level) { return level.value; }

  Result<std::vector<PartyIndex>> parties(const std::vector<PartyId>& ids) {
    std::vector<PartyIndex> out;
    for (const auto& id : ids) {
      TRY(const auto index, party(id));
      out.push_back(index);
    }
    return out;
  }

  Result<CategorySet> categories(const std::vector<std::string>& texts) {
    CategorySet out;
    for (const auto& text : texts) {
      const auto [entry, added] = tables_->category_index.emplace(text, static_cast<std::uint16_t>(tables_->category_index.size()));
      if (added && tables_->category_index.size() > limits::kCategories) {
        return fail(Fault::over_limit, fmt::format("the facts list more than {} categories", limits::kCategories));
      }
      out.add(entry->second);
    }
    return out;
  }

  // --- memberships ---
  Result<void> add_memberships() {
    for (const auto& source : world_.parties) {
      TRY(const auto index, party(source.id));
      PartyInfo& info = tables_->parties[index];
      Next next{grader_.at()};
      for (const auto& membership : source.members) {
        TRY(const auto member, party(membership.member));
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
      info.next_membership = next.value;
      Next authority{grader_.at()};
      for (const auto& rule : source.authority) {
        info.needs_authority = grader_.restricts(rule.period, rule.provenance) || info.needs_authority;
        authority.see(rule.period);
      }
      info.next_authority = authority.value;
    }
    return {};
  }

  // --- instruments ---
  static bool is_basis(const world::Instrument& instrument) { return instrument.kind == world::Kind::information_security; }

  Result<void> add_instruments() {
    std::vector<const world::Instrument*> sorted;
    for (const auto& instrument : world_.instruments) {
      if (is_basis(instrument)) sorted.push_back(&instrument);
    }
    if (sorted.size() >= kNoInstrument) {
      return fail(Fault::over_limit, fmt::format("the world has more than {} information-security instruments", kNoInstrument - 1));
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    for (const auto* instrument : sorted) {
      TRY(auto info, instrument_info(*instrument));
      tables_->instruments.push_back(std::move(info));
      sources_.push_back(instrument);
    }
    for (const auto& source : world_.parties) {
      if (!source.security_agreement) continue;
      const auto found = std::find_if(sorted.begin(), sorted.end(), [&](const auto* each) { return each->id == *source.security_agreement; });
      if (found == sorted.end()) {
        return fail(Fault::broken_world, fmt::format("{} names security agreement {}, which is not recorded", source.id.value,
                                                     source.security_agreement->value));
      }
      tables_->parties[tables_->party(source.id)].security_agreement = static_cast<InstrumentIndex>(found - sorted.begin());
    }
    return {};
  }

  Result<InstrumentInfo> instrument_info(const world::Instrument& instrument) {
    InstrumentInfo info;
    info.id = instrument.id.value;
    add_status(instrument, info);
    TRY(info.domains, names(instrument.domains));
    TRY(info.forms, names(instrument.forms));
    if (instrument.subject) {
      TRY(info.subject, name(*instrument.subject));
    }
    TRY(info.categories, categories(instrument.categories));
    for (const auto& leg : instrument.legs) {
      LegInfo entry;
      TRY(entry.from, party(leg.from));
      TRY(entry.to, party(leg.to));
      if (leg.via) {
        TRY(entry.via, party(*leg.via));
      }
      info.legs.push_back(entry);
    }
    TRY_DO(add_clauses(instrument, info));
    info.accessions.resize(tables_->parties.size());
    info.withdrawn.resize(tables_->parties.size());
    for (const auto& accession : instrument.parties) {
      TRY(const auto index, party(accession.party));
      info.listed.add(index);
      info.accessions[index] = stronger(info.accessions[index], grader_.grant(accession.period, accession.provenance));
    }
    for (const auto& withdrawal : instrument.withdrawals) {
      TRY(const auto index, party(withdrawal.party));
      if (grader_.restricts(withdrawal.period, withdrawal.provenance)) info.withdrawn[index] = true;
    }
    return info;
  }

  struct CurrentStatus {
    std::optional<std::pair<Instant, world::StatusValue>> key;
    world::Evidence evidence = world::Evidence::assumed;
    Instant end = kEndOfTime;
    void see(Instant start, const world::Status& status, Instant ends) {
      const std::pair candidate{start, status.value};
      if (!key || candidate > *key) {
        key = candidate;
        evidence = status.provenance.evidence;
        end = ends;  // of equals the same
      } else if (candidate == *key) {
        evidence = std::max(evidence, status.provenance.evidence);
      }
    }
    [[nodiscard]] bool in_force(Instant at) const { return key && key->second == world::StatusValue::in_force && at < end; }
  };

  void add_status(const world::Instrument& instrument, InstrumentInfo& info) {
    CurrentStatus counted;
    CurrentStatus every;
    Next next{grader_.at()};
    for (const auto& status : instrument.statuses) {
      const bool grants = status.value == world::StatusValue::in_force;
      const Instant start = grants ? status.from.latest() : status.from.earliest();
      const Instant end = grants ? world::end_of(instrument, status) : kEndOfTime;
      grader_.boundaries.add(status.from);
      grader_.boundaries.all.push_back(end);
      next.see(start);
      next.see(end);
      const bool known = grants ? grader_.grant_known(status.provenance, start) : grader_.restriction_known(status.provenance);
      if (start > grader_.at()) continue;
      if (!known) info.in_force_unknown = info.in_force_unknown || (grants && end > grader_.at());
      if (!known) continue;
      every.see(start, status, end);
      if (grants) info.was_in_force = stronger(info.was_in_force, grader_.grade(status.provenance.evidence));
      if (!grants || status.provenance.evidence >= tables_->options.require) counted.see(start, status, end);
    }
    info.next_status = next.value;
    if (every.key) {
      info.has_status = true;
      info.status = every.key->second;
      info.status_evidence = every.evidence;
      if (info.status == world::StatusValue::in_force && every.end <= grader_.at()) info.ended = every.end;
    }
    if (counted.in_force(grader_.at())) {
      info.in_force = Grade{Grade::Kind::counts, counted.evidence};
    } else if (every.in_force(grader_.at())) {
      info.in_force = Grade{Grade::Kind::weak, every.evidence};
    }
  }

  Result<ClauseInfo> clause_info(const world::Instrument& instrument, const world::Clause& clause) {
    ClauseInfo info;
    info.effect = clause.effect;
    TRY(info.from, parties(clause.from));
    info.any_to = clause.to.empty();
    for (const auto& id : clause.to) {
      TRY(const auto index, party(id));
      if (!all_who_may_be_in(*tables_, index, grader_.at(), info.to)) info.any_to = true;
    }
    TRY(info.levels, names(clause.levels));
    TRY(info.domains, names(clause.domains));
    TRY(info.forms, names(clause.forms));
    TRY(info.purposes, names(clause.purposes));
    TRY(info.categories, categories(clause.categories));
    info.any_category = clause.categories.empty();
    info.grants = grader_.grant(clause.period, clause.provenance);
    info.id = instrument.id.value + "/" + clause.id;
    info.obligation = clause.obligation;
    info.text = clause.text;
    return info;
  }

  Result<void> add_clauses(const world::Instrument& instrument, InstrumentInfo& info) {
    for (const auto& clause : instrument.clauses) {
      if (!decides_disclosure(clause) || !grader_.restricts(clause.period, clause.provenance)) continue;
      TRY(auto entry, clause_info(instrument, clause));
      switch (clause.effect) {
        case world::Effect::prohibit: prohibitions_.emplace_back(&instrument, std::move(entry)); break;
        case world::Effect::condition: info.conditions.push_back(std::move(entry)); break;
        case world::Effect::oblige: info.duties.push_back(std::move(entry)); break;
      }
    }
    // Facts come in any order; which clause is named must not depend on it.
    const auto by_id = [](const ClauseInfo& a, const ClauseInfo& b) { return a.id < b.id; };
    std::sort(info.conditions.begin(), info.conditions.end(), by_id);
    std::sort(info.duties.begin(), info.duties.end(), by_id);
    return {};
  }

  // --- consents, delegations, accreditations ---
  Result<void> add_permissions() {
    for (const auto& consent : world_.consents) {
      TRY(const auto by, party(consent.by));
      ConsentEntry entry;
      entry.period = as_grant(consent.period);
      if (!grader_.grant_known(consent.provenance, entry.period.from)) continue;
      entry.evidence = consent.provenance.evidence;
      TRY(entry.to, parties(consent.to));
      entry.objects = consent.objects;
      if (consent.up_to) entry.up_to = level_of(*tables_, by, *consent.up_to);
      TRY(entry.categories, categories(consent.categories));
      TRY(entry.purposes, names(consent.purposes));
      entry.id = consent.id;
      tables_->parties[by].consents.push_back(std::move(entry));
    }
    for (auto& party : tables_->parties) {
      std::sort(party.consents.begin(), party.consents.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    }
    for (const auto& delegation : world_.delegations) {
      TRY(const auto by, party(delegation.by));
      Next next{grader_.at(), tables_->parties[by].next_authority};
      next.see(delegation.period);
      tables_->parties[by].next_authority = next.value;
      DelegationEntry entry;
      entry.grade = grader_.grant(delegation.period, delegation.provenance);
      TRY(entry.to, parties(delegation.to));
      if (delegation.up_to) entry.up_to = level_of(*tables_, by, *delegation.up_to);
      TRY(entry.categories, categories(delegation.categories));
      entry.id = delegation.id;
      if (entry.grade.exists()) tables_->parties[by].delegations.push_back(std::move(entry));
    }
    for (const auto& accreditation : world_.accreditations) {
      TRY(const auto by, party(accreditation.by));
      Next next{grader_.at(), tables_->parties[by].next_authority};
      next.see(accreditation.period);
      tables_->parties[by].next_authority = next.value;
      AccreditationEntry entry;
      entry.grade = grader_.grant(accreditation.period, accreditation.provenance);
      TRY(entry.channel, name(accreditation.channel));
      entry.up_to = level_of(*tables_, by, accreditation.up_to);
      if (entry.grade.exists()) tables_->parties[by].accreditations.push_back(entry);
    }
    return {};
  }

  // --- persons, systems, facilities ---
  // None for one that was not known yet.
  template <class Fact>
  Result<SubjectInfo*> add_subject(SubjectType type, const Fact& fact, const PartyId& vouches, const Period& period) {
    SubjectInfo info;
    info.type = type;
    info.id = fact.id;
    TRY(info.party, party(vouches));
    info.period = as_grant(period);
    info.evidence = fact.provenance.evidence;
    if (!grader_.grant_known(fact.provenance, info.period.from)) return nullptr;
    const auto index = static_cast<std::uint32_t>(tables_->subjects.size());
    if (!tables_->subject_index.emplace(subject_key(type, fact.id), index).second) {
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
      TRY(entry.categories, categories(each.categories));
      if (grader_.grant_known(each.provenance, entry.period.from)) subject.clearances.push_back(std::move(entry));
    }
    return {};
  }

  void add_belongings(const std::vector<world::Belonging>& belongs, SubjectInfo& subject) {
    for (const auto& each : belongs) {
      const Interval period = as_grant(each.period);
      if (grader_.grant_known(each.provenance, period.from)) subject.belongs.push_back({period, each.provenance.evidence, each.to});
    }
    std::sort(subject.belongs.begin(), subject.belongs.end(), [](const auto& a, const auto& b) { return a.to < b.to; });
  }

  Result<void> add_subjects() {
    for (const auto& person : world_.people) {
      TRY(auto* subject, add_subject(SubjectType::person, person, person.employer, person.period));
      if (subject == nullptr) continue;
      TRY(subject->nationalities, parties(person.nationalities));
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
      if (who == tables_->subject_index.end() || by == tables_->subject_index.end() || who == by) continue;
      if (tables_->subjects[by->second].type != SubjectType::person || !grader_.grant_known(need.provenance, period.from)) continue;
      tables_->subjects[who->second].assertions.push_back({period, need.provenance.evidence, by->second, need.objects, need.communities, need.id});
    }
    for (auto& subject : tables_->subjects) {
      std::sort(subject.assertions.begin(), subject.assertions.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    }
  }

  void close_interval() {
    Interval interval;
    for (const auto instant : grader_.boundaries.all) {
      if (instant <= grader_.at()) interval.from = std::max(interval.from, instant);
      if (instant > grader_.at()) interval.until = std::min(interval.until, instant);
    }
    tables_->interval = interval;
  }

  const world::World& world_;
  std::shared_ptr<Snapshot::Tables> tables_ = std::make_shared<Snapshot::Tables>();
  std::vector<const world::Instrument*> sources_;  // beside tables_->instruments
  std::vector<std::pair<const world::Instrument*, ClauseInfo>> prohibitions_;
  Grader grader_;
};

}  // namespace

Result<Snapshot> Snapshot::compile(const world::World& world, const CompileOptions& options) {
  TRY(auto tables, Compiler(world, options).run());
  return Snapshot(std::move(tables));
}

Interval Snapshot::interval() const { return tables_->interval; }

}  // namespace entente::decision
