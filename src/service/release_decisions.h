// Decides the portions of one document for its recipients. Used by release.cpp only.
//
// Portions under the same marks share one decision per recipient. Not thread-safe (it uses a Desk).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/portions.h"
#include "document/whole.h"
#include "format/release_report.h"
#include "service/desk.h"

namespace entente::service {

// Called before each step of long work: what is done now, how much of how much. 0: not counted.
using ReleaseProgress = std::function<void(std::string_view what, std::size_t done, std::size_t total)>;

struct ReleaseQuestion {
  std::string object;  // the document's name; consents may name it, or one portion as "name#3"
  std::string digest;  // of the file's exact bytes, "sha256:…"; consents may name it
  std::vector<PartyId> to;
  std::optional<PartyId> holder;  // default: the party of the document's system
  std::string purpose;
  Instant as_of;
};

struct ReleaseAnswers {
  std::vector<format::ReleaseAnswer> answers;
  std::vector<std::uint32_t> of_portion;          // per portion: into `answers`
  std::size_t marking_system = 0;                 // of the document's: the one in whose terms the copy is marked
  std::vector<std::vector<label::Label>> labels;  // per answer: what it was decided under, in those terms; empty if nothing could be
  std::vector<std::string> warnings;              // on consents relied on
};

// Fails when there are more markings times recipients than limits::kReleaseDecisions.
[[nodiscard]] Result<ReleaseAnswers> decide_portions(Desk& desk, const ReleaseQuestion& question,
                                                     const document::Document& document, const document::Whole& whole,
                                                     const ReleaseProgress& progress = {});

// One label for all recipients.
[[nodiscard]] format::ReleaseAnswer decide_label(Desk& desk, const ReleaseQuestion& question, const label::Label& label,
                                                 const PartyId& holder);

}  // namespace entente::service
