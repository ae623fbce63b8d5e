#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "pgscribe/error.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

// What a server puts into JSON, read as structs: the same values as without JSON.

using namespace pgscribe;

namespace {

std::string schema() {
  std::ifstream file(JSON_SCHEMA, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

constexpr const char* kOrders =
    "INSERT INTO customers VALUES (1, 'Bob', NULL), (2, 'Ada \"the\" \\ \U0001F600', 'ada@x');"
    "INSERT INTO orders VALUES (10, 1, '2026-01-01', NULL), (11, 1, '2026-01-02', 'same'), (12, 2, 'infinity', '');"
    "INSERT INTO order_lines VALUES (10, 1, 'ink', 1.50, NULL, '{\"a\": [1, null]}'), (10, 2, 'pen', 'NaN', 0.10, "
    "'null'),"
    "  (12, 1, 'pen', 100000000000000000000.000000001, NULL, '\"x\"');";

// A row without NULL, one with values at the ends of their types, one that has only NULL.
constexpr const char* kSamples =
    "INSERT INTO samples VALUES (1, true, -32768, 9223372036854775807, 1.1, 0.1, 1.50, E'tab\\t\"q\" \\\\ \\x01 é', "
    "'ab',"
    "  'x', 'a name', '\\xdeadbeef00', '2024-02-29', '2024-02-29 12:30:00.123456', '2024-02-29 12:30:00.5+02', "
    "'23:59:59',"
    "  '12:30:00+05:30', '1 year -2 days 03:04:05.6', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 4294967295, '{\"a\": 1}',"
    "  '[1, {\"b\": null}]', '\"d\"', '101', '10.1.0.1/8', '10.0.0.0/8', '-1234.56', '(1,-2)', '((2,2),(0,0))', "
    "'[1,5)',"
    "  '[\"2024-01-01 00:00+00\",\"2024-01-02 00:00+00\")', '{[1,2),[5,)}', 'so \"so\"', 5, '(\"a, b\",)', 'a=>1, "
    "\"q\\\"\"=>NULL',"
    "  '{1,2}', '{{1,2},{3,4}}', '{\"\",\"a,b\",\"{\\\"\"}', '{infinity,\"2024-01-01 00:00+00\"}', '{sad,\"so "
    "\\\"so\\\"\"}',"
    "  ARRAY[('x', 1), ('y', NULL)]::place[], ARRAY['{\"a\": 1}', '[]']::jsonb[], '1 2 3');"
    "INSERT INTO samples (id, a_real, a_double, a_numeric, a_date, a_timestamp, an_instant, an_interval, a_range, "
    "a_text,"
    "                     some_numbers, a_matrix, some_pairs, a_vector, b_document)"
    "  VALUES (2, 'NaN', '-Infinity', 'NaN', 'infinity', '-infinity', '0044-03-15 00:00:00 BC', '-1 month', 'empty', "
    "'',"
    "          '{}', '{}', '', '', '[]'),"
    "         (3, '-Infinity', 1e300, '-Infinity', '0044-03-15 BC', '0044-03-15 12:00 BC', 'infinity', 'PT0.000001S', "
    "'(,)',"
    "          'x', '[5:6]={1,2}', '{{1},{2}}', 'a=>b', '7', '1e400');"
    "INSERT INTO samples (id) VALUES (4);";

struct Database {
  testing::TemporaryDatabase database;
  Pool pool;
  db::Querier querier{pool};

  Database() : database(server(), "template1"), pool({.conninfo = database.conninfo(), .max_connections = 1}) {
    pool.execute(schema());
    pool.execute(kOrders);
    pool.execute(kSamples);
  }

  static testing::TemporaryServer& server() {
    static testing::TemporaryServer server;
    return server;
  }
};

// NaN equals nothing, so rows are compared as they are printed, with all digits.
template <typename Rows>
std::string printed(const Rows& rows) {
  std::ostringstream out;
  out.precision(17);
  for (const auto& row : rows) print(out, row) << '\n';
  return out.str();
}

}  // namespace

TEST_CASE("every type reads the same out of json and jsonb as it does by itself") {
  Database test;
  for (const char* settings :
       {"", "SET timezone = 'Asia/Kolkata'; SET intervalstyle = sql_standard",
        "SET timezone = 'Europe/Amsterdam'; SET bytea_output = escape; SET intervalstyle = iso_8601",
        "SET timezone = 'UTC'; SET intervalstyle = postgres_verbose"}) {
    CAPTURE(std::string{settings});
    if (*settings != '\0') test.pool.execute(settings);
    const std::vector<db::Sample> samples = test.querier.samples();
    REQUIRE(samples.size() == 4);
    const std::string rows = printed(samples);
    CHECK(printed(test.querier.samples_in_json()) == rows);
    CHECK(printed(test.querier.samples_in_jsonb()) == rows);
    CHECK(printed(test.querier.samples_in_one_array()) == rows);
  }
}

TEST_CASE("JSON's own null is NULL where the member is optional") {
  Database test;
  test.pool.execute("UPDATE samples SET b_document = 'null' WHERE id = 1");
  CHECK(test.querier.samples()[0].b_document == Json{"null"});
  CHECK_FALSE(test.querier.samples_in_json()[0].b_document);
}

TEST_CASE("objects that the statement makes are structs, and no rows an empty vector") {
  Database test;
  const std::vector<db::OrdersOfRow> rows = test.querier.orders_of(1);
  REQUIRE(rows.size() == 2);
  REQUIRE(rows[0].lines.size() == 2);
  CHECK(rows[0].lines[0] ==
        db::OrdersOfLine{.line = 1, .product = "ink", .price = "1.50"_num, .discount = std::nullopt});
  CHECK(rows[0].lines[1].price.kind() == Numeric::Kind::nan);
  CHECK(rows[0].lines[1].discount == "0.10"_num);
  CHECK(rows[1].lines.empty());
}

TEST_CASE("structs in structs") {
  Database test;
  const auto ada = test.querier.customer_tree(2);
  REQUIRE(ada);
  CHECK(ada->name == "Ada \"the\" \\ \U0001F600");
  CHECK(ada->email == "ada@x");
  REQUIRE(ada->orders);
  REQUIRE(ada->orders->size() == 1);
  const db::CustomerTreeTreeOrder& order = ada->orders->front();
  CHECK(order.note == "");
  CHECK(order.placed_at == kInfinity<TimestampTz>);
  REQUIRE(order.lines);
  CHECK(order.lines->front().settings.text == "\"x\"");
  CHECK(order.lines->front().twice == "200000000000000000000.000000002"_num);
  REQUIRE(ada->first);
  CHECK(ada->first->id == 12);

  const auto bob = test.querier.customer_tree(1);
  REQUIRE(bob);
  CHECK_FALSE(bob->email);
  REQUIRE(bob->orders->size() == 2);
  CHECK_FALSE(bob->orders->at(1).lines);
  CHECK(bob->orders->at(0).lines->at(1).settings == Json{"null"});
}

TEST_CASE("rows of a table are its model, and NULL in their place only where it was asked for") {
  Database test;
  const auto whole = test.querier.whole_lines();
  REQUIRE(whole.size() == 3);
  REQUIRE(whole[0].lines);
  CHECK(whole[0].lines->at(0).product == "ink");
  CHECK_FALSE(whole[1].lines);
  const auto perhaps = test.querier.perhaps_lines();
  REQUIRE(perhaps[1].lines.size() == 1);
  CHECK_FALSE(perhaps[1].lines[0]);
  CHECK(perhaps[2].lines[0]->price == "100000000000000000000.000000001"_num);
  test.pool.execute("ALTER TABLE order_lines ADD COLUMN later integer; ALTER TABLE order_lines DROP COLUMN discount");
  CHECK_FALSE(test.querier.whole_lines()[0].lines->at(0).discount);
  test.pool.execute("ALTER TABLE order_lines DROP COLUMN product");
  CHECK_THROWS_AS((void)test.querier.whole_lines(), ConversionError);
}

TEST_CASE("keys that are data are those of a map") {
  Database test;
  const auto prices = test.querier.prices(10);
  REQUIRE(prices.prices);
  CHECK(prices.prices->at("ink") == "1.50"_num);
  CHECK_FALSE(prices.discounts->at("ink"));
  CHECK(prices.discounts->at("pen") == "0.10"_num);
  CHECK(prices.lines.at("pen") == db::PricesLine{.line = 2, .on = 10});
  const auto none = test.querier.prices(11);
  CHECK_FALSE(none.prices);
  CHECK(none.lines.empty());
}

TEST_CASE("lists of values, of optionals and of lists") {
  Database test;
  const auto lists = test.querier.lists();
  CHECK(lists.ids == std::vector<std::int64_t>{10, 11, 12});
  CHECK(lists.pair == std::vector<std::optional<std::int64_t>>{10, 12});
  CHECK(lists.notes == std::vector<std::optional<std::string>>{std::nullopt, "same", ""});
  REQUIRE(lists.emails);
  CHECK(lists.emails->at(1)->at(0) == "ada@x");
  CHECK(lists.array.at(1).id == 2);
}

TEST_CASE("both sides of UNION and CASE are one struct, and what is left out of an object is NULL") {
  Database test;
  const auto contacts = test.querier.contact();
  REQUIRE(contacts.size() == 5);
  CHECK(contacts[3].contact == db::ContactContact{.name = "Bob", .address = std::nullopt});
  CHECK(contacts[4].contact.address == "ada@x");
  CHECK(contacts[1].contact == db::ContactContact{.name = "order", .address = "same"});
}

TEST_CASE("rows without names, and composites") {
  Database test;
  const auto row = test.querier.in_fields(11);
  REQUIRE(row);
  CHECK(row->pair.f1 == 11);
  CHECK(row->pair.f2 == "same");
  CHECK(row->place == db::Place{.city = "Paris", .altitude = 35});
  CHECK(test.querier.running_orders() == test.querier.running_orders_again());
  CHECK(test.querier.running_orders().at(2).so_far.size() == 3);
}
