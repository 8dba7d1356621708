// The digest that the benchmark of sweeps shows is that of single decisions, on what the benchmark measures, only fewer.
#include <gtest/gtest.h>

#include "codec/test_folder.h"
#include "decision/catalogue.h"
#include "decision/decide.h"
#include "decision/population.h"
#include "format/world_folder.h"
#include "generated/large_world.h"
#include "generated/search_scale.h"
#include "property/scene.h"

namespace entente::property {
namespace {

constexpr std::size_t kSubjects = 200;
constexpr std::size_t kObjects = 60;
constexpr std::size_t kStride = 8191;  // through the objects

TEST(Sweep, digest_of_the_benchmark_is_that_of_single_decisions) {
  const codec::TestFolder folder;
  ASSERT_TRUE(generated::write_world(generated::large_world(1, {.parties = 40, .instruments = 400}), folder / "w"));
  auto loaded = format::load_world(folder / "w");
  ASSERT_TRUE(loaded && loaded->usable);
  generated::add_subjects(loaded->world, kSubjects, 1);
  const Instant time = at("2024-11-20");
  const auto snapshot = decision::Snapshot::compile(loaded->world, {time, std::nullopt, world::Evidence::unverified});
  ASSERT_TRUE(snapshot);
  const auto population = decision::Population::compile(*snapshot, time);
  ASSERT_TRUE(population);
  const generated::ObjectClasses classes(loaded->world);
  decision::Catalogue::Builder builder(*snapshot, time);
  decision::Sweep single;
  for (std::size_t object = 0; object < kObjects; ++object) {
    auto request = classes.at(object * kStride, time);
    ASSERT_TRUE(builder.add(request));
    for (std::size_t place = 0; place < population->size(); ++place, ++single.decisions) {
      request.subject = population->subject(place);
      if (!decision::decide(*snapshot, request).permit) continue;
      ++single.permits;
      single.digest += decision::digest_of(object, place / 64, std::uint64_t{1} << (place % 64));
    }
  }
  const auto catalogue = builder.finish();
  EXPECT_GT(single.permits, 0U);
  for (const auto lanes : {decision::Lanes::portable, decision::Lanes::avx2, decision::Lanes::avx512}) {
    if (!decision::has_lanes(lanes)) continue;
    const auto swept = decision::sweep(catalogue, *population, lanes);
    EXPECT_EQ(swept.decisions, single.decisions);
    EXPECT_EQ(swept.permits, single.permits);
    EXPECT_EQ(swept.digest, single.digest);
  }
  std::cout << "  " << single.permits << " of " << single.decisions << " permitted\n";
}

}  // namespace
}  // namespace entente::property
