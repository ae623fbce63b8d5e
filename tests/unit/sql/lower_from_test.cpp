#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("relations") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 FROM a, s.b, c.s.d, ONLY e, ONLY (f), g *, h AS x, i y (c1, c2))sql",
       R"sql(Select{targets=[Target{value=1}] from=[Relation{name=a}, Relation{name=s.b}, Relation{name=c.s.d}, Relation{name=e only}, Relation{name=f only}, Relation{name=g}, Relation{name=h alias=x}, Relation{name=i alias=y[c1, c2]}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("joins") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 FROM a JOIN b USING (id, k) AS u LEFT JOIN c ON a.x = c.y RIGHT JOIN d ON true FULL OUTER JOIN e ON false CROSS JOIN f NATURAL LEFT JOIN g)sql",
       R"sql(Select{targets=[Target{value=1}] from=[Join{kind=left natural left=Join{left=Join{kind=full left=Join{kind=right left=Join{kind=left left=Join{left=Relation{name=a} right=Relation{name=b} using=[id, k] using_alias=u} right=Relation{name=c} on=OperatorCall{op== left=a.x right=c.y}} right=Relation{name=d} on=true} right=Relation{name=e} on=false} right=Relation{name=f}} right=Relation{name=g}}]})sql"},
      {R"sql(SELECT 1 FROM a LEFT JOIN (b JOIN c ON x) ON y, (d CROSS JOIN e) AS j (z))sql",
       R"sql(Select{targets=[Target{value=1}] from=[Join{kind=left left=Relation{name=a} right=Join{left=Relation{name=b} right=Relation{name=c} on=x} on=y}, Join{left=Relation{name=d} right=Relation{name=e} alias=j[z]}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("subqueries") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 FROM (SELECT 1) AS a, LATERAL (SELECT 2) b (x), (VALUES (1)) c, ((SELECT 3)) d, (WITH w AS (SELECT 4) TABLE w) e)sql",
       R"sql(Select{targets=[Target{value=1}] from=[SubqueryFrom{select=Select{targets=[Target{value=1}]} alias=a}, SubqueryFrom{lateral select=Select{targets=[Target{value=2}]} alias=b[x]}, SubqueryFrom{select=Select{values=[[1]]} alias=c}, SubqueryFrom{select=Select{targets=[Target{value=3}]} alias=d}, SubqueryFrom{select=Select{with=With{ctes=[Cte{name=w query=Select{targets=[Target{value=4}]}}]} targets=[Target{value=*}] from=[Relation{name=w}]} alias=e}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("functions") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 FROM f(1), s.g() AS x, LATERAL h(a) WITH ORDINALITY AS y (v, o), k() AS (a int, b text[]), l() AS z (a int))sql",
       R"sql(Select{targets=[Target{value=1}] from=[FunctionFrom{functions=[FunctionItem{call=FunctionCall{name=f args=[1]}}]}, FunctionFrom{functions=[FunctionItem{call=FunctionCall{name=s.g}}] alias=x}, FunctionFrom{lateral ordinality functions=[FunctionItem{call=FunctionCall{name=h args=[a]}}] alias=y[v, o]}, FunctionFrom{functions=[FunctionItem{call=FunctionCall{name=k}}] column_definitions=[Column{name=a type=pg_catalog.int4}, Column{name=b type=text[]}]}, FunctionFrom{functions=[FunctionItem{call=FunctionCall{name=l}}] alias=z column_definitions=[Column{name=a type=pg_catalog.int4}]}]})sql"},
      {R"sql(SELECT 1 FROM ROWS FROM (g(1) AS (a int), h()) WITH ORDINALITY AS r, CURRENT_DATE AS cd, unnest(ARRAY[1], ARRAY['x']) AS u (n, t))sql",
       R"sql(Select{targets=[Target{value=1}] from=[FunctionFrom{ordinality rows_from functions=[FunctionItem{call=FunctionCall{name=g args=[1]} column_definitions=[Column{name=a type=pg_catalog.int4}]}, FunctionItem{call=FunctionCall{name=h}}] alias=r}, FunctionFrom{functions=[FunctionItem{call=current_date}] alias=cd}, FunctionFrom{functions=[FunctionItem{call=FunctionCall{name=unnest args=[Array{elements=[1]}, Array{elements=['x']}]}}] alias=u[n, t]}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("xmltable") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 FROM XMLTABLE(XMLNAMESPACES('u' AS n, DEFAULT 'd'), '/r' PASSING d COLUMNS a int PATH 'p' DEFAULT 1 NOT NULL, o FOR ORDINALITY) AS x, LATERAL XMLTABLE('/q' PASSING BY REF e COLUMNS b text) y)sql",
       R"sql(Select{targets=[Target{value=1}] from=[XmlTable{document=d row='/r' namespaces=[Target{name=n value='u'}, Target{value='d'}] columns=[Column{name=a type=pg_catalog.int4 path='p' default=1 not_null}, Column{name=o}] alias=x}, XmlTable{lateral document=e row='/q' columns=[Column{name=b type=text}] alias=y}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("samples") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 FROM t AS x TABLESAMPLE bernoulli (10) REPEATABLE (1), u TABLESAMPLE s.m (1, 2))sql",
       R"sql(Select{targets=[Target{value=1}] from=[TableSample{relation=Relation{name=t alias=x} method=bernoulli args=[10] repeatable=1}, TableSample{relation=Relation{name=u} method=s.m args=[1, 2]}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where names are marked") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 FROM s . a AS x (p), b JOIN c USING (id) AS u, LATERAL (SELECT 2) d, f(1) g (h), ROWS FROM (k(1) AS (l int)) m, XMLTABLE('/r' PASSING d COLUMNS n int, o FOR ORDINALITY) p)sql",
       R"sql(Select«SELECT 1 FROM s . a AS x (p), b JOIN c USING (id) AS u, LATERAL (SELECT 2) d, f(1) g (h), ROWS FROM (k(1) AS (l int)) m, XMLTABLE('/r' PASSING d COLUMNS n int, o FOR ORDINALITY) p»{targets=[Target{value=1«1»}] from=[Relation{name=s.a«s . a» alias=x«x»[p«p»]}, Join{left=Relation{name=b«b»} right=Relation{name=c«c»} using=[id«id»] using_alias=u«u»}, SubqueryFrom{lateral select=Select«SELECT 2»{targets=[Target{value=2«2»}]} alias=d«d»}, FunctionFrom{functions=[FunctionItem{call=FunctionCall«f»{name=f«f» args=[1«1»]}}] alias=g«g»[h«h»]}, FunctionFrom{rows_from functions=[FunctionItem{call=FunctionCall«k»{name=k«k» args=[1«1»]} column_definitions=[Column{name=l«l» type=pg_catalog.int4«int»}]}] alias=m«m»}, XmlTable{document=d«d» row='/r'«'/r'» columns=[Column{name=n«n» type=pg_catalog.int4«int»}, Column{name=o«o»}] alias=p«p»}]})sql"},
  };
  check_spans(kRows);
}

}  // namespace pgscribe::sql
