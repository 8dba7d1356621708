#include "property/describe.h"

#include <sstream>

#include <fmt/format.h>

#include "property/scene.h"

namespace entente::property {
namespace {

void put_policy(std::ostream& out, const label::Policy& policy) {
  out << "policy " << policy.id.str() << (policy.marking_is_onward_consent ? " onward-consent" : "")
      << (policy.expand_groups_at_marking ? " groups-at-marking" : "") << "\n";
  for (const auto& level : policy.levels) {
    out << "  level " << level.name.str() << " " << level.hierarchy << (level.free ? " free" : "") << (level.clearance ? "" : " uncleared")
        << (level.comparable ? "" : " not-comparable") << stated("domain", level.domain) << "\n";
  }
}

void put_party(std::ostream& out, const world::Party& party) {
  out << "party " << party.id.str() << " " << to_string(party.kind) << stated("policy", party.policy)
      << stated("agreement", party.security_agreement) << "\n";
  for (const auto& each : party.members) out << "  member " << each.member.str() << dated(each);
  for (const auto& each : party.authority) out << "  authority" << dated(each);
}

void put_instrument(std::ostream& out, const world::Instrument& instrument) {
  out << "instrument " << instrument.id.str() << " " << to_string(instrument.kind) << listed("domains", instrument.domains)
      << listed("forms", instrument.forms) << stated("subject", instrument.subject) << listed("categories", instrument.categories)
      << listed("items", instrument.items) << stated("under", instrument.under) << "\n";
  for (const auto& each : instrument.parties) out << "  party " << each.party.str() << dated(each);
  for (const auto& each : instrument.statuses)
    out << "  status " << to_string(each.value) << dated({each.from, {}}, each.provenance);
  for (const auto& each : instrument.legs)
    out << "  leg " << each.from.str() << ">" << each.to.str() << stated("via", each.via) << "\n";
  for (const auto& each : instrument.rows) {
    out << "  row " << each.from.str() << " " << each.from_level.str() << " > " << each.to.str()
        << listed("levels", each.to_levels) << stated("choice", each.choice) << dated(each);
  }
  for (const auto& each : instrument.clauses) {
    out << "  clause " << each.id << " " << to_string(each.effect) << " " << each.action << listed("from", each.from)
        << listed("to", each.to) << listed("items", each.items) << listed("activities", each.activities)
        << (each.above ? fmt::format(" above={} {}", each.above->amount, each.above->currency) : "")
        << listed("needs", each.needs) << stated("days", each.days) << listed("levels", each.levels)
        << listed("categories", each.categories) << listed("domains", each.domains) << listed("forms", each.forms)
        << listed("purposes", each.purposes) << " " << each.obligation << dated(each);
  }
  for (const auto& each : instrument.withdrawals) out << "  withdrawal " << each.party.str() << dated(each);
}

void put_permissions(std::ostream& out, const world::World& world) {
  for (const auto& each : world.consents) {
    out << "consent " << each.id << " by " << each.by.str() << listed("to", each.to) << listed("objects", each.objects)
        << stated("up_to", each.up_to) << listed("categories", each.categories) << listed("purposes", each.purposes)
        << dated(each);
  }
  for (const auto& each : world.delegations) {
    out << "delegation " << each.id << " by " << each.by.str() << listed("to", each.to) << stated("up_to", each.up_to)
        << listed("categories", each.categories) << dated(each);
  }
  for (const auto& each : world.assurances)
    out << "assurance by " << each.by.str() << " under " << each.under.str() << dated(each);
  for (const auto& each : world.accreditations) {
    out << "accreditation " << each.channel << " by " << each.by.str() << " up_to=" << each.up_to.str() << dated(each);
  }
}

void put_clearances(std::ostream& out, const std::vector<world::Clearance>& clearances) {
  for (const auto& each : clearances) {
    out << "  clearance " << each.policy.str() << " " << each.level.str() << listed("categories", each.categories) << dated(each);
  }
}

void put_people(std::ostream& out, const world::World& world) {
  for (const auto& each : world.people) {
    out << "person " << each.id << " of " << each.employer.str() << listed("nationalities", each.nationalities) << dated(each);
    put_clearances(out, each.clearances);
    for (const auto& in : each.belongs) out << "  in " << in.to << dated(in);
  }
  for (const auto& each : world.systems) {
    out << "system " << each.id << " of " << each.operated_by.str() << dated({}, each.provenance);
    put_clearances(out, each.accreditations);
    for (const auto& in : each.belongs) out << "  in " << in.to << dated(in);
  }
  for (const auto& each : world.facilities) {
    out << "facility " << each.id << " in " << each.in.str() << (each.contractor ? " contractor" : "")
        << dated({}, each.provenance);
    put_clearances(out, each.clearances);
  }
  for (const auto& each : world.needs_to_know) {
    out << "need " << each.id << " of " << each.who << " by " << each.asserted_by << listed("objects", each.objects)
        << listed("communities", each.communities) << dated(each);
  }
}

void put_origin(std::ostream& out, const char* role, const label::Origin& origin) {
  out << "    " << role << stated("party", origin.party) << stated("policy", origin.policy) << stated("level", origin.level)
      << "\n";
}

void put_label(std::ostream& out, const label::Label& label) {
  out << "  label " << label.policy.str() << " " << label.level.str();
  for (const auto& each : label.categories) {
    out << " " << each.policy.str() << ":" << each.name.str()
        << (each.kind == label::CategoryKind::restrictive ? "" : "(not restrictive)");
  }
  switch (label.releasable.kind) {
    case label::ReleaseKind::absent:
      break;
    case label::ReleaseKind::listed:
      out << (label.releasable.parties.empty() ? " releasable=nobody" : "");
      break;
    case label::ReleaseKind::everyone:
      out << " releasable=everyone";
      break;
  }
  const auto& controls = label.controls;
  out << listed("releasable", label.releasable.parties) << listed("display", label.display_only)
      << (controls.no_foreign ? " no-foreign" : "") << (controls.originator_control ? " originator-control" : "")
      << (controls.release_by_official ? " relido" : "");
  if (controls.eyes_only) out << " eyes-only" << listed("list", *controls.eyes_only);
  out << stated("domain", label.domain);
  if (label.created) out << " created=" << to_string(*label.created);
  if (label.declassify_on) out << " declassify=" << to_string(*label.declassify_on);
  out << "\n";
  for (const auto& each : label.owners) put_origin(out, "owner", each);
  for (const auto& each : label.sources) put_origin(out, "source", each);
}

void put_act(std::ostream& out, const decision::Act& act) {
  out << "  act project=" << act.project << " area=" << act.area << " place=" << act.place << listed("items", act.items)
      << listed("activities", act.activities) << stated("origin", act.origin) << stated("tier", act.tier)
      << stated("begins", act.begins) << stated("ends", act.ends)
      << (act.value ? fmt::format(" value={} {}", act.value->number, act.value->unit) : "") << "\n";
}

}  // namespace

std::string describe(const Scene& scene) {
  std::ostringstream out;
  out << "\n";
  for (const auto& [id, policy] : scene.world.policies.policies()) put_policy(out, policy);
  for (const auto& each : scene.world.level_terms) {
    out << "term " << each.policy.str() << " " << each.level.str() << dated(each.period, {});
  }
  for (const auto& each : scene.world.parties) put_party(out, each);
  for (const auto& each : scene.world.instruments) put_instrument(out, each);
  put_permissions(out, scene.world);
  put_people(out, scene.world);
  put_facts_of_acts(out, scene.world);
  const auto& request = scene.request;
  out << "request " << request.action << " to " << request.subject.id << " at " << to_string(request.time)
      << stated("holder", request.holder) << " require=" << to_string(scene.options.require);
  if (scene.options.known_as_of) out << " known-as-of=" << to_string(*scene.options.known_as_of);
  out << "\n  object " << request.object.id << " digest=" << request.object.digest << " form=" << request.object.form
      << " subject=" << request.object.subject << " purpose=" << request.purpose << " channel=" << request.channel
      << " mode=" << static_cast<int>(request.mode) << " type=" << static_cast<int>(request.subject.type)
      << (request.under ? " under=" + request.under->str() : "") << listed("communities", request.object.communities) << (request.object.export_controlled ? " export-controlled" : "")
      << "\n";
  put_act(out, request.object.act);
  if (request.object.label) put_label(out, *request.object.label);
  return out.str();
}

}  // namespace entente::property
