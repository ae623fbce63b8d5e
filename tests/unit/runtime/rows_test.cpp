#include "run/rows.hpp"

#include <doctest/doctest.h>

#include "models.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/error.hpp"

using namespace pgscribe;
using db::Review;
using detail::Result;

namespace {

constexpr Column kReviewColumns[] = {
    column<decltype(Review::id)>("id", offsetof(Review, id), codec::int8),
    column<decltype(Review::movie_id)>("movie_id", offsetof(Review, movie_id), codec::uuid),
    column<decltype(Review::stars)>("stars", offsetof(Review, stars), codec::int4),
    column<decltype(Review::body)>("body", offsetof(Review, body), codec::text),
};
constexpr auto kReview = codec::composite<Review>({"public", "reviews"}, kReviewColumns);

struct Row {
  std::string before{};
  std::optional<Review> review{};
  std::int32_t after{};
};
template <int Marker>
constexpr Column kColumns[] = {
    column<decltype(Row::before)>("before", offsetof(Row, before), codec::text),
    embed<decltype(Row::review)>("review", offsetof(Row, review), kReview, Marker),
    column<decltype(Row::after)>("after", offsetof(Row, after), codec::int4),
};

constexpr const char* kId = "00000000-0000-0000-0000-000000000001";

// `before`, the members of the struct, `after`, and what a marker of its own may be.
constexpr Oid kTypes[] = {25, 20, 2950, 23, 25, 23, 16};

// A result in text form with one row of those columns; null is NULL.
Result result_of(const std::vector<const char*>& values) {
  Result result{PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK)};
  std::vector<PGresAttDesc> columns(values.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].name = const_cast<char*>("c");
    columns[i].typid = kTypes[i];
  }
  REQUIRE(PQsetResultAttrs(result.get(), static_cast<int>(columns.size()), columns.data()) != 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int size = values[i] == nullptr ? -1 : static_cast<int>(std::string_view{values[i]}.size());
    REQUIRE(PQsetvalue(result.get(), 0, static_cast<int>(i), const_cast<char*>(values[i]), size) != 0);
  }
  return result;
}

Row decode(std::span<const Column> columns, const std::vector<const char*>& values) {
  const Result result = result_of(values);
  detail::KnownTypes types;
  detail::check_columns(types, result.get(), columns);
  Row row;
  detail::decode_row(result.get(), 0, columns, &row);
  return row;
}

}  // namespace

TEST_CASE("an embedded struct that is there") {
  const Row row = decode(kColumns<0>, {"b", "7", kId, "3", nullptr, "9"});
  CHECK(row.before == "b");
  CHECK(row.after == 9);
  REQUIRE(row.review);
  CHECK(row.review->id == 7);
  CHECK(row.review->stars == 3);
  CHECK_FALSE(row.review->body);
}

TEST_CASE("an embedded struct is absent when its marker is NULL") {
  const Row row = decode(kColumns<0>, {"b", nullptr, nullptr, nullptr, nullptr, "9"});
  CHECK_FALSE(row.review);
  CHECK(row.after == 9);
}

TEST_CASE("the marker decides, not the other columns") {
  CHECK_THROWS_AS(decode(kColumns<0>, {"b", "7", nullptr, nullptr, nullptr, "9"}), UnexpectedNull);
  CHECK_FALSE(decode(kColumns<1>, {"b", "7", nullptr, nullptr, nullptr, "9"}).review);
}

TEST_CASE("without a marker a struct is absent when all its columns are NULL") {
  CHECK_FALSE(decode(kColumns<kAllColumns>, {"b", nullptr, nullptr, nullptr, nullptr, "9"}).review);
  CHECK_THROWS_AS(decode(kColumns<kAllColumns>, {"b", nullptr, nullptr, nullptr, "x", "9"}), UnexpectedNull);
}

TEST_CASE("a marker behind the struct may be a column of its own") {
  // 4 columns of the struct, `after`, then the marker.
  CHECK_FALSE(decode(kColumns<5>, {"b", "7", kId, "3", nullptr, "9", nullptr}).review);
  CHECK(decode(kColumns<5>, {"b", "7", kId, "3", nullptr, "9", "t"}).review);
  CHECK_THROWS_AS(decode(kColumns<5>, {"b", "7", kId, "3", nullptr, "9"}), UnexpectedType);
}

