// Searches and sweeps where the laws do not look: odd requests, order, places, many subjects, every kind of lanes.
#include <random>

#include <gtest/gtest.h>

#include "base/search_limits.h"
#include "decision/catalogue.h"
#include "decision/population.h"
#include "decision/tiny_world.h"

namespace entente::decision {
namespace {

using testing::Question;
using testing::TinyWorld;

constexpr std::size_t kManyPeople = 5000;  // more than one block of a sweep

TinyWorld allies() {
  TinyWorld tiny;
  tiny.nation("XAA").nation("XBB").nation("XCC").group("ALL").member("ALL", "XAA").member("ALL", "XBB");
  tiny.agreement("isa-a-b", "XAA", "XBB", "2010-01-01");
  return tiny;
}

struct Asked {
  Snapshot snapshot;
  Population population;

  Asked(const TinyWorld& tiny, Instant at)
      : snapshot(*Snapshot::compile(tiny.world, {at, std::nullopt, world::Evidence::unverified})),
        population(*Population::compile(snapshot, at)) {}

  [[nodiscard]] std::vector<std::string> who(const Request& request) const {
    std::vector<std::string> found;
    Receivers receivers(population, request);
    for (std::size_t place = receivers.next(0); place < population.size(); place = receivers.next(place + 1))
      found.push_back(population.subject(place).id);
    return found;
  }

