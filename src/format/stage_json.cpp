#include "format/stage_json.h"

#include "format/readiness_json.h"

namespace entente::format {
namespace {

void write_partnership(codec::JsonWriter& json, const analysis::Partnership& each) {
  json.begin_object().member("partner", each.partner.value).member("reached", each.reached);
  if (each.current() != nullptr) json.member("stage", each.current()->stage->id);
  if (each.since) json.member("since", to_string(*each.since));
  if (each.evidence) json.member("evidence", to_string(*each.evidence));
  json.key("stages").begin_array();
  for (const auto& standing : each.stages) {
    json.begin_object().member("id", standing.stage->id).member("state", to_string(standing.together.standing));
    json.member("reached", standing.reached);
    if (standing.since) json.member("since", to_string(*standing.since));
    if (!standing.reached_by.empty()) write_grounds(json, "reached_by", standing.reached_by);
    write_together(json, standing.together, standing.closes);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string stage_json(const StageReport& report) {
  codec::JsonWriter json(codec::JsonLayout::indented);
  json.begin_object().member("party", report.party.value).member("as_of", to_string(report.as_of));
  if (report.known_as_of) json.member("known_as_of", to_string(*report.known_as_of));
  json.member("require", to_string(report.require)).key("model").begin_object();
  json.member("id", report.model.id).member("title", report.model.title).member("source", report.model.provenance.source);
  json.member("evidence", to_string(report.model.provenance.evidence)).key("stages").begin_array();
  for (const auto* stage : stages_in_order(report.model)) {
    json.begin_object().member("id", stage->id).member("title", stage->title).member("text", stage->text).end_object();
  }
  json.end_array().end_object().key("partners").begin_array();
  for (const auto& each : report.partnerships) write_partnership(json, each);
  return json.end_array().member("revision", report.revision).end_object().finish();
}

}  // namespace entente::format
