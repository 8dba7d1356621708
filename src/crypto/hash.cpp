#include "crypto/hash.h"

#include <openssl/evp.h>

#include "base/text.h"

namespace entente::crypto {
namespace {

constexpr std::string_view kPrefix = "sha256:";
constexpr std::string_view kDigits = "0123456789abcdef";

// Fetched once: a fetch costs more than hashing a short message. Never freed, so that it outlives every static object.
const EVP_MD* algorithm() {
  static const EVP_MD* const kFetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  CHECK(kFetched != nullptr);
  return kFetched;
}

}  // namespace

struct Sha256::State {
  struct Free {
    void operator()(EVP_MD_CTX* freed) const { EVP_MD_CTX_free(freed); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  CHECK(state_->context != nullptr);
  CHECK(EVP_DigestInit_ex2(state_->context.get(), algorithm(), nullptr) == 1);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

Sha256& Sha256::update(std::string_view bytes) {
  CHECK(state_ != nullptr);
  CHECK(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Digest Sha256::finish() {
  CHECK(state_ != nullptr);
  Digest digest;
  unsigned int written = 0;
  CHECK(EVP_DigestFinal_ex(state_->context.get(), digest.bytes.data(), &written) == 1);
  CHECK(written == Digest::kBytes);
  CHECK(EVP_DigestInit_ex2(state_->context.get(), algorithm(), nullptr) == 1);
  return digest;
}

Digest sha256(std::string_view bytes) {
  Digest digest;
  unsigned int written = 0;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), &written, algorithm(), nullptr) == 1);
  CHECK(written == Digest::kBytes);
  return digest;
}

std::string to_hex(const Digest& digest) {
  std::string out;
  out.reserve(2 * Digest::kBytes);
  for (const auto byte : digest.bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0x0FU];
  }
  return out;
}

std::string to_string(const Digest& digest) { return std::string(kPrefix) + to_hex(digest); }

Result<Digest> parse_digest(std::string_view text) {
  const auto malformed = [&] {
    return fail(CryptoFault::malformed_digest,
                quoted(text) + " is not a digest; expected `sha256:` and 64 lower-case hex digits");
  };
  if (text.size() != kPrefix.size() + 2 * Digest::kBytes || !text.starts_with(kPrefix)) return malformed();
  Digest digest;
  for (std::size_t i = 0; i < 2 * Digest::kBytes; ++i) {
    const auto value = kDigits.find(text[kPrefix.size() + i]);
    if (value == std::string_view::npos) return malformed();
    digest.bytes[i / 2] = static_cast<std::uint8_t>(digest.bytes[i / 2] << 4U | value);
  }
  return digest;
}

}  // namespace entente::crypto
