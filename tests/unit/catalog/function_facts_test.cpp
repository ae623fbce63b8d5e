#include "catalog/function_facts.hpp"

#include <doctest/doctest.h>

#include "catalog/builtins.hpp"
#include "catalog/catalog.hpp"

using namespace pgscribe::catalog;

namespace {

const Function& find(std::string_view name, std::vector<Oid> types) {
  for (const Function* function : builtins().functions.named(name)) {
    if (function->schema == "pg_catalog" && function->input_types == types) return *function;
  }
  static const Function kNone;
  return kNone;
}

}  // namespace

TEST_CASE("a row of facts is read into its function, and into no namesake") {
  CHECK(find("lower", {oid::text}).facts.not_null == NotNull::arguments);
  CHECK(find("lower", {oid::anyrange}).facts.not_null == NotNull::unknown);
  CHECK(find("count", {oid::any}).facts.not_null == NotNull::always);
  CHECK(find("format", {oid::text, oid::any}).facts.deciding_arguments == 1);
  CHECK(find("jsonb_each_text", {oid::jsonb}).facts.is_column_not_null(0));
  CHECK(!find("jsonb_each_text", {oid::jsonb}).facts.is_column_not_null(1));
}

TEST_CASE("an operator is known by the function behind it") {
  const Catalog catalog;
  for (const Operator* op : catalog.find_operators("pg_catalog", "||")) {
    const NotNull expected = op->function == "pg_catalog.array_append" ? NotNull::always
                             : op->function == "pg_catalog.array_cat"  ? NotNull::one_argument
                             : op->function == "pg_catalog.textcat"    ? NotNull::arguments
                                                                       : catalog.facts(*op).not_null;
    CHECK(catalog.facts(*op).not_null == expected);
  }
  for (const Operator* op : catalog.find_operators("pg_catalog", "->")) CHECK(!catalog.facts(*op).answers_values());
}

TEST_CASE("a word that means nothing is refused") {
  Function function;
  CHECK(add_fact(function, "not_null", "partition"));
  CHECK(function.facts.not_null == NotNull::partition);
  CHECK(add_fact(function, "values_of", "1,3"));
  CHECK(function.facts.hands_on(0));
  CHECK(!function.facts.hands_on(1));
  CHECK(function.facts.hands_on(2));
  CHECK(!add_fact(function, "not_null", "sometimes"));
  CHECK(!add_fact(function, "never_null", ""));
  CHECK(!add_fact(function, "elements", "few"));
  CHECK(!add_fact(function, "values_of", "first"));
  CHECK(!add_fact(function, "columns", "key"));
}
