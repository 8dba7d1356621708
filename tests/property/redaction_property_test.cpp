// The law of the copy, over documents of every structure: paragraphs, lists, tables, code, quotes, headings, raw HTML, cut and
// misspelt marks. Every line and cell bears a word of its own, so that a single one in the wrong place shows.
//
// Which words may go is told by the plan a document was made from (planted_document.h), so that splitting, reading, rolling up
// and copying are all under test. A second property holds the copy alone against any choice of portions.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "document/portions.h"
#include "document/redact.h"
#include "document/whole.h"
#include "format/markdown.h"
#include "label/test_policies.h"
#include "property/dice.h"
#include "property/planted_document.h"

namespace entente::property {
namespace {

using document::Document;
using document::Segment;

const label::PolicyBook& book() {
  static const auto kBook = label::test::book();
  return kBook;
}

// Writes a document from a tape. Words are "w" and a number: "w12" is no mark, no markup and no part of another word.
class Author {
 public:
  explicit Author(const Tape& tape) : dice_(tape) {}

  std::string write() {
    std::string text = "SECRET//NOFORN" + end_line();
    const auto blocks = 1 + dice_.below(8);
    for (std::size_t i = 0; i < blocks; ++i) text += end_line() + block() + (dice_.chance(30) ? end_line() : "");
    return text;
  }

 private:
  std::string end_line() { return dice_.below(12) == 11 ? "\r\n" : "\n"; }
  std::string word() { return "w" + std::to_string(++words_) + "e"; }

  std::string mark() {
    return dice_.one_of({"", "(U) ", "(S//NF) ", "(U) ", "(S//REL TO USA, JPN) ", "(TS//SI//NF) ", "**(S)** ", "(SERCET) ",
                         "(S//REL TO USA,", "\"(U)\" "});
  }

  std::string sentence() {
    auto text = mark() + word();
    if (dice_.chance(20)) text += dice_.one_of({" (S//NF) ", "<br>(S) ", " | ", " *x* ", "\f(U) ", " `(U)` "}) + word();
    return text;
  }

  std::string lines(const std::string& before, const std::string& more) {
    auto text = before + sentence() + end_line();
    for (auto count = dice_.below(3); count > 0; --count) text += more + sentence() + end_line();
    return text;
  }

  std::string items(const std::string& indent, std::size_t depth) {
    std::string text;
    for (auto count = 1 + dice_.below(4); count > 0; --count) {
      text += lines(indent + dice_.one_of({"- ", "1. ", "- [ ] "}), indent + "  ");
      if (depth < 3 && dice_.chance(30)) text += items(indent + "   ", depth + 1);
      if (dice_.chance(15)) text += end_line();
    }
    return text;
  }

  std::string table(const std::string& before) {
    const auto columns = 1 + dice_.below(3);
    std::string text = row(before, columns) + before + "|";
    for (std::size_t i = 0; i < columns; ++i) text += dice_.one_of({"---|", ":--------:|", "-|"});
    text += end_line();
    for (auto count = dice_.below(4); count > 0; --count) text += row(before, columns);
    return text;
  }

  std::string row(const std::string& before, std::size_t columns) {
    std::string text = before + "|";
    for (std::size_t i = 0; i < columns; ++i) {
      text += (dice_.chance(15) ? std::string() : " " + sentence_in_cell()) + std::string(dice_.below(5), ' ') + "|";
    }
    return text + end_line();
  }

  std::string sentence_in_cell() { return dice_.one_of({"", "(U) ", "(S//NF) ", "(SERCET) "}) + word(); }

  std::string block() {
    switch (dice_.below(10)) {
      case 1:
        return items("", 0);
      case 2:
        return lines("", "") + items("", 0);
      case 3:
        return table(dice_.one_of({"", "> ", ""}));
      case 4:
        return lines("# ", "");
      case 5:
        return "```" + end_line() + lines("", "") + "```" + end_line();
      case 6:
        return lines("> ", "> ");
      case 7:
        return lines("    ", "    ");
      case 8:
        return "<div>" + end_line() + lines("", "") + "</div>" + end_line();
      case 9:
        return dice_.one_of({"SECRET//NOFORN", "---", "***", "page 2     SECRET//NOFORN"}) + end_line();
      default:
        return lines("", "");
    }
  }

