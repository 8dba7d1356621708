// The cursor of a search: where the next page begins, and to what it belongs (docs/formats/search.md).
//
// It says the world's revision, the question and the catalogue by digests, so that a page is never joined to a page of something
// else. It is not secret and not signed: whoever makes one up reads no more than by asking, but does choose its instant, which a
// server must therefore compare with its clock. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace entente::service {

struct Cursor {
  std::size_t position = 0;  // of the first candidate not yet looked at
  std::size_t limit = 0;     // results on a page
  Instant at;
};

struct CursorSubject {
  std::string revision;
  std::string question;   // with the settings that change its answer
  std::string catalogue;  // digest; empty: none
};

[[nodiscard]] std::string write_cursor(const Cursor& cursor, const CursorSubject& about);

// Fails with Fault::bad_request (desk.h): no cursor at all, or one of something else; the message says what to do.
[[nodiscard]] Result<Cursor> read_cursor(std::string_view text, const CursorSubject& about);

// A page begins at a candidate: anybody can put a digest of his own behind another position. Fails as read_cursor does.
[[nodiscard]] Result<void> begins_within(const Cursor& cursor, std::size_t candidates);

// The instant alone, of whatever it belongs to.
[[nodiscard]] Result<Instant> instant_of_cursor(std::string_view text);

}  // namespace entente::service
