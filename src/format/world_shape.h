// What a loader asks of the tables of a file, so that a schema can be written without a second list of keys: world_schema.h.
//
// Filled by EntryReaders of imagined entries, one visit a run of the loader. Values; one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente::format {

struct TableShape;

enum class ValueForm : std::uint8_t {
  text = 0,  // one line
  lines,     // text with line breaks
  id,        // of the pattern in `words`
  flag,      // true or false
  integer,
  date,   // partial, in quotes
  word,   // one of `words`
  words,  // a list of them
  texts,  // a list of different texts
  text_or_texts,
  reference,  // to a fact of a kind in `words`; all kinds when empty
  references,
  community,  // "coi:NAME" or a reference
  communities,
  table,
  tables
};

struct KeyShape {
  std::string key;
  ValueForm form = ValueForm::text;
  std::size_t required = 0;  // how many visits required it
  std::vector<std::string> words;
  std::unique_ptr<TableShape> table;
};

struct TableShape {
  std::vector<KeyShape> keys;  // in the order in which they were first asked for
  std::size_t visits = 0;
  bool open = false;  // any other key as well: text, a list of texts, an integer, true or false

  // The key's shape, new when it was never asked for.
  KeyShape& ask(std::string_view key, ValueForm form);
  [[nodiscard]] bool requires_key(const KeyShape& key) const { return key.required == visits; }
};

}  // namespace entente::format
