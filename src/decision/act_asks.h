// What each need of a condition asks for (docs/semantics.md 4.2), written once: for who judges whether it is met, and for who
// asks in which ways it could be. Private to this room.
//
// `Known` answers about single facts with a `Value`, and joins values: `both`, `either`, `passes()`, and `fails` and `unknown`,
// which are told what the request would have to say.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "decision/act_facts.h"
#include "decision/needs.h"

namespace entente::decision {

template <class Known>
class Asks {
 public:
  using Value = typename Known::Value;
  using Needed = world::Needed;

  // The clause is of the instrument that `asks`.
  Asks(const ActQuestion& question, const ClauseInfo& clause, const InstrumentInfo& asks, Known& known)
      : question_(question), clause_(clause), asks_(asks), known_(known) {}

  [[nodiscard]] Value met(Needed need) {
    switch (need) {
      case Needed::provider_consent:
        return each_giver([&](PartyIndex giver) { return known_.provided(giver); });
      case Needed::host_consent:
        return each_giver([&](PartyIndex giver) { return known_.consent_of(giver); });
      case Needed::notification:
        return notified();
      case Needed::orders:
        return by_recipient("orders");
      case Needed::national_approval:
        return nationally_approved();
      case Needed::joint_committee:
        return by_giver("joint-committee");
      case Needed::licence:
        return known_.licence();
      case Needed::authorised_user:
        return authorised();
      case Needed::registration:
        return by_giver("registration");
      case Needed::end_use_check:
        return by_giver("end-use-check");
      case Needed::clearance:
        return cleared(false);
      case Needed::facility_clearance:
        return cleared(true);
      case Needed::invitation:
        return question_.action == Action::participate ? known_.either(known_.takes_part(question_.recipient), known_.invited())
                                                       : known_.fails(Unsaid::nothing);
      case Needed::agreed_project:
        return agreed_project();
      case Needed::security_agreement:
        return each_giver([&](PartyIndex giver) { return known_.security_agreement(clause_, giver); });
    }
    return known_.fails(Unsaid::nothing);
  }

 private:
  // Of every giver that the clause means.
  template <class Ask>
  [[nodiscard]] Value each_giver(const Ask& ask) {
    const auto givers = givers_meant(question_.givers, clause_);
    if (givers.empty()) return known_.fails(Unsaid::nothing);
    Value all = known_.passes();
    for (const PartyIndex giver : givers) all = known_.both(all, ask(giver));
    return all;
  }

  [[nodiscard]] Value approval(PartyIndex by, PartyIndex other, std::string_view organ) {
    return known_.approval({by, other, asks_.id, organ, {}, {}, false});
  }

  [[nodiscard]] Value by_giver(std::string_view organ) {
    return each_giver([&](PartyIndex giver) { return approval(giver, question_.recipient, organ); });
  }

  [[nodiscard]] Value by_recipient(std::string_view organ) {
    return each_giver([&](PartyIndex giver) { return approval(question_.recipient, giver, organ); });
  }

  [[nodiscard]] Value notified() {
    const auto& begins = question_.request.object.act.begins;
    if (clause_.days == 0 && !begins) return by_recipient("notification");
    if (!begins) return each_giver([&](PartyIndex) { return known_.unknown(Unsaid::beginning); });
    const std::int64_t notice = clause_.days * kDaySeconds;
    const bool representable = begins->seconds > kBeginningOfTime.seconds + notice;
    const Instant latest = representable ? Instant{begins->seconds - notice} : kBeginningOfTime;
    return each_giver([&](PartyIndex giver) {
      return known_.approval({question_.recipient, giver, asks_.id, "notification", latest, {}, false});
    });
  }

  // Of a law: by one of its parties that gives or receives.
  [[nodiscard]] Value nationally_approved() {
    if (!clause_.of_law) return by_giver({});
    return each_giver([&](PartyIndex giver) {
      Value best = known_.fails(Unsaid::nothing);
      if (asks_.listed.has(giver)) best = known_.either(best, approval(giver, question_.recipient, {}));
      if (asks_.listed.has(question_.recipient)) best = known_.either(best, approval(question_.recipient, giver, {}));
      return best;
    });
  }

  [[nodiscard]] Value authorised() {
    const Subject& subject = question_.request.subject;
    const bool party = subject.type == SubjectType::party;
    const Value national = party ? known_.passes() : national_of_its_parties();
    return each_giver([&](PartyIndex giver) -> Value {
      if (party) return national;
      return known_.either(national,
                           known_.approval({giver, question_.recipient, asks_.id, "authorised-user", {}, subject.id, false}));
    });
  }

  // A person of whom nationalities are recorded, each of a party to the instrument that asks.
  [[nodiscard]] Value national_of_its_parties() {
    const SubjectInfo* who = question_.who;
    if (who == nullptr || who->type != SubjectType::person || who->nationalities.empty()) return known_.fails(Unsaid::nothing);
    Value all = known_.passes();
    for (const PartyIndex nation : who->nationalities) all = known_.both(all, known_.accession(asks_, nation));
    return all;
  }

  [[nodiscard]] Value agreed_project() {
    const Act& act = question_.request.object.act;
    const ProgrammeInfo* programme = programme_of(*question_.tables.acts, act.project);
    if (programme == nullptr || project_of(*programme, act.project) == nullptr) return known_.fails(Unsaid::project);
    const PartyIndex r = question_.recipient;
    const auto agrees = [&](PartyIndex by, PartyIndex other) {
      return known_.approval({by, other, asks_.id, "project", {}, {}, true});
    };
    return each_giver([&](PartyIndex giver) {
      const Value both_in = known_.both(known_.takes_part(giver), known_.takes_part(r));
      return known_.either(both_in, known_.both(agrees(giver, r), agrees(r, giver)));
    });
  }

  [[nodiscard]] Value cleared(bool facility) {
    if (question_.who == nullptr) return known_.passes();
    const bool is_facility = question_.who->type == SubjectType::facility;
    return is_facility || !facility ? known_.cleared() : known_.fails(Unsaid::nothing);
  }

  const ActQuestion& question_;
  const ClauseInfo& clause_;
  const InstrumentInfo& asks_;
  Known& known_;
};

}  // namespace entente::decision
