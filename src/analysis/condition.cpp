#include "analysis/condition.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "analysis/condition_dealings.h"
#include "base/limits.h"

namespace entente::analysis {
namespace {

// The strongest first: what meets, what would with better evidence, what speaks against. Of those that meet the best evidenced
// and oldest, of those that do not the latest.
bool stronger(const Ground& a, const Ground& b) {
  const auto rank = [](const Ground& each) {
    if (each.says == Standing::met) return 0;
    if (each.weak) return 1;
    return each.says == Standing::unmet ? 2 : 3;
  };
  const auto begun = [](const Ground& each) { return each.from ? each.from->latest() : kBeginningOfTime; };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (rank(a) >= 2) return std::tuple(begun(b), a.id) < std::tuple(begun(a), b.id);
  if (a.evidence != b.evidence) return a.evidence > b.evidence;
  if (a.kind == "event" && begun(a) != begun(b)) return begun(a) > begun(b);  // the latest meeting says most
  return std::tuple(begun(a), a.is_under, a.id) <
         std::tuple(begun(b), b.is_under, b.id);  // a treaty before what is made under it
}

// Kleene's: all hold, one fails, or nobody knows.
Standing all_of(const std::vector<Judged>& judged) {
  auto out = judged.empty() ? Standing::unknown : Standing::met;
  for (const auto& each : judged) {
    if (each.standing == Standing::unmet) return Standing::unmet;
    if (each.standing == Standing::unknown) out = Standing::unknown;
  }
  return out;
}

std::size_t count_met(const std::vector<Judged>& judged) {
  return static_cast<std::size_t>(
      std::count_if(judged.begin(), judged.end(), [](const Judged& each) { return each.standing == Standing::met; }));
}

// Nobody is named: so many facts.
Standing counted(const std::vector<Ground>& grounds, std::size_t least) {
  std::size_t met = 0;
  bool against = false;
  bool undecided = false;
  for (const auto& each : grounds) {
    met += each.says == Standing::met ? 1U : 0U;
    against = against || each.says == Standing::unmet;
    undecided = undecided || each.says == Standing::unknown;
  }
  if (met >= least) return Standing::met;
  return against && !undecided && met == 0 ? Standing::unmet : Standing::unknown;
}

}  // namespace

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::unknown:
      return "unknown";
    case Standing::unmet:
      return "unmet";
    case Standing::met:
      return "met";
  }
  return "";
}

Conditions& Conditions::requiring(world::Evidence grade) {
  if (grade == require_) return *this;
  auto& slot = stricter_[grade];
  if (!slot) slot = std::make_unique<Conditions>(world_, grade);
  return *slot;
}

Conditions::Conditions(const world::World& world, world::Evidence require) : world_(world), require_(require), facts_(world) {}
Conditions::~Conditions() = default;

const Dealings& Conditions::dealings(const Asked& asked) {
  auto& slot = dealings_[{asked.party, asked.partner}];
  if (!slot) slot = std::make_unique<Dealings>(dealings_of(world_, require_, asked, asked.partner ? &dealings({asked.party, std::nullopt}) : nullptr));
  return *slot;
}

const std::vector<Instant>& Conditions::instants(const Asked& asked) { return dealings(asked).instants; }

