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

TEST_CASE("the column is cast") {
  CHECK(q("SELECT id FROM a WHERE x = 1.5") == "cast-column at x\n");
  CHECK(q("SELECT id FROM a WHERE x::text = $1") == "cast-column at x\n");
  CHECK(q("SELECT a.id FROM a JOIN b ON a.x::bigint = b.id") == "cast-column at a.x\n");
}

TEST_CASE("something is around the column") {
  CHECK(q("SELECT id FROM b WHERE upper(n) = $1") == "wrapped-column at upper\n");
  CHECK(q("SELECT id FROM a WHERE x + 1 > 5") == "wrapped-column at x + 1\n");
  CHECK(q("SELECT id FROM a WHERE abs(x) = ANY ($1)") == "wrapped-column at abs\n");
}

TEST_CASE("the column itself, an index of the expression, or no index at all") {
  CHECK(q("SELECT id FROM a WHERE x = 1::bigint") == "");
  CHECK(q("SELECT id FROM a WHERE lower(n) = $1") == "");
  CHECK(q("SELECT id FROM b WHERE n = upper($1)") == "");
  CHECK(q("SELECT id FROM a WHERE x = 1 AND length(n) = 2") == "");
  CHECK(q("SELECT id FROM b WHERE n = $1::varchar") == "");
  CHECK(q("SELECT id FROM a WHERE x = 2 OR x + 1 = 3") == "");
}
