#include "analysis/reach_steps.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "decision/held_as.h"

namespace entente::analysis {
namespace {

using decision::Decision;
using decision::Outcome;
using decision::Request;
using decision::Rule;

constexpr std::array kStated{Axis::object, Axis::about, Axis::domain, Axis::form, Axis::purpose, Axis::activity};

bool passes(Outcome outcome) { return outcome == Outcome::pass || outcome == Outcome::not_applicable; }

}  // namespace

std::string_view to_string(StepKind kind) {
  constexpr std::array<std::string_view, 3> kNames{"original", "relay", "derived"};
  return kNames[static_cast<std::size_t>(kind)];
}

Steps::Steps(const ClassSpace& space, const Compiled& world) : space_(space), world_(world) {
  released_ = static_cast<std::size_t>(Release::recipient) * space.stride(Axis::release);
  const auto* policy = world.view.world->policies.policy_of(space.owner());
  for (std::size_t value = 0; value < space.size(Axis::level); ++value) {
    const auto request = space.request(value, *world.view.world, world.view.options.at);
    if (const auto* level = policy == nullptr ? nullptr : policy->level(request.object.label->level))
      levels_.push_back({value, level});
  }
  std::stable_sort(levels_.begin(), levels_.end(),
                   [](const Level& a, const Level& b) { return a.level->hierarchy > b.level->hierarchy; });
  informations_ = combinations({Axis::object, Axis::about, Axis::domain});
  manners_ = combinations({Axis::form, Axis::purpose, Axis::activity});
}

// Offsets of all that can be stated, nothing first, then by how much is; what no fact names comes after what one does.
std::vector<std::size_t> Steps::combinations(const std::vector<Axis>& axes) const {
  std::vector<std::pair<std::size_t, std::size_t>> list{{0, 0}};  // weight, offset
  for (const auto axis : axes) {
    std::vector<std::pair<std::size_t, std::size_t>> next;
    for (const auto& [weight, offset] : list) {
      for (std::size_t value = 0; value < space_.size(axis); ++value) {
        const bool unnamed = axis != Axis::object && value != 0 && value + 1 == space_.size(axis);
        next.emplace_back(weight + (value == 0 ? 0 : unnamed ? 5 : 4), offset + value * space_.stride(axis));
      }
    }
    list = std::move(next);
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::size_t> out;
  for (const auto& [weight, offset] : list) out.push_back(offset);
  return out;
}

bool Steps::relays(const PartyId& holder) const {
  for (std::size_t value = 1; value < space_.size(Axis::holder); ++value) {
    if (space_.holder(value) == holder) return true;
  }
  return false;
}

// A marking that names the recipient names all of them, where that is no nation.
Request Steps::request(std::size_t at, const PartyId& holder, const PartyId& recipient) const {
  const auto& view = world_.view;
  const auto* party = view.world->party(recipient);
  const bool alone = party != nullptr && party->kind == world::PartyKind::nation;
  auto out = space_.request(at, *view.world, view.options.at, {&recipient, alone});
  out.subject.id = recipient.value;
  if (holder != space_.owner()) out.holder = holder;
  return out;
}

bool Steps::permits(std::size_t at, const PartyId& holder, const PartyId& recipient) const {
  return decision::judge(world_.snapshot, decision::BoundRequest::bind(world_.snapshot, request(at, holder, recipient))).permit;
}

PartySet Steps::allowed(std::size_t at, const PartyId& holder) const {
  const auto& view = world_.view;
  PartySet everybody;
  for (std::size_t bit = 0; bit < world_.sides.parties(); ++bit) everybody.add(bit);
  auto request = space_.request(at, *view.world, view.options.at);
  if (holder != space_.owner()) request.holder = holder;
  PartySet out = world_.sides.release(request);
  if (out.empty()) return out;
  const auto stated = space_.stated(at);
  out &= world_.sides.bases(request, {&stated, 1}, {&everybody, 1}).front();
  PartySet sets;
  PartySet with_holder = out;  // who holds it already is asked as if another held it; a set it is in may still have it
  if (const auto bit = world_.sides.bit(holder)) with_holder.add(*bit);
  for (const auto& set : world_.sides.sets()) {
    PartySet bit;
    bit.add(set.bit);
    out -= bit;
    if (set.members.empty() || !set.members.within(with_holder)) continue;
    if (set.members.within(out) || permits(at, holder, world_.sides.party(set.bit))) sets |= bit;
  }
  out |= sets;
  return out;
}

PartySet Steps::bits(const std::vector<PartyId>& parties) const {
  PartySet out;
  for (const auto& party : parties) {
    if (const auto bit = world_.sides.bit(party)) out.add(*bit);
  }
  return out;
}

Step Steps::described(const Request& request, const Decision& decision, std::size_t at) const {
  Step out;
  out.to = PartyId(request.subject.id);
  out.marked = request.object.label->level;
  out.evidence = decision.evidence;
  out.until = decision.valid_until;
  const auto verdict = decision::judge(world_.snapshot, decision::BoundRequest::bind(world_.snapshot, request));
  out.held_as = decision::held_as(world_.snapshot, request);
  out.instrument = world_.sides.instrument(verdict.instrument);
  for (const auto& duty : decision.obligations) {
    const auto named = [&](const char* name) {
      const auto found = duty.properties.find(name);
      return found == duty.properties.end() ? std::string() : found->second;
    };
    if (duty.id == "notify-originator" && named("originator") == space_.owner().value) out.consent = named("consent");
  }
  for (const auto axis : kStated) {
    if (const auto value = space_.value(at, axis); value != 0)
      out.stated.push_back(fmt::format("{} {}", to_string(axis), space_.text(axis, value)));
  }
  return out;
}

Step Steps::step(std::size_t at, const PartyId& holder, const PartyId& recipient) const {
  const auto asked = request(at, holder, recipient);
  const auto decision = decision::decide(world_.snapshot, asked);
  CHECK(decision.permit);
  Step out = described(asked, decision, at);
  out.kind = holder == space_.owner() ? StepKind::original : StepKind::relay;
  out.from = holder;
  return out;
}

std::optional<Step> Steps::derived(std::size_t at, const PartyId& holder, const LevelName& level,
                                   const PartyId& recipient) const {
  const auto* policy = world_.view.world->policies.policy_of(holder);
  if (policy == nullptr || holder == space_.owner()) return std::nullopt;
  auto asked = request(at, holder, recipient);
  auto& label = *asked.object.label;
  label.sources = label.owners;
  label.policy = policy->id;
  label.level = level;
  label.created.reset();
  label.owners = {label::Origin{holder, policy->id, level}};
  asked.holder.reset();
  if (!decision::judge(world_.snapshot, decision::BoundRequest::bind(world_.snapshot, asked)).permit) return std::nullopt;
  Step out = described(asked, decision::decide(world_.snapshot, asked), at);
  out.kind = StepKind::derived;
  out.from = holder;
  return out;
}

std::optional<Denial> Steps::denial(std::size_t at, const PartyId& holder, const PartyId& recipient) const {
  const auto decision = decision::decide(world_.snapshot, request(at, holder, recipient));
  for (const auto& reason : decision.reasons) {
    if (!decision.permit && !passes(reason.outcome)) return Denial{reason.rule, reason.clause, reason.text, reason.recipient};
  }
  return std::nullopt;
}

}  // namespace entente::analysis
