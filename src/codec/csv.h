// CSV in (RFC 4180): tables that people keep in spreadsheets.
//
// Stricter than most readers: quotes stand only around whole fields and are doubled inside; a row with another number of fields
// than the first, which names the columns, is set apart. Spaces and tabs around unquoted fields go; empty lines are skipped; LF,
// CR LF and CR end a row. A UTF-8 byte order mark is skipped. Fields are data: nothing in them is a formula, a number or a date,
// and they may hold control characters and line breaks. Pure function, thread-safe; no exception leaves except std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "codec/fault.h"

namespace entente::codec {

// Each limit is inclusive.
struct CsvLimits {
  std::size_t bytes = limits::kTableBytes;
  std::size_t rows = limits::kTableRows;  // the first not counted
  std::size_t columns = limits::kTableColumns;
  std::size_t field_bytes = limits::kTableFieldBytes;
};

struct CsvRow {
  std::uint32_t line = 0;  // on which it begins, from 1
  std::vector<std::string> fields;
};

struct CsvTable {
  std::vector<std::string> columns;  // the first row; each name once
  std::vector<CsvRow> rows;          // each with as many fields
  std::vector<CsvRow> misfits;       // with more or fewer, so that nobody knows which is which; they count as rows
};

// Fails with malformed, too_large, too_many or duplicate_key: "line 3: …". Only the first fault is reported.
[[nodiscard]] Result<CsvTable> parse_csv(std::string_view text, CsvLimits limits = {});

}  // namespace entente::codec
