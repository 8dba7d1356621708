#include "decision/explain.h"

#include <algorithm>

#include <fmt/compile.h>
#include <fmt/format.h>

#include "base/text.h"
#include "decision/evaluate.h"

namespace entente::decision {
namespace {

using world::Evidence;

constexpr std::string_view kLabelValid = "the label is valid";
constexpr std::string_view kRecipientKnown = "the recipient is known";


// One finding with everything its sentence may need. Formats are read by the compiler and sentences are put together in one
// buffer: reasons are many.
struct Teller {
  const Snapshot::Tables& tables;
  const Request& request;
  const label::Label& label;
  const Case& one;
  const Finding& finding;
  fmt::memory_buffer& words;

  template <class Format, class... Args>
  void say(const Format& format, const Args&... args) const {
    fmt::format_to(fmt::appender(words), format, args...);
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
    for (const auto& party : parties) say(FMT_COMPILE("{}{}"), &party == parties.data() ? "" : ", ", party.value);
    if (parties.empty()) say(FMT_COMPILE("nobody"));
  }
  void listed() const {
    say(FMT_COMPILE("the originator names {} (releasable to "), recipient());
    say_release_list();
    say(FMT_COMPILE(")"));
  }
  void not_listed() const {
    say(FMT_COMPILE("the originator releases it to "));
    say_release_list();
    say(FMT_COMPILE(", not to {}"), recipient());
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
    return level().starts_with(owner()) ? std::string(level()) : fmt::format("{} {}", owner(), level());
  }
  [[nodiscard]] std::string_view clause() const { return clause_of(tables, finding); }

  void status() const {
    const InstrumentInfo& info = tables.instruments[finding.instrument];
    std::string later = info.next_status == kEndOfTime ? "" : fmt::format("; its status changes on {}", to_short_string(info.next_status));
    if (info.in_force_unknown && tables.options.known_as_of) later = fmt::format("; its entry into force was not known on {}", to_short_string(*tables.options.known_as_of)) + later;
    if (!info.has_status && info.in_force_unknown) return say(FMT_COMPILE("{} between {} and {} has no status that was known{}"), info.id, leg(), recipient(), later);
    if (!info.has_status) return say(FMT_COMPILE("{} between {} and {} has no status yet as of {}{}"), info.id, leg(), recipient(), time(), later);
    if (info.ended) return say(FMT_COMPILE("{} between {} and {} ended on {}: its duration was over and no renewal is recorded{}"), info.id, leg(), recipient(), to_short_string(*info.ended), later);
    return say(FMT_COMPILE("{} between {} and {} is {} as of {}{}"), info.id, leg(), recipient(), world::to_string(info.status), time(), later);
  }

  void text() const {
    if (finding.nationality != kNoNationality) say(FMT_COMPILE("nationality {}: "), recipient());
    plain();
    const bool weak_level = finding.detail == Detail::level_to_hold_unknown && one.internal;  // there no other rule names it
    if (!finding.weak && !weak_level) return;
    const auto facts = weak_facts(tables, request, one, finding);
    const auto required = world::to_string(tables.options.require);
    if (finding.weak && finding.detail == Detail::row_maps) {  // the sentence names it
      say(FMT_COMPILE(", which is only {}, and {} is required"), world::to_string(finding.evidence), required);
    } else if (finding.weak) {
      say(FMT_COMPILE(", but that rests on {}, which is only {}, and {} is required"), facts.empty() ? "a fact" : facts,
          world::to_string(finding.evidence), required);
    } else if (!facts.empty()) {
      say(FMT_COMPILE(": {} is weaker than {}, which is required"), facts, required);
    }
  }

