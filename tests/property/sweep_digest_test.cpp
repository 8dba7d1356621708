// The digest that the benchmark of sweeps shows is that of single decisions, on what the benchmark measures, only fewer.
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "codec/test_folder.h"
#include "decision/catalogue.h"
#include "decision/decide.h"
#include "decision/lanes.h"
#include "decision/population.h"
#include "format/world_folder.h"
#include "generated/large_world.h"
#include "generated/search_scale.h"
#include "property/scene.h"

namespace entente::property {
namespace {

constexpr std::size_t kStride = 8191;  // through the objects

// A generated world as the benchmark makes it, or a part of it.
struct Made {
  world::World world;
  std::optional<decision::Snapshot> snapshot;
  std::optional<decision::Population> population;
  std::optional<decision::Catalogue> catalogue;
  std::vector<decision::Request> objects;
};

Made make(const generated::Size& size, std::size_t subjects, std::size_t objects) {
  const codec::TestFolder folder;
  Made made;
  EXPECT_TRUE(generated::write_world(generated::large_world(1, size), folder / "w"));
  auto loaded = format::load_world(folder / "w");
  if (!loaded || !loaded->usable) return made;
  made.world = std::move(loaded->world);
  generated::add_subjects(made.world, subjects, 1);
  const Instant time = at("2024-11-20");
  auto snapshot = decision::Snapshot::compile(made.world, {time, std::nullopt, world::Evidence::unverified});
  if (!snapshot) return made;
  made.snapshot = std::move(*snapshot);
  auto population = decision::Population::compile(*made.snapshot, time);
  if (!population) return made;
  made.population = std::move(*population);
  const generated::ObjectClasses classes(made.world);
  decision::Catalogue::Builder builder(*made.snapshot, time);
  for (std::size_t object = 0; object < objects; ++object) {
    made.objects.push_back(classes.at(object * kStride % generated::kObjectClasses, time));
    EXPECT_TRUE(builder.add(made.objects.back()));
  }
  made.catalogue = builder.finish();
  return made;
}

bool permitted(const Made& made, std::size_t object, std::size_t place) {
  auto request = made.objects[object];
  request.subject = made.population->subject(place);
  return decision::decide(*made.snapshot, request).permit;
}

std::string name_of(decision::Lanes lanes) {
  return lanes == decision::Lanes::portable ? "portable" : lanes == decision::Lanes::avx2 ? "avx2" : "avx512";
}

class SweepDigest : public ::testing::TestWithParam<decision::Lanes> {
 protected:
  void SetUp() override {
    if (!decision::has_lanes(GetParam())) GTEST_SKIP() << "this machine has none of these vector instructions";
  }
};
INSTANTIATE_TEST_SUITE_P(, SweepDigest,
                         ::testing::Values(decision::Lanes::portable, decision::Lanes::avx2, decision::Lanes::avx512),
                         [](const auto& lanes) { return name_of(lanes.param); });

TEST_P(SweepDigest, is_that_of_single_decisions) {
  const auto made = make({.parties = 40, .instruments = 400}, 200, 60);
  ASSERT_TRUE(made.catalogue);
  decision::Sweep single;
  for (std::size_t object = 0; object < made.objects.size(); ++object) {
    for (std::size_t place = 0; place < made.population->size(); ++place, ++single.decisions) {
      if (!permitted(made, object, place)) continue;
      ++single.permits;
      single.digest += decision::digest_of(object, place / 64, std::uint64_t{1} << (place % 64));
    }
  }
  EXPECT_GT(single.permits, 0U);
  const auto swept = decision::sweep(*made.catalogue, *made.population, GetParam());
  EXPECT_EQ(swept.decisions, single.decisions);
  EXPECT_EQ(swept.permits, single.permits);
  EXPECT_EQ(swept.digest, single.digest);
  std::cout << "  " << single.permits << " of " << single.decisions << " permitted\n";
}

// The benchmark's own parties, instruments and subjects; of its million objects some, and of their decisions some singly. The
// digest is that of all words told.
TEST(SlowSweepDigest, holds_in_the_world_of_the_benchmark) {
  const Made made = make({}, 100'000, 250);
  ASSERT_TRUE(made.catalogue);
  constexpr std::size_t kEach = 4001;  // prime, so that every place in a word comes up
  decision::Sweep told;
  constexpr std::size_t kBits = 64 * decision::kLaneWords;
  const std::size_t words = (made.population->size() + kBits - 1) / kBits * decision::kLaneWords;
  std::vector<std::uint64_t> bits(made.objects.size() * words);
  const auto tell = [&](std::size_t object, std::size_t first, std::span<const std::uint64_t> run) {
    for (std::size_t at = 0; at < run.size(); ++at) {
      bits[object * words + first + at] |= run[at];
      told.permits += static_cast<std::uint64_t>(std::popcount(run[at]));
      told.digest += decision::digest_of(object, first + at, run[at]);
    }
  };
  const auto swept = decision::sweep(*made.catalogue, *made.population, decision::widest_lanes(), tell);
  EXPECT_EQ(swept.decisions, made.objects.size() * made.population->size());
  EXPECT_EQ(swept.permits, told.permits);
  EXPECT_EQ(swept.digest, told.digest);
  EXPECT_EQ(swept.digest, decision::sweep(*made.catalogue, *made.population, decision::Lanes::portable).digest);
  std::uint64_t permits = 0;
  std::uint64_t asked = 0;
  for (std::size_t each = 0; each < made.objects.size() * made.population->size(); each += kEach, ++asked) {
    const std::size_t object = each / made.population->size();
    const std::size_t place = each % made.population->size();
    const bool permit = permitted(made, object, place);
    permits += permit ? 1 : 0;
    ASSERT_EQ(permit, (bits[object * words + place / 64] >> (place % 64) & 1U) != 0)
        << "object " << object << ", subject " << place;
  }
  EXPECT_GT(permits, 0U);
  EXPECT_LT(permits, asked);
  std::cout << "  " << permits << " of " << asked << " permitted\n";
}

}  // namespace
}  // namespace entente::property
