#include "property/planted_document.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace entente::property {
namespace {

// --- what marks mean ---

constexpr unsigned kJpn = 1;
constexpr unsigned kAus = 2;
constexpr unsigned kEveryone = 7;

// A marking as far as this vocabulary goes: level (0 is free), one special category, no-foreign, or a list.
struct Sense {
  int level = 0;
  bool special = false;
  bool no_foreign = false;
  unsigned list = 0;  // bits; 0: says nothing of release

  [[nodiscard]] bool speaks() const { return no_foreign || list != 0; }
  [[nodiscard]] unsigned audience() const {
    if (no_foreign) return 0;
    return level == 0 && !speaks() && !special ? kEveryone : list;
  }
  [[nodiscard]] bool may_go_to_jpn() const { return !special && (audience() & kJpn) != 0; }
};

struct Writing {
  std::string_view text;
  bool valid = true;
  Sense sense = {};
};

constexpr std::size_t kNoMark = 0;
constexpr std::size_t kBareMark = 14;
constexpr std::array<Writing, 15> kMarks{{
    {.text = ""},
    {.text = "(U) "},
    {.text = "(S//NF) ", .sense = {.level = 2, .no_foreign = true}},
    {.text = "(S//REL TO USA, JPN) ", .sense = {.level = 2, .list = kJpn}},
    {.text = "(S//REL TO USA, AUS) ", .sense = {.level = 2, .list = kAus}},
    {.text = "(S//REL TO USA, AUS, JPN) ", .sense = {.level = 2, .list = kAus | kJpn}},
    {.text = "(C) ", .sense = {.level = 1}},
    {.text = "(TS//SI//NF) ", .sense = {.level = 3, .special = true, .no_foreign = true}},
    {.text = "(TS//SI//REL TO USA, JPN) ", .sense = {.level = 3, .special = true, .list = kJpn}},
    {.text = "(U//REL TO USA, JPN) ", .sense = {.level = 0, .list = kJpn}},
    {.text = "(SERCET) ", .valid = false},
    {.text = "(S//REL TO USA, ", .valid = false},  // cut
    {.text = "（U） ", .valid = false},            // full-width
    {.text = "[S//NF] ", .valid = false},
    {.text = "SECRET//NOFORN ", .valid = false},  // no parentheses
}};

constexpr std::size_t kNoBanner = 0;
constexpr std::array<Writing, 7> kBanners{{
    {.text = "", .valid = false},
    {.text = "SECRET//NOFORN", .sense = {.level = 2, .no_foreign = true}},
    {.text = "SECRET//REL TO USA, JPN", .sense = {.level = 2, .list = kJpn}},
    {.text = "TOP SECRET//SI//NOFORN", .sense = {.level = 3, .special = true, .no_foreign = true}},
    {.text = "SECRET//REL TO USA, AUS, JPN", .sense = {.level = 2, .list = kAus | kJpn}},
    {.text = "UNCLASSIFIED"},
    {.text = "SERCET//NOFORN", .valid = false},
}};

Sense rolled_up(const std::vector<Sense>& parts) {
  Sense out;
  bool silent = false;
  unsigned common = kEveryone;
  for (const auto& part : parts) {
    out.level = std::max(out.level, part.level);
    out.special = out.special || part.special;
    out.no_foreign = out.no_foreign || part.no_foreign;
    if (part.list != 0) common &= part.list;
    silent = silent || (part.level != 0 && !part.speaks());
  }
  const bool listed = common != kEveryone;
  if (listed && (silent || common == 0)) out.no_foreign = true;
  if (listed && !out.no_foreign) out.list = common;
  return out;
}

bool is_stricter(const Sense& document, const Sense& rolled) {
  return document.level > rolled.level || (document.special && !rolled.special) || (document.no_foreign && !rolled.no_foreign) ||
         (rolled.audience() & ~document.audience()) != 0;
}

// --- the plan ---

constexpr std::size_t kNothing = static_cast<std::size_t>(-1);

// One line or cell. Everything but its words is given.
struct Piece {
  std::string before = {};   // markup
  std::string opening = {};  // ornament and mark
  std::string after = {};    // markup, line end included
  std::string more = {};     // what begins a further line of the same block
  bool may_go_on = true;
  std::size_t mark = kNoMark;            // that opens it
  std::vector<std::size_t> beside = {};  // marks it stands under besides
  bool starts = true;                    // false: goes on the block of the piece before
  std::size_t above = kNothing;          // a list item: the piece that begins the block it hangs below
  std::size_t within = kNothing;         // a further block of a list item: the item's first; it inherits nothing, but it may differ
  bool planted = true;                   // false: a blank line or a banner line, `before` alone
};

class Planner {
 public:
  explicit Planner(const Tape& tape) : dice_(tape) {}

