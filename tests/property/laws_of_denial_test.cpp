// Laws about what must be denied, whatever else is recorded.
#include <algorithm>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "decision/decide.h"
#include "property/edits.h"
#include "property/engine.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using decision::Outcome;
using decision::Rule;
using label::ReleaseKind;
using world::PartyKind;

bool is_nation(const Scene& scene) {
  const auto* party = scene.world.party(PartyId(scene.request.subject.id));
  return party != nullptr && party->kind == PartyKind::nation && scene.request.subject.type == decision::SubjectType::party;
}

// A valid request to one nation that is neither the holder nor an origin of what is asked for, above the free level.
bool asks_another(Scene& scene) {
  auto& request = scene.request;
  if (!request.object.label || request.object.label->owners.empty() || !is_nation(scene)) return false;
  if (request.action != "disclose") return false;
  const auto& label = *request.object.label;
  const auto* policy = scene.world.policies.find(label.policy);
  const auto* level = policy == nullptr ? nullptr : policy->level(label.level);
  if (level == nullptr || level->free) return false;
  if (!request.holder) request.holder = label.owners.front().party;
  if (!request.holder || request.holder->str() == request.subject.id || scene.world.party(*request.holder) == nullptr)
    return false;
  const auto is_recipient = [&](const label::Origin& each) { return each.party && each.party->str() == request.subject.id; };
  return std::none_of(label.owners.begin(), label.owners.end(), is_recipient) &&
         std::none_of(label.sources.begin(), label.sources.end(), is_recipient);
}

void demand_denied(const decision::Decision& decision, const std::string& why) {
  demand(!decision.permit, why + "\n" + text_of(outcomes_of(decision)));
  demand(decision.obligations.empty(), "duties without a permit");
}

bool failed(const decision::Decision& decision, Rule rule) {
  return std::any_of(decision.reasons.begin(), decision.reasons.end(),
                     [&](const auto& each) { return each.rule == rule && each.outcome == Outcome::fail; });
}

bool owns(const label::Label& label, const std::string& id) {  // what is the recipient's own is not exported to it
  return std::any_of(label.owners.begin(), label.owners.end(),
                     [&](const label::Origin& owner) { return owner.party && owner.party->value == id; });
}

void control_without_licence(Scene& scene) {
  scene.request.object.export_controlled = true;
  scene.world.licences.clear();
  scene.world.instruments.erase_if([](const auto& each) { return each.kind == world::Kind::export_exemption; });
}

// Where nothing grants, nothing leaves its holder but what is free or goes back to where it came from.
TEST(Law, default_deny) {
  EXPECT_FALSE(decision::Decision{}.permit);
  EXPECT_FALSE(decided(world::World{}, {}, decision::Request{}).permit);
  const Law law = [](Scene& scene) {
    if (!asks_another(scene)) return false;
    strip_grants(scene.world);
    demand_denied(decided(scene), "permitted without any grant");
    return true;
  };
  law_holds(law, 3, 0.2);
}

// Every kind of instrument.
const std::vector<world::Kind> kKinds = [] {
  std::vector<world::Kind> kinds;
  for (std::uint8_t i = 0; !to_string(static_cast<world::Kind>(i)).empty(); ++i) kinds.push_back(static_cast<world::Kind>(i));
  return kinds;
}();

