#include "analysis/act_answers.h"

#include <algorithm>

namespace entente::analysis {

using decision::ActAnswer;
using decision::ActSide;

ActAnswers::ActAnswers(const decision::Snapshot& snapshot, const ActSpace& space, Instant at)
    : sides_(snapshot, space.request(0, at)) {
  if (sides_.settled()) {
    always_ = *sides_.settled();
    until_ = always_.valid_until;
    return;
  }
  for (std::size_t side = 0; side < decision::kActSides; ++side) {
    Table table = asked(space, static_cast<ActSide>(side), space.request(0, at));
    for (const auto& each : table.answers) until_ = std::min(until_, each.valid_until);
    if (table.answers.size() == 1) {
      always_ = both(always_, table.answers.front());
    } else {
      tables_.push_back(std::move(table));
    }
  }
}

ActAnswers::Table ActAnswers::asked(const ActSpace& space, ActSide side, decision::Request request) const {
  Table out;
  std::size_t count = 1;
  for (std::size_t axis = kActAxes; axis-- > 0;) {
    const std::size_t values = space.size(static_cast<ActAxis>(axis));
    if (values == 1 || !sides_.reads(side).test(axis)) continue;
    out.strides.emplace_back(axis, count);
    count *= values;
  }
  out.answers.reserve(count);
  ActValues values{};
  for (std::size_t at = 0; at < count; ++at) {
    out.answers.push_back(sides_.ask(side, request));
    for (const auto& [axis, stride] : out.strides) {
      const auto which = static_cast<ActAxis>(axis);
      values[axis] = values[axis] + 1 == space.size(which) ? 0 : values[axis] + 1;
      space.state(request, which, values[axis]);
      if (values[axis] != 0) break;
    }
  }
  return out;
}

ActAnswer ActAnswers::of(const ActValues& values) const {
  ActAnswer out = always_;
  for (const auto& table : tables_) {
    std::size_t at = 0;
    for (const auto& [axis, stride] : table.strides) at += values[axis] * stride;
    out = both(out, table.answers[at]);
  }
  return out;
}

}  // namespace entente::analysis
