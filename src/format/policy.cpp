#include "format/policy.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"

namespace entente::format {
namespace {

using label::CategoryKind;
using label::Meaning;

const Choices<label::Grammar>& grammars() {
  static const Choices<label::Grammar> kAll{{"us-style", label::Grammar::us_style}, {"plain", label::Grammar::plain}};
  return kAll;
}

const Choices<Meaning>& meanings() {
  static const Choices<Meaning> kAll{{"restrictive", Meaning::restrictive},
                                     {"permissive", Meaning::permissive},
                                     {"informative", Meaning::informative},
                                     {"no-foreign", Meaning::no_foreign},
                                     {"originator-control", Meaning::originator_control},
                                     {"eyes-only", Meaning::eyes_only},
                                     {"release-to", Meaning::release_to},
                                     {"display-only", Meaning::display_only},
                                     {"release-by-official", Meaning::release_by_official},
                                     {"foreign-information", Meaning::foreign_information},
                                     {"joint", Meaning::joint}};
  return kAll;
}

const Choices<label::Segment>& segments() {
  using label::Segment;
  static const Choices<Segment> kAll{{"sci", Segment::sci},
                                     {"sar", Segment::sar},
                                     {"aea", Segment::aea},
                                     {"fgi", Segment::fgi},
                                     {"dissemination", Segment::dissemination},
                                     {"non-ic", Segment::non_ic}};
  return kAll;
}

// --- the sidecar ---

void read_level(EntryReader& entry, Sidecar& out) {
  label::Level level;
  level.name = LevelName(entry.text("name", Need::required));
  level.portion = entry.text("portion", Need::optional);
  level.marks = entry.texts("marks");
  level.free = entry.flag("free", false);
  level.comparable = entry.flag("comparable", true);
  level.domain = entry.optional_text("domain");
  level.abroad = entry.texts("abroad");
  const Period period{entry.date("from"), entry.date("until")};
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
  if (period != Period{}) out.terms.push_back({out.head.id, level.name, period, entry.place()});
  out.levels.push_back({std::move(level), entry.place().line});
}

Placed<Sidecar::Token> read_token(EntryReader& entry, label::Grammar grammar) {
  Sidecar::Token out;
  out.token.name = CategoryName(entry.text("name", Need::required));
  out.meaning = entry.choice("meaning", meanings(), Need::optional);
  const auto segment = entry.choice("segment", segments(), grammar == label::Grammar::us_style ? Need::required : Need::optional);
  out.token.segment = segment.value_or(label::Segment::plain);
  if (!out.token.inside.empty() && grammar != label::Grammar::plain) entry.error("inside", "only a plain marking has it");
  if (segment && grammar == label::Grammar::plain) entry.error("segment", "only a us-style marking has segments");
  out.token.portion = entry.text("portion", Need::optional);
  out.token.marks = entry.texts("marks");
  out.token.compartments = entry.flag("compartments", false);
  out.token.parties = entry.names<PartyId>("parties");
  out.token.inside = entry.texts("inside");
  out.token.ordinary = entry.flag("ordinary", false);
  out.token.domain = entry.optional_text("domain");
  out.token.ism = entry.text("ism", Need::optional);
  out.token.yields_to = entry.names<CategoryName>("yields_to");
  out.token.becomes = entry.optional_name<CategoryName>("becomes");
  out.token.bars_release = entry.flag("bars_release", false);
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  if (!out.token.parties.empty() && out.meaning != Meaning::eyes_only)
    entry.error("parties", "only an eyes-only token names its list");
  entry.finish();
  return {std::move(out), entry.place().line};
}

void read_correspondence(EntryReader& entry, label::Policy& head) {
  label::Correspondence row;
  row.policy = PolicyId(entry.text("policy", Need::required));
  row.level = LevelName(entry.text("level", Need::required));
  row.counts_as = LevelName(entry.text("counts_as", Need::required));
  const auto same = [&](const label::Correspondence& other) { return other.policy == row.policy && other.level == row.level; };
  if (std::any_of(head.corresponds.begin(), head.corresponds.end(), same)) {
    entry.error("level", fmt::format("{} of {} corresponds already", quoted(row.level.value), row.policy.value));
  }
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
  if (!row.policy.empty() && !row.level.empty() && !row.counts_as.empty()) head.corresponds.push_back(std::move(row));
}

// Sorted; a text may hold several, separated by spaces, since there are hundreds.
std::vector<PartyId> read_codes(EntryReader& top) {
  std::vector<PartyId> codes;
  for (const auto& text : top.texts("codes")) {
    for (const auto code : split(text, " ")) {
      const bool sized = code.size() >= kPartyShape.least && code.size() <= kPartyShape.most;
      if (!sized || code.find_first_not_of(kPartyShape.characters) != std::string_view::npos)
        top.error("codes", fmt::format("{} is not a code; expected {}", quoted(code), kPartyShape.shown));
      codes.emplace_back(std::string(code));
    }
  }
  std::sort(codes.begin(), codes.end());
  const auto twice = std::adjacent_find(codes.begin(), codes.end());
  if (twice != codes.end()) top.error("codes", fmt::format("{} stands twice", quoted(twice->value)));
  return codes;
}

Placed<label::Composite> read_composite(EntryReader& entry) {
  label::Composite out;
  out.mark = entry.text("mark", Need::required);
  out.level = LevelName(entry.text("level", Need::required));
  out.token = CategoryName(entry.text("token", Need::required));
  out.written = entry.flag("written", false);
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
  return {std::move(out), entry.place().line};
}

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

void read_party_mark(EntryReader& entry, label::Wording& wording) {
  label::PartyMark out;
  out.mark = entry.text("mark", Need::required);
  out.party = PartyId(entry.text("party", Need::required));
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
  const auto same = [&](const label::PartyMark& other) { return other.mark == out.mark; };
  if (std::any_of(wording.parties.begin(), wording.parties.end(), same)) {
    entry.error("mark", fmt::format("{} names a party already", quoted(out.mark)));
  }
  const bool one_word = std::all_of(out.mark.begin(), out.mark.end(), is_word);
  if (!one_word) entry.error("mark", fmt::format("{} is not one word of letters and digits", quoted(out.mark)));
  wording.parties.push_back(std::move(out));
}

// A letter, digit or white space as a separator would cut words apart.
bool separates(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    return is_word(c) || c == ' ' || c == '\t' || c == '(' || c == ')' || c == '[' || c == ']';
  });
}

