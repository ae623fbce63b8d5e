#include <doctest/doctest.h>

#include "analysis_of.hpp"
#include "sql/grammar_version.hpp"

// SQL/JSON. The answers are those of a PostgreSQL 18 server.

using pgscribe::test::Case;
using pgscribe::test::Schema;

namespace {

const bool kIsUnread = pgscribe::sql::grammar_version() < 17;

Schema& documents() {
  static Schema schema(R"sql(
    CREATE DOMAIN short AS varchar(5);
    CREATE TABLE docs (id integer PRIMARY KEY, j jsonb NOT NULL, js json, b text, raw bytea, n numeric NOT NULL);
  )sql",
                       {}, 18);
  return schema;
}

}  // namespace

TEST_CASE("types of SQL/JSON constructors" * doctest::skip(kIsUnread)) {
  static constexpr Case kCases[] = {
      {"select json_object('a': 1, b value j) from docs", "json_object jsonb"},
      {"select json_object('a': 1 absent on null with unique keys)", "json_object json"},
      {"select json_object('a' value $1 returning jsonb)", "json_object jsonb <- text"},
      {"select json_object($1: 1)", "42P18 $1: could not determine data type of parameter $1"},
      {"select json_object('a': b format json) from docs", "json_object json"},
      {"select json_object('a': n format json) from docs",
       "42804 format: cannot use non-string types with explicit FORMAT JSON clause"},
      {"select json_object('a': b format json encoding utf8) from docs",
       "42804 format: JSON ENCODING clause is only allowed for bytea input type"},
      {"select json_object('a': raw format json encoding utf8) from docs", "json_object json"},
      {"select json_object('a': 1 returning bytea format json encoding utf16)",
       "0A000 format: unsupported JSON encoding"},
      {"select json_object('a': 1 returning text format json encoding utf8)",
       "0A000 format: cannot set JSON encoding for non-bytea output types"},
      {"select json_object('a': 1 returning setof text)",
       "0A000 select: returning SETOF types is not supported in SQL/JSON "
       "functions"},
      {"select json_object('a': 1 returning anyelement)",
       "0A000 select: returning pseudo-types is not supported in SQL/JSON "
       "functions"},
      {"select json_array(1, n, j null on null) from docs", "json_array jsonb"},
      {"select json_array(returning varchar(20))", "json_array character varying(20)"},
      {"select json_array(select id from docs where n > $1 returning jsonb)", "json_array jsonb <- numeric"},
      {"select json_array(select id, n from docs)", "42601 json_array: subquery must return only one column"},
      {"select json_objectagg(b: n), json_arrayagg(id order by b) from docs",
       "json_objectagg json, json_arrayagg json"},
      {"select json_arrayagg(j) filter (where id > $1) as a from docs", "a jsonb <- integer"},
      {"select json_arrayagg(id) over (order by id) from docs", "json_arrayagg json"},
      {"select json_arrayagg(id order by id) over () from docs",
       "0A000 json_arrayagg: aggregate ORDER BY is not implemented for window functions"},
      {"select json(b), json_scalar(n), json_serialize(j) from docs",
       "json json, json_scalar json, json_serialize text"},
      {"select json($1), json_scalar($2)", "json json, json_scalar json <- text, text"},
      {"select json(n) from docs", "42846 n: cannot cast type numeric to json"},
      {"select json(j with unique keys) from docs",
       "42804 json: cannot use non-string types with WITH UNIQUE KEYS clause"},
      {"select json(b format json encoding utf8 with unique keys) from docs",
       "0A000 format: cannot use JSON FORMAT ENCODING clause for non-bytea input types"},
      {"select json_serialize(b returning bytea) from docs", "json_serialize bytea"},
      {"select json_serialize(j returning integer) from docs",
       "42804 select: cannot use type integer in RETURNING clause of "
       "JSON_SERIALIZE()"},
      {"select json_serialize(n) from docs", "42804 n: cannot use non-string types with implicit FORMAT JSON clause"},
      {"select b is json, js is not json object with unique keys as o from docs", "?column? boolean, o boolean"},
      {"select $1 is json scalar as s", "s boolean <- text"},
      {"select n is json from docs", "42804 select: cannot use type numeric in IS JSON predicate"},
      {"select b format json encoding utf8 is json from docs", "42601 format: syntax error at or near \"format\""},
  };
  check_all(documents(), kCases);
}

