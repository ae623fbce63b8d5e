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

TEST_CASE("items of FROM that nothing links") {
  CHECK(q("SELECT a.n FROM a, b") == "cartesian-join at b\n");
  CHECK(q("SELECT a.n FROM a, b WHERE a.x = 1 AND b.x = 1") == "cartesian-join at b\n");
  CHECK(q("SELECT a.n FROM a JOIN a a2 ON a2.id = a.b_id, b") == "cartesian-join at b\n");
  CHECK(q("DELETE FROM a USING b WHERE a.x > 1 AND b.x > 2") == "cartesian-join at b\n");
  CHECK(q("SELECT s.n FROM b JOIN (SELECT n FROM a) s ON s.n > 'x'") == "cartesian-join at (\n");
}

TEST_CASE("linked directly, through others, by LATERAL, or meant") {
  CHECK(q("SELECT a.n FROM a, b WHERE a.b_id = b.id") == "");
  CHECK(q("SELECT a.n FROM a, a c, b WHERE a.b_id = b.id AND c.b_id = b.id") == "");
  CHECK(q("SELECT a.n FROM a CROSS JOIN b") == "");
  CHECK(q("SELECT a.n FROM a JOIN b ON true") == "");
  CHECK(q("SELECT a.n FROM a, LATERAL (SELECT n FROM b WHERE b.id = a.b_id) s") == "");
  CHECK(q("SELECT a.n FROM a, generate_series(1, a.x) i") == "");
  CHECK(q("SELECT a.n FROM a JOIN b USING (id), b c(i, y, m) WHERE c.i = id") == "");
  CHECK(q("SELECT a.n FROM a, b WHERE b.id = 1 AND a.x = 2") == "");
  CHECK(q("SELECT a.n FROM a, (SELECT max(x) AS m FROM b) s WHERE a.x = 1") == "");
}
