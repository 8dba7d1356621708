// The graph of reach.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "format/reach_report.h"
#include "format/svg.h"

namespace entente::format {
namespace {

using analysis::Reached;
using analysis::Step;
using analysis::StepKind;

constexpr double kTop = 120;
constexpr double kRow = 40;
constexpr double kColumn = 460;
constexpr double kNodeWidth = 230;  // the longest levels of the shipped world, and two short ones
constexpr double kNodeHeight = 32;
constexpr double kLeft = 20;

std::string_view dash_of(StepKind kind) {
  switch (kind) {
    case StepKind::original:
      return "";
    case StepKind::relay:
      return "7 4";
    case StepKind::derived:
      return "2 3";
  }
  return "";
}

class ReachGraph {
 public:
  explicit ReachGraph(const ReachReport& report) : report_(report), reach_(report.reach) {
    for (const auto& each : reach_.reached) {
      if (const auto drawn = nodes_.find(each.party); drawn != nodes_.end()) {
        drawn->second.more.push_back(&each);  // drawn once, with its shortest way
        continue;
      }
      columns_ = std::max(columns_, each.way.size());
      nodes_.emplace(each.party, Node{&each, {}, each.way.size(), 0});
    }
    place();
  }

  std::string draw() {
    const auto title = fmt::format("Where classified information of {} can come to, as of {}", reach_.owner.value, to_short_string(report_.as_of));
    const int width = static_cast<int>(std::max(900.0, kLeft + kColumn * static_cast<double>(columns_) + kNodeWidth + 20));
    SvgWriter svg({.width = std::min(width, kSvgSide), .height = std::min(static_cast<int>(bottom_) + 110, kSvgSide)}, title,
                  "Columns are numbers of steps; a line is a step that is permitted, with the instrument it rests on.");
    svg.text({kLeft, 34}, title, {.size = 20, .bold = true});
    svg.text({kLeft, 58}, "shortest ways; the marking names the recipient, no category, no control; " + report_.world->title, {.fill = "#555555"});
    for (std::size_t column = 0; column <= columns_; ++column) {
      const auto head = column == 0 ? std::string("owner") : fmt::format("{} step{}", column, column == 1 ? "" : "s");
      svg.text({x(column), kTop - 22}, head, {.size = 12, .fill = "#555555"});
    }
    for (const auto& [party, node] : nodes_) edge(svg, node);
    owner(svg);
    for (const auto& [party, node] : nodes_) box(svg, party, node);
    legend(svg);
    return svg.finish();
  }

 private:
  struct Node {
    const Reached* reached = nullptr;
    std::vector<const Reached*> more;  // further levels, which cannot be compared with that
    std::size_t column = 0;
    double y = 0;
  };

  static double x(std::size_t column) { return kLeft + kColumn * static_cast<double>(column); }

  // In each column below each other, those behind the same holder together.
  void place() {
    std::size_t rows = 1;
    for (std::size_t column = 1; column <= columns_; ++column) {
      std::vector<std::pair<double, Node*>> order;
      for (auto& [party, node] : nodes_) {
        if (node.column != column) continue;
        const auto& from = node.reached->way.back().from;
        const auto before = nodes_.find(from);
        order.emplace_back(before == nodes_.end() ? 0 : before->second.y, &node);
      }
      std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      for (std::size_t row = 0; row < order.size(); ++row) order[row].second->y = kTop + kRow * static_cast<double>(row);
      rows = std::max(rows, order.size());
    }
    bottom_ = kTop + kRow * static_cast<double>(rows);
    owner_y_ = columns_ == 0 ? kTop : kTop + kRow * (static_cast<double>(rows_of(1)) - 1) / 2;
  }

  [[nodiscard]] std::size_t rows_of(std::size_t column) const {
    return static_cast<std::size_t>(std::count_if(nodes_.begin(), nodes_.end(), [&](const auto& each) { return each.second.column == column; }));
  }

  void owner(SvgWriter& svg) const {
    svg.rect({x(0), owner_y_, kNodeWidth, kNodeHeight}, {.fill = "#1a1a1a"});
    svg.text({x(0) + 8, owner_y_ + 21}, reach_.owner.value, {.bold = true, .fill = "#ffffff"});
    const auto* party = report_.world->party(reach_.owner);
    svg.text({x(0) + 50, owner_y_ + 21}, svg_fitted(party == nullptr ? "" : party->name, 10, kNodeWidth - 58), {.size = 10, .fill = "#ffffff"});
  }

