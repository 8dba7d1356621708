// What the pieces of a US-style marking say together: order, repetition, and whether the whole can be read.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/check_parts.h"
#include "label/check_us_content.h"
#include "label/near.h"
#include "label/us_pieces.h"

namespace entente::label {
namespace {

constexpr std::string_view kRuleSyntax = "US-A.6";

//= US manual (2016) D.1: the banner line is in capitals.
void check_capitals(std::string_view text, const std::string& capitals, Findings& findings) {
  Span span{text.size(), 0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == capitals[i]) continue;
    span.begin_bytes = std::min(span.begin_bytes, i);
    span.end_bytes = i + 1;
  }
  if (span.end_bytes == 0) return;
  findings.error("US-D.1", span, "markings are written in capitals").correction =
      Correction{capitals.substr(span.begin_bytes, span.end_bytes - span.begin_bytes), true};
}

// One category a segment, one segment a category; each marking once.
void check_segments(UsPieces& pieces, std::string_view text, Findings& findings) {
  auto& list = pieces.pieces;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto same_key = [&](const UsPiece& other) { return other.key == list[i].key && other.segment == list[i].segment; };
    const auto earlier = std::find_if(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), same_key);
    if (earlier != list.begin() + static_cast<std::ptrdiff_t>(i)) {
      auto& finding =
          findings.error(std::string(kRuleSyntax), list[i].span, fmt::format("{} stands twice", quoted(list[i].text)));
      if (earlier->text == list[i].text) finding.correction = Correction{"", true};
    }
    if (i == 0 || !list[i].segment || !list[i - 1].segment) continue;
    const auto between =
        trimmed(text.substr(list[i].separator.begin_bytes, list[i].separator.end_bytes - list[i].separator.begin_bytes));
    const bool same = list[i].segment == list[i - 1].segment;
    if (between == (same ? "//" : "/")) {
      findings
          .error(std::string(kRuleSyntax), list[i].separator,
                 same ? "markings of one category stand in one segment, with `/` between them"
                      : "`//` stands between markings of different categories")
          .correction = Correction{same ? "/" : "//", true};
    }
  }
}

// The pieces as one text: a segment for each category, in the order in which they first occur.
std::string text_of(const UsPieces& pieces, const std::string& opening) {
  std::vector<std::pair<std::optional<Segment>, std::string>> segments;
  std::vector<std::string_view> seen;
  for (const auto& piece : pieces.pieces) {
    if (piece.text.empty() || std::find(seen.begin(), seen.end(), piece.text) != seen.end()) continue;
    seen.emplace_back(piece.text);
    const auto at = std::find_if(segments.begin(), segments.end(),
                                 [&](const auto& each) { return piece.segment && each.first == piece.segment; });
    if (at == segments.end()) {
      segments.emplace_back(piece.segment, piece.text);
    } else {
      at->second += "/" + piece.text;
    }
  }
  std::string out = opening;
  for (const auto& [segment, text] : segments) out += "//" + text;
  return out;
}

// Position among the canonical pieces; those of the same token fit, whatever their list or compartments.
std::size_t rank_of(const UsPiece& piece, const UsPieces& canonical) {
  const auto& all = canonical.pieces;
  auto found = std::find_if(all.begin(), all.end(),
                            [&](const UsPiece& each) { return each.key == piece.key && each.segment == piece.segment; });
  if (found == all.end()) {
    found = std::find_if(all.begin(), all.end(),
                         [&](const UsPiece& each) { return each.token != nullptr && each.token == piece.token; });
  }
  return static_cast<std::size_t>(found - all.begin());
}

// "HCS-P JJJ-P DDDD", as the manual's own example writes it (J): one compartment with what is below it, twice.
bool repeats_compartment(std::string_view path) {
  std::vector<std::string_view> seen;
  for (const auto part : split(path, "-")) {
    const auto name = part.substr(0, part.find(' '));
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) return true;
    seen.push_back(name);
  }
  return false;
}

