#include "service/readiness_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/condition_words.h"
#include "analysis/readiness.h"
#include "base/nearest.h"
#include "base/picture_limits.h"
#include "base/text.h"
#include "format/changes_report.h"
#include "format/readiness_json.h"
#include "format/readiness_picture.h"
#include "world/claim_outcomes.h"
#include "world/fact_lines.h"

namespace entente::service {
namespace {

using analysis::Judged;
using analysis::Standing;

std::string padded(std::string text, std::size_t width) {
  const auto own = display_width(text);
  if (own < width) text.append(width - own, ' ');
  return text;
}

std::string without_trailing_space(std::string line) {
  line.resize(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

const world::Profile* profile_named(const world::World& world, const std::string& id) {
  const auto found =
      std::find_if(world.profiles.begin(), world.profiles.end(), [&](const world::Profile& each) { return each.id == id; });
  return found == world.profiles.end() ? nullptr : &*found;
}

class ReadinessText {
 public:
  ReadinessText(const analysis::Readiness& readiness, const ReadinessRequest& request)
      : readiness_(readiness), request_(request) {
    for (const auto& each : readiness.requirements) id_width_ = std::max(id_width_, display_width(each.requirement->id));
  }

  std::string text() {
    first_line();
    for (const auto area : analysis::areas(readiness_)) {
      out_ += fmt::format("\n{}\n", area);
      for (const auto& each : readiness_.requirements) {
        if (each.requirement->area == area) requirement(each);
      }
    }
    if (!request_.explain) out_ += "\nsources in full, and what each requirement says: --explain\n";
    return std::move(out_);
  }

  // The first line and, by date, what changed and what was said.
  std::string timeline(const analysis::ReadinessTimeline& timeline) {
    first_line();
    out_ += fmt::format("\nfrom {} until {}: {} changes, {} claims of sources\n", to_short_string(request_.timeline->first),
                        to_short_string(request_.timeline->second), timeline.changes.size(), timeline.claims.size());
    out_ += "first recorded: nothing was on record of it until then, so that this is no turn for the worse\n";
    auto said = timeline.claims.begin();
    for (const auto& each : timeline.changes) {
      for (; said != timeline.claims.end() && said->said < each.at; ++said) claim(*said);
      change(each);
    }
    for (; said != timeline.claims.end(); ++said) claim(*said);
    called_missing(timeline);
    return std::move(out_);
  }

 private:
  void first_line() {
    const auto evidence = readiness_.evidence ? fmt::format("; evidence: {}", to_string(*readiness_.evidence)) : std::string();
    out_ = fmt::format("{} meets {} of {} of {}, {} unmet, {} unknown, as of {}{}\n", readiness_.party.value, readiness_.met,
                       readiness_.requirements.size(), readiness_.profile->id, readiness_.unmet, readiness_.unknown,
                       to_short_string(request_.as_of), evidence);
    out_ += fmt::format("{} [{}]\n", readiness_.profile->title, source_of(readiness_.profile->provenance));
    if (readiness_.belongs) belongs(*readiness_.belongs);
  }

  // A profile is a list for others: of who is in, silence says even less.
  void belongs(const analysis::Belonging& place) {
    const bool member = place.role == world::Role::member;
    const auto since = place.since ? " since " + place.since->text() : std::string();
    out_ += fmt::format("{} is itself a {} {} {}{} [{}]: unknown means that nothing is recorded, not that it is lacking\n", readiness_.party.value,
                        to_string(place.role), member ? "of" : "in", readiness_.profile->of.id, since, source_of(*place.provenance));
  }

  [[nodiscard]] std::string source_of(const world::Provenance& provenance) const {
    const auto source = request_.explain ? provenance.source : short_source(provenance.source);
    return fmt::format("{}; {}", to_string(provenance.evidence), source);
  }

  void requirement(const analysis::RequirementStanding& each) {
    const auto& together = each.together;
    auto line = fmt::format("  {} {}  {}", sign(together.standing), padded(each.requirement->id, id_width_),
                            padded(std::string(to_string(together.standing)), 7));
    if (const auto since = since_in_words(each); !since.empty()) line += " " + since;
    out_ += without_trailing_space(std::move(line));
    if (request_.explain) out_ += fmt::format("      {}\n", each.requirement->text);
    for (const auto& ground : each.reached_by) told("met by ", ground);
    for (const auto& judged : together.judged) grounds(judged, each.reached_by.empty() ? "" : "rests now on ");
    closes(each);
  }

  // Nothing is asked of a party about itself (docs/formats/readiness.md), so that is met without any fact.
  static std::string_view without_grounds(Standing standing) {
    return standing == Standing::met ? "nothing is asked: it is the party itself" : "nothing is recorded";
  }

  void told(std::string_view before, const analysis::Ground& ground) {
    out_ += fmt::format("      {}{} [{}]\n", before, in_words(ground), ground.provenance == nullptr ? "" : source_of(*ground.provenance));
  }

  void grounds(const Judged& judged, std::string_view before) {
    for (const auto& ground : judged.grounds) {
      told(before, ground);
      if (!ground.text.empty() && ground.kind == "assessment") out_ += fmt::format("        {}\n", ground.text);
    }
    if (judged.grounds.empty()) out_ += fmt::format("      {}\n", without_grounds(judged.standing));
  }

  void closes(const analysis::RequirementStanding& standing) {
    for (const auto& each : standing.closes) {
      out_ += fmt::format("      → {}: {}\n", each.what, join(each.actors, ", "));
      if (!each.record.empty()) out_ += fmt::format("        to be recorded as {}\n", each.record);
    }
  }

  static std::string step(const analysis::ReadinessChange& each) {
    if (each.before == each.after.standing) return fmt::format("still {}", to_string(each.before));
    return fmt::format("{} → {}{}", to_string(each.before), to_string(each.after.standing), each.first_recorded ? " (first recorded)" : "");
  }

  void change(const analysis::ReadinessChange& each) {
    std::vector<std::string> causes;
    for (const auto& judged : each.after.judged) {
      for (const auto& ground : judged.grounds) causes.push_back(in_words(ground));
    }
    out_ += fmt::format("{}  {} {}  {}: {}\n", to_short_string(each.at), sign(each.after.standing),
                        padded(each.requirement->id, id_width_), step(each),
                        causes.empty() ? std::string(without_grounds(each.after.standing)) : join(causes, "; "));
  }

  void claim(const analysis::ReadinessClaim& each) {
    out_ += fmt::format("{}  » {}  {} {}\n", to_short_string(each.said), padded(each.requirement->id, id_width_), each.claim->id,
                        described(*each.claim));
  }

  // Of what a source spoke while it was not met: how it stands now.
  void called_missing(const analysis::ReadinessTimeline& timeline) {
    out_ += fmt::format("\nwhat sources spoke of while it was not met, and how it stands as of {}\n",
                        to_short_string(request_.as_of));
    for (const auto& each : readiness_.requirements) {
      std::vector<std::string> ids;
      for (const auto& said : timeline.claims) {
        if (said.requirement == each.requirement && said.then != Standing::met)
          ids.push_back(fmt::format("{} ({}: {})", said.claim->id, to_short_string(said.said), to_string(said.then)));
      }
      if (ids.empty()) continue;
      const auto line = fmt::format("  {} {}  {}", sign(each.together.standing), padded(each.requirement->id, id_width_),
                                    to_string(each.together.standing));
      out_ += without_trailing_space(line + since_in_words(each) + "  " + join(ids, ", "));
    }
  }

  const analysis::Readiness& readiness_;
  const ReadinessRequest& request_;
  std::string out_;
  std::size_t id_width_ = 0;
};

// Where a picture begins for which nothing is stated: before the first requirement became what it is.
std::optional<Instant> day_before_the_first(const analysis::Readiness& readiness) {
  std::optional<Instant> out;
  for (const auto& each : readiness.requirements) {
    if (each.since) out = std::min(out.value_or(*each.since), *each.since);
  }
  constexpr std::int64_t kDaySeconds = 86'400;
  return out ? std::optional(Instant{out->seconds - kDaySeconds}) : out;
}

Result<std::string> draw(analysis::Conditions& conditions, const format::ReadinessReport& report,
                         const std::optional<std::pair<Instant, Instant>>& timeline) {
  const auto& is = report.readiness;
  const auto first = timeline ? std::optional(timeline->first) : day_before_the_first(is);
  const Instant until = timeline ? timeline->second : report.as_of;
  if (!first || *first >= until)
    return fail(Fault::bad_request, "there is nothing to draw: nothing became another by then; state a time with --timeline");
  const auto rows = is.requirements.size();
  if (rows > limits::kPictureRows)
    return fail(Fault::bad_request, fmt::format("{} requirements are more than the {} rows of a picture; the text lists them all",
                                                rows, limits::kPictureRows));
  const analysis::Between between{*first, until};
  const auto before = analysis::readiness(conditions, *is.profile, is.party, *first);
  const auto over = analysis::readiness_over(conditions, *is.profile, is.party, between);
  auto drawn = report;
  drawn.timeline = &over;
  return format::readiness_picture({drawn, before, between});
}

}  // namespace

std::string short_source(std::string_view source) {
  auto first = source.substr(0, source.find(" ; "));
  const auto scheme = first.find("://");
  if (scheme == std::string_view::npos) return std::string(first);
  first.remove_prefix(scheme + 3);
  return std::string(first.substr(0, first.find('/')));
}

Result<const world::Party*> actor_named(const world::World& world, const PartyId& id) {
  const auto* party = world.party(id);
  if (party == nullptr) {
    std::vector<std::string_view> known;
    for (const auto& each : world.parties) known.push_back(each.id.value);
    return fail(Fault::unknown_name,
                fmt::format("{} is not a party of this world{}", quoted(id.value), did_you_mean(id.value, known)));
  }
  if (party->kind == world::PartyKind::group)
    return fail(Fault::bad_request,
                fmt::format("{} is a group, which signs nothing itself; name a nation or an organisation", quoted(id.value)));
  return party;
}

Result<std::pair<Instant, Instant>> parse_time_range(std::string_view text) {
  constexpr std::int64_t kDaySeconds = 86'400;
  const auto parts = split(text, "..");
  if (parts.size() != 2)
    return fail(Fault::bad_request, quoted(text) + " is not a range of time; write FROM..TO, as `2013..2026`");
  TRY(const auto from, PartialDate::parse(parts.front()));
  TRY(const auto to, PartialDate::parse(parts.back()));
  if (to.latest() < from.earliest()) return fail(Fault::bad_request, quoted(text) + " ends before it begins");
  return std::pair(from.earliest(), Instant{to.latest().seconds + kDaySeconds});
}

Result<std::string> view_readiness(const Desk& desk, const ReadinessRequest& request) {
  TRY_DO(desk.covers(request.as_of));
  const auto& known_as_of = desk.options().known_as_of;
  std::optional<world::World> known;
  if (known_as_of) known = world::known_by(desk.world(), *known_as_of);
  const world::World& world = known ? *known : desk.world();
  TRY(const auto* const party, actor_named(world, request.party));
  const auto* profile = profile_named(world, request.profile);
  if (profile == nullptr) {
    std::vector<std::string_view> ids;
    for (const auto& each : world.profiles) ids.push_back(each.id);
    auto near = did_you_mean(request.profile, ids);
    if (near.empty() && !ids.empty()) near = fmt::format("; there are {}", fmt::join(ids, ", "));
    return fail(Fault::unknown_name, fmt::format("{} is not a profile of this world{}", quoted(request.profile), near));
  }
  const auto require = desk.options().require;
  analysis::Conditions conditions(world, require);
  const auto readiness = analysis::readiness(conditions, *profile, party->id, request.as_of);
  if (request.form == AnswerForm::svg)
    return draw(conditions, {readiness, request.as_of, known_as_of, require, nullptr, desk.revision()}, request.timeline);
  std::optional<analysis::ReadinessTimeline> timeline;
  if (request.timeline)
    timeline = analysis::readiness_over(conditions, *profile, party->id, {request.timeline->first, request.timeline->second});
  if (request.form == AnswerForm::json)
    return format::readiness_json(
        {readiness, request.as_of, known_as_of, require, timeline ? &*timeline : nullptr, desk.revision()});
  ReadinessText text(readiness, request);
  return (timeline ? text.timeline(*timeline) : text.text()) + format::counts_to_text({known_as_of, require});
}

}  // namespace entente::service
