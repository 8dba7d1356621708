#include <array>

#include "help_pages.h"

namespace entente::app {
namespace {

constexpr std::array kPages{
    Page{"reach", "say to which parties an owner's information can come, step by step",
         R"(  entente reach --owner PARTY [--level LEVEL] [--format svg [--output FILE] [--force]] [common options])",
         R"(  Follows classified information of an owner along permitted steps, to whoever can come to have it:
  the original by its owner; a copy that a holder passes on, which needs the owner's consent and a
  basis for that leg; a holder's own document that has the owner as source. Every step is one that
  `entente decide` permits. For each party the highest level that comes there, by the shortest way,
  on which agreements and consents, how sure the weakest of its steps is, until when, and as what it
  is held. For the others the rule that keeps it from them, directly and by relay. --format svg draws
  the graph.)",
         R"(  entente reach --owner JPN --as-of 2026-11-01
  entente reach --owner USA --level SECRET --format json
  entente reach --owner JPN --format svg --output reach.svg)",
         R"(  0   success, wherever it comes to
  1   failure: no such party or level, or more questions than the limit
  2   usage)",
         kWorldFiles, "  docs/formats/reach.md"},
};

}  // namespace

std::span<const Page> flows_pages() { return kPages; }

}  // namespace entente::app
