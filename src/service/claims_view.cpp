#include "service/claims_view.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/text.h"
#include "codec/json.h"
#include "service/desk.h"
#include "world/claim_warnings.h"
#include "world/fact_lines.h"
#include "world/overdue.h"

namespace entente::service {
namespace {

using world::JudgedClaim;
using world::Outcome;

constexpr std::size_t kSourcesShown = 3;  // of what is recorded, under one claim
// In the order in which a reader wants them.
constexpr std::array kSections{Outcome::contradicted, Outcome::superseded, Outcome::open, Outcome::confirmed};

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string_view mark(Outcome outcome) {
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

// Prose may hold line breaks; a line of a list may not.
std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

std::string padded(std::string text, std::size_t width) {
  const auto own = display_width(text);
  if (own < width) text.append(width - own, ' ');
  return text;
}

bool is_opinion(const JudgedClaim& judged) { return judged.claim->says.contains("opinion"); }

const std::string& name_of(const JudgedClaim& judged) {
  return judged.claim->id.empty() ? judged.claim->source : judged.claim->id;
}

// What is shown, and who disagrees with whom.
struct Selection {
  std::vector<JudgedClaim> judged;
  std::vector<world::Disagreement> disagreements;

  [[nodiscard]] std::size_t count(Outcome outcome) const {
    return static_cast<std::size_t>(
        std::count_if(judged.begin(), judged.end(), [&](const JudgedClaim& each) { return each.outcome == outcome; }));
  }
  [[nodiscard]] std::size_t sources() const {
    std::set<std::string_view> out;
    for (const auto& each : judged) out.insert(each.claim->source);
    return out.size();
  }
  [[nodiscard]] std::vector<const JudgedClaim*> against(const JudgedClaim& judged_claim) const {
    std::vector<const JudgedClaim*> out;
    for (const auto& each : disagreements) {
      if (each.first->claim == judged_claim.claim) out.push_back(each.second);
      if (each.second->claim == judged_claim.claim) out.push_back(each.first);
    }
    return out;
  }
};

// --- text ---

class ClaimsText {
 public:
  ClaimsText(const world::World& world, const Selection& selection, const ClaimsRequest& request)
      : world_(world), selection_(selection), request_(request) {
    for (const auto& each : selection.judged) {
      id_width_ = std::max(id_width_, display_width(each.claim->id));
      source_width_ = std::max(source_width_, display_width(one_line(each.claim->source)));
      said_width_ = std::max(said_width_, each.said ? each.said->text().size() : 0);
    }
    source_width_ = std::min(source_width_, kSourceWidth);
  }

  std::string text() {
    std::vector<std::string> counts;
    for (const auto outcome : {Outcome::confirmed, Outcome::open, Outcome::superseded, Outcome::contradicted})
      counts.push_back(fmt::format("{} {}", selection_.count(outcome), to_string(outcome)));
    out_ =
        fmt::format("{} of {}: {}, as of {}\n", counted(selection_.judged.size(), "claim"),
                    counted(selection_.sources(), "source"), join(counts, " · "), to_short_string(request_.as_of) + known_text());
    for (const auto outcome : kSections) {
      if (request_.outcome.value_or(outcome) == outcome) section(outcome);
    }
    if (left_out_) out_ += "\nevery claim: --all\n";
    return std::move(out_);
  }

 private:
  static constexpr std::size_t kSourceWidth = 32;  // a longer one pushes its own line only

  [[nodiscard]] std::string known_text() const {
    return request_.known_as_of ? ", as known on " + to_short_string(*request_.known_as_of) : "";
  }

  void section(Outcome outcome) {
    if (selection_.count(outcome) == 0) return;
    out_ += fmt::format("\n{}\n", to_string(outcome));
    const bool all = request_.detail == ClaimDetail::all || request_.outcome.has_value();
    if (outcome == Outcome::confirmed && !all) return summary();
    std::size_t opinions = 0;
    for (const auto& each : selection_.judged) {
      if (each.outcome != outcome) continue;
      if (is_opinion(each) && !all) {
        ++opinions;
      } else {
        claim(each);
      }
    }
    if (opinions > 0) out_ += fmt::format("{} {}, never compared\n", mark(outcome), counted(opinions, "opinion"));
    left_out_ = left_out_ || opinions > 0;
  }

  void claim(const JudgedClaim& judged) {
    auto line = fmt::format("{} {}", mark(judged.outcome), id_width_ > 0 ? padded(judged.claim->id, id_width_) + "  " : "");
    line += padded(one_line(judged.claim->source), source_width_) + "  ";
    line += padded(judged.said ? judged.said->text() : "", said_width_) + "  " + one_line(described(*judged.claim));
    line.resize(line.find_last_not_of(' ') + 1);
    out_ += line + '\n';
    for (const auto* other : selection_.against(judged)) {
      const auto which = other->claim->id.empty() ? std::string() : ": " + other->claim->id;
      out_ += fmt::format("    {} says otherwise{}, {}\n", one_line(other->claim->source), which,
                          other->said ? other->said->text() : "undated");
    }
    out_ += fmt::format("    {}\n", one_line(judged.why));
    if (judged.outcome != Outcome::confirmed || request_.detail == ClaimDetail::all) sources(judged);
  }

  void sources(const JudgedClaim& judged) {
    std::set<std::string_view> seen;
    std::vector<std::string> shown;
    for (const auto& side : judged.against) {
      if (!side.source.empty() && seen.insert(side.source).second && shown.size() < kSourcesShown)
        shown.push_back(one_line(side.source));
    }
    for (const auto& source : shown) out_ += fmt::format("    [{}]\n", source);
    if (seen.size() > shown.size()) out_ += fmt::format("    [and {} more]\n", seen.size() - shown.size());
  }

  // "✔ 000  20 of 24  The Japan Times: …".
  void summary() {
    std::map<std::string, std::pair<std::size_t, std::size_t>> by_source;
    for (const auto& each : selection_.judged) {
      auto& [confirmed, total] = by_source[each.claim->source];
      ++total;
      if (each.outcome == Outcome::confirmed) ++confirmed;
    }
    std::size_t width = 0;
    for (const auto& [source, counts] : by_source)
      width = std::max(width, fmt::format("{} of {}", counts.first, counts.second).size());
    for (const auto& [source, counts] : by_source) {
      if (counts.first == 0) continue;
      auto line = fmt::format("{} {}  {}  {}", mark(Outcome::confirmed), padded(one_line(source), source_width_),
                              padded(fmt::format("{} of {}", counts.first, counts.second), width), title_of(source));
      line.resize(line.find_last_not_of(' ') + 1);
      out_ += line + '\n';
      left_out_ = true;
    }
  }

  [[nodiscard]] std::string title_of(const std::string& source) const {
    const auto found =
        std::find_if(world_.sources.begin(), world_.sources.end(), [&](const world::Source& each) { return each.id == source; });
    if (found == world_.sources.end()) return {};
    return one_line(found->publisher.empty() ? found->title : fmt::format("{}: {}", found->publisher, found->title));
  }

  const world::World& world_;
  const Selection& selection_;
  const ClaimsRequest& request_;
  std::string out_;
  std::size_t id_width_ = 0;
  std::size_t source_width_ = 0;
  std::size_t said_width_ = 0;
  bool left_out_ = false;
};

// --- JSON ---

void write_texts(codec::JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_claim(codec::JsonWriter& json, const JudgedClaim& judged, const std::vector<const JudgedClaim*>& against) {
  const auto& claim = *judged.claim;
  json.begin_object();
  if (!claim.id.empty()) json.member("id", claim.id);
  json.member("source", claim.source);
  if (judged.said) json.member("said", judged.said->text());
  std::vector<std::string> about;
  for (const auto& each : claim.about) about.push_back(to_string(each));
  write_texts(json, "about", about);
  json.key("says").begin_object();
  for (const auto& [key, values] : claim.says) write_texts(json, key, values);
  json.end_object();
  if (!claim.text.empty()) json.member("text", claim.text);
  json.member("outcome", to_string(judged.outcome))
      .member("held_when_said", judged.held_when_said)
      .member("expected", judged.expected);
  if (judged.since) json.member("since", judged.since->text());
  json.member("why", judged.why).key("record").begin_array();
  for (const auto& side : judged.against)
    json.begin_object().member("what", side.what).member("source", side.source).end_object();
  json.end_array();
  std::vector<std::string> names;
  for (const auto* other : against) names.push_back(name_of(*other));
  write_texts(json, "disagrees_with", names);
  json.end_object();
}

std::string claims_as_json(const Selection& selection, const ClaimsRequest& request) {
  codec::JsonWriter json(codec::JsonLayout::indented);
  json.begin_object().member("as_of", to_string(request.as_of));
  if (request.known_as_of) json.member("known_as_of", to_string(*request.known_as_of));
  json.member("total", selection.judged.size());
  json.member("sources", selection.sources()).key("outcomes").begin_object();
  for (const auto outcome : kSections) json.member(to_string(outcome), selection.count(outcome));
  json.end_object().key("claims").begin_array();
  for (const auto& each : selection.judged) {
    if (request.outcome.value_or(each.outcome) == each.outcome) write_claim(json, each, selection.against(each));
  }
  return json.end_array().end_object().finish();
}

}  // namespace

Result<std::string> view_claims(const world::World& every, const ClaimsRequest& request) {
  std::optional<world::World> known;
  if (request.known_as_of) known = world::known_by(every, *request.known_as_of);
  const world::World& world = known ? *known : every;
  if (request.source) {
    std::set<std::string_view> sources;
    for (const auto& claim : world.claims) sources.insert(claim.source);
    if (!sources.contains(*request.source)) {
      return fail(Fault::unknown_name, fmt::format("{} says nothing in this world{}", quoted(*request.source),
                                                   did_you_mean(*request.source, {sources.begin(), sources.end()})));
    }
  }
  const auto all = judge_claims(world, request.as_of);
  Selection selection;
  selection.disagreements = disagreements(world, all);
  for (const auto& each : all) {
    if (request.source.value_or(each.claim->source) == each.claim->source) selection.judged.push_back(each);
  }
  if (request.form == ViewForm::json) return claims_as_json(selection, request);
  return ClaimsText(world, selection, request).text();
}

void compare_claims_of(format::LoadedWorld& loaded, Instant as_of, std::optional<Instant> known_as_of) {
  if (!loaded.usable) return;
  std::optional<world::World> known;
  if (known_as_of) known = world::known_by(loaded.world, *known_as_of);
  const world::World& world = known ? *known : loaded.world;
  auto found = compare_claims(world, as_of);
  for (auto& finding : world::overdue_events(world, as_of)) found.push_back(std::move(finding));
  loaded.warnings += found.size();
  found.resize(std::min(found.size(), limits::kErrorsReported));
  std::move(found.begin(), found.end(), std::back_inserter(loaded.findings));
  std::stable_sort(loaded.findings.begin(), loaded.findings.end(), [](const world::Finding& a, const world::Finding& b) {
    return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
  });
}

}  // namespace entente::service
