#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "RateMovie") {
  const auto first = one(db.rate_movie({.user_id = id("a1"), .movie_id = id("b4"), .value = number("9.0")}));
  CHECK(line(first.value, first.is_new) == "9.0|t");
  const auto second = one(db.rate_movie({.user_id = id("a1"), .movie_id = id("b4"), .value = number("9.5")}));
  CHECK(line(second.value, second.is_new) == "9.5|f");
  CHECK_THROWS_AS((void)db.rate_movie({.user_id = id("a1"), .movie_id = id("b4"), .value = number("11")}),
                  pgscribe::CheckViolation);
}

TEST_CASE_FIXTURE(SampleTest, "RateMovies") {
  const std::vector<media::RateMoviesParams> votes{{.user_id = id("a3"), .movie_id = id("b1"), .value = number("1")},
                                                   {.user_id = id("a3"), .movie_id = id("b6"), .value = number("2.5")}};
  CHECK(db.rate_movies(votes).ok());
  CHECK(show(one(db.get_rating({.user_id = id("a3"), .movie_id = id("b1")}))) == "1.0");
  CHECK(show(one(db.get_rating({.user_id = id("a3"), .movie_id = id("b6")}))) == "2.5");
}

TEST_CASE_FIXTURE(SampleTest, "GetRating") {
  CHECK(show(one(db.get_rating({.user_id = id("a1"), .movie_id = id("b1")}))) == "8.5");
  CHECK_FALSE(db.get_rating({.user_id = id("a3"), .movie_id = id("b3")}));
}

TEST_CASE_FIXTURE(SampleTest, "ListRatingsOfMovies") {
  const std::vector movies{id("b1"), id("b5"), id("b2")};
  auto results = db.list_ratings_of_movies(movies);
  REQUIRE(results.size() == 3);
  const auto show_vote = [](const auto& r) { return line(r.username, r.value); };
  CHECK(table(results[0].value(), show_vote) == Lines{"Cleo|10.0", "Ada|8.5", "Bert|7.0"});
  CHECK(results[1].value().empty());
  CHECK(table(results[2].value(), show_vote) == Lines{"Ada|6.0"});
}

TEST_CASE_FIXTURE(SampleTest, "GetRatingStatistics and DeleteRatings") {
  const auto show_statistics = [](const auto& r) {
    return line(r.rating_count, r.average, r.deviation, r.median, r.quartiles, r.most_common, r.lowest, r.highest);
  };
  CHECK(show_statistics(one(db.get_rating_statistics())) ==
        "6|6.5833333333333333|2.4375534182180842|6.5|{4.5,8.5}|3.5|3.5|10.0");
  CHECK(db.delete_ratings(id("a1")) == 3);
  CHECK(db.delete_ratings(id("a2")) == 2);
  CHECK(db.delete_ratings(id("a3")) == 1);
  CHECK(show_statistics(one(db.get_rating_statistics())) == "0|NULL|NULL|NULL|NULL|NULL|NULL|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "ListRatingHistogram") {
  CHECK(table(db.list_rating_histogram(), [](const auto& r) { return line(r.bucket, r.from_value, r.vote_count); }) ==
        Lines{"1|0|0", "2|2|1", "3|4|1", "4|6|2", "5|8|2"});
}

TEST_CASE_FIXTURE(SampleTest, "ListTopRatedMovies") {
  CHECK(table(db.list_top_rated_movies(2), [](const auto& r) {
          return line(r.movie_id, r.title, r.votes, r.average);
        }) == Lines{"b1|The Lighthouse Keeper|3|8.50", "b3|Paper Moons|2|4.00"});
}

TEST_CASE_FIXTURE(SampleTest, "RankMovies") {
  CHECK(table(db.rank_movies(),
              [](const auto& r) {
                return line(r.title, r.average, r.rank, r.dense_rank, r.third, r.cumulative, r.leader);
              }) == Lines{"The Lighthouse Keeper|8.50|1|1|1|0.333|The Lighthouse Keeper",
                          "Midnight Café|6.00|2|2|2|0.667|The Lighthouse Keeper",
                          "Paper Moons|4.00|3|3|3|1.000|The Lighthouse Keeper"});
}

TEST_CASE_FIXTURE(SampleTest, "ListRatingTrend") {
  CHECK(table(db.list_rating_trend(id("b1")),
              [](const auto& r) {
                return line(r.rated_at, r.value, r.moving_average, r.votes_in_week, r.since_first);
              }) == Lines{"2025-01-10 22:00:00+00|8.5|8.5000000000000000|1|0.0",
                          "2025-01-12 22:00:00+00|7.0|7.7500000000000000|2|-1.5",
                          "2025-01-30 22:00:00+00|10.0|8.5000000000000000|1|1.5"});
}

TEST_CASE_FIXTURE(SampleTest, "ListWeightedRatings") {
  CHECK(table(db.list_weighted_ratings(2), [](const auto& r) { return line(r.title, r.vote_count, r.weighted); }) ==
        Lines{"The Lighthouse Keeper|3|7.733", "Midnight Café|1|6.389", "Paper Moons|2|5.292"});
}

TEST_CASE_FIXTURE(SampleTest, "ListTasteNeighbours") {
  CHECK(table(db.list_taste_neighbours({.user_id = id("a1"), .at_least = 1}), [](const auto& r) {
          return line(r.user_id, r.common_movies, r.distance);
        }) == Lines{"a2|2|1.25", "a3|1|1.50"});
}

}  // namespace sample
