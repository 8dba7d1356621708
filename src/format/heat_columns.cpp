#include "format/heat_columns.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace entente::format {
namespace {

constexpr double kSize = 12;
constexpr double kBoldIsWider = 1.15;
constexpr double kNoteLine = 20;
constexpr double kApart = 6;  // heads of neighbours
constexpr std::size_t kLetters = 4;

double room_for(std::string_view head) { return svg_text_width(head, kSize) * kBoldIsWider + kApart; }

}  // namespace

void HeatColumns::add(std::size_t recipient, const Alike& alike) {
  for (auto& column : columns_) {
    if (alike(recipient, column.front())) return column.push_back(recipient);
  }
  columns_.push_back({recipient});
}

double HeatColumns::narrowest() const {
  double out = 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const auto head = columns_[column].size() == 1 ? members_of(column) : fmt::format("({})", column + 1);
    out = std::max(out, room_for(std::string_view(head).substr(0, kLetters)));
  }
  return std::ceil(out);
}

void HeatColumns::place(double left, double right, double widest) {
  left_ = left;
  width_ = std::min(widest, (right - left) / static_cast<double>(std::max<std::size_t>(columns_.size(), 1)));
}

std::size_t HeatColumns::left_out() const {
  std::size_t out = recipients_.size();
  for (const auto& column : columns_) out -= column.size();
  return out;
}

std::size_t HeatColumns::note(std::size_t column) const {
  std::size_t out = 0;
  for (std::size_t each = 0; each <= column; ++each) out += has_note(each) ? 1 : 0;
  return out;
}

std::string HeatColumns::members_of(std::size_t column) const {
  std::string out;
  for (const auto each : columns_[column]) out += (out.empty() ? "" : " ") + recipients_[each].value;
  return out;
}

bool HeatColumns::has_note(std::size_t column) const {
  return columns_[column].size() > 1 && room_for(members_of(column)) > width_;
}

void HeatColumns::draw_heads(SvgWriter& svg, double baseline) const {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const auto whole = fmt::format("{} alike ({})", columns_[column].size(), note(column));
    const bool narrow = room_for(whole) > width_;
    const auto head = !has_note(column) ? members_of(column) : narrow ? fmt::format("({})", note(column)) : whole;
    svg.text({x(column) + width_ / 2, baseline}, svg_fitted(head, kSize, (width_ - kApart) / kBoldIsWider),
             {.size = kSize, .anchor = SvgAnchor::middle, .bold = true});
  }
}

double HeatColumns::notes_height() const {
  double out = 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) out += has_note(column) ? kNoteLine : 0;
  return out;
}

void HeatColumns::draw_notes(SvgWriter& svg, double left, double baseline, double right) const {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (!has_note(column)) continue;
    const auto text = fmt::format("({}) {} alike: {}", note(column), columns_[column].size(), members_of(column));
    svg.text({left, baseline}, svg_fitted(text, kSize, right - left), {.size = kSize});
    baseline += kNoteLine;
  }
}

}  // namespace entente::format
