// What changes between two worlds or dates, as text, JSON and a picture (docs/formats/analysis.md). Pure and thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/changes.h"
#include "codec/json.h"
#include "label/policy.h"

namespace entente::format {

// What was asked, as people call it.
struct ComparedWorld {
  std::string name;  // "indo-pacific", of a folder its title
  Instant as_of;
  std::string revision;
};

// Which facts count, where the question says so.
struct WhatCounts {
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
  bool granted = false;  // what conditions have the two sides give each other counts as given
};
// "counted: only what is verified or better, and was known by 2024-01-01", and a line's end; empty: nothing is said. As members of
// an object likewise.
[[nodiscard]] std::string counts_to_text(const WhatCounts& counts);
void write_counts(codec::JsonWriter& out, const WhatCounts& counts);
// Likewise, of which world, under a picture.
[[nodiscard]] std::string source_to_text(const world::World& world, const std::string& revision, const WhatCounts& counts);

// An action that could not be asked, and why; over a limit: how large it is, and what to narrow.
struct UnaskedAction {
  std::string action;
  std::string why;
};

// An instrument that is in force on one side only, and whose coming or going is no reason of any decision that changes.
struct QuietInstrument {
  std::string id;
  bool began = true;
};

struct ChangesReport {
  ComparedWorld from;
  ComparedWorld to;
  analysis::Changes changes;
  std::string action = "disclose";
  label::PolicyBook policies;  // of the world on the second side: how samples are marked
  WhatCounts counts = {};
  double seconds = 0;          // that comparing took; 0: not measured
  std::optional<Instant> later = {};  // of what differs: the first date after the instant, where both sides are asked at one; none where nothing changes and something differs already
  std::vector<ChangesReport> acts = {};    // of disclosures, where every action is asked: what changes of each other one
  std::vector<UnaskedAction> unasked = {};
  std::vector<QuietInstrument> quiet = {};
  bool every_action = false;
  bool limited = false;  // some of these could not be asked: the answer is not complete
  bool policies_differ = false;       // so a mark may say something else, which no decision about labels tells
};

// Decisions of all that is asked that change; numbers of different actions are of different things, and this tells only if there are any.
[[nodiscard]] bool changes_any(const ChangesReport& report);

struct TextLayout {
  std::size_t columns = 0;  // lines are wrapped before this width; 0: never
  bool all = false;         // every condition, not only the largest of each group
  const label::PolicyBook* marks = nullptr;  // set: with every condition, where all are told, a request to put to `decide`
};

[[nodiscard]] std::string changes_to_text(const ChangesReport& report, const TextLayout& layout);
[[nodiscard]] std::string changes_to_json(const ChangesReport& report);
// Of each action that changes a grid of owners and recipients, limits::kPictureChanges of them, the largest; further ones are counted. Where
// something rests on an instrument, a cell counts that, and the rest is told in a line.
[[nodiscard]] std::string changes_to_svg(const ChangesReport& report);

// Of what changes, what rests on an instrument (in the world that permits it), and what needs none: a mark that lets it go freely.
struct Resting {
  std::uint64_t permitted = 0;  // newly
  std::uint64_t denied = 0;
  [[nodiscard]] bool any() const { return permitted + denied != 0; }
};
[[nodiscard]] Resting on_instruments(const analysis::Changes& changes);
[[nodiscard]] Resting on_none(const analysis::Changes& changes);

// "from 2012-01-01 to 2026-11-01", with the worlds' names where they are two; "✔ 48 newly permitted: isa-jpn-nzl (before: …)".
[[nodiscard]] std::string span_to_text(const ChangesReport& report);
[[nodiscard]] std::string group_to_text(const analysis::DecisionGroup& group);

// What denies: "legal-basis denies, isa-jpn-kor/art-6", the rule alone where it cites nothing; and as members of an object.
[[nodiscard]] std::string denial_to_text(const analysis::Cause& cause, std::string_view verb = {});
void write_denial(codec::JsonWriter& out, const analysis::Cause& cause);
// Of a group of decisions, for other reports: its conditions, a line each and what each is an example of; and as members of an object.
[[nodiscard]] std::string conditions_to_text(const analysis::DecisionGroup& group, const TextLayout& layout);
void write_conditions(codec::JsonWriter& out, const analysis::DecisionGroup& group, const label::PolicyBook& book);
// "ask {…}", and of a person that is supposed "suppose person = […]", a line each; empty where `decide` cannot be asked.
[[nodiscard]] std::string sample_to_text(const decision::Request& sample, const label::PolicyBook& book);
// Broken at spaces; `indent` columns stand before the text, and before every further line.
[[nodiscard]] std::string wrapped(const std::string& text, std::size_t indent, std::size_t columns);
// Which requests an analysis of an action leaves out (docs/semantics.md 7.1, 7.3).
[[nodiscard]] std::string_view not_asked(std::string_view action);
[[nodiscard]] std::string grouped_digits(std::uint64_t number);  // "21,995,232"
[[nodiscard]] std::string duration_to_text(double seconds);  // "120 ms"
// "120 ms, 183,293,600 decisions a second"; as members of an object, the only ones that two runs give differently.
[[nodiscard]] std::string speed_to_text(std::uint64_t decisions, double seconds);
void write_speed(codec::JsonWriter& out, std::uint64_t decisions, double seconds);

}  // namespace entente::format
