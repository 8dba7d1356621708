#include "decision/pairs.h"

#include <algorithm>
#include <numeric>

#include "decision/compile_instrument.h"

namespace entente::decision {
namespace {

class PairCompiler {
 public:
  PairCompiler(Snapshot::Tables& tables, const PairSources& sources, Grader& grader)
      : tables_(tables), sources_(sources), grader_(grader) {}

  void add_all() {
    const std::size_t count = tables_.parties.size();
    tables_.pairs.resize(count * count);
    std::vector<Draft<Candidate>> drafts;
    for (std::size_t index = 0; index < sources_.instruments.size(); ++index) {
      const Instant next = next_change(tables_, *sources_.instruments[index], sources_.assurances, grader_, decides_disclosure);
      tables_.instruments[index].next = next;
      const auto parties = parties_of(*sources_.instruments[index]);
      const auto rows = rows_of(*sources_.instruments[index]);
      for (const PartyIndex from : parties) {
        for (const PartyIndex to : parties) {
          if (from == to) continue;
          Candidate candidate = candidate_of(tables_.instruments[index], from, to);
          candidate.instrument = static_cast<InstrumentIndex>(index);
          take_rows(rows, from, to, candidate);
          const auto pair = pair_of(from, to);
          tables_.pairs[pair].next = std::min(tables_.pairs[pair].next, next);
          drafts.push_back({pair, candidate});
        }
      }
    }
    place(drafts, &PairInfo::candidates, tables_.candidates);
    place_prohibitions();
    for (const auto* instrument : sources_.speaking) {
      const Instant next = next_of_clauses(tables_, *instrument, grader_, said_of_disclosures(*instrument));
      each_bound_pair(*instrument, [&](PartyIndex from, PartyIndex to) {
        Instant& of_pair = tables_.pairs[pair_of(from, to)].next;
        of_pair = std::min(of_pair, next);
      });
    }
  }

 private:
  template <class Entry>
  struct Draft {
    std::uint32_t pair = 0;
    Entry entry;
  };
  struct PairRow {
    PartyIndex from = kNoParty;
    PartyIndex to = kNoParty;
    RowInfo info;
  };

  // All but its index and rows.
  [[nodiscard]] static Candidate candidate_of(const InstrumentInfo& info, PartyIndex from, PartyIndex to) {
    Candidate out;
    out.from_acceded = info.accessions[from];
    out.to_acceded = info.accessions[to];
    out.in_force = info.in_force;
    out.withdrawn = info.withdrawn.has(from) || info.withdrawn.has(to);
    out.limited = !info.legs.empty() || !info.forms.empty() || info.subject != kNotStated || info.domains.size() > 1;
    out.conditions = !info.conditions.empty();
    if (info.domains.size() == 1) out.domain = info.domains.front();
    return out;
  }

  [[nodiscard]] static Forbidding forbidding_of(const ClauseInfo& clause, std::uint32_t index) {
    // Those of a pair are from its giver and to its recipient.
    const bool in_full = clause.levels.empty() && clause.domains.size() <= 1 && clause.forms.empty() && clause.any_category &&
                         clause.activities.empty();
    return {index, clause.domains.size() == 1 ? clause.domains.front() : kNotStated, !clause.any_category,
            !clause.activities.empty(), in_full};
  }

  [[nodiscard]] std::uint32_t pair_of(PartyIndex from, PartyIndex to) const {
    return static_cast<std::uint32_t>(from * tables_.parties.size() + to);
  }

