#include "decision/sides.h"

#include "decision/parts.h"
#include "decision/tables.h"

namespace entente::decision {

Sides::Sides(const Snapshot& snapshot, Instant at) : factors_(std::make_shared<const Factors>(snapshot, at)) {
  const auto& tables = factors_->tables();
  for (std::size_t each = 0; each < tables.parties.size(); ++each) {
    if (tables.parties[each].kind == world::PartyKind::nation) continue;
    PartySet reached;
    SetOfParties entry{each, {}};
    if (all_who_may_be_in(tables, static_cast<PartyIndex>(each), at, reached)) {
      for (std::size_t party = 0; party < tables.parties.size(); ++party) {
        if (reached.has(party) && tables.parties[party].kind == world::PartyKind::nation) entry.members.add(party);
      }
    }
    sets_.push_back(entry);
  }
}

struct Sides::Person {
  const SubjectInfo* info = nullptr;  // none: nobody is asked
  std::shared_ptr<const SubjectCase> who;
};

Sides Sides::in_person(const std::vector<std::string>& persons) const {
  CHECK(persons.size() == parties());
  Sides out = *this;
  std::vector<Person> list;
  for (std::size_t bit = 0; bit < persons.size(); ++bit) {
    Person person;
    if (!persons[bit].empty()) {
      person.info = factors_->tables().subject({SubjectType::person, persons[bit]});
      CHECK(person.info != nullptr && person.info->party == bit);
      person.who = std::make_shared<const SubjectCase>(factors_->cleared(*person.info));
    }
    list.push_back(std::move(person));
  }
  out.persons_ = std::make_shared<const std::vector<Person>>(std::move(list));
  return out;
}

std::optional<std::size_t> Sides::bit(const PartyId& party) const {
  const PartyIndex index = factors_->tables().party(party);
  return index == kNoParty ? std::nullopt : std::optional<std::size_t>(index);
}

PartyId Sides::party(std::size_t bit) const { return factors_->tables().parties[bit].id; }
std::size_t Sides::parties() const { return factors_->tables().parties.size(); }
std::string Sides::instrument(std::uint32_t index) const {
  const auto& all = factors_->tables().instruments;
  return index < all.size() ? all[index].id : std::string();
}

// Its leg is asked besides then, unless the way leads through the other.
bool Sides::narrows_other_holders(const PartyId& owner) const {
  const PartyIndex index = factors_->tables().party(owner);
  return index != kNoParty && !factors_->relays() && !factors_->tables().needing_authority.has(index);
}

bool Sides::asks_authority_of(const PartyId& holder) const {
  const PartyIndex index = factors_->tables().party(holder);
  return index == kNoParty || factors_->tables().needing_authority.has(index);
}

bool Sides::basis_asks_for_object() const { return factors_->conditional(); }

bool Sides::reaches_rules(const Request& request) const {
  return bind_object(factors_->tables(), request).obstacle == Obstacle::none;
}

PartySet Sides::release(const Request& request) const {
  CHECK(request.time == factors_->at());
  const BoundObject object = bind_object(factors_->tables(), request);
  return object.obstacle == Obstacle::none ? factors_->release_part(object, false).may : PartySet{};
}

namespace {

Request stating(Request request, const Sides::Stated& stated) {
  if (!stated.domain.empty()) request.object.label->domain = stated.domain;
  request.object.form = stated.form;
  request.object.subject = stated.about;
  request.purpose = stated.purpose;
  request.channel = stated.channel;
  request.object.act.activities.clear();
  if (!stated.activity.empty()) request.object.act.activities.push_back(stated.activity);
  return request;
}

}  // namespace

std::vector<PartySet> Sides::bases(const Request& request, std::span<const Stated> stated,
                                   std::span<const PartySet> wanted) const {
  CHECK(wanted.size() == stated.size() && request.time == factors_->at() && !request.object.export_controlled);
  const auto& tables = factors_->tables();
  std::vector<PartySet> out(stated.size());
  BoundObject object = bind_object(tables, request);
  if (object.obstacle != Obstacle::none) return out;
  if (!factors_->conditional()) object.consents.clear();  // the basis does not look at them
  const NameIndex of_level = object.shared.domain;
  const auto reach = [&](const BoundObject& bound, const Request& asked, const PartySet& of) {
    if (persons_ == nullptr) return factors_->reach(bound, asked, of);
    PartySet reached;
    of.each([&](std::size_t bit) {
      const Person& person = (*persons_)[bit];
      if (person.info != nullptr && factors_->reaches(bound, asked, static_cast<PartyIndex>(bit), *person.info, person.who))
        reached.add(bit);
    });
    return reached;
  };
  for (std::size_t each = 0; each < stated.size(); ++each) {
    if (factors_->conditional()) {  // what a condition asks for may look at all of the request
      const Request asked = stating(request, stated[each]);
      out[each] = reach(bind_object(tables, asked), asked, wanted[each]);
      continue;
    }
    Case& shared = object.shared;
    const Stated& is = stated[each];
    shared.domain = is.domain.empty() ? of_level : tables.name(is.domain);
    shared.form = tables.name(is.form);
    shared.subject = tables.name(is.about);
    shared.purpose = tables.name(is.purpose);
    shared.channel = tables.name(is.channel);
    shared.activities.clear();
    if (!is.activity.empty()) shared.activities.push_back(tables.name(is.activity));
    out[each] = reach(object, request, wanted[each]);
  }
  return out;
}

std::string Sides::release_key(const Request& request) const {
  const BoundObject object = bind_object(factors_->tables(), request);
  return object.obstacle == Obstacle::none ? factors_->release_key(object) : std::string();
}

}  // namespace entente::decision
