#include "label/check_us_order.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "label/marks.h"
#include "label/us_cui.h"

namespace entente::label {
namespace {

using Pieces = std::vector<UsPiece>;

constexpr std::string_view kRuleSyntax = "US-A.6";

bool same_segment(const UsPiece& a, const UsPiece& b) { return a.segment && a.segment == b.segment; }

// Pieces `first` to `last` as they should stand, with the separators between them.
std::string text_between(const Pieces& pieces, std::size_t first, std::size_t last) {
  std::string out;
  for (auto i = first; i <= last; ++i) {
    const bool goes_on = i > 0 && same_segment(pieces[i], pieces[i - 1]);
    if (i > first) out += goes_on ? "/" : "//";
    if (!goes_on) out += pieces[i].lead;
    out += pieces[i].text;
  }
  return out;
}

// One category a segment, one segment a category.
void check_separators(const Pieces& pieces, std::string_view text, Findings& findings) {
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const auto& separator = pieces[i].separator;
    if (!pieces[i].segment || !pieces[i - 1].segment) continue;
    const auto between = trimmed(text.substr(separator.begin_bytes, separator.end_bytes - separator.begin_bytes));
    const bool same = same_segment(pieces[i], pieces[i - 1]);
    if (between != (same ? "//" : "/")) continue;
    findings
        .error(std::string(kRuleSyntax), separator,
               same ? "markings of one category stand in one segment, with `/` between them"
                    : "`//` belongs between markings of different categories")
        .correction = Correction{same ? "/" : "//", true};
  }
}

// Each marking once. A later one that says the same goes; of lists, only one that is written the same.
void check_repetition(Pieces& pieces, std::string_view text, Findings& findings) {
  Pieces kept;
  for (auto& piece : pieces) {
    const auto earlier = std::find_if(
        kept.begin(), kept.end(), [&](const UsPiece& other) { return other.key == piece.key && other.segment == piece.segment; });
    if (earlier == kept.end()) {
      kept.push_back(std::move(piece));
      continue;
    }
    const Span whole{piece.separator.begin_bytes, piece.span.end_bytes};
    const auto written = text.substr(piece.span.begin_bytes, piece.span.end_bytes - piece.span.begin_bytes);
    const bool misspelt = findings.tells_of(piece.span) && written != piece.text;  // "SI/UMBRA"
    auto& finding = findings.error(
        std::string(kRuleSyntax), whole,
        misspelt ? fmt::format("{}, as which {} is read, stands there already", quoted(piece.text), quoted(written))
                 : fmt::format("{} stands twice", quoted(piece.text)));
    if (earlier->text == piece.text || piece.path) {
      finding.correction = Correction{"", true};
    } else {
      kept.push_back(std::move(piece));
    }
  }
  pieces = std::move(kept);
}

//= US manual (2016) A.6: what belongs to one control system, program or atomic energy marking is kept together.
void join_paths(Pieces& pieces, Findings& findings) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].path) continue;
    auto last = i;
    Pieces between;
    auto whole = *pieces[i].path;
    const bool named = pieces[i].segment != Segment::sar;  // programs are free names
    for (auto j = i + 1; j < pieces.size(); ++j) {
      if (!same_segment(pieces[i], pieces[j]) || !pieces[j].path || pieces[j].path->head != whole.head) continue;
      whole = joined(std::move(whole), *pieces[j].path);
      between.insert(between.end(), pieces.begin() + static_cast<std::ptrdiff_t>(last + 1),
                     pieces.begin() + static_cast<std::ptrdiff_t>(j));
      last = j;
    }
    if (last == i) continue;
    const Span span{pieces[i].span.begin_bytes, pieces[last].span.end_bytes};
    pieces[i].span = span;
    pieces[i].key = name_of(whole);
    pieces[i].text = text_of(whole);
    pieces[i].path = std::move(whole);
    const auto begin = pieces.begin() + static_cast<std::ptrdiff_t>(i + 1);
    pieces.erase(begin, pieces.begin() + static_cast<std::ptrdiff_t>(last + 1));
    pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(i + 1), between.begin(), between.end());
    findings
        .error(std::string(kRuleSyntax), span,
               fmt::format("all of {} stands together, {}", quoted(pieces[i].path->head), quoted(pieces[i].text)))
        .correction = Correction{text_between(pieces, i, i + between.size()), named};
  }
}

// "RD-SIGMA 14 14": in order, but for what stands twice.
bool only_repeats(const UsPath& path, const UsPath& right) {
  if (path.parts.size() != right.parts.size()) return false;
  for (std::size_t i = 0; i < path.parts.size(); ++i) {
    auto subs = path.parts[i].subs;
    subs.erase(std::unique(subs.begin(), subs.end()), subs.end());
    if (path.parts[i].name != right.parts[i].name || subs != right.parts[i].subs) return false;
  }
  return true;
}

