#include "world/claim_time.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "world/statement.h"

namespace entente::world {
namespace {

// Surely after `entry`, if that began at `start`, and surely holding at `day`.
bool outweighs(const Entry& other, const Entry& entry, Instant start, Instant day) {
  if (other.start.last > day || other.end.first <= day) return false;
  if (other.start.last != start) return other.start.last > start;
  return other.order > entry.order && other.provenance->evidence >= entry.provenance->evidence;
}

bool may_hold_on(const History& history, const Entry& entry, Instant day) {
  if (day < entry.start.first || day >= entry.end.last) return false;
  const auto start = std::min(entry.start.last, day);
  return std::none_of(history.begin(), history.end(), [&](const Entry& other) { return outweighs(other, entry, start, day); });
}

std::string since(const Entry& entry) { return plain_word(entry.word) + (entry.from ? " since " + entry.from->text() : ""); }

}  // namespace

Span span_of(const PartialDate& date) { return {date.earliest(), date.latest()}; }
Span beginning_of(const std::optional<PartialDate>& date) { return date ? span_of(*date) : kAlways; }
Span end_of(const std::optional<PartialDate>& date) { return date ? span_of(*date) : kNever; }
bool meet(const Span& a, const Span& b) { return a.first <= b.last && b.first <= a.last; }

// The most favourable days are the first on which it may hold and the last on which it may have begun.
bool may_hold(const History& history, const Entry& entry, const Span& window) {
  const auto first = std::max(window.first, entry.start.first);
  if (first > window.last) return false;
  return may_hold_on(history, entry, first) ||
         may_hold_on(history, entry, std::max(first, std::min(window.last, entry.start.last)));
}

const Entry* current(const History& history, Instant day) {
  const Entry* out = nullptr;
  for (const auto& entry : history) {
    if (!may_hold_on(history, entry, day)) continue;
    if (out == nullptr || std::pair(out->start.last, out->order) < std::pair(entry.start.last, entry.order)) out = &entry;
  }
  return out;
}

History begun(History history, Instant as_of) {
  std::erase_if(history, [&](const Entry& entry) { return entry.start.first > as_of; });
  std::sort(history.begin(), history.end(), [](const Entry& a, const Entry& b) {
    const auto key = [](const Entry& entry) {
      const auto& provenance = *entry.provenance;
      return std::tuple(entry.start.first, entry.start.last, entry.order, entry.word, entry.end.first, provenance.evidence,
                        std::string_view(provenance.source), std::string_view(provenance.place.file), provenance.place.line);
    };
    return key(a) < key(b);
  });
  return history;
}

std::string told(const History& begun_by_then, const Span& window) {
  std::vector<std::string> parts;
  const auto* then = current(begun_by_then, window.last);
  if (then != nullptr) parts.push_back(since(*then));
  for (const auto& entry : begun_by_then) {
    if (entry.start.first <= window.last) continue;
    const auto what = fmt::format("{} {}", plain_word(entry.word), entry.from ? entry.from->text() : "");
    if (parts.empty() || parts.back() != what) parts.push_back(what);
  }
  if (then == nullptr && !parts.empty()) parts.insert(parts.begin(), "nothing then");
  return join(parts, ", then ");
}

}  // namespace entente::world
