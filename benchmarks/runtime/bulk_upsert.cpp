#include <charconv>
#include <chrono>
#include <cstdio>
#include <span>
#include <stdexcept>

#include "libpq_calls.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// An upsert of many rows that are read back: one statement over arrays, by hand and generated, and a statement a row.

namespace bench {

namespace {

constexpr std::size_t kRows = 5'000;

template <typename Row>
std::shared_ptr<std::vector<Row>> totals() {
  auto rows = std::make_shared<std::vector<Row>>();
  for (std::size_t i = 0; i < kRows; ++i) {
    Row row{};
    row.id = static_cast<std::int64_t>(i * 7919 % kRows);
    row.name = "total number " + std::to_string(i);
    if (i % 10 != 0) row.amount = static_cast<std::int32_t>(i);
    row.seen_at =
        pgscribe::TimestampTz{std::chrono::sys_days{std::chrono::year{2024} / 5 / 6}} + std::chrono::seconds{i};
    rows->push_back(std::move(row));
  }
  return rows;
}

/// The arrays of the columns, as text.
struct Arrays {
  std::string ids = "{";
  std::string names = "{";
  std::string amounts = "{";
  std::string times = "{";
};

void append_number(std::string& out, std::int64_t number) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_time(std::string& out, pgscribe::TimestampTz time) {
  using namespace std::chrono;
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<microseconds>(time - day)};
  char text[48];
  const int size = std::snprintf(text, sizeof text, "\"%04d-%02u-%02u %02d:%02d:%02d.%06d+00\"", int{date.year()},
                                 unsigned{date.month()}, unsigned{date.day()}, static_cast<int>(clock.hours().count()),
                                 static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                                 static_cast<int>(clock.subseconds().count()));
  out.append(text, static_cast<std::size_t>(size));
}

Arrays arrays(std::span<const db::SaveTotalsParams> rows) {
  Arrays arrays;
  for (const db::SaveTotalsParams& row : rows) {
    append_number(arrays.ids, row.id);
    arrays.ids += ',';
    arrays.names += '"';
    for (const char c : row.name) {
      if (c == '"' || c == '\\') arrays.names += '\\';
      arrays.names += c;
    }
    arrays.names += "\",";
    if (row.amount) {
      append_number(arrays.amounts, *row.amount);
    } else {
      arrays.amounts += "NULL";
    }
    arrays.amounts += ',';
    append_time(arrays.times, row.seen_at);
    arrays.times += ',';
  }
  for (std::string* array : {&arrays.ids, &arrays.names, &arrays.amounts, &arrays.times}) array->back() = '}';
  return arrays;
}

std::vector<db::SaveTotalsRow> libpq_save_totals(PGconn* connection, std::span<const db::SaveTotalsParams> rows) {
  const Arrays sent = arrays(rows);
  const char* values[] = {sent.ids.c_str(), sent.names.c_str(), sent.amounts.c_str(), sent.times.c_str()};
  const LibpqResult result =
      checked(connection, PQexecPrepared(connection, "save_totals", 4, values, nullptr, nullptr, 0));
  std::vector<db::SaveTotalsRow> saved(static_cast<std::size_t>(PQntuples(result.get())));
  for (int i = 0; i < PQntuples(result.get()); ++i) {
    db::SaveTotalsRow& row = saved[static_cast<std::size_t>(i)];
    const char* id = PQgetvalue(result.get(), i, 0);
    std::from_chars(id, id + PQgetlength(result.get(), i, 0), row.id);
    const char* changes = PQgetvalue(result.get(), i, 1);
    std::from_chars(changes, changes + PQgetlength(result.get(), i, 1), row.changes);
  }
  return saved;
}

constexpr const char* kSaveTotalsSql =
    "INSERT INTO totals (id, name, amount, seen_at) SELECT * FROM unnest($1::bigint[], $2::text[], $3::integer[], "
    "$4::timestamptz[]) ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount = excluded.amount, "
    "seen_at = excluded.seen_at, changes = totals.changes + 1 RETURNING id, changes";

void require_all(std::size_t saved, std::size_t rows) {
  if (saved != rows) throw std::runtime_error("not all totals were saved");
}

Contender by_hand(const std::string& conninfo) {
  auto connection = libpq_connect(conninfo);
  libpq_prepare(connection.get(), "save_totals", kSaveTotalsSql);
  return {"libpq, unnest of text", kRows, [connection, rows = totals<db::SaveTotalsParams>()](std::size_t operations) {
            libpq_exec(connection.get(), "TRUNCATE totals");
            require_all(libpq_save_totals(connection.get(), std::span{*rows}.first(operations)).size(), operations);
          }};
}

}  // namespace

Scenario bulk_upsert(const std::string& conninfo) {
  Scenario scenario{"Upsert 5,000 rows and read them back", {by_hand(conninfo)}, {}};
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  scenario.contenders.push_back(
      {"pgscribe @bulk", kRows, [pool, rows = totals<db::SaveTotalsParams>()](std::size_t operations) {
         pool->execute("TRUNCATE totals");
         require_all(db::Querier{*pool}.save_totals(std::span{*rows}.first(operations)).size(), operations);
       }});
  scenario.contenders.push_back(
      {"pgscribe @bulk in order", kRows, [pool, rows = totals<db::SaveTotalsInOrderParams>()](std::size_t operations) {
         pool->execute("TRUNCATE totals");
         require_all(db::Querier{*pool}.save_totals_in_order(std::span{*rows}.first(operations)).size(), operations);
       }});
  auto batch = totals<db::SaveEachTotalParams>();
  scenario.contenders.push_back(
      {"pgscribe :batchone, each", kRows, [pool, batch](std::size_t operations) {
         pool->execute("TRUNCATE totals");
         db::Querier{*pool}.save_each_total(std::span{*batch}.first(operations)).throw_if_failed();
       }});
  scenario.contenders.push_back(
      {"pgscribe :batchone, transaction", kRows, [pool, batch](std::size_t operations) {
         pool->execute("TRUNCATE totals");
         pool->transaction([&](pgscribe::Transaction& transaction) {
           db::Querier{transaction}.save_each_total(std::span{*batch}.first(operations)).throw_if_failed();
         });
       }});
  scenario.targets = {{"pgscribe @bulk", "libpq, unnest of text", Clock::wall, 1.1},
                      {"pgscribe @bulk", "pgscribe :batchone, each", Clock::wall, 2.5, true},
                      {"pgscribe @bulk", "pgscribe :batchone, transaction", Clock::wall, 2.5, true}};
  return scenario;
}

}  // namespace bench