//= US manual (2016) A.6: compartments and what is below them ascend, numbers first.
void order_paths(Pieces& pieces, Findings& findings) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto& piece = pieces[i];
    if (!piece.path) continue;
    auto right = in_order(*piece.path);
    const auto text = text_of(right);
    if (text == piece.text) continue;
    if (repeats_compartment(*piece.path)) {  // as the manual's own example in J writes it: "HCS-P JJJ-P DDDD"
      findings
          .warning(std::string(kRuleSyntax), piece.span,
                   "a compartment stands twice; elsewhere it stands once, with all that is below it")
          .correction = Correction{text, false};
      continue;
    }
    const bool sure = moves_published_only(*piece.path, right);
    const auto* const why = only_repeats(*piece.path, right)
                                ? "what is below a compartment stands once"
                                : "compartments and what is below them stand in order, numbers first";
    piece.key = name_of(right);
    piece.text = text;
    piece.path = std::move(right);
    findings.error(std::string(kRuleSyntax), piece.span, fmt::format("{}: {}", why, quoted(text))).correction =
        Correction{text_between(pieces, i, i), sure};
  }
}

// Where a piece stands: its segment, then systems and programs by name, other markings as the register lists them, and those of
// other policies (1) by name.
struct Rank {
  int segment = 0;
  std::size_t policy = 0;
  std::size_t token = 0;
  std::string_view head;
};

bool stands_before(const Rank& a, const Rank& b) {
  const auto places = std::tie(a.segment, a.policy, a.token);
  const auto others = std::tie(b.segment, b.policy, b.token);
  return places == others ? label::stands_before(a.head, b.head) : places < others;
}

int place_of(Segment segment) {
  switch (segment) {
    case Segment::sci:
      return 0;
    case Segment::sar:
      return 1;
    case Segment::aea:
      return 2;
    case Segment::fgi:
      return 3;
    case Segment::cui:
      return 4;
    case Segment::cui_category:
      return 5;
    case Segment::dissemination:
      return 6;
    case Segment::non_ic:
    case Segment::plain:
      return 7;
  }
  return 0;
}

std::size_t position(const Policy& policy, const Token& token) {
  return static_cast<std::size_t>(
      std::find_if(policy.tokens.begin(), policy.tokens.end(), [&](const Token& each) { return each.name == token.name; }) -
      policy.tokens.begin());
}

// `by_name`: markings stand by name and not as the register lists them, those of CUI alone.
Rank rank_of(const UsPiece& piece, const CheckedText& checked, bool by_name) {
  Rank rank;
  rank.segment = place_of(*piece.segment);
  if (by_name || piece.segment == Segment::cui_category) {
    rank.head = piece.text;
    const bool specified = piece.segment == Segment::cui_category && piece.text.starts_with(kSpecified);
    rank.token = specified ? 0 : 1;
    return rank;
  }
  if (piece.segment == Segment::sci || piece.segment == Segment::sar) {
    const bool program = piece.segment == Segment::sar;  // as it is written: the policy may know a name and an abbreviation
    rank.head = !piece.path ? std::string_view(piece.key) : program ? piece.path->head_text : piece.path->head;
    return rank;
  }
  if (piece.token != nullptr) {
    const auto* head = piece.path ? checked.system.token(piece.path->head) : nullptr;
    rank.token = position(checked.system, head == nullptr ? *piece.token : *head);
    return rank;
  }
  rank.policy = 1;
  rank.head = piece.text;
  return rank;
}

// One letter more or less.
bool differs_by_a_letter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() != a.size() + 1) return false;
  const auto first = std::mismatch(a.begin(), a.end(), b.begin());
  return std::equal(first.first, a.end(), first.second + 1);
}

// "SAR-DEF/ABC": the order may be wrong, or the slash before what is a compartment.
bool keeps_programs(const Pieces& pieces, const Pieces& sorted) {
  const auto programs = [](const Pieces& all) {
    std::vector<std::string_view> keys;
    for (const auto& piece : all) {
      if (piece.segment == Segment::sar) keys.emplace_back(piece.key);
    }
    return keys;
  };
  return programs(pieces) == programs(sorted);
}

