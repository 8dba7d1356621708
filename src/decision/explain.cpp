#include "decision/explain.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/evaluate.h"

namespace entente::decision {
namespace {

using world::Evidence;

constexpr std::string_view kLabelValid = "the label is valid";
constexpr std::string_view kRecipientKnown = "the recipient is known";


// One finding with everything its sentence may need. Sentences are put together where they stay, of pieces: reasons are many.
struct Teller {
  const Snapshot::Tables& tables;
  const Request& request;
  const label::Label& label;
  const Case& one;
  const Finding& finding;
  std::string& words;

  template <std::size_t Size>
  static constexpr std::string_view piece(const char (&text)[Size]) { return {text, Size - 1}; }
  static std::string_view piece(std::string_view text) { return text; }

  template <class... Pieces>
  void say(const Pieces&... pieces) const {
    const std::size_t before = words.size();
    words.resize(before + (piece(pieces).size() + ...));
    char* at = words.data() + before;
    ((at = std::copy_n(piece(pieces).data(), piece(pieces).size(), at)), ...);
  }

  // Of a nationality: the nation of it, of which the finding speaks then.
  [[nodiscard]] const Case& asked() const { return finding.nationality == kNoNationality ? one : one.who->nationalities[finding.nationality]; }
  [[nodiscard]] std::string_view recipient() const { return tables.parties[asked().recipient].id.value; }
  [[nodiscard]] std::string_view holder() const { return tables.parties[one.holder].id.value; }
  [[nodiscard]] const OriginCase* origin() const { return finding.origin == kNoOrigin ? nullptr : &asked().origins[finding.origin]; }
  [[nodiscard]] std::string_view owner() const {
    const auto* from = origin();
    return from == nullptr || from->party == kNoParty ? std::string_view("a concealed source") : tables.parties[from->party].id.value;
  }
  [[nodiscard]] std::string_view leg() const {
    return finding.leg_from == kNoParty ? owner() : tables.parties[finding.leg_from].id.value;
  }
  [[nodiscard]] std::string_view instrument() const {
    return finding.instrument == kNoInstrument ? std::string_view("no instrument") : tables.instruments[finding.instrument].id;
  }
  // Of a channel: the recipient's for what one origin owns, else the holder's.
  [[nodiscard]] std::string_view side() const { return finding.origin == kNoOrigin ? holder() : recipient(); }
  [[nodiscard]] std::string side_level() const {
    return finding.level == kNoLevel ? "this level" : fmt::format("{} {}", side(), tables.levels[finding.level].name.value);
  }
  [[nodiscard]] std::string time() const { return to_short_string(request.time); }
  [[nodiscard]] std::string_view level() const {
    const auto* from = origin();
    return from == nullptr || from->level == kNoLevel ? std::string_view("its level") : tables.levels[from->level].name.value;
  }
  void say_release_list() const {
    const auto& parties = label.releasable.parties;
    if (parties.empty()) return say("nobody");
    std::size_t bytes = 2 * (parties.size() - 1);
    for (const auto& party : parties) bytes += party.value.size();
    const std::size_t before = words.size();
    words.resize(before + bytes);
    char* at = words.data() + before;
    for (const auto& party : parties) {
      if (&party != parties.data()) at = std::copy_n(", ", 2, at);
      at = std::copy_n(party.value.data(), party.value.size(), at);
    }
  }
  void listed() const {
    say("the originator names ", recipient(), " (releasable to ");
    say_release_list();
    say(")");
  }
  void no_instrument() const {
    if (one.by_one) return say(request.under->value, " is none that carries it from ", leg(), " to ", recipient());
    say("no information-security instrument between ", leg(), " and ", recipient(), " is recorded");
  }
  void not_listed() const {
    say("the originator releases it to ");
    say_release_list();
    say(", not to ", recipient());
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
  // What comes before the level: "KOR 군사II급비밀", but "NATO SECRET" where the level names its owner already.
  [[nodiscard]] std::string_view owner_before() const { return level().starts_with(owner()) ? std::string_view() : owner(); }
  [[nodiscard]] std::string_view space_before() const { return owner_before().empty() ? "" : " "; }
  [[nodiscard]] std::string_view clause() const { return clause_of(tables, finding); }

  void status() const {
    const InstrumentInfo& info = tables.instruments[finding.instrument];
    std::string later = info.next_status == kEndOfTime ? "" : fmt::format("; its status changes on {}", to_short_string(info.next_status));
    if (info.in_force_unknown && tables.options.known_as_of) later = fmt::format("; its entry into force was not known on {}", to_short_string(*tables.options.known_as_of)) + later;
    if (!info.has_status && info.in_force_unknown) return say(info.id, " between ", leg(), " and ", recipient(), " has no status that was known", later);
    if (!info.has_status) return say(info.id, " between ", leg(), " and ", recipient(), " has no status yet as of ", time(), later);
    if (info.ended) return say(info.id, " between ", leg(), " and ", recipient(), " ended on ", to_short_string(*info.ended), ": its duration was over and no renewal is recorded", later);
    return say(info.id, " between ", leg(), " and ", recipient(), " is ", world::to_string(info.status), " as of ", time(), later);
  }

  // Of the leg: who has not acceded, or no longer stands by it. As a member one has not to.
  [[nodiscard]] std::string outsiders() const {
    const InstrumentInfo& info = tables.instruments[finding.instrument];
    const PartyIndex from = finding.leg_from != kNoParty ? finding.leg_from : origin()->party;
    const bool gives = info.accessions[from].exists();
    const bool gets = info.accessions[asked().recipient].exists() || tables.parties[from].security_agreement == finding.instrument;
    if (!gives && !gets) return fmt::format("{} and {} are no parties", leg(), recipient());
    return fmt::format("{} is no party", gives ? recipient() : leg());
  }

  void text() const {
    if (finding.nationality != kNoNationality) say("nationality ", recipient(), ": ");
    plain();
    if (finding.rule == Rule::legal_basis && !finding.weak && !lets_through(finding.outcome)) further();
    const bool weak_level = finding.detail == Detail::level_to_hold_unknown && one.internal;  // there no other rule names it
    if (!finding.weak && !weak_level) return;
    const auto facts = weak_facts(tables, request, one, finding);
    const auto required = world::to_string(tables.options.require);
    if (finding.weak && finding.detail == Detail::row_maps) {  // the sentence names it
      say(", which is only ", world::to_string(finding.evidence), ", and ", required, " is required");
    } else if (finding.weak) {
      say(but_rests_on(facts, finding.evidence, tables.options.require));
    } else if (!facts.empty()) {
      say(": ", join(facts, " and "), " is weaker than ", required, ", which is required");
    }
  }

  // What else forbids the leg, or keeps the instrument from carrying it.
  void further() const {
    const auto* from = origin();
    if (from == nullptr || from->party == kNoParty) return;
    const PartyIndex giver = finding.leg_from == kNoParty ? from->party : finding.leg_from;
    const Leg leg{asked(), *from, giver, giver == from->party};
    for (const auto clause : finding.detail == Detail::prohibited ? prohibitions_of(tables, leg) : std::vector<std::uint32_t>{}) {
      const ClauseInfo& each = tables.prohibitions[clause];
      if (clause == finding.clause) continue;
      say("; and ");
      prohibited(each);
    }
    if (finding.instrument == kNoInstrument) return;
    for (const auto& each : standing_against(tables, finding.instrument, leg)) {
      if (each.detail == finding.detail && each.clause == finding.clause) continue;
      Finding other = finding;
      other.detail = each.detail;
      other.clause = each.clause;
      say("; and ");
      Teller{tables, request, label, one, other, words}.plain();
    }
  }

  // What may be of a level that it names is prohibited, too.
  void prohibited(const ClauseInfo& by) const {
    const auto* from = origin();
    const bool may_be = from != nullptr && from->level == kNoLevel && !by.levels.empty();
    say(may_be ? "its level is not known, and may be one that is prohibited by " : "prohibited by ", by.id, ": ", by.text);
  }

  void plain() const {
    switch (finding.detail) {
      case Detail::none: return say("not evaluated");
      case Detail::internal_handling: return say(recipient(), " holds it already: internal handling");
      case Detail::own_information: return say(recipient(), " is its own owner or source");
      case Detail::concealed_origin: return say("the source is concealed, so its agreement cannot be checked");
      case Detail::free_level: return say("not needed at the free level");
      case Detail::authority_not_required: return say("no recorded rule of ", holder(), " asks for a delegation");
      case Detail::delegated: return say(holder(), " has delegated this disclosure");
      case Detail::not_delegated: return say("disclosure by ", holder(), " needs a delegation, and none recorded covers this");
      case Detail::authority_level_unknown: return say("disclosure by ", holder(), " needs a delegation, and the label is not in its policy");
      case Detail::no_foreign: return say("the marking forbids foreign release; only the originator can re-mark");
      case Detail::eyes_only: return finding.weak ? say("the eyes-only list names ", recipient()) : say("the eyes-only list does not name ", recipient());
      case Detail::listed_in_marking: return listed();
      case Detail::owner_of_it: return owns() ? say(recipient(), " is one of its owners") : say(recipient(), " is a member of the owner");
      case Detail::consented: return say(owner(), " consented: ", named(origin()->consent_id));
      case Detail::displayed_only: return say("may be displayed to ", recipient(), ", not copied");
      case Detail::free_and_bare: return say("free level, without control or category");
      case Detail::released_to_all: return say("released to everyone");
      case Detail::not_listed: return not_listed();
      case Detail::not_decided: return not_decided();
      case Detail::control_does_not_apply: return say(owner(), " holds its own information and has not kept control of it");
      case Detail::no_consent: return no_consent();
      case Detail::onward_consent: return say("the marking of ", owner(), " is its consent to onward release to ", recipient());
      case Detail::no_instrument: return no_instrument();
      case Detail::not_in_force: return finding.weak ? say(instrument()) : status();
      case Detail::not_acceded: return say(outsiders(), " to ", instrument(), " as of ", time());
      case Detail::assurance_withdrawn: return say("an assurance of protection under ", instrument(), " is withdrawn");
      case Detail::leg_not_covered: return say(instrument(), " does not cover the leg from ", leg(), " to ", recipient());
      case Detail::category_not_listed: return say(instrument(), " does not list ", unlisted(), ", and silence excludes");
      case Detail::outside_scope: return say(instrument(), " does not cover this domain, form or subject");
      case Detail::scope_not_stated: return say(instrument(), " is limited in domain, form or subject, and none is stated");
      case Detail::prohibited: return prohibited(tables.prohibitions[finding.clause]);
      case Detail::condition_not_met: return say(instrument(), " asks for more than is recorded: ", tables.instruments[finding.instrument].conditions[finding.clause].text);
      case Detail::instrument_covers: return say(instrument(), " covers ", leg(), " to ", recipient(), assumed_domain());
      case Detail::stays_in_organisation: return say(recipient(), " is a member: the level stays in the policy of ", owner());
      case Detail::level_unknown: return say("the level of ", owner(), " is not known");
      case Detail::no_row: return say(instrument(), " has no row from ", owner_before(), space_before(), level(), " to ", recipient());
      case Detail::rows_disagree: return say("rows of ", instrument(), " for ", owner_before(), space_before(), level(), " disagree or do not choose");
      case Detail::row_maps: return mapped();
      case Detail::not_controlled: return say("not stated to be controlled technical data");
      case Detail::licensed: case Detail::exempt:
      case Detail::neither_licensed_nor_exempt:
      case Detail::export_forbidden: return export_control();
      case Detail::no_purpose_limits: return say("no purpose is enumerated");
      case Detail::purpose_not_among: return say("the purpose ", request.purpose.empty() ? "is not stated and" : quoted(request.purpose), " is not among those of ", clause());
      case Detail::purpose_among: return say("the purpose ", quoted(request.purpose), " is among those enumerated");
      case Detail::purpose_waived: return say("the purpose ", quoted(request.purpose), " is not among those enumerated, and a waiver admits it");
      case Detail::no_channel_stated: return say("no channel stated");
      case Detail::channel_accredited: return say(quoted(request.channel), " is accredited by ", side(), " for ", side_level());
      case Detail::channel_not_accredited: return say(quoted(request.channel), " is not accredited by ", side(), " for ", side_level());
      case Detail::channel_level_unknown: return say("the level at which ", side(), " holds it is not known, so no accreditation can cover it");
      case Detail::of_other_subjects: return say("not asked of a ", kind());
      case Detail::no_nationality: return say("no nationality of ", who(), " is recorded");
      case Detail::nationality_of_recipient: return say(who(), " has no nationality but ", recipient());
      case Detail::admitted_by_clause: return say("a clause admits nationality ", recipient());
      case Detail::nationalities_admitted: return say("may go to each other nationality of ", who(), ": ", nationalities());
      case Detail::level_to_hold_unknown: return say("the level at which ", recipient(), " holds it is not known, so no clearance can reach it");
      case Detail::cleared: return say(who(), " is cleared for ", level_to_hold());
      case Detail::no_clearance_asked: return say("no clearance is asked for ", level_to_hold());
      case Detail::not_cleared: return say("no clearance of ", who(), " that holds on ", time(), " reaches ", level_to_hold());
      case Detail::no_contractor_clause: return say(instrument(), " does not provide for contractors");
      case Detail::no_category_marked: return say("no category is marked that a person would have to hold");
      case Detail::categories_held: return say(who(), " holds the categories marked");
      case Detail::category_not_held: return say(who(), " does not hold ", one.who->missing_categories);
      case Detail::needed: return say(who(), " needs to know: ", one.who->need_by);
      case Detail::not_needed: return say(who(), " is in no community of the object, and nobody who may has asserted the need; post and clearance do not suffice");
    }
    return say("not evaluated");
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

  void not_decided() const {
    return label.display_only.empty() ? say("the originator has not decided on any release") : say("the originator allows display only, not copies");
  }

  // The holder of its own information is no third party: there the originator's control asks, or a co-owner.
  void no_consent() const {
    if (origin() == nullptr || origin()->party != one.holder) {
      return say(owner(), " has not consented to release to ", recipient(), " (third-party rule)");
    }
    const auto* why = one.originator_control ? "has kept control of it" : "is one of its owners";
    return say(owner(), " ", why, " and has recorded no consent to release to ", recipient());
  }

  void export_control() const {
    if (finding.detail == Detail::licensed) return say("a licence of ", owner(), " covers what is stated, to ", recipient());
    if (finding.detail == Detail::exempt) return say(named(origin()->exemption), " exempts what is stated between ", owner(), " and ", recipient());
    if (finding.detail == Detail::export_forbidden)
      return say("its transfer to ", recipient(), " is prohibited, whoever licenses it: ", tables.acts->clause(tables.acts->forbidden[finding.clause]).text);
    say("no licence of ", owner(), " covers what is stated, to ", recipient(), ", and no exemption does");
    if (origin()->forbidden == kNoClause) return;
    const ClauseInfo& by = tables.acts->clause(tables.acts->forbidden[origin()->forbidden]);
    say("; and its transfer is prohibited by ", by.id, ": ", by.text);
  }

  // Where nothing is stated, a level says by default what information is about, and an agreement may be limited to that.
  [[nodiscard]] std::string assumed_domain() const {
    if (label.domain || finding.instrument == kNoInstrument || tables.instruments[finding.instrument].domains.empty()) return {};
    const auto* policy = tables.policies.find(label.policy);
    const auto* level = policy == nullptr ? nullptr : policy->level(label.level);
    return level == nullptr || !level->domain ? std::string() : fmt::format(" (domain {}, assumed from the level)", *level->domain);
  }

  void mapped() const {
    if (finding.level == kNoLevel) return say(instrument(), " has a row from ", owner_before(), space_before(), level(), " to ", recipient());
    return say(instrument(), " maps ", owner_before(), space_before(), level(), " to ", recipient(), " ", tables.levels[finding.level].name.value);
  }

  // Into a reason that says nothing yet but rule and outcome.
  void tell(Reason& out) const {
    if (const auto* from = origin(); finding.nationality == kNoNationality && from != nullptr && from->party != kNoParty) out.owner = tables.parties[from->party].id;
    if (one.expanded) out.recipient = tables.parties[one.recipient].id;
    out.clause = clause();
    if (finding.rests_on_grant) out.evidence = finding.evidence;
    if (finding.detail == Detail::not_in_force && !finding.weak && tables.instruments[finding.instrument].has_status) out.evidence = tables.instruments[finding.instrument].status_evidence;
    text();
  }
};

// Writes reasons over those of an earlier decision, of which every text has room already.
class Reasons {
 public:
  explicit Reasons(std::vector<Reason>& list) : list_(list) {}

  Reason& next(Rule rule, Outcome outcome, std::string_view text = {}) {
    if (used_ == list_.size()) list_.emplace_back();
    Reason& out = list_[used_++];
    out.rule = rule;
    out.outcome = outcome;
    out.owner.reset();
    out.recipient.reset();
    out.clause.clear();
    out.evidence.reset();
    out.text.assign(text);
    return out;
  }
  void finish() { list_.resize(used_); }

 private:
  std::vector<Reason>& list_;
  std::size_t used_ = 0;
};

}  // namespace

std::string_view clause_of(const Snapshot::Tables& tables, const Finding& finding) {
  if (finding.clause == kNoClause) return finding.instrument == kNoInstrument ? std::string_view() : std::string_view(tables.instruments[finding.instrument].id);
  if (finding.rule == Rule::facility) return tables.instruments[finding.instrument].duties[finding.clause].id;
  if (finding.detail == Detail::prohibited) return tables.prohibitions[finding.clause].id;
  if (finding.detail == Detail::export_forbidden) return tables.acts->clause(tables.acts->forbidden[finding.clause]).id;
  return tables.instruments[finding.instrument].conditions[finding.clause].id;
}

Reason plain_reason(Rule rule, Outcome outcome, std::string text) {
  Reason reason;
  reason.rule = rule;
  reason.outcome = outcome;
  reason.text = std::move(text);
  return reason;
}

namespace {

bool is_known_party(const Request& request, const BoundRequest::Cases& cases) {
  return request.subject.type == SubjectType::party && cases.record.counts();
}

}  // namespace

Reason recipient_reason(const Request& request, const BoundRequest::Cases& cases) {
  if (is_known_party(request, cases)) return plain_reason(Rule::recipient_known, Outcome::pass, std::string(kRecipientKnown));
  const Outcome outcome = cases.record.counts() ? Outcome::pass : cases.record.exists() ? Outcome::unknown : Outcome::fail;
  Reason reason = plain_reason(Rule::recipient_known, outcome, cases.recipient_text);
  if (cases.record.exists()) reason.evidence = cases.record.evidence;
  return reason;
}

namespace {

void tell_recipient(const Request& request, const BoundRequest::Cases& cases, Reasons& reasons) {
  Reason& out = reasons.next(Rule::recipient_known, Outcome::pass, kRecipientKnown);
  if (!is_known_party(request, cases)) out = recipient_reason(request, cases);
}

void explain_obstacle(const Request& request, const BoundRequest::Cases& cases, Reasons& reasons) {
  const std::size_t rules = rules_for(request.subject.type);
  if (cases.obstacle == Obstacle::unknown_action) {
    for (std::size_t rule = 0; rule < rules; ++rule) reasons.next(static_cast<Rule>(rule), Outcome::unknown, cases.obstacle_text);
    return;
  }
  const bool bad_label = cases.obstacle == Obstacle::unreadable_label || cases.obstacle == Obstacle::invalid_label;
  const bool known = cases.record.exists();
  const Outcome of_bad = request.object.label_unsettled ? Outcome::unknown : Outcome::fail;
  reasons.next(Rule::label_valid, bad_label ? of_bad : Outcome::pass, bad_label ? std::string_view(cases.obstacle_text) : kLabelValid);
  tell_recipient(request, cases, reasons);
  for (std::size_t rule = static_cast<std::size_t>(Rule::authority); rule < rules; ++rule) {
    reasons.next(static_cast<Rule>(rule), Outcome::unknown, "cannot be evaluated: ").text += bad_label || known ? cases.obstacle_text : cases.recipient_text;
  }
}

}  // namespace

bool reported_before(const Reason& a, const Reason& b) {
  if (a.rule != b.rule) return a.rule < b.rule;
  if (a.owner != b.owner) return a.owner && (!b.owner || *a.owner < *b.owner);
  return a.recipient < b.recipient;
}

void explain(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases, Verdict& verdict, Decision& decision) {
  Reasons reasons(decision.reasons);
  if (cases.obstacle != Obstacle::none || cases.list.empty()) {
    explain_obstacle(request, cases, reasons);
    return reasons.finish();
  }
  decision.reasons.reserve(rules_for(request.subject.type) + cases.list.front().origins.size());
  Reason& valid = reasons.next(Rule::label_valid, Outcome::pass, kLabelValid);
  if (request.settled_on != world::Evidence::verified) valid.evidence = request.settled_on;
  tell_recipient(request, cases, reasons);
  for (const Case& one : cases.list) {
    Findings findings;
    evaluate(tables, one, findings);
    fold(findings, verdict);
    for (const Finding& finding : findings) {
      Reason& out = reasons.next(finding.rule, finding.outcome);
      Teller{tables, request, *request.object.label, one, finding, out.text}.tell(out);
    }
  }
  reasons.finish();
  // Those of one recipient are in order.
  if (cases.list.size() > 1) std::stable_sort(decision.reasons.begin(), decision.reasons.end(), reported_before);
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