// A prohibition of any instrument that lists both parties of a leg, or of a law of one of them, denies what was permitted.
TEST(Law, prohibition_trumps_permission) {
  const Law law = [](Scene& scene) {
    if (!asks_another(scene) || !decided(scene).permit) return false;
    const auto& label = *scene.request.object.label;
    const auto& origins = scene.dice.chance(50) || label.sources.empty() ? label.owners : label.sources;
    const auto& origin = scene.dice.one_of(origins);
    const PartyId from = scene.dice.chance(50) ? *scene.request.holder : *origin.party;
    world::Instrument instrument;
    instrument.id = InstrumentId("added");
    instrument.statuses.push_back({world::StatusValue::considered, day("2030"), read_as(world::Evidence::assumed)});
    instrument.kind = scene.dice.one_of(kKinds);
    const bool of_giver = instrument.kind != world::Kind::national_law || scene.dice.chance(70);
    const bool of_recipient = instrument.kind != world::Kind::national_law || !of_giver || scene.dice.chance(30);
    const PartyId to(scene.request.subject.id);
    if (of_giver) instrument.parties.push_back({from, {day("2030"), {}}, read_as(world::Evidence::assumed)});
    if (of_recipient) instrument.parties.push_back({to, {{}, day("2001")}, read_as(world::Evidence::assumed)});
    for (auto& each : instrument.parties) {  // before a law begins it denies nothing
      if (instrument.kind == world::Kind::national_law) each.period.from.reset();
    }
    world::Clause clause;
    clause.id = "art-1";
    clause.provenance = read_as(world::Evidence::assumed);
    if (scene.dice.chance(30)) clause.from = {from};
    if (scene.dice.chance(30)) clause.to = {PartyId(scene.request.subject.id)};
    if (scene.dice.chance(30) && origin.level) clause.levels = {*origin.level};
    instrument.clauses.push_back(clause);
    scene.world.instruments.push_back(instrument);
    const auto after = decided(scene);
    demand_denied(after, "permitted against a prohibition for " + from.str());
    demand(failed(after, Rule::legal_basis), "the prohibition does not show");
    return true;
  };
  law_holds(law, 6, 0.03);
}

// More origins than are evaluated, all of them the owner.
void exceed_origins(decision::Request& request) {
  auto& sources = request.object.label->sources;
  const label::Origin one = request.object.label->owners.front();
  while (request.object.label->owners.size() + sources.size() <= limits::kOrigins) sources.push_back(one);
}

// The party asks as the only member of a set of sets, one deeper than is opened.
void exceed_nesting(Scene& scene) {
  constexpr std::size_t kSets = 17;
  PartyId member(scene.request.subject.id);
  for (std::size_t depth = 0; depth < kSets; ++depth) {
    world::Party set;
    set.id = PartyId("SET" + std::to_string(depth));
    set.kind = world::PartyKind::group;
    set.name = set.id.str();
    set.provenance = read_as(world::Evidence::verified);
    set.members.push_back({member, {}, read_as(world::Evidence::verified)});
    member = set.id;
    scene.world.parties.push_back(std::move(set));
  }
  scene.request.subject.id = member.str();
}

// What cannot be evaluated denies: each way of breaking a request that would be permitted, and each limit of its evaluation.
TEST(Law, error_denies) {
  const Law law = [](Scene& scene) {
    if (!scene.request.object.label || !decided(scene).permit) return false;
    auto& request = scene.request;
    const std::size_t kind = scene.dice.below(9);
    const bool internal = request.holder && request.holder->str() == request.subject.id;
    const auto asked = request.subject.type;
    if (kind == 0) request.object.label.reset();
    if (kind == 1) request.action = "exchange";
    if (kind == 2)
      request.subject.type = scene.dice.one_of({decision::SubjectType::person, decision::SubjectType::system,
                                                decision::SubjectType::facility, decision::SubjectType::other});
    if (kind == 2 && asked == request.subject.type) request.subject.type = decision::SubjectType::other;
    if (kind == 3) request.subject.id = kNobody.str();
    if (kind == 4) request.holder = kNobody;
    if (kind == 5) request.object.label->owners.clear();
    if (kind == 6) control_without_licence(scene);
    if (kind == 7) exceed_origins(request);
    if (kind == 8 && asked != decision::SubjectType::party) return false;
    if (kind == 8) exceed_nesting(scene);
    const auto after = decided(scene);
    if (kind != 6) {
      demand_denied(after, "permitted in spite of an error");
      demand(after.reasons.size() == decision::rules_for(request.subject.type), "one reason a rule");
      for (const auto& reason : after.reasons) {
        const bool told =
            reason.rule >= Rule::authority ? reason.outcome == Outcome::unknown : kind != 1 || reason.outcome == Outcome::unknown;
        demand(told && !reason.owner, "a rule was evaluated on a broken request");
      }
    } else {
      if (!is_nation(scene) || internal || !request.holder || owns(*request.object.label, request.subject.id)) return false;
      demand_denied(after, "controlled technical data was permitted");
    }
    return true;
  };
  law_holds(law, 5, 0.07);
}

