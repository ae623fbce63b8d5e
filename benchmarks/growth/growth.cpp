#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "analyze/analyze.hpp"
#include "cases.hpp"
#include "catalog/apply_ddl.hpp"
#include "query/read_queries.hpp"
#include "sql/large_stack.hpp"
#include "sql/migration.hpp"

// How the CPU time of reading schemas and queries grows with their size: the exponent of the power law that fits the
// times over a 16-fold range. 1 is linear.

namespace pgscribe::benchmark {
namespace {

constexpr double kMostGrowth = 1.2;

double cpu_milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Of parsing, folding and analysing once.
double time_once(const Project& project) {
  const support::SourceFile schema("schema.sql", project.schema);
  const support::SourceFile queries("queries.sql", project.queries);
  support::Diagnostics diagnostics;
  catalog::Catalog catalog;
  const double begin = cpu_milliseconds();
  for (const sql::Statement& statement : sql::parse_migration(schema, diagnostics))
    catalog::apply_ddl(catalog, statement, schema, analyze::analyze_shape, diagnostics);
  for (const query::QueryDecl& decl : query::read_queries(queries, diagnostics))
    static_cast<void>(analyze::analyze(decl, catalog, diagnostics));
  const double time = cpu_milliseconds() - begin;
  if (diagnostics.has_errors()) throw std::runtime_error(diagnostics.sorted().front().message);
  return time;
}

/// The least of some rounds, which other work disturbs least.
double time_of(const Project& project) {
  double least = time_once(project);
  for (int round = 0; round < 4 && least < 500; ++round) least = std::min(least, time_once(project));
  return least;
}

/// Slope of the straight line through the logarithms.
double fitted_exponent(const std::vector<std::pair<double, double>>& points) {
  double x_sum = 0;
  double y_sum = 0;
  double xx_sum = 0;
  double xy_sum = 0;
  for (const auto& [size, time] : points) {
    const double x = std::log(size);
    const double y = std::log(time);
    x_sum += x;
    y_sum += y;
    xx_sum += x * x;
    xy_sum += x * y;
  }
  const auto n = static_cast<double>(points.size());
  return (n * xy_sum - x_sum * y_sum) / (n * xx_sum - x_sum * x_sum);
}

bool run(const Case& each) {
  std::vector<std::pair<double, double>> points;
  std::printf("%-44s", each.name);
  for (int size = each.least; size <= 16 * each.least; size *= 2) points.emplace_back(size, time_of(each.make(size)));
  const double growth = fitted_exponent(points);
  const double most_time = each.most_milliseconds;
  const bool is_fast = most_time == 0 || points.back().second <= most_time;
  std::printf(" %6d to %6.0f: %8.1f to %8.1f ms, exponent %.2f%s\n", each.least, points.back().first,
              points.front().second, points.back().second, growth, growth > kMostGrowth || !is_fast ? " MISSED" : "");
  std::fflush(stdout);
  return growth <= kMostGrowth && is_fast;
}

bool run_all(const std::vector<std::string>& chosen) {
  bool is_met = true;
  for (const Case& each : cases()) {
    const std::string name = each.name;
    const auto is_meant = [&](const std::string& part) { return name.find(part) != std::string::npos; };
    if (chosen.empty() || std::any_of(chosen.begin(), chosen.end(), is_meant)) is_met = run(each) && is_met;
  }
  std::printf("asked: an exponent of at most %g everywhere: %s\n", kMostGrowth, is_met ? "met" : "MISSED");
  return is_met;
}

}  // namespace
}  // namespace pgscribe::benchmark

int main(int argc, char** argv) {
  try {
    bool is_met = false;
    pgscribe::sql::run_with_large_stack([&] { is_met = pgscribe::benchmark::run_all({argv + 1, argv + argc}); });
    return is_met ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
