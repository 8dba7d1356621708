#include "world/claim_warnings.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "world/claim_outcomes.h"
#include "world/claim_time.h"
#include "world/fact_index.h"
#include "world/statement.h"

namespace entente::world {
namespace {

constexpr std::int64_t kAboutOneTimeDays = 366;  // two claims further apart may both have been right
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kSourcesNamed = 3;  // of one side, in one message

// A judged claim with what it says understood.
struct Said {
  const JudgedClaim* judged = nullptr;
  Statement statement;
};

// "A001-12: "…" (001, 2024-07)".
std::string named(const JudgedClaim& judged) {
  const auto& claim = *judged.claim;
  const auto id = claim.id.empty() ? std::string() : claim.id + ": ";
  return fmt::format("{}\"{}\" ({}{})", id, described(claim), claim.source, judged.said ? ", " + judged.said->text() : "");
}

std::string sources_of(const std::vector<Side>& sides) {
  std::vector<std::string> out;
  std::set<std::string_view> all;
  for (const auto& side : sides) {
    if (all.insert(side.source).second && out.size() < kSourcesNamed) out.push_back(side.source);
  }
  if (out.empty()) return {};
  const auto more = all.size() - out.size();
  return fmt::format(" [{}{}]", join(out, "; "), more > 0 ? fmt::format("; and {} more", more) : "");
}

// Those that can be read, in the same order.
std::vector<Said> understood(const World& world, const std::vector<JudgedClaim>& judged) {
  const FactIndex facts(world);
  std::vector<Said> out;
  for (const auto& each : judged) {
    const auto* party = each.claim->about.empty() ? nullptr : facts.as<Party>(each.claim->about.front());
    auto read = read_statement(*each.claim, party == nullptr ? std::nullopt : std::optional(party->kind));
    if (read.faults.empty()) out.push_back({&each, std::move(read.statement)});
  }
  return out;
}

// --- two sources ---

std::int64_t days_apart(const JudgedClaim& a, const JudgedClaim& b) {
  const auto first = span_of(*a.said);
  const auto second = span_of(*b.said);
  if (meet(first, second)) return 0;
  const auto gap =
      first.last < second.first ? second.first.seconds - first.last.seconds : first.first.seconds - second.last.seconds;
  return gap / kSecondsPerDay;
}

// A hedge admits what comes before.
bool admits(const Statement& statement, StatusValue status) {
  const auto counted = counted_statuses(statement);
  if (std::find(counted.begin(), counted.end(), status) != counted.end()) return true;
  return !statement.hedge.empty() && !counted.empty() && status < counted.front();
}

// No status makes both true.
bool never_both(const Statement& a, const Statement& b) {
  for (std::size_t order = 0; !to_string(static_cast<StatusValue>(order)).empty(); ++order) {
    const auto status = static_cast<StatusValue>(order);
    if (admits(a, status) && admits(b, status)) return false;
  }
  return true;
}

bool incompatible(const Statement& a, const Statement& b) {
  switch (a.form) {
    case Form::opinion:
    case Form::recorded:
    case Form::required:
    case Form::members:
      return false;
    case Form::status:
      if (a.on && b.on && a.statuses == b.statuses) return !meet(span_of(*a.on), span_of(*b.on));
      return never_both(a, b);
    case Form::partner:
      return a.of == b.of && a.party == b.party && never_both(a, b);
    case Form::count:
      return a.hedge.empty() && b.hedge.empty() && a.of == b.of && a.statuses == b.statuses && a.count != b.count;
    case Form::meeting:
      return (!a.word.empty() && !b.word.empty() && a.word != b.word) || (a.party && b.party && *a.party != *b.party);
    case Form::assessment:
    case Form::participation:
      return a.hedge.empty() && b.hedge.empty() && a.party == b.party && a.word != b.word;
    case Form::state:
      return a.hedge.empty() && b.hedge.empty() && a.word != b.word;
  }
  return false;
}

bool disagree(const Said& a, const Said& b) {
  if (a.judged->claim->source == b.judged->claim->source || a.statement.form != b.statement.form) return false;
  if (!a.judged->said || !b.judged->said || days_apart(*a.judged, *b.judged) > kAboutOneTimeDays) return false;
  if (a.judged->held_when_said && b.judged->held_when_said) return false;
  return incompatible(a.statement, b.statement);
}

Disagreement contradicted_first(const JudgedClaim& a, const JudgedClaim& b) {
  const bool swap = b.outcome == Outcome::contradicted && a.outcome != Outcome::contradicted;
  return swap ? Disagreement{&b, &a} : Disagreement{&a, &b};
}

std::vector<Disagreement> pairs_of(const std::vector<Said>& all) {
  std::map<FactRef, std::vector<const Said*>> by_subject;
  for (const auto& said : all) by_subject[said.judged->claim->about.front()].push_back(&said);
  std::vector<Disagreement> out;
  for (const auto& [subject, claims] : by_subject) {
    for (std::size_t i = 0; i < claims.size(); ++i) {
      for (std::size_t j = i + 1; j < claims.size(); ++j) {
        if (out.size() == limits::kErrorsReported) return out;
        if (disagree(*claims[i], *claims[j])) out.push_back(contradicted_first(*claims[i]->judged, *claims[j]->judged));
      }
    }
  }
  return out;
}

class Warnings {
 public:
  Warnings(const World& world, Instant as_of)
      : world_(world), judged_(judge_claims(world, as_of)), said_(understood(world, judged_)) {}

