#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("arguments") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT f(), s.f(1, x => 2, y := 3), f(VARIADIC a), f(1, VARIADIC a), count(*), count(DISTINCT a), count(ALL a))sql",
       R"sql(Select{targets=[Target{value=FunctionCall{name=f}}, Target{value=FunctionCall{name=s.f args=[1, NamedArgument{name=x value=2}, NamedArgument{name=y value=3}]}}, Target{value=FunctionCall{name=f args=[a] variadic}}, Target{value=FunctionCall{name=f args=[1, a] variadic}}, Target{value=FunctionCall{name=count star}}, Target{value=FunctionCall{name=count args=[a] distinct}}, Target{value=FunctionCall{name=count args=[a]}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("aggregates") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT string_agg(a, ',' ORDER BY b DESC NULLS LAST, c USING <, d ASC NULLS FIRST) FILTER (WHERE d), percentile_cont(0.5) WITHIN GROUP (ORDER BY x DESC))sql",
       R"sql(Select{targets=[Target{value=FunctionCall{name=string_agg args=[a, ','] order_by=[SortItem{expr=b direction=desc nulls=last}, SortItem{expr=c direction=using using=<}, SortItem{expr=d direction=asc nulls=first}] filter=d}}, Target{value=FunctionCall{name=percentile_cont args=[#0.5] within_group order_by=[SortItem{expr=x direction=desc}]}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("windows") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT rank() OVER w, rank() OVER (w), rank() OVER (), sum(a) FILTER (WHERE b) OVER (w ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM t WINDOW w AS (PARTITION BY c, d), w2 AS (w))sql",
       R"sql(Select{targets=[Target{value=FunctionCall{name=rank over=Window{existing='w' is_reference}}}, Target{value=FunctionCall{name=rank over=Window{existing='w'}}}, Target{value=FunctionCall{name=rank over=Window{}}}, Target{value=FunctionCall{name=sum args=[a] filter=b over=Window{existing='w' order_by=[SortItem{expr=b}] frame=Frame{mode=rows start=preceding 1 end=current_row exclusion=ties}}}}] from=[Relation{name=t}] windows=[Window{name='w' partition_by=[c, d]}, Window{name='w2' existing='w'}]})sql"},
      {R"sql(SELECT sum(a) OVER (ORDER BY b RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), sum(a) OVER (GROUPS BETWEEN 1 FOLLOWING AND 2 FOLLOWING EXCLUDE GROUP), sum(a) OVER (ROWS 3 PRECEDING EXCLUDE CURRENT ROW), sum(a) OVER (ROWS UNBOUNDED PRECEDING EXCLUDE NO OTHERS))sql",
       R"sql(Select{targets=[Target{value=FunctionCall{name=sum args=[a] over=Window{order_by=[SortItem{expr=b}] frame=Frame{start=unbounded_preceding end=unbounded_following}}}}, Target{value=FunctionCall{name=sum args=[a] over=Window{frame=Frame{mode=groups start=following 1 end=following 2 exclusion=group}}}}, Target{value=FunctionCall{name=sum args=[a] over=Window{frame=Frame{mode=rows start=preceding 3 end=current_row exclusion=current_row}}}}, Target{value=FunctionCall{name=sum args=[a] over=Window{frame=Frame{mode=rows start=unbounded_preceding end=current_row}}}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("functions with a syntax of their own") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT EXTRACT(year FROM a), SUBSTRING(a FROM 2 FOR 3), SUBSTRING(a, 2), SUBSTRING(a SIMILAR b ESCAPE c), POSITION('x' IN a), TRIM(LEADING 'x' FROM a), TRIM(a), TRIM(TRAILING FROM a), OVERLAY(a PLACING b FROM 1), COLLATION FOR (a))sql",
       R"sql(Select{targets=[Target{value=FunctionCall{name=pg_catalog.extract args=['year', a] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.substring args=[a, 2, 3] sql_syntax}}, Target{value=FunctionCall{name=substring args=[a, 2]}}, Target{value=FunctionCall{name=pg_catalog.substring args=[a, b, c] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.position args=[a, 'x'] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.ltrim args=[a, 'x'] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.btrim args=[a] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.rtrim args=[a] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.overlay args=[a, b, 1] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.pg_collation_for args=[a] sql_syntax}}]})sql"},
      {R"sql(SELECT a AT TIME ZONE 'UTC', (a, b) OVERLAPS (c, d), NORMALIZE(a, NFD), a IS NORMALIZED, a IS NOT NFC NORMALIZED, TREAT(a AS int))sql",
       R"sql(Select{targets=[Target{value=FunctionCall{name=pg_catalog.timezone args=['UTC', a] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.overlaps args=[a, b, c, d] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.normalize args=[a, 'NFD'] sql_syntax}}, Target{value=FunctionCall{name=pg_catalog.is_normalized args=[a] sql_syntax}}, Target{value=BooleanCall{op=not args=[FunctionCall{name=pg_catalog.is_normalized args=[a, 'NFC'] sql_syntax}]}}, Target{value=FunctionCall{name=pg_catalog.int4 args=[a]}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("values that look like functions") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT CURRENT_DATE, CURRENT_TIME, CURRENT_TIME(3), CURRENT_TIMESTAMP, CURRENT_TIMESTAMP(2), LOCALTIME, LOCALTIME(1), LOCALTIMESTAMP, LOCALTIMESTAMP(0))sql",
       R"sql(Select{targets=[Target{value=current_date}, Target{value=current_time}, Target{value=current_time_n(3)}, Target{value=current_timestamp}, Target{value=current_timestamp_n(2)}, Target{value=local_time}, Target{value=local_time_n(1)}, Target{value=local_timestamp}, Target{value=local_timestamp_n(0)}]})sql"},
      {R"sql(SELECT CURRENT_ROLE, CURRENT_USER, USER, SESSION_USER, CURRENT_CATALOG, CURRENT_SCHEMA)sql",
       R"sql(Select{targets=[Target{value=current_role}, Target{value=current_user}, Target{value=user}, Target{value=session_user}, Target{value=current_catalog}, Target{value=current_schema}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("xml") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT XMLELEMENT(NAME x, XMLATTRIBUTES(a AS b, c), d), XMLCONCAT(a, b), XMLFOREST(a AS b, c), XMLPARSE(DOCUMENT a), XMLPI(NAME php, 'x'), XMLROOT(a, VERSION NO VALUE, STANDALONE YES), a IS DOCUMENT, a IS NOT DOCUMENT, XMLSERIALIZE(CONTENT a AS text), XMLEXISTS('x' PASSING a))sql",
       R"sql(Select{targets=[Target{value=XmlCall{op=element name='x' b=a unnamed=c args=[d]}}, Target{value=XmlCall{args=[a, b]}}, Target{value=XmlCall{op=forest b=a unnamed=c}}, Target{value=XmlCall{op=parse args=[a, false]}}, Target{value=XmlCall{op=pi name='php' args=['x']}}, Target{value=XmlCall{op=root args=[a, null, 0]}}, Target{value=XmlCall{op=document args=[a]}}, Target{value=BooleanCall{op=not args=[XmlCall{op=document args=[a]}]}}, Target{value=XmlSerialize{arg=a type=text}}, Target{value=FunctionCall{name=pg_catalog.xmlexists args=['x', a] sql_syntax}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where calls are marked") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT f(1), s . f(2), f(x => 1), count(*) OVER (ORDER BY a), EXTRACT(year FROM a), a AT TIME ZONE 'x', CURRENT_DATE, CURRENT_TIME(1), XMLPI(NAME p), a IS DOCUMENT, XMLSERIALIZE(CONTENT a AS text))sql",
       R"sql(Select«SELECT f(1), s . f(2), f(x => 1), count(*) OVER (ORDER BY a), EXTRACT(year FROM a), a AT TIME ZONE 'x', CURRENT_DATE, CURRENT_TIME(1), XMLPI(NAME p), a IS DOCUMENT, XMLSERIALIZE(CONTENT a AS text)»{targets=[Target{value=FunctionCall«f»{name=f«f» args=[1«1»]}}, Target{value=FunctionCall«s . f»{name=s.f«s . f» args=[2«2»]}}, Target{value=FunctionCall«f»{name=f«f» args=[NamedArgument«x»{name=x«x» value=1«1»}]}}, Target{value=FunctionCall«count»{name=count«count» star over=Window{order_by=[SortItem{expr=a«a»}]}}}, Target{value=FunctionCall«EXTRACT»{name=pg_catalog.extract«EXTRACT» args=['year'«year», a«a»] sql_syntax}}, Target{value=FunctionCall«AT»{name=pg_catalog.timezone«AT» args=['x'«'x'», a«a»] sql_syntax}}, Target{value=current_date«CURRENT_DATE»}, Target{value=current_time_n(1)«CURRENT_TIME»}, Target{value=XmlCall«XMLPI»{op=pi name='p'}}, Target{value=XmlCall«IS»{op=document args=[a«a»]}}, Target{value=XmlSerialize«XMLSERIALIZE»{arg=a«a» type=text«text»}}]})sql"},
  };
  check_spans(kRows);
}

}  // namespace pgscribe::sql
