// `entente world import`: a table of agreements (docs/formats/agreements.md) into an overlay folder beside a world.
//
// The world must load; so does it with the overlay, which is tried before a file is put in place. Without `replace`
// nothing is written into a folder that has files. Files appear one after the other; a crash may leave some of them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "format/import_agreements.h"
#include "service/world_new.h"

namespace entente::service {

struct ImportOptions {
  std::filesystem::path table;
  std::filesystem::path world;
  std::vector<std::filesystem::path> overlays;  // already there; the new one comes behind them
  std::filesystem::path out;
  NewFile existing = NewFile::refuse_existing;
};

struct ImportReport {
  format::AgreementImport imported;
  std::string table;
  std::string out;
};

// Fails with codec's faults ("table.csv: line 3: …"), world_unusable, refused (`out` has files; the overlay would not load) or
// cannot_write. A row that is not imported is no failure; it stands in the report.
[[nodiscard]] Result<ImportReport> import_table(const ImportOptions& options);

// Each row with a note, "agreements.csv:12: `ID`: not imported: …", then one line that counts.
[[nodiscard]] std::string import_to_text(const ImportReport& report);
[[nodiscard]] std::string import_to_json(const ImportReport& report);

}  // namespace entente::service
