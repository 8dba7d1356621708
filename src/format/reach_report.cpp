#include "format/reach_report.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"
#include "format/release_words.h"

namespace entente::format {
namespace {

using analysis::Denial;
using analysis::Reached;
using analysis::Step;
using analysis::StepKind;
using analysis::Unreached;
using codec::JsonWriter;

// Broken at spaces before `columns`, further lines indented.
std::string hung(const std::string& text, std::size_t indent, std::size_t columns) {
  std::string out(indent - 2, ' ');
  std::size_t width = indent - 2;
  bool begun = false;
  for (const auto word : split(text, " ")) {
    const auto next = display_width(word);
    if (begun && columns != 0 && width + 1 + next > columns) {
      out += "\n" + std::string(indent, ' ');
      width = indent;
    } else if (begun) {
      out += ' ';
      ++width;
    }
    out += word;
    width += next;
    begun = true;
  }
  return out + "\n";
}

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, ", ")); }

// "→ USA as SECRET (isa-jpn-usa, consent c-1)"
std::string step_text(const Step& step) {
  std::vector<std::string> on;
  if (step.kind == StepKind::derived) on.push_back("in a document of " + step.from.value + " marked " + step.marked.value);
  if (step.kind == StepKind::relay) on.push_back(step.derived_too ? "relay, and in own documents" : "relay");
  if (!step.instrument.empty()) on.push_back(step.instrument);
  if (!step.consent.empty()) on.push_back("consent " + step.consent);
  std::string out = "→ " + step.to.value;
  if (step.held_as) out += " as " + step.held_as->value;
  return on.empty() ? out : out + " (" + joined(on) + ")";
}

std::string way_text(const Reached& reached) {
  std::string out = reached.way.front().from.value;
  for (const auto& step : reached.way) out += " " + step_text(step);
  return out;
}

std::string stated_text(const Reached& reached) {
  std::set<std::string> all;
  for (const auto& step : reached.way) all.insert(step.stated.begin(), step.stated.end());
  return all.empty() ? "" : fmt::format(", for {}", fmt::join(all, ", "));
}

// Before when a mark must be dated to bear the level; nothing where it may still bear it.
std::optional<Instant> marked_before(const ReachReport& report, const LevelName& level) {
  const auto* policy = report.world->policies.policy_of(report.reach.owner);
  std::optional<Instant> out;
  for (const auto& term : report.world->level_terms) {
    if (policy == nullptr || term.policy != policy->id || term.level != level) continue;
    const Interval is = as_grant(term.period);
    if (is.contains(report.as_of)) return std::nullopt;
    if (is.until <= report.as_of) out = std::max(out.value_or(is.until), is.until);
  }
  return out;
}

std::string marked_text(const ReachReport& report, const LevelName& level) {
  const auto before = marked_before(report, level);
  return before ? fmt::format(", marked before {} only", to_short_string(*before)) : "";
}

std::string reached_text(const ReachReport& report) {
  std::string out;
  std::size_t width = 0;
  for (const auto& each : report.reach.reached) width = std::max(width, display_width(each.level.value));
  std::size_t steps = 0;
  for (const auto& each : report.reach.reached) {
    if (each.way.size() != steps) out += fmt::format("\nin {} step{}\n", each.way.size(), each.way.size() == 1 ? "" : "s");
    steps = each.way.size();
    out += fmt::format("  {}  {}  {}  {}{}{}{}\n", padded(each.party.value, 5), padded(each.level.value, width), way_text(each),
                       world::to_string(each.weakest()), each.until() == kEndOfTime ? "" : ", may change on " + to_short_string(each.until()), stated_text(each), marked_text(report, each.level));
  }
  return out;
}

std::string denial_text(const Denial& denial) {
  const auto member = denial.member ? fmt::format(" of its member {}", denial.member->value) : std::string();
  return fmt::format("{}{}{}{}", decision::to_string(denial.rule), member, denial.text.empty() ? "" : ": " + denial.text,
                     denial.clause.empty() ? "" : " (" + denial.clause + ")");
}

