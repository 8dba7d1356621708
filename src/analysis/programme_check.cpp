#include "analysis/programme_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "decision/decide.h"
#include "decision/needs.h"
#include "world/status.h"

namespace entente::analysis {
namespace {

using world::Participation;
using world::Programme;
using world::Role;
using world::Term;
using world::TermState;

constexpr std::string_view kClassified = "classified";  // what clauses call it
constexpr int kDepth = 16;  // of groups within groups: docs/semantics.md 1.6

class Standings {
 public:
  Standings(const View& view, const Programme& programme, decision::Snapshot snapshot)
      : view_(view), programme_(programme), snapshot_(std::move(snapshot)) {}

  Result<ProgrammeStanding> all() {
    out_.programme = &programme_;
    out_.holds_until = snapshot_.interval().until;
    for (const auto subject : kTermSubjects) out_.subjects.emplace_back(subject);
    for (const auto& term : programme_.terms) {
      if (std::find(out_.subjects.begin(), out_.subjects.end(), term.subject) == out_.subjects.end())
        out_.subjects.push_back(term.subject);
    }
    out_.subjects.emplace_back(kTierSubject);
    gather(programme_.participants, nullptr);
    for (const auto& project : programme_.projects) {
      if (counts(project.period, project.provenance)) gather(project.participants, &project);
    }
    out_.begun = has_begun();
    for (const auto& term : out_.begun ? programme_.terms : std::vector<Term>{}) {
      for (const auto& party : term.parties) {
        for (const auto& each : meant_by(party)) parts_[each];
      }
    }
    // Who is no part of it but invited may take part too.
    for (const auto& candidacy : view_.world->candidacies) {
      const bool of_it = candidacy.of.kind == world::FactKind::programme && candidacy.of.id == programme_.id;
      if (!of_it || parts_.contains(candidacy.party)) continue;
      Participant candidate{.party = candidacy.party, .parts = {}, .denied_by = {}, .classified = {}, .holdings = {}};
      ask(candidate);
      if (candidate.may_take_part) parts_[candidacy.party];
    }
    find_clauses();
    for (auto& [party, parts] : parts_) out_.participants.push_back(participant(party, std::move(parts)));
    std::stable_sort(out_.participants.begin(), out_.participants.end(),
                     [](const Participant& a, const Participant& b) { return closeness(a) > closeness(b); });
    TRY_DO(find_classified());
    return std::move(out_);
  }

 private:
  void find_clauses() {
    out_.under = programme_.under ? view_.world->instrument(*programme_.under) : nullptr;
    if (out_.under == nullptr) return;
    for (const auto& clause : out_.under->clauses) {
      if (clause.action == "participate" && as_restriction(clause.period).contains(view_.options.at)) out_.clauses.push_back(&clause);
    }
    for (const auto& each : view_.world->instruments) {
      const auto takes_part = [&](const world::Accession& accession) { return parts_.contains(accession.party) && counts(accession.period, accession.provenance); };
      const auto* status = each.kind == world::Kind::export_exemption ? world::status_at(each, view_.options.at) : nullptr;
      const bool exempts = status != nullptr && status->value == world::StatusValue::in_force && status->provenance.evidence >= view_.options.require;
      if (exempts && std::count_if(each.parties.begin(), each.parties.end(), takes_part) > 1) out_.exemptions.push_back(&each);
    }
  }

  [[nodiscard]] bool counts(const Period& period, const world::Provenance& provenance) const {
    return as_grant(period).contains(view_.options.at) && provenance.evidence >= view_.options.require && known(provenance, as_grant(period).from);
  }

  [[nodiscard]] bool known(const world::Provenance& provenance, Instant start) const {
    const auto& by = view_.options.known_as_of;
    return !by || (provenance.known ? provenance.known->latest() : start) <= *by;
  }

  // A term has no date of its own: before the programme nothing can be settled, or open.
  [[nodiscard]] bool has_begun() const {
    const auto any = [&](const std::vector<Participation>& all) {
      return std::any_of(all.begin(), all.end(), [&](const Participation& each) {
        const Interval period = as_restriction(each.period);
        return period.from <= view_.options.at && known(each.provenance, period.from);
      });
    };
    const auto* under = programme_.under ? view_.world->instrument(*programme_.under) : nullptr;
    const auto* status = under == nullptr ? nullptr : world::status_at(*under, view_.options.at);
    return any(programme_.participants) || (status != nullptr && known(status->provenance, as_restriction(Period{status->from, {}}).from)) ||
           std::any_of(programme_.projects.begin(), programme_.projects.end(), [&](const auto& each) { return any(each.participants); });
  }

  [[nodiscard]] bool holds(const Participation& each) const {
    return each.role == Role::excluded ? as_restriction(each.period).contains(view_.options.at)
                                       : counts(each.period, each.provenance);
  }

