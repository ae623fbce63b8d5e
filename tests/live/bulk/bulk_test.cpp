#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <list>
#include <ranges>
#include <string>

#include "pgscribe/error.hpp"
#include "pgscribe/observer.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

// Bulk statements: what one statement does for a range of rows, on a server.

using namespace pgscribe;
using namespace pgscribe::literals;

namespace {

std::string schema() {
  std::ifstream file(BULK_SCHEMA, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

struct Counter : Observer {
  int statements = 0;
  void after_statement(const StatementEvent&, const StatementOutcome&, void*) noexcept override { ++statements; }
};

struct Database {
  testing::TemporaryDatabase database;
  std::shared_ptr<Counter> counter = std::make_shared<Counter>();
  Pool pool;
  db::Querier querier{pool};

  Database() : database(server(), "template1"), pool(options()) { pool.execute(schema()); }

  static testing::TemporaryServer& server() {
    static testing::TemporaryServer server;
    return server;
  }
  PoolOptions options() {
    PoolOptions options{.conninfo = database.conninfo(), .max_connections = 2};
    options.observers.push_back(counter);
    return options;
  }
};

db::UpsertUsersParams user(std::string email, std::string name = {}) {
  return {.email = std::move(email),
          .full_name = name.empty() ? std::nullopt : std::optional(std::move(name)),
          .status = db::Status::active,
          .score = "1.5"_num};
}

}  // namespace

TEST_CASE("rows are inserted with their expressions, arrays, NULLs and domains") {
  Database test;
  const std::vector<db::AddUsersParams> rows{
      {.tenant_id = 1,
       .email = "ADA@x",
       .full_name = "Ada",
       .status = db::Status::active,
       .tags = std::vector<std::string>{"a", "b,\"c\" \\", "", "NULL", "{}"},
       .backup = "a@b"},
      {.tenant_id = 1, .email = "Bob@x", .full_name = {}, .status = db::Status::blocked, .tags = {}, .backup = {}},
      {.tenant_id = 2,
       .email = "cy@x",
       .full_name = "",
       .status = db::Status::active,
       .tags = std::vector<std::string>{},
       .backup = {}}};
  test.querier.add_users(rows);
  const auto found = test.querier.score_users(1, std::vector<db::ScoreUsersParams>{{"0.25"_num, "ada@x"}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == 1);
  CHECK(found[0].tags == rows[0].tags);
  CHECK(found[0].backup == "a@b");
  CHECK(found[0].score == "0.25"_num);
  const auto removed = test.querier.score_users(2, std::vector<db::ScoreUsersParams>{{"1"_num, "cy@x"}});
  REQUIRE(removed.size() == 1);
  CHECK(removed[0].tags == std::vector<std::string>{});
  CHECK(removed[0].full_name == "");
}

TEST_CASE("every kind of value goes through an array and comes back") {
  Database test;
  db::AddSamplesParams full{.id = 1,
                            .flag = true,
                            .data = Bytes{std::byte{0}, std::byte{'"'}, std::byte{'\\'}, std::byte{255}},
                            .key = Uuid::parse("00112233-4455-6677-8899-aabbccddeeff"),
                            .amount = "-12345678901234567890.125"_num,
                            .at = parse_timestamptz("2024-02-29 12:34:56.789+00"),
                            .payload = Json(R"({"a": [1, "}\""]})"),
                            .span = Range<std::int32_t>{.lower = 3, .upper = 7},
                            .state = db::Status::blocked,
                            .home = db::Place{"Elm \"St\", (1)", std::nullopt},
                            .mail = "m@x",
                            .grid = std::vector<std::vector<std::int32_t>>{{1, 2}, {3, 4}},
                            .states = std::vector<db::Status>{db::Status::active, db::Status::blocked}};
  db::AddSamplesParams empty;
  empty.id = 2;
  db::AddSamplesParams again = full;
  again.id = 1;
  const auto results = test.querier.add_samples(std::vector{full, empty});
  REQUIRE(results.size() == 2);
  REQUIRE((results[0] && results[1]));
  CHECK(results[0]->id == 1);
  CHECK(results[0]->flag == full.flag);
  CHECK(results[0]->data == full.data);
  CHECK(results[0]->key == full.key);
  CHECK(results[0]->amount == full.amount);
  CHECK(results[0]->at == full.at);
  CHECK(results[0]->payload == full.payload);
  CHECK(results[0]->span == full.span);
  CHECK(results[0]->state == full.state);
  CHECK(results[0]->home == full.home);
  CHECK(results[0]->mail == full.mail);
  CHECK(results[0]->grid == full.grid);
  CHECK(results[0]->states == full.states);
  CHECK(*results[1] == db::Sample{.id = 2});
  again.amount = "9"_num;
  empty.id = 3;
  const auto later = test.querier.add_samples(std::vector{again, empty});
  REQUIRE(later.size() == 2);
  CHECK_FALSE(later[0]);
  CHECK(later[1].value().id == 3);
}

TEST_CASE("of equal keys the last is sent") {
  Database test;
  const std::vector rows{user("a@x", "first"), user("b@x"), user("a@x", "last")};
  const auto found = test.querier.upsert_users(7, rows);
  REQUIRE(found.size() == 2);
  CHECK(found[0].email == "b@x");
  CHECK(found[1].full_name == "last");
  CHECK(found[1].tenant_id == 7);
  CHECK(test.querier.add_by_mail(
            std::vector<db::AddByMailParams>{{"C@x", "1.239"_num}, {"c@X", "2"_num}, {"A@X", "3"_num}}) == 1);
}

TEST_CASE("equal keys without distinct are the server's error") {
  Database test;
  CHECK_THROWS_AS((void)test.querier.upsert_ids(std::vector<db::UpsertIdsParams>{{1, "a@x"}, {1, "a@x"}}), ServerError);
}

