#include "format/capabilities_picture.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "format/svg.h"

namespace entente::format {
namespace {

using analysis::Carriage;
using analysis::Deed;
using world::InteroperabilityState;

constexpr double kWidth = 1200;
constexpr double kMargin = 20;
constexpr double kNames = 300;   // of the column of capabilities
constexpr double kColumn = 46;   // the least of a partner
constexpr double kWide = 120;    // and the most
constexpr double kRow = 26;      // without partners
constexpr double kMatched = 58;  // with three boxes below each other
constexpr double kTop = 140;
constexpr double kPairRow = 34;
constexpr double kPairNames = 530;
constexpr double kPairs = 720;    // where the standards begin
constexpr SvgPoint kBox{40, 16};  // its width and height
constexpr std::string_view kInk = "#1a1a1a";
constexpr std::string_view kGrey = "#555555";

std::string_view sign(Carriage is) {
  switch (is) {
    case Carriage::carried:
      return "✔";
    case Carriage::lacking:
      return "~";
    case Carriage::blocked:
      return "✘";
    case Carriage::unasked:
      return "?";
  }
  return "";
}

std::string names_of(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& each : parties) names.push_back(each.value);
  return join(names, ", ");
}

// At a blank, the second line cut with "…" to what fits.
std::vector<std::string> in_two_lines(const std::string& text, double size, double width) {
  if (svg_text_width(text, size) <= width) return {text};
  auto blank = std::string::npos;
  for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    if (svg_text_width(text.substr(0, at), size) <= width) blank = at;
  }
  if (blank == std::string::npos) return {svg_fitted(text, size, width)};
  return {text.substr(0, blank), svg_fitted(text.substr(blank + 1), size, width)};
}

class Grid {
 public:
  explicit Grid(const CapabilitiesReport& report) : report_(report), found_(report.found) {
    const auto columns = static_cast<double>(std::max<std::size_t>(found_.partners.size(), 1));
    standards_ = std::max<std::size_t>(found_.standards.size(), 1);
    column_ = std::clamp((kWidth - kNames - kMargin) / columns, kColumn, kWide);
    width_ = std::max(kWidth, kNames + column_ * columns + kMargin);
    grid_bottom_ = kTop;
    for (const auto& row : found_.rows) {
      tops_.push_back(grid_bottom_);
      grid_bottom_ += row.matches.empty() ? kRow : kMatched;
    }
    pairs_top_ = grid_bottom_ + 104;
    pairs_bottom_ = found_.pairs.empty() ? grid_bottom_ + 30 : pairs_top_ + kPairRow * static_cast<double>(found_.pairs.size());
    height_ = pairs_bottom_ + 74;
  }

  std::string draw() {
    if (width_ > kSvgSide || height_ > kSvgSide) return {};
    const auto title = fmt::format("Capabilities of {}, their partners, and what carries them, as of {}",
                                   report_.party ? report_.party->value : "all parties", to_short_string(report_.as_of));
    SvgWriter svg({.width = static_cast<int>(width_), .height = static_cast<int>(height_)}, title, described());
    svg.text({kMargin, 34}, title, {.size = 20, .bold = true});
    svg.text({kMargin, 58},
             "a partner stands where it has an offer or a project in the same area, or is in the programme that an offer is for",
             {.fill = kGrey});
    legend(svg);
    heads(svg);
    for (std::size_t row = 0; row < found_.rows.size(); ++row) draw_row(svg, row);
    if (!found_.pairs.empty()) pairs(svg);
    svg.text({kMargin, height_ - 20},
             fmt::format("Source: world {}, revision {}; evidence required: {}{}", report_.world.name, report_.revision.substr(0, 19), to_string(report_.require),
                         report_.known_as_of ? "; known by " + to_short_string(*report_.known_as_of) : std::string()),
             {.size = 11, .fill = kGrey});
    return svg.finish();
  }

 private:
  // In words, for those who do not see it.
  [[nodiscard]] std::string described() const {
    std::vector<std::string> out;
    for (const auto& row : found_.rows) {
      for (const auto& match : row.matches) {
        for (const auto& each : match.carrying)
          out.push_back(fmt::format("{} with {}: {} {}", row.capability->title, match.partner.value, to_string(each.deed),
                                    to_string(each.is)));
      }
      if (row.matches.empty()) out.push_back(fmt::format("{}: nobody", row.capability->title));
    }
    return out.empty() ? "Nothing is recorded." : join(out, "; ") + ".";
  }

