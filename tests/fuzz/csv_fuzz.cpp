// Tables of agreements: whatever is read stays within the limits, every row is accounted for, and the overlay that comes of it is
// laid out, can be read back, and says nothing that a reader could not print.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "codec/csv.h"
#include "codec/toml.h"
#include "format/import_agreements.h"
#include "format/layout.h"
#include "world/facts.h"

namespace {

namespace format = entente::format;
namespace world = entente::world;

constexpr entente::codec::CsvLimits kSmall{.bytes = 1U << 16U, .rows = 200, .columns = 16, .field_bytes = 4096};

// Two nations, and one agreement between them that rows can run into.
world::World small_world() {
  world::World out;
  out.name = "test";
  for (const auto* id : {"JPN", "KOR"}) {
    world::Party party;
    party.id = entente::PartyId(id);
    party.kind = world::PartyKind::nation;
    party.name = id;
    out.parties.push_back(party);
  }
  world::Instrument agreement;
  agreement.id = entente::InstrumentId("isa-jpn-kor");
  agreement.kind = world::Kind::information_security;
  agreement.title = "Agreement";
  for (const auto& party : out.parties) {
    world::Accession accession;
    accession.party = party.id;
    agreement.parties.push_back(accession);
  }
  out.instruments.push_back(agreement);
  return out;
}

void check_table(const entente::codec::CsvTable& table) {
  CHECK(!table.columns.empty() && table.columns.size() <= kSmall.columns);
  CHECK(std::set<std::string>(table.columns.begin(), table.columns.end()).size() == table.columns.size());
  CHECK(table.rows.size() + table.misfits.size() <= kSmall.rows);
  for (const auto& row : table.misfits) CHECK(row.fields.size() != table.columns.size());
  std::uint32_t line = 0;
  for (const auto& row : table.rows) {
    CHECK(row.fields.size() == table.columns.size());
    CHECK(row.line >= line);
    line = row.line;
    for (const auto& field : row.fields) {
      CHECK(field.size() <= kSmall.field_bytes);
      CHECK(entente::first_invalid_utf8(field) == std::string_view::npos);
    }
  }
}

void check_path(const std::string& path) {
  CHECK(!path.empty() && path.front() != '/');
  CHECK(path.find("..") == std::string::npos);
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    CHECK(plain || c == '-' || c == '.' || c == '/' || c == '_');
  }
}

void check_overlay(const format::AgreementImport& made, std::size_t rows) {
  CHECK(made.rows == rows);
  std::set<std::string> paths;
  for (const auto& file : made.files) {
    check_path(file.path);
    CHECK(paths.insert(file.path).second);
    CHECK(entente::codec::parse_toml(file.text));
    const auto laid_out = format::lay_out(file.text);
    CHECK(laid_out && *laid_out == file.text);
  }
  CHECK(made.count(format::RowOutcome::not_imported) <= rows);
  for (const auto& note : made.notes) {
    CHECK(!note.message.empty());
    CHECK(entente::first_invalid_utf8(note.id + note.message) == std::string_view::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto facts = small_world();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto table = entente::codec::parse_csv(text, kSmall);
  if (!table) {
    CHECK(entente::first_invalid_utf8(table.error().message) == std::string_view::npos);
    return 0;
  }
  check_table(*table);
  const auto made = format::import_agreements(*table, facts, "table.csv");
  if (made)
    check_overlay(*made, table->rows.size() + table->misfits.size());
  else
    CHECK(entente::first_invalid_utf8(made.error().message) == std::string_view::npos);
  return 0;
}
