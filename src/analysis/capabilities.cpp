#include "analysis/capabilities.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analysis/act_telling.h"
#include "analysis/matrix.h"
#include "analysis/programme_check.h"
#include "analysis/remedy_words.h"
#include "decision/needs.h"
#include "decision/sets.h"

namespace entente::analysis {
namespace {

using world::Capability;
using world::CapabilityKind;
using world::FactKind;
using world::Role;

bool wants(CapabilityKind kind) { return kind == CapabilityKind::priority || kind == CapabilityKind::need; }

// Priorities first, then needs, offers, projects.
int place_of(CapabilityKind kind) {
  switch (kind) {
    case CapabilityKind::priority:
      return 0;
    case CapabilityKind::need:
      return 1;
    case CapabilityKind::offer:
      return 2;
    case CapabilityKind::project:
      return 3;
  }
  return 4;
}

// Of two parties, in one programme.
bool are_one_project(const Capability& a, const Capability& b) {
  return a.kind == CapabilityKind::project && b.kind == CapabilityKind::project && a.programme && a.programme == b.programme;
}

std::string reference_of(const std::optional<world::FactRef>& reference) {
  return reference ? to_string(*reference) : std::string();
}

// Who has what in common with whom.
class Matching {
 public:
  explicit Matching(const View& view) : world_(*view.world), options_(view.options) {
    for (const auto& each : world_.capabilities) (counts(each.period, each.provenance) ? all_ : left_out_).push_back(&each);
  }

  [[nodiscard]] std::vector<CapabilityRow> rows(const std::optional<PartyId>& party) const {
    std::vector<CapabilityRow> out;
    for (const auto* each : all_) {
      if (!party || each->party == *party) out.push_back({each, matches(*each)});
    }
    std::stable_sort(out.begin(), out.end(), [](const CapabilityRow& a, const CapabilityRow& b) {
      return std::tuple(a.capability->party, place_of(a.capability->kind)) <
             std::tuple(b.capability->party, place_of(b.capability->kind));
    });
    return out;
  }

  [[nodiscard]] std::size_t left_out(const std::optional<PartyId>& party) const {
    return static_cast<std::size_t>(std::count_if(left_out_.begin(), left_out_.end(),
                                                  [&](const Capability* each) { return !party || each->party == *party; }));
  }

 private:
  [[nodiscard]] bool counts(const Period& period, const world::Provenance& provenance) const {
    return as_grant(period).contains(options_.at) && provenance.evidence >= options_.require;
  }

  [[nodiscard]] std::vector<CapabilityMatch> matches(const Capability& mine) const {
    std::vector<CapabilityMatch> out;
    for (const auto* theirs : all_) {
      if (theirs->party == mine.party || theirs->area != mine.area) continue;
      if (wants(theirs->kind) == wants(mine.kind) && !are_one_project(mine, *theirs)) continue;
      const auto& project = wants(mine.kind) ? *theirs : mine;
      const bool joined = project.kind == CapabilityKind::project;
      out.push_back({theirs->party, theirs, joined ? reference_of(project.programme) : std::string(), {}});
    }
    if (wants(mine.kind)) {
      projects_in(mine, out);
    } else if (mine.kind == CapabilityKind::offer && mine.programme) {
      for (const auto& partner : members(*mine.programme)) {
        if (partner != mine.party) out.push_back({partner, nullptr, reference_of(mine.programme), {}});
      }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const CapabilityMatch& a, const CapabilityMatch& b) { return a.partner < b.partner; });
    return out;
  }

  // Projects of programmes in that area, and who is in them.
  void projects_in(const Capability& mine, std::vector<CapabilityMatch>& out) const {
    for (const auto& programme : world_.programmes) {
      for (const auto& project : programme.projects) {
        const bool same = std::find(project.areas.begin(), project.areas.end(), mine.area) != project.areas.end();
        if (!same || !counts(project.period, project.provenance)) continue;
        const world::FactRef reference{FactKind::project, programme.id, project.id};
        for (const auto& partner : members(reference)) {
          if (partner != mine.party) out.push_back({partner, nullptr, to_string(reference), {}});
        }
      }
    }
  }