  std::vector<Finding> all() {
    for (const auto& said : said_) of_outcome(said);
    for (const auto& each : pairs_of(said_)) pair(each);
    omissions();
    std::sort(out_.begin(), out_.end(), [](const Finding& a, const Finding& b) {
      return std::tie(a.place.file, a.place.line, a.key, a.message) < std::tie(b.place.file, b.place.line, b.key, b.message);
    });
    return std::move(out_);
  }

 private:
  void warn(const JudgedClaim& judged, std::string_view key, std::string message) {
    out_.push_back(
        {.severity = Severity::warning, .place = judged.claim->place, .key = std::string(key), .message = std::move(message)});
  }

  void of_outcome(const Said& said) {
    const auto& judged = *said.judged;
    const auto record = judged.why + sources_of(judged.against);
    switch (judged.outcome) {
      case Outcome::contradicted:
        return warn(judged, "claim.says", fmt::format("{} is contradicted: {}", named(judged), record));
      case Outcome::superseded:
        return warn(judged, "claim.says", fmt::format("{} is superseded: {}", named(judged), record));
      case Outcome::open:
        if (judged.expected) warn(judged, "claim.says", fmt::format("{} has not come about: {}", named(judged), record));
        return;
      case Outcome::confirmed:
        return;
    }
  }

  // Reported at the one that the facts contradict, if they do.
  void pair(const Disagreement& pair) {
    const auto& first = *pair.first;
    const auto& second = *pair.second;
    warn(first, "claim.says",
         fmt::format("{} disagrees with {}: {} against {}; {}{}", named(first), named(second),
                     quoted(summary(statement_of(first))), quoted(summary(statement_of(second))), first.why,
                     sources_of(first.against)));
  }

  [[nodiscard]] const Statement& statement_of(const JudgedClaim& judged) const {
    return std::find_if(said_.begin(), said_.end(), [&](const Said& said) { return said.judged == &judged; })->statement;
  }

  // --- lists ---

  struct Listing {
    const JudgedClaim* first = nullptr;
    std::set<std::string> has;
  };

  void omissions() {
    std::map<std::tuple<std::string, std::string, std::string>, Listing> listings;  // by source, profile and list
    for (const auto& said : said_) {
      if (said.statement.form != Form::required || said.statement.word.empty()) continue;
      const auto& claim = *said.judged->claim;
      auto& listing = listings[{claim.source, claim.about.front().id, said.statement.word}];
      if (listing.first == nullptr) listing.first = said.judged;
      listing.has.insert(claim.about.front().part);
    }
    for (const auto& [key, listing] : listings) omitted(std::get<1>(key), std::get<2>(key), listing);
  }

  void omitted(const std::string& profile, const std::string& list, const Listing& listing) {
    const auto found =
        std::find_if(world_.profiles.begin(), world_.profiles.end(), [&](const Profile& each) { return each.id == profile; });
    if (found == world_.profiles.end()) return;
    std::vector<std::string> missing;
    std::vector<Side> sides;
    for (const auto& each : found->requirements) {
      if (each.list != list || listing.has.contains(each.id)) continue;
      missing.push_back(each.id);
      sides.push_back(
          {each.id, each.provenance.source.empty() ? found->provenance.source : each.provenance.source, each.provenance.place});
    }
    if (missing.empty()) return;
    std::sort(missing.begin(), missing.end());
    std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) { return a.what < b.what; });
    const auto& claim = *listing.first->claim;
    warn(*listing.first, "claim.says.list",
         fmt::format("{} lists the {} of {} without {}, which the record has{}", claim.source, list, profile, join(missing, ", "),
                     sources_of(sides)));
  }

  const World& world_;
  std::vector<JudgedClaim> judged_;
  std::vector<Said> said_;
  std::vector<Finding> out_;
};

}  // namespace

std::vector<Disagreement> disagreements(const World& world, const std::vector<JudgedClaim>& judged) {
  return pairs_of(understood(world, judged));
}

std::vector<Finding> compare_claims(const World& world, Instant as_of) {
  if (world.claims.empty()) return {};
  return Warnings(world, as_of).all();
}

}  // namespace entente::world
