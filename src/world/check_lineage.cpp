// What an instrument is made under, and what it supersedes: both exist, and no instrument comes to itself; and what the one
// superseded forbids does not stand beside what its successor lists.

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

using Above = std::optional<InstrumentId> Instrument::*;

// Each instrument has at most one above it, so a circle is found by walking up. Every circle is reported once.
class Circles {
 public:
  Circles(Checking& checking, Above above, std::string_view key) : checking_(checking), above_(above), key_(key) {}

  void check() {
    for (const auto& instrument : checking_.world().instruments) walk(instrument);
  }

 private:
  void walk(const Instrument& first) {
    std::vector<const Instrument*> path;
    std::set<const Instrument*> on_path;
    for (const auto* at = &first; at != nullptr && !done_.contains(at); at = next(*at)) {
      path.push_back(at);
      if (on_path.insert(at).second) continue;
      report(path);
      break;
    }
    done_.insert(on_path.begin(), on_path.end());
  }

  [[nodiscard]] const Instrument* next(const Instrument& instrument) const {
    const auto& above = instrument.*above_;
    return above ? checking_.instrument(*above) : nullptr;
  }

  void report(const std::vector<const Instrument*>& path) {
    std::string circle;
    bool inside = false;
    for (const auto* each : path) {
      inside = inside || each == path.back();
      if (inside) circle += (circle.empty() ? "" : " → ") + each->id.value;
    }
    checking_.error({path.back()->provenance.place, key_}, "comes to itself: " + circle);
  }

  Checking& checking_;
  Above above_;
  std::string_view key_;
  std::set<const Instrument*> done_;
};

// A clause ends by its own `end` alone, so a prohibition outlives its instrument (docs/semantics.md 3.3).
void check_outlived(Checking& checking, const Instrument& successor, const Instrument& superseded) {
  for (const auto& clause : superseded.clauses) {
    if (clause.effect != Effect::prohibit || clause.period.until) continue;
    for (const auto& item : clause.items) {
      if (std::find(successor.items.begin(), successor.items.end(), item) == successor.items.end()) continue;
      checking.warning(
          {superseded.provenance.place, "clause"},
          fmt::format("clause {} has no `end` and still forbids {}, which {} lists: state its `end` in the file of {}",
                      quoted(clause.id), quoted(item), successor.id.value, superseded.id.value));
    }
  }
}

}  // namespace

void check_lineage(Checking& checking) {
  for (const auto& instrument : checking.world().instruments) {
    const auto& place = instrument.provenance.place;
    if (instrument.under) checking.known_instrument({place, "under"}, *instrument.under);
    if (instrument.under && instrument.kind == Kind::information_security)
      checking.error({place, "under"}, "an agreement about information carries it whatever becomes of another; record here when it ends");
    if (!instrument.supersedes) continue;
    checking.known_instrument({place, "supersedes"}, *instrument.supersedes);
    if (const auto* superseded = checking.instrument(*instrument.supersedes)) check_outlived(checking, instrument, *superseded);
  }
  Circles(checking, &Instrument::under, "under").check();
  Circles(checking, &Instrument::supersedes, "supersedes").check();
}

}  // namespace entente::world
