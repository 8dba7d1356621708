// Of each owner of information and each recipient: the highest level that may go there, on what, how surely, how long unchanged.
//
// A cell is asked as people ask: the marking names the recipient, the owner holds it, there is no category and no control. What an
// instrument limits to a domain, form, subject or purpose is looked for too, where nothing stated does not do, and the cell says
// what was stated. "Highest" is by the owner's policy, of the levels that can be compared; of regimes of their own, which are neither
// above nor below, the highest of each is listed beside. Every cell is what `judge` answers. Disclosures to parties only. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/asked.h"
#include "base/result.h"
#include "decision/decide.h"
#include "world/facts.h"

namespace entente::analysis {

// One level that may go there.
struct Passage {
  LevelName level;
  std::string instrument;  // empty: none is needed
  world::Evidence evidence = world::Evidence::assumed;
  Instant until = kEndOfTime;       // first date on which this answer may change; it need not
  std::vector<std::string> stated;  // "domain military": what had to be
  friend bool operator==(const Passage&, const Passage&) = default;
};

struct MatrixCell {
  std::optional<Passage> highest;  // of the levels that need an instrument; none: nothing but what is free
  std::vector<Passage> beside;     // of each other regime the highest: what cannot be compared
  decision::Rule denied_by = decision::Rule::label_valid;  // without any of these: why the lowest that needs an instrument is denied
  std::string in_vain;  // where that is `equivalence`, for some statement: what is in force between the two and has no row for it
  friend bool operator==(const MatrixCell&, const MatrixCell&) = default;
};

struct Matrix {
  std::vector<PartyId> owners;      // nations and organisations that have a policy with classified levels
  std::vector<PartyId> recipients;  // all nations and organisations
  std::vector<MatrixCell> cells;    // owners × recipients
  Instant holds_until = kEndOfTime; // first date on which any answer could change

  [[nodiscard]] const MatrixCell& cell(std::size_t owner, std::size_t recipient) const { return cells[owner * recipients.size() + recipient]; }
};

// Fails with Fault for unknown names and worlds that cannot be compiled.
[[nodiscard]] Result<Matrix> matrix(const View& view, const Narrowing& narrowing);

// A dated fact that begins or ends on the date of a change.
struct MatrixCause {
  bool begins = true;  // or ends
  std::string kind;    // "status", as world::FactLine has it; "level"
  std::string of;      // "isa-jpn-fra"
  std::string text;    // "in force"
  world::Place place;  // the file by its name alone
};

// A cell that is another from a date on.
struct MatrixChange {
  Instant at;
  PartyId owner;
  PartyId recipient;
  MatrixCell before;
  MatrixCell after;
  bool cited = false;               // the causes are of what the answers before or after rest on; else, what else changed of the two
  std::vector<MatrixCause> causes;  // none: no dated fact of the two parties begins or ends that day
};
// Every change after `from` and up to `to`, of which progress tells the days gone by; the view's own instant is not looked at. Fails likewise, and with Fault::over_limit for more
// dates than limits::kMatrixDates.
[[nodiscard]] Result<std::vector<MatrixChange>> matrix_changes(const View& view, const Narrowing& narrowing, Instant from, Instant to,
                                                               const Progress& progress = {});

}  // namespace entente::analysis