//= US manual (2016) A.6, D.1: categories, and the markings in them, stand in the order of the register.
void put_in_order(UsPieces& pieces, const UsPieces& canonical, Findings& findings) {
  auto& list = pieces.pieces;
  for (std::size_t i = 1; i < list.size(); ++i) {
    const auto rank = rank_of(list[i], canonical);
    const auto before = rank_of(list[i - 1], canonical);
    if (rank >= before || rank == canonical.pieces.size() || before == canonical.pieces.size()) continue;
    findings
        .error(std::string(kRuleSyntax), {list[i - 1].span.begin_bytes, list[i].span.end_bytes},
               fmt::format("{} comes before {}", quoted(list[i].text), quoted(list[i - 1].text)))
        .correction = Correction{
        fmt::format("{}{}{}", list[i].text, list[i].segment == list[i - 1].segment ? "/" : "//", list[i - 1].text), true};
  }
  std::stable_sort(list.begin(), list.end(),
                   [&](const UsPiece& a, const UsPiece& b) { return rank_of(a, canonical) < rank_of(b, canonical); });
  for (auto& piece : list) {  // parts of one path stand in order too
    const auto rank = rank_of(piece, canonical);
    if (rank == canonical.pieces.size() || piece.token == nullptr || canonical.pieces[rank].key == piece.key) continue;
    if (repeats_compartment(piece.text)) {
      findings
          .warning(std::string(kRuleSyntax), piece.span,
                   "a compartment stands twice; elsewhere it stands once, with all that is below it")
          .correction = Correction{canonical.pieces[rank].text, false};
      continue;
    }
    findings
        .error(std::string(kRuleSyntax), piece.span, "compartments and what is below them stand in alphabetical order, each once")
        .correction = Correction{canonical.pieces[rank].text, true};
    piece.text = canonical.pieces[rank].text;
  }
}

std::string bare(std::string text) { return text.starts_with('(') ? text.substr(1, text.size() - 2) : text; }

// In place of a banner that is not at hand, so that "REL" and "JOINT S" can be read; what it yields is no label.
Label stand_in(const Policy& system, const PolicyBook& book) {
  Label label;
  label.releasable = {ReleaseKind::listed, {system.party}};
  label.controls.eyes_only = {system.party};
  const auto names = book.party_names();
  const auto other = std::find_if(names.begin(), names.end(), [&](std::string_view name) { return name != system.party.value; });
  label.owners = {{system.party, system.id, std::nullopt}};
  if (other != names.end()) label.owners.push_back({PartyId{std::string(*other)}, std::nullopt, std::nullopt});
  return label;
}

}  // namespace

void check_us_marking(const CheckedText& checked, Findings& findings, MarkingCheck& check) {
  const auto capitals = in_capitals(checked.text);
  check_capitals(checked.text, capitals, findings);
  CheckedText in_form = checked;
  in_form.text = capitals;
  auto pieces = take_apart(in_form, findings);
  check_segments(pieces, capitals, findings);
  const bool told = !pieces.opening_text.empty() && std::all_of(pieces.pieces.begin(), pieces.pieces.end(),
                                                                [](const UsPiece& piece) { return piece.segment.has_value(); });
  if (!told) return;
  const auto banner = stand_in(checked.system, checked.book);
  const auto& read_as = pieces.opening_read_as;
  auto label = parse_marking(text_of(pieces, read_as.empty() ? pieces.opening_text : read_as), checked.system, checked.book,
                             pieces.needs_banner ? &banner : checked.banner);
  if (label) {
    const auto canonical_text = render_marking(*label, checked.system, checked.book, check.form);
    if (canonical_text) {
      Findings ignored(0);
      const auto text = bare(*canonical_text);
      CheckedText canonical = checked;
      canonical.text = text;
      put_in_order(pieces, take_apart(canonical, ignored), findings);
    }
    check_us_content(checked, pieces, *label, findings);
    if (!pieces.needs_banner && read_as.empty()) check.label = std::move(*label);
  } else {
    if (findings.empty()) findings.error("MARK-meaning", {0, checked.text.size()}, label.error().message);
    return;
  }
  check.corrected = Correction{text_of(pieces, pieces.opening_text), findings.all_certain()};
}

}  // namespace entente::label
