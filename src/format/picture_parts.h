// What pictures share: fillings that differ without colour, an axis of time, and text in lines. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "format/svg.h"

namespace entente::format {

inline constexpr std::string_view kPictureInk = "#1a1a1a";
inline constexpr std::string_view kPictureGrey = "#555555";

// How a field is filled: dark; blank; light with lying lines; light red with standing lines.
enum class Filling { dark = 0, blank, lying, standing };
void fill_box(SvgWriter& svg, const SvgBox& box, Filling filling);
// Of text on it.
[[nodiscard]] std::string_view ink_on(Filling filling);

// From the left end to the right one; the first instant must be before the second.
class TimeAxis {
 public:
  TimeAxis(Instant from, Instant to, double left, double right) : from_(from), to_(to), left_(left), right_(right) {}

  // What lies outside is at the nearer end.
  [[nodiscard]] double x(Instant at) const;
  [[nodiscard]] Instant from() const { return from_; }
  [[nodiscard]] Instant to() const { return to_; }
  [[nodiscard]] double right() const { return right_; }
  // A line for each year, quarter, month or decade, by how much there is, from `top` down, and above it its name where that has
  // room.
  void draw(SvgWriter& svg, double top, double bottom) const;

 private:
  Instant from_;
  Instant to_;
  double left_ = 0;
  double right_ = 0;
};

// "project:aukus-pillar-2" and "#industry-forum": of the name of a part. The first is empty of other names.
[[nodiscard]] std::pair<std::string, std::string> lines_of_name(const std::string& name);
// Broken at blanks into lines that fit; the last of `most` is cut with "…", and a word wider than a line.
[[nodiscard]] std::vector<std::string> svg_lines(std::string_view text, double size, double width, std::size_t most);
// Draws them below each other, the first at this base line, and gives the base line that follows.
double draw_lines(SvgWriter& svg, SvgPoint at, const std::vector<std::string>& lines, const SvgFont& font);

}  // namespace entente::format