  // Carried: dark. Lacking: grey with lines. Blocked: white in a broken line. Unasked: white in a dotted one.
  static void box(SvgWriter& svg, SvgPoint at, char letter, Carriage is) {
    const SvgBox area{at.x, at.y, kBox.x, kBox.y};
    if (is == Carriage::carried) svg.rect(area, {.fill = "#0b3f78", .stroke = "#0b3f78"});
    if (is == Carriage::lacking) {
      svg.rect(area, {.fill = "#e8eef5", .stroke = kInk});
      for (double y = at.y + 4; y < at.y + kBox.y; y += 4) svg.line({at.x, y}, {at.x + kBox.x, y}, {.stroke = "#b8c7d8"});
    }
    if (is == Carriage::blocked) svg.rect(area, {.fill = "#ffffff", .stroke = "#8a1c1c", .stroke_width = 1.5, .dash = "4 3"});
    if (is == Carriage::unasked) svg.rect(area, {.fill = "#ffffff", .stroke = kGrey, .dash = "1 3"});
    const std::string_view ink = is == Carriage::carried ? "#ffffff" : is == Carriage::blocked ? "#8a1c1c" : kInk;
    svg.text({at.x + kBox.x / 2, at.y + 12.5}, fmt::format("{} {}", letter, sign(is)),
             {.size = 12, .anchor = SvgAnchor::middle, .bold = true, .fill = ink});
  }

  static void legend(SvgWriter& svg) {
    const double at = 74;
    double x = kMargin;
    const auto entry = [&](char letter, Carriage is, std::string_view text) {
      box(svg, {x, at}, letter, is);
      svg.text({x + kBox.x + 6, at + 13}, text, {.size = 12});
      x += kBox.x + 20 + svg_text_width(text, 12);
    };
    entry('T', Carriage::carried, "carried by an instrument");
    entry('T', Carriage::lacking, "an instrument carries it, more is lacking");
    entry('T', Carriage::blocked, "no instrument carries it");
    entry('D', Carriage::unasked, "cannot be asked: no policy of who gives");
    svg.text({kMargin, at + 36},
             "P taking part in the programme or project, T transfer of equipment, D disclosure of information; of several ways "
             "the best",
             {.size = 12});
  }

  [[nodiscard]] double x_of(std::size_t column) const { return kNames + column_ * static_cast<double>(column); }

  void heads(SvgWriter& svg) const {
    for (std::size_t column = 0; column < found_.partners.size(); ++column)
      svg.text({x_of(column) + column_ / 2, kTop - 8}, svg_fitted(found_.partners[column].value, 12, column_),
               {.size = 12, .anchor = SvgAnchor::middle, .bold = true});
  }

  void draw_row(SvgWriter& svg, std::size_t index) const {
    const auto& row = found_.rows[index];
    const double y = tops_[index];
    svg.line({kMargin, y}, {width_ - kMargin, y}, {.stroke = "#dddddd"});
    const auto kind = report_.party ? std::string(to_string(row.capability->kind))
                                    : fmt::format("{} {}", row.capability->party.value, to_string(row.capability->kind));
    const double line = y + (row.matches.empty() ? 17 : 32);
    const double from = kMargin + (report_.party ? 56 : 96);
    svg.text({kMargin, line}, svg_fitted(kind, 11, from - kMargin), {.size = 11, .fill = kGrey});
    const auto& title = row.capability->title;
    // A row of boxes has room for two lines, one without for what stands in the empty cells.
    if (row.matches.empty()) {
      svg.text({from, line}, svg_fitted(title, 12, 480), {.size = 12});
      svg.text({from + svg_text_width(svg_fitted(title, 12, 480), 12) + 12, line}, "nothing of another is recorded that matches",
               {.size = 11, .fill = kGrey});
    } else {
      const auto lines = in_two_lines(title, 12, kNames - from - 6);
      for (std::size_t each = 0; each < lines.size(); ++each)
        svg.text({from, line + 16 * static_cast<double>(each) - (lines.size() > 1 ? 8 : 0)}, lines[each], {.size = 12});
    }
    for (std::size_t column = 0; column < found_.partners.size(); ++column) cell(svg, row, column, y);
  }

  void cell(SvgWriter& svg, const analysis::CapabilityRow& row, std::size_t column, double y) const {
    std::map<Deed, const analysis::Carrying*> best;
    for (const auto& match : row.matches) {
      if (match.partner != found_.partners[column]) continue;
      for (const auto& each : match.carrying) {
        auto& at = best[each.deed];
        if (at == nullptr || at->is < each.is) at = &each;
      }
    }
    for (const auto& [deed, carrying] : best) {
      svg.open_group(fmt::format("{} with {}: {} {}{}", row.capability->title, found_.partners[column].value, to_string(deed),
                                 to_string(carrying->is),
                                 !carrying->instrument.empty() ? " by " + carrying->instrument
                                 : !carrying->why.empty()      ? ": " + carrying->why
                                                               : ""));
      box(svg, {x_of(column) + (column_ - kBox.x) / 2, y + 3 + (kBox.y + 2) * static_cast<double>(deed)}, letter_of(deed),
          carrying->is);
      svg.close_group();
    }
  }

