// World views for programs. Members come in the order written here; absent means not stated, and a list is always there.

#include <array>

#include "codec/json.h"
#include "service/world_view.h"
#include "service/world_view_parts.h"
#include "world/duration.h"
#include "world/status.h"

namespace entente::service {
namespace {

using codec::JsonLayout;
using codec::JsonWriter;
using world::Instrument;
using world::Provenance;

void write(JsonWriter& json, std::string_view key, const std::optional<PartialDate>& date) {
  if (date) json.member(key, date->text());
}

void write(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

template <class Tag>
void write(JsonWriter& json, std::string_view key, const std::vector<Name<Tag>>& names) {
  json.key(key).begin_array();
  for (const auto& name : names) json.value(name.value);
  json.end_array();
}

template <class Tag>
void write(JsonWriter& json, std::string_view key, const std::optional<Name<Tag>>& name) {
  if (name) json.member(key, name->value);
}

void write_grant(JsonWriter& json, const Period& period, Instant as_of) {
  write(json, "from", period.from);
  write(json, "until", period.until);
  json.member("holds", holds(period, as_of));
}

void write_provenance(JsonWriter& json, const Provenance& provenance) {
  json.member("evidence", to_string(provenance.evidence)).member("source", provenance.source);
  write(json, "known", provenance.known);
  if (!provenance.note.empty()) json.member("note", provenance.note);
}

void write_status(JsonWriter& json, const Instrument& instrument, Instant as_of) {
  const auto* status = world::status_at(instrument, as_of);
  json.key("status");
  if (status == nullptr) {
    json.null();
    return;
  }
  json.begin_object().member("value", to_string(status->value)).member("since", status->from.text());
  json.member("evidence", to_string(status->provenance.evidence));
  if (const auto end = world::ended(instrument, as_of)) json.member("over_since", to_short_string(*end));
  json.end_object();
}

void write_duration(JsonWriter& json, const Instrument& instrument, Instant as_of) {
  if (!instrument.duration) return;
  const auto& duration = *instrument.duration;
  json.key("duration").begin_object();
  const auto number = [&](std::string_view key, const std::optional<std::int64_t>& value) {
    if (value) json.member(key, *value);
  };
  number("years", duration.years);
  write(json, "until", duration.until);
  if (duration.renewal) json.member("renewal", to_string(*duration.renewal));
  number("renewal_years", duration.renewal_years);
  number("notice_days", duration.notice_days);
  number("notice_months", duration.notice_months);
  json.member("text", world::in_words(duration));
  const auto next = world::outlook(instrument, as_of);
  write(json, "ends", next.ends);
  write(json, "renews", next.renews);
  write(json, "notice_given", next.notice_given);
  write(json, "last_notice", next.last_notice);
  write(json, "notice_for", next.notice_for);
  write_provenance(json, duration.provenance);
  json.end_object();
}

// Open: the caller may add members and ends the object.
void begin_instrument(JsonWriter& json, const Instrument& instrument, Instant as_of) {
  json.begin_object()
      .member("id", instrument.id.value)
      .member("kind", to_string(instrument.kind))
      .member("title", instrument.title);
  write_status(json, instrument, as_of);
  write(json, "parties", parties_of(instrument));
}

void write_instruments(JsonWriter& json, const std::vector<const Instrument*>& instruments, Instant as_of) {
  json.key("instruments").begin_array();
  for (const auto* each : instruments) {
    begin_instrument(json, *each, as_of);
    json.end_object();
  }
  json.end_array();
}

void write_rows(JsonWriter& json, const std::vector<const world::EquivalenceRow*>& rows, Instant as_of) {
  json.key("equivalence").begin_array();
  for (const auto* row : rows) {
    json.begin_object()
        .key("from")
        .begin_object()
        .member("party", row->from.value)
        .member("level", row->from_level.value)
        .end_object();
    json.key("to").begin_object().member("party", row->to.value);
    write(json, "levels", row->to_levels);
    write(json, "choice", row->choice);
    json.end_object();
    write_grant(json, row->period, as_of);
    write_provenance(json, row->provenance);
    json.end_object();
  }
  json.end_array();
}

void write_policy(JsonWriter& json, const label::Policy& policy) {
  json.key("policy").begin_object().member("id", policy.id.value).member("title", policy.title).key("levels").begin_array();
  for (const auto& level : policy.levels) {
    json.begin_object().member("name", level.name.value).member("hierarchy", level.hierarchy).member("portion", level.portion);
    json.member("free", level.free).member("comparable", level.comparable).end_object();
  }
  json.end_array().end_object();
}

void write_members(JsonWriter& json, const world::Party& party, Instant as_of) {
  json.key("members").begin_array();
  for (const auto* each : members_of(party)) {
    json.begin_object().member("id", each->member.value);
    write_grant(json, each->period, as_of);
    write_provenance(json, each->provenance);
    json.end_object();
  }
  json.end_array();
}

void write_memberships(JsonWriter& json, const world::World& world, const world::Party& party, Instant as_of) {
  json.key("member_of").begin_array();
  for (const auto& [set, membership] : memberships_of(world, party.id)) {
    json.begin_object().member("id", set->id.value);
    write_grant(json, membership->period, as_of);
    write_provenance(json, membership->provenance);
    json.end_object();
  }
  json.end_array();
}

// What an organisation owns reaches its members under its own security agreement, which need not list them.
void write_membership_between(JsonWriter& json, const world::Party& set, const world::Party& party, Instant as_of) {
  for (const auto* each : members_of(set)) {
    if (each->member != party.id) continue;
    json.begin_object().member("set", set.id.value).member("id", party.id.value);
    write(json, "security_agreement", set.security_agreement);
    write_grant(json, each->period, as_of);
    write_provenance(json, each->provenance);
    json.end_object();
  }
}

void write_accessions(JsonWriter& json, const Instrument& instrument, Instant as_of) {
  json.key("accessions").begin_array();
  for (const auto& each : instrument.parties) {
    json.begin_object().member("id", each.party.value);
    write_grant(json, each.period, as_of);
    write_provenance(json, each.provenance);
    json.end_object();
  }
  json.end_array();
}

void write_history(JsonWriter& json, const Instrument& instrument) {
  json.key("history").begin_array();
  for (const auto* each : history_of(instrument)) {
    json.begin_object().member("value", to_string(each->value)).member("from", each->from.text());
    write_provenance(json, each->provenance);
    json.end_object();
  }
  json.end_array().key("notices").begin_array();
  for (const auto& each : instrument.notices) {
    json.begin_object().member("kind", to_string(each.kind)).member("what", each.what).member("on", each.on.text());
    write_provenance(json, each.provenance);
    json.end_object();
  }
  json.end_array().key("withdrawals").begin_array();
  for (const auto& each : instrument.withdrawals) {
    json.begin_object().member("party", each.party.value);
    write(json, "from", each.period.from);
    write(json, "until", each.period.until);
    write_provenance(json, each.provenance);
    json.end_object();
  }
  json.end_array();
}

template <class E>
void write_words(JsonWriter& json, std::string_view key, const std::vector<E>& words) {
  json.key(key).begin_array();
  for (const auto word : words) json.value(to_string(word));
  json.end_array();
}

void write_clauses(JsonWriter& json, const Instrument& instrument) {
  json.key("legs").begin_array();
  for (const auto& leg : instrument.legs) {
    json.begin_object().member("from", leg.from.value).member("to", leg.to.value);
    write(json, "via", leg.via);
    json.end_object();
  }
  json.end_array().key("clauses").begin_array();
  for (const auto& each : instrument.clauses) {
    json.begin_object().member("id", each.id).member("effect", to_string(each.effect)).member("action", each.action);
    write(json, "from", each.from);
    write(json, "to", each.to);
    write(json, "levels", each.levels);
    write(json, "categories", each.categories);
    write(json, "domains", each.domains);
    write(json, "forms", each.forms);
    write(json, "purposes", each.purposes);
    write(json, "items", each.items);
    write(json, "activities", each.activities);
    if (each.above) {
      json.key("above").begin_object().member("amount", each.above->amount).member("currency", each.above->currency).end_object();
    }
    write_words(json, "needs", each.needs);
    write_words(json, "settlement", each.settlement);
    if (each.days) json.member("days", *each.days);
    if (!each.obligation.empty()) json.member("obligation", each.obligation);
    if (!each.text.empty()) json.member("text", each.text);
    write(json, "start", each.period.from);
    write(json, "end", each.period.until);
    write_provenance(json, each.provenance);
    json.end_object();
  }
  json.end_array();
}

void write_counts(JsonWriter& json, const world::World& world) {
  std::array<std::size_t, 3> parties{};
  for (const auto& party : world.parties) ++parties[static_cast<std::size_t>(party.kind)];
  json.key("parties").begin_object();
  for (const auto kind : {world::PartyKind::nation, world::PartyKind::organisation, world::PartyKind::group}) {
    json.member(to_string(kind), parties[static_cast<std::size_t>(kind)]);
  }
  const auto facts = count_evidence(world);
  json.end_object().key("facts").begin_object().member("total", facts.total()).member("verified", facts.verified);
  json.member("partial", facts.partial).member("unverified", facts.unverified).member("assumed", facts.assumed).end_object();
}

}  // namespace

std::string world_as_json(const world::World& world, Instant as_of) {
  JsonWriter json(JsonLayout::indented);
  json.begin_object().member("world", world.name).member("title", world.title).member("as_of", to_string(as_of));
  write_counts(json, world);
  json.key("policies").begin_array();
  for (const auto& [id, policy] : world.policies.policies()) json.value(id.value);
  json.end_array();
  write_instruments(json, instruments_of(world, {}), as_of);
  return json.end_object().finish();
}

std::string party_as_json(const world::World& world, const world::Party& party, Instant as_of) {
  JsonWriter json(JsonLayout::indented);
  json.begin_object().member("party", party.id.value).member("name", party.name).member("kind", to_string(party.kind));
  json.member("as_of", to_string(as_of));
  if (const auto* policy = party.policy ? world.policies.find(*party.policy) : nullptr; policy != nullptr)
    write_policy(json, *policy);
  write(json, "security_agreement", party.security_agreement);
  write_provenance(json, party.provenance);
  write_members(json, party, as_of);
  write_memberships(json, world, party, as_of);
  write_instruments(json, instruments_concerning(world, party), as_of);
  for (const auto& table : party_tables(world, {party.id}, as_of, ViewForm::json)) write_json(json, table);
  return json.end_object().finish();
}

std::string instrument_as_json(const world::World& world, const Instrument& instrument, Instant as_of) {
  JsonWriter json(JsonLayout::indented);
  json.begin_object().member("as_of", to_string(as_of)).key("instrument");
  begin_instrument(json, instrument, as_of);
  write_duration(json, instrument, as_of);
  write(json, "items", instrument.items);
  write(json, "domains", instrument.domains);
  write(json, "forms", instrument.forms);
  if (instrument.subject) json.member("subject", *instrument.subject);
  write(json, "categories", instrument.categories);
  write_provenance(json, instrument.provenance);
  write_accessions(json, instrument, as_of);
  write_history(json, instrument);
  write_rows(json, rows_of(world, instrument, {}), as_of);
  write_clauses(json, instrument);
  write_claims(json, world, claims_of(world, instrument), as_of);
  for (const auto& table : instrument_tables(world, instrument, as_of, ViewForm::json)) write_json(json, table);
  return json.end_object().end_object().finish();
}

std::string pair_as_json(const world::World& world, const Pair& pair, Instant as_of) {
  const std::vector<PartyId> both{pair.first.id, pair.second.id};
  JsonWriter json(JsonLayout::indented);
  json.begin_object().member("as_of", to_string(as_of));
  write(json, "between", both);
  json.key("memberships").begin_array();
  write_membership_between(json, pair.first, pair.second, as_of);
  write_membership_between(json, pair.second, pair.first, as_of);
  json.end_array().key("instruments").begin_array();
  for (const auto* each : instruments_between(world, pair.first.id, pair.second.id)) {
    begin_instrument(json, *each, as_of);
    write_rows(json, rows_of(world, *each, both), as_of);
    json.end_object();
  }
  json.end_array();
  for (const auto& table : party_tables(world, both, as_of, ViewForm::json)) write_json(json, table);
  return json.end_object().finish();
}

}  // namespace entente::service
