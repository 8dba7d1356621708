#include "format/world_entries.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "world/nearest.h"

namespace entente::format {
namespace {

using codec::NodeKind;
using world::Severity;

bool by_place(const world::Finding& a, const world::Finding& b) {
  return std::tie(a.place.file, a.place.line, a.key, a.message) < std::tie(b.place.file, b.place.line, b.key, b.message);
}

std::size_t digits(std::string_view text, std::size_t& at) {
  std::size_t value = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && value < 1'000'000'000) {
    value = value * 10 + static_cast<std::size_t>(text[at++] - '0');
  }
  return value;
}

// "3:14: text" and "line 3: text" → (3, "text"); anything else → (0, all of it).
std::pair<std::size_t, std::string_view> split_place(std::string_view message) {
  constexpr std::string_view kLine = "line ";
  const bool worded = message.starts_with(kLine);
  std::size_t at = worded ? kLine.size() : 0;
  const auto line = digits(message, at);
  if (line == 0) return {0, message};
  if (!worded) {
    if (at >= message.size() || message[at++] != ':' || digits(message, at) == 0) return {0, message};
  }
  if (!message.substr(at).starts_with(": ")) return {0, message};
  return {line, message.substr(at + 2)};
}

bool matches(std::string_view text, const IdShape& shape) {
  if (text.size() < shape.least || text.size() > shape.most) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return shape.characters.find(c) != std::string_view::npos; });
}

std::string found(const codec::Node& node) { return std::string(codec::name_of(node.kind())); }

// U+200B–200F, U+2028–202E, U+2060–206F, U+FEFF, U+00AD and the C1 controls, as UTF-8.
bool is_hidden(std::string_view rest) {
  const auto byte = [&](std::size_t i) { return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U; };
  if (byte(0) == 0xC2) return (byte(1) >= 0x80 && byte(1) <= 0x9F) || byte(1) == 0xAD;
  if (byte(0) == 0xEF) return byte(1) == 0xBB && byte(2) == 0xBF;
  if (byte(0) != 0xE2) return false;
  if (byte(1) == 0x80) return (byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE);
  return byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF;
}

constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
constexpr std::string_view kUpperDash = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
constexpr std::string_view kLowerDash = "abcdefghijklmnopqrstuvwxyz0123456789-";
constexpr std::string_view kAny = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

}  // namespace

const IdShape kPartyShape{.characters = kUpper, .least = 2, .most = 16, .shown = "[A-Z0-9_]{2,16}"};
const IdShape kPolicyShape{.characters = kUpperDash, .least = 2, .most = 32, .shown = "[A-Z0-9_-]{2,32}"};
const IdShape kInstrumentShape{.characters = kLowerDash, .least = 1, .most = 64, .shown = "[a-z0-9-]{1,64}"};
const IdShape kEntryShape{.characters = kAny, .least = 1, .most = 64, .shown = "[A-Za-z0-9._-]{1,64}"};

// --- FindingList, FileSink ---

void FindingList::add(world::Finding finding) {
  auto& list = finding.severity == Severity::error ? errors_ : warnings_;
  if (list.size() < limits::kErrorsReported) {
    list.push_back(std::move(finding));
  } else {
    ++omitted_;
  }
}

std::vector<world::Finding> FindingList::take() {
  std::sort(warnings_.begin(), warnings_.end(), by_place);
  const auto kept = std::min(warnings_.size(), limits::kErrorsReported - errors_.size());
  omitted_ += warnings_.size() - kept;
  warnings_.resize(kept);
  auto all = std::move(errors_);
  all.insert(all.end(), std::make_move_iterator(warnings_.begin()), std::make_move_iterator(warnings_.end()));
  std::sort(all.begin(), all.end(), by_place);
  errors_.clear();
  warnings_.clear();
  return all;
}

void FileSink::error(std::size_t line, std::string key, std::string message) const {
  findings->add({Severity::error, {file, line}, std::move(key), std::move(message)});
}

void FileSink::warning(std::size_t line, std::string key, std::string message) const {
  findings->add({Severity::warning, {file, line}, std::move(key), std::move(message)});
}

void FileSink::error(const Error& error) const {
  const auto [line, message] = split_place(error.message);
  this->error(line, "", std::string(message));
}

// --- EntryReader ---

EntryReader::EntryReader(const FileSink& sink, const codec::Node& node, std::string path)
    : sink_(&sink), node_(node), path_(std::move(path)) {}

world::Place EntryReader::place() const { return {sink_->file, node_.position().line}; }

std::string EntryReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

void EntryReader::error(std::string_view key, std::string message) {
  const auto* value = node_.find(key);
  error_at(value != nullptr ? *value : node_, key, std::move(message));
}