  void edge(SvgWriter& svg, const Node& node) const {
    const Step& step = node.reached->way.back();
    const auto before = nodes_.find(step.from);
    const double from_y = before == nodes_.end() ? owner_y_ : before->second.y;
    const SvgPoint from{x(node.column - 1) + kNodeWidth, from_y + kNodeHeight / 2};
    const SvgPoint to{x(node.column), node.y + kNodeHeight / 2};
    const SvgPoint bend{to.x - 190, to.y};
    const bool weak = step.evidence < world::Evidence::partial;
    const SvgPaint paint{.stroke = weak ? "#b35900" : "#1a1a1a", .stroke_width = weak ? 1.0 : 1.6, .dash = dash_of(step.kind)};
    std::string label = step.instrument.empty() ? "no instrument needed" : step.instrument;
    if (!step.consent.empty()) label += " + " + step.consent;
    svg.open_group(fmt::format("{} to {}: {}, {}, {}", step.from.value, step.to.value, to_string(step.kind), label, world::to_string(step.evidence)));
    svg.line(from, bend, paint).line(bend, to, paint);
    svg.line({to.x - 7, to.y - 4}, to, {.stroke = paint.stroke, .stroke_width = 1.6}).line({to.x - 7, to.y + 4}, to, {.stroke = paint.stroke, .stroke_width = 1.6});
    svg.text({bend.x + 2, to.y - 4}, svg_fitted(label, 11, 178), {.size = 11, .halo = true});
    svg.text({bend.x + 2, to.y + 11}, svg_fitted(note(*node.reached, step), 9, 188), {.size = 9, .halo = true, .fill = "#555555"});
    svg.close_group();
  }

  static std::string note(const Reached& reached, const Step& step) {
    std::string out(world::to_string(step.evidence));
    if (step.kind != StepKind::original) out = std::string(to_string(step.kind)) + ", " + out;
    if (reached.until() != kEndOfTime) out += ", may change on " + to_short_string(reached.until());
    return step.stated.empty() ? out : out + ", if stated";
  }

  static std::string held_as(const Reached& reached) {
    const auto& last = reached.way.back();
    return last.held_as ? last.held_as->value : std::string();
  }

  void box(SvgWriter& svg, const PartyId& party, const Node& node) const {
    const auto& reached = *node.reached;
    svg.rect({x(node.column), node.y, kNodeWidth, kNodeHeight}, {.fill = "#ffffff", .stroke = "#1a1a1a"});
    svg.text({x(node.column) + 8, node.y + 21}, svg_fitted(party.value, 13, 44), {.bold = true});
    std::string levels = reached.level.value;
    std::string held = held_as(reached);
    for (const auto* each : node.more) {
      levels += ", " + each->level.value;
      if (const auto as = held_as(*each); as != held_as(reached)) held += ", " + as;
    }
    svg.text({x(node.column) + 54, node.y + 14}, svg_fitted(levels, 10, kNodeWidth - 58), {.size = 10});
    if (!held.empty()) svg.text({x(node.column) + 54, node.y + 26}, svg_fitted("as " + held, 9, kNodeWidth - 58), {.size = 9, .fill = "#555555"});
  }

  void legend(SvgWriter& svg) const {
    const double at = bottom_ + 24;
    struct Kind {
      StepKind kind;
      std::string_view words;
    };
    double left = kLeft;
    for (const auto& [kind, words] : {Kind{StepKind::original, "original, by its owner"}, Kind{StepKind::relay, "copy passed on by a holder"},
                                      Kind{StepKind::derived, "in a holder's own document"}}) {
      svg.line({left, at - 4}, {left + 46, at - 4}, {.stroke = "#1a1a1a", .stroke_width = 1.6, .dash = dash_of(kind)});
      svg.text({left + 54, at}, words, {.size = 12});
      left += 250;
    }
    svg.line({kLeft, at + 18}, {kLeft + 46, at + 18}, {.stroke = "#b35900", .stroke_width = 1});
    svg.text({kLeft + 54, at + 22}, fmt::format("thin: rests on a fact that is not verified, nor in part. In a box: the owner's levels, and as what they are held. "
                                                "Not reached: {} parties", reach_.unreached.size()), {.size = 12});
    svg.text({kLeft, at + 46}, source_to_text(*report_.world, report_.revision, report_.counts), {.size = 11, .fill = "#555555"});
  }

  const ReachReport& report_;
  const analysis::Reach& reach_;
  std::map<PartyId, Node> nodes_;
  std::size_t columns_ = 0;
  double bottom_ = kTop;
  double owner_y_ = kTop;
};

}  // namespace

std::string reach_to_svg(const ReachReport& report) { return ReachGraph(report).draw(); }

}  // namespace entente::format
