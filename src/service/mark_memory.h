// Labels of marking texts, remembered: requests repeat their marks, and what a text says under a policy does not change while a
// world is loaded. Nothing that depends on a date is in here: that is asked of the label at each decision.
//
// At most limits::kMarksRemembered texts of at most limits::kMarkRememberedBytes; when full all are forgotten. One thread at a
// time.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "label/label.h"
#include "label/policy.h"

namespace entente::limits {
inline constexpr std::size_t kMarksRemembered = 8192;     // marking texts whose labels a desk keeps
inline constexpr std::size_t kMarkRememberedBytes = 256;  // one of them
}  // namespace entente::limits

namespace entente::service {

class MarkMemory {
 public:
  // What label::parse_marking says of it. Valid until the next call. `book` is the same at every call, and
  // `system` one of its policies.
  const Result<label::Label>& read(std::string_view text, const label::Policy& system, const label::PolicyBook& book);

  [[nodiscard]] std::size_t size() const { return known_.size(); }

 private:
  struct Seen {
    const label::Policy* system;  // one of the book, so the same at every call
    std::string_view text;
    friend bool operator==(const Seen&, const Seen&) = default;
  };
  struct Key {
    const label::Policy* system;
    std::string text;
    [[nodiscard]] Seen seen() const { return {system, text}; }
  };
  static Seen seen(const Key& key) { return key.seen(); }
  static Seen seen(const Seen& key) { return key; }
  struct Hash {
    using is_transparent = void;
    template <class K>
    std::size_t operator()(const K& key) const noexcept {
      const auto [system, text] = seen(key);
      return std::hash<std::string_view>()(text) ^ std::hash<const void*>()(system);
    }
  };
  struct Same {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const noexcept {
      return seen(a) == seen(b);
    }
  };

  std::unordered_map<Key, Result<label::Label>, Hash, Same> known_;
  Result<label::Label> long_;  // of the last text that was too long to remember
};

}  // namespace entente::service
