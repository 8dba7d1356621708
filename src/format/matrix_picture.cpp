// The heat map of the matrix.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "format/heat_columns.h"
#include "format/matrix_report.h"
#include "format/svg.h"

namespace entente::format {
namespace {

using analysis::MatrixCell;
using analysis::Passage;

constexpr double kWidth = 1200;  // at least
constexpr double kLeft = 150;  // of the first column, at least
constexpr double kName = 64;   // of an owner's name
constexpr double kTop = 108;
constexpr double kRow = 34;
constexpr std::array<std::string_view, 5> kShades{"#dbe9f6", "#a9cbe6", "#6aa5d3", "#2f74b0", "#0b3f78"};  // by height, the last the highest
constexpr std::string_view kApart = "#dcd6c8";  // of a level that is neither above nor below
constexpr double kWidestColumn = 72;
constexpr double kBold = 1.15;                  // bold letters are wider than svg_fitted takes them to be
constexpr std::string_view kInk = "#1a1a1a";
constexpr std::string_view kNoRow = "#767676";  // around what is in force in vain

class HeatMap {
 public:
  explicit HeatMap(const MatrixReport& report) : report_(report), matrix_(report.matrix), columns_(report.matrix.recipients) {
    for (std::size_t recipient = 0; recipient < matrix_.recipients.size(); ++recipient) {
      bool any = false;
      for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) any = any || !silent(matrix_.cell(owner, recipient));
      if (any) columns_.add(recipient, [this](std::size_t one, std::size_t other) { return alike(one, other); });
    }
    for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) {
      const auto gives = [&](const auto& column) { return !silent(matrix_.cell(owner, column.front())); };
      const bool any = std::any_of(columns_.list().begin(), columns_.list().end(), gives);
      (any ? rows_ : silent_).push_back(owner);
    }
    // Names take the room that the columns leave.
    double name = 0;
    for (const auto owner : rows_) name = std::max(name, svg_text_width(name_of(owner), 10) * 1.1);
    const double blank = kWidth - 20 - kWidestColumn * static_cast<double>(columns_.list().size());
    left_ = std::max(kLeft, std::min(blank, kName + name + 8));
    width_ = std::max(kWidth, left_ + columns_.narrowest() * static_cast<double>(columns_.list().size()) + 20);
    columns_.place(left_, width_ - 20, kWidestColumn);
    bottom_ = kTop + kRow * static_cast<double>(std::max<std::size_t>(rows_.size(), 1));
  }

  std::string draw() {
    const auto title = fmt::format("Classified information that may go from owners (rows) to recipients, as of {}", to_short_string(report_.as_of));
    SvgWriter svg({.width = static_cast<int>(width_), .height = static_cast<int>(bottom_ + columns_.notes_height()) + 145}, title,
                  "The highest level of each owner that each recipient may have where the marking names it.");
    svg.text({20, 34}, title, {.size = 20, .bold = true});
    svg.text({20, 58}, "the marking names the recipient, the owner holds it, no category and no control; " + report_.world->title, {.fill = "#555555"});
    columns_.draw_heads(svg, kTop - 10);
    for (std::size_t at = 0; at < rows_.size(); ++at) row(svg, rows_[at], kTop + kRow * static_cast<double>(at));
    if (rows_.empty()) svg.text({20, kTop + 21}, "nothing classified may go to anybody");
    legend(svg);
    return svg.finish();
  }

 private:
  static bool empty(const MatrixCell& cell) { return !cell.highest && cell.beside.empty(); }
  static bool silent(const MatrixCell& cell) { return empty(cell) && cell.in_vain.empty(); }

  // Every owner may give the same to both.
  [[nodiscard]] bool alike(std::size_t recipient, std::size_t other) const {
    for (std::size_t owner = 0; owner < matrix_.owners.size(); ++owner) {
      const bool own = matrix_.owners[owner] == matrix_.recipients[recipient] || matrix_.owners[owner] == matrix_.recipients[other];
      if (own || matrix_.cell(owner, recipient) != matrix_.cell(owner, other)) return false;
    }
    return true;
  }

  [[nodiscard]] std::string name_of(std::size_t owner) const {
    const auto* party = report_.world->party(matrix_.owners[owner]);
    return party == nullptr ? std::string() : party->name;
  }

  void row(SvgWriter& svg, std::size_t owner, double top) const {
    const auto& id = matrix_.owners[owner];
    svg.text({20, top + 21}, id.value, {.bold = true});
    svg.text({kName, top + 21}, svg_fitted(name_of(owner), 10, left_ - kName - 8), {.size = 10, .fill = "#555555"});
    for (std::size_t column = 0; column < columns_.list().size(); ++column) cell(svg, owner, column, top);
  }

