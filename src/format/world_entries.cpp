#include "format/world_entries.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"

namespace entente::format {
namespace {

using codec::NodeKind;

// The byte at which a text holds something that no id of this shape does.
std::size_t first_outside(std::string_view text, const IdShape& shape) { return text.find_first_not_of(shape.characters); }

constexpr const char* kImaginedText = "imagined";

// Stands for a source that was reported, so that none of those who take it over is said to have none.
constexpr const char* kUnreadable = "(unreadable)";

constexpr std::string_view kCommunity = "coi:";

std::vector<std::string> words_of(const EntryReader::Kinds& kinds) {
  std::vector<std::string> words;
  for (const auto kind : kinds) words.emplace_back(to_string(kind));
  return words;
}

const codec::Node& nothing() {
  static const codec::Node kNothing;
  return kNothing;
}

std::string found(const codec::Node& node) { return std::string(codec::name_of(node.kind())); }

constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
constexpr std::string_view kUpperDash = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
constexpr std::string_view kLowerDash = "abcdefghijklmnopqrstuvwxyz0123456789-";
constexpr std::string_view kAny = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

}  // namespace

bool is_shaped(std::string_view id, const IdShape& shape) {
  return id.size() >= shape.least && id.size() <= shape.most && first_outside(id, shape) == std::string_view::npos;
}

const IdShape kPartyShape{.characters = kUpper, .least = 2, .most = 16, .shown = "[A-Z0-9_]{2,16}"};
const IdShape kPolicyShape{.characters = kUpperDash, .least = 2, .most = 32, .shown = "[A-Z0-9_-]{2,32}"};
const IdShape kInstrumentShape{.characters = kLowerDash, .least = 1, .most = 64, .shown = "[a-z0-9-]{1,64}"};
const IdShape kEntryShape{.characters = kAny, .least = 1, .most = 64, .shown = "[A-Za-z0-9._-]{1,64}"};

EntryReader::EntryReader(const FileSink& sink, const codec::Node& node, std::string path)
    : EntryReader(sink, node, std::move(path), node.position().line, node.position().line) {}

EntryReader::EntryReader(const FileSink& sink, const codec::Node& node, std::string path, std::size_t entry_line,
                         std::size_t around_line)
    : sink_(&sink), node_(node), path_(std::move(path)), entry_line_(entry_line), around_line_(around_line) {}

EntryReader::EntryReader(const FileSink& sink, const Imagined& imagined)
    : sink_(&sink), node_(nothing()), imagined_(imagined), entry_line_(0), around_line_(0) {
  ++imagined.shape->visits;
}

KeyShape& EntryReader::ask(std::string_view key, ValueForm form, Need need) const {
  auto& shape = imagined_.shape->ask(key, form);
  if (need == Need::required) ++shape.required;
  return shape;
}

bool EntryReader::has(std::string_view key) const {
  return is_imagined() ? imagined_.variant % 2 == 0 : node_.find(key) != nullptr;
}

std::string EntryReader::peek(std::string_view list, std::string_view key) const {
  const auto* tables = node_.find(list);
  const auto* entries = tables == nullptr ? nullptr : tables->as_array();
  const auto* value = entries == nullptr || entries->empty() ? nullptr : entries->front().find(key);
  const auto* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr ? "" : *text;
}

world::Place EntryReader::place() const { return {sink_->file, node_.position().line}; }

std::string EntryReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

void EntryReader::error(std::string_view key, std::string message) {
  if (is_imagined()) return;
  const auto* value = node_.find(key);
  error_at(value != nullptr ? *value : node_, key, std::move(message));
}

void EntryReader::error_at(const codec::Node& node, std::string_view key, std::string message) {
  unreadable(key);
  sink_->error(node.position().line, path_of(key), std::move(message));
}

// An entry that is left out for it is missing around it: "status".
void EntryReader::unreadable(std::string_view key) const {
  sink_->findings->unreadable({sink_->file, entry_line_}, path_of(key));
  if (around_line_ == entry_line_) return;
  for (auto end = path_.size(); end != std::string::npos && end > 0; end = path_.rfind('.', end - 1))
    sink_->findings->unreadable({sink_->file, around_line_}, path_.substr(0, end));
}

const codec::Node* EntryReader::find(std::string_view key) {
  asked_.push_back(key);
  return node_.find(key);
}

const codec::Node* EntryReader::expect(std::string_view key, Need need, NodeKind kind, std::string_view expected) {
  const auto* value = find(key);
  if (value == nullptr) {
    if (need == Need::required) error_at(node_, key, fmt::format("missing; expected {}", expected));
    return nullptr;
  }
  if (value->kind() == kind) return value;
  error_at(*value, key, fmt::format("is {}; expected {}", found(*value), expected));
  return nullptr;
}

std::optional<std::string> EntryReader::clean(std::string_view key, const codec::Node& node, Prose prose) {
  const auto& text = *node.as_string();
  if (text.empty()) {
    error_at(node, key, "is empty; leave the key out or give it text");
    return std::nullopt;
  }
  if (const auto at = first_hidden(text, prose)) {
    error_at(node, key, fmt::format("{} holds a control or invisible character at byte {}", quoted(text), *at));
    return std::nullopt;
  }
  return text;
}

std::string EntryReader::text(std::string_view key, Need need, Prose prose) {
  if (is_imagined()) {
    ask(key, prose == Prose::lines ? ValueForm::lines : ValueForm::text, need);
    return kImaginedText;
  }
  const auto* value = expect(key, need, NodeKind::string, "text");
  return value != nullptr ? clean(key, *value, prose).value_or("") : "";
}

std::optional<std::string> EntryReader::optional_text(std::string_view key) {
  if (is_imagined()) return text(key, Need::optional);
  const auto* value = expect(key, Need::optional, NodeKind::string, "text");
  return value != nullptr ? clean(key, *value, Prose::one_line) : std::nullopt;
}

std::string EntryReader::id(std::string_view key, const IdShape& shape, Need need) {
  if (is_imagined()) {
    ask(key, ValueForm::id, need).words = {std::string(shape.shown)};
    return kImaginedText;
  }
  const auto* value = expect(key, need, NodeKind::string, shape.shown);
  if (value == nullptr) return "";
  const auto& text = *value->as_string();
  const auto wrong = first_outside(text, shape);
  if (wrong == std::string::npos && text.size() >= shape.least && text.size() <= shape.most) return text;
  const bool seen = wrong == std::string::npos || (text[wrong] >= ' ' && text[wrong] <= '~');
  const auto at = seen ? "" : fmt::format(", since byte {} begins another character", wrong);
  error_at(*value, key, fmt::format("{} is not an id{}; expected {}", quoted(text), at, shape.shown));
  return "";
}

bool EntryReader::flag(std::string_view key, bool absent) {
  if (is_imagined()) {
    ask(key, ValueForm::flag, Need::optional);
    return imagined_.variant % 2 == 0;
  }
  const auto* value = expect(key, Need::optional, NodeKind::boolean, "true or false");
  return value != nullptr ? *value->as_boolean() : absent;
}

std::optional<std::int64_t> EntryReader::integer(std::string_view key, Need need) {
  if (is_imagined()) {
    ask(key, ValueForm::integer, need);
    return 1;
  }
  const auto* value = expect(key, need, NodeKind::integer, "an integer");
  return value != nullptr ? value->as_integer() : std::nullopt;
}

std::optional<PartialDate> EntryReader::date(std::string_view key, Need need) {
  if (is_imagined()) {
    ask(key, ValueForm::date, need);
    return *PartialDate::parse("2000");
  }
  const auto* value = expect(key, need, NodeKind::string, "a date in quotes, \"2016-11-23\", \"2016-11\" or \"2016\"");
  if (value == nullptr) return std::nullopt;
  auto parsed = PartialDate::parse(*value->as_string());
  if (parsed) return *parsed;
  error_at(*value, key, parsed.error().message);
  return std::nullopt;
}

std::vector<std::string> EntryReader::list(std::string_view key, const std::vector<codec::Node>& nodes) {
  std::vector<std::string> out;
  for (const auto& node : nodes) {
    if (node.kind() != NodeKind::string) {
      error_at(node, key, fmt::format("holds {}; expected a list of texts", found(node)));
      continue;
    }
    auto text = clean(key, node, Prose::one_line);
    if (text) out.push_back(std::move(*text));
  }
  auto sorted = out;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) error(key, fmt::format("{} stands twice", quoted(*twice)));
  return out;
}

