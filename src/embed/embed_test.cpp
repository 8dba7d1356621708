// The C functions as a caller of C may misuse them, and the C++ layer on them. How they answer beside `entente decide`:
// tests/e2e/embed.py.
#include <entente/entente.hpp>

#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using entente::Explain;
using entente::OpenOptions;
using entente::World;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kTraining = "data/worlds/training";
constexpr std::string_view kFree = R"({"subject":{"type":"party","id":"XBO"},"action":{"name":"disclose"},)"
                                   R"("resource":{"type":"information","id":"o","properties":{"label":"OPEN","policy":"XAR"}}})";

// What a C function said, freed.
struct Said {
  int permit = 0;
  std::string text;
  bool null = true;
};

Said taken(int permit, char* text) {
  Said said{permit, text == nullptr ? "" : text, text == nullptr};
  entente_free(text);
  return said;
}

Said decide(entente_world* world, const char* request, std::size_t size, int explain = 0) {
  char* answer = nullptr;
  const int permit = entente_decide(world, request, size, explain, &answer);
  return taken(permit, answer);
}

Said refusal(const entente_options& options) {
  char* error = nullptr;
  auto* world = entente_open(&options, &error);
  EXPECT_EQ(world, nullptr);
  entente_close(world);
  return taken(0, error);
}

World training() { return World::open({.world = kTraining, .as_of = "2030-01-01"}); }

TEST(Embed, the_free_level_is_released_and_the_verdict_is_one) {
  const auto world = training();
  const auto said = decide(world.handle(), kFree.data(), kFree.size());
  EXPECT_EQ(said.permit, 1) << said.text;
  EXPECT_EQ(said.text, R"({"decision":true})");
  EXPECT_EQ(entente_decide(world.handle(), kFree.data(), kFree.size(), 0, nullptr), 1);
}

TEST(Embed, an_explained_answer_bears_the_revision_of_the_world) {
  const auto world = training();
  const auto answer = world.decide(kFree, Explain::yes);
  EXPECT_TRUE(answer.permit);
  EXPECT_THAT(std::string(world.revision()), StartsWith("sha256:"));
  EXPECT_THAT(answer.json, HasSubstr(std::string(world.revision())));
}

TEST(Embed, remedies_that_a_request_asks_for_come_with_a_deny) {
  const auto world = training();
  const std::string asked = R"({"subject":{"type":"party","id":"XBO"},"action":{"name":"disclose"},"resource":{"type":"information","id":"o",)"
                            R"("properties":{"label":"GUARDED","policy":"XAR"}},"context":{"remedies":true}})";
  const auto said = decide(world.handle(), asked.data(), asked.size());
  EXPECT_EQ(said.permit, 0);
  EXPECT_THAT(said.text, AllOf(StartsWith(R"({"decision":false)"), HasSubstr(R"("remedies":{)")));
}

