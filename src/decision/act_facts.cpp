#include "decision/act_facts.h"

#include <algorithm>

#include "decision/bound.h"
#include "world/organs.h"

namespace entente::decision {
namespace {

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool shares(const std::vector<NameIndex>& a, const std::vector<NameIndex>& b) {
  return std::any_of(a.begin(), a.end(), [&](NameIndex each) { return contains(b, each); });
}

bool has_all(const std::vector<NameIndex>& listed, const std::vector<NameIndex>& stated) {
  return std::all_of(stated.begin(), stated.end(), [&](NameIndex each) { return contains(listed, each); });
}

// "programme:x" of that or of "project:x#y"; empty of anything else.
std::string programme_stated(const std::string& stated) {
  const auto reference = world::parse_reference(stated);
  const bool names_one =
      reference && (reference->kind == world::FactKind::programme || reference->kind == world::FactKind::project);
  return names_one ? "programme:" + reference->id : std::string();
}

const ProgrammeInfo* find_programme(const ActTables& acts, const std::string& reference, const std::string& stated) {
  const auto found =
      std::find_if(acts.programmes.begin(), acts.programmes.end(), [&](const auto& each) { return each.reference == reference; });
  if (reference.empty() || found == acts.programmes.end()) return nullptr;
  return stated == reference || project_of(*found, stated) != nullptr ? &*found : nullptr;
}

}  // namespace

const ProgrammeInfo* programme_of(const ActTables& acts, const std::string& stated) {
  return find_programme(acts, programme_stated(stated), stated);
}

const ProjectInfo* project_of(const ProgrammeInfo& programme, const std::string& stated) {
  const auto& list = programme.projects;
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.reference == stated; });
  return found == list.end() ? nullptr : &*found;
}

std::vector<PartyIndex> givers_meant(const std::vector<PartyIndex>& givers, const ClauseInfo& clause) {
  std::vector<PartyIndex> out = givers;
  if (givers.size() > 1 && !clause.from.empty()) std::erase_if(out, [&](PartyIndex each) { return !contains(clause.from, each); });
  return out;
}

std::shared_ptr<const StatedAct> stated_act(const Snapshot::Tables& tables, const Request& request) {
  const Act& act = request.object.act;
  auto out = std::make_shared<StatedAct>();
  for (const auto& item : act.items) out->items.push_back(tables.name(item));
  for (const auto& activity : act.activities) out->activities.push_back(tables.name(activity));
  out->purpose = tables.name(request.purpose);
  out->programme_name = programme_stated(act.project);
  out->programme = find_programme(*tables.acts, out->programme_name, act.project);
  if (out->programme != nullptr) out->project = project_of(*out->programme, act.project);
  return out;
}

ActFacts::ActFacts(const ActQuestion& question, Instant& horizon)
    : question_(question),
      tables_(question.tables),
      horizon_(horizon),
      at_(question.request.time),
      act_(question.request.object.act),
      stated_(question.stated ? question.stated : stated_act(question.tables, question.request)) {}

void ActFacts::see(Instant date) {
  if (date > at_) horizon_ = std::min(horizon_, date);
}

void ActFacts::see(const Interval& period) {
  see(period.from);
  see(period.until);
}

bool ActFacts::covers_items(const std::vector<NameIndex>& listed) const { return !stated_->items.empty() && lists_items(listed); }

bool ActFacts::lists_items(const std::vector<NameIndex>& listed) const { return has_all(listed, stated_->items); }

std::vector<ActFacts::By> ActFacts::givers() const {
  std::vector<By> out;
  for (std::size_t index = 0; index < question_.givers.size(); ++index) {
    out.push_back({question_.givers[index]});
    if (!question_.gives.empty()) out.back().may = question_.gives[index];
  }
  return out;
}

ActFacts::Waiving ActFacts::who_waives(const ClauseInfo& clause) const {
  if (contains(clause.needs, world::Needed::security_agreement)) return {{}, true};
  const auto& all = tables_.acts->instruments;  // with what is about disclosures alone, where it is under another
  const std::string_view id = std::string_view(clause.id).substr(0, clause.id.find('/'));
  const auto found = std::lower_bound(all.begin(), all.end(), id, [](const ActInstrument& each, std::string_view key) { return each.info.id < key; });
  const ActInstrument* law = found == all.end() || found->info.id != id ? nullptr : &*found;
  if (law != nullptr && law->kind != world::Kind::national_law && law->is_under && law->under != kNoAct) law = &all[law->under];
  if (law == nullptr || law->kind != world::Kind::national_law) return {givers_meant(question_.givers, clause), false};
  Waiving out{{}, true};
  law->info.listed.each([&](std::size_t party) { out.by.push_back(static_cast<PartyIndex>(party)); });
  return out;
}