// The elements of a list that are usable texts; each text once, as `list` reports.
std::vector<const codec::Node*> EntryReader::different(std::string_view key) {
  std::vector<const codec::Node*> out;
  const auto* value = expect(key, Need::optional, NodeKind::array, "a list of texts");
  if (value == nullptr) return out;
  static_cast<void>(list(key, *value->as_array()));
  for (const auto& node : *value->as_array()) {
    const auto* text = node.as_string();
    if (text != nullptr && !text->empty() && !first_hidden(*text, Prose::one_line)) out.push_back(&node);
  }
  return out;
}

std::vector<std::string> EntryReader::texts(std::string_view key) {
  if (is_imagined()) {
    ask(key, ValueForm::texts, Need::optional);
    return {kImaginedText};
  }
  const auto* value = expect(key, Need::optional, NodeKind::array, "a list of texts");
  return value != nullptr ? list(key, *value->as_array()) : std::vector<std::string>();
}

std::vector<std::string> EntryReader::text_or_texts(std::string_view key) {
  if (is_imagined()) {
    ask(key, ValueForm::text_or_texts, Need::required);
    return {kImaginedText};
  }
  const auto* value = find(key);
  if (value == nullptr) {
    error_at(node_, key, "missing; expected text or a list of texts");
    return {};
  }
  if (const auto* nodes = value->as_array(); nodes != nullptr) return list(key, *nodes);
  if (value->kind() == NodeKind::string) {
    auto text = clean(key, *value, Prose::one_line);
    return text ? std::vector<std::string>{std::move(*text)} : std::vector<std::string>();
  }
  error_at(*value, key, fmt::format("is {}; expected text or a list of texts", found(*value)));
  return {};
}

