#include "analysis/remedy_facts.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/remedy_permissions.h"
#include "world/templates.h"

namespace entente::analysis {
namespace {

using decision::Aspect;
using decision::Lack;
using world::RemedyFact;

constexpr std::int64_t kDay = 86'400;
constexpr std::string_view kNew = "new:";

std::optional<PartialDate> day_of(Instant at) {
  const Instant midnight{at.seconds - (at.seconds % kDay + kDay) % kDay};
  const auto day = PartialDate::parse(to_short_string(midnight));
  return day ? std::optional(*day) : std::nullopt;
}

template <class Facts>
auto* named(Facts& facts, const std::string& id) {
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const auto& each) { return each.id == id; });
  return found == facts.end() ? nullptr : &*found;
}

class Adding {
 public:
  Adding(const decision::Request& request, std::optional<Instant> known_as_of, world::World& world)
      : request_(request), known_as_of_(known_as_of), world_(world) {
    fresh_.evidence = world::Evidence::verified;
    fresh_.source = "a remedy";
    if (known_as_of) fresh_.known = day_of(*known_as_of);
    from_now_on_.from = day_of(request.time);
    if (!request.object.label) return;
    for (const auto& category : request.object.label->categories) {
      if (category.kind == label::CategoryKind::restrictive)
        categories_.push_back(category.policy.value + ":" + category.name.value);
    }
  }

  void add(const Lack& lack) {
    switch (lack.fact) {
      case RemedyFact::evidence:
        return;  // is `weak` of the others
      case RemedyFact::need_to_know:
        return add_need_to_know(lack);
      case RemedyFact::community:
        return add_community(lack);
      case RemedyFact::post:
        return add_post(lack);
      case RemedyFact::category_read_in:
      case RemedyFact::clearance:
        return add_clearance(lack);
      case RemedyFact::delegation:
        return add_delegation(lack);
      case RemedyFact::consent:
        return add_consent(lack);
      case RemedyFact::accreditation:
        return add_accreditation(lack);
      case RemedyFact::row:
        return add_row(lack);
      case RemedyFact::assurance:
        return add_assurance(lack);
      case RemedyFact::instrument_in_force:
        return add_status(lack);
      case RemedyFact::accession:
        return add_accession(lack);
      case RemedyFact::amendment:
        return amend(lack);
      case RemedyFact::new_instrument:
        return add_instrument(lack);
      case RemedyFact::membership:
        return add_membership(lack);
      case RemedyFact::approval:
      case RemedyFact::licence:
      case RemedyFact::waiver:
      case RemedyFact::settlement:
      case RemedyFact::invitation:
      case RemedyFact::participation:
        return add_permission(lack, fresh(), world_);
    }
  }

 private:
  static void verify(world::Provenance& provenance) { provenance.evidence = world::Evidence::verified; }

  [[nodiscard]] Fresh fresh() const { return {request_, known_as_of_, fresh_, from_now_on_}; }

  template <class Fact>
  [[nodiscard]] bool holds(const Fact& fact) const {
    return fresh().holds(fact);
  }

  template <class Facts, class Fits>
  void verify_all(Facts& facts, const Fits& fits) const {
    fresh().verify_all(facts, fits);
  }

  // --- instruments ---
  [[nodiscard]] static InstrumentId new_id(const Lack& lack) {
    const auto [first, second] = std::minmax(lack.by.value, lack.to.value);
    const bool of_acts = lack.fact == RemedyFact::new_instrument && !lack.value.empty();
    return InstrumentId(fmt::format("{}{}-{}{}", kNew, first, second, of_acts ? ":" + lack.value : ""));
  }

  [[nodiscard]] world::Instrument* instrument(const Lack& lack) const {
    const InstrumentId id = lack.instrument.empty() ? new_id(lack) : lack.instrument;
    const auto found =
        std::find_if(world_.instruments.begin(), world_.instruments.end(), [&](const auto& each) { return each.id == id; });
    return found == world_.instruments.end() ? nullptr : &*found;
  }

  void add_instrument(const Lack& lack) {
    world::Instrument& made = world_.instruments.emplace_back();
    made.id = new_id(lack);
    made.parties = {{lack.by, from_now_on_, fresh_}, {lack.to, from_now_on_, fresh_}};
    made.categories = categories_;
    if (!lack.value.empty()) {
      made.kind = world::parse_kind(lack.value).value_or(made.kind);
      made.items = request_.object.act.items;
    }
    made.provenance = fresh_;
    if (const auto* usual = world::template_of(world_, made.kind)) world::expand(made, *usual);
    put_in_force(made);
  }

