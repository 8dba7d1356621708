// Which facts an outcome rests on that are too weak: by name, so that somebody can verify their record.

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/explain.h"
#include "decision/needs_parts.h"

namespace entente::decision {
namespace {

using world::RemedyFact;

class Weak {
 public:
  Weak(const Asking& asking, const Finding& finding) : asking_(asking), one_(asking.one), finding_(finding) {}

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<Lack> best;
    for (const auto& way : ways()) {
      auto weak = weak_of(way);
      const bool consented =
          std::any_of(weak.begin(), weak.end(), [](const Lack& lack) { return lack.fact == RemedyFact::consent; });
      if (!weak.empty() && (best.empty() || (consented && finding_.detail == Detail::consented))) best = std::move(weak);
    }
    std::vector<std::string> names;
    for (const auto& lack : best) names.push_back(recorded(lack));
    return names;
  }

 private:
  [[nodiscard]] bool is_of_basis() const {
    const Rule rule = finding_.rule;
    const bool asked = rule == Rule::legal_basis || rule == Rule::equivalence || rule == Rule::channel ||
                       rule == Rule::clearance || rule == Rule::facility;
    if (!asked || finding_.origin == kNoOrigin) return false;
    const PartyIndex origin = one_.origins[finding_.origin].party;
    return origin != kNoParty && origin != one_.recipient;
  }

  [[nodiscard]] std::vector<Way> ways() const {
    if (is_of_basis()) {
      const OriginCase& origin = one_.origins[finding_.origin];
      const PartyIndex from = finding_.leg_from == kNoParty ? origin.party : finding_.leg_from;
      return behind_instrument(asking_, Leg{one_, origin, from, from == origin.party}, finding_.instrument);
    }
    std::vector<Way> out;
    for (auto& need : needs_of_finding(asking_.tables, asking_.request, one_, finding_)) {
      out.insert(out.end(), need.ways.begin(), need.ways.end());
    }
    return out;
  }

  // What the rule looks at of all that an instrument rests on.
  [[nodiscard]] bool is_about(RemedyFact fact) const {
    if (!is_of_basis()) return true;
    const bool of_legal =
        fact == RemedyFact::instrument_in_force || fact == RemedyFact::accession || fact == RemedyFact::membership;
    if (finding_.rule == Rule::legal_basis) return of_legal;
    if (finding_.rule == Rule::equivalence) return fact == RemedyFact::row;
    if (finding_.rule == Rule::channel) return fact == RemedyFact::accreditation;
    if (finding_.detail == Detail::level_to_hold_unknown) return of_legal || fact == RemedyFact::row;
    return fact == RemedyFact::clearance || fact == RemedyFact::amendment;
  }

  // The facts of a way that are only too weak; none if it asks for another.
  [[nodiscard]] std::vector<Lack> weak_of(const Way& way) const {
    std::vector<Lack> out;
    for (const auto& lack : way) {
      if (!is_about(lack.fact)) continue;
      if (!lack.weak) return {};
      out.push_back(lack);
    }
    return out;
  }

  const Asking& asking_;
  const Case& one_;
  const Finding& finding_;
};

// A way of facts that are all only too weak, if possible the one by the permission that was found.
const Way* weak_way(const std::vector<Way>& ways, const std::string* by) {
  const Way* found = nullptr;
  for (const auto& way : ways) {
    if (way.empty() || !std::all_of(way.begin(), way.end(), [](const Lack& lack) { return lack.weak; })) continue;
    const bool is_it = by != nullptr && std::any_of(way.begin(), way.end(), [&](const Lack& lack) { return lack.id == *by; });
    if (found == nullptr || is_it) found = &way;
    if (is_it) break;
  }
  return found;
}

}  // namespace

std::vector<std::string> weak_facts(const Snapshot::Tables& tables, const Request& request, Action action, const ActCase& one,
                                    const ActFinding& finding) {
  const auto ways = behind_finding(tables, request, action, one, finding);
  std::vector<std::string> names;
  if (const Way* way = weak_way(ways, finding.is.by)) {
    for (const auto& lack : *way) names.push_back(recorded(lack));
  }
  return names;
}

std::vector<std::string> weak_facts(const Snapshot::Tables& tables, const Request& request, const Case& one, const Finding& finding) {
  return Weak(Asking{{tables, request}, *request.object.label, one}, finding).names();
}

std::string but_rests_on(const std::vector<std::string>& facts, world::Evidence found, world::Evidence required) {
  return fmt::format(", but that rests on {}, {} only {}, and {} is required", facts.empty() ? "a fact" : join(facts, " and "),
                     facts.size() > 1 ? "the weakest of which is" : "which is", world::to_string(found), world::to_string(required));
}

}  // namespace entente::decision
