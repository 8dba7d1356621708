#include "format/readiness_picture.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "analysis/condition_words.h"
#include "base/text.h"
#include "format/picture_parts.h"
#include "world/claim_outcomes.h"

namespace entente::format {
namespace {

using analysis::Standing;
using analysis::Together;

constexpr double kWidth = 1200;
constexpr double kMargin = 20;
constexpr double kLeft = 330;   // of the time axis
constexpr double kRight = 960;  // and its end; behind it how it stands
constexpr double kTop = 148;
constexpr double kRow = 46;
constexpr double kArea = 26;
constexpr double kBar = 24;
constexpr double kSmall = 9.5;
constexpr std::array kOrder{Standing::met, Standing::unmet, Standing::unknown};

Filling filling_of(Standing standing) {
  switch (standing) {
    case Standing::met:
      return Filling::dark;
    case Standing::unmet:
      return Filling::standing;
    case Standing::unknown:
      return Filling::blank;
  }
  return Filling::blank;
}

// The weakest fact that says so.
std::optional<world::Evidence> evidence_of(const Together& together) {
  std::optional<world::Evidence> out;
  for (const auto& judged : together.judged) {
    for (const auto& ground : judged.grounds) {
      if (ground.says == together.standing) out = std::min(out.value_or(ground.evidence), ground.evidence);
    }
  }
  return out;
}

std::string causes(const Together& together) {
  std::vector<std::string> out;
  for (const auto& judged : together.judged) {
    for (const auto& ground : judged.grounds) out.push_back(in_words(ground));
  }
  if (!out.empty()) return join(out, "; ");
  return together.standing == Standing::met ? "nothing is asked: it is the party itself" : "nothing is recorded";
}

// How a requirement stood for a time; where it does not begin here, it was so before the picture begins.
struct Stretch {
  Instant from;
  Instant until;
  const Together* is = nullptr;
  bool begins_here = false;
};

class ReadinessChart {
 public:
  explicit ReadinessChart(const ReadinessPicture& picture)
      : report_(picture.report), before_(picture.before), axis_(picture.between.from, picture.between.until, kLeft, kRight) {
    const auto& rows = report_.readiness.requirements;
    areas_ = analysis::areas(report_.readiness);
    bottom_ = kTop + kArea * static_cast<double>(areas_.size()) + kRow * static_cast<double>(rows.size());
  }

  std::string draw() {
    const double height = bottom_ + 92;
    if (height > kSvgSide) return {};
    const auto& is = report_.readiness;
    const auto title = fmt::format("How {} meets {}, from {} until {}", is.party.value, is.profile->id,
                                   to_short_string(axis_.from()), to_short_string(axis_.to()));
    SvgWriter svg({.width = static_cast<int>(kWidth), .height = static_cast<int>(height)}, title, told());
    svg.text({kMargin, 34}, title, {.size = 20, .bold = true});
    svg.text({kMargin, 58},
             svg_fitted(fmt::format("{}: {} met, {} unmet, {} unknown as of {}", is.profile->title, is.met, is.unmet, is.unknown,
                                    to_short_string(report_.as_of)),
                        13, kWidth - 2 * kMargin),
             {.fill = kPictureGrey});
    legend(svg);
    axis_.draw(svg, kTop - 14, bottom_);
    svg.text({kRight + 14, kTop - 2}, "as of " + to_short_string(report_.as_of), {.size = 11, .bold = true});
    double y = kTop;
    for (const auto area : areas_) {
      svg.text({kMargin, y + 17}, area, {.size = 12, .bold = true, .halo = true, .fill = kPictureGrey});
      y += kArea;
      for (std::size_t row = 0; row < is.requirements.size(); ++row) {
        if (is.requirements[row].requirement->area != area) continue;
        draw_row(svg, row, y);
        y += kRow;
      }
    }
    as_of(svg);
    small_print(svg);
    return svg.finish();
  }

 private:
  [[nodiscard]] std::vector<Stretch> stretches(std::size_t row) const {
    std::vector<Stretch> out{{axis_.from(), axis_.to(), &before_.requirements[row].together, false}};
    for (const auto& each : report_.timeline->changes) {
      if (each.requirement != report_.readiness.requirements[row].requirement) continue;
      out.back().until = each.at;
      out.push_back({each.at, axis_.to(), &each.after, true});
    }
    if (out.front().from == out.front().until) out.erase(out.begin());
    return out;
  }

  [[nodiscard]] std::string told() const {
    std::vector<std::string> out;
    for (std::size_t row = 0; row < before_.requirements.size(); ++row) {
      std::vector<std::string> states;
      for (const auto& each : stretches(row)) {
        const auto since = each.begins_here ? " from " + to_short_string(each.from) : std::string();
        states.push_back(fmt::format("{}{}", to_string(each.is->standing), since));
      }
      out.push_back(fmt::format("{}: {}", before_.requirements[row].requirement->id, join(states, ", ")));
    }
    return join(out, "; ") + ".";
  }

  static void legend(SvgWriter& svg) {
    constexpr std::array<std::string_view, 3> kMeanings{"met", "unmet: something recorded, not enough",
                                                        "unknown: nothing is recorded that tells"};
    double x = kMargin;
    for (std::size_t each = 0; each < kOrder.size(); ++each) {
      const SvgBox box{x, 76, 28, 18};
      fill_box(svg, box, filling_of(kOrder[each]));
      svg.rect(box, {.stroke = kPictureInk});
      const auto text = fmt::format("{} {}", sign(kOrder[each]), kMeanings[each]);
      svg.text({x + 36, 90}, text, {.size = 12});
      x += 56 + svg_text_width(text, 12);
    }
    svg.text({x, 90}, "» a source spoke of it", {.size = 12});
  }

