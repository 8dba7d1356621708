#include "format/partnership_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "analysis/condition_words.h"
#include "base/text.h"
#include "format/svg.h"

namespace entente::format {
namespace {

constexpr double kWidth = 1200;
constexpr double kBetweenSheets = 40;
constexpr double kTop = 84;
constexpr std::string_view kInk = "#1a1a1a";
constexpr std::string_view kGrey = "#767676";

// How an agreement of a kind is drawn.
struct LineStyle {
  world::Kind kind;
  std::string_view letter;
  std::string_view words;
  std::string_view colour;
  std::string_view dash;
  double width;
};

constexpr std::array<LineStyle, 10> kLines{{
    {world::Kind::alliance, "A", "alliance", "#1a1a1a", "", 3},
    {world::Kind::information_security, "I", "information security", "#0b4f8a", "", 1.4},
    {world::Kind::cross_servicing, "S", "supplies and services", "#1b6e3c", "7 3", 1.4},
    {world::Kind::reciprocal_access, "V", "visits of forces", "#8a2b0b", "2 3", 1.8},
    {world::Kind::equipment_transfer, "E", "equipment and technology", "#6a3d9a", "10 3 2 3", 1.4},
    {world::Kind::security_assistance, "G", "grants of equipment", "#7a5c00", "1 5", 1.8},
    {world::Kind::consultation, "C", "consultation (2+2)", "#555555", "4 6", 1.2},
    {world::Kind::programme, "P", "joint programme", "#a3195b", "14 3", 1.8},
    {world::Kind::export_exemption, "X", "export exemption", "#006a6a", "8 2 1 2 1 2", 1.4},
    {world::Kind::national_law, "L", "national law", "#999999", "1 2", 1},
}};

const LineStyle& style_of(std::string_view kind) {
  const auto* found =
      std::find_if(kLines.begin(), kLines.end(), [&](const LineStyle& each) { return to_string(each.kind) == kind; });
  return found == kLines.end() ? kLines.back() : *found;
}

std::string name_of(const world::World& world, const PartyId& id) {
  const auto* party = world.party(id);
  return party == nullptr || party->name.empty() ? id.value : party->name;
}

// One date: a disc of rings in a part of the picture.
class Sheet {
 public:
  struct Frame {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
  };

  Sheet(SvgWriter& svg, const PartnershipMap& map, const MapSheet& sheet, const Frame& frame)
      : svg_(svg), map_(map), sheet_(sheet), stages_(stages_in_order(map.model)) {
    top_ = frame.top;
    centre_ = {frame.left + frame.width / 2, frame.top + frame.height / 2 + 14};
    radius_ = std::min(frame.width, frame.height - 28) / 2 - 34;
    node_ = frame.width > kWidth / 2 ? 18 : 14;
    place();
  }

  // Whether two partners would cover each other.
  [[nodiscard]] bool crowded() const {
    for (const auto& one : spots_) {
      const auto touches = [&](const Spot& other) {
        return &one != &other && std::hypot(one.at.x - other.at.x, one.at.y - other.at.y) < 2 * node_ + 2;
      };
      if (std::any_of(spots_.begin(), spots_.end(), touches)) return true;
    }
    return false;
  }

  void draw() {
    svg_.open_group(fmt::format("{} on {}", map_.party.value, to_short_string(sheet_.at)));
    if (map_.sheets.size() > 1)
      svg_.text({centre_.x, top_ + 4}, fmt::format("as of {}", to_short_string(sheet_.at)),
                {.size = 16, .anchor = SvgAnchor::middle, .bold = true});
    for (std::size_t reached = 1; reached <= stages_.size(); ++reached)
      svg_.circle(centre_, ring(reached), {.stroke = "#c8c8c8", .dash = "3 4"});
    for (const auto& each : spots_) lines(each);
    for (std::size_t reached = 1; reached <= stages_.size(); ++reached) ring_label(reached);
    for (const auto& each : spots_) node(each);
    for (const auto& each : spots_) letters(each);
    centre();
    svg_.close_group();
  }

 private:
  struct Spot {
    const MapPartner* partner = nullptr;
    double angle = 0;  // from the top, clockwise
    SvgPoint at;
  };

  struct Turn {
    double key = 0;  // how far round on its own ring
    const MapPartner* partner = nullptr;
  };

