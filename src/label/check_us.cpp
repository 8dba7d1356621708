// What the pieces of a US-style marking say together, and whether the whole can be read.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "label/check_parts.h"
#include "label/check_us_company.h"
#include "label/check_us_content.h"
#include "label/check_us_order.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/us_pieces.h"

namespace entente::label {
namespace {

//= US manual (2016) D.1: the banner line is in capitals.
void check_capitals(std::string_view text, const std::string& capitals, Findings& findings) {
  Span span{text.size(), 0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == capitals[i]) continue;
    span.begin_bytes = std::min(span.begin_bytes, i);
    span.end_bytes = i + 1;
  }
  if (span.end_bytes == 0) return;
  const auto word = text.find_last_of(" /(", span.begin_bytes);
  span.begin_bytes = word == std::string_view::npos ? 0 : word + 1;
  findings.error("US-D.1", span, "markings are written in capitals").correction = Correction{
      capitals.substr(span.begin_bytes, span.end_bytes - span.begin_bytes), text.size() > 1};  // "(c)" numbers a paragraph
}

constexpr std::string_view kRuleSeparators = "US-A.6";
constexpr std::string_view kMeantAsSlash = "\\|";

// "SECRET;NOFORN", "SI_NOFORN", "SECRET•NOFORN": a sign between two markings that is none of a marking's.
constexpr std::array<std::string_view, 10> kOtherSigns{";", ":", "_", "&", "+", ".", "–", "—", "·", "•"};

// What should be a slash as one; the bytes of a longer sign as spaces behind it, so that places stay what they are.
std::string with_slashes(std::string text, const Policy& system) {
  for (const char sign : kMeantAsSlash) std::replace(text.begin(), text.end(), sign, '/');
  const auto begins_marking = [&](std::string_view part) {
    return longest_level_at(system, part).level != nullptr || longest_token_at(system, part).token != nullptr;
  };
  std::size_t part = 0;  // where the marking before begins
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = std::string_view(text).substr(at);
    if (rest.front() == '/') part = at + 1;
    const auto sign = std::find_if(kOtherSigns.begin(), kOtherSigns.end(), [&](auto each) { return rest.starts_with(each); });
    if (sign == kOtherSigns.end()) continue;
    const auto before = trimmed(std::string_view(text).substr(part, at - part));
    const auto behind = trimmed(rest.substr(sign->size()));
    const auto word = trimmed(behind.substr(0, behind.find_first_of("/;:_&+.")));  // "SI" of "TS;SI;NF"
    if (!begins_marking(before) || longest_token_at(system, word).token == nullptr) continue;
    text.replace(at, sign->size(), "/" + std::string(sign->size() - 1, ' '));
    part = at + 1;
  }
  return text;
}

// "SECRET\\NOFORN", "SECRET|NOFORN": what is read as slashes, where nothing else is said of it.
void check_slashes(std::string_view text, std::string_view read, Findings& findings) {
  const auto differs = [&](std::size_t at) { return text[at] != read[at]; };
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!differs(begin)) continue;
    Span run{begin, begin};
    while (run.end_bytes < text.size() && differs(run.end_bytes)) ++run.end_bytes;
    begin = run.end_bytes;
    if (findings.tells_of(run) || findings.tells_around(kRuleSeparators, run)) continue;
    const auto slashes = trimmed(read.substr(run.begin_bytes, run.end_bytes - run.begin_bytes));
    findings.error(std::string(kRuleSeparators), run, "slashes stand between markings, and no other signs").correction =
        Correction{std::string(slashes), true};
  }
}

// One with a policy is found without a list of all.
std::optional<PartyId> party_besides(const PartyId& party, const PolicyBook& book) {
  for (const auto& [id, policy] : book.policies()) {
    if (!policy.party.empty() && policy.party != party && book.has_party(policy.party)) return policy.party;
  }
  for (const auto name : book.party_names()) {
    if (name != party.value) return PartyId{std::string(name)};
  }
  return std::nullopt;
}

}  // namespace

Label stand_in_banner(const Policy& system, const PolicyBook& book) {
  Label label;
  label.releasable = {ReleaseKind::listed, {system.party}};
  label.controls.eyes_only = {system.party};
  label.owners = {{system.party, system.id, std::nullopt}};
  if (auto other = party_besides(system.party, book)) label.owners.push_back({std::move(*other), std::nullopt, std::nullopt});
  return label;
}

void check_us_marking(const CheckedText& checked, Findings& findings, MarkingCheck& check) {
  const auto capitals = in_capitals(checked.text);
  check_capitals(checked.text, capitals, findings);
  CheckedText in_form = checked;
  const auto read = with_slashes(capitals, checked.system);
  in_form.text = read;
  auto pieces = take_apart(in_form, findings);
  check_us_order(in_form, read, pieces, findings);
  check_slashes(capitals, read, findings);
  if (pieces.doubtful) findings.doubt_all();
  const bool told = !pieces.opening_text.empty() && std::all_of(pieces.pieces.begin(), pieces.pieces.end(),
                                                                [](const UsPiece& piece) { return piece.segment.has_value(); });
  if (!told) return;
  const auto banner = pieces.needs_banner ? stand_in_banner(checked.system, checked.book) : Label{};
  const auto& read_as = pieces.opening_read_as;
  auto label = parse_marking(text_of(pieces, read_as.empty() ? pieces.opening_text : read_as), checked.system, checked.book,
                             pieces.needs_banner ? &banner : checked.banner);
  if (!label) {
    if (!findings.any_error()) findings.error("MARK-meaning", {0, checked.text.size()}, label.error().message);
    return;
  }
  check_us_content(checked, pieces, *label, findings);
  check_us_company(in_form, pieces, *label, findings);
  if (!pieces.needs_banner && read_as.empty()) check.label = std::move(*label);
  check.corrected = Correction{text_of(pieces, pieces.opening_text), !pieces.doubtful && findings.all_certain()};
}

}  // namespace entente::label
