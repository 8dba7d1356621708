// Claims about the status of an instrument, and about how many partners somebody has.

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "world/claim_comparison.h"

namespace entente::world {
namespace {

History history_of(const Instrument& instrument) {
  History out;
  for (const auto& status : instrument.statuses) {
    Entry entry;
    entry.word = to_string(status.value);
    entry.order = static_cast<std::size_t>(status.value);
    entry.start = span_of(status.from);
    entry.from = status.from;
    entry.provenance = &status.provenance;
    out.push_back(entry);
  }
  return out;
}

Wanted wanted_by(const Statement& statement) {
  Wanted out;
  const auto counted = counted_statuses(statement);
  out.order = counted.empty() ? 0 : static_cast<std::size_t>(counted.front());
  for (const auto status : counted) out.words.push_back(to_string(status));
  return out;
}

// "It was signed on …": about the beginning, and so true whatever followed.
Answer began_on(const History& history, std::string_view word, const Span& on, const Span& window) {
  bool recorded = false;
  bool ahead = false;
  for (const auto& entry : history) {
    if (entry.word != word) continue;
    recorded = true;
    if (!meet(entry.start, on)) continue;
    if (entry.start.first <= window.last) return Answer::yes;
    ahead = true;
  }
  if (ahead) return Answer::pending;
  return recorded ? Answer::no : Answer::unknown;
}

// --- how many partners ---

struct Gate {  // when somebody is a party to an instrument
  Span start;
  Span end;
};

bool may_be_in(const std::vector<Gate>& gates, const Span& window) {
  return std::any_of(gates.begin(), gates.end(),
                     [&](const Gate& gate) { return gate.start.first <= window.last && gate.end.last > window.first; });
}

bool is_in(const std::vector<Gate>& gates, const Span& window) {
  return std::any_of(gates.begin(), gates.end(),
                     [&](const Gate& gate) { return gate.start.last <= window.first && gate.end.first > window.last; });
}

struct Pact {
  InstrumentId id;
  History history;
  std::vector<Gate> own;
  std::map<PartyId, std::vector<Gate>> partners;
};

// Whoever accedes no later than entry into force signed it, and counts from the first status on.
Gate gate_of(const Accession& accession, const History& history) {
  const auto start = beginning_of(accession.period.from);
  const auto in_force = to_string(StatusValue::in_force);
  const auto first = std::find_if(history.begin(), history.end(), [&](const Entry& entry) { return entry.word == in_force; });
  const bool original = first == history.end() || start.first <= first->start.last;
  return {original ? kAlways : start, end_of(accession.period.until)};
}

struct Tally {
  std::set<PartyId> may;      // partners that may count in the window
  std::set<PartyId> surely;   // … that do on every day of it
  std::set<PartyId> pending;  // … that are on the way
};

class Partners {
 public:
  Partners(const Question& question, Wanted wanted) : wanted_(std::move(wanted)) {
    for (const auto& instrument : question.world.instruments) {
      if (instrument.kind == question.statement.of) add(question, instrument);
    }
    std::stable_sort(pacts_.begin(), pacts_.end(), [](const Pact& a, const Pact& b) { return a.id < b.id; });
  }

  [[nodiscard]] bool empty() const { return pacts_.empty(); }

  [[nodiscard]] Tally tally(const Span& window) const {
    Tally out;
    for (const auto& pact : pacts_) {
      const auto answer = answer_of(pact.history, wanted_, window, true);
      if (answer != Answer::yes && answer != Answer::pending) continue;
      const bool surely = answer == Answer::yes && holds_throughout(pact, window) && is_in(pact.own, window);
      for (const auto& [party, gates] : pact.partners) {
        if (!may_be_in(pact.own, window) || !may_be_in(gates, window)) continue;
        (answer == Answer::yes ? out.may : out.pending).insert(party);
        if (surely && is_in(gates, window)) out.surely.insert(party);
      }
    }
    return out;
  }

  // The status to name for each partner on a day: of several instruments the one that says most.
  [[nodiscard]] std::map<PartyId, const Entry*> named(Instant day) const {
    std::map<PartyId, const Entry*> out;
    for (const auto& pact : pacts_) {
      const auto* entry = current(pact.history, day);
      if (entry == nullptr || !may_be_in(pact.own, {day, day})) continue;
      for (const auto& [party, gates] : pact.partners) {
        if (!may_be_in(gates, {day, day})) continue;
        auto& best = out[party];
        if (best == nullptr || says_more(*entry, *best)) best = entry;
      }
    }
    return out;
  }

