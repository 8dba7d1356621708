#include "decision/explain.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/evaluate.h"

namespace entente::decision {
namespace {

using world::Evidence;

// One finding with everything its sentence may need.
struct Teller {
  const Snapshot::Tables& tables;
  const Request& request;
  const label::Label& label;
  const Case& one;
  const Finding& finding;

  // Of a nationality: the nation of it, of which the finding speaks then.
  [[nodiscard]] const Case& asked() const { return finding.nationality == kNoNationality ? one : one.who->nationalities[finding.nationality]; }
  [[nodiscard]] std::string recipient() const { return tables.parties[asked().recipient].id.value; }
  [[nodiscard]] std::string holder() const { return tables.parties[one.holder].id.value; }
  [[nodiscard]] const OriginCase* origin() const { return finding.origin == kNoOrigin ? nullptr : &asked().origins[finding.origin]; }
  [[nodiscard]] std::string owner() const {
    const auto* from = origin();
    return from == nullptr || from->party == kNoParty ? "a concealed source" : tables.parties[from->party].id.value;
  }
  [[nodiscard]] std::string leg() const {
    return finding.leg_from == kNoParty ? owner() : tables.parties[finding.leg_from].id.value;
  }
  [[nodiscard]] std::string instrument() const {
    return finding.instrument == kNoInstrument ? std::string("no instrument") : tables.instruments[finding.instrument].id;
  }
  // Of a channel: the recipient's for what one origin owns, else the holder's.
  [[nodiscard]] std::string side() const { return finding.origin == kNoOrigin ? holder() : recipient(); }
  [[nodiscard]] std::string side_level() const {
    return finding.level == kNoLevel ? "this level" : side() + " " + tables.levels[finding.level].name.value;
  }
  [[nodiscard]] std::string time() const { return to_short_string(request.time); }
  [[nodiscard]] std::string level() const {
    const auto* from = origin();
    return from == nullptr || from->level == kNoLevel ? "its level" : tables.levels[from->level].name.value;
  }
  [[nodiscard]] std::string release_list() const {
    std::vector<std::string> names;
    for (const auto& party : label.releasable.parties) names.push_back(party.value);
    return names.empty() ? "nobody" : join(names, ", ");
  }
  [[nodiscard]] std::string unlisted() const {
    const CategorySet covered = finding.instrument == kNoInstrument ? CategorySet{} : tables.instruments[finding.instrument].categories;
    std::vector<std::string> names;
    for (const auto& category : label.categories) {
      if (category.kind != label::CategoryKind::restrictive) continue;
      const auto found = tables.category_index.find(category.policy.value + ":" + category.name.value);
      if (found == TextIndex::kNone || !covered.has(found)) names.push_back(category.name.value);
    }
    return join(names, ", ");
  }
  [[nodiscard]] bool owns() const {
    return std::any_of(one.origins.begin(), one.origins.end(), [&](const OriginCase& each) { return each.is_owner && each.party == asked().recipient; });
  }
  // "KOR 군사II급비밀", but "NATO SECRET" where the level names its owner already.
  [[nodiscard]] std::string owner_level() const {
    return level().starts_with(owner()) ? level() : owner() + " " + level();
  }
  [[nodiscard]] std::string clause() const {
    if (finding.clause == kNoClause) return finding.instrument == kNoInstrument ? "" : instrument();
    if (finding.rule == Rule::facility) return tables.instruments[finding.instrument].duties[finding.clause].id;
    if (finding.detail == Detail::prohibited) return tables.prohibitions[finding.clause].id;
    return tables.instruments[finding.instrument].conditions[finding.clause].id;
  }

