#include "sample_test.hpp"

namespace sample {

namespace {

const auto show_bounds = [](const auto& r) { return line(r.region, r.first_day, r.last_day, r.endless); };

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "AddAvailability") {
  const media::Availability added =
      one(db.add_availability({.movie_id = id("b3"),
                               .region = "DE",
                               .first_day = day("2025-01-01"),
                               .last_day = day("2025-01-31"),
                               .price = media::MoneyAmount{.amount = number("1.5"), .currency = "EUR"},
                               .blackout = {{{.lower = day("2025-01-05"), .upper = day("2025-01-06")},
                                             {.lower = day("2025-01-08"), .upper = std::nullopt}}}}));
  CHECK(line(added.movie_id, added.region, added.during, added.price, added.blackout) ==
        "b3|DE|[2025-01-01,2025-02-01)|(1.50,EUR)|{[2025-01-05,2025-01-06),[2025-01-08,)}");
  try {
    (void)db.add_availability({.movie_id = id("b3"),
                               .region = "DE",
                               .first_day = day("2025-01-31"),
                               .last_day = day("2025-02-01"),
                               .price = std::nullopt,
                               .blackout = {}});
    FAIL("not reached");
  } catch (const pgscribe::ExclusionViolation& error) {
    CHECK(error.constraint() == "availability_no_overlap");
  }
}

TEST_CASE_FIXTURE(SampleTest, "ListAvailableMovies") {
  const auto show_offer = [](const auto& r) { return line(r.title, r.during, r.price); };
  CHECK(table(db.list_available_movies({.region = "DE", .on_day = day("2025-02-10")}), show_offer) ==
        Lines{"Midnight Café|[2025-01-15,2025-03-01)|NULL"});
  CHECK(
      table(db.list_available_movies({.region = "DE", .on_day = day("2025-02-09")}), show_offer) ==
      Lines{"Midnight Café|[2025-01-15,2025-03-01)|NULL", "The Lighthouse Keeper|[2025-01-01,2025-04-01)|(3.99,EUR)"});
}

TEST_CASE_FIXTURE(SampleTest, "ListAvailabilityBounds") {
  CHECK(table(db.list_availability_bounds(id("b1")), show_bounds) ==
        Lines{"DE|2025-01-01|2025-03-31|f", "DE|2025-06-01|NULL|t"});
  CHECK(table(db.list_availability_bounds(id("b2")), show_bounds) ==
        Lines{"DE|2025-01-15|2025-02-28|f", "US|NULL|2025-02-28|f"});
}

TEST_CASE_FIXTURE(SampleTest, "GetAvailablePeriods") {
  CHECK(show(db.get_available_periods({.movie_id = id("b1"), .region = "DE"})) ==
        "{[2025-01-01,2025-02-10),[2025-02-12,2025-04-01),[2025-06-01,)}");
  CHECK(show(db.get_available_periods({.movie_id = id("b2"), .region = "DE"})) == "NULL");
}

TEST_CASE_FIXTURE(SampleTest, "EndAvailability") {
  CHECK(db.end_availability({.last_day = day("2025-03-15"), .movie_id = id("b1")}) == 1);
  CHECK(table(db.list_availability_bounds(id("b1")), show_bounds) ==
        Lines{"DE|2025-01-01|2025-03-15|f", "DE|2025-06-01|NULL|t"});
}

TEST_CASE_FIXTURE(SampleTest, "AddScreening and ListScreenings") {
  const std::int64_t key =
      one(db.add_screening({.movie_id = id("b1"),
                            .room = "Red",
                            .during = {.lower = wall("2025-03-02 20:00:00"), .upper = wall("2025-03-02 22:00:00")},
                            .seats = {.lower = 1, .upper = 3, .upper_inclusive = true},
                            .price = number("5")}));
  CHECK(table(db.list_screenings({.lower = wall("2025-03-01 22:30:00")}),
              [](const auto& r) { return line(r.id, r.title, r.room, r.starts_at, r.lasts); }) ==
        Lines{"2|Midnight Café|Red|2025-03-01 21:00:00|PT2H",
              line(key, "The Lighthouse Keeper|Red|2025-03-02 20:00:00|PT2H")});
  CHECK(table(db.list_free_seats(key)) == Lines{"1", "2", "3"});
}

TEST_CASE_FIXTURE(SampleTest, "ListFreeSeats") {
  CHECK(table(db.list_free_seats(1)) == Lines{"1", "4"});
  CHECK(db.list_free_seats(99).empty());
}

TEST_CASE_FIXTURE(SampleTest, "ReserveSeats") {
  const std::vector<media::ReserveSeatsParams> seats{{.seat = 4, .user_id = id("a3"), .screening_id = 1},
                                                     {.seat = 2, .user_id = id("a3"), .screening_id = 1},
                                                     {.seat = 9, .user_id = id("a3"), .screening_id = 1}};
  auto results = db.reserve_seats(seats);
  CHECK(table(results, [](const auto& r) { return r.value() ? show(r.value()->seat) : "taken"; }) ==
        Lines{"4", "taken", "taken"});
  CHECK(table(db.list_free_seats(1)) == Lines{"1"});
}

TEST_CASE_FIXTURE(SampleTest, "SumRevenue") {
  CHECK(table(db.sum_revenue(), [](const auto& r) { return line(r.room, r.seats_sold, r.revenue); }) ==
        Lines{"Blue|2|19.00", "Red|0|NULL", "all|2|19.00"});
}

}  // namespace sample
