// Control systems, programs and atomic energy markings in a US-style marking, for checks.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/us_forms.h"
#include "label/us_taker.h"

namespace entente::label {

std::string UsTaker::folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  return std::string(trimmed(out));
}

namespace {

constexpr std::size_t kSureCharacters = 5;
constexpr std::string_view kRuleSeparators = "US-A.6";
constexpr std::string_view kJoints = " -,;";
constexpr std::string_view kRuleSystems = "US-H.4";
constexpr std::size_t kNearSystemCharacters = 3;          // shorter names are near to all
constexpr std::string_view kGroupOfCompartments = "ECI";  // manual, H.4: a type indicator

// Behind a hyphen, what can be no compartment of the system, and can be below the one before it.
bool is_below_last(const UsPath& path, std::string_view name) {
  if (path.parts.empty()) return false;
  const auto* own = form_below(path.head);
  const auto* below = form_below(fmt::format("{}-{}", path.head, path.parts.back().name));
  return below != nullptr && fits(*below, name) && (own == nullptr || !fits(*own, name)) &&
         !is_named_compartment(fmt::format("{}-{}", path.head, name));
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
    const bool marking = published.token == nullptr && (is_marking_word(system_, text.substr(word)) ||
                                                        near_control_at(system_, text.substr(word)).token != nullptr);
    if (marking) return span.begin_bytes + word;
    joint = text.find_first_of(kJoints, word + published.size);
  }
  return span.end_bytes;
}

// "NO FORN" where a name may stand: as what it is nearly. What stands behind it is nothing known.
void UsTaker::take_near_control(Cut cut, TokenAt near) {
  const auto end = cut.span.begin_bytes + near.size;
  findings_
      .error("MARK-spelling", {cut.span.begin_bytes, end},
             fmt::format("{} is not a marking of {}", quoted(at({cut.span.begin_bytes, end})), quoted(system_.id.str())))
      .correction = Correction{text_of(*near.token, checked_.form), false};
  out_.doubtful = true;
  take_as({{cut.span.begin_bytes, end}, cut.separator}, *near.token, near.size);
  const auto rest = trimmed_span({end, cut.span.end_bytes});
  if (!at(rest).empty()) take_unknown({rest, {end, rest.begin_bytes}});
}

// Takes what stands from `other` on as a marking of its own, and says what should stand before it. `segment`: of what is before.
void UsTaker::take_other_marking(Cut cut, std::size_t other, Segment segment) {
  if (other == cut.span.end_bytes) return;
  const auto begin = text_.find_last_not_of(kJoints, other - 1) + 1;
  const auto found = longest_token_at(system_, text_.substr(other, cut.span.end_bytes - other));
  const Span separator{begin, other};
  const auto near = found.token != nullptr ? TokenAt{} : near_control_at(system_, at({other, cut.span.end_bytes}));
  if (near.token != nullptr) {
    findings_
        .error(std::string(kRuleSeparators), separator,
               fmt::format("{} is nearly {}, before which `//` stands", quoted(text_.substr(other, near.size)),
                           quoted(near.token->name.str())))
        .correction = Correction{place_of(*near.token) == segment ? "/" : "//", false};
    take_near_control({{other, cut.span.end_bytes}, {other, other}}, near);
    return;
  }
  if (found.token == nullptr) {
    findings_.error("US-H.1", {other, cut.span.end_bytes},
                    fmt::format("{} is a second classification", quoted(text_.substr(other, cut.span.end_bytes - other))));
    take_unknown({{other, cut.span.end_bytes}, separator});
    return;
  }
  const auto right = place_of(*found.token) == segment ? "/" : "//";
  // A short one may be a name as well: "HCS-P AC".
  const bool sure = found.size >= kSureCharacters || found.token->segment == Segment::sci;
  findings_
      .error(std::string(kRuleSeparators), separator,
             fmt::format("{} is a marking of its own, and `{}` stands before it", quoted(text_.substr(other, found.size)), right))
      .correction = Correction{right, sure};
  take_piece({{other, cut.span.end_bytes}, {other, other}});
}

