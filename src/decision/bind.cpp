// Resolves the names of a request against a snapshot; everything that depends on lists of parties is settled here, so that
// evaluation is arithmetic on indices.

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/act.h"
#include "decision/bound.h"

namespace entente::decision {
namespace {

constexpr Grade kAlways{Grade::Kind::counts, world::Evidence::verified};

std::vector<PartyIndex> as_vector(const PartyList& list) { return {list.begin(), list.end()}; }

void sort_origins(std::vector<OriginCase>& origins) {
  if (origins.size() < 2) return;  // as most are; sorting would allocate
  std::stable_sort(origins.begin(), origins.end(), [](const OriginCase& a, const OriginCase& b) { return a.party < b.party; });
}

struct Binder {
  const Snapshot::Tables& tables;
  const Request& request;
  BoundRequest::Cases& out;
  LabelNames names{};
  PartyList recipients{};
  const SubjectInfo* who = nullptr;  // a person, system or facility, of the only recipient
  bool expanded = false;

  void run() {
    see(out.horizon, request.holds_until);
    out.settled_on = request.settled_on;
    find_recipients();
    for (const auto& id : request.looked_at) {
      if (const PartyIndex index = tables.party(id); index != kNoParty) see_memberships(index, out.horizon);
    }
    out.action = action_of(request.action);
    if (is_act(out.action)) return bind_act();
    if (!reads_object()) return;
    if (recipients.empty()) return stop(Obstacle::unknown_recipient, "the recipient is not known");
    const PartyIndex holder = find_holder();
    if (holder == kNoParty) return stop(Obstacle::unknown_holder, "the holder is not a known party");
    Case shared = shared_case(holder);
    see_lists(shared.horizon);
    out.list.reserve(recipients.size());
    for (const auto recipient : recipients) {
      Case& one = out.list.emplace_back(shared);
      settle(one, recipient);
      if (who != nullptr) add_who(shared, one);
      out.horizon = std::min(out.horizon, one.horizon);
    }
  }

  // Of a group the giver itself is left out: it gives to the others.
  void bind_act() {
    if (recipients.empty()) return stop(Obstacle::unknown_recipient, "the recipient is not known");
    if (auto why = act_obstacle(tables, request, out.action); !why.empty()) return stop(Obstacle::unknown_holder, std::move(why));
    const PartyIndex giver = out.action == Action::participate ? kNoParty : tables.party(*request.holder);
    auto cases = std::make_shared<std::vector<ActCase>>();
    for (const auto recipient : recipients) {
      if (recipient == giver) continue;
      cases->push_back(evaluate_act(tables, request, out.action, recipient, who));
      cases->back().expanded = expanded;
      out.horizon = std::min(out.horizon, cases->back().horizon);
    }
    if (cases->empty()) return stop(Obstacle::unknown_holder, "who gives is the recipient itself");
    out.acts = std::move(cases);
  }

  // False: nobody may have it, and `out` says why.
  bool reads_object() {
    out.action = action_of(request.action);
    if (out.action != Action::disclose) {
      stop(Obstacle::unknown_action, fmt::format("action {} is not one this version decides", quoted(request.action)));
      return false;
    }
    if (!request.object.label) {
      const auto& why = request.object.label_error;
      stop(Obstacle::unreadable_label, why.empty() ? "the object has no label" : why);
      return false;
    }
    look_up(tables, label(), names);
    see_level_terms();
    if (auto why = label_fault(tables, request, names, out.words); !why.empty()) {
      stop(Obstacle::invalid_label, std::move(why));
      return false;
    }
    return true;
  }

  void stop(Obstacle obstacle, std::string text) {
    out.obstacle = obstacle;
    out.obstacle_text = std::move(text);
  }