// A release list that names nobody, by being empty or through groups without members, releases to nobody.
TEST(Law, empty_set_is_nobody) {
  const Law law = [](Scene& scene) {
    if (!asks_another(scene)) return false;
    auto& label = *scene.request.object.label;
    label.releasable = {ReleaseKind::listed, {}};
    label.display_only.clear();
    scene.world.consents.clear();
    if (scene.dice.chance(50)) {
      for (auto& party : scene.world.parties) {
        if (party.kind == PartyKind::nation) continue;
        party.members.clear();
        label.releasable.parties.push_back(party.id);
      }
    }
    const auto after = decided(scene);
    demand_denied(after, "released to nobody, and yet permitted");
    demand(failed(after, Rule::release_marking) || failed(after, Rule::label_valid), "release-marking did not fail");
    return true;
  };
  law_holds(law, 3, 0.2);
}

// A label with a part that the world does not know is denied; so is a concealed origin above the free level.
TEST(Law, unknown_marking_denies) {
  const Law law = [](Scene& scene) {
    if (!asks_another(scene)) return false;
    const bool permitted = decided(scene).permit;
    auto& label = *scene.request.object.label;
    const std::size_t kind = scene.dice.below(11);
    const auto end = [&](const PolicyId& policy, const LevelName& level) {
      scene.world.level_terms.push_back({policy, level, {{}, day("2001")}, {}});
    };
    if (kind == 0) label.policy = PolicyId("XYZ");
    if (kind == 1) label.level = LevelName("SERCET");
    if (kind == 2) label.owners.back().party = kNobody;
    if (kind == 3) label.sources.push_back({kNobody, {}, {}});
    if (kind == 4) label.releasable = {ReleaseKind::listed, {PartyId(scene.request.subject.id), kNobody}};
    if (kind == 5) label.display_only.push_back(kNobody);
    if (kind == 6) label.controls.eyes_only = std::vector<PartyId>{PartyId(scene.request.subject.id), kNobody};
    if (kind == 7 && !label.owners.back().policy) return false;
    if (kind == 7) label.owners.back().level = LevelName("SERCET");
    if (kind == 8) label.sources.emplace_back();
    if (kind == 9) end(label.policy, label.level);
    if (kind == 10 && !label.owners.back().level) return false;
    if (kind == 10) end(*label.owners.back().policy, *label.owners.back().level);
    const auto after = decided(scene);
    demand_denied(after, "permitted under an unknown marking of kind " + std::to_string(kind));
    demand(kind == 8 || failed(after, Rule::label_valid), "the label counts as valid");
    return permitted;
  };
  law_holds(law, 6, 0.03);
}

// --- each requirement by itself ---

PartyId recipient_of(const Scene& scene) { return PartyId(scene.request.subject.id); }

template <class Change>
void in_every_instrument(Scene& scene, Change change) {
  for (auto& instrument : scene.world.instruments) change(instrument);
}

// Of the year of the decision: a restriction that begins then holds already, a grant does not yet (1.1).
PartialDate this_year(const Scene& scene) { return day(to_string(scene.request.time).substr(0, 4)); }
bool year_is_open(const Scene& scene) { return scene.request.time < this_year(scene).latest(); }

// The accession stays listed, so that what hangs on the list stays.
void put_off_accessions(Scene& scene, const PartyId& party) {
  in_every_instrument(scene, [&](world::Instrument& it) {
    for (auto& each : it.parties) {
      if (each.party == party) each.period = Period{day("2190"), std::nullopt};
    }
  });
}

void limit_consents(Scene& scene, const std::function<void(world::Consent&)>& limit) {
  auto& label = *scene.request.object.label;
  label.controls.originator_control = true;
  for (auto policy : std::map(scene.world.policies.policies())) {
    policy.second.marking_is_onward_consent = false;
    scene.world.policies.add(policy.second);
  }
  for (auto& each : scene.world.consents) limit(each);
}

// Takes one thing away that a permit needs, everywhere; false if this scene cannot do without it being missed.
struct Need {
  const char* what;
  Rule rule;  // that must stand in the way then
  bool (*take_away)(Scene&);
};

