#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "CreateGenre") {
  const media::Genre genre = one(db.create_genre({.slug = "western", .name = "Western", .path = "fiction.western"}));
  CHECK(line(genre.slug, genre.name, genre.path) == "western|Western|fiction.western");
  CHECK_THROWS_AS((void)db.create_genre({.slug = "Not A Slug", .name = "x", .path = "a"}), pgscribe::CheckViolation);
}

TEST_CASE_FIXTURE(SampleTest, "ListGenres") {
  CHECK(table(db.list_genres(), [](const auto& r) { return line(r.id, r.slug, r.name, r.depth, r.root); }) ==
        Lines{"4|documentary|Documentary|2|fact", "1|drama|Drama|2|fiction", "2|mystery|Mystery|2|fiction",
              "5|noir|Noir|3|fiction", "3|sci-fi|Science Fiction|2|fiction"});
}

TEST_CASE_FIXTURE(SampleTest, "ListGenresBelow") {
  CHECK(table(db.list_genres_below("fiction.mystery"), [](const auto& r) {
          return line(r.id, r.slug, r.name, r.path);
        }) == Lines{"2|mystery|Mystery|fiction.mystery", "5|noir|Noir|fiction.mystery.noir"});
}

TEST_CASE_FIXTURE(SampleTest, "MatchGenres") {
  CHECK(table(db.match_genres("fiction.*{1}")) == Lines{"drama", "mystery", "sci-fi"});
}

TEST_CASE_FIXTURE(SampleTest, "TagMovie") {
  db.tag_movie({.movie_id = id("b5"), .genre_id = 4});
  db.tag_movie({.movie_id = id("b5"), .genre_id = 4});
  CHECK(table(db.list_movies_in_genre("documentary"), [](const auto& r) { return line(r.id, r.title); }) ==
        Lines{"b5|Untitled Reel"});
}

TEST_CASE_FIXTURE(SampleTest, "TagMovieBySlugs returns what is new") {
  CHECK(table(db.tag_movie_by_slugs({.movie_id = id("b1"), .slugs = {"drama", "noir"}})) == Lines{"5"});
}

TEST_CASE_FIXTURE(SampleTest, "UntagMovies") { CHECK(db.untag_movies({.library_id = 1, .slug = "drama"}) == 3); }

TEST_CASE_FIXTURE(SampleTest, "RetagMovies") {
  CHECK(db.retag_movies({.to_genre_id = 2, .from_genre_id = 1}) == 1);
  CHECK(table(db.list_movies_in_genre("mystery"), [](const auto& r) { return line(r.id); }) ==
        Lines{"b2", "b6", "b3", "b1"});
}

TEST_CASE_FIXTURE(SampleTest, "ListMoviesInGenre") {
  CHECK(table(db.list_movies_in_genre("drama"), [](const auto& r) { return line(r.id, r.title); }) ==
        Lines{"b2|Midnight Café", "b3|Paper Moons", "b1|The Lighthouse Keeper"});
}

TEST_CASE_FIXTURE(SampleTest, "ListMovieGenres") {
  CHECK(table(db.list_movie_genres(), [](const auto& r) { return line(r.id, r.title, r.genres); }) ==
        Lines{"b2|Midnight Café|{Drama,Mystery}", "b6|Night Train|{Mystery}", "b3|Paper Moons|{Drama}",
              "b4|Paper Planets (Director's Cut)|{Science Fiction}", "b1|The Lighthouse Keeper|{Drama,Mystery}",
              "b5|Untitled Reel|{}"});
}

TEST_CASE_FIXTURE(SampleTest, "ListUnusedGenres") {
  CHECK(table(db.list_unused_genres(), [](const auto& r) { return line(r.id, r.slug); }) ==
        Lines{"4|documentary", "5|noir"});
}

TEST_CASE_FIXTURE(SampleTest, "ListGenrePairs") {
  CHECK(table(db.list_genre_pairs(1), [](const auto& r) {
          return line(r.first_genre, r.second_genre, r.movie_count);
        }) == Lines{"Drama|Mystery|2"});
  CHECK(db.list_genre_pairs(3).empty());
}

TEST_CASE_FIXTURE(SampleTest, "ListGenresInCollection") {
  CHECK(table(db.list_genres_in_collection(3)) == Lines{"drama", "sci-fi"});
}

TEST_CASE_FIXTURE(SampleTest, "RefreshGenreStatistics and ListGenreStatistics") {
  const auto show_genre = [](const auto& r) {
    return line(r.genre_id, r.genre_name, r.movie_count, r.average_runtime, r.latest_release);
  };
  db.tag_movie({.movie_id = id("b1"), .genre_id = 5});
  const Lines before{"1|Drama|3|116.0000000000000000|1999-09-09", "2|Mystery|3|97.6666666666666667|2010-01-15",
                     "3|Science Fiction|1|128.0000000000000000|2003-07-01", "4|Documentary|0|NULL|NULL",
                     "5|Noir|0|NULL|NULL"};
  CHECK(table(db.list_genre_statistics(), show_genre) == before);
  db.refresh_genre_statistics();
  CHECK(table(db.list_genre_statistics(), show_genre).lines.at(2) == "5|Noir|1|95.0000000000000000|1954-05-20");
}

TEST_CASE_FIXTURE(SampleTest, "AddSeriesGenre") {
  db.add_series_genre({.series_id = 2, .slug = "documentary"});
  CHECK(table(db.list_unused_genres(), [](const auto& r) { return line(r.slug); }) == Lines{"noir"});
  try {
    db.add_series_genre({.series_id = 2, .slug = "none"});
    FAIL("not reached");
  } catch (const pgscribe::NotNullViolation& error) {
    CHECK(error.column() == "genre_id");
  }
}

TEST_CASE_FIXTURE(SampleTest, "ListTopMoviesPerGenre") {
  CHECK(table(db.list_top_movies_per_genre(1), [](const auto& r) { return line(r.genre, r.title, r.average); }) ==
        Lines{"Documentary|NULL|NULL", "Drama|The Lighthouse Keeper|8.5000000000000000",
              "Mystery|The Lighthouse Keeper|8.5000000000000000", "Noir|NULL|NULL", "Science Fiction|NULL|NULL"});
}

}  // namespace sample
