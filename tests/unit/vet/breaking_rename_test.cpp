#include "vetted.hpp"

using pgscribe::test::vetted;

namespace {

const std::string kOld =
    "CREATE TABLE t (id int PRIMARY KEY, n varchar(10), a numeric(8, 2), b text, x int); CREATE INDEX t_x ON t (x);"
    "CREATE TABLE p (id int, at timestamptz) PARTITION BY RANGE (id);";

std::string then(const std::string& statements) { return vetted({kOld, statements}); }

}  // namespace

TEST_CASE("tables and columns of earlier files") {
  CHECK(then("ALTER TABLE t RENAME x TO y") == "breaking-rename at x\n");
  CHECK(then("ALTER TABLE t RENAME TO u") == "breaking-rename at t\n");
  CHECK(then("ALTER INDEX t_x RENAME TO t_y") == "");
  CHECK(then("CREATE TABLE n (c int); ALTER TABLE n RENAME c TO d; ALTER TABLE n RENAME TO m") == "");
}
