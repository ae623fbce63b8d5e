#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "pgscribe/types/time.hpp"
#include "pgscribe/types/uuid.hpp"
#include "queries.hpp"

// The same work as a careful program does it by hand on libpq: text form, std::from_chars, prepared statements.
namespace bench {

struct ConnectionDeleter {
  void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
struct ResultDeleter {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using LibpqConnection = std::unique_ptr<PGconn, ConnectionDeleter>;
using LibpqResult = std::unique_ptr<PGresult, ResultDeleter>;

/// Throws std::runtime_error, as all functions here.
[[nodiscard]] std::shared_ptr<PGconn> libpq_connect(const std::string& conninfo);
LibpqResult checked(PGconn* connection, PGresult* result);
void libpq_exec(PGconn* connection, const char* sql);
void libpq_prepare(PGconn* connection, const char* name, const char* sql);

[[nodiscard]] std::optional<db::Account> libpq_get_account(PGconn* connection, std::int64_t id);

/// As `db::Reading`, but numeric stays text: there is no type for it in the standard library.
struct TextReading {
  std::int32_t id = 0;
  std::int64_t sensor = 0;
  double value = 0;
  std::string label;
  bool valid = false;
  pgscribe::TimestampTz taken_at{};
  pgscribe::Uuid device;
  std::string price;
};
[[nodiscard]] std::vector<TextReading> libpq_list_readings(PGconn* connection);

struct Order {
  std::int64_t id = 0;
  std::string customer;
  pgscribe::TimestampTz placed_at{};
  std::vector<db::OrderLine> lines;
};
/// A join, whose rows are gathered.
[[nodiscard]] std::vector<Order> libpq_list_orders(PGconn* connection);

void libpq_add_event(PGconn* connection, const db::AddEventParams& event);

inline constexpr const char* kGetAccountSql = "SELECT id, name, seen_at, active, profile FROM accounts WHERE id = $1";
inline constexpr const char* kListReadingsSql =
    "SELECT id, sensor, value, label, valid, taken_at, device, price FROM readings";
inline constexpr const char* kListOrdersSql =
    "SELECT o.id, o.customer, o.placed_at, l.order_id, l.line, l.product, l.quantity, l.cents "
    "FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id ORDER BY o.id, l.line";
inline constexpr const char* kAddEventSql =
    "INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES ($1, $2, $3, $4, $5, $6)";

}  // namespace bench
