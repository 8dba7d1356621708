// The facts of a world: dated, sourced, graded. What each means for a decision: docs/semantics.md 1; how each is written:
// docs/formats/world.md. Facts hold names, not pointers; `check` (check.h) says whether they fit together.
//
// Nothing here is interpreted: periods are as stated, polarity is applied when a snapshot is compiled. Thread-safety: values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/names.h"
#include "base/shared_list.h"
#include "label/policy.h"
#include "world/claims.h"
#include "world/events.h"
#include "world/people.h"
#include "world/permissions.h"
#include "world/programmes.h"
#include "world/provenance.h"
#include "world/remedy_costs.h"

namespace entente::world {

// When a level of a policy may stand in a mark (docs/semantics.md 3, label-valid). A level without a term always may.
struct LevelTerm {
  PolicyId policy;
  LevelName level;
  Period period;  // grant
  Place place;
};

enum class PartyKind : std::uint8_t { group = 0, organisation, nation };

struct Membership {
  PartyId member;
  Period period;  // grant
  Provenance provenance;
};

// The party's own law or rule says that disclosing its holdings needs a delegation (a restricting fact).
struct AuthorityRule {
  Period period;
  Provenance provenance;
};

struct Party {
  PartyId id;
  PartyKind kind = PartyKind::group;
  std::string name;
  std::optional<PolicyId> policy;
  std::vector<Membership> members;                 // organisations and groups
  bool decomposable = true;                        // false: a list in a mark that names it reaches none of its members
  std::optional<InstrumentId> security_agreement;  // organisations: what covers their information for members
  std::vector<AuthorityRule> authority;
  Provenance provenance;
};

enum class Kind : std::uint8_t {
  information_security = 0,
  cross_servicing,
  reciprocal_access,
  equipment_transfer,
  security_assistance,
  export_exemption,
  consultation,
  programme,
  alliance,
  national_law
};

// In this order; on one day the later holds. Only `in_force` grants (docs/semantics.md 1.4).
enum class StatusValue : std::uint8_t { considered = 0, negotiating, signed_, provisional, in_force, suspended, terminated };

struct Status {
  StatusValue value = StatusValue::considered;
  PartialDate from;
  Provenance provenance;
};

struct Accession {
  PartyId party;
  Period period;  // grant
  Provenance provenance;
};

// Directed: information of `from_level` of `from` is held by `to` as one of `to_levels`.
struct EquivalenceRow {
  PartyId from;
  LevelName from_level;
  PartyId to;
  std::vector<LevelName> to_levels;
  std::optional<LevelName> choice;
  Period period;  // grant
  Provenance provenance;
};

// A leg an instrument is limited to. Without legs an instrument covers every direct leg between its parties.
struct Leg {
  PartyId from;
  PartyId to;
  std::optional<PartyId> via;  // the holder that relays
};

enum class Effect : std::uint8_t { prohibit = 0, condition, oblige };

// What a condition may ask for, besides a purpose: each is a fact that somebody records.
enum class Needed : std::uint8_t {
  provider_consent = 0,
  host_consent,
  notification,
  orders,
  national_approval,
  joint_committee,
  licence,
  authorised_user,
  registration,
  end_use_check,
  clearance,
  facility_clearance,
  invitation,
  agreed_project,
  security_agreement
};

enum class Settlement : std::uint8_t { cash = 0, in_kind, equal_value };

inline constexpr std::int64_t kClauseDays = 3650;

// In whole units of a currency.
struct Money {
  std::string currency;  // "USD": three capitals, as ISO 4217 has them
  std::int64_t amount = 0;
  // In another currency it cannot be compared, and counts as more.
  [[nodiscard]] bool is_less_than(std::int64_t number, std::string_view in) const { return in != currency || number > amount; }
  friend auto operator<=>(const Money&, const Money&) = default;
};

// One enforceable rule, in a closed vocabulary. Empty lists do not limit. A clause applies when everything stated matches.
struct Clause {
  std::string id;  // unique in its instrument: "art-6"
  Effect effect = Effect::prohibit;
  std::string action = "disclose";
  std::vector<PartyId> from;
  std::vector<PartyId> to;
  std::vector<LevelName> levels;        // in the owner's policy
  std::vector<std::string> categories;  // "USA:SI"
  std::vector<std::string> domains;
  std::vector<std::string> forms;
  std::vector<std::string> purposes;    // condition: the purposes enumerated
  std::vector<std::string> items;       // goods, services and technology, "ammunition"; what they are called is data
  std::vector<std::string> activities;  // what it is for: "joint-exercise"
  std::optional<Money> above;           // of acts: only where the value that is stated is more
  std::vector<Needed> needs;            // condition: what must be recorded besides
  std::vector<Settlement> settlement;   // oblige: the ways in which what was supplied is settled
  std::optional<std::int64_t> days;     // with `needs` notification: before; with `settlement`: within; 1 to kClauseDays
  std::string obligation;               // oblige: the duty's type, "no-onward-release"
  std::string text;                     // in plain words
  Period period;                        // restriction
  Provenance provenance;
  bool from_template = false;  // of its kind's template, not of the instrument's file
};

// A party's assurance of protection has been withdrawn (a restricting fact); it is given by entry into force.
struct Withdrawal {
  PartyId party;
  Period period;
  Provenance provenance;
};

// A dated thing that happened to an instrument and is not a status: a notice, its withdrawal, a ratification.
// What a notice does to the end of an instrument. It decides nothing by itself: what came of it is a status.
enum class NoticeKind : std::uint8_t { other = 0, termination, suspension, withdrawal };  // the last two: of such a notice

struct Notice {
  NoticeKind kind = NoticeKind::other;
  std::string what;
  PartialDate on;
  Provenance provenance;
};

// What follows when an instrument's years are over. The first two need a new `in-force` entry to go on.
enum class Renewal : std::uint8_t { none = 0, by_consent, automatic, indefinite };

inline constexpr std::int64_t kDurationYears = 100;
inline constexpr std::int64_t kNoticeMonths = 120;

// How long an instrument stays in force, as its own text says: docs/semantics.md 1.4. What nobody recorded is absent.
struct Duration {
  std::optional<std::int64_t> years;       // from entry into force, 1 to kDurationYears; or
  std::optional<PartialDate> until;        // the first day on which it is no longer in force
  std::optional<Renewal> renewal;          // absent: nobody recorded one, and it ends
  std::optional<std::int64_t> renewal_years;  // automatic: how long each renewal lasts
  std::optional<std::int64_t> notice_days;    // between notice and end: 1 to kClauseDays, or
  std::optional<std::int64_t> notice_months;  // 1 to kNoticeMonths
  Provenance provenance;
};

struct Instrument {
  InstrumentId id;
  Kind kind = Kind::information_security;
  std::string title;
  std::vector<Accession> parties;
  std::vector<Status> statuses;
  std::optional<Duration> duration;
  std::vector<std::string> domains;     // empty: every domain
  std::vector<std::string> forms;       // empty: every form
  std::optional<std::string> subject;   // set: only information stated to be about it
  std::vector<Leg> legs;                // empty: every direct leg
  std::vector<std::string> categories;  // restrictive categories it lists, "USA:SI"
  std::vector<EquivalenceRow> rows;
  std::vector<Clause> clauses;
  std::vector<Withdrawal> withdrawals;
  std::vector<Notice> notices;
  std::vector<std::string> items;     // what it gives or is about: "coastal-radar"
  std::vector<std::string> topics;    // what it regulates, for readiness: "clearance"; decides nothing
  std::vector<std::string> without;   // clauses of its kind's template that it does not have
  std::optional<InstrumentId> under;  // the instrument it is made under: a grant under its scheme
  std::optional<InstrumentId> supersedes;
  Provenance provenance;
};

// The clauses that every instrument of a kind has, unless its file has one of the same id, one with the same obligation, or
// names it in `without`. Expanded when a world is loaded.
struct Template {
  Kind kind = Kind::information_security;
  std::vector<Clause> clauses;
  Provenance provenance;
};

// A word for something that goes, and what it is besides: `rifles` are `firearms` (world/item_words.h). Vocabulary, as a marking
// system is, so without dates; its grade counts for nothing.
struct Item {
  std::string word;
  std::vector<std::string> is;  // broader words, of which any may be broader still
  Provenance provenance;
};

// An originator's recorded permission. With `objects` it covers exactly those; otherwise everything up to `up_to`
// whose restrictive categories are all listed. It covers no purpose but those stated, if any are. An object is a name or a
// digest; where both are given, name and content must fit. A name alone covers any text that is called so.
struct Consent {
  std::string id;
  PartyId by;
  std::vector<PartyId> to;              // groups expand at the decision's date
  std::vector<std::string> objects;     // "report.md" also covers its portions "report.md#3"; "sha256:…"
  std::optional<LevelName> up_to;       // in `by`'s policy
  std::vector<std::string> categories;  // "USA:SI"
  std::vector<std::string> purposes;
  Period period;  // grant
  Provenance provenance;
};

// Authority of a holder's officials to disclose, needed where an AuthorityRule of the holder says so.
struct Delegation {
  std::string id;
  PartyId by;
  std::vector<PartyId> to;
  std::optional<LevelName> up_to;  // in `by`'s policy
  std::vector<std::string> categories;
  Period period;  // grant
  Provenance provenance;
};

// A channel accredited by a party up to a level of its policy.
struct Accreditation {
  std::string channel;
  PartyId by;
  LevelName up_to;
  Period period;  // grant
  Provenance provenance;
};

struct World {
  std::string name;
  std::string title;
  RemedyCosts remedy_costs;  // how remedies are ranked; decides nothing
  std::vector<Party> parties;
  label::PolicyBook policies;
  std::vector<LevelTerm> level_terms;
  SharedList<Instrument> instruments;  // a patch leaves most as they are
  std::vector<Item> items;
  std::vector<Consent> consents;
  std::vector<Delegation> delegations;
  std::vector<Accreditation> accreditations;
  std::vector<Waiver> waivers;
  std::vector<Licence> licences;
  std::vector<Approval> approvals;
  std::vector<Assurance> assurances;
  std::vector<Person> people;
  std::vector<System> systems;
  std::vector<Facility> facilities;
  std::vector<NeedToKnow> needs_to_know;
  std::vector<Programme> programmes;
  std::vector<Candidacy> candidacies;
  std::vector<Profile> profiles;
  std::vector<Assessment> assessments;
  std::vector<Model> models;
  std::vector<Capability> capabilities;
  std::vector<Interoperability> interoperability;
  std::vector<Risk> risks;
  std::vector<Event> events;
  std::vector<Commitment> commitments;
  std::vector<Template> templates;
  std::vector<Source> sources;
  std::vector<Claim> claims;

