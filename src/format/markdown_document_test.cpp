// Documents as people write them, from Markdown to portions and to the copy: the rules of docs/formats/release.md.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "document/check_document.h"
#include "document/portions.h"
#include "document/redact.h"
#include "format/markdown.h"
#include "label/test_policies.h"

namespace entente::format {
namespace {

using document::Document;
using document::PortionKind;
using document::Segment;

const label::PolicyBook& book() {
  static const auto kBook = label::test::book();
  return kBook;
}

struct Read {
  std::string text;
  std::vector<Segment> segments;
  Document document;
};

Read read(const std::string& text, const std::optional<PolicyId>& system = PolicyId("USA")) {
  Read out{.text = text, .segments = {}, .document = {}};
  auto segments = read_markdown(text);
  EXPECT_TRUE(segments) << segments.error().message;
  if (!segments) return out;
  out.segments = *segments;
  auto document = document::split(text, out.segments, system, book());
  EXPECT_TRUE(document) << document.error().message;
  if (document) out.document = *document;
  return out;
}

// One line per portion: its number, kind, marks, and the contents of its segments.
std::string told(const Read& read) {
  std::string out;
  for (std::size_t i = 0; i < read.document.portions.size(); ++i) {
    const auto& portion = read.document.portions[i];
    out += portion.kind == PortionKind::unmarked  ? "?"
           : portion.kind == PortionKind::invalid ? "!"
           : portion.inherited                    ? "^"
                                                  : "=";
    for (const auto mark : portion.marks) {
      const auto& text = read.document.marks[mark].text;
      out += text.starts_with("(a banner in place") ? " BARE" : " " + text;
    }
    out += ":";
    for (std::size_t s = 0; s < read.segments.size(); ++s) {
      if (read.document.portion_of[s] == i + 1) out += " [" + std::string(read.segments[s].content(read.text)) + "]";
    }
    out += "\n";
  }
  return out;
}

struct SplitCase {
  std::string_view description;
  std::string text;
  std::string expected;
};

// `=` marked, `^` marked by the portion above, `!` invalid, `?` unmarked. All stand below the banner SECRET//NOFORN.
const SplitCase kSplits[] = {
    {.description = "a mark opens a portion, and the block goes on below it",
     .text = "(U) one\ntwo\n\n(S//NF) three\n",
     .expected = "= (U): [(U) one] [two]\n= (S//NF): [(S//NF) three]\n"},
    {.description = "a mark inside a line is text",
     .text = "(U) see (S//NF) and (TS)\n",
     .expected = "= (U) (TS): [(U) see (S//NF) and (TS)]\n"},
    {.description = "a mark that opens a later line of a block opens a portion",
     .text = "(U) one\n(S) two\nthree\n",
     .expected = "= (U): [(U) one]\n= (S): [(S) two] [three]\n"},
    {.description = "a new paragraph without a mark stands for itself",
     .text = "(U) one\n\ntwo\n\nthree\n",
     .expected = "= (U): [(U) one]\n?: [two]\n?: [three]\n"},
    {.description = "marks open headings of both forms",
     .text = "# (U) one\n\n(S) two\n===\n\n### three\n",
     .expected = "= (U): [# (U) one]\n= (S): [(S) two] [===]\n?: [### three]\n"},
    {.description = "marks open list items, also numbered and with boxes",
     .text = "- (U) one\n- (S) two\n  more\n3) (C) three\n- [ ] (U) four\n- [x] (S) five\n",
     .expected = "= (U): [(U) one]\n= (S): [(S) two] [more]\n= (C): [(C) three]\n= (U): [[ ] (U) four]\n= (S): [[x] (S) five]\n"},
    {.description = "items below a marked paragraph are its segments",
     .text = "(S) intro:\n\n- one\n- two\n  - three\n",
     .expected = "= (S): [(S) intro:] [one] [two] [three]\n"},
    {.description = "items nested below a marked item are its segments, its siblings are not",
     .text = "- (U) one\n  - a\n- two\n  - b\n",
     .expected = "= (U): [(U) one] [a]\n?: [two]\n?: [b]\n"},
    {.description = "where marks vary among segments, each must have its own",
     .text = "(U) intro:\n- one\n- (S) two\n- three\n",
     .expected = "= (U): [(U) intro:]\n?: [one]\n= (S): [(S) two]\n?: [three]\n"},
    {.description = "segments with the same mark again do not vary",
     .text = "(U) intro:\n- (U) one\n- two\n- (U) three\n",
     .expected = "= (U): [(U) intro:]\n= (U): [(U) one] [two]\n= (U): [(U) three]\n"},
    {.description = "variation deep below counts above, but not beside",
     .text = "(U) intro:\n- (U) one\n  - (S) a\n- two\n\n(U) other:\n- three\n",
     .expected = "= (U): [(U) intro:]\n= (U): [(U) one]\n= (S): [(S) a]\n?: [two]\n= (U): [(U) other:] [three]\n"},
    {.description = "a list under an unmarked paragraph is unmarked, item by item",
     .text = "intro:\n- one\n- two\n",
     .expected = "?: [intro:]\n?: [one]\n?: [two]\n"},
    {.description = "a second paragraph in an item stands for itself",
     .text = "- (U) one\n\n  two\n",
     .expected = "= (U): [(U) one]\n?: [two]\n"},
    {.description = "a further paragraph of an item that is marked differently counts among its segments",
     .text = "(U) intro\n\n- one\n\n  (S) two\n- three\n",
     .expected = "= (U): [(U) intro]\n?: [one]\n= (S): [(S) two]\n?: [three]\n"},
    {.description = "and so does an invalid one, a heading, a quote, a fence, a cell, a list of its own",
     .text = "(U) a\n\n- b\n\n  (SERCET) c\n\n***\n(U) d\n\n- e\n\n  # (S) f\n\n***\n(U) g\n\n- h\n  > (S) i\n\n***\n(U) j\n\n- "
             "k\n  ```\n  (S) l\n  ```\n\n***\n(U) m\n\n- n\n\n  | o | (S) p |\n  |-|-|\n\n***\n(U) q\n\n- r\n\n  # s\n  - (S) t\n",
     .expected = "= (U): [(U) a]\n?: [b]\n! (SERCET): [(SERCET) c]\n= (U): [(U) d]\n?: [e]\n= (S): [# (S) f]\n= (U): [(U) g]\n"
                 "?: [h]\n= (S): [(S) i]\n= (U): [(U) j]\n?: [k]\n= (S): [] [(S) l] []\n= (U): [(U) m]\n?: [n]\n?: [o]\n"
                 "= (S): [(S) p]\n= (U): [(U) q]\n?: [r]\n?: [# s]\n= (S): [(S) t]\n"},
    {.description = "a further paragraph of an item takes no mark, and takes none away",
     .text = "(U) a\n\n- b\n\n  c\n  - d\n\n  (U) e\n",
     .expected = "= (U): [(U) a] [b]\n?: [c]\n?: [d]\n= (U): [(U) e]\n"},
    {.description = "quotes and code are blocks like any other",
     .text = "> (S) one\n> two\n\n    (U) three\n    four\n",
     .expected = "= (S): [(S) one] [two]\n= (U): [(U) three] [four]\n"},
    {.description = "a blank line ends indented text, which may be no code for its reader, but not fenced code",
     .text = "    (U) one\n\n    two\n\n```\n(U) three\n\nfour\n```\n",
     .expected = "= (U): [(U) one]\n?: [two]\n= (U): [] [(U) three] [] [four] []\n"},
    {.description = "items below text that also stands under another mark are none of its segments",
     .text = "(U) intro<br>(S) more:\n- one\n\n(U) next:\n- two\n- `(S)` three\n",
     .expected = "= (U) (S): [(U) intro<br>(S) more:]\n?: [one]\n= (U): [(U) next:]\n?: [two]\n? (S): [`(S)` three]\n"},
    {.description = "a fence goes with what it holds",
     .text = "```\n(U) one\n(S) two\n```\n\n```\nthree\n```\n\n```sh\n(U) four\n```\n",
     .expected = "= (U): [] [(U) one]\n= (S): [(S) two] []\n?: [] [three] []\n?: [```sh]\n= (U): [(U) four] []\n"},
    {.description = "raw HTML and comments are unmarked",
     .text = "(U) one\n\n<div>\ntwo\n</div>\n\n<!-- three -->\n",
     .expected = "= (U): [(U) one]\n?: [<div>] [two] [</div>]\n?: [<!-- three -->]\n"},
    {.description = "link definitions, footnotes and front matter are unmarked",
     .text = "[a]: http://b\n\n[^1]: note\n\n(U) one\n[c]: d\n",
     .expected = "?: [[a]: http://b]\n?: [[^1]: note]\n= (U): [(U) one] [[c]: d]\n"},
    {.description = "each cell is its own portion, empty ones are none",
     .text = "| (U) a | b |\n|---|---|\n| (S) c |  |\n",
     .expected = "= (U): [(U) a]\n?: [b]\n= (S): [(S) c]\n"},
    {.description = "columns that are no table: the line stands under all their marks",
     .text = "(U) a | (S) b\n\n(U) c\t(C) d\n",
     .expected = "= (U) (S): [(U) a | (S) b]\n= (U) (C): [(U) c\t(C) d]\n"},
    {.description = "a second mark right behind the first spoils it",
     .text = "(U) (S//NF) one\n\n(U) [S//NF] two\n\n(U)//NF three\n",
     .expected = "! (U) (S//NF): [(U) (S//NF) one]\n! (U) (a second mark behind the first): [(U) [S//NF] two]\n! (U) (a mark that goes on behind its "
                 "parenthesis): [(U)//NF three]\n"},
    {.description = "a banner where a portion mark should be spoils the portion",
     .text = "(U) intro\n- SECRET//NOFORN text\n- SECRET//NOFORN\n",
     .expected = "= (U): [(U) intro]\n! BARE: [SECRET//NOFORN text]\n"
                 "! BARE: [SECRET//NOFORN]\n"},
    {.description = "and so it does wherever a portion may open, behind emphasis and numbers too",
     .text = "TOP SECRET//SI//NOFORN The a\n\n# TOP SECRET//SI//NOFORN The b\n\n> S//NF The c\n\n1.1 TOP SECRET//SI The "
             "d\n\n**TOP SECRET//NOFORN** The e\n\nTS//SI//NF - The f\n\n(U) one\nsecret // nf The g\n\n//JPN 極秘 The h\n",
     .expected = "! BARE: [TOP SECRET//SI//NOFORN The a]\n! BARE: [# TOP SECRET//SI//NOFORN The b]\n! BARE: [S//NF The c]\n"
                 "! BARE: [1.1 TOP SECRET//SI The d]\n! BARE: [**TOP SECRET//NOFORN** The e]\n! BARE: [TS//SI//NF - The f]\n"
                 "= (U): [(U) one]\n! BARE: [secret // nf The g]\n! BARE: [//JPN 極秘 The h]\n"},
    {.description = "slashes and levels inside a text are text",
     .text = "(U) one\n// a comment\nsee http://s//x\nthe SECRET//NOFORN paper\ns//a/b/\n",
     .expected = "= (U): [(U) one] [// a comment] [see http://s//x] [the SECRET//NOFORN paper] [s//a/b/]\n"},
    {.description = "characters that reorder a line spoil it",
     .text = "(U) one \u202E(S) two\n",
     .expected = "! (characters that reorder the line): [(U) one \u202E(S) two]\n"},
    {.description = "a table below a marked line is not its segment",
     .text = "(U) intro\n| a |\n|---|\n",
     .expected = "= (U): [(U) intro]\n?: [a]\n"},
    {.description = "a mark cut by the line end is invalid, and so is what follows",
     .text = "(S//REL TO USA,\nJPN) one\n\n(U) two\n",
     .expected = "! (S//REL: [(S//REL TO USA,] [JPN) one]\n= (U): [(U) two]\n"},
    {.description = "what looks like a mark is one, and invalid",
     .text = "(SERCET) one\n\n(S//XYZ) two\n\n(s//nf) three\n\n（Ｓ） four\n",
     .expected = "! (SERCET): [(SERCET) one]\n! (S//XYZ): [(S//XYZ) two]\n! (s//nf): [(s//nf) three]\n! （Ｓ）: [（Ｓ） four]\n"},
    {.description = "an invisible character spoils a mark",
     .text = "(S//\xE2\x80\x8BNF) one\n\n\xE2\x80\x8B(U) two\n",
     .expected = "! (S//\xE2\x80\x8BNF): [(S//\xE2\x80\x8BNF) one]\n! \xE2\x80\x8B(U): [\xE2\x80\x8B(U) two]\n"},
    {.description = "emphasis, bullets and paragraph numbers may stand before a mark",
     .text = "**(S)** one\n\n*(S)* two\n\n2.1 (U) three\n\n• (U) four\n\na. (S) five\n\n(1) (U) six\n",
     .expected = "= (S): [**(S)** one]\n= (S): [*(S)* two]\n= (U): [2.1 (U) three]\n= (U): [• (U) four]\n= (S): [a. (S) five]\n"
                 "= (U): [(1) (U) six]\n"},
    {.description = "numbered lines of one block open portions",
     .text = "(S) one\nA. (U) two\nB. three\n",
     .expected = "= (S): [(S) one]\n= (U): [A. (U) two] [B. three]\n"},
    {.description = "a mark in quotes, code or a link counts beside what the text stands under",
     .text = "(S) one\n\"(U)\" two\nthree\n\n`(U)` four\n\n[(TS)](x) five\n",
     .expected = "= (S): [(S) one]\n^ (S) (U): [\"(U)\" two] [three]\n? (U): [`(U)` four]\n? (TS): [[(TS)](x) five]\n"},
    {.description = "a mark behind a line break inside a line counts beside",
     .text = "(U) one<br>(S) two\n\n(U) three\f(S//NF) four\n\n(U) five\xE2\x80\xA8(TS) six\n\n(U) a <b>(S)</b> mark\n",
     .expected =
         "= (U) (S): [(U) one<br>(S) two]\n= (U) (S//NF): [(U) three\f(S//NF) four]\n= (U) (TS): [(U) five\xE2\x80\xA8(TS) six]\n"
         "= (U): [(U) a <b>(S)</b> mark]\n"},
    {.description = "a mark in an attribute, comment or instruction before the text counts beside",
     .text = "<span title=\"(S//NF)\">one</span>\n\n<!-- (TS) --> two\n\n(U) <b title=\"(S)\">three</b>\n\n- <?x (S)?>four\n\n<i "
             "class=\"SECRET//NOFORN\">five</i>\n",
     .expected = "? (S//NF): [<span title=\"(S//NF)\">one</span>]\n? (TS): [<!-- (TS) --> two]\n"
                 "= (U) (S): [(U) <b title=\"(S)\">three</b>]\n? (S): [<?x (S)?>four]\n"
                 "? SECRET//NOFORN: [<i class=\"SECRET//NOFORN\">five</i>]\n"},
    {.description = "marks in a tag and behind it both count beside",
     .text = "<!-- (U) -->(S//NF) one\n\n<p title=\"a > (C)\">(U) two\n\nthree <br title=\"(S)\">four\n",
     .expected = "? (S//NF) (U): [<!-- (U) -->(S//NF) one]\n? (U) (C): [<p title=\"a > (C)\">(U) two]\n"
                 "? (S): [three <br title=\"(S)\">four]\n"},
    {.description = "numbers with names may stand before a mark where a block begins",
     .text = "Para 1. (S) one\n\nSection 2(a) (S//NF) two\n\n十一、(S) three\n\n§ 4 (S) four\n\n# Annex B: (U) five\n\n| Table "
             "2: (U) six |\n|---|\n",
     .expected =
         "= (S): [Para 1. (S) one]\n= (S//NF): [Section 2(a) (S//NF) two]\n= (S): [十一、(S) three]\n= (S): [§ 4 (S) four]\n"
         "= (U): [# Annex B: (U) five]\n= (U): [Table 2: (U) six]\n"},
    {.description = "elsewhere, and without a space, such a mark counts beside",
     .text = "(S//NF) see\nSection 3 (U) of it\n\nSection 3(C) of the act\n\nsee Figure 3 (S) here\n",
     .expected = "= (S//NF): [(S//NF) see]\n^ (S//NF) (U): [Section 3 (U) of it]\n? (C): [Section 3(C) of the act]\n?: [see "
                 "Figure 3 (S) here]\n"},
    {.description = "a form feed before a mark is white space",
     .text = "(S) one\n\f(U) two\n",
     .expected = "= (S): [(S) one]\n= (U): [(U) two]\n"},
    {.description = "a later banner line belongs to nobody, and what follows it stands for itself",
     .text = "(U) one\nSECRET//NOFORN\ntwo\n",
     .expected = "= (U): [(U) one]\n?: [two]\n"},
    {.description = "a page line with a banner stands for itself",
     .text = "(U) one\npage 2        SECRET//NOFORN\ntwo\n",
     .expected = "= (U): [(U) one]\n?: [page 2        SECRET//NOFORN]\n?: [two]\n"},
    {.description = "levels named in a list are no banners",
     .text = "(U) levels:\n- TOP SECRET\n- SECRET\n",
     .expected = "= (U): [(U) levels:] [TOP SECRET] [SECRET]\n"},
    {.description = "an invisible line parts a paragraph",
     .text = "(U) one\n\xE2\x80\x8B\ntwo\n",
     .expected = "= (U): [(U) one]\n?: [two]\n"},
};

TEST(MarkedDocument, falls_into_the_portions_a_reader_sees) {
  for (const auto& test : kSplits) {
    SCOPED_TRACE(test.description);
    EXPECT_EQ(told(read("SECRET//NOFORN\n\n" + test.text)), test.expected);
  }
}

TEST(MarkedDocument, line_ends_do_not_matter) {
  for (const auto& test : kSplits) {
    SCOPED_TRACE(test.description);
    for (const std::string end : {"\r\n", "\r"}) {
      std::string text;
      for (const char c : "SECRET//NOFORN\n\n" + test.text) text += c == '\n' ? end : std::string(1, c);
      EXPECT_EQ(told(read(text)), test.expected);
    }
  }
}

TEST(MarkedDocument, segments_do_not_inherit_where_the_system_does_not_say_so) {
  const auto document = read("TOP SECRET\n\n(S) intro\n- one\n", PolicyId("GBR"));
  EXPECT_EQ(told(document), "= (S): [(S) intro]\n?: [one]\n");
}

std::string systems_of(const Document& document) {
  std::string out;
  for (const auto* system : document.systems) out += (out.empty() ? "" : " ") + system->id.value;
  return out;
}

struct SystemCase {
  std::string_view description;
  std::string text;
  std::string systems;
  bool recognised = false;
};

const SystemCase kSystems[] = {
    {.description = "a banner of one system", .text = "SECRET//NOFORN\n\n(U) a\n", .systems = "USA", .recognised = true},
    {.description = "a banner in Japanese", .text = "極秘\n\n本文\n", .systems = "JPN", .recognised = true},
    {.description = "a banner of several: the marks tell",
     .text = "SECRET\n\n(U) a\n\n(S//NF) b\n",
     .systems = "USA",
     .recognised = true},
    {.description = "a banner of several: who names himself first among the recipients",
     .text = "SECRET//REL TO USA, GBR\n\n(U) a\n",
     .systems = "USA",
     .recognised = true},
    {.description = "the first as written, not by the order of codes",
     .text = "SECRET//REL TO USA, JPN\n\n(S//REL TO USA, JPN) a\n",
     .systems = "USA",
     .recognised = true},
    {.description = "no banner, marks of several", .text = "(S) a\n", .systems = "AUS CAN GBR USA"},
    {.description = "no banner, marks of one system", .text = "(S//NF) a\n", .systems = "USA"},
    {.description = "no banner and no marks", .text = "a\n", .systems = ""},
    {.description = "emphasis around the banner",
     .text = "# **SECRET//NOFORN**\n\n(U) a\n",
     .systems = "USA",
     .recognised = true},
    {.description = "a misspelt banner is one", .text = "SERCET//NOFORN\n\n(U//FOUO) a\n", .systems = "USA", .recognised = true},
    {.description = "a list item is no banner", .text = "- SECRET\n\n(S//NF) a\n", .systems = "USA"},
    {.description = "a banner behind a label",
     .text = "Classification: SECRET//NOFORN\n\na\n",
     .systems = "USA",
     .recognised = true},
    {.description = "a Japanese banner behind a label",
     .text = "**機密区分：** 極秘\n\n本文\n",
     .systems = "JPN",
     .recognised = true},
    {.description = "a label alone announces nothing", .text = "Classification: none\n\n(S//NF) a\n", .systems = "USA"},
    {.description = "other labels announce nothing", .text = "Example: UNCLASSIFIED\n\n(S//NF) a\n", .systems = "USA"},
    {.description = "a byte order mark before the banner",
     .text = "\xEF\xBB\xBFSECRET//NOFORN\n",
     .systems = "USA",
     .recognised = true},
};

TEST(MarkedDocument, banner_and_marks_tell_whose_marks_they_are) {
  for (const auto& test : kSystems) {
    SCOPED_TRACE(test.description);
    const auto document = read(test.text, std::nullopt).document;
    EXPECT_EQ(systems_of(document), test.systems);
    EXPECT_EQ(document.banner_recognised, test.recognised);
    EXPECT_EQ(document.warnings.empty(), test.recognised);
  }
}

TEST(MarkedDocument, of_several_systems_a_mark_must_be_read_by_each) {
  const auto document = read("(S) a\n\n(C) b\n", std::nullopt).document;
  ASSERT_EQ(systems_of(document), "CAN USA");
  EXPECT_EQ(document.marks.at(0).labels.size(), 2U);
}

TEST(MarkedDocument, a_banner_of_several_systems_asks_which) {
  for (const std::string text : {"SECRET\n\na\n", "SECRET\n\n(S) a\n", "(S) a\n\nSECRET\n"}) {
    const auto segments = read_markdown(text);
    ASSERT_TRUE(segments);
    const auto document = document::split(text, *segments, std::nullopt, book());
    ASSERT_FALSE(document);
    EXPECT_NE(document.error().message.find("--policy"), std::string::npos) << document.error().message;
  }
}

TEST(MarkedDocument, a_banner_behind_a_label_is_no_portion) {
  const auto document = read("Classification: SECRET//NOFORN\n\n(U) a\n\nClassification: TOP SECRET//SI//NOFORN\nb\n");
  ASSERT_EQ(document.document.banners.size(), 2U);
  EXPECT_EQ(document.document.marks.at(document.document.banners[0].mark).text, "SECRET//NOFORN");
  EXPECT_EQ(document.document.marks.at(document.document.banners[1].mark).text, "TOP SECRET//SI//NOFORN");
  EXPECT_EQ(told(document), "= (U): [(U) a]\n?: [b]\n");
  const auto misspelt = read("Classification: SERCET\n\na\n");
  ASSERT_EQ(misspelt.document.banners.size(), 1U);
  EXPECT_FALSE(misspelt.document.marks.at(misspelt.document.banners[0].mark).error.empty());
}

TEST(MarkedDocument, a_first_line_near_to_a_banner_is_one_that_cannot_be_read) {
  for (const std::string line :
       {"TOP SECRET//SI//NOFORN Copy 3 of 5", "SECRET//NOFORN (draft)", "DRAFT SECRET//NOFORN", "(TOP SECRET//SI//NOFORN)",
        "| TOP SECRET//SI//NOFORN |", "- SECRET//NOFORN", "**Secret // NOFORN** copy", "<!-- SECRET//NOFORN -->",
        "```\nSECRET//NOFORN copy\n```", "| a | SECRET//NOFORN |\n|---|---|", "Classification: SECRET//NOFORN (draft)"}) {
    SCOPED_TRACE(line);
    const auto document = read(line + "\n\n(U) a\n").document;
    EXPECT_TRUE(document.banner_recognised);
    ASSERT_FALSE(document.banners.empty());
    EXPECT_TRUE(document.marks.at(document.banners[0].mark).labels.empty());
  }
  for (const std::string line : {"(U) see SECRET//NOFORN", "(S//NF) a", "A title (S//NF)", "http://a.b/c", "SECRET//NOFORN      page 1"}) {
    SCOPED_TRACE(line);
    const auto document = read(line + "\n\n(U) a\n").document;
    EXPECT_FALSE(document.banner_recognised);
  }
}

TEST(MarkedDocument, reports_hold_no_text_behind_a_mark_that_cannot_be_read) {
  const auto document =
      read("SECRET//NOFORN\n\n(S//REL TO USA, canary\n\n(S//XYZ " + std::string(100, 'Q') + "canary) a\n").document;
  for (const auto& mark : document.marks) EXPECT_EQ(mark.text.find("canary"), std::string::npos) << mark.text;
}

// --- the copy ---

// Releases the portions whose first mark is (U), and unmarked ones if `highest_too`.
std::string copy(const Read& read, document::Withheld withheld = document::Withheld::neutral_line) {
  document::Redaction redaction{.released = {}, .withheld = withheld, .heading = {"BANNER", "Originator"}};
  for (const auto& portion : read.document.portions) {
    const bool free =
        portion.kind == PortionKind::marked && portion.marks.size() == 1 && read.document.marks[portion.marks[0]].text == "(U)";
    redaction.released.push_back(free);
  }
  auto text = document::redact(read.text, read.segments, read.document, redaction);
  const std::string top = "BANNER\n\nOriginator\n\n";
  const std::string bottom = "\nBANNER\n\nOriginator\n";
  EXPECT_TRUE(text.starts_with(top)) << text;
  EXPECT_TRUE(text.ends_with(bottom)) << text;
  if (text.size() < top.size() + bottom.size()) return "";
  return text.substr(top.size(), text.size() - top.size() - bottom.size());
}

struct CopyCase {
  std::string_view description;
  std::string text;
  std::string shown;
  std::string hidden;
};

const CopyCase kCopies[] = {
    {.description = "released text is copied byte for byte",
     .text = "(U) one  \n\n\n\n*(U)* two\n\n---\n\n    (U) three",
     .shown = "(U) one  \n\n\n\n*(U)* two\n\n---\n\n    (U) three\n",
     .hidden = "(U) one  \n\n\n\n*(U)* two\n\n---\n\n    (U) three\n"},
    {.description = "blank lines around a withheld portion tell nothing",
     .text = "(U) one\n\n\n\n\n(S) two\nmore\n\n\n(U) three\n",
     .shown = "(U) one\n\n[withheld]\n\n(U) three\n",
     .hidden = "(U) one\n\n(U) three\n"},
    {.description = "each withheld portion has one line",
     .text = "(S) one\n(S) two\n\n---\n\n(S) three\n\n\n(U) four\n",
     .shown = "[withheld]\n\n[withheld]\n\n[withheld]\n\n(U) four\n",
     .hidden = "(U) four\n"},
    {.description = "items",
     .text = "- (U) one\n- (S) two\n  - more\n- (U) three\n",
     .shown = "- (U) one\n\n[withheld]\n\n- (U) three\n",
     .hidden = "- (U) one\n\n- (U) three\n"},
    {.description = "banner lines and the blank lines around them go",
     .text = "(U) one\n\n\nSECRET//NOFORN\n\n\n(U) two\n",
     .shown = "(U) one\n\n(U) two\n",
     .hidden = "(U) one\n\n(U) two\n"},
    {.description = "a table of which something is withheld is set anew",
     .text = "| (U) a      | (S) long, long |\n|:-----------|----------------|\n| (U) b | |\n| (S) c | (S) d |\n",
     .shown = "| (U) a | [withheld] |\n| --- | --- |\n| (U) b | |\n| [withheld] | [withheld] |\n",
     .hidden = "| (U) a | |\n| --- | --- |\n| (U) b | |\n"},
    {.description = "a table that goes as a whole stays as it is",
     .text = "| (U) a   |\n|:-------:|\n|  (U) b  |\n",
     .shown = "| (U) a   |\n|:-------:|\n|  (U) b  |\n",
     .hidden = "| (U) a   |\n|:-------:|\n|  (U) b  |\n"},
    {.description = "blank lines above a table of which something is withheld tell nothing",
     .text = "(U) one\n\n\n\n| (S) a | (U) b |\n|---|---|\n",
     .shown = "(U) one\n\n| [withheld] | (U) b |\n| --- | --- |\n",
     .hidden = "(U) one\n\n| | (U) b |\n| --- | --- |\n"},
    {.description = "a table that stays as a whole shows its cells only",
     .text = "(U) one\n\n1. > | (S) a |  b |\n   > |-|-|\n   > | c | d\n\n(U) two\n",
     .shown = "(U) one\n\n| [withheld] | [withheld] |\n| --- | --- |\n| [withheld] | [withheld] |\n\n(U) two\n",
     .hidden = "(U) one\n\n(U) two\n"},
    {.description = "what stands before a row goes with its cells",
     .text = "- | (U) a | (S) b |\n  |-|-|\n  | (S) c | (S) d |\n",
     .shown = "- | (U) a | [withheld] |\n| --- | --- |\n| [withheld] | [withheld] |\n",
     .hidden = "- | (U) a | |\n| --- | --- |\n"},
    {.description = "invisible characters between portions do not pass",
     .text = "(U) one\n\xE2\x80\x8B\xE2\x80\x8B\n(U) two\n",
     .shown = "(U) one\n\n(U) two\n",
     .hidden = "(U) one\n\n(U) two\n"},
    {.description = "a fence goes with the portion it stands at",
     .text = "```\n(S) one\n```\n\n```\n(U) two\n```\n",
     .shown = "[withheld]\n\n```\n(U) two\n```\n",
     .hidden = "```\n(U) two\n```\n"},
};

TEST(MarkedDocument, copy_holds_what_is_released_and_nothing_else) {
  for (const auto& test : kCopies) {
    SCOPED_TRACE(test.description);
    const auto document = read("SECRET//NOFORN\n\n" + test.text);
    EXPECT_EQ(copy(document), test.shown);
    EXPECT_EQ(copy(document, document::Withheld::hide), test.hidden);
  }
}

TEST(MarkedDocument, copy_keeps_the_line_ends_of_what_is_released) {
  const auto redacted = [](const std::string& text) {
    const auto document = read(text);
    document::Redaction redaction{.released = {}, .withheld = {}, .heading = {"B"}};
    for (const auto& portion : document.document.portions)
      redaction.released.push_back(document.document.marks[portion.marks.at(0)].text == "(U)");
    return document::redact(text, document.segments, document.document, redaction);
  };
  EXPECT_EQ(redacted("SECRET//NOFORN\n(S) a\r\n\r\n(U) b\r\nc\r\n"), "B\r\n\r\n[withheld]\r\n\r\n(U) b\r\nc\r\n\r\nB\r\n");
  EXPECT_EQ(redacted("SECRET//NOFORN\r(S) a\r\r(U) b\rc\r"), "B\r\r[withheld]\r\r(U) b\rc\r\rB\r");
  EXPECT_EQ(redacted("SECRET//NOFORN\r\n(U) a\n(S) b\r(U) c\r"), "B\n\n(U) a\n\n[withheld]\n\n(U) c\r\n\nB\n");
}

// A check and a release of one document tell alike whose marks it bears.
TEST(DocumentOf, one_system_for_check_and_release) {
  std::size_t told = 0;
  for (const std::string text : {"SECRET//NOFORN\n\n(S//NF) a\n", "NATO SECRET\n\n(NS) a\n", "UNCLASSIFIED\n\n(U) a\n(U//FOUO) b\n",
                                 "SECRET//REL TO USA, GBR\n\n(S//REL) a\n", "SECRET//REL TO AUS, GBR\n\n(S//REL TO AUS, GBR) a\n",
                                 "極秘\n\n（極秘）a\n", "Classification: SECRET//NOFORN\n\n(S//NF) a\n", "(S//NF) a\n\n(TS//SI//NF) b\n",
                                 "SECRET\n\n(S) a\n", "UNCLASSIFIED\n\n(U) a\n", "no marks\n"}) {
    const auto checked = document::system_of(text, book());
    const auto segments = read_markdown(text);
    ASSERT_TRUE(segments);
    const auto released = document::split(text, *segments, std::nullopt, book());
    if (!checked) {
      EXPECT_TRUE(!released || released->systems.size() != 1) << text;
      continue;
    }
    ++told;
    ASSERT_TRUE(released) << text << released.error().message;
    ASSERT_EQ(released->systems.size(), 1U) << text;
    EXPECT_EQ(released->systems.front(), *checked) << text;
  }
  EXPECT_GE(told, 7U);
}

}  // namespace
}  // namespace entente::format
