#include "format/remedies_json.h"

#include <fmt/format.h>

#include "base/text.h"

namespace entente::format {
namespace {

using analysis::Remedies;
using analysis::RemedyStep;
using codec::JsonWriter;
using decision::Aspect;

constexpr std::size_t kLeadColumns = 22;  // where the texts of an answer begin

void write_names(JsonWriter& out, std::string_view key, const std::vector<PartyId>& names) {
  out.key(key).begin_array();
  for (const auto& name : names) out.value(name.value);
  out.end_array();
}

void write_some(JsonWriter& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out.member(key, value);
}

std::string_view word_of(Aspect aspect) {
  switch (aspect) {
    case Aspect::none:
      return "";
    case Aspect::category:
      return "category";
    case Aspect::domain:
      return "domain";
    case Aspect::form:
      return "form";
    case Aspect::leg:
      return "leg";
    case Aspect::contractors:
      return "contractors";
    case Aspect::item:
      return "item";
    case Aspect::clause:
      return "clause";
    case Aspect::nationality:
      return "nationality";
  }
  return "";
}

// What `value` is of a fact that is no amendment.
std::string_view key_of_value(world::RemedyFact fact) {
  using world::RemedyFact;
  if (fact == RemedyFact::approval) return "organ";
  if (fact == RemedyFact::waiver) return "clause";
  if (fact == RemedyFact::new_instrument) return "kind";
  return fact == RemedyFact::participation ? "role" : "value";
}

// What the fact needs to be acted on, as far as it has it.
void write_fact(JsonWriter& out, const RemedyStep& step) {
  const auto& fact = step.fact;
  out.member("fact", world::to_string(fact.weak ? world::RemedyFact::evidence : fact.fact));
  if (fact.weak) out.member("of", world::to_string(fact.fact));
  out.member("cost", step.cost);
  write_some(out, "instrument", fact.instrument.value);
  write_some(out, "id", fact.id);
  write_some(out, "subject", fact.subject);
  write_names(out, "parties", step.parties);
  write_some(out, "policy", fact.policy.value);
  write_some(out, "level", fact.level.value);
  if (!fact.targets.empty()) {
    out.key("to_levels").begin_array();
    for (const auto& level : fact.targets) out.value(level.value);
    out.end_array();
  }
  if (fact.aspect != Aspect::none) out.member("adds", word_of(fact.aspect));
  write_some(out, "category", fact.category);
  write_some(out, key_of_value(fact.fact), fact.value);
  write_some(out, "channel", fact.channel);
  write_some(out, "object", step.object);
  write_some(out, "purpose", step.purpose);
}

void write_step(JsonWriter& out, const RemedyStep& step) {
  out.begin_object();
  write_fact(out, step);
  write_names(out, "actors", step.actors);
  out.key("cures").begin_array();
  for (const auto rule : step.cures) out.value(decision::to_string(rule));
  out.end_array().member("text", step.text).end_object();
}

void write_words(JsonWriter& out, std::string_view key, const std::vector<std::string>& words) {
  if (words.empty()) return;
  out.key(key).begin_array();
  for (const auto& word : words) out.value(word);
  out.end_array();
}

// What an obstruction and a statement are about.
template <class About>
void write_about(JsonWriter& out, const About& about) {
  out.begin_object().member("rule", decision::to_string(about.rule));
  if (about.owner) out.member("owner", about.owner->value);
  if (about.recipient) out.member("recipient", about.recipient->value);
  write_some(out, "clause", about.clause);
}

void write_statements(JsonWriter& out, const Remedies& remedies) {
  if (remedies.statements.empty()) return;
  out.key("statements").begin_array();
  for (const auto& each : remedies.statements) {
    write_about(out, each);
    write_words(out, "purposes", each.purposes);
    write_words(out, "fields", each.fields);
    out.member("text", each.text).end_object();
  }
  out.end_array();
}

constexpr std::string_view kNothingHelps = "no fact thought of helps on this day";

bool nothing_helps(const Remedies& remedies) { return remedies.complete && remedies.sets.empty() && remedies.no_remedy.empty(); }

std::string lead(std::string_view word) { return "  " + std::string(word) + std::string(kLeadColumns - 2 - word.size(), ' '); }

std::string bounds_of(const Remedies& remedies) {
  std::vector<std::string> names;
  for (const auto bound : remedies.cut_by) names.push_back(fmt::format("{} ({})", to_string(bound), value_of(bound)));
  return join(names, ", ");
}

}  // namespace

void write_remedies(JsonWriter& out, const Remedies& remedies) {
  out.begin_object().member("complete", remedies.complete);
  if (!remedies.cut_by.empty()) {
    out.key("bound").begin_object();
    for (const auto bound : remedies.cut_by) out.member(to_string(bound), static_cast<std::int64_t>(value_of(bound)));
    out.end_object();
  }
  write_statements(out, remedies);  // they cost nothing
  out.key("sets").begin_array();
  for (const auto& remedy : remedies.sets) {
    out.begin_object().member("cost", remedy.cost).key("steps").begin_array();
    for (const auto& step : remedy.steps) write_step(out, step);
    out.end_array().end_object();
  }
  out.end_array();
  if (!remedies.no_remedy.empty()) {
    out.key("no_remedy").begin_array();
    for (const auto& each : remedies.no_remedy) {
      write_about(out, each);
      out.member("helps", analysis::to_string(each.helps));
      write_names(out, "actors", each.actors);
      out.member("text", each.text).end_object();
    }
    out.end_array();
  }
  if (nothing_helps(remedies)) out.member("why", kNothingHelps);
  out.end_object();
}

std::string remedies_to_text(const Remedies& remedies) {
  std::string text;
  for (const auto& each : remedies.statements) text += lead("state") + each.text + "\n";  // it costs nothing
  std::string_view word = "remedies";
  for (const auto& remedy : remedies.sets) {
    for (std::size_t step = 0; step < remedy.steps.size(); ++step) {
      const std::string cost = step == 0 ? std::to_string(remedy.cost) : "";
      text += lead(step == 0 ? word : "") + fmt::format("{:>4}  {}{}\n", cost, step == 0 ? "" : "and ", remedy.steps[step].text);
    }
    word = "or";
  }
  for (const auto& each : remedies.no_remedy) {
    const std::string to = each.recipient ? each.recipient->value + ": " : "";
    text += lead("no remedy") + fmt::format("{}: {}{}\n", decision::to_string(each.rule), to, each.text);
  }
  if (nothing_helps(remedies)) text += lead("no remedy") + std::string(kNothingHelps) + "\n";
  if (!remedies.cut_by.empty())
    text += lead("remedies") + fmt::format("not all are listed: the limit of {} was reached\n", bounds_of(remedies));
  return text;
}

}  // namespace entente::format
