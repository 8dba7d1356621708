// What analyses over everything begin with: worlds compiled for an instant, the owners and the recipients that are asked about.
//
// Fails with Fault: a name that no world has, more classes than limits::kClasses, or what compiling fails with. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "analysis/answers.h"
#include "analysis/classes.h"
#include "analysis/persons.h"
#include "base/result.h"
#include "decision/decide.h"
#include "decision/determining.h"
#include "decision/sides.h"
#include "decision/snapshot.h"

namespace entente::analysis {

// A world as it is asked: for an instant, with what counts. The world must outlive what is made of it.
struct View {
  const world::World* world = nullptr;
  decision::CompileOptions options;
};

// Only these; empty: all.
struct Narrowing {
  std::vector<PartyId> owners;
  std::vector<PartyId> recipients;
  bool persons = false;  // persons of nations are asked for instead of parties (persons.h)
};

// Told after each owner; false ends the analysis with Fault::stopped.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

struct Compiled {
  View view;
  decision::Snapshot snapshot;
  decision::Sides sides;
};
[[nodiscard]] Result<Compiled> compiled(const View& view);
// The same at another instant of the snapshot's interval.
[[nodiscard]] Compiled at_instant(const Compiled& other, Instant at);

// What an analysis of what changes counts: how much there is in all, or only what changes, which costs nothing where nothing does.
enum class Tally : std::uint8_t { everything = 0, changes };

// Whose requests are answered at once: those of parties, or of one person of each.
struct Round {
  std::vector<decision::Sides> sides;  // of each world
  std::vector<Side> worlds;            // the same, by numbers of parties
  struct Who {
    PartySet parties;
    std::uint32_t first = 0;  // of party number n it is the recipient first + n
    bool read_in = true;
    bool needs_to_know = true;
  };
  std::vector<Who> who;

  // Whether a person who is not read in, or does not need to know, is denied the block's classes by that.
  [[nodiscard]] static bool barred(const Who& who, const ClassSpace& space, const world::World& world, const Block& block);
};

// Everything that an analysis asks, and in which worlds. Refers to the views' worlds; may be moved.
class Audience {
 public:
  // Parties, those that are wanted (by number).
  [[nodiscard]] static Result<Audience> for_parties(std::span<const View> views, const Numbering& numbering, const PartySet& wanted);
  [[nodiscard]] static Audience for_parties(std::span<const Compiled> worlds, const Numbering& numbering, const PartySet& wanted);
  // Persons of the wanted who are nations, of kinds that `means` is true for. Fails with Fault::over_limit, too.
  using Means = std::function<bool(const PersonKind& kind)>;
  [[nodiscard]] static Result<Audience> for_persons(std::span<const View> views, const Numbering& numbering, const PartySet& wanted,
                                                 std::span<const ClassSpace> spaces, const Means& means);

  [[nodiscard]] const std::vector<Round>& rounds() const { return rounds_; }
  [[nodiscard]] const std::vector<Recipient>& recipients() const { return recipients_; }  // some may not be asked for
  [[nodiscard]] std::uint64_t count() const;                                             // of those who are
  // Of each holder of a space the parties that are not asked, since they have it already: the owner and the holder, and of a holder
  // that is not the owner sets that it is in, in one of the worlds: there `decide` asks besides how it came to hold it. Persons of
  // all of them are asked.
  [[nodiscard]] std::vector<PartySet> who_has(const ClassSpace& space, const Numbering& numbering) const;
  [[nodiscard]] const Compiled& world(std::size_t index) const { return worlds_[index]; }
  [[nodiscard]] std::vector<std::string> clearances() const;  // of persons, that there may be
  // Of a class that this world permits the recipient: the instrument that it rests on, as in decision::Verdict. And what determines a
  // denial, which refers to the world.
  [[nodiscard]] std::uint32_t carrier(std::size_t world, const ClassSpace& space, std::size_t at, std::uint32_t recipient) const;
  [[nodiscard]] decision::Determining determining(std::size_t world, const ClassSpace& space, std::size_t at, std::uint32_t recipient) const;

  // By which of the marks of a class that says its members joined or left something a set is asked (ClassSpace::ways): one that does not
  // let it have the information in the world that it is not named in, if there is one.
  [[nodiscard]] std::size_t way(const ClassSpace& space, std::size_t at, std::uint32_t recipient) const;

 private:
  void look_up_nations();

  std::shared_ptr<const Persons> persons_;  // none: parties are asked
  std::vector<Compiled> worlds_;
  std::vector<Round> rounds_;
  std::vector<Recipient> recipients_;
};

// By number, all that are recipients.
[[nodiscard]] Result<PartySet> wanted_recipients(const std::vector<PartyId>& names, const Numbering& numbering);

// Of one world, where nothing with a category is asked about.
[[nodiscard]] Turnover without_categories();
// Of each owner of information: nations and organisations that have a policy in one of the worlds.
[[nodiscard]] Result<std::vector<ClassSpace>> spaces_of(std::span<const world::World* const> worlds, const std::vector<PartyId>& owners,
                                                        bool persons, const Turnover& turnover = {});

}  // namespace entente::analysis
