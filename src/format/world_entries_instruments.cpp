#include <algorithm>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "format/world_entries_facts.h"
#include "format/world_entries_parts.h"

namespace entente::format {
namespace {

using world::Instrument;

std::optional<world::Accession> read_accession(EntryReader& entry, const Inherited& around) {
  world::Accession out;
  out.party = PartyId(entry.text("id", Need::required));
  out.period = {entry.date("from"), entry.date("until")};
  out.provenance = read_provenance(entry, around, Polarity::grant);
  entry.finish();
  return out.party.empty() ? std::nullopt : std::optional(std::move(out));
}

// Only `in-force` grants; the other values restrict and never take over `known`.
std::optional<world::Status> read_status(EntryReader& entry, const Inherited& around) {
  static const auto kValues = choices_of<world::StatusValue>();
  const auto value = entry.choice("value", kValues, Need::required);
  const auto from = entry.date("from", Need::required);
  const auto polarity = value == world::StatusValue::in_force ? Polarity::grant : Polarity::restriction;
  auto provenance = read_provenance(entry, around, polarity);
  entry.finish();
  if (!value || !from) return std::nullopt;
  return world::Status{.value = *value, .from = *from, .provenance = std::move(provenance)};
}

void read_row_end(std::optional<EntryReader> end, PartyId& party, std::vector<LevelName>& levels,
                  std::optional<LevelName>* choice) {
  if (!end) return;
  party = PartyId(end->text("party", Need::required));
  if (choice != nullptr) {
    for (auto& level : end->text_or_texts("level")) levels.emplace_back(std::move(level));
    *choice = end->optional_name<LevelName>("choice");
  } else if (auto level = end->text("level", Need::required); !level.empty()) {
    levels.emplace_back(std::move(level));
  }
  end->finish();
}

std::optional<world::EquivalenceRow> read_row(EntryReader& entry, const Inherited& around) {
  world::EquivalenceRow out;
  std::vector<LevelName> from;
  read_row_end(entry.table("from", Need::required), out.from, from, nullptr);
  read_row_end(entry.table("to", Need::required), out.to, out.to_levels, &out.choice);
  out.period = {entry.date("start"), entry.date("end")};
  out.provenance = read_provenance(entry, around, Polarity::grant);
  entry.finish();
  if (from.empty() || out.to_levels.empty() || out.from.empty() || out.to.empty()) return std::nullopt;
  out.from_level = std::move(from.front());
  return out;
}

std::optional<world::Leg> read_leg(EntryReader& entry) {
  world::Leg out;
  out.from = PartyId(entry.text("from", Need::required));
  out.to = PartyId(entry.text("to", Need::required));
  out.via = entry.optional_name<PartyId>("via");
  static_cast<void>(read_provenance(entry, {}, Polarity::restriction, Need::optional));
  entry.finish();
  return out.from.empty() || out.to.empty() ? std::nullopt : std::optional(std::move(out));
}

std::optional<world::Withdrawal> read_withdrawal(EntryReader& entry, const Inherited& around) {
  world::Withdrawal out;
  out.party = PartyId(entry.text("withdrawn_by", Need::required));
  out.period = {entry.date("from"), entry.date("until")};
  out.provenance = read_provenance(entry, around, Polarity::restriction);
  entry.finish();
  return out.party.empty() ? std::nullopt : std::optional(std::move(out));
}

std::optional<world::Notice> read_notice(EntryReader& entry, const Inherited& around) {
  static const auto kKinds = choices_of<world::NoticeKind>();
  const auto kind = entry.choice("kind", kKinds, Need::optional);
  auto what = entry.text("what", Need::required);
  const auto on = entry.date("on", Need::required);
  auto provenance = read_provenance(entry, around, Polarity::restriction);
  entry.finish();
  if (!on) return std::nullopt;
  return world::Notice{.kind = kind.value_or(world::NoticeKind::other), .what = std::move(what), .on = *on, .provenance = std::move(provenance)};
}

void check_range(EntryReader& entry, std::string_view key, const std::optional<std::int64_t>& value, std::int64_t most) {
  if (value && (*value < 1 || *value > most)) entry.error(key, fmt::format("{}; expected 1 to {}", *value, most));
}

// Its end restricts, so `known` is not taken over. Absent if a part cannot be read: what the others say then means nothing.
std::optional<world::Duration> read_duration(EntryReader& entry, const Inherited& around) {
  static const auto kRenewals = choices_of<world::Renewal>();
  world::Duration out;
  out.years = entry.integer("years", Need::optional);
  out.until = entry.date("until");
  out.renewal = entry.choice("renewal", kRenewals, Need::optional);
  out.renewal_years = entry.integer("renewal_years", Need::optional);
  out.notice_days = entry.integer("notice_days", Need::optional);
  out.notice_months = entry.integer("notice_months", Need::optional);
  check_range(entry, "years", out.years, world::kDurationYears);
  check_range(entry, "renewal_years", out.renewal_years, world::kDurationYears);
  check_range(entry, "notice_days", out.notice_days, world::kClauseDays);
  check_range(entry, "notice_months", out.notice_months, world::kNoticeMonths);
  out.provenance = read_provenance(entry, around, Polarity::restriction);
  entry.finish();
  const auto lost = [&](std::string_view key, bool read) { return entry.has(key) && !read; };
  const bool whole = !lost("years", out.years.has_value()) && !lost("until", out.until.has_value()) &&
                     !lost("renewal", out.renewal.has_value()) && !lost("renewal_years", out.renewal_years.has_value());
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

void read_entries(EntryReader& top, const Inherited& around, Instrument& out) {
  for (auto& entry : top.tables("parties")) append(out.parties, read_accession(entry, around));
  if (auto entry = top.table("duration", Need::optional)) out.duration = read_duration(*entry, around);
  for (auto& entry : top.tables("leg")) append(out.legs, read_leg(entry));
  for (auto& entry : top.tables("status")) append(out.statuses, read_status(entry, around));
  for (auto& entry : top.tables("equivalence")) append(out.rows, read_row(entry, around));
  for (auto& entry : top.tables("clause")) out.clauses.push_back(read_clause(entry, out.kind, around));
  for (auto& entry : top.tables("assurance")) append(out.withdrawals, read_withdrawal(entry, around));
  for (auto& entry : top.tables("notice")) append(out.notices, read_notice(entry, around));
}

// An instrument that states no source or evidence of its own has those of its first status.
Inherited of_first_status(const EntryReader& top) {
  Inherited out;
  out.evidence = top.is_imagined() ? world::Evidence::assumed : world::parse_evidence(top.peek("status", "evidence"));
  out.source = top.peek("status", "source");
  return out;
}

world::Kind read_kind(EntryReader& top, const std::optional<std::string>& folder) {
  static const auto kKinds = choices_of<world::Kind>();
  const auto of_folder = folder ? world::parse_kind(*folder) : std::nullopt;
  const auto stated = top.choice("kind", kKinds, of_folder ? Need::optional : Need::required);
  if (folder && stated && stated != of_folder) {
    top.error("kind", fmt::format("`{}` lies in the folder {}", to_string(*stated), quoted(*folder)));
  }
  return stated.value_or(of_folder.value_or(world::Kind::information_security));
}

}  // namespace

bool read_instrument(EntryReader top, const std::optional<std::string>& folder, world::World& world) {
  Instrument out;
  out.id = InstrumentId(top.id("id", kInstrumentShape));
  out.kind = read_kind(top, folder);
  out.title = top.text("title", Need::required);
  out.domains = top.texts("domains");
  out.forms = top.texts("forms");
  out.subject = top.optional_text("subject");
  out.categories = top.texts("categories");
  out.items = top.texts("items");
  out.topics = top.texts("topics");
  out.without = top.texts("without");
  out.under = top.optional_name<InstrumentId>("under");
  out.supersedes = top.optional_name<InstrumentId>("supersedes");
  out.provenance = read_provenance(top, of_first_status(top), Polarity::grant);
  read_entries(top, inherited_from(out.provenance), out);
  const std::vector<world::FactRef> about{{world::FactKind::instrument, out.id.value, ""}};
  for (auto& entry : top.tables("claim")) world.claims.push_back(read_claim(entry, about));
  top.finish();
  const bool identified = std::none_of(out.clauses.begin(), out.clauses.end(), [](auto& clause) { return clause.id.empty(); });
  return keep(world.instruments, std::move(out)) && identified;
}

void read_amendment(EntryReader entry, const Inherited& around, world::World& world) {
  const InstrumentId id(entry.text("instrument", Need::required));
  const auto& recorded = std::as_const(world.instruments);
  const auto at = std::find_if(recorded.begin(), recorded.end(), [&](const Instrument& each) { return each.id == id; }) - recorded.begin();
  if (at == static_cast<std::ptrdiff_t>(recorded.size())) {
    std::vector<std::string_view> known;
    for (const auto& each : recorded) known.emplace_back(each.id.value);
    if (!id.empty()) entry.error("instrument", fmt::format("{} is not an instrument of this world{}", quoted(id.value), did_you_mean(id.value, known)));
    return;
  }
  auto* const found = &world.instruments[static_cast<std::size_t>(at)];
  const auto replace = [&](std::string_view key, std::vector<std::string>& list) {
    if (entry.has(key)) list = entry.texts(key);
  };
  replace("domains", found->domains);
  replace("forms", found->forms);
  replace("categories", found->categories);
  replace("items", found->items);
  if (entry.has("subject")) found->subject = entry.optional_text("subject");
  read_entries(entry, around, *found);
  entry.finish();
}

}  // namespace entente::format