  void plain() const {
    switch (finding.detail) {
      case Detail::none: return say(FMT_COMPILE("not evaluated"));
      case Detail::internal_handling: return say(FMT_COMPILE("{} holds it already: internal handling"), recipient());
      case Detail::own_information: return say(FMT_COMPILE("{} is its own owner or source"), recipient());
      case Detail::concealed_origin: return say(FMT_COMPILE("the source is concealed, so its agreement cannot be checked"));
      case Detail::free_level: return say(FMT_COMPILE("not needed at the free level"));
      case Detail::authority_not_required: return say(FMT_COMPILE("no recorded rule of {} asks for a delegation"), holder());
      case Detail::delegated: return say(FMT_COMPILE("{} has delegated this disclosure"), holder());
      case Detail::not_delegated: return say(FMT_COMPILE("disclosure by {} needs a delegation, and none recorded covers this"), holder());
      case Detail::authority_level_unknown: return say(FMT_COMPILE("disclosure by {} needs a delegation, and the label is not in its policy"), holder());
      case Detail::no_foreign: return say(FMT_COMPILE("the marking forbids foreign release; only the originator can re-mark"));
      case Detail::eyes_only: return finding.weak ? say(FMT_COMPILE("the eyes-only list names {}"), recipient()) : say(FMT_COMPILE("the eyes-only list does not name {}"), recipient());
      case Detail::listed_in_marking: return listed();
      case Detail::owner_of_it: return owns() ? say(FMT_COMPILE("{} is one of its owners"), recipient()) : say(FMT_COMPILE("{} is a member of the owner"), recipient());
      case Detail::consented: return say(FMT_COMPILE("{} consented: {}"), owner(), named(origin()->consent_id));
      case Detail::displayed_only: return say(FMT_COMPILE("may be displayed to {}, not copied"), recipient());
      case Detail::free_and_bare: return say(FMT_COMPILE("free level, without control or category"));
      case Detail::released_to_all: return say(FMT_COMPILE("released to everyone"));
      case Detail::not_listed: return not_listed();
      case Detail::not_decided: return not_decided();
      case Detail::control_does_not_apply: return say(FMT_COMPILE("{} holds its own information and has not kept control of it"), owner());
      case Detail::no_consent: return no_consent();
      case Detail::onward_consent: return say(FMT_COMPILE("the marking of {} is its consent to onward release to {}"), owner(), recipient());
      case Detail::no_instrument: return say(FMT_COMPILE("no information-security instrument between {} and {} is recorded"), leg(), recipient());
      case Detail::not_in_force: return finding.weak ? say(FMT_COMPILE("{}"), instrument()) : status();
      case Detail::not_acceded: return say(FMT_COMPILE("{} or {} has not acceded to {} as of {}"), leg(), recipient(), instrument(), time());
      case Detail::assurance_withdrawn: return say(FMT_COMPILE("an assurance of protection under {} is withdrawn"), instrument());
      case Detail::leg_not_covered: return say(FMT_COMPILE("{} does not cover the leg from {} to {}"), instrument(), leg(), recipient());
      case Detail::category_not_listed: return say(FMT_COMPILE("{} does not list {}, and silence excludes"), instrument(), unlisted());
      case Detail::outside_scope: return say(FMT_COMPILE("{} does not cover this domain, form or subject"), instrument());
      case Detail::scope_not_stated: return say(FMT_COMPILE("{} is limited in domain, form or subject, and none is stated"), instrument());
      case Detail::prohibited: return say(FMT_COMPILE("prohibited: {}"), tables.prohibitions[finding.clause].text);
      case Detail::condition_not_met: return say(FMT_COMPILE("{} asks for more than is recorded: {}"), instrument(), tables.instruments[finding.instrument].conditions[finding.clause].text);
      case Detail::instrument_covers: return say(FMT_COMPILE("{} covers {} to {}{}"), instrument(), leg(), recipient(), assumed_domain());
      case Detail::stays_in_organisation: return say(FMT_COMPILE("{} is a member: the level stays in the policy of {}"), recipient(), owner());
      case Detail::level_unknown: return say(FMT_COMPILE("the level of {} is not known"), owner());
      case Detail::no_row: return say(FMT_COMPILE("{} has no row from {} to {}"), instrument(), owner_level(), recipient());
      case Detail::rows_disagree: return say(FMT_COMPILE("rows of {} for {} disagree or do not choose"), instrument(), owner_level());
      case Detail::row_maps: return mapped();
      case Detail::not_controlled: return say(FMT_COMPILE("not stated to be controlled technical data"));
      case Detail::licensed: return say(FMT_COMPILE("a licence of {} covers what is stated, to {}"), owner(), recipient());
      case Detail::exempt: return say(FMT_COMPILE("{} exempts what is stated between {} and {}"), named(origin()->exemption), owner(), recipient());
      case Detail::neither_licensed_nor_exempt: return say(FMT_COMPILE("no licence of {} covers what is stated, to {}, and no exemption does"), owner(), recipient());
      case Detail::no_purpose_limits: return say(FMT_COMPILE("no purpose is enumerated"));
      case Detail::purpose_not_among: return say(FMT_COMPILE("the purpose {} is not among those of {}"), request.purpose.empty() ? "is not stated and" : quoted(request.purpose), clause());
      case Detail::purpose_among: return say(FMT_COMPILE("the purpose {} is among those enumerated"), quoted(request.purpose));
      case Detail::purpose_waived: return say(FMT_COMPILE("the purpose {} is not among those enumerated, and a waiver admits it"), quoted(request.purpose));
      case Detail::no_channel_stated: return say(FMT_COMPILE("no channel stated"));
      case Detail::channel_accredited: return say(FMT_COMPILE("{} is accredited by {} for {}"), quoted(request.channel), side(), side_level());
      case Detail::channel_not_accredited: return say(FMT_COMPILE("{} is not accredited by {} for {}"), quoted(request.channel), side(), side_level());
      case Detail::channel_level_unknown: return say(FMT_COMPILE("the level at which {} holds it is not known, so no accreditation can cover it"), side());
      case Detail::of_other_subjects: return say(FMT_COMPILE("not asked of a {}"), kind());
      case Detail::no_nationality: return say(FMT_COMPILE("no nationality of {} is recorded"), who());
      case Detail::nationality_of_recipient: return say(FMT_COMPILE("{} has no nationality but {}"), who(), recipient());
      case Detail::admitted_by_clause: return say(FMT_COMPILE("a clause admits nationality {}"), recipient());
      case Detail::nationalities_admitted: return say(FMT_COMPILE("may go to each other nationality of {}: {}"), who(), nationalities());
      case Detail::level_to_hold_unknown: return say(FMT_COMPILE("the level at which {} holds it is not known, so no clearance can reach it"), recipient());
      case Detail::cleared: return say(FMT_COMPILE("{} is cleared for {}"), who(), level_to_hold());
      case Detail::not_cleared: return say(FMT_COMPILE("no clearance of {} that holds on {} reaches {}"), who(), time(), level_to_hold());
      case Detail::no_contractor_clause: return say(FMT_COMPILE("{} does not provide for contractors"), instrument());
      case Detail::no_category_marked: return say(FMT_COMPILE("no category is marked that a person would have to hold"));
      case Detail::categories_held: return say(FMT_COMPILE("{} holds the categories marked"), who());
      case Detail::category_not_held: return say(FMT_COMPILE("{} does not hold {}"), who(), one.who->missing_categories);
      case Detail::needed: return say(FMT_COMPILE("{} needs to know: {}"), who(), one.who->need_by);
      case Detail::not_needed: return say(FMT_COMPILE("{} is in no community of the object, and nobody who may has asserted the need; post and clearance do not suffice"), who());
    }
    return say(FMT_COMPILE("not evaluated"));
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
    return label.display_only.empty() ? say(FMT_COMPILE("the originator has not decided on any release")) : say(FMT_COMPILE("the originator allows display only, not copies"));
  }

