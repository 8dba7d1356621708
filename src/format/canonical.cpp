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
  Lines() = default;
  Lines(const Lines&) = delete;  // its writer refers to it
  Lines& operator=(const Lines&) = delete;

  // Begins a line: {"fact":"row","in":"isa-jpn-kor"
  Lines& fact(std::string_view kind, std::string_view within = {}) {
    json_.begin_object().member("fact", kind);
    return text("in", within);
  }
  Lines& text(std::string_view key, std::string_view value) {
    if (!value.empty()) json_.member(key, value);
    return *this;
  }
  Lines& number(std::string_view key, std::int64_t value) {
    json_.member(key, value);
    return *this;
  }
  Lines& number(std::string_view key, const std::optional<std::int64_t>& value) { return value ? number(key, *value) : *this; }
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
  Lines& reference(std::string_view key, const world::FactRef& value) { return text(key, to_string(value)); }
  Lines& reference(std::string_view key, const std::optional<world::FactRef>& value) {
    return value ? reference(key, *value) : *this;
  }
  // The texts of references, in their order.
  Lines& references(std::string_view key, const std::vector<world::FactRef>& values) {
    std::vector<std::string> texts;
    for (const auto& value : values) texts.push_back(to_string(value));
    return list(key, texts);
  }
  // Whose order means something: the first mark is the canonical one.
  Lines& list(std::string_view key, const std::vector<std::string>& values) {
    return write(key, std::vector<std::string_view>(values.begin(), values.end()));
  }
  Lines& provenance(const world::Provenance& given) {
    return text("evidence", to_string(given.evidence)).text("source", given.source).date("known", given.known);
  }
  void end() {
    static_cast<void>(json_.end_object().finish());  // all of it went to the sink, of a long one some before
    const std::size_t from = lines_.empty() ? 0 : lines_.back().from + lines_.back().size;
    lines_.push_back({from, text_.size() - from});
  }

  std::string sorted() const {
    std::vector<std::string_view> lines;
    lines.reserve(lines_.size());
    for (const auto& line : lines_) lines.push_back(std::string_view(text_).substr(line.from, line.size));
    std::sort(lines.begin(), lines.end());
    std::string out;
    out.reserve(text_.size() + lines.size());
    for (const auto line : lines) (out += line) += '\n';
    return out;
  }

 private:
  static std::string_view text_of(const std::string& text) { return text; }
  template <class Tag>
  static std::string_view text_of(const Name<Tag>& name) {
    return name.value;
  }
  static std::string_view text_of(world::Needed needed) { return to_string(needed); }
  static std::string_view text_of(world::Settlement settlement) { return to_string(settlement); }
  Lines& write(std::string_view key, const std::vector<std::string_view>& values) {
    if (values.empty()) return *this;
    json_.key(key).begin_array();
    for (const auto value : values) json_.value(value);
    json_.end_array();
    return *this;
  }

  struct Line {
    std::size_t from = 0;
    std::size_t size = 0;
  };

  std::string text_;  // of all lines, as they were written
  std::vector<Line> lines_;
  JsonWriter json_{[this](std::string_view piece) { text_ += piece; }};
};

