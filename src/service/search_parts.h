// What the two searches share; used by search_*.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/search.h"
#include "service/search_cursor.h"

namespace entente::service {

[[nodiscard]] std::string_view type_word(decision::SubjectType type);  // "person"

// That no fact knows who is stated to hold it, or to give; empty: it does, nobody is, or the action has no holder.
[[nodiscard]] std::string unknown_holder(const Desk& desk, const std::string& action, const std::optional<PartyId>& holder);

// The settings that change an answer, behind the question itself.
[[nodiscard]] std::string with_settings(const Desk& desk, const std::string& question);

// Where the page begins, how long it is and about which instant: by what the question states (`time`), the command line, the
// cursor, or now, in this order; a cursor that says otherwise is refused.
[[nodiscard]] Result<Cursor> start_of(const SearchSettings& settings, const format::PageAsked& page, std::optional<Instant> time,
                                      const CursorSubject& about);

// The instant of the search before all that a cursor belongs to is known; for a cursor that no longer fits, `start_of` then
// fails.
[[nodiscard]] Result<Instant> instant_of(const SearchSettings& settings);

// Fills the page of one search, in order.
class PageFiller {
 public:
  PageFiller(const Cursor& start, const CursorSubject& about, format::Found& found)
      : start_(start), about_(about), found_(found) {}

  // For each candidate that is found. True: the page has room for this one. False: it is full, and the cursor of the next page is
  // written.
  [[nodiscard]] bool has_room(std::size_t place) {
    if (found_.results.size() < start_.limit) return true;
    found_.next_token = write_cursor({place, start_.limit, start_.at}, about_);
    return false;
  }

 private:
  const Cursor& start_;
  const CursorSubject& about_;
  format::Found& found_;
};

}  // namespace entente::service
