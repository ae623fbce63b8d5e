#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>
#include <string>

#include "claims.hpp"
#include "pgscribe/testing.hpp"
#include "random_query.hpp"
#include "random_variant.hpp"
#include "server.hpp"
#include "sql/grammar_version.hpp"
#include "sql/large_stack.hpp"
#include "text_claims.hpp"

// Holds the claims about NULL and row counts against a live server: random schemas, random queries, several small sets
// of rows full of NULLs for each. A NULL in a column that is not optional, or a row count outside the claim, fails the
// run and prints everything it takes to see it again.
//
//   pgscribe_property [--seed N] [--count QUERIES] [--precision] [--stop]
//
// Schema k of a run is made from seed N + k alone, so a failure's own seed with --count 1 shows it again first.
// README.md tells how to check that the test catches wrong rules.

namespace {

using namespace property;

constexpr int kQueriesPerSchema = 25;
constexpr int kDataSets = 4;
constexpr int kDynamicPercent = 20;
constexpr int kBulkPercent = 6;
constexpr int kMostFailures = 10;

struct Settings {
  std::uint64_t seed = 1;
  int count = 5000;
  bool precision = false;
  bool verbose = false;
  bool stops = false;  ///< at the first failure
};

struct Totals {
  int queries = 0;
  int columns = 0;
  int runs = 0;
  int failed_runs = 0;
  int refused_by_server = 0;
  int refused_by_analysis = 0;
  int refused_by_rule = 0;  ///< what a directive asks of a statement, which it lacks
  int failures = 0;
};

/// A query that both sides took, and what its runs showed.
struct Subject {
  Query query;
  pgscribe::analyze::AnalyzedQuery analyzed;
  std::vector<bool> seen_null;
  bool has_ties = false;  ///< of pages: they may part equal rows
  bool has_rows = false;
  bool is_reported = false;
};

class SchemaRun {
 public:
  SchemaRun(Server& server, std::uint64_t seed, const Settings& settings, Totals& totals, Precision& precision)
      : server_(server),
        seed_(seed),
        settings_(settings),
        totals_(totals),
        precision_(precision),
        random_(seed),
        version_(std::min(server.version(), pgscribe::sql::grammar_version())),
        analyst_(server.version()) {}

  void run() {
    server_.require("DROP SCHEMA IF EXISTS public CASCADE; ");
    server_.require("CREATE SCHEMA public");
    const Execute execute = [this](const std::string& ddl) { return apply(ddl); };
    schema_ = make_schema(random_, execute);
    add_views();
    add_simple_views(schema_, random_, execute);
    if (random_.chance(50)) alter_schema(schema_, random_, execute);
    write_queries();
    for (int set = 0; set < kDataSets; ++set) check_data_set(set);
    if (!schema_.deferred_breaks.empty()) check_before_constraints();
    for (const Subject& subject : subjects_) precision_.add(subject.analyzed, subject.seen_null, subject.has_rows);
  }

 private:
  bool apply(const std::string& ddl) {
    if (!server_.execute(ddl)) return false;
    if (!analyst_.apply(ddl))
      throw std::runtime_error("seed " + std::to_string(seed_) + ": the analysis refuses " + ddl);
    ddl_.push_back(ddl);
    return true;
  }

  void add_views() {
    for (int i = random_.below(3); i > 0; --i) {
      QueryWriter writer(random_, schema_, version_, false);
      const Query query = writer.select(1, nullptr);
      Table view{"v" + std::to_string(i), {}, {}, true, false};
      std::vector<std::string> names;
      for (std::size_t c = 0; c < query.columns.size(); ++c) {
        names.push_back("c" + std::to_string(c + 1));
        view.columns.push_back({names.back(), query.columns[c], false});
      }
      if (apply("CREATE VIEW " + view.name + " (" + joined(names) + ") AS " + query.sql))
        schema_.tables.push_back(view);
    }
  }

  void write_queries() {
    for (int i = 0; i < kQueriesPerSchema; ++i) {
      QueryWriter writer(random_, schema_, version_);
      const int kind = random_.below(100);
      add_subject(kind < kDynamicPercent                  ? writer.dynamic()
                  : kind < kDynamicPercent + kBulkPercent ? writer.bulk()
                                                          : writer.statement());
    }
  }

