// What changes as a picture: a grid of owners and recipients, in each cell how many decisions are newly permitted and newly
// denied.
#include <algorithm>
#include <map>
#include <numeric>
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
constexpr double kBesides = 22;
constexpr double kGroup = 11;
constexpr std::size_t kGroupLines = 3;  // of what decides
constexpr double kWidestNames = 130;           // of owners that share a row, for which it has room
constexpr std::size_t kNoteLines = 3;          // of the names of owners that share a row
constexpr double kBetween = 8;                 // recipients that share a column and groups
constexpr double kRounding = 0.01;             // of a width that was measured and divided again
constexpr double kBold = 1.15;                 // wider than svg_text_width says
constexpr std::size_t kLargestShown = 6;       // groups of what is permitted, and of what is denied
constexpr std::size_t kGroupsShown = 12;       // with those that an instrument decides, the largest of them
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
  explicit Grid(const ChangesReport& report)
      : report_(report), carried_(on_instruments(report.changes)), recipients_(counted_recipients()), columns_(recipients_) {
    for (const auto& group : report.changes.groups) {
      if (!counts(group)) continue;
      for (const auto& share : group.shares) {
        auto& cell = cells_[share.owner][share.recipient];
        (group.cause.permitted ? cell.permitted : cell.denied) += share.decisions;
      }
    }
    choose_rows();
    choose_columns();
    const double column = measured();
    width_ = std::max(kNarrowest, left_ + column * static_cast<double>(columns_.list().size()) + kMargin);
    columns_.place(left_, width_ - kMargin, std::max(column, kWidestColumn));
    bottom_ = kTop + kRow * static_cast<double>(std::max<std::size_t>(rows_.size(), 1));
    name_rows();
    choose_groups();
    for (const auto& text : {besides(), recorded_first()}) {
      for (auto& line : svg_lines(text, 12, width_ - 2 * kMargin, kNoteLines)) told_besides_.push_back(std::move(line));
    }
  }

  [[nodiscard]] std::string title() const {
    const auto counted = carried_.any() ? carried_ : on_none(report_.changes);
    return fmt::format("What changes{}{}: {} newly permitted, {} newly denied", report_.action == "disclose" ? "" : " (" + report_.action + ")",
                       besides().empty() ? "" : " on an instrument", grouped_digits(counted.permitted), grouped_digits(counted.denied));
  }

  [[nodiscard]] double width() const { return width_; }
  // But for the source.
  [[nodiscard]] double height() const {
    const auto lines = static_cast<double>(std::max(permitted_lines_.size(), denied_lines_.size()));
    const double rest = kBesides * static_cast<double>(told_besides_.size());
    return bottom_ + rest + columns_.notes_height() + kGroupLine * (lines + static_cast<double>(notes_.size())) + 80 + kBetween;
  }

  [[nodiscard]] std::string described() const {
    std::vector<std::string> out;
    for (const auto& row : rows_) {
      for (const auto& [recipient, is] : cells_.at(row.front())) {
        if (shown_.contains(recipient)) out.push_back(fmt::format("{} to {}: {}", givers_of(row), recipient.value, words_of(is)));
      }
    }
    for (const auto& rest : {left_out(), besides(), recorded_first()}) {
      if (!rest.empty()) out.push_back(rest);
    }
    return out.empty() ? "Nothing changes." : join(out, "; ") + ".";
  }

  void draw(SvgWriter& svg) const {
    svg.text({kMargin, 34}, title(), {.size = 20, .bold = true});
    svg.text({kMargin, 58}, svg_fitted(span_to_text(report_), 13, kNarrowest - 2 * kMargin), {.fill = kPictureGrey});
    legend(svg);
    columns_.draw_heads(svg, kTop - 10);
    for (std::size_t row = 0; row < rows_.size(); ++row) draw_row(svg, row, kTop + kRow * static_cast<double>(row));
    if (rows_.empty()) svg.text({kMargin, kTop + 21}, "nothing that is asked changes");
    below(svg);
  }

 private:
  // What agreements carry is few beside what is free: a grid of both would show that alone.
  [[nodiscard]] bool counts(const analysis::DecisionGroup& group) const { return !carried_.any() || !group.cause.instrument.empty(); }

  // What the grid does not count; empty: nothing.
  [[nodiscard]] std::string besides() const {
    const auto free = on_none(report_.changes);
    if (!carried_.any() || !free.any()) return {};
    return fmt::format("besides, on no instrument: {} newly permitted, {} newly denied, as what is at a free level", grouped_digits(free.permitted),
                       grouped_digits(free.denied));
  }

  // Of lists that were read from one day on; empty: there is none.
  [[nodiscard]] std::string recorded_first() const {
    std::vector<std::string> names;
    for (const auto& each : report_.changes.sets) {
      if (each.began) names.push_back(each.set.value);
    }
    if (names.empty()) return {};
    return fmt::format("what changes by {} is what is recorded, and need not be what was: no member of {} is recorded for one of the dates", join(names, ", "),
                       names.size() == 1 ? "it" : "these");
  }

  [[nodiscard]] std::vector<PartyId> counted_recipients() const {
    std::set<PartyId> out;
    for (const auto& group : report_.changes.groups) {
      if (!counts(group)) continue;
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

  // Owners of whom the same is told share a row; of the rows the largest are drawn.
  void choose_rows() {
    for (const auto& [owner, cells] : cells_) {
      const auto same =
          std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return cells_.at(row.front()) == cells; });
      if (same != rows_.end()) {
        same->push_back(owner);
      } else {
        rows_.push_back({owner});
      }
    }
    const auto size = [this](const auto& row) {
      std::uint64_t out = 0;
      for (const auto& [recipient, is] : cells_.at(row.front())) out += is.permitted + is.denied;
      return out * row.size();
    };
    for (const auto& row : without_largest(rows_, size)) {
      for (const auto& owner : row) cells_.erase(owner);
      rows_left_out_ += row.size();
    }
  }

  // Likewise recipients.
  void choose_columns() {
    const auto is_alike = [this](std::size_t one, std::size_t other) { return alike(one, other); };
    HeatColumns all(recipients_);
    for (std::size_t each = 0; each < recipients_.size(); ++each) all.add(each, is_alike);
    auto chosen = all.list();
    const auto size = [this](const auto& column) {
      std::uint64_t out = 0;
      for (const auto& [owner, cells] : cells_) out += cell(owner, column.front()).permitted + cell(owner, column.front()).denied;
      return out * column.size();
    };
    std::erase_if(chosen, [&](const auto& column) { return size(column) == 0; });
    without_largest(chosen, size);
    for (const auto& column : chosen) {
      for (const auto each : column) {
        columns_.add(each, is_alike);
        shown_.insert(recipients_[each]);
      }
    }
  }

  // Keeps the largest, in their order, and gives the others.
  template <class List, class Size>
  static List without_largest(List& list, const Size& size) {
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size(list[a]) > size(list[b]); });
    const auto kept = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), limits::kPictureChanges));
    std::sort(order.begin(), kept);
    List largest;
    List rest;
    for (auto each = order.begin(); each != order.end(); ++each) (each < kept ? largest : rest).push_back(std::move(list[*each]));
    list = std::move(largest);
    return rest;
  }

  // What is not drawn; empty: nothing.
  [[nodiscard]] std::string left_out() const {
    std::vector<std::string> out;
    const auto counted = [&](std::size_t number, const char* what) {
      if (number != 0) out.push_back(fmt::format("{} {}{}", number, what, number == 1 ? "" : "s"));
    };
    counted(rows_left_out_, "row");
    counted(columns_.left_out(), "recipient");
    if (out.empty()) return {};
    return fmt::format("changes too, for which a picture has no room: {}; the largest are drawn, the text has all", join(out, ", "));
  }

  // The width of a column.
  double measured() {
    double left = kNarrowestLeft;
    double column = kNarrowestColumn;
    for (const auto& row : rows_) {
      for (const auto& [recipient, cell] : cells_.at(row.front()))
        column = std::max(column, svg_text_width("▲ " + figure(std::max(cell.permitted, cell.denied)), kFigure) * kBold + 10);
      const auto names = join(row, " ");
      const auto [above, below] = row.size() == 1 ? lines_of_name(names)
                                  : svg_text_width(names, kName) <= kWidestNames
                                      ? std::pair<std::string, std::string>("", names)
                                      : std::pair<std::string, std::string>("", "100 alike (aa)");
      left = std::max(left, std::max(svg_text_width(above, kName), svg_text_width(below, kName)) * kBold + 2 * kMargin);
    }
    left_ = std::min(left, kWidestLeft);
    return column;
  }

  // Of several owners their names where these have room, else how many, and below who they are.
  void name_rows() {
    std::size_t noted = 0;
    for (const auto& row : rows_) {
      const auto names = join(row, " ");
      if (row.size() == 1 || svg_text_width(names, kName) * kBold <= left_ - 2 * kMargin + kRounding) {
        names_.push_back(names);
        continue;
      }
      const auto letter = letters(noted++);
      names_.push_back(fmt::format("{} alike ({})", row.size(), letter));
      const auto note = fmt::format("({}) {} alike: {}", letter, row.size(), names);
      for (auto& line : svg_lines(note, kName, width_ - 2 * kMargin, kNoteLines)) notes_.push_back(std::move(line));
    }
  }

  static std::string letters(std::size_t number) {
    constexpr std::size_t kAlphabet = 26;
    const auto last = static_cast<char>('a' + number % kAlphabet);
    return number < kAlphabet ? std::string(1, last) : letters(number / kAlphabet - 1) + last;
  }

  static std::string givers_of(const std::vector<std::string>& row) {
    return (row.size() > 1 ? "each of " : "") + join(row, " ");
  }

  // The largest, and besides what instruments decide, which what needs none would leave no room.
  void choose_groups() {
    std::vector<const analysis::DecisionGroup*> all;
    for (const auto& group : report_.changes.groups) all.push_back(&group);
    const auto larger = [](const auto* a, const auto* b) { return a->decisions > b->decisions; };
    std::stable_sort(all.begin(), all.end(), larger);
    for (const bool largest : {true, false}) {
      for (const auto* group : all) {
        auto& list = group->cause.permitted ? permitted_ : denied_;
        const bool wanted =
            largest ? list.size() < kLargestShown : list.size() < kGroupsShown && !group->cause.instrument.empty();
        if (wanted && std::find(list.begin(), list.end(), group) == list.end()) list.push_back(group);
      }
    }
    const double wide = width_ - 2 * kMargin;
    const bool alone = permitted_.empty() || denied_.empty();
    for (auto* list : {&permitted_, &denied_}) {
      std::stable_sort(list->begin(), list->end(), larger);
      auto& lines = list == &permitted_ ? permitted_lines_ : denied_lines_;
      for (const auto* group : *list) {
        for (auto& line : svg_lines(group_to_text(*group), kGroup, (alone ? wide : wide / 2) - 2 * kBetween, kGroupLines)) lines.push_back(std::move(line));
      }
    }
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
    svg.text({kMargin, 110},
             fmt::format(
                 "a figure: classes of {}, of each one where some share a row or a column; M: millions, exact under the pointer",
                 report_.action == "disclose" ? "requests" : "acts"),
             {.size = 12, .fill = kPictureGrey});
  }

  void draw_row(SvgWriter& svg, std::size_t row, double y) const {
    const auto& owners = rows_[row];
    const auto [above, below] =
        owners.size() == 1 ? lines_of_name(names_[row]) : std::pair<std::string, std::string>("", names_[row]);
    const auto name = [&](double at, const std::string& text) {
      svg.text({kMargin, y + at}, svg_fitted(text, kName, (left_ - 2 * kMargin + kRounding) / kBold), {.size = kName, .bold = true});
    };
    if (!above.empty()) name(16, above);
    name(above.empty() ? 23 : 31, below);
    for (std::size_t column = 0; column < columns_.list().size(); ++column) {
      const auto is = cell(owners.front(), columns_.list()[column].front());
      const SvgBox box{columns_.x(column) + 1, y + 1, columns_.width() - 2, kRow - 2};
      if (is == Cell{}) {
        svg.rect(box, {.stroke = "#dddddd"});
        continue;
      }
      const bool shared = columns_.list()[column].size() > 1;
      svg.open_group(
          fmt::format("{} to {}{}: {}", givers_of(owners), shared ? "each of " : "", columns_.members_of(column), words_of(is)));
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
    double at = bottom_ + 24;
    if (const auto rest = left_out(); !rest.empty()) svg.text({kMargin, at}, rest, {.size = 12, .bold = true});
    at += 22;
    for (const auto& line : told_besides_) {
      svg.text({kMargin, at}, line, {.size = 12});
      at += kBesides;
    }
    columns_.draw_notes(svg, kMargin, at, width_ - kMargin);
    at += columns_.notes_height();
    for (const auto& note : notes_) {
      svg.text({kMargin, at}, note, {.size = kName});
      at += kGroupLine;
    }
    at += kBetween;
    for (const auto* list : {&permitted_lines_, &denied_lines_}) {
      const bool beside = list == &denied_lines_ && !permitted_lines_.empty();
      double y = at;
      for (const auto& line : *list) {
        svg.text({beside ? width_ / 2 : kMargin, y}, line, {.size = kGroup});
        y += kGroupLine;
      }
    }
    at += kGroupLine * static_cast<double>(std::max(permitted_lines_.size(), denied_lines_.size()));
    const auto hidden = report_.changes.groups.size() - permitted_.size() - denied_.size();
    if (hidden != 0)
      svg.text({kMargin, at}, fmt::format("further groups of what decides: {}; the text lists them", hidden), {.size = 11});
  }

  const ChangesReport& report_;
  Resting carried_;
  std::vector<PartyId> recipients_;
  HeatColumns columns_;
  std::map<std::string, std::map<PartyId, Cell>> cells_;
  std::vector<std::vector<std::string>> rows_;             // owners that are alike
  std::vector<std::string> names_;                         // of these
  std::vector<std::string> notes_;                         // who they are
  std::set<PartyId> shown_;                                // who have a column
  std::size_t rows_left_out_ = 0;                          // owners that have none
  std::vector<const analysis::DecisionGroup*> permitted_;  // groups that are named
  std::vector<const analysis::DecisionGroup*> denied_;
  std::vector<std::string> told_besides_;                  // in lines
  std::vector<std::string> permitted_lines_;               // as they are written
  std::vector<std::string> denied_lines_;
  double left_ = 0;
  double width_ = kNarrowest;
  double bottom_ = 0;
};

