// What a check calls certain says what the marking said: of markings put together at random from the words of a policy.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "format/world_folder.h"
#include "label/check_marking.h"
#include "label/marking.h"
#include "label/near.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

const PolicyBook& shipped() {
  static const PolicyBook kBook = [] {
    const char* root = std::getenv("ENTENTE_SOURCE_DIR");
    auto loaded = format::load_world(std::string(root == nullptr ? "." : root) + "/data/worlds/indo-pacific");
    return loaded ? loaded->world.policies : PolicyBook();
  }();
  return kBook;
}

const PolicyBook& small() {
  static const PolicyBook kBook = test::book();
  return kBook;
}

std::vector<std::string> words_of(const Policy& policy) {
  std::vector<std::string> words{"ABC", "DEF", "BP", "J12",  "14",   "2",   "100",   "USA",     "GBR",       "JPN",
                                 "AND", "TO",  "R",  "FVEY", "ABCD", "XYZ", "CNWDI", "SAR-ABC", "RESTRICTED"};
  for (const auto& token : policy.tokens) {
    words.insert(words.end(), token.marks.begin(), token.marks.end());
    if (!token.portion.empty()) words.push_back(token.portion);
  }
  return words;
}

// A level or owner, then words with right and wrong separators between them; sometimes a letter is lost.
std::string any_marking(const Policy& policy) {
  static const std::vector<std::string> kOpenings{
      "SECRET",  "S",        "TOP SECRET",    "UNCLASSIFIED", "(S",     "(TS",          "(U",
      "//FGI R", "(//GBR S", "//NATO SECRET", "SERCET",       "secret", "CONFIDENTIAL", "//JOINT SECRET GBR USA",
      "(//FGI S"};
  static const std::vector<std::string> kJoints{"//", "//", "//", "/", "/", "-", " ", " ", ", ", "///", " // "};
  const auto words = words_of(policy);
  auto text = *rc::gen::elementOf(kOpenings);
  const bool portion = text.starts_with('(');
  const auto count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) {
    auto word = *rc::gen::elementOf(words);
    if (word.size() > 4 && *rc::gen::inRange(0, 8) == 0) word.erase(word.size() / 2, 1);
    text += (i == 0 ? std::string("//") : *rc::gen::elementOf(kJoints)) + word;
  }
  return portion ? text + ")" : text;
}

// Levels count in full, in either form.
void add_word(std::set<std::string>& words, const std::string& word) {
  static const std::map<std::string, std::vector<std::string>> kLevels{{"TS", {"TOP", "SECRET"}}, {"S", {"SECRET"}},
                                                                       {"C", {"CONFIDENTIAL"}},   {"U", {"UNCLASSIFIED"}},
                                                                       {"R", {"RESTRICTED"}},     {"NS", {"NATO", "SECRET"}}};
  const auto found = kLevels.find(word);
  if (found == kLevels.end()) {
    words.insert(word);
  } else {
    words.insert(found->second.begin(), found->second.end());
  }
}

std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : std::string(text) + "/") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    } else if (!word.empty()) {
      add_word(words, std::exchange(word, {}));
    }
  }
  return words;
}

bool names_another_word(const Finding& finding) {
  return finding.rule == "MARK-spelling" || finding.rule == "US-C.1" || finding.rule == "US-D.1";
}

// Any banner will do to complete "REL" and "EYES".
std::optional<Label> read(const std::string& text, const Policy& policy, const PolicyBook& book) {
  auto banner = *parse_marking("//JOINT SECRET GBR USA//REL TO USA, GBR", policy, book);
  banner.controls.eyes_only = banner.releasable.parties;
  for (const Label* at_hand : {static_cast<const Label*>(nullptr), static_cast<const Label*>(&banner)}) {
    if (auto label = parse_marking(in_capitals(text), policy, book, at_hand)) return *label;
  }
  return std::nullopt;
}

