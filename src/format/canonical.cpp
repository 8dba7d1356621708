// The canonical text of a world: one JSON object a line, one line a fact, lines sorted by their bytes.
//
// Members come in the order written here and only when they say something; lists that are sets are sorted. Nothing of places,
// notes, file names or order enters, and everything else does. A change of this file changes every revision: raise the format.

#include <algorithm>

#include "codec/json.h"
#include "format/world_entries_facts.h"
#include "format/world_folder.h"

namespace entente::format {
namespace {

using codec::JsonWriter;

class Lines {
 public:
  // Begins a line: {"fact":"row","in":"isa-jpn-kor"
  Lines& fact(std::string_view kind, std::string_view within = {}) {
    json_.begin_object().member("fact", kind);
    return text("in", within);
  }
  Lines& text(std::string_view key, std::string_view value) {
    if (!value.empty()) json_.member(key, value);
    return *this;
  }
  Lines& number(std::string_view key, int value) {
    json_.member(key, value);
    return *this;
  }
  Lines& flag(std::string_view key, bool value) {
    if (value) json_.member(key, true);
    return *this;
  }
  Lines& date(std::string_view key, const std::optional<PartialDate>& value) { return value ? text(key, value->text()) : *this; }
  Lines& period(const Period& period) { return date("from", period.from).date("until", period.until); }
  template <class T>
  Lines& optional(std::string_view key, const std::optional<T>& value) {
    return value ? text(key, text_of(*value)) : *this;
  }
  // A set: its order means nothing.
  template <class T>
  Lines& set(std::string_view key, const std::vector<T>& values) {
    std::vector<std::string_view> sorted;
    for (const auto& value : values) sorted.push_back(text_of(value));
    std::sort(sorted.begin(), sorted.end());
    return write(key, sorted);
  }
  // Whose order means something: the first mark is the canonical one.
  Lines& list(std::string_view key, const std::vector<std::string>& values) {
    return write(key, std::vector<std::string_view>(values.begin(), values.end()));
  }
  Lines& provenance(const world::Provenance& given) {
    return text("evidence", to_string(given.evidence)).text("source", given.source).date("known", given.known);
  }
  void end() { lines_.push_back(json_.end_object().finish()); }

  std::string sorted() {
    std::sort(lines_.begin(), lines_.end());
    std::string out;
    for (const auto& line : lines_) out += line + '\n';
    return out;
  }

 private:
  static std::string_view text_of(const std::string& text) { return text; }
  template <class Tag>
  static std::string_view text_of(const Name<Tag>& name) {
    return name.value;
  }
  Lines& write(std::string_view key, const std::vector<std::string_view>& values) {
    if (values.empty()) return *this;
    json_.key(key).begin_array();
    for (const auto value : values) json_.value(value);
    json_.end_array();
    return *this;
  }