  // --- recipient ---
  void find_recipients() {
    if (request.subject.type != SubjectType::party) return find_who();
    const PartyIndex index = tables.party(PartyId(request.subject.id));
    if (index == kNoParty) {
      out.recipient_text = fmt::format("{} is not a party of this world", quoted(request.subject.id));
      return;
    }
    expanded = tables.sets.has(index);
    if (!expanded && tables.parties[index].members.empty()) {
      recipients.push_back(index);
      out.record = kAlways;
      return;
    }
    PartySet nations;
    const bool whole = all_who_may_be_in(tables, index, request.time, nations);
    see_memberships(index, out.horizon);
    if (!whole) {
      out.recipient_text = fmt::format("{} cannot be decomposed", quoted(request.subject.id));
      return;
    }
    for (std::size_t party = 0; party < tables.parties.size(); ++party) {
      if (nations.has(party) && !tables.sets.has(party)) recipients.push_back(static_cast<PartyIndex>(party));
    }
    if (!recipients.empty()) out.record = kAlways;
    if (recipients.empty())
      out.recipient_text = fmt::format("{} has no known member at {}", quoted(request.subject.id), to_short_string(request.time));
  }

  // The party that vouches is the recipient, and stands for itself: an organisation is not its members here.
  void find_who() {
    who = tables.subject(request.subject);
    if (who == nullptr) {
      const bool of_a_kind = request.subject.type != SubjectType::other;
      if (out.words == Words::full)
        out.recipient_text =
            of_a_kind ? fmt::format("{} is not recorded", subject_key(request.subject.type, request.subject.id))
                      : fmt::format("{} is of a type that is not party, person, system or facility", quoted(request.subject.id));
      return;
    }
    see(out.horizon, next_of(tables, *who, request.time));
    const PartyInfo& vouching = tables.parties[who->party];
    const Grade record = grade_at(tables, who->period, who->evidence, request.time);
    if (out.words == Words::full) out.recipient_text = how_known(vouching, record);
    if (vouching.kind == world::PartyKind::group || !record.exists()) return;
    out.record = record;
    recipients.push_back(who->party);
  }

  [[nodiscard]] std::string how_known(const PartyInfo& vouching, const Grade& record) const {
    const auto id = quoted(request.subject.id);
    if (vouching.kind == world::PartyKind::group)
      return fmt::format("{} vouches for {}, and is a group, which cannot", vouching.id.value, id);
    if (!record.exists()) return fmt::format("{} is not in this post at {}", id, to_short_string(request.time));
    if (record.counts()) return fmt::format("{} vouches for {}", vouching.id.value, id);
    return fmt::format("{} vouches for {}, but its record is only {}, and {} is required", vouching.id.value, id,
                       world::to_string(record.evidence), world::to_string(tables.options.require));
  }

  // --- label ---
  [[nodiscard]] const label::Label& label() const { return *request.object.label; }

  // --- holder ---
  [[nodiscard]] PartyIndex find_holder() const {
    if (request.holder) return tables.party(*request.holder);
    for (const auto& origin : names.origins) {
      if (origin.is_owner && origin.party != kNoParty && tables.parties[origin.party].policy == names.policy) return origin.party;
    }
    return names.origins.front().party;
  }

  // --- what is the same for every recipient ---
  Case shared_case(PartyIndex holder) {
    Case shared;
    shared.holder = holder;
    shared.expanded = expanded;
    shared.free = is_free();
    shared.no_foreign = label().controls.no_foreign;
    shared.originator_control = label().controls.originator_control;
    shared.release_absent = label().releasable.kind == label::ReleaseKind::absent;
    shared.has_eyes_only = label().controls.eyes_only.has_value();
    shared.several_owners = label().owners.size() > 1;
    shared.display = request.mode == Mode::display;
    shared.export_controlled = request.object.export_controlled || label::is_export_controlled(label(), tables.policies);
    add_categories(shared);
    shared.bare = !any_restrictive_ && label().display_only.empty() && !shared.no_foreign && !shared.originator_control &&
                  !shared.has_eyes_only && !label().controls.release_by_official;
    shared.domain = label().domain ? tables.name(*label().domain) : tables.levels[names.level].domain;
    shared.form = tables.name(request.object.form);
    shared.subject = tables.name(request.object.subject);
    shared.purpose = tables.name(request.purpose);
    shared.channel = tables.name(request.channel);
    for (const auto& activity : request.object.act.activities) shared.activities.push_back(tables.name(activity));
    if (tables.parties[holder].policy == names.policy) shared.holder_level = names.level;
    shared.by_one = request.under.has_value();
    if (shared.by_one) shared.one_instrument = tables.instrument(*request.under);
    shared.horizon = out.horizon;
    see(shared.horizon, label().declassify_on);
    return shared;
  }

