#include "format/sarif.h"

#include <set>

#include <fmt/format.h>

#include "codec/json.h"
#include "format/rule_words.h"

namespace entente::format {
namespace {

// A URI reference: what is not unreserved or a slash is escaped.
std::string uri_of(std::string_view file) {
  std::string out;
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte | 0x20U) >= 'a' ? (byte | 0x20U) <= 'z' && byte < 0x80 : (byte >= '0' && byte <= '9');
    if (plain || std::string_view("-._~/").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", byte);
    }
  }
  return out;
}

void write_artifact(codec::JsonWriter& json, const std::string& file) {
  json.key("artifactLocation").begin_object().member("uri", uri_of(file)).end_object();
}

void write_region(codec::JsonWriter& json, const SarifRegion& region) {
  json.begin_object().member("startLine", region.line);
  if (region.column != 0) {
    json.member("startColumn", region.column)
        .member("endColumn", region.end_column)
        .member("byteOffset", region.begin_bytes)
        .member("byteLength", region.end_bytes - region.begin_bytes);
  }
  json.end_object();
}

//= SARIF 2.1.0, 3.49: a rule with its description; its page has no address of its own, so its help is text.
void write_rule(codec::JsonWriter& json, const std::string& rule) {
  json.begin_object().member("id", rule).key("shortDescription").begin_object();
  json.member("text", words_of_rule(rule)).end_object().key("help").begin_object();
  json.member("text", fmt::format("Entente, {}", page_of_rule(rule))).end_object().end_object();
}

//= SARIF 2.1.0, 3.55: a fix is a set of replacements in files.
void write_fix(codec::JsonWriter& json, const SarifResult& result) {
  json.key("fixes").begin_array().begin_object();
  json.key("description").begin_object().member("text", result.fix_words).end_object();
  json.key("artifactChanges").begin_array().begin_object();
  write_artifact(json, result.file);
  json.key("replacements").begin_array().begin_object().key("deletedRegion");
  write_region(json, result.region);
  json.key("insertedContent").begin_object().member("text", *result.fix).end_object();
  json.end_object().end_array().end_object().end_array().end_object().end_array();
}

void write_result(codec::JsonWriter& json, const SarifResult& result) {
  json.begin_object().member("ruleId", result.rule).member("level", result.level);
  json.key("message").begin_object().member("text", result.message).end_object();
  json.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
  write_artifact(json, result.file);
  json.key("region");
  write_region(json, result.region);
  json.end_object().end_object().end_array();
  if (result.fix) write_fix(json, result);
  json.end_object();
}

}  // namespace

std::string SarifLog::text(std::string_view version) const {
  std::set<std::string> rules;
  for (const auto& result : results_) rules.insert(result.rule);
  codec::JsonWriter json;
  json.begin_object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0");
  json.key("runs").begin_array().begin_object().key("tool").begin_object().key("driver").begin_object();
  json.member("name", "entente").member("version", version).key("rules").begin_array();
  for (const auto& rule : rules) write_rule(json, rule);
  json.end_array().end_object().end_object().member("columnKind", "unicodeCodePoints");
  if (!unread_.empty()) {  //= SARIF 2.1.0, 3.20.21: what the tool could not do
    json.key("invocations").begin_array().begin_object().member("executionSuccessful", false);
    json.key("toolExecutionNotifications").begin_array();
    for (const auto& [file, message] : unread_) {
      json.begin_object().member("level", "error").key("message").begin_object().member("text", message).end_object();
      json.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
      write_artifact(json, file);
      json.end_object().end_object().end_array().end_object();
    }
    json.end_array().end_object().end_array();
  }
  json.key("results").begin_array();
  for (const auto& result : results_) write_result(json, result);
  json.end_array().end_object().end_array().end_object();
  return json.finish() + "\n";
}

}  // namespace entente::format
