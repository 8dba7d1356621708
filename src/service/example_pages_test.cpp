// Every example page of the published US register and manual (2016), as a document under the shipped policy: the manual's own
// banners are right for its own portions. Skipped where the reference material is not at hand.
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "document/check_document.h"
#include "service/desk.h"

namespace entente::service {
namespace {

struct Page {
  std::size_t line = 0;
  std::string banner;
  std::vector<std::string> marks;
};

// "(TS//NF) This is the portion mark for …"
void add_marks(std::string_view line, std::vector<std::string>& marks) {
  constexpr std::string_view kBehind = ") This is the portion mark";
  for (auto close = line.find(kBehind); close != std::string_view::npos; close = line.find(kBehind, close + 1)) {
    const auto open = line.rfind('(', close);
    if (open != std::string_view::npos) marks.emplace_back(line.substr(open, close + 1 - open));
  }
}

// A page begins behind its heading with the banner, and ends with a note.
std::vector<Page> pages_of(std::string_view text) {
  constexpr std::string_view kHeading = "Notional Example Page";
  std::vector<Page> pages;
  bool inside = false;
  std::size_t number = 0;
  for (auto line : split(text, "\n")) {
    ++number;
    if (const auto heading = line.find(kHeading); heading != std::string_view::npos) {
      line = trimmed(line.substr(std::min(line.find(':', heading), line.size() - 1) + 1));
      const auto end = std::min(line.find(" ("), line.find("  ["));
      pages.push_back({number, std::string(trimmed(line.substr(0, end))), {}});
      inside = true;
    }
    inside = inside && line.find("(U) Note:") == std::string_view::npos && line.find("(U)   Note:") == std::string_view::npos;
    if (inside) add_marks(line, pages.back().marks);
  }
  return pages;
}

std::string told(const document::DocumentCheck& check) {
  std::string out;
  for (const auto& finding : check.whole) out += finding.rule + ": " + finding.message + "\n";
  for (const auto& each : check.checks) {
    for (const auto& finding : each.findings) {
      if (finding.severity == label::Severity::error) out += finding.rule + ": " + finding.message + "\n";
    }
  }
  return out;
}

TEST(ExamplePages, banners_of_the_manual_are_right_for_its_portions) {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  if (folder == nullptr) GTEST_SKIP() << "no reference material here";
  const auto text = codec::read_file(std::filesystem::path(folder) / "capco" / "CAPCO-2016.md", limits::kDocumentBytes);
  ASSERT_TRUE(text) << text.error().message;
  const auto desk = Desk::open(DeskOptions{"data/worlds/indo-pacific", {}, {}, {}, world::Evidence::unverified});
  ASSERT_TRUE(desk) << desk.error().message;
  const auto policy = desk->policy(PolicyId("USA"));
  ASSERT_TRUE(policy) << policy.error().message;
  const auto members = desk->expand_at(*parse_instant("2016-12-31"));
  // May differ, and why.
  const std::map<std::string, std::string> kMayDiffer{
      {"SECRET//FGI ISAF NATO//REL TO USA, GBR",
       "its JOINT portion is of GBR too, which H.3 wants named; a mark of NATO that no register gives"},
      {"TOP SECRET// SI-NK//REL TO USA, CAN, GBR", "a slip of the text"},
      {"(U) Notional Example Page 3:  SECRET//REL TO USA, FVEY//LES", "two pages in one line, and LES before REL TO"},
  };
  std::size_t compared = 0;
  for (const auto& page : pages_of(*text)) {
    if (page.marks.empty() || kMayDiffer.contains(page.banner)) continue;
    std::string body = page.banner + "\n\n";
    for (const auto& mark : page.marks) body += mark + " text\n\n";
    const auto found = document::check_document(body + page.banner + "\n", **policy, desk->world().policies, members);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->marks.size(), page.marks.size() + 2) << "line " << page.line << "\n" << body;
    EXPECT_EQ(told(*found), "") << "line " << page.line << "\n" << body;
    ++compared;
  }
  EXPECT_GT(compared, 80U);
}

}  // namespace
}  // namespace entente::service
