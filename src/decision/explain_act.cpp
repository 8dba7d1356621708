#include "decision/explain_act.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/act_facts.h"
#include "decision/explain.h"

namespace entente::decision {
namespace {

using world::Needed;

// One finding with everything its sentence may need.
struct ActTeller {
  const Snapshot::Tables& tables;
  const Request& request;
  Action action;
  const ActCase& one;
  const ActFinding& finding;

  [[nodiscard]] std::string name(PartyIndex party) const { return party == kNoParty ? "nobody" : tables.parties[party].id.value; }
  [[nodiscard]] std::string recipient() const { return name(one.recipient); }
  // To whom it is exported.
  [[nodiscard]] std::string nation() const {
    return finding.nation == one.recipient ? recipient() : name(finding.nation) + ", of which the person is a national";
  }
  [[nodiscard]] std::string giver() const { return listed(one.givers); }
  [[nodiscard]] std::string listed(const std::vector<PartyIndex>& givers) const {
    if (givers.empty()) return "its members, of whom none is recorded,";
    std::vector<std::string> names;
    for (const auto each : givers) names.push_back(name(each));
    return join(names, ", ");
  }
  // Of whom the clause asks it.
  [[nodiscard]] std::string asked() const { return listed(givers_meant(one.givers, *finding.clause)); }
  [[nodiscard]] std::string instrument() const {
    return finding.instrument == nullptr ? "no instrument" : finding.instrument->info.id;
  }
  [[nodiscard]] std::string time() const { return to_short_string(request.time); }
  [[nodiscard]] std::string project() const { return request.object.act.project; }
  [[nodiscard]] std::string items() const {
    std::vector<std::string> names;
    for (const auto& item : request.object.act.items) names.push_back(quoted(item));
    return names.empty() ? "what is stated" : join(names, ", ");
  }
  [[nodiscard]] std::string unlisted_items() const {
    const auto& listed = finding.instrument->items;
    std::vector<std::string> names;
    for (const auto& item : request.object.act.items) {
      if (std::find(listed.begin(), listed.end(), tables.name(item)) == listed.end()) names.push_back(quoted(item));
    }
    return join(names, ", ");
  }
  [[nodiscard]] std::string by() const { return finding.is.by == nullptr ? std::string() : fmt::format(" ({})", *finding.is.by); }

  [[nodiscard]] std::string status() const { return status(finding.instrument->info); }
  [[nodiscard]] std::string status(const InstrumentInfo& info) const {
    if (info.ended)
      return fmt::format("{} ended on {}: its duration was over and no renewal is recorded", info.id,
                         to_short_string(*info.ended));
    if (!info.has_status) return fmt::format("{} has no status yet as of {}", info.id, time());
    const std::string later =
        info.next_status == kEndOfTime ? "" : fmt::format("; its status changes on {}", to_short_string(info.next_status));
    return fmt::format("{} is {} as of {}{}", info.id, world::to_string(info.status), time(), later);
  }

  [[nodiscard]] std::string above() const {
    const ActInstrument& it = *finding.instrument;
    if (it.under == kNoAct) return fmt::format("what {} is made under is not recorded", instrument());
    return fmt::format("{} is made under {}, and {}", instrument(), tables.acts->instruments[it.under].info.id,
                       status(tables.acts->instruments[it.under].info));
  }

  [[nodiscard]] std::string outside() const {
    return fmt::format("the territory of {} is that of its parties, and {} is none that has acceded as of {}", instrument(),
                       quoted(request.object.act.place), time());
  }

  // Who has not acceded, or no longer stands by it. Of those who give together one who has is enough, and who joins them need not.
  [[nodiscard]] std::string outsiders() const {
    const auto is_in = [&](PartyIndex party) { return finding.instrument->info.accessions[party].exists(); };
    std::vector<std::string> names;
    if (std::none_of(one.givers.begin(), one.givers.end(), is_in)) names.push_back(giver());
    if (action != Action::participate && !is_in(one.recipient)) names.push_back(recipient());
    return join(names, " and ") + (names.size() == 1 && one.givers.size() == 1 ? " is no party" : " are no parties");
  }

  // All that is missing, so that somebody knows what to record.
  [[nodiscard]] std::string missing() const {
    if (finding.unmet.empty()) return "it cannot be evaluated";
    std::vector<std::string> all;
    for (const Needed need : finding.unmet) all.push_back(missing(need));
    return join(all, ", and ");
  }

