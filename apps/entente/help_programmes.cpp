#include <array>

#include "help_pages.h"

namespace entente::app {
namespace {

constexpr std::array kPages{
    Page{"world claims", "say which claims of sources the facts confirm, contradict or have overtaken",
         R"(  entente world claims [--source ID] [--outcome OUTCOME] [--all] [common options]
  entente world claims --format svg [--source ID] [--from DATE] [--to DATE] [--output FILE] [--force])",
         R"(  Compares what sources say with the facts, as of a date: confirmed, superseded (true when said, no
  longer now), contradicted, or open. Both sides are named. Nothing a source says decides anything.
  With --known-as-of only facts count that were known then. Facts of every grade count.
  --format svg draws, for each source, how many claims have which outcome, over time.)",
         R"(  entente world claims --as-of 2024-11-20
  entente world claims --source 001 --outcome contradicted
  entente world claims --format svg --to 2026-11-01 --output claims.svg)",
         R"(  0   success, whatever the outcomes
  1   no such source, or the world does not load
  2   usage)",
         kWorldFiles, "  docs/formats/claims.md, docs/formats/world.md (Claims)"},
    Page{"world capabilities", "say what a party puts first, needs or offers, who matches it, and what carries or blocks it",
         R"(  entente world capabilities [PARTY] [--explain]
          [--format svg [--output FILE] [--force]] [common options])",
         R"(  Of each recorded priority, need and offer: the partners with an offer or a project in the same
  area, or in the programme that an offer is for. Of each the engine is asked what taking part, a
  transfer of equipment and a disclosure take: carried by an instrument, an instrument and
  something lacking, or no instrument; with the rules that deny and the facts that would cure
  them. Areas match by their word: that two things fit is not said. Then pairs of platforms
  against standards: tested, failed, unknown.)",
         R"(  entente world capabilities JPN --as-of 2026-11-01
  entente world capabilities JPN --format svg --output capabilities.svg)",
         R"(  0   success
  1   failure: a world does not load, a name is unknown, a file cannot be written
  2   usage)",
         kWorldFiles, "  docs/formats/programmes.md, docs/formats/remedies.md"},
    Page{"programme", "check the terms of a programme", "  entente programme check PROGRAMME [options]",
         R"(  Says of each participant of a programme what is settled, what is not, and what nothing
  recorded tells.

COMMANDS
  programme check   say what is settled in a programme, for whom, and what is not)",
         R"(  entente programme check aukus-pillar-2 --as-of 2026-11-01)",
         R"(  0   success
  1   failure
  2   usage
  4   something is unsettled)",
         kWorldFiles, "  docs/formats/programmes.md"},
    Page{"programme check", "say what is settled in a programme, for whom, and what is not",
         R"(  entente programme check PROGRAMME [--explain]
          [--format svg [--output FILE] [--force]] [common options])",
         R"(  Of each participant: background and foreground intellectual property, access, co-production,
  export to third countries, consents, financing, procurement and tier, and whatever else terms
  are recorded on: settled, unsettled, or unknown where nothing is recorded. The unsettled first,
  with what would close it and who can act. What is excluded takes no part and has no terms.
  Of who may take part: with whom in nothing classified, and else up to which level, by the engine.
  --format svg draws it as a table, with the clauses of the instrument beneath.)",
         R"(  entente programme check aukus-pillar-2 --as-of 2026-11-01
  entente programme check gcap --format json
  entente programme check gcap --format svg --output gcap.svg)",
         R"(  0   nothing is unsettled, whatever is unknown
  1   failure: a world does not load or has no such programme, or a file cannot be written
  2   usage
  4   something is unsettled)",
         kWorldFiles, "  docs/formats/programmes.md, docs/semantics.md (4.4)"},
};

}  // namespace

std::span<const Page> programme_pages() { return kPages; }

}  // namespace entente::app
