#include "format/programme_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "format/changes_report.h"
#include "format/picture_parts.h"
#include "format/programme_words.h"

namespace entente::format {
namespace {

using analysis::Holding;
using analysis::Participant;
using analysis::Settlement;

constexpr double kNarrowest = 1200;
constexpr double kMargin = 20;
constexpr double kTop = 168;  // of the first row
constexpr double kRow = 42;
constexpr double kRole = 150;    // with since when
constexpr double kEngine = 220;  // at least
constexpr double kNarrowestParty = 50;
constexpr double kWidestParty = 250;  // sixteen letters, the widest
constexpr double kLetters = 1.85;     // of codes: bold capitals, wider than svg_text_width says
constexpr double kNarrowestColumn = 46;
constexpr double kWidestColumn = 120;
constexpr double kHead = 10;  // size of a subject's name, and of what the engine says
constexpr std::size_t kHeadLines = 4;
constexpr double kBold = 1.2;  // wider than svg_text_width says
constexpr double kLine = 15;
constexpr double kClauseHead = 16;
constexpr double kIndent = 14;             // of their texts
constexpr double kApart = 10;              // clauses
constexpr std::size_t kClausesShown = 20;  // and exemptions
constexpr std::array kOrder{Settlement::settled, Settlement::unsettled, Settlement::unknown};

Filling filling_of(Settlement is) {
  switch (is) {
    case Settlement::settled:
      return Filling::dark;
    case Settlement::unsettled:
      return Filling::standing;
    case Settlement::unknown:
      return Filling::blank;
  }
  return Filling::blank;
}

// "third-", "country-", "export"; what is more than the lines of a head stays together in the last.
std::vector<std::string> parts_of(std::string_view subject) {
  std::vector<std::string> out;
  while (!subject.empty()) {
    const auto at = out.size() + 1 == kHeadLines ? std::string_view::npos : subject.find('-');
    out.emplace_back(subject.substr(0, at == std::string_view::npos ? at : at + 1));
    subject = at == std::string_view::npos ? std::string_view() : subject.substr(at + 1);
  }
  return out;
}

std::string flat(std::string text) {
  for (auto& each : text) {
    if (each == '\n' || each == '\t' || each == '\r') each = ' ';
  }
  return text;
}

// A clause or an exemption, and what it says.
struct Asked {
  std::string head;
  std::string text;
  std::vector<std::string> lines;  // of it, as drawn
};

class Table {
 public:
  explicit Table(const ProgrammeReport& report) : report_(report), standing_(report.standing) {
    double party = kNarrowestParty;
    for (const auto& each : standing_.participants) party = std::max(party, svg_text_width(each.party.value, 13) * kLetters + 8);
    party_ = std::min(party, kWidestParty);
    double x = kMargin + party_ + kRole;
    for (const auto& subject : standing_.subjects) {
      double wide = kNarrowestColumn;
      for (const auto& part : parts_of(subject)) wide = std::max(wide, svg_text_width(part, kHead) * kBold + 8);
      columns_.push_back({x, std::min(wide, kWidestColumn)});
      x += columns_.back().width;
    }
    engine_ = x + 10;
    width_ = std::max(kNarrowest, engine_ + kEngine + kMargin);
    bottom_ = kTop + kRow * static_cast<double>(std::max<std::size_t>(standing_.participants.size(), 1));
    ask();
    clauses_ = bottom_ + 36;
    height_ = clauses_ + 22;
    for (std::size_t each = 0; each < std::min(asked_.size(), kClausesShown); ++each) height_ += height_of(asked_[each]);
    height_ += (asked_.size() > kClausesShown ? kLine : 0) + 44;
  }

  std::string draw() const {
    if (width_ > kSvgSide || height_ > kSvgSide) return {};
    const auto& programme = *standing_.programme;
    const auto title = fmt::format("What is settled in {}, as of {}", programme.id, to_short_string(report_.as_of));
    SvgWriter svg({.width = static_cast<int>(std::ceil(width_)), .height = static_cast<int>(std::ceil(height_))}, title, told());
    const double wide = width_ - 2 * kMargin;
    svg.text({kMargin, 34}, svg_fitted(title, 20, wide / kBold), {.size = 20, .bold = true});
    const auto counts = fmt::format("{} participants: {} unsettled · {} settled · {} unknown of {}",
                                    standing_.participants.size(), standing_.unsettled, standing_.settled, standing_.unknown,
                                    standing_.unsettled + standing_.settled + standing_.unknown);
    const auto under = programme.under ? "under " + programme.under->value : std::string("under no recorded instrument");
    svg.text({kMargin, 58}, svg_fitted(fmt::format("{}; {}; {}", counts, under, programme.title), 13, wide),
             {.fill = kPictureGrey});
    legend(svg);
    heads(svg);
    for (std::size_t row = 0; row < standing_.participants.size(); ++row)
      draw_row(svg, standing_.participants[row], kTop + kRow * static_cast<double>(row));
    if (standing_.participants.empty()) svg.text({kMargin, kTop + 25}, "nobody is recorded to take part");
    svg.line({kMargin, bottom_}, {width_ - kMargin, bottom_}, {.stroke = "#dddddd"});
    clauses(svg);
    svg.text({kMargin, height_ - 20}, source_to_text(report_.world, report_.revision, {report_.known_as_of, report_.require}),
             {.size = 11, .fill = kPictureGrey});
    return svg.finish();
  }

