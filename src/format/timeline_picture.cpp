// The timelines of both matrices: a lane for each cell that changes, with what may go in it, and on each date of a change whether
// that is more or less, and why.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/picture_limits.h"
#include "base/text.h"
#include "format/act_matrix_report.h"
#include "format/matrix_report.h"
#include "format/picture_parts.h"

namespace entente::format {
namespace {

using analysis::ActCell;
using analysis::MatrixCause;
using analysis::MatrixCell;

constexpr double kWidth = 1200;
constexpr double kMargin = 20;
constexpr double kNarrowestLeft = 140;  // of the time axis, by the longest name of a lane
constexpr double kWidestLeft = 480;
constexpr double kRight = kWidth - kMargin;
constexpr double kTop = 142;
constexpr double kName = 12;
constexpr double kBarTop = 16;  // below the sign of a change
constexpr double kBar = 22;
constexpr double kInBar = 11;
constexpr double kNote = 10;
constexpr double kNoteLine = 14;
constexpr std::size_t kNoteLines = 3;
constexpr double kSignApart = 13;  // signs that are nearer would cover each other
constexpr double kWider = 1.1;     // than svg_text_width says, and bold letters more
constexpr double kBold = 1.15;

enum class Turn { more = 0, less, otherwise };

std::string_view sign(Turn turn) {
  constexpr std::array<std::string_view, 3> kSigns{"▲", "▼", "◆"};
  return kSigns[static_cast<std::size_t>(turn)];
}

std::string_view ink(Turn turn) {
  constexpr std::array<std::string_view, 3> kInks{"#0b3f78", "#8a1c1c", "#555555"};
  return kInks[static_cast<std::size_t>(turn)];
}

// What a cell has for a time.
struct State {
  std::string words;               // "極秘 (isa-jpn-kor)"
  std::vector<std::string> forms;  // the same, the longest first, for where there is less room
  bool nothing = true;             // may go
  std::vector<std::string> instruments;
};

struct Mark {
  Instant at;
  Turn turn = Turn::otherwise;
  State after;
  std::string cause;   // in a few words
  std::string causes;  // all of it
};

struct Lane {
  std::string owner;
  std::string recipient;
  State first;  // before the first change
  std::vector<Mark> marks;
};

// In the order of their first changes; those beyond the rows of a picture are counted.
struct Lanes {
  std::vector<Lane> drawn;
  std::size_t changes = 0;
  std::size_t beyond = 0;
};

// The first of them that is of an instrument which carries what may go (afterwards, or before where it is less then), else that
// speaks of the recipient, else of all.
template <class Change>
std::string cause_of(const Change& change, const std::vector<std::string>& carrying) {
  if (change.causes.empty()) return "no dated fact of the two begins or ends then";
  auto shown = std::find_if(change.causes.begin(), change.causes.end(), [&](const MatrixCause& cause) {
    return std::find(carrying.begin(), carrying.end(), cause.of) != carrying.end();
  });
  const auto of_recipient = [&](const MatrixCause& cause) { return cause.text.starts_with(change.recipient.value + " "); };
  if (shown == change.causes.end()) shown = std::find_if(change.causes.begin(), change.causes.end(), of_recipient);
  if (shown == change.causes.end()) shown = change.causes.begin();
  auto out = (change.cited ? "" : "of the two: ") + cause_to_text(*shown);
  if (change.causes.size() > 1) out += fmt::format(" and {} more", change.causes.size() - 1);
  return out;
}

template <class Change>
std::string causes_of(const Change& change) {
  std::vector<std::string> out;
  for (const auto& cause : change.causes) out.push_back(cause_to_text(cause));
  if (out.empty()) return cause_of(change, {});
  return (change.cited ? "" : "no fact that an answer cites; of the two: ") + join(out, "; ");
}

const std::string& name_of(const std::string& owner) { return owner; }
const std::string& name_of(const PartyId& owner) { return owner.value; }

template <class Change, class StateOf, class TurnOf>
Lanes lanes_of(const std::vector<Change>& changes, const StateOf& state_of, const TurnOf& turn_of) {
  Lanes out;
  out.changes = changes.size();
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;
  for (const auto& change : changes) {
    const std::string& owner = name_of(change.owner);
    const auto [found, added] = places.try_emplace({owner, change.recipient.value}, places.size());
    if (found->second >= limits::kPictureRows) continue;
    const auto before = state_of(change.owner, change.before);
    if (added) out.drawn.push_back({owner, change.recipient.value, before, {}});
    const auto turn = turn_of(change);
    auto after = state_of(change.owner, change.after);
    auto cause = cause_of(change, turn == Turn::less ? before.instruments : after.instruments);
    out.drawn[found->second].marks.push_back({change.at, turn, std::move(after), std::move(cause), causes_of(change)});
  }
  out.beyond = places.size() - out.drawn.size();
  return out;
}

struct Words {
  std::string title;
  std::string what;  // "may go"
  std::string source;
};

class Picture {
 public:
  Picture(Words words, Lanes lanes, Instant from, Instant to)
      : words_(std::move(words)), lanes_(std::move(lanes)), axis_(from, to, left_of(lanes_), kRight) {
    bottom_ = kTop;
    for (const auto& lane : lanes_.drawn) {
      std::size_t lines = 1;
      for (const auto& note : notes_of(lane)) lines = std::max(lines, note.line + 1);
      tops_.push_back(bottom_);
      bottom_ += kBarTop + kBar + 8 + kNoteLine * static_cast<double>(lines);
    }
    if (lanes_.drawn.empty()) bottom_ += 40;
  }

