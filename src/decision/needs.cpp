#include "decision/needs.h"

#include "decision/act.h"

#include <algorithm>
#include <array>

#include "decision/act_ways.h"
#include "decision/pairs.h"

namespace entente::decision {
namespace {

using world::RemedyFact;

bool begins_no_later(Instant at, Instant than) {
  return at.seconds - (at.seconds % kDaySeconds + kDaySeconds) % kDaySeconds <= than.seconds;
}

// One case of a request: its findings, and what each that does not pass asks for.
class CaseNeeds {
 public:
  CaseNeeds(const Snapshot::Tables& tables, const Request& request, const Case& one, std::vector<Need>& out)
      : asking_{{tables, request}, *request.object.label, one}, tables_(tables), one_(one), out_(out) {}

  void find() {
    Findings findings;
    evaluate(tables_, one_, findings);
    for (const Finding& finding : findings) {
      if (!lets_through(finding.outcome)) meet(finding);
    }
  }

  // --- which facts each rule asks for: the table of docs/formats/remedies.md ---
  void meet(const Finding& finding) {
    switch (finding.rule) {
      case Rule::label_valid:
      case Rule::recipient_known:
      case Rule::scope:
      case Rule::conditions:
      case Rule::participation:
        return;  // settled before the cases, or of another action
      case Rule::authority:
        return add(finding, delegation_ways(), Helps::end_of_restriction, {one_.holder});
      case Rule::release_marking:
        return add(finding, release_ways(one_, origin_of(finding)), Helps::new_mark, owners_of(finding));
      case Rule::originator_control:
        return add(finding, control_ways(origin_of(finding)), Helps::new_mark, owners_of(finding));
      case Rule::legal_basis:
      case Rule::equivalence:
      case Rule::purpose:
        return meet_basis(finding);
      case Rule::export_control:
        return meet_export(finding);
      case Rule::channel:
        return meet_channel(finding);
      case Rule::nationality:
        return meet_nationality(finding);
      case Rule::clearance:
      case Rule::facility:
        return meet_clearance(finding);
      case Rule::category:
        return add(finding, category_ways(asking_, cut_), Helps::record, {one_.recipient});
      case Rule::need_to_know:
        return add(finding, need_to_know_ways(asking_), Helps::statement, {one_.recipient});
    }
  }

 private:
  void add(const Finding& finding, std::vector<Way> ways, Helps helps, std::vector<PartyIndex> actors) {
    Need need;
    need.rule = finding.rule;
    if (const auto& asked = one_; finding.origin != kNoOrigin && finding.nationality == kNoNationality) {
      const PartyIndex party = asked.origins[finding.origin].party;
      if (party != kNoParty) need.owner = asking_.id(party);
    }
    if (one_.expanded) need.recipient = asking_.id(one_.recipient);
    need.cut = std::exchange(cut_, false);
    need.ways = std::move(ways);
    need.helps = helps;
    for (const auto party : actors) {
      if (party != kNoParty) need.actors.push_back(asking_.id(party));
    }
    out_.push_back(std::move(need));
  }

  [[nodiscard]] const OriginCase& origin_of(const Finding& finding) const { return one_.origins[finding.origin]; }

  // Who can mark anew; of what is concealed, its owners.
  [[nodiscard]] std::vector<PartyIndex> owners_of(const Finding& finding) const {
    const PartyIndex party = finding.origin == kNoOrigin ? kNoParty : one_.origins[finding.origin].party;
    if (party != kNoParty) return {party};
    std::vector<PartyIndex> out;
    for (const auto& each : one_.origins) {
      if (each.is_owner) out.push_back(each.party);
    }
    return out;
  }

  // --- authority ---
  std::vector<Way> delegation_ways() {
    if (one_.holder_level == kNoLevel) return {};
    std::vector<Way> ways;
    bool recorded_for_it = false;
    const auto& delegations = tables_.parties[one_.holder].delegations;
    for (std::size_t index = 0; index < delegations.size(); ++index) {
      const DelegationEntry& entry = delegations[index];
      if (!tables_.dominates(entry.up_to, one_.holder_level) || one_.unlisted_category ||
          !one_.categories.within(entry.categories))
        continue;
      recorded_for_it = recorded_for_it || one_.delegated[index].exists();
      Lack lack = Asking::lack(RemedyFact::delegation, entry.grade);
      lack.by = asking_.id(one_.holder);
      lack.id = entry.id;
      append(ways, to_list(asking_, entry.to, one_.recipient, entry.grade.counts() ? Way{} : Way{lack}, cut_), cut_);
    }
    if (recorded_for_it) return ways;
    Lack lack;
    lack.fact = RemedyFact::delegation;
    lack.by = asking_.id(one_.holder);
    lack.to = asking_.id(one_.recipient);
    append(ways, {{lack}}, cut_);
    return ways;
  }

