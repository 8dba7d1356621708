// The duties that come with a permit: docs/semantics.md 3.4.

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "decision/evaluate.h"
#include "decision/explain.h"
#include "label/marking.h"

namespace entente::decision {
namespace {

struct TemplateDuty {
  std::string_view id;
  std::string_view text;
};

// What every information-security instrument asks for, unless a clause of its own replaces it (docs/formats/world.md).
constexpr std::array<TemplateDuty, 5> kTemplateDuties{{
    {"register", "keep a register of who has access, and account for each copy"},
    {"no-onward-release", "not to third parties without the originator's written consent"},
    {"use-only-for", "only for the purpose for which it was given"},
    {"report-loss", "report loss, compromise or the possibility of either to the originator at once"},
    {"return-or-destroy", "return or destroy when the purpose is over"},
}};

using Property = std::pair<std::string_view, std::string_view>;
constexpr std::string_view kText = "text";

class Duties {
 public:
  Duties(const Snapshot::Tables& tables, const label::Label& label, const BoundRequest::Cases& cases, Decision& decision)
      : tables_(tables), label_(label), cases_(cases), decision_(decision) {}

  void add_all() {
    for (const Case& one : cases_.list) {
      if (one.internal) add_of_receipt(one);
      if (!one.internal) add_for(one);
    }
    list().resize(used_);
  }

 private:
  [[nodiscard]] std::vector<Obligation>& list() { return decision_.obligations; }

  // Behind those in use lie those of an earlier answer, whose room is written over.
  Obligation& next() {
    if (used_ == list().size()) list().emplace_back();
    return list()[used_++];
  }

  // Unless it is there already. Properties are in the order of their names.
  void add(std::string_view id, std::string_view type, std::string_view clause, std::span<const Property> properties) {
    const auto same = [](const auto& had, const Property& is) { return had.first == is.first && had.second == is.second; };
    const auto is_it = [&](const Obligation& each) {
      return each.id == id && each.clause == clause && each.type == type &&
             std::equal(each.properties.begin(), each.properties.end(), properties.begin(), properties.end(), same);
    };
    const auto end = list().begin() + static_cast<std::ptrdiff_t>(used_);
    if (std::any_of(list().begin(), end, is_it)) return;
    Obligation& out = next();
    out.id.assign(id);
    out.type.assign(type);
    out.clause.assign(clause);
    write(properties, out.properties);
  }

  void add(std::string_view id, std::string_view type, std::string_view text, std::string_view clause = {}) {
    add(id, type, clause, std::array{Property{kText, text}});
  }

  // Over what stands there, where that has the same names.
  static void write(std::span<const Property> properties, std::map<std::string, std::string>& into) {
    const auto alike = [](const auto& had, const Property& is) { return had.first == is.first; };
    if (!std::equal(into.begin(), into.end(), properties.begin(), properties.end(), alike)) {
      into.clear();
      for (const auto& each : properties) into.emplace_hint(into.end(), each.first, std::string());
    }
    auto place = into.begin();
    for (const auto& each : properties) (place++)->second.assign(each.second);
  }

  void add_for(const Case& one) {
    Findings findings;
    evaluate(tables_, one, findings);
    for (const Finding& finding : findings) {
      if (finding.rule == Rule::authority && finding.outcome == Outcome::not_applicable) {
        add("release-authority", "approval", "an official with authority to disclose must approve");
      }
      if (finding.detail == Detail::consented) notify(one, finding);
    }
    if (one.display) add("display-only", "handling", "it is shown: no copy is handed over, left or made");
    if (one.free) {
      if (one.release_absent) add("public-release-review", "approval", "free level is not approval for publication");
      return;
    }
    add_mark(one, findings);
    if (one.channel == kNotStated)
      add("approved-channel", "handling", "only over a channel both sides have accredited for the level");
    if (!one.who || one.who->type == SubjectType::facility) {  // of a person or system it has been asked
      add("clearance-and-need-to-know", "handling",
          "inside the recipient only to persons cleared for the level who need to know");
    }
    for (const OriginCase& origin : one.origins) {
      if (origin.party == kNoParty || origin.party == one.recipient) continue;
      add_of_leg(Leg{one, origin, origin.party, true});
      if (one.holder != origin.party) add_of_leg(Leg{one, origin, one.holder, false});
    }
  }

  // What r holds already it holds under what it was given by, also where that has ended since: the duties remain.
  void add_of_receipt(const Case& one) {
    if (one.free) return;
    for (const OriginCase& origin : one.origins) {
      if (origin.party == kNoParty || origin.party == one.recipient) continue;
      const Leg leg{one, origin, origin.party, true};
      add_clauses(leg);
      for (const Candidate& candidate : tables_.candidates_of(origin.party, one.recipient)) {
        const InstrumentInfo& instrument = tables_.instruments[candidate.instrument];
        if (instrument.has_status && instrument.status >= world::StatusValue::in_force) add_clauses_of(instrument, leg);
      }
    }
  }

