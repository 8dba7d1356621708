#include "decision/act_sides.h"

#include <algorithm>

#include "decision/act_facts.h"
#include "decision/act_reads.h"
#include "decision/bound.h"
#include "decision/explain.h"

namespace entente::decision {
namespace {

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
  ActQuestion question;         // refers to the request
  std::vector<ActReads> reads;  // of each side
};

namespace {

std::size_t place(ActSide side) { return static_cast<std::size_t>(side); }

}  // namespace

const ActAxes& ActSides::reads(ActSide side) const { return pair_->reads[place(side)].axes(); }
const ActAxes& ActSides::tests(ActSide side) const { return pair_->reads[place(side)].tests(); }
std::uint64_t ActSides::joined(ActSide side, std::uint64_t passed) const { return pair_->reads[place(side)].joined(passed); }
std::uint64_t ActSides::lets(ActSide side, ActAxis axis, const Request& request) const {
  return pair_->reads[place(side)].lets(act_question(pair_->question, request), axis);
}

ActSides::ActSides(const Snapshot& snapshot, const Request& request) : snapshot_(snapshot) {
  CHECK(is_act(action_of(request.action)) && request.subject.type == SubjectType::party &&
        snapshot.interval().contains(request.time));
  const auto bound = BoundRequest::bind(snapshot, request, Words::none);
  if (bound.cases().obstacle != Obstacle::none) {
    const Verdict is = judge(snapshot, bound);
    settled_ = ActAnswer{is.permit, is.rule, is.evidence, is.valid_until, 0xFFFFFFFF, {}};
    return;
  }
  auto pair = std::make_shared<Pair>(snapshot_.tables(), request);
  CHECK(bound.cases().acts && bound.cases().acts->size() == 1 &&
        bound.cases().acts->front().recipient == pair->question.recipient);
  const ActBasis basis = act_basis(pair->question);
  for (std::size_t side = 0; side < kActSides; ++side)
    pair->reads.emplace_back(pair->question, basis, static_cast<ActSide>(side));
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