  // A group stands for its members, any that may be one; everybody else for itself.
  [[nodiscard]] std::set<PartyId> meant_by(const PartyId& party, int depth = 0) const {
    const auto* found = view_.world->party(party);
    if (found == nullptr || found->kind != world::PartyKind::group) return {party};
    std::set<PartyId> out;
    if (depth == kDepth) return out;
    for (const auto& member : found->members) {
      if (as_restriction(member.period).contains(view_.options.at)) out.merge(meant_by(member.member, depth + 1));
    }
    return out;
  }

  void gather(const std::vector<Participation>& all, const world::Project* project) {
    for (const auto& each : all) {
      if (!holds(each)) continue;
      for (const auto& party : meant_by(each.party)) {
        parts_[party].push_back({&each, project});
        if (project == nullptr && each.role == Role::member) out_.members.push_back(party);
      }
    }
  }

  static std::tuple<int, int> closeness(const Participant& each) {
    if (each.excluded || each.parts.empty()) return {-1, 0};
    const auto& first = each.parts.front();
    return {first.project == nullptr ? 1 : 0, static_cast<int>(first.participation->role)};
  }

  Participant participant(const PartyId& party, std::vector<TakingPart> parts) {
    Participant out{.party = party, .parts = std::move(parts), .denied_by = {}, .classified = {}, .holdings = {}};
    std::stable_sort(out.parts.begin(), out.parts.end(), [](const TakingPart& a, const TakingPart& b) {
      return std::tuple(a.project != nullptr, -static_cast<int>(a.participation->role)) <
             std::tuple(b.project != nullptr, -static_cast<int>(b.participation->role));
    });
    out.excluded = std::any_of(out.parts.begin(), out.parts.end(), [](const TakingPart& each) {
      return each.project == nullptr && each.participation->role == Role::excluded && each.participation->areas.empty();
    });
    ask(out);
    if (out.excluded) return out;
    for (const auto& subject : out_.subjects) {
      out.holdings.push_back(subject == kTierSubject ? tier(out) : holding(party, subject));
      const auto is = out.holdings.back().is;
      ++(is == Settlement::unsettled ? out_.unsettled : is == Settlement::settled ? out_.settled : out_.unknown);
    }
    return out;
  }

  // Of those who take part, what is classified of each to each other: the act, and the level as the matrix has it.
  Result<void> find_classified() {
    Narrowing narrowing;
    for (const auto& each : out_.participants) {
      if (!each.may_take_part) continue;
      narrowing.recipients.push_back(each.party);
      if (view_.world->policies.policy_of(each.party) != nullptr) narrowing.owners.push_back(each.party);
    }
    Matrix levels;
    if (!narrowing.owners.empty()) {
      TRY(levels, matrix(view_, narrowing));
      out_.holds_until = std::min(out_.holds_until, levels.holds_until);
    }
    std::sort(narrowing.recipients.begin(), narrowing.recipients.end());
    const auto place = [](const std::vector<PartyId>& list, const PartyId& party) {
      return static_cast<std::size_t>(std::find(list.begin(), list.end(), party) - list.begin());
    };
    for (auto& each : out_.participants) {
      if (!each.may_take_part) continue;
      const auto barred = barred_from(each.party);
      for (const auto& giver : narrowing.recipients) {
        if (giver == each.party) continue;
        auto& of = each.classified.emplace_back(ClassifiedOf{giver, !barred.contains(giver), false, std::nullopt});
        const auto owner = place(levels.owners, giver);
        of.has_levels = owner < levels.owners.size();
        const auto recipient = place(levels.recipients, each.party);
        if (!of.has_levels || recipient == levels.recipients.size()) continue;
        const auto& cell = levels.cell(owner, recipient);
        of.level = cell.highest || cell.beside.empty() ? cell.highest : cell.beside.front();
      }
    }
    return {};
  }

  // With whom a party may not take part in something classified: whose facts every cure needs; where nothing cures, with nobody.
  std::set<PartyId> barred_from(const PartyId& party) {
    auto request = request_of(party);
    request.object.act.items = {std::string(kClassified)};
    std::set<PartyId> out;
    const auto answer = decision::decide(snapshot_, request);
    out_.holds_until = std::min(out_.holds_until, answer.valid_until);
    if (answer.permit) return out;
    const auto needs = decision::needs_of(snapshot_, request);
    for (const auto& giver : out_.participants) {
      const auto is_of = [&](const decision::Lack& lack) {
        if (lack.by == giver.party || lack.to == giver.party) return true;
        const auto* instrument = view_.world->instrument(lack.instrument);
        const bool of_another = (!lack.by.empty() && lack.by != party) || (!lack.to.empty() && lack.to != party);
        return !of_another && instrument != nullptr &&
               std::any_of(instrument->parties.begin(), instrument->parties.end(), [&](const auto& each) { return each.party == giver.party; });
      };
      const auto needs_it = [&](const decision::Way& way) { return std::any_of(way.begin(), way.end(), is_of); };
      const auto bars = [&](const decision::Need& need) { return std::all_of(need.ways.begin(), need.ways.end(), needs_it); };
      if (std::any_of(needs.list.begin(), needs.list.end(), bars)) out.insert(giver.party);
    }
    return out;
  }

