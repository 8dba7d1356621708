// The grants of one grade or better that count at the request's time, for one recipient: docs/semantics.md 1, as straight loops.
// What disclosures (question.h) and the other actions (needs.h, act_rules.h) both ask. See reference.h.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "reference/person_rules.h"

namespace entente::reference {

using decision::Rule, label::Policy, world::Evidence, world::Instrument, world::PartyKind, world::World;
using Is = decision::Outcome;
// How a thing is so: by its weakest grant relied on, of several ways the strongest; nothing: it is not so.
using Way = std::optional<Evidence>;
struct Finding {
  Is is = Is::fail;
  Evidence evidence = Evidence::verified;
  std::optional<LevelName> mapped = std::nullopt;
};
inline bool any(const auto& list, auto test) { return std::any_of(list.begin(), list.end(), test); }
inline bool has(const auto& list, const auto& value) { return std::find(list.begin(), list.end(), value) != list.end(); }
inline bool shares(const auto& list, const auto& other) {
  return any(list, [&](const auto& each) { return has(other, each); });
}
inline Finding pass_by(Way way) { return way ? Finding{Is::pass, *way} : Finding{Is::fail}; }
inline Way way_of(const Finding& finding) { return finding.is == Is::pass ? Way(finding.evidence) : Way(); }
inline bool is_bad(const Finding& finding) { return finding.is == Is::fail || finding.is == Is::unknown; }
// Both are needed; one of them is enough.
inline Finding worse(const Finding& a, const Finding& b) { return {std::min(a.is, b.is), std::min(a.evidence, b.evidence)}; }
inline Finding better(const Finding& a, const Finding& b) {
  return std::tie(a.is, a.evidence) < std::tie(b.is, b.evidence) ? b : a;
}
// 1.2. Reading: `not-applicable` stays, and over all grades only `pass` makes an `unknown`.
inline Finding graded(const Finding& counting, const Finding& every_grade) {
  return is_bad(counting) && every_grade.is == Is::pass ? Finding{Is::unknown} : counting;
}
// 4.0: the list has the item's word or, of what the item is besides, one that it speaks of.
inline bool speaks_of(const World& world, const std::vector<std::string>& list, const std::string& item) {
  const auto is_one = [&](const world::Item& each) {
    return each.word == item && any(each.is, [&](const std::string& broader) { return speaks_of(world, list, broader); });
  };
  return has(list, item) || any(world.items, is_one);
}
// 1.6: how `to` is reached from `from` along the memberships that `counts` admits, of parties of the kind `opened` or below it.
inline Way reach(const World& world, const PartyId& from, const PartyId& to, auto counts,
                 PartyKind opened = PartyKind::organisation, int depth = 0) {
  Way best = from == to ? Way(Evidence::verified) : Way();
  const world::Party* party = world.party(from);
  if (party == nullptr || party->kind > opened || depth == 16) return best;
  for (const auto& each : party->members) {
    const Way further = counts(each) ? reach(world, each.member, to, counts, opened, depth + 1) : Way();
    best = std::max(best, std::min(further, Way(each.provenance.evidence)));
  }
  return best;
}
// 1.6, as a recipient: membership restricts, on any evidence, known or not.
inline bool must_include(const World& world, const PartyId& group, const PartyId& nation, Instant time,
                         PartyKind opened = PartyKind::organisation) {
  return reach(world, group, nation, [&](auto& each) { return as_restriction(each.period).contains(time); }, opened).has_value();
}
inline bool dominates(const Policy* policy, const LevelName& high, const LevelName& low) {
  if (policy == nullptr || policy->level(high) == nullptr || policy->level(low) == nullptr) return false;
  const label::Level &above = *policy->level(high), &below = *policy->level(low);
  return high == low || (above.comparable && below.comparable && above.hierarchy >= below.hierarchy);
}
inline bool grants(const auto& fact, const Options& options, Evidence floor, Instant at) {  // 1.1 to 1.3
  const auto& start = fact.provenance.known ? fact.provenance.known : fact.period.from;
  return as_grant(fact.period).contains(at) && fact.provenance.evidence >= floor &&
         (!options.known_as_of || !start || start->latest() <= *options.known_as_of);
}

// One recipient r, and the grants that count: those of `floor` or better.
struct Counting {
  const World& world;
  const Options& options;
  const decision::Request& request;
  PartyId r;
  Evidence floor;
  const Insider* who = nullptr;  // the person, system or facility for which r vouches

