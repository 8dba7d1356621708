// Chains along which protection falls as a picture: a track for each, a box for each level as which a party has it.
#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "format/downgrade_report.h"
#include "format/picture_parts.h"
#include "format/svg.h"

namespace entente::format {
namespace {

using analysis::Chain;
using analysis::Fall;
using analysis::RowStep;

constexpr double kNarrowest = 1200;
constexpr double kMargin = 20;
constexpr double kTop = 168;  // of the first track
constexpr double kBoxWidth = 180;
constexpr double kBoxHeight = 42;
constexpr double kArrow = 190;      // between boxes, with what it rests on
constexpr double kBend = 26;        // its last part, which goes up or down
constexpr double kBeside = 64;      // between boxes that cannot be compared
constexpr double kHead = 62;        // of a track: what falls, on what that rests, and above its boxes the way it is compared with
constexpr double kOver = 12;        // that way, above the boxes
constexpr double kFoot = 44;        // below its boxes
constexpr double kFirstLevel = 66;  // down to the next lower level, below a box
constexpr double kFurther = 14;     // and to each further one
constexpr int kLevelsDrawn = 6;     // down; what falls further is told by its number
constexpr double kBold = 1.25;      // wider than svg_text_width says
constexpr double kLetters = 1.85;   // likewise: codes are bold capitals
constexpr double kOfWhat = 58;      // beside a code: what a box is compared as
constexpr double kCapitals = 1.2;   // likewise: levels are written in them
constexpr std::string_view kFallen = "#8a1c1c";
constexpr std::string_view kFallenGround = "#f6dcdc";
constexpr std::string_view kWeak = "#b35900";
constexpr std::string_view kComparedDash = "2 3";
constexpr std::string_view kBesideDash = "6 3";

double down_by(int levels) { return levels == 0 ? 0 : kFirstLevel + kFurther * (std::min(levels, kLevelsDrawn) - 1); }

std::string in_levels(int levels) { return fmt::format("{} level{} lower", levels, levels == 1 ? "" : "s"); }

struct Mark {
  PartyId party;
  LevelName level;
};

// Where the boxes of a chain stand, from the top of the highest one.
struct Track {
  const Chain* chain = nullptr;
  std::vector<Mark> marks;
  std::vector<double> down;      // of each
  std::optional<Mark> compared;  // what the last one is compared with: as what it left its owner, or the owner's own row
  double compared_down = 0;      // above the last box, or beside it where they cannot be compared
  int levels = 0;                // by which the last one is lower; 0: cannot be said
  double height = kBoxHeight;
};

class Tracks {
 public:
  explicit Tracks(const DowngradeReport& report) : report_(report) {
    for (const auto& chain : report.downgrade.chains) {
      tracks_.push_back(placed(chain));
      const auto& track = tracks_.back();
      const double beside = chain.fall == Fall::home_beside ? kBeside + kBoxWidth : 0;
      width_ = std::max(width_, x(track.marks.size() - 1) + kBoxWidth + beside + kMargin);
      height_ += kHead + track.height + kFoot;
    }
    if (tracks_.empty()) height_ += kHead;
  }

  std::string draw() const {
    const double height = height_ + 30;
    if (height > kSvgSide || width_ > kSvgSide) return {};
    const auto title = fmt::format("Chains of rows along which protection falls, as of {}", to_short_string(report_.as_of));
    SvgWriter svg({.width = static_cast<int>(width_), .height = static_cast<int>(std::ceil(height))}, title, told());
    svg.text({kMargin, 34}, title, {.size = 20, .bold = true});
    const auto& all = report_.downgrade;
    svg.text({kMargin, 58},
             fmt::format("{} chain{}, from {} levels of owners over {} rows of equivalence; {}", all.chains.size(),
                         all.chains.size() == 1 ? "" : "s", all.starts, all.rows, report_.world->title),
             {.fill = kPictureGrey});
    legend(svg);
    double top = kTop;
    for (const auto& track : tracks_) {
      draw_track(svg, track, top);
      top += kHead + track.height + kFoot;
    }
    if (tracks_.empty()) svg.text({kMargin, kTop + 24}, "there is no such chain");
    svg.text({kMargin, height - 20}, source_to_text(*report_.world, report_.revision, report_.counts),
             {.size = 11, .fill = kPictureGrey});
    return svg.finish();
  }