  void cell(SvgWriter& svg, std::size_t owner, std::size_t column, double top) const {
    const auto recipient = columns_.list()[column].front();
    const SvgBox box{columns_.x(column) + 1, top + 1, columns_.width() - 2, kRow - 2};
    if (matrix_.owners[owner] == matrix_.recipients[recipient]) {
      svg.rect(box, {.fill = "#f2f2f2"});
      svg.text({box.x + box.width / 2, box.y + 21}, "–", {.anchor = SvgAnchor::middle, .fill = "#767676"});
      return;
    }
    const auto& is = matrix_.cell(owner, recipient);
    if (empty(is)) {
      if (is.in_vain.empty()) {
        svg.rect(box, {.stroke = "#dddddd"});
        return;
      }
      svg.open_group(fmt::format("{} to {}: nothing; {} is in force without a row that counts", matrix_.owners[owner].value,
                                 matrix_.recipients[recipient].value, is.in_vain));
      svg.rect(box, {.stroke = kNoRow, .stroke_width = 1.5});
      svg.text({box.x + box.width / 2, box.y + 21}, "no row", {.size = 9, .anchor = SvgAnchor::middle, .fill = "#555555"});
      svg.close_group();
      return;
    }
    const Passage& shown = is.highest ? *is.highest : is.beside.front();
    const auto shade = is.highest ? shade_of(owner, shown.level) : 0;
    std::string told = told_of(shown);
    for (const auto& each : is.beside) told += &each == &shown ? "" : "; beside it " + told_of(each);
    svg.open_group(fmt::format("{} to {}: {}", matrix_.owners[owner].value, matrix_.recipients[recipient].value, told));
    const bool weak = shown.evidence < world::Evidence::partial;
    svg.rect(box, {.fill = is.highest ? kShades[shade] : kApart, .stroke = weak ? "#b35900" : "none", .stroke_width = 2, .dash = weak ? "4 3" : ""});
    const std::string_view ink = shade >= 3 ? "#ffffff" : kInk;
    std::string below = !shown.stated.empty() ? "stated" : shown.until != kEndOfTime ? to_short_string(shown.until).substr(0, 7) : "";
    if (is.beside.size() + (is.highest ? 1 : 0) > 1) below += below.empty() ? "+" : " +";
    write(svg, box, mark_of(owner, shown.level), below, ink);
    svg.close_group();
  }

  static std::string told_of(const Passage& passage) {
    return fmt::format("{}, {}, {}{}{}", passage.level.value, passage.instrument.empty() ? "no instrument" : passage.instrument, world::to_string(passage.evidence),
                       passage.stated.empty() ? "" : ", for " + join(passage.stated, ", "),
                       passage.until == kEndOfTime ? "" : ", may change on " + to_short_string(passage.until));
  }

  // A mark that has no room in one line takes the other one's too; what that says is under the pointer.
  static void write(SvgWriter& svg, const SvgBox& box, const std::string& mark, std::string below, std::string_view ink) {
    const double middle = box.x + box.width / 2;
    std::string first = mark;
    double size = 11;
    const auto fits = [&](const std::string& text) { return svg_text_width(text, size) * kBold <= box.width - 4; };
    if (!fits(mark)) {
      size = 8;
      auto space = mark.find(' ');
      for (auto next = space; next != std::string::npos && fits(mark.substr(0, next)); next = mark.find(' ', next + 1)) space = next;
      const bool two_words = space != std::string::npos;
      if (!fits(mark)) {
        constexpr std::string_view kCut = "…";
        const auto fitted = svg_fitted(mark, size, (box.width - 4) / kBold);
        first = two_words ? mark.substr(0, space) : fitted.substr(0, fitted.size() - kCut.size());
        below = mark.substr(first.size() + (two_words ? 1 : 0));
      }
    }
    const bool broken = first != mark;
    svg.text({middle, box.y + 14}, svg_fitted(first, size, (box.width - 4) / kBold), {.size = size, .anchor = SvgAnchor::middle, .bold = true, .fill = ink});
    svg.text({middle, box.y + (broken ? 25.0 : 27.0)}, svg_fitted(below, broken ? size : 9, (box.width - 4) / (broken ? kBold : 1)),
             {.size = broken ? size : 9, .anchor = SvgAnchor::middle, .bold = broken, .fill = ink});
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
    svg.text({480, at + 44}, "nothing may go, as recorded here");
    svg.rect({710, at + 31, 28, 16}, {.stroke = kNoRow, .stroke_width = 1.5});
    svg.text({750, at + 44}, "no row: likewise; an agreement is in force, no row of it counts");
    std::string nothing;
    for (const auto owner : silent_) nothing += (nothing.empty() ? "" : ", ") + matrix_.owners[owner].value;
    if (columns_.left_out() != 0) nothing = fmt::format("nothing classified goes to {} further recipients{}", columns_.left_out(), nothing.empty() ? "" : "; of " + nothing + " nothing goes to anybody");
    else if (!nothing.empty()) nothing = "of " + nothing + " nothing classified goes to anybody";
    svg.text({20, at + 66}, svg_fitted(nothing, 13, kWidth - 40));
    columns_.draw_notes(svg, 20, at + 88, width_ - 20);
    svg.text({20, at + 94 + columns_.notes_height()}, source_to_text(*report_.world, report_.revision, report_.counts), {.size = 11, .fill = "#555555"});
  }

  const MatrixReport& report_;
  const analysis::Matrix& matrix_;
  HeatColumns columns_;
  std::vector<std::size_t> rows_;    // owners
  std::vector<std::size_t> silent_;  // of which nothing goes to anybody
  double left_ = kLeft;
  double width_ = kWidth;
  double bottom_ = 0;
};

}  // namespace

std::string matrix_to_svg(const MatrixReport& report) { return HeatMap(report).draw(); }

}  // namespace entente::format
