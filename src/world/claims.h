// What sources say. Claims never decide: they are compared with the facts (judge_claims, claim_outcomes.h), and that is all.
//
// docs/formats/world.md, "Claims", has the closed vocabulary of `says`. Thread-safety: values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "world/provenance.h"

namespace entente::world {

// A publication that says things: an article, a statement.
struct Source {
  std::string id;  // "001"
  std::string title;
  std::string publisher;
  std::optional<PartialDate> published;
  std::string address;
  std::string cited_as;  // how facts cite it, besides its id and its address: "Article 001"
  std::string note;
  Place place;
};

struct Claim {
  std::string id;                   // "A001-12"; empty for a claim written in an instrument's file without one
  std::string source;               // a Source's id, or where it was read
  std::optional<PartialDate> said;  // else the source's date
  std::vector<FactRef> about;       // at least one; the first is what `says` speaks of
  std::map<std::string, std::vector<std::string>> says;
  std::string text;  // in our words
  Place place;
};

}  // namespace entente::world