  // Each once, ascending.
  [[nodiscard]] std::vector<PartyIndex> parties_of(const world::Instrument& instrument) const {
    std::vector<PartyIndex> out;
    for (const auto& accession : instrument.parties) out.push_back(tables_.party(accession.party));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  [[nodiscard]] LevelIndex target_of(const world::EquivalenceRow& row, PartyIndex to) const {
    if (row.choice) return level_of(tables_, to, *row.choice);
    LevelIndex best = kNoLevel;
    bool tied = false;
    for (const auto& name : row.to_levels) {
      const LevelIndex level = level_of(tables_, to, name);
      if (level == kNoLevel) return kNoLevel;
      if (row.to_levels.size() > 1 && !tables_.levels[level].comparable) return kNoLevel;
      if (best == kNoLevel || tables_.levels[level].hierarchy > tables_.levels[best].hierarchy) {
        best = level;
        tied = false;
      } else if (level != best && tables_.levels[level].hierarchy == tables_.levels[best].hierarchy) {
        tied = true;
      }
    }
    return tied ? kNoLevel : best;
  }

  std::vector<PairRow> rows_of(const world::Instrument& instrument) {
    std::vector<PairRow> rows;
    for (const auto& row : instrument.rows) {
      const PartyIndex from = tables_.party(row.from);
      const PartyIndex to = tables_.party(row.to);
      const Grade held = grader_.grant(row.period, row.provenance);
      if (from == kNoParty || to == kNoParty || !held.exists()) continue;
      const LevelIndex level = level_of(tables_, from, row.from_level);
      if (level != kNoLevel) rows.push_back({from, to, RowInfo{level, target_of(row, to), held}});
    }
    return rows;
  }

  void take_rows(const std::vector<PairRow>& rows, PartyIndex from, PartyIndex to, Candidate& candidate) {
    candidate.first_row = static_cast<std::uint32_t>(tables_.rows.size());
    for (const auto& row : rows) {
      if (row.from == from && row.to == to) tables_.rows.push_back(row.info);
    }
    candidate.last_row = static_cast<std::uint32_t>(tables_.rows.size());
  }

  // Of each pair in the order of the drafts.
  template <class Entry>
  void place(const std::vector<Draft<Entry>>& drafts, OfPair<Entry> PairInfo::* of, std::vector<Entry>& all) {
    for (const auto& draft : drafts) (tables_.pairs[draft.pair].*of).count();
    std::uint32_t at = 0;
    for (auto& pair : tables_.pairs) (pair.*of).begin(at);
    all.resize(at);
    for (const auto& draft : drafts) (tables_.pairs[draft.pair].*of).place(draft.entry, all);
    for (auto& pair : tables_.pairs) (pair.*of).end();
  }

  // Whom a clause of the instrument binds: both its parties, or who gives or receives under its law (docs/semantics.md 3.3).
  template <class Enter>
  void each_bound_pair(const world::Instrument& instrument, const Enter& enter) const {
    const bool law = instrument.kind == world::Kind::national_law;
    const auto parties = parties_of(instrument);
    for (const PartyIndex party : parties) {
      for (std::size_t index = 0; index < tables_.parties.size(); ++index) {
        const auto other = static_cast<PartyIndex>(index);
        const bool listed = std::binary_search(parties.begin(), parties.end(), other);
        if (other == party || (!law && !listed)) continue;
        enter(party, other);
        if (!listed) enter(other, party);
      }
    }
  }

  void place_prohibitions() {
    const auto& clauses = tables_.prohibitions;
    std::vector<std::uint32_t> by_id(clauses.size());
    std::iota(by_id.begin(), by_id.end(), 0U);
    std::stable_sort(by_id.begin(), by_id.end(), [&](auto a, auto b) { return clauses[a].id < clauses[b].id; });
    std::vector<Draft<Forbidding>> drafts;
    for (const auto index : by_id) {
      const ClauseInfo& clause = clauses[index];
      const Forbidding entry = forbidding_of(clause, index);
      each_bound_pair(*sources_.prohibited_by[index], [&](PartyIndex from, PartyIndex to) {
        const bool gives = clause.from.empty() || std::find(clause.from.begin(), clause.from.end(), from) != clause.from.end();
        if (gives && (clause.any_to || clause.to.has(to))) drafts.push_back({pair_of(from, to), entry});
      });
    }
    place(drafts, &PairInfo::forbidding, tables_.forbidding);
  }

  Snapshot::Tables& tables_;
  const PairSources& sources_;
  Grader& grader_;
};

}  // namespace

void add_pairs(Snapshot::Tables& tables, const PairSources& sources, Grader& grader) {
  PairCompiler(tables, sources, grader).add_all();
}

LevelIndex level_of(const Snapshot::Tables& tables, PartyIndex owner, const LevelName& level) {
  const auto policy = tables.parties[owner].policy;
  return tables.level(policy, level);
}

}  // namespace entente::decision