  // Partners and members at the instant: of a project, where it names some, else of its programme.
  [[nodiscard]] std::set<PartyId> members(const world::FactRef& reference) const {
    std::set<PartyId> out;
    const auto add = [&](const std::vector<world::Participation>& all) {
      for (const auto& each : all) {
        if (each.role >= Role::partner && counts(each.period, each.provenance)) out.insert(each.party);
      }
    };
    for (const auto& programme : world_.programmes) {
      if (programme.id != reference.id) continue;
      for (const auto& project : programme.projects) {
        if (reference.kind == FactKind::project && project.id == reference.part) add(project.participants);
      }
      if (out.empty()) add(programme.participants);
    }
    return out;
  }

  const world::World& world_;
  const decision::CompileOptions& options_;
  std::vector<const Capability*> all_;
  std::vector<const Capability*> left_out_;
};

// Asks the engine.
class Carriers {
 public:
  Carriers(const View& view, decision::Snapshot snapshot)
      : view_(view), snapshot_(std::move(snapshot)), reading_(std::array{view.world}) {}

  // What may be disclosed between these, at once.
  Result<void> look_up(const std::set<PartyId>& givers, const std::set<PartyId>& recipients) {
    Narrowing narrowing;
    for (const auto& each : givers) {
      if (const auto* policy = policy_of(each); policy != nullptr) narrowing.owners.push_back(each);
    }
    narrowing.recipients.assign(recipients.begin(), recipients.end());
    if (narrowing.owners.empty()) return {};
    TRY(matrix_, matrix(view_, narrowing));
    return {};
  }

  [[nodiscard]] Carrying participation(const PartyId& recipient, const std::string& area, const std::string& project) const {
    auto request = act(Deed::participate, recipient, area);
    request.object.act.project = project;
    Carrying out = carrying(Deed::participate, {}, recipient);
    ask(request, out);
    return out;
  }

  // With nothing stated but the area, and the project that they would share; where that is denied, with the purpose, of those
  // that facts about the two name, with which least is lacking.
  [[nodiscard]] Carrying transfer(const PartyId& giver, const PartyId& recipient, const std::string& area,
                                  const std::string& project) const {
    auto request = act(Deed::transfer, recipient, area);
    request.holder = giver;
    request.object.act.items = {area};
    request.object.act.project = project;
    const auto* party = view_.world->party(giver);
    request.object.export_controlled = party != nullptr && party->kind == world::PartyKind::nation;  // others license no export
    Carrying out = carrying(Deed::transfer, giver, recipient);
    ask(request, out);
    for (const auto& purpose : purposes_of({std::string(to_string(Deed::transfer)), giver.value, recipient})) {
      if (out.is == Carriage::carried) break;
      request.purpose = purpose;
      Carrying with = carrying(Deed::transfer, giver, recipient);
      ask(request, with);
      with.stated = {"purpose " + purpose};
      const auto rank = [](const Carrying& each) { return std::tuple(each.is, -static_cast<std::int64_t>(each.wanting.size())); };
      if (rank(with) > rank(out)) out = std::move(with);
    }
    return out;
  }

  [[nodiscard]] Carrying disclosure(const PartyId& giver, const PartyId& recipient) const {
    Carrying out = carrying(Deed::disclose, giver, recipient);
    if (const auto* passage = passage_of(giver, recipient)) {
      out.is = Carriage::carried;
      out.level = passage->level.value;
      out.stated = passage->stated;
      out.instrument = passage->instrument;
      out.evidence = passage->evidence;
      out.until = passage->until;
      return out;
    }
    const auto* level = lowest_of(giver);
    if (level == nullptr) {
      out.is = Carriage::unasked;
      out.why = (policy_of(giver) == nullptr ? "no policy of " : "no classified level in the policy of ") + giver.value;
      return out;
    }
    decision::Request request;
    request.subject = {decision::SubjectType::party, recipient.value};
    request.action = "disclose";
    request.time = view_.options.at;
    auto& label = request.object.label.emplace();
    label.policy = policy_of(giver)->id;
    label.level = level->name;
    label.owners = {label::Origin{giver, label.policy, label.level}};
    label.releasable = {label::ReleaseKind::listed, {recipient}};
    ask(request, out);
    return out.is == Carriage::blocked ? with_a_statement(std::move(request), std::move(out)) : out;
  }

