// Search: who may have an object, and which objects of a catalogue somebody may have (docs/formats/search.md).
//
// An answer holds exactly what deciding one by one would permit, in a stated order, page by page; it always says whether it is
// complete. Each listed result has been decided singly. Nothing is recorded, and a result is no permit.
// Fails with Fault (desk.h) for a cursor that does not fit and for names that are not there, or with what reading failed with.
// Not thread-safe (it uses a Desk).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "codec/lines.h"
#include "format/search_json.h"
#include "service/desk.h"

namespace entente::service {

struct SearchSettings {
  Instant now;                   // where nothing states a time
  std::optional<Instant> as_of;  // stated for all questions
  format::PageAsked page;        // for questions that state none
};

[[nodiscard]] Result<format::Found> who(Desk& desk, const format::SubjectSearch& search, const SearchSettings& settings);

// What is asked of every object.
struct ObjectSearch {
  decision::Subject to;
  std::string action = "disclose";  // or an act, of which each object is one
  std::optional<PartyId> holder;
  std::string purpose;
  std::string channel;
  decision::Mode mode = decision::Mode::copy;
};

// "party:JPN", "person:jpn-analyst-1"; "JPN" alone is a party. Fails for one that the world does not record, with a suggestion.
[[nodiscard]] Result<decision::Subject> recipient_of(const Desk& desk, const std::string& text);

using SearchProgress = std::function<void(std::size_t lines)>;

// Reads the catalogue to its end: one resource a line.
[[nodiscard]] Result<format::Found> what(Desk& desk, const ObjectSearch& search, codec::LineReader& catalogue,
                                         const SearchSettings& settings, const SearchProgress& progress = {});

}  // namespace entente::service
