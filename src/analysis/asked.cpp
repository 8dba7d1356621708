#include "analysis/asked.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/analysis_limits.h"
#include "base/text.h"

namespace entente::analysis {

Result<Compiled> compiled(const View& view) {
  TRY(auto snapshot, decision::Snapshot::compile(*view.world, view.options));
  decision::Sides sides(snapshot, view.options.at);
  return Compiled{view, std::move(snapshot), std::move(sides)};
}

Compiled at_instant(const Compiled& other, Instant at) {
  View view = other.view;
  view.options.at = at;
  return {view, other.snapshot, decision::Sides(other.snapshot, at)};
}

bool Round::barred(const Who& who, const ClassSpace& space, const world::World& world, const Block& block) {
  if (!who.read_in && space.asks_read_in(space.value(block.first, Axis::categories), world)) return true;
  if (who.needs_to_know) return false;
  const auto* policy = world.policies.policy_of(space.owner());
  const auto* level = policy == nullptr ? nullptr : policy->level(space.level(space.value(block.first, Axis::level)));
  return level == nullptr || !level->free;
}

Result<Audience> Audience::for_parties(std::span<const View> views, const Numbering& numbering, const PartySet& wanted) {
  std::vector<Compiled> worlds;
  for (const auto& view : views) {
    TRY(auto world, compiled(view));
    worlds.push_back(std::move(world));
  }
  return for_parties(worlds, numbering, wanted);
}

Audience Audience::for_parties(std::span<const Compiled> worlds, const Numbering& numbering, const PartySet& wanted) {
  Audience out;
  Round round;
  for (const auto& world : worlds) {
    round.sides.push_back(world.sides);
    out.worlds_.push_back(world);
  }
  for (std::size_t world = 0; world < worlds.size(); ++world)
    round.worlds.emplace_back(*worlds[world].view.world, round.sides[world], worlds[world].view.options.at, numbering);
  round.who.push_back({wanted});
  for (const auto& party : numbering.parties()) {
    auto& recipient = out.recipients_.emplace_back();
    recipient.subject = {decision::SubjectType::party, party.value};
    recipient.party = party;
  }
  out.rounds_.push_back(std::move(round));
  out.look_up_nations();
  return out;
}

// Once, since every request that is made of a class asks it.
void Audience::look_up_nations() {
  for (auto& recipient : recipients_) {
    for (const auto& world : worlds_) recipient.nation.push_back(is_nation(*world.view.world, recipient.party));
  }
}

namespace {

// Of each party the person of that rank, who is read in and needs to know.
decision::Sides in_person(const decision::Sides& sides, const Persons& persons, std::size_t world, std::size_t rank) {
  std::vector<std::string> list(sides.parties());
  for (std::size_t bit = 0; bit < list.size(); ++bit) {
    const auto party = sides.party(bit);
    const auto clearance = persons.clearance(party, rank);
    if (clearance && persons.world(world).party(party) != nullptr) list[bit] = Persons::id(party, {*clearance, true, true});
  }
  return sides.in_person(list);
}

}  // namespace

Result<Audience> Audience::for_persons(std::span<const View> views, const Numbering& numbering, const PartySet& wanted,
                                 std::span<const ClassSpace> spaces, const Means& means) {
  Audience out;
  std::vector<const world::World*> worlds;
  for (const auto& view : views) {  // two dates of one world have the same persons
    if (std::find(worlds.begin(), worlds.end(), view.world) == worlds.end()) worlds.push_back(view.world);
  }
  const auto of_view = [&](std::size_t view) {
    return static_cast<std::size_t>(std::find(worlds.begin(), worlds.end(), views[view].world) - worlds.begin());
  };
  const auto persons = std::make_shared<const Persons>(worlds, spaces);
  out.persons_ = persons;
  for (std::size_t world = 0; world < views.size(); ++world) {
    TRY(auto made, compiled({&persons->world(of_view(world)), views[world].options}));
    out.worlds_.push_back(std::move(made));
  }
  for (std::size_t rank = 0; rank < persons->ranks(); ++rank) {
    Round round;
    for (const bool read_in : {false, true}) {
      for (const bool needs : {false, true}) {
        Round::Who who{{}, static_cast<std::uint32_t>(out.recipients_.size()), read_in, needs};
        for (std::size_t number = 0; number < numbering.parties().size(); ++number) {
          const auto& party = numbering.parties()[number];
          const auto clearance = persons->clearance(party, rank);
          const PersonKind kind{clearance.value_or(std::string()), read_in, needs};
          if (clearance && wanted.has(number) && means(kind)) who.parties.add(number);
          auto& recipient = out.recipients_.emplace_back();
          recipient.subject = {decision::SubjectType::person, Persons::id(party, kind)};
          recipient.party = party;
          recipient.kind = kind;
        }
        if (!who.parties.empty()) round.who.push_back(who);
      }
    }
    if (round.who.empty()) continue;
    for (std::size_t world = 0; world < views.size(); ++world) round.sides.push_back(in_person(out.worlds_[world].sides, *persons, of_view(world), rank));
    for (std::size_t world = 0; world < views.size(); ++world)
      round.worlds.emplace_back(persons->world(of_view(world)), round.sides[world], views[world].options.at, numbering);
    out.rounds_.push_back(std::move(round));
  }
  out.look_up_nations();
  std::size_t classes = 0;
  for (const auto& space : spaces) classes += space.size();
  if (!out.rounds_.empty() && classes > limits::kClasses / out.rounds_.size())
    return fail(Fault::over_limit,
                fmt::format("{} classes of requests, asked of persons of each of {} clearances, are {}; at most {} can be asked: narrow it to some "
                            "owners with --owner, or ask of nations",
                            classes, out.rounds_.size(), classes * out.rounds_.size(), limits::kClasses));
  return out;
}

std::vector<std::string> Audience::clearances() const { return persons_ == nullptr ? std::vector<std::string>{} : persons_->clearances(); }

std::uint64_t Audience::count() const {
  std::uint64_t out = 0;
  for (const auto& round : rounds_) {
    for (const auto& who : round.who) out += who.parties.size();
  }
  return out;
}

std::vector<PartySet> Audience::who_has(const ClassSpace& space, const Numbering& numbering) const {
  std::vector<PartySet> out(space.size(Axis::holder));
  if (persons_ != nullptr) return out;
  for (std::size_t holder = 0; holder < out.size(); ++holder) {
    for (const auto& party : {space.owner(), space.holder(holder)}) {
      if (const auto number = numbering.of(party)) out[holder].add(*number);
    }
    if (holder == 0) continue;
    for (const auto& world : worlds_) {
      const auto bit = world.sides.bit(space.holder(holder));
      for (const auto& set : world.sides.sets()) {
        if (bit && set.members.has(*bit)) out[holder].add(*numbering.of(world.sides.party(set.bit)));
      }
    }
  }
  return out;
}

std::size_t Audience::way(const ClassSpace& space, std::size_t at, std::uint32_t recipient) const {
  const std::size_t ways = worlds_.size() < 2 ? 1 : space.ways(at, recipients_[recipient].party);
  if (ways == 1) return 0;
  const std::size_t world = ClassSpace::unnamed_in(space.turn(at));
  const Compiled& in = worlds_[world];
  for (std::size_t way = 0; way < ways; ++way) {
    const auto request = request_of(space, at, recipients_[recipient], *in.view.world, in.view.options.at, world, way);
    if (!decision::judge(in.snapshot, request).permit) return way;
  }
  return 0;
}

decision::Determining Audience::determining(std::size_t world, const ClassSpace& space, std::size_t at, std::uint32_t recipient) const {
  const Compiled& in = worlds_[world];
  const auto request = request_of(space, at, recipients_[recipient], *in.view.world, in.view.options.at, world, way(space, at, recipient));
  const auto found = decision::determining(in.snapshot, decision::BoundRequest::bind(in.snapshot, request, decision::Words::none));
  CHECK(found.has_value());
  return *found;
}

std::uint32_t Audience::carrier(std::size_t world, const ClassSpace& space, std::size_t at, std::uint32_t recipient) const {
  const Compiled& in = worlds_[world];
  const auto* policy = in.view.world->policies.policy_of(space.owner());
  const auto* level = policy == nullptr ? nullptr : policy->level(space.level(space.value(at, Axis::level)));
  if (level != nullptr && level->free) return decision::Verdict{}.instrument;  // none is needed
  const auto request = request_of(space, at, recipients_[recipient], *in.view.world, in.view.options.at, world, way(space, at, recipient));
  return decision::judge(in.snapshot, request).instrument;
}

Result<PartySet> wanted_recipients(const std::vector<PartyId>& names, const Numbering& numbering) {
  PartySet out;
  for (const auto& name : names) {
    const auto number = numbering.of(name);
    if (!number) return fail(Fault::unknown_name, fmt::format("{} is not a party of any world asked", quoted(name.value)));
    out.add(*number);
  }
  if (names.empty()) {
    for (std::size_t number = 0; number < numbering.parties().size(); ++number) out.add(number);
  }
  return out;
}

// Who joined or left a set is asked about marks that name it as well.
constexpr std::string_view kTurnsCost = ", to recipients that joined and left no set in between with --recipient (four times fewer classes), or to dates that are nearer";

Turnover without_categories() {
  Turnover out;
  out.uncategorised = true;
  return out;
}

// Owners of information: nations and organisations that have a policy in one of the worlds.
Result<std::vector<ClassSpace>> spaces_of(std::span<const world::World* const> worlds, const std::vector<PartyId>& names,
                                         bool persons, const Turnover& turnover) {
  std::set<PartyId> owners(names.begin(), names.end());
  for (const auto& name : names) {
    const bool known = std::any_of(worlds.begin(), worlds.end(), [&](const auto* world) { return world->party(name) != nullptr; });
    if (!known) return fail(Fault::unknown_name, fmt::format("{} is not a party of any world asked", quoted(name.value)));
  }
  for (const auto* world : worlds) {
    for (const auto& party : world->parties) {
      if (names.empty() && party.kind != world::PartyKind::group && world->policies.policy_of(party.id) != nullptr) owners.insert(party.id);
    }
  }
  std::vector<ClassSpace> out;
  std::size_t classes = 0;
  for (const auto& owner : owners) {
    TRY(auto space, ClassSpace::of(worlds, owner, persons, turnover));
    classes += space.size();
    out.push_back(std::move(space));
  }
  const auto most = std::max_element(out.begin(), out.end(), [](const ClassSpace& a, const ClassSpace& b) { return a.size() < b.size(); });
  if (classes > limits::kClasses)
    return fail(Fault::over_limit, fmt::format("{} classes of requests, {} of them of {}; at most {} can be asked: narrow it to some of the {} owners with --owner{}", classes,
                                               most->size(), most->owner().value, limits::kClasses, out.size(), turnover.joined.empty() && turnover.left.empty() ? "" : kTurnsCost));
  return out;
}

}  // namespace entente::analysis
