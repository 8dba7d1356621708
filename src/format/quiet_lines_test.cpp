// What document/quiet_lines.h passes over, against every mark of the shipped policies: nothing stands there that is looked for.
#include "document/quiet_lines.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "document/found_marks.h"
#include "format/world_folder.h"
#include "label/marking.h"

namespace entente::format {
namespace {

using document::QuietLines;

const label::PolicyBook* shipped_policies() {
  const char* root = std::getenv("ENTENTE_SOURCE_DIR");
  static const auto kLoaded = load_world(std::filesystem::path(root != nullptr ? root : ".") / "data/worlds/indo-pacific");
  return kLoaded ? &kLoaded->world.policies : nullptr;
}

// "SECRET" as a sentence begins, "Secret", and in small letters.
std::vector<std::string> cases_of(const std::string& mark) {
  auto small = mark;
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  auto sentence = small;
  if (!mark.empty()) sentence[0] = mark[0];
  return {mark, small, sentence};
}

std::vector<std::string> marks_of_levels(const label::Policy& policy) {
  std::vector<std::string> marks;
  for (const auto& level : policy.levels) {
    marks.insert(marks.end(), level.marks.begin(), level.marks.end());
    marks.push_back(level.portion);
  }
  for (const auto& each : policy.wording.composites) marks.push_back(each.mark);
  return marks;
}

std::vector<std::string> marks_of_tokens(const label::Policy& policy) {
  std::vector<std::string> marks;
  for (const auto& token : policy.tokens) marks.insert(marks.end(), token.marks.begin(), token.marks.end());
  return marks;
}

std::vector<std::string> lines_with(const std::string& mark) {
  return {mark,
          mark + " the text",
          "Page 2  " + mark,
          "Section 2 (" + mark + ") text",
          "Section 2 " + mark + " text",
          "Vi. " + mark + " text",
          "The text: " + mark,
          "The text (" + mark + ")",
          mark + "//NF",
          mark + " - text",
          "the " + mark + " text"};
}

// What a system's reader would see on the line.
bool has_something(const std::string& line, const label::Policy& policy, const label::PolicyBook& book) {
  const auto opening = label::numbered_opening_mark(line, book);
  return opening.kind != label::Opening::text || !document::banner_on_line(line, policy, book).empty() ||
         !document::marks_in_text(line, 0, {&policy}, book).empty() ||
         document::odd_opening(line, opening, true, {&policy}, book).kind != document::Oddity::none;
}

TEST(QuietLines, passes_over_no_mark_of_any_system) {
  const auto* book = shipped_policies();
  ASSERT_NE(book, nullptr);
  const QuietLines all(*book);
  std::size_t seen = 0;
  for (const auto& [id, policy] : book->policies()) {
    const QuietLines own(policy);
    const auto expect_loud = [&](const std::string& line) {
      if (!has_something(line, policy, *book)) return;
      ++seen;
      if (!document::banner_on_line(line, policy, *book).empty()) EXPECT_TRUE(all.may_be_banner(line)) << line;
      EXPECT_FALSE(own.is_quiet(line)) << id.str() << ": " << line;
      EXPECT_FALSE(all.is_quiet(line)) << id.str() << ": " << line;
    };
    for (const auto& mark : marks_of_levels(policy)) {
      for (const auto& text : cases_of(mark)) {
        for (const auto& line : lines_with(text)) expect_loud(line);
      }
    }
    for (const auto& mark : marks_of_tokens(policy)) expect_loud(cases_of(mark).back() + " the text");
  }
  EXPECT_GT(seen, 1'000U);
}

TEST(QuietLines, passes_over_running_text) {
  const auto* book = shipped_policies();
  ASSERT_NE(book, nullptr);
  const QuietLines all(*book);
  for (const auto* line : {"", "The ship left port on time, and was told of it.", "went on to the depot; 12 pumps were left",
                           "He said that NATO would follow."}) {
    EXPECT_TRUE(all.is_quiet(line)) << line;
  }
  for (const auto* line :
       {"Protected B", "NATO met.", "Page 2  SECRET", "The ship (S//NF) left", "Subject: the ship", "# The ship", "- the ship",
        "The ship | left", "the ship\tleft", "The ship\u200B left", "（秘）text", "1. The ship"}) {
    EXPECT_FALSE(all.is_quiet(line)) << line;
  }
}

// One pass for all of them says what each of them by itself does.
TEST(QuietLines, an_unmarked_text_is_so_to_every_system) {
  const auto* book = shipped_policies();
  ASSERT_NE(book, nullptr);
  const std::string text = "The ship left port.\n\nIt was told so (see above) at 12:00.\n\n- One item\nNATO met.\n\n";
  EXPECT_TRUE(document::is_unmarked(text, *book));
  EXPECT_TRUE(document::is_unmarked("", *book));
  EXPECT_TRUE(document::is_unmarked(text + "(A) One item\n(B) Another\n", *book)) << "letters of items";
  for (const std::string mark :
       {"(S//NF) text\n", "Protected B\n", "極秘\n", "TOP SECRET the text\n", "text (S)\n", "SERCET\n"}) {
    EXPECT_FALSE(document::is_unmarked(text + mark, *book)) << mark;
    EXPECT_FALSE(document::is_unmarked(mark + text, *book)) << mark;
  }
}

}  // namespace
}  // namespace entente::format
