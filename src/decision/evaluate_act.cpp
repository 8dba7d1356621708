// The rules of an act, tried with each candidate instrument: docs/semantics.md 4.0, 4.1 and 4.4.

#include "decision/act_facts.h"
#include "decision/bound.h"

namespace entente::decision {

bool is_limited_to_territory(world::Kind kind, Action action) {
  return kind == world::Kind::export_exemption && action != Action::participate;
}

bool is_about(world::Kind kind, Action action) {
  return kind != world::Kind::information_security && action_of(world::usual_action(kind)) == action;
}

bool is_asked_besides(const ActInstrument& it) {
  return it.kind == world::Kind::national_law || it.kind == world::Kind::information_security;
}

namespace {

struct Condition {
  const ClauseInfo* clause = nullptr;
  NeedsOutcome outcome;
};

// One candidate, or none, and how it fares.
struct ActTrial {
  const ActInstrument* instrument = nullptr;
  bool never = false;  // it carries no such act, by what it is limited to
  Twofold legal;
  ActDetail legal_detail = ActDetail::no_instrument;
  std::vector<ActDetail> legal_further;
  std::vector<const ClauseInfo*> prohibitions;
  Twofold scope = Twofold::always(Outcome::unknown);
  ActDetail scope_detail = ActDetail::no_instrument;
  Twofold purpose = Twofold::always(Outcome::unknown);
  ActDetail purpose_detail = ActDetail::no_instrument;
  const ClauseInfo* purpose_clause = nullptr;
  std::vector<Condition> conditions;

  [[nodiscard]] std::size_t faults() const {
    const auto fault = [](const Twofold& is) { return is.bad() ? 1U : 0U; };
    std::size_t count = fault(legal) + fault(scope) + fault(purpose);
    for (const auto& each : conditions) count += fault(each.outcome.is);
    return count;
  }
  // Whether it would carry the act if grants of every grade counted (docs/semantics.md 1.2).
  [[nodiscard]] bool passes_eventually() const {
    const auto may = [](const Twofold& is) { return !is.bad() || is.weak(); };
    return may(legal) && may(scope) && may(purpose) &&
           std::all_of(conditions.begin(), conditions.end(), [&](const auto& each) { return may(each.outcome.is); });
  }
  [[nodiscard]] world::Evidence evidence() const {
    world::Evidence weakest = std::min({legal.evidence, scope.evidence, purpose.evidence});
    for (const auto& each : conditions) weakest = std::min(weakest, each.outcome.is.evidence);
    return weakest;
  }
  // Of two that do not carry it, the one that would is better; and one that may carry an act before one that never does.
  [[nodiscard]] bool better_than(const ActTrial& other) const {
    const bool neither = faults() > 0 && other.faults() > 0;
    if (neither && passes_eventually() != other.passes_eventually()) return passes_eventually();
    if (neither && never != other.never) return other.never;
    if (faults() != other.faults()) return faults() < other.faults();
    if (faults() == 0 && evidence() != other.evidence()) return evidence() > other.evidence();
    return !instrument->is_under && other.instrument->is_under;  // a treaty before what is made under it
  }
};

class Evaluation {
 public:
  Evaluation(const ActQuestion& question, ActCase& out)
      : question_(question), out_(out), facts_(question, out.horizon), binding_(facts_.binding()) {}

  void run() {
    add(Rule::authority, ActDetail::authority_not_asked, Twofold::always(Outcome::not_applicable));
    check_origin();
    const ActTrial best = tried();
    check_export();
    add_limits(best);
    check_participation();
    add_duties(best);
  }

  void run(ActSide side) {
    switch (side) {
      case ActSide::origin:
        return check_origin();
      case ActSide::basis:
        return add_limits(tried());
      case ActSide::export_control:
        return check_export();
      case ActSide::participation:
        return check_participation();
    }
  }

  [[nodiscard]] ActBasis basis() {
    bind_programme();
    return {binding_, candidates(), prohibitions()};
  }