  [[nodiscard]] std::string status() const {
    const InstrumentInfo& info = tables.instruments[finding.instrument];
    std::string later = info.next_status == kEndOfTime ? "" : fmt::format("; its status changes on {}", to_short_string(info.next_status));
    if (info.in_force_unknown && tables.options.known_as_of) later = fmt::format("; its entry into force was not known on {}", to_short_string(*tables.options.known_as_of)) + later;
    if (!info.has_status && info.in_force_unknown) return fmt::format("{} between {} and {} has no status that was known{}", info.id, leg(), recipient(), later);
    if (!info.has_status) return fmt::format("{} between {} and {} has no status yet as of {}{}", info.id, leg(), recipient(), time(), later);
    if (info.ended) return fmt::format("{} between {} and {} ended on {}: its duration was over and no renewal is recorded{}", info.id, leg(), recipient(), to_short_string(*info.ended), later);
    return fmt::format("{} between {} and {} is {} as of {}{}", info.id, leg(), recipient(), world::to_string(info.status), time(), later);
  }

  [[nodiscard]] std::string text() const {
    std::string sentence = finding.nationality == kNoNationality ? plain() : fmt::format("nationality {}: {}", recipient(), plain());
    const bool weak_level = finding.detail == Detail::level_to_hold_unknown && one.internal;  // there no other rule names it
    if (!finding.weak && !weak_level) return sentence;
    const auto facts = weak_facts(tables, request, one, finding);
    if (finding.weak && finding.detail == Detail::row_maps) {  // the sentence names it
      sentence += fmt::format(", which is only {}, and {} is required", world::to_string(finding.evidence), world::to_string(tables.options.require));
    } else if (finding.weak) {
      sentence += fmt::format(", but that rests on {}, which is only {}, and {} is required", facts.empty() ? "a fact" : facts,
                              world::to_string(finding.evidence), world::to_string(tables.options.require));
    } else if (!facts.empty()) {
      sentence += fmt::format(": {} is weaker than {}, which is required", facts, world::to_string(tables.options.require));
    }
    return sentence;
  }

