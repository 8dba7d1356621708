#include "service/prove.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/act_prove.h"
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

Result<analysis::Proof> proof_of(const Desk& desk, const analysis::Assertion& assertion, const analysis::View& view) {
  TRY_DO(desk.covers(view.options.at));
  TRY_DO(covers_something(desk.world(), view.options.at));
  return assertion.action == "disclose" ? analysis::prove(assertion, view) : analysis::act_prove(assertion, view);
}

}  // namespace

Result<format::ProveReport> prove(const Desk& desk, const std::filesystem::path& file, const ProveSettings& settings) {
  TRY(const auto assertions, format::read_assertions(file));
  const auto asks = [](const analysis::Assertion& assertion) { return !assertion.as_of; };
  if (std::any_of(assertions.begin(), assertions.end(), asks)) TRY_DO(desk.covers(settings.as_of));
  format::ProveReport report{desk.world().name, desk.revision(), desk.world().policies, {}, {desk.options().known_as_of, desk.options().require, desk.options().granted}};
  for (const auto& assertion : assertions) {
    if (settings.progress) settings.progress(report.list.size(), assertions.size());
    const auto began = settings.seconds ? settings.seconds() : 0;
    const analysis::View view{&desk.world(), {assertion.as_of.value_or(settings.as_of), desk.options().known_as_of, desk.options().require, desk.options().granted}};
    auto proof = proof_of(desk, assertion, view);
    format::ProvedAssertion told{assertion, {}, settings.seconds ? settings.seconds() - began : 0, proof ? "" : proof.error().message};
    if (proof) told.proof = std::move(*proof);
    told.proof.as_of = view.options.at;
    report.list.push_back(std::move(told));
  }
  return report;
}

}  // namespace entente::service