TEST_CASE("types of SQL/JSON query functions" * doctest::skip(kIsUnread)) {
  static constexpr Case kCases[] = {
      {"select json_exists(j, '$.a'), json_query(j, '$.a'), json_value(j, '$.a') from docs",
       "json_exists boolean, json_query jsonb, json_value text"},
      {"select json_value(j, '$.a' returning numeric(5,2)) from docs", "json_value numeric(5,2)"},
      {"select json_value(j, '$[*] ? (@ > $x)' passing $1 as x, n as y returning date) from docs",
       "json_value date <- text"},
      {"select json_value($1, $2)", "json_value text <- text, jsonpath"},
      {"select json_value(j, '$.a' returning integer default $1 on empty) from docs",
       "42804 $1: can only specify a constant, non-aggregate function, or operator expression for DEFAULT"},
      {"select json_value(j, '$.a' returning integer default 'x' on empty) from docs",
       "22P02 'x': invalid input syntax for type integer: \"x\""},
      {"select json_value(j, '$.a' default n on error) from docs",
       "42804 n: can only specify a constant, non-aggregate function, or operator expression for DEFAULT"},
      {"select json_value(j, '$.a' default n + 1 on error) from docs",
       "42804 n + 1: DEFAULT expression must not contain column references"},
      {"select json_value(j, '$.a' default generate_series(1, 2) on error) from docs",
       "42804 generate_series: DEFAULT expression must not return a set"},
      {"select json_value(j, '$.a' returning point default 1 on error) from docs",
       "42846 1: cannot cast behavior expression of type integer to point"},
      {"select json_value(j, '$.a' returning text format json) from docs",
       "42601 format: cannot specify FORMAT JSON in RETURNING clause of JSON_VALUE()"},
      {"select json_value(j, '$.a' empty array on empty) from docs", "42601 empty: invalid ON EMPTY behavior"},
      {"select json_exists(j, '$.a' empty array on error) from docs", "42601 empty: invalid ON ERROR behavior"},
      {"select json_query(j, '$.a' true on error) from docs", "42601 true: invalid ON ERROR behavior"},
      {"select json_query(j, '$.a' with wrapper omit quotes) from docs",
       "42601 json_query: SQL/JSON QUOTES behavior must not be specified when WITH WRAPPER is used"},
      {"select json_query(j, '$.a' returning integer format json) from docs",
       "0A000 format: cannot use JSON format with non-string output types"},
      {"select json_query(j, n) from docs",
       "42804 n: JSON path expression must be of type jsonpath, not of type numeric"},
      {"select json_query(j, '$.') from docs", "42601 '$.': syntax error at end of jsonpath input"},
      {"select merge_action()",
       "42601 merge_action: MERGE_ACTION() can only be used in the RETURNING list of a MERGE command"},
  };
  check_all(documents(), kCases);
}