std::optional<world::FactRef> EntryReader::parsed(const codec::Node& node, std::string_view key, const Kinds& kinds) {
  auto reference = world::parse_reference(*node.as_string());
  if (!reference) {
    error_at(node, key, reference.error().message);
    return std::nullopt;
  }
  if (kinds.empty() || std::find(kinds.begin(), kinds.end(), reference->kind) != kinds.end()) return std::move(*reference);
  error_at(node, key,
           fmt::format("{} is of kind {}; expected {}", quoted(*node.as_string()), to_string(reference->kind),
                       fmt::join(words_of(kinds), ", ")));
  return std::nullopt;
}

std::optional<world::FactRef> EntryReader::reference(std::string_view key, const Kinds& kinds, Need need) {
  if (is_imagined()) {
    ask(key, ValueForm::reference, need).words = words_of(kinds);
    return world::FactRef{kinds.empty() ? world::FactKind::party : kinds.front(), kImaginedText, ""};
  }
  const auto* value = expect(key, need, NodeKind::string, "a reference, `kind:id`");
  if (value == nullptr || !clean(key, *value, Prose::one_line)) return std::nullopt;
  return parsed(*value, key, kinds);
}

std::vector<world::FactRef> EntryReader::references(std::string_view key, const Kinds& kinds) {
  std::vector<world::FactRef> out;
  if (is_imagined()) {
    ask(key, ValueForm::references, Need::optional).words = words_of(kinds);
    return out;
  }
  for (const auto* node : different(key)) {
    if (auto reference = parsed(*node, key, kinds)) out.push_back(std::move(*reference));
  }
  return out;
}

std::optional<std::string> EntryReader::parsed_community(const codec::Node& node, std::string_view key) {
  const auto& text = *node.as_string();
  if (!text.starts_with(kCommunity)) {
    static const Kinds kKinds{world::FactKind::programme, world::FactKind::project, world::FactKind::event};
    return parsed(node, key, kKinds) ? std::optional(text) : std::nullopt;
  }
  const auto name = std::string_view(text).substr(kCommunity.size());
  if (!name.empty() && name.size() <= kEntryShape.most && first_outside(name, kEntryShape) == std::string_view::npos) return text;
  error_at(node, key, fmt::format("{} is not a community; expected `coi:{}`", quoted(text), kEntryShape.shown));
  return std::nullopt;
}

std::string EntryReader::community(std::string_view key, Need need) {
  if (is_imagined()) {
    ask(key, ValueForm::community, need);
    return kImaginedText;
  }
  const auto* value = expect(key, need, NodeKind::string, "`coi:name`, or a reference to a programme, a project or an event");
  if (value == nullptr || !clean(key, *value, Prose::one_line)) return "";
  return parsed_community(*value, key).value_or("");
}

std::vector<std::string> EntryReader::communities(std::string_view key) {
  std::vector<std::string> out;
  if (is_imagined()) {
    ask(key, ValueForm::communities, Need::optional);
    return out;
  }
  for (const auto* node : different(key)) {
    if (auto name = parsed_community(*node, key)) out.push_back(std::move(*name));
  }
  return out;
}

std::optional<EntryReader> EntryReader::table(std::string_view key, Need need) {
  if (is_imagined()) return EntryReader(*sink_, Imagined{ask(key, ValueForm::table, need).table.get(), imagined_.variant});
  const auto* value = expect(key, need, NodeKind::table, "a table");
  if (value == nullptr) return std::nullopt;
  return EntryReader(*sink_, *value, path_of(key), entry_line_, around_line_);
}

std::vector<EntryReader> EntryReader::tables(std::string_view key) {
  std::vector<EntryReader> out;
  if (is_imagined()) {
    out.emplace_back(*sink_, Imagined{ask(key, ValueForm::tables, Need::optional).table.get(), imagined_.variant});
    return out;
  }
  const auto* value = expect(key, Need::optional, NodeKind::array, "a list of tables");
  if (value == nullptr) return out;
  for (const auto& node : *value->as_array()) {
    if (node.kind() == NodeKind::table) {
      out.emplace_back(*sink_, node, path_of(key), node.position().line, entry_line_);
    } else {
      error_at(node, key, fmt::format("holds {}; expected a list of tables", found(node)));
    }
  }
  return out;
}