 private:
  static Carrying carrying(Deed deed, const PartyId& giver, const PartyId& recipient) {
    Carrying out;
    out.deed = deed;
    out.giver = giver;
    out.recipient = recipient;
    return out;
  }

  [[nodiscard]] decision::Request act(Deed deed, const PartyId& recipient, const std::string& area) const {
    decision::Request request;
    request.subject = {decision::SubjectType::party, recipient.value};
    request.action = to_string(deed);
    request.time = view_.options.at;
    request.object.id = area;
    return request;
  }

  // A set as recipient is each of its members.
  [[nodiscard]] Names purposes_of(ActPair pair) const {
    std::vector<PartyId> nations{pair.recipient};
    const auto* party = view_.world->party(pair.recipient);
    if (party != nullptr && party->kind != world::PartyKind::nation)
      nations = decision::expansion(*view_.world, view_.options)(pair.recipient);
    Names out;
    for (const auto& nation : nations) {
      pair.recipient = nation;
      for (const auto& list : reading_.telling(pair).purposes) out.insert(list.begin(), list.end());
    }
    return out;
  }

  // An instrument that is limited in domain, form or subject carries only what states one, and a prohibition in one holds nothing
  // else; so every statement of these is tried, what says least first. Whom the instrument lists is not asked: a set is each of its
  // members, and a member of an organisation gets by being one.
  [[nodiscard]] Carrying with_a_statement(decision::Request request, Carrying blocked) const {
    for (const auto& [domain, form, subject] : statements_) {
      if (domain.empty()) {
        request.object.label->domain.reset();
      } else {
        request.object.label->domain = domain;
      }
      request.object.form = form;
      request.object.subject = subject;
      Carrying out = carrying(blocked.deed, blocked.giver, blocked.recipient);
      for (const auto& [word, stated] : {std::pair("domain ", &domain), std::pair("form ", &form), std::pair("about ", &subject)}) {
        if (!stated->empty()) out.stated.push_back(word + *stated);
      }
      ask(request, out);
      if (out.is != Carriage::blocked) return out;
    }
    return blocked;
  }

  using Statement = std::array<std::string, 3>;  // domain, form, subject; empty: not stated

  static std::vector<Statement> statements_of(const world::World& world) {
    std::array<std::set<std::string>, 3> words{std::set<std::string>{""}, std::set<std::string>{""}, std::set<std::string>{""}};
    for (const auto& each : world.instruments) {
      if (each.kind != world::Kind::information_security) continue;
      words[0].insert(each.domains.begin(), each.domains.end());
      words[1].insert(each.forms.begin(), each.forms.end());
      if (each.subject) words[2].insert(*each.subject);
    }
    std::vector<Statement> out;
    for (const auto& domain : words[0]) {
      for (const auto& form : words[1]) {
        for (const auto& subject : words[2]) out.push_back({domain, form, subject});
      }
    }
    out.erase(out.begin());  // nothing stated
    const auto stated = [](const Statement& each) { return std::count_if(each.begin(), each.end(), [](const auto& word) { return !word.empty(); }); };
    std::stable_sort(out.begin(), out.end(), [&](const Statement& a, const Statement& b) { return stated(a) < stated(b); });
    return out;
  }

  [[nodiscard]] const label::Policy* policy_of(const PartyId& party) const {
    const auto* found = view_.world->party(party);
    return found == nullptr || found->kind == world::PartyKind::group ? nullptr : view_.world->policies.policy_of(party);
  }