  std::string draw() {
    const auto title =
        fmt::format("{}, {} to {}", words_.title, to_short_string(axis_.from()), to_string(axis_.to()).substr(0, 10));
    SvgWriter svg({.width = static_cast<int>(kWidth), .height = static_cast<int>(bottom_) + 70}, title, described());
    svg.text({kMargin, 34}, title, {.size = 20, .bold = true});
    svg.text(
        {kMargin, 58},
        fmt::format("a lane for each cell of the matrix that changes, in the order of the first changes: {} cells, {} changes",
                    lanes_.drawn.size() + lanes_.beyond, lanes_.changes),
        {.fill = kPictureGrey});
    legend(svg);
    axis_.draw(svg, kTop - 14, bottom_);
    if (lanes_.drawn.empty()) svg.text({kMargin, kTop + 24}, "no cell changes", {.halo = true});
    for (std::size_t lane = 0; lane < lanes_.drawn.size(); ++lane) draw_lane(svg, lanes_.drawn[lane], tops_[lane]);
    if (lanes_.beyond != 0) {
      svg.text({kMargin, bottom_ + 26},
               fmt::format("further cells that change, for which a picture has no rows: {}; narrow it with --owner or "
                           "--recipient, or see the text",
                           lanes_.beyond),
               {.bold = true});
    }
    svg.text({kMargin, bottom_ + 52}, words_.source, {.size = 11, .fill = kPictureGrey});
    return svg.finish();
  }

 private:
  static double left_of(const Lanes& lanes) {
    double out = kNarrowestLeft;
    for (const auto& lane : lanes.drawn) {
      const auto [above, below] = lines_of_name(lane.owner);
      const double widest = std::max(svg_text_width(above, kName), svg_text_width(below + " → " + lane.recipient, kName));
      out = std::max(out, widest * kBold + 2 * kMargin);
    }
    return std::min(out, kWidestLeft);
  }

  static std::string name_of(const Lane& lane) { return lane.owner + " → " + lane.recipient; }

  [[nodiscard]] std::string described() const {
    std::vector<std::string> out;
    for (const auto& lane : lanes_.drawn) {
      auto text = fmt::format("{}: {}", name_of(lane), lane.first.words);
      for (const auto& mark : lane.marks) text += fmt::format(", from {} {}", to_short_string(mark.at), mark.after.words);
      out.push_back(std::move(text));
    }
    return out.empty() ? "No cell changes." : join(out, "; ") + ".";
  }

  void legend(SvgWriter& svg) const {
    double x = kMargin;
    const auto box = [&](Filling filling, const std::string& text) {
      fill_box(svg, {x, 76, 28, 18}, filling);
      svg.rect({x, 76, 28, 18}, {.stroke = kPictureInk}).text({x + 36, 90}, text, {.size = 12});
      x += 56 + svg_text_width(text, 12);
    };
    box(Filling::dark, "something " + words_.what);
    box(Filling::blank, "nothing");
    constexpr std::array<std::string_view, 3> kMeanings{"more from then on", "less",
                                                        "otherwise; why: below, or under the pointer"};
    for (const auto turn : {Turn::more, Turn::less, Turn::otherwise}) {
      svg.text({x, 90}, sign(turn), {.bold = true, .fill = ink(turn)});
      const auto meaning = kMeanings[static_cast<std::size_t>(turn)];
      svg.text({x + 18, 90}, meaning, {.size = 12});
      x += 36 + svg_text_width(meaning, 12);
    }
  }

