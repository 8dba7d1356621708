// What a fallible function returns, and the error it carries.
//
// A deny is a value, never an error: errors are for input or a world that cannot be used at all.
// `Code` is any room's own enumeration; it compares against that enumeration and prints as `room.number`.
// Messages are lower case, without a full stop; offending input stands in backticks, escaped (`quoted` in text.h).
// They never hold a secret or the content of a labelled object. Thread-safety: plain values.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tl/expected.hpp>

namespace entente {

// One code of one room's enumeration. An enumeration takes part by declaring
// `constexpr std::string_view room_of(MyFault) { return "label"; }` beside it.
class Code {
 public:
  constexpr Code() = default;
  template <class Fault>
    requires std::is_enum_v<Fault>
  constexpr Code(Fault fault)  // NOLINT: implicit on purpose, so that `Error{Fault::x, "..."}` reads well
      : room_(room_of(fault)), value_(static_cast<int>(fault)) {}

  [[nodiscard]] constexpr std::string_view room() const { return room_; }
  [[nodiscard]] constexpr int value() const { return value_; }
  friend constexpr bool operator==(const Code&, const Code&) = default;

 private:
  std::string_view room_ = "none";
  int value_ = 0;
};

struct Error {
  Code code;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

template <class Fault>
[[nodiscard]] tl::unexpected<Error> fail(Fault fault, std::string message) {
  return tl::unexpected<Error>(Error{Code(fault), std::move(message)});
}

// Stops the program: an invariant of ours is broken, so no answer may leave.
[[noreturn]] inline void check_failed(const char* file, int line, const char* what) {
  std::fprintf(stderr, "entente: bug: %s:%d: %s\n", file, line, what);
  std::abort();
}

}  // namespace entente

// Assigns the value of a Result or returns its error: `TRY(const auto label, parse(text));`
#define ENTENTE_JOIN_(a, b) a##b
#define ENTENTE_JOIN(a, b) ENTENTE_JOIN_(a, b)
#define ENTENTE_TRY_(declaration, expression, slot)                             \
  auto slot = (expression);                                                     \
  if (!slot) return ::tl::unexpected<::entente::Error>(std::move(slot).error()); \
  declaration = std::move(*slot)
#define TRY(declaration, expression) ENTENTE_TRY_(declaration, expression, ENTENTE_JOIN(try_slot_, __LINE__))

// Returns the error of a Result<void>-like expression, if it has one.
#define TRY_DO(expression) ENTENTE_TRY_DO_(expression, ENTENTE_JOIN(try_done_, __LINE__))
#define ENTENTE_TRY_DO_(expression, slot)                                                      \
  do {                                                                                         \
    auto slot = (expression);                                                                  \
    if (!slot) return ::tl::unexpected<::entente::Error>(std::move(slot).error());             \
  } while (false)

// On in every build: a failed CHECK is a bug of ours, never bad input.
#define CHECK(condition) \
  if (!(condition)) ::entente::check_failed(__FILE__, __LINE__, #condition)
