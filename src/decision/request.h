// One question: may this object go to that recipient, or that act be done, at that time, for that purpose?
//
// A request is already parsed: what could not be read as a label is carried as `label_error`, so that the decision can
// deny and say so. Nothing here is trusted: who asks, and whether the stated holder is the holder, is `service`'s business.
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/names.h"
#include "label/label.h"
#include "world/provenance.h"

namespace entente::decision {

enum class SubjectType : std::uint8_t { other = 0, party, person, system, facility };
enum class Mode : std::uint8_t { copy = 0, display, oral };

struct Subject {
  SubjectType type = SubjectType::other;
  std::string id;  // of a party, or of a person, system or facility for which a party vouches
};

// So much of something: litres of fuel, yen. Whole units only.
struct Amount {
  std::int64_t number = 0;
  std::string unit;  // "L", "JPY"
  friend bool operator==(const Amount&, const Amount&) = default;
};

// What is stated of an act (docs/semantics.md 4); of a disclosure of controlled data, its items and place.
struct Act {
  std::vector<std::string> items;       // what it is called, and what it is besides: "fuel", "classified"
  std::vector<std::string> activities;  // "retransfer"
  std::optional<PartyId> origin;        // who had provided it before
  std::string project;                  // "programme:skylark", "project:skylark#wings"; empty: not stated
  std::string area;                     // of the programme; empty: not stated
  std::optional<std::int64_t> tier;     // of access asked for; 1 opens most
  std::string place;                    // empty: not stated
  std::optional<Instant> begins;
  std::optional<Instant> ends;
  std::optional<Amount> quantity;
  std::optional<Amount> value;  // in whole units of a currency
  friend bool operator==(const Act&, const Act&) = default;
};

struct Object {
  std::string id;
  std::string digest;                 // of its document's exact bytes, "sha256:…"; empty: not known
  std::optional<label::Label> label;  // absent: `label_error` says why, and the answer is deny
  std::string label_error;
  bool label_unsettled = false;  // that says what is not known well enough, not what is wrong
  std::string form;                      // "document", "oral" …; empty: not stated
  std::string subject;                   // what it is about, "dprk-nuclear-missile"; empty: not stated
  std::vector<std::string> communities;  // whose members need to know: "harbour-watch", "programme:aukus-pillar-2"
  bool export_controlled = false;        // controlled technical data or equipment
  Act act;
};

// One of the other actions: docs/semantics.md 4.
[[nodiscard]] bool is_act_name(std::string_view action);

struct Request {
  Subject subject;
  std::string action;  // "disclose", "transfer" …
  Object object;
  Instant time;
  std::optional<PartyId> holder;  // default: the owner; of several, the party of the label's policy, else the first
  std::string purpose;            // empty: not stated
  std::string channel;            // empty: not stated
  Mode mode = Mode::copy;
  std::vector<PartyId> looked_at;    // groups whose members mattered in making this request: they bound the horizon
  Instant holds_until = kEndOfTime;  // no answer holds longer: what was settled beforehand may change then
  world::Evidence settled_on = world::Evidence::verified;  // the weakest grant that it was settled on
  std::optional<InstrumentId> under;  // of a disclosure: by this instrument alone, as it is said to have been received (3.1)
  bool of_beginning = false;          // of an act that began: legal-basis and scope alone, since what was given may be younger (4.7)
};

}  // namespace entente::decision
