#include <array>

#include "help_pages.h"

namespace entente::app {
namespace {

constexpr std::array kPages{
    Page{"diff", "say every decision that two dates or two worlds answer differently",
         R"(  entente diff [--from A] --to B [--owner PARTY[,PARTY...]] [--recipient PARTY[,PARTY...]]
          [--persons | --action ACTION] [--granted] [--explain]
          [--format svg [--output FILE] [--force]] [common options])",
         R"(  A and B are dates, folders of worlds, or patches: files that add, amend and end facts of the
  world. Without --from the first is the world as of --as-of.
  Compares the answers to all requests, not to a sample of them: what facts cannot tell apart
  falls into one class, and all classes are asked: disclosures of every owner to every party, and
  every act (transfer, supply, visit, participate, grant, consult) of every giver to every nation,
  each action told by itself. --action narrows it to one. Lists the decisions that are newly
  permitted and newly denied, by the instrument and the clause (or rule) that decide, each as few
  conditions: every combination of what a condition lists changes. With --persons persons of every
  nation are asked for disclosures instead of parties: of each clearance, or none, read in to the
  categories or not, with and without a need to know. Controlled data is not compared. An action
  with more classes than the limit is named, with its size, and the rest is told all the same.
  Consents, approvals and notifications are given case by case: an act that lacks one is denied on
  both sides. With --granted each counts as given, so that what rests on the agreement is seen.
  --format svg draws a grid of owners and recipients with how much each gains and loses, of each
  action that changes one.)",
         R"(  entente diff --from 2021-06-30 --to 2021-07-01
  entente diff --from 2012-01-01 --to 2026-11-01 --owner JPN,GBR --explain
  entente diff --to data/samples/what-if-korea-ends.toml --as-of 2026-11-01
  entente diff --from 2013-06-01 --to 2026-11-01 --action supply
  entente diff --from 2022-01-01 --to 2026-11-01 --action visit --granted
  entente diff --from 2012-01-01 --to 2026-11-01 --format svg --output changes.svg
  entente diff --to mine --as-of 2026-11-01 --format json)",
         R"(  0   nothing changes
  1   failure: a world does not load, or has more classes than the limit
  2   usage
  4   some decision changes, or some action has more classes than can be asked)",
         kWorldFiles, "  docs/formats/analysis.md, docs/formats/patch.md, docs/semantics.md (7)"},
    Page{"prove", "say whether assertions hold of every request",
         R"(  entente prove FILE [--granted] [--explain] [common options])",
         R"(  FILE has assertions: that no request of some kind is permitted, or that every one is. Each is
  tried on all requests for a disclosure to parties, or to persons, that it covers (with `action =
  "supply"` and the like: on all acts), not on a sample, as of its own date or --as-of. What
  violates one is listed completely, as few conditions. An assertion that covers no request, or
  names what the world does not have, is refused, so that a slip does not pass for a proof; the
  others are tried all the same. --granted: acts as in `entente diff`.)",
         R"(  entente prove data/assertions/indo-pacific.toml --as-of 2026-11-01
  entente prove mine.toml --format json)",
         R"(  0   all hold
  1   failure: the file cannot be read, or an assertion is refused
  2   usage
  4   some assertion is violated, and none is refused)",
         R"(  data/assertions/indo-pacific.toml   assertions about the shipped world)", "  docs/formats/assertions.md, entente diff --help"},
    Page{"world matrix", "say what each owner may give to each recipient, and on what",
         R"(  entente world matrix [--owner PARTY[,PARTY...]] [--recipient PARTY[,PARTY...]] [--over FROM..TO]
          [--action ACTION] [--granted]
          [--format svg [--output FILE] [--force]] [common options])",
         R"(  Of each owner of information and each recipient: the highest level that may go there when the
  marking names the recipient, the instrument it rests on, how sure that is and on which date a
  fact may change it. What needs a stated domain or purpose is shown with it. --over lists every
  date on which a cell changes, and why. --format svg draws the picture: a heat map, with --over a
  lane for each cell that changes. --action asks of another action (transfer, supply, visit,
  participate, grant, consult): under which instruments each giver may do it with each nation, and
  what must be stated; of participate an owner is a programme or project (`programme:x`,
  `project:x#y`). Every class of acts is asked; with --granted as if each consent, approval and
  notification that is asked of the two sides had been given.)",
         R"(  entente world matrix --as-of 2026-11-01
  entente world matrix --owner JPN --over 2013-01-01..2026-11-01
  entente world matrix --as-of 2026-11-01 --format svg --output matrix.svg
  entente world matrix --over 2013..2026 --format svg --output timeline.svg
  entente world matrix --action supply --owner JPN --as-of 2026-11-01
  entente world matrix --action supply --as-of 2026-11-01 --format svg --output supply.svg)",
         R"(  0   success
  1   failure
  2   usage)",
         kWorldFiles, "  docs/formats/analysis.md"},
};

}  // namespace

std::span<const Page> exhaustive_pages() { return kPages; }

}  // namespace entente::app
