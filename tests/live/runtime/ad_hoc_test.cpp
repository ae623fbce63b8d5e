#include "pgscribe/ad_hoc.hpp"

#include "live_database.hpp"

// Statements that are in no file.

using namespace pgscribe;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace my {

enum class Mood { sad, glad };

struct Movie {
  std::int64_t id{};
  std::string title{};
  std::optional<std::vector<std::string>> tags{};
  bool operator==(const Movie&) const = default;
};

}  // namespace my

template <>
struct pgscribe::EnumTraits<my::Mood> {
  static constexpr TypeName type{"public", "mood"};
  static constexpr std::array<std::string_view, 2> labels{"sad", "glad"};
};

template <>
inline constexpr auto pgscribe::row<my::Movie> = pgscribe::members(pgscribe::member("id", &my::Movie::id),
                                                                   pgscribe::member("title", &my::Movie::title),
                                                                   pgscribe::member("tags", &my::Movie::tags));

namespace {

struct Movies : live::Database {
  Movies() {
    pool.execute(
        "CREATE TABLE films (id bigint PRIMARY KEY, title text NOT NULL, tags text[], price numeric);"
        "INSERT INTO films VALUES (1, 'Alien', '{a,\"b c\"}', 1.50), (2, 'Brazil', NULL, NULL)");
  }
};

template <typename E, typename Call>
std::string refused(Call call) {
  try {
    (void)call();
    return "nothing is wrong";
  } catch (const E& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("values, tuples and structs") {
  Movies test;
  CHECK(query<std::string>(test.pool, "SELECT title FROM films ORDER BY id") ==
        std::vector<std::string>{"Alien", "Brazil"});
  CHECK(query<bool>(test.pool, "SELECT id > 1 FROM films ORDER BY id") == std::vector<bool>{false, true});
  using Price = std::tuple<std::int64_t, std::optional<Numeric>>;
  CHECK(query<Price>(test.pool, "SELECT id, price FROM films ORDER BY id") ==
        std::vector<Price>{{1, "1.50"_num}, {2, std::nullopt}});
  CHECK(query<my::Movie>(test.pool, "SELECT id, title, tags FROM films ORDER BY id") ==
        std::vector<my::Movie>{{1, "Alien", std::vector<std::string>{"a", "b c"}}, {2, "Brazil", std::nullopt}});
}

TEST_CASE("parameters, sent as what they are in C++") {
  Movies test;
  const std::string title = "Brazil";
  const std::vector<std::string> tags{"x", "y"};
  CHECK(execute(test.pool, "INSERT INTO films (id, title, tags, price) VALUES ($1, $2, $3, $4)", 3, "Cube", tags,
                "2.5"_num)
            .affected_rows == 1);
  CHECK(query<std::int64_t>(test.pool, "SELECT id FROM films WHERE title = ANY($1)",
                            std::vector<std::string>{title, "Cube"})
            .size() == 2);
  CHECK(query_one<std::optional<std::string>>(test.pool, "SELECT $1", std::optional<std::string>{}) ==
        std::optional<std::optional<std::string>>{std::optional<std::string>{}});
  CHECK(query_one<std::tuple<std::string, std::string, std::string>>(
            test.pool, "SELECT pg_typeof($1)::text, pg_typeof($2)::text, pg_typeof($3)::text", 7, Json{"{}"}, title) ==
        std::tuple<std::string, std::string, std::string>{"integer", "jsonb", "text"});
  CHECK_FALSE(query_one<std::int64_t>(test.pool, "SELECT id FROM films WHERE title = $1", "Dune"));
  CHECK_THROWS_AS((void)query_one<std::int64_t>(test.pool, "SELECT id FROM films"), UnexpectedRows);
}

TEST_CASE("enums of the database") {
  Movies test;
  test.pool.execute("CREATE TYPE mood AS ENUM ('sad', 'glad')");
  CHECK(query_one<my::Mood>(test.pool, "SELECT $1::mood", my::Mood::glad) == my::Mood::glad);
  CHECK(query_one<std::vector<my::Mood>>(test.pool, "SELECT '{glad,sad}'::mood[]") ==
        std::vector{my::Mood::glad, my::Mood::sad});
}

TEST_CASE("the result is compared with what is to be read") {
  Movies test;
  CHECK(refused<UnexpectedType>([&] { return query<std::int32_t>(test.pool, "SELECT id FROM films"); }) ==
        "ad hoc: column \"1\" is not of type int4");
  CHECK(refused<UnexpectedType>([&] { return query<std::int64_t>(test.pool, "SELECT id, title FROM films"); }) ==
        "ad hoc: the result has 2 columns instead of 1");
  CHECK(refused<UnexpectedType>([&] {
          return query<my::Movie>(test.pool, "SELECT id, title AS name, tags FROM films");
        }) == "ad hoc: column 2 is called \"name\", not \"title\"");
  CHECK(refused<UnexpectedNull>([&] {
          return query<std::tuple<std::int64_t, Numeric>>(test.pool, "SELECT id, price FROM films ORDER BY id");
        }) == "ad hoc: column \"2\" is NULL, and its C++ type no std::optional (row 2)");
  CHECK(refused<UnexpectedType>([&] { return query<std::int64_t>(test.pool, "DELETE FROM films"); }) ==
        "ad hoc: the result has 0 columns instead of 1");
  CHECK_MESSAGE(query<std::int64_t>(test.pool, "SELECT count(*) FROM films") == std::vector<std::int64_t>{2},
                "what was deleted is there again");
  CHECK_THROWS_AS((void)query<std::int32_t>(test.pool, "DELETE FROM films RETURNING id"), UnexpectedType);
  CHECK(query<std::int64_t>(test.pool, "SELECT count(*) FROM films") == std::vector<std::int64_t>{2});
}

TEST_CASE("NUL bytes end neither the statement nor a value") {
  Movies test;
  const std::string sql = "DELETE FROM films\0 WHERE id = 7"s;
  CHECK_THROWS_AS(execute(test.pool, sql), ConversionError);
  CHECK_THROWS_AS(execute(test.pool, "DELETE FROM films WHERE title <> $1", "\0x"s), ConversionError);
  CHECK_THROWS_AS(execute(test.pool, "DELETE FROM films WHERE title <> $1", "\0x"sv), ConversionError);
  CHECK(query<std::int64_t>(test.pool, "SELECT count(*) FROM films") == std::vector<std::int64_t>{2});
}

TEST_CASE("on every executor, with limits, and nothing stays prepared") {
  Movies test;
  Connection connection = test.pool.acquire();
  {
    Transaction transaction = connection.begin();
    execute(transaction, "UPDATE films SET title = $1", "x");
    CHECK(query_one<std::string>(transaction, "SELECT DISTINCT title FROM films") == "x");
  }
  CHECK(query<std::string>(connection, "SELECT title FROM films ORDER BY id").front() == "Alien");
  for (int i = 0; i < 3; ++i) CHECK(query_one<int>(connection, "SELECT $1 + 1", i) == i + 1);
  CHECK(query_one<std::int64_t>(connection, "SELECT count(*) FROM pg_prepared_statements") == 0);
}