 private:
  [[nodiscard]] ActTrial tried() {
    see_givers();
    bind_programme();
    ActTrial best = best_trial();
    const ClauseInfo* first = best.prohibitions.empty() ? nullptr : best.prohibitions.front();
    ActFinding& basis = add(Rule::legal_basis, best.legal_detail, best.legal, best.instrument, first);
    basis.further = best.legal_further;
    if (first != nullptr) basis.prohibitions.assign(best.prohibitions.begin() + 1, best.prohibitions.end());
    return best;
  }

  void add_limits(const ActTrial& best) {
    add(Rule::purpose, best.purpose_detail, best.purpose, best.instrument, best.purpose_clause);
    add(Rule::scope, best.scope_detail, best.scope, best.instrument);
    for (const auto& each : best.conditions) {
      const Twofold& is = each.outcome.is;
      const ActDetail detail = each.outcome.waived ? ActDetail::waived : is.bad() ? ActDetail::needed : ActDetail::met;
      add(Rule::conditions, detail, is, best.instrument, each.clause).unmet = each.outcome.unmet;
    }
    if (best.conditions.empty()) add(Rule::conditions, ActDetail::no_conditions, Twofold::always(Outcome::not_applicable));
  }

  ActFinding& add(Rule rule, ActDetail detail, const Twofold& is, const ActInstrument* instrument = nullptr,
                  const ClauseInfo* clause = nullptr) {
    out_.findings.push_back({rule, detail, is, kNoParty, kNoParty, instrument, clause, nullptr, {}, {}, {}});
    return out_.findings.back();
  }

  [[nodiscard]] const Act& act() const { return question_.request.object.act; }

  // The instrument of a programme binds also who is no party to it.
  void bind_programme() {
    if (question_.action != Action::participate) return;
    const ProgrammeInfo& programme = *facts_.programme();
    if (!programme.is_under || programme.under == kNoAct) return;
    const ActInstrument& under = question_.tables.acts->instruments[programme.under];
    facts_.see(under.info.next);
    const auto at = std::lower_bound(binding_.begin(), binding_.end(), &under);  // as they stand in the tables, by id
    if (at == binding_.end() || *at != &under) binding_.insert(at, &under);
  }

  // Who are members of a programme is a fact too.
  void see_givers() {
    if (question_.action != Action::participate) return;
    const auto look = [&](const std::vector<ParticipationEntry>& list) {
      for (const auto& entry : list) {
        facts_.see(entry.may_be);
        facts_.see(next_membership(question_.tables, entry.party));
      }
    };
    look(facts_.programme()->participants);
    for (const auto& project : facts_.programme()->projects) look(project.participants);
  }

  // --- originator-control ---
  void check_origin() {
    const bool joining = question_.action == Action::participate;
    const bool given_by_it = !joining && question_.givers.front() == question_.origin;
    if (!question_.foreign_origin && (question_.origin == kNoParty || given_by_it)) {
      add(Rule::originator_control, ActDetail::no_origin, Twofold::always(Outcome::not_applicable));
    } else if (question_.foreign_origin) {
      add(Rule::originator_control, ActDetail::origin_unknown, Twofold::always(Outcome::unknown));
    } else {
      const Twofold is = facts_.consent_of(question_.origin);
      add(Rule::originator_control, is.every == Outcome::pass ? ActDetail::origin_consents : ActDetail::origin_silent, is).owner =
          question_.origin;
    }
  }

  // --- the basis ---
  [[nodiscard]] std::vector<const ActInstrument*> candidates() {
    if (question_.action == Action::participate) {
      const ProgrammeInfo& programme = *facts_.programme();
      if (!programme.is_under || programme.under == kNoAct) return {};
      const ActInstrument& under = question_.tables.acts->instruments[programme.under];
      if (under.kind == world::Kind::national_law) return {};
      return {&under};
    }
    std::vector<const ActInstrument*> out;
    for (const ActInstrument* each : binding_) {
      const bool exempts = each->kind == world::Kind::export_exemption;
      if (each->kind == world::Kind::national_law || (exempts && !question_.request.object.export_controlled)) continue;
      const auto speaks = [&](const ClauseInfo& clause) { return facts_.speaks(clause); };
      if (is_about(each->kind, question_.action) || std::any_of(each->info.acts.begin(), each->info.acts.end(), speaks))
        out.push_back(each);
    }
    return out;
  }