TEST_CASE("a row is overwritten whole") {
  const Result full = result_of({"b", "7", kId, "3", "body", "9"});
  const Result empty = result_of({"c", nullptr, nullptr, nullptr, nullptr, "1"});
  Row row;
  detail::decode_row(full.get(), 0, kColumns<0>, &row);
  detail::decode_row(empty.get(), 0, kColumns<0>, &row);
  CHECK(row.before == "c");
  CHECK_FALSE(row.review);
}

TEST_CASE("another number of columns") {
  CHECK_THROWS_AS(decode(kColumns<0>, {"b"}), UnexpectedType);
  CHECK_THROWS_AS(decode(kColumns<0>, {"b", "7", kId, "3", nullptr, "9", "more"}), UnexpectedType);
}

TEST_CASE("another type, in text form too") {
  static constexpr Column kSwapped[] = {
      column<std::int32_t>("after", offsetof(Row, after), codec::int4),
      column<std::string>("before", offsetof(Row, before), codec::text),
  };
  try {
    (void)decode(kSwapped, {"1", "2"});
    FAIL("accepted");
  } catch (const UnexpectedType& error) {
    CHECK(error.column() == "after");
  }
}

TEST_CASE("errors name the column") {
  try {
    (void)decode(kColumns<0>, {"b", "7", kId, "many", nullptr, "9"});
    FAIL("accepted");
  } catch (const ConversionError& error) {
    CHECK(error.column() == "stars");
  }
  try {
    (void)decode(kColumns<0>, {nullptr, "7", kId, "3", nullptr, "9"});
    FAIL("accepted");
  } catch (const UnexpectedNull& error) {
    CHECK(error.column() == "before");
  }
}

TEST_CASE("rows are read in binary form when all columns can be") {
  CHECK(detail::rows_are_binary(kReviewColumns));
  constexpr Column kSearch[] = {column<std::string>("s", 0, codec::tsvector)};
  CHECK_FALSE(detail::rows_are_binary(kSearch));
}

namespace {

struct Movie {
  std::string title{};
  std::vector<Review> reviews{};
};
template <int... Marker>
constexpr Column kMovieColumns[] = {
    column<decltype(Movie::title)>("title", offsetof(Movie, title), codec::text),
    elements<decltype(Movie::reviews)>("reviews", offsetof(Movie, reviews), kReview, Marker...),
};

void append(Movie& movie, const std::vector<const char*>& values) {
  detail::append_elements({result_of(values).get(), 0}, kMovieColumns<0>, &movie);
}

}  // namespace

TEST_CASE("rows of a group add to the elements of the first, where they are there") {
  Movie movie;
  const Result first = result_of({"a", "7", kId, "3", nullptr});
  for (int time = 0; time < 2; ++time) {  // the second time over what is there
    detail::decode_row(first.get(), 0, kMovieColumns<0>, &movie);
    REQUIRE(movie.reviews.size() == 1);
    append(movie, {"a", nullptr, nullptr, nullptr, nullptr});
    append(movie, {"a", "8", kId, "4", "fine"});
    REQUIRE(movie.reviews.size() == 2);
    CHECK(movie.reviews[1].id == 8);
    CHECK(movie.reviews[1].body == "fine");
  }
  const Result without = result_of({"b", nullptr, nullptr, nullptr, nullptr});
  detail::decode_row(without.get(), 0, kMovieColumns<0>, &movie);
  CHECK(movie.title == "b");
  CHECK(movie.reviews.empty());
  CHECK_THROWS_AS(detail::decode_row(without.get(), 0, kMovieColumns<>, &movie), UnexpectedNull);
}

TEST_CASE("groups end where a value of the key does, not where the values joined do") {
  const Result a = result_of({"ab", "1", "c"});
  const Result b = result_of({"a", "1", "bc"});
  static constexpr int kKey[] = {0, 2};
  CHECK(detail::are_of_one_group({a.get(), 0}, {a.get(), 0}, kKey));
  CHECK_FALSE(detail::are_of_one_group({a.get(), 0}, {b.get(), 0}, kKey));
  CHECK(detail::are_of_one_group({a.get(), 0}, {b.get(), 0}, std::span(kKey).first(0)));
}