TEST_CASE("JSON_TABLE" * doctest::skip(kIsUnread)) {
  static constexpr Case kCases[] = {
      {"select * from json_table('[]', '$[*]' columns (n for ordinality, a integer, b short path '$.x', c boolean "
       "exists, d jsonb path '$'))",
       "n integer, a integer, b short, c boolean, d jsonb"},
      {"select t.* from docs, json_table(j, '$[*] ? (@.a > $lim)' passing $1::integer as lim columns (a text, nested "
       "'$.k[*]' as k columns (w date))) as t (p, q)",
       "p text, q date <- integer"},
      {"select * from json_table($1, '$' columns (a text))", "a text <- text"},
      {"select * from json_table('1', '$' as p columns (p text))",
       "42712 p: duplicate JSON_TABLE column or path name: p"},
      {"select * from json_table('1', '$' columns (a text, nested '$' columns (a text)))",
       "42712 a: duplicate JSON_TABLE column or path name: a"},
      {"select * from json_table('1', '$' columns (a for ordinality, b for ordinality))",
       "42601 b: only one FOR ORDINALITY column is allowed"},
      {"select * from json_table('1', '$' columns (a text) null on error)", "42601 null: invalid ON ERROR behavior"},
      {"select * from json_table('1', '$' columns (a text empty on error))",
       "42601 empty: invalid ON ERROR behavior for column \"a\""},
      {"select * from json_table('1', '$' columns (a boolean exists null on error))",
       "42601 null: invalid ON ERROR behavior for column \"a\""},
      {"select * from json_table('1', '$' columns (a json true on empty))",
       "42601 true: invalid ON EMPTY behavior for column \"a\""},
      {"select * from json_table('1', '$' columns (a text)) as t (x, y)",
       "42P10 y: JSON_TABLE function has 1 columns available but 2 columns specified"},
      {"select * from docs d, json_table(d.nosuch, '$' columns (a text))",
       "42703 d.nosuch: column d.nosuch does not exist"},
  };
  check_all(documents(), kCases);
}

TEST_CASE("NULLs and row counts of SQL/JSON" * doctest::skip(kIsUnread)) {
  static constexpr Case kCases[] = {
      {"select json_object('a': b), json_array(b), json(b), json_scalar(n), json_serialize(j) from docs",
       "json_object, json_array, json?, json_scalar, json_serialize (many)"},
      {"select json_arrayagg(b) from docs", "json_arrayagg? (exactly_one)"},
      {"select json_arrayagg(b), json_objectagg(id: b absent on null) from docs group by n",
       "json_arrayagg?, json_objectagg? (many)"},
      {"select json_array(select id from docs)", "json_array? (exactly_one)"},
      {"select b is json as p, j is json as q from docs", "p?, q (many)"},
      {"select json_exists(j, '$.a') as p, json_exists(j, '$.a' unknown on error) as q, json_exists(js, '$.a') as r "
       "from docs",
       "p, q?, r? (many)"},
      {"select json_value(j, '$.a' default '' on empty default '' on error) as v from docs", "v? (many)"},
      {"select json_query(j, '$.a') as p, json_query(j, '$.a' empty array on empty error on error) as q, json_query(j, "
       "'$.a' returning text empty array on empty error on error) as r from docs",
       "p?, q, r? (many)"},
      {"select t.* from docs, json_table(j, '$[*]' columns (n for ordinality, e boolean exists path '$.e', v text, "
       "nested '$.k' columns (m for ordinality))) as t where docs.id = 1",
       "n, e, v?, m? (many)"},
      {"select t.* from docs, json_table(j, ' strict $ ' columns (v text)) as t where docs.id = 1", "v? (at_most_one)"},
      {"select t.* from docs, json_table(j, '$' columns (nested '$.k' columns (m text))) as t where docs.id = 1",
       "m? (many)"},
      {"select t.* from docs, json_table(j, '$' columns (v text)) as t", "v? (many)"},
      {"select t.v from docs left join json_table(j, '$' columns (v for ordinality)) as t on true where docs.id = 1",
       "v? (at_most_one)"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.sql);
    CHECK(documents().facts_of(c.sql) == std::string(c.expected));
  }
}

TEST_CASE("earlier releases do not know SQL/JSON" * doctest::skip(kIsUnread)) {
  static Schema schema("CREATE TABLE docs (j jsonb);", {}, 16);
  static constexpr Case kCases[] = {
      {"select json_object('a': 1)", "json_object json"},
      {"select json_value(j, '$') from docs",
       "42601 json_value: JSON_VALUE needs PostgreSQL 17; this project's server_version is 16"},
      {"select * from docs, json_table(j, '$' columns (a text))",
       "42601 json_table: JSON_TABLE needs PostgreSQL 17; this project's server_version is 16"},
      {"select json_scalar(1)",
       "42601 json_scalar: JSON_SCALAR needs PostgreSQL 17; this project's server_version is 16"},
  };
  check_all(schema, kCases);
}