  // Without a date of its own it would never begin; years that no date can say are none that a request has.
  void put_in_force(world::Instrument& of) const {
    if (from_now_on_.from) of.statuses.push_back({world::StatusValue::in_force, *from_now_on_.from, fresh_});
  }

  void add_status(const Lack& lack) {
    auto* of = instrument(lack);
    if (of == nullptr) return;
    for (const auto& party : {lack.by, lack.to}) {
      if (!party.empty()) of->parties.push_back({party, from_now_on_, fresh_});
    }
    if (!lack.weak) return put_in_force(*of);
    for (auto& status : of->statuses) {
      if (status.value == world::StatusValue::in_force && status.from.latest() <= request_.time) verify(status.provenance);
    }
  }

  void add_accession(const Lack& lack) {
    auto* to = instrument(lack);
    if (to == nullptr) return;
    if (!lack.weak) to->parties.push_back({lack.by, from_now_on_, fresh_});
    if (lack.weak) verify_all(to->parties, [&](const auto& each) { return each.party == lack.by; });
  }

  void add_assurance(const Lack& lack) {
    world_.assurances.push_back({"a-remedy", lack.by, lack.instrument, {}, from_now_on_, fresh_});
  }

  void add_row(const Lack& lack) {
    auto* of = instrument(lack);
    if (of == nullptr) return;
    if (lack.weak) return verify_rows(lack, *of);
    of->rows.push_back({lack.by, lack.level, lack.to, {lack.targets.front()}, lack.targets.front(), from_now_on_, fresh_});
  }

  // Only the strongest: weaker ones may say otherwise.
  void verify_rows(const Lack& lack, world::Instrument& of) const {
    std::vector<world::EquivalenceRow*> rows;
    world::Evidence strongest = world::Evidence::assumed;
    for (auto& each : of.rows) {
      if (each.from != lack.by || each.from_level != lack.level || each.to != lack.to || !holds(each)) continue;
      rows.push_back(&each);
      strongest = std::max(strongest, each.provenance.evidence);
    }
    for (auto* each : rows) {
      if (each->provenance.evidence == strongest) verify(each->provenance);
    }
  }

  void amend(const Lack& lack) {
    auto* of = instrument(lack);
    if (of == nullptr) return;
    switch (lack.aspect) {
      case Aspect::none:
        return;
      case Aspect::category:
        return of->categories.push_back(lack.category);
      case Aspect::domain:
        return of->domains.push_back(lack.value);
      case Aspect::form:
        return of->forms.push_back(lack.value);
      case Aspect::leg:
        return of->legs.push_back({lack.by, lack.to, std::nullopt});
      case Aspect::item:
        return of->items.push_back(lack.value);
      case Aspect::nationality:
      case Aspect::clause:
        return verify_clause(lack, *of);
      case Aspect::contractors:
        return lack.weak ? verify_clause(lack, *of) : provide_for_contractors(*of);
    }
  }

  void verify_clause(const Lack& lack, world::Instrument& of) const {
    verify_all(of.clauses, [&](const auto& each) { return of.id.value + "/" + each.id == lack.value; });
  }

  void provide_for_contractors(world::Instrument& of) const {
    world::Clause clause;
    clause.id = "new:contractors";
    clause.effect = world::Effect::oblige;
    clause.obligation = "contractor-clearance";
    clause.period = from_now_on_;
    clause.provenance = fresh_;
    of.clauses.push_back(std::move(clause));
  }

  // --- parties ---
  void add_membership(const Lack& lack) {
    if (lack.weak) return verify_memberships(lack);
    for (auto& party : world_.parties) {
      if (party.id == lack.to) party.members.push_back({lack.by, from_now_on_, fresh_});
    }
  }

  // Every membership on a way from the set to the member: sets may be members of sets.
  void verify_memberships(const Lack& lack) {
    std::set<PartyId> leading{lack.by};
    for (std::size_t before = 0; before != leading.size();) {
      before = leading.size();
      for (const auto& party : world_.parties) {
        const auto leads = [&](const auto& each) { return leading.count(each.member) != 0; };
        if (std::any_of(party.members.begin(), party.members.end(), leads)) leading.insert(party.id);
      }
    }
    std::set<PartyId> reached{lack.to};
    for (std::size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (auto& party : world_.parties) {
        if (reached.count(party.id) == 0) continue;
        for (auto& each : party.members) {
          if (leading.count(each.member) == 0) continue;
          verify(each.provenance);
          reached.insert(each.member);
        }
      }
    }
  }

