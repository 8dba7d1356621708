// `entente label check`: one marking, said with its findings under the text, as a compiler does.
#include <algorithm>
#include <cstdio>
#include <iterator>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"
#include "commands.h"
#include "format/finding_json.h"
#include "label/check_marking.h"
#include "service/desk.h"
#include "service/level_dates.h"

namespace entente::app {
namespace {

std::string_view name_of(label::Severity severity) { return severity == label::Severity::error ? "error" : "warning"; }

// Carets below what the finding is about; one at least, for what is missing.
std::string carets(std::string_view text, label::Span span) {
  const auto before = display_width(text.substr(0, span.begin_bytes));
  const auto size = display_width(text.substr(span.begin_bytes, span.end_bytes - span.begin_bytes));
  return std::string(before, ' ') + std::string(std::max<std::size_t>(size, 1), '^');
}

std::string text_of(std::string_view marking, const label::MarkingCheck& check) {
  std::string out = fmt::format("{}\n", marking);
  for (const auto& finding : check.findings) {
    out +=
        fmt::format("{}\n  {} {}: {}\n", carets(marking, finding.span), name_of(finding.severity), finding.rule, finding.message);
    if (!finding.correction) continue;
    const auto& text = finding.correction->text;
    out += text.empty() ? fmt::format("  leave it out{}\n", finding.correction->certain ? "" : ", perhaps")
                        : fmt::format("  {} {}\n", finding.correction->certain ? "write" : "perhaps", quoted(text));
  }
  if (check.findings.empty()) return out + "  nothing to correct\n";
  if (check.corrected)
    out += fmt::format("{} {}\n", check.corrected->certain ? "corrected:" : "perhaps:  ", check.corrected->text);
  return out;
}

}  // namespace

ExitCode run(const LabelCheckCommand& command) {
  auto desk = service::Desk::open(
      {command.settings.world, command.settings.overlays, {}, command.settings.known_as_of, command.settings.require});
  if (!desk) return report(desk.error());
  const auto policy = desk->policy(PolicyId(command.policy));
  if (!policy) return report(policy.error());
  const auto members = desk->expand_at(command.settings.as_of);
  auto check = label::check_marking(command.marking, **policy, desk->world().policies,
                                    {command.form, nullptr, &members, command.settings.as_of});
  if (check.label) {
    const label::Span whole{0, command.marking.size()};
    auto dated = service::level_date_findings(desk->world(), *check.label, whole, command.settings.as_of);
    std::move(dated.begin(), dated.end(), std::back_inserter(check.findings));
  }
  std::string out;
  if (command.settings.format == Format::json) {
    codec::JsonWriter json;
    format::write_marking_check(json, command.marking, check);
    out = json.finish() + "\n";
  } else {
    out = text_of(command.marking, check);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return label::has_errors(check.findings) ? ExitCode::found : ExitCode::success;
}

}  // namespace entente::app