void write_party(Lines& lines, const world::Party& party) {
  const auto& id = party.id.value;
  lines.fact("party").text("id", id).text("kind", to_string(party.kind)).text("name", party.name);
  lines.optional("policy", party.policy).optional("security_agreement", party.security_agreement).flag("not_decomposable", !party.decomposable);
  lines.provenance(party.provenance).end();
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
  lines.flag("expand_groups_at_marking", policy.expand_groups_at_marking).flag("segments_inherit", policy.segments_inherit);
  lines.set("export_controlled", policy.export_controlled).set("no_read_in", policy.no_read_in);
  lines.set("codes", policy.codes);
  lines.list("separators", policy.wording.separators).text("joined_by", policy.wording.joined_by);
  lines.text("list_joined_by", policy.wording.list_joined_by);
  lines.flag("brackets", policy.wording.brackets).end();
  for (const auto& level : policy.levels) {
    lines.fact("level", id).text("name", level.name.value).number("hierarchy", level.hierarchy).flag("free", level.free);
    lines.flag("no_clearance", !level.clearance);
    lines.flag("incomparable", !level.comparable)
        .text("axis", level.axis)
        .optional("domain", level.domain)
        .list("marks", level.marks);
    lines.text("portion", level.portion).list("abroad", level.abroad).end();
  }
  // Where a token stands among the others says where it is written in a marking.
  int order = 0;
  for (const auto& token : policy.tokens) {
    lines.fact("token", id).text("name", token.name.value).number("order", order++);
    lines.number("meaning", static_cast<int>(token.meaning)).number("segment", static_cast<int>(token.segment));
    lines.list("marks", token.marks).text("portion", token.portion).flag("compartments", token.compartments);
    lines.list("below", token.below).flag("limits_cui", token.limits_cui);
    lines.set("parties", token.parties)
        .list("inside", token.inside)
        .flag("ordinary", token.ordinary)
        .optional("domain", token.domain)
        .set("excluded", token.excluded_levels);
    lines.text("ism", token.ism).set("yields_to", token.yields_to).flag("bars_release", token.bars_release);
    lines.text("becomes", token.becomes ? token.becomes->value : "");
    lines.flag("own_only", token.own_only).list("unusual_with", token.unusual_with).end();
  }
  for (const auto& each : policy.wording.composites) {
    lines.fact("composite", id).text("mark", each.mark).text("level", each.level.value).text("token", each.token.value);
    lines.flag("written", each.written).end();
  }
  for (const auto& each : policy.wording.parties) {
    lines.fact("party-mark", id).text("mark", each.mark).text("party", each.party.value).list("names", each.names).end();
  }
  for (const auto& row : policy.corresponds) {
    lines.fact("corresponds", id).text("policy", row.policy.value).text("level", row.level.value);
    lines.text("counts_as", row.counts_as.value).end();
  }
}

void write_clause(Lines& lines, std::string_view within, const world::Clause& clause) {
  lines.fact("clause", within).text("id", clause.id).text("effect", to_string(clause.effect)).text("action", clause.action);
  lines.set("parties_from", clause.from).set("parties_to", clause.to).set("levels", clause.levels);
  lines.set("categories", clause.categories).set("domains", clause.domains).set("forms", clause.forms);
  lines.set("purposes", clause.purposes).set("items", clause.items).set("activities", clause.activities);
  if (clause.above) lines.number("above", clause.above->amount).text("currency", clause.above->currency);
  lines.set("needs", clause.needs).set("settlement", clause.settlement).number("days", clause.days);
  lines.text("obligation", clause.obligation).text("text", clause.text).period(clause.period);
  lines.provenance(clause.provenance).end();
}