  [[nodiscard]] std::string plain() const {
    switch (finding.detail) {
      case Detail::none: return "not evaluated";
      case Detail::internal_handling: return fmt::format("{} holds it already: internal handling", recipient());
      case Detail::own_information: return fmt::format("{} is its own owner or source", recipient());
      case Detail::concealed_origin: return "the source is concealed, so its agreement cannot be checked";
      case Detail::free_level: return "not needed at the free level";
      case Detail::authority_not_required: return fmt::format("no recorded rule of {} asks for a delegation", holder());
      case Detail::delegated: return fmt::format("{} has delegated this disclosure", holder());
      case Detail::not_delegated: return fmt::format("disclosure by {} needs a delegation, and none recorded covers this", holder());
      case Detail::authority_level_unknown: return fmt::format("disclosure by {} needs a delegation, and the label is not in its policy", holder());
      case Detail::no_foreign: return "the marking forbids foreign release; only the originator can re-mark";
      case Detail::eyes_only: return finding.weak ? fmt::format("the eyes-only list names {}", recipient()) : fmt::format("the eyes-only list does not name {}", recipient());
      case Detail::listed_in_marking: return fmt::format("the originator names {} (releasable to {})", recipient(), release_list());
      case Detail::owner_of_it: return owns() ? fmt::format("{} is one of its owners", recipient()) : fmt::format("{} is a member of the owner", recipient());
      case Detail::consented: return fmt::format("{} consented: {}", owner(), named(origin()->consent_id));
      case Detail::displayed_only: return fmt::format("may be displayed to {}, not copied", recipient());
      case Detail::free_and_bare: return "free level, without control or category";
      case Detail::released_to_all: return "released to everyone";
      case Detail::not_listed: return fmt::format("the originator releases it to {}, not to {}", release_list(), recipient());
      case Detail::not_decided: return not_decided();
      case Detail::control_does_not_apply: return fmt::format("{} holds its own information and has not kept control of it", owner());
      case Detail::no_consent: return no_consent();
      case Detail::onward_consent: return fmt::format("the marking of {} is its consent to onward release to {}", owner(), recipient());
      case Detail::no_instrument: return fmt::format("no information-security instrument between {} and {} is recorded", leg(), recipient());
      case Detail::not_in_force: return finding.weak ? instrument() : status();
      case Detail::not_acceded: return fmt::format("{} or {} has not acceded to {} as of {}", leg(), recipient(), instrument(), time());
      case Detail::assurance_withdrawn: return fmt::format("an assurance of protection under {} is withdrawn", instrument());
      case Detail::leg_not_covered: return fmt::format("{} does not cover the leg from {} to {}", instrument(), leg(), recipient());
      case Detail::category_not_listed: return fmt::format("{} does not list {}, and silence excludes", instrument(), unlisted());
      case Detail::outside_scope: return fmt::format("{} does not cover this domain, form or subject", instrument());
      case Detail::scope_not_stated: return fmt::format("{} is limited in domain, form or subject, and none is stated", instrument());
      case Detail::prohibited: return fmt::format("prohibited: {}", tables.prohibitions[finding.clause].text);
      case Detail::condition_not_met: return fmt::format("{} asks for more than is recorded: {}", instrument(), tables.instruments[finding.instrument].conditions[finding.clause].text);
      case Detail::instrument_covers: return fmt::format("{} covers {} to {}{}", instrument(), leg(), recipient(), assumed_domain());
      case Detail::stays_in_organisation: return fmt::format("{} is a member: the level stays in the policy of {}", recipient(), owner());
      case Detail::level_unknown: return fmt::format("the level of {} is not known", owner());
      case Detail::no_row: return fmt::format("{} has no row from {} to {}", instrument(), owner_level(), recipient());
      case Detail::rows_disagree: return fmt::format("rows of {} for {} disagree or do not choose", instrument(), owner_level());
      case Detail::row_maps: return mapped();
      case Detail::not_controlled: return "not stated to be controlled technical data";
      case Detail::licensed: return fmt::format("a licence of {} covers what is stated, to {}", owner(), recipient());
      case Detail::exempt: return fmt::format("{} exempts what is stated between {} and {}", named(origin()->exemption), owner(), recipient());
      case Detail::neither_licensed_nor_exempt: return fmt::format("no licence of {} covers what is stated, to {}, and no exemption does", owner(), recipient());
      case Detail::no_purpose_limits: return "no purpose is enumerated";
      case Detail::purpose_not_among: return fmt::format("the purpose {} is not among those of {}", request.purpose.empty() ? "is not stated and" : quoted(request.purpose), clause());
      case Detail::purpose_among: return fmt::format("the purpose {} is among those enumerated", quoted(request.purpose));
      case Detail::purpose_waived: return fmt::format("the purpose {} is not among those enumerated, and a waiver admits it", quoted(request.purpose));
      case Detail::no_channel_stated: return "no channel stated";
      case Detail::channel_accredited: return fmt::format("{} is accredited by {} for {}", quoted(request.channel), side(), side_level());
      case Detail::channel_not_accredited: return fmt::format("{} is not accredited by {} for {}", quoted(request.channel), side(), side_level());
      case Detail::channel_level_unknown: return fmt::format("the level at which {} holds it is not known, so no accreditation can cover it", side());
      case Detail::of_other_subjects: return fmt::format("not asked of a {}", kind());
      case Detail::no_nationality: return fmt::format("no nationality of {} is recorded", who());
      case Detail::nationality_of_recipient: return fmt::format("{} has no nationality but {}", who(), recipient());
      case Detail::admitted_by_clause: return fmt::format("a clause admits nationality {}", recipient());
      case Detail::nationalities_admitted: return fmt::format("may go to each other nationality of {}: {}", who(), nationalities());
      case Detail::level_to_hold_unknown: return fmt::format("the level at which {} holds it is not known, so no clearance can reach it", recipient());
      case Detail::cleared: return fmt::format("{} is cleared for {}", who(), level_to_hold());
      case Detail::not_cleared: return fmt::format("no clearance of {} that holds on {} reaches {}", who(), time(), level_to_hold());
      case Detail::no_contractor_clause: return fmt::format("{} does not provide for contractors", instrument());
      case Detail::no_category_marked: return "no category is marked that a person would have to hold";
      case Detail::categories_held: return fmt::format("{} holds the categories marked", who());
      case Detail::category_not_held: return fmt::format("{} does not hold {}", who(), one.who->missing_categories);
      case Detail::needed: return fmt::format("{} needs to know: {}", who(), one.who->need_by);
      case Detail::not_needed: return fmt::format("{} is in no community of the object, and nobody who may has asserted the need; post and clearance do not suffice", who());
    }
    return "not evaluated";
  }