 private:
  struct Column {
    double x = 0;
    double width = 0;
  };

  // What decisions ask besides the terms.
  void ask() {
    const auto add = [&](std::string head, std::string text) {
      auto lines = svg_lines(text, 11, width_ - 2 * kMargin - kIndent, 2);
      asked_.push_back({std::move(head), std::move(text), std::move(lines)});
    };
    for (const auto* each : standing_.clauses)
      add(fmt::format("§ {} {}", each->id, clause_to_text(*each)),
          fmt::format("{} [{}; {}]", flat(each->text), to_string(each->provenance.evidence), each->provenance.source));
    for (const auto* each : standing_.exemptions)
      add(fmt::format("§ {} {}", each->id.value, exemption_to_text(*each)), flat(each->title));
  }

  static double height_of(const Asked& asked) { return kClauseHead + kLine * static_cast<double>(asked.lines.size()) + kApart; }

  [[nodiscard]] static std::string who(const Participant& each) {
    const auto since = since_to_text(each);
    return fmt::format("{}, {}{}", each.party.value, role_to_text(each), since.empty() ? "" : " since " + since);
  }

  [[nodiscard]] std::string told() const {
    std::vector<std::string> out;
    for (const auto& each : standing_.participants) {
      std::vector<std::string> states;
      for (const auto& holding : each.holdings) states.push_back(fmt::format("{} {}", holding.subject, to_string(holding.is)));
      out.push_back(fmt::format("{}: {}; by the engine: {}{}.", who(each), each.excluded ? "excluded" : join(states, ", "),
                                by_the_engine(standing_, each).text, classified_of(each)));
    }
    if (out.empty()) out.emplace_back("Nobody is recorded to take part.");
    for (const auto& each : asked_) out.push_back(each.head + ".");
    return join(out, " ");
  }

  static void legend(SvgWriter& svg) {
    constexpr std::array<std::string_view, 3> kMeanings{"settled", "unsettled: recorded as not settled, or a candidate's tier",
                                                        "unknown: nothing is recorded that counts"};
    double x = kMargin;
    for (std::size_t each = 0; each < kOrder.size(); ++each) {
      const SvgBox box{x, 76, 28, 18};
      fill_box(svg, box, filling_of(kOrder[each]));
      svg.rect(box, {.stroke = kPictureInk});
      const auto text = fmt::format("{} {}", sign(kOrder[each]), kMeanings[each]);
      svg.text({x + 36, 90}, text, {.size = 12});
      x += 56 + svg_text_width(text, 12);
    }
    svg.text({x, 90}, "a figure: the tier", {.size = 12});
  }

  void heads(SvgWriter& svg) const {
    const double base = kTop - 10;
    svg.text({kMargin, base}, "who", {.size = 11, .bold = true, .fill = kPictureGrey});
    svg.text({kMargin + party_, base}, "role, since", {.size = 11, .bold = true, .fill = kPictureGrey});
    draw_lines(svg, {engine_, base - 13}, {"by the engine,", "if nothing else is stated"},
               {.size = kHead, .bold = true, .fill = kPictureGrey});
    for (std::size_t each = 0; each < columns_.size(); ++each) {
      const auto& column = columns_[each];
      const auto parts = parts_of(standing_.subjects[each]);
      svg.open_group(standing_.subjects[each]);
      double at = base - 12.5 * static_cast<double>(parts.size() - 1);
      for (const auto& part : parts) {
        svg.text({column.x + column.width / 2, at}, svg_fitted(part, kHead, (column.width - 4) / kBold),
                 {.size = kHead, .anchor = SvgAnchor::middle, .bold = true});
        at += 12.5;
      }
      svg.close_group();
    }
  }

  void draw_row(SvgWriter& svg, const Participant& each, double y) const {
    svg.line({kMargin, y}, {width_ - kMargin, y}, {.stroke = "#dddddd"});
    const auto* party = report_.world.party(each.party);
    svg.open_group(party == nullptr ? who(each) : fmt::format("{} ({})", who(each), party->name));
    svg.text({kMargin, y + 26}, svg_fitted(each.party.value, 13, (party_ - 8) / kLetters), {.bold = true});
    const auto since = since_to_text(each);
    svg.text({kMargin + party_, y + (since.empty() ? 26 : 18)}, svg_fitted(role_to_text(each), 11, kRole - 8), {.size = 11});
    if (!since.empty()) svg.text({kMargin + party_, y + 33}, since, {.size = 11, .fill = kPictureGrey});
    svg.close_group();
    for (std::size_t column = 0; column < columns_.size() && column < each.holdings.size(); ++column) cell(svg, each, column, y);
    if (each.excluded && !columns_.empty())
      svg.text({columns_.front().x + 6, y + 26},
               svg_fitted("– excluded: takes no part, and has no terms", 11, engine_ - columns_.front().x - 16),
               {.size = 11, .fill = kPictureGrey});
    const auto engine = by_the_engine(standing_, each);
    const auto levels = levels_to_text(each);
    const auto lines = svg_lines(fmt::format("{} {}{}{}", engine.sign, engine.text, levels.empty() ? "" : "; ", levels), kHead, width_ - kMargin - engine_, 3);
    svg.open_group(fmt::format("{} by the engine: {}{}", each.party.value, engine.text, classified_of(each)));
    draw_lines(svg, {engine_, y + 25 - 6.5 * static_cast<double>(lines.size() - 1)}, lines,
               {.size = kHead, .bold = each.may_take_part});
    svg.close_group();
  }

