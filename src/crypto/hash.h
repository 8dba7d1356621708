// SHA-256 (FIPS 180-4): revisions of worlds, identities of objects, links of the log.
//
// A digest names bytes; it does NOT keep them secret (short or guessable content can be found by trying) and is NOT a signature.
// Comparing is not constant-time: digests here are public. A failure inside the crypto library stops the program, since no
// answer may leave on a wrong hash. Functions are pure and thread-safe; one `Sha256` belongs to one thread at a time.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace entente::crypto {

enum class CryptoFault { malformed_digest = 1 };
constexpr std::string_view room_of(CryptoFault) { return "crypto"; }

struct Digest {
  static constexpr std::size_t kBytes = 32;
  std::array<std::uint8_t, kBytes> bytes{};
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

// All of `bytes` at once.
[[nodiscard]] Digest sha256(std::string_view bytes);

// Piece by piece; the pieces' borders do not matter. At most 2^61 - 1 bytes in total (the standard's limit), not checked.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  Sha256& update(std::string_view bytes);
  // The digest of everything so far; the object starts anew. A moved-from object must not be used.
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 64 lower-case digits.
[[nodiscard]] std::string to_hex(const Digest& digest);
// "sha256:" and 64 lower-case digits: how digests appear in files, logs and on screens.
[[nodiscard]] std::string to_string(const Digest& digest);
// Exactly what to_string writes; upper-case digits or white space are refused with malformed_digest.
[[nodiscard]] Result<Digest> parse_digest(std::string_view text);

}  // namespace entente::crypto
