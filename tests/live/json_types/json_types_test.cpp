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
#include "shops_json.hpp"

// Columns of json and jsonb as structs of the program's, by nlohmann_json.

using namespace pgscribe;

namespace {

std::string schema() {
  std::ifstream file(JSON_SCHEMA, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

const my::Settings kDark{"dark \"1\"", 50, {{"beta", true}}};
const my::Settings kLight{"light", 20, {}};

struct Database {
  testing::TemporaryDatabase database;
  Pool pool;
  db::Querier querier{pool};

  Database() : database(server(), "template1"), pool({.conninfo = database.conninfo(), .max_connections = 1}) {
    pool.execute(schema());
    querier.add_shop({.id = 1,
                      .name = "a",
                      .settings = kDark,
                      .preferences = my::Preferences{"nl"},
                      .history = {{"opened"}, {"moved, \"twice\""}}});
    querier.add_shop({.id = 2, .name = "b", .settings = kLight, .preferences = {}, .history = {}});
  }

  static testing::TemporaryServer& server() {
    static testing::TemporaryServer server;
    return server;
  }
};

template <typename Call>
std::string problem(Call call) {
  try {
    (void)call();
    return "none";
  } catch (const ConversionError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("rows, NULL, arrays and domains") {
  Database test;
  const auto shop = test.querier.get_shop(1);
  REQUIRE(shop);
  CHECK(shop->settings == kDark);
  CHECK(shop->preferences == my::Preferences{"nl"});
  CHECK(shop->history == std::vector<my::Change>{{"opened"}, {"moved, \"twice\""}});
  CHECK_FALSE(test.querier.get_shop(2)->preferences);
  CHECK(test.querier.get_shop(2)->history.empty());
  CHECK(test.querier.get_settings(2) == kLight);
  CHECK(test.querier.viewed_settings("theme").at(0).settings == kDark);
}

TEST_CASE("parameters") {
  Database test;
  CHECK(test.querier.shops_with_settings(std::vector{kLight}) == std::vector<std::int64_t>{2});
  CHECK(test.querier.set_settings({.settings = kLight, .id = 1}) == 1);
  CHECK(test.querier.shops_with_settings(std::vector{kLight, kDark}).size() == 2);
  CHECK(test.querier.change_shop({.preferences = my::Preferences{"en"}, .id = 2}) == 1);
  CHECK(test.querier.get_shop(2)->preferences == my::Preferences{"en"});
  CHECK(test.querier.get_shop(2)->settings == kLight);
}

TEST_CASE("many at a time") {
  Database test;
  const std::vector<db::AddShopsParams> rows{
      {.id = 3, .name = "c", .settings = kDark, .preferences = {}},
      {.id = 4, .name = "d", .settings = kLight, .preferences = my::Preferences{"fr"}}};
  const auto added = test.querier.add_shops(rows);
  REQUIRE(added.size() == 2);
  CHECK(added[0].settings == kDark);
  CHECK(added[1].preferences == my::Preferences{"fr"});
  const std::vector<db::CopyShopsParams> copied{
      {.id = 5, .name = "e", .settings = kDark, .preferences = {}, .history = {{"copied"}}}};
  CHECK(test.querier.copy_shops(copied) == 1);
  CHECK(test.querier.get_shop(5)->history == std::vector<my::Change>{{"copied"}});
  const std::vector<db::SetPreferencesParams> changes{{.preferences = my::Preferences{"de"}, .id = 1},
                                                      {.preferences = {}, .id = 4}};
  auto results = test.querier.set_preferences(changes);
  CHECK(results[0].value() == my::Preferences{"de"});
  CHECK_FALSE(test.querier.get_shop(4)->preferences);
}

TEST_CASE("within JSON that is read as structs, JSON that is written, and printing") {
  Database test;
  const auto shop = test.querier.shop_as_json(1);
  REQUIRE(shop);
  CHECK(*shop == *test.querier.get_shop(1));
  const nlohmann::json json = *shop;
  CHECK(json["settings"]["page_size"] == 50);
  CHECK(json.get<db::Shop>() == *shop);
  std::ostringstream out;
  out << *shop;
  CHECK(out.str().find(R"(preferences={"language":"nl"})") != std::string::npos);
  CHECK(out.str().find("history={opened, ") != std::string::npos);
}

TEST_CASE("directives, and json beside jsonb") {
  Database test;
  test.querier.set_raw({.raw = kLight, .id = 1});
  const auto merged = test.querier.merged({.patch = kLight, .id = 1});
  REQUIRE(merged);
  CHECK(merged->merged == kLight);
  CHECK(merged->raw == kLight);
  REQUIRE(merged->changes.size() == 3);
  CHECK(merged->changes[0] == my::Change{"opened"});
  CHECK_FALSE(merged->changes[2]);
  test.querier.add_invoice({.id = 7, .shop_id = 1, .open_lines = {{"ink", 2}}, .paid_lines = {}});
  const auto invoices = test.querier.invoices();
  REQUIRE(invoices.size() == 1);
  CHECK(invoices[0].open_lines == std::vector<my::Line>{{"ink", 2}});
  CHECK_FALSE(invoices[0].paid_lines);
  CHECK(invoices[0].s.settings == kDark);
}

TEST_CASE("JSON that does not fit names the column and not the value") {
  Database test;
  test.pool.execute(R"(UPDATE shops SET settings = '{"theme": 12345}' WHERE id = 1)");
  const std::string wrong = problem([&] { return test.querier.get_shop(1); });
  CHECK(wrong ==
        "GetShop: column \"settings\": the JSON does not fit its C++ type: type must be string, but is number (row 1)");
  test.pool.execute(R"(UPDATE shops SET settings = '{"thema": "secret"}' WHERE id = 1)");
  CHECK(problem([&] { return test.querier.get_settings(1); }).find("key 'theme' not found") != std::string::npos);
  test.pool.execute("UPDATE shops SET settings = 'null' WHERE id = 1");
  CHECK(problem([&] { return test.querier.get_settings(1); }).find("column \"settings\"") != std::string::npos);
  const std::string parameter = problem([&] {
    return test.querier.set_settings({.settings = my::Settings{"secret\xff", 1, {}}, .id = 2});
  });
  CHECK(parameter.find("parameter \"settings\": nlohmann_json cannot write the value") != std::string::npos);
  CHECK(parameter.find("secret") == std::string::npos);
}
