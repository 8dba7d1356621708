#include "service/prove.h"

#include <fmt/format.h>

#include "analysis/act_prove.h"
#include "base/text.h"
#include "format/assertions.h"

namespace entente::service {
namespace {

// Before anything was agreed everything is denied, and an assertion of that says nothing.
Result<void> covers_something(const world::World& world, Instant at) {
  const world::Status* first = nullptr;
  for (const auto& instrument : world.instruments) {
    for (const auto& status : instrument.statuses) {
      if (first == nullptr || status.from.earliest() < first->from.earliest()) first = &status;
    }
  }
  if (first == nullptr || at >= first->from.earliest()) return {};
  return fail(analysis::Fault::unusable,
              fmt::format("nothing of this world is in force on {}, so it says nothing; the first date of an instrument is {}",
                                                     to_short_string(at), first->from.text()));
}

}  // namespace

Result<format::ProveReport> prove(const Desk& desk, const std::filesystem::path& file, const ProveSettings& settings) {
  TRY(const auto assertions, format::read_assertions(file));
  format::ProveReport report{desk.world().name, desk.revision(), desk.world().policies, {}, {desk.options().known_as_of, desk.options().require, desk.options().granted}};
  for (const auto& assertion : assertions) {
    if (settings.progress) settings.progress(report.list.size(), assertions.size());
    const auto began = settings.seconds ? settings.seconds() : 0;
    const analysis::View view{&desk.world(), {assertion.as_of.value_or(settings.as_of), desk.options().known_as_of, desk.options().require, desk.options().granted}};
    TRY_DO(desk.covers(view.options.at));
    const auto covers = covers_something(desk.world(), view.options.at);
    auto proof = !covers                           ? Result<analysis::Proof>(tl::unexpected<Error>(covers.error()))
                 : assertion.action == "disclose" ? analysis::prove(assertion, view)
                                                  : analysis::act_prove(assertion, view);
    if (!proof) {
      return tl::unexpected<Error>(Error{proof.error().code, fmt::format("{}: {}: {}", file.generic_string(), quoted(assertion.id), proof.error().message)});
    }
    report.list.push_back({assertion, std::move(*proof), settings.seconds ? settings.seconds() - began : 0});
  }
  return report;
}

}  // namespace entente::service
