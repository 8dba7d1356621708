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
          draft.pair = pair_of(from, to);
          const InstrumentInfo& info = tables_.instruments[index];
          draft.candidate = Candidate{static_cast<InstrumentIndex>(index),
                                      info.accessions[from],
                                      info.accessions[to],
                                      info.withdrawn.has(from) || info.withdrawn.has(to),
                                      0,
                                      0};
          take_rows(rows, from, to, draft.candidate);
          tables_.pairs[draft.pair].next = std::min(tables_.pairs[draft.pair].next, next);
          drafts.push_back(draft);
        }
      }
    }
    place_candidates(by_pair(drafts, &PairInfo::first_candidate, &PairInfo::last_candidate));
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
  struct PairDraft {
    Candidate candidate;
    std::uint32_t pair = 0;
  };
  struct ProhibitionDraft {
    std::uint32_t pair = 0;
    std::uint32_t clause = 0;
  };
  struct PairRow {
    PartyIndex from = kNoParty;
    PartyIndex to = kNoParty;
    RowInfo info;
  };

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

  // Into `rows_`, where the candidate finds them.
  void take_rows(const std::vector<PairRow>& rows, PartyIndex from, PartyIndex to, Candidate& candidate) {
    candidate.first_row = static_cast<std::uint32_t>(rows_.size());
    for (const auto& row : rows) {
      if (row.from == from && row.to == to) rows_.push_back(row.info);
    }
    candidate.last_row = static_cast<std::uint32_t>(rows_.size());
  }

  // The drafts in order of their pairs, and of each pair as they were; which are those of a pair is written to it.
  template <class Draft>
  std::vector<Draft> by_pair(const std::vector<Draft>& drafts, std::uint32_t PairInfo::* first, std::uint32_t PairInfo::* last) {
    for (const auto& draft : drafts) ++(tables_.pairs[draft.pair].*last);
    std::uint32_t before = 0;
    for (auto& pair : tables_.pairs) {
      pair.*first = before;
      before += pair.*last;
      pair.*last = pair.*first;
    }
    std::vector<Draft> out(drafts.size());
    for (const auto& draft : drafts) out[(tables_.pairs[draft.pair].*last)++] = draft;
    return out;
  }

  void place_candidates(const std::vector<PairDraft>& drafts) {
    tables_.candidates.reserve(drafts.size());
    tables_.rows.reserve(rows_.size());
    for (const auto& draft : drafts) {
      Candidate candidate = draft.candidate;
      candidate.first_row = static_cast<std::uint32_t>(tables_.rows.size());
      tables_.rows.insert(tables_.rows.end(), rows_.begin() + draft.candidate.first_row,
                          rows_.begin() + draft.candidate.last_row);
      candidate.last_row = static_cast<std::uint32_t>(tables_.rows.size());
      tables_.candidates.push_back(candidate);
    }
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
    std::vector<ProhibitionDraft> drafts;
    for (const auto index : by_id) {
      const ClauseInfo& clause = clauses[index];
      each_bound_pair(*sources_.prohibited_by[index], [&](PartyIndex from, PartyIndex to) {
        const bool gives = clause.from.empty() || std::find(clause.from.begin(), clause.from.end(), from) != clause.from.end();
        if (gives && (clause.any_to || clause.to.has(to))) drafts.push_back({pair_of(from, to), index});
      });
    }
    tables_.forbidding.reserve(drafts.size());
    for (const auto& draft : by_pair(drafts, &PairInfo::first_prohibition, &PairInfo::last_prohibition)) {
      tables_.forbidding.push_back(draft.clause);
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
