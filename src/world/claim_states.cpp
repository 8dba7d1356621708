// Claims about everything but instruments: meetings, members, candidacies, requirements, taking part, and that something exists.

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "world/claim_comparison.h"

namespace entente::world {
namespace {

std::string joined(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& party : parties) {
    if (names.size() == kPartiesNamed) break;
    names.push_back(party.value);
  }
  if (names.size() < parties.size()) names.emplace_back("…");
  return join(names, ", ");
}

template <class State>
History history_of(const std::vector<Since<State>>& states) {
  History out;
  for (const auto& state : states) {
    Entry entry;
    entry.word = to_string(state.value);
    entry.order = static_cast<std::size_t>(state.value);
    entry.start = span_of(state.from);
    entry.from = state.from;
    entry.provenance = &state.provenance;
    out.push_back(entry);
  }
  return out;
}

// The place of a word in its enumeration.
template <class E>
Wanted wanted(const std::string& word) {
  Wanted out;
  out.words = {word};
  for (std::size_t order = 0; !to_string(static_cast<E>(order)).empty(); ++order) {
    if (to_string(static_cast<E>(order)) != word) continue;
    out = {{to_string(static_cast<E>(order))}, order};
  }
  return out;
}

// What does not change with time.
Comparison fixed(Answer answer, std::string record, const Provenance& provenance) {
  Comparison out;
  out.sides = {{record, provenance.source, provenance.place}};
  out.at = [answer](const Span&) { return answer; };
  out.record = [record = std::move(record)](const Span&) { return record; };
  return out;
}

bool is_member(const Party& set, const PartyId& party, const Span& window) {
  return std::any_of(set.members.begin(), set.members.end(), [&](const Membership& membership) {
    return membership.member == party && beginning_of(membership.period.from).first <= window.last &&
           end_of(membership.period.until).last > window.first;
  });
}

// --- meetings ---

Span days_of(const Event& event) {
  if (!event.period.from) return {kBeginningOfTime, kEndOfTime};
  return {event.period.from->earliest(),
          std::max(event.period.from->latest(), event.period.until ? event.period.until->latest() : event.period.from->latest())};
}

bool listed(const std::vector<PartyId>& parties, const PartyId& wanted) {
  return std::find(parties.begin(), parties.end(), wanted) != parties.end();
}

// As itself, within a group that took part, or as a group all of whose members did.
bool took_part(const Question& question, const Event& event, const PartyId& party) {
  const auto days = days_of(event);
  if (listed(event.participants, party)) return true;
  for (const auto& each : event.participants) {
    const auto* set = question.facts.as<Party>({FactKind::party, each.value, ""});
    if (set != nullptr && is_member(*set, party, days)) return true;
  }
  const auto* set = question.facts.as<Party>({FactKind::party, party.value, ""});
  if (set == nullptr || set->members.empty()) return false;
  return std::all_of(set->members.begin(), set->members.end(), [&](const Membership& membership) {
    return !is_member(*set, membership.member, days) || listed(event.participants, membership.member);
  });
}

// `planned` expects the day to come; it is wrong only where the day had surely passed. A cancelled event was planned before.
Answer answer_of_state(const Event& event, const Span& said, std::string_view word, const Span& window) {
  const auto start = beginning_of(event.period.from);
  const bool may_have_begun = start.first <= window.last;
  if (word == to_string(EventState::planned)) {
    switch (event.state) {
      case EventState::planned:
        return event.period.from && start.last < window.first ? Answer::unknown : Answer::yes;
      case EventState::held:
        if (event.period.from && start.last <= said.first && said != start) return Answer::no;
        return may_have_begun && window != said ? Answer::yes : Answer::pending;
      case EventState::cancelled:
        return window == said ? Answer::yes : Answer::no;
    }
  }
  if (word == to_string(event.state)) return may_have_begun || event.state == EventState::cancelled ? Answer::yes : Answer::no;
  const bool open = event.state == EventState::planned && may_have_begun;
  return open ? Answer::unknown : Answer::no;
}

Answer answer_of_presence(const Question& question, const Event& event) {
  const auto& statement = question.statement;
  if (statement.parties.empty() && !statement.party) return Answer::yes;
  const bool all = std::all_of(statement.parties.begin(), statement.parties.end(),
                               [&](const PartyId& party) { return took_part(question, event, party); });
  if (!all && !event.participants.empty()) return Answer::no;
  if (statement.party && event.host && *event.host != *statement.party) return Answer::no;
  if (!all || (statement.party && !event.host)) return Answer::unknown;
  if (!statement.word.empty()) return Answer::yes;
  if (event.state == EventState::cancelled) return Answer::no;
  return event.state == EventState::held ? Answer::yes : Answer::pending;
}

std::string record_of(const Event& event) {
  auto out = std::string(to_string(event.state));
  if (event.period.from) out += " " + event.period.from->text();
  if (event.host) out += ", host " + event.host->value;
  if (!event.participants.empty()) out += ", with " + joined(event.participants);
  return out;
}

// --- taking part ---

template <class Participations>
History history_of(const Question& question, const Participations& participations) {
  History out;
  for (const auto& each : participations) {
    const auto* set = question.facts.as<Party>({FactKind::party, each.party.value, ""});
    const bool within = set != nullptr && is_member(*set, *question.statement.party, {kBeginningOfTime, kEndOfTime});
    if (each.party != *question.statement.party && !within) continue;
    if (question.statement.tier && each.tier && *each.tier != *question.statement.tier) continue;
    Entry entry;
    entry.word = to_string(each.role);
    entry.order = static_cast<std::size_t>(each.role);
    entry.start = beginning_of(each.period.from);
    entry.end = end_of(each.period.until);
    entry.from = each.period.from;
    entry.until = each.period.until;
    entry.provenance = &each.provenance;
    out.push_back(entry);
  }
  return out;
}

// Another tier than the one claimed is another answer, not silence.
template <class Participations>
Comparison compare_tiers(const Question& question, const Participations& participations) {
  auto out = compare_history(question, history_of(question, participations), wanted<Role>(question.statement.word));
  const bool other = question.statement.tier && std::any_of(participations.begin(), participations.end(), [&](const auto& each) {
                       return each.party == *question.statement.party && each.tier && *each.tier != *question.statement.tier;
                     });
  if (!other) return out;
  out.at = [at = std::move(out.at)](const Span& window) {
    const auto answer = at(window);
    return answer == Answer::unknown ? Answer::no : answer;
  };
  return out;
}

}  // namespace

