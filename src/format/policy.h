// A classification policy from its two files: the SPIF says which levels and categories there are, the sidecar what they mean.
//
// The texts that read as a level or token are its name, its SPIF phrases, its portion and the sidecar's `marks`, in this
// order and once each; phrases that stand for something else (the policy's name, a title for a dialogue) are left out. A text
// that would read as two levels or tokens, also by case or look-alike characters, is an error. What the sidecar does not
// mention keeps the SPIF's reading: a restrictive category stays restrictive. The sidecar may not weaken a restrictive one to
// permissive or informative. Levels come highest first, tokens in the order of the SPIF.
// Whether parties and other policies exist is world::check's work. Thread-safe; findings go to the sinks.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "format/spif.h"
#include "format/world_entries.h"
#include "label/policy.h"
#include "world/facts.h"

namespace entente::format {

template <class T>
struct Placed {
  T value;
  std::size_t line = 0;
};

// The sidecar as written. Empty `portion`: not stated. A token without meaning keeps the SPIF's.
struct Sidecar {
  struct Token {
    label::Token token;
    std::optional<label::Meaning> meaning;
  };

  label::Policy head;  // id, party, title, grammar, flags, correspondences, wording; no levels, tokens, composites or slips yet
  std::string spif;    // the SPIF's file name, beside the sidecar
  std::vector<Placed<label::Level>> levels;
  std::vector<world::LevelTerm> terms;  // of the levels that state dates
  std::vector<Placed<Token>> tokens;
  std::vector<Placed<label::Composite>> composites;
  std::vector<Placed<label::Slip>> slips;
  std::size_t line = 0;
};

// `top` reads the file's own table.
[[nodiscard]] Sidecar read_sidecar(EntryReader top);

// What could not be used is reported to the sidecar's sink; the policy is then incomplete.
[[nodiscard]] label::Policy build_policy(const FileSink& sink, const Sidecar& sidecar, const label::SpifPolicy& spif);

}  // namespace entente::format
