#include "format/changes_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/counted.h"
#include "base/text.h"
#include "format/sample_request.h"

namespace entente::format {
namespace {

using analysis::Condition;
using analysis::DecisionGroup;
using codec::JsonWriter;

constexpr std::size_t kConditionsShown = 4;  // of a group, unless all are asked for
constexpr std::size_t kValuesShown = 8;      // of an axis
constexpr std::size_t kIndent = 15;          // of what belongs to a condition

std::string listed(const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t each = 0; each < std::min(values.size(), kValuesShown); ++each) out += (each == 0 ? "" : ", ") + values[each];
  return values.size() <= kValuesShown ? out : out + fmt::format(" and {} more", values.size() - kValuesShown);
}

// What is meant, or what is not where that is shorter.
std::string part_text(const Condition::Part& part) {
  const bool shorter = !part.others.empty() && part.others.size() * 2 < part.values.size();
  if (shorter && part.others == std::vector<std::string>{"another"}) {
    const bool unstated = std::find(part.values.begin(), part.values.end(), "unstated") != part.values.end();
    return fmt::format("{} {}any that a fact names", part.axis, unstated ? "unstated or " : "");
  }
  return fmt::format("{} {}{}", part.axis, shorter ? "any but " : "", listed(shorter ? part.others : part.values));
}

std::string condition_text(const Condition& condition, std::size_t columns) {
  std::string who;
  std::string rest;
  for (const auto& part : condition.parts) {
    if (part.axis == "owner") {
      who = listed(part.values);
    } else if (part.axis == "recipient") {
      who += " → " + listed(part.values);
    } else {
      rest += (rest.empty() ? "" : " · ") + part_text(part);
    }
  }
  const auto number = grouped_digits(condition.decisions);
  return fmt::format("  {:>11}  {}\n{}", number, wrapped(who, kIndent, columns),
                     rest.empty() ? "" : std::string(kIndent, ' ') + wrapped(rest, kIndent, columns) + "\n");
}

std::string side_text(const ComparedWorld& side, bool named) {
  return named ? fmt::format("{} as of {}", side.name, to_short_string(side.as_of)) : to_short_string(side.as_of);
}

std::string later_text(Instant first) { return fmt::format("first on {0}; --as-of {0} asks about then", to_short_string(first)); }

std::string first_line(const ChangesReport& report) {
  const auto& all = report.changes;
  const auto span = span_to_text(report);
  if (all.permitted + all.denied == 0) {
    const auto later = report.later ? ": what differs begins or ends later, " + later_text(*report.later) : std::string();
    return fmt::format("nothing that is asked changes {}{}", span, later);
  }
  return fmt::format("{} decisions change {}: {} newly permitted, {} newly denied", grouped_digits(all.permitted + all.denied), span,
                     grouped_digits(all.permitted), grouped_digits(all.denied));
}

// Where there is both: the few that agreements carry would be lost among what is free.
std::string resting_text(const analysis::Changes& changes) {
  const auto carried = on_instruments(changes);
  const auto free = on_none(changes);
  if (!carried.any() || !free.any()) return {};
  return fmt::format("{} of these rest on an instrument ({} newly permitted, {} newly denied); {} need none, as what is at a free level{}\n",
                     grouped_digits(carried.permitted + carried.denied), grouped_digits(carried.permitted), grouped_digits(carried.denied),
                     grouped_digits(free.permitted + free.denied), changes.persons ? " or of the person's own party" : "");
}

std::string parties_text(std::string_view lead, const std::vector<PartyId>& list) {
  std::string out;
  for (const auto& each : list) out += (out.empty() ? std::string(lead) : ", ") + each.value;
  return out;
}

std::string sets_text(const std::vector<analysis::ChangedSet>& sets, std::size_t columns) {
  std::string out;
  for (const auto& each : sets) {
    const auto joined = parties_text("joined by ", each.joined);
    const auto left = parties_text("left by ", each.left);
    out += wrapped(fmt::format("{}{}: {}{}{}", each.set.value, each.began ? " (recorded first)" : "", joined, joined.empty() || left.empty() ? "" : "; ", left), 2, columns) + "\n";
  }
  const bool began = std::any_of(sets.begin(), sets.end(), [](const auto& each) { return each.began; });
  if (began) out += wrapped("(recorded first): no member of it is recorded for one of the dates; what changes by these is what is recorded, and need not be what was", 2, columns) + "\n";
  if (!out.empty()) out += wrapped("these nations, and sets that have them as members, are asked about marks that name it too (-joined, -left); to it is to each of its members then", 2, columns) + "\n";
  return out;
}

std::string quiet_to_text(const std::vector<QuietInstrument>& list, std::size_t columns) {
  std::string out;
  for (const bool began : {true, false}) {
    std::vector<std::string> names;
    for (const auto& each : list) {
      if (each.began == began) names.push_back(each.id);
    }
    if (names.empty()) continue;
    out += "\n" + wrapped(fmt::format("{} without a decision that changes by it: {}", began ? "entered into force" : "no longer in force", join(names, ", ")), 2, columns) + "\n";
  }
  return out;
}

void write_parties(JsonWriter& out, std::string_view key, const std::vector<PartyId>& list) {
  out.key(key).begin_array();
  for (const auto& each : list) out.value(each.value);
  out.end_array();
}

void write_side(JsonWriter& out, std::string_view key, const ComparedWorld& side) {
  out.key(key).begin_object().member("world", side.name).member("as_of", to_string(side.as_of)).member("revision", side.revision).end_object();
}

std::uint64_t a_second(std::uint64_t decisions, double seconds) {
  return static_cast<std::uint64_t>(static_cast<double>(decisions) / std::max(seconds, 1e-6));
}

}  // namespace

