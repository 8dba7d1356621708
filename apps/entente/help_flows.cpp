#include <array>

#include "help_pages.h"

namespace entente::app {
namespace {

constexpr std::array kPages{
    Page{"reach", "say to which parties an owner's information can come, step by step",
         R"(  entente reach --owner PARTY [--level LEVEL]
          [--format svg [--output FILE] [--force]] [common options])",
         R"(  Follows classified information of an owner along permitted steps, to whoever can come to have
  it: the original by its owner; a copy that a holder passes on, which needs the owner's consent
  and a basis for that leg; a holder's own document that has the owner as source. Every step is
  one that `entente decide` permits. For each party the highest level that comes there, by the
  shortest way, on which agreements and consents, how sure the weakest of its steps is, when that
  may change, and as what it is held. For the others the rule that keeps it from them, directly
  and by relay. --format svg draws the graph.)",
         R"(  entente reach --owner JPN --as-of 2026-11-01
  entente reach --owner USA --level SECRET --format json
  entente reach --owner JPN --format svg --output reach.svg)",
         R"(  0   success, wherever it comes to
  1   failure: no such party or level, or more questions than the limit
  2   usage)",
         kWorldFiles, "  docs/formats/reach.md"},
    Page{"downgrade", "list chains of rows of equivalence along which protection falls",
         R"(  entente downgrade [--owner PARTY[,PARTY...]]
          [--format svg [--output FILE] [--force]] [common options])",
         R"(  Follows rows of equivalence that are in force from policy to policy, from each level of each
  owner: back to the owner as a lower level than it had, or as one that cannot be compared; to a
  party as a lower level than the owner's own row says; or to a level that needs no protection. Of
  each level and each party the shortest chain. No decision composes rows: a chain shows what
  comes of it where recipients mark what they hold as their own and give it on. --format svg draws
  up to 60: a track for each, its boxes lower where the level is.)",
         R"(  entente downgrade --as-of 2026-11-01
  entente downgrade --owner JPN --format json
  entente downgrade --as-of 2026-11-01 --format svg --output chains.svg)",
         R"(  0   success, whether or not there are any
  1   failure: no such party, the world does not load, or more chains than a picture has room for
  2   usage)",
         kWorldFiles, "  docs/formats/reach.md"},
    Page{"calendar", "say what lapses, renews or enters into force, and what hangs on it",
         R"(  entente calendar [--months N] [--from DATE] [--action ACTION] [--recorded]
          [--format svg [--output FILE] [--force]] [common options])",
         R"(  By date, what begins and what ends in the months to come: states of agreements, their terms and
  renewals, the last days for a notice, parties and members, consents, licences, waivers,
  clearances. For each date how many decisions are answered differently than just before, over all
  classes of requests as in `entente diff`: disclosures to parties and to persons, and acts;
  --action asks about one. With the largest condition of each. For a renewal how many would be if
  the agreement ended there instead. Acts count as if each consent, approval and notification that
  is asked of the two sides had been given, since these are given case by case; --recorded: by
  what is recorded alone. --format svg draws it: a row for each agreement, set or other
  fact, with a sign on each date.)",
         R"(  entente calendar --as-of 2026-11-01
  entente calendar --as-of 2026-11-01 --action visit
  entente calendar --from 2027-01-01 --months 24 --format json
  entente calendar --as-of 2026-11-01 --format svg --output calendar.svg)",
         R"(  0   success, whatever happens
  1   failure: the world does not load, or there are more dates than the limit
  2   usage)",
         kWorldFiles, "  docs/formats/reach.md"},
};

}  // namespace

std::span<const Page> flows_pages() { return kPages; }

}  // namespace entente::app