// --- clauses ---
bool ActFacts::concerns(const ClauseInfo& clause) const {
  if (clause.action != question_.action) return false;
  const auto names = [&](PartyIndex each) { return contains(clause.from, each); };
  const bool by_origin = clause.of_exemption && question_.origin != kNoParty;
  const bool from = clause.from.empty() || (by_origin ? names(question_.origin) : std::any_of(question_.givers.begin(), question_.givers.end(), names));
  return from && (clause.any_to || clause.to.has(question_.recipient));
}

bool ActFacts::applies(const ClauseInfo& clause) const {
  return concerns(clause) && lets_apply(clause, ActAxis::items) && lets_apply(clause, ActAxis::activities) &&
         lets_apply(clause, ActAxis::value);
}

bool ActFacts::lets_apply(const ClauseInfo& clause, ActAxis axis) const {
  if (axis == ActAxis::items) return clause.items.empty() || shares(clause.items, stated_->items);
  if (axis == ActAxis::activities) return clause.activities.empty() || shares(clause.activities, stated_->activities);
  if (axis != ActAxis::value || !clause.above) return true;
  return act_.value && clause.above->is_less_than(act_.value->number, act_.value->unit);
}

bool ActFacts::lists_all(const ClauseInfo& clause, ActAxis axis) const {
  if (axis == ActAxis::items) return clause.items.empty() || has_all(clause.items, stated_->items);
  return axis != ActAxis::activities || clause.activities.empty() || has_all(clause.activities, stated_->activities);
}

std::vector<const ActInstrument*> ActFacts::binding() {
  auto out = question_.binding ? *question_.binding : found_binding();
  for (const ActInstrument* each : out) see(each->info.next);
  return out;
}

