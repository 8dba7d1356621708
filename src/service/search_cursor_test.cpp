#include "service/search_cursor.h"

#include <gtest/gtest.h>

#include "base/search_limits.h"

namespace entente::service {
namespace {

const CursorSubject kAbout{"sha256:1", "who", "sha256:2"};

TEST(Cursor, reads_what_it_wrote) {
  const auto text = write_cursor({7, 20, {1732060800}}, kAbout);
  EXPECT_LT(text.size(), limits::kSearchTokenBytes / 2);
  const auto cursor = read_cursor(text, kAbout);
  ASSERT_TRUE(cursor) << cursor.error().message;
  EXPECT_EQ(cursor->position, 7U);
  EXPECT_EQ(cursor->limit, 20U);
  EXPECT_EQ(cursor->at, Instant{1732060800});
  EXPECT_EQ(*instant_of_cursor(text), Instant{1732060800});
}

TEST(Cursor, belongs_to_one_question) {
  const auto text = write_cursor({7, 20, {1732060800}}, kAbout);
  const struct {
    CursorSubject about;
    std::string_view message;
  } kOthers[] = {{{"sha256:3", "who", "sha256:2"}, "is of another world, or its facts have changed"},
                 {{"sha256:1", "what", "sha256:2"}, "is of another question"},
                 {{"sha256:1", "who", "sha256:3"}, "is of another catalogue, or this one has changed"}};
  for (const auto& [about, message] : kOthers) {
    const auto cursor = read_cursor(text, about);
    ASSERT_FALSE(cursor);
    EXPECT_NE(cursor.error().message.find(message), std::string::npos) << cursor.error().message;
    EXPECT_NE(cursor.error().message.find("ask again without it"), std::string::npos);
  }
}

// With a digest that fits: of a time that no question can state.
TEST(Cursor, of_times_outside_the_world_are_refused) {
  EXPECT_TRUE(read_cursor(write_cursor({7, 20, *parse_instant("1800-01-01")}, kAbout), kAbout));
  EXPECT_TRUE(read_cursor(write_cursor({7, 20, *parse_instant("2200-12-31T23:59:59Z")}, kAbout), kAbout));
  for (const Instant at : {kBeginningOfTime, kEndOfTime, Instant{kEndOfTime.seconds - 1}, Instant{kBeginningOfTime.seconds + 1},
                           Instant{parse_instant("1800-01-01")->seconds - 1}, Instant{parse_instant("2200-12-31")->seconds + 86'400}}) {
    const auto text = write_cursor({7, 20, at}, kAbout);
    EXPECT_FALSE(read_cursor(text, kAbout)) << text;
    EXPECT_FALSE(instant_of_cursor(text)) << text;
  }
}

// Any byte that is changed, left out or added.
TEST(Cursor, mistyped_ones_are_refused) {
  const auto text = write_cursor({7, 20, {-1}}, kAbout);
  EXPECT_TRUE(read_cursor(text, kAbout));
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char other : {'0', '1', '.', 'x', '\0'}) {
      auto changed = text;
      changed[at] = other;
      if (changed != text) EXPECT_FALSE(read_cursor(changed, kAbout)) << changed;
    }
    EXPECT_FALSE(read_cursor(text.substr(0, at), kAbout));
    EXPECT_FALSE(instant_of_cursor(text.substr(at + 1)));
  }
  EXPECT_FALSE(read_cursor(text + "0", kAbout));
  EXPECT_FALSE(read_cursor(std::string(limits::kSearchTokenBytes + 1, 's'), kAbout));
}

}  // namespace
}  // namespace entente::service
