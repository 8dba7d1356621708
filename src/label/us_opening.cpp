// The level of a US-style marking, or the owner and level behind its leading `//`, for checks.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/us_taker.h"

namespace entente::label {
namespace {

constexpr std::string_view kSeparators = " /,;-:";
constexpr std::size_t kLevelWords = 3;      // "NATO" aside, no level has more words
constexpr std::size_t kOwnerWords = 8;      // of an owner with its level
constexpr std::size_t kSureCharacters = 5;  // a shorter word is near to too many others
constexpr std::size_t kPortionBytes = 4;    // of a level in a portion mark: "CTSA"
constexpr std::string_view kRuleLevel = "US-H.1";
constexpr std::string_view kRuleForeign = "US-H.7";
constexpr std::string_view kRuleJoint = "US-H.3";
constexpr std::string_view kUnitedNations = "UN";  // the register (Table 4) has one mark of an owner without code: UN RESTRICTED

// Ends of the first, second, … word of a text.
std::vector<std::size_t> word_ends(std::string_view text, std::size_t most) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size() && ends.size() < most;) {
    const auto end = std::min(text.find_first_of(" /,;", at), text.size());
    ends.push_back(end);
    at = text.find_first_not_of(" /,;", end);
    if (at == std::string_view::npos) break;
  }
  return ends;
}

// Bytes of what parts words at the start of a text, dashes too; 0: none stands there.
std::size_t separator_at(std::string_view text) {
  if (text.empty() || kSeparators.find(text.front()) != std::string_view::npos) return text.empty() ? 0 : 1;
  for (const std::string_view dash : {"–", "—"}) {
    if (text.starts_with(dash)) return dash.size();
  }
  return 0;
}

std::string without_commas(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char put = c == ',' || c == '/' || c == ';' ? ' ' : c;
    if (put != ' ' || (!out.empty() && out.back() != ' ')) out += put;
  }
  return std::string(trimmed(out));
}

}  // namespace

std::vector<std::string_view> UsTaker::level_texts() const {
  std::vector<std::string_view> texts;
  for (const auto& level : system_.levels) {
    texts.insert(texts.end(), level.marks.begin(), level.marks.end());
    texts.emplace_back(level.portion);
  }
  return texts;
}

//= US manual (2016) D.1, C.1: a banner spells the level out, a portion mark abbreviates it.
void UsTaker::take_level(Cut cut) {
  if (take_cui_alone(cut)) return;
  const auto text = at(cut.span);
  const auto found = longest_level_at(system_, text);
  out_.opening = cut.span;
  if (found.level != nullptr) {
    const auto written = text.substr(0, found.size);
    out_.opening_text = text_of(*found.level, checked_.form);
    if (written != out_.opening_text) {
      const bool banner = checked_.form == MarkForm::banner;
      auto& finding = findings_.error(
          banner ? "US-D.1" : "US-C.1", {cut.span.begin_bytes, cut.span.begin_bytes + found.size},
          banner ? "a banner line spells the classification out" : "a portion mark abbreviates the classification");
      finding.correction = Correction{out_.opening_text, true};
    }
    take_behind_level(cut, found.size);
    return;
  }
  const auto as_owner = fmt::format("//{}", text);
  if (parse_marking(as_owner, system_, book_, checked_.banner)) {
    auto& finding = findings_.error(std::string(kRuleForeign), {cut.span.begin_bytes, cut.span.begin_bytes},
                                    "the marking of a foreign or joint owner begins with `//`");
    finding.correction = Correction{"//", text.size() >= kSureCharacters};  // "NS": or the letter before "S" is one too many
    take_owner(cut);
    return;
  }
  if (!take_owner_without_slashes(cut)) take_misspelt_level(cut);
}

// "UN RESTRICTED", "ITA SECRET", of whom no policy is loaded; "NATO SECRET INTEL", with what does not read behind it.
bool UsTaker::take_owner_without_slashes(Cut cut) {
  const auto tell = [&] {
    findings_
        .error(std::string(kRuleForeign), {cut.span.begin_bytes, cut.span.begin_bytes},
               "the marking of a foreign or joint owner begins with `//`")
        .correction = Correction{"//", false};
  };
  if (take_foreign_without_policy(cut)) {
    tell();
    return true;
  }
  const auto text = at(cut.span);
  auto ends = word_ends(text, kOwnerWords);
  std::reverse(ends.begin(), ends.end());
  const auto end = std::find_if(ends.begin(), ends.end(), [&](std::size_t size) {
    return size < text.size() && text[size] == ' ' && canonical_owner(text.substr(0, size)).has_value();
  });
  if (end == ends.end()) return false;
  tell();
  const auto from = cut.span.begin_bytes;
  const auto next = from + text.find_first_not_of(' ', *end);
  take_owner({{from, from + *end}, {from, from}});
  findings_.error("US-A.6", {from + *end, next}, "`//` belongs between the owner's marking and what follows").correction =
      Correction{"//", false};
  take_segment({{next, cut.span.end_bytes}, {from + *end, next}});
  return true;
}