 private:
  static double x(std::size_t column) { return kMargin + (kBoxWidth + kArrow) * static_cast<double>(column); }

  [[nodiscard]] const label::Level* level(const Mark& mark) const {
    const auto* policy = report_.world->policies.policy_of(mark.party);
    return policy == nullptr ? nullptr : policy->level(mark.level);
  }

  // By how many levels of one policy the second is lower, less than none where it is higher; nothing where they cannot be
  // compared.
  [[nodiscard]] std::optional<int> lower(const Mark& from, const Mark& to) const {
    const auto* policy = report_.world->policies.policy_of(from.party);
    const auto* high = level(from);
    const auto* low = level(to);
    if (policy == nullptr || high == nullptr || low == nullptr || from.party != to.party) return std::nullopt;
    if (!label::ranks_beside(*high, *low)) return low->free && !high->free ? std::optional(1) : std::nullopt;
    std::vector<int> between;
    const auto [least, most] = std::minmax(low->hierarchy, high->hierarchy);
    for (const auto& each : policy->levels) {
      if (label::ranks_beside(*high, each) && each.hierarchy > least && each.hierarchy <= most) between.push_back(each.hierarchy);
    }
    std::sort(between.begin(), between.end());
    const auto levels = static_cast<int>(std::unique(between.begin(), between.end()) - between.begin());
    return high->hierarchy >= low->hierarchy ? levels : -levels;
  }

  // A level stands beside the one before it, as its row says; but where the party had it as another, by how these compare.
  [[nodiscard]] Track placed(const Chain& chain) const {
    Track out{&chain, {{chain.rows.front().from, chain.rows.front().from_level}}, {0}, {}, 0, 0, kBoxHeight};
    for (const auto& row : chain.rows) {
      const Mark mark{row.to, row.to_level};
      const bool end = &row == &chain.rows.back();
      double down = out.down.back() + (end && chain.fall == Fall::free ? down_by(1) : 0);
      for (std::size_t each = 1; each < out.marks.size(); ++each) {
        if (const auto levels = lower(out.marks[each], mark))
          down = out.down[each] + (*levels < 0 ? -down_by(-*levels) : down_by(*levels));
      }
      out.marks.push_back(mark);
      out.down.push_back(down);
    }
    if (chain.direct) out.compared = Mark{chain.rows.back().to, *chain.direct};
    if (chain.fall == Fall::home_lower || chain.fall == Fall::home_beside) out.compared = out.marks.front();
    if (out.compared) out.levels = lower(*out.compared, out.marks.back()).value_or(0);
    if (chain.fall == Fall::home_beside) out.compared_down = out.down.back();
    if (out.levels > 0) out.down.back() = down_by(out.levels);
    const double highest = std::min(0.0, *std::min_element(out.down.begin(), out.down.end()));
    for (auto& each : out.down) each -= highest;
    out.compared_down -= highest;
    out.height = *std::max_element(out.down.begin(), out.down.end()) + kBoxHeight;
    return out;
  }

  [[nodiscard]] std::string told() const {
    if (tracks_.empty()) return "There is no such chain.";
    std::vector<std::string> out;
    for (const auto& track : tracks_) {
      const auto& chain = *track.chain;
      auto words = fmt::format("{} {}", chain.rows.front().from.value, chain.rows.front().from_level.value);
      for (const auto& row : chain.rows) words += fmt::format(" → {} {} ({})", row.to.value, row.to_level.value, basis(row));
      words += ": " + fall_to_text(chain);
      if (track.levels > 0) words += ", " + in_levels(track.levels);
      out.push_back(std::move(words));
    }
    return join(out, "; ") + ".";
  }

  // "isa-jpn-kor, verified, for domain military, may change on 2027-11-23".
  static std::string basis(const RowStep& row) {
    return row.instrument.empty() ? "no instrument, " + note(row) : row.instrument + ", " + note(row);
  }
  static std::string note(const RowStep& row) {
    std::string out(world::to_string(row.evidence));
    if (!row.stated.empty()) out += ", for " + join(row.stated, ", ");
    if (row.until != kEndOfTime) out += ", may change on " + to_short_string(row.until);
    return out;
  }

  static std::string_view sign(Fall fall) { return fall == Fall::home_beside ? "≠" : "▼"; }

