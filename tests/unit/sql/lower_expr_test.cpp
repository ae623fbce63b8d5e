#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("column references") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a, t.b, s.t.c, *, t.*, "Q", "a.b".c FROM t)sql",
       R"sql(Select{targets=[Target{value=a}, Target{value=t.b}, Target{value=s.t.c}, Target{value=*}, Target{value=t.*}, Target{value=Q}, Target{value=a.b.c}] from=[Relation{name=t}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("constants") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT 1, 0, 2147483648, 1.5, 1e3, .5, 'it''s', '', E'a\tb', U&'d\0061t', N'x', B'101', X'1F', $$q'$$, TRUE, false, NULL, $1, $20)sql",
       R"sql(Select{targets=[Target{value=1}, Target{value=0}, Target{value=#2147483648}, Target{value=#1.5}, Target{value=#1e3}, Target{value=#.5}, Target{value='it''s'}, Target{value=''}, Target{value='a	b'}, Target{value='dat'}, Target{value=Cast{arg='x' type=pg_catalog.bpchar}}, Target{value=bit:b101}, Target{value=bit:x1F}, Target{value='q'''}, Target{value=true}, Target{value=false}, Target{value=null}, Target{value=$1}, Target{value=$20}]})sql"},
      {R"sql(SELECT -1, - 2, -(3), - - 4, - - -5, -1.5, -2147483648, +6, 1 - 1, -a, - (1 + 2))sql",
       R"sql(Select{targets=[Target{value=-1}, Target{value=-2}, Target{value=-3}, Target{value=4}, Target{value=-5}, Target{value=#-1.5}, Target{value=#-2147483648}, Target{value=OperatorCall{op=+ right=6}}, Target{value=OperatorCall{op=- left=1 right=1}}, Target{value=OperatorCall{op=- right=a}}, Target{value=OperatorCall{op=- right=OperatorCall{op=+ left=1 right=2}}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("casts and typed literals") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a::int, CAST(b AS numeric(10,2)), DATE '2020-01-01', c::text[][3], INTERVAL '1' DAY, INTERVAL(3) '1 s', f('x'), int4 '4', BIT(3) '101')sql",
       R"sql(Select{targets=[Target{value=Cast{arg=a type=pg_catalog.int4}}, Target{value=Cast{arg=b type=pg_catalog.numeric(10,2)}}, Target{value=Cast{arg='2020-01-01' type=date}}, Target{value=Cast{arg=c type=text[][3]}}, Target{value=Cast{arg='1' type=pg_catalog.interval(8)}}, Target{value=Cast{arg='1 s' type=pg_catalog.interval(32767,3)}}, Target{value=FunctionCall{name=f args=['x']}}, Target{value=Cast{arg='4' type=int4}}, Target{value=Cast{arg='101' type=pg_catalog.bit(3)}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("collations, fields, subscripts") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a COLLATE "C", a COLLATE pg_catalog."C" || b, (r).f, (r).f.g, (r).*, a[1], a[1:2], a[:], a[1:], a[:2], (f(x)).y[2], (SELECT 1).x)sql",
       R"sql(Select{targets=[Target{value=Collate{arg=a collation=C}}, Target{value=OperatorCall{op=|| left=Collate{arg=a collation=pg_catalog.C} right=b}}, Target{value=Indirection{arg=r steps=[.f]}}, Target{value=Indirection{arg=r steps=[.f, .g]}}, Target{value=Indirection{arg=r steps=[.*]}}, Target{value=Indirection{arg=a steps=[[1]]}}, Target{value=Indirection{arg=a steps=[[1:2]]}}, Target{value=Indirection{arg=a steps=[[:]]}}, Target{value=Indirection{arg=a steps=[[1:]]}}, Target{value=Indirection{arg=a steps=[[:2]]}}, Target{value=Indirection{arg=FunctionCall{name=f args=[x]} steps=[.y, [2]]}}, Target{value=Indirection{arg=Subquery{kind=scalar select=Select{targets=[Target{value=1}]}} steps=[.x]}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("boolean expressions") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a AND b AND c OR NOT d, a IS NULL, a IS NOT NULL, a ISNULL, a NOTNULL, a IS TRUE, a IS NOT TRUE, a IS FALSE, a IS NOT FALSE, a IS UNKNOWN, a IS NOT UNKNOWN)sql",
       R"sql(Select{targets=[Target{value=BooleanCall{op=or args=[BooleanCall{args=[a, b, c]}, BooleanCall{op=not args=[d]}]}}, Target{value=NullTest{arg=a}}, Target{value=NullTest{negated arg=a}}, Target{value=NullTest{arg=a}}, Target{value=NullTest{negated arg=a}}, Target{value=BooleanTest{arg=a}}, Target{value=BooleanTest{test=is_not_true arg=a}}, Target{value=BooleanTest{test=is_false arg=a}}, Target{value=BooleanTest{test=is_not_false arg=a}}, Target{value=BooleanTest{test=is_unknown arg=a}}, Target{value=BooleanTest{test=is_not_unknown arg=a}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("conditional expressions") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END, CASE x WHEN 1 THEN 'a' END, COALESCE(a, b), GREATEST(a, 1), LEAST(b, 2))sql",
       R"sql(Select{targets=[Target{value=Case{whens=[When{when=a then=1}, When{when=b then=2}] otherwise=3}}, Target{value=Case{arg=x whens=[When{when=1 then='a'}]}}, Target{value=Coalesce{args=[a, b]}}, Target{value=MinMax{greatest args=[a, 1]}}, Target{value=MinMax{args=[b, 2]}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("subqueries") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT EXISTS (SELECT 1), (SELECT 1), ARRAY(SELECT 1), a IN (SELECT 1), a NOT IN (SELECT 1))sql",
       R"sql(Select{targets=[Target{value=Subquery{select=Select{targets=[Target{value=1}]}}}, Target{value=Subquery{kind=scalar select=Select{targets=[Target{value=1}]}}}, Target{value=Subquery{kind=array select=Select{targets=[Target{value=1}]}}}, Target{value=Subquery{kind=any test=a select=Select{targets=[Target{value=1}]}}}, Target{value=BooleanCall{op=not args=[Subquery{kind=any test=a select=Select{targets=[Target{value=1}]}}]}}]})sql"},
      {R"sql(SELECT a = ANY (SELECT 1), a < ALL (SELECT 1), a LIKE ANY (SELECT 'x'), a OPERATOR(pg_catalog.=) SOME (SELECT 1), (a, b) = (SELECT 1, 2), (a, b) IN (VALUES (1, 2)))sql",
       R"sql(Select{targets=[Target{value=Subquery{kind=any test=a op== select=Select{targets=[Target{value=1}]}}}, Target{value=Subquery{kind=all test=a op=< select=Select{targets=[Target{value=1}]}}}, Target{value=Subquery{kind=any test=a op=~~ select=Select{targets=[Target{value='x'}]}}}, Target{value=Subquery{kind=any test=a op=pg_catalog.= select=Select{targets=[Target{value=1}]}}}, Target{value=OperatorCall{op== left=Row{fields=[a, b]} right=Subquery{kind=scalar select=Select{targets=[Target{value=1}, Target{value=2}]}}}}, Target{value=Subquery{kind=any test=Row{fields=[a, b]} select=Select{values=[[1, 2]]}}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("arrays, rows, grouping") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT ARRAY[1, 2], ARRAY[[1], [2]], ARRAY[]::int[], ROW(1, a), (1, 2), ROW(), GROUPING(a, b))sql",
       R"sql(Select{targets=[Target{value=Array{elements=[1, 2]}}, Target{value=Array{elements=[Array{elements=[1]}, Array{elements=[2]}]}}, Target{value=Cast{arg=Array{} type=pg_catalog.int4[]}}, Target{value=Row{fields=[1, a] explicit}}, Target{value=Row{fields=[1, 2]}}, Target{value=Row{explicit}}, Target{value=Grouping{args=[a, b]}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("a cursor's row") {
  static constexpr Row kRows[] = {
      {R"sql(DELETE FROM t WHERE CURRENT OF c)sql",
       R"sql(Delete{relation=Relation{name=t} where=CurrentOf{cursor='c'}})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where expressions are marked") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a, t . b, s.t.*, 1, -1, 'x', $1, NULL)sql",
       R"sql(Select«SELECT a, t . b, s.t.*, 1, -1, 'x', $1, NULL»{targets=[Target{value=a«a»}, Target{value=t.b«t . b»}, Target{value=s.t.*«s.t.*»}, Target{value=1«1»}, Target{value=-1«-»}, Target{value='x'«'x'»}, Target{value=$1«$1»}, Target{value=null«NULL»}]})sql"},
      {R"sql(SELECT a::int, CAST(b AS text), DATE '2020-01-01', e::timestamp(3) with time zone, d::double precision, c::s.t, g::character varying(3)[])sql",
       R"sql(Select«SELECT a::int, CAST(b AS text), DATE '2020-01-01', e::timestamp(3) with time zone, d::double precision, c::s.t, g::character varying(3)[]»{targets=[Target{value=Cast«::»{arg=a«a» type=pg_catalog.int4«int»}}, Target{value=Cast«CAST»{arg=b«b» type=text«text»}}, Target{value=Cast«DATE»{arg='2020-01-01'«'2020-01-01'» type=date«DATE»}}, Target{value=Cast«::»{arg=e«e» type=pg_catalog.timestamptz(3«3»)«timestamp(3) with time zone»}}, Target{value=Cast«::»{arg=d«d» type=pg_catalog.float8«double precision»}}, Target{value=Cast«::»{arg=c«c» type=s.t«s.t»}}, Target{value=Cast«::»{arg=g«g» type=pg_catalog.varchar(3«3»)[]«character varying»}}]})sql"},
      {R"sql(SELECT a COLLATE "C", (r).f, a[1], NOT a AND b OR c, a IS NOT NULL, a IS TRUE)sql",
       R"sql(Select«SELECT a COLLATE "C", (r).f, a[1], NOT a AND b OR c, a IS NOT NULL, a IS TRUE»{targets=[Target{value=Collate«COLLATE»{arg=a«a» collation=C«"C"»}}, Target{value=Indirection«r»{arg=r«r» steps=[.f«f»]}}, Target{value=Indirection«a»{arg=a«a» steps=[[1«1»]]}}, Target{value=BooleanCall«OR»{op=or args=[BooleanCall«AND»{args=[BooleanCall«NOT»{op=not args=[a«a»]}, b«b»]}, c«c»]}}, Target{value=NullTest«IS»{negated arg=a«a»}}, Target{value=BooleanTest«IS»{arg=a«a»}}]})sql"},
      {R"sql(SELECT CASE WHEN (a) THEN 1 END, COALESCE(a, b), GREATEST(a), EXISTS (SELECT 1), (SELECT 2), ARRAY(SELECT 3), a IN (SELECT 4), a NOT IN (SELECT 5), a = ANY (SELECT 6), ARRAY[[1]], ROW(1), (1, 2))sql",
       R"sql(Select«SELECT CASE WHEN (a) THEN 1 END, COALESCE(a, b), GREATEST(a), EXISTS (SELECT 1), (SELECT 2), ARRAY(SELECT 3), a IN (SELECT 4), a NOT IN (SELECT 5), a = ANY (SELECT 6), ARRAY[[1]], ROW(1), (1, 2)»{targets=[Target{value=Case«CASE»{whens=[When{when=a«a» then=1«1»}]}}, Target{value=Coalesce«COALESCE»{args=[a«a», b«b»]}}, Target{value=MinMax«GREATEST»{greatest args=[a«a»]}}, Target{value=Subquery«EXISTS»{select=Select«SELECT 1»{targets=[Target{value=1«1»}]}}}, Target{value=Subquery«(»{kind=scalar select=Select«SELECT 2»{targets=[Target{value=2«2»}]}}}, Target{value=Subquery«ARRAY»{kind=array select=Select«SELECT 3»{targets=[Target{value=3«3»}]}}}, Target{value=Subquery«IN»{kind=any test=a«a» select=Select«SELECT 4»{targets=[Target{value=4«4»}]}}}, Target{value=BooleanCall«NOT»{op=not args=[Subquery«NOT»{kind=any test=a«a» select=Select«SELECT 5»{targets=[Target{value=5«5»}]}}]}}, Target{value=Subquery«=»{kind=any test=a«a» op==«=» select=Select«SELECT 6»{targets=[Target{value=6«6»}]}}}, Target{value=Array«ARRAY»{elements=[Array«[»{elements=[1«1»]}]}}, Target{value=Row«ROW»{fields=[1«1»] explicit}}, Target{value=Row«(»{fields=[1«1», 2«2»]}}]})sql"},
  };
  check_spans(kRows);
}

}  // namespace pgscribe::sql
