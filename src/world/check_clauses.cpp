// Clauses of instruments and of templates. What is checked here would otherwise never apply, or apply to more than was meant.

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "world/actions.h"
#include "world/checking.h"
#include "base/nearest.h"
#include "world/templates.h"

namespace entente::world {
namespace {

constexpr std::array<std::string_view, 12> kDuties{"release-authority",
                                                   "mark-as",
                                                   "register",
                                                   "no-onward-release",
                                                   "use-only-for",
                                                   "report-loss",
                                                   "return-or-destroy",
                                                   "notify-originator",
                                                   "public-release-review",
                                                   "approved-channel",
                                                   "display-only",
                                                   "clearance-and-need-to-know"};

bool asks_for(const Clause& clause, Needed needed) {
  return std::find(clause.needs.begin(), clause.needs.end(), needed) != clause.needs.end();
}

class ClauseChecking {
 public:
  ClauseChecking(Checking& checking, const Clause& clause) : checking_(checking), clause_(clause) {}

  void check() {
    action();
    condition();
    duty();
    days();
    value();
    for (const auto& party : clause_.from) checking_.known_party(at("clause.from"), party);
    for (const auto& party : clause_.to) checking_.known_party(at("clause.to"), party);
    checking_.known_categories(at("clause.categories"), clause_.categories);
    checking_.restriction_period(at("clause.end"), clause_.period);
  }

 private:
  [[nodiscard]] Spot at(std::string_view key) const { return {clause_.provenance.place, key}; }

  // A key that says nothing with this effect.
  void only_with(std::string_view key, std::string_view rule) {
    checking_.error(at(key), fmt::format("{}, not `{}`", rule, to_string(clause_.effect)));
  }

  void action() {
    if (std::find(kActions.begin(), kActions.end(), clause_.action) != kActions.end()) return;
    const std::vector<std::string_view> names(kActions.begin(), kActions.end());
    checking_.error(at("clause.action"), fmt::format("{} is not an action; expected {}{}", quoted(clause_.action),
                                                     fmt::join(kActions, ", "), did_you_mean(clause_.action, names)));
  }

  void condition() {
    if (clause_.effect != Effect::condition) {
      if (!clause_.purposes.empty()) only_with("clause.purposes", "only a condition enumerates purposes");
      if (!clause_.needs.empty()) only_with("clause.needs", "only a condition asks for something");
      return;
    }
    if (clause_.purposes.empty() && clause_.needs.empty()) {
      checking_.error(at("clause.purposes"), "missing, and `needs` too; a condition enumerates purposes or says what it needs");
    }
  }

  void duty() {
    if (clause_.effect != Effect::oblige) {
      if (!clause_.obligation.empty()) only_with("clause.obligation", "only `oblige` states a duty");
      if (!clause_.settlement.empty()) only_with("clause.settlement", "only `oblige` says how to settle");
      return;
    }
    if (clause_.obligation.empty()) checking_.error(at("clause.obligation"), "missing; `oblige` names a duty");
    if (clause_.obligation.empty() || clause_.action != "disclose") return;
    if (std::find(kDuties.begin(), kDuties.end(), clause_.obligation) != kDuties.end()) return;
    const auto hint = did_you_mean(clause_.obligation, std::vector<std::string_view>(kDuties.begin(), kDuties.end()));
    if (hint.empty()) return;
    checking_.warning(at("clause.obligation"), fmt::format("{} is not a duty we know{}", quoted(clause_.obligation), hint));
  }

  void days() {
    if (!clause_.days) return;
    if (*clause_.days < 1 || *clause_.days > kClauseDays) {
      checking_.error(at("clause.days"), fmt::format("{} is out of range; expected 1 to {}", *clause_.days, kClauseDays));
    }
    if (!clause_.settlement.empty() || asks_for(clause_, Needed::notification)) return;
    checking_.error(at("clause.days"), "says nothing without `settlement`, or `notification` among the needs");
  }

  // Of a disclosure only what export control asks, as of a transfer, looks at a value.
  void value() {
    if (!clause_.above) return;
    if (clause_.action == "disclose") checking_.error(at("clause.above"), "limits clauses about acts only, not about `disclose`");
    const auto& [currency, amount] = *clause_.above;
    if (amount < 0) checking_.error(at("clause.above.amount"), fmt::format("{} is negative", amount));
    const bool capitals = std::all_of(currency.begin(), currency.end(), [](char each) { return each >= 'A' && each <= 'Z'; });
    if (capitals && currency.size() == 3) return;
    checking_.error(at("clause.above.currency"),
                    fmt::format("{} is no code of a currency; expected three capitals as in ISO 4217", quoted(currency)));
  }

