// A classification policy: levels, categories, and what its markings mean. Built from an XML SPIF and its sidecar by
// `format`; nothing here reads files. Docs: docs/formats/world.md, "Policies".
//
// The policy says how marks read and what they mean. It never says which level of one party equals which of another:
// that is a row of an instrument. `corresponds` only ranks other systems' marks for the banner of a document in this
// system and decides no release. Thread-safety: immutable once loaded.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.h"
#include "base/result.h"
#include "label/label.h"
#include "label/mark_index.h"

namespace entente::label {

// none: no marks can be read, so every marking is invalid.
enum class Grammar { none = 0, us_style, plain };

// What a token of a marking does. Value 0 is the safe reading: a category that an instrument must list.
enum class Meaning {
  restrictive = 0,
  permissive,
  informative,
  no_foreign,
  originator_control,
  eyes_only,            // followed or preceded by a closed list of parties
  release_to,           // followed by a list of parties
  display_only,         // followed by a list of parties
  release_by_official,  // RELIDO
  foreign_information,  // FGI: followed by a list of parties, or concealed
  joint,                // several owners
};

// Segments of a US-style marking, in their published order but for the last two, which stand before `dissemination`; plain
// grammars use `plain`. `cui_category` has no tokens: what is below the token of `cui` stands in the segment behind it.
enum class Segment { plain = 0, sci, sar, aea, fgi, dissemination, non_ic, cui, cui_category };

struct Level {
  LevelName name;          // canonical, as in the SPIF
  int hierarchy = 0;       // higher protects more; comparable only within the policy
  bool free = false;       // the lowest level, which needs no agreement
  bool clearance = true;   // whoever has it must be cleared; false: need to know alone (NATO RESTRICTED)
  bool comparable = true;  // false: a regime of its own (特定秘密, Protected B), neither above nor below others
  std::string axis;        // of one that is not comparable: ranks with others of it; "unclassified": below what is classified
  std::optional<std::string> domain;
  std::vector<std::string> marks;   // every text that reads as this level: title, abbreviation, portion; canonical first
  std::string portion;              // the text in a portion mark
  std::vector<std::string> abroad;  // how a US-style mark of other parties writes it: "S", "SECRET"
};

// Whether the hierarchy tells which of the two protects more. For marks; what a delegation or clearance covers is `comparable`
// alone.
[[nodiscard]] bool ranks_beside(const Level& a, const Level& b);

// Tokens stand in the order in which the marking system publishes them; markings are written in that order.
// - The first token of a meaning is what a label keeps as a control or list. A further one ("ORCON-USGOV", "SBU NOFORN")
//   has the same effect and also leaves a category of its name: informative where the control says it all, else restrictive.
// - A release_to mark that ends with " TO" needs its list; one that does not ("REL", "EYES") may stand alone in a portion
//   mark and then means the banner's list.
// - A published compartment or SIGMA number is a token named by its whole path: "SI-G" beside "SI", "RD-SIGMA" beside
//   "RD". `compartments` allows unpublished parts below the token: for "SI" further compartments, for "SI-G" its subs.
struct Token {
  CategoryName name;  // canonical
  Meaning meaning = Meaning::restrictive;
  Segment segment = Segment::plain;
  std::vector<std::string> marks;  // every text that reads as this token; canonical (banner) first
  std::string portion;
  bool compartments = false;       // may be followed by -COMPARTMENT SUB SUB (SCI, SAR, SIGMA numbers); plain: by a name
  std::vector<std::string> below;  // sorted: the only names that may stand below it, where its system publishes them all (CUI)
  bool limits_cui = false;         // may stand in a marking of CUI alone, where all else needs a level
  std::vector<PartyId> parties;    // eyes_only: the closed list itself, where the token names it (AUSTEO: AUS)
  // plain: beginnings of levels behind which it may stand: "NATO" for NATO/KFOR SECRET, "N" for NKFORS
  std::vector<std::string> inside;
  bool ordinary = false;  // a word of running text ("policy"): in parentheses it is a mark in capitals only
  std::optional<std::string> domain;
  std::vector<LevelName> excluded_levels;  // a label at one of these with this token is invalid (SPIF excludedClass)
  std::string ism;                         // its value in the attributes of ISM; empty: the portion text
  // Of a whole, never of a portion (precedence.h). A whole that has one of `yields_to` does not repeat this token, or writes it
  // as `becomes`; a further no-foreign token becomes that where the whole is no-foreign anyway.
  std::vector<CategoryName> yields_to;
  std::optional<CategoryName> becomes;
  bool bars_release = false;  // a whole with such a portion is released to nobody else
  bool own_only = false;      // us-style: of a law or an agency of its party, so not on what others alone own (FISA)
  // Levels and tokens beside which it contradicts itself, though no source that was read forbids it: a check warns.
  std::vector<std::string> unusual_with;
  // Where a label by names has it: the SPIF's tag set, by name, and the kind of its tag. Empty: no SPIF was there.
  std::string tag_set;
  CategoryKind tag_kind = CategoryKind::restrictive;
  std::vector<PartyId> recipients;  // of a list: whom the SPIF has, sorted; empty: it enumerates nobody
};

// Whether `name` may stand below the token, of which its system publishes all.
[[nodiscard]] bool is_below(const Token& token, std::string_view name);

// One text that says a level and a token: "CTSA", "OFFICIAL-SENSITIVE".
struct Composite {
  std::string mark;
  LevelName level;
  CategoryName token;
  bool written = false;  // also how the two are written
};

// What a system calls a party in its lists: "UK". `names` are read and never written: "Japan", "United States of America".
struct PartyMark {
  std::string mark;  // may be empty where there are names
  PartyId party;
  std::vector<std::string> names{};
};

// How the plain marks of one system are put together, where that is more than all systems have in common.
struct Wording {
  std::vector<Composite> composites;
  std::vector<PartyMark> parties;
  std::vector<std::string> separators;  // besides white space, `/`, `//`, `,` and ` - `
  std::string joined_by;                // written between level and tokens; empty: categories after a space, controls after `//`
  bool brackets = false;                // tokens may stand in square brackets
  std::string list_joined_by;           // written between parties of a release list, and read beside `,`; empty: ", "
};

struct Correspondence {
  PolicyId policy;
  LevelName level;
  LevelName counts_as;  // level of this policy, in banners only
};

// What people write for a code or a marking and no register has: for suggestions, which are never certain.
struct Slip {
  std::string written;
  std::string meant;
};

struct Policy {
  PolicyId id;
  PartyId party;  // whose marks these are
  std::string title;
  std::string spif_id;  // the object identifier that its SPIF has
  Grammar grammar = Grammar::none;
  std::vector<Level> levels;  // highest first
  std::vector<Token> tokens;
  std::vector<Correspondence> corresponds;
  Wording wording;
  bool release_outside_marking = false;    // the owner's release decision may be stated beside the mark (`releasable_to`)
  bool marking_is_onward_consent = false;  // its REL list is also consent to onward release by a holder
  bool expand_groups_at_marking = false;   // a group means its members at the marking's date, else at the decision's
  bool segments_inherit = false;           // an unmarked sub-bullet or subparagraph belongs to the portion above
  // Sorted. Codes that its register publishes: they may stand in any marking, also where the world says nothing of such a
  // party. Then they name nobody who could receive anything, and an owner or source of that name makes a label invalid.
  std::vector<PartyId> codes;
  std::vector<Slip> slips;
  std::vector<CategoryName> export_controlled;  // sorted: what is so marked is under export control ("CUI-SP-EXPT")
  std::vector<CategoryName> no_read_in;  // sorted: these, and what is below them, are handling and open no programme ("FOUO")
  MarkIndex index;  // of `tokens`, without which none is found; PolicyBook::add builds it