// The words that may come and go: those of findings that put one word in the place of another.
void expect_same(const std::string& text, const std::string& corrected, const std::vector<Finding>& findings,
                 const Policy& policy, const PolicyBook& book) {
  const auto before = read(text, policy, book);
  if (before) {
    if (read(corrected, policy, book) != before) RC_FAIL(text + " became " + corrected);
    return;
  }
  auto from = words_in(text);
  auto to = words_in(corrected);
  for (const auto& finding : findings) {
    if (!finding.correction || !names_another_word(finding)) continue;
    const auto begin = finding.span.begin_bytes;
    for (const auto& word : words_in(std::string_view(text).substr(begin, finding.span.end_bytes - begin))) from.erase(word);
    for (const auto& word : words_in(finding.correction->text)) {
      from.erase(word);
      to.erase(word);
    }
    for (const auto& word : words_in(std::string_view(text).substr(begin, finding.span.end_bytes - begin))) to.erase(word);
  }
  if (from != to) RC_FAIL(text + " became " + corrected);
}

// Names that no policy has, each with the published word that it stands behind: what it is below.
std::set<std::pair<std::string, std::string>> names_below(const std::string& text, const Policy& policy) {
  static const std::set<std::string> kNames{"ABC", "DEF", "BP", "J12", "ABCD", "XYZ"};
  std::set<std::string> published;
  for (const auto& word : words_of(policy)) published.merge(words_in(word));
  std::set<std::pair<std::string, std::string>> out;
  std::string leader;
  std::string word;
  for (const char c : text + "/") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      continue;
    }
    if (kNames.contains(word)) {
      if (!leader.empty()) out.emplace(word, leader);
    } else if (published.contains(word)) {
      leader = word;
    }
    word.clear();
  }
  return out;
}

// --- Goal: no name becomes part of something else. This knows nothing of how markings are read.
void expect_names_stay(const std::string& text, const std::string& corrected, const Policy& policy) {
  const auto after = names_below(corrected, policy);
  const auto words = words_in(corrected);
  for (const auto& [name, leader] : names_below(text, policy)) {
    if (words.contains(leader) && !after.contains({name, leader}))
      RC_FAIL(text + " became " + corrected + ": " + name + " stood behind " + leader);
  }
}

bool is_certain(const Finding& finding) { return finding.correction && finding.correction->certain; }

void holds_for(const std::string& text, const Policy& policy, const PolicyBook& book) {
  const auto check = check_marking(text, policy, book);
  for (const auto& finding : check.findings) {
    if (!is_certain(finding)) continue;
    auto single = text;
    single.replace(finding.span.begin_bytes, finding.span.end_bytes - finding.span.begin_bytes, finding.correction->text);
    expect_same(text, single, {finding}, policy, book);
  }
  if (!check.corrected || !check.corrected->certain) return;
  expect_same(text, check.corrected->text, check.findings, policy, book);
  expect_names_stay(text, check.corrected->text, policy);
  const auto again = check_marking(check.corrected->text, policy, book, {check.form, nullptr});
  if (has_errors(again.findings) || std::any_of(again.findings.begin(), again.findings.end(), is_certain)) {
    RC_FAIL(text + " became " + check.corrected->text + ", which has errors");
  }
}

RC_GTEST_PROP(CertainCorrections, keep_the_meaning_of_markings_of_a_small_policy, ()) {
  const auto& policy = *small().find(PolicyId("USA"));
  for (int i = 0; i < 20; ++i) holds_for(any_marking(policy), policy, small());
}

RC_GTEST_PROP(CertainCorrections, keep_the_meaning_of_markings_of_the_shipped_policy, ()) {
  const auto* policy = shipped().find(PolicyId("USA"));
  RC_ASSERT(policy != nullptr);
  for (int i = 0; i < 20; ++i) holds_for(any_marking(*policy), *policy, shipped());
}

}  // namespace
}  // namespace entente::label
