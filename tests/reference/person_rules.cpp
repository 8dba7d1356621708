#include "reference/person_rules.h"

#include "reference/question.h"

namespace entente::reference {
namespace {

using decision::SubjectType;

Way cleared_to(const Question& ask, const std::optional<PolicyId>& policy, const LevelName& level) {
  const Policy* of = policy ? ask.world.policies.find(*policy) : nullptr;
  if (of != nullptr && of->level(level) != nullptr && !of->level(level)->clearance) return Evidence::verified;
  return ask.strongest(ask.who->clearances, [&](const world::Clearance& each) {
    const bool covers = each.policy == policy && dominates(ask.world.policies.find(each.policy), each.level, level);
    return covers ? Way(Evidence::verified) : Way();
  });
}

// The instrument has entered into force, whatever came after.
Way was_in_force(const Question& ask, const Instrument& instrument) {
  Way best;
  for (const auto& each : instrument.statuses) {
    const world::Withdrawal fact{{}, {each.from, std::nullopt}, each.provenance};
    if (each.value == world::StatusValue::in_force && ask.grants(fact, ask.request.time))
      best = std::max(best, Way(each.provenance.evidence));
  }
  return best;
}

// A clause that grants: what it is limited to, besides `to`, must be known to fit.
Way granted_by(const Question& ask, const Instrument& instrument, const Origin& o, std::string_view duty, auto to) {
  const auto limits = [](const auto& list, const auto& stated) { return !list.empty() && !has(list, stated); };
  return ask.strongest(instrument.clauses, [&](const world::Clause& each) {
    const bool provides = each.effect == world::Effect::oblige && each.action == "disclose" && each.obligation == duty;
    const bool limited = !each.categories.empty() || !each.items.empty() || limits(each.from, *o.party) ||
                         limits(each.domains, ask.domain()) || limits(each.forms, ask.request.object.form) ||
                         (!each.activities.empty() && !shares(each.activities, ask.request.object.act.activities)) ||
                         (!each.levels.empty() && (!o.level || !has(each.levels, *o.level)));
    return provides && !limited && to(each.to) ? Way(Evidence::verified) : Way();
  });
}

Way for_contractors(const Question& ask, const Instrument& instrument, const Origin& o) {
  return granted_by(ask, instrument, o, "contractor-clearance", [](const auto& to) { return to.empty(); });
}

// 4.6: by a clause of an instrument that covers this leg.
Way admitted(const Question& ask, const Origin& o, const PartyId& nation) {
  Way best;
  if (!o.party || o.party == ask.r || ask.is_prohibited(o, *o.party)) return best;
  ask.each_candidate(*o.party, [&](const Instrument& it, bool as_member) {
    const Way covered = way_of(ask.legal_basis(it, o, *o.party, as_member));
    const Way said = granted_by(ask, it, o, "admit-nationality", [&](const auto& to) { return has(to, nation); });
    best = std::max(best, std::min(covered, said));
  });
  return best;
}

Finding nationality(const Question& ask) {
  if (ask.who->nationalities.empty()) return {Is::unknown};
  Finding worst{Is::pass};
  for (const PartyId& nation : ask.who->nationalities) {
    if (nation == ask.r) continue;
    const Question as_recipient{{ask.world, ask.options, ask.request, nation, ask.floor}, ask.label, ask.h};
    for (const Origin& o : origins_of(ask.label)) {
      if (o.party == nation) continue;
      const Question exported{{ask.world, ask.options, ask.request, nation, ask.floor, ask.who}, ask.label, ask.h};
      const bool home = o.party && has(ask.who->nationalities, *o.party);
      for (const Finding& found : {as_recipient.release_marking(o, admitted(ask, o, nation)),
                                   ask.is_under_export_control() && !home ? exported.export_control(o) : Finding{Is::pass}})
        worst = {std::min(worst.is, found.is), std::min(worst.evidence, found.evidence)};
    }
  }
  return worst;
}

Finding cleared(const Question& ask, const Origin& o) {
  if (ask.is_free()) return {Is::not_applicable};
  if (!o.party) return {Is::unknown};
  if (o.party != ask.r) return ask.chosen(o, *o.party)[kCleared];
  return o.level ? pass_by(cleared_to(ask, o.policy, *o.level)) : Finding{Is::unknown};
}

// Its policy says that nobody is read in to it, or to what it is below.
bool is_handling(const Question& ask, const label::Category& category) {
  const Policy* policy = ask.world.policies.find(category.policy);
  return policy != nullptr && any(policy->no_read_in, [&](const CategoryName& each) {
           return each == category.name || category.name.str().rfind(each.str() + "-", 0) == 0;
         });
}

Finding category(const Question& ask) {
  const auto read_in = [&](const std::string& name) {
    return ask.strongest(ask.who->clearances,
                         [&](auto& each) { return has(each.categories, name) ? Way(Evidence::verified) : Way(); });
  };
  bool asked = false;
  Way all = Evidence::verified;
  std::map<PolicyId, Way> one_of;  // permissive ones
  for (const auto& each : ask.label.categories) {
    const Way held = read_in(each.policy.str() + ":" + each.name.str());
    if (each.kind == label::CategoryKind::informative || is_handling(ask, each)) continue;
    asked = true;
    if (each.kind == label::CategoryKind::restrictive) all = std::min(all, held);
    if (each.kind == label::CategoryKind::permissive) one_of[each.policy] = std::max(one_of[each.policy], held);
  }
  for (const auto& [policy, held] : one_of) all = std::min(all, held);
  return asked ? pass_by(all) : Finding{Is::not_applicable};
}

Finding need_to_know(const Question& ask) {
  if (ask.is_free()) return {Is::not_applicable};
  const auto of_object = [&](const std::string& community) {
    return any(ask.request.object.communities, [&](auto& each) { return community == each || community == "coi:" + each; });
  };
  const Way in =
      ask.strongest(ask.who->belongs, [&](auto& each) { return of_object(each.to) ? Way(Evidence::verified) : Way(); });
  const Way said = ask.strongest(ask.world.needs_to_know, [&](const world::NeedToKnow& each) {
    const bool covers = ask.fits(each.objects) || any(each.communities, of_object);
    if (each.who != ask.who->reference || each.asserted_by == each.who || !covers) return Way();
    return ask.strongest(ask.world.people, [&](const world::Person& officer) {
      const bool may = "person:" + officer.id == each.asserted_by && officer.employer == ask.who->party;
      return may ? Way(Evidence::verified) : Way();
    });
  });
  return pass_by(std::max(in, said));
}

Finding rule_inside(const Question& ask, Rule rule, const Origin* o) {
  const SubjectType type = ask.who->type;
  const bool is_facility = type == SubjectType::facility;
  if (o != nullptr) return cleared(ask, *o);
  if (rule == Rule::nationality) return type == SubjectType::person ? nationality(ask) : Finding{Is::not_applicable};
  if (rule == Rule::category) return is_facility ? Finding{Is::not_applicable} : category(ask);
  if (rule == Rule::need_to_know) return is_facility ? Finding{Is::not_applicable} : need_to_know(ask);
  return {Is::not_applicable};  // `clearance` of a facility, `facility` of others
}

}  // namespace

Finding cleared_under(const Question& ask, const Instrument& instrument, const Origin& o, bool as_member, const Finding& row) {
  if (ask.who == nullptr || ask.is_free()) return {Is::not_applicable};
  const bool internal = ask.r == ask.h;
  const auto level = as_member ? o.level : row.mapped;
  const Policy* own = ask.world.policies.policy_of(ask.r);
  const auto policy = as_member ? o.policy : own == nullptr ? std::nullopt : std::optional(own->id);
  const Way held_under = std::min(was_in_force(ask, instrument), as_member ? ask.member_of(*o.party) : Way(row.evidence));
  const Way basis = internal ? held_under : Evidence::verified;
  if (!level || !basis) return {Is::unknown};
  const bool firm = ask.who->contractor && !internal;
  return pass_by(
      std::min({cleared_to(ask, policy, *level), basis, firm ? for_contractors(ask, instrument, o) : Evidence::verified}));
}

std::optional<Insider> insider(const World& world, const decision::Subject& subject) {
  std::optional<Insider> found;
  const auto find = [&](const auto& list, auto take) {
    for (const auto& each : list) {
      if (each.id == subject.id) found = take(each);
    }
  };
  const SubjectType type = subject.type;
  if (type == SubjectType::person) {
    find(world.people, [&](auto& it) {
      return Insider{type,          "person:" + it.id, it.employer, it.period, it.provenance, it.nationalities,
                     it.clearances, it.belongs,        false};
    });
  } else if (type == SubjectType::system) {
    find(world.systems, [&](auto& it) {
      return Insider{type, "system:" + it.id, it.operated_by, {}, it.provenance, {}, it.accreditations, it.belongs, false};
    });
  } else if (type == SubjectType::facility) {
    find(world.facilities, [&](auto& it) {
      return Insider{type, "facility:" + it.id, it.in, {}, it.provenance, {}, it.clearances, {}, it.contractor};
    });
  }
  return found;
}

Is recorded(const World& world, const Options& options, Instant time, const Insider& who) {
  if (world.party(who.party)->kind == PartyKind::group) return Is::fail;
  if (grants(who, options, options.require, time)) return Is::pass;
  return grants(who, options, Evidence::assumed, time) ? Is::unknown : Is::fail;
}

bool is_per_origin(Rule rule, const Insider& who) {
  return rule == (who.type == SubjectType::facility ? Rule::facility : Rule::clearance);
}

Finding outcome_inside(const Question& ask, Rule rule, const Origin* o) {
  const bool by_candidate = o != nullptr && o->party && o->party != ask.r;  // there each candidate follows 1.2
  const Finding counting = rule_inside(ask, rule, o);
  return by_candidate ? counting : graded(counting, rule_inside(ask.at_every_grade(), rule, o));
}

}  // namespace entente::reference
