// The heat map of the acts of one action.
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "format/act_matrix_report.h"
#include "format/heat_columns.h"
#include "format/picture_parts.h"

namespace entente::format {
namespace {

using analysis::ActCell;
using analysis::ActWay;

constexpr double kWidth = 1200;        // at least
constexpr double kNarrowestLeft = 90;  // of the first column, by the longest name of a row
constexpr double kWidestLeft = 420;
constexpr double kTop = 108;
constexpr double kRow = 34;
constexpr double kWidestColumn = 110;
constexpr double kRowSize = 13;
constexpr double kBoldIsWider = 1.15;
// By how much must be stated, the first where nothing need be.
constexpr std::array<std::string_view, 5> kShades{"#0b3f78", "#2f74b0", "#6aa5d3", "#a9cbe6", "#dbe9f6"};
constexpr std::string_view kInk = "#1a1a1a";
constexpr std::string_view kQuiet = "#666666";
constexpr std::size_t kValuesNamed = 3;  // of an axis, under the pointer

std::string question_of(std::string_view action) {
  if (action == "participate") return "In which programmes and projects (rows) who may take part";
  if (action == "visit") return "Which hosts (rows) may be visited by whom";
  if (action == "consult") return "Who (rows) may consult whom";
  if (action == "grant") return "Who (rows) may grant access to whom";
  return fmt::format("Who (rows) may {} to whom", action);
}

// The text in two, the first as long as it fits, where it does not in one.
std::pair<std::string, std::string> at_hyphen(const std::string& text, double size, double width) {
  if (svg_text_width(text, size) <= width) return {text, {}};
  auto end = std::string::npos;
  for (auto next = text.find('-'); next != std::string::npos && svg_text_width(text.substr(0, next + 1), size) <= width; next = text.find('-', next + 1)) end = next;
  if (end == std::string::npos) return {text, {}};
  return {text.substr(0, end + 1), text.substr(end + 1)};
}

// "det" of "det-jpn-aus" between these two: the row and the column say the rest.
std::string without_codes(const std::string& instrument, std::string_view owner, std::string_view recipient) {
  const auto is_code = [](std::string_view part, std::string_view code) {
    return std::equal(part.begin(), part.end(), code.begin(), code.end(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b); });
  };
  std::vector<std::string> kept;
  for (const auto part : split(std::string_view(instrument), "-")) {
    if (!is_code(part, owner) && !is_code(part, recipient)) kept.emplace_back(part);
  }
  return kept.empty() ? instrument : join(kept, "-");
}

class ActHeatMap {
 public:
  explicit ActHeatMap(const ActMatrixReport& report)
      : matrix_(report.matrix), report_(report), names_(names_by_day(report)), columns_(report.matrix.recipients) {
    for (std::size_t recipient = 0; recipient < matrix_.recipients.size(); ++recipient) {
      const auto any = [&](std::size_t owner) { return says_something(owner, recipient); };
      std::vector<std::size_t> owners(matrix_.owners.size());
      for (std::size_t owner = 0; owner < owners.size(); ++owner) owners[owner] = owner;
      if (!std::any_of(owners.begin(), owners.end(), any)) continue;
      columns_.add(recipient, [this](std::size_t one, std::size_t other) { return alike(one, other); });
    }
    for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) {
      const auto any = [&](const auto& column) { return says_something(owner, column.front()); };
      if (!std::any_of(columns_.list().begin(), columns_.list().end(), any)) continue;
      const auto row =
          std::find_if(rows_.begin(), rows_.end(), [&](const auto& each) { return alike_givers(owner, each.front()); });
      if (row == rows_.end()) {
        rows_.push_back({owner});
      } else {
        row->push_back(owner);
      }
    }
    left_ = kNarrowestLeft;
    for (const auto& row : rows_) {
      const auto [above, below] = lines_of_name(name_of(row));
      left_ = std::max(left_, std::max(svg_text_width(above, kRowSize), svg_text_width(below, kRowSize)) * kBoldIsWider + 30);
    }
    left_ = std::min(left_, kWidestLeft);
    width_ = std::max(kWidth, left_ + columns_.narrowest() * static_cast<double>(columns_.list().size()) + 20);
    columns_.place(left_, width_ - 20, kWidestColumn);
    bottom_ = kTop + kRow * static_cast<double>(std::max<std::size_t>(rows_.size(), 1));
  }

