#include "service/programme_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/programme_check.h"
#include "base/nearest.h"
#include "base/picture_limits.h"
#include "base/text.h"
#include "format/changes_report.h"
#include "format/programme_json.h"
#include "format/programme_picture.h"
#include "format/programme_words.h"
#include "service/fact_table.h"
#include "service/readiness_view.h"
#include "world/fact_lines.h"

namespace entente::service {
namespace {

using analysis::Holding;
using analysis::ProgrammeStanding;
using analysis::Settlement;

std::string names_of(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& each : parties) names.push_back(each.value);
  return join(names, ", ");
}

// Participants of whom the same holds.
struct Alike {
  const Holding* holding = nullptr;
  std::vector<PartyId> parties;

  [[nodiscard]] bool is(const Holding& other) const {
    return holding->subject == other.subject && holding->is == other.is && holding->terms == other.terms &&
           is_tier_of(other.participation);
  }
  [[nodiscard]] bool is_tier_of(const world::Participation* other) const {
    const auto* own = holding->participation;
    if (own == nullptr || other == nullptr) return own == other;
    return own->tier == other->tier && own->role == other->role && own->period == other->period &&
           own->provenance.source == other->provenance.source && own->provenance.evidence == other->provenance.evidence;
  }
};

class ProgrammeText {
 public:
  ProgrammeText(const world::World& world, const ProgrammeStanding& standing, const ProgrammeRequest& request)
      : world_(world), standing_(standing), request_(request) {
    for (const auto& subject : standing.subjects) width_ = std::max(width_, display_width(subject));
  }

  std::string text() {
    head();
    section(Settlement::unsettled, "unsettled");
    section(Settlement::settled, "settled");
    section(Settlement::unknown, "unknown: nothing is recorded that counts");
    clauses();
    participants();
    if (!request_.explain) out_ += "\nsources in full, and every part of every participant: --explain\n";
    return std::move(out_);
  }

 private:
  void head() {
    const auto& programme = *standing_.programme;
    out_ = fmt::format("{}: {}, as of {}\n", programme.id, programme.title, to_short_string(request_.as_of));
    out_ += fmt::format("{} participants: {} unsettled · {} settled · {} unknown of {}\n", standing_.participants.size(),
                        standing_.unsettled, standing_.settled, standing_.unknown,
                        standing_.unsettled + standing_.settled + standing_.unknown);
    if (!standing_.begun) out_ += "it has not begun, as recorded: nobody takes part, and no term counts\n";
    out_ += fmt::format("{} [{}]\n", programme.under ? "under " + programme.under->value : "under no recorded instrument",
                        read_in(programme.provenance));
  }

  // "partial; 2024-04; Article 002".
  [[nodiscard]] std::string read_in(const world::Provenance& provenance) const {
    const auto date = analysis::dated(world_, provenance);
    return fmt::format("{}{}; {}", to_string(provenance.evidence), date ? "; " + date->text() : "",
                       request_.explain ? provenance.source : short_source(provenance.source));
  }

  void section(Settlement is, std::string_view title) {
    std::vector<Alike> all;
    for (const auto& subject : standing_.subjects) {
      for (const auto& participant : standing_.participants) {
        for (const auto& holding : participant.holdings) {
          if (holding.subject != subject || holding.is != is) continue;
          auto at = std::find_if(all.begin(), all.end(), [&](const Alike& each) { return each.is(holding); });
          if (at == all.end()) at = all.insert(all.end(), {&holding, {}});
          at->parties.push_back(participant.party);
        }
      }
    }
    if (all.empty()) return;
    out_ += fmt::format("\n{}\n", title);
    for (const auto& each : all) alike(each);
  }

  void alike(const Alike& each) {
    const auto& holding = *each.holding;
    auto subject = holding.subject;
    subject.append(width_ - std::min(width_, display_width(subject)), ' ');
    out_ += fmt::format("{} {}  {}\n", format::sign(holding.is), subject, names_of(each.parties));
    for (const auto* term : holding.terms)
      out_ += fmt::format("    {}: {} [{}]\n", term->id, one_line(term->text), read_in(term->provenance));
    if (const auto* part = holding.participation)
      out_ += fmt::format("    tier {} as {}{} [{}]\n", *part->tier, to_string(part->role),
                          part->period.from ? " since " + part->period.from->text() : "", read_in(part->provenance));
    if (holding.is == Settlement::unsettled && holding.subject == analysis::kTierSubject)
      out_ += fmt::format("    → a part as partner or member that states its tier; can act: {}\n", names_of(actors(each.parties)));
    if (holding.is == Settlement::unsettled && holding.subject != analysis::kTierSubject)
      out_ += fmt::format("    → agree on it, and record the term as settled; can act: {}\n", names_of(actors(each.parties)));
    if (holding.is == Settlement::unknown && request_.explain)
      out_ += fmt::format("    → record {}; can act: {}\n",
                          holding.subject == analysis::kTierSubject ? "the tier with the participation"
                          : holding.terms.empty()                   ? "what was agreed, or that nothing was"
                                                                    : "better evidence",
                          names_of(actors(each.parties)));
  }

  // What decisions ask besides the terms.
  void clauses() {
    if (standing_.under == nullptr) return;
    if (!standing_.clauses.empty()) out_ += fmt::format("\nclauses of {} about taking part\n", standing_.under->id.value);
    for (const auto* each : standing_.clauses) {
      out_ += fmt::format("§ {} {}\n    {} [{}]\n", each->id, format::clause_to_text(*each), one_line(each->text), read_in(each->provenance));
    }
    for (const auto* each : standing_.exemptions)
      out_ += fmt::format("§ {} {}\n", each->id.value, format::exemption_to_text(*each));
  }

