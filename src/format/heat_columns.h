// The columns of a heat map of who gives what to whom: recipients that are alike in every row share one, and a note names them
// where their names have no room at its head. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/names.h"
#include "format/svg.h"

namespace entente::format {

class HeatColumns {
 public:
  // The list must outlive it; columns hold places in it.
  explicit HeatColumns(const std::vector<PartyId>& recipients) : recipients_(recipients) {}

  // Whether a recipient's column would be the same as that of another.
  using Alike = std::function<bool(std::size_t recipient, std::size_t other)>;
  void add(std::size_t recipient, const Alike& alike);
  // What each must have so that its head is read: a name of up to four letters whole, of a longer one its beginning.
  [[nodiscard]] double narrowest() const;
  // Between these, none wider than `widest`.
  void place(double left, double right, double widest);

  [[nodiscard]] const std::vector<std::vector<std::size_t>>& list() const { return columns_; }
  [[nodiscard]] std::size_t left_out() const;  // recipients in no column
  [[nodiscard]] double x(std::size_t column) const { return left_ + width_ * static_cast<double>(column); }
  [[nodiscard]] double width() const { return width_; }
  [[nodiscard]] std::string members_of(std::size_t column) const;  // "AUS JPN"

  void draw_heads(SvgWriter& svg, double baseline) const;
  [[nodiscard]] double notes_height() const;
  void draw_notes(SvgWriter& svg, double left, double baseline, double right) const;

 private:
  [[nodiscard]] bool has_note(std::size_t column) const;
  [[nodiscard]] std::size_t note(std::size_t column) const;  // its number among those that have one

  const std::vector<PartyId>& recipients_;
  std::vector<std::vector<std::size_t>> columns_;
  double left_ = 0;
  double width_ = 0;
};

}  // namespace entente::format
