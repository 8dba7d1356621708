// Reading one table of a world file: every key is asked for by name, every mistake becomes a finding, nothing is skipped.
//
// An EntryReader remembers which keys were asked for; `finish` reports the rest as unknown, with the nearest known one. A value
// that cannot be used is reported and read as absent (empty text, no date), so that all mistakes of a file are found in one
// go; whoever builds facts from it must not use them while FindingList::has_errors.
// Used by the loader of this room; one thread at a time. A reader points into the tree and the sink: keep both alive.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "codec/node.h"
#include "format/world_shape.h"
#include "world/check.h"
#include "world/facts.h"

namespace entente::format {

// Findings of all files. Keeps at most limits::kErrorsReported of each severity and counts all.
class FindingList {
 public:
  void add(world::Finding finding);
  // The value of a key ("event.from") of the entry at a place was reported: it cannot be used, and is read as absent. Without a
  // key: what the entry is cannot be told, so neither what else must be in it.
  void unreadable(const world::Place& entry, std::string key);
  // Whether a finding of `check` says of such a value that it is missing, or wrong: the same mistake again.
  [[nodiscard]] bool repeats(const world::Finding& finding) const;
  [[nodiscard]] bool has_errors() const { return !errors_.empty(); }
  // Sorted by file, line and key; errors go before warnings when not all fit. The list is empty afterwards.
  [[nodiscard]] std::vector<world::Finding> take();
  [[nodiscard]] std::size_t errors() const { return error_count_; }
  [[nodiscard]] std::size_t warnings() const { return warning_count_; }

 private:
  std::vector<world::Finding> errors_;
  std::vector<world::Finding> warnings_;
  std::size_t error_count_ = 0;
  std::size_t warning_count_ = 0;
  // By file and line; remembered as long as errors are listed.
  std::map<std::pair<std::string, std::size_t>, std::vector<std::string>> unreadable_;
};

// Where findings of one file go.
struct FileSink {
  std::string file;
  FindingList* findings = nullptr;

  void error(std::size_t line, std::string key, std::string message) const;
  void warning(std::size_t line, std::string key, std::string message) const;
  // An error of `codec`, which begins with its place: "3:14: …" or "line 3: …".
  void error(const Error& error) const;
};

// What an identifier may look like; `shown` is how messages write it, and a regular expression.
struct IdShape {
  std::string_view characters;
  std::size_t least = 1;
  std::size_t most = 64;
  std::string_view shown;
};

[[nodiscard]] bool is_shaped(std::string_view id, const IdShape& shape);

extern const IdShape kPartyShape;       // [A-Z0-9_]{2,16}
extern const IdShape kPolicyShape;      // [A-Z0-9_-]{2,32}
extern const IdShape kInstrumentShape;  // [a-z0-9-]{1,64}
extern const IdShape kEntryShape;       // [A-Za-z0-9._-]{1,64}: all others

enum class Need { optional = 0, required };
enum class Prose { one_line = 0, lines };  // whether line breaks and tabs are text

// An imaginary entry: the loader runs once against it, and the shape remembers what it asked for (world_shape.h).
struct Imagined {
  TableShape* shape = nullptr;
  std::size_t variant = 0;  // another one answers differently, so that every branch of a loader is taken by some
};

template <class E>
using Choices = std::vector<std::pair<std::string_view, E>>;

// All values of an enumeration of world/facts.h; its to_string says nothing beyond the last.
template <class E>
[[nodiscard]] Choices<E> choices_of() {
  Choices<E> out;
  for (std::uint8_t i = 0; !to_string(static_cast<E>(i)).empty(); ++i)
    out.emplace_back(to_string(static_cast<E>(i)), static_cast<E>(i));
  return out;
}

class EntryReader {
 public:
  // `path` is how keys of this table are written in findings: "equivalence.to"; empty for the file's own table.
  EntryReader(const FileSink& sink, const codec::Node& node, std::string path = {});
  // A table within the entry that begins at that line, or an entry of a list in it.
  EntryReader(const FileSink& sink, const codec::Node& node, std::string path, std::size_t entry_line, std::size_t around_line);
  // Reads nothing: records into the shape, reports nothing, and answers with values that a file might have.
  EntryReader(const FileSink& sink, const Imagined& imagined);

  [[nodiscard]] bool is_imagined() const { return imagined_.shape != nullptr; }
  [[nodiscard]] bool has(std::string_view key) const;
  // The text of `key` in the first table of the list `list`, without asking for either; empty when there is none.
  [[nodiscard]] std::string peek(std::string_view list, std::string_view key) const;
  [[nodiscard]] world::Place place() const;
  void error(std::string_view key, std::string message);

