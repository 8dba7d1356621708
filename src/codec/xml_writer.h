// XML out: elements, attributes and text, one canonical form. parse_xml of it yields the same tree.
//
// Elements go one a line, two spaces deeper than the one around them, except those with text, which stay on their line. Names are
// written as given: the caller declares the namespace it uses (`xmlns`) as an attribute. A character that XML cannot hold becomes
// U+FFFD, a byte that is not UTF-8 too. Misuse (an attribute after a child, an open element at the end) is a bug and stops the
// program. One thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::codec {

class XmlWriter {
 public:
  XmlWriter& open(std::string_view name);
  XmlWriter& attribute(std::string_view name, std::string_view value);  // of the element opened last
  XmlWriter& text(std::string_view text);                               // instead of children
  XmlWriter& close();

  // The finished document, with its declaration and a newline at the end; the writer is empty and reusable afterwards.
  [[nodiscard]] std::string finish();

 private:
  enum class Inside { start_tag = 0, children, text };
  struct Level {
    std::string name;
    Inside inside = Inside::start_tag;
  };

  void end_start_tag();
  void line(std::size_t depth);
  void append_escaped(std::string_view text, bool in_attribute);

  std::string out_;
  std::vector<Level> open_;
};

}  // namespace entente::codec
