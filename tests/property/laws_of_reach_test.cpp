// Where information comes to, and where protection falls, is what deciding every step one by one tells.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/downgrade.h"
#include "analysis/reach.h"
#include "decision/decide.h"
#include "decision/determining.h"
#include "decision/sides.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using analysis::Fall;

constexpr std::size_t kMostQuestions = 60'000;      // of a scene that is looked at
constexpr std::size_t kMostOfChains = 8'000;        // where every owner is asked about

// What facts of a world name, and what none does.
struct Words {
  std::set<std::string> names{""};
  std::set<std::string> digests{""};
  std::set<std::string> abouts{"", "nothing-named"};
  std::set<std::string> domains{"", "nothing-named"};
  std::set<std::string> forms{"", "nothing-named"};
  std::set<std::string> purposes{"", "nothing-named"};
  std::set<std::string> activities{"", "nothing-named"};

  explicit Words(const world::World& world) {
    const auto add = [](std::set<std::string>& into, const std::vector<std::string>& list) { into.insert(list.begin(), list.end()); };
    for (const auto& instrument : world.instruments) {
      add(domains, instrument.domains);
      add(forms, instrument.forms);
      if (instrument.subject) abouts.insert(*instrument.subject);
      for (const auto& clause : instrument.clauses) {
        add(domains, clause.domains);
        add(forms, clause.forms);
        add(purposes, clause.purposes);
        add(activities, clause.activities);
      }
    }
    const auto add_objects = [&](const std::vector<std::string>& list) {
      for (const auto& object : list) (world::is_digest(object) ? digests : names).insert(object);
    };
    for (const auto& consent : world.consents) {
      add_objects(consent.objects);
      add(purposes, consent.purposes);
    }
    for (const auto& approval : world.approvals) add_objects(approval.items);
  }

  [[nodiscard]] std::size_t count() const {
    return names.size() * digests.size() * abouts.size() * domains.size() * forms.size() * purposes.size() * activities.size();
  }

  template <class Tell>
  void each_information(const Tell& tell) const {
    decision::Request request;
    for (const auto& name : names) {
      request.object.id = name;
      for (const auto& digest : digests) {
        request.object.digest = digest;
        for (const auto& about : abouts) {
          request.object.subject = about;
          for (const auto& domain : domains) tell(request, domain);
        }
      }
    }
  }

  template <class Asks>
  [[nodiscard]] bool any_manner(decision::Request request, const Asks& asks) const {
    for (const auto& form : forms) {
      request.object.form = form;
      for (const auto& purpose : purposes) {
        request.purpose = purpose;
        for (const auto& activity : activities) {
          request.object.act.activities = activity.empty() ? std::vector<std::string>{} : std::vector<std::string>{activity};
          if (asks(request)) return true;
        }
      }
    }
    return false;
  }
};

class OneByOne {
 public:
  OneByOne(const Scene& scene, const decision::Snapshot& snapshot)
      : world_(scene.world), options_(scene.options), snapshot_(snapshot), sides_(snapshot, scene.request.time), at_(scene.request.time), words_(scene.world) {
    for (const auto& party : world_.parties) {
      if (party.kind != world::PartyKind::group) parties_.push_back(party);
      if (party.kind == world::PartyKind::nation) nations_.push_back(party.id);
    }
  }

  [[nodiscard]] bool small(std::size_t most) const { return words_.count() * parties_.size() * parties_.size() * 4 <= most; }

  // Everybody to whom a level comes, however its documents and copies are passed on, and in how many steps at least.
  std::map<PartyId, std::size_t> reach(const PartyId& owner, const LevelName& level) {
    std::map<PartyId, std::size_t> out;
    words_.each_information([&](const decision::Request& information, const std::string& domain) {
      for (const auto& created : dates(owner, level)) {
        std::map<PartyId, std::size_t> have{{owner, 0}};
        for (std::size_t steps = 1; steps <= parties_.size(); ++steps) {
          const auto before = have;
          for (const auto& party : parties_) {
            if (before.count(party.id) != 0) continue;
            const bool comes = std::any_of(before.begin(), before.end(), [&](const auto& holder) {
              return passes(information, domain, owner, level, created, holder.first, party);
            });
            if (comes) have.emplace(party.id, steps);
          }
          if (have.size() == before.size()) break;
        }
        for (const auto& [party, steps] : have) {
          const auto [found, added] = out.emplace(party, steps);
          if (!added) found->second = std::min(found->second, steps);
        }
      }
    });
    out.erase(owner);
    return out;
  }

