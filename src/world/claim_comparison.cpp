#include "world/claim_comparison.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace entente::world {

bool is_wanted(const Wanted& wanted, const Entry& entry) {
  return std::find(wanted.words.begin(), wanted.words.end(), entry.word) != wanted.words.end();
}

// Before the first entry nothing is known, unless what is claimed is recorded as beginning later.
Answer answer_of(const History& begun_by_then, const Wanted& wanted, const Span& window, bool hedged) {
  bool held = false;
  bool earlier = false;
  bool later = false;
  for (const auto& entry : begun_by_then) {
    if (may_hold(begun_by_then, entry, window)) {
      if (is_wanted(wanted, entry)) return Answer::yes;
      earlier = earlier || entry.order < wanted.order;
    }
    held = held || entry.start.first <= window.last;
    later = later || is_wanted(wanted, entry);
  }
  if (held) return hedged && earlier ? Answer::pending : Answer::no;
  if (!later) return Answer::unknown;
  return hedged ? Answer::pending : Answer::no;
}

std::vector<PartialDate> changes_of(const History& begun_by_then) {
  std::set<PartialDate> out;
  for (const auto& entry : begun_by_then) {
    if (entry.from) out.insert(*entry.from);
    if (entry.until) out.insert(*entry.until);
  }
  return {out.begin(), out.end()};
}

std::vector<Side> sides_of(const History& begun_by_then, const Span& said) {
  const auto* then = current(begun_by_then, said.last);
  std::vector<Side> out;
  for (const auto& entry : begun_by_then) {
    if (&entry != then && entry.start.first <= said.last) continue;
    if (out.size() == kSidesNamed) break;
    out.push_back({told({entry}, entry.start), entry.provenance->source, entry.provenance->place});
  }
  return out;
}

History Question::begun_of(History history) const {
  std::erase_if(history, [&](const Entry& entry) { return !counts(*entry.provenance); });
  return begun(std::move(history), as_of);
}

Comparison compare_history(const Question& question, History history, Wanted wanted) {
  const bool hedged = !question.statement.hedge.empty();
  const auto begun_by_then = question.begun_of(std::move(history));
  const auto said = question.said;
  Comparison out;
  out.changes = changes_of(begun_by_then);
  out.sides = sides_of(begun_by_then, said);
  out.record = [begun_by_then, said](const Span&) { return told(begun_by_then, said); };
  out.at = [begun_by_then, wanted, hedged](const Span& window) { return answer_of(begun_by_then, wanted, window, hedged); };
  return out;
}

}  // namespace entente::world
