#include "format/prove_report.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace entente::format {
namespace {

std::string heading(const analysis::DecisionGroup& group) {
  const auto& cause = group.cause;
  const std::string by = cause.instrument.empty() ? "on no instrument" : cause.instrument;
  return cause.permitted ? fmt::format("  {} are permitted: {}\n", grouped_digits(group.decisions), by)
                         : fmt::format("  {} are denied: {}\n", grouped_digits(group.decisions), denial_to_text(cause));
}

// What an assertion would mean, and there is none.
std::string uncovered(const analysis::Proof& proof, const TextLayout& layout) {
  std::string out;
  if (proof.unmarkable != 0)
    out += fmt::format("  not covered: {} more, of marks that are not valid then\n", grouped_digits(proof.unmarkable));
  std::string owners;
  for (const auto& owner : proof.unread) owners += (owners.empty() ? "" : ", ") + owner.value;
  if (!owners.empty()) out += "  " + wrapped(fmt::format("not covered: {}, whose marks have no such marking", owners), 4, layout.columns) + "\n";
  std::string unmarked;
  for (const auto& owner : proof.without_policy) unmarked += (unmarked.empty() ? "" : ", ") + owner.value;
  if (!unmarked.empty()) out += "  " + wrapped(fmt::format("not covered: {}, of whom no marking system is recorded", unmarked), 4, layout.columns) + "\n";
  return out;
}

std::string verdict(const ProveReport& report) {
  std::vector<std::string> counts;
  for (const auto& [number, what] : {std::pair(report.violated(), "violated"), std::pair(report.refused(), "refused")}) {
    const auto of = counts.empty() ? fmt::format(" of {} assertions", report.list.size()) : std::string();
    if (number != 0) counts.push_back(fmt::format("{}{} {} {}", number, of, number == 1 ? "is" : "are", what));
  }
  if (counts.empty() && report.list.size() == 1) return "the assertion holds\n";
  return counts.empty() ? fmt::format("all {} assertions hold\n", report.list.size()) : fmt::format("{}\n", join(counts, ", "));
}

std::string proof_to_text(const ProvedAssertion& each, const ProveReport& report, const TextLayout& layout) {
  const auto& proof = each.proof;
  std::string out = fmt::format("\n{} {}  {}\n", proof.holds ? "✔ holds" : "✘ VIOLATED", each.assertion.id, each.assertion.text);
  out += fmt::format("  {} requests of {} classes {}, as of {} ({})\n", grouped_digits(proof.covered), grouped_digits(proof.classes),
                     proof.holds ? (each.assertion.expect == analysis::Expected::deny ? "all denied" : "all permitted")
                                 : fmt::format("covered, {} violate it", grouped_digits(proof.violations)),
                     to_short_string(proof.as_of), speed_to_text(proof.covered, each.seconds));
  out += uncovered(proof, layout);
  for (const auto& group : proof.groups) out += heading(group) + conditions_to_text(group, {layout.columns, layout.all, &report.policies});
  return out;
}

}  // namespace

std::size_t ProveReport::violated() const {
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [](const auto& each) { return !each.proof.holds && each.refused.empty(); }));
}

std::size_t ProveReport::refused() const {
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [](const auto& each) { return !each.refused.empty(); }));
}

std::string prove_to_text(const ProveReport& report, const TextLayout& layout) {
  std::string out = verdict(report) + counts_to_text(report.counts);
  for (const auto& each : report.list) {
    out += each.refused.empty()
               ? proof_to_text(each, report, layout)
               : fmt::format("\n? refused {}  {}\n  {}\n", each.assertion.id, each.assertion.text, wrapped(each.refused, 2, layout.columns));
  }
  for (const bool disclosures : {true, false}) {
    const auto is = [&](const ProvedAssertion& each) { return (each.assertion.action == "disclose") == disclosures; };
    const auto found = std::find_if(report.list.begin(), report.list.end(), is);
    if (found == report.list.end()) continue;
    const auto text = fmt::format("not asked{}: {}", disclosures ? "" : " of acts", not_asked(found->assertion.action));
    out += (disclosures ? "\n" : "") + wrapped(text, 2, layout.columns) + "\n";
  }
  return out;
}

std::string prove_to_json(const ProveReport& report) {
  codec::JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("world", report.world).member("revision", report.revision);
  write_counts(out, report.counts);
  out.member("assertions", report.list.size()).member("violated", report.violated()).member("refused", report.refused()).key("results").begin_array();
  for (const auto& each : report.list) {
    out.begin_object().member("id", each.assertion.id).member("text", each.assertion.text);
    out.member("action", each.assertion.action).member("expect", each.assertion.expect == analysis::Expected::deny ? "deny" : "permit");
    out.member("not_asked", not_asked(each.assertion.action));
    out.member("as_of", to_string(each.proof.as_of)).member("holds", each.proof.holds);
    if (!each.refused.empty()) {
      out.member("refused", each.refused).end_object();
      continue;
    }
    out.member("classes", each.proof.classes);
    if (each.seconds > 0) write_speed(out, each.proof.covered, each.seconds);
    out.member("covered", each.proof.covered).member("violations", each.proof.violations);
    out.member("invalid_marks", each.proof.unmarkable).key("without_marking").begin_array();
    for (const auto& owner : each.proof.unread) out.value(owner.value);
    out.end_array();
    if (!each.proof.without_policy.empty()) {
      out.key("without_policy").begin_array();
      for (const auto& owner : each.proof.without_policy) out.value(owner.value);
      out.end_array();
    }
    out.key("groups").begin_array();
    for (const auto& group : each.proof.groups) {
      out.begin_object().member("answer", group.cause.permitted ? "permitted" : "denied");
      if (group.cause.permitted) out.member("instrument", group.cause.instrument);
      if (!group.cause.permitted) write_denial(out, group.cause);
      out.member("decisions", group.decisions);
      write_conditions(out, group, report.policies);
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return out.finish();
}

}  // namespace entente::format