std::string source_of(const ChangesReport& report) {
  const auto counted = counts_to_text(report.counts);
  const bool one = report.from.revision == report.to.revision;
  const auto second =
      one ? std::string() : fmt::format(", and {}, revision {}", report.to.name, report.to.revision.substr(0, 19));
  auto source =
      fmt::format("Source: world {}, revision {}{}; {}", report.from.name, report.from.revision.substr(0, 19), second, counted);
  source.resize(source.find_last_not_of("; \n") + 1);
  return source;
}

// Of several actions those that are drawn, one below the other, and what is said of the rest.
class Sheet {
 public:
  explicit Sheet(const ChangesReport& report) : report_(report) {
    std::vector<std::string> unchanged;
    std::vector<std::string> without_room;
    const double notes = kGroupLine * static_cast<double>(2 + report.unasked.size());
    const auto add = [&](const ChangesReport& one) {
      if (one.changes.groups.empty()) return unchanged.push_back(one.action);
      const Grid grid(one);
      if (!shown_.empty() && height_ + grid.height() + notes + kFoot > kHighest) return without_room.push_back(fmt::format("{} ({})", one.action, grouped_digits(one.changes.permitted + one.changes.denied)));
      shown_.push_back(&one);
      height_ += grid.height();
      width_ = std::max(width_, grid.width());
    };
    add(report);
    std::vector<const ChangesReport*> acts;
    for (const auto& act : report.acts) acts.push_back(&act);
    const auto changed = [](const ChangesReport* one) { return one->changes.permitted + one->changes.denied; };
    std::stable_sort(acts.begin(), acts.end(), [&](const auto* a, const auto* b) { return changed(a) > changed(b); });
    for (const auto* act : acts) add(*act);
    if (report.every_action && !unchanged.empty()) notes_.push_back("nothing changes of " + join(unchanged, ", "));
    if (!without_room.empty())
      notes_.push_back("changes too, for which a picture has no room (--action): " + join(without_room, ", "));
    for (const auto& each : report.unasked) notes_.push_back(fmt::format("not asked: {}: {}", each.action, each.why));
    if (shown_.empty()) {
      shown_.push_back(&report);
      height_ = Grid(report).height();
    }
  }

