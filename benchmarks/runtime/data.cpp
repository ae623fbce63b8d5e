#include "data.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "pgscribe/pool.hpp"

namespace bench {

void create_tables(pgscribe::Pool& pool) {
  std::ifstream file{BENCHMARK_SCHEMA};
  const std::string schema{std::istreambuf_iterator<char>{file}, {}};
  if (schema.empty()) throw std::runtime_error("cannot read " BENCHMARK_SCHEMA);
  pool.execute(schema);
}

void prepare_database(const std::string& conninfo) {
  pgscribe::Pool pool{conninfo};
  create_tables(pool);
  pool.execute(
      "INSERT INTO accounts SELECT n, 'account number ' || n, CASE WHEN n % 4 <> 0 THEN timestamptz '2024-01-01' + n * "
      "interval "
      "'1.000001 s' END, n % 2 = 0, jsonb_build_object('theme', 'dark', 'visits', n) FROM generate_series(0, " +
      std::to_string(kAccounts - 1) + ") n");
  pool.execute(
      "INSERT INTO readings SELECT n, n * 1000003::bigint, n * 0.731, 'sensor reading ' || n, n % 2 = 0, timestamptz "
      "'2024-01-01' + n * "
      "interval '1.000001 s', md5(n::text)::uuid, (n * 0.01)::numeric(12,2) FROM generate_series(1, " +
      std::to_string(kReadings) + ") n");
  pool.execute(
      "INSERT INTO orders SELECT n, 'customer number ' || n % 1000, timestamptz '2024-01-01' + n * interval '1 min' "
      "FROM generate_series(1, " +
      std::to_string(kOrders) + ") n");
  pool.execute(
      "INSERT INTO order_lines SELECT o, l, 'product number ' || (o * l) % 700, l * 100, o * l * 3 FROM "
      "generate_series(1, " +
      std::to_string(kOrders) + ") o, generate_series(1, " + std::to_string(kLinesOfOrder) + ") l");
  for (const char* table : {"orders", "order_lines"}) pool.execute(std::string{"VACUUM ANALYZE "} + table);
  pool.execute("VACUUM ANALYZE accounts");
  pool.execute("VACUUM ANALYZE readings");
}

}  // namespace bench