  void draw_lane(SvgWriter& svg, const Lane& lane, double y) const {
    svg.line({kMargin, y}, {kRight, y}, {.stroke = "#dddddd"});
    draw_name(svg, lane, y + kBarTop + 15);
    stretch(svg, lane, lane.first, axis_.from(), lane.marks.front().at, y);
    for (std::size_t each = 0; each < lane.marks.size(); ++each) {
      const bool last = each + 1 == lane.marks.size();
      stretch(svg, lane, lane.marks[each].after, lane.marks[each].at, last ? axis_.to() : lane.marks[each + 1].at, y);
    }
    const double left = axis_.x(axis_.from());
    svg.rect({left, y + kBarTop, kRight - left, kBar}, {.stroke = kPictureInk});
    changes(svg, lane, y);
  }

  void draw_name(SvgWriter& svg, const Lane& lane, double baseline) const {
    const double room = (axis_.x(axis_.from()) - 2 * kMargin) / kBold;
    const auto [above, below] = lines_of_name(lane.owner);
    const auto to = " → " + lane.recipient;
    if (!above.empty()) svg.text({kMargin, baseline - 8}, svg_fitted(above, kName, room), {.size = kName, .bold = true});
    const double shift = above.empty() ? 0 : 8;
    svg.text({kMargin, baseline + shift}, svg_fitted(below, kName, room - svg_text_width(to, kName)) + to,
             {.size = kName, .bold = true});
  }

  // The longest form that has room in it.
  void stretch(SvgWriter& svg, const Lane& lane, const State& state, Instant from, Instant until, double y) const {
    const SvgBox box{axis_.x(from), y + kBarTop, std::max(axis_.x(until) - axis_.x(from), 0.5), kBar};
    const auto filling = state.nothing ? Filling::blank : Filling::dark;
    svg.open_group(
        fmt::format("{}, {} to {}: {}", name_of(lane), to_short_string(from), to_string(until).substr(0, 10), state.words));
    fill_box(svg, box, filling);
    const auto fits = [&](const std::string& form) { return svg_text_width(form, kInBar) * kBold + 14 <= box.width; };
    const auto form = std::find_if(state.forms.begin(), state.forms.end(), fits);
    if (form != state.forms.end())
      svg.text({box.x + 8, box.y + 15}, *form, {.size = kInBar, .bold = true, .fill = ink_on(filling)});
    svg.close_group();
  }

  struct Note {
    double x = 0;
    std::size_t line = 0;
    std::size_t mark = 0;
    std::string text;
  };

  // Of each change its date and cause, in the first line that has room; none for those that no line has room for.
  [[nodiscard]] std::vector<Note> notes_of(const Lane& lane) const {
    std::array<double, kNoteLines> free_from{};
    std::vector<Note> out;
    for (std::size_t mark = 0; mark < lane.marks.size(); ++mark) {
      const auto& is = lane.marks[mark];
      auto text =
          svg_fitted(fmt::format("{} {}", to_short_string(is.at), is.cause), kNote, (kRight - axis_.x(axis_.from())) / kWider);
      const double width = svg_text_width(text, kNote) * kWider;
      const double from = std::min(axis_.x(is.at), kRight - width);
      const auto line = static_cast<std::size_t>(
          std::find_if(free_from.begin(), free_from.end(), [&](double free) { return free <= from; }) - free_from.begin());
      if (line == kNoteLines) continue;
      free_from[line] = from + width + 8;
      out.push_back({from, line, mark, std::move(text)});
    }
    return out;
  }

  void changes(SvgWriter& svg, const Lane& lane, double y) const {
    double signed_until = 0;
    for (const auto& mark : lane.marks) {
      const double x = axis_.x(mark.at);
      const auto* before = &mark == lane.marks.data() ? &lane.first : &(&mark - 1)->after;
      svg.open_group(fmt::format("{}, {} {}: {}, before {}; {}", name_of(lane), sign(mark.turn), to_short_string(mark.at),
                                 mark.after.words, before->words, mark.causes));
      svg.line({x, y + kBarTop - 2}, {x, y + kBarTop + kBar + 4}, {.stroke = ink(mark.turn), .stroke_width = 2});
      if (x >= signed_until)
        svg.text({x, y + kBarTop - 4}, sign(mark.turn),
                 {.size = 12, .anchor = SvgAnchor::middle, .bold = true, .fill = ink(mark.turn)});
      if (x >= signed_until) signed_until = x + kSignApart;
      svg.close_group();
    }
    for (const auto& note : notes_of(lane))
      svg.text({note.x, y + kBarTop + kBar + 14 + kNoteLine * static_cast<double>(note.line)}, note.text,
               {.size = kNote, .halo = true});
  }

