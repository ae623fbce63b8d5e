#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>

#include "analysis.hpp"
#include "answer.hpp"
#include "catalog/builtin_rows.hpp"
#include "known_limits.hpp"
#include "minor_releases.hpp"
#include "server.hpp"
#include "sql/large_stack.hpp"
#include "statements.hpp"
#include "support/server_version.hpp"
#include "vocabulary.hpp"

// Sends random statements to a live server and to the analysis, and lists where their answers to PREPARE differ.

namespace pgscribe::differential {
namespace {

struct Options {
  std::string schema;
  std::uint64_t seed = 1;
  std::size_t count = 20'000;
  std::string statements;    ///< a file with one statement a line, instead of random ones
  bool known_limits = true;  ///< counted apart; else as differences
  std::size_t examples = 3;  ///< printed of each kind of difference
};

Options parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string value = argv[i + 1];
    if (name == "--schema")
      options.schema = value;
    else if (name == "--seed")
      options.seed = std::strtoull(value.c_str(), nullptr, 10);
    else if (name == "--count")
      options.count = std::strtoul(value.c_str(), nullptr, 10);
    else if (name == "--statements")
      options.statements = value;
    else if (name == "--known-limits") {
      options.known_limits = value != "off";
    } else if (name == "--examples")
      options.examples = std::strtoul(value.c_str(), nullptr, 10);
    else
      throw std::invalid_argument("unknown option " + std::string(name));
  }
  if (options.schema.empty())
    throw std::invalid_argument(
        "usage: differential --schema FILE [--seed N] [--count N] [--statements FILE] [--examples N]");
  return options;
}

std::string file_text(const std::string& path) {
  std::ifstream stream(path);
  if (!stream) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

struct Count {
  std::size_t statements = 0;
  std::size_t rejected = 0;
  std::size_t limited = 0;
  std::size_t different = 0;
};

class Comparison {
 public:
  Comparison(const Options& options, Release release)
      : examples_(options.examples), known_limits_(options.known_limits), release_(release) {}

  void add(const std::string& statement, const Answer& server, const Answer& analysis) {
    ++count_.statements;
    if (!server.ok) ++count_.rejected;
    const std::optional<Difference> found = difference(server, analysis);
    if (!found) return;
    if (const std::string_view limit = known_limit(statement, release_, server, analysis);
        known_limits_ && !limit.empty()) {
      ++count_.limited;
      ++limits_[std::string(limit)];
      return;
    }
    ++count_.different;
    std::vector<std::string>& examples = kinds_[found->kind];
    examples.push_back(examples.size() < examples_ ? statement + "\n  " + found->text : std::string());
  }

  [[nodiscard]] const Count& count() const { return count_; }

  /// Differences to a minor release that is newer than what the limits were written for are its own changes, until
  /// somebody has looked at them: one message for them all.
  void print(std::ostream& out) const {
    if (count_.different != 0 && release_.major == support::kDefaultServerVersion &&
        release_.minor > catalog::newest_minor()) {
      out << "PostgreSQL 15." << release_.minor << " is newer than 15." << catalog::newest_minor()
          << ", which the analysis follows, and answers some statements in another way. Follow it, and name what it"
             " changed in tests/differential/minor_releases.cpp:\n";
    }
    for (const auto& [kind, examples] : kinds_) {
      out << "## " << kind << ": " << examples.size() << "\n";
      for (std::size_t i = 0; i < examples.size() && i < examples_; ++i) out << examples[i] << "\n";
    }
    for (const auto& [limit, count] : limits_) out << "known limit: " << limit << ": " << count << "\n";
  }

 private:
  std::size_t examples_;
  bool known_limits_;
  Release release_;
  Count count_;
  std::map<std::string, std::vector<std::string>> kinds_;
  std::map<std::string, std::size_t> limits_;
};

/// One statement after the other, each once; empty at the end.
class Source {
 public:
  Source(const Options& options, const Vocabulary& vocabulary)
      : random_(options.seed, vocabulary), left_(options.count) {
    if (options.statements.empty()) return;
    is_file_ = true;
    std::istringstream stream(file_text(options.statements));
    for (std::string line; std::getline(stream, line);) {
      if (!line.empty() && !line.starts_with("--")) lines_.push_back(line);
    }
    left_ = lines_.size();
  }

  std::vector<std::string> next(std::size_t count) {
    std::vector<std::string> batch;
    while (left_ > 0 && batch.size() < count) {
      std::string statement = is_file_ ? lines_[lines_.size() - left_] : random_.next();
      if (!is_file_ && (statement.size() > 4000 || !seen_.insert(statement).second)) continue;
      batch.push_back(std::move(statement));
      --left_;
    }
    return batch;
  }

 private:
  Statements random_;
  std::vector<std::string> lines_;
  bool is_file_ = false;
  std::size_t left_;
  std::unordered_set<std::string> seen_;
};

Count run(const Options& options) {
  const std::string schema = file_text(options.schema);
  Server server;
  server.run(schema);
  const Vocabulary vocabulary = read_vocabulary(server);
  const Release release{server.major(), server.minor()};
  const Analysis analysis(schema, release.major);
  Source source(options, vocabulary);
  Comparison comparison(options, release);
  std::cout << "PostgreSQL " << release.major << "." << release.minor << std::endl;
  for (std::vector<std::string> batch = source.next(Server::kPipeline); !batch.empty();
       batch = source.next(Server::kPipeline)) {
    server.send(batch);
    std::vector<Answer> analyzed;
    for (const std::string& statement : batch) analyzed.push_back(analysis.answer(statement));
    const std::vector<Answer> answers = server.answers(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) comparison.add(batch[i], answers[i], analyzed[i]);
  }
  comparison.print(std::cout);
  return comparison.count();
}

int main(int argc, char** argv) {
  const Options options = parse_options(argc, argv);
  if (options.statements.empty()) std::cout << "seed " << options.seed << std::endl;
  const auto begin = std::chrono::steady_clock::now();
  Count count;
  sql::run_with_large_stack([&] { count = run(options); });
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin).count();
  std::cout << count.statements << " statements, " << count.rejected << " rejected by the server, " << count.limited
            << " within known limits, " << count.different << " different, " << seconds << " s\n";
  return count.different == 0 ? 0 : 1;
}

}  // namespace
}  // namespace pgscribe::differential

int main(int argc, char** argv) {
  try {
    return pgscribe::differential::main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
