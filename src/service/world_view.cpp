#include "service/world_view.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/json.h"
#include "service/desk.h"
#include "service/world_view_parts.h"
#include "world/duration.h"
#include "world/fact_lines.h"
#include "base/nearest.h"
#include "world/status.h"

namespace entente::service {
namespace {

using world::Severity;

std::string counted(std::size_t count, std::string_view noun) {
  if (noun == "entry" && count != 1) return fmt::format("{} entries", count);
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string check_as_text(const format::LoadedWorld& loaded) {
  std::string out;
  for (const auto severity : {Severity::error, Severity::warning}) {
    for (const auto& finding : loaded.findings) {
      if (finding.severity != severity) continue;
      out += to_string(finding) + (severity == Severity::warning ? " (warning)\n" : "\n");
    }
  }
  out += fmt::format("{}, {}", counted(loaded.errors, "error"), counted(loaded.warnings, "warning"));
  if (loaded.findings_omitted() > 0)
    out += fmt::format(" ({} listed, {} more)", loaded.findings.size(), loaded.findings_omitted());
  if (!loaded.usable) return out + "; the world does not load\n";
  const auto facts = count_evidence(loaded.world);
  return out + fmt::format("; {}: {} verified, {} partial, {} unverified, {} assumed\n", counted(facts.total(), "fact"),
                           facts.verified, facts.partial, facts.unverified, facts.assumed);
}

std::string check_as_json(const format::LoadedWorld& loaded) {
  codec::JsonWriter json(codec::JsonLayout::indented);
  json.begin_object().member("usable", loaded.usable).member("errors", loaded.errors).member("warnings", loaded.warnings);
  json.member("omitted", loaded.findings_omitted());
  if (loaded.usable) {
    const auto facts = count_evidence(loaded.world);
    json.key("facts").begin_object().member("total", facts.total()).member("verified", facts.verified);
    json.member("partial", facts.partial).member("unverified", facts.unverified).member("assumed", facts.assumed).end_object();
  }
  json.key("findings").begin_array();
  for (const auto& finding : loaded.findings) {
    json.begin_object().member("severity", finding.severity == Severity::error ? "error" : "warning");
    json.member("file", finding.place.file).member("line", finding.place.line);
    json.member("key", finding.key).member("message", finding.message).end_object();
  }
  return json.end_array().end_object().finish();
}

// --- evidence ---

struct EvidenceCounter {
  EvidenceCount count;

  void see(const world::Provenance& provenance) {
    using world::Evidence;
    switch (provenance.evidence) {
      case Evidence::verified:
        ++count.verified;
        return;
      case Evidence::partial:
        ++count.partial;
        return;
      case Evidence::unverified:
        ++count.unverified;
        return;
      case Evidence::assumed:
        ++count.assumed;
        return;
    }
  }
};

// --- selection ---

Error unknown_name(const world::World& world, const std::string& name, std::string_view what) {
  std::vector<std::string_view> known;
  for (const auto& party : world.parties) known.push_back(party.id.value);
  std::vector<std::string> claims;
  for (const auto& claim : world.claims) claims.push_back("claim:" + claim.id);
  if (name.starts_with("claim:")) {
    known.assign(claims.begin(), claims.end());
    what = "claim";
  }
  if (what != "party") {
    for (const auto& instrument : world.instruments) known.push_back(instrument.id.value);
  }
  return Error{Fault::unknown_name,
               fmt::format("{} is not a {} of this world{}", quoted(name), what, did_you_mean(name, known))};
}

Result<Subject> subject_of(const world::World& world, const std::vector<std::string>& names) {
  Subject out;
  if (names.size() > 2) {
    return fail(Fault::bad_request, fmt::format("{} names given; expected a party, an instrument, or two parties", names.size()));
  }
  if (names.size() == 2 && names.front() == names.back()) {
    return fail(Fault::bad_request,
                fmt::format("{} stands twice; name another party, or one alone for its own page", quoted(names.front())));
  }
  if (names.size() == 1) out.instrument = world.instrument(InstrumentId(names.front()));
  if (out.instrument != nullptr) return out;
  for (const auto& name : names) {
    if (world.party(PartyId(name)) == nullptr) {
      return tl::unexpected<Error>(unknown_name(world, name, names.size() == 1 ? "party or an instrument" : "party"));
    }
    out.parties.emplace_back(name);
  }
  return out;
}

// Facts, and beside them the claims, which are none.
std::string search_page(const world::World& world, const ShowRequest& request) {
  const auto facts = found_in(world, request.search, request.form);
  const auto claims = claims_with(world, request.search, request.as_of);
  const auto title = fmt::format("facts with {}", quoted(request.search));
  if (request.form == ViewForm::json) {
    codec::JsonWriter json(codec::JsonLayout::indented);
    json.begin_object().member("title", title).member("count", facts.rows.size());
    write_json(json, facts);
    write_json(json, claims);
    return json.end_object().finish();
  }
  TextTable lines;
  for (const auto& row : facts.rows) lines.row(row);
  return fmt::format("{}: {}\n", title, counted(facts.rows.size(), "fact")) + lines.text() + as_text(claims);
}

std::string table_alone(const FactTable& table, const std::string& title, const ShowRequest& request) {
  if (request.form == ViewForm::json) {
    codec::JsonWriter json(codec::JsonLayout::indented);
    json.begin_object().member("title", title).member("count", table.rows.size());
    write_json(json, table);
    return json.end_object().finish();
  }
  TextTable lines;
  for (const auto& row : table.rows) lines.row(row);
  return fmt::format("{}: {}\n", title, counted(table.rows.size(), table.key == "timeline" ? "entry" : "fact")) + lines.text();
}

}  // namespace

void note_ended(format::LoadedWorld& loaded, Instant as_of) {
  if (!loaded.usable) return;
  for (auto& finding : world::ended_durations(loaded.world, as_of)) {
    ++loaded.warnings;
    if (loaded.findings.size() < limits::kErrorsReported) loaded.findings.push_back(std::move(finding));
  }
  std::stable_sort(loaded.findings.begin(), loaded.findings.end(), [](const world::Finding& a, const world::Finding& b) {
    return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
  });
}

std::string view_check(const format::LoadedWorld& loaded, ViewForm form) {
  return form == ViewForm::text ? check_as_text(loaded) : check_as_json(loaded);
}

Result<std::string> view_show(const world::World& all, const ShowRequest& request) {
  std::optional<world::World> known;
  if (request.known_as_of) known = world::known_by(all, *request.known_as_of);
  const world::World& world = known ? *known : all;
  if (!request.search.empty()) {
    if (!request.names.empty()) return fail(Fault::bad_request, "a search takes no names; leave out the names or --search");
    return search_page(world, request);
  }
  if (request.names.size() == 1 && !request.timeline) {
    const auto& name = request.names.front();
    const bool other = world.party(PartyId(name)) != nullptr || world.instrument(InstrumentId(name)) != nullptr;
    if (const auto* claim = other ? nullptr : claim_named(world, name)) return claim_page(world, *claim, request);
  }
  if (request.names.size() == 1 && !request.timeline) {
    const auto& name = request.names.front();
    const bool has_page = world.party(PartyId(name)) != nullptr || world.instrument(InstrumentId(name)) != nullptr;
    if (const auto facts = has_page ? FactTable{} : facts_named(world, name, request.form); !facts.rows.empty())
      return table_alone(facts, name, request);
  }
  TRY(const auto subject, subject_of(world, request.names));
  if (request.timeline) {
    const auto about = request.names.empty() ? world.name : join(request.names, " and ");
    return table_alone(timeline_of(world, subject), "timeline of " + about, request);
  }
  const bool text = request.form == ViewForm::text;
  if (subject.instrument != nullptr) {
    return text ? instrument_as_text(world, *subject.instrument, request.as_of)
                : instrument_as_json(world, *subject.instrument, request.as_of);
  }
  if (subject.parties.empty()) return text ? world_as_text(world, request.as_of) : world_as_json(world, request.as_of);
  const auto& first = *world.party(subject.parties.front());
  if (subject.parties.size() == 1)
    return text ? party_as_text(world, first, request.as_of) : party_as_json(world, first, request.as_of);
  const Pair pair{first, *world.party(subject.parties.back())};
  return text ? pair_as_text(world, pair, request.as_of) : pair_as_json(world, pair, request.as_of);
}

EvidenceCount count_evidence(const world::World& world) {
  EvidenceCounter counter;
  for (const auto& line : world::fact_lines(world)) counter.see(*line.provenance);
  return counter.count;
}

// --- parts ---

std::vector<PartyId> parties_of(const world::Instrument& instrument) {
  std::set<PartyId> out;
  for (const auto& accession : instrument.parties) out.insert(accession.party);
  return {out.begin(), out.end()};
}

std::vector<const world::Instrument*> instruments_of(const world::World& world, const std::vector<PartyId>& parties) {
  std::vector<const world::Instrument*> out;
  for (const auto& instrument : world.instruments) {
    const auto listed = parties_of(instrument);
    const bool all = std::all_of(parties.begin(), parties.end(),
                                 [&](const PartyId& party) { return std::binary_search(listed.begin(), listed.end(), party); });
    if (all) out.push_back(&instrument);
  }
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  return out;
}

std::vector<const world::Instrument*> instruments_between_members(const world::World& world, const world::Party& set) {
  std::set<PartyId> members;
  for (const auto& each : set.members) members.insert(each.member);
  std::vector<const world::Instrument*> out;
  if (members.empty()) return out;
  for (const auto* each : instruments_of(world, {members.begin(), members.end()})) {
    if (parties_of(*each).size() == members.size()) out.push_back(each);
  }
  return out;
}

std::vector<const world::Instrument*> instruments_concerning(const world::World& world, const world::Party& party) {
  auto out = instruments_of(world, {party.id});
  const auto between = instruments_between_members(world, party);
  out.insert(out.end(), between.begin(), between.end());
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<const world::Instrument*> instruments_between(const world::World& world, const PartyId& first,
                                                          const PartyId& second) {
  auto out = instruments_of(world, {first, second});
  std::stable_sort(out.begin(), out.end(),
                   [](const auto* a, const auto* b) { return parties_of(*a).size() < parties_of(*b).size(); });
  return out;
}

std::vector<NamedMembership> memberships_of(const world::World& world, const PartyId& party) {
  std::vector<NamedMembership> out;
  for (const auto& set : world.parties) {
    for (const auto* membership : members_of(set)) {
      if (membership->member == party) out.push_back({&set, membership});
    }
  }
  std::sort(out.begin(), out.end(), [](const NamedMembership& a, const NamedMembership& b) {
    return std::tuple(a.set->id, as_grant(a.membership->period).from) <
           std::tuple(b.set->id, as_grant(b.membership->period).from);
  });
  return out;
}

std::vector<const world::Membership*> members_of(const world::Party& party) {
  std::vector<const world::Membership*> out;
  for (const auto& membership : party.members) out.push_back(&membership);
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
    return std::tuple(a->member, as_grant(a->period).from) < std::tuple(b->member, as_grant(b->period).from);
  });
  return out;
}

std::vector<const world::Status*> history_of(const world::Instrument& instrument) {
  std::vector<const world::Status*> out;
  for (const auto& status : instrument.statuses) out.push_back(&status);
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
    return std::tuple(world::start_of(*a), a->value) < std::tuple(world::start_of(*b), b->value);
  });
  return out;
}

std::vector<const world::EquivalenceRow*> rows_of(const world::World& world, const world::Instrument& instrument,
                                                  const std::vector<PartyId>& between) {
  const auto within = [&](const PartyId& party) {
    return between.empty() || std::find(between.begin(), between.end(), party) != between.end();
  };
  const auto protection = [&](const world::EquivalenceRow& row) {
    const auto* policy = world.policies.policy_of(row.from);
    const auto* level = policy != nullptr ? policy->level(row.from_level) : nullptr;
    return level != nullptr ? -level->hierarchy : 0;
  };
  std::vector<const world::EquivalenceRow*> out;
  for (const auto& row : instrument.rows) {
    if (within(row.from) && within(row.to)) out.push_back(&row);
  }
  std::sort(out.begin(), out.end(), [&](const auto* a, const auto* b) {
    return std::tuple(a->from, a->to, protection(*a), a->from_level, as_grant(a->period).from) <
           std::tuple(b->from, b->to, protection(*b), b->from_level, as_grant(b->period).from);
  });
  return out;
}

bool holds(const Period& grant, Instant at) { return as_grant(grant).contains(at); }

}  // namespace entente::service