  Words words_;
  Lanes lanes_;
  TimeAxis axis_;
  std::vector<double> tops_;
  double bottom_ = 0;
};

const label::Level* level_of(const world::World& world, const PartyId& owner, const LevelName& name) {
  const auto* policy = world.policies.policy_of(owner);
  return policy == nullptr ? nullptr : policy->level(name);
}

State state_of(const world::World& world, const PartyId& owner, const MatrixCell& cell) {
  State out{cell_to_text(cell), {}, !cell.highest && cell.beside.empty(), {}};
  if (!cell.in_vain.empty()) {
    out.forms = {"no row (" + cell.in_vain + ")", "no row"};
    out.instruments.push_back(cell.in_vain);
  }
  if (out.nothing) return out;
  const auto& shown = cell.highest ? *cell.highest : cell.beside.front();
  const auto others = cell.beside.size() - (cell.highest ? 0 : 1);
  const auto more = others == 0 ? std::string() : fmt::format(" +{}", others);
  const auto* level = level_of(world, owner, shown.level);
  out.forms = {out.words, fmt::format("{} ({}){}", shown.level.value, shown.instrument, more), shown.level.value + more};
  if (cell.highest) out.instruments.push_back(cell.highest->instrument);
  for (const auto& each : cell.beside) out.instruments.push_back(each.instrument);
  if (shown.instrument.empty()) out.forms.erase(out.forms.begin() + 1);
  if (level != nullptr && !level->portion.empty()) out.forms.push_back(level->portion + more);
  return out;
}

Turn turn_of(const world::World& world, const analysis::MatrixChange& change) {
  const auto none = [](const MatrixCell& cell) { return !cell.highest && cell.beside.empty(); };
  if (none(change.before) && none(change.after)) return Turn::otherwise;
  if (none(change.before)) return Turn::more;
  if (none(change.after)) return Turn::less;
  if (!change.before.highest || !change.after.highest) return Turn::otherwise;
  const auto* before = level_of(world, change.owner, change.before.highest->level);
  const auto* after = level_of(world, change.owner, change.after.highest->level);
  if (before == nullptr || after == nullptr || !before->comparable || !after->comparable) return Turn::otherwise;
  if (before->hierarchy == after->hierarchy) return Turn::otherwise;
  return after->hierarchy > before->hierarchy ? Turn::more : Turn::less;
}

State state_of(const ActCell& cell) {
  State out{cell_to_text(cell), {}, cell.ways.empty(), {}};
  if (cell.ways.empty()) return out;
  const auto more = cell.ways.size() == 1 ? std::string() : fmt::format(" +{}", cell.ways.size() - 1);
  const auto& first = cell.ways.front().instrument;
  for (const auto& way : cell.ways) out.instruments.push_back(way.instrument);
  out.forms = {
      fmt::format("{}{} ({} of {} classes of acts)", first, more, grouped_digits(cell.permitted), grouped_digits(cell.classes)),
      first + more};
  return out;
}

Turn turn_of(const analysis::ActMatrixChange& change) {
  const auto before = change.before.permitted;
  const auto after = change.after.permitted;
  return after > before ? Turn::more : after < before ? Turn::less : Turn::otherwise;
}

}  // namespace

std::string timeline_to_svg(const MatrixTimeline& timeline) {
  const auto& world = *timeline.world;
  auto lanes = lanes_of(
      timeline.changes, [&](const PartyId& owner, const MatrixCell& cell) { return state_of(world, owner, cell); },
      [&](const analysis::MatrixChange& change) { return turn_of(world, change); });
  Words words{"Changes of what classified information may go where", "classified may go: the highest level, and on what",
              source_to_text(world, timeline.revision, timeline.counts)};
  return Picture(std::move(words), std::move(lanes), timeline.from, timeline.to).draw();
}

std::string act_timeline_to_svg(const ActTimeline& timeline) {
  auto lanes = lanes_of(
      timeline.changes, [](const std::string&, const ActCell& cell) { return state_of(cell); },
      [](const analysis::ActMatrixChange& change) { return turn_of(change); });
  Words words{fmt::format("Changes of what is permitted ({})", timeline.action), "is permitted, and under what",
              source_to_text(*timeline.world, timeline.revision, timeline.counts)};
  return Picture(std::move(words), std::move(lanes), timeline.from, timeline.to).draw();
}

}  // namespace entente::format
