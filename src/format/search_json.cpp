#include "format/search_json.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/search_limits.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/decision_json.h"
#include "format/release_words.h"

namespace entente::format {
namespace {

using codec::JsonWriter;
using codec::Node;
using codec::NodeKind;

Result<void> read_page(const RequestSlots& slots, PageAsked& asked) {
  TRY(const Slot* page, slots.allow(Place::page, NodeKind::table));
  if (page == nullptr) return {};
  TRY_DO(slots.only_keys(Part::page));
  TRY(const Slot* token, slots.allow(Place::page_token, NodeKind::string));
  if (token != nullptr) asked.token = token->scalar.text;
  TRY(const Slot* limit, slots.allow(Place::page_limit, NodeKind::integer));
  if (limit == nullptr) return {};
  const auto number = limit->scalar.integer;
  if (number < 0 || static_cast<std::uint64_t>(number) > limits::kSearchPage) {
    return fail(RequestFault::malformed, fmt::format("page.limit: {}; a page has 0 to {} results", number, limits::kSearchPage));
  }
  asked.limit = static_cast<std::size_t>(number);
  return {};
}

// The question in one form: a search is asked rarely, so its text may be read once more.
Result<std::string> question_of(std::string_view json, bool has_type) {
  TRY(const Node root, codec::parse_json(json));
  const Node* context = root.find("context");
  return (has_type ? "subject " + codec::to_json(*root.find("subject")->find("type")) : std::string()) + " action " +
         codec::to_json(*root.find("action")) + " resource " + codec::to_json(*root.find("resource")) + " context " +
         (context == nullptr ? "{}" : codec::to_json(*context));
}

void write_faults(JsonWriter& out, std::string_view key, const LineFaults& faults) {
  out.key(key).begin_object().member("count", faults.count).key("lines").begin_array();
  for (const auto& each : faults.lines) out.begin_object().member("line", each.line).member("message", each.message).end_object();
  out.end_array().end_object();
}

void write_catalogue(JsonWriter& out, const CatalogueAccount& catalogue) {
  out.key("catalogue").begin_object().member("digest", catalogue.digest).member("lines", catalogue.lines);
  write_faults(out, "unreadable", catalogue.unreadable);
  write_faults(out, "invalid_labels", catalogue.invalid_labels);
  out.end_object();
}

std::string fault_lines(std::string_view what, const LineFaults& faults) {
  std::string text;
  for (const auto& each : faults.lines) text += fmt::format("  {} in line {}: {}\n", what, each.line, each.message);
  const auto more = faults.count - faults.lines.size();
  return more == 0 ? text : text + fmt::format("  and {} more\n", more);
}

std::string closing_line(const Found& found) {
  const auto count = found.results.size();
  if (!found.next_token.empty()) {
    return fmt::format("more: {} on this page, others follow; for the next page add --cursor {}\n", count, found.next_token);
  }
  const auto all = fmt::format("complete: {} on this page, of {} asked", count, found.candidates);
  if (found.is_complete()) return all + "\n";
  return fmt::format("not {}; {} of {} lines could not be read\n", all, found.catalogue->unreadable.count, found.catalogue->lines);
}

}  // namespace

void LineFaults::add(std::uint64_t line, std::string message) {
  ++count;
  if (lines.size() < limits::kErrorsReported) lines.push_back({line, std::move(message)});
}

Result<SubjectSearch> read_subject_search(std::string_view json) {
  codec::JsonReader reader;  // whose memory the slots' texts lie in
  RequestSlots slots;
  slots.restart(json);
  TRY_DO(reader.read(json, slots));
  if (slots.kind() != NodeKind::table) return tl::unexpected<Error>(not_an_object(slots.kind()));
  TRY_DO(slots.only_keys(Part::root));
  SubjectSearch search;
  TRY(const Slot* subject, slots.allow(Place::subject, NodeKind::table));
  search.every_type = subject == nullptr;
  if (subject != nullptr) {
    TRY_DO(slots.only_keys(Part::subject));  //= AuthZEN 1.0 8.4.1: an id is ignored
    TRY(const Slot* type, slots.require(Place::subject_type, NodeKind::string));
    search.asked.subject.type = subject_type(type->scalar.text);
    if (search.asked.subject.type == decision::SubjectType::other)
      return tl::unexpected<Error>(slots.wrong(
          Place::subject_type, fmt::format("expected party, person, system or facility, found {}", quoted(type->scalar.text))));
  }
  TRY_DO(read_action(slots, search.asked.action));
  TRY_DO(slots.require(Place::resource, NodeKind::table));
  TRY_DO(read_object(slots, search.asked.action, search.asked.object));
  TRY_DO(read_context(slots, search.asked));
  TRY(search.question, question_of(json, subject != nullptr));
  TRY_DO(read_page(slots, search.page));
  return search;
}

Result<void> CatalogueObjectReader::read(std::string_view json, std::string_view action, StatedObject& object) {
  return lines_.read(json, [&](const RequestSlots& slots) -> Result<void> {
    if (slots.kind() != NodeKind::table) return tl::unexpected<Error>(not_an_object(slots.kind()));
    return read_object(slots, action, object);
  });
}

std::string found_to_json(const Found& found) {
  JsonWriter out;
  out.begin_object().key("page").begin_object().member("next_token", found.next_token);
  out.member("count", found.results.size()).end_object();
  out.key("context").begin_object().member("complete", found.is_complete()).member("as_of", to_string(found.as_of));
  out.member("revision", found.revision).member("candidates", found.candidates);
  if (!found.label_error.empty()) out.member("label_error", found.label_error);
  if (!found.holder_error.empty()) out.member("holder_error", found.holder_error);
  if (found.catalogue) write_catalogue(out, *found.catalogue);
  out.end_object().key("results").begin_array();
  for (const auto& each : found.results) {
    out.begin_object().member("type", each.type).member("id", each.id).key("properties").begin_object();
    out.member("evidence", world::to_string(each.evidence)).key("valid_until");
    if (each.valid_until == kEndOfTime) {
      out.null();
    } else {
      out.value(to_string(each.valid_until));
    }
    out.end_object().end_object();
  }
  out.end_array().end_object();
  return out.finish();
}

std::string search_refused_to_json(const Error& error, std::uint64_t line) {
  JsonWriter out;
  out.begin_object().key("page").begin_object().member("next_token", "").member("count", 0).end_object();
  out.key("context").begin_object().member("complete", false).key("error");
  write_error(out, error, line);
  out.end_object();
  out.key("results").begin_array().end_array().end_object();
  return out.finish();
}

std::string found_to_text(const Found& found) {
  std::string text = found.question + "\n";
  if (!found.label_error.empty()) text += "  nobody, since its label is not valid: " + found.label_error + "\n";
  if (!found.holder_error.empty()) text += "  nobody, since it is not known who holds or gives it: " + found.holder_error + "\n";
  std::size_t type_columns = 0;
  std::size_t id_columns = 0;
  for (const auto& each : found.results) {
    type_columns = std::max(type_columns, display_width(shown(each.type)));
    id_columns = std::max(id_columns, display_width(shown(each.id)));
  }
  for (const auto& each : found.results) {
    std::string line = "  " + padded(shown(each.type), type_columns + 2) + padded(shown(each.id), id_columns + 2) + each.about;
    if (each.evidence != world::Evidence::verified) line += fmt::format("  ({})", world::to_string(each.evidence));
    if (each.valid_until != kEndOfTime) line += fmt::format("  until {}", to_short_string(each.valid_until));
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  if (found.catalogue) {
    text +=
        fault_lines("unreadable", found.catalogue->unreadable) + fault_lines("invalid label", found.catalogue->invalid_labels);
  }
  return text + closing_line(found);
}

}  // namespace entente::format
