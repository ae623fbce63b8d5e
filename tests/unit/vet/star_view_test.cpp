#include "vetted.hpp"

using pgscribe::test::vetted;

TEST_CASE("all columns of today") {
  CHECK(vetted({"CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT * FROM t"}) == "star-view at *\n");
  CHECK(vetted({"CREATE TABLE t (a int, b int); CREATE MATERIALIZED VIEW v AS SELECT a FROM t UNION SELECT t.* FROM "
                "(SELECT a FROM t) t"}) == "star-view at t.*\n");
}

TEST_CASE("columns by name, also after a replacement, and stars elsewhere") {
  CHECK(vetted({"CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a, b FROM (SELECT * FROM t) s"}) == "");
  CHECK(vetted({"CREATE TABLE t (a int); CREATE VIEW v AS SELECT count(*) AS c FROM t"}) == "");
  CHECK(vetted({"CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT * FROM t",
                "CREATE OR REPLACE VIEW v AS SELECT a, b FROM t"}) == "");
  CHECK(vetted({"CREATE TABLE t (a int); CREATE VIEW v AS SELECT * FROM t", "DROP VIEW v"}) == "");
}
