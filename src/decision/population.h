// All subjects of a snapshot, compiled to be asked at once: who may have this object?
//
// For one instant: facts about persons are many and short. Gives exactly the permits that `judge` gives one by one, for any
// request (a property test holds this); what does not fall apart into columns is judged. Does NOT check who is asking and
// does NOT record, as `decide`. Immutable, so thread-safe; refers to nothing but its snapshot.
// Costs about 30 bytes a subject, beside the snapshot's own record of it (docs/performance.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "decision/decide.h"
#include "decision/request.h"
#include "decision/snapshot.h"

namespace entente::decision {

class Population {
 public:
  struct Columns;

  // `at` must lie in the snapshot's interval (CHECKed). Fails with Fault::over_limit.
  [[nodiscard]] static Result<Population> compile(const Snapshot& snapshot, Instant at);

  // In the order of results: parties, persons, systems, facilities, each by the bytes of their ids.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] Subject subject(std::size_t place) const;
  // The places of one type: from the first to before the second.
  [[nodiscard]] std::pair<std::size_t, std::size_t> places(SubjectType type) const;
  [[nodiscard]] PartyId party(std::size_t place) const;  // itself, or the one that vouches

  [[nodiscard]] std::size_t size_bytes() const;
  [[nodiscard]] const Columns& columns() const { return *columns_; }

 private:
  explicit Population(std::shared_ptr<const Columns> columns) : columns_(std::move(columns)) {}
  std::shared_ptr<const Columns> columns_;
};

// One object put to all of them. Its request's subject is ignored. Works as it is asked, so a first page is cheap; one thread
// at a time.
class Receivers {
 public:
  Receivers(const Population& population, const Request& request);
  Receivers(Receivers&&) noexcept;
  Receivers& operator=(Receivers&&) = delete;
  ~Receivers();

  // The first place from `from` on of a subject that may have it; size() of the population if there is none.
  [[nodiscard]] std::size_t next(std::size_t from);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente::decision
