// What steps information takes, asked one by one: the slow way to what `reach` and `downgrade` tell.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/reach.h"
#include "decision/decide.h"
#include "decision/determining.h"
#include "decision/sides.h"
#include "property/generators.h"

namespace entente::property {

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

  // As what nations hold a level of its owner, of each information by itself.
  std::vector<std::map<Node, std::set<Basis>>> rows(const PartyId& owner, const LevelName& level) {
    std::vector<std::map<Node, std::set<Basis>>> all;
    words_.each_information([&](const decision::Request& information, const std::string& domain) {
      auto& out = all.emplace_back();
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
    return all;
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

}  // namespace entente::property
