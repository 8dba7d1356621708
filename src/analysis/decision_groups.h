// Decisions of analyses over everything, said as few conditions: what `diff` lists and what violates an assertion of `prove`.
//
// A decision here is one class of requests (classes.h) to one recipient. They are filed by what decides them and by who is
// concerned; recipients of the same classes are said together. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/asked.h"
#include "analysis/classes.h"
#include "analysis/cover.h"
#include "decision/decide.h"

namespace entente::analysis {

// What decides: where it is permitted the instrument it rests on, where it is denied what `decide` says of it first
// (decision/determining.h).
struct Cause {
  bool permitted = false;  // of a change: newly; else newly denied
  std::string instrument;  // empty: it rests on none (free levels, own information), or is not permitted
  decision::Rule rule = decision::Rule::label_valid;  // that denies; meaningless where nothing is denied
  std::string
      clause;  // that denies: "isa-jpn-kor/art-6", or the instrument that does not carry it; empty: the rule cites nothing
  friend auto operator<=>(const Cause&, const Cause&) = default;
};

// Rules that deny and clauses, as numbers.
class Denials {
 public:
  [[nodiscard]] std::uint32_t number(decision::Rule rule, std::string_view clause);
  [[nodiscard]] const std::pair<decision::Rule, std::string>& of(std::uint32_t number) const { return list_[number]; }

 private:
  std::vector<std::pair<decision::Rule, std::string>> list_;
  std::map<std::pair<decision::Rule, std::string>, std::uint32_t> numbers_;
};

// Every combination of what is listed; an axis of which every value is meant is left out.
struct Condition {
  struct Part {
    std::string axis;  // "owner", "recipient", of a person "clearance", "read-in", "need-to-know"; or of an Axis
    std::vector<std::string> values;
    std::vector<std::string> others;  // that are not meant; of owners, holders and recipients it is empty
  };
  std::vector<Part> parts;
  std::uint64_t decisions = 0;
  decision::Request sample;  // one of them; its subject is set
};

// How many decisions are of one owner's information to one recipient (of persons: to those of one nation).
struct Share {
  std::string owner;
  PartyId recipient;
  std::uint64_t decisions = 0;
  friend bool operator==(const Share&, const Share&) = default;
};

struct DecisionGroup {
  Cause cause;
  std::uint64_t decisions = 0;
  std::vector<Condition> conditions;  // the largest first; two may share decisions; together exactly the group, but for:
  std::uint64_t beyond = 0;           // decisions of conditions over limits::kConditionsOfGroup
  std::vector<Share> shares = {};     // of all its decisions; each pair once, by name
};

// Who gives to whom: places in the lists that DecisionGroups was given, and of the holder in its owner's space.
struct Pair {
  std::uint32_t owner = 0;
  std::uint32_t holder = 0;
  std::uint32_t recipient = 0;
};

// Of one cause: classes of one holder, as points in the space of the other axes, with everybody to whom they all belong.
using Patterns = std::map<Points, std::vector<Pair>>;

// Collects what was found of owner after owner, and says it.
class DecisionGroups {
 public:
  // Both must outlive it.
  DecisionGroups(const std::vector<ClassSpace>& spaces, const Audience& asked) : spaces_(spaces), asked_(asked), recipients_(asked.recipients()) {}

  void file(const ClassSpace& space, const std::map<Cause, Patterns>& found);
  // In the order of causes, each with a sample put to the world that permits or denies; its mark is one that can be read in both.
  struct World {
    const world::World* world = nullptr;
    Instant at;
    Instant earlier = at;  // of both
  };
  [[nodiscard]] std::vector<DecisionGroup> groups(const World& permitting, const World& denying) const;

 private:
  using ByShape = std::map<std::string, Patterns>;
  [[nodiscard]] DecisionGroup group(const Cause& cause, const ByShape& by_shape, const World& world) const;
  void add(DecisionGroup& out, const Points& points, const std::vector<Pair>& pairs, const World& world) const;
  struct Who;
  [[nodiscard]] std::vector<Who> cover_pairs(const std::vector<Pair>& pairs) const;
  [[nodiscard]] std::vector<std::string> said_of(const Pair& pair) const;
  [[nodiscard]] decision::Request sample(const Pair& pair, const Box& box, const ClassSpace& shape, const World& world) const;

  const std::vector<ClassSpace>& spaces_;
  const Audience& asked_;
  const std::vector<Recipient>& recipients_;
  std::map<Cause, ByShape> all_;
};

}  // namespace entente::analysis