  [[nodiscard]] const Passage* passage_of(const PartyId& giver, const PartyId& recipient) const {
    const auto owner = std::find(matrix_.owners.begin(), matrix_.owners.end(), giver);
    const auto to = std::find(matrix_.recipients.begin(), matrix_.recipients.end(), recipient);
    if (owner == matrix_.owners.end() || to == matrix_.recipients.end()) return nullptr;
    const auto& cell = matrix_.cell(static_cast<std::size_t>(owner - matrix_.owners.begin()),
                                    static_cast<std::size_t>(to - matrix_.recipients.begin()));
    if (cell.highest) return &*cell.highest;
    return cell.beside.empty() ? nullptr : &cell.beside.front();
  }

  [[nodiscard]] const label::Level* lowest_of(const PartyId& giver) const {
    const label::Level* out = nullptr;
    const auto* policy = policy_of(giver);
    if (policy == nullptr) return nullptr;
    for (const auto& each : policy->levels) {
      if (!each.free && each.comparable && (out == nullptr || each.hierarchy < out->hierarchy)) out = &each;
    }
    return out;
  }

  void ask(const decision::Request& request, Carrying& out) const {
    const auto answer = decision::decide(snapshot_, request);
    out.until = answer.valid_until;
    bool basis = false;  // of a set: to each of its members
    for (const auto& reason : answer.reasons) {
      if (reason.rule != decision::Rule::legal_basis) continue;
      basis = reason.outcome == decision::Outcome::pass || reason.outcome == decision::Outcome::not_applicable;
      // There is one, and an act says nothing of what it is limited to, or what it rests on is too weak.
      basis = basis || (out.deed != Deed::disclose && reason.outcome == decision::Outcome::unknown && !reason.clause.empty());
      if (!basis) break;
      out.instrument = reason.clause.substr(0, reason.clause.find('/'));
    }
    if (answer.permit) {
      out.is = Carriage::carried;
      out.evidence = answer.evidence;
      return;
    }
    out.is = basis ? Carriage::lacking : Carriage::blocked;
    if (!basis) out.instrument.clear();
    const auto needs = decision::needs_of(snapshot_, request);
    const Telling telling{*view_.world, request, needs.involved};
    for (const auto& need : needs.list) out.wanting.push_back(wanting_of(telling, need, answer, out.missing));
    if (!basis && out.missing.empty() && out.deed == Deed::participate) out.missing = "one that the programme is under";
  }

  // Of several ways the cheapest, of equal ones the first.
  static Wanting wanting_of(const Telling& telling, const decision::Need& need, const decision::Decision& answer,
                            std::string& missing) {
    Wanting out{need.rule, {}, {}, {}};
    if (need.ways.empty()) {
      const auto obstruction = obstruction_of(telling, need, answer);
      out.why = obstruction.text;
      out.actors = obstruction.actors;
      return out;
    }
    std::optional<std::int64_t> least;
    for (const auto& way : need.ways) {
      std::int64_t cost = 0;
      std::vector<std::string> facts;
      std::set<PartyId> actors;
      std::string instrument;
      for (const auto& lack : way) {
        const auto step = step_of(telling, lack);
        if (lack.fact == world::RemedyFact::new_instrument) instrument = lack.value.empty() ? "information-security" : lack.value;
        if (instrument.empty() && !lack.instrument.empty()) instrument = lack.instrument.value;
        cost += step.cost;
        facts.push_back(step.text);
        actors.insert(step.actors.begin(), step.actors.end());
      }
      if (least && *least <= cost) continue;
      least = cost;
      out.facts = std::move(facts);
      if (need.rule == decision::Rule::legal_basis) missing = std::move(instrument);
      out.actors.assign(actors.begin(), actors.end());
    }
    return out;
  }

