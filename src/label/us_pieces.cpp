#include "label/us_pieces.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/special_words.h"
#include "label/us_forms.h"
#include "label/us_taker.h"
#include "label/written.h"

namespace entente::label {
namespace {

constexpr std::size_t kSureCharacters = 5;
constexpr std::string_view kRuleSeparators = "US-A.6";

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

//= US manual (2016) E: dates and exemptions ("20351231", "25X1", "50X1-HUM", "MR") stand in the authority block.
bool is_declassification(std::string_view text) {
  if (text == "MR" || text.starts_with("DECL")) return true;
  const auto exempt = text.starts_with("25X") || text.starts_with("50X") || text.starts_with("75X");
  return exempt || (text.size() == 8 && is_digits(text)) ||
         (text.size() >= 2 && text.size() <= 3 && text[0] == 'X' && is_digits(text.substr(1)));
}

bool has_compartments(const Token& token) {
  return token.segment == Segment::sci || token.segment == Segment::sar || token.segment == Segment::aea;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (auto begin = text.find_first_not_of(" -"); begin != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(" -", begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(" -", end);
  }
  return words;
}

}  // namespace

Segment UsTaker::place_of(const Token& token) {
  if (token.meaning == Meaning::foreign_information || token.meaning == Meaning::joint) return Segment::fgi;
  return takes_list(token) || token.segment == Segment::plain ? Segment::dissemination : token.segment;
}

UsPieces take_apart(const CheckedText& checked, Findings& findings) { return UsTaker(checked, findings).take(); }

Span UsTaker::trimmed_span(Span span) const {
  while (span.begin_bytes < span.end_bytes && text_[span.begin_bytes] == ' ') ++span.begin_bytes;
  while (span.end_bytes > span.begin_bytes && text_[span.end_bytes - 1] == ' ') --span.end_bytes;
  return span;
}

// The parts of `whole` between separators; white space around one, or more slashes than it has, are findings.
std::vector<UsTaker::Cut> UsTaker::cut(Span whole, std::string_view separator) {
  std::vector<Cut> cuts;
  Span before{whole.begin_bytes, whole.begin_bytes};
  for (auto at = whole.begin_bytes; true;) {
    const auto found = text_.find(separator, at);
    const auto end = found == std::string_view::npos || found >= whole.end_bytes ? whole.end_bytes : found;
    const auto part = trimmed_span({at, end});
    if (!cuts.empty()) before.end_bytes = part.begin_bytes;
    if (!cuts.empty() && this->at(before) != separator) {
      findings_.error(std::string(kRuleSeparators), before, fmt::format("`{}` stands here alone, without spaces", separator))
          .correction = Correction{std::string(separator), true};
    }
    cuts.push_back({part, before});
    if (end == whole.end_bytes) return cuts;
    before.begin_bytes = part.end_bytes;
    at = end + separator.size();
    while (separator.size() > 1 && at < whole.end_bytes && text_[at] == '/') ++at;
  }
}

UsPieces UsTaker::take() {
  const auto segments = cut({0, text_.size()}, "//");
  const auto* foreign = first_of_meaning(system_, Meaning::foreign_information);
  has_foreign_ = text_.starts_with("//") || std::any_of(segments.begin(), segments.end(), [&](const Cut& each) {
                   return foreign != nullptr && longest_token_at(system_, at(each.span)).token == foreign;
                 });
  find_sources(segments);
  std::size_t next = 0;
  if (const auto level = take_level_behind(segments); level != 0) {
    for (; next < segments.size(); ++next) {
      if (next != level) take_segment(segments[next]);
    }
  } else if (segments.front().span.begin_bytes != segments.front().span.end_bytes || segments.size() == 1) {
    take_level(segments[next++]);
  } else {
    take_owner(segments[1]);
    next = 2;
  }
  for (; next < segments.size(); ++next) take_segment(segments[next]);
  return std::move(out_);
}

void UsTaker::take_segment(Cut segment) {
  const auto text = at(segment.span);
  if (trimmed(text).empty()) {
    findings_.error(std::string(kRuleSeparators), segment.separator, "nothing stands behind `//`").correction =
        Correction{"", true};
    return;
  }
  if (is_second_level(text)) {
    findings_.error("US-H.1", segment.span, fmt::format("{} is a second classification", quoted(text)));
    out_.pieces.push_back({segment.span, segment.separator, std::string(text), std::string(text), nullptr, std::nullopt});
    return;
  }
  if (take_categories(segment)) return;
  auto cuts = cut(segment.span, "/");
  cuts.front().separator = segment.separator;
  among_systems_ = std::any_of(cuts.begin(), cuts.end(), [&](const Cut& each) {
    const auto* token = longest_token_at(system_, at(each.span)).token;
    return token != nullptr && token->segment == Segment::sci;
  });
  for (std::size_t i = 1; i < cuts.size(); ++i) {  // "SBU/NOFORN": two markings, or one
    for (const char joint : {' ', '-'}) {
      const auto* both = token_by_mark(system_, fmt::format("{}{}{}", at(cuts[i - 1].span), joint, at(cuts[i].span)));
      out_.doubtful = out_.doubtful || (both != nullptr && both->segment == Segment::non_ic);
    }
  }
  for (std::size_t i = 0; i < cuts.size();) {
    if (at(cuts[i].span).empty()) {
      findings_.error(std::string(kRuleSeparators), cuts[i].separator, "nothing stands beside a `/`").correction =
          Correction{"", true};
      ++i;
    } else if (!take_parted(cuts, i) && !take_eyes_only(cuts, i)) {
      take_piece(with_more_codes(cuts, i));
    }
  }
}

// "FRD/SIGMA 14", "RD/CNWDI": an atomic energy marking that a hyphen joins.
bool UsTaker::take_parted(const std::vector<Cut>& cuts, std::size_t& next) {
  if (next + 1 == cuts.size() || at(cuts[next + 1].span).empty()) return false;
  const auto first = at(cuts[next].span);
  const auto joined = fmt::format("{}-{}", first, at(cuts[next + 1].span));
  const auto head = longest_token_at(system_, joined);
  if (head.token == nullptr || head.token->segment != Segment::aea || head.size <= first.size()) return false;
  const auto gap = cuts[next + 1].span.begin_bytes - cuts[next].span.end_bytes;
  findings_
      .error(std::string(kRuleSeparators), cuts[next + 1].separator,
             fmt::format("a hyphen belongs into {}", quoted(head.token->name.str())))
      .correction = Correction{"-", compartment_alone(at(cuts[next + 1].span)) == head.token};
  const Cut whole{{cuts[next].span.begin_bytes, cuts[next + 1].span.end_bytes}, cuts[next].separator};
  next += 2;
  take_system(whole, {head.token, head.size - 1 + gap}, text_of(*head.token, checked_.form));
  return true;
}

UsPiece& UsTaker::add(Cut cut, const Token* token, std::string text, std::string key) {
  out_.pieces.push_back({cut.span, cut.separator, std::move(text), std::move(key), token, std::nullopt});
  if (token != nullptr) out_.pieces.back().segment = place_of(*token);
  return out_.pieces.back();
}

void UsTaker::take_piece(Cut cut) {
  const auto text = at(cut.span);
  const auto head = longest_token_at(system_, text);
  const auto* sar = head.token != nullptr && head.token->segment == Segment::sar ? head.token : nullptr;
  const bool single = trimmed(at(cut.separator)) == "/";
  const bool behind_program = single && !out_.pieces.empty() && out_.pieces.back().segment == Segment::sar;
  const bool behind_sar = !out_.pieces.empty() && out_.pieces.back().segment == Segment::sar;
  const bool short_name = head.token != nullptr && head.size < kSureCharacters && sar == nullptr;
  if (behind_sar && short_name && (single || is_short_program(system_, text.substr(0, head.size)))) out_.doubtful = true;
  if (sar != nullptr) {
    const auto& indicator = indicator_of(system_, *sar);
    take_program(cut, {&indicator, size_at(indicator, text)}, indicator);
  } else if (behind_program && (head.token == nullptr || is_short_program(system_, text.substr(0, text.find('-')))) &&
             !(has_foreign_ && foreign_token(text) != nullptr)) {
    take_program(cut, {}, *out_.pieces.back().token);
  } else if (head.token != nullptr && head.token->segment == Segment::non_ic && head.token->compartments) {
    take_nickname(cut, head.size, *head.token);
  } else if (head.token == nullptr && follows_nickname(cut) && !(has_foreign_ && foreign_token(text) != nullptr)) {
    take_nickname(cut, 0, *out_.pieces.back().token);
  } else if (take_respaced(cut)) {
    return;
  } else if (head.token != nullptr) {
    take_known(cut, head);
  } else {
    take_other(cut);
  }
}

void UsTaker::take_known(Cut cut, TokenAt head) {
  const auto& token = *head.token;
  if (takes_list(token) || token.meaning == Meaning::foreign_information) {
    take_list(cut, head);
  } else if (has_compartments(token)) {
    take_system(cut, head);
  } else if (head.size != at(cut.span).size()) {
    take_two(cut, head);
  } else {
    add(cut, &token, in_form(token, cut.span, at(cut.span)), token.name.str());
  }
}

// The words of one marking with something else between them: "LES -NF", "ORCON USGOV", "TK IDIT".
bool UsTaker::take_respaced(Cut cut) {
  const auto text = at(cut.span);
  const auto words = words_of(text);
  if (words.size() < 2 || token_by_mark(system_, text) != nullptr) return false;
  const auto has_words = [&](std::string_view mark) { return mark.starts_with(words.front()) && words_of(mark) == words; };
  for (const auto& token : system_.tokens) {
    if (takes_list(token) || (!has_words(token.portion) && std::none_of(token.marks.begin(), token.marks.end(), has_words)))
      continue;
    const auto& right = text_of(token, checked_.form);
    findings_
        .error(checked_.form == MarkForm::banner ? "US-D.1" : "US-C.1", cut.span,
               fmt::format("{} is written {}", quoted(text), quoted(right)))
        .correction = Correction{right, true};
    if (has_compartments(token)) {
      const auto dash = right.find('-');
      const auto named = token.name.str().find('-');
      if (dash == std::string::npos || named == std::string::npos) return false;
      add_path(cut, &token,
               {token.name.str().substr(0, named),
                right.substr(0, dash),
                {{token.name.str().substr(named + 1), right.substr(dash + 1), {}, true}}});
    } else {
      add(cut, &token, right, token.name.str());
    }
    return true;
  }
  return false;
}

// Two markings with something else than a slash between them: "NOFORN, ORCON", "OC NF".
void UsTaker::take_two(Cut cut, TokenAt head) {
  const auto end = cut.span.begin_bytes + head.size;
  const auto next = text_.find_first_not_of(" ,;-", end);
  if (next == std::string_view::npos || next >= cut.span.end_bytes) {
    findings_.error(std::string(kRuleSeparators), {end, cut.span.end_bytes}, "nothing follows").correction = Correction{"", true};
    const bool hyphen = at({end, cut.span.end_bytes}).find('-') != std::string_view::npos;
    if (hyphen) out_.doubtful = true;  // "SBU-": what is left of "SBU-NF"
    take_piece({{cut.span.begin_bytes, end}, cut.separator});
    return;
  }
  const auto behind = longest_token_at(system_, text_.substr(next, cut.span.end_bytes - next));
  if (behind.token == nullptr) {
    findings_.error("MARK-unknown", cut.span,
                    fmt::format("{} is not a marking of {}", quoted(at(cut.span)), quoted(system_.id.str())));
    take_unknown(cut);
    return;
  }
  const std::string separator = place_of(*behind.token) == place_of(*head.token) ? "/" : "//";
  findings_.error(std::string(kRuleSeparators), {end, next}, fmt::format("`{}` belongs between these markings", separator))
      .correction = Correction{separator, true};
  take_piece({{cut.span.begin_bytes, end}, cut.separator});
  take_piece({{next, cut.span.end_bytes}, {next, next}});
}

//= US manual (2016) D.1, C.1: titles or their abbreviations in banners, the portion form in portion marks.
// `behind`: what the mark stands behind already, where only the rest of it is written: "SI-" before "GAMMA".
std::string UsTaker::in_form(const Token& token, Span span, std::string_view word, std::string_view behind) {
  const bool banner = checked_.form == MarkForm::banner;
  const auto written = fmt::format("{}{}", behind, word);
  const bool only_portion = written == token.portion && !token.marks.empty() && written != token.marks.front();
  const bool unwritten = is_unwritten_title(written);
  if (!unwritten && (banner ? !only_portion : written == token.portion)) return std::string(word);
  std::string right = text_of(token, checked_.form);
  if (right.starts_with(behind)) right = right.substr(behind.size());
  if (unwritten && right == written) right = token.portion;
  auto message = unwritten ? fmt::format("{} is no title of the register; it has {}", quoted(word), quoted(right))
                 : banner  ? fmt::format("{} is the form of portion marks; a banner line has {}", quoted(word), quoted(right))
                           : fmt::format("{} is the form of banner lines; a portion mark has {}", quoted(word), quoted(right));
  findings_.error(banner ? "US-D.1" : "US-C.1", span, std::move(message)).correction = Correction{right, true};
  return right;
}

const Token* UsTaker::foreign_token(std::string_view text) const {
  for (const auto& [id, policy] : book_.policies()) {
    const auto* token = id == system_.id ? nullptr : token_by_mark(policy, text);
    if (token != nullptr) return token;
  }
  return nullptr;
}

bool UsTaker::is_activity(std::string_view text) const {
  return std::any_of(book_.policies().begin(), book_.policies().end(), [&](const auto& entry) {
    const auto* token = entry.first == system_.id ? nullptr : token_by_mark(entry.second, text);
    return token != nullptr && !token->inside.empty();
  });
}

bool UsTaker::is_second_level(std::string_view text) const {
  if (system_.level_by_mark(text) != nullptr) return true;
  return std::any_of(book_.policies().begin(), book_.policies().end(), [&](const auto& entry) {
    return entry.second.party.str().size() != 3 && entry.second.level_by_mark(text) != nullptr;
  });
}

void UsTaker::take_other(Cut cut) {
  const auto text = at(cut.span);
  if (foreign_token(text) != nullptr) {
    const auto* other = token_of_sources(text);
    if (is_activity(text) && !text_.starts_with("//")) {
      findings_.error(
          "US-H.7", cut.span,
          fmt::format("{} is an activity and stands among the sources, behind FGI, with its organisation", quoted(text)));
    }
    if (other == nullptr)
      return is_activity(text) && !text_.starts_with("//") ? take_unknown(cut) : take_foreign_without_source(cut);
    //= US manual (2016) H.7: controls of others stand behind those of the US; control markings of NATO as AEA markings do.
    add(cut, nullptr, std::string(text), std::string(text)).segment =
        other->segment == Segment::aea ? Segment::aea : Segment::non_ic;
    return;
  }
  if (is_second_level(text)) {
    findings_.error("US-H.1", cut.span, fmt::format("{} is a second classification", quoted(text)));
    take_unknown(cut);
    return;
  }
  if (is_declassification(text)) {
    findings_.error("US-E", cut.span, "declassification instructions stand in the classification authority block").correction =
        Correction{"", true};
    return;
  }
  if (take_misspelt(cut) || take_misspelt_system(cut) || take_misspelt_of_sources(cut)) return;
  const auto first = text.substr(0, text.find_first_of(" -"));
  if (among_systems_ && book_.knows(PartyId(std::string(first)))) {
    findings_.error("MARK-unknown", cut.span,
                    fmt::format("{} is a party and no control system; it stands in a list behind REL TO, DISPLAY ONLY or FGI",
                                quoted(first)));
    return take_unknown(cut);
  }
  if (among_systems_ && is_unpublished_system(first)) return take_unpublished_system(cut);
  auto& finding =
      findings_.error("MARK-unknown", cut.span, fmt::format("{} is not a marking of {}", quoted(text), quoted(system_.id.str())));
  const PartyId party{std::string(system_.meant_by(text))};  // "FIVE EYES"
  const auto* release = first_of_meaning(system_, Meaning::release_to);
  if (release != nullptr && book_.knows(party)) {
    finding.message += fmt::format("; {} stands in a list of recipients", quoted(party.str()));
    finding.correction = Correction{fmt::format("{} {}", text_of(*release, checked_.form),
                                                joined(led_by(system_.party, {system_.party, party}), ", ", book_)),
                                    false};
  }
  take_unknown(cut);
}

void UsTaker::take_unknown(Cut cut) { add(cut, nullptr, std::string(at(cut.span)), std::string(at(cut.span))); }

// "CNWDI" for "RD-CNWDI", if only one marking has such a part.
const Token* UsTaker::compartment_alone(std::string_view text) const {
  const Token* found = nullptr;
  for (const auto& token : system_.tokens) {
    const bool fits = std::any_of(token.marks.begin(), token.marks.end(), [&](std::string_view mark) {
      return mark.size() > text.size() + 1 && mark.ends_with(text) && mark[mark.size() - text.size() - 1] == '-';
    });
    if (!fits) continue;
    if (found != nullptr) return nullptr;
    found = &token;
  }
  return found;
}

// The first `size` bytes are a misspelt `token`.
void UsTaker::take_as(Cut cut, const Token& token, std::size_t size) {
  const auto& right = text_of(token, checked_.form);
  if (takes_list(token)) {
    take_list(cut, {&token, size}, true);
  } else if (token.segment == Segment::sar) {
    take_program(cut, {&token, size}, token, right);
  } else if (has_compartments(token)) {
    take_system(cut, {&token, size}, right);
  } else {
    add(cut, &token, right, token.name.str());
  }
}

// Of a known slip nothing is sure.
std::optional<Near> UsTaker::near_marking(std::string_view text, const std::vector<std::string_view>& known) const {
  const auto meant = system_.meant_by(text);
  if (!meant.empty() && token_by_mark(system_, meant) != nullptr) return Near{std::string(meant), text.size(), false};
  return slip_of(text, known);
}

// The whole, or the head before a list or compartments.
bool UsTaker::take_misspelt(Cut cut) {
  const auto text = at(cut.span);
  const auto colon = text.find(':');  // "REL TO: USA, GBR"
  const auto* listed = colon == std::string_view::npos ? nullptr : token_by_mark(system_, text.substr(0, colon));
  if (listed != nullptr && takes_list(*listed)) {
    take_list(cut, {listed, colon});
    return true;
  }
  // Among control systems a short name may be one that is not published: only another system is near to it.
  const bool only_systems = among_systems_ && text.substr(0, text.find_first_of(" -")).size() < kSureCharacters;
  std::vector<std::string_view> known;
  for (const auto& token : system_.tokens) {
    if ((only_systems && token.segment != Segment::sci) || token.meaning == Meaning::joint) continue;
    known.insert(known.end(), token.marks.begin(), token.marks.end());
    known.emplace_back(token.portion);
  }
  const auto* part_of = compartment_alone(text);
  if (const auto* token = only_systems && part_of != nullptr && part_of->segment != Segment::sci ? nullptr : part_of) {
    findings_.error("MARK-spelling", cut.span, fmt::format("{} is part of {}", quoted(text), quoted(token->name.str())))
        .correction = Correction{text_of(*token, checked_.form), text.size() >= kSureCharacters};
    take_as(cut, *token, text.size());
    return true;
  }
  std::vector<std::size_t> ends{text.size()};
  for (auto end = text.find_first_of(" -"); end != std::string_view::npos; end = text.find_first_of(" -", end + 1))
    ends.push_back(end);
  for (const auto end : ends) {
    const auto near = near_marking(text.substr(0, end), known);
    const auto* token = near ? token_by_mark(system_, near->name) : nullptr;
    if (token == nullptr || (end != text.size() && !takes_list(*token) && !has_compartments(*token))) continue;
    const bool sure = near->alone && near->distance == 1 && end >= kSureCharacters;
    const auto& right = takes_list(*token) ? near->name : text_of(*token, checked_.form);
    findings_
        .error("MARK-spelling", {cut.span.begin_bytes, cut.span.begin_bytes + end},
               fmt::format("{} is not a marking of {}", quoted(text.substr(0, end)), quoted(system_.id.str())))
        .correction = Correction{right, sure};
    take_as(cut, *token, end);
    return true;
  }
  return false;
}

}  // namespace entente::label