  [[nodiscard]] std::string missing(Needed need) const {
    const std::string about = "of " + finding.clause->id.substr(0, finding.clause->id.find('/'));
    switch (need) {
      case Needed::provider_consent:
        return fmt::format("no consent of {} to {} for {}", asked(), recipient(), quoted(request.object.id));
      case Needed::host_consent:
        return fmt::format("no consent of the host {} to {} for {}", asked(), recipient(), quoted(request.object.id));
      case Needed::notification:
        return notification();
      case Needed::orders:
        return fmt::format("no orders of {} are recorded", recipient());
      case Needed::national_approval:
        return fmt::format("no national approval {} covers it", about);
      case Needed::joint_committee:
        return fmt::format("no approval of the joint committee {} covers it", about);
      case Needed::licence:
        return fmt::format("no licence covers {} to {}", items(), recipient());
      case Needed::authorised_user:
        return fmt::format("{} is not recorded as an authorised user", quoted(request.subject.id));
      case Needed::registration:
        return fmt::format("no registration {} is recorded", about);
      case Needed::end_use_check:
        return fmt::format("no check of the end use {} is recorded", about);
      case Needed::clearance:
        return fmt::format("{} has no clearance that counts", quoted(request.subject.id));
      case Needed::facility_clearance:
        return fmt::format("{} has no facility clearance that counts", quoted(request.subject.id));
      case Needed::invitation:
        return finding.is.every == Outcome::unknown ? opens_unknown() : fmt::format("{} takes no part and is not invited", recipient());
      case Needed::agreed_project:
        return project().empty() ? "no project is stated"
                                 : fmt::format("{} is not agreed between {} and {}", quoted(project()), asked(), recipient());
      case Needed::security_agreement:
        return fmt::format("no security agreement between {} and {} that covers it is in force", without_agreement(), recipient());
    }
    return {};
  }

  [[nodiscard]] std::string opens_unknown() const {
    return fmt::format("what is recorded of the part of {} in {} does not say that it opens the area and tier stated", recipient(), project());
  }

  // Of those who are asked.
  [[nodiscard]] std::string without_agreement() const {
    std::vector<PartyIndex> out;
    for (const PartyIndex each : givers_meant(one.givers, *finding.clause)) {
      const auto agrees = [&](const Candidate& candidate) {
        return ActFacts::is_agreement_for(*finding.clause, tables.instruments[candidate.instrument], each, one.recipient) && !candidate.withdrawn &&
               both(candidate.in_force, both(candidate.from_acceded, candidate.to_acceded)).counts();
      };
      const auto candidates = tables.candidates_of(each, one.recipient);
      if (std::none_of(candidates.begin(), candidates.end(), agrees)) out.push_back(each);
    }
    return out.empty() ? asked() : listed(out);
  }

  [[nodiscard]] std::string scope() const {
    if (finding.detail == ActDetail::no_items_stated) return "what it is about is not stated (items)";
    if (finding.detail == ActDetail::item_not_listed)
      return fmt::format("{} does not list {}, and silence excludes", instrument(), unlisted_items());
    if (finding.detail == ActDetail::no_items_listed) return fmt::format("{} lists nothing that may be supplied", instrument());
    if (finding.instrument->items.empty()) return fmt::format("{} does not limit what it is about", instrument());
    return request.object.act.items.empty() ? fmt::format("nothing is stated that {} would have to list", instrument())
                                            : fmt::format("{} lists {}", instrument(), items());
  }

  [[nodiscard]] std::string notification() const {
    if (finding.clause->days == 0 && !request.object.act.begins) return fmt::format("no notification by {} is recorded", recipient());
    if (!request.object.act.begins)
      return fmt::format("it must be notified {} days before, and no beginning is stated", finding.clause->days);
    const std::string begins = to_short_string(*request.object.act.begins);
    return finding.clause->days == 0 ? fmt::format("no notification by {} is recorded before {}", recipient(), begins)
                                     : fmt::format("no notification by {} is recorded {} days before {}", recipient(), finding.clause->days, begins);
  }

  [[nodiscard]] std::string origin() const {
    if (finding.detail == ActDetail::no_origin) return fmt::format("nobody but {} had provided it", giver());
    if (finding.detail == ActDetail::origin_consents) return fmt::format("{} consented{}", name(finding.owner), by());
    if (finding.detail == ActDetail::origin_silent) {
      return fmt::format("{} had provided it and has recorded no consent to {}", name(finding.owner), recipient());
    }
    return fmt::format("{}, who had provided it, is no nation or organisation of this world", quoted(request.object.act.origin->value));
  }

