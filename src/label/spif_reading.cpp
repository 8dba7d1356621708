#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "label/spif_label.h"
#include "label/spif_phrases.h"

namespace entente::label {
namespace {

// A text that may stand at some place, and what it means there.
struct Candidate {
  std::string text;
  std::optional<SpifValue> value;  // of a category; of a policy's name: the category that replaces it
  const SpifTag* tag = nullptr;
  const SpifClassification* level = nullptr;
};

// The longest candidate that `text` begins with goes first; of equals the first of the policy.
std::vector<const Candidate*> beginnings(const std::vector<Candidate>& candidates, std::string_view text) {
  std::vector<const Candidate*> out;
  for (const auto& each : candidates) {
    if (text.starts_with(each.text)) out.push_back(&each);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Candidate* a, const Candidate* b) { return a->text.size() > b->text.size(); });
  return out;
}

// One language of a policy: what its markings are made of.
class Vocabulary {
 public:
  Vocabulary(const SpifPolicy& policy, MarkingStyle style) : policy_(policy), style_(std::move(style)) {
    prefix_ = qualifier_of(policy.marks, QualifierCode::prefix, "", style_);
    suffix_ = qualifier_of(policy.marks, QualifierCode::suffix, "", style_);
    separator_ = qualifier_of(policy.marks, QualifierCode::separator, kPartSeparator, style_);
    for (const auto& level : policy.classifications) add_level(level);
    for (const auto& set : policy.tag_sets) {
      for (const auto& tag : set.tags) {
        for (const auto& category : tag.categories) add_category(set, tag, category);
      }
    }
    drop_ambiguous_names();
    if (const auto text = replaced_policy(policy.marks, policy.name, style_)) {
      names_ = {{std::string(*text), std::nullopt, nullptr, nullptr}};
    } else {
      names_.insert(names_.begin(),
                    {std::string(phrase_of(policy.name_marks, policy.name, style_)), std::nullopt, nullptr, nullptr});
    }
  }

  [[nodiscard]] const SpifPolicy& policy() const { return policy_; }
  [[nodiscard]] const MarkingStyle& style() const { return style_; }
  [[nodiscard]] std::string_view prefix() const { return prefix_; }
  [[nodiscard]] std::string_view suffix() const { return suffix_; }
  [[nodiscard]] std::string_view separator() const { return separator_; }
  [[nodiscard]] const std::vector<Candidate>& names() const { return names_; }
  [[nodiscard]] const std::vector<Candidate>& levels() const { return levels_; }
  [[nodiscard]] const std::vector<Candidate>& categories() const { return categories_; }  // without what stands around a tag

 private:
  // A name that two categories put in place of the policy's says of neither that it is there.
  void drop_ambiguous_names() {
    std::map<std::string, std::size_t> times;
    for (const auto& name : names_) times[name.text] += name.value ? 1 : 0;
    std::erase_if(names_, [&](const Candidate& name) { return times[name.text] > 1; });
  }

  void add_level(const SpifClassification& level) {
    if (const auto text = replaced_policy(level.marks, level.name, style_)) {
      names_.push_back({std::string(*text), std::nullopt, nullptr, &level});
    }
    auto text = shown(level.marks, level.name, style_);
    if (text.empty()) return;
    text.insert(0, qualifier_of(policy_.classification_marks, QualifierCode::prefix, "", style_));
    text += qualifier_of(policy_.classification_marks, QualifierCode::suffix, "", style_);
    levels_.push_back({std::move(text), std::nullopt, nullptr, &level});
  }

  void add_category(const SpifTagSet& set, const SpifTag& tag, const SpifCategory& category) {
    const SpifValue value{set.id, tag.type, category.lacv, ""};
    if (const auto text = replaced_policy(category.marks, category.name, style_)) {
      names_.push_back({std::string(*text), value, &tag, nullptr});
    }
    if (category.input != UserInput::none || is_hidden_category({&set, &tag, &category, 0}, style_)) return;
    auto text = shown(category.marks, category.name, style_);
    if (!text.empty()) categories_.push_back({std::move(text), value, &tag, nullptr});
  }

  const SpifPolicy& policy_;
  MarkingStyle style_;
  std::string_view prefix_;
  std::string_view suffix_;
  std::string_view separator_;
  std::vector<Candidate> names_;
  std::vector<Candidate> levels_;
  std::vector<Candidate> categories_;
};

// One way through a text. It goes as far as it can; `stopped` says where and why it went no further.
class Attempt {
 public:
  Attempt(const Vocabulary& words, std::string_view text, std::size_t begin, std::size_t end)
      : words_(words), text_(text), at_(begin), end_(end) {
    out_.label.policy_id = words.policy().id;
    out_.spans.whole = {0, text.size()};
    out_.spans.classification = out_.spans.whole;
  }

