#include "decision/act_reads.h"

#include <algorithm>

#include "decision/act_facts.h"
#include "decision/bound.h"

namespace entente::decision {
namespace {

using world::Effect;
using world::Needed;

constexpr std::size_t kBits = 64;

ActAxes some(std::initializer_list<ActAxis> list) {
  ActAxes out;
  for (const auto each : list) out.set(static_cast<std::size_t>(each));
  return out;
}

// What nations are always granted (docs/semantics.md 4.2), and who has no giver is denied before.
bool passes_of_nations(Needed need) {
  return need == Needed::authorised_user || need == Needed::clearance || need == Needed::facility_clearance;
}

bool ask_the_same(const ClauseInfo& a, const ClauseInfo& b) {
  return a.effect == Effect::condition && b.effect == Effect::condition && a.needs == b.needs && a.purposes == b.purposes && a.domains == b.domains &&
         a.days == b.days && a.from == b.from && a.to == b.to && a.any_to == b.any_to && a.of_law == b.of_law;
}

}  // namespace

// One axis or test too many only costs time.
class ActReads::Reader {
 public:
  Reader(const ActQuestion& question, const ActBasis& basis, ActReads& out)
      : question_(question), basis_(basis), recorded_(question.tables.acts->recorded), facts_(question, horizon_), out_(out) {}

  void see(ActSide side) {
    switch (side) {
      case ActSide::origin:
        reads(some({ActAxis::origin}) | of_consents());
        return;
      case ActSide::basis:
        return see_basis();
      case ActSide::export_control:
        return see_export_control();
      case ActSide::participation:
        if (joins()) reads(some({ActAxis::area, ActAxis::tier}));
        return;
    }
  }

 private:
  [[nodiscard]] bool joins() const { return question_.action == Action::participate; }
  void reads(const ActAxes& axes) { out_.axes_ |= axes; }
  void tests(const Test& test) {
    if (axes_of(test).any()) out_.list_.push_back(test);
  }

  void see_basis() {
    if (moves_items(question_.action)) tests({});
    for (const ActInstrument* each : basis_.binding) {
      const bool is_law = each->kind == world::Kind::national_law;
      if (!is_law && !each->items.empty()) tests({nullptr, &each->items});
      if (is_limited_to_territory(each->kind, question_.action)) reads(some({ActAxis::place, ActAxis::control}));
      const bool may_speak = !is_law && !joins() && !is_about(each->kind, question_.action);
      for (const ClauseInfo& clause : each->info.acts) {
        const bool matters = asks(clause) || clause.effect == Effect::prohibit || may_speak;
        if (matters && may_concern(clause)) see(clause, nullptr);
        if (may_speak && may_concern(clause)) tests({&clause, nullptr, nullptr, true});
      }
    }
  }

  void see_export_control() {
    reads(some({ActAxis::control, ActAxis::origin}) | of_licences());
    for (const ActIndex index : question_.tables.acts->parties[question_.recipient].exempted_by) {
      const ActInstrument& it = question_.tables.acts->instruments[index];
      if (!lists_pair(it)) continue;
      reads(some({ActAxis::place}));
      tests({});
      if (!it.items.empty()) tests({nullptr, &it.items});
      const auto& clauses = it.info.acts;
      // A prohibition ends it, so dates of conditions behind it are not looked at.
      const bool prohibits =
          std::any_of(clauses.begin(), clauses.end(), [](const auto& each) { return each.effect == Effect::prohibit; });
      for (const ClauseInfo& clause : clauses) {
        if (clause.action == Action::transfer && (asks(clause) || clause.effect == Effect::prohibit))
          see(clause, prohibits || recorded_.waivers ? nullptr : &it);
      }
    }
    see_forbidden_exports();
  }

  // Whom a clause of an exemption is about the origin says, which is read.
  [[nodiscard]] bool may_concern(const ClauseInfo& clause) {
    if (!clause.of_exemption || clause.from.empty()) return facts_.concerns(clause);
    reads(some({ActAxis::origin}));
    return clause.action == question_.action && (clause.any_to || clause.to.has(question_.recipient));
  }

  // Whoever exports it.
  void see_forbidden_exports() {
    const ActTables& acts = *question_.tables.acts;
    for (const ForbiddenExport& each : acts.forbidden) {
      const ActInstrument& it = acts.instruments[each.instrument];
      const ClauseInfo& clause = acts.clause(each);
      const bool may_bind = it.kind == world::Kind::national_law || it.has(question_.recipient);
      if (may_bind && (clause.any_to || clause.to.has(question_.recipient))) tests({&clause});
    }
  }

  [[nodiscard]] bool lists_pair(const ActInstrument& it) const {
    const auto& givers = question_.givers;
    return it.has(question_.recipient) &&
           std::all_of(givers.begin(), givers.end(), [&](PartyIndex each) { return it.has(each); });
  }

