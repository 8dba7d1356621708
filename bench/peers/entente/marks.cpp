// Marks read, marks judged, and a marked document judged, under the US policy of the shipped world.
#include <algorithm>
#include <memory>
#include <set>

#include <benchmark/benchmark.h>

#include "base/instant.h"
#include "document/check_document.h"
#include "label/check_marking.h"
#include "label/marking.h"
#include "service/desk.h"
#include "work.h"

namespace entente::peers {
namespace {

std::shared_ptr<const service::Desk> open_desk() {
  const char* source = std::getenv("ENTENTE_SOURCE_DIR");
  const auto world = std::filesystem::path(source == nullptr ? "." : source) / "data/worlds/indo-pacific";
  auto desk = service::Desk::open({world, {}, {}, std::nullopt, world::Evidence::unverified});
  if (!desk) give_up(desk.error().message);
  return std::make_shared<const service::Desk>(std::move(*desk));
}

const label::Policy& usa(const service::Desk& desk) { return *desk.world().policies.find(PolicyId("USA")); }

std::string without(std::string text, std::string_view prefix) {
  if (text.starts_with(prefix)) text.erase(0, prefix.size());
  return text;
}

std::string joined_sorted(std::string first, const std::set<std::string>& facts) {
  for (const auto& fact : facts) first += "; " + fact;
  return first;
}

std::string answer_of(const label::Label& label) {
  std::set<std::string> facts;
  const bool american = label.owners.size() == 1 && label.owners.front().party == PartyId("USA");
  for (const auto& owner : label.owners) {
    if (!american) facts.insert("OWNER " + (owner.party ? owner.party->str() : std::string("unknown")));
  }
  for (const auto& source : label.sources) facts.insert(source.party ? "FGI " + source.party->str() : std::string("FGI"));
  for (const auto& category : label.categories) facts.insert(category.name.str());
  for (const auto& party : label.releasable.parties) facts.insert("REL " + party.str());
  for (const auto& party : label.display_only) facts.insert("DISPLAY " + party.str());
  if (label.controls.no_foreign) facts.insert("NOFORN");
  if (label.controls.originator_control) facts.insert("ORCON");
  if (label.controls.release_by_official) facts.insert("RELIDO");
  return joined_sorted(without(without(label.level.str(), "NATO "), "COSMIC "), facts);
}

}  // namespace

Work marks_read(const std::filesystem::path& input) {
  Work out;
  const auto desk = open_desk();
  auto marks = lines_of(input);
  for (const auto& mark : marks) {
    const auto label = label::parse_marking(mark, usa(*desk), desk->world().policies);
    out.answers.push_back(label ? answer_of(*label) : "invalid");
  }
  out.pass = [desk, marks = std::move(marks)] {
    for (const auto& mark : marks) benchmark::DoNotOptimize(label::parse_marking(mark, usa(*desk), desk->world().policies));
  };
  return out;
}

Work marks_checked(const std::filesystem::path& input) {
  Work out;
  const auto desk = open_desk();
  auto marks = lines_of(input);
  for (const auto& mark : marks) {
    const auto check = label::check_marking(mark, usa(*desk), desk->world().policies);
    out.answers.emplace_back(label::has_errors(check.findings) ? "invalid" : "valid");
  }
  out.pass = [desk, marks = std::move(marks)] {
    for (const auto& mark : marks) benchmark::DoNotOptimize(label::check_marking(mark, usa(*desk), desk->world().policies));
  };
  return out;
}

Work document_checked(const std::filesystem::path& input) {
  Work out;
  const auto desk = open_desk();
  const auto at = *parse_instant("2024-11-20");
  auto text = bytes_of(input);
  const auto expand = desk->expand_at(at);
  const auto found = document::check_document(text, usa(*desk), desk->world().policies, expand);
  if (!found) give_up(found.error().message);
  for (const auto& mark : found->marks) {
    if (label::has_errors(found->checks.at(mark.check).findings)) out.answers.push_back(std::to_string(mark.span.begin_bytes));
  }
  if (label::has_errors(found->whole)) out.answers.emplace_back("whole");
  out.pass = [desk, expand, text = std::move(text)] {
    benchmark::DoNotOptimize(document::check_document(text, usa(*desk), desk->world().policies, expand));
  };
  return out;
}

}  // namespace entente::peers