  void run(const Candidate& name, const Candidate* level) {
    at_ += name.text.size();
    if (name.value) note(*name.value, at_ - name.text.size());
    if (level != nullptr) {
      if (!name.text.empty() && !take(words_.separator()))
        return stop("expected `{}` before the classification", words_.separator());
      out_.spans.classification = {at_, at_ + level->text.size()};
      out_.label.classification = level->level->lacv;
      at_ += level->text.size();
    }
    while (reason_.empty() && at_ < end_) take_group();
  }

  // A marking that leaves the classification out says it with a category; which classification it is nobody knows then.
  SpifMarkingReading finish() {
    settle(out_.label.categories);
    if (reason_.empty() && out_.label.classification.empty())
      stop("no classification of {} stands here", quoted(words_.policy().name));
    if (reason_.empty()) check_reading_back();
    if (!reason_.empty()) out_.findings.push_back({"SPIF-MARKING", Severity::error, {at_, end_}, reason_, correction_});
    return std::move(out_);
  }

  [[nodiscard]] std::size_t progress() const { return at_; }

 private:
  template <class... Args>
  void stop(fmt::format_string<Args...> format, Args&&... args) {
    reason_ = fmt::format(format, std::forward<Args>(args)...);
  }

  // A marking may leave the classification out where a category stands for it: the only one that the categories allow.
  [[nodiscard]] std::string implied_classification() const {
    const SpifClassification* only = nullptr;
    for (const auto& level : words_.policy().classifications) {
      const bool excluded = std::any_of(out_.label.categories.begin(), out_.label.categories.end(), [&](const SpifValue& value) {
        const auto& category = *words_.policy().find(value).category;
        const auto& classes = category.excluded_classes;
        return std::find(classes.begin(), classes.end(), level.name) != classes.end() ||
               category.required_class.value_or(level.name) != level.name;
      });
      if (excluded) continue;
      if (only != nullptr) return "";
      only = &level;
    }
    return only == nullptr ? "" : only->lacv;
  }

  [[nodiscard]] std::string_view rest() const { return text_.substr(at_, end_ - at_); }

