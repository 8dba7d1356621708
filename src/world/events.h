// Meetings and exercises, and what came of them. Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "world/provenance.h"

namespace entente::world {

enum class EventKind : std::uint8_t { meeting = 0, summit, exercise, conference };
enum class EventLevel : std::uint8_t { officials = 0, service, senior_enlisted, ministers, leaders };
enum class EventState : std::uint8_t { planned = 0, held, cancelled };

struct Event {
  std::string id;
  std::string title;
  EventKind kind = EventKind::meeting;
  std::optional<EventLevel> level;  // exercises may have none
  EventState state = EventState::planned;
  std::optional<PartyId> host;
  std::vector<PartyId> participants;  // groups and organisations may take part as such
  std::vector<PartyId> observers;
  std::vector<std::string> domains;
  std::optional<InstrumentId> under;  // the mechanism it belongs to
  std::string place_name;
  Period period;  // first day, and the day after the last
  Provenance provenance;
};

enum class CommitmentState : std::uint8_t { open = 0, in_progress, done, dropped };

// What somebody undertook, and how far it has come. Where only an aim was stated, `aim` is true: nobody owes it.
struct Commitment {
  std::string id;
  std::string text;
  std::vector<PartyId> owners;
  std::optional<FactRef> from;  // the event or instrument it comes from
  bool aim = false;
  std::optional<PartialDate> due;
  std::vector<Since<CommitmentState>> states;
  Provenance provenance;
};

[[nodiscard]] std::string_view to_string(EventKind kind);
[[nodiscard]] std::string_view to_string(EventLevel level);
[[nodiscard]] std::string_view to_string(EventState state);
[[nodiscard]] std::string_view to_string(CommitmentState state);

}  // namespace entente::world
