#include "analysis/remedies.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>

#include "analysis/remedy_facts.h"
#include "analysis/remedy_words.h"
#include "decision/decide.h"

namespace entente::analysis {
namespace {

using decision::Decision;
using decision::Lack;
using decision::Need;
using decision::Outcome;
using decision::Rule;
using decision::Way;

bool holds_all(const Way& whole, const Way& part) { return std::includes(whole.begin(), whole.end(), part.begin(), part.end()); }

// The beginning of a remedy: one way of each of the first `met` needs.
struct Draft {
  std::int64_t cost = 0;
  Way facts;
  std::size_t met = 0;
  std::size_t list = 0;  // of those needs: the first are the request's own

  // The cheapest first; of those, what is nearer to its end, so that answers come before their alternatives.
  friend bool operator<(const Draft& a, const Draft& b) {
    const auto key = [](const Draft& each) {
      return std::tuple(each.cost, each.facts.size(), -static_cast<std::ptrdiff_t>(each.met));
    };
    return key(a) != key(b) ? key(a) > key(b) : a.facts > b.facts;
  }
};

class Search {
 public:
  Search(const world::World& world, const decision::CompileOptions& options, const decision::Request& request,
         const RemedyBounds& bounds)
      : whole_(world), options_(options), request_(request), bounds_(bounds) {}

  Remedies find() {
    const auto snapshot = decision::Snapshot::compile(whole_, options_);
    if (!snapshot) return refused(snapshot.error());
    const Decision decision = decision::decide(*snapshot, request_);
    if (decision.permit) return std::move(out_);
    decision::Needs needs = decision::needs_of(*snapshot, request_);
    if (needs.before_the_rules) needs = after_the_first(std::move(needs));
    narrowed_ = needs.involved.empty() ? whole_ : narrowed(whole_, needs.involved, request_);
    involved_ = needs.involved;
    report_statements(needs.list, telling());
    if (obstructed(needs.list, decision)) return std::move(out_);
    put_together(needs.list);
    list_found();
    return std::move(out_);
  }

 private:
  Remedies refused(const Error& error) {
    out_.complete = false;
    Obstruction why;
    why.text = error.message;
    out_.no_remedy.push_back(std::move(why));
    return std::move(out_);
  }

  void cut(Bound bound) {
    out_.complete = false;
    out_.cut_by.insert(bound);
  }

  // What the rules ask for shows only once the first needs are met; these then belong to every set.
  decision::Needs after_the_first(decision::Needs needs) {
    for (const auto& need : needs.list) {
      if (need.ways.empty()) return needs;
    }
    for (const auto& need : needs.list) first_.insert(need.ways.front().begin(), need.ways.front().end());
    world::World met = whole_;
    add_facts(first_, request_, options_.known_as_of, met);
    const auto snapshot = decision::Snapshot::compile(met, options_);
    if (!snapshot) return needs;
    decision::Needs next = decision::needs_of(*snapshot, request_);
    if (next.before_the_rules) return needs;
    for (auto& need : needs.list) next.list.insert(next.list.begin(), std::move(need));
    return next;
  }

  // --- what no fact cures ---
  void report_statements(const std::vector<Need>& needs, const Telling& in) {
    for (const auto& need : needs) {
      for (auto& told : statements_of(in, need)) {
        const auto is_told = [&](const Statement& each) { return each.rule == told.rule && each.text == told.text; };
        if (std::none_of(out_.statements.begin(), out_.statements.end(), is_told)) out_.statements.push_back(std::move(told));
      }
    }
  }

  bool obstructed(const std::vector<Need>& needs, const Decision& decision) {
    for (const auto& need : needs) {
      if (!need.ways.empty()) continue;
      out_.complete = out_.complete && need.helps != decision::Helps::not_decided;
      out_.no_remedy.push_back(obstruction_of(telling(), need, decision));
    }
    return !out_.no_remedy.empty();
  }

  // --- one way of each need ---
  [[nodiscard]] std::int64_t cost_of(const Way& facts) const {
    std::int64_t cost = 0;
    for (const auto& each : facts) cost += whole_.remedy_costs[each.weak ? world::RemedyFact::evidence : each.fact];
    return cost;
  }

