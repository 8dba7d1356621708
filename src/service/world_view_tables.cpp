// The tables of a world view that text and JSON share: what concerns a party or an instrument besides its own entries.

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "service/world_view_parts.h"
#include "world/duration.h"
#include "world/fact_lines.h"

namespace entente::service {
namespace {

using world::FactLine;

constexpr std::size_t kRecent = 12;  // events, and changes to come, that text shows
constexpr std::string_view kNotice = "notice-by";

std::string span(const Period& period) {
  std::string out = period.from ? period.from->text() : "";
  if (period.until) out += (out.empty() ? "until " : " to ") + period.until->text();
  return out;
}

// Of an event, people expect the last day, not the one after it. An end of which the day is missing stays as it is stated.
std::string dates_of(const FactLine& line, ViewForm form) {
  constexpr std::int64_t kDay = 24 * 60 * 60;
  const auto& until = line.period.until;
  if (form == ViewForm::json || line.kind != "event" || !until || !until->is_whole()) return span(line.period);
  const auto last = to_short_string(Instant{until->earliest().seconds - kDay});
  if (!line.period.from) return "until " + last;
  const auto first = line.period.from->text();
  return first == last ? first : fmt::format("{} to {}", first, last);
}

std::vector<std::string> row_of(const FactLine& line, ViewForm form) {
  return {line.of, dates_of(line, form), std::string(to_string(line.provenance->evidence)), one_line(line.text)};
}

bool concerns(const FactLine& line, const std::vector<PartyId>& parties) {
  return std::all_of(parties.begin(), parties.end(),
                     [&](const PartyId& party) { return std::binary_search(line.parties.begin(), line.parties.end(), party); });
}

std::string_view base_of(const FactLine& line) { return std::string_view(line.of).substr(0, line.of.find('#')); }

// Programmes in which every one of the parties has a role: there the roles and terms of each concern the others.
std::vector<std::string_view> shared_programmes(const std::vector<FactLine>& lines, const std::vector<PartyId>& parties) {
  std::vector<std::string_view> out;
  for (const auto& programme : lines) {
    if (programme.kind != "programme") continue;
    const bool all = std::all_of(parties.begin(), parties.end(), [&](const PartyId& party) {
      return std::any_of(lines.begin(), lines.end(), [&](const FactLine& line) {
        return line.kind == "participant" && base_of(line) == programme.of && concerns(line, {party});
      });
    });
    if (all && parties.size() > 1) out.push_back(programme.of);
  }
  return out;
}

// Ids of these instruments and of what is made under them: programmes and who is a candidate for one, meetings, further
// instruments.
std::vector<std::string> made_under(const world::World& world, const std::vector<InstrumentId>& instruments) {
  std::vector<std::string> out;
  for (const auto& each : instruments) out.push_back(each.value);
  const auto add = [&](const auto& facts, const auto& id_of) {
    for (const auto& each : facts) {
      if (each.under && std::find(instruments.begin(), instruments.end(), *each.under) != instruments.end())
        out.push_back(id_of(each));
    }
  };
  add(world.instruments, [](const auto& each) { return each.id.value; });
  add(world.programmes, [](const auto& each) { return each.id; });
  add(world.events, [](const auto& each) { return each.id; });
  for (const auto& each : world.candidacies) {
    const bool of_one = each.of.kind == world::FactKind::programme && std::find(out.begin(), out.end(), each.of.id) != out.end();
    if (of_one) out.push_back(each.id);
  }
  return out;
}

// What is a party's, and one fact concerns it: that names the party, or is of what the members of a group do as such, which is
// what is made under the instruments between exactly them.
class Circle {
 public:
  Circle(const world::World& world, const PartyId& party) : party_(party) {
    std::vector<InstrumentId> own;
    for (const auto* each : instruments_between_members(world, *world.party(party))) own.push_back(each->id);
    ids_ = made_under(world, own);
  }
  [[nodiscard]] bool holds(const FactLine& line) const { return concerns(line, {party_}) || has(base_of(line)); }