  // Whether some information can go that way, step by step.
  bool goes(const std::vector<analysis::Step>& way, const PartyId& owner, const LevelName& level) {
    bool any = false;
    words_.each_information([&](const decision::Request& information, const std::string& domain) {
      for (const auto& created : dates(owner, level)) {
        any = any || std::all_of(way.begin(), way.end(), [&](const analysis::Step& step) {
                return passes(information, domain, owner, level, created, step.from, *world_.party(step.to));
              });
      }
    });
    return any;
  }

  // Whether a request permits the step that rests on what it says: the instrument, the evidence, until when, and as what it is held.
  bool is_such(const analysis::Step& step, const PartyId& owner, const LevelName& level) {
    bool any = false;
    const auto& to = *world_.party(step.to);
    words_.each_information([&](const decision::Request& information, const std::string& domain) {
      for (const auto& created : dates(owner, level)) {
        auto request = marked(information, domain, owner, level, created, to);
        if (step.kind == analysis::StepKind::relay) request.holder = step.from;
        if (step.kind == analysis::StepKind::derived) {
          auto derived = marked(information, domain, step.from, step.marked, std::nullopt, to);
          derived.object.label->sources = request.object.label->owners;
          request = std::move(derived);
        } else if (step.marked != level) {
          continue;
        }
        any = any || words_.any_manner(request, [&](const decision::Request& each) { return rests_as_told(each, step, owner); });
      }
    });
    return any;
  }

  // The first rule that denies a plain request, the furthest that any information of the level comes; none: one is permitted.
  std::optional<decision::Rule> furthest(const PartyId& owner, const LevelName& level, const PartyId& holder, const PartyId& to, bool any_information) {
    std::optional<decision::Rule> out;
    bool permitted = false;
    bool first = true;
    words_.each_information([&](const decision::Request& information, const std::string& domain) {
      if (!first && !any_information) return;
      first = false;
      for (const auto& created : dates(owner, level)) {
        auto request = marked(information, domain, owner, level, created, *world_.party(to));
        if (holder != owner) request.holder = holder;
        const auto denied = decision::determining(snapshot_, decision::BoundRequest::bind(snapshot_, request));
        permitted = permitted || !denied;
        if (denied) out = out ? std::max(*out, denied->rule) : denied->rule;
      }
    });
    return permitted ? std::nullopt : out;
  }

  using Node = std::pair<PartyId, LevelName>;
  struct Basis {  // what a row rests on
    std::string instrument;
    world::Evidence evidence;
    Instant until;
    auto operator<=>(const Basis&) const = default;
  };

  // As what nations hold a level of its owner.
  std::map<Node, std::set<Basis>> rows(const PartyId& owner, const LevelName& level) {
    std::map<Node, std::set<Basis>> out;
    words_.each_information([&](const decision::Request& information, const std::string& domain) {
      for (const auto& created : dates(owner, level)) {
        for (const auto& party : parties_) {
          if (party.kind != world::PartyKind::nation || party.id == owner) continue;
          (void)words_.any_manner(marked(information, domain, owner, level, created, party), [&](const decision::Request& request) {
            const auto answer = reference::decide(world_, options_, request);
            const auto found = answer.mapped.find({owner, party.id});
            if (!answer.permit || found == answer.mapped.end()) return false;
            const auto verdict = decision::judge(snapshot_, decision::BoundRequest::bind(snapshot_, request));
            out[{party.id, found->second}].insert({sides_.instrument(verdict.instrument), answer.evidence, verdict.valid_until});
            return false;
          });
        }
      }
    });
    return out;
  }

 private:
  [[nodiscard]] std::vector<std::optional<Instant>> dates(const PartyId& owner, const LevelName& level) const {
    std::vector<std::optional<Instant>> out{std::nullopt};
    for (const auto& term : world_.level_terms) {
      if (term.policy != world_.policies.policy_of(owner)->id || term.level != level) continue;
      const Interval when = as_grant(term.period);
      if (when.empty()) continue;
      out.emplace_back(when.from != kBeginningOfTime ? when.from : Instant{when.until.seconds - 1});
    }
    return out;
  }