  [[nodiscard]] std::string purpose_not_among() const {
    const std::string& clause_text = finding.clause->text;
    if (request.purpose.empty()) return fmt::format("purposes are enumerated and none is stated: {}", clause_text);
    return fmt::format("the purpose {} is not among those enumerated: {}", quoted(request.purpose), clause_text);
  }

  // Why the clause applies to a value that it cannot be compared with.
  [[nodiscard]] std::string other_currency() const {
    const auto& value = request.object.act.value;
    const auto& above = finding.clause->above;
    if (!above || !value || value->unit == above->currency) return {};
    return fmt::format(" (a value in {} counts as more than an amount in {}, since the two are not compared)", value->unit, above->currency);
  }

  [[nodiscard]] std::string limits() const {
    const Act& act = request.object.act;
    if (act.area.empty() && !act.tier) return {};
    return act.area.empty() ? ", at the tier stated" : act.tier ? ", with the area and tier stated" : ", in the area stated";
  }

  [[nodiscard]] std::string participation() const {
    if (finding.term != nullptr) {
      const char* settled = finding.detail == ActDetail::term_settled ? "settled" : "not settled";
      return fmt::format("{}, {}: {}", settled, finding.term->subject, finding.term->text);
    }
    if (finding.detail == ActDetail::excluded) return fmt::format("{} is excluded from {}", recipient(), project());
    if (finding.detail == ActDetail::other_area) return fmt::format("{} is no area that is recorded of {}", quoted(request.object.act.area), project());
    if (finding.detail == ActDetail::takes_part) return fmt::format("{} takes part in {}", recipient(), project());
    if (finding.detail == ActDetail::invited) return fmt::format("{} is invited to {}", recipient(), project());
    if (finding.is.every == Outcome::unknown) return opens_unknown();
    return fmt::format("{} takes no part in {} as of {}{}, and {}", recipient(), project(), time(), limits(),
                       request.object.act.tier ? "an invitation opens no tier" : "is not invited");
  }

  [[nodiscard]] std::string export_control() const {
    if (finding.detail == ActDetail::licensed) return fmt::format("a licence covers {} to {}{}", items(), nation(), by());
    if (finding.detail == ActDetail::exempt) return fmt::format("{} exempts {} to {}", instrument(), items(), nation());
    if (finding.detail == ActDetail::export_forbidden)
      return fmt::format("its transfer to {} is prohibited, whoever licenses it: {}", nation(), finding.clause->text);
    return fmt::format("no licence covers {} to {}, and no exemption does", items(), nation());
  }

  [[nodiscard]] std::string plain() const {
    switch (finding.detail) {
      case ActDetail::none: break;
      case ActDetail::not_asked: return "not asked of this action";
      case ActDetail::authority_not_asked: return "authority stays with people: a duty";
      case ActDetail::no_origin:
      case ActDetail::origin_unknown:
      case ActDetail::origin_consents:
      case ActDetail::origin_silent:
        return origin();
      case ActDetail::no_instrument:
        return fmt::format("no instrument about {} between {} and {} is recorded{}", quoted(request.action), giver(), recipient(), unasked_exemption());
      case ActDetail::not_in_force:
        return status();
      case ActDetail::not_acceded:
        return fmt::format("{} to {} as of {}", outsiders(), instrument(), time());
      case ActDetail::outside_territory:
        return outside();
      case ActDetail::assurance_withdrawn:
        return fmt::format("an assurance under {} is withdrawn", instrument());
      case ActDetail::under_not_in_force:
        return above();
      case ActDetail::clause_too_weak:
        return fmt::format("{} carries it only by a clause that does not count as a grant", instrument());
      case ActDetail::limited:
        return fmt::format("{} is limited in domain, form or subject, of which an act says nothing", instrument());
      case ActDetail::other_direction:
        return fmt::format("{} is not about what goes from {} to {}", instrument(), giver(), recipient());
      case ActDetail::prohibited:
        return fmt::format("prohibited by {}: {}", finding.clause->id, finding.clause->text);
      case ActDetail::covers:
        return fmt::format("{} covers it between {} and {}", instrument(), giver(), recipient());
      case ActDetail::not_controlled:
        return "not stated to be under export control";
      case ActDetail::licensed:
      case ActDetail::exempt:
      case ActDetail::neither_licensed_nor_exempt:
      case ActDetail::export_forbidden:
        return export_control();
      case ActDetail::no_purpose_limits:
        return "no enumeration of purposes";
      case ActDetail::purpose_among:
        return fmt::format("the purpose {} is among those enumerated", quoted(request.purpose));
      case ActDetail::purpose_not_among:
        return purpose_not_among();
      case ActDetail::no_items_stated:
      case ActDetail::item_not_listed:
      case ActDetail::no_items_listed:
      case ActDetail::in_scope:
        return scope();
      case ActDetail::no_conditions:
        return "no condition asks for anything";
      case ActDetail::met:
        return fmt::format("{}{}", finding.clause->text, by());
      case ActDetail::waived:
        return fmt::format("waived{}: {}", by(), finding.clause->text);
      case ActDetail::needed:
        return fmt::format("{}: {}{}", missing(), finding.clause->text, other_currency());
      case ActDetail::excluded:
      case ActDetail::other_area:
      case ActDetail::takes_part:
      case ActDetail::invited:
      case ActDetail::takes_no_part:
      case ActDetail::term_settled:
      case ActDetail::term_unsettled:
        return participation();
    }
    return "not evaluated";
  }

