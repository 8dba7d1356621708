#include "service/object_forms.h"

#include <gtest/gtest.h>

#include "base/search_limits.h"

namespace entente::service {
namespace {

world::World named(const std::string& object) {
  world::World world;
  world::Consent consent;
  consent.objects = {object};
  world.consents.push_back(consent);
  return world;
}

const ObjectAnswer kAnswer{"document", true, world::Evidence::partial, Instant{7}, {}};

std::string line_of(const std::string& id, const std::string& label = "LOW") {
  return R"({"type":"document","id":")" + id + R"(","properties":{"label":")" + label + R"(","policy":"AAA"}})";
}

// Whether it has the answer of a line that was remembered, and which name it finds then.
std::string found(ObjectForms& forms, const std::string& line) {
  const auto known = forms.find(line);
  return known ? std::string(known->id) : "";
}

TEST(ObjectForms, know_a_line_that_differs_in_its_name_alone) {
  ObjectForms forms{world::World()};
  EXPECT_EQ(found(forms, line_of("a")), "");
  forms.remember(kAnswer);
  EXPECT_EQ(found(forms, line_of("b#2 of {3}")), "b#2 of {3}");
  EXPECT_EQ(forms.find(line_of("b"))->answer.evidence, world::Evidence::partial);
  EXPECT_EQ(found(forms, line_of("b", "HIGH")), "");
  EXPECT_EQ(found(forms, line_of("b") + " "), "");
}

// The outermost `id` is the name, wherever it stands.
TEST(ObjectForms, take_no_other_text_for_the_name) {
  for (const std::string before :
       {R"({"properties":{"id":"x","cois":["id","}"]},"type":"a\"id\"",)", R"({ "type" : [{"id":1}] , )", R"({"t":-1e5,)"}) {
    ObjectForms forms{world::World()};
    EXPECT_EQ(found(forms, before + R"("id":"a"})"), "");
    forms.remember(kAnswer);
    EXPECT_EQ(found(forms, before + R"("id":"b"})"), "b") << before;
  }
}

TEST(ObjectForms, leave_to_be_read_what_is_written_oddly) {
  for (const std::string id : {R"(a\u0041)", R"(a\")", "", "\xc3\xa9", "\x01", "\x7f"}) {
    ObjectForms forms{world::World()};
    EXPECT_EQ(found(forms, line_of("a")), "");
    forms.remember(kAnswer);
    EXPECT_EQ(found(forms, line_of(id)), "") << id;
    forms.remember(kAnswer);  // of a line without a form: nothing
    EXPECT_EQ(found(forms, line_of(id)), "") << id;
  }
  ObjectForms forms{world::World()};
  for (const std::string line : {"", "{", "[]", R"({"id")", R"({"id":)", R"({"id":7})", R"({"id":"a)", R"({"type":"x)",
                                 R"({"type":{)", R"({"\u0069d":"a"})"}) {
    EXPECT_EQ(found(forms, line), "") << line;
    forms.remember(kAnswer);
    EXPECT_EQ(found(forms, line), "") << line;
  }
}

TEST(ObjectForms, leave_to_be_decided_what_a_fact_names) {
  ObjectForms forms(named("report"));
  EXPECT_EQ(found(forms, line_of("other")), "");
  forms.remember(kAnswer);
  EXPECT_EQ(found(forms, line_of("report-2")), "report-2");
  for (const std::string id : {"report", "report#3"}) EXPECT_EQ(found(forms, line_of(id)), "") << id;
  ObjectForms of_portion(named("report#3"));
  EXPECT_EQ(found(of_portion, line_of("other")), "");
  of_portion.remember(kAnswer);
  EXPECT_EQ(found(of_portion, line_of("report#3")), "");
  EXPECT_EQ(found(of_portion, line_of("report#4")), "report#4");
}

TEST(ObjectForms, keep_no_more_than_their_limits) {
  ObjectForms forms{world::World()};
  const std::string longest(limits::kCatalogueFormBytes - line_of("", "").size(), 'X');
  for (const auto& label : {longest, longest + "X"}) {
    EXPECT_EQ(found(forms, line_of("a", label)), "");
    forms.remember(kAnswer);
  }
  EXPECT_EQ(found(forms, line_of("b", longest)), "b");
  EXPECT_EQ(found(forms, line_of("b", longest + "X")), "");
  for (std::size_t number = 0; number < limits::kCatalogueForms; ++number) {
    EXPECT_EQ(found(forms, line_of("a", std::to_string(number))), "");
    forms.remember(kAnswer);
  }
  EXPECT_EQ(found(forms, line_of("b", std::to_string(limits::kCatalogueForms - 2))), "b");
  EXPECT_EQ(found(forms, line_of("b", std::to_string(limits::kCatalogueForms - 1))), "");
}

}  // namespace
}  // namespace entente::service
