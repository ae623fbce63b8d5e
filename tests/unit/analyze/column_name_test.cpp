#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "analyze/exprs/target_list.hpp"
#include "sql/parse.hpp"

using namespace pgscribe;

namespace {

std::string name_of(const std::string& expr) {
  const support::SourceFile file("q.sql", "SELECT " + expr);
  support::Diagnostics diagnostics;
  const auto statement =
      sql::parse_statement(file.text(), sql::OffsetMap(), file, diagnostics, support::kDefaultServerVersion);
  REQUIRE_MESSAGE(statement.has_value(), expr);
  return analyze::column_name_of(*std::get<sql::Select>(statement->node).targets.front().value);
}

}  // namespace

TEST_CASE("select-list items are named as PostgreSQL names them") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a", "a"},
      {"s.t.a", "a"},
      {"(r).f[1]", "f"},
      {"arr[1]", "arr"},
      {"pg_catalog.upper(a)", "upper"},
      {"1", "?column?"},
      {"'x'", "?column?"},
      {"NULL", "?column?"},
      {"$1", "?column?"},
      {"true", "?column?"},
      {"1::int8", "int8"},
      {"a::int8", "a"},
      {"CAST(1 AS numeric(10,2))", "numeric"},
      {"'x'::varchar(3)::text", "text"},
      {"date '2020-01-01'", "date"},
      {"1::double precision", "float8"},
      {"1::timestamp with time zone", "timestamptz"},
      {"ARRAY[1]::int8[]", "array"},
      {"'{}'::int8[]", "int8"},
      {"a::\"char\"", "a"},
      {"a + 1", "?column?"},
      {"a IS NULL", "?column?"},
      {"a IN (1, 2)", "?column?"},
      {"a LIKE 'x'", "?column?"},
      {"nullif(a, 1)", "nullif"},
      {"coalesce(a, 1)", "coalesce"},
      {"greatest(a, 1)", "greatest"},
      {"least(a, 1)", "least"},
      {"CASE WHEN a THEN 1 END", "case"},
      {"CASE WHEN a THEN 1 ELSE b END", "b"},
      {"CASE WHEN a THEN 1 ELSE upper(b) END", "upper"},
      {"CASE WHEN a THEN 1 ELSE 2::int8 END", "case"},
      {"(CASE WHEN a THEN 1 END)::text", "text"},
      {"a COLLATE \"C\"", "a"},
      {"EXISTS (SELECT 1)", "exists"},
      {"ARRAY(SELECT 1)", "array"},
      {"a = ANY (SELECT 1)", "?column?"},
      {"ROW(1, 2)", "row"},
      {"(1, 2)", "row"},
      {"current_time(2)", "current_time"},
      {"localtimestamp(3)", "localtimestamp"},
      {"user", "user"},
      {"extract(year FROM a)", "extract"},
      {"substring(a FROM 1 FOR 2)", "substring"},
      {"trim(leading 'x' from a)", "ltrim"},
      {"a AT TIME ZONE 'utc'", "timezone"},
      {"(a, b) OVERLAPS (c, d)", "overlaps"},
      {"collation for (a)", "pg_collation_for"},
      {"a IS NORMALIZED", "is_normalized"},
      {"count(*)", "count"},
      {"GROUPING(a)", "grouping"},
      {"xmlelement(name foo)", "xmlelement"},
      {"xmlserialize(content a as text)", "xmlserialize"},
      {"a IS DOCUMENT", "?column?"},
      {"\"Mixed Case\"", "Mixed Case"},
  };
  for (const auto& [expr, name] : cases) CHECK_MESSAGE(name_of(expr) == name, expr);
}
