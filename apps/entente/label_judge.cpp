// `entente label check --spif`: a label or a marking under the policy of a file, and the standard's decision on a clearance.
#include <cstdio>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"
#include "commands.h"
#include "format/finding_json.h"
#include "label/spif_label.h"
#include "label_spif.h"

namespace entente::app {
namespace {

struct Checked {
  PolicyFile policy;
  std::optional<label::SpifLabel> label;  // as far as it could be read
  std::string text;                       // the marking that was checked; empty for a file
  std::vector<label::Finding> findings;
  std::string marking;
  std::string clearance;  // its marking
  std::optional<label::Access> access;
};

// A name that the policy does not know, as a finding of the rule that it breaks.
label::Finding finding_of(const Error& error) {
  const bool of_policy = error.code == Code(label::Fault::unknown_policy) || error.code == Code(label::Fault::contradiction);
  const auto* rule = of_policy                                         ? "SPIF-POLICY"
                     : error.code == Code(label::Fault::unknown_level) ? "SPIF-CLASSIFICATION"
                                                                       : "SPIF-CATEGORY";
  return {rule, label::Severity::error, {}, error.message, std::nullopt};
}

Result<void> read_label(const LabelJudgeCommand& command, Checked& out) {
  std::error_code ignored;
  label::SpifSpans spans;
  if (std::filesystem::exists(command.what, ignored)) {
    TRY(const auto file, read_label_file(command.what));
    auto resolved = in_terms_of(out.policy, file.label);
    if (resolved) {
      out.label = std::move(*resolved);
    } else {
      out.findings.push_back(finding_of(resolved.error()));
    }
  } else {
    out.text = command.what;
    auto read = read_marking(out.policy, command.what, command.language, Parts::as_tokens);
    out.findings = std::move(read.reading.findings);
    out.marking = std::move(read.marking);
    spans = std::move(read.reading.spans);
    if (!label::has_errors(out.findings)) out.label = std::move(read.reading.label);
  }
  if (!out.label) return {};
  const auto& spif = out.policy.spif;
  for (auto& finding : label::validity(spif, *out.label, command.settings.as_of, spans))
    out.findings.push_back(std::move(finding));
  if (out.marking.empty())
    out.marking = label::spif_marking(spif, *out.label, {command.language, label::MarkingCode::page_top}).value_or("");
  return {};
}

Result<Checked> check(const LabelJudgeCommand& command) {
  Checked out;
  TRY(out.policy, read_policy(command.spif, command.settings));
  TRY_DO(read_label(command, out));
  if (!command.clearance) return out;
  TRY(const auto any, read_clearance_file(*command.clearance));
  const auto clearance = format::in_terms_of(out.policy.spif, any);
  const label::MarkingStyle style{command.language, label::MarkingCode::page_top};
  if (clearance) out.clearance = label::clearance_marking(out.policy.spif, *clearance, style).value_or("");
  if (!out.label || label::has_errors(out.findings)) return out;  // who may see it does not matter then
  if (clearance) {
    const auto decide = out.text.empty() ? label::decide_access : label::decide_access_on_text;
    out.access = decide(out.policy.spif, *out.label, *clearance, command.settings.as_of);
  } else {
    const bool of_other = clearance.error().code == Code(label::Fault::unknown_policy) ||
                          clearance.error().code == Code(label::Fault::contradiction);
    const auto* rule = of_other ? "SPIF-ACCESS-POLICY" : "SPIF-ACCESS-CLEARANCE";
    out.access = label::Access{false, {{rule, label::Severity::error, {}, clearance.error().message, std::nullopt}}};
  }
  return out;
}

// As the policy writes it; empty: it names none.
std::string colour_of(const Checked& checked) {
  if (!checked.label) return {};
  for (const auto& each : checked.policy.spif.classifications) {
    if (each.lacv == checked.label->classification) return each.color;
  }
  return {};
}

void write_findings(codec::JsonWriter& json, const std::vector<label::Finding>& findings) {
  json.begin_array();
  for (const auto& each : findings) format::write_finding(json, each);
  json.end_array();
}

std::string json_of(const Checked& checked) {
  codec::JsonWriter json;
  json.begin_object().member("policy", checked.policy.spif.name).member("valid", !label::has_errors(checked.findings));
  if (!checked.marking.empty()) json.member("marking", checked.marking);
  if (const auto colour = colour_of(checked); !colour.empty()) json.member("color", colour);
  if (!checked.clearance.empty()) json.member("clearance", checked.clearance);
  write_findings(json.key("findings"), checked.findings);
  if (checked.access) {
    json.key("access").begin_object().member("allowed", checked.access->allowed);
    write_findings(json.key("reasons"), checked.access->reasons);
    json.end_object();
  }
  return json.end_object().finish() + "\n";
}

std::string line_of(const label::Finding& finding, const std::string& text) {
  std::string place;
  if (!text.empty() && finding.span.end_bytes <= text.size()) {
    const auto size = finding.span.end_bytes - finding.span.begin_bytes;
    place = fmt::format(" at {}-{} {}", finding.span.begin_bytes, finding.span.end_bytes,
                        quoted(std::string_view(text).substr(finding.span.begin_bytes, size)));
  }
  return fmt::format("{}{}: {}{}\n", finding.rule, place, finding.message,
                     finding.severity == label::Severity::warning ? " (warning)" : "");
}

std::string text_of(const Checked& checked) {
  auto out = fmt::format("{} under {}\n", label::has_errors(checked.findings) ? "not valid" : "valid", checked.policy.spif.name);
  for (const auto& finding : checked.findings) out += line_of(finding, checked.text);
  if (!checked.marking.empty()) out += fmt::format("marking    {}\n", checked.marking);
  if (const auto colour = colour_of(checked); !colour.empty()) out += fmt::format("colour     {}\n", colour);
  if (!checked.clearance.empty()) out += fmt::format("clearance  {}\n", checked.clearance);
  if (!checked.access) return out;
  out += fmt::format("access     {}\n", checked.access->allowed ? "allowed" : "denied");
  for (const auto& reason : checked.access->reasons) out += line_of(reason, "");
  return out;
}

}  // namespace

ExitCode run(const LabelJudgeCommand& command) {
  const auto checked = check(command);
  if (!checked) return report(checked.error());
  const auto out = command.settings.format == Format::json ? json_of(*checked) : text_of(*checked);
  std::fwrite(out.data(), 1, out.size(), stdout);
  if (label::has_errors(checked->findings)) return ExitCode::found;
  return checked->access && !checked->access->allowed ? ExitCode::denied : ExitCode::success;
}

}  // namespace entente::app
