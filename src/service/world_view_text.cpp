// World views for people: aligned tables, one subject on one screen.

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "service/fact_table.h"
#include "service/world_view.h"
#include "service/world_view_parts.h"
#include "world/duration.h"
#include "world/status.h"

namespace entente::service {
namespace {

using world::Instrument;
using world::Provenance;

std::string joined(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& party : parties) names.push_back(party.value);
  return join(names, " ");
}

std::string span(const Period& period) {
  std::string out;
  if (period.from) out += "since " + period.from->text();
  if (period.until) out += (out.empty() ? "until " : " until ") + period.until->text();
  return out.empty() ? "no start recorded" : out;
}

std::string grade(const Provenance& provenance) { return std::string(to_string(provenance.evidence)); }

std::string status_text(const Instrument& instrument, Instant at) {
  const auto* status = world::status_at(instrument, at);
  if (status == nullptr) return "no status yet";
  if (const auto end = world::ended(instrument, at)) return "over since " + to_short_string(*end);
  return fmt::format("{} since {}", to_string(status->value), status->from.text());
}

std::string section(std::string_view title, const TextTable& table) {
  return table.empty() ? std::string() : fmt::format("\n{}\n{}", title, table.text());
}

std::string heading(std::string_view subject, Instant as_of) {
  return fmt::format("{}, as of {}\n", subject, to_short_string(as_of));
}

// Labels down the left side.
class Sheet {
 public:
  void line(std::string label, std::string value) {
    if (!value.empty()) table_.row({std::move(label), std::move(value)});
  }
  [[nodiscard]] std::string text() const { return table_.text(""); }

