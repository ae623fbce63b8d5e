#include <list>
#include <ranges>

#include "live_database.hpp"

// COPY, batches and streams.

using namespace pgscribe;
using live::add_movie;
using live::movie_id;

namespace {

std::vector<db::AddReviewsParams> reviews(int count) {
  std::vector<db::AddReviewsParams> rows;
  for (int i = 0; i < count; ++i) {
    db::AddReviewsParams row{.movie_id = movie_id(1), .stars = i % 5 + 1};
    if (i % 3 != 0) row.body = "body\t\n\r\\N " + std::to_string(i);
    rows.push_back(row);
  }
  return rows;
}

struct TaggedReview {
  std::int64_t number{};
  std::vector<std::string> tags{};
  std::optional<db::MpaaRating> rating{};
  std::optional<std::string> search{};
};
constexpr Parameter kTaggedParameters[] = {
    parameter<decltype(TaggedReview::number)>("number", offsetof(TaggedReview, number), codec::int8),
    parameter<decltype(TaggedReview::tags)>("tags", offsetof(TaggedReview, tags), codec::array<codec::text>),
    parameter<decltype(TaggedReview::rating)>("rating", offsetof(TaggedReview, rating),
                                              codec::enumeration<db::MpaaRating>),
    parameter<decltype(TaggedReview::search)>("search", offsetof(TaggedReview, search), codec::tsvector),
};
// tsvector has no binary form here, so this one goes as text; without it the rest goes as binary.
constexpr CopyStatement kCopyText{.name = "CopyText", .table = "tagged", .parameters = kTaggedParameters};
constexpr CopyStatement kCopyBinary{.name = "CopyBinary", .table = "tagged", .parameters = {kTaggedParameters, 3}};

}  // namespace