  // The furthest stage is the innermost ring.
  [[nodiscard]] double ring(std::size_t reached) const {
    const auto count = static_cast<double>(stages_.size());
    const auto outward = count - static_cast<double>(reached);
    const double inner = radius_ * 0.34;
    return count <= 1 ? radius_ : inner + (radius_ - inner) * outward / (count - 1);
  }
  [[nodiscard]] std::size_t count_at(std::size_t reached) const {
    return static_cast<std::size_t>(std::count_if(sheet_.partners.begin(), sheet_.partners.end(),
                                                  [&](const MapPartner& each) { return each.partnership.reached == reached; }));
  }
  [[nodiscard]] SvgPoint at(double angle, double radius) const {
    return {centre_.x + radius * std::sin(angle), centre_.y - radius * std::cos(angle)};
  }

  // Those of the fullest ring, the others in their gaps, each in an angle of its own that is as wide as it looks from the centre: so no
  // line runs through a partner. Whom no line leads to, and behind whom none goes, are spread over their ring. The top is left free for
  // the names of the rings.
  void place() {
    std::size_t fullest = 1;
    for (std::size_t reached = 1; reached <= stages_.size(); ++reached) {
      if (count_at(reached) > count_at(fullest)) fullest = reached;
    }
    std::vector<Turn> full;
    std::vector<Turn> others;
    std::vector<Turn> free;
    std::vector<std::size_t> seen(stages_.size() + 1);
    for (const auto& each : sheet_.partners) {
      const auto reached = each.partnership.reached;
      if (reached == 0) continue;
      auto& turns = is_free(reached) ? free : reached == fullest ? full : others;
      turns.push_back({(static_cast<double>(seen[reached]++) + 0.5) / static_cast<double>(count_at(reached)), &each});
    }
    for (const auto& each : free) spots_.push_back(spot_at(*each.partner, each.key * turn()));
    std::stable_sort(others.begin(), others.end(), [](const Turn& a, const Turn& b) { return a.key < b.key; });
    std::vector<const MapPartner*> round;
    for (std::size_t i = 0, next = 0; i <= full.size(); ++i) {
      for (; next < others.size() && (2 * next + 1) * (full.size() + 1) < 2 * others.size() * (i + 1); ++next) round.push_back(others[next].partner);
      if (i < full.size()) round.push_back(full[i].partner);
    }
    double wide = 0;
    for (const auto* each : round) wide += width_of(*each);
    if (wide > kTight * turn()) return place_evenly(full, others);
    double passed = 0;
    for (const auto* each : round) {
      spots_.push_back(spot_at(*each, (passed + width_of(*each) / 2) * turn() / wide));
      passed += width_of(*each);
    }
  }

  // Where there is no room for what is wide: the fullest ring evenly, as many in each of its gaps.
  void place_evenly(const std::vector<Turn>& full, const std::vector<Turn>& others) {
    const auto gaps = full.size() + 1;
    const auto in_gap = (others.size() + gaps - 1) / gaps;
    const auto step = turn() / static_cast<double>(full.size() * (in_gap + 1) + in_gap + 1);
    for (std::size_t i = 0; i < full.size(); ++i) spots_.push_back(spot_at(*full[i].partner, step * static_cast<double>((i + 1) * (in_gap + 1))));
    for (std::size_t i = 0; i < others.size(); ++i) {
      const auto slot = (2 * i + 1) * gaps * in_gap / (2 * others.size());
      spots_.push_back(spot_at(*others[i].partner, step * static_cast<double>(slot / in_gap * (in_gap + 1) + slot % in_gap + 1)));
    }
  }

  // Nobody on that ring or further out has a line.
  [[nodiscard]] bool is_free(std::size_t reached) const {
    return std::none_of(sheet_.partners.begin(), sheet_.partners.end(), [&](const MapPartner& each) {
      return each.partnership.reached != 0 && each.partnership.reached <= reached && !each.bonds.empty();
    });
  }
  [[nodiscard]] double width_of(const MapPartner& partner) const {
    return 2 * std::asin(std::min(1.0, (node_ + 4) / ring(partner.partnership.reached)));
  }

  static constexpr double kFree = 0.36;  // radians on either side of the top
  static constexpr double kTight = 1.18;
  static double turn() { return 2 * std::numbers::pi - 2 * kFree; }
  [[nodiscard]] Spot spot_at(const MapPartner& partner, double turned) const {
    return {&partner, kFree + turned, at(kFree + turned, ring(partner.partnership.reached))};
  }

