#include "vetted.hpp"

using pgscribe::test::vetted;

namespace {

const std::string kOld =
    "CREATE TABLE t (id int PRIMARY KEY, n varchar(10), a numeric(8, 2), b text, x int); CREATE INDEX t_x ON t (x);"
    "CREATE TABLE p (id int, at timestamptz) PARTITION BY RANGE (id);";

std::string then(const std::string& statements) { return vetted({kOld, statements}); }

}  // namespace

TEST_CASE("validated while it is added") {
  CHECK(then("ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES t") == "validated-constraint at CONSTRAINT\n");
  CHECK(then("ALTER TABLE t ADD CHECK (x > 0)") == "validated-constraint at CHECK\n");
}

TEST_CASE("later, on a new table, or where there is no other way") {
  CHECK(then("ALTER TABLE t ADD FOREIGN KEY (x) REFERENCES t NOT VALID") == "");
  CHECK(then("ALTER TABLE t ADD CHECK (x > 0) NOT VALID") == "");
  CHECK(then("CREATE TABLE n (id int); ALTER TABLE n ADD CHECK (id > 0)") == "");
  CHECK(then("ALTER TABLE p ADD FOREIGN KEY (id) REFERENCES t") == "");
}

TEST_CASE("since PostgreSQL 18 a partitioned table has the other way") {
  const std::string key = "ALTER TABLE p ADD FOREIGN KEY (id) REFERENCES t";
  CHECK(vetted({kOld, key}, "", 18) == "validated-constraint at FOREIGN\n");
  CHECK(vetted({kOld, key + " NOT VALID"}, "", 18) == "");
}
