#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "SaveMovieProgress goes forward only") {
  const auto saved = one(db.save_movie_progress({.user_id = id("a1"), .movie_id = id("b2"), .position = span("PT1H")}));
  CHECK(line(saved.id, saved.position) == "2|PT1H");
  CHECK_FALSE(db.save_movie_progress({.user_id = id("a1"), .movie_id = id("b2"), .position = span("PT30M")}));
  CHECK(one(db.save_movie_progress({.user_id = id("a3"), .movie_id = id("b4"), .position = span("PT5M")})).id > 6);
}

TEST_CASE_FIXTURE(SampleTest, "SaveEpisodeProgress") {
  const std::vector<media::SaveEpisodeProgressParams> progress{{.user_id = id("a1"),
                                                                .episode_id = 3,
                                                                .position = span("PT20M"),
                                                                .finished = true,
                                                                .watched_at = at("2025-02-06 20:00:00+00")},
                                                               {.user_id = id("a2"),
                                                                .episode_id = 3,
                                                                .position = span("PT1S"),
                                                                .finished = false,
                                                                .watched_at = at("2025-02-07 20:00:00+00")}};
  CHECK(db.save_episode_progress(progress).ok());
  CHECK(line(db.list_watch_history(id("a1")).at(0).id, db.list_watch_history(id("a1")).at(0).finished) == "4|t");
  CHECK(show(db.list_watch_history(id("a2")).at(0).position) == "PT1S");
}

TEST_CASE_FIXTURE(SampleTest, "FinishMovie") {
  CHECK(db.finish_movie({.user_id = id("a1"), .movie_id = id("b2")}) == 1);
  CHECK(db.finish_movie({.user_id = id("a3"), .movie_id = id("b2")}) == 0);
}

TEST_CASE_FIXTURE(SampleTest, "ImportWatchHistory") {
  const std::vector<media::ImportWatchHistoryParams> history{
      {.user_id = id("a3"),
       .movie_id = id("b5"),
       .position = {{.months = 1, .days = -2, .time = std::chrono::seconds{3}}},
       .finished = false,
       .watched_at = at("2025-02-06 20:00:00.5+00")}};
  CHECK(db.import_watch_history(history) == 1);
  CHECK(table(db.list_watch_history(id("a3")), [](const auto& r) {
          return line(r.movie_id, r.episode_id, r.position, r.finished, r.watched_at);
        }) == Lines{"b5|NULL|P1M-2DT3S|f|2025-02-06 20:00:00.5+00"});
}

TEST_CASE_FIXTURE(SampleTest, "ListContinueWatching") {
  CHECK(table(db.list_continue_watching({.user_id = id("a1"), .max_results = 5}), [](const auto& r) {
          return line(r.movie_id, r.episode_id, r.title, r.position, r.progress);
        }) == Lines{"NULL|3|Return|PT10M|NULL", "b2|NULL|Midnight Café|PT55M|0.5"});
}

TEST_CASE_FIXTURE(SampleTest, "ListWatchHistory") {
  CHECK(table(db.list_watch_history(id("a2")), [](const auto& r) {
          return line(r.id, r.user_id, r.movie_id, r.episode_id, r.position, r.finished, r.watched_at);
        }) == Lines{"6|a2|b3|NULL|PT2H|t|2025-02-05 20:00:00+00", "5|a2|b1|NULL|PT20M|f|2025-02-04 20:00:00+00"});
}

TEST_CASE_FIXTURE(SampleTest, "SumWatchTime") {
  CHECK(table(db.sum_watch_time(), [](const auto& r) { return line(r.username, r.watch_time, r.finished_count); }) ==
        Lines{"Ada|PT3H25M|2", "Bert|PT2H20M|1", "Cleo|PT0S|0"});
}

TEST_CASE_FIXTURE(SampleTest, "ListWatchStreaks") {
  CHECK(table(db.list_watch_streaks(id("a1")), [](const auto& r) {
          return line(r.first_day, r.last_day, r.day_count);
        }) == Lines{"2025-01-10|2025-01-12|3", "2025-02-03|2025-02-03|1"});
}

TEST_CASE_FIXTURE(SampleTest, "ListAlsoWatched") {
  CHECK(table(db.list_also_watched(id("b1")), [](const auto& r) { return line(r.id, r.title, r.viewer_count); }) ==
        Lines{"b2|Midnight Café|1", "b3|Paper Moons|1"});
}

TEST_CASE_FIXTURE(SampleTest, "ListUnwatchedMovies") {
  CHECK(table(db.list_unwatched_movies(id("a1")), [](const auto& r) { return line(r.id, r.title); }) ==
        Lines{"b3|Paper Moons", "b4|Paper Planets (Director's Cut)", "b5|Untitled Reel"});
}

TEST_CASE_FIXTURE(SampleTest, "CountViewsPerMonth") {
  CHECK(table(db.count_views_per_month(), [](const auto& r) { return line(r.month, r.view_count, r.running_total); }) ==
        Lines{"2025-01-01 00:00:00+00|3|3", "2025-02-01 00:00:00+00|3|6"});
}

TEST_CASE_FIXTURE(SampleTest, "ForgetWatchHistory deletes, logs and returns in one statement") {
  const auto forgotten = db.forget_watch_history({.user_id = id("a1"), .before = at("2025-01-12 00:00:00+00")});
  CHECK(table(forgotten, [](const auto& r) { return line(r.id, r.movie_id, r.episode_id, r.watched_at); }) ==
        Lines{"1|b1|NULL|2025-01-10 21:00:00+00", "2|b2|NULL|2025-01-11 21:00:00+00"});
  const auto logged =
      db.list_activity({.before_time = pgscribe::kInfinity<pgscribe::TimestampTz>, .before_id = 0, .page_size = 1});
  CHECK(line(logged.at(0).id, logged.at(0).action) == line(forgotten.at(0).log_id, "history.forget"));
}

}  // namespace sample
