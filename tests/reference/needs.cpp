#include "reference/needs.h"

#include <array>

namespace entente::reference {
namespace {

using decision::SubjectType;
using world::Clause;
using world::FactKind;
using world::FactRef;
using world::Needed;

constexpr std::array<std::string_view, 7> kOrgans{"notification", "orders",          "joint-committee", "end-use-check",
                                                  "registration", "authorised-user", "project"};

bool is_law(const Instrument& it) { return it.kind == world::Kind::national_law; }

}  // namespace

Stated::Stated(const Counting& ask) {
  const auto parsed = world::parse_reference(ask.request.object.act.project);
  if (!parsed || (parsed->kind != FactKind::programme && parsed->kind != FactKind::project)) return;
  reference = *parsed;
  for (const auto& each : ask.world.programmes) {
    if (each.id == parsed->id) programme = &each;
  }
  if (programme == nullptr || parsed->kind != FactKind::project) return;
  for (const auto& each : programme->projects) {
    if (each.id == parsed->part) project = &each;
  }
}

bool Stated::is_recorded() const {
  return programme != nullptr && (reference->kind == FactKind::programme || project != nullptr);
}

bool Stated::is(const FactRef& what) const {
  return reference && (what == *reference || what == FactRef{FactKind::programme, reference->id, ""});
}

bool Needs::applies(const Clause& clause, const std::string& action) const {
  const auto& act = ask.request.object.act;
  const auto to_r = [&](const PartyId& each) { return must_include(ask.world, each, ask.r, ask.request.time); };
  const auto gives = [&](const Giver& each) { return has(clause.from, each.id); };
  return clause.action == action && ask.restricts(clause) && (clause.from.empty() || any(givers, gives)) &&
         (clause.to.empty() || any(clause.to, to_r)) &&
         (clause.items.empty() || any(act.items, [&](const auto& each) { return speaks_of(ask.world, clause.items, each); })) &&
         (clause.activities.empty() || shares(clause.activities, act.activities)) &&
         (!clause.above ||
          (act.value && (act.value->unit != clause.above->currency || act.value->number > clause.above->amount)));
}

Way Needs::gives(const PartyId& id) const {
  Way way;
  for (const Giver& each : givers) {
    if (each.id == id) way = each.gives;
  }
  return way;
}

// Of several, those that the clause names.
std::vector<Giver> Needs::givers_meant(const Clause& clause) const {
  if (givers.size() < 2 || clause.from.empty()) return givers;
  std::vector<Giver> out;
  for (const Giver& each : givers) {
    if (has(clause.from, each.id)) out.push_back(each);
  }
  return out;
}

// Every stated item, and there is one.
bool Needs::has_items(const std::vector<std::string>& items) const {
  const auto& stated = ask.request.object.act.items;
  return !stated.empty() && !any(stated, [&](const std::string& each) { return !speaks_of(ask.world, items, each); });
}

Way Needs::waived(const Instrument& of, const Clause& clause) const {
  const Stated stated(ask);
  const auto by = [&](const auto& may) {
    return ask.strongest(ask.world.waivers, [&](const world::Waiver& each) {
      const bool of_this = each.of == FactRef{FactKind::clause, of.id.str(), clause.id};
      const bool this_object = each.items.empty() || has(each.items, ask.request.object.id) || has_items(each.items);
      const bool covers = this_object && ask.for_this_purpose(each.purposes) && (!each.project || stated.is(*each.project));
      if (!of_this || !may(each.by) || !covers) return Way();
      return ask.reaches(each.to);
    });
  };
  if (has(clause.needs, Needed::security_agreement)) return Way();
  const Instrument* above = of.under && !is_law(of) ? ask.world.instrument(*of.under) : nullptr;
  const Instrument& law = above != nullptr ? *above : of;
  if (is_law(law)) return by([&](const PartyId& party) { return ask.lists(law, party); });
  const auto meant = givers_meant(clause);
  Way all = meant.empty() ? Way() : Way(Evidence::verified);
  for (const Giver& giver : meant) all = std::min(all, by([&](const PartyId& party) { return party == giver.id; }));
  return all;
}

Finding Needs::met(const Instrument& of, const Clause& clause, const Instrument* candidate) const {
  Finding all{Is::pass};
  for (const Needed each : clause.needs) all = worse(all, need(each, of, clause, candidate));
  return better(all, pass_by(waived(of, clause)));
}

Finding Needs::purpose_met(const Instrument& of, const Clause& clause) const {
  return ask.for_this_purpose(clause.purposes) ? Finding{Is::pass} : pass_by(waived(of, clause));
}

Finding Needs::need(Needed need, const Instrument& of, const Clause& clause, const Instrument* candidate) const {
  const auto type = ask.request.subject.type;
  const bool participates = ask.request.action == "participate";
  if (need == Needed::licence) return pass_by(licensed());
  if (need == Needed::invitation)
    return participates && !of_exemption ? better(takes_part(ask.r), by_invitation()) : Finding{Is::fail};
  if (need == Needed::clearance || need == Needed::facility_clearance) {
    const bool of_facility = type == SubjectType::facility;
    if (type == SubjectType::party) return {Is::pass};
    return of_facility || need == Needed::clearance ? pass_by(cleared()) : Finding{Is::fail};
  }
  const auto meant = givers_meant(clause);
  Finding worst = meant.empty() ? Finding{Is::fail} : Finding{Is::pass};
  for (const Giver& each : meant) worst = worse(worst, need_of(each.id, need, of, clause, candidate));
  return worst;
}

Finding Needs::need_of(const PartyId& p, Needed need, const Instrument& of, const Clause& clause,
                       const Instrument* candidate) const {
  const PartyId& r = ask.r;
  const auto by = [&](const PartyId& party, std::string_view organ) {
    return approved(party, p, of, candidate, [&](const world::Approval& each) { return each.organ == organ; });
  };
  if (need == Needed::provider_consent) return pass_by(consent ? *consent : consented(p));
  if (need == Needed::host_consent) return pass_by(consented(p));
  if (need == Needed::notification) return notified(p, of, clause, candidate);
  if (need == Needed::orders) return pass_by(by(r, "orders"));
  if (need == Needed::joint_committee) return pass_by(by(p, "joint-committee"));
  if (need == Needed::end_use_check) return pass_by(by(p, "end-use-check"));
  if (need == Needed::registration) return pass_by(by(p, "registration"));
  if (need == Needed::agreed_project) return agreed_project(p, of, candidate);
  if (need == Needed::security_agreement) return pass_by(security_agreement(p, clause));
  if (need == Needed::national_approval) {
    const auto national = [](const world::Approval& each) { return !has(kOrgans, each.organ); };
    const auto may = [&](const PartyId& party) { return is_law(of) ? ask.lists(of, party) : party == p; };
    return pass_by(std::max(may(p) ? approved(p, p, of, candidate, national) : Way(),
                            may(r) ? approved(r, p, of, candidate, national) : Way()));
  }
  if (need == Needed::authorised_user) {
    const auto& subject = ask.request.subject;
    if (subject.type == SubjectType::party) return {Is::pass};
    const bool person = subject.type == SubjectType::person && ask.who != nullptr && !ask.who->nationalities.empty();
    Way national = person ? Way(Evidence::verified) : Way();
    for (const PartyId& nation : person ? ask.who->nationalities : std::vector<PartyId>{})
      national = std::min(national, ask.withdrawn(of, nation) ? Way() : ask.acceded(of, nation));
    return pass_by(std::max(national, approved(p, p, of, candidate, [&](const world::Approval& each) {
      return each.organ == "authorised-user" && has(each.items, subject.id);
    })));
  }
  return {Is::fail};
}

Way Needs::consented(const PartyId& by) const {
  return ask.strongest(ask.world.consents, [&](const world::Consent& each) {
    const bool covers = each.by == by && ask.fits(each.objects) && ask.for_this_purpose(each.purposes);
    return covers ? ask.reaches(each.to) : Way();
  });
}

Way Needs::approved(const PartyId& by, const PartyId& p, const Instrument& of, const Instrument* candidate, auto test) const {
  const Stated stated(ask);
  const auto is = [](const FactRef& what, const Instrument& it) {
    return what == FactRef{FactKind::instrument, it.id.str(), ""};
  };
  return ask.strongest(ask.world.approvals, [&](const world::Approval& each) {
    const bool about = is(each.of, of) || (candidate != nullptr && is(each.of, *candidate)) || stated.is(each.of);
    const bool named = has(each.items, ask.request.object.id);
    const bool of_one_act = each.organ == "notification" || each.organ == "orders";
    const bool this_object = named || (!of_one_act && (each.items.empty() || has_items(each.items)));
    if (each.by != by || !about || !this_object || !test(each)) return Way();
    return each.to.empty() ? Way(Evidence::verified) : ask.reaches(each.to, by == ask.r ? p : ask.r);
  });
}

Finding Needs::notified(const PartyId& p, const Instrument& of, const Clause& clause, const Instrument* candidate) const {
  const auto& begins = ask.request.object.act.begins;
  if (clause.days && !begins) return {Is::unknown};
  return pass_by(approved(ask.r, p, of, candidate, [&](const world::Approval& each) {
    const bool in_time =
        !begins || (each.period.from && each.period.from->latest().seconds + clause.days.value_or(0) * 86'400 <= begins->seconds);
    return each.organ == "notification" && in_time;
  }));
}

Finding Needs::agreed_project(const PartyId& p, const Instrument& of, const Instrument* candidate) const {
  const Stated stated(ask);
  if (!stated.is_recorded() || stated.project == nullptr) return {Is::fail};
  const auto agrees = [&](const PartyId& party) {
    return approved(party, p, of, candidate,
                    [&](const world::Approval& each) { return each.organ == "project" && each.of == *stated.reference; });
  };
  return better(worse(takes_part(p), takes_part(ask.r)), pass_by(std::min(agrees(p), agrees(ask.r))));
}

Way Needs::security_agreement(const PartyId& p, const world::Clause& clause) const {
  Way best;
  if (p == ask.r) return best;  // nobody has one with itself
  for (const Instrument& it : ask.world.instruments) {
    const bool stands = it.kind == world::Kind::information_security && !ask.withdrawn(it, p) && !ask.withdrawn(it, ask.r);
    bool of_all = !clause.domains.empty();
    for (const auto& domain : clause.domains) of_all = of_all && has(it.domains, domain);
    bool of_leg = it.legs.empty();
    for (const auto& leg : it.legs) of_leg = of_leg || (leg.from == p && leg.to == ask.r && !leg.via);
    const bool covers = (it.domains.empty() || of_all) && of_leg && it.forms.empty() && !it.subject;
    if (stands && covers) best = std::max(best, std::min({ask.in_force(it), ask.acceded(it, p), ask.acceded(it, ask.r)}));
  }
  return best;
}

Way Needs::cleared() const {
  const Policy* policy = ask.world.policies.policy_of(ask.r);
  if (ask.who == nullptr || policy == nullptr) return Way();
  return ask.strongest(ask.who->clearances, [&](const world::Clearance& each) {
    const label::Level* level = each.policy == policy->id ? policy->level(each.level) : nullptr;
    return level != nullptr && !level->free ? Way(Evidence::verified) : Way();
  });
}

Way Needs::licensed() const {
  const auto& act = ask.request.object.act;
  return ask.strongest(ask.world.licences, [&](const world::Licence& each) {
    const Way may = exporter ? (each.by == *exporter ? Way(Evidence::verified) : Way()) : gives(each.by);
    const bool covers = has_items(each.items) && ask.for_this_purpose(each.purposes) &&
                        (!each.territory || (!act.place.empty() && *each.territory == act.place));
    return covers ? std::min(may, ask.reaches(each.to)) : Way();
  });
}

// By either, and no law or treaty forbids that the exporter transfers it to r.
Way Needs::export_covered() const {
  std::vector<PartyId> exporters;
  for (const Giver& each : givers) exporters.push_back(each.id);
  if (exporter) exporters = {*exporter};
  Needs of_exporter = *this;
  if (exporter) of_exporter.givers = {{*exporter}};
  for (const Instrument& it : ask.world.instruments) {
    const bool lists_exporter = any(exporters, [&](const PartyId& each) { return ask.lists(it, each); });
    const bool binds = is_law(it) ? ask.has_begun(it) && (lists_exporter || ask.lists(it, ask.r)) : lists_exporter && ask.lists(it, ask.r);
    const auto forbids = [&](const Clause& each) { return each.effect == world::Effect::prohibit && of_exporter.applies(each, "transfer"); };
    if (binds && it.kind != world::Kind::export_exemption && any(it.clauses, forbids)) return Way();
  }
  return std::max(licensed(), exempted());
}

Way Needs::exempted() const {
  Way best;
  for (const Instrument& it : ask.world.instruments) {
    if (it.kind == world::Kind::export_exemption) best = std::max(best, exempted_by(it));
  }
  return best;
}

Way Needs::exempted_by(const Instrument& it) const {
  std::vector<PartyId> parties{ask.r};
  for (const Giver& each : givers) parties.push_back(each.id);
  if (exporter) parties.push_back(*exporter);
  if (const auto& place = ask.request.object.act.place; !place.empty()) parties.emplace_back(place);
  Way way = ask.in_force(it);
  const Instrument* above = it.under ? ask.world.instrument(*it.under) : nullptr;
  if (it.under) way = std::min(way, above == nullptr ? Way() : ask.in_force(*above));
  for (const PartyId& each : parties) way = ask.withdrawn(it, each) ? Way() : std::min(way, ask.acceded(it, each));
  const bool limited = !it.domains.empty() || !it.forms.empty() || it.subject || !it.legs.empty();
  const bool covers = has_items(it.items.empty() ? ask.request.object.act.items : it.items);
  if (!way || givers.empty() || limited || !covers) return Way();
  Needs of_exporter = *this;  // who speaks for p there
  if (exporter) of_exporter.givers = {{*exporter}};
  of_exporter.of_exemption = true;
  for (const Clause& each : it.clauses) {
    if (!of_exporter.applies(each, "transfer")) continue;
    if (each.effect == world::Effect::prohibit) return Way();
    if (each.effect != world::Effect::condition) continue;
    way = std::min({way, way_of(of_exporter.met(it, each, nullptr)), way_of(of_exporter.purpose_met(it, each))});
  }
  return way;
}

// 4.4, of the project that is asked and of its programme.
Finding Needs::takes_part(const PartyId& whom) const {
  const auto& act = ask.request.object.act;
  const Stated stated(ask);
  Finding best;
  const auto look = [&](const std::vector<world::Participation>& list, world::Role least, Way within) {
    for (const auto& each : list) {
      const Way way = std::min({within, ask.stands_for(each.party, whom), Way(each.provenance.evidence)});
      if (each.role < least || !ask.grants(each, ask.request.time) || !way) continue;
      Is is = Is::pass;
      if (!each.areas.empty() && !has(each.areas, act.area)) is = act.area.empty() ? Is::unknown : Is::fail;
      if (act.tier && !each.tier) is = std::min(is, Is::unknown);
      if (act.tier && each.tier && *each.tier > *act.tier) is = Is::fail;
      best = better(best, {is, *way});
    }
  };
  if (!stated.is_recorded()) return best;
  const world::Project* project = stated.project;
  if (project != nullptr && ask.grants(*project, ask.request.time))
    look(project->participants, world::Role::partner, project->provenance.evidence);
  look(stated.programme->participants, project != nullptr ? world::Role::member : world::Role::partner, Evidence::verified);
  return best;
}

// It opens no tier.
Finding Needs::by_invitation() const {
  const Way way = invited();
  return way && ask.request.object.act.tier ? Finding{Is::unknown, *way} : pass_by(way);
}

Way Needs::invited() const {
  const Stated stated(ask);
  const auto is_grant = [](world::CandidacyState value) { return value >= world::CandidacyState::invited; };
  Way best;
  for (const auto& each : ask.world.candidacies) {
    if (!stated.is_recorded() || each.party != ask.r || each.of != FactRef{FactKind::programme, stated.programme->id, ""})
      continue;
    const auto last = ask.state(each.states, is_grant);
    if (last && is_grant(std::get<1>(*last))) best = std::max(best, std::get<2>(*last));
  }
  return best;
}

}  // namespace entente::reference
