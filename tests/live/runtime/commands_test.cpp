#include "live_database.hpp"

using namespace std::chrono_literals;
using live::add_movie;
using live::movie_id;

namespace {

db::AddMovieParams alien() {
  return {.id = movie_id(29),
          .title = "Alien \"1\", {x}",
          .year = 1979,
          .rating = db::MpaaRating::pg_13,
          .tags = {"a", "b \"q\" \\ c", "NULL", ""},
          .studio = db::Studio{.name = "F(o)x, \"20th\"",
                               .seat = db::Place{.city = "L A", .altitude = 93},
                               .aliases = std::vector<std::string>{"x,y", "\"z\"", "\\"}},
          .extra = pgscribe::Json{R"({"a": 1})"}};
}

}  // namespace

TEST_CASE("a row goes in and comes back as it was") {
  live::Database live;
  live.querier.add_movie(alien());
  const auto movie = live.querier.get_movie(movie_id(29));
  REQUIRE(movie);
  const db::AddMovieParams sent = alien();
  CHECK(movie->title == sent.title);
  CHECK(movie->year == sent.year);
  CHECK(movie->rating == sent.rating);
  CHECK_FALSE(movie->budget);
  CHECK(movie->tags == sent.tags);
  CHECK(movie->studio == sent.studio);
  CHECK(movie->extra == sent.extra);
  CHECK(movie->added_at == *pgscribe::parse_timestamptz("2024-05-06 12:00:00+00"));
  CHECK_FALSE(live.querier.get_movie(movie_id(1)));
}

TEST_CASE(":one") {
  live::Database live;
  CHECK(live.querier.count_movies() == 0);
  add_movie(live.querier, 1, "One");
  CHECK(live.querier.count_movies() == 1);
  const auto rating = live.querier.get_rating("One");
  REQUIRE(rating);
  CHECK_FALSE(*rating);
  CHECK_FALSE(live.querier.get_rating("Two"));
  add_movie(live.querier, 2, "One");
  try {
    (void)live.querier.get_rating("One");
    FAIL("two rows were accepted");
  } catch (const pgscribe::UnexpectedRows& error) {
    CHECK(error.query() == "GetRating");
  }
  CHECK_THROWS_AS(live::integer(live.pool, "SELECT year FROM movies"), pgscribe::ServerError);
  pgscribe::Column year{.name = "year", .codec = &pgscribe::codec::int4};
  CHECK_THROWS_AS(
      (void)pgscribe::one<std::int32_t>(live.pool, live::statement("SELECT year FROM movies WHERE false", year), {}),
      pgscribe::UnexpectedRows);
}

TEST_CASE(":batchone takes a second row for an error of its element alone") {
  live::Database live;
  struct Params {
    std::int32_t count{};
  };
  static constexpr pgscribe::Column kColumn[] = {pgscribe::column<std::int32_t>("n", 0, pgscribe::codec::int4)};
  static constexpr pgscribe::Parameter kParameter[] = {
      pgscribe::parameter<std::int32_t>("count", offsetof(Params, count), pgscribe::codec::int4)};
  static constexpr pgscribe::Statement kCount{.name = "Count",
                                              .sql = "SELECT n FROM generate_series(1, $1) AS n",
                                              .columns = kColumn,
                                              .parameters = kParameter};
  const std::vector<Params> counts{{1}, {2}, {0}, {1}};
  const auto results =
      pgscribe::batch_one_or_none<std::int32_t>(live.pool, kCount, pgscribe::batch(std::span<const Params>{counts}));
  CHECK(results[0].value() == 1);
  CHECK_THROWS_AS((void)results[1].value(), pgscribe::UnexpectedRows);
  CHECK_FALSE(results[2].value());
  CHECK(results[3].value() == 1);
}

TEST_CASE(":many") {
  live::Database live;
  CHECK(live.querier.list_movies("%", std::nullopt).empty());
  for (int i = 10; i < 30; ++i) add_movie(live.querier, i);
  CHECK(live.querier.list_movies("Movie 1%", std::nullopt).size() == 10);
  const auto one = live.querier.list_movies("Movie%", 1965);
  REQUIRE(one.size() == 1);
  CHECK(one[0].title == "Movie 15");
  const std::vector ids{movie_id(11), movie_id(12), movie_id(99)};
  CHECK(live.querier.list_titles(ids) == std::vector<std::string>{"Movie 11", "Movie 12"});
  CHECK(live.querier.list_titles({}).empty());
  const std::vector<bool> old = live.querier.list_is_old();
  REQUIRE(old.size() == 20);
  CHECK(old[9]);
  CHECK_FALSE(old[10]);
}

