#include "document/whole.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "label/marking.h"
#include "label/test_policies.h"

namespace entente::document {
namespace {

const label::PolicyBook& book() {
  static const auto kBook = [] {
    auto out = label::test::book();
    auto usa = *out.find(PolicyId("USA"));
    for (auto& token : usa.tokens) {
      if (token.name == CategoryName("FOUO"))
        token.excluded_levels = {LevelName("TOP SECRET"), LevelName("SECRET"), LevelName("CONFIDENTIAL")};
    }
    out.add(std::move(usa));
    return out;
  }();
  return kBook;
}

// Every line a paragraph of its own; enough here, since format finds the real blocks.
std::vector<Segment> lines_of(std::string_view text) {
  std::vector<Segment> segments;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto stop = text.find('\n', begin);
    Segment segment{.begin = begin, .marker_end = begin, .content_begin = begin, .content_end = stop, .end = stop + 1};
    segment.line = segment.block = static_cast<std::uint32_t>(segments.size() + 1);
    segment.kind = SegmentKind::paragraph;
    segment.starts_block = true;
    segments.push_back(segment);
    begin = segment.end;
  }
  return segments;
}

struct Weighed {
  Document document;
  Whole whole;
};

Weighed weighed(const std::string& text, const std::optional<PolicyId>& system = PolicyId("USA")) {
  auto document = split(text, lines_of(text), system, book());
  EXPECT_TRUE(document);
  auto whole = weigh(*document, book(), label::test::members);
  return {std::move(*document), std::move(whole)};
}

std::string banner(const std::optional<label::Label>& label) {
  if (!label) return "none";
  const auto text = label::render_marking(*label, *book().find(label->policy), book(), label::MarkForm::banner);
  return text ? *text : text.error().message;
}

struct Case {
  std::string_view description;
  std::string text;
  std::string own;
  std::string unmarked;
  bool compilation = false;
  std::size_t warnings = 0;
  bool unreadable = false;
};

const Case kCases[] = {
    {.description = "portions that add up to the banner",
     .text = "SECRET//NOFORN\n(U) a\n(S//NF) b\n",
     .own = "SECRET//NOFORN",
     .unmarked = "SECRET//NOFORN"},
    {.description = "a banner above its portions is a compilation",
     .text = "SECRET//NOFORN\n(U) a\n(S//REL TO USA, JPN) b\n",
     .own = "SECRET//NOFORN",
     .unmarked = "SECRET//NOFORN",
     .compilation = true,
     .warnings = 1},
    {.description = "a banner below its portions: text without a mark counts as the highest of both",
     .text = "UNCLASSIFIED\n(U) a\n(S//NF) b\n",
     .own = "UNCLASSIFIED",
     .unmarked = "SECRET//NOFORN",
     .warnings = 1},
    {.description = "text without marks alone",
     .text = "SECRET//REL TO USA, JPN\na\n",
     .own = "SECRET//REL TO USA, JPN",
     .unmarked = "SECRET//REL TO USA, JPN",
     .compilation = true},
    {.description = "a mark in quotes ranks nothing but its own portion",
     .text = "SECRET//NOFORN\n(S//NF) a\n\"(TS//SI//NF)\" b\n`(SERCET)` c\n",
     .own = "SECRET//NOFORN",
     .unmarked = "SECRET//NOFORN"},
    {.description = "no banner", .text = "a\n(S//NF) b\n", .own = "none", .unmarked = "none"},
    {.description = "a portion mark that cannot be read",
     .text = "SECRET//NOFORN\n(S//NF) a\n(SERCET) b\n",
     .own = "SECRET//NOFORN",
     .unmarked = "none"},
    {.description = "a banner that cannot be read",
     .text = "SERCET//NOFORN\n(U) a\n",
     .own = "none",
     .unmarked = "none",
     .warnings = 1,
     .unreadable = true},
    {.description = "a first line that is near to a banner",
     .text = "SECRET//NOFORN (draft)\n(U) a\n",
     .own = "none",
     .unmarked = "none",
     .warnings = 1,
     .unreadable = true},
    {.description = "a portion mark alone on the first line",
     .text = "(TOP SECRET//SI//NOFORN)\n(U) a\n",
     .own = "none",
     .unmarked = "none",
     .warnings = 1,
     .unreadable = true},
    {.description = "a banner behind a label further down is stricter",
     .text = "SECRET//REL TO USA, JPN\n(S//REL TO USA, JPN) a\nClassification: TOP SECRET//SI//NOFORN\n",
     .own = "TOP SECRET//SI//NOFORN",
     .unmarked = "TOP SECRET//SI//NOFORN",
     .compilation = true,
     .warnings = 2},
    {.description = "a later banner that cannot be read",
     .text = "SECRET//NOFORN\n(S//NF) a\nSECRET//NOFRON\n",
     .own = "SECRET//NOFORN",
     .unmarked = "none",
     .warnings = 1,
     .unreadable = true},
    {.description = "a later banner that is stricter counts",
     .text = "SECRET//REL TO USA, JPN\n(S//REL TO USA, JPN) a\nTOP SECRET//SI//NOFORN\n",
     .own = "TOP SECRET//SI//NOFORN",
     .unmarked = "TOP SECRET//SI//NOFORN",
     .compilation = true,
     .warnings = 2},
    {.description = "the same banner again is no news",
     .text = "SECRET//NOFORN\n(S//NF) a\nSECRET//NOFORN\n",
     .own = "SECRET//NOFORN",
     .unmarked = "SECRET//NOFORN"},
    {.description = "a portion with a mark that stands in no banner of a classified document",
     .text = "SECRET//REL TO USA, JPN\n(U//FOUO) a\n(S//REL TO USA, JPN) b\nc\n",
     .own = "SECRET//REL TO USA, JPN",
     .unmarked = "SECRET//REL TO USA, JPN"},
    {.description = "the same below a banner of the free level: the banner's own word is not lost, each is decided under it",
     .text = "UNCLASSIFIED//FOUO\n(U//FOUO) a\n(S//REL TO USA, JPN) b\nc\n",
     .own = "UNCLASSIFIED//FOUO",
     .unmarked = "SECRET//REL TO USA, JPN",
     .compilation = true,
     .warnings = 2},
    {.description = "an unclassified document keeps it",
     .text = "UNCLASSIFIED//FOUO\n(U//FOUO) a\n(U) b\nc\n",
     .own = "UNCLASSIFIED//FOUO",
     .unmarked = "UNCLASSIFIED//FOUO"},
    {.description = "of two banners neither loses a word, though together they are then valid for nobody",
     .text = "UNCLASSIFIED//FOUO\na\nSECRET//REL TO USA, JPN\nb\n",
     .own = "SECRET//FOUO/REL TO USA, JPN",
     .unmarked = "SECRET//FOUO/REL TO USA, JPN",
     .compilation = true,
     .warnings = 1},
    {.description = "a portion that the system cannot rank",
     .text = "SECRET//FGI JPN//NOFORN\n(//JPN 特定秘密//NF) a\n",
     .own = "SECRET//FGI JPN//NOFORN",
     .unmarked = "none",
     .compilation = true,
     .warnings = 1},
};

TEST(Whole, own_mark_rolled_up_marks_and_what_follows) {
  for (const auto& test : kCases) {
    SCOPED_TRACE(test.description);
    const auto [document, whole] = weighed(test.text);
    EXPECT_EQ(banner(whole.own), test.own);
    EXPECT_EQ(banner(whole.unmarked), test.unmarked);
    EXPECT_EQ(whole.unmarked.has_value(), whole.unmarked_why.empty());
    EXPECT_EQ(whole.compilation, test.compilation);
    EXPECT_EQ(whole.warnings.size(), test.warnings);
    EXPECT_EQ(!whole.unreadable_why.empty(), test.unreadable);
  }
}

TEST(Whole, several_systems_have_no_mark_together) {
  const auto [document, whole] = weighed("(S) a\nb\n", std::nullopt);
  EXPECT_GT(document.systems.size(), 1U);
  EXPECT_FALSE(whole.own);
  EXPECT_FALSE(whole.unmarked);
  EXPECT_FALSE(whole.compilation);
}

}  // namespace
}  // namespace entente::document
