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

TEST_CASE("LIMIT without ORDER BY at any level") {
  CHECK(q("SELECT n FROM a LIMIT 10") == "unordered-limit at 10\n");
  CHECK(q("SELECT n FROM (SELECT n FROM a LIMIT 5) s") == "unordered-limit at 5\n");
  CHECK(q("SELECT x FROM a UNION SELECT x FROM b LIMIT 3") == "unordered-limit at 3\n");
  CHECK(q("SELECT x, count(*) FROM a GROUP BY x LIMIT 2") == "unordered-limit at 2\n");
}

TEST_CASE("where it does not matter which rows come") {
  CHECK(q("SELECT n FROM a ORDER BY id LIMIT 10") == "");
  CHECK(q("SELECT n FROM a WHERE id = 1 LIMIT 1") == "");
  CHECK(q("SELECT count(*) FROM a LIMIT 1") == "");
  CHECK(q("SELECT n FROM b WHERE EXISTS (SELECT FROM a WHERE a.b_id = b.id LIMIT 1)") == "");
  CHECK(q("SELECT id FROM a LIMIT 1 FOR UPDATE SKIP LOCKED") == "");
  CHECK(q("SELECT n FROM a LIMIT NULL") == "");
  CHECK(q("SELECT n FROM a LIMIT 0") == "");
}

TEST_CASE("OFFSET, unless it is none") {
  CHECK(q("SELECT n FROM a ORDER BY id OFFSET 20") == "offset-page at 20\n");
  CHECK(q("SELECT n FROM a ORDER BY id OFFSET 0") == "");
}
