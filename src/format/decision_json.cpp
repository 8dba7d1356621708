#include "format/decision_json.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/remedies_json.h"

namespace entente::format {
namespace {

using codec::JsonWriter;
using decision::Decision;
using decision::Outcome;
using decision::Reason;

constexpr std::size_t kRuleColumn = 20;
constexpr std::size_t kOutcomeColumn = 9;
constexpr std::size_t kFactsNamed = 3;

void write_parties(JsonWriter& out, std::string_view key, const std::vector<PartyId>& parties) {
  out.key(key).begin_array();
  for (const auto& party : parties) out.value(party.value);
  out.end_array();
}

void write_origins(JsonWriter& out, std::string_view key, const std::vector<label::Origin>& origins) {
  out.key(key).begin_array();
  for (const auto& origin : origins) {
    out.begin_object();
    const auto member = [&](std::string_view name, const auto& value) {
      out.key(name);
      if (value) {
        out.value(value->value);
      } else {
        out.null();
      }
    };
    member("party", origin.party);
    member("policy", origin.policy);
    member("level", origin.level);
    out.end_object();
  }
  out.end_array();
}

std::string_view kind_name(label::CategoryKind kind) {
  switch (kind) {
    case label::CategoryKind::restrictive:
      return "restrictive";
    case label::CategoryKind::permissive:
      return "permissive";
    case label::CategoryKind::informative:
      return "informative";
  }
  return "restrictive";
}

std::string_view release_name(label::ReleaseKind kind) {
  switch (kind) {
    case label::ReleaseKind::absent:
      return "absent";
    case label::ReleaseKind::listed:
      return "listed";
    case label::ReleaseKind::everyone:
      return "everyone";
  }
  return "absent";
}

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(text) + std::string(width < columns ? columns - width : 1, ' ');
}

std::string_view outcome_word(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "passes";
    case Outcome::fail:
      return "fails";
    case Outcome::unknown:
      return "unknown";
    case Outcome::not_applicable:
      return "–";
  }
  return "unknown";
}

bool is_shown(const Reason& reason, const Decision& decision, Explained explained) {
  if (explained == Explained::full) return true;
  const bool carried = reason.outcome == Outcome::pass && reason.rule != decision::Rule::label_valid &&
                       reason.rule != decision::Rule::recipient_known;
  const bool repeats =
      reason.outcome == Outcome::unknown && reason.text.starts_with("cannot be evaluated: ");  // what an earlier rule said
  const bool blocks = reason.outcome == Outcome::fail || reason.outcome == Outcome::unknown;
  return decision.permit ? carried : blocks && !repeats;
}

bool is_word(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// `text` with every whole word `word` as `instead`.
std::string replaced(const std::string& text, const std::string& word, std::string_view instead) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool starts = at == 0 || !is_word(text[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && text.compare(at, word.size(), word) == 0 && (end == text.size() || !is_word(text[end]))) {
      out += instead;
      at = end;
    } else {
      out += text[at++];
    }
  }
  return out;
}

// One line of the answer: a reason, and the recipients of whom the same is true.
struct Line {
  Reason reason;
  std::vector<std::string> recipients;
  std::string alike;  // the text for any of them
};

std::vector<Line> lines_of(const Decision& decision, Explained explained) {
  std::vector<Line> lines;
  for (const auto& reason : decision.reasons) {
    if (!is_shown(reason, decision, explained)) continue;
    Line line{reason, {}, reason.text};
    const bool lets_through = reason.outcome == Outcome::pass || reason.outcome == Outcome::not_applicable;
    if (reason.recipient) {
      line.alike = replaced(reason.text, reason.recipient->value, lets_through ? "each of them" : "any of them");
    }
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const Line& other) {
      return reason.recipient && other.reason.recipient && other.alike == line.alike && other.reason.rule == reason.rule &&
             other.reason.outcome == reason.outcome && other.reason.owner == reason.owner &&
             other.reason.evidence == reason.evidence;
    });
    Line& taken = same == lines.end() ? lines.emplace_back(std::move(line)) : *same;
    if (reason.recipient) taken.recipients.push_back(reason.recipient->value);
  }
  return lines;
}