void UsTaker::check_joint(Span joint, bool is_sub, bool hyphen) {
  const auto text = at(joint);
  if (is_sub && text != " ") {
    findings_.error(std::string(kRuleSeparators), joint, "one space stands before what is below a compartment").correction =
        Correction{" ", true};
  } else if (!is_sub && text != "-") {
    findings_
        .error(std::string(kRuleSeparators), joint,
               hyphen || text.empty() ? "a hyphen without spaces stands before a compartment"
                                      : "a hyphen, and no space, stands before a compartment")
        .correction = Correction{"-", true};
  }
}

//= US manual (2016), Table 4 and H.4: how long the names are.
void UsTaker::check_form(Span name, std::string_view above) {
  const auto* form = form_below(above);
  if (form == nullptr || fits(*form, at(name))) return;
  findings_.error(std::string(kRuleSystems), name,
                  form->most == 0 ? fmt::format("nothing stands below {}, and {} does", above, quoted(at(name)))
                                  : fmt::format("{} is no name below {}: they have {}", quoted(at(name)), above, form->words));
  out_.doubtful = true;
}

// "SIGMA-14": of an atomic energy marking.
bool UsTaker::is_number_of(const UsPath& path, std::string_view name) const {
  const auto* head = system_.token(path.head);
  return head != nullptr && head->segment == Segment::aea && !path.parts.empty() && path.parts.back().published &&
         name.find_first_not_of("0123456789") == std::string_view::npos;
}

// What stands below `path.head` in the span from `from` on.
void UsTaker::take_parts(Span span, std::size_t from, UsPath& path) {
  const auto text = at(span);
  for (auto begin = from; begin < text.size();) {
    const auto word = text.find_first_not_of(kJoints, begin);
    const Span joint{span.begin_bytes + begin, span.begin_bytes + std::min(word, text.size())};
    if (word == std::string_view::npos) {
      findings_.error(std::string(kRuleSeparators), joint, "nothing follows").correction = Correction{"", false};
      out_.doubtful = true;
      return;
    }
    const bool hyphen = at(joint).find('-') != std::string_view::npos;
    const auto published = published_below(system_, path.head, text.substr(word));
    const bool is_sub = !hyphen && !path.parts.empty() && published.token == nullptr;
    const auto end =
        published.token != nullptr ? word + published.size : std::min(text.find_first_of(kJoints, word), text.size());
    const Span place{span.begin_bytes + word, span.begin_bytes + end};
    const bool misplaced =
        published.token == nullptr && hyphen && (is_below_last(path, at(place)) || is_number_of(path, at(place)));
    if (misplaced) {  // "SI-G-ABCD", as attributes write it
      findings_
          .error(std::string(kRuleSeparators), joint,
                 fmt::format("{} is below {}, and a space stands before it", quoted(at(place)), quoted(path.parts.back().text)))
          .correction = Correction{" ", false};
      out_.doubtful = true;
    } else {
      check_joint(joint, is_sub, hyphen);
      // A name may be lost between them, or be another's: "HCS- ABC", "SAR-BP, CD", "TK-IDIT ABC KAND".
      const bool clear = at(joint).find_first_not_of(is_sub ? " " : "- ") == std::string_view::npos &&
                         (is_sub || at(joint) == "-" || (published.token != nullptr && (hyphen || path.parts.empty())));
      if (!clear) out_.doubtful = true;
    }
    begin = end;
    if (is_sub || misplaced) {
      take_sub(place, path);
    } else if (published.token == nullptr) {
      take_part(place, path);
    } else {
      auto right = in_form(*published.token, place, at(place), path.head + "-");
      path.parts.push_back({published.token->name.str().substr(path.head.size() + 1), std::move(right), {}, true});
    }
  }
}

void UsTaker::take_sub(Span place, UsPath& path) {
  const bool compartment = is_named_compartment(fmt::format("{}-{}", path.head, at(place))) ||
                           published_below(system_, path.head, at(place)).size == at(place).size();
  if (compartment) {  // "HCS-O P"
    findings_
        .error(std::string(kRuleSeparators), {place.begin_bytes - 1, place.begin_bytes},
               fmt::format("{} is a compartment of {}, and a hyphen stands before it", quoted(at(place)), quoted(path.head)))
        .correction = Correction{"-", false};
    out_.doubtful = true;
    return take_part(place, path);
  }
  warn_of_near(place);
  auto& part = path.parts.back();
  check_form(place, fmt::format("{}-{}", path.head, part.name));
  part.subs.emplace_back(at(place));
}