// Parties that are kept away by the same rules are said together, with the words about the first of them, and about each with which there
// is something or that is a set.
std::string unreached_text(const ReachReport& report, std::size_t columns) {
  using Key = std::tuple<decision::Rule, bool, decision::Rule>;
  std::map<Key, std::vector<const Unreached*>> groups;
  for (const auto& each : report.reach.unreached) {
    groups[{each.direct.rule, each.relay.has_value(), each.relay ? each.relay->denial.rule : decision::Rule::label_valid}].push_back(&each);
  }
  std::string out;
  for (const auto& [key, list] : groups) {
    std::vector<std::string> names;
    for (const auto* each : list) names.push_back(each->party.value);
    out += hung(fmt::format("{} by {}: {}", list.size(), decision::to_string(list.front()->direct.rule), joined(names)), 4, columns);
    const auto is_special = [](const Unreached* each) { return !each->direct.clause.empty() || each->direct.member.has_value(); };
    const auto plain = std::find_if_not(list.begin(), list.end(), is_special);
    for (auto each = list.begin(); each != list.end(); ++each) {
      if (each != plain && !is_special(*each)) continue;
      out += hung(fmt::format("{}: {}", (*each)->party.value, denial_text((*each)->direct)), 6, columns);
    }
    const auto& first = *list.front();
    if (first.relay) {
      out += hung(fmt::format("nor by relay, of {} {}: {} → {}: {}", first.relay->holders, first.relay->holders == 1 ? "holder" : "holders",
                              first.relay->holder.value, first.party.value, denial_text(first.relay->denial)), 6, columns);
    }
  }
  return out;
}

std::size_t parties_reached(const analysis::Reach& reach) {
  std::set<PartyId> parties;
  for (const auto& each : reach.reached) parties.insert(each.party);
  return parties.size();
}

std::string levels_text(const analysis::Reach& reach) {
  std::vector<std::string> names;
  for (const auto& each : reach.levels) names.push_back(each.value);
  return joined(names);
}

void write_denial(JsonWriter& out, std::string_view key, const Denial& denial) {
  out.key(key).begin_object().member("rule", decision::to_string(denial.rule)).member("clause", denial.clause).member("text", denial.text);
  if (denial.member) out.member("member", denial.member->value);
  out.end_object();
}

void write_step(JsonWriter& out, const Step& step) {
  out.begin_object().member("kind", to_string(step.kind)).member("from", step.from.value).member("to", step.to.value);
  out.member("marked", step.marked.value);
  if (step.held_as) out.member("held_as", step.held_as->value);
  out.member("instrument", step.instrument).member("consent", step.consent).member("evidence", world::to_string(step.evidence));
  out.member("valid_until", to_string(step.until)).member("in_own_documents_too", step.derived_too).key("stated").begin_array();
  for (const auto& each : step.stated) out.value(each);
  out.end_array().end_object();
}

}  // namespace

std::string reach_to_text(const ReachReport& report, const TextLayout& layout) {
  const auto& reach = report.reach;
  const auto reached = parties_reached(reach);
  std::string out = fmt::format("classified information of {} can come to {} of {} parties along permitted steps, as of {}\n", reach.owner.value, reached,
                                reached + reach.unreached.size(), to_short_string(report.as_of));
  out += hung(fmt::format("asked: {}; the marking names the recipient, no category, no control", levels_text(reach)), 2, layout.columns);
  out += counts_to_text(report.counts);
  out += reached_text(report);
  if (!reach.unreached.empty()) out += fmt::format("\nnot to {} parties, kept away\n", reach.unreached.size()) + unreached_text(report, layout.columns);
  return out;
}

std::string reach_to_json(const ReachReport& report) {
  const auto& reach = report.reach;
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("as_of", to_string(report.as_of)).member("revision", report.revision).member("owner", reach.owner.value);
  write_counts(out, report.counts);
  out.key("levels").begin_array();
  for (const auto& each : reach.levels) out.value(each.value);
  out.end_array().key("reached").begin_array();
  for (const auto& each : reach.reached) {
    out.begin_object().member("party", each.party.value).member("level", each.level.value).member("comparable", each.comparable);
    if (const auto before = marked_before(report, each.level)) out.member("marked_before", to_string(*before));
    out.member("evidence", world::to_string(each.weakest())).member("valid_until", to_string(each.until())).key("way").begin_array();
    for (const auto& step : each.way) write_step(out, step);
    out.end_array().end_object();
  }
  out.end_array().key("unreached").begin_array();
  for (const auto& each : reach.unreached) {
    out.begin_object().member("party", each.party.value);
    write_denial(out, "direct", each.direct);
    if (each.relay) {
      out.key("relay").begin_object().member("holders", std::uint64_t{each.relay->holders}).member("holder", each.relay->holder.value);
      write_denial(out, "denial", each.relay->denial);
      out.end_object();
    }
    out.end_object();
  }
  out.end_array().end_object();
  return out.finish();
}

}  // namespace entente::format
