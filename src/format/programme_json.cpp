#include "format/programme_json.h"

#include <algorithm>

#include "codec/json.h"

namespace entente::format {
namespace {

using analysis::Holding;
using analysis::Settlement;
using codec::JsonWriter;

void write_provenance(JsonWriter& json, const world::World& world, const world::Provenance& provenance) {
  json.member("evidence", to_string(provenance.evidence));
  if (const auto date = analysis::dated(world, provenance)) json.member("dated", date->text());
  json.member("source", provenance.source);
}

void write_parties(JsonWriter& json, std::string_view key, const std::vector<PartyId>& parties) {
  json.key(key).begin_array();
  for (const auto& each : parties) json.value(each.value);
  json.end_array();
}

void write_participation(JsonWriter& json, const world::World& world, const analysis::TakingPart& part) {
  const auto& each = *part.participation;
  json.begin_object().member("role", to_string(each.role));
  if (part.project != nullptr) json.member("project", part.project->id);
  if (each.tier) json.member("tier", *each.tier);
  if (!each.areas.empty()) {
    json.key("areas").begin_array();
    for (const auto& area : each.areas) json.value(area);
    json.end_array();
  }
  if (each.period.from) json.member("from", each.period.from->text());
  if (each.period.until) json.member("until", each.period.until->text());
  write_provenance(json, world, each.provenance);
  json.end_object();
}

void write_holding(JsonWriter& json, const ProgrammeReport& report, const analysis::Participant& participant,
                   const Holding& each) {
  json.begin_object().member("subject", each.subject).member("state", to_string(each.is));
  if (each.participation != nullptr) json.member("tier", *each.participation->tier);
  json.key("because").begin_array();
  for (const auto* term : each.terms) {
    json.begin_object().member("term", term->id).member("text", term->text);
    write_provenance(json, report.world, term->provenance);
    json.end_object();
  }
  json.end_array();
  if (each.is != Settlement::settled) {
    auto actors = report.standing.members;
    if (std::find(actors.begin(), actors.end(), participant.party) == actors.end()) actors.push_back(participant.party);
    write_parties(json, "actors", actors);
  }
  json.end_object();
}

void write_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words) {
  if (words.empty()) return;
  json.key(key).begin_array();
  for (const auto& each : words) json.value(each);
  json.end_array();
}

void write_classified(JsonWriter& json, const analysis::Participant& participant) {
  json.key("classified").begin_array();
  for (const auto& each : participant.classified) {
    json.begin_object().member("of", each.giver.value).member("may_take_part", each.may_take_part).member("has_levels", each.has_levels);
    if (each.level) {
      json.member("level", each.level->level.value).member("instrument", each.level->instrument);
      write_words(json, "stated", each.level->stated);
      json.member("evidence", to_string(each.level->evidence));
    }
    json.end_object();
  }
  json.end_array();
}

void write_clauses(JsonWriter& json, const ProgrammeReport& report) {
  const auto& standing = report.standing;
  json.key("clauses").begin_array();
  for (const auto* each : standing.clauses) {
    json.begin_object().member("clause", standing.under->id.value + "/" + each->id).member("effect", world::to_string(each->effect));
    if (!each->from.empty()) write_parties(json, "from", each->from);
    if (!each->to.empty()) write_parties(json, "to", each->to);
    write_words(json, "items", each->items);
    write_words(json, "activities", each->activities);
    std::vector<std::string> needs;
    for (const auto need : each->needs) needs.emplace_back(world::to_string(need));
    write_words(json, "needs", needs);
    if (each->from_template) json.member("of_every_such_instrument", true);
    json.member("text", each->text);
    write_provenance(json, report.world, each->provenance);
    json.end_object();
  }
  json.end_array().key("exemptions").begin_array();
  for (const auto* each : standing.exemptions) json.value(each->id.value);
  json.end_array();
}

}  // namespace

std::string programme_json(const ProgrammeReport& report) {
  const auto& standing = report.standing;
  const auto& programme = *standing.programme;
  JsonWriter json(codec::JsonLayout::indented);
  json.begin_object().member("programme", programme.id).member("title", programme.title);
  if (programme.under) json.member("under", programme.under->value);
  json.member("as_of", to_string(report.as_of));
  if (report.known_as_of) json.member("known_as_of", to_string(*report.known_as_of));
  json.member("require", to_string(report.require)).member("holds_until", to_string(standing.holds_until));
  json.member("unsettled", standing.unsettled).member("settled", standing.settled).member("unknown", standing.unknown);
  json.key("participants").begin_array();
  for (const auto& each : standing.participants) {
    json.begin_object().member("party", each.party.value).member("excluded", each.excluded);
    json.member("may_take_part", each.may_take_part).key("denied_by").begin_array();
    for (const auto rule : each.denied_by) json.value(decision::to_string(rule));
    json.end_array();
    write_classified(json, each);
    json.key("parts").begin_array();
    for (const auto& part : each.parts) write_participation(json, report.world, part);
    json.end_array().key("subjects").begin_array();
    for (const auto& holding : each.holdings) write_holding(json, report, each, holding);
    json.end_array().end_object();
  }
  json.end_array();
  write_clauses(json, report);
  return json.member("revision", report.revision).end_object().finish();
}

}  // namespace entente::format
