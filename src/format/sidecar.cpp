#include "format/policy.h"

#include <algorithm>

#include <fmt/format.h>

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
  static const Choices<Segment> kAll{{"sci", Segment::sci},      {"sar", Segment::sar}, {"aea", Segment::aea},
                                     {"fgi", Segment::fgi},      {"cui", Segment::cui}, {"dissemination", Segment::dissemination},
                                     {"non-ic", Segment::non_ic}};
  return kAll;
}

void read_level(EntryReader& entry, Sidecar& out) {
  label::Level level;
  level.name = LevelName(entry.text("name", Need::required));
  level.portion = entry.text("portion", Need::optional);
  level.marks = entry.texts("marks");
  level.free = entry.flag("free", false);
  level.clearance = entry.flag("clearance", true);
  level.comparable = entry.flag("comparable", true);
  level.axis = entry.text("axis", Need::optional);
  if (!level.axis.empty() && level.comparable) entry.error("axis", "only levels with `comparable = false` have one of their own");
  level.domain = entry.optional_text("domain");
  level.abroad = entry.texts("abroad");
  const Period period{entry.date("from"), entry.date("until")};
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
  if (period != Period{}) out.terms.push_back({out.head.id, level.name, period, entry.place()});
  out.levels.push_back({std::move(level), entry.place().line});
}

// Sorted; a text may hold several, separated by spaces, since there are hundreds. Each is one word of capitals, digits and `-`.
std::vector<std::string> read_below(EntryReader& entry) {
  std::vector<std::string> names;
  for (const auto& text : entry.texts("below")) {
    for (const auto name : split(text, " ")) {
      const bool fits = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      });
      if (!fits) entry.error("below", fmt::format("{} is not one word of capital letters, digits and `-`", quoted(name)));
      names.emplace_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) entry.error("below", fmt::format("{} stands twice", quoted(*twice)));
  return names;
}

