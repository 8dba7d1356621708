#include "format/check_report.h"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "base/counted.h"
#include "base/limits.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/finding_json.h"

namespace entente::format {
namespace {

// A finding where it stands in the document.
struct Placed {
  const label::Finding& finding;
  label::Span span;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_column = 0;
};

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Placed at_mark(const CheckReport& report, const document::CheckedMark& mark, const label::Finding& finding, std::size_t offset) {
  const label::Span span{offset + finding.span.begin_bytes, offset + finding.span.end_bytes};
  const auto before = report.text.substr(mark.span.begin_bytes, span.begin_bytes - mark.span.begin_bytes);
  const auto column = mark.column + characters(before);
  return {finding, span, mark.line, column,
          column + characters(report.text.substr(span.begin_bytes, span.end_bytes - span.begin_bytes))};
}

Placed at_line(const CheckReport& report, const document::LineFinding& line) {
  const auto span = line.finding.span;
  const auto size = characters(report.text.substr(span.begin_bytes, span.end_bytes - span.begin_bytes));
  return {line.finding, span, line.line, line.column, line.column + size};
}

// In the order of the text; those of the whole where their mark stands.
void for_each_finding(const CheckReport& report, const std::function<void(const Placed&)>& take) {
  const auto& check = report.check;
  std::size_t told = 0;  // of `lines`
  const auto tell_lines_before = [&](std::size_t place) {
    for (; told < check.lines.size() && check.lines[told].finding.span.begin_bytes < place; ++told) {
      take(at_line(report, check.lines[told]));
    }
  };
  if (check.marks.empty()) {
    for (const auto& finding : check.whole) take({finding, finding.span, 1, 1, 1});
  }
  for (const auto& mark : check.marks) {
    tell_lines_before(mark.span.begin_bytes);
    for (const auto& finding : check.whole) {
      if (finding.span.begin_bytes == mark.span.begin_bytes) take(at_mark(report, mark, finding, 0));
    }
    for (const auto& finding : check.checks[mark.check].findings) take(at_mark(report, mark, finding, mark.span.begin_bytes));
  }
  tell_lines_before(std::string_view::npos);
}

std::string said_of(const label::Correction& correction) {
  const auto* how = correction.certain ? "" : "perhaps ";
  return correction.text.empty() ? fmt::format("{}leave it out", how) : fmt::format("{}write {}", how, quoted(correction.text));
}

std::string_view name_of(label::Severity severity) { return severity == label::Severity::error ? "error" : "warning"; }

void write_placed(codec::JsonWriter& json, const Placed& placed) {
  json.begin_object().member("line", placed.line).member("column", placed.column).member("end_column", placed.end_column);
  label::Finding finding = placed.finding;
  finding.span = placed.span;
  json.key("finding");
  write_finding(json, finding);
  json.end_object();
}

void write_roll_up(codec::JsonWriter& json, const std::optional<document::RollUp>& roll_up) {
  if (!roll_up) {
    json.null();
    return;
  }
  json.begin_object().key("banner");
  roll_up->banner.empty() ? json.null() : json.value(roll_up->banner);
  json.key("declassify_on");
  roll_up->declassify_on ? json.value(to_short_string(*roll_up->declassify_on)) : json.null();
  json.end_object();
}

}  // namespace

CheckCounts count(const document::DocumentCheck& check) {
  CheckCounts counts;
  std::set<std::uint32_t> different;
  const auto add = [&](const label::Finding& finding) {
    ++(finding.severity == label::Severity::error ? counts.errors : counts.warnings);
  };
  for (const auto& finding : check.whole) add(finding);
  for (const auto& line : check.lines) add(line.finding);
  for (const auto& mark : check.marks) {
    const auto& each = check.checks[mark.check];
    const bool marks = mark.place != document::MarkPlace::inside;
    ++(marks ? counts.marks : counts.examples);
    if (marks) different.insert(mark.check);
    for (const auto& finding : each.findings) add(finding);
    if (each.corrected && each.corrected->certain) ++counts.corrected;
  }
  counts.different = different.size();
  return counts;
}

std::string check_to_text(const CheckReport& report) {
  std::string out;
  std::size_t listed = 0;
  for_each_finding(report, [&](const Placed& placed) {
    if (++listed > limits::kErrorsReported) return;
    const auto& finding = placed.finding;
    out += fmt::format("{}:{}:{}: {}: {} [{}]", report.file, placed.line, placed.column, name_of(finding.severity),
                       finding.message, finding.rule);
    if (finding.correction) out += "; " + said_of(*finding.correction);
    out += '\n';
  });
  if (listed > limits::kErrorsReported) out += fmt::format("and {} more\n", listed - limits::kErrorsReported);
  const auto counts = count(report.check);
  out += fmt::format("{}: {}{}, {} different", report.file, counted(counts.marks, "mark"),
                     report.policy.empty() ? "" : " of " + report.policy.value, counts.different);
  if (counts.examples > 0) out += fmt::format(", and {} inside text", counts.examples);
  out += fmt::format("; {}, {}\n", counted(counts.errors, "error"), counted(counts.warnings, "warning"));
  if (!report.corrected_file.empty()) {
    out += fmt::format("{} corrected in {}\n", counted(counts.corrected, "mark"), report.corrected_file);
  } else if (counts.corrected > 0) {
    out += fmt::format("{} {} a certain correction; --fix writes a copy with {}\n", counted(counts.corrected, "mark"),
                       counts.corrected == 1 ? "has" : "have", counts.corrected == 1 ? "it" : "them");
  }
  return out;
}

void write_check(codec::JsonWriter& json, const CheckReport& report) {
  const auto counts = count(report.check);
  json.begin_object().member("file", report.file).key("policy");
  report.policy.empty() ? json.null() : json.value(report.policy.value);
  json.member("marks", counts.marks)
      .member("different", counts.different)
      .member("examples", counts.examples)
      .member("errors", counts.errors)
      .member("warnings", counts.warnings)
      .key("roll_up");
  write_roll_up(json, report.check.roll_up);
  json.key("declassify");
  report.check.declassify ? json.value(*report.check.declassify) : json.null();
  json.key("findings").begin_array();
  std::size_t listed = 0;
  for_each_finding(report, [&](const Placed& placed) {
    if (++listed <= limits::kErrorsReported) write_placed(json, placed);
  });
  json.end_array().member("omitted", listed - std::min(listed, limits::kErrorsReported));
  if (!report.corrected_file.empty()) json.member("corrected", report.corrected_file);
  json.end_object();
}

void add_check(SarifLog& log, const CheckReport& report) {
  std::size_t listed = 0;
  for_each_finding(report, [&](const Placed& placed) {
    if (++listed > limits::kErrorsReported) return;
    const auto& finding = placed.finding;
    const auto& correction = finding.correction;
    SarifResult result{report.file,
                       finding.rule,
                       name_of(finding.severity),
                       finding.message,
                       {placed.line, placed.column, placed.end_column, placed.span.begin_bytes, placed.span.end_bytes},
                       std::nullopt,
                       {}};
    if (correction && correction->certain) {
      result.fix = correction->text;
      result.fix_words = said_of(*correction);
    } else if (correction) {
      result.message += "; " + said_of(*correction);
    }
    log.add(std::move(result));
  });
}

}  // namespace entente::format