void read_wording(EntryReader& top, Sidecar& out) {
  auto& wording = out.head.wording;
  wording.separators = top.texts("separators");
  for (const auto& each : wording.separators) {
    if (!separates(each)) top.error("separators", fmt::format("{} cannot stand between two words", quoted(each)));
  }
  wording.joined_by = top.text("joined_by", Need::optional);
  wording.brackets = top.flag("brackets", false);
  for (auto& entry : top.tables("party_mark")) read_party_mark(entry, wording);
  for (auto& entry : top.tables("composite")) out.composites.push_back(read_composite(entry));
  const bool any = !wording.separators.empty() || !wording.joined_by.empty() || wording.brackets || !wording.parties.empty() ||
                   !out.composites.empty();
  if (any && out.head.grammar == label::Grammar::us_style) {
    top.error("grammar", "only a plain marking has separators, joined_by, brackets, party marks and composites");
  }
}

// A file name and nothing that leads elsewhere.
std::string read_spif_name(EntryReader& top) {
  auto name = top.text("spif", Need::required);
  const bool elsewhere = name.find('/') != std::string::npos || name.find('\\') != std::string::npos || name.starts_with('.');
  if (!elsewhere && (name.empty() || name.ends_with(".xml"))) return name;
  top.error("spif", fmt::format("{} is not the name of an .xml file in this folder", quoted(name)));
  return "";
}

// --- merging ---

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
    add_levels();
    add_tokens();
    add_composites();
    check_free_levels();
    check_hierarchies();
    check_marks();
    check_abroad();
    check_precedence();
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
    for (const auto& set : spif_.tag_sets) {
      for (const auto& tag : set.tags) {
        for (const auto& category : tag.categories) {
          known.push_back(category.name);
          if (!seen.insert(category.name).second) {
            error("spif", fmt::format("category {} stands in two tags of {}", quoted(category.name), quoted(sidecar_.spif)));
            continue;
          }
          const auto found = stated.find(category.name);
          out_.tokens.push_back(merge(category, label::kind_of(tag.type), found == stated.end() ? nullptr : found->second));
          if (found != stated.end()) stated.erase(found);
        }
      }
    }
    report_unknown(stated, "token", "category", known);
    out_.index = label::MarkIndex(out_.tokens);
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

  void check_hierarchies() {
    std::map<int, const label::Level*> seen;
    for (const auto& level : out_.levels) {
      if (!level.comparable) continue;
      const auto [first, is_new] = seen.emplace(level.hierarchy, &level);
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

  // What gives way, does so to tokens that there are; what it becomes protects as much.
  void check_precedence() {
    for (const auto& token : out_.tokens) {
      const auto restricts = [&](const CategoryName& name) {
        const auto* other = out_.token(name);
        return other != nullptr && other->meaning == Meaning::restrictive && other->name != token.name;
      };
      for (const auto& name : token.yields_to) {
        const auto* other = out_.token(name);
        if (restricts(name) || (other != nullptr && other->meaning == Meaning::no_foreign)) continue;
        error_at(reading_of(token), "token.yields_to",
                 fmt::format("{} is no restrictive token of this policy", quoted(name.value)));
      }
      if (token.becomes && !restricts(*token.becomes))
        error_at(reading_of(token), "token.becomes",
                 fmt::format("{} is no restrictive token of this policy", quoted(token.becomes->value)));
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

Sidecar read_sidecar(EntryReader top) {
  Sidecar out;
  out.line = top.place().line;
  out.head.id = PolicyId(top.id("id", kPolicyShape));
  out.head.party = PartyId(top.text("party", Need::required));
  out.head.title = top.text("title", Need::required);
  out.spif = read_spif_name(top);
  out.head.grammar = top.choice("grammar", grammars(), Need::required).value_or(label::Grammar::none);
  out.head.release_outside_marking = top.flag("release_outside_marking", false);
  out.head.marking_is_onward_consent = top.flag("marking_is_onward_consent", false);
  static const Choices<bool> kExpansions{{"decision", false}, {"marking", true}};
  out.head.expand_groups_at_marking = top.choice("expand_groups", kExpansions, Need::optional).value_or(false);
  out.head.segments_inherit = top.flag("segments_inherit", false);
  out.head.codes = read_codes(top);
  read_wording(top, out);
  for (auto& entry : top.tables("level")) read_level(entry, out);
  for (auto& entry : top.tables("token")) out.tokens.push_back(read_token(entry, out.head.grammar));
  for (auto& entry : top.tables("corresponds")) read_correspondence(entry, out.head);
  const auto provenance = read_provenance(top, {}, Polarity::grant);
  if (provenance.source.empty() && !top.has("source")) top.error("source", "missing; expected an address or a citation");
  top.finish();
  return out;
}

label::Policy build_policy(const FileSink& sink, const Sidecar& sidecar, const label::SpifPolicy& spif) {
  return Merger(sink, sidecar, spif).run();
}

}  // namespace entente::format
