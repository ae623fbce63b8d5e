#include <nlohmann/json.hpp>
#include <stdexcept>

#include "data.hpp"
#include "libpq_calls.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"
#include "scenarios.hpp"

// 5,000 parents with 10 children each: as arrays of rows, as a join gathered by pgscribe and by hand, and as JSON.

namespace bench {

namespace {

std::vector<Order> json_orders(pgscribe::Connection& connection) {
  std::vector<Order> orders;
  for (const db::OrdersWithJsonRow& row : db::Querier{connection}.orders_with_json()) {
    Order& order = orders.emplace_back(Order{row.id, row.customer, row.placed_at, {}});
    if (!row.lines) continue;
    for (const auto& line : nlohmann::json::parse(row.lines->text)) {
      order.lines.push_back(
          {line.at("order_id"), line.at("line"), line.at("product"), line.at("quantity"), line.at("cents")});
    }
  }
  return orders;
}

template <typename Orders>
void expect_all(const Orders& orders) {
  if (orders.size() != kOrders || orders.back().lines.size() != kLinesOfOrder)
    throw std::runtime_error("rows are missing");
}

template <typename Read>
Contender repeated(std::string name, Read read) {
  return {std::move(name), kOrders, [read](std::size_t) { expect_all(read()); }};
}

}  // namespace

Scenario nested_rows(const std::string& conninfo) {
  auto connection = libpq_connect(conninfo);
  libpq_exec(connection.get(), "SET TimeZone = 'UTC'");
  libpq_prepare(connection.get(), "list_orders", kListOrdersSql);
  auto pool = std::make_shared<pgscribe::Pool>(conninfo);
  auto lease = std::make_shared<pgscribe::Connection>(pool->acquire());
  Scenario scenario{"Read 5,000 parents with 10 children each", {}, {}};
  scenario.contenders.push_back(
      repeated("join, grouped by hand on libpq", [connection] { return libpq_list_orders(connection.get()); }));
  scenario.contenders.push_back(
      repeated("pgscribe @group by", [pool, lease] { return db::Querier{*lease}.orders_with_lines(); }));
  scenario.contenders.push_back(repeated("json_agg, nlohmann", [pool, lease] { return json_orders(*lease); }));
  scenario.contenders.push_back(
      repeated("pgscribe ARRAY(SELECT ...)", [pool, lease] { return db::Querier{*lease}.orders_with_arrays(); }));
  scenario.targets = {{"pgscribe @group by", "join, grouped by hand on libpq", Clock::wall, 1.10},
                      {"pgscribe ARRAY(SELECT ...)", "json_agg, nlohmann", Clock::cpu, 0.35},
                      {"pgscribe ARRAY(SELECT ...)", "json_agg, nlohmann", Clock::wall, 0.35}};
  return scenario;
}

}  // namespace bench