 private:
  [[nodiscard]] bool has(std::string_view id) const { return std::find(ids_.begin(), ids_.end(), id) != ids_.end(); }

  PartyId party_;
  std::vector<std::string> ids_;
};

// Lines about these parties, or about this instrument and what is made under it.
std::vector<FactLine> lines_about(const world::World& world, const Subject& subject) {
  std::vector<std::string> under;
  if (subject.instrument != nullptr) under = made_under(world, {subject.instrument->id});
  std::vector<Circle> circles;
  for (const auto& party : subject.parties) circles.emplace_back(world, party);
  const auto lines = world::fact_lines(world);
  const auto shared = shared_programmes(lines, subject.parties);
  std::vector<FactLine> out;
  for (const auto& line : lines) {
    const auto id = base_of(line);
    const bool mine = subject.instrument == nullptr || std::find(under.begin(), under.end(), id) != under.end();
    const bool of_one = std::find(shared.begin(), shared.end(), id) != shared.end() &&
                        std::any_of(subject.parties.begin(), subject.parties.end(),
                                    [&](const PartyId& party) { return concerns(line, {party}); });
    const bool of_all = std::all_of(circles.begin(), circles.end(), [&](const Circle& circle) { return circle.holds(line); });
    if (mine && (of_one || of_all)) out.push_back(line);
  }
  return out;
}

struct Moment {
  PartialDate date;
  Instant at;
  bool begins = true;
  const FactLine* line = nullptr;
};

std::vector<Moment> moments_of(const std::vector<FactLine>& lines) {
  std::vector<Moment> out;
  for (const auto& line : lines) {
    const bool grants = line.polarity == world::Polarity::grants;
    if (const auto& from = line.period.from) out.push_back({*from, grants ? from->latest() : from->earliest(), true, &line});
    if (const auto& until = line.period.until; until && line.kind != "event") {
      out.push_back({*until, grants ? until->earliest() : until->latest(), false, &line});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Moment& a, const Moment& b) {
    return std::tuple(a.at, a.line->kind, a.line->of) < std::tuple(b.at, b.line->kind, b.line->of);
  });
  return out;
}

FactTable moments_table(const std::vector<Moment>& moments) {
  FactTable table{.key = "timeline",
                  .title = "timeline",
                  .columns = {"date", "what", "of", "text", "evidence", "source"},
                  .rows = {},
                  .more = {}};
  for (const auto& each : moments) {
    const auto& line = *each.line;
    auto text = one_line(line.text);
    if (!each.begins) text = "ends: " + text;
    table.rows.push_back({each.date.text(), std::string(line.kind), line.of, std::move(text),
                          std::string(to_string(line.provenance->evidence)), line.provenance->source});
  }
  table.shown = 0;
  return table;
}

FactTable next_changes(const std::vector<FactLine>& lines, Instant as_of) {
  auto moments = moments_of(lines);
  // A notice can still be given on its last day.
  std::erase_if(moments, [&](const Moment& each) { return each.line->kind == kNotice ? each.at < as_of : each.at <= as_of; });
  auto table = moments_table(moments);
  for (auto& row : table.rows) {  // whether it was held is not known on a day before it
    if (row[1] == "event" && row[3].starts_with("held: ")) row[3].erase(0, std::string_view("held: ").size());
  }
  table.key = "next";
  table.title = "what changes next";
  table.shown = kRecent;
  table.more = "--timeline";
  for (auto& row : table.rows) row.pop_back();  // the source is in the timeline
  return table;
}

// Renewals, last days for notice and what is due: no fact begins or ends there, but a reader wants to know.
std::vector<FactLine> due_after(const world::World& world, Instant as_of) {
  std::vector<FactLine> out;
  const auto add = [&](std::string_view kind, const FactLine& like, std::string text, const PartialDate& date) {
    out.push_back(
        {kind, like.of, std::move(text), like.parties, {date, std::nullopt}, world::Polarity::restricts, like.provenance});
  };
  for (const auto& each : world.instruments) {
    if (!each.duration) continue;
    const FactLine like{"", each.id.value, "", parties_of(each), {}, world::Polarity::restricts, &each.duration->provenance};
    const auto next = world::outlook(each, as_of);
    if (next.notice_given)
      add("end", like, fmt::format("by the notice of {}, unless that is withdrawn", next.notice_given->text()), *next.ends);
    if (next.renews) add("renewal", like, world::renewal_in_words(*each.duration), *next.renews);
    if (next.last_notice) {
      add(kNotice, like, fmt::format("last day for a notice against the renewal on {}", next.notice_for->text()),
          *next.last_notice);
    }
  }
  for (const auto& each : world.commitments) {
    if (!each.due || each.states.empty()) continue;
    const auto last =
        std::max_element(each.states.begin(), each.states.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    if (last->value == world::CommitmentState::done || last->value == world::CommitmentState::dropped) continue;
    auto owners = each.owners;
    std::sort(owners.begin(), owners.end());
    add("due", {"", each.id, "", owners, {}, world::Polarity::restricts, &each.provenance}, each.text, *each.due);
  }
  return out;
}

// What changes next for a party is what changes between parties: clearances of its people are its own business.
std::vector<FactLine> with_what_is_due(const world::World& world, std::vector<FactLine> lines, const Subject& subject,
                                       Instant as_of) {
  std::set<std::string_view> inside;
  for (const auto& each : world.people) inside.insert(each.id);
  for (const auto& each : world.systems) inside.insert(each.id);
  for (const auto& each : world.facilities) inside.insert(each.id);
  std::erase_if(lines, [&](const FactLine& line) { return inside.contains(base_of(line)); });
  std::vector<Circle> circles;
  for (const auto& party : subject.parties) circles.emplace_back(world, party);
  for (auto& line : due_after(world, as_of)) {
    const bool of_all = std::all_of(circles.begin(), circles.end(), [&](const Circle& circle) { return circle.holds(line); });
    const bool mine = subject.instrument == nullptr || subject.instrument->id.value == line.of;
    if (of_all && mine) lines.push_back(std::move(line));
  }
  return lines;
}

// One table of the lines of these kinds, in the order of their dates.
enum class Notes { hidden = 0, shown };
FactTable of_kinds(const std::vector<FactLine>& lines, std::string_view title, const std::vector<std::string_view>& kinds,
                   ViewForm form, Notes notes = Notes::hidden) {
  FactTable table{.key = std::string(title),
                  .title = std::string(title),
                  .columns = {"id", "dates", "evidence", "text"},
                  .rows = {},
                  .more = {}};
  std::erase(table.key, ',');
  std::replace(table.key.begin(), table.key.end(), ' ', '_');
  std::vector<const FactLine*> chosen;
  for (const auto& line : lines) {
    if (std::find(kinds.begin(), kinds.end(), line.kind) != kinds.end()) chosen.push_back(&line);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [](const FactLine* a, const FactLine* b) {
    return std::tuple(a->of, a->period.from) < std::tuple(b->of, b->period.from);
  });
  if (notes == Notes::shown) table.columns.emplace_back("note");
  for (const auto* line : chosen) {
    table.rows.push_back(row_of(*line, form));
    if (notes == Notes::shown) table.rows.back().push_back(one_line(line->provenance->note));
  }
  return table;
}

// Those that have begun, the latest first; the others are among what changes next.
FactTable events_table(std::vector<FactLine> lines, Instant as_of, ViewForm form) {
  std::erase_if(lines, [&](const FactLine& line) { return line.period.from && line.period.from->earliest() > as_of; });
  auto table = of_kinds(lines, "events", {"event"}, form);
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) { return a[1] > b[1]; });
  table.shown = kRecent;
  table.more = "--timeline";
  return table;
}

// Each state with what its own note says of it.
FactTable commitments_table(const std::vector<FactLine>& lines, ViewForm form) {
  return of_kinds(lines, "commitments", {"commitment", "aim"}, form, Notes::shown);
}

// Last, for there are many, and they are the same for all who take part.
FactTable terms_table(const std::vector<FactLine>& lines, ViewForm form) {
  auto table = of_kinds(lines, "terms of programmes", {"term"}, form);
  table.shown = kRecent;
  table.more = "show PROGRAMME";
  return table;
}

bool has_word(const FactLine& line, const std::string& word) {
  const auto found = [&](std::string_view text) { return case_folded(text).find(word) != std::string::npos; };
  return found(line.of) || found(line.text) || found(line.provenance->note) || found(line.provenance->source) ||
         std::any_of(line.parties.begin(), line.parties.end(),
                     [&](const PartyId& party) { return case_folded(party.value) == word; });
}

}  // namespace