Placed<Sidecar::Token> read_token(EntryReader& entry, label::Grammar grammar) {
  Sidecar::Token out;
  out.token.name = CategoryName(entry.text("name", Need::required));
  out.meaning = entry.choice("meaning", meanings(), Need::optional);
  const auto segment = entry.choice("segment", segments(), grammar == label::Grammar::us_style ? Need::required : Need::optional);
  out.token.segment = segment.value_or(label::Segment::plain);
  if (segment.value_or(label::Segment::aea) != label::Segment::aea && grammar == label::Grammar::plain)
    entry.error("segment", "of a plain marking it is `aea`, where it stands among those in marks of others, or absent");
  out.token.portion = entry.text("portion", Need::optional);
  out.token.marks = entry.texts("marks");
  out.token.below = read_below(entry);
  out.token.compartments = entry.flag("compartments", !out.token.below.empty());
  out.token.limits_cui = entry.flag("limits_cui", false);
  if (!out.token.below.empty() && !out.token.compartments) entry.error("compartments", "a token with names below it has them");
  if (segment == label::Segment::cui && out.token.below.empty()) entry.error("below", "missing; the categories that CUI has");
  out.token.parties = entry.names<PartyId>("parties");
  out.token.inside = entry.texts("inside");
  if (!out.token.inside.empty() && grammar != label::Grammar::plain) entry.error("inside", "only a plain marking has it");
  out.token.ordinary = entry.flag("ordinary", false);
  out.token.domain = entry.optional_text("domain");
  out.token.ism = entry.text("ism", Need::optional);
  out.token.yields_to = entry.names<CategoryName>("yields_to");
  out.token.becomes = entry.optional_name<CategoryName>("becomes");
  out.token.bars_release = entry.flag("bars_release", false);
  out.token.own_only = entry.flag("own_only", false);
  if (out.token.own_only && grammar != label::Grammar::us_style) entry.error("own_only", "only a us-style marking has it");
  out.token.unusual_with = entry.texts("unusual_with");
  if (!out.token.unusual_with.empty() && grammar != label::Grammar::plain)
    entry.error("unusual_with", "only a plain marking has it");
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

// Sorted; a text may hold several, as with the names below a token.
std::vector<PartyId> read_codes(EntryReader& top) {
  std::vector<PartyId> codes;
  for (const auto& text : top.texts("codes")) {
    for (const auto code : split(text, " ")) {
      if (!is_shaped(code, kPartyShape))
        top.error("codes", fmt::format("{} is not a code; expected {}", quoted(code), kPartyShape.shown));
      codes.emplace_back(std::string(code));
    }
  }
  std::sort(codes.begin(), codes.end());
  const auto twice = std::adjacent_find(codes.begin(), codes.end());
  if (twice != codes.end()) top.error("codes", fmt::format("{} stands twice", quoted(twice->value)));
  return codes;
}

void read_slip(EntryReader& entry, std::vector<Placed<label::Slip>>& slips) {
  const auto meant = entry.text("meant", Need::optional);
  for (auto& written : entry.texts("written")) slips.push_back({{std::move(written), meant}, entry.place().line});
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
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

// A name is read as it is published and in capitals, "Japan" and "JAPAN".
void add_names(const std::vector<std::string>& names, label::PartyMark& out) {
  const auto add = [&](std::string name) {
    if (std::find(out.names.begin(), out.names.end(), name) == out.names.end()) out.names.push_back(std::move(name));
  };
  for (const auto& name : names) {
    add(name);
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!plain) continue;
    auto capitals = name;
    std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    add(std::move(capitals));
  }
}

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

void read_party_mark(EntryReader& entry, label::Wording& wording) {
  label::PartyMark out;
  const auto names = entry.texts("names");
  out.mark = entry.text("mark", names.empty() ? Need::required : Need::optional);
  out.party = PartyId(entry.text("party", Need::required));
  static_cast<void>(entry.text("note", Need::optional, Prose::lines));
  entry.finish();
  add_names(names, out);
  const auto is_taken = [&](const std::string& text) {
    return std::any_of(wording.parties.begin(), wording.parties.end(), [&](const label::PartyMark& other) {
      return other.mark == text || std::find(other.names.begin(), other.names.end(), text) != other.names.end();
    });
  };
  for (const auto& name : names) {
    if (is_taken(name)) entry.error("names", fmt::format("{} names a party already", quoted(name)));
    if (name.find('/') != std::string::npos) entry.error("names", fmt::format("{} would be cut at `/`", quoted(name)));
  }
  if (!out.mark.empty() && is_taken(out.mark)) entry.error("mark", fmt::format("{} names a party already", quoted(out.mark)));
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
  wording.list_joined_by = top.text("list_joined_by", Need::optional);
  if (!wording.list_joined_by.empty() && wording.list_joined_by != "/")
    top.error("list_joined_by",
              fmt::format("{} cannot be read; expected `/`, or nothing for a comma", quoted(wording.list_joined_by)));
  for (auto& entry : top.tables("party_mark")) read_party_mark(entry, wording);
  for (auto& entry : top.tables("composite")) out.composites.push_back(read_composite(entry));
  const bool any = !wording.separators.empty() || !wording.joined_by.empty() || wording.brackets ||
                   !wording.list_joined_by.empty() || !wording.parties.empty() || !out.composites.empty();
  if (any && out.head.grammar == label::Grammar::us_style) {
    top.error("grammar", "only a plain marking has separators, joined_by, list_joined_by, brackets, party marks and composites");
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
  const auto categories = [&](const char* key) {
    auto names = top.names<CategoryName>(key);
    std::sort(names.begin(), names.end());
    return names;
  };
  out.head.export_controlled = categories("export_controlled");
  out.head.no_read_in = categories("no_read_in");
  read_wording(top, out);
  for (auto& entry : top.tables("level")) read_level(entry, out);
  for (auto& entry : top.tables("token")) out.tokens.push_back(read_token(entry, out.head.grammar));
  for (auto& entry : top.tables("slip")) read_slip(entry, out.slips);
  for (auto& entry : top.tables("corresponds")) read_correspondence(entry, out.head);
  const auto provenance = read_provenance(top, {}, Polarity::grant);
  if (provenance.source.empty() && !top.has("source")) top.error("source", "missing; expected an address or a citation");
  top.finish();
  return out;
}

}  // namespace entente::format
