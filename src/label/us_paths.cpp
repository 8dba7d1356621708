// Control systems, programs and atomic energy markings in a US-style marking, for checks.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/us_taker.h"

namespace entente::label {
namespace {

constexpr std::size_t kSureCharacters = 5;
constexpr std::string_view kRuleSeparators = "US-A.6";
constexpr std::string_view kJoints = " -,;";
constexpr std::string_view kGroupOfCompartments = "ECI";  // manual, H.4: a type indicator

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  return std::string(trimmed(out));
}

}  // namespace

// Behind `from` bytes of the span: where a word is a marking of its own; the end of the span if none is.
std::size_t UsTaker::other_marking(Span span, std::size_t from, std::string_view system) const {
  const auto text = at(span);
  auto joint = text.find_first_of(kJoints, from);
  while (joint != std::string_view::npos) {
    auto word = text.find_first_not_of(kJoints, joint);
    if (word == std::string_view::npos) break;
    const bool below = text.substr(joint, word - joint).find('-') != std::string_view::npos && !system.empty();
    const auto published = below ? published_below(system_, system, text.substr(word)) : TokenAt{};
    if (published.token == nullptr && is_marking_word(system_, text.substr(word))) return span.begin_bytes + word;
    joint = text.find_first_of(kJoints, word + published.size);
  }
  return span.end_bytes;
}

// Takes what stands from `other` on as a marking of its own, and says what should stand before it. `segment`: of what is before.
void UsTaker::take_other_marking(Cut cut, std::size_t other, Segment segment) {
  if (other == cut.span.end_bytes) return;
  const auto begin = text_.find_last_not_of(kJoints, other - 1) + 1;
  const auto found = longest_token_at(system_, text_.substr(other, cut.span.end_bytes - other));
  const Span separator{begin, other};
  if (found.token == nullptr) {
    findings_.error("US-H.1", {other, cut.span.end_bytes},
                    fmt::format("{} is a second classification", quoted(text_.substr(other, cut.span.end_bytes - other))));
    take_unknown({{other, cut.span.end_bytes}, separator});
    return;
  }
  const auto right = place_of(*found.token) == segment ? "/" : "//";
  const bool hyphen = at(separator).find('-') != std::string_view::npos;
  const bool sure = !hyphen || found.size >= kSureCharacters || found.token->segment == Segment::sci;
  findings_
      .error(std::string(kRuleSeparators), separator,
             fmt::format("{} is a marking of its own, and `{}` stands before it", quoted(text_.substr(other, found.size)), right))
      .correction = Correction{right, sure};
  take_piece({{other, cut.span.end_bytes}, {other, other}});
}

// What stands below `path.head` in the span from `from` on.
void UsTaker::take_parts(Span span, std::size_t from, UsPath& path) {
  const auto text = at(span);
  for (auto begin = from; begin < text.size();) {
    const auto word = text.find_first_not_of(kJoints, begin);
    const Span joint{span.begin_bytes + begin, span.begin_bytes + std::min(word, text.size())};
    if (word == std::string_view::npos) {
      findings_.error(std::string(kRuleSeparators), joint, "nothing follows").correction = Correction{"", true};
      return;
    }
    const bool hyphen = at(joint).find('-') != std::string_view::npos;
    const bool is_sub = !hyphen && !path.parts.empty();
    if (is_sub && at(joint).find_first_of(",;") != std::string_view::npos) {
      findings_.error(std::string(kRuleSeparators), joint, "a space stands before what is below a compartment").correction =
          Correction{" ", true};
    } else if (hyphen ? at(joint) != "-" : path.parts.empty()) {
      findings_.error(std::string(kRuleSeparators), joint, "a hyphen without spaces stands before a compartment").correction =
          Correction{"-", true};
    }
    const auto published = is_sub ? TokenAt{} : published_below(system_, path.head, text.substr(word));
    const auto end =
        published.token != nullptr ? word + published.size : std::min(text.find_first_of(kJoints, word), text.size());
    std::string name(text.substr(word, end - word));
    if (hyphen && name == kGroupOfCompartments) {
      findings_.error("US-H.4", {span.begin_bytes + word, span.begin_bytes + end},
                      fmt::format("{} groups compartments and is not written", quoted(name)));
    }
    if (published.token == nullptr) warn_of_near({span.begin_bytes + word, span.begin_bytes + end});
    if (is_sub) {
      path.parts.back().subs.push_back(std::move(name));
    } else if (published.token == nullptr) {
      path.parts.push_back({name, name, {}});
    } else {
      const Span place{span.begin_bytes + word, span.begin_bytes + end};
      auto right = in_form(*published.token, place, name, path.head + "-");
      path.parts.push_back({published.token->name.str().substr(path.head.size() + 1), std::move(right), {}});
    }
    begin = end;
  }
}

