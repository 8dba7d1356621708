#include "decision/pairs.h"

#include <algorithm>

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
    std::vector<PairDraft> drafts;
    for (std::size_t index = 0; index < sources_.instruments.size(); ++index) {
      const Instant next = next_change(tables_, *sources_.instruments[index], sources_.assurances, grader_, decides_disclosure);
      tables_.instruments[index].next = next;
      const auto parties = parties_of(*sources_.instruments[index]);
      const auto rows = rows_of(*sources_.instruments[index]);
      for (const PartyIndex from : parties) {
        for (const PartyIndex to : parties) {
          if (from == to) continue;
          PairDraft draft;
          draft.pair = static_cast<std::uint32_t>(from * count + to);
          const InstrumentInfo& info = tables_.instruments[index];
          draft.candidate = Candidate{static_cast<InstrumentIndex>(index),
                                      info.accessions[from],
                                      info.accessions[to],
                                      info.withdrawn[from] || info.withdrawn[to],
                                      0,
                                      0};
          take_rows(rows, from, to, draft.candidate);
          tables_.pairs[draft.pair].next = std::min(tables_.pairs[draft.pair].next, next);
          drafts.push_back(draft);
        }
      }
    }
    std::stable_sort(drafts.begin(), drafts.end(), [](const PairDraft& a, const PairDraft& b) { return a.pair < b.pair; });
    place_candidates(drafts);
    place_prohibitions();
    for (const auto* instrument : sources_.forbidding) {
      const Instant next = next_of_clauses(tables_, *instrument, grader_, forbids_disclosure);
      each_bound_pair(*instrument, [&](PartyIndex from, PartyIndex to) {
        Instant& of_pair = tables_.pairs[from * count + to].next;
        of_pair = std::min(of_pair, next);
      });
    }
  }

 private:
  struct PairDraft {
    Candidate candidate;
    std::uint32_t pair = 0;
  };
  struct PairRow {
    PartyIndex from = kNoParty;
    PartyIndex to = kNoParty;
    RowInfo info;
  };

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

  // Into `rows_`, where the candidate finds them.
  void take_rows(const std::vector<PairRow>& rows, PartyIndex from, PartyIndex to, Candidate& candidate) {
    candidate.first_row = static_cast<std::uint32_t>(rows_.size());
    for (const auto& row : rows) {
      if (row.from == from && row.to == to) rows_.push_back(row.info);
    }
    candidate.last_row = static_cast<std::uint32_t>(rows_.size());
  }

  void place_candidates(const std::vector<PairDraft>& drafts) {
    for (const auto& draft : drafts) {
      PairInfo& pair = tables_.pairs[draft.pair];
      Candidate candidate = draft.candidate;
      candidate.first_row = static_cast<std::uint32_t>(tables_.rows.size());
      tables_.rows.insert(tables_.rows.end(), rows_.begin() + draft.candidate.first_row,
                          rows_.begin() + draft.candidate.last_row);
      candidate.last_row = static_cast<std::uint32_t>(tables_.rows.size());
      if (pair.first_candidate == pair.last_candidate)
        pair.first_candidate = static_cast<std::uint32_t>(tables_.candidates.size());
      tables_.candidates.push_back(candidate);
      pair.last_candidate = static_cast<std::uint32_t>(tables_.candidates.size());
    }
  }

  // Whom a prohibition of the instrument binds: both its parties, or who gives or receives under its law (docs/semantics.md 3.3).
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
    struct Draft {
      std::size_t pair;
      const ClauseInfo* clause;
    };
    std::vector<Draft> drafts;
    for (const auto& each : sources_.prohibitions) {
      const ClauseInfo& clause = each.second;
      each_bound_pair(*each.first, [&](PartyIndex from, PartyIndex to) {
        const bool gives = clause.from.empty() || std::find(clause.from.begin(), clause.from.end(), from) != clause.from.end();
        if (gives && (clause.any_to || clause.to.has(to))) drafts.push_back({from * tables_.parties.size() + to, &clause});
      });
    }
    std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
      return a.pair != b.pair ? a.pair < b.pair : a.clause->id < b.clause->id;
    });
    for (const auto& draft : drafts) {
      PairInfo& pair = tables_.pairs[draft.pair];
      if (pair.first_prohibition == pair.last_prohibition) {
        pair.first_prohibition = static_cast<std::uint32_t>(tables_.prohibitions.size());
      }
      tables_.prohibitions.push_back(*draft.clause);
      pair.last_prohibition = static_cast<std::uint32_t>(tables_.prohibitions.size());
    }
  }

  Snapshot::Tables& tables_;
  const PairSources& sources_;
  Grader& grader_;
  std::vector<RowInfo> rows_;  // of every draft
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
