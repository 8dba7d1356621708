// Which values the axes of a ClassSpace have: every one that a fact of the worlds could ask about.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/class_values.h"
#include "analysis/classes.h"
#include "base/analysis_limits.h"
#include "base/text.h"
#include "label/marks.h"

namespace entente::analysis {

using world::Clause;
using world::Instrument;
using world::World;

namespace {

bool has_party(const Instrument& instrument, const PartyId& party) {
  return std::any_of(instrument.parties.begin(), instrument.parties.end(), [&](const auto& each) { return each.party == party; });
}

template <class List>
void add_all(std::set<std::string>& into, const List& list) {
  into.insert(list.begin(), list.end());
}

// Of "USA:SI".
label::Category restrictive_category(const PolicyId& policy, const std::string& text) {
  return {policy, CategoryName(text.substr(policy.value.size() + 1)), label::CategoryKind::restrictive};
}

}  // namespace

class SpaceBuilder {
 public:
  SpaceBuilder(std::span<const World* const> worlds, const PartyId& owner, bool persons, const Turnover& turnover)
      : worlds_(worlds), persons_(persons) {
    space_.owner_ = owner;
    space_.turnover_ = turnover;
  }

  Result<ClassSpace> build() {
    if (const auto* policy = policy_of_owner()) space_.policy_ = policy->id;
    if (space_.policy_.empty())
      return fail(Fault::unusable,
                  fmt::format("{} has no policy, so nothing is marked as its information", quoted(space_.owner_.value)));
    find_holders();
    for (const auto* world : worlds_) {
      for (std::size_t each = 0; each < world->instruments.size(); ++each) add_instrument(world->instruments[each]);
      for (const auto& consent : world->consents) add_consent(consent);
      for (const auto& delegation : world->delegations) mention(delegation.categories, "d" + delegation.id);
      for (const auto& accreditation : world->accreditations) channels_.insert(accreditation.channel);
      add_waivers(*world);
      if (persons_) add_persons(*world);
    }
    if (asks_for_facts_) add_approvals();
    find_levels();
    TRY_DO(find_kinds());
    find_releases();
    space_.domains_ = open_values(domains_);
    space_.forms_ = open_values(forms_);
    space_.abouts_ = open_values(abouts_);
    space_.purposes_ = open_values(purposes_);
    space_.channels_ = open_values(channels_);
    if (channels_.empty()) space_.channels_.emplace_back(kAnother);  // one that nobody accredited asks for what there is not
    space_.activities_ = open_values(known_to_all(activities_, worlds_));
    space_.objects_ = objects_of(objects_);
    space_.communities_ = closed_values(communities_);
    TRY_DO(count());
    return std::move(space_);
  }

 private:
  [[nodiscard]] const label::Policy* policy_of_owner() const {
    for (const auto* world : worlds_) {
      if (const auto* policy = world->policies.policy_of(space_.owner_)) return policy;
    }
    return nullptr;
  }

  [[nodiscard]] bool consents_to_anything(const World& world) const {
    const auto* policy = world.policies.find(space_.policy_);
    if (policy != nullptr && policy->marking_is_onward_consent) return true;
    return std::any_of(world.consents.begin(), world.consents.end(), [&](const auto& each) { return each.by == space_.owner_; });
  }

  // Another holder than the owner may give it to others only where the owner consents to something, but for its own authority and
  // channels. Back to the owner it may always, so also to a set where nobody else is; no other fact matters to it then.
  void find_holders() {
    std::set<PartyId> others;
    for (const auto* world : worlds_) {
      const bool any = consents_to_anything(*world);
      for (const auto& party : world->parties) {
        if (party.kind != world::PartyKind::group && (any || !party.authority.empty())) others.insert(party.id);
      }
      for (const auto& accreditation : world->accreditations) others.insert(accreditation.by);
    }
    giving_ = others;
    giving_.insert(space_.owner_);
    const bool returning = space_.turnover_.alone.count(space_.owner_) != 0;
    for (const auto* world : worlds_) {
      for (const auto& party : world->parties) {
        if (returning && party.kind != world::PartyKind::group) others.insert(party.id);
      }
    }
    others.erase(space_.owner_);
    space_.holders_ = {space_.owner_};
    space_.holders_.insert(space_.holders_.end(), others.begin(), others.end());
  }

