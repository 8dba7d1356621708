// What the pieces of a US-style marking say together, and whether the whole can be read.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "label/check_parts.h"
#include "label/check_us_company.h"
#include "label/check_us_content.h"
#include "label/check_us_order.h"
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

// "SECRET\\NOFORN", "SECRET|NOFORN": what should be a slash is read as one.
void check_slashes(std::string_view text, Findings& findings) {
  constexpr std::string_view kMeant = "\\|";
  for (auto begin = text.find_first_of(kMeant); begin != std::string_view::npos; begin = text.find_first_of(kMeant, begin)) {
    const Span run{begin, std::min(text.find_first_not_of(kMeant, begin), text.size())};
    begin = run.end_bytes;
    if (findings.tells_of(run)) continue;
    findings.error("US-A.6", run, "slashes stand between markings, no backslashes and no bars").correction =
        Correction{std::string(run.end_bytes - run.begin_bytes, '/'), true};
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
  auto read = capitals;
  std::replace(read.begin(), read.end(), '\\', '/');
  std::replace(read.begin(), read.end(), '|', '/');
  in_form.text = read;
  auto pieces = take_apart(in_form, findings);
  check_slashes(checked.text, findings);
  check_us_order(in_form, read, pieces, findings);
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
