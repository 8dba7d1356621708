// For tests: what a picture says, read back as XML. Not part of the product.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/limits.h"
#include "codec/xml.h"
#include "format/svg.h"

namespace entente::format {

// A text with about where it is drawn.
struct ShownText {
  std::string text;
  SvgBox box;
};

struct ShownPicture {
  std::string title;
  std::string description;
  int width = 0;
  int height = 0;
  std::vector<std::string> texts;   // as they are drawn
  std::vector<ShownText> placed;    // the same
  std::vector<std::string> titles;  // of groups: under the pointer
  std::vector<std::string> rects;   // fills

  [[nodiscard]] std::vector<std::string> titled(std::string_view beginning) const {
    std::vector<std::string> out;
    for (const auto& each : titles) {
      if (each.starts_with(beginning)) out.push_back(each);
    }
    return out;
  }

  // Texts that overlap, or leave the picture: none in a good one. Widths are those of svg_text_width.
  [[nodiscard]] std::vector<std::string> collisions() const {
    std::vector<std::string> out;
    for (std::size_t one = 0; one < placed.size(); ++one) {
      const auto& a = placed[one].box;
      if (a.x < 0 || a.x + a.width > width || a.y < 0 || a.y + a.height > height)
        out.push_back("`" + placed[one].text + "` leaves the picture");
      for (std::size_t other = one + 1; other < placed.size(); ++other) {
        const auto& b = placed[other].box;
        if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
          out.push_back("`" + placed[one].text + "` over `" + placed[other].text + "`");
      }
    }
    return out;
  }
};

inline void read_shown(const codec::XmlElement& node, ShownPicture& into) {
  const auto number = [&](std::string_view name) { return std::stod(std::string(*node.attribute(name))); };
  if (node.name == "text") {
    const double size = number("font-size");
    const double wide = svg_text_width(node.text, size);
    const auto* anchor = node.attribute("text-anchor");
    const double left = anchor == nullptr ? 0 : *anchor == "middle" ? wide / 2 : wide;
    into.texts.push_back(node.text);
    into.placed.push_back({node.text, {number("x") - left, number("y") - size * 0.75, wide, size * 0.8}});
  }
  if (node.name == "rect") into.rects.push_back(*node.attribute("fill"));
  for (const auto& child : node.children) {
    if (node.name == "g" && child.name == "title") into.titles.push_back(child.text);
    read_shown(child, into);
  }
}

// Fails the test where it is no well-formed XML with a title and a description.
inline ShownPicture shown_in(const std::string& svg) {
  ShownPicture out;
  const auto read = codec::parse_xml(svg, {.nodes = 20 * limits::kTreeNodes});  // attributes count, too
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().message) << svg.substr(0, 200);
  if (!read || read->children.size() < 2) return out;
  out.title = read->children[0].text;
  out.description = read->children[1].text;
  out.width = std::stoi(std::string(*read->attribute("width")));
  out.height = std::stoi(std::string(*read->attribute("height")));
  read_shown(*read, out);
  return out;
}

}  // namespace entente::format
