#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/migrate_options.hpp"

// The command line.

namespace pgscribe::cli {

enum class CommandKind {
  generate,
  watch,
  check,
  diff,
  analyze,
  explain,
  verify,
  drift,
  doctor,
  vet,
  migrate,
  catalogue,
  stub,
  init,
  lsp,
  help,
  version,
  completions,
  man,
  config_schema
};
enum class DiagnosticsFormat { text, json, sarif };
enum class Shell { bash, zsh, fish };

/// The command line, read.
struct Options {
  CommandKind command = CommandKind::generate;
  std::string config;  ///< empty: generator.yaml, then sqlc.yaml in the working directory
  std::string entry;   ///< only the `sql` entry of this name
  std::string out;     ///< instead of the configuration's `out` (needs a single entry); catalogue: the folder
  DiagnosticsFormat diagnostics = DiagnosticsFormat::text;
  std::vector<std::string> names;   ///< explain: only these queries; help: the command
  std::vector<std::string> schema;  ///< analyze, explain, verify without a configuration
  std::vector<std::string> queries;
  int server_version = 0;               ///< instead of the configuration's; 0: not given
  std::string extension;                ///< stub
  std::string database_url;             ///< verify: a server to make a scratch database on; stub, migrate: the database
  std::string against;                  ///< verify, drift, doctor: the deployed database
  bool throwaway = false;               ///< verify: start a server of its own
  std::string depfile;                  ///< Make-style dependencies of `stamp`
  std::string stamp;                    ///< touched after success
  bool keep_going = false;              ///< generate: write what is right without the queries that have errors
  int shards = 0;                       ///< sources with fixed names that include the generated ones
  Shell shell = Shell::bash;            ///< completions
  double interval = 0.5;                ///< watch: seconds between two looks
  std::vector<std::string> thresholds;  ///< doctor: CODE=NUMBER
  bool repair = false;                  ///< doctor: rebuild invalid indexes
  MigrateOptions migrate;
};

/// Reads the words behind the program's name. Empty after a usage error or --help, which have been printed; `exit_code`
/// is set then.
[[nodiscard]] std::optional<Options> read_options(const std::vector<std::string>& words, std::ostream& out,
                                                  std::ostream& err, int& exit_code);

}  // namespace pgscribe::cli
