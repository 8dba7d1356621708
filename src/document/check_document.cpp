#include "document/check_document.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/portions.h"
#include "label/ism_marking.h"
#include "label/ism_rules.h"
#include "label/marking.h"
#include "label/near.h"

namespace entente::document {
namespace {

constexpr std::size_t kMarksLookedAt = 200;  // to tell whose they are
const label::IsmWriting kAnyAuthority{"DOD"};  // a mark does not say whose its programs are, and no rule here asks
constexpr std::string_view kRuleRollUp = "US-D.2";
constexpr std::string_view kRuleWhole = "MARK-whole";

struct FoundMark {
  label::Span span;
  std::uint32_t line = 0;
  std::size_t line_begin = 0;
  label::MarkForm form = label::MarkForm::banner;
};

// Whether some level is written as a word of text is, "Protected A": then such a line may be a banner.
bool has_capitalised_level(const label::Policy& system) {
  const auto is_word = [](const std::string& mark) {
    return mark.size() > 1 && mark[0] >= 'A' && mark[0] <= 'Z' && mark[1] >= 'a' && mark[1] <= 'z';
  };
  return std::any_of(system.levels.begin(), system.levels.end(),
                     [&](const label::Level& level) { return std::any_of(level.marks.begin(), level.marks.end(), is_word); });
}

// What opens a mark behind words, announces a banner, or is no ASCII.
bool has_sign_of_mark(std::string_view line) {
  constexpr std::string_view kSigns = "([{<&/:";
  return std::any_of(line.begin(), line.end(),
                     [&](char c) { return static_cast<unsigned char>(c) >= 0x80 || kSigns.find(c) != std::string_view::npos; });
}

// Most lines of a document begin with a small letter, or as a sentence does, and hold neither mark nor banner.
bool may_hold_mark(std::string_view line, bool capitalised_levels) {
  if (line.empty() || (line.front() >= 'a' && line.front() <= 'z')) return false;
  const bool sentence = line.size() > 1 && line[0] >= 'A' && line[0] <= 'Z' && line[1] >= 'a' && line[1] <= 'z';
  return !sentence || capitalised_levels || has_sign_of_mark(line);
}

// "SECRET/NOFORN": capitals that begin with a level and a slash; meant for a banner, though none can read it.
bool is_meant_for_banner(std::string_view text, const label::PolicyBook& book) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || text.size() > limits::kMarkingBytes) return false;
  const bool small = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return !small && label::begins_with_level(trimmed(text.substr(0, slash)), book);
}

std::optional<label::Span> banner_in(std::string_view line, const label::Policy& system, const label::PolicyBook& book) {
  auto text = label::without_emphasis(line);
  if (!label::is_banner_line(line, system, book) && !is_meant_for_banner(text, book)) {
    text = label::behind_banner_label(line);
    if (text.empty() || !label::is_labelled_banner(text, system, book)) return std::nullopt;
  }
  const auto begin = static_cast<std::size_t>(text.data() - line.data());
  return label::Span{begin, begin + text.size()};
}

std::optional<FoundMark> mark_in(std::string_view line, const label::Policy& system, const label::PolicyBook& book,
                                 bool capitalised_levels) {
  if (!may_hold_mark(trimmed(line), capitalised_levels)) return std::nullopt;
  const auto opening = label::numbered_opening_mark(line, book);
  if (opening.kind != label::Opening::text) {
    return FoundMark{{opening.at_bytes, opening.size_bytes}, 0, 0, label::MarkForm::portion};
  }
  if (const auto banner = banner_in(line, system, book)) return FoundMark{*banner, 0, 0, label::MarkForm::banner};
  return std::nullopt;
}

// Calls `take` with every line and where it begins, until it says no.
void for_each_line(std::string_view text, const std::function<bool(std::string_view, std::size_t, std::uint32_t)>& take) {
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const auto end = std::min(text.find('\n', begin), text.size());
    auto line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!take(line, begin, number)) return;
    begin = end + 1;
  }
}