  void draw_track(SvgWriter& svg, const Track& track, double top) const {
    const auto& chain = *track.chain;
    const double wide = width_ - 2 * kMargin;
    svg.line({kMargin, top}, {width_ - kMargin, top}, {.stroke = "#dddddd"});
    const auto head = fmt::format("{} {} {}: {}", sign(chain.fall), track.marks.front().party.value,
                                  track.marks.front().level.value, fall_to_text(chain));
    svg.open_group(head);
    svg.text({kMargin, top + 20}, svg_fitted(head, 13, wide / kBold), {.bold = true});
    svg.close_group();
    svg.text({kMargin, top + 36}, svg_fitted(chain_basis_to_text(chain), 11, wide), {.size = 11, .fill = kPictureGrey});
    const double boxes = top + kHead;
    for (std::size_t row = 0; row < chain.rows.size(); ++row) arrow(svg, track, row, boxes);
    if (track.compared) compared(svg, track, boxes);
    for (std::size_t each = 0; each < track.marks.size(); ++each) box(svg, track, each, boxes);
    end(svg, track, boxes);
  }

  static void arrow(SvgWriter& svg, const Track& track, std::size_t row, double boxes) {
    const auto& step = track.chain->rows[row];
    const SvgPoint from{x(row) + kBoxWidth, boxes + track.down[row] + kBoxHeight / 2};
    const SvgPoint to{x(row + 1), boxes + track.down[row + 1] + kBoxHeight / 2};
    const SvgPoint bend{to.x - kBend, from.y};
    const bool weak = step.evidence < world::Evidence::partial;
    const SvgPaint paint{.stroke = weak ? kWeak : kPictureInk, .stroke_width = weak ? 1.0 : 1.6};
    svg.open_group(fmt::format("{} {} to {} {}: {}", step.from.value, step.from_level.value, step.to.value, step.to_level.value,
                               basis(step)));
    svg.line(from, bend, paint).line(bend, to, paint);
    svg.line({to.x - 8, to.y - 4}, to, {.stroke = paint.stroke, .stroke_width = 1.6});
    svg.line({to.x - 8, to.y + 4}, to, {.stroke = paint.stroke, .stroke_width = 1.6});
    const double room = kArrow - kBend - 10;
    const auto instrument = step.instrument.empty() ? std::string("no instrument") : step.instrument;
    svg.text({from.x + 8, from.y - 5}, svg_fitted(instrument, 11, room), {.size = 11});
    draw_lines(svg, {from.x + 8, from.y + 13}, svg_lines(note(step), 10, room, 3), {.size = 10, .fill = kPictureGrey});
    svg.close_group();
  }

  [[nodiscard]] bool is_free(const Mark& mark) const {
    const auto* is = level(mark);
    return is != nullptr && is->free;
  }

  void box(SvgWriter& svg, const Track& track, std::size_t each, double boxes) const {
    const bool last = each + 1 == track.marks.size();
    const bool beside = track.chain->fall == Fall::home_beside;
    SvgPaint paint{.fill = "#ffffff", .stroke = kPictureInk};
    if (last && beside) paint = {.fill = "#ffffff", .stroke = kFallen, .stroke_width = 2, .dash = kBesideDash};
    if (last && !beside) paint = {.fill = kFallenGround, .stroke = kFallen, .stroke_width = 2};
    write(svg, track.marks[each], {x(each), boxes + track.down[each], kBoxWidth, kBoxHeight}, paint);
  }

  void write(SvgWriter& svg, const Mark& mark, const SvgBox& area, const SvgPaint& paint) const {
    const auto* party = report_.world->party(mark.party);
    svg.open_group(fmt::format("{}{}: {}", mark.party.value, party == nullptr ? "" : " (" + party->name + ")", mark.level.value));
    svg.rect(area, paint);
    svg.text({area.x + 8, area.y + 17}, svg_fitted(mark.party.value, 13, (kBoxWidth - 16 - kOfWhat) / kLetters), {.bold = true});
    svg.text({area.x + 8, area.y + 34}, svg_fitted(mark.level.value, 12, (kBoxWidth - 16) / kCapitals), {.size = 12});
    svg.close_group();
  }

