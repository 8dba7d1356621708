// Each mark of tests/golden/marks that reads, and some of every kind that names may lack, as a label by names, in XML (4774) and
// in both JSON forms: read back it is the same label of the world, or the form is refused and says for what it has no place.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "format/label_4774.h"
#include "format/label_5636.h"
#include "format/world_folder.h"
#include "label/marking.h"
#include "label/named_label.h"

namespace entente::format {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

fs::path source_folder() {
  const char* root = std::getenv("ENTENTE_SOURCE_DIR");
  return root != nullptr ? root : ".";
}

const label::PolicyBook& shipped_policies() {
  static const auto kLoaded = load_world(source_folder() / "data/worlds/indo-pacific");
  static const label::PolicyBook kNone;
  return kLoaded ? kLoaded->world.policies : kNone;
}

std::vector<std::string> marks_of(const PolicyId& policy) {
  std::vector<std::string> marks;
  std::ifstream in(source_folder() / "tests/golden/marks" / (policy.value + ".tsv"));
  for (std::string line; std::getline(in, line);) {
    const auto cells = split(line, "\t");
    if (!line.starts_with('#') && cells.size() > 1 && cells[1] == "ok") marks.emplace_back(cells[0]);
  }
  return marks;
}

// Through each form and back: what was named before, or nothing.
void expect_same_in_each_form(const label::ConfidentialityLabel& names, const label::Label& label) {
  const auto& book = shipped_policies();
  const auto xml = parse_4774(print_4774(names));
  ASSERT_TRUE(xml) << xml.error().message;
  EXPECT_EQ(*xml, names);
  for (const auto form : {JsonLabelForm::elements, JsonLabelForm::structured}) {
    const auto text = print_5636(names, form);
    ASSERT_TRUE(text) << text.error().message;
    const auto json = parse_5636(*text);
    ASSERT_TRUE(json) << json.error().message;
    const auto again = label::from_names(*json, book);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, label);
  }
}

TEST(LabelsOfMarks, are_the_same_in_each_form_or_refused_with_the_reason) {
  const auto& book = shipped_policies();
  ASSERT_FALSE(book.policies().empty());
  std::size_t carried = 0;
  for (const auto& [id, policy] : book.policies()) {
    for (const auto& mark : marks_of(id)) {
      SCOPED_TRACE(id.value + ": " + mark);
      const auto label = label::parse_marking(mark, policy, book);
      ASSERT_TRUE(label) << label.error().message;
      const auto names = label::to_names(*label, book);
      if (names) {
        ++carried;
        expect_same_in_each_form(*names, *label);
      } else {
        EXPECT_THAT(names.error().message, HasSubstr("has no "));
      }
    }
  }
  constexpr std::size_t kAtLeast = 400;
  EXPECT_GT(carried, kAtLeast);
}

// What attributes by names have no place for is refused by name, alone and together.
TEST(LabelsOfMarks, name_what_no_form_has_a_place_for) {
  const auto& book = shipped_policies();
  const auto* usa = book.find(PolicyId("USA"));
  ASSERT_NE(usa, nullptr);
  struct Case {
    const char* mark;
    std::vector<const char*> words;
  };
  for (const auto& each : {Case{"SECRET//DISPLAY ONLY AFG, IRQ", {"DISPLAY ONLY"}},
                           Case{"SECRET//REL TO USA, IRQ/DISPLAY ONLY AFG", {"DISPLAY ONLY"}},
                           Case{"//JOINT SECRET GBR USA//REL TO USA, GBR", {"joint owners"}},
                           Case{"//JOINT SECRET GBR USA//FGI NZL//REL TO USA, GBR", {"joint owners", "foreign sources (FGI)"}},
                           Case{"//CAN GBR SECRET", {"joint owners"}}, Case{"SECRET//FGI GBR//NOFORN", {"foreign sources (FGI)"}},
                           Case{"SECRET//FGI//NOFORN", {"foreign sources (FGI)"}}, Case{"//FGI SECRET", {"a foreign owner"}},
                           Case{"SECRET//ATOMAL//FGI NATO//NOFORN", {"foreign sources (FGI)", "categories of another policy"}},
                           Case{"SECRET//USA/GBR EYES ONLY", {"eyes-only list"}}, Case{"//GBR SECRET//NOFORN", {"NOFORN"}},
                           Case{"//GBR SECRET//REL TO USA, GBR", {"a release list"}}}) {
    const auto label = label::parse_marking(each.mark, *usa, book);
    ASSERT_TRUE(label) << each.mark << ": " << label.error().message;
    const auto names = label::to_names(*label, book);
    ASSERT_FALSE(names) << each.mark;
    for (const auto* words : each.words) EXPECT_THAT(names.error().message, HasSubstr(words)) << each.mark;
  }
}

}  // namespace
}  // namespace entente::format