  void add_delegation(const Lack& lack) {
    if (lack.weak)
      return verify_all(world_.delegations, [&](const auto& each) { return each.by == lack.by && each.id == lack.id; });
    world_.delegations.push_back(
        {"new:delegation", lack.by, {lack.to}, request_.object.label->level, categories_, from_now_on_, fresh_});
  }

  // The object by name and by content, as far as either is stated.
  [[nodiscard]] std::vector<std::string> objects() const {
    std::vector<std::string> out;
    const auto& object = request_.object;
    if (!object.id.empty() && !world::is_digest(object.id)) out.push_back(object.id);
    if (!object.digest.empty()) out.push_back(object.digest);
    return out;
  }

  void add_consent(const Lack& lack) {
    if (lack.weak) return verify_all(world_.consents, [&](const auto& each) { return each.by == lack.by && each.id == lack.id; });
    world::Consent consent;
    consent.id = fmt::format("new:consent-{}-{}", lack.by.value, lack.to.value);
    consent.by = lack.by;
    consent.to = {lack.to};
    consent.objects = objects();
    if (consent.objects.empty() && request_.object.label) {
      consent.up_to = level_of(lack.by);
      consent.categories = categories_;
    }
    if (!request_.purpose.empty()) consent.purposes = {request_.purpose};
    consent.period = from_now_on_;
    consent.provenance = fresh_;
    world_.consents.push_back(std::move(consent));
  }

  [[nodiscard]] std::optional<LevelName> level_of(const PartyId& origin) const {
    for (const auto* list : {&request_.object.label->owners, &request_.object.label->sources}) {
      for (const auto& each : *list) {
        if (each.party == origin) return each.level;
      }
    }
    return std::nullopt;
  }

  void add_accreditation(const Lack& lack) {
    if (!lack.weak) world_.accreditations.push_back({lack.channel, lack.by, lack.level, from_now_on_, fresh_});
    if (lack.weak) {
      verify_all(world_.accreditations, [&](const auto& each) {
        return each.channel == lack.channel && each.by == lack.by && each.up_to == lack.level;
      });
    }
  }

  // --- persons, systems, facilities ---
  // Calls with each that has this key: "person:jpn-analyst-1".
  template <class Use>
  void with_subject(const std::string& key, const Use& use) {
    const auto colon = key.find(':');
    const std::string kind = key.substr(0, colon);
    const std::string id = key.substr(colon + 1);
    if (auto* found = kind == "person" ? named(world_.people, id) : nullptr) use(*found, found->clearances);
    if (auto* found = kind == "system" ? named(world_.systems, id) : nullptr) use(*found, found->accreditations);
    if (auto* found = kind == "facility" ? named(world_.facilities, id) : nullptr) use(*found, found->clearances);
  }

  // A category is read in without a level: what its holder may see is another clearance's matter.
  void add_clearance(const Lack& lack) {
    const bool category = lack.fact == RemedyFact::category_read_in;
    with_subject(lack.subject, [&](auto&, std::vector<world::Clearance>& clearances) {
      if (lack.weak) {
        return verify_all(clearances, [&](const auto& each) {
          const bool lists = std::find(each.categories.begin(), each.categories.end(), lack.category) != each.categories.end();
          return category ? lists : each.policy == lack.policy && each.level == lack.level;
        });
      }
      world::Clearance made{lack.policy, lack.level, {}, lack.by, from_now_on_, fresh_};
      if (category) made.categories = {lack.category};
      clearances.push_back(std::move(made));
    });
  }

  void add_community(const Lack& lack) {
    with_subject(lack.subject, [&](auto& subject, auto&) {
      if constexpr (requires { subject.belongs; }) {
        if (!lack.weak) subject.belongs.push_back({lack.id, from_now_on_, fresh_});
        if (lack.weak) verify_all(subject.belongs, [&](const auto& each) { return each.to == lack.id; });
      }
    });
  }

  void add_post(const Lack& lack) {
    with_subject(lack.subject, [&](auto& subject, auto&) {
      if (lack.weak) return verify(subject.provenance);
      if constexpr (requires { subject.period; }) subject.period = from_now_on_;
    });
  }

  // Whoever asserts it, an officer of the recipient does: one that is recorded with the assertion.
  void add_need_to_know(const Lack& lack) {
    if (lack.weak) {
      const auto* asserted = named(world_.needs_to_know, lack.id);
      if (asserted == nullptr) return;
      const std::string by = asserted->asserted_by;
      verify_all(world_.needs_to_know, [&](const auto& each) { return each.id == lack.id; });
      return verify_all(world_.people, [&](const auto& each) { return "person:" + each.id == by; });
    }
    world::Person& officer = world_.people.emplace_back();
    officer.id = "new:officer";
    officer.employer = lack.by;
    officer.period = from_now_on_;
    officer.provenance = fresh_;
    world::NeedToKnow& need = world_.needs_to_know.emplace_back();
    need.id = "new:need-to-know";
    need.who = lack.subject;
    need.objects = objects();
    if (need.objects.empty()) need.communities = request_.object.communities;
    need.asserted_by = "person:" + officer.id;
    need.period = from_now_on_;
    need.provenance = fresh_;
  }