  // A dotted way over the chain to what the last level is compared with, above it or beside it.
  void compared(SvgWriter& svg, const Track& track, double boxes) const {
    const bool beside = track.chain->fall == Fall::home_beside;
    const double left = x(track.marks.size() - 1) + (beside ? kBoxWidth + kBeside : 0);
    const double top = boxes + track.compared_down;
    const double over = boxes - kOver;
    const SvgPaint dotted{.stroke = kPictureGrey, .stroke_width = 1.4, .dash = kComparedDash};
    const double from = x(0) + kBoxWidth / 2;
    const double to = left + kBoxWidth / 2;
    svg.line({from, boxes + track.down.front()}, {from, over}, dotted)
        .line({from, over}, {to, over}, dotted)
        .line({to, over}, {to, top}, dotted);
    write(svg, *track.compared, {left, top, kBoxWidth, kBoxHeight},
          {.fill = "#ffffff", .stroke = kPictureGrey, .stroke_width = 1.4, .dash = kComparedDash});
    const auto words = track.chain->direct ? "own row" : "as it left";
    svg.text({left + kBoxWidth - 8, top + 17}, words, {.size = 10, .anchor = SvgAnchor::end, .fill = kPictureGrey});
  }

  // What the end is, in words.
  void end(SvgWriter& svg, const Track& track, double boxes) const {
    const auto& mark = track.marks.back();
    const double left = x(track.marks.size() - 1);
    const double top = boxes + track.down.back();
    const SvgFont words{.size = 11, .anchor = SvgAnchor::middle, .bold = true, .fill = kFallen};
    const double middle = left + kBoxWidth / 2;
    if (track.chain->fall == Fall::home_beside) {
      svg.text({left + kBoxWidth + kBeside / 2, top + 28}, "≠",
               {.size = 22, .anchor = SvgAnchor::middle, .bold = true, .fill = kFallen});
      svg.text({left + kBoxWidth + kBeside / 2, top + kBoxHeight + 16}, "cannot be compared: neither is above the other", words);
      return;
    }
    if (track.levels > 0) svg.text({middle, top - 7}, "▼ " + in_levels(track.levels), words);
    if (!is_free(mark)) return;
    for (double at = left; at < left + kBoxWidth; at += 6)
      svg.line({at, top + kBoxHeight + 8}, {at + 4, top + kBoxHeight + 4}, {.stroke = kFallen});
    svg.text({middle, top + kBoxHeight + 22}, "▼ needs no protection", words);
  }

  static void legend(SvgWriter& svg) {
    const double middle = 85;
    svg.rect({kMargin, 76, 28, 18}, {.stroke = kPictureInk});
    svg.text({kMargin + 36, 90}, "a level as which a party holds it", {.size = 12});
    svg.line({290, middle}, {318, middle}, {.stroke = kPictureInk, .stroke_width = 1.6});
    svg.text({326, 90}, "a row of equivalence; thin: rests on a fact that is not verified, nor in part", {.size = 12});
    svg.rect({kMargin, 100, 28, 18}, {.fill = kFallenGround, .stroke = kFallen, .stroke_width = 2});
    svg.text({kMargin + 36, 114}, "▼ the end, lower", {.size = 12});
    svg.rect({210, 100, 28, 18}, {.stroke = kFallen, .stroke_width = 2, .dash = kBesideDash});
    svg.text({246, 114}, "≠ the end, which cannot be compared", {.size = 12});
    svg.rect({540, 100, 28, 18}, {.stroke = kPictureGrey, .stroke_width = 1.4, .dash = kComparedDash});
    svg.text({576, 114}, "what it is compared with: as it left its owner, or by the owner's own row", {.size = 12});
    svg.text({kMargin, 138},
             "How far down a box stands: by the levels of its party, where these can be compared; else beside the one that its "
             "row makes it.",
             {.size = 11, .fill = kPictureGrey});
    svg.text({kMargin, 153},
             "No decision composes rows: a chain is what comes of it where each recipient marks what it holds as its own and "
             "gives it on.",
             {.size = 11, .fill = kPictureGrey});
  }

  const DowngradeReport& report_;
  std::vector<Track> tracks_;
  double width_ = kNarrowest;
  double height_ = kTop;
};

}  // namespace

std::string downgrade_to_svg(const DowngradeReport& report) { return Tracks(report).draw(); }

}  // namespace entente::format
