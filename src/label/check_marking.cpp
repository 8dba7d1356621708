#include "label/check_marking.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "label/check_parts.h"
#include "label/keeps_meaning.h"
#include "label/marks.h"
#include "label/scan.h"

namespace entente::label {
namespace {

// A reason not to look further, or nothing.
std::optional<Finding> unreadable(std::string_view text) {
  const Span whole{0, text.size()};
  if (text.size() > limits::kMarkingBytes) {
    return Finding{"MARK-size", Severity::error, whole,
                   fmt::format("a marking of {} bytes, more than {}", text.size(), limits::kMarkingBytes), std::nullopt};
  }
  const auto broken = first_invalid_utf8(text);
  if (broken != std::string_view::npos) {
    return Finding{"MARK-characters", Severity::error, {broken, broken + 1}, "not UTF-8 from here on", std::nullopt};
  }
  const auto control = std::find_if(text.begin(), text.end(), is_control);
  if (control != text.end()) {
    const auto place = static_cast<std::size_t>(control - text.begin());
    return Finding{"MARK-characters", Severity::error, {place, place + 1}, "a control character", std::nullopt};
  }
  if (trimmed(text).empty()) return Finding{"MARK-empty", Severity::error, whole, "nothing is marked", std::nullopt};
  return std::nullopt;
}

MarkingCheck check_once(std::string_view text, const Policy& system, const PolicyBook& book, const CheckOptions& options);

std::size_t leading_space(std::string_view text) { return static_cast<std::size_t>(trimmed(text).data() - text.data()); }

// Characters that are not compatible with a slash and look like one: of division, of fractions, of boxes, the big one. In US
// style a dash is no separator either, and looks like a hyphen.
std::string with_plain_signs(std::string text, const Policy& system) {
  const auto replace_all = [&](std::string_view sign, std::string_view plain) {
    for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) text.replace(at, sign.size(), plain);
  };
  for (const auto* slash : {"∕", "⁄", "╱", "⧸"}) replace_all(slash, "/");
  if (system.grammar != Grammar::us_style) return text;
  for (const auto* dash : {"–", "—"}) replace_all(dash, "-");
  return text;
}

// "[S//NF]", "((S//NF))": a mark that reads, in other brackets than a pair of parentheses. Whether they mean something else
// nobody can tell.
std::optional<MarkingCheck> other_brackets(std::string_view text, const Policy& system, const PolicyBook& book,
                                           const CheckOptions& options) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPairs{
      {{"[", "]"}, {"{", "}"}, {"<", ">"}, {"((", "))"}, {"【", "】"}}};
  const auto bare = trimmed(text);
  for (const auto& [open, close] : kPairs) {
    if (bare.size() <= open.size() + close.size() || !bare.starts_with(open) || !bare.ends_with(close)) continue;
    const auto inside = trimmed(bare.substr(open.size(), bare.size() - open.size() - close.size()));
    const bool bare_mark = system.grammar != Grammar::us_style && open != "((";
    const auto meant = bare_mark ? std::string(inside) : fmt::format("({})", inside);
    if (parse_marking(text, system, book, options.banner) || inside.find_first_of("()[]{}<>") != std::string_view::npos ||
        !parse_marking(meant, system, book, options.banner))
      return std::nullopt;
    auto check = check_once(meant, system, book, options);
    check.label.reset();
    check.corrected = Correction{check.corrected ? check.corrected->text : meant, false};
    check.findings = {Finding{"MARK-parentheses",
                              Severity::error,
                              {leading_space(text), leading_space(text) + bare.size()},
                              "a portion mark stands in a pair of parentheses, and no mark in other brackets",
                              check.corrected}};
    return check;
  }
  return std::nullopt;
}

std::optional<MarkingCheck> look_alike(std::string_view text, const Policy& system, const PolicyBook& book,
                                       const CheckOptions& options) {
  const auto seen = with_plain_signs(skeleton(text), system);
  const std::string meant(trimmed(seen));
  if (meant == text || parse_marking(text, system, book, options.banner) || !parse_marking(meant, system, book, options.banner))
    return std::nullopt;
  auto check = check_once(meant, system, book, options);
  if (!check.corrected) check.corrected = Correction{meant, true};
  check.findings = {Finding{"MARK-look-alike",
                            Severity::error,
                            {0, text.size()},
                            "characters that only look like a marking: full-width, composed or invisible ones",
                            check.corrected}};
  return check;
}

// Without parentheses, "S" and what follows is a portion mark unless a piece of it is written as in a banner.
MarkForm form_of(std::string_view bare, const Policy& system) {
  const auto foreign = bare.starts_with("//");
  const auto level = longest_level_at(system, foreign ? trimmed(bare.substr(2)) : bare);
  if (level.level == nullptr || foreign) return MarkForm::banner;
  const auto written = bare.substr(0, level.size);
  if (written != level.level->portion || written == text_of(*level.level, MarkForm::banner)) return MarkForm::banner;
  for (const auto segment : split(bare, "//")) {
    for (const auto piece : split(segment, "/")) {
      const auto* token = token_by_mark(system, trimmed(piece));
      if (token != nullptr && trimmed(piece) != token->portion) return MarkForm::banner;
    }
  }
  return MarkForm::portion;
}