  void draw_row(SvgWriter& svg, std::size_t row, double y) const {
    const auto& is = report_.readiness.requirements[row];
    const auto& requirement = *is.requirement;
    svg.line({kMargin, y}, {kWidth - kMargin, y}, {.stroke = "#dddddd"});
    svg.open_group(requirement.text);
    svg.text({kMargin, y + 14}, svg_fitted(requirement.id, 12, kLeft - kMargin - 8), {.size = 12, .bold = true});
    draw_lines(svg, {kMargin, y + 27}, svg_lines(requirement.text, kSmall, (kLeft - kMargin - 8) * 1.1, 2),
               {.size = kSmall, .fill = kPictureGrey});
    svg.close_group();
    const auto parts = stretches(row);
    for (std::size_t each = 0; each < parts.size(); ++each) stretch(svg, requirement.id, parts[each], y + 6);
    svg.rect({axis_.x(axis_.from()), y + 6, kRight - kLeft, kBar}, {.stroke = kPictureInk});
    claims(svg, requirement, y);
    standing(svg, is, y);
  }

  // The sign and the date where there is room: both, or the sign.
  void stretch(SvgWriter& svg, const std::string& id, const Stretch& part, double y) const {
    const double x = axis_.x(part.from);
    const SvgBox box{x, y, std::max(axis_.x(part.until) - x, 0.5), kBar};
    const auto standing = part.is->standing;
    const auto evidence = evidence_of(*part.is);
    const auto since = part.begins_here ? to_short_string(part.from) : "before " + to_short_string(part.from);
    svg.open_group(fmt::format("{}: {} since {}{}: {}", id, to_string(standing), since,
                               evidence ? fmt::format(", {}", world::to_string(*evidence)) : "", causes(*part.is)));
    fill_box(svg, box, filling_of(standing));
    if (part.begins_here) svg.line({x, y - 3}, {x, y + kBar + 3}, {.stroke = kPictureInk, .stroke_width = 1.5});
    const auto whole =
        part.begins_here ? fmt::format("{} {}", sign(standing), to_short_string(part.from)) : std::string(sign(standing));
    const auto text = svg_text_width(whole, 11) * 1.1 + 10 <= box.width ? whole : std::string(sign(standing));
    if (svg_text_width(text, 11) + 4 <= box.width) {
      if (standing == Standing::unmet)
        svg.rect({x + 2, y + 4, svg_text_width(text, 11) * 1.1 + 6, kBar - 8}, {.fill = "#ffffff"});
      svg.text({x + 5, y + 16}, text, {.size = 11, .bold = true, .fill = ink_on(filling_of(standing))});
    }
    svg.close_group();
  }

  void claims(SvgWriter& svg, const world::Requirement& requirement, double y) const {
    std::optional<Instant> drawn;
    for (const auto& each : report_.timeline->claims) {
      if (each.requirement != &requirement || drawn == each.said) continue;
      drawn = each.said;
      std::vector<std::string> said;
      for (const auto& other : report_.timeline->claims) {
        if (other.requirement == each.requirement && other.said == each.said)
          said.push_back(fmt::format("{} {}", other.claim->id, described(*other.claim)));
      }
      svg.open_group(fmt::format("{}, {} then: {}", to_short_string(each.said), to_string(each.then), join(said, " ")));
      svg.text({axis_.x(each.said), y + kRow - 4}, "»", {.size = 14, .anchor = SvgAnchor::middle, .bold = true});
      svg.close_group();
    }
  }

  void standing(SvgWriter& svg, const analysis::RequirementStanding& is, double y) const {
    const double x = kRight + 14;
    const auto standing = is.together.standing;
    const auto line = fmt::format("{} {}{}", sign(standing), to_string(standing), since_in_words(is));
    svg.text({x, y + 16}, line, {.size = 12, .bold = standing == Standing::met});
    const auto evidence = evidence_of(is.together);
    svg.open_group(causes(is.together));
    if (evidence && standing != Standing::unknown)
      svg.text({x, y + 31}, fmt::format("evidence: {}", world::to_string(*evidence)), {.size = 11, .fill = kPictureGrey});
    svg.close_group();
  }

  void as_of(SvgWriter& svg) const {
    if (report_.as_of < axis_.from() || report_.as_of >= axis_.to()) return;
    const double x = axis_.x(report_.as_of);
    svg.line({x, kTop - 14}, {x, bottom_}, {.stroke = "#b35900", .stroke_width = 1.5, .dash = "6 3"});
  }

  void small_print(SvgWriter& svg) const {
    const auto& provenance = report_.readiness.profile->provenance;
    const std::array lines{
        svg_fitted(fmt::format("Profile: {} ({}): what sources name, not a rule of the group.", provenance.source, to_string(provenance.evidence)),
                   11, kWidth - 2 * kMargin),
        fmt::format("A bar's facts: under the pointer. Broken line: {}.", to_short_string(report_.as_of)),
        fmt::format("Facts: evidence {} or better{}, revision {}. A date on a bar: the day from which on it is so.",
                    to_string(report_.require),
                    report_.known_as_of ? ", as known on " + to_short_string(*report_.known_as_of) : "",
                    report_.revision.substr(0, 19))};
    draw_lines(svg, {kMargin, bottom_ + 34}, {lines.begin(), lines.end()}, {.size = 11, .fill = kPictureGrey});
  }

  const ReadinessReport& report_;
  const analysis::Readiness& before_;
  TimeAxis axis_;
  std::vector<std::string_view> areas_;
  double bottom_ = 0;
};

}  // namespace

std::string readiness_picture(const ReadinessPicture& picture) { return ReadinessChart(picture).draw(); }

}  // namespace entente::format
