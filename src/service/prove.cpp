#include "service/prove.h"

#include <fmt/format.h>

#include "analysis/act_prove.h"
#include "base/text.h"
#include "format/assertions.h"

namespace entente::service {

Result<format::ProveReport> prove(const Desk& desk, const std::filesystem::path& file, const ProveSettings& settings) {
  TRY(const auto assertions, format::read_assertions(file));
  format::ProveReport report{desk.world().name, desk.revision(), desk.world().policies, {}, {desk.options().known_as_of, desk.options().require}};
  for (const auto& assertion : assertions) {
    if (settings.progress) settings.progress(report.list.size(), assertions.size());
    const auto began = settings.seconds ? settings.seconds() : 0;
    const analysis::View view{&desk.world(), {assertion.as_of.value_or(settings.as_of), desk.options().known_as_of, desk.options().require}};
    auto proof = assertion.action == "disclose" ? analysis::prove(assertion, view) : analysis::act_prove(assertion, view);
    if (!proof) {
      return tl::unexpected<Error>(Error{proof.error().code, fmt::format("{}: {}: {}", file.generic_string(), quoted(assertion.id), proof.error().message)});
    }
    report.list.push_back({assertion, std::move(*proof), settings.seconds ? settings.seconds() - began : 0});
  }
  return report;
}

}  // namespace entente::service
