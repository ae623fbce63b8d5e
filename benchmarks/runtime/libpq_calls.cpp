#include "libpq_calls.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace bench {

namespace {

template <typename Number>
Number number(const PGresult* result, int row, int column) {
  const char* begin = PQgetvalue(result, row, column);
  const char* end = begin + PQgetlength(result, row, column);
  Number value{};
  if (std::from_chars(begin, end, value).ptr != end) throw std::runtime_error("not a number");
  return value;
}

std::string text(const PGresult* result, int row, int column) {
  return {PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
}

int digits(const char* text, int count) {
  int value = 0;
  for (int i = 0; i < count; ++i) value = value * 10 + (text[i] - '0');
  return value;
}

// 2024-05-06 07:08:09.123456+00, as the server writes it in the zone UTC.
pgscribe::TimestampTz timestamp(const char* text, std::size_t size) {
  using namespace std::chrono;
  if (size < 22) throw std::runtime_error("not a timestamp");
  const sys_days day = year{digits(text, 4)} / month{static_cast<unsigned>(digits(text + 5, 2))} /
                       std::chrono::day{static_cast<unsigned>(digits(text + 8, 2))};
  microseconds time = hours{digits(text + 11, 2)} + minutes{digits(text + 14, 2)} + seconds{digits(text + 17, 2)};
  if (text[19] == '.') {
    int scale = 100'000;
    for (const char* digit = text + 20; *digit >= '0' && *digit <= '9'; ++digit, scale /= 10)
      time += microseconds{(*digit - '0') * scale};
  }
  return day + time;
}

pgscribe::TimestampTz timestamp(const PGresult* result, int row, int column) {
  return timestamp(PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column)));
}

constexpr std::array<std::uint8_t, 256> kHex = [] {
  std::array<std::uint8_t, 256> values{};
  for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<std::uint8_t>(i);
  for (unsigned i = 0; i < 6; ++i) values['a' + i] = static_cast<std::uint8_t>(10 + i);
  return values;
}();

pgscribe::Uuid uuid(const PGresult* result, int row, int column) {
  pgscribe::Uuid value;
  const char* text = PQgetvalue(result, row, column);
  for (std::uint8_t& byte : value.bytes) {
    if (*text == '-') ++text;
    byte = static_cast<std::uint8_t>(kHex[static_cast<unsigned char>(text[0])] << 4 |
                                     kHex[static_cast<unsigned char>(text[1])]);
    text += 2;
  }
  return value;
}

bool boolean(const PGresult* result, int row, int column) { return *PQgetvalue(result, row, column) == 't'; }

}  // namespace

std::shared_ptr<PGconn> libpq_connect(const std::string& conninfo) {
  LibpqConnection connection{PQconnectdb(conninfo.c_str())};
  if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  return connection;
}

LibpqResult checked(PGconn* connection, PGresult* result) {
  LibpqResult owned{result};
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection));
  return owned;
}

void libpq_exec(PGconn* connection, const char* sql) { checked(connection, PQexec(connection, sql)); }

void libpq_prepare(PGconn* connection, const char* name, const char* sql) {
  checked(connection, PQprepare(connection, name, sql, 0, nullptr));
}

std::optional<db::Account> libpq_get_account(PGconn* connection, std::int64_t id) {
  std::array<char, 24> key{};
  std::to_chars(key.data(), key.data() + key.size(), id);
  const char* values[] = {key.data()};
  const LibpqResult result =
      checked(connection, PQexecPrepared(connection, "get_account", 1, values, nullptr, nullptr, 0));
  if (PQntuples(result.get()) == 0) return std::nullopt;
  std::optional<db::Account> account{std::in_place};
  account->id = number<std::int64_t>(result.get(), 0, 0);
  account->name = text(result.get(), 0, 1);
  if (PQgetisnull(result.get(), 0, 2) == 0) account->seen_at = timestamp(result.get(), 0, 2);
  account->active = boolean(result.get(), 0, 3);
  account->profile.text = text(result.get(), 0, 4);
  return account;
}

std::vector<TextReading> libpq_list_readings(PGconn* connection) {
  const LibpqResult owned = checked(connection, PQexec(connection, kListReadingsSql));
  const PGresult* result = owned.get();
  std::vector<TextReading> readings(static_cast<std::size_t>(PQntuples(result)));
  for (int row = 0; row < PQntuples(result); ++row) {
    TextReading& reading = readings[static_cast<std::size_t>(row)];
    reading.id = number<std::int32_t>(result, row, 0);
    reading.sensor = number<std::int64_t>(result, row, 1);
    reading.value = number<double>(result, row, 2);
    reading.label = text(result, row, 3);
    reading.valid = boolean(result, row, 4);
    reading.taken_at = timestamp(result, row, 5);
    reading.device = uuid(result, row, 6);
    reading.price = text(result, row, 7);
  }
  return readings;
}

std::vector<Order> libpq_list_orders(PGconn* connection) {
  const LibpqResult result =
      checked(connection, PQexecPrepared(connection, "list_orders", 0, nullptr, nullptr, nullptr, 0));
  std::vector<Order> orders;
  const int rows = PQntuples(result.get());
  for (int row = 0; row < rows; ++row) {
    const auto id = number<std::int64_t>(result.get(), row, 0);
    if (orders.empty() || orders.back().id != id)
      orders.push_back({id, text(result.get(), row, 1), timestamp(result.get(), row, 2), {}});
    if (PQgetisnull(result.get(), row, 3) != 0) continue;
    orders.back().lines.push_back({number<std::int64_t>(result.get(), row, 3),
                                   number<std::int32_t>(result.get(), row, 4), text(result.get(), row, 5),
                                   number<std::int32_t>(result.get(), row, 6),
                                   number<std::int64_t>(result.get(), row, 7)});
  }
  return orders;
}

void libpq_add_event(PGconn* connection, const db::AddEventParams& event) {
  std::array<char, 24> id{};
  std::array<char, 32> weight{};
  std::array<char, 16> amount{};
  std::to_chars(id.data(), id.data() + id.size(), event.id);
  std::to_chars(weight.data(), weight.data() + weight.size(), event.weight);
  if (event.amount) std::to_chars(amount.data(), amount.data() + amount.size(), *event.amount);
  const std::string happened_at = pgscribe::to_string(event.happened_at);
  const char* values[] = {id.data(),           event.name.c_str(),
                          weight.data(),       event.seen ? "t" : "f",
                          happened_at.c_str(), event.amount ? amount.data() : nullptr};
  checked(connection, PQexecPrepared(connection, "add_event", 6, values, nullptr, nullptr, 0));
}

}  // namespace bench
