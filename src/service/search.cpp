#include "service/search.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/search_limits.h"
#include "base/nearest.h"
#include "base/text.h"
#include "service/ask.h"
#include "service/search_parts.h"

namespace entente::service {
namespace {

using decision::SubjectType;

std::vector<std::string_view> ids_of(const Desk& desk, SubjectType type) {
  const auto& world = desk.world();
  std::vector<std::string_view> ids;
  switch (type) {
    case SubjectType::party:
      for (const auto& each : world.parties) ids.push_back(each.id.value);
      break;
    case SubjectType::person:
      for (const auto& each : world.people) ids.push_back(each.id);
      break;
    case SubjectType::system:
      for (const auto& each : world.systems) ids.push_back(each.id);
      break;
    case SubjectType::facility:
      for (const auto& each : world.facilities) ids.push_back(each.id);
      break;
    case SubjectType::other:
      break;
  }
  return ids;
}

}  // namespace

std::string_view type_word(SubjectType type) {
  switch (type) {
    case SubjectType::party:
      return "party";
    case SubjectType::person:
      return "person";
    case SubjectType::system:
      return "system";
    case SubjectType::facility:
      return "facility";
    case SubjectType::other:
      break;
  }
  return "other";
}

std::string unknown_holder(const Desk& desk, const std::string& action, const std::optional<PartyId>& holder) {
  if (!holder || action == "participate" || desk.world().party(*holder) != nullptr) return {};
  return fmt::format("{} is not a party of this world{}", entente::quoted(holder->value),
                     did_you_mean(holder->value, ids_of(desk, SubjectType::party)));
}

std::string with_settings(const Desk& desk, const std::string& question) {
  const auto& options = desk.options();
  const auto known = options.known_as_of ? to_string(*options.known_as_of) : std::string("any time");
  return fmt::format("{} known {} require {}", question, known, world::to_string(options.require));
}

Result<Cursor> start_of(const SearchSettings& settings, const format::PageAsked& page, std::optional<Instant> time,
                        const CursorSubject& about) {
  const auto stated = time ? time : settings.as_of;
  const auto limit = page.limit ? page.limit : settings.page.limit;
  const auto& token = page.token.empty() ? settings.page.token : page.token;
  if (token.empty()) return Cursor{0, limit.value_or(limits::kSearchPage), stated.value_or(settings.now)};
  TRY(Cursor cursor, read_cursor(token, about));
  // A page of none only asked whether there is one.
  if (cursor.limit == 0) cursor.limit = limit.value_or(limits::kSearchPage);
  if (stated && *stated != cursor.at) {
    return fail(Fault::bad_request,
                fmt::format("the cursor is about {}, and {} is asked for; ask with the same time, or again without the cursor",
                            to_short_string(cursor.at), to_short_string(*stated)));
  }
  if (limit && *limit != cursor.limit) {
    return fail(Fault::bad_request,
                fmt::format("the cursor is of pages of {}, and {} is asked for; leave the limit out, or the cursor", cursor.limit,
                            *limit));
  }
  return cursor;
}

Result<Instant> instant_of(const SearchSettings& settings) {
  if (settings.as_of) return *settings.as_of;
  if (settings.page.token.empty()) return settings.now;
  return instant_of_cursor(settings.page.token);
}

Result<decision::Subject> recipient_of(const Desk& desk, const std::string& text) {
  const auto colon = text.find(':');
  decision::Subject subject{SubjectType::party, text};
  if (colon != std::string::npos) {
    subject = {format::subject_type(text.substr(0, colon)), text.substr(colon + 1)};
    if (subject.type == SubjectType::other) {
      return fail(Fault::unknown_name, fmt::format("{} is not a type of recipient; there are party, person, system, facility",
                                                   quoted(text.substr(0, colon))));
    }
  }
  const auto known = ids_of(desk, subject.type);
  if (std::find(known.begin(), known.end(), subject.id) != known.end()) return subject;
  return fail(Fault::unknown_name, fmt::format("{} is not a {} of this world{}", entente::quoted(subject.id),
                                               type_word(subject.type), did_you_mean(subject.id, known)));
}

}  // namespace entente::service
