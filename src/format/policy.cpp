#include "format/policy.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "label/roll_up.h"

namespace entente::format {
namespace {

using label::CategoryKind;
using label::Meaning;

// Skeleton and case folded: two marks of one fold would be told apart by machines only.
std::string fold(std::string_view mark) {
  auto text = skeleton(mark);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

void add_mark(std::vector<std::string>& marks, const std::string& mark) {
  if (!mark.empty() && std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.push_back(mark);
}

bool is_mark(const label::SpifPhrase& phrase) {
  return phrase.text && !phrase.text->empty() &&
         std::none_of(phrase.codes.begin(), phrase.codes.end(), [](label::MarkingCode code) {
           return code == label::MarkingCode::replace_policy || code == label::MarkingCode::input_title;
         });
}

std::vector<std::string> marks_of(const std::string& name, const std::vector<label::SpifPhrase>& phrases,
                                  const std::string& portion, const std::vector<std::string>& more) {
  std::vector<std::string> marks;
  add_mark(marks, name);
  for (const auto& phrase : phrases) {
    if (is_mark(phrase)) add_mark(marks, *phrase.text);
  }
  add_mark(marks, portion);
  for (const auto& mark : more) add_mark(marks, mark);
  return marks;
}

Meaning meaning_of(CategoryKind kind) {
  switch (kind) {
    case CategoryKind::restrictive:
      return Meaning::restrictive;
    case CategoryKind::permissive:
      return Meaning::permissive;
    case CategoryKind::informative:
      return Meaning::informative;
  }
  return Meaning::restrictive;
}

class Merger {
 public:
  Merger(const FileSink& sink, const Sidecar& sidecar, const label::SpifPolicy& spif)
      : sink_(sink), sidecar_(sidecar), spif_(spif), out_(sidecar.head) {}

  label::Policy run() {
    out_.spif_id = spif_.id;
    add_levels();
    add_tokens();
    add_composites();
    check_free_levels();
    check_hierarchies();
    check_below_classified();
    check_marks();
    check_abroad();
    check_precedence();
    check_company();
    check_categories("export_controlled", out_.export_controlled);
    check_categories("no_read_in", out_.no_read_in);
    add_slips();
    check_bounds();
    return std::move(out_);
  }

 private:
  void error(std::string key, std::string message) { sink_.error(sidecar_.line, std::move(key), std::move(message)); }
  void error_at(const std::string& reading, std::string key, std::string message) {
    sink_.error(line_of(reading), std::move(key), std::move(message));
  }
  // Of the sidecar's entry, if it has one.
  [[nodiscard]] std::size_t line_of(const std::string& reading) const {
    const auto line = lines_.find(reading);
    return line == lines_.end() ? sidecar_.line : line->second;
  }
  static std::string reading_of(const label::Level& level) { return "level " + quoted(level.name.value); }
  static std::string reading_of(const label::Token& token) { return "token " + quoted(token.name.value); }

  // Entries of the sidecar by name; those that the SPIF has are taken out, and the rest is reported.
  template <class Entry, class NameOf>
  std::map<std::string, const Placed<Entry>*> by_name(const std::vector<Placed<Entry>>& entries, const std::string& key,
                                                      NameOf name_of) {
    std::map<std::string, const Placed<Entry>*> out;
    for (const auto& entry : entries) {
      const std::string& name = name_of(entry.value);
      if (name.empty() || out.emplace(name, &entry).second) continue;
      sink_.error(entry.line, key + ".name", fmt::format("{} stands twice", quoted(name)));
    }
    return out;
  }

  template <class Entries>
  void report_unknown(const Entries& left, const std::string& key, std::string_view what,
                      const std::vector<std::string_view>& known) {
    for (const auto& [name, entry] : left) {
      sink_.error(entry->line, key + ".name",
                  fmt::format("{} is not a {} of {}{}", quoted(name), what, quoted(sidecar_.spif), did_you_mean(name, known)));
    }
  }

  void add_levels() {
    auto stated =
        by_name(sidecar_.levels, "level", [](const label::Level& level) -> const std::string& { return level.name.value; });
    std::vector<std::string_view> known;
    for (const auto& given : spif_.classifications) {
      known.push_back(given.name);
      label::Level level;
      const auto found = stated.find(given.name);
      if (found != stated.end()) level = found->second->value;
      level.name = LevelName(given.name);
      if (found != stated.end()) {
        lines_.emplace(reading_of(level), found->second->line);
        stated.erase(found);
      }
      level.hierarchy = given.hierarchy;
      level.marks = marks_of(given.name, given.marks.phrases, level.portion, level.marks);
      if (level.portion.empty()) level.portion = given.name;
      out_.levels.push_back(std::move(level));
    }
    report_unknown(stated, "level", "level", known);
    std::sort(out_.levels.begin(), out_.levels.end(), [](const label::Level& a, const label::Level& b) {
      return a.hierarchy != b.hierarchy ? a.hierarchy > b.hierarchy : a.name < b.name;
    });
  }

  void add_tokens() {
    auto stated = by_name(sidecar_.tokens, "token",
                          [](const Sidecar::Token& token) -> const std::string& { return token.token.name.value; });
    std::vector<std::string_view> known;
    std::set<std::string_view> seen;
    std::deque<label::SpifCategory> heads;
    for (const auto& set : spif_.tag_sets) {
      for (const auto& tag : set.tags) {
        const auto take = [&](const label::SpifCategory& category) -> label::Token* {
          known.push_back(category.name);
          if (!seen.insert(category.name).second) {
            error("spif", fmt::format("category {} stands in two tags of {}", quoted(category.name), quoted(sidecar_.spif)));
            return nullptr;
          }
          const auto found = stated.find(category.name);
          out_.tokens.push_back(merge(category, label::kind_of(tag.type), found == stated.end() ? nullptr : found->second));
          if (found != stated.end()) stated.erase(found);
          out_.tokens.back().tag_set = set.name;
          out_.tokens.back().tag_kind = label::kind_of(tag.type);
          return &out_.tokens.back();
        };
        const auto list = stated.find(tag.name);
        if (list != stated.end() && is_list(tag, list->second->value)) {
          heads.emplace_back().name = tag.name;
          if (auto* token = take(heads.back())) token->recipients = recipients_of(tag);
          continue;
        }
        for (const auto& category : tag.categories) take(category);
      }
    }
    report_unknown(stated, "token", "category", known);
    out_.index = label::MarkIndex(out_.tokens);
  }

  // A list of parties may be a tag of its own: the token is the tag, and its categories are the parties.
  static bool is_list(const label::SpifTag& tag, const Sidecar::Token& stated) {
    const bool lists = stated.meaning == Meaning::release_to || stated.meaning == Meaning::display_only;
    return lists && std::none_of(tag.categories.begin(), tag.categories.end(),
                                 [&](const label::SpifCategory& category) { return category.name == tag.name; });
  }

  std::vector<PartyId> recipients_of(const label::SpifTag& tag) {
    std::vector<PartyId> out;
    for (const auto& category : tag.categories) {
      if (!is_shaped(category.name, kPartyShape))
        error("spif", fmt::format("{} in the list {} of {} is not a code; expected {}", quoted(category.name), quoted(tag.name),
                                  quoted(sidecar_.spif), kPartyShape.shown));
      out.emplace_back(category.name);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  label::Token merge(const label::SpifCategory& category, CategoryKind kind, const Placed<Sidecar::Token>* stated) {
    label::Token token;
    token.meaning = meaning_of(kind);
    if (stated != nullptr) {
      const auto meaning = stated->value.meaning.value_or(token.meaning);
      const bool weaker = meaning == Meaning::permissive || meaning == Meaning::informative;
      if (kind == CategoryKind::restrictive && weaker) {
        sink_.error(stated->line, "token.meaning",
                    fmt::format("weakens {}, which is restrictive in the SPIF", quoted(category.name)));
      }
      token = stated->value.token;
      token.meaning = meaning;
    }
    token.name = CategoryName(category.name);
    if (stated != nullptr) lines_.emplace(reading_of(token), stated->line);
    token.marks = marks_of(category.name, category.marks.phrases, token.portion, token.marks);
    if (token.portion.empty()) token.portion = category.name;
    for (const auto& level : category.excluded_classes) token.excluded_levels.emplace_back(level);
    return token;
  }

  void add_composites() {
    for (const auto& [composite, line] : sidecar_.composites) {
      if (!composite.level.empty() && out_.level(composite.level) == nullptr) {
        sink_.error(line, "composite.level", fmt::format("{} is not a level", quoted(composite.level.value)));
      } else if (!composite.token.empty() && out_.token(composite.token) == nullptr) {
        sink_.error(line, "composite.token", fmt::format("{} is not a token", quoted(composite.token.value)));
      } else if (!composite.mark.empty()) {
        const auto reading = "composite " + quoted(composite.mark);
        lines_.emplace(reading, line);
        out_.wording.composites.push_back(composite);
      }
    }
  }

  // Each is a restrictive token, or a name that may stand below one: no other kind of category keeps anything from anybody.
  void check_categories(const char* key, const std::vector<CategoryName>& names) {
    for (const auto& name : names) {
      const bool is_one = std::any_of(out_.tokens.begin(), out_.tokens.end(), [&](const label::Token& token) {
        const std::string& above = token.name.value;
        const bool below = name.value.size() > above.size() && name.value.starts_with(above) && name.value[above.size()] == '-';
        if (token.meaning != Meaning::restrictive) return false;
        return token.name == name || (below && label::is_below(token, std::string_view(name.value).substr(above.size() + 1)));
      });
      if (!is_one) {
        error(key,
              fmt::format("{} is neither a restrictive token nor a name below one", quoted(name.value)));
      }
    }
  }

  // Free levels lie below all others that can be compared.
  void check_free_levels() {
    const label::Level* not_free = nullptr;  // the lowest
    for (const auto& level : out_.levels) {
      if (!level.free && level.comparable) not_free = &level;
    }
    for (const auto& level : out_.levels) {
      if (!level.free || not_free == nullptr || (level.comparable && level.hierarchy < not_free->hierarchy)) continue;
      error_at(reading_of(level), "level.free",
               fmt::format("{} is free but not below {}, which is not", quoted(level.name.value), quoted(not_free->name.value)));
    }
  }

  // In marks such a level is below all that compare, and so must its hierarchy be.
  void check_below_classified() {
    for (const auto& level : out_.levels) {
      if (!label::is_below_classified(level)) continue;
      for (const auto& other : out_.levels) {
        if (!other.comparable || other.free || other.hierarchy > level.hierarchy) continue;
        error_at(reading_of(level), "level.axis",
                 fmt::format("{} is of the axis {} and not below {}", quoted(level.name.value), quoted(level.axis),
                             quoted(other.name.value)));
        break;
      }
    }
  }

  void check_hierarchies() {
    std::map<std::pair<std::string, int>, const label::Level*> seen;  // of each axis, by hierarchy
    for (const auto& level : out_.levels) {
      if (!level.comparable && level.axis.empty()) continue;
      const auto [first, is_new] = seen.emplace(std::pair(level.axis, level.hierarchy), &level);
      if (is_new) continue;
      error("spif", fmt::format("levels {} and {} have the same hierarchy, {}", quoted(first->second->name.value),
                                quoted(level.name.value), level.hierarchy));
    }
  }

  void check_marks() {
    std::map<std::string, std::string> meaning;  // what a mark reads as
    const auto add = [&](const std::string& mark, const std::string& reading) {
      const auto [first, is_new] = meaning.emplace(fold(mark), reading);
      if (is_new || first->second == reading) return;
      error_at(lines_.contains(reading) ? reading : first->second, "marks",
               fmt::format("{} would read as {} and as {}", quoted(mark), first->second, reading));
    };
    for (const auto& level : out_.levels) {
      for (const auto& mark : level.marks) add(mark, reading_of(level));
    }
    for (const auto& token : out_.tokens) {
      for (const auto& mark : token.marks) add(mark, reading_of(token));
    }
    for (const auto& each : out_.wording.composites) add(each.mark, "composite " + quoted(each.mark));
  }

  void check_abroad() {
    std::map<std::string, const label::Level*> seen;
    for (const auto& level : out_.levels) {
      for (const auto& mark : level.abroad) {
        const auto [first, is_new] = seen.emplace(fold(mark), &level);
        if (is_new || first->second == &level) continue;
        error_at(reading_of(level), "level.abroad",
                 fmt::format("{} would read as {} and as {}", quoted(mark), reading_of(*first->second), reading_of(level)));
      }
    }
  }

  // What gives way, does so to tokens that there are and that restrict: by a category, a control, or a closed list of their own.
  // What it becomes protects as much. To itself gives way only what does not restrict.
  void check_precedence() {
    for (const auto& token : out_.tokens) {
      const auto restricts = [&](const CategoryName& name) {
        const auto* other = out_.token(name);
        return other != nullptr && other->meaning == Meaning::restrictive && other->name != token.name;
      };
      for (const auto& name : token.yields_to) {
        const auto* other = out_.token(name);
        const bool controls =
            other != nullptr && (other->meaning == Meaning::no_foreign || other->meaning == Meaning::originator_control ||
                                 (other->meaning == Meaning::eyes_only && !other->parties.empty()));
        const bool itself = name == token.name && token.meaning == Meaning::informative;
        if (restricts(name) || controls || itself) continue;
        error_at(reading_of(token), "token.yields_to",
                 fmt::format("{} is no restrictive token of this policy", quoted(name.value)));
      }
      if (token.becomes && !restricts(*token.becomes))
        error_at(reading_of(token), "token.becomes",
                 fmt::format("{} is no restrictive token of this policy", quoted(token.becomes->value)));
    }
  }

  void check_company() {
    for (const auto& token : out_.tokens) {
      for (const auto& name : token.unusual_with) {
        if (out_.level(LevelName(name)) != nullptr || out_.token(name) != nullptr) continue;
        error_at(reading_of(token), "token.unusual_with",
                 fmt::format("{} is no level and no token of this policy", quoted(name)));
      }
    }
  }

  // What is written is no mark yet, at whose place it may stand; what is meant is one, or a code.
  void add_slips() {
    const auto reads = [&](std::string_view text) {
      const auto& composites = out_.wording.composites;
      return out_.level_by_mark(text) != nullptr ||
             std::any_of(composites.begin(), composites.end(), [&](const label::Composite& each) { return each.mark == text; });
    };
    for (const auto& [slip, line] : sidecar_.slips) {
      const bool token = std::any_of(out_.tokens.begin(), out_.tokens.end(), [&, &meant = slip.meant](const label::Token& each) {
        return std::find(each.marks.begin(), each.marks.end(), meant) != each.marks.end();
      });
      if (reads(slip.written) || !out_.meant_by(slip.written).empty()) {
        sink_.error(line, "slip.written", fmt::format("{} is a mark or a slip already", quoted(slip.written)));
      } else if (!slip.meant.empty() && !reads(slip.meant) && !token && !is_shaped(slip.meant, kPartyShape)) {
        sink_.error(line, "slip.meant", fmt::format("{} is no mark of this policy and no code", quoted(slip.meant)));
      } else {
        out_.slips.push_back(slip);
      }
    }
  }

  // What bounds valid labels in ways that a world does not apply would accept labels that the SPIF refuses.
  void check_bounds() {
    const auto refuse = [&](std::string_view what, const std::string& of) {
      error("spif", fmt::format("{} of {} in {} bounds valid labels and is not applied in a world", what, quoted(of),
                                quoted(sidecar_.spif)));
    };
    if (spif_.period != label::SpifPeriod{}) refuse("`notBefore` or `notAfter`", spif_.name);
    for (const auto& level : spif_.classifications) {
      if (!level.required.empty()) refuse("`requiredCategory`", level.name);
    }
    for (const auto& set : spif_.tag_sets) {
      for (const auto& tag : set.tags) {
        if (tag.least > 0 || tag.most) refuse("a bound of selections", tag.name);
        for (const auto& category : tag.categories) {
          if (!category.required.empty()) refuse("`requiredCategory`", category.name);
          if (!category.excluded.empty()) refuse("`excludedCategory`", category.name);
          if (category.required_class) refuse("`requiredClass`", category.name);
          if (category.period != label::SpifPeriod{}) refuse("`notBefore` or `notAfter`", category.name);
          if (category.input != label::UserInput::none) refuse("`userInput`", category.name);
        }
      }
    }
  }

  const FileSink& sink_;
  const Sidecar& sidecar_;
  const label::SpifPolicy& spif_;
  label::Policy out_;
  std::map<std::string, std::size_t> lines_;  // of the sidecar's entries, by what they read as
};

}  // namespace

label::Policy build_policy(const FileSink& sink, const Sidecar& sidecar, const label::SpifPolicy& spif) {
  return Merger(sink, sidecar, spif).run();
}

}  // namespace entente::format
