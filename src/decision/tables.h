// What a Snapshot holds: private to this room. Indices instead of names, grades instead of dates.
//
// A grade says whether a grant holds at the snapshot's instant: `counts`, or only `weak` (below the required evidence).
// Facts not known at `known_as_of`, and grants that do not hold at the instant, are not here at all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/party_set.h"
#include "base/text_index.h"
#include "decision/action.h"
#include "decision/request.h"
#include "decision/snapshot.h"
#include "label/policy.h"

namespace entente::decision {

using PartyIndex = std::uint16_t;
using LevelIndex = std::uint16_t;
using NameIndex = std::uint32_t;
using InstrumentIndex = std::uint16_t;
inline constexpr PartyIndex kNoParty = 0xFFFF;
inline constexpr LevelIndex kNoLevel = 0xFFFF;
inline constexpr NameIndex kNotStated = 0xFFFFFFFF;  // nothing stated
inline constexpr NameIndex kForeign = 0xFFFFFFFE;    // stated, and no fact of this world mentions it
inline constexpr InstrumentIndex kNoInstrument = 0xFFFF;
inline constexpr std::uint16_t kNoPolicy = 0xFFFF;

using CategorySet = FixedSet<limits::kCategories>;

struct Grade {
  enum class Kind : std::uint8_t { none = 0, weak, counts };
  Kind kind = Kind::none;
  world::Evidence evidence = world::Evidence::verified;