  static std::string classified_of(const Participant& participant) {
    std::vector<std::string> out;
    for (const auto& each : participant.classified) out.push_back(classified_to_text(each));
    return out.empty() ? std::string() : "; classified: " + join(out, "; ");
  }

  void cell(SvgWriter& svg, const Participant& participant, std::size_t column, double y) const {
    const auto& holding = participant.holdings[column];
    const SvgBox box{columns_[column].x + 1, y + 3, columns_[column].width - 2, kRow - 6};
    svg.open_group(fmt::format("{} {}: {}{}", participant.party.value, holding.subject, to_string(holding.is), because(holding)));
    fill_box(svg, box, filling_of(holding.is));
    svg.rect(box, {.stroke = kPictureInk, .stroke_width = 0.8});
    auto text = std::string(sign(holding.is));
    if (holding.participation != nullptr) text += fmt::format(" {}", *holding.participation->tier);
    text = svg_fitted(text, 13, (box.width - 4) / kBold);
    const double middle = box.x + box.width / 2;
    if (holding.is == Settlement::unsettled) {
      const double wide = svg_text_width(text, 13) * kBold + 8;
      svg.rect({middle - wide / 2, box.y + 9, wide, box.height - 18}, {.fill = "#ffffff"});
    }
    svg.text({middle, y + 26}, text,
             {.size = 13, .anchor = SvgAnchor::middle, .bold = true, .fill = ink_on(filling_of(holding.is))});
    svg.close_group();
  }

  // What says so, with its date and evidence.
  [[nodiscard]] std::string because(const Holding& holding) const {
    std::vector<std::string> out;
    const auto read_in = [&](const world::Provenance& provenance) {
      const auto date = analysis::dated(report_.world, provenance);
      return fmt::format("{}{}; {}", to_string(provenance.evidence), date ? "; " + date->text() : "", provenance.source);
    };
    for (const auto* term : holding.terms)
      out.push_back(fmt::format("{}: {} [{}]", term->id, flat(term->text), read_in(term->provenance)));
    if (const auto* part = holding.participation)
      out.push_back(fmt::format("tier {} as {} [{}]", *part->tier, to_string(part->role), read_in(part->provenance)));
    return out.empty() ? std::string() : "; " + join(out, "; ");
  }

  void clauses(SvgWriter& svg) const {
    double y = clauses_;
    const double wide = width_ - 2 * kMargin;
    const auto of = standing_.under == nullptr ? std::string() : " of " + standing_.under->id.value;
    const auto head = fmt::format("Clauses{} about taking part{}, which decisions ask besides the terms", of,
                                  standing_.exemptions.empty() ? "" : ", and exemptions from export licences");
    if (asked_.empty()) {
      svg.text({kMargin, y}, "no clause is recorded that decisions ask besides the terms", {.size = 12});
    } else {
      svg.text({kMargin, y}, svg_fitted(head, 13, wide / kBold), {.bold = true});
    }
    y += 22;
    for (std::size_t each = 0; each < std::min(asked_.size(), kClausesShown); ++each) {
      svg.open_group(asked_[each].head + ": " + asked_[each].text);
      svg.text({kMargin, y}, svg_fitted(asked_[each].head, 11, wide / kBold), {.size = 11, .bold = true});
      draw_lines(svg, {kMargin + kIndent, y + kLine}, asked_[each].lines, {.size = 11, .fill = kPictureGrey});
      svg.close_group();
      y += height_of(asked_[each]);
    }
    if (asked_.size() > kClausesShown)
      svg.text({kMargin, y}, fmt::format("further clauses: {}; the text lists them", asked_.size() - kClausesShown),
               {.size = 11});
  }

  const ProgrammeReport& report_;
  const analysis::ProgrammeStanding& standing_;
  std::vector<Column> columns_;
  std::vector<Asked> asked_;
  double party_ = kNarrowestParty;
  double engine_ = 0;
  double width_ = kNarrowest;
  double bottom_ = kTop;
  double clauses_ = 0;
  double height_ = 0;
};

}  // namespace

std::string programme_picture(const ProgrammeReport& report) { return Table(report).draw(); }

}  // namespace entente::format
