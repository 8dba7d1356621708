// Programmes: areas, projects, who takes part in them and since when, terms.

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "world/checking.h"
#include "base/nearest.h"

namespace entente::world {
namespace {

Interval interval_of(const Participation& each) {
  return each.role == Role::excluded ? as_restriction(each.period) : as_grant(each.period);
}

bool overlap(const Interval& a, const Interval& b) { return !a.empty() && !b.empty() && a.from < b.until && b.from < a.until; }

// No areas mean all of them.
bool share_an_area(const Participation& a, const Participation& b) {
  if (a.areas.empty() || b.areas.empty()) return true;
  return std::any_of(a.areas.begin(), a.areas.end(),
                     [&](const std::string& area) { return std::find(b.areas.begin(), b.areas.end(), area) != b.areas.end(); });
}

class ProgrammeChecking {
 public:
  ProgrammeChecking(Checking& checking, const Programme& programme) : checking_(checking), programme_(programme) {
    for (const auto& area : programme.areas) areas_.push_back(area.id);
  }

  void check() {
    checking_.sourced(programme_.provenance, "programme");
    if (programme_.under) checking_.known_instrument({programme_.provenance.place, "programme.under"}, *programme_.under);
    Ids areas;
    for (const auto& area : programme_.areas) areas.add(checking_, {area.provenance.place, "programme.area.id"}, area.id);
    participants(programme_.participants, "programme.participant");
    projects();
    terms();
  }

 private:
  void known_areas(const Spot& spot, const std::vector<std::string>& areas) {
    for (const auto& area : areas) {
      if (std::find(areas_.begin(), areas_.end(), area) != areas_.end()) continue;
      checking_.error(spot,
                      fmt::format("{} is not an area of {}{}", quoted(area), quoted(programme_.id), did_you_mean(area, areas_)));
    }
  }

  void projects() {
    Ids ids;
    for (const auto& project : programme_.projects) {
      const auto& place = project.provenance.place;
      ids.add(checking_, {place, "programme.project.id"}, project.id);
      checking_.sourced(project.provenance, "programme.project");
      known_areas({place, "programme.project.areas"}, project.areas);
      checking_.grant_period({place, "programme.project.until"}, project.period);
      participants(project.participants, "programme.project.participant");
    }
  }

  void participants(const std::vector<Participation>& all, const std::string& path) {
    for (const auto& each : all) {
      const auto& place = each.provenance.place;
      checking_.sourced(each.provenance, path);
      checking_.known_party({place, path + ".party"}, each.party);
      known_areas({place, path + ".areas"}, each.areas);
      if (each.tier && *each.tier < 1) {
        checking_.error({place, path + ".tier"}, fmt::format("{} is out of range; expected 1 or more", *each.tier));
      }
      if (each.role == Role::excluded) {
        checking_.restriction_period({place, path + ".until"}, each.period);
      } else {
        checking_.grant_period({place, path + ".until"}, each.period);
      }
    }
    contradictions(all, path);
  }

  // One party in two roles or tiers at one time, where the areas do not tell them apart.
  void contradictions(const std::vector<Participation>& all, const std::string& path) {
    std::map<PartyId, std::vector<const Participation*>> by_party;
    for (const auto& each : all) by_party[each.party].push_back(&each);
    for (const auto& [party, entries] : by_party) {
      for (std::size_t later = 1; later < entries.size(); ++later) {
        const auto& b = *entries[later];
        const auto clash =
            std::find_if(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(later),
                         [&](const auto* a) { return overlap(interval_of(*a), interval_of(b)) && share_an_area(*a, b); });
        if (*clash == &b) continue;
        checking_.error({b.provenance.place, path + ".from"},
                        fmt::format("{} is `{}` at the same time ({}): that part must end first (`until`, in a patch `[[end]]`)", quoted(party.value), to_string((*clash)->role),
                                    to_string((*clash)->provenance.place)));
      }
    }
  }

  void terms() {
    Ids ids;
    for (const auto& term : programme_.terms) {
      ids.add(checking_, {term.provenance.place, "programme.term.id"}, term.id);
      checking_.sourced(term.provenance, "programme.term");
      checking_.known_parties({term.provenance.place, "programme.term.parties"}, term.parties);
    }
  }

  Checking& checking_;
  const Programme& programme_;
  std::vector<std::string_view> areas_;
};

}  // namespace

void check_programmes(Checking& checking) {
  Ids ids;
  for (const auto& programme : checking.world().programmes) {
    ids.add(checking, {programme.provenance.place, "programme.id"}, programme.id);
    ProgrammeChecking(checking, programme).check();
  }
}

}  // namespace entente::world
