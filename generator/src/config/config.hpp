#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "support/diagnostics.hpp"
#include "support/server_version.hpp"
#include "support/source_file.hpp"

// The configuration as read from generator.yaml or sqlc.yaml, checked key by key.

namespace pgscribe::config {

using support::Span;

enum class Layout { split, header_only };
/// What is sent with a statement's SQL: nothing, `/* name: GetMovie */` at its end, or what the runtime makes of tags.
enum class StatementComments { none, name, sqlcommenter };
/// What asynchronous methods are for.
enum class AsyncLibrary { none, asio };
/// What is a transaction of a batch in autocommit: the batch, or each element.
enum class Batch { atomic, each };
enum class Naming { snake_case, camel_case, as_written };

/// A C++ type of the user's own in place of the built-in mapping.
struct CppType {
  std::string name;      ///< "my::Money"
  std::string include;   ///< "my/money.hpp", or with <> or ""; empty: none
  std::string codec;     ///< "my::money_codec"; empty: the runtime finds it by specialisation
  bool is_json = false;  ///< the values of json and jsonb are read and written as it, by `json_adapter`
  Span name_span{};
  Span include_span{};
  Span codec_span{};
};

/// `overrides` entry: exactly one of db_type / column, and a C++ type or what is known of NULL in an array.
struct Override {
  std::string db_type;                    ///< "uuid", "pg_catalog.int4", "public.my_enum", "varchar"
  std::string column;                     ///< "table.column", "schema.table.column"; each part may use * and ?
  std::optional<bool> nullable;           ///< db_type only: absent means both
  CppType type;                           ///< without a name: the built-in mapping
  std::optional<bool> nullable_elements;  ///< whether an array can have NULL in it
  Span span;
};

/// `rename` entry: what goes before the rules for names.
struct Renaming {
  std::string name;
  Span span;
};

/// `gen.cpp` of one `sql` entry. What is to be C++ (names, types, headers) is as written: whether it can be, codegen
/// says.
struct CppOptions {
  std::string out;  ///< folder, relative to the configuration file
  std::string namespace_ = "db";
  Span namespace_span;
  Layout layout = Layout::split;
  Naming naming = Naming::snake_case;
  std::string templates;  ///< folder that replaces built-in templates by name; empty: none
  int query_parameter_limit = 1;
  StatementComments statement_comments = StatementComments::none;
  Batch batch = Batch::atomic;
  bool emit_json = false;
  bool emit_interface = false;
  bool emit_ostream = false;
  bool emit_expected = false;
  AsyncLibrary emit_async = AsyncLibrary::none;
  bool emit_exact_table_names = false;
  bool emit_models_only = false;     ///< no queries
  bool omit_unused_structs = false;  ///< models that no query has to do with are not declared
  std::vector<std::string> inflection_exclude_table_names;
  std::map<std::string, Renaming> rename;
  std::vector<Override> overrides;                     ///< those of `json` included
  std::string json_adapter = "pgscribe/nlohmann.hpp";  ///< the header between JSON and the user's types
  Span json_adapter_span{};
  std::string default_schema = "public";
  std::vector<std::string> strong_domains;    ///< domains that become a type of their own
  std::vector<std::string> allow;             ///< codes of warnings that are not to be reported
  const support::SourceFile* file = nullptr;  ///< the configuration, for messages
};

/// A path, folder or glob as written.
struct InputPath {
  std::string pattern;
  Span span;
};

/// A rule of the project's own: a SELECT over the analysis as tables, each row of which is a finding.
struct OwnRule {
  std::string name;
  std::string sql;
  std::string message;  ///< of a row that has none
  support::Severity severity = support::Severity::warning;
  Span span;  ///< of its name
  Span sql_span;
  std::vector<std::uint32_t> sql_places{};  ///< where in the file each byte of `sql` is; empty: not known
};

/// What `pgscribe vet` looks at.
struct VetOptions {
  std::vector<std::string> enable;   ///< codes of rules that are off without it
  std::vector<std::string> disable;  ///< codes of rules that are not to be asked
  std::string start_after;           ///< name of the last schema file that is left alone; empty: none is
  Span start_after_span{};
  std::vector<OwnRule> rules{};
};

/// One `sql` entry that has a `gen.cpp`.
struct SqlEntry {
  std::string name;
  std::vector<InputPath> schema;
  std::vector<InputPath> queries;
  std::vector<std::string> search_path;  ///< of the connections that run the queries; empty: "$user", public
  std::map<std::string, std::vector<InputPath>> stubs;  ///< by extension: what stands for its objects
  std::string database_uri;  ///< of the database that `migrate` changes, with `${NAME}` as written; empty: not given
  int server_version = support::kDefaultServerVersion;  ///< the release of PostgreSQL that the queries run on
  CppOptions cpp;
  VetOptions vet;
  Span span;
};

struct Config {
  std::vector<SqlEntry> entries;
};

/// Reads a version "2" configuration. Every unknown key, wrong type or missing key is reported at its place; empty when
/// there was any.
[[nodiscard]] std::optional<Config> read_config(const support::SourceFile& file, support::Diagnostics& diagnostics);

}  // namespace pgscribe::config
