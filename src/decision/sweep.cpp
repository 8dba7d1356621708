// Every object put to every subject. Subjects go by in blocks, so that the rows of all parts for one block stay in the cache; an
// object is then the AND of its four rows.
#include <algorithm>
#include <numeric>

#include "decision/classes.h"
#include "decision/columns.h"

namespace entente::decision {
namespace {

constexpr std::size_t kBlockWords = 64;    // 4,096 subjects
constexpr std::size_t kRunParts = 16'384;  // different parts of one kind in one run of objects: 8 MiB of rows
static_assert(kBlockWords % kLaneWords == 0);

std::uint64_t mixed(std::uint64_t number) {
  number = (number + 1) * 0x9E3779B97F4A7C15U;
  number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9U;
  return (number ^ (number >> 27U)) | 1U;
}

std::uint64_t weight_of_word(std::size_t word) { return mixed(2 * word); }
std::uint64_t weight_of_object(std::size_t object) { return mixed(2 * object + 1); }

// Rows of bits, one for each part.
class PartRows {
 public:
  PartRows(std::size_t parts, std::size_t words) : words_(words), rows_(parts * words) {}
  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::uint64_t* row(std::size_t part) { return rows_.data() + part * words_; }
  [[nodiscard]] const std::uint64_t* row(std::size_t part) const { return rows_.data() + part * words_; }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> rows_;
};

// The parts of one kind that a run of objects has, numbered anew.
class PartsOfRun {
 public:
  explicit PartsOfRun(std::size_t parts) : number_(parts, kNone) {}

  std::uint32_t number(std::uint32_t part) {
    if (number_[part] == kNone) {
      number_[part] = static_cast<std::uint32_t>(parts_.size());
      parts_.push_back(part);
    }
    return number_[part];
  }
  [[nodiscard]] const std::vector<std::uint32_t>& parts() const { return parts_; }
  void clear() {
    for (const auto part : parts_) number_[part] = kNone;
    parts_.clear();
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> parts_;
};

struct ObjectOfRun {
  std::uint32_t object = 0;
  std::uint32_t basis = 0;  // numbers within the run
  std::uint32_t release = 0;
  std::uint32_t categories = 0;
  std::uint32_t need = 0;
};

class Sweeper {
 public:
  Sweeper(const Catalogue& catalogue, const Population& population, Lanes lanes, const SweepSink& sink)
      : classes_(catalogue.classes()),
        columns_(population.columns()),
        population_(population),
        lanes_(lanes),
        sink_(sink),
        basis_(classes_.basis.size()),
        release_(classes_.release.size()),
        categories_(classes_.categories.size()),
        needs_(classes_.needs.size()) {}

  Sweep run() {
    std::vector<std::uint32_t> order(classes_.basis_of.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(classes_.basis_of[a], classes_.release_of[a]) < std::pair(classes_.basis_of[b], classes_.release_of[b]);
    });
    for (const auto object : order) {
      if (classes_.basis_of[object] != kNobody) take(object);
    }
    sweep_run();
    for (std::size_t at = 0; at < classes_.judged.size(); ++at) judge_object(classes_.judged[at], classes_.requests[at]);
    total_.decisions = static_cast<std::uint64_t>(order.size()) * columns_.size();
    return total_;
  }

 private:
  void take(std::uint32_t object) {
    const std::size_t most =
        std::max({basis_.parts().size(), release_.parts().size(), categories_.parts().size(), needs_.parts().size()});
    if (most >= kRunParts) sweep_run();
    run_.push_back({object, basis_.number(classes_.basis_of[object]), release_.number(classes_.release_of[object]),
                    categories_.number(classes_.categories_of[object]), needs_.number(classes_.need_of[object])});
  }

  void sweep_run() {
    if (run_.empty()) return;
    PartRows holding(basis_.parts().size(), (columns_.cohorts.size() + 63) / 64);  // a bit a cohort
    for (std::size_t part = 0; part < basis_.parts().size(); ++part) {
      const BasisPart& basis = classes_.basis[basis_.parts()[part]];
      for (std::size_t cohort = 0; cohort < columns_.cohorts.size(); ++cohort) {
        const bool holds = columns_.cohorts[cohort].holds(classes_.factors, basis);
        holding.row(part)[cohort / 64] |= std::uint64_t{holds ? 1U : 0U} << (cohort % 64);
      }
    }
    for (std::size_t first = 0; first < columns_.words(); first += kBlockWords)
      sweep_block(holding, first, std::min(kBlockWords, columns_.words() - first));
    run_.clear();
    for (auto* parts : {&basis_, &release_, &categories_, &needs_}) parts->clear();
  }

  // Bits of subjects by those of their cohorts.
  template <class Holds>
  void spread(const Holds& holds, std::size_t first, std::size_t words, std::uint64_t* row) {
    by_cohort_.resize(columns_.cohorts.size());
    for (std::size_t cohort = 0; cohort < by_cohort_.size(); ++cohort) by_cohort_[cohort] = holds(cohort) ? 1 : 0;
    for (std::size_t word = 0; word < words; ++word) {
      const std::size_t from = (first + word) * 64;
      const std::size_t to = std::min(from + 64, columns_.size());
      std::uint64_t bits = 0;
      for (std::size_t place = from; place < to; ++place)
        bits |= std::uint64_t{by_cohort_[columns_.cohort[place]]} << (place - from);
      row[word] = bits;
    }
  }