  void add_subject(const Query& query) {
    if (!server_.execute("PREPARE q AS " + query.sql)) {
      ++totals_.refused_by_server;
      if (settings_.verbose)
        std::cout << "refused: " << server_.query("PREPARE q AS " + query.sql, {}).error << query.sql << "\n\n";
      return;
    }
    const std::vector<Oid> parameter_types = server_.parameter_types("q");
    server_.require("DEALLOCATE q");
    if (settings_.verbose) std::cout << "analysing: " << query.sql << std::endl;  // seen also when it crashes
    Analysis analysis = analyst_.analyze(query);
    if (!analysis.query) {
      if (!query.refusal.empty() && analysis.error.find(query.refusal) != std::string::npos) {
        ++totals_.refused_by_rule;
        return;
      }
      ++totals_.refused_by_analysis;
      std::cout << "seed " << seed_ << ": the analysis refuses what the server takes:\n"
                << query.directives << query.sql << "\n"
                << analysis.error;
      return;
    }
    ++totals_.queries;
    totals_.columns += static_cast<int>(analysis.query->columns().size());
    subjects_.push_back({query, std::move(*analysis.query), {}, analysis.has_ties, false, false});
    Subject& subject = subjects_.back();
    subject.seen_null.resize(subject.analyzed.columns().size());
    if (!query.directives.empty()) return;  // its parameters are numbered as they are named
    const auto other = analyst_.other_parameters(subject.analyzed, parameter_types);
    if (!other.empty()) report(subject, subject.analyzed.sql, {}, other);
  }

  void check_data_set(int set) {
    rows_.clear();
    // The first set is empty, but for what earlier tables got.
    fill(schema_, random_, set == 0 ? 0 : 2 * set, [this](const std::string& sql) {
      const bool done = server_.execute(sql);
      if (done) rows_.push_back(sql);
      return done;
    });
    for (Subject& subject : subjects_) check(subject);
  }

  /// In a transaction that has broken what is looked at when it ends.
  void check_before_constraints() {
    server_.require("BEGIN");
    server_.require("SET CONSTRAINTS ALL DEFERRED");
    rows_.push_back("BEGIN; SET CONSTRAINTS ALL DEFERRED");
    for (const std::string& sql : schema_.deferred_breaks) {
      server_.require("SAVEPOINT breaking");
      if (server_.execute(sql)) {
        rows_.push_back(sql);
      } else {
        server_.require("ROLLBACK TO breaking");
      }
    }
    is_in_transaction_ = true;
    for (Subject& subject : subjects_) check(subject);
    is_in_transaction_ = false;
    server_.require("ROLLBACK");
  }

  /// Without a trace in the data.
  std::vector<Answer> answers_of(const std::vector<Sent>& statements, bool writes) {
    const bool takes_back = is_in_transaction_ || writes;
    if (takes_back) server_.require(is_in_transaction_ ? "SAVEPOINT one" : "BEGIN");
    std::vector<Answer> answers;
    for (const Sent& sent : statements) answers.push_back(server_.query(sent.sql, sent.values));
    if (takes_back) server_.require(is_in_transaction_ ? "ROLLBACK TO one" : "ROLLBACK");
    return answers;
  }

  void check(Subject& subject) {
    check_put_together(subject);
    if (subject.analyzed.bulk) return;
    const SentText sent = random_text(subject.analyzed, random_);
    if (sent.sql.empty()) return;
    const auto all_values = bind(subject.analyzed, random_);
    Values values;
    for (const int number : sent.parameters) values.push_back((*all_values)[static_cast<std::size_t>(number - 1)]);
    ++totals_.runs;
    const Answer answer = answers_of({{sent.sql, values}}, subject.query.writes).front();
    std::vector<std::string> broken;
    if (answer.is_error) {
      ++totals_.failed_runs;
      if (settings_.verbose) std::cout << "failed: " << answer.error << sent.sql << "\n\n";
      // What a program sends is a statement, whatever its values are.
      if (answer.is_statement_error) broken.push_back(answer.error);
    } else {
      subject.has_rows = subject.has_rows || !answer.rows.empty();
      broken = analyst_.broken_claims(subject.analyzed, answer);
      for (const Values& row : answer.rows) {
        for (std::size_t i = 0; i < std::min(row.size(), subject.seen_null.size()); ++i)
          subject.seen_null[i] = subject.seen_null[i] || !row[i];
      }
    }
    report_once(subject, {{sent.sql, values}, broken});
  }