  // --- release-marking and originator-control ---
  [[nodiscard]] std::vector<PartyIndex> indices(const std::vector<PartyId>& ids) const {
    std::vector<PartyIndex> list;
    for (const auto& id : ids) {
      if (const PartyIndex index = tables_.party(id); index != kNoParty) list.push_back(index);
    }
    return list;
  }

  // Without those of whom a mark reaches no member.
  [[nodiscard]] std::vector<PartyIndex> decomposed(const std::vector<PartyId>& ids) const {
    auto list = indices(ids);
    std::erase_if(list, [&](PartyIndex index) { return !tables_.parties[index].decomposable; });
    return list;
  }

  // Of which date the members of a marking's groups count.
  [[nodiscard]] Instant expansion_date() const {
    const auto* policy = tables_.policies.find(asking_.label.policy);
    return policy != nullptr && policy->expand_groups_at_marking && asking_.label.created ? *asking_.label.created
                                                                                          : asking_.request.time;
  }

  // The recipient comes into a list of the marking: by a membership of its groups, recorded better or new.
  std::vector<Way> marked_ways(const std::vector<PartyIndex>& list, PartyIndex recipient) {
    const Instant at = expansion_date();
    if (listed(tables_, list, recipient, at).counts()) return {Way{}};
    std::vector<Way> ways;
    for (const auto set : list) {
      if (tables_.parties[set].kind == world::PartyKind::nation || set == recipient) continue;
      const Grade held = listed(tables_, {&set, 1}, recipient, at);
      if (!held.exists() && !begins_no_later(asking_.request.time, at)) continue;  // a member from now on was none then
      Lack lack = Asking::lack(RemedyFact::membership, held);
      lack.by = asking_.id(recipient);
      lack.to = asking_.id(set);
      append(ways, {{lack}}, cut_);
    }
    return ways;
  }

  std::vector<Way> released_ways(PartyIndex recipient) {
    switch (asking_.label.releasable.kind) {
      case label::ReleaseKind::everyone:
        return {Way{}};
      case label::ReleaseKind::listed:
        return marked_ways(decomposed(asking_.label.releasable.parties), recipient);
      case label::ReleaseKind::absent:
        break;
    }
    std::vector<PartyId> owners;
    for (const auto& owner : asking_.label.owners) {
      if (owner.party) owners.push_back(*owner.party);
    }
    return marked_ways(indices(owners), recipient);
  }

  std::vector<Way> release_ways(const Case& asked, const OriginCase& origin) {
    if (one_.no_foreign) return {};
    std::vector<Way> ways = released_ways(asked.recipient);
    if (asked.display) append(ways, marked_ways(decomposed(asking_.label.display_only), asked.recipient), cut_);
    append(ways, consent_ways(asking_, asked, origin, cut_), cut_);
    if (asked.free && asked.release_absent && asked.bare) append(ways, {Way{}}, cut_);
    if (!asked.has_eyes_only) return ways;
    if (std::find(ways.begin(), ways.end(), Way{}) != ways.end()) ways = {Way{}};  // only the closed list stands in the way
    return crossed(ways, marked_ways(decomposed(*asking_.label.controls.eyes_only), asked.recipient), cut_);
  }

  std::vector<Way> control_ways(const OriginCase& origin) {
    if (origin.party == kNoParty) return {};
    std::vector<Way> ways = consent_ways(asking_, one_, origin, cut_);
    const auto policy = tables_.parties[origin.party].policy;
    const bool own = policy != kNoPolicy && tables_.policy_ids[policy] == asking_.label.policy;
    const auto* marking = own ? tables_.policies.find(asking_.label.policy) : nullptr;
    if (marking != nullptr && marking->marking_is_onward_consent && asking_.label.releasable.kind == label::ReleaseKind::listed) {
      append(ways, released_ways(one_.recipient), cut_);
    }
    return ways;
  }

  // --- the basis: each origin once, whichever of its rules does not pass ---
  void meet_basis(const Finding& finding) {
    const OriginCase& origin = origin_of(finding);
    if (origin.party == kNoParty) return add(finding, {}, Helps::new_mark, owners_of(finding));
    if (std::exchange(met_[finding.origin], true)) return;
    meet_leg(Leg{one_, origin, origin.party, true});
    if (one_.holder != origin.party && !one_.internal) meet_leg(Leg{one_, origin, one_.holder, false});
  }

  void meet_leg(const Leg& leg) {
    if (carries(best_trial(tables_, leg), leg)) return;
    Need need = basis_need(asking_, leg);
    if (one_.expanded) need.recipient = asking_.id(one_.recipient);
    out_.push_back(need);
    const auto all = one_.internal ? std::vector<std::uint32_t>{} : prohibitions_of(tables_, leg);
    for (std::size_t each = 1; each < all.size(); ++each) {  // each of them must end
      const ClauseInfo& clause = tables_.prohibitions[all[each]];
      need.clause = clause.id;
      need.why = prohibited_by(clause);
      out_.push_back(need);
    }
  }