//= US manual (2016) A.6, C.1: no interjected space. `inside`: what stands between the parentheses; `bare`: the mark in it.
void check_inside(std::string_view text, std::string_view inside, std::string_view bare, Findings& findings) {
  const auto at = [&](const char* place) { return static_cast<std::size_t>(place - text.data()); };
  for (const Span& space :
       {Span{at(inside.data()), at(bare.data())}, Span{at(bare.data() + bare.size()), at(inside.data() + inside.size())}}) {
    if (space.begin_bytes == space.end_bytes) continue;
    auto& finding = findings.error("MARK-parentheses", {0, 0}, "no space stands inside the parentheses of a portion mark");
    finding.span = space;
    finding.correction = Correction{"", true};
  }
}

MarkingCheck check_once(std::string_view text, const Policy& system, const PolicyBook& book, const CheckOptions& options) {
  MarkingCheck check;
  if (auto reason = unreadable(text)) {
    check.findings.push_back(std::move(*reason));
    return check;
  }
  if (auto alike = look_alike(text, system, book, options)) return *alike;
  if (auto other = other_brackets(text, system, book, options)) return *other;
  auto bare = trimmed(text);
  const bool opens = bare.starts_with('(');
  const bool closes = bare.ends_with(')') && (opens || bare.find('(') == std::string_view::npos);  // not "極秘 (KOR)"
  if (opens) bare.remove_prefix(1);
  if (closes) bare.remove_suffix(1);
  const auto inside = bare;
  bare = trimmed(bare);
  check.form = options.form.value_or(opens || closes ? MarkForm::portion : form_of(bare, system));
  const auto offset = bare.empty() ? leading_space(text) : static_cast<std::size_t>(bare.data() - text.data());
  Findings findings(offset);
  if (bare.empty()) findings.error("MARK-empty", {0, trimmed(text).size()}, "nothing stands between the parentheses");
  const bool as_banner = check.form == MarkForm::banner && (opens || closes);  // as who asks knows from its place
  if (opens != closes || as_banner) {
    auto& finding =
        findings.error("MARK-parentheses", {0, bare.size()},
                       as_banner ? "a banner line stands in no parentheses" : "a portion mark stands in a pair of parentheses");
    finding.correction = as_banner ? Correction{std::string(bare), false}
                                   : Correction{fmt::format("({})", bare), form_of(bare, system) == MarkForm::portion};
    finding.span = {leading_space(text), leading_space(text) + trimmed(text).size()};
  }
  //= US manual (2016) C.1, D.1: a portion mark is enclosed, a banner line spells the classification out. Who asks for a portion
  // mark by that name may have taken the parentheses away.
  const bool lacks = system.grammar == Grammar::us_style && check.form == MarkForm::portion && !opens && !closes && !options.form;
  if (lacks) {
    findings
        .error("US-C.1", {0, bare.size()},
               "a portion mark stands in parentheses, and a banner line spells the classification out")
        .correction = Correction{fmt::format("({})", bare), false};
  }
  if (system.grammar == Grammar::us_style && opens && closes && !bare.empty()) check_inside(text, inside, bare, findings);
  if (!bare.empty()) {
    const CheckedText checked{bare, system, book, check.form, options.banner, options.members, options.as_of};
    (system.grammar == Grammar::us_style ? check_us_marking : check_plain_marking)(checked, findings, check);
  }
  check.findings = findings.take();
  if (check.findings.empty()) check.corrected.reset();
  if (as_banner) check.corrected = Correction{check.corrected ? check.corrected->text : std::string(bare), false};
  if (check.corrected && (opens || closes || lacks) && !as_banner)
    check.corrected->text = fmt::format("({})", check.corrected->text);
  if (check.corrected && check.corrected->text == trimmed(text)) check.corrected.reset();
  doubt_what_alters(text, check.findings, check.corrected, system, book, options.banner);
  return check;
}

// "(//JOINT S//REL)": its owners are those of the banner.
bool is_short_joint(std::string_view text, const Policy& system) {
  const auto bare = trimmed(text);
  if (!bare.starts_with("(//")) return false;
  const auto owner = trimmed(bare.substr(3, bare.find_first_of("/)", 3) - 3));
  const auto joint = longest_token_at(system, owner);
  if (joint.token == nullptr || joint.token->meaning != Meaning::joint) return false;
  const auto level = trimmed(owner.substr(joint.size));
  return longest_level_at(system, level).size == level.size();
}

