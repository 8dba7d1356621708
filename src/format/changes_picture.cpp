// What changes as a picture: a grid of owners and recipients, in each cell how many decisions are newly permitted and newly
// denied.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/picture_limits.h"
#include "base/text.h"
#include "format/changes_report.h"
#include "format/heat_columns.h"
#include "format/picture_parts.h"

namespace entente::format {
namespace {

constexpr double kNarrowest = 1200;
constexpr double kMargin = 20;
constexpr double kNarrowestLeft = 90;  // of the first column, by the longest name of a row
constexpr double kWidestLeft = 420;
constexpr double kTop = 152;
constexpr double kRow = 38;
constexpr double kNarrowestColumn = 50;  // else by the widest number
constexpr double kWidestColumn = 110;
constexpr double kName = 12;
constexpr double kFigure = 10;
constexpr double kGroupLine = 17;
constexpr double kBetween = 8;                 // recipients that share a column and groups
constexpr double kBold = 1.15;                 // wider than svg_text_width says
constexpr std::size_t kGroupsShown = 6;        // of what is permitted, and of what is denied
constexpr std::uint64_t kMillion = 1'000'000;  // and more is rounded
constexpr std::string_view kMore = "#0b3f78";
constexpr std::string_view kLess = "#8a1c1c";
constexpr std::string_view kMoreGround = "#dbe9f6";
constexpr std::string_view kLessGround = "#f6dcdc";

struct Cell {
  std::uint64_t permitted = 0;
  std::uint64_t denied = 0;
  friend bool operator==(const Cell&, const Cell&) = default;
};

std::string figure(std::uint64_t number) {
  if (number < kMillion) return grouped_digits(number);
  return fmt::format("{:.1f}M", static_cast<double>(number) / static_cast<double>(kMillion));
}

std::string words_of(const Cell& cell) {
  std::vector<std::string> out;
  if (cell.permitted != 0) out.push_back(grouped_digits(cell.permitted) + " newly permitted");
  if (cell.denied != 0) out.push_back(grouped_digits(cell.denied) + " newly denied");
  return join(out, ", ");
}

class Grid {
 public:
  explicit Grid(const ChangesReport& report) : report_(report), recipients_(recipients_of(report)), columns_(recipients_) {
    for (const auto& group : report.changes.groups) {
      for (const auto& share : group.shares) {
        auto& cell = cells_[share.owner][share.recipient];
        (group.cause.permitted ? cell.permitted : cell.denied) += share.decisions;
      }
    }
    double left = kNarrowestLeft;
    double column = kNarrowestColumn;
    for (const auto& [owner, row] : cells_) {
      if (owners_.size() == limits::kPictureRows) break;
      owners_.push_back(owner);
      const auto [above, below] = lines_of_name(owner);
      left = std::max(left, std::max(svg_text_width(above, kName), svg_text_width(below, kName)) * kBold + 2 * kMargin);
      for (const auto& [recipient, cell] : row)
        column = std::max(column, svg_text_width("▲ " + figure(std::max(cell.permitted, cell.denied)), kFigure) * kBold + 10);
    }
    left_ = std::min(left, kWidestLeft);
    for (std::size_t each = 0; each < recipients_.size(); ++each)
      columns_.add(each, [this](std::size_t one, std::size_t other) { return alike(one, other); });
    width_ = std::max(kNarrowest, left_ + column * static_cast<double>(columns_.list().size()) + kMargin);
    columns_.place(left_, width_ - kMargin, std::max(column, kWidestColumn));
    bottom_ = kTop + kRow * static_cast<double>(std::max<std::size_t>(owners_.size(), 1));
    choose_groups();
  }

