#include "format/svg.h"

#include <cmath>

#include <fmt/format.h>

#include "base/result.h"
#include "base/text.h"

namespace entente::format {
namespace {

// Latin letters and signs first; then Japanese and Korean as systems have them: what one lacks the next one draws.
constexpr std::string_view kFonts =
    "'DejaVu Sans', 'Noto Sans', Arial, 'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, 'Noto Sans CJK "
    "KR', 'Noto Sans KR', "
    "'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif";

constexpr double kColumn = 0.6;  // of the size: how wide one column of a sans-serif font is on average

std::string shown(double value) {
  CHECK(std::isfinite(value));
  const auto tenths = std::llround(value * 10);
  if (tenths % 10 == 0) return fmt::format("{}", tenths / 10);
  return fmt::format("{}{}.{}", tenths < 0 ? "-" : "", std::llabs(tenths) / 10, std::llabs(tenths) % 10);
}

std::string_view word_of(SvgAnchor anchor) {
  switch (anchor) {
    case SvgAnchor::start:
      return "start";
    case SvgAnchor::middle:
      return "middle";
    case SvgAnchor::end:
      return "end";
  }
  return "start";
}

// The longest beginning that does not end within a character.
std::string_view without_last_character(std::string_view text) {
  do {
    text.remove_suffix(1);
  } while (!text.empty() && first_invalid_utf8(text) != std::string_view::npos);
  return text;
}

}  // namespace

double svg_text_width(std::string_view text, double size) { return kColumn * size * static_cast<double>(display_width(text)); }

std::string svg_fitted(std::string_view text, double size, double width) {
  if (first_invalid_utf8(text) != std::string_view::npos || svg_text_width(text, size) <= width) return std::string(text);
  auto kept = text;
  while (!kept.empty() && svg_text_width(kept, size) + kColumn * size > width) kept = without_last_character(kept);
  return std::string(trimmed(kept)) + "…";
}

SvgWriter::SvgWriter(Size size, std::string_view title, std::string_view description) {
  CHECK(size.width > 0 && size.width <= kSvgSide && size.height > 0 && size.height <= kSvgSide);
  xml_.open("svg").attribute("xmlns", "http://www.w3.org/2000/svg").attribute("role", "img");
  number("width", size.width).number("height", size.height);
  xml_.attribute("viewBox", fmt::format("0 0 {} {}", size.width, size.height));
  xml_.attribute("font-family", kFonts);
  xml_.open("title").text(title).close();
  xml_.open("desc").text(description).close();
  rect({0, 0, static_cast<double>(size.width), static_cast<double>(size.height)}, {.fill = "#ffffff"});
}

SvgWriter& SvgWriter::number(std::string_view name, double value) {
  xml_.attribute(name, shown(value));
  return *this;
}

SvgWriter& SvgWriter::paint(const SvgPaint& paint) {
  xml_.attribute("fill", paint.fill);
  if (paint.stroke != "none") {
    xml_.attribute("stroke", paint.stroke);
    number("stroke-width", paint.stroke_width);
    if (!paint.dash.empty()) xml_.attribute("stroke-dasharray", paint.dash);
  }
  xml_.close();
  return *this;
}

SvgWriter& SvgWriter::rect(const SvgBox& box, const SvgPaint& with) {
  xml_.open("rect");
  return number("x", box.x).number("y", box.y + down_).number("width", box.width).number("height", box.height).paint(with);
}

SvgWriter& SvgWriter::line(SvgPoint from, SvgPoint to, const SvgPaint& with) {
  xml_.open("line");
  return number("x1", from.x).number("y1", from.y + down_).number("x2", to.x).number("y2", to.y + down_).paint(with);
}

SvgWriter& SvgWriter::circle(SvgPoint centre, double radius, const SvgPaint& with) {
  xml_.open("circle");
  return number("cx", centre.x).number("cy", centre.y + down_).number("r", radius).paint(with);
}

SvgWriter& SvgWriter::text(SvgPoint at, std::string_view text, const SvgFont& font) {
  xml_.open("text");
  number("x", at.x).number("y", at.y + down_).number("font-size", font.size);
  if (font.anchor != SvgAnchor::start) xml_.attribute("text-anchor", word_of(font.anchor));
  if (font.bold) xml_.attribute("font-weight", "bold");
  if (font.halo) {
    xml_.attribute("stroke", "#ffffff").attribute("stroke-width", "4").attribute("stroke-linejoin", "round");
    xml_.attribute("paint-order", "stroke");
  }
  xml_.attribute("fill", font.fill).text(text).close();
  return *this;
}

SvgWriter& SvgWriter::open_group(std::string_view title) {
  ++groups_;
  xml_.open("g").open("title").text(title).close();
  return *this;
}

SvgWriter& SvgWriter::close_group() {
  CHECK(groups_ > 0);
  --groups_;
  xml_.close();
  return *this;
}

SvgWriter& SvgWriter::move_down(double by) {
  down_ += by;
  return *this;
}

std::string SvgWriter::finish() {
  CHECK(groups_ == 0);
  xml_.close();
  return xml_.finish();
}

}  // namespace entente::format
