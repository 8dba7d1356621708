// A log of findings in files for editors and CI: SARIF 2.1.0 (OASIS), one run of this program.
//
// Results stand in the order they were added, rules each once with what they are about (rule_words.h). A fix is what an editor
// may apply unread. Not thread-safe; one log for one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::format {

// Lines and columns from 1, columns in characters; a column of 0: the line alone is known.
struct SarifRegion {
  std::size_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_column = 0;
  std::size_t begin_bytes = 0;
  std::size_t end_bytes = 0;
};

struct SarifResult {
  std::string file;  // as the caller named it
  std::string rule;
  std::string_view level;  // "error", "warning"
  std::string message;
  SarifRegion region;
  std::optional<std::string> fix;  // what takes the place of the region
  std::string fix_words;
};

class SarifLog {
 public:
  void add(SarifResult result) { results_.push_back(std::move(result)); }
  void add_unreadable(std::string file, std::string message) { unread_.push_back({std::move(file), std::move(message)}); }
  [[nodiscard]] std::string text(std::string_view version) const;

 private:
  struct Unread {
    std::string file;
    std::string message;
  };
  std::vector<SarifResult> results_;
  std::vector<Unread> unread_;
};

}  // namespace entente::format
