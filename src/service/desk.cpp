#include "service/desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "decision/sets.h"
#include "format/world_folder.h"

namespace entente::service {
namespace {

constexpr std::size_t kSnapshots = 16;

decision::Decision undecidable(const Error& error, std::size_t rules) {
  decision::Decision decision;
  for (std::size_t rule = 0; rule < rules; ++rule) {
    decision::Reason reason;
    reason.rule = static_cast<decision::Rule>(rule);
    reason.outcome = decision::Outcome::unknown;
    reason.text = error.message;
    decision.reasons.push_back(std::move(reason));
  }
  return decision;
}

}  // namespace

Desk::Desk(world::World world, std::string revision, std::vector<world::Finding> warnings, DeskOptions options)
    : world_(std::move(world)), vouching_(world_), vocabulary_(world_), revision_(std::move(revision)), warnings_(std::move(warnings)), options_(std::move(options)) {}

Result<Desk> Desk::open(const DeskOptions& options) {
  TRY(auto loaded, format::load_world(options.world, options.overlays, options.consents, options.patches));
  if (!loaded.usable) {
    std::string message = "the world does not load";
    for (const auto& finding : loaded.findings) {
      if (finding.severity == world::Severity::error) message += "\n" + world::to_string(finding);
    }
    if (loaded.findings_omitted() > 0) message += fmt::format("\nand {} more", loaded.findings_omitted());
    return fail(Fault::world_unusable, std::move(message));
  }
  std::string revision = crypto::to_string(crypto::sha256(format::canonical_text(loaded.world)));
  return Desk(std::move(loaded.world), std::move(revision), std::move(loaded.findings), options);
}

Result<decision::Snapshot> Desk::snapshot_at(Instant at, std::optional<Instant> known_as_of) {
  for (const auto& cached : cache_) {
    if (cached.known_as_of == known_as_of && cached.snapshot.interval().contains(at)) return cached.snapshot;
  }
  TRY(auto snapshot, decision::Snapshot::compile(world_, {at, known_as_of, options_.require}));
  cache_.push_front(Cached{known_as_of, snapshot});
  if (cache_.size() > kSnapshots) cache_.pop_back();
  return snapshot;
}

UnrecordedDecision Desk::decide(const decision::Request& request, std::optional<Instant> known_as_of) {
  const auto snapshot = snapshot_at(request.time, known_as_of ? known_as_of : options_.known_as_of);
  if (!snapshot) return UnrecordedDecision(undecidable(snapshot.error(), decision::rules_for(request.subject.type)), revision_);
  return UnrecordedDecision(decision::decide(*snapshot, request), revision_);
}

analysis::Remedies Desk::remedies(const decision::Request& request, std::optional<Instant> known_as_of) const {
  return analysis::remedies(world_, {request.time, known_as_of ? known_as_of : options_.known_as_of, options_.require}, request);
}

Result<decision::Verdict> Desk::judge(const decision::Request& request, std::optional<Instant> known_as_of) {
  TRY(const auto snapshot, snapshot_at(request.time, known_as_of ? known_as_of : options_.known_as_of));
  return decision::judge(snapshot, decision::BoundRequest::bind(snapshot, request, decision::Words::none));
}

Result<decision::Population> Desk::population_at(Instant at, std::optional<Instant> asked_known_as_of) {
  const auto known_as_of = asked_known_as_of ? asked_known_as_of : options_.known_as_of;
  if (!everybody_ || everybody_->at != at || everybody_->known_as_of != known_as_of) {
    TRY(const auto snapshot, snapshot_at(at, known_as_of));
    TRY(auto population, decision::Population::compile(snapshot, at));
    everybody_ = Everybody{known_as_of, at, std::move(population)};
  }
  return everybody_->population;
}

Result<const label::Policy*> Desk::policy(const PolicyId& id) const {
  if (const auto* found = world_.policies.find(id)) return found;
  std::vector<std::string> known;
  for (const auto& [name, policy] : world_.policies.policies()) known.push_back(name.value);
  auto near = did_you_mean(id.value, {known.begin(), known.end()});
  if (near.empty()) near = "; known: " + join(known, ", ");
  return fail(Fault::unknown_name, fmt::format("--policy: {} is not a policy of this world{}", quoted(id.value), near));
}

label::Expand Desk::expand_at(Instant at) const {
  return decision::expansion(world_, {at, options_.known_as_of, options_.require});
}

}  // namespace entente::service
