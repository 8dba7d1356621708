// Every example banner line and portion mark of the published US manual (2016), found in its text when the test runs, has no
// errors under the shipped policy, or stands below with the reason. Skipped where the reference material is not at hand.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/text.h"
#include "codec/files.h"
#include "format/world_folder.h"
#include "label/check_marking.h"

namespace entente::format {
namespace {

// The text is from scanned pages, with spaces where there are none: none stands beside a separator or within parentheses.
std::string without_stray_spaces(std::string_view text) {
  std::string out(trimmed(text));
  const auto drop = [&](std::string_view what, std::string_view by) {
    for (auto at = out.find(what); at != std::string::npos; at = out.find(what)) out.replace(at, what.size(), by);
  };
  drop("  ", " ");
  drop(" //", "//");
  drop("// ", "//");
  drop("( ", "(");
  drop(" )", ")");
  return out;
}

// What stands between parentheses and has segments, or is a level.
void add_portions(std::string_view text, std::set<std::string>& marks) {
  for (auto open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    const auto close = text.find_first_of("()", open + 1);
    if (close == std::string_view::npos || text[close] != ')') continue;
    const auto mark = without_stray_spaces(text.substr(open, close - open + 1));
    const bool level = mark == "(TS)" || mark == "(S)" || mark == "(C)";
    if (level || mark.find("//") != std::string::npos) marks.insert(mark);
  }
}

void add_banners(std::string_view text, std::set<std::string>& marks) {
  text = text.substr(0, std::min(text.find(" ("), text.find(" [ ")));
  if (text.starts_with('(') || text.starts_with('[')) return;
  for (const auto each : split(text, " or ")) {
    const auto mark = without_stray_spaces(each);
    if (!mark.empty()) marks.insert(mark);
  }
}

// What stands at the end of a line of an example page is the banner at its foot: "… for more information. SECRET//RELIDO".
void add_foot(std::string_view line, std::set<std::string>& marks) {
  const auto is_banner = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view(" /,&-").find(c) != std::string_view::npos;
  };
  const auto end = line.find_last_not_of(' ') + 1;
  auto begin = end;
  while (begin > 0 && is_banner(line[begin - 1])) --begin;
  auto foot = line.substr(begin, end - begin);
  if (begin > 0 && line[begin - 1] >= 'a' && line[begin - 1] <= 'z') foot = foot.substr(std::min(foot.find(' '), foot.size()));
  const auto mark = without_stray_spaces(foot);
  for (const auto* level : {"TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "//"}) {
    if (mark.starts_with(level) && mark.find("//") != std::string::npos) marks.insert(mark);
  }
}

// Every banner within a line, of which a page of columns or a sentence has several: a level with segments behind it.
void add_banners_inside(std::string_view line, std::set<std::string>& marks) {
  const auto is_banner = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view(" /,&-").find(c) != std::string_view::npos;
  };
  for (const std::string_view level : {"TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED"}) {
    for (auto at = line.find(level); at != std::string_view::npos; at = line.find(level, at + 1)) {
      const auto behind = trimmed(line.substr(at + level.size()));
      const bool apart = at == 0 || (line.substr(0, at).ends_with(' ') && !line.substr(0, at).ends_with("TOP "));
      const auto before = trimmed(line.substr(0, at));  // "//NATO SECRET//ATOMAL", "//JOINT SECRET …": no level of ours
      const bool owned = !before.empty() && before.back() >= 'A' && before.back() <= 'Z';
      if (!apart || owned || !behind.starts_with("//")) continue;
      const auto end = std::find_if_not(line.begin() + static_cast<std::ptrdiff_t>(at), line.end(), is_banner);
      auto mark = without_stray_spaces(line.substr(at, static_cast<std::size_t>(end - line.begin()) - at));
      // Of a sentence that goes on with a capital, or what a list has behind a mark.
      if (end != line.end() && *end >= 'a' && *end <= 'z' && *std::prev(end) != ' ')
        mark = mark.substr(0, mark.find_last_of(" /"));
      while (!mark.empty() && std::string_view(" -,").find(mark.back()) != std::string_view::npos) mark.pop_back();
      if (!mark.ends_with("/")) marks.insert(mark);
    }
  }
}

// "(U) Example Banner Line:   SECRET//TK", "- Portion Mark: (S//TK)", "(U) Notional Example Page 2:  SECRET (S) This is …".
std::set<std::string> examples_of(std::string_view text) {
  std::set<std::string> marks;
  bool example = false;
  for (const auto line : split(text, "\n")) {
    example = (example || line.find("Notional Example Page") != std::string_view::npos) && !line.starts_with("end page");
    if (example) add_foot(line, marks);
    add_banners_inside(line, marks);
    std::size_t begin = std::string_view::npos;
    for (const auto* marker : {"Example Banner Line", "Example Portion Mark", "Notional Example Page", "- Banner Line:",
                               "- Portion Mark:", "- Or abbreviated as:", " Banner Line: //", " Portion Mark: (//"}) {
      const auto at = line.find(marker);
      if (at != std::string_view::npos) begin = begin == std::string_view::npos ? at : std::max(begin, at);
    }
    const auto colon = begin == std::string_view::npos ? begin : line.find(": ", begin);
    if (colon == std::string_view::npos) continue;
    const auto rest = trimmed(line.substr(colon + 1));
    add_banners(rest, marks);
    add_portions(rest, marks);
  }
  return marks;
}

TEST(ManualExamples, have_no_errors) {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  if (folder == nullptr) GTEST_SKIP() << "no reference material here";
  const auto text = codec::read_file(std::filesystem::path(folder) / "capco" / "CAPCO-2016.md", limits::kDocumentBytes);
  ASSERT_TRUE(text) << text.error().message;
  const auto world = load_world("data/worlds/indo-pacific");
  ASSERT_TRUE(world) << world.error().message;
  const auto& book = world->world.policies;
  const auto& usa = *book.find(PolicyId("USA"));
  const auto marks = examples_of(*text);
  EXPECT_GT(marks.size(), 280U);
  EXPECT_TRUE(marks.contains("SECRET//FGI ISAF NATO//REL TO USA, GBR")) << "H.3, example page 4";
  EXPECT_TRUE(marks.contains("(//NIS//REL TO USA, ISAF, NATO)")) << "H.3, example page 4";
  constexpr const char* kTemplate = "a template: what stands in brackets is to be filled in";
  constexpr const char* kScanned = "the scanned page has a space in a word";
  constexpr const char* kColumns = "two columns of the page run together: a portion mark stands before the banner line";
  const std::map<std::string, std::string> kReasons{
      {"(S//PR /[Exp licit FD& R])", kTemplate},
      {"(TS//SI-G ABCD//OC/[Explicit FD&R])", kTemplate},
      {"CONFIDENTIAL//PROPIN/[ explicit FD& R]", kTemplate},
      {"TOP SECRET//SI-ABC-EFG-G PXYZ//ORCON/[Explicit FD&R]", kTemplate},
      {"TOP SECRET//SI-ABC//", kTemplate},
      {"TOP SECRET//SI-G ABCD EFGH//ORCON/[Explicit FD&R]", kTemplate},
      {"TOP SECRET//SI-G ABCD//ORCON/[Explicit FD&R]", kTemplate},
      {"CNWDI SECRET//RD-CNWDI", kColumns},
      {"DCNI UNCLASSIFIED//DOD UCNI", kColumns},
      {"RD SECRET//RESTRICTED DATA", kColumns},
      {"S SECRET", kColumns},
      {"(S//RSV-AB C)", kScanned},
      {"//JOINT SECRET CAN GBR USA//REL TO USA, C AN, G BR", kScanned},
      {"//JOINT SECRET GBR USA//REL TO USA, FV EY", kScanned},
      {"TOP SECRET//TK//RSEN/REL TO USA, A CGU", kScanned},
      {"CONFIDENTIAL//HCS", "older information of which H.4 says to ask its originator: HCS is SECRET or higher now"},
      {"SECRET//REL TO USA, FVEY//LES UNCLASSIFIED//LAW ENFORCEMENT SENSITIVE", kColumns},
      {"TOP SECRET//FGH - AAA 123 - LLL SSS / MMM - XYZ / SI - G QURT - PPP / TK//ORCON / NOFORN",
       "the sample of the syntax, with its separators set apart to be seen"},
      {"SECRET//REL TO USA, N ZL", kScanned},
      {"SECRET//SI//REL TO USA, FVE Y", kScanned},
      {"SECRET//REL TO USA, IRQ//DISPLAY ONLY AFG",
       "a slip of the text: both are dissemination controls (A.6), and the head of the page has a single slash"},
      {"(U//LES//REL TO USA, FVEY)", "a slip of the text: non-IC markings stand last, as section A.6 says"}};
  std::set<std::string> wrong;
  for (const auto& mark : marks) {
    const auto check = label::check_marking(mark, usa, book);
    const bool errors = label::has_errors(check.findings);
    if (errors) wrong.insert(mark);
    if (!errors || kReasons.contains(mark)) continue;
    const auto& first = *std::find_if(check.findings.begin(), check.findings.end(),
                                      [](const label::Finding& finding) { return finding.severity == label::Severity::error; });
    ADD_FAILURE() << mark << ": " << first.rule << ": " << first.message;
  }
  for (const auto& [mark, why] : kReasons) EXPECT_TRUE(wrong.contains(mark)) << mark << " has no errors";
}

}  // namespace
}  // namespace entente::format
