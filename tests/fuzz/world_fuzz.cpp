// World files: any bytes, read as a file of each folder, give findings that can be printed; what is read without an error can
// be checked, written down canonically, and shown, and none of that depends on anything but the facts.
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
constexpr Reader kReaders[]{format::read_template,   format::read_parties,  format::read_world_head,
                            format::read_people,     format::read_consents, format::read_events,
                            format::read_programmes, format::read_profiles, format::read_claims};

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
  CHECK(text == format::canonical_text(world::World(facts)));
  std::string_view last;
  for (const auto line : entente::split(text, "\n")) {
    if (line.empty()) continue;
    CHECK(last <= line);
    CHECK(entente::codec::parse_json(line));
    last = line;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto node = entente::codec::parse_toml(text);
  format::FindingList findings;
  const format::FileSink sink{.file = "f.toml", .findings = &findings};
  if (!node) {
    sink.error(node.error());
    check_printable(findings.take());
    return 0;
  }
  world::World facts;
  const format::EntryReader top(sink, *node);
  static_cast<void>(format::read_instrument(top, std::nullopt, facts));
  const bool sound = !findings.has_errors();
  static_cast<void>(format::read_sidecar(top));
  for (const auto read : kReaders) static_cast<void>(read(top, facts));
  world::expand_templates(facts);
  check_printable(findings.take());
  check_printable(world::check(facts));
  for (const auto& instrument : facts.instruments) static_cast<void>(world::status_at(instrument, entente::Instant{0}));
  if (sound) check_canonical(facts);
  return 0;
}
