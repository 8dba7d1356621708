// Disclosures decided, to parties and to persons, in the made-up world that bench/peers/decision/works.py writes beside its
// requests.
#include <memory>

#include <benchmark/benchmark.h>

#include "base/instant.h"
#include "codec/json.h"
#include "decision/tables.h"
#include "service/desk.h"
#include "work.h"

namespace entente::peers {
namespace {

decision::Snapshot open_world(const std::filesystem::path& folder, Instant at) {
  auto desk = service::Desk::open({folder, {}, {}, std::nullopt, world::Evidence::unverified});
  if (!desk) give_up(desk.error().message);
  auto snapshot = decision::Snapshot::compile(desk->world(), {at, std::nullopt, world::Evidence::unverified});
  if (!snapshot) give_up(snapshot.error().message);
  return std::move(*snapshot);
}

const codec::Node& member(const codec::Node& object, std::string_view key, codec::NodeKind kind) {
  const auto found = object.require(key, kind);
  if (!found) give_up(found.error().message);
  return **found;
}

std::string text_of(const codec::Node& object, std::string_view key) {
  return *member(object, key, codec::NodeKind::string).as_string();
}

std::vector<std::string> texts_of(const codec::Node& object, std::string_view key) {
  std::vector<std::string> out;
  for (const auto& each : *member(object, key, codec::NodeKind::array).as_array()) {
    if (each.as_string() == nullptr) give_up(std::string(key) + " holds something that is no text");
    out.push_back(*each.as_string());
  }
  return out;
}

// What a marking would say; parse_marking is not asked, since the peers are given no marking either.
label::Label label_of(const codec::Node& asked) {
  const PartyId owner(text_of(asked, "owner"));
  const PolicyId policy(owner.value);
  label::Label out;
  out.policy = policy;
  out.level = LevelName(text_of(asked, "level"));
  out.owners = {label::Origin{owner, policy, out.level}};
  for (const auto& name : texts_of(asked, "categories"))
    out.categories.push_back({policy, CategoryName(name), label::CategoryKind::restrictive});
  out.controls.no_foreign = *member(asked, "noforn", codec::NodeKind::boolean).as_boolean();
  if (asked.find("release") == nullptr) return out;
  out.releasable.kind = label::ReleaseKind::listed;
  for (const auto& party : texts_of(asked, "release")) out.releasable.parties.emplace_back(party);
  return out;
}

decision::Request request_of(const std::string& line, Instant at) {
  const auto asked = codec::parse_json(line);
  if (!asked) give_up(asked.error().message);
  decision::Request out;
  out.action = "disclose";
  out.time = at;
  if (asked->find("who") == nullptr) {
    out.subject = {decision::SubjectType::party, text_of(*asked, "to")};
  } else {
    out.subject = {decision::SubjectType::person, text_of(*asked, "who")};
    out.object.communities = texts_of(*asked, "communities");
  }
  out.object.id = text_of(*asked, "id");
  out.object.label = label_of(*asked);
  out.holder = PartyId(text_of(*asked, "holder"));
  return out;
}

}  // namespace

Work disclosures_decided(const std::filesystem::path& input) {
  const auto at = *parse_instant("2024-11-20");  // as AT in works.py
  const auto snapshot = std::make_shared<const decision::Snapshot>(open_world(input.parent_path() / "decision/world", at));
  std::vector<decision::Request> requests;
  for (const auto& line : lines_of(input)) requests.push_back(request_of(line, at));
  Work out;
  for (const auto& request : requests) {
    const auto verdict = decision::judge(*snapshot, decision::BoundRequest::bind(*snapshot, request));
    out.answers.emplace_back(verdict.permit ? "permit" : "deny");
  }
  // Names are looked up and lists expanded within the clock: of a peer that is part of evaluation.
  out.pass = [snapshot, requests = std::move(requests)] {
    const auto& instruments = snapshot->tables().instruments;
    for (const auto& request : requests) {
      const auto verdict = decision::judge(*snapshot, decision::BoundRequest::bind(*snapshot, request));
      auto clause =
          verdict.instrument < instruments.size() ? std::string_view(instruments[verdict.instrument].id) : std::string_view();
      benchmark::DoNotOptimize(verdict);
      benchmark::DoNotOptimize(clause);
    }
  };
  return out;
}

}  // namespace entente::peers
