#include "format/readiness_json.h"

#include "analysis/condition_words.h"
#include "world/claim_outcomes.h"

namespace entente::format {
namespace {

using analysis::Ground;

void write_ground(codec::JsonWriter& json, const Ground& ground) {
  json.begin_object().member("says", to_string(ground.says)).member("fact", ground.kind).member("id", ground.id);
  if (ground.with) json.member("with", ground.with->value);
  json.member("state", ground.state);
  if (ground.from) json.member("from", ground.from->text());
  json.member("evidence", to_string(ground.evidence));
  if (ground.weak) json.member("weak", true);
  if (!ground.by.empty()) json.member("assessor", ground.by);
  if (!ground.text.empty()) json.member("text", ground.text);
  if (ground.provenance != nullptr) json.member("source", ground.provenance->source);
  json.member("words", in_words(ground)).end_object();
}

void write_texts(codec::JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_requirement(codec::JsonWriter& json, const analysis::RequirementStanding& standing) {
  const auto& requirement = *standing.requirement;
  json.begin_object().member("id", requirement.id).member("area", requirement.area).member("text", requirement.text);
  json.member("state", to_string(standing.together.standing));
  if (standing.since) json.member("since", to_string(*standing.since));
  if (standing.first_recorded) json.member("first_recorded", true);
  if (!standing.reached_by.empty()) write_grounds(json, "reached_by", standing.reached_by);
  write_together(json, standing.together, standing.closes);
  if (!requirement.claims.empty()) write_texts(json, "claims", requirement.claims);
  json.member("source", requirement.provenance.source).end_object();
}

void write_timeline(codec::JsonWriter& json, const analysis::ReadinessTimeline& timeline) {
  json.key("timeline").begin_array();
  for (const auto& each : timeline.changes) {
    json.begin_object().member("at", to_string(each.at)).member("requirement", each.requirement->id);
    json.member("before", to_string(each.before)).member("after", to_string(each.after.standing));
    if (each.first_recorded) json.member("first_recorded", true);
    write_together(json, each.after, each.closes);
    json.end_object();
  }
  json.end_array().key("said").begin_array();
  for (const auto& each : timeline.claims) {
    json.begin_object().member("said", to_string(each.said)).member("requirement", each.requirement->id);
    if (!each.claim->id.empty()) json.member("claim", each.claim->id);
    json.member("source", each.claim->source).member("text", described(*each.claim));
    json.member("state_then", to_string(each.then)).end_object();
  }
  json.end_array();
}

}  // namespace

void write_grounds(codec::JsonWriter& json, std::string_view key, const std::vector<Ground>& grounds) {
  json.key(key).begin_array();
  for (const auto& ground : grounds) write_ground(json, ground);
  json.end_array();
}

void write_together(codec::JsonWriter& json, const analysis::Together& together, const std::vector<analysis::Closing>& closes) {
  if (!together.way.empty()) json.member("way", together.way);
  json.key("because").begin_array();
  for (const auto& judged : together.judged) {
    for (const auto& ground : judged.grounds) write_ground(json, ground);
  }
  json.end_array().key("closes").begin_array();
  for (const auto& each : closes) {
    json.begin_object().member("what", each.what);
    write_texts(json, "actors", each.actors);
    if (!each.record.empty()) json.member("record", each.record);
    json.end_object();
  }
  json.end_array();
}

std::string readiness_json(const ReadinessReport& report) {
  const auto& readiness = report.readiness;
  const auto& profile = *readiness.profile;
  codec::JsonWriter json(codec::JsonLayout::indented);
  json.begin_object().member("party", readiness.party.value).member("profile", profile.id).member("title", profile.title);
  json.member("of", to_string(profile.of)).member("as_of", to_string(report.as_of));
  if (report.known_as_of) json.member("known_as_of", to_string(*report.known_as_of));
  json.member("require", to_string(report.require)).member("total", profile.requirements.size());
  json.member("met", readiness.met).member("unmet", readiness.unmet).member("unknown", readiness.unknown);
  if (readiness.evidence) json.member("evidence", to_string(*readiness.evidence));
  if (readiness.belongs) {
    json.member("member", true).member("member_role", to_string(readiness.belongs->role));
    if (readiness.belongs->since) json.member("member_since", readiness.belongs->since->text());
  }
  json.member("source", profile.provenance.source).key("requirements").begin_array();
  for (const auto& each : readiness.requirements) write_requirement(json, each);
  json.end_array();
  if (report.timeline != nullptr) write_timeline(json, *report.timeline);
  return json.member("revision", report.revision).end_object().finish();
}

}  // namespace entente::format