// What follows a level although it should stand in a segment of its own: "SECRET/NOFORN", "SECRET NOFORN".
void UsTaker::take_behind_level(Cut cut, std::size_t level_bytes) {
  const auto level_end = cut.span.begin_bytes + level_bytes;
  out_.opening.end_bytes = level_end;
  if (level_end == cut.span.end_bytes) return;
  auto next = level_end;
  while (const auto size = separator_at(text_.substr(next, cut.span.end_bytes - next))) next += size;
  const Span separator{level_end, next};
  auto& finding = findings_.error("US-A.6", separator, "`//` belongs between the classification and what follows");
  finding.correction = Correction{next == cut.span.end_bytes ? "" : "//", true};
  if (next < cut.span.end_bytes) take_segment({{next, cut.span.end_bytes}, separator});
}

// "UK SECRET" for "//GBR SECRET".
bool UsTaker::take_misspelt_code(Cut cut) {
  const auto text = at(cut.span);
  const auto code = text.substr(0, text.find(' '));
  const auto meant = system_.meant_by(code);
  const auto canonical = canonical_owner(fmt::format("{}{}", meant, text.substr(code.size())));
  if (meant.empty() || !canonical) return false;
  findings_
      .error(std::string(kRuleForeign), cut.span,
             fmt::format("{} is no code of a country, and the marking of a foreign owner begins with `//`", quoted(code)))
      .correction = Correction{*canonical, false};
  out_.opening_text = *canonical;
  return true;
}

// "FOUO": what stands at the free level only, without it.
bool UsTaker::take_without_level(Cut cut) {
  const auto text = at(cut.span);
  const auto found = longest_token_at(system_, text);
  const Level* free = nullptr;
  for (const auto& level : system_.levels) {
    if (level.free) free = &level;
  }
  const bool only_free = found.token != nullptr && free != nullptr &&
                         std::all_of(system_.levels.begin(), system_.levels.end(),
                                     [&](const Level& level) { return level.free != is_excluded_at(*found.token, level.name); });
  if (!only_free) return false;
  out_.opening_text = text_of(*free, checked_.form);
  findings_
      .error(std::string(kRuleLevel), {cut.span.begin_bytes, cut.span.begin_bytes},
             fmt::format("a marking begins with a classification; {} stands with {} only", quoted(text.substr(0, found.size)),
                         quoted(out_.opening_text)))
      .correction = Correction{out_.opening_text + "//", false};
  take_segment(cut);
  return true;
}

void UsTaker::take_misspelt_level(Cut cut) {
  const auto text = at(cut.span);
  std::optional<Near> best;
  std::size_t size = 0;
  for (const auto end : word_ends(text, kLevelWords)) {
    const auto near = slip_of(text.substr(0, end), level_texts());
    if (!near || end < kSureCharacters - 1) continue;
    if (!best || near->distance < best->distance || (near->distance == best->distance && end > size)) {
      best = near;
      size = end;
    }
  }
  const auto first = text.substr(0, text.find_first_of(kSeparators));
  if (const auto meant = system_.meant_by(first); !best && system_.level_by_mark(meant) != nullptr) {
    best = Near{std::string(meant), first.size(), false};
    size = first.size();
  }
  if (!best) {
    if (take_misspelt_code(cut) || take_without_level(cut)) return;
    findings_.error(std::string(kRuleLevel), cut.span,
                    fmt::format("{} is not a classification, and a marking begins with one", quoted(text)));
    if (longest_token_at(system_, text).token != nullptr) {
      take_segment(cut);
    } else {
      take_unknown(cut);
    }
    return;
  }
  out_.opening_text = text_of(*system_.level_by_mark(best->name), checked_.form);
  auto& finding = findings_.error("MARK-spelling", {cut.span.begin_bytes, cut.span.begin_bytes + size},
                                  fmt::format("{} is not a classification", quoted(text.substr(0, size))));
  finding.correction = Correction{out_.opening_text, best->alone && best->distance == 1 && size >= kSureCharacters};
  take_behind_level(cut, size);
}

