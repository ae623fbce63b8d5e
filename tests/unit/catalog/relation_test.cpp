#include "catalog/relation.hpp"

#include <doctest/doctest.h>

#include <string>

#include "fold.hpp"

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;

namespace {

/// The kind of each as pg_class has it, and which definition it has.
std::string kinds_of(const Catalog& catalog, std::initializer_list<const char*> names) {
  std::string text;
  for (const char* name : names) {
    const Relation& relation = *catalog.find_relation("", name);
    CHECK(relation.definition.index() == Relation(relation.kind).definition.index());
    text += static_cast<char>(relation.kind);
    text += relation.as_view() != nullptr         ? "view "
            : relation.as_index() != nullptr      ? "index "
            : relation.as_sequence() != nullptr   ? "sequence "
            : relation.partition_key() != nullptr ? "key "
                                                  : " ";
  }
  return text;
}

}  // namespace

TEST_CASE("every way to make a relation gives it the definition of its kind") {
  const Folded folded = fold(R"sql(
    create table t (id int generated always as identity primary key, n int unique, exclude (n with =));
    create table copied (like t including all);
    create table selected as select n from t;
    create table p (a int primary key) partition by list (a);
    create table p1 partition of p for values in (1);
    create index on p (a, (a + 1)) where a > 0;
    create view v as select n from t;
    create or replace view v as select n, id from t;
    create materialized view m as select n from t;
    create unique index m_n on m (n);
    create type c as (a int);
    create table typed of c;
    create sequence s owned by t.n;
    create foreign data wrapper w;
    create server f foreign data wrapper w;
    create foreign table ft (a int) server f;
  )sql");
  CHECK(folded.messages() == "");
  CHECK(kinds_of(folded.catalog, {"t", "copied", "selected", "p1", "typed", "c", "ft"}) == "r r r r r c f ");
  CHECK(kinds_of(folded.catalog, {"v", "m"}) == "vview mview ");
  CHECK(kinds_of(folded.catalog, {"t_id_seq", "s"}) == "Ssequence Ssequence ");
  CHECK(kinds_of(folded.catalog, {"p"}) == "pkey ");
  CHECK(kinds_of(folded.catalog, {"t_pkey", "t_n_key", "t_n_excl", "p_a_expr_idx", "p1_a_expr_idx", "m_n"}) ==
        "iindex iindex iindex iindex iindex iindex ");
  CHECK(kinds_of(folded.catalog, {"pg_class", "pg_tables"}) == "r vview ");
}

TEST_CASE("an index and a sequence go with a table") {
  const Folded folded =
      fold("create table t (a serial primary key); create sequence alone; create view v as select a from t;");
  CHECK(folded.messages() == "");
  const Catalog& catalog = folded.catalog;
  const Oid table = catalog.find_relation("", "t")->oid;
  CHECK(catalog.find_relation("", "t_pkey")->owner() == table);
  CHECK(catalog.find_relation("", "t_a_seq")->owner() == table);
  CHECK(catalog.find_relation("", "alone")->owner() == kInvalidOid);
  CHECK(catalog.find_relation("", "v")->owner() == kInvalidOid);
}
