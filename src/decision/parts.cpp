#include "decision/parts.h"

#include "decision/act_tables.h"

#include <algorithm>
#include <type_traits>

namespace entente::decision {
namespace {

template <class Value>
void append(std::string& key, const Value& value) {
  static_assert(std::has_unique_object_representations_v<Value>);
  key.append(reinterpret_cast<const char*>(&value), sizeof value);  // bytes of a value are its key within one run
}

void append(std::string& key, const std::vector<PartyIndex>& list) {
  append(key, list.size());
  for (const auto party : list) append(key, party);
}

}  // namespace

Memberships::Memberships(const Snapshot::Tables& tables, Instant at) : tables_(&tables), at_(at), by_set_(tables.parties.size()) {
  for (std::size_t set = 0; set < tables.parties.size(); ++set) {
    if (tables.parties[set].members.empty()) continue;
    const auto itself = static_cast<PartyIndex>(set);
    for (std::size_t party = 0; party < tables.parties.size(); ++party) {
      by_set_[set].push_back(listed(tables, {&itself, 1}, static_cast<PartyIndex>(party), at));
    }
  }
}

Grade Memberships::of(const std::vector<PartyIndex>& list, PartyIndex party, Instant when) const {
  Grade best;
  bool others = false;
  for (const auto entry : list) {
    if (entry == party) return Grade{Grade::Kind::counts, world::Evidence::verified};
    if (!is_set(entry)) continue;
    if (when == at_) best = stronger(best, by_set_[entry][party]);
    others = others || when != at_;
  }
  return others ? listed(*tables_, list, party, when) : best;
}

bool stands_for_itself(const Snapshot::Tables& tables, PartyIndex party) {
  return tables.parties[party].kind != world::PartyKind::group;
}

Factors::Factors(Snapshot snapshot, Instant at) : snapshot_(std::move(snapshot)), at_(at), memberships_(snapshot_.tables(), at) {
  CHECK(snapshot_.interval().contains(at));
  for (const auto& subject : tables().subjects) {
    for (const auto& assertion : subject.assertions)
      named_.insert(named_.end(), assertion.objects.begin(), assertion.objects.end());
  }
  std::sort(named_.begin(), named_.end());
  named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
  for (const auto& instrument : tables().instruments) {
    const auto& list = instrument.conditions;
    const auto& duties = instrument.duties;
    relays_ = relays_ || std::any_of(instrument.legs.begin(), instrument.legs.end(),
                                     [](const LegInfo& each) { return each.via != kNoParty; });
    conditional_ =
        conditional_ || std::any_of(list.begin(), list.end(), [](const ClauseInfo& each) { return !each.needs.empty(); }) ||
        std::any_of(duties.begin(), duties.end(), [](const ClauseInfo& each) { return each.obligation == "admit-nationality"; });
  }
  for (const auto& party : tables().acts->parties) conditional_ = conditional_ || !party.waivers.empty();
  for (const auto& [id, policy] : tables().policies.policies()) {  // a category that facts name, and that asks for a licence
    for (const auto& category : policy.export_controlled)
      conditional_ = conditional_ || tables().category_index.find(id.value + ":" + category.value) != TextIndex::kNone;
  }
}

bool Factors::factor(const Request& request) const {
  const auto& object = request.object;
  const bool controlled =
      object.export_controlled || (object.label && label::is_export_controlled(*object.label, tables().policies));
  return request.action == "disclose" && !controlled && object.act.activities.empty() && !conditional_ && !request.under && request.time == at_;
}

std::string Factors::basis_key(const BoundObject& object) const {
  const Case& shared = object.shared;
  std::string key;
  append(key, shared.holder);
  key += shared.free ? 'f' : '-';
  key += shared.unlisted_category ? 'u' : '-';
  append(key, shared.categories);
  for (const auto name : {shared.domain, shared.form, shared.subject, shared.purpose, shared.channel}) append(key, name);
  append(key, shared.holder_level);
  for (const auto& origin : shared.origins) {
    append(key, origin.party);
    append(key, origin.level);
    append(key, origin.level_name);
  }
  return key;
}

std::string Factors::release_key(const BoundObject& object) const {
  const Case& shared = object.shared;
  std::string key;
  append(key, shared.holder);
  for (const bool flag : {shared.free, shared.no_foreign, shared.originator_control, shared.release_absent, shared.bare,
                          shared.several_owners, shared.display, shared.has_eyes_only, object.to_everyone}) {
    key += flag ? '1' : '0';
  }
  bool dated = false;
  for (const auto* list : {&object.released_to, &object.displayed_to, &object.eyes_only}) {
    append(key, *list);
    dated = dated || std::any_of(list->begin(), list->end(), [&](PartyIndex entry) { return memberships_.is_set(entry); });
  }
  append(key, dated ? object.lists_at.seconds : 0);
  append(key, shared.origins.size());
  for (const auto& origin : shared.origins) {
    append(key, origin.party);
    key += origin.is_owner ? 'o' : 's';
    key += origin.onward.exists() ? 'c' : '-';
  }
  for (const auto& consent : object.consents) {
    append(key, consent.origin);
    append(key, consent.entry);
  }
  return key;
}

Factors::List Factors::list_of(const std::vector<PartyIndex>& entries) const {
  List list{{}, &entries, false};
  for (const auto entry : entries) {
    list.named.add(entry);
    list.has_sets = list.has_sets || memberships_.is_set(entry);
  }
  return list;
}

Factors::Lists Factors::lists_of(const BoundObject& object) const {
  Lists out{list_of(object.released_to), list_of(object.displayed_to), list_of(object.eyes_only), {}};
  out.consents.reserve(object.consents.size());
  for (const auto& consent : object.consents) out.consents.push_back(list_of(consent.entry->to));
  return out;
}

Grade Factors::of(const List& list, PartyIndex party, Instant when) const {
  if (list.named.has(party)) return Grade{Grade::Kind::counts, world::Evidence::verified};
  return list.has_sets ? memberships_.of(*list.entries, party, when) : Grade{};
}

// What the rules of the release look at.
void Factors::fill_release(const BoundObject& object, const Lists& lists, PartyIndex recipient, Case& one) const {
  one.recipient = recipient;
  one.internal = recipient == one.holder;
  one.release =
      object.to_everyone ? Grade{Grade::Kind::counts, world::Evidence::verified} : of(lists.released, recipient, object.lists_at);
  one.display_only = of(lists.displayed, recipient, object.lists_at);
  one.eyes_only = of(lists.eyes_only, recipient, object.lists_at);
  for (std::size_t at = 0; at < one.origins.size(); ++at) {
    one.origins[at].consent = Grade{};
    one.origins[at].onward = object.shared.origins[at].onward.exists() ? one.release : Grade{};
  }
  for (std::size_t each = 0; each < object.consents.size(); ++each) {
    const auto& consent = object.consents[each];
    Grade& best = one.origins[consent.origin].consent;
    best = stronger(best, both(consent.own, of(lists.consents[each], recipient, at_)));
  }
}

// And what the others do besides.
void Factors::fill(const BoundObject& object, const Lists& lists, PartyIndex recipient, Case& one) const {
  const auto member = [&](PartyIndex organisation) {
    if (organisation == kNoParty || tables().parties[organisation].kind != world::PartyKind::organisation) return Grade{};
    return memberships_.of({organisation}, recipient, at_);
  };
  fill_release(object, lists, recipient, one);
  one.holder_member = member(one.holder);
  const PartyInfo& holder = tables().parties[one.holder];
  one.delegated.clear();
  for (const auto& delegation : holder.delegations) {
    if (tables().needing_authority.has(one.holder)) one.delegated.push_back(memberships_.of(delegation.to, recipient, at_));
  }
  for (auto& origin : one.origins) origin.member = member(origin.party);
}

BasisPart Factors::basis_of(const BoundObject& object) const {
  BasisPart part{object, {}};
  part.object.released_to.clear();
  part.object.displayed_to.clear();
  part.object.eyes_only.clear();
  part.object.consents.clear();
  Case one = part.object.shared;
  const Lists lists = lists_of(part.object);
  for (std::size_t party = 0; party < tables().parties.size(); ++party) {
    const auto recipient = static_cast<PartyIndex>(party);
    if (stands_for_itself(tables(), recipient) && holds(part.object, lists, recipient, one)) part.reach.add(party);
  }
  return part;
}

ReleasePart Factors::release_part(const BoundObject& object, bool to_holder) const {
  ReleasePart part;
  Case one = object.shared;
  const Lists lists = lists_of(object);
  for (std::size_t party = 0; party < tables().parties.size(); ++party) {
    const auto recipient = static_cast<PartyIndex>(party);
    fill_release(object, lists, recipient, one);
    bool may = true;
    bool admitted = true;
    for (const auto& origin : one.origins) {
      if (origin.party == recipient) continue;
      const Outcome marked = release_of(one, origin).outcome;
      admitted = admitted && marked == Outcome::pass;
      may = may && lets_through(marked) && lets_through(control_of(one, origin).outcome);
    }
    if (may || (one.internal && to_holder)) part.may.add(party);
    if (admitted) part.admitted.add(party);
  }
  return part;
}

CategoryPart Factors::categories_of(const Request& request) const {
  CategoryPart part;
  for (const auto& category : request.object.label->categories) {
    if (label::is_read_in(category, tables().policies)) part.asked.push_back(category);
  }
  std::sort(part.asked.begin(), part.asked.end());
  return part;
}

NeedPart Factors::need_of(const Request& request, const BoundObject& object) const {
  NeedPart part;
  part.asked = !object.shared.free;
  if (!part.asked) return part;
  part.communities = request.object.communities;
  std::sort(part.communities.begin(), part.communities.end());
  part.communities.erase(std::unique(part.communities.begin(), part.communities.end()), part.communities.end());
  const auto names = [&](const std::string& text) { return std::binary_search(named_.begin(), named_.end(), text); };
  const auto& id = request.object.id;
  if (names(id) || names(id.substr(0, id.find('#'))) || names(request.object.digest)) {
    part.id = id;
    part.digest = request.object.digest;
  }
  return part;
}

PartySet Factors::reach(const BoundObject& object, const Request& request, const PartySet& wanted) const {
  PartySet out;
  Case one = object.shared;
  const Lists lists = lists_of(object);
  wanted.each([&](std::size_t party) {
    fill(object, lists, static_cast<PartyIndex>(party), one);
    settle(request, nullptr, one);
    if (evaluated(one)) out.add(party);
  });
  return out;
}

bool Factors::reaches(const BoundObject& object, const Request& request, PartyIndex party, const SubjectInfo& subject,
                      const std::shared_ptr<const SubjectCase>& who) const {
  Case one = object.shared;
  one.who = who;
  fill(object, lists_of(object), party, one);
  settle(request, &subject, one);
  return evaluated(one);
}

// What conditions ask for, which plays no part inside a party.
void Factors::settle(const Request& request, const SubjectInfo* subject, Case& one) const {
  if (!conditional_ || one.internal) return;
  for (auto& origin : one.origins) {
    origin.conditions.clear();
    if (origin.party != kNoParty) settle_conditions(tables(), request, subject, one, origin);
  }
}

bool Factors::holds(const BoundObject& object, const Lists& lists, PartyIndex recipient, Case& one) const {
  fill(object, lists, recipient, one);
  return evaluated(one);
}

bool Factors::evaluated(const Case& one) const {
  Findings findings(Findings::Wanted::basis);
  evaluate(tables(), one, findings);
  return !findings.denied;
}

bool Factors::holds(const BasisPart& basis, PartyIndex recipient, const std::shared_ptr<const SubjectCase>& who) const {
  Case one = basis.object.shared;
  one.who = who;
  return holds(basis.object, lists_of(basis.object), recipient, one);
}

bool Factors::holds(const CategoryPart& part, const SubjectInfo& subject) const {
  if (subject.type == SubjectType::facility || part.asked.empty()) return true;
  Request request;
  request.time = at_;
  request.object.label.emplace().categories = part.asked;
  return subject_case(tables(), subject, request).categories.counts();
}

bool Factors::holds(const NeedPart& part, const SubjectInfo& subject) const {
  if (subject.type == SubjectType::facility || !part.asked) return true;
  Request request;
  request.time = at_;
  request.object.communities = part.communities;
  request.object.id = part.id;
  request.object.digest = part.digest;
  return subject_case(tables(), subject, request).need_to_know.counts();
}

SubjectCase Factors::cleared(const SubjectInfo& subject) const {
  Request request;
  request.time = at_;
  SubjectCase who = subject_case(tables(), subject, request);
  const Grade counts{Grade::Kind::counts, world::Evidence::verified};
  std::erase_if(who.clearances, [](const HeldLevel& held) { return !held.grade.counts(); });
  for (auto& held : who.clearances) held.grade = counts;
  who.id.clear();
  who.need_by.clear();
  who.categories = counts;
  who.need_to_know = counts;
  who.has_nationality = true;
  return who;
}

}  // namespace entente::decision