  [[nodiscard]] decision::Request request_of(const PartyId& party) const {
    decision::Request request;
    request.subject = {decision::SubjectType::party, party.value};
    request.action = "participate";
    request.time = view_.options.at;
    request.object.id = programme_.id;
    request.object.act.project = "programme:" + programme_.id;
    return request;
  }

  void ask(Participant& out) {
    const auto answer = decision::decide(snapshot_, request_of(out.party));
    out.may_take_part = answer.permit;
    out_.holds_until = std::min(out_.holds_until, answer.valid_until);
    for (const auto& reason : answer.reasons) {
      const bool denies = reason.outcome == decision::Outcome::fail || reason.outcome == decision::Outcome::unknown;
      const bool untold = reason.rule == decision::Rule::legal_basis && reason.outcome == decision::Outcome::unknown && !reason.evidence;
      out.basis_unknown = out.basis_unknown || untold;  // and not merely too weak
      if (denies && (out.denied_by.empty() || out.denied_by.back() != reason.rule)) out.denied_by.push_back(reason.rule);
    }
  }

  [[nodiscard]] bool is_about(const Term& term, const PartyId& party) const {
    if (term.parties.empty()) return true;
    return std::any_of(term.parties.begin(), term.parties.end(),
                       [&](const PartyId& each) { return meant_by(each).contains(party); });
  }

  [[nodiscard]] Holding holding(const PartyId& party, const std::string& subject) const {
    std::map<Settlement, std::vector<const Term*>> by;
    for (const auto& term : programme_.terms) {
      if (term.subject != subject || !is_about(term, party)) continue;
      by[standing(term)].push_back(&term);
    }
    if (by.empty()) return {subject, Settlement::unknown, {}, nullptr};
    return {subject, by.begin()->first, std::move(by.begin()->second), nullptr};
  }

  [[nodiscard]] Settlement standing(const Term& term) const {
    if (term.state == TermState::unsettled) return Settlement::unsettled;
    const auto& known = term.provenance.known;
    const bool in_time = !view_.options.known_as_of || !known || known->latest() <= *view_.options.known_as_of;
    return in_time && term.provenance.evidence >= view_.options.require ? Settlement::settled : Settlement::unknown;
  }

  // The one that opens most. Who is a candidate for a tier takes no part in it yet.
  static Holding tier(const Participant& participant) {
    Holding out{std::string(kTierSubject), Settlement::unknown, {}, nullptr};
    for (const auto& part : participant.parts) {
      const auto* each = part.participation;
      const auto is = each->role >= world::Role::partner ? Settlement::settled : Settlement::unsettled;
      const bool known = out.participation != nullptr;
      if (!each->tier || (known && out.is == Settlement::settled && is != Settlement::settled)) continue;
      if (known && out.is == is && *out.participation->tier <= *each->tier) continue;
      out.participation = each;
      out.is = is;
    }
    return out;
  }

  const View& view_;
  const Programme& programme_;
  decision::Snapshot snapshot_;
  std::map<PartyId, std::vector<TakingPart>> parts_;
  ProgrammeStanding out_;
};

}  // namespace

Result<ProgrammeStanding> programme_standing(const View& view, const Programme& programme) {
  TRY(auto snapshot, decision::Snapshot::compile(*view.world, view.options));
  return Standings(view, programme, std::move(snapshot)).all();
}

std::optional<PartialDate> dated(const world::World& world, const world::Provenance& provenance) {
  if (provenance.known) return provenance.known;
  std::optional<PartialDate> out;
  for (const auto citation : split(provenance.source, " ; ")) {
    for (const auto& source : world.sources) {
      const bool is = citation == source.id || (!source.address.empty() && citation == source.address) ||
                      (!source.cited_as.empty() && citation.starts_with(source.cited_as));
      if (is && source.published && (!out || source.published->latest() < out->latest())) out = source.published;
    }
  }
  return out;
}

std::string_view to_string(Settlement settlement) {
  switch (settlement) {
    case Settlement::unsettled:
      return "unsettled";
    case Settlement::unknown:
      return "unknown";
    case Settlement::settled:
      return "settled";
  }
  return "";
}

}  // namespace entente::analysis
