#include "format/ism_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/counted.h"
#include "base/limits.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/ism_json.h"
#include "format/ism_xml.h"
#include "format/label_file.h"

namespace entente::format {
namespace {

std::string_view word_of(label::Severity severity) { return severity == label::Severity::error ? "error" : "warning"; }

IsmCheck of_one(const label::IsmAttributes& attributes) {
  IsmCheck out{.is_document = false, .elements = 1, .findings = {}};
  for (auto& finding : label::ism_findings(attributes)) out.findings.push_back({1, std::move(finding)});
  return out;
}

std::string said_of(const label::IsmFinding& finding) {
  const auto value = finding.value ? "=" + quoted(*finding.value) : std::string();
  return fmt::format("{}{}: {}", label::name_of(finding.attribute), value, finding.message);
}

std::string written_instead(const label::IsmFinding& finding, std::string_view before) {
  if (!finding.fixed) return {};
  const auto values = join(*finding.fixed, " ");
  if (values.empty()) return fmt::format("{}leave it out", before);
  return fmt::format("{}write {}=\"{}\"", before, label::name_of(finding.attribute), values);
}

std::string line_of(const PlacedIsmFinding& placed, std::string_view file) {
  const auto& finding = placed.finding;
  return fmt::format("{}:{}: {} {}: {}{}\n", file, placed.line, word_of(finding.severity), finding.rule, said_of(finding),
                     written_instead(finding, "\n  "));
}

}  // namespace

std::size_t IsmCheck::count(label::Severity severity) const {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(),
                                                [&](const PlacedIsmFinding& each) { return each.finding.severity == severity; }));
}

Result<IsmCheck> check_ism(std::string_view bytes) {
  if (label_bytes(bytes) != LabelBytes::xml) {
    TRY(const auto attributes, read_ism_json(bytes));
    return of_one(attributes);
  }
  TRY(const auto elements, read_ism_elements(bytes));
  if (elements.empty())
    return fail(IsmFault::malformed, fmt::format("no element has an attribute of ISM (namespace `{}`)", kIsmNamespace));
  IsmCheck out{.is_document = true, .elements = elements.size(), .findings = {}};
  const auto whole = resource_of(elements);
  if (whole == elements.size()) {
    out.is_document = false;
    for (const auto& element : elements) {
      for (auto& finding : label::ism_findings(element.attributes)) out.findings.push_back({element.line, std::move(finding)});
    }
    return out;
  }
  for (auto& finding : label::ism_findings(document_of(elements, whole))) {
    const auto portion = finding.portion ? *finding.portion + (*finding.portion < whole ? 0U : 1U) : whole;
    out.findings.push_back({elements[portion].line, std::move(finding)});
  }
  return out;
}

std::string ism_check_to_text(const IsmCheck& check, std::string_view file) {
  std::string out;
  const auto shown = std::min(check.findings.size(), limits::kErrorsReported);
  for (std::size_t i = 0; i < shown; ++i) out += line_of(check.findings[i], file);
  if (shown < check.findings.size()) out += fmt::format("and {} more\n", check.findings.size() - shown);
  return out + fmt::format("{}: {}, {} in {}\n", file, counted(check.count(label::Severity::error), "error"),
                           counted(check.count(label::Severity::warning), "warning"), counted(check.elements, "element"));
}

void write_ism_check(codec::JsonWriter& json, const IsmCheck& check, std::string_view file) {
  json.begin_object().member("file", file).member("document", check.is_document);
  json.key("elements").value(static_cast<std::int64_t>(check.elements));
  json.key("errors").value(static_cast<std::int64_t>(check.count(label::Severity::error)));
  json.key("warnings").value(static_cast<std::int64_t>(check.count(label::Severity::warning)));
  json.key("findings").begin_array();
  const auto shown = std::min(check.findings.size(), limits::kErrorsReported);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [line, finding] = check.findings[i];
    json.begin_object().member("rule", finding.rule).member("severity", word_of(finding.severity));
    json.key("line").value(static_cast<std::int64_t>(line));
    if (finding.portion) json.key("portion").value(static_cast<std::int64_t>(*finding.portion));
    json.member("attribute", label::name_of(finding.attribute));
    if (finding.value) json.member("value", *finding.value);
    json.member("message", finding.message);
    if (finding.fixed) json.member("write", join(*finding.fixed, " "));
    json.end_object();
  }
  json.end_array().end_object();
}

// The place is a line, so nothing is a fix.
void add_ism_check(SarifLog& log, const IsmCheck& check, std::string_view file) {
  const auto shown = std::min(check.findings.size(), limits::kErrorsReported);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [line, finding] = check.findings[i];
    log.add({std::string(file),
             std::string(finding.rule),
             word_of(finding.severity),
             said_of(finding) + written_instead(finding, "; "),
             SarifRegion{.line = line},
             std::nullopt,
             {}});
  }
}

}  // namespace entente::format
