#include <doctest/doctest.h>

#include "catalog/quote_identifier.hpp"
#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

/// Each column's type as format_type prints it is how it was written.
TEST_CASE("types print as PostgreSQL prints them") {
  const Folded folded = fold(
      "create schema app; create type app.\"Mixed Kind\" as enum ('a'); create type public.order_kind as enum ('a'); "
      "create type \"select\" as (a int);"
      "create table t (c1 smallint, c2 bigint, c3 real, c4 double precision, c5 boolean, c6 character varying, c7 "
      "character varying(10),"
      "  c8 character(3), c9 numeric, c10 numeric(10,2), c11 numeric(3,-1), c12 time without time zone, c13 time(2) "
      "with time zone,"
      "  c14 timestamp(0) without time zone, c15 timestamp with time zone, c16 interval, c17 interval(3), c18 interval "
      "year to month,"
      "  c19 interval day to second(2), c20 bit(4), c21 bit varying, c22 bit varying(5), c23 \"char\", c24 text[], c25 "
      "character varying(5)[],"
      "  c26 numeric(4,1)[], c27 app.\"Mixed Kind\", c28 order_kind[], c29 \"select\", c30 pg_class, c31 "
      "information_schema.sql_identifier,"
      "  c32 int4range, c33 oidvector, c34 timestamp(3) with time zone[], c35 name, c36 date, c37 uuid);");
  CHECK(folded.messages().empty());
  const char* expected[] = {"smallint",
                            "bigint",
                            "real",
                            "double precision",
                            "boolean",
                            "character varying",
                            "character varying(10)",
                            "character(3)",
                            "numeric",
                            "numeric(10,2)",
                            "numeric(3,-1)",
                            "time without time zone",
                            "time(2) with time zone",
                            "timestamp(0) without time zone",
                            "timestamp with time zone",
                            "interval",
                            "interval(3)",
                            "interval year to month",
                            "interval day to second(2)",
                            "bit(4)",
                            "bit varying",
                            "bit varying(5)",
                            "\"char\"",
                            "text[]",
                            "character varying(5)[]",
                            "numeric(4,1)[]",
                            "app.\"Mixed Kind\"",
                            "order_kind[]",
                            "\"select\"",
                            "pg_class",
                            "information_schema.sql_identifier",
                            "int4range",
                            "oidvector",
                            "timestamp(3) with time zone[]",
                            "name",
                            "date",
                            "uuid"};
  const std::vector<Column>& columns = folded.catalog.find_relation("", "t")->columns;
  REQUIRE(columns.size() == std::size(expected));
  for (std::size_t i = 0; i < columns.size(); ++i)
    CHECK(folded.catalog.format_type(columns[i].type, columns[i].type_modifier) == expected[i]);
}

TEST_CASE("a hidden type is qualified") {
  const Folded folded = fold(
      "create schema a; create type a.kind as enum ('x'); create type kind as enum ('y'); set search_path = public;");
  CHECK(folded.catalog.format_type(folded.catalog.find_type("a", "kind")->oid) == "a.kind");
  CHECK(folded.catalog.format_type(folded.catalog.find_type("public", "kind")->oid) == "kind");
  CHECK(folded.catalog.format_type(kInvalidOid) == "-");
  CHECK(folded.catalog.format_type(9999999) == "???");
  CHECK(folded.catalog.format_type(oid::bpchar) == "character");
}

TEST_CASE("identifiers are quoted when SQL needs it") {
  CHECK(quote_identifier("plain_1") == "plain_1");
  CHECK(quote_identifier("Mixed") == "\"Mixed\"");
  CHECK(quote_identifier("select") == "\"select\"");
  CHECK(quote_identifier("name") == "name");  // unreserved
  CHECK(quote_identifier("coalesce") == "\"coalesce\"");
  CHECK(quote_identifier("1st") == "\"1st\"");
  CHECK(quote_identifier("a\"b") == "\"a\"\"b\"");
  CHECK(quote_identifier("") == "\"\"");
  CHECK(quote_identifier("dollar$") == "\"dollar$\"");
  CHECK(quote_qualified("", "a") == "a");
  CHECK(quote_qualified("My", "a") == "\"My\".a");
}

}  // namespace