// "SSI/TK", "NF//SI/LES": a letter makes it "SI/TK", "NF//SSI/LES", whose categories stand as they should; so they may be right,
// and the word wrong.
bool is_right_as_another(const CheckedText& checked, std::string_view text, const Pieces& pieces) {
  const auto stands = [&](const Pieces& all) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      const auto& separator = all[i].separator;
      const auto between = trimmed(text.substr(separator.begin_bytes, separator.end_bytes - separator.begin_bytes));
      const bool apart = between.starts_with("//");
      if (all[i].separator.begin_bytes < all[i - 1].span.begin_bytes || apart == same_segment(all[i], all[i - 1]) ||
          place_of(*all[i].segment) < place_of(*all[i - 1].segment))
        return false;
    }
    return true;
  };
  auto others = pieces;
  std::sort(others.begin(), others.end(),
            [](const UsPiece& a, const UsPiece& b) { return a.span.begin_bytes < b.span.begin_bytes; });
  for (auto& piece : others) {
    if (piece.token == nullptr || (piece.path && !piece.path->parts.empty())) continue;
    const auto own = piece;
    for (const auto& token : checked.system.tokens) {
      const auto& mark = text_of(token, checked.form);
      if (token.segment == own.token->segment || takes_list(token) || !differs_by_a_letter(own.text, mark)) continue;
      piece.token = &token;
      piece.segment = token.segment;
      piece.path.reset();
      piece.key = piece.text = mark;
      if (stands(others)) return true;
      piece = own;
    }
  }
  return false;
}

//= US manual (2016) A.6, D.1: categories, and the markings in them, stand in the order of the register.
void put_in_order(const CheckedText& checked, std::string_view text, bool by_name, Pieces& pieces, Findings& findings) {
  const auto before = [&](const UsPiece& a, const UsPiece& b) {
    return stands_before(rank_of(a, checked, by_name), rank_of(b, checked, by_name));
  };
  auto sorted = pieces;
  std::stable_sort(sorted.begin(), sorted.end(), before);
  std::size_t first = 0;
  while (first < pieces.size() && pieces[first].key == sorted[first].key) ++first;
  if (first == pieces.size()) return;
  auto last = pieces.size() - 1;
  while (pieces[last].key == sorted[last].key) --last;
  auto wrong = first;
  while (wrong < last && !before(pieces[wrong + 1], pieces[wrong])) ++wrong;
  const auto from = static_cast<std::ptrdiff_t>(first);
  const auto to = static_cast<std::ptrdiff_t>(last) + 1;
  const auto begins = std::min_element(pieces.begin() + from, pieces.begin() + to, [](const UsPiece& a, const UsPiece& b) {
    return a.span.begin_bytes < b.span.begin_bytes;
  });
  const auto ends = std::max_element(pieces.begin() + from, pieces.begin() + to,
                                     [](const UsPiece& a, const UsPiece& b) { return a.span.end_bytes < b.span.end_bytes; });
  findings
      .error(std::string(kRuleSyntax), {begins->span.begin_bytes, ends->span.end_bytes},
             fmt::format("{} comes before {}", quoted(pieces[wrong + 1].text), quoted(pieces[wrong].text)))
      .correction = Correction{text_between(sorted, first, last),
                               keeps_programs(pieces, sorted) && !is_right_as_another(checked, text, pieces)};
  pieces = std::move(sorted);
}

}  // namespace

void check_us_order(const CheckedText& checked, std::string_view text, UsPieces& pieces, Findings& findings) {
  auto& list = pieces.pieces;
  check_repetition(list, text, findings);
  check_separators(list, text, findings);
  join_paths(list, findings);
  order_paths(list, findings);
  const bool known = std::all_of(list.begin(), list.end(), [](const UsPiece& piece) { return piece.segment.has_value(); });
  if (known) put_in_order(checked, text, pieces.cui_alone, list, findings);
}

void insert_in_order(const CheckedText& checked, UsPieces& pieces, UsPiece piece) {
  const auto place = std::find_if(pieces.pieces.begin(), pieces.pieces.end(), [&](const UsPiece& other) {
    return stands_before(rank_of(piece, checked, pieces.cui_alone), rank_of(other, checked, pieces.cui_alone));
  });
  pieces.pieces.insert(place, std::move(piece));
}

std::string text_of(const UsPieces& pieces, const std::string& opening) {
  std::vector<std::pair<std::optional<Segment>, std::string>> segments;
  for (const auto& piece : pieces.pieces) {
    if (piece.text.empty()) continue;
    const auto at = std::find_if(segments.begin(), segments.end(),
                                 [&](const auto& each) { return piece.segment && each.first == piece.segment; });
    if (at == segments.end()) {
      segments.emplace_back(piece.segment, piece.lead + piece.text);
    } else {
      at->second += "/" + piece.text;
    }
  }
  std::string out = opening;
  for (const auto& [segment, text] : segments) out += "//" + text;
  return out;
}

}  // namespace entente::label