  // Those with few ways first.
  std::size_t add_needs(std::vector<Need> needs) {
    for (const auto& need : needs) {
      if (need.cut) cut(Bound::ways);
    }
    std::stable_sort(needs.begin(), needs.end(), [](const Need& a, const Need& b) { return a.ways.size() < b.ways.size(); });
    needs_.push_back(std::move(needs));
    return needs_.size() - 1;
  }

  // Best first: of two remedies the cheaper is looked at earlier, because a draft costs no more than what comes of it.
  void put_together(std::vector<Need> needs) {
    queue_.push({cost_of(first_), first_, 0, add_needs(std::move(needs))});
    for (std::size_t drafts = 0; !queue_.empty(); ++drafts) {
      if (drafts >= bounds_.drafts) return cut(Bound::drafts);
      const Draft draft = queue_.top();
      queue_.pop();
      if (is_beyond_found(draft.facts)) continue;
      if (found_.size() >= bounds_.sets) return cut(Bound::sets);
      if (draft.met < needs_[draft.list].size()) {
        go_on(draft);
      } else if (!try_out(draft)) {
        return cut(Bound::tries);
      }
    }
  }

  void go_on(const Draft& draft) {
    const auto& ways = needs_[draft.list][draft.met].ways;
    for (const auto& way : ways) {
      if (holds_all(draft.facts, way)) return push(draft.facts, draft.met + 1, draft.list);
    }
    for (const auto& way : ways) {
      Way facts = draft.facts;
      facts.insert(way.begin(), way.end());
      push(std::move(facts), draft.met + 1, draft.list);
    }
  }

  void push(Way facts, std::size_t met, std::size_t list) {
    if (facts.size() > bounds_.steps) return cut(Bound::steps);
    if (is_beyond_found(facts) || !seen_.emplace(list, met, facts).second) return;
    const std::int64_t cost = cost_of(facts);
    queue_.push({cost, std::move(facts), met, list});
  }

  [[nodiscard]] bool is_beyond_found(const Way& facts) const {
    return std::any_of(found_.begin(), found_.end(), [&](const auto& each) { return holds_all(facts, each.first); });
  }

  // --- trying out ---
  // Decides with these facts; nothing when no more may be tried.
  const std::optional<std::set<Rule>>* standing_with(const Way& facts) {
    const auto known = tried_.find(facts);
    if (known != tried_.end()) return &known->second;
    if (tried_.size() >= bounds_.tries) return nullptr;
    world::World with = narrowed_;
    add_facts(facts, request_, options_.known_as_of, with);
    const auto snapshot = decision::Snapshot::compile(with, options_);
    std::optional<std::set<Rule>> standing;  // none: permitted
    if (!snapshot) {
      standing.emplace();
    } else if (const Decision decision = decision::decide(*snapshot, request_); !decision.permit) {
      standing.emplace();
      for (const auto& reason : decision.reasons) {
        const bool stands = reason.outcome == Outcome::fail || reason.outcome == Outcome::unknown;
        if (stands && !reason.text.starts_with("cannot be evaluated: ")) standing->insert(reason.rule);
      }
    }
    return &tried_.emplace(facts, std::move(standing)).first->second;
  }

  // A new instrument has the clauses that are usual for its kind, and what they ask for shows only once it is there.
  static bool opens_more(const Way& facts) {
    return std::any_of(facts.begin(), facts.end(),
                       [](const Lack& each) { return each.fact == world::RemedyFact::new_instrument; });
  }

  // Each world of such facts is looked at once more; they are few beside those that are tried.
  void go_further(const Way& facts) {
    world::World with = narrowed_;
    add_facts(facts, request_, options_.known_as_of, with);
    const auto snapshot = decision::Snapshot::compile(with, options_);
    if (!snapshot) {
      out_.complete = false;
      return;
    }
    auto needs = decision::needs_of(*snapshot, request_);
    const Telling in{with, request_, involved_};
    for (const auto& need : needs.list) {
      if (need.ways.empty()) {
        out_.complete = out_.complete && need.helps != decision::Helps::not_decided;
        if (!barred_) barred_ = obstruction_of(in, need, decision::decide(*snapshot, request_));
        return;
      }
    }
    report_statements(needs.list, in);
    if (!needs.list.empty()) push(facts, 0, add_needs(std::move(needs.list)));
  }

