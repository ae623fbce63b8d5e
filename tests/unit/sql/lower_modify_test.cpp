#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("insert") {
  static constexpr Row kRows[] = {
      {R"sql(INSERT INTO s.t AS x (a, b[1], c.d) OVERRIDING SYSTEM VALUE VALUES (1, 2, DEFAULT) RETURNING *, x.a AS y)sql",
       R"sql(Insert{relation=Relation{name=s.t alias=x} columns=[Target{name=a}, Target{name=b indirection=[[1]]}, Target{name=c indirection=[.d]}] overriding=system_value source=Select{values=[[1, 2, default]]} returning=[Target{value=*}, Target{name=y value=x.a}]})sql"},
      {R"sql(INSERT INTO t DEFAULT VALUES)sql", R"sql(Insert{relation=Relation{name=t}})sql"},
      {R"sql(WITH a AS (SELECT 1) INSERT INTO t OVERRIDING USER VALUE SELECT * FROM a)sql",
       R"sql(Insert{with=With{ctes=[Cte{name=a query=Select{targets=[Target{value=1}]}}]} relation=Relation{name=t} overriding=user_value source=Select{targets=[Target{value=*}] from=[Relation{name=a}]}})sql"},
      {R"sql(INSERT INTO t TABLE u)sql",
       R"sql(Insert{relation=Relation{name=t} source=Select{targets=[Target{value=*}] from=[Relation{name=u}]}})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("on conflict") {
  static constexpr Row kRows[] = {
      {R"sql(INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING)sql",
       R"sql(Insert{relation=Relation{name=t} source=Select{values=[[1]]} on_conflict=OnConflict{}})sql"},
      {R"sql(INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT k DO NOTHING)sql",
       R"sql(Insert{relation=Relation{name=t} source=Select{values=[[1]]} on_conflict=OnConflict{constraint=k}})sql"},
      {R"sql(INSERT INTO t VALUES (1) ON CONFLICT (a, lower(b) COLLATE "C" text_ops, (c + 1)) WHERE a > 1 DO UPDATE SET a = excluded.a, (b, c) = (1, 2) WHERE t.a < 2)sql",
       R"sql(Insert{relation=Relation{name=t} source=Select{values=[[1]]} on_conflict=OnConflict{do_update inference=[Inference{column=a}, Inference{expr=FunctionCall{name=lower args=[b]} collation=C operator_class=text_ops}, Inference{expr=OperatorCall{op=+ left=c right=1}}] inference_where=OperatorCall{op=> left=a right=1} set=[Target{name=a value=excluded.a}, Target{name=b value=MultiAssignment{source=Row{fields=[1, 2]} index=1 count=2}}, Target{name=c value=MultiAssignment{source=Row{fields=[1, 2]} index=2 count=2}}] where=OperatorCall{op=< left=t.a right=2}}})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("update") {
  static constexpr Row kRows[] = {
      {R"sql(WITH a AS (SELECT 1) UPDATE ONLY s.t AS x SET a = a.v, b[1] = 2, c.d = DEFAULT FROM a, b WHERE x.id = 1 RETURNING id)sql",
       R"sql(Update{with=With{ctes=[Cte{name=a query=Select{targets=[Target{value=1}]}}]} relation=Relation{name=s.t only alias=x} set=[Target{name=a value=a.v}, Target{name=b indirection=[[1]] value=2}, Target{name=c indirection=[.d] value=default}] from=[Relation{name=a}, Relation{name=b}] where=OperatorCall{op== left=x.id right=1} returning=[Target{value=id}]})sql"},
      {R"sql(UPDATE t SET (e, f) = (SELECT 1, 2), (g, h) = ROW(1, DEFAULT), (i) = (3) WHERE CURRENT OF cur)sql",
       R"sql(Update{relation=Relation{name=t} set=[Target{name=e value=MultiAssignment{source=Subquery{kind=scalar select=Select{targets=[Target{value=1}, Target{value=2}]}} index=1 count=2}}, Target{name=f value=MultiAssignment{source=Subquery{kind=scalar select=Select{targets=[Target{value=1}, Target{value=2}]}} index=2 count=2}}, Target{name=g value=MultiAssignment{source=Row{fields=[1, default] explicit} index=1 count=2}}, Target{name=h value=MultiAssignment{source=Row{fields=[1, default] explicit} index=2 count=2}}, Target{name=i value=MultiAssignment{source=3 index=1 count=1}}] where=CurrentOf{cursor='cur'}})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("delete") {
  static constexpr Row kRows[] = {
      {R"sql(WITH a AS (SELECT 1) DELETE FROM ONLY t AS x USING a, b WHERE x.id = a.id RETURNING x.*)sql",
       R"sql(Delete{with=With{ctes=[Cte{name=a query=Select{targets=[Target{value=1}]}}]} relation=Relation{name=t only alias=x} using=[Relation{name=a}, Relation{name=b}] where=OperatorCall{op== left=x.id right=a.id} returning=[Target{value=x.*}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("merge") {
  static constexpr Row kRows[] = {
      {R"sql(WITH a AS (SELECT 1) MERGE INTO t AS x USING s ON x.id = s.id WHEN MATCHED AND s.x THEN UPDATE SET a = 1, (b, c) = (2, 3) WHEN MATCHED THEN DELETE WHEN NOT MATCHED AND true THEN INSERT (a, b) OVERRIDING USER VALUE VALUES (1, DEFAULT) WHEN NOT MATCHED THEN INSERT DEFAULT VALUES WHEN MATCHED THEN DO NOTHING)sql",
       R"sql(Merge{with=With{ctes=[Cte{name=a query=Select{targets=[Target{value=1}]}}]} relation=Relation{name=t alias=x} source=Relation{name=s} on=OperatorCall{op== left=x.id right=s.id} whens=[When{condition=s.x action=update targets=[Target{name=a value=1}, Target{name=b value=MultiAssignment{source=Row{fields=[2, 3]} index=1 count=2}}, Target{name=c value=MultiAssignment{source=Row{fields=[2, 3]} index=2 count=2}}]}, When{action=delete}, When{match=by_target condition=true action=insert overriding=user_value targets=[Target{name=a}, Target{name=b}] values=[1, default]}, When{match=by_target action=insert default_values}, When{}]})sql"},
      {R"sql(MERGE INTO t USING (SELECT 1 AS id) AS s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id))sql",
       R"sql(Merge{relation=Relation{name=t} source=SubqueryFrom{select=Select{targets=[Target{name=id value=1}]} alias=s} on=OperatorCall{op== left=t.id right=s.id} whens=[When{match=by_target action=insert values=[s.id]}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where names are marked") {
  static constexpr Row kRows[] = {
      {R"sql(INSERT INTO s.t (a, "B") VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET "B" = excluded.a RETURNING a AS r)sql",
       R"sql(Insert{relation=Relation{name=s.t«s.t»} columns=[Target{name=a«a»}, Target{name=B«"B"»}] source=Select«VALUES (1, 2)»{values=[[1«1», 2«2»]]} on_conflict=OnConflict{do_update inference=[Inference{column=a«a»}] set=[Target{name=B«"B"» value=excluded.a«excluded.a»}]} returning=[Target{name=r«r» value=a«a»}]})sql"},
      {R"sql(INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT k DO NOTHING)sql",
       R"sql(Insert{relation=Relation{name=t«t»} source=Select«VALUES (1)»{values=[[1«1»]]} on_conflict=OnConflict{constraint=k«k»}})sql"},
      {R"sql(UPDATE t AS x SET a = 1, (b, c) = (2, 3) FROM u y RETURNING d)sql",
       R"sql(Update{relation=Relation{name=t«t» alias=x«x»} set=[Target{name=a«a» value=1«1»}, Target{name=b«b» value=MultiAssignment«(»{source=Row«(»{fields=[2«2», 3«3»]} index=1 count=2}}, Target{name=c«c» value=MultiAssignment«(»{source=Row«(»{fields=[2«2», 3«3»]} index=2 count=2}}] from=[Relation{name=u«u» alias=y«y»}] returning=[Target{value=d«d»}]})sql"},
      {R"sql(DELETE FROM t x USING u y WHERE x.a = y.b)sql",
       R"sql(Delete{relation=Relation{name=t«t» alias=x«x»} using=[Relation{name=u«u» alias=y«y»}] where=OperatorCall«=»{op==«=» left=x.a«x.a» right=y.b«y.b»}})sql"},
      {R"sql(MERGE INTO t x USING s y ON x.a = y.a WHEN MATCHED THEN UPDATE SET b = 1 WHEN NOT MATCHED THEN INSERT (c) VALUES (2))sql",
       R"sql(Merge{relation=Relation{name=t«t» alias=x«x»} source=Relation{name=s«s» alias=y«y»} on=OperatorCall«=»{op==«=» left=x.a«x.a» right=y.a«y.a»} whens=[When{action=update targets=[Target{name=b«b» value=1«1»}]}, When{match=by_target action=insert targets=[Target{name=c«c»}] values=[2«2»]}]})sql"},
  };
  check_spans(kRows);
}

}  // namespace pgscribe::sql