TEST_CASE(":exec, :execrows, :execresult, :execlastid") {
  live::Database live;
  for (int i = 0; i < 5; ++i) add_movie(live.querier, i);
  CHECK(live.querier.delete_movies(1952) == 2);
  CHECK(live.querier.delete_movies(1952) == 0);
  CHECK(live.querier.touch_movies() == pgscribe::CommandResult{"UPDATE 3", 3});
  const std::int64_t first = live.querier.add_review({.movie_id = movie_id(3), .stars = 4, .body = "good"});
  CHECK(live.querier.add_review({.movie_id = movie_id(3), .stars = 5}) == first + 1);
}

TEST_CASE("embedded structs, absent on the optional side of a join") {
  live::Database live;
  add_movie(live.querier, 1);
  add_movie(live.querier, 2);
  (void)live.querier.add_review({.movie_id = movie_id(2), .stars = 3});
  const auto rows = live.querier.list_with_review();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].movie.title == "Movie 1");
  CHECK_FALSE(rows[0].review);
  CHECK(rows[0].review_count == 0);
  REQUIRE(rows[1].review);
  CHECK(rows[1].review->stars == 3);
  CHECK_FALSE(rows[1].review->body);
  CHECK(rows[1].review_count == 1);
}

TEST_CASE("types of the user, NULL elements, ranges, arrays of enums, two dimensions") {
  live::Database live;
  live.querier.add_movie(alien());
  const auto rows = live.querier.list_extra(std::nullopt);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].extra->raw == R"({"a": 1})");
  CHECK(rows[0].tags.size() == 5);
  CHECK_FALSE(rows[0].tags.back());
  CHECK(rows[0].shown.lower == *pgscribe::parse_date("2024-01-01"));
  CHECK_FALSE(rows[0].shown.upper);
  CHECK(rows[0].ratings == std::vector{db::MpaaRating::g, db::MpaaRating::pg_13});
  CHECK(rows[0].grid == std::vector<std::vector<std::int32_t>>{{1, 2}, {3, 4}});
  CHECK(live.querier.list_extra(my::parse_extra(R"({"a": 1})")).size() == 1);
  CHECK(live.querier.list_extra(my::parse_extra(R"({"a": 2})")).empty());
}

TEST_CASE("the same queries in every mode and on every executor") {
  for (const auto mode : {pgscribe::StatementMode::prepared, pgscribe::StatementMode::unprepared}) {
    live::Database live{{.max_connections = 2, .statements = mode}};
    live.querier.add_movie(alien());
    auto connection = live.pool.acquire();
    auto transaction = live.pool.begin();
    for (pgscribe::Executor* executor :
         {static_cast<pgscribe::Executor*>(&connection), static_cast<pgscribe::Executor*>(&transaction)}) {
      db::Querier querier{*executor};
      CHECK(querier.get_movie(movie_id(29))->studio == alien().studio);
      CHECK(querier.list_movies("Alien%", 1979).size() == 1);
      CHECK(querier.list_extra(std::nullopt).size() == 1);
    }
  }
}

TEST_CASE("statements appear on the server under the names of their queries") {
  live::Database live;
  auto connection = live.pool.acquire();
  db::Querier querier{connection};
  (void)querier.count_movies();
  (void)querier.count_movies();
  CHECK(live::integer(connection, "SELECT count(*) FROM pg_prepared_statements WHERE name = 'CountMovies'") == 1);
}

TEST_CASE("prepared statements are bounded") {
  live::Database live{{.max_statements = 3}};
  auto connection = live.pool.acquire();
  for (int i = 0; i < 10; ++i) CHECK(live::integer(connection, "SELECT " + std::to_string(i)) == i);
  CHECK(live::integer(connection, "SELECT count(*) FROM pg_prepared_statements") <= 3);
}

TEST_CASE("a script returns the tag of its last statement") {
  live::Database live;
  CHECK(live.pool.execute("SELECT 1; UPDATE movies SET year = year").tag == "UPDATE 0");
  CHECK_THROWS_AS(live.pool.execute("SELEC 1"), pgscribe::ServerError);
  CHECK_THROWS_AS(live.pool.execute("COPY movies FROM STDIN"), pgscribe::ServerError);
  CHECK_THROWS_AS(live.pool.execute("COPY movies TO STDOUT"), pgscribe::UsageError);
  CHECK(live.querier.count_movies() == 0);
}
