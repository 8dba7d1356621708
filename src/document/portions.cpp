#include "document/portions.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/lines.h"
#include "document/odd_opening.h"
#include "document/whose_marks.h"
#include "label/marking.h"

namespace entente::document {
namespace {

using label::Policy;
using label::PolicyBook;

constexpr std::string_view kNearBanner = "(a line that is near to a banner)";

// Cut marks.
constexpr std::string_view kBareMarking = "(a banner in place of a portion mark)";
constexpr std::string_view kGoesOn = "(a mark that goes on behind its parenthesis)";
constexpr std::string_view kSecond = "(a second mark behind the first)";
constexpr std::string_view kControl = "(a control behind the mark)";
constexpr std::string_view kNumbersParagraph = "(a letter that numbers a paragraph)";

std::string_view name_of(Oddity kind) {
  return kind == Oddity::goes_on ? kGoesOn : kind == Oddity::second ? kSecond : kind == Oddity::control ? kControl : kBareMarking;
}

bool shows_text(const Segment& segment) {
  return segment.kind != SegmentKind::blank && segment.kind != SegmentKind::rule && segment.kind != SegmentKind::delimiter;
}

// Which list items may belong to what they hang below. A block's root is the block with the mark it would stand under; a further
// block of an item has none, but its mark counts among those of the item.
class Segmentation {
 public:
  Segmentation(const std::vector<Segment>& segments, const Openings& openings) {
    std::uint32_t blocks = 0;
    for (const auto& segment : segments) blocks = std::max(blocks, segment.block);
    of_block_.resize(blocks + 1);
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (segments[i].block != 0) take(segments[i], openings.own[i], openings.beside.count(i) != 0);
    }
  }

  // The mark that an unmarked list item below the block `above` stands under; 0: none, or the marks there differ.
  [[nodiscard]] std::uint32_t mark_for_item_below(std::uint32_t above) const {
    const auto root = of_block_[above].root;
    return root == 0 || of_block_[root].differs ? 0 : of_block_[root].mark;
  }

 private:
  struct Block {
    std::uint32_t mark = 0;   // that opens it
    std::uint32_t root = 0;   // whose mark an item below it may stand under
    std::uint32_t held = 0;   // the marked block it lies in or below: its root, or what a further block of an item is within
    std::uint32_t outer = 0;  // of a marked block: the one it lies below
    bool differs = false;     // of a marked block: something in or below it stands under another mark
  };

  void take(const Segment& segment, std::uint32_t mark, bool has_beside) {
    auto& block = of_block_[segment.block];
    auto around = block.held;
    if (segment.starts_block) {  // block 0 has none
      around = of_block_[segment.above != 0 ? segment.above : segment.within].held;
      block.root = mark != 0 ? segment.block : of_block_[segment.above].root;
      block.held = mark != 0 ? segment.block : around;
      block.mark = mark;
      block.outer = mark != 0 ? around : 0;
    }
    if (has_beside) {  // counts for the block it stands in too
      differ_from(block.held);
    } else if (mark != 0 && around != 0 && of_block_[around].mark != mark) {
      differ_from(around);
    }
  }

  void differ_from(std::uint32_t held) {
    for (; held != 0; held = of_block_[held].outer) of_block_[held].differs = true;
  }

  std::vector<Block> of_block_;
};

// Gives every segment its portion, in the order of the text.
class Assignment {
 public:
  Assignment(const std::vector<Segment>& segments, const Openings& openings, Document& document)
      : segments_(segments), openings_(openings), document_(document), items_(segments, openings) {
    document_.portion_of.assign(segments.size(), 0);
    inherit_ = !document.systems.empty() && std::all_of(document.systems.begin(), document.systems.end(),
                                                        [](const Policy* system) { return system->segments_inherit; });
  }

  void banner() { close(); }

  // A header or footer of a page: stands for itself, and so does what follows it.
  void page_line(std::size_t index) {
    open(PortionKind::unmarked, segments_[index]);
    document_.portion_of[index] = current_;
    close();
  }

