// Controlled unclassified information (CUI) and nicknames (ACCM) in a US-style marking, for checks.
#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "label/us_cui.h"
#include "label/us_taker.h"

namespace entente::label {
namespace {

constexpr std::string_view kRuleCui = "CUI-2002.20";
constexpr std::string_view kRuleSeparators = "US-A.6";
constexpr std::string_view kJoints = " -,;";

// "CTI", "SP CTI", "SPCTI" for "SP-CTI", and "SP-LEI" for "LEI"; empty if no category is meant so.
std::string category_meant_by(std::string_view name, const Token& cui) {
  const auto bare = name.starts_with("SP") ? name.substr(std::min(name.find_first_not_of(" -", 2), name.size())) : name;
  for (const auto& each : {fmt::format("{}{}", kSpecified, name), fmt::format("{}{}", kSpecified, bare), std::string(bare)}) {
    if (is_below(cui, each)) return each;
  }
  return {};
}

}  // namespace

// CUI in place of a level.
bool UsTaker::take_cui_alone(Cut cut) {
  const auto head = longest_token_at(system_, at(cut.span));
  if (head.token == nullptr || head.token->segment != Segment::cui) return false;
  const Span place{cut.span.begin_bytes, cut.span.begin_bytes + head.size};
  out_.opening = cut.span;
  out_.opening_text = in_form(*head.token, place, at(place));
  out_.cui_alone = true;
  take_behind_level(cut, head.size);
  return true;
}

// The segment behind CUI, if it holds categories.
bool UsTaker::take_categories(Cut segment) {
  const bool behind = out_.pieces.empty() ? out_.cui_alone : out_.pieces.back().segment == Segment::cui;
  const auto* cui = behind ? cui_token(system_) : nullptr;
  if (cui == nullptr) return false;
  const auto text = at(segment.span);
  const auto first = trimmed(text.substr(0, text.find('/')));
  const bool meant = token_by_mark(system_, first) == nullptr && !category_meant_by(first, *cui).empty();
  if (!meant && !holds_categories(text, *cui, system_)) return false;
  auto cuts = cut(segment.span, "/");
  cuts.front().separator = segment.separator;
  for (const auto& each : cuts) take_category(each, *cui);
  return true;
}

void UsTaker::take_category(Cut cut, const Token& cui) {
  std::string name(at(cut.span));
  if (name.empty()) {
    findings_.error(std::string(kRuleSeparators), cut.separator, "nothing stands beside a `/`").correction = Correction{"", true};
    return;
  }
  if (!is_below(cui, name)) {
    auto& finding =
        findings_.error(std::string(kRuleCui), cut.span, fmt::format("{} is not a category of {}", quoted(name), cui.name.str()));
    if (auto meant = category_meant_by(name, cui); !meant.empty()) {
      finding.correction = Correction{meant, false};
      add(cut, nullptr, meant, meant).segment = Segment::cui_category;
      return;
    }
    const auto near = nearest_of(name, std::vector<std::string_view>(cui.below.begin(), cui.below.end()));
    if (!near) return take_unknown(cut);
    finding.correction = Correction{near->name, false};
    name = near->name;
  }
  add(cut, nullptr, name, name).segment = Segment::cui_category;
}

// `indicator_bytes` of the text are the indicator, which stands before the first nickname only.
void UsTaker::take_nickname(Cut cut, std::size_t indicator_bytes, const Token& indicator) {
  const auto text = at(cut.span);
  const auto begin = std::min(text.find_first_not_of(kJoints, indicator_bytes), text.size());
  Span span{cut.span.begin_bytes + begin, cut.span.end_bytes};
  const auto other = other_marking(cut.span, indicator_bytes, {});
  if (other != cut.span.end_bytes) span.end_bytes = std::max(span.begin_bytes, text_.find_last_not_of(kJoints, other - 1) + 1);
  const auto name = folded(at(span));
  if (!is_nickname(name) || is_marking_word(system_, name) || near_control_at(system_, name).token != nullptr) {
    findings_.error("MARK-unknown", cut.span,
                    fmt::format("{} names no nickname; expected {}-NICKNAME", quoted(text), indicator.name.str()));
    take_unknown(cut);
    return;
  }
  check_spaces(span);
  const Span joint{cut.span.begin_bytes + indicator_bytes, span.begin_bytes};
  const bool goes_on = follows_nickname(cut);
  if (goes_on && indicator_bytes != 0) {
    const Span repeated{cut.span.begin_bytes, span.begin_bytes};
    findings_.error(std::string(kRuleSeparators), repeated, fmt::format("{} is not repeated", quoted(at(repeated)))).correction =
        Correction{"", true};
  } else if (!goes_on && at(joint) != "-") {
    findings_.error(std::string(kRuleSeparators), joint, "a hyphen without spaces stands before a nickname").correction =
        Correction{"-", true};
  }
  warn_of_near(span);
  if (goes_on) {
    auto& piece = out_.pieces.back();
    piece.span.end_bytes = span.end_bytes;
    piece.text += "/" + name;
    piece.key = piece.text;
  } else {
    auto whole = fmt::format("{}-{}", text_of(indicator, checked_.form), name);
    add({{cut.span.begin_bytes, span.end_bytes}, cut.separator}, &indicator, whole, whole);
  }
  take_other_marking(cut, other, Segment::non_ic);
}

bool UsTaker::follows_nickname(Cut cut) const {
  if (trimmed(at(cut.separator)) != "/" || out_.pieces.empty()) return false;
  const auto* before = out_.pieces.back().token;
  return before != nullptr && before->segment == Segment::non_ic && before->compartments;
}

}  // namespace entente::label
