// A request resolved against one snapshot: private to this room. One Case for each nation that must be allowed.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "decision/act_tables.h"
#include "decision/decide.h"
#include "decision/twofold.h"

namespace entente::decision {

// A condition clause of an instrument that may carry the case, settled at the request's time (docs/semantics.md 4.6).
struct SettledCondition {
  const ClauseInfo* clause = nullptr;              // in the snapshot's tables
  Twofold needs = Twofold::always(Outcome::pass);  // what it asks for, or a waiver
  Twofold waived;                                  // by the origin
};

struct OriginCase {
  PartyIndex party = kNoParty;  // none: concealed
  LevelIndex level = kNoLevel;  // none: unknown
  NameIndex level_name = kNotStated;
  bool is_owner = false;
  Grade consent;  // of this origin, covering the case
  Grade onward;   // its marking is onward consent and names the recipient
  Grade member;   // it is an organisation and the recipient a member
  Twofold export_control;
  std::vector<SettledCondition> conditions;
  const std::string* consent_id = nullptr;  // these two in the snapshot's tables
  const std::string* exemption = nullptr;   // what export control rests on; none: a licence, or nothing
  std::uint32_t forbidden = kNoClause;      // index into ActTables::forbidden: what no licence lets through
  bool covered = false;                     // by a licence or an exemption, on grants of every grade
};

[[nodiscard]] inline std::string_view named(const std::string* id) { return id == nullptr ? std::string_view() : *id; }

struct HeldLevel {
  LevelIndex level = kNoLevel;
  Grade grade;
};

struct Case;

// What the rules ask of a person, system or facility, settled at the request's time.
struct SubjectCase {
  SubjectType type = SubjectType::other;
  std::string id;
  bool contractor = false;
  bool needs_category = false;
  std::vector<HeldLevel> clearances;
  Grade categories;                // every restrictive category of the label, and one of each policy's permissive ones
  std::string missing_categories;  // not held on any grade
  Grade need_to_know;
  std::string need_by;  // "coi:harbour-watch", "ntk-1 of jpn-officer-1"
  bool has_nationality = false;
  bool has_nationality_of_recipient = false;
  std::vector<Case> nationalities;  // the case of each nation other than the recipient: would it be released to that one?
};

// Why a request cannot go through the rules at all (docs/semantics.md 3.0); `none` if it can.
enum class Obstacle : std::uint8_t {
  none = 0,
  unknown_action,
  unreadable_label,
  invalid_label,
  unknown_recipient,
  unknown_holder
};

// What every rule looks at comes first, so that it lies in few lines of the cache.
struct Case {
  PartyIndex recipient = kNoParty;
  PartyIndex holder = kNoParty;
  bool expanded = false;  // the request named a set; the recipient is one of it
  bool internal = false;
  bool free = false;
  bool no_foreign = false;
  bool originator_control = false;
  bool release_absent = false;
  bool bare = false;  // no restrictive category, no display-only list, no control but RELIDO
  bool several_owners = false;
  bool display = false;
  bool has_eyes_only = false;
  bool unlisted_category = false;  // a restrictive category that no fact of this world lists
  bool export_controlled = false;
  bool by_one = false;  // only this instrument may carry it; kNoInstrument: one that carries no disclosures
  InstrumentIndex one_instrument = kNoInstrument;
  Grade eyes_only;
  Grade release;  // the recipient is in the releasable set
  Grade display_only;
  Grade holder_member;                     // the holder is an organisation and the recipient a member
  LevelIndex holder_level = kNoLevel;      // the label's level, if its policy is the holder's
  std::vector<OriginCase> origins;         // by party code, concealed last
  std::shared_ptr<const SubjectCase> who;  // the person, system or facility of the recipient; none: the party itself
  NameIndex domain = kNotStated;
  NameIndex form = kNotStated;
  NameIndex subject = kNotStated;
  NameIndex purpose = kNotStated;
  NameIndex channel = kNotStated;
  CategorySet categories;        // restrictive ones
  std::vector<Grade> delegated;  // beside the holder's delegations: the recipient is in each one's list
  std::vector<NameIndex> activities;
  Instant horizon = kEndOfTime;
};

struct ActCase;  // act.h

struct BoundRequest::Cases {
  Action action = Action::unknown;
  Obstacle obstacle = Obstacle::none;
  Grade record;            // counts: the recipient is known; weak: its record is weaker than required
  world::Evidence settled_on = world::Evidence::verified;  // as the request says
  std::vector<Case> list;  // of a disclosure; empty when there is an obstacle
  Instant horizon = kEndOfTime;
  std::shared_ptr<const std::vector<ActCase>> acts;  // of another action
  std::string obstacle_text;                         // in plain words
  std::string recipient_text;                        // why the recipient is not known, or how well
  Words words = Words::full;                         // none: the two texts above may be missing
  // The mark that the only case's recipient puts on its copy, made by the first decision that permits it; none: no marking says
  // all.
  mutable std::once_flag marked;
  mutable std::optional<std::string> mark;
};

// Into cases of an earlier request, whose room is used again; without words, and no mark is to be made of them.
void bind_again(const Snapshot::Tables& tables, const Request& request, BoundRequest::Cases& cases);

// What of a request is the same for every recipient; its subject is not looked at. Valid as long as the tables.
struct BoundObject {
  struct Consent {
    std::size_t origin = 0;  // index into the origins
    Grade own;
    const ConsentEntry* entry = nullptr;  // its `to` is still to be asked
  };