// Of several owners and sources each reason says of which it is.
bool has_several_owners(const Decision& decision) {
  const auto owned = [](const Reason& each) { return each.owner.has_value(); };
  const auto first = std::find_if(decision.reasons.begin(), decision.reasons.end(), owned);
  return first != decision.reasons.end() &&
         std::any_of(first, decision.reasons.end(), [&](const Reason& each) { return each.owner && each.owner != first->owner; });
}

std::string line_text(const Line& line, const std::string& group, bool several_owners) {
  const Reason& reason = line.reason;
  std::string text =
      "  " + padded(decision::to_string(reason.rule), kRuleColumn) + padded(outcome_word(reason.outcome), kOutcomeColumn);
  if (several_owners && reason.owner) text += fmt::format("of {}: ", reason.owner->value);
  if (line.recipients.size() == 1) text += line.recipients.front() + ": " + reason.text;
  if (line.recipients.size() > 1) text += fmt::format("{} ({}): {}", group, join(line.recipients, ", "), line.alike);
  if (line.recipients.empty()) text += reason.text;
  if (reason.evidence && *reason.evidence != world::Evidence::verified)
    text += fmt::format(" ({})", world::to_string(*reason.evidence));
  return text + "\n";
}

}  // namespace

void write_reason(JsonWriter& out, const Reason& reason) {
  out.begin_object().member("rule", decision::to_string(reason.rule)).member("outcome", decision::to_string(reason.outcome));
  if (reason.owner) out.member("owner", reason.owner->value);
  if (reason.recipient) out.member("recipient", reason.recipient->value);
  out.key("clause");
  if (reason.clause.empty()) {
    out.null();
  } else {
    out.value(reason.clause);
  }
  if (reason.evidence) out.member("evidence", world::to_string(*reason.evidence));
  out.member("text", reason.text).end_object();
}

void write_obligation(JsonWriter& out, const decision::Obligation& obligation) {
  out.begin_object().member("id", obligation.id).member("type", obligation.type);
  if (!obligation.clause.empty()) out.member("clause", obligation.clause);
  out.key("properties").begin_object();
  for (const auto& [name, value] : obligation.properties) out.member(name, value);
  out.end_object().end_object();
}

void write_label(JsonWriter& out, const label::Label& label) {
  out.begin_object().member("policy", label.policy.value).member("level", label.level.value);
  out.key("categories").begin_array();
  for (const auto& category : label.categories) {
    out.begin_object().member("policy", category.policy.value).member("name", category.name.value);
    out.member("kind", kind_name(category.kind)).end_object();
  }
  out.end_array();
  write_origins(out, "owners", label.owners);
  write_origins(out, "sources", label.sources);
  out.key("releasable").begin_object().member("kind", release_name(label.releasable.kind));
  write_parties(out, "parties", label.releasable.parties);
  out.end_object();
  write_parties(out, "display_only", label.display_only);
  out.key("controls").begin_object().member("no_foreign", label.controls.no_foreign);
  out.member("originator_control", label.controls.originator_control)
      .member("release_by_official", label.controls.release_by_official);
  if (label.controls.eyes_only) write_parties(out, "eyes_only", *label.controls.eyes_only);
  out.end_object();
  if (label.domain) out.member("domain", *label.domain);
  if (label.created) out.member("created", to_string(*label.created));
  if (label.declassify_on) out.member("declassify_on", to_string(*label.declassify_on));
  out.end_object();
}