constexpr Need kNeedsOfTheBasis[] = {
    {"in force", Rule::legal_basis,
     [](Scene& scene) {
       in_every_instrument(scene, [](world::Instrument& it) {
         std::erase_if(it.statuses, [](const auto& each) { return each.value == world::StatusValue::in_force; });
       });
       return true;
     }},
    {"not suspended", Rule::legal_basis,
     [](Scene& scene) {
       const auto today = day(to_string(scene.request.time).substr(0, 10));
       in_every_instrument(scene, [&](world::Instrument& it) {
         it.statuses.push_back({world::StatusValue::suspended, today, read_as(world::Evidence::assumed)});
       });
       return true;
     }},
    {"accession or membership of the recipient", Rule::legal_basis,
     [](Scene& scene) {
       const PartyId recipient = recipient_of(scene);
       put_off_accessions(scene, recipient);
       for (auto& party : scene.world.parties) {
         std::erase_if(party.members, [&](const auto& each) { return each.member == recipient; });
       }
       return true;
     }},
    {"a beginning that is past for certain", Rule::legal_basis,
     [](Scene& scene) {
       in_every_instrument(scene, [&](world::Instrument& it) {
         for (auto& each : it.parties) each.period = {this_year(scene), {}};
       });
       return year_is_open(scene);
     }},
    {"an end that is not past for certain", Rule::legal_basis,
     [](Scene& scene) {
       in_every_instrument(scene, [&](world::Instrument& it) {
         for (auto& each : it.parties) each.period = {{}, this_year(scene)};
       });
       return true;
     }},
    {"accession of the owner", Rule::legal_basis,
     [](Scene& scene) {
       put_off_accessions(scene, *scene.request.object.label->owners.front().party);
       return true;
     }},
    {"accession of the holder", Rule::legal_basis,
     [](Scene& scene) {
       put_off_accessions(scene, *scene.request.holder);
       return true;
     }},
    {"evidence", Rule::legal_basis,
     [](Scene& scene) {
       scene.options.require = std::max(scene.options.require, world::Evidence::unverified);
       in_every_instrument(scene, [](world::Instrument& it) {
         for (auto& each : it.statuses) each.provenance.evidence = world::Evidence::assumed;
       });
       return true;
     }},
    {"evidence of who has joined", Rule::legal_basis,
     [](Scene& scene) {
       scene.options.require = std::max(scene.options.require, world::Evidence::unverified);
       in_every_instrument(scene, [&](world::Instrument& it) {
         for (auto& each : it.parties) {
           if (each.party == recipient_of(scene)) each.provenance.evidence = world::Evidence::assumed;
         }
       });
       for (auto& party : scene.world.parties) {
         for (auto& each : party.members) each.provenance.evidence = world::Evidence::assumed;
       }
       return true;
     }},
    {"that it was known", Rule::legal_basis,
     [](Scene& scene) {
       scene.options.known_as_of = at("1999-01-01");
       in_every_instrument(scene, [](world::Instrument& it) {
         for (auto& each : it.statuses) each.provenance.known = day("2000");
       });
       return true;
     }},
    {"assurance", Rule::legal_basis,
     [](Scene& scene) {
       scene.world.assurances.clear();
       in_every_instrument(scene, [&](world::Instrument& it) {
         it.withdrawals.push_back({recipient_of(scene), {this_year(scene), {}}, read_as(world::Evidence::assumed)});
       });
       return true;
     }},
    {"a leg", Rule::legal_basis,
     [](Scene& scene) {
       in_every_instrument(scene, [&](world::Instrument& it) { it.legs = {{recipient_of(scene), *scene.request.holder, {}}}; });
       return true;
     }},
    {"a domain", Rule::legal_basis,
     [](Scene& scene) {
       scene.request.object.label->domain = kDomains[0];
       in_every_instrument(scene, [](world::Instrument& it) { it.domains = {kDomains[1]}; });
       return true;
     }},
    {"a form that is stated", Rule::legal_basis,
     [](Scene& scene) {
       scene.request.object.form.clear();
       in_every_instrument(scene, [](world::Instrument& it) { it.forms = {"document"}; });
       return true;
     }},
    {"a category that is listed", Rule::legal_basis,
     [](Scene& scene) {
       auto& label = *scene.request.object.label;
       label.categories = {{label.policy, CategoryName("XK"), label::CategoryKind::restrictive}};
       return true;
     }},
    {"a row", Rule::equivalence,
     [](Scene& scene) {
       const auto* owner = scene.world.party(*scene.request.object.label->owners.front().party);
       in_every_instrument(scene, [](world::Instrument& it) { it.rows.clear(); });
       return owner->kind == PartyKind::nation;
     }},
    {"a purpose among those enumerated", Rule::purpose,
     [](Scene& scene) {
       world::Clause clause;
       clause.id = "art-99";
       clause.effect = world::Effect::condition;
       clause.purposes = {"another purpose"};
       clause.period = {this_year(scene), {}};
       clause.provenance = read_as(world::Evidence::assumed);
       in_every_instrument(scene, [&](world::Instrument& it) { it.clauses.push_back(clause); });
       return true;
     }},
    {"an open source", Rule::legal_basis,
     [](Scene& scene) {
       scene.request.object.label->sources.emplace_back();
       return true;
     }},
};