  void plan() {
    banner_ = dice_.below(kBanners.size());
    if (banner_ != kNoBanner) frame(std::string(kBanners[banner_].text) + end_line());
    for (auto blocks = 1 + dice_.below(7); blocks > 0; --blocks) {
      if (!pieces_.empty()) frame(end_line());
      block();
    }
  }

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] std::size_t banner() const { return banner_; }

 private:
  std::string end_line() { return dice_.below(12) == 11 ? "\r\n" : "\n"; }

  void frame(std::string text) {
    Piece piece{.before = std::move(text)};
    piece.planted = false;
    pieces_.push_back(std::move(piece));
  }

  void block() {
    switch (dice_.below(11)) {
      case 1:
        frame("***" + end_line());  // else it would hang below the paragraph before
        return items_below(kNothing);
      case 2: {
        const auto above = lines("", "");
        if (dice_.chance(50)) frame(end_line());
        return items_below(above);
      }
      case 3:
        return table();
      case 4:
        return heading();
      case 5:
        return fence();
      case 6:
        return static_cast<void>(lines("> ", "> "));
      case 7:
        return static_cast<void>(lines("    ", "    "));
      case 8:
        return html();
      case 9:
        return banner_line();
      case 10:
        return static_cast<void>(lines("", ""));
      default:
        return static_cast<void>(lines("", ""));
    }
  }

  void mark(Piece& piece) {
    piece.mark = dice_.chance(60) ? dice_.below(kMarks.size()) : kNoMark;
    const auto text = kMarks[piece.mark].text;
    piece.opening = text;
    if (piece.mark == kNoMark) {
      if (dice_.chance(10)) quote(piece);
    } else if (text.ends_with(") ") && dice_.chance(20)) {
      const std::string bare(text.substr(0, text.size() - 1));
      piece.opening =
          dice_.one_of({"**" + bare + "** ", "*" + bare + "* ", "2.1 " + bare + " ", "a) " + bare + " ", "• " + bare + " "});
    }
  }

  void quote(Piece& piece) {
    const auto shown = 1 + dice_.below(9);
    const std::string bare(kMarks[shown].text.substr(0, kMarks[shown].text.size() - 1));
    piece.opening = dice_.one_of({"\"" + bare + "\" ", "`" + bare + "` ", "“" + bare + "” "});
    piece.beside.push_back(shown);
  }

  // A mark that opens what a reader sees as a line, inside the physical line.
  void break_inside(Piece& piece) {
    const auto second = 1 + dice_.below(9);
    piece.after =
        dice_.one_of<std::string>({"<br>", "\f", "<p>", "\u2028"}) + std::string(kMarks[second].text) + "x" + piece.after;
    piece.beside.push_back(second);
    piece.may_go_on = false;  // a further line would part it
  }

  std::size_t add(const std::string& before, const std::string& after) {
    Piece piece{.before = before};
    piece.after = after;
    mark(piece);
    if (dice_.chance(8)) break_inside(piece);
    pieces_.push_back(std::move(piece));
    return pieces_.size() - 1;
  }

  // A block of lines; the piece that begins it.
  std::size_t lines(const std::string& before, const std::string& more) {
    const auto first = add(before, end_line());
    pieces_[first].more = more;
    for (auto count = dice_.below(3); count > 0; --count) go_on(more);
    return first;
  }

  void go_on(const std::string& more) {
    const auto next = add(more, end_line());
    pieces_[next].more = more;
    pieces_[next].starts = false;
  }