  [[nodiscard]] std::vector<const ClauseInfo*> prohibitions() const {
    std::vector<const ClauseInfo*> out;
    for (const ActInstrument* each : binding_) {
      for (const ClauseInfo& clause : each->info.acts) {
        if (clause.effect == world::Effect::prohibit && facts_.applies(clause)) out.push_back(&clause);
      }
    }
    return out;
  }

  // A kind that is not about the action carries it by a clause that is, which then grants.
  [[nodiscard]] Twofold spoken_of(const ActInstrument& it) const {
    if (question_.action == Action::participate || is_about(it.kind, question_.action)) return Twofold::always(Outcome::pass);
    Twofold best;
    for (const ClauseInfo& clause : it.info.acts) {
      if (facts_.speaks(clause)) best = either(best, Twofold::of(clause.grants));
    }
    return best;
  }

  void try_legal(const ActInstrument& it, ActTrial& trial) {
    const bool joining = question_.action == Action::participate;
    Twofold listed;
    bool withdrawn = it.info.withdrawn.has(question_.recipient);
    for (const auto& [giver, gives] : facts_.givers()) {
      listed = either(listed, both(Twofold::of(it.info.accessions[giver]), gives));
      withdrawn = withdrawn || it.info.withdrawn.has(giver);
    }
    if (!joining) listed = both(listed, Twofold::of(it.info.accessions[question_.recipient]));
    Twofold within = Twofold::always(Outcome::pass);
    if (const auto& place = question_.request.object.act.place;
        is_limited_to_territory(it.kind, question_.action) && !place.empty()) {
      const PartyIndex where = question_.tables.party(PartyId(place));
      within = where == kNoParty ? Twofold{} : Twofold::of(it.info.accessions[where]);
      withdrawn = withdrawn || (where != kNoParty && it.info.withdrawn.has(where));
    }
    Twofold under = Twofold::always(Outcome::pass);
    if (it.is_under) {
      under = Twofold{};
      if (it.under != kNoAct) {
        const InstrumentInfo& above = question_.tables.acts->instruments[it.under].info;
        facts_.see(above.next);
        under = Twofold::of(above.in_force);
      }
    }
    const Twofold in_force = Twofold::of(it.info.in_force);
    const bool runs = it.runs(question_.givers, question_.recipient);
    const bool limited = it.is_limited(question_.action);
    trial.never = limited || !runs;
    const Twofold spoken = spoken_of(it);
    trial.legal = both(both(both(both(in_force, listed), within), both(under, spoken)),
                       Twofold::always(limited ? Outcome::unknown : Outcome::pass));
    if (withdrawn || !runs) trial.legal = Twofold{};
    // What is missing altogether comes before what is merely too weak.
    std::vector<ActDetail> stand;
    const auto look = [&](bool missing) {
      const auto add = [&](const Twofold& part, ActDetail detail) {
        if (missing ? !lets_through(part.every) : part.bad()) stand.push_back(detail);
      };
      if (missing && withdrawn) stand.push_back(ActDetail::assurance_withdrawn);
      add(in_force, ActDetail::not_in_force);
      if (!missing || lets_through(in_force.every)) add(listed, ActDetail::not_acceded);  // before it is in force nobody expects it
      add(within, ActDetail::outside_territory);
      add(under, ActDetail::under_not_in_force);
      add(spoken, ActDetail::clause_too_weak);
      if (missing && limited) stand.push_back(ActDetail::limited);
      if (missing && !runs) stand.push_back(ActDetail::other_direction);
    };
    look(true);
    if (stand.empty()) look(false);
    trial.legal_detail = stand.empty() ? ActDetail::covers : stand.front();
    if (trial.legal.weak() || stand.empty()) return;  // of what is too weak the facts are named
    trial.legal_further.assign(stand.begin() + 1, stand.end());
  }

  void try_scope(const ActInstrument& it, ActTrial& trial) const {
    const auto& stated = facts_.items();
    const bool all = facts_.lists_items(it.items);
    Outcome outcome = Outcome::pass;
    trial.scope_detail = ActDetail::in_scope;
    if (stated.empty() && moves_items(question_.action)) {
      outcome = Outcome::unknown;
      trial.scope_detail = ActDetail::no_items_stated;
    } else if (it.items.empty() && question_.action == Action::supply) {
      outcome = Outcome::fail;
      trial.scope_detail = ActDetail::no_items_listed;
    } else if (!it.items.empty() && !all) {
      outcome = Outcome::fail;
      trial.scope_detail = ActDetail::item_not_listed;
    }
    trial.scope = Twofold::always(outcome);
  }