  [[nodiscard]] const label::Policy& policy() const { return *tables.policy_infos[names.policy].policy; }

  [[nodiscard]] bool is_free() const {
    return tables.levels[names.level].free && std::all_of(names.origins.begin(), names.origins.end(), [&](const auto& origin) {
             return !origin.has_level || tables.levels[origin.level].free;
           });
  }

  bool any_restrictive_ = false;
  void add_categories(Case& shared) {
    for (const auto& category : label().categories) {
      if (category.kind != label::CategoryKind::restrictive) continue;
      any_restrictive_ = true;
      const auto found = tables.category_index.find(category.policy.value + ":" + category.name.value);
      if (found == TextIndex::kNone) {
        shared.unlisted_category = true;
      } else {
        shared.categories.add(found);
      }
    }
  }

  // --- horizon ---
  void see(Instant& horizon, std::optional<Instant> date) const {
    if (date && *date > request.time) horizon = std::min(horizon, *date);
  }

  // A label without a date is as old as the decision, so it is valid only while its levels are.
  void see_level_terms() {
    see(out.horizon, label().created);
    if (label().created) return;
    const auto see_level = [&](LevelIndex level) {
      if (level == kNoLevel) return;
      for (const auto& term : tables.levels[level].terms) {
        see(out.horizon, as_grant(term).from);
        see(out.horizon, as_grant(term).until);
      }
    };
    see_level(names.level);
    for (const auto& origin : names.origins) see_level(origin.level);
  }

  void see_memberships(PartyIndex party, Instant& horizon) const { see(horizon, next_membership(tables, party)); }

  void see_lists(Instant& horizon) const {
    for (const auto* list : {&names.releasable, &names.display_only, &names.eyes_only}) {
      for (const auto index : *list) see_memberships(index, horizon);
    }
    for (const auto& origin : names.origins) {
      if (origin.is_owner && origin.party != kNoParty) see_memberships(origin.party, horizon);
    }
  }

  // --- one recipient ---
  [[nodiscard]] Instant expansion_date() const {
    return policy().expand_groups_at_marking && label().created ? *label().created : request.time;
  }

  // Whom the marking releases to, or the owners where it does not say.
  [[nodiscard]] std::vector<PartyIndex> released_to() const {
    if (label().releasable.kind == label::ReleaseKind::listed) return as_vector(names.releasable);
    std::vector<PartyIndex> owners;
    for (const auto& origin : names.origins) {
      if (origin.is_owner && origin.party != kNoParty) owners.push_back(origin.party);
    }
    return owners;
  }

  [[nodiscard]] Grade release_grade(PartyIndex recipient) const {
    if (label().releasable.kind == label::ReleaseKind::everyone) return kAlways;
    if (label().releasable.kind == label::ReleaseKind::listed)
      return listed(tables, names.releasable, recipient, expansion_date());
    return listed(tables, released_to(), recipient, expansion_date());
  }

  [[nodiscard]] Grade membership(PartyIndex organisation, PartyIndex nation) const {
    if (!tables.sets.has(organisation) || tables.parties[organisation].kind != world::PartyKind::organisation) return Grade{};
    return listed(tables, {&organisation, 1}, nation, request.time);
  }