namespace {

Resting resting(const analysis::Changes& changes, bool on_instrument) {
  Resting out;
  for (const auto& group : changes.groups) {
    if (group.cause.instrument.empty() != on_instrument) (group.cause.permitted ? out.permitted : out.denied) += group.decisions;
  }
  return out;
}

}  // namespace

Resting on_instruments(const analysis::Changes& changes) { return resting(changes, true); }
Resting on_none(const analysis::Changes& changes) { return resting(changes, false); }

std::string span_to_text(const ChangesReport& report) {
  const bool named = report.from.revision != report.to.revision;
  return fmt::format("from {} to {}", side_text(report.from, named), side_text(report.to, named));
}

std::string group_to_text(const DecisionGroup& group) {
  const auto& cause = group.cause;
  const std::string by = cause.instrument.empty() ? "on no instrument" : cause.instrument;
  return cause.permitted ? fmt::format("✔ {} newly permitted: {} (before: {})", grouped_digits(group.decisions), by, denial_to_text(cause, " denied"))
                         : fmt::format("✘ {} newly denied: {} (before: {})", grouped_digits(group.decisions), denial_to_text(cause, " denies"), by);
}

std::string counts_to_text(const WhatCounts& counts) {
  std::string out;
  if (counts.require != world::Evidence::unverified) out += fmt::format("what is {} or better", world::to_string(counts.require));
  if (counts.known_as_of) out += fmt::format("{}what was known by {}", out.empty() ? "" : ", and ", to_short_string(*counts.known_as_of));
  if (!out.empty()) out = fmt::format("counted is only {}\n", out);
  if (counts.granted) out += "as if each consent, approval and notification that is asked of the two sides had been given\n";
  return out;
}

std::string source_to_text(const world::World& world, const std::string& revision, const WhatCounts& counts) {
  auto text = fmt::format("Source: world {}, revision {}; {}", world.name, revision.substr(0, 19), counts_to_text(counts));
  return text.substr(0, text.find_last_not_of("; \n") + 1);
}

void write_counts(JsonWriter& out, const WhatCounts& counts) {
  if (counts.known_as_of) out.member("known_as_of", to_string(*counts.known_as_of));
  if (counts.require != world::Evidence::unverified) out.member("require", world::to_string(counts.require));
  if (counts.granted) out.member("granted", true);
}

std::string duration_to_text(double seconds) {
  return seconds < 1 ? fmt::format("{:.0f} ms", seconds * 1000) : fmt::format("{:.1f} s", seconds);
}

std::string speed_to_text(std::uint64_t decisions, double seconds) {
  return fmt::format("{}, {} a second", duration_to_text(seconds), grouped_digits(a_second(decisions, seconds)));
}

