// The published US register of 2016 as a document: a real text of 5,019 lines full of marks and examples of marks.
// Skipped, by name, where the conformance folder is absent (ENTENTE_CONFORMANCE_DIR).
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/text.h"
#include "label/marking.h"
#include "label/test_policies.h"

namespace entente::label {
namespace {

std::filesystem::path register_path() {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  return std::filesystem::path(folder == nullptr ? "../shared/conformance" : folder) / "capco" / "CAPCO-2016.md";
}

// The plainest reading of "opens with a mark": after white space and one block marker.
bool opens_plainly(std::string_view line) {
  line = trimmed(line);
  line.remove_prefix(std::min(line.find_first_not_of("#-*+"), line.size()));
  line = trimmed(line);
  const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits != 0 && digits < line.size() && line[digits] == '.') line = trimmed(line.substr(digits + 1));
  return line.starts_with("(U)");
}

TEST(Register, every_line_that_opens_with_a_mark_is_found_and_no_example_inside_text) {
  std::ifstream file(register_path());
  if (!file) GTEST_SKIP() << "no " << register_path();
  const auto book = test::book();
  const auto& usa = *book.find(PolicyId("USA"));
  std::map<std::string, int> marks;
  int plainly = 0;
  for (std::string line; std::getline(file, line);) {
    const auto opening = opening_mark(line, book);
    EXPECT_NE(opening.kind, Opening::cut) << line;
    plainly += opens_plainly(line) ? 1 : 0;
    EXPECT_TRUE(!opens_plainly(line) || opening.kind == Opening::mark) << line;
    if (opening.kind != Opening::mark) continue;
    const auto mark = line.substr(opening.at_bytes, opening.size_bytes - opening.at_bytes);
    EXPECT_TRUE(parse_marking(mark, usa, book)) << line;
    ++marks[mark];
  }
  EXPECT_GE(plainly, 1302);
  // Also those after a paragraph number, and three warnings quoted whole, mark and all.
  EXPECT_EQ(marks, (std::map<std::string, int>{{"(U)", 1350}, {"(U//FOUO)", 3}}));
}

TEST(Register, only_the_two_lines_that_are_whole_banners_count_as_banners) {
  std::ifstream file(register_path());
  if (!file) GTEST_SKIP() << "no " << register_path();
  const auto book = test::book();
  const auto& usa = *book.find(PolicyId("USA"));
  std::map<std::string, int> banners;
  for (std::string line; std::getline(file, line);) {
    if (is_banner_line(line, usa, book)) ++banners[std::string(without_emphasis(line))];
  }
  EXPECT_EQ(banners, (std::map<std::string, int>{{"UNCLASSIFIED", 2}}));
}

}  // namespace
}  // namespace entente::label