  // What is the same for all stands in it already.
  void settle(Case& one, PartyIndex recipient) {
    one.recipient = recipient;
    one.internal = recipient == one.holder;
    if (one.internal && who == nullptr) return;
    one.release = release_grade(recipient);
    one.holder_member = membership(one.holder, recipient);
    one.display_only = listed(tables, names.display_only, recipient, expansion_date());
    if (one.has_eyes_only) one.eyes_only = listed(tables, names.eyes_only, recipient, expansion_date());
    one.origins.reserve(names.origins.size());
    for (const auto& origin : names.origins) add_origin(one, origin);
    sort_origins(one.origins);
    see(one.horizon, tables.parties[one.holder].next_authority);
    see(one.horizon, tables.parties[recipient].next_authority);
    add_delegations(one);
    see_leg(one, one.holder);
  }

  // Every other nationality is asked as if its nation were the recipient.
  void add_who(const Case& shared, Case& one) {
    auto inside = std::make_shared<SubjectCase>(subject_case(tables, *who, request));
    for (const auto nation : who->nationalities) {
      if (nation == one.recipient) continue;
      Case& other = inside->nationalities.emplace_back(shared);
      settle(other, nation);
      see(one.horizon, other.horizon);
    }
    one.who = std::move(inside);
  }

  void add_delegations(Case& one) const {
    for (const auto& delegation : tables.parties[one.holder].delegations) {
      for (const auto to : delegation.to) see_memberships(to, one.horizon);
      one.delegated.push_back(listed(tables, delegation.to, one.recipient, request.time));
    }
  }

  void see_leg(Case& one, PartyIndex from) const {
    see(one.horizon, tables.pair(from, one.recipient).next);
    if (!tables.sets.has(from)) return;
    const PartyInfo& info = tables.parties[from];
    if (info.kind != world::PartyKind::organisation) return;
    see_memberships(from, one.horizon);
    if (info.security_agreement != kNoInstrument) see(one.horizon, tables.instruments[info.security_agreement].next);
  }

  // What of it is the same for every recipient; nothing for a party that is an origin already.
  [[nodiscard]] std::optional<OriginCase> origin_entry(const Case& one, const LabelNames::Origin& origin) const {
    OriginCase entry;
    entry.is_owner = origin.is_owner;
    if (origin.party == kNoParty) return entry;
    entry.party = origin.party;
    const bool seen =
        std::any_of(one.origins.begin(), one.origins.end(), [&](const OriginCase& each) { return each.party == entry.party; });
    if (seen) return std::nullopt;
    if (origin.has_level) {
      entry.level = origin.level;
      entry.level_name = tables.levels[origin.level].as_name;
    }
    return entry;
  }

  void add_origin(Case& one, const LabelNames::Origin& origin) {
    auto made = origin_entry(one, origin);
    if (!made) return;
    OriginCase& entry = *made;
    if (origin.party != kNoParty) {
      see_leg(one, entry.party);
      add_consents(one, entry);
      add_onward(one, entry);
      entry.member = membership(entry.party, one.recipient);
      settle_conditions(tables, request, who, one, entry);
    }
    one.origins.push_back(std::move(entry));
  }

  [[nodiscard]] bool marks_onward(const OriginCase& entry) const {
    return tables.parties[entry.party].policy == names.policy && policy().marking_is_onward_consent &&
           label().releasable.kind == label::ReleaseKind::listed;
  }

  void add_onward(const Case& one, OriginCase& entry) const {
    if (marks_onward(entry)) entry.onward = one.release;
  }

