// What conditions ask for, and export control: docs/semantics.md 4.2 and 4.3.

#include <array>

#include "decision/act_facts.h"

namespace entente::decision {
namespace {

using world::Needed;

// Organs that stand for something else than a state's decision.
constexpr std::array<std::string_view, 7> kOrgansOfNeeds{"notification", "orders",          "joint-committee", "end-use-check",
                                                         "registration", "authorised-user", "project"};

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
    return facts_.approval({by, other, asks_, [organ](const std::string& each) { return each == organ; }, {}, {}, false});
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
    if (!begins) return Twofold::always(Outcome::unknown);
    const std::int64_t notice = clause_.days * kDaySeconds;
    const bool representable = begins->seconds > kBeginningOfTime.seconds + notice;
    const Instant latest = representable ? Instant{begins->seconds - notice} : kBeginningOfTime;
    const auto is_notice = [](const std::string& each) { return each == "notification"; };
    return each_giver([&](PartyIndex giver) {
      return facts_.approval({question_.recipient, giver, asks_, is_notice, latest, {}, false});
    });
  }

  // Of a law: by one of its parties that gives or receives.
  [[nodiscard]] Twofold nationally_approved() {
    const auto decides = [](const std::string& organ) {
      return std::find(kOrgansOfNeeds.begin(), kOrgansOfNeeds.end(), organ) == kOrgansOfNeeds.end();
    };
    const auto by = [&](PartyIndex party, PartyIndex other) { return facts_.approval({party, other, asks_, decides, {}, {}, false}); };
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
      const auto is_listing = [](const std::string& each) { return each == "authorised-user"; };
      return facts_.approval({giver, question_.recipient, asks_, is_listing, {}, question_.request.subject.id, false});
    });
  }

  [[nodiscard]] Twofold agreed_project() {
    if (facts_.project() == nullptr) return Twofold{};
    const PartyIndex r = question_.recipient;
    const auto agrees = [&](PartyIndex by, PartyIndex other) {
      return facts_.approval({by, other, asks_, [](const std::string& each) { return each == "project"; }, {}, {}, true});
    };
    return each_giver([&](PartyIndex giver) {
      const Twofold both_in = both(facts_.takes_part(giver), facts_.takes_part(r));
      return either(both_in, both(agrees(giver, r), agrees(r, giver)));
    });
  }

  [[nodiscard]] Twofold cleared(bool facility) {
    if (question_.who == nullptr) return Twofold::always(Outcome::pass);
    const bool is_facility = question_.who->type == SubjectType::facility;
    return is_facility == facility ? facts_.cleared() : Twofold{};
  }

  [[nodiscard]] Twofold consented() {
    return each_giver([&](PartyIndex giver) { return facts_.consent_of(giver); });
  }

  [[nodiscard]] Twofold met(Needed need) {
    switch (need) {
      case Needed::provider_consent:
        return consent_ != nullptr ? *consent_ : consented();
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
  if (!clause.of_law) return facts.waiver(clause, facts.givers());
  const auto& laws = question.tables.acts->instruments;
  const auto law = std::find_if(laws.begin(), laws.end(), [&](const ActInstrument& each) {
    return std::any_of(each.info.acts.begin(), each.info.acts.end(), [&](const ClauseInfo& own) { return &own == &clause; });
  });
  std::vector<ActFacts::By> by;
  if (law != laws.end()) {
    for (const PartyIndex party : law->lists) by.push_back({party});
  }
  return facts.waiver(clause, by);
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

namespace {

// One exemption: to which the exporter, who gives and who gets have acceded, and whose own clauses let it through.
Twofold exempted_by(const ActInstrument& it, const ActQuestion& question, Instant& horizon) {
  ActFacts facts(question, horizon);
  facts.see(it.info.next);
  std::vector<PartyIndex> parties = question.givers;
  if (question.origin != kNoParty) parties.push_back(question.origin);
  Grade basis = both(it.info.in_force, it.info.accessions[question.recipient]);
  bool withdrawn = it.info.withdrawn[question.recipient];
  for (const PartyIndex party : parties) {
    basis = both(basis, it.info.accessions[party]);
    withdrawn = withdrawn || it.info.withdrawn[party];
  }
  const bool covers = facts.covers_items(it.items.empty() ? facts.items() : it.items);
  if (withdrawn || question.givers.empty() || it.limited || !covers) return Twofold{};
  Twofold exempt = Twofold::of(basis);
  ActQuestion given = question;
  given.action = Action::transfer;
  given.candidate.clear();
  ActQuestion exported = given;  // the exporter speaks for who gives
  if (question.origin != kNoParty) exported.givers = {question.origin};
  if (question.origin != kNoParty) exported.gives.clear();
  const ActFacts by_giver(given, horizon);
  const ActFacts by_exporter(exported, horizon);
  for (const ClauseInfo& clause : it.info.acts) {
    if (!by_giver.applies(clause) && !by_exporter.applies(clause)) continue;
    if (clause.effect == world::Effect::prohibit) return Twofold{};
    if (clause.effect != world::Effect::condition) continue;
    if (!clause.needs.empty()) exempt = both(exempt, needs_of(exported, clause, it.info.id, nullptr, horizon).is.definite());
    if (clause.purposes.empty()) continue;
    const bool among = std::find(clause.purposes.begin(), clause.purposes.end(), facts.purpose()) != clause.purposes.end();
    exempt = both(exempt, either(Twofold::always(among ? Outcome::pass : Outcome::fail), waiver_of(exported, clause, horizon)));
  }
  return exempt;
}

}  // namespace

ControlOutcome export_control_of(const ActQuestion& question, Instant& horizon) {
  ControlOutcome out;
  out.is = ActFacts(question, horizon).licence();
  if (question.foreign_origin) return out;
  for (const ActInstrument& each : question.tables.acts->instruments) {
    if (each.kind != world::Kind::export_exemption) continue;
    const Twofold best = either(out.is, exempted_by(each, question, horizon));
    const bool stronger = best.counting != out.is.counting || best.every != out.is.every || best.evidence > out.is.evidence;
    if (stronger) out.exemption = &each;
    out.is = best;
  }
  return out;
}

}  // namespace entente::decision
