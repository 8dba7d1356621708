// What the parts of `check` share: the world with its names indexed, and the findings so far. Used inside the room only.
//
// The `known_…` functions look a name up and report it, once and with a suggestion, when it does not exist; they say nothing
// about names that depend on something already reported, nor about empty ones, which whoever read the file has reported. One
// thread at a time.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "world/check.h"
#include "world/fact_index.h"
#include "world/facts.h"

namespace entente::world {

// Where in a file something is stated: the entry's place and the key, "equivalence.to.level".
struct Spot {
  const Place& place;
  std::string_view key;
};

class Checking {
 public:
  explicit Checking(const World& world);

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] const FactIndex& facts() const { return facts_; }
  [[nodiscard]] const Party* party(const PartyId& id) const;
  [[nodiscard]] const Instrument* instrument(const InstrumentId& id) const;
  [[nodiscard]] bool is_security_agreement(const InstrumentId& id) const;

  void error(const Spot& spot, std::string message);
  void warning(const Spot& spot, std::string message);

  const Party* known_party(const Spot& spot, const PartyId& id);
  // Nations and organisations: what can sign, own and mark. A group cannot.
  const Party* known_actor(const Spot& spot, const PartyId& id);
  const label::Policy* known_policy(const Spot& spot, const PolicyId& id);
  const Instrument* known_instrument(const Spot& spot, const InstrumentId& id);
  bool known_fact(const Spot& spot, const FactRef& reference);
  // "coi:NAME", of which nothing is recorded, or a reference as text.
  bool known_community(const Spot& spot, const std::string& community);
  void known_parties(const Spot& spot, const std::vector<PartyId>& ids);
  // A level of the policy under which `owner` marks.
  const label::Level* known_level(const Spot& spot, const PartyId& owner, const LevelName& level);
  const label::Level* known_level(const Spot& spot, const label::Policy& policy, const LevelName& level);
  // "USA:SI", or a compartment below a category that has them, "USA:SI-G ABCD".
  void known_categories(const Spot& spot, const std::vector<std::string>& categories);

  void sourced(const Provenance& provenance, std::string_view path);
  // `key` names the period's end. A grant must hold on some day for certain.
  void grant_period(const Spot& spot, const Period& period);
  void restriction_period(const Spot& spot, const Period& period);
  // The entries of a history that begin on one day: which of them holds then, nobody can tell.
  template <class State>
  void history(std::string_view path, const std::vector<Since<State>>& states) {
    std::map<PartialDate, const Since<State>*> seen;
    for (const auto& each : states) {
      sourced(each.provenance, path);
      const auto [first, is_new] = seen.emplace(each.from, &each);
      if (!is_new)
        same_day({each.provenance.place, path}, {to_string(each.value), to_string(first->second->value)}, each.from,
                 first->second->provenance.place);
    }
  }

  // In the order in which they were made.
  [[nodiscard]] std::vector<Finding> finish() { return std::move(findings_); }

 private:
  [[nodiscard]] std::string suggestion(std::string_view wanted, const std::vector<std::string_view>& known) const;
  void same_day(const Spot& spot, std::pair<std::string_view, std::string_view> states, const PartialDate& day,
                const Place& first);
  const label::Level* level_among(const Spot& spot, const label::Policy& policy, const LevelName& level, std::string_view whose);
  void known_token(const Spot& spot, const label::Policy& policy, std::string_view name);

  const World& world_;
  std::unordered_map<PartyId, const Party*> parties_;
  std::unordered_map<InstrumentId, const Instrument*> instruments_;
  std::unordered_map<InstrumentId, const Party*> security_agreements_;
  FactIndex facts_;
  std::vector<Finding> findings_;
};

// "instruments/….toml:12", for pointing at another entry; nothing when the place is not known.
[[nodiscard]] std::string to_string(const Place& place);

// The ids of one kind of fact: each once, over all files and overlays. The places must stay.
class Ids {
 public:
  void add(Checking& checking, const Spot& spot, const std::string& id);

 private:
  std::unordered_map<std::string, const Place*> places_;
};

void check_parties(Checking& checking);
void check_policies(Checking& checking);
void check_instruments(Checking& checking);
void check_clauses(Checking& checking, const Instrument& instrument);  // a part of check_instruments
void check_templates(Checking& checking);
void check_lineage(Checking& checking);  // what an instrument is made under, and what it supersedes
void check_items(Checking& checking);
void check_consents(Checking& checking);
void check_permissions(Checking& checking);
void check_people(Checking& checking);
void check_programmes(Checking& checking);
void check_ways_in(Checking& checking);  // candidacies, capabilities, interoperability, risks
void check_events(Checking& checking);
void check_profiles(Checking& checking);
void check_models(Checking& checking);
// Whose conditions: a profile's requirement's, or a model's stage's. `spot.key` is how their table is written.
enum class ConditionsOf { requirement = 0, stage };
void check_conditions(Checking& checking, const Spot& spot, const std::vector<Condition>& conditions, ConditionsOf whose);
void check_requirement_circles(Checking& checking);
void check_claims(Checking& checking);

}  // namespace entente::world
