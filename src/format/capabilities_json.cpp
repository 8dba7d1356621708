#include "format/capabilities_json.h"

#include "codec/json.h"

namespace entente::format {
namespace {

using codec::JsonWriter;

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_parties(JsonWriter& json, std::string_view key, const std::vector<PartyId>& parties) {
  json.key(key).begin_array();
  for (const auto& each : parties) json.value(each.value);
  json.end_array();
}

void write_sourced(JsonWriter& json, const world::Provenance& provenance) {
  json.member("evidence", to_string(provenance.evidence)).member("source", provenance.source);
}

void write_period(JsonWriter& json, const Period& period) {
  if (period.from) json.member("from", period.from->text());
  if (period.until) json.member("until", period.until->text());
}

// Open.
void begin_capability(JsonWriter& json, const world::Capability& each) {
  json.begin_object().member("id", each.id).member("party", each.party.value).member("kind", to_string(each.kind));
  json.member("area", each.area).member("title", each.title);
  if (each.programme) json.member("programme", to_string(*each.programme));
  write_period(json, each.period);
  write_sourced(json, each.provenance);
}

void write_carrying(JsonWriter& json, const analysis::Carrying& each) {
  json.begin_object().member("action", to_string(each.deed)).member("state", to_string(each.is));
  if (!each.giver.empty()) json.member("from", each.giver.value);
  json.member("to", each.recipient.value);
  if (!each.instrument.empty()) json.member("instrument", each.instrument);
  if (!each.missing.empty() && each.is == analysis::Carriage::blocked) json.member("missing", each.missing);
  if (!each.level.empty()) json.member("level", each.level);
  if (!each.stated.empty()) write_texts(json, "stated", each.stated);
  if (each.is == analysis::Carriage::carried) json.member("evidence", to_string(each.evidence));
  if (!each.why.empty()) json.member("why", each.why);
  if (each.is != analysis::Carriage::unasked) json.member("valid_until", to_string(each.until));
  if (!each.wanting.empty()) {
    json.key("lacks").begin_array();
    for (const auto& wanting : each.wanting) {
      json.begin_object().member("rule", to_string(wanting.rule));
      if (!wanting.facts.empty()) write_texts(json, "facts", wanting.facts);
      if (!wanting.why.empty()) json.member("why", wanting.why);
      write_parties(json, "actors", wanting.actors);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

void write_match(JsonWriter& json, const analysis::CapabilityMatch& match) {
  json.begin_object().member("partner", match.partner.value);
  if (!match.project.empty()) json.member("project", match.project);
  if (match.theirs != nullptr) {
    json.key("has");
    begin_capability(json, *match.theirs);
    json.end_object();
  }
  json.key("carrying").begin_array();
  for (const auto& each : match.carrying) write_carrying(json, each);
  json.end_array().end_object();
}

void write_pair(JsonWriter& json, const analysis::PlatformPair& pair) {
  const auto& each = *pair.record;
  json.begin_object().member("id", each.id);
  write_parties(json, "parties", each.parties);
  write_texts(json, "platforms", each.platforms);
  json.member("standard", each.standard).member("state", to_string(pair.state));
  if (pair.state != each.state) json.member("recorded", to_string(each.state)).member("set_aside", pair.set_aside);
  if (each.on) json.member("on", each.on->text());
  write_sourced(json, each.provenance);
  json.end_object();
}

}  // namespace

std::string capabilities_json(const CapabilitiesReport& report) {
  JsonWriter json(codec::JsonLayout::indented);
  json.begin_object();
  if (report.party) json.member("party", report.party->value);
  json.member("as_of", to_string(report.as_of));
  if (report.known_as_of) json.member("known_as_of", to_string(*report.known_as_of));
  json.member("require", to_string(report.require)).member("holds_until", to_string(report.found.holds_until));
  json.member("left_out", report.found.left_out).key("capabilities").begin_array();
  for (const auto& row : report.found.rows) {
    begin_capability(json, *row.capability);
    json.key("matches").begin_array();
    for (const auto& match : row.matches) write_match(json, match);
    json.end_array().end_object();
  }
  json.end_array().key("interoperability").begin_array();
  for (const auto& pair : report.found.pairs) write_pair(json, pair);
  return json.end_array().member("interoperability_left_out", report.found.unknown_pairs).member("revision", report.revision).end_object().finish();
}

}  // namespace entente::format