  Checking& checking_;
  const Clause& clause_;
};

// Each id once. Of an instrument only its own clauses: those of a template are checked there, once.
void check_each(Checking& checking, const std::vector<Clause>& clauses) {
  std::map<std::string_view, const Clause*> seen;
  for (const auto& clause : clauses) {
    if (clause.from_template) continue;
    const auto [first, is_new] = seen.emplace(clause.id, &clause);
    if (!is_new) {
      checking.error({clause.provenance.place, "clause.id"},
                     fmt::format("{} exists already ({})", quoted(clause.id), to_string(first->second->provenance.place)));
    }
    ClauseChecking(checking, clause).check();
  }
}

// The owner is any party of `from`, or of the instrument where `from` does not limit.
void check_level(Checking& checking, const Instrument& instrument, const Clause& clause, const LevelName& level) {
  std::vector<PartyId> owners = clause.from;
  if (owners.empty()) {
    for (const auto& accession : instrument.parties) owners.push_back(accession.party);
  }
  for (const auto& owner : owners) {
    const auto* party = checking.party(owner);
    const auto* policy = party != nullptr && party->policy ? checking.world().policies.find(*party->policy) : nullptr;
    if (policy != nullptr && policy->level(level) != nullptr) return;
  }
  const Spot spot{clause.provenance.place, "clause.levels"};
  if (owners.size() == 1) {
    checking.known_level(spot, owners.front(), level);
  } else {
    checking.error(spot, fmt::format("{} is a level of no party it may come from", quoted(level.value)));
  }
}

void check_without(Checking& checking, const Instrument& instrument) {
  if (instrument.without.empty()) return;
  const auto* usual = template_of(checking.world(), instrument.kind);
  std::vector<std::string_view> known;
  if (usual != nullptr) {
    for (const auto& clause : usual->clauses) known.push_back(clause.id);
  }
  for (const auto& id : instrument.without) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    checking.error({instrument.provenance.place, "without"}, fmt::format("{} is not a clause of the template of {}{}", quoted(id),
                                                                         to_string(instrument.kind), did_you_mean(id, known)));
  }
}

// Once a kind, at the first instrument of it.
void warn_of_kinds_without(Checking& checking) {
  std::map<Kind, const Instrument*> first;
  for (const auto& instrument : checking.world().instruments) {
    const auto [entry, is_new] = first.emplace(instrument.kind, &instrument);
    const auto& place = instrument.provenance.place;
    const auto& before = entry->second->provenance.place;
    if (std::tie(place.file, place.line) < std::tie(before.file, before.line)) entry->second = &instrument;
  }
  for (const auto& [kind, instrument] : first) {
    if (template_of(checking.world(), kind) != nullptr) continue;
    checking.warning(
        {instrument->provenance.place, "kind"},
        fmt::format("{} has no template, so instruments of this kind have only the clauses of their own files", to_string(kind)));
  }
}

}  // namespace

void check_clauses(Checking& checking, const Instrument& instrument) {
  check_each(checking, instrument.clauses);
  for (const auto& clause : instrument.clauses) {
    if (clause.from_template) continue;
    for (const auto& level : clause.levels) check_level(checking, instrument, clause, level);
  }
  check_without(checking, instrument);
}

void check_templates(Checking& checking) {
  for (const auto& each : checking.world().templates) {
    const auto& place = each.provenance.place;
    checking.sourced(each.provenance, "");
    if (const auto* first = template_of(checking.world(), each.kind); first != &each) {
      checking.error({place, "kind"},
                     fmt::format("{} has a template already ({})", to_string(each.kind), to_string(first->provenance.place)));
    }
    check_each(checking, each.clauses);
    for (const auto& clause : each.clauses) {
      if (clause.levels.empty()) continue;
      checking.error({clause.provenance.place, "clause.levels"}, "a template names no levels, which differ by owner");
    }
  }
  warn_of_kinds_without(checking);
}

}  // namespace entente::world
