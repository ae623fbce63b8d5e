#pragma once

#include <set>
#include <string>
#include <vector>

#include "codegen/code_model.hpp"
#include "codegen/member_rows.hpp"
#include "codegen/model_tables.hpp"
#include "codegen/query_shape.hpp"

// The constant tables of one query file: columns, parameters, statements, codecs.

namespace pgscribe::codegen {

/// The constant tables of one query file: what describes each statement, and the codecs of structs of its own. Their
/// names are the file's own business: a statement whose constant would have a taken name gets a `_`. What they need of
/// models goes to `model_tables`.
class StatementTables {
 public:
  StatementTables(ModelTables& model_tables, const config::CppOptions& options, QueriesModel& file)
      : model_tables_(model_tables), options_(options), file_(file) {}

  /// Codec constants first, for all queries, because others refer to them by name.
  void add_codecs(const std::vector<QueryShape>& shapes);
  /// The name of the table of a cursor's members.
  std::string add_cursor(const QueryShape& shape);
  /// The name of the statement's constant.
  std::string add_statement(const QueryShape& shape);

  /// What the file needs for the tables so far.
  struct Needs {
    RowNeeds rows;
    bool model_tables = false;  ///< model_tables.hpp
  };
  [[nodiscard]] const Needs& needs() const { return needs_; }

 private:
  void add_codec(const Field& field);
  void add_codecs(const std::vector<Field>& fields);
  [[nodiscard]] std::string unique(std::string name);
  /// What the configuration wants behind the SQL.
  [[nodiscard]] std::string comment(const analyze::AnalyzedQuery& query) const;
  void add_columns(const QueryShape& shape, StatementConstant& statement, const std::string& prefix);
  void add_variants(const QueryShape& shape, StatementConstant& statement, const std::string& prefix);
  void add_parameters(const QueryShape& shape, StatementConstant& statement, const std::string& prefix);

  ModelTables& model_tables_;
  const config::CppOptions& options_;
  QueriesModel& file_;
  Needs needs_;
  std::set<std::string> names_;
};

}  // namespace pgscribe::codegen