// Owner and level alone, as they are written in this form; with their slashes. Absent if it cannot be read.
std::optional<std::string> UsTaker::canonical_owner(std::string_view owner) const {
  const auto label = parse_marking(fmt::format("//{}", owner), system_, book_, checked_.banner);
  if (!label) return std::nullopt;
  auto text = render_marking(*label, system_, book_, checked_.form);
  if (!text) return fmt::format("//{}", owner);
  if (text->starts_with('(')) *text = text->substr(1, text->size() - 2);
  return *text;
}

// "NIS", the mark of an activity of NATO by one letter, as the manual's own example has it (H.3).
bool UsTaker::is_short_activity(std::string_view text) const {
  if (checked_.form != MarkForm::portion) return false;
  return std::any_of(book_.policies().begin(), book_.policies().end(), [&](const auto& entry) {
    const auto& composites = entry.second.wording.composites;
    return std::any_of(composites.begin(), composites.end(), [&](const Composite& each) {
      const auto* token = each.mark == text ? entry.second.token(each.token) : nullptr;
      return token != nullptr && !token->inside.empty();
    });
  });
}

void UsTaker::take_owner(Cut cut) {
  const auto text = at(cut.span);
  out_.opening = {cut.separator.begin_bytes, cut.span.end_bytes};
  if (text.empty()) {
    findings_.error(std::string(kRuleForeign), out_.opening, "nothing stands behind `//`");
    return;
  }
  const auto head = longest_token_at(system_, text);
  const bool joint = head.token != nullptr && head.token->meaning == Meaning::joint;
  const auto joint_level = joint ? longest_level_at(system_, trimmed(text.substr(head.size))) : LevelAt{};
  if (joint_level.level != nullptr && joint_level.size == trimmed(text.substr(head.size)).size() &&
      checked_.form == MarkForm::portion && checked_.banner == nullptr) {
    out_.needs_banner = true;
    out_.opening_text = fmt::format("//{} {}", text.substr(0, head.size), joint_level.level->portion);
    return;
  }
  const auto canonical = canonical_owner(text);
  if (!canonical) {
    const auto why = parse_marking(fmt::format("//{}", text), system_, book_, checked_.banner);
    take_misspelt_owner(cut, why ? std::string_view() : std::string_view(why.error().message));
    return;
  }
  out_.opening_text = is_short_activity(text) ? fmt::format("//{}", text) : *canonical;
  if (out_.opening_text.substr(2) == text) return;
  auto& finding = findings_.error(std::string(joint ? kRuleJoint : kRuleForeign), cut.span,
                                  owner_reason(text, std::string_view(out_.opening_text).substr(2), joint));
  finding.correction = Correction{canonical->substr(2), true};
}

// Why an owner is to be written as `right`: its codes, the form of its level, or where the one stands to the other.
std::string UsTaker::owner_reason(std::string_view written, std::string_view right, bool joint) const {
  struct Words {
    std::vector<std::string_view> codes;
    std::string others;
  };
  const auto taken = [&](std::string_view text) {
    Words words;
    for (const auto word : split(text, " ")) {
      if (word.empty()) continue;
      if (book_.knows(PartyId{std::string(word)})) {
        words.codes.push_back(word);
      } else {
        words.others += (words.others.empty() ? "" : " ") + std::string(word);
      }
    }
    return words;
  };
  const auto is = taken(written);
  const auto should = taken(right);
  std::vector<std::string> reasons;
  const bool names_itself = should.codes.empty() && !is.codes.empty();
  if (names_itself) {  // "NATO TOP SECRET"
    reasons.push_back(fmt::format("{} names its owner, and no code stands before it", quoted(should.others)));
  } else if (is.codes.size() > should.codes.size()) {
    reasons.emplace_back("a code stands twice");
  }
  const bool order = is.codes.size() == should.codes.size() && is.codes != should.codes;
  const bool place = is.codes == should.codes && is.others == should.others && folded(written) != right;
  if (order || place)
    reasons.emplace_back(joint ? "co-owners stand in alphabetical order behind the classification, countries first"
                               : "codes of owners stand in alphabetical order before the classification");
  const bool other_form = is.others != should.others && is_other_form(is.others, should.others);
  // Only what is shorter in portion marks and longer in banners is another form; else one says the same in other words ("極秘").
  const auto is_short = [&](std::string_view text) {
    const auto* mark = first_of_meaning(system_, Meaning::joint);
    return trimmed(text.substr(mark == nullptr ? 0 : size_at(*mark, text))).size() <= kPortionBytes;
  };
  const bool shorter = is_short(is.others) || is_short(should.others);
  if (other_form && !shorter && !names_itself) {
    reasons.push_back(fmt::format("{} is written {}", quoted(is.others), quoted(should.others)));
  } else if (other_form && shorter) {
    const bool banner = checked_.form == MarkForm::banner;
    reasons.push_back(fmt::format("{} is the form of {}; {} has {}", quoted(is.others), banner ? "portion marks" : "banner lines",
                                  banner ? "a banner line" : "a portion mark", quoted(should.others)));
  }
  if (reasons.empty() && folded(written) == right) reasons.emplace_back("one space stands between words");
  if (reasons.empty()) reasons.emplace_back("owner, classification and foreign markings are not written as published");
  return join(reasons, "; ");
}

