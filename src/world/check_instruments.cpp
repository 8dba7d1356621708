// Instruments: parties, status history, rows, legs (clauses: check_clauses.cpp). Most of what is checked here would otherwise
// make a fact count for nothing in silence, or, worse, a restriction.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/text.h"
#include "world/checking.h"
#include "world/duration.h"
#include "world/status.h"

namespace entente::world {
namespace {

class InstrumentChecking {
 public:
  InstrumentChecking(Checking& checking, const Instrument& instrument) : checking_(checking), instrument_(instrument) {}

  void check() {
    checking_.sourced(instrument_.provenance, "");
    accessions();
    statuses();
    checking_.known_categories({place(), "categories"}, instrument_.categories);
    for (const auto& row : instrument_.rows) check_row(row);
    contradictory_rows();
    for (const auto& leg : instrument_.legs) check_leg(leg);
    check_clauses(checking_, instrument_);
    events();
    completeness();
  }

 private:
  [[nodiscard]] const Place& place() const { return instrument_.provenance.place; }

  [[nodiscard]] bool lists(const PartyId& party) const {
    return std::any_of(instrument_.parties.begin(), instrument_.parties.end(),
                       [&](const Accession& accession) { return accession.party == party; });
  }

  bool own_party(const Spot& spot, const PartyId& party) {
    if (checking_.known_party(spot, party) == nullptr) return false;
    if (lists(party)) return true;
    checking_.error(spot, fmt::format("{} is not a party to this instrument", quoted(party.value)));
    return false;
  }

  // --- parties ---
  void accessions() {
    std::map<PartyId, Instant> covered;
    auto sorted = std::vector<const Accession*>();
    for (const auto& accession : instrument_.parties) sorted.push_back(&accession);
    std::sort(sorted.begin(), sorted.end(), [](const Accession* a, const Accession* b) {
      return std::pair(as_grant(a->period).from, a) < std::pair(as_grant(b->period).from, b);
    });
    for (const auto* accession : sorted) {
      const auto& where = accession->provenance.place;
      checking_.known_actor({where, "parties.id"}, accession->party);
      checking_.grant_period({where, "parties.until"}, accession->period);
      if (!instrument_.provenance.source.empty()) checking_.sourced(accession->provenance, "parties");
      const auto interval = as_grant(accession->period);
      const auto [before, is_first] = covered.emplace(accession->party, interval.until);
      if (is_first) continue;
      if (!interval.empty() && interval.from < before->second) {
        checking_.error({where, "parties.from"}, fmt::format("{} is a party already then", quoted(accession->party.value)));
      }
      before->second = std::max(before->second, interval.until);
    }
    const std::size_t needed = is_bilateral(instrument_.kind) && !checking_.is_security_agreement(instrument_.id) ? 2 : 1;
    if (covered.size() >= needed) return;
    checking_.error({place(), "parties"}, fmt::format("{} {}; expected at least {}", covered.size(),
                                                      covered.size() == 1 ? "party" : "parties", needed));
  }

  // --- status ---
  void statuses() {
    if (instrument_.statuses.empty()) checking_.warning({place(), "status"}, "no status, so it is never in force");
    std::map<std::pair<StatusValue, PartialDate>, const Status*> seen;
    for (const auto& status : instrument_.statuses) {
      if (!instrument_.provenance.source.empty()) checking_.sourced(status.provenance, "status");
      const auto [first, is_new] = seen.emplace(std::pair(status.value, status.from), &status);
      if (is_new) continue;
      checking_.warning({status.provenance.place, "status"},
                        fmt::format("`{}` from {} stands already in {}", to_string(status.value), status.from.text(),
                                    to_string(first->second->provenance.place)));
    }
    in_force_before_signed();
    unclear_end();
    if (instrument_.duration) duration(*instrument_.duration);
  }

  // --- duration ---
  void duration(const Duration& duration) {
    const auto& where = duration.provenance.place;
    if (!instrument_.provenance.source.empty()) checking_.sourced(duration.provenance, "duration");
    if (duration.years && duration.until) {
      checking_.error({where, "duration.until"}, "both `years` and `until` are stated; state the one that the text does");
    }
    if (duration.notice_days && duration.notice_months) {
      checking_.error({where, "duration.notice_months"},
                      "both days and months of notice are stated; state the one that the text does");
    }
    const bool automatic = duration.renewal == Renewal::automatic;
    if (duration.renewal_years && !automatic) {
      checking_.error({where, "duration.renewal_years"}, "without `renewal = \"automatic\"`, no renewal has a length");
    }
    const bool limited = duration.years || duration.until;
    if (!limited && duration.renewal != Renewal::indefinite) {
      checking_.error({where, "duration"},
                      "no end; state `years` or `until`, or `renewal = \"indefinite\"` where the text has none");
    }
    if (ends_by_itself(duration)) unclear_entry(duration);
  }

