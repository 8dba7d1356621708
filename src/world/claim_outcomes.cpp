#include "world/claim_outcomes.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "world/claim_comparison.h"
#include "world/claim_time.h"
#include "world/fact_index.h"
#include "world/statement.h"

namespace entente::world {
namespace {

constexpr std::array<std::string_view, 4> kOutcomes{"open", "contradicted", "superseded", "confirmed"};

Comparison compare(const Question& question) {
  switch (question.statement.form) {
    case Form::opinion:
      return {};
    case Form::recorded:
      return compare_recorded(question);
    case Form::status:
      return compare_status(question);
    case Form::count:
      return compare_count(question);
    case Form::partner:
      return compare_partner(question);
    case Form::members:
      return compare_members(question);
    case Form::meeting:
      return compare_meeting(question);
    case Form::required:
      return compare_required(question);
    case Form::assessment:
      return compare_assessment(question);
    case Form::participation:
      return compare_participation(question);
    case Form::state:
      return compare_state(question);
  }
  return {};
}

Span day(Instant at) { return {at, at}; }

// Dates after the claim, in order, on which the answer may have become another; none where there are too many to try.
std::vector<PartialDate> dates_between(const Comparison& comparison, Instant after, Instant until,
                                       Instant (PartialDate::*edge)() const) {
  std::vector<PartialDate> out;
  for (const auto& date : comparison.changes) {
    if ((date.*edge)() > after && (date.*edge)() <= until) out.push_back(date);
  }
  if (out.size() > kChangesScanned) return {};
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return (a.*edge)() < (b.*edge)(); });
  return out;
}

// The first day of the stretch up to `as_of` in which it no longer held.
std::optional<PartialDate> ended(const Comparison& comparison, Instant said, Instant as_of) {
  std::optional<PartialDate> out;
  for (const auto& date : dates_between(comparison, said, as_of, &PartialDate::latest)) {
    if (comparison.at(day(date.latest())) == Answer::yes) {
      out.reset();
    } else if (!out) {
      out = date;
    }
  }
  return out;
}

std::optional<PartialDate> came_about(const Comparison& comparison, Instant said, Instant as_of) {
  for (const auto& date : dates_between(comparison, said, as_of, &PartialDate::earliest)) {
    if (comparison.at(day(date.earliest())) == Answer::yes) return date;
  }
  return std::nullopt;
}

std::string since_text(std::string_view words, const std::optional<PartialDate>& since) {
  return since ? fmt::format("{} {}", words, since->text()) : std::string();
}

std::string why_of(const Comparison& comparison, const Span& window, const std::vector<std::string>& before) {
  std::vector<std::string> parts;
  if (!comparison.claimed.empty()) parts.push_back(comparison.claimed);
  for (const auto& each : before) {
    if (!each.empty()) parts.push_back(each);
  }
  const auto record = comparison.record(window);
  parts.push_back(record.empty() ? "nothing recorded tells" : "the record: " + record);
  return join(parts, "; ");
}

void judge_expected(const Question& question, const Comparison& comparison, JudgedClaim& out) {
  const auto now = day(question.as_of);
  const auto now_answer = comparison.at(now);
  const auto since = came_about(comparison, question.said.last, question.as_of);
  if (now_answer == Answer::yes) {
    out.outcome = Outcome::confirmed;
    out.since = since;
    out.why = why_of(comparison, question.said, {since_text("came about", since)});
  } else if (since) {
    out.outcome = Outcome::superseded;
    out.since = ended(comparison, since->latest(), question.as_of);
    out.why = why_of(comparison, now, {since_text("came about", since), since_text("no longer since", out.since)});
  } else {
    out.expected = now_answer == Answer::pending;
    out.why = why_of(comparison, question.said, {out.expected ? "not yet" : "it did not come about"});
  }
}

void judge_true(const Question& question, const Comparison& comparison, JudgedClaim& out) {
  const auto now = day(question.as_of);
  switch (comparison.at(now)) {
    case Answer::yes:
      out.outcome = Outcome::confirmed;
      out.why = why_of(comparison, question.said, {});
      return;
    case Answer::unknown:  // planned for a day that has passed
      out.why = why_of(comparison, question.said, {"true when said, and nothing tells since"});
      return;
    case Answer::pending:
    case Answer::no:
      out.outcome = Outcome::superseded;
      out.since = ended(comparison, question.said.last, question.as_of);
      out.why = why_of(comparison, now, {"true when said", since_text("no longer since", out.since)});
      return;
  }
}

void judge_against_facts(const Question& question, const Comparison& comparison, JudgedClaim& out) {
  const auto answer = comparison.at(question.said);
  out.held_when_said = answer == Answer::yes || answer == Answer::pending;
  switch (answer) {
    case Answer::yes:
      return judge_true(question, comparison, out);
    case Answer::pending:
      return judge_expected(question, comparison, out);
    case Answer::no:
      out.outcome = Outcome::contradicted;
      out.why = why_of(comparison, question.said, {});
      return;
    case Answer::unknown:
      if (!question.statement.hedge.empty() && came_about(comparison, question.said.last, question.as_of))
        return judge_expected(question, comparison, out);
      out.why = why_of(comparison, question.said, {});
      return;
  }
}

