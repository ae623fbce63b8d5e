#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/expression_place.hpp"
#include "sql/ast.hpp"
#include "support/diagnostics.hpp"
#include "support/source_file.hpp"

// Migrations folded into a catalog, statement by statement.

namespace pgscribe::catalog {

/// A column of a query's result, as views and CREATE TABLE AS need it.
struct QueryColumn {
  std::string name;
  Oid type = kInvalidOid;
  int type_modifier = -1;
  bool never_null = false;
  std::string collation{};  ///< empty: the type's own
};
struct QueryShape {
  std::vector<QueryColumn> columns;
  std::vector<Oid> relations;  ///< relations it reads
  // Optional; where filled in, DROP and ALTER see the dependency, too:
  std::vector<ColumnUse> columns_used;
  std::vector<Oid> functions;
  std::vector<Oid> types;
  std::vector<Oid> operators{};
  std::vector<Oid> named_relations{};  ///< sequences and tables that a constant of type regclass names
  ViewBase base{};                     ///< how a view over this query is written through
  std::vector<RowKey> row_keys{};
  bool has_always_one_row = false;
  bool has_mutable_calls = false;  ///< see ObjectUses
};

/// Analysis of a query inside DDL (views, CREATE TABLE AS), or of an expression, as the select list of a query that
/// gives it the columns it sees. Handed in, because catalog may not include analyze; empty result: the error has been
/// reported.
using AnalyzeQuery = std::function<std::optional<QueryShape>(const Catalog&, const sql::Statement&, ExpressionPlace,
                                                             const support::SourceFile&, support::Diagnostics&)>;

/// By extension: the files of SQL that stand for what CREATE EXTENSION makes.
using StubFiles = std::map<std::string, std::vector<const support::SourceFile*>, std::less<>>;
/// To be called before the first statement. They come before what is built in.
void set_stubs(Catalog& catalog, StubFiles stubs);

/// Folds one statement into the catalog. Objects that are missing, exist already or conflict are reported with
/// PostgreSQL's message and SQLSTATE at the name; the catalog then stays as it was. Exceptions, so that one mistake
/// gives one message: a column of unknown type in CREATE TABLE or TYPE gets kErrorType, and a view whose query is wrong
/// exists as a poisoned relation. Statements without effect on the catalog do nothing.
void apply_ddl(Catalog& catalog, const sql::Statement& statement, const support::SourceFile& file,
               const AnalyzeQuery& analyze_query, support::Diagnostics& diagnostics);

/// Something that may change the schema was left out. From now on the errors of apply_ddl about objects that are
/// missing or in use are warnings.
void note_unseen(Catalog& catalog);

/// To be called after the last statement of each schema file: ends SET LOCAL search_path, and an emptied search_path
/// (pg_dump's first statement) goes back to what it was before the file. SET search_path = a, b stays, as on one
/// connection.
void end_schema_file(Catalog& catalog);

}  // namespace pgscribe::catalog