  [[nodiscard]] bool involved(const Instrument& instrument) const {
    if (giving_.size() > 1 || has_party(instrument, space_.owner_)) return true;
    return std::any_of(worlds_.begin(), worlds_.end(), [&](const World* world) {
      const auto* party = world->party(space_.owner_);
      return party != nullptr && party->security_agreement == instrument.id;
    });
  }

  // Of every other kind only what forbids a disclosure by a holder, and of a law whoever receives.
  [[nodiscard]] bool forbids(const Instrument& instrument, const Clause& clause) const {
    if (clause.action != "disclose" || clause.effect != world::Effect::prohibit) return false;
    const bool law = instrument.kind == world::Kind::national_law;
    return std::any_of(giving_.begin(), giving_.end(), [&](const PartyId& holder) {
      const bool from = clause.from.empty() || std::find(clause.from.begin(), clause.from.end(), holder) != clause.from.end();
      return from && (law || has_party(instrument, holder));
    });
  }

  void add_prohibitions(const Instrument& instrument) {
    for (const auto& clause : instrument.clauses) {
      if (!forbids(instrument, clause)) continue;
      add_all(domains_, clause.domains);
      add_all(forms_, clause.forms);
      add_all(activities_, clause.activities);
      mention(clause.categories, "c" + instrument.id.value + "/" + clause.id);
    }
  }

  void add_instrument(const Instrument& instrument) {
    if (instrument.kind != world::Kind::information_security) return add_prohibitions(instrument);
    if (!involved(instrument)) return;
    add_all(domains_, instrument.domains);
    add_all(forms_, instrument.forms);
    if (instrument.subject) abouts_.insert(*instrument.subject);
    mention(instrument.categories, "i" + instrument.id.value);
    for (const auto& clause : instrument.clauses) {
      if (clause.action != "disclose") continue;
      add_all(domains_, clause.domains);
      add_all(forms_, clause.forms);
      add_all(activities_, clause.activities);
      if (clause.effect == world::Effect::condition) add_all(purposes_, clause.purposes);
      mention(clause.categories, "c" + instrument.id.value + "/" + clause.id);
      asks_for_facts_ = asks_for_facts_ || !clause.needs.empty();
    }
  }

  void add_consent(const world::Consent& consent) {
    if (consent.by != space_.owner_) return;
    add_all(purposes_, consent.purposes);
    add_all(objects_, consent.objects);
    mention(consent.categories, "o" + consent.id);
  }

  // An approval may name the object that it is for, where a clause asks for one; a consent of the provider then too.
  void add_approvals() {
    for (const auto* world : worlds_) {
      for (const auto& approval : world->approvals) add_all(objects_, approval.items);
    }
  }

  // A waiver, also of a clause that enumerates purposes, may be for some objects and purposes only.
  void add_waivers(const World& world) {
    for (const auto& waiver : world.waivers) {
      const bool of_disclosure = std::any_of(world.instruments.begin(), world.instruments.end(), [&](const auto& instrument) {
        return instrument.id.value == waiver.of.id && instrument.kind == world::Kind::information_security && involved(instrument);
      });
      if (!of_disclosure) continue;
      add_all(objects_, waiver.items);
      add_all(purposes_, waiver.purposes);
    }
  }

  void add_persons(const World& world) {
    const auto add = [&](const std::string& id, const std::vector<world::Clearance>& clearances) {
      for (std::size_t each = 0; each < clearances.size(); ++each)
        mention(clearances[each].categories, fmt::format("p{}/{}", id, each));
    };
    const auto belong = [&](const std::vector<world::Belonging>& list) {
      for (const auto& each : list) communities_.insert(each.to);
    };
    for (const auto& person : world.people) {
      add(person.id, person.clearances);
      belong(person.belongs);
      for (const auto& nation : person.nationalities) {
        if (nation != person.employer) nations_.insert(nation);
      }
    }
    for (const auto& system : world.systems) {
      add(system.id, system.accreditations);
      belong(system.belongs);
    }
    for (const auto& need : world.needs_to_know) {
      add_all(objects_, need.objects);
      add_all(communities_, need.communities);
    }
  }