  std::string draw() {
    const auto& all = report_.changes;
    const auto title = fmt::format("What changes{}: {} newly permitted, {} newly denied",
                                   report_.action == "disclose" ? "" : " (" + report_.action + ")", grouped_digits(all.permitted),
                                   grouped_digits(all.denied));
    const double height = bottom_ + columns_.notes_height() + kGroupLine * static_cast<double>(groups_.size()) + 124 + kBetween;
    SvgWriter svg({.width = static_cast<int>(width_), .height = static_cast<int>(height)}, title, described());
    svg.text({kMargin, 34}, title, {.size = 20, .bold = true});
    svg.text({kMargin, 58}, svg_fitted(span_to_text(report_), 13, kNarrowest - 2 * kMargin), {.fill = kPictureGrey});
    legend(svg);
    columns_.draw_heads(svg, kTop - 10);
    for (std::size_t row = 0; row < owners_.size(); ++row) draw_row(svg, owners_[row], kTop + kRow * static_cast<double>(row));
    if (owners_.empty()) svg.text({kMargin, kTop + 21}, "nothing that is asked changes");
    below(svg);
    return svg.finish();
  }

 private:
  static std::vector<PartyId> recipients_of(const ChangesReport& report) {
    std::set<PartyId> out;
    for (const auto& group : report.changes.groups) {
      for (const auto& share : group.shares) out.insert(share.recipient);
    }
    return {out.begin(), out.end()};
  }

  [[nodiscard]] Cell cell(const std::string& owner, std::size_t recipient) const {
    const auto& row = cells_.at(owner);
    const auto found = row.find(recipients_[recipient]);
    return found == row.end() ? Cell{} : found->second;
  }

  [[nodiscard]] bool alike(std::size_t one, std::size_t other) const {
    return std::all_of(cells_.begin(), cells_.end(),
                       [&](const auto& row) { return cell(row.first, one) == cell(row.first, other); });
  }

  // The largest, in the order of the report.
  void choose_groups() {
    std::size_t permitted = 0;
    std::size_t denied = 0;
    auto sorted = std::vector<const analysis::DecisionGroup*>();
    for (const auto& group : report_.changes.groups) sorted.push_back(&group);
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->decisions > b->decisions; });
    for (const auto* group : sorted) {
      if ((group->cause.permitted ? permitted : denied)++ < kGroupsShown) groups_.push_back(group);
    }
    std::stable_partition(groups_.begin(), groups_.end(), [](const auto* group) { return group->cause.permitted; });
  }

  [[nodiscard]] std::string described() const {
    std::vector<std::string> out;
    for (const auto& owner : owners_) {
      for (const auto& [recipient, is] : cells_.at(owner))
        out.push_back(fmt::format("{} to {}: {}", owner, recipient.value, words_of(is)));
    }
    return out.empty() ? "Nothing changes." : join(out, "; ") + ".";
  }

  void legend(SvgWriter& svg) const {
    const std::string_view rows = report_.action == "disclose"      ? "rows: owners of information"
                                  : report_.action == "participate" ? "rows: programmes and projects"
                                                                    : "rows: who give";
    svg.rect({kMargin, 76, 28, 18}, {.fill = kMoreGround})
        .text({kMargin + 14, 89}, "▲", {.size = 12, .anchor = SvgAnchor::middle, .bold = true, .fill = kMore});
    svg.text({kMargin + 36, 90}, "newly permitted", {.size = 12});
    svg.rect({kMargin + 160, 76, 28, 18}, {.fill = kLessGround})
        .text({kMargin + 174, 89}, "▼", {.size = 12, .anchor = SvgAnchor::middle, .bold = true, .fill = kLess});
    svg.text({kMargin + 196, 90}, "newly denied", {.size = 12});
    const auto columns = report_.changes.persons ? "nations of the persons asked" : "recipients";
    svg.text({kMargin + 310, 90}, fmt::format("{}; columns: {}", rows, columns), {.size = 12});
    svg.text(
        {kMargin, 110},
        fmt::format("a figure: classes of {}, of each recipient where some share a column; M: millions, exact under the pointer",
                    report_.action == "disclose" ? "requests" : "acts"),
        {.size = 12, .fill = kPictureGrey});
  }

