#include "vetted.hpp"

using pgscribe::test::vetted_query;

namespace {

const std::string kSchema =
    "CREATE TABLE a (id int PRIMARY KEY, b_id int, x int, n text); CREATE TABLE b (id int PRIMARY KEY, x int, n text "
    "NOT NULL);"
    "CREATE INDEX a_x ON a (x); CREATE INDEX a_n ON a (lower(n)); CREATE INDEX b_x ON b (x); CREATE INDEX b_n ON b (n);"
    "CREATE INDEX a_b ON a (b_id);";

std::string q(const std::string& statement) { return vetted_query(kSchema, statement); }

const std::string kBare =
    "CREATE TABLE c (id int PRIMARY KEY, p int, q int, UNIQUE (q, p)); CREATE TABLE d (c_id int, r int);";

}  // namespace

TEST_CASE("a table that is read by columns without an index") {
  CHECK(vetted_query(kBare, "SELECT q FROM c WHERE p = 1") == "unindexed-condition at p\n");
  CHECK(vetted_query(kBare, "DELETE FROM d WHERE r < 3") == "unindexed-condition at r\n");
  CHECK(vetted_query(kBare, "SELECT r FROM d JOIN c ON c.id = d.c_id WHERE c.id = 1") ==
        "unindexed-condition at d.c_id\n");
}

TEST_CASE("one index is enough") {
  CHECK(vetted_query(kBare, "SELECT q FROM c WHERE p = 1 AND id > 4") == "");
  CHECK(vetted_query(kBare, "SELECT p FROM c WHERE q = 1") == "");
  CHECK(vetted_query(kBare, "SELECT q FROM c") == "");
  CHECK(q("SELECT id FROM a WHERE lower(n) = 'x' AND n > 'a'") == "");
}