  // `asked` is the question with the candidate that is tried.
  void try_conditions(const ActInstrument& of, const ActQuestion& asked, ActTrial& trial) {
    if (question_.request.of_beginning) return;
    for (const ClauseInfo& clause : of.info.acts) {
      if (clause.effect != world::Effect::condition || !facts_.applies(clause)) continue;
      if (!clause.needs.empty())
        trial.conditions.push_back({&clause, needs_of(asked, clause, of.info, nullptr, out_.horizon)});
      if (clause.purposes.empty()) continue;
      const auto& purposes = clause.purposes;
      const bool among = std::find(purposes.begin(), purposes.end(), facts_.purpose()) != purposes.end();
      const Twofold is = either(Twofold::always(among ? Outcome::pass : Outcome::fail), waiver_of(asked, clause, out_.horizon));
      const bool first = trial.purpose_detail == ActDetail::no_purpose_limits;
      if (first || (is.bad() && !trial.purpose.bad())) {
        trial.purpose_detail = among                       ? ActDetail::purpose_among
                               : is.every == Outcome::pass ? ActDetail::waived
                                                           : ActDetail::purpose_not_among;
        trial.purpose_clause = &clause;
      }
      trial.purpose = first ? is : both(trial.purpose, is);
    }
  }

  [[nodiscard]] ActTrial attempt(const ActInstrument* it) {
    ActTrial trial;
    trial.instrument = it;
    ActQuestion asked = question_;
    if (it != nullptr) {
      asked.candidate = it->info.id;
      try_legal(*it, trial);
      try_scope(*it, trial);
      trial.purpose = Twofold::always(Outcome::not_applicable);
      trial.purpose_detail = ActDetail::no_purpose_limits;
      try_conditions(*it, asked, trial);
    }
    for (const ActInstrument* besides : binding_) {
      if (is_asked_besides(*besides) && besides != it) try_conditions(*besides, asked, trial);
    }
    if (it == nullptr) {  // whose purposes nobody knows
      trial.purpose = Twofold::always(Outcome::unknown);
      trial.purpose_detail = ActDetail::no_instrument;
      trial.purpose_clause = nullptr;
    }
    return trial;
  }

  // A prohibition binds every candidate, so it does not tell which is best.
  void prohibit(ActTrial& trial) const {
    trial.prohibitions = prohibitions();
    if (trial.prohibitions.empty()) return;
    const bool told = trial.instrument == nullptr || trial.legal_detail == ActDetail::covers || trial.legal.weak();
    if (!told) trial.legal_further.insert(trial.legal_further.begin(), trial.legal_detail);
    trial.legal = Twofold{};
    trial.legal_detail = ActDetail::prohibited;
  }

  [[nodiscard]] ActTrial best_trial() {
    std::optional<ActTrial> best;
    for (const ActInstrument* each : candidates()) {
      ActTrial trial = attempt(each);
      if (trial.legal.counting == Outcome::pass) covering_.push_back(each);
      if (!best || trial.better_than(*best)) best = std::move(trial);
    }
    ActTrial chosen = best ? std::move(*best) : attempt(nullptr);
    prohibit(chosen);
    return chosen;
  }

