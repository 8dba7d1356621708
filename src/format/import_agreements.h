// A table of agreements (docs/formats/agreements.md) into the files of an overlay: instruments and claims.
//
// Every row is accounted for: it becomes facts, or facts with less than it says, or none, and the last two say why. Nothing is
// guessed that would grant: a status without a date is not written, an agreement without a date of entry into force is at most
// signed. Fields are data: they go into files through the string writer of codec, into ids only as letters, digits and hyphens.
// The overlay is laid out (layout.h) and fits the world it was made for. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "codec/csv.h"
#include "world/facts.h"

namespace entente::format {

enum class ImportFault { no_such_table = 1 };
constexpr std::string_view room_of(ImportFault) { return "format"; }

struct ImportedFile {
  std::string path;  // in the overlay: "instruments/cross-servicing/acsa-gbr.toml"
  std::string text;
};

enum class RowOutcome : std::uint8_t { not_imported = 0, in_part, remark };

struct RowNote {
  RowOutcome outcome = RowOutcome::not_imported;
  std::uint32_t line = 0;  // of the table
  std::string id;          // as the table has it; printable
  std::string message;     // why, and what to do
};

struct AgreementImport {
  std::vector<ImportedFile> files;  // sorted by path
  std::size_t rows = 0;
  std::size_t instruments = 0;
  std::size_t claims = 0;
  std::vector<RowNote> notes;  // in the order of rows
  [[nodiscard]] std::size_t count(RowOutcome outcome) const;
};

// `name`: how the table is called in sources of rows that state none. Fails when a column is missing or unknown.
[[nodiscard]] Result<AgreementImport> import_agreements(const codec::CsvTable& table, const world::World& world,
                                                        const std::string& name);

}  // namespace entente::format