//= US manual (2016) H.6: "SIGMA 14". The number joined to the word: "SIGMA14".
bool UsTaker::take_numbered(Span place, UsPath& path) {
  const auto name = at(place);
  const auto digits = std::min(name.find_first_of("0123456789"), name.size());
  const auto word = published_below(system_, path.head, name.substr(0, digits));
  if (digits == 0 || digits == name.size() || name.find_first_not_of("0123456789", digits) != std::string_view::npos ||
      word.token == nullptr || word.token->segment != Segment::aea || word.size != digits)
    return false;
  const auto number = place.begin_bytes + digits;
  findings_.error(std::string(kRuleSeparators), {number, number}, "one space stands before the number").correction =
      Correction{" ", true};
  auto right = in_form(*word.token, {place.begin_bytes, number}, name.substr(0, digits), path.head + "-");
  path.parts.push_back(
      {word.token->name.str().substr(path.head.size() + 1), std::move(right), {std::string(name.substr(digits))}, true});
  return true;
}

// A compartment that is no token of the policy.
void UsTaker::take_part(Span place, UsPath& path) {
  const std::string name(at(place));
  if (name == kGroupOfCompartments) {
    findings_.error(std::string(kRuleSystems), place, fmt::format("{} groups compartments and is not written", quoted(name)));
  }
  if (take_numbered(place, path)) return;
  if (const auto meant = short_name_of(fmt::format("{}-{}", path.head, name)); !meant.empty()) {
    findings_
        .error("MARK-spelling", place,
               fmt::format("{} is written {}", quoted(name), quoted(fmt::format("{}-{}", path.head, meant))))
        .correction = Correction{std::string(meant), false};
    out_.doubtful = true;
    path.parts.push_back({std::string(meant), std::string(meant), {}, true});
    return;
  }
  const bool named = is_named_compartment(fmt::format("{}-{}", path.head, name));
  const auto* form = form_below(path.head);
  const auto near = named ? std::nullopt : near_compartment(path.head, name);
  if (near && (form == nullptr || !fits(*form, name))) {
    const auto* token = published_below(system_, path.head, near->name).token;
    findings_
        .error("MARK-spelling", place, fmt::format("{} is no published compartment of {}", quoted(name), quoted(path.head_text)))
        .correction = Correction{near->name, false};
    out_.doubtful = true;
    path.parts.push_back({token->name.str().substr(path.head.size() + 1), near->name, {}, true});
    return;
  }
  if (near) {
    findings_.warning("MARK-spelling", place,
                      fmt::format("{} counts as a free name; is {} meant?", quoted(name), quoted(near->name)));
  } else {
    warn_of_near(place);
  }
  check_form(place, path.head);
  const auto* head = system_.token(path.head);
  //= US manual (2016) H.6, register Table 4, section 6: only RD and FRD have something below them.
  if (head != nullptr && head->segment == Segment::aea && !head->compartments) {
    findings_.error("US-H.6", place, fmt::format("nothing stands below {}", quoted(path.head_text)));
    out_.doubtful = true;
  } else if (!named && form == nullptr && path.head != "SAR" && head != nullptr) {
    findings_.warning(std::string(kRuleSystems), place,
                      fmt::format("{} is no published compartment of {}", quoted(name), quoted(path.head_text)));
  }
  path.parts.push_back({name, name, {}, named});
}

// "IIT" beside "IDIT", "KANDI" beside "KAND"; short names are near to all.
std::optional<Near> UsTaker::near_compartment(std::string_view system, std::string_view name) const {
  std::vector<std::string_view> known;
  for (const auto& token : system_.tokens) {
    if (!token.name.str().starts_with(system) || token.name.str().size() <= system.size() ||
        token.name.str()[system.size()] != '-')
      continue;
    for (const std::string_view mark : token.marks) {
      const auto own = mark.starts_with(system) ? mark.substr(std::min(system.size() + 1, mark.size())) : std::string_view();
      if (own.size() >= kNearSystemCharacters) known.push_back(own);
    }
  }
  auto near = nearest_of(name, known);
  return near && near->distance == 1 ? std::move(near) : std::nullopt;
}

