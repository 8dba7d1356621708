#include "property/naive_remedies.h"

#include <algorithm>

#include "property/act_cast.h"
#include "property/act_scene.h"

namespace entente::property {
namespace {

using decision::Aspect;
using decision::Lack;
using world::RemedyFact;

class Naive {
 public:
  explicit Naive(const Scene& scene) : scene_(scene), world_(scene.world) {
    for (const auto& party : world_.parties) (party.kind == world::PartyKind::nation ? nations_ : sets_).push_back(party.id);
    add_of_parties();
    for (const auto& instrument : world_.instruments) add_of_instrument(instrument);
    add_of_subject();
  }
  [[nodiscard]] const std::vector<Lack>& all() const { return all_; }

 private:
  Lack& add(RemedyFact fact) {
    Lack& lack = all_.emplace_back();
    lack.fact = fact;
    return lack;
  }

  [[nodiscard]] std::vector<label::Origin> origins() const {
    auto out = scene_.request.object.label->owners;
    const auto& sources = scene_.request.object.label->sources;
    out.insert(out.end(), sources.begin(), sources.end());
    return out;
  }

  void add_pair(RemedyFact fact, const PartyId& by, const PartyId& to) {
    Lack& lack = add(fact);
    lack.by = by;
    lack.to = to;
  }

  void add_of_parties() {
    for (const auto& nation : nations_) {
      for (const auto& origin : origins()) {
        if (origin.party && origin.level) add_pair(RemedyFact::consent, *origin.party, nation);
      }
      for (const auto& party : world_.parties) {
        if (party.id != nation) add_pair(RemedyFact::delegation, party.id, nation);
      }
      for (const auto& set : sets_) {
        if (set.str() != scene_.request.subject.id)
          add_pair(RemedyFact::membership, nation, set);  // else more would be asked for
      }
      const auto* policy = world_.policies.policy_of(nation);
      if (policy == nullptr || scene_.request.channel.empty()) continue;
      Lack& lack = add(RemedyFact::accreditation);
      lack.by = nation;
      lack.channel = scene_.request.channel;
      lack.level = policy->levels.front().name;
    }
  }

  [[nodiscard]] const label::Level* level_of(const label::Origin& origin) const {
    const auto* policy = origin.party ? world_.policies.policy_of(*origin.party) : nullptr;
    return policy == nullptr || !origin.level ? nullptr : policy->level(*origin.level);
  }

  // Nobody agrees on a row to a level that can no longer be marked, or not yet, nor from what is protected to what is free, or from
  // what asks for a clearance to what asks for none.
  [[nodiscard]] std::optional<LevelName> highest_of_today(const label::Policy& policy, const label::Level* from) const {
    const auto asks = [](const label::Level& level) { return level.clearance && !level.free; };
    for (const auto& level : policy.levels) {
      if (level.free && (from == nullptr || !from->free)) continue;
      if (from != nullptr && asks(*from) && !asks(level)) continue;
      const bool today = std::all_of(world_.level_terms.begin(), world_.level_terms.end(), [&](const auto& term) {
        return term.policy != policy.id || term.level != level.name || as_grant(term.period).contains(scene_.request.time);
      });
      if (today) return level.name;
    }
    return std::nullopt;
  }