  void mention(const std::vector<std::string>& categories, const std::string& by) {
    for (const auto& each : categories) {
      if (each.starts_with(space_.policy_.value + ":")) mentions_[each].insert(by);
    }
  }

  // Levels stand in the order of the policy.
  void find_levels() {
    for (const auto* world : worlds_) {
      const auto* policy = world->policies.find(space_.policy_);
      if (policy == nullptr) continue;
      for (const auto& level : policy->levels) add_level(level.name);
    }
  }

  // Whether a mark of that date may bear the level, in each world.
  [[nodiscard]] std::vector<bool> available(const LevelName& level, Instant at) const {
    std::vector<bool> out;
    for (const auto* world : worlds_) {
      const auto* policy = world->policies.find(space_.policy_);
      bool is = policy != nullptr && policy->level(level) != nullptr;
      for (const auto& term : world->level_terms)
        is = is && (term.policy != space_.policy_ || term.level != level || as_grant(term.period).contains(at));
      out.push_back(is);
    }
    return out;
  }

  // One with terms is also asked with a date: one for all times at which the same worlds have it.
  void add_level(const LevelName& level) {
    auto& levels = space_.levels_;
    if (std::any_of(levels.begin(), levels.end(), [&](const MarkedLevel& each) { return each.level == level; })) return;
    levels.push_back({level});
    std::set<Instant> cuts;
    for (const auto* world : worlds_) {
      for (const auto& term : world->level_terms) {
        if (term.policy != space_.policy_ || term.level != level) continue;
        const Interval when = as_grant(term.period);
        cuts.insert({kBeginningOfTime, when.from, when.until, kEndOfTime});
      }
    }
    if (cuts.size() <= 2) return;  // always
    std::map<std::vector<bool>, std::size_t> places;
    for (auto cut = cuts.begin(); cut != cuts.end() && *cut != kEndOfTime; ++cut) {
      const auto in = available(level, *cut);
      if (std::find(in.begin(), in.end(), true) == in.end()) continue;
      const auto [place, added] = places.try_emplace(in, levels.size());
      if (added) levels.push_back({level});
      levels[place->second].dated.push_back({*cut, *std::next(cut)});
    }
  }

  [[nodiscard]] bool is_controlled(const label::Policy& policy, const std::string& category) const {
    const CategoryName name(category.substr(space_.policy_.value.size() + 1));
    return std::binary_search(policy.export_controlled.begin(), policy.export_controlled.end(), name);
  }

  void find_controlled() {
    for (const auto* world : worlds_) {
      const auto* policy = world->policies.find(space_.policy_);
      if (policy == nullptr) continue;
      if (persons_) space_.handling_.insert(space_.handling_.end(), policy->no_read_in.begin(), policy->no_read_in.end());
      for (const auto& each : policy->export_controlled) space_.controlled_.insert(space_.policy_.value + ":" + each.value);
    }
  }

  // Nobody is read in to it, which only persons are asked.
  [[nodiscard]] bool is_handling(const World& world, const std::string& category) const {
    return persons_ && !label::is_read_in(restrictive_category(space_.policy_, category), world.policies);
  }

  // Categories that the same facts name, and the same levels exclude, are of one kind; those under export control of others, and
  // where persons are asked those to which nobody is read in.
  Result<void> find_kinds() {
    if (space_.turnover_.uncategorised) return {};
    find_controlled();
    std::map<std::string, std::size_t> kinds;
    const auto kind_of = [&](const std::string& category, const std::set<std::string>& by) {
      std::string signature;
      for (const auto& each : by) signature += each + "\n";
      for (const auto* world : worlds_) {
        const auto* policy = world->policies.find(space_.policy_);
        const auto* token = policy == nullptr ? nullptr : policy->token(category.substr(space_.policy_.value.size() + 1));
        if (token != nullptr) {
          for (const auto& level : token->excluded_levels) signature += "-" + level.value + "\n";
        }
        if (policy != nullptr && is_controlled(*policy, category)) signature += "=\n";
        if (is_handling(*world, category)) signature += "h\n";
        signature += "|";
      }
      const auto [entry, added] = kinds.emplace(std::move(signature), space_.restrictive_.size());
      if (added) space_.restrictive_.push_back(category);
      return entry->second;
    };
    for (const auto& [category, by] : mentions_) space_.kind_of_[category] = kind_of(category, by);
    for (const auto* world : worlds_) {
      const auto* policy = world->policies.find(space_.policy_);
      if (policy == nullptr) continue;
      for (const auto& token : policy->tokens) {
        const std::string category = space_.policy_.value + ":" + token.name.value;
        if (token.meaning != label::Meaning::restrictive || mentions_.count(category) != 0) continue;
        space_.kind_of_[category] = kind_of(category, {});
        const bool handling = std::any_of(worlds_.begin(), worlds_.end(), [&](const World* each) { return is_handling(*each, category); });
        if (!token.excluded_levels.empty() || space_.controlled_.count(category) != 0) continue;
        (handling ? space_.handling_kind_ : space_.other_kind_) = space_.kind_of_[category];
      }
    }
    if (space_.restrictive_.size() > limits::kCategoryKinds)
      return fail(Fault::over_limit,
                  fmt::format("the facts tell {} kinds of restrictive categories of {} apart; at most {} can be told: ask of other owners alone",
                              space_.restrictive_.size(), space_.policy_.value, limits::kCategoryKinds));
    return {};
  }