  // One column for each standard, cut to what fits.
  void pairs(SvgWriter& svg) const {
    const double room = (width_ - kPairs - kMargin) / static_cast<double>(standards_);
    svg.text({kMargin, pairs_top_ - 52}, "Platforms and systems against standards", {.size = 16, .bold = true});
    svg.text({kMargin, pairs_top_ - 32}, pairs_legend(found_, "   "), {.size = 12, .fill = kGrey});
    for (std::size_t each = 0; each < found_.standards.size(); ++each) {
      const auto lines = in_two_lines(found_.standards[each], 12, room - 8);
      for (std::size_t line = 0; line < lines.size(); ++line)
        svg.text({kPairs + room * (static_cast<double>(each) + 0.5),
                  pairs_top_ - 8 - 16 * static_cast<double>(lines.size() - 1 - line)},
                 lines[line], {.size = 12, .anchor = SvgAnchor::middle, .bold = true});
    }
    for (std::size_t index = 0; index < found_.pairs.size(); ++index) pair(svg, index, room);
  }

  void pair(SvgWriter& svg, std::size_t index, double room) const {
    const auto& pair = found_.pairs[index];
    const auto& is = *pair.record;
    const double y = pairs_top_ + kPairRow * static_cast<double>(index);
    svg.line({kMargin, y}, {width_ - kMargin, y}, {.stroke = "#dddddd"});
    svg.text({kMargin, y + 22}, svg_fitted(join(is.platforms, " × "), 12, kPairNames), {.size = 12});
    svg.text({kMargin + kPairNames + 10, y + 22}, svg_fitted(names_of(is.parties), 12, kPairs - kPairNames - kMargin - 14),
             {.size = 12, .fill = kGrey});
    const auto at = std::find(found_.standards.begin(), found_.standards.end(), is.standard) - found_.standards.begin();
    const SvgPoint centre{kPairs + room * (static_cast<double>(at) + 0.5), y + 17};
    svg.open_group(fmt::format("{}: {}, {}", join(is.platforms, " and "), is.standard, to_string(pair.state)));
    const bool tested = pair.state == InteroperabilityState::tested;
    const bool failed = pair.state == InteroperabilityState::failed;
    svg.circle(centre, 11,
               {.fill = tested ? "#0b3f78" : "#ffffff",
                .stroke = failed ? "#8a1c1c" : kInk,
                .stroke_width = 1.5,
                .dash = failed   ? "4 3"
                        : tested ? ""
                                 : "1 3"});
    svg.text({centre.x, centre.y + 5},
             tested   ? "✔"
             : failed ? "✘"
                      : "?",
             {.size = 13,
              .anchor = SvgAnchor::middle,
              .bold = true,
              .fill = tested   ? "#ffffff"
                      : failed ? "#8a1c1c"
                               : kInk});
    const double up = pair.set_aside.empty() ? 0 : 7;
    if (is.on) svg.text({centre.x + 18, centre.y + 5 - up}, is.on->text(), {.size = 11, .fill = kGrey});
    if (up > 0) svg.text({centre.x + 18, centre.y + 5 + up}, svg_fitted(pair.set_aside, 10, room / 2 - 18), {.size = 10, .fill = kGrey});
    svg.close_group();
  }

  const CapabilitiesReport& report_;
  const analysis::Capabilities& found_;
  std::size_t standards_ = 0;
  std::vector<double> tops_;  // of rows
  double column_ = 0;
  double width_ = 0;
  double height_ = 0;
  double grid_bottom_ = 0;
  double pairs_top_ = 0;
  double pairs_bottom_ = 0;
};

}  // namespace

char letter_of(Deed deed) {
  switch (deed) {
    case Deed::participate:
      return 'P';
    case Deed::transfer:
      return 'T';
    case Deed::disclose:
      return 'D';
  }
  return ' ';
}

std::string capabilities_picture(const CapabilitiesReport& report) { return Grid(report).draw(); }

std::string pairs_legend(const analysis::Capabilities& found, std::string_view between) {
  std::string out = fmt::format("✔ tested{0}✘ failed{0}? unknown: no result is recorded, or none that counts", between);
  if (found.unknown_pairs == 0) return out;
  return out + fmt::format("{}{} more {} not known then", between, found.unknown_pairs, found.unknown_pairs == 1 ? "was" : "were");
}

}  // namespace entente::format