  [[nodiscard]] bool single(Request request, std::size_t place) const {
    request.subject = population.subject(place);
    return judge(snapshot, BoundRequest::bind(snapshot, request)).permit;
  }
};

using Names = std::vector<std::string>;

TEST(Search, results_come_by_type_and_then_id) {
  TinyWorld tiny = allies();
  for (const char* id : {"p2", "p10", "p1"}) {
    auto& person = tiny.person(id, "XBB");
    person.clearances = {testing::clearance("XBB", "TOP")};
    person.belongs = {testing::belonging("coi:watch")};
  }
  auto& system = tiny.system("a-net", "XBB");
  system.accreditations = {testing::clearance("XBB", "TOP")};
  system.belongs = {testing::belonging("coi:watch")};
  tiny.facility("a-site", "XBB").clearances = {testing::clearance("XBB", "TOP")};
  const Question question = Question("XAA", "MID").released({"ALL"}).of_community("watch");
  const Asked asked(tiny, question.request.time);
  EXPECT_EQ(asked.who(question.request), (Names{"ALL", "XAA", "XBB", "p1", "p10", "p2", "a-net", "a-site"}));
  const auto [first, last] = asked.population.places(SubjectType::person);
  EXPECT_EQ(last - first, 3U);
  EXPECT_EQ(asked.population.subject(first).id, "p1");
  EXPECT_EQ(asked.population.party(first).value, "XBB");
  EXPECT_EQ(asked.population.places(SubjectType::party), (std::pair<std::size_t, std::size_t>(0, 4)));
  EXPECT_EQ(asked.population.places(SubjectType::facility).second, asked.population.size());
  EXPECT_EQ(asked.population.places(SubjectType::other).first, asked.population.size());
}

// What does not fall apart is judged, within the same search.
TEST(Search, odd_requests_are_judged) {
  TinyWorld tiny = allies();
  Question plain("XAA", "MID");
  plain.released({"ALL"});
  Question controlled = plain;
  controlled.request.object.export_controlled = true;
  Question other_action = plain;
  other_action.request.action = "transfer";
  Question later = plain;
  later.at("2021-01-01");
  Question invalid = plain;
  invalid.label().level = LevelName("NONE");
  const Asked asked(tiny, plain.request.time);
  Catalogue::Builder builder(asked.snapshot, plain.request.time);
  std::vector<Request> requests;
  for (const auto* question : {&plain, &controlled, &other_action, &later, &invalid}) {
    requests.push_back(question->request);
    ASSERT_TRUE(builder.add(question->request));
  }
  const auto catalogue = builder.finish();
  EXPECT_EQ(asked.who(later.request), (Names{"ALL", "XAA", "XBB"}));
  EXPECT_EQ(asked.who(invalid.request), Names{});
  for (std::size_t place = 0; place < asked.population.size(); ++place) {
    const auto all = Receivable(catalogue, asked.population.subject(place)).all();
    for (std::size_t object = 0; object < requests.size(); ++object) {
      EXPECT_EQ((all.front() >> object & 1U) != 0, asked.single(requests[object], place))
          << object << " to " << asked.population.subject(place).id;
    }
  }
  std::uint64_t permits = 0;
  for (const auto& request : requests) permits += asked.who(request).size();
  const auto swept = sweep(catalogue, asked.population, Lanes::portable);
  EXPECT_EQ(swept.permits, permits);
  EXPECT_EQ(swept.decisions, requests.size() * asked.population.size());
  EXPECT_EQ(builder.finish().size(), 0U) << "a finished builder is empty";
}

// Two objects with the same mark are not alike where consents name them apart.
TEST(Search, a_consent_is_for_the_object_it_names) {
  TinyWorld tiny = allies();
  tiny.agreement("isa-a-c", "XAA", "XCC", "2010-01-01").consent("XAA", "XBB", "one").consent("XAA", "XCC", "two");
  tiny.world.consents.back().id = "another";
  Question question("XAA", "MID");
  question.label().controls.originator_control = true;
  const Asked asked(tiny, question.request.time);
  Catalogue::Builder builder(asked.snapshot, question.request.time);
  for (const char* id : {"one", "two", "three"}) {
    question.request.object.id = id;
    ASSERT_TRUE(builder.add(question.request));
  }
  const auto catalogue = builder.finish();
  EXPECT_EQ(Receivable(catalogue, {SubjectType::party, "XBB"}).all(), std::vector<std::uint64_t>{0b001});
  EXPECT_EQ(Receivable(catalogue, {SubjectType::party, "XCC"}).all(), std::vector<std::uint64_t>{0b010});
  EXPECT_EQ(Receivable(catalogue, {SubjectType::party, "XAA"}).all(), std::vector<std::uint64_t>{0b111});
}

TEST(Search, more_people_than_a_block_are_swept) {
  TinyWorld tiny = allies();
  for (std::size_t index = 0; index < kManyPeople; ++index) {
    auto& person = tiny.person("p" + std::to_string(index), index % 3 == 0 ? "XCC" : "XBB");
    if (index % 7 != 0) person.clearances = {testing::clearance(person.employer.value, index % 2 == 0 ? "TOP" : "LOW")};
    if (index % 5 != 0) person.belongs = {testing::belonging("coi:watch")};
    if (index % 11 == 0) person.nationalities.emplace_back("XCC");
  }
  const Question question = Question("XAA", "MID").released({"XBB"}).of_community("watch");
  const Asked asked(tiny, question.request.time);
  std::vector<std::string> single;
  std::uint64_t digest = 0;
  for (std::size_t place = 0; place < asked.population.size(); ++place) {
    if (!asked.single(question.request, place)) continue;
    single.push_back(asked.population.subject(place).id);
    digest += digest_of(0, place / 64, std::uint64_t{1} << (place % 64));
  }
  EXPECT_GT(single.size(), kManyPeople / 10);
  EXPECT_EQ(asked.who(question.request), single);
  Catalogue::Builder builder(asked.snapshot, question.request.time);
  ASSERT_TRUE(builder.add(question.request));
  const auto swept = sweep(builder.finish(), asked.population, widest_lanes());
  EXPECT_EQ(swept.permits, single.size());
  EXPECT_EQ(swept.digest, digest);
}

TEST(Search, objects_that_must_be_judged_have_a_limit) {
  const TinyWorld tiny = allies();
  Question controlled("XAA", "MID");
  controlled.request.object.export_controlled = true;
  const Asked asked(tiny, controlled.request.time);
  Catalogue::Builder builder(asked.snapshot, controlled.request.time);
  for (std::size_t count = 0; count < limits::kJudgedObjects; ++count) ASSERT_TRUE(builder.add(controlled.request));
  const auto refused = builder.add(controlled.request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code(Fault::over_limit));
}

class WideLanes : public ::testing::TestWithParam<Lanes> {};

TEST_P(WideLanes, agree_with_portable_ones) {
  const auto lanes = GetParam();
  if (!has_lanes(lanes)) GTEST_SKIP() << "this machine has none of them";
  std::mt19937_64 random(1);
  constexpr std::size_t kWords = 40;
  std::array<std::vector<std::uint64_t>, kRowsAnded> columns;
  for (auto& column : columns) {
    column.resize(kWords + 1);
    for (auto& word : column) word = random() | random();
  }
  for (std::size_t word = 8; word < 20; ++word) columns[2][word] = 0;
  std::vector<std::uint64_t> weights(kWords);
  for (auto& weight : weights) weight = random();
  for (const std::size_t shift : {0, 1}) {  // rows of any alignment
    Rows rows{};
    for (std::size_t row = 0; row < kRowsAnded; ++row) rows[row] = columns[row].data() + shift;
    std::vector<std::uint64_t> expected(kWords);
    const auto plain = and_rows(Lanes::portable, rows, weights.data(), kWords, expected.data());
    EXPECT_GT(plain.set, 0U);
    for (std::size_t word = 0; word < kWords; ++word)
      EXPECT_EQ(expected[word], rows[0][word] & rows[1][word] & rows[2][word] & rows[3][word]);
    std::vector<std::uint64_t> out(kWords);
    const auto tally = and_rows(lanes, rows, weights.data(), kWords, out.data());
    EXPECT_EQ(out, expected);
    EXPECT_EQ(tally.set, plain.set);
    EXPECT_EQ(tally.weighed, plain.weighed);
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, WideLanes, ::testing::Values(Lanes::avx2, Lanes::avx512),
                         [](const auto& each) { return each.param == Lanes::avx2 ? "avx2" : "avx512"; });

}  // namespace
}  // namespace entente::decision
