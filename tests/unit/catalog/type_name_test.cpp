#include <doctest/doctest.h>

#include "catalog/type_name.hpp"
#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

/// "type/modifier", or the message, of a column declared with `type`.
std::string declared(const std::string& type) {
  Folded folded = fold("create schema app; create type app.kind as enum ('a'); create table app.t (a numeric(5, 1));");
  fold_into(folded, "create table x (c " + type + ");");
  if (folded.diagnostics.has_errors()) {
    const auto& d = folded.diagnostics.all().front();
    return d.code + " " + d.message + (d.hint.empty() ? "" : " (" + d.hint + ")");
  }
  const Column& column = folded.catalog.find_relation("", "x")->columns.front();
  return folded.catalog.type(column.type)->name + "/" + std::to_string(column.type_modifier) + "/" +
         std::to_string(column.dimensions);
}

TEST_CASE("written types resolve with encoded modifiers") {
  CHECK(declared("int") == "int4/-1/0");
  CHECK(declared("varchar(10)") == "varchar/14/0");
  CHECK(declared("char") == "bpchar/5/0");
  CHECK(declared("numeric(10, 2)") == "numeric/655366/0");
  CHECK(declared("numeric(10)") == "numeric/655364/0");
  CHECK(declared("numeric(3, -2)[]") == "_numeric/198658/1");
  CHECK(declared("timestamp(9)") == "timestamp/6/0");
  CHECK(declared("interval hour to minute") == "interval/201392127/0");
  CHECK(declared("interval second(1)") == "interval/268435457/0");
  CHECK(declared("bit(3)") == "bit/3/0");
  CHECK(declared("int[][]") == "_int4/-1/2");
  CHECK(declared("app.kind[]") == "_kind/-1/1");
  CHECK(declared("pg_catalog.text") == "text/-1/0");
  CHECK(declared("app.t") == "t/-1/0");
}

TEST_CASE("what is no type is reported with PostgreSQL's words and a hint") {
  CHECK(declared("intger") == "42704 type \"intger\" does not exist (did you mean \"integer\"?)");
  CHECK(declared("string") == "42704 type \"string\" does not exist (did you mean text?)");
  CHECK(declared("kind") == "42704 type \"kind\" does not exist (did you mean \"app.kind\"?)");
  CHECK(declared("nope.kind") == "3F000 schema \"nope\" does not exist");
  CHECK(declared("a.b.c.d") == "42601 improper qualified name (too many dotted names): a.b.c.d");
  CHECK(declared("text(3)") == "42601 type modifier is not allowed for type \"text\"");
  CHECK(declared("varchar(0)") == "22023 length for type varchar must be at least 1");
  CHECK(declared("varchar(20000000)") == "22023 length for type varchar cannot exceed 10485760");
  CHECK(declared("numeric(0)") == "22023 NUMERIC precision 0 must be between 1 and 1000");
  CHECK(declared("numeric(5, 2000)") == "22023 NUMERIC scale 2000 must be between -1000 and 1000");
  CHECK(declared("numeric(1, 2, 3)") == "22023 invalid NUMERIC type modifier");
  CHECK(declared("record") == "42P16 column \"c\" has pseudo-type record");
  CHECK(declared("anyarray") == "42P16 column \"c\" has pseudo-type anyarray");
}

/// The same for a function's argument, where %TYPE may stand and quoted names take any modifiers.
std::string argument(const std::string& type) {
  Folded folded = fold("create table t (a numeric(5, 1), b text[]); create function f(x " + type +
                       ") returns int language sql as '';");
  if (!folded.diagnostics.has_errors())
    return folded.catalog.format_type(folded.catalog.find_functions("public", "f")[0]->input_types[0]);
  return folded.diagnostics.all().front().code + " " + folded.diagnostics.all().front().message;
}

TEST_CASE("column%TYPE") {
  CHECK(argument("t.a%type") == "numeric");
  CHECK(argument("public.t.b%type") == "text[]");
  CHECK(argument("t.zz%type") == "42703 column \"zz\" of relation \"t\" does not exist");
  CHECK(argument("zz.a%type") == "42P01 relation \"zz\" does not exist");
  CHECK(argument("nope.t.a%type") == "3F000 schema \"nope\" does not exist");
  CHECK(argument("nothing") == "42704 type nothing does not exist");
  CHECK(argument("setof int") == "42P13 functions cannot accept set arguments");
}

TEST_CASE("modifiers of quoted type names go through the same checks") {
  CHECK(declared("\"varchar\"(1, 2)") == "22023 invalid type modifier");
  CHECK(declared("\"varchar\"('x')") == "22P02 invalid input syntax for type integer: \"x\"");
  CHECK(declared("\"varchar\"(1 + 1)") == "42601 type modifiers must be simple constants or identifiers");
  CHECK(declared("\"varchar\"('7')") == "varchar/11/0");
}

}  // namespace