  JsonWriter json_;
  std::vector<std::string> lines_;
};

void write_party(Lines& lines, const world::Party& party) {
  const auto& id = party.id.value;
  lines.fact("party")
      .text("id", id)
      .text("kind", to_string(party.kind))
      .text("name", party.name)
      .optional("policy", party.policy);
  lines.optional("security_agreement", party.security_agreement).provenance(party.provenance).end();
  for (const auto& each : party.members) {
    lines.fact("member", id).text("id", each.member.value).period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : party.authority) lines.fact("authority", id).period(each.period).provenance(each.provenance).end();
}

void write_policy(Lines& lines, const label::Policy& policy) {
  const auto& id = policy.id.value;
  lines.fact("policy").text("id", id).text("party", policy.party.value).text("title", policy.title);
  lines.number("grammar", static_cast<int>(policy.grammar)).flag("release_outside_marking", policy.release_outside_marking);
  lines.flag("marking_is_onward_consent", policy.marking_is_onward_consent);
  lines.flag("expand_groups_at_marking", policy.expand_groups_at_marking).flag("segments_inherit", policy.segments_inherit).end();
  for (const auto& level : policy.levels) {
    lines.fact("level", id).text("name", level.name.value).number("hierarchy", level.hierarchy).flag("free", level.free);
    lines.flag("incomparable", !level.comparable).optional("domain", level.domain).list("marks", level.marks);
    lines.text("portion", level.portion).list("abroad", level.abroad).end();
  }
  // Where a token stands among the others says where it is written in a marking.
  int order = 0;
  for (const auto& token : policy.tokens) {
    lines.fact("token", id).text("name", token.name.value).number("order", order++);
    lines.number("meaning", static_cast<int>(token.meaning)).number("segment", static_cast<int>(token.segment));
    lines.list("marks", token.marks).text("portion", token.portion).flag("compartments", token.compartments);
    lines.set("parties", token.parties).optional("domain", token.domain).set("excluded", token.excluded_levels).end();
  }
  for (const auto& row : policy.corresponds) {
    lines.fact("corresponds", id).text("policy", row.policy.value).text("level", row.level.value);
    lines.text("counts_as", row.counts_as.value).end();
  }
}

void write_terms(Lines& lines, const world::Instrument& instrument) {
  const auto& id = instrument.id.value;
  for (const auto& row : instrument.rows) {
    lines.fact("row", id).text("from_party", row.from.value).text("from_level", row.from_level.value);
    lines.text("to_party", row.to.value).set("to_levels", row.to_levels).optional("choice", row.choice);
    lines.period(row.period).provenance(row.provenance).end();
  }
  for (const auto& leg : instrument.legs) {
    lines.fact("leg", id).text("from", leg.from.value).text("to", leg.to.value).optional("via", leg.via).end();
  }
  for (const auto& clause : instrument.clauses) {
    lines.fact("clause", id).text("id", clause.id).text("effect", to_string(clause.effect)).text("action", clause.action);
    lines.set("parties_from", clause.from)
        .set("parties_to", clause.to)
        .set("levels", clause.levels)
        .set("categories", clause.categories);
    lines.set("domains", clause.domains).set("forms", clause.forms).set("purposes", clause.purposes);
    lines.text("obligation", clause.obligation)
        .text("text", clause.text)
        .period(clause.period)
        .provenance(clause.provenance)
        .end();
  }
}

void write_history(Lines& lines, const world::Instrument& instrument) {
  const auto& id = instrument.id.value;
  for (const auto& each : instrument.parties) {
    lines.fact("accession", id).text("party", each.party.value).period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : instrument.statuses) {
    lines.fact("status", id).text("value", to_string(each.value)).date("from", each.from).provenance(each.provenance).end();
  }
  for (const auto& each : instrument.withdrawals) {
    lines.fact("withdrawal", id).text("party", each.party.value).period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : instrument.notices) {
    lines.fact("notice", id).text("what", each.what).date("on", each.on).provenance(each.provenance).end();
  }
}

void write_instrument(Lines& lines, const world::Instrument& instrument) {
  lines.fact("instrument")
      .text("id", instrument.id.value)
      .text("kind", to_string(instrument.kind))
      .text("title", instrument.title);
  lines.set("domains", instrument.domains).set("forms", instrument.forms).optional("subject", instrument.subject);
  lines.set("categories", instrument.categories).provenance(instrument.provenance).end();
  write_history(lines, instrument);
  write_terms(lines, instrument);
}

void write_consents(Lines& lines, const world::World& world) {
  for (const auto& each : world.consents) {
    lines.fact("consent").text("id", each.id).text("by", each.by.value).set("to", each.to).set("objects", each.objects);
    lines.optional("up_to", each.up_to).set("categories", each.categories).set("purposes", each.purposes);
    lines.period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : world.delegations) {
    lines.fact("delegation").text("id", each.id).text("by", each.by.value).set("to", each.to).optional("up_to", each.up_to);
    lines.set("categories", each.categories).period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : world.accreditations) {
    lines.fact("accreditation").text("channel", each.channel).text("by", each.by.value).text("up_to", each.up_to.value);
    lines.period(each.period).provenance(each.provenance).end();
  }
}

void write_claims(Lines& lines, const world::World& world) {
  for (const auto& claim : world.claims) {
    std::vector<std::string> about;
    for (const auto& each : claim.about) about.push_back(to_string(each));
    lines.fact("claim").text("id", claim.id).text("source", claim.source).date("said", claim.said).list("about", about);
    for (const auto& [key, values] : claim.says) lines.set("says." + key, values);
    lines.text("text", claim.text).end();
  }
}

}  // namespace

std::string canonical_text(const world::World& world) {
  Lines lines;
  lines.fact("format").number("version", static_cast<int>(kWorldFormat)).end();
  for (const auto& party : world.parties) write_party(lines, party);
  for (const auto& [id, policy] : world.policies.policies()) write_policy(lines, policy);
  for (const auto& instrument : world.instruments) write_instrument(lines, instrument);
  for (const auto& each : world.level_terms) {
    lines.fact("level-term", each.policy.value).text("level", each.level.value).period(each.period).end();
  }
  write_consents(lines, world);
  write_claims(lines, world);
  return lines.sorted();
}

}  // namespace entente::format