void write_speed(JsonWriter& out, std::uint64_t decisions, double seconds) {
  out.member("seconds", seconds).member("decisions_per_second", a_second(decisions, seconds));
}

std::string wrapped(const std::string& text, std::size_t indent, std::size_t columns) {
  std::string out;
  std::size_t width = indent;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = rest.find(' ');
    const auto word = rest.substr(0, end);
    const auto word_width = display_width(word);
    const bool first = out.empty();
    if (!first && columns != 0 && width + 1 + word_width > columns) {
      out += "\n" + std::string(indent, ' ');
      width = indent;
    } else if (!first) {
      out += ' ';
      ++width;
    }
    out += word;
    width += word_width;
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return out;
}

std::string grouped_digits(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string denial_to_text(const analysis::Cause& cause, std::string_view verb) {
  return fmt::format("{}{}{}{}", decision::to_string(cause.rule), verb, cause.clause.empty() ? "" : ", ", cause.clause);
}

void write_denial(JsonWriter& out, const analysis::Cause& cause) {
  out.member("rule", decision::to_string(cause.rule)).member("clause", cause.clause);
}

std::string conditions_to_text(const DecisionGroup& group, const TextLayout& layout) {
  std::string out;
  const std::size_t shown = layout.all ? group.conditions.size() : std::min(group.conditions.size(), kConditionsShown);
  for (std::size_t each = 0; each < shown; ++each) {
    out += condition_text(group.conditions[each], layout.columns);
    if (!layout.all || layout.marks == nullptr) continue;
    const auto sample = sample_to_text(group.conditions[each].sample, *layout.marks);
    out += sample.empty() ? std::string(kIndent, ' ') + "(no request to show: no mark of that system says so, or facts have no word for it)\n" : sample;
  }
  if (shown < group.conditions.size()) out += fmt::format("{}and {} more conditions; --explain lists them\n", std::string(kIndent, ' '), group.conditions.size() - shown);
  std::uint64_t sum = group.beyond;
  for (const auto& each : group.conditions) sum += each.decisions;
  if (sum > group.decisions) out += std::string(kIndent, ' ') + "(a decision may be in several of these)\n";
  if (group.beyond != 0) out += fmt::format("{}and {} decisions more; narrow it with --owner or --recipient\n", std::string(kIndent, ' '), grouped_digits(group.beyond));
  return out;
}

void write_conditions(JsonWriter& out, const DecisionGroup& group, const label::PolicyBook& book) {
  out.key("conditions").begin_array();
  for (const auto& condition : group.conditions) {
    out.begin_object().member("decisions", condition.decisions);
    for (const auto& part : condition.parts) {
      out.key(part.axis).begin_array();
      for (const auto& value : part.values) out.value(value);
      out.end_array();
    }
    out.key("sample");
    write_sample_request(out, condition.sample, book);
    if (const auto who = supposed_person(condition.sample, book); !who.empty()) out.member("suppose", who);
    out.end_object();
  }
  out.end_array().member("beyond", group.beyond);
}

std::string sample_to_text(const decision::Request& sample, const label::PolicyBook& book) {
  codec::JsonWriter out;
  write_sample_request(out, sample, book);
  const auto text = out.finish();
  if (text == "null") return {};
  const std::string indent(kIndent, ' ');
  const auto who = supposed_person(sample, book);
  return fmt::format("{0}ask {1}\n{2}", indent, text, who.empty() ? who : fmt::format("{0}suppose {1}\n", indent, who));
}

std::string_view not_asked(std::string_view action) {
  if (action != "disclose") return "disclosures, acts to groups and organisations, acts of persons and systems, what changes within the dates of an act (each is asked as of the instant, to begin then or later), objects by digest; what lacks a consent, approval or notification that nobody recorded is denied on both sides (--granted asks as if it had been given)";
  return "acts (--action), recorded persons, systems and facilities (persons are asked by kinds: --persons), export-controlled data, statements of an act but one activity, information marked in another owner's policy or with categories of one, what a group holds, sets that another holder than the owner is in, marks that cannot be read (of a later date, or naming who is not recorded; a release stated beside one that its list does not contain), that name some members of a recipient set only, or what some joined and others left; not compared: the mark that a permit's copy gets, duties, evidence; several owners or sources are the conjunction of theirs";
}

bool changes_any(const ChangesReport& report) {
  return report.changes.permitted + report.changes.denied != 0 || std::any_of(report.acts.begin(), report.acts.end(), changes_any);
}

namespace {

// Each action by itself: those of which something changes with what does, the others in a line.
std::string acts_to_text(const ChangesReport& report, const TextLayout& layout) {
  std::string out;
  std::string same;
  for (const auto& each : report.acts) {
    const auto& all = each.changes;
    const auto asked = fmt::format("{} ({} classes)", each.action, grouped_digits(all.classes));
    if (!changes_any(each)) {
      same += (same.empty() ? "" : ", ") + asked;
      continue;
    }
    out += "\n" + wrapped(fmt::format("{}: {} decisions change, {} newly permitted, {} newly denied, of {} classes of acts to {} nations", each.action,
                                      grouped_digits(all.permitted + all.denied), grouped_digits(all.permitted), grouped_digits(all.denied),
                                      grouped_digits(all.classes), all.recipients),
                          2, layout.columns) + "\n";
    for (const auto& group : all.groups) out += "\n" + group_to_text(group) + "\n" + conditions_to_text(group, {layout.columns, layout.all, &each.policies});
  }
  if (!same.empty()) out += "\n" + wrapped("asked, and nothing changes: " + same, 2, layout.columns) + "\n";
  for (const auto& each : report.unasked) out += "\n" + wrapped(fmt::format("NOT ASKED {}: {}", each.action, each.why), 2, layout.columns) + "\n";
  return out;
}

void write_groups(JsonWriter& out, const ChangesReport& report) {
  out.key("groups").begin_array();
  for (const auto& group : report.changes.groups) {
    out.begin_object().member("change", group.cause.permitted ? "permitted" : "denied").member("instrument", group.cause.instrument);
    write_denial(out, group.cause);
    out.member("decisions", group.decisions);
    out.key("shares").begin_array();
    for (const auto& share : group.shares)
      out.begin_object().member("owner", share.owner).member("recipient", share.recipient.value).member("decisions", share.decisions).end_object();
    out.end_array();
    write_conditions(out, group, report.policies);
    out.end_object();
  }
  out.end_array();
}

void write_acts(JsonWriter& out, const ChangesReport& report) {
  out.key("acts").begin_array();
  for (const auto& each : report.acts) {
    const auto& all = each.changes;
    out.begin_object().member("action", each.action).member("classes", all.classes).member("recipients", all.recipients);
    out.member("newly_permitted", all.permitted).member("newly_denied", all.denied);
    write_groups(out, each);
    out.end_object();
  }
  out.end_array().key("unasked").begin_array();
  for (const auto& each : report.unasked) out.begin_object().member("action", each.action).member("why", each.why).end_object();
  out.end_array();
}

// Acts are asked beside, mostly denied before and after.
std::string left_out(const ChangesReport& report) {
  constexpr std::string_view kActs = "acts (--action), ";
  const std::string of_holders = report.changes.persons ? "persons of another holder than the owner, " : "";
  auto text = not_asked(report.action);
  const std::string of_words = report.from.revision == report.to.revision ? "" : "words of items and activities that only one of the two knows, ";
  if (report.action != "disclose" && report.counts.granted) text = text.substr(0, text.find("; what lacks"));
  const bool leads = text.starts_with(kActs);
  const auto rest = of_holders + of_words + std::string(leads ? text.substr(kActs.size()) : text);
  if (!report.every_action || !leads) return (leads ? std::string(kActs) : std::string()) + rest;
  const char* lacking = "acts as if what they lack had been given (--granted): without a consent, approval or notification they are denied on both sides; ";
  return (report.counts.granted ? "" : lacking) + rest;
}

// Where there are too many classes of it.
bool is_asked(const ChangesReport& report) {
  return std::none_of(report.unasked.begin(), report.unasked.end(), [&](const auto& each) { return each.action == report.action; });
}

}  // namespace

std::string changes_to_text(const ChangesReport& report, const TextLayout& layout) {
  if (!is_asked(report)) return "disclosures are not asked: they fall into too many classes\n" + counts_to_text(report.counts) + wrapped("not asked: " + left_out(report), 2, layout.columns) + "\n" + acts_to_text(report, layout) + quiet_to_text(report.quiet, layout.columns);
  std::string out = (report.every_action && changes_any(report) ? "disclosures: " : "") + wrapped(first_line(report), 2, layout.columns) + "\n";
  const auto& all = report.changes;
  out += wrapped(resting_text(all), 2, layout.columns);
  if (report.later && changes_any(report)) out += wrapped("of what differs some begins or ends later, " + later_text(*report.later), 2, layout.columns) + "\n";
  const std::string_view asked = all.alike ? "; nothing differs that an answer looks at, so none had to be asked"
                                 : all.narrowed ? "; whom nothing that differs concerns is answered as before, all others are compared"
                                                : ", all compared";
  if (report.action == "disclose") {
    out += fmt::format("of {} decisions: {} classes of requests to {}{}\n", grouped_digits(all.decisions), grouped_digits(all.classes),
                       all.persons ? grouped_digits(all.recipients) + " kinds of persons" : (all.recipients == 1 ? "1 party" : grouped_digits(all.recipients) + " parties") + ", but who has it already", asked);
  } else {
    out += fmt::format("of {} decisions: every class of acts ({}) to {}{}\n", grouped_digits(all.decisions), report.action, counted(all.recipients, "nation"), asked);
  }
  if (report.seconds > 0 && !all.alike) out += all.narrowed ? fmt::format("in {}\n", duration_to_text(report.seconds)) : fmt::format("in {}\n", speed_to_text(all.decisions, report.seconds));
  out += counts_to_text(report.counts);
  out += wrapped("not asked: " + left_out(report), 2, layout.columns) + "\n";
  if (report.policies_differ)
    out += wrapped("the policies of the two differ: what a mark says in each is not asked, only what labels are answered", 2, layout.columns) + "\n";
  out += sets_text(all.sets, layout.columns);
  for (const auto& group : all.groups) out += "\n" + group_to_text(group) + "\n" + conditions_to_text(group, {layout.columns, layout.all, &report.policies});
  return out + acts_to_text(report, layout) + quiet_to_text(report.quiet, layout.columns);
}

std::string changes_to_json(const ChangesReport& report) {
  const auto& all = report.changes;
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object();
  write_side(out, "from", report.from);
  write_side(out, "to", report.to);
  out.member("action", report.action);
  if (all.persons) out.member("subject", "person");
  write_counts(out, report.counts);
  out.member("not_asked", left_out(report));
  if (report.policies_differ) out.member("policies_differ", true);
  if (!is_asked(report)) {
    if (report.later) out.member("later", to_short_string(*report.later));
    write_acts(out, report);
    out.end_object();
    return out.finish();
  }
  out.member("classes", all.classes).member("recipients", all.recipients).member("decisions", all.decisions);
  if (all.narrowed) out.member("narrowed", true);
  if (report.seconds > 0 && (all.narrowed || all.alike)) out.member("seconds", report.seconds);
  if (report.seconds > 0 && !all.narrowed && !all.alike) write_speed(out, all.decisions, report.seconds);
  out.member("newly_permitted", all.permitted).member("newly_denied", all.denied);
  const auto carried = on_instruments(all);
  out.key("on_instruments").begin_object().member("newly_permitted", carried.permitted).member("newly_denied", carried.denied).end_object();
  if (report.later) out.member("later", to_short_string(*report.later));
  if (report.action == "disclose") {
    out.key("sets").begin_array();
    for (const auto& each : all.sets) {
      out.begin_object().member("set", each.set.value);
      if (each.began) out.member("recorded_first", true);
      write_parties(out, "joined", each.joined);
      write_parties(out, "left", each.left);
      out.end_object();
    }
    out.end_array();
  }
  write_groups(out, report);
  if (report.every_action) write_acts(out, report);
  out.key("quiet").begin_array();
  for (const auto& each : report.quiet) out.begin_object().member("instrument", each.id).member("change", each.began ? "began" : "ended").end_object();
  out.end_array().end_object();
  return out.finish();
}

}  // namespace entente::format
