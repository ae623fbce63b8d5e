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

TEST_CASE("NOT IN over what can be NULL, however it is spelled") {
  CHECK(q("SELECT n FROM b WHERE id NOT IN (SELECT b_id FROM a)") == "not-in-nullable at b_id\n");
  CHECK(q("SELECT n FROM b WHERE id <> ALL (SELECT b_id FROM a)") == "not-in-nullable at b_id\n");
  CHECK(q("SELECT n FROM b WHERE (id, x) NOT IN (SELECT id, x FROM a WHERE id > 0)") == "not-in-nullable at x\n");
  CHECK(q("SELECT (SELECT n FROM b WHERE b.id = a.id AND b.id NOT IN (SELECT b_id FROM a s WHERE s.x = a.x)) FROM a") ==
        "not-in-nullable at b_id\n");
}

TEST_CASE("IN, and sub-selects without NULL") {
  CHECK(q("SELECT n FROM b WHERE id IN (SELECT b_id FROM a)") == "");
  CHECK(q("SELECT n FROM b WHERE id NOT IN (SELECT id FROM a)") == "");
  CHECK(q("SELECT n FROM b WHERE id NOT IN (SELECT b_id FROM a WHERE b_id IS NOT NULL)") == "");
  CHECK(q("SELECT n FROM b WHERE id > ALL (SELECT b_id FROM a)") == "");
}