void EntryReader::error_at(const codec::Node& node, std::string_view key, std::string message) {
  sink_->error(node.position().line, path_of(key), std::move(message));
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
  const auto* value = expect(key, need, NodeKind::string, "text");
  return value != nullptr ? clean(key, *value, prose).value_or("") : "";
}

std::optional<std::string> EntryReader::optional_text(std::string_view key) {
  const auto* value = expect(key, Need::optional, NodeKind::string, "text");
  return value != nullptr ? clean(key, *value, Prose::one_line) : std::nullopt;
}

std::string EntryReader::id(std::string_view key, const IdShape& shape) {
  const auto* value = expect(key, Need::required, NodeKind::string, shape.shown);
  if (value == nullptr) return "";
  const auto& text = *value->as_string();
  if (matches(text, shape)) return text;
  error_at(*value, key, fmt::format("{} is not an id; expected {}", quoted(text), shape.shown));
  return "";
}

bool EntryReader::flag(std::string_view key, bool absent) {
  const auto* value = expect(key, Need::optional, NodeKind::boolean, "true or false");
  return value != nullptr ? *value->as_boolean() : absent;
}

std::optional<std::int64_t> EntryReader::integer(std::string_view key) {
  const auto* value = expect(key, Need::required, NodeKind::integer, "an integer");
  return value != nullptr ? value->as_integer() : std::nullopt;
}

std::optional<PartialDate> EntryReader::date(std::string_view key, Need need) {
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

std::vector<std::string> EntryReader::texts(std::string_view key) {
  const auto* value = expect(key, Need::optional, NodeKind::array, "a list of texts");
  return value != nullptr ? list(key, *value->as_array()) : std::vector<std::string>();
}

std::vector<std::string> EntryReader::text_or_texts(std::string_view key) {
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

std::optional<EntryReader> EntryReader::table(std::string_view key, Need need) {
  const auto* value = expect(key, need, NodeKind::table, "a table");
  if (value == nullptr) return std::nullopt;
  return EntryReader(*sink_, *value, path_of(key));
}

std::vector<EntryReader> EntryReader::tables(std::string_view key) {
  std::vector<EntryReader> out;
  const auto* value = expect(key, Need::optional, NodeKind::array, "a list of tables");
  if (value == nullptr) return out;
  for (const auto& node : *value->as_array()) {
    if (node.kind() == NodeKind::table) {
      out.emplace_back(*sink_, node, path_of(key));
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

std::optional<std::size_t> EntryReader::pick(std::string_view key, const std::vector<std::string_view>& names, Need need) {
  const auto* value = find(key);
  if (value == nullptr && need == Need::optional) return std::nullopt;
  const auto* text = value != nullptr ? value->as_string() : nullptr;
  if (text != nullptr) {
    const auto at = std::find(names.begin(), names.end(), *text);
    if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
  }
  const auto expected = fmt::format("one of {}", fmt::join(names, ", "));
  if (value == nullptr) {
    error_at(node_, key, fmt::format("missing; expected {}", expected));
  } else if (text == nullptr) {
    error_at(*value, key, fmt::format("is {}; expected {}", found(*value), expected));
  } else {
    error_at(*value, key, fmt::format("{} is not {}{}", quoted(*text), expected, world::did_you_mean(*text, names)));
  }
  return std::nullopt;
}

void EntryReader::finish() {
  const auto* members = node_.as_table();
  if (members == nullptr) return;
  for (const auto& member : members->members()) {
    if (std::find(asked_.begin(), asked_.end(), member.key) != asked_.end()) continue;
    auto hint = world::did_you_mean(member.key, asked_);
    if (hint.empty()) hint = fmt::format("; expected {}", fmt::join(asked_, ", "));
    sink_->error(member.position.line, path_, fmt::format("unknown key {}{}", quoted(member.key), hint));
  }
}

std::optional<std::size_t> first_hidden(std::string_view text, Prose prose) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7F) continue;
    const bool is_break = text[i] == '\n' || text[i] == '\t';
    if (byte < 0x20 ? !(is_break && prose == Prose::lines) : byte == 0x7F || is_hidden(text.substr(i))) return i;
  }
  return std::nullopt;
}

// --- provenance ---

world::Provenance read_provenance(EntryReader& entry, const Inherited& around, Polarity polarity, Need evidence) {
  static const auto kGrades = choices_of<world::Evidence>();
  world::Provenance out;
  const auto needed = around.evidence ? Need::optional : evidence;
  out.evidence = entry.choice("evidence", kGrades, needed).value_or(around.evidence.value_or(world::Evidence::assumed));
  out.source = entry.text("source", Need::optional);
  if (out.source.empty() && !entry.has("source")) out.source = around.source;
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
