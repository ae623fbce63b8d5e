#include "sample_test.hpp"

namespace sample {

namespace {

const auto show_name = [](const auto& r) { return line(r.id, r.name); };

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "CreatePerson") {
  const media::Person person = one(
      db.create_person({.name = "Ann B", .born_on = std::nullopt, .biography = "Bio", .aliases = {"A", "B \"C\""}}));
  CHECK(line(person.name, person.sort_name, person.born_on, person.died_on, person.biography, person.aliases) ==
        "Ann B|ann b|NULL|NULL|Bio|{A,B \"C\"}");
  CHECK(db.get_person(person.id) == person);
}

TEST_CASE_FIXTURE(SampleTest, "ImportPeople from any range") {
  const std::array<media::ImportPeopleParams, 2> people{
      {{.id = 50, .name = "X Y", .born_on = day("1900-01-01"), .died_on = day("1950-01-01")},
       {.id = 51, .name = "Z", .born_on = std::nullopt, .died_on = std::nullopt}}};
  CHECK(db.import_people(people) == 2);
  CHECK(line(one(db.get_person(50)).sort_name, one(db.get_person(50)).died_on) == "x y|1950-01-01");
  CHECK(line(one(db.get_person(51)).born_on) == "NULL");
}

TEST_CASE_FIXTURE(SampleTest, "GetPerson") {
  const media::Person person = one(db.get_person(1));
  CHECK(line(person.id, person.name, person.sort_name, person.born_on, person.died_on, person.biography,
             person.aliases) == "1|Iris Vane|iris vane|1920-02-03|1999-12-31|Star of the silver age.|{I. Vane}");
  CHECK_FALSE(db.get_person(99));
}

TEST_CASE_FIXTURE(SampleTest, "ListPeople and ListPeopleExcept") {
  CHECK(table(db.list_people(std::vector<std::int64_t>{3, 1, 9}), show_name) == Lines{"1|Iris Vane", "3|Mara Stone"});
  CHECK(db.list_people(std::vector<std::int64_t>{}).empty());
  CHECK(table(db.list_people_except(std::vector<std::int64_t>{1, 2}), show_name) ==
        Lines{"3|Mara Stone", "4|Noel Hart", "5|Sam Reed"});
  CHECK(db.list_people_except(std::vector<std::int64_t>{}).size() == 5);
}

TEST_CASE_FIXTURE(SampleTest, "CreditMovie corrects a credit that is there") {
  CHECK(one(db.credit_movie({.movie_id = id("b1"),
                             .person_id = 1,
                             .role = media::CreditRole::actor,
                             .character = "The Keeper",
                             .billing = 3})) == 1);
  CHECK(one(db.credit_movie({.movie_id = id("b4"),
                             .person_id = 5,
                             .role = media::CreditRole::producer,
                             .character = std::nullopt,
                             .billing = 0})) > 9);
  CHECK(table(db.list_cast(id("b1")), [](const auto& r) { return line(r.name, r.character, r.billing); }) ==
        Lines{"Noël Hart|Boy|2", "Iris Vane|The Keeper|3"});
}

TEST_CASE_FIXTURE(SampleTest, "CreditSeries") {
  db.credit_series({.series_id = 2, .person_id = 5, .role = media::CreditRole::writer, .character = std::nullopt});
  CHECK(table(db.list_filmography(5), [](const auto& r) { return line(r.role, r.title, r.since, r.kind); }) ==
        Lines{"writer|Zero Hour|NULL|series"});
}

TEST_CASE_FIXTURE(SampleTest, "ListCast") {
  CHECK(table(db.list_cast(id("b1")), [](const auto& r) { return line(r.name, r.character, r.billing); }) ==
        Lines{"Iris Vane|Keeper|1", "Noël Hart|Boy|2"});
}

TEST_CASE_FIXTURE(SampleTest, "ListFilmography") {
  CHECK(table(db.list_filmography(3), [](const auto& r) { return line(r.role, r.title, r.since, r.kind); }) ==
        Lines{"director|The Lighthouse Keeper|1954-05-20|movie", "composer|Paper Moons|1999-09-09|movie",
              "actor|Harbour Lights|2020-01-05|series"});
}

TEST_CASE_FIXTURE(SampleTest, "ListCredits has the film or the series") {
  const auto credits = db.list_credits(3);
  REQUIRE(credits.size() == 3);
  CHECK(table(credits,
              [](const auto& r) {
                return line(r.id, r.role, r.m ? r.m->title : "no film", r.s ? r.s->title : "no series");
              }) == Lines{"3|director|The Lighthouse Keeper|no series", "7|actor|no film|Harbour Lights",
                          "9|composer|Paper Moons|no series"});
  CHECK(credits[0].m == one(db.get_movie(id("b1"))));
  CHECK(credits[1].s == one(db.get_series(1)));
}

TEST_CASE_FIXTURE(SampleTest, "ListCoStars") {
  CHECK(table(db.list_co_stars(1), [](const auto& r) { return line(r.id, r.name, r.shared_movies); }) ==
        Lines{"2|Noël Hart|2"});
}

TEST_CASE_FIXTURE(SampleTest, "ListPeopleWithAge") {
  CHECK(table(db.list_people_with_age(day("2000-01-01")), [](const auto& r) {
          return line(r.name, r.age_in_years, r.alive);
        }) == Lines{"Iris Vane|79|f", "Mara Stone|NULL|t", "Noel Hart|NULL|t", "Noël Hart|49|t", "Sam Reed|20|t"});
}

TEST_CASE_FIXTURE(SampleTest, "CountCreditsByRole") {
  const auto show_counts = [](const auto& r) { return line(r.as_actor, r.as_director, r.as_author, r.ever_produced); };
  CHECK(show_counts(one(db.count_credits_by_role(2))) == "2|1|0|f");
  CHECK(show_counts(one(db.count_credits_by_role(99))) == "0|0|0|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "ListActingDirectors") {
  CHECK(table(db.list_acting_directors()) == Lines{"Mara Stone", "Noël Hart"});
}

TEST_CASE_FIXTURE(SampleTest, "ListUncreditedPeople") { CHECK(table(db.list_uncredited_people()) == Lines{"5"}); }

TEST_CASE_FIXTURE(SampleTest, "ListPeopleByAlias") {
  const auto show_person = [](const auto& r) { return line(r.id, r.name, r.aliases); };
  CHECK(table(db.list_people_by_alias("NOEL HART"), show_person) == Lines{"2|Noël Hart|{}", "4|Noel Hart|{}"});
  CHECK(table(db.list_people_by_alias("i. vane"), show_person) == Lines{"1|Iris Vane|{I. Vane}"});
}

TEST_CASE_FIXTURE(SampleTest, "MergePeople") {
  const auto merged = one(db.merge_people({.keep_id = 2, .duplicate_id = 4}));
  CHECK(line(merged.aliases, merged.moved_credits) == "{Noel Hart}|1");
  CHECK_FALSE(db.get_person(4));
}

TEST_CASE_FIXTURE(SampleTest, "ListBilledFirst") {
  CHECK(table(db.list_billed_first(), [](const auto& r) { return line(r.title, r.name, r.character); }) ==
        Lines{"Midnight Café|Iris Vane|Waitress", "Midnight Café|Noël Hart|Stranger", "Paper Moons|Noel Hart|Moon",
              "The Lighthouse Keeper|Iris Vane|Keeper", "The Lighthouse Keeper|Noël Hart|Boy"});
}

TEST_CASE_FIXTURE(SampleTest, "ListFilmographies nests the films in the people") {
  const auto people = db.list_filmographies();
  REQUIRE(people.size() == 5);
  const auto show_film = [](const auto& f) { return line(f.title, f.released_on, f.role, f.character); };
  CHECK(people[1].name == "Noël Hart");
  CHECK(table(people[1].films, show_film) == Lines{"Midnight Café|1968-11-02|actor|Stranger",
                                                   "Midnight Café|1968-11-02|director|NULL",
                                                   "The Lighthouse Keeper|1954-05-20|actor|Boy"});
  CHECK(people[4].films.empty());
}

}  // namespace sample
