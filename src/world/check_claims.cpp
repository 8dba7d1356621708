// Claims as facts are checked: what they speak of exists, what they say is in the vocabulary, who says it is named. Whether it is
// true is another question: compare_claims (claim_warnings.h).

#include <map>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "world/checking.h"
#include "world/fact_index.h"
#include "base/nearest.h"
#include "world/statement.h"

namespace entente::world {
namespace {

class ClaimCheck {
 public:
  explicit ClaimCheck(Checking& checking) : checking_(checking), facts_(checking.facts()) {
    for (const auto& source : checking.world().sources) sources_.emplace(source.id, &source);
    for (const auto& profile : checking.world().profiles) {
      for (const auto& requirement : profile.requirements) {
        if (requirement.list) lists_[profile.id].insert(*requirement.list);
      }
    }
  }

  void source(const Source& source) {
    const auto& first = *sources_.at(source.id);
    if (&first != &source) {
      checking_.error({source.place, "source.id"},
                      fmt::format("{} exists already ({})", quoted(source.id), to_string(first.place)));
    }
  }

  void claim(const Claim& claim) {
    identity(claim);
    spoken_of(claim);
    const auto read = read_statement(claim, party_kind(claim));
    if (claim.about.empty()) return;
    for (const auto& fault : read.faults) checking_.error({claim.place, fmt::format("claim.{}", fault.key)}, fault.message);
    if (!read.faults.empty()) return;
    for (const auto& party : read.statement.parties) checking_.known_party({claim.place, "claim.says"}, party);
    if (read.statement.party) checking_.known_party({claim.place, "claim.says"}, *read.statement.party);
    if (read.statement.form == Form::required && !read.statement.word.empty()) list(claim, read.statement.word);
  }

 private:
  void identity(const Claim& claim) {
    if (!claim.id.empty()) {
      const auto [first, is_new] = ids_.emplace(claim.id, &claim.place);
      if (!is_new) {
        checking_.error({claim.place, "claim.id"},
                        fmt::format("{} exists already ({})", quoted(claim.id), to_string(*first->second)));
      }
    }
    const bool known = sources_.contains(claim.source);
    if (!known && claim.source.find("://") == std::string::npos && claim.source.find(' ') == std::string::npos) {
      std::vector<std::string_view> names;
      for (const auto& [id, source] : sources_) names.push_back(id);
      checking_.error({claim.place, "claim.source"},
                      fmt::format("{} is not a source; expected its id, an address or a citation{}", quoted(claim.source),
                                  suggestion(claim.source, names)));
    }
    if (!claim.said && (!known || !sources_.at(claim.source)->published))
      checking_.warning({claim.place, "claim.said"}, "missing, and its `source` has no date either, so it is not compared");
  }

  void spoken_of(const Claim& claim) {
    if (claim.about.empty()) checking_.error({claim.place, "claim.about"}, "missing; expected what it speaks of, as `kind:id`");
    for (const auto& reference : claim.about) checking_.known_fact({claim.place, "claim.about"}, reference);
  }

  void list(const Claim& claim, const std::string& wanted) {
    const auto& lists = lists_[claim.about.front().id];
    if (lists.contains(wanted)) return;
    checking_.error({claim.place, "claim.says.list"},
                    fmt::format("no requirement of {} is of a list {}{}", claim.about.front().id, quoted(wanted),
                                suggestion(wanted, {lists.begin(), lists.end()})));
  }

  [[nodiscard]] std::optional<PartyKind> party_kind(const Claim& claim) const {
    if (claim.about.empty()) return std::nullopt;
    const auto* party = facts_.as<Party>(claim.about.front());
    return party == nullptr ? std::nullopt : std::optional(party->kind);
  }

  // Costs a comparison with every name; there are enough after some.
  std::string suggestion(std::string_view wanted, const std::vector<std::string_view>& known) {
    return ++suggestions_ <= limits::kSuggestions ? did_you_mean(wanted, known) : std::string();
  }

  Checking& checking_;
  const FactIndex& facts_;
  std::map<std::string_view, const Source*> sources_;
  std::map<std::string_view, const Place*> ids_;
  std::map<std::string, std::set<std::string, std::less<>>> lists_;
  std::size_t suggestions_ = 0;
};

}  // namespace

void check_claims(Checking& checking) {
  if (checking.world().claims.empty() && checking.world().sources.empty()) return;
  ClaimCheck check(checking);
  for (const auto& source : checking.world().sources) check.source(source);
  for (const auto& claim : checking.world().claims) check.claim(claim);
}

}  // namespace entente::world
