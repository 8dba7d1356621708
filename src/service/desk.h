// The desk: a loaded world, ready to be asked. Every use case of the command line goes through it.
//
// Keeps a small cache of snapshots, one per interval asked about. What it returns is an UnrecordedDecision: good for
// printing and for redacting a local file, and for nothing else; nothing here writes a log.
// Not thread-safe: one desk per thread, or one lock around it.
#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/remedies.h"
#include "base/instant.h"
#include "base/result.h"
#include "decision/decide.h"
#include "decision/population.h"
#include "label/roll_up.h"
#include "service/mark_memory.h"
#include "service/revision.h"
#include "service/vocabulary.h"
#include "service/vouching.h"
#include "world/check.h"
#include "world/facts.h"

namespace entente::format {
struct LoadedWorld;
}

namespace entente::service {

enum class Fault { world_unusable = 1, unknown_name, bad_request, refused, cannot_write };
constexpr std::string_view room_of(Fault) { return "service"; }

struct DeskOptions {
  std::filesystem::path world;                  // folder
  std::vector<std::filesystem::path> overlays;  // later ones add to earlier ones
  std::vector<std::filesystem::path> consents;  // files of consents, delegations, accreditations
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
  std::vector<std::filesystem::path> patches = {};  // what is supposed besides (format/patch.h)
  bool granted = false;                             // of analyses: decision/snapshot.h
};

// A decision that no log holds. Only a Desk makes one.
class UnrecordedDecision {
 public:
  [[nodiscard]] const decision::Decision& decision() const { return decision_; }
  [[nodiscard]] const std::string& revision() const { return revision_; }

 private:
  friend class Desk;
  UnrecordedDecision(decision::Decision decision, std::string revision)
      : decision_(std::move(decision)), revision_(std::move(revision)) {}
  decision::Decision decision_;
  std::string revision_;
};

class Desk {
 public:
  // Loads and checks the world; any error in it refuses it, with all findings in the message, one a line.
  [[nodiscard]] static Result<Desk> open(const DeskOptions& options);

  // The desk of the same world with what the text of a patch supposes besides (format/patch.h), as if `name` had been a file of it: no
  // file is read again. Refuses what `open` would refuse; this desk stays as it is.
  [[nodiscard]] Result<Desk> amended(std::string_view name, std::string_view patch) const;

  [[nodiscard]] const world::World& world() const { return world_; }
  [[nodiscard]] const std::string& revision() const { return revision_.text(); }  // "sha256:…"
  [[nodiscard]] const std::vector<world::Finding>& warnings() const { return warnings_; }
  [[nodiscard]] const DeskOptions& options() const { return options_; }
  [[nodiscard]] const Vouching& vouching() const { return vouching_; }  // these two of `world()`
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

  // The policy of this id; the error names what is near to it, else all there are.
  [[nodiscard]] Result<const label::Policy*> policy(const PolicyId& id) const;

  // Compiles a snapshot for the request's time if none of the cache covers it. `known_as_of`, if given, takes the place of the
  // desk's own. A world that cannot be compiled denies, and every rule says why.
  [[nodiscard]] UnrecordedDecision decide(const decision::Request& request, std::optional<Instant> known_as_of = std::nullopt);

  // Why an act that may be decided upon now may not be done at its stated dates (docs/semantics.md 4.7): what denies it then, or
  // that it is over. None: nothing of the kind, or it is no act. `evidence` becomes the weakest that permits it then.
  [[nodiscard]] std::optional<decision::Reason> barred_by_dates(const decision::Request& request, std::optional<Instant> known_as_of,
                                                                world::Evidence& evidence);
  [[nodiscard]] std::optional<decision::Reason> barred_by_dates(const decision::Request& request,
                                                                std::optional<Instant> known_as_of = std::nullopt);

  // What would make it a permit, under the same options; see analysis/remedies.h for what it costs.
  [[nodiscard]] analysis::Remedies remedies(const decision::Request& request,
                                            std::optional<Instant> known_as_of = std::nullopt) const;

  // The answer without words, for searches and for answers without explanation; likewise recorded nowhere. Fails for a world that
  // cannot be compiled.
  [[nodiscard]] Result<decision::Verdict> judge(const decision::Request& request,
                                                std::optional<Instant> known_as_of = std::nullopt);

  // Everybody, to be searched at once; the last one made is kept.
  [[nodiscard]] Result<decision::Population> population_at(Instant at, std::optional<Instant> known_as_of = std::nullopt);

  // The label of a marking text, remembered; valid until the next call. See mark_memory.h.
  const Result<label::Label>& read_mark(std::string_view text, const label::Policy& system) {
    return marks_.read(text, system, world_.policies);
  }

  // Fails where nothing is known of that time: long before the first or after the last date of the world (limits::kYearsBeyondFacts).
  // Every analysis asks so first, since it compiles the world itself.
  [[nodiscard]] Result<void> covers(Instant at) const;

  // Whether `party` is one of those who are asked where `set` is the recipient. True of a world that cannot be compiled, which denies.
  [[nodiscard]] bool is_asked_as_of(const PartyId& set, const PartyId& party, Instant at, std::optional<Instant> known_as_of);

  // Members of a group at `at`, as grants that count under this desk's options; for roll-ups and release lists.
  [[nodiscard]] label::Expand expand_at(Instant at) const;
  // The same, and the organisations among them, of what was known then and of that grade, whatever the desk's options say.
  [[nodiscard]] label::Expand listed_at(Instant at, std::optional<Instant> known_as_of, world::Evidence require) const;

 private:
  Desk(format::LoadedWorld loaded, Revision revision, DeskOptions options);
  // Why it is not usable, behind `what`; nothing: it is.
  [[nodiscard]] static Result<void> usable(const format::LoadedWorld& loaded, std::string what);
  // Stands until the next call.
  [[nodiscard]] Result<const decision::Snapshot*> snapshot_at(Instant at, std::optional<Instant> known_as_of);

  world::World world_;
  Vouching vouching_;
  Vocabulary vocabulary_;
  Instant last_of_persons_;  // the last date of permissions and of facts about persons, systems and facilities
  Revision revision_;
  std::vector<world::Finding> warnings_;
  std::size_t bytes_;  // that were read of the world and of what amended it
  DeskOptions options_;

  struct Cached {
    std::optional<Instant> known_as_of;
    decision::Snapshot snapshot;
  };
  std::deque<Cached> cache_;  // newest first, at most kSnapshots

  struct Everybody {
    std::optional<Instant> known_as_of;
    Instant at;
    decision::Population population;
  };
  std::optional<Everybody> everybody_;

  MarkMemory marks_;
};

}  // namespace entente::service