  // --- the other rules ---
  void check_export() {
    if (!question_.request.object.export_controlled) {
      add(Rule::export_control, ActDetail::not_controlled, Twofold::always(Outcome::not_applicable));
      return;
    }
    ControlOutcome worst;
    PartyIndex of = kNoParty;
    Twofold all = Twofold::always(Outcome::pass);
    for (const ActQuestion& exported : exports_of(question_)) {
      for (const PartyIndex nation : exported_to(exported)) {
        const ControlOutcome control = export_control_of(exported_to(exported, nation), out_.horizon);
        const bool first = of == kNoParty;
        if (first || (control.is.bad() && !worst.is.bad())) {
          worst = control;
          of = nation;
        }
        all = first ? control.is : both(all, control.is);
      }
    }
    const bool possible = worst.is.every == Outcome::pass;
    const ActTables& acts = *question_.tables.acts;
    const ClauseInfo* forbidden = worst.forbidden == kNoClause ? nullptr : &acts.clause(acts.forbidden[worst.forbidden]);
    const bool forbids = forbidden != nullptr && worst.covered;
    const ActDetail detail = forbids                      ? ActDetail::export_forbidden
                             : !possible                  ? ActDetail::neither_licensed_nor_exempt
                             : worst.exemption == nullptr ? ActDetail::licensed
                                                          : ActDetail::exempt;
    ActFinding& finding = add(Rule::export_control, detail, all, possible ? worst.exemption : nullptr, forbids ? forbidden : nullptr);
    finding.nation = of;
    if (forbidden != nullptr && !forbids) finding.prohibitions = {forbidden};
  }

  void check_participation() {
    if (question_.action != Action::participate) {
      add(Rule::participation, ActDetail::not_asked, Twofold::always(Outcome::not_applicable));
      return;
    }
    const Twofold in = facts_.takes_part(question_.recipient);
    const Twofold invited = facts_.invited();
    const Twofold is = either(in, invited);
    if (const bool excluded = facts_.excluded(); excluded || facts_.is_other_area()) {
      add(Rule::participation, excluded ? ActDetail::excluded : ActDetail::other_area, Twofold{});
    } else if (is.every != Outcome::pass) {
      add(Rule::participation, ActDetail::takes_no_part, is);
    } else {
      const bool by_part =
          is.counting == Outcome::pass ? in.counting == Outcome::pass && in.evidence >= is.evidence : in.every == Outcome::pass;
      add(Rule::participation, by_part ? ActDetail::takes_part : ActDetail::invited, is);
    }
    for (const TermInfo& term : facts_.programme()->terms) {
      PartySet about;
      bool whole = true;
      for (const PartyIndex party : term.parties) {
        facts_.see(next_membership(question_.tables, party));
        whole = all_who_may_be_in(question_.tables, party, question_.request.time, about) && whole;
      }
      if (!term.parties.empty() && whole && !about.has(question_.recipient)) continue;
      const Grade grade{term.evidence >= question_.tables.options.require ? Grade::Kind::counts : Grade::Kind::weak,
                        term.evidence};
      const Twofold settled = term.settled && term.known ? Twofold::of(grade) : Twofold{};
      add(Rule::participation, term.settled ? ActDetail::term_settled : ActDetail::term_unsettled, settled).term = &term;
    }
  }

  void add_duties(const ActTrial& best) {
    if (best.instrument != nullptr && std::find(covering_.begin(), covering_.end(), best.instrument) == covering_.end()) {
      covering_.push_back(best.instrument);
    }
    std::vector<const ActInstrument*> of = covering_;
    for (const ActInstrument* each : binding_) {
      if (each->kind == world::Kind::national_law) of.push_back(each);
    }
    for (const ActInstrument* each : of) {
      for (const ClauseInfo& clause : each->info.acts) {
        if (clause.effect == world::Effect::oblige && facts_.applies(clause)) out_.duties.push_back(&clause);
      }
    }
  }

  const ActQuestion& question_;
  ActCase& out_;
  ActFacts facts_;
  std::vector<const ActInstrument*> binding_;
  std::vector<const ActInstrument*> covering_;
};

}  // namespace

ActBasis act_basis(const ActQuestion& question) {
  ActCase ignored;
  return Evaluation(question, ignored).basis();
}

ActCase evaluate_act(const Snapshot::Tables& tables, const Request& request, Action action, PartyIndex recipient,
                     const SubjectInfo* who) {
  ActCase out;
  out.recipient = recipient;
  const ActQuestion question = act_question(tables, request, action, recipient, who);
  out.givers = question.givers;
  Evaluation(question, out).run();
  return out;
}

ActCase evaluate_act_side(const ActQuestion& question, ActSide side) {
  ActCase out;
  out.recipient = question.recipient;
  Evaluation(question, out).run(side);
  return out;
}

}  // namespace entente::decision
