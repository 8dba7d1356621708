#include "format/request_shapes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "base/request_limits.h"
#include "format/request_json.h"

namespace entente::format {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kLine =
    R"({"subject":{"type":"party","id":"JPN"},"action":{"name":"disclose"},"resource":{"type":"information","id":"r-1",)"
    R"("properties":{"label":"極秘","policy":"JPN","releasable_to":["USA","AUS"],"export_controlled":true}},"context":{"time":"2024-11-20"}})";

std::string with(std::string_view old, std::string_view now) {
  std::string out(kLine);
  const auto at = out.find(old);
  CHECK(at != std::string::npos);
  return out.replace(at, old.size(), now);
}

// The shapes of one line, and whether another is of them.
class Taught {
 public:
  explicit Taught(std::string_view line, Part whole = Part::root) : whole_(whole) { learn(line); }
  void learn(std::string_view line) {
    line_ = line;
    slots_.restart(line_, whole_);
    CHECK(reader_.read(line_, slots_).has_value());
    shapes_.learn(line_, slots_);
  }
  bool reads(std::string_view line) {
    line_ = line;
    const bool is = shapes_.read(line_, slots_);
    if (!is) slots_.restart(line_, whole_);
    return is;
  }
  const RequestSlots& slots() const { return slots_; }

 private:
  Part whole_;
  std::string line_;
  RequestShapes shapes_;
  codec::JsonReader reader_;
  RequestSlots slots_;
};

std::vector<std::string> texts_at(const RequestSlots& slots, Place place) {
  const Slot* slot = slots.find(place);
  CHECK(slot != nullptr);
  return {slots.texts(*slot), slots.texts(*slot) + slot->texts};
}

TEST(RequestShapes, nothing_is_known_at_first) {
  RequestShapes shapes;
  RequestSlots slots;
  slots.restart(kLine);
  EXPECT_FALSE(shapes.read(kLine, slots));
}

TEST(RequestShapes, other_strings_at_the_same_places_are_read) {
  Taught taught(kLine);
  for (const auto& line : {std::string(kLine), with("JPN", "KOR"), with("JPN", ""), with("r-1", "Ⅱ급비밀"),
                           with("極秘", "SECRET"), with("AUS", "\x7F")}) {
    EXPECT_TRUE(taught.reads(line)) << line;
  }
  EXPECT_TRUE(taught.reads(with("r-1", "another that is longer than eight bytes")));
  EXPECT_EQ(taught.slots().find(Place::resource_id)->scalar.text, "another that is longer than eight bytes");
  EXPECT_EQ(taught.slots().find(Place::label)->scalar.text, "極秘");
  EXPECT_EQ(taught.slots().find(Place::context)->kind, codec::NodeKind::table);
  EXPECT_TRUE(taught.slots().find(Place::export_controlled)->scalar.boolean);
  EXPECT_FALSE(taught.slots().has(Place::holder));
}

TEST(RequestShapes, a_list_may_be_of_any_length_but_none) {
  Taught taught(kLine);
  for (const std::string list : {R"(["USA"])", R"(["USA","AUS","NZL"])", R"(["USA", "AUS","NZL"])", R"(["",""])"}) {
    EXPECT_TRUE(taught.reads(with(R"(["USA","AUS"])", list))) << list;
  }
  EXPECT_EQ(texts_at(taught.slots(), Place::releasable_to), (std::vector<std::string>{"", ""}));
  for (const std::string list :
       {"[]", R"(["USA",])", R"(["USA" ,"AUS"])", R"(["USA",  "AUS"])", R"(["USA",true])", R"(["USA"],"AUS"])", R"("USA")"}) {
    EXPECT_FALSE(taught.reads(with(R"(["USA","AUS"])", list))) << list;
  }
}

TEST(RequestShapes, what_is_no_plain_string_is_left_to_the_library) {
  Taught taught(kLine);
  for (const std::string wrong :
       {"a\\n", "\\", "a\"", "\n", "\x1f", "\x80", "\xC0\x80", "\xED\xA0\x80", "12345678\\", "1234567\x80"}) {
    EXPECT_FALSE(taught.reads(with("r-1", wrong))) << wrong;
    EXPECT_FALSE(taught.reads(with("USA", wrong))) << wrong;
  }
  EXPECT_FALSE(taught.reads(with("r-1", std::string(1, '\0'))));
  for (std::size_t length = 0; length < kLine.size(); ++length) EXPECT_FALSE(taught.reads(kLine.substr(0, length))) << length;
  EXPECT_FALSE(taught.reads(std::string(kLine) + " "));
  EXPECT_FALSE(taught.reads(" " + std::string(kLine)));
  EXPECT_FALSE(taught.reads(with("true", "false")));
  EXPECT_FALSE(taught.reads(with("\"id\":", "\"id\" :")));
}

TEST(RequestShapes, several_are_known_at_once) {
  const auto flag = with("true", "false");
  const auto fewer = with(R"("policy":"JPN",)", "");
  Taught taught(kLine);
  taught.learn(flag);
  taught.learn(fewer);
  EXPECT_TRUE(taught.reads(kLine));
  EXPECT_TRUE(taught.slots().find(Place::export_controlled)->scalar.boolean);
  EXPECT_TRUE(taught.reads(flag));
  EXPECT_FALSE(taught.slots().find(Place::export_controlled)->scalar.boolean);
  EXPECT_TRUE(taught.reads(fewer));
  EXPECT_FALSE(taught.slots().has(Place::policy));
  EXPECT_TRUE(taught.reads(kLine));
  EXPECT_TRUE(taught.slots().find(Place::export_controlled)->scalar.boolean);
}

// Whose end is the beginning of another's.
TEST(RequestShapes, white_space_behind_is_another_shape) {
  const auto spaced = std::string(kLine) + " ";
  for (const bool first : {false, true}) {
    Taught taught(first ? spaced : std::string(kLine));
    taught.learn(first ? std::string(kLine) : spaced);
    EXPECT_TRUE(taught.reads(kLine));
    EXPECT_TRUE(taught.reads(spaced));
  }
}

TEST(RequestShapes, what_the_slots_do_not_hold_whole_is_not_learnt) {
  const std::string lines[] = {with("r-1", "a\\u0062"), with("\"AUS\"", "\"a\\\"\""), with("\"AUS\"", "1"),
                               with("\"context\"", "\"else\":\"x\",\"context\""), with("\"極秘\"", R"({"xml":""})")};
  for (const auto& line : lines) {
    Taught taught(line);
    EXPECT_FALSE(taught.reads(line)) << line;
  }
}

TEST(RequestShapes, what_has_no_meaning_here_must_be_the_same_text) {
  const auto line = with(R"("id":"JPN")", R"("id":"JPN","properties":{"rank":"a","b":[1,{"c":"d"}]})");
  Taught taught(line);
  EXPECT_TRUE(taught.reads(line));
  auto other = line;
  other.replace(other.find("\"rank\":\"a\""), 10, "\"rank\":\"e\"");
  EXPECT_FALSE(taught.reads(other));
}

TEST(RequestShapes, all_are_forgotten_when_there_are_too_many) {
  Taught taught(kLine);
  const auto numbered = [](std::size_t number) {
    return with("\"id\":\"JPN\"", R"("id":"JPN","properties":)" + std::to_string(number));
  };
  for (std::size_t number = 0; number < limits::kRequestShapes; ++number) {
    taught.learn(numbered(number));
    EXPECT_TRUE(taught.reads(numbered(number))) << number;
  }
  EXPECT_FALSE(taught.reads(kLine));
  taught.learn(kLine);
  EXPECT_TRUE(taught.reads(kLine));
}

TEST(RequestShapes, a_shape_too_long_to_remember_is_not_learnt) {
  const auto long_line =
      with("\"id\":\"JPN\"", R"("id":"JPN","properties":{"a":")" + std::string(limits::kRequestShapeBytes, 'a') + "\"}");
  Taught taught(long_line);
  EXPECT_FALSE(taught.reads(long_line));
}

