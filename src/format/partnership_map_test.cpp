#include "format/partnership_map.h"

#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/test_picture.h"

namespace entente::format {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

constexpr std::array kKinds{world::Kind::information_security, world::Kind::cross_servicing, world::Kind::reciprocal_access,
                            world::Kind::equipment_transfer,   world::Kind::consultation,    world::Kind::programme};

world::Model model_of(std::size_t stages) {
  world::Model out;
  out.id = "m";
  out.title = "stages";
  for (std::size_t each = 0; each < stages; ++each) {
    world::Stage stage;
    stage.id = fmt::format("s{}", each);
    stage.title = "exercises";
    if (each > 0) stage.after = fmt::format("s{}", each - 1);
    out.stages.push_back(stage);
  }
  return out;
}

// So many partners at each stage, all with every kind of agreement.
MapSheet sheet(const world::Model& model, const std::vector<std::size_t>& partners) {
  MapSheet out;
  for (std::size_t reached = 1; reached <= partners.size(); ++reached) {
    for (std::size_t each = 0; each < partners[reached - 1]; ++each) {
      MapPartner partner;
      partner.partnership.party = PartyId("AAA");
      partner.partnership.partner = PartyId(fmt::format("{}{:02}", static_cast<char>('A' + static_cast<int>(reached)), each));
      partner.partnership.reached = reached;
      for (const auto& stage : model.stages) partner.partnership.stages.push_back({&stage, {}, true, std::nullopt, {}, {}});
      for (const auto kind : kKinds) {
        analysis::Ground bond;
        bond.kind = to_string(kind);
        partner.bonds.push_back(bond);
      }
      out.partners.push_back(std::move(partner));
    }
  }
  return out;
}

ShownPicture drawn(const std::vector<std::vector<std::size_t>>& sheets) {
  const world::World world;
  const auto model = model_of(4);
  PartnershipMap map{world, model, PartyId("AAA"), {}, "unverified", "sha256:0123456789abcdef"};
  for (const auto& each : sheets) map.sheets.push_back(sheet(model, each));
  return shown_in(partnership_map(map));
}

// Goal: the letters of no partner stand over another's, over a name or over a ring's name. Method: partners as in the shipped
// world.
TEST(PartnershipMap, letters_do_not_collide) {
  for (const auto& partners :
       std::vector<std::vector<std::size_t>>{{8, 5, 18, 2}, {2, 18, 3, 14}, {0, 31, 0, 0}, {0, 18, 2, 14}, {1, 1, 1, 1}})
    EXPECT_THAT(drawn({partners}).collisions(), IsEmpty()) << partners[1];
}

// Goal: two dates are beside each other, and below where partners would cover each other.
TEST(PartnershipMap, crowded_dates_stand_below_each_other) {
  const auto beside = drawn({{1, 3, 0, 0}, {8, 5, 9, 2}});
  const auto below = drawn({{0, 31, 0, 0}, {2, 18, 3, 14}});
  EXPECT_THAT(beside.collisions(), IsEmpty());
  EXPECT_THAT(below.collisions(), IsEmpty());
  EXPECT_LT(beside.height, 1'000);
  EXPECT_GT(below.height, 2'000);
  EXPECT_THAT(below.texts, Contains("E13"));
}

}  // namespace
}  // namespace entente::format