std::uint32_t column_of(std::string_view line, std::size_t bytes) {
  const auto before = line.substr(0, bytes);
  return 1 + static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(),
                                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class Checker {
 public:
  Checker(std::string_view text, const label::Policy& system, const label::PolicyBook& book, const label::Expand& expand)
      : text_(text), system_(system), book_(book), expand_(expand) {}

  Result<DocumentCheck> run() {
    find();
    check_banner();
    for (const auto& mark : found_) TRY_DO(check(mark));
    compare();
    return std::move(out_);
  }

 private:
  void find() {
    const bool capitalised_levels = has_capitalised_level(system_);
    for_each_line(text_, [&](std::string_view line, std::size_t begin, std::uint32_t number) {
      if (auto mark = mark_in(line, system_, book_, capitalised_levels)) {
        mark->span.begin_bytes += begin;
        mark->span.end_bytes += begin;
        mark->line = number;
        mark->line_begin = begin;
        found_.push_back(*mark);
      }
      return true;
    });
  }

  // The first banner that can be read, or whose correction can.
  void check_banner() {
    for (const auto& mark : found_) {
      if (mark.form != label::MarkForm::banner) continue;
      auto read = label::check_marking(bytes(mark), system_, book_, {label::MarkForm::banner, nullptr});
      if (!read.label) continue;
      banner_ = std::move(read.label);
      banner_span_ = mark.span;
      return;
    }
  }

  [[nodiscard]] std::string_view bytes(const FoundMark& mark) const {
    return text_.substr(mark.span.begin_bytes, mark.span.end_bytes - mark.span.begin_bytes);
  }

  Result<void> check(const FoundMark& mark) {
    const std::string key = fmt::format("{}{}", mark.form == label::MarkForm::banner ? 'b' : 'p', bytes(mark));
    const auto [known, is_new] = numbers_.emplace(key, static_cast<std::uint32_t>(out_.checks.size()));
    if (is_new) {
      if (out_.checks.size() == limits::kDocumentMarkings)
        return fail(Fault::over_limit, fmt::format("more than {} different marks", limits::kDocumentMarkings));
      out_.checks.push_back(label::check_marking(bytes(mark), system_, book_, {mark.form, banner_ ? &*banner_ : nullptr}));
    }
    const auto line = text_.substr(mark.line_begin, mark.span.end_bytes - mark.line_begin);
    out_.marks.push_back({mark.span, mark.line, column_of(line, mark.span.begin_bytes - mark.line_begin), known->second});
    return {};
  }

  // What the portions say together, against the banner.
  void compare() {
    std::vector<label::Label> parts;
    std::size_t portions = 0;
    std::size_t unread = 0;
    std::vector<bool> counted(out_.checks.size());
    for (const auto& mark : out_.marks) {
      const auto& check = out_.checks[mark.check];
      if (check.form != label::MarkForm::portion) continue;
      ++portions;
      unread += check.label ? 0 : 1;
      if (check.label && !counted[mark.check]) parts.push_back(*check.label);  // what portions say together, each once
      counted[mark.check] = true;
    }
    if (out_.marks.empty()) warn({0, 0}, "no mark stands in the document");
    if (portions == 0) return;
    const auto first = out_.marks.front().span;
    if (!banner_) {
      warn({first.begin_bytes, first.begin_bytes}, "the document has portion marks and no banner that can be read");
      return;
    }
    if (unread > 0) {
      warn(*banner_span_, fmt::format("{} portion marks cannot be read, so the banner cannot be compared with them", unread));
      return;
    }
    weigh(parts);
    check_rules_of_whole(parts);
  }

  void weigh(const std::vector<label::Label>& parts) {
    const auto rolled = label::roll_up(parts, system_, book_, expand_);
    if (!rolled) {
      warn(*banner_span_, fmt::format("the portions have no banner together: {}", rolled.error().message));
      return;
    }
    const auto written = label::render_marking(*rolled, system_, book_, label::MarkForm::banner);
    if (label::is_stricter(*rolled, *banner_, system_, expand_)) {
      label::Finding finding{std::string(kRuleRollUp), label::Severity::error, *banner_span_,
                             "the banner says less than the portions together", std::nullopt};
      if (written) finding.correction = label::Correction{*written, false};
      out_.whole.push_back(std::move(finding));
    } else if (label::is_stricter(*banner_, *rolled, system_, expand_)) {
      warn(*banner_span_, fmt::format("the banner says more than the portions together{}; that needs a reason (compilation)",
                                      written ? " (" + quoted(*written) + ")" : std::string()));
    }
  }

  //= ISM (2022-12): what the resource owes to its portions; of the rules, those about what a mark says.
  void check_rules_of_whole(const std::vector<label::Label>& parts) {
    if (system_.grammar != label::Grammar::us_style) return;
    label::IsmDocument document;
    const auto resource = label::ism_of_label(*banner_, system_, book_, kAnyAuthority);
    if (!resource) return;
    document.resource = *resource;
    document.resource.values[label::IsmName::compilation_reason] = {"not in the marks"};  // there may be one
    for (const auto& part : parts) {
      const auto portion = label::ism_of_label(part, system_, book_, kAnyAuthority);
      if (!portion) return;
      document.portions.push_back(*portion);
    }
    const auto alone = label::ism_findings(document.resource);
    for (const auto& finding : label::ism_findings(document)) {
      const bool of_resource = !finding.portion && finding.attribute < label::IsmName::high_water_nato;
      const bool told = std::any_of(alone.begin(), alone.end(), [&](const auto& each) { return each.rule == finding.rule; });
      if (of_resource && !told)
        out_.whole.push_back({std::string(finding.rule), finding.severity, *banner_span_, finding.message, std::nullopt});
    }
  }

  void warn(label::Span span, std::string message) {
    out_.whole.push_back({std::string(kRuleWhole), label::Severity::warning, span, std::move(message), std::nullopt});
  }

  std::string_view text_;
  const label::Policy& system_;
  const label::PolicyBook& book_;
  const label::Expand& expand_;
  std::vector<FoundMark> found_;
  std::optional<label::Label> banner_;
  std::optional<label::Span> banner_span_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  DocumentCheck out_;
};

}  // namespace

