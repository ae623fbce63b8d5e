#include "vetted.hpp"

using pgscribe::test::vetted;

namespace {

const std::string kOld =
    "CREATE TABLE t (id int PRIMARY KEY, n varchar(10), a numeric(8, 2), b text, x int); CREATE INDEX t_x ON t (x);"
    "CREATE TABLE p (id int, at timestamptz) PARTITION BY RANGE (id);";

std::string then(const std::string& statements) { return vetted({kOld, statements}); }

}  // namespace

TEST_CASE("what older programs may read") {
  CHECK(then("ALTER TABLE t DROP COLUMN b") == "breaking-drop at b\n");
  CHECK(then("DROP TABLE t") == "breaking-drop at t\n");
  CHECK(then("ALTER TABLE t DROP COLUMN IF EXISTS nothing") == "");
  CHECK(then("CREATE TABLE n (id int, c int); ALTER TABLE n DROP c; DROP TABLE n") == "");
}