  void add_of_instrument(const world::Instrument& instrument) {
    const auto of = [&](RemedyFact fact) -> Lack& {
      Lack& lack = add(fact);
      lack.instrument = instrument.id;
      return lack;
    };
    of(RemedyFact::instrument_in_force);
    for (const auto& accession : instrument.parties) {
      of(RemedyFact::accession).by = accession.party;
      of(RemedyFact::assurance).by = accession.party;
      const auto* policy = world_.policies.policy_of(accession.party);
      for (const auto& origin : origins()) {
        const auto doubles = [&](const auto& row) {
          return row.from == origin.party && row.from_level == origin.level && row.to == accession.party;
        };
        const bool recorded = std::any_of(instrument.rows.begin(), instrument.rows.end(), doubles);
        const auto target = policy == nullptr ? std::nullopt : highest_of_today(*policy, level_of(origin));
        if (!target || !origin.party || !origin.level || recorded) continue;
        Lack& row = of(RemedyFact::row);
        row.by = *origin.party;
        row.level = *origin.level;
        row.to = accession.party;
        row.targets = {*target};
      }
    }
    const auto amend = [&](Aspect aspect, const std::string& category, const std::string& value) {
      Lack& lack = of(RemedyFact::amendment);
      lack.aspect = aspect;
      lack.category = category;
      lack.value = value;
    };
    for (const auto& each : scene_.request.object.label->categories)
      amend(Aspect::category, each.policy.str() + ":" + each.name.str(), {});
    amend(Aspect::contractors, {}, {});
    if (!scene_.request.object.form.empty() && !instrument.forms.empty()) amend(Aspect::form, {}, scene_.request.object.form);
    if (scene_.request.object.label->domain && !instrument.domains.empty())
      amend(Aspect::domain, {}, *scene_.request.object.label->domain);
  }

  void add_of_subject() {
    const auto& asked = scene_.request.subject;
    const auto add_for = [&](const std::string& kind, const PartyId& vouching) {
      const auto about = [&](RemedyFact fact) -> Lack& {
        Lack& lack = add(fact);
        lack.subject = kind + ":" + asked.id;
        lack.by = vouching;
        return lack;
      };
      about(RemedyFact::need_to_know);
      about(RemedyFact::post);
      for (const auto& [id, policy] : world_.policies.policies()) {
        Lack& lack = about(RemedyFact::clearance);
        lack.policy = id;
        lack.level = policy.levels.front().name;
      }
      for (const auto& each : scene_.request.object.label->categories)
        about(RemedyFact::category_read_in).category = each.policy.str() + ":" + each.name.str();
    };
    for (const auto& each : world_.people) {
      if (asked.type == decision::SubjectType::person && each.id == asked.id) add_for("person", each.employer);
    }
    for (const auto& each : world_.systems) {
      if (asked.type == decision::SubjectType::system && each.id == asked.id) add_for("system", each.operated_by);
    }
    for (const auto& each : world_.facilities) {
      if (asked.type == decision::SubjectType::facility && each.id == asked.id) add_for("facility", each.in);
    }
  }

  const Scene& scene_;
  const world::World& world_;
  std::vector<PartyId> nations_;
  std::vector<PartyId> sets_;
  std::vector<Lack> all_;
};

// Of an act: what its parties could give, and what instruments and programmes could come to.
class NaiveOfAct {
 public:
  explicit NaiveOfAct(const Scene& scene) : scene_(scene), world_(scene.world), act_(leaning_of(scene)) {
    const auto& origin = scene.request.object.act.origin;
    if (origin && world_.party(*origin) != nullptr) givers_.push_back(*origin);
    givers_.insert(givers_.end(), act_.givers.begin(), act_.givers.end());
    for (const auto& taker : act_.takers) {
      for (const auto& giver : givers_) add_between(giver, taker);
      add_of_programmes(taker);
      add_of_subject(taker);
    }
    for (const auto& instrument : world_.instruments) add_of_instrument(instrument);
  }
  [[nodiscard]] const std::vector<Lack>& all() const { return all_; }

 private:
  Lack& add(RemedyFact fact) {
    Lack& lack = all_.emplace_back();
    lack.fact = fact;
    return lack;
  }

  Lack& add_pair(RemedyFact fact, const PartyId& by, const PartyId& to) {
    Lack& lack = add(fact);
    lack.by = by;
    lack.to = to;
    return lack;
  }

  static std::vector<std::string> organs_of(world::Needed need) {
    using world::Needed;
    if (need == Needed::agreed_project) return {"project"};
    const bool approved = need == Needed::notification || need == Needed::orders || need == Needed::national_approval ||
                          need == Needed::joint_committee || need == Needed::authorised_user || need == Needed::registration ||
                          need == Needed::end_use_check;
    if (!approved) return {};
    return {std::string(world::to_string(need))};
  }