  [[nodiscard]] std::string draw() const {
    std::vector<std::string> titles;
    std::vector<std::string> described;
    for (const auto* each : shown_) {
      const Grid grid(*each);
      titles.push_back(grid.title());
      described.push_back(grid.described());
    }
    const double height = height_ + kGroupLine * static_cast<double>(notes_.size()) + kFoot;
    SvgWriter svg({.width = static_cast<int>(width_), .height = static_cast<int>(height)}, join(titles, "; "),
                  join(described, " "));
    for (const auto* each : shown_) {
      const Grid grid(*each);
      grid.draw(svg);
      svg.move_down(grid.height());
    }
    for (const auto& note : notes_) {
      svg.text({kMargin, 0}, svg_fitted(note, 11, kNarrowest - 2 * kMargin), {.size = 11});
      svg.move_down(kGroupLine);
    }
    svg.text({kMargin, 10}, source_of(report_), {.size = 11, .fill = kPictureGrey});
    return svg.finish();
  }

 private:
  static constexpr double kFoot = 44;  // with the source
  static constexpr double kHighest = static_cast<double>(limits::kPictureChangesHeight);

  const ChangesReport& report_;
  std::vector<const ChangesReport*> shown_;
  std::vector<std::string> notes_;
  double width_ = kNarrowest;
  double height_ = 0;
};

}  // namespace

std::string changes_to_svg(const ChangesReport& report) { return Sheet(report).draw(); }

}  // namespace entente::format