// A free name that one letter makes a marking: it reads, and says nothing of what may be meant.
void UsTaker::warn_of_near(Span word) {
  if (word.end_bytes - word.begin_bytes < kSureCharacters) return;
  std::vector<std::string_view> known;
  for (const auto& token : system_.tokens) known.insert(known.end(), token.marks.begin(), token.marks.end());
  const auto near = nearest_of(at(word), known);
  if (!near || near->distance != 1 || near->name.size() < kSureCharacters) return;
  findings_.warning("MARK-spelling", word,
                    fmt::format("{} counts as a free name; is {} meant?", quoted(at(word)), quoted(near->name)));
}

UsPiece& UsTaker::add_path(Cut cut, const Token* token, UsPath path) {
  auto& piece = add(cut, token, text_of(path), name_of(path));
  piece.path = std::move(path);
  return piece;
}

//= US manual (2016) H.4, H.6: SYSTEM-COMPARTMENT SUB SUB-COMPARTMENT.
void UsTaker::take_system(Cut cut, TokenAt head, std::string_view respelt) {
  const auto& name = head.token->name.str();
  const auto dash = name.find('-');
  const bool below = dash != std::string::npos && system_.token(std::string_view(name).substr(0, dash)) != nullptr;
  const auto other = other_marking(cut.span, head.size, below ? name.substr(0, dash) : name);
  const auto end = other == cut.span.end_bytes ? other : text_.find_last_not_of(kJoints, other - 1) + 1;
  const Span span{cut.span.begin_bytes, end};
  const Span place{span.begin_bytes, span.begin_bytes + head.size};
  const auto right = respelt.empty() ? in_form(*head.token, place, at(place)) : std::string(respelt);
  UsPath path{name, right, {}};
  if (below) {
    const auto cut_at = right.find('-');
    path = {name.substr(0, dash), right.substr(0, cut_at), {{name.substr(dash + 1), right.substr(cut_at + 1), {}}}};
  }
  take_parts(span, head.size, path);
  const auto segment = place_of(*head.token);
  add_path({span, cut.separator}, head.token, std::move(path));
  take_other_marking(cut, other, segment);
}

// The indicator with its hyphen, as it should stand; the program begins at `begin`.
std::string UsTaker::take_indicator(Span indicator, const Token& sar, std::string_view respelt, std::size_t begin) {
  const Span whole{indicator.begin_bytes, begin};
  if (!out_.pieces.empty() && out_.pieces.back().segment == Segment::sar) {
    findings_.error(std::string(kRuleSeparators), whole, fmt::format("{} is not repeated", quoted(at(whole)))).correction =
        Correction{"", true};
    return out_.pieces.back().lead;
  }
  const auto right = respelt.empty() ? in_form(sar, indicator, at(indicator)) : std::string(respelt);
  const Span hyphen{indicator.end_bytes, begin};
  if (at(hyphen) != "-") {
    findings_.error(std::string(kRuleSeparators), hyphen, "a hyphen without spaces stands before a program").correction =
        Correction{"-", true};
  }
  return right + "-";
}

//= US manual (2016) H.5: SAR-PROGRAM-COMPARTMENT SUB/PROGRAM: the indicator once, before the first program.
void UsTaker::take_program(Cut cut, TokenAt indicator, const Token& sar, std::string_view respelt) {
  const auto text = at(cut.span);
  const auto skip = indicator.size == 0 ? 0 : std::min(text.find_first_not_of(kJoints, indicator.size), text.size());
  Span span{cut.span.begin_bytes + skip, cut.span.end_bytes};
  if (at(span).empty() || is_marking_word(system_, at(span))) {
    findings_.error("US-H.5", cut.span, fmt::format("{} names no program", quoted(text)));
    take_unknown(cut);
    return;
  }
  auto lead = indicator.size == 0
                  ? out_.pieces.back().lead
                  : take_indicator({cut.span.begin_bytes, cut.span.begin_bytes + indicator.size}, sar, respelt, span.begin_bytes);
  const auto other = other_marking(span, 0, {});
  if (other != cut.span.end_bytes) span.end_bytes = text_.find_last_not_of(kJoints, other - 1) + 1;
  auto name = at(span).substr(0, at(span).find('-'));
  name = name.substr(0, name.find_last_not_of(' ') + 1);
  for (std::size_t begin = 0; begin < name.size();) {
    const auto end = std::min(name.find(' ', begin), name.size());
    warn_of_near({span.begin_bytes + begin, span.begin_bytes + end});
    begin = end + 1;
  }
  UsPath path{folded(name), folded(name), {}};
  take_parts(span, name.size(), path);
  auto& piece = add_path({{cut.span.begin_bytes, span.end_bytes}, cut.separator}, &sar, std::move(path));
  piece.lead = std::move(lead);
  take_other_marking(cut, other, Segment::sar);
}

}  // namespace entente::label