  // A permit that does not need one of its facts is not listed: what is left without it is tried next. False when no more may be
  // tried.
  bool try_out(const Draft& draft) {
    const Way& facts = draft.facts;
    const auto* standing = standing_with(facts);
    if (standing == nullptr) return false;
    if (*standing) {
      if (opens_more(facts) && further_.insert(facts).second) go_further(facts);
      return true;
    }
    std::map<Lack, std::set<Rule>> cures;
    for (const Lack& fact : facts) {
      Way without = facts;
      without.erase(fact);
      const auto* rest = standing_with(without);
      if (rest == nullptr) return false;
      if (*rest) {
        cures[fact] = **rest;
      } else {
        push(std::move(without), draft.met, draft.list);
      }
    }
    if (cures.size() == facts.size()) found_.emplace(facts, std::move(cures));
    return true;
  }

  // --- no more than is needed ---
  // The same fact up to a lower level of the same policy (a clearance, an accreditation) or one that is recorded already, or an
  // entry into force for fewer.
  [[nodiscard]] bool asks_for_less(const Lack& lower, const Lack& higher) const {
    if (lower.fact == world::RemedyFact::instrument_in_force && lower.fact == higher.fact &&
        lower.instrument == higher.instrument && !lower.weak) {
      const std::set<PartyId> few{lower.by, lower.to, PartyId()};
      const std::set<PartyId> many{higher.by, higher.to, PartyId()};
      return few.size() < many.size() && std::includes(many.begin(), many.end(), few.begin(), few.end());
    }
    Lack same = lower;
    same.level = higher.level;
    same.weak = higher.weak;
    if (same != higher || higher.weak) return false;
    if (lower.weak) return true;  // it is recorded already
    const auto* policy = lower.policy.empty() ? whole_.policies.policy_of(lower.by) : whole_.policies.find(lower.policy);
    const auto* below = policy == nullptr ? nullptr : policy->level(lower.level);
    const auto* above = policy == nullptr ? nullptr : policy->level(higher.level);
    return below != nullptr && above != nullptr && below->comparable && above->comparable && below->hierarchy < above->hierarchy;
  }

  // Another set is this one with less asked for in some places.
  [[nodiscard]] bool asks_for_more_than_another(const Way& facts) const {
    return std::any_of(found_.begin(), found_.end(), [&](const auto& other) {
      std::vector<Lack> mine;
      std::vector<Lack> theirs;
      std::set_difference(facts.begin(), facts.end(), other.first.begin(), other.first.end(), std::back_inserter(mine));
      std::set_difference(other.first.begin(), other.first.end(), facts.begin(), facts.end(), std::back_inserter(theirs));
      if (mine.empty() || mine.size() != theirs.size()) return false;
      return std::all_of(mine.begin(), mine.end(), [&](const Lack& more) {
        const auto less = std::find_if(theirs.begin(), theirs.end(), [&](const Lack& each) { return asks_for_less(each, more); });
        if (less == theirs.end()) return false;
        theirs.erase(less);
        return true;
      });
    });
  }

  // --- telling ---
  [[nodiscard]] Telling telling() const { return {whole_, request_, involved_}; }

  // An approval that either side may record is one step, and both can take it.
  static bool is_other_side(const RemedyStep& step, const RemedyStep& other) {
    Lack mirrored = step.fact;
    std::swap(mirrored.by, mirrored.to);
    const bool approves = step.fact.fact == world::RemedyFact::approval && !step.fact.weak;
    return approves && mirrored == other.fact && !step.or_else && !other.or_else;
  }

