// Objects of a catalogue that differ in nothing but their names have one answer: docs/formats/search.md.
//
// A line's form is its text without the name. It is looked up before the line is read, so only a line that has been read and
// decided is remembered: at most limits::kCatalogueForms of at most limits::kCatalogueFormBytes. A name of which some fact speaks
// (a consent, an approval, an assertion) has no form, and neither has one that is written with escapes or other than in ASCII.
// One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/instant.h"
#include "world/facts.h"

namespace entente::service {

struct ObjectAnswer {
  std::string type;
  bool permit = false;
  world::Evidence evidence = world::Evidence::assumed;
  Instant valid_until;
  std::string label_fault;  // why its label is not valid; empty: it is
};

class ObjectForms {
 public:
  explicit ObjectForms(const world::World& world);

  // Name and answer of a line like one that was remembered; the name is of the line. Nothing: it must be read.
  struct Known {
    std::string_view id;
    const ObjectAnswer& answer;
  };
  [[nodiscard]] std::optional<Known> find(std::string_view line);
  // Of the line that `find` was last asked for.
  void remember(const ObjectAnswer& answer);

 private:
  std::unordered_set<std::string> named_;
  std::unordered_map<std::string, ObjectAnswer> known_;
  std::string form_;  // of the line asked for last; empty: it has none
};

}  // namespace entente::service
