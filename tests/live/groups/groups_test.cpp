#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "pgscribe/error.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

// Rows gathered by `@group by`, of a server.

using namespace pgscribe;

namespace {

std::string schema() {
  std::ifstream file(GROUPS_SCHEMA, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

struct Database {
  testing::TemporaryDatabase database;
  Pool pool;
  db::Querier querier{pool};

  Database() : database(server(), "template1"), pool({.conninfo = database.conninfo(), .max_connections = 2}) {
    pool.execute(schema());
    pool.execute(
        "INSERT INTO customers VALUES (1, 'Bob'), (2, 'Ada');"
        "INSERT INTO products VALUES (7, 'ink'), (8, 'pen');"
        "INSERT INTO orders VALUES (10, 1, '2026-01-01', NULL), (11, 1, '2026-01-02', 'same'), (12, 1, '2026-01-02', "
        "'same'),"
        "                          (13, 2, '2026-01-03', NULL);"
        "INSERT INTO order_lines VALUES (10, 1, 7, 100), (10, 2, NULL, 200), (12, 1, 8, 300), (13, 1, 8, 400), (13, 2, "
        "7, 500),"
        "                               (13, 3, NULL, 600);");
  }

  static testing::TemporaryServer& server() {
    static testing::TemporaryServer server;
    return server;
  }
};

using Ids = std::vector<std::int64_t>;

template <typename Rows>
Ids orders_of(const Rows& rows) {
  Ids ids;
  for (const auto& row : rows) ids.push_back(row.o.id);
  return ids;
}

template <typename Lines>
std::vector<int> quantities(const Lines& lines) {
  std::vector<int> result;
  for (const auto& line : lines) result.push_back(line.quantity);
  return result;
}

using Quantities = std::vector<int>;

}  // namespace

TEST_CASE("rows become parents with a list of children, which is empty where a join finds none") {
  Database test;
  const std::vector<db::OrdersOfRow> rows = test.querier.orders_of(1);
  CHECK(orders_of(rows) == Ids{11, 12, 10});
  CHECK(rows[0].lines.empty());
  CHECK(quantities(rows[1].lines) == Quantities{300});
  CHECK(quantities(rows[2].lines) == Quantities{100, 200});
  CHECK(rows[0].o.note == "same");
  CHECK_FALSE(rows[2].o.note);
  CHECK(rows[2].lines[1].order_id == 10);
  CHECK(test.querier.orders_of(3).empty());
}

TEST_CASE("several members behind the parent are one struct each time; the first embed says whether it is there") {
  Database test;
  const std::vector<db::OrdersWithProductsRow> rows = test.querier.orders_with_products();
  REQUIRE(orders_of(rows) == Ids{10, 11, 12, 13});
  REQUIRE(rows[0].items.size() == 2);
  CHECK(rows[0].items[0].has_line);
  CHECK(rows[0].items[0].p == db::Product{.id = 7, .name = "ink"});
  CHECK_FALSE(rows[0].items[1].p);
  CHECK(rows[0].items[1].l.quantity == 200);
  CHECK(rows[1].items.empty());
  CHECK(rows[3].items.size() == 3);
}

TEST_CASE("a stream gives one parent at a time, whole") {
  Database test;
  std::vector<db::WalkOrdersRow> rows;
  for (const db::WalkOrdersRow& row : test.querier.walk_orders()) rows.push_back(row);
  REQUIRE(orders_of(rows) == Ids{10, 12, 13});
  CHECK(quantities(rows[0].lines) == Quantities{200, 100});
  CHECK(quantities(rows[1].lines) == Quantities{300});
  CHECK(quantities(rows[2].lines) == Quantities{600, 500, 400});
}

TEST_CASE("a stream of groups can end early, and the connection serves on") {
  Database test;
  for (int i = 0; i < 20; ++i) {
    auto stream = test.querier.walk_orders();
    CHECK(stream.begin()->o.id == 10);
    if (i % 2 == 0) {
      db::WalkOrdersRow row;
      CHECK(stream.next(row));
      CHECK(row.o.id == 12);
    }
  }
  CHECK(test.querier.orders_of(1).size() == 3);
}

TEST_CASE("every way to sort keeps the rows of a parent together") {
  Database test;
  CHECK(orders_of(test.querier.search_orders({})) == Ids{10, 12, 13});
  const auto sorted = test.querier.search_orders({.since = {}, .sort = db::SearchOrdersSort::customer});
  CHECK(orders_of(sorted) == Ids{13, 10, 12});
  CHECK(quantities(sorted[1].lines) == Quantities{100, 200});
}

TEST_CASE("a parent that is the only one needs no order") {
  Database test;
  const auto rows = test.querier.one_order(13);
  REQUIRE(rows.size() == 1);
  CHECK(quantities(rows[0].lines) == Quantities{400, 500, 600});
}

TEST_CASE("parents and children can be sub-selects") {
  Database test;
  const std::vector<db::BusiestRow> rows = test.querier.busiest();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].c.customer_id == 1);
  CHECK(rows[0].c.orders == 3);
  CHECK(rows[0].lines.size() == 3);
  CHECK(rows[1].lines[0].product == "pen");
}

TEST_CASE("keys of several columns are compared whole") {
  Database test;
  test.pool.execute(
      "INSERT INTO tickets VALUES ('ab', 1, 's'), ('a', 1, 's'), ('a', 2, 's');"
      "INSERT INTO replies VALUES ('a', 1, 'x'), ('ab', 1, 'y'), ('a', 1, NULL)");
  const std::vector<db::TicketsRow> rows = test.querier.tickets();
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].t.region == "a");
  CHECK(rows[0].replies.size() == 2);
  CHECK(rows[1].t.region == "ab");
  CHECK(rows[1].replies.size() == 1);
  CHECK(rows[2].replies.empty());
}

TEST_CASE("an error names the row of the result, not the group") {
  Database test;
  test.pool.execute(
      "ALTER TABLE order_lines ALTER quantity DROP NOT NULL; UPDATE order_lines SET quantity = NULL WHERE line = 3");
  try {
    (void)test.querier.one_order(13);
    FAIL("accepted");
  } catch (const UnexpectedNull& error) {
    CHECK(error.column() == "quantity");
    CHECK(std::string(error.what()).find("row 3") != std::string::npos);
  }
  try {
    for (const auto& row : test.querier.walk_orders()) CHECK(row.o.id != 13);
    FAIL("accepted");
  } catch (const UnexpectedNull& error) {
    CHECK(error.column() == "quantity");
  }
  CHECK(test.querier.orders_of(1).size() == 3);  // on the same connection
}
