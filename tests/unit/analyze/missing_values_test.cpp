#include "analysis_of.hpp"
#include "support/diagnostics.hpp"

namespace {

constexpr const char* kTables =
    "CREATE DOMAIN score AS int DEFAULT 0;"
    "CREATE TABLE film (id int PRIMARY KEY, title text NOT NULL, year int, price numeric NOT NULL DEFAULT 0,"
    " number bigint NOT NULL GENERATED ALWAYS AS IDENTITY, twice int NOT NULL GENERATED ALWAYS AS (2 * 3) STORED,"
    " serial serial, stars score NOT NULL);";

std::string warnings(const std::string& statement, const std::string& more_ddl = "",
                     const std::string& command = ":exec") {
  pgscribe::test::Schema schema(kTables + more_ddl);
  std::string text;
  for (const auto& diagnostic : schema.analyze("-- name: Q " + command, statement).diagnostics) {
    text += (text.empty() ? "" : "; ") + pgscribe::test::Schema::described(diagnostic);
  }
  return text;
}

const std::string kNoTitle =
    "missing-value film: INSERT gives no value to \"title\" of \"film\", which is NOT NULL and has no default";
const std::string kNullTitle = "NULL for \"title\" of \"film\", which is NOT NULL";

}  // namespace

TEST_CASE("columns that are NOT NULL and get nothing") {
  CHECK(warnings("INSERT INTO film (id, title) VALUES (1, 'a')") == "");
  CHECK(warnings("INSERT INTO film (id) VALUES (@id)") == kNoTitle);
  CHECK(warnings("INSERT INTO film VALUES (1)") == kNoTitle);
  CHECK(warnings("INSERT INTO film (id) VALUES (@id)", "", ":copyfrom") == kNoTitle);
  CHECK(warnings("INSERT INTO film (id) SELECT 1") == kNoTitle);
  CHECK(warnings("INSERT INTO film DEFAULT VALUES").find(kNoTitle) != std::string::npos);
  CHECK(warnings("WITH w AS (INSERT INTO film (id) VALUES (1)) DELETE FROM film") == kNoTitle);
  CHECK(warnings("MERGE INTO film f USING (SELECT 1 AS id) s ON f.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES "
                 "(s.id)") == kNoTitle);
}

TEST_CASE("columns that are NOT NULL and get NULL") {
  CHECK(warnings("INSERT INTO film (id, title) VALUES (1, NULL)") == "missing-value NULL: " + kNullTitle);
  CHECK(warnings("INSERT INTO film (id, title) VALUES (1, NULL::text)").find(kNullTitle) != std::string::npos);
  CHECK(warnings("INSERT INTO film (id, title) VALUES (1, 'a'), (2, NULL)") == "missing-value NULL: " + kNullTitle);
  CHECK(warnings("INSERT INTO film (id, title) VALUES (1, DEFAULT)") ==
        "missing-value DEFAULT: DEFAULT of \"title\" of \"film\" is NULL, and the column is NOT NULL");
  CHECK(warnings("INSERT INTO film (id, title, price) VALUES (1, 'a', DEFAULT)") == "");
  CHECK(warnings("INSERT INTO film (id, title, year) VALUES (1, @title, NULL)") == "");
  CHECK(warnings("UPDATE film SET title = NULL") == "missing-value NULL: " + kNullTitle);
  CHECK(warnings("INSERT INTO film (id, title) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET title = NULL") ==
        "missing-value NULL: " + kNullTitle);
}

TEST_CASE("values that a trigger, a rule or a view may give") {
  const std::string insert = "INSERT INTO film (id) VALUES (1)";
  const std::string fill = "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";
  const std::string before = fill + "CREATE TRIGGER fill BEFORE INSERT ON ";
  const std::string each_row = " FOR EACH ROW EXECUTE FUNCTION fill();";
  CHECK(warnings(insert, before + "film" + each_row) == "");
  CHECK(warnings(insert, "CREATE TABLE short_film () INHERITS (film);" + before + "short_film" + each_row) == "");
  CHECK(warnings(insert, "CREATE TABLE other (id int);" + before + "other" + each_row) == kNoTitle);
  CHECK(warnings(insert, before + "film EXECUTE FUNCTION fill();") == kNoTitle);
  CHECK(warnings(insert, fill + "CREATE TRIGGER fill AFTER INSERT ON film" + each_row) == kNoTitle);
  CHECK(warnings("INSERT INTO film (id) VALUES (1)", "CREATE RULE r AS ON INSERT TO film DO INSTEAD NOTHING;") == "");
  CHECK(warnings("INSERT INTO v (id) VALUES (1)", "CREATE VIEW v AS SELECT id FROM film;") == "");
}
