// In which ways a person, system or facility could come to satisfy the rules about it (docs/semantics.md 3.6).

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "decision/needs_parts.h"

namespace entente::decision {
namespace {

using world::RemedyFact;

std::string key_of(const Asking& asking) { return subject_key(asking.one.who->type, asking.one.who->id); }

Lack about_subject(const Asking& asking, RemedyFact fact, Grade held) {
  Lack lack = Asking::lack(fact, held);
  lack.subject = key_of(asking);
  lack.by = asking.id(asking.one.recipient);
  return lack;
}

// The strongest clearance of the subject that lists a category; without one, or if it is of no level of the world, no level.
HeldLevel read_in(const Asking& asking, const std::string& category) {
  HeldLevel best;
  const auto* subject = asking.tables.subject(asking.request.subject);
  const auto index = asking.tables.category_index.find(category);
  if (index == TextIndex::kNone) return best;
  for (const auto& each : subject->clearances) {
    if (!each.categories.has(index)) continue;
    const Grade better = stronger(best.grade, grade_at(asking.tables, each.period, each.evidence, asking.request.time));
    if (better.kind != best.grade.kind || better.evidence != best.grade.evidence) best = {each.level, better};
  }
  return best;
}

// A clearance that lists it and is only too weak is one record, for its level and for its categories.
Way category_way(const Asking& asking, const std::string& category) {
  const HeldLevel held = read_in(asking, category);
  if (held.grade.counts()) return {};
  const bool of_level = held.grade.exists() && held.level != kNoLevel;
  Lack lack = about_subject(asking, of_level ? RemedyFact::clearance : RemedyFact::category_read_in, held.grade);
  if (of_level) {
    lack.policy = asking.tables.policy_ids[asking.tables.levels[held.level].policy];
    lack.level = asking.tables.levels[held.level].name;
  } else {
    lack.category = category;
  }
  return {lack};
}

}  // namespace

Way clearance_way(const Asking& asking, LevelIndex level) {
  if (!asking.tables.levels[level].asks_clearance) return {};
  HeldLevel best{level, {}};
  for (const auto& each : asking.one.who->clearances) {
    if (!asking.tables.dominates(each.level, level)) continue;
    const Grade better = stronger(best.grade, each.grade);
    if (better.kind != best.grade.kind || better.evidence != best.grade.evidence) best = each;
  }
  if (best.grade.counts()) return {};
  Lack lack = about_subject(asking, RemedyFact::clearance, best.grade);
  const LevelInfo& info = asking.tables.levels[best.level];
  lack.policy = asking.tables.policy_ids[info.policy];
  lack.level = info.name;
  return {lack};
}

// Every restrictive one, and of each policy one of the permissive ones.
std::vector<Way> category_ways(const Asking& asking, bool& cut) {
  std::vector<Way> ways{Way{}};
  std::map<PolicyId, std::vector<Way>> permissive;
  for (const auto& category : asking.label.categories) {
    if (!label::is_read_in(category, asking.tables.policies)) continue;
    Way way = category_way(asking, category.policy.value + ":" + category.name.value);
    if (category.kind == label::CategoryKind::permissive) {
      permissive[category.policy].push_back(std::move(way));
    } else {
      ways = crossed(ways, {way}, cut);
    }
  }
  for (auto& [policy, one_of] : permissive) {
    const bool held = std::any_of(one_of.begin(), one_of.end(), [](const Way& way) { return way.empty(); });
    if (!held) ways = crossed(ways, one_of, cut);
  }
  return ways;
}

std::vector<Way> need_to_know_ways(const Asking& asking) {
  std::vector<Way> ways;
  const SubjectCase& who = *asking.one.who;
  const Object& object = asking.request.object;
  const bool weak = who.need_to_know.exists();
  const auto* subject = asking.tables.subject(asking.request.subject);
  bool asserted = false;
  for (const auto& each : subject->assertions) {
    if (!weak || who.need_by != fmt::format("{} of {}", each.id, asking.tables.subjects[each.by].id)) continue;
    asserted = true;
    Lack lack = about_subject(asking, RemedyFact::need_to_know, who.need_to_know);
    lack.id = each.id;
    ways.push_back({lack});
  }
  if (!asserted && (!object.id.empty() || !object.digest.empty() || !object.communities.empty())) {
    ways.push_back({about_subject(asking, RemedyFact::need_to_know, Grade{})});
  }
  std::set<std::string> communities;
  for (const auto& each : object.communities) communities.insert(each.find(':') == std::string::npos ? "coi:" + each : each);
  for (const auto& each : communities) {
    const bool held = weak && (who.need_by == each || "coi:" + who.need_by == each);
    Lack lack = about_subject(asking, RemedyFact::community, held ? who.need_to_know : Grade{});
    lack.id = held ? who.need_by : each;
    ways.push_back({lack});
  }
  return ways;
}

}  // namespace entente::decision
