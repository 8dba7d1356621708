// Lists of codes in a US-style marking, for checks: REL TO, DISPLAY ONLY, FGI, EYES ONLY.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/check_limits.h"
#include "label/draft.h"
#include "label/special_words.h"
#include "label/us_taker.h"
#include "label/written.h"

namespace entente::label {
namespace {

constexpr std::string_view kRuleRelease = "US-H.8";
constexpr std::string_view kRuleSources = "US-H.7";
constexpr std::string_view kRuleOwnFirst = "ISM-ID-00214";
constexpr std::string_view kEyesOnlyEnds = "2017-10-01";  // manual (2016), H.8

bool is_code(std::string_view text) {
  return text.size() >= 2 && text.size() <= 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "USA AND GBR", as lists were written until 2005: Andorra only where it stands as a code does, between commas.
bool joins_codes(std::string_view code, std::string_view before, std::string_view behind) {
  if (code == "&") return !before.empty() && !behind.empty();
  const auto has_comma = [](std::string_view text) { return text.find_first_of(",;/") != std::string_view::npos; };
  return code == "AND" && !before.empty() && !behind.empty() && !(has_comma(before) && has_comma(behind));
}

// "EYES" of "FIVE EYES", "FGI": a mark that parties stand beside.
bool names_parties(const Token& token) {
  return token.meaning == Meaning::release_to || token.meaning == Meaning::eyes_only ||
         token.meaning == Meaning::foreign_information || token.meaning == Meaning::joint;
}

}  // namespace

// None where nobody knows what a word of the list is meant for: put in order it would be no better.
std::optional<Correction> UsTaker::list_correction(const Codes& codes, const std::vector<PartyId>& parties,
                                                   std::string_view separator, bool sure) const {
  return codes.known ? std::optional(Correction{joined(parties, separator, book_), sure}) : std::nullopt;
}

// What a code that nobody has may be meant for. A word that is a marking, or means everybody, is not meant for a country.
std::optional<Near> UsTaker::code_near(std::string_view code, const std::vector<std::string_view>& known) const {
  const auto meant = system_.meant_by(code);
  if (!meant.empty() && book_.knows(PartyId{std::string(meant)})) return Near{std::string(meant), 1, true};
  return is_no_slip(system_, code) || is_marking_word(system_, code) ? std::nullopt : code_slip_of(code, known);
}

// `list`: the codes without the mark. Whatever separates them is accepted and judged.
UsTaker::Codes UsTaker::codes_of(Span list, std::string_view separator) {
  Codes out;
  std::vector<std::string_view> known;
  auto joint = list.begin_bytes;  // where the code before ends
  for (auto begin = list.begin_bytes; begin < list.end_bytes;) {
    const auto end = std::min(text_.find_first_of(" ,;/", begin), list.end_bytes);
    const auto code = text_.substr(begin, end - begin);
    const auto next = std::min(text_.find_first_not_of(" ,;/", end), list.end_bytes);
    if (separator != " " && joins_codes(code, text_.substr(joint, begin - joint), text_.substr(end, next - end))) {
      findings_.error(std::string(kRuleRelease), {joint, next}, fmt::format("codes stand in a list without {}", quoted(code)))
          .correction = Correction{std::string(separator), false};
      out.misspelt = true;
      joint = begin = next;
      continue;
    }
    if (joint != begin && text_.substr(joint, begin - joint) != separator) out.tidy = false;
    if (next == list.end_bytes && end != next) out.tidy = false;
    if (const auto size = take_special_word(begin, list.end_bytes, separator, out); size != 0) {
      joint = begin + size;
      begin = std::min(text_.find_first_not_of(" ,;/", joint), list.end_bytes);
      if (begin == list.end_bytes && joint != begin) out.tidy = false;
      continue;
    }
    if (const auto size = take_name_in_full(begin, list.end_bytes, out); size != 0) {
      joint = begin + size;
      begin = std::min(text_.find_first_not_of(" ,;/", joint), list.end_bytes);
      continue;
    }
    joint = end;
    PartyId party{std::string(code)};
    if (!book_.knows(party)) {
      if (known.empty()) {
        for (const auto& name : book_.party_names()) known.emplace_back(name);
      }
      const auto near = looked_up_++ < limits::kCodesLookedUp ? code_near(code, known) : std::nullopt;
      auto& finding = findings_.error("MARK-party", {begin, end}, fmt::format("{} is not a known party", quoted(code)));
      if (near) finding.correction = Correction{near->name, false};
      out.misspelt = true;
      out.known = out.known && near.has_value();
      if (near) party = PartyId{near->name};
    }
    out.parties.push_back(std::move(party));
    begin = next;
  }
  return out;
}

// "GREAT BRITAIN" for GBR, a slip of several words. The bytes taken; 0: none stands there.
std::size_t UsTaker::take_name_in_full(std::size_t begin, std::size_t end, Codes& out) {
  const auto item = trimmed(text_.substr(begin, std::min(text_.find_first_of(",;/", begin), end) - begin));
  const auto meant = item.find(' ') == std::string_view::npos ? std::string_view() : system_.meant_by(item);
  if (meant.empty() || !book_.knows(PartyId{std::string(meant)})) return 0;
  findings_.error("MARK-party", {begin, begin + item.size()}, fmt::format("{} is not a known party", quoted(item))).correction =
      Correction{std::string(meant), false};
  out.misspelt = true;
  out.parties.emplace_back(std::string(meant));
  return item.size();
}

// "NATO RESOLUTE SUPPORT", or "NATO:KFOR" as attributes have it. The bytes taken; 0: none stands there. Among sources an activity
// that has a code stands as two, "KFOR NATO" (manual, H.3).
std::size_t UsTaker::take_special_word(std::size_t begin, std::size_t end, std::string_view separator, Codes& out) {
  const auto text = text_.substr(begin, end - begin);
  const auto word = special_word_at(text, book_);
  const auto size = word.size != 0 ? word.size : std::min(text.find_first_of(" ,;/"), text.size());
  const PartyId code = word.size != 0 ? word.code : PartyId(std::string(text.substr(0, size)));
  if (!is_special_word(code) || !book_.knows(code)) return 0;
  const auto [owner, activity] = activity_of(code, book_);
  const bool two = separator == " " && activity != nullptr && book_.knows(PartyId(activity->portion));
  if (word.size != 0 && two) return 0;
  if (two) {
    out.parties.insert(out.parties.end(), {PartyId(activity->portion), owner->party});
  } else {
    out.parties.push_back(code);
  }
  if (word.size != 0) return size;
  const Span span{begin, begin + size};
  if (activity == nullptr) {
    findings_.warning(
        "MARK-party", span,
        fmt::format("no policy names the activity {}; where one does, it is written without a colon", quoted(code.str())));
  } else {
    findings_.error(std::string(separator == " " ? kRuleSources : kRuleRelease), span, "codes in a marking have no colon")
        .correction = Correction{two ? activity->portion + " " + owner->party.str() : in_marks(code, book_), true};
  }
  return size;
}

//= US manual (2016) H.8: USA first, then countries, then the other codes, each in alphabetical order.
void UsTaker::check_order(Span list, const Codes& codes, std::string_view separator, bool own_party_leads) {
  auto right = codes.parties;
  put_in_published_order(right);
  if (own_party_leads) right = led_by(system_.party, right);
  // In a list with spaces only, AND between two codes may be no code at all.
  const auto andorra = std::find(codes.parties.begin(), codes.parties.end(), PartyId("AND"));
  const bool joins = separator == " " && andorra != codes.parties.begin() && andorra != codes.parties.end();
  const bool sure = !codes.misspelt && !joins;
  const std::string rule(separator == " " ? kRuleSources : kRuleRelease);
  if (!codes.tidy) {
    findings_.error(rule, list, separator == " " ? "one space stands between codes" : "a comma and a space stand between codes")
        .correction = list_correction(codes, right, separator, sure);
  }
  if (right.size() != codes.parties.size()) {
    findings_.error(rule, list, "a code stands twice").correction = list_correction(codes, right, separator, sure);
  } else if (right != codes.parties) {
    findings_.error(rule, list, "codes of countries come first, then those of groups, each in alphabetical order").correction =
        list_correction(codes, right, separator, sure);
  }
}

void UsTaker::check_own_party(Span list, Codes& codes, const Token& token) {
  const auto own = std::find(codes.parties.begin(), codes.parties.end(), system_.party);
  if (token.meaning == Meaning::display_only && own != codes.parties.end()) {
    auto others = codes.parties;
    std::erase(others, system_.party);
    auto& finding =
        findings_.error(std::string(kRuleRelease), list,
                        fmt::format("{} names others than {}", quoted(token.name.str()), quoted(system_.party.str())));
    if (!others.empty()) finding.correction = list_correction(codes, others, ", ", false);
    if (!others.empty()) codes.parties = std::move(others);
  }
  if (token.meaning != Meaning::release_to) return;
  if (own == codes.parties.begin() && own != codes.parties.end()) return;
  const bool there = own != codes.parties.end();
  if (there) codes.parties.erase(own);
  codes.parties.insert(codes.parties.begin(), system_.party);
  auto right = codes.parties;
  put_in_published_order(right);
  findings_.error(std::string(kRuleOwnFirst), list, fmt::format("{} comes first in the list", quoted(system_.party.str())))
      .correction = list_correction(codes, led_by(system_.party, right), ", ", !codes.misspelt);
}

void UsTaker::take_list(Cut cut, TokenAt head, bool respelt) {
  if (head.token->meaning == Meaning::foreign_information) {
    take_source_list(cut, head);
  } else {
    take_release_list(cut, head, respelt);
  }
}

// "REL TO USA, GBR RELIDO": a marking behind the codes that is no code, and a slash that was forgotten.
bool UsTaker::take_marking_in_list(Cut cut, Span list, TokenAt head) {
  const auto text = at(list);
  for (auto begin = text.find(' '); begin != std::string_view::npos; begin = text.find(' ', begin)) {
    const auto gap = begin;
    begin = text.find_first_not_of(' ', begin);
    if (begin == std::string_view::npos) return false;
    const auto word = text.substr(begin, text.find_first_of(" ,;/", begin) - begin);
    if (std::string_view(",;/").find(text[gap - 1]) != std::string_view::npos || book_.knows(PartyId{std::string(word)}) ||
        !system_.meant_by(word).empty())
      continue;
    const auto* token = longest_token_at(system_, text.substr(begin)).token;
    if (token == nullptr || token == head.token || names_parties(*token)) continue;
    const std::string separator = place_of(*token) == place_of(*head.token) ? "/" : "//";
    const Span between{list.begin_bytes + gap, list.begin_bytes + begin};
    findings_.error("US-A.6", between, fmt::format("`{}` belongs between these markings", separator)).correction =
        Correction{separator, false};
    take_release_list({{cut.span.begin_bytes, between.begin_bytes}, cut.separator}, head);
    take_piece({{between.end_bytes, cut.span.end_bytes}, {between.end_bytes, between.end_bytes}});
    return true;
  }
  return false;
}

void UsTaker::take_release_list(Cut cut, TokenAt head, bool respelt) {
  const auto text = at(cut.span);
  const auto& token = *head.token;
  Span list = trimmed_span({cut.span.begin_bytes + head.size, cut.span.end_bytes});
  const bool colon = at(list).starts_with("TO:") || at(list).starts_with(':');  // "REL TO: USA"
  const bool zero = at(list).starts_with("T0 ");
  const bool hyphen = at(list).starts_with("-TO ");
  const bool behind_to = colon || zero || hyphen || at(list).starts_with("TO ");  // "DISPLAY ONLY TO", "REL  TO"
  if (behind_to) list = trimmed_span({list.begin_bytes + (at(list)[0] == ':' ? 1 : colon || hyphen ? 3 : 2), list.end_bytes});
  if (token.meaning == Meaning::eyes_only) {  // "EYES-ONLY USA", "EYES ONLY: USA"
    const auto skip = [&](std::string_view words) {
      if (at(list).starts_with(words)) list = trimmed_span({list.begin_bytes + words.size(), list.end_bytes});
    };
    for (const auto words : {"-", "ONLY", ":"}) skip(words);
  }
  if (take_marking_in_list(cut, list, head)) return;
  const auto written = text.substr(0, head.size);
  const auto& mark = text_of(token, MarkForm::banner);
  if (at(list).empty()) {
    const bool short_form =
        checked_.form == MarkForm::portion && !written.ends_with(" TO") && token.meaning != Meaning::display_only;
    if (!short_form) findings_.error(std::string(kRuleRelease), cut.span, fmt::format("{} names nobody", quoted(written)));
    if (short_form && token.meaning == Meaning::eyes_only && text != token.portion) {
      findings_.error("US-C.1", cut.span, fmt::format("without codes a portion mark has {}", quoted(token.portion))).correction =
          Correction{token.portion, true};
      add(cut, &token, token.portion, token.name.str());
      out_.needs_banner = out_.needs_banner || checked_.banner == nullptr;
      return;
    }
    out_.needs_banner = out_.needs_banner || checked_.banner == nullptr;
    add(cut, &token, std::string(written), token.name.str());
    return;
  }
  if (token.meaning == Meaning::eyes_only) return take_eyes_only_before(cut, list, token);
  auto codes = codes_of(list, ", ");
  check_own_party(list, codes, token);
  check_order(list, codes, ", ", token.meaning == Meaning::release_to);
  const bool title = respelt || written.ends_with(" TO") || token.meaning != Meaning::release_to;
  if (!title || behind_to || text.substr(head.size, list.begin_bytes - cut.span.begin_bytes - head.size) != " ") {
    findings_
        .error(std::string(kRuleRelease), {cut.span.begin_bytes, list.begin_bytes},
               fmt::format("a list follows {}", quoted(mark + " ")))
        .correction = Correction{mark + " ", true};
  }
  auto right = codes.parties;
  put_in_published_order(right);
  const bool known = token_by_mark(system_, written) == &token;
  if (checked_.form == MarkForm::portion && known && title && written != mark && written != token.portion) {
    findings_
        .error("US-C.1", {cut.span.begin_bytes, cut.span.begin_bytes + head.size},
               fmt::format("{} is the form of banner lines; a portion mark has {}", quoted(written), quoted(mark)))
        .correction = Correction{mark, true};
  }
  const auto kept = known && title && checked_.form == MarkForm::banner ? std::string(written) : mark;
  add(cut, &token, fmt::format("{} {}", kept, joined(led_by(system_.party, right), ", ", book_)), token.name.str());
  if (!codes.known) out_.pieces.back().segment.reset();
}

//= US manual (2016) H.7: FGI and its sources with single spaces, or FGI alone where they are concealed.
void UsTaker::take_source_list(Cut cut, TokenAt head) {
  const Span mark{cut.span.begin_bytes, cut.span.begin_bytes + head.size};
  const auto begin = std::min(text_.find_first_not_of(" ,;/", mark.end_bytes), cut.span.end_bytes);
  const Span list{begin, cut.span.end_bytes};
  const Span joint{mark.end_bytes, begin};
  const auto name = in_form(*head.token, mark, at(mark));
  if (at(list).empty()) {
    add(cut, head.token, name, head.token->name.str());
    return;
  }
  if (at(joint) != " ") {
    findings_.error(std::string(kRuleSources), joint, "one space stands before the first code").correction =
        Correction{" ", true};
  }
  auto codes = codes_of(list, " ");
  auto right = codes.parties;
  put_in_published_order(right);
  const auto own = std::find(right.begin(), right.end(), system_.party);
  if (own == right.end()) {
    check_order(list, codes, " ", false);
  } else {
    right.erase(own);
    auto& finding =
        findings_.error(std::string(kRuleSources), list, fmt::format("{} is not foreign here", quoted(system_.party.str())));
    if (!right.empty()) finding.correction = list_correction(codes, right, " ", false);
  }
  add(cut, head.token, fmt::format("{} {}", name, joined(right, " ", book_)), head.token->name.str());
  if (!codes.known || right.empty()) out_.pieces.back().segment.reset();
}

// "USA/CAN/GBR EYES ONLY" from `next` on; its slashes do not separate markings. Whatever else separates the codes is judged.
bool UsTaker::take_eyes_only(const std::vector<Cut>& cuts, std::size_t& next) {
  const auto* token = first_of_meaning(system_, Meaning::eyes_only);
  const auto first = token == nullptr ? std::string_view() : at(cuts[next].span);
  const bool group = first.find(' ') != std::string_view::npos && !system_.meant_by(first).empty();
  if (first.empty() || group) return false;                                            // "FIVE EYES"
  if (has_foreign_ && token_of_sources(at(cuts[next].span)) != nullptr) return false;  // "UK EYES ONLY"
  Span list{cuts[next].span.begin_bytes, 0};
  for (auto last = next; last < cuts.size(); ++last) {
    const auto end = cuts[last].span.end_bytes;
    for (auto begin = cuts[last].span.begin_bytes; begin < end;) {
      const auto rest = text_.substr(begin, end - begin);
      if (list.end_bytes != 0 && is_eyes_only(rest, *token)) {
        take_eyes_only_of({{list.begin_bytes, end}, cuts[next].separator}, list, {list.end_bytes, begin}, *token);
        next = last + 1;
        return true;
      }
      const auto code = rest.substr(0, rest.find_first_of(" ,;&"));
      if (!is_code(code) || longest_token_at(system_, code).size == code.size()) return false;
      list.end_bytes = begin + code.size();
      begin = std::min(text_.find_first_not_of(" ,;&", list.end_bytes), end);
    }
  }
  return false;
}

// Or nearly: "EYES-ONLY", "EYE ONLY", "EYESONLY".
bool UsTaker::is_eyes_only(std::string_view text, const Token& token) const {
  if (token_by_mark(system_, text) == &token) return true;
  const auto joined_words = [](std::string_view words) {
    std::string out(words);
    std::erase_if(out, [](char c) { return c == ' ' || c == '-'; });
    return out;
  };
  const auto mark = joined_words(text_of(token, MarkForm::banner));
  const auto near = nearest_of(joined_words(text), {mark});
  return near && near->distance <= 1;
}

// `joint`: between the codes and the mark.
void UsTaker::take_eyes_only_of(Cut whole, Span list, Span joint, const Token& token) {
  auto codes = codes_of(list, "/");
  const auto right = recipients_of_eyes(codes);
  const auto corrected = list_correction(codes, right, "/", !codes.misspelt);
  if (!codes.tidy) findings_.error(std::string(kRuleRelease), list, "one slash stands between codes").correction = corrected;
  if (codes.parties.front() != right.front()) {
    findings_.error(std::string(kRuleOwnFirst), list, fmt::format("{} comes first in the list", quoted(system_.party.str())))
        .correction = corrected;
  } else if (codes.parties != right) {
    findings_.error(std::string(kRuleRelease), list, "codes stand once each, in alphabetical order").correction = corrected;
  }
  if (at(joint) != " ") {
    findings_.error(std::string(kRuleRelease), joint, "one space stands between the codes and EYES ONLY").correction =
        Correction{" ", true};
  }
  const Span mark{joint.end_bytes, whole.span.end_bytes};
  const auto& title = text_of(token, MarkForm::banner);
  if (at(mark) != title) {
    findings_
        .error(checked_.form == MarkForm::banner ? "US-D.1" : "US-C.1", mark,
               fmt::format("{} stands behind codes", quoted(title)))
        .correction = Correction{title, true};
  }
  add_eyes_only(whole, codes, right, token);
}

// "EYES ONLY USA, GBR": the codes stand before the mark.
void UsTaker::take_eyes_only_before(Cut whole, Span list, const Token& token) {
  const auto codes = codes_of(list, "/");
  const auto right = recipients_of_eyes(codes);
  const auto& mark = text_of(token, MarkForm::banner);
  auto& finding = findings_.error(std::string(kRuleRelease), whole.span, fmt::format("the codes stand before {}", quoted(mark)));
  if (codes.known) finding.correction = Correction{fmt::format("{} {}", joined(right, "/", book_), mark), !codes.misspelt};
  add_eyes_only(whole, codes, right, token);
}

//= ISM-ID-00214: the own party first, whether it was written or not.
std::vector<PartyId> UsTaker::recipients_of_eyes(const Codes& codes) const {
  auto parties = codes.parties;
  parties.push_back(system_.party);
  put_in_published_order(parties);
  return led_by(system_.party, std::move(parties));
}

void UsTaker::add_eyes_only(Cut whole, const Codes& codes, const std::vector<PartyId>& right, const Token& token) {
  const bool ended = checked_.as_of && to_string(*checked_.as_of) >= kEyesOnlyEnds;
  findings_
      .warning(std::string(kRuleRelease), whole.span,
               fmt::format("{}; elsewhere the information is marked REL TO",
                           ended ? fmt::format("EYES ONLY is a marking of what was marked before {}", kEyesOnlyEnds)
                                 : "only its originator uses EYES ONLY"))
      .correction = Correction{fmt::format("REL TO {}", joined(right, ", ", book_)), false};
  add(whole, &token, fmt::format("{} {}", joined(right, "/", book_), text_of(token, MarkForm::banner)), token.name.str());
  if (!codes.known) out_.pieces.back().segment.reset();
}

// Codes behind a list, but separated from it as if they were markings, belong to it: "REL TO USA/JPN".
UsTaker::Cut UsTaker::with_more_codes(const std::vector<Cut>& cuts, std::size_t& next) const {
  auto whole = cuts[next++];
  const auto head = longest_token_at(system_, at(whole.span));
  const bool sources = head.token != nullptr && head.token->meaning == Meaning::foreign_information;
  const bool lists = sources || (head.token != nullptr && head.size < at(whole.span).size() && takes_list(*head.token));
  for (; lists && next < cuts.size(); ++next) {
    if (!book_.knows(PartyId{std::string(at(cuts[next].span))})) break;
    whole.span.end_bytes = cuts[next].span.end_bytes;
  }
  return whole;
}

}  // namespace entente::label
