#include <algorithm>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "format/layout_tree.h"

namespace entente::format {
namespace {

// A table and its keys, separated by spaces, in the order of docs/formats/world.md. A name that stands in several kinds of file
// (the file's own table, `assurance`, `claim`) has one order for all of them. A test holds this and the page together.
struct TableKeys {
  std::string_view path;
  std::string_view keys;
};

constexpr std::string_view kLast = "source evidence known note";

constexpr std::string_view kCondition =
    "test way of with at_least kinds status topics clause events levels since within_years role tier areas state capabilities "
    "standard";

constexpr TableKeys kTables[] = {
    {"",
     "format id kind party name title spif grammar release_outside_marking marking_is_onward_consent expand_groups "
     "segments_inherit export_controlled no_read_in separators joined_by list_joined_by brackets codes "
     "parties domains forms subject categories items topics without under supersedes"},
    {"cost",
     "evidence need-to-know community post category-read-in clearance delegation consent accreditation row assurance "
     "instrument-in-force accession amendment new-instrument membership"},
    {"party", "id kind name policy security_agreement decomposable"},
    {"party.member", "id from until"},
    {"party.authority", "from until"},
    {"level", "name portion marks free clearance comparable axis domain abroad from until"},
    {"token",
     "name meaning segment portion marks compartments below limits_cui parties inside ordinary domain ism yields_to becomes "
     "bars_release own_only unusual_with"},
    {"composite", "mark level token written"},
    {"party_mark", "mark party names"},
    {"slip", "meant written"},
    {"corresponds", "policy level counts_as"},
    {"parties", "id from until"},
    {"duration", "years until renewal renewal_years notice_days notice_months"},
    {"leg", "from to via"},
    {"status", "value from"},
    {"equivalence", "from to start end"},
    {"equivalence.from", "party level"},
    {"equivalence.to", "party level choice"},
    {"clause",
     "id effect action from to levels categories domains forms purposes items activities above needs settlement days obligation "
     "text start end"},
    {"clause.above", "amount currency"},
    {"assurance", "id by under withdrawn_by text from until"},
    {"notice", "kind what on"},
    {"person", "id role employer nationalities from until"},
    {"person.clearance", "policy level categories granted_by from until"},
    {"person.belongs", "to from until"},
    {"system", "id name operated_by"},
    {"system.accreditation", "policy level categories granted_by from until"},
    {"system.belongs", "to from until"},
    {"facility", "id name in contractor"},
    {"facility.clearance", "policy level categories granted_by from until"},
    {"need_to_know", "id who objects communities asserted_by from until"},
    {"item", "word is"},
    {"consent", "id by to objects up_to categories purposes from until"},
    {"delegation", "id by to up_to categories from until"},
    {"accreditation", "channel by up_to from until"},
    {"waiver", "id of by to project items purposes text from until"},
    {"licence", "id by to items purposes territory from until"},
    {"approval", "id by organ of to items from until"},
    {"programme", "id title under"},
    {"programme.area", "id title"},
    {"programme.participant", "party role tier areas from until"},
    {"programme.project", "id title areas"},
    {"programme.project.participant", "party role tier areas from until"},
    {"programme.term", "id subject parties state text"},
    {"candidacy", "id party of"},
    {"candidacy.state", "value from"},
    {"capability", "id party kind area title programme from until"},
    {"interoperability", "id parties platforms standard state on"},
    {"risk", "id text obstacle about"},
    {"risk.state", "value from"},
    {"event", "id title kind level state host participants observers domains under place from until"},
    {"commitment", "id text owners origin aim due"},
    {"commitment.state", "value from"},
    {"profile", "id title of"},
    {"profile.requirement", "id area text list claims closing closed_by"},
    {"profile.requirement.needs", kCondition},
    {"model", "id title"},
    {"model.stage", "id title text after"},
    {"model.stage.needs", kCondition},
    {"assessment", "id requirement party state from assessor text"},
    {"source", "id title publisher published address cited_as"},
    // What a claim's `source` says stands first; it is no provenance.
    {"claim", "id source said about says text"},
};

}  // namespace

std::vector<std::string_view> keys_in_order(std::string_view path) {
  const auto* const found =
      std::find_if(std::begin(kTables), std::end(kTables), [&](const TableKeys& table) { return table.path == path; });
  if (found == std::end(kTables)) return {};
  auto keys = split(found->keys, " ");
  for (const auto key : split(kLast, " ")) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

void sort_keys(std::string_view path, std::vector<LaidPair>& pairs) {
  const auto order = keys_in_order(path);
  if (order.empty()) return;
  // A key that is listed, and those behind it that are not, move together. What stands before any listed key stays first.
  struct Group {
    std::ptrdiff_t rank = -1;
    std::vector<LaidPair> pairs;
  };
  std::vector<Group> groups(1);
  for (auto& pair : pairs) {
    const auto rank = std::find(order.begin(), order.end(), pair.key);
    if (rank != order.end()) groups.push_back({.rank = rank - order.begin(), .pairs = {}});
    groups.back().pairs.push_back(std::move(pair));
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.rank < b.rank; });
  pairs.clear();
  for (auto& group : groups) std::move(group.pairs.begin(), group.pairs.end(), std::back_inserter(pairs));
}

}  // namespace entente::format