  // Years count from each entry into force: from which day, and whether it began anew, must be known where they end it.
  void unclear_entry(const Duration& duration) {
    if (!duration.years) return;
    bool suspended = false;
    for (const auto& status : instrument_.statuses) suspended = suspended || status.value == StatusValue::suspended;
    std::size_t entries = 0;
    for (const auto& status : instrument_.statuses) {
      if (status.value != StatusValue::in_force) continue;
      ++entries;
      if (status.from.is_whole()) continue;
      checking_.error({status.provenance.place, "status.from"},
                      fmt::format("{} is no whole day, and the duration counts from it; state the day, or the duration's `until`",
                                  status.from.text()));
    }
    if (!suspended || entries < 2) return;
    checking_.error({duration.provenance.place, "duration.years"},
                    "whether they count anew after the suspension is not clear; state `until`");
  }

  void in_force_before_signed() {
    const Status* in_force = nullptr;
    const Status* signature = nullptr;
    for (const auto& status : instrument_.statuses) {
      if (status.value == StatusValue::in_force && (in_force == nullptr || status.from.latest() < in_force->from.latest())) {
        in_force = &status;
      }
      if (status.value == StatusValue::signed_ && (signature == nullptr || status.from.earliest() < signature->from.earliest())) {
        signature = &status;
      }
    }
    if (in_force == nullptr || signature == nullptr || in_force->from.latest() >= signature->from.earliest()) return;
    checking_.warning({in_force->provenance.place, "status.from"},
                      fmt::format("in force {}, before it is signed {}", in_force->from.text(), signature->from.text()));
  }

  // `in-force` of "2013" starts on its last possible day and would outlive a `terminated` of "2013-05", which starts on its
  // first.
  void unclear_end() {
    for (const auto& begin : instrument_.statuses) {
      if (begin.value != StatusValue::in_force) continue;
      for (const auto& end : instrument_.statuses) {
        const bool overlap = begin.from.earliest() <= end.from.latest() && end.from.earliest() <= begin.from.latest();
        if (end.value <= StatusValue::in_force || !overlap || start_of(begin) <= start_of(end)) continue;
        checking_.error({end.provenance.place, "status.from"},
                        fmt::format("`{}` from {} may be before or after `in-force` from {}; state dates that tell",
                                    to_string(end.value), end.from.text(), begin.from.text()));
      }
    }
  }

  // --- rows ---
  void check_row(const EquivalenceRow& row) {
    const auto& where = row.provenance.place;
    if (!instrument_.provenance.source.empty()) checking_.sourced(row.provenance, "equivalence");
    checking_.grant_period({where, "equivalence.end"}, row.period);
    if (own_party({where, "equivalence.from.party"}, row.from)) {
      checking_.known_level({where, "equivalence.from.level"}, row.from, row.from_level);
    }
    if (row.from == row.to) checking_.error({where, "equivalence.to.party"}, "the same party as `from`");
    if (own_party({where, "equivalence.to.party"}, row.to)) {
      for (const auto& level : row.to_levels) checking_.known_level({where, "equivalence.to.level"}, row.to, level);
    }
    check_choice(row);
  }

  void check_choice(const EquivalenceRow& row) {
    const auto& where = row.provenance.place;
    if (row.to_levels.empty()) checking_.error({where, "equivalence.to.level"}, "no level; expected one or more");
    const std::set<LevelName> distinct(row.to_levels.begin(), row.to_levels.end());
    if (distinct.size() != row.to_levels.size()) checking_.error({where, "equivalence.to.level"}, "a level stands twice");
    if (row.choice && !distinct.contains(*row.choice)) {
      std::vector<std::string_view> names;
      for (const auto& level : row.to_levels) names.push_back(level.value);
      checking_.error({where, "equivalence.to.choice"}, fmt::format("{} is not among the levels{}", quoted(row.choice->value),
                                                                    did_you_mean(row.choice->value, names)));
    }
    if (!row.choice && distinct.size() > 1) {
      checking_.warning({where, "equivalence.to.choice"}, "missing, though there are several levels; the highest will be taken");
    }
  }

