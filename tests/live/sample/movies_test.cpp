#include "sample_test.hpp"

namespace sample {

namespace {

const auto show_title = [](const auto& r) { return line(r.id, r.title); };

std::string show_movie(const media::Movie& m) {
  return line(m.id, m.library_id, m.title, m.original_title, m.overview, m.released_on, m.runtime_minutes, m.budget,
              m.languages, m.external_ids, m.poster_url, m.added_at, m.tagline, m.search_document);
}

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "CreateMovie with everything") {
  const media::Movie movie =
      one(db.create_movie({.library_id = 1,
                           .title = "It's \\ \"quoted\"",
                           .original_title = "",
                           .overview = "Sea.",
                           .released_on = day("0044-03-15"),
                           .runtime_minutes = 1,
                           .budget = media::MoneyAmount{.amount = number("0.10"), .currency = "a,\"b\")"},
                           .languages = std::vector<std::string>{"de", "NULL", ""},
                           .external_ids = json(R"({"imdb": "x"})")}));
  CHECK(line(movie.title, movie.original_title, movie.released_on, movie.runtime_minutes, movie.budget, movie.languages,
             movie.external_ids, movie.search_document) ==
        "It's \\ \"quoted\"||0044-03-15|1|(0.10,a,\"b\"))|{de,NULL,}|{\"imdb\": \"x\"}|'quot':3A 'sea':4C");
  CHECK(db.get_movie(movie.id) == movie);
}

TEST_CASE_FIXTURE(SampleTest, "CreateMovie with nothing") {
  const media::Movie movie = one(db.create_movie({.library_id = 1,
                                                  .title = "T",
                                                  .original_title = std::nullopt,
                                                  .overview = std::nullopt,
                                                  .released_on = std::nullopt,
                                                  .runtime_minutes = std::nullopt,
                                                  .budget = std::nullopt,
                                                  .languages = std::nullopt,
                                                  .external_ids = json("{}")}));
  CHECK(line(movie.original_title, movie.overview, movie.released_on, movie.runtime_minutes, movie.budget,
             movie.languages, movie.poster_url, movie.tagline) == "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "CreateMovie names the violated check") {
  try {
    (void)db.create_movie({.library_id = 1,
                           .title = "T",
                           .original_title = {},
                           .overview = {},
                           .released_on = {},
                           .runtime_minutes = -1,
                           .budget = {},
                           .languages = {},
                           .external_ids = json("{}")});
    FAIL("not reached");
  } catch (const pgscribe::CheckViolation& error) {
    CHECK(error.constraint() == "movies_runtime_positive");
    CHECK(error.table() == "movies");
  }
}

TEST_CASE_FIXTURE(SampleTest, "GetMovie") {
  CHECK(show_movie(one(db.get_movie(id("b1")))) ==
        "b1|1|The Lighthouse Keeper|NULL|A keeper guards a light and a secret.|1954-05-20|95|(1200000.00,USD)|{en}|"
        "{\"imdb\": \"tt0000101\", \"tmdb\": \"501\"}|/posters/b1.jpg|2025-01-05 00:00:00+00|NULL|"
        "'guard':6C 'keeper':3A,5C 'light':8C 'lighthous':2A 'secret':11C");
  CHECK(show_movie(one(db.get_movie(id("b5")))) ==
        "b5|1|Untitled Reel|NULL|NULL|NULL|NULL|NULL|NULL|{}|NULL|2025-01-07 00:00:00+00|NULL|'reel':2A 'untitl':1A");
  CHECK_FALSE(db.get_movie(id("99")));
}

TEST_CASE_FIXTURE(SampleTest, "GetMovies") {
  const std::vector ids{id("b3"), id("99"), id("b1")};
  auto results = db.get_movies(ids);
  REQUIRE(results.size() == 3);
  CHECK(show_title(*results[0].value()) == "b3|Paper Moons");
  CHECK_FALSE(results[1].value().has_value());
  CHECK(show_title(*results[2].value()) == "b1|The Lighthouse Keeper");
}

TEST_CASE_FIXTURE(SampleTest, "ImportMovies") {
  const std::vector<media::ImportMoviesParams> movies{{.id = id("b8"),
                                                       .library_id = 3,
                                                       .title = "Ä\\N\t",
                                                       .released_on = day("2020-02-29"),
                                                       .runtime_minutes = 5,
                                                       .languages = std::vector<std::string>{"x y", "\"", "\\"}},
                                                      {.id = id("b9"),
                                                       .library_id = 3,
                                                       .title = "\\.",
                                                       .released_on = std::nullopt,
                                                       .runtime_minutes = std::nullopt,
                                                       .languages = std::nullopt}};
  CHECK(db.import_movies(movies) == 2);
  CHECK(one(db.get_movie(id("b8"))).title == "Ä\\N\t");
  CHECK(line(one(db.get_movie(id("b8"))).released_on, one(db.get_movie(id("b8"))).languages) ==
        "2020-02-29|{x y,\",\\}");
  CHECK(line(one(db.get_movie(id("b9"))).title, one(db.get_movie(id("b9"))).languages) == "\\.|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "UpdateMovie writes NULL for what is not given") {
  const media::Movie movie = one(db.update_movie({.title = "Changed", .poster_url = "/p.jpg", .id = id("b1")}));
  CHECK(line(movie.title, movie.overview, movie.released_on, movie.runtime_minutes, movie.poster_url, movie.budget) ==
        "Changed|NULL|NULL|NULL|/p.jpg|(1200000.00,USD)");
  CHECK(movie.updated_at > movie.added_at);
}

TEST_CASE_FIXTURE(SampleTest, "DeleteMovie") {
  CHECK(show(one(db.delete_movie(id("b5")))) == "Untitled Reel");
  CHECK_FALSE(db.delete_movie(id("b5")));
  CHECK(db.count_movies() == 5);
}

TEST_CASE_FIXTURE(SampleTest, "CountMovies") { CHECK(db.count_movies() == 6); }

TEST_CASE_FIXTURE(SampleTest, "ListMovies") {
  CHECK(table(db.list_movies({.library_id = 1, .page_size = 2, .skip = 1}), [](const auto& r) {
          return line(r.id, r.title, r.released_on);
        }) == Lines{"b3|Paper Moons|1999-09-09", "b4|Paper Planets (Director's Cut)|2003-07-01"});
}

TEST_CASE_FIXTURE(SampleTest, "ListMoviesAfter") {
  CHECK(
      table(
          db.list_movies_after({.library_id = 1, .after_title = "Paper Moons", .after_id = id("b3"), .page_size = 10}),
          show_title) == Lines{"b4|Paper Planets (Director's Cut)", "b1|The Lighthouse Keeper", "b5|Untitled Reel"});
}

TEST_CASE_FIXTURE(SampleTest, "ListNewestMovies and ListLongestMovies share their row") {
  const auto show_summary = [](const media::MovieSummary& r) {
    return line(r.id, r.title, r.released_on, r.runtime_minutes);
  };
  CHECK(table(db.list_newest_movies(3), show_summary) == Lines{"b6|Night Train|2010-01-15|88",
                                                               "b4|Paper Planets (Director's Cut)|2003-07-01|128",
                                                               "b3|Paper Moons|1999-09-09|143"});
  CHECK(table(db.list_longest_movies(2), show_summary) ==
        Lines{"b3|Paper Moons|1999-09-09|143", "b4|Paper Planets (Director's Cut)|2003-07-01|128"});
}

TEST_CASE_FIXTURE(SampleTest, "FindMovies") {
  const auto show_found = [](const auto& r) {
    return line(r.id, r.title, r.released_on, r.runtime_minutes, r.library_name);
  };
  CHECK(table(db.find_movies({.newest_first = true, .page_size = 10}), show_found) ==
        Lines{"b6|Night Train|2010-01-15|88|Attic", "b4|Paper Planets (Director's Cut)|2003-07-01|128|Films",
              "b3|Paper Moons|1999-09-09|143|Films", "b2|Midnight Café|1968-11-02|110|Films",
              "b1|The Lighthouse Keeper|1954-05-20|95|Films", "b5|Untitled Reel|NULL|NULL|Films"});
  CHECK(table(db.find_movies({.query = "minuit", .newest_first = false, .page_size = 10}), show_found) ==
        Lines{"b2|Midnight Café|1968-11-02|110|Films"});
  CHECK(table(db.find_movies({.library_id = 1,
                              .released_from = day("1960-01-01"),
                              .released_to = day("2000-01-01"),
                              .language = "en",
                              .longer_than = 120,
                              .newest_first = false,
                              .page_size = 10}),
              show_found) == Lines{"b3|Paper Moons|1999-09-09|143|Films"});
}

TEST_CASE_FIXTURE(SampleTest, "GetMovieInLibrary") {
  const auto found = one(db.get_movie_in_library(id("b6")));
  CHECK(show_movie(found.m) ==
        "b6|4|Night Train|NULL|A train leaves at midnight.|2010-01-15|88|(,USD)|{}|{}|NULL|"
        "2025-01-08 00:00:00+00|NULL|'leav':5C 'midnight':7C 'night':1A 'train':2A,4C");
  CHECK(line(found.l.id, found.l.name, found.l.options) == "4|Attic|");
}

TEST_CASE_FIXTURE(SampleTest, "ListMoviesWithFiles has no file where there is none") {
  CHECK(table(db.list_movies_with_files(1),
              [](const auto& r) {
                if (!r.f) return line(r.title, "no file");
                return line(r.title, r.f->id, r.f->path, r.f->size_bytes, r.f->checksum, r.f->quality, r.f->resolution,
                            r.f->frame_rate, r.f->bit_rate, r.f->features, r.f->nfo, r.f->scanned_at);
              }) ==
        Lines{"Midnight "
              "Café|1002|/media/films/cafe.mp4|9000000000|\\xff|uhd|(3840,2160,f)|24|25000000.5|10100000|NULL|NULL",
              "Paper Moons|no file", "Paper Planets (Director's Cut)|no file",
              "The Lighthouse "
              "Keeper|1001|/media/films/lighthouse-extra.mkv|1000|NULL|sd|(720,576,)|25|NULL|00000000|NULL|2025-01-05 "
              "04:01:00",
              "The Lighthouse "
              "Keeper|1000|/media/films/"
              "lighthouse.mkv|4000|\\x0102|hd|(1280,720,f)|23.976|5500000|10000001|NULL|2025-01-05 04:00:00",
              "Untitled Reel|no file"});
}

TEST_CASE_FIXTURE(SampleTest, "ListMovieOverviews") {
  CHECK(table(db.list_movie_overviews(1),
              [](const auto& r) {
                return line(r.id, r.library_id, r.title, r.release_year, r.runtime_minutes, r.rating_count,
                            r.average_rating);
              }) == Lines{"b2|1|Midnight Café|1968|110|1|6.00", "b3|1|Paper Moons|1999|143|2|4.00",
                          "b4|1|Paper Planets (Director's Cut)|2003|128|0|NULL",
                          "b1|1|The Lighthouse Keeper|1954|95|3|8.50", "b5|1|Untitled Reel|NULL|NULL|0|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "CountMoviesByDecade") {
  CHECK(table(db.count_movies_by_decade(),
              [](const auto& r) { return line(r.decade, r.movie_count, r.first_release, r.titles); }) ==
        Lines{"1950|1|1954-05-20|The Lighthouse Keeper", "1960|1|1968-11-02|Midnight Café",
              "1990|1|1999-09-09|Paper Moons", "2000|1|2003-07-01|Paper Planets (Director's Cut)",
              "2010|1|2010-01-15|Night Train", "NULL|1|NULL|Untitled Reel"});
}

TEST_CASE_FIXTURE(SampleTest, "SetMovieBudget") {
  const auto set = one(db.set_movie_budget({.amount = number("12.5"), .currency = "USD", .id = id("b3")}));
  CHECK(line(set.budget, set.amount, set.currency) == "(12.50,USD)|12.50|USD");
}

TEST_CASE_FIXTURE(SampleTest, "ListMoviesByBudget") {
  CHECK(table(db.list_movies_by_budget({.currency = "USD", .more_than = number("1000")}), [](const auto& r) {
          return line(r.title, r.amount);
        }) == Lines{"Paper Planets (Director's Cut)|45000000.00", "The Lighthouse Keeper|1200000.00"});
}

TEST_CASE_FIXTURE(SampleTest, "ListBudgets") {
  // A composite IS NOT NULL only when all its attributes are: Night Train with half a budget is not listed.
  CHECK(table(db.list_budgets(), [](const auto& r) { return line(r.title, r.budget); }) ==
        Lines{"Midnight Café|(300000.50,EUR)", "Paper Planets (Director's Cut)|(45000000.00,USD)",
              "The Lighthouse Keeper|(1200000.00,USD)"});
}

TEST_CASE_FIXTURE(SampleTest, "FindMovieByExternalId") {
  const auto found = one(db.find_movie_by_external_id({.source = "imdb", .external_id = "tt0000102"}));
  CHECK(line(found.id, found.title, found.external_id) == "b2|Midnight Café|tt0000102");
  CHECK_FALSE(db.find_movie_by_external_id({.source = "imdb", .external_id = "none"}));
}

TEST_CASE_FIXTURE(SampleTest, "SetExternalId and RemoveExternalIds") {
  CHECK(show(one(db.set_external_id({.source = "imdb", .external_id = "tt9", .id = id("b3")}))) ==
        R"({"imdb": "tt9"})");
  CHECK(db.remove_external_ids("tmdb") == 2);
  CHECK(table(db.list_movies_known_to(std::vector<std::string>{"imdb", "tmdb"}), [](const auto& r) {
          return line(r.title, r.source_count);
        }) == Lines{"Midnight Café|1", "Paper Moons|1", "The Lighthouse Keeper|1"});
}

TEST_CASE_FIXTURE(SampleTest, "ListMoviesKnownTo") {
  CHECK(table(db.list_movies_known_to(std::vector<std::string>{"tmdb"}), [](const auto& r) {
          return line(r.title, r.source_count);
        }) == Lines{"The Lighthouse Keeper|2", "Paper Planets (Director's Cut)|1"});
}

TEST_CASE_FIXTURE(SampleTest, "AddMovieLanguage") {
  CHECK(db.add_movie_language({.language = "de", .id = id("b5")}) == 1);
  CHECK(db.add_movie_language({.language = "de", .id = id("b5")}) == 0);
  CHECK(show(one(db.get_movie(id("b5"))).languages) == "{de}");
}

TEST_CASE_FIXTURE(SampleTest, "ListMoviesInLanguages") {
  CHECK(table(db.list_movies_in_languages(std::vector<std::string>{"fr", "ja"}), [](const auto& r) {
          return line(r.title, r.languages, r.language_count);
        }) == Lines{"Midnight Café|{fr,en}|2", "Paper Moons|{en,ja}|2"});
}

TEST_CASE_FIXTURE(SampleTest, "CountMoviesByLanguage") {
  CHECK(table(db.count_movies_by_language(), [](const auto& r) { return line(r.language, r.movie_count, r.titles); }) ==
        Lines{"en|4|{Midnight Café,Paper Moons,Paper Planets (Director's Cut),The Lighthouse Keeper}",
              "fr|1|{Midnight Café}", "ja|1|{Paper Moons}"});
}

TEST_CASE_FIXTURE(SampleTest, "GetMovieDocument") {
  CHECK(show(one(db.get_movie_document(id("b1")))) ==
        R"({"cast": [{"as": "Keeper", "name": "Iris Vane"}, {"as": "Boy", "name": "Noël Hart"}], "year": 1954, )"
        R"("title": "The Lighthouse Keeper", "genres": ["Drama", "Mystery"]})");
  CHECK(show(one(db.get_movie_document(id("b5")))) ==
        R"({"cast": null, "year": null, "title": "Untitled Reel", "genres": []})");
}

TEST_CASE_FIXTURE(SampleTest, "ListMovieTitles") {
  const auto rows = db.list_movie_titles(1);
  CHECK(
      table(rows, [](const auto& r) { return line(r.title_length, r.initial, r.first_word, r.full_title, r.label); }) ==
      Lines{"13|M|Midnight|Midnight Café / Café Minuit|Midnight Café (1968)",
            "11|P|Paper|Paper Moons|Paper Moons (1999)",
            "30|P|Paper|Paper Planets (Director's Cut)|Paper Planets (Director's Cut) (2003)",
            "21|T|The|The Lighthouse Keeper|The Lighthouse Keeper (1954)",
            "13|U|Untitled|Untitled Reel|Untitled Reel (?)"});
  CHECK(show(rows.at(2).shouted) == "PAPER PLANETS");
}

TEST_CASE_FIXTURE(SampleTest, "GetLongestTitle") {
  CHECK(show(one(db.get_longest_title(1))) == "Paper Planets (Director's Cut)");
  CHECK(show(db.get_longest_title(99)) == "NULL");
}

TEST_CASE_FIXTURE(SampleTest, "GetMovieTitle") {
  CHECK(show(one(db.get_movie_title({.nickname = "", .id = id("b2")}))) == "Café Minuit");
  CHECK(show(one(db.get_movie_title({.nickname = "Keeper", .id = id("b1")}))) == "Keeper");
  CHECK(show(one(db.get_movie_title({.nickname = "", .id = id("b1")}))) == "The Lighthouse Keeper");
}

TEST_CASE_FIXTURE(SampleTest, "MoveMovies") {
  CHECK(table(db.move_movies({.target_name = "Records", .ids = {id("b1")}}), [](const auto& r) {
          return line(r.title, r.from_library, r.to_library);
        }) == Lines{"The Lighthouse Keeper|Films|Records"});
  CHECK(db.move_movies({.target_name = "Nowhere", .ids = {id("b1")}}).empty());
}

TEST_CASE_FIXTURE(SampleTest, "GetMovieSheet nests rows in rows") {
  const media::GetMovieSheetRow sheet = one(db.get_movie_sheet(id("b1")));
  CHECK(line(sheet.title, sheet.library->id, sheet.library->name) == "The Lighthouse Keeper|1|Films");
  const auto show_film = [](const auto& f) { return line(f.title, f.released_on); };
  REQUIRE(sheet.genres.size() == 2);
  CHECK(sheet.genres[0].name == "Drama");
  CHECK(table(sheet.genres[0].others, show_film) == Lines{"Midnight Café|1968-11-02", "Paper Moons|1999-09-09"});
  CHECK(sheet.genres[1].name == "Mystery");
  CHECK(table(sheet.genres[1].others, show_film) == Lines{"Midnight Café|1968-11-02", "Night Train|2010-01-15"});
  CHECK(one(db.get_movie_sheet(id("b4"))).genres[0].others.empty());
  CHECK(one(db.get_movie_sheet(id("b5"))).genres.empty());
}

}  // namespace sample
