#include "format/claims_picture.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "format/picture_parts.h"

namespace entente::format {
namespace {

using analysis::ClaimSeries;
using analysis::ClaimStep;
using world::Outcome;

constexpr double kWidth = 1200;
constexpr double kMargin = 20;
constexpr double kLeft = 300;    // of the time axis
constexpr double kRight = 1040;  // and its end; behind it the last numbers
constexpr double kTop = 150;
constexpr double kBand = 44;  // height of all claims of a source
constexpr double kLane = 12;  // a line of numbers below it
constexpr std::size_t kLanes = 4;
constexpr std::string_view kInk = kPictureInk;
constexpr std::string_view kGrey = kPictureGrey;
// From the top down.
constexpr std::array kOrder{Outcome::contradicted, Outcome::superseded, Outcome::open, Outcome::confirmed};

std::string_view sign(Outcome outcome) {
  switch (outcome) {
    case Outcome::contradicted:
      return "✘";
    case Outcome::superseded:
      return "–";
    case Outcome::open:
      return "?";
    case Outcome::confirmed:
      return "✔";
  }
  return "";
}

// "✔20 ?3 –1": what there is.
std::string numbers(const ClaimStep& step) {
  std::vector<std::string> out;
  for (auto at = kOrder.rbegin(); at != kOrder.rend(); ++at) {
    if (step.of(*at) > 0) out.push_back(fmt::format("{}{}", sign(*at), step.of(*at)));
  }
  return join(out, " ");
}

Filling filling_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::confirmed:
      return Filling::dark;
    case Outcome::open:
      return Filling::blank;
    case Outcome::superseded:
      return Filling::lying;
    case Outcome::contradicted:
      return Filling::standing;
  }
  return Filling::blank;
}

class Picture {
 public:
  explicit Picture(const ClaimsPicture& of) : of_(of), axis_(of.from, of.to, kLeft, kRight) {
    bottom_ = kTop;
    for (const auto& each : of.series) {
      tops_.push_back(bottom_);
      std::size_t lanes = 2;  // the head of a row needs as much
      for (const auto& note : notes_of(each)) lanes = std::max(lanes, note.lane + 1);
      bottom_ += kBand + 24 + kLane * static_cast<double>(lanes);
    }
    height_ = bottom_ + 74;
  }

  std::string draw() {
    if (height_ > kSvgSide) return {};
    const auto title =
        fmt::format("What sources said, compared with the record, {} to {}", to_short_string(of_.from), to_short_string(of_.to));
    SvgWriter svg({.width = static_cast<int>(kWidth), .height = static_cast<int>(height_)}, title, described());
    svg.text({kMargin, 34}, title, {.size = 20, .bold = true});
    svg.text({kMargin, 58},
             "height: share of all claims of the source said by then; the numbers stand where one changes, or under the pointer",
             {.fill = kGrey});
    legend(svg);
    axis_.draw(svg, kTop - 12, bottom_ - 12);
    svg.text({kRight + 12, kTop - 18}, "on " + to_short_string(of_.to), {.size = 11, .bold = true});
    for (std::size_t row = 0; row < of_.series.size(); ++row) draw_row(svg, row);
    const auto known = of_.known_as_of ? ", as known on " + to_short_string(*of_.known_as_of) : std::string();
    svg.text(
        {kMargin, height_ - 18},
        fmt::format("Source: world {}, revision {}{}. Claims decide nothing.", of_.world.name, of_.revision.substr(0, 19), known),
        {.size = 11, .fill = kGrey});
    return svg.finish();
  }

 private:
  [[nodiscard]] std::string described() const {
    std::vector<std::string> out;
    for (const auto& each : of_.series) {
      for (const auto& step : each.steps)
        out.push_back(fmt::format("{} on {}: {}", each.source, to_short_string(step.at), in_words(step)));
    }
    return join(out, "; ") + ".";
  }

  static std::string in_words(const ClaimStep& step) {
    std::vector<std::string> out;
    for (auto at = kOrder.rbegin(); at != kOrder.rend(); ++at) out.push_back(fmt::format("{} {}", step.of(*at), to_string(*at)));
    return join(out, ", ");
  }

