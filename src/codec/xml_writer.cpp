#include "codec/xml_writer.h"

#include <utility>

#include "base/result.h"
#include "base/text.h"

namespace entente::codec {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

XmlWriter& XmlWriter::open(std::string_view name) {
  if (!open_.empty()) {
    CHECK(open_.back().inside != Inside::text);
    end_start_tag();
    open_.back().inside = Inside::children;
  }
  line(open_.size());
  out_.append("<").append(name);
  open_.push_back({std::string(name), Inside::start_tag});
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  CHECK(!open_.empty() && open_.back().inside == Inside::start_tag);
  out_.append(" ").append(name).append("=\"");
  append_escaped(value, true);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  CHECK(!open_.empty() && open_.back().inside == Inside::start_tag);
  end_start_tag();
  open_.back().inside = Inside::text;
  append_escaped(text, false);
  return *this;
}

XmlWriter& XmlWriter::close() {
  CHECK(!open_.empty());
  const auto level = std::move(open_.back());
  open_.pop_back();
  if (level.inside == Inside::start_tag) {
    out_ += "/>";
  } else {
    if (level.inside == Inside::children) line(open_.size());
    out_.append("</").append(level.name).append(">");
  }
  return *this;
}

std::string XmlWriter::finish() {
  CHECK(open_.empty() && !out_.empty());
  out_ += '\n';
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + std::exchange(out_, {});
}

void XmlWriter::end_start_tag() {
  if (open_.back().inside == Inside::start_tag) out_ += '>';
}

void XmlWriter::line(std::size_t depth) { out_.append("\n").append(2 * depth, ' '); }

void XmlWriter::append_escaped(std::string_view text, bool in_attribute) {
  while (!text.empty()) {
    const auto valid = std::min(first_invalid_utf8(text), text.size());
    for (std::size_t i = 0; i < valid; ++i) {
      const char c = text[i];
      if (c == '&') {
        out_ += "&amp;";
      } else if (c == '<') {
        out_ += "&lt;";
      } else if (c == '>') {
        out_ += "&gt;";
      } else if (c == '"' && in_attribute) {
        out_ += "&quot;";
      } else if (c == '\r' || ((c == '\n' || c == '\t') && in_attribute)) {
        out_ += c == '\r'   ? "&#13;"
                : c == '\n' ? "&#10;"
                            : "&#9;";  // else the reader would make a space or another line end of it
      } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
        out_ += kReplacement;
      } else if (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF") {  // U+FFFE, U+FFFF: not XML
        out_ += kReplacement;
        i += 2;
      } else {
        out_ += c;
      }
    }
    text.remove_prefix(valid);
    if (text.empty()) break;
    out_ += kReplacement;
    text.remove_prefix(1);
  }
}

}  // namespace entente::codec