  // --- persons, systems, facilities ---
  [[nodiscard]] std::string who() const { return one.who->id; }
  [[nodiscard]] std::string kind() const {
    return one.who->type == SubjectType::person ? "person" : one.who->type == SubjectType::system ? "system" : "facility";
  }
  [[nodiscard]] std::string nationalities() const {
    std::vector<std::string> names;
    for (const Case& each : one.who->nationalities) names.push_back(tables.parties[each.recipient].id.value);
    return join(names, ", ");
  }
  [[nodiscard]] std::string level_to_hold() const {
    const LevelInfo& info = tables.levels[finding.level];
    const auto& policy = tables.policy_ids[info.policy].value;
    return info.name.value.starts_with(policy) ? info.name.value : policy + " " + info.name.value;
  }

  [[nodiscard]] std::string not_decided() const {
    return label.display_only.empty() ? "the originator has not decided on any release" : "the originator allows display only, not copies";
  }

  // The holder of its own information is no third party: there the originator's control asks, or a co-owner.
  [[nodiscard]] std::string no_consent() const {
    if (origin() == nullptr || origin()->party != one.holder) {
      return fmt::format("{} has not consented to release to {} (third-party rule)", owner(), recipient());
    }
    const auto* why = one.originator_control ? "has kept control of it" : "is one of its owners";
    return fmt::format("{} {} and has recorded no consent to release to {}", owner(), why, recipient());
  }

  // Where nothing is stated, a level says by default what information is about, and an agreement may be limited to that.
  [[nodiscard]] std::string assumed_domain() const {
    if (label.domain || finding.instrument == kNoInstrument || tables.instruments[finding.instrument].domains.empty()) return {};
    const auto* policy = tables.policies.find(label.policy);
    const auto* level = policy == nullptr ? nullptr : policy->level(label.level);
    return level == nullptr || !level->domain ? std::string() : fmt::format(" (domain {}, assumed from the level)", *level->domain);
  }

  [[nodiscard]] std::string mapped() const {
    if (finding.level == kNoLevel) return fmt::format("{} has a row from {} to {}", instrument(), owner_level(), recipient());
    return fmt::format("{} maps {} to {} {}", instrument(), owner_level(), recipient(), tables.levels[finding.level].name.value);
  }

