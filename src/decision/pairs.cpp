#include "decision/pairs.h"

#include <algorithm>
#include <set>

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
      const Instant next = next_change(tables_, *sources_.instruments[index], grader_, decides_disclosure);
      tables_.instruments[index].next = next;
      const auto ids = party_names(*sources_.instruments[index]);
      for (const auto& from_id : ids) {
        for (const auto& to_id : ids) {
          if (from_id == to_id) continue;
          const PartyIndex from = tables_.party(from_id);
          const PartyIndex to = tables_.party(to_id);
          PairDraft draft;
          draft.pair = static_cast<std::uint32_t>(from * count + to);
          const InstrumentInfo& info = tables_.instruments[index];
          draft.candidate = Candidate{static_cast<InstrumentIndex>(index),
                                      info.accessions[from],
                                      info.accessions[to],
                                      info.withdrawn[from] || info.withdrawn[to],
                                      0,
                                      0};
          draft.rows = rows_between(*sources_.instruments[index], from, to);
          tables_.pairs[draft.pair].next = std::min(tables_.pairs[draft.pair].next, next);
          drafts.push_back(std::move(draft));
        }
      }
    }
    std::stable_sort(drafts.begin(), drafts.end(), [](const PairDraft& a, const PairDraft& b) { return a.pair < b.pair; });
    place_candidates(drafts);
    place_prohibitions(count);
  }

 private:
  struct PairDraft {
    Candidate candidate;
    std::uint32_t pair = 0;
    std::vector<RowInfo> rows;
  };

  static std::set<PartyId> party_names(const world::Instrument& instrument) {
    std::set<PartyId> ids;
    for (const auto& accession : instrument.parties) ids.insert(accession.party);
    return ids;
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

  std::vector<RowInfo> rows_between(const world::Instrument& instrument, PartyIndex from, PartyIndex to) {
    std::vector<RowInfo> rows;
    for (const auto& row : instrument.rows) {
      if (tables_.party(row.from) != from || tables_.party(row.to) != to) continue;
      const Grade held = grader_.grant(row.period, row.provenance);
      const LevelIndex level = level_of(tables_, from, row.from_level);
      if (held.exists() && level != kNoLevel) rows.push_back(RowInfo{level, target_of(row, to), held});
    }
    return rows;
  }

  void place_candidates(const std::vector<PairDraft>& drafts) {
    for (const auto& draft : drafts) {
      PairInfo& pair = tables_.pairs[draft.pair];
      Candidate candidate = draft.candidate;
      candidate.first_row = static_cast<std::uint32_t>(tables_.rows.size());
      tables_.rows.insert(tables_.rows.end(), draft.rows.begin(), draft.rows.end());
      candidate.last_row = static_cast<std::uint32_t>(tables_.rows.size());
      if (pair.first_candidate == pair.last_candidate)
        pair.first_candidate = static_cast<std::uint32_t>(tables_.candidates.size());
      tables_.candidates.push_back(candidate);
      pair.last_candidate = static_cast<std::uint32_t>(tables_.candidates.size());
    }
  }

  void place_prohibitions(std::size_t count) {
    struct Draft {
      std::size_t pair;
      const ClauseInfo* clause;
    };
    std::vector<Draft> drafts;
    for (const auto& [instrument, clause] : sources_.prohibitions) {
      const auto ids = party_names(*instrument);
      for (const auto& from : ids) {
        for (const auto& to : ids) {
          if (from != to) drafts.push_back({tables_.party(from) * count + tables_.party(to), &clause});
        }
      }
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
