#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("functions") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE OR REPLACE FUNCTION s.f(a int DEFAULT 1, IN x text = 'y', OUT b text, INOUT c s.t.x%TYPE, VARIADIC d int[]) RETURNS SETOF record LANGUAGE plpgsql STRICT IMMUTABLE AS 'begin end')sql",
       R"sql(CreateFunction{name=s.f parameters=[Parameter{name='a' type=pg_catalog.int4 default=1}, Parameter{name='x' type=text default='y'}, Parameter{name='b' type=text mode=out}, Parameter{name='c' type=s.t.x%type mode=inout}, Parameter{name='d' type=pg_catalog.int4[] mode=variadic}] result=setof record replace strict volatility=i language='plpgsql' body='begin end'})sql"},
      {R"sql(CREATE FUNCTION f(int) RETURNS TABLE (x int, y text) STABLE WINDOW AS $$select 1$$ LANGUAGE sql)sql",
       R"sql(CreateFunction{name=f parameters=[Parameter{type=pg_catalog.int4}, Parameter{name='x' type=pg_catalog.int4 mode=table}, Parameter{name='y' type=text mode=table}] result=setof pg_catalog.record window volatility=s language='sql' body='select 1'})sql"},
      {R"sql(CREATE FUNCTION f() RETURNS trigger AS 'obj', 'sym' LANGUAGE C VOLATILE RETURNS NULL ON NULL INPUT)sql",
       R"sql(CreateFunction{name=f result=trigger strict language='c' body='obj'})sql"},
      {R"sql(CREATE FUNCTION f() RETURNS void CALLED ON NULL INPUT LANGUAGE 'sql' AS '')sql",
       R"sql(CreateFunction{name=f result=void language='sql'})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("SQL-standard bodies") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE FUNCTION f() RETURNS int RETURN 1)sql",
       R"sql(CreateFunction{name=f result=pg_catalog.int4 language='sql'})sql"},
      {R"sql(CREATE PROCEDURE p(INOUT a int) LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a THEN 1 END; END; SELECT 2)sql",
       R"sql(CreateFunction{name=p parameters=[Parameter{name='a' type=pg_catalog.int4 mode=inout}] procedure language='sql'}
Select{targets=[Target{value=2}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("alter") {
  static constexpr Row kRows[] = {
      {R"sql(ALTER FUNCTION s.f(int) STRICT IMMUTABLE; ALTER FUNCTION f CALLED ON NULL INPUT; ALTER PROCEDURE p() SECURITY DEFINER; ALTER ROUTINE r RETURNS NULL ON NULL INPUT)sql",
       R"sql(AlterFunction{function=Object{function;name=s.f args=[pg_catalog.int4]} strict}
AlterFunction{function=Object{function;name=f args_unspecified} not_strict}
AlterFunction{function=Object{procedure;name=p}}
AlterFunction{function=Object{routine;name=r args_unspecified} strict})sql"},
  };
  check_trees(kRows);
}

}  // namespace pgscribe::sql