  const View& view_;
  decision::Snapshot snapshot_;
  ActReading reading_;
  Matrix matrix_;
  std::vector<Statement> statements_ = statements_of(*view_.world);
};

// Who gives to whom in a match.
std::pair<PartyId, PartyId> direction(const CapabilityRow& row, const CapabilityMatch& match) {
  const auto& mine = row.capability->party;
  return wants(row.capability->kind) ? std::pair(match.partner, mine) : std::pair(mine, match.partner);
}

// Who would take part in the project of a match: an offer is brought by who makes it, a project is joined by who wants it.
const PartyId& joins(const CapabilityRow& row, const CapabilityMatch& match) {
  return row.capability->kind == CapabilityKind::project ? match.partner : row.capability->party;
}

// By when it was recorded, else held, else when its source was published.
bool is_known(const View& view, const world::Interoperability& test) {
  const auto& provenance = test.provenance;
  const auto date = provenance.known ? provenance.known : test.on ? test.on : dated(*view.world, provenance);
  return !view.options.known_as_of || !date || date->latest() <= *view.options.known_as_of;
}

// A test counts like a grant: from its last possible day, on evidence that suffices.
PlatformPair pair_of(const View& view, const world::Interoperability& test) {
  using world::InteroperabilityState;
  if (test.state == InteroperabilityState::unknown) return {&test, test.state};
  if (as_grant({test.on, std::nullopt}).from > view.options.at) return {&test, InteroperabilityState::unknown, "tested later"};
  if (test.provenance.evidence < view.options.require) return {&test, InteroperabilityState::unknown, "weak evidence"};
  return {&test, test.state};
}

void find_pairs(const View& view, const std::optional<PartyId>& party, Capabilities& out) {
  for (const auto& each : view.world->interoperability) {
    if (party && std::find(each.parties.begin(), each.parties.end(), *party) == each.parties.end()) continue;
    if (is_known(view, each)) {
      out.pairs.push_back(pair_of(view, each));
    } else {
      ++out.unknown_pairs;
    }
  }
  std::stable_sort(out.pairs.begin(), out.pairs.end(),
                   [](const PlatformPair& a, const PlatformPair& b) { return a.record->id < b.record->id; });
}

}  // namespace

Result<Capabilities> capabilities(const View& view, const std::optional<PartyId>& party) {
  TRY(auto snapshot, decision::Snapshot::compile(*view.world, view.options));
  Capabilities out;
  out.holds_until = snapshot.interval().until;
  const Matching matching(view);
  out.rows = matching.rows(party);
  out.left_out = matching.left_out(party);
  std::set<PartyId> givers;
  std::set<PartyId> recipients;
  for (const auto& row : out.rows) {
    for (const auto& match : row.matches) {
      const auto [giver, recipient] = direction(row, match);
      givers.insert(giver);
      recipients.insert(recipient);
    }
  }
  Carriers carriers(view, std::move(snapshot));
  TRY_DO(carriers.look_up(givers, recipients));
  std::set<PartyId> partners;
  for (auto& row : out.rows) {
    for (auto& match : row.matches) {
      const auto [giver, recipient] = direction(row, match);
      const auto& area = row.capability->area;
      if (!match.project.empty()) match.carrying.push_back(carriers.participation(joins(row, match), area, match.project));
      match.carrying.push_back(carriers.transfer(giver, recipient, area, match.project));
      match.carrying.push_back(carriers.disclosure(giver, recipient));
      partners.insert(match.partner);
      for (const auto& each : match.carrying) out.holds_until = std::min(out.holds_until, each.until);
    }
  }
  out.partners.assign(partners.begin(), partners.end());
  find_pairs(view, party, out);
  std::set<std::string> standards;
  for (const auto& pair : out.pairs) standards.insert(pair.record->standard);
  out.standards.assign(standards.begin(), standards.end());
  return out;
}

std::string_view to_string(Deed deed) {
  switch (deed) {
    case Deed::participate:
      return "participate";
    case Deed::transfer:
      return "transfer";
    case Deed::disclose:
      return "disclose";
  }
  return "";
}

std::string_view to_string(Carriage carriage) {
  switch (carriage) {
    case Carriage::unasked:
      return "unasked";
    case Carriage::blocked:
      return "blocked";
    case Carriage::lacking:
      return "lacking";
    case Carriage::carried:
      return "carried";
  }
  return "";
}

}  // namespace entente::analysis