  void lines(const Spot& spot) {
    const auto& bonds = spot.partner->bonds;
    constexpr double kApart = 3.2;
    for (std::size_t i = 0; i < bonds.size(); ++i) {
      const auto& style = style_of(bonds[i].kind);
      const double aside = kApart * (static_cast<double>(i) - static_cast<double>(bonds.size() - 1) / 2);
      const SvgPoint shift{aside * std::cos(spot.angle), aside * std::sin(spot.angle)};
      svg_.line({centre_.x + shift.x, centre_.y + shift.y}, {spot.at.x + shift.x, spot.at.y + shift.y},
                {.stroke = style.colour, .stroke_width = style.width, .dash = style.dash});
    }
  }

  void ring_label(std::size_t reached) {
    const auto& title = stages_[reached - 1]->title;
    const double size = node_ > 15 ? 13 : 11;
    svg_.text({centre_.x, centre_.y - ring(reached) + 4}, fmt::format("{} {} ({})", reached, title, count_at(reached)),
              {.size = size, .anchor = SvgAnchor::middle, .bold = true, .halo = true});
  }

  void node(const Spot& spot) {
    const auto& partnership = spot.partner->partnership;
    auto told = fmt::format("{}: {}, stage {}", partnership.partner.value, name_of(map_.world, partnership.partner),
                            partnership.current()->stage->title);
    if (partnership.since) told += " since " + to_short_string(*partnership.since);
    for (const auto& bond : spot.partner->bonds) told += "; " + analysis::in_words(bond);
    svg_.open_group(told);
    svg_.circle(spot.at, node_, {.fill = "#ffffff", .stroke = kInk, .stroke_width = 1.5});
    const double size = letter_size();
    const double code_size = partnership.partner.value.size() > 3 ? size - 2 : size;
    svg_.text({spot.at.x, spot.at.y + size * 0.36}, partnership.partner.value,
              {.size = code_size, .anchor = SvgAnchor::middle, .bold = true});
    svg_.close_group();
  }

  [[nodiscard]] double letter_size() const { return node_ > 15 ? 12 : 10; }

  // Behind it, seen from the centre, where no neighbour on its ring is, and above everything.
  void letters(const Spot& spot) {
    std::string letters;
    for (const auto& bond : spot.partner->bonds) letters += style_of(bond.kind).letter;
    if (letters.empty()) return;
    const double size = letter_size();
    const double half = svg_text_width(letters, size) / 2;
    const double behind = node_ + 3 + std::abs(std::sin(spot.angle)) * half + std::abs(std::cos(spot.angle)) * size / 2;
    const auto middle = at(spot.angle, ring(spot.partner->partnership.reached) + behind);
    svg_.text({middle.x, middle.y + size * 0.36}, letters, {.size = size, .anchor = SvgAnchor::middle, .halo = true});
  }

  void centre() {
    svg_.circle(centre_, node_ * 1.6, {.fill = kInk});
    svg_.text({centre_.x, centre_.y + 5}, map_.party.value,
              {.size = node_ > 15 ? 16.0 : 13.0, .anchor = SvgAnchor::middle, .bold = true, .fill = "#ffffff"});
  }

