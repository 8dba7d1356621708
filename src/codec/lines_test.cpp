#include "codec/lines.h"

#include <csignal>
#include <thread>

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include "codec/fault_matchers.h"

namespace entente::codec {
namespace {

using Lines = std::vector<std::string>;

// A pipe whose writing end sends the pieces one after the other.
class FedPipe {
 public:
  explicit FedPipe(Lines pieces, std::chrono::milliseconds pause = {}) {
    if (::pipe(ends_) != 0) std::abort();
    writer_ = std::thread([this, pieces = std::move(pieces), pause] {
      for (std::string_view piece : pieces) {
        std::this_thread::sleep_for(pause);
        while (!piece.empty()) piece.remove_prefix(static_cast<std::size_t>(::write(ends_[1], piece.data(), piece.size())));
      }
      ::close(ends_[1]);
    });
  }
  FedPipe(const FedPipe&) = delete;
  FedPipe& operator=(const FedPipe&) = delete;
  ~FedPipe() {
    writer_.join();
    ::close(ends_[0]);
  }
  [[nodiscard]] int descriptor() const { return ends_[0]; }

 private:
  int ends_[2] = {-1, -1};
  std::thread writer_;
};

// "text" of a line, "!17" for one of 17 bytes that is too long.
Lines read_all(int descriptor, std::size_t limit) {
  LineReader reader(descriptor, limit);
  Lines out;
  while (true) {
    const auto line = reader.next();
    if (!line.has_value()) return {"error: " + line.error().message};
    if (line->kind == LineKind::end) return out;
    EXPECT_EQ(line->number, out.size() + 1);
    if (line->kind == LineKind::line) {
      EXPECT_EQ(line->length, line->text.size());
    }
    out.push_back(line->kind == LineKind::line ? std::string(line->text) : "!" + std::to_string(line->length));
  }
}

TEST(LineReader, splits_lines_whatever_the_reads) {
  struct Row {
    std::string_view description;
    std::string text;
    Lines lines;
  };
  const Row table[] = {
      {.description = "nothing", .text = "", .lines = {}},
      {.description = "one line", .text = "a\n", .lines = {"a"}},
      {.description = "no final newline", .text = "a\nb", .lines = {"a", "b"}},
      {.description = "empty lines", .text = "\n\na\n\n", .lines = {"", "", "a", ""}},
      {.description = "windows line ends", .text = "a\r\n\r\nb\r\n", .lines = {"a", "", "b"}},
      {.description = "CR inside and at the very end stays", .text = "a\rb\r\r\nc\r", .lines = {"a\rb\r", "c\r"}},
      {.description = "NUL is data", .text = std::string("a\0b\n", 4), .lines = {std::string("a\0b", 3)}},
      {.description = "at the limit", .text = "12345\n12345\r\n12345", .lines = {"12345", "12345", "12345"}},
      {.description = "one over the limit", .text = "123456\nok\n123456\r\n123456", .lines = {"!6", "ok", "!6", "!6"}},
      {.description = "over the limit by a CR that is content", .text = "12345\rx\n12345\r", .lines = {"!7", "!6"}},
      {.description = "far over the limit", .text = std::string(1'000'000, 'x') + "\r\nok\n", .lines = {"!1000000", "ok"}},
      {.description = "far over without an end", .text = "ok\n" + std::string(1'000'000, 'x'), .lines = {"ok", "!1000000"}},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    const FedPipe whole({row.text});
    EXPECT_EQ(read_all(whole.descriptor(), 5), row.lines);
    if (row.text.size() > 1000) continue;
    Lines single_bytes;
    for (const char c : row.text) single_bytes.emplace_back(1, c);
    const FedPipe trickle(single_bytes, std::chrono::milliseconds(1));
    EXPECT_EQ(read_all(trickle.descriptor(), 5), row.lines);
  }
}

// Goal: lines around the size of one read come out whole.
TEST(LineReader, lines_may_straddle_reads) {
  for (const std::size_t length :
       {kLineReadBytes - 2, kLineReadBytes - 1, kLineReadBytes, kLineReadBytes + 1, 3 * kLineReadBytes}) {
    const std::string line(length, 'x');
    const FedPipe pipe({"a\n" + line + "\r\n" + line + "\nb"});
    EXPECT_EQ(read_all(pipe.descriptor(), length), (Lines{"a", line, line, "b"})) << length;
    const FedPipe longer({line + "\r\n" + line});
    EXPECT_EQ(read_all(longer.descriptor(), length - 1), (Lines{"!" + std::to_string(length), "!" + std::to_string(length)}))
        << length;
  }
}

TEST(LineReader, end_repeats_and_a_bad_descriptor_is_an_error) {
  const FedPipe pipe({"a\n"});
  LineReader reader(pipe.descriptor());
  EXPECT_EQ(reader.next().value().kind, LineKind::line);
  EXPECT_EQ(reader.next().value().kind, LineKind::end);
  EXPECT_EQ(reader.next().value().number, 0U);
  EXPECT_THAT(LineReader(-1).next(), fails_with(CodecFault::io_failed, "cannot read line 1: bad file descriptor"));
}

TEST(LineReader, waits_on_a_descriptor_that_does_not_block) {
  const FedPipe pipe({"a", "b\nc"}, std::chrono::milliseconds(20));
  ASSERT_EQ(::fcntl(pipe.descriptor(), F_SETFL, O_NONBLOCK), 0);
  EXPECT_EQ(read_all(pipe.descriptor(), 5), (Lines{"ab", "c"}));
}

// Method: an alarm every 5 ms interrupts the blocking reads of a slow pipe.
TEST(LineReader, goes_on_after_a_signal) {
  static volatile std::sig_atomic_t alarms = 0;
  struct sigaction action{};
  struct sigaction old_action{};
  action.sa_handler = [](int) { alarms = alarms + 1; };
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGALRM);
  ::pthread_sigmask(SIG_BLOCK, &blocked, nullptr);  // inherited by the writer, so that the reader gets them all
  const FedPipe pipe({"slow", " line\nend"}, std::chrono::milliseconds(60));
  ASSERT_EQ(::sigaction(SIGALRM, &action, &old_action), 0);
  ::pthread_sigmask(SIG_UNBLOCK, &blocked, nullptr);
  const itimerval often{{0, 5000}, {0, 5000}};
  const itimerval never{};
  ::setitimer(ITIMER_REAL, &often, nullptr);
  const auto lines = read_all(pipe.descriptor(), 20);
  ::setitimer(ITIMER_REAL, &never, nullptr);
  ::sigaction(SIGALRM, &old_action, nullptr);
  EXPECT_EQ(lines, (Lines{"slow line", "end"}));
  EXPECT_GT(alarms, 1);
}

}  // namespace
}  // namespace entente::codec