  // Text is UTF-8 without control and invisible characters, never empty.
  [[nodiscard]] std::string text(std::string_view key, Need need, Prose prose = Prose::one_line);
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view key);
  [[nodiscard]] std::string id(std::string_view key, const IdShape& shape, Need need = Need::required);
  [[nodiscard]] bool flag(std::string_view key, bool absent);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, Need need);
  [[nodiscard]] std::optional<PartialDate> date(std::string_view key, Need need = Need::optional);
  // A list of different texts; empty when absent.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] std::vector<std::string> text_or_texts(std::string_view key);
  // "kind:id" or "kind:id#part", of one of these kinds; none given: of any.
  using Kinds = std::vector<world::FactKind>;
  [[nodiscard]] std::optional<world::FactRef> reference(std::string_view key, const Kinds& kinds, Need need);
  [[nodiscard]] std::vector<world::FactRef> references(std::string_view key, const Kinds& kinds);
  // "coi:NAME", or a reference to a programme, a project or an event, as text.
  [[nodiscard]] std::string community(std::string_view key, Need need);
  [[nodiscard]] std::vector<std::string> communities(std::string_view key);
  [[nodiscard]] std::optional<EntryReader> table(std::string_view key, Need need);
  [[nodiscard]] std::vector<EntryReader> tables(std::string_view key);
  // Every key of this table, for tables whose keys are open: text, a list of texts, an integer or true and false, as texts.
  [[nodiscard]] std::map<std::string, std::vector<std::string>> open_table();

  template <class E>
  [[nodiscard]] std::optional<E> choice(std::string_view key, const Choices<E>& choices, Need need) {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : choices) names.push_back(name);
    const auto index = pick(key, names, need);
    return index ? std::optional(choices[*index].second) : std::nullopt;
  }
  template <class Id>
  [[nodiscard]] std::vector<Id> names(std::string_view key) {
    std::vector<Id> out;
    for (auto& each : texts(key)) out.emplace_back(std::move(each));
    return out;
  }
  template <class Id>
  [[nodiscard]] std::optional<Id> optional_name(std::string_view key) {
    auto given = optional_text(key);
    return given ? std::optional(Id(std::move(*given))) : std::nullopt;
  }

  // A list of words of an enumeration.
  template <class E>
  [[nodiscard]] std::vector<E> choices(std::string_view key, const Choices<E>& choices) {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : choices) names.push_back(name);
    std::vector<E> out;
    for (const auto index : pick_all(key, names)) out.push_back(choices[index].second);
    return out;
  }

  // Reports the keys that were never asked for. Call once, at the end.
  void finish();

 private:
  [[nodiscard]] const codec::Node* find(std::string_view key);
  [[nodiscard]] const codec::Node* expect(std::string_view key, Need need, codec::NodeKind kind, std::string_view expected);
  [[nodiscard]] std::string path_of(std::string_view key) const;
  void error_at(const codec::Node& node, std::string_view key, std::string message);
  void unreadable(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> clean(std::string_view key, const codec::Node& node, Prose prose);
  [[nodiscard]] std::vector<std::string> open_value(std::string_view key, const codec::Node& node);
  [[nodiscard]] std::vector<std::string> list(std::string_view key, const std::vector<codec::Node>& nodes);
  using Words = std::vector<std::string_view>;
  [[nodiscard]] std::optional<std::size_t> pick(std::string_view key, const Words& names, Need need);
  [[nodiscard]] std::optional<std::size_t> word(const codec::Node& node, std::string_view key, const Words& names);
  [[nodiscard]] std::vector<const codec::Node*> different(std::string_view key);
  [[nodiscard]] std::vector<std::size_t> pick_all(std::string_view key, const Words& names);
  [[nodiscard]] std::optional<world::FactRef> parsed(const codec::Node& node, std::string_view key, const Kinds& kinds);
  [[nodiscard]] std::optional<std::string> parsed_community(const codec::Node& node, std::string_view key);
  // Records that `key` was asked for.
  KeyShape& ask(std::string_view key, ValueForm form, Need need) const;

  const FileSink* sink_;
  const codec::Node& node_;
  Imagined imagined_;
  std::string path_;
  std::size_t entry_line_;   // of the entry that this table is a value of, or of itself
  std::size_t around_line_;  // of the entry around that; the same if there is none
  std::vector<std::string_view> asked_;
};

// The byte at which a text holds a control, invisible or direction-changing character, which could make it look like another.
[[nodiscard]] std::optional<std::size_t> first_hidden(std::string_view text, Prose prose);

// What entries take over from the entry around them when they state none of their own.
struct Inherited {
  std::optional<world::Evidence> evidence;
  std::string source;
  std::optional<PartialDate> known;  // grants only: for a restriction, not counting before a date would be the weaker reading
};

enum class Polarity { restriction = 0, grant };

// `source`, `evidence`, `known` and `note`. Evidence that is neither stated nor inherited is reported unless optional.
[[nodiscard]] world::Provenance read_provenance(EntryReader& entry, const Inherited& around, Polarity polarity,
                                                Need evidence = Need::required);
[[nodiscard]] Inherited inherited_from(const world::Provenance& provenance);

}  // namespace entente::format