// Both are texts of one level of some policy, with the same in front ("JOINT").
bool UsTaker::is_other_form(std::string_view a, std::string_view b) const {
  const auto* joint = first_of_meaning(system_, Meaning::joint);
  const auto level_text = [&](std::string_view text) {
    const auto size = joint == nullptr ? 0 : size_at(*joint, text);
    return trimmed(text.substr(size));
  };
  return std::any_of(book_.policies().begin(), book_.policies().end(), [&](const auto& entry) {
    const auto level_of = [&](std::string_view text) {
      const auto* level = entry.second.level_by_mark(level_text(text));
      return level == nullptr ? entry.second.level_abroad(level_text(text)) : level;
    };
    return level_of(a) != nullptr && level_of(a) == level_of(b);
  });
}

// "//SECRET", "//USA SECRET": the slashes are for other owners; or the owner was forgotten.
bool UsTaker::take_own_as_foreign(Cut cut, std::string_view rule) {
  auto text = at(cut.span);
  if (text.starts_with(system_.party.str() + " ")) text = trimmed(text.substr(system_.party.str().size()));
  const auto* level = system_.level_by_mark(text);
  if (level == nullptr) return false;
  out_.opening_text = text_of(*level, checked_.form);
  findings_
      .error(std::string(rule), {cut.separator.begin_bytes, cut.span.end_bytes},
             fmt::format("`//` begins the marking of a foreign owner, and {} alone that of the {}", quoted(out_.opening_text),
                         system_.party.str()))
      .correction = Correction{out_.opening_text, false};
  return true;
}

// "NOFORN//SECRET": the classification, where another segment than the first is one. Its place among the segments, which is
// taken; 0: none, or the first is one itself.
std::size_t UsTaker::take_level_behind(const std::vector<Cut>& segments) {
  const auto first = at(segments.front().span);
  const auto head = longest_token_at(system_, first).token;
  if (head == nullptr || head->segment == Segment::cui || longest_level_at(system_, first).level != nullptr) return 0;
  const auto is_level = [&](const Cut& each) { return system_.level_by_mark(at(each.span)) != nullptr; };
  const auto found = std::find_if(segments.begin(), segments.end(), is_level);
  if (found == segments.end()) return 0;
  out_.opening = found->span;
  out_.opening_text = text_of(*system_.level_by_mark(at(found->span)), checked_.form);
  std::string right = out_.opening_text;
  for (auto each = segments.begin(); each != found; ++each) right += fmt::format("//{}", at(each->span));
  findings_
      .error(std::string(kRuleLevel), {segments.front().span.begin_bytes, found->span.end_bytes},
             fmt::format("{} comes first: a marking begins with its classification", quoted(out_.opening_text)))
      .correction = Correction{std::move(right), false};
  return static_cast<std::size_t>(found - segments.begin());
}