  void notify(const Case& one, const Finding& finding) {
    const OriginCase& origin = one.origins[finding.origin];
    const auto& originator = tables_.parties[origin.party].id.value;
    add("notify-originator", "handling", {},
        std::array{Property{"consent", named(origin.consent_id)}, Property{"originator", originator}});
  }

  // The most protective of the levels the recipient must hold it as; of incomparable ones the first.
  void add_mark(const Case& one, const Findings& findings) {
    LevelIndex mapped = kNoLevel;
    bool as_member = false;
    for (const Finding& finding : findings) {
      if (finding.rule != Rule::equivalence) continue;
      as_member = as_member || finding.detail == Detail::stays_in_organisation;
      if (finding.level == kNoLevel) continue;
      if (mapped == kNoLevel || (tables_.dominates(finding.level, mapped) && finding.level != mapped)) mapped = finding.level;
    }
    if (cases_.list.size() > 1) return add_mark(one, mapped, mark_of(one, mapped, as_member));
    std::call_once(cases_.marked, [&] { cases_.mark = mark_of(one, mapped, as_member); });
    add_mark(one, mapped, cases_.mark);
  }

  void add_mark(const Case& one, LevelIndex mapped, const std::optional<std::string>& text) {
    if (!text) return;
    const bool has_level = mapped != kNoLevel;
    const std::array properties{
        Property{"level", has_level ? std::string_view(tables_.levels[mapped].name.value) : std::string_view()},
        Property{"recipient", tables_.parties[one.recipient].id.value}, Property{kText, *text}};
    add("mark-as", "marking", {}, std::span(properties).subspan(has_level ? 0 : 1));
  }

  // Costs as much as all else of a decision: it is read again, so that it says no less than the label.
  [[nodiscard]] std::optional<std::string> mark_of(const Case& one, LevelIndex mapped, bool as_member) const {
    const auto recipient_policy = tables_.parties[one.recipient].policy;
    Result<std::string> text = fail(label::Fault::unknown_policy, "no mapped level");
    if (mapped != kNoLevel && recipient_policy != kNoPolicy) {
      const auto* policy = tables_.policies.find(tables_.policy_ids[recipient_policy]);
      text = label::mark_as(tables_.levels[mapped].name, *policy, label_, tables_.policies);
    } else if (as_member) {
      const auto* policy = tables_.policies.find(label_.policy);
      text = label::render_marking(label_, *policy, tables_.policies, label::MarkForm::banner);
    }
    return text ? std::optional(std::move(*text)) : std::nullopt;
  }

  void add_clauses(const Leg& leg) {
    for (const InstrumentIndex index : covering(tables_, leg)) add_clauses_of(tables_.instruments[index], leg);
  }

  void add_of_leg(const Leg& leg) {
    add_clauses(leg);
    for (const auto clause : tables_.parties[leg.from].law) add_law(tables_.law[clause], leg);
    for (const auto clause : tables_.parties[leg.one.recipient].law) {
      if (!tables_.law[clause].to_named.empty()) add_law(tables_.law[clause], leg);
    }
  }

  // What the law of who gives asks, or that of who receives where it says so. Nobody records that it was met: a duty.
  void add_law(const ClauseInfo& clause, const Leg& leg) {
    if (!applies(clause, leg)) return;
    const bool condition = clause.effect == world::Effect::condition;
    const std::string_view id = condition ? std::string_view("national-law") : clause.obligation;
    const std::string_view type = condition ? "approval" : "handling";
    if (clause.needs.empty()) return add(id, type, clause.text, clause.id);
    std::vector<std::string> needs;
    for (const auto need : clause.needs) needs.emplace_back(world::to_string(need));
    const auto list = join(needs, ", ");
    add(id, type, clause.id, std::array{Property{"needs", list}, Property{kText, clause.text}});
  }

  void add_clauses_of(const InstrumentInfo& instrument, const Leg& leg) {
    for (const auto& duty : kTemplateDuties) {
      const bool replaced = std::any_of(instrument.duties.begin(), instrument.duties.end(),
                                        [&](const ClauseInfo& clause) { return clause.obligation == duty.id; });
      if (!replaced) add(duty.id, "handling", duty.text, instrument.id);
    }
    for (const ClauseInfo& clause : instrument.duties) {
      if (applies(clause, leg)) add(clause.obligation, "handling", clause.text, clause.id);
    }
  }

  const Snapshot::Tables& tables_;
  const label::Label& label_;
  const BoundRequest::Cases& cases_;
  Decision& decision_;
  std::size_t used_ = 0;
};

}  // namespace

void add_obligations(const Snapshot::Tables& tables, const Request& request, const BoundRequest::Cases& cases,
                     Decision& decision) {
  Duties(tables, *request.object.label, cases, decision).add_all();
}

}  // namespace entente::decision
