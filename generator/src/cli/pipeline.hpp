#pragma once

#include <vector>

#include "catalog/catalog.hpp"
#include "cli/inputs.hpp"
#include "codegen/generate.hpp"
#include "query/query_decl.hpp"
#include "sql/ast.hpp"
#include "support/diagnostics.hpp"

// The stages one after another: parse, fold, analyse.

namespace pgscribe::cli {

/// What the migrations and queries of one entry mean.
struct Analysis {
  catalog::Catalog catalog;
  std::vector<codegen::QueryFile> files;  ///< queries without an error, in source order
  std::size_t query_errors = 0;           ///< errors in queries: what is in `files` is right without them
};

/// Sees statements and queries on their way through the stages.
class AnalysisObserver {
 public:
  virtual ~AnalysisObserver() = default;

  virtual void before_statement(const support::SourceFile& file, const sql::Statement& statement,
                                const catalog::Catalog& catalog) = 0;
  virtual void after_statement(const support::SourceFile& file, const sql::Statement& statement,
                               const catalog::Catalog& catalog) = 0;
  /// A query without an error, and the catalog that it was analysed with. What is added to `found` can be allowed as
  /// warnings can.
  virtual void accepted(const query::QueryDecl& query, const catalog::Catalog& catalog,
                        support::Diagnostics& found) = 0;

 protected:
  AnalysisObserver() = default;
  AnalysisObserver(const AnalysisObserver&) = default;
  AnalysisObserver& operator=(const AnalysisObserver&) = default;
};

/// parse, fold and analyse. Errors are in `diagnostics`; what could be analysed all the same is in the result.
[[nodiscard]] Analysis analyze_inputs(const Inputs& inputs, support::Diagnostics& diagnostics,
                                      AnalysisObserver* observer = nullptr);

}  // namespace pgscribe::cli
