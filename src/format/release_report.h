// What a release did: as text for people, as JSON (docs/formats/release.md), and as the internal report kept beside the copy.
//
// A report quotes marks and line numbers, never the text of a portion. Portions under the same marks share one answer. The same
// report gives the same bytes. Text of documents and file names is escaped where it could disturb a terminal or a table.
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/names.h"
#include "codec/sink.h"
#include "decision/decision.h"
#include "document/portions.h"

namespace entente::format {

struct NamedParty {
  PartyId id;
  std::string name;  // "Japan"
};

// The answer for all portions under the same marks.
struct ReleaseAnswer {
  bool released = false;
  std::string marking;                    // as written; empty: none of its own
  std::string beside;                     // further marks it is decided under: in quotes, behind a <br>
  std::vector<PartyId> blocked_by;        // recipients that may not; members where a group was asked for
  std::vector<decision::Reason> reasons;  // every rule, for each recipient and mark; with several recipients each names its own
  std::vector<decision::Obligation> obligations;  // of a release: the union over the recipients
  world::Evidence evidence = world::Evidence::assumed;
  Instant valid_until = kEndOfTime;
};

struct ReportedPortion {
  document::PortionKind kind = document::PortionKind::unmarked;
  bool inherited = false;
  std::uint32_t line = 0;
  std::uint32_t answer = 0;  // into ReleaseReport::answers
};

struct RecipientMark {
  PartyId recipient;
  std::string text;  // what it writes on the copy; empty: nothing (free level)
};

struct ReleaseReport {
  std::string document;  // file name
  std::vector<NamedParty> to;
  Instant as_of;
  std::string original_banner;  // as written; empty: none recognised
  std::string released_banner;  // empty: nothing is released
  std::string system;           // policy of the document; several separated by commas; empty: none
  std::vector<RecipientMark> recipient_marks;
  std::vector<ReportedPortion> portions;
  std::vector<ReleaseAnswer> answers;
  std::size_t released = 0;
  std::size_t withheld = 0;
  world::Evidence evidence = world::Evidence::assumed;  // weakest of what is released
  Instant valid_until = kEndOfTime;                     // earliest of what is released
  std::string revision;
  std::string copy_path;  // empty: no copy is written
  std::string report_path;
  std::vector<std::string> warnings;
  bool hidden = false;  // the copy does not show where something is withheld

  [[nodiscard]] bool decision() const { return released != 0; }
  [[nodiscard]] bool complete() const { return released != 0 && withheld == 0; }
  [[nodiscard]] const ReleaseAnswer& answer(const ReportedPortion& portion) const { return answers[portion.answer]; }
};

enum class Colour { never = 0, always };

struct TextStyle {
  Colour colour = Colour::never;
  std::size_t columns = 0;  // of the terminal: lines are wrapped before it; 0: never
};

// "(S//NF)" → "S//NF"; anything else stays as it is.
[[nodiscard]] std::string_view without_parentheses(std::string_view marking);

inline constexpr std::size_t kRowsOnScreen = 20;  // portions listed by release_to_text; the others are summed up

// The answer first, then a table of the first portions, then duties and files. Ends with a line end.
[[nodiscard]] std::string release_to_text(const ReleaseReport& report, TextStyle style = {});

// Every portion, and every answer with its reasons.
void release_to_markdown(const ReleaseReport& report, const codec::Sink& sink);

// One line, with a line end. Once limits::kReasonsInFull reasons are written, a portion whose answer stands at an earlier one
// says `"same_as": N` in place of reasons and obligations.
void release_to_json(const ReleaseReport& report, const codec::Sink& sink);

}  // namespace entente::format
