// What is asked of many at a time is what is asked of each: searches and sweeps against single decisions.
#include <algorithm>

#include <gtest/gtest.h>

#include "decision/catalogue.h"
#include "decision/decide.h"
#include "decision/population.h"
#include "property/act_scene.h"
#include "property/generators.h"

namespace entente::property {
namespace {

using decision::Catalogue;
using decision::Lanes;
using decision::Population;
using decision::Request;

using Parties = std::vector<PartyId>;

Parties some_parties(const Scene& scene, Dice& dice) {
  return {dice.one_of(scene.world.parties).id, dice.one_of({scene.recipient, scene.owner, scene.world.parties.back().id})};
}

// What a part of a decision looks at in the mark.
void vary_label(const Scene& scene, label::Label& label, Dice& dice) {
  const auto& policies = scene.world.policies.policies();
  switch (dice.below(10)) {
    case 0:
      label.releasable = {label::ReleaseKind::listed, some_parties(scene, dice)};
      break;
    case 1:
      label.releasable.kind = dice.one_of({label::ReleaseKind::absent, label::ReleaseKind::listed, label::ReleaseKind::everyone});
      break;
    case 2:
      label.controls.originator_control = !label.controls.originator_control;
      break;
    case 3:
      label.controls.eyes_only = dice.chance(50) ? std::optional<Parties>() : some_parties(scene, dice);
      break;
    case 4:
      label.display_only = some_parties(scene, dice);
      break;
    case 5:
      label.created = instant_near_a_date(dice);
      break;
    case 6:
      label.sources = {label::Origin{scene.holder, std::nullopt, std::nullopt}};
      break;
    case 7:
      label.categories.clear();
      break;
    case 8: {
      auto policy = policies.begin();
      std::advance(policy, static_cast<std::ptrdiff_t>(dice.below(policies.size())));
      label.policy = policy->first;
      label.level = dice.one_of(policy->second.levels).name;
      break;
    }
    default:
      if (const auto* policy = scene.world.policies.find(label.policy)) label.level = dice.one_of(policy->levels).name;
  }
}

// The same question about another object, or another way to put it: one or two things differ.
Request varied(const Scene& scene, Request request, Dice& dice) {
  auto& object = request.object;
  for (std::size_t changes = 1 + dice.below(2); changes > 0; --changes) {
    switch (dice.below(16)) {
      case 0:
        object.communities = {dice.one_of({"alpha", "coi:beta", "programme:p"})};
        break;
      case 1:
        object.communities.clear();
        break;
      case 2:
        object.id = dice.one_of({"doc", "doc#2", "other", "sha256:1"});
        break;
      case 3:
        object.digest = dice.one_of({"", "sha256:1", "sha256:2"});
        break;
      case 4:
        request.holder = dice.one_of(scene.world.parties).id;
        break;
      case 5:
        request.mode = dice.one_of({decision::Mode::copy, decision::Mode::display});
        break;
      case 6:
        request.purpose = dice.one_of({"", "defence", "training"});
        break;
      case 7:
        request.channel = dice.one_of({"", "link", "post"});
        break;
      case 8:
        object.export_controlled = !object.export_controlled;
        object.act.items = {dice.one_of({"fuel", "radar"})};
        object.act.place = dice.one_of<std::string>({"", "yard", scene.recipient.str()});
        break;
      case 9:
        object.form = dice.one_of({"", "document", "oral"});
        break;
      default:
        if (object.label) vary_label(scene, *object.label, dice);
    }
  }
  return request;
}

struct Asked {
  decision::Snapshot snapshot;
  Population population;
  std::vector<Request> requests;
  Catalogue catalogue;

