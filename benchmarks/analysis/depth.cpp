#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "analyze/analyze.hpp"
#include "catalog/apply_ddl.hpp"
#include "query/read_queries.hpp"
#include "sql/large_stack.hpp"
#include "sql/migration.hpp"

// How the time of the analysis grows along chains of queries each of which reads the one before it, twice where SQL
// lets it: the exponent of the power law that fits the times. 1 is linear.

namespace pgscribe::benchmark {
namespace {

struct Chain {
  const char* name;
  std::string (*ddl)(int links);
  std::string (*statement)(int links);
};

std::string link_name(int link) { return "c" + std::to_string(link); }

std::string joined_twice(int link) {
  const std::string before = link_name(link - 1);
  return "SELECT l.x FROM " + before + " l CROSS JOIN " + before + " r";
}

std::string no_ddl(int) { return {}; }

std::string nested(std::string query, int links, const std::string& before, const std::string& after) {
  for (int i = 0; i < links; ++i) query = before + "(" + query + ")" + after;
  return query;
}

std::string with_chain(int links) {
  std::string text = "WITH c0 AS (SELECT max(a) AS x FROM t)";
  for (int i = 1; i <= links; ++i) text += ", " + link_name(i) + " AS (" + joined_twice(i) + ")";
  return text + " SELECT x FROM " + link_name(links);
}

std::string view_chain(int links) {
  std::string text = "CREATE VIEW c0 AS SELECT max(a) AS x FROM t;\n";
  for (int i = 1; i <= links; ++i) text += "CREATE VIEW " + link_name(i) + " AS " + joined_twice(i) + ";\n";
  return text;
}

constexpr Chain kChains[] = {
    {"WITH items, each read twice", no_ddl, with_chain},
    {"sub-selects in FROM", no_ddl,
     [](int n) { return nested("SELECT max(a) AS x FROM t", n, "SELECT x FROM ", " s"); }},
    {"scalar sub-selects", no_ddl, [](int n) { return nested("SELECT 1 AS x", n, "SELECT ", " AS x"); }},
    {"views, each read twice", view_chain, [](int n) { return "SELECT x FROM " + link_name(n); }},
};

/// Of parsing and analysing the chain, in milliseconds; the least of some rounds, which other work disturbs least.
double time_of(const Chain& chain, int links) {
  double least = 0;
  for (int round = 0; round < 5; ++round) {
    const support::SourceFile schema("schema.sql", "CREATE TABLE t (a int);\n" + chain.ddl(links));
    const support::SourceFile queries("queries.sql", "-- name: Q :one\n" + chain.statement(links) + ";\n");
    support::Diagnostics diagnostics;
    catalog::Catalog catalog;
    const auto begin = std::chrono::steady_clock::now();
    for (const sql::Statement& statement : sql::parse_migration(schema, diagnostics))
      catalog::apply_ddl(catalog, statement, schema, analyze::analyze_shape, diagnostics);
    for (const query::QueryDecl& decl : query::read_queries(queries, diagnostics))
      static_cast<void>(analyze::analyze(decl, catalog, diagnostics));
    const auto time = std::chrono::steady_clock::now() - begin;
    if (diagnostics.has_errors()) throw std::runtime_error(diagnostics.all().front().message);
    const double milliseconds = std::chrono::duration<double, std::milli>(time).count();
    least = round == 0 ? milliseconds : std::min(least, milliseconds);
  }
  return least;
}

/// Slope of the straight line through the logarithms.
double fitted_exponent(const std::vector<std::pair<double, double>>& points) {
  double x_sum = 0;
  double y_sum = 0;
  double xx_sum = 0;
  double xy_sum = 0;
  for (const auto& [links, time] : points) {
    const double x = std::log(links);
    const double y = std::log(time);
    x_sum += x;
    y_sum += y;
    xx_sum += x * x;
    xy_sum += x * y;
  }
  const auto n = static_cast<double>(points.size());
  return (n * xy_sum - x_sum * y_sum) / (n * xx_sum - x_sum * x_sum);
}

bool run() {
  constexpr int kLinks[] = {25, 50, 100, 200};
  constexpr double kMostGrowth = 1.3;
  bool met = true;
  for (const Chain& chain : kChains) {
    std::printf("%s\n", chain.name);
    std::vector<std::pair<double, double>> points;
    for (const int links : kLinks) {
      points.emplace_back(links, time_of(chain, links));
      std::printf("%8d links %10.2f ms\n", links, points.back().second);
    }
    const double growth = fitted_exponent(points);
    met = met && growth <= kMostGrowth;
    std::printf("    time grows as links^%.2f, of at most %g: %s\n", growth, kMostGrowth,
                growth <= kMostGrowth ? "met" : "MISSED");
  }
  return met;
}

}  // namespace
}  // namespace pgscribe::benchmark

int main() {
  try {
    bool met = false;
    pgscribe::sql::run_with_large_stack([&] { met = pgscribe::benchmark::run(); });
    return met ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