  // --- export-control ---
  void meet_export(const Finding& finding) {
    const OriginCase& origin = origin_of(finding);
    if (origin.party == kNoParty) return add(finding, {}, Helps::new_mark, owners_of(finding));
    export_to(finding, one_.recipient, origin.party, owners_of(finding));
  }

  void export_to(const Finding& finding, PartyIndex nation, PartyIndex exporter, std::vector<PartyIndex> owners) {
    const SubjectInfo* who = one_.who ? tables_.subject(asking_.request.subject) : nullptr;
    const ActQuestion question{tables_, asking_.request, Action::disclose, nation, {one_.holder}, {}, who, exporter, false, {}};
    Instant ignored = kEndOfTime;
    if (const auto forbidden = forbidden_export(question, ignored); forbidden != kNoClause) {
      const ClauseInfo& clause = tables_.acts->clause(tables_.acts->forbidden[forbidden]);
      add(finding, {}, Helps::end_of_restriction, std::move(owners));
      out_.back().clause = clause.id;
      out_.back().why = prohibited_by(clause);
      return;
    }
    ActWays ways(asking_, question);
    std::vector<Way> found = ways.export_control();
    cut_ = cut_ || ways.cut;
    const auto helps = ways.unsaid == Unsaid::nothing ? Helps::record : Helps::statement;
    add(finding, std::move(found), helps, std::move(owners));
    out_.back().unsaid = ways.unsaid;
    if (out_.back().ways.empty()) out_.back().why = why(ways.unsaid);
  }

  // --- channel ---
  void meet_channel(const Finding& finding) {
    if (finding.origin != kNoOrigin && one_.origins[finding.origin].party != one_.recipient) return meet_basis(finding);
    const bool sent = finding.origin == kNoOrigin;
    const PartyIndex by = sent ? one_.holder : one_.recipient;
    const bool level_known = finding.level != kNoLevel;
    add(finding, level_known ? std::vector<Way>{accreditation_way(asking_, by, finding.level)} : std::vector<Way>{},
        Helps::statement, {by});
  }

  // --- persons, systems, facilities ---
  void meet_nationality(const Finding& finding) {
    if (finding.detail == Detail::no_nationality) return add(finding, {}, Helps::record, {one_.recipient});
    for (const Case& other : one_.who->nationalities) {
      for (std::size_t at = 0; at < other.origins.size(); ++at) {
        const OriginCase& origin = other.origins[at];
        if (origin.party == other.recipient) continue;
        std::vector<PartyIndex> owners;
        if (origin.party != kNoParty) owners.push_back(origin.party);
        const bool exported = other.export_controlled && origin.party != kNoParty && !is_at_home(one_, origin.party);
        if (exported && !lets_through(export_of(origin).outcome)) export_to(finding, other.recipient, origin.party, owners);
        if (lets_through(release_of(other, origin).outcome)) continue;
        std::vector<Way> ways = release_ways(other, origin);
        const bool may_be_admitted = origin.party != kNoParty && origin.party != one_.recipient;
        if (may_be_admitted) {
          append(ways, admitting_ways(asking_, Leg{one_, one_.origins[at], origin.party, true}, other.recipient, cut_), cut_);
        }
        add(finding, std::move(ways), Helps::new_mark, std::move(owners));
      }
    }
  }

  void meet_clearance(const Finding& finding) {
    const OriginCase& origin = origin_of(finding);
    if (origin.party != one_.recipient) return meet_basis(finding);
    const bool level_known = origin.level != kNoLevel;
    add(finding, level_known ? std::vector<Way>{clearance_way(asking_, origin.level)} : std::vector<Way>{}, Helps::new_mark,
        owners_of(finding));
  }