TEST_CASE("in order, each row has its result") {
  Database test;
  const std::vector<db::UpsertIdsParams> rows{{1, "z@x"}, {1, "a@x"}, {2, "m@x"}};
  const auto first = test.querier.upsert_ids(rows);
  const auto second = test.querier.upsert_ids(std::vector<db::UpsertIdsParams>{rows[2], rows[0], {3, "n@x"}, rows[1]});
  REQUIRE(first.size() == 3);
  REQUIRE(second.size() == 4);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    REQUIRE(first[i]);
    CHECK(first[i]->users.email == rows[i].email);
    CHECK(first[i]->id == first[i]->users.id);
  }
  CHECK(second[0].value().id == first[2].value().id);
  CHECK(second[1].value().id == first[0].value().id);
  CHECK(second[2].value().users.email == "n@x");
  CHECK(second[3].value().id == first[1].value().id);
}

TEST_CASE("in order, what is left alone has no result, and equal rows share one") {
  Database test;
  test.querier.add_teams(std::vector<db::AddTeamsParams>{{1, "one"}});
  const auto ids =
      test.querier.add_team_ids(std::vector<db::AddTeamIdsParams>{{3, "c"}, {1, "again"}, {2, "b"}, {4, ""}, {3, "d"}});
  REQUIRE(ids.size() == 5);
  CHECK(ids[0] == 3);
  CHECK_FALSE(ids[1]);
  CHECK(ids[2] == 2);
  CHECK_FALSE(ids[3]);
  CHECK(ids[4] == 3);
}

TEST_CASE("updates, deletions and merges reach the rows of each element") {
  Database test;
  test.querier.add_teams(std::vector<db::AddTeamsParams>{{1, "one"}, {2, "two"}});
  const auto users = test.querier.upsert_users(1, std::vector{user("a@x"), user("b@x"), user("c@x")});
  REQUIRE(users.size() == 3);
  CHECK(test.querier.rename_users(std::vector<db::RenameUsersParams>{
            {"A", std::vector<std::string>{"t"}, users[0].id}, {std::nullopt, {}, users[1].id}, {"X", {}, 99}}) == 2);
  const auto moved = test.querier.move_users(
      std::vector<db::MoveUsersParams>{{"none", users[0].id}, {"two", users[2].id}, {"one", users[0].id}});
  REQUIRE(moved.size() == 3);
  CHECK_FALSE(moved[0]);
  CHECK(moved[1].value().id == users[2].id);
  CHECK(moved[2].value().full_name == "A");
  test.querier.merge_teams(std::vector<db::MergeTeamsParams>{{2, "TWO"}, {3, "three"}});
  CHECK(test.querier.merge_scores(std::vector<db::MergeScoresParams>{{users[0].id, "9"_num}, {98, "1"_num}}) == 1);
  const auto gone = test.querier.remove_of_teams(std::vector<db::RemoveOfTeamsParams>{{"TWO", "c@x"}, {"TWO", "a@x"}});
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].id == users[2].id);
  CHECK(gone[0].name == "TWO");
  CHECK(test.querier.remove_users(std::vector<std::int64_t>{users[0].id, users[1].id, users[2].id}) == 2);
}

TEST_CASE("no rows, no round trip") {
  Database test;
  const int before = test.counter->statements;
  test.querier.add_users(std::vector<db::AddUsersParams>{});
  CHECK(test.querier.remove_users(std::span<const std::int64_t>{}) == 0);
  CHECK(test.querier.upsert_users(1, std::vector<db::UpsertUsersParams>{}).empty());
  CHECK(test.querier.upsert_ids(std::vector<db::UpsertIdsParams>{}).empty());
  CHECK(test.counter->statements == before);
}

TEST_CASE("any range of what is convertible to the parameters, and of lone ones their values") {
  Database test;
  const std::list<db::AddTeamsParams> list{{1, "one"}, {2, "two"}};
  test.querier.add_teams(list);
  test.querier.add_teams(std::views::iota(3, 6) | std::views::transform([](int id) {
                           return db::AddTeamsParams{id, std::to_string(id)};
                         }));
  CHECK(test.querier.add_names(6, std::vector<std::string>{"six"}) == 1);
  CHECK(test.querier.add_names(7, std::list<const char*>{"seven"}) == 1);
  CHECK(test.querier.add_flags(1, std::vector<std::optional<bool>>{true}) == 1);
  const int before = test.counter->statements;
  db::AddTeamsParams array[]{{8, "eight"}, {9, "nine"}};
  test.querier.add_teams(array);
  CHECK(test.counter->statements == before + 1);
}

TEST_CASE("a value that cannot be sent is an error that names its parameter") {
  Database test;
  const std::vector<db::AddTeamsParams> rows{{1, std::string("a\0b", 3)}};
  CHECK_THROWS_AS(test.querier.add_teams(rows), Error);
  const std::vector<db::RenameUsersParams> tagged{{"x", std::vector<std::string>{std::string("a\0b", 3)}, 1}};
  CHECK_THROWS_WITH_AS((void)test.querier.rename_users(tagged), doctest::Contains("parameter \"tags\""),
                       ConversionError);
}

TEST_CASE("many rows are one statement") {
  Database test;
  const auto rows = std::views::iota(0, 20'000) | std::views::transform([](int i) {
                      return db::UpsertIdsParams{i % 7, "user" + std::to_string(i) + "@x"};
                    });
  const int before = test.counter->statements;
  const auto results = test.querier.upsert_ids(rows);
  CHECK(test.counter->statements == before + 1);
  REQUIRE(results.size() == 20'000);
  CHECK(results.front().value().users.email == "user0@x");
  CHECK(results.back().value().users.email == "user19999@x");
}
