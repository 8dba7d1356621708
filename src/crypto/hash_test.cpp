#include "crypto/hash.h"

#include <string>

#include <gtest/gtest.h>

namespace entente::crypto {
namespace {

struct Vector {
  std::string_view description;
  std::string message;
  std::string_view digest;
};

// FIPS 180-4 examples, as published with the standard.
const Vector kVectors[] = {
    {.description = "empty message", .message = "", .digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {.description = "one block", .message = "abc", .digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {.description = "448 bits, hence two blocks",
     .message = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     .digest = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {.description = "896 bits",
     .message =
         "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     .digest = "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {.description = "a million letters",
     .message = std::string(1'000'000, 'a'),
     .digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

// Goal: the published digests come out, at once and in pieces of any size.
TEST(Sha256, published_vectors_hold_whole_and_in_pieces) {
  for (const auto& vector : kVectors) {
    SCOPED_TRACE(vector.description);
    EXPECT_EQ(to_hex(sha256(vector.message)), vector.digest);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{65}, std::size_t{4096}}) {
      if (vector.message.size() > 10'000 && piece < 63) continue;
      Sha256 hash;
      for (std::size_t at = 0; at < vector.message.size(); at += piece)
        hash.update(std::string_view(vector.message).substr(at, piece));
      EXPECT_EQ(to_hex(hash.finish()), vector.digest) << "pieces of " << piece;
    }
  }
}

TEST(Sha256, starts_anew_after_finish) {
  Sha256 hash;
  const auto first = hash.update("abc").finish();
  EXPECT_EQ(hash.finish(), sha256(""));
  EXPECT_EQ(hash.update("a").update("").update("bc").finish(), first);
}

TEST(Sha256, a_moved_hash_carries_its_state) {
  Sha256 hash;
  hash.update("ab");
  Sha256 other = std::move(hash);
  EXPECT_EQ(other.update("c").finish(), sha256("abc"));
}

TEST(Sha256, nul_bytes_count) { EXPECT_NE(sha256(std::string_view("a\0b", 3)), sha256("a")); }

TEST(Digest, text_form_reads_back) {
  const auto digest = sha256("abc");
  EXPECT_EQ(to_string(digest), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const auto parsed = parse_digest(to_string(digest));
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(*parsed, digest);
}

TEST(Digest, anything_but_the_text_form_is_refused) {
  const auto hex = to_hex(sha256("abc"));
  auto upper = hex;
  upper[0] = 'B';
  const std::string refused[] = {"",
                                 "sha256:",
                                 hex,
                                 "sha256:" + upper,
                                 "SHA256:" + hex,
                                 "sha512:" + hex,
                                 "sha256:" + hex + "0",
                                 "sha256:" + hex.substr(1),
                                 " sha256:" + hex,
                                 "sha256:" + hex.substr(1) + "\n",
                                 "sha256:" + std::string(64, '\0'),
                                 std::string(1 << 20, 'x')};
  for (const auto& text : refused) {
    const auto parsed = parse_digest(text);
    ASSERT_FALSE(parsed.has_value()) << text.substr(0, 80);
    EXPECT_EQ(parsed.error().code, Code(CryptoFault::malformed_digest));
    EXPECT_LT(parsed.error().message.size(), 600U);
  }
}

}  // namespace
}  // namespace entente::crypto