  void items_below(std::size_t above) {
    items(above, "", 0);
    frame("***" + end_line());
  }

  void items(std::size_t above, const std::string& indent, std::size_t depth) {
    const auto marker = dice_.one_of<std::string>({"- ", "1. ", "- [ ] "});
    const auto inner = indent + (marker == "1. " ? "   " : "  ");
    for (auto count = 1 + dice_.below(4); count > 0; --count) {
      auto last = lines(indent + marker, inner);
      pieces_[last].above = above;
      if (dice_.chance(10)) {
        frame(end_line());
        const auto first = last;
        last = lines(inner, inner);
        pieces_[last].within = first;
      }
      if (depth < 3 && dice_.chance(35)) items(last, inner, depth + 1);
      if (dice_.chance(15)) frame(end_line());
    }
  }

  void heading() {
    const bool underlined = dice_.chance(30);
    const auto end = end_line();
    const auto at = underlined ? add("", end + "===" + end) : add(dice_.one_of<std::string>({"# ", "### "}), end);
    pieces_[at].may_go_on = pieces_[at].may_go_on && underlined;
  }

  void fence() {
    const auto end = end_line();
    const auto first = lines("", "");
    pieces_[first].before = "```" + end;
    pieces_.back().after += "```" + end;
  }

  void html() {
    const auto end = end_line();
    pieces_.push_back({.before = "<div title=\"", .after = "\">" + end, .may_go_on = false});
    for (auto count = 1 + dice_.below(3); count > 0; --count) go_on("");
    pieces_.back().after += "</div>" + end;
  }

  void table() {
    const auto before = dice_.one_of<std::string>({"", "> "});
    const auto columns = 1 + dice_.below(3);
    row(before, columns);
    pieces_.back().after += before + "|";
    for (std::size_t i = 0; i < columns; ++i) pieces_.back().after += dice_.one_of({"---|", ":--------:|", "-|"});
    pieces_.back().after += end_line();
    for (auto rows = dice_.below(4); rows > 0; --rows) row(before, 1 + dice_.below(columns + 1));
  }

  void row(const std::string& before, std::size_t columns) {
    for (std::size_t i = 0; i < columns; ++i) {
      const auto at =
          add(i == 0 ? before + "| " : " ", std::string(1 + dice_.below(4), ' ') + "|" + (i + 1 == columns ? end_line() : ""));
      pieces_[at].may_go_on = false;
    }
  }

  void banner_line() {
    const std::string text(kBanners[banner_].text);
    if (banner_ == kNoBanner) return static_cast<void>(lines("", ""));
    if (dice_.chance(50)) return frame(text + end_line());
    pieces_.push_back({.before = "page ", .after = "      " + text + end_line(), .may_go_on = false});
  }

  Dice dice_;
  std::size_t banner_ = kNoBanner;
  std::vector<Piece> pieces_;
};

// --- the rule ---

struct Standing {
  bool unmarked = false;
  std::set<std::size_t> marks;
};

class Rule {
 public:
  Rule(const std::vector<Piece>& pieces, const Writing& banner) : pieces_(pieces), banner_(banner) {
    std::vector<Sense> parts;
    for (const auto& piece : pieces) {
      if (piece.mark == kNoMark) continue;
      if (kMarks[piece.mark].valid) parts.push_back(kMarks[piece.mark].sense);
      all_valid_ = all_valid_ && kMarks[piece.mark].valid;
    }
    unreadable_ = !banner.valid && (!banner.text.empty() || begins_near_a_banner());
    compilation_ = banner.valid && is_stricter(banner.sense, rolled_up(parts));
    parts.push_back(banner.sense);
    highest_ = rolled_up(parts);
  }