  // Of a basis or condition that would hold if weaker facts counted, what is recorded is told, and not that it is missing.
  [[nodiscard]] std::string told() const {
    const bool weak = finding.is.weak();
    if (weak && finding.rule == Rule::legal_basis && finding.detail != ActDetail::covers) return instrument();
    return weak && finding.detail == ActDetail::needed ? finding.clause->text : plain() + further();
  }

  // What could carry it if it were stated to be export-controlled.
  [[nodiscard]] std::string unasked_exemption() const {
    if (action != Action::transfer || finding.rule != Rule::legal_basis || request.object.export_controlled || one.givers.size() != 1) return {};
    for (const ActIndex index : tables.acts->parties[one.recipient].exempted_by) {
      const ActInstrument& each = tables.acts->instruments[index];
      if (each.has(one.givers.front())) return fmt::format("; {} is about what is stated to be export-controlled", each.info.id);
    }
    return {};
  }

  // What else keeps the instrument from carrying it.
  [[nodiscard]] std::string further() const {
    std::string out;
    for (const auto detail : finding.further) {
      ActFinding other = finding;
      other.detail = detail;
      out += "; and " + ActTeller{tables, request, action, one, other}.plain();
    }
    for (const auto* clause : finding.prohibitions) out += fmt::format("; and prohibited by {}: {}", clause->id, clause->text);
    return out;
  }