  [[nodiscard]] std::vector<PartialDate> changes() const {
    std::set<PartialDate> out;
    for (const auto& pact : pacts_) {
      for (const auto& date : changes_of(pact.history)) out.insert(date);
    }
    out.insert(accessions_.begin(), accessions_.end());
    return {out.begin(), out.end()};
  }

  // A suspended one says more than one that is negotiated, and that more than one that has ended.
  static std::size_t weight(const Entry& entry) {
    static constexpr std::array kRising{StatusValue::terminated, StatusValue::considered, StatusValue::negotiating,
                                        StatusValue::suspended,  StatusValue::signed_,    StatusValue::provisional,
                                        StatusValue::in_force};
    const auto value = static_cast<StatusValue>(entry.order);
    return static_cast<std::size_t>(std::find(kRising.begin(), kRising.end(), value) - kRising.begin());
  }

 private:
  // Of two that say as much the one that began first.
  static bool says_more(const Entry& entry, const Entry& other) {
    if (weight(entry) != weight(other)) return weight(entry) > weight(other);
    return std::pair(entry.start.first, entry.start.last) < std::pair(other.start.first, other.start.last);
  }

  void add(const Question& question, const Instrument& instrument) {
    Pact pact;
    pact.id = instrument.id;
    pact.history = question.begun_of(history_of(instrument));
    for (const auto& accession : instrument.parties) {
      if (!question.counts(accession.provenance)) continue;
      const auto gate = gate_of(accession, pact.history);
      const bool own = accession.party.value == question.claim.about.front().id;
      (own ? pact.own : pact.partners[accession.party]).push_back(gate);
      if (accession.period.from) accessions_.insert(*accession.period.from);
      if (accession.period.until) accessions_.insert(*accession.period.until);
    }
    if (!pact.own.empty() && !pact.history.empty()) pacts_.push_back(std::move(pact));
  }

  [[nodiscard]] bool holds_throughout(const Pact& pact, const Span& window) const {
    bool began = false;
    for (const auto& entry : pact.history) {
      if (is_wanted(wanted_, entry)) {
        began = began || entry.start.last <= window.first;
      } else if (may_hold(pact.history, entry, window)) {
        return false;
      }
    }
    return began;
  }

  Wanted wanted_;
  std::vector<Pact> pacts_;
  std::set<PartialDate> accessions_;
};

std::string names_of(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& party : parties) {
    if (names.size() == kPartiesNamed) break;
    names.push_back(party.value);
  }
  if (names.size() < parties.size()) names.emplace_back("…");
  return join(names, ", ");
}

std::vector<PartyId> missing_from(const std::set<PartyId>& present, const std::vector<PartyId>& wanted) {
  std::set<PartyId> out;
  for (const auto& party : wanted) {
    if (!present.contains(party)) out.insert(party);
  }
  return {out.begin(), out.end()};
}

// "CAN (signed 2025-07-08)": what became of those who were not among them.
std::string missing_of(const Partners& partners, const std::vector<PartyId>& missing, Instant as_of) {
  const auto named = partners.named(as_of);
  std::vector<std::string> out;
  for (const auto& party : missing) {
    if (out.size() == kPartiesNamed) break;
    const auto found = named.find(party);
    out.push_back(found == named.end() ? party.value
                                       : fmt::format("{} ({})", party.value, told({*found->second}, found->second->start)));
  }
  return join(out, ", ");
}

// "8 in force (AUS, …), 1 suspended (RUS); not among them: CAN".
std::string record_of(const Partners& partners, const Statement& statement, const Span& window, Instant as_of) {
  std::map<std::pair<std::size_t, std::string>, std::vector<PartyId>> groups;
  for (const auto& [party, entry] : partners.named(window.last)) {
    groups[{Partners::weight(*entry), plain_word(entry->word)}].push_back(party);
  }
  std::vector<std::string> parts;
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
    parts.push_back(fmt::format("{} {} ({})", group->second.size(), group->first.second, names_of(group->second)));
  }
  if (parts.empty()) return {};
  const auto missing = missing_from(partners.tally(window).may, statement.parties);
  return join(parts, ", ") + (missing.empty() ? "" : "; not among them: " + missing_of(partners, missing, as_of));
}

bool within(std::int64_t number, std::size_t least, std::size_t most) {
  return number >= static_cast<std::int64_t>(least) && number <= static_cast<std::int64_t>(most);
}

