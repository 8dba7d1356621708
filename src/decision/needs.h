// What a denied request lacks: for each rule that does not pass, every way in which facts that nobody recorded would make it.
//
// Names only, read off one snapshot; the one place that knows which facts a rule asks for. What a fact costs, how it is added
// to a world and whether that is then a permit is `analysis`. Docs: docs/formats/remedies.md. A way is a claim, not a proof:
// a fact may also restrict (a membership, through a prohibition on the group). Pure and thread-safe; values.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "decision/decision.h"
#include "decision/request.h"
#include "decision/snapshot.h"
#include "world/remedy_costs.h"

namespace entente::decision {

// What an amendment adds to an instrument; a clause that admits a nationality, or by which it carries an act, is only ever a
// recorded one.
enum class Aspect : std::uint8_t { none = 0, category, domain, form, leg, item, contractors, nationality, clause };

// One fact that is missing, or (`weak`) recorded on evidence that does not suffice. Equal lacks are the same fact.
struct Lack {
  world::RemedyFact fact = world::RemedyFact::evidence;
  bool weak = false;
  PartyId by;                      // who gives, accedes, is to be a member, is cleared by …
  PartyId to;                      // the other party, or the set to be a member of; of an entry into force: both accede with it
  InstrumentId instrument;         // of new ones: empty
  PolicyId policy;                 // clearance: of the level
  LevelName level;                 // row: the level it is from; else up to which
  std::vector<LevelName> targets;  // row: each would do; the most protective first
  std::string category;            // "USA:SI"
  Aspect aspect = Aspect::none;
  std::string value;    // of the aspect: a domain, a form, an item; a clause, of the last three; and of others:
                        // a clause that is waived, an organ, a role, the kind of a new instrument (empty: information security)
  std::string subject;  // "person:jpn-analyst-1"
  std::string channel;
  std::string id;  // weak consents, assertions, permissions; a community, a programme, a project, a term of one
  friend auto operator<=>(const Lack&, const Lack&) = default;
};

using Way = std::set<Lack>;  // all of them together

// What else could help where no fact does.
enum class Helps : std::uint8_t { not_decided = 0, record, statement, end_of_restriction, new_mark };

// What a request left unsaid that might make a rule pass without any fact.
enum class Unsaid : std::uint8_t { nothing = 0, project, beginning, later_beginning, items, area_and_tier };

struct Need {
  Rule rule = Rule::label_valid;
  std::optional<PartyId> owner;
  std::optional<PartyId> recipient;  // as in a Reason
  std::vector<Way> ways;             // none: see `helps`
  bool cut = false;                  // there are more ways than limits::kRemedyWays
  Helps helps = Helps::not_decided;
  std::string clause;           // "isa-jpn-kor/art-6": what stands in the way; empty: none
  bool by_statement = false;    // if the request said more, it would pass, or less be missing
  struct Open {
    std::string instrument;
    std::vector<std::string> fields;  // "domain", "form", "subject"
  };
  std::vector<Open> open = {};      // of a disclosure: instruments that take less, if the request said in what they are limited
  Unsaid unsaid = Unsaid::nothing;  // of an act: what the request may say, and might then pass
  std::vector<PartyId> actors;  // who could help where there are no ways
  std::string why;              // in words, where the rule's reason does not say it; empty: it does
};

struct Needs {
  std::vector<Need> list;         // in rule order; empty: nothing is lacking
  bool before_the_rules = false;  // these come first: what the rules ask for shows only when they are met
  std::set<PartyId> involved;     // origins, holder, recipients and nationalities: whose facts can matter
};

// Of a request that is not permitted; `request.time` must lie in the snapshot's interval (CHECKed).
[[nodiscard]] Needs needs_of(const Snapshot& snapshot, const Request& request);

// What a weak lack calls the fact that is recorded: "the accession of JPN to isa-jpn-usa".
[[nodiscard]] std::string recorded(const Lack& lack);
// Why that stands in the way: "no project is stated that is recorded". Empty of nothing.
[[nodiscard]] std::string_view why(Unsaid unsaid);
// "USA SECRET", but "NATO SECRET" where the level names its policy already.
[[nodiscard]] std::string level_to_hold(const Lack& lack);

}  // namespace entente::decision
