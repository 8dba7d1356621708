// Questions of search and their answers, as JSON and as text for people (docs/formats/search.md; AuthZEN 1.0, section 8).
//
// Reading fails closed as for decisions (request_json.h). Pure and thread-safe; the same answer gives the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "format/request_json.h"
#include "world/facts.h"

namespace entente::format {

//= AuthZEN 1.0 8.2.1: which part of the results is wanted
struct PageAsked {
  std::optional<std::size_t> limit;  // at most limits::kSearchPage
  std::string token;                 // empty: the first page
};

// Who may have the object; the subject of `asked` has a type at most.
struct SubjectSearch {
  AskedRequest asked;
  bool every_type = false;
  PageAsked page;
  std::string question;  // all but the page, in one form: equal texts are equal questions
};

[[nodiscard]] Result<SubjectSearch> read_subject_search(std::string_view json);

// One line of a catalogue.
// One after the other in the same memory. One thread at a time.
class CatalogueObjectReader {
 public:
  // Over what stood in `object`; after an error that means nothing.
  [[nodiscard]] Result<void> read(std::string_view json, std::string_view action, StatedObject& object);

 private:
  RequestLines lines_{Part::resource};
};

struct FoundEntity {
  std::string type;  // "party", "person", … or the type of the object
  std::string id;
  std::string about;                                    // for people: "Japan", "analyst of JPN"; empty: nothing to say
  world::Evidence evidence = world::Evidence::assumed;  // the weakest grant of the permit
  Instant valid_until;
};

// Lines of which something must be said: all are counted, the first limits::kErrorsReported are kept.
struct LineFaults {
  struct Fault {
    std::uint64_t line = 0;  // from 1
    std::string message;
  };
  std::uint64_t count = 0;
  std::vector<Fault> lines;

  void add(std::uint64_t line, std::string message);
};

struct CatalogueAccount {
  std::string digest;  // "sha256:…"
  std::uint64_t lines = 0;
  LineFaults unreadable;
  LineFaults invalid_labels;
};

struct Found {
  std::string question;  // for people: "who may have …"
  std::vector<FoundEntity> results;
  std::string next_token;  // empty: there is no more
  Instant as_of;
  std::string revision;
  std::size_t candidates = 0;
  std::string label_error;                    // who: nobody may have an object without a valid label
  std::string holder_error;                   // who: nor from a holder that is not known
  std::optional<CatalogueAccount> catalogue;  // what

  // With the pages before, these are all; an object that could not be read may be one of them.
  [[nodiscard]] bool is_complete() const { return next_token.empty() && (!catalogue || catalogue->unreadable.count == 0); }
};

[[nodiscard]] std::string found_to_json(const Found& found);
// In place of an answer to what could not be read or may not be gone on with, in this line of the input.
[[nodiscard]] std::string search_refused_to_json(const Error& error, std::uint64_t line);
// Several lines; the last says "complete", "more" or "not complete".
[[nodiscard]] std::string found_to_text(const Found& found);

}  // namespace entente::format
