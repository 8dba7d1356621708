// What was found wrong with the files of a world, collected; and which characters no text may hold.

#include <algorithm>
#include <tuple>

#include "base/limits.h"
#include "base/text.h"
#include "format/world_entries.h"

namespace entente::format {
namespace {

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

// U+200B–200F, U+2028–202E, U+2060–206F, U+FEFF, U+00AD, U+034F, U+061C, U+180E, the tags and the C1 controls, as UTF-8.
bool is_hidden(std::string_view rest) {
  const auto byte = [&](std::size_t i) { return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U; };
  if (byte(0) == 0xC2) return (byte(1) >= 0x80 && byte(1) <= 0x9F) || byte(1) == 0xAD;
  if (byte(0) == 0xEF) return byte(1) == 0xBB && byte(2) == 0xBF;
  if (byte(0) == 0xCD) return byte(1) == 0x8F;
  if (byte(0) == 0xD8) return byte(1) == 0x9C;
  if (byte(0) == 0xE1) return byte(1) == 0xA0 && byte(2) == 0x8E;
  if (byte(0) == 0xF3) return byte(1) == 0xA0 && (byte(2) == 0x80 || byte(2) == 0x81);
  if (byte(0) != 0xE2) return false;
  if (byte(1) == 0x80) return (byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE);
  return byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF;
}

}  // namespace

void FindingList::add(world::Finding finding) {
  const bool is_error = finding.severity == Severity::error;
  auto& list = is_error ? errors_ : warnings_;
  ++(is_error ? error_count_ : warning_count_);
  if (list.size() < limits::kErrorsReported) list.push_back(std::move(finding));
}

void FindingList::unreadable(const world::Place& entry, std::string key) {
  if (errors_.size() < limits::kErrorsReported) unreadable_[{entry.file, entry.line}].push_back(std::move(key));
}

// `check` names another key where one of several would do: "missing, and `up_to` too".
bool FindingList::repeats(const world::Finding& finding) const {
  const auto found = unreadable_.find({finding.place.file, finding.place.line});
  if (found == unreadable_.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& key) {
    return key.empty() || finding.key == key || finding.message.find(quoted(key.substr(key.rfind('.') + 1))) != std::string::npos;
  });
}

std::vector<world::Finding> FindingList::take() {
  std::sort(warnings_.begin(), warnings_.end(), by_place);
  warnings_.resize(std::min(warnings_.size(), limits::kErrorsReported - errors_.size()));
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

std::optional<std::size_t> first_hidden(std::string_view text, Prose prose) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7F) continue;
    const bool is_break = text[i] == '\n' || text[i] == '\t';
    if (byte < 0x20 ? !(is_break && prose == Prose::lines) : byte == 0x7F || is_hidden(text.substr(i))) return i;
  }
  return std::nullopt;
}

}  // namespace entente::format
