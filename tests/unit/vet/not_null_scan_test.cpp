#include "vetted.hpp"

using pgscribe::test::vetted;

namespace {

const std::string kOld =
    "CREATE TABLE t (id int PRIMARY KEY, n varchar(10), a numeric(8, 2), b text, x int); CREATE INDEX t_x ON t (x);"
    "CREATE TABLE p (id int, at timestamptz) PARTITION BY RANGE (id);";

std::string then(const std::string& statements) { return vetted({kOld, statements}); }

}  // namespace

TEST_CASE("without a proof") {
  CHECK(then("ALTER TABLE t ALTER b SET NOT NULL") == "not-null-scan at b\n");
  CHECK(then("ALTER TABLE t ADD CONSTRAINT k CHECK (b IS NOT NULL) NOT VALID; ALTER TABLE t ALTER b SET NOT NULL") ==
        "not-null-scan at b\n");
  CHECK(then("ALTER TABLE t ADD CONSTRAINT k CHECK (b <> '') NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT k; ALTER "
             "TABLE t ALTER b SET NOT NULL") == "not-null-scan at b\n");
}

TEST_CASE("with a valid CHECK, of a column that is NOT NULL already, of a new table") {
  CHECK(then("ALTER TABLE t ADD CONSTRAINT k CHECK (b IS NOT NULL AND x > 0) NOT VALID; ALTER TABLE t VALIDATE "
             "CONSTRAINT k; ALTER TABLE t ALTER b SET NOT NULL") == "");
  CHECK(then("ALTER TABLE t ALTER id SET NOT NULL") == "");
  CHECK(then("CREATE TABLE n (id int); ALTER TABLE n ALTER id SET NOT NULL") == "");
}
