// A picture as SVG 1.1: a few shapes, one canonical form, nothing that runs and nothing that is fetched.
//
// Lengths are CSS pixels from the top left corner, written to a tenth; the same calls give the same bytes. Text is escaped, and
// what XML cannot hold becomes U+FFFD. Colours are as CSS writes them ("#1a1a1a", "none"). Every picture has a title and a
// description, which readers of screens read; a group's title is also what a browser shows under the pointer. Give line styles
// and labels beside colours: pictures are printed in black and white. Misuse (a group left open, a size out of bounds) is a bug
// and stops the program. Functions: thread-safe; a writer: one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "codec/xml_writer.h"

namespace entente::format {

inline constexpr int kSvgSide = 20'000;  // the greatest width or height of a picture, in pixels

struct SvgPoint {
  double x = 0;
  double y = 0;
};

struct SvgBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// Valid while a call lasts. `dash`: lengths of dashes and gaps, "6 3"; empty: a whole line.
struct SvgPaint {
  std::string_view fill = "none";
  std::string_view stroke = "none";
  double stroke_width = 1;
  std::string_view dash = {};
};

enum class SvgAnchor { start = 0, middle, end };

struct SvgFont {
  double size = 13;
  SvgAnchor anchor = SvgAnchor::start;
  bool bold = false;
  bool halo = false;  // with a white edge, over lines
  std::string_view fill = "#1a1a1a";
};

// About how wide a text is drawn at a size; wide characters count double. Fonts differ: leave a tenth of room.
[[nodiscard]] double svg_text_width(std::string_view text, double size);
// Cut with "…" to what fits into a width.
[[nodiscard]] std::string svg_fitted(std::string_view text, double size, double width);

class SvgWriter {
 public:
  struct Size {
    int width = 1200;
    int height = 800;
  };

  // White ground, a sans-serif font.
  SvgWriter(Size size, std::string_view title, std::string_view description);

  SvgWriter& rect(const SvgBox& box, const SvgPaint& paint);
  SvgWriter& line(SvgPoint from, SvgPoint to, const SvgPaint& paint);
  SvgWriter& circle(SvgPoint centre, double radius, const SvgPaint& paint);
  // At its base line.
  SvgWriter& text(SvgPoint at, std::string_view text, const SvgFont& font = {});
  // What follows belongs together, until closed.
  SvgWriter& open_group(std::string_view title);
  SvgWriter& close_group();
  // What follows is drawn further down by this.
  SvgWriter& move_down(double by);

  // The finished file; the writer must not be used afterwards.
  [[nodiscard]] std::string finish();

 private:
  SvgWriter& number(std::string_view name, double value);
  SvgWriter& paint(const SvgPaint& paint);

  codec::XmlWriter xml_;
  std::size_t groups_ = 0;
  double down_ = 0;
};

}  // namespace entente::format
