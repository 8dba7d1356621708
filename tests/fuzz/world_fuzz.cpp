// World files: any bytes, read as a file of each folder, give findings that can be printed; what is read without an error can
// be checked, written down canonically, and shown, and none of that depends on anything but the facts.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "codec/json.h"
#include "codec/toml.h"
#include "format/policy.h"
#include "format/world_entries_facts.h"
#include "format/world_folder.h"
#include "world/status.h"
#include "world/templates.h"

namespace {

namespace format = entente::format;
namespace world = entente::world;

using Reader = bool (*)(format::EntryReader, world::World&);

bool read_instrument(format::EntryReader top, world::World& world) {
  return format::read_instrument(std::move(top), std::nullopt, world);
}

constexpr Reader kReaders[]{read_instrument,       format::read_world_head, format::read_parties,    format::read_template,
                            format::read_people,   format::read_consents,   format::read_programmes, format::read_events,
                            format::read_profiles, format::read_claims};

void check_printable(const std::vector<world::Finding>& findings) {
  for (const auto& finding : findings) {
    const auto text = to_string(finding);
    CHECK(entente::first_invalid_utf8(text) == std::string_view::npos);
    CHECK(!format::first_hidden(text, format::Prose::one_line));
    CHECK(!finding.message.empty());
  }
}

void check_canonical(const world::World& facts) {
  const auto text = format::canonical_text(facts);
  auto turned = facts;  // the order of facts is irrelevant
  std::reverse(turned.parties.begin(), turned.parties.end());
  std::reverse(turned.instruments.begin(), turned.instruments.end());
  std::reverse(turned.claims.begin(), turned.claims.end());
  std::reverse(turned.events.begin(), turned.events.end());
  CHECK(text == format::canonical_text(turned));
  std::string_view last;
  for (const auto line : entente::split(text, "\n")) {
    if (line.empty()) continue;
    CHECK(last <= line);
    CHECK(entente::codec::parse_json(line));
    last = line;
  }
}

// What one kind of file makes of it, alone.
void check_read(const entente::codec::Node& node, Reader read) {
  format::FindingList findings;
  const format::FileSink sink{.file = "f.toml", .findings = &findings};
  world::World facts;
  const bool identified = read({sink, node}, facts);
  const bool sound = !findings.has_errors();
  CHECK(identified || !sound);
  check_printable(findings.take());
  world::expand_templates(facts);
  check_printable(world::check(facts));
  for (const auto& instrument : facts.instruments) static_cast<void>(world::status_at(instrument, entente::Instant{0}));
  if (sound) check_canonical(facts);
}

// All kinds of file in one world: facts that mistakes left incomplete, and references between them.
void check_together(const entente::codec::Node& node) {
  format::FindingList findings;
  const format::FileSink sink{.file = "f.toml", .findings = &findings};
  world::World facts;
  for (const auto read : kReaders) static_cast<void>(read({sink, node}, facts));
  static_cast<void>(format::read_sidecar({sink, node}));
  check_printable(findings.take());
  world::expand_templates(facts);
  const auto once = format::canonical_text(facts);
  world::expand_templates(facts);
  CHECK(format::canonical_text(facts) == once);
  check_printable(world::check(facts));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto node = entente::codec::parse_toml(text);
  if (node) {
    for (const auto read : kReaders) check_read(*node, read);
    check_together(*node);
    return 0;
  }
  format::FindingList findings;
  const format::FileSink sink{.file = "f.toml", .findings = &findings};
  sink.error(node.error());
  check_printable(findings.take());
  return 0;
}