  // --- consents (docs/semantics.md 3.2) ---
  void add_consents(Case& one, OriginCase& entry) const {
    const PartyInfo& owner = tables.parties[entry.party];
    if (owner.consents.empty()) return;
    see(one.horizon, owner.next_consented);
    const auto& dates = owner.consent_dates;
    if (const auto next = std::upper_bound(dates.begin(), dates.end(), request.time); next != dates.end()) see(one.horizon, *next);
    if (!owner.consented_to.has(one.recipient)) return;
    for (const auto& consent : owner.consents) {
      const Grade own = grade_at(tables, consent.period, consent.evidence, request.time);
      if (!own.exists()) continue;  // its dates first, then whom it is to: what it covers costs most
      const Grade held = both(own, listed(tables, consent.to, one.recipient, request.time));
      if (!held.exists() || !consent_covers(tables, request, one, entry, consent)) continue;
      const Grade best = stronger(entry.consent, held);
      if (best.kind != entry.consent.kind || best.evidence != entry.consent.evidence) entry.consent_id = &consent.id;
      entry.consent = best;
    }
  }

  // --- the object alone ---
  void add_object_origin(BoundObject& object, const LabelNames::Origin& origin) const {
    auto entry = origin_entry(object.shared, origin);
    if (!entry) return;
    if (origin.party != kNoParty && marks_onward(*entry)) entry->onward = kAlways;
    object.shared.origins.push_back(std::move(*entry));
  }

  void bind_object(BoundObject& object) {
    if (!reads_object()) return;
    const PartyIndex holder = find_holder();
    if (holder == kNoParty) return stop(Obstacle::unknown_holder, "the holder is not a known party");
    object.shared = shared_case(holder);
    object.to_everyone = label().releasable.kind == label::ReleaseKind::everyone;
    object.released_to = released_to();
    object.displayed_to = as_vector(names.display_only);
    object.eyes_only = as_vector(names.eyes_only);
    object.lists_at = expansion_date();
    for (const auto& origin : names.origins) add_object_origin(object, origin);
    auto& origins = object.shared.origins;
    sort_origins(origins);
    for (std::size_t at = 0; at < origins.size(); ++at) {
      if (origins[at].party == kNoParty) continue;
      for (const auto& consent : tables.parties[origins[at].party].consents) {
        const Grade own = grade_at(tables, consent.period, consent.evidence, request.time);
        if (own.exists() && consent_covers(tables, request, object.shared, origins[at], consent))
          object.consents.push_back({at, own, &consent});
      }
    }
  }
};

}  // namespace

BoundObject bind_object(const Snapshot::Tables& tables, const Request& request) {
  BoundRequest::Cases cases;
  Binder binder{tables, request, cases};
  BoundObject object;
  binder.bind_object(object);
  object.obstacle = cases.obstacle;
  return object;
}

bool consent_covers(const Snapshot::Tables& tables, const Request& request, const Case& one, const OriginCase& entry,
                    const ConsentEntry& consent) {
  const auto& purposes = consent.purposes;
  if (!purposes.empty() && std::find(purposes.begin(), purposes.end(), one.purpose) == purposes.end()) return false;
  if (!consent.objects.empty()) return names_object(consent.objects, request.object);
  return tables.dominates(consent.up_to, entry.level) && !one.unlisted_category && one.categories.within(consent.categories);
}

namespace {

// All of it is read, in an order that no processor foresees: of a request that no cache has, the lines are asked for at once.
void fetch(const Request& request) {
  constexpr std::size_t kLine = 64;
  const auto* bytes = reinterpret_cast<const char*>(&request);
  for (std::size_t at = 0; at < sizeof request; at += kLine) __builtin_prefetch(bytes + at);
}

}  // namespace

BoundRequest BoundRequest::bind(const Snapshot& snapshot, const Request& request, Words words) {
  fetch(request);
  auto cases = std::make_shared<Cases>();
  cases->words = words;
  Binder{snapshot.tables(), request, *cases}.run();
  return BoundRequest(std::move(cases));
}

void bind_again(const Snapshot::Tables& tables, const Request& request, BoundRequest::Cases& cases) {
  fetch(request);
  cases.action = Action::unknown;
  cases.obstacle = Obstacle::none;
  cases.record = Grade{};
  cases.list.clear();
  cases.horizon = kEndOfTime;
  cases.acts.reset();
  cases.words = Words::none;
  Binder{tables, request, cases}.run();
}

}  // namespace entente::decision