  const decision::Request& request_;
  const std::optional<Instant> known_as_of_;
  world::World& world_;
  world::Provenance fresh_;
  Period from_now_on_;
  std::vector<std::string> categories_;  // restrictive ones of the label
};

}  // namespace

bool is_new(std::string_view id) { return id.starts_with(kNew); }

void add_facts(const decision::Way& facts, const decision::Request& request, std::optional<Instant> known_as_of,
               world::World& world) {
  Adding adding(request, known_as_of, world);
  for (const auto& each : facts) {
    if (each.fact == RemedyFact::new_instrument) adding.add(each);
  }
  for (const auto& each : facts) {
    if (each.fact != RemedyFact::new_instrument) adding.add(each);
  }
}

namespace {

// Or another stands under it: the others decide disclosures only.
bool speaks_of_acts(const world::World& world, const world::Instrument& instrument) {
  const auto& clauses = instrument.clauses;
  const auto is_above = [&](const auto& each) { return each.under == instrument.id; };
  return std::any_of(clauses.begin(), clauses.end(), [](const auto& each) { return decision::is_act_name(each.action); }) ||
         std::any_of(world.instruments.begin(), world.instruments.end(), is_above) ||
         std::any_of(world.programmes.begin(), world.programmes.end(), is_above);
}

}  // namespace

world::World narrowed(const world::World& world, const std::set<PartyId>& involved, const decision::Request& request) {
  world::World out;
  out.parties = world.parties;
  out.policies = world.policies;
  out.level_terms = world.level_terms;
  out.items = world.items;
  out.templates = world.templates;
  const bool is_act = decision::is_act_name(request.action);
  const auto is_involved = [&](const PartyId& id) { return involved.count(id) != 0; };
  std::set<InstrumentId> kept;
  std::set<InstrumentId> above;  // what exemptions are made under
  for (const auto& each : world.instruments) {
    if (each.kind == world::Kind::export_exemption && each.under) above.insert(*each.under);
  }
  for (auto& party : out.parties) {
    if (!is_involved(party.id)) party.security_agreement.reset();
    if (party.security_agreement) kept.insert(*party.security_agreement);
  }
  for (const auto& each : world.instruments) {
    std::set<PartyId> both;
    for (const auto& accession : each.parties) {
      if (is_involved(accession.party)) both.insert(accession.party);
    }
    const bool secures = each.kind == world::Kind::information_security;
    const bool of_pair = both.size() > 1 || kept.count(each.id) != 0;
    const bool exempts = each.kind == world::Kind::export_exemption && of_pair;
    const bool matters = is_act ? !secures || of_pair || speaks_of_acts(world, each) : exempts || above.count(each.id) != 0 || (secures && of_pair);
    if (matters) out.instruments.push_back(each);
  }
  const auto copy = [&](const auto& from, auto& to) {
    std::copy_if(from.begin(), from.end(), std::back_inserter(to), [&](const auto& each) { return is_involved(each.by); });
  };
  copy(world.consents, out.consents);
  copy(world.delegations, out.delegations);
  copy(world.accreditations, out.accreditations);
  copy(world.waivers, out.waivers);  // what conditions and export control ask for: docs/semantics.md 4
  copy(world.licences, out.licences);
  copy(world.approvals, out.approvals);
  copy(world.assurances, out.assurances);
  out.programmes = world.programmes;
  out.candidacies = world.candidacies;
  const std::string& id = request.subject.id;
  std::set<std::string> people{id};
  for (const auto& each : world.needs_to_know) {
    if (!each.who.ends_with(":" + id)) continue;
    out.needs_to_know.push_back(each);
    people.insert(each.asserted_by.substr(each.asserted_by.find(':') + 1));
  }
  const auto is_asked = [&](const auto& each) { return people.count(each.id) != 0; };
  std::copy_if(world.people.begin(), world.people.end(), std::back_inserter(out.people), is_asked);
  std::copy_if(world.systems.begin(), world.systems.end(), std::back_inserter(out.systems), is_asked);
  std::copy_if(world.facilities.begin(), world.facilities.end(), std::back_inserter(out.facilities), is_asked);
  return out;
}

}  // namespace entente::analysis