std::vector<PartyId> Conditions::partners(const PartyId& party) const {
  std::set<PartyId> out;
  const Members members(world_, require_);
  for (const auto& each : world_.instruments) {
    const auto is_own = [&](const world::Accession& accession) { return accession.party == party; };
    if (each.kind == world::Kind::national_law || std::none_of(each.parties.begin(), each.parties.end(), is_own)) continue;
    for (const auto& accession : each.parties) out.insert(accession.party);
  }
  for (const auto& each : world_.events) {
    const auto at = each.period.from ? each.period.from->latest() : kBeginningOfTime;
    if (each.host != party && !members.among(each.participants, party, at)) continue;
    if (each.host) out.insert(*each.host);
    for (const auto& id : each.participants) {
      for (auto& member : members.of(id, at)) out.insert(std::move(member));
    }
  }
  out.erase(party);
  const auto has = [&](const world::Party* set, const PartyId& id) {
    return set != nullptr &&
           std::any_of(set->members.begin(), set->members.end(), [&](const auto& each) { return each.member == id; });
  };
  std::erase_if(out, [&](const PartyId& id) {  // nobody is a partner of what it is a member of
    const auto* known = world_.party(id);
    return known == nullptr || known->kind == world::PartyKind::group || has(known, party) || has(world_.party(party), id);
  });
  return {out.begin(), out.end()};
}

std::vector<PartyId> Conditions::named(const world::Condition& condition, const PartyId& party, Instant at) const {
  // Of all of a group whoever may be a member counts, so that weak evidence of a membership asks for no less.
  const Members members(world_, condition.at_least ? require_ : world::Evidence::assumed);
  std::set<PartyId> out;
  for (const auto& each : condition.with) {
    for (auto& id : members.of(each, at)) out.insert(std::move(id));
  }
  out.erase(party);
  std::erase_if(out, [&](const PartyId& id) {
    const auto* known = world_.party(id);
    return known != nullptr && known->kind == world::PartyKind::group;
  });
  return {out.begin(), out.end()};
}

std::vector<Ground> Conditions::requirement_grounds(const world::Condition& condition, const PartyId& party, Instant at) {
  const auto* requirement = condition.of ? facts_.as<world::Requirement>(*condition.of) : nullptr;
  if (requirement == nullptr || depth_ >= limits::kRequirementDepth) return {};
  ++depth_;
  const auto below = judge(*condition.of, party, at);
  --depth_;
  Ground ground;
  ground.says = below.standing;
  ground.kind = "requirement";
  ground.id = condition.of->id + "#" + condition.of->part;
  ground.state = to_string(below.standing);
  ground.text = requirement->text;
  ground.provenance = &requirement->provenance;
  std::optional<world::Evidence> weakest;  // of nothing recorded it is none
  for (const auto& each : below.judged) {
    for (const auto& of : each.grounds) {
      weakest = std::min(weakest.value_or(of.evidence), of.evidence);
      if (of.from && (!ground.from || of.from->latest() > ground.from->latest())) ground.from = of.from;
    }
  }
  ground.evidence = weakest.value_or(world::Evidence::assumed);
  return {ground};
}

std::vector<Ground> Conditions::grounds_of(const world::Condition& condition, const Asked& asked, Instant at) {
  if (condition.test == world::Test::requirement) return requirement_grounds(condition, asked.party, at);
  const bool alone = is_asked_alone(condition.test);
  const Facing facing{condition, dealings(alone ? Asked{asked.party, std::nullopt} : asked), at, require_};
  switch (condition.test) {
    case world::Test::assessment:
      return assessment_grounds(facing);
    case world::Test::instrument:
      return instrument_grounds(facing);
    case world::Test::event:
      return event_grounds(facing);
    case world::Test::membership:
      return membership_grounds(world_, facing);
    case world::Test::participation:
    case world::Test::project:
      return part_grounds(facing);
    case world::Test::candidacy:
      return candidacy_grounds(facing);
    case world::Test::interoperability:
      return interoperability_grounds(facing);
    case world::Test::capability:
      return capability_grounds(facing);
    case world::Test::requirement:
      break;
  }
  return {};
}