 private:
  TextTable table_;
};

// --- the world ---

std::string parties_line(const world::World& world) {
  std::array<std::size_t, 3> count{};
  for (const auto& party : world.parties) ++count[static_cast<std::size_t>(party.kind)];
  using world::PartyKind;
  std::vector<std::string> parts;
  for (const auto kind : {PartyKind::nation, PartyKind::organisation, PartyKind::group}) {
    const auto number = count[static_cast<std::size_t>(kind)];
    parts.push_back(fmt::format("{} {}{}", number, to_string(kind), number == 1 ? "" : "s"));
  }
  return join(parts, ", ");
}

std::string policies_line(const world::World& world) {
  std::vector<std::string> names;
  for (const auto& [id, policy] : world.policies.policies()) names.push_back(id.value);
  return join(names, " ");
}

std::string evidence_line(const world::World& world) {
  const auto facts = count_evidence(world);
  const auto share = [&](std::size_t count) {
    return facts.total() == 0 ? 0 : (count * 100 + facts.total() / 2) / facts.total();
  };
  return fmt::format("{} facts: {} verified ({} %), {} partial ({} %), {} unverified ({} %), {} assumed ({} %)", facts.total(),
                     facts.verified, share(facts.verified), facts.partial, share(facts.partial), facts.unverified,
                     share(facts.unverified), facts.assumed, share(facts.assumed));
}

// One line a kind: how many instruments have which status.
TextTable kinds_table(const world::World& world, Instant as_of) {
  std::map<world::Kind, std::map<std::string, std::size_t>> counts;
  for (const auto& instrument : world.instruments) {
    const auto* status = world::status_at(instrument, as_of);
    const auto said = status != nullptr ? std::string(to_string(status->value)) : "no status yet";
    ++counts[instrument.kind][world::ended(instrument, as_of) ? "over" : said];
  }
  TextTable table;
  for (const auto& [kind, by_status] : counts) {
    std::vector<std::string> parts;
    for (const auto& [status, count] : by_status) parts.push_back(fmt::format("{} {}", count, status));
    table.row({std::string(to_string(kind)), join(parts, ", ")});
  }
  return table;
}

// So that one alliance does not push every title off the screen.
std::string few(std::vector<PartyId> parties) {
  constexpr std::size_t kShown = 6;
  const auto count = parties.size();
  if (count <= kShown) return joined(parties);
  parties.resize(kShown);
  return fmt::format("{} … +{}", joined(parties), count - kShown);
}

TextTable instruments_table(const std::vector<const Instrument*>& instruments, Instant as_of) {
  TextTable table;
  for (const auto* each : instruments) {
    const auto* status = world::status_at(*each, as_of);
    table.row({each->id.value, status_text(*each, as_of), status != nullptr ? grade(status->provenance) : "",
               few(parties_of(*each)), each->title});
  }
  return table;
}

// --- a party ---

// The terms of a level; none where it was always in use.
std::vector<Period> terms_of(const world::World& world, const label::Policy& policy, const LevelName& level) {
  std::vector<Period> out;
  for (const auto& term : world.level_terms) {
    if (term.policy == policy.id && term.level == level) out.push_back(term.period);
  }
  return out;
}

// Those in use as of the date, highest first; then the others, with the dates that keep them out.
std::string levels_line(const world::World& world, const label::Policy& policy, Instant as_of) {
  std::vector<std::string> ladder;
  std::vector<std::string> apart;
  std::vector<std::string> old;
  std::vector<std::string> to_come;
  for (const auto& level : policy.levels) {
    const auto terms = terms_of(world, policy, level.name);
    const bool in_use = std::all_of(terms.begin(), terms.end(), [&](const Period& term) { return holds(term, as_of); });
    if (in_use) {
      (level.comparable ? ladder : apart).push_back(level.name.value + (level.free ? " (free)" : ""));
      continue;
    }
    const auto& term = *std::find_if(terms.begin(), terms.end(), [&](const Period& each) { return !holds(each, as_of); });
    if (term.from && as_grant(term).from > as_of)
      to_come.push_back(fmt::format("{} (from {})", level.name.value, term.from->text()));
    else
      old.push_back(fmt::format("{} (until {})", level.name.value, term.until->text()));
  }
  std::vector<std::string> parts;
  if (!ladder.empty()) parts.push_back(join(ladder, " > "));
  if (!apart.empty()) parts.push_back(fmt::format("apart: {}", join(apart, ", ")));
  if (!old.empty()) parts.push_back(fmt::format("old: {}", join(old, ", ")));
  if (!to_come.empty()) parts.push_back(fmt::format("to come: {}", join(to_come, ", ")));
  return join(parts, "; ");
}

TextTable members_table(const world::Party& party, Instant as_of) {
  TextTable table;
  for (const auto* each : members_of(party)) {
    table.row({each->member.value, holds(each->period, as_of) ? "member" : "not now", span(each->period), grade(each->provenance),
               each->provenance.source});
  }
  return table;
}

TextTable memberships_table(const world::World& world, const world::Party& party, Instant as_of) {
  TextTable table;
  for (const auto& [set, membership] : memberships_of(world, party.id)) {
    table.row({set->id.value, holds(membership->period, as_of) ? "member" : "not now", span(membership->period),
               grade(membership->provenance), set->name});
  }
  return table;
}

// --- an instrument ---

TextTable rows_table(const std::vector<const world::EquivalenceRow*>& rows, Instant as_of) {
  TextTable table;
  for (const auto* row : rows) {
    std::vector<std::string> levels;
    for (const auto& level : row->to_levels) levels.push_back(level.value);
    auto target = row->choice ? row->choice->value : join(levels, " or ");
    if (row->choice && levels.size() > 1) target += fmt::format(" (of {})", join(levels, ", "));
    std::string when = row->period.from || row->period.until ? span(row->period) : "";
    if (!holds(row->period, as_of)) when += ", not now";
    table.row({row->from.value, row->from_level.value, "→ " + row->to.value, target, when, grade(row->provenance),
               row->provenance.source});
  }
  return table;
}

std::string limits_of(const world::Clause& clause) {
  std::vector<std::string> parts;
  if (!clause.from.empty()) parts.push_back("from " + joined(clause.from));
  if (!clause.to.empty()) parts.push_back("to " + joined(clause.to));
  for (const auto& level : clause.levels) parts.push_back(level.value);
  for (const auto* list : {&clause.categories, &clause.domains, &clause.forms})
    parts.insert(parts.end(), list->begin(), list->end());
  if (!clause.purposes.empty()) parts.push_back("for " + join(clause.purposes, ", "));
  if (!clause.items.empty()) parts.push_back(join(clause.items, ", "));
  if (!clause.activities.empty()) parts.push_back("in " + join(clause.activities, ", "));
  if (clause.above) parts.push_back(fmt::format("above {} {}", clause.above->amount, clause.above->currency));
  for (const auto need : clause.needs) parts.push_back("needs " + std::string(to_string(need)));
  for (const auto way : clause.settlement) parts.push_back("settled by " + std::string(to_string(way)));
  if (clause.days) parts.push_back(fmt::format("{} days", *clause.days));
  if (clause.period.from || clause.period.until) parts.push_back(span(clause.period));
  return join(parts, "; ");
}

TextTable clauses_table(const Instrument& instrument) {
  TextTable table;
  for (const auto& clause : instrument.clauses) {
    const auto what = clause.obligation.empty() ? clause.action : clause.obligation;
    const auto limits = limits_of(clause);
    auto text = one_line(clause.text);
    if (!limits.empty()) text += (text.empty() ? "" : " ") + ("[" + limits + "]");
    table.row({clause.id, std::string(to_string(clause.effect)), what, grade(clause.provenance),
               clause.from_template ? text + " (of every such instrument)" : text});
  }
  return table;
}

// Statuses, notices and withdrawals in one order, that of their dates.
TextTable history_table(const Instrument& instrument, Instant as_of) {
  struct Entry {
    std::optional<PartialDate> date;
    bool to_come = false;
    std::string what;
    const Provenance* provenance = nullptr;
  };
  std::vector<Entry> entries;
  for (const auto* status : history_of(instrument)) {
    entries.push_back(
        {status->from, world::start_of(*status) > as_of, std::string(to_string(status->value)), &status->provenance});
  }
  for (const auto& notice : instrument.notices)
    entries.push_back({notice.on, notice.on.earliest() > as_of, notice.what, &notice.provenance});
  for (const auto& each : instrument.withdrawals) {
    const bool to_come = as_restriction(each.period).from > as_of;
    entries.push_back({each.period.from, to_come, "assurance withdrawn by " + each.party.value, &each.provenance});
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.date < b.date; });
  TextTable table;
  for (const auto& each : entries) {
    table.row({each.date ? each.date->text() : "always", each.what + (each.to_come ? " (to come)" : ""), grade(*each.provenance),
               each.provenance->source});
  }
  return table;
}

