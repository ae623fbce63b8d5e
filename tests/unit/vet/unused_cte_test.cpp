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

TEST_CASE("an item of WITH that nothing reads") {
  CHECK(q("WITH w AS (SELECT id FROM a) SELECT id FROM b") == "unused-cte at w\n");
  CHECK(q("SELECT id FROM (WITH w AS (SELECT 1) SELECT id FROM b) s") == "unused-cte at w\n");
  CHECK(q("WITH w AS (SELECT id FROM a) SELECT id FROM w") == "");
  CHECK(q("WITH w AS (SELECT 1 AS i), v AS (SELECT i FROM w) SELECT i FROM v") == "");
  CHECK(q("WITH w AS (DELETE FROM a WHERE id = 1) SELECT id FROM b") == "");
}