  void text(std::size_t index) {
    const auto& segment = segments_[index];
    if (!shows_text(segment)) return;
    if (segment.content_begin == segment.content_end) return nothing_to_read(index);
    const bool opened = enter(index);
    const auto beside = openings_.beside.find(index);
    if (beside != openings_.beside.end()) add_beside(segment, beside->second, opened);
    document_.portion_of[index] = current_;
    if (lead_ && segments_[*lead_].block == segment.block) document_.portion_of[*lead_] = current_;
    lead_.reset();
    block_ = segment.block;
  }

  // What is beyond a limit, if anything is.
  [[nodiscard]] std::string over_limit() const {
    if (document_.portions.size() > limits::kDocumentPortions) return fmt::format("{} portions", limits::kDocumentPortions);
    if (standings_ > limits::kDocumentStandings)
      return fmt::format("{} marks beside those of its portions", limits::kDocumentStandings);
    return {};
  }

 private:
  void close() {
    current_ = 0;
    lead_.reset();
  }

  // A fence goes with the text behind or before it; an empty cell with nothing.
  void nothing_to_read(std::size_t index) {
    const auto& segment = segments_[index];
    if (segment.kind == SegmentKind::cell) return;
    if (segment.starts_block) {
      lead_ = index;
    } else if (current_ != 0 && segment.block == block_) {
      document_.portion_of[index] = current_;
    }
  }

  // Finds or opens the portion of a segment; true if opened.
  bool enter(std::size_t index) {
    const auto& segment = segments_[index];
    if (const auto own = openings_.own[index]; own != 0) {
      open(PortionKind::marked, segment, own);
      return true;
    }
    const bool starts = segment.starts_block || lead_;
    if (!starts && current_ != 0 && segment.block == block_) return false;
    const auto mark = starts && inherit_ && segment.above != 0 ? items_.mark_for_item_below(segment.above) : 0;
    if (mark == 0) {
      open(PortionKind::unmarked, segment);
      return true;
    }
    if (current_ != 0 && portion().marks == std::vector<std::uint32_t>{mark - 1}) return false;
    open(PortionKind::marked, segment, mark);
    portion().inherited = true;
    return true;
  }

  void open(PortionKind kind, const Segment& segment, std::uint32_t mark = 0) {
    Portion portion{.kind = kind, .has_own = mark != 0, .line = segment.line, .marks = {}};
    if (mark != 0) portion.marks.push_back(mark - 1);
    document_.portions.push_back(std::move(portion));
    current_ = static_cast<std::uint32_t>(document_.portions.size());
  }

  void add_beside(const Segment& segment, const std::vector<std::uint32_t>& marks, bool opened) {
    if (!opened) {  // the portion goes on under more marks than before
      auto stricter = portion();
      standings_ += stricter.marks.size();
      stricter.line = segment.line;
      stricter.inherited = stricter.has_own;
      document_.portions.push_back(std::move(stricter));
      current_ = static_cast<std::uint32_t>(document_.portions.size());
    }
    for (const auto mark : marks) {
      auto& all = portion().marks;
      if (std::find(all.begin(), all.end(), mark - 1) != all.end()) continue;
      all.push_back(mark - 1);
      ++standings_;
    }
  }

  Portion& portion() { return document_.portions[current_ - 1]; }

