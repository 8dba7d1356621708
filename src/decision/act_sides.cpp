#include "decision/act_sides.h"

#include <algorithm>

#include "decision/act_facts.h"
#include "decision/bound.h"
#include "decision/explain.h"

namespace entente::decision {
namespace {

using world::Needed;

ActAxes axes(std::initializer_list<ActAxis> list) {
  ActAxes out;
  for (const auto each : list) out.set(static_cast<std::size_t>(each));
  return out;
}

// What of a request the rules look at, for one pair: the counterpart of evaluate_act.cpp and act_needs.cpp. One too many only
// costs time.
class Reading {
 public:
  Reading(const ActQuestion& question, const ActBasis& basis)
      : question_(question), basis_(basis), recorded_(question.tables.acts->recorded), facts_(question, horizon_) {}

  [[nodiscard]] ActAxes of(ActSide side) const {
    switch (side) {
      case ActSide::origin:
        return axes({ActAxis::origin}) | of_consents();
      case ActSide::basis:
        return of_basis();
      case ActSide::export_control:
        return of_export_control();
      case ActSide::participation:
        return joins() ? axes({ActAxis::area, ActAxis::tier}) : ActAxes{};
    }
    return ~ActAxes{};
  }

 private:
  [[nodiscard]] bool joins() const { return question_.action == Action::participate; }

  [[nodiscard]] ActAxes of_basis() const {
    ActAxes out;
    if (moves_items(question_.action)) out |= axes({ActAxis::items});
    for (const ActInstrument* each : basis_.binding) {
      if (each->kind != world::Kind::national_law && !each->items.empty()) out |= axes({ActAxis::items});
      for (const ClauseInfo& clause : each->info.acts) {
        if (facts_.concerns(clause)) out |= of_clause(clause);
      }
    }
    return out;
  }

  [[nodiscard]] ActAxes of_export_control() const {
    ActAxes out = axes({ActAxis::control, ActAxis::origin});
    if (recorded_.licences) out |= of_licences();
    for (const ActIndex index : question_.tables.acts->exemptions) {
      const ActInstrument& it = question_.tables.acts->instruments[index];
      if (!lists_pair(it)) continue;
      out |= axes({ActAxis::place, ActAxis::items});
      for (const ClauseInfo& clause : it.info.acts) {
        if (clause.action == Action::transfer) out |= of_clause(clause);
      }
    }
    return out;
  }

  [[nodiscard]] bool lists_pair(const ActInstrument& it) const {
    const auto& givers = question_.givers;
    return it.has(question_.recipient) &&
           std::all_of(givers.begin(), givers.end(), [&](PartyIndex each) { return it.has(each); });
  }

  [[nodiscard]] ActAxes of_clause(const ClauseInfo& clause) const {
    ActAxes out;
    if (!clause.items.empty()) out |= axes({ActAxis::items});
    if (!clause.activities.empty()) out |= axes({ActAxis::activities});
    if (clause.above) out |= axes({ActAxis::value});
    if (clause.effect != world::Effect::condition) return out;
    if (!clause.purposes.empty()) out |= axes({ActAxis::purpose});
    if (recorded_.waivers) out |= axes({ActAxis::project});
    for (const Needed need : clause.needs) out |= of_need(need);
    return out;
  }