  SvgWriter& svg_;
  const PartnershipMap& map_;
  const MapSheet& sheet_;
  std::vector<const world::Stage*> stages_;
  std::vector<Spot> spots_;
  double top_ = 0;
  SvgPoint centre_;
  double radius_ = 0;
  double node_ = 0;
};

void legend(SvgWriter& svg, const PartnershipMap& map, double top) {
  constexpr double kColumn = 285;
  constexpr std::size_t kColumns = 4;
  std::vector<const LineStyle*> used;
  for (const auto& style : kLines) {
    const auto drawn = [&](const MapPartner& partner) {
      return partner.partnership.reached > 0 && std::any_of(partner.bonds.begin(), partner.bonds.end(),
                                                            [&](const auto& bond) { return bond.kind == to_string(style.kind); });
    };
    const bool is_used = std::any_of(map.sheets.begin(), map.sheets.end(), [&](const MapSheet& sheet) {
      return std::any_of(sheet.partners.begin(), sheet.partners.end(), drawn);
    });
    if (is_used) used.push_back(&style);
  }
  svg.open_group("legend");
  for (std::size_t i = 0; i < used.size(); ++i) {
    const double x = 30 + kColumn * static_cast<double>(i % kColumns);
    const double y = top + 22 * static_cast<double>(i / kColumns);
    svg.line({x, y - 4}, {x + 44, y - 4}, {.stroke = used[i]->colour, .stroke_width = used[i]->width, .dash = used[i]->dash});
    svg.text({x + 54, y}, fmt::format("{} = {}", used[i]->letter, used[i]->words), {.size = 12});
  }
  svg.close_group();
}

// Several lines of small text.
void small_print(SvgWriter& svg, const PartnershipMap& map, double top) {
  const auto& provenance = map.model.provenance;
  const std::array lines{
      std::string("Drawn is what this world records: an agreement or a meeting that it does not have counts for nothing, so earlier years are emptier than they were."),
      std::string(
          "Rings: stages, the furthest innermost; lines and letters: agreements in force. A stage counts once all before it are "
          "reached."),
      fmt::format("Model: {}. Source: {} ({}): a reading, not a rule of anybody.", map.model.title, provenance.source,
                  to_string(provenance.evidence)),
      fmt::format("Facts: the recorded world `{}`, evidence {} or better{}, revision {}. No government endorses this picture.", map.world.name, map.evidence,
                  map.known_as_of ? ", known by " + to_short_string(*map.known_as_of) : std::string(), map.revision.substr(0, std::string_view("sha256:").size() + 12))};
  double y = top;
  for (const auto& line : lines) {
    svg.text({30, y}, svg_fitted(line, 11, (kWidth - 60) * 1.12), {.size = 11, .fill = "#4a4a4a"});
    y += 17;
  }
}

bool crowded_beside(const PartnershipMap& map) {
  SvgWriter nowhere({}, "", "");
  const Sheet::Frame frame{0, kTop, kWidth / static_cast<double>(map.sheets.size()), 600};
  return std::any_of(map.sheets.begin(), map.sheets.end(),
                     [&](const MapSheet& sheet) { return Sheet(nowhere, map, sheet, frame).crowded(); });
}

std::string told(const PartnershipMap& map) {
  std::string out;
  const auto stages = stages_in_order(map.model);
  for (const auto& sheet : map.sheets) {
    out += fmt::format("{}As of {}: ", out.empty() ? "" : " ", to_short_string(sheet.at));
    std::vector<std::string> parts;
    for (std::size_t reached = stages.size(); reached > 0; --reached) {
      std::vector<std::string> names;
      for (const auto& each : sheet.partners) {
        if (each.partnership.reached == reached) names.push_back(each.partnership.partner.value);
      }
      if (!names.empty()) parts.push_back(fmt::format("{}: {}", stages[reached - 1]->title, join(names, ", ")));
    }
    out += (parts.empty() ? std::string("nobody") : join(parts, "; ")) + ".";
  }
  return out;
}

}  // namespace

std::string partnership_map(const PartnershipMap& map) {
  const bool below = map.sheets.size() > 1 && crowded_beside(map);  // each other
  const double width = below ? kWidth : kWidth / static_cast<double>(map.sheets.size());
  const double height = map.sheets.size() > 1 && !below ? 600 : 1000;
  const double sheets_height =
      below ? (height + kBetweenSheets) * static_cast<double>(map.sheets.size()) - kBetweenSheets : height;
  const double legend_top = kTop + sheets_height + 34;
  const double print_top = legend_top + 66;
  std::vector<std::string> dates;
  for (const auto& sheet : map.sheets) dates.push_back(to_short_string(sheet.at));
  const auto title =
      fmt::format("{} ({}) and its partners, {}", name_of(map.world, map.party), map.party.value, join(dates, " beside "));
  SvgWriter svg({static_cast<int>(kWidth), static_cast<int>(print_top + 60)}, title, told(map));
  svg.text({kWidth / 2, 36}, title, {.size = 22, .anchor = SvgAnchor::middle, .bold = true});
  svg.text({kWidth / 2, 58}, map.model.title, {.size = 13, .anchor = SvgAnchor::middle, .fill = "#4a4a4a"});
  Sheet::Frame frame{0, kTop, width, height};
  for (const auto& sheet : map.sheets) {
    Sheet(svg, map, sheet, frame).draw();
    (below ? frame.top : frame.left) += below ? height + kBetweenSheets : width;
  }
  svg.line({30, legend_top - 22}, {kWidth - 30, legend_top - 22}, {.stroke = kGrey, .stroke_width = 0.5});
  legend(svg, map, legend_top);
  small_print(svg, map, print_top);
  return svg.finish();
}

}  // namespace entente::format
