#include "vetted.hpp"

using pgscribe::test::vetted;

namespace {

const std::string kOld =
    "CREATE TABLE t (id int PRIMARY KEY, n varchar(10), a numeric(8, 2), b text, x int); CREATE INDEX t_x ON t (x);"
    "CREATE TABLE p (id int, at timestamptz) PARTITION BY RANGE (id);";

std::string then(const std::string& statements) { return vetted({kOld, statements}); }

}  // namespace

TEST_CASE("indexes and keys of a table that is in use") {
  CHECK(then("CREATE INDEX i ON t (b)") == "blocking-index at i\n");
  CHECK(then("CREATE UNIQUE INDEX ON t (b)") == "blocking-index at t\n");
  CHECK(then("CREATE INDEX i ON p (at)") == "blocking-index at i\n");
  CHECK(then("DROP INDEX t_x") == "blocking-index at t_x\n");
  CHECK(then("ALTER TABLE t ADD UNIQUE (b)") == "blocking-index at UNIQUE\n");
}

TEST_CASE("concurrently, by an index that is there, on ONLY the partitioned table, on a new table") {
  CHECK(then("CREATE INDEX CONCURRENTLY i ON t (b)") == "");
  CHECK(then("DROP INDEX CONCURRENTLY t_x") == "");
  CHECK(then("CREATE UNIQUE INDEX CONCURRENTLY i ON t (b); ALTER TABLE t ADD UNIQUE USING INDEX i") == "");
  CHECK(then("CREATE INDEX i ON ONLY p (at)") == "");
  CHECK(then("CREATE TABLE n (id int); CREATE INDEX i ON n (id); DROP INDEX i") == "");
}