TEST(Embed, what_cannot_be_asked_is_refused_and_says_why) {
  const auto world = training();
  const std::string twice = R"({"subject":{"type":"party","id":"XAR"},)" + std::string(kFree.substr(1));
  const std::string long_one(1024 * 1024 + 1, ' ');
  const struct {
    const char* name;
    Said said;
    const char* says;
  } cases[] = {
      {"no world", decide(nullptr, kFree.data(), kFree.size()), "no world"},
      {"no request", decide(world.handle(), nullptr, 7), "no request"},
      {"nothing", decide(world.handle(), "", 0), "error"},
      {"no JSON", decide(world.handle(), "not json", 8), "error"},
      {"a key twice", decide(world.handle(), twice.data(), twice.size()), "subject"},
      {"too long", decide(world.handle(), long_one.data(), long_one.size()), "1048577 bytes; the limit is 1048576"},
      {"cut off", decide(world.handle(), kFree.data(), kFree.size() - 1), "error"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(each.said.permit, 0) << each.name;
    EXPECT_THAT(each.said.text, AllOf(StartsWith(R"({"decision":false,"context":{"error":)"), HasSubstr(each.says))) << each.name;
  }
  EXPECT_EQ(entente_decide(nullptr, nullptr, 0, 1, nullptr), 0);
}

TEST(Embed, options_that_say_nothing_sensible_open_nothing) {
  const auto with = [](auto set) {
    entente_options options = ENTENTE_OPTIONS_INIT;
    options.world = kTraining;
    set(options);
    return refusal(options).text;
  };
  const char* const nowhere[] = {nullptr};
  EXPECT_THAT(with([](auto& options) { options.world = "data/worlds/none"; }), HasSubstr("data/worlds/none"));
  EXPECT_THAT(with([](auto& options) { options.world = ""; }), StartsWith("world: "));
  EXPECT_THAT(with([](auto& options) { options.as_of = "2024-02-30"; }), AllOf(StartsWith("as_of: "), HasSubstr("2024-02-30")));
  EXPECT_THAT(with([](auto& options) { options.known_as_of = ""; }), StartsWith("known_as_of: "));
  EXPECT_THAT(with([](auto& options) { options.require = "sure"; }), AllOf(StartsWith("require: "), HasSubstr("partial")));
  EXPECT_THAT(with([](auto& options) { options.overlay_count = 1; }), StartsWith("overlays: "));
  EXPECT_THAT(with([&](auto& options) { options.consents = nowhere, options.consent_count = 1; }), StartsWith("consents: "));
  EXPECT_THAT(with([](auto& options) { options.size = 0; }), HasSubstr("ENTENTE_OPTIONS_INIT"));
  EXPECT_THAT(with([](auto& options) { options.size = static_cast<std::size_t>(-1); }), HasSubstr("ENTENTE_OPTIONS_INIT"));
}

TEST(Embed, a_later_option_is_refused_when_set_and_passed_over_when_not) {
  struct Later {
    entente_options known = ENTENTE_OPTIONS_INIT;
    const char* new_one = nullptr;
  } later;
  later.known.size = sizeof later;
  later.known.world = kTraining;
  auto* world = entente_open(&later.known, nullptr);
  EXPECT_NE(world, nullptr);
  entente_close(world);
  later.new_one = "x";
  EXPECT_THAT(refusal(later.known).text, HasSubstr("a newer library is needed"));
}

TEST(Embed, null_is_nothing_to_close_to_free_or_to_name) {
  entente_close(nullptr);
  entente_free(nullptr);
  EXPECT_EQ(entente_revision(nullptr), nullptr);
  EXPECT_FALSE(entente::version().empty());
}

TEST(Embed, as_of_counts_where_a_request_states_no_time) {
  const std::string unstated(kFree);
  const std::string stated = unstated.substr(0, unstated.size() - 1) + R"(,"context":{"time":"2030-01-01"}})";
  const auto dated = training();
  const auto undated = World::open({.world = kTraining});
  EXPECT_EQ(dated.decide(unstated, Explain::yes).json, undated.decide(stated, Explain::yes).json);
}

TEST(Embed, a_world_that_does_not_open_throws_in_cpp_only) {
  EXPECT_THROW((void)World::open({.world = "data/worlds/none"}), entente::OpenError);
  auto from = training();
  const auto to = std::move(from);
  EXPECT_FALSE(from.decide(kFree).permit);  // NOLINT: what a moved world does is the point
  EXPECT_TRUE(from.revision().empty());
  EXPECT_FALSE(to.decide({}).permit);
}

// Amended to this effect, a world answers as one that was opened with the patch: same revision, same words.
constexpr std::string_view kEnds = "format = 1\n[[end]]\ninstrument = \"2plus2-xar-xbo\"\non = \"2025-01-01\"\n";

TEST(Embed, a_patch_is_all_or_nothing_and_leaves_revisions_that_were_told) {
  auto world = training();
  const char* const before = entente_revision(world.handle());
  const std::string first = before;
  const auto refused = [&](std::string_view patch) {
    try {
      world.amend(patch);
    } catch (const entente::OpenError& error) {
      EXPECT_EQ(world.revision(), first);
      return std::string(error.what());
    }
    return std::string("done");
  };
  EXPECT_THAT(refused(""), HasSubstr("format"));
  EXPECT_THAT(refused({}), HasSubstr("format"));
  EXPECT_THAT(refused("format = 1\n"), HasSubstr("it supposes nothing"));
  EXPECT_THAT(refused(std::string(kEnds) + "[[end]]\ninstrument = \"2plus2-xar-xbp\"\non = \"2026-01-01\"\n"),
              AllOf(StartsWith("the world is not amended\npatch:6: "), HasSubstr("2plus2-xar-xbo`?")));
  EXPECT_THAT(refused(std::string(256 * 1024 + 1, '\n')), HasSubstr("262144"));
  EXPECT_THAT(taken(entente_amend(world.handle(), nullptr, 3, nullptr), nullptr).permit, 0);
  EXPECT_EQ(entente_amend(nullptr, "", 0, nullptr), 0);
  world.amend(kEnds);
  EXPECT_NE(world.revision(), first);
  EXPECT_EQ(before, first);  // still there
  EXPECT_THAT(world.decide(kFree, Explain::yes).json, AllOf(HasSubstr(std::string(world.revision())), Not(HasSubstr(first))));
  EXPECT_THROW(world.amend(kEnds), entente::OpenError);  // it has ended already
}

TEST(Embed, questions_are_answered_while_a_world_is_amended) {
  auto world = training();
  std::vector<int> denied(2, 0);
  std::vector<std::thread> threads;
  for (auto& count : denied) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) count += world.decide(kFree).permit && !world.revision().empty() ? 0 : 1;
    });
  }
  for (int year = 0; year < 10; ++year) {
    const auto id = "supposed-" + std::to_string(year);
    world.amend("format = 1\n[[instruments]]\nid = \"" + id + "\"\nkind = \"consultation\"\ntitle = \"One more\"\nparties = [{ id = \"XAR\" }, { id = "
                "\"XBO\" }]\nsource = \"invented\"\nevidence = \"verified\"\n[[instruments.status]]\nvalue = \"in-force\"\nfrom = \"2020-01-01\"\n");
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(denied, testing::Each(0));
}

TEST(Embed, threads_take_turns_at_one_world) {
  const auto world = training();
  const auto expected = world.decide(kFree, Explain::yes).json;
  std::vector<int> different(4, 0);
  std::vector<std::thread> threads;
  for (auto& count : different) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        const std::string day = std::to_string(2001 + i) + "-01-01";
        const std::string other = std::string(kFree.substr(0, kFree.size() - 1)) + R"(,"context":{"time":")" + day + R"("}})";
        if (world.decide(kFree, Explain::yes).json != expected || world.decide(other).json.empty()) ++count;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(different, testing::Each(0));
}

}  // namespace