  void find_releases() {
    for (const auto release : {Release::undecided, Release::undecided_listed, Release::undecided_shown, Release::nobody,
                               Release::nobody_shown, Release::recipient, Release::everyone})
      space_.releases_.push_back({release, std::nullopt});
    for (const auto& nation : nations_) space_.releases_.push_back({Release::recipient, nation});
    for (const auto control : {Control::none, Control::no_foreign, Control::originator_control, Control::eyes_only})
      space_.controls_.push_back({control});
    if (!space_.turnover_.joined.empty()) add_turns(Turn::joins);
    if (!space_.turnover_.left.empty()) add_turns(Turn::leaves);
    if (space_.turnover_.marked_only) find_marked();
  }

  // A mark has a closed list of whoever is to be in it, or one of its own with a set, and not of nations as AUSTEO.
  [[nodiscard]] bool lists_eyes() const {
    return std::any_of(worlds_.begin(), worlds_.end(), [&](const World* world) {
      const auto* policy = world->policies.find(space_.policy_);
      return policy != nullptr && std::any_of(policy->tokens.begin(), policy->tokens.end(), [&](const label::Token& token) {
        const auto is_set = [&](const PartyId& each) {
          const auto* party = world->party(each);
          return party != nullptr && party->kind != world::PartyKind::nation;
        };
        return token.meaning == label::Meaning::eyes_only && (token.parties.empty() || std::any_of(token.parties.begin(), token.parties.end(), is_set));
      });
    });
  }

  // A mark can say it in one of the worlds, or the owner beside it.
  void find_marked() {
    const auto says = [&](label::Meaning meaning) {
      return std::any_of(worlds_.begin(), worlds_.end(), [&](const World* world) {
        const auto* policy = world->policies.find(space_.policy_);
        return policy != nullptr && (label::first_of_meaning(*policy, meaning) != nullptr || (meaning == label::Meaning::release_to && policy->release_outside_marking));
      });
    };
    const bool lists = says(label::Meaning::release_to);
    const bool shows = says(label::Meaning::display_only);
    for (auto& each : space_.releases_) {
      const auto is = each.release;
      if (is == Release::nobody || is == Release::nobody_shown || is == Release::recipient || is == Release::recipient_shown) each.marked = lists;
      if (is == Release::everyone) each.marked = false;  // no text says so: a list that a roll-up leaves out
      if (is == Release::undecided_shown || is == Release::nobody_shown || is == Release::recipient_shown) each.marked = each.marked && shows;
      if (is == Release::undecided_listed)  // by any of these it says something (ClassSpace::release_of)
        each.marked = shows || says(label::Meaning::eyes_only) || says(label::Meaning::release_by_official);
    }
    for (auto& each : space_.controls_) {
      const auto is = each.control;
      if (is == Control::no_foreign) each.marked = says(label::Meaning::no_foreign);  // originator control is also that of several owners
      if (is == Control::eyes_only) each.marked = says(label::Meaning::eyes_only);
      if (each.turn != Turn::stays) each.marked = each.marked && lists_eyes();
    }
  }