  static void legend(SvgWriter& svg) {
    constexpr std::array<std::string_view, 4> kMeanings{
        "contradicted: the record said otherwise", "superseded: true when said, no longer", "open: nothing tells", "confirmed"};
    double x = kMargin;
    for (std::size_t each = kOrder.size(); each-- > 0;) {
      const SvgBox box{x, 76, 28, 18};
      fill_box(svg, box, filling_of(kOrder[each]));
      svg.rect(box, {.stroke = kInk});
      const auto text = fmt::format("{} {}", sign(kOrder[each]), kMeanings[each]);
      svg.text({x + 36, 90}, text, {.size = 12});
      x += 56 + svg_text_width(text, 12);
    }
  }

  void draw_row(SvgWriter& svg, std::size_t index) const {
    const auto& series = of_.series[index];
    const double y = tops_[index];
    heads(svg, series.source, y);
    for (std::size_t step = 0; step < series.steps.size(); ++step) {
      const Instant until = step + 1 < series.steps.size() ? series.steps[step + 1].at : of_.to;
      segment(svg, series, series.steps[step], until, y);
    }
    const double begin = axis_.x(series.steps.front().at);
    svg.rect({begin, y, std::max(kRight - begin, 1.0), kBand}, {.stroke = kInk});
    changes(svg, series, y);
    const auto& last = series.steps.back();
    svg.text({kRight + 12, y + 18}, numbers(last), {.size = 13, .bold = true});
    svg.text({kRight + 12, y + 36}, fmt::format("of {}", last.total()), {.size = 12, .fill = kGrey});
  }

  void heads(SvgWriter& svg, const std::string& source, double y) const {
    const auto found = std::find_if(of_.world.sources.begin(), of_.world.sources.end(),
                                    [&](const world::Source& each) { return each.id == source; });
    const double room = kLeft - kMargin - 14;
    svg.text({kMargin, y + 14}, svg_fitted(source, 13, room), {.size = 13, .bold = true});
    if (found == of_.world.sources.end()) return;
    svg.text({kMargin, y + 30}, svg_fitted(found->publisher, 11, room), {.size = 11, .fill = kGrey});
    svg.text({kMargin, y + 44}, svg_fitted(found->title, 11, room), {.size = 11, .fill = kGrey});
    if (found->published) svg.text({kMargin, y + 58}, "published " + found->published->text(), {.size = 11, .fill = kGrey});
  }

  void segment(SvgWriter& svg, const ClaimSeries& series, const ClaimStep& step, Instant until, double y) const {
    const double x = axis_.x(step.at);
    const double width = std::max(axis_.x(until) - x, 0.5);
    svg.open_group(
        fmt::format("{}, {} to {}: {}", series.source, to_short_string(step.at), to_short_string(until), in_words(step)));
    double top = y;
    for (const auto outcome : kOrder) {
      const double height = kBand * static_cast<double>(step.of(outcome)) / static_cast<double>(step.total());
      if (step.of(outcome) == 0) continue;
      fill_box(svg, {x, top, width, height}, filling_of(outcome));
      top += height;
    }
    svg.close_group();
  }

  struct Note {
    double x = 0;
    std::size_t lane = 0;
    std::string text;
  };

  // The numbers at each date, in the first line that has room; none for those that no line has room for.
  [[nodiscard]] std::vector<Note> notes_of(const ClaimSeries& series) const {
    std::array<double, kLanes> free_from{};
    std::vector<Note> out;
    for (const auto& step : series.steps) {
      auto text = fmt::format("{}: {}", to_short_string(step.at), numbers(step));
      const double width = svg_text_width(text, 10);
      const double from = std::min(axis_.x(step.at), kWidth - kMargin - width);
      const auto lane = static_cast<std::size_t>(
          std::find_if(free_from.begin(), free_from.end(), [&](double free) { return free <= from; }) - free_from.begin());
      if (lane == kLanes) continue;
      free_from[lane] = from + width + 8;
      out.push_back({from, lane, std::move(text)});
    }
    return out;
  }

  void changes(SvgWriter& svg, const ClaimSeries& series, double y) const {
    for (const auto& step : series.steps) svg.line({axis_.x(step.at), y}, {axis_.x(step.at), y + kBand + 5}, {.stroke = kInk});
    for (const auto& note : notes_of(series))
      svg.text({note.x, y + kBand + 16 + kLane * static_cast<double>(note.lane)}, note.text, {.size = 10, .halo = true});
  }

  const ClaimsPicture& of_;
  TimeAxis axis_;
  std::vector<double> tops_;  // of rows
  double bottom_ = 0;
  double height_ = 0;
};

}  // namespace

std::string claims_picture(const ClaimsPicture& picture) { return Picture(picture).draw(); }

}  // namespace entente::format