// Of a party without a period, before the instrument is in force: what its status makes of it.
std::string standing(const Instrument& instrument, const world::Status* status) {
  if (status == nullptr) return "not yet";
  const bool of_states = instrument.kind != world::Kind::national_law;
  if (status->value == world::StatusValue::signed_ && of_states) return "signatory";
  return std::string(to_string(status->value));
}

TextTable accessions_table(const Instrument& instrument, Instant as_of) {
  const auto* status = world::status_at(instrument, as_of);
  const bool in_force =
      status != nullptr && (status->value == world::StatusValue::in_force || status->value == world::StatusValue::provisional);
  TextTable table;
  for (const auto& each : instrument.parties) {
    const bool undated = !each.period.from && !each.period.until;
    if (undated && !in_force) {
      table.row({each.party.value, standing(instrument, status), status != nullptr ? "since " + status->from.text() : "",
                 grade(each.provenance)});
      continue;
    }
    table.row({each.party.value, holds(each.period, as_of) ? "party" : "not now",
               undated ? "since entry into force" : span(each.period), grade(each.provenance)});
  }
  return table;
}

TextTable legs_table(const Instrument& instrument) {
  TextTable table;
  for (const auto& leg : instrument.legs) {
    table.row({leg.from.value, "→ " + leg.to.value, leg.via ? "by way of " + leg.via->value : ""});
  }
  return table;
}

// How long it stays in force, and which days come next.
void duration_lines(Sheet& sheet, const Instrument& instrument, Instant as_of) {
  if (!instrument.duration) return;
  const auto& duration = *instrument.duration;
  sheet.line("duration",
             fmt::format("{} ({}; {})", world::in_words(duration), grade(duration.provenance), duration.provenance.source));
  const auto next = world::outlook(instrument, as_of);
  if (next.ends) {
    const auto why = next.notice_given ? fmt::format(", by the notice of {}, unless that is withdrawn", next.notice_given->text())
                                       : std::string();
    sheet.line("ends", next.ends->text() + why);
  }
  if (next.renews) sheet.line("renewed on", next.renews->text());
  if (next.last_notice)
    sheet.line("notice until", fmt::format("{}, against the renewal on {}", next.last_notice->text(), next.notice_for->text()));
}

std::string scope_line(const std::vector<std::string>& list, std::string_view all) {
  return list.empty() ? std::string(all) : join(list, ", ");
}

// What an organisation owns reaches its members under its own security agreement, which need not list them.
void membership_line(Sheet& sheet, const world::Party& set, const PartyId& member, Instant as_of) {
  for (const auto* each : members_of(set)) {
    if (each->member != member || !holds(each->period, as_of)) continue;
    auto text =
        fmt::format("{} is a member of {}, {} ({})", member.value, set.id.value, span(each->period), grade(each->provenance));
    if (set.security_agreement) text += fmt::format("; {} covers what it owns", set.security_agreement->value);
    sheet.line("membership", text);
  }
}