  const std::vector<Segment>& segments_;
  const Openings& openings_;
  Document& document_;
  Segmentation items_;
  bool inherit_ = false;
  std::uint32_t current_ = 0;  // number of the portion that goes on; 0: none
  std::uint32_t block_ = 0;
  std::optional<std::size_t> lead_;  // a fence whose code has not begun yet
  std::size_t standings_ = 0;        // marks beside their own of all portions
};

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<Segment>& segments, const PolicyBook& book)
      : text_(text), segments_(segments), book_(book) {}

  Result<Document> split(const std::optional<PolicyId>& system) {
    openings_ = find_openings(text_, segments_, book_, marks_);
    TRY_DO(hold_to_limit());
    TRY_DO(choose_systems(system));
    look_for_oddities();
    TRY_DO(hold_to_limit());
    TRY_DO(assign());
    TRY_DO(refuse_shared_banner());
    read_marks();
    for (auto& portion : document_.portions) {
      const bool invalid = std::any_of(portion.marks.begin(), portion.marks.end(),
                                       [this](std::uint32_t mark) { return document_.marks[mark].labels.empty(); });
      if (invalid) portion.kind = PortionKind::invalid;
    }
    return std::move(document_);
  }

 private:
  Result<void> choose_systems(const std::optional<PolicyId>& stated) {
    Systems offered;
    if (stated) {
      const auto* system = book_.find(*stated);
      if (system == nullptr) return fail(Fault::unknown_policy, fmt::format("policy {} is not loaded", quoted(stated->value)));
      offered.push_back(system);
    } else {
      for (const auto& [id, policy] : book_.policies()) offered.push_back(&policy);
    }
    banner_ = first_banner(offered);
    const auto [fitting, is_banner] = whose_marks(banner_, marks_, offered, book_);
    if (is_banner && fitting.size() > 1) {
      return fail(Fault::unknown_policy,
                  fmt::format("the banner {} may be of {}, and the marks do not tell which; state it with --policy",
                              quoted(banner_.text), names_of(fitting)));
    }
    document_.systems = fitting;
    if (!is_banner) find_near_banner();
    document_.banner_recognised = is_banner || !document_.banners.empty();
    warn(document_.banner_recognised, banner_.text);
    return {};
  }

  [[nodiscard]] Result<void> hold_to_limit() const {
    if (marks_.texts().size() <= limits::kDocumentMarkings) return {};
    return fail(Fault::over_limit, fmt::format("the document has {} different markings; the limit is {}", marks_.texts().size(),
                                               limits::kDocumentMarkings));
  }

  // The first line with text, if it may hold a banner; or what stands there behind a label.
  BannerText first_banner(const Systems& offered) {
    first_ = static_cast<std::size_t>(std::find_if(segments_.begin(), segments_.end(), shows_text) - segments_.begin());
    if (first_ == segments_.size()) return {};
    const auto line = banner_place(text_, segments_[first_]);
    const auto any = [&](auto reads) {
      return std::any_of(offered.begin(), offered.end(), [&](const Policy* system) { return reads(*system); });
    };
    if (any([&](const Policy& system) { return label::is_banner_line(line, system, book_); })) return {line};
    const auto labelled = openings_.own[first_] == 0 ? label::behind_banner_label(line) : std::string_view();
    if (any([&](const Policy& system) { return label::is_labelled_banner(labelled, system, book_); })) return {labelled, true};
    return {line};
  }

  // A first line that is no banner but was meant for one counts as one that cannot be read. Its text stays text.
  void find_near_banner() {
    const auto first = std::find_if(segments_.begin(), segments_.end(), [](const Segment& segment) {
      return shows_text(segment) && segment.content_begin < segment.content_end;
    });
    for (auto it = first; it != segments_.end() && it->line == first->line; ++it) {
      if (!is_near_banner(text_, *it, book_) || !banner_in_page_line(banner_place(text_, *it), document_.systems, book_).empty())
        continue;
      document_.banners.push_back({it->line, marks_.number(kNearBanner, false) - 1});
      return;
    }
  }

  // The banner that is the whole of a segment, also behind a label; empty if it is none.
  [[nodiscard]] std::string_view banner_of(std::size_t index) const {
    if (banner_.labelled && index == first_) return banner_.text;
    if (openings_.own[index] != 0) return {};
    const auto line = banner_place(text_, segments_[index]);
    if (line.empty() || is_banner(line)) return line;
    const auto labelled = label::behind_banner_label(line);
    const auto& systems = document_.systems;
    const bool is_one = !labelled.empty() && std::any_of(systems.begin(), systems.end(), [&](const Policy* system) {
      return label::is_labelled_banner(labelled, *system, book_);
    });
    return is_one ? labelled : std::string_view();
  }

  [[nodiscard]] std::string_view page_banner_of(std::size_t index) const {
    return openings_.own[index] != 0 ? std::string_view()
                                     : banner_in_page_line(banner_place(text_, segments_[index]), document_.systems, book_);
  }

  // What a reader takes for a mark though it is none that can be read. (What is one depends on the systems.)
  void look_for_oddities() {
    Enumeration letters;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const auto& segment = segments_[i];
      if (!shows_text(segment) || segment.content_begin == segment.content_end) continue;
      const auto content = segment.content(text_);
      const auto letter = letters.take(content, document_.systems);
      if (letter == Enumeration::Item::capital) spoil(i, kNumbersParagraph);
      if (letter == Enumeration::Item::none && openings_.own[i] != 0 && !letters.has_begun()) letters.interrupt();
      look_at_fields(i, content);
      for (const auto mark : marks_in_text(content, 0, document_.systems, book_)) {
        if (openings_.own[i] == 0 || mark.data() != content.data()) add_apart(i, content, mark);
      }
    }
  }

  // A mark at the end of a line or behind a colon: its text stands under it too.
  void add_apart(std::size_t index, std::string_view content, std::string_view mark) {
    if (stands_apart(content, mark)) openings_.beside[index].push_back(marks_.number(mark, false));
  }

  void look_at_fields(std::size_t index, std::string_view content) {
    const auto& segment = segments_[index];
    const auto opening = label::numbered_opening_mark(content, book_);
    const bool begins = segment.starts_block && segment.kind != SegmentKind::cell;
    if (opening.kind != label::Opening::text || !begins_field(content)) {
      take_odd(index, odd_opening(content, opening, begins, document_.systems, book_).kind, true);
    }
    for (auto at = next_field_end(content, opening.size_bytes); at != std::string_view::npos;) {
      at += content[at] == '|' || content[at] == '\t' ? 1 : 3;
      const auto next = next_field_end(content, at);
      const auto field = content.substr(at, next - at);
      take_odd(index, odd_opening(field, label::opening_mark(field, book_), false, document_.systems, book_).kind, false);
      at = next;
    }
  }

  void take_odd(std::size_t index, Oddity kind, bool opens) {
    if (kind == Oddity::bare) {
      spoil_bare(index, opens);
    } else if (spoils(kind)) {
      openings_.beside[index].push_back(marks_.number(name_of(kind), true));
    }
  }

  // It opens a portion too, and none can read it. What stands behind the label of a banner where no banner may stand is a mark of
  // the text beside.
  void spoil_bare(std::size_t index, bool opens) {
    if (!banner_of(index).empty() || !page_banner_of(index).empty()) return;
    const auto labelled = label::behind_banner_label(label::without_emphasis(segments_[index].content(text_)));
    const auto& systems = document_.systems;
    const bool named = !labelled.empty() && std::any_of(systems.begin(), systems.end(), [&](const Policy* system) {
      return label::is_labelled_banner(labelled, *system, book_);
    });
    if (named) {
      openings_.beside[index].push_back(marks_.number(labelled, false));
    } else if (opens && openings_.own[index] == 0) {
      spoil(index, kBareMarking);
    } else {
      openings_.beside[index].push_back(marks_.number(kBareMarking, true));
    }
  }

  void spoil(std::size_t index, std::string_view name) { openings_.own[index] = marks_.number(name, true); }

  // A banner further down binds the whole document too.
  Result<void> refuse_shared_banner() {
    if (document_.systems.size() < 2 || document_.banners.empty()) return {};
    const auto& [line, mark] = document_.banners.front();
    const auto& text = marks_.texts()[mark].text;
    const auto what = text == kNearBanner ? "what is near to a banner" : "the banner " + quoted(text);
    return fail(Fault::unknown_policy,
                fmt::format("line {}: {} may be of {}; state which with --policy", line, what, names_of(document_.systems)));
  }

  void warn(bool is_banner, std::string_view banner) {
    auto& warnings = document_.warnings;
    if (!is_banner) warnings.push_back("no banner is recognised in the first line; text without a mark is withheld");
    if (document_.systems.size() > 1) {
      warnings.push_back(
          fmt::format("{} may be of {}, and the marks do not tell which (--policy does); everything must be permitted under each",
                      is_banner ? "the banner " + quoted(banner) : "the marks", names_of(document_.systems)));
    }
  }

  Result<void> assign() {
    Assignment assignment(segments_, openings_, document_);
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      if (const auto line = banner_of(i); !line.empty()) {
        add_banner(i, line);
        assignment.banner();
        continue;
      }
      const auto in_page_line = page_banner_of(i);
      if (in_page_line.empty()) {
        assignment.text(i);
      } else {
        add_banner(i, in_page_line);
        assignment.page_line(i);
      }
      if (const auto what = assignment.over_limit(); !what.empty()) {
        return fail(Fault::over_limit, fmt::format("line {}: the document has more than {}", segments_[i].line, what));
      }
    }
    return {};
  }

  [[nodiscard]] bool is_banner(std::string_view line) const {
    const auto& systems = document_.systems;
    return std::any_of(systems.begin(), systems.end(),
                       [&](const Policy* system) { return label::is_banner_line(line, *system, book_); });
  }

  void add_banner(std::size_t index, std::string_view line) {
    document_.banners.push_back({segments_[index].line, marks_.number(line, false) - 1});
  }

  void read_marks() {
    document_.marks.reserve(marks_.texts().size());
    for (const auto& text : marks_.texts()) document_.marks.push_back({.text = text.text, .labels = {}, .error = {}});
    std::vector<std::optional<label::Label>> banners(document_.systems.size());
    if (!document_.banners.empty()) {
      const auto& first = document_.marks[document_.banners.front().mark];
      for (std::size_t i = 0; i < banners.size(); ++i) {
        if (auto read = label::parse_marking(first.text, *document_.systems[i], book_)) banners[i] = std::move(*read);
      }
    }
    for (std::size_t i = 0; i < document_.marks.size(); ++i) {
      auto& mark = document_.marks[i];
      read_mark(mark, marks_.texts()[i].cut, banners);
      if (mark.labels.empty()) shorten(mark.text);
    }
  }

  // What cannot be read may be text in parentheses, and reports quote marks.
  static void shorten(std::string& text) {
    std::size_t size = 60;
    if (text.size() <= size) return;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    text = text.substr(0, size) + "…";
  }

  // What a recipient wrote on a received copy reads in that recipient's system, whichever the document's is.
  [[nodiscard]] Result<label::Label> read_text(std::string_view text, const Policy& system, const label::Label* banner) const {
    if (label::is_received(text)) {
      for (const auto& [id, policy] : book_.policies()) {
        if (auto label = label::parse_marking(text, policy, book_)) return label;
      }
    }
    return label::parse_marking(text, system, book_, banner);
  }

  static std::string why_cut(const std::string& text) {
    if (text == kBareMarking) return "a banner stands in place of a portion mark";
    if (text == kNumbersParagraph) return "the letter numbers a paragraph of a list";
    const bool odd = text == kGoesOn || text == kSecond || text == kControl;
    return odd ? "what stands behind the mark is " + text.substr(1, text.size() - 2)
               : "the mark " + quoted(text) + " does not end on its line";
  }

  void read_mark(Mark& mark, bool cut, const std::vector<std::optional<label::Label>>& banners) {
    if (document_.systems.empty()) mark.error = "no marking system is known for this document";
    if (mark.text == kNearBanner) mark.error = "the first line with text names a level as a banner does, but is none";
    if (cut) mark.error = why_cut(mark.text);
    for (std::size_t i = 0; i < document_.systems.size() && mark.error.empty(); ++i) {
      auto label = read_text(mark.text, *document_.systems[i], banners[i] ? &*banners[i] : nullptr);
      if (label) {
        mark.labels.push_back(std::move(*label));
      } else {
        mark.error = label.error().message;
        mark.labels.clear();
      }
    }
  }

  std::string_view text_;
  const std::vector<Segment>& segments_;
  const PolicyBook& book_;
  std::size_t first_ = 0;  // segment with text
  BannerText banner_;      // what stands there, whether it is one or not
  MarkTexts marks_;
  Openings openings_;
  Document document_;
};

}  // namespace

Result<Document> split(std::string_view text, const std::vector<Segment>& segments, const std::optional<PolicyId>& system,
                       const PolicyBook& book) {
  return Splitter(text, segments, book).split(system);
}

}  // namespace entente::document
