// Objects compiled to be asked at once: which of them may this recipient have? And, with a population: all of both.
//
// For one instant. Gives exactly the permits that `judge` gives one by one, for any request (property tests hold this). Objects
// that are alike in a part of what is asked share it (parts.h), so the cost is that of the different parts, and about 20 bytes an
// object (docs/performance.md). Requests that do not fall apart (another action, controlled technical data, another instant) are
// kept whole and judged. Immutable, so thread-safe; refers to nothing but its snapshot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "decision/lanes.h"
#include "decision/population.h"

namespace entente::decision {

class Factors;

class Catalogue {
 public:
  struct Classes;

  class Builder {
   public:
    Builder(const Snapshot& snapshot, Instant at);  // in the snapshot's interval (CHECKed)
    Builder(Builder&&) noexcept;
    Builder& operator=(Builder&&) = delete;
    ~Builder();

    // The next place; the request's subject is ignored. Fails with Fault::over_limit; what was added stays.
    [[nodiscard]] Result<void> add(const Request& request);
    [[nodiscard]] Catalogue finish();  // the builder is then empty

   private:
    void begin(Factors factors);
    std::unique_ptr<Classes> classes_;
    struct Index;
    std::unique_ptr<Index> index_;
  };

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t size_bytes() const;
  [[nodiscard]] const Classes& classes() const { return *classes_; }

 private:
  explicit Catalogue(std::shared_ptr<const Classes> classes) : classes_(std::move(classes)) {}
  std::shared_ptr<const Classes> classes_;
};

// One recipient put to all objects. Works as it is asked, so a first page is cheap; one thread at a time.
class Receivable {
 public:
  Receivable(const Catalogue& catalogue, const Subject& subject);
  Receivable(Receivable&&) noexcept;
  Receivable& operator=(Receivable&&) = delete;
  ~Receivable();

  // The first place from `from` on of an object that it may have; size() of the catalogue if there is none.
  [[nodiscard]] std::size_t next(std::size_t from);
  // A bit for each object, the first in the lowest bit of the first word.
  [[nodiscard]] std::vector<std::uint64_t> all();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Every object put to every subject, 64 and more decisions at a time.
struct Sweep {
  std::uint64_t decisions = 0;
  std::uint64_t permits = 0;
  std::uint64_t digest = 0;  // sum of digest_of over the words of all objects, modulo 2^64: whatever the order
};

// Of the 64 subjects from `word` * 64 on, for one object: their permits as bits.
[[nodiscard]] std::uint64_t digest_of(std::size_t object, std::size_t word, std::uint64_t permits);

// Told of each object and run of words, in no order: permits of the subjects from `first_word` * 64 on. Bits beyond the
// population are 0.
using SweepSink = std::function<void(std::size_t object, std::size_t first_word, std::span<const std::uint64_t> permits)>;

// Both must be of one snapshot and instant (CHECKed); `lanes` must be there.
[[nodiscard]] Sweep sweep(const Catalogue& catalogue, const Population& population, Lanes lanes, const SweepSink& sink = {});

}  // namespace entente::decision