  /// What pages, left-out joins and ranges of rows promise beside their columns.
  void check_put_together(Subject& subject) {
    if (subject.query.directives.empty()) return;
    const Run run = [&](const std::vector<Sent>& statements) {
      totals_.runs += static_cast<int>(statements.size());
      return answers_of(statements, subject.query.writes);
    };
    TextClaims claims(subject.query, subject.analyzed, analyst_, random_, run, schema_.has_triggers);
    if (subject.analyzed.bulk) return report_once(subject, claims.bulk());
    if (subject.analyzed.variants.keyset && !subject.has_ties) report_once(subject, claims.pages());
    if (subject.query.directives.find("join ") != std::string::npos) report_once(subject, claims.joins());
  }

  void report_once(Subject& subject, const BrokenText& broken) {
    if (broken.claims.empty() || subject.is_reported) return;
    subject.is_reported = true;
    report(subject, broken.sent.sql, broken.sent.values, broken.claims);
  }

  void report(const Subject& subject, const std::string& sql, const Values& values,
              const std::vector<std::string>& broken) {
    if (++totals_.failures > kMostFailures || (settings_.stops && totals_.failures > 1)) return;
    std::cout << "\nFAILED with --seed " << seed_ << ", after " << totals_.queries << " queries\n";
    for (const std::string& ddl : ddl_) std::cout << ddl << ";\n";
    for (const std::string& row : rows_) std::cout << row << ";\n";
    std::cout << subject.query.directives << sql << ";\n";
    for (std::size_t i = 0; i < values.size(); ++i)
      std::cout << "$" << i + 1 << " = " << (values[i] ? "'" + *values[i] + "'" : "NULL") << "\n";
    for (const std::string& claim : broken) std::cout << "  " << claim << "\n";
  }

  Server& server_;
  std::uint64_t seed_;
  const Settings& settings_;
  Totals& totals_;
  Precision& precision_;
  Random random_;
  int version_;  ///< whose SQL is written: the server's, as far as the grammar reads it
  Analyst analyst_;
  Schema schema_;
  std::vector<std::string> ddl_;
  std::vector<std::string> rows_;
  std::vector<Subject> subjects_;
  bool is_in_transaction_ = false;
};

Settings read_settings(int argc, char** argv) {
  Settings settings;
  settings.seed = static_cast<std::uint64_t>(std::time(nullptr));
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--seed" && i + 1 < argc) settings.seed = std::stoull(argv[++i]);
    if (option == "--count" && i + 1 < argc) settings.count = std::stoi(argv[++i]);
    if (option == "--precision") settings.precision = true;
    if (option == "--verbose") settings.verbose = true;
    if (option == "--stop") settings.stops = true;
  }
  return settings;
}

int run(const Settings& settings) {
  std::cout << "seed " << settings.seed << std::endl;
  pgscribe::testing::TemporaryServer temporary;
  Server server(temporary.conninfo());
  server.require("SET statement_timeout = '2s'");
  server.require("SET client_min_messages = error");
  server.require("SET jit = off");  // which costs more than all these queries
  Totals totals;
  Precision precision;
  const int most_failures = settings.stops ? 0 : kMostFailures;
  for (std::uint64_t k = 0; totals.queries < settings.count && totals.failures <= most_failures; ++k) {
    SchemaRun(server, settings.seed + k, settings, totals, precision).run();
  }
  std::cout << totals.queries << " queries with " << totals.columns << " columns, " << totals.runs << " runs ("
            << totals.failed_runs << " ended in an error); " << totals.refused_by_server
            << " more refused by the server, " << totals.refused_by_analysis << " by the analysis alone and "
            << totals.refused_by_rule << " for what a directive needs; " << totals.failures << " with broken claims\n";
  if (settings.precision) std::cout << precision.report();
  return totals.failures == 0 && totals.refused_by_analysis == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  int result = EXIT_FAILURE;
  pgscribe::sql::run_with_large_stack([&] {
    try {
      result = run(read_settings(argc, argv));
    } catch (const std::exception& error) {
      std::cout << error.what() << "\n";
    }
  });
  return result;
}
