#include "format/finding_json.h"

namespace entente::format {
namespace {

void write_correction(codec::JsonWriter& json, const std::optional<label::Correction>& correction) {
  if (!correction) {
    json.null();
    return;
  }
  json.begin_object().member("text", correction->text).member("certain", correction->certain).end_object();
}

}  // namespace

void write_finding(codec::JsonWriter& json, const label::Finding& finding) {
  json.begin_object()
      .member("rule", finding.rule)
      .member("severity", finding.severity == label::Severity::error ? "error" : "warning")
      .key("span")
      .begin_array()
      .value(finding.span.begin_bytes)
      .value(finding.span.end_bytes)
      .end_array()
      .member("message", finding.message)
      .key("correction");
  write_correction(json, finding.correction);
  json.end_object();
}

void write_marking_check(codec::JsonWriter& json, std::string_view marking, const label::MarkingCheck& check) {
  json.begin_object()
      .member("marking", marking)
      .member("form", check.form == label::MarkForm::banner ? "banner" : "portion")
      .member("valid", !label::has_errors(check.findings))
      .key("findings")
      .begin_array();
  for (const auto& finding : check.findings) write_finding(json, finding);
  json.end_array().key("corrected");
  write_correction(json, check.corrected);
  json.end_object();
}

}  // namespace entente::format
