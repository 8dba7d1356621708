// The words in which facts of a world speak of information and acts, to catch one that was meant and misspelt.
//
// A clause applies where what it is limited to is stated, so a misspelt word would drop a restriction in silence. What may be
// done and what goes are closed vocabularies: every activity that some clause names, every item that some fact names or the world
// explains (world::Item), since of another word no clause says whether it means it. What information is about has names of its
// own, which no fact need know; so a domain, form, subject or purpose is refused only where it comes close to a word of
// the facts: the same but for case, hyphens or a plural, or within kMissedCharacters of one that restricts (its opposite,
// "unclassified", is none); or where a reader does not see it as it is written (base/plain.h), as an area, a place or a unit is.
// An instrument under which something was received is one of the world's. Made once of a world that does not change. Pure,
// thread-safe once made. Errors: Fault::bad_request, with what may be meant.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "format/request_json.h"
#include "world/facts.h"

namespace entente::service {

inline constexpr std::size_t kMissedCharacters = 2;

// Of one kind: items, say.
class KnownWords {
 public:
  void know(const std::string& word);
  void know(const std::vector<std::string>& words);
  void know_as_restriction(const std::vector<std::string>& words);

  // `key` names the place in the message. Nothing stated is no word.
  [[nodiscard]] Result<void> check(std::string_view key, const std::string& stated) const;
  [[nodiscard]] bool has(const std::string& word) const { return words_.contains(word); }
  [[nodiscard]] std::string did_you_mean(const std::string& stated) const;

 private:
  std::unordered_set<std::string> words_;
  std::unordered_map<std::string, std::string> alike_;  // the first of the words with these letters
  std::unordered_set<std::string> restrict_;
};

class Vocabulary {
 public:
  explicit Vocabulary(const world::World& world);

  // Whether every word stated of information, of an act, or of controlled data may be taken as it is written.
  [[nodiscard]] Result<void> check(const format::StatedObject& stated) const;
  [[nodiscard]] Result<void> check_purpose(const std::string& stated) const { return purposes_.check("purpose", stated); }
  // What is stated that no fact of the world names, where it may be any text: it changes no decision, but whoever asks may have
  // meant a word that facts name. No fact limits a quantity, so of its unit always.
  [[nodiscard]] std::vector<std::string> remarks(const format::AskedRequest& asked) const;

 private:
  void know_instrument(const world::Instrument& instrument);
  [[nodiscard]] Result<void> check_activity(const std::string& stated) const;
  [[nodiscard]] Result<void> check_item(const std::string& stated) const;
  [[nodiscard]] Result<void> check_area(const std::string& stated) const;
  [[nodiscard]] Result<void> check_instrument(const std::string& stated) const;

  std::unordered_set<std::string> instruments_;
  std::unordered_set<std::string> activities_;
  std::set<std::pair<std::string, std::string>> activities_of_;  // an action, and an activity that its clauses name
  std::unordered_set<std::string> projects_;
  std::unordered_set<std::string> places_;
  std::unordered_set<std::string> currencies_;
  KnownWords areas_;
  KnownWords items_;
  KnownWords domains_;
  KnownWords forms_;
  KnownWords subjects_;
  KnownWords purposes_;
};

}  // namespace entente::service