// "HS", "CS", "HCST" beside "HCS", "SIG" beside "SI-G".
const Token* UsTaker::near_system(std::string_view name) const {
  std::vector<std::string_view> known;
  for (const auto& token : system_.tokens) {
    if (token.segment == Segment::sci && token.portion.size() >= kNearSystemCharacters) known.emplace_back(token.portion);
  }
  const auto near = nearest_of(name, known);
  return near && near->distance == 1 ? token_by_mark(system_, near->name) : nullptr;
}

// A name among control systems that is nearly one of them: nothing tells whether it is an unpublished one.
bool UsTaker::take_misspelt_system(Cut cut) {
  const auto text = at(cut.span);
  const auto size = std::min(text.find_first_of(" -"), text.size());
  const auto* token = among_systems_ ? near_system(text.substr(0, size)) : nullptr;
  if (token == nullptr) return false;
  findings_
      .error("MARK-spelling", {cut.span.begin_bytes, cut.span.begin_bytes + size},
             fmt::format("{} is no published control system", quoted(text.substr(0, size))))
      .correction = Correction{text_of(*token, checked_.form), false};
  out_.doubtful = true;
  take_as(cut, *token, size);
  return true;
}

void UsTaker::take_unpublished_system(Cut cut) {
  const auto text = at(cut.span);
  const auto name = text.substr(0, text.find_first_of(" -"));
  std::vector<std::string_view> known;
  for (const auto& token : system_.tokens) {
    if (token.portion.size() >= kNearSystemCharacters) known.emplace_back(token.portion);
    known.emplace_back(token.marks.front());
  }
  const auto near = nearest_of(name, known);
  findings_.warning(std::string(kRuleSystems), cut.span,
                    fmt::format("{} is no published control system; it counts as one that nobody here knows{}", quoted(name),
                                near && near->distance == 1 ? fmt::format(" (is {} meant?)", quoted(near->name)) : ""));
  out_.doubtful = true;
  UsPath path{std::string(name), std::string(name), {}};
  const auto other = other_marking(cut.span, name.size(), name);
  const auto end = other == cut.span.end_bytes ? other : text_.find_last_not_of(" -", other - 1) + 1;
  take_parts({cut.span.begin_bytes, end}, name.size(), path);
  add_path({{cut.span.begin_bytes, end}, cut.separator}, nullptr, std::move(path)).segment = Segment::sci;
  take_other_marking(cut, other, Segment::sci);
}

// Inside a name of several words.
void UsTaker::check_spaces(Span name) {
  const auto text = at(name);
  for (auto begin = text.find("  "); begin != std::string_view::npos; begin = text.find("  ", begin)) {
    const auto end = std::min(text.find_first_not_of(' ', begin), text.size());
    findings_
        .error(std::string(kRuleSeparators), {name.begin_bytes + begin, name.begin_bytes + end},
               "one space stands between the words of a name")
        .correction = Correction{" ", true};
    begin = end;
  }
}