  [[nodiscard]] const Level* level(const LevelName& name) const;
  [[nodiscard]] const Level* level_by_mark(std::string_view text) const;
  [[nodiscard]] const Level* level_abroad(std::string_view text) const;
  [[nodiscard]] const Token* token(std::string_view name) const;
  [[nodiscard]] const Token* token(const CategoryName& name) const { return token(name.str()); }
  [[nodiscard]] const Level* corresponding(const PolicyId& policy, const LevelName& level) const;
  [[nodiscard]] std::string_view meant_by(std::string_view written) const;  // of the slips; empty: none
};

// All policies of a world, and which party names are known and which policy each marks under.
// A code that is neither a party added nor among the codes of a policy is unknown, and a marking that names it is invalid.
// Copies share what is in them until one of them is added to, so a copy costs nothing. Adding is for one thread that no other
// thread copies from; a pointer to a policy stays valid as long as nothing is added.
class PolicyBook {
 public:
  void add(Policy policy);  // replaces one of the same id
  void add_party(PartyId party, std::optional<PolicyId> policy);

  [[nodiscard]] const Policy* find(const PolicyId& id) const;
  [[nodiscard]] const Policy* policy_of(const PartyId& party) const;
  [[nodiscard]] bool knows(const PartyId& party) const;  // may stand in a marking; so may a special word of NATO, "NATO:GEORGIA"
  [[nodiscard]] bool has_party(const PartyId& party) const;         // was added
  [[nodiscard]] std::vector<std::string_view> party_names() const;  // of those added
  [[nodiscard]] const std::map<PolicyId, Policy>& policies() const;
  // One is a copy of the other, and nothing was added since.
  [[nodiscard]] bool shares_with(const PolicyBook& other) const { return shelf_ == other.shelf_; }

 private:
  class Shelf;
  [[nodiscard]] Shelf& own_shelf();

  std::shared_ptr<Shelf> shelf_;  // none: nothing was added
};

struct Label;

// Some category of the label says so, in the policy that it is of; what no policy says of it is not known here.
[[nodiscard]] bool is_export_controlled(const Label& label, const PolicyBook& policies);

// The name is that one, or of what is below it: "CUI-SP-EXPT" of "CUI".
[[nodiscard]] bool is_or_below(std::string_view name, const CategoryName& above);

struct Category;

// Who has it must be read in to it: it is not informative, and its policy does not say otherwise.
[[nodiscard]] bool is_read_in(const Category& category, const PolicyBook& policies);

}  // namespace entente::label