std::optional<PartyKind> kind_of_party(const FactIndex& facts, const Claim& claim) {
  if (claim.about.empty()) return std::nullopt;
  const auto* party = facts.as<Party>(claim.about.front());
  return party == nullptr ? std::nullopt : std::optional(party->kind);
}

// Facts that were all read in the claim's own source say no more than the claim does.
bool is_confirmed_without(const Question& all, const OwnSource& own) {
  auto question = all;
  question.without = &own;
  const auto comparison = compare(question);
  if (!comparison.at) return false;
  JudgedClaim again;
  judge_against_facts(question, comparison, again);
  return again.outcome == Outcome::confirmed;
}

JudgedClaim judged(const World& world, const FactIndex& facts, const Claim& claim, Instant as_of,
                   const std::optional<PartialDate>& said, const OwnSource& own) {
  JudgedClaim out;
  out.claim = &claim;
  out.said = said;
  const auto read = read_statement(claim, kind_of_party(facts, claim));
  if (!read.faults.empty()) {
    out.why = "not understood: " + read.faults.front().message;
    return out;
  }
  if (read.statement.form == Form::opinion) {
    out.why = "an opinion, which is not compared";
    return out;
  }
  if (!out.said) {
    out.why = "undated: neither the claim nor its source has a date";
    return out;
  }
  const Question question{world, facts, claim, read.statement, span_of(*out.said), as_of};
  auto comparison = compare(question);
  if (!comparison.at) {
    out.why = "nothing recorded tells";
    return out;
  }
  judge_against_facts(question, comparison, out);
  if (out.outcome == Outcome::confirmed && !is_confirmed_without(question, own)) {
    out.outcome = Outcome::open;
    out.since.reset();
    out.why = "recorded from this source alone; " + out.why;
  }
  if (out.outcome == Outcome::superseded) out.against = std::move(comparison.changed);
  const auto room = kSidesNamed - std::min(kSidesNamed, out.against.size());
  const auto taken = static_cast<std::ptrdiff_t>(std::min(room, comparison.sides.size()));
  out.against.insert(out.against.end(), comparison.sides.begin(), comparison.sides.begin() + taken);
  return out;
}

std::map<std::string_view, const Source*> sources_of(const World& world) {
  std::map<std::string_view, const Source*> out;
  for (const auto& source : world.sources) out.emplace(source.id, &source);
  return out;
}

std::optional<PartialDate> date_of(const std::map<std::string_view, const Source*>& sources, const Claim& claim) {
  if (claim.said) return claim.said;
  const auto found = sources.find(claim.source);
  return found == sources.end() ? std::nullopt : found->second->published;
}

}  // namespace

std::optional<PartialDate> said_on(const World& world, const Claim& claim) {
  if (claim.said) return claim.said;
  return date_of(sources_of(world), claim);
}

std::vector<JudgedClaim> judge_claims(const World& world, Instant as_of) {
  const FactIndex facts(world);
  const auto sources = sources_of(world);
  std::vector<JudgedClaim> out;
  for (const auto& claim : world.claims) {
    const auto said = date_of(sources, claim);
    const auto source = sources.find(claim.source);
    const OwnSource own(claim, source == sources.end() ? nullptr : source->second);
    if (!said || said->latest() <= as_of) out.push_back(judged(world, facts, claim, as_of, said, own));
  }
  std::sort(out.begin(), out.end(), [](const JudgedClaim& a, const JudgedClaim& b) {
    const auto key = [](const JudgedClaim& judged) {
      const auto& claim = *judged.claim;
      return std::tie(claim.source, claim.id, judged.said, claim.about, claim.says, claim.text, claim.place.file,
                      claim.place.line);
    };
    return key(a) < key(b);
  });
  return out;
}

std::string_view to_string(Outcome outcome) {
  const auto index = static_cast<std::size_t>(outcome);
  return index < kOutcomes.size() ? kOutcomes[index] : std::string_view();
}

std::optional<Outcome> parse_outcome(std::string_view text) {
  const auto found = std::find(kOutcomes.begin(), kOutcomes.end(), text);
  return found == kOutcomes.end() ? std::nullopt : std::optional(static_cast<Outcome>(found - kOutcomes.begin()));
}

std::string described(const Claim& claim) {
  if (!claim.text.empty()) return claim.text;
  std::vector<std::string> says;
  for (const auto& [key, values] : claim.says) says.push_back(key + " " + join(values, " or "));
  return fmt::format("{}: {}", claim.about.empty() ? "nothing" : to_string(claim.about.front()), join(says, ", "));
}

}  // namespace entente::world
