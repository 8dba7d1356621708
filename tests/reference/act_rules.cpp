#include "reference/act_rules.h"

#include <array>
#include <map>

#include "reference/needs.h"

namespace entente::reference {
namespace {

using world::Clause;
using world::Effect;
using world::Kind;
using Asked = std::pair<std::string, Finding>;  // "instrument/clause"

constexpr std::array<std::string_view, 6> kActs{"transfer", "supply", "visit", "participate", "grant", "consult"};

// 4.1, of one candidate.
struct Basis {
  Finding legal, purpose, scope;
  std::vector<Asked> conditions;
  std::string candidate = {};   // its id
  std::string prohibition = {};  // the first that applies
};

bool is_about(Kind kind, const std::string& action) {
  if (action == "supply") return kind == Kind::cross_servicing;
  if (action == "transfer") return kind == Kind::equipment_transfer || kind == Kind::export_exemption;
  if (action == "visit") return kind == Kind::reciprocal_access;
  if (action == "grant") return kind == Kind::security_assistance;
  return action == "consult" && (kind == Kind::consultation || kind == Kind::alliance);
}

// 4: who gives.
std::vector<Giver> givers_of(const Counting& ask) {
  if (ask.request.action != "participate") return {{ask.request.holder.value_or(PartyId())}};
  const Stated stated(ask);
  std::vector<Giver> givers;
  for (const world::Party& party : ask.world.parties) {
    if (party.kind == PartyKind::group || party.id == ask.r || !stated.is_recorded()) continue;
    const auto& participants = stated.project != nullptr ? stated.project->participants : stated.programme->participants;
    const auto may_be = [&](const world::Participation& each) {
      return each.role == world::Role::member && as_restriction(each.period).contains(ask.request.time) &&
             must_include(ask.world, each.party, party.id, ask.request.time, PartyKind::group);
    };
    const Way gives = ask.strongest(participants, [&](const world::Participation& each) {
      return each.role == world::Role::member ? ask.stands_for(each.party, party.id) : Way();
    });
    if (any(participants, may_be)) givers.push_back({party.id, gives});
  }
  return givers;
}

// Not r; a group owns nothing, and is nobody.
std::optional<PartyId> origin_of(const Counting& ask) {
  const auto& stated = ask.request.object.act.origin;
  if (!stated || *stated == ask.r) return std::nullopt;
  const auto* party = ask.world.party(*stated);
  return party != nullptr && party->kind == world::PartyKind::group ? PartyId("nobody at all") : *stated;
}

// One recipient r, over the grants that count.
struct Act {
  Counting ask;
  std::vector<Giver> givers = givers_of(ask);
  std::optional<PartyId> origin = origin_of(ask);
  Needs needs{ask, givers, origin};
  Stated stated{ask};
  const std::string& action = ask.request.action;
  bool participates = action == "participate";

