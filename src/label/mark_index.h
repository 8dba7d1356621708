// Finds tokens by how they are written, by name and by meaning, without going through all of them. Derived from a policy's
// tokens when a PolicyBook takes the policy; holds positions, so that a copy of the policy keeps a right index.
//
// Of several marks that begin a text the longest that ends there (ends_mark) is found, of equal ones that of the earlier
// token. An index of other tokens than those given is a bug (CHECK), since a restriction could stay unfound. Thread-safety:
// immutable once built.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::label {

struct Token;
enum class Meaning;

class MarkIndex {
 public:
  MarkIndex() = default;
  explicit MarkIndex(const std::vector<Token>& tokens);

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Found {
    std::size_t token = kNone;  // position in the policy's tokens
    std::size_t size = 0;       // bytes of the mark
  };
  // `tokens` are those that the index was built from.
  [[nodiscard]] Found longest_at(const std::vector<Token>& tokens, std::string_view text) const;
  [[nodiscard]] Found whole(const std::vector<Token>& tokens, std::string_view text) const;
  [[nodiscard]] std::size_t named(const std::vector<Token>& tokens, std::string_view name) const;
  // Whether no earlier token has the meaning (eyes-only: and the same closed list) of `token`, which may be a copy of one.
  [[nodiscard]] bool is_first_of_meaning(const std::vector<Token>& tokens, const Token& token) const;
  [[nodiscard]] std::size_t first_of_meaning(Meaning meaning) const;

 private:
  struct Entry {
    std::uint64_t head = 0;  // the first bytes of the mark, as many as fit, and `mask` for how many those are
    std::uint64_t mask = 0;
    std::uint32_t size = 0;
    std::uint32_t token = 0;
    std::uint32_t mark = 0;  // position among the token's marks; as many as there are: the portion form
  };
  static constexpr std::size_t kBytes = 256;
  static constexpr std::size_t kMeanings = 16;

  // The entries of two first bytes; marks of one byte have zero for the second.
  struct Group {
    unsigned char second = 0;
    std::uint32_t first_entry = 0;
    std::uint32_t last_entry = 0;  // one behind
  };
  template <class Fits>
  [[nodiscard]] Found first_of(std::string_view text, const Fits& fits) const;

  std::vector<Entry> entries_;                      // by first two bytes, then longest first, then in the order of tokens
  std::vector<Group> groups_;                       // in the order of entries
  std::array<std::uint32_t, kBytes + 1> starts_{};  // where the groups of a first byte begin
  struct NameEntry {
    std::uint64_t head = 0;  // the first bytes of the name
    std::uint32_t token = 0;
  };
  std::vector<NameEntry> by_name_;  // by head, then in the order of tokens
  std::vector<bool> is_first_;
  std::array<std::size_t, kMeanings> first_{};  // one more than the position; 0: none
};

// True if a mark of `size` bytes at the start of `text` is not the beginning of a longer word.
[[nodiscard]] bool ends_mark(std::string_view text, std::size_t size);

}  // namespace entente::label
