#include "vetted.hpp"

using pgscribe::test::vetted;

namespace {

const std::string kOld =
    "CREATE TABLE t (id int PRIMARY KEY, n varchar(10), a numeric(8, 2), b text, x int); CREATE INDEX t_x ON t (x);"
    "CREATE TABLE p (id int, at timestamptz) PARTITION BY RANGE (id);";

std::string then(const std::string& statements) { return vetted({kOld, statements}); }

}  // namespace

TEST_CASE("a default that differs from row to row") {
  CHECK(then("ALTER TABLE t ADD c uuid DEFAULT gen_random_uuid()") == "volatile-default at c\n");
  CHECK(then("ALTER TABLE t ADD c float8 DEFAULT 1 + random()") == "volatile-default at c\n");
  CHECK(then("ALTER TABLE t ADD c bigserial") == "volatile-default at c\n");
  CHECK(then("ALTER TABLE t ADD c int GENERATED ALWAYS AS IDENTITY") == "volatile-default at c\n");
  CHECK(then("ALTER TABLE t ADD c int GENERATED ALWAYS AS (x + 1) STORED") == "volatile-default at c\n");
  CHECK(then("ALTER TABLE t ADD c timestamptz DEFAULT clock_timestamp()") == "volatile-default at c\n");
}

TEST_CASE("a default that is the same in all rows, and new tables") {
  CHECK(then("ALTER TABLE t ADD c timestamptz DEFAULT now()") == "");
  CHECK(then("ALTER TABLE t ADD c int DEFAULT 1 + 2, ADD d text") == "");
  CHECK(then("CREATE TABLE n (id int); ALTER TABLE n ADD c uuid DEFAULT gen_random_uuid()") == "");
}

TEST_CASE("NOT NULL without a value") {
  CHECK(then("ALTER TABLE t ADD c int NOT NULL") == "required-column at c\n");
  CHECK(then("ALTER TABLE t ADD c int NOT NULL DEFAULT 0") == "");
  CHECK(then("CREATE TABLE n (id int); ALTER TABLE n ADD c int NOT NULL") == "");
}