Comparison compare_members(const Question& question) {
  const auto* all = question.facts.as<Party>(question.claim.about.front());
  if (all == nullptr) return {};
  const auto set = std::make_shared<Party>(*all);
  std::erase_if(set->members, [&](const Membership& each) { return !question.counts(each.provenance); });
  Comparison out;
  History memberships;
  for (const auto& each : all->members) {
    Entry entry;
    entry.word = each.member.value;
    entry.start = beginning_of(each.period.from);
    entry.end = end_of(each.period.until);
    entry.from = each.period.from;
    entry.until = each.period.until;
    entry.provenance = &each.provenance;
    memberships.push_back(entry);
  }
  memberships = question.begun_of(std::move(memberships));
  out.changes = changes_of(memberships);
  for (const auto& entry : memberships) {
    if (out.sides.size() < kSidesNamed)
      out.sides.push_back({told({entry}, entry.start), entry.provenance->source, entry.provenance->place});
  }
  const auto wanted = question.statement.parties;
  out.at = [set, wanted](const Span& window) {
    if (set->members.empty()) return Answer::unknown;
    const bool all =
        std::all_of(wanted.begin(), wanted.end(), [&](const PartyId& party) { return is_member(*set, party, window); });
    return all ? Answer::yes : Answer::no;
  };
  out.record = [set](const Span& window) {
    std::set<PartyId> now;
    for (const auto& each : set->members) {
      if (is_member(*set, each.member, window)) now.insert(each.member);
    }
    return now.empty() ? std::string() : "members " + joined({now.begin(), now.end()});
  };
  return out;
}

