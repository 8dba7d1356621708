#include "service/stage_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/condition_words.h"
#include "analysis/stage.h"
#include "base/nearest.h"
#include "base/text.h"
#include "format/changes_report.h"
#include "format/partnership_map.h"
#include "format/stage_json.h"
#include "service/readiness_view.h"
#include "world/fact_lines.h"
#include "world/statement.h"

namespace entente::service {
namespace {

using analysis::Partnership;
using analysis::StageStanding;
using analysis::Standing;

std::string padded(std::string text, std::size_t width) {
  const auto own = display_width(text);
  if (own < width) text.append(width - own, ' ');
  return text;
}

std::string since_text(const std::optional<Instant>& since) { return since ? to_short_string(*since) : ""; }

Result<const world::Model*> model_named(const world::World& world, const std::string& id) {
  std::vector<std::string_view> ids;
  for (const auto& each : world.models) ids.push_back(each.id);
  if (id.empty() && ids.size() == 1) return &world.models.front();
  if (id.empty() && ids.empty())
    return fail(Fault::bad_request,
                "this world has no model of partnership; write one as docs/formats/world.md has it (`[[model]]`)");
  if (id.empty())
    return fail(Fault::bad_request,
                fmt::format("this world has several models; name one with --model: {}", fmt::join(ids, ", ")));
  for (const auto& each : world.models) {
    if (each.id == id) return &each;
  }
  auto near = did_you_mean(id, ids);
  if (near.empty() && !ids.empty()) near = fmt::format("; there are {}", fmt::join(ids, ", "));
  return fail(Fault::unknown_name, fmt::format("{} is not a model of this world{}", quoted(id), near));
}

std::string model_line(const world::Model& model) {
  return fmt::format("model: {}, {}; source: {} ({})\n", model.id, model.title, model.provenance.source,
                     to_string(model.provenance.evidence));
}

// A table of columns, each as wide as its widest cell.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += padded(row[i], widths[i]) + "  ";
    line.resize(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

// With the date where that is later than the one since which the stage is reached.
std::string rests_on(const StageStanding& standing) {
  std::vector<std::string> names;
  for (const auto& judged : standing.together.judged) {
    for (const auto& ground : judged.grounds) {
      names.push_back(ground.id);
      if (standing.since && ground.from && ground.from->latest() > *standing.since) names.back() += fmt::format(" ({})", ground.from->text());
    }
  }
  return join(names, ", ");
}

// What it was reached by, and as what where that is something else now; "–" where it rests on that still, or has been reached as long as anything is recorded.
std::string reached_by(const StageStanding& standing) {
  std::vector<std::string> names;
  const auto stands_still = [&](const std::string& id) {
    return std::any_of(standing.together.judged.begin(), standing.together.judged.end(), [&](const analysis::Judged& judged) {
      return std::any_of(judged.grounds.begin(), judged.grounds.end(), [&](const analysis::Ground& each) { return each.id == id; });
    });
  };
  for (const auto& ground : standing.reached_by) {
    names.push_back(ground.id);
    if (stands_still(ground.id)) names.back() += " " + world::plain_word(ground.state);
  }
  return names.empty() ? "–" : join(names, ", ");
}

// In a word each: the kinds of agreement or event that are wanted.
std::string lacks(const StageStanding& standing) {
  std::vector<std::string> names;
  for (const auto& judged : standing.together.judged) {
    if (judged.standing == Standing::met) continue;
    std::vector<std::string> kinds;
    for (const auto kind : judged.condition->kinds) kinds.emplace_back(to_string(kind));
    for (const auto event : judged.condition->events) kinds.emplace_back(to_string(event));
    const bool short_list = !kinds.empty() && kinds.size() <= 2;
    names.push_back(short_list      ? join(kinds, "/")
                    : kinds.empty() ? std::string(to_string(judged.condition->test))
                                    : "an agreement");
    // What is on its way is said.
    for (const auto& ground : judged.grounds) {
      if (ground.says == Standing::unmet) names.back() += fmt::format(" ({})", ground.state);
    }
  }
  return names.empty() ? "the stage before it" : join(names, ", ");
}

class StageText {
 public:
  StageText(const world::Model& model, const StageRequest& request)
      : model_(model), stages_(stages_in_order(model)), request_(request) {}

  std::string all(const std::vector<Partnership>& partnerships) const {
    std::vector<std::string> counts;
    std::size_t somewhere = 0;
    for (auto reached = stages_.size(); reached > 0; --reached) {
      const auto count = std::count_if(partnerships.begin(), partnerships.end(),
                                       [&](const Partnership& each) { return each.reached == reached; });
      somewhere += static_cast<std::size_t>(count);
      if (count > 0) counts.push_back(fmt::format("{} {}", count, stages_[reached - 1]->title));
    }
    auto out = fmt::format("{} has {} partners as of {}{}{}\n", request_.party.value, somewhere, to_short_string(request_.as_of),
                           counts.empty() ? "" : ": ", join(counts, " · "));
    out += model_line(model_);
    out += "of what this world records: an agreement that it does not have counts for nothing, and a date is the first on which the record suffices\n";
    out += "by: what completed the stage and those before it on that day, where it rests on something else now; – where it rests on that still\n";
    std::vector<std::vector<std::string>> rows{{"stage", "partner", "since", "by", "rests now on", "evidence", "the next stage lacks"}};
    for (const auto& each : partnerships) {
      if (each.reached == 0) continue;
      rows.push_back({fmt::format("{} {}", each.reached, each.current()->stage->title), each.partner.value,
                      since_text(each.since), reached_by(*each.current()), rests_on(*each.current()),
                      each.evidence ? std::string(to_string(*each.evidence)) : "",
                      each.next() == nullptr ? "–" : fmt::format("{}: {}", each.next()->stage->title, lacks(*each.next()))});
    }
    if (rows.size() > 1) out += "\n" + table(rows);
    if (const auto none = partnerships.size() - somewhere; none > 0)
      out += fmt::format("\n{} more are at no stage, with whom something is recorded before or after\n", none);
    return out;
  }

  std::string pair(const Partnership& each) const {
    auto out = fmt::format("{} and {}: ", each.party.value, each.partner.value);
    if (each.current() == nullptr) {
      out += "at no stage";
    } else {
      out += fmt::format("stage {} of {}, {}", each.reached, stages_.size(), each.current()->stage->title);
      if (each.since) out += " since " + to_short_string(*each.since);
    }
    out += fmt::format(", as of {}{}\n", to_short_string(request_.as_of),
                       each.evidence ? fmt::format("; evidence: {}", to_string(*each.evidence)) : "");
    out += model_line(model_);
    for (std::size_t i = 0; i < each.stages.size(); ++i) stage(out, each, i);
    return out;
  }

 private:
  static std::string told(const analysis::Ground& ground) {
    const auto source = ground.provenance == nullptr ? std::string() : short_source(ground.provenance->source);
    return fmt::format("{} [{}; {}]\n", in_words(ground), to_string(ground.evidence), source);
  }

  static void stage(std::string& out, const Partnership& each, std::size_t index) {
    const auto& standing = each.stages[index];
    const bool met = standing.together.standing == Standing::met;
    out += fmt::format("\n{} {} {}",
                       standing.reached                                ? "✔"
                       : met                                           ? "–"
                       : standing.together.standing == Standing::unmet ? "✘"
                                                                       : "?",
                       index + 1, standing.stage->title);
    if (standing.reached && standing.since) out += " since " + to_short_string(*standing.since);
    if (met && !standing.reached) out += ", which holds out of turn: a stage before it is not reached";
    if (!standing.together.way.empty()) out += fmt::format(" ({}: {})", met ? "by" : "nearest", standing.together.way);
    out += "\n";
    if (!standing.stage->text.empty()) out += fmt::format("    {}\n", standing.stage->text);
    for (const auto& ground : standing.reached_by) out += "    reached by " + told(ground);
    const std::string_view now = standing.reached_by.empty() ? "" : "rests now on ";
    for (const auto& judged : standing.together.judged) {
      for (const auto& ground : judged.grounds) out += fmt::format("    {}{}", now, told(ground));
      if (!met && judged.standing != Standing::met)
        out += fmt::format("    → {}\n", wanted_in_words(judged, {each.party, each.partner}));
    }
  }

  const world::Model& model_;
  std::vector<const world::Stage*> stages_;
  const StageRequest& request_;
};

format::MapSheet sheet_of(analysis::Conditions& conditions, const world::Model& model, const PartyId& party, Instant at) {
  format::MapSheet out{at, {}};
  for (auto& each : partnerships(conditions, model, party, at)) {
    auto held = bonds(conditions, {party, each.partner}, at);
    out.partners.push_back({std::move(each), std::move(held)});
  }
  return out;
}

std::string map_of(const Desk& desk, analysis::Conditions& conditions, const world::Model& model, const StageRequest& request) {
  std::vector<format::MapSheet> sheets;
  sheets.push_back(sheet_of(conditions, model, request.party, request.as_of));
  if (request.beside) sheets.push_back(sheet_of(conditions, model, request.party, *request.beside));
  return format::partnership_map(
      {conditions.world(), model, request.party, std::move(sheets), to_string(desk.options().require), desk.revision(), desk.options().known_as_of});
}

}  // namespace

Result<std::string> view_stage(const Desk& desk, const StageRequest& request) {
  TRY_DO(desk.covers(request.as_of));
  const auto& known_as_of = desk.options().known_as_of;
  std::optional<world::World> known;
  if (known_as_of) known = world::known_by(desk.world(), *known_as_of);
  const world::World& world = known ? *known : desk.world();
  TRY(const auto* const party, actor_named(world, request.party));
  if (request.partner) TRY_DO(actor_named(world, *request.partner));
  if (request.partner == request.party)
    return fail(Fault::bad_request, quoted(party->id.value) + " stands twice; name another party");
  if (request.partner && request.form == AnswerForm::svg)
    return fail(Fault::bad_request, "a map shows all partners of one party; leave the second one out");
  TRY(const auto* const model, model_named(world, request.model));
  const auto require = desk.options().require;
  analysis::Conditions conditions(world, require);
  if (request.form == AnswerForm::svg) return map_of(desk, conditions, *model, request);
  const auto found = request.partner
                         ? std::vector{partnership(conditions, *model, {request.party, request.partner}, request.as_of)}
                         : partnerships(conditions, *model, request.party, request.as_of);
  if (request.form == AnswerForm::json)
    return format::stage_json({*model, request.party, request.as_of, known_as_of, require, found, desk.revision()});
  const StageText text(*model, request);
  return (request.partner ? text.pair(found.front()) : text.all(found)) + format::counts_to_text({known_as_of, require});
}

}  // namespace entente::service
