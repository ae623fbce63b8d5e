#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("targets") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT)sql", R"sql(Select{})sql"},
      {R"sql(SELECT a x, b AS y, (c) AS "Z", d.*, 1 AS a FROM t)sql",
       R"sql(Select{targets=[Target{name=x value=a}, Target{name=y value=b}, Target{name=Z value=c}, Target{value=d.*}, Target{name=a value=1}] from=[Relation{name=t}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where targets and aliases are marked") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT (a + b) x, (f(x)).y[2] AS "Z", a IS NOT NULL isn, CASE WHEN (a) THEN (b) END c, (r).* FROM s.t AS u (p, q), v w)sql",
       R"sql(Select«SELECT (a + b) x, (f(x)).y[2] AS "Z", a IS NOT NULL isn, CASE WHEN (a) THEN (b) END c, (r).* FROM s.t AS u (p, q), v w»{targets=[Target{name=x«x» value=OperatorCall«+»{op=+«+» left=a«a» right=b«b»}}, Target{name=Z«"Z"» value=Indirection«f»{arg=FunctionCall«f»{name=f«f» args=[x«x»]} steps=[.y«y», [2«2»]]}}, Target{name=isn«isn» value=NullTest«IS»{negated arg=a«a»}}, Target{name=c«c» value=Case«CASE»{whens=[When{when=a«a» then=b«b»}]}}, Target{value=Indirection«r»{arg=r«r» steps=[.*]}}] from=[Relation{name=s.t«s.t» alias=u«u»[p«p», q«q»]}, Relation{name=v«v» alias=w«w»}]})sql"},
  };
  check_spans(kRows);
}