  [[nodiscard]] decision::Request marked(decision::Request request, const std::string& domain, const PartyId& owner, const LevelName& level,
                                         const std::optional<Instant>& created, const world::Party& to) const {
    const auto& policy = world_.policies.policy_of(owner)->id;
    label::Label label;
    label.policy = policy;
    label.level = level;
    label.owners = {label::Origin{owner, policy, level}};
    label.created = created;
    if (!domain.empty()) label.domain = domain;
    label.releasable = {label::ReleaseKind::listed, to.kind == world::PartyKind::nation ? std::vector<PartyId>{to.id} : nations_};
    request.object.label = label;
    request.action = "disclose";
    request.time = at_;
    request.subject = {decision::SubjectType::party, to.id.value};
    return request;
  }

  [[nodiscard]] bool rests_as_told(const decision::Request& request, const analysis::Step& step, const PartyId& owner) const {
    const auto verdict = decision::judge(snapshot_, decision::BoundRequest::bind(snapshot_, request));
    const bool rests = verdict.permit && verdict.evidence == step.evidence && verdict.valid_until == step.until &&
                       sides_.instrument(verdict.instrument) == step.instrument;
    if (!rests || step.kind == analysis::StepKind::derived || world_.party(step.to)->kind != world::PartyKind::nation) return rests;
    const auto answer = reference::decide(world_, options_, request);
    const auto found = answer.mapped.find({owner, step.to});
    return found == answer.mapped.end() ? !step.held_as : step.held_as == found->second;
  }

  [[nodiscard]] bool permits(const decision::Request& request) const {
    return decision::judge(snapshot_, decision::BoundRequest::bind(snapshot_, request)).permit;
  }

  [[nodiscard]] bool passes(const decision::Request& information, const std::string& domain, const PartyId& owner, const LevelName& level,
                            const std::optional<Instant>& created, const PartyId& holder, const world::Party& to) const {
    auto request = marked(information, domain, owner, level, created, to);
    if (holder != owner) request.holder = holder;
    const auto asks = [&](const decision::Request& each) { return permits(each); };
    if (words_.any_manner(request, asks)) return true;
    const auto* own = world_.policies.policy_of(holder);
    if (holder == owner || own == nullptr) return false;
    for (const auto& mark : own->levels) {  // however low it marks its own document
      if (mark.free) continue;
      auto derived = marked(information, domain, holder, mark.name, std::nullopt, to);
      derived.object.label->sources = request.object.label->owners;
      if (words_.any_manner(derived, asks)) return true;
    }
    return false;
  }

  const world::World& world_;
  reference::Options options_;
  const decision::Snapshot& snapshot_;
  decision::Sides sides_;
  Instant at_;
  Words words_;
  std::vector<world::Party> parties_;
  std::vector<PartyId> nations_;
};

// What goes from the owner to the recipient goes through the holder, and the owner consents to it.
void through_the_holder(Scene& scene) {
  const auto* policy = scene.world.policies.policy_of(scene.owner);
  if (policy == nullptr || scene.holder == scene.owner || scene.recipient == scene.owner || scene.dice.chance(30)) return;
  for (auto& instrument : scene.world.instruments) {
    const auto has = [&](const PartyId& party) {
      return std::any_of(instrument.parties.begin(), instrument.parties.end(), [&](const auto& each) { return each.party == party; });
    };
    if (has(scene.owner) && has(scene.recipient)) instrument.legs = {{scene.owner, scene.recipient, scene.holder}, {scene.owner, scene.holder, std::nullopt}};
  }
  world::Consent consent;
  consent.id = "consent-through";
  consent.by = scene.owner;
  consent.to = {scene.recipient};
  consent.up_to = policy->levels.front().name;
  consent.provenance = read_as(world::Evidence::verified);
  scene.world.consents.push_back(std::move(consent));
}

analysis::View view_of(const Scene& scene) {
  return {&scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require}};
}

