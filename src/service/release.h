// Releases a marked document: decides every portion for every recipient, writes the copy and the internal report.
//
// A portion goes iff every recipient may have it, under each mark it stands under (docs/semantics.md 2.6). Decisions are
// unrecorded (see desk.h): the copy is for an officer who has the authority to hand it on. Writes
// OUT/releasable/<stem>.<TO>.<ext> and OUT/internal/<stem>.<TO>.report.{md,json}, all or none; without a released portion there
// is a report and no copy. A failure leaves no file and no folder behind. Reads no clock. Not thread-safe (it uses a Desk).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/redact.h"
#include "format/release_report.h"
#include "service/desk.h"

namespace entente::service {

// refuse: an existing copy or report of the same name is an error. replace: it is overwritten, or, if nothing is released
// now, removed.
enum class Existing : std::uint8_t { refuse = 0, replace };

struct ReleaseOptions {
  std::filesystem::path file;
  std::vector<PartyId> to;         // nations, organisations, groups; the last two mean every member
  std::optional<PolicyId> policy;  // whose marks the document bears; default: what its banner and marks tell
  std::optional<PartyId> holder;   // default: the party of that policy
  std::string purpose;             // empty: not stated
  Instant as_of;
  std::filesystem::path out = "out";
  Existing existing = Existing::refuse;
  document::Withheld withheld = document::Withheld::neutral_line;
  std::function<void(std::string_view what, std::size_t done, std::size_t total)> progress;  // of long work; 0: not counted
};

// Fails (service::Fault, or the codes of codec, format.markdown, document) when the document cannot be read or is no text, when a
// name is unknown, when a limit is passed, or when the files cannot be written.
[[nodiscard]] Result<format::ReleaseReport> release(Desk& desk, const ReleaseOptions& options);

}  // namespace entente::service