  // Joins `other` to `remedy` where they differ in nothing but such a step.
  static bool join_sides(Remedy& remedy, const Remedy& other) {
    const auto stands_in = [](const Remedy& in, const RemedyStep& step) {
      return std::any_of(in.steps.begin(), in.steps.end(),
                         [&](const auto& each) { return each.fact == step.fact && each.or_else == step.or_else; });
    };
    RemedyStep* mine = nullptr;
    for (auto& step : remedy.steps) {
      if (stands_in(other, step)) continue;
      if (mine != nullptr) return false;
      mine = &step;
    }
    const auto theirs =
        std::find_if(other.steps.begin(), other.steps.end(), [&](const auto& each) { return !stands_in(remedy, each); });
    if (mine == nullptr || theirs == other.steps.end() || remedy.steps.size() != other.steps.size()) return false;
    if (!is_other_side(*mine, *theirs)) return false;
    mine->or_else = theirs->fact;
    mine->text = either_text(*mine, *theirs);
    mine->actors.insert(mine->actors.end(), theirs->actors.begin(), theirs->actors.end());
    return true;
  }

  void join_all_sides() {
    auto& sets = out_.sets;
    for (bool again = true; again;) {
      again = false;
      for (std::size_t at = 0; at < sets.size(); ++at) {
        for (std::size_t other = at + 1; other < sets.size(); ++other) {
          if (!join_sides(sets[at], sets[other])) continue;
          sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(other--));
          again = true;
        }
      }
    }
  }

  void list_found() {
    if (found_.empty() && barred_) out_.no_remedy.push_back(std::move(*barred_));
    for (const auto& [facts, cures] : found_) {
      if (asks_for_more_than_another(facts)) continue;
      Remedy remedy;
      for (const auto& fact : facts) {
        RemedyStep step = step_of(telling(), fact);
        step.cures = cures.at(fact);
        remedy.cost += step.cost;
        remedy.steps.push_back(std::move(step));
      }
      // What a new instrument asks for, or what is said of it, comes behind it.
      std::stable_partition(remedy.steps.begin(), remedy.steps.end(),
                            [](const RemedyStep& step) { return step.fact.fact == world::RemedyFact::new_instrument; });
      out_.sets.push_back(std::move(remedy));
    }
    join_all_sides();
    std::stable_sort(out_.sets.begin(), out_.sets.end(), [](const Remedy& a, const Remedy& b) {
      return std::pair(a.cost, a.steps.size()) < std::pair(b.cost, b.steps.size());
    });
  }

  const world::World& whole_;
  const decision::CompileOptions options_;
  const decision::Request& request_;
  const RemedyBounds bounds_;
  world::World narrowed_;
  std::set<PartyId> involved_;
  Way first_;
  std::vector<std::vector<Need>> needs_;  // the request's own, and those of worlds with a new instrument
  std::priority_queue<Draft> queue_;
  std::set<std::tuple<std::size_t, std::size_t, Way>> seen_;
  std::set<Way> further_;  // of which the needs are among those
  std::map<Way, std::optional<std::set<Rule>>> tried_;  // which rules stand in the way with these facts; none: permitted
  std::map<Way, std::map<Lack, std::set<Rule>>> found_;
  std::optional<Obstruction> barred_;  // of the first new instrument that its own kind's clauses keep from helping
  Remedies out_;
};

}  // namespace

Remedies remedies(const world::World& world, const decision::CompileOptions& options, const decision::Request& request,
                  const RemedyBounds& bounds) {
  return Search(world, options, request, bounds).find();
}

std::size_t value_of(Bound bound) {
  switch (bound) {
    case Bound::sets:
      return limits::kRemedySets;
    case Bound::steps:
      return limits::kRemedySteps;
    case Bound::ways:
      return limits::kRemedyWays;
    case Bound::drafts:
      return limits::kRemedyDrafts;
    case Bound::tries:
      return limits::kRemedyTries;
  }
  return 0;
}

std::string_view to_string(Bound bound) {
  switch (bound) {
    case Bound::sets:
      return "sets";
    case Bound::steps:
      return "steps";
    case Bound::ways:
      return "ways";
    case Bound::drafts:
      return "drafts";
    case Bound::tries:
      return "tries";
  }
  return "";
}

std::string_view to_string(decision::Helps helps) {
  switch (helps) {
    case decision::Helps::not_decided:
      return "not-decided";
    case decision::Helps::record:
      return "record";
    case decision::Helps::statement:
      return "statement";
    case decision::Helps::end_of_restriction:
      return "end-of-restriction";
    case decision::Helps::new_mark:
      return "new-mark";
  }
  return "";
}

}  // namespace entente::analysis
