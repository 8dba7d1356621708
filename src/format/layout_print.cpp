#include <algorithm>
#include <optional>

#include "base/text.h"
#include "format/layout.h"
#include "format/layout_tree.h"

namespace entente::format {
namespace {

std::string below(const std::string& path, const std::string& key) { return path.empty() ? key : path + "." + key; }

// --- values on one line ---

std::string flat(const LaidValue& value, const std::string& path);

std::string flat_array(const LaidValue& array, const std::string& path) {
  std::vector<std::string> parts;
  for (const auto& element : array.elements) parts.push_back(flat(element.value, path));
  return "[" + join(parts, ", ") + "]";
}

std::string flat_table(const LaidValue& table, const std::string& path) {
  auto pairs = table.pairs;
  sort_keys(path, pairs);
  std::vector<std::string> parts;
  for (const auto& pair : pairs) parts.push_back(pair.key + " = " + flat(pair.value, below(path, pair.key)));
  return parts.empty() ? "{}" : "{ " + join(parts, ", ") + " }";
}

std::string flat(const LaidValue& value, const std::string& path) {
  switch (value.shape) {
    case LaidValue::Shape::written:
      return std::string(value.text);
    case LaidValue::Shape::array:
      return flat_array(value, path);
    case LaidValue::Shape::inline_table:
      return flat_table(value, path);
  }
  return {};
}

bool has_comments(const LaidValue& value) {
  if (!value.opening.empty() || !value.tail.empty()) return true;
  return std::any_of(value.elements.begin(), value.elements.end(), [](const LaidElement& element) {
    return !element.lead.empty() || !element.trailing.empty() || has_comments(element.value);
  });
}

class LayoutPrinter {
 public:
  std::string print(const LaidFile& file) {
    comments(file.head, 0);
    for (const auto& table : file.tables) print_table(table);
    if (!file.end.empty()) {
      blank_line();
      comments(file.end, 0);
    }
    return std::move(out_);
  }

 private:
  // One line of a table that may have a comment behind it.
  struct Line {
    std::string text;  // several lines for an array that stands on them
    std::string_view trailing;
    [[nodiscard]] bool can_align() const {
      return !trailing.empty() && text.find('\n') == std::string::npos && display_width(text) <= kAlignedColumns;
    }
  };

  void blank_line() {
    if (!out_.empty()) out_ += '\n';
  }

  void comments(const Comments& lines, std::size_t indent) {
    for (const auto line : lines) {
      if (!line.empty()) out_.append(indent, ' ').append(line);
      out_ += '\n';
    }
  }

  void print_table(const LaidTable& table) {
    if (table.path.empty() && table.pairs.empty()) return;
    const auto indent = kLayoutIndent * depth_of(table.path);
    blank_line();
    auto pairs = table.pairs;
    sort_keys(table.path, pairs);
    std::vector<Line> lines;
    if (!table.path.empty()) {
      const std::string name = table.repeated ? "[[" + table.path + "]]" : "[" + table.path + "]";
      lines.push_back({std::string(indent, ' ') + name, table.trailing});
    }
    for (const auto& pair : pairs) lines.push_back({key_line(table.path, pair, indent), pair.trailing});
    const auto column = comment_column(lines);
    auto line = lines.begin();
    comments(table.lead, indent);
    if (!table.path.empty()) print_line(*line++, column);
    for (const auto& pair : pairs) {
      comments(pair.lead, indent);
      print_line(*line++, column);
    }
    comments(table.tail, indent);
  }

  static std::size_t comment_column(const std::vector<Line>& lines) {
    std::size_t column = 0;
    for (const auto& line : lines) {
      if (line.can_align()) column = std::max(column, display_width(line.text));
    }
    return column;
  }

  void print_line(const Line& line, std::size_t column) {
    out_ += line.text;
    if (!line.trailing.empty()) {
      if (line.can_align()) out_.append(column - display_width(line.text), ' ');
      out_.append("  ").append(line.trailing);
    }
    out_ += '\n';
  }

  // Dots of the path outside quotes: how deep a table lies.
  static std::size_t depth_of(std::string_view path) {
    std::size_t depth = 0;
    char quote = '\0';
    for (std::size_t at = 0; at < path.size(); ++at) {
      const char c = path[at];
      if (quote != '\0') {
        if (c == '\\' && quote == '"') ++at;
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '.') {
        ++depth;
      }
    }
    return depth;
  }

  static std::string key_line(const std::string& table, const LaidPair& pair, std::size_t indent) {
    const std::string begin = std::string(indent, ' ') + pair.key + " = ";
    return begin + value_text(pair.value, below(table, pair.key), indent, display_width(begin));
  }

  // `used`: columns before the value on its line.
  static std::string value_text(const LaidValue& value, const std::string& path, std::size_t indent, std::size_t used) {
    const std::string on_one_line = flat(value, path);
    if (value.shape != LaidValue::Shape::array) return on_one_line;
    const bool fits = on_one_line.find('\n') == std::string::npos && used + display_width(on_one_line) <= kLayoutColumns;
    if (!has_comments(value) && (fits || value.elements.empty())) return on_one_line;
    return array_lines(value, path, indent);
  }

  static std::string array_lines(const LaidValue& array, const std::string& path, std::size_t indent) {
    const std::string inner(indent + kLayoutIndent, ' ');
    std::string out = "[";
    if (!array.opening.empty()) out.append("  ").append(array.opening);
    out += '\n';
    for (const auto& element : array.elements) {
      for (const auto comment : element.lead) out.append(inner).append(comment) += '\n';
      out += inner + value_text(element.value, path, indent + kLayoutIndent, inner.size() + 1) + ",";
      if (!element.trailing.empty()) out.append("  ").append(element.trailing);
      out += '\n';
    }
    for (const auto comment : array.tail) out.append(inner).append(comment) += '\n';
    return out.append(indent, ' ') + "]";
  }

  std::string out_;
};

}  // namespace

std::string print_layout(const LaidFile& file) { return LayoutPrinter().print(file); }

}  // namespace entente::format