  // Each way in which a mark whose list names a set is of one class before, and of another after.
  void add_turns(Turn turn) {
    for (const auto release : {Release::recipient, Release::recipient_shown, Release::nobody_shown, Release::undecided_shown})
      space_.releases_.push_back({release, std::nullopt, turn});
    for (const auto control : {Control::none, Control::originator_control}) space_.controls_.push_back({control, turn});
    space_.dated_lists_ = std::any_of(worlds_.begin(), worlds_.end(), [&](const World* world) {
      const auto* policy = world->policies.find(space_.policy_);
      return policy != nullptr && policy->expand_groups_at_marking;
    });
  }

  Result<void> count() {
    auto& counts = space_.counts_;
    counts = {space_.holders_.size(),     space_.objects_.size(),
              space_.channels_.size(),    space_.activities_.size(),
              space_.abouts_.size(),      space_.forms_.size(),
              space_.purposes_.size(),    space_.domains_.size(),
              space_.communities_.size(), std::size_t{1} << space_.restrictive_.size(),
              space_.releases_.size(),    space_.controls_.size(),
              space_.levels_.size()};
    space_.size_ = 1;
    for (const auto each : counts) {
      if (each != 0 && space_.size_ > limits::kClassesOfOwner / each) return too_many();
      space_.size_ *= each;
    }
    return {};
  }

  // How many there would be, and of which axes, the longest first.
  [[nodiscard]] tl::unexpected<Error> too_many() const {
    double total = 1;
    std::vector<std::size_t> axes;
    for (std::size_t axis = 0; axis < kAxes; ++axis) {
      total *= static_cast<double>(space_.counts_[axis]);
      if (space_.counts_[axis] > 1) axes.push_back(axis);
    }
    std::stable_sort(axes.begin(), axes.end(),
                     [&](std::size_t a, std::size_t b) { return space_.counts_[a] > space_.counts_[b]; });
    const bool turns = !space_.turnover_.joined.empty() || !space_.turnover_.left.empty();
    std::string list;
    for (const auto axis : axes)
      list += fmt::format("{}{} {}", list.empty() ? "" : " × ", space_.counts_[axis], to_string(static_cast<Axis>(axis)));
    return fail(Fault::over_limit,
                fmt::format("the information of {} falls into {:.0f} classes ({}); at most {} can be asked: ask of other owners "
                            "with --owner, or of fewer facts{}",
                            space_.owner_.value, total, list, limits::kClassesOfOwner,
                            turns ? ", or of recipients that joined and left no set in between with --recipient" : ""));
  }

  std::span<const World* const> worlds_;
  bool persons_;
  ClassSpace space_;
  std::set<PartyId> giving_;  // holders who may give it to others: the owner among them
  bool asks_for_facts_ = false;
  std::set<std::string> domains_;
  std::set<std::string> forms_;
  std::set<std::string> abouts_;
  std::set<std::string> purposes_;
  std::set<std::string> channels_;
  std::set<std::string> activities_;
  std::set<std::string> objects_;
  std::set<std::string> communities_;
  std::set<PartyId> nations_;
  std::map<std::string, std::set<std::string>> mentions_;
};

Result<ClassSpace> ClassSpace::of(std::span<const World* const> worlds, const PartyId& owner, bool persons,
                                  const Turnover& turnover) {
  return SpaceBuilder(worlds, owner, persons, turnover).build();
}

bool ClassSpace::asks_read_in(std::size_t categories, const world::World& world) const {
  for (std::size_t kind = 0; kind < restrictive_.size(); ++kind) {
    if ((categories >> kind & 1U) != 0 && label::is_read_in(restrictive_category(policy_, restrictive_[kind]), world.policies)) return true;
  }
  return false;
}

std::optional<std::size_t> ClassSpace::kind_of(const std::string& category) const {
  const auto known = kind_of_.find(category);
  if (known != kind_of_.end()) return known->second;
  if (controlled_.count(category) != 0) return std::nullopt;
  const std::string_view name = std::string_view(category).substr(category.find(':') + 1);
  const bool handling = std::any_of(handling_.begin(), handling_.end(), [&](const CategoryName& each) { return label::is_or_below(name, each); });
  return handling ? handling_kind_ : other_kind_;
}

}  // namespace entente::analysis