std::vector<FactTable> party_tables(const world::World& world, const std::vector<PartyId>& parties, Instant as_of,
                                    ViewForm form) {
  const Subject subject{.parties = parties, .instrument = nullptr};
  const auto lines = lines_about(world, subject);
  return {next_changes(with_what_is_due(world, lines, subject, as_of), as_of),
          of_kinds(lines, "candidacies", {"candidacy"}, form),
          of_kinds(lines, "programmes", {"programme", "project", "participant"}, form),
          of_kinds(lines, "assessments", {"assessment"}, form),
          of_kinds(lines, "capabilities", {"capability", "interoperability"}, form),
          commitments_table(lines, form),
          of_kinds(lines, "risks and obstacles", {"risk", "obstacle"}, form),
          of_kinds(lines, "permissions", {"consent", "delegation", "waiver", "licence", "approval", "assurance"}, form),
          of_kinds(lines, "people, systems and facilities",
                   {"person", "system", "facility", "clearance", "accreditation", "belonging"}, form),
          events_table(lines, as_of, form),
          terms_table(lines, form)};
}

std::vector<FactTable> instrument_tables(const world::World& world, const world::Instrument& instrument, Instant as_of,
                                         ViewForm form) {
  const Subject subject{.parties = {}, .instrument = &instrument};
  const auto lines = lines_about(world, subject);
  auto others = lines;
  std::erase_if(others,
                [&](const FactLine& line) { return line.of == instrument.id.value || line.of.find('#') != std::string::npos; });
  return {of_kinds(others, "made under it", {"instrument", "status", "programme"}, form),
          of_kinds(others, "candidacies", {"candidacy"}, form), events_table(lines, as_of, form),
          next_changes(with_what_is_due(world, lines, subject, as_of), as_of)};
}

FactTable timeline_of(const world::World& world, const Subject& subject) {
  const auto lines = lines_about(world, subject);
  return moments_table(moments_of(lines));
}

namespace {

template <class Test>
FactTable table_of(const world::World& world, ViewForm form, const Test& wanted) {
  FactTable table{
      .key = "found", .title = "found", .columns = {"kind", "of", "dates", "evidence", "text"}, .rows = {}, .more = {}};
  table.shown = 0;
  for (const auto& line : world::fact_lines(world)) {
    if (!wanted(line)) continue;
    table.rows.push_back({std::string(line.kind), line.of, dates_of(line, form),
                          std::string(to_string(line.provenance->evidence)), one_line(line.text)});
  }
  return table;
}

}  // namespace

FactTable found_in(const world::World& world, std::string_view word, ViewForm form) {
  const auto folded = case_folded(word);
  return table_of(world, form, [&](const FactLine& line) { return has_word(line, folded); });
}

FactTable facts_named(const world::World& world, std::string_view id, ViewForm form) {
  return table_of(world, form, [&](const FactLine& line) { return line.of == id || base_of(line) == id; });
}

}  // namespace entente::service