  bool grants(const auto& fact, Instant at) const { return reference::grants(fact, options, floor, at); }
  bool restricts(const auto& fact) const {
    const auto& known = fact.provenance.known;
    return as_restriction(fact.period).contains(request.time) &&
           (!options.known_as_of || !known || known->earliest() <= *options.known_as_of);
  }
  Way strongest(const auto& facts, auto way_by) const {  // of the grants that count at T
    Way best;
    for (const auto& each : facts) {
      if (grants(each, request.time)) best = std::max(best, std::min(Way(way_by(each)), Way(each.provenance.evidence)));
    }
    return best;
  }
  Way reaches(const std::vector<PartyId>& list, const PartyId& whom, std::optional<Instant> at = {}) const {
    const auto counts = [&](auto& each) { return grants(each, at.value_or(request.time)); };
    Way best;
    for (const PartyId& id : list) best = std::max(best, reach(world, id, whom, counts));
    return best;
  }
  Way reaches(const std::vector<PartyId>& list, std::optional<Instant> at = {}) const {  // 1.6: a releasable set has r
    return reaches(list, r, at);
  }
  Way stands_for(const PartyId& group, const PartyId& whom) const {  // 4.4: a group for its members, an organisation for itself
    return reach(world, group, whom, [&](auto& each) { return grants(each, request.time); }, PartyKind::group);
  }
  bool fits(const std::vector<std::string>& objects) const {  // 3.2: some name the object, by its name or its digest
    const std::string& id = request.object.id;
    const auto digest = [](const std::string& object) { return object.starts_with("sha256:"); };
    const auto name = [&](const std::string& object) { return !digest(object); };
    const auto is_it = [&](const std::string& object) {
      return name(object) && (object == id || object == id.substr(0, id.find('#')));
    };
    const bool called = any(objects, is_it) || !any(objects, name);
    const bool same = has(objects, request.object.digest) || !any(objects, digest);
    return !objects.empty() && called && same;
  }
  bool for_this_purpose(const std::vector<std::string>& purposes) const {
    return purposes.empty() || has(purposes, request.purpose);
  }
  bool is_over(const Instrument& instrument, Instant entry) const {  // 1.4: years count from the entry's start
    if (!instrument.duration) return false;
    const auto& [years, until, renewal, renewal_years, days, months, provenance] = *instrument.duration;
    if (renewal && (*renewal == world::Renewal::automatic || *renewal == world::Renewal::indefinite)) return false;
    const auto day = PartialDate::parse(to_short_string(entry));
    if (until) return request.time >= until->earliest();
    return years && request.time >= day->years_later(static_cast<int>(*years)).earliest();
  }
  // 1.4: the entry with the greatest (start, order), where some states grant and every other restricts; of equals the stronger.
  auto state(const auto& entries, auto is_grant) const {
    std::optional<std::tuple<Instant, decltype(entries.front().value), Way>> last;
    for (const auto& each : entries) {
      const world::Withdrawal fact{{}, {each.from, std::nullopt}, each.provenance};
      const bool grant = is_grant(each.value);
      const std::tuple entry(grant ? each.from.latest() : each.from.earliest(), each.value, Way(each.provenance.evidence));
      if (grant ? grants(fact, request.time) : restricts(fact)) last = std::max(last, std::optional(entry));
    }
    return last;
  }
  Way in_force(const Instrument& instrument) const {
    const auto is_grant = [](world::StatusValue value) { return value == world::StatusValue::in_force; };
    const auto last = state(instrument.statuses, is_grant);
    return last && is_grant(std::get<1>(*last)) && !is_over(instrument, std::get<0>(*last)) ? std::get<2>(*last) : Way();
  }
  Way acceded(const Instrument& instrument, const PartyId& id) const {
    Way way = strongest(instrument.parties, [&](auto& each) { return each.party == id ? Way(Evidence::verified) : Way(); });
    for (const auto& each : instrument.withdrawals) {
      if (each.party == id && restricts(each))
        way = std::min(way, std::max(given_anew(instrument, each), Way(Evidence::assumed)));
    }
    return way;
  }
  // 3.3: what counts under the grade that is required, whatever grade is looked at.
  Way given_anew(const Instrument& instrument, const world::Withdrawal& withdrawal) const {
    Way best;
    for (const auto& each : world.assurances) {
      const bool later = each.period.from && as_grant(each.period).from >= as_restriction(withdrawal.period).from;
      const bool counts = later && reference::grants(each, options, options.require, request.time);
      if (each.by == withdrawal.party && each.under == instrument.id && counts)
        best = std::max(best, Way(each.provenance.evidence));
    }
    return best;
  }
  bool lists(const Instrument& instrument, const PartyId& id) const {
    return any(instrument.parties, [&](auto& each) { return each.party == id; });
  }
  // 3.3: of a law, that some party may have been bound by now.
  bool has_begun(const Instrument& law) const {
    return law.parties.empty() || any(law.parties, [&](auto& each) {
             return restricts(world::Withdrawal{{}, {each.period.from, std::nullopt}, each.provenance});
           });
  }
  bool withdrawn(const Instrument& instrument, const PartyId& id) const {
    return any(instrument.withdrawals,
               [&](auto& each) { return each.party == id && restricts(each) && !given_anew(instrument, each); });
  }
};

}  // namespace entente::reference