  [[nodiscard]] ActAxes of_need(Needed need) const {
    switch (need) {
      case Needed::provider_consent:
      case Needed::host_consent:
        return of_consents();
      case Needed::notification:
        return axes({ActAxis::begins}) | of_approvals();
      case Needed::licence:
        return of_licences();
      case Needed::agreed_project:
        return axes({ActAxis::project, ActAxis::area, ActAxis::tier}) | of_approvals();
      case Needed::invitation:
        return joins() ? axes({ActAxis::area, ActAxis::tier}) : ActAxes{};
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

  [[nodiscard]] ActAxes of_consents() const { return recorded_.consents ? axes({ActAxis::object, ActAxis::purpose}) : ActAxes{}; }
  [[nodiscard]] ActAxes of_approvals() const {
    return recorded_.approvals ? axes({ActAxis::object, ActAxis::project, ActAxis::items}) : ActAxes{};
  }
  [[nodiscard]] ActAxes of_licences() const {
    return recorded_.licences ? axes({ActAxis::origin, ActAxis::place, ActAxis::purpose, ActAxis::items}) : ActAxes{};
  }

  const ActQuestion& question_;
  const ActBasis& basis_;
  const ActTables::Recorded& recorded_;
  Instant horizon_ = kEndOfTime;  // nobody looks at it
  ActFacts facts_;
};

std::size_t reported_at(Rule rule) {
  return static_cast<std::size_t>(std::find(kActRules.begin(), kActRules.end(), rule) - kActRules.begin());
}

}  // namespace

ActAnswer both(const ActAnswer& a, const ActAnswer& b) {
  ActAnswer out = a.permit || (!b.permit && reported_at(b.rule) < reported_at(a.rule)) ? b : a;
  out.permit = a.permit && b.permit;
  out.evidence = std::min(a.evidence, b.evidence);
  out.valid_until = std::min(a.valid_until, b.valid_until);
  out.instrument = std::min(a.instrument, b.instrument);
  return out;
}

struct ActSides::Pair {
  Pair(const Snapshot::Tables& tables, const Request& of)
      : request(of),
        question(act_question(tables, request, action_of(of.action), tables.party(PartyId(of.subject.id)), nullptr)) {
    Instant ignored = kEndOfTime;
    question.binding = std::make_shared<const std::vector<const ActInstrument*>>(ActFacts(question, ignored).binding());
  }

  Request request;
  ActQuestion question;  // refers to the request
};

ActSides::ActSides(const Snapshot& snapshot, const Request& request) : snapshot_(snapshot) {
  CHECK(is_act(action_of(request.action)) && request.subject.type == SubjectType::party &&
        snapshot.interval().contains(request.time));
  const auto bound = BoundRequest::bind(snapshot, request, Words::none);
  if (bound.cases().obstacle != Obstacle::none) {
    const Verdict is = judge(snapshot, bound);
    settled_ = ActAnswer{is.permit, is.rule, is.evidence, is.valid_until, 0xFFFFFFFF, {}};
    return;
  }
  auto pair = std::make_shared<const Pair>(snapshot_.tables(), request);
  CHECK(bound.cases().acts && bound.cases().acts->size() == 1 &&
        bound.cases().acts->front().recipient == pair->question.recipient);
  const ActBasis basis = act_basis(pair->question);
  const Reading reading(pair->question, basis);
  for (std::size_t side = 0; side < kActSides; ++side) reads_[side] = reading.of(static_cast<ActSide>(side));
  pair_ = std::move(pair);
}

ActAnswer ActSides::ask(ActSide side, const Request& request) const {
  if (side == ActSide::export_control && !request.object.export_controlled) return {};
  const ActCase one = evaluate_act_side(act_question(pair_->question, request), side);
  ActAnswer out;
  out.valid_until = one.horizon;
  for (const ActFinding& finding : one.findings) {
    if (finding.is.bad()) {
      if (out.permit) {
        out.rule = finding.rule;
        out.clause = clause_of(finding);
      }
      out.permit = false;
    } else if (finding.is.rests) {
      out.evidence = std::min(out.evidence, finding.is.evidence);
    }
    if (finding.rule == Rule::legal_basis && finding.instrument != nullptr)
      out.instrument = static_cast<std::uint32_t>(finding.instrument - snapshot_.tables().acts->instruments.data());
  }
  return out;
}

std::string ActSides::instrument(std::uint32_t index) const {
  const auto& all = snapshot_.tables().acts->instruments;
  return index < all.size() ? all[index].info.id : std::string();
}

}  // namespace entente::decision