  void add_between(const PartyId& giver, const PartyId& taker) {
    if (giver == taker) return;
    add_pair(RemedyFact::consent, giver, taker);
    if (!scene_.request.object.act.items.empty()) add_pair(RemedyFact::licence, giver, taker);
    for (const auto& instrument : world_.instruments) {
      for (const auto& clause : instrument.clauses) {
        for (const auto need : clause.needs) {
          for (const auto& organ : organs_of(need)) add_approvals(giver, taker, organ, instrument.id);
        }
        if (clause.effect != world::Effect::condition) continue;
        std::vector<PartyId> by{giver};
        for (const auto& each : instrument.parties) by.push_back(each.party);
        for (const auto& each : by) add_pair(RemedyFact::waiver, each, taker).value = instrument.id.str() + "/" + clause.id;
      }
    }
  }

  void add_approvals(const PartyId& giver, const PartyId& taker, const std::string& organ, const InstrumentId& of) {
    for (const auto& [by, to] : {std::pair{giver, taker}, std::pair{taker, giver}}) {
      Lack& lack = add_pair(RemedyFact::approval, by, to);
      lack.value = organ;
      if (organ != "project") lack.instrument = of;
    }
  }

  void add_of_programmes(const PartyId& taker) {
    for (const auto& programme : world_.programmes) {
      const std::string reference = "programme:" + programme.id;
      const auto take_part = [&](const std::string& in, world::Role role) {
        Lack& lack = add(RemedyFact::participation);
        lack.by = taker;
        lack.id = in;
        lack.value = world::to_string(role);
      };
      take_part(reference, world::Role::partner);
      for (const auto& project : programme.projects)
        take_part("project:" + programme.id + "#" + project.id, world::Role::partner);
      Lack& invitation = add(RemedyFact::invitation);
      invitation.by = taker;
      invitation.id = reference;
      for (const auto& term : programme.terms) add(RemedyFact::settlement).id = reference + "#" + term.id;
    }
  }

  void add_of_instrument(const world::Instrument& instrument) {
    const auto of = [&](RemedyFact fact) -> Lack& {
      Lack& lack = add(fact);
      lack.instrument = instrument.id;
      return lack;
    };
    of(RemedyFact::instrument_in_force);
    for (const auto& accession : instrument.parties) {
      of(RemedyFact::accession).by = accession.party;
      of(RemedyFact::assurance).by = accession.party;
    }
    for (const auto& item : scene_.request.object.act.items) {
      Lack& lack = of(RemedyFact::amendment);
      lack.aspect = Aspect::item;
      lack.value = item;
    }
  }

  void add_of_subject(const PartyId& taker) {
    const auto& asked = scene_.request.subject;
    const auto* policy = world_.policies.policy_of(taker);
    if (asked.type == decision::SubjectType::party || asked.type == decision::SubjectType::other) return;
    const char* kinds[] = {"", "", "person:", "system:", "facility:"};
    const std::string key = kinds[static_cast<std::size_t>(asked.type)] + asked.id;
    Lack& post = add(RemedyFact::post);
    post.subject = key;
    post.by = taker;
    if (policy == nullptr) return;
    Lack& clearance = add(RemedyFact::clearance);
    clearance.subject = key;
    clearance.by = taker;
    clearance.policy = policy->id;
    clearance.level = policy->levels.front().name;
  }

  const Scene& scene_;
  const world::World& world_;
  const Leaning act_;
  std::vector<PartyId> givers_;
  std::vector<Lack> all_;
};

}  // namespace

std::vector<Lack> naive_universe(const Scene& scene) {
  return decision::is_act_name(scene.request.action) ? NaiveOfAct(scene).all() : Naive(scene).all();
}

}  // namespace entente::property
