// What conditions ask for, and export control: docs/semantics.md 4.2 and 4.3.

#include <array>

#include "decision/act_facts.h"

namespace entente::decision {
namespace {

using world::Needed;

// Organs that stand for something else than a state's decision.
constexpr std::array<std::string_view, 7> kOrgansOfNeeds{"notification", "orders",          "joint-committee", "end-use-check",
                                                         "registration", "authorised-user", "project"};

constexpr std::int64_t kDaySeconds = 86400;

class Needs {
 public:
  Needs(const ActQuestion& question, const ClauseInfo& clause, const std::string& asks, const Twofold* consent, Instant& horizon)
      : question_(question), facts_(question, horizon), clause_(clause), asks_(asks), consent_(consent) {}

  [[nodiscard]] NeedsOutcome all() {
    NeedsOutcome out{Twofold::always(Outcome::pass), std::nullopt, false};
    for (const Needed need : clause_.needs) {
      const Twofold one = met(need);
      if (!out.need && one.bad()) out.need = need;
      out.is = both(out.is, one);
    }
    return out;
  }

 private:
  // Of every giver.
  template <class Ask>
  [[nodiscard]] Twofold each_giver(const Ask& ask) {
    if (question_.givers.empty()) return Twofold{};
    Twofold all = Twofold::always(Outcome::pass);
    for (const PartyIndex giver : question_.givers) all = both(all, ask(giver));
    return all;
  }

  [[nodiscard]] Twofold approval(PartyIndex by, PartyIndex other, std::string_view organ) {
    return facts_.approval({by, other, asks_, [organ](const std::string& each) { return each == organ; }, {}, {}});
  }

  [[nodiscard]] Twofold by_giver(std::string_view organ) {
    return each_giver([&](PartyIndex giver) { return approval(giver, question_.recipient, organ); });
  }

  [[nodiscard]] Twofold by_recipient(std::string_view organ) {
    return each_giver([&](PartyIndex giver) { return approval(question_.recipient, giver, organ); });
  }

  [[nodiscard]] Twofold notified() {
    const auto& begins = question_.request.object.act.begins;
    if (clause_.days == 0) return by_recipient("notification");
    std::optional<Instant> latest;
    if (begins && begins->seconds > kBeginningOfTime.seconds + clause_.days * kDaySeconds)
      latest = Instant{begins->seconds - clause_.days * kDaySeconds};
    const Twofold in_time = each_giver([&](PartyIndex giver) {
      return facts_.approval(
          {question_.recipient, giver, asks_, [](const std::string& each) { return each == "notification"; }, latest, {}});
    });
    return begins ? in_time : both(in_time, Twofold::always(Outcome::unknown));
  }

  // Of a law: by one of its parties that gives or receives.
  [[nodiscard]] Twofold nationally_approved() {
    const auto decides = [](const std::string& organ) {
      return std::find(kOrgansOfNeeds.begin(), kOrgansOfNeeds.end(), organ) == kOrgansOfNeeds.end();
    };
    const auto by = [&](PartyIndex party, PartyIndex other) { return facts_.approval({party, other, asks_, decides, {}, {}}); };
    if (!clause_.of_law) return each_giver([&](PartyIndex giver) { return by(giver, question_.recipient); });
    return each_giver([&](PartyIndex giver) {
      Twofold best;
      for (const ActInstrument& law : question_.tables.acts->instruments) {
        if (law.info.id != asks_) continue;
        if (law.has(giver)) best = either(best, by(giver, question_.recipient));
        if (law.has(question_.recipient)) best = either(best, by(question_.recipient, giver));
      }
      return best;
    });
  }

  [[nodiscard]] Twofold authorised() {
    const SubjectType type = question_.request.subject.type;
    if (type == SubjectType::party || type == SubjectType::person) return Twofold::always(Outcome::pass);
    return each_giver([&](PartyIndex giver) {
      return facts_.approval({giver,
                              question_.recipient,
                              asks_,
                              [](const std::string& each) { return each == "authorised-user"; },
                              {},
                              question_.request.subject.id});
    });
  }

  [[nodiscard]] Twofold agreed_project() {
    if (facts_.programme() == nullptr) return Twofold{};
    const PartyIndex r = question_.recipient;
    return each_giver([&](PartyIndex giver) {
      const Twofold both_in = both(facts_.takes_part(giver), facts_.takes_part(r));
      return either(both_in, both(approval(giver, r, "project"), approval(r, giver, "project")));
    });
  }

  [[nodiscard]] Twofold cleared(bool facility) {
    if (question_.who == nullptr) return Twofold::always(Outcome::pass);
    const bool is_facility = question_.who->type == SubjectType::facility;
    return is_facility == facility ? facts_.cleared() : Twofold{};
  }