std::string tables_as_text(const std::vector<FactTable>& tables) {
  std::string out;
  for (const auto& table : tables) out += as_text(table);
  return out;
}

}  // namespace

std::string world_as_text(const world::World& world, Instant as_of) {
  Sheet sheet;
  sheet.line("parties", parties_line(world));
  sheet.line("policies", policies_line(world));
  sheet.line("evidence", evidence_line(world));
  const auto title =
      world.title.empty() || world.title == world.name ? world.name : fmt::format("{}: {}", world.name, world.title);
  return heading(title, as_of) + sheet.text() + section("by kind", kinds_table(world, as_of)) +
         section("instruments", instruments_table(instruments_of(world, {}), as_of));
}

std::string party_as_text(const world::World& world, const world::Party& party, Instant as_of) {
  Sheet sheet;
  sheet.line("kind", std::string(to_string(party.kind)));
  const auto* policy = party.policy ? world.policies.find(*party.policy) : nullptr;
  if (policy != nullptr) {
    sheet.line("policy", fmt::format("{}: {}", policy->id.value, policy->title));
    sheet.line("levels", levels_line(world, *policy, as_of));
  }
  if (party.security_agreement) sheet.line("security agreement", party.security_agreement->value);
  for (const auto& rule : party.authority)
    sheet.line("authority", fmt::format("disclosure needs a delegation, {}", span(rule.period)));
  sheet.line("source", fmt::format("{} ({})", party.provenance.source, grade(party.provenance)));
  return heading(fmt::format("{}: {}", party.id.value, party.name), as_of) + sheet.text() +
         section("members", members_table(party, as_of)) + section("member of", memberships_table(world, party, as_of)) +
         section("instruments", instruments_table(instruments_concerning(world, party), as_of)) +
         tables_as_text(party_tables(world, {party.id}, as_of, ViewForm::text));
}

std::string instrument_as_text(const world::World& world, const Instrument& instrument, Instant as_of) {
  Sheet sheet;
  sheet.line("kind", std::string(to_string(instrument.kind)));
  sheet.line("status", status_text(instrument, as_of));
  duration_lines(sheet, instrument, as_of);
  sheet.line("items", join(instrument.items, ", "));
  const bool decides = instrument.kind == world::Kind::information_security;  // of the others these say nothing when empty
  sheet.line("domains", scope_line(instrument.domains, decides ? "every domain" : ""));
  sheet.line("forms", scope_line(instrument.forms, decides ? "every form" : ""));
  sheet.line("subject", instrument.subject.value_or(""));
  sheet.line("categories", scope_line(instrument.categories, decides ? "none: restrictive categories are excluded" : ""));
  sheet.line("source", fmt::format("{} ({})", instrument.provenance.source, grade(instrument.provenance)));
  return heading(fmt::format("{}: {}", instrument.id.value, instrument.title), as_of) + sheet.text() +
         section("parties", accessions_table(instrument, as_of)) + section("history", history_table(instrument, as_of)) +
         section("only these legs", legs_table(instrument)) +
         section("equivalence", rows_table(rows_of(world, instrument, {}), as_of)) +
         section("clauses", clauses_table(instrument)) + as_text(claims_about(world, instrument, as_of)) +
         tables_as_text(instrument_tables(world, instrument, as_of, ViewForm::text));
}

std::string pair_as_text(const world::World& world, const Pair& pair, Instant as_of) {
  const auto& [first, second] = pair;
  const std::vector<PartyId> both{first.id, second.id};
  const auto instruments = instruments_between(world, first.id, second.id);
  Sheet sheet;
  membership_line(sheet, first, second.id, as_of);
  membership_line(sheet, second, first.id, as_of);
  auto out =
      heading(fmt::format("{} ({}) and {} ({})", first.id.value, first.name, second.id.value, second.name), as_of) + sheet.text();
  out += instruments.empty() ? "no instrument lists both\n" : section("instruments", instruments_table(instruments, as_of));
  for (const auto* each : instruments) {
    out += section(fmt::format("equivalence under {}", each->id.value), rows_table(rows_of(world, *each, both), as_of));
  }
  return out + tables_as_text(party_tables(world, both, as_of, ViewForm::text));
}

}  // namespace entente::service
