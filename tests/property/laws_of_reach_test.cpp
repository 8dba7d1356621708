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
      : world_(scene.world), options_(scene.options), snapshot_(snapshot), at_(scene.request.time), words_(scene.world) {
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

  using Node = std::pair<PartyId, LevelName>;

  // As what nations hold a level of its owner.
  std::set<Node> rows(const PartyId& owner, const LevelName& level) {
    std::set<Node> out;
    words_.each_information([&](const decision::Request& information, const std::string& domain) {
      for (const auto& created : dates(owner, level)) {
        for (const auto& party : parties_) {
          if (party.kind != world::PartyKind::nation || party.id == owner) continue;
          (void)words_.any_manner(marked(information, domain, owner, level, created, party), [&](const decision::Request& request) {
            const auto answer = reference::decide(world_, options_, request);
            const auto found = answer.mapped.find({owner, party.id});
            if (answer.permit && found != answer.mapped.end()) out.emplace(party.id, found->second);
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
      for (const auto& each : found->unreached) demand(told.count(each.party) == 0, "reached and not reached");
    }
    return relayed;
  };
  law_holds(law, 4, 0.01);
}

// Every level from which a chain begins, with how far it is to whatever it falls to at each party.
using Falls = std::map<std::tuple<PartyId, LevelName, PartyId>, std::size_t>;

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
          for (const auto& to : list->second) {
            if (seen.insert(to).second) next.insert(to);
          }
        }
        for (const auto& node : next) {
          if (fell(start, node, length)) out.emplace(std::tuple(start.first, start.second, node.first), length);
        }
        last = next;
      }
    }
    return out;
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
    for (const auto& direct : rows_.at(start)) {
      if (direct.first != end.first) continue;
      any = true;
      if (!lower(end, direct)) return false;
    }
    return any && length > 1;
  }

  const world::World& world_;
  std::map<OneByOne::Node, std::set<OneByOne::Node>> rows_;
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
    const auto expected = AllChains(scene, single).falls();
    Falls told;
    for (const auto& chain : found->chains) {
      const auto& first = chain.rows.front();
      told.emplace(std::tuple(first.from, first.from_level, chain.rows.back().to), chain.rows.size());
    }
    demand(told == expected, "told: " + std::to_string(told.size()) + ", one by one: " + std::to_string(expected.size()));
    return !expected.empty();
  };
  law_holds(law, 1, 0.02);
}

}  // namespace
}  // namespace entente::property