// "GBR SECRET REL TO USA, GBR", "NATO SECRET-ATOMAL": what follows an owner although it should stand in a segment of its own.
bool UsTaker::take_behind_owner(Cut cut) {
  constexpr std::size_t kTries = 8;
  const auto text = at(cut.span);
  std::size_t tries = 0;
  for (auto end = text.find_first_of(kSeparators); end != std::string_view::npos && tries < kTries;) {
    const auto next = text.find_first_not_of(kSeparators, end);
    if (next == std::string_view::npos) return false;
    const auto behind = text.substr(next);
    const bool marking = longest_token_at(system_, behind).token != nullptr || token_of_sources(behind) != nullptr;
    if (marking && (++tries, canonical_owner(text.substr(0, end)))) {
      const auto from = cut.span.begin_bytes;
      const Span separator{from + end, from + next};
      findings_.error("US-A.6", separator, "`//` belongs between the owner's marking and what follows").correction =
          Correction{"//", trimmed(at(separator)) == "/"};
      take_owner({{from, from + end}, cut.separator});
      take_segment({{from + next, cut.span.end_bytes}, separator});
      return true;
    }
    end = text.find_first_of(kSeparators, next);
  }
  return false;
}

// One word may be wrong, or the separators.
void UsTaker::take_misspelt_owner(Cut cut, std::string_view why) {
  const auto text = at(cut.span);
  const auto spaced = without_commas(text);
  const auto rule = text.starts_with("JOINT") ? kRuleJoint : kRuleForeign;
  if (const auto canonical = spaced == text ? std::nullopt : canonical_owner(spaced)) {
    findings_.error(std::string(rule), cut.span, "owners stand with one space between them").correction =
        Correction{canonical->substr(2), true};
    out_.opening_text = *canonical;
    return;
  }
  if (take_own_as_foreign(cut, rule) || take_behind_owner(cut)) return;
  auto levels = level_texts();
  if (const auto* joint = first_of_meaning(system_, Meaning::joint)) levels.emplace_back(joint->marks.front());
  std::vector<std::string_view> parties;
  for (const auto& [id, policy] : book_.policies()) parties.emplace_back(policy.party.value);
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const auto word = text.substr(begin, end - begin);
    const auto code = book_.knows(PartyId(std::string(word))) ? std::nullopt : code_near(word, parties);
    const auto near = code ? code : slip_of(word, levels);
    const auto repaired = near ? fmt::format("{}{}{}", text.substr(0, begin), near->name, text.substr(end)) : std::string();
    const auto canonical = near && near->distance > 0 ? canonical_owner(repaired) : std::nullopt;
    if (canonical) {
      const Span place{cut.span.begin_bytes + begin, cut.span.begin_bytes + end};
      const bool sure = near->alone && near->distance == 1 && word.size() >= kSureCharacters;
      findings_.error("MARK-spelling", place, std::string(why)).correction = Correction{near->name, sure};
      out_.opening_text = *canonical;
      return;
    }
    begin = end + 1;
  }
  if (!take_foreign_without_policy(cut)) findings_.error(std::string(rule), cut.span, std::string(why));
}

// "UN RESTRICTED", "ITA UNCLASSIFIED": sound as a mark, but no policy of its owner is loaded, so nobody can say what it means.
bool UsTaker::take_foreign_without_policy(Cut cut) {
  const auto text = at(cut.span);
  const auto code = text.substr(0, text.find(' '));
  const auto level = code.size() == text.size() ? std::string_view() : text.substr(code.size() + 1);
  const PartyId party{std::string(code)};
  const bool united_nations = code == kUnitedNations && (level == kRestrictedAbroad || level == kRestrictedAbroadPortion);
  if ((!book_.knows(party) && !united_nations) || book_.policy_of(party) != nullptr) return false;
  const auto* ours = system_.level_by_mark(level);
  const bool restricted = level == kRestrictedAbroad || level == kRestrictedAbroadPortion;
  if (ours == nullptr && !restricted) return false;
  const bool banner = checked_.form == MarkForm::banner;
  const std::string right(!restricted                ? std::string_view(text_of(*ours, checked_.form))
                          : banner || united_nations ? kRestrictedAbroad
                                                     : kRestrictedAbroadPortion);
  if (level != right) {
    findings_
        .error(banner ? "US-D.1" : "US-C.1", {cut.span.begin_bytes + code.size() + 1, cut.span.end_bytes},
               united_nations ? "UN RESTRICTED has no shorter form"
                              : "a banner line spells the classification out, a portion mark abbreviates it")
        .correction = Correction{right, true};
  }
  findings_.warning(std::string(kRuleForeign), cut.span,
                    fmt::format("no policy of {} is loaded, so this cannot be decided about", quoted(code)));
  out_.opening_text = fmt::format("//{} {}", code, right);
  out_.opening_read_as = restricted ? "//FGI R" : fmt::format("//FGI {}", right);
  return true;
}

}  // namespace entente::label