  // Two rows for the same level that hold at the same time with different targets.
  void contradictory_rows() {
    std::map<std::tuple<PartyId, LevelName, PartyId>, std::vector<const EquivalenceRow*>> by_question;
    for (const auto& row : instrument_.rows) by_question[{row.from, row.from_level, row.to}].push_back(&row);
    for (const auto& [question, rows] : by_question) {
      for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto a = as_grant(rows[i - 1]->period);
        const auto b = as_grant(rows[i]->period);
        if (a.until <= b.from || b.until <= a.from) continue;
        checking_.warning({rows[i]->provenance.place, "equivalence.from.level"},
                          fmt::format("{} has a row already ({})", quoted(rows[i]->from_level.value),
                                      to_string(rows[i - 1]->provenance.place)));
      }
    }
  }

  // --- legs and withdrawals ---
  void check_leg(const Leg& leg) {
    own_party({place(), "leg.from"}, leg.from);
    own_party({place(), "leg.to"}, leg.to);
    if (leg.via) own_party({place(), "leg.via"}, *leg.via);
    if (leg.from == leg.to || leg.via == leg.from || leg.via == leg.to) {
      checking_.error({place(), "leg"},
                      fmt::format("{} stands twice in one leg", quoted(leg.via == leg.from ? leg.from.value : leg.to.value)));
    }
  }

  void events() {
    for (const auto& withdrawal : instrument_.withdrawals) {
      own_party({withdrawal.provenance.place, "assurance.withdrawn_by"}, withdrawal.party);
      checking_.restriction_period({withdrawal.provenance.place, "assurance.until"}, withdrawal.period);
    }
  }

  // --- what is missing ---
  void completeness() {
    if (instrument_.kind != Kind::information_security || !instrument_.rows.empty()) return;
    const auto* last = status_at(instrument_, kEndOfTime);
    if (last == nullptr || last->value != StatusValue::in_force || checking_.is_security_agreement(instrument_.id)) return;
    checking_.warning({place(), "equivalence"}, "in force without a row, so nothing above the free level passes under it");
  }

  Checking& checking_;
  const Instrument& instrument_;
};

void check_duplicates(Checking& checking) {
  std::set<InstrumentId> seen;
  for (const auto& instrument : checking.world().instruments) {
    if (seen.insert(instrument.id).second) continue;
    const auto& first = checking.instrument(instrument.id)->provenance.place;
    checking.error({instrument.provenance.place, "id"},
                   fmt::format("{} exists already ({})", quoted(instrument.id.value), to_string(first)));
  }
}

void check_listed_categories(Checking& checking) {
  std::set<std::string> listed;
  for (const auto& instrument : checking.world().instruments) {
    listed.insert(instrument.categories.begin(), instrument.categories.end());
    if (listed.size() <= limits::kCategories) continue;
    checking.error({instrument.provenance.place, "categories"},
                   fmt::format("the instruments list more than {} categories", limits::kCategories));
    return;
  }
}

// A nation that an instrument in force binds, but whose marks nobody can read.
void check_policies_of_parties(Checking& checking) {
  std::map<PartyId, const Instrument*> without;
  for (const auto& instrument : checking.world().instruments) {
    if (instrument.kind != Kind::information_security) continue;
    const auto* last = status_at(instrument, kEndOfTime);
    if (last == nullptr || last->value != StatusValue::in_force) continue;
    for (const auto& accession : instrument.parties) {
      const auto* party = checking.party(accession.party);
      if (party != nullptr && party->kind == PartyKind::nation && !party->policy) without.emplace(party->id, &instrument);
    }
  }
  for (const auto& [id, instrument] : without) {
    checking.warning(
        {checking.party(id)->provenance.place, "party.policy"},
        fmt::format("{} has none, though {} is in force; no level of it can be named", id.value, quoted(instrument->id.value)));
  }
}

}  // namespace

void check_instruments(Checking& checking) {
  check_duplicates(checking);
  check_listed_categories(checking);
  check_policies_of_parties(checking);
  for (const auto& instrument : checking.world().instruments) InstrumentChecking(checking, instrument).check();
}

}  // namespace entente::world
