#include "format/sample_request.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analysis/classes.h"
#include "analysis/persons.h"
#include "base/text.h"
#include "label/said.h"

namespace entente::format {
namespace {

using codec::JsonWriter;
using decision::Request;
using label::Said;

constexpr std::string_view kSupposed = "supposed";

// What no fact names is any other word.
std::string word(std::string value) {
  if (const auto at = value.find(analysis::kAnother); at != std::string::npos)
    value.replace(at, analysis::kAnother.size(), "unlisted");
  return value;
}

// ISO 4217 keeps this code for tests, so no fact is about it.
std::string_view currency(std::string_view code) { return code == analysis::kAnother ? "XTS" : code; }

void optional_member(JsonWriter& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out.member(key, word(value));
}

template <class List>
void list_member(JsonWriter& out, std::string_view key, const List& list) {
  out.key(key).begin_array();
  for (const auto& each : list) {
    if constexpr (std::is_same_v<std::decay_t<decltype(each)>, std::string>) {
      out.value(word(each));
    } else {
      out.value(each.value);
    }
  }
  out.end_array();
}

void write_act(JsonWriter& out, const Request& request) {
  const auto& act = request.object.act;
  if (act.origin) out.member("origin", word(act.origin->value));
  optional_member(out, "project", act.project);
  optional_member(out, "area", act.area);
  if (act.tier) out.member("tier", *act.tier);
  optional_member(out, "place", act.place);
  if (act.begins) out.key("dates").begin_object().member("from", to_string(*act.begins)).end_object();
  if (act.value) {
    out.key("value")
        .begin_object()
        .member("amount", act.value->number)
        .member("currency", currency(act.value->unit))
        .end_object();
  }
  if (!act.items.empty()) list_member(out, "items", act.items);
  if (!act.activities.empty()) list_member(out, "activities", act.activities);
  if (request.object.export_controlled) out.member("export_controlled", true);
}

void write_information(JsonWriter& out, const Request& request, const Said& said) {
  const auto& object = request.object;
  out.member("label", said.mark).member("policy", object.label->policy.value);
  if (said.releasable_to) list_member(out, "releasable_to", *said.releasable_to);
  if (object.label->created) out.member("created", to_string(*object.label->created));
  if (object.label->domain) out.member("domain", word(*object.label->domain));
  optional_member(out, "form", object.form);
  optional_member(out, "subject", object.subject);
  if (!object.communities.empty()) list_member(out, "cois", object.communities);
  if (!object.act.activities.empty()) list_member(out, "activities", object.act.activities);
}

bool cannot_be_asked(const Request& request) {
  const auto& act = request.object.act;
  const auto has_another = [](const auto& list) { return std::find(list.begin(), list.end(), analysis::kAnother) != list.end(); };
  const bool unknown = request.subject.type == decision::SubjectType::person && !analysis::supposed_by(request.subject.id);
  return unknown || has_another(act.activities) || has_another(act.items) ||
         act.area == analysis::kAnother;
}

}  // namespace

void write_sample_request(JsonWriter& out, const Request& request, const label::PolicyBook& book) {
  const auto& object = request.object;
  std::optional<Said> said;
  if (object.label) said = label::said_of(*object.label, book);
  if (cannot_be_asked(request) || (object.label && !said)) {
    out.null();
    return;
  }
  out.begin_object();
  const bool person = request.subject.type == decision::SubjectType::person;
  out.key("subject").begin_object().member("type", person ? "person" : "party").member("id", person ? std::string(kSupposed) : request.subject.id).end_object();
  out.key("action").begin_object().member("name", request.action).end_object();
  out.key("resource")
      .begin_object()
      .member("type", object.label ? "information" : "item")
      .member("id", word(object.id.empty() ? "sample" : object.id));
  out.key("properties").begin_object();
  optional_member(out, "digest", object.digest);
  if (said) {
    write_information(out, request, *said);
  } else {
    write_act(out, request);
  }
  out.end_object().end_object();
  out.key("context").begin_object().member("time", to_string(request.time));
  if (request.holder) out.member("holder", request.holder->value);
  optional_member(out, "purpose", request.purpose);
  optional_member(out, "channel", request.channel);
  if (request.mode != decision::Mode::copy) out.member("mode", "display");
  out.end_object().end_object();
}

namespace {

// Being read in is recorded in a clearance, also where a person has none: at a level that asks for none, of the nation's policy or of
// another that has one.
std::string no_clearance(const PartyId& nation, const label::PolicyBook& policies) {
  const auto free_level = [](const label::Policy& policy) {
    return std::find_if(policy.levels.begin(), policy.levels.end(), [](const label::Level& level) { return level.free; });
  };
  const auto text = [&](const label::Policy& policy) { return fmt::format(R"(policy = "{}", level = "{}", )", policy.id.value, free_level(policy)->name.value); };
  const auto* own = policies.policy_of(nation);
  if (own != nullptr && free_level(*own) != own->levels.end()) return text(*own);
  for (const auto& [id, policy] : policies.policies()) {
    if (free_level(policy) != policy.levels.end()) return text(policy);
  }
  return {};
}

}  // namespace

std::string supposed_person(const Request& request, const label::PolicyBook& policies) {
  const auto who = request.subject.type == decision::SubjectType::person ? analysis::supposed_by(request.subject.id) : std::nullopt;
  if (!who) return {};
  const auto& [nation, kind] = *who;
  const auto listed = [](const std::vector<std::string>& values) {
    std::vector<std::string> out;
    for (const auto& each : values) out.push_back(fmt::format("\"{}\"", each));
    return join(out, ", ");
  };
  constexpr std::string_view kSource = R"(from = "1900-01-01", source = "supposed", evidence = "verified")";
  std::vector<std::string> categories;
  if (kind.read_in && request.object.label) {
    for (const auto& each : request.object.label->categories) {
      if (each.kind == label::CategoryKind::restrictive) categories.push_back(each.policy.value + ":" + each.name.value);
    }
  }
  std::vector<std::string> parts;
  const auto colon = kind.clearance.find(':');
  const bool cleared = kind.clearance != analysis::kNoClearance && colon != std::string::npos;
  if (cleared || !categories.empty()) {
    const auto level = cleared ? fmt::format(R"(policy = "{}", level = "{}", )", kind.clearance.substr(0, colon), kind.clearance.substr(colon + 1)) : no_clearance(nation, policies);
    parts.push_back(fmt::format(R"(clearance = [{{ {}categories = [{}], granted_by = "{}", from = "1900-01-01" }}])", level, listed(categories), nation.value));
  }
  if (kind.needs_to_know) parts.push_back(fmt::format(R"(belongs = [{{ to = "coi:{}", from = "1900-01-01" }}])", analysis::Persons::community()));
  return fmt::format(R"(person = [{{ id = "{}", role = "supposed", employer = "{}", nationalities = ["{}"], {}{}{} }}])", kSupposed, nation.value,
                     nation.value, kSource, parts.empty() ? "" : ", ", join(parts, ", "));
}

}  // namespace entente::format