  Dice dice_;
  int words_ = 0;
};

struct Read {
  std::string text;
  std::vector<Segment> segments;
  Document document;
};

Read read(std::string text) {
  Read out{.text = std::move(text), .segments = {}, .document = {}};
  auto segments = format::read_markdown(out.text);
  RC_ASSERT(segments.has_value());
  out.segments = std::move(*segments);
  auto document = document::split(out.text, out.segments, PolicyId("USA"), book());
  RC_ASSERT(document.has_value());
  out.document = std::move(*document);
  return out;
}

std::vector<bool> some(const Read& read, Dice dice) {
  std::vector<bool> released;
  for (std::size_t i = 0; i < read.document.portions.size(); ++i) released.push_back(dice.below(2) == 1);
  return released;
}

std::string copy_of(const Read& read, const std::vector<bool>& released, document::Withheld withheld) {
  return document::redact(read.text, read.segments, read.document,
                          {.released = released, .withheld = withheld, .heading = {"BANNER"}});
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  for (auto at = text.find('w'); at != std::string_view::npos; at = text.find('w', at + 1)) {
    const auto end = text.find_first_not_of("0123456789", at + 1);
    if (end != std::string_view::npos && end > at + 1 && text[end] == 'e') words.emplace_back(text.substr(at, end + 1 - at));
  }
  return words;
}

// Every word stands in the copy exactly if its portion is released, and nothing of a banner line stands there.
void expect_exactly_the_released(const Read& read, const std::vector<bool>& released, const std::string& copy) {
  for (std::size_t i = 0; i < read.segments.size(); ++i) {
    const auto portion = read.document.portion_of[i];
    for (const auto& word : words_in(read.segments[i].bytes(read.text))) {
      RC_ASSERT(portion != 0U);
      RC_ASSERT((copy.find(word) != std::string::npos) == released[portion - 1]);
    }
  }
  const auto lines = std::count(released.begin(), released.end(), false);
  std::size_t neutral = 0;
  for (auto at = copy.find(document::kNeutralLine); at != std::string::npos; at = copy.find(document::kNeutralLine, at + 1))
    ++neutral;
  RC_ASSERT(neutral == 0U || neutral == static_cast<std::size_t>(lines));
}

// The same document, with other words, longer or shorter marks and more blank lines wherever something is withheld.
std::string altered(const Read& read, const std::vector<bool>& released, Dice dice) {
  std::string text;
  bool after_withheld = false;
  for (std::size_t i = 0; i < read.segments.size(); ++i) {
    const auto portion = read.document.portion_of[i];
    std::string own(read.segments[i].bytes(read.text));
    if (portion != 0 && !released[portion - 1]) {
      for (const auto& word : words_in(own)) own.replace(own.find(word), word.size(), "other" + std::string(dice.below(20), 'x'));
      if (const auto mark = own.find("(S//NF)"); mark != std::string::npos && dice.chance(50))
        own.replace(mark, 7, "(TS//SI//NF)");
    }
    const bool is_blank = read.segments[i].kind == document::SegmentKind::blank;
    if (is_blank && after_withheld) own += std::string(dice.below(4), '\n');
    if (portion != 0) after_withheld = !released[portion - 1];
    text += own;
  }
  return text;
}

std::vector<std::uint32_t> shape(const Read& read) {
  std::vector<std::uint32_t> shape;
  for (std::size_t i = 0; i < read.segments.size(); ++i) {
    if (read.segments[i].kind != document::SegmentKind::blank) shape.push_back(read.document.portion_of[i]);
  }
  return shape;
}

// RapidCheck's own small numbers would all be the first choice.
rc::Gen<Tape> any_tape() {
  constexpr std::size_t kLength = 300;
  return rc::gen::container<Tape>(kLength, rc::gen::resize(100, rc::gen::arbitrary<std::uint16_t>()));
}

// What JPN may have, as far as the words of planted documents go: no world is needed for these.
bool may_go_to_jpn(const label::Label& label) {
  const auto& listed = label.releasable.parties;
  const bool named = std::find(listed.begin(), listed.end(), PartyId("JPN")) != listed.end();
  const bool free = label.level == LevelName("UNCLASSIFIED") && label.releasable.kind == label::ReleaseKind::absent;
  return !label.controls.no_foreign && label.categories.empty() && (named || free);
}

std::vector<bool> decided_for_jpn(const Document& document) {
  const auto whole = document::weigh(document, book(), label::test::members);
  std::vector<bool> released;
  for (const auto& portion : document.portions) {
    bool goes = portion.kind != document::PortionKind::invalid;
    for (const auto mark : portion.marks) goes = goes && may_go_to_jpn(document.marks[mark].labels.front());
    if (!portion.has_own) goes = goes && whole.unmarked && may_go_to_jpn(*whole.unmarked);
    goes = goes && whole.unreadable_why.empty();
    if (whole.compilation) goes = goes && may_go_to_jpn(*whole.own);
    released.push_back(goes);
  }
  return released;
}

std::string copy_for_jpn(const std::string& text, document::Withheld withheld) {
  const auto document = read(text);
  return copy_of(document, decided_for_jpn(document.document), withheld);
}

TEST(Law, redaction_never_reveals_a_withheld_portion) {
  std::size_t released = 0;
  std::size_t kept = 0;
  const bool holds = rc::check([&] {
    const auto planted = plant(*any_tape(), *any_tape());
    for (const auto withheld : {document::Withheld::neutral_line, document::Withheld::hide}) {
      const auto copy = copy_for_jpn(planted.text, withheld);
      for (const auto& [word, goes] : planted.words) {
        ++(goes ? released : kept);
        if ((copy.find(word) != std::string::npos) == goes) continue;
        RC_FAIL((goes ? "missing: " : "REVEALED: ") + word + "\n--- text\n" + planted.text + "\n--- copy\n" + copy);
      }
      const auto other = copy_for_jpn(planted.altered, withheld);
      if (copy != other)
        RC_FAIL("--- text\n" + planted.text + "\n--- altered\n" + planted.altered + "\n--- copy\n" + copy + "\n--- altered\n" +
                other);
    }
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(released, 200U);
  EXPECT_GT(kept, 1000U);
}

TEST(Redaction, copies_hold_exactly_what_is_released) {
  std::size_t altered_documents = 0;
  const bool holds = rc::check([&altered_documents] {
    const auto tape = *any_tape();
    const auto choices = *any_tape();
    const auto document = read(Author(tape).write());
    const auto released = some(document, Dice(choices));
    for (const auto withheld : {document::Withheld::neutral_line, document::Withheld::hide}) {
      expect_exactly_the_released(document, released, copy_of(document, released, withheld));
    }
    const auto other = read(altered(document, released, Dice(tape)));
    if (shape(other) != shape(document)) return;  // a changed mark may part other portions
    ++altered_documents;
    for (const auto withheld : {document::Withheld::neutral_line, document::Withheld::hide}) {
      RC_ASSERT(copy_of(document, released, withheld) == copy_of(other, released, withheld));
    }
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(altered_documents, 50U);
}

}  // namespace
}  // namespace entente::property