TEST_CASE("COPY of rows with everything that has to be escaped") {
  live::Database live;
  add_movie(live.querier, 1);
  const auto rows = reviews(10'000);
  CHECK(live.querier.copy_reviews(rows) == 10'000);
  CHECK(live.querier.copy_reviews(std::span<const db::AddReviewsParams>{}) == 0);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM reviews WHERE body IS NULL") == 3'334);
  CHECK(live::text(live.pool, "SELECT body FROM reviews WHERE id = 2") == rows[1].body);
}

TEST_CASE("COPY in text and in binary form") {
  live::Database live;
  live.pool.execute("CREATE TABLE tagged (number bigint, tags text[], rating mpaa_rating, search tsvector)");
  const std::vector<TaggedReview> rows{{1, {"a\tb", "\\", "\"q\"", ""}, db::MpaaRating::pg_13, "'fat':2A"},
                                       {2, {}, std::nullopt, std::nullopt}};
  for (const CopyStatement* copy : {&kCopyText, &kCopyBinary}) {
    CAPTURE(std::string{copy->name});
    live.pool.execute("TRUNCATE tagged");
    CHECK(with_row_source<TaggedReview>(rows, [&](RowSource source) { return copy_from(live.pool, *copy, source); }) ==
          2);
    Column tags{.name = "tags", .codec = &codec::array<codec::text>};
    CHECK(one<std::vector<std::string>>(live.pool, live::statement("SELECT tags FROM tagged WHERE number = 1", tags),
                                        {}) == rows[0].tags);
    CHECK(live::text(live.pool, "SELECT rating::text FROM tagged WHERE number = 1") == "PG-13");
    CHECK(live::integer(live.pool, "SELECT count(*) FROM tagged WHERE rating IS NULL AND tags = '{}'") == 1);
  }
}

TEST_CASE("COPY from ranges of several kinds") {
  live::Database live;
  add_movie(live.querier, 1);
  const auto rows = reviews(7);
  std::list<db::AddReviewsParams> list{rows.begin(), rows.end()};
  CHECK(live.querier.copy_reviews(list) == 7);
  auto generated =
      std::views::iota(0, 1000) | std::views::transform([&](int i) { return rows[static_cast<std::size_t>(i) % 7]; });
  CHECK(live.querier.copy_reviews(generated) == 1000);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM reviews") == 1007);
}

TEST_CASE("COPY is all or nothing, and the connection goes on") {
  live::Database live{{.max_connections = 1}};
  add_movie(live.querier, 1);
  auto rows = reviews(5'000);
  SUBCASE("when the source throws") {
    auto failing = std::views::iota(0, 100'000) | std::views::transform([&](int i) {
                     if (i == 60'000) throw std::runtime_error("no more");
                     return rows[0];
                   });
    CHECK_THROWS_WITH_AS((void)live.querier.copy_reviews(failing), "no more", std::runtime_error);
  }
  SUBCASE("when the server refuses a row") {
    rows[4'000].stars = 9;
    try {
      (void)live.querier.copy_reviews(rows);
      FAIL("copied");
    } catch (const CheckViolation& error) {
      CHECK(error.constraint() == "reviews_stars_check");
      CHECK(error.query() == "CopyReviews");
    }
  }
  SUBCASE("when a value cannot be sent") {
    rows[4'000].body = std::string{"\0", 1};
    CHECK_THROWS_AS((void)live.querier.copy_reviews(rows), ConversionError);
  }
  CHECK(live::integer(live.pool, "SELECT count(*) FROM reviews") == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("a batch of a generated query stores all rows or none") {
  live::Database live;
  add_movie(live.querier, 1);
  auto rows = reviews(1'000);
  CHECK(live.querier.batch_add_reviews(rows).ok());
  CHECK(live::text(live.pool, "SELECT body FROM reviews WHERE id = 2") == rows[1].body);
  rows[5].stars = 0;
  const auto results = live.querier.batch_add_reviews(rows);
  REQUIRE(results.size() == 1'000);
  for (const auto& result : results) CHECK_FALSE(result.ok());
  CHECK(results.first_error()->constraint() == "reviews_stars_check");
  CHECK(results.first_error()->query() == "BatchAddReviews");
  CHECK(live::integer(live.pool, "SELECT count(*) FROM reviews") == 1'000);
  CHECK(live.querier.batch_add_reviews({}).ok());
}

TEST_CASE("in a transaction the first failure of a batch fails the rest") {
  live::Database live;
  add_movie(live.querier, 1);
  auto rows = reviews(300);
  rows[200].stars = 0;
  Transaction transaction = live.pool.begin();
  db::Querier querier{transaction};
  const auto results = querier.batch_add_reviews(rows);
  CHECK(results[199].ok());
  CHECK(results[200].error()->sqlstate() == "23514");
  CHECK(results[201].error()->sqlstate() == "25P02");
  CHECK(results[299].error()->sqlstate() == "25P02");
  CHECK_THROWS_AS(transaction.commit(), TransactionAborted);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM reviews") == 0);
}

TEST_CASE("batches that return rows") {
  live::Database live;
  std::vector<Uuid> ids;
  for (int i = 0; i < 300; ++i) {
    if (i % 2 == 0) add_movie(live.querier, i);
    ids.push_back(movie_id(i));
  }
  (void)live.querier.add_review({.movie_id = movie_id(4), .stars = 1});
  (void)live.querier.add_review({.movie_id = movie_id(4), .stars = 2});
  for (const bool in_transaction : {false, true}) {
    Transaction transaction = live.pool.begin();
    db::Querier querier{in_transaction ? static_cast<Executor&>(transaction) : live.pool};
    const auto movies = querier.batch_get_movies(ids);
    CHECK(movies[4].value()->title == "Movie 4");
    CHECK_FALSE(movies[5].value());
    CHECK(querier.batch_count_reviews(ids)[4].value() == 2);
    const auto lists = querier.batch_list_reviews(ids);
    REQUIRE(lists[4].value().size() == 2);
    CHECK(lists[4].value()[1].stars == 2);
    CHECK(lists[0].value().empty());
  }
}

TEST_CASE("a batch survives a statement that has to be prepared again") {
  live::Database live{{.max_connections = 1}};
  add_movie(live.querier, 1);
  const std::vector ids{movie_id(1), movie_id(1)};
  CHECK(live.querier.batch_list_reviews(ids).ok());
  live.pool.execute("DEALLOCATE ALL");
  CHECK(live.querier.batch_list_reviews(ids).ok());
  live.pool.execute("ALTER TABLE reviews ALTER body TYPE varchar");
  CHECK(live.querier.batch_list_reviews(ids).ok());
}

TEST_CASE("an element or a stream whose commit fails") {
  live::Database live{{.max_connections = 1}};
  live.pool.execute(
      "CREATE TABLE slots (n int CONSTRAINT one_each UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO slots VALUES "
      "(2)");
  struct Slot {
    std::int32_t n{};
  };
  static constexpr Parameter kSlot[] = {parameter<std::int32_t>("n", offsetof(Slot, n), codec::int4)};
  static constexpr Statement kTake{
      .name = "TakeSlot", .sql = "INSERT INTO slots VALUES ($1)", .parameters = kSlot, .batch_each = true};
  const std::vector<Slot> slots{{1}, {2}, {3}};
  const auto results = batch_exec(live.pool, kTake, batch(std::span<const Slot>{slots}));
  CHECK(results[0].ok());
  REQUIRE(results[1].error() != nullptr);
  CHECK(results[1].error()->constraint() == "one_each");
  CHECK(results[2].ok());
  CHECK(live::integer(live.pool, "SELECT count(*) FROM slots") == 3);

  static constexpr Column kN[] = {column<std::int32_t>("n", 0, codec::int4)};
  static constexpr Statement kTakeAndTell{
      .name = "TakeAndTell", .sql = "INSERT INTO slots VALUES ($1) RETURNING n", .columns = kN, .parameters = kSlot};
  {
    auto rows = stream<std::int32_t>(live.pool, kTakeAndTell, fields(slots[0]));
    std::int32_t n = 0;
    CHECK(rows.next(n));
    CHECK_THROWS_AS((void)rows.next(n), UniqueViolation);
  }
  CHECK_THROWS_AS(exec(live.pool, kTakeAndTell, fields(slots[0])), UniqueViolation);
  CHECK(live::integer(live.pool, "SELECT count(*) FROM slots") == 3);
}

TEST_CASE("streams") {
  live::Database live{{.max_connections = 1}};
  for (int i = 0; i < 50; ++i) add_movie(live.querier, i);
  std::int32_t year = 1960;
  for (const db::Movie& movie : live.querier.stream_movies(1960)) {
    CHECK(movie.year == year++);
  }
  CHECK(year == 2000);
  int rows = 0;
  for (const db::Movie& movie : live.querier.stream_movies(3000)) rows += movie.year;
  CHECK(rows == 0);
  auto stream = live.querier.stream_movies(1998);
  db::Movie movie;
  CHECK(stream.next(movie));
  CHECK(stream.next(movie));
  CHECK(movie.year == 1999);
  CHECK_FALSE(stream.next(movie));
  CHECK_FALSE(stream.next(movie));
  CHECK(live.querier.count_movies() == 50);  // the only connection is back
}

TEST_CASE("a stream that is dropped early") {
  live::Database live{{.max_connections = 1, .acquire_timeout = std::chrono::seconds{2}}};
  static constexpr Column kColumn[] = {column<std::int64_t>("n", 0, codec::int8)};
  static constexpr Statement kMany{
      .name = "Many", .sql = "SELECT generate_series(1, 100000000)::int8", .columns = kColumn};
  std::int64_t sum = 0;
  for (const std::int64_t n : stream<std::int64_t>(live.pool, kMany, {})) {
    sum += n;
    if (n == 1000) break;
  }
  CHECK(sum == 500'500);
  CHECK(live.querier.count_movies() == 0);
  CHECK(live.pool.stats().new_connections_count == 1);  // cancelled, not thrown away
}

TEST_CASE("a stream occupies its connection; dropped in a transaction it leaves that intact") {
  live::Database live;
  for (int i = 0; i < 50; ++i) add_movie(live.querier, i);
  Transaction transaction = live.pool.begin();
  db::Querier querier{transaction};
  {
    auto stream = querier.stream_movies(1900);
    db::Movie movie;
    CHECK(stream.next(movie));
    CHECK_THROWS_AS((void)querier.count_movies(), UsageError);
  }
  CHECK(querier.count_movies() == 50);
  add_movie(querier, 99);
  transaction.commit();
  CHECK(live.querier.count_movies() == 51);
}

TEST_CASE("an error in the middle of a stream") {
  live::Database live{{.max_connections = 1}};
  static constexpr Column kColumn[] = {column<std::int32_t>("n", 0, codec::int4)};
  static constexpr Statement kFails{
      .name = "Fails", .sql = "SELECT 10 / (5 - n) FROM generate_series(1, 10) AS n", .columns = kColumn};
  int rows = 0;
  const auto run = [&] {
    for (const std::int32_t n : stream<std::int32_t>(live.pool, kFails, {})) rows += n > 0 ? 1 : 0;
  };
  try {
    run();
    FAIL("no error");
  } catch (const DataException& error) {
    CHECK(error.query() == "Fails");
    CHECK(error.sqlstate() == "22012");
  }
  CHECK(rows == 4);
  CHECK(live.querier.count_movies() == 0);
  CHECK(live.pool.stats().new_connections_count == 1);
}
