#include "service/desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/request_limits.h"
#include "base/text.h"
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

// Until when an act is not over.
Instant last_of(const decision::Request& request) {
  const auto& ends = request.object.act.ends;
  const bool may_end = decision::is_act_name(request.action) && ends && *ends >= request.time;
  return may_end ? Instant{ends->seconds + 1} : kEndOfTime;
}

// Behind what is said of the same rule as of now.
void deny(decision::Reason barred, decision::Decision& decision) {
  decision.permit = false;
  decision.obligations.clear();
  decision.evidence = barred.evidence.value_or(world::Evidence::verified);
  const auto after =
      std::find_if(decision.reasons.begin(), decision.reasons.end(), [&](const auto& each) { return each.rule > barred.rule; });
  decision.reasons.insert(after, std::move(barred));
}

// The last date of any permission or of any fact about a person, system or facility: a snapshot holds their dates as they are,
// so they do not bound its interval.
class LastDate {
 public:
  explicit LastDate(const world::World& world) {
    see_all(world.consents);
    see_all(world.waivers);
    see_all(world.licences);
    see_all(world.approvals);
    see_all(world.needs_to_know);
    see_all(world.people);
    for (const auto& each : world.people) {
      see_all(each.clearances);
      see_all(each.belongs);
    }
    for (const auto& each : world.systems) {
      see_all(each.accreditations);
      see_all(each.belongs);
    }
    for (const auto& each : world.facilities) see_all(each.clearances);
    for (const auto& programme : world.programmes) {
      see_all(programme.participants);
      see_all(programme.projects);
      for (const auto& project : programme.projects) see_all(project.participants);
    }
  }
  [[nodiscard]] Instant value() const { return last_; }

 private:
  template <class Fact>
  void see_all(const std::vector<Fact>& facts) {
    for (const auto& each : facts) {
      for (const auto& date : {each.period.from, each.period.until}) {
        if (date) last_ = std::max(last_, date->latest());
      }
    }
  }

  Instant last_ = kBeginningOfTime;
};

// Of a time long before or after all that a world records nothing is known, and that nothing changed is no fact. Where nothing else has a
// date, permissions and facts about persons do.
Result<const decision::Snapshot*> within_facts(const decision::Snapshot& snapshot, Instant at, Instant last_of_persons) {
  constexpr std::int64_t kDaysOfFourYears = 1461;
  constexpr std::int64_t kSecondsOfDay = 86'400;
  constexpr auto kBeyond = static_cast<std::int64_t>(limits::kYearsBeyondFacts) * kDaysOfFourYears / 4 * kSecondsOfDay;
  const Interval interval = snapshot.interval();
  const Instant first = interval.from == kBeginningOfTime ? interval.until : kEndOfTime;  // nothing is recorded before it
  if (first != kEndOfTime && first.seconds - at.seconds > kBeyond)
    return fail(Fault::bad_request,
                fmt::format("{} lies outside this world, whose first change is recorded for {}; the limit is {} years before it",
                            to_short_string(at), to_short_string(first), limits::kYearsBeyondFacts));
  const Instant last = interval.from == kBeginningOfTime ? last_of_persons : interval.from;
  const bool is_last = interval.until == kEndOfTime && last != kBeginningOfTime;
  if (!is_last || at.seconds - last.seconds <= kBeyond) return &snapshot;
  return fail(Fault::bad_request,
              fmt::format("{} lies outside this world, whose last change is recorded for {}; the limit is {} years after it",
                          to_short_string(at), to_short_string(last), limits::kYearsBeyondFacts));
}

}  // namespace

Desk::Desk(format::LoadedWorld loaded, Revision revision, DeskOptions options)
    : world_(std::move(loaded.world)),
      vouching_(world_),
      vocabulary_(world_),
      last_of_persons_(LastDate(world_).value()),
      revision_(std::move(revision)),
      warnings_(std::move(loaded.findings)),
      bytes_(loaded.bytes),
      options_(std::move(options)) {}

