#include <doctest/doctest.h>

#include "fold.hpp"

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

const Folded& sample() {
  static const Folded kFolded = fold(
      "create type mood as enum ('a'); create type pair as (a int, b text); create type with_json as (a json);"
      "create domain tags as text[]; create domain short as varchar(10); create domain pair_d as pair;"
      "create type text_range as range (subtype = text); create table parent (a int, j json); create table child (b "
      "int) inherits (parent);"
      "create extension citext; create extension hstore;");
  return kFolded;
}
Oid type(std::string_view name) { return sample().catalog.find_type("", name)->oid; }

TEST_CASE("ordering, equality and hashing follow operator classes") {
  const Catalog& c = sample().catalog;
  CHECK(c.is_orderable(oid::int4));
  CHECK(c.is_orderable(oid::varchar));
  CHECK(c.is_orderable(oid::cidr));
  CHECK(c.is_orderable(oid::regclass));
  CHECK(c.is_orderable(oid::jsonb));
  CHECK_FALSE(c.is_orderable(oid::json));
  CHECK_FALSE(c.has_equality(oid::json));
  CHECK_FALSE(c.is_orderable(oid::point));
  CHECK_FALSE(c.is_orderable(oid::xid));
  CHECK(c.has_equality(oid::xid));
  CHECK(c.default_operator_class(oid::xid, "hash") != nullptr);
  CHECK(c.is_orderable(oid::money));
  CHECK(c.default_operator_class(oid::money, "hash") == nullptr);
  CHECK(c.is_orderable(oid::text_array));
  CHECK_FALSE(c.is_orderable(oid::json_array));
  CHECK(c.is_orderable(type("mood")));
  CHECK(c.is_orderable(type("_mood")));
  CHECK(c.is_orderable(type("pair")));
  CHECK_FALSE(c.is_orderable(type("with_json")));
  CHECK_FALSE(c.is_orderable(type("parent")));
  CHECK(c.is_orderable(type("tags")));
  CHECK(c.is_orderable(type("text_range")));
  CHECK(c.is_orderable(type("text_multirange")));
  CHECK(c.is_orderable(type("citext")));
  CHECK(c.has_equality(type("hstore")));
  CHECK(c.is_orderable(kErrorType));
}

TEST_CASE("arrays, elements and domains") {
  const Catalog& c = sample().catalog;
  CHECK(c.array_type(oid::int4) == oid::int4_array);
  CHECK(c.array_type(oid::int4_array) == kInvalidOid);
  CHECK(c.element_type(oid::int4_array) == oid::int4);
  CHECK(c.element_type(oid::point) == kInvalidOid);
  CHECK(c.element_type(oid::int2vector) == oid::int2);
  CHECK(c.element_type(type("tags")) == kInvalidOid);
  CHECK(c.base_element_type(type("tags")) == oid::text);
  CHECK(c.base_type(type("short")) == oid::varchar);
  CHECK(c.element_type(c.array_type(type("mood"))) == type("mood"));
  CHECK(c.range_of_subtype(oid::int4)->name == "int4range");
  CHECK(c.range_of_subtype(oid::text)->name == "text_range");
  CHECK(c.range_of_subtype(oid::json) == nullptr);
}

TEST_CASE("attributes of composites, rows and domains over them") {
  const Catalog& c = sample().catalog;
  CHECK(c.attributes(type("pair")).size() == 2);
  CHECK(c.attributes(type("pair_d"))[1].name == "b");
  CHECK(c.attributes(type("child")).size() == 3);
  CHECK(c.attributes(oid::int4).empty());
  CHECK(c.type(type("pair"))->attributes.size() == 2);
}

TEST_CASE("row types inherit") {
  const Catalog& c = sample().catalog;
  CHECK(c.inherits_from(type("child"), type("parent")));
  CHECK(c.inherits_from(type("parent"), type("parent")));
  CHECK_FALSE(c.inherits_from(type("parent"), type("child")));
  CHECK_FALSE(c.inherits_from(oid::int4, type("parent")));
}

}  // namespace
