#include "document/check_document.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/authority_block.h"
#include "document/banner_check.h"
#include "document/declassification.h"
#include "document/found_marks.h"
#include "document/portions.h"
#include "document/quiet_lines.h"
#include "document/unmarked.h"
#include "document/whose_marks.h"
#include "label/marking.h"
#include "label/near.h"
#include "label/program_names.h"

namespace entente::document {
namespace {

constexpr std::string_view kRuleBanners = "MARK-banners";
constexpr std::string_view kRuleWhole = "MARK-whole";
constexpr std::string_view kRulePortion = "MARK-portion";

std::uint32_t column_of(std::string_view text, std::size_t line_begin, std::size_t at) {
  const auto before = text.substr(line_begin, at - line_begin);
  return 1 + static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(),
                                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class Checker {
 public:
  Checker(std::string_view text, const label::Policy& system, const label::PolicyBook& book, const label::Expand& expand,
          const std::vector<std::string>& sources, const std::optional<Instant>& today)
      : text_(text), system_(system), book_(book), expand_(expand), sources_(sources), today_(today) {}

  Result<DocumentCheck> run() {
    found_ = find_marks(text_, system_, book_);
    find_banner();
    for (const auto& mark : found_.marks) TRY_DO(check(mark));
    name_programs();
    compare();
    compare_banners();
    check_authority();
    check_unmarked();
    return std::move(out_);
  }

 private:
  // The first banner that can be read, or whose correction can.
  void find_banner() {
    for (const auto& mark : found_.marks) {
      if (mark.place != MarkPlace::banner) continue;
      auto read = label::check_marking(text_of(mark.span), system_, book_, {label::MarkForm::banner, nullptr, &expand_, today_});
      if (!read.label) continue;
      banner_ = std::move(read.label);
      banner_span_ = mark.span;
      banner_line_ = mark.line;
      banner_line_begin_ = mark.line_begin;
      return;
    }
  }

  [[nodiscard]] std::string_view text_of(label::Span span) const {
    return text_.substr(span.begin_bytes, span.end_bytes - span.begin_bytes);
  }

  Result<void> check(const FoundMark& mark) {
    const std::string key = fmt::format("{}{}", static_cast<int>(mark.place), text_of(mark.span));
    const auto [known, is_new] = numbers_.emplace(key, static_cast<std::uint32_t>(out_.checks.size()));
    if (is_new) {
      if (out_.checks.size() == limits::kDocumentMarkings)
        return fail(Fault::over_limit, fmt::format("more than {} different marks", limits::kDocumentMarkings));
      out_.checks.push_back(mark.place == MarkPlace::inside ? check_example(mark) : check_mark(mark));
    }
    if (banner_span_ && mark.span == *banner_span_) check_of_banner_ = known->second;
    // Marks come in the order of the text: of one line each column is counted on from the mark before.
    const bool same_line = !out_.marks.empty() && out_.marks.back().line == mark.line;
    const auto from = same_line ? out_.marks.back().span.begin_bytes : mark.line_begin;
    const auto column = column_of(text_, from, mark.span.begin_bytes) + (same_line ? out_.marks.back().column - 1 : 0);
    out_.marks.push_back({mark.span, mark.line, column, known->second, mark.place});
    return {};
  }

  [[nodiscard]] label::MarkingCheck check_mark(const FoundMark& mark) const {
    const auto form = mark.place == MarkPlace::banner ? label::MarkForm::banner : label::MarkForm::portion;
    const auto text = text_of(mark.span);
    const auto* banner = banner_ ? &*banner_ : nullptr;
    auto check = label::check_marking(text, system_, book_, {form, banner, &expand_, today_});
    // What a portion may have been meant for is no part of what the portions say together.
    const bool guessed = check.label && mark.place == MarkPlace::opening && !(check.corrected && check.corrected->certain);
    if (guessed && !label::parse_marking(text, system_, book_, banner)) check.label.reset();
    return check;
  }

  // It marks nothing, so it may be wrong on purpose, and the banner it speaks of may be another.
  [[nodiscard]] label::MarkingCheck check_example(const FoundMark& mark) const {
    const auto text = text_of(mark.span);
    const auto form = text.starts_with('(') ? label::MarkForm::portion : label::MarkForm::banner;
    auto example = label::check_marking(text, system_, book_, {form, nullptr, &expand_, today_});
    for (auto& finding : example.findings) {
      finding.severity = label::Severity::warning;
      if (finding.correction) finding.correction->certain = false;
    }
    if (example.corrected) example.corrected->certain = false;
    return example;
  }

  //= US manual (2016) D: the first page bears the banner of the whole; a page inside may bear what stands on it alone.
  void compare_banners() {
    std::vector<std::size_t> banners;
    for (std::size_t i = 0; i < out_.marks.size(); ++i) {
      if (out_.marks[i].place == MarkPlace::banner) banners.push_back(i);
    }
    for (std::size_t i = 0; banner_ && i < banners.size(); ++i) {
      const auto& mark = out_.marks[banners[i]];
      const auto& label = out_.checks[mark.check].label;
      if (mark.span.begin_bytes <= banner_span_->begin_bytes || !label) continue;
      const bool more = label::is_stricter(*label, *banner_, terms_of(*label), expand_);
      if (!more && !label::is_stricter(*banner_, *label, terms_of(*banner_), expand_)) continue;
      const auto first = fmt::format("the first ({}, line {})", quoted(text_of(*banner_span_)), banner_line_);
      if (more) {
        tell_of_banner(mark.span, label::Severity::error,
                       fmt::format("this banner says more than {}, which speaks for all", first), true);
      } else if (i + 1 == banners.size()) {
        tell_of_banner(mark.span, label::Severity::error, fmt::format("the last banner says less than {}", first));
      } else if (!covers_page(*label, banners[i - 1], banners[i], banners[i + 1])) {
        tell_of_banner(mark.span, label::Severity::error,
                       fmt::format("this banner says less than {}, and than the portions of its page", first));
      } else {
        tell_of_banner(mark.span, label::Severity::warning,
                       fmt::format("this banner says less than {}: it can only speak for its page", first));
      }
    }
  }

  // Instead of a banner that says less; one that says more may be the right one of the two.
  void tell_of_banner(label::Span span, label::Severity severity, std::string message, bool more = false) {
    std::optional<label::Correction> correction;
    if (suggested_ && !more) {
      correction = label::Correction{*suggested_, false};
    } else if (!more && !has_portions_ && out_.checks[check_of_banner_].findings.empty()) {
      correction = label::Correction{std::string(text_of(*banner_span_)), false};
    }
    out_.whole.push_back({std::string(kRuleBanners), severity, span, std::move(message), std::move(correction)});
  }

  // Whether a header or footer says no less than the portions on its page, which lie behind or before it.
  [[nodiscard]] bool covers_page(const label::Label& banner, std::size_t before, std::size_t at, std::size_t behind) const {
    const auto above = labels_between(before, at);
    const auto below = labels_between(at, behind);
    if (above.empty() && below.empty()) return true;
    return (!above.empty() && covers(banner, above)) || (!below.empty() && covers(banner, below));
  }

  [[nodiscard]] std::vector<label::Label> labels_between(std::size_t begin, std::size_t end) const {
    std::vector<label::Label> labels;
    std::set<std::uint32_t> seen;
    for (auto i = begin; i < end; ++i) {
      const auto& mark = out_.marks[i];
      const auto& label = out_.checks[mark.check].label;
      if (mark.place == MarkPlace::opening && label && seen.insert(mark.check).second) labels.push_back(*label);
    }
    return labels;
  }

  [[nodiscard]] bool covers(const label::Label& banner, const std::vector<label::Label>& parts) const {
    const auto& terms = terms_of(banner);
    const auto rolled = label::roll_up(parts, terms, book_, expand_);
    return rolled && !label::is_stricter(*rolled, banner, terms, expand_);
  }

  //= US manual (2016) H.5: a program may stand by its name in the banner, and stands by its abbreviation in the portions.
  void name_programs() {
    std::vector<label::Label*> labels;
    if (banner_) labels.push_back(&*banner_);
    for (auto& check : out_.checks) {
      if (check.label) labels.push_back(&*check.label);
    }
    label::abbreviate_programs(labels, system_);
  }

  // The policy in whose levels a label speaks: that of a foreign owner may be another than the document's.
  [[nodiscard]] const label::Policy& terms_of(const label::Label& label) const {
    const auto* own = book_.find(label.policy);
    return own == nullptr ? system_ : *own;
  }

  // What the portions say together, against the banner.
  void compare() {
    std::vector<MarkedPart> parts;  // each different mark once
    std::size_t portions = 0;
    std::size_t unread = 0;
    std::vector<bool> counted(out_.checks.size());
    for (const auto& mark : out_.marks) {
      const auto& check = out_.checks[mark.check];
      if (mark.place != MarkPlace::opening) continue;
      ++portions;
      unread += check.label ? 0 : 1;
      if (check.label && !counted[mark.check]) parts.push_back({text_of(mark.span), *check.label, mark.line});
      counted[mark.check] = true;
    }
    if (out_.marks.empty()) warn({0, 0}, "no mark stands in the document");
    has_portions_ = portions != 0;
    if (!has_portions_) return;
    if (!banner_) return tell_of_no_banner(parts, unread);
    auto answer = check_banner({*banner_, *banner_span_, parts, unread, system_, book_, expand_});
    out_.whole.insert(out_.whole.end(), std::make_move_iterator(answer.findings.begin()),
                      std::make_move_iterator(answer.findings.end()));
    suggested_ = std::move(answer.suggested);
    if (answer.together) out_.roll_up = RollUp{std::move(*answer.together), std::nullopt};
  }

  //= US manual (2016) D.1: what is classified bears a banner. One that stands and cannot be read has its own findings.
  void tell_of_no_banner(const std::vector<MarkedPart>& parts, std::size_t unread) {
    const auto together = unread != 0 ? Result<std::string>(std::string()) : banner_of(parts, system_, book_, expand_);
    std::string what = "the document has portion marks and no banner that can be read";
    if (together && unread == 0) {
      out_.roll_up = RollUp{*together, std::nullopt};
      what += fmt::format("; together they ask for {}", quoted(*together));
      for (const auto& finding :
           label::check_marking(*together, system_, book_, {label::MarkForm::banner, nullptr, &expand_, today_}).findings) {
        if (finding.severity == label::Severity::error) what += fmt::format(" ({}: {})", finding.rule, finding.message);
      }
    } else if (!together) {
      what += fmt::format("; the portions have none together: {}", together.error().message);
    }
    const bool stands = std::any_of(out_.marks.begin(), out_.marks.end(),
                                    [](const CheckedMark& mark) { return mark.place == MarkPlace::banner; });
    const bool free = std::all_of(parts.begin(), parts.end(), [&](const MarkedPart& part) {
      const auto* level = terms_of(part.label).level(part.label.level);
      return level != nullptr && level->free;
    });
    const bool required = system_.grammar == label::Grammar::us_style && !stands && !free;
    const auto first = out_.marks.front().span.begin_bytes;
    out_.whole.push_back({std::string(required ? "US-D.1" : kRuleWhole),
                          required ? label::Severity::error : label::Severity::warning,
                          {first, first},
                          std::move(what),
                          std::nullopt});
  }

  //= US manual (2016) E: on what is classified by the USA, alone or with others.
  void check_authority() {
    if (!banner_ || system_.grammar != label::Grammar::us_style) return;
    const auto* level = terms_of(*banner_).level(banner_->level);
    const bool own = std::any_of(banner_->owners.begin(), banner_->owners.end(),
                                 [&](const label::Origin& owner) { return owner.party == system_.party; });
    if (!own || level == nullptr || level->free) return;
    const auto block = find_authority_block(text_);
    if (auto missing = missing_lines(block); !missing.empty()) {
      const auto column = column_of(text_, banner_line_begin_, banner_span_->begin_bytes);
      out_.lines.push_back(
          {{"US-E", label::Severity::warning, *banner_span_, std::move(missing), std::nullopt}, banner_line_, column});
    }
    const bool several = block.derived_from && label::equal_ignoring_case(text_of(block.derived_from->value), "Multiple Sources");
    if (several && !block.has_source_list)
      say_of(*block.derived_from,
             {"US-E.3", label::Severity::warning, {}, "a list of the sources stands on or with the document", {}});
    const auto labels = labels_between(0, out_.marks.size());
    if (block.declassify_on) {
      auto read = read_declassification(text_of(block.declassify_on->value), labels);
      if (out_.roll_up) out_.roll_up->declassify_on = read.on;
      if (read.finding) say_of(*block.declassify_on, std::move(*read.finding));
      auto late = too_late(text_of(block.declassify_on->value), block.origin ? text_of(block.origin->value) : "", today_);
      if (late) say_of(*block.declassify_on, std::move(*late));
    }
    compare_declassification(block, labels);
  }

  // Whether the banner is above the free level, in whose terms it stands.
  [[nodiscard]] bool is_classified() const {
    const auto* level = banner_ ? terms_of(*banner_).level(banner_->level) : nullptr;
    return level != nullptr && !level->free;
  }

  //= US manual (2016) C.1: every portion of what is classified bears its mark. Elsewhere portions need none, but where some do.
  void check_unmarked() {
    tell_of_oddities();
    tell_of_inside_marks();
    tell_of_paragraphs();
    std::stable_sort(out_.lines.begin(), out_.lines.end(), [](const LineFinding& a, const LineFinding& b) {
      return a.finding.span.begin_bytes < b.finding.span.begin_bytes;
    });
  }

  // A release withholds what these spoil.
  void tell_of_oddities() {
    for (const auto& odd : found_.oddities) {
      const auto severity = spoils(odd.kind) ? label::Severity::error : label::Severity::warning;
      out_.lines.push_back({{std::string(kRulePortion), severity, odd.span, what_is(odd), std::nullopt},
                            odd.line,
                            column_of(text_, odd.line_begin, odd.span.begin_bytes)});
    }
    if (found_.more_oddities == 0) return;
    auto& last = out_.lines.back().finding;
    last.severity = label::Severity::error;
    last.message = fmt::format("{} more lines are like this one and those before", found_.more_oddities);
  }

  [[nodiscard]] std::string what_is(const FoundOddity& odd) const {
    switch (odd.kind) {
      case Oddity::goes_on:
        return "a portion mark ends with its parenthesis, and this goes on behind it";
      case Oddity::second:
        return "a second mark stands behind the portion mark, and counts for nothing";
      case Oddity::control:
        return fmt::format("{} stands behind the portion mark, and counts for nothing", quoted(text_of(odd.span)));
      case Oddity::named:
        return fmt::format("{} stands behind the portion mark, and counts as text", quoted(text_of(odd.span)));
      case Oddity::none:
      case Oddity::bare:
        break;
    }
    return "this begins like a mark and marks nothing: a portion mark stands in parentheses";
  }

  void tell_of_paragraphs() {
    const bool ours = system_.grammar == label::Grammar::us_style;
    const auto found = is_classified() && (ours || has_portions_) ? find_unmarked(text_, found_, system_) : Unmarked{};
    if (found.paragraphs == 0) return;
    out_.lines.push_back(
        {{std::string(ours ? "US-C.1" : kRuleWhole), label::Severity::warning, found.first,
          found.paragraphs == 1 ? "a paragraph bears no portion mark"
                                : fmt::format("{} paragraphs bear no portion mark, the first of them here", found.paragraphs),
          std::nullopt},
         found.first_line,
         1});
  }

  [[nodiscard]] bool is_code(label::Span span) const {
    const auto after = std::upper_bound(found_.code.begin(), found_.code.end(), span.begin_bytes,
                                        [](std::size_t at, const label::Span& code) { return at < code.begin_bytes; });
    return after != found_.code.begin() && span.begin_bytes < std::prev(after)->end_bytes;
  }

  // At the end of a line or behind a colon; without parentheses only where that announces a banner.
  [[nodiscard]] bool is_apart(const CheckedMark& mark) const {
    const auto text = text_of(mark.span);
    if (is_code(mark.span) || !stands_apart(text_, text)) return false;
    const auto line = text_.substr(0, mark.span.end_bytes).substr(text_.find_last_of("\r\n", mark.span.begin_bytes) + 1);
    return text.starts_with('(') || label::behind_banner_label(line) == text;
  }

  // What stands within running text marks nothing; a reader who meets more there than on the banner will ask.
  void tell_of_inside_marks() {
    std::array<std::vector<bool>, 2> told{std::vector<bool>(out_.checks.size()), std::vector<bool>(out_.checks.size())};
    for (const auto& mark : out_.marks) {
      const auto& label = out_.checks[mark.check].label;
      if (mark.place != MarkPlace::inside || !banner_ || !label) continue;
      const bool apart = is_apart(mark);
      auto& one = told[apart ? 1 : 0];
      if (one[mark.check] || !label::is_stricter(*label, *banner_, terms_of(*banner_), expand_)) continue;
      one[mark.check] = true;
      out_.lines.push_back(
          {{std::string(kRuleWhole), apart ? label::Severity::error : label::Severity::warning, mark.span,
            apart ? "a mark that stands apart counts for the text of its line or cell; this one says more than the banner"
                  : "a mark within running text counts for nothing; this one says more than the banner",
            std::nullopt},
           mark.line,
           mark.column});
    }
  }

  void say_of(const BlockLine& line, label::Finding finding) {
    finding.span = line.value;
    out_.lines.push_back({std::move(finding), line.line, column_of(text_, line.line_begin, line.value.begin_bytes)});
  }

  //= US manual (2016) E.2, E.3: one value, that which protects longest of all sources. Without word of the sources, of the lines.
  void compare_declassification(const AuthorityBlock& block, const std::vector<label::Label>& labels) {
    std::vector<std::string> values = sources_;
    if (sources_.empty() && block.declassify_on) values.emplace_back(text_of(block.declassify_on->value));
    for (const auto& line : block.more_declassify) {
      if (sources_.empty()) values.emplace_back(text_of(line.value));
    }
    std::vector<Declassify> all;
    std::optional<std::string> trouble;
    for (const auto& value : values) {
      auto read = parse_declassify(value);
      if (read) {
        all.push_back(std::move(*read));
      } else if (!trouble) {
        trouble = fmt::format("{}: {}", quoted(value), read.error().message);
      }
    }
    if (auto about = without_date(labels); !about.empty() && !values.empty()) {
      all.emplace_back();
      all.back().about = std::move(about);
    }
    const auto longest = trouble || all.empty() ? std::nullopt : std::optional(longest_of(all));
    if (longest && !*longest) trouble = longest->error().message;
    if (longest && *longest) out_.declassify = document::text_of(**longest);
    if (!sources_.empty() || !block.more_declassify.empty())
      judge_declassification(block, trouble, longest && *longest ? &**longest : nullptr);
  }

  void judge_declassification(const AuthorityBlock& block, const std::optional<std::string>& trouble, const Declassify* longest) {
    const auto correction =
        longest == nullptr ? std::nullopt : std::optional(label::Correction{document::text_of(*longest), false});
    if (out_.roll_up) out_.roll_up->declassify_on = longest == nullptr ? std::nullopt : longest->on;
    for (const auto& line : block.more_declassify) {
      say_of(line, {"US-E.2",
                    label::Severity::error,
                    {},
                    longest == nullptr ? "one value stands in the block, on one line"
                                       : fmt::format("one value stands in the block, on one line: {}", quoted(correction->text)),
                    {}});
    }
    const BlockLine banner{*banner_span_, banner_line_, banner_line_begin_};
    const auto& line = block.declassify_on ? *block.declassify_on : banner;
    if (trouble) {
      say_of(line, {"US-E.3", label::Severity::error, {}, fmt::format("until when cannot be told: {}", *trouble), {}});
    } else if (longest != nullptr && block.declassify_on) {
      const auto read = parse_declassify(text_of(line.value));
      if (read && *read == *longest) return;
      say_of(
          line,
          {"US-E.3", label::Severity::error, {}, fmt::format("all together ask for {}", quoted(correction->text)), correction});
    }
  }

  void warn(label::Span span, std::string message) {
    out_.whole.push_back({std::string(kRuleWhole), label::Severity::warning, span, std::move(message), std::nullopt});
  }

  std::string_view text_;
  const label::Policy& system_;
  const label::PolicyBook& book_;
  const label::Expand& expand_;
  const std::vector<std::string>& sources_;
  const std::optional<Instant>& today_;
  FoundMarks found_;
  std::optional<label::Label> banner_;
  std::optional<label::Span> banner_span_;
  std::optional<std::string> suggested_;  // in its place
  std::uint32_t banner_line_ = 0;
  std::size_t banner_line_begin_ = 0;
  std::uint32_t check_of_banner_ = 0;
  bool has_portions_ = false;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  DocumentCheck out_;
};

}  // namespace

Result<DocumentCheck> check_document(std::string_view text, const label::Policy& system, const label::PolicyBook& book,
                                     const label::Expand& expand, const std::vector<std::string>& sources,
                                     const std::optional<Instant>& today) {
  return Checker(text, system, book, expand, sources, today).run();
}

std::string corrected(std::string_view text, const DocumentCheck& check) {
  std::string out;
  std::size_t done = 0;
  for (const auto& mark : check.marks) {
    const auto& right = check.checks[mark.check].corrected;
    if (!right || !right->certain) continue;
    out += text.substr(done, mark.span.begin_bytes - done);
    out += right->text;
    done = mark.span.end_bytes;
  }
  return out += text.substr(done);
}

}  // namespace entente::document