std::string decision_to_json(const Decision& decision, std::string_view revision, Explained explained,
                             const analysis::Remedies* remedies, const std::vector<std::string>& remarks) {
  JsonWriter out;
  out.begin_object().member("decision", decision.permit);
  if (explained == Explained::full || remedies != nullptr) out.key("context").begin_object();
  if (explained == Explained::full) {
    out.key("reasons").begin_array();
    for (const auto& reason : decision.reasons) write_reason(out, reason);
    out.end_array();
    out.key("obligations").begin_array();
    for (const auto& obligation : decision.obligations) write_obligation(out, obligation);
    out.end_array();
    out.member("evidence", world::to_string(decision.evidence));
    out.key("valid_until");
    if (decision.valid_until == kEndOfTime) {
      out.null();
    } else {
      out.value(to_string(decision.valid_until));
    }
    if (!remarks.empty()) {
      out.key("remarks").begin_array();
      for (const auto& remark : remarks) out.value(remark);
      out.end_array();
    }
    out.member("revision", revision);
  }
  if (remedies != nullptr) {
    out.key("remedies");
    write_remedies(out, *remedies);
  }
  if (explained == Explained::full || remedies != nullptr) out.end_object();
  out.end_object();
  return out.finish();
}

void write_error(JsonWriter& out, const Error& error, std::uint64_t line) {
  out.begin_object().member("status", 400).member("message", error.message);
  if (line != 0) out.member("line", line);
  out.end_object();
}

std::string unreadable_to_json(const Error& error, std::uint64_t line) {
  JsonWriter out;
  out.begin_object().member("decision", false).key("context").begin_object().key("error");
  write_error(out, error, line);
  out.end_object().end_object();
  return out.finish();
}

void add_weakest(const std::vector<Reason>& reasons, world::Evidence evidence, std::vector<std::string>& names) {
  for (const auto& reason : reasons) {
    if (reason.outcome != Outcome::pass || !reason.evidence || *reason.evidence != evidence) continue;
    auto name = reason.clause.empty() ? std::string(to_string(reason.rule)) : reason.clause;
    if (reason.rule == decision::Rule::equivalence && !reason.clause.empty()) name.insert(0, "row of ");
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
}

std::string in_brackets(std::vector<std::string> names) {
  if (names.empty()) return "";
  const auto more = names.size() > kFactsNamed ? names.size() - kFactsNamed : 0;
  names.resize(names.size() - more);
  return " (" + join(names, ", ") + (more == 0 ? "" : fmt::format(" and {} more", more)) + ")";
}

std::string decision_to_text(const Decision& decision, const Asked& asked, Explained explained,
                             const analysis::Remedies* remedies) {
  std::string text = fmt::format("{}  {}", decision.permit ? "✔ PERMIT" : "✘ DENY", asked.question);
  if (decision.permit && decision.evidence != world::Evidence::verified) {
    std::vector<std::string> names;
    add_weakest(decision.reasons, decision.evidence, names);
    text += fmt::format("   evidence: {}{}", world::to_string(decision.evidence), in_brackets(std::move(names)));
  }
  text += "\n";
  const bool several = has_several_owners(decision);
  for (const auto& line : lines_of(decision, explained)) text += line_text(line, asked.recipient, several);
  std::vector<std::string> duties;
  for (const auto& obligation : decision.obligations) {
    const auto wording = obligation.properties.find("text");
    std::string duty = obligation.id;
    if (obligation.id == "national-law") duty += " " + obligation.clause;
    if (obligation.id == "mark-as" && wording != obligation.properties.end()) duty += " " + wording->second;
    if (std::find(duties.begin(), duties.end(), duty) == duties.end()) duties.push_back(duty);
  }
  if (!duties.empty()) text += "  " + padded("duties", kRuleColumn) + join(duties, " · ") + "\n";
  if (remedies != nullptr) text += remedies_to_text(*remedies);
  for (const auto& remark : asked.remarks) text += "  " + padded("remark", kRuleColumn) + remark + "\n";
  if (decision.valid_until != kEndOfTime)
    text += "  " + padded("until", kRuleColumn) + to_short_string(decision.valid_until) + ": ask again then\n";
  return text;
}

}  // namespace entente::format
