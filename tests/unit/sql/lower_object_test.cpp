#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("drop") {
  static constexpr Row kRows[] = {
      {R"sql(DROP TABLE IF EXISTS a, s.b CASCADE)sql",
       R"sql(Drop{objects=[Object{table;name=a}, Object{table;name=s.b}] if_exists cascade})sql"},
      {R"sql(DROP TYPE s.a; DROP DOMAIN d; DROP SCHEMA s, t; DROP EXTENSION e; DROP VIEW v; DROP MATERIALIZED VIEW v; DROP SEQUENCE q; DROP INDEX CONCURRENTLY i; DROP FOREIGN TABLE f; DROP COLLATION c; DROP STATISTICS s)sql",
       R"sql(Drop{objects=[Object{type;name=s.a type=s.a}]}
Drop{objects=[Object{domain;name=d type=d}]}
Drop{objects=[Object{schema;name=s}, Object{schema;name=t}]}
Drop{objects=[Object{extension;name=e}]}
Drop{objects=[Object{view;name=v}]}
Drop{objects=[Object{materialized_view;name=v}]}
Drop{objects=[Object{sequence;name=q}]}
Drop{objects=[Object{index;name=i}] concurrently}
Drop{objects=[Object{foreign_table;name=f}]}
Drop{objects=[Object{collation;name=c}]}
Drop{objects=[Object{statistics;name=s}]})sql"},
      {R"sql(DROP FUNCTION f(int, text[]), s.g, h(); DROP PROCEDURE p(IN int); DROP ROUTINE r; DROP AGGREGATE a(*); DROP AGGREGATE b(int ORDER BY text); DROP OPERATOR s.+ (NONE, int); DROP OPERATOR - (int, int); DROP CAST (int AS s.t))sql",
       R"sql(Drop{objects=[Object{function;name=f args=[pg_catalog.int4, text[]]}, Object{function;name=s.g args_unspecified}, Object{function;name=h}]}
Drop{objects=[Object{procedure;name=p args=[pg_catalog.int4]}]}
Drop{objects=[Object{routine;name=r args_unspecified}]}
Drop{objects=[Object{aggregate;name=a}]}
Drop{objects=[Object{aggregate;name=b args=[pg_catalog.int4, text]}]}
Drop{objects=[Object{operator;name=s.+ args=[, pg_catalog.int4]}]}
Drop{objects=[Object{operator;name=- args=[pg_catalog.int4, pg_catalog.int4]}]}
Drop{objects=[Object{cast;args=[pg_catalog.int4] type=s.t}]})sql"},
      {R"sql(DROP TRIGGER x ON s.t; DROP RULE r ON t; DROP POLICY p ON t; DROP OPERATOR CLASS s.c USING btree; DROP OPERATOR FAMILY f USING gin; DROP TRANSFORM FOR int LANGUAGE sql; DROP LANGUAGE l; DROP EVENT TRIGGER e; DROP FOREIGN DATA WRAPPER w; DROP SERVER s; DROP PUBLICATION p; DROP ACCESS METHOD m; DROP TEXT SEARCH PARSER p; DROP CONVERSION c)sql",
       R"sql(Drop{objects=[Object{trigger;name=s.t.x}]}
Drop{objects=[Object{rule;name=t.r}]}
Drop{objects=[Object{policy;name=t.p}]}
Drop{objects=[Object{operator_class;name=btree.s.c}]}
Drop{objects=[Object{operator_family;name=gin.f}]}
Drop{objects=[Object{transform;name=sql type=pg_catalog.int4}]}
Drop{objects=[Object{language;name=l}]}
Drop{objects=[Object{event_trigger;name=e}]}
Drop{objects=[Object{foreign_data_wrapper;name=w}]}
Drop{objects=[Object{foreign_server;name=s}]}
Drop{objects=[Object{publication;name=p}]}
Drop{objects=[Object{access_method;name=m}]}
Drop{objects=[Object{text_search;name=p}]}
Drop{objects=[Object{conversion;name=c}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("comment") {
  static constexpr Row kRows[] = {
      {R"sql(COMMENT ON TABLE s.t IS 'x'; COMMENT ON COLUMN s.t.c IS ''; COMMENT ON TYPE s.t IS NULL; COMMENT ON DOMAIN d IS 'x'; COMMENT ON VIEW v IS 'x'; COMMENT ON MATERIALIZED VIEW m IS 'x'; COMMENT ON SCHEMA s IS 'x')sql",
       R"sql(Comment{object=Object{table;name=s.t} text='x'}
Comment{object=Object{column;name=s.t.c}}
Comment{object=Object{type;name=s.t type=s.t}}
Comment{object=Object{domain;name=d type=d} text='x'}
Comment{object=Object{view;name=v} text='x'}
Comment{object=Object{materialized_view;name=m} text='x'}
Comment{object=Object{schema;name=s} text='x'})sql"},
      {R"sql(COMMENT ON FUNCTION f(int) IS 'x'; COMMENT ON AGGREGATE a(*) IS 'x'; COMMENT ON OPERATOR + (int, int) IS 'x'; COMMENT ON CAST (int AS text) IS 'x'; COMMENT ON CONSTRAINT c ON s.t IS 'x'; COMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'x'; COMMENT ON TRIGGER t ON s.u IS 'x'; COMMENT ON EXTENSION e IS 'x'; COMMENT ON LARGE OBJECT 1 IS 'x')sql",
       R"sql(Comment{object=Object{function;name=f args=[pg_catalog.int4]} text='x'}
Comment{object=Object{aggregate;name=a} text='x'}
Comment{object=Object{operator;name=+ args=[pg_catalog.int4, pg_catalog.int4]} text='x'}
Comment{object=Object{cast;args=[pg_catalog.int4] type=text} text='x'}
Comment{object=Object{constraint;name=s.t.c} text='x'}
Comment{object=Object{domain_constraint;name=c type=s.d} text='x'}
Comment{object=Object{trigger;name=s.u.t} text='x'}
Comment{object=Object{extension;name=e} text='x'}
Comment{object=Object{large_object;} text='x'})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("enums") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE TYPE s.e AS ENUM ('a', 'b''c', ''))sql", R"sql(CreateEnum{name=s.e labels=[a, b'c, ]})sql"},
      {R"sql(CREATE TYPE e AS ENUM ())sql", R"sql(CreateEnum{name=e})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("composites, ranges, domains") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE TYPE s.c AS (a int, b text[] COLLATE "C"))sql",
       R"sql(CreateComposite{name=s.c attributes=[Column{name=a type=pg_catalog.int4}, Column{name=b type=text[] collation=C}]})sql"},
      {R"sql(CREATE TYPE e AS ())sql", R"sql(CreateComposite{name=e})sql"},
      {R"sql(CREATE TYPE r AS RANGE (SUBTYPE = float8, subtype_diff = float8mi, multirange_type_name = s.mr, collation = "C"))sql",
       R"sql(CreateRange{name=r parameters=[subtype=float8, subtype_diff=float8mi, multirange_type_name=s.mr, collation=C]})sql"},
      {R"sql(CREATE DOMAIN s.d AS varchar(20) COLLATE "C" NOT NULL DEFAULT 'x' CONSTRAINT k CHECK (VALUE <> ''))sql",
       R"sql(CreateDomain{name=s.d type=pg_catalog.varchar(20) collation=C constraints=[Constraint{not_null;}, Constraint{default;expr='x'}, Constraint{check;name='k' expr=OperatorCall{op=<> left=value right=''}}]})sql"},
      {R"sql(CREATE DOMAIN d int[] NULL)sql",
       R"sql(CreateDomain{name=d type=pg_catalog.int4[] constraints=[Constraint{null;}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("casts and extensions") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE CAST (int AS s.t) WITH FUNCTION s.f(int) AS IMPLICIT; CREATE CAST (int AS text) WITH INOUT AS ASSIGNMENT; CREATE CAST (a AS b) WITHOUT FUNCTION)sql",
       R"sql(CreateCast{source=pg_catalog.int4 target=s.t function=Object{function;name=s.f args=[pg_catalog.int4]} implicit}
CreateCast{source=pg_catalog.int4 target=text inout assignment}
CreateCast{source=a target=b explicit})sql"},
      {R"sql(CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA x VERSION '1.1' CASCADE; CREATE EXTENSION e)sql",
       R"sql(CreateExtension{name=uuid-ossp schema='x' if_not_exists}
CreateExtension{name=e})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("definitions") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE AGGREGATE s.a (int, VARIADIC text[]) (SFUNC = f, STYPE = int, INITCOND = '0', SORTOP = OPERATOR(s.<)))sql",
       R"sql(Define{aggregate;name=s.a aggregate_parameters=[Parameter{type=pg_catalog.int4}, Parameter{type=text[] mode=variadic}] parameters=[sfunc=f, stype=pg_catalog.int4, initcond='0', sortop=s.<]})sql"},
      {R"sql(CREATE AGGREGATE a (ORDER BY anyelement) (SFUNC = f, STYPE = internal); CREATE AGGREGATE a (float8 ORDER BY x anyelement) (SFUNC = f, STYPE = internal, HYPOTHETICAL))sql",
       R"sql(Define{aggregate;name=a aggregate_parameters=[Parameter{type=anyelement}] direct='0' parameters=[sfunc=f, stype=internal]}
Define{aggregate;name=a aggregate_parameters=[Parameter{type=float8}, Parameter{name='x' type=anyelement}] direct='1' parameters=[sfunc=f, stype=internal, hypothetical=]})sql"},
      {R"sql(CREATE OR REPLACE AGGREGATE a (*) (SFUNC = f, STYPE = int, SSPACE = 10); CREATE AGGREGATE a (BASETYPE = int, SFUNC = f, STYPE = int))sql",
       R"sql(Define{aggregate;name=a parameters=[sfunc=f, stype=pg_catalog.int4, sspace=10] replace}
Define{aggregate;name=a old_style parameters=[basetype=pg_catalog.int4, sfunc=f, stype=pg_catalog.int4]})sql"},
      {R"sql(CREATE OPERATOR s.=== (LEFTARG = int, RIGHTARG = SETOF int, FUNCTION = s.f, COMMUTATOR = ===, NEGATOR = OPERATOR(s.!==), HASHES))sql",
       R"sql(Define{operator;name=s.=== parameters=[leftarg=pg_catalog.int4, rightarg=setof pg_catalog.int4, function=s.f, commutator====, negator=s.!==, hashes=]})sql"},
      {R"sql(CREATE TYPE b; CREATE TYPE b (INPUT = i, OUTPUT = o, LIKE = int4, INTERNALLENGTH = 4, ALIGNMENT = double))sql",
       R"sql(Define{type;name=b}
Define{type;name=b parameters=[input=i, output=o, like=int4, internallength=4, alignment=double]})sql"},
      {R"sql(CREATE COLLATION IF NOT EXISTS s.c (provider = icu, locale = 'de'); CREATE COLLATION c FROM "C"; CREATE TEXT SEARCH CONFIGURATION c (COPY = english))sql",
       R"sql(Define{collation;name=s.c parameters=[provider=icu, locale='de'] if_not_exists}
Define{collation;name=c parameters=[from=C]}
Define{text_search;name=c parameters=[copy=english]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("where names are marked") {
  static constexpr Row kRows[] = {
      {R"sql(DROP TABLE a, s.b; DROP FUNCTION s.f(int); DROP OPERATOR s.+ (int, int); DROP CAST (int AS s.t); DROP TRIGGER x ON s.t; DROP TYPE s.t; DROP SCHEMA s)sql",
       R"sql(Drop{objects=[Object{table;name=a«a»}, Object{table;name=s.b«s.b»}]}
Drop{objects=[Object{function;name=s.f«s.f» args=[pg_catalog.int4«int»]}]}
Drop{objects=[Object{operator;name=s.+«s.+» args=[pg_catalog.int4«int», pg_catalog.int4«int»]}]}
Drop{objects=[Object{cast;args=[pg_catalog.int4«int»] type=s.t«s.t»}]}
Drop{objects=[Object{trigger;name=s.t.x«x»}]}
Drop{objects=[Object{type;name=s.t«s.t» type=s.t«s.t»}]}
Drop{objects=[Object{schema;name=s«s»}]})sql"},
      {R"sql(COMMENT ON COLUMN s.t.c IS 'x'; COMMENT ON CONSTRAINT c ON DOMAIN s.d IS 'x')sql",
       R"sql(Comment{object=Object{column;name=s.t.c«s.t.c»} text='x'}
Comment{object=Object{domain_constraint;name=c«c» type=s.d«s.d»} text='x'})sql"},
      {R"sql(CREATE TYPE s.e AS ENUM ('a', 'b'); CREATE TYPE s.c AS (a int); CREATE DOMAIN s.d AS int CONSTRAINT k CHECK (true); CREATE EXTENSION "x-y"; CREATE TYPE r AS RANGE (SUBTYPE = s.t))sql",
       R"sql(CreateEnum{name=s.e«s.e» labels=[a«'a'», b«'b'»]}
CreateComposite{name=s.c«s.c» attributes=[Column{name=a«a» type=pg_catalog.int4«int»}]}
CreateDomain{name=s.d«s.d» type=pg_catalog.int4«int» constraints=[Constraint{check«CONSTRAINT»;name='k' expr=true«true»}]}
CreateExtension{name=x-y«"x-y"»}
CreateRange{name=r«r» parameters=[subtype=s.t«s.t»]})sql"},
  };
  check_spans(kRows);
}

}  // namespace pgscribe::sql