  [[nodiscard]] const Party* party(const PartyId& id) const;
  [[nodiscard]] const Instrument* instrument(const InstrumentId& id) const;
};

// Whether an object of a consent stands for a content instead of a name, and whether it can be one: "sha256:" and 64 lower-case
// hexadecimal digits. One that cannot covers nothing.
[[nodiscard]] bool is_digest(std::string_view object);
[[nodiscard]] bool is_whole_digest(std::string_view object);

[[nodiscard]] std::string_view to_string(PartyKind kind);
[[nodiscard]] std::string_view to_string(Kind kind);
[[nodiscard]] std::string_view to_string(StatusValue value);
[[nodiscard]] std::string_view to_string(Effect effect);
[[nodiscard]] std::string_view to_string(Needed needed);
[[nodiscard]] std::string_view to_string(Settlement settlement);
[[nodiscard]] std::string_view to_string(Renewal renewal);
[[nodiscard]] std::string_view to_string(NoticeKind kind);
// Whether an instrument of this kind is between two at least; others, like a law, may be one party's.
[[nodiscard]] bool is_bilateral(Kind kind);
// What a clause of an instrument of this kind is about when it does not say: "supply" for cross-servicing.
[[nodiscard]] std::string_view usual_action(Kind kind);
[[nodiscard]] std::optional<PartyKind> parse_party_kind(std::string_view text);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);
[[nodiscard]] std::optional<StatusValue> parse_status(std::string_view text);
[[nodiscard]] std::optional<Effect> parse_effect(std::string_view text);

}  // namespace entente::world
