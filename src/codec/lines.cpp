#include "codec/lines.h"

#include <algorithm>
#include <cerrno>
#include <limits>

#include <poll.h>
#include <unistd.h>

#include <fmt/format.h>

#include "codec/message.h"

namespace entente::codec {
namespace {

constexpr std::size_t kLongestLimit = std::numeric_limits<std::size_t>::max() / 2;
constexpr int kWithoutEnd = -1;

void wait_until_readable(int descriptor) {
  pollfd waited{.fd = descriptor, .events = POLLIN, .revents = 0};
  ::poll(&waited, 1, kWithoutEnd);  // whatever it says, the next read tells
}

}  // namespace

LineReader::LineReader(int descriptor, std::size_t limit_bytes)
    : descriptor_(descriptor), limit_(std::min(limit_bytes, kLongestLimit)) {}

Result<Line> LineReader::next() {
  pending_.clear();
  length_ = 0;
  last_byte_ = '\0';
  while (true) {
    const auto unread = std::string_view(buffer_).substr(begin_, end_ - begin_);
    const auto newline = unread.find('\n');
    if (newline != std::string_view::npos) {
      begin_ += newline + 1;
      return take_line(unread.substr(0, newline), true);
    }
    keep(unread);
    begin_ = end_ = 0;
    TRY(const bool more, refill());
    if (!more) return length_ > 0 ? take_line({}, false) : Line{};
  }
}

bool LineReader::has_line() const {
  return std::string_view(buffer_).substr(begin_, end_ - begin_).find('\n') != std::string_view::npos;
}

Result<bool> LineReader::refill() {
  buffer_.resize(kLineReadBytes);
  while (true) {
    const auto count = ::read(descriptor_, buffer_.data(), buffer_.size());
    if (count >= 0) {
      end_ = static_cast<std::size_t>(count);
      return count > 0;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      wait_until_readable(descriptor_);
    } else if (errno != EINTR) {
      return fail(CodecFault::io_failed, fmt::format("cannot read line {}: {}", number_ + 1, system_message(errno)));
    }
  }
}

// Beyond the limit (and a possible CR) nothing of the line is kept.
void LineReader::keep(std::string_view part) {
  if (part.empty()) return;
  length_ += part.size();
  last_byte_ = part.back();
  if (length_ <= limit_ + 1) {
    pending_ += part;
  } else {
    pending_.clear();
  }
}

Line LineReader::take_line(std::string_view last_part, bool at_newline) {
  const bool in_buffer = length_ == 0;
  if (in_buffer) {
    length_ = last_part.size();
    last_byte_ = last_part.empty() ? '\0' : last_part.back();
  } else {
    keep(last_part);
  }
  if (at_newline && last_byte_ == '\r') --length_;
  ++number_;
  if (length_ > limit_) return Line{LineKind::too_long, {}, length_, number_};
  const std::string_view kept = in_buffer ? last_part : std::string_view(pending_);
  return Line{LineKind::line, kept.substr(0, length_), length_, number_};
}

}  // namespace entente::codec
