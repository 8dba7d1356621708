// Every mark that the published US register and manual (2016) shows, in its text and its examples, under the shipped policy:
// it reads, or stands below with the reason why it is rightly refused. Skipped where the reference material is not at hand.
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "codec/files.h"
#include "format/world_folder.h"
#include "label/check_marking.h"
#include "label/marking.h"

namespace entente::format {
namespace {

// Texts in parentheses that have segments, or are one of the four classifications: all that looks like a portion mark.
std::set<std::string> marks_of(std::string_view text) {
  std::set<std::string> marks;
  for (auto open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    const auto close = text.find_first_of("()\n", open + 1);
    if (close == std::string_view::npos || text[close] != ')') continue;
    const auto inner = trimmed(text.substr(open + 1, close - open - 1));
    const bool level = inner == "TS" || inner == "S" || inner == "C" || inner == "U";
    const bool address = inner.find("://") != std::string_view::npos;
    if (level || (inner.find("//") != std::string_view::npos && !address)) marks.insert("(" + std::string(inner) + ")");
  }
  return marks;
}

// A banner whose lists complete "REL", "EYES" and "JOINT S" in the examples.
label::Label banner_with_lists(const label::PolicyBook& book) {
  auto banner = *label::parse_marking("//JOINT SECRET GBR USA//REL TO USA, GBR", *book.find(PolicyId("USA")), book);
  banner.controls.eyes_only = {PartyId("USA"), PartyId("GBR")};
  return banner;
}

TEST(RegisterMarks, every_mark_reads_or_is_rightly_refused) {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  if (folder == nullptr) GTEST_SKIP() << "no reference material here";
  const auto text = codec::read_file(std::filesystem::path(folder) / "capco" / "CAPCO-2016.md", limits::kDocumentBytes);
  ASSERT_TRUE(text) << text.error().message;
  const auto world = load_world("data/worlds/indo-pacific");
  ASSERT_TRUE(world) << world.error().message;
  const auto& book = world->world.policies;
  const auto banner = banner_with_lists(book);
  const auto marks = marks_of(*text);
  EXPECT_GT(marks.size(), 150U);
  // What stands for something else in a template or a sentence, and slips of the text.
  const std::map<std::string, std::string> kRefused{
      {"(//JOINT S [trigraphs and/or tetragraphs])", "a template"},
      {"(S//REL TO [USA, list])", "a template"},
      {"(S//PR /[Exp licit FD& R])", "a template"},
      {"(TS//SI-G ABCD//OC/[Explicit FD&R])", "a template"},
      {"([class level portion mark]//[control marking portion mark, if applicable])", "a template"},
      {"(e.g., portion marked is: //FGI [classification level])", "a template"},
      {"(S//NF tetragraphs)", "a word of the sentence stands in it"},
      {"(U//FOUO Version)", "a word of the sentence stands in it"},
      {"(e.g., S//REL)", "a word of the sentence stands in it"},
      {"(e.g., SECRET//NOFORN)", "a word of the sentence stands in it"},
      {"(e.g., portion marked: //GBR S)", "a word of the sentence stands in it"},
      {"(i.e., S//IMC/REL TO USA, AUS, CAN, GBR, NZL)", "a word of the sentence stands in it"},
      {"(U//LES -NF)", "a space within the token"},
      {"(“//”)", "speaks of the separator"}};
  std::map<std::string, std::string> refused;
  for (const auto& mark : marks) {
    const auto read = label::parse_marking(mark, *book.find(PolicyId("USA")), book, &banner);
    if (!read) refused.emplace(mark, read.error().message);
  }
  for (const auto& [mark, why] : refused) EXPECT_TRUE(kRefused.contains(mark)) << mark << ": " << why;
  for (const auto& [mark, why] : kRefused) EXPECT_TRUE(refused.contains(mark)) << mark << " reads";
  // What reads is judged right as well, but for spaces that the text of the register has and two marks against its own rules.
  const std::map<std::string, std::string> kWrong{
      {"(S//RSV-AB C)", "two characters, where it asks for three"},
      {"(U//LES//REL TO USA, FVEY)", "dissemination stands before what is not of the community"}};
  std::size_t judged = 0;
  for (const auto& mark : marks) {
    const bool spaced =
        mark.find(" )") != std::string::npos || mark.find("// ") != std::string::npos || mark.find(" //") != std::string::npos;
    if (refused.contains(mark) || kWrong.contains(mark) || spaced) continue;
    ++judged;
    label::CheckOptions options;
    options.banner = &banner;
    const auto check = label::check_marking(mark, *book.find(PolicyId("USA")), book, options);
    for (const auto& finding : check.findings)
      EXPECT_NE(finding.severity, label::Severity::error) << mark << ": " << finding.rule << " " << finding.message;
  }
  EXPECT_GT(judged, 130U);
  for (const auto& [mark, why] : kWrong)
    EXPECT_TRUE(label::has_errors(label::check_marking(mark, *book.find(PolicyId("USA")), book, {}).findings))
        << mark << ": " << why;
}

}  // namespace
}  // namespace entente::format
