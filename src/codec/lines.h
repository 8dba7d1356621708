// Lines from a file descriptor, for newline-delimited JSON: standard input, a pipe, a socket, a file.
//
// Memory stays bounded whatever arrives: a line longer than the limit is skipped up to its newline without being kept, reported
// once as `too_long`, and reading goes on behind it. A line ends at LF or CR LF; a last line without one counts; an empty line
// is a line. Does NOT check UTF-8. Does NOT own or close the descriptor. Blocks while the descriptor has nothing; interrupted
// reads go on. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "codec/fault.h"

namespace entente::codec {

inline constexpr std::size_t kLineReadBytes = std::size_t{64} * 1024;  // asked of the system at a time

enum class LineKind { end = 0, line, too_long };

struct Line {
  LineKind kind = LineKind::end;
  std::string_view text;     // without its line end; valid until the next call; empty unless kind is `line`
  std::size_t length = 0;    // bytes without the line end, also of a line that was too long
  std::uint64_t number = 0;  // from 1; 0 at the end
};

class LineReader {
 public:
  explicit LineReader(int descriptor, std::size_t limit_bytes = limits::kRequestLineBytes);

  // The next line, or `end` (again at every later call). Fails with io_failed; what was read of that line is lost.
  [[nodiscard]] Result<Line> next();

  // False where the next call of next() may wait for the descriptor, or is at the end: the time to hand on what is ready.
  [[nodiscard]] bool has_line() const;

 private:
  [[nodiscard]] Result<bool> refill();
  void keep(std::string_view part);
  [[nodiscard]] Line take_line(std::string_view last_part, bool at_newline);

  int descriptor_;
  std::size_t limit_;
  std::string buffer_;  // read and not yet handed out: [begin_, end_)
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string pending_;     // the beginning of a line that spans reads, at most limit_ + 1 bytes, else empty
  std::size_t length_ = 0;  // of that line so far, kept or skipped
  char last_byte_ = '\0';   // of that line so far
  std::uint64_t number_ = 0;
};

}  // namespace entente::codec