Result<void> Desk::usable(const format::LoadedWorld& loaded, std::string what) {
  if (loaded.usable) return {};
  for (const auto& finding : loaded.findings) {
    if (finding.severity == world::Severity::error) what += "\n" + world::to_string(finding);
  }
  if (loaded.findings_omitted() > 0) what += fmt::format("\nand {} more", loaded.findings_omitted());
  return fail(Fault::world_unusable, std::move(what));
}

Result<Desk> Desk::open(const DeskOptions& options) {
  TRY(auto loaded, format::load_world(options.world, options.overlays, options.consents, options.patches));
  TRY_DO(usable(loaded, "the world does not load"));
  Revision revision(loaded.world);
  return Desk(std::move(loaded), std::move(revision), options);
}

Result<Desk> Desk::amended(std::string_view name, std::string_view patch) const {
  auto loaded = format::amend_world(world_, bytes_, name, patch);
  TRY_DO(usable(loaded, "the world is not amended"));
  Revision revision(loaded.world, revision_);
  return Desk(std::move(loaded), std::move(revision), options_);
}

Result<const decision::Snapshot*> Desk::snapshot_at(Instant at, std::optional<Instant> known_as_of) {
  for (const auto& cached : cache_) {
    if (cached.known_as_of == known_as_of && cached.snapshot.interval().contains(at))
      return within_facts(cached.snapshot, at, last_of_persons_);
  }
  TRY(auto snapshot, decision::Snapshot::compile(world_, {at, known_as_of, options_.require}));
  cache_.push_front(Cached{known_as_of, std::move(snapshot)});
  if (cache_.size() > kSnapshots) cache_.pop_back();
  return within_facts(cache_.front().snapshot, at, last_of_persons_);
}

Result<void> Desk::covers(Instant at) const {
  TRY(const auto snapshot, decision::Snapshot::compile(world_, {at, options_.known_as_of, options_.require}));
  TRY_DO(within_facts(snapshot, at, last_of_persons_));
  return {};
}

UnrecordedDecision Desk::decide(const decision::Request& request, std::optional<Instant> known_as_of) {
  const auto snapshot = snapshot_at(request.time, known_as_of ? known_as_of : options_.known_as_of);
  if (!snapshot) return UnrecordedDecision(undecidable(snapshot.error(), decision::rules_for(request.subject.type)), revision());
  auto decision = decision::decide(**snapshot, request);
  if (decision.permit) {
    decision.valid_until = std::min(decision.valid_until, last_of(request));
    if (auto barred = barred_by_dates(request, known_as_of, decision.evidence)) deny(std::move(*barred), decision);
  }
  return UnrecordedDecision(std::move(decision), revision());
}

std::optional<decision::Reason> Desk::barred_by_dates(const decision::Request& request, std::optional<Instant> known_as_of) {
  world::Evidence ignored = world::Evidence::verified;
  return barred_by_dates(request, known_as_of, ignored);
}

