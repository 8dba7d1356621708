#include "analysis/act_answers.h"

#include <algorithm>
#include <map>

namespace entente::analysis {

using decision::ActAnswer;
using decision::ActSide;

// Asks one side about every class that it can tell apart, each once.
class ActAnswers::Asking {
 public:
  Asking(const decision::ActSides& sides, const ActSpace& space, ActSide side, Instant at)
      : sides_(sides), space_(space), side_(side), request_(space.request(0, at)) {}

  Table run() {
    const auto& reads = sides_.reads(side_);
    for (std::size_t axis = 0; axis < kActAxes; ++axis) {
      const std::size_t values = space_.size(static_cast<ActAxis>(axis));
      if (values == 1) continue;
      if (reads.test(axis)) inner_.push_back({axis, values, {}});
      if (!reads.test(axis) && sides_.tests(side_).test(axis)) outer_.push_back({axis, values, {}});
    }
    find_tests();
    std::size_t width = 1;
    for (const auto& each : inner_) width *= each.values;
    std::size_t rows = 1;
    for (const auto& each : outer_) rows *= each.values;
    table_.which.reserve(rows * width);
    each_of(outer_, [&](const ActValues& values) { add_row(values, width); });
    std::size_t stride = rows * width;
    for (const auto* axes : {&outer_, &inner_}) {
      for (const auto& each : *axes) table_.strides.emplace_back(each.axis, stride /= each.values);
    }
    drop_axes();
    return std::move(table_);
  }

 private:
  struct Axis {
    std::size_t axis;
    std::size_t values;
    std::vector<std::uint64_t> lets;  // of tests, by value
  };

  void find_tests() {
    auto request = request_;
    for (auto& each : outer_) {
      const auto axis = static_cast<ActAxis>(each.axis);
      for (std::size_t value = 0; value < each.values; ++value) {
        space_.state(request, axis, value);
        each.lets.push_back(sides_.lets(side_, axis, request));
      }
    }
  }

  // Of every combination of their values, the last axis the fastest.
  template <class Visit>
  static void each_of(const std::vector<Axis>& axes, const Visit& visit) {
    ActValues values{};
    for (;;) {
      visit(std::as_const(values));
      std::size_t each = axes.size();
      while (each-- > 0) {
        if (++values[axes[each].axis] != axes[each].values) break;
        values[axes[each].axis] = 0;
      }
      if (each > axes.size()) return;  // the first has come round
    }
  }

  void add_row(const ActValues& values, std::size_t width) {
    std::uint64_t passed = ~std::uint64_t{0};
    for (const auto& each : outer_) passed &= each.lets[values[each.axis]];
    const auto [row, added] = rows_.emplace(sides_.joined(side_, passed), table_.which.size());
    if (!added) {
      for (std::size_t at = 0; at < width; ++at) table_.which.push_back(table_.which[row->second + at]);
      return;
    }
    for (const auto& each : outer_) space_.state(request_, static_cast<ActAxis>(each.axis), values[each.axis]);
    each_of(inner_, [&](const ActValues& inner) {
      for (const auto& each : inner_) space_.state(request_, static_cast<ActAxis>(each.axis), inner[each.axis]);
      const auto answer = sides_.ask(side_, request_);
      const auto [known, is_new] = answers_.emplace(answer, static_cast<std::uint32_t>(table_.answers.size()));
      if (is_new) table_.answers.push_back(answer);
      table_.which.push_back(known->second);
    });
  }

  // On which no answer differs.
  void drop_axes() {
    auto& strides = table_.strides;
    for (std::size_t each = strides.size(); each-- > 0;) {
      const std::size_t stride = strides[each].second;
      const std::size_t block = stride * space_.size(static_cast<ActAxis>(strides[each].first));
      auto& which = table_.which;
      bool differs = false;
      for (std::size_t at = 0; at < which.size() && !differs; ++at)
        differs = at % block >= stride && which[at] != which[at - stride];
      if (differs) continue;
      std::size_t kept = 0;
      for (std::size_t at = 0; at < which.size(); at += block) {
        for (std::size_t value = 0; value < stride; ++value) which[kept++] = which[at + value];
      }
      which.resize(kept);
      for (std::size_t before = 0; before < each; ++before) strides[before].second /= block / stride;
      strides.erase(strides.begin() + static_cast<std::ptrdiff_t>(each));
    }
  }

  const decision::ActSides& sides_;
  const ActSpace& space_;
  ActSide side_;
  decision::Request request_;
  std::vector<Axis> outer_;  // of which only tests are looked at
  std::vector<Axis> inner_;
  std::map<std::uint64_t, std::size_t> rows_;  // by the tests that are passed
  std::map<ActAnswer, std::uint32_t> answers_;
  Table table_;
};

ActAnswers::ActAnswers(const decision::Snapshot& snapshot, const ActSpace& space, Instant at)
    : sides_(snapshot, space.request(0, at)) {
  if (sides_.settled()) {
    always_ = *sides_.settled();
    until_ = always_.valid_until;
    return;
  }
  for (std::size_t side = 0; side < decision::kActSides; ++side) {
    Table table = Asking(sides_, space, static_cast<ActSide>(side), at).run();
    for (const auto& each : table.answers) until_ = std::min(until_, each.valid_until);
    if (table.answers.size() == 1) {
      always_ = both(always_, table.answers.front());
    } else {
      tables_.push_back(std::move(table));
    }
  }
}

ActAnswer ActAnswers::of(const ActValues& values) const {
  ActAnswer out = always_;
  for (const auto& table : tables_) {
    std::size_t at = 0;
    for (const auto& [axis, stride] : table.strides) at += values[axis] * stride;
    out = both(out, table.answers[table.which[at]]);
  }
  return out;
}

decision::ActAxes ActAnswers::axes() const {
  decision::ActAxes out;
  for (const auto& table : tables_) {
    for (const auto& stride : table.strides) out.set(stride.first);
  }
  return out;
}

}  // namespace entente::analysis