  // The holder of its own information is no third party: there the originator's control asks, or a co-owner.
  void no_consent() const {
    if (origin() == nullptr || origin()->party != one.holder) {
      return say(FMT_COMPILE("{} has not consented to release to {} (third-party rule)"), owner(), recipient());
    }
    const auto* why = one.originator_control ? "has kept control of it" : "is one of its owners";
    return say(FMT_COMPILE("{} {} and has recorded no consent to release to {}"), owner(), why, recipient());
  }

  // Where nothing is stated, a level says by default what information is about, and an agreement may be limited to that.
  [[nodiscard]] std::string assumed_domain() const {
    if (label.domain || finding.instrument == kNoInstrument || tables.instruments[finding.instrument].domains.empty()) return {};
    const auto* policy = tables.policies.find(label.policy);
    const auto* level = policy == nullptr ? nullptr : policy->level(label.level);
    return level == nullptr || !level->domain ? std::string() : fmt::format(" (domain {}, assumed from the level)", *level->domain);
  }

  void mapped() const {
    if (finding.level == kNoLevel) return say(FMT_COMPILE("{} has a row from {} to {}"), instrument(), owner_level(), recipient());
    return say(FMT_COMPILE("{} maps {} to {} {}"), instrument(), owner_level(), recipient(), tables.levels[finding.level].name.value);
  }

  // Into a reason that says nothing yet but rule and outcome.
  void tell(Reason& out) const {
    if (const auto* from = origin(); finding.nationality == kNoNationality && from != nullptr && from->party != kNoParty) out.owner = tables.parties[from->party].id;
    if (one.expanded) out.recipient = tables.parties[one.recipient].id;
    out.clause = clause();
    if (finding.rests_on_grant) out.evidence = finding.evidence;
    if (finding.detail == Detail::not_in_force && !finding.weak && tables.instruments[finding.instrument].has_status) out.evidence = tables.instruments[finding.instrument].status_evidence;
    words.clear();
    text();
    out.text.assign(words.data(), words.size());
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
  reasons.next(Rule::label_valid, bad_label ? Outcome::fail : Outcome::pass, bad_label ? std::string_view(cases.obstacle_text) : kLabelValid);
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
  reasons.next(Rule::label_valid, Outcome::pass, kLabelValid);
  tell_recipient(request, cases, reasons);
  fmt::memory_buffer words;
  for (const Case& one : cases.list) {
    Findings findings;
    evaluate(tables, one, findings);
    fold(findings, verdict);
    for (const Finding& finding : findings) {
      Teller{tables, request, *request.object.label, one, finding, words}.tell(reasons.next(finding.rule, finding.outcome));
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