  [[nodiscard]] Reason reason() const {
    Reason out;
    out.rule = finding.rule;
    out.outcome = finding.outcome;
    if (const auto* from = origin(); finding.nationality == kNoNationality && from != nullptr && from->party != kNoParty) out.owner = tables.parties[from->party].id;
    if (one.expanded) out.recipient = tables.parties[one.recipient].id;
    out.clause = clause();
    if (finding.rests_on_grant) out.evidence = finding.evidence;
    if (finding.detail == Detail::not_in_force && !finding.weak && tables.instruments[finding.instrument].has_status) out.evidence = tables.instruments[finding.instrument].status_evidence;
    out.text = text();
    return out;
  }
};

}  // namespace

Reason plain_reason(Rule rule, Outcome outcome, std::string text) {
  Reason reason;
  reason.rule = rule;
  reason.outcome = outcome;
  reason.text = std::move(text);
  return reason;
}

Reason recipient_reason(const Request& request, const BoundRequest::Cases& cases) {
  if (request.subject.type == SubjectType::party && cases.record.counts()) return plain_reason(Rule::recipient_known, Outcome::pass, "the recipient is known");
  const Outcome outcome = cases.record.counts() ? Outcome::pass : cases.record.exists() ? Outcome::unknown : Outcome::fail;
  Reason reason = plain_reason(Rule::recipient_known, outcome, cases.recipient_text);
  if (cases.record.exists()) reason.evidence = cases.record.evidence;
  return reason;
}

namespace {

void explain_obstacle(const Request& request, const BoundRequest::Cases& cases, Decision& decision) {
  const std::size_t rules = rules_for(request.subject.type);
  if (cases.obstacle == Obstacle::unknown_action) {
    for (std::size_t rule = 0; rule < rules; ++rule) {
      decision.reasons.push_back(plain_reason(static_cast<Rule>(rule), Outcome::unknown, cases.obstacle_text));
    }
    return;
  }
  const bool bad_label = cases.obstacle == Obstacle::unreadable_label || cases.obstacle == Obstacle::invalid_label;
  const bool known = cases.record.exists();
  decision.reasons.push_back(plain_reason(Rule::label_valid, bad_label ? Outcome::fail : Outcome::pass, bad_label ? cases.obstacle_text : "the label is valid"));
  decision.reasons.push_back(recipient_reason(request, cases));
  for (std::size_t rule = static_cast<std::size_t>(Rule::authority); rule < rules; ++rule) {
    decision.reasons.push_back(plain_reason(static_cast<Rule>(rule), Outcome::unknown, "cannot be evaluated: " + (bad_label || known ? cases.obstacle_text : cases.recipient_text)));
  }
}

}  // namespace

bool reported_before(const Reason& a, const Reason& b) {
  if (a.rule != b.rule) return a.rule < b.rule;
  if (a.owner != b.owner) return a.owner && (!b.owner || *a.owner < *b.owner);
  return a.recipient < b.recipient;
}

void explain(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Decision& decision) {
  if (cases.obstacle != Obstacle::none || cases.list.empty()) return explain_obstacle(request, cases, decision);
  decision.reasons.push_back(plain_reason(Rule::label_valid, Outcome::pass, "the label is valid"));
  decision.reasons.push_back(recipient_reason(request, cases));
  for (const Case& one : cases.list) {
    Findings findings;
    evaluate(tables, one, findings);
    for (const Finding& finding : findings) {
      decision.reasons.push_back(Teller{tables, request, *request.object.label, one, finding}.reason());
    }
  }
  std::stable_sort(decision.reasons.begin(), decision.reasons.end(), reported_before);
  if (decision.permit) add_obligations(tables, request, cases, decision);
}

std::string_view to_string(Rule rule) {
  switch (rule) {
    case Rule::label_valid: return "label-valid";
    case Rule::recipient_known: return "recipient-known";
    case Rule::authority: return "authority";
    case Rule::release_marking: return "release-marking";
    case Rule::originator_control: return "originator-control";
    case Rule::legal_basis: return "legal-basis";
    case Rule::equivalence: return "equivalence";
    case Rule::export_control: return "export-control";
    case Rule::purpose: return "purpose";
    case Rule::channel: return "channel";
    case Rule::nationality: return "nationality";
    case Rule::clearance: return "clearance";
    case Rule::category: return "category";
    case Rule::need_to_know: return "need-to-know";
    case Rule::facility: return "facility";
    case Rule::scope: return "scope";
    case Rule::conditions: return "conditions";
    case Rule::participation: return "participation";
  }
  return "unknown";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::fail: return "fail";
    case Outcome::unknown: return "unknown";
    case Outcome::not_applicable: return "not-applicable";
    case Outcome::pass: return "pass";
  }
  return "unknown";
}

}  // namespace entente::decision