Judged Conditions::judge_one(const world::Condition& condition, const Asked& asked, Instant at) {
  Judged out{.condition = &condition, .standing = Standing::unknown, .grounds = {}, .lacking = {}};
  const auto least = static_cast<std::size_t>(std::max<std::int64_t>(condition.at_least.value_or(1), 1));
  if (condition.with.empty()) {
    out.grounds = grounds_of(condition, asked, at);
    std::sort(out.grounds.begin(), out.grounds.end(), stronger);
    out.standing = counted(out.grounds, least);
    const bool disagree = out.standing == Standing::unknown && condition.test == world::Test::assessment;
    if (!disagree && out.grounds.size() > least) out.grounds.resize(least);
    return out;
  }
  const auto each_of = named(condition, asked.party, at);
  std::size_t met = 0;
  std::size_t unknown = 0;
  for (const auto& id : each_of) {
    auto grounds = grounds_of(condition, {asked.party, id}, at);
    const auto standing = counted(grounds, 1);
    met += standing == Standing::met ? 1U : 0U;
    unknown += standing == Standing::unknown ? 1U : 0U;
    if (standing != Standing::met) out.lacking.push_back(id);
    if (grounds.empty()) continue;
    auto& kept = out.grounds.emplace_back(std::move(*std::min_element(grounds.begin(), grounds.end(), stronger)));
    kept.with = id;
  }
  const auto needed = condition.at_least ? least : each_of.size();
  // Nobody has an agreement with itself: where only the party asked about is named, nothing is asked of it.
  const auto& with = condition.with;
  if (std::all_of(with.begin(), with.end(), [&](const PartyId& id) { return id == asked.party; })) out.standing = Standing::met;
  if (each_of.empty()) return out;
  out.standing = met >= needed ? Standing::met : met + unknown >= needed ? Standing::unknown : Standing::unmet;
  return out;
}

Together Conditions::judge(const std::vector<world::Condition>& conditions, const Asked& asked, Instant at) {
  std::vector<Together> ways;
  for (const auto& each : conditions) {
    auto found = std::find_if(ways.begin(), ways.end(), [&](const Together& way) { return way.way == each.way; });
    if (found == ways.end()) found = ways.insert(ways.end(), Together{Standing::unknown, each.way, {}});
    found->judged.push_back(judge_one(each, asked, at));
  }
  Together* nearest = nullptr;
  bool undecided = ways.empty();
  for (auto& way : ways) {
    way.standing = all_of(way.judged);
    undecided = undecided || way.standing == Standing::unknown;
    const auto nearer = [&](const Together& a, const Together& b) {
      if ((a.standing == Standing::met) != (b.standing == Standing::met)) return a.standing == Standing::met;
      return count_met(a.judged) > count_met(b.judged);
    };
    if (nearest == nullptr || nearer(way, *nearest)) nearest = &way;
  }
  if (nearest == nullptr) return {};
  if (nearest->standing != Standing::met) nearest->standing = undecided ? Standing::unknown : Standing::unmet;
  return std::move(*nearest);
}

const std::vector<world::Condition>& Conditions::conditions_of(const world::FactRef& requirement) {
  const auto known = conditions_.find(requirement);
  if (known != conditions_.end()) return known->second;
  std::vector<world::Condition> out;
  if (const auto* found = facts_.as<world::Requirement>(requirement)) {
    out = found->needs;
    if (out.empty()) {
      world::Condition assessed;
      assessed.place = found->provenance.place;
      out.push_back(std::move(assessed));
    }
    for (auto& each : out) {
      if (each.test == world::Test::assessment && !each.of) each.of = requirement;
    }
  }
  return conditions_.emplace(requirement, std::move(out)).first->second;
}

Together Conditions::judge(const world::FactRef& requirement, const PartyId& party, Instant at) {
  return judge(conditions_of(requirement), {party, std::nullopt}, at);
}

bool is_same(const Ground& a, const Ground& b) { return a.kind == b.kind && a.id == b.id && a.state == b.state; }

bool rests_on(const Together& together, const Ground& ground) {
  return std::any_of(together.judged.begin(), together.judged.end(), [&](const Judged& judged) {
    return std::any_of(judged.grounds.begin(), judged.grounds.end(), [&](const Ground& each) { return is_same(each, ground); });
  });
}

}  // namespace entente::analysis
