// Decisions about acts, said as few conditions: as decision_groups.h, over classes of acts (act_classes.h).
//
// Pairs whose acts fall into classes of the same words are said together. Pure, thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/act_classes.h"
#include "analysis/decision_groups.h"

namespace entente::analysis {

class ActGroups {
 public:
  // The list must outlive it.
  explicit ActGroups(const std::vector<ActSpace>& spaces) : spaces_(spaces) {}

  // Classes of one of the spaces, as points, by what decides them.
  void file(std::size_t space, const std::map<Cause, Points>& found);
  // In the order of causes, with samples at these instants.
  [[nodiscard]] std::vector<DecisionGroup> groups(Instant permitting, Instant denying) const;

 private:
  using Patterns = std::map<Points, std::vector<std::size_t>>;  // to the spaces that have them
  void add(DecisionGroup& out, const Points& points, const std::vector<std::size_t>& spaces, Instant at) const;

  const std::vector<ActSpace>& spaces_;
  std::map<Cause, std::map<std::string, Patterns>> all_;  // by the words of the classes
};

}  // namespace entente::analysis
