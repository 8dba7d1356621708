// The heat map of the matrix.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "format/matrix_report.h"
#include "format/svg.h"

namespace entente::format {
namespace {

using analysis::MatrixCell;
using analysis::Passage;

constexpr double kWidth = 1200;
constexpr double kLeft = 150;  // of the first column
constexpr double kTop = 108;
constexpr double kRow = 34;
constexpr std::array<std::string_view, 5> kShades{"#dbe9f6", "#a9cbe6", "#6aa5d3", "#2f74b0", "#0b3f78"};  // by height, the last the highest
constexpr std::string_view kApart = "#dcd6c8";  // of a level that is neither above nor below
constexpr double kBold = 1.15;                  // bold letters are wider than svg_fitted takes them to be
constexpr std::string_view kInk = "#1a1a1a";

class HeatMap {
 public:
  explicit HeatMap(const MatrixReport& report) : report_(report), matrix_(report.matrix) {
    for (std::size_t recipient = 0; recipient < matrix_.recipients.size(); ++recipient) {
      bool any = false;
      for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) any = any || !empty(matrix_.cell(owner, recipient));
      if (any) {
        add_column(recipient);
      } else {
        ++left_out_;
      }
    }
    column_ = std::min(72.0, (kWidth - kLeft - 20) / static_cast<double>(std::max<std::size_t>(columns_.size(), 1)));
    bottom_ = kTop + kRow * static_cast<double>(matrix_.owners.size());
  }

  std::string draw() {
    const auto title = fmt::format("Classified information that may go from owners (rows) to recipients, as of {}", to_short_string(report_.as_of));
    SvgWriter svg({.width = static_cast<int>(kWidth), .height = static_cast<int>(bottom_) + 150}, title,
                  "The highest level of each owner that each recipient may have where the marking names it.");
    svg.text({20, 34}, title, {.size = 20, .bold = true});
    svg.text({20, 58}, "the marking names the recipient, the owner holds it, no category and no control; " + report_.world->title, {.fill = "#555555"});
    heads(svg);
    for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) row(svg, owner);
    legend(svg);
    return svg.finish();
  }

 private:
  static bool empty(const MatrixCell& cell) { return !cell.highest && cell.beside.empty(); }