  const Instrument* scheme() const {  // what the programme is `under`
    const bool is_there = participates && stated.is_recorded() && stated.programme->under;
    return is_there ? ask.world.instrument(*stated.programme->under) : nullptr;
  }
  // `from` of an exemption is who exports.
  bool applies(const Instrument& it, const Clause& clause) const {
    const bool by_origin = it.kind == Kind::export_exemption && origin && ask.world.party(*origin) != nullptr;
    return by_origin ? Needs{ask, {{*origin}}, origin}.applies(clause, action) : needs.applies(clause, action);
  }
  bool lists_a_giver(const Instrument& it) const {
    return any(givers, [&](const Giver& each) { return ask.lists(it, each.id); });
  }
  bool binds(const Instrument& it) const {
    if (&it == scheme()) return true;
    return it.kind == Kind::national_law ? ask.has_begun(it) && (lists_a_giver(it) || ask.lists(it, ask.r)) : lists_a_giver(it) && ask.lists(it, ask.r);
  }
  bool makes_candidate(const Instrument& it, const Clause& clause) const {
    const auto& act = ask.request.object.act;
    const auto unlisted = [&](const std::string& item) { return !speaks_of(ask.world, clause.items, item); };
    const auto unnamed = [&](const std::string& activity) { return !has(clause.activities, activity); };
    return clause.effect != Effect::prohibit && !clause.above && applies(it, clause) &&
           (clause.items.empty() || !any(act.items, unlisted)) && (clause.activities.empty() || !any(act.activities, unnamed));
  }
  bool is_candidate(const Instrument& it) const {
    if (participates || it.kind == Kind::national_law) return &it == scheme() && it.kind != Kind::national_law;
    if (it.kind == Kind::export_exemption && !ask.request.object.export_controlled) return false;
    const auto makes = [&](const Clause& each) { return makes_candidate(it, each); };
    return binds(it) && (is_about(it.kind, action) || any(it.clauses, makes));
  }
  // What the givers give goes by a leg of it.
  bool runs(const Instrument& it) const {
    return it.legs.empty() || std::all_of(givers.begin(), givers.end(), [&](const Giver& each) {
      return any(it.legs, [&](const world::Leg& leg) { return leg.from == each.id && leg.to == ask.r && !leg.via; });
    });
  }
  // In what an act does not state, so that it never carries one.
  bool is_limited(const Instrument& it) const { return (!participates && !it.domains.empty()) || !it.forms.empty() || it.subject; }
  Finding legal(const Instrument& it) const {
    Way way = ask.in_force(it);
    Way acceded;
    for (const Giver& each : givers) acceded = std::max(acceded, std::min(each.gives, ask.acceded(it, each.id)));
    way = std::min({way, acceded, participates ? Way(Evidence::verified) : ask.acceded(it, ask.r)});
    const Instrument* above = it.under ? ask.world.instrument(*it.under) : nullptr;
    if (it.under) way = std::min(way, above == nullptr ? Way() : ask.in_force(*above));
    if (!participates && !is_about(it.kind, action)) {
      way = std::min(way, ask.strongest(it.clauses, [&](const Clause& each) {
        return makes_candidate(it, each) ? Way(Evidence::verified) : Way();
      }));
    }
    const PartyId place(ask.request.object.act.place);
    const bool placed = it.kind == world::Kind::export_exemption && !participates && !place.empty();
    if (placed) way = ask.withdrawn(it, place) ? Way() : std::min(way, ask.acceded(it, place));
    if (!runs(it)) way = Way();
    const auto withdrawn = [&](const Giver& each) { return ask.withdrawn(it, each.id); };
    if (!way || ask.withdrawn(it, ask.r) || any(givers, withdrawn)) return {Is::fail};
    return is_limited(it) ? Finding{Is::unknown} : Finding{Is::pass, *way};
  }
  std::optional<std::string> prohibition() const {  // the first, by instrument and clause
    std::set<std::pair<InstrumentId, std::string>> all;
    for (const Instrument& it : ask.world.instruments) {
      for (const Clause& each : it.clauses) {
        if (binds(it) && each.effect == Effect::prohibit && applies(it, each)) all.emplace(it.id, each.id);
      }
    }
    if (all.empty()) return std::nullopt;
    return all.begin()->first.str() + "/" + all.begin()->second;
  }
  Finding scope(const Instrument& it) const {
    const auto& items = ask.request.object.act.items;
    const bool needs_item = action == "transfer" || action == "supply" || action == "grant";
    if (items.empty()) return {needs_item ? Is::unknown : Is::pass};
    const bool listed = !any(items, [&](const std::string& each) { return !speaks_of(ask.world, it.items, each); });
    return {listed || (it.items.empty() && action != "supply") ? Is::pass : Is::fail};
  }
  // The conditions of the candidate, and of the law and the agreements on information security that bind.
  void look_at(const Instrument& it, const Instrument* candidate, Basis& basis) const {
    for (const Clause& each : it.clauses) {
      if (each.effect != Effect::condition || !applies(it, each)) continue;
      if (!each.needs.empty()) basis.conditions.emplace_back(it.id.str() + "/" + each.id, needs.met(it, each, candidate));
      if (each.purposes.empty()) continue;
      const Finding met = needs.purpose_met(it, each);
      basis.purpose = basis.purpose.is == Is::not_applicable ? met : worse(basis.purpose, met);
    }
  }
  Basis basis(const Instrument* candidate) const {
    Basis basis{{Is::fail}, {Is::not_applicable}, {Is::unknown}, {}, {}, {}};
    if (candidate != nullptr) {
      basis.legal = legal(*candidate);
      basis.scope = scope(*candidate);
      look_at(*candidate, candidate, basis);
    }
    for (const Instrument& it : ask.world.instruments) {
      const bool besides = it.kind == Kind::national_law || it.kind == Kind::information_security;
      if (besides && &it != candidate && binds(it)) look_at(it, candidate, basis);
    }
    if (candidate == nullptr) basis.purpose = {Is::unknown};
    return basis;
  }
  Finding originator_control() const {
    const bool gives = !participates && origin == ask.request.holder;
    if (!origin || gives) return {Is::not_applicable};
    if (ask.world.party(*origin) == nullptr) return {Is::unknown};
    return pass_by(ask.strongest(ask.world.consents, [&](const world::Consent& each) {
      const bool covers = each.by == *origin && ask.fits(each.objects) && ask.for_this_purpose(each.purposes);
      return covers ? ask.reaches(each.to) : Way();
    }));
  }
  Finding export_control() const {
    if (!ask.request.object.export_controlled) return {Is::not_applicable};
    Finding all = exported_by(origin);
    const bool gives_it = !participates && origin && *origin == givers.front().id;
    if (origin && !participates && !gives_it) all = worse(all, exported_by(std::nullopt));
    return all;
  }
  // Each nation of whom somebody gets it is covered by the licence or exemption of the exporter; nothing: p is.
  Finding exported_by(const std::optional<PartyId>& exporter) const {
    const auto nations = ask.who != nullptr ? ask.who->nationalities : std::vector<PartyId>{};
    const auto is_national = [&](const PartyId& id) { return has(nations, id); };
    const auto gives = [&](const Giver& each) { return is_national(each.id); };
    const bool home = exporter ? is_national(*exporter) : !givers.empty() && std::all_of(givers.begin(), givers.end(), gives);
    std::vector<PartyId> to{ask.r};
    for (const PartyId& nation : nations) {
      if (nation != ask.r && !home) to.push_back(nation);
    }
    Finding worst{Is::pass};
    for (const PartyId& nation : to) {
      const Counting exported{ask.world, ask.options, ask.request, nation, ask.floor, ask.who};
      const Needs of{exported, givers, exporter};
      worst = worse(worst, pass_by(of.export_covered()));
    }
    return worst;
  }
  std::vector<Asked> participation() const {
    if (!participates) return {{"", {Is::not_applicable}}};
    const auto& area = ask.request.object.act.area;
    const auto excludes = [&](const world::Participation& each) {
      const bool here = each.areas.empty() || area.empty() || has(each.areas, area);
      return each.role == world::Role::excluded && here && ask.restricts(each) &&
             must_include(ask.world, each.party, ask.r, ask.request.time);
    };
    const world::Programme& programme = *stated.programme;
    const bool excluded =
        any(programme.participants, excludes) || (stated.project != nullptr && any(stated.project->participants, excludes));
    std::vector<std::string> areas;
    for (const world::Area& each : programme.areas) areas.push_back(each.id);
    if (stated.project != nullptr && !stated.project->areas.empty()) areas = stated.project->areas;
    const bool elsewhere = !area.empty() && !has(areas, area);
    const Finding in = better(needs.takes_part(ask.r), needs.by_invitation());
    std::vector<Asked> outcomes{{"", excluded || elsewhere ? Finding{Is::fail} : in}};
    for (const world::Term& each : programme.terms) {
      const auto is_about_r = [&](const PartyId& id) { return must_include(ask.world, id, ask.r, ask.request.time); };
      if (!each.parties.empty() && !any(each.parties, is_about_r)) continue;
      const world::Withdrawal fact{{}, {}, each.provenance};
      const bool settled = each.state == world::TermState::settled && ask.grants(fact, ask.request.time);
      outcomes.emplace_back("programme:" + programme.id + "#" + each.id,
                            settled ? Finding{Is::pass, each.provenance.evidence} : Finding{Is::fail});
    }
    return outcomes;
  }
};

std::vector<Asked> graded(const std::vector<Asked>& counting, const std::vector<Asked>& every_grade) {
  std::vector<Asked> out = counting;
  for (std::size_t i = 0; i < out.size(); ++i) out[i].second = graded(out[i].second, every_grade[i].second);
  return out;
}
Basis graded(const Basis& a, const Basis& b) {
  return {graded(a.legal, b.legal), graded(a.purpose, b.purpose), graded(a.scope, b.scope), graded(a.conditions, b.conditions), {}, {}};
}

// 4.1: the candidate chosen.
Basis chosen(const Act& act, const Act& at_every_grade) {
  // Whether also weaker grants would not do, whether it never does, faults, weakness where there is none, whether it is under another, id.
  std::map<std::tuple<bool, bool, std::ptrdiff_t, int, bool, InstrumentId>, Basis> ranked;
  for (const Instrument& it : act.ask.world.instruments) {
    if (!act.is_candidate(it)) continue;
    const Basis on_weaker = at_every_grade.basis(&it);
    const Basis basis = graded(act.basis(&it), on_weaker);
    const auto all_of = [](const Basis& of) {
      std::vector<Finding> all{of.legal, of.purpose, of.scope};
      for (const Asked& each : of.conditions) all.push_back(each.second);
      return all;
    };
    const auto all = all_of(basis);
    const auto faults = std::count_if(all.begin(), all.end(), is_bad);
    Evidence strength = Evidence::verified;
    for (const Finding& each : all) strength = std::min(strength, each.evidence);
    const bool never = faults > 0 && any(all_of(on_weaker), is_bad);
    ranked.emplace(std::tuple(never, faults > 0 && (act.is_limited(it) || !act.runs(it)), faults, faults > 0 ? 0 : -static_cast<int>(strength), it.under.has_value(), it.id), basis);
  }
  Basis best = ranked.empty() ? graded(act.basis(nullptr), at_every_grade.basis(nullptr)) : ranked.begin()->second;
  if (!ranked.empty()) best.candidate = std::get<InstrumentId>(ranked.begin()->first).str();
  best.prohibition = act.prohibition().value_or("");
  if (!best.prohibition.empty()) best.legal = {Is::fail};
  return best;
}

std::vector<Asked> outcomes_of(Rule rule, const Act& act, const Act& at_every_grade) {
  const Basis basis = chosen(act, at_every_grade);
  switch (rule) {
    case Rule::originator_control:
      return {{"", graded(act.originator_control(), at_every_grade.originator_control())}};
    case Rule::legal_basis:
      return {{basis.prohibition.empty() ? basis.candidate : basis.prohibition, basis.legal}};
    case Rule::export_control:
      return {{"", graded(act.export_control(), at_every_grade.export_control())}};
    case Rule::purpose:
      return {{"", basis.purpose}};
    case Rule::scope:
      return {{basis.candidate, basis.scope}};
    case Rule::conditions:
      return basis.conditions.empty() ? std::vector<Asked>{{"", {Is::not_applicable}}} : basis.conditions;
    case Rule::participation:
      return graded(act.participation(), at_every_grade.participation());
    default:
      return {{"", {Is::not_applicable}}};
  }
}

// 4.0.
bool is_answerable(const Counting& ask, const std::set<PartyId>& recipients) {
  const auto& action = ask.request.action;
  const auto type = ask.request.subject.type;
  if (type == decision::SubjectType::system && action != "transfer") return false;
  if (type == decision::SubjectType::facility && action != "transfer" && action != "participate") return false;
  if (type == decision::SubjectType::person && (action == "supply" || action == "grant")) return false;
  if (action == "participate") return Stated(ask).is_recorded();
  const auto& holder = ask.request.holder;
  const world::Party* giver = holder ? ask.world.party(*holder) : nullptr;
  return giver != nullptr && giver->kind != PartyKind::group && recipients != std::set{*holder};
}

}  // namespace

bool is_act(std::string_view action) { return has(kActs, action); }

void judge_act(const World& world, const Options& options, const decision::Request& request, const Insider* who, Is known,
               const std::set<PartyId>& recipients, bool is_group, Answer& answer) {
  const auto state = [&](Rule rule, const std::optional<PartyId>& owner, const std::optional<PartyId>& recipient,
                         const Asked& asked) {
    const Is is = asked.second.is;
    answer.outcomes.push_back({rule, owner, recipient, is, asked.first});
    answer.permit = answer.permit && (is == Is::pass || is == Is::not_applicable);
    answer.evidence = std::min(answer.evidence, asked.second.evidence);
  };
  const Counting nobody{world, options, request, PartyId(), options.require, who};
  const bool answerable = known != Is::fail && is_answerable(nobody, recipients);
  for (const Rule rule : decision::kActRules) {
    if (rule == Rule::recipient_known) continue;
    if (!answerable) state(rule, {}, {}, {"", {Is::unknown}});
    for (const PartyId& r : answerable ? recipients : std::set<PartyId>()) {
      if (r == request.holder && request.action != "participate") continue;
      const Act act{{world, options, request, r, options.require, who}};
      const Act at_every_grade{{world, options, request, r, Evidence::assumed, who}};
      for (const Asked& each : outcomes_of(rule, act, at_every_grade)) {
        const bool of_origin = rule == Rule::originator_control && each.second.is != Is::not_applicable;
        state(rule, of_origin ? request.object.act.origin : std::nullopt, is_group ? std::optional(r) : std::nullopt, each);
      }
    }
  }
}

}  // namespace entente::reference