Comparison compare_meeting(const Question& question) {
  const auto* event = question.facts.as<Event>(question.claim.about.front());
  if (event == nullptr || !question.counts(event->provenance)) return {};
  auto out = fixed(Answer::unknown, record_of(*event), event->provenance);
  const auto presence = answer_of_presence(question, *event);
  if (event->period.from) out.changes = {*event->period.from};
  out.at = [event, presence, said = question.said, word = question.statement.word](const Span& window) {
    const auto state = word.empty() ? Answer::yes : answer_of_state(*event, said, word, window);
    if (state == Answer::no || presence == Answer::no) return Answer::no;
    return std::min(state, presence, [](Answer a, Answer b) {
      const auto sureness = [](Answer answer) { return answer == Answer::unknown ? 0 : answer == Answer::pending ? 1 : 2; };
      return sureness(a) < sureness(b);
    });
  };
  return out;
}

Comparison compare_required(const Question& question) {
  const auto* requirement = question.facts.as<Requirement>(question.claim.about.front());
  if (requirement == nullptr || !question.counts(requirement->provenance)) return {};
  const auto& list = question.statement.word;
  const bool same = list.empty() || requirement->list == list;
  const auto record = requirement->list ? fmt::format("required, of the list {}", *requirement->list) : "required, of no list";
  return fixed(same ? Answer::yes : Answer::no, record, requirement->provenance);
}

Comparison compare_assessment(const Question& question) {
  History history;
  for (const auto& each : question.world.assessments) {
    if (each.requirement != question.claim.about.front() || each.party != question.statement.party) continue;
    Entry entry;  // no order: of two on one day both may be right
    entry.word = to_string(each.state);
    entry.start = span_of(each.from);
    entry.from = each.from;
    entry.provenance = &each.provenance;
    history.push_back(entry);
  }
  return compare_history(question, std::move(history), wanted<AssessmentState>(question.statement.word));
}

Comparison compare_participation(const Question& question) {
  const auto& about = question.claim.about.front();
  if (!question.statement.party) return {};
  if (const auto* programme = question.facts.as<Programme>(about)) return compare_tiers(question, programme->participants);
  if (const auto* project = question.facts.as<Project>(about)) return compare_tiers(question, project->participants);
  return {};
}

Comparison compare_state(const Question& question) {
  const auto& about = question.claim.about.front();
  const auto& word = question.statement.word;
  if (const auto* fact = question.facts.as<Candidacy>(about))
    return compare_history(question, history_of(fact->states), wanted<CandidacyState>(word));
  if (const auto* fact = question.facts.as<Commitment>(about))
    return compare_history(question, history_of(fact->states), wanted<CommitmentState>(word));
  if (const auto* fact = question.facts.as<Risk>(about))
    return compare_history(question, history_of(fact->states), wanted<RiskState>(word));
  const auto* fact = question.facts.as<Interoperability>(about);
  if (fact == nullptr) return {};
  Entry entry;
  entry.word = to_string(fact->state);
  entry.start = beginning_of(fact->on);
  entry.from = fact->on;
  entry.provenance = &fact->provenance;
  return compare_history(question, {entry}, wanted<InteroperabilityState>(word));
}

Comparison compare_recorded(const Question& question) {
  const auto fact = question.facts.find(question.claim.about.front());
  if (!fact || !question.counts(*fact->provenance)) return {};
  const auto start = beginning_of(fact->begins);
  const auto record = fact->begins ? "recorded since " + fact->begins->text() : std::string("recorded");
  if (start.first > question.as_of) return {};
  auto out = fixed(Answer::unknown, record, *fact->provenance);
  if (fact->begins) out.changes = {*fact->begins};
  out.at = [start, hedged = !question.statement.hedge.empty()](const Span& window) {
    if (start.first <= window.last) return Answer::yes;
    return hedged ? Answer::pending : Answer::no;
  };
  return out;
}

}  // namespace entente::world