  // Recipients to which every owner may give the same share a column.
  void add_column(std::size_t recipient) {
    for (auto& column : columns_) {
      bool same = true;
      for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) {
        const bool own = matrix_.owners[owner] == matrix_.recipients[recipient] || matrix_.owners[owner] == matrix_.recipients[column.front()];
        same = same && !own && matrix_.cell(owner, recipient) == matrix_.cell(owner, column.front());
      }
      if (same) return column.push_back(recipient);
    }
    columns_.push_back({recipient});
  }

  [[nodiscard]] double x(std::size_t column) const { return kLeft + column_ * static_cast<double>(column); }
  [[nodiscard]] static double y(std::size_t row) { return kTop + kRow * static_cast<double>(row); }

  void heads(SvgWriter& svg) const {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      svg.text({x(column) + column_ / 2, kTop - 10}, svg_fitted(head_of(columns_[column]), 12, column_),
               {.size = 12, .anchor = SvgAnchor::middle, .bold = true});
    }
  }

  [[nodiscard]] std::string head_of(const std::vector<std::size_t>& column) const {
    return column.size() == 1 ? matrix_.recipients[column.front()].value : fmt::format("{} more*", column.size());
  }

  void row(SvgWriter& svg, std::size_t owner) const {
    const auto& id = matrix_.owners[owner];
    const auto* party = report_.world->party(id);
    svg.text({20, y(owner) + 21}, id.value, {.bold = true});
    svg.text({64, y(owner) + 21}, svg_fitted(party == nullptr ? "" : party->name, 10, kLeft - 72), {.size = 10, .fill = "#555555"});
    for (std::size_t column = 0; column < columns_.size(); ++column) cell(svg, owner, column);
  }

  void cell(SvgWriter& svg, std::size_t owner, std::size_t column) const {
    const auto recipient = columns_[column].front();
    const SvgBox box{x(column) + 1, y(owner) + 1, column_ - 2, kRow - 2};
    if (matrix_.owners[owner] == matrix_.recipients[recipient]) {
      svg.rect(box, {.fill = "#f2f2f2"});
      svg.text({box.x + box.width / 2, box.y + 21}, "–", {.anchor = SvgAnchor::middle, .fill = "#767676"});
      return;
    }
    const auto& is = matrix_.cell(owner, recipient);
    if (empty(is)) {
      svg.rect(box, {.stroke = "#dddddd"});
      return;
    }
    const Passage& shown = is.highest ? *is.highest : is.beside.front();
    const auto shade = is.highest ? shade_of(owner, shown.level) : 0;
    svg.open_group(fmt::format("{} to {}: {}, {}, {}{}", matrix_.owners[owner].value, matrix_.recipients[recipient].value,
                               shown.level.value, shown.instrument.empty() ? "no instrument" : shown.instrument,
                               world::to_string(shown.evidence),
                               shown.until == kEndOfTime ? "" : ", may change on " + to_short_string(shown.until)));
    const bool weak = shown.evidence < world::Evidence::partial;
    svg.rect(box, {.fill = is.highest ? kShades[shade] : kApart, .stroke = weak ? "#b35900" : "none", .stroke_width = 2, .dash = weak ? "4 3" : ""});
    const std::string_view ink = shade >= 3 ? "#ffffff" : kInk;
    svg.text({box.x + box.width / 2, box.y + 14}, svg_fitted(mark_of(owner, shown.level), 11, (box.width - 4) / kBold),
             {.size = 11, .anchor = SvgAnchor::middle, .bold = true, .fill = ink});
    std::string below = !shown.stated.empty() ? "stated" : shown.until != kEndOfTime ? to_short_string(shown.until).substr(0, 7) : "";
    if (is.beside.size() + (is.highest ? 1 : 0) > 1) below += below.empty() ? "+" : " +";
    svg.text({box.x + box.width / 2, box.y + 27}, svg_fitted(below, 9, box.width - 2), {.size = 9, .anchor = SvgAnchor::middle, .fill = ink});
    svg.close_group();
  }

  [[nodiscard]] const label::Policy& policy(std::size_t owner) const { return *report_.world->policies.policy_of(matrix_.owners[owner]); }

  // The highest of the owner's comparable classified levels is the darkest.
  [[nodiscard]] std::size_t shade_of(std::size_t owner, const LevelName& level) const {
    std::vector<int> heights;
    for (const auto& each : policy(owner).levels) {
      if (!each.free && each.comparable) heights.push_back(each.hierarchy);
    }
    std::sort(heights.begin(), heights.end());
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    const auto* found = policy(owner).level(level);
    const auto from_top = heights.end() - std::lower_bound(heights.begin(), heights.end(), found->hierarchy);
    return kShades.size() - std::min<std::size_t>(static_cast<std::size_t>(from_top), kShades.size());
  }

  [[nodiscard]] std::string mark_of(std::size_t owner, const LevelName& level) const {
    const auto* found = policy(owner).level(level);
    return found == nullptr || found->portion.empty() ? level.value : found->portion;
  }

  void legend(SvgWriter& svg) const {
    const double at = bottom_ + 34;
    svg.text({20, at}, "shade", {.bold = true});
    for (std::size_t shade = 0; shade < kShades.size(); ++shade)
      svg.rect({80 + 30 * static_cast<double>(shade), at - 13, 28, 16}, {.fill = kShades[kShades.size() - 1 - shade]});
    svg.text({240, at}, "the owner's highest level … lower; in the cell its portion mark, below it the month in which the answer may change");
    svg.text({20, at + 22}, "stated", {.bold = true});
    svg.text({80, at + 22}, "where a domain, form or purpose must be stated");
    svg.text({440, at + 22}, "+", {.bold = true});
    svg.text({460, at + 22}, "further levels");
    svg.rect({600, at + 9, 28, 16}, {.fill = kApart});
    svg.text({640, at + 22}, "a level that is neither above nor below the owner's others");
    svg.rect({20, at + 31, 28, 16}, {.stroke = "#b35900", .stroke_width = 2, .dash = "4 3"});
    svg.text({80, at + 44}, "rests on a fact that is not verified, nor in part");
    svg.rect({440, at + 31, 28, 16}, {.stroke = "#dddddd"});
    svg.text({480, at + 44}, "nothing classified may go");
    if (left_out_ != 0) svg.text({700, at + 44}, fmt::format("nothing classified goes to {} further recipients", left_out_));
    for (const auto& column : columns_) {
      if (column.size() == 1) continue;
      std::string members;
      for (const auto each : column) members += (members.empty() ? "" : " ") + matrix_.recipients[each].value;
      svg.text({20, at + 68}, svg_fitted("* " + members, 12, kWidth - 40), {.size = 12});
    }
    svg.text({20, at + 92}, source_to_text(*report_.world, report_.revision, report_.counts), {.size = 11, .fill = "#555555"});
  }

  const MatrixReport& report_;
  const analysis::Matrix& matrix_;
  std::vector<std::vector<std::size_t>> columns_;  // recipients, the same for every owner
  std::size_t left_out_ = 0;
  double column_ = 0;
  double bottom_ = 0;
};

}  // namespace

std::string matrix_to_svg(const MatrixReport& report) { return HeatMap(report).draw(); }

}  // namespace entente::format
