// Which classes of requests an assertion (prove.h) means, of one owner, and of which parties.
//
// What it says of an axis holds of everybody who asks. A marking does not: whom its lists name is in another class than whom they
// leave out, so that a row of marks is meant of some parties only. A marking that is to be denied is so whatever else the mark
// says besides (further categories, controls and releases); one that is to be permitted is that and nothing else. Pure,
// thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/answers.h"
#include "analysis/asked.h"
#include "analysis/classes.h"
#include "analysis/prove.h"

namespace entente::analysis {

class Meant {
 public:
  // `asked`: parties by number that may be asked about. Fails with Fault::unusable where a list names some members of a set that
  // is asked about and not others.
  [[nodiscard]] static Result<Meant> of(const Assertion& assertion, const ClassSpace& space, const View& view,
                                        const Numbering& numbering, const PartySet& asked);

  // The owner's marks have no such marking, at any level; why, in words of the first that was tried. Then no class is meant.
  [[nodiscard]] const std::optional<std::string>& unreadable() const { return unreadable_; }

  // Of these axes of a class, whoever asks.
  [[nodiscard]] bool has(std::size_t at, std::span<const Axis> axes) const;
  [[nodiscard]] bool holder(std::size_t value) const { return flags_[static_cast<std::size_t>(Axis::holder)][value]; }
  // Of a class, of which parties among those.
  [[nodiscard]] PartySet whom(std::size_t at, const PartySet& asked) const;

  [[nodiscard]] std::uint64_t classes() const { return classes_; }
  // Decisions of one holder's classes to those parties.
  [[nodiscard]] std::uint64_t of_holder(const PartySet& asked) const;

 private:
  // A marking at one level: the rows of marks (release, control) by who is asked.
  struct Marked {
    std::size_t kinds = 0;  // of categories that it has
    bool alone = false;     // it has no others
    std::vector<PartySet> rows;
  };
  class Reader;

  Meant(const Assertion& assertion, const ClassSpace& space, const View& view);
  void count(const PartySet& asked);
  [[nodiscard]] std::size_t values(Axis axis) const;
  [[nodiscard]] PartySet whom(std::size_t level, std::size_t kinds, std::size_t row, const PartySet& asked) const;

  const ClassSpace* space_;
  std::array<std::vector<bool>, kAxes> flags_;
  bool by_marking_ = false;
  std::vector<std::vector<Marked>> marked_;  // by level
  std::optional<std::string> unreadable_;
  std::uint64_t classes_ = 0;
  std::vector<std::uint64_t> times_;  // by number: marks of one holder's classes, by what else they say
  std::uint64_t others_ = 0;          // how many classes of one holder have one mark at one level
};

}  // namespace entente::analysis