// Hedged: some of the number, and of those named, may still be on their way; but who has it already counts, and so does who is
// named.
Answer answer_of_count(const Partners& partners, const Statement& statement, const Span& window) {
  if (partners.empty()) return Answer::unknown;
  const auto tally = partners.tally(window);
  const auto missing = missing_from(tally.may, statement.parties);
  if (missing.empty() && within(statement.count, tally.surely.size(), tally.may.size())) return Answer::yes;
  if (statement.hedge.empty() || !missing_from(tally.pending, missing).empty()) return Answer::no;
  auto least = tally.surely;
  least.insert(statement.parties.begin(), statement.parties.end());
  auto most = tally.may;
  most.insert(tally.pending.begin(), tally.pending.end());
  return within(statement.count, least.size(), most.size()) ? Answer::pending : Answer::no;
}

Side side_of(const PartyId& party, const Entry& entry) {
  return {party.value + ": " + told({entry}, entry.start), entry.provenance->source, entry.provenance->place};
}

// First those of whom the claim speaks and who are not among them.
std::vector<Side> sides_then(const Partners& partners, const Statement& statement, const Span& said, Instant as_of) {
  const auto named = partners.named(said.last);
  const auto now = partners.named(as_of);
  const auto missing = missing_from(partners.tally(said).may, statement.parties);
  std::vector<Side> out;
  for (const auto& party : missing) {
    if (const auto found = now.find(party); found != now.end()) out.push_back(side_of(party, *found->second));
  }
  for (const auto& [party, entry] : named) {
    if (std::find(missing.begin(), missing.end(), party) == missing.end()) out.push_back(side_of(party, *entry));
  }
  out.resize(std::min(out.size(), kSidesNamed));
  return out;
}

std::vector<Side> changed_since(const Partners& partners, const Span& said, Instant as_of) {
  const auto then = partners.named(said.last);
  std::vector<Side> out;
  for (const auto& [party, entry] : partners.named(as_of)) {
    const auto before = then.find(party);
    if (before == then.end() || before->second != entry) out.push_back(side_of(party, *entry));
  }
  out.resize(std::min(out.size(), kSidesNamed));
  return out;
}

Comparison compare_partners(const Question& question, const std::shared_ptr<const Partners>& partners,
                            const Statement& statement) {
  Comparison out;
  out.record = [partners, statement, as_of = question.as_of](const Span& window) {
    return record_of(*partners, statement, window, as_of);
  };
  out.changes = partners->changes();
  out.sides = sides_then(*partners, statement, question.said, question.as_of);
  out.changed = changed_since(*partners, question.said, question.as_of);
  return out;
}

}  // namespace

Comparison compare_status(const Question& question) {
  const auto* instrument = question.facts.as<Instrument>(question.claim.about.front());
  if (instrument == nullptr) return {};
  auto out = compare_history(question, history_of(*instrument), wanted_by(question.statement));
  if (!question.statement.on || question.statement.statuses.empty()) return out;
  const auto history = question.begun_of(history_of(*instrument));
  const auto word = to_string(question.statement.statuses.front());
  const auto on = span_of(*question.statement.on);
  out.at = [history, word, on](const Span& window) { return began_on(history, word, on, window); };
  out.record = [history](const Span&) { return told(history, kAlways); };
  return out;
}

Comparison compare_count(const Question& question) {
  const auto partners = std::make_shared<const Partners>(question, wanted_by(question.statement));
  const auto statement = question.statement;
  auto out = compare_partners(question, partners, statement);
  out.at = [partners, statement](const Span& window) { return answer_of_count(*partners, statement, window); };
  const auto missing = missing_from(partners->tally(question.said).may, statement.parties);
  out.claimed = fmt::format("{} claimed{}", statement.count, missing.empty() ? "" : ", " + names_of(missing) + " among them");
  return out;
}

// Where instruments of the kind are recorded with others, that none is with this one says that there is none.
Comparison compare_partner(const Question& question) {
  if (!question.statement.party) return {};
  const auto partners = std::make_shared<const Partners>(question, wanted_by(question.statement));
  const auto party = *question.statement.party;
  auto naming = question.statement;
  naming.parties = {party};
  auto out = compare_partners(question, partners, naming);
  out.at = [partners, party, hedged = !naming.hedge.empty()](const Span& window) {
    if (partners->empty()) return Answer::unknown;
    const auto tally = partners->tally(window);
    if (tally.may.contains(party)) return Answer::yes;
    return hedged && tally.pending.contains(party) ? Answer::pending : Answer::no;
  };
  return out;
}

}  // namespace entente::world
