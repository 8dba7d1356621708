// The only file that includes the CSV parser. It is fed one line of the text at a time: so it is known where a row begins, and a
// field cannot grow far beyond its limit before it is noticed.
#include "codec/csv.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <csv.h>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::codec {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvReader {
 public:
  explicit CsvReader(const CsvLimits& limits) : limits_(limits) { CHECK(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) == 0); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  ~CsvReader() { csv_free(&parser_); }

  Result<CsvTable> read(std::string_view text) {
    while (!text.empty()) {
      const auto length = std::min(text.find('\n'), text.size() - 1) + 1;
      if (row_.empty() && !in_row()) row_line_ = line_;
      if (csv_parse(&parser_, text.data(), length, &on_field, &on_row, this) != length) return refuse_syntax(line_);
      if (parser_.entry_pos > limits_.field_bytes + kQuotes) field_too_large(parser_.entry_pos);
      if (fault_) return tl::unexpected<Error>(std::move(*fault_));
      text.remove_prefix(length);
      ++line_;
    }
    if (csv_fini(&parser_, &on_field, &on_row, this) != 0) return refuse_syntax(row_line_);
    if (fault_) return tl::unexpected<Error>(std::move(*fault_));
    if (!has_columns_) return fail(CodecFault::malformed, "line 1: no row; the first names the columns");
    return std::move(table_);
  }

 private:
  static constexpr std::size_t kQuotes = 2;

  // A field has begun; what the library holds back counts too.
  [[nodiscard]] bool in_row() const { return parser_.pstate != 0; }

  static void on_field(void* bytes, std::size_t size, void* self) {
    static_cast<CsvReader*>(self)->field({static_cast<const char*>(bytes), size});
  }
  static void on_row(int, void* self) { static_cast<CsvReader*>(self)->end_row(); }

  void field(std::string_view bytes) {
    if (fault_) return;
    if (bytes.size() > limits_.field_bytes) return field_too_large(bytes.size());
    if (row_.size() == limits_.columns) {
      return refuse(row_line_, CodecFault::too_many, fmt::format("more than {} columns", limits_.columns));
    }
    row_.emplace_back(bytes);
  }

  void end_row() {
    if (fault_) return;
    auto row = std::exchange(row_, {});
    if (!std::exchange(has_columns_, true)) return take_columns(std::move(row));
    if (table_.rows.size() + table_.misfits.size() == limits_.rows) {
      return refuse(row_line_, CodecFault::too_many, fmt::format("more than {} rows", limits_.rows));
    }
    auto& rows = row.size() == table_.columns.size() ? table_.rows : table_.misfits;
    rows.push_back({.line = row_line_, .fields = std::move(row)});
    row_line_ = line_;  // a CR may end a row inside what we call a line
  }

  void take_columns(std::vector<std::string> names) {
    for (auto name = names.begin(); name != names.end(); ++name) {
      if (std::find(names.begin(), name, *name) != name) {
        return refuse(row_line_, CodecFault::duplicate_key, fmt::format("column {} stands there twice", quoted(*name)));
      }
    }
    table_.columns = std::move(names);
    row_line_ = line_;
  }

  void field_too_large(std::size_t size) {
    refuse(row_line_, CodecFault::too_large, fmt::format("a field has {} bytes or more, limit {}", size, limits_.field_bytes));
  }
  void refuse(std::uint32_t line, CodecFault fault, std::string_view what) {
    if (!fault_) fault_ = Error{fault, fmt::format("line {}: {}", line, what)};
  }

  // The library stops at a quote where none may stand, or at the end inside quotes; `line` is where the row begins then.
  tl::unexpected<Error> refuse_syntax(std::uint32_t line) {
    if (csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc();
    if (fault_) return tl::unexpected<Error>(std::move(*fault_));
    return fail(CodecFault::malformed,
                fmt::format("line {}: not CSV: a quote stands around a whole field, is doubled inside one, and is closed", line));
  }

  CsvLimits limits_;
  csv_parser parser_{};
  CsvTable table_;
  std::vector<std::string> row_;
  bool has_columns_ = false;
  std::uint32_t line_ = 1;
  std::uint32_t row_line_ = 1;
  std::optional<Error> fault_;
};

}  // namespace

Result<CsvTable> parse_csv(std::string_view text, CsvLimits limits) {
  if (text.size() > limits.bytes) {
    return fail(CodecFault::too_large, fmt::format("line 1: CSV text has {} bytes, limit {}", text.size(), limits.bytes));
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (const auto at = first_invalid_utf8(text); at != std::string_view::npos) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return fail(CodecFault::malformed, fmt::format("line {}: not UTF-8", line));
  }
  return CsvReader(limits).read(text);
}

}  // namespace entente::codec