// A banner that can be read outweighs all portion marks looked at.
Result<const label::Policy*> system_of(std::string_view text, const label::PolicyBook& book) {
  std::map<const label::Policy*, std::size_t> read;
  std::size_t looked_at = 0;
  for_each_line(text, [&](std::string_view line, std::size_t, std::uint32_t) {
    if (!may_hold_mark(trimmed(line), true)) return true;
    const auto opening = label::numbered_opening_mark(line, book);
    const bool opens = opening.kind == label::Opening::mark;
    looked_at += opens ? 1 : 0;
    for (const auto& [id, policy] : book.policies()) {
      const auto banner = opening.kind == label::Opening::text ? banner_in(line, policy, book) : std::nullopt;
      if (!opens && !banner) continue;
      const auto span = banner.value_or(label::Span{opening.at_bytes, opening.size_bytes});
      const auto label = label::parse_marking(line.substr(span.begin_bytes, span.end_bytes - span.begin_bytes), policy, book);
      if (label) read[&policy] += opens ? 1 : kMarksLookedAt;
    }
    return looked_at < kMarksLookedAt;
  });
  std::size_t most = 0;
  for (const auto& [policy, count] : read) most = std::max(most, count);
  std::vector<const label::Policy*> fitting;
  for (const auto& [policy, count] : read) {
    if (count == most) fitting.push_back(policy);
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) return fail(Fault::unknown_policy, "no mark tells whose they are; state it with --policy");
  std::vector<std::string> names;
  for (const auto* policy : fitting) names.push_back(policy->id.value);
  std::sort(names.begin(), names.end());
  return fail(Fault::unknown_policy, fmt::format("its marks may be of {}; state which with --policy", join(names, ", ")));
}

Result<DocumentCheck> check_document(std::string_view text, const label::Policy& system, const label::PolicyBook& book,
                                     const label::Expand& expand) {
  return Checker(text, system, book, expand).run();
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