  [[nodiscard]] Twofold consented() {
    if (consent_ != nullptr) return *consent_;
    return each_giver([&](PartyIndex giver) { return facts_.consent_of(giver); });
  }

  [[nodiscard]] Twofold met(Needed need) {
    switch (need) {
      case Needed::provider_consent:
      case Needed::host_consent:
        return consented();
      case Needed::notification:
        return notified();
      case Needed::orders:
        return by_recipient("orders");
      case Needed::national_approval:
        return nationally_approved();
      case Needed::joint_committee:
        return each_giver([&](PartyIndex giver) {
          return either(approval(giver, question_.recipient, "joint-committee"),
                        approval(question_.recipient, giver, "joint-committee"));
        });
      case Needed::licence:
        return facts_.licence();
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
        return question_.action == Action::participate ? either(facts_.takes_part(question_.recipient), facts_.invited())
                                                       : Twofold{};
      case Needed::agreed_project:
        return agreed_project();
      case Needed::security_agreement:
        return each_giver([&](PartyIndex giver) { return facts_.security_agreement(giver); });
    }
    return Twofold{};
  }

  const ActQuestion& question_;
  ActFacts facts_;
  const ClauseInfo& clause_;
  const std::string& asks_;
  const Twofold* consent_;
};

}  // namespace

Twofold waiver_of(const ActQuestion& question, const ClauseInfo& clause, Instant& horizon) {
  ActFacts facts(question, horizon);
  if (!clause.of_law) return facts.waiver(clause, question.givers);
  const auto& laws = question.tables.acts->instruments;
  const auto law = std::find_if(laws.begin(), laws.end(), [&](const ActInstrument& each) {
    return std::any_of(each.info.acts.begin(), each.info.acts.end(), [&](const ClauseInfo& own) { return &own == &clause; });
  });
  return law == laws.end() ? Twofold{} : facts.waiver(clause, law->lists);
}

NeedsOutcome needs_of(const ActQuestion& question, const ClauseInfo& clause, const std::string& asks, const Twofold* consent,
                      Instant& horizon) {
  NeedsOutcome out = Needs(question, clause, asks, consent, horizon).all();
  const Twofold waived = waiver_of(question, clause, horizon);
  const Twofold best = either(out.is, waived);
  out.waived = best.counting != out.is.counting || (out.is.bad() && !best.bad());
  if (out.waived) out.need.reset();
  out.is = best;
  return out;
}

ControlOutcome export_control_of(const ActQuestion& question, Instant& horizon) {
  ControlOutcome out;
  ActFacts facts(question, horizon);
  out.is = facts.licence();
  if (question.foreign_origin) return out;
  for (const ActInstrument& each : question.tables.acts->instruments) {
    if (each.kind != world::Kind::export_exemption) continue;
    facts.see(each.info.next);
    Grade basis = both(each.info.in_force, each.info.accessions[question.recipient]);
    bool withdrawn = each.info.withdrawn[question.recipient];
    std::vector<PartyIndex> parties = question.givers;
    if (question.origin != kNoParty) parties.push_back(question.origin);
    for (const PartyIndex party : parties) {
      basis = both(basis, each.info.accessions[party]);
      withdrawn = withdrawn || each.info.withdrawn[party];
    }
    Twofold exempt = withdrawn || parties.empty() ? Twofold{} : Twofold::of(basis);
    ActQuestion of_transfer{question.tables, question.request, Action::transfer,        question.recipient, question.givers,
                            question.who,    question.origin,  question.foreign_origin, each.info.id};
    ActFacts transfer(of_transfer, horizon);
    for (const ClauseInfo& clause : each.info.acts) {
      if (!transfer.applies(clause)) continue;
      if (clause.effect == world::Effect::prohibit) exempt = Twofold{};
      if (clause.effect != world::Effect::condition) continue;
      if (!clause.needs.empty()) exempt = both(exempt, needs_of(of_transfer, clause, each.info.id, nullptr, horizon).is);
      if (clause.purposes.empty()) continue;
      const bool among = std::find(clause.purposes.begin(), clause.purposes.end(), facts.purpose()) != clause.purposes.end();
      exempt =
          both(exempt, either(Twofold::always(among ? Outcome::pass : Outcome::fail), waiver_of(of_transfer, clause, horizon)));
    }
    const Twofold best = either(out.is, exempt);
    if (best.counting != out.is.counting || best.evidence != out.is.evidence || (out.is.bad() && !best.bad()))
      out.exemption = &each;
    out.is = best;
  }
  return out;
}

}  // namespace entente::decision
