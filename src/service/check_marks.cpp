#include "service/check_marks.h"

#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "document/found_marks.h"
#include "format/check_report.h"
#include "service/level_dates.h"

namespace entente::service {
namespace {

Result<const label::Policy*> policy_of(const Desk& desk, const CheckMarksOptions& options, std::string_view text) {
  if (options.policy) return desk.policy(*options.policy);
  return document::system_of(text, desk.world().policies);
}

// Of each different mark once, where it stands first.
void add_level_dates(const world::World& world, Instant as_of, document::DocumentCheck& check) {
  std::vector<char> seen(check.checks.size(), 0);
  for (const auto& mark : check.marks) {
    if (std::exchange(seen[mark.check], 1) != 0) continue;
    auto& one = check.checks[mark.check];
    if (!one.label) continue;
    const label::Span whole{0, mark.span.end_bytes - mark.span.begin_bytes};
    auto findings = level_date_findings(world, *one.label, whole, as_of);
    std::move(findings.begin(), findings.end(), std::back_inserter(one.findings));
  }
}

}  // namespace

Result<CheckMarksReport> check_marks(const Desk& desk, const CheckMarksOptions& options) {
  const auto in_file = [&](const Error& error) {
    return tl::unexpected<Error>(Error{error.code, quoted(options.file.string()) + ": " + error.message});
  };
  CheckMarksReport report;
  TRY(report.text, codec::read_file(options.file, limits::kDocumentBytes));
  const auto broken = first_invalid_utf8(report.text);
  if (broken != std::string_view::npos || report.text.find('\0') != std::string::npos) {
    return in_file(Error{Code(Fault::bad_request), "not a text in UTF-8"});
  }
  const auto policy = policy_of(desk, options, report.text);
  // Then it does not matter whose marks are looked for.
  if (!policy && !options.policy && document::is_unmarked(report.text, desk.world().policies)) {
    report.check.whole.push_back(
        {"MARK-whole", label::Severity::warning, {0, 0}, "no mark of any system stands in the document", std::nullopt});
    return report;
  }
  if (!policy) return in_file(policy.error());
  report.policy = (*policy)->id;
  auto check = document::check_document(report.text, **policy, desk.world().policies, desk.expand_at(options.as_of),
                                        options.declassify, options.as_of);
  if (!check) return in_file(check.error());
  report.check = std::move(*check);
  add_level_dates(desk.world(), options.as_of, report.check);
  if (!options.corrected || format::count(report.check).corrected == 0) return report;
  TRY_DO(codec::write_file_atomically(*options.corrected, document::corrected(report.text, report.check),
                                      options.force ? codec::Overwrite::allow : codec::Overwrite::refuse,
                                      codec::FileMode::owner_only));
  report.written = true;
  return report;
}

}  // namespace entente::service