  [[nodiscard]] std::vector<PartyId> actors(const std::vector<PartyId>& about) const {
    auto out = standing_.members;
    for (const auto& each : about) {
      if (std::find(out.begin(), out.end(), each) == out.end()) out.push_back(each);
    }
    return out;
  }

  void participants() {
    if (standing_.participants.empty()) return;
    out_ += "\nwho takes part (✘ unsettled, ? unknown, ✔ settled)\n";
    TextTable table;
    std::vector<std::string> heads{"party", "role", "since"};
    heads.insert(heads.end(), standing_.subjects.begin(), standing_.subjects.end());
    heads.emplace_back("by the engine");
    table.row(heads);
    for (const auto& each : standing_.participants) {
      std::vector<std::string> cells{each.party.value, format::role_to_text(each), format::since_to_text(each)};
      for (std::size_t i = 0; i < standing_.subjects.size(); ++i)
        cells.emplace_back(each.holdings.empty() ? "" : format::sign(each.holdings[i].is));
      cells.push_back(format::by_the_engine(standing_, each).text);
      table.row(cells);
    }
    out_ += table.text("");
    classified();
    if (request_.explain) parts();
  }

  void classified() {
    TextTable table;
    for (const auto& each : standing_.participants) {
      std::vector<PartyId> barred;
      for (const auto& of : each.classified) {
        if (!of.may_take_part) barred.push_back(of.giver);
      }
      auto levels = format::levels_to_text(each);
      if (!barred.empty()) levels = fmt::format("with {} in nothing{}{}", names_of(barred), levels.empty() ? "" : "; ", levels);
      if (!request_.explain && !each.classified.empty()) table.row({each.party.value, levels});
      for (const auto& of : each.classified) {
        if (request_.explain) table.row({&of == &each.classified.front() ? each.party.value : "", format::classified_to_text(of)});
      }
    }
    const auto text = table.text("");
    if (!text.empty()) out_ += "\nwhat is classified, to whom and of whom (levels are of who gives, where the marking names the recipient)\n" + text;
  }

  void parts() {
    out_ += "\nparts\n";
    TextTable table;
    for (const auto& each : standing_.participants) {
      for (const auto& part : each.parts) {
        const auto& is = *part.participation;
        table.row({each.party.value, part.project == nullptr ? "the programme" : part.project->id,
                   std::string(to_string(is.role)), is.tier ? fmt::format("tier {}", *is.tier) : "", join(is.areas, ", "),
                   is.period.from ? is.period.from->text() : "", read_in(is.provenance)});
      }
    }
    out_ += table.text("");
  }

  const world::World& world_;
  const ProgrammeStanding& standing_;
  const ProgrammeRequest& request_;
  std::string out_;
  std::size_t width_ = 0;
};

Result<const world::Programme*> programme_named(const world::World& world, const std::string& name) {
  constexpr std::string_view kKind = "programme:";
  const auto id = name.starts_with(kKind) ? name.substr(kKind.size()) : name;
  std::vector<std::string_view> ids;
  for (const auto& each : world.programmes) {
    if (each.id == id) return &each;
    ids.push_back(each.id);
  }
  auto near = did_you_mean(id, ids);
  if (near.empty()) near = ids.empty() ? "; it has none" : fmt::format("; there are {}", fmt::join(ids, ", "));
  return fail(Fault::unknown_name, fmt::format("{} is not a programme of this world{}", quoted(id), near));
}

Result<std::string> drawn(const format::ProgrammeReport& report) {
  const auto rows = report.standing.participants.size();
  if (rows > limits::kPictureRows)
    return fail(Fault::bad_request,
                fmt::format("{} participants are more than the {} rows of a picture; the text lists them all", rows, limits::kPictureRows));
  auto picture = format::programme_picture(report);
  if (picture.empty()) return fail(Fault::bad_request, "the picture would be too large: terms are recorded on too many subjects; see the text");
  return picture;
}

}  // namespace

Result<ProgrammeAnswer> check_programme(const Desk& desk, const ProgrammeRequest& request) {
  TRY_DO(desk.covers(request.as_of));
  const auto& options = desk.options();
  std::optional<world::World> known;
  if (options.known_as_of) known = world::known_by(desk.world(), *options.known_as_of);
  const world::World& world = known ? *known : desk.world();
  TRY(const auto* const programme, programme_named(world, request.programme));
  const analysis::View view{&world, {request.as_of, options.known_as_of, options.require}};
  TRY(const auto standing, analysis::programme_standing(view, *programme));
  const format::ProgrammeReport report{world, standing, request.as_of, options.known_as_of, options.require, desk.revision()};
  switch (request.form) {
    case AnswerForm::json:
      return ProgrammeAnswer{format::programme_json(report), standing.unsettled};
    case AnswerForm::svg: {
      TRY(auto picture, drawn(report));
      return ProgrammeAnswer{std::move(picture), standing.unsettled};
    }
    case AnswerForm::text:
      break;
  }
  return ProgrammeAnswer{ProgrammeText(world, standing, request).text() + format::counts_to_text({options.known_as_of, options.require}), standing.unsettled};
}

}  // namespace entente::service