  [[nodiscard]] bool counts() const { return kind == Kind::counts; }
  [[nodiscard]] bool exists() const { return kind != Kind::none; }
  friend bool operator==(const Grade&, const Grade&) = default;
};

// The stronger of two grants of the same thing, and the weaker of two that are both needed.
[[nodiscard]] inline Grade stronger(Grade a, Grade b) {
  if (a.kind != b.kind) return a.kind > b.kind ? a : b;
  return a.evidence >= b.evidence ? a : b;
}
[[nodiscard]] inline Grade both(Grade a, Grade b) { return Grade{std::min(a.kind, b.kind), std::min(a.evidence, b.evidence)}; }

struct LevelInfo {
  std::uint16_t policy = 0;
  int hierarchy = 0;
  bool comparable = true;
  bool free = false;
  bool asks_clearance = true;
  LevelName name;
  NameIndex as_name = kForeign;   // where facts name it
  NameIndex domain = kNotStated;  // what information of this level is about, where nothing is stated
  std::vector<Period> terms;      // when it may stand in a mark; empty: always
  friend bool operator==(const LevelInfo&, const LevelInfo&) = default;
};

struct PolicyInfo {
  const label::Policy* policy = nullptr;  // in the book
  TextIndex levels;                       // LevelIndex by name
};

struct MemberEdge {
  PartyIndex member = kNoParty;
  Interval grants;     // as a grant; empty if not known
  Interval restricts;  // as a restriction
  world::Evidence evidence = world::Evidence::assumed;
  friend bool operator==(const MemberEdge&, const MemberEdge&) = default;
};

struct ConsentEntry {
  Interval period;
  world::Evidence evidence = world::Evidence::assumed;
  std::vector<PartyIndex> to;
  std::vector<std::string> objects;
  LevelIndex up_to = kNoLevel;
  CategorySet categories;
  std::vector<NameIndex> purposes;
  std::string id;
  friend bool operator==(const ConsentEntry&, const ConsentEntry&) = default;
};

struct DelegationEntry {
  Grade grade;
  std::vector<PartyIndex> to;
  LevelIndex up_to = kNoLevel;
  CategorySet categories;
  std::string id;
  friend bool operator==(const DelegationEntry&, const DelegationEntry&) = default;
};

struct AccreditationEntry {
  Grade grade;
  NameIndex channel = kNotStated;
  LevelIndex up_to = kNoLevel;
  friend bool operator==(const AccreditationEntry&, const AccreditationEntry&) = default;
};

struct ClearanceEntry {
  Interval period;
  world::Evidence evidence = world::Evidence::assumed;
  LevelIndex level = kNoLevel;
  CategorySet categories;
};

struct BelongingEntry {
  Interval period;
  world::Evidence evidence = world::Evidence::assumed;
  std::string to;
};

struct AssertionEntry {
  Interval period;
  world::Evidence evidence = world::Evidence::assumed;
  std::uint32_t by = 0;  // index of the person who asserts
  std::vector<std::string> objects;
  std::vector<std::string> communities;
  std::string id;
};

// A person, system or facility. Its facts are many and short, so their dates are compared when binding, as those of consents.
struct SubjectInfo {
  SubjectType type = SubjectType::other;
  std::string id;
  PartyIndex party = kNoParty;  // that vouches for it
  Interval period;              // a person's, in this post
  world::Evidence evidence = world::Evidence::assumed;
  bool contractor = false;
  std::vector<PartyIndex> nationalities;
  std::vector<ClearanceEntry> clearances;
  std::vector<BelongingEntry> belongs;     // by community
  std::vector<AssertionEntry> assertions;  // about it, by id
};

struct PartyInfo {
  PartyId id;
  std::string name;
  world::PartyKind kind = world::PartyKind::group;
  bool decomposable = true;
  std::uint16_t policy = kNoPolicy;
  InstrumentIndex security_agreement = kNoInstrument;
  std::vector<MemberEdge> members;
  std::vector<ConsentEntry> consents;
  std::vector<Instant> consent_dates;   // on which one of them begins or ends, in order
  Instant next_consented = kEndOfTime;  // the first after the snapshot's at which a set changes to which one is
  PartySet consented_to;                // whoever may be one that a consent is to: for a set, everybody
  std::vector<DelegationEntry> delegations;
  std::vector<AccreditationEntry> accreditations;
  std::vector<std::uint32_t> law;       // of Tables::law, by id: what its laws ask of a disclosure
  Instant next_authority = kEndOfTime;  // first instant after the snapshot's at which its authority rules, delegations or
                                        // accreditations change
};

inline constexpr std::uint32_t kNoClause = 0xFFFFFFFF;

// What a disclosure under a condition asks of it comes first, so that it lies in few lines of the cache.
struct ClauseInfo {
  Action action = Action::unknown;
  world::Effect effect = world::Effect::prohibit;
  bool of_law = false;     // of a national law
  bool of_exemption = false;  // of an export exemption: `from` is who exports
  bool unlimited = false;  // no field below says to which disclosures alone it applies
  bool any_to = true;
  bool any_category = true;
  Grade grants;  // for a clause that allows something: it holds as a grant
  std::vector<NameIndex> purposes;
  std::vector<world::Needed> needs;
  std::vector<PartyIndex> from;
  PartySet to;
  std::vector<PartyIndex> to_named;  // as written
  std::vector<NameIndex> levels;
  std::vector<NameIndex> domains;
  std::vector<NameIndex> forms;
  CategorySet categories;
  std::vector<NameIndex> items;
  std::vector<NameIndex> activities;
  std::optional<world::Money> above;
  std::vector<world::Settlement> settlement;
  std::int64_t days = 0;  // 0: none stated
  std::string id;         // "isa-jpn-kor/art-6"
  std::string obligation;
  std::string text;
  friend bool operator==(const ClauseInfo&, const ClauseInfo&) = default;
};

// Grades of the few parties that acceded.
class Accessions {
 public:
  void add(PartyIndex party, Grade grade);     // of several the strongest counts
  void narrow(PartyIndex party, Grade grade);  // what is needed besides
  [[nodiscard]] Grade operator[](PartyIndex party) const {
    for (const auto& entry : entries_) {
      if (entry.party == party) return entry.grade;
    }
    return Grade{};
  }
  friend bool operator==(const Accessions&, const Accessions&) = default;