  // A waiver has dates even where there is nothing to waive.
  [[nodiscard]] bool asks(const ClauseInfo& clause) const {
    const auto& needs = clause.needs;
    const bool needs_any = recorded_.waivers ? !needs.empty() : !std::all_of(needs.begin(), needs.end(), passes_of_nations);
    return clause.effect == Effect::condition && (needs_any || !clause.purposes.empty());
  }

  void see(const ClauseInfo& clause, const ActInstrument* joined) {
    tests({&clause, nullptr, joined});
    if (!asks(clause)) return;
    if (!clause.purposes.empty()) reads(some({ActAxis::purpose}));
    if (recorded_.waivers) reads(some({ActAxis::project}));
    if (recorded_.limited_waivers) reads(some({ActAxis::object, ActAxis::items, ActAxis::purpose}));
    for (const Needed need : clause.needs) reads(of_need(need));
  }

  [[nodiscard]] ActAxes of_need(Needed need) const {
    switch (need) {
      case Needed::provider_consent:
      case Needed::host_consent:
        return of_consents();
      case Needed::notification:
        return some({ActAxis::begins}) | of_approvals();
      case Needed::licence:
        return of_licences();
      case Needed::agreed_project:
        return some({ActAxis::project, ActAxis::area, ActAxis::tier}) | of_approvals();
      case Needed::invitation:
        return joins() ? some({ActAxis::area, ActAxis::tier}) : ActAxes{};
      case Needed::authorised_user:  // these are asked of persons, systems and sites
      case Needed::clearance:
      case Needed::facility_clearance:
      case Needed::security_agreement:
        return {};
      case Needed::orders:
      case Needed::national_approval:
      case Needed::joint_committee:
      case Needed::registration:
      case Needed::end_use_check:
        return of_approvals();
    }
    return ~ActAxes{};
  }

  [[nodiscard]] ActAxes of_consents() const { return recorded_.consents ? some({ActAxis::object, ActAxis::purpose}) : ActAxes{}; }
  [[nodiscard]] ActAxes of_approvals() const {
    return recorded_.approvals ? some({ActAxis::object, ActAxis::project, ActAxis::items}) : ActAxes{};
  }
  [[nodiscard]] ActAxes of_licences() const {
    return recorded_.licences ? some({ActAxis::origin, ActAxis::place, ActAxis::purpose, ActAxis::items}) : ActAxes{};
  }

  const ActQuestion& question_;
  const ActBasis& basis_;
  const ActTables::Recorded& recorded_;
  Instant horizon_ = kEndOfTime;  // nobody looks at it
  ActFacts facts_;
  ActReads& out_;
};

ActAxes ActReads::axes_of(const Test& test) {
  if (test.clause == nullptr) return some({ActAxis::items});
  ActAxes out;
  if (!test.clause->items.empty()) out |= some({ActAxis::items});
  if (!test.clause->activities.empty()) out |= some({ActAxis::activities});
  if (test.clause->above && !test.speaks) out |= some({ActAxis::value});
  return out;
}

ActReads::ActReads(const ActQuestion& question, const ActBasis& basis, ActSide side) {
  Reader(question, basis, *this).see(side);
  for (const Test& test : list_) tested_ |= axes_of(test);
  if (list_.size() > kBits) {
    axes_ |= tested_;
    tested_.reset();
    list_.clear();
  }
  const bool told_apart_besides = (axes_ & tested_).any();  // so which of them it is matters
  std::vector<std::size_t> firsts;
  for (std::size_t test = 0; test < list_.size(); ++test) {
    const auto& is = list_[test];
    const auto same = std::find_if(firsts.begin(), firsts.end(), [&](std::size_t first) {
      const auto& other = list_[first];
      return !told_apart_besides && is.joins != nullptr && is.joins == other.joins && ask_the_same(*is.clause, *other.clause);
    });
    const auto group = static_cast<std::size_t>(same - firsts.begin());
    if (same == firsts.end()) {
      firsts.push_back(test);
      groups_.push_back(0);
    }
    groups_[group] |= std::uint64_t{1} << test;
  }
}

std::uint64_t ActReads::lets(const ActQuestion& question, ActAxis axis) const {
  Instant ignored = kEndOfTime;
  const ActFacts facts(question, ignored);
  const auto passes = [&](const Test& test) {
    if (test.clause != nullptr && test.speaks) return facts.lists_all(*test.clause, axis);
    if (test.clause != nullptr) return facts.lets_apply(*test.clause, axis);
    if (axis != ActAxis::items) return true;
    return test.list != nullptr ? facts.lists_items(*test.list) : !facts.items().empty();
  };
  std::uint64_t out = 0;
  for (std::size_t test = 0; test < list_.size(); ++test) {
    if (passes(list_[test])) out |= std::uint64_t{1} << test;
  }
  return out;
}

std::uint64_t ActReads::joined(std::uint64_t passed) const {
  std::uint64_t out = 0;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    if ((passed & groups_[group]) != 0) out |= std::uint64_t{1} << group;
  }
  return out;
}

}  // namespace entente::decision
