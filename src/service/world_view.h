// What `entente world check` and `entente world show` print: text for people, JSON for programs.
//
// Pure functions of a loaded world and a date: no clock, no colour, no terminal width. Text is aligned by display width and
// ends with a line feed; JSON is one indented object and stable: the same world and date give the same bytes.
// Shows what is recorded, whatever its evidence and whenever it was known. Does NOT decide: a row shown here grants nothing by
// itself. Memberships and accessions are shown as grants (docs/semantics.md 1.1), statuses by 1.4. Thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "format/world_folder.h"
#include "world/facts.h"

namespace entente::service {

// Adds a warning for each instrument whose duration was over at `as_of` and whose status does not say so.
void note_ended(format::LoadedWorld& loaded, Instant as_of);

enum class ViewForm { text = 0, json };

// Findings, errors first, "file:line: key: message" one a line ("… (warning)" behind a warning), then one line that counts them
// and the facts, or says that the world does not load.
[[nodiscard]] std::string view_check(const format::LoadedWorld& loaded, ViewForm form);

struct ShowRequest {
  Instant as_of;
  std::vector<std::string> names;  // none: the world; one: a party, an instrument, a claim; two: parties, and what binds them
  ViewForm form = ViewForm::text;
  bool timeline = false;    // every dated change instead
  std::string search = {};  // not empty: facts that hold this word instead; then no names
  std::optional<Instant> known_as_of = std::nullopt;
};

// Fails with Fault::unknown_name (desk.h), with a suggestion, or Fault::bad_request for more than two names.
[[nodiscard]] Result<std::string> view_show(const world::World& world, const ShowRequest& request);

// How many facts of each grade a world holds: every entry that carries evidence of its own. A template's clauses count once,
// whatever has them; claims and their sources are no facts.
struct EvidenceCount {
  std::size_t verified = 0;
  std::size_t partial = 0;
  std::size_t unverified = 0;
  std::size_t assumed = 0;
  [[nodiscard]] std::size_t total() const { return verified + partial + unverified + assumed; }
};
[[nodiscard]] EvidenceCount count_evidence(const world::World& world);

}  // namespace entente::service
