#pragma once

#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "codegen/code_model.hpp"
#include "codegen/model_registry.hpp"
#include "codegen/query_shape.hpp"

// The constant tables of one query file: columns, parameters, statements, codecs.

namespace pgscribe::codegen {

/// The constant tables of one query file: codecs of the composites and ranges in use, then what describes each
/// statement. Their names are the file's own business: a statement whose constant would have a taken name gets a `_`.
class StatementTables {
 public:
  StatementTables(const catalog::Catalog& catalog, ModelRegistry& models, config::StatementComments comments,
                  QueriesModel& file)
      : catalog_(catalog), models_(models), comments_(comments), file_(file) {}

  /// Codec constants first, for all queries, because others refer to them by name.
  void add_codecs(const std::vector<QueryShape>& shapes);
  /// The name of the table of a cursor's members.
  std::string add_cursor(const QueryShape& shape);
  /// The name of the statement's constant.
  std::string add_statement(const QueryShape& shape);

 private:
  void add_codec(Oid type);
  void add_codec(const Field& field);
  /// The columns of a model alone: what a result that is the model needs. An unused codec would be a warning.
  void add_fields(const Model& model);
  void add_codecs(const std::vector<Field>& fields);
  [[nodiscard]] std::string unique(std::string name);
  /// What the configuration wants behind the SQL.
  [[nodiscard]] std::string comment(const analyze::AnalyzedQuery& query) const;
  [[nodiscard]] std::vector<std::string> column_rows(const std::string& struct_name, const std::vector<Field>& fields);
  void add_columns(const QueryShape& shape, StatementConstant& statement, const std::string& prefix);
  void add_variants(const QueryShape& shape, StatementConstant& statement, const std::string& prefix);
  void add_parameters(const QueryShape& shape, StatementConstant& statement, const std::string& prefix);

  const catalog::Catalog& catalog_;
  ModelRegistry& models_;
  config::StatementComments comments_;
  QueriesModel& file_;
  std::set<Oid> codecs_;
  std::set<Oid> fields_;
  std::set<std::string> names_;
};

}  // namespace pgscribe::codegen
