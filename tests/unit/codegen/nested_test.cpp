#include "generated.hpp"

// Rows inside of rows: records that a statement makes itself.

using namespace pgscribe;

namespace {

constexpr const char* kSchema = R"(
  CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint NOT NULL);
  CREATE TABLE lines (order_id bigint NOT NULL REFERENCES orders, line integer NOT NULL, note text,
                      PRIMARY KEY (order_id, line));
)";

constexpr const char* kLineStruct =
    "struct GetOrderLine {\n  std::int32_t line{};\n  std::optional<std::string> note{};\n";

Generated generate(const std::string& select) {
  return Generated(kSchema, "-- name: GetOrder :many\n" + select + ";\n");
}

/// The messages that code generation gives.
std::vector<std::string> messages(const std::string& select) {
  const Generated generated = generate(select);
  std::vector<std::string> result;
  for (const support::Diagnostic& diagnostic : generated.diagnostics.all())
    result.push_back(diagnostic.message + " [" + diagnostic.code + "] " + diagnostic.hint);
  return result;
}

}  // namespace

TEST_CASE("each form of rows in a result") {
  for (const char* lines : {
           "ARRAY(SELECT x FROM (SELECT l.line, l.note FROM lines l WHERE l.order_id = o.id ORDER BY l.line) x)",
           "ARRAY(SELECT ROW(l.line, l.note) FROM lines l WHERE l.order_id = o.id)",
           "(SELECT array_agg(x ORDER BY x.line) FROM (SELECT l.line, l.note FROM lines l) x)",
           "(SELECT array_agg(ROW(l.line, l.note)) FROM lines l)",
           "COALESCE((SELECT array_agg(ROW(l.line, l.note)) FROM lines l), '{}')",
           "ARRAY(WITH w AS (SELECT l.line, l.note FROM lines l) SELECT w FROM w)",
           "ARRAY(SELECT x FROM (SELECT l.line, l.note FROM lines l UNION ALL SELECT 1, 'a') x)",
           "(SELECT s.rows FROM (SELECT ARRAY(SELECT ROW(l.line, l.note) FROM lines l) AS rows) s)",
       }) {
    CAPTURE(std::string{lines});
    const Generated generated = generate(std::string("SELECT o.id, ") + lines + " AS lines FROM orders o");
    CHECK(generated.diagnostics.all().empty());
    CHECK(generated.has("movies.hpp", kLineStruct));
    CHECK(generated.has("movies.hpp", "std::vector<GetOrderLine>"));
    CHECK(generated.has("movies.cpp", "codec::array<kGetOrderLineRecord>"));
  }
}

TEST_CASE("both sides of UNION ALL decide whether a member can be NULL") {
  const Generated generated = generate(
      "SELECT o.id, ARRAY(SELECT x FROM (SELECT l.line FROM lines l UNION ALL SELECT NULL) x) AS lines FROM orders o");
  CHECK(generated.has("movies.hpp", "struct GetOrderLine {\n  std::optional<std::int32_t> line{};\n"));
}

TEST_CASE("one row, and the result alone") {
  CHECK(generate("SELECT o.id, (SELECT x FROM (SELECT l.line, l.note FROM lines l LIMIT 1) x) AS line FROM orders o")
            .has("movies.hpp", "std::optional<GetOrderLine> line{};"));
  const Generated alone = generate("SELECT ARRAY(SELECT ROW(l.line, l.note) FROM lines l) AS lines");
  CHECK(alone.has("movies.hpp", kLineStruct));
  CHECK(alone.has("movies.hpp", "std::vector<std::vector<GetOrderLine>> get_order() const;"));
}

TEST_CASE("rows in rows") {
  const Generated generated = generate(
      "SELECT ARRAY(SELECT x FROM (SELECT o.id, ARRAY(SELECT ROW(l.line, l.note) FROM lines l WHERE l.order_id = o.id) "
      "AS lines FROM orders o) x) AS orders");
  CHECK(generated.has("movies.hpp",
                      "struct GetOrderOrder {\n  std::int64_t id{};\n  std::vector<GetOrderOrderLine> lines{};\n"));
  CHECK(generated.text("movies.hpp").find("struct GetOrderOrderLine") <
        generated.text("movies.hpp").find("struct GetOrderOrder {"));
}

TEST_CASE("exactly a table's columns are its model") {
  CHECK(generate("SELECT o.id, ARRAY(SELECT x FROM (SELECT l.* FROM lines l) x) AS lines FROM orders o")
            .has("movies.hpp", "std::vector<Line> lines{};"));
}

TEST_CASE("NULL in the place of a row") {
  const std::string joined =
      "SELECT o.id, array_agg(x) AS lines FROM orders o "
      "LEFT JOIN (SELECT l.order_id, l.line FROM lines l) x ON x.order_id = o.id GROUP BY o.id";
  const std::vector<std::string> found = messages(joined);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("column \"lines\" can have NULL in the place of a row: ") == 0);
  CHECK(found[0].find("[null-rows] leave those out with FILTER (WHERE ... IS NOT NULL)") != std::string::npos);
  std::string filtered = joined;
  filtered.replace(filtered.find("array_agg(x)"), 12, "array_agg(x) FILTER (WHERE x.order_id IS NOT NULL)");
  CHECK(messages(filtered).empty());
  const Generated stated = generate("-- @column lines elements nullable\n" + joined);
  CHECK(stated.diagnostics.all().empty());
  CHECK(stated.has("movies.hpp", "std::vector<std::optional<GetOrderLine>>"));
}

TEST_CASE("what a table's own order of columns would decide") {
  for (const char* rows : {"ARRAY(SELECT x FROM (SELECT l, 1 AS one FROM lines l) x)",
                           "ARRAY(SELECT j FROM (lines a JOIN orders b ON a.order_id = b.id) j)",
                           "ARRAY(SELECT ROW(l.line, l) FROM lines l)"}) {
    CAPTURE(std::string{rows});
    const std::vector<std::string> found = messages(std::string("SELECT o.id, ") + rows + " AS lines FROM orders o");
    REQUIRE(found.size() == 1);
    CHECK(found[0].find("column \"lines\": type record has no C++ type [no-cpp-type]") == 0);
  }
}

TEST_CASE("what has no name") {
  CHECK(messages("SELECT ARRAY(SELECT ROW(l.line, l.line + 1) FROM lines l) AS lines") ==
        std::vector<std::string>{"column \"lines\": field 2 of its row has no name [no-cpp-type] take the row from a "
                                 "sub-select that names it: SELECT x FROM (SELECT ..., ... AS a_name) x"});
}

TEST_CASE("a struct whose name is taken") {
  const Generated generated("CREATE TABLE get_order_line (id int);",
                            "-- name: GetOrder :many\nSELECT 1 AS a, (SELECT x FROM (SELECT 2 AS b) x) AS line;\n");
  REQUIRE(generated.diagnostics.all().size() == 1);
  CHECK(generated.diagnostics.all()[0].hint == "give the column another name: ... AS another_name");
}

TEST_CASE("a star in a row is written out once, also where the row is looked at twice") {
  const Generated generated =
      generate("SELECT o.id FROM orders o WHERE ROW(o.*) BETWEEN ROW(1, 2) AND ROW(o.*) AND (SELECT ROW(o.*) IS NULL)");
  CHECK(generated.diagnostics.all().empty());
  CHECK(generated.has("movies.cpp",
                      "WHERE ROW(o.id, o.customer) BETWEEN ROW(1, 2) AND ROW(o.id, o.customer) AND (SELECT ROW(o.id, "
                      "o.customer) IS NULL)"));
}