  Obstacle obstacle = Obstacle::none;  // what follows is meaningless if there is one
  Case shared;                         // of its origins what no recipient changes; `onward` counts if the mark is onward consent
  bool to_everyone = false;
  std::vector<PartyIndex> released_to;  // or the owners, where the mark states no release
  std::vector<PartyIndex> displayed_to;
  std::vector<PartyIndex> eyes_only;
  Instant lists_at;               // when those three are expanded
  std::vector<Consent> consents;  // that cover the object
};

[[nodiscard]] BoundObject bind_object(const Snapshot::Tables& tables, const Request& request);

// Names and digests limit separately: where there are digests, one must be the object's; where there are names, one must.
[[nodiscard]] bool names_object(const std::vector<std::string>& objects, const Object& object);

// Parties that a request names: few, as nearly always, lie within the object, and the heap is not asked for them.
class PartyList {
 public:
  PartyList() {}  // NOLINT: what is not in use is not cleared
  void push_back(PartyIndex party) {
    if (size_ < kFew) {
      few_[size_] = party;
    } else {
      if (size_ == kFew) many_.assign(few_.begin(), few_.end());
      many_.push_back(party);
    }
    ++size_;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const PartyIndex* begin() const { return size_ > kFew ? many_.data() : few_.data(); }
  [[nodiscard]] const PartyIndex* end() const { return begin() + size_; }
  [[nodiscard]] const PartyIndex* data() const { return begin(); }  // a contiguous range, and so a span

 private:
  static constexpr std::size_t kFew = 32;
  std::size_t size_ = 0;
  std::array<PartyIndex, kFew> few_;
  std::vector<PartyIndex> many_;  // all of them, where there are more
};

// What a label names, looked up once.
struct LabelNames {
  struct Origin {
    const label::Origin* origin = nullptr;
    PartyIndex party = kNoParty;
    LevelIndex level = kNoLevel;
    bool has_level = false;  // one is stated, in a policy
    bool is_owner = false;
  };
  std::uint16_t policy = kNoPolicy;
  LevelIndex level = kNoLevel;
  LabelNames() {}  // NOLINT: nor are the lists within it

  std::vector<Origin> origins;  // owners, then sources
  PartyList releasable;         // these three without strangers
  PartyList display_only;
  PartyList eyes_only;
  std::vector<const PartyId*> strangers;  // in those lists, but no parties of this world
};
void look_up(const Snapshot::Tables& tables, const label::Label& label, LabelNames& out);  // `out` is a fresh one

// Why the request's label is not valid; empty if it is. Without words it may be any text that is not empty.
[[nodiscard]] std::string label_fault(const Snapshot::Tables& tables, const Request& request, const LabelNames& names,
                                      Words words);

// What conditions and export control ask of one origin: added to `entry`, with every date looked at to the horizon of `one`.
void settle_conditions(const Snapshot::Tables& tables, const Request& request, const SubjectInfo* who, Case& one,
                       OriginCase& entry);

// All of docs/semantics.md 3.2 but its dates, and whom it names.
[[nodiscard]] bool consent_covers(const Snapshot::Tables& tables, const Request& request, const Case& one,
                                  const OriginCase& entry, const ConsentEntry& consent);

// A grant of which dates are compared at the request's time.
[[nodiscard]] Grade grade_at(const Snapshot::Tables& tables, const Interval& period, world::Evidence evidence, Instant at);

// First date after `at` on which a fact about the subject begins or ends.
[[nodiscard]] Instant next_of(const Snapshot::Tables& tables, const SubjectInfo& subject, Instant at);

// All but the nationalities, which are cases of their own.
[[nodiscard]] SubjectCase subject_case(const Snapshot::Tables& tables, const SubjectInfo& subject, const Request& request);

}  // namespace entente::decision
