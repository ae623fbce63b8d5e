#include "vetted.hpp"

using pgscribe::test::vetted;

namespace {

const std::string kOld =
    "CREATE TABLE t (id int PRIMARY KEY, n varchar(10), a numeric(8, 2), b text, x int); CREATE INDEX t_x ON t (x);"
    "CREATE TABLE p (id int, at timestamptz) PARTITION BY RANGE (id);";

std::string then(const std::string& statements) { return vetted({kOld, statements}); }

}  // namespace

TEST_CASE("rows that are written anew") {
  CHECK(then("ALTER TABLE t ALTER x TYPE bigint") == "type-rewrite at bigint\n");
  CHECK(then("ALTER TABLE t ALTER n TYPE varchar(5)") == "type-rewrite at varchar\n");
  CHECK(then("ALTER TABLE t ALTER b TYPE varchar(5)") == "type-rewrite at varchar\n");
  CHECK(then("ALTER TABLE t ALTER a TYPE numeric(8, 3)") == "type-rewrite at numeric\n");
  CHECK(then("ALTER TABLE t ALTER x TYPE int USING x + 1") == "type-rewrite at int\n");
}

TEST_CASE("more of the same") {
  CHECK(then("ALTER TABLE t ALTER b TYPE varchar USING b::varchar") == "");
  CHECK(then("ALTER TABLE t ALTER b TYPE varchar USING n::varchar") == "type-rewrite at varchar\n");
  CHECK(then("ALTER TABLE t ALTER n TYPE varchar(20)") == "");
  CHECK(then("ALTER TABLE t ALTER n TYPE varchar") == "");
  CHECK(then("ALTER TABLE t ALTER n TYPE text") == "");
  CHECK(then("ALTER TABLE t ALTER b TYPE varchar") == "");
  CHECK(then("ALTER TABLE t ALTER a TYPE numeric(12, 2)") == "");
  CHECK(then("ALTER TABLE t ALTER a TYPE numeric") == "");
  CHECK(then("CREATE TABLE m (c int); ALTER TABLE m ALTER c TYPE bigint") == "");
}

TEST_CASE("domains are what they store, unless they check it") {
  const std::string domains = "CREATE DOMAIN label AS text; CREATE DOMAIN counted AS int CHECK (VALUE > 0);";
  CHECK(vetted({kOld + domains, "ALTER TABLE t ALTER b TYPE label"}) == "");
  CHECK(vetted({kOld + domains, "ALTER TABLE t ALTER x TYPE counted"}) == "type-rewrite at counted\n");
}
