#include "format/picture_parts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace entente::format {
namespace {

constexpr double kPattern = 4;     // between lines of a filling
constexpr double kAxisName = 11;   // size of the names of an axis
constexpr double kWider = 1.25;    // than svg_text_width says, with what keeps them apart
constexpr double kLeading = 1.35;  // of lines of text, times their size

// Of lines so many months apart every which has room for its name, by how wide a month is.
int named_each(int apart, double month) {
  constexpr std::array kSteps{1, 2, 3, 6, 12, 24, 60, 120};
  for (const int step : kSteps) {
    const double wide = svg_text_width(step < 12 ? "2000-12" : "2000", kAxisName) * kWider;
    if (step % apart == 0 && step * month >= wide) return step;
  }
  return kSteps.back();
}

}  // namespace

void fill_box(SvgWriter& svg, const SvgBox& box, Filling filling) {
  switch (filling) {
    case Filling::dark:
      svg.rect(box, {.fill = "#0b3f78"});
      return;
    case Filling::blank:
      svg.rect(box, {.fill = "#ffffff"});
      return;
    case Filling::lying:
      svg.rect(box, {.fill = "#e4e4e4"});
      for (double y = box.y + 2; y < box.y + box.height; y += kPattern)
        svg.line({box.x, y}, {box.x + box.width, y}, {.stroke = "#707070"});
      return;
    case Filling::standing:
      svg.rect(box, {.fill = "#f6dcdc"});
      for (double x = box.x + 2; x < box.x + box.width; x += kPattern)
        svg.line({x, box.y}, {x, box.y + box.height}, {.stroke = "#8a1c1c", .stroke_width = 1.5});
      return;
  }
}

std::string_view ink_on(Filling filling) { return filling == Filling::dark ? "#ffffff" : kPictureInk; }

double TimeAxis::x(Instant at) const {
  const auto part = static_cast<double>(at.seconds - from_.seconds) / static_cast<double>(to_.seconds - from_.seconds);
  return left_ + (right_ - left_) * std::clamp(part, 0.0, 1.0);
}

void TimeAxis::draw(SvgWriter& svg, double top, double bottom) const {
  const int from = std::stoi(to_short_string(from_).substr(0, 4));
  const int to = std::stoi(to_short_string(to_).substr(0, 4));
  const int months = (to - from) * 12 + 12;
  const auto spanned = static_cast<double>(to_.seconds - from_.seconds) / (86'400 * 30.5);
  const int apart = spanned <= 18 ? 1 : spanned <= 72 ? 3 : spanned <= 300 ? 12 : 120;
  const int named = named_each(apart, (right_ - left_) / spanned);
  for (int month = -(from * 12 % apart); month <= months; month += apart) {
    const auto text = fmt::format("{:04}-{:02}", (from * 12 + month) / 12, (from * 12 + month) % 12 + 1);
    const auto at = PartialDate::parse(text)->earliest();
    if (at < from_ || at > to_) continue;
    const bool year = month % 12 == 0;
    svg.line({x(at), top}, {x(at), bottom}, {.stroke = year ? "#999999" : "#dddddd"});
    if ((from * 12 + month) % named != 0) continue;
    svg.text({x(at), top - 6}, year ? text.substr(0, 4) : text,
             {.size = kAxisName, .anchor = SvgAnchor::middle, .bold = year, .fill = kPictureGrey});
  }
}

std::pair<std::string, std::string> lines_of_name(const std::string& name) {
  const auto at = name.find('#');
  if (at == std::string::npos) return {"", name};
  return {name.substr(0, at), name.substr(at)};
}

std::vector<std::string> svg_lines(std::string_view text, double size, double width, std::size_t most) {
  std::vector<std::string> out;
  while (!text.empty()) {
    if (out.size() + 1 == most || svg_text_width(text, size) <= width) {
      out.push_back(svg_fitted(text, size, width));
      return out;
    }
    auto end = text.find(' ');
    for (auto next = end; next != std::string_view::npos && svg_text_width(text.substr(0, next), size) <= width;
         next = text.find(' ', next + 1))
      end = next;
    out.push_back(svg_fitted(text.substr(0, end), size, width));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

double draw_lines(SvgWriter& svg, SvgPoint at, const std::vector<std::string>& lines, const SvgFont& font) {
  for (const auto& line : lines) {
    svg.text(at, line, font);
    at.y += font.size * kLeading;
  }
  return at.y;
}

}  // namespace entente::format