  const Asking asking_;
  const Snapshot::Tables& tables_;
  const Case& one_;
  std::vector<Need>& out_;
  std::array<bool, limits::kOrigins> met_{};
  bool cut_ = false;
};

// What stands before the rules; returns whether they can be asked at all.
bool meet_obstacle(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Needs& needs) {
  if (cases.obstacle == Obstacle::none && (cases.acts || !cases.list.empty())) return true;
  const auto add = [&](Rule rule, Helps helps) -> Need& {
    Need& need = needs.list.emplace_back();
    need.rule = rule;
    need.helps = helps;
    return need;
  };
  if (cases.obstacle == Obstacle::unknown_action) add(Rule::label_valid, Helps::not_decided);
  if (cases.obstacle == Obstacle::unreadable_label || cases.obstacle == Obstacle::invalid_label) {
    Need& need = add(Rule::label_valid, Helps::new_mark);
    if (request.object.label) {
      for (const auto& owner : request.object.label->owners) {
        if (owner.party) need.actors.push_back(*owner.party);
      }
    }
  }
  const bool unrecorded = cases.action == Action::participate && !request.object.act.project.empty();
  if (cases.obstacle == Obstacle::unknown_holder) add(Rule::authority, unrecorded ? Helps::record : Helps::statement);
  if (cases.obstacle == Obstacle::unknown_recipient) {
    Need& need = add(Rule::recipient_known, Helps::record);
    const auto* who = tables.subject(request.subject);
    if (who != nullptr) need.actors = {tables.parties[who->party].id};
    const bool out_of_post =
        who != nullptr && !who->period.contains(request.time) && tables.parties[who->party].kind != world::PartyKind::group;
    if (out_of_post) {
      Lack lack;
      lack.fact = RemedyFact::post;
      lack.subject = subject_key(who->type, who->id);
      lack.by = tables.parties[who->party].id;
      need.ways = {{lack}};
      needs.before_the_rules = true;
    }
  }
  return false;
}

void meet_record(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Needs& needs) {
  const auto* who = tables.subject(request.subject);
  if (cases.record.counts() || who == nullptr) return;
  Lack lack = Asking::lack(RemedyFact::post, cases.record);
  lack.subject = subject_key(who->type, who->id);
  lack.by = tables.parties[who->party].id;
  Need& need = needs.list.emplace_back();
  need.rule = Rule::recipient_known;
  need.ways = {{lack}};
}

void involve(const Snapshot::Tables& tables, const Case& one, std::set<PartyId>& involved) {
  const auto add = [&](PartyIndex party) {
    if (party != kNoParty) involved.insert(tables.parties[party].id);
  };
  add(one.holder);
  add(one.recipient);
  for (const auto& origin : one.origins) add(origin.party);
  if (!one.who) return;
  for (const auto& other : one.who->nationalities) add(other.recipient);
}

}  // namespace

std::vector<Need> needs_of_finding(const Snapshot::Tables& tables, const Request& request, const Case& one,
                                   const Finding& finding) {
  std::vector<Need> out;
  CaseNeeds(tables, request, one, out).meet(finding);
  return out;
}

std::vector<Way> crossed(const std::vector<Way>& some, const std::vector<Way>& others, bool& cut) {
  std::vector<Way> out;
  for (const auto& a : some) {
    for (const auto& b : others) {
      Way joined = a;
      joined.insert(b.begin(), b.end());
      append(out, {joined}, cut);
    }
  }
  return out;
}

void append(std::vector<Way>& ways, std::vector<Way> more, bool& cut) {
  for (auto& way : more) {
    if (std::find(ways.begin(), ways.end(), way) != ways.end()) continue;
    if (ways.size() >= limits::kRemedyWays) {
      cut = true;
      return;
    }
    ways.push_back(std::move(way));
  }
}

Way accreditation_way(const Asking& asking, PartyIndex by, LevelIndex level) {
  Grade best;
  LevelIndex up_to = level;
  for (const auto& entry : asking.tables.parties[by].accreditations) {
    if (entry.channel != asking.one.channel || !asking.tables.dominates(entry.up_to, level)) continue;
    const Grade better = stronger(best, entry.grade);
    if (better.kind != best.kind || better.evidence != best.evidence) up_to = entry.up_to;
    best = better;
  }
  if (best.counts()) return {};
  Lack lack = Asking::lack(RemedyFact::accreditation, best);
  lack.by = asking.id(by);
  lack.channel = asking.request.channel;
  lack.level = asking.tables.levels[up_to].name;
  return {lack};
}

Needs needs_of(const Snapshot& snapshot, const Request& request) {
  CHECK(snapshot.interval().contains(request.time));
  const Snapshot::Tables& tables = snapshot.tables();
  const BoundRequest bound = BoundRequest::bind(snapshot, request);
  const BoundRequest::Cases& cases = bound.cases();
  Needs needs;
  if (!meet_obstacle(tables, request, cases, needs)) return needs;
  meet_record(tables, request, cases, needs);
  for (std::size_t at = 0; cases.acts && at < cases.acts->size(); ++at) {
    const ActCase& one = (*cases.acts)[at];
    for (auto& need : needs_of_act(tables, request, cases.action, one)) needs.list.push_back(std::move(need));
    involve(tables, request, cases.action, one, needs.involved);
  }
  for (const Case& one : cases.list) {
    CaseNeeds(tables, request, one, needs.list).find();
    involve(tables, one, needs.involved);
  }
  std::stable_sort(needs.list.begin(), needs.list.end(), [](const Need& a, const Need& b) { return a.rule < b.rule; });
  return needs;
}

}  // namespace entente::decision
