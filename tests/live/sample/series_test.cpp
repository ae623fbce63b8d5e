#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "CreateSeries") {
  const media::Series created = one(
      db.create_series({.library_id = 2, .title = "S", .overview = std::nullopt, .first_aired_on = day("2025-01-01")}));
  CHECK(line(created.library_id, created.title, created.overview, created.first_aired_on, created.last_aired_on,
             created.ended) == "2|S|NULL|2025-01-01|NULL|f");
  CHECK(db.get_series(created.id) == created);
}

TEST_CASE_FIXTURE(SampleTest, "AddSeason numbers the seasons of a series") {
  CHECK(one(db.add_season({.series_id = 1, .title = "Third"})).number == 3);
  CHECK(one(db.add_season({.series_id = 2, .title = std::nullopt})).number == 2);
}

TEST_CASE_FIXTURE(SampleTest, "AddEpisodes") {
  const std::vector<media::AddEpisodesParams> episodes{
      {.season_id = 3, .number = 1, .title = "Pilot", .aired_on = day("2025-01-01"), .length = span("PT30M")},
      {.season_id = 1, .number = 2, .title = "The Gale", .aired_on = std::nullopt, .length = std::nullopt}};
  CHECK(db.add_episodes(episodes).ok());
  const auto show_episode = [](const auto& r) {
    return line(r.number, r.title, r.aired_on, r.length, r.season_number);
  };
  CHECK(table(db.list_episodes({.series_id = 2, .season_number = 1}), show_episode) ==
        Lines{"1|Pilot|2025-01-01|PT30M|1"});
  CHECK(table(db.list_episodes({.series_id = 1, .season_number = 1}), show_episode) ==
        Lines{"1|Arrival|2020-01-05|PT45M|1", "2|The Gale|2020-01-12|PT50M|1"});
}

TEST_CASE_FIXTURE(SampleTest, "AddEpisodes reports each element") {
  const std::vector<media::AddEpisodesParams> episodes{
      {.season_id = 3, .number = 1, .title = "Pilot", .aired_on = {}, .length = {}},
      {.season_id = 999, .number = 1, .title = "Nowhere", .aired_on = {}, .length = {}}};
  const auto results = db.add_episodes(episodes);
  REQUIRE(results.size() == 2);
  CHECK(results[0].ok());
  REQUIRE_FALSE(results[1].ok());
  CHECK(results[1].error()->sqlstate() == "23503");
  CHECK_THROWS_AS(results.throw_if_failed(), pgscribe::ForeignKeyViolation);
}

TEST_CASE_FIXTURE(SampleTest, "AddEpisodeTitles") {
  CHECK(table(db.add_episode_titles({.season_id = 3, .titles = {"X", "Y, \"Z\""}}),
              [](const auto& r) { return line(r.number, r.title); }) == Lines{"1|X", "2|Y, \"Z\""});
}

TEST_CASE_FIXTURE(SampleTest, "GetSeries") {
  const media::Series found = one(db.get_series(1));
  CHECK(line(found.id, found.library_id, found.title, found.overview, found.first_aired_on, found.last_aired_on,
             found.ended,
             found.added_at) == "1|2|Harbour Lights|Life at the harbour.|2020-01-05|NULL|f|2025-01-05 00:00:00+00");
  CHECK_FALSE(db.get_series(99));
}

TEST_CASE_FIXTURE(SampleTest, "ListSeries") {
  CHECK(table(db.list_series(2), [](const auto& r) {
          return line(r.id, r.title, r.season_count, r.episode_count, r.first_aired_on, r.total_length);
        }) == Lines{"1|Harbour Lights|2|3|2020-01-05|PT1H35M", "2|Zero Hour|1|0|NULL|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListEpisodes") {
  CHECK(table(db.list_episodes({.series_id = 1, .season_number = 1}), [](const auto& r) {
          return line(r.id, r.season_id, r.number, r.title, r.overview, r.aired_on, r.length, r.season_number);
        }) == Lines{"1|1|1|Arrival|A ship comes in.|2020-01-05|PT45M|1", "2|1|2|The Storm|NULL|2020-01-12|PT50M|1"});
}

TEST_CASE_FIXTURE(SampleTest, "ListEpisodeGuide") {
  CHECK(table(db.list_episode_guide({.series_id = 1, .first_day = day("2020-01-06"), .last_day = day("2021-12-31")}),
              [](const auto& r) { return line(r.season_number, r.episode_number, r.episode_title, r.aired_on); }) ==
        Lines{"1|2|The Storm|2020-01-12", "2|1|Return|2021-02-01"});
}

TEST_CASE_FIXTURE(SampleTest, "GetEpisode embeds three tables") {
  const auto found = one(db.get_episode(3));
  CHECK(line(found.episodes.id, found.episodes.season_id, found.episodes.title, found.episodes.length) ==
        "3|2|Return|NULL");
  CHECK(line(found.seasons.id, found.seasons.series_id, found.seasons.number, found.seasons.title) == "2|1|2|NULL");
  CHECK(found.series == one(db.get_series(1)));
}

TEST_CASE_FIXTURE(SampleTest, "GetNextEpisode") {
  const auto next = one(db.get_next_episode({.series_id = 1, .user_id = id("a1")}));
  CHECK(line(next.id, next.season_number, next.number, next.title) == "2|1|2|The Storm");
  CHECK_FALSE(db.get_next_episode({.series_id = 2, .user_id = id("a1")}));
}

TEST_CASE_FIXTURE(SampleTest, "ListEpisodeNeighbours") {
  CHECK(table(db.list_episode_neighbours(1), [](const auto& r) {
          return line(r.id, r.title, r.previous_title, r.next_title, r.place);
        }) == Lines{"1|Arrival|NULL|The Storm|1", "2|The Storm|Arrival|Return|2", "3|Return|The Storm|the end|3"});
}

TEST_CASE_FIXTURE(SampleTest, "SumEpisodeLengths") {
  CHECK(table(db.sum_episode_lengths(),
              [](const auto& r) { return line(r.series_title, r.season_number, r.total_length, r.episode_count); }) ==
        Lines{"Harbour Lights|1|PT1H35M|2", "Harbour Lights|2|NULL|1", "Harbour Lights|NULL|PT1H35M|3",
              "NULL|NULL|PT1H35M|3"});
}

TEST_CASE_FIXTURE(SampleTest, "GetSeriesDocument") {
  CHECK(
      show(one(db.get_series_document(1))) ==
      R"({"title" : "Harbour Lights", "seasons" : [{"number" : 1, "episodes" : ["Arrival","The Storm"]}, {"number" : 2, "episodes" : ["Return"]}]})");
  CHECK(show(one(db.get_series_document(2))) ==
        R"({"title" : "Zero Hour", "seasons" : [{"number" : 1, "episodes" : []}]})");
}

TEST_CASE_FIXTURE(SampleTest, "EndSeries") {
  CHECK(show(one(db.end_series(1))) == "2021-02-01");
  CHECK_FALSE(db.end_series(2));
  CHECK(one(db.get_series(1)).ended);
}

TEST_CASE_FIXTURE(SampleTest, "CountWorks") {
  CHECK(table(db.count_works(), [](const auto& r) { return line(r.name, r.kind, r.work_count); }) ==
        Lines{"Attic|movie|1", "Attic|series|0", "Films|movie|5", "Films|series|0", "Records|movie|0",
              "Records|series|0", "Shows|movie|0", "Shows|series|2"});
}

}  // namespace sample