TEST_CASE("clauses") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT DISTINCT a FROM t WHERE b GROUP BY c HAVING d ORDER BY e LIMIT 1 OFFSET 2)sql",
       R"sql(Select{distinct targets=[Target{value=a}] from=[Relation{name=t}] where=b group_by=[c] having=d order_by=[SortItem{expr=e}] limit=1 offset=2})sql"},
      {R"sql(SELECT DISTINCT ON (a, b) c FROM t)sql",
       R"sql(Select{distinct distinct_on=[a, b] targets=[Target{value=c}] from=[Relation{name=t}]})sql"},
      {R"sql(SELECT ALL a FROM t LIMIT ALL)sql",
       R"sql(Select{targets=[Target{value=a}] from=[Relation{name=t}] limit=null})sql"},
      {R"sql(SELECT a FROM t OFFSET 1 ROW FETCH FIRST ROW ONLY)sql",
       R"sql(Select{targets=[Target{value=a}] from=[Relation{name=t}] limit=1 offset=1})sql"},
      {R"sql(SELECT a FROM t ORDER BY a FETCH NEXT 3 ROWS WITH TIES)sql",
       R"sql(Select{targets=[Target{value=a}] from=[Relation{name=t}] order_by=[SortItem{expr=a}] limit=3 with_ties})sql"},
      {R"sql(SELECT a INTO TEMP x FROM t)sql",
       R"sql(Select{targets=[Target{value=a}] into=Into{relation=Relation{name=x persistence=t}} from=[Relation{name=t}]})sql"},
      {R"sql(VALUES (1, 'a'), (2, DEFAULT))sql", R"sql(Select{values=[[1, 'a'], [2, default]]})sql"},
      {R"sql(TABLE s.t)sql", R"sql(Select{targets=[Target{value=*}] from=[Relation{name=s.t}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("grouping") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a, count(*) FROM t GROUP BY DISTINCT a, (b, c), GROUPING SETS ((a), (), ROLLUP (d)), ROLLUP (a, (b, c)), CUBE (c))sql",
       R"sql(Select{targets=[Target{value=a}, Target{value=FunctionCall{name=count star}}] from=[Relation{name=t}] group_distinct group_by=[a, Row{fields=[b, c]}, GroupingSet{kind=sets content=[a, GroupingSet{}, GroupingSet{kind=rollup content=[d]}]}, GroupingSet{kind=rollup content=[a, Row{fields=[b, c]}]}, GroupingSet{kind=cube content=[c]}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("set operations") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1 UNION SELECT 2 EXCEPT ALL SELECT 3)sql",
       R"sql(Select{op=except all left=Select{op=union left=Select{targets=[Target{value=1}]} right=Select{targets=[Target{value=2}]}} right=Select{targets=[Target{value=3}]}})sql"},
      {R"sql(SELECT 1 UNION ALL (SELECT 2 INTERSECT SELECT 3 LIMIT 1) ORDER BY 1 DESC NULLS FIRST LIMIT 10)sql",
       R"sql(Select{op=union all left=Select{targets=[Target{value=1}]} right=Select{op=intersect left=Select{targets=[Target{value=2}]} right=Select{targets=[Target{value=3}]} limit=1} order_by=[SortItem{expr=1 direction=desc nulls=first}] limit=10})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("common table expressions") {
  static constexpr Row kRows[] = {
      {R"sql(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c), d AS NOT MATERIALIZED (INSERT INTO t VALUES (1) RETURNING id), e AS MATERIALIZED (UPDATE t SET a = 1), f AS (DELETE FROM t) SELECT * FROM c, d)sql",
       R"sql(Select{with=With{recursive ctes=[Cte{name=c columns=[n] query=Select{op=union all left=Select{targets=[Target{value=1}]} right=Select{targets=[Target{value=OperatorCall{op=+ left=n right=1}}] from=[Relation{name=c}]}}}, Cte{name=d query=Insert{relation=Relation{name=t} source=Select{values=[[1]]} returning=[Target{value=id}]}}, Cte{name=e query=Update{relation=Relation{name=t} set=[Target{name=a value=1}]}}, Cte{name=f query=Delete{relation=Relation{name=t}}}]} targets=[Target{value=*}] from=[Relation{name=c}, Relation{name=d}]})sql"},
      {R"sql(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n FROM c) SEARCH BREADTH FIRST BY n SET o CYCLE n SET m TO true DEFAULT false USING p SELECT 1)sql",
       R"sql(Select{with=With{recursive ctes=[Cte{name=c columns=[n] query=Select{op=union all left=Select{targets=[Target{value=1}]} right=Select{targets=[Target{value=n}] from=[Relation{name=c}]}} search=Search{columns=[n] breadth_first sequence=o} cycle=Cycle{columns=[n] mark=m value=true default=false path=p}}]} targets=[Target{value=1}]})sql"},
      {R"sql(WITH RECURSIVE c AS (SELECT 1) SEARCH DEPTH FIRST BY a, b SET o SELECT 1)sql",
       R"sql(Select{with=With{recursive ctes=[Cte{name=c query=Select{targets=[Target{value=1}]} search=Search{columns=[a, b] sequence=o}}]} targets=[Target{value=1}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("locking") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT * FROM t, u FOR UPDATE OF t SKIP LOCKED FOR NO KEY UPDATE OF u NOWAIT FOR SHARE FOR KEY SHARE)sql",
       R"sql(Select{targets=[Target{value=*}] from=[Relation{name=t}, Relation{name=u}] locking=[Lock{strength=update relations=[Relation{name=t}] wait=skip_locked}, Lock{strength=no_key_update relations=[Relation{name=u}] wait=no_wait}, Lock{strength=share}, Lock{}]})sql"},
      {R"sql(SELECT * FROM t FOR UPDATE LIMIT 1)sql",
       R"sql(Select{targets=[Target{value=*}] from=[Relation{name=t}] limit=1 locking=[Lock{strength=update}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where queries are marked") {
  static constexpr Row kRows[] = {
      {R"sql(WITH c(n) AS (SELECT 1 LIMIT ALL) SELECT (SELECT a FROM t FOR UPDATE NOWAIT), b FROM (VALUES (1), (2)) AS v (x), c)sql",
       R"sql(Select«WITH c(n) AS (SELECT 1 LIMIT ALL) SELECT (SELECT a FROM t FOR UPDATE NOWAIT), b FROM (VALUES (1), (2)) AS v (x), c»{with=With{ctes=[Cte{name=c«c» columns=[n«n»] query=Select«SELECT 1 LIMIT ALL»{targets=[Target{value=1«1»}] limit=null«ALL»}}]} targets=[Target{value=Subquery«(»{kind=scalar select=Select«SELECT a FROM t FOR UPDATE NOWAIT»{targets=[Target{value=a«a»}] from=[Relation{name=t«t»}] locking=[Lock{strength=update wait=no_wait«FOR»}]}}}, Target{value=b«b»}] from=[SubqueryFrom{select=Select«VALUES (1), (2)»{values=[[1«1»], [2«2»]]} alias=v«v»[x«x»]}, Relation{name=c«c»}]})sql"},
      {R"sql(SELECT 1 UNION ALL (SELECT 2 INTERSECT SELECT 3) EXCEPT SELECT 4)sql",
       R"sql(Select«SELECT 1 UNION ALL (SELECT 2 INTERSECT SELECT 3) EXCEPT SELECT 4»{op=except left=Select«SELECT 1 UNION ALL (SELECT 2 INTERSECT SELECT 3)»{op=union all left=Select«SELECT 1»{targets=[Target{value=1«1»}]} right=Select«SELECT 2 INTERSECT SELECT 3»{op=intersect left=Select«SELECT 2»{targets=[Target{value=2«2»}]} right=Select«SELECT 3»{targets=[Target{value=3«3»}]}}} right=Select«SELECT 4»{targets=[Target{value=4«4»}]}})sql"},
  };
  check_spans(kRows);
}

}  // namespace pgscribe::sql