 private:
  struct Entry {
    PartyIndex party = kNoParty;
    Grade grade;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries_;
};

struct LegInfo {
  PartyIndex from = kNoParty;
  PartyIndex to = kNoParty;
  PartyIndex via = kNoParty;
  friend bool operator==(const LegInfo&, const LegInfo&) = default;
};

struct InstrumentInfo {
  std::string id;
  Grade in_force;
  Grade was_in_force;  // its entry into force lies before the instant, whatever came after
  world::StatusValue status = world::StatusValue::considered;  // at the instant, all grades counted
  bool has_status = false;
  bool in_force_unknown = false;  // an entry into force is recorded, but was not known at `known_as_of`
  world::Evidence status_evidence = world::Evidence::assumed;
  std::optional<Instant> ended;      // in force, but for its duration, which was over then
  bool over = false;                 // by a stated day (`until`): no further entry into force prolongs it
  Instant next_status = kEndOfTime;  // the first later entry, for the reader
  Instant next = kEndOfTime;         // the first later change of any fact of it
  std::vector<NameIndex> domains;
  std::vector<NameIndex> forms;
  NameIndex subject = kNotStated;
  std::vector<LegInfo> legs;
  CategorySet categories;
  std::vector<ClauseInfo> conditions;
  std::vector<ClauseInfo> duties;
  std::vector<ClauseInfo> prohibitions;  // empty once the snapshot is compiled: they stand with those of others
  std::vector<ClauseInfo> acts;          // every clause about another action than `disclose`
  Accessions accessions;
  PartySet listed;     // as parties at any date
  PartySet withdrawn;  // whose assurance is withdrawn
  friend bool operator==(const InstrumentInfo&, const InstrumentInfo&) = default;
};

struct RowInfo {
  LevelIndex from = kNoLevel;
  LevelIndex target = kNoLevel;  // none: the row does not say which of its levels
  Grade grade;
  friend bool operator==(const RowInfo&, const RowInfo&) = default;
};

// One instrument as a basis of one directed pair of parties. What most disclosures ask of the instrument is here in short, so
// that they need not read it, which is long and lies elsewhere.
struct Candidate {
  InstrumentIndex instrument = kNoInstrument;
  Grade from_acceded;
  Grade to_acceded;
  Grade in_force;                 // the instrument's
  bool withdrawn = false;         // the assurance of one of the two
  bool limited = false;           // to legs, forms, a subject or several domains: the instrument tells to which
  bool conditions = false;        // it has some
  NameIndex domain = kNotStated;  // the only one it covers
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
};

// One prohibition of one directed pair of parties; in short, what keeps it from most disclosures.
struct Forbidding {
  std::uint32_t clause = 0;       // index into Tables::prohibitions
  NameIndex domain = kNotStated;  // the only one it is about
  bool of_category = false;       // it is about some categories only
  bool of_activity = false;       // and about some activities
  bool in_full = false;           // nothing else does
};

// Entries of one pair among those of all pairs. An only one, as nearly always, lies here, and no more than this is read.
template <class Entry>
class OfPair {
 public:
  // Entries are counted first; then each pair begins where the one before it ends, and they are placed.
  void count() { ++size_; }
  void begin(std::uint32_t& at) {
    first_ = at;
    if (size_ > 1) at += size_;
  }
  void place(const Entry& entry, std::vector<Entry>& all) { (size_ == 1 ? only_ : all[first_++]) = entry; }
  void end() {
    if (size_ > 1) first_ -= size_;
  }

  [[nodiscard]] std::span<const Entry> in(const std::vector<Entry>& all) const {
    return size_ == 1 ? std::span<const Entry>(&only_, 1) : std::span<const Entry>(all).subspan(first_, size_);
  }