// More values than JsonReader takes are refused by it, so its limit is kept by the length of the text.
TEST(RequestShapes, a_text_that_could_hold_too_many_values_is_left_to_the_library) {
  Taught taught(kLine);
  const auto padded = [&](std::size_t bytes) { return with("r-1", std::string(bytes - kLine.size() + 3, 'a')); };
  EXPECT_TRUE(taught.reads(padded(limits::kTreeNodes)));
  EXPECT_FALSE(taught.reads(padded(limits::kTreeNodes + 1)));
}

// The place is that in the line, which a shape does not keep.
TEST(RequestShapes, an_error_is_the_same_as_of_a_new_reader) {
  RequestReader used;
  for (int round = 0; round < 2; ++round) {
    ASSERT_TRUE(used.read(kLine));
    for (const auto& line :
         {with("2024-11-20", "2024-13-20"), with("\"AUS\"", "7"), with("true", "\"true\""), with("\"id\"", "\"Id\""),
          with("\"JPN\"", "\"J\\q\""), with("\"policy\"", "\"label\""), with("disclose", "supply")}) {
      const auto fresh = read_request(line);
      const auto again = used.read(line);
      ASSERT_FALSE(fresh) << line;
      ASSERT_FALSE(again) << line;
      EXPECT_EQ(again.error().message, fresh.error().message);
    }
  }
}

}  // namespace
}  // namespace entente::format