//= US manual (2016) H.8, DISPLAY ONLY: beside REL TO it is for others than those of its list, members of its groups among them.
void check_display_of_members(std::string_view text, const Policy& system, MarkingCheck& check, const Expand& members) {
  if (!check.label || system.grammar != Grammar::us_style) return;
  const auto& released = check.label->releasable.parties;
  for (const auto& party : check.label->display_only) {
    const auto group = std::find_if(released.begin(), released.end(), [&](const PartyId& listed) {
      const auto all = listed == party ? std::vector<PartyId>() : members(listed);
      return std::find(all.begin(), all.end(), party) != all.end();
    });
    const auto at = text.rfind(party.str());
    if (group == released.end() || at == std::string_view::npos) continue;
    check.findings.push_back(
        {"US-H.8",
         Severity::error,
         {at, at + party.str().size()},
         fmt::format("{} is a member of {}, to which this is released", quoted(party.str()), quoted(group->str())),
         std::nullopt});
    check.corrected.reset();
  }
}

MarkingCheck check_in_context(std::string_view text, const Policy& system, const PolicyBook& book, const CheckOptions& options) {
  auto label = options.banner != nullptr && is_short_joint(text, system) ? parse_marking(text, system, book, options.banner)
                                                                         : fail(Fault::malformed, "");
  auto check = check_once(text, system, book, label ? CheckOptions{options.form, nullptr, options.members} : options);
  if (label && !has_errors(check.findings)) check.label = std::move(*label);
  if (options.members != nullptr) check_display_of_members(text, system, check, *options.members);
  return check;
}

bool is_all_certain(const std::vector<Finding>& findings) {
  return std::all_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Severity::warning || (finding.correction && finding.correction->certain);
  });
}

}  // namespace

Finding& Findings::error(std::string rule, Span span, std::string message) {
  found_.push_back(
      {std::move(rule), Severity::error, {span.begin_bytes + offset_, span.end_bytes + offset_}, std::move(message), {}});
  return found_.back();
}

Finding& Findings::warning(std::string rule, Span span, std::string message) {
  auto& finding = error(std::move(rule), span, std::move(message));
  finding.severity = Severity::warning;
  return finding;
}

Finding* Findings::about(std::string_view rule) {
  const auto found = std::find_if(found_.begin(), found_.end(), [&](const Finding& finding) { return finding.rule == rule; });
  return found == found_.end() ? nullptr : &*found;
}

void Findings::doubt_all() {
  for (auto& finding : found_) {
    if (finding.correction) finding.correction->certain = false;
  }
}

std::vector<Finding> Findings::take() {
  std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
    return a.span.begin_bytes != b.span.begin_bytes ? a.span.begin_bytes < b.span.begin_bytes
                                                    : a.span.end_bytes < b.span.end_bytes;
  });
  return std::move(found_);
}

bool Findings::tells(std::string_view rule, Span span) const {
  const Span whole{span.begin_bytes + offset_, span.end_bytes + offset_};
  return std::any_of(found_.begin(), found_.end(),
                     [&](const Finding& finding) { return finding.span == whole && finding.rule == rule; });
}

bool Findings::tells_around(std::string_view rule, Span span) const {
  const Span whole = in_whole(span);
  return std::any_of(found_.begin(), found_.end(), [&](const Finding& finding) {
    return finding.rule == rule && finding.span.begin_bytes <= whole.begin_bytes && finding.span.end_bytes >= whole.end_bytes;
  });
}

Finding* Findings::error_of(Span span) {
  const auto found = std::find_if(found_.begin(), found_.end(), [whole = in_whole(span)](const Finding& finding) {
    return finding.span == whole && finding.severity == Severity::error;
  });
  return found == found_.end() ? nullptr : &*found;
}

bool Findings::any_error() const { return has_errors(found_); }

bool Findings::all_certain() const { return is_all_certain(found_); }

// "(secret)", "(c)": words and letters in parentheses as running text has them, and no segments.
bool may_be_words(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80 && !(c >= 'A' && c <= 'Z'); });
  return plain && trimmed(text).starts_with('(') && text.find("//") == std::string_view::npos;
}

MarkingCheck check_marking(std::string_view text, const Policy& system, const PolicyBook& book, const CheckOptions& options) {
  auto check = check_in_context(text, system, book, options);
  if (may_be_words(text)) {
    for (auto& finding : check.findings) {
      if (finding.correction) finding.correction->certain = false;
    }
    if (check.corrected) check.corrected->certain = false;
  }
  // What is offered must itself be sound, whatever came together in it.
  if (check.corrected) {
    const auto again = check_in_context(check.corrected->text, system, book, {check.form, options.banner, options.members});
    if (has_errors(again.findings)) check.corrected.reset();
  }
  // Where all errors are put right for certain and the whole is none of it, one of them is not what it seems.
  if (!check.label && !check.corrected && is_all_certain(check.findings)) {
    for (auto& finding : check.findings) {
      if (finding.correction) finding.correction->certain = false;
    }
  }
  return check;
}

}  // namespace entente::label