// A free name that one letter makes a marking: it reads, and says nothing of what may be meant.
void UsTaker::warn_of_near(Span word) {
  const auto size = word.end_bytes - word.begin_bytes;
  if (size + 1 < kSureCharacters) return;
  std::vector<std::string_view> known;
  for (const auto& token : system_.tokens) known.insert(known.end(), token.marks.begin(), token.marks.end());
  const auto near = nearest_of(at(word), known);
  if (!near || near->distance != 1 || near->name.size() < kSureCharacters) return;
  const auto* token = token_by_mark(system_, near->name);
  if (size < kSureCharacters && (token == nullptr || !narrows(*token)))
    return;  // short names are near to all; "ORCN" is worth a word
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
    path = {name.substr(0, dash), right.substr(0, cut_at), {{name.substr(dash + 1), right.substr(cut_at + 1), {}, true}}};
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

//= US manual (2016) H.5, register Table 4: a portion mark has the abbreviation of a program, of two or three characters, and no
// name. Where no policy tells the abbreviation, nothing is offered.
void UsTaker::check_abbreviated(Span program) {
  constexpr std::size_t kAbbreviation = 3;
  const auto name = at(program);
  if (checked_.form != MarkForm::portion || name.size() <= kAbbreviation) return;
  findings_.error("US-C.1", program,
                  fmt::format("a portion mark abbreviates a program to two or three characters, and {} is a name; no policy here "
                              "tells its abbreviation",
                              quoted(name)));
}

// A banner has the name of a program or its abbreviation. `known`: the token of a program that the policy names.
UsPath UsTaker::name_program(Span named, const Token* known, const Token& sar, bool is_short) {
  const auto name = at(named);
  if (known != nullptr) {
    const auto behind = sar.name.str() + "-";
    auto right = checked_.form == MarkForm::portion ? in_form(*known, named, name, behind) : std::string(name);
    return {known->name.str().substr(behind.size()), std::move(right), {}};
  }
  check_spaces(named);
  check_abbreviated(named);
  if (is_short) {
    out_.doubtful = true;
    findings_.warning("US-H.5", named,
                      fmt::format("{} counts as a program; it is the short form of {} too, before which `//` stands",
                                  quoted(name), quoted(token_by_mark(system_, name)->name.str())));
  }
  for (std::size_t begin = 0; begin < name.size();) {
    const auto end = std::min(name.find(' ', begin), name.size());
    warn_of_near({named.begin_bytes + begin, named.begin_bytes + end});
    begin = end + 1;
  }
  return {folded(name), folded(name), {}};
}

//= US manual (2016) H.5: SAR-PROGRAM-COMPARTMENT SUB/PROGRAM: the indicator once, before the first program.
void UsTaker::take_program(Cut cut, TokenAt indicator, const Token& sar, std::string_view respelt) {
  const auto text = at(cut.span);
  const auto skip = indicator.size == 0 ? 0 : std::min(text.find_first_not_of(kJoints, indicator.size), text.size());
  Span span{cut.span.begin_bytes + skip, cut.span.end_bytes};
  const auto known = published_below(system_, sar.name.str(), at(span));
  const bool is_short = known.token == nullptr && is_short_program(system_, at(span).substr(0, at(span).find('-')));
  if (at(span).empty() || (!is_short && known.token == nullptr && is_marking_word(system_, at(span)))) {
    findings_.error("US-H.5", cut.span, fmt::format("{} names no program", quoted(text)));
    take_unknown(cut);
    return;
  }
  if (const auto near = near_control_at(system_, at(span)); near.token != nullptr && known.token == nullptr) {
    findings_
        .error("US-H.5", cut.span,
               fmt::format("{} names no program: it is nearly {}", quoted(text), quoted(near.token->name.str())))
        .correction = Correction{text_of(*near.token, checked_.form), false};
    out_.doubtful = true;
    take_as(cut, *near.token, text.size());
    return;
  }
  auto lead = indicator.size == 0
                  ? out_.pieces.back().lead
                  : take_indicator({cut.span.begin_bytes, cut.span.begin_bytes + indicator.size}, sar, respelt, span.begin_bytes);
  const auto other = other_marking(span, known.size, {});
  if (other != cut.span.end_bytes) span.end_bytes = text_.find_last_not_of(kJoints, other - 1) + 1;
  auto name = at(span).substr(0, known.token != nullptr ? known.size : at(span).find('-'));
  name = name.substr(0, name.find_last_not_of(' ') + 1);
  const Span named{span.begin_bytes, span.begin_bytes + name.size()};
  auto path = name_program(named, known.token, sar, is_short);
  take_parts(span, name.size(), path);
  auto& piece = add_path({{cut.span.begin_bytes, span.end_bytes}, cut.separator}, &sar, std::move(path));
  piece.lead = std::move(lead);
  take_other_marking(cut, other, Segment::sar);
}

}  // namespace entente::label