std::vector<const ActInstrument*> ActFacts::found_binding() const {
  const auto& all = tables_.acts->instruments;
  const auto& parties = tables_.acts->parties;
  std::vector<ActIndex> found;
  for (const ActIndex each : parties[question_.recipient].listed_in) {
    if (all[each].kind == world::Kind::national_law) found.push_back(each);
  }
  for (const PartyIndex giver : question_.givers) {
    for (const ActIndex each : parties[giver].listed_in) {
      if (all[each].kind == world::Kind::national_law || all[each].has(question_.recipient)) found.push_back(each);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<const ActInstrument*> out;
  out.reserve(found.size());
  for (const ActIndex each : found) out.push_back(&all[each]);
  return out;
}

// --- permissions ---
bool ActFacts::is_stated(const std::string& reference) const {
  return !stated_->programme_name.empty() && (reference == stated_->programme_name || reference == act_.project);
}

Twofold ActFacts::on_list(const std::vector<PartyIndex>& to, PartyIndex party) {
  for (const auto each : to) see(next_membership(tables_, each));
  return Twofold::of(listed(tables_, to, party, at_));
}

Twofold ActFacts::held(const Permission& permission, PartyIndex to, bool covers) {
  see(permission.period);
  const Twofold grade = Twofold::of(grade_at(tables_, permission.period, permission.evidence, at_), &permission.id);
  const Twofold named = permission.to.empty() ? Twofold::always(Outcome::pass) : on_list(permission.to, to);
  return covers ? both(grade, named) : Twofold{};
}

Twofold ActFacts::consent_of(PartyIndex giver) {
  Twofold best;
  for (const ConsentEntry& each : tables_.parties[giver].consents) {
    see(each.period);
    const Twofold grade = Twofold::of(grade_at(tables_, each.period, each.evidence, at_), &each.id);
    const Twofold named = on_list(each.to, question_.recipient);
    if (covers(each)) best = either(best, both(grade, named));
  }
  return best;
}

bool ActFacts::covers(const ConsentEntry& entry) const {
  const bool purposes = entry.purposes.empty() || contains(entry.purposes, stated_->purpose);
  return purposes && !entry.objects.empty() && names_object(entry.objects, question_.request.object);
}

bool ActFacts::covers(const LicenceEntry& entry) const {
  const bool purposes = entry.purposes.empty() || contains(entry.purposes, question_.request.purpose);
  const bool place = entry.territory.empty() || (!act_.place.empty() && entry.territory == act_.place);
  return !entry.to.empty() && covers_items(entry.items) && purposes && place;
}

bool ActFacts::covers(const ApprovalEntry& entry, const ApprovalQuestion& ask) const {
  const bool named = contains(world::kOrgansOfNeeds, entry.organ);
  if (ask.organ.empty() ? named : entry.organ != ask.organ) return false;
  const std::string asks = "instrument:" + ask.asks;
  const std::string candidate = question_.candidate.empty() ? asks : "instrument:" + question_.candidate;
  const bool project = is_stated(entry.of);
  const bool about =
      ask.of_project_only ? project && entry.of == act_.project : entry.of == asks || entry.of == candidate || project;
  const bool subject = ask.of_subject.empty() || contains(entry.named, ask.of_subject);
  const bool of_one_act = ask.organ == "notification" || ask.organ == "orders";
  const bool items = subject && (of_one_act ? contains(entry.named, question_.request.object.id) : is_for_stated(entry));
  const bool early = !ask.not_after || (entry.period.from > kBeginningOfTime && entry.period.from <= *ask.not_after);
  return about && items && early;
}

bool ActFacts::covers(const WaiverEntry& entry, const ClauseInfo& clause) const {
  const bool purposes = entry.purposes.empty() || contains(entry.purposes, question_.request.purpose);
  const bool project = entry.project.empty() || is_stated(entry.project);
  return !entry.to.empty() && entry.of == clause.id && project && purposes && is_for_stated(entry);
}

bool ActFacts::suffices(const ClearanceEntry& entry) const {
  return entry.level != kNoLevel && !tables_.levels[entry.level].free &&
         tables_.levels[entry.level].policy == tables_.parties[question_.recipient].policy;
}

Outcome ActFacts::opens(const ParticipationEntry& entry) const {
  Outcome limits = Outcome::pass;
  if (!entry.areas.empty() && !contains(entry.areas, act_.area)) limits = act_.area.empty() ? Outcome::unknown : Outcome::fail;
  if (act_.tier && !entry.tier) limits = std::min(limits, Outcome::unknown);
  if (act_.tier && entry.tier && *entry.tier > *act_.tier) limits = Outcome::fail;
  return limits;
}

bool ActFacts::covers_items(const std::vector<std::string>& listed) const {
  return !act_.items.empty() &&
         std::all_of(act_.items.begin(), act_.items.end(), [&](const auto& each) { return contains(listed, each); });
}

template <class Entry>
bool ActFacts::is_for_stated(const Entry& entry) const {
  return entry.items.empty() || contains(entry.named, question_.request.object.id) || covers_items(entry.items);
}

Twofold ActFacts::licence() {
  Twofold best;
  if (question_.foreign_origin) return best;
  std::vector<By> by = givers();
  if (question_.origin != kNoParty) by = {By{question_.origin}};
  for (const auto& [party, may] : by) {
    for (const LicenceEntry& each : tables_.acts->parties[party].licences) {
      best = either(best, both(held(each, question_.recipient, covers(each)), may));
    }
  }
  return best;
}

Twofold ActFacts::approval(const ApprovalQuestion& ask) {
  Twofold best;
  for (const ApprovalEntry& each : tables_.acts->parties[ask.by].approvals) {
    best = either(best, held(each, ask.other, covers(each, ask)));
  }
  return best;
}

Twofold ActFacts::waiver(const ClauseInfo& clause) {
  const auto [by, any] = who_waives(clause);
  Twofold out = any || by.empty() ? Twofold{} : Twofold::always(Outcome::pass);
  for (const PartyIndex party : by) {
    Twofold best;
    for (const WaiverEntry& each : tables_.acts->parties[party].waivers)
      best = either(best, held(each, question_.recipient, covers(each, clause)));
    out = any ? either(out, best) : both(out, best);
  }
  return out;
}

// The clause's domains are those of what is shared under it; where it has none they are not known, so an agreement that is limited
// to some may be about something else.
bool ActFacts::is_agreement_for(const ClauseInfo& clause, const InstrumentInfo& agreement, PartyIndex giver, PartyIndex recipient) {
  if (!agreement.forms.empty() || agreement.subject != kNotStated) return false;
  const auto& legs = agreement.legs;
  const LegInfo direct{giver, recipient, kNoParty};
  if (!legs.empty() && std::find(legs.begin(), legs.end(), direct) == legs.end()) return false;
  const auto& covered = agreement.domains;
  return covered.empty() || (!clause.domains.empty() && std::all_of(clause.domains.begin(), clause.domains.end(), [&](NameIndex each) {
    return std::find(covered.begin(), covered.end(), each) != covered.end();
  }));
}

Twofold ActFacts::security_agreement(const ClauseInfo& clause, PartyIndex giver) {
  Twofold best;
  see(tables_.pair(giver, question_.recipient).next);
  for (const Candidate& each : tables_.candidates_of(giver, question_.recipient)) {
    if (!is_agreement_for(clause, tables_.instruments[each.instrument], giver, question_.recipient)) continue;
    const Grade grade = both(each.in_force, both(each.from_acceded, each.to_acceded));
    if (!each.withdrawn) best = either(best, Twofold::of(grade));
  }
  return best;
}

Twofold ActFacts::accession(const InstrumentInfo& to, PartyIndex by) {
  return by == kNoParty || to.withdrawn.has(by) ? Twofold{} : Twofold::of(to.accessions[by]);
}

Twofold ActFacts::cleared() {
  Twofold best;
  for (const ClearanceEntry& each : question_.who->clearances) {
    see(each.period);
    if (suffices(each)) best = either(best, Twofold::of(grade_at(tables_, each.period, each.evidence, at_)));
  }
  return best;
}

// --- programmes ---
Twofold ActFacts::part(const ParticipationEntry& entry, PartyIndex party) {
  see(entry.grants);
  see(next_membership(tables_, entry.party));
  const Twofold is_it = Twofold::of(stands_for(tables_, entry.party, party, at_));
  const Twofold period = Twofold::of(grade_at(tables_, entry.grants, entry.evidence, at_));
  return both(both(period, is_it), Twofold::always(opens(entry)));
}

Twofold ActFacts::takes_part(PartyIndex party) {
  Twofold best;
  if (stated_->programme == nullptr) return best;
  for (const auto& entry : stated_->programme->participants) {
    const bool counts = entry.role == world::Role::member || (entry.role == world::Role::partner && stated_->project == nullptr);
    const Twofold is = part(entry, party);
    if (counts) best = either(best, is);
  }
  if (stated_->project == nullptr) return best;
  see(stated_->project->period);
  const Twofold stands = Twofold::of(grade_at(tables_, stated_->project->period, stated_->project->evidence, at_));
  for (const auto& entry : stated_->project->participants) {
    const Twofold is = both(part(entry, party), stands);
    if (entry.role == world::Role::member || entry.role == world::Role::partner) best = either(best, is);
  }
  return best;
}

Twofold ActFacts::invited() {
  struct Last {
    std::optional<std::pair<Instant, world::CandidacyState>> key;
    world::Evidence evidence = world::Evidence::assumed;
    void see(const CandidacyStep& entry) {
      const std::pair candidate{entry.start, entry.state};
      if (!key || candidate > *key) {
        key = candidate;
        evidence = entry.evidence;
      } else if (candidate == *key) {
        evidence = std::max(evidence, entry.evidence);
      }
    }
    [[nodiscard]] bool invites() const { return key && key->second >= world::CandidacyState::invited; }
  };
  Twofold best;
  for (const auto& candidacy : stated_->programme->candidacies) {
    if (candidacy.party != question_.recipient) continue;
    Last counted;
    Last every;
    for (const auto& entry : candidacy.steps) {
      see(entry.start);
      if (entry.start > at_) continue;
      every.see(entry);
      const bool counts = entry.state < world::CandidacyState::invited || entry.evidence >= tables_.options.require;
      if (counts) counted.see(entry);
    }
    Twofold is;
    is.counting = counted.invites() ? Outcome::pass : Outcome::fail;
    is.every = every.invites() ? Outcome::pass : Outcome::fail;
    is.rests = counted.invites() || every.invites();
    if (is.rests) is.evidence = counted.invites() ? counted.evidence : every.evidence;
    best = either(best, is);
  }
  return act_.tier ? both(best, Twofold::always(Outcome::unknown)) : best;
}

bool ActFacts::is_other_area() const {
  const bool of_project = stated_->project != nullptr && !stated_->project->areas.empty();
  const auto& areas = of_project ? stated_->project->areas : stated_->programme->areas;
  return !act_.area.empty() && !contains(areas, act_.area);
}

bool ActFacts::excluded() {
  bool out = false;
  const auto look = [&](const std::vector<ParticipationEntry>& list) {
    for (const auto& entry : list) {
      if (entry.role != world::Role::excluded) continue;
      see(entry.restricts);
      see(next_membership(tables_, entry.party));
      PartySet stands_for;
      const bool whole = all_who_may_be_in(tables_, entry.party, at_, stands_for);
      const bool is_it = !whole || stands_for.has(question_.recipient);
      const bool area = entry.areas.empty() || act_.area.empty() || contains(entry.areas, act_.area);
      out = out || (is_it && area && entry.restricts.contains(at_));
    }
  };
  look(stated_->programme->participants);
  if (stated_->project != nullptr) look(stated_->project->participants);
  return out;
}

}  // namespace entente::decision