constexpr Need kNeedsOfTheLabel[] = {
    {"a mark that does not forbid it", Rule::release_marking,
     [](Scene& scene) {
       scene.request.object.label->controls.no_foreign = true;
       return true;
     }},
    {"a name on the closed list", Rule::release_marking,
     [](Scene& scene) {
       scene.request.object.label->controls.eyes_only = std::vector<PartyId>{};
       return true;
     }},
    {"consent", Rule::originator_control,
     [](Scene& scene) {
       limit_consents(scene, [](world::Consent& it) { it.to = {kNobody}; });
       scene.world.consents.clear();
       return true;
     }},
    {"consent to this purpose", Rule::originator_control,
     [](Scene& scene) {
       limit_consents(scene, [](world::Consent& it) { it.purposes = {"another purpose"}; });
       return true;
     }},
    {"consent at this time", Rule::originator_control,
     [](Scene& scene) {
       limit_consents(scene, [](world::Consent& it) { it.period = {std::nullopt, day("2001")}; });
       return true;
     }},
    {"consent to this text", Rule::originator_control,
     [](Scene& scene) {
       limit_consents(scene, [](world::Consent& it) { it.objects = {"doc", "doc#2", "other", "sha256:9"}; });
       return true;
     }},
    {"delegation", Rule::authority,
     [](Scene& scene) {
       for (auto& party : scene.world.parties)
         party.authority.push_back({{this_year(scene), {}}, read_as(world::Evidence::assumed)});
       scene.world.delegations.clear();
       return true;
     }},
    {"accreditation by the recipient", Rule::channel,
     [](Scene& scene) {
       scene.request.channel = "link";
       std::erase_if(scene.world.accreditations, [&](const auto& each) { return each.by == recipient_of(scene); });
       return true;
     }},
    {"accreditation by the holder", Rule::channel,
     [](Scene& scene) {
       scene.request.channel = "link";
       std::erase_if(scene.world.accreditations, [&](const auto& each) { return each.by == *scene.request.holder; });
       return true;
     }},
    {"a licence", Rule::export_control,
     [](Scene& scene) {
       control_without_licence(scene);
       return true;
     }},
};

void demand_needed(Scene scene, const Need& need) {
  if (!need.take_away(scene)) return;
  const auto after = decided(scene);
  demand_denied(after, std::string("permitted without ") + need.what);
  const auto stands = [&](const auto& each) {
    return each.rule == need.rule && (each.outcome == Outcome::fail || each.outcome == Outcome::unknown);
  };
  demand(std::any_of(after.reasons.begin(), after.reasons.end(), stands),
         std::string("denied by another rule without ") + need.what + "\n" + text_of(outcomes_of(after)));
}

// What was permitted is not, by the rule that is about it, once one thing is missing that it needs.
TEST(Law, every_requirement_is_needed) {
  const Law law = [](Scene& scene) {
    if (!asks_another(scene) || !decided(scene).permit) return false;
    for (const Need& need : kNeedsOfTheBasis) demand_needed(scene, need);
    for (const Need& need : kNeedsOfTheLabel) demand_needed(scene, need);
    return true;
  };
  law_holds(law, 4, 0.03);
}

}  // namespace
}  // namespace entente::property
