#include "lexical/calendar.hpp"

#include <doctest/doctest.h>

#include <chrono>

// The standard's calendar is the measure where it reaches.

using namespace pgscribe::lexical;

TEST_CASE("every day of 800 years is the day that std::chrono says, and the way back leads to it") {
  const std::chrono::sys_days first = std::chrono::year(-400) / 1 / 1;
  const std::chrono::sys_days last = std::chrono::year(400) / 12 / 31;
  bool agrees = true;
  for (std::chrono::sys_days day = first; day <= last; day += std::chrono::days(1)) {
    const std::chrono::year_month_day expected(day);
    const std::int64_t number = day.time_since_epoch().count();
    const CivilDay civil = civil_from_days(number);
    agrees = agrees && civil.year == static_cast<int>(expected.year()) &&
             civil.month == static_cast<int>(static_cast<unsigned>(expected.month())) &&
             civil.day == static_cast<int>(static_cast<unsigned>(expected.day())) && days_from_civil(civil) == number;
  }
  CHECK(agrees);
}

TEST_CASE("a month is as long as std::chrono says") {
  for (const int year : {-4, 0, 1900, 1999, 2000, 2023, 2024}) {
    for (unsigned month = 1; month <= 12; ++month) {
      const auto last = std::chrono::year(year) / std::chrono::month(month) / std::chrono::last;
      CHECK(days_in_month(year, static_cast<int>(month)) ==
            static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(last).day())));
    }
  }
}

TEST_CASE("the years at both ends of PostgreSQL's dates come back as they were") {
  for (const std::int64_t year : {-4713, -4712, 32768, 294276, 5874897}) {
    const CivilDay civil = civil_from_days(days_from_civil({year, 11, 24}));
    CHECK(civil.year == year);
    CHECK(civil.month == 11);
    CHECK(civil.day == 24);
  }
}