std::optional<decision::Reason> Desk::barred_by_dates(const decision::Request& request, std::optional<Instant> known_as_of, world::Evidence& evidence) {
  const auto& act = request.object.act;
  if (!decision::is_act_name(request.action) || (!act.begins && !act.ends)) return std::nullopt;
  if (act.ends && *act.ends < request.time) {
    decision::Reason over;
    over.rule = decision::Rule::legal_basis;
    over.text = fmt::format("it is over: it ended on {}, before {}", to_short_string(*act.ends), to_short_string(request.time));
    return over;
  }
  const auto decided = [&](Instant at, bool of_beginning) {
    auto then = request;
    then.time = at;
    then.of_beginning = of_beginning;
    const auto snapshot = snapshot_at(at, known_as_of ? known_as_of : options_.known_as_of);
    auto decision = snapshot ? decision::decide(**snapshot, then) : undecidable(snapshot.error(), decision::kRules);
    return decision;
  };
  const auto bars = [](const decision::Reason& each) {
    return each.outcome == decision::Outcome::fail || each.outcome == decision::Outcome::unknown;
  };
  const auto of_basis = [&](const decision::Reason& each) { return each.rule == decision::Rule::legal_basis && bars(each); };
  const auto told = [&](decision::Reason reason, std::string_view name, Instant at) {
    reason.text = fmt::format("{} {}: {}", name, to_short_string(at), reason.text);
    return reason;
  };
  if (act.begins && *act.begins < request.time) {  // what was given since then was not there yet
    const auto decision = decided(*act.begins, true);
    const auto carries = [&](const decision::Reason& each) { return (each.rule == decision::Rule::legal_basis || each.rule == decision::Rule::scope) && bars(each); };
    const auto found = std::find_if(decision.reasons.begin(), decision.reasons.end(), carries);
    if (found != decision.reasons.end()) return told(*found, "at its beginning,", *act.begins);
    for (const auto& each : decision.reasons) {
      if (each.rule == decision::Rule::legal_basis && each.evidence) evidence = std::min(evidence, *each.evidence);
    }
  }
  const Instant first = act.begins ? std::max(*act.begins, request.time) : request.time;
  const Instant last = act.ends.value_or(first);
  std::size_t changes = 0;
  for (Instant at = first;;) {
    const auto decision = decided(at, false);
    auto found = std::find_if(decision.reasons.begin(), decision.reasons.end(), of_basis);
    if (found == decision.reasons.end()) found = std::find_if(decision.reasons.begin(), decision.reasons.end(), bars);
    if (found != decision.reasons.end())
      return told(*found, at == act.begins ? "at its beginning," : at == act.ends ? "at its end," : "within its dates, on", at);
    evidence = std::min(evidence, decision.evidence);
    if (at >= last) return std::nullopt;
    if (++changes > limits::kChangesOfAnAct) {
      decision::Reason often;
      often.rule = decision::Rule::legal_basis;
      often.outcome = decision::Outcome::unknown;
      often.text = fmt::format("within its dates what permits it may change more than {} times; ask for shorter ones", limits::kChangesOfAnAct);
      return often;
    }
    at = std::min(last, decision.valid_until);
  }
}

analysis::Remedies Desk::remedies(const decision::Request& request, std::optional<Instant> known_as_of) const {
  return analysis::remedies(world_, {request.time, known_as_of ? known_as_of : options_.known_as_of, options_.require}, request);
}

Result<decision::Verdict> Desk::judge(const decision::Request& request, std::optional<Instant> known_as_of) {
  TRY(const auto* const snapshot, snapshot_at(request.time, known_as_of ? known_as_of : options_.known_as_of));
  auto verdict = decision::judge(*snapshot, request);
  if (!verdict.permit || !decision::is_act_name(request.action)) return verdict;
  verdict.valid_until = std::min(verdict.valid_until, last_of(request));
  if (const auto barred = barred_by_dates(request, known_as_of, verdict.evidence)) {
    verdict.permit = false;
    verdict.rule = barred->rule;
    verdict.evidence = barred->evidence.value_or(world::Evidence::verified);
  }
  return verdict;
}

bool Desk::is_asked_as_of(const PartyId& set, const PartyId& party, Instant at, std::optional<Instant> known_as_of) {
  const auto snapshot = snapshot_at(at, known_as_of ? known_as_of : options_.known_as_of);
  return !snapshot || decision::is_asked_as_of(**snapshot, set, party, at);
}

Result<decision::Population> Desk::population_at(Instant at, std::optional<Instant> asked_known_as_of) {
  const auto known_as_of = asked_known_as_of ? asked_known_as_of : options_.known_as_of;
  if (!everybody_ || everybody_->at != at || everybody_->known_as_of != known_as_of) {
    TRY(const auto* const snapshot, snapshot_at(at, known_as_of));
    TRY(auto population, decision::Population::compile(*snapshot, at));
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
  return decision::expansion_in_marks(world_, {at, options_.known_as_of, options_.require});
}

label::Expand Desk::listed_at(Instant at, std::optional<Instant> known_as_of, world::Evidence require) const {
  return decision::listed_in_marks(world_, {at, known_as_of, require});
}

}  // namespace entente::service
