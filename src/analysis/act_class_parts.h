// What the classes of acts and their making share. Private to the room. Pure.
#pragma once

#include <cstddef>
#include <string>

#include "analysis/act_classes.h"

namespace entente::analysis {

inline std::size_t place(ActAxis axis) { return static_cast<std::size_t>(axis); }

inline bool has(const Names& names, const std::string& name) { return names.count(name) != 0; }

// A mark for each.
template <class List, class Holds>
std::string marks(const List& lists, const Holds& holds) {
  std::string out;
  for (const auto& each : lists) out += holds(each) ? '1' : '0';
  return out;
}

// Says that value in it.
void state(decision::Request& request, ActAxis axis, const ActValue& value);

}  // namespace entente::analysis