  [[nodiscard]] std::vector<bool> goes() const {
    std::vector<bool> out;
    Standing current;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].planted) current = standing(i, current);
      out.push_back(pieces_[i].planted && may_go(current));
    }
    return out;
  }

 private:
  [[nodiscard]] bool may_go(const Standing& standing) const {
    if (unreadable_) return false;
    if (compilation_ && !banner_.sense.may_go_to_jpn()) return false;
    if (standing.unmarked && !(banner_.valid && all_valid_ && highest_.may_go_to_jpn())) return false;
    return std::all_of(standing.marks.begin(), standing.marks.end(),
                       [](std::size_t mark) { return kMarks[mark].valid && kMarks[mark].sense.may_go_to_jpn(); });
  }

  // A marking without parentheses on the first line: what it says of the whole is not known.
  [[nodiscard]] bool begins_near_a_banner() const {
    for (const auto& piece : pieces_) {
      if (piece.mark == kBareMark) return true;
      if (piece.after.ends_with("\n")) break;
    }
    return false;
  }

  [[nodiscard]] Standing standing(std::size_t i, const Standing& before) const {
    const auto& piece = pieces_[i];
    Standing out;
    if (piece.mark != kNoMark) {
      out.marks.insert(piece.mark);
    } else if (!piece.starts) {
      out = before;
    } else if (const auto mark = inherited(piece.above); mark != kNoMark) {
      out.marks.insert(mark);
    } else {
      out.unmarked = true;
    }
    out.marks.insert(piece.beside.begin(), piece.beside.end());
    return out;
  }

  // The mark of the nearest marked block above, if nothing in or below it stands under any other.
  [[nodiscard]] std::size_t inherited(std::size_t above) const {
    while (above != kNothing && pieces_[above].mark == kNoMark) above = pieces_[above].above;
    if (above == kNothing) return kNoMark;
    auto begin = above;  // of the block that piece i is in
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!pieces_[i].planted) continue;
      if (pieces_[i].starts) begin = i;
      const bool differs = !pieces_[i].beside.empty() || (pieces_[i].mark != kNoMark && pieces_[i].mark != pieces_[above].mark);
      if (differs && hangs_below(begin, above)) return kNoMark;
    }
    return pieces_[above].mark;
  }

  [[nodiscard]] bool hangs_below(std::size_t piece, std::size_t root) const {
    while (piece != kNothing && piece != root)
      piece = pieces_[piece].above != kNothing ? pieces_[piece].above : pieces_[piece].within;
    return piece == root;
  }

  const std::vector<Piece>& pieces_;
  const Writing& banner_;
  bool all_valid_ = true;
  bool unreadable_ = false;  // the document's own mark
  bool compilation_ = false;
  Sense highest_;
};

// --- the text ---

std::string word(std::size_t number) { return "w" + std::to_string(number) + "e"; }

std::string write(const std::vector<Piece>& pieces) {
  std::string text;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    text += pieces[i].before;
    if (pieces[i].planted) text += pieces[i].opening + word(i) + pieces[i].after;
  }
  return text;
}

std::string other_words(Dice& dice) {
  std::string text;
  for (auto count = 1 + dice.below(5); count > 0; --count)
    text += (text.empty() ? "" : " ") + std::string(2 + dice.below(40), 'q');
  return text;
}

std::string write_altered(const std::vector<Piece>& pieces, const std::vector<bool>& goes, Dice dice) {
  std::string text;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& piece = pieces[i];
    text += piece.before;
    if (!piece.planted) {
      const bool blank = piece.before == "\n" || piece.before == "\r\n";
      const bool beside_withheld =
          i > 0 && i + 1 < pieces.size() && pieces[i - 1].planted && pieces[i + 1].planted && !(goes[i - 1] && goes[i + 1]);
      if (blank && beside_withheld) text += std::string(dice.below(4), '\n');
      continue;
    }
    text += piece.opening + (goes[i] ? word(i) : other_words(dice));
    if (!goes[i] && piece.may_go_on) {
      for (auto lines = dice.below(3); lines > 0; --lines) text += "\n" + piece.more + other_words(dice);
    }
    text += piece.after;
  }
  return text;
}

}  // namespace

PlantedDocument plant(const Tape& plan, const Tape& alteration) {
  Planner planner(plan);
  planner.plan();
  const auto& pieces = planner.pieces();
  const auto goes = Rule(pieces, kBanners[planner.banner()]).goes();
  PlantedDocument out{.text = write(pieces), .altered = write_altered(pieces, goes, Dice(alteration)), .words = {}};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].planted) out.words.push_back({word(i), goes[i]});
  }
  return out;
}

}  // namespace entente::property