std::vector<std::string> EntryReader::open_value(std::string_view key, const codec::Node& node) {
  if (const auto* nodes = node.as_array(); nodes != nullptr) return list(key, *nodes);
  if (const auto flag = node.as_boolean()) return {*flag ? "true" : "false"};
  if (const auto number = node.as_integer()) return {fmt::format("{}", *number)};
  if (node.kind() == NodeKind::string) {
    auto text = clean(key, node, Prose::one_line);
    return text ? std::vector<std::string>{std::move(*text)} : std::vector<std::string>();
  }
  error_at(node, key, fmt::format("is {}; expected text, a list of texts, an integer, true or false", found(node)));
  return {};
}

std::map<std::string, std::vector<std::string>> EntryReader::open_table() {
  std::map<std::string, std::vector<std::string>> out;
  if (is_imagined()) imagined_.shape->open = true;
  const auto* members = node_.as_table();
  if (members == nullptr) return out;
  for (const auto& member : members->members()) {
    asked_.push_back(member.key);
    if (first_hidden(member.key, Prose::one_line)) {
      error_at(member.value, "", fmt::format("key {} holds a control or invisible character", quoted(member.key)));
      continue;
    }
    if (auto values = open_value(member.key, member.value); !values.empty()) out.emplace(member.key, std::move(values));
  }
  return out;
}

std::optional<std::size_t> EntryReader::pick(std::string_view key, const Words& names, Need need) {
  if (is_imagined()) {
    ask(key, ValueForm::word, need).words.assign(names.begin(), names.end());
    const auto index = imagined_.variant % (need == Need::required ? names.size() : names.size() + 1);
    return index < names.size() ? std::optional(index) : std::nullopt;
  }
  const auto* value = find(key);
  if (value == nullptr && need == Need::required)
    error_at(node_, key, fmt::format("missing; expected one of {}", fmt::join(names, ", ")));
  const auto out = value == nullptr ? std::nullopt : word(*value, key, names);
  if (!out && (value != nullptr || need == Need::required) && key != "evidence")
    sink_->findings->unreadable({sink_->file, entry_line_}, "");
  return out;
}

std::optional<std::size_t> EntryReader::word(const codec::Node& node, std::string_view key, const Words& names) {
  const auto expected = fmt::format("one of {}", fmt::join(names, ", "));
  const auto* text = node.as_string();
  if (text == nullptr) {
    error_at(node, key, fmt::format("is {}; expected {}", found(node), expected));
    return std::nullopt;
  }
  const auto at = std::find(names.begin(), names.end(), *text);
  if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
  error_at(node, key, fmt::format("{} is not {}{}", quoted(*text), expected, did_you_mean(*text, names)));
  return std::nullopt;
}

std::vector<std::size_t> EntryReader::pick_all(std::string_view key, const Words& names) {
  if (is_imagined()) {
    ask(key, ValueForm::words, Need::optional).words.assign(names.begin(), names.end());
    return {0};
  }
  std::vector<std::size_t> out;
  for (const auto* node : different(key)) {
    if (const auto index = word(*node, key, names)) out.push_back(*index);
  }
  return out;
}

void EntryReader::finish() {
  if (is_imagined()) return;
  const auto* members = node_.as_table();
  if (members == nullptr) return;
  for (const auto& member : members->members()) {
    if (std::find(asked_.begin(), asked_.end(), member.key) != asked_.end()) continue;
    auto hint = did_you_mean(member.key, asked_);
    if (hint.empty()) hint = fmt::format("; expected {}", fmt::join(asked_, ", "));
    sink_->error(member.position.line, path_, fmt::format("unknown key {}{}", quoted(member.key), hint));
  }
}

// --- provenance ---

world::Provenance read_provenance(EntryReader& entry, const Inherited& around, Polarity polarity, Need evidence) {
  static const auto kGrades = choices_of<world::Evidence>();
  world::Provenance out;
  const auto needed = around.evidence ? Need::optional : evidence;
  out.evidence = entry.choice("evidence", kGrades, needed).value_or(around.evidence.value_or(world::Evidence::assumed));
  out.source = entry.text("source", Need::optional);
  if (out.source.empty()) out.source = entry.has("source") ? kUnreadable : around.source;
  out.known = entry.date("known");
  if (!entry.has("known") && polarity == Polarity::grant) out.known = around.known;
  out.note = entry.text("note", Need::optional, Prose::lines);
  out.place = entry.place();
  return out;
}

Inherited inherited_from(const world::Provenance& provenance) {
  return {.evidence = provenance.evidence, .source = provenance.source, .known = provenance.known};
}

}  // namespace entente::format
