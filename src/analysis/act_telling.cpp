#include "analysis/act_telling.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/act_world.h"
#include "base/instant.h"
#include "base/text.h"

namespace entente::analysis {
namespace {

using world::Effect;
using world::Instrument;
using world::Kind;
using world::Needed;

constexpr std::int64_t kDaySeconds = 86'400;

Names names_of(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

bool lists(const Instrument& it, const PartyId& party) {
  return std::any_of(it.parties.begin(), it.parties.end(), [&](const auto& each) { return each.party == party; });
}

bool is_about(const Instrument& it, const std::string& action) {
  return it.kind != Kind::national_law && it.kind != Kind::information_security && world::usual_action(it.kind) == action;
}

// What one world can tell of one pair.
class Teller {
 public:
  Teller(const ActWorld& of, const ActPair& pair, ActTelling& out)
      : prepared_(of), world_(of.world), items_(of.items), pair_(pair), out_(out) {
    if (pair_.joins()) {
      find_programme();
      if (programme_ == nullptr) return;
    } else {
      givers_ = {PartyId(pair_.giver)};
    }
    binding_ = binding();
    if (pair_.joins() && !may_take_part()) return;  // nothing carries it
    candidates_ = static_cast<std::size_t>(
        std::count_if(binding_.begin(), binding_.end(), [&](const auto* each) { return may_carry(*each); }));
  }

  [[nodiscard]] bool carries() const { return candidates_ != 0; }

  // Where an instrument of some world may carry it: what this one, where it is denied, tells apart is why.
  void run() {
    if (pair_.joins() && programme_ == nullptr) return;
    for (const auto* each : binding_) see(*each);
    see_consents();
    see_licences();
    see_exemptions();
    if (out_.asks_exporter) see_forbidden_exports();
    if (any_needs_) see_approvals();
    see_waivers();
    see_programmes();
    out_.asks_for_items = out_.asks_for_items || out_.asks_exporter || pair_.moves_items();
  }

 private:
  void find_programme() {
    const auto stated = world::parse_reference(pair_.giver);
    if (!stated) return;
    for (const auto& each : world_.programmes) {
      if (each.id == stated->id) programme_ = &each;
    }
    if (programme_ == nullptr) return;
    if (stated->kind == world::FactKind::programme) return add_givers(programme_->participants);
    for (const auto& each : programme_->projects) {
      if (each.id == stated->part) project_ = &each;
    }
    if (project_ != nullptr) return add_givers(project_->participants);
    programme_ = nullptr;  // it is not recorded
  }

  void add_givers(const std::vector<world::Participation>& list) {
    for (const auto& each : list) {
      if (each.role == world::Role::member) add_members(world_, each.party, givers_);
    }
  }

  // Who is in no list of it and no candidate is never let in.
  [[nodiscard]] bool may_take_part() const {
    const auto is_in = [&](const auto& each) { return may_be(each.party, pair_.recipient); };
    const auto& list = programme_->participants;
    if (std::any_of(list.begin(), list.end(), is_in)) return true;
    if (project_ != nullptr && std::any_of(project_->participants.begin(), project_->participants.end(), is_in)) return true;
    return std::any_of(world_.candidacies.begin(), world_.candidacies.end(), [&](const auto& each) {
      return each.party == pair_.recipient && each.of.kind == world::FactKind::programme && each.of.id == programme_->id;
    });
  }

  Names items_of(const std::vector<std::string>& list) {
    Names out = names_of(list);
    for (const auto& broader : list) {
      const auto& below = items_.below(broader);
      out.insert(below.begin(), below.end());
      if (!told_.insert(broader).second) continue;
      for (const auto& each : below) out_.narrower.emplace(each, broader);
    }
    return out;
  }

  // The party is `who`, or may stand for it at some time.
  [[nodiscard]] bool may_be(const PartyId& id, const PartyId& who) const {
    if (id == who) return true;
    const auto* party = world_.party(id);
    if (party == nullptr || party->members.empty()) return false;
    std::set<PartyId> all;
    add_members(world_, id, all);
    return all.count(who) != 0;
  }

  // Instruments that bind (docs/semantics.md 4.0), each once.
  [[nodiscard]] std::vector<const Instrument*> binding() const {
    std::vector<std::size_t> of_giver;
    for (const auto& giver : givers_) {
      const auto& list = prepared_.of(giver);
      of_giver.insert(of_giver.end(), list.begin(), list.end());
    }
    if (givers_.size() > 1) {
      std::sort(of_giver.begin(), of_giver.end());
      of_giver.erase(std::unique(of_giver.begin(), of_giver.end()), of_giver.end());
    }
    const auto& of_recipient = prepared_.of(pair_.recipient);
    std::vector<const Instrument*> out;
    const auto by_one = [&](std::size_t place) {
      if (const auto& each = world_.instruments[place]; each.kind == Kind::national_law || is_under(each)) out.push_back(&each);
    };
    auto other = of_recipient.begin();
    for (const auto each : of_giver) {
      for (; other != of_recipient.end() && *other < each; ++other) by_one(*other);
      if (other == of_recipient.end() || *other != each) {
        by_one(each);
      } else {
        out.push_back(&world_.instruments[each]);
        ++other;
      }
    }
    for (; other != of_recipient.end(); ++other) by_one(*other);
    const auto* under = programme_ == nullptr || !programme_->under ? nullptr : world_.instrument(*programme_->under);
    if (under != nullptr && std::find(out.begin(), out.end(), under) == out.end()) out.push_back(under);
    return out;
  }

  [[nodiscard]] bool is_under(const Instrument& it) const { return programme_ != nullptr && programme_->under == it.id; }

  [[nodiscard]] bool exempts(const Instrument& it, const world::Clause& clause) const {
    return it.kind == Kind::export_exemption && clause.action == "transfer";
  }

  // Whoever gets it: that makes no more than a class too many.
  [[nodiscard]] bool may_apply(const Instrument& it, const world::Clause& clause) const {
    if (exempts(it, clause)) return true;
    if (clause.action != pair_.action) return false;
    return clause.from.empty() ||
           std::any_of(clause.from.begin(), clause.from.end(), [&](const PartyId& each) { return givers_.count(each) != 0; });
  }

  // By its kind, or by a clause that is not mere prohibition.
  [[nodiscard]] bool speaks(const Instrument& it, const world::Clause& clause) const {
    return it.kind != Kind::national_law && !pair_.joins() && clause.action == pair_.action &&
           clause.effect != Effect::prohibit && !clause.above && may_apply(it, clause);
  }
  [[nodiscard]] bool may_carry(const Instrument& it) const {
    if (it.kind == Kind::national_law) return false;
    if (pair_.joins()) return is_under(it);
    return is_about(it, pair_.action) ||
           std::any_of(it.clauses.begin(), it.clauses.end(), [&](const auto& each) { return speaks(it, each); });
  }

  void see(const Instrument& it) {
    const bool carries = may_carry(it);
    instruments_.insert(it.id.value);
    if (!it.items.empty() && (carries || it.kind == Kind::export_exemption)) out_.every_item.push_back(items_of(it.items));
    std::vector<world::Clause> merged;
    for (const auto& clause : it.clauses) {
      const bool asks = clause.effect == Effect::condition && (!clause.needs.empty() || !clause.purposes.empty());
      const bool matters = asks || clause.effect == Effect::prohibit || speaks(it, clause);
      if (!matters || !may_apply(it, clause)) continue;
      if (!is_about(it, pair_.action) && speaks(it, clause)) see_listed(clause);
      // How many conditions of a candidate stand in the way tells which of several candidates is reported.
      const bool counted = carries && candidates_ > 1 && clause.effect != Effect::prohibit;
      const auto same =
          counted || is_waived(it, clause) ? merged.end() : std::find_if(merged.begin(), merged.end(), [&](const auto& each) {
            return asks_the_same(each, clause) && !is_waived(it, each);
          });
      if (same == merged.end()) {
        merged.push_back(clause);
      } else {
        same->items.insert(same->items.end(), clause.items.begin(), clause.items.end());
        same->activities.insert(same->activities.end(), clause.activities.begin(), clause.activities.end());
      }
    }
    for (const auto& clause : merged) see(clause);
  }

  [[nodiscard]] bool is_waived(const Instrument& it, const world::Clause& clause) const {
    return std::any_of(world_.waivers.begin(), world_.waivers.end(), [&](const auto& each) {
      return each.of.kind == world::FactKind::clause && each.of.id == it.id.value && each.of.part == clause.id;
    });
  }

  // Two conditions of an instrument that are one where either applies: they differ only in the items, or only in the activities,
  // that they are limited to. Of prohibitions it is told which.
  [[nodiscard]] static bool asks_the_same(const world::Clause& a, const world::Clause& b) {
    const bool items = !a.items.empty() && !b.items.empty() && a.activities.empty() && b.activities.empty();
    const bool activities = !a.activities.empty() && !b.activities.empty() && a.items.empty() && b.items.empty();
    return (items || activities) && a.action == b.action && a.effect == Effect::condition && b.effect == Effect::condition &&
           a.needs == b.needs && a.purposes == b.purposes && a.days == b.days && a.above == b.above && a.from == b.from &&
           a.to == b.to && a.period == b.period && a.provenance.known == b.provenance.known &&
           a.provenance.evidence == b.provenance.evidence;
  }

  // A clause by which alone an instrument may carry the act lists all that is stated.
  void see_listed(const world::Clause& clause) {
    if (!clause.items.empty()) out_.every_item.push_back(items_of(clause.items));
    if (!clause.activities.empty()) out_.every_activity.push_back(names_of(clause.activities));
  }

  void see(const world::Clause& clause) {
    if (!clause.items.empty()) out_.any_item.push_back(items_of(clause.items));
    if (!clause.activities.empty()) out_.any_activity.push_back(names_of(clause.activities));
    if (clause.above) out_.above.insert(*clause.above);
    if (clause.effect != Effect::condition) return;
    if (!clause.purposes.empty()) out_.purposes.push_back(names_of(clause.purposes));
    for (const auto need : clause.needs) {
      any_needs_ = true;
      needs_consent_ = needs_consent_ || need == Needed::provider_consent || need == Needed::host_consent;
      needs_project_ = needs_project_ || need == Needed::agreed_project;
      if (need == Needed::notification) days_.insert(clause.days.value_or(0));
    }
  }

  void see_consents() {
    prepared_.consents.each_to(pair_.recipient, [&](const world::Consent& each) {
      if (each.objects.empty() || each.by == pair_.recipient) return;
      const bool given = givers_.count(each.by) != 0;
      if (given && !needs_consent_ && !pair_.joins()) return;
      out_.objects.push_back(names_of(each.objects));
      if (!each.purposes.empty()) out_.purposes.push_back(names_of(each.purposes));
      out_.origins.insert(each.by);
    });
  }

  void see_licences() {
    prepared_.licences.each_to(pair_.recipient, [&](const world::Licence& each) {
      const bool by = givers_.count(each.by) != 0 || each.by == pair_.recipient || out_.origins.count(each.by) != 0;
      if (!by) return;
      out_.asks_exporter = true;
      out_.every_item.push_back(items_of(each.items));
      if (!each.purposes.empty()) out_.purposes.push_back(names_of(each.purposes));
      if (each.territory && !each.territory->empty()) out_.places.push_back({{*each.territory, "in"}});
    });
  }

  // It exempts nothing unless it lists who gets and who gives; and then for the territory of its parties, where none is stated
  // for that of who gets. Those that have acceded alike are alike to it.
  void see_exemptions() {
    for (const auto place : prepared_.of(pair_.recipient)) {
      const auto& each = world_.instruments[place];
      const auto by = [&](const PartyId& giver) { return lists(each, giver); };
      if (each.kind != Kind::export_exemption || std::none_of(givers_.begin(), givers_.end(), by)) continue;
      out_.asks_exporter = true;
      const std::string asked = accession(each, pair_.recipient);
      PlaceMarks marks{{"", asked}};
      for (const auto& party : each.parties) {
        const bool gives = !pair_.joins() && party.party.value == pair_.giver;
        marks[party.party.value] = gives ? asked : accession(each, party.party);
      }
      out_.places.push_back(std::move(marks));
    }
  }

  // Prohibitions of transfers bind what is exported, whatever the action is and whoever exports it.
  void see_forbidden_exports() {
    for (const auto* it : prepared_.forbidding) {
      const bool may_bind = it->kind == Kind::national_law || lists(*it, pair_.recipient);
      for (const auto& clause : it->clauses) {
        const auto exports = [&](const PartyId& each) { return givers_.count(each) != 0 || out_.origins.count(each) != 0; };
        const auto gets = [&](const PartyId& each) { return may_be(each, pair_.recipient); };
        const bool from = clause.from.empty() || std::any_of(clause.from.begin(), clause.from.end(), exports);
        const bool to = clause.to.empty() || std::any_of(clause.to.begin(), clause.to.end(), gets);
        if (may_bind && from && to && clause.effect == Effect::prohibit && clause.action == "transfer") see(clause);
      }
    }
  }

  // All that could tell two parties to it apart.
  [[nodiscard]] std::string accession(const Instrument& it, const PartyId& party) {
    std::set<std::string> out;
    const auto date = [](const std::optional<PartialDate>& when) { return when ? when->text() : std::string("-"); };
    const auto dates = [&](const char* what, const auto& each) {
      return fmt::format("{} {} {} {} {}", what, date(each.period.from), date(each.period.until), date(each.provenance.known),
                         world::to_string(each.provenance.evidence));
    };
    for (const auto& each : it.parties) {
      if (each.party == party) out.insert(dates("in", each));
    }
    for (const auto& each : it.withdrawals) {
      if (each.party == party) out.insert(dates("out", each));
    }
    for (const auto& each : world_.assurances) {
      if (each.by == party && each.under == it.id) out.insert(dates("anew", each));
    }
    return join({out.begin(), out.end()}, ";");
  }

  void see_approvals() {
    for (const auto& each : world_.approvals) {
      if (givers_.count(each.by) == 0 && each.by != pair_.recipient && out_.origins.count(each.by) == 0) continue;
      if (!each.items.empty()) see_items(each.items);
      if (!pair_.joins()) add_project(each.of);
      if (each.organ != "notification") continue;
      const Instant from = as_grant(each.period).from;
      for (const auto days : days_) {
        if (from > kBeginningOfTime && from.seconds < kEndOfTime.seconds - days * kDaySeconds)
          out_.begins.insert(from.seconds + days * kDaySeconds);
      }
      if (days_.count(0) == 0) continue;
      out_.asks_whether_it_begins = true;
      out_.begins.insert(0);  // one that is stated, at any time
    }
  }

  // Of an approval or a waiver: items, or objects by name.
  void see_items(const std::vector<std::string>& items) {
    out_.asks_for_items = true;
    out_.every_item.push_back(items_of(items));
    out_.ids.push_back(names_of(items));
  }

  void see_waivers() {
    for (const auto& each : world_.waivers) {
      if (instruments_.count(each.of.id) == 0) continue;
      if (each.project && !pair_.joins()) add_project(*each.project);
      if (!each.items.empty()) see_items(each.items);
      if (!each.purposes.empty()) out_.purposes.push_back(names_of(each.purposes));
    }
  }

  void add_project(const world::FactRef& reference) {
    if (reference.kind == world::FactKind::programme || reference.kind == world::FactKind::project)
      out_.projects.insert(world::to_string(reference));
  }

  void see_programmes() {
    if (pair_.joins()) {
      see_parts(programme_->participants, project_ == nullptr ? world::Role::partner : world::Role::member);
      if (project_ != nullptr) see_parts(project_->participants, world::Role::partner);
      see_areas();
      // An invitation is for who states no tier.
      const auto invites = [&](const world::Candidacy& each) {
        return each.party == pair_.recipient && each.of.kind == world::FactKind::programme && each.of.id == programme_->id;
      };
      if (std::any_of(world_.candidacies.begin(), world_.candidacies.end(), invites)) out_.tiers.insert(kNoTier);
      return;
    }
    if (!needs_project_) return;
    for (const auto& programme : world_.programmes) {
      for (const auto& project : programme.projects) {
        if (!may_be_in(programme, project, pair_.recipient) || !may_be_in(programme, project, PartyId(pair_.giver))) continue;
        see_parts(programme.participants, world::Role::member);
        see_parts(project.participants, world::Role::partner);
        out_.projects.insert("project:" + programme.id + "#" + project.id);
      }
    }
  }

  // Any other than its own is closed, as are those that are closed to somebody: one that is not stated is not.
  void see_areas() {
    Names own;
    if (project_ != nullptr) own.insert(project_->areas.begin(), project_->areas.end());
    if (own.empty()) {
      for (const auto& area : programme_->areas) own.insert(area.id);
    }
    out_.closed.push_back(own);
  }

  // Only where both are can it be agreed.
  [[nodiscard]] bool may_be_in(const world::Programme& programme, const world::Project& project, const PartyId& party) const {
    const auto is_in = [&](const std::vector<world::Participation>& list, world::Role least) {
      return std::any_of(list.begin(), list.end(),
                         [&](const auto& each) { return each.role >= least && may_be(each.party, party); });
    };
    return is_in(programme.participants, world::Role::member) || is_in(project.participants, world::Role::partner);
  }

  // Of `participate` who gives is asked for where a project must be agreed.
  void see_parts(const std::vector<world::Participation>& list, world::Role least) {
    for (const auto& each : list) {
      const bool gets = may_be(each.party, pair_.recipient);
      const bool gives =
          (!pair_.joins() || needs_project_) &&
          std::any_of(givers_.begin(), givers_.end(), [&](const auto& giver) { return may_be(each.party, giver); });
      if (pair_.joins() && gets && each.role == world::Role::excluded && !each.areas.empty())
        out_.closed.push_back(names_of(each.areas));
      if (each.role < least || (!gets && !gives)) continue;
      if (!each.areas.empty()) out_.opened.push_back(names_of(each.areas));
      out_.tiers.insert(each.tier.value_or(kNoTier));
    }
  }

  const ActWorld& prepared_;
  const world::World& world_;
  const world::ItemWords& items_;
  const ActPair& pair_;
  ActTelling& out_;
  std::set<PartyId> givers_;
  std::vector<const Instrument*> binding_;
  Names told_;         // items of which it is said what is below them
  Names instruments_;  // that bind
  std::set<std::int64_t> days_;
  const world::Programme* programme_ = nullptr;  // of `participate`; and the project, where that is stated
  const world::Project* project_ = nullptr;
  std::size_t candidates_ = 0;
  bool any_needs_ = false;
  bool needs_consent_ = false;
  bool needs_project_ = false;
};

Names activities_known_to(const world::World& world) {
  Names out;
  for (const auto& each : world.instruments) {
    for (const auto& clause : each.clauses) out.insert(clause.activities.begin(), clause.activities.end());
  }
  return out;
}

// The first that stands in none of them.
std::string other_than(const std::vector<const std::vector<Names>*>& lists, const Names& known) {
  const auto is_listed = [&](const std::string& word) {
    return std::any_of(lists.begin(), lists.end(), [&](const auto* of) {
      return std::any_of(of->begin(), of->end(), [&](const Names& list) { return list.count(word) != 0; });
    });
  };
  const auto found = std::find_if_not(known.begin(), known.end(), is_listed);
  return found == known.end() ? std::string() : *found;
}

void keep_common(Names& out, const Names& with) {
  std::erase_if(out, [&](const std::string& each) { return with.count(each) == 0; });
}

}  // namespace

ActReading::ActReading(std::span<const world::World* const> worlds) {
  for (const auto* world : worlds) {
    auto items = world::known_items(*world);
    auto activities = activities_known_to(*world);
    if (worlds_.empty()) {
      items_ = std::move(items);
      activities_ = std::move(activities);
    } else {
      keep_common(items_, items);
      keep_common(activities_, activities);
    }
    worlds_.emplace_back(*world);
    for (const auto& party : world->parties) {
      if (party.kind != world::PartyKind::group) givers_.insert(party.id);
      if (party.kind == world::PartyKind::nation) nations_.insert(party.id);
    }
    for (const auto& each : world->programmes) {
      programmes_.insert("programme:" + each.id);
      for (const auto& project : each.projects) programmes_.insert("project:" + each.id + "#" + project.id);
    }
  }
}

ActReading::ActReading(ActReading&&) noexcept = default;
ActReading::~ActReading() = default;

ActTelling ActReading::telling(const ActPair& pair) const {
  ActTelling out;
  std::vector<Teller> tellers;
  tellers.reserve(worlds_.size());
  for (const auto& each : worlds_) {
    tellers.emplace_back(each, pair, out);
    out.carried = out.carried || tellers.back().carries();
  }
  if (!out.carried) return out;
  for (auto& each : tellers) each.run();
  const auto once = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  for (auto* list : {&out.every_item, &out.any_item, &out.every_activity, &out.any_activity, &out.purposes, &out.opened,
                     &out.closed, &out.objects, &out.ids})
    once(*list);
  once(out.places);
  out.other_item = other_than({&out.every_item, &out.any_item}, items_);
  out.other_activity = other_than({&out.every_activity, &out.any_activity}, activities_);
  return out;
}

}  // namespace entente::analysis
