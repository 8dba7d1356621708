// A control system, program or atomic energy marking with what stands below it: "SI-GAMMA ABCD-MMM". Private to the room.
//
// Held as it is written and by name, so that it can be put in order, and two of one head be joined, without changing its words.
// Pure, thread-safe. Source: the US manual (2016), A.6, H.4 to H.6.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::label {

struct UsPath {
  struct Part {
    std::string name;  // "G"
    std::string text;  // as it should be written: "GAMMA"
    std::vector<std::string> subs;
    bool published = false;  // the register or a vocabulary has it; else any name that the form allows
  };
  std::string head;       // "SI"; of a program its name, "BP"
  std::string head_text;  // as it should be written: "SPECIAL INTELLIGENCE"
  std::vector<Part> parts;
};

// The order of systems, programs, compartments and what is below them: numbers first, by value, then the others.
[[nodiscard]] bool stands_before(std::string_view a, std::string_view b);
struct StandsBefore {
  bool operator()(std::string_view a, std::string_view b) const { return stands_before(a, b); }
};

[[nodiscard]] std::string text_of(const UsPath& path);
[[nodiscard]] std::string name_of(const UsPath& path);  // the same by names

// True if putting `path` in the order of `right` moves no name that is free: such a name may stand behind a wrong separator.
[[nodiscard]] bool moves_published_only(const UsPath& path, const UsPath& right);

[[nodiscard]] bool repeats_compartment(const UsPath& path);

// Compartments and what is below them in order, each once.
[[nodiscard]] UsPath in_order(UsPath path);

// Both in one, in order. They have one head.
[[nodiscard]] UsPath joined(UsPath a, const UsPath& b);

}  // namespace entente::label
