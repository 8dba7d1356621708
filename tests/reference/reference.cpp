#include "reference/reference.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>

#include "reference/act_rules.h"
#include "reference/question.h"

namespace entente::reference {
namespace {

bool is_valid(const World& world, const label::Label& label, Instant time) {
  const Policy* policy = world.policies.find(label.policy);
  if (policy == nullptr || policy->level(label.level) == nullptr || label.owners.empty()) return false;
  if (label.created && *label.created > time) return false;
  const auto out_of_date = [&](const PolicyId& id, const LevelName& level) {
    return any(world.level_terms, [&](const world::LevelTerm& each) {
      return each.policy == id && each.level == level && !as_grant(each.period).contains(label.created.value_or(time));
    });
  };
  const auto bad = [&](const Origin& o) {
    const Policy* own = o.policy ? world.policies.find(*o.policy) : nullptr;
    return (o.party && (world.party(*o.party) == nullptr || world.party(*o.party)->kind == PartyKind::group)) ||
           (o.level && (own == nullptr || own->level(*o.level) == nullptr || out_of_date(*o.policy, *o.level)));
  };
  const auto excluded = [&](const label::Category& each) {
    const label::Token* token = each.policy == policy->id ? policy->token(each.name) : nullptr;
    return token != nullptr && has(token->excluded_levels, label.level);
  };
  const auto strange = [&](const PartyId& id) { return world.party(id) == nullptr && !world.policies.knows(id); };
  return !out_of_date(label.policy, label.level) && !any(origins_of(label), bad) && !any(label.categories, excluded) &&
         !any(label.releasable.parties, strange) && !any(label.display_only, strange) &&
         !any(label.controls.eyes_only.value_or(std::vector<PartyId>()), strange);
}
std::optional<PartyId> holder_of(const World& world, const decision::Request& request) {
  std::optional<PartyId> holder = request.holder;
  if (!holder && request.object.label && !request.object.label->owners.empty()) {
    const auto& [policy, owners] = std::tie(request.object.label->policy, request.object.label->owners);
    const auto own = std::find_if(owners.begin(), owners.end(), [&](auto& each) { return each.policy == policy; });
    holder = own == owners.end() ? owners.front().party : own->party;
  }
  return holder && world.party(*holder) != nullptr ? holder : std::nullopt;
}

Answer in_order(Answer answer) {
  const auto place = [](const Outcome& each) { return std::tuple(each.rule, !each.owner, each.owner, each.recipient); };
  std::stable_sort(answer.outcomes.begin(), answer.outcomes.end(), [&](auto& a, auto& b) { return place(a) < place(b); });
  return answer;
}

}  // namespace

Answer decide(const World& world, const Options& options, const decision::Request& request) {
  Answer answer{true, {}, Evidence::verified, {}, {}};
  const auto state = [&](Rule rule, Is is, std::optional<PartyId> owner = {}, std::optional<PartyId> recipient = {}) {
    answer.outcomes.push_back({rule, std::move(owner), std::move(recipient), is});
    answer.permit = answer.permit && (is == Is::pass || is == Is::not_applicable);
  };
  const PartyId subject(request.subject.type == decision::SubjectType::party ? request.subject.id : "");
  const auto who = insider(world, request.subject);
  std::set<PartyId> recipients;  // nations; or the one that vouches, as itself
  for (const auto& each : world.parties) {
    if (each.kind == PartyKind::nation && must_include(world, subject, each.id, request.time)) recipients.insert(each.id);
  }
  Is known = recipients.empty() ? Is::fail : Is::pass;
  if (who) known = recorded(world, options, request.time, *who);
  if (who && known != Is::fail) recipients.insert(who->party);
  if (is_act(request.action)) {
    const bool is_group = !who && !recipients.empty() && world.party(subject)->kind != PartyKind::nation;
    state(Rule::recipient_known, known);
    if (known == Is::pass && who) answer.evidence = who->provenance.evidence;
    judge_act(world, options, request, who ? &*who : nullptr, known, recipients, is_group, answer);
    return in_order(answer);
  }
  const auto holder = holder_of(world, request);
  const bool of_party =
      request.subject.type == decision::SubjectType::party || request.subject.type == decision::SubjectType::other;
  const std::size_t rules = of_party ? decision::kPartyRules : decision::kRules;
  if (request.action == "disclose") {
    state(Rule::label_valid, request.object.label && is_valid(world, *request.object.label, request.time) ? Is::pass : Is::fail);
    state(Rule::recipient_known, known);
    if (known == Is::pass && who) answer.evidence = who->provenance.evidence;
  }
  const bool valid = !answer.outcomes.empty() && answer.outcomes.front().outcome == Is::pass;
  if (!valid || known == Is::fail || !holder) {  // 3.0
    for (auto i = answer.outcomes.size(); i < rules; ++i) state(static_cast<Rule>(i), Is::unknown);
    return answer;
  }
  const std::vector<Origin> origins = origins_of(*request.object.label);
  for (const PartyId& r : recipients) {
    const Question ask{{world, options, request, r, options.require, who ? &*who : nullptr}, *request.object.label, *holder};
    if (r != *holder) answer.by_law.merge(ask.asked_by_law());
  }
  for (auto i = static_cast<std::size_t>(Rule::authority); i < rules; ++i) {
    const Rule rule = static_cast<Rule>(i);
    for (std::size_t o = 0; o <= origins.size(); ++o) {  // the last round is for what has no owner
      for (const PartyId& r : recipients) {
        const Question ask{{world, options, request, r, options.require, who ? &*who : nullptr}, *request.object.label, *holder};
        const bool of_insider = i >= decision::kPartyRules;
        const bool once = rule == Rule::authority || (rule == Rule::export_control && !ask.is_under_export_control()) ||
                          (rule == Rule::channel && !ask.by_channel()) || (of_insider && !is_per_origin(rule, *who));
        const bool per_origin = !once && (of_insider || r != *holder);
        if (o == origins.size() ? per_origin && rule != Rule::channel : !per_origin) continue;
        const Origin* origin = o == origins.size() ? nullptr : &origins[o];
        const Finding inside = of_insider ? outcome_inside(ask, rule, origin) : Finding{Is::not_applicable};  // 3.1
        const Finding finding = of_insider || r == *holder ? inside : ask.outcome(rule, origin);
        if (finding.mapped) answer.mapped[{*origin->party, r}] = *finding.mapped;
        answer.evidence = std::min(answer.evidence, finding.evidence);
        const auto named = who || world.party(subject)->kind == PartyKind::nation ? std::nullopt : std::optional(r);
        state(rule, finding.is, origin == nullptr ? std::nullopt : origin->party, named);
      }
    }
  }
  if (!answer.permit) answer.by_law.clear();
  return in_order(answer);
}

}  // namespace entente::reference