  [[nodiscard]] Reason reason() const {
    Reason out;
    out.rule = finding.rule;
    out.outcome = finding.is.outcome();
    if (finding.owner != kNoParty) out.owner = tables.parties[finding.owner].id;
    if (finding.detail == ActDetail::origin_unknown) out.owner = request.object.act.origin;
    if (one.expanded) out.recipient = tables.parties[one.recipient].id;
    out.clause = clause_of(finding);
    if (finding.is.rests && finding.is.every == Outcome::pass) out.evidence = finding.is.evidence;
    out.text = told();
    if (finding.is.weak()) {
      const auto facts = weak_facts(tables, request, action, one, finding);
      if (out.text.ends_with('.')) out.text.pop_back();
      out.text += but_rests_on(facts, finding.is.evidence, tables.options.require);
    }
    return out;
  }
};

// --- duties (docs/semantics.md 4.5) ---
std::string amount(const Amount& amount) { return fmt::format("{} {}", amount.number, amount.unit); }

Obligation settlement(const ClauseInfo& clause, const Request& request) {
  const Act& act = request.object.act;
  Obligation out{clause.obligation, "settlement", clause.id, {{"text", clause.text}}};
  std::vector<std::string> ways;
  for (const auto way : clause.settlement) ways.emplace_back(world::to_string(way));
  out.properties.emplace("ways", join(ways, ", "));
  const Instant from = act.ends ? *act.ends : act.begins ? *act.begins : request.time;
  const std::int64_t seconds = clause.days * kDaySeconds;
  if (clause.days != 0 && from.seconds < kEndOfTime.seconds - seconds)
    out.properties.emplace("by", to_string(Instant{from.seconds + seconds}));
  if (act.quantity) out.properties.emplace("quantity", amount(*act.quantity));
  if (act.value) out.properties.emplace("value", amount(*act.value));
  return out;
}

// To whom it goes, `from` whom, and all that is stated besides.
std::string stated(const Request& request) {
  const Act& act = request.object.act;
  std::vector<std::string> parts{quoted(request.object.id)};
  const std::string from = request.holder && request.action != "participate" ? fmt::format(" from {}", request.holder->value) : "";
  parts.push_back(fmt::format("{}{} to {}", request.action, from, request.subject.id));
  if (!act.project.empty()) parts.push_back("in " + act.project);
  if (!act.area.empty()) parts.push_back("area " + act.area);
  if (act.tier) parts.push_back(fmt::format("tier {}", *act.tier));
  if (!request.purpose.empty()) parts.push_back("purpose " + request.purpose);
  if (act.origin) parts.push_back("origin " + act.origin->value);
  if (request.object.export_controlled) parts.emplace_back("export-controlled");
  if (!act.items.empty()) parts.push_back("items " + join(act.items, ", "));
  if (!act.activities.empty()) parts.push_back("activities " + join(act.activities, ", "));
  if (act.quantity) parts.push_back("quantity " + amount(*act.quantity));
  if (act.value) parts.push_back("value " + amount(*act.value));
  if (!act.place.empty()) parts.push_back("place " + act.place);
  if (act.begins) parts.push_back("from " + to_short_string(*act.begins));
  if (act.ends) parts.push_back("until " + to_short_string(*act.ends));
  return join(parts, "; ");
}

bool asks_for_clearance(const ActCase& one) {
  return std::any_of(one.findings.begin(), one.findings.end(), [](const ActFinding& finding) {
    if (finding.rule != Rule::conditions || finding.clause == nullptr) return false;
    return std::any_of(finding.clause->needs.begin(), finding.clause->needs.end(),
                       [](Needed need) { return need == Needed::clearance || need == Needed::facility_clearance; });
  });
}

void add_act_duties(const Request& request, const std::vector<ActCase>& cases, Decision& decision) {
  const auto add = [&](Obligation duty) {
    auto& list = decision.obligations;
    if (std::find(list.begin(), list.end(), duty) == list.end()) list.push_back(std::move(duty));
  };
  add({"release-authority", "approval", {}, {{"text", "an official with authority to decide this must approve"}}});
  add({"as-stated", "handling", {}, {{"text", "for what was stated, and nothing else: " + stated(request)}}});
  for (const ActCase& one : cases) {
    for (const ClauseInfo* clause : one.duties) {
      add(clause->settlement.empty() ? Obligation{clause->obligation, "handling", clause->id, {{"text", clause->text}}}
                                     : settlement(*clause, request));
    }
    if (request.subject.type == SubjectType::party && asks_for_clearance(one)) {
      add({"clearance-and-need-to-know",
           "handling",
           {},
           {{"text", "inside the recipient only persons and sites that are cleared, and need to know"}}});
    }
  }
}

void explain_act_obstacle(const Request& request, const BoundRequest::Cases& cases, Decision& decision) {
  decision.reasons.push_back(recipient_reason(request, cases));
  const std::string& why = cases.record.exists() ? cases.obstacle_text : cases.recipient_text;
  for (const Rule rule : kActRules) {
    if (rule != Rule::recipient_known)
      decision.reasons.push_back(plain_reason(rule, Outcome::unknown, "cannot be evaluated: " + why));
  }
}

}  // namespace

std::string_view clause_of(const ActFinding& finding) {
  if (finding.term != nullptr) return finding.term->reference;
  if (finding.clause != nullptr) return finding.clause->id;
  return finding.instrument == nullptr ? std::string_view() : std::string_view(finding.instrument->info.id);
}

void explain_act(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Decision& decision) {
  if (cases.obstacle != Obstacle::none || !cases.acts) return explain_act_obstacle(request, cases, decision);
  decision.reasons.push_back(recipient_reason(request, cases));
  for (const ActCase& one : *cases.acts) {
    for (const ActFinding& finding : one.findings)
      decision.reasons.push_back(ActTeller{tables, request, cases.action, one, finding}.reason());
  }
  std::stable_sort(decision.reasons.begin(), decision.reasons.end(), reported_before);
  if (decision.permit) add_act_duties(request, *cases.acts, decision);
}

}  // namespace entente::decision
