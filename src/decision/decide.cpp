// Puts a request through binding and evaluation, and folds what comes out.

#include "decision/decide.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decision/act.h"
#include "decision/bound.h"
#include "decision/determining.h"
#include "decision/evaluate.h"
#include "decision/explain.h"
#include "decision/explain_act.h"

namespace entente::decision {
namespace {

Rule rule_of(Obstacle obstacle, bool recipient_known) {
  switch (obstacle) {
    case Obstacle::unreadable_label:
    case Obstacle::invalid_label:
    case Obstacle::unknown_action:
    case Obstacle::none:
      return Rule::label_valid;
    case Obstacle::unknown_recipient:
      return Rule::recipient_known;
    case Obstacle::unknown_holder:
      return recipient_known ? Rule::authority : Rule::recipient_known;
  }
  return Rule::label_valid;
}

// Of an act: the same, on findings that binding has made.
void fold(const ActCase& one, Verdict& verdict) {
  for (const ActFinding& finding : one.findings) {
    const Twofold& is = finding.is;
    if (!is.bad()) {
      if (verdict.permit && is.rests) verdict.evidence = std::min(verdict.evidence, is.evidence);
    } else if (verdict.permit) {
      verdict.permit = false;
      verdict.rule = finding.rule;
      verdict.evidence = is.rests ? is.evidence : world::Evidence::verified;
    }
  }
}

// Before any rule that asks something of the owner: a permit, unless there is nothing to ask about.
Verdict before_rules(const BoundRequest::Cases& cases) {
  Verdict verdict;
  verdict.valid_until = cases.horizon;
  const bool act = is_act(cases.action) && cases.acts;
  if (cases.obstacle != Obstacle::none || (cases.list.empty() && !act)) {
    verdict.rule = rule_of(cases.obstacle, cases.record.counts());
    verdict.evidence = world::Evidence::verified;
    return verdict;
  }
  verdict.permit = cases.record.counts();
  verdict.evidence = std::min(cases.record.evidence, cases.settled_on);
  if (!verdict.permit) verdict.rule = Rule::recipient_known;
  return verdict;
}

Verdict judge_cases(const Snapshot::Tables& tables, const BoundRequest::Cases& cases) {
  Verdict verdict = before_rules(cases);
  if (!verdict.permit) return verdict;
  if (is_act(cases.action) && cases.acts) {
    for (const ActCase& one : *cases.acts) fold(one, verdict);
    if (verdict.permit) verdict.rule = Rule::legal_basis;
    return verdict;
  }
  for (const Case& one : cases.list) {
    if (!judge_plain(tables, one, verdict)) {
      Findings findings(Findings::Wanted::up_to_denial);
      evaluate(tables, one, findings);
      fold(findings, verdict);
    }
    if (!verdict.permit) break;
  }
  return verdict;
}

}  // namespace

void fold(const Findings& findings, Verdict& verdict) {
  for (const Finding& finding : findings) {
    if (!lets_through(finding.outcome)) {
      if (!verdict.permit) continue;
      verdict.permit = false;
      verdict.rule = finding.rule;
      verdict.instrument = finding.instrument == kNoInstrument ? 0xFFFFFFFF : finding.instrument;
      verdict.evidence = finding.rests_on_grant ? finding.evidence : world::Evidence::verified;
      continue;
    }
    if (!verdict.permit || finding.outcome != Outcome::pass) continue;
    if (finding.rests_on_grant) verdict.evidence = std::min(verdict.evidence, finding.evidence);
    if (finding.rule == Rule::legal_basis) {
      verdict.rule = Rule::legal_basis;
      verdict.instrument = finding.instrument;
    } else if (verdict.rule != Rule::legal_basis) {
      verdict.rule = finding.rule;
    }
  }
}

Verdict judge(const Snapshot& snapshot, const BoundRequest& request) { return judge_cases(snapshot.tables(), request.cases()); }

Verdict judge(const Snapshot& snapshot, const Request& request) {
  thread_local BoundRequest::Cases room;
  bind_again(snapshot.tables(), request, room);
  return judge_cases(snapshot.tables(), room);
}

std::optional<Determining> determining(const Snapshot& snapshot, const BoundRequest& request) {
  const BoundRequest::Cases& cases = request.cases();
  CHECK(!is_act(cases.action));
  const Verdict before = before_rules(cases);
  if (!before.permit) return Determining{before.rule, {}};
  const Snapshot::Tables& tables = snapshot.tables();
  // In the order of reported_before.
  using Key = std::tuple<Rule, bool, std::string_view, std::string_view>;
  std::optional<std::pair<Key, Determining>> first;
  for (const Case& one : cases.list) {
    Findings findings(Findings::Wanted::up_to_denial);
    evaluate(tables, one, findings);
    for (const Finding& finding : findings) {
      if (lets_through(finding.outcome)) continue;
      const bool of_owner =
          finding.nationality == kNoNationality && finding.origin != kNoOrigin && one.origins[finding.origin].party != kNoParty;
      const Key key{finding.rule, !of_owner,
                    of_owner ? tables.parties[one.origins[finding.origin].party].id.value : std::string_view(),
                    tables.parties[one.recipient].id.value};
      if (!first || (cases.list.size() > 1 && key < first->first)) first = {key, {finding.rule, clause_of(tables, finding)}};
    }
  }
  if (!first) return std::nullopt;
  return first->second;
}

namespace {

// A word for items may stand for several. A permit of it is none for those of them that are denied by their own name.
void tell_denied_kinds(const Snapshot& snapshot, const Request& request, Decision& decision) {
  const auto& kinds = snapshot.tables().acts->kinds;
  const auto& items = request.object.act.items;
  std::set<std::string> denied;
  for (std::size_t at = 0; at < items.size(); ++at) {
    const auto known = kinds.find(items[at]);
    if (known == kinds.end()) continue;
    Request narrower = request;
    for (const auto& kind : known->second) {
      if (std::find(items.begin(), items.end(), kind) != items.end()) continue;
      narrower.object.act.items[at] = kind;
      if (!judge(snapshot, narrower).permit) denied.insert(kind);
    }
  }
  if (denied.empty()) return;
  const auto list = fmt::format("{}", fmt::join(denied, ", "));
  decision.obligations.push_back({"none-of", "handling", {}, {{"items", list}, {"text", "nothing of it is " + list + ", which would be denied"}}});
}

}  // namespace

Decision decide(const Snapshot& snapshot, const Request& request) {
  Decision decision;
  decide(snapshot, request, BoundRequest::bind(snapshot, request), decision);
  return decision;
}

void decide(const Snapshot& snapshot, const Request& request, const BoundRequest& bound, Decision& into) {
  CHECK(snapshot.interval().contains(request.time));
  const BoundRequest::Cases& cases = bound.cases();
  CHECK(cases.words == Words::full);
  const auto conclude = [&](const Verdict& verdict) {
    into.permit = verdict.permit;
    into.evidence = verdict.evidence;
    into.valid_until = verdict.valid_until;
  };
  if (is_act(cases.action)) {
    conclude(judge_cases(snapshot.tables(), cases));
    into.reasons.clear();
    into.obligations.clear();
    explain_act(snapshot.tables(), request, cases, into);
    if (into.permit) tell_denied_kinds(snapshot, request, into);
    return;
  }
  Verdict verdict = before_rules(cases);
  explain(snapshot.tables(), request, cases, verdict, into);
  conclude(verdict);
  thread_local std::vector<Obligation> room;  // of the last permit's duties, for those of the next: its texts are written over
  if (into.obligations.empty() == verdict.permit) into.obligations.swap(room);
  if (verdict.permit) {
    add_obligations(snapshot.tables(), request, cases, into);
  } else {
    into.obligations.clear();
  }
}

}  // namespace entente::decision