// A template is not of an instrument: the colon keeps its clauses apart from those of one that is called like a kind.
void write_template(Lines& lines, const world::Template& usual) {
  const std::string kind(to_string(usual.kind));
  lines.fact("template").text("kind", kind).provenance(usual.provenance).end();
  for (const auto& clause : usual.clauses) write_clause(lines, "template:" + kind, clause);
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
  // Those of the template have lines of their own, and `kind` and `without` say which of them belong here.
  for (const auto& clause : instrument.clauses) {
    if (!clause.from_template) write_clause(lines, id, clause);
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
  if (const auto& duration = instrument.duration) {
    lines.fact("duration", id).number("years", duration->years).date("until", duration->until);
    lines.text("renewal", duration->renewal ? to_string(*duration->renewal) : "").number("renewal_years", duration->renewal_years);
    lines.number("notice_days", duration->notice_days).number("notice_months", duration->notice_months);
    lines.provenance(duration->provenance).end();
  }
  for (const auto& each : instrument.withdrawals) {
    lines.fact("withdrawal", id).text("party", each.party.value).period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : instrument.notices) {
    lines.fact("notice", id).text("kind", to_string(each.kind)).text("what", each.what).date("on", each.on);
    lines.provenance(each.provenance).end();
  }
}

void write_instrument(Lines& lines, const world::Instrument& instrument) {
  lines.fact("instrument").text("id", instrument.id.value).text("kind", to_string(instrument.kind));
  lines.text("title", instrument.title);
  lines.set("domains", instrument.domains).set("forms", instrument.forms).optional("subject", instrument.subject);
  lines.set("categories", instrument.categories).set("items", instrument.items).set("without", instrument.without);
  lines.set("topics", instrument.topics);
  lines.optional("under", instrument.under).optional("supersedes", instrument.supersedes);
  lines.provenance(instrument.provenance).end();
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

void write_permissions(Lines& lines, const world::World& world) {
  for (const auto& each : world.waivers) {
    lines.fact("waiver").text("id", each.id).reference("of", each.of).text("by", each.by.value).set("to", each.to);
    lines.reference("project", each.project).set("items", each.items).set("purposes", each.purposes).text("text", each.text);
    lines.period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : world.licences) {
    lines.fact("licence").text("id", each.id).text("by", each.by.value).set("to", each.to).set("items", each.items);
    lines.set("purposes", each.purposes).optional("territory", each.territory).period(each.period);
    lines.provenance(each.provenance).end();
  }
  for (const auto& each : world.approvals) {
    lines.fact("approval").text("id", each.id).text("by", each.by.value).text("organ", each.organ).reference("of", each.of);
    lines.set("to", each.to).set("items", each.items).period(each.period).provenance(each.provenance).end();
  }
  for (const auto& each : world.assurances) {
    lines.fact("assurance").text("id", each.id).text("by", each.by.value).text("under", each.under.value);
    lines.text("text", each.text).period(each.period).provenance(each.provenance).end();
  }
}

// `within` is "person:jpn-analyst-1".
void write_clearances(Lines& lines, const std::string& within, const std::vector<world::Clearance>& clearances) {
  for (const auto& each : clearances) {
    lines.fact("clearance", within).text("policy", each.policy.value).text("level", each.level.value);
    lines.set("categories", each.categories).text("granted_by", each.granted_by.value).period(each.period);
    lines.provenance(each.provenance).end();
  }
}

void write_belongings(Lines& lines, const std::string& within, const std::vector<world::Belonging>& belongs) {
  for (const auto& each : belongs) {
    lines.fact("belongs", within).text("to", each.to).period(each.period).provenance(each.provenance).end();
  }
}

void write_people(Lines& lines, const world::World& world) {
  for (const auto& each : world.people) {
    lines.fact("person").text("id", each.id).text("role", each.role).text("employer", each.employer.value);
    lines.set("nationalities", each.nationalities).period(each.period).provenance(each.provenance).end();
    write_clearances(lines, "person:" + each.id, each.clearances);
    write_belongings(lines, "person:" + each.id, each.belongs);
  }
  for (const auto& each : world.systems) {
    lines.fact("system").text("id", each.id).text("name", each.name).text("operated_by", each.operated_by.value);
    lines.provenance(each.provenance).end();
    write_clearances(lines, "system:" + each.id, each.accreditations);
    write_belongings(lines, "system:" + each.id, each.belongs);
  }
  for (const auto& each : world.facilities) {
    lines.fact("facility").text("id", each.id).text("name", each.name).text("party", each.in.value);
    lines.flag("contractor", each.contractor).provenance(each.provenance).end();
    write_clearances(lines, "facility:" + each.id, each.clearances);
  }
  for (const auto& each : world.needs_to_know) {
    lines.fact("need-to-know").text("id", each.id).text("who", each.who).set("objects", each.objects);
    lines.set("communities", each.communities).text("asserted_by", each.asserted_by).period(each.period);
    lines.provenance(each.provenance).end();
  }
}

void write_participants(Lines& lines, const std::string& within, const std::vector<world::Participation>& participants) {
  for (const auto& each : participants) {
    lines.fact("participant", within).text("party", each.party.value).text("role", to_string(each.role));
    lines.number("tier", each.tier).set("areas", each.areas).period(each.period).provenance(each.provenance).end();
  }
}

void write_programme(Lines& lines, const world::Programme& programme) {
  const auto& id = programme.id;
  lines.fact("programme").text("id", id).text("title", programme.title).optional("under", programme.under);
  lines.provenance(programme.provenance).end();
  for (const auto& each : programme.areas) {
    lines.fact("area", id).text("id", each.id).text("title", each.title).provenance(each.provenance).end();
  }
  write_participants(lines, "programme:" + id, programme.participants);
  for (const auto& each : programme.projects) {
    lines.fact("project", id).text("id", each.id).text("title", each.title).set("areas", each.areas);
    lines.period(each.period).provenance(each.provenance).end();
    write_participants(lines, "project:" + id + "#" + each.id, each.participants);
  }
  for (const auto& each : programme.terms) {
    lines.fact("term", id).text("id", each.id).text("subject", each.subject).set("parties", each.parties);
    lines.text("state", to_string(each.state)).text("text", each.text).provenance(each.provenance).end();
  }
}

template <class State>
void write_states(Lines& lines, const std::string& within, const std::vector<world::Since<State>>& states) {
  for (const auto& each : states) {
    lines.fact("state", within).text("value", to_string(each.value)).date("from", each.from).provenance(each.provenance).end();
  }
}

void write_ways_in(Lines& lines, const world::World& world) {
  for (const auto& each : world.candidacies) {
    lines.fact("candidacy").text("id", each.id).text("party", each.party.value).reference("of", each.of);
    lines.provenance(each.provenance).end();
    write_states(lines, "candidacy:" + each.id, each.states);
  }
  for (const auto& each : world.capabilities) {
    lines.fact("capability").text("id", each.id).text("party", each.party.value).text("kind", to_string(each.kind));
    lines.text("area", each.area).text("title", each.title).reference("programme", each.programme).period(each.period);
    lines.provenance(each.provenance).end();
  }
  for (const auto& each : world.interoperability) {
    lines.fact("interoperability").text("id", each.id).set("parties", each.parties).set("platforms", each.platforms);
    lines.text("standard", each.standard).text("state", to_string(each.state)).date("on", each.on);
    lines.provenance(each.provenance).end();
  }
  for (const auto& each : world.risks) {
    lines.fact("risk").text("id", each.id).text("text", each.text).flag("obstacle", each.obstacle);
    std::vector<std::string> about;
    for (const auto& reference : each.about) about.push_back(to_string(reference));
    lines.set("about", about).provenance(each.provenance).end();
    write_states(lines, "risk:" + each.id, each.states);
  }
}

void write_events(Lines& lines, const world::World& world) {
  for (const auto& each : world.events) {
    lines.fact("event").text("id", each.id).text("title", each.title).text("kind", to_string(each.kind));
    lines.text("level", each.level ? to_string(*each.level) : "").text("state", to_string(each.state));
    lines.optional("host", each.host).set("participants", each.participants).set("observers", each.observers);
    lines.set("domains", each.domains).optional("under", each.under).text("place", each.place_name).period(each.period);
    lines.provenance(each.provenance).end();
  }
  for (const auto& each : world.commitments) {
    lines.fact("commitment").text("id", each.id).text("text", each.text).set("owners", each.owners);
    lines.reference("origin", each.from).flag("aim", each.aim).date("due", each.due).provenance(each.provenance).end();
    write_states(lines, "commitment:" + each.id, each.states);
  }
}

// The words of an enumeration's values, sorted.
template <class Value>
std::vector<std::string> words_of(const std::vector<Value>& values) {
  std::vector<std::string> out;
  for (const auto value : values) out.emplace_back(to_string(value));
  return out;
}

void write_conditions(Lines& lines, const std::string& within, const std::vector<world::Condition>& conditions) {
  for (const auto& each : conditions) {
    lines.fact("condition", within).text("test", to_string(each.test)).text("way", each.way).reference("of", each.of);
    lines.set("with", each.with).number("at_least", each.at_least).set("kinds", words_of(each.kinds));
    lines.set("status", words_of(each.statuses)).set("topics", each.topics).text("clause", each.clause.value_or(""));
    lines.set("events", words_of(each.events)).set("levels", words_of(each.levels)).date("since", each.since);
    lines.number("within_years", each.within_years);
    lines.text("role", each.role ? to_string(*each.role) : "").number("tier", each.tier).set("areas", each.areas);
    lines.text("state", each.state ? to_string(*each.state) : "").set("capabilities", words_of(each.capabilities));
    lines.text("standard", each.standard).end();
  }
}

void write_models(Lines& lines, const world::World& world) {
  for (const auto& model : world.models) {
    lines.fact("model").text("id", model.id).text("title", model.title).provenance(model.provenance).end();
    for (const auto& each : model.stages) {
      lines.fact("stage", model.id).text("id", each.id).text("title", each.title).text("text", each.text);
      lines.text("after", each.after.value_or("")).provenance(each.provenance).end();
      write_conditions(lines, model.id + "#" + each.id, each.needs);
    }
  }
}

void write_profiles(Lines& lines, const world::World& world) {
  for (const auto& profile : world.profiles) {
    lines.fact("profile").text("id", profile.id).text("title", profile.title).reference("of", profile.of);
    lines.provenance(profile.provenance).end();
    for (const auto& each : profile.requirements) {
      lines.fact("requirement", profile.id).text("id", each.id).text("area", each.area).text("text", each.text);
      lines.optional("list", each.list).set("claims", each.claims).text("closing", each.closing);
      lines.list("closed_by", each.closed_by).provenance(each.provenance).end();
      write_conditions(lines, profile.id + "#" + each.id, each.needs);
    }
  }
  for (const auto& each : world.assessments) {
    lines.fact("assessment").text("id", each.id).reference("requirement", each.requirement).text("party", each.party.value);
    lines.text("state", to_string(each.state)).date("from", each.from).text("assessor", each.assessor);
    lines.text("text", each.text).provenance(each.provenance).end();
  }
}

void write_claims(Lines& lines, const world::World& world) {
  for (const auto& each : world.sources) {
    lines.fact("source").text("id", each.id).text("title", each.title).text("publisher", each.publisher);
    lines.date("published", each.published).text("address", each.address).text("cited_as", each.cited_as).end();
  }
  for (const auto& claim : world.claims) {
    lines.fact("claim").text("id", claim.id).text("source", claim.source).date("said", claim.said);
    lines.references("about", claim.about);
    for (const auto& [key, values] : claim.says) lines.set("says." + key, values);
    lines.text("text", claim.text).end();
  }
}

void write_beside_instruments(Lines& lines, const world::World& world) {
  lines.fact("format").number("version", static_cast<int>(kWorldFormat)).end();
  for (const auto& party : world.parties) write_party(lines, party);
  for (const auto& [id, policy] : world.policies.policies()) write_policy(lines, policy);
  for (const auto& each : world.level_terms) {
    lines.fact("level-term", each.policy.value).text("level", each.level.value).period(each.period).end();
  }
  for (const auto& usual : world.templates) write_template(lines, usual);
  for (const auto& item : world.items) {
    lines.fact("item").text("word", item.word).set("is", item.is).provenance(item.provenance).end();
  }
  write_consents(lines, world);
  write_permissions(lines, world);
  write_people(lines, world);
  for (const auto& programme : world.programmes) write_programme(lines, programme);
  write_ways_in(lines, world);
  write_events(lines, world);
  write_profiles(lines, world);
  write_models(lines, world);
  write_claims(lines, world);
}

}  // namespace

std::string canonical_text(const world::World& world) {
  Lines lines;
  write_beside_instruments(lines, world);
  for (const auto& instrument : world.instruments) write_instrument(lines, instrument);
  return lines.sorted();
}

std::string canonical_text(const world::Instrument& instrument) {
  Lines lines;
  write_instrument(lines, instrument);
  return lines.sorted();
}

std::string canonical_text_beside_instruments(const world::World& world) {
  Lines lines;
  write_beside_instruments(lines, world);
  return lines.sorted();
}

}  // namespace entente::format
