#include "service/search_cursor.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/search_limits.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "service/desk.h"

namespace entente::service {
namespace {

constexpr std::string_view kVersion = "s1";
constexpr std::size_t kFields = 8;
constexpr std::size_t kDigits = 16;

std::string short_digest(std::string_view bytes) { return crypto::to_hex(crypto::sha256(bytes)).substr(0, kDigits); }

std::string fields_of(const Cursor& cursor, const CursorSubject& about) {
  return fmt::format("{}.{}.{}.{}.{}.{}.{}", kVersion, cursor.position, cursor.limit, cursor.at.seconds,
                     short_digest(about.revision), short_digest(about.question), short_digest(about.catalogue));
}

tl::unexpected<Error> refused(std::string_view why) {
  return fail(Fault::bad_request, fmt::format("the cursor {}; ask again without it, from the first page", why));
}

template <class Number>
bool parse(std::string_view text, Number& out) {
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), out);
  return wrong == std::errc() && end == text.data() + text.size();
}

// An instant that a question can state: anybody can put a digest of his own behind another one.
bool can_be_asked_about(Instant at) {
  static const Instant kFirst = *parse_instant("1800-01-01");
  static const Instant kLast = *parse_instant("2200-12-31T23:59:59Z");
  return at >= kFirst && at <= kLast;
}

}  // namespace

std::string write_cursor(const Cursor& cursor, const CursorSubject& about) {
  const auto fields = fields_of(cursor, about);
  return fields + "." + short_digest(fields);
}

namespace {

struct Written {
  Cursor cursor;
  std::vector<std::string_view> fields;
};

Result<Written> parse_cursor(std::string_view text) {
  if (text.size() > limits::kSearchTokenBytes) {
    return fail(Fault::bad_request,
                fmt::format("the cursor has {} bytes; the limit is {}", text.size(), limits::kSearchTokenBytes));
  }
  Written out{{}, split(text, ".")};
  const auto& fields = out.fields;
  const bool formed = fields.size() == kFields && fields[0] == kVersion && parse(fields[1], out.cursor.position) &&
                      parse(fields[2], out.cursor.limit) && parse(fields[3], out.cursor.at.seconds) &&
                      can_be_asked_about(out.cursor.at);
  if (!formed || short_digest(text.substr(0, text.rfind('.'))) != fields.back()) {
    return refused(fmt::format("{} is not one that this program wrote", quoted(text)));
  }
  return out;
}

}  // namespace

Result<void> begins_within(const Cursor& cursor, std::size_t candidates) {
  if (cursor.position != 0 && cursor.position >= candidates) return refused("is not one that this program wrote");
  return {};
}

Result<Instant> instant_of_cursor(std::string_view text) {
  TRY(const auto written, parse_cursor(text));
  return written.cursor.at;
}

Result<Cursor> read_cursor(std::string_view text, const CursorSubject& about) {
  TRY(const auto written, parse_cursor(text));
  const auto& [cursor, fields] = written;
  if (fields[4] != short_digest(about.revision)) return refused("is of another world, or its facts have changed");
  if (fields[5] != short_digest(about.question)) return refused("is of another question");
  if (fields[6] != short_digest(about.catalogue)) return refused("is of another catalogue, or this one has changed");
  if (cursor.limit > limits::kSearchPage || write_cursor(cursor, about) != text)
    return refused("is not one that this program wrote");
  return cursor;
}

}  // namespace entente::service