  [[nodiscard]] bool single(std::size_t object, std::size_t place) const {
    Request request = requests[object];
    request.subject = population.subject(place);
    return decision::decide(snapshot, request).permit;
  }
};

Asked asked_of(Scene& scene, std::size_t objects) {
  if (scene.dice.chance(60)) static_cast<void>(asks_for_somebody_in_post(scene));
  const auto snapshot = decision::Snapshot::compile(
      scene.world, {.at = scene.request.time, .known_as_of = scene.options.known_as_of, .require = scene.options.require});
  demand(snapshot.has_value(), "the world was refused");
  const auto population = Population::compile(*snapshot, scene.request.time);
  demand(population.has_value(), "the population was refused");
  std::vector<Request> requests{scene.request};
  while (requests.size() < objects) requests.push_back(varied(scene, requests[scene.dice.below(requests.size())], scene.dice));
  Catalogue::Builder builder(*snapshot, scene.request.time);
  for (const auto& request : requests) demand(builder.add(request).has_value(), "an object was refused");
  return {*snapshot, *population, std::move(requests), builder.finish()};
}

std::string named(const Asked& asked, std::size_t object, std::size_t place) {
  return "object " + std::to_string(object) + " to " + asked.population.subject(place).id;
}

// Every place in turn, and none twice.
template <class Search>
std::vector<bool> found_by(Search search, std::size_t size) {
  std::vector<bool> found(size);
  for (std::size_t place = search.next(0); place < size; place = search.next(place + 1)) found[place] = true;
  return found;
}

Law searches_equal_filtered_decide() {
  return [](Scene& scene) {
    const Asked asked = asked_of(scene, 6);
    bool permits = false;
    std::vector<std::vector<bool>> single;
    for (std::size_t object = 0; object < asked.requests.size(); ++object) {
      const auto who = found_by(decision::Receivers(asked.population, asked.requests[object]), asked.population.size());
      auto& row = single.emplace_back(asked.population.size());
      for (std::size_t place = 0; place < who.size(); ++place) {
        row[place] = asked.single(object, place);
        permits = permits || row[place];
        demand(who[place] == row[place], "who: " + named(asked, object, place) + (row[place] ? " is left out" : " is too many"));
      }
    }
    for (std::size_t place = 0; place < asked.population.size(); ++place) {
      const auto subject = asked.population.subject(place);
      const auto what = found_by(decision::Receivable(asked.catalogue, subject), asked.catalogue.size());
      const auto all = decision::Receivable(asked.catalogue, subject).all();
      for (std::size_t object = 0; object < what.size(); ++object) {
        demand(what[object] == single[object][place],
               "what: " + named(asked, object, place) + (what[object] ? " is too many" : " is left out"));
        demand(what[object] == ((all[object / 64] >> (object % 64) & 1U) != 0), "all: " + named(asked, object, place));
      }
    }
    return permits;
  };
}

TEST(Law, search_equals_filtered_decide) { law_holds(searches_equal_filtered_decide(), 4, 0.3); }

TEST(Law, search_equals_filtered_decide_on_acts) { law_holds(searches_equal_filtered_decide(), 4, 0.3, make_act_scene); }

Law bulk_equals_single(Lanes lanes) {
  return [lanes](Scene& scene) {
    const Asked asked = asked_of(scene, 6);
    std::vector<std::vector<bool>> single;
    std::uint64_t permits = 0;
    std::uint64_t digest = 0;
    for (std::size_t object = 0; object < asked.requests.size(); ++object) {
      auto& row = single.emplace_back(asked.population.size());
      for (std::size_t place = 0; place < row.size(); ++place) {
        row[place] = asked.single(object, place);
        if (!row[place]) continue;
        ++permits;
        digest += decision::digest_of(object, place / 64, std::uint64_t{1} << (place % 64));
      }
    }
    const auto sink = [&](std::size_t object, std::size_t first, std::span<const std::uint64_t> words) {
      for (std::size_t place = first * 64; place < (first + words.size()) * 64; ++place) {
        const bool permit = (words[place / 64 - first] >> (place % 64) & 1U) != 0;
        demand(!permit || (place < single[object].size() && single[object][place]),
               "too many, or twice: object " + std::to_string(object));
        if (permit) single[object][place] = false;
      }
    };
    const auto total = decision::sweep(asked.catalogue, asked.population, lanes, sink);
    for (std::size_t object = 0; object < single.size(); ++object) {
      for (std::size_t place = 0; place < single[object].size(); ++place)
        demand(!single[object][place], "left out: " + named(asked, object, place));
    }
    demand(
        total.decisions == asked.requests.size() * asked.population.size() && total.permits == permits && total.digest == digest,
        "the counts of a sweep are others");
    return permits > 0;
  };
}

// Over every kind of vector instructions, and without any; a machine that lacks one says so.
class LawOfBulk : public ::testing::TestWithParam<Lanes> {
 protected:
  void SetUp() override {
    if (!decision::has_lanes(GetParam())) GTEST_SKIP() << "this machine has none of these vector instructions";
  }
};
INSTANTIATE_TEST_SUITE_P(, LawOfBulk, ::testing::Values(Lanes::portable, Lanes::avx2, Lanes::avx512), [](const auto& lanes) {
  return std::string(lanes.param == Lanes::portable ? "portable" : lanes.param == Lanes::avx2 ? "avx2" : "avx512");
});

TEST_P(LawOfBulk, bulk_equals_single) { law_holds(bulk_equals_single(GetParam()), 4, 0.3); }

TEST_P(LawOfBulk, bulk_equals_single_on_acts) { law_holds(bulk_equals_single(GetParam()), 4, 0.3, make_act_scene); }

}  // namespace
}  // namespace entente::property
