#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyze/analyze.hpp"
#include "catalog/apply_ddl.hpp"
#include "cli/inputs.hpp"
#include "query/read_queries.hpp"
#include "sql/large_stack.hpp"
#include "sql/migration.hpp"
#include "sql/parse.hpp"

// What the analysis of queries costs beside libpg_query and the lowering of its JSON, and whether both grow with the
// number of queries and no faster.

namespace pgscribe::benchmark {
namespace {

struct Options {
  std::vector<config::InputPath> schema;
  std::vector<config::InputPath> queries;
  int rounds = 15;
};

Options parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view value = argv[i + 1];
    if (name == "--schema") {
      options.schema.push_back({std::string(value), {}});
    } else if (name == "--queries") {
      options.queries.push_back({std::string(value), {}});
    } else if (name == "--rounds") {
      std::from_chars(value.data(), value.data() + value.size(), options.rounds);
    } else {
      throw std::invalid_argument("unknown option " + std::string(name));
    }
  }
  if (options.schema.empty() || options.queries.empty() || options.rounds < 1) {
    throw std::invalid_argument("usage: analysis --schema PATH... --queries PATH... [--rounds N]");
  }
  return options;
}

double milliseconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

/// The queries of one run over one schema.
class Workload {
 public:
  explicit Workload(const Options& options) {
    support::Diagnostics diagnostics;
    inputs_ =
        cli::read_inputs({options.schema, options.queries}, {".", nullptr}, support::disk(), sources_, diagnostics);
    if (diagnostics.has_errors()) throw std::runtime_error(diagnostics.all().front().message);
    for (const support::SourceFile* file : inputs_.schema) {
      for (const sql::Statement& statement : sql::parse_migration(*file, diagnostics)) {
        catalog::apply_ddl(catalog_, statement, *file, analyze::analyze_shape, diagnostics);
      }
      catalog::end_schema_file(catalog_);
    }
    for (const support::SourceFile* file : inputs_.queries) add_copies(*file, 1);
  }

  /// Files of the same queries, `copies` times in one file.
  void add_copies(const support::SourceFile& file, int copies) {
    std::string text;
    for (int copy = 0; copy < copies; ++copy) text += renamed(file.text(), copy) + "\n";
    files_.emplace_back(file.path(), std::move(text));
    support::Diagnostics diagnostics;
    for (query::QueryDecl& decl : query::read_queries(files_.back(), diagnostics)) decls_.push_back(std::move(decl));
  }

  [[nodiscard]] Workload multiplied(int copies) const {
    Workload result;
    result.catalog_ = catalog_;
    for (const support::SourceFile* file : inputs_.queries) result.add_copies(*file, copies);
    return result;
  }

  [[nodiscard]] std::size_t size() const { return decls_.size(); }

  /// libpg_query and the lowering of its JSON.
  void parse() const {
    for (const query::QueryDecl& decl : decls_) {
      support::Diagnostics diagnostics;
      const std::string text = sql::apply_edits(decl.file->text(), decl.statement_span, decl.edits);
      const sql::OffsetMap map(decl.statement_span.begin, decl.edits);
      if (!sql::parse_statement(text, map, *decl.file, diagnostics, support::kDefaultServerVersion))
        throw std::logic_error("a query does not parse");
    }
  }

  /// Queries without an error.
  [[nodiscard]] std::size_t analyze() const {
    std::size_t analyzed = 0;
    for (const query::QueryDecl& decl : decls_) {
      support::Diagnostics diagnostics;
      if (analyze::analyze(decl, catalog_, diagnostics)) ++analyzed;
    }
    return analyzed;
  }

 private:
  Workload() = default;

  /// Names of queries are unique in a file.
  static std::string renamed(std::string_view text, int copy) {
    constexpr std::string_view kName = "-- name: ";
    std::string result;
    while (true) {
      const std::size_t found = text.find(kName);
      if (found == std::string_view::npos) return result.append(text);
      std::size_t end = found + kName.size();
      while (end < text.size() && text[end] != ' ') ++end;
      result.append(text.substr(0, end)).append("Copy" + std::to_string(copy));
      text.remove_prefix(end);
    }
  }

  support::SourceFiles sources_;
  cli::Inputs inputs_;
  catalog::Catalog catalog_;
  support::SourceFiles files_;
  std::vector<query::QueryDecl> decls_;
};

struct Times {
  double parse = 0;
  double analyze = 0;
  double ratio = 0;
  std::size_t analyzed = 0;
};

/// Both in turn, in the other order every other round: what else the machine does hits both.
Times measure(const Workload& workload, int rounds) {
  std::vector<double> parse;
  std::vector<double> analyze;
  std::vector<double> ratios;
  Times times;
  for (int round = 0; round < rounds; ++round) {
    const auto time_parse = [&] { parse.push_back(milliseconds([&] { workload.parse(); })); };
    if (round % 2 == 0) time_parse();
    analyze.push_back(milliseconds([&] { times.analyzed = workload.analyze(); }));
    if (round % 2 != 0) time_parse();
    ratios.push_back(analyze.back() / parse.back());
  }
  times.parse = median(parse);
  times.analyze = median(analyze);
  times.ratio = median(ratios);
  return times;
}

bool print_target(const char* what, double value, double limit, const char* unit) {
  const bool met = value <= limit;
  std::printf("%-52s %6.2f%s of at most %g%s: %s\n", what, value, unit, limit, unit, met ? "met" : "MISSED");
  return met;
}

bool run(const Options& options) {
  // The first of a process reads the built-in tables; the others share them.
  const double construction = milliseconds([] {
    const catalog::Catalog catalog;
    if (catalog.find_functions("", "abs").empty() || catalog.find_operators("", "+").empty() ||
        catalog.find_relation("", "pg_class") == nullptr) {
      throw std::logic_error("the catalog is empty");
    }
  });
  const Workload workload(options);
  std::printf("%8s %9s %12s %12s %16s %8s\n", "queries", "analysed", "parse ms", "analyse ms", "analyse us/query",
              "ratio");
  std::vector<Times> all;
  for (const int copies : {1, 10, 50}) {
    const Workload copied = workload.multiplied(copies);
    const Times times = measure(copied, copies == 50 ? std::max(3, options.rounds / 5) : options.rounds);
    std::printf("%8zu %9zu %12.2f %12.2f %16.1f %8.2f\n", copied.size(), times.analyzed, times.parse, times.analyze,
                1000 * times.analyze / static_cast<double>(copied.size()), times.ratio);
    all.push_back(times);
  }
  const double growth = all[2].analyze / (50 * all[0].analyze);
  bool met = print_target("time of the analysis / time of parsing and lowering", all[0].ratio, 3, "x");
  met = print_target("50 times the queries / 50 times the time", growth, 1.25, "x") && met;
  met = print_target("a catalog of the built-in objects", construction, 3, " ms") && met;
  return met;
}

}  // namespace
}  // namespace pgscribe::benchmark

int main(int argc, char** argv) {
  try {
    bool met = false;
    const pgscribe::benchmark::Options options = pgscribe::benchmark::parse_options(argc, argv);
    pgscribe::sql::run_with_large_stack([&] { met = pgscribe::benchmark::run(options); });
    return met ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