  std::string draw() {
    const auto title = fmt::format("{}, as of {}", question_of(matrix_.action), to_short_string(report_.as_of));
    SvgWriter svg({.width = static_cast<int>(width_), .height = static_cast<int>(bottom_ + columns_.notes_height()) + 110}, title,
                  "Under which instrument each giver may do it with each recipient, and how much must be stated.");
    svg.text({20, 34}, title, {.size = 20, .bold = true});
    svg.text({20, 58}, "over all classes of acts; in the cell the instrument without the codes of the two, below it the month of a date of its own on which that may change (of others: under the pointer)",
             {.fill = "#555555"});
    columns_.draw_heads(svg, kTop - 10);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const auto [above, below] = lines_of_name(name_of(rows_[row]));
      const auto name = [&](double at, const std::string& text) {
        svg.text({20, y(row) + at}, svg_fitted(text, kRowSize, (left_ - 30) / kBoldIsWider), {.size = kRowSize, .bold = true});
      };
      if (!above.empty()) name(15, above);
      name(above.empty() ? 21 : 29, below);
      for (std::size_t column = 0; column < columns_.list().size(); ++column) cell(svg, row, column);
    }
    if (rows_.empty()) svg.text({20, kTop + 21}, "no instrument lets anybody do it");
    legend(svg);
    return svg.finish();
  }

 private:
  [[nodiscard]] bool is_itself(std::size_t owner, std::size_t recipient) const {
    return matrix_.owners[owner] == matrix_.recipients[recipient].value;
  }

  // There is a basis, and something else stands in the way; of a programme: the nation is in it.
  static bool is_near(const ActCell& is) {
    return is.ways.empty() && is.denied_by > decision::Rule::legal_basis && is.denied_by != decision::Rule::participation;
  }
  [[nodiscard]] bool says_something(std::size_t owner, std::size_t recipient) const {
    const auto& is = matrix_.cell(owner, recipient);
    return !is_itself(owner, recipient) && (!is.ways.empty() || is_near(is));
  }

  // Every giver may do the same with both; of givers among them each with the other.
  [[nodiscard]] bool alike(std::size_t recipient, std::size_t other) const {
    const auto one = giver_named(matrix_.recipients[recipient].value);
    const auto two = giver_named(matrix_.recipients[other].value);
    if (one.has_value() != two.has_value()) return false;
    for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) {
      if (owner == one || owner == two) continue;
      if (matrix_.cell(owner, recipient) != matrix_.cell(owner, other)) return false;
    }
    return !one || matrix_.cell(*one, other) == matrix_.cell(*two, recipient);
  }

  // Likewise of two givers.
  [[nodiscard]] bool alike_givers(std::size_t giver, std::size_t other) const {
    const auto one = recipient_named(matrix_.owners[giver]);
    const auto two = recipient_named(matrix_.owners[other]);
    if (one.has_value() != two.has_value()) return false;
    for (std::size_t recipient = 0; recipient < matrix_.recipients.size(); ++recipient) {
      if (recipient == one || recipient == two) continue;
      if (matrix_.cell(giver, recipient) != matrix_.cell(other, recipient)) return false;
    }
    return !one || matrix_.cell(giver, *two) == matrix_.cell(other, *one);
  }

  [[nodiscard]] std::optional<std::size_t> giver_named(const std::string& id) const {
    const auto found = std::find(matrix_.owners.begin(), matrix_.owners.end(), id);
    if (found == matrix_.owners.end()) return std::nullopt;
    return static_cast<std::size_t>(found - matrix_.owners.begin());
  }
  [[nodiscard]] std::optional<std::size_t> recipient_named(const std::string& id) const {
    const auto found = std::find(matrix_.recipients.begin(), matrix_.recipients.end(), PartyId(id));
    if (found == matrix_.recipients.end()) return std::nullopt;
    return static_cast<std::size_t>(found - matrix_.recipients.begin());
  }

  // Of several givers what the column of the same is called, else the first and how many more.
  [[nodiscard]] std::string name_of(const std::vector<std::size_t>& row) const {
    const auto& first = matrix_.owners[row.front()];
    if (row.size() == 1) return first;
    for (std::size_t column = 0; column < columns_.list().size(); ++column) {
      const auto& members = columns_.list()[column];
      const bool same =
          members.size() == row.size() && std::equal(members.begin(), members.end(), row.begin(),
                                                     [&](auto recipient, auto owner) { return is_itself(owner, recipient); });
      if (same) return fmt::format("{} alike ({})", row.size(), column + 1);
    }
    return fmt::format("{} and {} alike", first, row.size() - 1);
  }

  [[nodiscard]] static double y(std::size_t row) { return kTop + kRow * static_cast<double>(row); }

  [[nodiscard]] std::string told(const ActWay& way) const {
    auto out = way_to_text(names_, way);
    for (const auto& each : way.stated) {
      out += fmt::format("; {}", each.axis);
      for (std::size_t at = 0; at < std::min(each.values.size(), kValuesNamed); ++at)
        out += (at == 0 ? " " : ", ") + each.values[at];
      if (each.values.size() > kValuesNamed) out += fmt::format(" and {} more", each.values.size() - kValuesNamed);
    }
    return out;
  }

  void cell(SvgWriter& svg, std::size_t row, std::size_t column) const {
    // Of givers and recipients that are the same, one to another.
    const auto& givers = rows_[row];
    auto owner = givers.front();
    auto recipient = columns_.list()[column].front();
    if (is_itself(owner, recipient) && givers.size() > 1) owner = givers[1];
    if (is_itself(owner, recipient) && columns_.list()[column].size() > 1) recipient = columns_.list()[column][1];
    const SvgBox box{columns_.x(column) + 1, y(row) + 1, columns_.width() - 2, kRow - 2};
    const double middle = box.x + box.width / 2;
    if (is_itself(owner, recipient)) {
      svg.rect(box, {.fill = "#f2f2f2"}).text({middle, box.y + 21}, "–", {.anchor = SvgAnchor::middle, .fill = "#767676"});
      return;
    }
    const auto& is = matrix_.cell(owner, recipient);
    std::vector<std::string> from;
    for (const auto each : givers) from.push_back(matrix_.owners[each]);
    const auto names = fmt::format("{} to {}", join(from, " "), columns_.members_of(column));
    if (is.ways.empty()) {
      svg.open_group(fmt::format("{}: denied by {}", names, decision::to_string(is.denied_by))).rect(box, {.stroke = "#dddddd"});
      if (is_near(is)) {
        const SvgFont font{.size = 9, .anchor = SvgAnchor::middle, .fill = kQuiet};
        const std::string_view rule = decision::to_string(is.denied_by);
        const auto hyphen = svg_text_width(rule, 9) <= box.width - 2 ? std::string_view::npos : rule.find('-');
        const auto first = rule.substr(0, hyphen == std::string_view::npos ? hyphen : hyphen + 1);
        svg.text({middle, box.y + (first == rule ? 20.0 : 15.0)}, svg_fitted(first, 9, box.width - 2), font);
        if (first != rule) svg.text({middle, box.y + 27}, svg_fitted(rule.substr(first.size()), 9, box.width - 2), font);
      }
      svg.close_group();
      return;
    }
    const auto& shown = *std::min_element(is.ways.begin(), is.ways.end(),
                                          [](const ActWay& a, const ActWay& b) { return a.stated.size() < b.stated.size(); });
    const auto shade = std::min(shown.stated.size(), kShades.size() - 1);
    const std::string_view ink = shade < 2 ? "#ffffff" : kInk;
    const bool weak = shown.evidence < world::Evidence::partial;
    std::string title = names;
    for (const auto& way : is.ways) title += ": " + told(way);
    svg.open_group(title);
    svg.rect(box, {.fill = kShades[shade], .stroke = weak ? "#b35900" : "none", .stroke_width = 2, .dash = weak ? "4 3" : ""});
    const auto name = without_codes(shown.instrument, matrix_.owners[owner], matrix_.recipients[recipient].value);
    const double size = svg_text_width(name, 10) <= box.width - 6 ? 10 : 8.5;
    const auto [first, second] = at_hyphen(name, size, box.width - 2);
    svg.text({middle, box.y + 14}, svg_fitted(first, size, box.width - 2),
             {.size = size, .anchor = SvgAnchor::middle, .fill = ink});
    const bool is_dated = shown.until != kEndOfTime && is_own_date(names_, shown);
    auto below = second.empty() && is_dated ? to_short_string(shown.until).substr(0, 7) : second;
    if (is.ways.size() > 1) below += fmt::format("{}+{}", below.empty() ? "" : " ", is.ways.size() - 1);
    svg.text({middle, box.y + 27}, svg_fitted(below, 9, box.width - 2), {.size = 9, .anchor = SvgAnchor::middle, .fill = ink});
    svg.close_group();
  }

  void legend(SvgWriter& svg) const {
    const double at = bottom_ + 34;
    svg.text({20, at}, "shade", {.bold = true});
    for (std::size_t shade = 0; shade < kShades.size(); ++shade)
      svg.rect({80 + 30 * static_cast<double>(shade), at - 13, 28, 16}, {.fill = kShades[shade]});
    svg.text(
        {240, at},
        "nothing need be stated … four things or more (what: under the pointer, or in the text); +1: under a further instrument");
    svg.rect({20, at + 9, 28, 16}, {.stroke = "#b35900", .stroke_width = 2, .dash = "4 3"});
    svg.text({80, at + 22}, "rests on a fact that is not verified, nor in part");
    svg.rect({440, at + 9, 28, 16}, {.stroke = "#dddddd"});
    svg.text({480, at + 22}, "denied; where an instrument is there, by the rule that is named");
    const auto left_out = columns_.left_out();
    if (left_out != 0)
      svg.text({20, at + 44},
               fmt::format("with {} further recipients nothing of it is permitted, and no instrument comes near", left_out));
    columns_.draw_notes(svg, 20, at + 66, width_ - 20);
    svg.text({20, at + 72 + columns_.notes_height()}, source_to_text(*report_.world, report_.revision, report_.counts),
             {.size = 11, .fill = "#555555"});
  }

  const analysis::ActMatrix& matrix_;
  const ActMatrixReport& report_;
  analysis::NamesByDay names_;  // of the dates on which cells may change
  HeatColumns columns_;
  std::vector<std::vector<std::size_t>> rows_;  // givers that are alike
  double left_ = 0;
  double width_ = kWidth;
  double bottom_ = 0;
};

}  // namespace

std::string act_matrix_to_svg(const ActMatrixReport& report) { return ActHeatMap(report).draw(); }

}  // namespace entente::format
