#include "label/release_of.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "label/draft.h"

namespace entente::label {
namespace {

Parties intersection(const Parties& a, const Parties& b) {
  Parties out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
  return out;
}

// In published order; without `apart`.
std::vector<PartyId> listed(const Parties& parties, const Parties& apart = {}) {
  std::vector<PartyId> out;
  std::set_difference(parties.begin(), parties.end(), apart.begin(), apart.end(), std::back_inserter(out));
  put_in_published_order(out);
  return out;
}

bool all(const std::vector<const Label*>& parts, auto condition) {
  return std::all_of(parts.begin(), parts.end(), [&](const Label* part) { return condition(*part); });
}

bool any(const std::vector<const Label*>& parts, auto condition) {
  return std::any_of(parts.begin(), parts.end(), [&](const Label* part) { return condition(*part); });
}

bool defers(const Label& part) { return part.controls.release_by_official; }

std::optional<std::vector<PartyId>> common_eyes_only(const std::vector<const Label*>& parts, const Expand& expand) {
  std::vector<std::vector<PartyId>> lists;
  for (const auto* part : parts) {
    if (part->controls.eyes_only) lists.push_back(*part->controls.eyes_only);
  }
  if (lists.empty()) return std::nullopt;
  if (std::count(lists.begin(), lists.end(), lists.front()) == std::ssize(lists)) return lists.front();
  auto eyes = expanded(lists.front(), expand);
  for (const auto& list : lists) eyes = intersection(eyes, expanded(list, expand));
  return listed(eyes);
}

struct Shared {
  bool decided = false;  // all parts are
  bool any_decided = false;
  bool everyone = true;
  Parties release;
  Parties display;
};

Shared shared_audience(const std::vector<const Label*>& parts, const Policy& system, const Expand& expand) {
  Shared out;
  out.decided = !parts.empty();
  for (const auto* part : parts) {
    const auto mine = audience_of(*part, system, expand);
    out.decided = out.decided && mine.decided;
    out.any_decided = out.any_decided || mine.decided;
    if (!mine.decided || mine.everyone) continue;
    out.release = out.everyone ? mine.release : intersection(out.release, mine.release);
    out.display = out.everyone ? mine.display : intersection(out.display, mine.display);
    out.everyone = false;
  }
  out.everyone = out.everyone && out.decided;
  return out;
}

// The codes that every part lists, in published order.
std::vector<PartyId> codes_of_all(const std::vector<const Label*>& parts) {
  auto codes = parts.front()->releasable.parties;
  for (const auto* part : parts) {
    const auto& mine = part->releasable.parties;
    std::erase_if(codes, [&](const PartyId& code) { return std::find(mine.begin(), mine.end(), code) == mine.end(); });
  }
  put_in_published_order(codes);
  return codes;
}

bool same_lists(const std::vector<const Label*>& parts) {
  const auto& first = *parts.front();
  return all(parts,
             [&](const Label& part) { return part.releasable == first.releasable && part.display_only == first.display_only; });
}

//= US manual (2016) D.2 Table 3, rules 13, 16 and 22: beside what is not, "EYES ONLY" counts as the list that it is to be
// re-marked
// as. Empty where there is nothing to re-mark.
std::vector<Label> eyes_as_release(const std::vector<const Label*>& parts) {
  const auto lists = [](const Label& part) { return part.releasable.kind == ReleaseKind::listed; };
  const auto closed = [&](const Label& part) { return part.controls.eyes_only && !lists(part); };
  std::vector<Label> out;
  if (!any(parts, closed) || all(parts, closed)) return out;
  for (const auto* part : parts) {
    out.push_back(*part);
    if (closed(*part)) out.back().releasable = {ReleaseKind::listed, *std::exchange(out.back().controls.eyes_only, std::nullopt)};
  }
  return out;
}

ReleaseStatement no_foreign() {
  ReleaseStatement out;
  out.controls.no_foreign = true;
  return out;
}

// Someone besides the system's own party.
bool has_others(const std::vector<PartyId>& parties, const Policy& system) {
  return std::any_of(parties.begin(), parties.end(), [&](const PartyId& party) { return party != system.party; });
}

//= US manual (2016) D.2 Table 3, rules 9 to 13, 16 to 20 (no-foreign), 21 to 27 (what is common to all).
ReleaseStatement us_release(const std::vector<const Label*>& parts, const Shared& shared, const Policy& system,
                            const Expand& expand) {
  ReleaseStatement out;
  out.controls.release_by_official = all(parts, defers);
  if (!shared.decided) {
    const bool mixed = shared.any_decided || any(parts, defers);
    return mixed && !out.controls.release_by_official ? no_foreign() : out;
  }
  if (shared.everyone) {
    out.releasable.kind = ReleaseKind::everyone;
  } else if (same_lists(parts) && parts.front()->releasable.kind == ReleaseKind::listed &&
             has_others(parts.front()->releasable.parties, system)) {
    out.releasable = parts.front()->releasable;
    out.display_only = parts.front()->display_only;
  } else if (has_others(listed(shared.release), system)) {
    // The common codes where they say all that is common, so that a group stays a group.
    auto codes = codes_of_all(parts);
    const bool suffice = expanded(codes, expand) == shared.release;
    out.releasable = {ReleaseKind::listed, suffice ? std::move(codes) : listed(shared.release)};
    out.display_only = listed(shared.display, shared.release);
  } else if (same_lists(parts) && has_others(parts.front()->display_only, system)) {
    out.display_only = parts.front()->display_only;
  } else if (has_others(listed(shared.display), system)) {
    out.display_only = listed(shared.display, {system.party});
  } else {
    return no_foreign();
  }
  return out;
}

// By its code or that of a group that it is in ("REL FVEY" of Australia).
bool names(const std::vector<PartyId>& parties, const PartyId& party, const Expand& expand) {
  return std::find(parties.begin(), parties.end(), party) != parties.end() || expanded(parties, expand).contains(party);
}

// The common codes, where they say all that is common, else nations; the system's own party where every list names it or a group
// that it is in ("REL AUS/USA").
std::vector<PartyId> common_list(const std::vector<const Label*>& parts, const Shared& shared, const Policy& system,
                                 const Expand& expand) {
  const bool own = all(parts, [&](const Label& part) {
    return part.releasable.kind != ReleaseKind::listed || names(part.releasable.parties, system.party, expand);
  });
  auto codes = codes_of_all(parts);
  auto meant = expanded(codes, expand);
  if (!own || names(codes, system.party, expand)) meant.insert(system.party);
  if (meant == shared.release) return codes;
  return listed(shared.release, own ? Parties{} : Parties{system.party});
}

ReleaseStatement plain_release(const std::vector<const Label*>& parts, const Shared& shared, const Policy& system,
                               const Expand& expand) {
  ReleaseStatement out;
  out.controls.no_foreign = any(parts, [](const Label& part) { return part.controls.no_foreign; });
  out.controls.release_by_official = all(parts, defers);
  if (!shared.decided) return out;
  if (shared.everyone) {
    out.releasable.kind = ReleaseKind::everyone;
  } else if (same_lists(parts) && parts.front()->releasable.kind == ReleaseKind::listed) {
    out.releasable = parts.front()->releasable;
    out.display_only = parts.front()->display_only;
  } else {
    out.releasable = {ReleaseKind::listed, common_list(parts, shared, system, expand)};
    out.display_only = listed(shared.display, shared.release);
  }
  return out;
}

bool is_owned_by(const Label& label, const PartyId& party) {
  return std::any_of(label.owners.begin(), label.owners.end(), [&](const Origin& owner) { return owner.party == party; });
}

}  // namespace

Parties expanded(const std::vector<PartyId>& parties, const Expand& expand) {
  Parties out;
  for (const auto& party : parties) {
    const auto members = expand(party);
    out.insert(members.begin(), members.end());
  }
  return out;
}

std::vector<PartyId> other_owners(const Label& label, const Policy& system) {
  std::vector<PartyId> owners;
  for (const auto& owner : label.owners) {
    if (owner.party && *owner.party != system.party) owners.push_back(*owner.party);
  }
  return owners;
}

Audience audience_of(const Label& part, const Policy& system, const Expand& expand) {
  Audience out;
  //= US manual (2016) H.3: what is joint is its owners'. H.7: what is of others alone does not go back to them, nor to third
  // parties, unless its mark says so.
  const bool joint = part.owners.size() > 1 && is_owned_by(part, system.party);
  out.everyone = part.releasable.kind == ReleaseKind::everyone && !part.controls.eyes_only;
  out.decided = joint || part.releasable.kind != ReleaseKind::absent || !part.display_only.empty();
  out.release = expanded(part.releasable.parties, expand);
  if (joint) out.release.merge(expanded(other_owners(part, system), expand));
  if (part.controls.eyes_only) {
    const auto closed = expanded(*part.controls.eyes_only, expand);
    out.release = part.releasable.kind == ReleaseKind::everyone ? closed : intersection(out.release, closed);
  }
  out.release.insert(system.party);
  out.display = out.release;
  out.display.merge(expanded(part.display_only, expand));
  return out;
}

bool names_recipients(const Label& label) {
  return label.releasable.kind != ReleaseKind::absent || !label.display_only.empty() || label.controls.release_by_official ||
         label.controls.eyes_only;
}

bool states_release(const Label& label) { return label.controls.no_foreign || names_recipients(label); }

ReleaseStatement common_release(const std::vector<const Label*>& stated, const Policy& system, const Expand& expand) {
  if (stated.empty()) return {};
  const bool us_style = system.grammar == Grammar::us_style;
  // "AUSTEO": no list of ours says it, and what is not for us is for nobody to whom we release.
  const auto closed_to_us = [&](const Label& part) {
    const auto& eyes = part.controls.eyes_only;
    return eyes && std::find(eyes->begin(), eyes->end(), system.party) == eyes->end();
  };
  if (us_style && any(stated, closed_to_us)) return no_foreign();
  const auto remarked = us_style ? eyes_as_release(stated) : std::vector<Label>{};
  std::vector<const Label*> parts;
  for (const auto& part : remarked) parts.push_back(&part);
  if (parts.empty()) parts = stated;
  if (us_style && any(parts, [](const Label& part) { return part.controls.no_foreign; })) return no_foreign();
  const auto shared = shared_audience(parts, system, expand);
  auto out = us_style ? us_release(parts, shared, system, expand) : plain_release(parts, shared, system, expand);
  if (out.controls.no_foreign && us_style) return out;
  out.controls.eyes_only = common_eyes_only(parts, expand);
  const bool nobody = out.controls.eyes_only && !has_others(*out.controls.eyes_only, system);
  return us_style && nobody ? no_foreign() : out;
}

}  // namespace entente::label