// Everybody else is told not to be reached, each with what denies it furthest, and with who has it and cannot pass it on.
void demand_reasons(const analysis::Reach& found, const Scene& scene, OneByOne& single, const std::set<PartyId>& told, const LevelName& level) {
  std::set<PartyId> unreached;
  for (const auto& party : scene.world.parties) {
    if (party.kind != world::PartyKind::group && party.id != scene.owner && told.count(party.id) == 0) unreached.insert(party.id);
  }
  for (const auto& each : found.unreached) {
    demand(unreached.erase(each.party) == 1, each.party.value + " is told not to be reached, and is or is told twice");
    const auto direct = single.furthest(scene.owner, level, scene.owner, each.party, true);
    demand(direct == each.direct.rule && !each.direct.text.empty(), "another rule denies it to " + each.party.value);
    std::map<decision::Rule, std::size_t> by_rule;
    for (const auto& holder : told) {
      if (const auto rule = single.furthest(scene.owner, level, holder, each.party, false)) ++by_rule[*rule];
    }
    demand(each.relay.has_value() == !by_rule.empty(), "who could pass it on to " + each.party.value + " is told, and is not");
    if (!each.relay) continue;
    const auto most = std::max_element(by_rule.begin(), by_rule.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    demand(each.relay->denial.rule == most->first && each.relay->holders == most->second, "others cannot pass it on to " + each.party.value);
    demand(single.furthest(scene.owner, level, each.relay->holder, each.party, false) == each.relay->denial.rule, "an example that is none");
  }
  demand(unreached.empty(), "somebody is neither reached nor not");
}

TEST(Law, reach_is_the_closure_of_single_decisions) {
  const Law law = [](Scene& scene) {
    through_the_holder(scene);
    const auto view = view_of(scene);
    const auto snapshot = decision::Snapshot::compile(scene.world, view.options);
    const auto* policy = scene.world.policies.policy_of(scene.owner);
    demand(snapshot.has_value(), "the world was refused");
    OneByOne single(scene, *snapshot);
    if (policy == nullptr || !single.small(kMostQuestions)) return false;
    bool relayed = false;
    for (const auto& level : policy->levels) {
      const auto found = analysis::reach(view, scene.owner, level.name);
      demand(found.has_value(), "refused: " + (found ? "" : found.error().message));
      std::set<PartyId> told;
      for (const auto& each : found->reached) {
        told.insert(each.party);
        relayed = relayed || each.way.size() > 1;
        demand(each.way.front().from == scene.owner && each.way.back().to == each.party, "a way that does not lead there");
        for (std::size_t step = 1; step < each.way.size(); ++step)
          demand(each.way[step - 1].to == each.way[step].from, "steps that do not join");
        demand(single.goes(each.way, scene.owner, level.name), "a way on which some step is denied");
      }
      const auto expected = single.reach(scene.owner, level.name);
      for (const auto& [party, steps] : expected) demand(told.count(party) != 0, level.name.value + " is not told to come to " + party.value);
      for (const auto& each : found->reached) {
        const auto least = expected.find(each.party);
        demand(least != expected.end(), level.name.value + " is told to come to " + each.party.value);
        demand(each.way.size() == least->second, "a way that is not the shortest to " + each.party.value);
      }
      for (const auto& each : found->reached) {
        for (const auto& step : each.way)
          demand(single.is_such(step, scene.owner, level.name), "no request permits the step from " + step.from.value + " to " + step.to.value + " as it is told");
      }
      demand_reasons(*found, scene, single, told, level.name);
    }
    return relayed;
  };
  law_holds(law, 4, 0.01);
}

// Every level from which a chain begins, with how far it is to what it falls to first at each party, and as which levels.
struct End {
  std::size_t length = 0;
  std::set<LevelName> at;
};
using Falls = std::map<std::tuple<PartyId, LevelName, PartyId>, End>;

class AllChains {
 public:
  AllChains(const Scene& scene, OneByOne& single) : world_(scene.world) {
    for (const auto& party : world_.parties) {
      const auto* policy = party.kind == world::PartyKind::group ? nullptr : world_.policies.policy_of(party.id);
      if (policy == nullptr) continue;
      for (const auto& level : policy->levels) {
        if (!level.free) rows_[{party.id, level.name}] = single.rows(party.id, level.name);
      }
    }
  }

  [[nodiscard]] Falls falls() const {
    Falls out;
    for (const auto& [start, direct] : rows_) {
      std::set<OneByOne::Node> seen{start};
      std::set<OneByOne::Node> last{start};
      for (std::size_t length = 1; !last.empty(); ++length) {
        std::set<OneByOne::Node> next;
        for (const auto& node : last) {
          if (length > 1 && node.first == start.first) continue;
          const auto list = rows_.find(node);
          if (list == rows_.end()) continue;
          for (const auto& [to, basis] : list->second) {
            if (seen.insert(to).second) next.insert(to);
          }
        }
        for (const auto& node : next) {
          if (!fell(start, node, length)) continue;
          const auto [entry, added] = out.try_emplace(std::tuple(start.first, start.second, node.first), End{length, {}});
          if (entry->second.length == length) entry->second.at.insert(node.second);
        }
        last = next;
      }
    }
    return out;
  }

  // What a chain says of itself.
  void demand_true(const analysis::Chain& chain, const End& end) const {
    const OneByOne::Node start{chain.rows.front().from, chain.rows.front().from_level};
    const OneByOne::Node last{chain.rows.back().to, chain.rows.back().to_level};
    demand(chain.rows.size() == end.length && end.at.count(last.second) != 0, "it does not end where protection falls first");
    for (const auto& other : end.at) demand(!lower({last.first, other}, last), "as short a chain ends lower");
    for (std::size_t each = 0; each < chain.rows.size(); ++each) {
      const auto& row = chain.rows[each];
      if (each != 0) demand(row.from == chain.rows[each - 1].to && row.from_level == chain.rows[each - 1].to_level, "rows that do not join");
      const auto& list = rows_.at({row.from, row.from_level});
      const auto is = list.find({row.to, row.to_level});
      demand(is != list.end() && is->second.count({row.instrument, row.evidence, row.until}) != 0, "a row that no decision tells");
    }
    std::set<LevelName> direct;
    for (const auto& [row, basis] : rows_.at(start)) {
      if (row.first == last.first) direct.insert(row.second);
    }
    const bool below = start.first != last.first && chain.rows.size() > 1 && !direct.empty() &&
                       std::all_of(direct.begin(), direct.end(), [&](const auto& each) { return lower(last, {last.first, each}); });
    const auto fall = start.first == last.first ? (lower(last, start) ? Fall::home_lower : Fall::home_beside) : below ? Fall::below_direct : Fall::free;
    demand(chain.fall == fall && chain.direct.has_value() == below, "it falls otherwise than it says");
    if (!below) return;
    demand(direct.count(*chain.direct) != 0, "a row of the owner's that there is not");
    for (const auto& each : direct) demand(!lower({last.first, each}, {last.first, *chain.direct}), "the owner's own row says less");
  }

 private:
  [[nodiscard]] const label::Level& level(const OneByOne::Node& node) const { return *world_.policies.policy_of(node.first)->level(node.second); }

  [[nodiscard]] bool lower(const OneByOne::Node& a, const OneByOne::Node& b) const {
    if (level(b).free) return false;
    return level(a).free || (stand_together(a, b) && level(a).hierarchy < level(b).hierarchy);
  }
  [[nodiscard]] bool stand_together(const OneByOne::Node& a, const OneByOne::Node& b) const {
    const bool one_axis = !level(a).axis.empty() && level(a).axis == level(b).axis;
    return one_axis || (level(a).comparable && level(b).comparable);
  }

  [[nodiscard]] bool fell(const OneByOne::Node& start, const OneByOne::Node& end, std::size_t length) const {
    if (world_.policies.policy_of(end.first)->level(end.second) == nullptr) return false;
    if (start.first == end.first) return lower(end, start) || !stand_together(end, start);
    if (level(end).free) return true;
    bool any = false;
    for (const auto& [direct, basis] : rows_.at(start)) {
      if (direct.first != end.first) continue;
      any = true;
      if (!lower(end, direct)) return false;
    }
    return any && length > 1;
  }

  const world::World& world_;
  std::map<OneByOne::Node, std::map<OneByOne::Node, std::set<OneByOne::Basis>>> rows_;
};

TEST(Law, downgrade_lists_every_shortest_chain) {
  const Law law = [](Scene& scene) {
    const auto view = view_of(scene);
    const auto snapshot = decision::Snapshot::compile(scene.world, view.options);
    demand(snapshot.has_value(), "the world was refused");
    OneByOne single(scene, *snapshot);
    if (!single.small(kMostOfChains)) return false;
    const auto found = analysis::downgrade(view, {});
    demand(found.has_value(), "refused: " + (found ? "" : found.error().message));
    const AllChains all(scene, single);
    const auto expected = all.falls();
    std::set<Falls::key_type> told;
    for (const auto& chain : found->chains) {
      const auto& first = chain.rows.front();
      const Falls::key_type key(first.from, first.from_level, chain.rows.back().to);
      demand(told.insert(key).second, "a chain is told twice");
      const auto end = expected.find(key);
      demand(end != expected.end(), "protection is told to fall where it does not");
      all.demand_true(chain, end->second);
    }
    demand(told.size() == expected.size(), "told: " + std::to_string(told.size()) + ", one by one: " + std::to_string(expected.size()));
    return !expected.empty();
  };
  law_holds(law, 1, 0.02);
}

}  // namespace
}  // namespace entente::property
