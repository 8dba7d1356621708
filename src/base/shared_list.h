// A list whose copies share every element that neither of them has changed since: a copy of ten thousand takes ten thousand counts,
// not ten thousand elements.
//
// As a std::vector otherwise, but that the elements do not stand side by side (no data()), that a reference to one stays good when others
// come or go, and that reaching one through a list that is not const makes it this list's own: read through a const one. What is
// `shared` in two lists is equal; the reverse does not follow. Thread-safety: that of std::vector, also between copies.
#pragma once

#include <atomic>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace entente {

template <class T>
class SharedList {
  using Slot = std::shared_ptr<T>;

  template <class Of>  // Slot or const Slot
  class Walk {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using reference = std::conditional_t<std::is_const_v<Of>, const T&, T&>;
    using pointer = std::remove_reference_t<reference>*;

    Walk() = default;
    explicit Walk(Of* slot) : slot_(slot) {}
    operator Walk<const Slot>() const { return Walk<const Slot>(slot_); }  // NOLINT: as every iterator

    reference operator*() const { return of(*slot_); }
    pointer operator->() const { return &of(*slot_); }
    reference operator[](difference_type by) const { return of(slot_[by]); }
    Walk& operator+=(difference_type by) { return slot_ += by, *this; }
    Walk& operator-=(difference_type by) { return slot_ -= by, *this; }
    Walk& operator++() { return *this += 1; }
    Walk& operator--() { return *this -= 1; }
    Walk operator++(int) { return Walk(slot_++); }
    Walk operator--(int) { return Walk(slot_--); }
    friend Walk operator+(Walk walk, difference_type by) { return walk += by; }
    friend Walk operator+(difference_type by, Walk walk) { return walk += by; }
    friend Walk operator-(Walk walk, difference_type by) { return walk -= by; }
    friend difference_type operator-(Walk a, Walk b) { return a.slot_ - b.slot_; }
    friend auto operator<=>(Walk a, Walk b) = default;

   private:
    static reference of(Of& slot) {
      if constexpr (std::is_const_v<Of>) {
        return *slot;
      } else {
        return own(slot);
      }
    }

    Of* slot_ = nullptr;
  };

 public:
  using value_type = T;
  using iterator = Walk<Slot>;
  using const_iterator = Walk<const Slot>;

  SharedList() = default;
  SharedList(std::initializer_list<T> elements) {
    for (const auto& each : elements) push_back(each);
  }

  [[nodiscard]] bool empty() const { return slots_.empty(); }
  [[nodiscard]] std::size_t size() const { return slots_.size(); }
  [[nodiscard]] const_iterator begin() const { return const_iterator(slots_.data()); }
  [[nodiscard]] const_iterator end() const { return begin() + static_cast<std::ptrdiff_t>(size()); }
  [[nodiscard]] iterator begin() { return iterator(slots_.data()); }
  [[nodiscard]] iterator end() { return begin() + static_cast<std::ptrdiff_t>(size()); }
  [[nodiscard]] const T& operator[](std::size_t at) const { return *slots_[at]; }
  [[nodiscard]] T& operator[](std::size_t at) { return own(slots_[at]); }
  [[nodiscard]] const T& front() const { return *slots_.front(); }
  [[nodiscard]] T& front() { return own(slots_.front()); }
  [[nodiscard]] const T& back() const { return *slots_.back(); }
  [[nodiscard]] T& back() { return own(slots_.back()); }

  void reserve(std::size_t size) { slots_.reserve(size); }
  void clear() { slots_.clear(); }
  void pop_back() { slots_.pop_back(); }
  void push_back(T element) { emplace_back(std::move(element)); }
  template <class... From>
  T& emplace_back(From&&... from) {
    return *slots_.emplace_back(std::make_shared<T>(std::forward<From>(from)...));
  }
  iterator erase(const_iterator at) {
    const auto from = at - const_iterator(slots_.data());
    slots_.erase(slots_.begin() + from);
    return begin() + from;
  }
  template <class Predicate>
  std::size_t erase_if(const Predicate& predicate) {
    return std::erase_if(slots_, [&](const Slot& slot) { return predicate(std::as_const(*slot)); });
  }

  // Both have an element there, and it is one and the same.
  [[nodiscard]] bool shares(const SharedList& other, std::size_t at) const {
    return at < size() && at < other.size() && slots_[at] == other.slots_[at];
  }

 private:
  // Whoever counted it besides and let it go has read it before.
  static T& own(Slot& slot) {
    if (slot.use_count() == 1) {
      std::atomic_thread_fence(std::memory_order_acquire);
    } else {
      slot = std::make_shared<T>(std::as_const(*slot));
    }
    return *slot;
  }

  std::vector<Slot> slots_;
};

}  // namespace entente