  void draw_row(SvgWriter& svg, const std::string& owner, double y) const {
    const auto [above, below] = lines_of_name(owner);
    const auto name = [&](double at, const std::string& text) {
      svg.text({kMargin, y + at}, svg_fitted(text, kName, (left_ - 2 * kMargin) / kBold), {.size = kName, .bold = true});
    };
    if (!above.empty()) name(16, above);
    name(above.empty() ? 23 : 31, below);
    for (std::size_t column = 0; column < columns_.list().size(); ++column) {
      const auto is = cell(owner, columns_.list()[column].front());
      const SvgBox box{columns_.x(column) + 1, y + 1, columns_.width() - 2, kRow - 2};
      if (is == Cell{}) {
        svg.rect(box, {.stroke = "#dddddd"});
        continue;
      }
      const bool shared = columns_.list()[column].size() > 1;
      svg.open_group(fmt::format("{} to {}{}: {}", owner, shared ? "each of " : "", columns_.members_of(column), words_of(is)));
      const bool both = is.permitted != 0 && is.denied != 0;
      const double height = both ? box.height / 2 : box.height;
      if (is.permitted != 0) half(svg, {box.x, box.y, box.width, height}, "▲ ", is.permitted, kMoreGround, kMore);
      if (is.denied != 0) half(svg, {box.x, box.y + box.height - height, box.width, height}, "▼ ", is.denied, kLessGround, kLess);
      svg.close_group();
    }
  }

  static void half(SvgWriter& svg, const SvgBox& box, std::string_view sign, std::uint64_t number, std::string_view ground,
                   std::string_view ink) {
    svg.rect(box, {.fill = ground});
    svg.text({box.x + box.width / 2, box.y + box.height / 2 + 4}, std::string(sign) + figure(number),
             {.size = kFigure, .anchor = SvgAnchor::middle, .bold = true, .fill = ink});
  }

  // What decides, the names of recipients that share a column, what is left out, and the source.
  void below(SvgWriter& svg) const {
    const double room = kNarrowest - 2 * kMargin;
    double at = bottom_ + 24;
    if (cells_.size() > owners_.size())
      svg.text(
          {kMargin, at},
          fmt::format("further rows that change, for which a picture has no room: {}; narrow it with --owner, or see the text",
                      cells_.size() - owners_.size()),
          {.bold = true});
    at += 22;
    columns_.draw_notes(svg, kMargin, at, width_ - kMargin);
    at += columns_.notes_height() + kBetween;
    for (const auto* group : groups_) {
      svg.text({kMargin, at}, svg_fitted(group_to_text(*group), 11, room), {.size = 11});
      at += kGroupLine;
    }
    const auto hidden = report_.changes.groups.size() - groups_.size();
    if (hidden != 0)
      svg.text({kMargin, at}, fmt::format("further groups of what decides: {}; the text lists them", hidden), {.size = 11});
    const auto counted = counts_to_text(report_.counts);
    const bool one = report_.from.revision == report_.to.revision;
    const auto second =
        one ? std::string() : fmt::format(", and {}, revision {}", report_.to.name, report_.to.revision.substr(0, 19));
    auto source = fmt::format("Source: world {}, revision {}{}; {}", report_.from.name, report_.from.revision.substr(0, 19),
                              second, counted);
    source.resize(source.find_last_not_of("; \n") + 1);
    svg.text({kMargin, at + 32}, source, {.size = 11, .fill = kPictureGrey});
  }

  const ChangesReport& report_;
  std::vector<PartyId> recipients_;
  HeatColumns columns_;
  std::map<std::string, std::map<PartyId, Cell>> cells_;
  std::vector<std::string> owners_;  // that have a row
  std::vector<const analysis::DecisionGroup*> groups_;
  double left_ = 0;
  double width_ = kNarrowest;
  double bottom_ = 0;
};

}  // namespace

std::string changes_to_svg(const ChangesReport& report) { return Grid(report).draw(); }

}  // namespace entente::format
