#include "vetted.hpp"

using pgscribe::test::vetted_query;

namespace {

const std::string kSchema =
    "CREATE TABLE a (id int PRIMARY KEY, b_id int, x int, n text); CREATE TABLE b (id int PRIMARY KEY, x int, n text "
    "NOT NULL);"
    "CREATE INDEX a_x ON a (x); CREATE INDEX a_n ON a (lower(n)); CREATE INDEX b_x ON b (x); CREATE INDEX b_n ON b (n);"
    "CREATE INDEX a_b ON a (b_id);";

std::string q(const std::string& statement) { return vetted_query(kSchema, statement); }

}  // namespace

TEST_CASE("UPDATE and DELETE of every row, also in WITH") {
  CHECK(q("UPDATE a SET x = 1") == "unfiltered-change at a\n");
  CHECK(q("DELETE FROM a AS t") == "unfiltered-change at a\n");
  CHECK(q("WITH gone AS (DELETE FROM b RETURNING id) SELECT id FROM gone") == "unfiltered-change at b\n");
  CHECK(q("UPDATE a SET x = b.x FROM b") == "unfiltered-change at a\n");
}

TEST_CASE("a condition, or WHERE true, is meant") {
  CHECK(q("DELETE FROM a WHERE id = 1") == "");
  CHECK(q("DELETE FROM a WHERE true") == "");
  CHECK(q("INSERT INTO b VALUES (1, 2, 3)") == "");
  CHECK(q("UPDATE a SET x = b.x FROM b WHERE b.id = a.b_id") == "");
}
