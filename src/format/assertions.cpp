#include "format/assertions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/analysis_limits.h"
#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "codec/toml.h"
#include "format/world_entries.h"

namespace entente::format {
namespace {

using analysis::Assertion;
using analysis::Axis;

constexpr std::int64_t kFormat = 1;

// What is left out means any; a list of nothing would mean that too, or nothing.
std::vector<std::string> values(EntryReader& entry, std::string_view key) {
  auto out = entry.text_or_texts(key);
  if (out.empty()) entry.error(key, "names nothing; leave it out where any is meant");
  return out;
}

std::vector<PartyId> parties(EntryReader& entry, std::string_view key) {
  std::vector<PartyId> out;
  if (!entry.has(key)) return out;
  for (auto& each : values(entry, key)) out.emplace_back(std::move(each));
  return out;
}

void read_persons(EntryReader& entry, Assertion& out) {
  static const Choices<bool> kSubjects{{"party", false}, {"person", true}};
  if (entry.has("subject")) out.persons = entry.choice("subject", kSubjects, Need::required).value_or(false);
  const auto yes_or_no = [&](std::string_view key) {
    return entry.has(key) ? std::optional(entry.flag(key, false)) : std::nullopt;
  };
  for (const std::string_view key : {"clearance", "read_in", "need_to_know"}) {
    if (entry.has(key) && !out.persons) entry.error(key, "only a person has it; write `subject = \"person\"` too");
  }
  if (entry.has("clearance")) out.clearances = values(entry, "clearance");
  out.read_in = yes_or_no("read_in");
  out.needs_to_know = yes_or_no("need_to_know");
}

void read_acts(EntryReader& entry, Assertion& out) {
  for (std::size_t axis = 0; axis < analysis::kActAxes; ++axis) {
    const auto which = static_cast<analysis::ActAxis>(axis);
    if (entry.has(analysis::to_string(which))) out.acts.emplace(which, values(entry, analysis::to_string(which)));
  }
}

Assertion read_assertion(EntryReader entry) {
  static const Choices<analysis::Expected> kExpected{{"deny", analysis::Expected::deny}, {"permit", analysis::Expected::permit}};
  Assertion out;
  out.id = entry.id("id", kEntryShape);
  out.text = entry.text("text", Need::required);
  out.expect = entry.choice("expect", kExpected, Need::required).value_or(analysis::Expected::deny);
  out.owners = parties(entry, "owner");
  out.recipients = parties(entry, "recipient");
  if (const auto date = entry.date("as_of")) out.as_of = date->earliest();
  if (entry.has("action")) {
    static const Choices<std::string> kActions{{"disclose", "disclose"}, {"transfer", "transfer"}, {"supply", "supply"},
                                               {"visit", "visit"},       {"grant", "grant"},       {"participate", "participate"},
                                               {"consult", "consult"}};
    out.action = entry.choice("action", kActions, Need::required).value_or("disclose");
  }
  if (out.action != "disclose") {
    read_acts(entry, out);
    entry.finish();
    return out;
  }
  read_persons(entry, out);
  if (entry.has("marking")) out.markings = values(entry, "marking");
  out.releasable_to = parties(entry, "releasable_to");
  if (entry.has("classified")) out.classified = entry.flag("classified", false);
  for (std::size_t axis = 0; axis < analysis::kAxes; ++axis) {
    const auto which = static_cast<Axis>(axis);
    if (which == Axis::community) continue;  // only persons are asked for it
    if (entry.has(analysis::to_string(which))) out.values.emplace(which, values(entry, analysis::to_string(which)));
  }
  entry.finish();
  return out;
}

void check_ids(const FileSink& sink, const std::vector<Assertion>& list) {
  if (list.empty()) sink.error(0, "assertion", "there is none; write `[[assertion]]`");
  if (list.size() > limits::kAssertions)
    sink.error(0, "assertion", fmt::format("{} assertions; the limit is {}", list.size(), limits::kAssertions));
  std::vector<std::string_view> ids;
  for (const auto& each : list) ids.emplace_back(each.id);
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end() && !twice->empty()) sink.error(0, "assertion.id", fmt::format("{} stands twice", quoted(*twice)));
}

}  // namespace

Result<std::vector<Assertion>> read_assertions(const std::filesystem::path& file) {
  TRY(const auto bytes, codec::read_file(file, limits::kWorldFileBytes));
  FindingList findings;
  const FileSink sink{file.generic_string(), &findings};
  std::vector<Assertion> out;
  const auto node = codec::parse_toml(bytes);
  if (!node) {
    sink.error(node.error());
  } else {
    EntryReader top(sink, *node);
    const auto format = top.integer("format", Need::required);
    if (format && *format != kFormat)
      top.error("format", fmt::format("{} is not a format that this program reads; it reads {}", *format, kFormat));
    static_cast<void>(top.optional_text("title"));
    for (auto& entry : top.tables("assertion")) out.push_back(read_assertion(std::move(entry)));
    top.finish();
    if (!findings.has_errors()) check_ids(sink, out);
  }
  if (!findings.has_errors()) return out;
  std::string message;
  for (const auto& finding : findings.take()) message += (message.empty() ? "" : "\n") + world::to_string(finding);
  return fail(AssertionFault::malformed, std::move(message));
}

}  // namespace entente::format