 private:
  std::uint32_t first_ = 0;
  std::uint32_t size_ = 0;
  Entry only_;
};

// What one directed pair of parties has.
struct alignas(64) PairInfo {
  OfPair<Candidate> candidates;   // by instrument
  OfPair<Forbidding> forbidding;  // by clause id
  Instant next = kEndOfTime;      // first instant after the snapshot's at which a fact of the pair's instruments changes
};

struct ActTables;  // act_tables.h

struct Snapshot::Tables {
  CompileOptions options;
  Interval interval;
  label::PolicyBook policies;
  std::vector<PolicyId> policy_ids;
  std::vector<PolicyInfo> policy_infos;  // beside them
  TextIndex policy_index;
  TextIndex party_index;
  TextIndex category_index;  // "USA:SI"
  TextIndex name_index;      // domains, forms, subjects, purposes, channels, level names
  std::vector<PartyInfo> parties;
  PartySet sets;                          // parties that are no nations
  PartySet needing_authority;             // holders of which a fact says that disclosure needs delegated authority
  std::vector<Instant> next_memberships;  // of each party: the first after the snapshot's at which one reachable from it changes
  std::vector<std::vector<Grade>> memberships;  // of each party that has members, by party: the best chain of grants; else empty
  std::vector<LevelInfo> levels;
  std::vector<InstrumentInfo> instruments;  // information-security only, by id
  std::vector<PairInfo> pairs;              // parties × parties
  std::vector<Candidate> candidates;        // of pairs that have several
  std::vector<RowInfo> rows;
  std::vector<ClauseInfo> prohibitions;  // each once, of whatever instrument
  std::vector<Forbidding> forbidding;    // of pairs that have several
  std::vector<ClauseInfo> law;           // conditions and duties of national laws about disclosures, each once
  std::vector<SubjectInfo> subjects;
  TextIndex subject_index;          // "person:jpn-analyst-1"
  std::shared_ptr<ActTables> acts;  // of the other actions

  [[nodiscard]] const PairInfo& pair(PartyIndex from, PartyIndex to) const { return pairs[from * parties.size() + to]; }
  [[nodiscard]] std::span<const Candidate> candidates_of(PartyIndex from, PartyIndex to) const {
    return pair(from, to).candidates.in(candidates);
  }
  // kNoParty, kNoPolicy and kNoLevel of what there is none.
  [[nodiscard]] PartyIndex party(const PartyId& id) const { return static_cast<PartyIndex>(party_index.find(id.value)); }
  [[nodiscard]] std::uint16_t policy(const PolicyId& id) const { return static_cast<std::uint16_t>(policy_index.find(id.value)); }
  [[nodiscard]] InstrumentIndex instrument(const InstrumentId& id) const;  // kNoInstrument: it is about no disclosures, or unknown
  [[nodiscard]] LevelIndex level(std::uint16_t policy, const LevelName& name) const {
    return policy == kNoPolicy ? kNoLevel : static_cast<LevelIndex>(policy_infos[policy].levels.find(name.value));
  }
  [[nodiscard]] LevelIndex level(const PolicyId& policy, const LevelName& name) const {
    return level(this->policy(policy), name);
  }
  [[nodiscard]] NameIndex name(const std::string& text) const;  // empty: not stated
  [[nodiscard]] bool dominates(LevelIndex high, LevelIndex low) const;
  [[nodiscard]] const SubjectInfo* subject(const Subject& asked) const;  // none: not recorded, or not known
};

// As references to it are written: "person:jpn-analyst-1".
[[nodiscard]] std::string subject_key(SubjectType type, const std::string& id);

// The nation is in the expansion of `list` at `at`; how strong the best chain of memberships is (no membership: verified).
[[nodiscard]] Grade listed(const Snapshot::Tables& tables, std::span<const PartyIndex> list, PartyIndex nation, Instant at);

// Parties that may be members at `at`, on any evidence, and `set` itself; false if nesting is deeper than allowed.
[[nodiscard]] bool all_who_may_be_in(const Snapshot::Tables& tables, PartyIndex set, Instant at, PartySet& out);

// The same two where a group stands for its members, but an organisation for itself.
[[nodiscard]] Grade stands_for(const Snapshot::Tables& tables, PartyIndex set, PartyIndex party, Instant at);
[[nodiscard]] bool all_for_whom_may_stand(const Snapshot::Tables& tables, PartyIndex set, Instant at, PartySet& out);

// First instant after the snapshot's at which a membership reachable from `party` changes.
[[nodiscard]] inline Instant next_membership(const Snapshot::Tables& tables, PartyIndex party) {
  return tables.next_memberships[party];
}

// Fills `memberships` and, from those of each party's own members, `next_memberships`.
void close_memberships(Snapshot::Tables& tables, const std::vector<Instant>& own_next, Instant at);

}  // namespace entente::decision
