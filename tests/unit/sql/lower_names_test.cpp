#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("type names") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT a::int, b::pg_catalog.int4, c::s.t, d::double precision, e::character varying(20), f::national character(3), g::char, h::bit varying(4), i::time with time zone, j::timestamp(3) without time zone, k::numeric(10, 2), l::interval day to second(3), m::text[], n::text[3][], o::int array, p::int array[4], q::"Odd", r::real, s::dec(5))sql",
       R"sql(Select{targets=[Target{value=Cast{arg=a type=pg_catalog.int4}}, Target{value=Cast{arg=b type=pg_catalog.int4}}, Target{value=Cast{arg=c type=s.t}}, Target{value=Cast{arg=d type=pg_catalog.float8}}, Target{value=Cast{arg=e type=pg_catalog.varchar(20)}}, Target{value=Cast{arg=f type=pg_catalog.bpchar(3)}}, Target{value=Cast{arg=g type=pg_catalog.bpchar(1)}}, Target{value=Cast{arg=h type=pg_catalog.varbit(4)}}, Target{value=Cast{arg=i type=pg_catalog.timetz}}, Target{value=Cast{arg=j type=pg_catalog.timestamp(3)}}, Target{value=Cast{arg=k type=pg_catalog.numeric(10,2)}}, Target{value=Cast{arg=l type=pg_catalog.interval(7176,3)}}, Target{value=Cast{arg=m type=text[]}}, Target{value=Cast{arg=n type=text[3][]}}, Target{value=Cast{arg=o type=pg_catalog.int4[]}}, Target{value=Cast{arg=p type=pg_catalog.int4[4]}}, Target{value=Cast{arg=q type=Odd}}, Target{value=Cast{arg=r type=pg_catalog.float4}}, Target{value=Cast{arg=s type=pg_catalog.numeric(5)}}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where type names are marked") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT d::double precision, e::character varying(20), i::time with time zone, j::timestamp(3) without time zone, k::numeric(10, 2), l::interval day to second(3), m::text[], c::s . t)sql",
       R"sql(Select«SELECT d::double precision, e::character varying(20), i::time with time zone, j::timestamp(3) without time zone, k::numeric(10, 2), l::interval day to second(3), m::text[], c::s . t»{targets=[Target{value=Cast«::»{arg=d«d» type=pg_catalog.float8«double precision»}}, Target{value=Cast«::»{arg=e«e» type=pg_catalog.varchar(20«20»)«character varying»}}, Target{value=Cast«::»{arg=i«i» type=pg_catalog.timetz«time with time zone»}}, Target{value=Cast«::»{arg=j«j» type=pg_catalog.timestamp(3«3»)«timestamp(3) without time zone»}}, Target{value=Cast«::»{arg=k«k» type=pg_catalog.numeric(10«10»,2«2»)«numeric»}}, Target{value=Cast«::»{arg=l«l» type=pg_catalog.interval(7176«day»,3«3»)«interval»}}, Target{value=Cast«::»{arg=m«m» type=text[]«text»}}, Target{value=Cast«::»{arg=c«c» type=s.t«s . t»}}]})sql"},
      {R"sql(CREATE FUNCTION f(SETOF int, s.t.x%TYPE) RETURNS SETOF s.t LANGUAGE sql AS '')sql",
       R"sql(CreateFunction{name=f«f» parameters=[Parameter{type=setof pg_catalog.int4«int»}, Parameter{type=s.t.x%type«s.t.x»}] result=setof s.t«s.t» language='sql'})sql"},
  };
  check_spans(kRows);
}

TEST_CASE("identifiers are folded as PostgreSQL folds them") {
  static constexpr Row kRows[] = {
      {R"sql(SELECT Abc, "Abc", U&"d\0061t", "a""b", ÄB FROM "T"."U")sql",
       R"sql(Select{targets=[Target{value=abc}, Target{value=Abc}, Target{value=dat}, Target{value=a"b}, Target{value=Äb}] from=[Relation{name=T.U}]})sql"},
  };
  check_trees(kRows);
}

}  // namespace pgscribe::sql
