#include "format/layout.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "codec/fault_matchers.h"
#include "codec/toml.h"
#include "format/layout_tree.h"
#include "format/test_world.h"

namespace entente::format {
namespace {

using codec::fails_with;

std::string laid_out(std::string_view text) {
  const auto out = lay_out(text);
  if (!out) return "refused: " + out.error().message;
  EXPECT_EQ(lay_out(*out).value_or("refused"), *out) << "laying out twice changes something";
  return *out;
}

struct Case {
  const char* says;
  std::string before;
  std::string after;
};

TEST(Layout, each_rule_of_the_page) {
  const std::vector<Case> cases{
      {"nothing stays nothing", "", ""},
      {"only blank lines are nothing", "\n \n\r\n", ""},
      {"one space around `=`, none at the end, one line feed", "a=1  \nb   =   \"x\"", "a = 1\nb = \"x\"\n"},
      {"CR LF becomes LF", "a = 1\r\n\r\n[t]\r\nb = 2\r\n", "a = 1\n\n[t]\nb = 2\n"},
      {"a byte order mark goes",
       "\xEF\xBB\xBF"
       "a = 1\n",
       "a = 1\n"},
      {"one blank line between tables, none inside or at the start", "\n\na = 1\n\n\nb = 2\n[t]\n\nc = 3\n[[u]]\n",
       "a = 1\nb = 2\n\n[t]\nc = 3\n\n[[u]]\n"},
      {"sub-tables are indented by two for each level",
       "[[party]]\nid='X'\n[[party.member]]\nid='Y'\n[[ programme . project . participant ]]\nparty='Z'\n",
       "[[party]]\nid = 'X'\n\n  [[party.member]]\n  id = 'Y'\n\n    [[programme.project.participant]]\n    party = 'Z'\n"},
      {"a dot in quotes is no level", "[\"a.b\"]\nx = 1\n", "[\"a.b\"]\nx = 1\n"},
      {"lists and inline tables on one line", "a=[ 'x' ,\n 'y', ]\nb={ d=1,c = [ ] }\nf = {}\n",
       "a = ['x', 'y']\nb = { d = 1, c = [] }\nf = {}\n"},
      {"texts stay as written", "a = \"\\u00e9\"\nb = '''\n  two \n'''\nc = \"\"\"x \"\"\"\n",
       "a = \"\\u00e9\"\nb = '''\n  two \n'''\nc = \"\"\"x \"\"\"\n"},
      {"dots of keys lose their spaces", "a . b = 1\n\"a\".\"c d\" = 2\n", "a.b = 1\n\"a\".\"c d\" = 2\n"},
  };
  for (const auto& each : cases) EXPECT_EQ(laid_out(each.before), each.after) << each.says;
}

TEST(Layout, comments_stay_at_what_they_belong_to) {
  const std::vector<Case> cases{
      {"above a key, and with it when it moves", "[[status]]\n# from\nfrom = '2001'\n# value\nvalue = 'signed'\n",
       "[[status]]\n# value\nvalue = 'signed'\n# from\nfrom = '2001'\n"},
      {"above a table", "a = 1\n# t\n[t]\n", "a = 1\n\n# t\n[t]\n"},
      {"above a sub-table, indented like it", "[t]\n# u\n[t.u]\n", "[t]\n\n  # u\n  [t.u]\n"},
      {"a blank line below a comment stays, but only one", "a = 1\n\n# apart\n\n\n[t]\n", "a = 1\n\n# apart\n\n[t]\n"},
      {"directly below a key and set apart from the next table: stays below the key", "[t]\na = 1\n# b = 2\n\n# u\n[u]\n",
       "[t]\na = 1\n# b = 2\n\n# u\n[u]\n"},
      {"about the file: stays first although the first key moves", "# licence\n\nkind = 'x'\nid = 'y'\n",
       "# licence\n\nid = 'y'\nkind = 'x'\n"},
      {"directly above the first key: moves with it", "# kind\nkind = 'x'\nid = 'y'\n", "id = 'y'\n# kind\nkind = 'x'\n"},
      {"at the end of the file", "a = 1\n\n# end\n\n# more\n\n", "a = 1\n\n# end\n\n# more\n"},
      {"directly below the last key", "[t]\n  a = 1\n  # end", "[t]\na = 1\n# end\n"},
      {"a file of comments", "\n# one\n\n\n# two\n", "# one\n\n# two\n"},
      {"behind a key: below each other", "id = 1 # a\nkind = 234# b\n", "id = 1      # a\nkind = 234  # b\n"},
      {"behind a header", "[t]   # a\nkey = 1 # b\n", "[t]      # a\nkey = 1  # b\n"},
      {"in a list: it stands on several lines", "a = [ # open\n 1, # one\n # two\n 2\n # close\n]# end\n",
       "a = [  # open\n  1,  # one\n  # two\n  2,\n  # close\n]  # end\n"},
      {"before a comma", "a = [1 # one\n # more\n, # comma\n 2]\n", "a = [\n  1,  # one\n  # more\n  # comma\n  2,\n]\n"},
      {"in an empty list", "a = [\n# none\n]\n", "a = [\n  # none\n]\n"},
  };
  for (const auto& each : cases) EXPECT_EQ(laid_out(each.before), each.after) << each.says;
}

TEST(Layout, keys_come_in_the_order_of_the_page_and_unknown_ones_stay_behind_their_neighbour) {
  EXPECT_EQ(laid_out("mine = 0\nnote = 'n'\nevidence = 'verified'\nid = 'x'\nother = 1\nsource = 's'\n"),
            "mine = 0\nid = 'x'\nother = 1\nsource = 's'\nevidence = 'verified'\nnote = 'n'\n");
  EXPECT_EQ(
      laid_out(
          "parties = [{ until = '2', id = 'JPN', from = '1' }]\n[[equivalence]]\nto = { choice='a', level='b', party='c' }\n"),
      "parties = [{ id = 'JPN', from = '1', until = '2' }]\n\n[[equivalence]]\nto = { party = 'c', level = 'b', choice = 'a' "
      "}\n");
  EXPECT_EQ(laid_out("[[claim]]\nsays = { on = '1', status = '2' }\nsource = 'x'\n"),
            "[[claim]]\nsource = 'x'\nsays = { on = '1', status = '2' }\n");
}

TEST(Layout, a_list_breaks_when_it_is_wider_than_the_page) {
  const std::string part(28, 'x');
  const auto list = [&](const std::string& last) {
    return "k = [\"" + part + "\", \"" + part + "\", \"" + part + "\", \"" + last + "\"]\n";
  };
  const auto fits = list(std::string(16, 'y'));
  EXPECT_EQ(laid_out(fits), fits);
  EXPECT_EQ(laid_out(list(std::string(17, 'y'))),
            "k = [\n  \"" + part + "\",\n  \"" + part + "\",\n  \"" + part + "\",\n  \"" + std::string(17, 'y') + "\",\n]\n");
  EXPECT_EQ(laid_out(list("極極極極極極極極極")).find('\n'), 5U) << "wide characters count two";
}

TEST(Layout, what_it_does_not_know_is_refused_with_its_place) {
  EXPECT_THAT(lay_out("a = 1\nb = { c = [ # why\n 1] }\n"),
              fails_with(LayoutFault::not_understood, "2:13: a comment inside `{ }`"));
  EXPECT_THAT(lay_out("a = 1\nb = \n"), fails_with(codec::CodecFault::malformed, "2:"));
  EXPECT_THAT(lay_out("a = 2016-11-23\n"), fails_with(codec::CodecFault::forbidden, "1:"));
  EXPECT_THAT(lay_out(std::string(300'000, '#')), fails_with(codec::CodecFault::too_large, "limit"));
}

TEST(Layout, same_up_to_key_order_ignores_nothing_else) {
  const auto same = [](std::string_view a, std::string_view b) {
    return same_up_to_key_order(*codec::parse_toml(a), *codec::parse_toml(b));
  };
  EXPECT_TRUE(same("a = 1\nb = { c = 1, d = 2 }", "b = { d = 2, c = 1 }\na = 1"));
  EXPECT_FALSE(same("a = [1, 2]", "a = [2, 1]"));
  EXPECT_FALSE(same("a = 1", "a = \"1\""));
  EXPECT_FALSE(same("a = 1", "a = 1\nb = 1"));
  EXPECT_FALSE(same("a = { b = 1 }", "a = { c = 1 }"));
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The page's examples name every key; a key that the layout did not know would be sorted by accident.
TEST(Layout, the_order_has_every_key_of_the_page_as_the_page_has_it) {
  const auto page = content_of("docs/formats/world.md");
  std::size_t blocks = 0;
  for (auto begin = page.find("```toml\n"); begin != std::string::npos; begin = page.find("```toml\n", begin + 1)) {
    const auto file = read_layout(std::string_view(page).substr(begin + 8, page.find("\n```", begin) - begin - 7));
    ASSERT_TRUE(file) << file.error().message;
    ++blocks;
    for (const auto& table : file->tables) {
      const auto order = keys_in_order(table.path);
      for (const auto& pair : table.pairs) {
        EXPECT_NE(std::find(order.begin(), order.end(), pair.key), order.end()) << table.path << "." << pair.key;
      }
    }
  }
  EXPECT_GE(blocks, 10U);
}

TEST(Layout, a_world_is_the_same_world_afterwards) {
  const WorldOnDisk world;
  const auto before = world.load();
  ASSERT_TRUE(before && before->usable);
  for (const auto& [name, content] : test_world()) {
    if (name.ends_with(".toml")) world.put(name, laid_out(content));
  }
  const auto after = world.load();
  ASSERT_TRUE(after && after->usable);
  EXPECT_EQ(canonical_text(after->world), canonical_text(before->world));
}

TEST(Layout, the_shipped_files_are_the_same_afterwards) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("data")) {
    if (entry.path().extension() != ".toml") continue;
    ++count;
    const auto text = content_of(entry.path());
    const auto after = laid_out(text);
    EXPECT_FALSE(after.starts_with("refused")) << entry.path() << ": " << after;
  }
  EXPECT_GE(count, 30U);
}

}  // namespace
}  // namespace entente::format