  [[nodiscard]] PartRows basis_rows(const PartRows& holding, std::size_t first, std::size_t words) {
    PartRows rows(basis_.parts().size(), words);
    for (std::size_t part = 0; part < basis_.parts().size(); ++part) {
      const std::uint64_t* held = holding.row(part);
      spread([held](std::size_t cohort) { return (held[cohort / 64] >> (cohort % 64) & 1U) != 0; }, first, words, rows.row(part));
      for (std::size_t word = 0; word < words; ++word) rows.row(part)[word] &= columns_.standing[first + word];
    }
    return rows;
  }

  // By party: for whom it vouches.
  [[nodiscard]] std::vector<BitColumn> vouched_by(std::size_t first, std::size_t words) const {
    std::vector<BitColumn> rows(classes_.factors.tables().parties.size(), BitColumn(words));
    for (std::size_t place = std::max(columns_.parties, first * 64); place < std::min(columns_.size(), (first + words) * 64);
         ++place) {
      set_bit(rows[columns_.cohorts[columns_.cohort[place]].party], place - first * 64);
    }
    return rows;
  }

  [[nodiscard]] PartRows release_rows(std::size_t first, std::size_t words) const {
    PartRows rows(release_.parts().size(), words);
    const auto vouched = vouched_by(first, words);
    for (std::size_t part = 0; part < release_.parts().size(); ++part) {
      const ReleasePart& release = classes_.release[release_.parts()[part]];
      std::uint64_t* row = rows.row(part);
      for (std::size_t party = 0; party < vouched.size(); ++party) {
        if (!release.may.has(party)) continue;
        const std::uint64_t* theirs = vouched[party].data();
        for (std::size_t word = 0; word < words; ++word) row[word] |= theirs[word];
      }
      for (std::size_t place = first * 64; place < std::min(columns_.parties, (first + words) * 64); ++place) {
        if (columns_.cohorts[columns_.cohort[place]].may(release)) row[place / 64 - first] |= std::uint64_t{1} << (place % 64);
      }
      columns_.bar_foreign(release, first, rows.row(part), words);
    }
    return rows;
  }

  template <class Part>
  [[nodiscard]] PartRows subject_rows(const PartsOfRun& numbers, const std::vector<Part>& parts, std::size_t first,
                                      std::size_t words) const {
    PartRows rows(numbers.parts().size(), words);
    BitColumn row(words);
    for (std::size_t part = 0; part < numbers.parts().size(); ++part) {
      columns_.write(parts[numbers.parts()[part]], first, row);
      std::copy(row.begin(), row.end(), rows.row(part));
    }
    return rows;
  }

  void sweep_block(const PartRows& holding, std::size_t first, std::size_t words) {
    const PartRows basis = basis_rows(holding, first, words);
    const PartRows release = release_rows(first, words);
    const PartRows categories = subject_rows(categories_, classes_.categories, first, words);
    const PartRows needs = subject_rows(needs_, classes_.needs, first, words);
    std::vector<std::uint64_t> weights(words);
    for (std::size_t word = 0; word < words; ++word) weights[word] = weight_of_word(first + word);
    BitColumn permits(words);
    for (const auto& each : run_) {
      const Rows rows{basis.row(each.basis), release.row(each.release), categories.row(each.categories), needs.row(each.need)};
      add(each.object, and_rows(lanes_, rows, weights.data(), words, permits.data()));
      if (sink_) sink_(each.object, first, permits);
    }
  }

  void add(std::size_t object, const Tally& tally) {
    total_.permits += tally.set;
    total_.digest += tally.weighed * weight_of_object(object);
  }

  void judge_object(std::size_t object, Request request) {
    const Snapshot& snapshot = classes_.factors.snapshot();
    BitColumn permits(columns_.words());
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      request.subject = population_.subject(place);
      if (!judge(snapshot, request).permit) continue;
      set_bit(permits, place);
      ++total_.permits;
    }
    for (std::size_t word = 0; word < permits.size(); ++word) total_.digest += digest_of(object, word, permits[word]);
    if (sink_) sink_(object, 0, permits);
  }

  const Catalogue::Classes& classes_;
  const Population::Columns& columns_;
  const Population& population_;
  Lanes lanes_;
  const SweepSink& sink_;
  PartsOfRun basis_;
  PartsOfRun release_;
  PartsOfRun categories_;
  PartsOfRun needs_;
  std::vector<ObjectOfRun> run_;  // those of one basis together
  std::vector<std::uint8_t> by_cohort_;
  Sweep total_;
};

}  // namespace

std::uint64_t digest_of(std::size_t object, std::size_t word, std::uint64_t permits) {
  return permits * weight_of_word(word) * weight_of_object(object);
}

Sweep sweep(const Catalogue& catalogue, const Population& population, Lanes lanes, const SweepSink& sink) {
  const Factors& objects = catalogue.classes().factors;
  const Factors& subjects = population.columns().factors;
  CHECK(&objects.tables() == &subjects.tables() && objects.at() == subjects.at() && has_lanes(lanes));
  return Sweeper(catalogue, population, lanes, sink).run();
}

}  // namespace entente::decision