  bool take(std::string_view wanted) {
    if (!rest().starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  void note(const SpifValue& value, std::size_t begin) {
    out_.label.categories.push_back(value);
    out_.spans.values[value] = {begin, at_};
  }

  [[nodiscard]] std::string_view around(const SpifTag& tag, QualifierCode code, std::string_view otherwise = "") const {
    return qualifier_of(tag.marks, code, otherwise, words_.style());
  }

  // The categories of one tag with what stands around them, longest text first; a tie is no reading.
  const Candidate* next_category(const SpifTag* of, std::string_view text, bool& tie) const {
    const Candidate* found = nullptr;
    std::size_t size = 0;
    for (const auto& each : words_.categories()) {
      if (of != nullptr && each.tag != of) continue;
      const auto prefix = of == nullptr ? around(*each.tag, QualifierCode::prefix) : std::string_view();
      const auto here = prefix.size() + each.text.size();
      if (here < size || !text.starts_with(prefix) || !text.substr(prefix.size()).starts_with(each.text)) continue;
      tie = found != nullptr && here == size;
      found = &each;
      size = here;
    }
    return found;
  }

  void take_group() {
    const auto start = at_;
    if (!take(words_.separator())) return stop("{} is no part of a marking of {}", quoted(rest()), quoted(words_.policy().name));
    bool tie = false;
    const auto* first = next_category(nullptr, rest(), tie);
    if (first == nullptr || tie) {
      at_ = first == nullptr && rest().empty() ? start : at_;
      if (tie) return stop("{} could be several categories of {}", quoted(first->text), quoted(words_.policy().name));
      return stop("{} begins with no {}category of {}", quoted(rest()),
                  out_.label.classification.empty() ? "classification or " : "", quoted(words_.policy().name));
    }
    const auto& tag = *first->tag;
    take(around(tag, QualifierCode::prefix));
    take_value(*first);
    const auto separator = around(tag, QualifierCode::separator, kCategorySeparator);
    while (reason_.empty() && rest().starts_with(separator)) {
      bool tie_below = false;
      const auto* next = next_category(&tag, rest().substr(separator.size()), tie_below);
      if (next == nullptr) break;
      if (tie_below) return stop("{} could be several categories of {}", quoted(next->text), quoted(tag.name));
      at_ += separator.size();
      take_value(*next);
    }
    const auto suffix = around(tag, QualifierCode::suffix);
    if (reason_.empty() && !take(suffix)) stop("expected `{}` after the categories of {}", suffix, quoted(tag.name));
  }

  void take_value(const Candidate& value) {
    const auto begin = at_;
    at_ += value.text.size();
    if (out_.label.categories.size() >= limits::kMarkingTokens) {
      return stop("more than {} categories (kMarkingTokens)", limits::kMarkingTokens);
    }
    note(*value.value, begin);
  }

  void check_reading_back() {
    const auto again = spif_marking(words_.policy(), out_.label, words_.style());
    if (again && *again == text_) return;
    at_ = 0;
    end_ = text_.size();
    stop("read back it is {}", quoted(again ? *again : again.error().message));
    if (again) correction_ = Correction{*again, false};
  }

  const Vocabulary& words_;
  std::string_view text_;
  std::size_t at_;
  std::size_t end_;  // before the suffix of the whole
  SpifMarkingReading out_;
  std::string reason_;
  std::optional<Correction> correction_;
};

SpifMarkingReading refused(std::string_view text, Span span, std::string message) {
  SpifMarkingReading out;
  out.spans.whole = {0, text.size()};
  out.findings.push_back({"SPIF-MARKING", Severity::error, span, std::move(message), std::nullopt});
  return out;
}

SpifMarkingReading read_in(const Vocabulary& words, std::string_view text, std::size_t& progress) {
  progress = 0;
  const auto suffix = words.suffix();
  if (!text.starts_with(words.prefix()) || text.size() < words.prefix().size() + suffix.size() || !text.ends_with(suffix)) {
    return refused(
        text, {0, text.size()},
        fmt::format("markings of {} begin with `{}` and end with `{}`", quoted(words.policy().name), words.prefix(), suffix));
  }
  const auto begin = words.prefix().size();
  const auto end = text.size() - suffix.size();
  auto best = refused(text, {begin, end},
                      fmt::format("{} begins with neither {} nor what replaces it", quoted(text), quoted(words.policy().name)));
  for (const auto* name : beginnings(words.names(), text.substr(begin, end - begin))) {
    const auto behind = std::min(begin + name->text.size() + (name->text.empty() ? 0 : words.separator().size()), end);
    auto levels = beginnings(words.levels(), text.substr(behind, end - behind));
    levels.push_back(nullptr);
    for (const auto* level : levels) {
      Attempt attempt(words, text, begin, end);
      attempt.run(*name, level);
      const auto reached = attempt.progress();
      auto reading = attempt.finish();
      if (reading.findings.empty()) return reading;
      if (reached < progress) continue;
      if (reached > progress || best.findings.empty()) best = std::move(reading);
      progress = reached;
    }
  }
  return best;
}

}  // namespace

SpifMarkingReading read_spif_marking(const SpifPolicy& policy, std::string_view text, MarkingCode place) {
  if (text.size() > limits::kMarkingBytes) {
    return refused(text, {0, text.size()},
                   fmt::format("{} bytes; the limit is {} (kMarkingBytes)", text.size(), limits::kMarkingBytes));
  }
  const auto languages = languages_of(policy);
  if (languages.size() > limits::kMarkingLanguages) {
    return refused(text, {0, text.size()},
                   fmt::format("{} has {} languages; the limit is {} (kMarkingLanguages)", quoted(policy.name), languages.size(),
                               limits::kMarkingLanguages));
  }
  std::optional<SpifMarkingReading> best;
  std::size_t furthest = 0;
  for (const auto& language : languages) {
    const Vocabulary words(policy, {language, place});
    std::size_t progress = 0;
    auto reading = read_in(words, text, progress);
    const bool reads = reading.findings.empty();
    const bool has_read = best && best->findings.empty();
    if (reads && has_read && reading.label != best->label) {
      return refused(
          text, {0, text.size()},
          fmt::format("{} says one thing in one language of {} and another in another", quoted(text), quoted(policy.name)));
    }
    if (has_read || (best && !reads && progress <= furthest)) continue;
    best = std::move(reading);
    furthest = progress;
  }
  return std::move(*best);
}

}  // namespace entente::label
