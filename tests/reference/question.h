// One question about one recipient, over the grants of one grade or better: what docs/semantics.md 2 to 3.5 say (and 4.6), as
// straight loops. The rules about persons, systems and facilities (3.6) are in person_rules.h. See reference.h.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "reference/needs.h"

namespace entente::reference {

using label::Origin;
using Basis = std::array<Finding, 5>;  // the outcomes of 3.3: of a leg, or of one candidate instrument for it
constexpr std::size_t kLegal = 0, kRow = 1, kPurpose = 2, kChannel = 3, kCleared = 4;
inline Basis graded(const Basis& a, const Basis& b) {
  return {graded(a[0], b[0]), graded(a[1], b[1]), graded(a[2], b[2]), graded(a[3], b[3]), graded(a[4], b[4])};
}
inline std::vector<Origin> origins_of(const label::Label& label) {  // 2.: a party that is owner and source counts once, as owner
  std::vector<Origin> origins = label.owners;
  for (const Origin& source : label.sources) {
    const auto differs = [&](const Origin& owner) { return !source.party || owner.party != source.party; };
    if (std::all_of(label.owners.begin(), label.owners.end(), differs)) origins.push_back(source);
  }
  return origins;
}
inline std::vector<std::string> restrictive_categories(const label::Label& label) {  // 2.3
  std::vector<std::string> names;
  for (const auto& each : label.categories) {
    if (each.kind == label::CategoryKind::restrictive) names.push_back(each.policy.str() + ":" + each.name.str());
  }
  return names;
}
struct Question;
Finding cleared_under(const Question& ask, const Instrument& instrument, const Origin& o, bool as_member, const Finding& row);
struct Question : Counting {
  const label::Label& label;
  PartyId h;
  Question at_every_grade() const { return {{world, options, request, r, Evidence::assumed, who}, label, h}; }
  const Policy* policy_of(const Origin& o) const { return o.policy ? world.policies.find(*o.policy) : nullptr; }
  const label::Level& level() const { return *world.policies.find(label.policy)->level(label.level); }
  std::string domain() const { return label.domain ? *label.domain : level().domain.value_or(""); }  // empty: not stated
  bool lists_categories(const std::vector<std::string>& listed) const {
    return !any(restrictive_categories(label), [&](const std::string& each) { return !has(listed, each); });
  }
  Way member_of(const PartyId& id) const { return world.party(id)->kind == PartyKind::organisation ? reaches({id}) : Way(); }
  // 2.1. Reading: the marking's instant holds for every list of the label, and for the members of an owning organisation.
  Way marked(const std::vector<PartyId>& list) const {
    return reaches(list, world.policies.find(label.policy)->expand_groups_at_marking ? label.created : std::nullopt);
  }
  std::vector<PartyId> decomposed(std::vector<PartyId> list) const {  // 1.6
    std::erase_if(list, [&](const PartyId& id) { return world.party(id) != nullptr && !world.party(id)->decomposable; });
    return list;
  }
  Way in_releasable_set() const {
    if (label.releasable.kind == label::ReleaseKind::everyone) return Evidence::verified;
    std::vector<PartyId> parties = decomposed(label.releasable.parties);
    for (const Origin& owner : label.owners) {
      if (label.releasable.kind == label::ReleaseKind::absent) parties.push_back(owner.party.value_or(PartyId()));
    }
    return marked(parties);
  }
  bool is_free() const {  // 2.2
    const auto not_free = [&](const Origin& o) { return o.policy && o.level && !policy_of(o)->level(*o.level)->free; };
    return level().free && !any(origins_of(label), not_free);
  }
  Way consented(const Origin& o) const {  // 3.2
    return strongest(world.consents, [&](const world::Consent& each) {
      if (o.party != each.by || (!each.purposes.empty() && !has(each.purposes, request.purpose))) return Way();
      const bool within = each.objects.empty() && each.up_to && o.level && dominates(policy_of(o), *each.up_to, *o.level);
      return fits(each.objects) || (within && lists_categories(each.categories)) ? reaches(each.to) : Way();
    });
  }
  Finding authority() const {
    if (!any(world.party(h)->authority, [&](auto& each) { return restricts(each); })) return {Is::not_applicable};
    const Policy* policy = world.policies.policy_of(h);
    if (policy == nullptr || policy->id != label.policy) return {Is::unknown};
    return pass_by(strongest(world.delegations, [&](const world::Delegation& each) {
      const bool covers = each.by == h && each.up_to && dominates(policy, *each.up_to, label.level);
      return covers && lists_categories(each.categories) ? reaches(each.to) : Way();
    }));
  }
  Finding release_marking(const Origin& o, Way by_clause = {}) const {
    const auto& controls = label.controls;
    const Way eyes = controls.eyes_only ? marked(decomposed(*controls.eyes_only)) : Evidence::verified;
    const Way shown = request.mode == decision::Mode::display ? marked(decomposed(label.display_only)) : Way();
    const bool open = label.releasable.kind == label::ReleaseKind::absent && restrictive_categories(label).empty() &&
                      label.display_only.empty() && !controls.originator_control && !controls.eyes_only &&
                      !controls.release_by_official;
    const Way way = is_free() && open ? Evidence::verified : std::max({in_releasable_set(), shown, consented(o), by_clause});
    return controls.no_foreign ? Finding{Is::fail} : pass_by(std::min(way, eyes));
  }
  Finding originator_control(const Origin& o) const {
    if (o.party == h && !label.controls.originator_control && label.owners == std::vector{o}) return {Is::not_applicable};
    if (!o.party) return {Is::unknown};
    const Policy* policy = policy_of(o);
    const bool onward = policy != nullptr && policy->marking_is_onward_consent && label.policy == policy->id &&
                        label.releasable.kind == label::ReleaseKind::listed;
    return pass_by(std::max(consented(o), onward ? in_releasable_set() : Way()));
  }
  bool lists_both(const Instrument& instrument, const PartyId& from) const {
    return instrument.kind == world::Kind::information_security && lists(instrument, from) && lists(instrument, r);
  }
  bool applies(const world::Clause& clause, const Origin& o, const PartyId& from) const {
    const auto lacks = [](const auto& list, const auto& value) { return !list.empty() && !has(list, value); };
    const auto lacks_stated = [&](const auto& list, const std::string& value) { return !value.empty() && lacks(list, value); };
    const auto present = restrictive_categories(label);
    const auto shared = [&](const std::string& each) { return has(present, each); };
    const auto to_r = [&](const PartyId& each) { return must_include(world, each, r, request.time); };
    return clause.action == "disclose" && restricts(clause) && !lacks(clause.from, from) &&
           (clause.to.empty() || any(clause.to, to_r)) && !(o.level && lacks(clause.levels, *o.level)) &&
           (clause.activities.empty() || shares(clause.activities, request.object.act.activities)) &&
           (clause.categories.empty() || any(clause.categories, shared)) && !lacks_stated(clause.domains, domain()) &&
           !lacks_stated(clause.forms, request.object.form);
  }
  Needs needs(const Origin& o) const { return {*this, {{*o.party}}, o.party, consented(o)}; }  // 4.6: o for p
  // 4.6: what the conditions of a candidate need.
  Way needs_met(const Instrument& it, const Origin& o, const PartyId& from) const {
    Way way = Evidence::verified;
    for (const auto& each : it.clauses) {
      const bool asks = each.effect == world::Effect::condition && !each.needs.empty() && applies(each, o, from);
      if (asks) way = std::min(way, way_of(needs(o).met(it, each, &it)));
    }
    return way;
  }
  // 3.3, one candidate.
  Finding legal_basis(const Instrument& it, const Origin& o, const PartyId& from, bool as_member) const {
    const Way joined = as_member ? member_of(from) : acceded(it, r);
    const Way way = std::min({in_force(it), acceded(it, from), joined, needs_met(it, o, from)});
    const auto covers = [&](const world::Leg& leg) {
      return leg.to == r && (leg.via ? leg.via == h && o.party != h && leg.from == o.party : leg.from == from);
    };
    const bool covered = (it.legs.empty() || any(it.legs, covers)) && lists_categories(it.categories);
    if (!way || !covered || withdrawn(it, from) || withdrawn(it, r)) return {Is::fail};
    Is limits = Is::pass;
    const auto limit = [&](const std::vector<std::string>& to, const std::string& stated) {
      if (!to.empty() && (stated.empty() || !has(to, stated))) limits = std::min(limits, stated.empty() ? Is::unknown : Is::fail);
    };
    limit(it.domains, domain());
    limit(it.forms, request.object.form);
    if (it.subject) limit({*it.subject}, request.object.subject);
    return {limits, *way};
  }
  std::optional<LevelName> target(const world::EquivalenceRow& row) const {  // nothing also if it is no level of r's policy
    const Policy* policy = world.policies.policy_of(r);
    std::set<std::pair<int, LevelName>> levels;
    for (const LevelName& each : row.choice ? std::vector{*row.choice} : row.to_levels) {
      const label::Level* level = policy == nullptr ? nullptr : policy->level(each);
      if (level == nullptr || (!level->comparable && !row.choice && row.to_levels.size() > 1)) return std::nullopt;
      levels.emplace(level->hierarchy, each);
    }
    const bool tied = levels.size() > 1 && std::next(levels.rbegin())->first == levels.rbegin()->first;
    return levels.empty() || tied ? std::nullopt : std::optional(levels.rbegin()->second);
  }
  Finding equivalence(const Instrument& instrument, const Origin& o) const {
    std::map<Evidence, std::set<std::optional<LevelName>>> targets;
    for (const auto& each : instrument.rows) {
      const bool fits = o.party == each.from && o.level == each.from_level && each.to == r;
      if (fits && grants(each, request.time)) targets[each.provenance.evidence].insert(target(each));
    }
    if (!o.level || targets.empty()) return {o.level ? Is::fail : Is::unknown};
    const auto& [evidence, best] = *targets.rbegin();
    return best.size() == 1 && *best.begin() ? Finding{Is::pass, evidence, *best.begin()} : Finding{Is::unknown};
  }
  Finding purpose(const Instrument& instrument, const Origin& o, const PartyId& from) const {
    Finding all{Is::not_applicable};
    for (const auto& each : instrument.clauses) {
      if (each.effect != world::Effect::condition || each.purposes.empty() || !applies(each, o, from)) continue;
      const Finding met = needs(o).purpose_met(instrument, each);
      all = all.is == Is::not_applicable ? met : worse(all, met);
    }
    return all;
  }
  bool by_channel() const { return !request.channel.empty() && !is_free(); }
  Finding accredited(const PartyId& by, const std::optional<LevelName>& level) const {  // the stated channel
    if (!by_channel() || !level) return {by_channel() ? Is::unknown : Is::not_applicable};
    return pass_by(strongest(world.accreditations, [&](const world::Accreditation& each) {
      const bool covers = each.by == by && each.channel == request.channel;
      return covers && dominates(world.policies.policy_of(by), each.up_to, *level) ? Way(Evidence::verified) : Way();
    }));
  }
  Basis candidate(const Instrument& it, const Origin& o, const PartyId& from, bool as_member) const {
    const Finding row = o.party == from && !as_member ? equivalence(it, o) : Finding{Is::not_applicable};
    const Finding received = o.party == from ? accredited(r, row.mapped) : Finding{Is::not_applicable};
    const Finding cleared = o.party == from ? cleared_under(*this, it, o, as_member, row) : Finding{Is::not_applicable};
    return {legal_basis(it, o, from, as_member), row, purpose(it, o, from), received, cleared};
  }
  bool is_prohibited(const Origin& o, const PartyId& from) const {  // of any kind: what lists both, and the laws of either
    return any(world.instruments, [&](const Instrument& each) {
      const auto forbids = [&](auto& clause) { return clause.effect == world::Effect::prohibit && applies(clause, o, from); };
      const bool law = each.kind == world::Kind::national_law;
      const bool binds = law ? has_begun(each) && (lists(each, from) || lists(each, r)) : lists(each, from) && lists(each, r);
      return binds && any(each.clauses, forbids);
    });
  }
  // 3.4: conditions and duties of the law of who gives on a leg, and of who receives where they name it.
  std::set<std::string> asked_by_law() const {
    std::set<std::string> clauses;
    for (const Origin& o : is_free() ? std::vector<Origin>() : origins_of(label)) {
      if (!o.party || *o.party == r) continue;
      for (const Instrument& each : world.instruments) {
        if (each.kind != world::Kind::national_law) continue;
        for (const auto& clause : each.clauses) {
          const auto asks = [&](const PartyId& from) {
            const bool of_recipient = lists(each, r) && !clause.to.empty();
            return (lists(each, from) || of_recipient) && applies(clause, o, from);
          };
          const bool told = clause.effect != world::Effect::prohibit && (asks(*o.party) || asks(h));
          if (told) clauses.insert(each.id.str() + "/" + clause.id);
        }
      }
    }
    return clauses;
  }
  // Every candidate of a leg, and whether it is one as member.
  void each_candidate(const PartyId& from, auto take) const {
    for (const Instrument& each : world.instruments) {
      if (request.under && request.under != each.id) continue;  // 3.1: by that one alone
      if (lists_both(each, from)) take(each, false);
      if (world.party(from)->security_agreement == each.id && at_every_grade().member_of(from)) take(each, true);
    }
  }
  // 3.3: the candidate chosen for one leg, over the grants that count here.
  Basis chosen(const Origin& o, const PartyId& from) const {
    // Whether also weaker grants would not do, faults, weakness where there is none, id.
    std::map<std::tuple<bool, std::ptrdiff_t, int, InstrumentId, bool>, Basis> ranked;
    const auto try_out = [&](const Instrument& it, bool as_member) {
      Basis on_weaker = at_every_grade().candidate(it, o, from, as_member);
      Basis basis = graded(candidate(it, o, from, as_member), on_weaker);
      if (is_prohibited(o, from)) basis[kLegal] = on_weaker[kLegal] = {Is::fail};
      const auto first = r == h ? std::prev(basis.end()) : basis.begin();  // 3.3: inside a party only the clearance counts
      const auto faults = std::count_if(first, basis.end(), is_bad);
      const bool never = std::any_of(r == h ? std::prev(on_weaker.end()) : on_weaker.begin(), on_weaker.end(), is_bad);
      const auto weaker = [](const Finding& a, const Finding& b) { return a.evidence < b.evidence; };
      const Evidence strength = faults > 0 ? Evidence::assumed : std::min_element(first, basis.end(), weaker)->evidence;
      ranked.emplace(std::tuple(faults > 0 && never, faults, -static_cast<int>(strength), it.id, !as_member), basis);
    };
    each_candidate(from, try_out);
    const Basis nothing{Finding{Is::fail}, Finding{Is::unknown}, Finding{Is::not_applicable}, accredited(r, std::nullopt),
                        Finding{who != nullptr && o.party == from && !is_free() ? Is::unknown : Is::not_applicable}};
    return ranked.empty() ? nothing : ranked.begin()->second;
  }
  Finding over_legs(const Origin& o, std::size_t rule) const {  // 3.3: the worse; `not-applicable` never hides a `pass`
    const Finding a = chosen(o, *o.party)[rule], b = chosen(o, h)[rule];
    if (o.party == h || b.is == Is::not_applicable || rule == kRow || rule == kChannel) return a;
    return {a.is == Is::not_applicable ? b.is : std::min(a.is, b.is), std::min(a.evidence, b.evidence)};
  }
  Finding sent() const {  // the channel, h's side
    const Policy* policy = world.policies.policy_of(h);
    if (!by_channel()) return {Is::not_applicable};
    return policy == nullptr || policy->id != label.policy ? Finding{Is::unknown} : accredited(h, label.level);
  }
  Finding returned(const Origin& o) const {  // r's side for what is r's own
    const Policy* policy = world.policies.policy_of(r);
    return accredited(r, policy != nullptr && o.policy == policy->id ? o.level : std::nullopt);
  }
  bool is_under_export_control() const {  // stated, or so marked
    bool is = request.object.export_controlled;
    for (const auto& category : label.categories) {
      const Policy* policy = world.policies.find(category.policy);
      const bool restrictive = category.kind == label::CategoryKind::restrictive;
      is = is || (restrictive && policy != nullptr && has(policy->export_controlled, category.name));
    }
    return is;
  }
  Finding export_control(const Origin& o) const {  // 4.3: the holder is p
    if (!o.party) return {Is::unknown};
    const Needs of_holder{*this, {{h}}, o.party};
    return pass_by(of_holder.export_covered());
  }
  Finding rule_for(Rule rule, const Origin* o) const {
    if (rule == Rule::authority) return authority();
    if (rule == Rule::channel && (o == nullptr || o->party == r)) return o == nullptr ? sent() : returned(*o);
    if (o == nullptr || o->party == r) return {Is::not_applicable};
    if (rule == Rule::export_control) return export_control(*o);
    if (rule == Rule::release_marking) return release_marking(*o);
    if (rule == Rule::originator_control) return originator_control(*o);
    if (is_free()) return {Is::not_applicable};
    if (!o->party) return {rule == Rule::purpose ? Is::not_applicable : Is::unknown};
    if (rule == Rule::channel) return over_legs(*o, kChannel);
    return over_legs(*o, rule == Rule::legal_basis ? kLegal : rule == Rule::purpose ? kPurpose : kRow);
  }
  Finding outcome(Rule rule, const Origin* o) const {  // 1.2. Reading: in the rules of 3.3 it is each candidate that follows 1.2
    const bool by_candidate = rule == Rule::legal_basis || rule == Rule::equivalence || rule == Rule::purpose ||
                              (rule == Rule::channel && o != nullptr && o->party != r);
    return by_candidate ? rule_for(rule, o) : graded(rule_for(rule, o), at_every_grade().rule_for(rule, o));
  }
};

}  // namespace entente::reference
