#include "format/search_json.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/search_limits.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/release_words.h"

namespace entente::format {
namespace {

using codec::JsonWriter;
using codec::Node;
using codec::NodeKind;

Result<PageAsked> read_page(const Node& page) {
  TRY_DO(page.only_keys({"token", "limit"}));
  PageAsked asked;
  TRY(const Node* token, page.allow("token", NodeKind::string));
  if (token != nullptr) asked.token = *token->as_string();
  TRY(const Node* limit, page.allow("limit", NodeKind::integer));
  if (limit == nullptr) return asked;
  const auto number = *limit->as_integer();
  if (number < 0 || static_cast<std::uint64_t>(number) > limits::kSearchPage) {
    return fail(RequestFault::malformed, fmt::format("page.limit: {}; a page has 0 to {} results", number, limits::kSearchPage));
  }
  asked.limit = static_cast<std::size_t>(number);
  return asked;
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
  std::string text = fmt::format("complete: {} on this page, of {} asked", count, found.candidates);
  if (found.catalogue && found.catalogue->unreadable.count > 0) {
    text += fmt::format("; {} of {} lines could not be read", found.catalogue->unreadable.count, found.catalogue->lines);
  }
  return text + "\n";
}

}  // namespace

void LineFaults::add(std::uint64_t line, std::string message) {
  ++count;
  if (lines.size() < limits::kErrorsReported) lines.push_back({line, std::move(message)});
}

Result<SubjectSearch> read_subject_search(std::string_view json) {
  TRY(const Node root, codec::parse_json(json));
  if (root.as_table() == nullptr) {
    return fail(RequestFault::malformed, fmt::format("expected an object, found {}", codec::name_of(root.kind())));
  }
  TRY_DO(root.only_keys({"subject", "action", "resource", "context", "page"}));
  SubjectSearch search;
  TRY(const Node* subject, root.allow("subject", NodeKind::table));
  search.every_type = subject == nullptr;
  if (subject != nullptr) {
    TRY_DO(subject->only_keys({"type", "id", "properties"}));  //= AuthZEN 1.0 8.4.1: an id is ignored
    TRY(const Node* type, subject->require("type", NodeKind::string));
    search.asked.subject.type = subject_type(*type->as_string());
    search.question = "subject " + codec::to_json(*type);
  }
  TRY(const Node* action, root.require("action", NodeKind::table));
  TRY_DO(action->only_keys({"name", "properties"}));
  TRY(const Node* name, action->require("name", NodeKind::string));
  search.asked.action = *name->as_string();
  TRY(const Node* resource, root.require("resource", NodeKind::table));
  TRY(search.asked.object, read_object(*resource, search.asked.action));
  TRY(const Node* context, root.allow("context", NodeKind::table));
  if (context != nullptr) TRY_DO(read_context(*context, search.asked));
  search.question += " action " + codec::to_json(*action) + " resource " + codec::to_json(*resource) + " context " +
                     (context == nullptr ? "{}" : codec::to_json(*context));
  TRY(const Node* page, root.allow("page", NodeKind::table));
  if (page != nullptr) {
    TRY(search.page, read_page(*page));
  }
  return search;
}

Result<CatalogueObject> read_catalogue_object(std::string_view json) {
  TRY(const Node root, codec::parse_json(json));
  if (root.as_table() == nullptr) {
    return fail(RequestFault::malformed, fmt::format("expected an object, found {}", codec::name_of(root.kind())));
  }
  CatalogueObject out;
  TRY(out.object, read_object(root, "disclose"));
  out.type = *root.find("type")->as_string();  // read_object has asked for it
  return out;
}

std::string found_to_json(const Found& found) {
  JsonWriter out;
  out.begin_object().key("page").begin_object().member("next_token", found.next_token);
  out.member("count", found.results.size()).end_object();
  out.key("context").begin_object().member("complete", found.next_token.empty()).member("as_of", to_string(found.as_of));
  out.member("revision", found.revision).member("candidates", found.candidates);
  if (!found.label_error.empty()) out.member("label_error", found.label_error);
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

std::string search_refused_to_json(const Error& error) {
  JsonWriter out;
  out.begin_object().key("page").begin_object().member("next_token", "").member("count", 0).end_object();
  out.key("context").begin_object().member("complete", false).key("error").begin_object();
  out.member("status", 400).member("message", error.message).end_object().end_object();
  out.key("results").begin_array().end_array().end_object();
  return out.finish();
}

std::string found_to_text(const Found& found) {
  std::string text = found.question + "\n";
  if (!found.label_error.empty()) text += "  nobody, since its label is not valid: " + found.label_error + "\n";
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
