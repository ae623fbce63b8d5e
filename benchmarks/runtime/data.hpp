#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pgscribe/pool.hpp"
#include "queries.hpp"

namespace bench {

inline constexpr int kAccounts = 10'000;
inline constexpr std::size_t kOrders = 5'000;
inline constexpr std::size_t kLinesOfOrder = 10;
inline constexpr std::size_t kReadings = 200'000;

void create_tables(pgscribe::Pool& pool);
/// Makes the tables and fills those that are read.
void prepare_database(const std::string& conninfo);

/// Rows to write.
template <typename Event>
[[nodiscard]] std::vector<Event> make_events(std::size_t size) {
  std::vector<Event> events(size);
  for (std::size_t i = 0; i < size; ++i) {
    Event& event = events[i];
    const auto number = static_cast<std::int64_t>(i);
    event.id = number;
    event.name = "event " + std::to_string(number);
    event.weight = static_cast<double>(number) * 0.37;
    event.seen = number % 3 == 0;
    event.happened_at = pgscribe::TimestampTz{std::chrono::microseconds{1'700'000'000'000'000 + number * 1'000'017}};
    if (number % 5 != 0) event.amount = static_cast<std::int32_t>(number % 1000);
  }
  return events;
}

}  // namespace bench
