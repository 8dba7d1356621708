#include "codec/csv.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "codec/fault_matchers.h"

namespace entente::codec {
namespace {

// "line: a|b" for each row.
std::vector<std::string> rows_of(std::string_view text) {
  const auto table = parse_csv(text);
  if (!table) return {table.error().message};
  std::vector<std::string> out;
  for (const auto& row : table->rows) {
    std::string line = std::to_string(row.line) + ":";
    for (const auto& field : row.fields) line += " <" + field + ">";
    out.push_back(line);
  }
  return out;
}

using List = std::vector<std::string>;

TEST(Csv, rows_know_their_line) {
  EXPECT_EQ(rows_of("a,b\n1,2\n\n\"x\ny\",\"say \"\"hi\"\", twice\"\r\n極秘,\n"),
            (List{"2: <1> <2>", "4: <x\ny> <say \"hi\", twice>", "6: <極秘> <>"}));
}

TEST(Csv, the_first_row_names_the_columns) {
  const auto table = parse_csv("\xEF\xBB\xBFid, name ,\"a,b\"\n");
  ASSERT_THAT(table, succeeds());
  EXPECT_EQ(table->columns, (List{"id", "name", "a,b"}));
  EXPECT_TRUE(table->rows.empty());
}

TEST(Csv, a_last_row_without_line_end_counts) { EXPECT_EQ(rows_of("a\n1"), (List{"2: <1>"})); }

TEST(Csv, formulas_are_text) { EXPECT_EQ(rows_of("a\n=cmd|' /C calc'!A0\n"), (List{"2: <=cmd|' /C calc'!A0>"})); }

TEST(Csv, rows_of_another_length_are_set_apart) {
  const auto table = parse_csv("a,b\n1\n1,2\n1,2,3\n");
  ASSERT_THAT(table, succeeds());
  ASSERT_EQ(table->misfits.size(), 2U);
  EXPECT_EQ(table->misfits[0].line, 2U);
  EXPECT_EQ(table->misfits[1].line, 4U);
  EXPECT_EQ(table->misfits[1].fields, (List{"1", "2", "3"}));
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(table->rows[0].line, 3U);
  EXPECT_THAT(parse_csv("a,b\n1\n2\n", {.rows = 1}), fails_with(CodecFault::too_many, "line 3: more than 1 rows"));
}

TEST(Csv, what_is_no_table_is_refused_with_its_line) {
  EXPECT_THAT(parse_csv(""), fails_with(CodecFault::malformed, "line 1: no row"));
  EXPECT_THAT(parse_csv("a,a\n"), fails_with(CodecFault::duplicate_key, "line 1: column `a` stands there twice"));
  EXPECT_THAT(parse_csv("a\nx\"y\n"), fails_with(CodecFault::malformed, "line 2: not CSV"));
  EXPECT_THAT(parse_csv("a\n\"x\"y\n"), fails_with(CodecFault::malformed, "line 2: not CSV"));
  EXPECT_THAT(parse_csv("a\n\"open\n\n"), fails_with(CodecFault::malformed, "line 2: not CSV"));
  EXPECT_THAT(parse_csv("a\n\xFF\n"), fails_with(CodecFault::malformed, "line 2: not UTF-8"));
}

TEST(Csv, limits_name_themselves) {
  EXPECT_THAT(parse_csv("a,b\n1,2\n", {.bytes = 7}), fails_with(CodecFault::too_large, "8 bytes, limit 7"));
  EXPECT_THAT(parse_csv("a\n1\n2\n", {.rows = 1}), fails_with(CodecFault::too_many, "line 3: more than 1 rows"));
  EXPECT_THAT(parse_csv("a,b\n", {.columns = 1}), fails_with(CodecFault::too_many, "line 1: more than 1 columns"));
  EXPECT_THAT(parse_csv("a\n12345\n", {.field_bytes = 4}), fails_with(CodecFault::too_large, "line 2: a field has 5 bytes"));
  EXPECT_THAT(parse_csv("a\n\"" + std::string(100, '\n') + "\"\n", {.field_bytes = 4}),
              fails_with(CodecFault::too_large, "line 2: "));
  EXPECT_THAT(parse_csv("a\n1234\n", {.bytes = 7, .rows = 1, .columns = 1, .field_bytes = 4}), succeeds());
}

}  // namespace
}  // namespace entente::codec
